"""A derivation: how an outcome came about, as a value that window, report, workbook and auditors all show.

A node says what was worked out (``code``), of what (``subject``), the exact result and the facts it was worked out with;
its children are what it was worked out from, down to the marks. Labels are not in it: ``export/wording.py`` and the window put
words to codes, so that both languages print the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Step(StrEnum):
    """What a node works out."""

    OUTCOME = "outcome"
    TOTAL = "total"
    """Weighted mean of the aspects, 0 to 100."""
    ASPECT = "aspect"
    """Weighted mean of the methods on the 100-point scale (weighted scheme)."""
    METHOD = "method"
    """One method of one aspect: facts ``level`` (mean of panel levels), ``required``, ``weight`` (percent, after
    rescaling; None in a gate), ``rated`` and ``of`` (indicators), ``complete``; value on the 100-point scale. Under an
    area-by-area scheme: a method that only advises (fact ``advises``), its areas below it.
    """
    WRITTEN = "written"
    """One aspect of a paper: facts ``method``, ``percent``, ``pass_mark``, ``weight``; value on the 100-point scale."""
    INDICATOR = "indicator"
    """Panel level of one indicator in one method; facts ``method``, ``rule`` = mean | median | agreed,
    ``non_compensable``; below a composite also ``weight``. ``used`` False: the grade does not hold that method, or not
    in that aspect.
    """
    COMPOSITE = "composite"
    """Method-weighted mean of the panel levels of one indicator: what floors are tested on; facts ``required``,
    ``floor``, ``non_compensable``, ``passed``.
    """
    MARK = "mark"
    """A leaf: subject is the assessor's id; value the level; facts ``counted``, ``not_sought`` or ``missing`` where
    there is no level, ``comment`` if any.
    """
    AREA = "area"
    """Area of the area-by-area scheme: facts ``method``, ``at_threshold``, ``needed``, ``of``, ``threshold``, ``sunk``
    (a sub-item stands too low for any count to help), ``passed`` = demonstrated; value None.
    """
    GATE = "gate"
    """A method that must be passed: facts ``passed``, ``cut``; value the lowest of its parts."""
    RULE = "rule"
    """A condition: facts ``rule`` (a reason code), ``cut``, ``passed``."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a derivation. ``facts`` are (name, value) pairs; numbers among them are exact."""

    step: Step
    subject: str
    value: Fraction | None
    facts: tuple[tuple[str, Fraction | int | str | bool | None], ...] = ()
    children: tuple[Node, ...] = ()

    def fact(self, name: str) -> Fraction | int | str | bool | None:
        return next((value for key, value in self.facts if key == name), None)


class Outcome(StrEnum):
    """What the rule says of a case. The last two belong to the area-by-area scheme."""

    PASS = "pass"
    FAIL = "fail"
    INCOMPLETE = "incomplete"
    RECOMMEND = "recommend"
    NOT_RECOMMEND = "not_recommend"


class ReasonCode(StrEnum):
    """Why an outcome is not a pass."""

    TOTAL = "total"
    ASPECT_FLOOR = "aspect_floor"
    INDICATOR_FLOOR = "indicator_floor"
    NON_COMPENSABLE = "non_compensable"
    GATE = "gate"
    AREA = "area"
    INCOMPLETE = "incomplete"


class FlagCode(StrEnum):
    """What the panel must look at before it signs."""

    BORDERLINE = "borderline"
    DISCREPANCY = "discrepancy"
    STRADDLE = "straddle"


@dataclass(frozen=True, slots=True)
class Reason:
    """``subject`` is an aspect, an indicator, a method or ``total``; ``value`` and ``cut`` what was compared, if
    numbers were.
    """

    code: ReasonCode
    subject: str
    value: Fraction | None = None
    cut: Fraction | None = None
    method: str = ""
    assessor: str = ""
    """Whose mark or sheet is missing, when one person's is (``incomplete``)."""


@dataclass(frozen=True, slots=True)
class Flag:
    """``method`` is empty when the flag is not about one method; ``values`` are the numbers that differ, by assessor
    where it fits (straddle between papers and interview: by method; borderline: ``value`` and ``cut``).
    """

    code: FlagCode
    subject: str
    method: str = ""
    values: tuple[tuple[str, Fraction], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """Overall judgements by assessor, where these differ (subject ``overall``)."""


@dataclass(frozen=True, slots=True)
class AspectResult:
    """One aspect. Weighted scheme: ``score`` and ``floor`` on the 100-point scale. Area scheme: the counts, ``passed``
    = demonstrated.
    """

    aspect: str
    score: Fraction | None
    floor: Fraction | None
    passed: bool | None
    """None while incomplete."""
    at_threshold: int | None = None
    needed: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that the rule has to say about one case."""

    outcome: Outcome
    total: Fraction | None
    aspects: tuple[AspectResult, ...]
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...]
    derivation: Node
