from __future__ import annotations

from math import exp, log
from random import Random

import pytest

from assessor_app.models.agreement import Rating
from assessor_app.models.rasch import Measure, NotFitted, RaschFit, fit_rasch, networks

SEVERITY = {"a": -0.8, "b": 0.0, "c": 0.8}


def sitting(candidates: int = 40, items: int = 8, seed: int = 3) -> list[Rating]:
    """Marks drawn from the model itself, levels 0 to 4."""
    random, steps = Random(seed), [-2.0, -1.0, 1.0, 2.0]
    given = []
    for number in range(candidates):
        able = random.gauss(0.3, 1)
        for who, severity in SEVERITY.items():
            for item in range(items):
                sums = [0.0]
                for step in steps:
                    sums.append(sums[-1] + able - severity - (item - (items - 1) / 2) / 4 - step)
                level = random.choices(range(5), [exp(value) for value in sums])[0]
                given.append(Rating(f"c{number:02}", "interview", "K", f"K{item}", who, level))
    return given


def fitted(given: list[Rating]) -> RaschFit:
    found = fit_rasch(given)
    assert isinstance(found, RaschFit), found
    return found


def test_that_severities_put_in_come_out_within_their_error() -> None:
    fit = fitted(sitting())
    assert fit.settled
    for measure in fit.assessors:
        # Joint maximum likelihood spreads measures a little too far; 24 marks a candidate keep that small.
        assert abs(measure.logit - SEVERITY[measure.name] * 1.04) < 4 * measure.error
        assert 0.8 < measure.infit < 1.2
    assert min(fit.indicators, key=lambda measure: measure.logit).name == "interview K0"
    assert sum(measure.logit for measure in fit.assessors) == pytest.approx(0)
    assert sum(measure.logit for measure in fit.indicators) == pytest.approx(0)
    assert [level for level, _ in fit.thresholds] == [1, 2, 3, 4]


def test_that_two_judges_of_pass_and_fail_have_the_known_closed_form() -> None:
    # With two dichotomous marks a person, joint maximum likelihood gives twice the log of the discordant pairs (Andersen 1980).
    passed_only_by = {"a": 12, "b": 4}
    given = []
    for who, times in passed_only_by.items():
        for number in range(times):
            given += [Rating(f"{who}{number}", "interview", "K", "K1", judge, int(judge == who)) for judge in "ab"]
    fit = fitted(given)
    a, b = fit.assessors
    assert b.logit - a.logit == pytest.approx(2 * log(12 / 4), abs=0.01)


def test_that_candidates_with_only_top_marks_are_left_out_and_named() -> None:
    given = sitting(20)
    best = [Rating("best", "interview", "K", f"K{item}", who, 4) for item in range(8) for who in SEVERITY]
    fit = fitted([*given, *best])
    assert fit.left_out == (("candidate", "best"),)
    assert {measure.name for measure in fit.assessors} == set(SEVERITY)
    plain = fitted(given)
    assert [measure.logit for measure in fit.assessors] == pytest.approx([measure.logit for measure in plain.assessors])


def test_that_marks_in_another_order_give_the_same_measures() -> None:
    given = sitting(15)
    shuffled = given[:]
    Random(1).shuffle(shuffled)
    assert fit_rasch(shuffled) == fit_rasch(given)


def test_that_panels_that_share_no_candidate_are_not_compared() -> None:
    one = sitting(6)
    other = [Rating(f"d{r.case}", r.method, r.aspect, r.indicator, f"x{r.assessor}", r.level) for r in one]
    assert fit_rasch([*one, *other]) == NotFitted("disconnected", (("a", "b", "c"), ("xa", "xb", "xc")))
    bridge = [Rating("dc00", "interview", "K", f"K{item}", "a", 2) for item in range(8)]
    assert isinstance(fit_rasch([*one, *other, *bridge]), RaschFit)
    assert networks([*one, *other, *bridge]) == (("a", "b", "c", "xa", "xb", "xc"),)


def test_that_too_little_is_said_to_be_too_little() -> None:
    assert fit_rasch([]) == NotFitted("too_few")
    assert fit_rasch([rating for rating in sitting(5) if rating.assessor == "a"]) == NotFitted("too_few")
    same = [Rating(f"c{number}", "interview", "K", "K1", who, 3) for number in range(5) for who in "ab"]
    assert fit_rasch(same) == NotFitted("no_spread")


def test_that_thin_data_are_called_thin() -> None:
    fit = fitted(sitting(2))
    assert all(measure.thin for measure in (*fit.candidates, *fit.assessors))
    assert not any(measure.thin for measure in fitted(sitting(8)).assessors)
    used = [rating.level for rating in sitting(2)]
    assert fit.thin_levels == tuple(level for level in sorted(set(used)) if used.count(level) < 10) != ()
    assert Measure("x", 0, 1, 1, 1, 29).thin


def test_that_a_fit_can_be_cancelled_and_tells_how_far_it_is() -> None:
    told: list[float] = []

    def tell(what: str, done: float) -> None:
        told.append(done)
        if len(told) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fit_rasch(sitting(10), tell)
    assert told == sorted(told)
