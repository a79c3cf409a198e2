from __future__ import annotations

from math import atan, nextafter, pi, sqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessor_app.models.distributions import beta_cdf, beta_quantile, f_quantile, t_quantile


@pytest.mark.parametrize(
    ("p", "freedom", "value"),
    [
        (0.975, 1, 12.7062),
        (0.975, 2, 4.3027),
        (0.975, 5, 2.5706),
        (0.975, 10, 2.2281),
        (0.975, 30, 2.0423),
        (0.95, 7, 1.8946),
    ],
)
def test_that_students_t_is_that_of_the_printed_tables(p: float, freedom: int, value: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(value, abs=5e-5)
    assert t_quantile(1 - p, freedom) == pytest.approx(-value, abs=5e-5)


@pytest.mark.parametrize(
    ("p", "one", "other", "value"),
    [
        (0.95, 3, 10, 3.7083),
        (0.95, 5, 18, 2.7729),
        (0.975, 5, 15, 3.5764),
        (0.95, 1, 1, 161.4476),
        (0.99, 2, 20, 5.8489),
    ],
)
def test_that_f_is_that_of_the_printed_tables(p: float, one: int, other: int, value: float) -> None:
    assert f_quantile(p, one, other) == pytest.approx(value, rel=2e-5)


@given(st.floats(0.001, 0.999), st.floats(0.3, 40), st.floats(0.3, 40))
@example(0.999, 34.0, 0.3125)
def test_that_a_quantile_turns_the_distribution_round(p: float, a: float, b: float) -> None:
    x = beta_quantile(p, a, b)
    assert 0 <= x <= 1
    if 1e-12 < x < 1 - 1e-12:
        # Where the density is steep, the next float already has another probability: p lies between its neighbours'.
        below, above = beta_cdf(nextafter(x, 0), a, b), beta_cdf(nextafter(x, 1), a, b)
        assert below - 1e-9 <= p <= above + 1e-9
    assert beta_cdf(0.3, a, b) == pytest.approx(1 - beta_cdf(0.7, b, a), abs=1e-12)


@given(st.floats(0.01, 0.99))
def test_that_closed_forms_are_met(x: float) -> None:
    assert beta_cdf(x, 1, 1) == pytest.approx(x)
    assert beta_cdf(x, 2, 1) == pytest.approx(x * x)
    assert beta_cdf(x, 0.5, 0.5) == pytest.approx(2 / pi * atan(sqrt(x / (1 - x))), abs=1e-12)
