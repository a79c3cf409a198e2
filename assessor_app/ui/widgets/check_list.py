"""Checks one under the other: a tick, a cross or a question, what was checked, and a fact at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.theme import Token
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.words import IconLabel, label


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check in the window's language. ``spoken`` says its finding in a word for a screen reader."""

    icon: str
    tone: Token
    words: str
    fact: str = ""
    spoken: str = ""


class CheckList(QWidget):
    """Shows the lines it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_checks(self, lines: Sequence[CheckLine]) -> None:
        """Show these checks in their order."""
        clear(self._column)
        for line in lines:
            # A row of its own: a long fact in one must not narrow the words of the others.
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(8)
            icon = IconLabel(line.icon, line.tone, 15, line.spoken, line=20)
            across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(label(line.words, "body", wrap=True), 1)
            across.addWidget(label(line.fact, "caption", "text2"))
            self._column.addWidget(row)
