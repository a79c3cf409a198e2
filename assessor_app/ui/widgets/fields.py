"""Form fields: a label above, the editor, and one line beneath for what is wrong. The wheel changes no value anywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QStyledItemDelegate, QWidget

from assessor_app.ui.icons import paint_icon, set_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.words import IconLabel, label, set_property

FEWEST_LETTERS = 14
"""What a choice shows at least, however short the room."""


class QuietComboBox(QComboBox):
    """A combo box the wheel does not turn, with our own arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the focus by wheel
        self.currentTextChanged.connect(lambda _text: self._say_whole())
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for combo boxes does not ask the style sheet

    def minimumSizeHint(self) -> QSize:
        """Where room is short a long choice is elided; its list and its tooltip say it whole."""
        least = self.fontMetrics().averageCharWidth() * FEWEST_LETTERS + theme().px(34)
        return super().minimumSizeHint().boundedTo(QSize(least, super().minimumSizeHint().height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def _say_whole(self) -> None:
        self.setToolTip(self.currentText() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = paint.square(self.width() - theme().px(14) - 9, self.rect(), 14)
        paint_icon(QPainter(self), "down", place, "text2" if self.isEnabled() else "disabled")


class PassphraseEdit(QLineEdit):
    """A passphrase, hidden until the eye is pressed. `caps_lock_seen(bool)`: a letter came in the case Shift did not ask for."""

    caps_lock_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._eye = QAction(self)
        set_icon(self._eye, "eye")
        self._eye.triggered.connect(self._turn)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._turn_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(typed.isupper() != shift)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._turn_words()
        super().changeEvent(event)

    def conceal(self) -> None:
        """Hide the passphrase again, for example when the page is left."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._turn_words()

    def _turn(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._turn_words()

    def _turn_words(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        words = self.tr("Show the passphrase") if hidden else self.tr("Hide the passphrase")
        self._eye.setText(words)
        self._eye.setToolTip(words)
        set_icon(self._eye, "eye" if hidden else "blind")


class LabelledField(Part):
    """Label, editor, error line. The label names the editor for a screen reader; an error is its description."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label, self._hint = QLabel(), label("", "caption", "text3")
        self._label.setBuddy(editor)
        self._icon, self._error = IconLabel("warning", "bad", 14, line=18), label("", "caption", "bad", wrap=True)
        self._icon.hide()
        self._error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._label, 0, 0, 1, 2)
        grid.addWidget(self._hint, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(editor, 1, 0, 1, 3)
        grid.addWidget(self._icon, 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._error, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(editor)

    def set_words(self, name: str, hint: str = "") -> None:
        """The label and the quiet words at its right, in the window's language."""
        self._label.setText(name)
        self._hint.setText(hint)
        self.editor.setAccessibleName(name.replace("&", ""))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the value; empty takes it away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._icon.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        set_property(self.editor, "state", "bad" if sentence else "")

    @property
    def error(self) -> str:
        """The sentence that is shown, if any."""
        return self._error.text()
