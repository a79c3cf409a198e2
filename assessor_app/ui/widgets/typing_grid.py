"""A table to type into as fast as the numbers can be read: the field stands in the current cell, and every key moves on.

Enter goes down, Tab to the right; Enter after Tab goes back to where the run began, one row down, as in a spreadsheet. A value
that cannot stand there is refused with a sentence and stays in the field until it is mended or given up with Esc.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from assessor_app.ui.widgets.matrix_view import MatrixView
from assessor_app.ui.widgets.words import set_property

IDLE_MS = 400

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_RETURN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellField(QLineEdit):
    """The field in the current cell. ``left(down, right)``: a key leaves it in that direction."""

    left = Signal(int, int)
    given_up = Signal()
    difference_wanted = Signal()
    compare_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        # What is taken back is the entry, not a letter of the field.
        key = event if isinstance(event, QKeyEvent) else None
        if key is not None and key.type() == QEvent.Type.ShortcutOverride and any(map(key.matches, _UNDO)):
            key.ignore()
            return False
        if key is not None and key.type() == QEvent.Type.KeyPress and key.key() in _TABS:
            self.left.emit(0, -1 if key.key() == Qt.Key.Key_Backtab else 1)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in _RETURN and control:
            self.compare_wanted.emit()
        elif key in _RETURN:
            self.left.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key == Qt.Key.Key_F8:
            self.difference_wanted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not control:
            self.left.emit(1 if key == Qt.Key.Key_Down else -1, 0)
        elif key == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
        elif any(event.matches(undo) for undo in _UNDO):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TypingGrid(MatrixView):
    """``settled(row, column, text)`` when a field is left with another text than it had.

    ``refusal(row, column, text)`` says why a text cannot stand there, or gives nothing; ``can_type`` where there is a field;
    ``text_of`` what it begins with; ``may_keep_early`` whether a text may be kept while it is still being typed.
    """

    settled = Signal(int, int, str)
    refused = Signal(str)
    difference_wanted = Signal()
    compare_wanted = Signal()

    def __init__(
        self,
        *,
        can_type: Callable[[int, int], bool],
        text_of: Callable[[int, int], str],
        refusal: Callable[[int, int, str], str],
        may_keep_early: Callable[[int, int], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(1, "table", parent)
        self._can_type, self._text_of, self._refusal = can_type, text_of, refusal
        self._may_keep_early = may_keep_early
        self._at: tuple[int, int] | None = None
        self._kept = ""
        self._run_began: int | None = None
        self.field = CellField(self.viewport())
        self.field.setProperty("cell", True)
        self.field.hide()
        self.field.left.connect(self._leave)
        self.field.given_up.connect(self._give_up)
        self.field.difference_wanted.connect(self._ask_difference)
        self.field.compare_wanted.connect(self._ask_compare)
        self.field.textEdited.connect(self._edited)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._keep_early)
        self.horizontalScrollBar().valueChanged.connect(self.place_field)
        self.verticalScrollBar().valueChanged.connect(self.place_field)
        self.current_moved.connect(lambda *_: self._moved_to())

    # what it does

    def flush(self) -> bool:
        """Hand over what is in the field; False if it cannot stand and stays there."""
        self._idle.stop()
        if self._at is None:
            return True
        text = self.field.text().strip()
        why = self._refusal(*self._at, text) if text != self._kept else ""
        set_property(self.field, "state", "bad" if why else "")
        self.field.setAccessibleDescription(why)
        self.refused.emit(why)
        if why:
            return False
        if text != self._kept:
            self._kept = text
            self.field.setModified(False)
            self.settled.emit(*self._at, text)
        return True

    def refresh(self) -> None:
        """What is shown may have changed: the field takes over what stands, unless somebody is typing in it."""
        index = self.currentIndex()
        if self._at == (index.row(), index.column()) and self._can_type(*self._at):
            text = self._text_of(*self._at)
            if not self.field.isModified() and text != self._kept:
                self._kept = text
                self.field.setText(text)
                self.field.selectAll()
            self.place_field()
            return
        had_focus = self.field.hasFocus() or self.hasFocus()
        self._close()
        if index.isValid():
            self._open(index)
        if had_focus:
            self.focus_cell()

    def go_to(self, row: int, column: int) -> None:
        """Bring a cell into view and put the field there."""
        model = self.model()
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, column))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
            self.focus_cell()

    def focus_cell(self) -> None:
        """Give the keyboard to the field, or to the table where the current cell has none."""
        (self.field if self._at is not None else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def place_field(self) -> None:
        """Keep the field over its cell."""
        if self._at is not None:
            rect = self.visualRect(self.model().index(*self._at))
            self.field.setGeometry(rect.adjusted(3, 2, -4, -3))
            covered = self._count and rect.left() < sum(self.columnWidth(c) for c in range(self._count))
            self.field.setVisible(not covered)

    # slots

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _RETURN and control:
            self._ask_compare()
        elif event.key() in _RETURN:
            self._leave(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.key() == Qt.Key.Key_F8:
            self._ask_difference()
        else:
            super().keyPressEvent(event)

    def _moved_to(self) -> None:
        index = self.currentIndex()
        if self._at == (index.row(), index.column()):
            return
        had_focus = self.field.hasFocus() or self.hasFocus()
        if self._at is not None and not self.flush():
            stay = self.model().index(*self._at)
            QTimer.singleShot(0, lambda: self.setCurrentIndex(stay))
            return
        self._close()
        if index.isValid():
            self._open(index)
        if had_focus:
            self.focus_cell()

    def _open(self, index: QModelIndex) -> None:
        if not self._can_type(index.row(), index.column()):
            return
        self._at = (index.row(), index.column())
        self._kept = self._text_of(*self._at)
        self.field.setText(self._kept)
        self.field.selectAll()
        self.field.setModified(False)
        self.field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        set_property(self.field, "state", "")
        self.place_field()

    def _close(self) -> None:
        if self._at is None:
            return
        had_focus = self.field.hasFocus()
        self._at = None
        self.field.hide()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        set_property(self.field, "state", "")
        self._idle.start()

    def _keep_early(self) -> None:
        """A pause while typing: what can stand is safe already. What cannot is not said before the field is left."""
        if self._at is None or not self._may_keep_early(*self._at):
            return
        text = self.field.text().strip()
        if text != self._kept and not self._refusal(*self._at, text):
            self._kept = text
            self.settled.emit(*self._at, text)

    def _give_up(self) -> None:
        self._idle.stop()
        self.field.setText(self._kept)
        self.field.setModified(False)
        self.field.selectAll()
        set_property(self.field, "state", "")
        self.refused.emit("")

    def _ask_difference(self) -> None:
        if self.flush():
            self.difference_wanted.emit()

    def _ask_compare(self) -> None:
        if self.flush():
            self.compare_wanted.emit()

    def _leave(self, down: int, right: int) -> None:
        if not self.flush():
            return
        index = self.currentIndex()
        if right:
            if self._run_began is None:
                self._run_began = index.column()
            row, column = self._beside(index.row(), index.column(), right)
        else:
            column = self._run_began if self._run_began is not None and down > 0 else index.column()
            self._run_began = None
            row = index.row() + down
            while 0 <= row < self.model().rowCount() and not self._can_type(row, column):
                row += down
        if 0 <= row < self.model().rowCount():
            self.go_to(row, column)

    def _beside(self, row: int, column: int, step: int) -> tuple[int, int]:
        """The next cell to type in to the right or left, over the end of the row."""
        rows, columns = self.model().rowCount(), self.model().columnCount()
        while True:
            column += step
            if not 0 <= column < columns:
                row, column = row + step, 0 if step > 0 else columns - 1
                self._run_began = None
            if not 0 <= row < rows:
                return -1, column
            if self._can_type(row, column):
                return row, column
