"""Reads a mark sheet that was filled in elsewhere. Foreign until verified: nothing of it is believed that the bag does not know.

Every fault is noted with its cell and reading goes on, so that all are told at once. A row whose number or name no longer stands
beside its id was torn apart by sorting; then no mark of it can be trusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessor_app.errors import Refusal
from assessor_app.exchange.office_reading import Problem, check_office_archive, problem_of
from assessor_app.exchange.workbook_rows import SheetRows, Value, address, workbook_rows
from assessor_app.models.mark_sheet import (
    FACTS,
    FIRST_POINTS,
    FIRST_ROW,
    IDS_ROW,
    KIND,
    LABEL,
    MARKS,
    NAME,
    ORIGIN,
    SUMS,
    MarkSheet,
    MarkSheetRow,
    bag_row,
    sheet_name,
)
from assessor_app.models.scheme_faults import shown
from assessor_app.models.written import PointsFault, Question, cleaned, points_of, points_text


@dataclass(frozen=True, slots=True)
class MarkSheetReading:
    """Points by (case, question), totals on the bag by aspect, and everything to be told of the workbook."""

    points: Mapping[tuple[str, str], str]
    totals: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.blocking)


def read_mark_sheet(data: bytes, expected: MarkSheet) -> MarkSheetReading:
    """What the workbook says of the bag that ``expected`` describes. Never raises for what a file may hold."""
    try:
        sheets = workbook_rows(data, check_office_archive(data, "excel"))
    except Refusal as refusal:
        return MarkSheetReading({}, {}, (problem_of(refusal),))
    return _Reader(expected).read(sheets)


@dataclass(slots=True)
class _Reader:
    expected: MarkSheet
    problems: list[Problem] = field(default_factory=list)
    points: dict[tuple[str, str], str] = field(default_factory=dict)
    totals: dict[str, str] = field(default_factory=dict)

    def read(self, sheets: list[SheetRows]) -> MarkSheetReading:
        named = {sheet.name: sheet for sheet in sheets}
        origin, marks = named.get(sheet_name(ORIGIN)), named.get(sheet_name(MARKS))
        if origin is None or marks is None or origin.too_large or marks.too_large:
            self.note("mark_sheet_other_workbook")
        elif self._belongs(origin) and self._heads(marks):
            if marks.merged:
                self.note("mark_sheet_merged", cell=marks.merged[0])
            self._rows(marks)
        return MarkSheetReading(
            self.points, self.totals, tuple(sorted(self.problems, key=lambda each: not each.blocking))
        )

    def note(self, code: str, /, *, cell: str = "", blocking: bool = True, **facts: object) -> None:
        self.problems.append(Problem(code, blocking=blocking, details=tuple(facts.items()), cell=cell))

    def _belongs(self, origin: SheetRows) -> bool:
        said = {key: _at(origin, row, 2).text for row, (key, _) in enumerate(FACTS)}
        if said["kind"] != KIND:
            self.note("mark_sheet_other_workbook")
        elif said["round"] != self.expected.round:
            self.note("mark_sheet_other_round")
        elif said["paper"] != self.expected.paper.id or said["paper_hash"] != self.expected.paper_hash:
            self.note("mark_sheet_other_paper", paper=shown(said["paper"]))
        else:
            return True
        return False

    def _heads(self, marks: SheetRows) -> bool:
        for at, question in enumerate(self.expected.paper.questions):
            found = _at(marks, IDS_ROW - 1, FIRST_POINTS - 1 + at).text
            if found != question.id:
                cell = address(IDS_ROW - 1, FIRST_POINTS - 1 + at)
                self.note("mark_sheet_question_changed", cell=cell, wanted=question.id, found=shown(found) or "–")
                return False
        return True

    def _rows(self, marks: SheetRows) -> None:
        column = FIRST_POINTS - 1 + len(self.expected.paper.questions)
        ids = {number: _at(marks, number, column).text for number in range(FIRST_ROW - 1, len(marks.rows))}
        times = Counter(id for id in ids.values() if id)
        known = {row.case: row for row in self.expected.rows}
        bags = {bag_row(aspect): aspect for aspect in self.expected.paper.aspects}
        for number, id in ids.items():
            if times[id] > 1:
                self.note("mark_sheet_row_twice", cell=address(number, column), row=shown(_at(marks, number, 0).text))
            elif id in known:
                self._row(marks, number, known[id])
            elif id in bags:
                self._total(marks, number, bags[id])
            elif id != SUMS and (id or self._is_filled(marks, number)):
                self.note(
                    "mark_sheet_row_unknown", cell=address(number, column), row=shown(_at(marks, number, 0).text or id)
                )
        for case, row in known.items():
            if case not in times:
                self.note("mark_sheet_row_missing", blocking=False, row=row.label)

    def _is_filled(self, marks: SheetRows, number: int) -> bool:
        count = len(self.expected.paper.questions)
        return any(_at(marks, number, FIRST_POINTS - 1 + at).text for at in range(count))

    def _row(self, marks: SheetRows, number: int, row: MarkSheetRow) -> None:
        label, name = _at(marks, number, LABEL - 1), _at(marks, number, NAME - 1)
        if label.text != " ".join(row.label.split()) or name.text != " ".join(row.name.split()):
            facts = {"row": row.label, "found": shown(f"{label.text} {name.text}")}
            self.note("mark_sheet_row_torn", cell=address(number, 0), blocking=True, **facts)
            return
        for at, question in enumerate(self.expected.paper.questions):
            place = (number, FIRST_POINTS - 1 + at)
            value = _at(marks, *place)
            cell = address(*place)
            if value.formula:
                self.note("mark_sheet_formula", cell=cell, row=row.label, subject=question.id)
            elif not value.text:
                self.note("mark_sheet_empty", cell=cell, blocking=False, row=row.label, subject=question.id)
            else:
                self._points(cell, row, question, value)

    def _points(self, cell: str, row: MarkSheetRow, question: Question, value: Value) -> None:
        found = points_of(cleaned(value.text), question)
        facts: dict[str, Any] = {"row": row.label, "subject": question.id, "value": shown(value.text)}
        match found:
            case PointsFault.OVER:
                self.note("mark_sheet_over", cell=cell, maximum=points_text(question.maximum), **facts)
            case PointsFault.STEP:
                self.note("mark_sheet_step", cell=cell, step=points_text(question.step), **facts)
            case PointsFault():
                self.note("mark_sheet_no_number", cell=cell, **facts)
            case Fraction():
                if not value.number:
                    self.note("mark_sheet_text", cell=cell, blocking=False, **facts)
                self.points[row.case, question.id] = points_text(found)

    def _total(self, marks: SheetRows, number: int, aspect: str) -> None:
        place = (number, FIRST_POINTS - 1)
        value = _at(marks, *place)
        if value.formula:
            self.note("mark_sheet_formula", cell=address(*place), row="", subject=aspect)
        elif value.text:
            whole = Question(aspect, "", aspect, self.expected.paper.title, Fraction(9999), Fraction(1, 10_000))
            found = points_of(cleaned(value.text), whole)
            if isinstance(found, PointsFault):
                facts = {"row": "", "subject": aspect, "value": shown(value.text)}
                self.note("mark_sheet_no_number", cell=address(*place), blocking=True, **facts)
            else:
                self.totals[aspect] = points_text(found)


_NOTHING = Value("")


def _at(sheet: SheetRows, row: int, column: int) -> Value:
    if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return _NOTHING
    return sheet.rows[row][column]
