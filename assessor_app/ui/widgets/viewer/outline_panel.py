"""The table of contents that a PDF carries, beside its pages."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.values import OutlineEntry

_ENTRY = Qt.ItemDataRole.UserRole
_WIDTH = 220
_NUMBER_WIDTH = 52
_ROW = 26


class OutlinePanel(QTreeWidget):
    """Lines of the table of contents; Enter or a click goes there."""

    chosen = Signal(object)  # OutlineEntry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setFixedWidth(_WIDTH)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_entries(self, entries: tuple[OutlineEntry, ...]) -> None:
        """Show these instead; an entry hangs under the last one of a lesser level."""
        self.clear()
        above: list[tuple[int, QTreeWidgetItem]] = []
        for entry in entries:
            item = QTreeWidgetItem([entry.title or "…", str(entry.page + 1)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, entry.title)
            item.setSizeHint(0, QSize(0, theme().px(_ROW)))
            item.setForeground(1, theme().color("text3"))
            item.setData(0, _ENTRY, entry)
            while above and above[-1][0] >= entry.level:
                above.pop()
            if above:
                above[-1][1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append((entry.level, item))
        self.expandToDepth(0)
        self.header().setStretchLastSection(False)
        self.header().resizeSection(1, _NUMBER_WIDTH)
        self.header().resizeSection(0, _WIDTH - _NUMBER_WIDTH - 12)

    def _choose(self, item: QTreeWidgetItem) -> None:
        entry = item.data(0, _ENTRY)
        if isinstance(entry, OutlineEntry):
            self.chosen.emit(entry)
