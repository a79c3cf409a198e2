"""The canonical records that travel inside packages, one per kind; documents are rendered from them and compared with them.

Encoded as canonical JSON (RFC 8785) by ``exchange.record``. Everything that decides whether a package may be taken in stands in
``Envelope``: kind, round, mode, sender with role, scheme hash, serial, and which serial it supersedes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Vote
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PackageSerial, PersonId
from assessor_app.models.interview import Interview
from assessor_app.models.marks import Declaration, Note, Pin, Sheet
from assessor_app.models.people import Person, Role
from assessor_app.models.reconciliation import Attestation
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.models.rounds import CalledIn, Panel, Round

FORMAT = 1
"""Version of the record format; a record of a higher one is refused by name, not misread."""


class Kind(StrEnum):
    CASE = "case"
    SCORE = "score"
    RESULT = "result"
    RECEIPT = "receipt"
    CALL = "call"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Stands in every record."""

    format: int
    kind: Kind
    serial: PackageSerial
    round: Round
    sender: Person
    role: Role
    """The role the sender acts in; the certificate must hold it."""
    made_at: datetime
    program: str
    supersedes: PackageSerial | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Society to one assessor: the panel, the cases given to them with their papers, and what is due."""

    envelope: Envelope
    recipient: PersonId
    panel: Panel
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """One assessor to the chair: locked sheets (or why there is none), declarations, the evidence pinned."""

    envelope: Envelope
    panel: str
    case_package: PackageSerial
    """The case package these scores rest on."""
    cases: tuple[Case, ...]
    """The cases spoken of, with their names and lists of papers; the applications themselves stay behind."""
    sheets: tuple[Sheet, ...]
    declarations: tuple[Declaration, ...]
    pins: tuple[Pin, ...]
    notes: tuple[Note, ...]
    """Notes the assessor tied to an indicator; private notes stay home."""
    interviews: tuple[Interview, ...] = ()
    """Clock and attendance of the interviews held."""
    answers: tuple[Answer, ...] = ()
    """What the assessor answers to items the chair gave back."""
    language: str = "both"
    """Language of the documents: ``zh``, ``en`` or ``both``."""


@dataclass(frozen=True, slots=True)
class NumberText:
    """A named exact number as text: ``p/q`` in lowest terms or a whole number."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What the panel says of one case, with the figures the rule gives, exact, so that they can be compared after recomputing."""

    case: CaseId
    number: str
    grade: str
    state: str
    """``scored``, ``absent``, ``withdrawn`` or ``incomplete``."""
    outcome: str
    figures: tuple[NumberText, ...]
    """``total`` and one per aspect id; area scheme: ``at_threshold`` counts by aspect."""
    reasons: tuple[tuple[str, str], ...]
    """(reason code, subject)."""
    flags: tuple[tuple[str, str, str], ...]
    """(flag code, subject, method)."""
    agreed: tuple[AgreedLevel, ...]
    settled: tuple[Settled, ...]
    recommendation: Recommendation | None
    votes: tuple[Vote, ...]
    documents: tuple[str, ...]
    """Names, in the container, of the documents that show this case. Their digests stand in the container's manifest: a document
    carries the record's hash, so the record cannot carry the document's."""


@dataclass(frozen=True, slots=True)
class EvidencePackage:
    """A member's score package inside a result package."""

    assessor: PersonId
    serial: PackageSerial
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The panel's meeting."""

    held_at: datetime
    place: str
    present: tuple[PersonId, ...]
    recused: tuple[tuple[CaseId, PersonId], ...]
    remarks: str


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """Chair to society: outcomes, what they rest on, who was there."""

    envelope: Envelope
    panel: Panel
    cases: tuple[Case, ...]
    outcomes: tuple[CaseOutcome, ...]
    declarations: tuple[Declaration, ...]
    evidence: tuple[EvidencePackage, ...]
    minutes: Minutes
    language: str = "both"
    """Language of the documents: ``zh``, ``en`` or ``both``."""
    reconciliation: Attestation | None = None
    """What the chair signed before the panel parted: each sheet that was due, here or missing with its reason, with the serials
    and hashes of the packages that counted then. None where no such sheet was signed."""
    called: tuple[CalledIn, ...] = ()
    """Further sheets the chair called for; they stand among the panel's assignments, beside those of the society."""


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """Whoever took a package in to whoever sent it."""

    envelope: Envelope
    package: PackageSerial
    sha256: str
    taken_in_at: datetime
    verdict: str
    """``taken_in`` or a refusal code."""
    returned: tuple[ReturnedItem, ...] = ()
    """Items of the sender's sheets that the chair gives back, with a comment each; the receipt is sealed then."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """Chair to a member of the panel: one case to mark further, with what was called for. No marks travel with it."""

    envelope: Envelope
    recipient: PersonId
    panel: str
    case: Case
    called: tuple[CalledIn, ...]
