"""Fusion with our own focus ring, tick boxes and no motion; everything else is the style sheet's or a widget's own paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

GAP, WIDTH, RADIUS = 2, 2, 7


class DeskStyle(QProxyStyle):
    """The style under the style sheet. `focus_colour` is asked at each painting, so it follows the theme."""

    def __init__(self, focus_colour: Callable[[], QColor]) -> None:
        super().__init__("Fusion")
        self._focus_colour = focus_colour

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            return  # the ring is drawn outside the shape, by FocusRing
        super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.ControlElement.CE_FocusFrame:
            draw_ring(painter, QRectF(option.rect), self._focus_colour())
            return
        super().drawControl(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return GAP + WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # Qt's own name
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


def draw_ring(painter: QPainter, outer: QRectF, colour: QColor, radius: float = RADIUS) -> None:
    """A focus ring whose outer edge is `outer`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = WIDTH / 2
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


class FocusRing(QObject):
    """Shows where the keyboard is: a ring around the focused widget, unless a mouse press brought the focus there.

    Fields always show it. Views ring the current cell themselves, and so does any widget with the property `own_ring`.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._move)

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None and not isValid(self._frame):
            self._frame = None  # it went with the window it lay in
        wanted = new if new is not None and _wants_ring(new) else None
        if self._frame is None:
            if wanted is None:
                return
            self._frame = QFocusFrame(wanted.window())
        self._frame.setWidget(wanted)  # type: ignore[arg-type]  # None takes the ring away; the stubs forget it


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("own_ring") or isinstance(widget, QAbstractItemView):
        return False
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return widget.objectName() != "bare"
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
