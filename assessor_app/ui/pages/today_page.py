"""Today: where one left off, the cases and how far each method is, and what waits to be declared, taken in or handed over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId
from assessor_app.models.interview import begins
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.records import Kind
from assessor_app.models.scheme import Scheme
from assessor_app.store import backup, packages, rounds
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, format_datetime, format_day, format_time, format_weekday
from assessor_app.ui.queue_views import QueueViews
from assessor_app.ui.tables.case_table import CaseTable, CaseView
from assessor_app.ui.theme import theme
from assessor_app.ui.view_bar import NothingFits, ViewBar
from assessor_app.ui.widgets.choosing import choose_file
from assessor_app.ui.widgets.drop_zone import FileDrop
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Upright
from assessor_app.ui.widgets.words import (
    Card,
    ElidingLabel,
    IconLabel,
    PageHeader,
    button,
    clear_column,
    ground,
    label,
    rule,
)
from assessor_app.workflow.blind import own_queue, to_mark
from assessor_app.workflow.give_back import open_items
from assessor_app.workflow.interview import next_session
from assessor_app.workflow.receipt import take_parcel
from assessor_app.workflow.schemes import pinned_scheme

SIDE = 340
"""Px of the column at the right, at 100 %."""
MOST_RETURNED = 3
"""So many items that came back are told one by one; the queue has them all."""


class TodayPage(Part):
    """The first page of the assessor's desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[CaseSummary] = []
        self._build()
        self._connect()
        self.restyle()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self._views = QueueViews.of(self._desk)
        self.view_bar = ViewBar(self._desk, self._views)
        self.header.add_act(self.view_bar)
        self._build_continue()
        self.table = CaseTable()
        self.view = CaseView(self.table)
        self._empty = EmptyState("package", "folder")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.nothing_fits = NothingFits(self._views)
        self._stack.addWidget(self.nothing_fits)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._continue)
        left.addWidget(self._build_next())
        left.addWidget(self._build_returned())
        left.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 2)
        self._side = Upright(self._build_side())
        row.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(row, 1)
        self._drop = FileDrop(self)

    def _build_continue(self) -> None:
        self._continue = Card(14)
        line = QHBoxLayout()
        self._continue_words, self._continue_note = label("", "strong"), label("", "caption", "text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._continue_words)
        words.addWidget(self._continue_note)
        self.continue_button = button("", "next", "primary")
        line.addWidget(IconLabel("history", "accent_text", 22))
        line.addLayout(words, 1)
        line.addWidget(self.continue_button)
        self._continue.body.addLayout(line)

    def _build_next(self) -> QWidget:
        """The interview that comes next, with when and where."""
        self._next = Card(14)
        self._next_words, self._next_note = ElidingLabel("strong"), ElidingLabel("caption", "text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._next_words)
        words.addWidget(self._next_note)
        self.next_button = button("", "interview")
        line = QHBoxLayout()
        line.addWidget(IconLabel("interview", "accent_text", 22))
        line.addLayout(words, 1)
        line.addWidget(self.next_button)
        self._next.body.addLayout(line)
        return self._next

    def _build_returned(self) -> QWidget:
        """What the chair gave back and still waits for an answer, one line each."""
        self._returned_card = Card(14, 4)
        self._returned_title = label("", "strong")
        self._returned_lines = QVBoxLayout()
        self._returned_lines.setSpacing(2)
        self.returned_buttons: list[QPushButton] = []
        self._returned_card.body.addWidget(self._returned_title)
        self._returned_card.body.addLayout(self._returned_lines)
        return self._returned_card

    def _build_side(self) -> QWidget:
        side = ground(QWidget(), "win")
        self._declare_title, self._declare_note = label("", "title"), label("", "body", "text2", wrap=True)
        self.declare_button = button("", "recused")
        declare = Card(16)
        _fill(declare, self._declare_title, self._declare_note, self.declare_button)
        self._take_title, self._take_note = label("", "title"), label("", "body", "text2", wrap=True)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.take_button = button("", "folder")
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        take = Card(16)
        _fill(take, self._take_title, self._take_note, self._passphrase_field, self.trouble, self.take_button)
        self._over_title, self._over_note = label("", "title"), label("", "body", "text2", wrap=True)
        self.over_button = button("", "handover")
        over = Card(16)
        _fill(over, self._over_title, self._over_note, self.over_button)
        self._backup = label("", "caption", "text2", wrap=True)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for card in (declare, take, over):
            column.addWidget(card)
        column.addStretch(1)
        column.addWidget(rule())
        column.addWidget(self._backup)
        return side

    def _connect(self) -> None:
        desk = self._desk
        self._views.changed.connect(self._show_cases)
        desk.round_chosen.connect(lambda _round: self._show_cases())
        self.view.case_activated.connect(self._open)
        self.continue_button.clicked.connect(self._go_on)
        self.declare_button.clicked.connect(lambda: desk.go("declare"))
        self.next_button.clicked.connect(self._go_to_next)
        self.over_button.clicked.connect(lambda: desk.go("sign"))
        self.take_button.clicked.connect(self._choose_package)
        self._empty.act_wanted.connect(self._choose_package)
        self._drop.files_dropped.connect(self._dropped)
        desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", self.tr("open the case")),
            Hint("/", self.tr("filter")),
            Hint("F", self.tr("flag")),
            Hint("D", self.tr("declare")),
            Hint("Ctrl+1–9", self.tr("pages")),
        )

    # what it does

    def restyle(self) -> None:
        # Half as fast as the text: the table needs the room more.
        self._side.setFixedWidth((SIDE + theme().px(SIDE)) // 2)

    def focus_first(self) -> None:
        self._read()
        first = self.view if self._lines else self._empty.act_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_package(self, source: Path) -> None:
        """Take a case package or the chair's receipt in with the passphrase that was typed."""
        self.trouble.hide()
        self._waiting = source
        secret = self.passphrase.text()
        if not secret:
            self._passphrase_field.show_error(
                self.tr("The package is sealed for you; type your passphrase and press Enter.")
            )
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._passphrase_field.show_error("")
        self.passphrase.clear()
        self._desk.perform(
            take_parcel,
            title=self.tr("Taking the package in"),
            passphrase=secret,
            source=source,
            done=self._taken_in,
            failed=self._say_trouble,
        )

    def _taken_in(self, changes: Changes) -> None:
        self._waiting = None
        self.focus_first()
        if changes.result is Kind.CALL:
            self._desk.say("done", self.tr("You are called in on one more case."), self.tr("Declare, then read."))
            return
        if changes.result is not Kind.RECEIPT:
            self._desk.say("done", self.tr("The case package is taken in."), self.tr("Declare, then read."))
            return
        waiting = len(open_items(self._desk.store, self._desk.owner.id))
        self._desk.say(
            "done",
            self.tr("The receipt is taken in: your package has arrived."),
            self.tr("%n item(s) came back to you with a question.", "", waiting) if waiting else "",
        )

    _waiting: Path | None = None

    def retranslate(self) -> None:
        self.continue_button.setText(self.tr("Continue"))
        self.declare_button.setText(self.tr("Declare"))
        self._take_title.setText(self.tr("Take a package in"))
        self._take_note.setText(
            self.tr("Drop the case package from the society here, or the receipt from the chair, or choose it.")
        )
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self.take_button.setText(self.tr("Choose a package..."))
        self.next_button.setText(self.tr("Hold it"))
        self._over_title.setText(self.tr("Hand over"))
        self.over_button.setText(self.tr("Lock, sign, hand over"))
        self._empty.show_words(
            self.tr("No cases yet"),
            self.tr("Drop the case package the society gave you here, or open it."),
            self.tr("Open a case package..."),
        )
        self.view.setAccessibleName(self.tr("My cases"))
        self._read()

    # reading

    def _read(self) -> None:
        store = self._desk.store
        self._lines, self._codes = own_queue(store)
        self._show_cases()
        due = sum(len(line.states) for line in self._lines if line.tie is not Tie.RECUSED)
        done = sum(1 for line in self._lines for _, state in line.states if state is SheetState.LOCKED)
        today = self._desk.now().date()
        self.header.show_words(
            self.tr("{day}, {weekday}").format(day=format_day(today), weekday=format_weekday(today)),
            self.tr("{done} of {all} sheets signed").format(done=done, all=due) if due else "",
        )
        waiting = sum(1 for line in self._lines if line.tie is None)
        self._declare_title.setText(self.tr("Declarations"))
        self._declare_note.setText(
            self.tr("%n case(s) wait for your declaration; their papers stay shut until then.", "", waiting)
            if waiting
            else self.tr("You have declared on every case.")
            if self._lines
            else self.tr("They come with the cases.")
        )
        self.declare_button.setEnabled(bool(waiting))
        self._show_returned()
        sent = packages.all(store, Kind.SCORE, "out")
        self._over_note.setText(
            self.tr("Last score package: {time}").format(time=format_datetime(sent[-1].made_at.astimezone()))
            if sent
            else self.tr("Nothing has been handed over yet.")
        )
        kept = backup.list_backups(store.backups)
        self._backup.setText(
            self.tr("Last verified backup: {time}").format(time=format_datetime(kept[0].made_at.astimezone()))
            if kept
            else self.tr("No backup has been made yet; one is made when the workspace is closed.")
        )
        self._show_continue()
        self._show_next()

    def _show_next(self) -> None:
        now, session = self._desk.now(), next_session(self._desk.store, self._desk.now())
        line = next((each for each in self._lines if session is not None and each.case == session.case), None)
        start = begins(session) if session is not None else None
        self._next.setVisible(line is not None)
        if session is None or line is None or start is None:
            return
        local = now.astimezone().replace(tzinfo=None)
        over = start + timedelta(minutes=session.minutes) <= local
        name = line.name.of(self._desk.language)
        told = self.tr("Interview overdue: {name}") if over else self.tr("Next interview: {name}")
        self._next_words.setText(told.format(name=name))
        day = self.tr("today") if start.date() == local.date() else format_day(start)
        minutes = self.tr("%n min", "", session.minutes)
        where = (f"{day} {format_time(start)}", minutes, session.room, line.number, line.grade)
        self._next_note.setText("  ".join(part for part in where if part))

    def _show_returned(self) -> None:
        clear_column(self._returned_lines)
        self.returned_buttons = []
        waiting = open_items(self._desk.store, self._desk.owner.id)
        self._returned_card.setVisible(bool(waiting))
        self._returned_title.setText(self.tr("%n item(s) returned by the chair", "", len(waiting)))
        lines = {line.case: line for line in self._lines}
        for item in waiting[:MOST_RETURNED]:
            line = lines.get(item.case)
            if line is None:
                continue
            method = self._scheme(line).method(item.method).title.of(self._desk.language)
            go = button(
                self.tr("{name}, {method}, {code}").format(
                    name=line.name.of(self._desk.language), method=method, code=item.subject
                ),
                kind="link",
            )
            go.clicked.connect(
                lambda _checked=False, item=item: self._desk.open_sheet(item.case, item.method, item.subject)
            )
            self.returned_buttons.append(go)
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(go)
            row.addWidget(label(item.comment, "body", "text2", wrap=True), 1)
            holder = QWidget()
            holder.setLayout(row)
            self._returned_lines.addWidget(holder)
        if len(waiting) > MOST_RETURNED:
            more = self.tr("and %n more", "", len(waiting) - MOST_RETURNED)
            self._returned_lines.addWidget(label(more, "caption", "text2"))

    def _show_cases(self) -> None:
        shown = self._views.narrow(self._lines)
        self.table.show_cases([(line, self._scheme(line)) for line in shown], self._desk.language, self._views.flagged)
        listed = self.view if shown else self.nothing_fits
        self._stack.setCurrentWidget(listed if self._lines else self._empty)

    def _show_continue(self) -> None:
        kept = self._desk.remember.get("score/last")
        last = json.loads(kept) if kept else {}
        line = next((line for line in self._lines if line.case == last.get("case")), None)
        if line is None or str(last.get("method", "")) not in self._to_mark(line):
            # What is signed needs nobody; the place to go on is the next that is not.
            last, kept_line = {}, line
            declared = [each for each in self._lines if each.tie is not None]
            line = next((each for each in declared if self._to_mark(each)), kept_line or next(iter(declared), None))
        self._continue.setVisible(line is not None)
        if line is None:
            return
        scheme, language = self._scheme(line), self._desk.language
        methods = [method for method, _ in line.states]
        method = str(last.get("method", ""))
        method = method if method in methods else next(iter(self._to_mark(line)), methods[0])
        self._continue_words.setText(self.tr("Go on with {name}").format(name=line.name.of(language)))
        where = scheme.method(method).title.of(language)
        indicator = str(last.get("indicator", ""))
        self._continue_note.setText("  ".join(part for part in (line.number, line.grade, where, indicator) if part))
        self._last = (line.case, method, indicator)

    def _to_mark(self, line: CaseSummary) -> tuple[str, ...]:
        return to_mark(self._desk.store, line, self._codes)

    _last: tuple[str, str, str] = ("", "", "")

    # slots

    def _go_on(self) -> None:
        case, method, indicator = self._last
        if case:
            self._desk.open_sheet(case, method, indicator)

    def _go_to_next(self) -> None:
        session = next_session(self._desk.store, self._desk.now())
        if session is not None:
            self._desk.choose_case(session.case)
            self._desk.go("interview")

    def _open(self, case: str) -> None:
        line = next(line for line in self._lines if line.case == case)
        self._desk.choose_case(case)
        self._desk.go("declare" if line.tie is None else "score")

    def _choose_package(self) -> None:
        file = choose_file(self, self.tr("Open a package"), self.tr("Packages"), "*.p7m", "*.asice")
        if file is not None:
            self.take_package(file)

    def _dropped(self, files: list[Path]) -> None:
        for file in files[:1]:
            self.take_package(file)

    def _on_changed(self, changes: Changes) -> None:
        wanted = (
            Touched.NOTES
            | Touched.CASES
            | Touched.SHEETS
            | Touched.DECLARATIONS
            | Touched.PACKAGES
            | Touched.MARKS
            | Touched.INTERVIEWS
        )
        if changes.touched & wanted and self.isVisible():
            self._read()

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.view_bar.focus_text()
        elif event.key() == Qt.Key.Key_F and not event.modifiers() and self.view.current_case():
            self._views.turn_flag(CaseId(self.view.current_case()))
        elif event.key() == Qt.Key.Key_D and not event.modifiers():
            self._desk.go("declare")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.passphrase.hasFocus() and self._waiting:
            self.take_package(self._waiting)
        else:
            super().keyPressEvent(event)

    # helpers

    def _scheme(self, line: CaseSummary) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, line.round).scheme_hash)


def _fill(card: Card, *widgets: QWidget) -> None:
    for widget in widgets:
        card.body.addWidget(widget)
