"""Interviews of this workspace's own people: sessions, moments of the clock, who was there, and the question plan.

All is only ever added; of sessions, attendance and questions the newest form counts.
"""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import CaseId, PersonId, QuestionId
from assessor_app.models.interview import Attendance, Moment, Question, Session, Turn
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import from_json, offset, time, to_json, utc


def add_moment(store: Store, moment: Moment) -> None:
    store.append(
        "interview_moments",
        case_id=moment.case,
        author=moment.author,
        turn=moment.turn.value,
        phase=moment.phase,
        elapsed=moment.elapsed,
        detail=moment.detail,
        at=utc(moment.at),
        at_offset=offset(moment.at),
    )


def moments(store: Store, case: CaseId, author: PersonId) -> tuple[Moment, ...]:
    """Every moment of an interview, oldest first."""
    found = store.rows(
        "SELECT turn, phase, elapsed, at, at_offset, detail FROM interview_moments"
        " WHERE case_id = ? AND author = ? ORDER BY seq",
        case,
        author,
    )
    return tuple(
        Moment(case, author, Turn(turn), phase, elapsed, time(at, minutes), detail)
        for turn, phase, elapsed, at, minutes, detail in found
    )


def put_attendance(store: Store, attendance: Attendance) -> None:
    store.append(
        "attendances",
        case_id=attendance.case,
        author=attendance.author,
        body=to_json(attendance),
        at=utc(attendance.at),
        at_offset=offset(attendance.at),
    )


def attendance(store: Store, case: CaseId, author: PersonId) -> Attendance | None:
    """Who was there as last recorded; None: nothing recorded yet."""
    body = store.value(
        "SELECT body FROM attendances WHERE case_id = ? AND author = ? ORDER BY seq DESC LIMIT 1", case, author
    )
    return from_json(str(body), Attendance) if body is not None else None


def put_question(store: Store, question: Question) -> None:
    """Add a question or its newer form. Raises ValueError if the id is another author's or another case's."""
    first = store.row("SELECT case_id, author FROM questions WHERE id = ? LIMIT 1", question.id)
    if first is not None and first != (question.case, question.author):
        raise ValueError(f"{question.id} is another's question")
    store.append(
        "questions",
        id=question.id,
        case_id=question.case,
        author=question.author,
        indicator=question.indicator,
        text=question.text,
        place=question.place,
        asked=question.asked,
        removed=int(question.removed),
        at=utc(question.at),
        at_offset=offset(question.at),
    )


def questions(store: Store, author: PersonId, case: CaseId | None = None) -> tuple[Question, ...]:
    """The plan of an author, of one case or of all, by place; removed ones left out."""
    which, parameters = ("author = ?", (author,)) if case is None else ("author = ? AND case_id = ?", (author, case))
    found = store.rows(newest("questions", _QUESTION, which, "id"), *parameters)
    standing = [_question(*row[:-1]) for row in found if not row[-1]]
    return tuple(sorted(standing, key=lambda question: question.place))


def put_session(store: Store, session: Session, by: PersonId, at: datetime) -> None:
    store.append(
        "sessions",
        case_id=session.case,
        starts=session.starts,
        room=session.room,
        minutes=session.minutes,
        by=by,
        at=utc(at),
        at_offset=offset(at),
    )


def sessions(store: Store) -> dict[CaseId, Session]:
    """The sessions that were set here, by case."""
    found = store.rows(newest("sessions", "case_id, starts, room, minutes", "1", "case_id"))
    return {CaseId(case): Session(CaseId(case), starts, room, minutes) for case, starts, room, minutes in found}


_QUESTION = "id, case_id, author, at, at_offset, indicator, text, place, asked, removed"


def _question(
    id: str,
    case: str,
    author: str,
    at: str,
    minutes: int,
    indicator: str,
    text: str,
    place: int,
    asked: int | None,
) -> Question:
    when = time(at, minutes)
    return Question(QuestionId(id), CaseId(case), PersonId(author), when, indicator, text, place, asked)
