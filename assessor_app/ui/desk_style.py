"""Fusion with our own focus ring, tick boxes and no motion; everything else is the style sheet's or a widget's own paint."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QPolygonF
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

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import theme

GAP, WIDTH, RADIUS = 2, 2, 7
_GROWING = frozenset(
    {
        QStyle.PixelMetric.PM_IndicatorWidth,
        QStyle.PixelMetric.PM_IndicatorHeight,
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
        QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
        QStyle.PixelMetric.PM_LineEditIconSize,
    }
)
"""Signs of 16 px that stand beside text and grow with it."""
_TEARS = frozenset(
    {
        QStyle.PrimitiveElement.PE_IndicatorTabTearLeft,
        QStyle.PrimitiveElement.PE_IndicatorTabTearRight,
    }
)
_ARROWS = {
    QStyle.PrimitiveElement.PE_IndicatorArrowLeft: "previous",
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: "next",
}


class DeskStyle(QProxyStyle):
    """The style under the style sheet. Colours are asked for at each painting, so they follow the theme."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            return  # the ring is drawn outside the shape, by FocusRing
        if element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            draw_tick_box(painter, option)
            return
        if element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            draw_dot(painter, option)
            return
        if element in _TEARS:  # the arrows say already that there are more tabs
            return
        if element in _ARROWS:  # of the tabs, where they do not all fit
            enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
            paint_icon(painter, _ARROWS[element], option.rect, "text2" if enabled else "disabled")
            return
        super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.ControlElement.CE_FocusFrame:
            draw_ring(painter, QRectF(option.rect), theme().color("focus"))
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
        if metric in _GROWING:
            return theme().px(16)
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


def _box_colours(option: QStyleOption) -> tuple[QColor, QColor, QColor]:
    """Ground, edge and sign of a box, by its state."""
    on = bool(option.state & (QStyle.StateFlag.State_On | QStyle.StateFlag.State_NoChange))
    if not option.state & QStyle.StateFlag.State_Enabled:
        return theme().color("muted_soft"), theme().color("line"), theme().color("disabled")
    if on:
        return theme().color("accent"), theme().color("accent"), theme().color("on_accent")
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    return theme().color("sunken" if hovered else "surface"), theme().color("control"), theme().color("text1")


def _square(option: QStyleOption) -> QRectF:
    rect = QRectF(option.rect)
    edge = min(rect.width(), rect.height(), theme().px(16))
    place = QRectF(0, 0, edge, edge)
    place.moveCenter(rect.center())
    return place.adjusted(0.5, 0.5, -0.5, -0.5)


def draw_tick_box(painter: QPainter, option: QStyleOption) -> None:
    """A box of 16 px; ticked, it is filled and carries the tick; half, a bar."""
    ground, edge, sign = _box_colours(option)
    place = _square(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(QPen(sign, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    x, y, unit = place.left(), place.top(), place.width() / 15
    if option.state & QStyle.StateFlag.State_On:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [QPointF(x + 3.4 * unit, y + 7.8 * unit), QPointF(x + 6.2 * unit, y + 10.6 * unit)]
        painter.drawPolyline(QPolygonF([*points, QPointF(x + 11.6 * unit, y + 4.6 * unit)]))
    elif option.state & QStyle.StateFlag.State_NoChange:
        painter.drawLine(QPointF(x + 4 * unit, y + 7.5 * unit), QPointF(x + 11 * unit, y + 7.5 * unit))
    painter.restore()


def draw_dot(painter: QPainter, option: QStyleOption) -> None:
    """A ring of 16 px; chosen, it is filled around a dot."""
    ground, edge, sign = _box_colours(option)
    place = _square(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawEllipse(place)
    if option.state & QStyle.StateFlag.State_On:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sign)
        painter.drawEllipse(place.center(), 3, 3)
    painter.restore()


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
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False  # a whole page that holds the focus only until something in it takes it
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return widget.objectName() != "bare"
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
