"""The weighted rule (domain 9.1): levels and papers to a 100-point total with floors.

1. Panel level of an indicator in a method: `panel.panel_level`. "Not sought" is left out; where fewer than the scheme's share of
   an aspect's indicators are rated in a method, the aspect is incomplete.
2. Method level of an aspect: the mean of its indicators' panel levels.
3. To points: 0 → 0, the required level → 60, the top level → 100, straight lines between; a paper: 0 → 0, pass mark → 60,
   100 → 100.
4. Aspect score: mean of the methods that cover it, by their weights, which are rescaled; total: mean of the aspects by theirs.
5. Rules: the total's cut, each aspect's floor, each indicator's composite (the method-weighted mean of its panel levels) against
   the required level less the tolerance, non-compensable ones against the required level itself, and every gate.

Worked example: material levels 3 3 4 3 3 and 3 4 3 3 3 give K 3.2; required 3, so 60 + 0.2 × 40 / 2 = 64 points; with a paper
at 72 % (pass mark 60 → 72 points) and an interview at 64, weights 35, 25 and 40, K is 66.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor_app.models.derivation import (
    AspectResult,
    Evaluation,
    Flag,
    FlagCode,
    Node,
    Outcome,
    Reason,
    ReasonCode,
    Step,
)
from assessor_app.models.panel import Bench, PanelLevel, discrepancies, gaps, mean, panel_level, straddle, unused
from assessor_app.models.scheme import Indicator, MethodMode, MethodRule, WeightedRule

HUNDRED = Fraction(100)


def points_of_level(level: Fraction, required: Fraction, top: int, required_points: Fraction) -> Fraction:
    """A level on the 100-point scale: 0 → 0, ``required`` → ``required_points``, ``top`` → 100, straight lines between."""
    if level <= required:
        return level * required_points / required
    return required_points + (level - required) * (HUNDRED - required_points) / (top - required)


def points_of_percent(percent: Fraction, pass_mark: Fraction, required_points: Fraction) -> Fraction:
    """A paper's percentage on the 100-point scale: 0 → 0, ``pass_mark`` → ``required_points``, 100 → 100."""
    if percent <= pass_mark:
        return percent * required_points / pass_mark
    return required_points + (percent - pass_mark) * (HUNDRED - required_points) / (HUNDRED - pass_mark)


@dataclass(frozen=True, slots=True)
class MethodScore:
    """One method of one aspect: points, and whether nothing is missing."""

    rule: MethodRule
    points: Fraction | None
    complete: bool
    node: Node
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Composite:
    """One indicator over all methods: what floors are tested on."""

    indicator: Indicator
    value: Fraction | None
    node: Node
    reasons: tuple[Reason, ...]


def evaluate_weighted(bench: Bench, rule: WeightedRule) -> Evaluation:
    """The outcome of a case under a weighted scheme."""
    levels = Levels.of(bench)
    scores = [(aspect.id, _methods_of(bench, rule, levels, aspect.id)) for aspect in bench.scheme.aspects]
    aspects = [_aspect(bench, rule, aspect, methods) for aspect, methods in scores]
    total, total_node = _total(bench, [result for result, _ in aspects], [node for _, node in aspects])
    composites = [_composite(bench, rule, levels, indicator) for indicator in bench.grade.indicators]
    gates = [_gate(bench, rule, levels, held) for held in bench.rules(MethodMode.GATE)]

    results = tuple(result for result, _ in aspects)
    missing = [*levels.gaps, *(reason for _, methods in scores for method in methods for reason in method.reasons)]
    failed = [
        *_below_total(rule, total),
        *_below_floor(results),
        *(reason for composite in composites for reason in composite.reasons),
        *(reason for gate in gates for reason in gate.reasons),
    ]
    reasons = tuple(
        dict.fromkeys(sorted((*missing, *failed), key=lambda reason: reason.code is not ReasonCode.INCOMPLETE))
    )
    outcome = _outcome(reasons)
    children = (
        total_node,
        _rule_node(ReasonCode.TOTAL, "total", total, rule.total_cut),
        *(_rule_node(ReasonCode.ASPECT_FLOOR, result.aspect, result.score, result.floor) for result in results),
        *(composite.node for composite in composites),
        *(gate.node for gate in gates),
        *unused(bench),
    )
    facts = (("outcome", outcome.value), ("scheme", bench.scheme.id), ("version", bench.scheme.version))
    return Evaluation(
        outcome=outcome,
        total=total,
        aspects=results,
        reasons=reasons,
        flags=(*_borderline(rule, total, results), *_panel_flags(bench, rule)),
        derivation=Node(Step.OUTCOME, bench.grade.id, total, facts, children),
    )


def _outcome(reasons: Sequence[Reason]) -> Outcome:
    if any(reason.code is ReasonCode.INCOMPLETE for reason in reasons):
        return Outcome.INCOMPLETE
    return Outcome.FAIL if reasons else Outcome.PASS


@dataclass(frozen=True, slots=True)
class Levels:
    """Panel levels of every indicator in every method marked in levels, worked out once, with what is missing."""

    by_item: dict[tuple[str, str], PanelLevel]
    gaps: tuple[Reason, ...]

    @staticmethod
    def of(bench: Bench) -> Levels:
        by_item: dict[tuple[str, str], PanelLevel] = {}
        missing: list[Reason] = []
        for rule in bench.rules(MethodMode.SCORED, MethodMode.GATE, marks="level"):
            present = bench.present(rule)
            levels = [panel_level(bench, rule, indicator, present) for indicator in bench.items(rule)]
            by_item |= {(rule.method, level.indicator.id): level for level in levels}
            missing.extend(gaps(bench, rule, present, levels))
        return Levels(by_item, tuple(missing))

    def of_aspect(self, bench: Bench, rule: MethodRule, aspect: str) -> list[PanelLevel]:
        return [self.by_item[rule.method, indicator.id] for indicator in bench.items(rule, aspect)]

    def has_gap(self, rule: MethodRule, items: Sequence[PanelLevel]) -> bool:
        subjects = {rule.method, *(item.indicator.id for item in items)}
        return any(gap.method == rule.method and gap.subject in subjects for gap in self.gaps)


# --- methods and aspects ----------------------------------------------------------------------------------------------


def _methods_of(bench: Bench, rule: WeightedRule, levels: Levels, aspect: str) -> list[MethodScore]:
    """The scored methods that cover an aspect, with weights rescaled to 100."""
    covering = [held for held in bench.rules(MethodMode.SCORED) if aspect in held.covers]
    whole = sum((held.weight for held in covering), Fraction(0))
    return [
        _written(bench, rule, held, aspect, held.weight * HUNDRED / whole)
        if bench.method(held).marks == "percent"
        else method_points(bench, rule, levels, held, aspect, held.weight * HUNDRED / whole)
        for held in covering
    ]


def method_points(
    bench: Bench, rule: WeightedRule, levels: Levels, held: MethodRule, aspect: str, weight: Fraction | None = None
) -> MethodScore:
    """One method marked in levels, in one aspect: steps 1 to 3."""
    items = levels.of_aspect(bench, held, aspect)
    rated = [item.value for item in items if item.value is not None]
    enough = len(rated) >= rule.least_rated_share * len(items) and bool(rated)
    gap = levels.has_gap(held, items)
    level = mean(rated) if rated else None
    required = required_of(bench, aspect)
    points = None if level is None else points_of_level(level, required, bench.scheme.top, rule.required_points)
    # Where somebody's marks are missing that is the reason; too few indicators rated is one only when all have spoken.
    too_few = () if enough or gap else (Reason(ReasonCode.INCOMPLETE, aspect, method=held.method),)
    facts = (
        ("level", level),
        ("required", required),
        ("weight", weight),
        ("rated", len(rated)),
        ("of", len(items)),
        ("complete", enough and not gap),
    )
    node = Node(Step.METHOD, held.method, points, (("aspect", aspect), *facts), tuple(item.node for item in items))
    return MethodScore(held, points, enough and not gap, node, too_few)


def _written(bench: Bench, rule: WeightedRule, held: MethodRule, aspect: str, weight: Fraction | None) -> MethodScore:
    percent = bench.written.get((held.method, aspect))
    pass_mark = held.pass_mark
    assert pass_mark is not None  # the loader refuses a paper without one
    points = None if percent is None else points_of_percent(percent, pass_mark, rule.required_points)
    facts = (("method", held.method), ("percent", percent), ("pass_mark", pass_mark), ("weight", weight))
    any_part = any(method == held.method for method, _ in bench.written)
    subject = aspect if any_part else held.method
    missing = () if points is not None else (Reason(ReasonCode.INCOMPLETE, subject, method=held.method),)
    return MethodScore(held, points, points is not None, Node(Step.WRITTEN, aspect, points, facts), missing)


def required_of(bench: Bench, aspect: str) -> Fraction:
    required = bench.grade.required_level(aspect)
    assert required is not None  # the loader refuses a weighted scheme without one
    return required


def _aspect(bench: Bench, rule: WeightedRule, aspect: str, methods: Sequence[MethodScore]) -> tuple[AspectResult, Node]:
    whole = sum((method.rule.weight for method in methods), Fraction(0))
    shares = [
        method.points * method.rule.weight / whole
        for method in methods
        if method.complete and method.points is not None
    ]
    score = sum(shares, Fraction(0)) if len(shares) == len(methods) else None
    floor = dict(rule.aspect_cuts)[aspect]
    passed = None if score is None else score >= floor
    facts = (("weight", dict(bench.grade.weights)[aspect]), ("floor", floor), ("passed", passed))
    node = Node(Step.ASPECT, aspect, score, facts, tuple(method.node for method in methods))
    return AspectResult(aspect, score, floor, passed), node


def _total(bench: Bench, aspects: Sequence[AspectResult], nodes: Sequence[Node]) -> tuple[Fraction | None, Node]:
    weights = dict(bench.grade.weights)
    shares = [None if aspect.score is None else aspect.score * weights[aspect.aspect] / HUNDRED for aspect in aspects]
    known = [share for share in shares if share is not None]
    total = sum(known, Fraction(0)) if len(known) == len(shares) else None
    return total, Node(Step.TOTAL, "total", total, (), tuple(nodes))


# --- rules ------------------------------------------------------------------------------------------------------------


def _rule_node(code: ReasonCode, subject: str, value: Fraction | None, cut: Fraction | None) -> Node:
    passed = None if value is None or cut is None else value >= cut
    return Node(Step.RULE, subject, value, (("rule", code.value), ("cut", cut), ("passed", passed)))


def _below_total(rule: WeightedRule, total: Fraction | None) -> Iterator[Reason]:
    if total is not None and total < rule.total_cut:
        yield Reason(ReasonCode.TOTAL, "total", total, rule.total_cut)


def _below_floor(results: Sequence[AspectResult]) -> Iterator[Reason]:
    for result in results:
        if result.passed is False:
            yield Reason(ReasonCode.ASPECT_FLOOR, result.aspect, result.score, result.floor)


def _composite(bench: Bench, rule: WeightedRule, levels: Levels, indicator: Indicator) -> Composite:
    """The method-weighted mean of an indicator's panel levels, and what the rules on single indicators say of it."""
    parts = [
        (held, level)
        for held in _rating(bench, indicator)
        if (level := levels.by_item[held.method, indicator.id]).value is not None
    ]
    whole = sum((held.weight for held, _ in parts), Fraction(0))
    weighted = [level.value * held.weight for held, level in parts if level.value is not None]
    value = sum(weighted[1:], weighted[0]) / whole if weighted else None
    required = required_of(bench, indicator.aspect)
    floor = required - rule.indicator_tolerance
    reasons: tuple[Reason, ...] = tuple(_indicator_reasons(indicator, value, floor, required))
    judged: bool | None
    # While a mark is missing the composite may still move either way: it is shown, not judged.
    if any(levels.has_gap(held, [levels.by_item[held.method, indicator.id]]) for held in _rating(bench, indicator)):
        reasons, judged = (), None
    else:
        judged = None if value is None else not any(reason.code is not ReasonCode.INCOMPLETE for reason in reasons)
    facts = (
        ("required", required),
        ("floor", floor),
        ("non_compensable", indicator.non_compensable),
        ("passed", judged),
    )
    children = tuple(
        Node(
            Step.INDICATOR,
            indicator.id,
            level.value,
            (("method", held.method), ("rule", level.rule), ("weight", share)),
        )
        for held, level in parts
        for share in (held.weight * HUNDRED / whole,)
    )
    return Composite(indicator, value, Node(Step.COMPOSITE, indicator.id, value, facts, children), reasons)


def _rating(bench: Bench, indicator: Indicator) -> list[MethodRule]:
    """The scored methods in which an indicator is rated."""
    return [held for held in bench.rules(MethodMode.SCORED, marks="level") if indicator.aspect in held.covers]


def _indicator_reasons(
    indicator: Indicator, value: Fraction | None, floor: Fraction, required: Fraction
) -> Iterator[Reason]:
    if value is None:
        # A non-compensable indicator must be seen to stand; one that nobody sought has not been.
        if indicator.non_compensable:
            yield Reason(ReasonCode.INCOMPLETE, indicator.id)
        return
    if value < floor:
        yield Reason(ReasonCode.INDICATOR_FLOOR, indicator.id, value, floor)
    if indicator.non_compensable and value < required:
        yield Reason(ReasonCode.NON_COMPENSABLE, indicator.id, value, required)


def _gate(bench: Bench, rule: WeightedRule, levels: Levels, held: MethodRule) -> MethodScore:
    """A method that must be passed in each aspect it covers and enters no score."""
    if bench.method(held).marks == "percent":
        parts = [_written(bench, rule, held, aspect, None) for aspect in held.covers]
    else:
        parts = [method_points(bench, rule, levels, held, aspect) for aspect in held.covers]
    complete = all(part.complete for part in parts)
    known = [part.points for part in parts if part.points is not None]
    worst = min(known, default=None)
    passed = (
        None if worst is None else (worst >= rule.required_points if complete or worst < rule.required_points else None)
    )
    reasons = [reason for part in parts for reason in part.reasons]
    if passed is False:
        reasons.append(
            Reason(ReasonCode.GATE, held.method, *_gate_numbers(bench, rule, held, worst), method=held.method)
        )
    facts = (("passed", passed), ("cut", held.pass_mark if held.pass_mark is not None else rule.required_points))
    node = Node(Step.GATE, held.method, worst, facts, tuple(part.node for part in parts))
    return MethodScore(held, worst, complete, node, tuple(reasons))


def _gate_numbers(
    bench: Bench, rule: WeightedRule, held: MethodRule, worst: Fraction | None
) -> tuple[Fraction | None, Fraction]:
    """What was compared: the lowest percentage with the pass mark, or the lowest points with the required ones."""
    if held.pass_mark is None:
        return worst, rule.required_points
    percents = [bench.written.get((held.method, aspect)) for aspect in held.covers]
    return min((percent for percent in percents if percent is not None), default=None), held.pass_mark


# --- flags ------------------------------------------------------------------------------------------------------------


def _borderline(rule: WeightedRule, total: Fraction | None, results: Sequence[AspectResult]) -> Iterator[Flag]:
    """Total or aspects within the margin of their cut, on either side, the margin itself included."""
    scores = [("total", total, rule.total_cut), *((result.aspect, result.score, result.floor) for result in results)]
    for subject, value, cut in scores:
        if value is not None and cut is not None and abs(value - cut) <= rule.borderline_margin:
            yield Flag(FlagCode.BORDERLINE, subject, values=(("value", value), ("cut", cut)))


def _panel_flags(bench: Bench, rule: WeightedRule) -> Iterator[Flag]:
    for held in bench.rules(MethodMode.SCORED, MethodMode.GATE, marks="level"):
        yield from panel_flags_of(bench, rule, held)


def panel_flags_of(bench: Bench, rule: WeightedRule, held: MethodRule) -> Iterator[Flag]:
    """What the panel must talk about in one method: levels far apart, and aspects whose cut lies between its assessors."""
    yield from discrepancies(bench, held)
    present = bench.present(held)
    for aspect in held.covers:
        cut = dict(rule.aspect_cuts)[aspect]
        sides = [(who, points >= cut, points) for who, points in own_points(bench, rule, held, aspect, present)]
        yield from straddle(bench, aspect, held.method, sides)


def own_points(
    bench: Bench, rule: WeightedRule, held: MethodRule, aspect: str, present: Sequence[str]
) -> Iterator[tuple[str, Fraction]]:
    """Each counted assessor's own score of an aspect in one method, for those ``present`` who rated enough of it."""
    items = bench.items(held, aspect)
    required = required_of(bench, aspect)
    for assessor in present:
        own = [level for item in items if (level := bench.own_level(assessor, held.method, item.id)) is not None]
        if own and len(own) >= rule.least_rated_share * len(items):
            mine = Fraction(sum(own), len(own))
            yield assessor, points_of_level(mine, required, bench.scheme.top, rule.required_points)
