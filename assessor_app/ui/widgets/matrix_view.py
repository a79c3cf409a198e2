"""A matrix of marks: indicators down, assessors across, the first columns frozen; what differs is marked by more than colour.

Give it any QAbstractTableModel whose `CELL_ROLE` is a `MatrixCell`. Arrow keys move by cell, Enter activates, digits and N are
announced for the cell they fall on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.theme import Row, Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import paint_badge
from assessor_app.ui.widgets.state_chip import State, paint_chip

CELL_ROLE = Qt.ItemDataRole.UserRole + 3
AnyIndex = QModelIndex | QPersistentModelIndex


class Agreed(Enum):
    """How far an agreed level is."""

    NO = auto()
    WAITING = auto()
    YES = auto()


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell. `spoken` is what a screen reader says: “L2, Pei, level 4, differs by 2”.

    `under`: under the requirement (underlined). `differs`: among the marks that lie apart (ground and bold). `flag`: the flag
    beside the panel's mean. `below_floor`: bad, bold and an arrow. `hidden`: not to be seen yet, a struck eye and nothing else.
    `heading`: a cell of an aspect's line; `letter` and `position` its badge. `state`: a chip, quiet unless `loud`.
    A tab in `text` parts an indicator's code from its name; the star then stands at the code.
    """

    text: str = ""
    spoken: str = ""
    under: bool = False
    differs: bool = False
    flag: bool = False
    below_floor: bool = False
    hidden: bool = False
    star: bool = False
    agreed: Agreed = Agreed.NO
    heading: bool = False
    strong: bool = False
    soft: bool = False
    left: bool = False
    letter: str = ""
    position: int = 0
    state: State | None = None
    loud: bool = False
    divide: bool = False  # a hairline at the right edge
    returned: bool = False
    """Given back to its author: a bent arrow in the corner, a tick once ``answered``."""
    answered: bool = False


class MatrixDelegate(QStyledItemDelegate):
    """Paints a `MatrixCell`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, MatrixCell):
            return
        rect = QRect(option.rect)
        painter.save()
        view = self.parent()
        selected = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        painter.fillRect(rect, theme().color(self._ground(cell, selected=selected)))
        paint.line_below(painter, rect)
        if selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme().color("accent_text"))
        if cell.divide:
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme().color("line"))
        if cell.hidden:
            paint_icon(painter, "blind", self._centred(rect, theme().px(16)), "text3")
        elif cell.state is not None:
            self._paint_state(painter, rect, cell)
        elif cell.agreed is not Agreed.NO:
            self._paint_agreed(painter, rect, cell)
        else:
            self._paint_words(painter, rect, cell)
        if cell.returned:
            corner = QRect(rect.right() - theme().px(11), rect.top() + 1, theme().px(10), theme().px(10))
            paint_icon(painter, "check" if cell.answered else "undo", corner, "ok" if cell.answered else "warn")
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.box(painter, rect.adjusted(1, 1, -1, -2), None, "focus", 3, width=2)
        painter.restore()

    def _ground(self, cell: MatrixCell, *, selected: bool) -> Token:
        if cell.differs:
            return "warn_soft"
        if cell.state is State.MISSING:
            return "bad_soft"
        if selected:
            return "accent_soft"
        return "sunken" if cell.heading else "surface"

    def _paint_state(self, painter: QPainter, rect: QRect, cell: MatrixCell) -> None:
        if cell.state is None:
            return
        if cell.state is State.MISSING:
            paint.box(painter, rect.adjusted(0, 0, 0, -1), None, "bad", 0)
        quiet = not cell.loud or cell.state is State.MISSING
        align = paint.LEFT if cell.left else paint.CENTRE
        side = 6 if cell.left else 1
        paint_chip(painter, rect.adjusted(side, 0, -side, -1), cell.state, cell.text or None, quiet=quiet, align=align)

    def _paint_agreed(self, painter: QPainter, rect: QRect, cell: MatrixCell) -> None:
        waiting = cell.agreed is Agreed.WAITING
        width, height = theme().px(26), min(theme().px(20), rect.height() - 4)
        left = rect.left() + 8 if cell.left else rect.left() + (rect.width() - width) // 2
        place = QRect(left, rect.top() + (rect.height() - 1 - height) // 2, width, height)
        paint.box(
            painter,
            place,
            "surface",
            "control" if waiting else "accent_text",
            4,
            dashed=waiting,
            width=1 if waiting else 2,
        )
        words = "–" if waiting and not cell.text else cell.text
        paint.text(
            painter, place, words, theme().font("body", bold=not waiting), "text3" if waiting else "text1", paint.CENTRE
        )

    def _paint_words(self, painter: QPainter, rect: QRect, cell: MatrixCell) -> None:
        bold = cell.strong or cell.differs or cell.below_floor
        font = theme().font("body", bold=bold)
        tone: Token = "bad" if cell.below_floor else ("warn" if cell.differs else ("text2" if cell.soft else "text1"))
        inner = rect.adjusted(8, 0, -6, -1) if cell.left or cell.letter else rect.adjusted(2, 0, -2, -1)
        if cell.letter:
            edge = min(theme().px(17), rect.height() - 4)
            paint_badge(
                painter,
                QRect(inner.left(), rect.top() + (rect.height() - edge) // 2, edge, edge),
                cell.letter,
                cell.position,
            )
            inner.setLeft(inner.left() + edge + 7)
        align = paint.LEFT if cell.left or cell.letter else paint.CENTRE
        if "\t" in cell.text:
            self._paint_coded(painter, inner, cell)
            return
        width = paint.text(painter, inner, cell.text, font, tone, align)
        left = inner.left() if align == paint.LEFT else inner.left() + (inner.width() - width) // 2
        if cell.under:
            baseline = rect.center().y() + painter.fontMetrics().ascent() // 2 + 1
            painter.fillRect(QRect(left, baseline, width, 1), theme().color(tone))
        mark = paint.square(left + width + 2, rect, 12)
        if cell.below_floor:
            paint_icon(painter, "below_floor", mark, "bad")
        elif cell.flag:
            paint_icon(painter, "flagged", mark, "warn")
        elif cell.star:
            paint_icon(painter, "non_compensable", mark, "text2")

    def _paint_coded(self, painter: QPainter, rect: QRect, cell: MatrixCell) -> None:
        """A code, its star, and the name, each in its own place down the column."""
        code, name = cell.text.split("\t", 1)
        font = theme().font("body", bold=cell.strong)
        width = paint.text(painter, rect, code, font, "text2")
        if cell.star:
            paint_icon(painter, "non_compensable", QRect(rect.left() + width + 1, rect.center().y(), 10, 10), "text2")
        paint.text(painter, rect.adjusted(theme().px(34), 0, 0, 0), name, font, "text1")

    def _centred(self, rect: QRect, edge: int) -> QRect:
        return QRect(rect.center() - QPoint(edge // 2 - 1, edge // 2), QSize(edge, edge))


class MatrixView(QTableView):
    """`cell_activated(row, column)` on Enter or double click; `level_typed(row, column, int or None)` on a digit or N."""

    cell_activated = Signal(int, int)
    current_moved = Signal(int, int)
    level_typed = Signal(int, int, object)

    def __init__(self, frozen_columns: int = 1, rows: Row = "matrix", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._rows = frozen_columns, rows
        self._widths: list[int] | Callable[[int], list[int]] = []
        self.frozen = QTableView(self)
        for view in (self, self.frozen):
            self._set_up(view)
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Marks"))
        self.frozen.setAccessibleName(" ")  # the outer view says everything
        self.frozen.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().stackUnder(self.frozen)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._column_resized)
        self.activated.connect(lambda index: self.cell_activated.emit(index.row(), index.column()))

    def _set_up(self, view: QTableView) -> None:
        view.setItemDelegate(MatrixDelegate(view))
        view.setHorizontalHeader(GroupedHeader(view))
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme().row(self._rows))
        view.verticalHeader().setMinimumSectionSize(theme().row(self._rows))
        view.horizontalHeader().setHighlightSections(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.frozen.setModel(model)
        if model is None:
            return
        self.frozen.setSelectionModel(self.selectionModel())
        self.selectionModel().currentChanged.connect(self._moved)
        model.modelReset.connect(self.fit)
        model.columnsInserted.connect(self.fit)
        self.fit()

    def show_groups(self, groups: Sequence[tuple[int, int, str]]) -> None:
        """Head the columns in groups: (first column, last column, words)."""
        for view in (self, self.frozen):
            header = view.horizontalHeader()
            if isinstance(header, GroupedHeader):
                header.show_groups(groups)
        self.updateGeometries()
        self._place_frozen()

    def set_widths(self, widths: list[int] | Callable[[int], list[int]]) -> None:
        """Column widths in px at 100 % text; columns beyond the list keep the last. A function is asked for them with the room
        there is, now and whenever that changes.
        """
        self._widths = widths
        self.fit()

    def fit(self) -> None:
        """Lay the frozen columns over the table's own; called by itself when the model or sizes change."""
        room = round(self.viewport().width() * 100 / max(theme().scale, 100))
        widths = self._widths(room) if callable(self._widths) else self._widths
        for column in range(self.horizontalHeader().count()):
            if widths:
                self.setColumnWidth(column, theme().px(widths[min(column, len(widths) - 1)]))
            self.frozen.setColumnHidden(column, column >= self._count)
            if column < self._count:
                self.frozen.setColumnWidth(column, self.columnWidth(column))
        self._place_frozen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if callable(self._widths):
            self.fit()
        else:
            self._place_frozen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "frozen"):
            for view in (self, self.frozen):
                view.verticalHeader().setMinimumSectionSize(theme().row(self._rows))
                view.verticalHeader().setDefaultSectionSize(theme().row(self._rows))
            self.fit()

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """A frozen column is always in view; others must not hide under it."""
        if index.column() < self._count:
            return
        super().scrollTo(index, hint)
        hidden = self.frozen.width() - self.visualRect(index).left()
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cell_activated.emit(index.row(), index.column())
        elif index.isValid() and plain and len(text) == 1 and text in "0123456789":
            self.level_typed.emit(index.row(), index.column(), int(text))
        elif index.isValid() and plain and event.key() == Qt.Key.Key_N:
            self.level_typed.emit(index.row(), index.column(), None)
        elif text and not text.isspace() and plain and text.isprintable():
            event.ignore()  # single letters are the page's; Qt would search for them
        else:
            super().keyPressEvent(event)

    def _moved(self, now: QModelIndex, _old: QModelIndex) -> None:
        self.viewport().update()  # the whole row is marked, not only the cell
        self.frozen.viewport().update()
        self.current_moved.emit(now.row(), now.column())

    def _column_resized(self, column: int, _old: int, new: int) -> None:
        if column < self._count:
            self.frozen.setColumnWidth(column, new)
            self._place_frozen()

    def _place_frozen(self) -> None:
        columns = min(self._count, self.horizontalHeader().count())
        width = sum(self.columnWidth(column) for column in range(columns))
        head = self.horizontalHeader().height() if self.horizontalHeader().isVisibleTo(self) else 0
        self.frozen.horizontalHeader().setVisible(head > 0)
        self.frozen.horizontalHeader().setFixedHeight(head)
        self.frozen.setGeometry(self.frameWidth(), self.frameWidth(), width, self.viewport().height() + head)


class GroupedHeader(QHeaderView):
    """Column heads in two storeys: groups above (a method and its weight), names below. Painted; not clickable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._groups: tuple[tuple[int, int, str], ...] = ()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_groups(self, groups: Sequence[tuple[int, int, str]]) -> None:
        """Groups as (first column, last column, words); columns outside any stand alone."""
        self._groups = tuple(groups)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(46 if self._groups else 30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        whole = self.viewport().rect()
        painter.fillRect(whole, theme().color("win"))
        font = theme().font("caption")
        half = self.height() // 2 if self._groups else 0
        for first, last, words in self._groups:
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            paint.text(painter, QRect(left, 0, right - left, half + 2), words, font, "text2", paint.CENTRE)
            painter.fillRect(QRect(right - 1, 4, 1, self.height() - 4), theme().color("line"))
        for column in range(self.count()):
            if self.isSectionHidden(column):
                continue
            place = QRect(self.sectionViewportPosition(column), half, self.sectionSize(column), self.height() - half)
            align = self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
            left_side = isinstance(align, int | Qt.AlignmentFlag) and bool(
                Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignLeft
            )
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            inner = place.adjusted(8, 0, -2, 0) if left_side else place
            paint.text(painter, inner, words, font, "text2", paint.LEFT if left_side else paint.CENTRE)
        paint.line_below(painter, whole)
