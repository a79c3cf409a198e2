"""How far assessors agree: shown beside the marks, never applied to them, and always with its interval and its n.

Known answers (domain 7): Shrout and Fleiss's six candidates by four judges give ICC(1,1) 0.1657, (2,1) 0.2898, (3,1) 0.7148;
Krippendorff's four coders by twelve units give alpha 0.7434 nominal, 0.8154 ordinal, 0.8491 interval, 0.7974 ratio.

Sources: P. E. Shrout and J. L. Fleiss (1979), K. O. McGraw and S. P. Wong (1996) for the ICC and its intervals;
K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011) for alpha; J. L. Fleiss, J. Cohen and B. S. Everitt (1969)
for the error of weighted kappa. Where marks of one candidate hang together the interval comes from leaving out one candidate at
a time (the delete-one jackknife with Student's t).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, permutations
from math import isfinite, sqrt
from statistics import NormalDist, fmean

from assessor_app.models.distributions import f_quantile, t_quantile

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Rating:
    """One counted level. ``at``: minutes since any fixed moment, when it is known when the mark was given."""

    case: str
    method: str
    aspect: str
    indicator: str
    assessor: str
    level: int
    at: float | None = None

    @property
    def unit(self) -> tuple[str, str, str]:
        """What was rated."""
        return self.case, self.method, self.indicator


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, its 95 % interval (None where there is too little for one) and how many units it rests on."""

    value: float
    low: float | None
    high: float | None
    n: int


Table = Sequence[Sequence[float]]
"""Rows are candidates (or other units), columns assessors; complete."""


# --- pairs of marks ---------------------------------------------------------------------------------------------------


def by_unit(ratings: Iterable[Rating]) -> dict[tuple[str, str, str], dict[str, int]]:
    """Levels by assessor of everything that was rated, in a steady order."""
    units: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for rating in sorted(ratings, key=lambda rating: (rating.unit, rating.assessor)):
        units[rating.unit][rating.assessor] = rating.level
    return dict(units)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of marks on the same thing by two assessors."""

    pairs: int
    exact: int
    adjacent: int
    """One level apart."""
    apart: int
    """Two or more apart."""
    exact_share: Estimate | None
    within_one_share: Estimate | None
    """Exact or adjacent. Shares are None without pairs; their intervals are over candidates."""


def agreement_of(ratings: Iterable[Rating]) -> Agreement:
    """Exact and adjacent agreement over all pairs of assessors who rated the same indicator of a case in a method."""
    by_case: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for unit, levels in by_unit(ratings).items():
        for one, other in combinations(levels.values(), 2):
            by_case[unit[0]][min(abs(one - other), 2)] += 1
    groups = list(by_case.values())
    counts = [int(sum(group[gap] for group in groups)) for gap in range(3)]
    return Agreement(
        pairs=sum(counts),
        exact=counts[0],
        adjacent=counts[1],
        apart=counts[2],
        exact_share=jackknife(groups, lambda total: _share(total[0], sum(total)), 0, 1),
        within_one_share=jackknife(groups, lambda total: _share(total[0] + total[1], sum(total)), 0, 1),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator the assessors should look at together."""

    case: str
    method: str
    indicator: str
    levels: tuple[tuple[str, int], ...]

    @property
    def spread(self) -> int:
        values = [level for _, level in self.levels]
        return max(values) - min(values)


def differences(ratings: Iterable[Rating], least: int = 2) -> tuple[Difference, ...]:
    """Indicators whose levels lie ``least`` or more apart, widest first."""
    found = [Difference(*unit, tuple(levels.items())) for unit, levels in by_unit(ratings).items()]
    wide = [item for item in found if item.spread >= least]
    return tuple(sorted(wide, key=lambda item: (-item.spread, item.case, item.method, item.indicator)))


# --- intervals from leaving one candidate out -------------------------------------------------------------------------


def jackknife(
    groups: Sequence[Sequence[float]], statistic: Callable[[Sequence[float]], float | None], low: float, high: float
) -> Estimate | None:
    """A statistic of the sum of all groups (one per candidate), with an interval from leaving out one group at a time.

    None where the statistic has no value; no interval below three groups, or where a group alone decides whether it has one.
    The interval is cut at ``low`` and ``high``, beyond which the statistic cannot lie.
    """
    if not groups:
        return None
    total = [sum(column) for column in zip(*groups, strict=True)]
    value = statistic(total)
    if value is None:
        return None
    count = len(groups)
    without = [statistic([all_ - part for all_, part in zip(total, group, strict=True)]) for group in groups]
    known = [other for other in without if other is not None]
    if count < 3 or len(known) < count:
        return Estimate(value, None, None, count)
    middle = fmean(known)
    error = sqrt((count - 1) / count * sum((other - middle) ** 2 for other in known))
    reach = t_quantile((1 + CONFIDENCE) / 2, count - 1) * error
    return Estimate(value, max(low, value - reach), min(high, value + reach), count)


# --- Krippendorff's alpha ---------------------------------------------------------------------------------------------


class Scale(StrEnum):
    """How far apart two levels are taken to be."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff(units: Mapping[str, Iterable[Sequence[float]]], scale: Scale) -> Estimate | None:
    """Alpha over any number of assessors with any gaps. ``units`` holds, by candidate, the values of each thing rated.

    ``n`` counts candidates. None where no two values can be paired, or all values are equal (there is nothing to agree on).
    """
    pairable = {case: [list(unit) for unit in found if len(unit) > 1] for case, found in units.items()}
    values = sorted({value for found in pairable.values() for unit in found for value in unit})
    if not values:
        return None
    places = {value: place for place, value in enumerate(values)}
    groups = [_coincidences(found, places) for found in pairable.values() if found]
    return jackknife(groups, lambda total: _alpha(total, values, scale), -1, 1)


def _coincidences(found: Iterable[Sequence[float]], places: Mapping[float, int]) -> list[float]:
    """How often each pair of values meets in a unit, each value paired once in all; flattened."""
    size = len(places)
    matrix = [0.0] * (size * size)
    for unit in found:
        for one, other in permutations(unit, 2):
            matrix[places[one] * size + places[other]] += 1 / (len(unit) - 1)
    return matrix


def _alpha(matrix: Sequence[float], values: Sequence[float], scale: Scale) -> float | None:
    size = len(values)
    sums = [sum(matrix[row * size : (row + 1) * size]) for row in range(size)]
    total = sum(sums)
    observed = expected = 0.0
    for row in range(size):
        for column in range(row + 1, size):
            apart = _distance(row, column, values, sums, scale)
            observed += matrix[row * size + column] * apart
            expected += sums[row] * sums[column] * apart
    # Rounding leaves crumbs where a candidate was taken out again.
    return None if expected < 1e-9 or total < 1 + 1e-9 else 1 - (total - 1) * observed / expected


def _distance(row: int, column: int, values: Sequence[float], sums: Sequence[float], scale: Scale) -> float:
    one, other = values[row], values[column]
    match scale:
        case Scale.NOMINAL:
            return 1.0
        case Scale.ORDINAL:
            return (sum(sums[row : column + 1]) - (sums[row] + sums[column]) / 2) ** 2
        case Scale.INTERVAL:
            return (one - other) ** 2
        case Scale.RATIO:
            return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def alpha_of(ratings: Iterable[Rating], scale: Scale) -> Estimate | None:
    """Krippendorff's alpha of levels, every indicator of every case in every method a unit."""
    units: dict[str, list[Sequence[float]]] = defaultdict(list)
    for (case, _, _), levels in by_unit(ratings).items():
        units[case].append(list(levels.values()))
    return krippendorff(units, scale)


# --- kappa ------------------------------------------------------------------------------------------------------------


class Weights(StrEnum):
    """How much of a disagreement is forgiven: none, in proportion to the distance, or to its square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def weight_of(one: int, other: int, categories: int, weights: Weights) -> float:
    """1 for full agreement, 0 for none."""
    gap = abs(one - other) / (categories - 1)
    match weights:
        case Weights.NONE:
            return float(one == other)
        case Weights.LINEAR:
            return 1 - gap
        case Weights.QUADRATIC:
            return 1 - gap * gap


def weighted_kappa(pairs: Iterable[tuple[int, int]], categories: int, weights: Weights) -> Estimate | None:
    """Cohen's kappa of two assessors over categories 0 to ``categories`` - 1, with its large-sample interval.

    None without pairs, or when both used one and the same category throughout. ``n`` counts pairs.
    """
    table = Counter(pairs)
    count = table.total()
    if not count:
        return None
    shares = {pair: times / count for pair, times in table.items()}
    rows, columns = _margins(shares, categories)
    grid = [[weight_of(one, other, categories, weights) for other in range(categories)] for one in range(categories)]
    value = _kappa(shares, rows, columns, grid)
    if value is None:
        return None
    row_means = [sum(columns[other] * grid[one][other] for other in range(categories)) for one in range(categories)]
    column_means = [sum(rows[one] * grid[one][other] for one in range(categories)) for other in range(categories)]
    expected = sum(rows[one] * row_means[one] for one in range(categories))
    spread = sum(
        share * (grid[one][other] - (row_means[one] + column_means[other]) * (1 - value)) ** 2
        for (one, other), share in shares.items()
    )
    variance = (spread - (value - expected * (1 - value)) ** 2) / (count * (1 - expected) ** 2)
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * sqrt(max(0.0, variance))
    # Where nothing but rounding is left of the variance, an interval of its width would be none.
    enough = count > 2 and variance > 1e-12
    low, high = (max(-1.0, value - reach), min(1.0, value + reach)) if enough else (None, None)
    return Estimate(value, low, high, count)


def _margins(shares: Mapping[tuple[int, int], float], categories: int) -> tuple[list[float], list[float]]:
    rows, columns = [0.0] * categories, [0.0] * categories
    for (one, other), share in shares.items():
        rows[one] += share
        columns[other] += share
    return rows, columns


def _kappa(
    shares: Mapping[tuple[int, int], float],
    rows: Sequence[float],
    columns: Sequence[float],
    grid: Sequence[Sequence[float]],
) -> float | None:
    observed = sum(share * grid[one][other] for (one, other), share in shares.items())
    expected = sum(
        row * column * grid[one][other] for one, row in enumerate(rows) for other, column in enumerate(columns)
    )
    return None if expected > 1 - 1e-12 else (observed - expected) / (1 - expected)


def pooled_kappa(ratings: Iterable[Rating], categories: int, weights: Weights) -> Estimate | None:
    """Kappa over all pairs of assessors, whoever they are; each pair counts both ways round, so no one is the yardstick.

    The interval is over candidates, whose marks hang together; ``n`` counts candidates.
    """
    groups: dict[str, list[float]] = {}
    for (case, _, _), levels in by_unit(ratings).items():
        matrix = groups.setdefault(case, [0.0] * (categories * categories))
        for one, other in permutations(levels.values(), 2):
            matrix[one * categories + other] += 1
    grid = [[weight_of(one, other, categories, weights) for other in range(categories)] for one in range(categories)]

    def statistic(total: Sequence[float]) -> float | None:
        count = sum(total)
        if count < 1:
            return None
        shares = {divmod(place, categories): times / count for place, times in enumerate(total) if times}
        return _kappa(shares, *_margins(shares, categories), grid)

    return jackknife([matrix for matrix in groups.values() if any(matrix)], statistic, -1, 1)


# --- intraclass correlation -------------------------------------------------------------------------------------------


class Form(StrEnum):
    """Which intraclass correlation: who the assessors are taken to be, and whether one of them or their mean is spoken of."""

    ONE_WAY = "ICC(1,1)"
    """Other assessors for each candidate."""
    RANDOM = "ICC(2,1)"
    """The same assessors, a sample of many; absolute agreement."""
    FIXED = "ICC(3,1)"
    """These assessors and no others; consistency."""
    ONE_WAY_MEAN = "ICC(1,k)"
    RANDOM_MEAN = "ICC(2,k)"
    FIXED_MEAN = "ICC(3,k)"


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Of a complete table: between rows (candidates), within rows, between columns (assessors), and what is left."""

    rows: float
    within: float
    columns: float
    error: float
    n: int
    k: int


def mean_squares(table: Table) -> MeanSquares | None:
    """None below two rows or two columns."""
    n, k = len(table), len(table[0]) if table else 0
    if n < 2 or k < 2:
        return None
    grand = fmean(value for row in table for value in row)
    row_means = [fmean(row) for row in table]
    column_means = [fmean(column) for column in zip(*table, strict=True)]
    rows = k * sum((value - grand) ** 2 for value in row_means)
    columns = n * sum((value - grand) ** 2 for value in column_means)
    within = sum((value - mean) ** 2 for row, mean in zip(table, row_means, strict=True) for value in row)
    error = sum(
        (value - row_mean - column_mean + grand) ** 2
        for row, row_mean in zip(table, row_means, strict=True)
        for value, column_mean in zip(row, column_means, strict=True)
    )
    return MeanSquares(rows / (n - 1), within / (n * (k - 1)), columns / (k - 1), error / ((n - 1) * (k - 1)), n, k)


def icc(table: Table, form: Form) -> Estimate | None:
    """The intraclass correlation of a complete table, with its interval; ``n`` counts rows.

    None below two rows or columns, and where nothing varies.
    """
    squares = mean_squares(table)
    if squares is None or squares.rows + squares.within < 1e-12:
        return None
    single = _single(squares, form)
    if single is None or form in {Form.ONE_WAY, Form.RANDOM, Form.FIXED}:
        return single
    return _of_mean(single, squares.k)


def _single(squares: MeanSquares, form: Form) -> Estimate | None:
    match form:
        case Form.ONE_WAY | Form.ONE_WAY_MEAN:
            return _one_way(squares, squares.within, squares.n * (squares.k - 1))
        case Form.FIXED | Form.FIXED_MEAN:
            return _one_way(squares, squares.error, (squares.n - 1) * (squares.k - 1))
        case Form.RANDOM | Form.RANDOM_MEAN:
            return _random(squares)


def _one_way(squares: MeanSquares, noise: float, freedom: int) -> Estimate | None:
    """ICC(1,1) and ICC(3,1) differ only in what counts as noise."""
    k, n = squares.k, squares.n
    if squares.rows + (k - 1) * noise < 1e-12:
        return None
    value = (squares.rows - noise) / (squares.rows + (k - 1) * noise)
    if noise < 1e-12:
        return Estimate(value, None, None, n)
    ratio, tail = squares.rows / noise, (1 + CONFIDENCE) / 2
    low = ratio / f_quantile(tail, n - 1, freedom)
    high = ratio * f_quantile(tail, freedom, n - 1)
    return Estimate(value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1), n)


def _random(squares: MeanSquares) -> Estimate | None:
    n, k, error, columns = squares.n, squares.k, squares.error, squares.columns
    below = squares.rows + (k - 1) * error + k * (columns - error) / n
    if below < 1e-12:
        return None
    value = (squares.rows - error) / below
    if error + columns < 1e-12 or value >= 1:
        return Estimate(value, None, None, n)
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    parts = (a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * columns + b * error) ** 2 / parts if parts else 0.0
    # Satterthwaite's degrees of freedom: below one the approximation says nothing, and its limits can miss the value itself.
    if not (isfinite(freedom) and freedom >= 1):
        return Estimate(value, None, None, n)
    tail = (1 + CONFIDENCE) / 2
    lower, upper = f_quantile(tail, n - 1, freedom), f_quantile(tail, freedom, n - 1)
    rest = k * columns + (k * n - k - n) * error
    low = n * (squares.rows - lower * error) / (lower * rest + n * squares.rows)
    high = n * (upper * squares.rows - error) / (rest + n * upper * squares.rows) if isfinite(upper) else 1.0
    return Estimate(value, low, high, n)


def _of_mean(single: Estimate, k: int) -> Estimate | None:
    """From one assessor to the mean of ``k`` (Spearman-Brown), the limits of the interval too; None where it has no value."""

    def stepped(value: float | None) -> float | None:
        return None if value is None or 1 + (k - 1) * value < 1e-12 else k * value / (1 + (k - 1) * value)

    value = stepped(single.value)
    return None if value is None else Estimate(value, stepped(single.low), stepped(single.high), single.n)


def complete_table(ratings: Iterable[Rating]) -> tuple[tuple[str, ...], tuple[str, ...], list[list[float]]]:
    """Cases, assessors and the mean level each of these assessors gave each of these cases, complete.

    Means are over the indicators that all of the chosen assessors rated in the case, so that rows compare like with like. Of
    panels that differ, the set of assessors with the most cells is taken.
    """
    by_case: dict[str, dict[tuple[str, str], dict[str, int]]] = defaultdict(dict)
    for (case, method, indicator), levels in by_unit(ratings).items():
        by_case[case][method, indicator] = levels
    present = {case: frozenset(who for levels in units.values() for who in levels) for case, units in by_case.items()}
    best: tuple[int, tuple[str, ...], tuple[str, ...], list[list[float]]] = (0, (), (), [])
    for people in sorted({frozenset(group) for group in present.values() if len(group) > 1}, key=sorted):
        columns = tuple(sorted(people))
        rows = {case: _row(by_case[case], columns) for case in sorted(by_case) if people <= present[case]}
        whole = {case: row for case, row in rows.items() if row is not None}
        if len(whole) * len(columns) > best[0]:
            best = (len(whole) * len(columns), tuple(whole), columns, list(whole.values()))
    return best[1:]


def _row(units: Mapping[tuple[str, str], Mapping[str, int]], people: Sequence[str]) -> list[float] | None:
    common = [levels for levels in units.values() if all(person in levels for person in people)]
    return [fmean(levels[person] for levels in common) for person in people] if common else None


def icc_of(ratings: Iterable[Rating], form: Form) -> Estimate | None:
    """The intraclass correlation of assessors' mean levels per case, over the cases one set of assessors all marked."""
    return icc(complete_table(ratings)[2], form)
