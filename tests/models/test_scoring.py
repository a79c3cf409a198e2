from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from assessor_app.models.derivation import Evaluation, FlagCode, Node, Outcome, ReasonCode, Step
from assessor_app.models.errors import MarksRefused
from assessor_app.models.numbers import decimal_text
from assessor_app.models.panel import CountedMark, WrittenMark
from assessor_app.models.scheme import Combine, MethodMode, Scheme
from assessor_app.models.scheme_file import load_scheme
from assessor_app.models.scoring import OVERALL, evaluate, paper_stage, sheet_progress
from tests.models.examples import (
    INTERVIEW,
    MATERIAL,
    failing_on_ethics,
    marks,
    passing,
    recommended,
    scheme,
    source_of,
    written,
)


def scores(evaluation: Evaluation) -> dict[str, str | None]:
    return {
        aspect.aspect: None if aspect.score is None else decimal_text(aspect.score, 4) for aspect in evaluation.aspects
    }


def reasons(evaluation: Evaluation) -> list[tuple[str, str]]:
    return [(reason.code.value, reason.subject) for reason in evaluation.reasons]


def flags(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    return [(flag.code.value, flag.subject, flag.method) for flag in evaluation.flags]


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def pe(given: list[CountedMark], papers: list[WrittenMark], **others: object) -> Evaluation:
    return evaluate(scheme("cse-general"), "PE", given, papers, **others)  # type: ignore[arg-type]


# --- the worked examples ----------------------------------------------------------------------------------------------


def test_that_worked_example_1_passes_with_64_5707() -> None:
    evaluation = pe(*passing())
    assert evaluation.outcome is Outcome.PASS
    assert evaluation.total is not None
    assert decimal_text(evaluation.total, 4) == "64.5707"
    assert scores(evaluation) == {"K": "66.0000", "E": "67.2083", "T": "60.6111", "D": "61.4222", "L": "65.4222"}
    # T and D lie within 2 points of 60, but their cut is 55.
    assert (reasons(evaluation), flags(evaluation)) == ([], [])


def test_that_worked_example_1_has_its_method_levels() -> None:
    levels = {
        (node.fact("aspect"), node.subject): node.fact("level")
        for node in nodes(pe(*passing()).derivation)
        if node.step is Step.METHOD
    }
    fractions = {
        "K": ("16/5", "16/5"),
        "E": ("25/8", "19/6"),
        "T": ("23/8", "19/6"),
        "D": ("5/2", "8/3"),
        "L": ("11/4", "35/12"),
    }
    assert levels == {
        (aspect, method): Fraction(level)
        for aspect, pair in fractions.items()
        for method, level in zip(("material", "interview"), pair, strict=True)
    }


def test_that_worked_example_2_fails_on_ethics_although_its_total_passes() -> None:
    evaluation = pe(*failing_on_ethics())
    assert evaluation.outcome is Outcome.FAIL
    assert evaluation.total is not None
    assert decimal_text(evaluation.total, 4) == "63.1019"
    assert scores(evaluation)["E"] == "57.4167"
    assert reasons(evaluation) == [("aspect_floor", "E"), ("non_compensable", "E1"), ("non_compensable", "E2")]
    assert {decimal_text(reason.value or Fraction(0), 4) for reason in evaluation.reasons[1:]} == {"2.8222"}
    assert flags(evaluation) == [("straddle", "E", "interview")]
    assert evaluation.flags[0].values == (("a1", Fraction(55)), ("a2", Fraction(60)), ("a3", Fraction(55)))


def test_that_the_area_example_is_recommended_and_without_e2_is_not() -> None:
    evaluation = evaluate(scheme("csee-iet"), "CEng", recommended())
    assert (evaluation.outcome, evaluation.total, reasons(evaluation)) == (Outcome.RECOMMEND, None, [])
    counts = [(area.aspect, area.at_threshold, area.needed, area.of, area.passed) for area in evaluation.aspects]
    assert counts == [
        ("A", 2, 2, 2, True),
        ("B", 2, 2, 3, True),
        ("C", 3, 3, 4, True),
        ("D", 3, 2, 3, True),
        ("E", 4, 3, 5, True),
    ]
    lower = [replace(mark, level=1) if mark.indicator == "E2" else mark for mark in recommended()]
    evaluation = evaluate(scheme("csee-iet"), "CEng", lower)
    assert (evaluation.outcome, reasons(evaluation)) == (Outcome.NOT_RECOMMEND, [("non_compensable", "E2")])
    assert evaluation.aspects[4].passed is True
    assert evaluation.aspects[4].at_threshold == 3


# --- what is missing is incomplete, never zero ------------------------------------------------------------------------


def test_that_a_method_without_marks_leaves_the_case_incomplete() -> None:
    given, papers = passing()
    evaluation = pe([mark for mark in given if mark.method == "material"], papers)
    assert evaluation.outcome is Outcome.INCOMPLETE
    assert reasons(evaluation) == [("incomplete", "interview")]
    assert evaluation.total is None
    assert set(scores(evaluation).values()) == {None}


def test_that_a_paper_not_handed_in_leaves_only_its_aspects_open() -> None:
    given, papers = passing()
    evaluation = pe(given, papers[:1])
    assert reasons(evaluation) == [("incomplete", "E")]
    assert scores(evaluation) == {"K": "66.0000", "E": None, "T": "60.6111", "D": "61.4222", "L": "65.4222"}
    assert reasons(pe(given, [])) == [("incomplete", "written")]


def test_that_one_missing_mark_leaves_its_aspect_incomplete_and_says_whose() -> None:
    given, papers = passing()
    given = [mark for mark in given if (mark.assessor, mark.method, mark.indicator) != ("a2", "interview", "T3")]
    evaluation = pe(given, papers)
    assert evaluation.outcome is Outcome.INCOMPLETE
    (reason,) = evaluation.reasons
    assert (reason.subject, reason.method, reason.assessor) == ("T3", "interview", "a2")
    assert scores(evaluation)["T"] is None
    assert scores(evaluation)["K"] == "66.0000"


def test_that_an_expected_assessor_who_is_not_in_leaves_the_case_incomplete() -> None:
    given, papers = passing()
    everybody = frozenset({"a1", "a2", "a3"})
    assert pe(given, papers, expected={"interview": everybody}).outcome is Outcome.PASS
    evaluation = pe(given, papers, expected={"interview": everybody | {"a4"}})
    assert evaluation.outcome is Outcome.INCOMPLETE
    assert [(reason.subject, reason.assessor) for reason in evaluation.reasons] == [("interview", "a4")]


def test_that_what_failed_already_is_told_though_the_case_is_incomplete() -> None:
    spe = [CountedMark("a1", "material", item.id, 4) for item in scheme("cse-general").grade("SPE").indicators]
    evaluation = evaluate(scheme("cse-general"), "SPE", spe, written(E="59.9"))
    assert evaluation.outcome is Outcome.INCOMPLETE
    assert reasons(evaluation) == [("incomplete", "interview"), ("gate", "written")]


def test_that_not_sought_is_left_out_and_is_not_zero() -> None:
    material = {**MATERIAL, "T": "3N32 3N33"}
    given = marks("material", material) + marks("interview", INTERVIEW)
    evaluation = pe(given, passing()[1])
    level = next(
        n.fact("level") for n in nodes(evaluation.derivation) if n.step is Step.METHOD and n.fact("aspect") == "T"
    )
    assert level == Fraction(3 + 3 + Fraction(5, 2), 3)
    assert evaluation.outcome is Outcome.PASS


@pytest.mark.parametrize(("row", "complete"), [("3NN3", True), ("3NNN", False), ("NNNN", False)])
def test_that_an_aspect_with_fewer_than_half_its_indicators_rated_is_incomplete(row: str, *, complete: bool) -> None:
    material = {**MATERIAL, "T": f"{row} {row}"}
    evaluation = pe(marks("material", material) + marks("interview", INTERVIEW), passing()[1])
    assert (evaluation.outcome is Outcome.PASS) is complete
    if not complete:
        assert [(reason.code, reason.subject, reason.method) for reason in evaluation.reasons] == [
            (ReasonCode.INCOMPLETE, "T", "material")
        ]


def test_that_a_non_compensable_indicator_nobody_sought_leaves_the_case_incomplete() -> None:
    material = {**MATERIAL, "E": "N333 N333"}
    interview = {**INTERVIEW, "E": "N333 N433 N333"}
    evaluation = pe(marks("material", material) + marks("interview", interview), passing()[1])
    assert reasons(evaluation) == [("incomplete", "E1")]
    one = {**INTERVIEW, "E": "3333 N433 N333"}
    assert pe(marks("material", material) + marks("interview", one), passing()[1]).outcome is Outcome.PASS


# --- who counts, what stands ------------------------------------------------------------------------------------------


def test_that_a_trainees_marks_are_shown_and_count_nothing() -> None:
    given, papers = failing_on_ethics()
    trainee = marks("interview", first=9, counted=False, K="00000", E="5555", T="NNNN", D="555", L="0505")
    before, after = pe(given, papers), pe(given + trainee, papers)
    assert (after.outcome, after.total, after.aspects, after.reasons, after.flags) == (
        before.outcome, before.total, before.aspects, before.reasons, before.flags,
    )  # fmt: skip
    shown = [node for node in nodes(after.derivation) if node.step is Step.MARK and node.subject == "a9"]
    assert len(shown) == 20
    assert all(node.fact("counted") is False for node in shown)


def test_that_an_agreed_level_stands_and_the_marks_stay_in_view() -> None:
    given, papers = failing_on_ethics()
    agreed = [("interview", "E1", 3), ("interview", "E2", 3), ("material", "E3", 3), ("material", "E4", 3)]
    evaluation = pe(given, papers, agreed=agreed)
    item = next(
        node
        for node in nodes(evaluation.derivation)
        if node.step is Step.INDICATOR and node.subject == "E1" and node.fact("method") == "interview"
    )
    assert (item.value, item.fact("rule")) == (Fraction(3), "agreed")
    assert [leaf.value for leaf in item.children] == [3, 3, 2]
    assert evaluation.outcome is Outcome.PASS
    # With the agreed levels no assessor's own score is below the cut any more.
    assert flags(evaluation) == [("borderline", "E", "")]


def test_that_an_agreement_can_be_withdrawn() -> None:
    given, papers = failing_on_ethics()
    withdrawn = pe(given, papers, agreed=[("interview", "E1", 5), ("interview", "E1", None)])
    assert withdrawn == pe(given, papers)


def test_that_levels_two_apart_are_a_discrepancy_until_a_level_is_agreed() -> None:
    interview = {**INTERVIEW, "L": "3233 3534 2333"}
    given = marks("material", MATERIAL) + marks("interview", interview)
    evaluation = pe(given, passing()[1])
    assert flags(evaluation) == [("discrepancy", "L2", "interview")]
    assert evaluation.flags[0].values == (("a1", Fraction(2)), ("a2", Fraction(5)), ("a3", Fraction(3)))
    assert flags(pe(given, passing()[1], agreed=[("interview", "L2", 3)])) == []


def test_that_a_straddled_cut_can_be_settled() -> None:
    given, papers = failing_on_ethics()
    assert flags(pe(given, papers, settled=[("straddle", "interview", "E")])) == []
    assert flags(pe(given, papers, settled=[("straddle", "material", "E")])) == [("straddle", "E", "interview")]


def with_combine(how: Combine) -> Scheme:
    return replace(scheme("cse-general"), combine=how)


def test_that_the_panel_level_follows_the_schemes_rule() -> None:
    interview = {**INTERVIEW, "K": "13333 33433 33334"}
    given, papers = marks("material", MATERIAL) + marks("interview", interview), passing()[1]

    def k1(how: Combine) -> Fraction | None:
        evaluation = evaluate(with_combine(how), "PE", given, papers)
        return next(
            node.value
            for node in nodes(evaluation.derivation)
            if node.step is Step.INDICATOR and node.subject == "K1" and node.fact("method") == "interview"
        )

    assert (k1(Combine.MEAN), k1(Combine.MEDIAN), k1(Combine.AGREED)) == (Fraction(7, 3), Fraction(3), None)
    undecided = evaluate(with_combine(Combine.AGREED), "PE", given, papers)
    assert ("incomplete", "K1") in reasons(undecided)
    assert undecided.outcome is Outcome.INCOMPLETE


def test_that_the_median_of_two_is_their_mean() -> None:
    evaluation = evaluate(with_combine(Combine.MEDIAN), "PE", *passing())
    assert next(
        n.value for n in nodes(evaluation.derivation) if n.step is Step.INDICATOR and n.subject == "K2"
    ) == Fraction(7, 2)


# --- methods off, gates, coverage -------------------------------------------------------------------------------------

WITHOUT_PAPER = """
id = "cse-no-paper"
version = "1"
extends = "cse-general"
[grades.PE.methods]
written = { mode = "off" }
material = { weight = 45 }
interview = { weight = 55 }
"""


def test_that_weights_are_rescaled_where_a_method_does_not_cover_an_aspect() -> None:
    evaluation = pe(*passing())
    given = {
        (node.fact("aspect") or node.subject, node.fact("method") or node.subject): node.fact("weight")
        for node in nodes(evaluation.derivation)
        if node.step in {Step.METHOD, Step.WRITTEN}
    }
    assert [given["K", method] for method in ("material", "written", "interview")] == [35, 25, 40]
    assert [given["T", method] for method in ("material", "interview")] == [Fraction(140, 3), Fraction(160, 3)]


def test_that_a_method_that_is_off_drops_out_even_if_it_was_marked() -> None:
    mine = load_scheme(WITHOUT_PAPER.encode(), resolve=source_of)
    given, papers = passing()
    without, despite = evaluate(mine, "PE", given, []), evaluate(mine, "PE", given, papers)
    assert without.outcome is Outcome.PASS
    assert without.total == despite.total
    ignored = [node for node in nodes(despite.derivation) if node.fact("used") is False]
    assert [(node.step, node.subject, node.fact("percent")) for node in ignored] == [
        (Step.WRITTEN, "E", 80),
        (Step.WRITTEN, "K", 72),
    ]


def spe(level: int = 4, **papers: str) -> Evaluation:
    given = [
        CountedMark(f"a{number}", method, item.id, level)
        for method, people in (("material", 2), ("interview", 3))
        for number in range(people)
        for item in scheme("cse-general").grade("SPE").indicators
    ]
    return evaluate(scheme("cse-general"), "SPE", given, written(**papers))


def test_that_the_ethics_paper_is_a_gate_for_spe() -> None:
    assert spe(E="60").outcome is Outcome.PASS
    assert (spe(E="59.9").outcome, reasons(spe(E="59.9"))) == (Outcome.FAIL, [("gate", "written")])
    assert (spe().outcome, reasons(spe())) == (Outcome.INCOMPLETE, [("incomplete", "written")])
    assert spe(E="60").total == spe(E="100").total == spe(E="59.9").total
    reason = spe(E="59.9").reasons[0]
    assert (reason.value, reason.cut) == (Fraction("59.9"), Fraction(60))


def test_that_a_part_of_a_paper_the_grade_does_not_ask_for_counts_nothing() -> None:
    assert spe(E="60", K="0").outcome is Outcome.PASS


def test_that_levels_and_papers_are_mapped_in_straight_lines() -> None:
    points = {
        n.subject: n.value
        for n in nodes(pe(passing()[0], written(K="30", E="80")).derivation)
        if n.step is Step.WRITTEN
    }
    assert points == {"K": 30, "E": 80}
    for level, expected in ((0, 0), (3, Fraction(360, 7)), (4, Fraction(220, 3)), (5, 100)):
        total = spe(level, E="60").aspects[0].score
        assert total == expected


def test_that_an_indicator_far_below_its_level_fails_the_case() -> None:
    given, papers = passing()
    low = [replace(mark, level=1) if mark.indicator == "L2" else mark for mark in given]
    evaluation = pe(low, papers)
    assert reasons(evaluation) == [("indicator_floor", "L2")]
    assert (evaluation.reasons[0].value, evaluation.reasons[0].cut) == (Fraction(1), Fraction(3, 2))
    assert (evaluation.total or 0) > 60


def test_that_a_total_below_its_cut_fails_and_lies_on_the_border() -> None:
    given = [
        CountedMark("a1", method, item.id, 2 if item.aspect in "DL" else 3)
        for method in ("material", "interview")
        for item in scheme("cse-general").grade("PE").indicators
    ]
    evaluation = pe(given, written(K="60", E="60"))
    assert evaluation.total == Fraction(60 * 65, 100) + Fraction(48 * 35, 100)
    assert reasons(evaluation) == [("total", "total"), ("aspect_floor", "D"), ("aspect_floor", "L")]
    assert flags(evaluation) == [("borderline", "K", ""), ("borderline", "E", "")]


@pytest.mark.parametrize(("percent", "flagged"), [("65.5", True), ("65.6", False)])
def test_that_the_borderline_includes_its_margin(percent: str, *, flagged: bool) -> None:
    # K by levels alone is 60; a quarter of the paper's points above 60 is added.
    given = [
        CountedMark("a1", method, item.id, 3)
        for method in ("material", "interview")
        for item in scheme("cse-general").grade("PE").indicators
    ]
    score = pe(given, written(K=percent, E="60")).aspects[0].score
    assert score is not None
    margin = Fraction(percent) - 60
    assert score - 60 == margin / 4
    rule = scheme("cse-general").weighted
    assert rule is not None
    narrow = replace(scheme("cse-general"), weighted=replace(rule, borderline_margin=Fraction("1.375")))
    evaluation = evaluate(narrow, "PE", given, written(K=percent, E="60"))
    assert (("borderline", "K", "") in flags(evaluation)) is flagged


# --- area by area -----------------------------------------------------------------------------------------------------


def iet(*given: list[CountedMark], grade: str = "CEng", **others: object) -> Evaluation:
    return evaluate(scheme("csee-iet"), grade, [mark for part in given for mark in part], **others)  # type: ignore[arg-type]


def test_that_one_sub_item_at_nought_sinks_its_area() -> None:
    evaluation = iet(marks("interview", A="22", B="220", C="2222", D="222", E="22222"))
    assert reasons(evaluation) == [("area", "B")]
    assert evaluation.outcome is Outcome.NOT_RECOMMEND


def test_that_too_few_sub_items_at_the_threshold_sink_an_area() -> None:
    assert reasons(iet(marks("interview", A="21", B="222", C="2112", D="222", E="22222"))) == [
        ("area", "A"),
        ("area", "C"),
    ]


def test_that_what_was_not_sought_leaves_an_area_open_only_if_it_could_decide() -> None:
    assert iet(marks("interview", A="22", B="22N", C="222N", D="N22", E="222N2")).outcome is Outcome.RECOMMEND
    evaluation = iet(marks("interview", A="2N", B="222", C="2222", D="222", E="22222"))
    assert (evaluation.outcome, reasons(evaluation)) == (Outcome.INCOMPLETE, [("incomplete", "A")])
    assert evaluation.aspects[0].passed is None
    failed = iet(marks("interview", A="2N", B="112", C="2222", D="222", E="22222"))
    assert (failed.outcome, reasons(failed), failed.aspects[0].passed) == (Outcome.NOT_RECOMMEND, [("area", "B")], None)
    hopeless = iet(marks("interview", A="1N", B="222", C="2222", D="222", E="22222"))
    assert (hopeless.outcome, reasons(hopeless)) == (Outcome.NOT_RECOMMEND, [("area", "A")])


def test_that_a_non_compensable_sub_item_not_sought_leaves_the_case_incomplete() -> None:
    evaluation = iet(marks("interview", A="22", B="222", C="2222", D="222", E="2222N"))
    assert (evaluation.outcome, reasons(evaluation)) == (Outcome.INCOMPLETE, [("incomplete", "E5")])


def test_that_the_interview_decides_and_the_papers_advise() -> None:
    papers = marks("material", A="21", B="222", C="2222", D="222", E="22222")
    evaluation = iet(papers, recommended())
    assert evaluation.outcome is Outcome.RECOMMEND
    assert flags(evaluation) == [("straddle", "A", "")]
    assert evaluation.flags[0].values == (("material", Fraction(1)), ("interview", Fraction(2)))
    assert flags(iet(papers, recommended(), settled=[("straddle", "", "A")])) == []
    only_papers = iet(papers)
    assert (only_papers.outcome, reasons(only_papers)) == (Outcome.INCOMPLETE, [("incomplete", "interview")])
    assert [area.passed for area in only_papers.aspects] == [False, True, True, True, True]


def test_that_a_due_review_that_is_not_in_leaves_the_case_incomplete() -> None:
    evaluation = iet(recommended(), expected={"material": frozenset({"a7"})})
    assert (evaluation.outcome, reasons(evaluation)) == (Outcome.INCOMPLETE, [("incomplete", "material")])
    assert evaluation.reasons[0].assessor == "a7"


def test_that_interviewers_who_differ_on_an_area_are_flagged() -> None:
    evaluation = iet(marks("interview", A="22 21", B="222 222", C="2222 2222", D="222 222", E="22222 22222"))
    assert flags(evaluation) == [("straddle", "A", "interview")]
    assert evaluation.flags[0].values == (("a1", Fraction(2)), ("a2", Fraction(1)))
    # The mean of 2 and 1 is below the threshold.
    assert reasons(evaluation) == [("area", "A")]
    agreed = iet(
        marks("interview", A="22 21", B="222 222", C="2222 2222", D="222 222", E="22222 22222"),
        agreed=[("interview", "A2", 2)],
    )
    assert (agreed.outcome, flags(agreed)) == (Outcome.RECOMMEND, [])


def test_that_different_overall_judgements_are_flagged() -> None:
    said = [("a1", "interview", "recommend"), ("a2", "interview", "not_recommend")]
    evaluation = iet(recommended(), overalls=said)
    assert flags(evaluation) == [("discrepancy", OVERALL, "interview")]
    assert evaluation.flags[0].choices == (("a1", "recommend"), ("a2", "not_recommend"))
    assert flags(iet(recommended(), overalls=said, settled=[("discrepancy", "interview", OVERALL)])) == []
    assert (
        flags(iet(recommended(), overalls=[("a1", "interview", "recommend"), ("a2", "interview", "recommend")])) == []
    )


def test_that_an_areas_scheme_can_have_a_gate() -> None:
    text = (
        source_of("csee-iet").decode()
        + """
[methods.exam]
title = { zh = "笔试", en = "Paper" }
short = { zh = "笔", en = "W" }
marks = "percent"
[grades.CEng.methods.exam]
mode = "gate"
covers = ["E"]
pass_mark = 50
"""
    )
    mine = load_scheme(text.encode(), resolve=source_of)
    assert evaluate(mine, "CEng", recommended(), written(E="50")).outcome is Outcome.RECOMMEND
    assert reasons(evaluate(mine, "CEng", recommended(), written(E="49.5"))) == [("gate", "exam")]
    assert reasons(evaluate(mine, "CEng", recommended())) == [("incomplete", "exam")]


def test_that_a_level_gate_must_reach_the_required_level() -> None:
    text = WITHOUT_PAPER.replace("material = { weight = 45 }", 'material = { mode = "gate", weight = 0 }').replace(
        "= 55", "= 100"
    )
    mine = load_scheme(text.encode(), resolve=source_of)
    rule = mine.grade("PE").method("material")
    assert rule is not None
    assert rule.mode is MethodMode.GATE
    evaluation = evaluate(mine, "PE", passing()[0])
    # T by material is 2.875 where 3 is required: 57.5 points.
    assert reasons(evaluation) == [("gate", "material")]
    assert (evaluation.reasons[0].value, evaluation.reasons[0].cut) == (Fraction("57.5"), Fraction(60))


# --- one stage, one sheet ---------------------------------------------------------------------------------------------


def test_that_the_paper_stage_says_whether_the_papers_show_every_area() -> None:
    stage = paper_stage(scheme("csee-iet"), "CEng", marks("material", A="22", B="212", C="2212", D="322", E="22122"))
    assert (stage.demonstrated, stage.reasons, stage.flags) == (True, (), ())
    short = paper_stage(
        scheme("csee-iet"),
        "CEng",
        marks("material", A="22 20", B="212 212", C="2212 2212", D="322 322", E="22122 22122"),
    )
    assert short.demonstrated is False
    assert [(flag.code, flag.subject) for flag in short.flags] == [
        (FlagCode.DISCREPANCY, "A2"),
        (FlagCode.STRADDLE, "A"),
    ]
    assert paper_stage(scheme("csee-iet"), "CEng", []).demonstrated is None
    weighted = paper_stage(scheme("cse-general"), "PE", [mark for mark in passing()[0] if mark.method == "material"])
    assert weighted.demonstrated is True
    assert [decimal_text(aspect.score or Fraction(0), 2) for aspect in weighted.aspects] == [
        "64.00",
        "62.50",
        "57.50",
        "60.00",
        "64.00",
    ]
    with pytest.raises(MarksRefused):
        paper_stage(scheme("cse-general"), "PE", [], method="written")


def test_that_a_sheet_shows_its_own_progress() -> None:
    levels: dict[str, int | None] = {"K1": 3, "K2": 4, "K3": None, "E1": 3, "E2": 2, "E3": 3}
    progress = {item.aspect: item for item in sheet_progress(scheme("cse-general"), "PE", "material", levels)}
    knowledge, ethics = progress["K"], progress["E"]
    assert (knowledge.rated, knowledge.not_sought, knowledge.to_go, knowledge.level) == (2, 1, 2, Fraction(7, 2))
    assert (decimal_text(ethics.points or Fraction(0), 1), ethics.floor, ethics.passed) == ("53.3", Fraction(60), False)
    assert (progress["T"].points, progress["T"].passed, progress["T"].to_go) == (None, None, 4)
    (paper, other) = sheet_progress(scheme("cse-general"), "PE", "written", {}, {"K": Fraction(72)})
    assert (paper.points, paper.passed, other.points, other.to_go) == (Fraction(72), True, None, 1)
    areas = sheet_progress(scheme("csee-iet"), "CEng", "material", {"A1": 2, "A2": 3, "B1": 2, "B2": 1})
    assert [(item.aspect, item.at_threshold, item.needed, item.passed) for item in areas[:3]] == [
        ("A", 2, 2, True), ("B", 1, 2, None), ("C", 0, 3, None),
    ]  # fmt: skip
    assert sheet_progress(scheme("csee-iet"), "CEng", "written", {}) == ()


@pytest.mark.parametrize(
    ("mark", "entry"),
    [
        (CountedMark("a1", "viva", "K1", 3), "marks[0].method"),
        (CountedMark("a1", "written", "K1", 3), "marks[0].method"),
        (CountedMark("a1", "material", "Q1", 3), "marks[0].indicator"),
        (CountedMark("a1", "material", "K1", 6), "marks[0].level"),
        (CountedMark("a1", "material", "K1", -1), "marks[0].level"),
        (CountedMark("", "material", "K1", 3), "marks[0].assessor"),
    ],
)
def test_that_a_mark_the_scheme_does_not_know_is_refused(mark: CountedMark, entry: str) -> None:
    with pytest.raises(MarksRefused) as caught:
        pe([mark], [])
    assert caught.value.entry == entry


def test_that_the_same_mark_twice_is_refused() -> None:
    twice = [CountedMark("a1", "material", "K1", 3), CountedMark("a1", "material", "K1", 4)]
    with pytest.raises(MarksRefused) as caught:
        pe(twice, [])
    assert caught.value.entry == "marks[1]"
    with pytest.raises(MarksRefused):
        pe([], [*written(K="50"), *written(K="50")])
    with pytest.raises(MarksRefused):
        pe([CountedMark("a1", "material", "K1", 3), CountedMark("a1", "material", "K2", 3, counted=False)], [])
