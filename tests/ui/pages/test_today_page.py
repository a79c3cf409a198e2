"""Today: the cases, what waits, and taking a package in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState
from assessor_app.models.rounds import Mode
from assessor_app.store import cases
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.pages.today_page import TodayPage
from assessor_app.ui.runner import Runner, system_clock
from assessor_app.ui.tables.case_table import NAME, STATE
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.workflow.interview import sessions_of
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_desk: OpenDesk) -> DeskWindow:
    return open_desk("today")


@pytest.fixture
def page(desk: DeskWindow) -> TodayPage:
    return page_of(desk, "today", TodayPage)


def score_queue(desk: DeskWindow) -> ScorePage:
    desk.window.show_page("score")
    found = page_of(desk, "score", ScorePage)
    desk.window.show_page("today")
    return found


def numbers(page: TodayPage) -> list[str]:
    return [page.table.case_at(row).number for row in range(page.table.rowCount())]


def test_that_the_table_of_cases_keeps_the_rules_of_its_kind(page: TodayPage, languages: Languages) -> None:
    tester = QAbstractItemModelTester(page.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.view_bar.text.setText("lin")
    page.view_bar.text.clear()
    languages.switch(Language.EN)
    assert tester.model() is page.table
    roles = Qt.ItemDataRole.AccessibleTextRole
    said = [page.table.index(row, column).data(roles) for row in range(6) for column in range(7)]
    assert all(said)


def test_that_names_are_found_by_chinese_pinyin_initials_and_number(
    desk: DeskWindow, page: TodayPage, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Slash)
    assert page.view_bar.text.hasFocus()
    for typed in ("linzhi", "lzy", "0417", "林知", "Lin Zhi"):
        page.view_bar.text.clear()
        page.view_bar.text.setText(typed)
        assert numbers(page) == ["0417"]
    page.view_bar.text.setText("nobody")
    assert numbers(page) == []


def test_that_a_view_is_saved_under_its_words_shared_by_the_pages_and_forgotten(
    desk: DeskWindow, page: TodayPage, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    page.view_bar.wanted.setCurrentIndex(2)
    page.view_bar.wanted.activated.emit(2)
    page.view_bar.text.setText("04")
    qtbot.mouseClick(page.view_bar.keep, LEFT)
    name = page.view_bar.wanted.currentText()
    assert "04" in name
    listed = numbers(page)
    assert "0409" not in listed  # signed
    assert [entry.id for entry in score_queue(desk).queue.table.entries] == [
        page.table.case_at(row).case for row in range(len(listed))
    ]
    settle(desk, qtbot)
    again = page_of(open_desk("today"), "today", TodayPage)
    assert again.view_bar.wanted.currentText() == name
    assert numbers(again) == listed
    qtbot.mouseClick(again.view_bar.keep, LEFT)
    assert name not in [again.view_bar.wanted.itemText(row) for row in range(again.view_bar.wanted.count())]


def test_that_a_flag_is_for_oneself_and_found_again(desk: DeskWindow, page: TodayPage, qtbot: QtBot) -> None:
    page.view.selectRow(1)
    number = numbers(page)[1]
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_F)
    assert page.view.currentIndex().row() == 1
    row = page.view_bar.wanted.findText("我标记的")
    page.view_bar.wanted.setCurrentIndex(row)
    page.view_bar.wanted.activated.emit(row)
    assert numbers(page) == [number]
    said = page.table.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "我已标记" in said
    press(qtbot, Qt.Key.Key_F)
    assert numbers(page) == []


def test_that_enter_opens_the_case_and_a_case_not_declared_goes_to_declare(
    desk: DeskWindow, page: TodayPage, qtbot: QtBot
) -> None:
    page.view_bar.text.setText("0420")
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert desk.window.current_page == "score"
    assert page_of(desk, "score", ScorePage).queue.current_id() == desk.desk.case
    desk.desk.go("today")
    page.view_bar.text.setText("0436")
    press(qtbot, Qt.Key.Key_Return)
    assert desk.window.current_page == "declare"


def test_that_continue_leads_to_the_exact_place(desk: DeskWindow, page: TodayPage, qtbot: QtBot) -> None:
    case = next(line.case for line in cases.summaries(desk.desk.store, desk.desk.owner.id) if line.number == "0422")
    desk.desk.open_sheet(case, "material", "T2")
    settle(desk, qtbot)
    desk.desk.go("today")
    qtbot.mouseClick(page.continue_button, LEFT)
    score = page_of(desk, "score", ScorePage)
    assert (score.sheet_key.case, score.sheet_key.method, score.sheet.current) == (case, "material", "T2")


def test_that_the_table_says_what_stands_when_the_page_comes_back(
    desk: DeskWindow, page: TodayPage, qtbot: QtBot
) -> None:
    row = numbers(page).index("0420")
    before = page.table.index(row, STATE).data()
    case = page.table.case_at(row).case
    desk.desk.open_sheet(case, "material", "K1")
    press(qtbot, Qt.Key.Key_3)
    settle(desk, qtbot)
    desk.desk.go("today")
    assert page.table.index(row, STATE).data() != before


@pytest.fixture
def empty_desk(
    sitting: Sitting, tmp_path: Path, appearance: Appearance, languages: Languages, qtbot: QtBot
) -> Iterator[DeskWindow]:
    """The desk of somebody who has joined and been given nothing yet."""
    store = make_workspace(
        tmp_path / "new.assessdb",
        p12=(sitting.folder / "identities" / f"{sitting.person}.p12").read_bytes(),
        trust_list=(sitting.folder / "trust-list.p7s").read_bytes(),
        passphrase=sitting.passphrase,
        mode=Mode.LIVE,
        at=system_clock(),
    )
    made = DeskWindow(Runner(store), appearance=appearance, languages=languages)
    with qtbot.waitActive(made.window):
        made.window.show()
    yield made
    made.window.hide()
    made.close()


def test_that_the_next_interview_is_told_and_leads_to_its_page(
    desk: DeskWindow, page: TodayPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def at(hour: int, minute: int) -> None:
        moment = datetime.fromisoformat(f"2026-11-21T{hour:02}:{minute:02}").astimezone()
        monkeypatch.setattr(desk.runner, "now", lambda: moment)
        page.retranslate()

    open_ = [
        session
        for line in cases.summaries(desk.desk.store, desk.desk.owner.id)
        if dict(line.states).get("interview") in (SheetState.OPEN, SheetState.STARTED)
        for session in [sessions_of(desk.desk.store)[line.case]]
    ]
    first, second = sorted(open_, key=lambda session: session.starts)[:2]
    hour, minute = (int(part) for part in first.starts[11:].split(":"))
    at(hour, minute + 10)
    assert f"今天 {first.starts[11:]}" in page._next_note.text()
    assert "临江厅 2 号室" in page._next_note.text()
    at(hour, minute + 50)
    assert f"今天 {second.starts[11:]}" in page._next_note.text()
    at(23, 0)
    assert page._next_words.text().startswith("面试已过时")
    page.next_button.click()
    settle(desk, qtbot)
    assert desk.window.current_page == "interview"
    assert desk.desk.case == first.case


def test_that_a_case_package_is_taken_in_with_the_persons_own_passphrase(
    empty_desk: DeskWindow, sitting: Sitting, qtbot: QtBot
) -> None:
    page = page_of(empty_desk, "today", TodayPage)
    assert page.table.rowCount() == 0
    page.take_package(sitting.package)
    assert page.passphrase.hasFocus()
    write(qtbot, "wrong passphrase")
    press(qtbot, Qt.Key.Key_Return)
    settle(empty_desk, qtbot)
    assert page.trouble.isVisible()
    assert page.table.rowCount() == 0
    write(qtbot, sitting.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(empty_desk, qtbot)
    assert numbers(page) == ["0409", "0417", "0420", "0422", "0431", "0436"]
    assert page.table.index(1, NAME).data() == "林知远"
    assert page.passphrase.text() == ""


def test_that_a_package_already_taken_in_is_said_and_changes_nothing(
    desk: DeskWindow, page: TodayPage, half_done: Sitting, qtbot: QtBot
) -> None:
    page.passphrase.setText(half_done.passphrase)
    page.take_package(half_done.package)
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert len(numbers(page)) == 6


def test_that_a_search_without_a_hit_says_so_and_leads_back(desk: DeskWindow, page: TodayPage, qtbot: QtBot) -> None:
    queue = score_queue(desk)
    press(qtbot, Qt.Key.Key_Slash)
    write(qtbot, "zzz")
    assert page.nothing_fits.isVisible()
    assert not page.view.isVisible()
    assert page.view_bar.text.hasFocus()
    desk.window.show_page("score")
    assert queue.nothing_fits.isVisible()
    act = queue.nothing_fits.findChild(QPushButton)
    assert act is not None
    qtbot.mouseClick(act, LEFT)
    assert queue.queue.isVisible()
    desk.window.show_page("today")
    assert page.view.isVisible()
    assert page.view_bar.text.text() == ""
    assert len(numbers(page)) == 6


def test_that_what_is_signed_is_not_offered_to_go_on_with(desk: DeskWindow, page: TodayPage, qtbot: QtBot) -> None:
    signed = next(line for line in cases.summaries(desk.desk.store, desk.desk.owner.id) if line.number == "0409")
    desk.desk.open_sheet(signed.case, signed.states[0][0])
    desk.window.show_page("today")
    qtbot.mouseClick(page.continue_button, LEFT)
    shown = page_of(desk, "score", ScorePage)
    assert desk.desk.case != signed.case
    assert any(line.case == desk.desk.case and line.number == "0417" for line in shown.lines)


def test_that_large_text_leaves_columns_out_rather_than_scroll_sideways(
    page: TodayPage, appearance: Appearance, qtbot: QtBot
) -> None:
    page.window().resize(1160, 680)
    for scale in (100, 125, 150):
        appearance.set_look(Look(ThemeChoice.LIGHT, scale=scale))
        QApplication.processEvents()
        assert page.view.horizontalScrollBar().maximum() == 0
        shown = [column for column in range(7) if not page.view.isColumnHidden(column)]
        assert {STATE, NAME} < set(shown)
        assert sum(page.view.columnWidth(column) for column in shown) <= page.view.viewport().width()
