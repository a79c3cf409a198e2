"""A table of rows that a page fills with finished cells: words, a note, a state as chip, a bar. One row is one thing with an id.

The pages of the society's desk differ in what they list, not in how a list looks; each says its columns and cells in the window's
language and hears which row was chosen or opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.state_chip import State, paint_chip, state_word

AnyIndex = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2

_PAD = 8
BAR_AT, BAR = 48, 50
"""Px at 100 % from the left of a cell to its bar, and the bar's length."""
LEAST = 72
"""Px at 100 % that the column which takes what is left keeps at least."""
MEASURED = 200
"""So many rows are measured to find how wide a column would be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place. With ``state`` the text is the word of a chip (empty: the state's own word)."""

    text: str = ""
    note: str = ""
    """Quieter words after the text, or beneath it in a tall row."""
    state: State | None = None
    quiet: bool = False
    icon: str = ""
    tone: Token = "text1"
    strong: bool = False
    bar: float | None = None
    """0 to 1: a bar after the text."""
    middle: bool = False
    """Elided in the middle, as file names are."""

    @property
    def spoken(self) -> str:
        word = self.text or (state_word(self.state) if self.state is not None else "")
        return ", ".join(part for part in (word, self.note) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``id`` is what the page knows it by."""

    id: str
    cells: tuple[Cell, ...]


class RowsTable(QAbstractTableModel):
    """The rows as the page gave them."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, headings: Sequence[str], rows: Sequence[Row]) -> None:
        """Show these rows under these headings; each row has as many cells as there are headings."""
        self.beginResetModel()
        self._headings, self._rows = tuple(headings), tuple(rows)
        self.endResetModel()

    def row_of(self, id: str) -> int:
        """The place of a row, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == id), -1)

    def id_at(self, row: int) -> str:
        return self._rows[row].id

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text or (state_word(cell.state) if cell.state is not None else "")
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return cell.spoken or None
            case _ if role == ID_ROLE:
                return row.id
            case _ if role == CELL_ROLE:
                return cell
        return None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(CELL_ROLE)
        assert isinstance(cell, Cell)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        rect: QRect = option.rect
        paint.line_below(painter, rect)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme().color("accent_text"))
        inner = rect.adjusted(_PAD + (4 if index.column() == 0 else 0), 0, -4, -1)
        if cell.state is not None:
            paint_chip(painter, inner, cell.state, cell.text or None, quiet=cell.quiet)
        elif cell.note and rect.height() >= theme().px(40):
            _paint_two(painter, inner, cell)
        else:
            _paint_one(painter, inner, cell)


class RowsView(QTableView):
    """The table on the page: rows of one height; ``row_chosen(id)`` as the selection moves, ``row_opened(id)`` on Enter."""

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(
        self, widths: Sequence[int], *, stretch: int, tall: bool = False, parent: QWidget | None = None
    ) -> None:
        """``widths`` of the columns in px at 100 %; the column ``stretch`` takes what is left. ``tall``: two lines a row."""
        super().__init__(parent)
        self.table = RowsTable()
        self._widths, self._stretch, self._tall = tuple(widths), stretch, tall
        self._natural: list[int] = []
        self.setModel(self.table)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.activated.connect(lambda index: self.row_opened.emit(str(index.data(ID_ROLE))))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_chosen.emit(self.current))

    @property
    def current(self) -> str:
        """The id of the chosen row; empty if there is none."""
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def show_rows(self, headings: Sequence[str], rows: Sequence[Row], chosen: str = "") -> None:
        """Show these rows; the one chosen before stays chosen, else ``chosen``, else the first."""
        before = chosen or self.current
        self.table.show_rows(headings, rows)
        height = theme().px(50) if self._tall else theme().row("table")
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(theme().px(24))
        self._natural = self._natural_widths()
        self.fit()
        if rows:
            self.selectRow(max(self.table.row_of(before), 0))

    def fit(self) -> None:
        """Share the room out: each column as drawn; what some need no more than, others that would be shortened may have."""
        drawn = [theme().px(width) for width in self._widths]
        if not self._natural:
            return
        widths = shared_out(drawn, self._natural, self._stretch, self.viewport().width())
        # Where even that is too little the table scrolls; the column that gives way keeps room for a few letters.
        widths[self._stretch] = max(widths[self._stretch], min(self._natural[self._stretch], theme().px(LEAST)))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _natural_widths(self) -> list[int]:
        """What each column would need for all of its words to be read."""
        found = []
        for column in range(len(self._widths)):
            heading = self.table.headerData(column, Qt.Orientation.Horizontal)
            needs = [paint.text_width(str(heading or ""), theme().font("caption")) + 2 * _PAD]
            for row in range(min(self.table.rowCount(), MEASURED)):
                cell = self.table.index(row, column).data(CELL_ROLE)
                needs.append(_need(cell, tall=self._tall) + _PAD + 8)
            found.append(max(needs))
        return found

    def choose(self, id: str) -> None:
        """Select a row."""
        place = self.table.row_of(id)
        if place >= 0:
            self.selectRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the page: a table would search its first column by them."""
        if event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def shared_out(drawn: Sequence[int], natural: Sequence[int], stretch: int, room: int) -> list[int]:
    """Widths of columns in ``room`` px. Those whose words need less than was drawn give way where it is short; what the column
    ``stretch`` does not need goes to those that need more than was drawn.
    """
    widths = list(drawn)
    if not natural:
        return widths
    others = [column for column in range(len(drawn)) if column != stretch]
    spare = room - sum(widths[column] for column in others) - natural[stretch]
    for column in others:
        if spare < 0:
            less = min(max(widths[column] - natural[column], 0), -spare)
            widths[column], spare = widths[column] - less, spare + less
    for column in others:
        if spare > 0:
            more = min(max(natural[column] - widths[column], 0), spare)
            widths[column], spare = widths[column] + more, spare - more
    widths[stretch] = room - sum(widths[column] for column in others)
    return widths


def _need(cell: Cell, *, tall: bool) -> int:
    """The width of what stands in a cell, in px."""
    caption = theme().font("caption")
    if cell.state is not None:
        return paint.text_width(cell.text or state_word(cell.state), caption) + theme().px(14) + 24
    words = paint.text_width(cell.text, theme().font("body", bold=cell.strong))
    note = paint.text_width(cell.note, caption) if cell.note else 0
    sign = theme().px(16) + 8 if cell.icon else 0
    if cell.bar is not None:
        return max(words, theme().px(BAR_AT)) + theme().px(BAR) + 8
    return sign + (max(words, note) if tall else words + (note + 8 if note else 0))


def _paint_one(painter: QPainter, rect: QRect, cell: Cell) -> None:
    left = _paint_sign(painter, rect, cell)
    font = theme().font("body", bold=cell.strong)
    inner = QRect(left, rect.top(), rect.right() - left, rect.height())
    if cell.bar is not None:
        _paint_bar(
            painter, QRect(rect.left() + theme().px(BAR_AT), rect.top(), theme().px(BAR), rect.height()), cell.bar
        )
    elide = Qt.TextElideMode.ElideMiddle if cell.middle else Qt.TextElideMode.ElideRight
    taken = paint.text(painter, inner, cell.text, font, cell.tone, elide=elide)
    if cell.note:
        rest = inner.adjusted(taken + 8, 0, 0, 0)
        paint.text(painter, rest, cell.note, theme().font("caption"), "text2")


def _paint_two(painter: QPainter, rect: QRect, cell: Cell) -> None:
    left = _paint_sign(painter, rect, cell)
    middle = rect.center().y()
    upper = QRect(left, middle - theme().px(20), rect.right() - left, theme().px(20))
    lower = QRect(left, middle + 1, rect.right() - left, theme().px(18))
    paint.text(painter, upper, cell.text, theme().font("body", bold=cell.strong), cell.tone)
    paint.text(painter, lower, cell.note, theme().font("caption"), "text2")


def _paint_sign(painter: QPainter, rect: QRect, cell: Cell) -> int:
    if not cell.icon:
        return rect.left()
    paint_icon(painter, cell.icon, paint.square(rect.left(), rect, 16), "text2" if cell.tone == "text1" else cell.tone)
    return rect.left() + theme().px(16) + 8


def _paint_bar(painter: QPainter, rect: QRect, share: float) -> None:
    height = theme().px(4)
    track = QRect(rect.left(), rect.center().y() - height // 2, rect.width(), height)
    paint.box(painter, track, "muted_soft", "text1" if theme().is_high_contrast else None, 2)
    if share > 0:
        paint.box(
            painter, QRect(track.left(), track.top(), round(track.width() * min(share, 1)), height), "accent", None, 2
        )
