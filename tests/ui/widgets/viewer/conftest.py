"""A viewer on the desk, dressed and in a window; what is common to acting upon it as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Look
from assessor_app.ui.widgets.viewer import DocumentViewer
from tests.ui.widgets.viewer.papers import case


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> tuple[Appearance, Languages]:
    appearance = Appearance.of_application() or Appearance(qapp)
    return appearance, Languages(qapp, appearance)


@pytest.fixture
def languages(dressed: tuple[Appearance, Languages]) -> Iterator[Languages]:
    before = dressed[1].language
    yield dressed[1]
    dressed[1].switch(before)


@pytest.fixture
def appearance(dressed: tuple[Appearance, Languages]) -> Iterator[Appearance]:
    dressed[0].set_look(Look())
    yield dressed[0]
    dressed[0].set_look(Look())


@pytest.fixture
def viewer(qtbot: QtBot, dressed: tuple[Appearance, Languages]) -> DocumentViewer:
    """An empty viewer of 580 x 700."""
    made = DocumentViewer()
    qtbot.addWidget(made)
    made.resize(580, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def settled(qtbot: QtBot, viewer: DocumentViewer) -> Callable[[], DocumentViewer]:
    """Waits until everything in view is opened, drawn and searched."""

    def wait() -> DocumentViewer:
        qtbot.waitUntil(lambda: viewer.settled, timeout=20_000)
        return viewer

    return wait


@pytest.fixture
def report_open(viewer: DocumentViewer, settled: Callable[[], DocumentViewer]) -> DocumentViewer:
    """The sample case with its work report in view."""
    viewer.show_documents(case(), "report")
    return settled()
