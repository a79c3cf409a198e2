"""A bag of five scripts for the half-done desk, and the hands of two typists."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor_app.models.marks import Declaration, Tie
from assessor_app.models.rounds import Assignment
from assessor_app.models.scheme_file import scheme_hash, scheme_to_json
from assessor_app.store import cases, declarations, panels, rounds, schemes
from assessor_app.store.database import open_workspace
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.written_page import WrittenPage
from assessor_app.ui.runner import system_clock
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.story import Sitting
from tests.ui.hands import press, settle, write

SCORES = ("26", "33", "24", "54", "34")
GUEST = "A102"


def fill_bag(sitting: Sitting) -> None:
    """Give every script of the round to the owner of the desk, and let them have declared on each case."""
    with open_workspace(sitting.workspace, sitting.passphrase, now=system_clock()) as store:
        panel = panels.of_round(store, cases.summaries(store, store.owner.id)[0].round)[0]
        due = {(each.case, each.method) for each in panel.assignments if each.assessor == store.owner.id}
        more = tuple(
            Assignment(case, store.owner.id, "written") for case in panel.cases if (case, "written") not in due
        )
        with store.step("bag", {}, system_clock()):
            panels.put(store, panels.round_of(store, panel.id), replace(panel, assignments=(*panel.assignments, *more)))
            for case in panel.cases:
                if declarations.current(store, case, store.owner.id) is None:
                    stated = Declaration(case, store.owner.id, Tie.NONE, (), "", system_clock())
                    declarations.add(store, stated)


def type_rows(desk: DeskWindow, qtbot: QtBot, rows: int, changed: dict[tuple[int, int], str] | None = None) -> None:
    """Type rows of scores, Tab by Tab, from where the field stands."""
    for row in range(rows):
        for column, score in enumerate(SCORES):
            write(qtbot, (changed or {}).get((row, column), score))
            press(qtbot, Qt.Key.Key_Tab)
    settle(desk, qtbot)


def sign_in(desk: DeskWindow, page: WrittenPage, sitting: Sitting, qtbot: QtBot, guest: str = GUEST) -> None:
    """The second typist opens their identity file."""
    secret = (sitting.folder / "identities" / f"{guest}-passphrase.txt").read_text(encoding="utf-8").splitlines()[1]
    page.sign_in.file.choose(Path(sitting.folder / "identities" / f"{guest}.p12"))
    page.sign_in.passphrase.setFocus()
    write(qtbot, secret)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)


def make_blind(workspace: Path, passphrase: str) -> None:
    """Pin the round to the same scheme with its written papers marked by code."""
    with closing(open_workspace(workspace, passphrase, now=system_clock())) as store:
        round_ = rounds.all(store)[0]
        scheme = pinned_scheme(store, round_.scheme_hash)
        other = replace(scheme, papers=tuple(replace(paper, blind=True) for paper in scheme.papers))
        with store.step("changed", {}, system_clock()):
            schemes.put(store, scheme_hash(other), other.id, other.version, scheme_to_json(other))
            rounds.put(store, replace(round_, scheme_hash=scheme_hash(other)))
