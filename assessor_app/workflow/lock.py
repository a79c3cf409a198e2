"""An assessor locks sheets and signs them. Saving never checks anything; locking checks everything.

A locked sheet is read-only. Reopening needs a reason, begins a new version, and the old signature no longer stands for the sheet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from assessor_app.exchange.record import canonical
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.completeness import Gap, gaps_of
from assessor_app.models.marks import Sheet, SheetKey, SheetState
from assessor_app.models.people import Role
from assessor_app.signing.detached import sign_detached
from assessor_app.signing.identities import Identity
from assessor_app.store import cases, sheets, signatures
from assessor_app.store.database import Store
from assessor_app.workflow.errors import ReasonMissing, SheetIncomplete
from assessor_app.workflow.score import demand_assigned, demand_open_case, scheme_of
from assessor_app.workflow.who_may import demand_signer


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between a sheet and its signature, and exactly what would be signed."""

    sheet: Sheet
    gaps: tuple[Gap, ...]
    content: bytes

    @property
    def blocking(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.blocking)


def check_sheet(store: Store, sheet: SheetKey) -> Check:
    """Look at a sheet as locking would."""
    standing = sheets.get(store, sheet)
    case = cases.get(store, sheet.case)
    return Check(standing, gaps_of(scheme_of(store, sheet.case), case.grade, standing), signed_bytes(standing))


def signed_bytes(sheet: Sheet) -> bytes:
    """What is signed at locking: the canonical JSON of the sheet, locked."""
    return canonical(replace(sheet, state=SheetState.LOCKED, locked_at=None))


def lock_sheets(store: Store, *, chosen: tuple[SheetKey, ...], at: datetime, identity: Identity) -> Changes:
    """Lock and sign each of the sheets, or none. Raises `SheetIncomplete` for the first that has a blocking gap."""
    demand_signer(store, identity, at)
    for key in chosen:
        demand_assigned(store, key)
        demand_open_case(store, key.case)
        check = check_sheet(store, key)
        if check.sheet.state is SheetState.LOCKED:
            continue
        if check.blocking:
            case = cases.get(store, key.case)
            raise SheetIncomplete(
                case=case.candidate.number,
                method=key.method,
                gaps=tuple(f"{gap.subject} {gap.code.value}" for gap in check.blocking),
            )
        signature = sign_detached(
            check.content, identity, role=Role.ASSESSOR.value, commitment="proof_of_approval", at=at
        )
        sheets.add_event(store, key, SheetState.LOCKED, check.sheet.version, at, "", signature)
        digest = hashlib.sha256(check.content).hexdigest()
        signatures.add(
            store, "sheet", sheet_subject(key, check.sheet.version), digest, signature, identity.fingerprint, at
        )
    return Changes(Touched.SHEETS | Touched.MARKS, frozenset(key.case for key in chosen))


def sheet_subject(key: SheetKey, version: int) -> str:
    return f"{key.case}/{key.assessor}/{key.method}/{version}"


def reopen_sheet(store: Store, *, sheet: SheetKey, reason: str, at: datetime) -> Changes:
    """Open a locked sheet again as a new version. Raises `ReasonMissing`."""
    demand_assigned(store, sheet)
    if not reason.strip():
        raise ReasonMissing(subject=sheet.method)
    standing = sheets.get(store, sheet)
    if standing.state is SheetState.LOCKED:
        sheets.add_event(store, sheet, SheetState.OPEN, standing.version + 1, at, reason, None)
    return Changes(Touched.SHEETS, frozenset({sheet.case}))
