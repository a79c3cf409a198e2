"""Help: the whole guide and every key. What is said of the page in hand stands beside the work at F1 (`HelpPanel`)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from assessor_app.ui.desk import Desk
from assessor_app.ui.guide import read_guide
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.key_list import KeyList
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.words import PageHeader, button, ground, label, rule


class HelpPage(Part):
    """Contents at the left, the text in the middle, all keys at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._came_from = ""
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.header = PageHeader()
        self.back_button = button("", "previous")
        self.header.add_act(self.back_button)
        self.contents = LineList()
        self._contents_title = label("", "title")
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        self._contents_title.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self._contents_title)
        column.addWidget(rule())
        column.addWidget(self.contents, 1)
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setProperty("page_text", True)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)
        self.keys = KeyList()
        self._keys_title = label("", "title")
        side = ground(QWidget(), "surface")
        right = QVBoxLayout(side)
        right.setContentsMargins(18, 16, 18, 16)
        right.addWidget(self.keys)
        self._keys_area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setMinimumWidth(300)
        area.setWidget(side)
        self.splitter = Panes("help", [(left, 240), (self.text, 616), (area, 360)], stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.contents.line_chosen.connect(self._show_section)
        self.back_button.clicked.connect(self._back)
        self._desk.back_wanted.connect(self._on_back)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("up, down")),
            Hint("Esc", self.tr("back to the work")),
            Hint("F6", self.tr("next pane")),
        )

    # what it does

    def focus_first(self) -> None:
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, page: str) -> None:
        """Show what is said of a page, and remember to lead back there."""
        self._came_from = page
        sections = read_guide(self._desk.language)
        place = next((n for n, section in enumerate(sections) if section.page == page), 0)
        self.contents.select(str(place))
        self._show_section(str(place))

    def retranslate(self) -> None:
        self.header.show_words(self.tr("Help"), self.tr("what each page is for, and every key"))
        self.back_button.setText(self.tr("Back to the work"))
        self._contents_title.setText(self.tr("Contents"))
        self.contents.setAccessibleName(self.tr("Contents"))
        self.text.setAccessibleName(self.tr("Help"))
        self._keys_area.setAccessibleName(self.tr("All keys"))
        self.keys.show_keys(self._all_keys())
        sections = read_guide(self._desk.language)
        before = self.contents.current_id() or "0"
        self.contents.show_lines([Line(str(n), section.title) for n, section in enumerate(sections)], before)
        self._show_section(before)

    def restyle(self) -> None:
        self._show_section(self.contents.current_id() or "0")

    # slots and helpers

    def _show_section(self, place: str) -> None:
        section = read_guide(self._desk.language)[int(place)]
        self.text.document().setDefaultFont(theme().font("reading"))
        self.text.setMarkdown(f"### {section.title}\n\n{section.text}")

    def _on_back(self) -> None:
        if self.isVisible():
            self._back()

    def _back(self) -> None:
        if self._came_from:
            self._desk.go(self._came_from)

    def _all_keys(self) -> Sequence[tuple[str, Sequence[Hint]]]:
        return (
            (
                self.tr("Everywhere"),
                (
                    Hint("Ctrl+1–9", self.tr("the pages of the rail")),
                    Hint("Ctrl+K", self.tr("find in cases, papers, notes and comments")),
                    Hint("F6", self.tr("next pane; with Shift the one before")),
                    Hint("Ctrl+Z", self.tr("undo a mark, comment, pin or note")),
                    Hint("Ctrl+Y", self.tr("redo")),
                    Hint("Ctrl+L", self.tr("lock the screen")),
                    Hint("Esc", self.tr("fold a message, or go back")),
                    Hint("F1", self.tr("help on the page in hand, beside it")),
                    Hint("Shift+F1", self.tr("be shown round the window")),
                ),
            ),
            (
                self.tr("Scoring"),
                (
                    Hint("0–5", self.tr("level of the open indicator")),
                    Hint("N", self.tr("not sought")),
                    Hint("Backspace", self.tr("take the level away")),
                    Hint("Up+Down", self.tr("the indicator above or below")),
                    Hint("C", self.tr("comment; Tab or Ctrl+Enter leaves it")),
                    Hint("P", self.tr("pin the selection or page to the open indicator")),
                    Hint("Delete", self.tr("remove the pin or note that has the keyboard")),
                    Hint("M", self.tr("note beside the paper")),
                    Hint("Ctrl+Down", self.tr("next case; Ctrl+Up the one before")),
                    Hint("Ctrl+Enter", self.tr("lock and sign")),
                ),
            ),
            (
                self.tr("Interview"),
                (
                    Hint("Enter", self.tr("take the note down")),
                    Hint("Tab", self.tr("remark, question, answer")),
                    Hint("/", self.tr("other indicator")),
                    Hint("Alt+0–5", self.tr("level of the indicator in hand")),
                    Hint("Alt+Down", self.tr("put the next question")),
                    Hint("Alt+Right", self.tr("next phase")),
                    Hint("Alt+T", self.tr("tie the note to the indicator in hand")),
                    Hint("F9", self.tr("fold the sides")),
                ),
            ),
            (
                self.tr("Papers"),
                (
                    Hint("Alt+1–9", self.tr("paper by its place among the tabs")),
                    Hint("PgDn", self.tr("scroll, while the keyboard stays with the marks")),
                    Hint("Ctrl+PgDn", self.tr("next page of the paper")),
                    Hint("Ctrl+F", self.tr("find in this paper")),
                    Hint("F3", self.tr("next hit; with Shift the one before")),
                    Hint("+", self.tr("larger; - smaller")),
                    Hint("Ctrl+0", self.tr("as wide as the pane")),
                    Hint("Ctrl+R", self.tr("turn the page")),
                ),
            ),
            (
                self.tr("Lists"),
                (
                    Hint("/", self.tr("filter")),
                    Hint("Enter", self.tr("open")),
                    Hint("D", self.tr("declare")),
                ),
            ),
        )
