"""Ctrl+K finds cases by name, pinyin and number, and words of one's own; shut papers stay shut, and Enter goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.store import cases
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.find_panel import FindPanel
from tests.ui.hands import OpenDesk


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
