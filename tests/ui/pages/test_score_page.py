"""Scoring as a person does it: keys and clicks in, and what the workspace then holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assessor_app.models.marks import NOT_SOUGHT, Part, Sheet, SheetKey, SheetState
from assessor_app.store import notes, pins, sheets
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.mark_history import MarkHistory
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.widgets.indicator_row import ADD_PIN
from assessor_app.ui.widgets.level_row import Chosen, LevelButton
from assessor_app.ui.widgets.pin_chip import PinChip
from assessor_app.ui.widgets.viewer import FormTable
from assessor_app.ui.widgets.viewer.notes_strip import NoteLine
from tests.ui.hands import OpenDesk, page_of, press, settle, write

CONTROL = Qt.KeyboardModifier.ControlModifier
SU, ZHOU = "0420", "0409"  # untouched; signed


def case_numbered(desk_window: DeskWindow, number: str) -> str:
    page = page_of(desk_window, "score", ScorePage)
    return next(line.case for line in page.lines if line.number == number)


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> DeskWindow:
    """The scoring page at the untouched case, material review, its first indicator."""
    made = open_desk("score")
    made.desk.open_sheet(case_numbered(made, SU), "material", "K1")
    settle(made, qtbot)
    return made


@pytest.fixture
def page(desk: DeskWindow) -> ScorePage:
    return page_of(desk, "score", ScorePage)


def held(desk: DeskWindow) -> Sheet:
    """What the workspace holds of the sheet in view."""
    return sheets.get(desk.desk.store, page_of(desk, "score", ScorePage).sheet_key)


def test_that_a_digit_gives_the_level_of_the_open_indicator(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_4)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "4"
    assert page.sheet.rows["K1"].levels.chosen == Chosen(4)


def test_that_n_means_not_sought_and_backspace_takes_the_mark_away(desk: DeskWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_N)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == NOT_SOUGHT
    press(qtbot, Qt.Key.Key_Backspace)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == ""


def test_that_a_key_pressed_before_the_last_one_has_arrived_still_counts(desk: DeskWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Backspace)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == ""
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_3)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "3"


def test_that_a_whole_sheet_is_marked_with_digits_and_arrows(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    for _ in page.sheet.rows:
        press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Down)
    settle(desk, qtbot)
    assert {held(desk).value(code, Part.LEVEL) for code in page.sheet.rows} == {"3"}
    press(qtbot, Qt.Key.Key_Up)
    assert page.sheet.current == list(page.sheet.rows)[-2]


def test_that_a_comment_is_kept_as_soon_as_the_person_pauses(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    with qtbot.waitSignal(desk.runner.changed, timeout=5_000):
        write(qtbot, "p. 7: stopped the work, 3 of 4 checks")
    assert held(desk).value("K1", Part.COMMENT) == "p. 7: stopped the work, 3 of 4 checks"
    assert held(desk).value("K1", Part.LEVEL) == ""


def test_that_ctrl_enter_leads_from_a_comment_to_the_next_indicator(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_C)
    write(qtbot, "p. 2")
    press(qtbot, Qt.Key.Key_Return, modifier=CONTROL)
    settle(desk, qtbot)
    assert page.sheet.current == "K2"
    assert isinstance(QApplication.focusWidget(), LevelButton)
    assert held(desk).value("K1", Part.COMMENT) == "p. 2"


def test_that_esc_leads_from_a_comment_back_to_its_levels(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    write(qtbot, "p. 2")
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_3)
    settle(desk, qtbot)
    assert (held(desk).value("K1", Part.COMMENT), held(desk).value("K1", Part.LEVEL)) == ("p. 2", "3")


def test_that_undo_and_redo_go_through_marks_and_comments(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_4)
    press(qtbot, Qt.Key.Key_C)
    write(qtbot, "p. 2")
    press(qtbot, Qt.Key.Key_Return, modifier=CONTROL)
    settle(desk, qtbot)
    undo, redo = desk.window.action("undo"), desk.window.action("redo")
    undo.trigger()
    settle(desk, qtbot)
    assert (held(desk).value("K1", Part.COMMENT), page.sheet.rows["K1"].comment.text) == ("", "")
    undo.trigger()
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "2"
    assert page.sheet.rows["K1"].levels.chosen == Chosen(2)
    redo.trigger()
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "4"


def test_that_undo_shows_the_sheet_it_changes(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_2)
    page.show_method("interview")
    desk.window.action("undo").trigger()
    settle(desk, qtbot)
    assert (page.sheet_key.method, page.sheet.current) == ("material", "K1")
    assert page.sheet.rows["K1"].levels.chosen is None


def test_that_ctrl_down_goes_to_the_next_case_and_keeps_the_keyboard_on_the_sheet(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    before = page.queue.current_id()
    desk.window.action("next_case").trigger()
    settle(desk, qtbot)
    assert page.queue.current_id() != before
    assert page.sheet_key.case == page.queue.current_id()
    press(qtbot, Qt.Key.Key_3)
    settle(desk, qtbot)
    assert held(desk).value(page.sheet.current, Part.LEVEL) == "3"


def test_that_a_pin_set_from_the_paper_leads_there_and_back(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    paper = next(tab for tab in page.papers if tab.kind.value == "pdf")
    page.viewer.show_document(paper.id)
    qtbot.waitUntil(lambda: page.viewer.view is not None and page.viewer.settled, timeout=10_000)
    page.viewer.go_to(paper.id, 1)
    page.sheet.open_indicator("K3", focus=True)
    press(qtbot, Qt.Key.Key_P)
    settle(desk, qtbot)
    (pin,) = pins.of_case(desk.desk.store, page.sheet_key.case, desk.desk.owner.id)
    assert (pin.document, pin.indicator, pin.page) == (paper.id, "K3", 1)
    assert page.sheet.rows["K3"].pin_count == 1
    page.viewer.show_document("form")
    page.sheet.rows["K3"].pin_activated.emit("K3", pin.id)
    assert page.viewer.current_document == paper.id
    page.sheet.open_indicator("K1")
    page.viewer.pin_activated.emit(pin.id)
    assert page.sheet.current == "K3"
    desk.window.action("undo").trigger()
    settle(desk, qtbot)
    assert pins.of_case(desk.desk.store, page.sheet_key.case, desk.desk.owner.id) == ()


def test_that_delete_removes_a_pin_and_undo_and_redo_go_through_that_too(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    def held_pins() -> int:
        settle(desk, qtbot)
        kept = len(pins.of_case(desk.desk.store, page.sheet_key.case, desk.desk.owner.id))
        assert page.sheet.rows["K1"].pin_count == kept
        return kept

    qtbot.waitUntil(lambda: page.viewer.view is not None and page.viewer.settled, timeout=10_000)
    press(qtbot, Qt.Key.Key_P)
    assert held_pins() == 1
    chip = next(chip for chip in page.sheet.rows["K1"].findChildren(PinChip) if chip.pin.id != ADD_PIN)
    qtbot.waitUntil(chip.isVisible)
    chip.setFocus()
    assert "Delete" in [hint.keys for hint in chip.hints()]
    press(qtbot, Qt.Key.Key_Delete)
    assert held_pins() == 0
    undo, redo = desk.window.action("undo"), desk.window.action("redo")
    for act, left in ((undo, 1), (redo, 0), (undo, 1), (undo, 0), (redo, 1)):
        act.trigger()
        assert held_pins() == left


def test_that_delete_removes_a_note_and_undo_and_redo_go_through_that_too(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    def held_notes() -> list[str]:
        settle(desk, qtbot)
        return [note.text for note in notes.of_case(desk.desk.store, page.sheet_key.case, desk.desk.owner.id)]

    qtbot.waitUntil(lambda: page.viewer.view is not None, timeout=10_000)
    press(qtbot, Qt.Key.Key_M)
    write(qtbot, "Ask for the drawings")
    press(qtbot, Qt.Key.Key_Return)
    assert held_notes() == ["Ask for the drawings"]
    (line,) = page.viewer.findChildren(NoteLine)
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert held_notes() == []
    desk.window.action("undo").trigger()
    assert held_notes() == ["Ask for the drawings"]
    desk.window.action("redo").trigger()
    assert held_notes() == []


def test_that_a_note_of_a_signed_sheet_stays_and_it_is_said_why(open_desk: OpenDesk, qtbot: QtBot) -> None:
    made = open_desk("score")
    made.desk.open_sheet(case_numbered(made, ZHOU), "interview", "K2")
    settle(made, qtbot)
    page = page_of(made, "score", ScorePage)

    def held_notes() -> list[str]:
        settle(made, qtbot)
        return [note.text for note in notes.of_case(made.desk.store, page.sheet_key.case, made.desk.owner.id)]

    before, said = held_notes(), []
    assert before
    made.desk.said.connect(lambda _kind, what, following: said.append((what, following)))
    qtbot.waitUntil(lambda: page.viewer.view is not None, timeout=10_000)
    page.viewer.set_notes_open(open=True)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.viewer.findChildren(NoteLine)))
    line = next(each for each in page.viewer.findChildren(NoteLine) if each.isVisible())
    line.actions()[0].trigger()  # of its menu
    assert held_notes() == before
    assert said == [("这条笔记属于已签名的评分表。", "如需改动，请先重新打开评分表。")]


def test_that_a_signed_sheet_keeps_its_pins(open_desk: OpenDesk, qtbot: QtBot) -> None:
    made = open_desk("score")
    made.desk.open_sheet(case_numbered(made, ZHOU), "material", "K1")
    settle(made, qtbot)
    row = page_of(made, "score", ScorePage).sheet.rows["K1"]
    chips = row.findChildren(PinChip)
    assert chips
    assert not any(chip.actions() for chip in chips)


def test_that_m_writes_a_note_beside_the_paper(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.viewer.view is not None, timeout=10_000)
    press(qtbot, Qt.Key.Key_M)
    write(qtbot, "Ask for the drawings")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    (note,) = notes.of_case(desk.desk.store, page.sheet_key.case, desk.desk.owner.id)
    assert (note.text, note.indicator) == ("Ask for the drawings", "K1")


def test_that_a_refused_mark_is_taken_back_from_the_row_and_said(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, Qt.Key.Key_3)
    settle(desk, qtbot)
    lock_behind_the_window(desk, page.sheet_key)
    press(qtbot, Qt.Key.Key_5)
    assert page.sheet.rows["K1"].levels.chosen == Chosen(5)
    settle(desk, qtbot)
    assert page.sheet.rows["K1"].levels.chosen == Chosen(3)
    assert desk.window.message.isVisible()
    assert held(desk).value("K1", Part.LEVEL) == "3"


def lock_behind_the_window(desk: DeskWindow, key: SheetKey) -> None:
    """The sheet is locked in the workspace, and the window has not heard of it yet."""
    from assessor_app.store.database import Store

    store: Store = desk.runner._store  # what only the worker may touch; it rests now
    at = desk.desk.now()
    with store.step("locked", {}, at):
        sheets.add_event(store, key, SheetState.ABSTAINED, 1, at, "away", None)


def test_that_a_signed_sheet_cannot_be_changed_until_it_is_reopened_with_a_reason(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    desk.desk.open_sheet(case_numbered(desk, ZHOU), "material", "K1")
    settle(desk, qtbot)
    before = held(desk).value("K1", Part.LEVEL)
    press(qtbot, Qt.Key.Key_0)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == before
    qtbot.mouseClick(page.sheet.reopen_button, Qt.MouseButton.LeftButton)
    assert page.sheet.reason.hasFocus()
    write(qtbot, "misread page 4")
    qtbot.mouseClick(page.sheet.reopen_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert (held(desk).state, held(desk).version) == (SheetState.STARTED, 2)
    page.sheet.open_indicator("K1", focus=True)
    press(qtbot, Qt.Key.Key_1)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "1"


def test_that_papers_stay_shut_before_the_declaration(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    desk.desk.choose_case(case_numbered(desk, "0436"))
    settle(desk, qtbot)
    assert page.papers == ()
    assert not page.viewer.isVisible()
    assert not page.sheet.isEnabled()


def test_that_a_written_paper_takes_percentages_with_one_decimal(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    page.show_method("written")
    row = next(iter(page.sheet.percents.values()))
    row.edit.setFocus()
    write(qtbot, "72.55")
    settle(desk, qtbot)
    assert row.field.error
    assert held(desk).value(row.aspect, Part.PERCENT) == ""  # not its beginning, which nobody meant
    press(qtbot, Qt.Key.Key_Backspace)
    settle(desk, qtbot)
    assert not row.field.error
    assert held(desk).value(row.aspect, Part.PERCENT) == "72.5"


def test_that_the_page_reopens_at_the_same_case_method_and_indicator(
    desk: DeskWindow, page: ScorePage, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    wanted = page.sheet_key
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.sheet.current == "K3"
    settle(desk, qtbot)
    again = open_desk()
    assert again.window.current_page == "score"
    reopened = page_of(again, "score", ScorePage)
    assert (reopened.sheet_key, reopened.sheet.current) == (wanted, "K3")


def test_that_a_note_half_written_is_there_when_the_window_comes_back(
    desk: DeskWindow, page: ScorePage, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.viewer.view is not None, timeout=10_000)
    press(qtbot, Qt.Key.Key_M)
    with qtbot.waitSignal(page.viewer.note_draft_changed, timeout=5_000):
        write(qtbot, "Ask why the")
    settle(desk, qtbot)
    again = open_desk("score")
    reopened = page_of(again, "score", ScorePage)
    reopened.sheet.focus_first()
    qtbot.waitUntil(lambda: reopened.viewer.view is not None, timeout=10_000)
    press(qtbot, Qt.Key.Key_M)
    write(qtbot, " pump stopped")
    press(qtbot, Qt.Key.Key_Return)
    settle(again, qtbot)
    (note,) = notes.of_case(again.desk.store, reopened.sheet_key.case, again.desk.owner.id)
    assert note.text == "Ask why the pump stopped"


def test_that_a_paper_opened_outside_is_taken_back_on_closing(
    desk: DeskWindow, page: ScorePage, open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: lent.append(Path(url.toLocalFile())))
    paper = next(each for each in page.papers if each.kind.value == "pdf")
    page.viewer.open_outside_requested.emit(paper.id)
    settle(desk, qtbot)
    (file,) = lent
    assert paper.load is not None
    assert file.read_bytes() == paper.load()
    open_desk("score")
    assert not file.exists()
    assert not file.parent.parent.exists()


def test_that_the_form_ends_with_the_conditions_of_the_grade(page: ScorePage) -> None:
    last = page.papers[0].sections[-1]
    (table,) = last.parts
    assert isinstance(table, FormTable)
    assert last.title == "申报 PE 的资格条件"
    results = {row[0]: (row[1], row[2]) for row in table.rows}
    assert results["学位"][0] == "符合"
    assert results["从业年限"][0] in ("符合", "不符合", "需人工核对")
    assert "年" in results["从业年限"][1]


def test_that_a_sheet_without_marks_says_why_and_can_be_marked_after_all(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    page.sheet.ask_reason(SheetState.ABSENT)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert held(desk).state is SheetState.OPEN  # not without a reason
    write(qtbot, "did not come; called twice")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert held(desk).state is SheetState.ABSENT
    assert held(desk).reason == "did not come; called twice"
    assert page.sheet.rows["K1"].levels.is_locked
    page.sheet.ask_reason(SheetState.OPEN)
    write(qtbot, "came after all")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert (held(desk).state, held(desk).version) == (SheetState.OPEN, 2)
    page.sheet.focus_first()
    press(qtbot, Qt.Key.Key_4)
    settle(desk, qtbot)
    assert held(desk).value("K1", Part.LEVEL) == "4"


def test_that_a_withdrawal_is_of_every_open_sheet_of_the_case(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    page.sheet.ask_reason(SheetState.WITHDRAWN)
    write(qtbot, "by letter")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    line = next(line for line in page.lines if line.number == SU)
    assert {state for _, state in line.states} == {SheetState.WITHDRAWN}


def test_that_s_says_how_sure_one_is_and_undo_takes_it_back(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_S, Qt.Key.Key_S)
    settle(desk, qtbot)
    assert held(desk).value("K", Part.CONFIDENCE) == "unsure"
    desk.desk.undo()
    settle(desk, qtbot)
    assert held(desk).value("K", Part.CONFIDENCE) == "sure"
    assert page.sheet._confidences["K"].choices.current == "sure"


def test_that_h_tells_everything_that_was_entered_for_an_item(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_4)
    settle(desk, qtbot)
    press(qtbot, Qt.Key.Key_H)
    panel = next(each for each in page.findChildren(MarkHistory) if each.isVisible())
    assert [line.words for line in panel.lines.table.lines] == ["等级 2 → 4", "等级 – → 2"]
    press(qtbot, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_that_the_history_of_the_lowest_row_stays_on_the_window(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Down)  # an open row reaches far down; its history would hang under the window
    desk.window.resize(1160, 680)
    press(qtbot, Qt.Key.Key_H)
    panel = next(each for each in page.findChildren(MarkHistory) if each.isVisible())
    window = desk.window.frameGeometry()
    assert window.contains(panel.geometry())
    press(qtbot, Qt.Key.Key_Escape)


def test_that_the_next_case_with_something_to_do_is_found(desk: DeskWindow, page: ScorePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(desk, qtbot)
    line = next(line for line in page.lines if line.case == page.sheet_key.case)
    assert line.number not in (SU, ZHOU)
    assert dict(line.states)[page.sheet_key.method] in (SheetState.OPEN, SheetState.STARTED)


def test_that_the_open_row_is_in_view_with_its_levels_whichever_was_open_before(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    desk.window.resize(1280, 740)
    page.sheet.focus_first()
    for code in list(page.sheet.rows)[:8]:
        press(qtbot, Qt.Key.Key_3, Qt.Key.Key_C)
        write(qtbot, "page 4")
        press(qtbot, Qt.Key.Key_Return, modifier=CONTROL)
        settle(desk, qtbot)
        QApplication.processEvents()
        assert page.sheet.current != code
        levels = page.sheet.rows[page.sheet.current].levels
        assert levels.visibleRegion().boundingRect() == levels.rect(), page.sheet.current


def test_that_nothing_of_a_signed_sheet_stands_beside_a_case_not_declared(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    desk.desk.open_sheet(next(line.case for line in page.lines if line.number == ZHOU), "material")
    assert page.sheet.banner.isVisible()
    desk.desk.choose_case(next(line.case for line in page.lines if line.tie is None))
    assert not page.sheet.banner.isVisible()
    assert not page.sheet.foot.isVisible()
    assert not page.sheet.reason.isVisible()
    desk.desk.choose_case(next(line.case for line in page.lines if line.number == SU))
    assert page.sheet.foot.isVisible()


def test_that_the_row_in_hand_stays_in_view_when_the_window_changes(
    desk: DeskWindow, page: ScorePage, qtbot: QtBot
) -> None:
    desk.window.resize(1280, 1000)
    page.sheet.open_indicator("T2", focus=True)
    settle(desk, qtbot)
    QApplication.processEvents()
    desk.window.resize(1160, 680)
    settle(desk, qtbot)
    QApplication.processEvents()
    levels = page.sheet.rows["T2"].levels
    assert levels.visibleRegion().boundingRect() == levels.rect()
