"""Quantiles of Student's t and of F, from the incomplete beta function: all that intervals on agreement need.

The continued fraction is the usual one (Abramowitz and Stegun 26.5.8, evaluated by Lentz's method); quantiles by bisection, to
twelve figures, which is far beyond what any interval on a panel's marks deserves.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt

_TINY = 1e-300
_STEPS = 400


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for ``a``, ``b`` > 0; 0 below 0 and 1 above 1."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    # The fraction converges fast on this side of the mean; the other side is its mirror.
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with I_x(a, b) = p."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if beta_cdf(middle, a, b) < p else (low, middle)
    return (low + high) / 2


@lru_cache(maxsize=4096)
def f_quantile(p: float, numerator: float, denominator: float) -> float:
    """Quantile of F with these degrees of freedom (both > 0, need not be whole)."""
    # Whichever tail keeps its figures.
    x = beta_quantile(p, numerator / 2, denominator / 2)
    rest = beta_quantile(1 - p, denominator / 2, numerator / 2)
    return inf if rest <= 0 else denominator * x / (numerator * rest)


@lru_cache(maxsize=4096)
def t_quantile(p: float, freedom: float) -> float:
    """Quantile of Student's t; ``freedom`` > 0."""
    if p == 0.5:
        return 0.0
    if p < 0.5:
        return -t_quantile(1 - p, freedom)
    return sqrt(f_quantile(2 * p - 1, 1, freedom))
