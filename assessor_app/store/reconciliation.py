"""Gaps the chair named, and the reconciliation sheets the chair signed. Only ever added; the newest word counts."""

from __future__ import annotations

from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.reconciliation import Attestation, NamedGap
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import from_json, offset, time, to_json, utc


def add_gap(store: Store, gap: NamedGap) -> None:
    """Name why a sheet is missing; an empty reason takes it back."""
    store.append(
        "named_gaps",
        case_id=gap.case,
        assessor=gap.assessor,
        method=gap.method,
        reason=gap.reason,
        by=gap.by,
        at=utc(gap.at),
        at_offset=offset(gap.at),
    )


def gaps(store: Store) -> tuple[NamedGap, ...]:
    """Every gap that stands named."""
    columns = "case_id, assessor, method, reason, by, at, at_offset"
    found = store.rows(newest("named_gaps", columns, "?1 IS NULL OR case_id = ?1", "case_id, assessor, method"), None)
    return tuple(
        NamedGap(CaseId(case), PersonId(assessor), method, reason, PersonId(by), time(at, minutes))
        for case, assessor, method, reason, by, at, minutes in found
        if reason
    )


def add_attestation(store: Store, attestation: Attestation) -> None:
    """Keep a signed sheet; those signed before stay."""
    store.append(
        "attestations",
        panel=attestation.panel,
        body=to_json(attestation),
        at=utc(attestation.at),
        at_offset=offset(attestation.at),
    )


def attestation(store: Store, panel: PanelId) -> Attestation | None:
    """The one signed last; None: none yet."""
    body = store.value("SELECT body FROM attestations WHERE panel = ? ORDER BY seq DESC LIMIT 1", panel)
    return from_json(str(body), Attestation) if body is not None else None
