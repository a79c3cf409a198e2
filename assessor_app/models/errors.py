"""Why the subject refuses what it is given (``resources/wording/messages.d/schemes.toml``)."""

from __future__ import annotations

from assessor_app.errors import Refusal
from assessor_app.models.language import Text
from assessor_app.models.scheme_faults import Fault


class SchemeRefused(Refusal):
    """A scheme file has faults. ``file``, ``line`` and ``key`` are those of the first; ``problems`` holds all that were seen."""

    code = "scheme_refused"
    file: str
    line: int | None
    """From 1; None where it cannot be told (a key that is missing altogether, a scheme inside a package)."""
    key: str
    """Dotted, as the file writes it: ``grades.PE.weights``."""
    reason: Text
    problems: tuple[Fault, ...]
    listing: Text
    """All problems with their lines, ready to be said."""
    count: int


class MarksRefused(Refusal):
    """An entry of a list of marks is not one the scheme allows. ``entry`` names it: ``marks[3].level``."""

    code = "marks_refused"
    entry: str
    value: str
    reason: Text
