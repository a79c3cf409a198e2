"""Turns a foreign Word file into rows of text: a row for each row of a table, one of one cell for each other paragraph.

Boxes become ☑ or □ however they were made (content control, form field, symbol, glyph); text that was deleted under tracking
is left out, text that was inserted stands; a field's placeholder counts as nothing. What the reader cannot see on paper
(hidden text) is left out and noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assessor_app.exchange.office_reading import OfficeFile, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

TICKED: Final = "☑"
UNTICKED: Final = "□"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
# Symbols of Wingdings and Wingdings 2 that are boxes, empty or ticked, by the last byte of their code.
_TICKED_SYMBOLS: Final = {"wingdings": {0xFC, 0xFD, 0xFE, 0x78}, "wingdings 2": {0x50, 0x51, 0x52, 0x53, 0x54}}
_EMPTY_SYMBOLS: Final = {"wingdings": {0x6F, 0x71, 0x72, 0xA8}, "wingdings 2": {0x2A, 0x35, 0xA3}}
_SKIPPED: Final = frozenset({"instrText", "delText", "sectPr", "tblPr", "trPr", "tcPr", "pPr", "rPr", "Fallback"})
_MOST_ROWS: Final = 5_000
_MOST_DEPTH: Final = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, lines parted by newlines, and the grid column it begins at."""

    text: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``table`` counts the tables, 0 is the running text outside them."""

    cells: tuple[Cell, ...]
    table: int


@dataclass(slots=True)
class WordRows:
    """All rows in reading order, the content controls by tag, and what was noticed on the way."""

    rows: list[Row] = field(default_factory=list)
    controls: dict[str, str] = field(default_factory=dict)
    hidden: bool = False
    tracked: bool = False
    tables: int = 0

    @property
    def notes(self) -> tuple[Problem, ...]:
        noticed = (("form_hidden_text", self.hidden), ("form_tracked_changes", self.tracked))
        return tuple(Problem(code, blocking=False) for code, is_so in noticed if is_so)


def word_rows(file: OfficeFile) -> WordRows:
    """The rows of the main part. Raises `ArchiveRefused` or `XmlRefused` where that part cannot be read."""
    reading = WordRows()
    root = file.part(file.main)
    for body in root:
        if _name(body) == "body":
            _read_blocks(body, reading, 0)
    return reading


def _name(element: _Element) -> str:
    tag = element.tag
    # Comments and processing instructions have a function for a tag.
    return str(tag).rpartition("}")[2]


def _value(element: _Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or element.get(f"{_W14}{name}") or ""


def _child(element: _Element, *names: str) -> _Element | None:
    found: _Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((each for each in found if _name(each) == name), None)
    return found


def _read_blocks(holder: _Element, reading: WordRows, depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    for element in holder:
        if len(reading.rows) >= _MOST_ROWS:
            return
        match _name(element):
            case "p":
                reading.rows.append(Row((Cell(_text(element, reading, depth)),), 0))
            case "tbl":
                reading.tables += 1
                _read_rows(element, reading, reading.tables, depth)
            case "sdt":
                _note_control(element, reading, depth)
                _read_blocks(element, reading, depth + 1)
            case "sdtContent" | "customXml" | "ins" | "smartTag":
                _read_blocks(element, reading, depth + 1)
            case _:
                pass


def _read_rows(holder: _Element, reading: WordRows, table: int, depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    for element in holder:
        match _name(element):
            case "tr" if len(reading.rows) < _MOST_ROWS:
                reading.rows.append(Row(tuple(_cells(element, reading, [_before(element)], depth)), table))
            case "sdt":
                _note_control(element, reading, depth)
                _read_rows(element, reading, table, depth + 1)
            case "sdtContent" | "customXml" | "ins":
                _read_rows(element, reading, table, depth + 1)
            case _:
                pass


def _before(row: _Element) -> int:
    skipped = _child(row, "trPr", "gridBefore")
    return _number(skipped)


def _number(element: _Element | None, least: int = 0) -> int:
    text = "" if element is None else _value(element, "val")
    return min(max(int(text), least), 1_000) if text.isdecimal() and text.isascii() and len(text) < 6 else least


def _cells(holder: _Element, reading: WordRows, column: list[int], depth: int) -> Iterator[Cell]:
    """The cells, `column` counting the grid columns passed."""
    if depth > _MOST_DEPTH:
        return
    for element in holder:
        match _name(element):
            case "tc":
                yield Cell(_text(element, reading, depth), column[0])
                column[0] += _number(_child(element, "tcPr", "gridSpan"), 1)
            case "sdt":
                _note_control(element, reading, depth)
                yield from _cells(element, reading, column, depth + 1)
            case "sdtContent" | "customXml":
                yield from _cells(element, reading, column, depth + 1)
            case _:
                pass


def _text(element: _Element, reading: WordRows, depth: int) -> str:
    pieces: list[str] = []
    _collect(element, pieces, reading, depth)
    lines = (" ".join(line.split(" ")).strip() for line in "".join(pieces).replace("\t", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: _Element, pieces: list[str], reading: WordRows, depth: int) -> None:  # noqa: C901, PLR0912 -- one case per kind of element
    if depth > _MOST_DEPTH:
        return
    for child in element:
        match _name(child):
            case "del" | "moveFrom":
                reading.tracked = True
            case "ins" | "moveTo":
                reading.tracked = True
                _collect(child, pieces, reading, depth + 1)
            case skipped if skipped in _SKIPPED:
                pass
            case "t":
                pieces.append(child.text or "")
            case "tab" | "ptab":
                pieces.append("\t")
            case "br" | "cr":
                pieces.append("\n")
            case "noBreakHyphen":
                pieces.append("-")
            case "sym":
                pieces.append(_symbol(child))
            case "fldChar":
                pieces.append(_form_box(child))
            case "r" if _is_hidden(child):
                reading.hidden = reading.hidden or any(_name(each) == "t" and each.text for each in child)
            case "sdt":
                pieces.append(_note_control(child, reading, depth))
            case "p":
                _collect(child, pieces, reading, depth + 1)
                pieces.append("\n")
            case _:
                _collect(child, pieces, reading, depth + 1)


def _is_hidden(run: _Element) -> bool:
    vanish = _child(run, "rPr", "vanish")
    return vanish is not None and _value(vanish, "val") not in _OFF


def _symbol(element: _Element) -> str:
    font, code = _value(element, "font").lower(), _value(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number & 0xFF in _TICKED_SYMBOLS.get(font, ()):
        return TICKED
    if number & 0xFF in _EMPTY_SYMBOLS.get(font, ()):
        return UNTICKED
    return chr(number) if 0x20 <= number < 0xD800 else ""


def _form_box(element: _Element) -> str:
    box = _child(element, "ffData", "checkBox")
    if box is None:
        return ""
    state = _child(box, "checked")
    if state is None:
        state = _child(box, "default")
        return TICKED if state is not None and _value(state, "val") not in {*_OFF, ""} else UNTICKED
    return UNTICKED if _value(state, "val") in _OFF else TICKED


def _note_control(element: _Element, reading: WordRows, depth: int) -> str:
    """The text of a content control, which is also kept under its tag."""
    properties, content = _child(element, "sdtPr"), _child(element, "sdtContent")
    if properties is None or content is None:
        return "" if content is None else _text(content, reading, depth + 1)
    box = _child(properties, "checkbox")
    if box is not None:
        state = _child(box, "checked")
        text = TICKED if state is not None and _value(state, "val") not in {*_OFF, ""} else UNTICKED
    elif _is_placeholder(properties):
        text = ""
    else:
        text = _text(content, reading, depth + 1)
    tag = _child(properties, "tag")
    if tag is not None and text and _value(tag, "val"):
        reading.controls.setdefault(_value(tag, "val"), text)
    return text


def _is_placeholder(properties: _Element) -> bool:
    shown = _child(properties, "showingPlcHdr")
    return shown is not None and _value(shown, "val") not in _OFF
