"""What the chair gives back to the author of a mark, item by item, and what the author answers. Marks are never changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessor_app.models.ids import CaseId, PersonId, ReturnId
from assessor_app.models.marks import SheetKey


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """One item of a locked sheet, given back with a comment. An empty ``comment`` takes that back."""

    id: ReturnId
    case: CaseId
    assessor: PersonId
    method: str
    subject: str
    """Indicator, or aspect of a sheet in per cent."""
    version: int
    """Of the sheet the chair had in hand."""
    comment: str
    by: PersonId
    at: datetime

    @property
    def sheet(self) -> SheetKey:
        return SheetKey(self.case, self.assessor, self.method)

    @property
    def stands(self) -> bool:
        """Whether the author is asked still."""
        return bool(self.comment)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the author says to it. It names the whole item, so that question and answer are signed together."""

    item: ReturnedItem
    text: str
    at: datetime
