"""How far one's own marks on a reference dossier lie from the agreed ones. For the assessor alone; decides nothing.

A difference is own minus agreed, in levels: above 0 is more lenient, below 0 stricter. Worked example: own 4, 3, 2 against
agreed 3, 3, 4 differ by +1, 0, -2; of n = 3 one is exact, one adjacent, one further off, and the mean difference is -1/3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor_app.models.ids import CaseId
from assessor_app.models.marks import NOT_SOUGHT, Part, Sheet, SheetState
from assessor_app.models.scheme import Grade


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """What was agreed for one indicator of one reference dossier. ``level`` is exact, ``p/q`` or a whole number."""

    case: CaseId
    method: str
    indicator: str
    level: str
    comment: str = ""

    @property
    def value(self) -> Fraction:
        return Fraction(self.level)


@dataclass(frozen=True, slots=True)
class Distance:
    """One of one's own levels beside the agreed one."""

    case: CaseId
    method: str
    indicator: str
    aspect: str
    own: int
    agreed: Fraction
    comment: str

    @property
    def difference(self) -> Fraction:
        """Own minus agreed, in levels."""
        return self.own - self.agreed


@dataclass(frozen=True, slots=True)
class Spread:
    """Some distances together: exact, adjacent (no more than one level apart) and further, of ``n``."""

    n: int
    exact: int
    adjacent: int
    mean: Fraction | None
    """Mean signed difference in levels; None without any."""

    @property
    def further(self) -> int:
        return self.n - self.exact - self.adjacent


def distances(grade: Grade, sheets: Iterable[Sheet], reference: Iterable[ReferenceMark]) -> tuple[Distance, ...]:
    """Own locked levels beside the agreed ones, in the order of the grade's indicators; not sought is passed over."""
    agreed = {(mark.case, mark.method, mark.indicator): mark for mark in reference}
    found = []
    for sheet in sheets:
        if sheet.state is not SheetState.LOCKED:
            continue
        for indicator in grade.indicators:
            own = sheet.value(indicator.id, Part.LEVEL)
            mark = agreed.get((sheet.key.case, sheet.key.method, indicator.id))
            if mark is not None and own and own != NOT_SOUGHT:
                found.append(
                    Distance(
                        sheet.key.case,
                        sheet.key.method,
                        indicator.id,
                        indicator.aspect,
                        int(own),
                        mark.value,
                        mark.comment,
                    )
                )
    return tuple(found)


def spread(found: Sequence[Distance]) -> Spread:
    """How far some distances go."""
    off = [each.difference for each in found]
    exact = sum(1 for each in off if each == 0)
    adjacent = sum(1 for each in off if 0 < abs(each) <= 1)
    mean = sum(off, Fraction(0)) / len(off) if off else None
    return Spread(len(off), exact, adjacent, mean)


def by_aspect(found: Iterable[Distance]) -> Mapping[str, tuple[Distance, ...]]:
    """The distances of each aspect that has any."""
    parted: dict[str, tuple[Distance, ...]] = {}
    for each in found:
        parted[each.aspect] = (*parted.get(each.aspect, ()), each)
    return parted
