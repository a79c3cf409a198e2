"""Names of things: every thing that travels has an id of its own type, never a label."""

from __future__ import annotations

from typing import NewType
from uuid import uuid4

PersonId = NewType("PersonId", str)
RoundId = NewType("RoundId", str)
PanelId = NewType("PanelId", str)
CaseId = NewType("CaseId", str)
DocumentId = NewType("DocumentId", str)
MarkId = NewType("MarkId", str)
NoteId = NewType("NoteId", str)
PinId = NewType("PinId", str)
QuestionId = NewType("QuestionId", str)
ReturnId = NewType("ReturnId", str)
PackageSerial = NewType("PackageSerial", str)


def fresh(prefix: str) -> str:
    """A new id such as ``case-5f0c…`` that no other workspace will ever make."""
    return f"{prefix}-{uuid4().hex[:20]}"
