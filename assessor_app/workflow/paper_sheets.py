"""Paper: score sheets to be filled in by hand, for when there is no power, and the society's list of codes of blind scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assessor_app.export.code_list import CodeLine, code_list
from assessor_app.export.html import document_html
from assessor_app.export.material import round_notice
from assessor_app.export.paper_sheet import PaperSheet, paper_sheet
from assessor_app.export.report import Document
from assessor_app.export.word import write_document
from assessor_app.files import atomic_write
from assessor_app.models.ids import RoundId
from assessor_app.models.marks import SheetKey, Tie
from assessor_app.models.rounds import Round
from assessor_app.models.scheme import MethodMode
from assessor_app.models.written import paper_code, paper_of, plain_paper
from assessor_app.store import cases, panels, rounds
from assessor_app.store.database import Store
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import demand_assigned, demand_open_case, stage_outcomes
from assessor_app.workflow.type_in import OPEN


def open_sheets(store: Store) -> tuple[SheetKey, ...]:
    """The owner's sheets that still take marks, of the cases they have declared on."""
    owner = store.owner.id
    return tuple(
        SheetKey(line.case, owner, method)
        for line in cases.summaries(store, owner)
        if line.tie not in (None, Tie.RECUSED)
        for method, state in line.states
        if state in OPEN
    )


def sheet_number(round_id: str, sheet: SheetKey) -> str:
    """What stands on the paper, and on the page where it is typed in."""
    return paper_code(round_id, f"{sheet.method} {sheet.assessor}", sheet.case).replace("W-", "S-", 1)


def sheet_document(store: Store, *, sheet: SheetKey, at: datetime) -> Document:
    """One sheet of paper. Raises `NotAssigned`, `NotDeclared` or `RecusedFromCase`: it bears the candidate's name."""
    demand_assigned(store, sheet)
    demand_open_case(store, sheet.case)
    round_ = rounds.get(store, cases.round_of(store, sheet.case))
    scheme = pinned_scheme(store, round_.scheme_hash)
    case = cases.get(store, sheet.case)
    paper = None
    if scheme.method(sheet.method).marks == "percent":
        paper = paper_of(scheme, case.grade, sheet.method) or plain_paper(scheme, case.grade, sheet.method)
    blind = paper is not None and paper.blind
    return paper_sheet(
        PaperSheet(
            round=round_,
            scheme=scheme,
            case=case,
            method=sheet.method,
            assessor=store.owner,
            number=sheet_number(round_.id, sheet),
            made_at=at,
            paper=paper,
            label=paper_code(round_.id, paper.id, case.id) if paper is not None and blind else case.candidate.number,
            name="" if blind else case.candidate.name.both,
            overall=stage_outcomes(scheme, sheet.method) if paper is None else (),
        )
    )


def notice_of(round_: Round) -> str:
    """Rehearsal or fictional, across every page; empty for live rounds."""
    return round_notice(round_)


def sheet_page(store: Store, *, sheet: SheetKey, at: datetime, fresh: bool = False) -> str:
    """One sheet of paper as HTML for print and PDF; ``fresh``: it begins on a new page."""
    return document_html(sheet_document(store, sheet=sheet, at=at), new_page=fresh)


def write_sheets(store: Store, *, chosen: Sequence[SheetKey], folder: Path, at: datetime) -> tuple[Path, ...]:
    """Write these sheets as Word files into ``folder``, named by their numbers. Raises what writing a file raises."""
    made = []
    for sheet in chosen:
        document = sheet_document(store, sheet=sheet, at=at)
        path = folder / f"{document.subject.split(' ')[0]}-{sheet.method}-{document.head_right.split()[-1]}.docx"
        atomic_write(path, write_document(document))
        made.append(path)
    return tuple(made)


def blind_scripts(store: Store, round_id: RoundId) -> tuple[CodeLine, ...]:
    """Whose script bears which code, of every paper of a round that is marked blind; none where no paper is."""
    scheme = pinned_scheme(store, rounds.get(store, round_id).scheme_hash)
    found = []
    for panel in panels.of_round(store, round_id):
        for case in (cases.get(store, case_id) for case_id in panel.cases):
            for rule in scheme.grade(case.grade).methods:
                paper = paper_of(scheme, case.grade, rule.method) if rule.mode is not MethodMode.OFF else None
                if paper is not None and paper.blind:
                    code, who = paper_code(round_id, paper.id, case.id), case.candidate
                    found.append(CodeLine(code, who.number, who.name.both, case.grade, paper.title, panel.name))
    return tuple(found)


def code_page(store: Store, *, round_id: RoundId, at: datetime) -> str:
    """The society's list of codes as HTML for print."""
    lines = blind_scripts(store, round_id)
    return document_html(code_list(rounds.get(store, round_id), lines, officer=store.owner, made_at=at))
