from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Look, ThemeChoice, theme
from assessor_app.ui.widgets.indicator_row import AspectHead, IndicatorInfo, IndicatorRow
from assessor_app.ui.widgets.level_row import Chosen, LevelNeeds
from assessor_app.ui.widgets.paint import wrapped
from assessor_app.ui.widgets.pin_chip import Pin, PinChip, PinKind

ANCHORS = ("nothing", "knows", "guided", "independent", "leads", "shapes")
STRICT = LevelNeeds(required=Fraction(3), floor=Fraction(2), claim=4, non_compensable=True, grade="PE")


@pytest.fixture
def row(qtbot: QtBot) -> IndicatorRow:
    made = IndicatorRow(IndicatorInfo("E2", 2, "Law, public health and safety", ANCHORS, STRICT))
    qtbot.addWidget(made)
    made.resize(432, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_that_a_press_on_the_name_opens_and_takes_the_keyboard(qtbot: QtBot, row: IndicatorRow) -> None:
    assert not row.anchors.isVisible()
    with qtbot.waitSignal(row.opened) as opened:
        qtbot.mouseClick(row._head, Qt.MouseButton.LeftButton)
    assert opened.args == ["E2"]
    assert row.anchors.isVisible()
    assert QApplication.focusWidget() in row.levels.buttons


def test_that_an_anchor_can_be_pressed(qtbot: QtBot, row: IndicatorRow) -> None:
    row.open_row()
    with qtbot.waitSignal(row.level_chosen) as chosen:
        qtbot.mouseClick(row.anchors.lines[3], Qt.MouseButton.LeftButton)
    assert chosen.args == ["E2", 3]
    assert row.levels.chosen == Chosen(3)
    with qtbot.assertNotEmitted(row.level_chosen):
        qtbot.mouseClick(row.anchors.lines[3], Qt.MouseButton.LeftButton)


def test_that_a_key_chooses_and_marks_the_anchor(qtbot: QtBot, row: IndicatorRow) -> None:
    row.open_row()
    row.focus_levels()
    with qtbot.waitSignal(row.level_chosen):
        qtbot.keyClick(QApplication.focusWidget() or row, Qt.Key.Key_4)
    assert row.anchors.chosen_level == 4


def test_that_a_mark_that_fails_the_case_says_so(row: IndicatorRow) -> None:
    row.open_row()
    row.show_mark(Chosen(3))
    assert not row.alarm.isVisible()
    row.show_mark(Chosen(2))
    assert row.alarm.isVisible()
    assert "3" in row.alarm.accessibleName()


def test_that_requirement_and_claim_are_tagged_at_their_levels(row: IndicatorRow, in_english: None) -> None:
    assert [row.anchors.tag(level) for level in (2, 3, 4)] == [(False, ""), (True, "PE needs"), (False, "Claim")]


def test_that_pins_are_shown_and_lead_to_their_place(qtbot: QtBot, row: IndicatorRow) -> None:
    row.open_row()
    row.show_pins(
        [
            Pin("p1", "业绩报告 p.7", "pin E2, work report, page 7", "E2", 2),
            Pin("p2", "gone", "gone", kind=PinKind.GONE),
        ]
    )
    qtbot.waitUntil(lambda: len([chip for chip in row.findChildren(PinChip) if chip.isVisible()]) == 3)
    chips = {chip.pin.id: chip for chip in row.findChildren(PinChip) if chip.isVisible()}
    assert set(chips) == {"p1", "p2", "add"}
    with qtbot.waitSignal(row.pin_activated) as activated:
        qtbot.mouseClick(chips["p1"], Qt.MouseButton.LeftButton)
    assert activated.args == ["E2", "p1"]
    with qtbot.waitSignal(row.pin_wanted):
        qtbot.mouseClick(chips["add"], Qt.MouseButton.LeftButton)
    assert row.pin_count == 2


def test_that_closing_keeps_what_was_typed(qtbot: QtBot, row: IndicatorRow) -> None:
    row.open_row()
    row.focus_comment()
    qtbot.keyClicks(row.comment.edit, "p. 7")
    with qtbot.waitSignal(row.comment_settled) as settled:
        row.close_row()
    assert settled.args == ["E2", "p. 7"]


def test_that_a_locked_row_takes_nothing(qtbot: QtBot, row: IndicatorRow) -> None:
    row.open_row()
    row.show_mark(Chosen(3))
    row.lock()
    with qtbot.assertNotEmitted(row.level_chosen):
        qtbot.mouseClick(row.anchors.lines[1], Qt.MouseButton.LeftButton)
    assert not [chip for chip in row.findChildren(PinChip) if chip.pin.kind is PinKind.ADD and chip.isVisible()]
    assert row.comment.edit.isReadOnly()


def test_that_a_switch_of_language_leaves_what_was_typed(qtbot: QtBot, row: IndicatorRow, languages: Languages) -> None:
    row.open_row()
    row.focus_comment()
    qtbot.keyClicks(row.comment.edit, "half a sen")
    languages.switch(Language.EN)
    assert row.comment.text == "half a sen"
    assert row.comment.edit.accessibleName() == "Comment on E2"


def test_that_a_long_name_is_never_cut_but_set_in_two_lines(row: IndicatorRow) -> None:
    lines = wrapped("Environment and sustainability", theme().font("caption"), 110, 2)
    assert " ".join(lines) == "Environment and sustainability"


def test_that_the_head_of_an_aspect_folds_by_press_and_key(qtbot: QtBot) -> None:
    head = AspectHead("K", 1, "Knowledge")
    qtbot.addWidget(head)
    head.show()
    head.show_words("Knowledge", "3 3 4", "mean 3.3")
    assert head.accessibleName() == "K Knowledge, 3 3 4, mean 3.3"
    with qtbot.waitSignal(head.folded_changed) as folded:
        qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    assert folded.args == [True]
    with qtbot.waitSignal(head.folded_changed) as folded:
        qtbot.keyClick(head, Qt.Key.Key_Return)
    assert folded.args == [False]


def stacked(row: IndicatorRow) -> bool:
    return row.is_stacked


def test_that_the_levels_lie_under_the_name_where_it_would_not_be_read_beside_them(
    row: IndicatorRow, appearance: Appearance
) -> None:
    assert not stacked(row)
    beside = row.height()
    row.resize(row.levels.sizeHint().width() + 80, 400)
    assert stacked(row)
    QApplication.processEvents()
    assert row.levels.mapTo(row, row.levels.rect().topLeft()).y() >= row._head.geometry().bottom()
    assert row._head.width() > 200  # all of the width is the name's
    row.resize(432, beside)
    assert not stacked(row)
    appearance.set_look(Look(ThemeChoice.LIGHT, scale=150))
    assert stacked(row)
