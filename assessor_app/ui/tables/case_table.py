"""The assessor's cases as a table: state, number, name, grade, field, and how far each method is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assessor_app.models.ids import CaseId
from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.scheme import Scheme
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.tables.queue_entries import case_state, method_cells
from assessor_app.ui.tables.rows import MEASURED, shared_out
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.queue_list import MethodCell, paint_method
from assessor_app.ui.widgets.state_chip import State, paint_chip, state_word

AnyIndex = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
CELLS_ROLE = Qt.ItemDataRole.UserRole + 2
CASE_ROLE = Qt.ItemDataRole.UserRole + 3
FLAG_ROLE = Qt.ItemDataRole.UserRole + 4

COLUMNS = (
    QT_TRANSLATE_NOOP("CaseTable", "State"),
    QT_TRANSLATE_NOOP("CaseTable", "Name"),
    QT_TRANSLATE_NOOP("CaseTable", "Number"),
    QT_TRANSLATE_NOOP("CaseTable", "Grade"),
    QT_TRANSLATE_NOOP("CaseTable", "Field"),
    QT_TRANSLATE_NOOP("CaseTable", "Methods"),
    QT_TRANSLATE_NOOP("CaseTable", "To do"),
)
STATE, NAME, NUMBER, GRADE, FIELD, METHODS, TO_DO = range(7)
DRAWN = (124, 150, 76, 68, 104, 92, 90)
"""Widths of the columns in px at 100 %; the last is the least of what is left to it."""


class CaseTable(QAbstractTableModel):
    """One row a case."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[CaseSummary, Scheme]] = []
        self._language = Language.ZH
        self._flagged: frozenset[CaseId] = frozenset()

    def show_cases(
        self,
        lines: Sequence[tuple[CaseSummary, Scheme]],
        language: Language,
        flagged: frozenset[CaseId] = frozenset(),
    ) -> None:
        """Show these cases, in this order; ``flagged``: those the person flagged for themselves."""
        self.beginResetModel()
        self._language, self._flagged = language, flagged
        self._shown = list(lines)
        self.endResetModel()

    def case_at(self, row: int) -> CaseSummary:
        return self._shown[row][0]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated("CaseTable", COLUMNS[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, scheme = self._shown[index.row()]
        state = State.MISSING if line.tie is None else case_state(line)
        word = translated("CaseTable", "Declare") if line.tie is None else state_word(state)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                name, rest = line.name.of(self._language), to_do(line, scheme, self._language)
                texts = (word, name, line.number, line.grade, line.field, "", rest)
                return texts[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column() == METHODS:
                    cells = method_cells(line, scheme, self._language)
                    return ", ".join(f"{cell.name} {translated('Progress', cell.progress.value)}" for cell in cells)
                if index.column() == NAME and line.case in self._flagged:
                    return f"{self.data(index)}, {translated('QueueEntry', 'flagged by me')}"
                return self.data(index)
            case _ if role == STATE_ROLE:
                return (State.NOT_STARTED if line.tie is None else state, word)
            case _ if role == CELLS_ROLE:
                return () if line.tie is Tie.RECUSED else method_cells(line, scheme, self._language)
            case _ if role == CASE_ROLE:
                return line.case
            case _ if role == FLAG_ROLE:
                return line.case in self._flagged
        return None


MOST_NAMED = 2
"""Methods named in the last column; more would not fit beside each other."""

_WORDS = (
    QT_TRANSLATE_NOOP("CaseTable", "Declare"),
    QT_TRANSLATE_NOOP("CaseTable", "declare before the papers open"),
    QT_TRANSLATE_NOOP("CaseTable", "recused; somebody else assesses"),
    QT_TRANSLATE_NOOP("CaseTable", "all signed"),
    QT_TRANSLATE_NOOP("CaseTable", "everything to do"),
    QT_TRANSLATE_NOOP("CaseTable", "{methods} to do"),
)


def to_do(line: CaseSummary, scheme: Scheme, language: Language) -> str:
    """What this assessor still has to do on a case."""
    if line.tie is None:
        return translated("CaseTable", "declare before the papers open")
    if line.tie is Tie.RECUSED:
        return translated("CaseTable", "recused; somebody else assesses")
    due = [method for method, state in line.states if state in (SheetState.OPEN, SheetState.STARTED)]
    if not due:
        return translated("CaseTable", "all signed")
    if len(due) > MOST_NAMED:
        return translated("CaseTable", "everything to do")
    names = [scheme.method(method).title.of(language) for method in due]
    joined = ("\N{IDEOGRAPHIC COMMA}" if language is Language.ZH else ", ").join(names)
    return translated("CaseTable", "{methods} to do").format(methods=joined)


@lru_cache(maxsize=2048)
def haystack(line: CaseSummary) -> str:
    """All that a case may be found by: number, names, pinyin and its initials, grade, field; in small letters."""
    from pypinyin import lazy_pinyin

    pinyin = lazy_pinyin(line.name.zh)
    initials = "".join(syllable[:1] for syllable in pinyin)
    parts = (line.number, line.name.zh, line.name.en, "".join(pinyin), initials, line.grade, line.field)
    return " ".join(parts).casefold()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        column = index.column()
        if column not in (STATE, METHODS):
            self._paint_words(painter, option, index)
            return
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        rect: QRect = option.rect
        paint.line_below(painter, rect)
        if column == STATE:
            state, word = index.data(STATE_ROLE)
            paint_chip(
                painter, rect.adjusted(8, 0, -4, 0), state, word, quiet=state in (State.LOCKED, State.NOT_STARTED)
            )
            return
        left = rect.left() + 8
        size = theme().px(20)
        for cell in index.data(CELLS_ROLE):
            assert isinstance(cell, MethodCell)
            paint_method(painter, QRect(left, rect.center().y() - size // 2, size, size), cell)
            left += size + 4

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Under the head of the column, to the pixel; Qt's own text stands a few beside it."""
        widget: QWidget = option.widget
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        rect: QRect = option.rect
        column = index.column()
        font = theme().font("body", bold=column == NAME)
        words = rect.adjusted(8, 0, -4, 0)
        if column == NAME and index.data(FLAG_ROLE):
            paint_icon(painter, "flagged", paint.square(words.right() - theme().px(14), words, 14), "warn")
            words = words.adjusted(0, 0, -theme().px(18), 0)
        paint.text(painter, words, str(index.data()), font, "text1" if column == NAME else "text2")
        paint.line_below(painter, rect)


class CaseView(QTableView):
    """The table on the page: rows of one height, Enter or a double click opens the case."""

    case_activated = Signal(str)

    def __init__(self, table: CaseTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(table)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.modelReset.connect(self.fit)
        self.activated.connect(self._activate)
        table.modelAboutToBeReset.connect(self._remember_case)
        table.modelReset.connect(self._select_again)
        self._kept = ""
        self._restyle()

    def _restyle(self) -> None:
        """Rows and columns grow with the text."""
        self.verticalHeader().setDefaultSectionSize(theme().row("table"))
        self.fit()

    def fit(self) -> None:
        """Share the room out. Where it is short the columns that the name stands for as well are left out, never scrolled to."""
        drawn = [theme().px(width) for width in DRAWN]
        natural = [self._natural(column) for column in range(len(COLUMNS))]
        room = self.viewport().width()
        left_out: list[int] = []
        least = [min(pair) for pair in zip(drawn, natural, strict=True)]
        for column in (FIELD, GRADE, TO_DO, NUMBER):
            if sum(width for place, width in enumerate(least) if place not in left_out) > room:
                left_out.append(column)
        for column in left_out:
            drawn[column] = natural[column] = 0
        stretch, modes = (NAME if TO_DO in left_out else TO_DO), QHeaderView.ResizeMode
        for column, width in enumerate(shared_out(drawn, natural, stretch, room)):
            mode = modes.Stretch if column == stretch else modes.Interactive
            self.horizontalHeader().setSectionResizeMode(column, mode)
            self.setColumnHidden(column, column in left_out)
            if column not in (*left_out, stretch):
                self.setColumnWidth(column, width)

    def _natural(self, column: int) -> int:
        """What a column would need for all of its words to be read."""
        model, caption = self.model(), theme().font("caption")
        head = paint.text_width(str(model.headerData(column, Qt.Orientation.Horizontal) or ""), caption) + 16
        if column == METHODS:
            return max(head, theme().px(DRAWN[METHODS]))
        font = theme().font("body", bold=column == NAME)
        more = theme().px(14) + 24 if column == STATE else (theme().px(18) if column == NAME else 0)
        shown = (str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), MEASURED)))
        words = max((paint.text_width(each, caption if column == STATE else font) for each in shown), default=0)
        return max(head, words + more + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
        super().changeEvent(event)

    def current_case(self) -> str:
        """The id of the case selected; empty if none is."""
        index = self.currentIndex()
        return str(index.data(CASE_ROLE)) if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the page: a table would search its first column by them."""
        if event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _remember_case(self) -> None:
        self._kept = self.current_case()

    def _select_again(self) -> None:
        """The case selected before, else the first."""
        model = self.model()
        rows = range(model.rowCount())
        row = next((row for row in rows if model.index(row, 0).data(CASE_ROLE) == self._kept), 0)
        if rows:
            self.selectRow(row)

    def _activate(self, index: QModelIndex) -> None:
        self.case_activated.emit(str(index.data(CASE_ROLE)))
