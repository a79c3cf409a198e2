"""The list of marks: one row per mark, with ids. What statistics, auditors and `derive` read; the workbook's
formulas rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessor_app.export.sheets import GridCell, ListArea, Look, Sheet, area, head_rows, on, text_cell
from assessor_app.export.wording import Wording
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import NOT_SOUGHT, Part, SheetState
from assessor_app.models.marks import Sheet as ScoreSheet
from assessor_app.models.scheme import Scheme

CODES: Final = (
    "case_id",
    "number",
    "candidate",
    "grade",
    "assessor_id",
    "assessor",
    "method",
    "subject",
    "aspect",
    "level",
    "percent",
    "counted",
    "comment",
)
"""Columns of the list, in their order; new ones are only ever added at the end."""
_WIDTHS: Final = (20, 10, 24, 8, 18, 20, 11, 10, 8, 8, 9, 9, 60)
HEAD: Final = 3
"""Rows above the first mark: title, labels, codes."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark as it stands in the list. ``subject`` is an indicator, or an aspect of a paper."""

    case: Case
    assessor: str
    assessor_name: str
    method: str
    subject: str
    aspect: str
    value: str
    percent: bool
    counted: bool
    comment: str


def mark_rows(
    scheme: Scheme, cases: Iterable[tuple[Case, Iterable[tuple[ScoreSheet, str, bool]]]]
) -> tuple[MarkRow, ...]:
    """Rows in the order of cases, methods, assessors and indicators; sheets come with the assessor's name and
    whether they count.
    """
    order = {method.id: place for place, method in enumerate(scheme.methods)}
    rows: list[MarkRow] = []
    for case, sheets in cases:
        locked = [each for each in sheets if each[0].state is SheetState.LOCKED]
        locked.sort(key=lambda each: (order.get(each[0].key.method, len(order)), each[1], each[0].key.assessor))
        for sheet, name, counted in locked:
            rows += _of_sheet(scheme, case, sheet, name, counted=counted)
    return tuple(rows)


def _of_sheet(scheme: Scheme, case: Case, sheet: ScoreSheet, name: str, *, counted: bool) -> Iterable[MarkRow]:
    grade = scheme.grade(case.grade)
    percent = scheme.method(sheet.key.method).marks == "percent"
    part = Part.PERCENT if percent else Part.LEVEL
    aspects = [(aspect.id, aspect.id) for aspect in scheme.aspects]
    subjects = aspects if percent else [(item.id, item.aspect) for item in grade.indicators]
    for subject, aspect in subjects:
        value = sheet.value(subject, part)
        if value:
            comment = sheet.value(subject, Part.COMMENT)
            yield MarkRow(
                case, sheet.key.assessor, name, sheet.key.method, subject, aspect, value, percent, counted, comment
            )


@dataclass(frozen=True, slots=True)
class MarksPlace:
    """Where the marks of a case lie, for formulas."""

    sheet: str
    rows: Mapping[CaseId, tuple[int, int]]
    by_key: Mapping[tuple[CaseId, str, str, str], int]
    """Row of (case, assessor, method, subject)."""

    def column(self, case: CaseId, code: str) -> str:
        """The case's cells of a column. A case without marks gets the row of codes, in which nothing counts."""
        first, last = self.rows.get(case, (HEAD, HEAD))
        return on(self.sheet, area(CODES.index(code), first, last))

    def cell(self, key: tuple[CaseId, str, str, str], code: str) -> str | None:
        row = self.by_key.get(key)
        return None if row is None else on(self.sheet, area(CODES.index(code), row, row).partition(":")[0])


def marks_sheet(rows: tuple[MarkRow, ...], say: Wording) -> Sheet:
    """The sheet that holds the list."""
    labels, codes = head_rows([(code, say.label(f"marks.{code}")) for code in CODES])
    title = (GridCell(say.label("sheet.marks"), Look.TITLE),)
    cells = tuple(_cells(row) for row in rows)
    return Sheet(
        name=say.label("sheet.marks"),
        rows=(title, labels, codes, *cells),
        widths=_WIDTHS,
        freeze=(HEAD, 3),
        repeat=(2, 3),
        lists=(ListArea("marks", HEAD, HEAD + len(rows), len(CODES)),),
    )


def _cells(row: MarkRow) -> tuple[GridCell | None, ...]:
    level: GridCell = GridCell(None, Look.LEVEL)
    percent: GridCell = GridCell(None, Look.NUMBER)
    if row.percent:
        percent = GridCell(Fraction(row.value), Look.NUMBER)
    else:
        level = GridCell(NOT_SOUGHT if row.value == NOT_SOUGHT else Fraction(row.value), Look.LEVEL)
    return (
        GridCell(row.case.id, Look.ID),
        text_cell(row.case.candidate.number),
        text_cell(row.case.candidate.name.both),
        GridCell(row.case.grade),
        GridCell(row.assessor, Look.ID),
        text_cell(row.assessor_name),
        GridCell(row.method),
        GridCell(row.subject),
        GridCell(row.aspect),
        level,
        percent,
        GridCell(int(row.counted), Look.COUNT),
        text_cell(row.comment),
    )


def places(name: str, rows: tuple[MarkRow, ...]) -> MarksPlace:
    """Where each mark came to lie in the sheet called `name`."""
    spans: dict[CaseId, tuple[int, int]] = {}
    keys: dict[tuple[CaseId, str, str, str], int] = {}
    for number, row in enumerate(rows, HEAD + 1):
        first, _ = spans.get(row.case.id, (number, number))
        spans[row.case.id] = (first, number)
        keys[row.case.id, row.assessor, row.method, row.subject] = number
    return MarksPlace(name, spans, keys)
