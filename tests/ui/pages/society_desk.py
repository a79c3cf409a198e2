"""The society's desk for tests: the officer's workspace of the played round, and one of a society that has just been founded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name
from assessor_app.models.rounds import Mode
from assessor_app.signing import pkcs12
from assessor_app.store import keys
from assessor_app.store.database import open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.runner import Runner, system_clock
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.keys import found_into
from tests.ui.hands import settle
from tests.ui.pages.chair_desk import Played

OFFICER = "S001"


@dataclass(frozen=True)
class Office:
    """An officer's workspace, its passphrase, and the folder of the round it belongs to."""

    workspace: Path
    passphrase: str
    folder: Path
    authority: Path | None = None
    authority_passphrase: str = ""

    @property
    def result(self) -> Path:
        """The sealed result that was handed to the society."""
        return next((self.folder / "result").iterdir())

    @property
    def container(self) -> Path:
        """The same, taken in and unsealed."""
        return next((self.folder / "taken-in").glob("*.asice"))


@pytest.fixture(scope="session")
def office(played: Played) -> Office:
    """After the round: its result has been taken in."""
    folder = played.workspace.parent.parent
    lines = (folder / "identities" / "passphrases.txt").read_text(encoding="utf-8").splitlines()
    secret = next(line.split("\t")[2] for line in lines if line.startswith(OFFICER))
    return Office(folder / "workspaces" / f"{OFFICER}.assessdb", secret, folder)


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A society that has just been founded; nothing but its officer is known."""
    folder = tmp_path_factory.mktemp("founded")
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(keys, "COST", keys.Cost(2, 1, 1))
        cheap.setattr(pkcs12, "ROUNDS", 1000)
        made = found_into(
            folder, society="江城工程师学会", officer=PersonId(OFFICER), name=Name("任秋", "Ren Qiu"), at=system_clock()
        )
        make_workspace(
            folder / "office.assessdb",
            p12=made.officer.p12,
            trust_list=(folder / "trust-list.p7s").read_bytes(),
            passphrase=made.officer.passphrase,
            mode=Mode.LIVE,
            at=system_clock(),
        ).close()
    return Office(
        folder / "office.assessdb",
        made.officer.passphrase,
        folder,
        folder / "authority.p12",
        made.authority_passphrase,
    )


OpenOffice = Callable[[Office, str], DeskWindow]


@pytest.fixture
def open_office(
    tmp_path: Path, appearance: Appearance, languages: Languages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenOffice]:
    """Opens the window on a copy of an officer's workspace, at a page."""
    opened: list[DeskWindow] = []
    monkeypatch.setattr(pkcs12, "ROUNDS", 1000)

    def open_at(office: Office, page: str) -> DeskWindow:
        for file in office.workspace.parent.glob(f"{office.workspace.name}*"):
            if file.is_file():
                shutil.copyfile(file, tmp_path / file.name)
        store = open_workspace(tmp_path / office.workspace.name, office.passphrase, now=system_clock())
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
