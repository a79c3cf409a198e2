"""Consolidation and derivation as live formulas: the scheme's rule once more, this time in the workbook's own language.

Every figure of the program comes out of cells that refer, step by step, to the list of marks. Another program that recalculates
them gets the same figures: sums are rounded to ten places before they are compared or shown, so that the nearest double of
59.99999999999999 is not taken for a number below 60.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from assessor_app.export.findings import agreed_level
from assessor_app.export.marks_list import MarksPlace
from assessor_app.export.material import CaseFile, ResultFile, indicator_name
from assessor_app.export.sheets import (
    GridCell,
    ListArea,
    Look,
    Sheet,
    Value,
    address,
    head_rows,
    on,
    quoted,
    text_cell,
)
from assessor_app.export.wording import Wording
from assessor_app.models.areas import needed_of
from assessor_app.models.derivation import AspectResult
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import NOT_SOUGHT, WITHOUT_MARKS, Part, SheetState
from assessor_app.models.marks import Sheet as ScoreSheet
from assessor_app.models.numbers import decimal_text
from assessor_app.models.panel import combined
from assessor_app.models.scheme import Combine, Indicator, MethodMode, MethodRule, Scheme
from assessor_app.models.weighted import points_of_level, points_of_percent

UNASSESSED: Final = ("absent", "withdrawn")
"""States in which there is nothing to work out."""


def exact(formula: str) -> str:
    """The formula's number, free of the last bits' noise."""
    return f"ROUND({formula},10)"


def four_places(value: Fraction | None) -> Fraction | None:
    """A figure as it is shown: to four places, half up."""
    return None if value is None else Fraction(decimal_text(value, 4))


# --- consolidation ----------------------------------------------------------------------------------------------------

_BEFORE: Final = ("case_id", "number", "candidate", "method", "aspect", "indicator", "title")
_AFTER: Final = ("due", "said", "open", "combined", "agreed", "panel_level", "reason")
_HEAD: Final = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the consolidation: an indicator in a method of a case."""

    row: int
    level: Fraction | None
    open: int


@dataclass
class Consolidation:
    """The consolidation sheet, and where each indicator came to lie."""

    result: ResultFile
    marks: MarksPlace
    say: Wording
    items: dict[tuple[CaseId, str, str], Item] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        return self.say.label("sheet.consolidation")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (*_BEFORE, *(f"level_{letter}" for letter in self.result.letters.values()), *_AFTER)

    def column(self, code: str) -> int:
        return self.codes.index(code)

    def reference(self, code: str, row: int) -> str:
        return on(self.name, address(self.column(code), row, fixed=True))

    def sheet(self) -> Sheet:
        lines = [line for file in assessed(self.result) for line in self._of_case(file)]
        labels = [
            (
                code,
                code.removeprefix("level_") if code.startswith("level_") else self.say.label(f"consolidation.{code}"),
            )
            for code in self.codes
        ]
        head, codes = head_rows(labels)
        letters = len(self.result.letters)
        return Sheet(
            name=self.name,
            rows=((GridCell(self.name, Look.TITLE),), head, codes, *lines),
            widths=(20, 10, 24, 11, 8, 10, 36, *(7 for _ in range(letters)), 8, 8, 8, 10, 10, 10, 48),
            freeze=(_HEAD, 3),
            repeat=(2, 3),
            lists=(ListArea("consolidation", _HEAD, _HEAD + len(lines), len(self.codes)),),
        )

    def _of_case(self, file: CaseFile) -> Iterator[tuple[GridCell | None, ...]]:
        for rule in level_rules(self.result.scheme, file):
            for indicator in items_of(self.result.scheme, file, rule):
                yield self._line(file, rule, indicator)

    def _line(self, file: CaseFile, rule: MethodRule, indicator: Indicator) -> tuple[GridCell | None, ...]:
        row = _HEAD + 1 + len(self.items)
        method, case = rule.method, file.case.id
        counted = [sheet for sheet in locked(file, method) if self.result.counts(sheet) and _says(sheet)]
        said = [value for sheet in counted if (value := sheet.value(indicator.id, Part.LEVEL))]
        due = len(counted)
        agreed = agreed_level(file, method, indicator.id)
        settled = None if agreed is None or agreed.level is None else Fraction(agreed.level)
        together = combined([Fraction(value) for value in said if value != NOT_SOUGHT], self.result.scheme.combine)
        level = together if settled is None else settled
        disputed = bool(together is None and any(value != NOT_SOUGHT for value in said))
        gap = 0 if settled is not None else due - len(said) + int(disputed)
        self.items[case, method, indicator.id] = Item(row, level, gap)
        here = {code: address(self.column(code), row, fixed=False) for code in self.codes}
        return (
            GridCell(case, Look.ID),
            text_cell(file.case.candidate.number),
            text_cell(file.case.candidate.name.both),
            GridCell(method),
            GridCell(indicator.aspect),
            GridCell(indicator.id, Look.STRONG),
            GridCell(indicator_name(indicator, self.say)),
            *(self._mark(file, method, indicator, person) for person in self.result.letters),
            GridCell(due, Look.COUNT),
            GridCell(len(said), Look.COUNT, self._said(case, here)),
            GridCell(gap, Look.COUNT, self._open(case, here)),
            GridCell("" if together is None else together, Look.NUMBER, self._combined(case, here)),
            GridCell(settled, Look.LEVEL),
            GridCell(
                "" if level is None else level,
                Look.NUMBER,
                f'IF({here["agreed"]}<>"",{here["agreed"]},{here["combined"]})',
            ),
            text_cell(agreed.reason if agreed else ""),
        )

    def _mark(self, file: CaseFile, method: str, indicator: Indicator, person: str) -> GridCell:
        """The mark itself, by reference."""
        reference = self.marks.cell((file.case.id, person, method, indicator.id), "level")
        if reference is None:
            return GridCell(None, Look.LEVEL)
        sheet = next(each for each in locked(file, method) if each.key.assessor == person)
        value = sheet.value(indicator.id, Part.LEVEL)
        return GridCell(NOT_SOUGHT if value == NOT_SOUGHT else Fraction(value), Look.LEVEL, reference)

    def _where(self, case: CaseId, here: dict[str, str]) -> list[tuple[str, str]]:
        """The conditions under which a mark belongs to this row and counts."""
        return [
            (self.marks.column(case, "method"), here["method"]),
            (self.marks.column(case, "subject"), here["indicator"]),
            (self.marks.column(case, "counted"), "1"),
        ]

    def _said(self, case: CaseId, here: dict[str, str]) -> str:
        return f"COUNTIFS({_criteria(self._where(case, here))})"

    def _rated(self, case: CaseId, here: dict[str, str]) -> str:
        return f'COUNTIFS({_criteria(self._where(case, here))},{self.marks.column(case, "level")},">=0")'

    def _open(self, case: CaseId, here: dict[str, str]) -> str:
        """How many marks are missing; a dispute that waits for agreement is one more. Nothing, once a level is agreed."""
        disputed = f'IF(AND({self._rated(case, here)}>0,{here["combined"]}=""),1,0)'
        return f'IF({here["agreed"]}<>"",0,{here["due"]}-{here["said"]}+{disputed})'

    def _combined(self, case: CaseId, here: dict[str, str]) -> str:
        levels = self.marks.column(case, "level")
        if self.result.scheme.combine is Combine.MEAN:
            return f'IFERROR(AVERAGEIFS({levels},{_criteria(self._where(case, here))},{levels},">=0"),"")'
        chosen = "*".join(f"({reference}={value})" for reference, value in self._where(case, here))
        picked = f"IF({chosen}*ISNUMBER({levels}),{levels})"
        if self.result.scheme.combine is Combine.MEDIAN:
            return f'{{IFERROR(MEDIAN({picked}),"")}}'
        none = f"SUM({chosen}*ISNUMBER({levels}))=0"
        return f'{{IF({none},"",IF(MIN({picked})=MAX({picked}),MIN({picked}),""))}}'


def _criteria(where: Iterable[tuple[str, str]]) -> str:
    return ",".join(f"{reference},{value}" for reference, value in where)


def assessed(result: ResultFile) -> Iterator[CaseFile]:
    """The cases that have something to work out."""
    return (file for file in result.files if file.outcome.state not in UNASSESSED)


def locked(file: CaseFile, method: str) -> list[ScoreSheet]:
    return [sheet for sheet in file.sheets if sheet.key.method == method and sheet.state is SheetState.LOCKED]


def held_rules(scheme: Scheme, file: CaseFile) -> list[MethodRule]:
    return [rule for rule in scheme.grade(file.case.grade).methods if rule.mode is not MethodMode.OFF]


def level_rules(scheme: Scheme, file: CaseFile) -> list[MethodRule]:
    return [rule for rule in held_rules(scheme, file) if scheme.method(rule.method).marks == "level"]


def items_of(scheme: Scheme, file: CaseFile, rule: MethodRule, aspect: str = "") -> list[Indicator]:
    """The indicators a method speaks of, in the scheme's order of aspects."""
    grade = scheme.grade(file.case.grade)
    wanted = [each.id for each in scheme.aspects if each.id in rule.covers and aspect in ("", each.id)]
    return [indicator for each in wanted for indicator in grade.indicators_of(each)]


def sheets_missing(result: ResultFile, file: CaseFile, method: str) -> int:
    """Counted sheets that are due and neither in nor explained; at least one where nobody has marked at all."""
    excused = {
        sheet.key.assessor for sheet in file.sheets if sheet.key.method == method and sheet.state in WITHOUT_MARKS
    }
    marked = {sheet.key.assessor for sheet in locked(file, method) if result.counts(sheet) and _says(sheet)}
    return len(result.due.get((file.case.id, method), frozenset()) - excused - marked)


def _says(sheet: ScoreSheet) -> bool:
    return any(mark.part is Part.LEVEL and mark.value for mark in sheet.marks)


# --- derivation -------------------------------------------------------------------------------------------------------

STEP_CODES: Final = (
    "case_id",
    "number",
    "candidate",
    "step",
    "method",
    "subject",
    "what",
    "value",
    "required",
    "weight",
    "rated",
    "of",
    "missing",
    "points",
    "cut",
    "complete",
    "passed",
    "failed",
    "incomplete",
    "unsought",
    "kind",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One row: cells by code; what is left out stays empty."""

    file: CaseFile
    step: str
    method: str
    subject: str
    what: str
    cells: dict[str, GridCell]


@dataclass(slots=True)
class Derivation:
    """The derivation sheet, and where outcomes, totals and aspects came to lie."""

    result: ResultFile
    marks: MarksPlace
    consolidation: Consolidation
    say: Wording
    steps: list[Step] = field(default_factory=list)
    head: int = 0
    outcomes: dict[CaseId, str] = field(default_factory=dict)
    totals: dict[CaseId, str] = field(default_factory=dict)
    scores: dict[tuple[CaseId, str], str] = field(default_factory=dict)
    """Cells of an aspect's score or count of items at the threshold."""
    passes: dict[tuple[CaseId, str], str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.say.label("sheet.derivation")

    @property
    def scheme(self) -> Scheme:
        return self.result.scheme

    def here(self, code: str, row: int | None = None) -> str:
        """The cell of a column in a row of this sheet; by default in the row that comes next."""
        return address(STEP_CODES.index(code), self.next_row if row is None else row, fixed=False)

    @property
    def next_row(self) -> int:
        return self.head + 1 + len(self.steps)

    def there(self, code: str, row: int) -> str:
        return on(self.name, address(STEP_CODES.index(code), row, fixed=True))

    def span(self, code: str, rows: Sequence[int]) -> str:
        """Cells of a column in rows that need not touch."""
        return ",".join(self.here(code, row) for row in rows)

    def sheet(self) -> Sheet:
        parameters = list(self._parameters())
        top: list[tuple[GridCell | None, ...]] = [
            (GridCell(self.name, Look.TITLE),),
            (GridCell(self.say.label("note.derivation_sheet"), Look.NOTE),),
            *parameters,
            (),
        ]
        self.head = len(top) + 2
        for file in assessed(self.result):
            _Case(self, file).work_out()
        labels, codes = head_rows([(code, self.say.label(f"derivation.{code}")) for code in STEP_CODES])
        lines = [self._line(step) for step in self.steps]
        return Sheet(
            name=self.name,
            rows=(*top, labels, codes, *lines),
            widths=(20, 10, 24, 12, 11, 9, 36, 10, 9, 9, 7, 7, 8, 12, 8, 9, 8, 8, 9, 9, 11),
            freeze=(self.head, 3),
            repeat=(self.head - 1, self.head),
            print_columns=len(STEP_CODES) - 1,
            lists=(ListArea("derivation", self.head, self.head + len(lines), len(STEP_CODES)),),
        )

    def _parameters(self) -> Iterator[tuple[GridCell | None, ...]]:
        """The scheme's numbers that every case shares, each in a cell of its own that formulas refer to."""
        rule, areas = self.scheme.weighted, self.scheme.areas
        given: list[tuple[str, Fraction]] = []
        if rule is not None:
            given = [
                ("required_points", rule.required_points),
                ("top", Fraction(self.scheme.top)),
                ("least_rated_share", rule.least_rated_share),
                ("indicator_tolerance", rule.indicator_tolerance),
            ]
        elif areas is not None:
            given = [("threshold", Fraction(areas.threshold)), ("share", areas.share), ("never", Fraction(areas.never))]
        for row, (code, value) in enumerate(given, 3):
            self.parameters[code] = address(2, row, fixed=True)
            label = GridCell(self.say.label(f"parameter.{code}"), Look.FACT_LABEL)
            yield (label, None, GridCell(value, Look.NUMBER))

    def _line(self, step: Step) -> tuple[GridCell | None, ...]:
        strong = step.step in ("aspect", "area", "total", "outcome")
        fixed = {
            "case_id": GridCell(step.file.case.id, Look.ID),
            "number": text_cell(step.file.case.candidate.number),
            "candidate": text_cell(step.file.case.candidate.name.both),
            "step": GridCell(self.say.label(f"step_name.{step.step}")),
            "method": GridCell(step.method),
            "subject": GridCell(step.subject),
            "kind": GridCell(step.step),
            "what": GridCell(step.what, Look.STRONG if strong else Look.WORD),
        }
        return tuple({**fixed, **step.cells}.get(code, GridCell(None)) for code in STEP_CODES)

    def add(self, step: Step) -> int:
        """Put a row down; gives its number."""
        self.steps.append(step)
        return self.head + len(self.steps)


@dataclass(slots=True)
class _Case:
    """Works one case out, row by row, in the order in which the rows build on each other."""

    sheet: Derivation
    file: CaseFile
    rows: list[int] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)

    def work_out(self) -> None:
        if self.sheet.scheme.weighted is not None:
            self._weighted()
        else:
            self._areas()
        self._outcome()

    def put(self, step: str, method: str, subject: str, what: str, cells: dict[str, GridCell]) -> int:
        row = self.sheet.add(Step(self.file, step, method, subject, what, cells))
        self.rows.append(row)
        return row

    # the weighted rule

    def _weighted(self) -> None:
        rule, scheme = self.sheet.scheme.weighted, self.sheet.scheme
        assert rule is not None
        aspects = [self._aspect(result) for result in self.file.evaluation.aspects]
        self._total(aspects)
        for indicator in scheme.grade(self.file.case.grade).indicators:
            self._composite(indicator)
        for held in held_rules(scheme, self.file):
            if held.mode is MethodMode.GATE:
                self._gate(held)

    def _aspect(self, result: AspectResult) -> tuple[int, Fraction | None, Fraction]:
        scheme, say = self.sheet.scheme, self.sheet.say
        covering = [
            held
            for held in held_rules(scheme, self.file)
            if held.mode is MethodMode.SCORED and result.aspect in held.covers
        ]
        parts = [self._method(held, result.aspect, held.weight) for held in covering]
        here = self.sheet.here
        points = [here("points", part) for part in parts]
        weights = [here("weight", part) for part in parts]
        terms = "+".join(f"{point}*{weight}" for point, weight in zip(points, weights, strict=True))
        whole = f"AND({','.join(here('complete', part) + '=1' for part in parts)})"
        score = f'IF({whole},({terms})/SUM({",".join(weights)}),"")'
        share = dict(scheme.grade(self.file.case.grade).weights)[result.aspect]
        row = self.put(
            "aspect",
            "",
            result.aspect,
            say.text(scheme.aspect(result.aspect).title),
            {
                "weight": GridCell(share, Look.NUMBER),
                "points": GridCell(_or_empty(result.score), Look.STRONG_SCORE, score),
                "cut": GridCell(result.floor, Look.NUMBER),
                **self._verdict(result.score, result.floor),
            },
        )
        self.sheet.scores[self.file.case.id, result.aspect] = self.sheet.there("points", row)
        self.sheet.passes[self.file.case.id, result.aspect] = self.sheet.there("passed", row)
        return row, result.score, share

    def _verdict(self, value: Fraction | None, cut: Fraction | None, points: str = "points") -> dict[str, GridCell]:
        """Whether a number reaches its cut: 1, 0, or empty while it is open; and what that does to the outcome."""
        passed: Value = "" if value is None or cut is None else int(value >= cut)
        number, limit = self.sheet.here(points), self.sheet.here("cut")
        return {
            "passed": GridCell(passed, Look.COUNT, f'IF({number}="","",IF({exact(number)}>={exact(limit)},1,0))'),
            "failed": self._is("passed", passed, 0),
        }

    def _is(self, code: str, known: Value, wanted: int) -> GridCell:
        """1 where the row's cell holds this number; an empty one holds none."""
        cell = self.sheet.here(code)
        return GridCell(int(known == wanted), Look.COUNT, f'IF({cell}="",0,IF({cell}={wanted},1,0))')

    def _method(self, held: MethodRule, aspect: str, weight: Fraction | None) -> int:
        if self.sheet.scheme.method(held.method).marks == "percent":
            return self._paper(held, aspect, weight)
        return self._levels(held, aspect, weight)

    def _levels(self, held: MethodRule, aspect: str, weight: Fraction | None) -> int:
        """Mean of the panel levels, and its points."""
        scheme, sheet = self.sheet.scheme, self.sheet
        rule, here = scheme.weighted, sheet.here
        assert rule is not None
        items = self._items(held, aspect)
        rated = [item.level for item in items if item.level is not None]
        missing = self._missing(held)
        level = sum(rated, Fraction(0)) / len(rated) if rated else None
        required = scheme.grade(self.file.case.grade).required_level(aspect) or Fraction(1)
        enough = bool(rated) and len(rated) >= rule.least_rated_share * len(items)
        complete = enough and not missing and not any(item.open for item in items)
        panel = self._range("panel_level", items)
        p = sheet.parameters
        count = f"{here('rated')}>={exact(p['least_rated_share'] + '*' + here('of'))}"
        value, wanted = here("value"), here("required")
        mapped = (
            f"IF({value}<={wanted},{value}*{p['required_points']}/{wanted},"
            f"{p['required_points']}+({value}-{wanted})*(100-{p['required_points']})/({p['top']}-{wanted}))"
        )
        whole = f"AND({here('rated')}>0,{count},{here('missing')}=0,SUM({self._range('open', items)})=0)"
        points = None if level is None else points_of_level(level, required, scheme.top, rule.required_points)
        return self.put(
            "method",
            held.method,
            aspect,
            f"{sheet.say.text(scheme.aspect(aspect).short)} {sheet.say.text(scheme.method(held.method).title)}",
            {
                "value": GridCell(_or_empty(level), Look.NUMBER, f'IF({here("rated")}=0,"",AVERAGE({panel}))'),
                "required": GridCell(required, Look.NUMBER),
                "weight": GridCell(weight, Look.NUMBER),
                "rated": GridCell(len(rated), Look.COUNT, f"COUNT({panel})"),
                "of": GridCell(len(items), Look.COUNT, f"ROWS({panel})"),
                "missing": GridCell(missing, Look.COUNT),
                "points": GridCell(_or_empty(points), Look.SCORE, f'IF({value}="","",{mapped})'),
                "complete": GridCell(int(complete), Look.COUNT, f"IF({whole},1,0)"),
                "incomplete": self._is("complete", int(complete), 0),
            },
        )

    def _missing(self, held: MethodRule) -> int:
        if held.method not in self.missing:
            self.missing[held.method] = self._count_missing(held)
        return self.missing[held.method]

    def _count_missing(self, held: MethodRule) -> int:
        missing = sheets_missing(self.sheet.result, self.file, held.method)
        marked = any(self.sheet.result.counts(sheet) and _says(sheet) for sheet in locked(self.file, held.method))
        items = [self.sheet.consolidation.items[self.file.case.id, held.method, each.id] for each in self._all(held)]
        settled = all(agreed_level(self.file, held.method, each.id) is not None for each in self._all(held))
        return max(missing, int(bool(items) and not marked and not settled))

    def _all(self, held: MethodRule) -> list[Indicator]:
        return items_of(self.sheet.scheme, self.file, held)

    def _items(self, held: MethodRule, aspect: str) -> list[Item]:
        found = items_of(self.sheet.scheme, self.file, held, aspect)
        return [self.sheet.consolidation.items[self.file.case.id, held.method, each.id] for each in found]

    def _range(self, code: str, items: Sequence[Item]) -> str:
        """An aspect's cells in the consolidation; its indicators lie one below the other."""
        book = self.sheet.consolidation
        column = book.column(code)
        first, last = items[0].row, items[-1].row
        return on(book.name, f"{address(column, first, fixed=True)}:{address(column, last, fixed=True)}")

    def _paper(self, held: MethodRule, aspect: str, weight: Fraction | None) -> int:
        """A paper's percentage, and its points."""
        scheme, sheet = self.sheet.scheme, self.sheet
        here, case = sheet.here, self.file.case.id
        cut = held.pass_mark or Fraction(100)
        percent = self._percent(held.method, aspect)
        needed = scheme.weighted.required_points if scheme.weighted else None
        column = sheet.marks.column
        found = (
            f"IFERROR(AVERAGEIFS({column(case, 'percent')},{column(case, 'method')},{here('method')},"
            f'{column(case, "subject")},{here("subject")},{column(case, "counted")},1,{column(case, "percent")},">=0"),"")'
        )
        value, limit = here("value"), here("required")
        cells = {
            "value": GridCell(_or_empty(percent), Look.NUMBER, found),
            "required": GridCell(cut, Look.NUMBER),
            "weight": GridCell(weight, Look.NUMBER),
            "complete": GridCell(int(percent is not None), Look.COUNT, f'IF({value}="",0,1)'),
            "incomplete": self._is("complete", int(percent is not None), 0),
        }
        if needed is not None:
            p = sheet.parameters["required_points"]
            points = None if percent is None else points_of_percent(percent, cut, needed)
            above = f"IF({limit}=100,100,{p}+({value}-{limit})*(100-{p})/(100-{limit}))"
            mapped = f'IF({value}="","",IF({value}<={limit},{value}*{p}/{limit},{above}))'
            cells["points"] = GridCell(_or_empty(points), Look.SCORE, mapped)
        what = f"{sheet.say.text(scheme.aspect(aspect).short)} {sheet.say.text(scheme.method(held.method).title)}"
        return self.put("written", held.method, aspect, what, cells)

    def _percent(self, method: str, aspect: str) -> Fraction | None:
        found = [
            Fraction(value)
            for sheet in locked(self.file, method)
            if self.sheet.result.counts(sheet) and (value := sheet.value(aspect, Part.PERCENT))
        ]
        return sum(found, Fraction(0)) / len(found) if found else None

    def _total(self, aspects: Sequence[tuple[int, Fraction | None, Fraction]]) -> None:
        here, rule = self.sheet.here, self.sheet.scheme.weighted
        assert rule is not None
        rows = [row for row, _, _ in aspects]
        terms = "+".join(f"{here('points', row)}*{here('weight', row)}" for row in rows)
        formula = f'IF(COUNT({self.sheet.span("points", rows)})={len(rows)},({terms})/100,"")'
        total = self.file.evaluation.total
        row = self.put(
            "total",
            "",
            "total",
            self.sheet.say.label("word.total"),
            {
                "points": GridCell(_or_empty(total), Look.STRONG_SCORE, formula),
                "cut": GridCell(rule.total_cut, Look.NUMBER),
                **self._verdict(total, rule.total_cut),
            },
        )
        self.sheet.totals[self.file.case.id] = self.sheet.there("points", row)

    def _composite(self, indicator: Indicator) -> None:
        """The method-weighted mean of an indicator's panel levels, against its floor, or the required level itself."""
        scheme, sheet = self.sheet.scheme, self.sheet
        rule, case, here = scheme.weighted, self.file.case.id, self.sheet.here
        assert rule is not None
        rating = [
            held
            for held in level_rules(scheme, self.file)
            if held.mode is MethodMode.SCORED and indicator.aspect in held.covers
        ]
        if not rating:
            return
        items = [(held, sheet.consolidation.items[case, held.method, indicator.id]) for held in rating]
        parts = [(held.weight, item.level) for held, item in items if item.level is not None]
        whole = sum((weight for weight, _ in parts), Fraction(0))
        value = sum((weight * level for weight, level in parts), Fraction(0)) / whole if parts else None
        required = scheme.grade(self.file.case.grade).required_level(indicator.aspect) or Fraction(1)
        cut = required if indicator.non_compensable else required - rule.indicator_tolerance
        gap = any(self._missing(held) for held in rating) or any(item.open for _, item in items)
        levels = [(sheet.consolidation.reference("panel_level", item.row), held.weight) for held, item in items]
        top = "+".join(f'IF({cell}="",0,{cell}*{_plain(weight)})' for cell, weight in levels)
        bottom = "+".join(f'IF({cell}="",0,{_plain(weight)})' for cell, weight in levels)
        passed: Value = "" if gap or value is None else int(value >= cut)
        opened = "+".join(sheet.consolidation.reference("open", item.row) for _, item in items)
        limit = (
            here("required")
            if indicator.non_compensable
            else f"{here('required')}-{sheet.parameters['indicator_tolerance']}"
        )
        unseen = int(indicator.non_compensable and value is None and not gap)
        cells = {
            "value": GridCell(_or_empty(value), Look.NUMBER, f'IF({bottom}=0,"",({top})/({bottom}))'),
            "required": GridCell(required, Look.NUMBER),
            "missing": GridCell(
                self._gaps(rating, [item for _, item in items]),
                Look.COUNT,
                f"{opened}+{sum(self._missing(held) for held in rating)}",
            ),
            "cut": GridCell(cut, Look.NUMBER, limit),
            "passed": GridCell(
                passed,
                Look.COUNT,
                f'IF(OR({here("missing")}>0,{here("value")}=""),"",IF({exact(here("value"))}>={exact(here("cut"))},1,0))',
            ),
            "failed": self._is("passed", passed, 0),
        }
        if indicator.non_compensable:
            cells["incomplete"] = GridCell(unseen, Look.COUNT, f'IF(AND({here("missing")}=0,{here("value")}=""),1,0)')
        self.put("composite", "", indicator.id, indicator_name(indicator, sheet.say), cells)

    def _gaps(self, rating: Sequence[MethodRule], items: Sequence[Item]) -> int:
        return sum(item.open for item in items) + sum(self._missing(held) for held in rating)

    def _gate(self, held: MethodRule) -> None:
        """A stage that must be passed in each aspect it covers, and enters no score."""
        here, scheme = self.sheet.here, self.sheet.scheme
        parts = [self._method(held, aspect, None) for aspect in held.covers]
        percent = scheme.method(held.method).marks == "percent"
        code = "value" if percent else "points"
        lowest, cut, complete = self._worst(held, percent=percent)
        passed: Value = "" if lowest is None else int(lowest >= cut) if complete or lowest < cut else ""
        cells_of_parts, limit = self.sheet.span(code, parts), here("cut")
        whole = f"AND({','.join(here('complete', part) + '=1' for part in parts)})"
        value = here("value")
        verdict = f'IF({exact(value)}<{exact(limit)},0,IF({whole},1,""))'
        self.put(
            "gate",
            held.method,
            held.method,
            self.sheet.say.text(scheme.method(held.method).title),
            {
                "value": GridCell(
                    _or_empty(lowest), Look.NUMBER, f'IF(COUNT({cells_of_parts})=0,"",MIN({cells_of_parts}))'
                ),
                "cut": GridCell(cut, Look.NUMBER),
                "passed": GridCell(passed, Look.COUNT, f'IF({value}="","",{verdict})'),
                "failed": self._is("passed", passed, 0),
            },
        )

    def _worst(self, held: MethodRule, *, percent: bool) -> tuple[Fraction | None, Fraction, bool]:
        scheme = self.sheet.scheme
        if percent:
            found = [self._percent(held.method, aspect) for aspect in held.covers]
            known = [each for each in found if each is not None]
            return min(known, default=None), held.pass_mark or Fraction(100), len(known) == len(found)
        rule = scheme.weighted
        assert rule is not None
        points, whole = [], not self._missing(held)
        for aspect in held.covers:
            items = self._items(held, aspect)
            rated = [item.level for item in items if item.level is not None]
            whole = whole and bool(rated) and not any(item.open for item in items)
            whole = whole and len(rated) >= rule.least_rated_share * len(items)
            if rated:
                required = scheme.grade(self.file.case.grade).required_level(aspect) or Fraction(1)
                level = sum(rated, Fraction(0)) / len(rated)
                points.append(points_of_level(level, required, scheme.top, rule.required_points))
        return min(points, default=None), rule.required_points, whole

    # the area-by-area rule

    def _areas(self) -> None:
        scheme, rule = self.sheet.scheme, self.sheet.scheme.areas
        assert rule is not None
        held = [each for each in level_rules(scheme, self.file) if each.mode is MethodMode.SCORED]
        decider = next(each for each in held if each.method == rule.decided_by)
        shown = next((each for each in (decider, *held) if self._marked(each)), decider)
        for each in sorted(held, key=lambda each: each is decider):
            decides = each is decider
            awaited = decides or self._awaited(each)
            for aspect in each.covers:
                self._area(each, aspect, decides=decides, shown=each is shown, awaited=awaited)
            for indicator in self._all(each):
                if indicator.non_compensable:
                    self._essential(each, indicator, decides=decides)
        for each in held_rules(scheme, self.file):
            if each.mode is MethodMode.GATE:
                self._gate(each)

    def _marked(self, held: MethodRule) -> bool:
        marked = any(self.sheet.result.counts(sheet) and _says(sheet) for sheet in locked(self.file, held.method))
        return marked or any(each.method == held.method and each.level is not None for each in self.file.outcome.agreed)

    def _awaited(self, held: MethodRule) -> bool:
        """Whether anybody's counted sheet was due in a method that only advises; if not, it holds nothing up."""
        excused = {
            each.key.assessor
            for each in self.file.sheets
            if each.key.method == held.method and each.state in WITHOUT_MARKS
        }
        return bool(self.sheet.result.due.get((self.file.case.id, held.method), frozenset()) - excused)

    def _area(self, held: MethodRule, aspect: str, *, decides: bool, shown: bool, awaited: bool) -> None:
        sheet, scheme, here = self.sheet, self.sheet.scheme, self.sheet.here
        rule = scheme.areas
        assert rule is not None
        items, p = self._items(held, aspect), sheet.parameters
        levels = [item.level for item in items if item.level is not None]
        missing = self._missing(held) + sum(item.open for item in items)
        reached = sum(level >= rule.threshold for level in levels)
        needed = needed_of(rule, len(items))
        panel = self._range("panel_level", items)
        sunk = any(level <= rule.never for level in levels)
        passed: Value = ""
        if not missing:
            passed = 0 if sunk or reached + len(items) - len(levels) < needed else 1 if reached >= needed else ""
        low = f'COUNTIF({panel},"<="&{p["never"]})>0'
        short = f"{here('value')}+{here('of')}-{here('rated')}<{here('cut')}"
        judged = f'IF(OR({low},{short}),0,IF({here("value")}>={here("cut")},1,""))'
        row = self.put(
            "area" if decides else "advice",
            held.method,
            aspect,
            f"{sheet.say.text(scheme.aspect(aspect).title)} {sheet.say.text(scheme.method(held.method).title)}",
            {
                "value": GridCell(reached, Look.COUNT, f'COUNTIF({panel},">="&{p["threshold"]})'),
                "rated": GridCell(len(levels), Look.COUNT, f"COUNT({panel})"),
                "of": GridCell(len(items), Look.COUNT, f"ROWS({panel})"),
                "missing": GridCell(missing, Look.COUNT, f"SUM({self._range('open', items)})+{self._missing(held)}"),
                "cut": GridCell(needed, Look.COUNT, f"ROUNDUP({exact(p['share'] + '*' + here('of'))},0)"),
                "passed": GridCell(passed, Look.COUNT, f'IF({here("missing")}>0,"",{judged})'),
                "failed": self._is("passed", passed, 0) if decides else GridCell(None),
                "incomplete": self._gap(missing) if awaited else GridCell(None),
                "unsought": self._unsought(missing, passed) if decides else GridCell(None),
            },
        )
        if shown:
            sheet.scores[self.file.case.id, aspect] = sheet.there("value", row)
            sheet.passes[self.file.case.id, aspect] = sheet.there("passed", row)

    def _gap(self, missing: int) -> GridCell:
        return GridCell(int(missing > 0), Look.COUNT, f"IF({self.sheet.here('missing')}>0,1,0)")

    def _unsought(self, missing: int, passed: Value) -> GridCell:
        """1 where all have spoken and it is still open: what was not sought holds a case up only while nothing has failed."""
        here = self.sheet.here
        formula = f'IF(AND({here("missing")}=0,{here("passed")}=""),1,0)'
        return GridCell(int(not missing and passed == ""), Look.COUNT, formula)

    def _essential(self, held: MethodRule, indicator: Indicator, *, decides: bool) -> None:
        """A sub-item that must itself be at the threshold."""
        sheet, here = self.sheet, self.sheet.here
        rule = sheet.scheme.areas
        assert rule is not None
        item = sheet.consolidation.items[self.file.case.id, held.method, indicator.id]
        passed: Value = "" if item.level is None else int(item.level >= rule.threshold)
        level = sheet.consolidation.reference("panel_level", item.row)
        threshold = sheet.parameters["threshold"]
        verdict = f'IF({here("value")}="","",IF({here("value")}>={here("cut")},1,0))'
        missing, opened = self._missing(held) + item.open, sheet.consolidation.reference("open", item.row)
        failed = f'IF(OR({here("missing")}>0,{here("passed")}=""),0,IF({here("passed")}=0,1,0))'
        self.put(
            "rule" if decides else "advice",
            held.method,
            indicator.id,
            indicator_name(indicator, sheet.say),
            {
                "value": GridCell(_or_empty(item.level), Look.NUMBER, f'IF({level}="","",{level})'),
                "missing": GridCell(missing, Look.COUNT, f"{opened}+{self._missing(held)}"),
                "cut": GridCell(rule.threshold, Look.NUMBER, threshold),
                "passed": GridCell(passed, Look.COUNT, verdict),
                "failed": GridCell(int(not missing and passed == 0), Look.COUNT, failed) if decides else GridCell(None),
                "unsought": self._unsought(missing, passed) if decides else GridCell(None),
            },
        )

    # both

    def _outcome(self) -> None:
        weighted = self.sheet.scheme.weighted is not None
        good, bad = ("pass", "fail") if weighted else ("recommend", "not_recommend")
        first, last = self.rows[0], self.rows[-1]
        here = self.sheet.here
        column = {code: f"{here(code, first)}:{here(code, last)}" for code in ("failed", "incomplete", "unsought")}
        formula = (
            f"IF(SUM({column['incomplete']})>0,{quoted('incomplete')},"
            f"IF(SUM({column['failed']})>0,{quoted(bad)},"
            f"IF(SUM({column['unsought']})>0,{quoted('incomplete')},{quoted(good)})))"
        )
        row = self.put(
            "outcome",
            "",
            self.file.case.grade,
            self.sheet.say.label("heading.outcome"),
            {"points": GridCell(self.file.evaluation.outcome.value, Look.STRONG, formula)},
        )
        self.sheet.outcomes[self.file.case.id] = self.sheet.there("points", row)


def _or_empty(value: Fraction | None) -> Value:
    return "" if value is None else value


def _plain(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
