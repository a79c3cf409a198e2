"""People and what they may do. Roles are data here, so that no page asks ``if role``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language


class Role(StrEnum):
    """What a certificate allows its holder to do (X.509 subject OU, one per role)."""

    ASSESSOR = "assessor"
    CHAIR = "chair"
    OFFICER = "officer"


class Desk(StrEnum):
    """A group of pages of the window."""

    ASSESSOR = "assessor"
    CHAIR = "chair"
    SOCIETY = "society"


class Rank(StrEnum):
    """Rank of an assessor (domain C5): trainees mark but never count, candidates count only beside a full assessor."""

    TRAINEE = "trainee"
    CANDIDATE = "candidate"
    FULL = "full"


DESKS: dict[Role, tuple[Desk, ...]] = {
    Role.ASSESSOR: (Desk.ASSESSOR,),
    Role.CHAIR: (Desk.ASSESSOR, Desk.CHAIR),
    Role.OFFICER: (Desk.SOCIETY,),
}

#: Which role must have signed a package of which kind.
MAY_SEND: dict[str, Role] = {
    "case": Role.OFFICER,
    "score": Role.ASSESSOR,
    "result": Role.CHAIR,
    "scheme": Role.OFFICER,
    "call": Role.CHAIR,
}


def desks_of(roles: tuple[Role, ...]) -> tuple[Desk, ...]:
    """The desks these roles open, in the order of the rail, each once."""
    opened = {desk for role in roles for desk in DESKS[role]}
    return tuple(desk for desk in Desk if desk in opened)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as written in Chinese and in Latin letters; one of the two may be empty, never both."""

    zh: str
    en: str = ""

    def of(self, language: Language) -> str:
        first, second = (self.zh, self.en) if language is Language.ZH else (self.en, self.zh)
        return first or second

    @property
    def both(self) -> str:
        return " ".join(part for part in (self.zh, self.en) if part)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts in a round: an assessor, a chair or an officer."""

    id: PersonId
    name: Name
    roles: tuple[Role, ...]
    rank: Rank = Rank.FULL
    employer: str = ""
    schools: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    fingerprint: str = ""
    """SHA-256 of the certificate, lower-case hex; empty while no identity has been issued."""
