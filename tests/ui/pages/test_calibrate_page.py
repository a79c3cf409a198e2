"""Calibration as a person sees it: hidden until locked, then one's own levels beside the agreed ones, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.signing import pkcs12
from assessor_app.store import keys
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.calibrate_page import CalibratePage
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.runner import Runner
from assessor_app.workflow.receive import receive_case_package
from tests.builders import MEMBER, Played, at_desk
from tests.rehearsal import handed_out_again, play_rehearsal
from tests.ui.hands import OpenDesk, let_go, page_of, press, settle

Open = Callable[[str], tuple[DeskWindow, CalibratePage]]


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Played:
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(keys, "COST", keys.Cost(2, 1, 1))
        cheap.setattr(pkcs12, "ROUNDS", 1000)
        return play_rehearsal(tmp_path_factory.mktemp("rehearsal"))


@pytest.fixture
def open_page(
    rehearsed: Played, appearance: Appearance, languages: Languages, qtbot: QtBot, tmp_path: Path
) -> Iterator[Open]:
    """The member's window on the page, at a stage, with the agreed marks taken in."""
    opened: list[DeskWindow] = []

    def open_at(stage: str) -> tuple[DeskWindow, CalibratePage]:
        member = at_desk(rehearsed, MEMBER, stage, tmp_path / "desk")
        member.do(receive_case_package, source=handed_out_again(rehearsed, MEMBER, tmp_path / "again"))
        made = DeskWindow(Runner(member.store, clock=member.clock.tick), appearance=appearance, languages=languages)
        opened.append(made)
        made.window.show()
        made.window.show_page("calibrate")
        settle(made, qtbot)
        return made, page_of(made, "calibrate", CalibratePage)

    yield open_at
    for made in opened:
        made.window.hide()
        made.close()
        let_go()


def words_on(page: CalibratePage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_that_own_and_agreed_levels_stand_side_by_side(open_page: Open, qtbot: QtBot) -> None:
    desk, page = open_page("handed_over")
    QAbstractItemModelTester(page.table.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    count = page.table.table.rowCount()
    assert count > 20
    assert f"n = {count}" in page.figures.text()
    assert f"n = {count}" in page.list.table.lines[0].detail
    assert page.plot.accessibleName().count("n = ") == 5
    # Down the list: the round, then a dossier of it.
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.list.current_id().startswith("case-")
    assert page.table.table.rowCount() == count
    assert desk.window.watermark.isVisible()


def test_that_enter_leads_to_the_mark(open_page: Open, qtbot: QtBot) -> None:
    desk, page = open_page("handed_over")
    page.table.setFocus()
    page.table.selectRow(1)
    press(qtbot, Qt.Key.Key_Return)
    assert desk.window.current_page == "score"
    wanted = page.table.current.split("/")
    assert page_of(desk, "score", ScorePage).sheet.current == wanted[2]


def test_that_agreed_levels_are_hidden_until_the_sheet_is_locked(open_page: Open) -> None:
    _, page = open_page("received")
    assert "锁定评分表后才显示" in words_on(page)
    assert page.table.table.rowCount() == 0


def test_that_the_page_speaks_english_too(open_page: Open, languages: Languages) -> None:
    _, page = open_page("handed_over")
    languages.switch(Language.EN)
    assert "Only you see this page" in words_on(page)
    assert "the same" in page.figures.text()


def test_that_a_live_desk_has_no_such_page(open_desk: OpenDesk) -> None:
    desk = open_desk("today")
    assert "calibrate" not in {spec.id for spec in desk.window.specs}
