"""Reads our documents back, so that what they show can be compared with the record, cell by cell.

The caller has opened the archive and hands over its parts, and a parser that refuses hostile XML; nothing here
trusts the content.
A `Figure` is a place with what it shows. `differences` compares a document with another rendering of the same
record: exactly, part
by part (the same version of the program wrote both), or by *named* figures alone (another version may set things otherwise, but
not show other numbers).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from assessor_app.export.errors import WorkbookUnreadable
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.language import Text
from assessor_app.models.marks import NOT_SOUGHT, WITHOUT_MARKS
from assessor_app.models.panel import Agreed, CountedMark, WrittenMark

if TYPE_CHECKING:
    from lxml.etree import _Element

Parts = Mapping[str, bytes]
Parse = Callable[[bytes], "_Element"]

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

MOST_DIFFERENCES: Final = 40
"""More are not listed: a document that differs so much is another document."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one place of a document shows."""

    where: str
    """``汇总!F7``; ``table 2, row 3, column 4``; or the name of a part, whose digest is then shown."""
    shown: str
    part: str
    name: str = ""
    """What it is, if the record vouches for it: ``summary/case-0417/total``, ``fig_aspect_K``."""
    formula: str = ""
    chinese: str = ""
    inner: bool = False
    """A piece of what another figure shows as a whole; looked at by name alone."""

    @property
    def place(self) -> Text:
        return Text(zh=self.chinese or self.where, en=self.where)


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that does not show what it should; empty where there is nothing."""

    where: str
    shown: str
    expected: str
    place: Text


def differences(shown: Iterable[Figure], expected: Iterable[Figure], *, exact: bool = True) -> tuple[Difference, ...]:
    """Where `shown` differs from `expected`; a part as a whole only where nothing finer tells what is different in it."""
    found = _named(shown, expected) if not exact else _exactly(tuple(shown), tuple(expected))
    return tuple(each for _, each in zip(range(MOST_DIFFERENCES), found, strict=False))


def _named(shown: Iterable[Figure], expected: Iterable[Figure]) -> Iterator[Difference]:
    yield from _compared(
        {each.name: each for each in shown if each.name},
        {each.name: each for each in expected if each.name},
        formulas=False,
    )


def _exactly(shown: tuple[Figure, ...], expected: tuple[Figure, ...]) -> Iterator[Difference]:
    fine: set[str] = set()
    here, there = (
        {each.where: each for each in side if each.where != each.part and not each.inner} for side in (shown, expected)
    )
    for place, difference in _compared_in(here, there):
        fine.add(place.part)
        yield difference
    here, there = (
        {each.where: each for each in side if each.where == each.part and each.part not in fine}
        for side in (shown, expected)
    )
    yield from _compared(here, there, formulas=False)


def _compared(shown: Mapping[str, Figure], expected: Mapping[str, Figure], *, formulas: bool) -> Iterator[Difference]:
    for _, difference in _compared_in(shown, expected, formulas=formulas):
        yield difference


def _compared_in(
    shown: Mapping[str, Figure], expected: Mapping[str, Figure], *, formulas: bool = True
) -> Iterator[tuple[Figure, Difference]]:
    for key in dict.fromkeys((*expected, *shown)):
        here, there = shown.get(key), expected.get(key)
        place = here or there
        assert place is not None
        values = (here.shown if here else "", there.shown if there else "")
        if values[0] != values[1] or here is None or there is None:
            yield place, Difference(place.where, values[0], values[1], place.place)
        elif formulas and here.formula != there.formula:
            yield place, Difference(place.where, f"={here.formula}", f"={there.formula}", place.place)


# --- what both kinds have ---------------------------------------------------------------------------------------------

# Signing changes these; what they say is the business of the signature's own check.
_PLUMBING: Final = ("[Content_Types].xml", "_rels/.rels", "docProps/core.xml")


def _whole_parts(parts: Parts) -> Iterator[Figure]:
    for name, content in sorted(parts.items()):
        if name not in _PLUMBING and not name.startswith("_xmlsignatures/"):
            yield Figure(name, hashlib.sha256(content).hexdigest(), name)


def _targets(parts: Parts, parse: Parse, source: str) -> dict[str, str]:
    """Relationship ids of a part with the names of the parts they lead to."""
    folder, _, name = source.rpartition("/")
    content = parts.get(f"{folder}/_rels/{name}.rels")
    if content is None:
        return {}
    found = {}
    for each in parse(content).iter(f"{_RELS}Relationship"):
        target = each.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get("Id", "")] = path
    return found


# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook_figures(parts: Parts, parse: Parse) -> tuple[Figure, ...]:
    """Every cell that shows something, with its formula, and every part's digest."""
    cells = tuple(_cells(parts, parse))
    names = _cell_names(_Lists(_defined(parts, parse), cells))
    figures = (Figure(each.where, each.shown, each.part, names.get(each.where, ""), each.formula) for each in cells)
    return (*figures, *_whole_parts(parts))


@dataclass(frozen=True, slots=True)
class _SheetCell:
    where: str
    shown: str
    formula: str
    part: str


def _cells(parts: Parts, parse: Parse) -> Iterator[_SheetCell]:
    strings = _shared_strings(parts, parse)
    for name, part in _sheets(parts, parse):
        found: dict[str, list[tuple[str, str]]] = {}
        for place, cell in enumerate(parse(parts[part]).iter(f"{_S}c")):
            value, formula = _shown_in(cell, strings), cell.findtext(f"{_S}f") or ""
            if value or formula:
                found.setdefault(cell.get("r", f"?{place}"), []).append((value, formula))
        for reference, said in found.items():
            # Two cells of one name: whichever a program shows, it is not what one cell would show.
            yield _SheetCell(f"{name}!{reference}", " | ".join(each for each, _ in said), said[0][1], part)


def _sheets(parts: Parts, parse: Parse) -> list[tuple[str, str]]:
    """The sheets in their order: name and part."""
    main = parts.get("xl/workbook.xml")
    if main is None:
        return []
    targets = _targets(parts, parse, "xl/workbook.xml")
    every = [
        (each.get("name", ""), targets.get(each.get(f"{_R}id", ""), "")) for each in parse(main).iter(f"{_S}sheet")
    ]
    return [(name, part) for name, part in every if part in parts]


def _shared_strings(parts: Parts, parse: Parse) -> list[str]:
    content = parts.get("xl/sharedStrings.xml")
    return [_joined(each) for each in parse(content).iter(f"{_S}si")] if content is not None else []


def _shown_in(cell: _Element, strings: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
    if kind == "inlineStr":
        return _joined(cell)
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else value
    return value


def _joined(element: _Element) -> str:
    """An element's text, with characters that stand there as ``_x0041_`` decoded (ECMA-376 Part 1, 22.9.2.19)."""
    text = "".join(each.text or "" for each in element.iter(f"{_S}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


# Columns whose words a later version may choose otherwise; what they say stands in a column of codes or numbers as well.
_WORDS: Final = frozenset(
    {
        "state",
        "rule_says",
        "recommended",
        "departs",
        "reasons",
        "flags",
        "title",
        "what",
        "step",
        "assessor",
        "remark",
        "pair",
    }
)
_KEYS: Final = {
    "summary": ("case_id",),
    "remarks": ("case_id",),
    "sheets": ("case_id", "method", "assessor_id"),
    "marks": ("case_id", "assessor_id", "method", "subject"),
    "consolidation": ("case_id", "method", "indicator"),
    "derivation": ("case_id", "kind", "method", "subject"),
    "agreement": ("kind", "id"),
    "severity": ("assessor_id",),
    "pairs": ("one_id", "other_id"),
}


@dataclass(frozen=True, slots=True)
class _ListRow:
    """One row of a list: values and places by column code."""

    shown: Mapping[str, str]
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Lists:
    """A workbook's cells, and the names under which its lists are found."""

    names: Mapping[str, str]
    cells: tuple[_SheetCell, ...]

    @staticmethod
    def of(parts: Parts, parse: Parse) -> _Lists:
        return _Lists(_defined(parts, parse), tuple(_cells(parts, parse)))


def _cell_names(lists: _Lists) -> dict[str, str]:
    names: dict[str, str] = {}
    for listed, keys in _KEYS.items():
        seen: set[str] = set()
        for row in _rows_of(lists, listed):
            key = "/".join((listed, *(row.shown.get(each, "") for each in keys)))
            # Steps are told apart by their place where words and subjects are the same.
            while key in seen:
                key += "+"
            seen.add(key)
            names.update((where, f"{key}/{code}") for code, where in row.where.items() if code not in _WORDS)
    return names


def _rows_of(lists: _Lists, listed: str) -> Iterator[_ListRow]:
    """The rows of one of our lists, found by its name in the workbook."""
    reach = lists.names.get(f"desk_{listed}", "")
    sheet, _, reference = reach.rpartition("!")
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _number(first), _number(last)
    if not start or not end:
        return
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    by_row: dict[int, dict[str, str]] = {}
    for cell in lists.cells:
        owner, _, place = cell.where.rpartition("!")
        if owner == name and start <= _number(place) <= end:
            by_row.setdefault(_number(place), {})[_letters(place)] = cell.shown
    codes = by_row.pop(start, {})
    for row in sorted(by_row):
        shown = {codes[letters]: value for letters, value in by_row[row].items() if letters in codes}
        where = {codes[letters]: f"{name}!{letters}{row}" for letters in by_row[row] if letters in codes}
        yield _ListRow(shown, where)


def _defined(parts: Parts, parse: Parse) -> dict[str, str]:
    main = parts.get("xl/workbook.xml")
    if main is None:
        return {}
    return {each.get("name", ""): each.text or "" for each in parse(main).iter(f"{_S}definedName")}


def _letters(place: str) -> str:
    return place.rstrip("0123456789")


def _number(place: str) -> int:
    digits = place[len(_letters(place)) :]
    return int(digits) if digits.isdecimal() and len(digits) < 8 else 0


# --- marks of a workbook, for whoever works the outcome out anew ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkbookCase:
    """What a workbook of ours says of one case, ready for the rule engine."""

    case: str
    number: str
    grade: str
    marks: tuple[CountedMark, ...]
    written: tuple[WrittenMark, ...]
    agreed: tuple[Agreed, ...]
    expected: Mapping[str, frozenset[str]]
    """Counted assessors whose sheet was due, by method; empty in the workbook of one assessor, who knows only their own."""


@dataclass(frozen=True, slots=True)
class WorkbookMarks:
    """The marks of a workbook, with the scheme they were given under."""

    scheme: str
    version: str
    cases: tuple[WorkbookCase, ...]


def marks_of_workbook(parts: Parts, parse: Parse) -> WorkbookMarks:
    """The marks in a workbook of ours. Raises `WorkbookUnreadable` where there are none, or a cell holds what is no mark."""
    lists = _Lists.of(parts, parse)
    scheme, _, version = lists.names.get("desk_scheme", "").strip('"').partition(" ")
    rows = list(_rows_of(lists, "marks"))
    if not scheme or not rows:
        raise WorkbookUnreadable(cell="", value="")
    agreed: dict[str, list[Agreed]] = {}
    for row in _rows_of(lists, "consolidation"):
        if row.shown.get("agreed"):
            settled = (row.shown.get("method", ""), row.shown.get("indicator", ""), _level(row, "agreed"))
            agreed.setdefault(row.shown.get("case_id", ""), []).append(settled)
    due = _due(lists)
    by_case: dict[str, list[_ListRow]] = {}
    for row in rows:
        by_case.setdefault(row.shown.get("case_id", ""), []).append(row)
    cases = tuple(_case(case, found, tuple(agreed.get(case, ())), due) for case, found in by_case.items())
    return WorkbookMarks(scheme, version, cases)


def _due(lists: _Lists) -> dict[tuple[str, str], frozenset[str]]:
    """The counted assessors whose sheet was due and is not excused, by case and method."""
    excused = {state.value for state in WITHOUT_MARKS}
    found: dict[tuple[str, str], set[str]] = {}
    for row in _rows_of(lists, "sheets"):
        said = row.shown
        if said.get("counted") == "1" and said.get("state_code") not in excused:
            key = said.get("case_id", ""), said.get("method", "")
            found.setdefault(key, set()).add(said.get("assessor_id", ""))
    return {key: frozenset(people) for key, people in found.items()}


def _case(
    case: str, rows: list[_ListRow], agreed: tuple[Agreed, ...], due: Mapping[tuple[str, str], frozenset[str]]
) -> WorkbookCase:
    marks: list[CountedMark] = []
    percents: dict[tuple[str, str], list[Fraction]] = {}
    for row in rows:
        said = row.shown
        method, subject, counted = said.get("method", ""), said.get("subject", ""), said.get("counted") == "1"
        if "percent" not in said:
            who, level, comment = said.get("assessor_id", ""), _level(row, "level"), said.get("comment", "")
            marks.append(CountedMark(who, method, subject, level, counted, comment))
        elif counted:
            percents.setdefault((method, subject), []).append(_percent(row))
    written = tuple(
        WrittenMark(aspect, sum(each, Fraction(0)) / len(each), method) for (method, aspect), each in percents.items()
    )
    first = rows[0].shown
    expected = {method: people for (owner, method), people in due.items() if owner == case}
    return WorkbookCase(case, first.get("number", ""), first.get("grade", ""), tuple(marks), written, agreed, expected)


def _level(row: _ListRow, code: str) -> int | None:
    value = row.shown.get(code, "")
    if value == NOT_SOUGHT:
        return None
    if not value.isdecimal() or len(value) > 3:
        raise WorkbookUnreadable(cell=row.where.get(code, row.where.get("subject", "")), value=value[:40])
    return int(value)


def _percent(row: _ListRow) -> Fraction:
    value = row.shown["percent"]
    try:
        number = Fraction(Decimal(value)) if len(value) < 24 else None
    except (InvalidOperation, ValueError, OverflowError):
        number = None
    if number is None:
        raise WorkbookUnreadable(cell=row.where["percent"], value=value[:40])
    return number


# --- Word -------------------------------------------------------------------------------------------------------------


def report_figures(parts: Parts, parse: Parse) -> tuple[Figure, ...]:
    """Every paragraph and every cell of a Word document, head and foot included, and every part's digest."""
    return (*_document(parts, parse), *_edges(parts, parse), *_whole_parts(parts))


def _document(parts: Parts, parse: Parse) -> Iterator[Figure]:
    part = "word/document.xml"
    content = parts.get(part)
    body = None if content is None else parse(content).find(f"{_W}body")
    if body is None:
        return
    paragraphs = tables = 0
    for block in body:
        if block.tag == f"{_W}tbl":
            tables += 1
            yield from _table(block, tables, part)
        else:
            paragraphs += 1
            where = f"paragraph {paragraphs}"
            yield from _figures_in(block, where, f"第 {paragraphs} 段", part)


def _table(table: _Element, number: int, part: str) -> Iterator[Figure]:
    for row_number, row in enumerate(table.iter(f"{_W}tr"), 1):
        column = 1
        for cell in row.iter(f"{_W}tc"):
            where = f"table {number}, row {row_number}, column {column}"
            yield from _figures_in(cell, where, f"第 {number} 个表第 {row_number} 行第 {column} 列", part)
            column += _columns(cell)


def _columns(cell: _Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = "" if span is None else span.get(f"{_W}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else 1


def _figures_in(block: _Element, where: str, chinese: str, part: str) -> Iterator[Figure]:
    """The block's text; and apart from it each of its named figures, under the same place."""
    shown = _text(block)
    if shown:
        yield Figure(where, shown, part, chinese=chinese)
    for start in block.iter(f"{_W}bookmarkStart"):
        name = start.get(f"{_W}name", "")
        if name.startswith("fig_"):
            yield Figure(where, _between(start), part, name, chinese=chinese, inner=True)


def _between(start: _Element) -> str:
    """The text from a bookmark's start to its end."""
    said = []
    for each in start.itersiblings():
        if each.tag == f"{_W}bookmarkEnd" and each.get(f"{_W}id") == start.get(f"{_W}id"):
            break
        said.append(_text(each))
    return "".join(said)


def _text(element: _Element) -> str:
    """What an element shows, pictures by their description."""
    said = []
    for each in element.iter():
        if each.tag == f"{_W}t":
            said.append(each.text or "")
        elif each.tag in (f"{_W}br", f"{_W}cr"):
            said.append("\n")
        elif each.tag == f"{_W}tab" and each.getparent() is not None and each.getparent().tag == f"{_W}r":  # type: ignore[union-attr]
            said.append("\t")
        elif each.tag == f"{_WP}docPr":
            said.append(each.get("descr", ""))
    return "".join(said)


def _edges(parts: Parts, parse: Parse) -> Iterator[Figure]:
    kinds = (("word/header", "head", "页眉"), ("word/footer", "foot", "页脚"))
    for prefix, name, chinese in kinds:
        for part in sorted(each for each in parts if each.startswith(prefix) and each.endswith(".xml")):
            for place, paragraph in enumerate(parse(parts[part]).iter(f"{_W}p"), 1):
                shown = _text(paragraph)
                if shown:
                    yield Figure(f"{name}, line {place}", shown, part, chinese=f"{chinese}第 {place} 行")


# --- which language a document is in ----------------------------------------------------------------------------------


def language_of(parts: Parts, parse: Parse) -> DocumentLanguage | None:
    """The language a document of ours was rendered in; None if it does not say."""
    said = _defined(parts, parse).get("desk_language", "").strip('"')
    content = parts.get("word/settings.xml")
    if not said and content is not None:
        variables = parse(content).iter(f"{_W}docVar")
        said = next((each.get(f"{_W}val", "") for each in variables if each.get(f"{_W}name") == "desk_language"), "")
    return next((each for each in DocumentLanguage if each.value == said), None)
