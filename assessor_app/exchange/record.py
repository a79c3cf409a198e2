"""The canonical record: the one place where records become bytes (RFC 8785) and bytes become records.

Reading is strict: the bytes must be exactly what writing the record again gives. A field unknown to us, a doubled key, another
order, spacing or spelling of a number is refused, so that there is one reading of a signed record. Every time bears its offset
and lies in this century or the next, and no id could lead a file that is named by it into another folder.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from datetime import datetime
from typing import TYPE_CHECKING

from assessor_app.exchange.errors import RecordBroken, RecordTooNew
from assessor_app.models.records import FORMAT, CallRecord, CaseRecord, Kind, ReceiptRecord, ResultRecord, ScoreRecord
from assessor_app.signing.archives import why_name_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Record = CaseRecord | ScoreRecord | ResultRecord | ReceiptRecord | CallRecord

TYPES: Mapping[Kind, type[Record]] = {
    Kind.CASE: CaseRecord,
    Kind.SCORE: ScoreRecord,
    Kind.RESULT: ResultRecord,
    Kind.RECEIPT: ReceiptRecord,
    Kind.CALL: CallRecord,
}

LIMIT = 64 * 1024 * 1024
"""Bytes of the largest record that is read; 500 cases with every comment at its limit stay far below."""


def canonical(value: object) -> bytes:
    """Canonical JSON of a value made of our frozen types. Raises ValueError for what JSON cannot say (a NaN)."""
    import msgspec
    import rfc8785

    return rfc8785.dumps(msgspec.to_builtins(value))


def record_bytes(record: Record) -> bytes:
    """The bytes of ``record.json``."""
    return canonical(record)


def record_hash(content: bytes) -> str:
    """SHA-256 of ``record.json``, lower-case hex: what stands in every document."""
    return hashlib.sha256(content).hexdigest()


def read_record(content: bytes) -> Record:
    """The record in ``content``. Raises `RecordBroken` or `RecordTooNew`."""
    import msgspec

    if len(content) > LIMIT:
        raise RecordBroken(where="$", reason="> 64 MiB")
    try:
        raw = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise RecordBroken(where="$", reason=str(fault)) from fault
    kind = _kind(raw)
    try:
        record: Record = msgspec.convert(raw, TYPES[kind])
        again = canonical(record)
    except (msgspec.ValidationError, ValueError, RecursionError) as fault:
        raise RecordBroken(where=_where(str(fault)), reason=str(fault)) from fault
    if again != content:
        raise RecordBroken(where=f"$[{_first_difference(again, content)}]", reason="not canonical")
    for place, value in _leaves(record, "$"):
        if isinstance(value, datetime) and (value.utcoffset() is None or not 2000 <= value.year < 2200):
            raise RecordBroken(where=place, reason=f"time {value.isoformat()}")
        if isinstance(value, str) and (UNPRINTABLE.search(value) or (_names(place) and _unsafe(value))):
            raise RecordBroken(where=place, reason=repr(value[:40]))
    return record


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no Word or Excel file can hold (XML 1.0, 2.2)."""

NAMING = ("serial", "supersedes", "number", "id", "assessor", "case", "panel", "round", "recipient", "package")
"""Fields that name a thing, wherever they stand."""


def _names(place: str) -> bool:
    return place.rpartition(".")[2] in NAMING


def _unsafe(name: str) -> bool:
    """Whether the id would lead a file that is named by it into another folder."""
    return len(name) > 120 or "/" in name or bool(why_name_unsafe(name))


def _leaves(value: object, place: str) -> Iterator[tuple[str, object]]:
    """Every text and time of a record with its path."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _leaves(item, f"{place}[{number}]")
    elif isinstance(value, str | datetime):
        yield place, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _leaves(getattr(value, field.name), f"{place}.{field.name}")


def _kind(raw: object) -> Kind:
    envelope = raw.get("envelope") if isinstance(raw, dict) else None
    if not isinstance(envelope, dict):
        raise RecordBroken(where="$.envelope", reason="missing")
    version = envelope.get("format")
    if not isinstance(version, int) or version < 1:
        raise RecordBroken(where="$.envelope.format", reason="missing")
    if version > FORMAT:
        raise RecordTooNew(format=version, known=FORMAT)
    kind = envelope.get("kind")
    if not isinstance(kind, str) or kind not in TYPES:
        raise RecordBroken(where="$.envelope.kind", reason=str(kind)[:40])
    return Kind(kind)


def _where(message: str) -> str:
    """Msgspec ends its messages with "- at `$.path`"."""
    return message.rpartition("`$")[2].rstrip("`").join(("$", "")) if "`$" in message else "$"


def _first_difference(left: bytes, right: bytes) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
