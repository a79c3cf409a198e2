"""The list of cases: state as shape, name, number and field, and a small cell for each method.

A page gives any item model (list or table, first column) whose `ENTRY_ROLE` is a `QueueEntry`, or calls `show_entries`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.state_chip import FACES, State, chip_width, paint_chip, state_word

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex


class Progress(Enum):
    """How far a sheet is; the cell of a method is filled, has a bar at its foot, a hairline, or a dashed edge."""

    NOT_NEEDED = QT_TRANSLATE_NOOP("Progress", "not needed")
    OPEN = QT_TRANSLATE_NOOP("Progress", "open")
    STARTED = QT_TRANSLATE_NOOP("Progress", "started")
    LOCKED = QT_TRANSLATE_NOOP("Progress", "locked")


@dataclass(frozen=True, slots=True)
class MethodCell:
    """One method of a case: `letter` as the cell shows it (材, M), `name` as a screen reader says it."""

    letter: str
    name: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """What a row shows. `note` (with `note_state`) takes the place of the method cells: “Recused”, “2 differ”."""

    id: str
    state: State
    name: str
    detail: str
    methods: tuple[MethodCell, ...] = ()
    note: str = ""
    note_state: State | None = None
    flagged: bool = False
    """Whether the person flagged it for themselves."""


def paint_method(painter: QPainter, rect: QRect, cell: MethodCell) -> None:
    """Draw one method cell; also used by tables of cases."""
    font = theme().font("caption")
    if theme().language.value == "en":
        font.setPointSizeF(8 * theme().scale / 100)  # one Latin letter stays clear at 8 pt, a Han character does not
    match cell.progress:
        case Progress.LOCKED:
            paint.box(painter, rect, "text2", None, 3)
            paint.text(painter, rect, cell.letter, font, "surface", paint.CENTRE)
        case Progress.STARTED:
            paint.box(painter, rect, "accent_soft", "accent_text", 3)
            painter.fillRect(
                QRect(rect.left() + 2, rect.bottom() - 2, rect.width() * 6 // 10, 2), theme().color("accent_text")
            )
            paint.text(painter, rect, cell.letter, font, "accent_text", paint.CENTRE)
        case Progress.OPEN:
            paint.box(painter, rect, "surface", "line", 3)
            paint.text(painter, rect, cell.letter, font, "text3", paint.CENTRE)
        case Progress.NOT_NEEDED:
            paint.box(painter, rect, None, "line", 3, dashed=True)
            paint.text(painter, rect, cell.letter, font, "text3", paint.CENTRE)


def paint_methods(painter: QPainter, rect: QRect, cells: Sequence[MethodCell], *, align_right: bool = False) -> int:
    """Draw the cells in a row within `rect`; gives their width together."""
    edge = theme().px(17)
    width = len(cells) * (edge + 2) - 2
    left = rect.right() + 1 - width if align_right else rect.left()
    for number, cell in enumerate(cells):
        paint_method(
            painter, QRect(left + number * (edge + 2), rect.top() + (rect.height() - edge) // 2, edge, edge), cell
        )
    return width


def entry_text(entry: QueueEntry) -> str:
    """What a screen reader says, for example “Lin Zhiyuan, 0417, material started, test locked, interview open”."""
    cells = [f"{cell.name} {translated('Progress', cell.progress.value)}" for cell in entry.methods]
    flag = translated("QueueEntry", "flagged by me") if entry.flagged else ""
    return ", ".join(
        part for part in (entry.name, entry.detail, state_word(entry.state), flag, entry.note, *cells) if part
    )


class QueueDelegate(QStyledItemDelegate):
    """Paints a `QueueEntry`."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(120, theme().row("queue"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, QueueEntry):
            return
        rect: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.fillRect(rect, theme().color("accent_soft" if selected else "sunken"))
        paint.line_below(painter, rect)
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme().color("accent_text"))
        face = FACES[entry.state]
        paint_icon(painter, face.icon, paint.square(rect.left() + 11, rect, 16), face.tone)
        if entry.flagged:
            paint_icon(painter, "flagged", paint.square(rect.left() + 11, rect.adjusted(0, 26, 0, 0), 11), "warn")
        right = rect.right() - 10 - self._paint_right(painter, rect.adjusted(0, 0, -10, -1), entry)
        words = QRect(
            rect.left() + 20 + theme().px(16),
            rect.top(),
            max(right - rect.left() - 24 - theme().px(16), 20),
            rect.height() - 1,
        )
        self._paint_words(painter, words, entry, selected=selected)
        if bool(state & QStyle.StateFlag.State_HasFocus) and bool(state & QStyle.StateFlag.State_KeyboardFocusChange):
            paint.box(painter, rect.adjusted(2, 2, -2, -3), None, "focus", 3, width=2)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: QueueEntry, *, selected: bool) -> None:
        name, detail = theme().font("body", bold=selected), theme().font("caption")
        if theme().density == 0:
            took = paint.text(painter, rect, entry.name, name)
            paint.text(painter, rect.adjusted(took + 8, 0, 0, 0), entry.detail, detail, "text3")
            return
        upper, lower = theme().line("body"), theme().line("caption")
        top = rect.top() + (rect.height() - upper - lower) // 2
        paint.text(painter, QRect(rect.left(), top, rect.width(), upper), entry.name, name)
        paint.text(painter, QRect(rect.left(), top + upper, rect.width(), lower), entry.detail, detail, "text3")

    def _paint_right(self, painter: QPainter, rect: QRect, entry: QueueEntry) -> int:
        """Cells or note at the right; gives their width."""
        if entry.note and entry.note_state is not None:
            paint_chip(painter, rect, entry.note_state, entry.note, align=paint.RIGHT)
            return chip_width(entry.note_state, entry.note)
        if entry.note:
            tone: Token = FACES[entry.state].tone
            return paint.text(painter, rect, entry.note, theme().font("caption"), tone, paint.RIGHT)
        return paint_methods(painter, rect, entry.methods, align_right=True) if entry.methods else 0


class QueueTable(QAbstractListModel):
    """Entries for the list; replaced whole, keeping rows whose ids stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[QueueEntry] = []

    def show_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show `entries`. When only contents changed, selection and scroll place stay."""
        if [entry.id for entry in entries] == [entry.id for entry in self.entries]:
            self.entries = list(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_text(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.name}  {entry.detail}"
        return entry if role == ENTRY_ROLE else None


class QueueList(QListView):
    """The queue on a page. `entry_chosen(id)` on selection by key or mouse, `entry_activated(id)` on Enter or double click."""

    entry_chosen = Signal(str)
    entry_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QueueTable(self)
        self.setModel(self.table)
        self.setItemDelegate(QueueDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Cases"))
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._chosen)
        self.activated.connect(lambda index: self.entry_activated.emit(index.data(ENTRY_ROLE).id))

    def show_entries(self, entries: Sequence[QueueEntry], current: str | None = None) -> None:
        """Show `entries` with `current` selected; announces nothing, since nobody chose."""
        wanted = current if current is not None else self.current_id()
        self._quiet = True
        self.table.show_entries(entries)
        self.select(wanted)
        self._quiet = False

    def select(self, entry_id: str | None) -> None:
        """Select by id; an id that is not shown clears the selection."""
        rows = [row for row, entry in enumerate(self.table.entries) if entry.id == entry_id]
        self.setCurrentIndex(self.table.index(rows[0]) if rows else QModelIndex())

    def current_id(self) -> str | None:
        """The id of the selected entry."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry.id if isinstance(entry, QueueEntry) else None

    def step(self, by: int) -> None:
        """Select the next (+1) or previous (-1) entry, stopping at the ends."""
        count = self.table.rowCount()
        if count:
            row = self.currentIndex().row()
            self.setCurrentIndex(self.table.index(min(max(row + by, 0), count - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id() is not None:
            self.entry_activated.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Cases"))
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        event.accept()

    def _chosen(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, QueueEntry) and not self._quiet:
            self.entry_chosen.emit(entry.id)
