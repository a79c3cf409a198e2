"""Generalizability: how much of the marks is the candidate, how much the assessor, and how many assessors would be needed.

One design, fully crossed: every candidate marked by the same assessors (`study`), or by the same assessors on the same
indicators (`study_with_items`). Variance components from the mean squares (R. L. Brennan, "Generalizability Theory", 2001); one
that comes out negative is shown as it came out and taken as 0 in what follows from it. For a fixed standard the absolute
coefficient phi is the one to read (domain 6, O18).

Known answer (domain 7): Shrout and Fleiss's table has components person 2.5556, rater 5.2444, error 1.0194; with four raters
E-rho2 is 0.9093 and phi 0.6201.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean

from assessor_app.models.agreement import Table, mean_squares

USUAL_AIM = 0.8
"""The phi usually sought (a convention)."""

MOST_ASSESSORS = 50
"""Beyond this many "how many would be needed" is no longer said."""


@dataclass(frozen=True, slots=True)
class Study:
    """Candidates by assessors. Components in squared levels, as estimated; they can come out negative."""

    person: float
    rater: float
    error: float
    """Candidate by assessor, and all the rest."""
    n: int
    k: int

    def relative(self, raters: int) -> float | None:
        """E-rho squared with that many assessors: does the order of candidates hold?"""
        return _ratio(max(0.0, self.person), max(0.0, self.error) / raters)

    def phi(self, raters: int) -> float | None:
        """Phi with that many assessors: does a candidate's own level hold, whoever marks?"""
        return _ratio(max(0.0, self.person), (max(0.0, self.rater) + max(0.0, self.error)) / raters)

    def needed(self, aim: float = USUAL_AIM) -> int | None:
        """The fewest assessors with whom phi reaches ``aim``; None when even `MOST_ASSESSORS` do not."""
        return next((raters for raters in range(1, MOST_ASSESSORS + 1) if (self.phi(raters) or 0.0) >= aim), None)

    @property
    def shares(self) -> tuple[tuple[str, float], ...]:
        """How the variance of a single mark is made up; sums to 1 unless nothing varies."""
        return _shares((("person", self.person), ("rater", self.rater), ("error", self.error)))


def _ratio(signal: float, noise: float) -> float | None:
    return signal / (signal + noise) if signal + noise > 1e-12 else None


def _shares(parts: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    whole = sum(max(0.0, part) for _, part in parts)
    return tuple((name, max(0.0, part) / whole if whole > 1e-12 else 0.0) for name, part in parts)


def study(table: Table) -> Study | None:
    """A complete table of candidates (rows) by assessors (columns); None below two of either."""
    squares = mean_squares(table)
    if squares is None:
        return None
    return Study(
        person=(squares.rows - squares.error) / squares.k,
        rater=(squares.columns - squares.error) / squares.n,
        error=squares.error,
        n=squares.n,
        k=squares.k,
    )


@dataclass(frozen=True, slots=True)
class ItemStudy:
    """Candidates by assessors by indicators, fully crossed; the seven components as estimated."""

    person: float
    rater: float
    item: float
    person_rater: float
    person_item: float
    rater_item: float
    rest: float
    n: int
    raters: int
    items: int

    def phi(self, raters: int, items: int) -> float | None:
        """Phi with that many assessors and indicators."""
        parts = [
            max(0.0, part)
            for part in (self.rater, self.person_rater, self.item, self.person_item, self.rater_item, self.rest)
        ]
        by_rater, by_item, by_both = parts[0] + parts[1], parts[2] + parts[3], parts[4] + parts[5]
        return _ratio(max(0.0, self.person), by_rater / raters + by_item / items + by_both / (raters * items))

    def relative(self, raters: int, items: int) -> float | None:
        """E-rho squared with that many assessors and indicators."""
        noise = (
            max(0.0, self.person_rater) / raters
            + max(0.0, self.person_item) / items
            + max(0.0, self.rest) / (raters * items)
        )
        return _ratio(max(0.0, self.person), noise)

    def needed(self, items: int, aim: float = USUAL_AIM) -> int | None:
        """The fewest assessors with whom phi reaches ``aim`` on that many indicators; None when `MOST_ASSESSORS` do not."""
        return next(
            (raters for raters in range(1, MOST_ASSESSORS + 1) if (self.phi(raters, items) or 0.0) >= aim), None
        )

    @property
    def shares(self) -> tuple[tuple[str, float], ...]:
        names = ("person", "rater", "item", "person_rater", "person_item", "rater_item", "rest")
        return _shares([(name, getattr(self, name)) for name in names])


Cells = Mapping[tuple[int, int, int], float]


def study_with_items(cube: Sequence[Sequence[Sequence[float]]]) -> ItemStudy | None:
    """``cube[candidate][assessor][indicator]``, complete; None below two of any."""
    n, raters, items = len(cube), len(cube[0]) if cube else 0, len(cube[0][0]) if cube and cube[0] else 0
    if min(n, raters, items) < 2:
        return None
    cells = {(p, r, i): cube[p][r][i] for p, r, i in product(range(n), range(raters), range(items))}
    square = _mean_squares(cells, (n, raters, items))
    rest = square[0, 1, 2]
    return ItemStudy(
        person=(square[0,] - square[0, 1] - square[0, 2] + rest) / (raters * items),
        rater=(square[1,] - square[0, 1] - square[1, 2] + rest) / (n * items),
        item=(square[2,] - square[0, 2] - square[1, 2] + rest) / (n * raters),
        person_rater=(square[0, 1] - rest) / items,
        person_item=(square[0, 2] - rest) / raters,
        rater_item=(square[1, 2] - rest) / n,
        rest=rest,
        n=n,
        raters=raters,
        items=items,
    )


def _mean_squares(cells: Cells, sizes: tuple[int, int, int]) -> dict[tuple[int, ...], float]:
    """Mean square of every effect, named by its axes (0 candidates, 1 assessors, 2 indicators)."""
    effects = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
    means = {axes: _means(cells, axes) for axes in effects}
    found: dict[tuple[int, ...], float] = {}
    for axes in effects[1:]:
        squares = 0.0
        for place in product(*(range(sizes[axis]) for axis in axes)):
            part = 0.0
            for inner in effects:
                if set(inner) <= set(axes):
                    at = tuple(place[axes.index(axis)] for axis in inner)
                    part += (-1) ** (len(axes) - len(inner)) * means[inner][at]
            squares += part * part
        repeats = freedom = 1
        for axis, size in enumerate(sizes):
            repeats *= 1 if axis in axes else size
            freedom *= size - 1 if axis in axes else 1
        found[axes] = squares * repeats / freedom
    return found


def _means(cells: Cells, axes: tuple[int, ...]) -> dict[tuple[int, ...], float]:
    gathered: dict[tuple[int, ...], list[float]] = {}
    for place, value in cells.items():
        gathered.setdefault(tuple(place[axis] for axis in axes), []).append(value)
    return {at: fmean(values) for at, values in gathered.items()}
