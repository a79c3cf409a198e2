"""The search line of the viewer: words, how many hits, to the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.widgets.words import ground, icon_button, label, name_button

_PAUSE_MS = 180


class FindBar(Part):
    """Typing searches after a short pause; Enter goes on, Shift+Enter back, Esc closes."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self.field = QLineEdit(self)
        self._count = label("", "caption")
        self._previous = self._button("up", -1)
        self._next = self._button("down", 1)
        self._close = icon_button("close")
        self._close.clicked.connect(self.closed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._say_wanted)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self._state = (0, 0, 0, 0)
        self.retranslate()

    def begin(self, words: str = "") -> None:
        """Come up with the field in focus; `words` (what was selected) are searched at once."""
        self.show()
        if words:
            self.field.setText(words)
            self._pause.stop()
            self._say_wanted()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def present(self, words: str) -> None:
        """Come up showing `words` that are searched already; the focus stays where it is."""
        self.field.blockSignals(True)  # nobody typed them
        self.field.setText(words)
        self.field.blockSignals(False)
        self._pause.stop()
        self.show()

    def end(self) -> None:
        """Go away; what was just typed is not searched any more."""
        self._pause.stop()
        self.hide()

    def show_count(self, number: int, count: int, looked: int, pages: int) -> None:
        """Hit `number` of `count`; while `looked` is under `pages` the search is still under way."""
        self._state = (number, count, looked, pages)
        self._say_count()

    def retranslate(self) -> None:
        for widget, words, key in (
            (self._previous, self.tr("Previous hit"), "Shift+F3"),
            (self._next, self.tr("Next hit"), "F3"),
            (self._close, self.tr("Close the search"), "Esc"),
        ):
            name_button(widget, words, key)
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self._say_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if self._pause.isActive():
                self._pause.stop()
                self._say_wanted()
            else:
                self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _say_wanted(self) -> None:
        self.wanted.emit(self.field.text())

    def _say_count(self) -> None:
        number, count, looked, pages = self._state
        if not self.field.text().strip():
            words = ""
        elif looked < pages and not count:
            words = self.tr("searching, page {looked} of {pages}").format(looked=looked, pages=pages)
        elif not count:
            words = self.tr("not found")
        elif looked < pages:
            words = self.tr("{number} of {count} so far").format(number=number, count=count)
        else:
            words = self.tr("{number} of {count}").format(number=number, count=count)
        self._count.setText(words)
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)

    def _button(self, icon: str, step: int) -> QToolButton:
        button = icon_button(icon)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button
