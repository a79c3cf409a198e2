"""What a verification finds: one status, the signers in order, and every problem with the part it is about.

A problem that is `grave` keeps the verdict from being `valid`; one that is not is information (a weak digest in a
file of others, a signer revoked after the signing). Words for the codes stand in
`resources/wording/messages.d/signing.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

_NO_FACTS: Mapping[str, str] = MappingProxyType({})


class Status(StrEnum):
    """The verdicts there are, on a signer and on a whole file."""

    VALID = "valid"
    PARTIAL = "partial"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNKNOWN_SIGNER = "unknown_signer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNSUPPORTED = "unsupported"


# From the worst to the best; the worst of several is the verdict on the whole.
_SEVERITY = (
    Status.INVALID,
    Status.UNSUPPORTED,
    Status.REVOKED,
    Status.EXPIRED,
    Status.UNKNOWN_SIGNER,
    Status.PARTIAL,
    Status.VALID,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found: a code, the part it is about (empty: the whole file) and the facts for its sentence."""

    code: str
    part: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    grave: bool = True


@dataclass(frozen=True, slots=True)
class SignerInfo:
    """One signer of a file.

    `roles` are those of the certificate, `role` the one claimed in the signature; `time` is self-declared (aware)
    unless `stamped_at` holds the time of a trusted time-stamp; `fingerprint` is the lower-case hex SHA-256 of the
    certificate.
    """

    name: str
    person_id: str
    roles: tuple[str, ...]
    role: str
    time: datetime | None
    place: str
    trusted: bool
    status: Status
    fingerprint: str
    certificate: bytes = field(repr=False)
    organisation: str
    algorithm: str
    commitment: str = ""
    statement: str = ""
    stamped_at: datetime | None = None


def worst(statuses: Iterable[Status]) -> Status:
    """The verdict on a whole whose parts have these; `unsigned` if there are none."""
    found = set(statuses)
    return next((status for status in _SEVERITY if status in found), Status.UNSIGNED)


class Flaw(Exception):
    """Why a signature does not hold, on its way from where it is seen to the verdict; never raised beyond the seal."""

    def __init__(self, code: str, part: str = "", *, status: Status = Status.INVALID, **facts: str) -> None:
        super().__init__(code, part)
        self.problem = Problem(code, part, MappingProxyType(facts))
        self.status = status
