"""The row of tools over the page: turning pages, size, turn, search, note, pin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.keycap import cap_width, paint_keys
from assessor_app.ui.widgets.words import button, ground, icon_button, label, name_button, set_property


@dataclass(frozen=True)
class ToolState:
    """What the row shows. `pages` 0: no pages to turn (flowing text); `zoom` 0: nothing to enlarge."""

    page: int = 0
    pages: int = 0
    zoom: float = 0.0
    fits: bool = False
    can_rotate: bool = False
    has_outline: bool = False
    outline_shown: bool = False
    can_search: bool = False
    can_mark: bool = False
    label: str = ""


class KeyedButton(QPushButton):
    """A button with an icon, words and the key that does the same."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(cap_width(self._key) + 6, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_keys(painter, self.width() - cap_width(self._key) - 8, self.rect(), self._key)
        painter.end()


class _PageField(QLineEdit):
    """The number of the page in view; typing another and Enter goes there. The wheel does nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PageTools(Part):
    """Says what was asked for; knows nothing of documents."""

    page_turned = Signal(int)
    page_wanted = Signal(int)
    zoomed = Signal(int)
    fit_wanted = Signal()
    life_size_wanted = Signal()
    rotated = Signal()
    outline_toggled = Signal()
    search_wanted = Signal()
    note_wanted = Signal()
    pin_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self._state = ToolState()
        self._target = ""
        self.outline = self._tool("outline", self.outline_toggled.emit)
        self.previous = self._tool("previous", lambda: self.page_turned.emit(-1))
        self.page = _PageField(self, alignment=Qt.AlignmentFlag.AlignRight)
        self.page.setObjectName("bare")
        self.page.setValidator(QIntValidator(1, 99999, self.page))
        self.page.returnPressed.connect(self._go_to_typed)
        self.page.editingFinished.connect(self._show_state)
        self.pages = QLabel(self)
        self.next = self._tool("next", lambda: self.page_turned.emit(1))
        self.smaller = self._tool("zoom_out", lambda: self.zoomed.emit(-1))
        self.percent = self._tool("", self.life_size_wanted.emit)
        self.larger = self._tool("zoom_in", lambda: self.zoomed.emit(1))
        self.fit = self._tool("fit_width", self.fit_wanted.emit)
        self.turn = self._tool("rotate", self.rotated.emit)
        self.label = label("", "caption")
        self.search = self._tool("search", self.search_wanted.emit)
        self.note = button()
        self.pin = KeyedButton("P", self)
        set_icon(self.note, "note", "text1", 16)
        for pushed in (self.note, self.pin):
            pushed.setAutoDefault(False)
            pushed.setStyleSheet("text-align: left; padding: 3px 10px;")
        self.note.clicked.connect(self.note_wanted)
        set_icon(self.pin, "pin", "text1", 16)
        self.pin.clicked.connect(self.pin_wanted)
        self._lay_out()
        self.retranslate()

    def show_state(self, state: ToolState) -> None:
        """Show this."""
        if state != self._state:
            self._state = state
            self._show_state()

    def set_target(self, code: str) -> None:
        """The indicator that a pin would be tied to, or empty."""
        self._target = code
        self.retranslate()

    def retranslate(self) -> None:
        names = (
            (self.outline, self.tr("Contents"), ""),
            (self.previous, self.tr("Previous page"), "Ctrl+PgUp"),
            (self.next, self.tr("Next page"), "Ctrl+PgDn"),
            (self.smaller, self.tr("Smaller"), "-"),
            (self.larger, self.tr("Larger"), "+"),
            (self.percent, self.tr("Life size"), ""),
            (self.fit, self.tr("Fit the width"), "Ctrl+0"),
            (self.turn, self.tr("Rotate"), "Ctrl+R"),
            (self.search, self.tr("Find in this document"), "Ctrl+F"),
        )
        for tool, words, key in names:
            name_button(tool, words, key)
        self.page.setAccessibleName(self.tr("Page"))
        self.note.setText(self.tr("Note"))
        self.pin.setText(self.tr("Pin to {code}").format(code=self._target) if self._target else self.tr("Pin"))
        self.note.setToolTip(self.tr("Write a note") + "  M")
        self.pin.setToolTip(self.tr("Tie the selection, the hit in view or the page to the indicator") + "  P")
        self._show_state()

    def _show_state(self) -> None:
        state = self._state
        paged, sized = state.pages > 0, state.zoom > 0
        for widget in (self.previous, self.page, self.pages, self.next):
            widget.setVisible(paged and state.pages > 1)
        for widget in (self.smaller, self.percent, self.larger, self.fit):
            widget.setVisible(sized)
        self.turn.setVisible(state.can_rotate)
        self.outline.setVisible(state.has_outline)
        set_property(self.outline, "framed", state.outline_shown)
        self.label.setVisible(bool(state.label))
        self.label.setText(state.label)
        self.search.setEnabled(state.can_search)
        self.note.setEnabled(state.can_mark)
        self.pin.setEnabled(state.can_mark)
        if not self.page.hasFocus() or not self.page.isModified():
            self.page.setText(str(state.page + 1))
        digits = self.page.fontMetrics().horizontalAdvance("0" * max(len(str(state.pages)), 2))
        self.page.setFixedWidth(digits + 8)
        self.pages.setText(f"/ {state.pages}")
        self.previous.setEnabled(state.page > 0)
        self.next.setEnabled(state.page + 1 < state.pages)
        self.percent.setText(f"{round(state.zoom * 100)}%")
        self.percent.setFixedWidth(self.percent.fontMetrics().horizontalAdvance("800%") + 8)

    def _go_to_typed(self) -> None:
        if self.page.text():
            self.page_wanted.emit(int(self.page.text()) - 1)
        self.page.setModified(False)

    def _tool(self, icon: str, act: Callable[[], object]) -> QToolButton:
        if icon:
            tool = icon_button(icon)
        else:
            tool = QToolButton()
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool.clicked.connect(act)
        return tool

    def _lay_out(self) -> None:
        turning, marking = QWidget(), QWidget()
        both = FlowLayout(self, apart=True)
        both.setContentsMargins(8, 3, 8, 3)
        both.addWidget(turning)
        both.addWidget(marking)
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for widget in (self.outline, self.previous, self.page, self.pages, self.next):
            row.addWidget(widget)
        row.addSpacing(4)
        for widget in (self.smaller, self.percent, self.larger, self.fit, self.turn, self.label):
            row.addWidget(widget)
        row = QHBoxLayout(marking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.search)
        row.addSpacing(4)
        row.addWidget(self.note)
        row.addSpacing(4)
        row.addWidget(self.pin)
