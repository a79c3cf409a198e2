"""What a scheme must be to be used: references resolve, weights sum, cuts lie on their scales. The source is domain 9.

The same checks hold for a file the society wrote and for a scheme that travelled in a package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from fractions import Fraction

from assessor_app.models.derivation import Outcome
from assessor_app.models.numbers import plain_text
from assessor_app.models.scheme import (
    Grade,
    Indicator,
    Method,
    MethodMode,
    MethodRule,
    OutcomeChoice,
    Scheme,
    SchemeKind,
)
from assessor_app.models.scheme_faults import Fault, Path
from assessor_app.models.written import Paper, Question

OUTCOMES: dict[SchemeKind, tuple[Outcome, ...]] = {
    SchemeKind.WEIGHTED: (Outcome.PASS, Outcome.FAIL, Outcome.INCOMPLETE),
    SchemeKind.AREAS: (Outcome.RECOMMEND, Outcome.NOT_RECOMMEND, Outcome.INCOMPLETE),
}
"""What the rule can say, by kind of scheme."""

MOST_ASPECTS = 5
MOST_QUESTIONS = 60
"""Of one paper; each is a column of the table in which its points are typed."""
MOST_LEVELS = 10
"""Levels are single keys of the keyboard, 0 to 9."""


def faults_of(scheme: Scheme) -> tuple[Fault, ...]:
    """Everything wrong with a scheme, in the order of the file; empty when it can be used."""
    return tuple(
        fault
        for check in (
            _levels,
            _aspects,
            _ids,
            _methods,
            _grades,
            _rules,
            _discrepancy,
            _outcomes,
            _ties,
            _administration,
            _papers,
        )
        for fault in check(scheme)
    )


def _levels(scheme: Scheme) -> Iterator[Fault]:
    values = [level.value for level in scheme.levels]
    if values != list(range(len(values))) or len(values) < 2:
        yield Fault("levels_not_steps", ("levels",), ", ".join(map(str, values)))
    if len(values) > MOST_LEVELS:
        yield Fault("too_many", ("levels",), str(len(values)), str(MOST_LEVELS))


def _aspects(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.aspects:
        yield Fault("empty", ("aspects",))
    if len(scheme.aspects) > MOST_ASPECTS:
        yield Fault("too_many", ("aspects",), str(len(scheme.aspects)), str(MOST_ASPECTS))
    if [aspect.position for aspect in scheme.aspects] != list(range(1, len(scheme.aspects) + 1)):
        yield Fault("out_of_range", ("aspects",), "position", f"1–{len(scheme.aspects)}")


def _ids(scheme: Scheme) -> Iterator[Fault]:
    """Reasons name aspects, indicators and methods by id alone, so these must differ from each other."""
    yield from _doubles((aspect.id for aspect in scheme.aspects), ("aspects",))
    yield from _doubles((method.id for method in scheme.methods), ("methods",))
    yield from _doubles((grade.id for grade in scheme.grades), ("grades",))
    yield from _doubles((choice.id for choice in scheme.outcomes), ("outcomes",))
    yield from _doubles((code for code, _, _ in scheme.ties), ("ties",))
    aspects = {aspect.id for aspect in scheme.aspects}
    for method in scheme.methods:
        if method.id in aspects:
            yield Fault("clashing_id", ("methods", method.id), method.id, "aspects")
    taken = aspects | {method.id for method in scheme.methods}
    for grade in scheme.grades:
        yield from _doubles((indicator.id for indicator in grade.indicators), ("grades", grade.id, "indicators"))
        for indicator in grade.indicators:
            if indicator.id in taken:
                yield Fault("clashing_id", ("indicators", indicator.id), indicator.id, "aspects, methods")


def _doubles(ids: Iterable[str], path: Path) -> Iterator[Fault]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield Fault("duplicate", path, name)


def _methods(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.methods:
        yield Fault("empty", ("methods",))
    for method in scheme.methods:
        if method.marks not in {"level", "percent"}:
            yield Fault("not_choice", ("methods", method.id, "marks"), method.marks, "level, percent")


# --- grades -----------------------------------------------------------------------------------------------------------


def _grades(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.grades:
        yield Fault("empty", ("grades",))
    for grade in scheme.grades:
        path = ("grades", grade.id)
        yield from _indicators(scheme, grade)
        yield from _method_rules(scheme, grade, (*path, "methods"))
        yield from _required(scheme, grade, path)
        yield from _phases(grade, (*path, "phases"))
        if grade.conditions.years_in_charge > grade.conditions.years:
            yield Fault("years_in_charge", (*path, "conditions", "years_in_charge"))


def _indicators(scheme: Scheme, grade: Grade) -> Iterator[Fault]:
    aspects = {aspect.id for aspect in scheme.aspects}
    for indicator in grade.indicators:
        path = ("grades", grade.id, "indicators", indicator.id)
        if indicator.aspect not in aspects:
            yield _unknown((*path, "aspect"), indicator.aspect, aspects)
        yield from _anchors(scheme, indicator, (*path, "anchors"))
    for aspect in scheme.aspects:
        if not grade.indicators_of(aspect.id):
            yield Fault("aspect_without_indicator", ("grades", grade.id, "indicators"), aspect.id)


def _anchors(scheme: Scheme, indicator: Indicator, path: Path) -> Iterator[Fault]:
    steps = [level.value for level in scheme.levels]
    yield from _doubles((str(value) for value, _ in indicator.anchors), path)
    for value, _ in indicator.anchors:
        if value not in steps:
            yield Fault("anchor_level", (*path, str(value)), str(value))


def _method_rules(scheme: Scheme, grade: Grade, path: Path) -> Iterator[Fault]:
    known = {method.id: method for method in scheme.methods}
    yield from _doubles((rule.method for rule in grade.methods), path)
    for rule in grade.methods:
        if rule.method not in known:
            yield _unknown((*path, rule.method), rule.method, known)
        elif rule.mode is not MethodMode.OFF:
            yield from _method_rule(scheme, known[rule.method], rule, (*path, rule.method))
    scored = [rule for rule in grade.methods if rule.mode is MethodMode.SCORED]
    if not scored:
        yield Fault("no_scored_method", path)
        return
    total = sum((rule.weight for rule in scored), Fraction(0))
    if scheme.kind is SchemeKind.WEIGHTED and total != 100:
        yield Fault("sum_not_100", path, plain_text(total))
    for aspect in scheme.aspects:
        if not any(aspect.id in rule.covers for rule in scored):
            yield Fault("aspect_not_covered", path, aspect.id)


def _method_rule(scheme: Scheme, method: Method, rule: MethodRule, path: Path) -> Iterator[Fault]:
    aspects = [aspect.id for aspect in scheme.aspects]
    yield from _doubles(rule.covers, (*path, "covers"))
    for aspect in rule.covers:
        if aspect not in aspects:
            yield _unknown((*path, "covers"), aspect, aspects)
    if not rule.covers:
        yield Fault("empty", (*path, "covers"))
    yield from _pass_mark(method, rule, path)
    yield from _weight(scheme, method, rule, path)


def _pass_mark(method: Method, rule: MethodRule, path: Path) -> Iterator[Fault]:
    if method.marks == "level":
        if rule.pass_mark is not None:
            yield Fault("pass_mark_needless", (*path, "pass_mark"))
    elif rule.pass_mark is None:
        yield Fault("gate_pass_mark" if rule.mode is MethodMode.GATE else "pass_mark_missing", (*path, "pass_mark"))
    elif not 0 < rule.pass_mark < 100:
        yield Fault("out_of_range", (*path, "pass_mark"), plain_text(rule.pass_mark), "0 < … < 100")


def _weight(scheme: Scheme, method: Method, rule: MethodRule, path: Path) -> Iterator[Fault]:
    if rule.mode is MethodMode.GATE:
        if scheme.kind is SchemeKind.AREAS and method.marks == "level":
            yield Fault("level_gate_in_areas", (*path, "mode"))
        if rule.weight:
            yield Fault("gate_weight", (*path, "weight"), plain_text(rule.weight))
    elif scheme.kind is SchemeKind.WEIGHTED:
        if rule.weight <= 0:
            yield Fault("weight_missing", (*path, "weight"))
    elif method.marks == "percent":
        yield Fault("percent_in_areas", (*path, "mode"))
    elif rule.weight:
        yield Fault("weight_needless", (*path, "weight"))


def _required(scheme: Scheme, grade: Grade, path: Path) -> Iterator[Fault]:
    if scheme.kind is SchemeKind.AREAS:
        for key, values in (("required", grade.required), ("weights", grade.weights)):
            if values:
                yield Fault("weight_needless" if key == "weights" else "rule_needless", (*path, key))
        return
    yield from _one_each(scheme, grade.required, (*path, "required"))
    yield from _one_each(scheme, grade.weights, (*path, "weights"))
    for aspect, level in grade.required:
        if not 0 < level < scheme.top:
            yield Fault("out_of_range", (*path, "required", aspect), plain_text(level), f"0 < … < {scheme.top}")
    total = sum((weight for _, weight in grade.weights), Fraction(0))
    if total != 100 or any(weight < 0 for _, weight in grade.weights):
        yield Fault("sum_not_100", (*path, "weights"), plain_text(total))


def _one_each(scheme: Scheme, values: Iterable[tuple[str, Fraction]], path: Path) -> Iterator[Fault]:
    given = Counter(aspect for aspect, _ in values)
    wrong = sorted(set(given) ^ {aspect.id for aspect in scheme.aspects}) + [
        name for name, times in given.items() if times > 1
    ]
    if wrong:
        yield Fault("aspects_not_all", path, ", ".join(wrong))


def _phases(grade: Grade, path: Path) -> Iterator[Fault]:
    yield from _doubles((phase.id for phase in grade.phases), path)
    timed = [rule.minutes for rule in grade.methods if rule.minutes is not None and rule.mode is not MethodMode.OFF]
    spent = sum(phase.minutes for phase in grade.phases)
    if grade.phases and len(timed) == 1 and spent != timed[0]:
        yield Fault("phases_minutes", path, str(spent), str(timed[0]))


# --- the decision -----------------------------------------------------------------------------------------------------


def _rules(scheme: Scheme) -> Iterator[Fault]:
    """Exactly the section of the scheme's kind, with sensible numbers."""
    sections = {"weighted": (SchemeKind.WEIGHTED, scheme.weighted), "areas": (SchemeKind.AREAS, scheme.areas)}
    for name, (kind, section) in sections.items():
        if scheme.kind is kind and section is None:
            yield Fault("rule_missing", (name,), wanted=name)
        elif scheme.kind is not kind and section is not None:
            yield Fault("rule_needless", (name,))
    if scheme.kind is SchemeKind.WEIGHTED:
        yield from _weighted_rule(scheme)
    else:
        yield from _area_rule(scheme)


def _weighted_rule(scheme: Scheme) -> Iterator[Fault]:
    rule = scheme.weighted
    if rule is None:
        return
    yield from _one_each(scheme, rule.aspect_cuts, ("weighted", "aspect_cuts"))
    for aspect, cut in rule.aspect_cuts:
        yield from _within(cut, 0, 100, ("weighted", "aspect_cuts", aspect))
    yield from _within(rule.total_cut, 0, 100, ("weighted", "total_cut"))
    yield from _within(rule.indicator_tolerance, 0, scheme.top, ("weighted", "indicator_tolerance"))
    yield from _within(rule.borderline_margin, 0, 50, ("weighted", "borderline_margin"))
    if not 0 < rule.required_points < 100:
        yield Fault("out_of_range", ("weighted", "required_points"), plain_text(rule.required_points), "0 < … < 100")
    if not 0 < rule.least_rated_share <= 1:
        yield Fault("out_of_range", ("weighted", "least_rated_share"), plain_text(rule.least_rated_share), "0 < … ≤ 1")


def _area_rule(scheme: Scheme) -> Iterator[Fault]:
    rule = scheme.areas
    if rule is None:
        return
    yield from _within(Fraction(rule.threshold), 1, scheme.top, ("areas", "threshold"))
    yield from _within(Fraction(rule.never), -1, rule.threshold - 1, ("areas", "never"))
    if not 0 < rule.share <= 1:
        yield Fault("out_of_range", ("areas", "share"), plain_text(rule.share), "0 < … ≤ 1")
    decider = next((method for method in scheme.methods if method.id == rule.decided_by), None)
    if decider is None:
        yield _unknown(("areas", "decided_by"), rule.decided_by, (method.id for method in scheme.methods))
        return
    for grade in scheme.grades:
        held = grade.method(decider.id)
        whole = held is not None and {aspect.id for aspect in scheme.aspects} <= set(held.covers)
        if held is None or held.mode is not MethodMode.SCORED or decider.marks != "level" or not whole:
            yield Fault("decided_by", ("areas", "decided_by"), grade.id)


def _within(value: Fraction, low: int, high: int, path: Path) -> Iterator[Fault]:
    if not low <= value <= high:
        yield Fault("out_of_range", path, plain_text(value), f"{low}–{high}")


def _discrepancy(scheme: Scheme) -> Iterator[Fault]:
    yield from _within(Fraction(scheme.discrepancy.levels), 1, scheme.top, ("discrepancy", "levels"))


def _outcomes(scheme: Scheme) -> Iterator[Fault]:
    for choice in scheme.outcomes:
        yield from _follows(scheme, choice, ("outcomes", choice.id, "follows"))
    for outcome in OUTCOMES[scheme.kind]:
        if not any(outcome.value in choice.follows for choice in scheme.outcomes):
            yield Fault("outcome_not_followed", ("outcomes",), outcome.value)
    methods = [method.id for method in scheme.methods]
    yield from _doubles((method for method, _ in scheme.method_outcomes), ("method_outcomes",))
    for method, choices in scheme.method_outcomes:
        if method not in methods:
            yield _unknown(("method_outcomes", method), method, methods)
        yield from _doubles((choice.id for choice in choices), ("method_outcomes", method))


def _follows(scheme: Scheme, choice: OutcomeChoice, path: Path) -> Iterator[Fault]:
    allowed = {outcome.value for outcome in OUTCOMES[scheme.kind]}
    yield from _doubles(choice.follows, path)
    for outcome in choice.follows:
        if outcome not in allowed:
            yield Fault("outcome_of_other_kind", path, outcome)


def _ties(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.ties:
        yield Fault("empty", ("ties",))


def _administration(scheme: Scheme) -> Iterator[Fault]:
    rules = scheme.administration
    if rules.reapply_free_times and rules.reapply_window_months is None:
        yield Fault("reapply_window", ("administration", "reapply_window_months"))


def _unknown(path: Path, found: str, known: Iterable[str]) -> Fault:
    return Fault("unknown_reference", path, found, ", ".join(sorted(known)))


# --- written papers ---------------------------------------------------------------------------------------------------


def _papers(scheme: Scheme) -> Iterator[Fault]:
    yield from _doubles((paper.id for paper in scheme.papers), ("papers",))
    seats = (f"{paper.method} {grade}" for paper in scheme.papers for grade in paper.grades)
    yield from _doubles(seats, ("papers",))
    for paper in scheme.papers:
        path = ("papers", paper.id)
        covers = yield from _seat(scheme, paper, path)
        if not paper.questions:
            yield Fault("empty", (*path, "questions"))
        if len(paper.questions) > MOST_QUESTIONS:
            yield Fault("too_many", (*path, "questions"), str(len(paper.questions)), str(MOST_QUESTIONS))
        yield from _doubles((section.id for section in paper.sections), (*path, "sections"))
        yield from _doubles((question.id for question in paper.questions), (*path, "questions"))
        for question in paper.questions:
            yield from _question(paper, question, covers, (*path, "questions", question.id))
        for aspect in sorted(covers - set(paper.aspects)):
            yield Fault("aspect_without_question", (*path, "questions"), aspect)


def _seat(scheme: Scheme, paper: Paper, path: Path) -> Generator[Fault, None, set[str]]:
    """Who sits the paper; gives the aspects it must ask after, the same for all its grades."""
    marked = {method.id for method in scheme.methods if method.marks == "percent"}
    if paper.method not in marked:
        yield _unknown((*path, "method"), paper.method, marked)
    if not paper.grades:
        yield Fault("empty", (*path, "grades"))
    covers: set[str] | None = None
    for name in paper.grades:
        grade = next((grade for grade in scheme.grades if grade.id == name), None)
        rule = grade.method(paper.method) if grade is not None else None
        if grade is None:
            yield _unknown((*path, "grades"), name, {grade.id for grade in scheme.grades})
        elif rule is None or rule.mode is MethodMode.OFF:
            yield Fault("paper_not_held", (*path, "grades"), name)
        elif covers is not None and covers != set(rule.covers):
            yield Fault("paper_other_aspects", (*path, "grades"), name)
        else:
            covers = set(rule.covers)
    return covers or set()


def _question(paper: Paper, question: Question, covers: set[str], path: Path) -> Iterator[Fault]:
    sections = {section.id for section in paper.sections}
    if question.section not in sections:
        yield _unknown((*path, "section"), question.section, sections)
    if covers and question.aspect not in covers:
        yield _unknown((*path, "aspect"), question.aspect, covers)
    if question.id in covers:
        yield Fault("clashing_id", path, question.id, "aspects")
    if question.step <= 0 or (question.step * 10_000).denominator != 1:
        yield Fault("out_of_range", (*path, "step"), plain_text(question.step), "0.0001–100")
    elif question.maximum <= 0 or (question.maximum / question.step).denominator != 1:
        yield Fault("maximum_not_reached", (*path, "maximum"), plain_text(question.maximum), plain_text(question.step))
