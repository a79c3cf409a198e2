"""Papers marked blind: until a sheet is locked, nothing at this desk joins the code on a script to a candidate.

The candidate's name stands where the dossier is read, the code where the script is marked and signed. What would join the two
is held back while the sheet is open: its marks, that marking has begun, and the script itself among the papers of the dossier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, RoundId
from assessor_app.models.marks import SheetKey, SheetState, Tie
from assessor_app.models.scheme import Scheme
from assessor_app.models.written import paper_code, paper_of
from assessor_app.store import cases, panels, rounds, sheets
from assessor_app.store.cases import CaseSummary
from assessor_app.store.database import Store
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import scheme_of
from assessor_app.workflow.type_in import OPEN


def code_of(scheme: Scheme, round_id: RoundId, case: CaseId, grade: str, method: str) -> str:
    """What the script of a case goes by where the paper is blind; empty where it is not."""
    paper = paper_of(scheme, grade, method)
    return paper_code(round_id, paper.id, case) if paper is not None and paper.blind else ""


def codes_of(store: Store, lines: Sequence[CaseSummary]) -> Mapping[SheetKey, str]:
    """The owner's sheets that are open and marked blind, with their codes."""
    schemes = {
        round_id: pinned_scheme(store, rounds.get(store, round_id).scheme_hash)
        for round_id in {line.round for line in lines}
    }
    return {
        SheetKey(line.case, store.owner.id, method): code
        for line in lines
        for method, state in line.states
        if state in OPEN and (code := code_of(schemes[line.round], line.round, line.case, line.grade, method))
    }


def own_queue(store: Store) -> tuple[list[CaseSummary], Mapping[SheetKey, str]]:
    """The owner's cases that hold anything to do, as they may be shown by name, and the codes of their blind sheets.

    A blind sheet reads as not begun until it is locked: which candidate's line moves would tell whose script was marked.
    """
    lines = [line for line in cases.summaries(store, store.owner.id) if line.states]
    codes = codes_of(store, lines)
    return [_veiled(line, codes, store) for line in lines], codes


def to_mark(store: Store, line: CaseSummary, codes: Mapping[SheetKey, str]) -> tuple[str, ...]:
    """The methods of a case that are still to be marked beside the name: none before the declaration or after a recusal, and no
    blind script, which is marked on a page of its own.
    """
    if line.tie in (None, Tie.RECUSED):
        return ()
    return tuple(
        method
        for method, state in line.states
        if state in OPEN and SheetKey(line.case, store.owner.id, method) not in codes
    )


def holds_back_scripts(store: Store, case: Case) -> bool:
    """Whether the owner still marks a script of this case under its code."""
    due = [item.method for item in panels.assignments_of(store, store.owner.id) if item.case == case.id]
    scheme, round_id = scheme_of(store, case.id), cases.round_of(store, case.id)
    return any(
        code_of(scheme, round_id, case.id, case.grade, method)
        and sheets.get(store, SheetKey(case.id, store.owner.id, method)).state in OPEN
        for method in due
    )


def _veiled(line: CaseSummary, codes: Mapping[SheetKey, str], store: Store) -> CaseSummary:
    owner = store.owner.id
    states = tuple(
        (method, SheetState.OPEN if SheetKey(line.case, owner, method) in codes else state)
        for method, state in line.states
    )
    return line if states == line.states else replace(line, states=states)
