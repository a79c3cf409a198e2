"""Ctrl+K finds cases by name, pinyin and number, and words of one's own; shut papers stay shut, and Enter goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import DocumentId
from assessor_app.models.marks import Tie
from assessor_app.store import cases, search
from assessor_app.ui import paper_index
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.find_panel import FindPanel
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.widgets.viewer import ViewerDocument
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError
from assessor_app.workflow.papers import papers_to_read
from tests.ui.hands import OpenDesk, page_of


@pytest.fixture
def desk(open_desk: OpenDesk) -> DeskWindow:
    return open_desk("today")


def opened(desk: DeskWindow) -> FindPanel:
    desk.window.find_wanted.emit()
    assert desk.finder is not None
    return desk.finder


def found(desk: DeskWindow, text: str) -> list[str]:
    panel = opened(desk)
    panel.edit.setText(text)
    panel.look()
    model = panel.hits.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize("text", ["林知远", "linzhiyuan", "lzy", "0417"])
def test_that_a_case_is_found_by_name_pinyin_and_number(desk: DeskWindow, text: str) -> None:
    assert "林知远" in found(desk, text)


def test_that_words_of_a_form_are_found_once_one_has_declared(desk: DeskWindow) -> None:
    lines = cases.summaries(desk.desk.store, desk.desk.owner.id)
    shut = {f"{line.number}  {line.name.zh}" for line in lines if line.tie is None}
    hits = set(found(desk, "学士"))
    assert hits
    assert shut
    assert not hits & shut


def test_that_enter_goes_to_the_sheet(desk: DeskWindow, qtbot: QtBot) -> None:
    panel = opened(desk)
    panel.edit.setText("0417")
    panel.look()
    QTest.keyClick(panel.edit, Qt.Key.Key_Return)
    assert desk.window.current_page == "score"
    line = next(line for line in cases.summaries(desk.desk.store, desk.desk.owner.id) if line.number == "0417")
    assert desk.desk.case == line.case
    assert not panel.isVisible()


def test_that_nothing_found_is_said(desk: DeskWindow) -> None:
    assert found(desk, "zzzzzz") == []


def read_all(desk: DeskWindow, qtbot: QtBot) -> None:
    """Read every paper for the search, as the window does once it stands."""
    desk.read_papers()
    papers = desk.papers
    assert papers is not None
    qtbot.waitUntil(lambda: not papers.under_way and not papers_to_read(desk.desk.store), timeout=60_000)


def test_that_words_in_papers_are_found_and_lead_to_the_page_with_the_words_marked(
    desk: DeskWindow, qtbot: QtBot
) -> None:
    read_all(desk, qtbot)
    panel = opened(desk)
    panel.edit.setText("累计沉降")
    panel.look()
    line = panel.hits.table.lines[0]
    assert "业绩报告" in line.note
    assert "2" in line.note
    QTest.keyClick(panel.edit, Qt.Key.Key_Return)
    page = page_of(desk, "score", ScorePage)
    qtbot.waitUntil(lambda: page.viewer.current_document == panel._papers[line.id].document, timeout=10_000)
    qtbot.waitUntil(lambda: page.viewer.view is not None and page.viewer.view.place().page == 1, timeout=10_000)


def test_that_papers_of_shut_cases_are_neither_read_nor_found(desk: DeskWindow, qtbot: QtBot) -> None:
    read_all(desk, qtbot)
    store, owner = desk.desk.store, desk.desk.owner.id
    shut = [line for line in cases.summaries(store, owner) if line.tie in (None, Tie.RECUSED)]
    assert shut
    for line in shut:
        for paper in cases.get(store, line.case).documents:
            assert not search.has_paper(store, paper.id)


def test_that_a_paper_that_cannot_be_read_is_looked_at_once(
    desk: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def broken(document: ViewerDocument, _progress: object) -> tuple[str, ...]:
        asked.append(document.id)
        raise FileBrokenError

    monkeypatch.setattr(paper_index, "paper_text", broken)
    read_all(desk, qtbot)
    assert asked
    assert len(asked) == len(set(asked))
    assert all(search.has_paper(desk.desk.store, DocumentId(each)) for each in asked)
