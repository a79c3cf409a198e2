"""Scoring: the queue, the papers of one case, and the sheet of one method, side by side.

The name of the candidate always stands over the sheet, so that a mark cannot go to the wrong person; trouble with a paper never
touches the sheet.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, DocumentId, NoteId, PinId, ReturnId, fresh
from assessor_app.models.marks import Note, Pin, SheetKey, SheetState, Tie
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, declarations, notes, pins, returns, rounds, sheets
from assessor_app.store.cases import CaseSummary
from assessor_app.store.errors import SearchTooShort
from assessor_app.store.search import Found, search
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.pages.dossier_view import FORM, viewer_documents, viewer_notes, viewer_pins
from assessor_app.ui.pages.score_sheet import ScoreSheet, SheetView
from assessor_app.ui.queue_views import QueueViews
from assessor_app.ui.tables.queue_entries import queue_entry
from assessor_app.ui.view_bar import NothingFits, ViewBar
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.queue_list import QueueList
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.viewer import DocumentViewer, FoundPlace, ViewerDocument, ViewerPlace
from assessor_app.ui.widgets.words import ElidingLabel, button, ground, label, rule
from assessor_app.workflow.blind import own_queue, to_mark
from assessor_app.workflow.give_back import answer_item, open_items
from assessor_app.workflow.lock import reopen_sheet
from assessor_app.workflow.papers import papers_to_read
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import keep_note, keep_pin, mark_without_score

MOST_FOUND = 100

SEGMENT_STATES = {
    SheetState.OPEN: State.NOT_STARTED,
    SheetState.STARTED: State.STARTED,
    SheetState.LOCKED: State.LOCKED,
    SheetState.RECUSED: State.RECUSED,
    SheetState.ABSENT: State.ABSENT,
    SheetState.WITHDRAWN: State.WITHDRAWN,
    SheetState.ABSTAINED: State.RECUSED,
}


class ScorePage(Part):
    """The assessor's main page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._queue: list[CaseSummary] = []
        self._codes: Mapping[SheetKey, str] = {}
        self._views = QueueViews.of(desk)
        self._case = CaseId("")
        self._method = ""
        self._documents: tuple[ViewerDocument, ...] = ()
        self._places: dict[str, dict[str, ViewerPlace]] = {}
        self._remember_soon = QTimer(self)
        self._remember_soon.setSingleShot(True)
        self._remember_soon.setInterval(0)
        self._remember_soon.timeout.connect(self._keep_place)
        self._build()
        self._connect()
        self.retranslate()
        self._read_queue()
        self._show_first()

    # set-up

    def _build(self) -> None:
        self.queue = QueueList()
        self._queue_title = label("", "title")
        self._queue_count = label("", "body", "text2")
        self._previous = button("", "previous", "quiet")
        self._next = button("", "next", "quiet")
        queue_pane = ground(QWidget(), "win")
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 8)
        head.addWidget(self._queue_title, 1)
        head.addWidget(self._queue_count)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 4, 4, 4)
        foot.addWidget(self._previous, 1)
        foot.addWidget(self._next, 1)
        column = QVBoxLayout(queue_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 8)
        self.view_bar = ViewBar(self._desk, self._views, upright=True)
        bar.addWidget(self.view_bar)
        column.addLayout(bar)
        column.addWidget(rule())
        self.nothing_fits = NothingFits(self._views)
        self._queue_stack = QStackedWidget()
        self._queue_stack.addWidget(self.queue)
        self._queue_stack.addWidget(self.nothing_fits)
        column.addWidget(self._queue_stack, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.viewer = DocumentViewer()
        self._shut = EmptyState("blind", "recused")
        self._papers = QStackedWidget()
        self._papers.addWidget(self.viewer)
        self._papers.addWidget(self._shut)
        self.splitter = Panes(
            "score", [(queue_pane, 204), (self._papers, 580), (self._build_sheet_pane(), 432)], stretch=1
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _build_sheet_pane(self) -> QWidget:
        pane = ground(QWidget(), "surface")
        self.segments = Segments()
        self._name = ElidingLabel("strong")
        self._number = ElidingLabel("caption", "text2")
        who = QVBoxLayout()
        who.setSpacing(0)
        for line in (self._name, self._number):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            who.addWidget(line)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(10)
        head.addWidget(self.segments)
        head.addLayout(who, 1)
        self.sheet = ScoreSheet(self._desk)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(400)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.sheet, 1)
        return pane

    def _connect(self) -> None:
        desk = self._desk
        self.queue.entry_chosen.connect(desk.choose_case)
        self._previous.clicked.connect(lambda: self.queue.step(-1))
        self._next.clicked.connect(lambda: self.queue.step(1))
        skip = QShortcut(QKeySequence("Ctrl+Shift+Down"), self)
        skip.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        skip.activated.connect(self.next_to_do)
        desk.case_chosen.connect(self._show_case)
        desk.case_step_wanted.connect(self._step_case)
        desk.sheet_wanted.connect(self._open_sheet)
        desk.paper_wanted.connect(self._show_found)
        desk.changed.connect(self._on_changed)
        self.segments.segment_chosen.connect(self.show_method)
        self.sheet.lock_wanted.connect(self._go_sign)
        self.sheet.written_wanted.connect(lambda: desk.go("written"))
        self.sheet.reopen_wanted.connect(self._reopen)
        self.sheet.without_marks_wanted.connect(self._without_marks)
        self.sheet.returned.answered.connect(self._answer)
        self._views.changed.connect(self._on_view)
        desk.round_chosen.connect(lambda _round: self._on_view())
        self.sheet.pin_activated.connect(self.viewer.go_to_pin)
        self.sheet.pin_wanted.connect(self._ask_pin)
        self.sheet.pin_removed.connect(self._remove_pin)
        self.viewer.note_removed.connect(self._remove_note)
        self.sheet.indicator_shown.connect(self._on_indicator)
        self.viewer.pin_requested.connect(self._add_pin)
        self.viewer.note_requested.connect(self._add_note)
        self.viewer.pin_activated.connect(self._on_pin)
        self.viewer.place_changed.connect(self._on_place)
        self.viewer.note_draft_changed.connect(self._keep_draft)
        self.viewer.open_outside_requested.connect(self._open_outside)
        self.viewer.found_wanted.connect(self._find_in_papers)
        self._shut.act_wanted.connect(lambda: desk.go("declare"))

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("0–5", self.tr("level")),
            Hint("N", self.tr("not sought")),
            Hint("Up+Down", self.tr("up, down")),
            Hint("C", self.tr("comment")),
            Hint("P", self.tr("pin evidence")),
            Hint("M", self.tr("note")),
            Hint("H", self.tr("history")),
            Hint("S", self.tr("how sure")),
            Hint("F", self.tr("flag")),
            Hint("X", self.tr("without marks")),
            Hint("Ctrl+Down", self.tr("next case")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def lines(self) -> tuple[CaseSummary, ...]:
        """The cases of the queue."""
        return tuple(self._queue)

    @property
    def papers(self) -> tuple[ViewerDocument, ...]:
        """The papers that are open to be read."""
        return self._documents

    @property
    def sheet_key(self) -> SheetKey:
        return SheetKey(self._case, self._desk.owner.id, self._method)

    # what it does

    def focus_first(self) -> None:
        if self._desk.case and self._desk.case != self._case:
            self._show_case(self._desk.case)
        self.sheet.focus_first()

    def show_method(self, method: str) -> None:
        """Show the sheet of one method of the case in hand."""
        self.sheet.flush()
        self._method = method
        self.segments.choose(method)
        self._read_sheet(fresh_start=True)
        self._remember()

    def retranslate(self) -> None:
        self._queue_title.setText(self.tr("My cases"))
        self._previous.setText(self.tr("Previous"))
        self._next.setText(self.tr("Next"))
        self.queue.setAccessibleName(self.tr("My cases"))
        if self._case:
            self._show_queue()
            case, self._case = self._case, CaseId("")
            self._show_case(case)

    # reading

    def _read_queue(self) -> None:
        self._queue, self._codes = own_queue(self._desk.store)
        self._show_queue()

    def _show_queue(self) -> None:
        done = sum(1 for line in self._queue if all(state is SheetState.LOCKED for _, state in line.states))
        self._queue_count.setText(self.tr("{done} / {all}").format(done=done, all=len(self._queue)))
        language, flagged = self._desk.language, self._views.flagged
        returned = Counter(item.case for item in open_items(self._desk.store, self._desk.owner.id))
        shown = self._views.narrow(self._queue)
        self.queue.show_entries(
            [
                queue_entry(
                    line,
                    self._scheme_of(line),
                    language,
                    flagged=line.case in flagged,
                    returned=returned[line.case],
                )
                for line in shown
            ],
            self._desk.case or None,
        )
        self._queue_stack.setCurrentWidget(self.queue if shown or not self._queue else self.nothing_fits)

    def _scheme_of(self, line: CaseSummary) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, line.round).scheme_hash)

    def _show_first(self) -> None:
        """Reopen where the person left off: case, method and indicator."""
        kept = self._desk.remember.get("score/last")
        last = json.loads(kept) if kept else {}
        known = {line.case for line in self._queue}
        wanted = self._desk.case or last.get("case", "")
        if wanted not in known:
            wanted = next((line.case for line in self._queue), "")
        if wanted:
            self._method = last.get("method", "") if wanted == last.get("case") else ""
            self._first_indicator = last.get("indicator", "") if wanted == last.get("case") else ""
            self._desk.choose_case(wanted)
            self._show_case(wanted)

    _first_indicator = ""

    def _show_case(self, case: str) -> None:
        line = next((line for line in self._queue if line.case == case), None)
        if line is None or case == self._case:
            return
        marking = self.sheet.isAncestorOf(QApplication.focusWidget() or self)
        self.sheet.flush()
        self._case = CaseId(case)
        language = self._desk.language
        self._name.setText(line.name.of(language))
        self._number.setText("  ".join(part for part in (line.number, line.grade, line.field) if part))
        methods = [method for method, _ in line.states]
        if self._method not in methods:
            self._method = next(iter(to_mark(self._desk.store, line, self._codes)), methods[0])
        self.queue.select(case)
        self._show_segments(line)
        self._show_papers(line)
        self._read_sheet(fresh_start=True)
        self._remember()
        if marking:
            self.sheet.focus_first()

    def _show_segments(self, line: CaseSummary) -> None:
        scheme, language = self._scheme_of(line), self._desk.language
        self.segments.show_segments(
            [
                Segment(method, scheme.method(method).title.of(language), SEGMENT_STATES[state])
                for method, state in line.states
            ],
            self._method,
        )

    def _show_papers(self, line: CaseSummary) -> None:
        """The papers open only once the person has declared, and stay shut after a recusal."""
        store = self._desk.store
        declaration = declarations.current(store, line.case, self._desk.owner.id)
        if declaration is None:
            self._shut.show_words(
                self.tr("Not declared yet"),
                self.tr("The papers open once you have declared interest and confidentiality for this case."),
                self.tr("Declare"),
            )
        elif declaration.tie is Tie.RECUSED:
            self._shut.show_words(
                self.tr("Recused"), self.tr("You have recused yourself from this case; its papers stay shut."), ""
            )
        else:
            case = cases.get(store, line.case)
            self._papers.setCurrentWidget(self.viewer)
            self._documents = tuple(viewer_documents(store, case))
            self.viewer.show_documents(self._documents, "", self._places.get(line.case, {}))
            self.viewer.set_note_draft((self._desk.remember.get(draft_key(line.case)) or b"").decode())
            return
        self._papers.setCurrentWidget(self._shut)
        self._documents = ()
        self.viewer.show_documents(())

    def _read_sheet(self, *, fresh_start: bool = False) -> None:
        line = next((line for line in self._queue if line.case == self._case), None)
        if line is None or line.tie is None or line.tie is Tie.RECUSED:
            self.sheet.clear()
            self.sheet.setEnabled(False)
            return
        store, owner = self._desk.store, self._desk.owner.id
        self.sheet.setEnabled(True)
        scheme, case = self._scheme_of(line), cases.get(store, self._case)
        mine = pins.of_case(store, self._case, owner)
        sheet, by_code = sheets.get(store, self.sheet_key), self.sheet_key in self._codes
        if by_code:
            sheet = replace(sheet, marks=(), state=SheetState.OPEN)
        view = SheetView(case, scheme, sheet, mine, by_code=by_code)
        current = self._first_indicator if fresh_start else ""
        self._first_indicator = ""
        self.sheet.show_sheet(view, current)
        given_back = [
            item for item in returns.of_assessor(store, owner) if item.stands and item.sheet == self.sheet_key
        ]
        self.sheet.returned.show_items(given_back, returns.answers(store, owner))
        grade = scheme.grade(case.grade)
        self.viewer.set_pins(viewer_pins(mine, scheme, grade))
        self.viewer.set_notes(viewer_notes(notes.of_case(store, self._case, owner), scheme, grade))
        self.viewer.set_pin_target(self.sheet.current)

    # slots

    def _on_changed(self, changes: Changes) -> None:
        shown = changes.touched & (
            Touched.MARKS | Touched.SHEETS | Touched.PINS | Touched.NOTES | Touched.DECLARATIONS | Touched.CASES
        )
        if not shown:
            return
        if changes.touched & Touched.NOTES:
            self._show_queue()
        if changes.touched & (Touched.SHEETS | Touched.DECLARATIONS | Touched.CASES | Touched.MARKS):
            self._read_queue()
            line = next((line for line in self._queue if line.case == self._case), None)
            if line is not None:
                self._show_segments(line)
                if changes.touched & (Touched.DECLARATIONS | Touched.CASES):
                    self._show_papers(line)
            elif self._queue:
                self._show_first()
        if not changes.cases or self._case in changes.cases:
            self._read_sheet()

    def _open_sheet(self, case: str, method: str, indicator: str) -> None:
        self._show_case(case)
        self.show_method(method)
        if indicator:
            self.sheet.open_indicator(indicator, focus=True)

    def _on_view(self) -> None:
        """Another round, view or flag: the list follows; the case in hand stays, whether it is listed or not."""
        self._show_queue()

    def _show_found(self, case: str, document: str, page: int, words: str) -> None:
        self._show_case(case)
        if case == self._case and self._documents:
            self.viewer.find_at(document, page, words)

    def _find_in_papers(self, text: str) -> None:
        """Where the words stand in all papers of the case in hand; which are not read in yet is said."""
        store = self._desk.store
        if not self._documents:
            return
        try:
            hits = search(store, text, MOST_FOUND, within=self._case)
        except SearchTooShort:
            hits = []
        places = [
            FoundPlace(hit.document or FORM, hit.page, hit.snippet, hit.start, hit.end)
            for hit in hits
            if hit.kind in (Found.FORM, Found.PAPER)
        ]
        order = {document.id: place for place, document in enumerate(self._documents)}
        places = [place for place in places if place.document_id in order]
        places.sort(key=lambda place: (order[place.document_id], place.page))
        unread = sum(1 for case, _ in papers_to_read(store) if case == self._case)
        self.viewer.show_found(places, unread)

    def _step_case(self, by: int) -> None:
        if self.isVisible():
            self.queue.step(by)

    def next_to_do(self) -> None:
        """On to the next case of the list with something left to do, and its first sheet that is not done."""
        shown = self._views.narrow(self._queue)
        here = next((n for n, line in enumerate(shown) if line.case == self._case), -1)
        after = [*shown[here + 1 :], *shown[: max(here, 0)]]
        left = ((line.case, to_mark(self._desk.store, line, self._codes)) for line in after)
        case, methods = next(((case, methods) for case, methods in left if methods), ("", ()))
        if methods:
            self._desk.open_sheet(case, methods[0])
        else:
            self._desk.say("info", self.tr("Nothing else is left to do in this list."))

    def _on_indicator(self, code: str) -> None:
        self.viewer.set_pin_target(code)
        self._remember()

    def _on_pin(self, pin_id: str) -> None:
        found = next(
            (pin for pin in pins.of_case(self._desk.store, self._case, self._desk.owner.id) if pin.id == pin_id), None
        )
        if found is not None:
            self.sheet.open_indicator(found.indicator)
            self.viewer.set_current_pin(pin_id)

    def _ask_pin(self, code: str) -> None:
        self.viewer.set_pin_target(code)
        self.viewer.request_pin()

    def _on_place(self, document: str, place: ViewerPlace) -> None:
        self._places.setdefault(self._case, {})[document] = place

    def _add_pin(
        self, document: str, page: int, rect: tuple[float, float, float, float] | None, quote: str, _anchor: str
    ) -> None:
        code = self.sheet.current
        if not code or not self._case:
            return
        pin = Pin(
            id=PinId(fresh("pin")),
            case=self._case,
            author=self._desk.owner.id,
            at=self._desk.now(),
            document=DocumentId(document),
            indicator=code,
            page=page,
            rect=rect,
            quote=quote[:500],
        )
        gone = replace(pin, removed=True)
        self._desk.perform_undoable(self.tr("pin on {code}").format(code=code), keep_pin, {"pin": pin}, {"pin": gone})

    def _keep_draft(self, text: str) -> None:
        """A note half written is kept like everything else that was entered."""
        if self._case:
            self._desk.remember.set(draft_key(self._case), text.encode())

    def _open_outside(self, document: str) -> None:
        paper = next((each for each in self._documents if each.id == document and each.load is not None), None)
        if paper is None or paper.load is None:
            return
        load, name = paper.load, paper.file_name or paper.title
        self._desk.runner.run(
            lambda _progress: load(),
            title=self.tr("Opening {name}").format(name=name),
            done=lambda content: self._lend(name, content),
        )

    def _lend(self, name: str, content: bytes) -> None:
        self._desk.outside.open(name, content)

    def _add_note(self, _document: str, _page: int, _rect: object, _quote: str, text: str) -> None:
        note = Note(
            id=NoteId(fresh("note")),
            case=self._case,
            author=self._desk.owner.id,
            at=self._desk.now(),
            text=text,
            indicator=self.sheet.current if self.sheet.current in self.sheet.rows else "",
            method=self._method,
        )
        gone = replace(note, removed=True)
        self._keep_draft("")
        self._desk.perform_undoable(self.tr("note"), keep_note, {"note": note}, {"note": gone})

    def _remove_pin(self, pin_id: str) -> None:
        store = self._desk.store
        pin = next((each for each in pins.of_case(store, self._case, self._desk.owner.id) if each.id == pin_id), None)
        if pin is None:
            return
        words = self.tr("removal of a pin on {code}").format(code=pin.indicator)
        self._desk.perform_undoable(words, keep_pin, {"pin": replace(pin, removed=True)}, {"pin": pin})

    def _remove_note(self, note_id: str) -> None:
        store, owner = self._desk.store, self._desk.owner.id
        note = next((each for each in notes.of_case(store, self._case, owner) if each.id == note_id), None)
        if note is None:
            return
        signed = note.method and sheets.get(store, SheetKey(self._case, owner, note.method)).state is SheetState.LOCKED
        if signed:
            self._desk.say(
                "info", self.tr("The note belongs to a signed sheet."), self.tr("Reopen the sheet to change it.")
            )
            return
        words = self.tr("removal of a note")
        self._desk.perform_undoable(words, keep_note, {"note": replace(note, removed=True)}, {"note": note})

    def _answer(self, item: str, text: str) -> None:
        self._desk.perform(
            answer_item,
            item=ReturnId(item),
            text=text,
            done=lambda _changes: self.sheet.returned.show_saved(item, self._desk.now()),
        )

    def _reopen(self, reason: str) -> None:
        self._desk.perform(reopen_sheet, sheet=self.sheet_key, reason=reason)

    def _without_marks(self, state: SheetState, reason: str) -> None:
        """A withdrawal is of the application, so of every sheet of it that is still open; the others are of this sheet."""
        line = next((line for line in self._queue if line.case == self._case), None)
        if line is None:
            return
        open_ = (SheetState.OPEN, SheetState.STARTED)
        withdrawn = state is SheetState.WITHDRAWN
        methods = [method for method, stands in line.states if stands in open_] if withdrawn else [self._method]
        for method in methods:
            key = SheetKey(line.case, self._desk.owner.id, method)
            self._desk.perform(mark_without_score, sheet=key, state=state, reason=reason)

    def _go_sign(self) -> None:
        self.sheet.flush()
        self._desk.go("sign")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._go_sign()
        elif event.key() == Qt.Key.Key_M and not event.modifiers():
            self.viewer.begin_note()
        elif not event.modifiers() and self._act_by_letter(event.key()):
            pass
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.viewer.request_pin()
        elif not self.viewer.handle_key(event):
            super().keyPressEvent(event)

    def _act_by_letter(self, key: int) -> bool:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_H: self.sheet.show_history,
            Qt.Key.Key_S: self.sheet.turn_confidence,
            Qt.Key.Key_X: self.sheet.open_more,
            Qt.Key.Key_F: lambda: self._views.turn_flag(self._case),
            Qt.Key.Key_Slash: self.view_bar.focus_text,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    # helpers

    def _remember(self) -> None:
        """Keep the place once the act in hand is over: going to a sheet passes case, method and indicator, and is one place."""
        self._remember_soon.start()

    def _keep_place(self) -> None:
        last = {"case": self._case, "method": self._method, "indicator": self.sheet.current}
        self._desk.remember.set("score/last", json.dumps(last).encode())


def draft_key(case: str) -> str:
    """Under which a note half written on a case is remembered."""
    return f"draft/{case}"
