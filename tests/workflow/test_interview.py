"""Holding an interview: the clock runs forwards, what was recorded travels with the sheet, and no other can be slipped in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assessor_app.export.material import ScoreFile
from assessor_app.export.score_sheet import score_sheet
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.ids import CaseId, PersonId, QuestionId
from assessor_app.models.interview import Attendance, IdentityPaper, Moment, Observer, Question, Session, Turn
from assessor_app.models.marks import NoteKind, Tie
from assessor_app.signing.verdicts import Status
from assessor_app.store import interviews, notes, panels
from assessor_app.workflow.contradictions import score_contradictions
from assessor_app.workflow.declare import declare
from assessor_app.workflow.errors import MarkOutOfRange, NotDeclared
from assessor_app.workflow.hand_over import score_record
from assessor_app.workflow.interview import (
    ask_question,
    keep_attendance,
    keep_question,
    sessions_of,
    set_session,
    turn_clock,
)
from assessor_app.workflow.schemes import pinned_scheme
from tests.builders import MEMBER, At, Played
from tests.export.office import parts_of

Sit = Callable[[Any, str], At]


@pytest.fixture
def member(sit: Sit, played: Played) -> At:
    desk = sit(MEMBER, "received")
    desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=())
    return desk


def moment(played: Played, turn: Turn, elapsed: int, number: str = "0409", author: PersonId = MEMBER) -> Moment:
    return Moment(played.cases[number], author, turn, "introduction", elapsed, played.now + timedelta(seconds=elapsed))


def test_that_no_interview_begins_before_the_declaration(member: At, played: Played) -> None:
    with pytest.raises(NotDeclared):
        member.do(turn_clock, moment=moment(played, Turn.BEGAN, 0, "0431"))


def test_that_seconds_of_interview_never_run_backwards(member: At, played: Played) -> None:
    member.do(turn_clock, moment=moment(played, Turn.BEGAN, 0))
    member.do(turn_clock, moment=moment(played, Turn.PAUSED, 120))
    with pytest.raises(ValueError, match="119 s after 120 s"):
        member.do(turn_clock, moment=moment(played, Turn.RESUMED, 119))
    kept = interviews.moments(member.store, played.cases["0409"], MEMBER)
    assert [each.elapsed for each in kept] == [0, 120]


def test_that_a_question_put_stands_among_the_notes_once(member: At, played: Played) -> None:
    case = played.cases["0409"]
    question = Question(QuestionId("question-1"), case, MEMBER, played.now, "K3", "为何放弃地下连续墙？")
    member.do(keep_question, question=question)
    member.do(ask_question, question=question, elapsed=1216, method="interview")
    (kept,) = interviews.questions(member.store, MEMBER, case)
    assert kept.asked == 1216
    (note,) = notes.of_case(member.store, case, MEMBER)
    assert (note.kind, note.indicator, note.elapsed, note.text) == (NoteKind.QUESTION, "K3", 1216, question.text)


@pytest.mark.parametrize(
    "session",
    [
        Session(CaseId(""), "10 o'clock", "A"),
        Session(CaseId(""), "2026-11-21T10:00", "A" * 81),
        Session(CaseId(""), "2026-11-21T10:00", "A", 0),
    ],
)
def test_that_a_session_nobody_could_hold_is_refused(member: At, played: Played, session: Session) -> None:
    with pytest.raises(MarkOutOfRange):
        member.do(set_session, session=replace(session, case=played.cases["0409"]))


def test_that_a_session_set_at_the_venue_stands_before_the_planned_one(member: At, played: Played) -> None:
    case = played.cases["0409"]
    session = Session(case, "2026-11-21T10:00", "A 203", 45)
    member.do(set_session, session=session)
    assert sessions_of(member.store)[case] == session


def held(sit: Sit, played: Played) -> tuple[At, CaseId]:
    """A member who has locked everything and recorded the interview of one case."""
    desk = sit(MEMBER, "locked")
    case = played.cases["0409"]
    desk.do(turn_clock, moment=moment(played, Turn.BEGAN, 0))
    desk.do(turn_clock, moment=moment(played, Turn.ENDED, 3605))
    there = Attendance(
        case, MEMBER, played.now, IdentityPaper.ID_CARD, "Ana Ruiz", (Observer("何谓", "秘书处"), Observer("Bo"))
    )
    desk.do(keep_attendance, attendance=there)
    return desk, case


def test_that_an_interview_travels_with_the_sheet_and_is_printed_on_it(sit: Sit, played: Played) -> None:
    desk, case = held(sit, played)
    panel = panels.get(desk.store, played.panel)
    record = score_record(desk.store, panel, DocumentLanguage.EN, played.now)
    (interview,) = record.interviews
    assert interview.case == case
    assert [each.turn for each in interview.moments] == [Turn.BEGAN, Turn.ENDED]
    scheme = pinned_scheme(desk.store, record.envelope.round.scheme_hash)
    document = score_sheet(ScoreFile(record, "0" * 64, scheme, record.cases), case, DocumentLanguage.EN)
    words = parts_of(document)["word/document.xml"].decode()
    for said in ("Identity card seen", "Ana Ruiz", "何谓 (秘书处)", "60:05"):
        assert said in words


@pytest.mark.parametrize("wrong", ["author", "case", "backwards", "attendance"])
def test_that_an_interview_that_cannot_be_so_is_named(sit: Sit, played: Played, wrong: str) -> None:
    desk, case = held(sit, played)
    panel = panels.get(desk.store, played.panel)
    record = score_record(desk.store, panel, DocumentLanguage.EN, played.now)
    scheme = pinned_scheme(desk.store, record.envelope.round.scheme_hash)
    (interview,) = record.interviews
    assert interview.attendance is not None
    match wrong:
        case "author":
            bad = replace(interview, author=PersonId("A999"))
        case "case":
            bad = replace(interview, case=CaseId("case-unknown"))
        case "backwards":
            bad = replace(interview, moments=tuple(reversed(interview.moments)))
        case _:
            bad = replace(interview, attendance=replace(interview.attendance, author=PersonId("A999")))

    def where(one: Any) -> set[str]:
        found = score_contradictions(one, scheme, played.trusted, played.now, Status.VALID)
        return {str(problem.facts["where"]) for problem in found if "interviews" in str(problem.facts.get("where", ""))}

    assert where(record) == set()
    assert where(replace(record, interviews=(bad,)))
    assert case
