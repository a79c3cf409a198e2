"""What a place shows when it holds nothing: one icon, one line, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.widgets.words import IconLabel, button, label


class EmptyState(QWidget):
    """Centred at two fifths of the height. `act_wanted` when the button is pressed; without a label there is no button."""

    act_wanted = Signal()

    def __init__(self, icon: str, act_icon: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = label("", "strong")
        self._sentence = label("", "body", "text2", wrap=True)
        self.act_button = button("", act_icon)
        self.act_button.clicked.connect(self.act_wanted)
        for words in (self._line, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setMaximumWidth(420)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, "text3", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._line)
        # A wrapped label centred by alignment would shrink to its narrowest; the stretch keeps it as wide as it may be.
        column.addWidget(_centred(self._sentence))
        column.addSpacing(4)
        column.addWidget(self.act_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, line: str, sentence: str, act: str = "") -> None:
        """Set the words, in the window's language."""
        self._line.setText(line)
        self._sentence.setText(sentence)
        self.act_button.setText(act)
        self.act_button.setVisible(bool(act))


def _centred(inner: QWidget) -> QWidget:
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(12, 0, 12, 0)
    row.addStretch(1)
    row.addWidget(inner, 100)
    row.addStretch(1)
    return outer
