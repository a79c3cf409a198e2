"""A mark sheet out and back, and every way in which one may come back wrong."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessor_app.exchange.mark_sheets import MarkSheetReading, read_mark_sheet
from assessor_app.export.mark_sheet import write_mark_sheet
from assessor_app.messages import Messages
from assessor_app.models.language import Language, Text
from assessor_app.models.mark_sheet import MARKS, ORIGIN, MarkSheet, MarkSheetRow, sheet_name
from assessor_app.models.scheme_file import with_papers
from assessor_app.models.written import paper_hash, paper_of
from tests.models.examples import scheme

SAMPLE = (Path(__file__).parents[2] / "resources" / "samples" / "cse" / "paper.toml").read_bytes()
PAGE = sheet_name(MARKS)


def expected() -> MarkSheet:
    laid = with_papers(scheme("cse-general"), SAMPLE)
    paper = paper_of(laid, "PE", "written")
    assert paper is not None
    rows = (
        MarkSheetRow("case-1", "0409", "周砚秋", (("A1", "26"),)),
        MarkSheetRow("case-2", "0417", "=HYPERLINK(1)", ()),
        MarkSheetRow("case-3", "0420", "  @苏 ", (("A1", "7.5"), ("B2", "0"))),
    )
    aspects = tuple((aspect, laid.aspect(aspect).short) for aspect in paper.aspects)
    return MarkSheet("round-1", Text("秋季", "Autumn"), paper, paper_hash(paper), rows, aspects)


def changed(change: Callable[[Any], None]) -> MarkSheetReading:
    """The sheet as somebody gave it back after ``change`` of the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(write_mark_sheet(expected())))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return read_mark_sheet(made.getvalue(), expected())


def codes(reading: MarkSheetReading) -> list[str]:
    return [problem.code for problem in reading.problems if problem.code != "mark_sheet_empty"]


def fill(book: Any, **cells: object) -> None:
    for place, value in cells.items():
        book[PAGE][place] = value


def test_that_what_goes_out_comes_back() -> None:
    reading = read_mark_sheet(write_mark_sheet(expected()), expected())
    assert reading.points == {("case-1", "A1"): "26", ("case-3", "A1"): "7.5", ("case-3", "B2"): "0"}
    assert codes(reading) == []
    assert not reading.blocking


def test_that_points_and_totals_are_read_exactly() -> None:
    reading = changed(lambda book: fill(book, C7=30, D7=12.5, G8=40, C13=823.5))
    assert reading.points["case-1", "A2"] == "12.5"
    assert (reading.points["case-1", "A1"], reading.points["case-2", "B2"]) == ("30", "40")
    assert reading.totals == {"K": "823.5"}
    assert not reading.blocking


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"C7": 30.5}, "mark_sheet_over"),
        ({"C7": -1}, "mark_sheet_no_number"),
        ({"C7": 7.25}, "mark_sheet_step"),
        ({"C7": 0.1 + 0.2}, "mark_sheet_step"),
        ({"C7": "缺考"}, "mark_sheet_no_number"),
        ({"C7": True}, "mark_sheet_no_number"),
        ({"C7": 1e300}, "mark_sheet_no_number"),
        ({"C7": "=20+6"}, "mark_sheet_formula"),
        ({"C13": "=C11"}, "mark_sheet_formula"),
        ({"C13": "many"}, "mark_sheet_no_number"),
        ({"C4": "A2", "D4": "A1"}, "mark_sheet_question_changed"),
        ({"H7": "case-2"}, "mark_sheet_row_twice"),
        ({"H7": "case-9"}, "mark_sheet_row_unknown"),
        ({"H7": None}, "mark_sheet_row_unknown"),
        ({"A7": "0417"}, "mark_sheet_row_torn"),
        ({"B7": "林知远"}, "mark_sheet_row_torn"),
    ],
)
def test_that_a_workbook_tampered_with_is_refused(cells: dict[str, object], code: str) -> None:
    reading = changed(lambda book: fill(book, **({"C7": 26} | cells)))
    assert code in codes(reading)
    assert reading.blocking
    problem = next(each for each in reading.problems if each.code == code)
    for language in Language:
        assert "{" not in Messages(language).message(problem.code, problem.facts).what


def test_that_a_torn_row_gives_no_marks() -> None:
    reading = changed(lambda book: fill(book, A7="0417"))
    assert not [case for case, _ in reading.points if case == "case-1"]


def test_that_numbers_as_text_are_read_and_told() -> None:
    reading = changed(lambda book: fill(book, C7="２８"))
    assert reading.points["case-1", "A1"] == "28"
    assert "mark_sheet_text" in codes(reading)
    assert not reading.blocking


def test_that_a_missing_row_is_told_and_the_rest_is_read() -> None:
    reading = changed(lambda book: book[PAGE].delete_rows(8))
    assert "mark_sheet_row_missing" in codes(reading)
    assert ("case-1", "A1") in reading.points


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("C1", "something else", "mark_sheet_other_workbook"),
        ("C2", "round-2", "mark_sheet_other_round"),
        ("C3", "other", "mark_sheet_other_paper"),
        ("C4", "0" * 64, "mark_sheet_other_paper"),
    ],
)
def test_that_a_sheet_of_something_else_gives_nothing(key: str, value: str, code: str) -> None:
    def change(book: Any) -> None:
        book[sheet_name(ORIGIN)][key] = value

    reading = changed(change)
    assert codes(reading) == [code]
    assert reading.points == {}


def test_that_merged_cells_are_refused() -> None:
    reading = changed(lambda book: book[PAGE].merge_cells("C7:D7"))
    assert "mark_sheet_merged" in codes(reading)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"nothing of the kind", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600]
)
def test_that_what_is_no_workbook_is_told(data: bytes) -> None:
    reading = read_mark_sheet(data, expected())
    assert reading.blocking
    assert reading.points == {}


def test_that_another_workbook_and_a_huge_one_are_told() -> None:
    book = openpyxl.Workbook()
    made = io.BytesIO()
    book.save(made)
    assert codes(read_mark_sheet(made.getvalue(), expected())) == ["mark_sheet_other_workbook"]
    reading = changed(lambda book: fill(book, XFD1048576=1))
    assert codes(reading) == ["mark_sheet_other_workbook"]


def test_that_only_cells_to_fill_can_be_written_to_and_names_stay_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_mark_sheet(expected())))
    page = book[PAGE]
    assert page.protection.sheet
    assert book[sheet_name(ORIGIN)].protection.sheet
    unlocked = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{letter}{row}" for letter in "CDEFG" for row in (7, 8, 9)} | {"C13", "C14"}
    formulas = {cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {f"{letter}11" for letter in "CDEFG"} | {"D13", "E13", "D14", "E14"}
    assert page["B8"].value == "=HYPERLINK(1)"
    assert page["B8"].data_type == "s" or page["B8"].quotePrefix
    rules = {str(each.sqref): each.type for each in page.data_validations.dataValidation}
    assert rules["C7:C9"] == "custom"
    assert rules["C13:C14"] == "decimal"


def test_that_a_blind_paper_shows_no_name() -> None:
    blind = replace(expected().paper, blind=True)
    rows = tuple(replace(row, label=f"W-{at}", name="") for at, row in enumerate(expected().rows))
    sheet = replace(expected(), paper=blind, rows=rows)
    with zipfile.ZipFile(io.BytesIO(write_mark_sheet(sheet))) as archive:
        content = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "W-0" in content
    assert "周砚秋" not in content
    assert "0409" not in content


def test_that_libreoffice_sums_and_keeps_the_protection(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_mark_sheet(expected())))
    fill(book, C7=26, C8=20, C13=200)
    book.save(tmp_path / "marks.xlsx")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
         f"-env:UserInstallation=file://{tmp_path}/lo", str(tmp_path / "marks.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    again = openpyxl.load_workbook(tmp_path / "out" / "marks.xlsx", data_only=True)
    page = again[PAGE]
    assert page["C11"].value == 53.5
    assert page["E13"].value == "≠"
    assert page.protection.sheet
    assert {each.type for each in page.data_validations.dataValidation} == {"custom", "decimal"}
    reading = read_mark_sheet((tmp_path / "out" / "marks.xlsx").read_bytes(), expected())
    assert reading.points["case-2", "A1"] == "20"
