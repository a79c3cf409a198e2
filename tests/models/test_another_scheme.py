"""A scheme that nobody had in mind when the rules were written: everything that differs between societies is data."""

from __future__ import annotations

from pathlib import Path

from assessor_app.models.derive import derive_json
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme, scheme_from_json, scheme_to_json
from tests.models.examples import as_json, marks, source_of

GOOD = Path(__file__).parent.parent / "schemes_good"


def guild() -> Scheme:
    return load_scheme((GOOD / "two_aspects_by_median.toml").read_bytes(), resolve=source_of)


def test_that_every_good_scheme_loads_and_travels() -> None:
    for path in GOOD.glob("*.toml"):
        loaded = load_scheme(path.read_bytes(), resolve=source_of, name=path.name)
        assert scheme_from_json(scheme_to_json(loaded)) == loaded


def test_that_another_scheme_is_worked_out_by_its_own_numbers() -> None:
    result = derive_json(guild(), as_json(marks("talk", X="12 22 33", Y="2 2 3"), grade="Master"))
    # X: medians 2 and 2, required 4/3: 70 + 2/3 × 30 / (5/3) = 82; Y: median 2, required 2: 70.
    assert result["aspects"] == {
        "X": {"score": "82.0000", "floor": "50", "passed": True},
        "Y": {"score": "70.0000", "floor": "70", "passed": True},
    }
    assert (result["outcome"], result["total"]) == ("pass", "77.5000")
    # No margin: only a score on its cut is borderline. Straddles are not looked at, and three levels apart is asked for.
    assert result["flags"] == [{"code": "borderline", "subject": "Y", "values": {"value": "70.0000", "cut": "70.0000"}}]


def test_that_its_strictness_is_its_own() -> None:
    low = derive_json(guild(), as_json(marks("talk", X="03 03", Y="1 2"), grade="Master"))
    assert [(reason["code"], reason["subject"]) for reason in low["reasons"]] == [
        ("aspect_floor", "Y"), ("indicator_floor", "X1"), ("non_compensable", "Y1"),
    ]  # fmt: skip
    unsought = derive_json(guild(), as_json(marks("talk", X="N3 N3", Y="2 2"), grade="Master"))
    assert [(reason["code"], reason["subject"]) for reason in unsought["reasons"]] == [("incomplete", "X")]
