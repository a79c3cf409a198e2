"""Typing in what stands on paper: the points of a written test by bag, and score sheets filled in by hand.

The table of codes with both entries, the totals on the bag above it, the scanned script beside it. Each entry is durable when its
field is left; what differs is settled at the side, and what stands goes to the sheets by one button.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.double_entry import Compared, Place, Turn, Typed, suspects
from assessor_app.models.ids import PersonId
from assessor_app.models.marks import Part as Entry
from assessor_app.models.marks import SheetKey
from assessor_app.models.people import Person
from assessor_app.models.scheme import Scheme
from assessor_app.models.written import PointsFault, SecondEntry, points_text
from assessor_app.store import cases, people, rounds, typed
from assessor_app.store.database import Store
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.pages.dossier_view import script_documents
from assessor_app.ui.pages.written_files import ReadBackPart
from assessor_app.ui.pages.written_parts import (
    AspectTotal,
    ControlStrip,
    Difference,
    SettleCard,
    SignInPart,
    SuspectLines,
)
from assessor_app.ui.paper import write_paper
from assessor_app.ui.tables.written_table import WrittenTable
from assessor_app.ui.widgets.choosing import choose_file, choose_folder, choose_target
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import QuietComboBox
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.typing_grid import TypingGrid
from assessor_app.ui.widgets.viewer import DocumentViewer
from assessor_app.ui.widgets.words import ElidingLabel, PageHeader, button, ground, label, rule
from assessor_app.workflow.mark_sheets import Comparison, compare_mark_sheet, make_mark_sheet
from assessor_app.workflow.paper_sheets import notice_of, open_sheets, sheet_number, sheet_page, write_sheets
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.type_in import (
    COMPARED,
    OPEN,
    Form,
    admit_typist,
    compare_sheet,
    control_place,
    enter_typed,
    form_of,
    keep_mark_sheet,
    read_value,
    sheet_batch,
    shown_value,
    type_control,
    type_entry,
    unequal_totals,
    written_forms,
)

PLACE = "written/place"


class WrittenPage(Part):
    """Written tests and sheets of paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: Form | None = None
        self._typed = Typed()
        self._pending: dict[tuple[Place, Turn], str] = {}
        self._turn = Turn.FIRST
        self._guest: Person | None = None
        self._shown_script = ""
        self._build()
        self._connect()
        self.retranslate()
        self._restore()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.bag = QuietComboBox()
        self.turns = Segments()
        self.header.add_act(self.bag)
        self._build_menu()
        self.header.add_act(self.turns)
        self.header.add_act(self.more_button)
        self.control = ControlStrip()
        self.message = Message(MessageKind.REFUSED, MessageText(""), closable=False)
        self.message.hide()
        self.table = WrittenTable(self)
        self.grid = TypingGrid(
            can_type=self.table.can_type,
            text_of=self._text_of,
            refusal=self._refusal,
            may_keep_early=self._may_keep_early,
        )
        self.grid.setModel(self.table)
        self._note = label("", "caption", "text2", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.enter_button = button("", "check", "primary")
        self.splitter = Panes("written", [(self._build_table(), 844), (self._build_side(), 372)], stretch=0)
        self.empty = EmptyState("test", None)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self.read_back = ReadBackPart()
        self.stack.addWidget(self.read_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.stack, 1)

    def _build_table(self) -> QWidget:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(12)
        foot.addWidget(self._note, 2)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.enter_button)
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.control, self.message, rule()):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        return left

    def _build_menu(self) -> None:
        self.more_button = button("", "print")
        self._menu = QMenu(self)
        self.make_act = self._menu.addAction("")
        self.read_act = self._menu.addAction("")
        self._menu.addSeparator()
        self.word_act = self._menu.addAction("")
        self.pdf_act = self._menu.addAction("")
        self.all_act = self._menu.addAction("")
        self.more_button.setMenu(self._menu)

    def _build_side(self) -> QWidget:
        self._script_title = ElidingLabel("strong")
        self.viewer = DocumentViewer()
        self.viewer.set_notes_open(open=False)
        self.no_script = EmptyState("document")
        self._scripts = QStackedWidget()
        self._scripts.addWidget(self.viewer)
        self._scripts.addWidget(self.no_script)
        self.settle = SettleCard()
        self.suspects = SuspectLines()
        self.settle.hide()
        self.suspects.hide()
        script = QWidget()
        column = QVBoxLayout(script)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(self._script_title, 1)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._scripts, 1)
        column.addWidget(rule())
        column.addWidget(self.suspects)
        column.addWidget(self.settle)
        self.sign_in = SignInPart()
        self.side = QStackedWidget()
        self.side.addWidget(ground(script, "surface"))
        self.side.addWidget(self.sign_in)
        return self.side

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.bag.activated.connect(lambda _index: self.show_batch(str(self.bag.currentData())))
        self.turns.segment_chosen.connect(lambda turn: self.choose_turn(Turn(int(turn))))
        self.control.total_settled.connect(self._settle_total)
        self.control.refused.connect(self._say)
        self.grid.settled.connect(self._settle_entry)
        self.grid.refused.connect(self._say)
        self.grid.current_moved.connect(lambda *_: self._on_current())
        self.grid.difference_wanted.connect(self.go_to_difference)
        self.grid.compare_wanted.connect(self.compare)
        self.settle.settled.connect(self._settle_difference)
        self.suspects.suspect_chosen.connect(self._go_to_place)
        self.sign_in.sign_in_wanted.connect(self._admit)
        self.sign_in.cancelled.connect(lambda: self.choose_turn(Turn.FIRST))
        self.enter_button.clicked.connect(self._enter)
        self.make_act.triggered.connect(self._ask_mark_sheet)
        self.read_act.triggered.connect(self._ask_read_back)
        self.word_act.triggered.connect(lambda: self._ask_paper("docx"))
        self.pdf_act.triggered.connect(lambda: self._ask_paper("pdf"))
        self.all_act.triggered.connect(self._ask_all_paper)
        self.read_back.keep_wanted.connect(self.keep_read_back)
        self.read_back.cancelled.connect(self._end_read_back)
        self.reason.textChanged.connect(lambda _text: self._show_foot())

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", self.tr("down")),
            Hint("Tab", self.tr("right")),
            Hint("Shift+Enter", self.tr("up")),
            Hint("F8", self.tr("next difference")),
            Hint("Ctrl+Enter", self.tr("compare")),
            Hint("Ctrl+Z", self.tr("undo")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def form(self) -> Form | None:
        return self._form

    @property
    def typist(self) -> Person:
        """Whose entries are typed now: a guest's in the second turn, else the owner's."""
        return self._guest if self._guest is not None and self._turn is Turn.SECOND else self._desk.owner

    # what it does

    def focus_first(self) -> None:
        if self.side.currentWidget() is self.sign_in:
            self.sign_in.begin()
        else:
            self.grid.focus_cell()

    def show_batch(self, batch: str) -> None:
        """Show a bag of scripts, or a sheet of paper."""
        if not self.grid.flush():
            return
        self._turn = Turn.FIRST
        self._read(batch)
        self.side.setCurrentIndex(0)
        self._go_to_gap()
        self._remember()

    def show_sheet(self, sheet: SheetKey) -> None:
        """Type in a sheet of paper."""
        self.show_batch(sheet_batch(sheet))

    def choose_turn(self, turn: Turn) -> None:
        """Type this turn; the second asks who types, unless the form allows the same person."""
        form = self._form
        if form is None or not self.grid.flush():
            self._show_turns()
            return
        self._turn = turn
        self._say("")
        self._show()
        mine = frozenset().union(*(self._typed.by(row.places, Turn.FIRST) for row in form.rows))
        needs = turn is Turn.SECOND and form.second_entry is SecondEntry.OTHER and self.typist.id in mine
        self.side.setCurrentIndex(1 if needs else 0)
        self.table.turn = turn
        self._go_to_gap()
        if needs:
            self.sign_in.begin()
        self._remember()

    def compare(self) -> None:
        """Say what is missing, or go to what differs."""
        form = self._form
        if form is None:
            return
        states = [form.state(row, self._typed).compared for row in form.rows if row.state in OPEN]
        unfinished = sum(1 for state in states if state in (Compared.EMPTY, Compared.TYPING, Compared.FIRST_TYPED))
        if form.paper is None and not unfinished and not self._typed.value(COMPARED, Turn.CONTROL):
            self._desk.perform(compare_sheet, batch=form.batch, done=lambda _changes: self.go_to_difference())
            return
        if unfinished:
            self._say(self.tr("%n row(s) are not typed twice yet.", "", unfinished), MessageKind.INFO)
            self._go_to_gap()
        elif Compared.DIFFERS in states:
            self.go_to_difference()
        else:
            self._say(self.tr("Everything agrees or has been settled."), MessageKind.DONE)

    def go_to_difference(self) -> None:
        """The next cell whose two entries differ, over the end to the beginning."""
        form = self._form
        if form is None:
            return
        here = self.grid.currentIndex()
        at = (here.row(), here.column()) if here.isValid() else (-1, -1)
        found = [
            (row, self.table.column_of(Turn.SECOND, line.places.index(place)))
            for row, line in enumerate(form.rows)
            if self.table.is_compared(row)
            for place in self.table.state(row).differing
        ]
        if not found:
            self._say(self.tr("No two entries differ."), MessageKind.INFO)
            return
        self._say("")
        self.grid.go_to(*next((place for place in found if place > at), found[0]))

    def retranslate(self) -> None:
        self.grid.setAccessibleName(self.tr("Entries"))
        self.bag.setAccessibleName(self.tr("What is typed in"))
        self.turns.setAccessibleName(self.tr("Entry"))
        self.reason.setPlaceholderText(self.tr("Reason, if it goes in all the same"))
        self.reason.setAccessibleName(self.tr("Reason, if it goes in all the same"))
        self.enter_button.setText(self.tr("Enter on the sheets"))
        self.more_button.setText(self.tr("Excel and paper"))
        self.make_act.setText(self.tr("Make an Excel mark sheet..."))
        self.read_act.setText(self.tr("Read a mark sheet in..."))
        self.word_act.setText(self.tr("Score sheet for paper, Word..."))
        self.pdf_act.setText(self.tr("Score sheet for paper, PDF..."))
        self.all_act.setText(self.tr("All my open sheets for paper, Word and PDF..."))
        self.no_script.show_words(
            self.tr("No scanned script"),
            self.tr(
                "A scan in the dossier whose file name begins with “script” is shown here; the paper itself will do."
            ),
        )
        self.empty.show_words(
            self.tr("Nothing to type in"),
            self.tr("You have no written test to mark; it is also here that score sheets filled in by hand are typed."),
        )
        self._shown_script = ""
        self._read(self._form.batch if self._form is not None else "")

    # reading

    def _restore(self) -> None:
        kept = self._desk.remember.get(PLACE)
        last: dict[str, Any] = json.loads(kept) if kept else {}
        self._turn = Turn(last.get("turn", 1))
        self._read(str(last.get("batch", "")))
        if self._form is not None and self._form.batch == last.get("batch") and "row" in last:
            self.grid.go_to(int(last["row"]), int(last["column"]))
        else:
            self._go_to_gap()
        if self._turn is Turn.SECOND:
            self.choose_turn(Turn.SECOND)

    def _remember(self) -> None:
        index = self.grid.currentIndex()
        if self._form is not None and index.isValid():
            place = {"batch": self._form.batch, "turn": int(self._turn), "row": index.row(), "column": index.column()}
            self._desk.remember.set(PLACE, json.dumps(place).encode())

    def _read(self, wanted: str = "") -> None:
        store = self._desk.store
        bags = written_forms(store)
        forms = {form.batch: form for form in bags if form.rows}
        choices = [(form.batch, self._bag_words(form)) for form in bags if form.rows]
        choices += self._paper_choices()
        if [(self.bag.itemData(at), self.bag.itemText(at)) for at in range(self.bag.count())] != choices:
            self.bag.clear()
            for batch, words in choices:
                self.bag.addItem(words, batch)
        known = [batch for batch, _ in choices]
        batch = wanted if wanted in known else next(iter(known), "")
        self.bag.setCurrentIndex(known.index(batch) if batch else -1)
        self.bag.setVisible(len(choices) > 1)
        self._form = forms.get(batch) or (form_of(store, batch) if batch else None)
        self._typed = typed.of_batch(store, batch) if batch else Typed()
        self._undeclared = sum(form.undeclared for form in bags)
        self._show()

    def _paper_choices(self) -> list[tuple[str, str]]:
        """Sheets in levels that are open and declared, to be typed in from paper."""
        store, language = self._desk.store, self._desk.language
        found = []
        for line in cases.summaries(store, self._desk.owner.id):
            if line.tie is None or line.tie.value == "recused":
                continue
            scheme = pinned_scheme(store, rounds.get(store, line.round).scheme_hash)
            for method, state in line.states:
                if scheme.method(method).marks == "level" and state in OPEN:
                    words = self.tr("On paper: {number} {name}, {method}").format(
                        number=line.number, name=line.name.of(language), method=scheme.method(method).title.of(language)
                    )
                    found.append((sheet_batch(SheetKey(line.case, self._desk.owner.id, method)), words))
        return found

    def _bag_words(self, form: Form) -> str:
        assert form.paper is not None
        grades = " / ".join(form.paper.grades)
        return self.tr("{paper} ({grades})").format(paper=form.title.of(self._desk.language), grades=grades)

    # files

    def make_mark_sheet(self, target: Path) -> None:
        """Write the mark sheet of the bag in hand."""
        form = self._form
        if form is None:
            return

        def work(store: Store, progress: Callable[[str, float], None]) -> None:
            progress(target.name, 0.2)
            make_mark_sheet(store, batch=form.batch, target=target)

        words = self.tr("{file} is made: fill it in, then read it in here.").format(file=target.name)
        self._desk.runner.examine(
            work, title=self.tr("Making a mark sheet"), done=lambda _none: self._say(words, MessageKind.DONE)
        )

    def read_mark_sheet(self, source: Path) -> None:
        """List what a mark sheet says; nothing of it is kept yet."""
        form = self._form
        if form is None or not self.grid.flush():
            return

        def work(store: Store, progress: Callable[[str, float], None]) -> Comparison:
            progress(source.name, 0.2)
            return compare_mark_sheet(store, batch=form.batch, source=source)

        def read(found: Comparison) -> None:
            self.stack.setCurrentWidget(self.read_back)
            self.read_back.show_comparison(found, source.name)

        self._desk.runner.examine(work, title=self.tr("Reading the mark sheet"), done=read)

    def keep_read_back(self) -> None:
        """Keep what the mark sheet says, all of it."""
        found = self.read_back.comparison
        if found is None or found.blocking:
            return

        def kept(changes: Changes) -> None:
            self._end_read_back()
            count = changes.result if isinstance(changes.result, int) else 0
            self._say(self.tr("%n place(s) taken over from the mark sheet.", "", count), MessageKind.DONE)

        self._desk.perform(keep_mark_sheet, batch=found.batch, values=found.values, controls=found.totals, done=kept)

    def write_paper_sheets(self, chosen: Sequence[SheetKey], folder: Path, *, pdf: Path | None) -> None:
        """Write score sheets to be filled in by hand as Word files into a folder, and as one PDF."""
        at = self._desk.now()

        def work(store: Store, progress: Callable[[str, float], None]) -> list[str]:
            pages = []
            for place, sheet in enumerate(chosen):
                progress(f"{place + 1} / {len(chosen)}", place / len(chosen))
                pages.append(sheet_page(store, sheet=sheet, at=at, fresh=place > 0))
                write_sheets(store, chosen=(sheet,), folder=folder, at=at)
            return pages

        def written(pages: list[str]) -> None:
            if pdf is not None:
                write_paper(
                    pdf,
                    f"<body>{''.join(pages)}</body>",
                    title=self.tr("Score sheets for paper"),
                    notice=self._notice(),
                )
            words = self.tr("%n score sheet(s) for paper in {folder}.", "", len(pages)).format(folder=folder)
            self._say(words, MessageKind.DONE)

        self._desk.runner.examine(work, title=self.tr("Making score sheets for paper"), done=written)

    def write_paper_pdf(self, sheet: SheetKey, target: Path) -> None:
        """One score sheet to be filled in by hand, as PDF."""
        at = self._desk.now()

        def work(store: Store, progress: Callable[[str, float], None]) -> str:
            progress(target.name, 0.2)
            return sheet_page(store, sheet=sheet, at=at)

        def written(page: str) -> None:
            write_paper(target, f"<body>{page}</body>", title=self.tr("Score sheets for paper"), notice=self._notice())
            self._say(self.tr("{file} is written.").format(file=target.name), MessageKind.DONE)

        self._desk.runner.examine(work, title=self.tr("Making score sheets for paper"), done=written)

    def _notice(self) -> str:
        """What stands across the pages of the round in hand."""
        form = self._form
        return notice_of(rounds.get(self._desk.store, form.round)) if form is not None else ""

    @property
    def current_sheet(self) -> SheetKey | None:
        """The sheet of the row in hand."""
        form = self._form
        row = self.grid.currentIndex().row()
        if form is None or not 0 <= row < len(form.rows):
            return None
        return SheetKey(form.rows[row].case, self._desk.owner.id, form.method)

    def _ask_mark_sheet(self) -> None:
        form = self._form
        if form is not None and form.paper is not None:
            suggested = f"{form.paper.id}.xlsx"
            file = choose_target(self, self.make_act.text(), suggested, self.tr("Excel workbook"))
            if file is not None:
                self.make_mark_sheet(file)

    def _ask_read_back(self) -> None:
        file = choose_file(self, self.read_act.text(), self.tr("Excel workbook"), "*.xlsx")
        if file is not None:
            self.read_mark_sheet(file)

    def _ask_paper(self, kind: str) -> None:
        sheet = self.current_sheet
        if sheet is None:
            return
        if kind == "docx":
            folder = choose_folder(self, self.word_act.text())
            if folder is not None:
                self.write_paper_sheets((sheet,), folder, pdf=None)
            return
        file = choose_target(self, self.pdf_act.text(), f"{sheet.method}.pdf", "PDF")
        if file is not None:
            self.write_paper_pdf(sheet, file)

    def _ask_all_paper(self) -> None:
        folder = choose_folder(self, self.all_act.text())
        if folder is not None:
            self.write_paper_sheets(open_sheets(self._desk.store), folder, pdf=folder / "score-sheets.pdf")

    def _end_read_back(self) -> None:
        self.stack.setCurrentWidget(self.splitter)
        self._read(self._form.batch if self._form is not None else "")
        self.focus_first()

    # showing

    def _show(self) -> None:
        form, language = self._form, self._desk.language
        if self.stack.currentWidget() is not self.read_back:
            self.stack.setCurrentWidget(self.splitter if form is not None else self.empty)
        self.more_button.setVisible(form is not None)
        for act in (self.make_act, self.read_act):
            act.setEnabled(form is not None and form.paper is not None)
        self.turns.setVisible(form is not None and form.twice)
        if form is not None and not form.twice:
            self._turn = Turn.FIRST
        reset = self.table.show_form(form, self._typed, self._turn, self._pending, language)
        self._show_head()
        if form is None:
            return
        if reset:
            self._lay_columns(form)
        self._show_turns()
        self._show_totals()
        self._show_foot()
        self.grid.refresh()
        self._on_current()

    def _lay_columns(self, form: Form) -> None:
        turns = len(self.table.turns)
        heads = [92] if form.blind else [60, 96]
        if form.paper is None:
            first, least = [48, 160, *([44, 184] * turns)], 164
        else:
            first, least = [*heads, *([88 if len(form.columns) <= 3 else 46] * (len(form.columns) * turns))], 216
        self.grid.set_widths(lambda room: [*first, max(least, room - sum(first))])
        self.grid.show_groups(self.table.groups())

    def _show_head(self) -> None:
        form = self._form
        note = ""
        if form is not None and form.paper is not None:
            note = self.tr("%n script(s)", "", len(form.rows))
            if form.blind:
                note = self.tr("{scripts}, codes only").format(scripts=note)
        elif form is not None:
            number = sheet_number(form.round, SheetKey(form.rows[0].case, self._desk.owner.id, form.method))
            note = self.tr("a score sheet filled in by hand, no. {number}").format(number=number)
        self.header.show_words(self.tr("Written test"), note)

    def _show_turns(self) -> None:
        form = self._form
        if form is None:
            return
        language = self._desk.language
        segments = []
        for turn, words in ((Turn.FIRST, self.tr("First entry")), (Turn.SECOND, self.tr("Second entry"))):
            who = (
                frozenset().union(*(self._typed.by(row.places, turn) for row in form.rows))
                if form.rows
                else frozenset()
            )
            names = [people.get(self._desk.store, person).name.of(language) for person in sorted(who)]
            full = all(self._typed.full([p for p in row.places if p not in row.optional], turn) for row in form.rows)
            state = State.DONE if full else State.STARTED if who else State.NOT_STARTED
            segments.append(Segment(str(int(turn)), "  ".join((words, *names[:1])), state))
        self.turns.show_segments(segments, str(int(self._turn)))

    def _show_totals(self) -> None:
        form = self._form
        assert form is not None
        self.control.setVisible(form.paper is not None and form.twice)
        totals = self._totals()
        self.control.show_totals(totals)
        unequal = [total for total in totals if total.told and total.whole and not total.agrees]
        found = [(total, self._suspects(total)) for total in unequal]
        self.suspects.show_suspects(found)
        self.suspects.setVisible(bool(found))

    def _totals(self) -> list[AspectTotal]:
        form = self._form
        if form is None or form.paper is None:
            return []
        scheme = self._scheme(form)
        compared = all(self.table.is_compared(row) for row in range(len(form.rows)))
        turn = None if compared else self._turn
        totals = []
        for aspect in form.paper.aspects:
            columns = [at for at, column in enumerate(form.columns) if column.aspect == aspect]
            whole = all(
                (form.standing(row, row.places[at], self._typed) is not None)
                if turn is None
                else bool(self._typed.value(row.places[at], turn))
                for row in form.rows
                for at in columns
            )
            about = scheme.aspect(aspect)
            told = self._typed.value(control_place(aspect), Turn.CONTROL)
            found = form.total(aspect, self._typed, turn)
            totals.append(AspectTotal(aspect, about.position, about.short.of(self._desk.language), told, found, whole))
        return totals

    def _suspects(self, total: AspectTotal) -> tuple[tuple[str, Any], ...]:
        form = self._form
        assert form is not None
        compared = all(self.table.is_compared(row) for row in range(len(form.rows)))
        values, maxima, others = {}, {}, {}
        for row in form.rows:
            for place, column in zip(row.places, form.columns, strict=False):
                if column.aspect != total.aspect or column.question is None:
                    continue
                value = form.standing(row, place, self._typed) if compared else self._typed.value(place, self._turn)
                values[place] = Fraction(Decimal(value)) if value else Fraction(0)
                maxima[place] = column.question.maximum
                if compared:
                    given = {self._typed.value(place, turn) for turn in (Turn.FIRST, Turn.SECOND)} - {value, ""}
                    if given:
                        others[place] = Fraction(Decimal(given.pop()))
        found = suspects(Fraction(Decimal(total.told)) - total.found, values, maxima, others)
        labels = {row.case: row.label for row in form.rows}
        return tuple((labels[suspect.place.case], suspect) for suspect in found)

    def _show_foot(self) -> None:
        form = self._form
        if form is None:
            return
        states = [form.state(row, self._typed).compared for row in form.rows if row.state in OPEN]
        ready = sum(1 for state in states if state in (Compared.AGREED, Compared.SETTLED))
        whole = bool(states) and ready == len(states)
        even = not unequal_totals(form, self._typed)
        if form.paper is None:
            whole = whole and bool(self._typed.value(COMPARED, Turn.CONTROL))
        reasoned = bool(self.reason.text().strip()) and ready > 0 and form.paper is not None
        self.enter_button.setEnabled((whole and even) or reasoned)
        self.reason.setVisible(form.paper is not None and ready > 0 and not (whole and even))
        self._note.setText(self._foot_words(form, ready, len(states), even=even))

    def _foot_words(self, form: Form, ready: int, open_: int, *, even: bool) -> str:
        if not open_:
            return self.tr("All sheets here are locked.")
        if ready == open_ and not even:
            return self.tr("Everything is typed; the total on the bag is missing or does not agree.")
        if ready == open_:
            return self.tr("Everything stands; it can be entered on the sheets, locked and signed.")
        words = self.tr("{ready} of {all} rows stand.").format(ready=ready, all=open_)
        if not form.twice:
            return words
        covered = self.tr("Until a row is typed twice the other entry stays covered.")
        if form.second_entry is SecondEntry.OTHER:
            covered += self.tr(" The two are typed by different people.")
        if self._undeclared:
            covered += self.tr(" %n case(s) wait for your declaration.", "", self._undeclared)
        return f"{words} {covered}" if self._desk.language.value == "en" else f"{words}{covered}"

    def _on_current(self) -> None:
        """The script and the difference of the current row."""
        form = self._form
        index = self.grid.currentIndex()
        if form is None or not 0 <= index.row() < len(form.rows):
            self.settle.show_difference(None)
            return
        row = form.rows[index.row()]
        self._show_script(row.case)
        name = row.name.of(self._desk.language)
        self._script_title.setText(
            self.tr("Script {label}").format(label=row.label)
            if form.paper is not None
            else "  ".join(part for part in (row.label, name) if part)
        )
        self.settle.show_difference(self._difference(index.row(), index.column()))
        self._remember()

    def _show_script(self, case: str) -> None:
        assert self._form is not None
        key = f"{case} {self._form.blind}"
        if key == self._shown_script:
            return
        self._shown_script = key
        found = script_documents(self._desk.store, cases.get(self._desk.store, case), blind=self._form.blind)  # type: ignore[arg-type]  # ids are texts
        self._scripts.setCurrentWidget(self.viewer if found else self.no_script)
        self.viewer.show_documents(found)

    def _difference(self, row: int, column: int) -> Difference | None:
        form = self._form
        spot = self.table.spot(row, column)
        if form is None or spot is None or not self.table.is_compared(row) or spot.row.state not in OPEN:
            return None
        first, second, settled = (
            shown_value(form, spot.place, self._typed.value(spot.place, turn))
            for turn in (Turn.FIRST, Turn.SECOND, Turn.SETTLED)
        )
        where = "  ".join(
            part for part in (spot.row.label, form.column(spot.place).title.of(self._desk.language)) if part
        )
        if settled:
            title = self.tr("{where}: settled as {value}").format(where=where, value=settled)
        elif first != second:
            title = self.tr("{where}: the entries differ").format(where=where)
        else:
            title = self.tr("{where}: both say {value}").format(where=where, value=first)
        words = self.tr("First {first}, second {second}.").format(first=first or "–", second=second or "–")
        return Difference(spot.place, title, f"{words}{self._by_totals(spot.place)}", first, second, settled)

    def _by_totals(self, place: Place) -> str:
        """Which of two entries the total on the bag speaks for."""
        form = self._form
        if form is None or form.paper is None or place.part is Entry.COMMENT:
            return ""
        aspect = form.column(place).aspect
        told = self._typed.value(control_place(aspect), Turn.CONTROL)
        if not told:
            return self.tr(" Both stay in the record, whichever is kept.")
        others = form.total(aspect, self._typed, None)
        standing = form.standing(form.row(place), place, self._typed) if form.row(place) else None  # type: ignore[arg-type]  # looked at
        others -= Fraction(Decimal(standing)) if standing else 0
        for turn in (Turn.FIRST, Turn.SECOND):
            value = self._typed.value(place, turn)
            if value and points_text(others + Fraction(Decimal(value))) == told:
                return self.tr(" With {value} the total on the bag agrees.").format(value=value)
        return self.tr(" Both stay in the record, whichever is kept.")

    def _scheme(self, form: Form) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, form.round).scheme_hash)

    # entering

    def _text_of(self, row: int, column: int) -> str:
        spot = self.table.spot(row, column)
        form = self._form
        if spot is None or form is None:
            return ""
        return shown_value(form, spot.place, self.table.value(spot.place, spot.turn))

    def _refusal(self, row: int, column: int, text: str) -> str:
        spot = self.table.spot(row, column)
        form = self._form
        if spot is None or form is None or not text:
            return ""
        fault = read_value(form, spot.place, text)
        return self._fault_words(spot.place, fault, text) if isinstance(fault, PointsFault) else ""

    def _fault_words(self, place: Place, fault: PointsFault, text: str) -> str:
        form = self._form
        assert form is not None
        question = form.column(place).question
        shown = text if len(text) <= 12 else f"{text[:11]}…"
        if question is None:
            if place.part is Entry.COMMENT:
                return self.tr("The comment is too long.")
            if place.part is Entry.OVERALL:
                return self.tr("“{value}” is none of the judgements; type its number, 1 to {most}.").format(
                    value=shown, most=len(form.overall)
                )
            return self.tr("“{value}” is no level; type 0 to {top}, or N for not sought.").format(
                value=shown, top=max(level for level in form.levels if level.isdigit())
            )
        facts = {"value": shown, "subject": question.id, "maximum": points_text(question.maximum)}
        match fault:
            case PointsFault.OVER:
                return self.tr("{value} is over the maximum of {subject}, {maximum}.").format(**facts)
            case PointsFault.STEP:
                return self.tr("{subject} is marked in steps of {step}; {value} lies between.").format(
                    **facts, step=points_text(question.step)
                )
            case _:
                return self.tr("“{value}” is not a number from 0 to {maximum}.").format(**facts)

    def _may_keep_early(self, row: int, column: int) -> bool:
        """Not where it would uncover the row: whoever types 8 may mean 85."""
        spot = self.table.spot(row, column)
        if spot is None or self._form is None:
            return False
        rest = [place for place in spot.row.places if place != spot.place and place not in spot.row.optional]
        other = Turn.SECOND if spot.turn is Turn.FIRST else Turn.FIRST
        full = all(self.table.value(place, spot.turn) for place in rest)
        return not (full and any(self.table.value(place, other) for place in spot.row.places))

    def _settle_entry(self, row: int, column: int, text: str) -> None:
        spot = self.table.spot(row, column)
        form = self._form
        if spot is None or form is None:
            return
        value = read_value(form, spot.place, text)
        assert isinstance(value, str)
        self._type(spot.place, spot.turn, value, self.typist.id, row, column)

    def _type(self, place: Place, turn: Turn, value: str, by: PersonId, row: int, column: int) -> None:
        form = self._form
        assert form is not None
        earlier = self.table.value(place, turn)
        if earlier == value:
            return
        common = {"batch": form.batch, "place": place, "turn": turn, "by": by}
        label_ = form.rows[row].label or form.rows[row].name.of(self._desk.language)
        self._desk.perform_undoable(
            self.tr("{subject} of {row}").format(subject=place.subject, row=label_),
            type_entry,
            {**common, "value": value},
            {**common, "value": earlier},
            act=self._send,
            show=lambda: self._show_again(form.batch, turn, row, column),
        )

    def _send(self, step: Callable[..., Changes], *, failed: Callable[[BaseException], None], **entry: Any) -> None:
        at = (entry["place"], entry["turn"])
        self._pending[at] = entry["value"]
        self.table.repaint_all()

        def arrived(_changes: Changes) -> None:
            if self._pending.get(at) == entry["value"]:
                del self._pending[at]
            self.table.repaint_all()

        def refused(error: BaseException) -> None:
            self._pending.pop(at, None)
            failed(error)
            self._read(self._form.batch if self._form is not None else "")

        self._desk.perform(step, done=arrived, failed=refused, **entry)

    def _show_again(self, batch: str, turn: Turn, row: int, column: int) -> None:
        """Bring what undo changed into view."""
        self._desk.go("written")
        if self._form is None or self._form.batch != batch:
            self._read(batch)
        if turn is not Turn.SETTLED and turn is not self._turn:
            self._turn = turn
            self._show()
        self.grid.go_to(row, column)

    def _settle_difference(self, place: Place, text: str) -> None:
        form = self._form
        if form is None:
            return
        value = read_value(form, place, text)
        if isinstance(value, PointsFault):
            self._say(self._fault_words(place, value, text))
            return
        self._say("")
        index = self.grid.currentIndex()
        self._type(place, Turn.SETTLED, value, self._desk.owner.id, index.row(), index.column())
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_total(self, aspect: str, value: str) -> None:
        form = self._form
        if form is None:
            return
        earlier = self._typed.value(control_place(aspect), Turn.CONTROL)
        if earlier == value:
            return
        common = {"batch": form.batch, "aspect": aspect, "by": self.typist.id}
        self._desk.perform_undoable(
            self.tr("Total of {aspect}").format(aspect=aspect),
            type_control,
            {**common, "value": value},
            {**common, "value": earlier},
        )

    def _enter(self) -> None:
        form = self._form
        if form is None or not self.grid.flush():
            return
        reason = self.reason.text().strip()

        def entered(changes: Changes) -> None:
            count = changes.result if isinstance(changes.result, int) else 0
            self.reason.clear()
            if count:
                words = self.tr("%n sheet(s) filled; they can be locked and signed.", "", count)
            else:
                words = self.tr("The sheets say this already.")
            self._say(words, MessageKind.DONE)

        self._desk.perform(enter_typed, batch=form.batch, reason=reason, done=entered)

    def _admit(self, p12: bytes, secret: str) -> None:
        def admitted(changes: Changes) -> None:
            assert isinstance(changes.result, Person)
            self._guest = changes.result
            self.choose_turn(Turn.SECOND)
            self.grid.focus_cell()

        def refused(error: BaseException) -> None:
            if isinstance(error, Refusal):
                self.sign_in.show_error(Messages(self._desk.language).sentence(error).what)
            else:
                self._desk.refused.emit(error)

        self._desk.perform(admit_typist, p12=p12, secret=secret, done=admitted, failed=refused)

    # slots and helpers

    def _on_changed(self, changes: Changes) -> None:
        wanted = (
            Touched.TYPED | Touched.SHEETS | Touched.DECLARATIONS | Touched.CASES | Touched.ROUNDS | Touched.PACKAGES
        )
        if changes.touched & wanted:
            self._read(self._form.batch if self._form is not None else "")

    def _go_to_gap(self) -> None:
        """The first place of this turn that nobody has typed, else the first row."""
        form = self._form
        if form is None or not form.rows:
            return
        for row in range(len(form.rows)):
            for number, place in enumerate(form.rows[row].places):
                column = self.table.column_of(self._turn, number)
                if self.table.can_type(row, column) and not self.table.value(place, self._turn):
                    self.grid.go_to(row, column)
                    return
        self.grid.go_to(0, self.table.column_of(self._turn))

    def _go_to_place(self, place: Place) -> None:
        form = self._form
        row = next((at for at, line in enumerate(form.rows) if place in line.places), -1) if form is not None else -1
        if form is not None and row >= 0:
            turn = self._turn if self._turn in self.table.turns else Turn.FIRST
            self.grid.go_to(row, self.table.column_of(turn, form.rows[row].places.index(place)))

    def _say(self, sentence: str, kind: MessageKind = MessageKind.REFUSED) -> None:
        self.message.setVisible(bool(sentence))
        if sentence:
            self.message.show_message(kind, MessageText(sentence))
