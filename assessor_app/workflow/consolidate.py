"""The chair sees what the panel marked, what is missing and where it differs; the panel agrees levels, with reasons.

Nothing is shown of a case until the chair's own sheets of it are locked. Members' marks are never changed: an agreed level is a
record of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Vote
from assessor_app.models.derivation import Evaluation, FlagCode
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.marks import WITHOUT_MARKS, Sheet, SheetKey, SheetState
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, consolidation, panels, received, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.workflow.errors import CaseUnknown, MarkOutOfRange, OwnSheetsOpen, ReasonMissing
from assessor_app.workflow.evaluate import case_state, evaluate_case
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.who_may import demand_chair


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as the chair sees it."""

    case: Case
    state: str
    sheets: tuple[Sheet, ...]
    assignments: tuple[Assignment, ...]
    agreed: tuple[AgreedLevel, ...]
    settled: tuple[Settled, ...]
    recommendation: Recommendation | None
    votes: tuple[Vote, ...]
    evaluation: Evaluation
    missing: tuple[Assignment, ...]
    """Counted sheets that were due and have neither been locked nor explained."""
    sealed: tuple[Assignment, ...]
    """The chair's own sheets that are still open: until they are locked nothing of the others is to be shown."""


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel's whole sitting, read in one go."""

    panel: Panel
    scheme: Scheme
    cases: tuple[CaseView, ...]

    def case(self, case: CaseId) -> CaseView:
        return next(view for view in self.cases if view.case.id == case)


def panel_view(store: Store, panel: PanelId) -> PanelView:
    """Everything the chair's pages show of the panel."""
    given = panels.get(store, panel)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel)).scheme_hash)
    gathered: dict[CaseId, list[Sheet]] = {}
    for sheet in received.sheets_of(store, panel):
        gathered.setdefault(sheet.key.case, []).append(sheet)
    own = {sheet.key: sheet for sheet in sheets.of_assessor(store, store.owner.id)}
    agreed = _grouped(consolidation.agreed(store))
    settled = _grouped(item for item in consolidation.settled(store) if item.reason)
    recommended, votes = consolidation.recommendations(store), consolidation.all_votes(store)
    views = []
    for case in cases.of_panel(store, panel):
        due = tuple(item for item in given.assignments if item.case == case.id)
        mine = tuple(gathered.get(case.id, ()))
        in_hand = {(sheet.key.assessor, sheet.key.method) for sheet in mine}
        views.append(
            CaseView(
                case=case,
                state=case_state(case.id, mine),
                sheets=mine,
                assignments=due,
                agreed=(here := tuple(agreed.get(case.id, ()))),
                settled=(talked := tuple(settled.get(case.id, ()))),
                recommendation=recommended.get(case.id),
                votes=tuple(votes.get(case.id, ())),
                evaluation=_evaluated(_Same(scheme), case, mine, due, here, talked),
                missing=tuple(item for item in due if item.counted and (item.assessor, item.method) not in in_hand),
                sealed=tuple(
                    item
                    for item in due
                    if item.assessor == store.owner.id
                    and not _closed(own.get(SheetKey(item.case, item.assessor, item.method)))
                ),
            )
        )
    return PanelView(given, scheme, tuple(views))


def agree_level(
    store: Store,
    *,
    case: CaseId,
    method: str,
    indicator: str,
    level: int | None,
    reason: str,
    participants: tuple[PersonId, ...],
    at: datetime,
) -> Changes:
    """Put down the level the panel agreed on; ``None`` withdraws it. Raises `ReasonMissing`, `OwnSheetsOpen`,
    `MarkOutOfRange`.
    """
    panel = demand_unsealed(store, case)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel.id)).scheme_hash)
    grade = scheme.grade(cases.get(store, case).grade)
    held = grade.method(method)
    rated = held is not None and scheme.method(method).marks == "level"
    known = {item.id for item in grade.indicators if rated and held is not None and item.aspect in held.covers}
    if indicator not in known or (level is not None and level not in {step.value for step in scheme.levels}):
        raise MarkOutOfRange(subject=indicator, value=str(level), allowed="level")
    if not reason.strip():
        raise ReasonMissing(subject=indicator)
    consolidation.add_agreed(
        store, AgreedLevel(case, method, indicator, level, reason.strip(), store.owner.id, at, participants)
    )
    return Changes(Touched.CONSOLIDATION, frozenset({case}))


def settle(
    store: Store,
    *,
    case: CaseId,
    flag: FlagCode,
    method: str,
    subject: str,
    reason: str,
    participants: tuple[PersonId, ...],
    at: datetime,
) -> Changes:
    """Put down that the panel talked a flag through without an agreed level, and why it stands. Raises
    `ReasonMissing`, `OwnSheetsOpen`.
    """
    demand_unsealed(store, case)
    if not reason.strip():
        raise ReasonMissing(subject=subject)
    consolidation.add_settled(
        store, Settled(case, flag.value, subject, method, reason.strip(), store.owner.id, at, participants)
    )
    return Changes(Touched.CONSOLIDATION, frozenset({case}))


class _Same:
    """A scheme as part of a key: schemes are large and pinned, so the same object is the same scheme."""

    __slots__ = ("scheme",)

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    def __hash__(self) -> int:
        return id(self.scheme)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scheme is self.scheme


@lru_cache(maxsize=2048)
def _evaluated(
    scheme: _Same,
    case: Case,
    sheets_: tuple[Sheet, ...],
    due: tuple[Assignment, ...],
    agreed: tuple[AgreedLevel, ...],
    settled: tuple[Settled, ...],
) -> Evaluation:
    """A change touches one case; the others of a large panel are not worked out again."""
    return evaluate_case(scheme.scheme, case, sheets_, due, agreed, settled)


def demand_unsealed(store: Store, case: CaseId) -> Panel:
    """The case's panel, if the chair's own sheets of the case are locked. Raises `OwnSheetsOpen`, `NotTheChair`,
    `CaseUnknown`.
    """
    found = panels.of_case(store, case)
    if found is None:
        raise CaseUnknown(case=case)
    panel = demand_chair(store, found)
    own = {sheet.key: sheet for sheet in sheets.of_assessor(store, store.owner.id)}
    still_open = tuple(
        item.method
        for item in panel.assignments
        if item.case == case
        and item.assessor == store.owner.id
        and not _closed(own.get(SheetKey(item.case, item.assessor, item.method)))
    )
    if still_open:
        raise OwnSheetsOpen(case=cases.get(store, case).candidate.number, open=still_open)
    return panel


def _closed(sheet: Sheet | None) -> bool:
    return sheet is not None and (sheet.state is SheetState.LOCKED or sheet.state in WITHOUT_MARKS)


Consolidated = TypeVar("Consolidated", AgreedLevel, Settled)


def _grouped(found: Iterable[Consolidated]) -> dict[CaseId, list[Consolidated]]:
    grouped: dict[CaseId, list[Consolidated]] = {}
    for item in found:
        grouped.setdefault(item.case, []).append(item)
    return grouped
