"""The bar at the foot of the window: the keys that mean something where the focus is. Quiet, and never the only way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.theme import pane, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.keycap import keys_width, paint_keys


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys, parted by "+" ("Ctrl+Down", "0–5"), and what they do, in the window's language."""

    keys: str
    text: str


class HintBar(Part):
    """Paints the hints of the focused place; what has no room is left to F1, which is always shown at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: Sequence[Hint] = ()
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(theme().px(pane("hint_bar")))

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) != tuple(self._hints):
            self._hints = tuple(hints)
            self.setAccessibleName("; ".join(f"{hint.keys} {hint.text}" for hint in hints))
            self.update()

    @property
    def hints(self) -> tuple[Hint, ...]:
        return tuple(self._hints)

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(pane("hint_bar")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("rail"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().color("line"))
        area = self.rect().adjusted(12, 1, -12, 0)
        everything = Hint("F1", self.tr("all keys"))
        limit = area.right() - _width(everything)
        self._paint_hint(painter, limit, area, everything)
        left = area.left()
        for hint in self._hints:
            if left + _width(hint) > limit - 16:
                break
            left = self._paint_hint(painter, left, area, hint) + 18

    def _paint_hint(self, painter: QPainter, left: int, area: QRect, hint: Hint) -> int:
        left = paint_keys(painter, left, area, hint.keys) + 6
        words = QRect(left, area.top(), area.right() - left + 1, area.height())
        return left + paint.text(painter, words, hint.text, theme().font("caption"), "text2")


def _width(hint: Hint) -> int:
    return keys_width(hint.keys) + 6 + paint.text_width(hint.text, theme().font("caption"))
