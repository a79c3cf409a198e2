from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from assessor_app.models.language import Text
from assessor_app.models.scheme import MethodMode, Scheme, SchemeKind
from tests.models.examples import scheme, source_of

SHIPPED = ("cse-general", "cse-electrical", "csee-iet")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
POOR_CHINESE = re.compile(
    r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?![a-z])|[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]|·"
)


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


@pytest.mark.parametrize("scheme_id", SHIPPED)
def test_that_every_word_stands_in_both_languages_and_is_well_set(scheme_id: str) -> None:
    said = list(texts(scheme(scheme_id)))
    assert len(said) > 150
    assert [text for text in said if not HAN.search(text.zh) or HAN.search(text.en)] == []
    assert [text.zh for text in said if POOR_CHINESE.search(text.zh)] == []


@pytest.mark.parametrize("scheme_id", SHIPPED)
def test_that_every_number_says_where_it_comes_from(scheme_id: str) -> None:
    assert re.search(r'^basis = "', source_of(scheme_id).decode(), re.MULTILINE)


def weights(values: tuple[tuple[str, Fraction], ...]) -> str:
    return "/".join(str(float(value)).removesuffix(".0") for _, value in values)


@pytest.mark.parametrize(
    ("grade", "required", "aspects", "methods", "assessors", "minutes"),
    [
        ("AE", "2/2/2/1.5/1", "40/15/20/15/10", "30 40 30", (2, 2), 30),
        ("PE", "3/3/3/2.5/2.5", "35/15/15/15/20", "35 25 40", (2, 3), 60),
        ("SPE", "3.5/3.5/3.5/3/3.5", "30/15/15/10/30", "40 gate 60", (2, 3), 75),
    ],
)
def test_that_the_general_specification_has_the_numbers_agreed(
    grade: str, required: str, aspects: str, methods: str, assessors: tuple[int, int], minutes: int
) -> None:
    mine = scheme("cse-general").grade(grade)
    assert weights(mine.required) == required
    assert weights(mine.weights) == aspects
    assert (
        " ".join(str(rule.weight) if rule.mode is MethodMode.SCORED else rule.mode.value for rule in mine.methods)
        == methods
    )
    material, written, interview = mine.methods
    assert (material.assessors, interview.assessors) == assessors
    assert interview.minutes == minutes == sum(phase.minutes for phase in mine.phases)
    assert written.pass_mark == 60
    assert written.covers == (("E",) if grade == "SPE" else ("K", "E"))
    assert material.covers == interview.covers == ("K", "E", "T", "D", "L")


def test_that_the_general_specification_has_its_indicators_and_cuts() -> None:
    general = scheme("cse-general")
    for grade in general.grades:
        assert [len(grade.indicators_of(aspect.id)) for aspect in general.aspects] == [5, 4, 4, 3, 4]
        assert [item.id for item in grade.indicators if item.non_compensable] == ["E1", "E2"]
        assert {element for item in grade.indicators for element in (item.element,)} == {
            str(number) for number in range(1, 14)
        }
    assert general.kind is SchemeKind.WEIGHTED
    rule = general.weighted
    assert rule is not None
    assert weights(rule.aspect_cuts) == "60/60/55/55/55"
    cuts = [rule.total_cut, rule.required_points, rule.indicator_tolerance, rule.borderline_margin]
    assert cuts == [60, 60, 1, 2]
    assert (general.administration.renewal_years, general.administration.cpd_hours_per_year) == (5, 40)


def test_that_csee_iet_has_its_sub_items_and_thresholds() -> None:
    iet = scheme("csee-iet")
    counts = {grade.id: [len(grade.indicators_of(aspect.id)) for aspect in iet.aspects] for grade in iet.grades}
    assert counts == {"CEng": [2, 3, 4, 3, 5], "IEng": [2, 3, 4, 3, 5], "EngTech": [2, 2, 3, 3, 5]}
    for grade in iet.grades:
        assert [item.id for item in grade.indicators if item.non_compensable] == ["E1", "E2", "E5"]
        assert [rule.method for rule in grade.methods] == ["material", "interview"]
        assert all(rule.assessors == 2 for rule in grade.methods)
    rule = iet.administration
    assert (rule.registration_due_days, rule.warn_days, rule.reapply_free_times, rule.reapply_window_months) == (
        21,
        (14, 7),
        1,
        36,
    )
    assert len(rule.certificates) == 3


def outcome_ids(value: Scheme) -> list[str]:
    return [choice.id for choice in value.outcomes]


def test_that_the_outcomes_are_those_the_desks_know() -> None:
    assert outcome_ids(scheme("cse-general")) == ["pass", "fail", "deferred", "other_grade", "absent", "withdrawn"]
    assert outcome_ids(scheme("csee-iet")) == [
        "recommend",
        "not_recommend",
        "more_evidence",
        "other_grade",
        "absent",
        "withdrawn",
    ]
    for scheme_id in SHIPPED:
        ((method, choices),) = scheme(scheme_id).method_outcomes
        assert method == "material"
        assert [choice.id for choice in choices] == ["to_interview", "more_evidence", "other_category", "not_yet"]
        assert {code for code, _, bars in scheme(scheme_id).ties if bars} == {
            "same_employer", "trained", "sponsored", "kinship", "co_author", "business",
        }  # fmt: skip
