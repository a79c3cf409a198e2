"""What a person does at the window, and waits for, in the tests of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.desk_window import DeskWindow

OpenDesk = Callable[..., DeskWindow]

PageT = TypeVar("PageT", bound=QWidget)


def page_of(desk_window: DeskWindow, page_id: str, kind: type[PageT]) -> PageT:
    """A page that has been shown."""
    page = desk_window.window.page(page_id)
    assert isinstance(page, kind)
    return page


def settle(desk_window: DeskWindow, qtbot: QtBot) -> None:
    """Wait until all that was handed over is on the disk and shown."""
    qtbot.waitUntil(lambda: not desk_window.runner.busy, timeout=20_000)


def let_go() -> None:
    """Let what was closed be gone, as it is by the next turn of the event loop."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys wherever the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key, modifier)


def write(qtbot: QtBot, text: str) -> None:
    """Type a text wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)


def compose(text: str) -> None:
    """Put in a text wherever the focus is as an input method does: what no key of a keyboard writes."""
    focused = QApplication.focusWidget()
    assert focused is not None
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused, event)
