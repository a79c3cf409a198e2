"""What must hold for each page of the assessor's desk, in both languages and themes, at the drawn size and a larger one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.language import Languages
from tests.ui.hands import OpenDesk

PAGES = ("today", "declare", "score", "written", "interview", "sign", "settings", "help")


@pytest.mark.parametrize("page", PAGES)
def test_that_no_text_is_cut_off(open_desk: OpenDesk, appearance: Appearance, languages: Languages, page: str) -> None:
    window = open_desk(page).window
    found = {}
    for language, choice in variants(appearance, languages):
        for size in ((1280, 800), (1600, 1000)):
            picture(window, size)
            cut = clipped_texts(window)
            if cut:
                found[f"{language} {choice} {size[0]}"] = cut
    assert found == {}


@pytest.mark.parametrize("page", PAGES)
def test_that_whatever_takes_the_keyboard_has_a_name(open_desk: OpenDesk, page: str) -> None:
    shown = open_desk(page).window.page(page)
    assert shown is not None
    fields = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in shown.findChildren(kind)
        if widget.isVisible()
    ]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in fields
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


class Windows(QObject):
    """Notes what opens as a window of its own."""

    def __init__(self, expected: QWidget) -> None:
        super().__init__()
        self.expected, self.seen = expected, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_that_no_part_flashes_as_a_window_while_pages_are_built(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("today")
    watch = Windows(desk.window)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for page in PAGES:
        desk.window.show_page(page)
        QApplication.processEvents()
    app.removeEventFilter(watch)
    assert watch.seen == []
