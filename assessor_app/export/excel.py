"""Sets a `sheets.Workbook` as an Excel file (.xlsx).

Written part by part, since a formula must carry the value it gives: previews, other readers and our own verification read that
value without calculating. Texts are text cells whatever they begin with; sheets are protected against slips (there
is no password:
the signature, not a secret, guards the content); every sheet prints on A4 with its head repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from assessor_app.export.charts import chart_part, drawing_part
from assessor_app.export.errors import TextTooLong
from assessor_app.export.markup import attribute, escaped, visible
from assessor_app.export.package_bytes import package
from assessor_app.export.properties import (
    APP_PROPERTIES,
    DECLARATION,
    core_properties,
    package_relationships,
    relationships,
)
from assessor_app.export.sheets import GridCell, ListArea, Look, Sheet, Workbook, address, area, on, quoted

CELL_LIMIT: Final = 32_767
"""Characters (UTF-16 units) that one cell holds."""

_S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
# Excel reads _x0041_ in a text as the character with that code, so a literal one is written with its first underscore coded.
_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(workbook: Workbook) -> bytes:
    """The workbook as the bytes of a .xlsx file; the same workbook always gives the same bytes. Raises `TextTooLong`."""
    parts = {
        "[Content_Types].xml": _content_types(workbook),
        "_rels/.rels": package_relationships("xl/workbook.xml"),
        "docProps/core.xml": core_properties(workbook.title, workbook.subject, workbook.author, workbook.made_at),
        "docProps/app.xml": APP_PROPERTIES,
        "xl/workbook.xml": _workbook(workbook),
        "xl/_rels/workbook.xml.rels": _workbook_relationships(workbook),
        "xl/styles.xml": _styles(),
    }
    drawings = charts = 0
    for number, sheet in enumerate(workbook.sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(workbook, sheet, first=number == 1)
        if not sheet.charts:
            continue
        drawings += 1
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relationships(
            (f"{_R}/drawing", f"../drawings/drawing{drawings}.xml")
        )
        numbers = range(charts + 1, charts + 1 + len(sheet.charts))
        parts[f"xl/drawings/drawing{drawings}.xml"] = drawing_part(sheet.charts)
        parts[f"xl/drawings/_rels/drawing{drawings}.xml.rels"] = relationships(
            *((f"{_R}/chart", f"../charts/chart{each}.xml") for each in numbers)
        )
        for each, chart in zip(numbers, sheet.charts, strict=True):
            parts[f"xl/charts/chart{each}.xml"] = chart_part(chart)
        charts += len(sheet.charts)
    return package({name: (DECLARATION + text).encode("utf-8") for name, text in parts.items()})


# --- the workbook -----------------------------------------------------------------------------------------------------


def _content_types(workbook: Workbook) -> str:
    overrides = [
        ("/xl/workbook.xml", f"{_TYPE}.spreadsheetml.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.spreadsheetml.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_TYPE}.extended-properties+xml"),
    ]
    sheets = range(1, len(workbook.sheets) + 1)
    overrides += [(f"/xl/worksheets/sheet{number}.xml", f"{_TYPE}.spreadsheetml.worksheet+xml") for number in sheets]
    drawn = [sheet for sheet in workbook.sheets if sheet.charts]
    overrides += [(f"/xl/drawings/drawing{number}.xml", f"{_TYPE}.drawing+xml") for number in range(1, len(drawn) + 1)]
    charts = sum(len(sheet.charts) for sheet in drawn)
    overrides += [(f"/xl/charts/chart{number}.xml", f"{_TYPE}.drawingml.chart+xml") for number in range(1, charts + 1)]
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def _workbook(workbook: Workbook) -> str:
    sheets = "".join(
        f'<sheet name="{attribute(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(workbook.sheets, 1)
    )
    names = "".join(
        f'<definedName name="{name}"{scope}>{escaped(reference)}</definedName>'
        for name, scope, reference in sorted(_names(workbook))
    )
    return (
        f'<workbook xmlns="{_S}" xmlns:r="{_R}"><workbookPr defaultThemeVersion="124226"/>'
        '<workbookProtection lockStructure="1"/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" '
        f'windowHeight="13000" tabRatio="800"/></bookViews><sheets>{sheets}</sheets>'
        f'<definedNames>{names}</definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


def _names(workbook: Workbook) -> Iterator[tuple[str, str, str]]:
    yield "desk_language", "", quoted(workbook.language)
    yield "desk_scheme", "", quoted(workbook.scheme)
    for place, sheet in enumerate(workbook.sheets):
        scope = f' localSheetId="{place}"'
        for listed in sheet.lists:
            yield f"desk_{listed.key}", "", on(sheet.name, _reach(listed))
            if listed.filtered:
                yield "_xlnm._FilterDatabase", f'{scope} hidden="1"', on(sheet.name, _reach(listed))
        if sheet.print_columns:
            reach = area(0, 1, max(len(sheet.rows), 1), until=sheet.print_columns - 1)
            yield "_xlnm.Print_Area", scope, on(sheet.name, reach)
        if sheet.repeat:
            yield "_xlnm.Print_Titles", scope, on(sheet.name, f"${sheet.repeat[0]}:${sheet.repeat[1]}")


def _reach(listed: ListArea) -> str:
    return area(0, listed.codes_row, max(listed.last_row, listed.codes_row), until=listed.columns - 1)


def _workbook_relationships(workbook: Workbook) -> str:
    sheets = ((f"{_R}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(workbook.sheets) + 1))
    return relationships(*sheets, (f"{_R}/styles", "styles.xml"))


# --- a sheet ----------------------------------------------------------------------------------------------------------


def _sheet(workbook: Workbook, sheet: Sheet, *, first: bool) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(_row(sheet, number, row) for number, row in enumerate(sheet.rows, 1))
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in sheet.merges)
    return "".join(
        (
            f'<worksheet xmlns="{_S}" xmlns:r="{_R}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{address(max(len(sheet.widths) - 1, 0), max(len(sheet.rows), 1))}"/>',
            f'<sheetViews><sheetView showGridLines="0"{" tabSelected=" + chr(34) + "1" + chr(34) if first else ""} ',
            f'workbookViewId="0">{_pane(sheet)}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
            f"<cols>{widths}</cols>" if widths else "",
            f"<sheetData>{rows}</sheetData>",
            '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>',
            "".join(f'<autoFilter ref="{_reach(each).replace("$", "")}"/>' for each in sheet.lists if each.filtered),
            f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "",
            '<printOptions horizontalCentered="1"/>',
            '<pageMargins left="0.4" right="0.4" top="0.75" bottom="0.7" header="0.3" footer="0.3"/>',
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
            f"<headerFooter>{_head_and_foot(workbook, sheet)}</headerFooter>",
            '<drawing r:id="rId1"/>' if sheet.charts else "",
            "</worksheet>",
        )
    )


def _pane(sheet: Sheet) -> str:
    rows, columns = sheet.freeze
    if not rows and not columns:
        return ""
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    frozen = f'<pane{split} topLeftCell="{address(columns, rows + 1)}" activePane="{pane}" state="frozen"/>'
    return f'{frozen}<selection pane="{pane}"/>'


def _head_and_foot(workbook: Workbook, sheet: Sheet) -> str:
    head = f"&L&8{_coded(workbook.head_left)}&C&B&9{_coded(workbook.notice)}&R&8{_coded(sheet.name)}"
    foot = f"&L&7{_coded(workbook.foot_left, 200)}&R&8&P / &N"
    return f"<oddHeader>{escaped(head)}</oddHeader><oddFooter>{escaped(foot)}</oddFooter>"


def _coded(text: str, most: int = 70) -> str:
    """Text inside a page's head: an ampersand is doubled; short enough for the 255 characters that the head holds."""
    shown = " ".join(visible(text).split())[:most].replace("&", "&&")
    # Digits straight after a font size would be read as part of it.
    return f" {shown}" if shown[:1].isdigit() else shown


def _row(sheet: Sheet, number: int, row: tuple[GridCell | None, ...]) -> str:
    cells = "".join(_cell(sheet, address(place, number), cell) for place, cell in enumerate(row) if cell is not None)
    high = _height(sheet, row)
    sized = f' ht="{high}" customHeight="1"' if high else ""
    return f'<row r="{number}"{sized}>{cells}</row>' if cells else ""


_LINE: Final = 14.5
_LEAST: Final = 15.0
_MOST: Final = 409.0
"""Points: a line of text, a row of one line, and the highest row there is."""


def _height(sheet: Sheet, row: tuple[GridCell | None, ...]) -> float:
    """Height of a row in points if it needs more than one line; 0 if not. Programs do not all measure wrapped text on opening."""
    lines = 1
    for width, cell in zip(sheet.widths, row, strict=False):
        if cell is not None and isinstance(cell.value, str) and _SETTINGS[cell.look].wrap:
            lines = max(lines, sum(_lines(part, width) for part in visible(cell.value).split("\n")))
    return min(_MOST, lines * _LINE + 3) if lines > 1 else _LEAST * 1.6 if _is_title(row) else 0


def _is_title(row: tuple[GridCell | None, ...]) -> bool:
    return bool(row) and row[0] is not None and row[0].look is Look.TITLE


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a column so many characters wide; a Han character is two wide."""
    if 2 * len(text) < width - 2:
        return 1
    across = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
    return max(1, ceil(across * 1.05 / max(width - 1.5, 1)))


def _cell(sheet: Sheet, place: str, cell: GridCell) -> str:
    style = _STYLE_OF[cell.look]
    if cell.formula:
        return _formula(place, style, cell)
    match cell.value:
        case None | "":
            return f'<c r="{place}" s="{style}"/>'
        case str() as text:
            return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_string(sheet, place, text)}</is></c>'
        case number:
            return f'<c r="{place}" s="{style}"><v>{number_text(number)}</v></c>'


def _formula(place: str, style: int, cell: GridCell) -> str:
    formula = f"<f>{escaped(cell.formula)}</f>"
    if cell.formula.startswith("{") and cell.formula.endswith("}"):
        formula = f'<f t="array" ref="{place}">{escaped(cell.formula[1:-1])}</f>'
    match cell.value:
        case None | str():
            return f'<c r="{place}" s="{style}" t="str">{formula}<v>{escaped(cell.value or "")}</v></c>'
        case number:
            return f'<c r="{place}" s="{style}">{formula}<v>{number_text(number)}</v></c>'


def _string(sheet: Sheet, place: str, text: str) -> str:
    shown = visible(text)
    length = len(shown) if len(shown) * 2 <= CELL_LIMIT else len(shown.encode("utf-16-le")) // 2
    if length > CELL_LIMIT:
        raise TextTooLong(sheet=sheet.name, cell=place, begins=shown[:40], length=length, limit=CELL_LIMIT)
    return f'<t xml:space="preserve">{escaped(_CODED.sub("_x005F_", shown))}</t>'


def number_text(number: Fraction | int) -> str:
    """A number as a cell stores it: the shortest decimal of the nearest double, as Excel itself writes."""
    exact = Fraction(number)
    return str(exact.numerator) if exact.denominator == 1 else repr(float(exact))


# --- looks ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setting:
    font: str
    fill: str = ""
    ruled: bool = True
    format: int = 0
    across: str = "left"
    down: str = "top"
    wrap: bool = True
    prefix: bool = False
    """Shown as text even when somebody edits the cell: it may begin with an equals sign."""


def _font(size: int, colour: str = "1A1F25", *, bold: bool = False, family: str = "Microsoft YaHei") -> str:
    weight = "<b/>" if bold else ""
    return f'<font>{weight}<sz val="{size}"/><color rgb="FF{colour}"/><name val="{family}"/><family val="2"/></font>'


_PLAIN, _BOLD, _QUIET = _font(10), _font(10, bold=True), _font(9, "48515B")
_FOUR_PLACES: Final = 164

_SETTINGS: Final = {
    Look.TITLE: _Setting(_font(15, bold=True), ruled=False, wrap=False),
    Look.NOTICE: _Setting(_font(11, "5F6974", bold=True), ruled=False, wrap=False),
    Look.NOTE: _Setting(_QUIET, ruled=False, wrap=False),
    Look.FACT_LABEL: _Setting(_QUIET, ruled=False, wrap=False),
    Look.FACT: _Setting(_PLAIN, ruled=False, wrap=False, prefix=True),
    Look.HEAD: _Setting(_BOLD, "E6EBF0", across="center", down="center"),
    Look.CODE: _Setting(_font(8, "5F6974"), "F4F6F8", across="center", wrap=False),
    Look.TEXT: _Setting(_PLAIN, prefix=True),
    Look.ID: _Setting(_font(8, "48515B"), wrap=False, prefix=True),
    Look.WORD: _Setting(_PLAIN),
    Look.STRONG: _Setting(_BOLD),
    Look.LEVEL: _Setting(_PLAIN, across="center"),
    Look.NUMBER: _Setting(_PLAIN, across="right", format=0),
    Look.SCORE: _Setting(_PLAIN, across="right", format=_FOUR_PLACES),
    Look.STRONG_SCORE: _Setting(_BOLD, across="right", format=_FOUR_PLACES),
    Look.COUNT: _Setting(_PLAIN, across="center", format=1),
}
_STYLE_OF: Final = {look: place for place, look in enumerate(_SETTINGS, 1)}


def _styles() -> str:
    settings = list(_SETTINGS.values())
    fonts = list(dict.fromkeys([_PLAIN, *(each.font for each in settings)]))
    fills = list(dict.fromkeys(each.fill for each in settings if each.fill))
    edge = "".join(
        f'<{side} style="thin"><color rgb="FFAEB6BF"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    formats = "".join(_format(each, fonts, fills) for each in settings)
    solid = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor indexed="64"/></patternFill></fill>'
        for fill in fills
    )
    return (
        f'<styleSheet xmlns="{_S}"><numFmts count="1"><numFmt numFmtId="{_FOUR_PLACES}" formatCode="0.0000"/></numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{solid}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{edge}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(settings) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f"{formats}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _format(setting: _Setting, fonts: list[str], fills: list[str]) -> str:
    fill = fills.index(setting.fill) + 2 if setting.fill else 0
    prefix = ' quotePrefix="1"' if setting.prefix else ""
    wrap = ' wrapText="1"' if setting.wrap else ""
    return (
        f'<xf numFmtId="{setting.format}" fontId="{fonts.index(setting.font)}" fillId="{fill}" borderId="{int(setting.ruled)}" '
        f'xfId="0"{prefix} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{setting.across}" vertical="{setting.down}"{wrap}/></xf>'
    )
