"""What was said, and what is to be asked: lines as long as they need, each with an indicator's badge, by time or by plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Role, Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import badge_size, paint_badge

TALK_ROLE = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex
SIDE, GAP = 14, 8


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One line. ``when`` stands first in a list of notes, last (as ``note``) in a plan; ``kind`` is one short word."""

    id: str
    text: str
    code: str = ""
    position: int = 0
    """Of the indicator's aspect in its scheme, from 1; 0: no badge."""
    icon: str = ""
    tone: Token = "text3"
    when: str = ""
    kind: str = ""
    note: str = ""
    state: str = ""
    """What the icon says, in words."""
    strong: bool = False
    quiet: bool = False


class TalkTable(QAbstractListModel):
    """The lines; replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[TalkLine, ...] = ()

    def show_lines(self, lines: Sequence[TalkLine]) -> None:
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
                return line.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(
                    part for part in (line.when, line.code, line.kind, line.text, line.state, line.note) if part
                )
            case _:
                return line if role == TALK_ROLE else None


class _Delegate(QStyledItemDelegate):
    """Paints a `TalkLine` in the role of type given; the height is that of the words."""

    def __init__(self, role: Role, parent: QWidget) -> None:
        super().__init__(parent)
        self._role: Role = role

    def _font(self, line: TalkLine) -> QFont:
        return theme().font(self._role, bold=line.strong)

    def _left(self, line: TalkLine) -> int:
        caption = theme().font("caption")
        left = SIDE
        if line.icon:
            left += theme().px(16) + GAP
        if line.when:
            left += paint.text_width("00:00:00", caption) + 2 * GAP
        if line.position:
            left += badge_size("K8").width() + GAP
        if line.kind:
            left += paint.text_width(line.kind, caption) + GAP
        return left

    def _lines(self, line: TalkLine, width: int) -> list[str]:
        right = paint.text_width(line.note, theme().font("caption")) + GAP if line.note else 0
        room = max(width - self._left(line) - SIDE - right, 60)
        return [
            part for words in line.text.split("\n") for part in paint.wrapped(words, self._font(line), room, 99) or [""]
        ]

    def _line_height(self) -> int:
        return max(theme().line(self._role), QFontMetrics(theme().font(self._role)).height())

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = index.data(TALK_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if not isinstance(line, TalkLine):
            return QSize(120, theme().row("table"))
        return QSize(120, len(self._lines(line, width)) * self._line_height() + theme().px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(TALK_ROLE)
        if not isinstance(line, TalkLine):
            return
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, theme().color("accent_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme().color("accent_text"))
        caption, height = theme().font("caption"), self._line_height()
        first = QRect(rect.left() + SIDE, rect.top() + theme().px(6), rect.width() - 2 * SIDE, height)
        left = first.left()
        if line.icon:
            paint_icon(painter, line.icon, paint.square(left, first, 16), line.tone)
            left += theme().px(16) + GAP
        if line.when:
            paint.text(painter, QRect(left, first.top(), first.width(), height), line.when, caption, "text2")
            left += paint.text_width("00:00:00", caption) + 2 * GAP
        if line.position:
            size = badge_size("K8")
            place = QRect(left, first.top() + (height - size.height()) // 2, size.width(), size.height())
            paint_badge(painter, place, line.code, line.position)
            left += size.width() + GAP
        if line.kind:
            paint.text(painter, QRect(left, first.top(), first.width(), height), line.kind, caption, "text2")
        if line.note:
            paint.text(painter, first, line.note, caption, "text2", paint.RIGHT)
        tone: Token = "text2" if line.quiet else "text1"
        for number, words in enumerate(self._lines(line, rect.width())):
            place = QRect(rect.left() + self._left(line), first.top() + number * height, rect.width(), height)
            paint.text(painter, place, words, self._font(line), tone, elide=Qt.TextElideMode.ElideNone)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint.box(painter, rect.adjusted(2, 1, -2, -1), None, "focus", 3, width=2)
        painter.restore()


class TalkList(QListView):
    """``line_chosen(id)`` when a person selects, ``line_activated(id)`` on Enter or double click, ``removed(id)`` on Delete,
    ``moved(id, by)`` on Alt+Shift with an arrow.
    """

    line_chosen = Signal(str)
    line_activated = Signal(str)
    line_removed = Signal(str)
    line_moved = Signal(str, int)

    def __init__(self, role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TalkTable(self)
        self.setModel(self.table)
        self.setItemDelegate(_Delegate(role, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._chosen)
        self.doubleClicked.connect(self._activated)

    def show_lines(self, lines: Sequence[TalkLine], current: str = "", *, at_end: bool = False) -> None:
        """Show ``lines`` with ``current`` selected, else the one selected before; ``at_end`` brings the last into view."""
        wanted = current or self.current_id()
        self._quiet = True
        self.table.show_lines(lines)
        row = next((row for row, line in enumerate(self.table.lines) if line.id == wanted), -1)
        self.setCurrentIndex(self.table.index(row) if row >= 0 else QModelIndex())
        self._quiet = False
        if at_end:
            self.scrollToBottom()

    def current_id(self) -> str:
        """The id of the selected line; empty if none is."""
        line = self.currentIndex().data(TALK_ROLE)
        return line.id if isinstance(line, TalkLine) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, held = self.current_id(), event.modifiers()
        moving = held & Qt.KeyboardModifier.AltModifier and held & Qt.KeyboardModifier.ShiftModifier
        if current and moving and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.line_moved.emit(current, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif current and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.line_activated.emit(current)
        elif current and event.key() == Qt.Key.Key_Delete:
            self.line_removed.emit(current)
        elif held & Qt.KeyboardModifier.AltModifier or (event.text() and event.text().isprintable()):
            event.ignore()  # letters and Alt belong to the page
        else:
            super().keyPressEvent(event)

    def _chosen(self, index: QModelIndex) -> None:
        line = index.data(TALK_ROLE)
        if isinstance(line, TalkLine) and not self._quiet:
            self.line_chosen.emit(line.id)

    def _activated(self, index: QModelIndex) -> None:
        line = index.data(TALK_ROLE)
        if isinstance(line, TalkLine):
            self.line_activated.emit(line.id)
