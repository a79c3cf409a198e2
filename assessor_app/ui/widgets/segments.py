"""Two to four views of one thing, side by side; one is always chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLayout, QSizePolicy, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.state_chip import FACES, State, state_word

AIR = 16
"""Px around the words of a choice that are given up first where room is short."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice. `state` is shown as its icon and said by name; `icon` where it has no state."""

    id: str
    text: str
    state: State | None = None
    icon: str = ""


class _SegmentButton(QAbstractButton):
    def __init__(self, segment: Segment, parent: Segments) -> None:
        super().__init__(parent)
        self.segment = segment
        self.setText(segment.text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        state = f", {state_word(segment.state)}" if segment.state is not None else ""
        self.setAccessibleName(segment.text + state)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() + QSize(AIR, 0)

    def minimumSizeHint(self) -> QSize:
        width = paint.text_width(self.text(), theme().font("body", bold=True)) + 10
        return QSize(width + (theme().px(15) + 6 if self._icon() else 0), theme().px(28))

    def _icon(self) -> str:
        return FACES[self.segment.state].icon if self.segment.state is not None else self.segment.icon

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            paint.box(painter, self.rect(), "accent_soft" if chosen else "sunken", None, 4)
        token: Token = "accent_text" if chosen else "text2"
        font = theme().font("body", bold=chosen)
        icon = self._icon()
        width = paint.text_width(self.text(), font) + (theme().px(15) + 6 if icon else 0)
        left = (self.width() - width) // 2
        if icon:
            paint_icon(painter, icon, paint.square(left, self.rect(), 15), token)
            left += theme().px(15) + 6
        paint.text(painter, QRect(left, 0, self.width() - left, self.height()), self.text(), font, token)


class Segments(QWidget):
    """`segment_chosen(id)` when a person chooses; `choose` shows without announcing. ``wraps``: several lines if need be."""

    segment_chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._row: QLayout = FlowLayout(self, 1) if wraps else QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        )
        self._group.buttonClicked.connect(self._clicked)

    def show_segments(self, segments: Sequence[Segment], current: str = "") -> None:
        """Show the choices; with none named, the one chosen before stays, else the first."""
        before = current or self.current
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for segment in segments:
            made = _SegmentButton(segment, self)
            self._group.addButton(made)
            self._row.addWidget(made)
        ids = [segment.id for segment in segments]
        if ids:
            self.choose(before if before in ids else ids[0])
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [button.sizeHint() for button in self._group.buttons()]
        if not hints:
            return super().sizeHint()
        return QSize(sum(hint.width() + 1 for hint in hints) + 1, max(hint.height() for hint in hints) + 2)

    @property
    def current(self) -> str:
        """The id of the chosen one; empty before the first is shown."""
        button = self._group.checkedButton()
        return button.segment.id if isinstance(button, _SegmentButton) else ""

    def choose(self, segment_id: str) -> None:
        """Show `segment_id` as chosen."""
        for button in self._group.buttons():
            if isinstance(button, _SegmentButton):
                button.setChecked(button.segment.id == segment_id)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _SegmentButton):
            self.segment_chosen.emit(button.segment.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", "control", 5)
        for button in self._group.buttons()[1:]:
            painter.fillRect(QRect(button.x() - 1, button.y(), 1, button.height()), theme().color("control"))
