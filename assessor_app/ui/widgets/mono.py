"""Text in the face of figures: fingerprints, commands, passphrases. Selectable, and copied whole by its page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy

from assessor_app.ui.theme import Role, theme


class Mono(QLabel):
    """A label in the mono face; lines break anywhere, since what it shows has no words."""

    def __init__(self, text: str = "", role: Role = "caption") -> None:
        super().__init__(text)
        self._role: Role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        font = theme().font(self._role, mono=True)
        # Two setters that hear of their own change would go round for ever.
        if self.font() != font:
            self.setFont(font)
        self.setMinimumHeight(QFontMetrics(font).height())
