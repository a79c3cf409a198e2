"""An interview as an assessor holds it: keys in, and what the workspace then holds; also after the plug was pulled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import CaseId
from assessor_app.models.interview import IdentityPaper, Turn
from assessor_app.models.marks import Note, NoteKind, Part, SheetKey
from assessor_app.store import interviews, notes, sheets
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.interview_page import InterviewPage
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.workflow.interview import sessions_of
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, compose, page_of, press, settle, write

ALT = Qt.KeyboardModifier.AltModifier
SU = "0420"


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> DeskWindow:
    """The interview page at the untouched case."""
    made = open_desk("interview")
    page = page_of(made, "interview", InterviewPage)
    made.desk.choose_case(next(line.case for line in page._lines if line.number == SU))
    page.focus_first()
    settle(made, qtbot)
    return made


@pytest.fixture
def page(desk: DeskWindow) -> InterviewPage:
    return page_of(desk, "interview", InterviewPage)


def taken(desk: DeskWindow, page: InterviewPage) -> list[Note]:
    mine = notes.of_case(desk.desk.store, page.case, desk.desk.owner.id)
    return [note for note in mine if note.method == "interview"]


def turns(desk: DeskWindow, page: InterviewPage) -> list[tuple[Turn, str]]:
    kept = interviews.moments(desk.desk.store, page.case, desk.desk.owner.id)
    return [(moment.turn, moment.phase) for moment in kept]


def level(desk: DeskWindow, page: InterviewPage, code: str) -> str:
    return sheets.get(desk.desk.store, SheetKey(page.case, desk.desk.owner.id, "interview")).value(code, Part.LEVEL)


def test_that_enter_takes_a_note_down_with_its_kind_and_indicator(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    write(qtbot, "/")
    write(qtbot, "e2")
    press(qtbot, Qt.Key.Key_Return)
    assert page.indicator == "E2"
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    compose("值班室无人，改由总务室转交。")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    (note,) = taken(desk, page)
    assert (note.text, note.indicator, note.kind, note.elapsed) == (
        "值班室无人，改由总务室转交。",
        "E2",
        NoteKind.ANSWER,
        None,
    )
    assert page.entry.toPlainText() == ""
    assert "E2" in page.talk.table.lines[-1].code
    press(qtbot, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert taken(desk, page) == []


def test_that_an_unknown_indicator_changes_nothing(desk: DeskWindow, page: InterviewPage, qtbot: QtBot) -> None:
    before = page.indicator
    write(qtbot, "/")
    write(qtbot, "Z9")
    press(qtbot, Qt.Key.Key_Return)
    assert page.indicator == before == page.code.text()
    assert page.entry.hasFocus()


def test_that_alt_and_a_digit_give_the_level_of_the_indicator_in_hand(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    code = page.indicator
    press(qtbot, Qt.Key.Key_4, modifier=ALT)
    settle(desk, qtbot)
    assert level(desk, page, code) == "4"
    assert page.entry.toPlainText() == ""
    press(qtbot, Qt.Key.Key_N, modifier=ALT)
    settle(desk, qtbot)
    assert level(desk, page, code) == "NS"
    desk.desk.undo()
    settle(desk, qtbot)
    assert level(desk, page, code) == "4"


def test_that_planned_questions_are_put_one_after_the_other(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    for code, text in (("K3", "为何放弃地下连续墙？"), ("E2", "停工令由谁签发？")):
        page.take_indicator(code)
        page.new_question.setFocus()
        compose(text)
        press(qtbot, Qt.Key.Key_Return)
        settle(desk, qtbot)
    assert [line.code for line in page.plan.table.lines] == ["K3", "E2"]
    page.entry.setFocus()
    press(qtbot, Qt.Key.Key_Down, modifier=ALT)
    settle(desk, qtbot)
    assert (page.indicator, page.kind) == ("K3", NoteKind.ANSWER)
    assert [note.text for note in taken(desk, page)] == ["为何放弃地下连续墙？"]
    press(qtbot, Qt.Key.Key_Down, modifier=ALT)
    settle(desk, qtbot)
    assert page.indicator == "E2"
    assert "2 / 2" in page._plan_count.text()
    assert page.side.coverage.cells["K3"].accessibleName().startswith("K3")


def test_that_questions_of_earlier_cases_are_offered_and_can_be_reworded(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    assert [act.isEnabled() for act in page.stock_menu().actions()] == [False]
    for code, text in (("K3", "为何放弃地下连续墙？"), ("E2", "停工令由谁签发？"), ("K3", "如何核定水位？")):
        page.take_indicator(code)
        page.new_question.setFocus()
        compose(text)
        press(qtbot, Qt.Key.Key_Return)
        settle(desk, qtbot)
    assert page.stock() == ()
    other = next(line.case for line in page._lines if line.case != page.case and line.tie is not None)
    desk.desk.choose_case(other)
    page.take_indicator("E2")
    offered = page.stock_menu().actions()
    assert [act.text() for act in offered] == [
        "E2  停工令由谁签发？",
        "K3  如何核定水位？",
        "K3  为何放弃地下连续墙？",
    ]
    offered[1].trigger()
    assert (page.indicator, page.new_question.text()) == ("K3", "如何核定水位？")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert [(line.code, line.text) for line in page.plan.table.lines] == [("K3", "如何核定水位？")]
    assert "如何核定水位？" not in [question.text for question in page.stock()]


def test_that_the_plan_can_be_put_in_another_order_by_keys(desk: DeskWindow, page: InterviewPage, qtbot: QtBot) -> None:
    for text in ("一", "二"):
        page.new_question.setFocus()
        compose(text)
        press(qtbot, Qt.Key.Key_Return)
        settle(desk, qtbot)
    page.plan.setFocus()
    page.plan.setCurrentIndex(page.plan.table.index(1))
    press(qtbot, Qt.Key.Key_Up, modifier=ALT | Qt.KeyboardModifier.ShiftModifier)
    settle(desk, qtbot)
    assert [line.text for line in page.plan.table.lines] == ["二", "一"]
    press(qtbot, Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert [line.text for line in page.plan.table.lines] == ["一"]
    desk.desk.undo()
    settle(desk, qtbot)
    assert [line.text for line in page.plan.table.lines] == ["二", "一"]


def test_that_the_clock_begins_pauses_and_goes_from_phase_to_phase(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    assert page.timer.words == "未开始"
    qtbot.mouseClick(page.pause_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.pause_button, Qt.MouseButton.LeftButton)
    assert not page.timer.is_running
    qtbot.mouseClick(page.pause_button, Qt.MouseButton.LeftButton)
    page.entry.setFocus()
    press(qtbot, Qt.Key.Key_Right, modifier=ALT)
    settle(desk, qtbot)
    said = turns(desk, page)
    assert [turn for turn, _ in said] == [Turn.BEGAN, Turn.PAUSED, Turn.RESUMED, Turn.PHASE]
    assert said[0][1] != said[-1][1]
    assert page.clock.clock.running
    assert page.phases.accessibleName()


def test_that_ending_leads_to_the_sheet_of_the_interview(desk: DeskWindow, page: InterviewPage, qtbot: QtBot) -> None:
    case = page.case
    page.clock.begin()
    qtbot.mouseClick(page.side.end_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert desk.window.current_page == "score"
    assert page_of(desk, "score", ScorePage).sheet_key == SheetKey(case, desk.desk.owner.id, "interview")
    assert turns(desk, page)[-1][0] is Turn.ENDED


def test_that_who_is_there_and_where_is_kept_as_it_is_typed(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    side = page.side
    side.identity.setCurrentIndex(side.identity.findData(IdentityPaper.PASSPORT))
    side.identity.activated.emit(side.identity.currentIndex())
    side.observers.setFocus()
    compose("何谓（秘书处）")
    for field, text in ((side.room, "A 203"), (side.day, "2026-11-22"), (side.time, "10:00")):
        field.setFocus()
        field.selectAll()
        write(qtbot, text)
    page.entry.setFocus()
    settle(desk, qtbot)
    there = interviews.attendance(desk.desk.store, page.case, desk.desk.owner.id)
    assert there is not None
    assert there.identity is IdentityPaper.PASSPORT
    assert [(each.name, each.role) for each in there.observers] == [("何谓", "秘书处")]
    session = sessions_of(desk.desk.store)[page.case]
    assert (session.starts, session.room) == ("2026-11-22T10:00", "A 203")
    assert "A 203" in page.chooser.currentText()


def test_that_what_the_society_planned_is_shown_and_orders_the_list(desk: DeskWindow, page: InterviewPage) -> None:
    planned = sessions_of(desk.desk.store)
    times = [planned[CaseId(str(page.chooser.itemData(row)))].starts for row in range(page.chooser.count())]
    assert times == sorted(times)
    assert times[0].startswith("2026-11-21T")
    side, mine = page.side, planned[page.case]
    assert f"{side.day.text()}T{side.time.text()}" == mine.starts
    assert (side.room.text(), side.minutes.text()) == (mine.room, "45") == ("临江厅 2 号室", "45")


def test_that_a_time_that_is_none_is_said_and_nothing_is_kept(
    desk: DeskWindow, page: InterviewPage, qtbot: QtBot
) -> None:
    planned = sessions_of(desk.desk.store)
    page.side.day.setFocus()
    page.side.day.selectAll()
    write(qtbot, "tomorrow")
    page.entry.setFocus()
    settle(desk, qtbot)
    assert sessions_of(desk.desk.store) == planned
    assert page.side._fields[page.side.day].error


def test_that_a_note_can_be_reworded_and_tied_afterwards(desk: DeskWindow, page: InterviewPage, qtbot: QtBot) -> None:
    compose("先记下")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    page.talk.setFocus()
    page.talk.setCurrentIndex(page.talk.table.index(0))
    page.take_indicator("L3")
    press(qtbot, Qt.Key.Key_T, modifier=ALT)
    settle(desk, qtbot)
    assert taken(desk, page)[0].indicator == "L3"
    page.talk.setCurrentIndex(page.talk.table.index(0))
    press(qtbot, Qt.Key.Key_Return)
    compose("改过的")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    (note,) = taken(desk, page)
    assert "改过的" in note.text
    assert len(notes.history(desk.desk.store, note.id)) == 3


def test_that_f9_leaves_the_notes_alone_on_the_page(page: InterviewPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F9)
    assert not page.side.isVisible()
    press(qtbot, Qt.Key.Key_F9)
    assert page.side.isVisible()


def test_that_the_lists_keep_the_rules_of_item_models(page: InterviewPage, qtbot: QtBot) -> None:
    for table in (page.talk.table, page.plan.table):
        QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    compose("一条")
    press(qtbot, Qt.Key.Key_Return)


# Begins the interview, takes notes, leaves one half written, says so, and waits to be killed.
_ASSESSOR = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.application import application

app = application()
program = Program(app, Language.ZH)
program.start(Path(sys.argv[1]), sys.argv[2])
window = program.desk_window.window
QTest.qWaitForWindowActive(window)
page = window.show_page("interview")
program.desk_window.desk.choose_case(next(line.case for line in page._lines if line.number == "0420"))
page.focus_first()
page.clock.begin()
page.take_indicator("T2")
QTest.keyClicks(QApplication.focusWidget(), "kept")
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
QTest.keyClicks(QApplication.focusWidget(), "half wri")
QTest.qWait(1000)
print("now", flush=True)
QTest.qWait(60000)
"""


def test_that_the_plug_can_be_pulled_in_an_interview(half_done: Sitting, open_desk: OpenDesk, qtbot: QtBot) -> None:
    root = Path(__file__).parents[3]
    environment = os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _ASSESSOR, str(half_done.workspace), half_done.passphrase]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "now\n"
        program.send_signal(signal.SIGKILL)
        program.wait()
    desk = open_desk()
    assert desk.window.current_page == "interview"
    page = page_of(desk, "interview", InterviewPage)
    settle(desk, qtbot)
    assert page.entry.toPlainText() == "half wri"
    assert [note.text for note in taken(desk, page)] == ["kept"]
    assert page.indicator == "T2"
    assert [turn for turn, _ in turns(desk, page)] == [Turn.BEGAN, Turn.CARRIED_ON]
    assert page.clock.clock.running
    assert page.clock.clock.elapsed >= 1
    assert QApplication.focusWidget() is not None
