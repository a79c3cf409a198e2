"""Ctrl+K: find a case by name, pinyin or number, and words in papers, forms, notes and comments; Enter goes there.

A case that is not declared yet, or was recused, is found by name and number only: its papers stay shut here too.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from assessor_app.errors import Refusal
from assessor_app.models.dossier import Document, DocumentKind, is_script
from assessor_app.models.ids import CaseId
from assessor_app.models.people import Desk as DeskName
from assessor_app.models.people import desks_of
from assessor_app.store import cases
from assessor_app.store.cases import CaseSummary
from assessor_app.store.search import Found, Hit, search
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.tables.case_table import haystack
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.words import label
from assessor_app.workflow.blind import holds_back_scripts
from assessor_app.workflow.papers import shut_cases

MOST = 30
WAIT_MS = 120
"""After the last letter; an input method sends several at once."""

KINDS = {
    Found.FORM: ("form", QT_TRANSLATE_NOOP("FindPanel", "Application")),
    Found.PAPER: ("document", QT_TRANSLATE_NOOP("FindPanel", "Paper")),
    Found.NOTE: ("note", QT_TRANSLATE_NOOP("FindPanel", "Note")),
    Found.COMMENT: ("material", QT_TRANSLATE_NOOP("FindPanel", "Comment")),
}


class FindPanel(QFrame):
    """Drops from the find box; goes away when a hit is chosen, by Esc, or by a press elsewhere."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk = desk
        self._papers: dict[str, Hit] = {}
        """The hits shown, by the id of their line."""
        self.setProperty("card", True)
        self.edit = QLineEdit()
        self.edit.setClearButtonEnabled(True)
        self.hits = LineList()
        self._empty = label("", "body", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.edit)
        column.addWidget(self._empty)
        column.addWidget(self.hits, 100)
        column.addStretch(1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.look)
        self.edit.textChanged.connect(lambda _text: self._soon.start())
        self.hits.line_activated.connect(self._open)

    def open_below(self, anchor: QWidget) -> None:
        """Show the panel under ``anchor``, ready for typing."""
        self.edit.setPlaceholderText(self.tr("Name, pinyin, number, or words in papers, forms, notes and comments"))
        self.edit.setAccessibleName(self.tr("Find"))
        self.hits.setAccessibleName(self.tr("Found"))
        self.resize(theme().px(460), theme().px(420))
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        self.move(corner)
        self.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    def look(self) -> None:
        """Show what is found for the words typed."""
        text = self.edit.text().strip()
        self._papers = {}
        lines = [*self._by_name(text), *self._by_words(text)] if text else []
        self.hits.show_lines(lines[:MOST])
        self.hits.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._empty.setText(self.tr("Nothing found.") if text else self.tr("Type to find; Enter goes there."))
        if lines:
            self.hits.setCurrentIndex(self.hits.model().index(0, 0))

    def _queue(self) -> dict[CaseId, CaseSummary]:
        return {line.case: line for line in cases.summaries(self._desk.store, self._desk.owner.id)}

    def _by_name(self, text: str) -> list[Line]:
        language = self._desk.language
        words = text.casefold().split()
        return [
            Line(f"{case}", line.name.of(language), f"{line.number}  {line.grade}  {line.field}", "person")
            for case, line in self._queue().items()
            if all(word in haystack(line) for word in words)
        ]

    def _by_words(self, text: str) -> list[Line]:
        queue, store = self._queue(), self._desk.store
        try:
            hits = search(store, text, MOST, without=shut_cases(store))
        except Refusal:
            return []  # too short to look for words; names are found all the same
        lines, whole = [], {case: cases.get(store, case) for case in {hit.case for hit in hits}}
        held_back = {
            case
            for case, each in whole.items()
            if any(map(is_script, each.documents)) and holds_back_scripts(store, each)
        }
        for place, hit in enumerate(hits):
            paper = next((paper for paper in whole[hit.case].documents if paper.id == hit.document), None)
            if paper is not None and is_script(paper) and hit.case in held_back:
                continue
            icon, word = KINDS[hit.kind]
            if hit.case in queue:
                number, name = queue[hit.case].number, queue[hit.case].name
            else:
                candidate = whole[hit.case].candidate
                number, name = candidate.number, candidate.name
            who = f"{number}  {name.of(self._desk.language)}"
            note = translated("FindPanel", word) if paper is None else self._paper_words(paper, hit.page)
            line_id = f"{hit.case}#{place}"
            self._papers[line_id] = hit
            lines.append(Line(line_id, who, hit.snippet, icon, note=note))
        return lines

    def _paper_words(self, paper: Document, page: int) -> str:
        """The name of a paper, with the page if it has any."""
        if paper.kind is not DocumentKind.PDF:
            return paper.name
        return self.tr("{paper}, page {page}").format(paper=paper.name, page=page + 1)

    def _open(self, line_id: str) -> None:
        self.hide()
        hit = self._papers.get(line_id)
        case = CaseId(line_id.partition("#")[0])
        line = self._queue().get(case)
        if hit is not None and hit.kind in (Found.PAPER, Found.FORM) and line is not None and line.states:
            # What shows papers is heavy, so it is loaded when one is opened.
            from assessor_app.ui.pages.dossier_view import FORM

            self._desk.open_paper(case, hit.document or FORM, hit.page, hit.snippet[hit.start : hit.end])
            return
        if line is not None and line.states:
            self._desk.open_sheet(case, line.states[0][0])
        else:
            self._desk.choose_case(case)
            self._desk.go("consolidate" if DeskName.CHAIR in desks_of(self._desk.owner.roles) else "round")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.hits.currentIndex()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.edit.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(current.row() + step, 0), self.hits.model().rowCount() - 1)
            self.hits.setCurrentIndex(self.hits.model().index(row, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._open(self.hits.current_id())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
