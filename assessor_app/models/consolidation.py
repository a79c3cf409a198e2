"""What the panel adds to its members' marks: agreed levels with a reason, and a recommendation. Originals are never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.models.ids import CaseId, PersonId


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """The level the panel settled on for one indicator in one method. ``level`` None withdraws an earlier agreement."""

    case: CaseId
    method: str
    indicator: str
    level: int | None
    reason: str
    by: PersonId
    at: datetime
    participants: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A flag that is not about one indicator (assessors on different sides of an aspect's cut), talked through, with
    the reason.
    """

    case: CaseId
    code: str
    subject: str
    method: str
    reason: str
    by: PersonId
    at: datetime
    participants: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the chair recommends: one of the scheme's outcome choices. ``departs`` when the rule says otherwise; then
    a reason is required.
    """

    case: CaseId
    choice: str
    departs: bool
    reason: str
    by: PersonId
    at: datetime
    other_grade: str = ""


class Stand(StrEnum):
    """How a member stands to the panel's recommendation."""

    AGREE = "agree"
    DISSENT = "dissent"


@dataclass(frozen=True, slots=True)
class Vote:
    """A member's stand on one recommendation; a dissent says why."""

    case: CaseId
    member: PersonId
    stand: Stand
    reason: str
    at: datetime
