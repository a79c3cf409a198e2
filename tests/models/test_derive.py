from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.messages import Messages
from assessor_app.models.derive import derive_json
from assessor_app.models.errors import MarksRefused
from assessor_app.models.language import Language
from tests.models.examples import as_json, failing_on_ethics, marks, passing, recommended, scheme


def derive(scheme_id: str, data: object) -> dict[str, Any]:
    result = derive_json(scheme(scheme_id), data)
    assert json.loads(json.dumps(result)) == result
    return result


def test_that_the_worked_example_comes_out_in_the_form_agreed() -> None:
    result = derive("cse-general", as_json(*passing(), scheme="cse-general", grade="PE"))
    assert set(result) == {"outcome", "total", "aspects", "reasons", "flags", "derivation"}
    assert (result["outcome"], result["total"], result["reasons"], result["flags"]) == ("pass", "64.5707", [], [])
    assert result["aspects"]["K"] == {"score": "66.0000", "floor": "60", "passed": True}
    assert result["aspects"]["D"] == {"score": "61.4222", "floor": "55", "passed": True}


def test_that_a_fail_says_why_and_what_must_be_talked_about() -> None:
    result = derive("cse-general", as_json(*failing_on_ethics(), scheme="cse-general", grade="PE"))
    assert (result["outcome"], result["total"]) == ("fail", "63.1019")
    assert result["reasons"] == [
        {"code": "aspect_floor", "subject": "E", "value": "57.4167", "cut": "60"},
        {"code": "non_compensable", "subject": "E1", "value": "2.8222", "cut": "3"},
        {"code": "non_compensable", "subject": "E2", "value": "2.8222", "cut": "3"},
    ]
    assert result["flags"] == [
        {
            "code": "straddle",
            "subject": "E",
            "method": "interview",
            "values": {"a1": "55.0000", "a2": "60.0000", "a3": "55.0000"},
        }
    ]


def test_that_areas_carry_counts_in_place_of_a_score() -> None:
    result = derive("csee-iet", as_json(recommended(), scheme="csee-iet", grade="CEng"))
    assert (result["outcome"], result["total"]) == ("recommend", None)
    assert result["aspects"]["E"] == {"demonstrated": True, "at_threshold": 4, "needed": 3, "of": 5}


def test_that_what_cannot_be_worked_out_is_null() -> None:
    result = derive("cse-general", {"grade": "AE", "marks": []})
    assert (result["outcome"], result["total"]) == ("incomplete", None)
    assert result["aspects"]["K"] == {"score": None, "floor": "60", "passed": None}
    assert {reason["subject"] for reason in result["reasons"]} == {"material", "written", "interview"}


def test_that_a_derivation_goes_down_to_the_marks_with_exact_numbers() -> None:
    tree = derive("cse-general", as_json(*passing(), grade="PE"))["derivation"]
    assert (tree["step"], tree["subject"], tree["value"]) == (
        "outcome",
        "PE",
        {"exact": "464909/7200", "decimal": "64.5707"},
    )
    ethics = tree["children"][0]["children"][1]
    material = ethics["children"][0]
    assert (ethics["subject"], material["subject"], material["facts"]["level"]["exact"]) == ("E", "material", "25/8")
    assert [leaf["value"]["exact"] for leaf in material["children"][0]["children"]] == ["3", "4"]


def test_that_not_sought_trainees_and_agreements_can_be_said() -> None:
    data = as_json(*failing_on_ethics(), grade="PE")
    data["marks"][0]["level"] = None
    data["marks"] += as_json(marks("interview", first=7, counted=False, E="0000"))["marks"]
    data["agreed"] = [{"method": "interview", "indicator": indicator, "level": 4} for indicator in ("E1", "E2")]
    data["settled"] = [{"code": "straddle", "method": "interview", "subject": "E"}]
    data["expected"] = {"interview": ["a1", "a2", "a3"], "material": ["a1", "a2"]}
    result = derive("cse-general", data)
    assert (result["outcome"], [flag["code"] for flag in result["flags"]]) == ("pass", [])
    data["expected"]["material"].append("a9")
    assert derive("cse-general", data)["outcome"] == "incomplete"


GOOD = {"assessor": "a1", "method": "material", "indicator": "K1", "level": 3}


def with_mark(**changes: Any) -> dict[str, Any]:
    return {"grade": "PE", "marks": [GOOD, {**GOOD, "indicator": "K2", **changes}]}


def with_paper(**changes: Any) -> dict[str, Any]:
    return {"grade": "PE", "marks": [], "written": [{"aspect": "K", "percent": "72.5", **changes}]}


@pytest.mark.parametrize(
    ("data", "entry"),
    [
        (with_mark(assessor=""), "marks[1].assessor"),
        (with_mark(assessor=7), "marks[1].assessor"),
        (with_mark(method="viva"), "marks[1].method"),
        (with_mark(method="written"), "marks[1].method"),
        (with_mark(indicator="Q1"), "marks[1].indicator"),
        (with_mark(indicator="K1"), "marks[1]"),
        (with_mark(level=6), "marks[1].level"),
        (with_mark(level=-1), "marks[1].level"),
        (with_mark(level=True), "marks[1].level"),
        (with_mark(level=3.0), "marks[1].level"),
        (with_mark(level="3"), "marks[1].level"),
        (with_mark(level="NS"), "marks[1].level"),
        (with_mark(counted="no"), "marks[1].counted"),
        (with_mark(counted=False), "marks[1].counted"),
        (with_mark(leve1=3), "marks[1].leve1"),
        ({"grade": "PE", "marks": [{"assessor": "a1", "method": "material", "indicator": "K1"}]}, "marks[0].level"),
        ({"grade": "PE", "marks": ["K1"]}, "marks[0]"),
        ({"grade": "PE", "marks": {"K1": 3}}, "marks"),
        (with_paper(percent="100.1"), "written[0].percent"),
        (with_paper(percent="-1"), "written[0].percent"),
        (with_paper(percent="1e2"), "written[0].percent"),
        (with_paper(percent="abc"), "written[0].percent"),
        (with_paper(percent=None), "written[0].percent"),
        (with_paper(percent=True), "written[0].percent"),
        (with_paper(aspect="Q"), "written[0].aspect"),
        (with_paper(method="material"), "written[0].method"),
        ({"grade": "PE", "marks": [], "written": [{"aspect": "K", "percent": "1"}] * 2}, "written[1]"),
        ({"grade": "CEng", "marks": []}, "grade"),
        ({"marks": []}, "grade"),
        ({"scheme": "csee-iet", "grade": "PE", "marks": []}, "scheme"),
        ({"grade": "PE", "makrs": []}, "makrs"),
        ({"grade": "PE", "marks": [], "agreed": [{"method": "material", "indicator": "K1", "level": 9}]}, "agreed[0].level"),
        ({"grade": "PE", "marks": [], "agreed": [{"method": "material", "indicator": "X1", "level": 3}]}, "agreed[0].indicator"),
        ({"grade": "PE", "marks": [], "expected": {"viva": ["a1"]}}, "expected.viva"),
        ({"grade": "PE", "marks": [], "expected": {"interview": "a1"}}, "expected.interview"),
        ({"grade": "PE", "marks": [GOOD] * 20_001}, "marks"),
        ([], "$"),
        (None, "$"),
    ],
)  # fmt: skip
def test_that_a_bad_entry_is_refused_by_name(data: object, entry: str) -> None:
    with pytest.raises(MarksRefused) as caught:
        derive_json(scheme("cse-general"), data)
    assert caught.value.entry == entry
    for language in Language:
        assert entry in Messages().sentence(caught.value, language).what


@pytest.mark.parametrize(
    ("percent", "score"), [("72.5", "72.5000"), (72.5, "72.5000"), (72, "72.0000"), (0.1, "0.1000"), (100, "100.0000")]
)
def test_that_a_percentage_is_the_decimal_that_was_written(percent: object, score: str) -> None:
    data = as_json(passing()[0], grade="PE")
    data["written"] = [{"aspect": "K", "percent": percent}, {"aspect": "E", "percent": "60"}]
    tree = derive("cse-general", data)["derivation"]
    paper = tree["children"][0]["children"][0]["children"][1]
    assert (paper["step"], paper["value"]["decimal"]) == ("written", score)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["scheme", "grade", "marks", "written", "assessor", "method", "indicator", "level", "percent", "agreed"]
            ),
            inner | st.sampled_from(["PE", "K1", "material", "cse-general", 3]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(JSON)
def test_that_any_json_is_evaluated_or_refused(data: object) -> None:
    try:
        outcome = derive("cse-general", data)["outcome"]
    except MarksRefused as refusal:
        outcome = refusal.entry and "incomplete"
    assert outcome == "incomplete"
