"""A scheme: the society's rules of assessment as data, never as code.

Read from ``resources/schemes/*.toml`` or a signed scheme package by ``models.scheme_file``. Every label is in both languages,
every number exact. Two kinds of decision exist: a weighted 100-point total with floors (domain 9.1) and an area-by-area
threshold without a total (domain 9.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessor_app.models.language import Text
from assessor_app.models.written import Paper


class SchemeKind(StrEnum):
    WEIGHTED = "weighted"
    AREAS = "areas"


class MethodMode(StrEnum):
    """Scored methods enter the score; a gate must be passed and enters nothing; off is not held."""

    SCORED = "scored"
    GATE = "gate"
    OFF = "off"


class Combine(StrEnum):
    """How the counted assessors' levels become a panel level (an agreed level, where given, always stands instead)."""

    MEAN = "mean"
    MEDIAN = "median"
    AGREED = "agreed"
    """Equal levels stand; different ones need an agreed level before there is a panel level."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale; assessors give whole levels only."""

    value: int
    label: Text
    anchor: Text


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the five. ``position`` 1 to 5 chooses its colour and marker."""

    id: str
    position: int
    title: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item of an aspect, as one grade words it."""

    id: str
    aspect: str
    title: Text
    non_compensable: bool = False
    element: str = ""
    """The IEA professional competency it answers to (domain 4), if any."""
    anchors: tuple[tuple[int, Text], ...] = ()
    """Anchors that replace the scale's own at these levels (a professional specification narrows them here)."""
    guidance: Text | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """How evidence is taken. ``marks`` is ``level`` (indicators are rated) or ``percent`` (aspects get a percentage)."""

    id: str
    title: Text
    short: Text
    """One Chinese character / one or two letters, for the narrow cells of the queue."""
    marks: str


@dataclass(frozen=True, slots=True)
class MethodRule:
    """What one grade makes of one method."""

    method: str
    mode: MethodMode
    weight: Fraction
    """Percent of an aspect's score; 0 for a gate."""
    covers: tuple[str, ...]
    """Aspects it speaks of."""
    pass_mark: Fraction | None = None
    """Percent; only for methods marked in percent."""
    assessors: int = 1
    """How many counted assessors the panel needs for it."""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an applicant for the grade must show (checked by ``models.eligibility``)."""

    degree: bool
    years: int
    """Years of practice, counted in whole months."""
    years_in_charge: int = 0
    cpd_hours_per_year: int = 0
    membership: bool = False
    accredited: bool = False
    """The degree must come from an accredited programme."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the interview."""

    id: str
    title: Text
    minutes: int


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade with everything that depends on it."""

    id: str
    title: Text
    indicators: tuple[Indicator, ...]
    methods: tuple[MethodRule, ...]
    conditions: Conditions
    required: tuple[tuple[str, Fraction], ...] = ()
    """Required level by aspect (weighted kind); the area kind has one threshold for all."""
    weights: tuple[tuple[str, Fraction], ...] = ()
    """Percent by aspect, summing to 100 (weighted kind)."""
    phases: tuple[Phase, ...] = ()

    def indicators_of(self, aspect: str) -> tuple[Indicator, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.aspect == aspect)

    def method(self, method: str) -> MethodRule | None:
        return next((rule for rule in self.methods if rule.method == method), None)

    def required_level(self, aspect: str) -> Fraction | None:
        return dict(self.required).get(aspect)


@dataclass(frozen=True, slots=True)
class WeightedRule:
    """Decision by a weighted total with floors (domain 9.1)."""

    total_cut: Fraction
    aspect_cuts: tuple[tuple[str, Fraction], ...]
    required_points: Fraction
    """Points that the required level (or the pass mark) maps to: 60."""
    indicator_tolerance: Fraction
    """How far below the required level an indicator's composite may lie: 1."""
    borderline_margin: Fraction
    """Points above or below a cut within which a case is borderline: 2."""
    least_rated_share: Fraction
    """Share of an aspect's indicators that must be rated, else it is incomplete: 1/2."""


@dataclass(frozen=True, slots=True)
class AreaRule:
    """Decision area by area (domain 9.2)."""

    threshold: int
    """Level from which a sub-item counts as shown: 2."""
    share: Fraction
    """Share of an area's sub-items that must be at the threshold: 3/5, rounded up to whole items."""
    never: int
    """A sub-item at or below this level sinks its area: 0."""
    decided_by: str
    """Method whose panel levels decide; the others advise and raise flags."""


@dataclass(frozen=True, slots=True)
class DiscrepancyRule:
    """When a panel must talk: counted levels apart by ``levels`` or more, or assessors on different sides of a cut."""

    levels: int
    straddle: bool
    settle: Text


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """What a chair may recommend. ``follows`` are the rule's outcomes that this choice agrees with; empty: always a departure
    or a deferral, which needs a written reason.
    """

    id: str
    title: Text
    follows: tuple[str, ...] = ()
    needs_reason: bool = True


@dataclass(frozen=True, slots=True)
class Administration:
    """Windows and periods; months, working days, years, as named."""

    reapply_after_months: int
    reapply_free_times: int
    reapply_window_months: int | None
    appeal_days: int
    appeal_days_are_working: bool
    appeal_panel: int
    appeal_decision_days: int
    notice_working_days: int
    keep_years: int
    renewal_years: int
    cpd_hours_per_year: int
    registration_due_days: int | None = None
    warn_days: tuple[int, ...] = ()
    certificates: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme, all references resolved."""

    id: str
    version: str
    title: Text
    society: Text
    kind: SchemeKind
    extends: str
    """``id version`` of the general specification a professional one extends, or empty."""
    levels: tuple[Level, ...]
    not_sought: Text
    aspects: tuple[Aspect, ...]
    methods: tuple[Method, ...]
    grades: tuple[Grade, ...]
    combine: Combine
    weighted: WeightedRule | None
    areas: AreaRule | None
    discrepancy: DiscrepancyRule
    outcomes: tuple[OutcomeChoice, ...]
    method_outcomes: tuple[tuple[str, tuple[OutcomeChoice, ...]], ...]
    """Outcomes of one stage, by method (for example the paper stage: to interview, more evidence)."""
    declaration: Text
    """Statement of interest and confidentiality an assessor signs."""
    ties: tuple[tuple[str, Text, bool], ...]
    """Ties to declare: (code, wording, bars assessing)."""
    administration: Administration
    papers: tuple[Paper, ...] = ()
    """Written papers question by question; empty where papers are marked in percent only."""

    def grade(self, grade: str) -> Grade:
        """The grade of that id; KeyError if there is none."""
        for candidate in self.grades:
            if candidate.id == grade:
                return candidate
        raise KeyError(grade)

    def aspect(self, aspect: str) -> Aspect:
        for candidate in self.aspects:
            if candidate.id == aspect:
                return candidate
        raise KeyError(aspect)

    def method(self, method: str) -> Method:
        for candidate in self.methods:
            if candidate.id == method:
                return candidate
        raise KeyError(method)

    def anchor(self, indicator: Indicator, level: int) -> Text:
        """The anchor in view for an indicator: its own where it has one, else the scale's."""
        own = dict(indicator.anchors).get(level)
        return own if own is not None else next(step.anchor for step in self.levels if step.value == level)

    @property
    def top(self) -> int:
        return max(level.value for level in self.levels)
