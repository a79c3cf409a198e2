"""What shows that a workspace is a rehearsal: a hatched strip under the top bar and words across every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme

HATCH_HEIGHT = 4
ANGLE = -20  # degrees
STRENGTH = 0.10
PLACES = ((0.2, 0.24), (0.78, 0.2), (0.5, 0.52), (0.22, 0.82), (0.8, 0.8))  # fractions of width and height


def paint_hatch(painter: QPainter, rect: QRect) -> None:
    """Slanted stripes of `warn`, 6 px wide every 12."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("warn"), 5))
    for x in range(rect.left() - rect.height(), rect.right() + 12, 12):
        painter.drawLine(x, rect.bottom() + 3, x + rect.height() + 4, rect.top() - 2)
    painter.restore()


def paint_watermark(painter: QPainter, rect: QRect, words: str, colour: QColor | None = None) -> None:
    """`words` at five places of `rect`, at −20°; also for previews of paper, where `colour` is a grey."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme().font("title", bold=True)
    font.setPointSizeF(theme().points("title") * 1.6)
    painter.setFont(font)
    painter.setPen(colour or theme().color("warn", STRENGTH))
    width = painter.fontMetrics().horizontalAdvance(words)
    for across, down in PLACES:
        painter.save()
        painter.translate(rect.left() + rect.width() * across, rect.top() + rect.height() * down)
        painter.rotate(ANGLE)
        painter.drawText(QPoint(-width // 2, 0), words)
        painter.restore()
    painter.restore()


class Hatch(QWidget):
    """The strip under the top bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HATCH_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_hatch(QPainter(self), self.rect())


class Watermark(Part):
    """Lies over its parent, deaf to the mouse, and keeps its size."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over = over
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.words)

    @property
    def words(self) -> str:
        return self.tr("Rehearsal, not for official use")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_watermark(QPainter(self), self.rect(), self.words)
