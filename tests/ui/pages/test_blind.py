"""A paper marked blind: until a sheet is signed, no page joins the code on a script to a candidate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.models.dossier import is_script
from assessor_app.models.marks import Part, SheetKey, SheetState
from assessor_app.store import cases, search, sheets
from assessor_app.store.database import open_workspace
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.pages.sign_page import SignPage
from assessor_app.ui.pages.today_page import TodayPage
from assessor_app.ui.runner import system_clock
from assessor_app.ui.tables.case_table import STATE_ROLE
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.blind import codes_of
from assessor_app.workflow.score import enter_mark
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, settle, write
from tests.ui.pages.bag import fill_bag, make_blind

NUMBER = "0420"  # nothing is marked yet
SCRIPT_WORDS = "the answer to the second question"


@pytest.fixture
def blind(half_done: Sitting, in_english: None) -> Sitting:
    """The half-done desk with its written paper marked by code, and the words of one script in the search."""
    fill_bag(half_done)
    make_blind(half_done.workspace, half_done.passphrase)
    with open_workspace(half_done.workspace, half_done.passphrase, now=system_clock()) as store:
        line = next(line for line in cases.summaries(store, store.owner.id) if line.number == NUMBER)
        script = next(paper for paper in cases.get(store, line.case).documents if is_script(paper))
        with store.step("script", {}, system_clock()):
            search.put_paper(store, line.case, script.id, [SCRIPT_WORDS])
    return half_done


@pytest.fixture
def desk(blind: Sitting, open_desk: OpenDesk) -> DeskWindow:
    return open_desk("today")


def key_of(desk: DeskWindow) -> SheetKey:
    owner = desk.desk.owner.id
    line = next(line for line in cases.summaries(desk.desk.store, owner) if line.number == NUMBER)
    return SheetKey(line.case, owner, "written")


def code_of(desk: DeskWindow) -> str:
    store = desk.desk.store
    return codes_of(store, cases.summaries(store, desk.desk.owner.id))[key_of(desk)]


def mark(desk: DeskWindow, qtbot: QtBot) -> None:
    for aspect in page_of(desk, "sign", SignPage).covered(key_of(desk)):
        desk.desk.perform(enter_mark, sheet=key_of(desk), subject=aspect, part=Part.PERCENT, value="71.5")
    settle(desk, qtbot)


def test_that_the_scoring_page_leads_to_the_script_and_shows_none_of_its_marks(desk: DeskWindow, qtbot: QtBot) -> None:
    desk.window.show_page("sign")
    mark(desk, qtbot)
    desk.desk.open_sheet(key_of(desk).case, "written")
    settle(desk, qtbot)
    page = page_of(desk, "score", ScorePage)
    assert not page.sheet.percents
    assert not page.sheet.lock_button.isEnabled()
    words = [each.text() for each in page.sheet.findChildren(QLabel) if each.isVisible()]
    assert "Marked by code" in words
    assert not any("71.5" in text for text in words)
    go = next(each for each in page.sheet.findChildren(QPushButton) if each.text() == "Written test")
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert desk.window.current_page == "written"


def test_that_no_candidate_moves_while_a_script_is_marked(desk: DeskWindow, qtbot: QtBot) -> None:
    desk.window.show_page("sign")
    mark(desk, qtbot)
    assert sheets.get(desk.desk.store, key_of(desk)).state is SheetState.STARTED
    desk.window.show_page("today")
    table = page_of(desk, "today", TodayPage).table
    row = next(row for row in range(table.rowCount()) if table.case_at(row).number == NUMBER)
    assert table.index(row, 0).data(STATE_ROLE)[0] is State.NOT_STARTED


def test_that_what_is_signed_goes_by_its_code_until_it_is_signed(
    desk: DeskWindow, blind: Sitting, qtbot: QtBot
) -> None:
    desk.window.show_page("sign")
    mark(desk, qtbot)
    page, key, code = page_of(desk, "sign", SignPage), key_of(desk), code_of(desk)
    name = next(line.name for line in cases.summaries(desk.desk.store, key.assessor) if line.case == key.case)
    page.choose(key)
    told = next(line for line in page.sheets.table.lines if line.id == f"{key.case} written")
    assert told.words == code
    assert code in page.preview.toPlainText()
    assert not any(word in page.preview.toPlainText() for word in (name.zh, name.en, NUMBER))
    scripts = [line.words for line in page.sheets.table.lines if line.words.startswith("W-")]
    assert scripts == sorted(scripts)
    assert [line.words for line in page.sheets.table.lines][-len(scripts) :] == scripts

    page.passphrase.setFocus()
    write(qtbot, blind.passphrase)
    qtbot.mouseClick(page.sign_one, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    told = next(line for line in page.sheets.table.lines if line.id == f"{key.case} written")
    assert name.en in told.words


def test_that_the_script_is_not_among_the_papers_of_the_named_dossier(desk: DeskWindow, qtbot: QtBot) -> None:
    desk.desk.open_sheet(key_of(desk).case, "material")
    settle(desk, qtbot)
    page = page_of(desk, "score", ScorePage)
    assert page.papers
    assert not any("答卷" in paper.title for paper in page.papers)


def test_that_words_of_the_script_do_not_lead_to_a_name(desk: DeskWindow) -> None:
    desk.window.find_wanted.emit()
    panel = desk.finder
    assert panel is not None
    panel.edit.setText("second question")
    panel.look()
    assert panel.hits.table.lines == ()
