"""The marks of one case, arranged: who counts, whose mark is missing, and what level the panel stands at.

K3 in the interview: 3 4 3, all counted          → mean 10/3, median 3
K3 in the interview: 3 NS 3                      → mean 3: "not sought" is left out, it is not zero
K3 in the interview: 3 4 and nothing of a third  → mean 7/2 so far, but a mark is missing
the panel agreed on 4                            → 4, whatever the marks; they stay in the derivation
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor_app.models.derivation import Flag, FlagCode, Node, Reason, ReasonCode, Step
from assessor_app.models.errors import MarksRefused
from assessor_app.models.language import Text
from assessor_app.models.marks_faults import WRONG
from assessor_app.models.scheme import Combine, Grade, Indicator, Method, MethodMode, MethodRule, Scheme
from assessor_app.models.scheme_faults import shown


@dataclass(frozen=True, slots=True)
class CountedMark:
    """One assessor's level for one indicator in one method. ``level`` None: not sought. ``counted`` False: a trainee's."""

    assessor: str
    method: str
    indicator: str
    level: int | None
    counted: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """Percent (0 to 100, exact) of the part of a paper that belongs to one aspect. ``method`` may be left empty where the grade
    has one method marked in percent.
    """

    aspect: str
    percent: Fraction
    method: str = ""


WHOLE = tuple(Fraction(level) for level in range(10))
"""Levels as exact numbers; made once, since every mark of a derivation is one."""

Agreed = tuple[str, str, int | None]
"""(method, indicator, level) the panel settled on; of several for one indicator the last stands; None withdraws."""

Settled = tuple[str, str, str]
"""(flag code, method, subject) of a flag that was talked through."""


@dataclass(frozen=True, slots=True)
class PanelLevel:
    """Where the panel stands on one indicator in one method."""

    indicator: Indicator
    value: Fraction | None
    """None: nobody counted has rated it, or levels differ where the scheme wants agreement."""
    rule: str
    """``mean``, ``median`` or ``agreed``."""
    missing: tuple[str, ...]
    """Counted assessors who have said nothing of it, not even "not sought"; empty once a level is agreed."""
    disputed: bool
    node: Node


@dataclass(frozen=True, slots=True)
class Bench:
    """All that was marked in one case, arranged for the rule."""

    scheme: Scheme
    grade: Grade
    marks: Mapping[tuple[str, str], tuple[CountedMark, ...]]
    """By (method, indicator), in the order of the assessors' ids."""
    written: Mapping[tuple[str, str], Fraction]
    """Percent by (method, aspect)."""
    agreed: Mapping[tuple[str, str], int]
    settled: frozenset[Settled]
    expected: Mapping[str, frozenset[str]]

    def rules(self, *modes: MethodMode, marks: str = "") -> tuple[MethodRule, ...]:
        """The grade's method rules of these modes; ``marks`` narrows to methods marked in levels or in percent."""
        return tuple(
            rule for rule in self.grade.methods if rule.mode in modes and marks in {"", self.method(rule).marks}
        )

    def method(self, rule: MethodRule) -> Method:
        return self.scheme.method(rule.method)

    def items(self, rule: MethodRule, aspect: str = "") -> tuple[Indicator, ...]:
        """The indicators a method speaks of."""
        return tuple(
            item for item in self.grade.indicators if item.aspect in rule.covers and aspect in {"", item.aspect}
        )

    def counted(self, method: str, indicator: str) -> tuple[CountedMark, ...]:
        return tuple(mark for mark in self.marks.get((method, indicator), ()) if mark.counted)

    def present(self, rule: MethodRule) -> tuple[str, ...]:
        """Counted assessors with at least one mark in the method, by id."""
        return tuple(
            sorted({mark.assessor for item in self.items(rule) for mark in self.counted(rule.method, item.id)})
        )

    def own_level(self, assessor: str, method: str, indicator: str) -> int | None:
        """An assessor's level, an agreed one standing in for it."""
        if (method, indicator) in self.agreed:
            return self.agreed[method, indicator]
        marks = self.marks.get((method, indicator), ())
        return next((mark.level for mark in marks if mark.assessor == assessor), None)


def arrange(
    scheme: Scheme,
    grade_id: str,
    marks: Iterable[CountedMark],
    written: Iterable[WrittenMark],
    agreed: Iterable[Agreed] = (),
    settled: Iterable[Settled] = (),
    expected: Mapping[str, frozenset[str]] | None = None,
) -> Bench:
    """The marks of one case as a `Bench`. Raises `MarksRefused` for an entry the scheme does not know, doubles included.

    Marks of a method that is off for the grade, or of an aspect a method does not cover there, are no fault: they count nothing.
    """
    grade = find_grade(scheme, grade_id)
    return Bench(
        scheme=scheme,
        grade=grade,
        marks=_by_item(scheme, grade, marks),
        written=_by_aspect(scheme, grade, written),
        agreed=_agreed(scheme, grade, agreed),
        settled=frozenset(settled),
        expected=dict(expected or {}),
    )


def find_grade(scheme: Scheme, grade_id: str) -> Grade:
    """Raises `MarksRefused` where `Scheme.grade` would raise KeyError."""
    for grade in scheme.grades:
        if grade.id == grade_id:
            return grade
    raise refused("grade", grade_id, "unknown_grade", known=(grade.id for grade in scheme.grades))


def refused(entry: str, value: object, fault: str, *, known: Iterable[str] = (), allowed: str = "") -> MarksRefused:
    words = WRONG[fault]
    facts = {"known": ", ".join(known), "allowed": allowed}
    reason = Text(words.zh.format(**facts), words.en.format(**facts))
    return MarksRefused(entry=shown(entry), value=shown(value), reason=reason)


@dataclass(frozen=True, slots=True)
class _Known:
    """What an entry may name."""

    methods: Mapping[str, str]
    """How each method is marked, by id."""
    indicators: frozenset[str]
    grade: Grade

    @staticmethod
    def of(scheme: Scheme, grade: Grade) -> _Known:
        return _Known(
            {method.id: method.marks for method in scheme.methods},
            frozenset(item.id for item in grade.indicators),
            grade,
        )

    def demand(self, method: str, indicator: str, place: str) -> None:
        if method not in self.methods:
            raise refused(f"{place}.method", method, "unknown_method", known=self.methods)
        if self.methods[method] != "level":
            raise refused(f"{place}.method", method, "not_in_levels")
        if indicator not in self.indicators:
            raise refused(
                f"{place}.indicator", indicator, "unknown_indicator", known=(item.id for item in self.grade.indicators)
            )


def _by_item(
    scheme: Scheme, grade: Grade, marks: Iterable[CountedMark]
) -> dict[tuple[str, str], tuple[CountedMark, ...]]:
    found: dict[tuple[str, str], dict[str, CountedMark]] = {}
    counted: dict[tuple[str, str], bool] = {}
    known, top = _Known.of(scheme, grade), scheme.top
    for place, mark in enumerate(marks):
        known.demand(mark.method, mark.indicator, f"marks[{place}]")
        if mark.level is not None and not 0 <= mark.level <= top:
            raise refused(f"marks[{place}].level", mark.level, "level", allowed=f"0–{top}")
        if not mark.assessor:
            raise refused(f"marks[{place}].assessor", mark.assessor, "assessor")
        if counted.setdefault((mark.assessor, mark.method), mark.counted) is not mark.counted:
            raise refused(f"marks[{place}].counted", mark.assessor, "counted")
        item = found.setdefault((mark.method, mark.indicator), {})
        if mark.assessor in item:
            raise refused(f"marks[{place}]", f"{mark.assessor} {mark.method} {mark.indicator}", "double")
        item[mark.assessor] = mark
    return {key: tuple(item[assessor] for assessor in sorted(item)) for key, item in found.items()}


def _by_aspect(scheme: Scheme, grade: Grade, written: Iterable[WrittenMark]) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    aspects = [aspect.id for aspect in scheme.aspects]
    for place, mark in enumerate(written):
        method = mark.method or _only_paper(scheme, grade, f"written[{place}].method")
        if not any(known.id == method and known.marks == "percent" for known in scheme.methods):
            raise refused(f"written[{place}].method", method, "not_in_percent")
        if mark.aspect not in aspects:
            raise refused(f"written[{place}].aspect", mark.aspect, "unknown_aspect", known=aspects)
        if not 0 <= mark.percent <= 100:
            raise refused(f"written[{place}].percent", mark.percent, "percent")
        if (method, mark.aspect) in found:
            raise refused(f"written[{place}]", mark.aspect, "double")
        found[method, mark.aspect] = Fraction(mark.percent)
    return found


def _only_paper(scheme: Scheme, grade: Grade, entry: str) -> str:
    papers = [method.id for method in scheme.methods if method.marks == "percent"]
    held = [rule.method for rule in grade.methods if rule.method in papers and rule.mode is not MethodMode.OFF]
    if len(held) != 1 and len(papers) != 1:
        raise refused(entry, "", "which_paper", known=held or papers)
    return (held if len(held) == 1 else papers)[0]


def _agreed(scheme: Scheme, grade: Grade, agreed: Iterable[Agreed]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    known = _Known.of(scheme, grade)
    for place, (method, indicator, level) in enumerate(agreed):
        known.demand(method, indicator, f"agreed[{place}]")
        if level is None:
            found.pop((method, indicator), None)
        elif 0 <= level <= scheme.top:
            found[method, indicator] = level
        else:
            raise refused(f"agreed[{place}].level", level, "level", allowed=f"0–{scheme.top}")
    return found


# --- panel levels -----------------------------------------------------------------------------------------------------


def panel_level(bench: Bench, rule: MethodRule, indicator: Indicator, present: Sequence[str]) -> PanelLevel:
    """Where the panel stands on an indicator; ``present`` are the counted assessors who marked in this method."""
    counted = bench.counted(rule.method, indicator.id)
    levels = [WHOLE[mark.level] for mark in counted if mark.level is not None]
    settled = bench.agreed.get((rule.method, indicator.id))
    said = {mark.assessor for mark in counted}
    missing = tuple(assessor for assessor in present if assessor not in said) if settled is None else ()
    value = combined(levels, bench.scheme.combine) if settled is None else WHOLE[settled]
    how = bench.scheme.combine.value if settled is None else "agreed"
    leaves = [_leaf(mark) for mark in bench.marks.get((rule.method, indicator.id), ())]
    leaves += [Node(Step.MARK, assessor, None, (("counted", True), ("missing", True))) for assessor in missing]
    facts = (("method", rule.method), ("rule", how), ("non_compensable", indicator.non_compensable))
    node = Node(Step.INDICATOR, indicator.id, value, facts, tuple(leaves))
    return PanelLevel(indicator, value, how, missing, value is None and bool(levels), node)


def combined(levels: Sequence[Fraction], how: Combine) -> Fraction | None:
    """Levels as one: their mean, their median (of an even number the mean of the middle two), or the level all gave."""
    if not levels:
        return None
    match how:
        case Combine.MEAN:
            return mean(levels)
        case Combine.MEDIAN:
            middle = sorted(levels)[(len(levels) - 1) // 2 : len(levels) // 2 + 1]
            return mean(middle)
        case Combine.AGREED:
            return levels[0] if len(set(levels)) == 1 else None


def mean(values: Sequence[Fraction]) -> Fraction:
    if all(value.denominator == 1 for value in values):
        return Fraction(sum(value.numerator for value in values), len(values))
    return sum(values, Fraction(0)) / len(values)


def _leaf(mark: CountedMark) -> Node:
    facts: tuple[tuple[str, Fraction | int | str | bool | None], ...] = (("counted", mark.counted),)
    if mark.level is None:
        facts = (*facts, ("not_sought", True))
    if mark.comment:
        facts = (*facts, ("comment", mark.comment))
    return Node(Step.MARK, mark.assessor, None if mark.level is None else WHOLE[mark.level], facts)


# --- what is missing, and what must be talked about -------------------------------------------------------------------


def gaps(bench: Bench, rule: MethodRule, present: Sequence[str], levels: Iterable[PanelLevel]) -> Iterator[Reason]:
    """What keeps a method marked in levels from being complete, apart from how many indicators were rated."""
    awaited = bench.expected.get(rule.method, frozenset())
    if not present and not _all_agreed(bench, rule):
        yield Reason(ReasonCode.INCOMPLETE, rule.method, method=rule.method)
        return
    for assessor in sorted(awaited - set(present)):
        yield Reason(ReasonCode.INCOMPLETE, rule.method, method=rule.method, assessor=assessor)
    for level in levels:
        for assessor in level.missing:
            yield Reason(ReasonCode.INCOMPLETE, level.indicator.id, method=rule.method, assessor=assessor)
        if level.disputed:
            yield Reason(ReasonCode.INCOMPLETE, level.indicator.id, method=rule.method)


def _all_agreed(bench: Bench, rule: MethodRule) -> bool:
    return all((rule.method, item.id) in bench.agreed for item in bench.items(rule))


def discrepancies(bench: Bench, rule: MethodRule) -> Iterator[Flag]:
    """Indicators on which counted levels lie as far apart as the scheme's rule says, and no level has been agreed."""
    for indicator in bench.items(rule):
        if (rule.method, indicator.id) in bench.agreed:
            continue
        levels = [
            (mark.assessor, mark.level) for mark in bench.counted(rule.method, indicator.id) if mark.level is not None
        ]
        values = [level for _, level in levels]
        if values and max(values) - min(values) >= bench.scheme.discrepancy.levels:
            yield Flag(
                FlagCode.DISCREPANCY, indicator.id, rule.method, tuple((who, WHOLE[level]) for who, level in levels)
            )


def straddle(bench: Bench, subject: str, method: str, sides: Iterable[tuple[str, bool, Fraction]]) -> Iterator[Flag]:
    """A flag if the sides (who, above the cut, value) differ, unless it has been settled."""
    seen = tuple(sides)
    settled = (FlagCode.STRADDLE.value, method, subject) in bench.settled
    if bench.scheme.discrepancy.straddle and not settled and len({above for _, above, _ in seen}) > 1:
        yield Flag(FlagCode.STRADDLE, subject, method, tuple((who, value) for who, _, value in seen))


def unused(bench: Bench) -> Iterator[Node]:
    """Methods that were marked but are off for the grade, and papers' parts no method covers there: shown, never counted."""
    covered = {rule.method: rule.covers for rule in bench.rules(MethodMode.SCORED, MethodMode.GATE)}
    aspects = {indicator.id: indicator.aspect for indicator in bench.grade.indicators}
    for (method, indicator), marks in sorted(bench.marks.items()):
        if aspects[indicator] not in covered.get(method, ()):
            yield Node(Step.INDICATOR, indicator, None, (("method", method), ("used", False)), tuple(map(_leaf, marks)))
    for (method, aspect), percent in sorted(bench.written.items()):
        if aspect not in covered.get(method, ()):
            yield Node(Step.WRITTEN, aspect, None, (("method", method), ("percent", percent), ("used", False)))
