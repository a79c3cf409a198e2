"""What the chair notes privately stays: in no package, no document and no journal; written out only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor_app.models.records import Minutes
from assessor_app.signing.archives import read_archive
from assessor_app.store import journal, private_notes
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.errors import NotTheChair
from assessor_app.workflow.private_notes import note_privately, write_private_notes
from tests.builders import CHAIR, MEMBER, THIRD, Played
from tests.workflow.conftest import Sit

WORDS = "Zwiebelturm 不宜外传"


def test_that_a_private_note_is_kept_and_travels_nowhere(sit: Sit, played: Played, tmp_path: Path) -> None:
    chair = sit(CHAIR, "settled")
    case = played.cases["0409"]
    chair.do(note_privately, case=case, secret="first")
    chair.do(note_privately, case=case, secret=WORDS)
    assert private_notes.text_of(chair.store, case) == WORDS
    made = chair.do(
        conclude,
        panel=played.panel,
        chosen=(case,),
        minutes=Minutes(chair.clock.now, "302", (CHAIR, MEMBER, THIRD), (), ""),
        recipient=played.officer,
        folder=tmp_path,
        language="en",
    )
    archive = read_archive(played.container(made, played.officer))
    for name in archive.names:
        assert WORDS.encode() not in archive.read(name)
        if name.endswith((".docx", ".xlsx")):
            inner = read_archive(archive.read(name))
            assert not any(b"Zwiebelturm" in inner.read(part) for part in inner.names)
    assert not any("Zwiebelturm" in str(line) for line in journal.lines(chair.store))


def test_that_private_notes_are_written_out_when_the_chair_asks(sit: Sit, played: Played, tmp_path: Path) -> None:
    chair = sit(CHAIR, "settled")
    chair.do(note_privately, case=played.cases["0409"], secret=WORDS)
    target = tmp_path / "notes.txt"
    chair.do(write_private_notes, panel=played.panel, target=target)
    assert WORDS in target.read_text("utf-8")
    assert "0409" in target.read_text("utf-8")
    with pytest.raises(NotTheChair):
        sit(MEMBER, "handed_over").do(note_privately, case=played.cases["0409"], secret="mine")
