"""How far the panel's assessors agree and how strict each was: read from the marks, shown beside them, never applied.

Only cases that are open to the chair speak; a sealed case would tell of others' marks before their time.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessor_app.models.agreement import (
    Agreement,
    Difference,
    Estimate,
    Rating,
    Weights,
    agreement_of,
    differences,
    pooled_kappa,
)
from assessor_app.models.ids import PanelId
from assessor_app.models.marks import NOT_SOUGHT, Part, SheetState
from assessor_app.models.severity import Severity, severities
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import CaseView, PanelView, panel_view


@dataclass(frozen=True, slots=True)
class AspectAgreement:
    """One aspect: its pairs of marks, kappa over them (None: too few to say), and how often two differ by two or more."""

    aspect: str
    pairs: Agreement
    kappa: Estimate | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """All that the page of agreement shows, for the methods asked for."""

    panel: PanelView
    cases: int
    sealed: int
    severities: tuple[Severity, ...]
    aspects: tuple[AspectAgreement, ...]
    together: tuple[Difference, ...]
    """Indicators on which levels lie two or more apart, widest first."""


def agreement_view(
    store: Store, panel: PanelId, methods: frozenset[str] = frozenset(), earlier: PanelView | None = None
) -> AgreementView:
    """What the counted marks of ``methods`` (all of them if empty) say of the panel; ``earlier`` as in `panel_view`."""
    view = panel_view(store, panel, earlier)
    given = [rating for seen in view.cases if not seen.sealed for rating in ratings_of(view, seen, methods)]
    aspects = []
    for aspect in view.scheme.aspects:
        mine = [rating for rating in given if rating.aspect == aspect.id]
        kappa = pooled_kappa(mine, view.scheme.top + 1, Weights.QUADRATIC) if mine else None
        aspects.append(AspectAgreement(aspect.id, agreement_of(mine), kappa))
    return AgreementView(
        panel=view,
        cases=len({rating.case for rating in given}),
        sealed=sum(1 for seen in view.cases if seen.sealed),
        severities=severities(given),
        aspects=tuple(aspects),
        together=differences(given),
    )


def ratings_of(view: PanelView, seen: CaseView, methods: frozenset[str]) -> list[Rating]:
    """The counted levels of a case; what was not sought is no rating."""
    aspects = {item.id: item.aspect for item in view.scheme.grade(seen.case.grade).indicators}
    counted = {(item.assessor, item.method) for item in seen.assignments if item.counted}
    return [
        Rating(
            seen.case.id,
            sheet.key.method,
            aspects[mark.subject],
            mark.subject,
            sheet.key.assessor,
            int(mark.value),
            mark.at.timestamp() / 60,
        )
        for sheet in seen.sheets
        if sheet.state is SheetState.LOCKED
        and (sheet.key.assessor, sheet.key.method) in counted
        and (not methods or sheet.key.method in methods)
        for mark in sheet.marks
        if mark.part is Part.LEVEL and mark.value and mark.value != NOT_SOUGHT and mark.subject in aspects
    ]
