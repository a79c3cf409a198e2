"""A list of short lines: a state as shape, a name, and what is said of it beneath; for lists at the side of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows: ``words`` above, ``detail`` beneath in the tone of the icon or quietly, ``note`` at the right."""

    id: str
    words: str
    detail: str = ""
    icon: str = ""
    tone: Token = "text3"
    note: str = ""
    alarming: bool = False
    """Whether the note needs a person: it is then shown in the tone of the icon."""


class LineTable(QAbstractListModel):
    """The lines; replaced whole, keeping the selection where the ids stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines``."""
        if [line.id for line in lines] == [line.id for line in self.lines]:
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (line.words, line.detail, line.note) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (line.words, line.detail) if part)
            case _:
                return line if role == LINE_ROLE else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = index.data(LINE_ROLE)
        two = isinstance(line, Line) and bool(line.detail)
        return QSize(120, theme().row("queue" if two else "table"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        rect: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("accent_soft" if selected else "sunken"))
        paint.line_below(painter, rect)
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme().color("accent_text"))
        left = rect.left() + 12
        if line.icon:
            paint_icon(painter, line.icon, paint.square(left, rect, 16), line.tone)
            left += theme().px(16) + 10
        caption = theme().font("caption")
        tone: Token = line.tone if line.alarming else "text2"
        right = rect.right() - 12
        if line.note:
            note = QRect(left, rect.top(), right - left, rect.height() - 1)
            right -= paint.text(painter, note, line.note, caption, tone, paint.RIGHT) + 8
        self._paint_words(painter, QRect(left, rect.top(), max(right - left, 20), rect.height() - 1), line, selected)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint.box(painter, rect.adjusted(2, 2, -2, -3), None, "focus", 3, width=2)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:  # noqa: FBT001
        name = theme().font("body", bold=selected)
        if not line.detail:
            paint.text(painter, rect, line.words, name)
            return
        if theme().density == 0:
            took = paint.text(painter, rect, line.words, name)
            paint.text(painter, rect.adjusted(took + 8, 0, 0, 0), line.detail, theme().font("caption"), "text3")
            return
        upper, lower = theme().line("body"), theme().line("caption")
        top = rect.top() + (rect.height() - upper - lower) // 2
        paint.text(painter, QRect(rect.left(), top, rect.width(), upper), line.words, name)
        place = QRect(rect.left(), top + upper, rect.width(), lower)
        paint.text(painter, place, line.detail, theme().font("caption"), "text3")


class LineList(QListView):
    """``line_chosen(id)`` when a person selects, ``line_activated(id)`` on Enter, click or double click, ``line_entered(id)``
    on Enter alone.
    """

    line_chosen = Signal(str)
    line_activated = Signal(str)
    line_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = LineTable(self)
        self.setModel(self.table)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._chosen)
        self.clicked.connect(self._activated)

    def show_lines(self, lines: Sequence[Line], current: str = "") -> None:
        """Show ``lines`` with ``current`` selected, else the one selected before; announces nothing."""
        wanted = current or self.current_id()
        self._quiet = True
        self.table.show_lines(lines)
        self.select(wanted)
        self._quiet = False

    def select(self, line_id: str) -> None:
        """Select by id; an id that is not shown clears the selection."""
        row = next((row for row, line in enumerate(self.table.lines) if line.id == line_id), -1)
        self.setCurrentIndex(self.table.index(row) if row >= 0 else QModelIndex())

    def current_id(self) -> str:
        """The id of the selected line; empty if none is."""
        line = self.currentIndex().data(LINE_ROLE)
        return line.id if isinstance(line, Line) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activated(self.currentIndex())
            if self.current_id():
                self.line_entered.emit(self.current_id())
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters belong to the page
        else:
            super().keyPressEvent(event)

    def _chosen(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, Line) and not self._quiet:
            self.line_chosen.emit(line.id)

    def _activated(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, Line):
            self.line_activated.emit(line.id)
