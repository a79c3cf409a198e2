"""What a step touched, so that every page can decide by itself whether to read again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Touched(Flag):
    """Subjects of the workspace."""

    NOTHING = 0
    ROUNDS = auto()
    CASES = auto()
    MARKS = auto()
    NOTES = auto()
    PINS = auto()
    SHEETS = auto()
    DECLARATIONS = auto()
    CONSOLIDATION = auto()
    PACKAGES = auto()
    PEOPLE = auto()
    TRUST = auto()
    SETTINGS = auto()
    INTERVIEWS = auto()
    TYPED = auto()
    """Entries typed from paper that are no marks yet."""
    EVERYTHING = (
        ROUNDS
        | CASES
        | MARKS
        | NOTES
        | PINS
        | SHEETS
        | DECLARATIONS
        | CONSOLIDATION
        | PACKAGES
        | PEOPLE
        | TRUST
        | SETTINGS
        | INTERVIEWS
        | TYPED
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """Handed back by every step. ``result`` is what the step made, when the caller needs it (an id, a path)."""

    touched: Touched
    cases: frozenset[str] = frozenset()
    """Case ids touched; empty means all or none in particular."""
    result: object = None
