"""A package that the workspace does not know must not lie about: a step that comes to nothing leaves no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessor_app.store import journal
from assessor_app.store.database import Store
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.hand_over import hand_over
from tests.builders import MEMBER, At, Played

Sit = Callable[[Any, str], At]


def full_disk(*_facts: object) -> None:
    raise OSError(28, "No space left on device")


def test_that_a_score_package_goes_if_its_step_is_not_kept(
    sit: Sit, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(MEMBER, "locked")
    folder = tmp_path / "stick"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_line", full_disk)
        with pytest.raises(OSError, match="No space"):
            desk.do(hand_over, panel=played.panel, folder=folder, language="zh")
    assert list(folder.iterdir()) == []
    kept = desk.do(hand_over, panel=played.panel, folder=folder, language="zh")
    assert list(folder.iterdir()) == [kept]


def test_that_all_case_packages_go_or_none(
    sit: Sit, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit(played.officer, "handed_out")
    folder = tmp_path / "sticks"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_line", full_disk)
        with pytest.raises(OSError, match="No space"):
            desk.do(hand_out, panel=played.panel, folder=folder)
    assert list(folder.iterdir()) == []


def test_that_what_is_undone_is_undone_last_first_and_only_then(sit: Sit, played: Played) -> None:
    store: Store = sit(MEMBER, "locked").store
    told: list[str] = []
    with store.step("kept", {}, played.now):
        store.if_undone(lambda: told.append("never"))
    with pytest.raises(KeyError), store.step("lost", {}, played.now):
        store.if_undone(lambda: told.append("first"))
        store.if_undone(lambda: told.append("second"))
        raise KeyError
    assert told == ["second", "first"]
