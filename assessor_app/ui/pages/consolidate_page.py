"""Consolidation: the candidates, those that need talking first; the matrix of all marks; the rule's outcome and the panel's own.

Nothing of a case is shown, counted or sorted by until the chair's own sheets of it are locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes_that_matter import BorderlineView
from assessor_app.models.consolidation import Stand
from assessor_app.models.derivation import Flag, FlagCode
from assessor_app.models.ids import CaseId, PersonId, ReturnId
from assessor_app.models.marks import SheetKey
from assessor_app.models.rounds import CalledIn
from assessor_app.store import panels, private_notes, received
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, format_number, translated
from assessor_app.ui.pages.consolidate_calls import Call, CallBox, MayCall, Standing
from assessor_app.ui.pages.consolidate_parts import AgreeEditor, Agreement, EvidencePanel, FlagList
from assessor_app.ui.pages.consolidate_returns import ReturnsStrip, questions_of
from assessor_app.ui.pages.consolidate_side import Chosen, OutcomeSide
from assessor_app.ui.pages.dossier_view import viewer_documents, viewer_pins
from assessor_app.ui.panel_reading import panel_reading
from assessor_app.ui.runner import Task
from assessor_app.ui.tables.matrix_table import MatrixTable
from assessor_app.ui.widgets.choosing import choose_folder, choose_target
from assessor_app.ui.widgets.comment_field import CommentField
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.matrix_legend import MatrixLegend
from assessor_app.ui.widgets.matrix_view import MatrixView
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.queue_list import QueueEntry, QueueList
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.state_chip import State, state_word
from assessor_app.ui.widgets.viewer import DocumentViewer
from assessor_app.ui.widgets.words import ElidingLabel, button, ground, label, rule
from assessor_app.workflow.call_in import call_in, call_off, open_methods, write_call
from assessor_app.workflow.conclude import demand_ready
from assessor_app.workflow.consolidate import CaseView, PanelView, Progress, agree_level, settle
from assessor_app.workflow.evaluate import borderline_case
from assessor_app.workflow.give_back import give_back, take_question_back, unsent
from assessor_app.workflow.private_notes import note_privately, write_private_notes
from assessor_app.workflow.receipt import write_returns
from assessor_app.workflow.recommend import recommend, vote, voters

MATRIX, FLAGS, EVIDENCE = "matrix", "flags", "evidence"

WIDE_SIDE = 416
"""Px the side needs for the squares of an area-by-area scheme; its matrix has fewer columns."""


class ConsolidatePage(Part):
    """The chair's table: one case at a time, settled together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = panel_reading(desk)
        self._view: PanelView | None = None
        self._case = CaseId("")
        self._stale = True
        self._trying: Task | None = None
        self._near: dict[CaseId, tuple[CaseView, BorderlineView]] = {}
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.queue = QueueList()
        self._queue_title, self._queue_count = label("", "title"), label("", "body", "text2")
        left = ground(QWidget(), "win")
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 10)
        head.addWidget(self._queue_title, 1)
        head.addWidget(self._queue_count)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(180)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.queue, 1)
        self.side = OutcomeSide()
        self.evidence = EvidencePanel()
        self.side_stack = QStackedWidget()
        self.side_stack.addWidget(self.side)
        self.side_stack.addWidget(self.evidence)
        self.splitter = Panes(
            "consolidate", [(left, 196), (self._build_middle(), 676), (self.side_stack, 344)], stretch=1
        )
        self.empty = EmptyState("consolidate", "intake")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _build_middle(self) -> QWidget:
        pane = ground(QWidget(), "surface")
        self._name, self._facts = ElidingLabel("title"), ElidingLabel("caption", "text2")
        self.segments = Segments()
        self.next_flag_button = button("", "flagged")
        head = FlowLayout(spacing=10, apart=True)
        head.setContentsMargins(14, 8, 12, 8)
        for first, second in ((self._name, self._facts), (self.segments, self.next_flag_button)):
            group = QWidget()
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(first)
            row.addWidget(second, 1 if second is self._facts else 0)
            head.addWidget(group)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.table = MatrixTable(self)
        self.matrix = MatrixView(1)
        self.matrix.setModel(self.table)
        self.editor = AgreeEditor(self.matrix)
        self.legend = MatrixLegend()
        matrix = QWidget()
        column = QVBoxLayout(matrix)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.matrix, 1)
        column.addWidget(rule())
        column.addWidget(self.legend)
        self.returns = ReturnsStrip()
        self.returns.hide()
        self.flags = FlagList()
        self.viewer = DocumentViewer()
        self.views = QStackedWidget()
        for part in (matrix, self._build_flags(), self.viewer):
            self.views.addWidget(part)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.trouble)
        column.addWidget(rule())
        column.addWidget(self.views, 1)
        column.addWidget(self.returns)
        return pane

    def _build_flags(self) -> QWidget:
        """What differs and how close it is; beneath it the chair's own note, which stays on this computer."""
        self._private_title, self._private_note = label("", "strong"), label("", "caption", "text2", wrap=True)
        self.private_note = CommentField()
        self.write_notes_button = button("", kind="link")
        foot = ground(QWidget(), "win")
        head = QHBoxLayout()
        head.addWidget(self._private_title, 1)
        head.addWidget(self.write_notes_button)
        notes = QVBoxLayout(foot)
        notes.setContentsMargins(16, 8, 16, 8)
        notes.setSpacing(4)
        notes.addLayout(head)
        notes.addWidget(self._private_note)
        notes.addWidget(self.private_note)
        self.calls = CallBox()
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.flags, 1)
        column.addWidget(rule())
        column.addWidget(self.calls)
        column.addWidget(rule())
        column.addWidget(foot)
        return pane

    def _connect(self) -> None:
        desk = self._desk
        self.queue.entry_chosen.connect(desk.choose_case)
        self.segments.segment_chosen.connect(self.show_view)
        self.next_flag_button.clicked.connect(self.next_flag)
        self.matrix.level_typed.connect(self._begin_agreeing)
        self.matrix.current_moved.connect(self._moved)
        self.matrix.cell_activated.connect(lambda row, _column: self._show_evidence(row))
        self.matrix.verticalScrollBar().valueChanged.connect(lambda _value: self._place_editor())
        self.editor.agreed.connect(self._agree)
        self.editor.cancelled.connect(self._stop_agreeing)
        self.matrix.viewport().installEventFilter(self)
        self.flags.place_wanted.connect(self._go_to_place)
        self.flags.settled.connect(self._settle)
        self.calls.called.connect(self._choose_call_folder)
        self.calls.written_again.connect(self._choose_again_folder)
        self.calls.called_off.connect(self._call_off)
        self.private_note.text_settled.connect(self._keep_private)
        self.write_notes_button.clicked.connect(self._choose_notes_file)
        self.side.recommended.connect(self._recommend)
        self.side.voted.connect(self._vote)
        self.side.flags_wanted.connect(lambda: self.show_view(FLAGS))
        self.side.evidence_wanted.connect(self._open_evidence)
        self.side.own_sheet_wanted.connect(self._go_own_sheet)
        self.evidence.closed.connect(self._close_evidence)
        self.evidence.pin_activated.connect(self._go_to_pin)
        self.evidence.asked.connect(self._give_back)
        self.evidence.taken_back.connect(self._take_question_back)
        self.returns.write_wanted.connect(self._choose_returns_folder)
        self.empty.act_wanted.connect(lambda: desk.go("reconcile"))
        desk.case_chosen.connect(self._show_case)
        desk.case_step_wanted.connect(self._step_case)
        self._reading.renewed.connect(self._on_renewed)
        self._reading.outdated.connect(self._on_outdated)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("indicator")),
            Hint("0–5", self.tr("agreed level")),
            Hint("R", self.tr("recommendation")),
            Hint("E", self.tr("evidence")),
            Hint("G", self.tr("return to author")),
            Hint("F", self.tr("next difference")),
            Hint("Ctrl+Down", self.tr("next case")),
        )

    @property
    def seen(self) -> CaseView | None:
        """The case in hand."""
        if self._view is None:
            return None
        return next((each for each in self._view.cases if each.case.id == self._case), None)

    # what it does

    def focus_first(self) -> None:
        if self._stale:
            self._read()
        elif self._desk.case and self._desk.case != self._case:
            self._show_case(self._desk.case)
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.matrix.currentIndex().isValid() and self.table.rowCount() > 1:
            self.matrix.setCurrentIndex(self.table.index(1, min(1, self.table.columnCount() - 1)))

    def show_view(self, which: str) -> None:
        """The matrix, the differences, or the papers."""
        self.segments.choose(which)
        self.views.setCurrentIndex((MATRIX, FLAGS, EVIDENCE).index(which))
        if which == EVIDENCE:
            self._show_papers()
        elif which == FLAGS:
            self._show_closeness()

    def next_flag(self) -> None:
        """Go to the next difference of this case after the current cell; past the last, to the next case that has one."""
        seen = self.seen
        if seen is None or self._view is None:
            return
        places = sorted(
            (index.row(), index.column())
            for flag in seen.evaluation.flags
            if not seen.sealed and flag.code is not FlagCode.BORDERLINE
            for index in (self.table.place_of(flag.subject, flag.method),)
            if index.isValid()
        )
        here = (self.matrix.currentIndex().row(), self.matrix.currentIndex().column())
        following = next((place for place in places if place > here), None)
        if following is None:
            order = [entry.id for entry in self.queue.table.entries]
            start = order.index(self._case) + 1 if self._case in order else 0
            around = [*order[start:], *order[:start]]
            wanted = next((case for case in around if open_flags(self._view.case(CaseId(case)))), None)
            if wanted is None:
                return
            self._desk.choose_case(wanted)
            if wanted != seen.case.id:
                self.matrix.setCurrentIndex(self.table.index(0, 0))
                self.next_flag()
                return
            following = places[0] if places else None
        if following is not None:
            self.show_view(MATRIX)
            self.matrix.setCurrentIndex(self.table.index(*following))
            self.matrix.scrollTo(self.matrix.currentIndex())
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._queue_title.setText(self.tr("Candidates"))
        self.queue.setAccessibleName(self.tr("Candidates"))
        self.next_flag_button.setText(self.tr("Next difference"))
        self._private_title.setText(self.tr("Private note of the chair"))
        self._private_note.setText(self.tr("Stays on this computer; it enters no package and no document."))
        self.private_note.set_words(self.tr("Private note of the chair"), "")
        self.write_notes_button.setText(self.tr("Write all to a file..."))
        self.matrix.setAccessibleName(self.tr("Marks by indicator and assessor"))
        self.empty.show_words(
            self.tr("No score package has been taken in"),
            self.tr("Take the members' packages in first; then their marks stand here side by side."),
            self.tr("Take in score packages"),
        )
        self._read()

    # reading

    def _read(self) -> None:
        """Show the panel as it is known; while a large one is still being read the page stays blank."""
        self._stale = True
        self._reading.want()
        if self._stale:
            self._show_panel()

    def _show_panel(self) -> None:
        self._stale = False
        self._view = self._reading.view
        self.stack.setVisible(self._view is not None or not self._reading.under_way)
        here = self._view is not None and any(seen.sheets or not seen.assignments for seen in self._view.cases)
        self.stack.setCurrentIndex(0 if here else 1)
        if self._view is None or not here:
            return
        if self._view.scheme.areas is not None and self.side_stack.minimumWidth() < WIDE_SIDE:
            self.side_stack.setMinimumWidth(WIDE_SIDE)
        ordered = sorted(self._view.cases, key=lambda seen: (standing(self._view, seen)[2], seen.case.candidate.number))
        wanted = self._case or self._desk.case
        known = [seen.case.id for seen in ordered]
        if wanted not in known:
            wanted = known[0]
        self.queue.show_entries([self._entry(seen) for seen in ordered], wanted)
        self._queue_count.setText(str(len(known)))
        if wanted != self._case:
            self._show_case(wanted)
            return
        self._stop_agreeing()
        self.trouble.hide()
        self._show()
        if self.views.currentIndex() == 2:
            self._show_papers()

    def _entry(self, seen: CaseView) -> QueueEntry:
        assert self._view is not None
        state, note, _rank = standing(self._view, seen)
        loud = state in (State.FLAGGED, State.BORDERLINE, State.MISSING)
        return QueueEntry(
            id=seen.case.id,
            state=state,
            name=seen.case.candidate.name.of(self._desk.language),
            detail="  ".join(part for part in (seen.case.candidate.number, seen.case.grade) if part),
            note=note,
            note_state=state if loud else None,
        )

    def _show_case(self, case: str) -> None:
        if self._view is None or case == self._case or all(each.case.id != case for each in self._view.cases):
            return
        self._stop_agreeing()
        self._close_evidence()
        self.trouble.hide()
        self.private_note.flush()  # of the case that is left
        self._case = CaseId(case)
        self.private_note.reset(private_notes.text_of(self._desk.store, self._case))
        self._desk.choose_case(case)
        self.queue.select(case)
        self._show()
        if self.views.currentIndex() == 2:
            self._show_papers()

    def _show(self) -> None:
        seen, view, language = self.seen, self._view, self._desk.language
        if seen is None or view is None:
            return
        place = self.matrix.currentIndex()
        at = (place.row(), place.column())
        questions = {} if seen.sealed else questions_of(self._desk.store, seen.case.id)
        self.evidence.show_questions(questions, self._desk.owner.id)
        self.table.show_case(
            view,
            seen,
            language,
            {
                (sheet.assessor, sheet.method, subject): asked.answer is not None
                for (sheet, subject), asked in questions.items()
            },
        )
        names = {member.id: member.name.of(language) for member in view.panel.members}
        self.returns.show_waiting(unsent(self._desk.store, view.panel.id), names)
        self.matrix.set_widths(self.table.widths)
        self.matrix.show_groups(self.table.groups())
        if not self.matrix.currentIndex().isValid() and self.table.rowCount() > 1:
            row = min(max(at[0], 1), self.table.rowCount() - 1)
            self.matrix.setCurrentIndex(self.table.index(row, min(max(at[1], 1), self.table.columnCount() - 1)))
        self._name.setText(seen.case.candidate.name.of(language))
        self._facts.setText(
            "  ".join(part for part in (seen.case.candidate.number, seen.case.grade, seen.case.field) if part)
        )
        flags = 0 if seen.sealed else len(seen.evaluation.flags)
        self.segments.show_segments(
            [
                Segment(MATRIX, self.tr("Matrix")),
                Segment(FLAGS, self.tr("Flags {count}").format(count=flags)),
                Segment(EVIDENCE, self.tr("Papers")),
            ],
            (MATRIX, FLAGS, EVIDENCE)[self.views.currentIndex()],
        )
        called = [one for one in panels.called_in(self._desk.store, view.panel.id) if one.case == seen.case.id]
        self.side.show_case(view, seen, language, frozenset((one.assessor, one.method) for one in called))
        self.flags.show_case(view, seen, language)
        self.private_note.show_text(private_notes.text_of(self._desk.store, seen.case.id))
        self._show_calls(view, seen, called)
        if self.views.currentIndex() == 1:
            self._show_closeness()
        self._moved(self.matrix.currentIndex().row(), self.matrix.currentIndex().column())

    def _show_calls(self, view: PanelView, seen: CaseView, called_in: Sequence[CalledIn]) -> None:
        """Who was called in on the case, and who still could be; nobody before the chair's own sheets are locked."""
        language = self._desk.language
        names = {member.id: member.name.of(language) for member in view.panel.members}
        titles = {method.id: method.title.of(language) for method in view.scheme.methods}
        may = []
        due = tuple(item for item in view.panel.assignments if item.case == seen.case.id)
        panel = replace(view.panel, assignments=due)  # so that not every member looks through what is due of all cases
        for member in panel.members if not seen.sealed else ():
            free = open_methods(view.scheme, panel, seen.case, seen.sheets, member.id)
            if free:
                may.append(MayCall(member.id, names[member.id], tuple((method, titles[method]) for method in free)))
        here = {(sheet.key.assessor, sheet.key.method) for sheet in seen.sheets}
        called: dict[PersonId, list[CalledIn]] = {}
        for one in called_in:
            called.setdefault(one.assessor, []).append(one)
        standing = [
            Standing(
                person,
                names.get(person, person),
                ", ".join(titles[one.method] for one in ones),
                ones[0].reason,
                any((person, one.method) in here for one in ones),
            )
            for person, ones in called.items()
        ]
        self.calls.show_case(may, standing, fresh=self._calls_of != seen.case.id)
        self._calls_of = seen.case.id

    _calls_of = CaseId("")

    def _show_closeness(self) -> None:
        """How close the case is: hundreds of outcomes, worked out away from the window, once for the case as it stands."""
        seen, view = self.seen, self._view
        if seen is None or view is None or seen.sealed or seen.state != "scored" or seen.missing:
            return
        known = self._near.get(seen.case.id)
        if known is not None and known[0] is seen:
            self.flags.show_closeness(view, known[1], self._desk.language)
            return
        self.flags.show_closeness(view, None, self._desk.language)
        ground = (view.scheme, seen.case, seen.sheets, seen.assignments, seen.agreed, seen.settled)

        def work(progress: Progress) -> BorderlineView:
            return borderline_case(*ground, progress)

        def show(found: BorderlineView) -> None:
            self._near[seen.case.id] = (seen, found)
            if self.seen is seen:
                self.flags.show_closeness(view, found, self._desk.language)

        if self._trying is not None:
            self._trying.cancelled.set()  # of the case that was looked at before
        title = self.tr("Looking how close it is")
        self._trying = self._desk.runner.run(work, title=title, done=show, failed=self._say_trouble)

    def _show_papers(self) -> None:
        seen, view = self.seen, self._view
        if seen is None or view is None:
            return
        self.viewer.show_documents(viewer_documents(self._desk.store, seen.case))
        pins = [] if seen.sealed else list(received.pins_of(self._desk.store, view.panel.id, seen.case.id))
        self.viewer.set_pins(viewer_pins(pins, view.scheme, view.scheme.grade(seen.case.grade)))

    # agreeing

    def _begin_agreeing(self, row: int, column: int, level: int | None) -> None:
        """A digit on a row opens the level that is being agreed, with its reason under the row."""
        seen, view, indicator = self.seen, self._view, self.table.indicator_at(row)
        if seen is None or view is None or indicator is None or level is None or seen.sealed:
            return
        if level not in {step.value for step in view.scheme.levels}:
            return
        method = self.table.method_at(column, indicator.id)
        stands = self.table.agreed_level(method, indicator.id)
        language = self._desk.language
        names = {member.id: member.name.of(language) for member in view.panel.members}
        title = f"{indicator.id}  {indicator.title.of(language)}  {view.scheme.method(method).title.of(language)}"
        self.table.show_waiting(method, indicator.id)
        self.editor.open_for(
            method,
            indicator.id,
            title,
            level,
            stands.reason if stands is not None else "",
            [(person, names.get(person, person)) for person in voters(seen)],
            stands=stands is not None,
        )
        self._place_editor()

    def _place_editor(self) -> None:
        """Under its row, or above it where there is no room below."""
        if not self.editor.isVisible():
            return
        index = self.matrix.currentIndex()
        top = self.matrix.viewport().mapTo(self.matrix, self.matrix.visualRect(index).bottomLeft()).y() + 2
        left = self.matrix.frozen.width() if self.matrix.width() > 560 else 8
        width = min(self.matrix.width() - left - 16, 520)
        self.editor.setFixedWidth(max(width, 320))
        self.editor.adjustSize()
        if top + self.editor.height() > self.matrix.height() - 4:
            top -= self.editor.height() + self.matrix.rowHeight(index.row()) + 4
        self.editor.move(left, max(top, 2))

    def _stop_agreeing(self) -> None:
        if self.editor.isVisible():
            self.editor.hide()
            self.table.show_waiting("", "")
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self, agreement: Agreement) -> None:
        seen = self.seen
        if seen is None:
            return
        earlier = self.table.agreed_level(agreement.method, agreement.indicator)
        common = {"case": seen.case.id, "method": agreement.method, "indicator": agreement.indicator}
        self._stop_agreeing()
        self._desk.perform_undoable(
            self.tr("agreed level of {code}").format(code=agreement.indicator),
            agree_level,
            {**common, "level": agreement.level, "reason": agreement.reason, "participants": agreement.participants},
            {
                **common,
                "level": earlier.level if earlier is not None else None,
                "reason": earlier.reason if earlier is not None else self.tr("taken back"),
                "participants": earlier.participants if earlier is not None else agreement.participants,
            },
        )

    # acting

    def _settle(self, flag: Flag, reason: str) -> None:
        seen = self.seen
        if seen is not None:
            self._desk.perform(
                settle,
                case=seen.case.id,
                flag=flag.code,
                method=flag.method,
                subject=flag.subject,
                reason=reason,
                participants=voters(seen),
                failed=self._say_trouble,
            )

    def _recommend(self, chosen: Chosen) -> None:
        if self.seen is not None:
            self.trouble.hide()
            self._desk.perform(
                recommend,
                case=self._case,
                choice=chosen.choice,
                reason=chosen.reason,
                other_grade=chosen.other_grade,
                failed=self._say_trouble,
            )

    def _keep_private(self, text: str) -> None:
        if self._case:
            self._desk.perform(
                note_privately,
                case=self._case,
                secret=text,
                done=lambda _changes: self.private_note.show_saved(self._desk.now()),
                failed=self._say_trouble,
            )

    def write_private_notes_to(self, target: Path) -> None:
        """Write every private note of the panel to a file of the chair's choice."""
        self.private_note.flush()
        self._desk.perform(
            write_private_notes,
            panel=self._desk.panel,
            target=target,
            done=lambda changes: self._desk.say(
                "done", self.tr("Your private notes are written."), str(changes.result)
            ),
            failed=self._say_trouble,
        )

    def _choose_notes_file(self) -> None:
        file = choose_target(self, self.tr("Where to write your notes"), "notes.txt", self.tr("Text"))
        if file is not None:
            self.write_private_notes_to(file)

    def _give_back(self, sheet: SheetKey, subject: str, comment: str) -> None:
        self._desk.perform(give_back, sheet=sheet, subject=subject, comment=comment, failed=self._say_trouble)

    def _take_question_back(self, item: str) -> None:
        self._desk.perform(take_question_back, item=ReturnId(item), failed=self._say_trouble)

    def write_returns_to(self, folder: Path) -> None:
        """Write what waits to go back, a sealed file for each author."""
        secret = self.returns.passphrase.text()
        self.returns.passphrase.clear()
        self.returns.passphrase.conceal()
        self._desk.perform(
            write_returns,
            title=self.tr("Writing what goes back"),
            passphrase=secret,
            panel=self._desk.panel,
            folder=folder,
            done=lambda _changes: self._returns_written(folder),
            failed=self._say_trouble,
        )

    def _returns_written(self, folder: Path) -> None:
        self._show()
        self._desk.say("done", self.tr("Written; hand each author their file."), str(folder))

    def _choose_returns_folder(self) -> None:
        folder = choose_folder(self, self.tr("Folder for what goes back"))
        if folder is not None:
            self.write_returns_to(folder)

    def call_in_to(self, call: Call, folder: Path) -> None:
        """Call a further assessor in and write their package into a folder."""
        self._desk.perform(
            call_in,
            title=self.tr("Writing the package of the further assessor"),
            passphrase=call.passphrase,
            case=self._case,
            assessor=call.person,
            methods=call.methods,
            reason=call.reason,
            folder=folder,
            done=lambda changes: self._call_written(changes.result),
            failed=self._say_trouble,
        )

    def write_call_to(self, person: str, passphrase: str, folder: Path) -> None:
        """Write the package of one who was called in anew."""
        self._desk.perform(
            write_call,
            title=self.tr("Writing the package of the further assessor"),
            passphrase=passphrase,
            case=self._case,
            assessor=PersonId(person),
            folder=folder,
            done=lambda changes: self._call_written(changes.result),
            failed=self._say_trouble,
        )

    def _call_written(self, path: object) -> None:
        self.calls.fold()
        self._desk.say("done", self.tr("Written; hand it to the further assessor."), str(path))

    def _choose_call_folder(self, call: Call) -> None:
        folder = choose_folder(self, self.tr("Folder for the package"))
        if folder is not None:
            self.call_in_to(call, folder)

    def _choose_again_folder(self, person: str, passphrase: str) -> None:
        folder = choose_folder(self, self.tr("Folder for the package"))
        if folder is not None:
            self.write_call_to(person, passphrase, folder)

    def _call_off(self, person: str, reason: str) -> None:
        self._desk.perform(
            call_off, case=self._case, assessor=PersonId(person), reason=reason, failed=self._say_trouble
        )

    def _vote(self, member: str, stand: Stand, reason: str) -> None:
        self._desk.perform(
            vote, case=self._case, member=PersonId(member), stand=stand, reason=reason, failed=self._say_trouble
        )

    # slots

    def _on_renewed(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        first = self._view is None
        self._show_panel()
        if first:
            self.focus_first()

    def _on_outdated(self) -> None:
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _moved(self, row: int, _column: int) -> None:
        if 0 <= row < len(self.table.rows):
            self.side.show_aspect(self.table.rows[row].aspect.id)
            if self.side_stack.currentIndex() == 1:
                self._show_evidence(row)
        if self.editor.isVisible() and self.matrix.hasFocus():
            self._stop_agreeing()

    def _show_evidence(self, row: int) -> None:
        seen, view, indicator = self.seen, self._view, self.table.indicator_at(row)
        if seen is None or view is None or seen.sealed or not 0 <= row < len(self.table.rows):
            return
        if indicator is None:
            self.evidence.show_aspect(view, seen, self.table.rows[row].aspect, self._desk.language)
            self.side_stack.setCurrentIndex(1)
            return
        store = self._desk.store
        self.evidence.show_indicator(
            view,
            seen,
            indicator,
            received.pins_of(store, view.panel.id, seen.case.id),
            received.notes_of(store, view.panel.id, seen.case.id),
            self._desk.language,
        )
        self.side_stack.setCurrentIndex(1)

    def _begin_return(self) -> None:
        """Ask the author of the mark one stands on."""
        place = self.matrix.currentIndex()
        self._show_evidence(place.row())
        if self.side_stack.currentIndex() == 1 and 0 <= place.column() < len(self.table.columns):
            column = self.table.columns[place.column()]
            self.evidence.begin_return(column.method, column.assessor)

    def _open_evidence(self, method: str, indicator: str) -> None:
        place = self.table.place_of(indicator, method)
        if place.isValid():
            self.matrix.setCurrentIndex(place)
            self._show_evidence(place.row())

    def _close_evidence(self) -> None:
        if self.side_stack.currentIndex() == 1:
            self.side_stack.setCurrentIndex(0)
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_pin(self, pin: str) -> None:
        self.show_view(EVIDENCE)
        self.viewer.go_to_pin(pin)

    def _go_to_place(self, method: str, subject: str) -> None:
        place = self.table.place_of(subject, method)
        self.show_view(MATRIX)
        if place.isValid():
            self.matrix.setCurrentIndex(place)
            self.matrix.scrollTo(place)
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_own_sheet(self) -> None:
        seen = self.seen
        if seen is not None and seen.sealed:
            self._desk.open_sheet(seen.case.id, seen.sealed[0].method)

    def _step_case(self, by: int) -> None:
        if self.isVisible():
            self.queue.step(by)

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_editor()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() > 1000)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        if plain and event.key() == Qt.Key.Key_F:
            self.next_flag()
        elif plain and event.key() == Qt.Key.Key_E:
            self._show_evidence(self.matrix.currentIndex().row())
        elif plain and event.key() == Qt.Key.Key_G:
            self._begin_return()
        elif plain and event.key() == Qt.Key.Key_R:
            self._close_evidence()
            self.side.focus_decision()
        elif event.key() == Qt.Key.Key_Escape and (self.editor.isVisible() or self.side_stack.currentIndex() == 1):
            self._stop_agreeing()
            self._close_evidence()
        else:
            super().keyPressEvent(event)

    def standing_words(self, seen: CaseView) -> str:
        """Where a case stands, as the list says it."""
        assert self._view is not None
        return standing(self._view, seen)[1]


def open_flags(seen: CaseView) -> int:
    """How many differences must still be talked through; nothing is told of a sealed case."""
    if seen.sealed or seen.state != "scored":
        return 0
    return sum(1 for flag in seen.evaluation.flags if flag.code is not FlagCode.BORDERLINE)


def standing(view: PanelView | None, seen: CaseView) -> tuple[State, str, int]:
    """Where a case stands: shape, words, and its place in the list, those that need the panel first."""
    if seen.sealed:
        return State.HIDDEN, translated("Standing", "own sheet open"), 3
    flags = open_flags(seen)
    if flags:
        return State.FLAGGED, translated("Standing", "{count} differ").format(count=flags), 0
    if seen.missing:
        return State.MISSING, translated("Standing", "{count} missing").format(count=len(seen.missing)), 2
    if seen.recommendation is None:
        if seen.state != "scored":
            state = State.ABSENT if seen.state == "absent" else State.WITHDRAWN
            return state, state_word(state), 4
        near = next((flag for flag in seen.evaluation.flags if flag.code is FlagCode.BORDERLINE), None)
        if near is not None:
            value = dict(near.values).get("value")
            where = "" if near.subject == "total" or view is None else f" {near.subject}"
            return (
                State.BORDERLINE,
                f"{state_word(State.BORDERLINE)}{where} {format_number(value, 1) if value is not None else ''}".strip(),
                1,
            )
        return State.STARTED, translated("Standing", "to recommend"), 4
    try:
        demand_ready(seen)
    except Refusal:
        return State.STARTED, translated("Standing", "to vote"), 4
    return State.DONE, translated("Standing", "ready"), 5
