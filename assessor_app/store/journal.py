"""The journal: one line for every step, each chained to the one before.

A line is canonical JSON (RFC 8785) with ``seq``, ``at`` (ISO 8601 with offset), ``step``, ``facts`` and ``rows``: for every
table the step added to, how many rows and a SHA-256 over them. ``hash`` is the SHA-256 over the hash before (64 zeros at the
start) and the line, both as text. Whoever holds the lines can check the chain with any SHA-256; whoever holds the workspace
can also check that every mark is still the one that was written under its line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from assessor_app.store.errors import JournalBroken
from assessor_app.store.values import Value

if TYPE_CHECKING:
    from assessor_app.store.database import Store

START = "0" * 64
_EPOCH = 2440587.5  # 1970-01-01 in Julian days

Progress = Callable[[int, int], None]
"""Called with lines checked and lines in all; to cancel, it raises."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step. ``text`` is what the hash is taken over."""

    seq: int
    at: datetime
    step: str
    facts: Mapping[str, object]
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest line; ``seq`` 0 and the hash of the start when there is none."""

    seq: int
    hash: str


def head(store: Store) -> Head:
    found = store.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return Head(*found) if found else Head(0, START)


def lines(store: Store, since: int = 0) -> Iterator[Line]:
    """The lines after number ``since``, oldest first."""
    for seq, text, hash in store.rows("SELECT seq, line, hash FROM journal WHERE seq > ? ORDER BY seq", since):
        said = json.loads(text)
        yield Line(seq, datetime.fromisoformat(said["at"]), said["step"], said["facts"], text, hash)


def latest(store: Store, since: str) -> datetime | None:
    """The latest time that stands in any line from the last one of the step ``since`` on; None if there is no line."""
    days = store.value(
        "SELECT max(julianday(json_extract(line, '$.at'))) FROM journal WHERE seq >= coalesce("
        "(SELECT max(seq) FROM journal WHERE json_extract(line, '$.step') = ?), 0)",
        since,
    )
    return None if days is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=float(days) - _EPOCH)


def chain(before: str, text: str) -> str:
    """The hash of a line."""
    return hashlib.sha256((before + text).encode()).hexdigest()


def verify(store: Store, since: Head | None = None) -> Head:
    """Check the chain, from the start or from a line known to be good, and give its head.

    Raises `JournalBroken` with the first line that does not hold (a line missing at the end counts as the line after it).
    """
    known = since or Head(0, START)
    if known.seq:
        found = store.value("SELECT hash FROM journal WHERE seq = ?", known.seq)
        if found != known.hash:
            raise _broken(store, known.seq)
    for seq, text, hash in store.rows("SELECT seq, line, hash FROM journal WHERE seq > ? ORDER BY seq", known.seq):
        if seq != known.seq + 1 or hash != chain(known.hash, text):
            raise _broken(store, known.seq + 1)
        known = Head(seq, hash)
    return known


def verify_all(store: Store, progress: Progress | None = None) -> Head:
    """Check the chain from the start, and every row that is only ever added against the line it was written under.

    Reads the whole workspace except papers and packages. Raises `JournalBroken`.
    """
    last = verify(store)
    found = _rows_by_line(store)
    for line in lines(store):
        if json.loads(line.text)["rows"] != found.pop(line.seq, {}):
            raise _broken(store, line.seq)
        if progress is not None:
            progress(line.seq, last.seq)
    if found:
        raise _broken(store, min(found))
    return last


def write_line(store: Store, seq: int, step: str, facts: Mapping[str, object], at: datetime, rows: Tally) -> None:
    """Called by the step as its last act; not for others."""
    import rfc8785

    before = head(store)
    said: dict[str, Any] = {
        "seq": seq,
        "at": at.isoformat(),
        "step": step,
        "facts": _plain(dict(facts)),
        "rows": rows.said(),
    }
    text = rfc8785.dumps(said).decode()
    store.write("INSERT INTO journal (seq, line, hash) VALUES (?, ?, ?)", seq, text, chain(before.hash, text))


class Tally:
    """What a step adds, table by table, as it will stand in its line."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._hashes: dict[str, hashlib._Hash] = {}

    def add(self, table: str, row: Mapping[str, Value]) -> None:
        if table not in self._counts:
            self._counts[table] = 0
            self._hashes[table] = hashlib.sha256()
        self._counts[table] += 1
        self._hashes[table].update(_row_text(row))

    def said(self) -> dict[str, object]:
        return {
            table: {"count": self._counts[table], "sha256": self._hashes[table].hexdigest()} for table in self._counts
        }


# Given by the database itself, so not known when the row is tallied; order and belonging are checked by the tally.
_GIVEN = frozenset({"seq", "no", "step"})


def _row_text(row: Mapping[str, Value]) -> bytes:
    # Empty columns are left out, so that a column added by a later migration leaves earlier lines true.
    said = {
        name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
        for name, value in row.items()
        if value is not None and name not in _GIVEN
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _rows_by_line(store: Store) -> dict[int, dict[str, object]]:
    tallies: dict[int, Tally] = {}
    for table in store.append_only():
        for row in store.each_of(table):
            step = row["step"]
            assert isinstance(step, int)
            tallies.setdefault(step, Tally()).add(table, row)
    return {step: tally.said() for step, tally in tallies.items()}


def _plain(value: object) -> object:
    """A fact as JSON can say it; no fractions and no floats, whose spelling would be ours to choose."""
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case set() | frozenset():
            return sorted((_plain(inner) for inner in value), key=str)
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            raise TypeError(f"a journal line cannot say {type(value).__name__}")


def _broken(store: Store, seq: int) -> JournalBroken:
    return JournalBroken(name=store.path.name, seq=seq, backups=str(store.backups))
