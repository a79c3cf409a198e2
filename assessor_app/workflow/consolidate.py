"""The chair sees what the panel marked, what is missing and where it differs; the panel agrees levels, with reasons.

Nothing is shown of a case until the chair's own sheets of it are locked. Members' marks are never changed: an agreed level is a
record of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Vote
from assessor_app.models.derivation import Evaluation, FlagCode
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.marks import WITHOUT_MARKS, Sheet, SheetState
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, consolidation, panels, received, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.workflow.errors import CaseUnknown, MarkOutOfRange, OwnSheetsOpen, ReasonMissing
from assessor_app.workflow.evaluate import case_state, evaluate_case
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.who_may import demand_chair

Progress = Callable[[str, float], None]


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


def panel_view(
    store: Store, panel: PanelId, earlier: PanelView | None = None, progress: Progress | None = None
) -> PanelView:
    """Everything the chair's pages show of the panel.

    Of a panel of hundreds this takes seconds, nearly all of them the rule's: read it away from the window. A case of which
    nothing has changed since ``earlier`` is not worked out again. ``progress`` is told (candidate's number, share done) and may
    raise to cancel.
    """
    given = panels.get(store, panel)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel)).scheme_hash)
    return PanelView(given, scheme, _views(store, given, scheme, cases.of_panel(store, panel), None, earlier, progress))


def refreshed(store: Store, view: PanelView, changed: Collection[CaseId]) -> PanelView:
    """The view after a step that touched only these cases: they are read again, milliseconds each, the others stand."""
    of_one = {
        case: _views(store, view.panel, view.scheme, (cases.get(store, case),), case, view)[0]
        for case in changed
        if any(seen.case.id == case for seen in view.cases)
    }
    return replace(view, cases=tuple(of_one.get(seen.case.id, seen) for seen in view.cases))


def case_view(store: Store, panel: Panel, case: CaseId) -> tuple[Scheme, CaseView]:
    """One case of the panel as `panel_view` has it, and the scheme it is pinned to. Raises `UnknownHere`."""
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel.id)).scheme_hash)
    return scheme, _views(store, panel, scheme, (cases.get(store, case),), case)[0]


def _views(
    store: Store,
    panel: Panel,
    scheme: Scheme,
    chosen: Sequence[Case],
    only: CaseId | None,
    earlier: PanelView | None = None,
    progress: Progress | None = None,
) -> tuple[CaseView, ...]:
    """The ``chosen`` cases of a panel; ``only`` where it is a single one, so that no more is read than that."""
    owner = store.owner.id
    own = sheets.states_of(store, owner)
    gathered = by_case(received.sheets_of(store, panel.id, only), lambda sheet: sheet.key.case)
    due = by_case(panel.assignments, lambda item: item.case)
    agreed = by_case(consolidation.agreed(store, only), lambda item: item.case)
    settled = by_case(consolidation.settled(store, only), lambda item: item.case)
    recommended = consolidation.recommendations(store, only)
    votes = consolidation.all_votes(store) if only is None else {only: consolidation.votes(store, only)}
    before = {seen.case.id: seen for seen in earlier.cases} if earlier is not None and earlier.scheme == scheme else {}
    views = []
    for place, case in enumerate(chosen):
        if progress is not None:
            progress(case.candidate.number, place / len(chosen))
        mine, due_here = gathered.get(case.id, ()), due.get(case.id, ())
        in_hand = {(sheet.key.assessor, sheet.key.method) for sheet in mine}
        ground = (case, mine, due_here, agreed.get(case.id, ()), settled.get(case.id, ()))
        seen = before.get(case.id)
        same = seen is not None and ground == (seen.case, seen.sheets, seen.assignments, seen.agreed, seen.settled)
        views.append(
            CaseView(
                case=case,
                state=case_state(case.id, mine),
                sheets=mine,
                assignments=due_here,
                agreed=ground[3],
                settled=ground[4],
                recommendation=recommended.get(case.id),
                votes=votes.get(case.id, ()),
                evaluation=seen.evaluation if seen is not None and same else evaluate_case(scheme, *ground),
                missing=tuple(
                    item for item in due_here if item.counted and (item.assessor, item.method) not in in_hand
                ),
                sealed=tuple(
                    item
                    for item in due_here
                    if item.assessor == owner and not _closed(own.get((item.case, item.method)))
                ),
            )
        )
    return tuple(views)


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


def demand_unsealed(store: Store, case: CaseId) -> Panel:
    """The case's panel, if the chair's own sheets of the case are locked. Raises `OwnSheetsOpen`, `NotTheChair`,
    `CaseUnknown`.
    """
    found = panels.of_case(store, case)
    if found is None:
        raise CaseUnknown(case=case)
    panel = demand_chair(store, found)
    own = sheets.states_of(store, store.owner.id)
    still_open = tuple(
        item.method
        for item in panel.assignments
        if item.case == case and item.assessor == store.owner.id and not _closed(own.get((item.case, item.method)))
    )
    if still_open:
        raise OwnSheetsOpen(case=cases.get(store, case).candidate.number, open=still_open)
    return panel


def _closed(state: SheetState | None) -> bool:
    return state is SheetState.LOCKED or state in WITHOUT_MARKS


Item = TypeVar("Item")


def by_case(found: Iterable[Item], case: Callable[[Item], CaseId]) -> dict[CaseId, tuple[Item, ...]]:
    """What is found, under the case it is about, in the order it is found."""
    grouped: dict[CaseId, list[Item]] = {}
    for item in found:
        grouped.setdefault(case(item), []).append(item)
    return {key: tuple(items) for key, items in grouped.items()}
