"""How strict each assessor was beside the others of the same cases: a number and its interval, never a verdict, never applied.

The offset of an assessor in a case is the mean, over what they rated there, of their level less the mean of the others' levels
for the same thing. Negative is stricter. The interval is Student's over cases, since the marks of one case hang together; below
`ENOUGH_CASES` cases the number is withheld.

    case 1: A gave 3 3 4, B 3 4 4   → A −1/3, B +1/3
    case 2: A gave 2 3 3, B 3 3 4   → A −2/3, B +2/3
    A over both: −0.5, but two cases are too few to say so
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from assessor_app.models.agreement import CONFIDENCE, Estimate, Rating, by_unit
from assessor_app.models.distributions import t_quantile

ENOUGH_CASES = 8
"""Fewest cases shared with others before an offset is shown (an editable convention of ours)."""

ENOUGH_MARKS = 20
"""Fewest marks before an assessor's use of the scale is described."""

FLAT_SHARE = 0.8
"""Share of one single level from which a sheet is called flat."""

EXTREME_SHARE = 0.5
"""Share of lowest and highest levels from which an assessor is called extreme."""


@dataclass(frozen=True, slots=True)
class CaseOffset:
    """One assessor in one case."""

    case: str
    offset: float
    marks: int
    """Marks that another assessor's could be set beside."""


@dataclass(frozen=True, slots=True)
class Severity:
    """One assessor beside the others, in levels; negative is stricter."""

    assessor: str
    offset: Estimate | None
    """None below `ENOUGH_CASES` cases; ``n`` counts cases."""
    cases: tuple[CaseOffset, ...]


def severities(ratings: Iterable[Rating], enough: int = ENOUGH_CASES) -> tuple[Severity, ...]:
    """Every assessor beside the others, by id; those who never met another are listed without cases."""
    differences: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    people: set[str] = set()
    for (case, _, _), levels in by_unit(ratings).items():
        people |= set(levels)
        if len(levels) < 2:
            continue
        total = sum(levels.values())
        for assessor, level in levels.items():
            differences[assessor][case].append(level - (total - level) / (len(levels) - 1))
    return tuple(_severity(assessor, differences.get(assessor, {}), enough) for assessor in sorted(people))


def _severity(assessor: str, by_case: dict[str, list[float]], enough: int) -> Severity:
    cases = tuple(CaseOffset(case, fmean(found), len(found)) for case, found in sorted(by_case.items()))
    offsets = [case.offset for case in cases]
    return Severity(assessor, mean_estimate(offsets) if len(offsets) >= max(2, enough) else None, cases)


def mean_estimate(values: Sequence[float]) -> Estimate:
    """A mean with Student's interval; no interval below two values."""
    middle = fmean(values)
    count = len(values)
    if count < 2:
        return Estimate(middle, None, None, count)
    error = sqrt(sum((value - middle) ** 2 for value in values) / (count - 1) / count)
    reach = t_quantile((1 + CONFIDENCE) / 2, count - 1) * error
    return Estimate(middle, middle - reach, middle + reach, count)


# --- use of the scale -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScaleUse:
    """How an assessor used the levels, all methods together."""

    assessor: str
    marks: int
    counts: tuple[tuple[int, int], ...]
    """(level, times), every level of the scale."""
    common_level: int
    common_share: float
    extreme_share: float
    """Share of the lowest and the highest level."""
    spread: float
    """Standard deviation of the levels."""
    others_spread: float | None
    """That of the other assessors' levels for the same things."""
    flat: bool | None
    """Nearly always one level. None below `ENOUGH_MARKS` marks."""
    extreme: bool | None


def scale_use(ratings: Iterable[Rating], top: int) -> tuple[ScaleUse, ...]:
    """How each assessor used the levels 0 to ``top``, by id."""
    own: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for levels in by_unit(ratings).values():
        for assessor, level in levels.items():
            own[assessor].append(level)
            others[assessor].extend(other for who, other in levels.items() if who != assessor)
    return tuple(_scale_use(assessor, own[assessor], others[assessor], top) for assessor in sorted(own))


def _scale_use(assessor: str, levels: Sequence[int], others: Sequence[int], top: int) -> ScaleUse:
    counts = Counter(levels)
    common, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    common_share = times / len(levels)
    extreme_share = (counts[0] + counts[top]) / len(levels)
    enough = len(levels) >= ENOUGH_MARKS
    return ScaleUse(
        assessor=assessor,
        marks=len(levels),
        counts=tuple((level, counts[level]) for level in range(top + 1)),
        common_level=common,
        common_share=common_share,
        extreme_share=extreme_share,
        spread=_deviation(levels) or 0.0,
        others_spread=_deviation(others),
        flat=common_share >= FLAT_SHARE if enough else None,
        extreme=extreme_share >= EXTREME_SHARE if enough else None,
    )


def _deviation(values: Sequence[int]) -> float | None:
    if len(values) < 2:
        return 0.0 if values else None
    middle = fmean(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


# --- drift ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drift:
    """How an assessor's offset moved through the day, in levels per hour; negative is growing stricter."""

    assessor: str
    slope: Estimate | None
    """None below `ENOUGH_CASES` cases with a time, or when all were marked at once; ``n`` counts cases."""
    points: tuple[tuple[float, float], ...]
    """(minutes, offset) of each case, in the order of time."""


def drifts(ratings: Iterable[Rating], enough: int = ENOUGH_CASES) -> tuple[Drift, ...]:
    """The straight line through each assessor's offsets by time (least squares), by id.

    A case's time is the mean of its marks'. The others' own drift is in the offset too: it speaks of the panel, not of a clock.
    """
    given = list(ratings)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for rating in given:
        if rating.at is not None:
            times[rating.assessor, rating.case].append(rating.at)
    found = []
    for severity in severities(given):
        timed = [(case, times.get((severity.assessor, case.case))) for case in severity.cases]
        points = sorted((fmean(at), case.offset) for case, at in timed if at)
        found.append(
            Drift(severity.assessor, slope_estimate(points) if len(points) >= max(3, enough) else None, tuple(points))
        )
    return tuple(found)


def slope_estimate(points: Sequence[tuple[float, float]]) -> Estimate | None:
    """The slope per hour of the least-squares line through (minutes, value) points; None when all times are the same."""
    count = len(points)
    middle, height = fmean(at for at, _ in points), fmean(value for _, value in points)
    width = sum((at - middle) ** 2 for at, _ in points)
    if count < 3 or width < 1e-9:
        return None
    slope = sum((at - middle) * (value - height) for at, value in points) / width
    rest = sum((value - height - slope * (at - middle)) ** 2 for at, value in points)
    reach = t_quantile((1 + CONFIDENCE) / 2, count - 2) * sqrt(rest / (count - 2) / width)
    return Estimate(60 * slope, 60 * (slope - reach), 60 * (slope + reach), count)
