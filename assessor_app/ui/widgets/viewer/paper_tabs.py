"""One tab for each paper of a case, and what is known of the paper behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QTabBar, QWidget

from assessor_app.models.dossier import DocumentKind
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.flow_view import FlowView
from assessor_app.ui.widgets.viewer.notice import NoticeView
from assessor_app.ui.widgets.viewer.page_view import PageView
from assessor_app.ui.widgets.viewer.paged_file import PagedFile
from assessor_app.ui.widgets.viewer.reading_thread import Job
from assessor_app.ui.widgets.viewer.values import OutlineEntry, Spot, ViewerDocument, ViewerPlace

_LEAST_TAB = 128
_ICONS = {
    DocumentKind.FORM: "form",
    DocumentKind.PDF: "document",
    DocumentKind.WORD: "document",
    DocumentKind.IMAGE: "image",
    DocumentKind.OTHER: "folder",
}


@dataclass
class PaperTab:
    """One document: its view or its trouble, and what was asked of it before it was open."""

    document: ViewerDocument
    view: PageView | FlowView | None = None
    notice: NoticeView | None = None
    error: Exception | None = None
    job: Job | None = None
    file: PagedFile | None = None
    place: ViewerPlace = field(default_factory=ViewerPlace)
    aim: Spot | None = None
    outline: tuple[OutlineEntry, ...] = ()
    passphrase: str = ""

    @property
    def icon(self) -> str:
        """The icon's name: that of the kind, or of trouble."""
        if self.error is not None and self.document.kind is not DocumentKind.OTHER:
            return "missing"
        return _ICONS[self.document.kind]


class TabBar(QTabBar):
    """Tabs that the wheel leaves alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumTabSizeHint(self, index: int) -> QSize:
        wanted = self.tabSizeHint(index)
        if index == 0:  # the application form: two words that must not lose their middle
            return wanted
        return QSize(min(wanted.width(), theme().px(_LEAST_TAB)), wanted.height())


class Ground(QWidget):
    """The empty desk, while a paper is being opened or none is there."""

    words = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), now.color("desk"))
        painter.setPen(now.color("text3"))
        painter.setFont(now.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()
