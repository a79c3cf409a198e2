"""Many-facet Rasch: candidates, assessors and indicators on one logit scale, when their marks hang together in one network.

The rating-scale form (J. M. Linacre, "Many-Facet Rasch Measurement", 1989): the log-odds of level k over k - 1 is
candidate − assessor's severity − indicator's difficulty − threshold k. Estimated by joint maximum likelihood (UCON), severities
and difficulties centred on 0. Candidates and elements whose marks are all lowest or all highest have no finite measure; they are
left out and named. Fit mean squares have 1 as what is expected (domain 6, O19).

It is information for the chair about assessors. It never changes a mark, and at a panel's size its errors are wide: read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    infit: float | None
    outfit: float | None
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


class _Fitting:
    """The estimates while they are being found."""

    def __init__(self, ratings: Sequence[Rating]) -> None:
        # Levels nobody used have no threshold; those that were are numbered from 0.
        self.levels = sorted({rating.level for rating in ratings})
        places = {level: place for place, level in enumerate(self.levels)}
        self.marks = [(*_elements(rating), places[rating.level]) for rating in ratings]
        self.counts: dict[Element, int] = defaultdict(int)
        self.scores: dict[Element, int] = defaultdict(int)
        for candidate, assessor, indicator, level in self.marks:
            for element in (candidate, assessor, indicator):
                self.counts[element] += 1
                self.scores[element] += level
        self.value: dict[Element, float] = {element: self._start(element) for element in self.counts}
        self.used = [sum(1 for mark in self.marks if mark[3] == place) for place in range(len(self.levels))]
        self.steps = [0.0] + [log(before / after) for before, after in zip(self.used, self.used[1:], strict=False)]
        self._centre()

    def _start(self, element: Element) -> float:
        share = (self.scores[element] + 0.5) / (self.counts[element] * (len(self.levels) - 1) + 1)
        sign = 1 if element[0] == CANDIDATE else -1
        return sign * log(share / (1 - share))

    def run(self, left_out: tuple[Element, ...], progress: Progress | None) -> RaschFit:
        settled, rounds = False, 0
        while rounds < ROUNDS and not settled:
            rounds += 1
            settled = self._round() < CLOSE
            if progress is not None:
                progress("rasch", min(0.95, rounds / 60))
        return self._result(left_out, settled=settled, rounds=rounds)

    def chances(self, place: float) -> list[float]:
        """The probability of each level for a mark whose elements add up to ``place``."""
        sums, running = [0.0], 0.0
        for step in self.steps[1:]:
            running += place - step
            sums.append(running)
        most = max(sums)
        weights = [exp(value - most) for value in sums]
        whole = sum(weights)
        return [weight / whole for weight in weights]

    def _moments(self) -> tuple[dict[Element, float], dict[Element, float], list[float], list[float]]:
        """Expected scores and information by element, expected counts and information by step."""
        expected: dict[Element, float] = defaultdict(float)
        information: dict[Element, float] = defaultdict(float)
        above = [0.0] * len(self.levels)
        above_information = [0.0] * len(self.levels)
        for candidate, assessor, indicator, _ in self.marks:
            chances = self.chances(self.value[candidate] - self.value[assessor] - self.value[indicator])
            mean = sum(level * chance for level, chance in enumerate(chances))
            variance = sum((level - mean) ** 2 * chance for level, chance in enumerate(chances))
            for element in (candidate, assessor, indicator):
                expected[element] += mean
                information[element] += variance
            tail = 0.0
            for level in range(len(self.levels) - 1, 0, -1):
                tail += chances[level]
                above[level] += tail
                above_information[level] += tail * (1 - tail)
        return expected, information, above, above_information

    def _round(self) -> float:
        """One round of Newton steps, facet by facet; the largest move."""
        furthest = 0.0
        for facet in (CANDIDATE, ASSESSOR, INDICATOR):
            expected, information, _, _ = self._moments()
            for element in self.value:
                if element[0] == facet:
                    sign = 1 if facet == CANDIDATE else -1
                    move = sign * (self.scores[element] - expected[element]) / max(information[element], 1e-9)
                    furthest = max(furthest, abs(self._move(element, move)))
        _, _, above, above_information = self._moments()
        for level in range(1, len(self.levels)):
            move = (above[level] - sum(self.used[level:])) / max(above_information[level], 1e-9)
            move = max(-STEP, min(STEP, move))
            self.steps[level] += move
            furthest = max(furthest, abs(move))
        self._centre()
        return furthest

    def _move(self, element: Element, move: float) -> float:
        bounded = max(-STEP, min(STEP, move))
        self.value[element] = max(-FURTHEST, min(FURTHEST, self.value[element] + bounded))
        return bounded

    def _centre(self) -> None:
        """Severities, difficulties and thresholds each sum to 0; candidates take up what is shifted."""
        shift = 0.0
        for facet in (ASSESSOR, INDICATOR):
            names = [element for element in self.value if element[0] == facet]
            middle = sum(self.value[element] for element in names) / len(names)
            for element in names:
                self.value[element] -= middle
            shift += middle
        middle = sum(self.steps[1:]) / (len(self.steps) - 1)
        self.steps = [0.0, *(step - middle for step in self.steps[1:])]
        shift += middle
        for element in self.value:
            if element[0] == CANDIDATE:
                self.value[element] -= shift

    def _result(self, left_out: tuple[Element, ...], *, settled: bool, rounds: int) -> RaschFit:
        fits = self._fits()

        def measures(facet: str) -> tuple[Measure, ...]:
            names = sorted(element for element in self.value if element[0] == facet)
            return tuple(
                Measure(element[1], self.value[element], *fits[element], marks=self.counts[element])
                for element in names
            )

        return RaschFit(
            candidates=measures(CANDIDATE),
            assessors=measures(ASSESSOR),
            indicators=measures(INDICATOR),
            thresholds=tuple((self.levels[place], self.steps[place]) for place in range(1, len(self.levels))),
            left_out=left_out,
            thin_levels=tuple(
                level for level, used in zip(self.levels, self.used, strict=True) if used < THIN_CATEGORY
            ),
            settled=settled,
            rounds=rounds,
        )

    def _fits(self) -> Mapping[Element, tuple[float, float | None, float | None]]:
        """Standard error, infit and outfit of every element."""
        residuals: dict[Element, list[tuple[float, float]]] = defaultdict(list)
        for candidate, assessor, indicator, level in self.marks:
            chances = self.chances(self.value[candidate] - self.value[assessor] - self.value[indicator])
            mean = sum(place * chance for place, chance in enumerate(chances))
            variance = sum((place - mean) ** 2 * chance for place, chance in enumerate(chances))
            for element in (candidate, assessor, indicator):
                residuals[element].append(((level - mean) ** 2, variance))
        found = {}
        for element, pairs in residuals.items():
            information = sum(variance for _, variance in pairs)
            squares = sum(square for square, _ in pairs)
            outfit = sum(square / max(variance, 1e-9) for square, variance in pairs) / len(pairs)
            found[element] = (1 / sqrt(max(information, 1e-9)), squares / max(information, 1e-9), outfit)
        return found
