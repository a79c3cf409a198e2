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
    agreement_of,
)
from assessor_app.models.changes_that_matter import BorderlineView
from assessor_app.models.derivation import FlagCode
from assessor_app.models.ids import PanelId
from assessor_app.models.panel_statistics import PanelStatistics, panel_statistics, sheet_ratings
from assessor_app.models.severity import Severity
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import CaseView, PanelView, Progress, panel_view
from assessor_app.workflow.evaluate import borderline_case


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
    statistics: PanelStatistics
    aspects: tuple[AspectAgreement, ...]

    @property
    def severities(self) -> tuple[Severity, ...]:
        return self.statistics.severities

    @property
    def together(self) -> tuple[Difference, ...]:
        """Indicators on which levels lie as far apart as the scheme calls a discrepancy, widest first."""
        return self.statistics.together


def agreement_view(
    store: Store,
    progress: Progress | None = None,
    *,
    panel: PanelId,
    methods: frozenset[str] = frozenset(),
    earlier: PanelView | None = None,
) -> AgreementView:
    """What the counted marks of ``methods`` (all of them if empty) say of the panel; ``earlier`` as in `panel_view`.

    ``progress`` is told (what, share done) and may raise to cancel.
    """
    view = panel_view(store, panel, earlier, progress)
    seen = [case for case in view.cases if not case.sealed]
    given = [rating for case in seen for rating in ratings_of(view, case, methods)]
    statistics = panel_statistics(view.scheme, given, progress)
    groups = {group.id: group for group in statistics.groups if group.kind == "aspect"}
    return AgreementView(
        panel=view,
        cases=len({rating.case for rating in given}),
        sealed=len(view.cases) - len(seen),
        statistics=statistics,
        aspects=tuple(
            AspectAgreement(aspect.id, groups[aspect.id].agreement, groups[aspect.id].kappa)
            if aspect.id in groups
            else AspectAgreement(aspect.id, agreement_of([]), None)
            for aspect in view.scheme.aspects
        ),
    )


def borderline_cases(view: PanelView, progress: Progress) -> tuple[tuple[CaseView, BorderlineView], ...]:
    """Every case within the scheme's margin of a cut, with each single mark that would turn its outcome.

    Hundreds of outcomes a case: ask for it away from the window. A case that is sealed, incomplete or has no outcome is passed
    over. ``progress`` is told (candidate's number, share done) and may raise to cancel.
    """
    near = [seen for seen in view.cases if is_borderline(seen)]
    found = []
    for place, seen in enumerate(near):

        def within(_text: str, share: float, place: int = place, number: str = seen.case.candidate.number) -> None:
            progress(number, (place + share) / len(near))

        within("", 0.0)
        ground = (view.scheme, seen.case, seen.sheets, seen.assignments, seen.agreed, seen.settled)
        found.append((seen, borderline_case(*ground, within)))
    return tuple(found)


def is_borderline(seen: CaseView) -> bool:
    """Whether a case that is open to the chair lies within the margin of a cut."""
    told = not seen.sealed and not seen.missing and seen.state == "scored"
    return told and any(flag.code is FlagCode.BORDERLINE for flag in seen.evaluation.flags)


def ratings_of(view: PanelView, seen: CaseView, methods: frozenset[str]) -> list[Rating]:
    """The counted levels of a case; what was not sought is no rating."""
    counted = {(item.assessor, item.method) for item in seen.assignments if item.counted}
    return list(
        sheet_ratings(
            view.scheme.grade(seen.case.grade),
            seen.sheets,
            lambda sheet: (
                (sheet.key.assessor, sheet.key.method) in counted and (not methods or sheet.key.method in methods)
            ),
        )
    )
