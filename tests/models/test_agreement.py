from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessor_app.models.agreement import (
    Estimate,
    Form,
    Rating,
    Scale,
    Weights,
    agreement_of,
    alpha_of,
    complete_table,
    differences,
    icc,
    icc_of,
    krippendorff,
    mean_squares,
    pooled_kappa,
    weighted_kappa,
)

# P. E. Shrout and J. L. Fleiss (1979): six candidates by four judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

# K. Krippendorff: four coders by twelve units, gaps and all.
CODERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]


def units() -> dict[str, list[list[float]]]:
    columns = zip(*(row.split() for row in CODERS), strict=True)
    return {str(number): [[float(sign) for sign in column if sign != "."]] for number, column in enumerate(columns)}


def digits(estimate: Estimate | None, places: int = 4) -> tuple[float, float | None, float | None]:
    assert estimate is not None
    low, high = (None if end is None else round(end, places) for end in (estimate.low, estimate.high))
    return round(estimate.value, places), low, high


# --- known answers ----------------------------------------------------------------------------------------------------


def test_that_the_mean_squares_are_those_published() -> None:
    squares = mean_squares(SHROUT_FLEISS)
    assert squares is not None
    found = [round(value, 4) for value in (squares.rows, squares.within, squares.columns, squares.error)]
    assert found == [11.2417, 6.2639, 32.4861, 1.0194]


@pytest.mark.parametrize(
    ("form", "value", "low", "high"),
    [
        (Form.ONE_WAY, 0.1657, -0.133, 0.723),
        (Form.RANDOM, 0.2898, 0.019, 0.761),
        (Form.FIXED, 0.7148, 0.342, 0.946),
        (Form.ONE_WAY_MEAN, 0.4428, -0.884, 0.912),
        (Form.RANDOM_MEAN, 0.6201, 0.071, 0.927),
        (Form.FIXED_MEAN, 0.9093, 0.676, 0.986),
    ],
)
def test_that_every_form_of_the_icc_and_its_interval_are_those_published(
    form: Form, value: float, low: float, high: float
) -> None:
    # The limits are those that R's psych::ICC prints for this table.
    estimate = icc(SHROUT_FLEISS, form)
    assert digits(estimate)[0] == value
    assert digits(estimate, 3)[1:] == (low, high)


@pytest.mark.parametrize(
    ("scale", "value"),
    [(Scale.NOMINAL, 0.7434), (Scale.ORDINAL, 0.8154), (Scale.INTERVAL, 0.8491), (Scale.RATIO, 0.7974)],
)
def test_that_alpha_is_that_published_at_every_level_of_measurement(scale: Scale, value: float) -> None:
    estimate = krippendorff(units(), scale)
    assert digits(estimate)[0] == value
    assert estimate is not None
    # The twelfth unit was coded once and can be paired with nothing.
    assert estimate.n == 11


def test_that_kappa_of_two_assessors_is_that_known() -> None:
    one, other = [3, 3, 2, 4, 1, 3, 5, 2, 4, 3], [3, 2, 2, 4, 2, 3, 4, 2, 5, 3]
    found = [digits(weighted_kappa(zip(one, other, strict=True), 6, weights))[0] for weights in Weights]
    assert found == [0.4667, 0.6552, 0.8182]


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (row, column) for row, times in enumerate(table) for column, count in enumerate(times) for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "weights", "expected"),
    [
        # J. L. Fleiss's diagnoses, and a table of the SAS handbook: as SAS PROC FREQ prints them.
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], Weights.NONE, (0.6765, 0.5046, 0.8484)),
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], Weights.LINEAR, (0.7222, 0.5570, 0.8874)),
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], Weights.NONE, (0.4842, 0.2137, 0.7547)),
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], Weights.LINEAR, (0.4701, 0.1845, 0.7558)),
    ],
)
def test_that_the_interval_of_kappa_is_that_published(
    table: list[list[int]], weights: Weights, expected: tuple[float, float, float]
) -> None:
    assert digits(weighted_kappa(pairs(table), 3, weights)) == expected


# --- from ratings -----------------------------------------------------------------------------------------------------


def rating(case: str, indicator: str, assessor: str, level: int, method: str = "interview") -> Rating:
    return Rating(case, method, indicator[0], indicator, assessor, level)


def test_that_exact_and_adjacent_agreement_count_pairs_of_the_same_thing() -> None:
    given = [
        rating("c1", "K1", "a", 3), rating("c1", "K1", "b", 3), rating("c1", "K1", "c", 4),
        rating("c1", "K2", "a", 3), rating("c1", "K2", "b", 5),
        rating("c2", "K1", "a", 2), rating("c2", "K1", "b", 2, "material"),
    ]  # fmt: skip
    found = agreement_of(given)
    assert (found.pairs, found.exact, found.adjacent, found.apart) == (4, 1, 2, 1)
    assert found.exact_share == Estimate(0.25, None, None, 1)
    assert found.within_one_share is not None
    assert found.within_one_share.value == 0.75


def test_that_nothing_to_compare_gives_no_number() -> None:
    alone = [rating("c1", "K1", "a", 3), rating("c2", "K1", "a", 3)]
    empty = agreement_of(alone)
    assert (empty.pairs, empty.exact_share) == (0, None)
    assert alpha_of(alone, Scale.INTERVAL) is None
    assert pooled_kappa(alone, 6, Weights.QUADRATIC) is None
    assert icc_of(alone, Form.RANDOM) is None
    same = [rating(case, "K1", who, 3) for case in ("c1", "c2") for who in "ab"]
    assert alpha_of(same, Scale.NOMINAL) is None
    assert pooled_kappa(same, 6, Weights.LINEAR) is None
    assert icc_of(same, Form.FIXED) is None
    assert weighted_kappa([], 6, Weights.NONE) is None


def test_that_a_mean_whose_correlation_has_no_value_is_given_none() -> None:
    # Between candidates there is less than the error alone makes: what the mean would be divided by is 0.
    table = [[3.0, 3.0, 2.0], [3.0, 2.0, 3.0], [2.0, 2.0, 3.0]]
    assert icc(table, Form.RANDOM) is not None
    assert icc(table, Form.RANDOM_MEAN) is None


def test_that_rounding_makes_no_interval() -> None:
    # Kappa is 0 whatever the first assessor says; of its variance only 2e-15 is left, by rounding.
    found = weighted_kappa([(2, 2), (2, 1), (3, 2), (2, 2)], 4, Weights.LINEAR)
    assert found is not None
    assert (found.low, found.high) == (None, None)


def test_that_what_must_be_looked_at_together_comes_widest_first() -> None:
    given = [
        rating("c1", "K1", "a", 2), rating("c1", "K1", "b", 4), rating("c2", "E1", "a", 1), rating("c2", "E1", "b", 4),
        rating("c3", "T1", "a", 3), rating("c3", "T1", "b", 4),
    ]  # fmt: skip
    found = differences(given)
    assert [(item.case, item.indicator, item.spread) for item in found] == [("c2", "E1", 3), ("c1", "K1", 2)]
    assert found[0].levels == (("a", 1), ("b", 4))


def test_that_the_largest_complete_table_is_taken_and_rows_compare_like_with_like() -> None:
    given = [
        *(rating(f"c{number}", "K1", who, 3 + (number % 2)) for number in range(4) for who in "ab"),
        rating("c9", "K1", "a", 3), rating("c9", "K1", "c", 3),
        rating("c0", "K2", "a", 5),
    ]  # fmt: skip
    cases, people, table = complete_table(given)
    assert (cases, people) == (("c0", "c1", "c2", "c3"), ("a", "b"))
    # K2 of c0 was rated by one alone and is left out of both means.
    assert table[0] == [3, 3]


def test_that_pooled_kappa_of_two_who_mirror_each_other_equals_their_own() -> None:
    table = [(0, 1), (1, 0), (2, 2), (3, 3), (2, 3), (3, 2), (1, 1), (0, 0)]
    given = [
        rating(f"c{place}", "K1", who, level)
        for place, pair in enumerate(table)
        for who, level in zip("ab", pair, strict=True)
    ]
    pooled = pooled_kappa(given, 6, Weights.QUADRATIC)
    alone = weighted_kappa(table, 6, Weights.QUADRATIC)
    assert pooled is not None
    assert alone is not None
    assert pooled.value == pytest.approx(alone.value)
    assert pooled.n == 8
    assert pooled.low is not None
    assert pooled.low < pooled.value


# --- what must hold of any marks --------------------------------------------------------------------------------------

RATINGS = st.lists(
    st.builds(
        rating,
        st.sampled_from(["c1", "c2", "c3", "c4"]),
        st.sampled_from(["K1", "K2", "E1"]),
        st.sampled_from("abc"),
        st.integers(0, 5),
    ),
    max_size=40,
    unique_by=lambda given: (given.unit, given.assessor),
)


@given(RATINGS, st.randoms())
def test_that_neither_order_nor_names_change_agreement(given_ratings: list[Rating], random: object) -> None:
    renamed = [rating(r.case, r.indicator, {"a": "z", "b": "y", "c": "x"}[r.assessor], r.level) for r in given_ratings]
    random.shuffle(renamed)  # type: ignore[attr-defined]
    assert agreement_of(renamed) == agreement_of(given_ratings)
    for scale in Scale:
        one, other = alpha_of(given_ratings, scale), alpha_of(renamed, scale)
        assert (one is None) == (other is None)
        assert one is None or other is None or one.value == pytest.approx(other.value)


@given(RATINGS)
@example(
    [
        rating("c1", "K1", "a", 4),
        rating("c1", "K1", "b", 0),
        rating("c2", "K1", "a", 0),
        rating("c2", "K1", "b", 2),
        rating("c2", "K2", "a", 5),
        rating("c2", "K2", "b", 0),
    ]
)
def test_that_every_figure_lies_inside_its_scale_and_its_interval(given_ratings: list[Rating]) -> None:
    found = [alpha_of(given_ratings, scale) for scale in Scale]
    found += [pooled_kappa(given_ratings, 6, weights) for weights in Weights]
    found += [icc_of(given_ratings, form) for form in (Form.ONE_WAY, Form.RANDOM, Form.FIXED)]
    for estimate in found:
        if estimate is not None:
            assert estimate.value <= 1 + 1e-9
            if estimate.low is not None and estimate.high is not None:
                assert estimate.low - 1e-9 <= estimate.value <= estimate.high + 1e-9


@given(RATINGS)
def test_that_full_agreement_is_one(given_ratings: list[Rating]) -> None:
    alike = [rating(r.case, r.indicator, who, r.level) for r in given_ratings if r.assessor == "a" for who in "abc"]
    for estimate in (
        *(alpha_of(alike, scale) for scale in Scale),
        pooled_kappa(alike, 6, Weights.QUADRATIC),
        icc_of(alike, Form.RANDOM),
    ):
        assert estimate is None or estimate.value == pytest.approx(1)


@given(RATINGS, st.integers(1, 9))
def test_that_alpha_of_intervals_does_not_mind_where_the_scale_begins(given_ratings: list[Rating], shift: int) -> None:
    moved = [rating(r.case, r.indicator, r.assessor, r.level + shift) for r in given_ratings]
    one, other = alpha_of(given_ratings, Scale.INTERVAL), alpha_of(moved, Scale.INTERVAL)
    assert (one is None) == (other is None)
    assert one is None or other is None or one.value == pytest.approx(other.value)
