from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.numbers import decimal_text, exact_text, exact_value, percent_value, plain_text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 4), 1, "1.3"),
        (Fraction(-5, 4), 1, "-1.3"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(-1, 100000), 4, "0.0000"),
        (Fraction(60), 4, "60.0000"),
        (Fraction(99999, 1000), 1, "100.0"),
        (7, 2, "7.00"),
    ],
)
def test_that_halves_are_rounded_away_from_zero(value: Fraction | int, places: int, text: str) -> None:
    assert decimal_text(value, places) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_that_rounding_agrees_with_decimal_arithmetic(thousandths: int, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = (Decimal(thousandths) / 1000).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(decimal_text(Fraction(thousandths, 1000), places)) == expected


@given(st.fractions())
def test_that_an_exact_number_survives_being_written_down(value: Fraction) -> None:
    assert exact_value(exact_text(value)) == value


@pytest.mark.parametrize("text", ["", "1/0", "2/4", "1.5", "+1", "01", "1/1", " 1", "1e3", "-0", "٣", "1/-2"])
def test_that_an_exact_number_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError):
        exact_value(text)


def test_that_cuts_are_shown_without_idle_noughts() -> None:
    assert [plain_text(Fraction(value)) for value in ("60", "57.5", "1/3", "100")] == ["60", "57.5", "0.3333", "100"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("72.5", Fraction(145, 2)), ("0", 0), ("100", 100), ("100.0", 100), ("100.1", None), ("-1", None), ("1e1", None),
     ("", None), (" 5", None), ("5.", None), (".5", None), ("٧", None), ("1000", None), ("nan", None)],
)  # fmt: skip
def test_that_a_percentage_is_a_plain_decimal_from_0_to_100(text: str, value: Fraction | None) -> None:
    assert percent_value(text) == value
