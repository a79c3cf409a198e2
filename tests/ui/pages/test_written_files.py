"""Mark sheets out and back, and score sheets for paper: made, filled in by hand, typed in later."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.double_entry import Turn
from assessor_app.models.mark_sheet import MARKS, sheet_name
from assessor_app.models.marks import SHEET, Part, SheetKey
from assessor_app.store import sheets, typed
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.written_page import WrittenPage
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write
from tests.ui.pages.bag import fill_bag, sign_in, type_rows

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bag(half_done: Sitting, in_english: None) -> Sitting:
    fill_bag(half_done)
    return half_done


@pytest.fixture
def desk(bag: Sitting, open_desk: OpenDesk) -> DeskWindow:
    return open_desk("written")


@pytest.fixture
def page(desk: DeskWindow) -> Iterator[WrittenPage]:
    found = page_of(desk, "written", WrittenPage)
    testers = [
        QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for table in (found.table, found.read_back.lines.table, found.read_back.problems.table)
    ]
    yield found
    del testers


def filled(page: WrittenPage, desk: DeskWindow, qtbot: QtBot, folder: Path, **cells: object) -> Path:
    """The mark sheet of the bag in hand, with these cells filled in."""
    path = folder / "marks.xlsx"
    page.make_mark_sheet(path)
    settle(desk, qtbot)
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet_name(MARKS)][place].value = value
    book.save(path)
    return path


def cell(view: object, row: int, column: int) -> str:
    return str(view.model().index(row, column).data() or "")  # type: ignore[attr-defined]  # a table's view


def test_that_a_mark_sheet_shows_every_difference_before_anything_is_kept(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 1)
    sheet = filled(page, desk, qtbot, tmp_path, C7=27, D7=33, C8=20, C15=412)
    page.read_mark_sheet(sheet)
    settle(desk, qtbot)
    assert page.read_back.isVisible()
    lines = [[cell(page.read_back.lines, row, column) for column in range(4)] for row in range(3)]
    assert ["0409", "A1", "26", "27"] in lines
    assert ["0417", "A1", "\N{EN DASH}", "20"] in lines
    assert page.form is not None
    place = page.form.rows[0].places[0]
    assert typed.of_batch(desk.desk.store, page.form.batch).value(place, Turn.SETTLED) == ""
    qtbot.mouseClick(page.read_back.cancel_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert typed.of_batch(desk.desk.store, page.form.batch).value(place, Turn.SETTLED) == ""
    page.read_mark_sheet(sheet)
    settle(desk, qtbot)
    qtbot.mouseClick(page.read_back.keep_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert not page.read_back.isVisible()
    assert typed.of_batch(desk.desk.store, page.form.batch).value(place, Turn.SETTLED) == "27"


def test_that_a_whole_mark_sheet_fills_the_sheets_without_a_second_typist(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    scores = {"C": 26, "D": 33, "E": 24, "F": 54, "G": 34.5}
    cells: dict[str, object] = {f"{letter}{row}": score for letter, score in scores.items() for row in range(7, 12)}
    sheet = filled(page, desk, qtbot, tmp_path, **cells, C15=415, C16=442.5)
    page.read_mark_sheet(sheet)
    settle(desk, qtbot)
    qtbot.mouseClick(page.read_back.keep_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert page.enter_button.isEnabled()
    qtbot.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert page.form is not None
    kept = sheets.get(desk.desk.store, SheetKey(page.form.rows[1].case, desk.desk.owner.id, "written"))
    assert (kept.value("K", Part.PERCENT), kept.value("E", Part.PERCENT)) == ("83", "88.5")
    assert kept.value(SHEET, Part.ORIGIN) == "workbook"


def test_that_a_faulty_mark_sheet_cannot_be_kept(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page.read_mark_sheet(filled(page, desk, qtbot, tmp_path, C7=99, D7="=1+1"))
    settle(desk, qtbot)
    said = [cell(page.read_back.problems, row, 1) for row in range(2)]
    assert any("over the maximum" in words for words in said)
    assert any("formula" in words for words in said)
    assert not page.read_back.keep_button.isEnabled()
    found = {}
    for language, choice in variants(desk.desk.appearance, desk.desk.languages):
        picture(desk.window, (1280, 800))
        cut = clipped_texts(desk.window)
        if cut:
            found[f"{language} {choice}"] = cut
    assert found == {}


def test_that_a_score_sheet_for_paper_is_typed_in_twice_and_says_so(
    page: WrittenPage, desk: DeskWindow, bag: Sitting, qtbot: QtBot
) -> None:
    at = next(
        at
        for at in range(page.bag.count())
        if "On paper" in page.bag.itemText(at) and "nterview" in page.bag.itemText(at)
    )
    page.show_batch(str(page.bag.itemData(at)))
    assert page.form is not None
    rows = page.form.rows

    def type_sheet(changed: str = "") -> None:
        for number, row in enumerate(rows):
            if row.id == SHEET:
                write(qtbot, "1")
                press(qtbot, Qt.Key.Key_Tab)
                continue
            write(qtbot, changed if changed and number == 1 else "3")
            press(qtbot, Qt.Key.Key_Tab)
            write(qtbot, f"page {number}, own calculation")
            press(qtbot, Qt.Key.Key_Tab)
        settle(desk, qtbot)

    page.focus_first()
    type_sheet()
    page.turns.segment_chosen.emit("2")
    sign_in(desk, page, bag, qtbot)
    type_sheet("2")
    assert "covered" in str(page.table.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole))
    press(qtbot, Qt.Key.Key_Return, modifier=CTRL)
    settle(desk, qtbot)
    assert page.grid.currentIndex().row() == 1
    qtbot.mouseClick(page.settle.first_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    qtbot.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    kept = sheets.get(desk.desk.store, SheetKey(rows[0].case, desk.desk.owner.id, "interview"))
    assert kept.value(rows[1].id, Part.LEVEL) == "3"
    assert kept.value(rows[1].id, Part.COMMENT) == "page 1, own calculation"
    assert kept.value(SHEET, Part.ORIGIN) == "paper"


def test_that_score_sheets_for_paper_are_made_as_word_and_pdf(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.addWidget(page)
    before = QApplication.topLevelWidgets()
    from assessor_app.workflow.paper_sheets import open_sheets

    chosen = open_sheets(desk.desk.store)
    page.write_paper_sheets(chosen, tmp_path, pdf=tmp_path / "all.pdf")
    settle(desk, qtbot)
    assert len(QApplication.topLevelWidgets()) == len(before)
    made = sorted(tmp_path.glob("*.docx"))
    assert len(made) == len(chosen)
    with pypdfium2.PdfDocument(tmp_path / "all.pdf") as document:
        text = "".join(each.get_textpage().get_text_range() for each in document)
    assert "Score sheet, by hand" in text
    for path in made:
        assert path.stem.rpartition("S-")[2] in text
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out"),
         f"-env:UserInstallation=file://{tmp_path}/lo", str(made[0])],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pypdfium2.PdfDocument(next((tmp_path / "out").glob("*.pdf"))) as document:
        assert "手填评分表" in document[0].get_textpage().get_text_range()
