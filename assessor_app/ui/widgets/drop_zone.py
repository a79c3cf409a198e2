"""Where files may be dropped: a zone for an empty place, and a listener that lets any page take files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.words import SIDE


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files among what is dragged; links to elsewhere are left out."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class FileDrop(QObject):
    """Lets `widget` take files: `files_dropped([Path])`, and `hovered(bool)` while something droppable is over it."""

    files_dropped = Signal(list)
    hovered = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._dropped(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
        }:
            fits = bool(dropped_files(event.mimeData()))
            event.setAccepted(fits)
            self.hovered.emit(fits)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
            return True
        return super().eventFilter(watched, event)

    def _dropped(self, event: QDropEvent) -> bool:
        files = dropped_files(event.mimeData())
        self.hovered.emit(False)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        return True


ROOMY = 300
"""Px at 100 %: from this height on the zone is a page of its own."""


class DropZone(QWidget):
    """An empty place that takes files, with a button for those who would rather choose (`choose_wanted`)."""

    files_dropped = Signal(list)  # list[Path]
    choose_wanted = Signal()

    def __init__(self, icon: str = "package", act_icon: str = "folder", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot = False
        self.empty = EmptyState(icon, act_icon)
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        self.empty.act_wanted.connect(self.choose_wanted)
        self._drop = FileDrop(self)
        self._drop.files_dropped.connect(self.files_dropped)
        self._drop.hovered.connect(self._warm)

    def show_words(self, line: str, sentence: str, act: str) -> None:
        """Set the words, in the window's language."""
        self.empty.show_words(line, sentence, act)
        self.setAccessibleName(line)

    def _warm(self, hot: bool) -> None:  # noqa: FBT001  # a slot
        self._hot = hot
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # A zone that is a page of its own keeps away from the edges; in a side pane the layout around it does.
        room = SIDE if self.height() > theme().px(ROOMY) else 0
        inner = self.rect().adjusted(room, room, -room - 1, -room - 1)
        paint.box(
            painter,
            inner,
            "accent_soft" if self._hot else None,
            "accent_text" if self._hot else "control",
            6,
            dashed=True,
        )
