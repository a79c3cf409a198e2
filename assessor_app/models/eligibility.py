"""Whether an applicant shows what a grade asks for: degree, years of practice, responsible charge, CPD, membership.

A checklist, not a verdict: each condition is met, not met or unclear, with the facts an officer needs to rule on it.

Years are counted in months that hold any work at all, each once, however many posts overlap in it:

    2016-07 to 2020-06   design institute
    2019-01 to 2021-03   part-time lecturer      overlaps, not doubled
    2021-09 to           contractor, still held  five months' gap named before it

Had the last post ended in 2025-03, the months from 2025-04 on would be named as a gap too: nothing is stated of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from assessor_app.models.dossier import Application, Career, Education
from assessor_app.models.scheme import Conditions

FactValue = Fraction | int | str | tuple[str, ...]


class Condition(StrEnum):
    """What is asked."""

    DEGREE = "degree"
    ACCREDITED = "accredited"
    YEARS = "years"
    IN_CHARGE = "in_charge"
    CPD = "cpd"
    MEMBERSHIP = "membership"


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"
    """The form does not say, or says it so that it cannot be read; a person looks."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. ``facts`` are (name, value): months, hours, dates as ``YYYY-MM``, texts of the form."""

    condition: Condition
    verdict: Verdict
    facts: tuple[tuple[str, FactValue], ...] = ()

    def fact(self, name: str) -> FactValue | None:
        return next((value for key, value in self.facts if key == name), None)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, as a count of months since year 0."""

    number: int

    @staticmethod
    def of(year: int, month: int) -> Month:
        return Month(year * 12 + month - 1)

    @property
    def text(self) -> str:
        return f"{self.number // 12:04d}-{self.number % 12 + 1:02d}"


Span = tuple[Month, Month]
"""First and last month, both included."""


def check_eligibility(
    conditions: Conditions, application: Application, at: date, *, member: bool | None = None
) -> tuple[Check, ...]:
    """What the form shows of each condition that is asked, as of ``at``. ``member``: what the society's own register says."""
    asked: list[Check] = []
    if conditions.degree:
        asked.append(_degree(application.education, at))
    if conditions.accredited:
        asked.append(_accredited(application.education, at))
    if conditions.years:
        asked.append(_practice(Condition.YEARS, application.career, conditions.years, at))
    if conditions.years_in_charge:
        charge = [post for post in application.career if post.responsible_charge]
        asked.append(_practice(Condition.IN_CHARGE, charge, conditions.years_in_charge, at))
    if conditions.cpd_hours_per_year:
        asked.append(_cpd(application, conditions.cpd_hours_per_year, at))
    if conditions.membership:
        verdict = Verdict.UNCLEAR if member is None else (Verdict.MET if member else Verdict.NOT_MET)
        asked.append(Check(Condition.MEMBERSHIP, verdict))
    return tuple(asked)


def worst(checks: Iterable[Check]) -> Verdict:
    """Not met if any condition is not, else unclear if any is, else met."""
    found = {check.verdict for check in checks}
    return next((verdict for verdict in (Verdict.NOT_MET, Verdict.UNCLEAR) if verdict in found), Verdict.MET)


# --- months -----------------------------------------------------------------------------------------------------------

_MONTH = re.compile(r"(1[89][0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)


def month_of(text: str) -> Month | None:
    """The month that ``YYYY-MM`` names; None for anything else."""
    found = _MONTH.fullmatch(text.strip())
    return None if found is None else Month.of(int(found[1]), int(found[2]))


def span_of(start: str, end: str, at: date) -> Span | None:
    """The months a row of the form covers up to ``at``; an empty end is still going on. None when it cannot be read, or when it
    ends before it starts or has yet to start.
    """
    first, now = month_of(start), Month.of(at.year, at.month)
    last = now if not end.strip() else month_of(end)
    if first is None or last is None or last < first or first > now:
        return None
    return first, min(last, now)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans joined where they touch or overlap, in order."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first.number <= joined[-1][1].number + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def months_in(spans: Iterable[Span]) -> int:
    """How many months spans hold, each month once."""
    return sum(last.number - first.number + 1 for first, last in union(spans))


def gaps_between(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The months between spans in which nothing is stated."""
    joined = union(spans)
    return tuple((Month(before[1].number + 1), Month(after[0].number - 1)) for before, after in pairwise(joined))


def _since(spans: Sequence[Span], at: date) -> tuple[Span, ...]:
    """The full months since the last span of which nothing is stated; the month of ``at`` is not over."""
    last = max((span[1] for span in spans), default=None)
    now = Month.of(at.year, at.month)
    return () if last is None or last.number + 1 >= now.number else ((Month(last.number + 1), Month(now.number - 1)),)


def _written(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(f"{first.text}/{last.text}" for first, last in spans)


# --- conditions -------------------------------------------------------------------------------------------------------

#: Words of a qualification that is a degree, of one that is none although it sounds near, and of one below.
_DEGREE = re.compile(
    r"学士|硕士|博士|本科|研究生|bachelor|master|doctor|ph\.?\s?d|\bb\.?\s?(?:eng|sc|s|e|tech|a)\b|\bm\.?\s?(?:eng|sc|s|tech|phil|a|ba)\b"
    r"|\bd\.?\s?eng\b|\bdegree\b|\bmba\b",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(
    r"大专|专科|高职|中专|中职|技校|高中|肄业|结业|在读|diploma|certificate|associate|foundation|hnd|hnc|incomplete",
    re.IGNORECASE,
)


def _finished(education: Sequence[Education], at: date) -> Iterator[Education]:
    for row in education:
        end = month_of(row.end)
        if end is not None and end <= Month.of(at.year, at.month):
            yield row


def is_degree(qualification: str) -> bool | None:
    """Whether a qualification as written on a form is a degree; None when its words do not tell."""
    if _NO_DEGREE.search(qualification):
        return False
    return True if _DEGREE.search(qualification) else None


def _degree(education: Sequence[Education], at: date) -> Check:
    stated = tuple(" ".join(part for part in (row.qualification, row.course, row.school) if part) for row in education)
    done = list(_finished(education, at))
    found = [row.qualification for row in done if is_degree(row.qualification)]
    if found:
        return Check(Condition.DEGREE, Verdict.MET, (("qualification", found[0]), ("stated", stated)))
    # A row without a readable end, or in words we do not know, is for a person to read.
    open_rows = [row for row in education if row not in done and is_degree(row.qualification) is not False]
    unknown = [row for row in done if row.qualification.strip() and is_degree(row.qualification) is None]
    verdict = Verdict.UNCLEAR if open_rows or unknown else Verdict.NOT_MET
    return Check(Condition.DEGREE, verdict if education else Verdict.UNCLEAR, (("stated", stated),))


def _accredited(education: Sequence[Education], at: date) -> Check:
    found = [row for row in _finished(education, at) if row.accredited]
    if found:
        return Check(Condition.ACCREDITED, Verdict.MET, (("school", found[0].school), ("course", found[0].course)))
    return Check(Condition.ACCREDITED, Verdict.NOT_MET if education else Verdict.UNCLEAR)


def _practice(condition: Condition, career: Sequence[Career], years: int, at: date) -> Check:
    spans = [(post, span_of(post.start, post.end, at)) for post in career]
    readable = [span for _, span in spans if span is not None]
    unreadable = tuple(f"{post.start}/{post.end} {post.company}".strip() for post, span in spans if span is None)
    months = months_in(readable)
    # Between posts of responsible charge others may lie; only the whole career is looked through for gaps.
    gaps = (*gaps_between(readable), *_since(readable, at)) if condition is Condition.YEARS else ()
    facts = (
        ("months", months),
        ("needed", years * 12),
        ("gaps", _written(gaps)),
        ("overlaps", sum(last.number - first.number + 1 for first, last in readable) - months),
        ("unreadable", unreadable),
    )
    if months >= years * 12:
        return Check(condition, Verdict.MET, facts)
    # The form asks for the last five years only (S4), so a short table is not yet a short career.
    silent = (
        not career or unreadable or (years > FORM_YEARS and months >= FORM_YEARS * 12 and condition is Condition.YEARS)
    )
    return Check(condition, Verdict.UNCLEAR if silent else Verdict.NOT_MET, facts)


FORM_YEARS = 5
"""How far back the registration form asks for the career (S4)."""


MOST_CPD_YEARS = 60
"""A working life: years before are misspelt."""


def _cpd(application: Application, needed: int, at: date) -> Check:
    """Every full calendar year from the first one stated to the one before ``at``; the running year is shown, not judged."""
    hours: dict[int, Fraction] = {}
    unreadable = []
    for row in application.cpd:
        readable = re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,2})?", row.hours.strip(), re.ASCII)
        # A year mistyped as 202 must not become eighteen centuries without any hours.
        if readable and at.year - MOST_CPD_YEARS <= row.year <= at.year:
            hours[row.year] = hours.get(row.year, Fraction(0)) + Fraction(row.hours.strip())
        else:
            unreadable.append(f"{row.year}: {row.hours}")
    judged = range(min(hours), at.year) if hours else range(0)
    short = tuple(str(year) for year in judged if hours.get(year, Fraction(0)) < needed)
    facts: tuple[tuple[str, FactValue], ...] = (
        ("needed", needed),
        *(
            (f"hours_{year}", hours.get(year, Fraction(0)))
            for year in (*judged, *(year for year in sorted(hours) if year >= at.year))
        ),
        ("short", short),
        ("unreadable", tuple(unreadable)),
    )
    if unreadable or not judged:
        return Check(Condition.CPD, Verdict.UNCLEAR, facts)
    return Check(Condition.CPD, Verdict.NOT_MET if short else Verdict.MET, facts)
