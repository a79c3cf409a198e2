"""Which key means what to the viewer, wherever the focus is: one table, so that help and hints can show it.

Single letters act only where no text is being typed; whoever forwards keys sees to that. Digits and N belong to the sheet.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Act(Enum):
    """What a key asks of the viewer."""

    SCREEN_DOWN = auto()
    SCREEN_UP = auto()
    NEXT_PAGE = auto()
    PREVIOUS_PAGE = auto()
    START = auto()
    END = auto()
    FIND = auto()
    NEXT_HIT = auto()
    PREVIOUS_HIT = auto()
    PIN = auto()
    NOTE = auto()
    LARGER = auto()
    SMALLER = auto()
    FIT_WIDTH = auto()
    ROTATE = auto()
    COPY = auto()
    LEAVE = auto()


_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier

KEYS: dict[tuple[int, Qt.KeyboardModifier], Act] = {
    (Qt.Key.Key_PageDown, _NONE): Act.SCREEN_DOWN,
    (Qt.Key.Key_PageUp, _NONE): Act.SCREEN_UP,
    (Qt.Key.Key_PageDown, _CONTROL): Act.NEXT_PAGE,
    (Qt.Key.Key_PageUp, _CONTROL): Act.PREVIOUS_PAGE,
    (Qt.Key.Key_Home, _CONTROL): Act.START,
    (Qt.Key.Key_End, _CONTROL): Act.END,
    (Qt.Key.Key_F, _CONTROL): Act.FIND,
    (Qt.Key.Key_F3, _NONE): Act.NEXT_HIT,
    (Qt.Key.Key_F3, _SHIFT): Act.PREVIOUS_HIT,
    (Qt.Key.Key_P, _NONE): Act.PIN,
    (Qt.Key.Key_M, _NONE): Act.NOTE,
    (Qt.Key.Key_0, _CONTROL): Act.FIT_WIDTH,
    (Qt.Key.Key_R, _CONTROL): Act.ROTATE,
    (Qt.Key.Key_C, _CONTROL): Act.COPY,
    (Qt.Key.Key_Escape, _NONE): Act.LEAVE,
}


def act_of(event: QKeyEvent) -> Act | None:
    """What the key asks for, if anything."""
    pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get((event.key(), pressed)) or _size_act(event)


def paper_number(event: QKeyEvent) -> int | None:
    """Alt+1 to Alt+9 as 0 to 8."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _ALT:
        return None
    return event.key() - Qt.Key.Key_1 if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 else None


def _size_act(event: QKeyEvent) -> Act | None:
    """Plus and minus by what they print, since keyboards differ in where they stand."""
    if event.modifiers() & (_ALT | _META):
        return None
    if event.text() in {"+", "="} or event.key() == Qt.Key.Key_Plus:
        return Act.LARGER
    if event.text() == "-" or event.key() == Qt.Key.Key_Minus:
        return Act.SMALLER
    return None
