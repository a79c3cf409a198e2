from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.widgets.comment_field import MOST, CommentField


class Place(QWidget):
    """A comment and a field after it."""

    def __init__(self) -> None:
        super().__init__()
        self.comment, self.other = CommentField(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.comment)
        column.addWidget(self.other)
        column.addStretch(1)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.resize(420, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def field(place: Place) -> CommentField:
    place.comment.edit.setFocus()
    return place.comment


def test_that_what_is_typed_settles_by_itself(qtbot: QtBot, field: CommentField) -> None:
    with qtbot.waitSignal(field.text_settled) as settled:
        qtbot.keyClicks(field.edit, "page 7")
    assert settled.args == ["page 7"]


def test_that_leaving_settles_at_once_and_only_once(qtbot: QtBot, place: Place, field: CommentField) -> None:
    said: list[str] = []
    field.text_settled.connect(said.append)
    qtbot.keyClicks(field.edit, "page 7")
    place.other.setFocus()
    field.flush()
    assert said == ["page 7"]


def test_that_text_put_back_as_it_was_is_not_announced(qtbot: QtBot, field: CommentField) -> None:
    qtbot.keyClicks(field.edit, "a")
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(field.text_settled):
        field.flush()


def test_that_characters_being_composed_are_not_announced(qtbot: QtBot, field: CommentField) -> None:
    QApplication.sendEvent(field.edit, QInputMethodEvent("zongwushi", []))
    with qtbot.assertNotEmitted(field.text_settled):
        field.flush()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("总务室")
    QApplication.sendEvent(field.edit, committed)
    with qtbot.waitSignal(field.text_settled) as settled:
        field.flush()
    assert settled.args == ["总务室"]


def test_that_a_reread_never_replaces_a_field_with_the_focus(field: CommentField) -> None:
    field.show_text("from the store")
    assert field.text == ""


def test_that_a_reread_never_replaces_what_is_not_yet_kept(qtbot: QtBot, place: Place) -> None:
    place.other.setFocus()
    place.comment.show_text("kept")
    place.comment.edit.setPlainText("newer")
    place.comment.show_text("older")
    assert place.comment.text == "newer"


def test_that_a_reading_from_before_the_last_announcement_is_left_aside(qtbot: QtBot, place: Place) -> None:
    place.other.setFocus()
    place.comment.edit.setPlainText("newer")
    place.comment.flush()
    place.comment.show_text("")  # read before the step was done
    assert place.comment.text == "newer"
    place.comment.show_text("newer")  # arrived
    place.comment.show_text("")  # undone
    assert place.comment.text == ""


def test_that_once_saved_any_later_reading_holds(qtbot: QtBot, place: Place) -> None:
    place.other.setFocus()
    place.comment.edit.setPlainText("newer")
    place.comment.flush()
    place.comment.show_saved(datetime(2026, 11, 21, 14, 3, 22))  # noqa: DTZ001  # local time, as shown
    place.comment.show_text("undone")
    assert place.comment.text == "undone"


def test_that_what_the_store_holds_is_shown_and_not_announced_back(qtbot: QtBot, place: Place) -> None:
    place.other.setFocus()
    with qtbot.assertNotEmitted(place.comment.text_settled):
        place.comment.show_text("from the store")
        place.comment.flush()
    assert place.comment.text == "from the store"


def test_that_tab_leaves_and_control_enter_goes_on(qtbot: QtBot, place: Place, field: CommentField) -> None:
    qtbot.keyClicks(field.edit, "x")
    with qtbot.waitSignals([field.text_settled, field.finished]):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.text == "x"
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert place.other.hasFocus()


def test_that_it_grows_with_its_text_up_to_six_lines(field: CommentField) -> None:
    heights = []
    for lines in (0, 1, 2, 3, 6, 12):
        field.edit.setPlainText("\n".join(["第 7 页"] * lines))
        heights.append(field.edit.height())
    assert heights[0] == heights[1] == heights[2]
    assert heights[2] < heights[3] < heights[4]
    assert heights[4] == heights[5]
    assert field.edit.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
    assert MOST == 6


def test_that_the_foot_tells_count_and_saved_time(field: CommentField, in_english: None) -> None:
    field.edit.setPlainText("第 7 页")
    field.show_saved(datetime(2026, 11, 21, 14, 3, 22))  # noqa: DTZ001  # local time, as shown
    assert field.foot_words == ("5 characters", "Saved 14:03:22")


def test_that_a_warning_is_said_to_a_reader_and_can_be_taken_back(field: CommentField) -> None:
    field.show_warning("锁定前请写出依据")
    assert field.edit.accessibleDescription() == "锁定前请写出依据"
    assert field.foot_words[1] == "锁定前请写出依据"
    field.show_warning("")
    assert field.edit.accessibleDescription() == ""


def test_that_a_locked_comment_cannot_be_typed_in(qtbot: QtBot, field: CommentField) -> None:
    field.lock()
    qtbot.keyClicks(field.edit, "x")
    assert field.text == ""
