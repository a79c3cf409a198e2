"""The small round played as a rehearsal, and handed out once more after its result was taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assessor_app.models.ids import PersonId
from assessor_app.models.rounds import Mode
from assessor_app.store import panels
from assessor_app.workflow import story
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.prepare import Preparation
from tests import builders
from tests.builders import Played, at_desk, play_small_round


def play_rehearsal(folder: Path) -> Played:
    """As `play_small_round`, in rehearsal workspaces."""
    whole = builders.small_preparation

    def practised(now: datetime) -> Preparation:
        made = whole(now)
        assert made.roster.round is not None
        return replace(made, roster=replace(made.roster, round=replace(made.roster.round, mode=Mode.REHEARSAL)))

    def in_rehearsal(place: Path, *, mode: Mode, **facts: Any) -> Any:
        assert mode is Mode.LIVE
        return make_workspace(place, mode=Mode.REHEARSAL, **facts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builders, "small_preparation", practised)
        patch.setattr(story, "make_workspace", in_rehearsal)
        return play_small_round(folder)


def handed_out_again(played: Played, person: PersonId, folder: Path) -> Path:
    """That member's case package as it is once the agreed marks are known."""
    folder.mkdir()
    officer = at_desk(played, played.officer, "taken_in", folder / "officer")
    with officer.store:
        written = officer.do(hand_out, panel=played.panel, folder=folder)
        members = [member.id for member in panels.get(officer.store, played.panel).members]
    path: Path = written[members.index(person)]
    return path
