"""What stands in a workbook, as plain values: sheets of cells, each a text, a number, or a formula with the value it gives.

A *list* is a block of rows under a row of column codes (``case_id``, ``level``, …) that never change with the
language; it is named
``desk_…`` in the workbook, so that `reading` and other programs find it whatever the sheet is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache

from assessor_app.export.wording import DocumentLanguage

Value = str | Fraction | int | None


class Look(StrEnum):
    """How a cell is set."""

    TITLE = "title"
    NOTICE = "notice"
    NOTE = "note"
    FACT_LABEL = "fact_label"
    FACT = "fact"
    HEAD = "head"
    CODE = "code"
    TEXT = "text"
    """Words of people: wrapped, never taken for a formula."""
    ID = "id"
    WORD = "word"
    """Words of ours."""
    STRONG = "strong"
    LEVEL = "level"
    NUMBER = "number"
    """As many decimals as there are."""
    SCORE = "score"
    """Four decimals."""
    STRONG_SCORE = "strong_score"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class GridCell:
    """`formula` without the equals sign; `value` is then what it gives."""

    value: Value
    look: Look = Look.WORD
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A clustered column chart, or bars from left to right where ``across``.

    References are absolute (``'Summary'!$B$9:$B$20``), with the values they hold.
    """

    title: str
    says: str
    categories: tuple[str, tuple[str, ...]]
    series: tuple[tuple[str, str, tuple[Fraction | None, ...]], ...]
    """(name, reference, values)."""
    axis: str
    most: Fraction
    place: tuple[int, int, int, int]
    """Left column, top row, right column, bottom row, from 0."""
    least: Fraction = Fraction(0)
    across: bool = False
    format: str = "0"
    """Of the numbers on the axis."""
    reach: tuple[str, tuple[Fraction | None, ...]] | None = None
    """How far the interval of each value of the first series goes to either side: reference and values."""


@dataclass(frozen=True, slots=True)
class ListArea:
    """Where a list lies: the row of codes and the last row, from 1; as many columns as the sheet has."""

    key: str
    codes_row: int
    last_row: int
    columns: int
    filtered: bool = True
    """Whether its columns can be filtered; a sheet has one such list at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[tuple[GridCell | None, ...], ...]
    widths: tuple[float, ...]
    """In characters."""
    freeze: tuple[int, int] = (0, 0)
    """Rows and columns that stay in view."""
    repeat: tuple[int, int] | None = None
    """Rows printed on every page, from 1."""
    print_columns: int = 0
    """How many columns are printed; 0: all. The others hold codes for programs."""
    lists: tuple[ListArea, ...] = ()
    charts: tuple[Chart, ...] = ()
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    title: str
    subject: str
    language: DocumentLanguage
    author: str
    made_at: datetime
    notice: str
    head_left: str
    foot_left: str
    scheme: str
    """Id and version, parted by a blank; stands in the workbook under the name ``desk_scheme``."""
    sheets: tuple[Sheet, ...]


# --- addresses --------------------------------------------------------------------------------------------------------


@cache
def column_letters(place: int) -> str:
    """The letters of a column counted from 0: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(column: int, row: int, *, fixed: bool = False) -> str:
    """``F7`` or ``$F$7``: column from 0, row from 1."""
    return f"${column_letters(column)}${row}" if fixed else f"{column_letters(column)}{row}"


def area(column: int, first: int, last: int, *, until: int | None = None) -> str:
    """``$F$7:$F$20``; `until` is the last column if it is another."""
    return f"{address(column, first, fixed=True)}:{address(column if until is None else until, last, fixed=True)}"


def on(sheet: str, reference: str) -> str:
    """A reference into another sheet: ``'汇总'!$F$7``."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{reference}"


def quoted(text: str) -> str:
    """A text as it stands inside a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def text_cell(value: str) -> GridCell:
    return GridCell(value, Look.TEXT)


def head_rows(columns: Sequence[tuple[str, str]]) -> tuple[tuple[GridCell, ...], tuple[GridCell, ...]]:
    """The labels and, below them, the codes of a list's columns."""
    labels = tuple(GridCell(label, Look.HEAD) for _, label in columns)
    codes = tuple(GridCell(code, Look.CODE) for code, _ in columns)
    return labels, codes
