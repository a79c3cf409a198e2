"""What was typed from paper, turn by turn. It is only ever added to; of each place and turn the newest stands."""

from __future__ import annotations

from collections.abc import Sequence

from assessor_app.models.double_entry import Entry, Origin, Place, Turn, Typed
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Part
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import Value, offset, time, utc


def add(store: Store, entries: Sequence[Entry]) -> None:
    store.append_many("typed", [_columns(entry) for entry in entries])


def of_batch(store: Store, batch: str) -> Typed:
    """All that stands of a batch; cleared places are left out."""
    rows = store.rows(newest("typed", _COLUMNS, "batch = ?", "turn, case_id, subject, part"), batch)
    return Typed(tuple(entry for entry in (_entry(*row) for row in rows) if entry.value))


def batches(store: Store) -> frozenset[str]:
    """The batches of which anything was ever typed."""
    return frozenset(str(batch) for (batch,) in store.rows("SELECT DISTINCT batch FROM typed"))


def history(store: Store, batch: str, place: Place) -> tuple[Entry, ...]:
    """Every entry ever made at a place, oldest first."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM typed WHERE batch = ? AND case_id = ? AND subject = ? AND part = ? ORDER BY seq",
        batch,
        place.case,
        place.subject,
        place.part.value,
    )
    return tuple(_entry(*row) for row in rows)


def _columns(entry: Entry) -> dict[str, Value]:
    return {
        "batch": entry.batch,
        "case_id": entry.place.case,
        "subject": entry.place.subject,
        "part": entry.place.part.value,
        "turn": int(entry.turn),
        "value": entry.value,
        "by": entry.by,
        "origin": entry.origin.value,
        "at": utc(entry.at),
        "at_offset": offset(entry.at),
    }


_COLUMNS = "batch, case_id, subject, part, turn, value, by, origin, at, at_offset"


def _entry(
    batch: str,
    case: str,
    subject: str,
    part: str,
    turn: int,
    value: str,
    by: str,
    origin: str,
    at: str,
    minutes: int,
) -> Entry:
    place = Place(CaseId(case), subject, Part(part))
    return Entry(batch, place, Turn(turn), value, PersonId(by), time(at, minutes), Origin(origin))
