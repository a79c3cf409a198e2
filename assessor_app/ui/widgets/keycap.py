"""A key as a key-cap: in the hint bar, at buttons, in the list of all keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def caps(keys: str) -> list[str]:
    """The caps of a combination: "Ctrl+Down" gives "Ctrl" and "↓"; a lone "+" stays itself."""
    parts = keys.split("+") if keys != "+" else ["+"]
    return [_ARROWS.get(part, part) for part in parts]


def cap_width(cap: str) -> int:
    """The width of one cap, in px."""
    return max(paint.text_width(cap, theme().font("caption")) + 12, theme().px(20))


def keys_width(keys: str) -> int:
    """The width of a combination, in px."""
    return sum(cap_width(cap) + 4 for cap in caps(keys)) - 4


def paint_keys(painter: QPainter, left: int, rect: QRect, keys: str, ground: Token = "surface") -> int:
    """Draw a combination from `left`, centred in the height of `rect`; gives the x after it."""
    height = theme().px(18)
    for cap in caps(keys):
        place = QRect(left, rect.top() + (rect.height() - height) // 2, cap_width(cap), height)
        paint.box(painter, place, ground, "line" if not theme().is_high_contrast else "text1", 3)
        paint.text(painter, place, cap, theme().font("caption"), "text2", paint.CENTRE)
        left = place.right() + 5
    return left - 4


class KeyCap(QWidget):
    """A combination of keys on a page. Decoration: the button or menu beside it carries the real shortcut."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        return QSize(keys_width(self._keys), theme().px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_keys(QPainter(self), 0, self.rect(), self._keys)
