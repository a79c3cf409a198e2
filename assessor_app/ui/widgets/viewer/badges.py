"""Pins at the margin: a small button with the indicator's code beside the passage, and the order they stand in.

Rules kept here:
- A badge is a real button, so that keyboard and screen reader reach it as well as the mouse.
- Badges that would cover each other move down; the bar beside the passage tells where each belongs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.values import ViewerPin

BAR_WIDTH = 3
_HEIGHT = 24
_PILL_HEIGHT = 16
_LEAST_WIDTH = 32
_APART = 1


class PinBadge(QAbstractButton):
    """One pin's badge: a pill in the aspect's colour with the indicator's code; ringed while it is the current one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pin = ViewerPin("", "")
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_pin(self, pin: ViewerPin, *, current: bool) -> None:
        """Take another pin; nothing is painted anew if it is the same."""
        if pin == self.pin and current == self._current:
            return
        self.pin, self._current = pin, current
        self.resize(self.sizeHint())
        self.setToolTip(pin.tooltip or pin.label)
        self.setAccessibleName(self.tr("Pin {label}").format(label=pin.label))
        self.setAccessibleDescription(pin.tooltip)
        self.update()

    def sizeHint(self) -> QSize:
        """A target of 24 px, as wide as the code needs."""
        width = self.fontMetrics().horizontalAdvance(self.pin.label) + 18
        return QSize(max(_LEAST_WIDTH, width), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(4, (self.height() - _PILL_HEIGHT) / 2, self.width() - 8, _PILL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.aspect(self.pin.aspect_position))
        painter.drawRoundedRect(pill, 3, 3)
        painter.setPen(now.color("on_aspect"))
        font = QFont(now.font("caption", bold=True))  # a copy: the theme keeps its own
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.pin.label)
        if self._current or self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.color("focus"), 2 if self._current or self.hasFocus() else 1))
            painter.drawRoundedRect(pill.adjusted(-2.5, -2.5, 2.5, 2.5), 5, 5)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


@dataclass(frozen=True)
class BadgePlace:
    """Where a pin's badge would like to be: its upper edge and its left edge in pixels of the area."""

    pin: ViewerPin
    left: int
    top: int


class Badges(QObject):
    """The badges over an area; made as they are needed, hidden when their passage scrolls away."""

    activated = Signal(str)

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._badges: list[PinBadge] = []

    def show_places(self, places: Iterable[BadgePlace], current: str) -> None:
        """Show exactly these, in reading order, moving down those that would cover others."""
        wanted = sorted(places, key=lambda place: (place.top, place.pin.label))
        while len(self._badges) < len(wanted):
            self._badges.append(self._made())
        free_from = -_HEIGHT
        for badge, place in zip(self._badges, wanted, strict=False):
            badge.show_pin(place.pin, current=place.pin.id == current)
            left = max(0, min(place.left, self._area.width() - badge.width()))
            top = max(place.top, free_from)
            free_from = top + _HEIGHT + _APART
            spot = QRect(left, top, badge.width(), badge.height())
            badge.setGeometry(spot)
            badge.setVisible(spot.intersects(self._area.rect()))
        for badge in self._badges[len(wanted) :]:
            badge.hide()

    def shown(self) -> list[PinBadge]:
        """The badges in view, from the top."""
        return [badge for badge in self._badges if badge.isVisibleTo(self._area)]

    def _made(self) -> PinBadge:
        badge = PinBadge(self._area)
        badge.clicked.connect(lambda: self.activated.emit(badge.pin.id))
        return badge
