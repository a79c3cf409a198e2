"""The area-by-area rule (domain 9.2): no total; each area is demonstrated or not, and all must be.

An area is demonstrated when at least the scheme's share of its sub-items, rounded up, have a panel level at the threshold or
above, and none stands at or below the level that sinks it. The method the scheme names decides (the interview); the others, the
papers above all, advise: their counts stand in the derivation and differences raise flags. Non-compensable sub-items must each
be at the threshold.

Worked example: E 2 1 1 2 2 has 3 of 5 at 2 or above, 3 are needed, so the area stands; but E2 is non-compensable and at 1: not
recommended, because of E2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from assessor_app.models.derivation import AspectResult, Evaluation, Flag, Node, Outcome, Reason, ReasonCode, Step
from assessor_app.models.panel import Bench, PanelLevel, discrepancies, gaps, panel_level, straddle, unused
from assessor_app.models.scheme import AreaRule, MethodMode, MethodRule


@dataclass(frozen=True, slots=True)
class MethodView:
    """What one method's panel levels say, area by area."""

    rule: MethodRule
    areas: tuple[AspectResult, ...]
    missing: tuple[Reason, ...]
    """Sheets and marks that are not in."""
    open: tuple[Reason, ...]
    """What was not sought far enough to tell."""
    failed: tuple[Reason, ...]
    nodes: tuple[Node, ...]
    marked: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return in_order(self.missing, self.open, self.failed)


def in_order(missing: Sequence[Reason], unsought: Sequence[Reason], failed: Sequence[Reason]) -> tuple[Reason, ...]:
    """Reasons as they are told. What was not sought is one only while nothing has failed: it could not mend that."""
    return tuple(dict.fromkeys((*missing, *(() if failed else unsought), *failed)))


def needed_of(rule: AreaRule, of: int) -> int:
    """How many of ``of`` sub-items must be at the threshold: the share, rounded up. 3/5 of 2, 3, 4, 5 is 2, 2, 3, 3."""
    return ceil(rule.share * of)


def evaluate_areas(bench: Bench, rule: AreaRule) -> Evaluation:
    """The outcome of a case under an area-by-area scheme."""
    views = [view_of(bench, rule, held) for held in bench.rules(MethodMode.SCORED, marks="level")]
    decider = next(view for view in views if view.rule.method == rule.decided_by)
    advisers = [view for view in views if view is not decider]
    gates = [_gate(bench, held) for held in bench.rules(MethodMode.GATE)]
    # An advising method only holds a case up when somebody's sheet of it is due and is not in, or not whole.
    awaited = [reason for view in advisers if view.rule.method in bench.expected for reason in view.missing]
    papers = [reason for _, found in gates for reason in found]
    reasons = in_order(
        (*awaited, *decider.missing, *(reason for reason in papers if reason.code is ReasonCode.INCOMPLETE)),
        decider.open,
        (*decider.failed, *(reason for reason in papers if reason.code is not ReasonCode.INCOMPLETE)),
    )
    outcome = _outcome(reasons)
    # Until the interview is held, the areas are those the papers show.
    shown = next((view for view in (decider, *advisers) if view.marked), decider)
    facts = (("outcome", outcome.value), ("scheme", bench.scheme.id), ("version", bench.scheme.version))
    children = (
        *decider.nodes,
        *(
            Node(
                Step.METHOD,
                view.rule.method,
                None,
                (("advises", True), ("complete", not view.missing and not view.open)),
                view.nodes,
            )
            for view in advisers
        ),
        *(node for node, _ in gates),
        *unused(bench),
    )
    return Evaluation(
        outcome=outcome,
        total=None,
        aspects=shown.areas,
        reasons=reasons,
        flags=tuple(_flags(bench, rule, decider, advisers)),
        derivation=Node(Step.OUTCOME, bench.grade.id, None, facts, children),
    )


def _outcome(reasons: Sequence[Reason]) -> Outcome:
    if any(reason.code is ReasonCode.INCOMPLETE for reason in reasons):
        return Outcome.INCOMPLETE
    return Outcome.NOT_RECOMMEND if reasons else Outcome.RECOMMEND


# --- one method -------------------------------------------------------------------------------------------------------


def view_of(bench: Bench, rule: AreaRule, held: MethodRule) -> MethodView:
    """What one method says of each area it covers."""
    present = bench.present(held)
    awaited = bench.expected.get(held.method, frozenset())
    levels = {indicator.id: panel_level(bench, held, indicator, present) for indicator in bench.items(held)}
    missing = tuple(_named(gap, held, awaited, present) for gap in gaps(bench, held, present, levels.values()))
    areas: list[AspectResult] = []
    nodes: list[Node] = []
    told: list[Reason] = []
    for aspect in held.covers:
        items = [levels[indicator.id] for indicator in bench.items(held, aspect)]
        area = area_of(rule, aspect, [item.value for item in items])
        if any(gap.subject in {held.method, *(item.indicator.id for item in items)} for gap in missing):
            area = AspectResult(aspect, None, None, None, area.at_threshold, area.needed, area.of)
        else:
            told.extend(_area_reasons(held, area))
        areas.append(area)
        nodes.append(_area_node(rule, held, area, items))
    for item in levels.values():
        if item.indicator.non_compensable:
            node, found = _non_compensable(rule, held, item)
            nodes.append(node)
            told.extend(found if not _touched(held, item, missing) else ())
    return MethodView(
        rule=held,
        areas=tuple(areas),
        missing=missing,
        open=tuple(reason for reason in told if reason.code is ReasonCode.INCOMPLETE),
        failed=tuple(reason for reason in told if reason.code is not ReasonCode.INCOMPLETE),
        nodes=tuple(nodes),
        marked=bool(present) or any(method == held.method for method, _ in bench.agreed),
    )


def _touched(held: MethodRule, item: PanelLevel, missing: Sequence[Reason]) -> bool:
    """Whether a mark that is not in could still move this level."""
    return any(gap.subject in {held.method, item.indicator.id} for gap in missing)


def _named(gap: Reason, held: MethodRule, awaited: frozenset[str], present: Sequence[str]) -> Reason:
    """A method nobody has marked, of which one sheet is due: say whose."""
    if gap.subject == held.method and not present and len(awaited) == 1:
        return Reason(gap.code, gap.subject, method=gap.method, assessor=next(iter(awaited)))
    return gap


def area_of(rule: AreaRule, aspect: str, levels: Sequence[Fraction | int | None]) -> AspectResult:
    """One area from its sub-items' levels. ``passed`` None: what was not rated could still decide it."""
    of, needed = len(levels), needed_of(rule, len(levels))
    rated = [level for level in levels if level is not None]
    reached = sum(1 for level in rated if level >= rule.threshold)
    passed: bool | None = None
    if any(level <= rule.never for level in rated) or reached + of - len(rated) < needed:
        passed = False
    elif reached >= needed:
        passed = True
    return AspectResult(aspect, None, None, passed, reached, needed, of)


def _area_node(rule: AreaRule, held: MethodRule, area: AspectResult, items: Sequence[PanelLevel]) -> Node:
    sunk = any(item.value is not None and item.value <= rule.never for item in items)
    facts = (
        ("method", held.method),
        ("at_threshold", area.at_threshold),
        ("needed", area.needed),
        ("of", area.of),
        ("threshold", rule.threshold),
        ("sunk", sunk),
        ("passed", area.passed),
    )
    return Node(Step.AREA, area.aspect, None, facts, tuple(item.node for item in items))


def _area_reasons(held: MethodRule, area: AspectResult) -> Iterator[Reason]:
    if area.passed is False:
        reached = None if area.at_threshold is None else Fraction(area.at_threshold)
        needed = None if area.needed is None else Fraction(area.needed)
        yield Reason(ReasonCode.AREA, area.aspect, reached, needed, held.method)
    elif area.passed is None:
        yield Reason(ReasonCode.INCOMPLETE, area.aspect, method=held.method)


def _non_compensable(rule: AreaRule, held: MethodRule, item: PanelLevel) -> tuple[Node, tuple[Reason, ...]]:
    cut = Fraction(rule.threshold)
    name = item.indicator.id
    passed = None if item.value is None else item.value >= cut
    facts = (("rule", ReasonCode.NON_COMPENSABLE.value), ("cut", cut), ("passed", passed), ("method", held.method))
    node = Node(Step.RULE, name, item.value, facts)
    if passed is None:
        return node, (Reason(ReasonCode.INCOMPLETE, name, method=held.method),)
    return node, () if passed else (Reason(ReasonCode.NON_COMPENSABLE, name, item.value, cut, held.method),)


def _gate(bench: Bench, held: MethodRule) -> tuple[Node, tuple[Reason, ...]]:
    """A paper that must be passed in each area it covers."""
    cut = held.pass_mark
    assert cut is not None  # the loader refuses a gate without one
    percents = {aspect: bench.written.get((held.method, aspect)) for aspect in held.covers}
    known = [percent for percent in percents.values() if percent is not None]
    worst = min(known, default=None)
    complete = len(known) == len(percents)
    passed = False if worst is not None and worst < cut else (True if complete else None)
    children = tuple(
        Node(
            Step.WRITTEN,
            aspect,
            None,
            (("method", held.method), ("percent", percent), ("pass_mark", cut), ("weight", None)),
        )
        for aspect, percent in percents.items()
    )
    node = Node(Step.GATE, held.method, worst, (("passed", passed), ("cut", cut)), children)
    reasons = []
    if not complete:
        reasons.append(Reason(ReasonCode.INCOMPLETE, held.method, method=held.method))
    if passed is False:
        reasons.append(Reason(ReasonCode.GATE, held.method, worst, cut, held.method))
    return node, tuple(reasons)


# --- flags ------------------------------------------------------------------------------------------------------------


def _flags(bench: Bench, rule: AreaRule, decider: MethodView, advisers: Sequence[MethodView]) -> Iterator[Flag]:
    for view in (*advisers, decider):
        yield from method_flags(bench, rule, view.rule)
    for adviser in advisers:
        yield from _between(bench, adviser, decider)


def method_flags(bench: Bench, rule: AreaRule, held: MethodRule) -> Iterator[Flag]:
    """Levels far apart, and areas demonstrated for one assessor and not for another."""
    yield from discrepancies(bench, held)
    for aspect in held.covers:
        items = bench.items(held, aspect)
        own = [
            (assessor, area_of(rule, aspect, [bench.own_level(assessor, held.method, item.id) for item in items]))
            for assessor in bench.present(held)
        ]
        sides = [(who, area.passed, Fraction(area.at_threshold or 0)) for who, area in own if area.passed is not None]
        yield from straddle(bench, aspect, held.method, [(who, bool(above), count) for who, above, count in sides])


def _between(bench: Bench, adviser: MethodView, decider: MethodView) -> Iterator[Flag]:
    """Areas that the papers show and the interview does not, or the other way round."""
    theirs = {area.aspect: area for area in adviser.areas}
    for area in decider.areas:
        other = theirs.get(area.aspect)
        if other is None or other.passed is None or area.passed is None:
            continue
        pair = ((adviser, other), (decider, area))
        sides = [(view.rule.method, bool(found.passed), Fraction(found.at_threshold or 0)) for view, found in pair]
        yield from straddle(bench, area.aspect, "", sides)
