"""What the chair has in hand against what is due: candidate by assessor by method, before anybody leaves the venue.

Read only. It looks at how sheets stand, never at a mark, so it may be shown before the chair's own sheets are locked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId
from assessor_app.models.marks import WITHOUT_MARKS, SheetState
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, packages, panels, received, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.workflow.schemes import pinned_scheme


class Way(StrEnum):
    """Why a sheet is not in hand, and so what mends it."""

    IN_HAND = "in_hand"
    NO_PACKAGE = "no_package"
    """Nothing of this assessor has been taken in."""
    NOT_IN_PACKAGE = "not_in_package"
    """A package of theirs counts, and this sheet is not in it."""
    OWN_OPEN = "own_open"
    """The chair's own sheet, still open on this very machine."""
    OWN_NOT_HANDED_OVER = "own_not_handed_over"
    """The chair's own sheet is locked and has not been handed over."""


@dataclass(frozen=True, slots=True)
class DueSheet:
    """One sheet that is due and how it stands. ``state`` None: not in hand."""

    due: Assignment
    state: SheetState | None
    way: Way
    version: int = 0
    locked_at: datetime | None = None
    package: PackageSerial | None = None
    reason: str = ""
    """Why it has no marks."""

    @property
    def missing(self) -> bool:
        """Whether it must be in before the case can be decided; a trainee's never must."""
        return self.due.counted and self.state is None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One candidate with all that is due, in the panel's order."""

    case: Case
    sheets: tuple[DueSheet, ...]

    def sheet(self, assessor: PersonId, method: str) -> DueSheet | None:
        return next((item for item in self.sheets if (item.due.assessor, item.due.method) == (assessor, method)), None)

    @property
    def missing(self) -> tuple[DueSheet, ...]:
        return tuple(item for item in self.sheets if item.missing)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole panel. ``packages`` are all score packages that ever came in for it, oldest first."""

    panel: Panel
    scheme: Scheme
    rows: tuple[CaseRow, ...]
    packages: tuple[PackageRow, ...]

    @property
    def sheets(self) -> tuple[DueSheet, ...]:
        return tuple(sheet for row in self.rows for sheet in row.sheets)

    @property
    def missing(self) -> tuple[DueSheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.missing)

    def count(self, *states: SheetState) -> int:
        return sum(1 for sheet in self.sheets if sheet.state in states)


def reconcile(store: Store, panel: PanelId) -> Reconciliation:
    """How everything that is due from the panel stands here now."""
    given = panels.get(store, panel)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel)).scheme_hash)
    came = tuple(row for row in packages.all(store, Kind.SCORE, "in") if row.facts.get("panel") == panel)
    heard = {row.sender for row in came if row.status is PackageStatus.TAKEN_IN}
    standing = {
        (each.key.case, each.key.assessor, each.key.method): each for each in received.standings_of(store, panel)
    }
    reasons = _reasons(store, panel, {each.key.case for each in standing.values() if each.state in WITHOUT_MARKS})
    owner = store.owner.id
    own = sheets.states_of(store, owner)

    def line(due: Assignment) -> DueSheet:
        found = standing.get((due.case, due.assessor, due.method))
        if found is not None and found.state not in (SheetState.OPEN, SheetState.STARTED):
            return DueSheet(
                due,
                found.state,
                Way.IN_HAND,
                found.version,
                found.locked_at,
                found.package,
                reasons.get((due.case, due.assessor, due.method), ""),
            )
        if due.assessor == owner:
            open_ = own.get((due.case, due.method), SheetState.OPEN) in (SheetState.OPEN, SheetState.STARTED)
            return DueSheet(due, None, Way.OWN_OPEN if open_ else Way.OWN_NOT_HANDED_OVER)
        return DueSheet(due, None, Way.NOT_IN_PACKAGE if due.assessor in heard else Way.NO_PACKAGE)

    by_case: dict[CaseId, list[DueSheet]] = {}
    for item in given.assignments:
        by_case.setdefault(item.case, []).append(line(item))
    rows = tuple(CaseRow(case, tuple(by_case.get(case.id, ()))) for case in cases.of_panel(store, panel))
    return Reconciliation(given, scheme, rows, came)


def _reasons(store: Store, panel: PanelId, chosen: Iterable[CaseId]) -> dict[tuple[str, str, str], str]:
    """Why sheets have no marks; only the few cases where that is so are read."""
    return {
        (sheet.key.case, sheet.key.assessor, sheet.key.method): sheet.reason
        for case in chosen
        for sheet in received.sheets_of(store, panel, case)
        if sheet.reason
    }
