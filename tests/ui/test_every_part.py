"""What must hold for every shared part, looked at as the gallery shows them: in both languages, all themes, three text sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontInfo, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, picture
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Density, Look, ThemeChoice
from assessor_app.ui.widgets.level_row import LevelRow
from tests.ui import gallery

BOARDS = {"board": gallery.board, "parts": gallery.second_board}


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [100, 125, 150])
def test_that_no_text_is_cut_off(
    qtbot: QtBot, appearance: Appearance, languages: Languages, name: str, language: Language, scale: int
) -> None:
    languages.switch(language)
    appearance.set_look(Look(ThemeChoice.LIGHT, scale=scale))
    board = BOARDS[name]()
    qtbot.addWidget(board)
    board.resize(round(1280 * scale / 100), round(1400 * scale / 100))
    board.show()
    assert clipped_texts(board) == []


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("language", list(Language))
def test_that_whatever_takes_the_keyboard_has_a_name(
    qtbot: QtBot, languages: Languages, name: str, language: Language
) -> None:
    languages.switch(language)
    board = BOARDS[name]()
    qtbot.addWidget(board)
    board.show()
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in board.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []


@pytest.mark.parametrize("name", BOARDS)
def test_that_the_wheel_changes_no_value(qtbot: QtBot, name: str) -> None:
    board = BOARDS[name]()
    qtbot.addWidget(board)
    board.show()

    def values() -> list[object]:
        found: list[object] = [field.text() for field in board.findChildren(QLineEdit)]
        found += [field.toPlainText() for field in board.findChildren(QPlainTextEdit)]
        found += [box.currentText() for box in board.findChildren(QComboBox)]
        found += [row.chosen for row in board.findChildren(LevelRow)]
        return found

    before = values()
    for widget in board.findChildren(QWidget):
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    assert values() == before
    assert board.findChildren(QAbstractSpinBox) == []


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize(
    ("look", "language"),
    [
        (Look(ThemeChoice.DARK), Language.ZH),
        (Look(ThemeChoice.HC_DARK), Language.ZH),
        (Look(ThemeChoice.LIGHT, Density.ROOMY), Language.ZH),
        (Look(ThemeChoice.LIGHT, scale=125), Language.ZH),
    ],
)
def test_that_a_switch_at_run_time_looks_as_if_begun_that_way(
    qtbot: QtBot, appearance: Appearance, languages: Languages, name: str, look: Look, language: Language
) -> None:
    switched = BOARDS[name]()
    qtbot.addWidget(switched)
    switched.show()
    picture(switched, (1280, 1900))
    appearance.set_look(look)
    languages.switch(language)
    after = picture(switched, (1280, 1900))
    switched.close()
    fresh = BOARDS[name]()
    qtbot.addWidget(fresh)
    fresh.show()
    begun = picture(fresh, (1280, 1900))
    unlike = [
        (x, y)
        for x in range(0, begun.width(), 7)
        for y in range(0, begun.height(), 7)
        if begun.pixel(x, y) != after.pixel(x, y)
    ]
    assert unlike == []


def test_that_every_label_takes_up_the_face_of_the_other_language(qtbot: QtBot, languages: Languages) -> None:
    board = gallery.second_board()
    qtbot.addWidget(board)
    board.show()
    languages.switch(Language.EN)
    faces = {QFontInfo(widget.font()).family() for widget in board.findChildren(QWidget)}
    assert faces == {"Desk Sans"}
