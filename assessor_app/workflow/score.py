"""An assessor marks: levels, percentages, comments, confidence, an overall judgement, notes and pins.

Each entry is a mark of its own that names the one it replaces. An entry that says what already stands adds nothing, so opening or
leaving a field never makes anybody its author.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.double_entry import Origin
from assessor_app.models.ids import CaseId, MarkId, fresh
from assessor_app.models.marks import NOT_SOUGHT, SHEET, WITHOUT_MARKS, Mark, Note, Part, Pin, SheetKey, SheetState, Tie
from assessor_app.models.numbers import percent_value
from assessor_app.models.scheme import OutcomeChoice, Scheme
from assessor_app.models.written import Question, paper_of, points_of
from assessor_app.store import cases, declarations, marks, notes, panels, pins, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.store.errors import SheetLocked
from assessor_app.workflow.errors import MarkOutOfRange, NotAssigned, NotDeclared, ReasonMissing, RecusedFromCase
from assessor_app.workflow.schemes import pinned_scheme

COMMENT_LIMIT = 8_000
"""Characters of a comment or note; a cell of a workbook holds 32,767."""

CONFIDENCES = ("sure", "unsure", "outside")

_PERCENT = re.compile(r"(?:100(?:\.0)?|\d{1,2}(?:\.\d)?)", re.ASCII)


def enter_mark(
    store: Store, *, sheet: SheetKey, subject: str, part: Part, value: str, at: datetime, reason: str = ""
) -> Changes:
    """Enter one mark; an empty ``value`` clears it. Undo is this step with the earlier value.

    Raises `NotAssigned`, `NotDeclared`, `RecusedFromCase`, `MarkOutOfRange`, `ReasonMissing` (a level or percentage
    changed after a
    reopening says why), and `SheetLocked`.
    """
    demand_open_case(store, sheet.case)
    scheme = scheme_of(store, sheet.case)
    demand_assigned(store, sheet)
    allowed = allowed_values(scheme, cases.get(store, sheet.case).grade, sheet.method, subject, part)
    if value and not allowed(value):
        raise MarkOutOfRange(subject=subject, value=value[:40], allowed=part.value)
    standing = sheets.get(store, sheet)
    current = next((mark for mark in standing.marks if mark.subject == subject and mark.part is part), None)
    if (current.value if current else "") == value:
        return Changes(Touched.NOTHING)
    weighs = part in (Part.LEVEL, Part.PERCENT, Part.POINTS)
    why = reason or standing.reason if standing.version > 1 else reason
    if standing.version > 1 and weighs and not why.strip():
        raise ReasonMissing(subject=subject)
    mark = Mark(
        id=MarkId(fresh("mark")),
        sheet=sheet,
        subject=subject,
        part=part,
        value=value,
        at=at,
        version=standing.version,
        replaces=current.id if current else None,
        reason=why if standing.version > 1 else reason,
    )
    marks.add(store, mark)
    return Changes(Touched.MARKS, frozenset({sheet.case}), mark)


def allowed_values(scheme: Scheme, grade_id: str, method_id: str, subject: str, part: Part) -> Callable[[str], bool]:
    """A test for values of ``part`` of ``subject`` on a sheet of ``method_id``. Raises `MarkOutOfRange` for a
    subject it does not have.
    """
    grade = scheme.grade(grade_id)
    rule = grade.method(method_id)
    rated = scheme.method(method_id).marks == "level"
    covered = rule.covers if rule is not None else ()
    indicators = {indicator.id for indicator in grade.indicators if indicator.aspect in covered} if rated else set()
    match part:
        case Part.LEVEL if subject in indicators:
            levels = {str(level.value) for level in scheme.levels} | {NOT_SOUGHT}
            return levels.__contains__
        case Part.PERCENT if not rated and subject in covered:
            return fits_percent
        case Part.POINTS if (question := _question(scheme, grade_id, method_id, subject)) is not None:
            return lambda value: isinstance(points_of(value, question), Fraction)
        case Part.ORIGIN if subject == SHEET:
            return {origin.value for origin in Origin}.__contains__
        case Part.COMMENT if subject in indicators or subject in covered or subject == SHEET:
            return lambda value: len(value) <= COMMENT_LIMIT
        case Part.CONFIDENCE if subject in covered:
            return CONFIDENCES.__contains__
        case Part.OVERALL if subject == SHEET:
            return {choice.id for choice in stage_outcomes(scheme, method_id)}.__contains__
        case _:
            raise MarkOutOfRange(subject=subject, value=part.value, allowed=", ".join(sorted(indicators) or covered))


def fits_percent(value: str) -> bool:
    """Whether a sheet takes a text as a percentage: 0 to 100 with at most one decimal, or the fraction that points come to."""
    return bool(_PERCENT.fullmatch(value)) or ("/" in value and percent_value(value) is not None)


def _question(scheme: Scheme, grade: str, method: str, subject: str) -> Question | None:
    paper = paper_of(scheme, grade, method)
    return next((each for each in paper.questions if each.id == subject), None) if paper is not None else None


def stage_outcomes(scheme: Scheme, method_id: str) -> tuple[OutcomeChoice, ...]:
    """The overall judgements an assessor may give on a sheet of this method: those of the stage, else the scheme's."""
    return dict(scheme.method_outcomes).get(method_id, scheme.outcomes)


def demand_assigned(store: Store, sheet: SheetKey) -> None:
    """The sheet is one the owner of this workspace was given. Raises `NotAssigned`."""
    due = {(item.case, item.method) for item in panels.assignments_of(store, store.owner.id)}
    if sheet.assessor != store.owner.id or (sheet.case, sheet.method) not in due:
        raise NotAssigned(case=sheet.case, method=sheet.method)


def demand_open_case(store: Store, case: CaseId) -> None:
    """The owner has declared on the case and has not recused. Raises `NotDeclared` or `RecusedFromCase`."""
    declaration = declarations.current(store, case, store.owner.id)
    if declaration is None:
        raise NotDeclared(case=case)
    if declaration.tie is Tie.RECUSED:
        raise RecusedFromCase(case=case)


def scheme_of(store: Store, case: CaseId) -> Scheme:
    """The scheme the case's round is pinned to."""
    return pinned_scheme(store, rounds.get(store, cases.round_of(store, case)).scheme_hash)


def keep_note(store: Store, *, note: Note) -> Changes:
    """Keep a note, a new wording of it, or its removal (``removed``)."""
    demand_open_case(store, note.case)
    if len(note.text) > COMMENT_LIMIT:
        raise MarkOutOfRange(subject="note", value=note.text[:40], allowed=f"<= {COMMENT_LIMIT}")
    notes.add(store, note)
    return Changes(Touched.NOTES, frozenset({note.case}), note.id)


def keep_pin(store: Store, *, pin: Pin) -> Changes:
    """Keep a pin, a change of it, or its removal (``removed``)."""
    demand_open_case(store, pin.case)
    pins.add(store, pin)
    return Changes(Touched.PINS, frozenset({pin.case}), pin.id)


def mark_without_score(store: Store, *, sheet: SheetKey, state: SheetState, reason: str, at: datetime) -> Changes:
    """Say why a sheet will have no marks: absent, withdrawn or abstained; ``OPEN`` takes that back, as a version of its own.

    Raises `ReasonMissing`, and `SheetLocked` for a sheet that was signed (that is reopened by `reopen_sheet`).
    """
    demand_assigned(store, sheet)
    if not reason.strip():
        raise ReasonMissing(subject=sheet.method)
    standing = sheets.get(store, sheet)
    if standing.state is SheetState.LOCKED or (state is SheetState.OPEN and standing.state not in WITHOUT_MARKS):
        number = cases.get(store, sheet.case).candidate.number
        raise SheetLocked(number=number, case=sheet.case, method=sheet.method, state=standing.state.value)
    version = standing.version + 1 if state is SheetState.OPEN else standing.version
    sheets.add_event(store, sheet, state, version, at, reason, None)
    return Changes(Touched.SHEETS, frozenset({sheet.case}))
