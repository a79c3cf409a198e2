"""The window's tests share one dressed application; each begins in light, in Chinese, at normal size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.signing import pkcs12
from assessor_app.store import keys
from assessor_app.store.database import open_workspace
from assessor_app.ui import desk_window
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.runner import Runner, system_clock
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.workflow.story import Sitting, play_to_sitting
from tests.ui.hands import OpenDesk, let_go, settle


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> tuple[Appearance, Languages]:
    """Theme, fonts, style and words on the one application of the session."""
    appearance = Appearance(qapp, Look(ThemeChoice.LIGHT), Language.ZH)
    return appearance, Languages(qapp, appearance)


@pytest.fixture(autouse=True)
def papers_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are read for the search by the tests that are about it; every other would wait for them at each desk it opens."""
    monkeypatch.setattr(desk_window, "READ_PAPERS_AFTER_MS", 3_600_000)


@pytest.fixture(autouse=True)
def plain_look(dressed: tuple[Appearance, Languages]) -> Iterator[None]:
    """What a test switched is switched back."""
    yield
    appearance, languages = dressed
    appearance.set_look(Look(ThemeChoice.LIGHT))
    languages.switch(Language.ZH)


@pytest.fixture
def appearance(dressed: tuple[Appearance, Languages]) -> Appearance:
    return dressed[0]


@pytest.fixture
def languages(dressed: tuple[Appearance, Languages]) -> Languages:
    return dressed[1]


@pytest.fixture
def in_english(languages: Languages) -> None:
    languages.switch(Language.EN)


@pytest.fixture(scope="session")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """The sample round as far as the chair's own desk in the middle of the sitting; made once, copied by each test."""
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(keys, "COST", keys.Cost(2, 1, 1))
        cheap.setattr(pkcs12, "ROUNDS", 1000)
        return play_to_sitting(tmp_path_factory.mktemp("sitting"))


@pytest.fixture
def half_done(sitting: Sitting, tmp_path: Path) -> Sitting:
    """A copy of that desk for one test."""
    workspace = tmp_path / sitting.workspace.name
    shutil.copyfile(sitting.workspace, workspace)
    return replace(sitting, workspace=workspace)


@pytest.fixture
def open_desk(half_done: Sitting, appearance: Appearance, languages: Languages, qtbot: QtBot) -> Iterator[OpenDesk]:
    """Opens the window on the half-done desk, at a page; asked again, it closes the one before first, as a person would."""
    opened: list[DeskWindow] = []

    def close() -> None:
        while opened:
            desk_window = opened.pop()
            desk_window.window.hide()
            desk_window.close()
            let_go()

    def open_at(page: str = "", *, read_only: bool = False) -> DeskWindow:
        close()
        store = open_workspace(half_done.workspace, half_done.passphrase, now=system_clock(), read_only=read_only)
        made = DeskWindow(Runner(store), appearance=appearance, languages=languages)
        opened.append(made)
        made.window.show()
        if page:
            made.window.show_page(page)
        with qtbot.waitActive(made.window):
            made.window.activateWindow()
        settle(made, qtbot)
        return made

    yield open_at
    close()
