"""Panes beside one another: a hairline between them that is easier to grasp than it looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QSplitterHandle, QWidget

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


class Upright(QScrollArea):
    """Scrolls a part up and down where it is too high; as wide as the part must be, so that nothing is cut at its side."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(part)

    def minimumSizeHint(self) -> QSize:
        part = self.widget()
        if part is None:
            return super().minimumSizeHint()
        wide = max(part.minimumSizeHint().width(), part.minimumWidth())
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), theme().px(80))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
