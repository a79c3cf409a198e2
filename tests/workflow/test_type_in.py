"""Typing in from paper: who may type what, when it counts, and what becomes of it on the sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assessor_app.models.double_entry import Compared, Origin, Place, Turn
from assessor_app.models.ids import PersonId
from assessor_app.models.marks import SHEET, Part, SheetKey, Tie
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_hash, scheme_to_json
from assessor_app.models.written import SecondEntry
from assessor_app.signing.errors import WrongPassphrase
from assessor_app.store import rounds, schemes, sheets, typed
from assessor_app.store.errors import SheetLocked, UnknownHere
from assessor_app.workflow.declare import declare
from assessor_app.workflow.errors import EntriesUnfinished, MarkOutOfRange, NotAssigned, SameTypist, TotalsDiffer
from assessor_app.workflow.lock import lock_sheets
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.type_in import (
    Form,
    admit_typist,
    compare_sheet,
    enter_typed,
    sheet_batch,
    sheet_form,
    type_control,
    type_entry,
    written_forms,
)
from tests.builders import MEMBER, At, Played

Sit = Callable[[Any, str], At]
GUEST = PersonId("A103")
SCORES = {"A1": "26", "A2": "33", "A3": "24", "B1": "41.5", "B2": "20"}


@pytest.fixture
def member(sit: Sit, played: Played) -> At:
    """A member who has declared on the case whose script they have, and not marked yet."""
    desk = sit(MEMBER, "received")
    desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=())
    return desk


def form(desk: At) -> Form:
    return written_forms(desk.store)[0]


def change_paper(desk: At, **facts: Any) -> None:
    """Pin the round to the same scheme with another paper."""
    round_ = rounds.all(desk.store)[0]
    scheme: Scheme = pinned_scheme(desk.store, round_.scheme_hash)
    other = replace(scheme, papers=(replace(scheme.papers[0], **facts), *scheme.papers[1:]))
    with desk.store.step("changed", {}, desk.clock.tick()):
        schemes.put(desk.store, scheme_hash(other), other.id, other.version, scheme_to_json(other))
        rounds.put(desk.store, replace(round_, scheme_hash=scheme_hash(other)))


def type_all(desk: At, turn: Turn, by: PersonId, **changed: str) -> None:
    for question, score in (SCORES | changed).items():
        place = Place(form(desk).rows[0].case, question, Part.POINTS)
        desk.do(type_entry, batch=form(desk).batch, place=place, turn=turn, value=score, by=by)


def totals(desk: At, k: str = "83", e: str = "61.5") -> None:
    for aspect, value in (("K", k), ("E", e)):
        desk.do(type_control, batch=form(desk).batch, aspect=aspect, value=value, by=MEMBER)


def state(desk: At) -> Compared:
    found = form(desk)
    return found.state(found.rows[0], typed.of_batch(desk.store, found.batch)).compared


def test_that_two_entries_that_agree_become_points_and_exact_percentages(member: At, played: Played) -> None:
    type_all(member, Turn.FIRST, MEMBER)
    type_all(member, Turn.SECOND, GUEST)
    totals(member)
    assert member.do(enter_typed, batch=form(member).batch) == 1
    sheet = sheets.get(member.store, SheetKey(played.cases["0409"], MEMBER, "written"))
    assert (sheet.value("K", Part.PERCENT), sheet.value("E", Part.PERCENT)) == ("83", "61.5")
    assert {question: sheet.value(question, Part.POINTS) for question in SCORES} == SCORES
    assert sheet.value(SHEET, Part.ORIGIN) == Origin.DOUBLE
    assert member.do(enter_typed, batch=form(member).batch) == 0
    member.do(lock_sheets, chosen=(sheet.key,))
    with pytest.raises(SheetLocked):
        type_all(member, Turn.SETTLED, MEMBER, A1="25")


def test_that_a_percentage_that_is_no_decimal_keeps_every_digit(member: At, played: Played) -> None:
    scheme = pinned_scheme(member.store, rounds.all(member.store)[0].scheme_hash)
    asked = scheme.papers[0].questions
    most = Fraction(45)
    change_paper(member, questions=tuple(replace(each, maximum=most) if each.id == "B1" else each for each in asked))
    type_all(member, Turn.FIRST, MEMBER)
    type_all(member, Turn.SECOND, GUEST)
    totals(member)
    member.do(enter_typed, batch=form(member).batch)
    sheet = sheets.get(member.store, SheetKey(played.cases["0409"], MEMBER, "written"))
    assert sheet.value("E", Part.PERCENT) == "1230/17"
    assert Fraction(sheet.value("E", Part.PERCENT)) == Fraction(123, 2) / 85 * 100


def test_that_one_person_does_not_type_twice_unless_the_paper_allows_it(member: At) -> None:
    type_all(member, Turn.FIRST, MEMBER)
    with pytest.raises(SameTypist):
        type_all(member, Turn.SECOND, MEMBER)
    change_paper(member, second_entry=SecondEntry.SAME)
    type_all(member, Turn.SECOND, MEMBER)
    assert state(member) is Compared.AGREED


def test_that_a_single_entry_stands_where_no_second_is_asked(member: At, played: Played) -> None:
    change_paper(member, second_entry=SecondEntry.NONE)
    type_all(member, Turn.FIRST, MEMBER)
    with pytest.raises(NotAssigned):
        type_all(member, Turn.SECOND, GUEST)
    assert member.do(enter_typed, batch=form(member).batch) == 1
    sheet = sheets.get(member.store, SheetKey(played.cases["0409"], MEMBER, "written"))
    assert sheet.value(SHEET, Part.ORIGIN) == Origin.SINGLE


def test_that_nothing_goes_in_while_entries_differ_or_totals_do_not_agree(member: At) -> None:
    type_all(member, Turn.FIRST, MEMBER)
    with pytest.raises(EntriesUnfinished):
        member.do(enter_typed, batch=form(member).batch)
    type_all(member, Turn.SECOND, GUEST, B1="14.5")
    with pytest.raises(EntriesUnfinished):
        member.do(enter_typed, batch=form(member).batch)
    place = Place(form(member).rows[0].case, "B1", Part.POINTS)
    member.do(type_entry, batch=form(member).batch, place=place, turn=Turn.SETTLED, value="41.5", by=MEMBER)
    assert state(member) is Compared.SETTLED
    with pytest.raises(TotalsDiffer):
        member.do(enter_typed, batch=form(member).batch)
    totals(member, k="38")
    with pytest.raises(TotalsDiffer):
        member.do(enter_typed, batch=form(member).batch)
    assert member.do(enter_typed, batch=form(member).batch, reason="the bag's own sum is wrong") == 1
    sheet = sheets.get(member.store, SheetKey(form(member).rows[0].case, MEMBER, "written"))
    assert {mark.reason for mark in sheet.marks} == {"the bag's own sum is wrong"}


@pytest.mark.parametrize("value", ["31", "-1", "26.25", "x", "２６", "26.0", "not_a_number", "over"])
def test_that_only_what_a_question_allows_is_kept(member: At, value: str) -> None:
    with pytest.raises(MarkOutOfRange):
        type_all(member, Turn.FIRST, MEMBER, A1=value)


def test_that_a_stranger_to_the_workspace_types_nothing(member: At) -> None:
    with pytest.raises(UnknownHere):
        type_all(member, Turn.FIRST, PersonId("nobody"))


def test_that_a_blind_form_shows_codes_alone(member: At, played: Played) -> None:
    change_paper(member, blind=True)
    row = form(member).rows[0]
    assert row.label.startswith("W-")
    assert (row.name.zh, row.name.en) == ("", "")


def test_that_what_was_typed_is_still_there_after_the_program_was_closed(member: At, played: Played, sit: Sit) -> None:
    type_all(member, Turn.FIRST, MEMBER)
    place = Place(form(member).rows[0].case, "A1", Part.POINTS)
    member.do(type_entry, batch=form(member).batch, place=place, turn=Turn.FIRST, value="25", by=MEMBER)
    history = typed.history(member.store, form(member).batch, place)
    assert [entry.value for entry in history] == ["26", "25"]


def test_that_a_second_typist_opens_their_own_identity(member: At, played: Played) -> None:
    p12 = (played.folder / "identities" / f"{GUEST}.p12").read_bytes()
    with pytest.raises(WrongPassphrase):
        member.do(admit_typist, p12=p12, secret="not theirs")
    assert member.do(admit_typist, p12=p12, secret=played.passphrases[GUEST]).id == GUEST
    own = (played.folder / "identities" / f"{MEMBER}.p12").read_bytes()
    with pytest.raises(SameTypist):
        member.do(admit_typist, p12=own, secret=played.passphrases[MEMBER])


def test_that_a_sheet_of_paper_is_typed_twice_and_says_where_it_comes_from(member: At, played: Played) -> None:
    key = SheetKey(played.cases["0409"], MEMBER, "interview")
    batch = sheet_batch(key)
    for turn, by in ((Turn.FIRST, MEMBER), (Turn.SECOND, GUEST)):
        with pytest.raises(EntriesUnfinished):
            member.do(compare_sheet, batch=batch)
        for row in sheet_form(member.store, key).rows:
            values = ["pass"] if row.id == SHEET else ["3", f"page 7, {row.id}"]
            for place, value in zip(row.places, values, strict=True):
                member.do(type_entry, batch=batch, place=place, turn=turn, value=value, by=by)
    member.do(compare_sheet, batch=batch)
    assert member.do(enter_typed, batch=batch) == 1
    sheet = sheets.get(member.store, key)
    assert (sheet.value("K1", Part.LEVEL), sheet.value("K1", Part.COMMENT)) == ("3", "page 7, K1")
    assert sheet.value(SHEET, Part.OVERALL) == "pass"
    assert sheet.value(SHEET, Part.ORIGIN) == Origin.PAPER
