"""The chair recommends one of the scheme's outcomes; members agree or dissent. The program never decides.

A recommendation other than the rule's carries a written reason and is marked as a departure wherever the outcome appears.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.consolidation import Recommendation, Stand, Vote
from assessor_app.models.derivation import Evaluation
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Sheet, SheetState
from assessor_app.models.rounds import Assignment
from assessor_app.models.scheme import OutcomeChoice
from assessor_app.store import consolidation
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import CaseView, case_view, demand_unsealed
from assessor_app.workflow.errors import MarkOutOfRange, MayNotDecide, NotRecommended, ReasonMissing


def recommend(store: Store, *, case: CaseId, choice: str, reason: str, at: datetime, other_grade: str = "") -> Changes:
    """Put the chair's recommendation down; votes on an earlier one fall. Raises `ReasonMissing`, `MayNotDecide`,
    `MarkOutOfRange`.
    """
    panel = demand_unsealed(store, case)
    scheme, seen = case_view(store, panel, case)
    demand_may_decide(seen, store.owner.id)
    chosen = next((item for item in scheme.outcomes if item.id == choice), None)
    if chosen is None:
        raise MarkOutOfRange(subject=case, value=choice, allowed=", ".join(item.id for item in scheme.outcomes))
    departs = departure(seen.evaluation, chosen, seen.state)
    if (departs or chosen.needs_reason or needs_look(seen.evaluation)) and not reason.strip():
        raise ReasonMissing(subject=seen.case.candidate.number)
    consolidation.add_recommendation(
        store, Recommendation(case, choice, departs, reason.strip(), store.owner.id, at, other_grade)
    )
    return Changes(Touched.CONSOLIDATION, frozenset({case}))


def vote(store: Store, *, case: CaseId, member: PersonId, stand: Stand, reason: str, at: datetime) -> Changes:
    """Put down how a member stands to the recommendation. Raises `NotRecommended`, `ReasonMissing` (a dissent says
    why), `MayNotDecide`.
    """
    panel = demand_unsealed(store, case)
    _, seen = case_view(store, panel, case)
    demand_may_decide(seen, member)
    if member not in {one.id for one in panel.members}:
        raise MayNotDecide(case=seen.case.candidate.number, person=member)
    if seen.recommendation is None:
        raise NotRecommended(case=seen.case.candidate.number)
    if stand is Stand.DISSENT and not reason.strip():
        raise ReasonMissing(subject=member)
    consolidation.add_vote(store, Vote(case, member, stand, reason.strip(), at))
    return Changes(Touched.CONSOLIDATION, frozenset({case}))


def departure(evaluation: Evaluation, choice: OutcomeChoice, state: str) -> bool:
    """Whether this choice says other than the rule does. An absent or withdrawn candidate has no outcome by the rule."""
    if state != "scored":
        return choice.id != state
    return evaluation.outcome.value not in choice.follows


def needs_look(evaluation: Evaluation) -> bool:
    """A borderline case needs a written reason whichever way it goes (domain 9.1, rule 6)."""
    return any(flag.code.value == "borderline" for flag in evaluation.flags)


def demand_may_decide(seen: CaseView, person: PersonId) -> None:
    """Whoever trained the candidate or recused takes no part. Raises `MayNotDecide`."""
    if person in barred(seen):
        raise MayNotDecide(case=seen.case.candidate.number, person=person)


def barred(seen: CaseView) -> frozenset[PersonId]:
    """Who may not decide on this case."""
    return barred_from(seen.case, seen.sheets)


def barred_from(case: Case, sheets: Iterable[Sheet]) -> frozenset[PersonId]:
    """Who may not decide on a case: whoever recused, by their sheets, and whoever trained the candidate."""
    recused = {sheet.key.assessor for sheet in sheets if sheet.state is SheetState.RECUSED}
    return frozenset(recused | {PersonId(person) for person in case.trained_by})


def voters(seen: CaseView) -> tuple[PersonId, ...]:
    """The members who sign agree or dissent on this case: its counted assessors who may decide, each once, in a fixed order."""
    return voters_on(seen.case, seen.sheets, seen.assignments)


def voters_on(case: Case, sheets: Iterable[Sheet], due: Iterable[Assignment]) -> tuple[PersonId, ...]:
    """The same from the case's sheets and what was due of it."""
    counted = {item.assessor for item in due if item.counted}
    return tuple(sorted(counted - barred_from(case, sheets)))
