"""What stands in place of a document that cannot be shown: what it is, why, and the two ways on.

Trouble with a paper never touches scoring: it ends here, in one sentence, with the passphrase to try or the system's program.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.words import IconLabel, button, label


@dataclass(frozen=True)
class Trouble:
    """Why a document is not shown. `icon` by name; sentences ready to read; `details` for whoever must mend it."""

    icon: str
    title: str
    sentence: str
    details: str = ""
    wants_passphrase: bool = False


class NoticeView(Part):
    """One trouble, centred on the desk."""

    passphrase_given = Signal(str)
    outside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("", "text3", 36)
        self._title = label("", "title", wrap=True)
        self._sentence = label("", "body", "text2", wrap=True, selectable=True)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._passphrase = QLineEdit(self, echoMode=QLineEdit.EchoMode.Password)
        self._passphrase.setFixedWidth(240)
        self._passphrase.returnPressed.connect(self._give_passphrase)
        self._try = button("", None, "primary")
        self._try.clicked.connect(self._give_passphrase)
        self._outside = button("")
        self._outside.clicked.connect(self.outside_wanted)
        self._lay_out()
        self.retranslate()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say this; a passphrase field takes the focus if the person was in the viewer."""
        self._icon.show_icon(trouble.icon, "text3")
        self._title.setText(trouble.title)
        self._sentence.setText(trouble.sentence)
        self._sentence.setToolTip(trouble.details)
        self._passphrase.clear()
        for widget in (self._passphrase, self._try):
            widget.setVisible(trouble.wants_passphrase)
        if trouble.wants_passphrase:
            self.setFocusProxy(self._passphrase)
        else:
            self.setFocusProxy(self._outside)
        self.setAccessibleName(trouble.title)
        self.setAccessibleDescription(trouble.sentence)

    def retranslate(self) -> None:
        self._passphrase.setPlaceholderText(self.tr("Passphrase of this file"))
        self._passphrase.setAccessibleName(self.tr("Passphrase of this file"))
        self._try.setText(self.tr("Open"))
        self._outside.setText(self.tr("Open in the system program"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().color("desk"))
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._passphrase)
        row.addWidget(self._try)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addLayout(row)
        column.addWidget(self._outside, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _give_passphrase(self) -> None:
        if self._passphrase.text():
            self.passphrase_given.emit(self._passphrase.text())
