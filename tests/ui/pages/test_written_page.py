"""Double entry as a person does it: by keys alone, twice, compared, settled, entered, undone, reopened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.models.double_entry import Turn
from assessor_app.models.marks import SHEET, Part, SheetKey
from assessor_app.store import sheets, typed
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.written_page import WrittenPage
from assessor_app.ui.widgets.typing_grid import CellField
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write
from tests.ui.pages.bag import GUEST, fill_bag, sign_in, type_rows

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
    tester = QAbstractItemModelTester(found.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield found
    del tester


def shown(page: WrittenPage, row: int, column: int) -> str:
    return str(page.table.index(row, column).data() or "")


def check(page: WrittenPage, row: int) -> str:
    return shown(page, row, page.table.columnCount() - 1)


def spoken(page: WrittenPage, row: int, column: int) -> str:
    return str(page.table.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_that_a_bag_is_typed_twice_compared_settled_and_entered(
    page: WrittenPage, desk: DeskWindow, bag: Sitting, qtbot: QtBot
) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 5)
    assert [shown(page, 4, column) for column in range(2, 7)] == ["26", "33", "24", "54", "34"]
    page.turns.segment_chosen.emit("2")
    assert page.sign_in.isVisible()
    sign_in(desk, page, bag, qtbot)
    assert page.typist.id == GUEST
    assert "covered" in spoken(page, 1, 2)
    assert shown(page, 1, 2) == ""
    type_rows(desk, qtbot, 5, {(1, 1): "35", (2, 3): "45"})
    assert [check(page, row) for row in range(3)] == [
        "Agrees",
        "A2 differs by 2",
        "B1 by 9, digits changed about?",
    ]
    for field, total in zip(page.control.fields.values(), ("415", "440"), strict=True):
        field.setFocus()
        write(qtbot, total)
        press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert not page.enter_button.isEnabled()
    page.grid.setFocus()
    page.grid.go_to(0, 7)
    press(qtbot, Qt.Key.Key_F8)
    assert page.grid.currentIndex().row() == 1
    assert page.settle.first_button.text() == "Keep 33"
    qtbot.mouseClick(page.settle.first_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    press(qtbot, Qt.Key.Key_F8)
    assert page.grid.currentIndex().row() == 2
    page.settle.edit.setFocus()
    write(qtbot, "54")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert page.enter_button.isEnabled()
    qtbot.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert page.form is not None
    sheet = sheets.get(desk.desk.store, SheetKey(page.form.rows[2].case, desk.desk.owner.id, "written"))
    assert (sheet.value("K", Part.PERCENT), sheet.value("E", Part.PERCENT)) == ("83", "88")
    assert sheet.value("B1", Part.POINTS) == "54"
    assert sheet.value(SHEET, Part.ORIGIN) == "double"
    stored = typed.of_batch(desk.desk.store, page.form.batch)
    place = page.form.rows[2].places[3]
    assert (stored.value(place, Turn.FIRST), stored.value(place, Turn.SECOND)) == ("54", "45")


def test_that_an_impossible_value_is_refused_and_the_field_keeps_it(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot
) -> None:
    page.focus_first()
    write(qtbot, "31")
    press(qtbot, Qt.Key.Key_Return)
    assert "31 is over the maximum of A1, 30." in page.message.text.what
    assert page.grid.currentIndex().row() == 0
    field = QApplication.focusWidget()
    assert isinstance(field, CellField)
    assert field.text() == "31"
    field.clear()
    write(qtbot, "7.25")
    press(qtbot, Qt.Key.Key_Return)
    assert "steps of 0.5" in page.message.text.what
    press(qtbot, Qt.Key.Key_Escape)
    write(qtbot, "26")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert not page.message.isVisible()
    assert page.grid.currentIndex().row() == 1
    assert shown(page, 0, 2) == "26"


def test_that_undo_takes_back_an_entry_and_redo_brings_it_again(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot
) -> None:
    page.focus_first()
    write(qtbot, "26")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    press(qtbot, Qt.Key.Key_Z, modifier=CTRL)
    settle(desk, qtbot)
    assert shown(page, 0, 2) == ""
    press(qtbot, Qt.Key.Key_Y, modifier=CTRL)
    settle(desk, qtbot)
    assert shown(page, 0, 2) == "26"


def test_that_the_same_person_does_not_type_twice(
    page: WrittenPage, desk: DeskWindow, bag: Sitting, qtbot: QtBot
) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 1)
    page.turns.segment_chosen.emit("2")
    sign_in(desk, page, bag, qtbot, guest="A101")
    assert page.sign_in.isVisible()
    assert "different people" in page.sign_in._field.error


def test_that_the_total_on_the_bag_names_what_could_explain_the_difference(
    page: WrittenPage, desk: DeskWindow, qtbot: QtBot
) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 5, {(3, 0): "12"})
    page.control.fields["K"].setFocus()
    write(qtbot, "410")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    acts = page.suspects.findChildren(QPushButton)
    assert [act.text() for act in acts] == ["0431 A1: 12, digits changed about for 21?"]
    qtbot.mouseClick(acts[0], Qt.MouseButton.LeftButton)
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (3, 2)


def test_that_work_goes_on_where_it_was_left(
    page: WrittenPage, desk: DeskWindow, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 1)
    write(qtbot, "26")
    press(qtbot, Qt.Key.Key_Tab)
    settle(desk, qtbot)
    again = page_of(open_desk("written"), "written", WrittenPage)
    assert (again.grid.currentIndex().row(), again.grid.currentIndex().column()) == (1, 3)
    assert shown(again, 1, 2) == "26"


def test_that_no_text_is_cut_off_in_any_state(page: WrittenPage, desk: DeskWindow, bag: Sitting, qtbot: QtBot) -> None:
    page.focus_first()
    type_rows(desk, qtbot, 5)
    page.turns.segment_chosen.emit("2")
    found = {}
    for state in ("sign in", "differs"):
        if state == "differs":
            sign_in(desk, page, bag, qtbot)
            type_rows(desk, qtbot, 5, {(1, 1): "35"})
            press(qtbot, Qt.Key.Key_F8)
        for language, choice in variants(desk.desk.appearance, desk.desk.languages):
            picture(desk.window, (1280, 800))
            cut = clipped_texts(desk.window)
            if cut:
                found[f"{state} {language} {choice}"] = cut
    assert found == {}
