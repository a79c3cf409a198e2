"""Marks, and the sheets they stand on.

A sheet is one assessor × one case × one method. Marks are only ever added: a change is a new mark that names the one it
replaces. A mark says one *part* of one *subject*: the level of indicator K3, the comment on it, the percentage of the written
paper that belongs to aspect E, the assessor's overall judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.models.ids import CaseId, DocumentId, MarkId, NoteId, PersonId, PinId

NOT_SOUGHT = "NS"
"""The level value of an indicator for which no evidence was sought: not zero, and left out of every mean."""

SHEET = "sheet"
"""The subject of parts that belong to the sheet as a whole (the overall judgement)."""


class Part(StrEnum):
    """What of a subject a mark says."""

    LEVEL = "level"
    """Whole number as text, or ``NS``. Subject: an indicator."""
    PERCENT = "percent"
    """0 to 100 as text: at most one decimal, or ``p/q`` in lowest terms where points come to that. Subject: an aspect of the
    written paper."""
    POINTS = "points"
    """Points as text, on the question's own scale. Subject: a question of the paper."""
    ORIGIN = "origin"
    """How the sheet's marks were entered: `double_entry.Origin`; absent where they were entered here mark by mark.
    Subject: ``sheet``."""
    COMMENT = "comment"
    CONFIDENCE = "confidence"
    """``sure``, ``unsure`` or ``outside``. Subject: an aspect."""
    OVERALL = "overall"
    """One of the scheme's recommendation codes, judged apart from the items. Subject: ``sheet``."""


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Names a sheet."""

    case: CaseId
    assessor: PersonId
    method: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of one sheet. ``value`` is empty when the entry was cleared."""

    id: MarkId
    sheet: SheetKey
    subject: str
    part: Part
    value: str
    at: datetime
    """Aware; the offset is that of the machine's clock when it was entered."""
    version: int = 1
    """Version of the sheet it belongs to; each reopening begins a new one."""
    replaces: MarkId | None = None
    reason: str = ""
    """Why it was changed; required once the sheet has been locked before (version > 1)."""


class SheetState(StrEnum):
    """Where a sheet stands."""

    OPEN = "open"
    STARTED = "started"
    LOCKED = "locked"
    RECUSED = "recused"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    ABSTAINED = "abstained"


#: States in which a sheet has no marks and needs none, but says why.
WITHOUT_MARKS = frozenset({SheetState.RECUSED, SheetState.ABSENT, SheetState.WITHDRAWN, SheetState.ABSTAINED})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands now: the current mark for each (subject, part)."""

    key: SheetKey
    state: SheetState
    version: int
    marks: tuple[Mark, ...]
    counted: bool = True
    reason: str = ""
    """Why it is absent, withdrawn, recused, abstained or was reopened."""
    locked_at: datetime | None = None

    def value(self, subject: str, part: Part) -> str:
        """The current value, or an empty string if there is none."""
        return next((mark.value for mark in self.marks if mark.subject == subject and mark.part is part), "")


class NoteKind(StrEnum):
    """What a note of an interview takes down."""

    QUESTION = "question"
    ANSWER = "answer"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Note:
    """A note of an assessor on a case, stamped by time; it can be tied to an indicator afterwards."""

    id: NoteId
    case: CaseId
    author: PersonId
    at: datetime
    text: str
    indicator: str = ""
    method: str = ""
    elapsed: int | None = None
    """Seconds of interview time, when written during one."""
    removed: bool = False
    kind: NoteKind = NoteKind.REMARK


@dataclass(frozen=True, slots=True)
class Pin:
    """Ties a place in a paper to an indicator. A place is a page and a rectangle in points, or a block and a quote."""

    id: PinId
    case: CaseId
    author: PersonId
    at: datetime
    document: DocumentId
    indicator: str
    page: int
    """From 0; for the form and Word papers the number of the block."""
    rect: tuple[float, float, float, float] | None = None
    """left, top, width, height in page points from the page's top left; None: the whole page or block."""
    quote: str = ""
    note: str = ""
    removed: bool = False


class Tie(StrEnum):
    """What an assessor declares about a case before its papers open."""

    NONE = "none"
    DECLARED = "declared"
    """A tie that does not bar by rule; the officer rules on it."""
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A signed statement of interest and confidentiality for one case."""

    case: CaseId
    assessor: PersonId
    tie: Tie
    reasons: tuple[str, ...]
    """Codes of the ties, e.g. ``same_employer``; empty when there is none."""
    statement: str
    at: datetime
    signature: str = ""
    """Detached CMS over the canonical JSON of the other fields, base64; empty only before signing."""
