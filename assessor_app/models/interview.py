"""The interview: when and where it is held, who is there, its clock, and the questions planned for it.

The clock is kept as moments that are only ever added: begun, paused, on to the next phase, ended. Each says how many seconds of
interview had passed, counted on a clock that nobody can set, beside the time of day; so a machine whose clock is changed under
way still tells how long the candidate was heard.

    began    introduction    0 s   10:00:00
    phase    presentation  300 s   10:05:00
    paused   presentation  480 s   10:08:00
    resumed  presentation  480 s   10:10:30      the pause is 150 s of the day and none of the interview
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assessor_app.models.ids import CaseId, PersonId, QuestionId


class Turn(StrEnum):
    """What a moment of the clock says."""

    BEGAN = "began"
    PAUSED = "paused"
    RESUMED = "resumed"
    PHASE = "phase"
    """On to the phase named."""
    CARRIED_ON = "carried_on"
    """The program was started again while the clock ran: it went on by the time of day."""
    CLOCK_CHANGED = "clock_changed"
    """The machine's clock was set under way; ``detail`` says by how many seconds, with its sign."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn of the clock of one assessor's interview. ``elapsed``: seconds of interview, pauses left out."""

    case: CaseId
    author: PersonId
    turn: Turn
    phase: str
    elapsed: int
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where an interview stands after its last moment."""

    phase: str = ""
    """Id of the phase in hand; empty before the beginning."""
    elapsed: int = 0
    """Seconds of interview at the last moment."""
    phase_began: int = 0
    """Seconds of interview at which the phase in hand began."""
    running: bool = False
    ended: bool = False
    at: datetime | None = None
    """Time of day of the last moment; None before the beginning."""


LONGEST_GAP = timedelta(hours=4)
"""A running clock is carried on over a gap no longer than this; beyond it nobody was interviewing any more."""


def clock_of(moments: Sequence[Moment]) -> Clock:
    """How the clock stands after ``moments``, oldest first."""
    clock = Clock()
    for moment in moments:
        if moment.turn is Turn.CLOCK_CHANGED:
            continue
        changed = moment.turn in (Turn.BEGAN, Turn.PHASE) and moment.phase != clock.phase
        clock = Clock(
            phase=moment.phase,
            elapsed=moment.elapsed,
            phase_began=moment.elapsed if changed else clock.phase_began,
            running=moment.turn not in (Turn.PAUSED, Turn.ENDED),
            ended=moment.turn is Turn.ENDED,
            at=moment.at,
        )
    return clock


def carried_on(clock: Clock, now: datetime) -> int | None:
    """Seconds of interview at ``now`` for a clock that ran when the program stopped; None if it did not run, or the gap is
    longer than `LONGEST_GAP` or negative (the machine's clock was set back).
    """
    if not clock.running or clock.at is None:
        return None
    gap = now - clock.at
    return clock.elapsed + round(gap.total_seconds()) if timedelta() <= gap <= LONGEST_GAP else None


class IdentityPaper(StrEnum):
    """The paper by which the candidate's identity was checked; its number is never kept."""

    ID_CARD = "id_card"
    PASSPORT = "passport"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who sits in without judging."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at an interview beside the panel, as one assessor records it."""

    case: CaseId
    author: PersonId
    at: datetime
    identity: IdentityPaper | None = None
    """None: not checked yet."""
    interpreter: str = ""
    observers: tuple[Observer, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question planned for an interview. ``asked``: seconds of interview at which it was put; None: not yet."""

    id: QuestionId
    case: CaseId
    author: PersonId
    at: datetime
    indicator: str
    text: str
    place: int = 0
    """Its place in the plan, from 0; equal places stand in the order they were written."""
    asked: int | None = None
    removed: bool = False


ROOM_LIMIT = 80
"""Characters of the name of a room, of an interpreter or of an observer."""
LONGEST_MINUTES = 480
USUAL_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Session:
    """When and where one candidate is interviewed. ``starts``: local time at the venue, ``YYYY-MM-DDTHH:MM``; empty: not set."""

    case: CaseId
    starts: str = ""
    room: str = ""
    minutes: int = USUAL_MINUTES


@dataclass(frozen=True, slots=True)
class Interview:
    """What one assessor hands over of one interview, beside the sheet."""

    case: CaseId
    author: PersonId
    moments: tuple[Moment, ...]
    attendance: Attendance | None = None


class Clash(StrEnum):
    """What two sessions have in common that they cannot."""

    ROOM = "room"
    ASSESSOR = "assessor"


def begins(session: Session) -> datetime | None:
    """When a session begins, without zone; None if that is not set. Raises ValueError for what is no such time."""
    return datetime.strptime(session.starts, "%Y-%m-%dT%H:%M") if session.starts else None  # noqa: DTZ007  # local to the venue


def clashes(
    sessions: Sequence[Session], assessors: dict[CaseId, frozenset[PersonId]]
) -> Iterator[tuple[Clash, Session, Session]]:
    """Sessions that overlap in time though they share a room or an assessor, each pair once, the earlier first."""
    timed = sorted(
        ((start, session) for session in sessions if (start := begins(session)) is not None), key=lambda pair: pair[0]
    )
    for number, (start, one) in enumerate(timed):
        end = start + timedelta(minutes=one.minutes)
        for later, other in timed[number + 1 :]:
            if later >= end:
                break
            if one.room and one.room.casefold() == other.room.casefold():
                yield Clash.ROOM, one, other
            if assessors.get(one.case, frozenset()) & assessors.get(other.case, frozenset()):
                yield Clash.ASSESSOR, one, other


def parse_observers(text: str) -> tuple[Observer, ...]:
    """Observers from a line such as ``何谓（秘书处）；Ann Lee (training)``: separated by ; or ；, the role in brackets."""
    found = []
    for part in text.replace("；", ";").split(";"):
        name, _, role = part.strip().replace("（", "(").replace("）", ")").partition("(")
        if name.strip():
            found.append(Observer(name.strip(), role.strip().removesuffix(")").strip()))
    return tuple(found)
