"""A mark sheet that came back: everything it would change, listed before any of it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.messages import Messages
from assessor_app.ui.language import Part, window_language
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.words import button, ground, label, rule
from assessor_app.workflow.mark_sheets import Comparison

MOST_PROBLEMS = 200
"""Problems listed; whoever has more needs another workbook, not a longer list."""


class ReadBackPart(Part):
    """``keep_wanted()`` and ``cancelled()``; nothing is kept here."""

    keep_wanted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "win")
        self.comparison: Comparison | None = None
        self._file = ""
        self._title = label("", "title")
        self._summary = label("", "body", "text2", wrap=True)
        self.verdict = Message(MessageKind.INFO, MessageText(""), closable=False)
        self.lines = RowsView((110, 110, 130, 110, 150), stretch=4)
        self.problems = RowsView((150, 400), stretch=1)
        self._lines_title, self._problems_title = label("", "strong"), label("", "strong")
        self.keep_button, self.cancel_button = button("", "check", "primary"), button("")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(12)
        foot.addWidget(self._summary, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self.verdict)
        for title, view, share in ((self._problems_title, self.problems, 2), (self._lines_title, self.lines, 3)):
            line = QHBoxLayout()
            line.setContentsMargins(16, 10, 16, 6)
            line.addWidget(title)
            column.addLayout(line)
            column.addWidget(view, share)
        column.addWidget(rule())
        column.addLayout(foot)
        self.keep_button.clicked.connect(self.keep_wanted)
        self.cancel_button.clicked.connect(self.cancelled)
        self.retranslate()

    def show_comparison(self, comparison: Comparison, file: str) -> None:
        """List what ``file`` says."""
        self.comparison, self._file = comparison, file
        self.retranslate()
        (self.cancel_button if comparison.blocking else self.keep_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.cancel_button.setText(self.tr("Keep nothing"))
        self._problems_title.setText(self.tr("What is to be said of the workbook"))
        self._lines_title.setText(self.tr("What would change"))
        self.lines.setAccessibleName(self.tr("What would change"))
        self.problems.setAccessibleName(self.tr("What is to be said of the workbook"))
        found = self.comparison
        if found is None:
            return
        self._title.setText(self.tr("Mark sheet {file}").format(file=self._file))
        kept = len(found.values)
        self.keep_button.setText(self.tr("Keep %n entries", "", kept))
        self.keep_button.setEnabled(not found.blocking and (kept > 0 or bool(found.totals)))
        self._summary.setText(self._summary_words(found))
        self._show_verdict(found)
        self._show_problems(found)
        self._show_lines(found)

    def _summary_words(self, found: Comparison) -> str:
        totals = ", ".join(f"{aspect} {value}" for aspect, value in found.totals)
        words = self.tr("{same} places say what stands already.").format(same=found.same)
        return words + (self.tr(" Totals on the bag: {totals}.").format(totals=totals) if totals else "")

    def _show_verdict(self, found: Comparison) -> None:
        differing = sum(1 for line in found.lines if line.differs)
        if found.blocking:
            kind = MessageKind.REFUSED
            text = MessageText(
                self.tr("The workbook cannot be taken back as it is."), self.tr("Nothing was changed."),
                self.tr("Mend what is listed and read it in again."),
            )  # fmt: skip
        elif differing:
            kind = MessageKind.WARNING
            text = MessageText(self.tr("%n entries differ from what was typed here.", "", differing))
        else:
            kind = MessageKind.INFO
            text = MessageText(self.tr("Nothing differs from what was typed here."))
        self.verdict.show_message(kind, text)

    def _show_problems(self, found: Comparison) -> None:
        language = window_language()
        messages = Messages(language)
        rows = []
        for at, problem in enumerate(found.problems[:MOST_PROBLEMS]):
            said = messages.message(problem.code, problem.facts)
            state = State.INVALID if problem.blocking else State.BORDERLINE
            word = self.tr("Stops it") if problem.blocking else self.tr("Note")
            rows.append(Row(str(at), (Cell(word, state=state, quiet=not problem.blocking), Cell(said.what, said.next))))
        self.problems.show_rows((self.tr("State"), self.tr("What is the matter")), rows)
        self.problems.setVisible(bool(rows))
        self._problems_title.setVisible(bool(rows))

    def _show_lines(self, found: Comparison) -> None:
        rows = []
        for at, line in enumerate(found.lines):
            if line.locked:
                state = Cell(state=State.LOCKED)
            elif line.differs:
                state = Cell(state=State.FLAGGED)
            elif line.before:
                state = Cell(self.tr("agrees"), quiet=True)
            else:
                state = Cell(self.tr("new"), quiet=True)
            cells = (
                Cell(line.label, strong=True),
                Cell(line.place.subject),
                Cell(line.before or "\N{EN DASH}"),
                Cell(line.after, strong=True),
                state,
            )
            rows.append(Row(str(at), cells))
        headings = (
            self.tr("Script"), self.tr("Question"), self.tr("Typed here"), self.tr("Mark sheet"), self.tr("State")
        )  # fmt: skip
        self.lines.show_rows(headings, rows)
