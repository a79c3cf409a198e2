"""The letter badge of an aspect: hue for the eye, letter for everyone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint


def paint_badge(painter: QPainter, rect: QRect, letters: str, position: int) -> None:
    """Draw the badge filling `rect`; `position` of the aspect in its scheme, from 1; `letters` one, or a code as E2."""
    font = theme().font("caption", bold=True)
    if len(letters) == 1:
        font.setPointSizeF(theme().points("caption") + 0.5)
    paint.box(painter, rect, theme().aspect(position), None, 4)
    paint.text(painter, rect, letters, font, "on_aspect", paint.CENTRE)


def badge_size(letters: str) -> QSize:
    """20 px square for one letter, wider for a code."""
    edge = theme().px(20)
    if len(letters) <= 1:
        return QSize(edge, edge)
    return QSize(paint.text_width(letters, theme().font("caption", bold=True)) + 10, theme().px(17))


class Badge(QWidget):
    """An aspect's letter, or the code of an indicator, in the aspect's colour."""

    def __init__(self, letters: str, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._position = letters, position
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(letters)

    def show_aspect(self, letters: str, position: int) -> None:
        """Show another aspect or indicator."""
        self._letters, self._position = letters, position
        self.setAccessibleName(letters)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._letters)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self.rect(), self._letters, self._position)
