"""Marks to outcome: the one bridge from sheets to the rule engine, used by chair, society and anyone who verifies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor_app.models.changes_that_matter import BorderlineView, changes_that_matter
from assessor_app.models.consolidation import AgreedLevel, Settled
from assessor_app.models.derivation import Evaluation
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import NOT_SOUGHT, SHEET, WITHOUT_MARKS, Part, Sheet, SheetState
from assessor_app.models.records import NumberText
from assessor_app.models.rounds import Assignment
from assessor_app.models.scheme import Scheme
from assessor_app.models.scoring import CountedMark, WrittenMark, evaluate, exact_text


def evaluate_case(
    scheme: Scheme,
    case: Case,
    sheets: Iterable[Sheet],
    assignments: Iterable[Assignment],
    agreed: Sequence[AgreedLevel],
    settled: Sequence[Settled],
) -> Evaluation:
    """The outcome of ``case`` by the rule, from the locked sheets among ``sheets``.

    An assessor who recused or abstained is not waited for; one who has not handed in leaves the case incomplete.
    """
    ground = _ground(scheme, case, sheets, assignments, agreed, settled)
    return evaluate(
        scheme,
        case.grade,
        ground.marks,
        ground.written,
        agreed=ground.agreed,
        settled=ground.settled,
        expected=ground.expected,
        overalls=ground.overalls,
    )


def borderline_case(
    scheme: Scheme,
    case: Case,
    sheets: Iterable[Sheet],
    assignments: Iterable[Assignment],
    agreed: Sequence[AgreedLevel],
    settled: Sequence[Settled],
    progress: Callable[[str, float], None],
) -> BorderlineView:
    """How close ``case`` is, from what `evaluate_case` works on: its margins, and each single mark whose neighbour level would
    give another outcome. ``progress`` may raise to cancel.
    """
    ground = _ground(scheme, case, sheets, assignments, agreed, settled)
    return changes_that_matter(
        scheme,
        case.grade,
        ground.marks,
        ground.written,
        agreed=ground.agreed,
        settled=ground.settled,
        expected=ground.expected,
        progress=progress,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the rule looks at."""

    marks: list[CountedMark]
    written: list[WrittenMark]
    agreed: list[tuple[str, str, int]]
    settled: list[tuple[str, str, str]]
    expected: dict[str, frozenset[str]]
    overalls: list[tuple[str, str, str]]


def _ground(
    scheme: Scheme,
    case: Case,
    sheets: Iterable[Sheet],
    assignments: Iterable[Assignment],
    agreed: Sequence[AgreedLevel],
    settled: Sequence[Settled],
) -> _Ground:
    mine = [sheet for sheet in sheets if sheet.key.case == case.id]
    locked = [sheet for sheet in mine if sheet.state is SheetState.LOCKED]
    excused = {(sheet.key.assessor, sheet.key.method) for sheet in mine if sheet.state in WITHOUT_MARKS}
    due = [item for item in assignments if item.case == case.id]
    counted = {(item.assessor, item.method): item.counted for item in due}
    expected: dict[str, set[str]] = {}
    for item in due:
        if item.counted and (item.assessor, item.method) not in excused:
            expected.setdefault(item.method, set()).add(item.assessor)
    return _Ground(
        marks=[mark for sheet in locked for mark in _levels(scheme, sheet, counted)],
        written=_written(scheme, locked, counted),
        agreed=[(item.method, item.indicator, item.level) for item in agreed if item.level is not None],
        settled=[(item.code, item.method, item.subject) for item in settled if item.reason],
        expected={method: frozenset(people) for method, people in expected.items()},
        overalls=[
            (sheet.key.assessor, sheet.key.method, sheet.value(SHEET, Part.OVERALL))
            for sheet in locked
            if counted.get((sheet.key.assessor, sheet.key.method), False)
        ],
    )


def case_state(case: CaseId, sheets: Iterable[Sheet]) -> str:
    """``absent`` or ``withdrawn`` if any assessor said so of the candidate and no interview was marked, else ``scored``."""
    states = [sheet.state for sheet in sheets if sheet.key.case == case]
    for state in (SheetState.WITHDRAWN, SheetState.ABSENT):
        if state in states:
            return state.value
    return "scored"


def figures(evaluation: Evaluation) -> tuple[NumberText, ...]:
    """The exact figures of an evaluation as they stand in a record: ``total`` and one per aspect, those that could
    be worked out.
    """
    numbers = [("total", evaluation.total)]
    for aspect in evaluation.aspects:
        shown = Fraction(aspect.at_threshold) if aspect.at_threshold is not None else None
        numbers.append((aspect.aspect, aspect.score if aspect.score is not None else shown))
    return tuple(NumberText(name, exact_text(value)) for name, value in numbers if value is not None)


def _levels(scheme: Scheme, sheet: Sheet, counted: Mapping[tuple[PersonId, str], bool]) -> list[CountedMark]:
    if scheme.method(sheet.key.method).marks != "level":
        return []
    return [
        CountedMark(
            assessor=sheet.key.assessor,
            method=sheet.key.method,
            indicator=mark.subject,
            level=None if mark.value == NOT_SOUGHT else int(mark.value),
            counted=counted.get((sheet.key.assessor, sheet.key.method), False),
        )
        for mark in sheet.marks
        if mark.part is Part.LEVEL and mark.value
    ]


def _written(
    scheme: Scheme, sheets: Sequence[Sheet], counted: Mapping[tuple[PersonId, str], bool]
) -> list[WrittenMark]:
    """One percentage per aspect: the mean where two counted markers marked the same paper."""
    percents: dict[str, list[Fraction]] = {}
    for sheet in sheets:
        key = (sheet.key.assessor, sheet.key.method)
        if scheme.method(sheet.key.method).marks == "percent" and counted.get(key, False):
            for mark in sheet.marks:
                if mark.part is Part.PERCENT and mark.value:
                    percents.setdefault(mark.subject, []).append(Fraction(mark.value))
    return [WrittenMark(aspect, sum(found, Fraction(0)) / len(found)) for aspect, found in percents.items()]
