"""F1: what is said of the page in hand, and its keys, beside the work; it follows from page to page until it is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from assessor_app.ui.guide import section_of
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, window_language
from assessor_app.ui.theme import pane, theme
from assessor_app.ui.widgets.key_list import KeyList
from assessor_app.ui.widgets.words import button, ground, icon_button, label, name_button, rule


class HelpPanel(Part):
    """Shows one section of the guide. ``guide_wanted`` leads to all of it, ``tour_wanted`` round the window."""

    closed = Signal()
    guide_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self._keys: Sequence[Hint] = ()
        ground(self, "surface")
        self._title = label("", "title", wrap=True)
        self.close_button = icon_button("close")
        self.text = _Growing()
        self.keys = KeyList()
        self.guide_button, self.tour_button = button("", "document", "quiet"), button("", "eye", "quiet")
        self._build()
        self.close_button.clicked.connect(self.closed)
        self.guide_button.clicked.connect(self.guide_wanted)
        self.tour_button.clicked.connect(self.tour_wanted)
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 12, 8)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inside = ground(QWidget(), "surface")
        words = QVBoxLayout(inside)
        words.setContentsMargins(18, 12, 18, 12)
        words.setSpacing(12)
        words.addWidget(self.text)
        words.addWidget(self.keys)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 8, 6)
        foot.addWidget(self.guide_button)
        foot.addWidget(self.tour_button)
        foot.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(rule())
        inner.addWidget(area, 1)
        inner.addWidget(rule())
        inner.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rule(vertical=True))
        row.addLayout(inner, 1)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (Hint("Esc", self.tr("back to the work")), Hint("F1", self.tr("fold the help away")))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(pane("side")), super().sizeHint().height())

    # what it does

    def show_page(self, page: str, keys: Sequence[Hint]) -> None:
        """Say what is said of a page and list its keys."""
        self._page, self._keys = page, keys
        section = section_of(page, window_language())
        self._title.setText(section.title)
        self.text.document().setDefaultFont(theme().font("body"))
        self.text.setMarkdown(section.text)
        self.keys.setVisible(bool(keys))
        self.keys.show_keys([(self.tr("Keys of this page"), keys)] if keys else [])

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Help"))
        self.text.setAccessibleName(self.tr("Help"))
        name_button(self.close_button, self.tr("Fold the help away"), "F1")
        self.guide_button.setText(self.tr("The whole guide"))
        self.tour_button.setText(self.tr("Show me round"))
        self.show_page(self._page, self._keys)

    def restyle(self) -> None:
        self.show_page(self._page, self._keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _Growing(QTextBrowser):
    """As tall as its text: the panel scrolls as one, not the text inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("page_text", True)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(18)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda size: self.setFixedHeight(round(size.height()) + 2)
        )
