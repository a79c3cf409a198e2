"""The canonical record: the one place where records become bytes (RFC 8785) and bytes become records.

Reading is strict: the bytes must be exactly what writing the record again gives. A field unknown to us, a doubled key, another
order, spacing or spelling of a number is refused, so that there is one reading of a signed record.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assessor_app.exchange.errors import RecordBroken, RecordTooNew
from assessor_app.models.records import FORMAT, CaseRecord, Kind, ReceiptRecord, ResultRecord, ScoreRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

Record = CaseRecord | ScoreRecord | ResultRecord | ReceiptRecord

TYPES: Mapping[Kind, type[Record]] = {
    Kind.CASE: CaseRecord,
    Kind.SCORE: ScoreRecord,
    Kind.RESULT: ResultRecord,
    Kind.RECEIPT: ReceiptRecord,
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
    except (msgspec.DecodeError, RecursionError) as fault:
        raise RecordBroken(where="$", reason=str(fault)) from fault
    kind = _kind(raw)
    try:
        record: Record = msgspec.convert(raw, TYPES[kind])
        again = canonical(record)
    except (msgspec.ValidationError, ValueError, RecursionError) as fault:
        raise RecordBroken(where=_where(str(fault)), reason=str(fault)) from fault
    if again != content:
        raise RecordBroken(where=f"$[{_first_difference(again, content)}]", reason="not canonical")
    return record


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
