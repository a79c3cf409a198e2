"""Declaring interest and confidentiality before any paper opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import CaseId
from assessor_app.models.marks import Declaration, Tie
from assessor_app.store import declarations
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.declare_page import DeclarePage
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_desk: OpenDesk) -> DeskWindow:
    return open_desk("declare")


@pytest.fixture
def page(desk: DeskWindow) -> DeclarePage:
    return page_of(desk, "declare", DeclarePage)


def declared(desk: DeskWindow, case: str) -> Declaration | None:
    return declarations.current(desk.desk.store, CaseId(case), desk.desk.owner.id)


def test_that_the_page_stands_at_the_case_not_declared_yet(desk: DeskWindow, page: DeclarePage) -> None:
    assert page.current is not None
    assert page.current.number == "0436"
    assert declared(desk, page.current.case) is None
    assert not page.declare_button.isEnabled()


def test_that_nothing_ticked_declares_no_tie_and_opens_the_papers(
    desk: DeskWindow, page: DeclarePage, half_done: Sitting, qtbot: QtBot
) -> None:
    assert page.current is not None
    case = page.current.case
    page.passphrase.setFocus()
    write(qtbot, half_done.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    found = declared(desk, case)
    assert found is not None
    assert (found.tie, found.reasons) == (Tie.NONE, ())
    assert found.signature
    assert page.passphrase.text() == ""
    desk.desk.open_sheet(case, "interview")
    assert page_of(desk, "score", ScorePage).papers


def test_that_a_case_is_declared_by_keys_alone_and_the_list_has_the_keyboard_again(
    desk: DeskWindow, page: DeclarePage, half_done: Sitting, qtbot: QtBot
) -> None:
    page.focus_first()
    assert page.current is not None
    case = page.current.case
    press(qtbot, Qt.Key.Key_Return)
    assert page.passphrase.hasFocus()
    write(qtbot, half_done.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert declared(desk, case) is not None
    assert page.cases.hasFocus()


def test_that_what_signs_is_in_view_however_long_the_form_is(desk: DeskWindow, page: DeclarePage) -> None:
    desk.window.resize(1160, 680)
    for part in (page.passphrase, page.declare_button):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_that_a_barring_tie_recuses_and_hides_the_dossier(
    desk: DeskWindow, page: DeclarePage, half_done: Sitting, qtbot: QtBot
) -> None:
    assert page.current is not None
    case = page.current.case
    qtbot.keyClick(page.ties["same_employer"], Qt.Key.Key_Space)
    before = page.declare_button.text()
    write_into(page, half_done.passphrase, qtbot)
    qtbot.mouseClick(page.declare_button, LEFT)
    settle(desk, qtbot)
    found = declared(desk, case)
    assert found is not None
    assert (found.tie, found.reasons) == (Tie.RECUSED, ("same_employer",))
    assert "回避" in before
    desk.desk.choose_case(case)
    desk.desk.go("score")
    score = page_of(desk, "score", ScorePage)
    assert score.papers == ()
    assert not score.viewer.isVisible()
    assert not score.sheet.isEnabled()


def test_that_a_tie_that_does_not_bar_is_declared(
    desk: DeskWindow, page: DeclarePage, half_done: Sitting, qtbot: QtBot
) -> None:
    assert page.current is not None
    case = page.current.case
    page.ties["same_school"].setChecked(True)
    page.words.setText("same department, 1998")
    write_into(page, half_done.passphrase, qtbot)
    qtbot.mouseClick(page.declare_button, LEFT)
    settle(desk, qtbot)
    found = declared(desk, case)
    assert found is not None
    assert (found.tie, found.reasons) == (Tie.DECLARED, ("same_school",))
    assert "same department, 1998" in found.statement


def test_that_a_wrong_passphrase_keeps_what_was_ticked_and_is_said_on_the_page(
    desk: DeskWindow, page: DeclarePage, qtbot: QtBot
) -> None:
    assert page.current is not None
    case = page.current.case
    page.ties["same_school"].setChecked(True)
    write_into(page, "not my passphrase", qtbot)
    qtbot.mouseClick(page.declare_button, LEFT)
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert page.ties["same_school"].isChecked()
    assert page.passphrase.hasFocus()
    assert declared(desk, case) is None


def write_into(page: DeclarePage, passphrase: str, qtbot: QtBot) -> None:
    page.passphrase.setFocus()
    write(qtbot, passphrase)
