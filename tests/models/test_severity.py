from __future__ import annotations

import pytest

from assessor_app.models.agreement import Rating
from assessor_app.models.severity import drifts, mean_estimate, scale_use, severities, slope_estimate


def panel(offsets: dict[str, int], cases: int = 10, *, hours: bool = False) -> list[Rating]:
    """Everybody marks two indicators of every case; ``offsets`` are levels beside the first assessor."""
    return [
        Rating(f"c{number:02}", "interview", "K", item, who, 2 + number % 2 + offset, 60.0 * number if hours else None)
        for number in range(cases)
        for item in ("K1", "K2")
        for who, offset in offsets.items()
    ]


def test_that_an_offset_is_the_mean_difference_from_the_others() -> None:
    found = {severity.assessor: severity for severity in severities(panel({"a": 0, "b": 1, "c": 2}))}
    assert {who: severity.offset and severity.offset.value for who, severity in found.items()} == {
        "a": -1.5,
        "b": 0,
        "c": 1.5,
    }
    offset = found["a"].offset
    assert offset is not None
    assert (offset.low, offset.high, offset.n) == (-1.5, -1.5, 10)
    assert [(case.case, case.offset, case.marks) for case in found["a"].cases[:1]] == [("c00", -1.5, 2)]


def test_that_too_few_cases_give_no_offset() -> None:
    assert [severity.offset for severity in severities(panel({"a": 0, "b": 1}, cases=7))] == [None, None]
    assert all(severity.offset is not None for severity in severities(panel({"a": 0, "b": 1}, cases=8)))


def test_that_one_who_met_nobody_is_listed_without_cases() -> None:
    (alone,) = severities(panel({"a": 0}))
    assert (alone.offset, alone.cases) == (None, ())


def test_that_the_interval_is_students_over_cases() -> None:
    estimate = mean_estimate([1.0, 2.0, 3.0, 4.0])
    # 2.5 ± 3.1824 × 1.2910 / 2
    assert estimate.value == 2.5
    assert estimate.low == pytest.approx(0.4457, abs=1e-4)
    assert estimate.high == pytest.approx(4.5543, abs=1e-4)


def test_that_flat_and_extreme_use_of_the_scale_is_seen() -> None:
    given = panel({"a": 0, "b": 1}, cases=12)
    flat = [Rating(f"c{n:02}", "interview", "K", "K1", "flat", 3) for n in range(25)]
    edges = [Rating(f"c{n:02}", "interview", "K", "K2", "edges", 5 * (n % 2)) for n in range(25)]
    few = [Rating("c00", "interview", "K", "K1", "few", 3)]
    use = {found.assessor: found for found in scale_use([*given, *flat, *edges, *few], 5)}
    assert (use["flat"].flat, use["flat"].extreme, use["flat"].common_level, use["flat"].spread) == (True, False, 3, 0)
    assert (use["edges"].flat, use["edges"].extreme, use["edges"].extreme_share) == (False, True, 1)
    assert (use["a"].flat, use["a"].extreme) == (False, False)
    assert (use["few"].flat, use["few"].extreme, use["few"].marks) == (None, None, 1)
    assert use["a"].counts == ((0, 0), (1, 0), (2, 12), (3, 12), (4, 0), (5, 0))


def test_that_growing_stricter_through_the_day_is_seen() -> None:
    given = [
        Rating(f"c{n:02}", "interview", "K", "K1", who, 5 - (n // 3 if who == "a" else 0), 20.0 * n)
        for n in range(12)
        for who in "ab"
    ]
    found = {drift.assessor: drift for drift in drifts(given)}
    slope = found["a"].slope
    assert slope is not None
    assert slope.low is not None
    assert slope.high is not None
    # A level lost every three cases of twenty minutes each, near enough.
    assert slope.value == pytest.approx(-0.944, abs=0.001)
    assert slope.low < slope.value < slope.high < 0
    assert found["b"].slope is not None
    assert [at for at, _ in found["a"].points] == [20.0 * n for n in range(12)]


def test_that_drift_needs_times() -> None:
    assert [drift.slope for drift in drifts(panel({"a": 0, "b": 1}))] == [None, None]
    assert slope_estimate([(5.0, 1.0), (5.0, 2.0), (5.0, 3.0)]) is None


def test_that_a_straight_line_is_found_exactly() -> None:
    estimate = slope_estimate([(0.0, 1.0), (30.0, 2.0), (60.0, 3.0), (90.0, 4.0)])
    assert estimate is not None
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((2, 2, 2))
