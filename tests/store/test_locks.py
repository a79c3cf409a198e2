from __future__ import annotations

from pathlib import Path

import pytest

from assessor_app.errors import PlaceMissing
from assessor_app.store import locks
from assessor_app.store.locks import Held, Lock


def _taken(path: Path, *, shared: bool = False) -> Lock:
    lock = locks.take(path, shared=shared)
    assert isinstance(lock, Lock)
    return lock


def test_that_one_writer_or_many_readers_hold_it(tmp_path: Path) -> None:
    path = tmp_path / "x"
    writer = _taken(path)
    assert isinstance(locks.take(path), Held)
    assert isinstance(locks.take(path, shared=True), Held)
    locks.release(writer)
    first, second = _taken(path, shared=True), _taken(path, shared=True)
    assert isinstance(locks.take(path), Held)
    locks.release(first)
    assert isinstance(locks.take(path), Held)
    locks.release(second)
    locks.release(_taken(path))
    assert list(tmp_path.iterdir()) == []


def test_that_a_lock_on_a_file_taken_away_meanwhile_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our opening the file and our locking it, the last holder locked it, was done, and took it away."""
    path = tmp_path / "x"
    lock_it = locks._lock
    rounds: list[int] = []

    def after_the_last_holder(handle: int, *, shared: bool) -> None:
        rounds.append(handle)
        if len(rounds) == 1:
            locks.place_of(path).unlink()
        lock_it(handle, shared=shared)

    monkeypatch.setattr(locks, "_lock", after_the_last_holder)
    ours = _taken(path)
    assert len(rounds) == 2
    assert isinstance(locks.take(path), Held)
    monkeypatch.undo()
    locks.release(ours)


def test_that_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing):
        locks.take(tmp_path / "away" / "x")
