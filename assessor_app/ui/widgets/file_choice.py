"""A file that a person is to choose: a button that says what is wanted, and then what was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from assessor_app.ui.language import Part
from assessor_app.ui.widgets.choosing import choose_file
from assessor_app.ui.widgets.words import button


class FileChoice(Part):
    """``chosen(Path)`` whenever a file is chosen; `path` is the last one, or None."""

    chosen = Signal(object)

    def __init__(self, icon: str, patterns: str) -> None:
        super().__init__()
        self.path: Path | None = None
        self._patterns, self._wanted, self._kind = patterns, "", ""
        self.button = button("", icon)
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 1)
        self.setFocusProxy(self.button)

    def set_words(self, wanted: str, kind: str) -> None:
        """``wanted`` stands on the button until a file is chosen; ``kind`` is what such files are called."""
        self._wanted, self._kind = wanted, kind
        self._show()

    def choose(self, path: Path | None) -> None:
        """Take this file, or none."""
        self.path = path
        self._show()
        if path is not None:
            self.chosen.emit(path)

    def _show(self) -> None:
        name = self.path.name if self.path is not None else ""
        self.button.setText(_shortened(name) or self._wanted)
        self.button.setToolTip(str(self.path or ""))
        self.button.setAccessibleName(f"{self._wanted} {name}".strip())

    def _ask(self) -> None:
        start = self.path.parent if self.path is not None else None
        file = choose_file(self, self._wanted, self._kind, self._patterns, start=start)
        if file is not None:
            self.choose(file)


def _shortened(name: str, most: int = 28) -> str:
    """The name with its middle left out, so that start and kind stay in view."""
    return name if len(name) <= most else f"{name[: most - 12]}...{name[-9:]}"
