from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from assessor_app.export.errors import TextTooLong
from assessor_app.export.excel import write_workbook
from assessor_app.export.markup import visible
from assessor_app.export.sheets import GridCell, Look, Sheet, Workbook, column_letters, on, text_cell
from assessor_app.export.wording import DocumentLanguage
from tests.export.office import convert, figures, parts_of

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+86 571",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "#N/A",
    "O'Brien & <b>“引号”</b>",
    "_x0041_",
    "𠮷靐䶮",
    "\u202e倒序",
    "a\x00b\x1b",
    "第一行\n第二行\r\n第三行",
    "0417",
    "1e5",
    "TRUE",
    "  两端空格  ",
)


def a_workbook(*cells: GridCell, name: str = "表") -> Workbook:
    rows = tuple((cell,) for cell in cells)
    sheet = Sheet(name=name, rows=rows, widths=(30.0,))
    at = datetime(2026, 11, 21, 6, 3, 22, tzinfo=UTC)
    return Workbook(
        "标题", "", DocumentLanguage.ZH, "顾南乔", at, "虚构样例", "学会", "serial", "cse-general 1", (sheet,)
    )


def test_that_hostile_texts_are_texts_in_three_programs(tmp_path: Path) -> None:
    book = write_workbook(a_workbook(*(text_cell(text) for text in HOSTILE)))
    shown = [visible(text) for text in HOSTILE]
    sheet = load_workbook(io.BytesIO(book))["表"]
    cells = [sheet.cell(place, 1) for place in range(1, len(HOSTILE) + 1)]
    # openpyxl leaves a coded underscore as it lies in the file.
    assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == shown
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert [
        row[0] for row in CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    ] == shown
    again = convert(tmp_path, "xlsx:Calc MS Excel 2007 XML", {"a.xlsx": book})["a.xlsx"]
    assert [(each.shown, each.formula) for each in figures(again) if "!" in each.where] == [
        (text, "") for text in shown
    ]


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_that_any_text_is_read_back_as_it_is_shown(texts: list[str]) -> None:
    book = write_workbook(a_workbook(*(text_cell(text) for text in texts)))
    sheet = load_workbook(io.BytesIO(book))["表"]
    read = [str(sheet.cell(place, 1).value or "").replace("_x005F_", "_") for place in range(1, len(texts) + 1)]
    assert read == [visible(text) for text in texts]
    assert b"<f" not in parts_of(book)["xl/worksheets/sheet1.xml"]


def test_that_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    write_workbook(a_workbook(text_cell("评" * 32_767)))
    with pytest.raises(TextTooLong) as caught:
        write_workbook(a_workbook(text_cell("开头" + "𠮷" * 16_384)))
    assert caught.value.facts["cell"] == "A1"
    assert caught.value.length == 32_770


def test_that_a_formula_carries_the_value_it_gives() -> None:
    book = write_workbook(a_workbook(GridCell(Fraction(1, 3), Look.NUMBER, "1/3"), GridCell("过", Look.WORD, '"过"')))
    assert [(each.formula, each.shown) for each in figures(book) if "!" in each.where] == [
        ("1/3", "0.3333333333333333"),
        ('"过"', "过"),
    ]
    values = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert values == [[1 / 3], ["过"]]


def test_that_sheets_are_protected_against_slips_and_print_on_one_page_across() -> None:
    sheet = load_workbook(io.BytesIO(write_workbook(a_workbook(text_cell("甲")))))["表"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        9,
        "landscape",
        0,
    )
    assert sheet.oddHeader is not None
    assert "虚构样例" in str(sheet.oddHeader.center.text)


def test_that_a_head_line_with_ampersands_and_digits_says_what_it_should() -> None:
    workbook = a_workbook(text_cell("甲"))
    hostile = replace(workbook, head_left="2026 R&D &P")
    content = etree.fromstring(parts_of(write_workbook(hostile))["xl/worksheets/sheet1.xml"])
    head = content.findtext(".//{*}oddHeader") or ""
    assert "&8 2026 R&&D &&P" in head
    assert len(head) <= 255


@given(st.integers(0, 16_383))
def test_that_column_letters_count_as_excel_does(place: int) -> None:
    value = 0
    for sign in column_letters(place):
        value = value * 26 + ord(sign) - ord("A") + 1
    assert value == place + 1


def test_that_a_sheet_name_with_an_apostrophe_can_be_referred_to() -> None:
    assert on("O'Brien", "$A$1") == "'O''Brien'!$A$1"
