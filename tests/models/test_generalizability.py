from __future__ import annotations

from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.generalizability import study, study_with_items
from tests.models.test_agreement import SHROUT_FLEISS


def test_that_the_components_and_coefficients_are_those_known() -> None:
    found = study(SHROUT_FLEISS)
    assert found is not None
    assert [round(part, 4) for part in (found.person, found.rater, found.error)] == [2.5556, 5.2444, 1.0194]
    assert (round(found.relative(4) or 0, 4), round(found.phi(4) or 0, 4)) == (0.9093, 0.6201)
    assert [round(share, 3) for _, share in found.shares] == [0.290, 0.595, 0.116]


def test_that_the_assessors_needed_are_the_fewest_that_reach_the_aim() -> None:
    found = study(SHROUT_FLEISS)
    assert found is not None
    needed = found.needed(0.8)
    assert needed == 10
    assert (found.phi(needed) or 0) >= 0.8 > (found.phi(needed - 1) or 0)
    assert found.needed(0.99) is None


def test_that_too_small_a_table_gives_nothing() -> None:
    assert study([[1, 2, 3]]) is None
    assert study([[1], [2]]) is None
    assert study([]) is None
    assert study_with_items([[[1, 2], [2, 3]]]) is None


def test_that_effects_that_only_add_up_are_found_apart() -> None:
    people, raters, items = [0.0, 1.0, 3.0, 4.0], [0.0, 0.5, 2.0], [0.0, 1.0]
    found = study_with_items([[[p + r + i for i in items] for r in raters] for p in people])
    assert found is not None
    assert (found.person, found.rater, found.item) == pytest.approx(
        (variance(people), variance(raters), variance(items))
    )
    rest = [found.person_rater, found.person_item, found.rater_item, found.rest]
    assert rest == pytest.approx([0, 0, 0, 0], abs=1e-12)
    assert found.relative(1, 1) == pytest.approx(1)
    assert found.phi(1, 1) == pytest.approx(variance(people) / (variance(people) + variance(raters) + variance(items)))


CUBES = st.integers(2, 4).flatmap(
    lambda items: st.integers(2, 3).flatmap(
        lambda raters: st.lists(
            st.lists(st.lists(st.integers(0, 5), min_size=items, max_size=items), min_size=raters, max_size=raters),
            min_size=2,
            max_size=6,
        )
    )
)


@given(CUBES)
def test_that_the_study_with_items_agrees_with_that_of_their_means(cube: list[list[list[int]]]) -> None:
    whole = study_with_items(cube)
    means = study([[fmean(items) for items in raters] for raters in cube])
    assert whole is not None
    assert means is not None
    assert means.person == pytest.approx(whole.person + whole.person_item / whole.items, abs=1e-9)
    assert means.rater == pytest.approx(whole.rater + whole.rater_item / whole.items, abs=1e-9)
    assert means.error == pytest.approx(whole.person_rater + whole.rest / whole.items, abs=1e-9)
    assert sum(share for _, share in whole.shares) == pytest.approx(1) or not any(share for _, share in whole.shares)


@given(CUBES)
def test_that_more_assessors_never_harm(cube: list[list[list[int]]]) -> None:
    whole = study_with_items(cube)
    assert whole is not None
    values = [whole.phi(raters, 4) for raters in (1, 2, 4, 8)]
    known = [value for value in values if value is not None]
    assert known == sorted(known)
    assert all(0 <= value <= 1 for value in known)
