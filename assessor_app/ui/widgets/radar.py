"""The five aspects as a polygon against their cut lines. Only ever beside the bars, which say the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.aspect_bars import AspectScore
from assessor_app.ui.widgets.badge import paint_badge

RINGS = (25, 50, 75, 100)


class Radar(QWidget):
    """Painted, without a name: a screen reader is told everything by the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: Sequence[AspectScore] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_scores(self, scores: Sequence[AspectScore]) -> None:
        """Show the aspects in the scheme's order; fewer than three make no polygon and nothing is drawn."""
        self._scores = scores
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(186), theme().px(172))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._scores) < 3:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rings(painter)
        self._paint_floors(painter)
        self._paint_scores(painter)
        edge = theme().px(17)
        for number, score in enumerate(self._scores):
            at = self._point(number, 122)
            corner = QRect(round(at.x() - edge / 2), round(at.y() - edge / 2), edge, edge)
            paint_badge(painter, corner, score.letter, score.position)

    def _point(self, number: int, value: float) -> QPointF:
        """Where `value` (0 to 100) of the aspect `number` lies; the first stands at the top, the others clockwise."""
        angle = 2 * pi * number / len(self._scores) - pi / 2
        reach = (min(self.width(), self.height()) / 2 - theme().px(20)) / 1.1 * value / 100
        centre = QPointF(self.width() / 2, self.height() / 2 + theme().px(5))
        return centre + QPointF(cos(angle) * reach, sin(angle) * reach)

    def _polygon(self, values: Sequence[float]) -> QPolygonF:
        return QPolygonF([self._point(number, value) for number, value in enumerate(values)])

    def _paint_rings(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in RINGS:
            painter.drawPolygon(self._polygon([ring] * len(self._scores)))
        for number in range(len(self._scores)):
            painter.drawLine(self._point(number, 0), self._point(number, 100))

    def _paint_floors(self, painter: QPainter) -> None:
        floors = [float(score.floor) for score in self._scores if score.floor is not None]
        if len(floors) == len(self._scores):
            painter.setPen(QPen(theme().color("text1"), 1.2, Qt.PenStyle.DashLine))
            painter.drawPolygon(self._polygon(floors))

    def _paint_scores(self, painter: QPainter) -> None:
        """What is not marked yet lies at the centre; a polygon is only drawn once every aspect has a score."""
        values = [float(score.score) for score in self._scores if score.score is not None]
        if len(values) == len(self._scores):
            painter.setPen(QPen(theme().color("accent_text"), 1.6))
            painter.setBrush(theme().color("accent_text", 0.12))
            painter.drawPolygon(self._polygon(values))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, score in enumerate(self._scores):
            if score.score is not None:
                painter.setBrush(theme().color("bad" if score.passed is False else "accent_text"))
                painter.drawEllipse(self._point(number, float(score.score)), 3, 3)
