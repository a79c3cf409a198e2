"""An assessor holds an interview: sets its time and room, plans questions, runs the clock, records who is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.completeness import wants_overall
from assessor_app.models.ids import CaseId, NoteId, PersonId, fresh
from assessor_app.models.interview import (
    LONGEST_MINUTES,
    ROOM_LIMIT,
    Attendance,
    Interview,
    Moment,
    Question,
    Session,
    begins,
    clock_of,
)
from assessor_app.models.marks import Note, NoteKind, SheetState
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, interviews, notes
from assessor_app.store.database import Store
from assessor_app.workflow.errors import MarkOutOfRange
from assessor_app.workflow.score import COMMENT_LIMIT, demand_open_case, scheme_of


def turn_clock(store: Store, *, moment: Moment) -> Changes:
    """Add a moment to the clock of an interview. Raises ValueError if seconds of interview would run backwards."""
    demand_open_case(store, moment.case)
    standing = clock_of(interviews.moments(store, moment.case, moment.author))
    if moment.elapsed < standing.elapsed:
        raise ValueError(f"{moment.elapsed} s after {standing.elapsed} s")
    interviews.add_moment(store, moment)
    return Changes(Touched.INTERVIEWS, frozenset({moment.case}))


def keep_attendance(store: Store, *, attendance: Attendance) -> Changes:
    """Record who is there. Raises `MarkOutOfRange` for a name beyond what a form takes."""
    demand_open_case(store, attendance.case)
    for name in (attendance.interpreter, *(each.name + each.role for each in attendance.observers)):
        if len(name) > ROOM_LIMIT:
            raise MarkOutOfRange(subject="attendance", value=name[:40], allowed=f"<= {ROOM_LIMIT}")
    interviews.put_attendance(store, attendance)
    return Changes(Touched.INTERVIEWS, frozenset({attendance.case}))


def keep_question(store: Store, *, question: Question) -> Changes:
    """Keep a planned question, a new wording or place of it, or its removal (``removed``)."""
    demand_open_case(store, question.case)
    if len(question.text) > COMMENT_LIMIT:
        raise MarkOutOfRange(subject="question", value=question.text[:40], allowed=f"<= {COMMENT_LIMIT}")
    interviews.put_question(store, question)
    return Changes(Touched.INTERVIEWS, frozenset({question.case}))


def ask_question(store: Store, *, question: Question, elapsed: int | None, method: str, at: datetime) -> Changes:
    """Put a planned question: it counts as asked, and stands among the notes with its time. ``elapsed`` None takes it back."""
    changes = keep_question(store, question=replace(question, asked=elapsed))
    if elapsed is None:
        return changes
    note = Note(
        id=NoteId(fresh("note")),
        case=question.case,
        author=question.author,
        at=at,
        text=question.text,
        indicator=question.indicator,
        method=method,
        elapsed=elapsed,
        kind=NoteKind.QUESTION,
    )
    notes.add(store, note)
    return Changes(changes.touched | Touched.NOTES, changes.cases)


def set_session(store: Store, *, session: Session, at: datetime) -> Changes:
    """Set when and where a candidate is interviewed. Raises `MarkOutOfRange` for a time, room or length no session has."""
    try:
        begins(session)
    except ValueError:
        raise MarkOutOfRange(subject="session", value=session.starts[:40], allowed="YYYY-MM-DDTHH:MM") from None
    if len(session.room) > ROOM_LIMIT or not 1 <= session.minutes <= LONGEST_MINUTES:
        raise MarkOutOfRange(subject="session", value=session.room[:40], allowed=f"<= {ROOM_LIMIT}")
    interviews.put_session(store, session, store.owner.id, at)
    return Changes(Touched.INTERVIEWS, frozenset({session.case}))


def sessions_of(store: Store) -> dict[CaseId, Session]:
    """When and where each candidate is interviewed: as set here, else as the society planned it."""
    planned = {
        line.case: session
        for line in cases.summaries(store, store.owner.id)
        if (session := cases.get(store, line.case).session) is not None
    }
    return planned | interviews.sessions(store)


def next_session(store: Store, now: datetime) -> Session | None:
    """The interview that is on or comes next among those whose sheet is still open here; if none comes, the first overdue.

    ``now`` with its offset; sessions are told in the local time of the venue, which is taken for that of this computer.
    """
    local = now.astimezone().replace(tzinfo=None)
    planned = sessions_of(store)
    due: list[tuple[bool, datetime, Session]] = []
    for line in cases.summaries(store, store.owner.id):
        session, method = planned.get(line.case), interview_method(scheme_of(store, line.case), line.grade)
        start = begins(session) if session is not None else None
        if (
            session is None
            or start is None
            or dict(line.states).get(method) not in (SheetState.OPEN, SheetState.STARTED)
        ):
            continue
        over = start + timedelta(minutes=session.minutes) <= local
        due.append((over, start, session))
    return min(due, key=lambda each: each[:2])[2] if due else None


def interview_method(scheme: Scheme, grade: str) -> str:
    """The method of a grade that is held face to face; empty if it has none."""
    rules = scheme.grade(grade).methods
    return next((rule.method for rule in rules if wants_overall(scheme, rule)), "")


def interview_of(store: Store, case: CaseId, author: PersonId) -> Interview | None:
    """What of an interview travels with the sheet; None if none was held."""
    moments = interviews.moments(store, case, author)
    attendance = interviews.attendance(store, case, author)
    return Interview(case, author, moments, attendance) if moments or attendance is not None else None
