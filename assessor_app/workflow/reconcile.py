"""What the chair has in hand against what is due: candidate by assessor by method, before anybody leaves the venue.

It looks at how sheets stand, never at a mark, so it may be shown before the chair's own sheets are locked. A gap that stays is
named with its reason; when nothing is missing without one, the chair signs the sheet, and it travels in the result. Example: 120
sheets due, 119 here, "0417 interview C" named "flight cancelled, hears the recording on Monday": the sheet can be signed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assessor_app.exchange.record import canonical
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId
from assessor_app.models.marks import WITHOUT_MARKS, SheetState
from assessor_app.models.people import Role
from assessor_app.models.reconciliation import MISSING, Attestation, AttestedPackage, AttestedSheet, NamedGap
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.models.scheme import Scheme
from assessor_app.signing.detached import sign_detached
from assessor_app.signing.identities import Identity
from assessor_app.store import cases, packages, panels, received, reconciliation, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.workflow.errors import GapsUnnamed, NotMissing
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.who_may import demand_chair, demand_signer


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
    """Why it has no marks; of a missing sheet, why it stays missing, once the chair has named that."""

    @property
    def missing(self) -> bool:
        """Whether it must be in before the case can be decided; a trainee's never must."""
        return self.due.counted and self.state is None

    @property
    def unnamed(self) -> bool:
        """Missing, and nobody has said why."""
        return self.missing and not self.reason


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
    signed: Attestation | None = None
    """The reconciliation sheet signed last, whether or not it still says how things stand."""

    @property
    def signed_as_it_stands(self) -> bool:
        """Whether the signed sheet says what is so now."""
        return self.signed is not None and (self.signed.sheets, self.signed.packages) == _attested(self)

    @property
    def sheets(self) -> tuple[DueSheet, ...]:
        return tuple(sheet for row in self.rows for sheet in row.sheets)

    @property
    def missing(self) -> tuple[DueSheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.missing)

    @property
    def unnamed(self) -> tuple[DueSheet, ...]:
        """What keeps the panel at the venue: missing, and no reason written."""
        return tuple(sheet for sheet in self.sheets if sheet.unnamed)

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
    named = {(gap.case, gap.assessor, gap.method): gap.reason for gap in reconciliation.gaps(store)}

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
        reason = named.get((due.case, due.assessor, due.method), "")
        if due.assessor == owner:
            open_ = own.get((due.case, due.method), SheetState.OPEN) in (SheetState.OPEN, SheetState.STARTED)
            return DueSheet(due, None, Way.OWN_OPEN if open_ else Way.OWN_NOT_HANDED_OVER, reason=reason)
        return DueSheet(due, None, Way.NOT_IN_PACKAGE if due.assessor in heard else Way.NO_PACKAGE, reason=reason)

    by_case: dict[CaseId, list[DueSheet]] = {}
    for item in given.assignments:
        by_case.setdefault(item.case, []).append(line(item))
    rows = tuple(CaseRow(case, tuple(by_case.get(case.id, ()))) for case in cases.of_panel(store, panel))
    return Reconciliation(given, scheme, rows, came, reconciliation.attestation(store, panel))


def name_gaps(
    store: Store, *, panel: PanelId, missing: tuple[tuple[CaseId, PersonId, str], ...], reason: str, at: datetime
) -> Changes:
    """Write why these sheets, each (case, assessor, method), stay missing; an empty ``reason`` takes that back, and they are
    waited for again. Raises `NotTheChair`, `NotMissing`.
    """
    demand_chair(store, panel)
    waited = {(each.due.case, each.due.assessor, each.due.method) for each in reconcile(store, panel).missing}
    for key in missing:
        if key not in waited:
            raise NotMissing(subject=" ".join(key))
    for case, assessor, method in missing:
        reconciliation.add_gap(store, NamedGap(case, assessor, method, reason.strip(), store.owner.id, at))
    return Changes(Touched.CONSOLIDATION, frozenset(case for case, _, _ in missing))


def sign_reconciliation(store: Store, *, panel: PanelId, at: datetime, identity: Identity) -> Changes:
    """The chair signs what was due, what is here, and why the rest is not. Raises `NotTheChair`, `GapsUnnamed`,
    `IdentityOfAnother`.
    """
    demand_signer(store, identity, at)
    demand_chair(store, panel)
    view = reconcile(store, panel)
    if view.unnamed:
        first, number = view.unnamed[0], {row.case.id: row.case.candidate.number for row in view.rows}
        who = next((one.name.both for one in view.panel.members if one.id == first.due.assessor), first.due.assessor)
        title = view.scheme.method(first.due.method).title
        raise GapsUnnamed(count=len(view.unnamed), first=f"{number[first.due.case]} {title.zh} {title.en} {who}")
    lines, parcels = _attested(view)
    bare = Attestation(panel, lines, parcels, store.owner.id, at)
    signature = sign_detached(canonical(bare), identity, role=Role.CHAIR.value, commitment="proof_of_creation", at=at)
    reconciliation.add_attestation(store, replace(bare, signature=base64.b64encode(signature).decode("ascii")))
    return Changes(Touched.CONSOLIDATION)


def attestation_bytes(attestation: Attestation) -> bytes:
    """What the signature of a reconciliation sheet is over."""
    return canonical(replace(attestation, signature=""))


def _attested(view: Reconciliation) -> tuple[tuple[AttestedSheet, ...], tuple[AttestedPackage, ...]]:
    """The panel as a signed sheet would say it now."""
    lines = tuple(
        AttestedSheet(
            case=row.case.id,
            number=row.case.candidate.number,
            assessor=sheet.due.assessor,
            method=sheet.due.method,
            state=sheet.state.value if sheet.state is not None else MISSING,
            version=sheet.version,
            package=sheet.package,
            reason=sheet.reason,
            counted=sheet.due.counted,
        )
        for row in view.rows
        for sheet in row.sheets
    )
    parcels = tuple(
        AttestedPackage(PersonId(row.sender), row.serial, row.sha256)
        for row in view.packages
        if row.status is PackageStatus.TAKEN_IN
    )
    return lines, parcels


def _reasons(store: Store, panel: PanelId, chosen: Iterable[CaseId]) -> dict[tuple[str, str, str], str]:
    """Why sheets have no marks; only the few cases where that is so are read."""
    return {
        (sheet.key.case, sheet.key.assessor, sheet.key.method): sheet.reason
        for case in chosen
        for sheet in received.sheets_of(store, panel, case)
        if sheet.reason
    }
