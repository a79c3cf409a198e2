"""What the chair signs before anybody leaves the venue: every sheet that was due, whether it is here, and if not, why.

The signature is over the canonical form of the `Attestation` with an empty ``signature``. It travels in the result, so that the
society sees what was in hand when the panel parted, and an appeal sees who knew of a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessor_app.models.ids import CaseId, PackageSerial, PersonId

MISSING = "missing"
"""State of a line whose sheet is not here; any other state is a `SheetState`."""


@dataclass(frozen=True, slots=True)
class NamedGap:
    """A sheet that will not come before the panel parts, and why. An empty ``reason`` takes the word back."""

    case: CaseId
    assessor: PersonId
    method: str
    reason: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class AttestedSheet:
    """One sheet that was due and how it stood."""

    case: CaseId
    number: str
    """The candidate's number, so that the line can be read without the case."""
    assessor: PersonId
    method: str
    state: str
    """A `SheetState`, or `MISSING`."""
    version: int = 0
    """Version of the sheet that is here; 0 where none is."""
    package: PackageSerial | None = None
    """The score package it came in."""
    reason: str = ""
    """Why it has no marks, or why it is missing. A counted sheet that is missing always has one."""
    counted: bool = True
    """False for a trainee's: it is told and never waited for."""


@dataclass(frozen=True, slots=True)
class AttestedPackage:
    """A score package that counted."""

    assessor: PersonId
    serial: PackageSerial
    sha256: str
    """Lower-case hex, of the signed container."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """The reconciliation sheet of a panel as its chair signed it."""

    panel: str
    sheets: tuple[AttestedSheet, ...]
    packages: tuple[AttestedPackage, ...]
    by: PersonId
    at: datetime
    signature: str = ""
    """Detached CAdES in base64, over the canonical form of everything else."""

    @property
    def missing(self) -> tuple[AttestedSheet, ...]:
        """The counted sheets that were not here, each with its reason."""
        return tuple(sheet for sheet in self.sheets if sheet.state == MISSING and sheet.counted)
