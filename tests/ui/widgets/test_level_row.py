from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import at, picture
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Density, Look, ThemeChoice, theme
from assessor_app.ui.widgets.level_row import MARGIN, Chosen, LevelNeeds, LevelRow

NEEDS = LevelNeeds(required=Fraction(5, 2), floor=Fraction(2), claim=4, grade="PE")
ANCHORS = ("nothing", "knows", "guided", "independent", "leads", "shapes")


@pytest.fixture
def row(qtbot: QtBot) -> LevelRow:
    made = LevelRow("K3", ANCHORS, NEEDS)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_row()
    return made


def press(qtbot: QtBot, row: LevelRow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or row, key)


def checked(row: LevelRow) -> list[str]:
    return [button.caption for button in row.buttons if button.isChecked()]


@pytest.mark.parametrize("level", range(6))
def test_that_a_digit_gives_the_level(qtbot: QtBot, row: LevelRow, level: int) -> None:
    with qtbot.waitSignal(row.level_chosen) as chosen:
        press(qtbot, row, Qt.Key(Qt.Key.Key_0 + level))
    assert chosen.args == [level]
    assert checked(row) == [str(level)]
    assert row.chosen == Chosen(level)


def test_that_n_says_not_sought(qtbot: QtBot, row: LevelRow) -> None:
    with qtbot.waitSignal(row.level_chosen) as chosen:
        press(qtbot, row, Qt.Key.Key_N)
    assert chosen.args == [None]
    assert checked(row) == ["N"]


def test_that_a_level_the_scheme_has_not_is_not_taken(qtbot: QtBot) -> None:
    short = LevelRow("B1", needs=LevelNeeds(top=3))
    qtbot.addWidget(short)
    with qtbot.assertNotEmitted(short.level_chosen):
        qtbot.keyClick(short, Qt.Key.Key_4)
    assert [button.caption for button in short.buttons] == ["0", "1", "2", "3", "N"]


def test_that_a_press_chooses(qtbot: QtBot, row: LevelRow) -> None:
    with qtbot.waitSignal(row.level_chosen) as chosen:
        qtbot.mouseClick(row.buttons[4], Qt.MouseButton.LeftButton)
    assert chosen.args == [4]


def test_that_no_press_falls_between_two_cells(qtbot: QtBot, row: LevelRow) -> None:
    left, right = row.buttons[0].geometry(), row.buttons[-1].geometry()
    for x in range(left.left(), right.right()):
        assert row.childAt(QPoint(x, left.center().y())) in row.buttons


def test_that_the_chosen_one_pressed_again_stays(qtbot: QtBot, row: LevelRow) -> None:
    row.choose(Chosen(3))
    with qtbot.assertNotEmitted(row.level_chosen), qtbot.assertNotEmitted(row.cleared):
        qtbot.mouseClick(row.buttons[3], Qt.MouseButton.LeftButton)
        press(qtbot, row, Qt.Key.Key_3)
    assert checked(row) == ["3"]


def test_that_backspace_clears_once(qtbot: QtBot, row: LevelRow) -> None:
    row.choose(Chosen(3))
    with qtbot.waitSignal(row.cleared):
        press(qtbot, row, Qt.Key.Key_Backspace)
    assert (row.chosen, checked(row)) == (None, [])
    with qtbot.assertNotEmitted(row.cleared):
        press(qtbot, row, Qt.Key.Key_Backspace)


@pytest.mark.parametrize(
    ("key", "by"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)]
)
def test_that_arrows_ask_for_another_row_and_change_nothing(qtbot: QtBot, row: LevelRow, key: Qt.Key, by: int) -> None:
    row.choose(Chosen(3))
    with qtbot.waitSignal(row.row_wanted) as wanted, qtbot.assertNotEmitted(row.level_chosen):
        press(qtbot, row, key)
    assert wanted.args == [by]
    assert checked(row) == ["3"]


def test_that_the_wheel_changes_nothing_and_is_left_to_the_page(row: LevelRow) -> None:
    row.choose(Chosen(3))
    event = QWheelEvent(
        QPointF(10, 10), QPointF(10, 10), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(row.buttons[2], event)
    assert not event.isAccepted()
    assert checked(row) == ["3"]


def test_that_a_locked_row_is_read_and_not_changed(qtbot: QtBot, row: LevelRow) -> None:
    row.choose(Chosen(3))
    row.lock(word=True)
    with qtbot.assertNotEmitted(row.level_chosen), qtbot.assertNotEmitted(row.cleared):
        press(qtbot, row, Qt.Key.Key_5)
        press(qtbot, row, Qt.Key.Key_Backspace)
        qtbot.mouseClick(row.buttons[1], Qt.MouseButton.LeftButton)
    assert checked(row) == ["3"]
    assert "已锁定" in row.buttons[3].accessibleName()
    row.unlock()
    with qtbot.waitSignal(row.level_chosen):
        press(qtbot, row, Qt.Key.Key_5)


def test_that_other_keys_are_left_to_the_page(row: LevelRow) -> None:
    for key, text in ((Qt.Key.Key_C, "c"), (Qt.Key.Key_P, "p"), (Qt.Key.Key_7, "7")):
        assert not row.take_key(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
    control = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, "3")
    assert not row.take_key(control)


def test_that_keys_pass_under_an_input_method(row: LevelRow) -> None:
    assert not any(button.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) for button in row.buttons)


def test_that_tab_enters_the_row_once_at_its_mark(row: LevelRow) -> None:
    row.choose(Chosen(2))
    stops = [button.caption for button in row.buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["2"]


def test_that_each_cell_tells_level_anchor_requirement_and_claim(row: LevelRow, in_english: None) -> None:
    name = row.buttons[3].accessibleName()
    assert name == "K3 level 3, independent; PE needs 2.5; applicant claims 4"
    assert row.buttons[-1].accessibleName().startswith("K3 not sought")


def test_that_the_names_follow_the_language(row: LevelRow, languages: Languages) -> None:
    assert row.buttons[3].accessibleName() == "K3 3 级, independent；PE 要求 2.5 级；申请人自评 4 级"
    languages.switch(Language.EN)
    assert row.buttons[3].accessibleName().startswith("K3 level 3")


def test_that_a_reader_finds_seven_radio_buttons_one_of_them_checked(row: LevelRow) -> None:
    row.choose(Chosen(3))
    found = [QAccessible.queryAccessibleInterface(button) for button in row.buttons]
    assert {each.role() for each in found} == {QAccessible.Role.RadioButton}
    assert [bool(each.state().checked) for each in found] == [False, False, False, True, False, False, False]


def colour_of(row: LevelRow, level: int) -> str:
    corner = row.buttons[level].geometry().topLeft() + QPoint(5, 14)
    return at(picture(row), corner).upper()


def test_that_an_ordinary_low_mark_is_no_alarm_but_one_under_the_floor_is(row: LevelRow) -> None:
    row.choose(Chosen(2))
    assert colour_of(row, 2) == theme().hex("accent")
    row.choose(Chosen(1))
    assert colour_of(row, 1) == theme().hex("bad_fill")


def test_that_a_non_compensable_mark_under_the_requirement_is_an_alarm(row: LevelRow) -> None:
    row.set_needs(LevelNeeds(required=Fraction(3), non_compensable=True, grade="PE"))
    row.choose(Chosen(2))
    assert colour_of(row, 2) == theme().hex("bad_fill")
    assert "低于下限" in row.buttons[2].accessibleName()


@pytest.mark.parametrize(("required", "before"), [(Fraction(5, 2), 3), (Fraction(3), 3), (Fraction(2), 2)])
def test_that_the_bar_stands_before_the_first_level_that_meets_the_requirement(
    row: LevelRow, required: Fraction, before: int
) -> None:
    row.set_needs(LevelNeeds(required=required))
    image = picture(row)
    y = MARGIN - 2  # above the cells only the bar is drawn
    inked = [x for x in range(row.width()) if at(image, QPoint(x, y)).upper() == theme().hex("text1")]
    cell = row.buttons[before].geometry().left()
    assert inked == [cell - 2, cell - 1]


def test_that_other_needs_may_not_change_the_number_of_levels(row: LevelRow) -> None:
    with pytest.raises(ValueError, match="3"):
        row.set_needs(LevelNeeds(top=3))


def test_that_targets_grow_for_touch(row: LevelRow, appearance: Appearance) -> None:
    before = row.buttons[0].height()
    appearance.set_look(Look(ThemeChoice.LIGHT, Density.ROOMY))
    assert (before, row.buttons[0].height()) == (28, 34)


def keys() -> Iterator[tuple[Qt.Key, Chosen | None]]:
    for level in range(6):
        yield Qt.Key(Qt.Key.Key_0 + level), Chosen(level)
    yield Qt.Key.Key_N, Chosen(None)
    yield Qt.Key.Key_Backspace, None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(keys())), min_size=1, max_size=12))
def test_that_what_is_shown_is_what_was_said_last(
    qtbot: QtBot, row: LevelRow, typed: list[tuple[Qt.Key, Chosen | None]]
) -> None:
    row.choose(None)
    said: list[Chosen | None] = [None]
    row.level_chosen.connect(lambda level: said.append(Chosen(level)))
    row.cleared.connect(lambda: said.append(None))
    for key, expected in typed:
        press(qtbot, row, key)
        assert row.chosen == expected
        assert len(checked(row)) == (0 if expected is None else 1)
    assert said[-1] == row.chosen
    # Nothing is announced that changes nothing: no two neighbours are alike.
    assert all(one != other for one, other in pairwise(said))
    row.level_chosen.disconnect()
    row.cleared.disconnect()
