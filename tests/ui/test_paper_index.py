"""Papers are read in for the search beside the window; what is found is one key or click away; shut papers stay shut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.store import search
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.widgets.viewer.page_view import PageView
from assessor_app.workflow.papers import papers_to_read, shut_cases
from tests.ui.hands import OpenDesk, page_of, settle


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> DeskWindow:
    """The scoring page, every paper that may be read read in."""
    made = open_desk("score")
    made.read_papers()
    papers = made.papers
    assert papers is not None
    if papers.under_way:
        qtbot.waitSignal(papers.caught_up, timeout=60_000).wait()
    settle(made, qtbot)
    return made


def a_paper_hit(desk: DeskWindow, text: str) -> search.Hit:
    found = search.search(desk.desk.store, text, without=shut_cases(desk.desk.store))
    return next(hit for hit in found if hit.kind is search.Found.PAPER)


WORDS = "第3页"
"""At the head of the third page of every report, and nowhere else."""


def test_that_every_paper_that_may_be_read_is_read_in_once(desk: DeskWindow) -> None:
    assert papers_to_read(desk.desk.store) == ()
    assert a_paper_hit(desk, WORDS).page == 2


def test_that_papers_of_shut_cases_are_not_read_in(desk: DeskWindow) -> None:
    shut = shut_cases(desk.desk.store)
    assert shut
    unread = {case for case, _ in search.papers_unread(desk.desk.store)}
    assert unread
    assert unread <= shut


def test_that_ctrl_k_and_enter_open_the_page_with_the_words_marked(desk: DeskWindow, qtbot: QtBot) -> None:
    hit = a_paper_hit(desk, WORDS)
    desk.window.find_wanted.emit()
    assert desk.finder is not None
    panel = desk.finder
    panel.edit.setText(WORDS)
    panel.look()
    lines = panel.hits.table.lines
    row = next(row for row, line in enumerate(lines) if line.icon == "document" and line.id.startswith(hit.case))
    panel.hits.setCurrentIndex(panel.hits.table.index(row))
    QTest.keyClick(panel.edit, Qt.Key.Key_Return)
    page = page_of(desk, "score", ScorePage)
    qtbot.waitUntil(lambda: page.viewer.settled, timeout=20_000)
    assert desk.desk.case == hit.case
    assert page.viewer.current_document == hit.document
    view = page.viewer.view
    assert isinstance(view, PageView)
    assert view.search.current is not None
    assert view.search.current.page == hit.page == 2


def test_that_places_in_other_papers_are_listed_beside_the_one_in_view(desk: DeskWindow, qtbot: QtBot) -> None:
    hit = a_paper_hit(desk, WORDS)
    page = page_of(desk, "score", ScorePage)
    desk.desk.open_sheet(hit.case, "material", "")
    page.viewer.show_document("form")
    page.viewer.find_text(WORDS)
    beside = page.viewer.found
    assert beside.isVisible()
    place = next(place for place in beside.places if place.document_id == hit.document)
    row = beside.places.index(place)
    rect = beside.list.visualRect(beside.list.table.index(row))
    QTest.mouseClick(beside.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: page.viewer.settled, timeout=20_000)
    assert page.viewer.current_document == hit.document
    view = page.viewer.view
    assert isinstance(view, PageView)
    assert view.search.current is not None
    assert view.search.current.page == place.page
    QTest.keyClick(page.viewer, Qt.Key.Key_Escape)
    assert not beside.isVisible()


def test_that_the_text_of_papers_stays_out_of_the_journal(desk: DeskWindow) -> None:
    from assessor_app.store import journal

    hit = a_paper_hit(desk, WORDS)
    facts = [str(line.facts) for line in journal.lines(desk.desk.store) if line.step == "keep_paper_text"]
    assert facts
    assert not any(hit.snippet[hit.start : hit.end] in line for line in facts)
