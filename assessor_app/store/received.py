"""What came in packages: sheets, declarations, pins and notes of others, each under the package that brought it.

They lie in the same tables as our own, only ever added, and count as long as their package does (see `packages`). Where two
packages that count bring the same sheet, the higher version stands, then the newer package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId
from assessor_app.models.marks import Declaration, Note, Pin, Sheet, SheetKey, SheetState
from assessor_app.store import declarations as stored_declarations
from assessor_app.store import marks, packages
from assessor_app.store import notes as stored_notes
from assessor_app.store import pins as stored_pins
from assessor_app.store import sheets as stored_sheets
from assessor_app.store.database import Store
from assessor_app.store.values import time


@dataclass(frozen=True, slots=True)
class Standing:
    """How a received sheet stands, without its marks; ``package`` brought it."""

    key: SheetKey
    state: SheetState
    version: int
    counted: bool
    locked_at: datetime | None
    package: PackageSerial


def put(
    store: Store,
    serial: PackageSerial,
    sheets: Sequence[Sheet],
    declarations: Sequence[Declaration] = (),
    pins: Sequence[Pin] = (),
    notes: Sequence[Note] = (),
) -> None:
    """Keep what a package brought; the package itself is added first, by `packages.add`, with direction ``in``.

    What it brought once is kept: for a package taken in again after it was removed, this is nothing.
    """
    package = packages.number_in(store, serial)
    if _brought(store, package):
        return
    numbers = [_begin(store, sheet, package) for sheet in sheets]
    store.append_many(
        "marks",
        (marks.columns(number, mark) for number, sheet in zip(numbers, sheets, strict=True) for mark in sheet.marks),
    )
    # After the marks: from here on the sheet takes no more, if it is not open.
    for number, sheet in zip(numbers, sheets, strict=True):
        _write_event(store, number, sheet)
    store.append_many("declarations", (stored_declarations.columns(each, package) for each in declarations))
    store.append_many("pins", (stored_pins.columns(each, package) for each in pins))
    store.append_many("notes", (stored_notes.columns(each, package) for each in notes))


def sheets_of(store: Store, panel: PanelId, case: CaseId | None = None) -> list[Sheet]:
    """The received sheets that count, with their marks: of a panel, or of one case of it."""
    return stored_sheets.assemble(store, *_narrowed(_STANDING_SHEETS, panel, case))


def standings_of(store: Store, panel: PanelId) -> list[Standing]:
    """How every received sheet of a panel stands, without marks: quick for any panel."""
    return [
        Standing(
            SheetKey(CaseId(case), PersonId(assessor), method),
            SheetState(state),
            version,
            bool(counted),
            time(at, minutes) if state == SheetState.LOCKED else None,
            PackageSerial(serial),
        )
        for case, assessor, method, state, version, counted, at, minutes, serial in store.rows(_STANDINGS, panel)
    ]


def declarations_of(store: Store, panel: PanelId, case: CaseId | None = None) -> tuple[Declaration, ...]:
    """The received declarations that count, the newest of each assessor about each case."""
    found = stored_declarations.read(store, *_narrowed(_COUNTING, panel, case))
    newest: dict[tuple[str, str], Declaration] = {}
    for each in sorted(found, key=lambda declaration: declaration.at):
        newest[each.case, each.assessor] = each
    return tuple(newest.values())


def pins_of(store: Store, panel: PanelId, case: CaseId | None = None) -> tuple[Pin, ...]:
    """The received pins that count, each id once."""
    return tuple({pin.id: pin for pin in stored_pins.read(store, *_narrowed(_COUNTING, panel, case))}.values())


def notes_of(store: Store, panel: PanelId, case: CaseId | None = None) -> tuple[Note, ...]:
    """The received notes that count, each id once."""
    return tuple({note.id: note for note in stored_notes.read(store, *_narrowed(_COUNTING, panel, case))}.values())


# --- helpers --------------------------------------------------------------------------------------------------------------


_COUNTING = f"case_id IN ({{cases}}) AND package IN ({packages.ACTIVE})"

_PANEL_CASES = "SELECT case_id FROM panel_cases WHERE panel = ?1"
_ONE_CASE = "SELECT case_id FROM panel_cases WHERE panel = ?1 AND case_id = ?2"

# Of the sheets with the same key the one of the highest version, then of the newest package.
_STANDING_SHEETS = f"""
no IN (SELECT no FROM (SELECT s.no, row_number() OVER (
    PARTITION BY s.case_id, s.assessor, s.method
    ORDER BY (SELECT max(version) FROM sheet_events e WHERE e.sheet = s.no) DESC, s.package DESC) AS place
  FROM sheets s WHERE s.case_id IN ({{cases}}) AND s.package IN ({packages.ACTIVE})) WHERE place = 1)
"""

_STANDINGS = f"""
SELECT s.case_id, s.assessor, s.method, e.state, e.version, s.counted, e.at, e.at_offset, p.serial
FROM sheets s JOIN packages p ON p.no = s.package
JOIN sheet_events e ON e.seq = (SELECT max(seq) FROM sheet_events l WHERE l.sheet = s.no)
WHERE s.{_STANDING_SHEETS.strip().format(cases=_PANEL_CASES)}
ORDER BY s.no
"""


def _narrowed(which: str, panel: PanelId, case: CaseId | None) -> tuple[str, *tuple[str, ...]]:
    """A condition and its parameters, for a whole panel or one case of it."""
    if case is None:
        return which.format(cases=_PANEL_CASES), panel
    return which.format(cases=_ONE_CASE), panel, case


def _brought(store: Store, package: int) -> bool:
    return any(
        store.value(f"SELECT 1 FROM {table} WHERE package = ? LIMIT 1", package) is not None
        for table in ("sheets", "declarations", "pins", "notes")
    )


def _begin(store: Store, sheet: Sheet, package: int) -> int:
    key = sheet.key
    return store.append(
        "sheets",
        case_id=key.case,
        assessor=key.assessor,
        method=key.method,
        package=package,
        counted=int(sheet.counted),
    )


def _write_event(store: Store, number: int, sheet: Sheet) -> None:
    at = sheet.locked_at or store.step_time
    state = SheetState.OPEN if sheet.state is SheetState.STARTED else sheet.state
    stored_sheets.write_event(store, number, state, sheet.version, at, sheet.reason, None)
