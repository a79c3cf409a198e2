"""Marking: whose sheet, which values, and that each change is a mark of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assessor_app.models.ids import CaseId, NoteId, PersonId
from assessor_app.models.marks import Note, Part, SheetKey, SheetState, Tie
from assessor_app.store import sheets
from assessor_app.store.errors import SheetLocked
from assessor_app.workflow.declare import declare
from assessor_app.workflow.errors import MarkOutOfRange, NotAssigned, NotDeclared, ReasonMissing, RecusedFromCase
from assessor_app.workflow.lock import reopen_sheet
from assessor_app.workflow.score import COMMENT_LIMIT, enter_mark, keep_note, mark_without_score
from tests.builders import CHAIR, MEMBER, At, Played

Sit = Callable[[Any, str], At]


def sheet(played: Played, number: str = "0409", person: PersonId = MEMBER, method: str = "interview") -> SheetKey:
    return SheetKey(played.cases[number], person, method)


@pytest.fixture
def member(sit: Sit, played: Played) -> At:
    """A member who has declared on one case and not marked yet."""
    desk = sit(MEMBER, "received")
    desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=())
    return desk


def test_that_nothing_is_marked_before_the_declaration(member: At, played: Played) -> None:
    with pytest.raises(NotDeclared):
        member.do(enter_mark, sheet=sheet(played, "0431"), subject="K1", part=Part.LEVEL, value="3")
    with pytest.raises(NotDeclared):
        member.do(keep_note, note=Note(NoteId("note-1"), played.cases["0431"], MEMBER, played.now, "…"))


def test_that_whoever_recused_marks_nothing(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "locked")
    with pytest.raises(RecusedFromCase):
        desk.do(enter_mark, sheet=sheet(played, "0431"), subject="K1", part=Part.LEVEL, value="3")


@pytest.mark.parametrize("of", ["another", "another method"])
def test_that_nobody_marks_a_sheet_they_were_not_given(member: At, played: Played, of: str) -> None:
    key = sheet(played, person=CHAIR) if of == "another" else sheet(played, method="oral")
    with pytest.raises(NotAssigned):
        member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value="3")
    with pytest.raises(NotAssigned):
        member.do(mark_without_score, sheet=key, state=SheetState.ABSENT, reason="…")


@pytest.mark.parametrize(
    ("method", "subject", "part", "value"),
    [
        ("interview", "K1", Part.LEVEL, "6"),
        ("interview", "K1", Part.LEVEL, "-1"),
        ("interview", "K1", Part.LEVEL, "３"),
        ("interview", "Z9", Part.LEVEL, "3"),
        ("interview", "K", Part.PERCENT, "50"),
        ("interview", "K1", Part.COMMENT, "x" * (COMMENT_LIMIT + 1)),
        ("interview", "K", Part.CONFIDENCE, "maybe"),
        ("interview", "sheet", Part.OVERALL, "excellent"),
        ("written", "K", Part.PERCENT, "101"),
        ("written", "K", Part.PERCENT, "72.55"),
        ("written", "K", Part.PERCENT, "1e1"),
        ("written", "K1", Part.LEVEL, "3"),
    ],
)
def test_that_a_value_the_scheme_has_not_is_refused(
    member: At, played: Played, method: str, subject: str, part: Part, value: str
) -> None:
    with pytest.raises(MarkOutOfRange):
        member.do(enter_mark, sheet=sheet(played, method=method), subject=subject, part=part, value=value)
    assert member.store.rows("SELECT * FROM marks") == []


def test_that_a_change_is_a_mark_that_names_the_one_before(member: At, played: Played) -> None:
    key = sheet(played)
    first = member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value="3")
    assert member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value="3") is None
    second = member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value="4")
    undone = member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value="3")
    assert (second.replaces, undone.replaces) == (first.id, second.id)
    assert len(member.store.rows("SELECT * FROM marks")) == 3
    assert sheets.get(member.store, key).value("K1", Part.LEVEL) == "3"


def test_that_a_locked_sheet_takes_no_mark_and_a_reopened_one_only_with_its_reason(sit: Sit, played: Played) -> None:
    desk, key = sit(MEMBER, "locked"), sheet(played)
    before = sheets.get(desk.store, key).value("K1", Part.LEVEL)
    other = "2" if before != "2" else "3"
    with pytest.raises(SheetLocked):
        desk.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value=other)
    with pytest.raises(ReasonMissing):
        desk.do(reopen_sheet, sheet=key, reason="  ")
    desk.do(reopen_sheet, sheet=key, reason="misread page 4")
    mark = desk.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value=other)
    assert (mark.version, mark.reason) == (2, "misread page 4")


def test_that_a_sheet_without_marks_says_why(member: At, played: Played) -> None:
    with pytest.raises(ReasonMissing):
        member.do(mark_without_score, sheet=sheet(played), state=SheetState.ABSENT, reason=" ")
    member.do(mark_without_score, sheet=sheet(played), state=SheetState.ABSENT, reason="did not come")
    assert sheets.get(member.store, sheet(played)).state is SheetState.ABSENT


def test_that_a_note_has_its_measure(member: At, played: Played) -> None:
    long = Note(NoteId("note-1"), CaseId(played.cases["0409"]), MEMBER, played.now, "x" * (COMMENT_LIMIT + 1))
    with pytest.raises(MarkOutOfRange):
        member.do(keep_note, note=long)
