"""The whole list of keys, in groups: what F1 shows beside the work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.keycap import KeyCap
from assessor_app.ui.widgets.words import label


class KeyList(QWidget):
    """Groups of keys under their headings, caps at the left and words at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_keys(self, groups: Sequence[tuple[str, Sequence[Hint]]]) -> None:
        """Show (heading, keys) in the window's language."""
        clear(self._grid)
        row = 0
        for heading, hints in groups:
            self._grid.addWidget(label(heading, "title"), row, 0, 1, 2)
            row += 1
            for hint in hints:
                self._grid.addWidget(KeyCap(hint.keys), row, 0, Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(label(hint.text, "body", wrap=True), row, 1)
                row += 1
        self._grid.setRowStretch(row, 1)
