"""A new round in three steps on one page: roster and papers, what the check found, who assesses whom; then it is opened.

Reading keeps nothing. Every problem has its place and its sentence; what blocks must be mended in the files and read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.widgets.choosing import choose_file, choose_folder
from assessor_app.ui.widgets.drop_zone import FileDrop
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.flow_layout import FlowLayout, clear
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.words import Card, IconLabel, PageHeader, button, ground, label, rule
from assessor_app.workflow.prepare import Preparation, blank_papers, prepare_round, read_preparation


class NewRoundPage(Part):
    """``finished(round id)`` when the round was opened, with an empty id when the person went back."""

    finished = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.roster: Path | None = None
        self.folder: Path | None = None
        self.preparation: Preparation | None = None
        self._reading = False
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.back_button, self.open_button = button("", "previous"), button("", "check", "primary")
        self.header.add_act(self.back_button)
        self.header.add_act(self.open_button)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        panes = Panes(
            "new_round",
            [(self._build_files(), 292), (self._build_checks(), 600), (self._build_panels(), 324)],
            stretch=1,
        )
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self.trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(strip)
        layout.addWidget(rule())
        layout.addWidget(panes, 1)
        self._drop = FileDrop(self)

    def _build_files(self) -> QWidget:
        side = ground(QWidget(), "win")
        self._files_title = label("", "title")
        self._roster_title, self._roster_name = label("", "strong"), label("", "body", "text2", wrap=True)
        self.roster_button = button("", "folder")
        self._folder_title, self._folder_name = label("", "strong"), label("", "body", "text2", wrap=True)
        self.folder_button = button("", "folder")
        self.again_button = button("", "history")
        self._drop_note = label("", "caption", "text2", wrap=True)
        self._blank_note = label("", "caption", "text2", wrap=True)
        self._paper_note = label("", "caption", "text2", wrap=True)
        self.blank_button = button("", "form", "link")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addStrut(228)
        column.addWidget(self._files_title)
        for title, name, act in (
            (self._roster_title, self._roster_name, self.roster_button),
            (self._folder_title, self._folder_name, self.folder_button),
        ):
            card = Card(14, 6)
            card.body.addWidget(title)
            card.body.addWidget(name)
            card.body.addWidget(act)
            column.addWidget(card)
        column.addWidget(self._drop_note)
        column.addWidget(self.again_button)
        column.addWidget(self._paper_note)
        column.addStretch(1)
        column.addWidget(rule())
        column.addWidget(self._blank_note)
        column.addWidget(self.blank_button, 0, Qt.AlignmentFlag.AlignLeft)
        return Upright(side)

    def _build_checks(self) -> QWidget:
        middle = ground(QWidget(), "surface")
        self._checks_title, self._checks_note = label("", "title"), label("", "body", "text2")
        head = FlowLayout(spacing=12)
        head.setContentsMargins(16, 14, 16, 8)
        head.addWidget(self._checks_title)
        head.addWidget(self._checks_note)
        self.problems = RowsView((104, 168, 300), stretch=2, tall=True)
        self._nothing = EmptyState("reconcile")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.problems)
        self._stack.addWidget(self._nothing)
        self._sentence = label("", "body", wrap=True, selectable=True)
        self._foot = ground(QWidget(), "win")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(self._sentence)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(rule())
        column.addWidget(self._foot)
        return middle

    def _build_panels(self) -> QWidget:
        side = ground(QWidget(), "win")
        side.setMinimumWidth(290)
        self._panels_title, self._round_words = label("", "title"), label("", "body", "text2", wrap=True)
        inside = ground(QWidget(), "win")
        self._panels = QVBoxLayout()
        self._panels.setSpacing(10)
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(16, 0, 16, 14)
        holder.addLayout(self._panels)
        holder.addStretch(1)
        self._panels_area = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        for widget in (self._panels_title, self._round_words):
            widget.setContentsMargins(16, 0, 16, 0)
            column.addWidget(widget)
        column.addWidget(scroll, 1)
        return side

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.finished.emit(""))
        self.roster_button.clicked.connect(self._choose_roster)
        self.folder_button.clicked.connect(self._choose_folder)
        self.again_button.clicked.connect(self.read_again)
        self.blank_button.clicked.connect(self._choose_blank)
        self.open_button.clicked.connect(self.open_round)
        self.problems.row_chosen.connect(lambda _id: self._show_sentence())
        self._drop.files_dropped.connect(self.take_files)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("problem")),
            Hint("F5", self.tr("read again")),
            Hint("Ctrl+Enter", self.tr("open the round")),
            Hint("Esc", self.tr("back")),
        )

    # what it does

    def focus_first(self) -> None:
        self.roster_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_files(self, files: Sequence[Path]) -> None:
        """A workbook is the roster, a folder holds the papers; dropped or chosen."""
        for file in files:
            if file.is_dir():
                self.folder = file
            elif file.suffix.lower() in (".xlsx", ".xlsm"):
                self.roster = file
                self.folder = self.folder or file.parent
        self._show()
        self.read_again()

    def read_again(self) -> None:
        """Read roster and papers, away from the window; nothing is kept."""
        roster, folder, now = self.roster, self.folder, self._desk.now()
        if roster is None or folder is None:
            return
        self.trouble.hide()
        self._reading = True
        self._show()
        self._desk.runner.run(
            lambda progress: read_preparation(roster, folder, now=now, progress=progress),
            title=self.tr("Reading roster and papers"),
            done=self._read_done,
            failed=self._say_trouble,
        )

    def open_round(self) -> None:
        """Keep the round, if nothing blocks."""
        preparation = self.preparation
        if preparation is None or preparation.blocking:
            return
        self.trouble.hide()
        self._desk.perform(
            prepare_round,
            title=self.tr("Opening the round"),
            preparation=preparation,
            done=self._opened,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self.back_button.setText(self.tr("Back"))
        self._files_title.setText(self.tr("1  Roster and papers"))
        self._roster_title.setText(self.tr("Roster workbook"))
        self.roster_button.setText(self.tr("Choose the roster..."))
        self._folder_title.setText(self.tr("Folder of forms and papers"))
        self.folder_button.setText(self.tr("Choose the folder..."))
        self.again_button.setText(self.tr("Read again"))
        self._drop_note.setText(self.tr("Or drop both here."))
        self._paper_note.setText(
            self.tr(
                "A file paper.toml in the folder defines the written test: sections, questions, points, and with"
                " blind = true marking by code without names. Without it each aspect is entered in percent."
            )
        )
        self._blank_note.setText(self.tr("Both start from blank papers that explain their own columns and fields."))
        self.blank_button.setText(self.tr("Write blank roster and form..."))
        self._checks_title.setText(self.tr("2  What the check found"))
        self._panels_title.setText(self.tr("3  Panels"))
        self._panels_area.setAccessibleName(self._panels_title.text())
        self.problems.setAccessibleName(self.tr("What the check found"))
        self._show()

    # reading

    def _show(self) -> None:
        self.header.show_words(self.tr("New round"), self._roster_words())
        none = self.tr("none chosen")
        self._roster_name.setText(self.roster.name if self.roster is not None else none)
        self._roster_name.setToolTip(str(self.roster or ""))
        self._folder_name.setText(self.folder.name if self.folder is not None else none)
        self._folder_name.setToolTip(str(self.folder or ""))
        self.again_button.setVisible(self.roster is not None and self.folder is not None)
        self.again_button.setEnabled(not self._reading)
        self._show_problems()
        self._show_panels()
        found = self.preparation
        blocking = len(found.blocking) if found is not None else 0
        ready = found is not None and found.roster.roster is not None and not blocking and not self._reading
        self.open_button.setEnabled(ready)
        if blocking:
            self.open_button.setText(self.tr("%n to mend first", "", blocking))
        elif found is not None:
            self.open_button.setText(self.tr("Open the round with %n candidates", "", len(found.entries)))
        else:
            self.open_button.setText(self.tr("Open the round"))

    def _roster_words(self) -> str:
        round_ = self.preparation.roster.round if self.preparation is not None else None
        return round_.title.of(self._desk.language) if round_ is not None else ""

    def _show_problems(self) -> None:
        found = self.preparation
        if found is None or not found.problems:
            self._stack.setCurrentWidget(self._nothing)
            self._foot.hide()
            if self._reading:
                self._nothing.show_words(self.tr("Reading..."), "")
            elif found is None:
                self._nothing.show_words(
                    self.tr("Nothing read yet"),
                    self.tr("Choose the roster and the folder; every problem is listed here with its place."),
                )
            else:
                self._nothing.show_words(self.tr("Nothing is wrong"), self.tr("Roster, forms and papers fit together."))
            self._checks_note.setText("")
            return
        messages = Messages(self._desk.language)
        rows = []
        ordered = sorted(enumerate(found.problems), key=lambda pair: not pair[1].blocking)
        for place, problem in ordered:
            said = messages.message(problem.code, problem.facts)
            where = " ".join(part for part in (problem.sheet, problem.cell) if part)
            chip = (
                Cell(self.tr("Mend"), state=State.MISSING)
                if problem.blocking
                else Cell(self.tr("Look"), state=State.FLAGGED)
            )
            rows.append(Row(str(place), (chip, Cell(where or self.tr("whole file")), Cell(said.what, said.next))))
        self.problems.show_rows((self.tr("Weight"), self.tr("Where"), self.tr("What")), rows)
        self._stack.setCurrentWidget(self.problems)
        blocking = len(found.blocking)
        self._checks_note.setText(
            self.tr("{mend} to mend, {look} to look at").format(mend=blocking, look=len(found.problems) - blocking)
        )
        self._foot.show()
        self._show_sentence()

    def _show_sentence(self) -> None:
        found, chosen = self.preparation, self.problems.current
        if found is None or not chosen or int(chosen) >= len(found.problems):
            self._sentence.setText("")
            return
        problem = found.problems[int(chosen)]
        self._sentence.setText(Messages(self._desk.language).message(problem.code, problem.facts).text)

    def _show_panels(self) -> None:
        clear(self._panels)
        found, language = self.preparation, self._desk.language
        roster = found.roster.roster if found is not None else None
        if found is None or roster is None:
            self._round_words.setText(
                self.tr("Panels, members and who assesses whom appear here once the roster is read.")
            )
            return
        scheme = found.scheme
        round_ = roster.round
        days = " \N{EN DASH} ".join(day for day in (round_.opens, round_.closes) if day)
        lines = (
            round_.society.of(language),
            scheme.title.of(language) if scheme else round_.scheme,
            round_.venue,
            days,
        )
        self._round_words.setText("\n".join(line for line in lines if line))
        people = {person.id: person for person in roster.people}
        due = Counter((row.assessor, method) for row in found.assignments for method in row.methods)
        for panel in roster.panels:
            card = Card(14, 4)
            count = sum(1 for row in roster.candidates if row.panel == panel.id)
            head = QHBoxLayout()
            head.addWidget(label(panel.name.of(language), "strong", wrap=True), 1)
            head.addWidget(label(self.tr("%n candidate(s)", "", count), "caption", "text2"))
            card.body.addLayout(head)
            for id_ in dict.fromkeys((panel.chair, *panel.members)):
                person = people[id_]
                sheets = sum(number for (assessor, _), number in due.items() if assessor == id_)
                line = QHBoxLayout()
                line.setSpacing(8)
                line.addWidget(IconLabel("person", "accent_text" if id_ == panel.chair else "text2", 15, line=20))
                line.addWidget(label(person.name.of(language), "body"))
                role = self.tr("chair") if id_ == panel.chair else ""
                line.addWidget(label(role, "caption", "text2"), 1)
                line.addWidget(label(self.tr("%n sheet(s)", "", sheets), "caption", "text2"))
                card.body.addLayout(line)
            self._panels.addWidget(card)
        for paper in scheme.papers if scheme is not None else ():
            card = Card(14, 4)
            card.body.addWidget(label(paper.title.of(language), "strong", wrap=True))
            told = [", ".join(paper.grades), self.tr("%n question(s)", "", len(paper.questions))]
            told += [self.tr("blind: marked by code")] if paper.blind else []
            card.body.addWidget(label("  ".join(told), "caption", "text2", wrap=True))
            self._panels.addWidget(card)
        own = bool(roster.assignments)
        words = (
            self.tr("Who assesses whom is as the roster says.")
            if own
            else self.tr("The roster assigns nobody; who assesses whom is proposed by the scheme's rule.")
        )
        self._panels.addWidget(label(words, "caption", "text2", wrap=True))

    # slots

    def _read_done(self, found: object) -> None:
        assert isinstance(found, Preparation)
        self._reading = False
        self.preparation = found
        self._show()

    def _opened(self, changes: Changes) -> None:
        self.roster = self.folder = self.preparation = None
        self._show()
        self.finished.emit(str(changes.result))

    def _say_trouble(self, error: BaseException) -> None:
        self._reading = False
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self._show()

    def _choose_roster(self) -> None:
        file = choose_file(self, self.tr("Roster workbook"), self.tr("Excel workbooks"), "*.xlsx")
        if file is not None:
            self.take_files([file])

    def _choose_folder(self) -> None:
        folder = choose_folder(self, self.tr("Folder of forms and papers"))
        if folder is not None:
            self.take_files([folder])

    def _choose_blank(self) -> None:
        folder = choose_folder(self, self.tr("Where to write the blank papers"))
        if folder is not None:
            self.write_blank(folder)

    def write_blank(self, folder: Path) -> None:
        """Write a blank roster and a blank form into ``folder``."""
        self._desk.runner.run(
            lambda _progress: blank_papers(folder),
            title="",
            done=lambda written: self._desk.say(
                "done", self.tr("Blank papers written."), self.tr(", ").join(path.name for path in written)
            ),
            failed=self._say_trouble,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F5:
            self.read_again()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.open_round()
        else:
            super().keyPressEvent(event)
