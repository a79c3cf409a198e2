"""How every step is run: one transaction, one line in the journal, all or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Concatenate, ParamSpec

from assessor_app.models.changes import Changes
from assessor_app.store.database import Store

P = ParamSpec("P")

SECRET = frozenset(
    {"passphrase", "secret", "current", "new", "p12", "identity", "authority", "sharers", "progress", "pages"}
)
"""Keywords of steps that never reach the journal. Of whole objects, fields that are not shown (``repr=False``) do not either."""


def perform(
    store: Store, step: Callable[Concatenate[Store, P], Changes], at: datetime, /, *args: P.args, **kwargs: P.kwargs
) -> Changes:
    """Run ``step`` on ``store`` at ``at`` (aware) and give back what it touched. What it raises undoes all it did."""
    facts = {name: _plain(value) for name, value in kwargs.items() if name not in SECRET}
    with store.step(step.__name__, facts, at):
        return step(store, *args, **kwargs)


def _plain(value: object) -> object:
    """A keyword as the journal keeps it: ids, numbers and short texts; papers and whole objects by name or count."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int():
            return value
        case str():
            return value if len(value) <= 200 else f"{value[:200]}… ({len(value)})"
        case datetime():
            return value.isoformat()
        case Path():
            return value.name
        case bytes():
            return f"{len(value)} bytes"
        case tuple() | list():
            return [_plain(item) for item in value[:20]]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            # What hides itself from `repr` hides something from whoever reads the journal.
            if type(value).__repr__ is object.__repr__:
                return type(value).__name__
            shown = [field for field in dataclasses.fields(value) if field.repr]
            return {field.name: _plain(getattr(value, field.name)) for field in shown[:8]}
        case _:
            return type(value).__name__
