"""What must hold of any marks whatever: the rule engine is tried with cases nobody thought of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessor_app.models.derivation import Evaluation, Node, Outcome, ReasonCode, Step
from assessor_app.models.panel import CountedMark, WrittenMark
from assessor_app.models.scheme import Combine, MethodMode, Scheme
from assessor_app.models.scoring import RANK, evaluate
from tests.models.examples import scheme

# Whole cases are large; half as many of them tell as much.
SOME = settings(max_examples=1500)

CASES = [
    ("cse-general", "AE"),
    ("cse-general", "PE"),
    ("cse-general", "SPE"),
    ("cse-electrical", "PE"),
    ("csee-iet", "CEng"),
    ("csee-iet", "EngTech"),
]


class Case:
    """A case to try, printed as a grid of levels when it turns out to be a counterexample (no dataclass: too long)."""

    def __init__(self, scheme: Scheme, grade: str, marks: list[CountedMark], papers: list[WrittenMark]) -> None:
        self.scheme = scheme
        self.grade = grade
        self.marks = marks
        self.papers = papers

    def __repr__(self) -> str:
        rows: dict[tuple[str, str], str] = {}
        for mark in self.marks:
            sign = "N" if mark.level is None else str(mark.level)
            rows[mark.assessor, mark.method] = f"{rows.get((mark.assessor, mark.method), '')} {mark.indicator}={sign}"
        papers = [f"{paper.aspect} {paper.percent}" for paper in self.papers]
        return f"{self.scheme.id} {self.grade} {self.scheme.combine} {rows} {papers}"


Parts = tuple[Scheme, str, list[CountedMark], list[WrittenMark]]


def parts(case: Case) -> Parts:
    return case.scheme, case.grade, case.marks, case.papers


@st.composite
def cases(draw: st.DrawFn, *, not_sought: bool = True, gaps: bool = False, combine: Combine | None = None) -> Case:
    """A whole case: levels around the requirement, so that every outcome is met often."""
    scheme_id, grade_id = draw(st.sampled_from(CASES))
    mine = replace(scheme(scheme_id), combine=combine or draw(st.sampled_from([Combine.MEAN, Combine.MEDIAN])))
    grade = mine.grade(grade_id)
    usual = draw(st.integers(1, mine.top - 1))
    around = st.integers(max(0, usual - 1), min(mine.top, usual + 1))
    level = st.one_of(around, around, st.integers(0, mine.top), *([st.none()] if not_sought else []))
    given: list[CountedMark] = []
    papers: list[WrittenMark] = []
    for rule in grade.methods:
        if mine.method(rule.method).marks == "percent":
            papers += [WrittenMark(aspect, Fraction(draw(st.integers(400, 1000)), 10)) for aspect in rule.covers]
            continue
        for number in range(draw(st.integers(1, 2))):
            spoken = [item for item in grade.indicators if not (gaps and draw(st.integers(0, 30)) == 30)]
            given += [CountedMark(f"a{number}", rule.method, item.id, draw(level)) for item in spoken]
    return Case(mine, grade_id, given, papers)


def plain(evaluation: Evaluation) -> tuple[object, ...]:
    return evaluation.outcome, evaluation.total, evaluation.aspects, evaluation.reasons, evaluation.flags


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


@SOME
@given(cases(gaps=True), st.randoms())
def test_that_the_order_of_marks_does_not_matter(case: Case, random: object) -> None:
    mine, grade, given, papers = parts(case)
    shuffled, papers_too = given[:], papers[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(papers_too)  # type: ignore[attr-defined]
    assert evaluate(mine, grade, shuffled, papers_too) == evaluate(mine, grade, given, papers)


@SOME
@given(cases(gaps=True))
def test_that_the_names_of_assessors_do_not_matter(case: Case) -> None:
    mine, grade, given, papers = parts(case)
    swapped = [replace(mark, assessor={"a0": "zz", "a1": "b"}[mark.assessor]) for mark in given]
    one, other = evaluate(mine, grade, given, papers), evaluate(mine, grade, swapped, papers)
    assert (one.outcome, one.total, one.aspects) == (other.outcome, other.total, other.aspects)
    assert {(flag.code, flag.subject, flag.method) for flag in one.flags} == {
        (flag.code, flag.subject, flag.method) for flag in other.flags
    }


@SOME
@given(cases(gaps=True), st.data())
def test_that_raising_a_mark_never_lowers_an_outcome_or_a_score(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    raisable = [place for place, mark in enumerate(given) if mark.level is not None and mark.level < mine.top]
    assume(raisable)
    place = data.draw(st.sampled_from(raisable))
    before = evaluate(mine, grade, given, papers)
    level = given[place].level
    assert level is not None
    higher = [
        *given[:place],
        replace(given[place], level=data.draw(st.integers(level + 1, mine.top))),
        *given[place + 1 :],
    ]
    after = evaluate(mine, grade, higher, papers)
    assert RANK[after.outcome] >= RANK[before.outcome]
    assert not_lower(before, after)


@SOME
@given(cases(), st.data())
def test_that_raising_a_paper_never_lowers_an_outcome_or_a_score(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    assume(papers)
    place = data.draw(st.integers(0, len(papers) - 1))
    higher = data.draw(st.fractions(papers[place].percent, 100))
    before = evaluate(mine, grade, given, papers)
    after = evaluate(
        mine, grade, given, [*papers[:place], replace(papers[place], percent=higher), *papers[place + 1 :]]
    )
    assert RANK[after.outcome] >= RANK[before.outcome]
    assert not_lower(before, after)


def not_lower(before: Evaluation, after: Evaluation) -> bool:
    pairs = [
        (before.total, after.total),
        *((one.score, other.score) for one, other in zip(before.aspects, after.aspects, strict=True)),
    ]
    counts = [(one.at_threshold, other.at_threshold) for one, other in zip(before.aspects, after.aspects, strict=True)]
    both = [(one, other) for one, other in (*pairs, *counts) if one is not None and other is not None]
    return all(one <= other for one, other in both) and all((one is None) == (other is None) for one, other in pairs)


@SOME
@given(cases())
def test_that_scores_stay_inside_their_scale(case: Case) -> None:
    evaluation = evaluate(*parts(case))
    for value in (evaluation.total, *(aspect.score for aspect in evaluation.aspects)):
        assert value is None or 0 <= value <= 100


@SOME
@given(cases(), st.data())
def test_that_a_missing_mark_makes_a_case_incomplete_never_poorer(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    decisive = [mark for mark in given if mine.areas is None or mark.method == mine.areas.decided_by]
    gone = data.draw(st.sampled_from(decisive))
    evaluation = evaluate(mine, grade, [mark for mark in given if mark != gone], papers)
    alone = not any(mark.assessor == gone.assessor and mark.method == gone.method and mark != gone for mark in given)
    assume(not alone)
    assert evaluation.outcome is Outcome.INCOMPLETE
    assert (ReasonCode.INCOMPLETE, gone.indicator, gone.method, gone.assessor) in [
        (reason.code, reason.subject, reason.method, reason.assessor) for reason in evaluation.reasons
    ]


@SOME
@given(cases(), st.data())
def test_that_a_missing_paper_makes_a_case_incomplete(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    assume(papers)
    gone = data.draw(st.sampled_from(papers))
    evaluation = evaluate(mine, grade, given, [paper for paper in papers if paper != gone])
    assert evaluation.outcome is Outcome.INCOMPLETE


@SOME
@given(cases(not_sought=False), st.data())
def test_that_not_sought_leaves_the_mean_of_the_others(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    mark = data.draw(st.sampled_from(given))
    others = [
        other.level
        for other in given
        if (other.method, other.indicator) == (mark.method, mark.indicator) and other.assessor != mark.assessor
    ]
    evaluation = evaluate(
        mine, grade, [replace(other, level=None) if other == mark else other for other in given], papers
    )
    expected = Fraction(sum(level for level in others if level is not None), len(others)) if others else None
    found = [
        node.value
        for node in nodes(evaluation.derivation)
        if node.step is Step.INDICATOR
        and node.subject == mark.indicator
        and node.fact("method") == mark.method
        and node.children
    ]
    assert found == [expected]


@SOME
@given(cases(gaps=True), st.data())
def test_that_a_trainee_never_changes_anything(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    levels = st.one_of(st.none(), st.integers(0, mine.top))
    methods = [rule.method for rule in mine.grade(grade).methods if mine.method(rule.method).marks == "level"]
    trainee = [
        CountedMark("trainee", data.draw(st.sampled_from(methods)), item.id, data.draw(levels), counted=False)
        for item in mine.grade(grade).indicators
    ]
    assert plain(evaluate(mine, grade, given + trainee, papers)) == plain(evaluate(mine, grade, given, papers))


@SOME
@given(cases(gaps=True), st.data())
def test_that_an_agreed_level_stands_whatever_was_marked(case: Case, data: st.DataObject) -> None:
    mine, grade, given, papers = parts(case)
    assume(given)
    mark = data.draw(st.sampled_from(given))
    level = data.draw(st.integers(0, mine.top))
    others = [
        replace(other, level=data.draw(st.integers(0, mine.top)))
        if (other.method, other.indicator) == (mark.method, mark.indicator)
        else other
        for other in given
    ]
    agreed = [(mark.method, mark.indicator, level)]
    one, other = (evaluate(mine, grade, marked, papers, agreed=agreed) for marked in (given, others))
    assert (one.outcome, one.total, one.aspects, one.reasons, one.flags) == (
        other.outcome, other.total, other.aspects, other.reasons, other.flags,
    )  # fmt: skip


@SOME
@given(cases())
def test_that_rescaled_weights_sum_to_100_and_the_tree_adds_up(case: Case) -> None:
    mine, grade, given, papers = parts(case)
    evaluation = evaluate(mine, grade, given, papers)
    for node in nodes(evaluation.derivation):
        if node.step is Step.ASPECT:
            weights = [child.fact("weight") for child in node.children]
            assert sum(weight for weight in weights if isinstance(weight, Fraction)) == 100
            if node.value is not None:
                assert node.value == weighted_mean(node)
        if node.step is Step.COMPOSITE and node.value is not None:
            assert node.value == weighted_mean(node)
        if node.step is Step.TOTAL and node.value is not None:
            assert node.value == weighted_mean(node)


def weighted_mean(node: Node) -> Fraction:
    found = Fraction(0)
    for child in node.children:
        weight = child.fact("weight")
        assert isinstance(weight, Fraction)
        assert child.value is not None
        found += child.value * weight / 100
    return found


@SOME
@given(cases(gaps=True))
def test_that_every_mark_stands_in_the_derivation(case: Case) -> None:
    mine, grade, given, papers = parts(case)
    shown = [
        (item.fact("method"), item.subject, leaf.subject, leaf.value)
        for item in nodes(evaluate(mine, grade, given, papers).derivation)
        if item.step is Step.INDICATOR
        for leaf in item.children
        if leaf.fact("missing") is not True
    ]
    assert sorted(shown, key=str) == sorted(
        ((m.method, m.indicator, m.assessor, None if m.level is None else Fraction(m.level)) for m in given), key=str
    )


@SOME
@given(cases())
def test_that_an_outcome_follows_from_its_reasons(case: Case) -> None:
    mine, grade, given, papers = parts(case)
    evaluation = evaluate(mine, grade, given, papers)
    codes = {reason.code for reason in evaluation.reasons}
    if ReasonCode.INCOMPLETE in codes:
        assert evaluation.outcome is Outcome.INCOMPLETE
    elif codes:
        assert evaluation.outcome in {Outcome.FAIL, Outcome.NOT_RECOMMEND}
    else:
        assert evaluation.outcome in {Outcome.PASS, Outcome.RECOMMEND}
        assert all(aspect.passed for aspect in evaluation.aspects)


@SOME
@given(cases(), st.data())
def test_that_a_method_that_is_off_changes_nothing_by_being_marked(case: Case, data: st.DataObject) -> None:
    mine, grade_id, given, papers = parts(case)
    assume(papers)
    grade = mine.grade(grade_id)
    rules = tuple(replace(rule, mode=MethodMode.OFF) if rule.method == "written" else rule for rule in grade.methods)
    without = replace(mine, grades=(replace(grade, methods=rules),))
    assert plain(evaluate(without, grade_id, given, papers)) == plain(evaluate(without, grade_id, given, []))
