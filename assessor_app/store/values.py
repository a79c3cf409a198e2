"""How values lie in columns: times in UTC beside their offset, and frozen dataclasses as canonical JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TypeVar

Value = str | int | float | bytes | None
"""What a column holds."""

T = TypeVar("T")


def utc(at: datetime) -> str:
    """The time in UTC with microseconds, so that texts sort as times do. Raises ValueError for a time without offset."""
    if at.tzinfo is None:
        raise ValueError("a time without an offset says too little")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def offset(at: datetime) -> int:
    """The local offset in minutes, east positive."""
    gap = at.utcoffset()
    if gap is None:
        raise ValueError("a time without an offset says too little")
    return int(gap.total_seconds() // 60)


def time(text: str, minutes: int) -> datetime:
    """The time as it was told, from `utc` and `offset`."""
    # With the offset in the text: a panel has a hundred thousand times, and putting it in afterwards costs three times as much.
    told = datetime.fromisoformat(f"{text}+00:00")
    return told.astimezone(_zone(minutes)) if minutes else told


@lru_cache(maxsize=64)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def to_json(value: object) -> str:
    """A frozen dataclass, or a tuple of plain values, as JSON."""
    import msgspec

    return msgspec.json.encode(value, order="sorted").decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value written by `to_json`."""
    import msgspec

    return msgspec.json.decode(text, type=kind)


def texts(text: str) -> tuple[str, ...]:
    """A tuple of texts written by `to_json`."""
    return tuple(json.loads(text))
