"""Workspaces in the states that the tests of the memory start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.store import cases, keys, panels, rounds
from assessor_app.store.database import Store
from tests.store.builders import CASES, NOW, PANEL, ROUND, a_case, a_panel, a_round, a_workspace


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of a second at each opening is for guessers, not for tests."""
    monkeypatch.setattr(keys, "COST", keys.Cost(n=2, r=1, p=1))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "陈 工.assessdb"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    """A new workspace, open to write."""
    with a_workspace(place) as made:
        yield made


@pytest.fixture
def desk(store: Store) -> Store:
    """A workspace with a round, a panel of three, and two cases."""
    with store.step("prepared", {"round": ROUND}, NOW):
        rounds.put(store, a_round())
        panels.put(store, ROUND, a_panel())
        for case in CASES:
            made, papers = a_case(case)
            cases.put(store, ROUND, PANEL, made, papers)
    return store
