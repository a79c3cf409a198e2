"""A round: one sitting of a society under one pinned scheme, with its panels and who assesses whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.models.ids import CaseId, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.people import Person


class Mode(StrEnum):
    """Live and rehearsal never mix: the mode is in the workspace and in every signed byte."""

    LIVE = "live"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True)
class Round:
    """A sitting. ``scheme_hash`` pins the scheme: SHA-256 over its canonical JSON, lower-case hex."""

    id: RoundId
    title: Text
    society: Text
    scheme_id: str
    scheme_version: str
    scheme_hash: str
    mode: Mode
    venue: str = ""
    opens: str = ""
    closes: str = ""
    """Dates as ``YYYY-MM-DD``."""
    fictional: bool = False
    """True for sample data: every page and document says so."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One sheet that is due: this assessor, this case, this method. ``counted`` is False for a trainee."""

    case: CaseId
    assessor: PersonId
    method: str
    counted: bool = True


@dataclass(frozen=True, slots=True)
class CalledIn:
    """A further sheet that the chair called for, beside those the society appointed."""

    case: CaseId
    assessor: PersonId
    method: str
    reason: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Panel:
    """Who assesses together; the chair may also be a member."""

    id: PanelId
    name: Text
    chair: PersonId
    members: tuple[Person, ...]
    cases: tuple[CaseId, ...]
    assignments: tuple[Assignment, ...]
