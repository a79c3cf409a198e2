"""The chair's desk for tests: the first sample round played to its end once, each test on a copy of the chair's workspace.

The packages of the members lie beside it, so that a test can remove one and take it in again as a person would.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.records import Kind
from assessor_app.signing import pkcs12
from assessor_app.store import keys, packages
from assessor_app.store.database import open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.runner import Runner, system_clock
from assessor_app.workflow.gather import remove
from assessor_app.workflow.perform import perform
from assessor_app.workflow.story import play
from tests.ui.hands import settle

CHAIR = "A101"


@dataclass(frozen=True)
class Played:
    """A round that was played: the chair's workspace with its passphrase, and the packages."""

    workspace: Path
    passphrase: str
    packages: tuple[Path, ...]
    """The members' score packages, in the order of their names."""
    foreign: Path
    """A case package: not a kind the chair takes in."""
    passphrases: dict[str, str]
    """Of everybody's identity and workspace, by person."""


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("chair")
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(keys, "COST", keys.Cost(2, 1, 1))
        cheap.setattr(pkcs12, "ROUNDS", 1000)
        play(folder, rounds=("cse",), language=Language.EN, tell=lambda _sentence: None)
    round_ = folder / "cse"
    lines = (round_ / "identities" / "passphrases.txt").read_text(encoding="utf-8").splitlines()
    secrets = {line.split("\t")[0].partition(".")[0]: line.split("\t")[2] for line in lines if line.count("\t") > 1}
    return Played(
        round_ / "workspaces" / f"{CHAIR}.assessdb",
        secrets[CHAIR],
        tuple(sorted((round_ / "score-packages").iterdir())),
        next(path for path in sorted((round_ / "case-packages").iterdir()) if CHAIR in path.name),
        secrets,
    )


OpenChair = Callable[..., DeskWindow]


@pytest.fixture
def open_chair(
    played: Played, tmp_path: Path, appearance: Appearance, languages: Languages, qtbot: QtBot
) -> Iterator[OpenChair]:
    """Opens the window on a copy of the chair's workspace, or of another ``person``'s, at a page; ``gathered`` False: with every
    package removed first. Asked again, it goes on with the same copy.
    """
    opened: list[DeskWindow] = []

    def open_at(page: str, *, gathered: bool = True, person: str = CHAIR) -> DeskWindow:
        copy = tmp_path / f"{person}.assessdb"
        if not copy.exists():
            for file in played.workspace.parent.glob(f"{copy.name}*"):
                if file.is_file():
                    shutil.copyfile(file, tmp_path / file.name)
        store = open_workspace(copy, played.passphrases[person], now=system_clock())
        if not gathered:
            for row in packages.all(store, Kind.SCORE, "in"):
                perform(store, remove, system_clock(), serial=row.serial, reason="begin anew", at=system_clock())
        made = DeskWindow(Runner(store), appearance=appearance, languages=languages)
        opened.append(made)
        made.window.resize(1280, 800)
        with qtbot.waitActive(made.window):
            made.window.show()
            made.window.activateWindow()
        made.window.show_page(page)
        settle(made, qtbot)
        return made

    yield open_at
    for made in opened:
        made.window.hide()
        made.close()
        made.deleteLater()  # else it would still hear of a switch of language
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
