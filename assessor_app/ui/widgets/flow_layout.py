"""A layout that sets its parts in lines, as words in a paragraph; for pins and filters."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then down. Spacing in px; ``apart``: the last part stands at the right end of its line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6, *, apart: bool = False) -> None:
        super().__init__(parent)
        self._apart = apart
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, really=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(self.contentsRect(), really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Lay the parts out, each in the middle of its line; gives the height they take."""
        y, height = rect.y(), 0
        for line in self._lines(rect.width()):
            y += height + self._gap if height else 0
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                hint = item.sizeHint()
                if really:
                    wide = min(hint.width(), max(rect.width(), 1))
                    left = rect.right() + 1 - wide if self._apart and item is self._items[-1] else x
                    top = y + (height - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top), QSize(wide, hint.height())))
                x += hint.width() + self._gap
        return y + height - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The parts that are shown, as many to a line as fit."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if lines and used + wide <= width:
                lines[-1].append(item)
                used += wide + self._gap
            else:
                lines.append([item])
                used = wide + self._gap
        return lines


def clear(layout: QLayout) -> None:
    """Take every part out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()  # deletion comes later; until then it must not be seen or focused
            widget.deleteLater()
