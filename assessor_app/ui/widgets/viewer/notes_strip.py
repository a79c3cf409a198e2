"""The notes of a case at the foot of the viewer: folded, the latest one; open, all of them; a line to write the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.values import ViewerNote
from assessor_app.ui.widgets.words import IconLabel, ground, icon_button, label, name_button, removable

_LINE = 24
_MOST_SHOWN = 6
_SIDE = 12
_DRAFT_PAUSE_MS = 400


class NoteLine(QAbstractButton):
    """One note: time, indicator, words. A click goes to its place; Delete or its menu takes it away."""

    note_removed = Signal(str)

    def __init__(self, note: ViewerNote, *, wraps: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self._wraps = wraps
        self.setCursor(Qt.CursorShape.PointingHandCursor if note.document_id else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(note.text)
        self.setAccessibleName(" ".join(filter(None, (note.time, note.label, note.text))))
        removable(self, self.tr("Remove this note"), lambda: self.note_removed.emit(self.note.id))

    def hints(self) -> Sequence[Hint]:
        return (Hint("Delete", self.tr("remove")),)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._text_left() - _SIDE, 60), 10_000)
        needed = QFontMetrics(theme().font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.note.text)
        return max(_LINE, needed.height() + 6)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()) if self._wraps else theme().px(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = QRect(_SIDE, 0, self.width() - 2 * _SIDE, theme().px(_LINE))
        painter.setFont(now.font("caption"))
        painter.setPen(now.color("text2"))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.note.time)
        if self.note.label and self.note.aspect_position:
            self._paint_badge(painter)
        left = self._text_left()
        painter.setFont(now.font())
        painter.setPen(now.color("text1"))
        if self._wraps:
            room = QRect(left, 3, self.width() - left - _SIDE, self.height() - 3)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self.note.text)
        else:
            words = QFontMetrics(now.font()).elidedText(
                self.note.text, Qt.TextElideMode.ElideRight, self.width() - left - _SIDE
            )
            painter.drawText(first.adjusted(left - _SIDE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            painter.setPen(now.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 0, -3, -1), 4, 4)
        painter.end()

    def _time_width(self) -> int:
        return QFontMetrics(theme().font("caption")).horizontalAdvance("00:00:00") + 10

    def _badge_width(self) -> int:
        return QFontMetrics(theme().font("caption", bold=True)).horizontalAdvance(self.note.label) + 10

    def _text_left(self) -> int:
        badge = self._badge_width() + 8 if self.note.label and self.note.aspect_position else 0
        return _SIDE + self._time_width() + badge

    def _paint_badge(self, painter: QPainter) -> None:
        now = theme()
        box = QRect(_SIDE + self._time_width(), (now.px(_LINE) - 16) // 2, self._badge_width(), 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.aspect(self.note.aspect_position))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(now.color("on_aspect"))
        painter.setFont(now.font("caption", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.note.label)


class _Lines(QWidget):
    """Notes one below the other, each as high as its words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for line in self.findChildren(NoteLine):
            line.setFixedHeight(line.heightForWidth(self.width()))


class NotesStrip(Part):
    """Folded or open; says when a note is written, when a draft changes, and when one is clicked."""

    written = Signal(str)
    draft_changed = Signal(str)
    activated = Signal(str)
    removed = Signal(str)
    left = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self._notes: list[ViewerNote] = []
        self._open = False
        self._icon = IconLabel("note", "text1", 16)
        self._title = label("", "strong")
        self._count = label("", "caption")
        self._fold = icon_button("up")
        self._fold.clicked.connect(lambda: self.set_open(open=not self._open))
        self._lines = _Lines()
        ground(self._lines, "surface")
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._lines)
        self.field = QLineEdit(self)
        self.field.hide()
        self.field.returnPressed.connect(self._write)
        self._pause = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.draft_changed.emit(self.field.text()))
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self._place = ""
        self._lay_out()
        self.retranslate()

    @property
    def is_open(self) -> bool:
        return self._open

    def set_notes(self, notes: list[ViewerNote]) -> None:
        """The notes of the case, the newest last."""
        self._notes = list(notes)
        self._show_notes()

    def set_open(self, *, open: bool) -> None:
        """Unfold or fold."""
        if open != self._open:
            self._open = open
            self.retranslate()
            self.folded.emit(not open)

    def begin(self, place: str, draft: str = "") -> None:
        """Bring up the line to write a note about `place`; a `draft` typed earlier stands in it."""
        self._place = place
        if draft and not self.field.text():
            self.field.setText(draft)
        self.retranslate()
        self.field.show()
        # For a shortcut Qt would select what stands there, and the next letter would replace the draft.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)

    def show_place(self, place: str) -> None:
        """Name the place anew, after a switch of language."""
        self._place = place
        self.retranslate()

    def set_draft(self, text: str) -> None:
        """What was typed before, to stand in the line the next time it comes up."""
        self.field.setText(text)

    def settle_draft(self) -> None:
        """Tell a draft that was typed within the last moments, before it is put aside."""
        if self._pause.isActive():
            self._pause.stop()
            self.draft_changed.emit(self.field.text())

    def drop_draft(self) -> None:
        """Empty and hide the line: another case."""
        self.field.clear()
        self.field.hide()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Notes on this case"))
        self._count.setText(str(len(self._notes)) if self._notes else "")
        name = self.tr("Fold the notes") if self._open else self.tr("Show all notes")
        name_button(self._fold, name)
        set_icon(self._fold, "down" if self._open else "up")
        words = self.tr("Note on {place}; Enter keeps it, Esc leaves").format(place=self._place)
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self._show_notes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.isVisible():
            # What was typed stays in the hidden line and comes back with the next M: nothing entered is lost.
            self.field.hide()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme().color("line"))
        painter.end()

    def _remove(self, note_id: str) -> None:
        self.left.emit()
        self.removed.emit(note_id)

    def _write(self) -> None:
        text = self.field.text().strip()
        if not text:
            return
        self._pause.stop()
        self.field.clear()
        self.field.hide()
        self.written.emit(text)
        self.left.emit()

    def _show_notes(self) -> None:
        while (item := self._lines.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        shown = self._notes if self._open else self._notes[-1:]
        for note in shown:
            line = NoteLine(note, wraps=self._open, parent=self._lines)
            line.clicked.connect(lambda _checked=False, name=note.id: self.activated.emit(name))
            line.note_removed.connect(self._remove)
            line.setFixedHeight(line.heightForWidth(self._area.viewport().width()) if self._open else theme().px(_LINE))
            self._lines.column.addWidget(line)
        self._area.setVisible(bool(shown))
        most = _MOST_SHOWN if self._open else 1
        self._area.setFixedHeight(
            min(max(len(shown), 1) * theme().px(_LINE) + 6 + (24 if self._open else 0), most * 30)
        )
        self._count.setText(str(len(self._notes)) if self._notes else "")
        self._fold.setVisible(len(self._notes) > 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 4, 8, 0)
        head.setSpacing(6)
        for widget in (self._icon, self._title, self._count):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._fold)
        line = QHBoxLayout()
        line.setContentsMargins(_SIDE, 2, _SIDE, 6)
        line.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area)
        column.addLayout(line)
