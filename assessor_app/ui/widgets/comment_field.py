"""A comment that grows from 2 to 6 lines, keeps itself, and never fights the person typing in it.

What a person typed is announced once it settles: 400 ms after the last key, when the focus leaves, or when the page calls
`flush` before it goes away. Characters still being composed in an input method are not in the document and so never announced.
"""

from __future__ import annotations

from datetime import datetime
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part, format_time
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.words import set_property

SETTLE_MS = 400
FEWEST, MOST = 2, 6  # lines


class GrowingEdit(QPlainTextEdit):
    """A plain text field as high as its text, within limits; Tab leaves it, the wheel scrolls the page unless it is full."""

    left = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None, fewest: int = FEWEST, most: int = MOST) -> None:
        super().__init__(parent)
        self._fewest, self._most = fewest, most
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    def fit(self) -> None:
        """Set the height to the text's, between the fewest and the most lines."""
        layout, block, needed = self.document().documentLayout(), self.document().firstBlock(), 0.0
        while block.isValid():
            needed += layout.blockBoundingRect(block).height()  # lines with Han characters are taller than others
            block = block.next()
        line = max(QFontMetrics(self.font()).lineSpacing(), theme().line("caption"))
        inner = min(max(ceil(needed), self._fewest * line), self._most * line)
        full = needed > inner
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )
        margins = self.contentsMargins() + self.viewportMargins()
        height = inner + max(margins.top() + margins.bottom(), 10)
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # A field with nothing of its own to take back leaves the key to the page, which takes back what was entered last.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            document = self.document()
            spent = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            if spent or (event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CommentField(Part):
    """The field with its saved time and count beneath. `text_settled(str)` is announced only when the text is another."""

    text_settled = Signal(str)
    finished = Signal()  # Ctrl+Enter: on to the next
    given_back = Signal()  # Esc: back to what the comment is on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled, self._warning = "", ""
        self._on_its_way: str | None = None  # announced, and not yet seen to have arrived in the store
        self._saved_at: datetime | None = None
        self.edit = GrowingEdit()
        self._foot = _Foot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self._foot)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(SETTLE_MS)
        self._idle.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.flush)
        self.edit.finished.connect(self._finish)
        self.setFocusProxy(self.edit)
        self.edit.setAccessibleName(self.tr("Comment"))

    # what it answers

    @property
    def text(self) -> str:
        """What stands in the field now, settled or not."""
        return self.edit.toPlainText()

    @property
    def foot_words(self) -> tuple[str, str]:
        """What stands beneath, left and right."""
        left = self.tr("%n character(s)", None, len(self.text)) if self.text else ""
        if self._warning:
            return left, self._warning
        if self._saved_at is None:
            return left, ""
        return left, self.tr("Saved {time}").format(time=format_time(self._saved_at, seconds=True))

    # what it does

    def show_text(self, text: str) -> None:
        """Show what the store holds, unless a person is in the field or has typed what is not yet kept.

        A reading from before the last announcement has arrived is older than what is shown, and left aside.
        """
        if text == self._on_its_way:
            self._on_its_way = None
        if self.edit.hasFocus() or self.text != self._settled or self._on_its_way is not None:
            return
        self.reset(text)

    def reset(self, text: str) -> None:
        """Show `text` whatever stands there: another case, or a comment that was refused or undone."""
        self._settled, self._on_its_way = text, None
        if text != self.text:
            self.edit.setPlainText(text)

    def show_saved(self, at: datetime) -> None:
        """Say since when the text is on the disk, local time."""
        self._saved_at, self._on_its_way = at, None
        self._foot.update()

    def show_warning(self, sentence: str) -> None:
        """Say what is wanting (no place cited, a stock phrase); empty takes it away. Used when locking, not while typing."""
        self._warning = sentence
        set_property(self.edit, "state", "warn" if sentence else "")
        self.edit.setAccessibleDescription(sentence)
        self._foot.update()

    def set_words(self, name: str, placeholder: str) -> None:
        """The accessible name (“comment on E2”) and what to cite, in the window's language."""
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)

    def lock(self) -> None:
        """Make it read-only; the text can still be selected and copied."""
        self.edit.setReadOnly(True)

    def unlock(self) -> None:
        """Let it be written again."""
        self.edit.setReadOnly(False)

    def flush(self) -> None:
        """Announce at once what has not been announced."""
        self._idle.stop()
        text = self.text
        if text != self._settled and not self.edit.isReadOnly():
            self._settled = self._on_its_way = text
            self.text_settled.emit(text)

    def restyle(self) -> None:
        self.edit.fit()
        self._foot.setFixedHeight(theme().line("caption"))

    # slots

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.flush()
            self.given_back.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._foot.update()
        if self.text != self._settled:
            self._idle.start()

    def _finish(self) -> None:
        self.flush()
        self.finished.emit()


class _Foot(QWidget):
    def __init__(self, field: CommentField) -> None:
        super().__init__(field)
        self._field = field
        self.setFixedHeight(theme().line("caption"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme().font("caption")
        left, right = self._field.foot_words
        warned = self._field.edit.property("state") == "warn"
        tone: Token = "warn" if warned else "text3"
        width = paint.text(painter, self.rect(), right, font, tone, paint.RIGHT)
        if right:
            place = paint.square(self.width() - width - theme().px(14) - 3, self.rect(), 14)
            paint_icon(painter, "warning" if warned else "check", place, "warn" if warned else "ok")
        paint.text(painter, self.rect().adjusted(0, 0, -width - 10 - theme().px(14), 0), left, font, "text3")
