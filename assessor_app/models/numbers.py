"""Exact numbers as text: one way to show them, one way to write them down.

Inside the rule everything is a `Fraction`. Rounding happens here only, and only for display: half up, away from zero, so that
64.57065 shows as 64.5707 and -0.5 as -1.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_EXACT = re.compile(r"(-?(?:0|[1-9][0-9]{0,199}))(?:/([1-9][0-9]{0,199}))?")


def decimal_text(value: Fraction | int, places: int) -> str:
    """``value`` with exactly ``places`` decimals (0 or more), rounded half up. The one way any number is shown."""
    scale = 10**places
    scaled = abs(Fraction(value)) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    if places == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole // scale}.{whole % scale:0{places}d}"


def plain_text(value: Fraction | int, places: int = 4) -> str:
    """``value`` with as many decimals as it needs, at most ``places``: 60, 57.5, 0.3333. For cuts and required levels."""
    text = decimal_text(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_text(value: Fraction | int) -> str:
    """``value`` as a whole number or ``p/q`` in lowest terms."""
    return str(Fraction(value))


def exact_value(text: str) -> Fraction:
    """The number `exact_text` wrote. Raises ValueError for anything it would not have written."""
    found = _EXACT.fullmatch(text)
    if found is None:
        raise ValueError(f"not an exact number: {text[:40]!r}")
    value = Fraction(int(found[1]), int(found[2] or 1))
    if exact_text(value) != text:
        raise ValueError(f"not in lowest terms: {text[:40]!r}")
    return value


def percent_value(text: str) -> Fraction | None:
    """A percentage as a person or a file writes it, exact (``72``, ``72.5``, or ``205/3`` as points of a paper come to).

    None when it is no number between 0 and 100, or a fraction in other than lowest terms.
    """
    if "/" in text:
        try:
            value = exact_value(text)
        except ValueError:
            return None
        return value if 0 <= value <= 100 else None
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,12})?", text, re.ASCII):
        return None
    value = Fraction(Decimal(text))
    return value if value <= 100 else None


def percent_shown(text: str) -> str:
    """A percentage of a sheet for people: as it stands, a fraction with at most four decimals."""
    return plain_text(exact_value(text)) if "/" in text else text
