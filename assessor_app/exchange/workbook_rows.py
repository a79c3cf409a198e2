"""Reads the cells of a foreign workbook as text, and what the values alone do not tell.

Values come from python-calamine, which never evaluates a formula. The sheet's XML, read by our own hardened reader, adds which
rows and columns are hidden, which values were computed by a formula, and which numbers are shown with leading zeros. How far the
cells reach is known before the values are read, so that one cell at the far corner costs nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from assessor_app.exchange.errors import NotThisKind
from assessor_app.exchange.office_reading import OfficeFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 500

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ZEROS = re.compile(r"0+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class Value:
    """One cell as text. ``number``: it was stored as a number; ``formula``: it is what a formula last gave."""

    text: str
    number: bool = False
    formula: bool = False


@dataclass(slots=True)
class SheetRows:
    """One sheet: its rows of values from A1 on, and what is hidden. Rows and columns count from 0."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    """The ranges of merged cells, as the file writes them."""
    too_large: tuple[int, int] | None = None
    """How many rows and columns it reaches over, where that is more than we read; then there are no rows here."""


@dataclass(slots=True)
class _Layout:
    """What the sheet's XML tells beside the values."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)


def address(row: int, column: int) -> str:
    """A cell's address in Excel's manner; both count from 0."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def workbook_rows(data: bytes, file: OfficeFile) -> list[SheetRows]:
    """All worksheets in order. Raises `NotThisKind`, `ArchiveRefused` or `XmlRefused` where the file is damaged."""
    parts = list(_sheet_parts(file))
    padded = _zero_padded_styles(file)
    book = _opened(data)
    return [_sheet(book, file, name, part, hidden, padded) for name, part, hidden in parts]


def _opened(data: bytes) -> Any:
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise NotThisKind(reason="workbook_damaged") from fault
    except BaseException as fault:
        raise _damaged(fault) from fault


def _damaged(fault: BaseException) -> BaseException:
    """A panic of the Rust library is no Exception of Python's, yet only says that the file is damaged."""
    return NotThisKind(reason="workbook_damaged") if type(fault).__name__ == "PanicException" else fault


def _sheet_parts(file: OfficeFile) -> Iterator[tuple[str, str, bool]]:
    targets = file.targets(file.main)
    for element in file.part(file.main).iter("{*}sheet"):
        kind, part = targets.get(element.get(_RELATION) or element.get(_RELATION_STRICT) or "", ("", ""))
        if kind == "worksheet":
            yield element.get("name", ""), part, element.get("state", "visible") != "visible"


def _sheet(book: Any, file: OfficeFile, name: str, part: str, hidden: bool, padded: dict[int, int]) -> SheetRows:  # noqa: FBT001 -- read, never chosen
    root = file.part(part)
    layout = _layout(root)
    if layout.rows > MOST_ROWS or layout.columns > MOST_COLUMNS:
        return SheetRows(name, hidden=hidden, too_large=(layout.rows, layout.columns))
    try:
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if layout.rows else []
    except BaseException as fault:
        if isinstance(fault, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise NotThisKind(reason="workbook_damaged") from fault
    rows = [
        [_value(value, (row, column), layout, padded) for column, value in enumerate(line)]
        for row, line in enumerate(values)
    ]
    merged = tuple(str(each.get("ref", ""))[:40] for each in root.iter("{*}mergeCell"))
    return SheetRows(name, rows, hidden, frozenset(layout.hidden_rows), frozenset(layout.hidden_columns), merged)


def _value(value: object, at: tuple[int, int], layout: _Layout, padded: dict[int, int]) -> Value:
    is_formula = at in layout.formulas
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Value(_text(value), formula=is_formula)
    text = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    width = padded.get(layout.styles.get(at, -1), 0)
    return Value(text.zfill(width), number=width == 0, formula=is_formula)


def _text(value: object) -> str:
    match value:
        case str():
            # A cell's own line breaks and doubled blanks are a matter of layout; full-width blanks part names.
            return re.sub(r"[\s\u200b\ufeff]+", " ", value).strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return ""


def _layout(root: _Element) -> _Layout:
    layout = _Layout()
    for columns in root.iter("{*}col"):
        if columns.get("hidden") in ("1", "true"):
            first, last = _whole(columns.get("min")), _whole(columns.get("max"))
            layout.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
    number = -1
    for row in root.iter("{*}row"):
        number = _whole(row.get("r")) - 1 if row.get("r") else number + 1
        if row.get("hidden") in ("1", "true"):
            layout.hidden_rows.add(number)
        _cells_of(row, number, layout)
    return layout


def _cells_of(row: _Element, number: int, layout: _Layout) -> None:
    column = -1
    for cell in row:
        found = _CELL.fullmatch(cell.get("r", ""))
        column = _column(found[1]) if found else column + 1
        line = int(found[2]) - 1 if found else number
        if not len(cell):
            continue
        layout.rows, layout.columns = max(layout.rows, line + 1), max(layout.columns, column + 1)
        if cell.get("s"):
            layout.styles[line, column] = _whole(cell.get("s"))
        if any(str(child.tag).endswith("}f") for child in cell):
            layout.formulas.add((line, column))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _zero_padded_styles(file: OfficeFile) -> dict[int, int]:
    """Styles that show a number with leading zeros (``0000``): index of the style to the number of digits."""
    part = next((name for kind, name in file.targets(file.main).values() if kind == "styles"), "")
    if part not in file.archive:
        return {}
    root = file.part(part)
    formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter("{*}numFmt")}
    widths = {}
    for cells in root.iter("{*}cellXfs"):
        for index, style in enumerate(cells):
            code = formats.get(style.get("numFmtId", ""), "")
            if _ZEROS.fullmatch(code) and 1 < len(code) <= 20:
                widths[index] = len(code)
    return widths
