"""A second round of the small round's society, whose candidates handed in scans as large as one likes."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assessor_app.files import PIECE
from assessor_app.models.ids import PanelId, RoundId
from assessor_app.paths import resources
from assessor_app.store import panels
from assessor_app.workflow.prepare import Preparation, prepare_round, read_preparation
from tests.builders import NUMBERS, At, silent

SCANS = 2
"""Of each candidate."""


def with_scans(folder: Path, pieces: int, now: datetime) -> Preparation:
    """The sample read from a copy in ``folder``, narrowed to two candidates, whose papers are together so many MiB larger."""
    sample = folder / "sample"
    shutil.copytree(resources() / "samples" / "cse", sample)
    whole = read_preparation(sample / "roster.xlsx", sample, now=now, progress=silent)
    chosen = [entry for entry in whole.entries if entry.row.candidate.number in NUMBERS]
    for entry in chosen:
        for number in range(SCANS):
            _scan(sample / entry.row.folder / f"scan-{number}.pdf", pieces // (SCANS * len(chosen)))
    again = read_preparation(sample / "roster.xlsx", sample, now=now, progress=silent)
    return narrowed(again)


def opened_round(desk: At, preparation: Preparation, progress: Any = silent) -> PanelId:
    """The officer opens the round; its panel, whose members have their identities already."""
    round_ = RoundId(str(desk.do(prepare_round, preparation=preparation, progress=progress)))
    (panel,) = panels.of_round(desk.store, round_)
    return panel.id


def narrowed(whole: Preparation) -> Preparation:
    """Of the candidates and their papers only the two of the small round."""
    rows = tuple(row for row in whole.roster.candidates if row.candidate.number in NUMBERS)
    return replace(
        whole,
        roster=replace(whole.roster, candidates=rows),
        entries=tuple(entry for entry in whole.entries if entry.row.candidate.number in NUMBERS),
        assignments=tuple(item for item in whole.assignments if item.number in NUMBERS),
    )


def _scan(path: Path, pieces: int) -> None:
    with path.open("wb") as out:
        for _ in range(pieces):
            out.write(os.urandom(PIECE))
