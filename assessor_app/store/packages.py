"""Packages that came in and went out, with their bytes and what became of them.

A package that came in counts as long as its last event says it was taken in and no package of the same kind and sender that
counts, or itself was superseded, says it supersedes it. Of the scores one assessor handed in for one panel the newest counts,
whether or not those between have come. So removing the newer one brings the older one back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from assessor_app.models.ids import PackageSerial, PersonId, RoundId
from assessor_app.models.records import Kind
from assessor_app.store import contents
from assessor_app.store.contents import Content
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.values import Value, offset, time, to_json, utc

Direction = Literal["in", "out"]


class PackageStatus(StrEnum):
    """What became of a package."""

    MADE = "made"
    HANDED_OVER = "handed_over"
    RECEIPTED = "receipted"
    """Its receiver sent a receipt."""
    TAKEN_IN = "taken_in"
    SUPERSEDED = "superseded"
    REMOVED = "removed"
    REFUSED = "refused"
    """Not taken in, or refused by its receiver; the event's code says why."""


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package. ``sha256`` (lower-case hex) and ``size`` (bytes) are those of the file, with all the signatures it now has;
    ``status`` is the newest.
    """

    serial: PackageSerial
    kind: Kind
    direction: Direction
    round: RoundId
    sender: PersonId
    recipient: str
    sha256: str
    size: int
    made_at: datetime
    status: PackageStatus
    supersedes: PackageSerial | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """What a list shows of it: file name, how many cases, sheets."""


@dataclass(frozen=True, slots=True)
class PackageEvent:
    """One thing that became of a package."""

    status: PackageStatus
    at: datetime
    code: str


def add(store: Store, row: PackageRow, content: bytes | None = None) -> None:
    """Keep a package. Its bytes may be left out if they were put among the `contents` before.

    Raises ValueError if the bytes are not those the row names, or the serial is kept already.
    """
    if content is not None and (contents.put(store, content), len(content)) != (row.sha256, row.size):
        raise ValueError(f"not the bytes of {row.serial}")
    if _number(store, row.serial, row.direction) is not None:
        raise ValueError(f"{row.serial} is kept already")
    number = store.append(
        "packages",
        serial=row.serial,
        kind=row.kind.value,
        direction=row.direction,
        round=row.round,
        sender=row.sender,
        recipient=row.recipient,
        sha256=row.sha256,
        size=row.size,
        made=utc(row.made_at),
        made_offset=offset(row.made_at),
        supersedes=row.supersedes,
        facts=to_json(dict(row.facts)),
    )
    _add_event(store, number, row.status, store.step_time, "")


def add_version(store: Store, serial: PackageSerial, direction: Direction, sha256: str, size: int) -> None:
    """From now on the package is the bytes of this hash, which are among the `contents`; whoever asks has made sure that they
    only have more signatures.

    The bytes it had before are kept too. Raises `UnknownHere`.
    """
    number = _number(store, serial, direction)
    if number is None:
        raise UnknownHere(kind="package", subject=serial)
    store.append("package_versions", package=number, sha256=sha256, size=size)


def get(store: Store, serial: PackageSerial, direction: Direction | None = None) -> PackageRow:
    """A package; of one that both went out and came in here, the one that came in. Raises `UnknownHere`."""
    found = _read(store, "serial = ?1 AND (?2 IS NULL OR direction = ?2)", serial, direction)
    if not found:
        raise UnknownHere(kind="package", subject=serial)
    return min(found, key=lambda row: row.direction)


def known(store: Store, serial: PackageSerial, direction: Direction) -> bool:
    return _number(store, serial, direction) is not None


def by_sha256(store: Store, sha256: str, direction: Direction = "in") -> PackageRow | None:
    """The package whose file this is, or was before it had more signatures."""
    found = _read(
        store,
        "(sha256 = ?1 OR no IN (SELECT package FROM package_versions WHERE sha256 = ?1)) AND direction = ?2",
        sha256,
        direction,
    )
    return found[-1] if found else None


def all(store: Store, kind: Kind | None = None, direction: Direction | None = None) -> tuple[PackageRow, ...]:  # noqa: A001 (read as packages.all)
    """In the order they were kept."""
    return _read(
        store,
        "(?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR direction = ?2)",
        kind.value if kind is not None else None,
        direction,
    )


def content(store: Store, serial: PackageSerial, direction: Direction | None = None) -> Content:
    """The file, read when asked for. Raises `UnknownHere`; reading it `ContentDamaged`."""
    return contents.open_(store, get(store, serial, direction).sha256, serial)


def set_status(
    store: Store,
    serial: PackageSerial,
    status: PackageStatus,
    at: datetime,
    code: str = "",
    direction: Direction | None = None,
) -> None:
    """Say what became of a package; ``code`` of a refusal. Raises `UnknownHere`."""
    number = _number(store, serial, get(store, serial, direction).direction)
    assert number is not None
    _add_event(store, number, status, at, code)


def status(store: Store, serial: PackageSerial, direction: Direction | None = None) -> PackageStatus:
    """Raises `UnknownHere`."""
    return get(store, serial, direction).status


def events(store: Store, serial: PackageSerial, direction: Direction | None = None) -> tuple[PackageEvent, ...]:
    """Everything that became of a package, oldest first. Raises `UnknownHere`."""
    number = _number(store, serial, get(store, serial, direction).direction)
    found = store.rows("SELECT status, at, at_offset, code FROM package_events WHERE package = ? ORDER BY seq", number)
    return tuple(PackageEvent(PackageStatus(status), time(at, minutes), code) for status, at, minutes, code in found)


# --- for the other modules of this folder -----------------------------------------------------------------------------------


_LAST = "(SELECT status FROM package_events e WHERE e.package = {package}.no ORDER BY seq DESC LIMIT 1)"

#: A view of the packages that count, as SQL: their numbers.
ACTIVE = f"""
SELECT p.no FROM packages p WHERE p.direction = 'in' AND {_LAST.format(package="p")} = 'taken_in'
AND NOT EXISTS (SELECT 1 FROM packages q WHERE q.direction = 'in' AND q.sender = p.sender AND q.kind = p.kind
  AND {_LAST.format(package="q")} IN ('taken_in', 'superseded')
  AND (q.supersedes = p.serial OR (p.kind = 'score' AND p.supersedes IS NOT q.serial
    AND (q.made, q.serial) > (p.made, p.serial) AND q.facts ->> 'panel' = p.facts ->> 'panel')))
"""


def number_in(store: Store, serial: PackageSerial) -> int:
    """The number of a package that came in. Raises `UnknownHere`."""
    number = _number(store, serial, "in")
    if number is None:
        raise UnknownHere(kind="package", subject=serial)
    return number


def _number(store: Store, serial: str, direction: Direction) -> int | None:
    number: int | None = store.value("SELECT no FROM packages WHERE serial = ? AND direction = ?", serial, direction)
    return number


def _add_event(store: Store, number: int, status: PackageStatus, at: datetime, code: str) -> None:
    store.append("package_events", package=number, status=status.value, code=code, at=utc(at), at_offset=offset(at))


_NEWEST = "(SELECT {column} FROM package_versions v WHERE v.package = packages.no ORDER BY seq DESC LIMIT 1)"

_ROWS = f"""
SELECT serial, kind, direction, round, sender, recipient,
  ifnull({_NEWEST.format(column="sha256")}, sha256), ifnull({_NEWEST.format(column="size")}, size), made, made_offset,
  CASE WHEN direction = 'in' AND {_LAST.format(package="packages")} = 'taken_in' AND no NOT IN ({ACTIVE})
    THEN 'superseded' ELSE {_LAST.format(package="packages")} END,
  supersedes, facts
FROM packages WHERE {{which}} ORDER BY no
"""


def _read(store: Store, which: str, *parameters: Value) -> tuple[PackageRow, ...]:
    return tuple(
        PackageRow(
            serial=PackageSerial(serial),
            kind=Kind(kind),
            direction=direction,
            round=RoundId(round),
            sender=PersonId(sender),
            recipient=recipient,
            sha256=sha256,
            size=size,
            made_at=time(made, minutes),
            status=PackageStatus(status),
            supersedes=supersedes,
            facts=json.loads(facts),
        )
        for serial, kind, direction, round, sender, recipient, sha256, size, made, minutes, status, supersedes, facts in (
            store.rows(_ROWS.format(which=which), *parameters)
        )
    )
