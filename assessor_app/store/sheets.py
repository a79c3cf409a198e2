"""Sheets of this workspace's own people: one assessor, one case, one method.

A sheet is begun by its first mark or event. Its state is the last event's; an open sheet on which something was ever entered
is *started*. A reopening is an event of state *open* with the next version and a reason. Sheets that came in packages are in
`received`.
"""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import CaseId, MarkId, PersonId
from assessor_app.models.marks import Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.store.database import Store
from assessor_app.store.errors import ChangeNeedsReason, SheetLocked
from assessor_app.store.values import Value, offset, time, utc


def get(store: Store, key: SheetKey) -> Sheet:
    """A sheet as it stands; one not begun is open and empty."""
    found = assemble(store, _ONE, key.case, key.assessor, key.method)
    return found[0] if found else Sheet(key, SheetState.OPEN, 1, (), counted=_counted(store, key))


def of_case(store: Store, case: CaseId, *, whose: PersonId | None) -> tuple[Sheet, ...]:
    """The sheets due on a case, begun or not; of one assessor, or of all whose sheets are kept here."""
    if whose is None:
        due = store.rows(f"{_DUE} WHERE case_id = ? ORDER BY panel, position", case)
        return _with_due(due, assemble(store, "case_id = ? AND package IS NULL", case))
    due = store.rows(f"{_DUE} WHERE case_id = ? AND assessor = ? ORDER BY panel, position", case, whose)
    return _with_due(due, assemble(store, "case_id = ? AND assessor = ? AND package IS NULL", case, whose))


def of_assessor(store: Store, assessor: PersonId) -> tuple[Sheet, ...]:
    """All sheets due from an assessor, begun or not, with their marks."""
    due = store.rows(f"{_DUE} WHERE assessor = ? ORDER BY panel, position", assessor)
    return _with_due(due, assemble(store, "assessor = ? AND package IS NULL", assessor))


def states_of(store: Store, assessor: PersonId) -> dict[tuple[CaseId, str], SheetState]:
    """How each begun sheet of an assessor stands, by case and method, without reading marks."""
    found = store.rows(
        "SELECT case_id, method,"
        " (SELECT state FROM sheet_events e WHERE e.sheet = s.no ORDER BY seq DESC LIMIT 1),"
        " EXISTS (SELECT 1 FROM marks m WHERE m.sheet = s.no)"
        " FROM sheets s WHERE assessor = ? AND package IS NULL",
        assessor,
    )
    return {(CaseId(case), method): state_from(state, begun=bool(begun)) for case, method, state, begun in found}


def add_event(
    store: Store,
    key: SheetKey,
    state: SheetState,
    version: int,
    at: datetime,
    reason: str = "",
    signature: bytes | None = None,
) -> None:
    """Lock a sheet, reopen it (state open, the next version, a reason), or say why it has no marks.

    Raises `SheetLocked` if it is not open and the event is no reopening, `ChangeNeedsReason` for a reopening without one,
    ValueError for another version than the sheet is at (or, reopening, the one after).
    """
    if state is SheetState.STARTED:
        raise ValueError("started is what marks make of an open sheet")
    number = begin(store, key)
    present, now = standing(store, number)
    if state is SheetState.OPEN:
        if not reason.strip():
            raise ChangeNeedsReason(
                number=number_of(store, key.case), case=key.case, method=key.method, subject=key.method
            )
        now += 1
    elif present is not SheetState.OPEN:
        raise SheetLocked(number=number_of(store, key.case), case=key.case, method=key.method, state=present.value)
    if version != now:
        raise ValueError(f"the sheet is at version {now}, not {version}")
    write_event(store, number, state, version, at, reason, signature)


def history(store: Store, key: SheetKey) -> tuple[tuple[SheetState, int, datetime, str, bytes | None], ...]:
    """Every event of a sheet: state, version, time, reason, signature; oldest first."""
    found = store.rows(
        "SELECT state, version, at, at_offset, reason, signature FROM sheet_events"
        f" WHERE sheet IN (SELECT no FROM sheets WHERE {_ONE}) ORDER BY seq",
        key.case,
        key.assessor,
        key.method,
    )
    return tuple(
        (SheetState(state), version, time(at, minutes), reason, signature)
        for state, version, at, minutes, reason, signature in found
    )


# --- for the other modules of this folder -----------------------------------------------------------------------------------


_ONE = "case_id = ? AND assessor = ? AND method = ? AND package IS NULL"

_DUE = "SELECT case_id, assessor, method, counted FROM assignments"


def begin(store: Store, key: SheetKey) -> int:
    """The number of a sheet of our own, begun if it was not."""
    number = store.value(f"SELECT no FROM sheets WHERE {_ONE}", key.case, key.assessor, key.method)
    if number is None:
        return store.append("sheets", case_id=key.case, assessor=key.assessor, method=key.method)
    return int(number)


def number_of(store: Store, case: CaseId) -> str:
    """What to call a case to a person: the candidate's number."""
    return str(store.value("SELECT number FROM cases WHERE id = ?", case) or case)


def standing(store: Store, number: int) -> tuple[SheetState, int]:
    """State of the last event (open if there is none) and version."""
    last = store.row("SELECT state, version FROM sheet_events WHERE sheet = ? ORDER BY seq DESC LIMIT 1", number)
    return (SheetState(last[0]), last[1]) if last else (SheetState.OPEN, 1)


def write_event(
    store: Store,
    number: int,
    state: SheetState,
    version: int,
    at: datetime,
    reason: str,
    signature: bytes | None,
) -> None:
    store.append(
        "sheet_events",
        sheet=number,
        state=state.value,
        version=version,
        reason=reason,
        signature=signature,
        at=utc(at),
        at_offset=offset(at),
    )


def state_from(state: str | None, *, begun: bool) -> SheetState:
    """Where a sheet stands by its last event, if any, and whether anything was ever entered on it."""
    last = SheetState(state) if state else SheetState.OPEN
    return SheetState.STARTED if last is SheetState.OPEN and begun else last


def assemble(store: Store, which: str, *parameters: Value) -> list[Sheet]:
    """The begun sheets for which the condition ``which`` holds, in the order they were begun; two queries in all."""
    rows, begun = _marks(store, which, parameters)
    sheets = []
    for number, case, assessor, method, counted, state, version, reason, at, minutes in store.rows(
        _SHEETS.format(which=which), *parameters
    ):
        key = SheetKey(CaseId(case), PersonId(assessor), method)
        now = state_from(state, begun=number in begun)
        locked = time(at, minutes) if now is SheetState.LOCKED else None
        entries = tuple(mark_from(key, row) for row in rows.get(number, ()))
        sheets.append(Sheet(key, now, version or 1, entries, bool(counted), reason or "", locked))
    return sheets


# A sheet locked again still says why it had been reopened.
_SHEETS = """
SELECT s.no, s.case_id, s.assessor, s.method,
  coalesce(s.counted, (SELECT min(a.counted) FROM assignments a
    WHERE a.case_id = s.case_id AND a.assessor = s.assessor AND a.method = s.method), 1),
  e.state, e.version,
  (SELECT r.reason FROM sheet_events r WHERE r.sheet = s.no AND r.reason <> ''
    ORDER BY r.seq DESC LIMIT 1),
  e.at, e.at_offset
FROM (SELECT * FROM sheets WHERE {which}) s
LEFT JOIN sheet_events e ON e.seq = (SELECT max(l.seq) FROM sheet_events l WHERE l.sheet = s.no)
ORDER BY s.no
"""

# With max(), SQLite takes the other columns from the row of the maximum: the newest mark of each entry.
_CURRENT = """
SELECT m.sheet, max(m.seq), m.id, m.subject, m.part, m.value, m.at, m.at_offset, m.version, m.replaces, m.reason
FROM marks m WHERE m.sheet IN (SELECT no FROM sheets WHERE {which})
GROUP BY m.sheet, m.subject, m.part
"""

MARK_COLUMNS = "m.id, m.subject, m.part, m.value, m.at, m.at_offset, m.version, m.replaces, m.reason"

_VALUE = 5
"""Where the value stands in a row of `_CURRENT`."""

_MarkRow = tuple[str, str, str, str, str, int, int, str | None, str]


def mark_from(key: SheetKey, row: _MarkRow) -> Mark:
    """A mark from its `MARK_COLUMNS`."""
    id, subject, part, value, at, minutes, version, replaces, reason = row
    earlier = MarkId(replaces) if replaces is not None else None
    return Mark(MarkId(id), key, subject, _PARTS[part], value, time(at, minutes), version, earlier, reason)


# A lookup is a third of the cost of calling the enum, and there may be a million marks.
_PARTS = {part.value: part for part in Part}


def _marks(store: Store, which: str, parameters: tuple[Value, ...]) -> tuple[dict[int, list[_MarkRow]], set[int]]:
    """The current entries by sheet, cleared ones left out, and the sheets on which anything was ever entered."""
    entries: dict[int, list[_MarkRow]] = {}
    begun = set()
    for row in store.rows(_CURRENT.format(which=which), *parameters):
        begun.add(row[0])
        if row[_VALUE]:
            entries.setdefault(row[0], []).append(row[2:])
    return entries, begun


def _with_due(due: list[tuple[str, str, str, int]], begun: list[Sheet]) -> tuple[Sheet, ...]:
    """What is due in its order, as begun or empty; then what was begun though it is not due (any more)."""
    left = {sheet.key: sheet for sheet in begun}
    sheets = []
    for case, assessor, method, counted in due:
        key = SheetKey(CaseId(case), PersonId(assessor), method)
        sheets.append(left.pop(key, Sheet(key, SheetState.OPEN, 1, (), counted=bool(counted))))
    return (*sheets, *left.values())


def _counted(store: Store, key: SheetKey) -> bool:
    found = store.value(
        "SELECT min(counted) FROM assignments WHERE case_id = ? AND assessor = ? AND method = ?",
        key.case,
        key.assessor,
        key.method,
    )
    return found is None or bool(found)
