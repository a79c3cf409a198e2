"""Marks to outcome: the rule engine's front door. Pure, exact, and always from the marks; nothing is cached or rounded inside.

`evaluate` gives the outcome of a case with every figure, reason and flag and the derivation behind them; `paper_stage` what one
method alone shows; `sheet_progress` where one assessor's own sheet stands. The two kinds of rule live in `weighted` and `areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessor_app.models.areas import area_of, evaluate_areas, method_flags, view_of
from assessor_app.models.derivation import AspectResult, Evaluation, Flag, FlagCode, Node, Outcome, Reason, ReasonCode
from assessor_app.models.numbers import decimal_text, exact_text, exact_value, plain_text
from assessor_app.models.panel import (
    Agreed,
    Bench,
    CountedMark,
    Settled,
    WrittenMark,
    arrange,
    find_grade,
    mean,
    refused,
)
from assessor_app.models.scheme import AreaRule, Indicator, MethodMode, MethodRule, Scheme, WeightedRule
from assessor_app.models.weighted import (
    Levels,
    evaluate_weighted,
    method_points,
    panel_flags_of,
    points_of_level,
    points_of_percent,
)

__all__ = [
    "OVERALL",
    "Agreed",
    "CountedMark",
    "Progress",
    "Settled",
    "Stage",
    "WrittenMark",
    "decimal_text",
    "evaluate",
    "exact_text",
    "exact_value",
    "paper_stage",
    "plain_text",
    "sheet_progress",
]

OVERALL = "overall"
"""Subject of a discrepancy between the assessors' overall judgements."""


def evaluate(
    scheme: Scheme,
    grade_id: str,
    marks: Sequence[CountedMark],
    written: Sequence[WrittenMark] = (),
    agreed: Iterable[Agreed] = (),
    settled: Iterable[Settled] = (),
    expected: Mapping[str, frozenset[str]] | None = None,
    overalls: Iterable[tuple[str, str, str]] = (),
) -> Evaluation:
    """The outcome of one case by the scheme's rule.

    ``expected`` names the counted assessors whose sheets are due, by method: one that is not in makes the case incomplete.
    ``overalls`` are the overall judgements (assessor, method, choice), looked at only for whether they differ, and only under an
    area-by-area scheme (domain 9.2). What is missing is never zero. Raises `MarksRefused` for an entry the scheme does not know.
    """
    bench = arrange(scheme, grade_id, marks, written, agreed, settled, expected)
    if scheme.areas is not None:
        evaluation = evaluate_areas(bench, scheme.areas)
        return replace(evaluation, flags=(*evaluation.flags, *_different_judgements(bench, overalls)))
    return evaluate_weighted(bench, _weighted(scheme))


def _weighted(scheme: Scheme) -> WeightedRule:
    assert scheme.weighted is not None  # the loader lets no scheme pass that has neither rule
    return scheme.weighted


def _different_judgements(bench: Bench, overalls: Iterable[tuple[str, str, str]]) -> list[Flag]:
    by_method: dict[str, dict[str, str]] = {}
    for assessor, method, choice in overalls:
        if choice:
            by_method.setdefault(method, {})[assessor] = choice
    return [
        Flag(FlagCode.DISCREPANCY, OVERALL, method, choices=tuple(sorted(said.items())))
        for method, said in sorted(by_method.items())
        if len(set(said.values())) > 1 and (FlagCode.DISCREPANCY.value, method, OVERALL) not in bench.settled
    ]


# --- one method by itself ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stage:
    """What one method alone shows: advice for the ruling after the paper stage, never an outcome."""

    method: str
    aspects: tuple[AspectResult, ...]
    demonstrated: bool | None
    """Whether every aspect looks demonstrated, and every non-compensable item too; None while something is missing."""
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...]
    nodes: tuple[Node, ...]


def paper_stage(
    scheme: Scheme,
    grade_id: str,
    marks: Sequence[CountedMark],
    *,
    method: str = "material",
    agreed: Iterable[Agreed] = (),
    settled: Iterable[Settled] = (),
    expected: Mapping[str, frozenset[str]] | None = None,
) -> Stage:
    """What ``method`` (marked in levels) shows by itself. Raises `MarksRefused`, also when the grade does not hold it."""
    bench = arrange(scheme, grade_id, marks, (), agreed, settled, expected)
    held = bench.grade.method(method)
    if held is None or held.mode is MethodMode.OFF or bench.method(held).marks != "level":
        raise refused("method", method, "unknown_method", known=(rule.method for rule in bench.grade.methods))
    if scheme.areas is not None:
        return _area_stage(bench, scheme.areas, held)
    return _weighted_stage(bench, _weighted(scheme), held)


def _area_stage(bench: Bench, rule: AreaRule, held: MethodRule) -> Stage:
    view = view_of(bench, rule, held)
    shown = False if view.failed and not view.missing else (None if view.missing or view.open else True)
    return Stage(held.method, view.areas, shown, view.reasons, tuple(method_flags(bench, rule, held)), view.nodes)


def _weighted_stage(bench: Bench, rule: WeightedRule, held: MethodRule) -> Stage:
    levels = Levels.of(bench)
    aspects, reasons, nodes = [], [gap for gap in levels.gaps if gap.method == held.method], []
    for aspect in held.covers:
        part = method_points(bench, rule, levels, held, aspect)
        cut = dict(rule.aspect_cuts)[aspect]
        score = part.points if part.complete else None
        result = AspectResult(aspect, score, cut, None if score is None else score >= cut)
        aspects.append(result)
        nodes.append(part.node)
        reasons.extend(part.reasons)
        if result.passed is False:
            reasons.append(Reason(ReasonCode.ASPECT_FLOOR, aspect, score, cut, held.method))
    incomplete = any(reason.code is ReasonCode.INCOMPLETE for reason in reasons)
    shown = None if incomplete else not reasons
    return Stage(
        held.method, tuple(aspects), shown, tuple(reasons), tuple(panel_flags_of(bench, rule, held)), tuple(nodes)
    )


# --- one sheet as it is being filled ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one assessor's own sheet stands in one aspect: their marks alone, combined with nobody's."""

    aspect: str
    rated: int
    not_sought: int
    of: int
    level: Fraction | None
    """Mean of the levels given so far."""
    points: Fraction | None
    """On the 100-point scale (weighted scheme)."""
    floor: Fraction | None
    passed: bool | None
    """Above its floor, or demonstrated; None while that is open."""
    at_threshold: int | None = None
    needed: int | None = None

    @property
    def to_go(self) -> int:
        return self.of - self.rated - self.not_sought


def sheet_progress(
    scheme: Scheme,
    grade_id: str,
    method: str,
    levels: Mapping[str, int | None],
    percents: Mapping[str, Fraction] | None = None,
) -> tuple[Progress, ...]:
    """Where a sheet stands, aspect by aspect: ``levels`` by indicator (None: not sought), ``percents`` by aspect.

    Empty when the grade does not hold the method. Raises `MarksRefused` for an unknown grade.
    """
    grade = find_grade(scheme, grade_id)
    rule = grade.method(method)
    if rule is None or rule.mode is MethodMode.OFF:
        return ()
    if scheme.method(method).marks == "percent":
        return tuple(_percent_progress(scheme, rule, aspect, (percents or {}).get(aspect)) for aspect in rule.covers)
    return tuple(
        _level_progress(scheme, grade.required_level(aspect), aspect, grade.indicators_of(aspect), levels)
        for aspect in rule.covers
    )


def _percent_progress(scheme: Scheme, rule: MethodRule, aspect: str, percent: Fraction | None) -> Progress:
    cut, pass_mark = None, rule.pass_mark
    points = percent
    if scheme.weighted is not None:
        cut = (
            dict(scheme.weighted.aspect_cuts)[aspect]
            if rule.mode is MethodMode.SCORED
            else scheme.weighted.required_points
        )
        points = (
            None
            if percent is None or pass_mark is None
            else points_of_percent(percent, pass_mark, scheme.weighted.required_points)
        )
    floor = pass_mark if cut is None else cut
    passed = None if points is None or floor is None else points >= floor
    return Progress(aspect, int(percent is not None), 0, 1, None, points, floor, passed)


def _level_progress(
    scheme: Scheme, required: Fraction | None, aspect: str, items: Sequence[Indicator], levels: Mapping[str, int | None]
) -> Progress:
    given = [levels[item.id] for item in items if item.id in levels]
    rated = [Fraction(level) for level in given if level is not None]
    level = mean(rated) if rated else None
    counts = (len(rated), len(given) - len(rated), len(items))
    if scheme.areas is not None:
        area = area_of(
            scheme.areas,
            aspect,
            [levels.get(item.id) for item in items],
        )
        return Progress(aspect, *counts, level, None, None, area.passed, area.at_threshold, area.needed)
    rule = _weighted(scheme)
    floor = dict(rule.aspect_cuts)[aspect]
    points = (
        None
        if level is None or required is None
        else points_of_level(level, required, scheme.top, rule.required_points)
    )
    return Progress(aspect, *counts, level, points, floor, None if points is None else points >= floor)


# --- what an outcome is worth -----------------------------------------------------------------------------------------

#: Better outcomes have higher numbers; an incomplete case can still become either.
RANK = {Outcome.FAIL: 0, Outcome.NOT_RECOMMEND: 0, Outcome.INCOMPLETE: 1, Outcome.PASS: 2, Outcome.RECOMMEND: 2}
