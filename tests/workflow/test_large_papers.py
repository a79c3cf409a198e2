"""Large papers are prepared, handed out and taken in a piece at a time; whoever cancels on the way finds everything as it was."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessor_app.errors import FileUnreadable
from assessor_app.exchange.errors import AlreadyTakenIn
from assessor_app.files import PIECE, make_folder
from assessor_app.models.ids import PanelId
from assessor_app.store import cases, journal, packages, panels, rounds
from assessor_app.store.database import Store
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.prepare import Preparation, prepare_round
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.validity import read_validity
from assessor_app.workflow.verify import verify_file
from tests.builders import MEMBER, At, Played, at_desk, silent
from tests.workflow.conftest import Sit
from tests.workflow.large_papers import opened_round, with_scans

MIB = 24
BOUND = 10 * PIECE
"""Well under half of the papers: what the whole of them takes cannot hide below it."""


@dataclass(frozen=True)
class Large:
    """A round with large papers, opened, and one member's package of it."""

    preparation: Preparation
    officer: At
    panel: PanelId
    package: Path


@pytest.fixture(scope="module")
def scanned(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Preparation:
    return with_scans(tmp_path_factory.mktemp("scanned"), MIB, played.now)


@pytest.fixture(scope="module")
def large(played: Played, scanned: Preparation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    folder = tmp_path_factory.mktemp("large")
    officer = at_desk(played, played.officer, "handed_out", folder)
    with bounded():
        panel = opened_round(officer, scanned)
    with bounded():
        written = officer.do(hand_out, panel=panel, folder=make_folder(folder / "out"))
    members = [member.id for member in panels.get(officer.store, panel).members]
    yield Large(scanned, officer, panel, written[members.index(MEMBER)])
    officer.store.close()


@contextmanager
def bounded() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BOUND, f"{peak / PIECE:.1f} MiB for {MIB} MiB of papers"


class Cancelled(Exception):
    pass


def cancel_at(share: float) -> Callable[[str, float], None]:
    def progress(_text: str, fraction: float) -> None:
        if fraction >= share:
            raise Cancelled

    return progress


def state(store: Store) -> tuple[object, ...]:
    return (
        store.value("SELECT count(*) FROM contents"),
        store.value("SELECT count(*) FROM content_pieces"),
        packages.all(store),
        rounds.all(store),
        journal.head(store),
    )


def member_of(sit: Sit, large: Large) -> At:
    desk = sit(MEMBER, "received")
    desk.clock.now = large.officer.clock.tick(minutes=1)
    return desk


def test_that_a_round_is_opened_handed_out_and_taken_in_without_holding_its_papers(large: Large, sit: Sit) -> None:
    desk = member_of(sit, large)
    with bounded():
        desk.do(receive_case_package, source=large.package)
    scans = {
        paper.document.sha256: paper.path
        for entry in large.preparation.entries
        for paper in entry.papers
        if "scan" in paper.path.name
    }
    here = [
        paper for case in cases.of_panel(desk.store, large.panel) for paper in case.documents if paper.sha256 in scans
    ]
    assert len(here) == len(scans)
    for paper in here:
        assert cases.content(desk.store, paper.id) == scans[paper.sha256].read_bytes()
    # The package and the papers in it share their pieces: together they take little more than the papers alone.
    kept = desk.store.value("SELECT sum(length(content)) FROM contents")
    assert kept < 1.2 * MIB * PIECE


def test_that_a_package_is_verified_without_holding_it(large: Large, played: Played) -> None:
    identity, now = played.identities[MEMBER], large.officer.clock.tick(minutes=1)
    with bounded():
        verdict = verify_file(large.package, trust=played.trust, now=now, identity=identity, progress=silent)
    assert verdict.sound
    with bounded():
        validity = read_validity(large.package, trust=played.trust, now=now, identity=identity, progress=silent)
    assert validity.sha256 == hashlib.sha256(played.container(large.package, MEMBER)).hexdigest()


@pytest.mark.parametrize("share", [0.1, 0.8])
def test_that_opening_a_round_can_be_cancelled(sit: Sit, played: Played, scanned: Preparation, share: float) -> None:
    officer = sit(played.officer, "handed_out")
    before = state(officer.store)
    with pytest.raises(Cancelled):
        officer.do(prepare_round, preparation=scanned, progress=cancel_at(share))
    assert state(officer.store) == before


@pytest.mark.parametrize("share", [0.2, 0.95])
def test_that_handing_out_can_be_cancelled_and_leaves_no_file(large: Large, tmp_path: Path, share: float) -> None:
    folder, before = make_folder(tmp_path / "stick"), state(large.officer.store)
    with pytest.raises(Cancelled):
        large.officer.do(hand_out, panel=large.panel, folder=folder, progress=cancel_at(share))
    assert list(folder.iterdir()) == []
    assert state(large.officer.store) == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_that_taking_in_can_be_cancelled_and_done_afterwards(large: Large, sit: Sit, share: float) -> None:
    desk = member_of(sit, large)
    before, folder = state(desk.store), sorted(large.package.parent.iterdir())
    with pytest.raises(Cancelled):
        desk.do(receive_case_package, source=large.package, progress=cancel_at(share))
    assert state(desk.store) == before
    assert sorted(large.package.parent.iterdir()) == folder
    told: list[float] = []
    desk.do(receive_case_package, source=large.package, progress=lambda _text, fraction: told.append(fraction))
    assert told == sorted(told)
    assert told[-1] > 0.9
    assert len(told) > MIB


def test_that_a_package_that_is_refused_leaves_nothing_in_the_workspace(large: Large, sit: Sit) -> None:
    desk = member_of(sit, large)
    desk.do(receive_case_package, source=large.package)
    before = state(desk.store)
    with pytest.raises(AlreadyTakenIn):
        desk.do(receive_case_package, source=large.package)
    assert state(desk.store) == before


def test_that_a_paper_that_changed_since_it_was_read_is_refused(sit: Sit, played: Played, tmp_path: Path) -> None:
    preparation = with_scans(tmp_path, 4, played.now)
    (first, *_) = (paper for entry in preparation.entries for paper in entry.papers if "scan" in paper.path.name)
    first.path.write_bytes(b"%PDF another")
    officer = sit(played.officer, "handed_out")
    before = state(officer.store)
    with pytest.raises(FileUnreadable) as refused:
        officer.do(prepare_round, preparation=preparation)
    assert refused.value.place == str(first.path)
    assert state(officer.store) == before
