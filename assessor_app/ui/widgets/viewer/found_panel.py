"""Where the words looked for stand in all papers of the case, beside the paper in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.values import FoundPlace
from assessor_app.ui.widgets.words import ground, label

_WIDTH = 240
_BEFORE = 10
"""Letters of a snippet shown before the words, so that the words themselves are in sight."""


class FoundPanel(Part):
    """A click or Enter goes to the page, with the words marked."""

    chosen = Signal(object)
    """`FoundPlace`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self.places: tuple[FoundPlace, ...] = ()
        self._unread = 0
        self._head = label("", "caption", "text2", wrap=True)
        self._waiting = label("", "caption", "warn", wrap=True)
        self.list = LineList()
        self.list.line_activated.connect(lambda line: self.chosen.emit(self.places[int(line)]))
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._head)
        head.addWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setFixedWidth(theme().px(_WIDTH))
        self.retranslate()

    def show_places(self, places: Sequence[FoundPlace], unread: int, place_words: Callable[[FoundPlace], str]) -> None:
        """Show these; ``unread`` papers could not be looked through yet; ``place_words`` says document and page."""
        self.places, self._unread = tuple(places), unread
        self.list.show_lines(
            [Line(str(number), _around(place), place_words(place)) for number, place in enumerate(self.places)]
        )
        self.retranslate()

    def restyle(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH))

    def retranslate(self) -> None:
        count = len(self.places)
        self._head.setText(
            self.tr("%n place(s) in all papers of this case", None, count)
            if count
            else self.tr("Not in any paper of this case.")
        )
        self._waiting.setText(self.tr("%n paper(s) not read in yet.", None, self._unread))
        self._waiting.setVisible(self._unread > 0)
        self.list.setAccessibleName(self.tr("Found in all papers"))


def _around(place: FoundPlace) -> str:
    first = max(place.start - _BEFORE, 0)
    return ("…" if first else "") + place.snippet[first:].strip()
