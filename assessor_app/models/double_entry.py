"""Double entry: what is typed from paper is typed twice, compared, and checked against a total typed apart.

An entry says one *part* of one *subject* of one case in one *turn*; like marks, entries are only ever added, and the newest of a
place stands. A row of a table is one script (or one indicator of a sheet of paper); a row is *compared* once both turns are full.

    first 58  second 58    agreed, 58 stands
    first 58  second 85    differs, nothing stands until somebody has looked at the paper and settled it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import cached_property

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Part


class Turn(IntEnum):
    """Which time something is typed."""

    CONTROL = 0
    """The total on the bag, typed apart. The place is then an aspect, of no case."""
    FIRST = 1
    SECOND = 2
    SETTLED = 3
    """What the paper says, once somebody has looked; or what came back in a mark sheet."""


class Origin(StrEnum):
    """How the marks of a sheet came to be entered; kept with the sheet as a mark of its own."""

    SINGLE = "single"
    """Typed once from the marked script."""
    DOUBLE = "double"
    """Typed twice and compared."""
    WORKBOOK = "workbook"
    """Taken back from a mark sheet."""
    PAPER = "paper"
    """Typed twice from a score sheet filled in by hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry belongs."""

    case: CaseId
    subject: str
    part: Part


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing typed. ``value`` is empty when it was cleared."""

    batch: str
    """What is typed together: the scripts of a paper in a round, or one sheet of paper."""
    place: Place
    turn: Turn
    value: str
    by: PersonId
    at: datetime
    origin: Origin


@dataclass(frozen=True)
class Typed:
    """All that stands of a batch: of each place and turn the newest entry."""

    entries: tuple[Entry, ...] = ()

    def entry(self, place: Place, turn: Turn) -> Entry | None:
        return self._by_place.get((place, turn))

    def value(self, place: Place, turn: Turn) -> str:
        found = self._by_place.get((place, turn))
        return found.value if found is not None else ""

    def by(self, places: Sequence[Place], turn: Turn) -> frozenset[PersonId]:
        """Who typed what stands at these places."""
        found = (self._by_place.get((place, turn)) for place in places)
        return frozenset(entry.by for entry in found if entry is not None and entry.value)

    def full(self, places: Sequence[Place], turn: Turn) -> bool:
        """Whether every place has been typed in this turn."""
        return all(self.value(place, turn) for place in places)

    @cached_property
    def _by_place(self) -> dict[tuple[Place, Turn], Entry]:
        return {(entry.place, entry.turn): entry for entry in self.entries}


class Compared(StrEnum):
    """How one row stands."""

    EMPTY = "empty"
    FIRST_TYPED = "first_typed"
    """The first turn is full, the second not begun or not full."""
    TYPING = "typing"
    AGREED = "agreed"
    DIFFERS = "differs"
    SETTLED = "settled"
    """Every place has a value that stands, at least one of them by settling."""


@dataclass(frozen=True, slots=True)
class RowState:
    """``differing`` are the places that still differ."""

    compared: Compared
    differing: tuple[Place, ...] = ()


def same_value(one: str, other: str, part: Part) -> bool:
    """Whether two entries say the same: texts by their words, not by blanks and line ends."""
    if part is Part.COMMENT:
        return one.split() == other.split()
    return one == other


def standing_value(typed: Typed, place: Place, *, twice: bool, optional: bool = False) -> str | None:
    """What stands at a place; None while nothing does. An ``optional`` place may have been left empty in both turns."""
    settled = typed.value(place, Turn.SETTLED)
    if settled:
        return settled
    first = typed.value(place, Turn.FIRST)
    if not twice:
        return first or ("" if optional else None)
    second = typed.value(place, Turn.SECOND)
    if not same_value(first, second, place.part):
        return None
    return first or ("" if optional else None)


def row_state(
    typed: Typed, places: Sequence[Place], *, twice: bool, optional: frozenset[Place] = frozenset()
) -> RowState:
    """How a row stands. Places in ``optional`` (comments) may stay empty."""
    needed = [place for place in places if place not in optional]
    stands = {place: standing_value(typed, place, twice=twice, optional=place in optional) for place in places}
    settled = [place for place in places if typed.value(place, Turn.SETTLED)]
    first, second = typed.full(needed, Turn.FIRST), typed.full(needed, Turn.SECOND)
    if needed and all(typed.value(place, Turn.SETTLED) for place in needed):
        return RowState(Compared.SETTLED)
    if first and (second or not twice):
        differing = tuple(place for place in places if stands[place] is None)
        if differing:
            return RowState(Compared.DIFFERS, differing)
        return RowState(Compared.SETTLED if settled else Compared.AGREED)
    if first:
        return RowState(Compared.FIRST_TYPED)
    begun = any(typed.value(place, turn) for place in places for turn in (Turn.FIRST, Turn.SECOND))
    return RowState(Compared.TYPING if begun else Compared.EMPTY)


# --- totals that do not agree -----------------------------------------------------------------------------------------


class Slip(StrEnum):
    """What a typist may have done."""

    TRANSPOSED = "transposed"
    """Two neighbouring digits changed places."""
    SHIFTED = "shifted"
    """The decimal point one place off, or a nought too many or too few."""
    OTHER_ENTRY = "other_entry"
    """The other turn's value would make it right."""
    NOT_IN_BAG = "not_in_bag"
    """The whole row is as large as the difference: it may not belong to the bag."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """An entry that could explain a difference: with ``would_be`` in its place the totals agree."""

    place: Place
    slip: Slip
    value: Fraction
    would_be: Fraction


def suspects(
    difference: Fraction,
    values: Mapping[Place, Fraction],
    maxima: Mapping[Place, Fraction],
    others: Mapping[Place, Fraction],
    most: int = 6,
) -> tuple[Suspect, ...]:
    """The entries that could explain that the control total is larger than their sum by ``difference``, likeliest first.

    ``others``: what the other turn says. No one entry need be to blame; then there is nothing to show.
    """
    if difference == 0:
        return ()
    found = []
    for place, value in values.items():
        would_be = value + difference
        if not 0 <= would_be <= maxima[place]:
            continue
        if others.get(place) == would_be:
            found.append(Suspect(place, Slip.OTHER_ENTRY, value, would_be))
        elif would_be in set(_transposed(value)):
            found.append(Suspect(place, Slip.TRANSPOSED, value, would_be))
        elif value and would_be in (value * 10, value / 10):
            found.append(Suspect(place, Slip.SHIFTED, value, would_be))
    rows: dict[CaseId, Fraction] = {}
    first: dict[CaseId, Place] = {}
    for place, value in values.items():
        rows[place.case] = rows.get(place.case, Fraction(0)) + value
        first.setdefault(place.case, place)
    found += [
        Suspect(first[case], Slip.NOT_IN_BAG, whole, Fraction(0))
        for case, whole in rows.items()
        if whole == -difference
    ]
    order = (Slip.OTHER_ENTRY, Slip.TRANSPOSED, Slip.SHIFTED, Slip.NOT_IN_BAG)
    return tuple(sorted(found, key=lambda suspect: order.index(suspect.slip))[:most])


def looks_transposed(one: str, other: str) -> bool:
    """Whether one of two typed numbers is the other with two neighbouring digits changed about."""
    try:
        return Fraction(Decimal(other)) in set(_transposed(Fraction(Decimal(one))))
    except (ArithmeticError, ValueError):
        return False


def _transposed(value: Fraction) -> Iterator[Fraction]:
    """The numbers that come of changing two neighbouring digits about; of at most four decimals, as points have."""
    scaled = value * 10_000
    if scaled.denominator != 1 or value < 0:
        return
    places = 4
    digits = scaled.numerator
    while places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    # A whole number below ten was typed as one digit; 7 for 70 is a shift, not a change of digits.
    text = str(digits).rjust(places + 1, "0")
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            yield Fraction(int(swapped), 10**places)
