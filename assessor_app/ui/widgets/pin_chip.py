"""A pin as a small pill: the indicator's badge and where the evidence lies. One click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import badge_size, paint_badge
from assessor_app.ui.widgets.words import removable


class PinKind(Enum):
    """What a pin points at, or that it can be added, or that its page is gone."""

    PAGE = auto()
    NOTE = auto()
    ADD = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin to show. `words`: “Work report p. 7”, “10:20”; `name` is what a screen reader says."""

    id: str
    words: str
    name: str
    code: str = ""
    position: int = 1
    kind: PinKind = PinKind.PAGE


_ICONS: dict[PinKind, tuple[str, Token]] = {
    PinKind.NOTE: ("note", "text2"),
    PinKind.ADD: ("add", "text2"),
    PinKind.GONE: ("missing", "bad"),
}


class PinChip(QAbstractButton):
    """`pin_activated(id)` when pressed; `pin_removed(id)` by Delete or from its menu, where it may be removed."""

    pin_activated = Signal(str)
    pin_removed = Signal(str)

    def __init__(self, pin: Pin, parent: QWidget | None = None, *, may_go: bool = False) -> None:
        super().__init__(parent)
        self.pin = pin
        self.setText(pin.words)
        self.setAccessibleName(pin.name)
        self.setToolTip(pin.name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.pin_activated.emit(self.pin.id))
        self._may_go = may_go
        if may_go:
            removable(self, self.tr("Remove this pin"), lambda: self.pin_removed.emit(self.pin.id))

    def hints(self) -> Sequence[Hint]:
        going = Hint("Space", self.tr("go to the page"))
        return (going, Hint("Delete", self.tr("remove"))) if self._may_go else (going,)

    def sizeHint(self) -> QSize:
        width = 8 + paint.text_width(self.pin.words, theme().font("caption")) + 9
        if self.pin.code:
            width += badge_size(self.pin.code).width() - 3 + 5
        if self.pin.kind in _ICONS:
            width += theme().px(14) + 4
        return QSize(min(width, theme().px(260)), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pill = self.rect().adjusted(0, 1, 0, -1)
        gone, add = self.pin.kind is PinKind.GONE, self.pin.kind is PinKind.ADD
        edge: Token = "bad" if gone else ("control" if add or self.underMouse() else "line")
        paint.box(painter, pill, "sunken" if self.underMouse() else "surface", edge, pill.height() / 2, dashed=add)
        left = pill.left() + 8
        if self.pin.code:
            size = badge_size(self.pin.code)
            badge = QRect(left - 4, pill.top() + (pill.height() - size.height()) // 2, size.width(), size.height())
            paint_badge(painter, badge, self.pin.code, self.pin.position)
            left = badge.right() + 6
        if self.pin.kind in _ICONS:
            icon, token = _ICONS[self.pin.kind]
            paint_icon(painter, icon, paint.square(left, pill, 14), token)
            left += theme().px(14) + 4
        words = QRect(left, pill.top(), pill.right() - 7 - left, pill.height())
        tone: Token = "bad" if gone else "text2"
        paint.text(painter, words, self.pin.words, theme().font("caption"), tone, elide=Qt.TextElideMode.ElideMiddle)
