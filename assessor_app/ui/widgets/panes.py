"""Panes beside one another: a hairline between them that is easier to grasp than it looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from assessor_app.ui.theme import theme


class _Handle(QSplitterHandle):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.rect().center()
        colour = theme().color("control" if self.underMouse() else "line")
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(middle.x(), 0, 1, self.height(), colour)
        else:
            painter.fillRect(0, middle.y(), self.width(), 1, colour)


class Panes(QSplitter):
    """A splitter whose places the frame remembers under `name`; no pane can be folded away by accident."""

    def __init__(
        self,
        name: str,
        panes: Sequence[tuple[QWidget, int]],
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        stretch: int = -1,
        parent: QWidget | None = None,
    ) -> None:
        """`panes` with their drawn sizes in px; the one numbered `stretch` takes what is left."""
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.setHandleWidth(1)  # of such a handle Qt lets two px on either side take the mouse as well
        self.setChildrenCollapsible(False)
        for number, (pane, _size) in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(number, 1 if number == stretch % len(panes) else 0)
        self.setSizes([theme().px(size) for _pane, size in panes])

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
