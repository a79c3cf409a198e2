"""Checks one under the other: a tick, a cross or a question, what was checked, and a fact at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_checks(self, lines: Sequence[CheckLine]) -> None:
        """Show these checks in their order."""
        clear(self._grid)
        for row, line in enumerate(lines):
            icon = IconLabel(line.icon, line.tone, 15, line.spoken, line=20)
            self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(line.words, "body", wrap=True), row, 1)
            fact = label(line.fact, "caption", "text2")
            fact.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(fact, row, 2)
