"""Many-facet Rasch: candidates, assessors and indicators on one logit scale, when their marks hang together in one network.

The rating-scale form (J. M. Linacre, "Many-Facet Rasch Measurement", 1989): the log-odds of level k over k - 1 is
candidate − assessor's severity − indicator's difficulty − threshold k. Estimated by joint maximum likelihood (UCON), severities
and difficulties centred on 0. Candidates and elements whose marks are all lowest or all highest have no finite measure; they are
left out and named. Fit mean squares have 1 as what is expected (domain 6, O19).

It is information for the chair about assessors. It never changes a mark, and at a panel's size its errors are wide: read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

from assessor_app.models.agreement import Rating

Progress = Callable[[str, float], None]
"""Told (what is being done, share done); to cancel, it raises."""

THIN_ELEMENT = 30
"""Marks per element below which a measure is called thin (domain 6, O21)."""
THIN_CATEGORY = 10
"""Marks per level below which its threshold is called thin."""

ROUNDS = 200
CLOSE = 1e-4
"""Logits; estimates that move less have settled."""
STEP = 1.0
"""Largest move of one estimate in one round."""
FURTHEST = 15.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One element of one facet."""

    name: str
    logit: float
    """Candidates: able is high. Assessors: strict is high. Indicators: hard is high."""
    error: float
    infit: float
    outfit: float
    marks: int

    @property
    def thin(self) -> bool:
        return self.marks < THIN_ELEMENT


@dataclass(frozen=True, slots=True)
class RaschFit:
    """What came out, and what to think of it."""

    candidates: tuple[Measure, ...]
    assessors: tuple[Measure, ...]
    indicators: tuple[Measure, ...]
    thresholds: tuple[tuple[int, float], ...]
    """(level, logit) of every step between levels that were used."""
    left_out: tuple[tuple[str, str], ...]
    """(facet, name) of elements with nothing but lowest or highest marks."""
    thin_levels: tuple[int, ...]
    settled: bool
    rounds: int


@dataclass(frozen=True, slots=True)
class NotFitted:
    """Why there is no fit: ``disconnected`` (the groups that share nothing), ``too_few`` or ``no_spread``."""

    reason: str
    groups: tuple[tuple[str, ...], ...] = ()
    """Assessors by network, when these are apart."""


Element = tuple[str, str]
"""(facet, name)."""

CANDIDATE, ASSESSOR, INDICATOR = "candidate", "assessor", "indicator"


def fit_rasch(ratings: Iterable[Rating], progress: Progress | None = None) -> RaschFit | NotFitted:
    """Measures of candidates, assessors and indicators, or why there are none."""
    given = sorted(ratings, key=lambda rating: (rating.unit, rating.assessor))
    groups = networks(given)
    if len(groups) > 1:
        return NotFitted("disconnected", groups)
    if len({rating.assessor for rating in given}) < 2 or len({rating.case for rating in given}) < 2:
        return NotFitted("too_few")
    kept, left_out = _with_spread(given)
    if not kept or len({rating.level for rating in kept}) < 2 or len({rating.assessor for rating in kept}) < 2:
        return NotFitted("no_spread")
    # Leaving elements out can break what held the rest together.
    groups = networks(kept)
    if len(groups) > 1:
        return NotFitted("disconnected", groups)
    return _Fitting(kept).run(left_out, progress)


def networks(ratings: Iterable[Rating]) -> tuple[tuple[str, ...], ...]:
    """Assessors by network: within one, a chain of shared cases links any two.

    Indicators are the same for all and would link everybody; only candidates marked by both say how two assessors compare.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    people = set()
    for rating in ratings:
        people.add(rating.assessor)
        parent[root(f"a {rating.assessor}")] = root(f"c {rating.case}")
    groups: dict[str, list[str]] = defaultdict(list)
    for person in sorted(people):
        groups[root(f"a {person}")].append(person)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _elements(rating: Rating) -> tuple[Element, Element, Element]:
    return (CANDIDATE, rating.case), (ASSESSOR, rating.assessor), (INDICATOR, f"{rating.method} {rating.indicator}")


def _with_spread(given: Sequence[Rating]) -> tuple[list[Rating], tuple[Element, ...]]:
    """Marks without elements that only have lowest or only highest marks, taken out again and again until none is left."""
    kept, left_out = list(given), []
    while kept:
        lowest, highest = min(rating.level for rating in kept), max(rating.level for rating in kept)
        seen: dict[Element, set[int]] = defaultdict(set)
        for rating in kept:
            for element in _elements(rating):
                seen[element].add(rating.level)
        bare = {element for element, levels in seen.items() if levels in ({lowest}, {highest})}
        if not bare:
            break
        left_out += sorted(bare)
        kept = [rating for rating in kept if not bare & set(_elements(rating))]
    return kept, tuple(left_out)


class _Facet:
    """The elements of one facet: their measures, what they scored, and which of them each mark belongs to."""

    def __init__(self, sign: int, names: Sequence[str], levels: Sequence[int]) -> None:
        self.sign = sign
        self.names = sorted(set(names))
        places = {name: place for place, name in enumerate(self.names)}
        self.of_mark = [places[name] for name in names]
        self.counts = [0] * len(self.names)
        self.scores = [0] * len(self.names)
        for place, level in zip(self.of_mark, levels, strict=True):
            self.counts[place] += 1
            self.scores[place] += level
        top = max(levels)
        shares = [(score + 0.5) / (count * top + 1) for score, count in zip(self.scores, self.counts, strict=True)]
        self.values = [sign * log(share / (1 - share)) for share in shares]

    def shift(self, by: float) -> None:
        self.values = [value + by for value in self.values]

    def centre(self) -> float:
        """Brings the mean to 0; gives what it was."""
        middle = sum(self.values) / len(self.values)
        self.shift(-middle)
        return middle


class _Fitting:
    """The estimates while they are being found."""

    def __init__(self, ratings: Sequence[Rating]) -> None:
        # Levels nobody used have no threshold; those that were are numbered from 0.
        self.levels = sorted({rating.level for rating in ratings})
        places = {level: place for place, level in enumerate(self.levels)}
        self.given = [places[rating.level] for rating in ratings]
        self.candidates = _Facet(1, [rating.case for rating in ratings], self.given)
        self.assessors = _Facet(-1, [rating.assessor for rating in ratings], self.given)
        self.indicators = _Facet(-1, [f"{rating.method} {rating.indicator}" for rating in ratings], self.given)
        self.facets = (self.candidates, self.assessors, self.indicators)
        self.used = [self.given.count(place) for place in range(len(self.levels))]
        self.steps = [0.0, *(log(before / after) for before, after in pairwise(self.used))]
        self._centre()

    def run(self, left_out: tuple[Element, ...], progress: Progress | None) -> RaschFit:
        settled, rounds, shown = False, 0, 0.0
        while rounds < ROUNDS and not settled:
            rounds += 1
            move = self._round()
            settled = move < CLOSE
            if progress is not None:
                # Moves shrink by about the same factor each round, so their size says how far it is, not their number.
                shown = max(shown, min(0.95, 1 - log(max(move, CLOSE) / CLOSE) / log(STEP / CLOSE)))
                progress("rasch", shown)
        return self._result(left_out, settled=settled, rounds=rounds)

    def _odds(self) -> list[float]:
        """The odds each mark stands at: e to the power of candidate less assessor less indicator."""
        able, lenient, easy = ([exp(facet.sign * value) for value in facet.values] for facet in self.facets)
        marks = zip(*(facet.of_mark for facet in self.facets), strict=True)
        return [able[candidate] * lenient[assessor] * easy[indicator] for candidate, assessor, indicator in marks]

    def _moments(self) -> list[tuple[float, float]]:
        """Expected level and its variance, mark by mark."""
        levels = [(level, level * level, exp(-step)) for level, step in enumerate(self.steps)][1:]
        found = []
        for odds in self._odds():
            weight = whole = 1.0
            first = second = 0.0
            for level, square, factor in levels:
                weight *= odds * factor
                whole += weight
                first += level * weight
                second += square * weight
            mean = first / whole
            found.append((mean, second / whole - mean * mean))
        return found

    def _above(self) -> tuple[list[float], list[float]]:
        """For each level, how many marks at it or above are expected, and the information on that."""
        factors = [exp(-step) for step in self.steps]
        expected, information = [0.0] * len(factors), [0.0] * len(factors)
        for odds in self._odds():
            weights = [1.0]
            for level in range(1, len(factors)):
                weights.append(weights[-1] * odds * factors[level])
            whole, tail = sum(weights), 0.0
            for level in range(len(factors) - 1, 0, -1):
                tail += weights[level] / whole
                expected[level] += tail
                information[level] += tail * (1 - tail)
        return expected, information

    def _round(self) -> float:
        """One round of Newton steps, facet by facet; the largest move."""
        furthest = max(self._improve(facet) for facet in self.facets)
        expected, information = self._above()
        for level in range(1, len(self.levels)):
            move = _bounded((expected[level] - sum(self.used[level:])) / max(information[level], 1e-9))
            self.steps[level] += move
            furthest = max(furthest, abs(move))
        self._centre()
        return furthest

    def _improve(self, facet: _Facet) -> float:
        expected, information = [0.0] * len(facet.names), [0.0] * len(facet.names)
        for place, (mean, variance) in zip(facet.of_mark, self._moments(), strict=True):
            expected[place] += mean
            information[place] += variance
        moves = [
            _bounded(facet.sign * (score - mean) / max(known, 1e-9))
            for score, mean, known in zip(facet.scores, expected, information, strict=True)
        ]
        values = zip(facet.values, moves, strict=True)
        facet.values = [max(-FURTHEST, min(FURTHEST, value + move)) for value, move in values]
        return max(abs(move) for move in moves)

    def _centre(self) -> None:
        """Severities, difficulties and thresholds each sum to 0; candidates take up what is shifted."""
        shift = self.assessors.centre() + self.indicators.centre()
        middle = sum(self.steps[1:]) / (len(self.steps) - 1)
        self.steps = [0.0, *(step - middle for step in self.steps[1:])]
        self.candidates.shift(-shift - middle)

    def _result(self, left_out: tuple[Element, ...], *, settled: bool, rounds: int) -> RaschFit:
        moments = self._moments()
        return RaschFit(
            candidates=self._measures(self.candidates, moments),
            assessors=self._measures(self.assessors, moments),
            indicators=self._measures(self.indicators, moments),
            thresholds=tuple((self.levels[place], self.steps[place]) for place in range(1, len(self.levels))),
            left_out=left_out,
            thin_levels=tuple(
                level for level, used in zip(self.levels, self.used, strict=True) if used < THIN_CATEGORY
            ),
            settled=settled,
            rounds=rounds,
        )

    def _measures(self, facet: _Facet, moments: Sequence[tuple[float, float]]) -> tuple[Measure, ...]:
        """With standard error, infit (weighted by information) and outfit (every mark alike)."""
        count = len(facet.names)
        information, squares, standardised = [0.0] * count, [0.0] * count, [0.0] * count
        for place, level, (mean, variance) in zip(facet.of_mark, self.given, moments, strict=True):
            information[place] += variance
            squares[place] += (level - mean) ** 2
            standardised[place] += (level - mean) ** 2 / max(variance, 1e-9)
        return tuple(
            Measure(
                name=name,
                logit=facet.values[place],
                error=1 / sqrt(max(information[place], 1e-9)),
                infit=squares[place] / max(information[place], 1e-9),
                outfit=standardised[place] / facet.counts[place],
                marks=facet.counts[place],
            )
            for place, name in enumerate(facet.names)
        )


def _bounded(move: float) -> float:
    return max(-STEP, min(STEP, move))
