"""The interview: the plan of questions, notes as fast as paper, the clock, and what was touched, one candidate after the other.

The keyboard stays in the line for notes: Enter takes a note down with its time, Tab turns it from remark to question to answer,
``/`` takes another indicator in hand, Alt with a digit gives its level, Alt+↓ puts the next question, Alt+→ goes on to the next
phase. Nothing here waits for a button; a program that is killed comes back to the same case, clock and half-written note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, NoteId, QuestionId, fresh
from assessor_app.models.interview import Attendance, Clash, IdentityPaper, Observer, Question, Session, begins, clashes
from assessor_app.models.marks import NOT_SOUGHT, Note, NoteKind, Part, SheetKey, Tie
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, interviews, notes, panels, rounds, sheets
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.announce import Announcer
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import Part as Piece
from assessor_app.ui.language import format_datetime, format_time
from assessor_app.ui.pages.interview_clock import InterviewClock
from assessor_app.ui.pages.interview_side import InterviewSide, Wanted
from assessor_app.ui.pages.score_sheet import SheetView
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.comment_field import SETTLE_MS, GrowingEdit
from assessor_app.ui.widgets.coverage import Covered, Reach
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import QuietComboBox
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.phase_bar import PhaseBar, PhaseShare
from assessor_app.ui.widgets.talk_list import TalkLine, TalkList
from assessor_app.ui.widgets.timer_display import TimerDisplay, clock_text
from assessor_app.ui.widgets.words import ElidingLabel, button, ground, icon_button, label, name_button, rule
from assessor_app.workflow.interview import (
    ask_question,
    interview_method,
    keep_attendance,
    keep_question,
    sessions_of,
    set_session,
)
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import enter_mark, keep_note

HEAD = 84
KINDS = (NoteKind.REMARK, NoteKind.QUESTION, NoteKind.ANSWER)


class NoteLine(GrowingEdit):
    """The line for notes: Enter takes it down, Shift+Enter breaks it, Tab turns the kind, / picks another indicator."""

    entered = Signal()
    kind_turned = Signal()
    pick_wanted = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Tab and plain:
            self.kind_turned.emit()
        elif event.text() == "/" and not self.toPlainText():
            self.pick_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # levels, questions and phases belong to the page
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Qt would take Tab for the next field before a key press is seen.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self.keyPressEvent(event)
            return True
        return super().event(event)


MOST_STOCK = 12
"""So many questions of earlier cases are offered."""


class InterviewPage(Piece):
    """One interview at a time, chosen from the day's sessions."""

    def __init__(self, desk: Desk, mono: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[CaseSummary] = []
        self._line: CaseSummary | None = None
        self._view: SheetView | None = None
        self._method = ""
        self._indicator = ""
        self._kind = NoteKind.REMARK
        self._editing: NoteId | None = None
        self._question = ""
        self._announcer = Announcer()
        self.timer = TimerDisplay(mono)
        self.clock = InterviewClock(desk, self.timer, mono, self)
        self._draft_soon = QTimer(self)
        self._draft_soon.setSingleShot(True)
        self._draft_soon.setInterval(SETTLE_MS)
        self._build()
        self._connect()
        self.retranslate()
        self._read_lines()
        self._show_first()

    # set-up

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._empty = EmptyState("interview", "interview")
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(rule())
        self.side = InterviewSide()
        self._plan_pane = self._build_plan()
        self.panes = Panes(
            "interview", [(self._plan_pane, 300), (self._build_notes(), 560), (self.side, 300)], stretch=1
        )
        column.addWidget(self.panes, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _build_head(self) -> QWidget:
        head = ground(QWidget(), "surface")
        head.setMinimumHeight(HEAD)
        self.chooser = QuietComboBox()
        self.chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name, self._about = label("", "h1"), ElidingLabel("caption", "text2")
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addWidget(self.chooser)
        who.addWidget(self._name)
        who.addWidget(self._about)
        self.phases = PhaseBar()
        self.pause_button, self.next_button = icon_button("play", framed=True), icon_button("next", framed=True)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addLayout(who, 3)
        row.addWidget(self.phases, 5)
        row.addWidget(self.timer, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.pause_button)
        row.addWidget(self.next_button)
        return head

    def _build_plan(self) -> QWidget:
        pane = ground(QWidget(), "win")
        self._plan_title, self._plan_count = ElidingLabel("title"), label("", "caption", "text2")
        self.plan = TalkList()
        self._no_plan = EmptyState("interview")
        self._plan_stack = QStackedWidget()
        self._plan_stack.addWidget(self.plan)
        self._plan_stack.addWidget(self._no_plan)
        self.new_question = QLineEdit()
        self.add_button = button("", "add", "quiet")
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(theme().px(200))
        column.addLayout(_head_row(self._plan_title, self._plan_count))
        column.addWidget(rule())
        column.addWidget(self._plan_stack, 1)
        column.addWidget(rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        self.stock_button = icon_button("history", framed=True)
        line = QHBoxLayout()
        line.addWidget(self.new_question, 1)
        line.addWidget(self.stock_button)
        foot.addLayout(line)
        foot.addWidget(self.add_button)
        column.addLayout(foot)
        return pane

    def _build_notes(self) -> QWidget:
        pane = ground(QWidget(), "surface")
        self._notes_title, self._notes_hint = ElidingLabel("title"), ElidingLabel("caption", "text2")
        self.talk = TalkList("reading")
        self.code = QLineEdit()
        self.code.setFixedWidth(theme().px(52))
        self.code.setMaxLength(8)
        self._badge = Badge("K1", 1)
        self.kind_button = button("", kind="quiet")
        self.entry = NoteLine(fewest=2, most=5)
        foot = ground(QWidget(), "sunken")
        under = QVBoxLayout(foot)
        under.setContentsMargins(14, 10, 14, 10)
        under.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._editing_note = label("", "caption", "warn")
        for part in (self._badge, self.code, self.kind_button, self._editing_note):
            top.addWidget(part)
        top.addStretch(1)
        under.addLayout(top)
        under.addWidget(self.entry)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(theme().px(320))
        column.addLayout(_head_row(self._notes_title, self._notes_hint))
        column.addWidget(rule())
        column.addWidget(self.talk, 1)
        column.addWidget(rule())
        column.addWidget(foot)
        return pane

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._on_changed)
        desk.case_chosen.connect(self._on_case)
        desk.case_step_wanted.connect(self._step)
        self.chooser.activated.connect(lambda _i: desk.choose_case(str(self.chooser.currentData())))
        self.pause_button.clicked.connect(self._turn_pause)
        self.next_button.clicked.connect(self.clock.go_on)
        self.clock.turned.connect(self._on_turn)
        self.clock.phase_over.connect(self._on_phase_over)
        self.timer.ticked.connect(lambda _left: self._show_clock())
        self.entry.entered.connect(self._take_down)
        self.entry.kind_turned.connect(self._turn_kind)
        self.entry.pick_wanted.connect(self._pick)
        self.entry.given_up.connect(self._give_up)
        self.entry.textChanged.connect(self._draft_soon.start)
        self.entry.left.connect(self._keep_draft)
        self._draft_soon.timeout.connect(self._keep_draft)
        self.kind_button.clicked.connect(self._turn_kind)
        self.code.returnPressed.connect(self._picked)
        self.new_question.returnPressed.connect(self._add_question)
        self.stock_button.clicked.connect(self._open_stock)
        self.add_button.clicked.connect(self._add_question)
        self.plan.line_activated.connect(self._ask)
        self.plan.line_removed.connect(self._remove_question)
        self.plan.line_moved.connect(self._move_question)
        self.plan.line_chosen.connect(self._show_question)
        self.talk.line_activated.connect(self._edit_note)
        self.talk.line_removed.connect(self._remove_note)
        self.side.indicator_chosen.connect(self.take_indicator)
        self.side.level.level_given.connect(self._give_level)
        self.side.attendance_given.connect(self._give_attendance)
        self.side.session_given.connect(self._give_session)
        self.side.end_wanted.connect(self._end)
        self._empty.act_wanted.connect(lambda: desk.go("declare" if self._line is not None else "today"))
        self._shortcut("Alt+Down", self._ask_next)
        self._shortcut("Alt+Right", self.clock.go_on)
        self._shortcut("F9", self._fold_sides)
        self._shortcut("Alt+T", self._tie_note)
        for key in (*(str(level) for level in range(10)), "N"):
            self._shortcut(f"Alt+{key}", partial(self._level_by_key, key))

    def _shortcut(self, keys: str, do: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(do)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", self.tr("take down")),
            Hint("Tab", self.tr("remark, question, answer")),
            Hint("/", self.tr("other indicator")),
            Hint("Alt+0–5", self.tr("level")),
            Hint("Alt+Down", self.tr("next question")),
            Hint("Alt+Right", self.tr("next phase")),
            Hint("F9", self.tr("fold the sides")),
        )

    @property
    def indicator(self) -> str:
        """The indicator in hand."""
        return self._indicator

    @property
    def kind(self) -> NoteKind:
        """What the next note will be."""
        return self._kind

    @property
    def case(self) -> CaseId:
        """The case whose interview is shown; empty if none."""
        return self._line.case if self._line is not None else CaseId("")

    # what it does

    def focus_first(self) -> None:
        if self._desk.case and self._desk.case != self.case:
            self._on_case(self._desk.case)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_indicator(self, code: str) -> None:
        """Take an indicator in hand: notes are tied to it, and Alt with a digit gives its level."""
        view = self._view
        if view is None or code not in {each.id for each in view.grade.indicators if each.aspect in view.covered}:
            return
        self._indicator = code
        self._show_indicator()
        self._show_coverage()
        self._remember()

    def retranslate(self) -> None:
        self._plan_title.setText(self.tr("Questions planned"))
        self._notes_title.setText(self.tr("Notes of the interview"))
        self._notes_hint.setText(self.tr("each with its time; signed with the sheet where tied to an indicator"))
        self.plan.setAccessibleName(self.tr("Questions planned"))
        self._no_plan.show_words(
            self.tr("No question planned"),
            self.tr("Write one below for the indicator in hand, or take over questions of earlier cases."),
        )
        self.talk.setAccessibleName(self.tr("Notes of the interview"))
        self.entry.setAccessibleName(self.tr("Note"))
        self.entry.setPlaceholderText(self.tr("Write; Enter takes it down"))
        self.code.setAccessibleName(self.tr("Indicator of the note"))
        self.new_question.setPlaceholderText(self.tr("A question on the indicator in hand"))
        self.new_question.setAccessibleName(self.tr("New question"))
        name_button(self.stock_button, self.tr("Questions of earlier cases"))
        self.add_button.setText(self.tr("Add the question"))
        self.chooser.setAccessibleName(self.tr("Candidate"))
        name_button(self.next_button, self.tr("Next phase"), "Alt+→")
        self._show_kind()
        if self._lines:
            self._show_chooser()
        if self._line is not None:
            self._show_all()

    # reading

    def _read_lines(self) -> None:
        sessions = sessions_of(self._desk.store)
        found = [line for line in cases.summaries(self._desk.store, self._desk.owner.id) if self._method_of(line)]
        self._lines = sorted(found, key=lambda line: _when(sessions.get(line.case)))
        self._show_chooser()

    def _method_of(self, line: CaseSummary) -> str:
        method = interview_method(self._scheme_of(line), line.grade)
        return method if method in {one for one, _ in line.states} else ""

    def _scheme_of(self, line: CaseSummary) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, line.round).scheme_hash)

    def _show_chooser(self) -> None:
        sessions, language = sessions_of(self._desk.store), self._desk.language
        self.chooser.clear()
        for line in self._lines:
            session = sessions.get(line.case)
            when = session.starts.partition("T")[2] if session is not None else ""
            room = session.room if session is not None else ""
            self.chooser.addItem(
                "  ".join(part for part in (when, room, line.number, line.name.of(language)) if part), line.case
            )
        self.chooser.setCurrentIndex(self.chooser.findData(self.case))

    def _show_first(self) -> None:
        known = {line.case for line in self._lines}
        kept = (self._desk.remember.get("interview/case") or b"").decode()
        wanted = next((case for case in (kept, self._desk.case) if case in known), "")
        if not wanted and self._lines:
            wanted = self._lines[0].case
        if wanted:
            self._on_case(wanted)
        else:
            self._say_empty(
                self.tr("No interview is due from you"), self.tr("Interviews appear here with the cases."), ""
            )

    def _say_empty(self, title: str, words: str, act: str) -> None:
        self._empty.show_words(title, words, act)
        self._stack.setCurrentWidget(self._empty)

    def _show_all(self) -> None:
        line = self._line
        if line is None:
            return
        if line.tie is None:
            self._say_empty(
                self.tr("Not declared yet"),
                self.tr("The interview opens once you have declared interest and confidentiality for this case."),
                self.tr("Declare"),
            )
            return
        if line.tie is Tie.RECUSED:
            self._say_empty(self.tr("Recused"), self.tr("You have recused yourself from this case."), "")
            return
        self._stack.setCurrentWidget(self._work)
        self._read_view(line)
        language = self._desk.language
        self._name.setText(line.name.of(language))
        self.chooser.setCurrentIndex(self.chooser.findData(line.case))
        self._show_plan()
        self._show_notes()
        self._show_there()
        self._show_indicator()
        self._show_coverage()
        self._show_clock()

    def _read_view(self, line: CaseSummary) -> None:
        store = self._desk.store
        scheme, case = self._scheme_of(line), cases.get(store, line.case)
        key = SheetKey(line.case, self._desk.owner.id, self._method)
        self._view = SheetView(case, scheme, sheets.get(store, key), ())
        codes = [each.id for each in self._view.grade.indicators if each.aspect in self._view.covered]
        if self._indicator not in codes:
            self._indicator = codes[0] if codes else ""

    def _position(self, code: str) -> int:
        view = self._view
        found = next((each for each in view.grade.indicators if each.id == code), None) if view is not None else None
        return view.scheme.aspect(found.aspect).position if view is not None and found is not None else 0

    def _questions(self) -> tuple[Question, ...]:
        return interviews.questions(self._desk.store, self._desk.owner.id, self.case)

    def _notes(self) -> tuple[Note, ...]:
        mine = notes.of_case(self._desk.store, self.case, self._desk.owner.id)
        return tuple(note for note in mine if note.method == self._method)

    def _show_plan(self) -> None:
        questions = self._questions()
        asked = sum(1 for each in questions if each.asked is not None)
        self._plan_count.setText(self.tr("{done} / {all} asked").format(done=asked, all=len(questions)))
        self._plan_count.setVisible(bool(questions))
        self._plan_stack.setCurrentWidget(self.plan if questions else self._no_plan)
        self.plan.show_lines([self._question_line(each) for each in questions], self._question)

    def _question_line(self, question: Question) -> TalkLine:
        done, here = question.asked is not None, question.id == self._question
        icon = "play" if here else ("check" if done else "open")
        state = self.tr("asked") if done else self.tr("not asked yet")
        return TalkLine(
            question.id,
            question.text,
            question.indicator,
            self._position(question.indicator),
            icon,
            "ok" if done and not here else "text3",
            note=clock_text(question.asked) if question.asked is not None else "",
            state=state,
            strong=here,
        )

    def _show_notes(self) -> None:
        words = self._kind_words()
        lines = [
            TalkLine(
                note.id,
                note.text,
                note.indicator,
                self._position(note.indicator),
                when=format_time(note.at, seconds=True),
                kind=words[note.kind],
                quiet=note.kind is NoteKind.QUESTION,
            )
            for note in self._notes()
        ]
        self.talk.show_lines(lines, at_end=True)

    def _show_coverage(self) -> None:
        view = self._view
        if view is None:
            return
        planned = {each.indicator for each in self._questions()}
        counts: dict[str, int] = {}
        for note in self._notes():
            counts[note.indicator] = counts.get(note.indicator, 0) + 1
        language, aspects = self._desk.language, []
        for aspect in view.scheme.aspects:
            items = [
                Covered(
                    item.id,
                    item.title.of(language),
                    _reach(item.id in planned, counts.get(item.id, 0), view.sheet.value(item.id, Part.LEVEL)),
                    counts.get(item.id, 0),
                    _level_word(view.sheet.value(item.id, Part.LEVEL)),
                )
                for item in view.grade.indicators_of(aspect.id)
                if aspect.id in view.covered
            ]
            if items:
                aspects.append((aspect.id, aspect.position, items))
        self.side.show_coverage(aspects, self._indicator)

    def _show_indicator(self) -> None:
        view = self._view
        indicator = next((each for each in view.grade.indicators if each.id == self._indicator), None) if view else None
        if view is None or indicator is None:
            return
        self._badge.show_aspect(indicator.id, self._position(indicator.id))
        if not self.code.hasFocus():
            self.code.setText(indicator.id)
        self.side.level.show_indicator(view, indicator)

    def _show_there(self) -> None:
        store, language = self._desk.store, self._desk.language
        line, view = self._line, self._view
        if line is None or view is None:
            return
        panel = panels.get(store, line.panel)
        sitting = {
            item.assessor for item in panel.assignments if item.case == line.case and item.method == self._method
        }
        names = [member.name.of(language) for member in panel.members if member.id in sitting]
        self.side.show_attendance(
            interviews.attendance(store, line.case, self._desk.owner.id), view.case.interpreter, names
        )
        session = self._session()
        self.side.show_session(session, self._clash_words(session))
        where = [line.number, line.grade, line.field]
        start = begins(session)
        where += [format_datetime(start) if start is not None else "", session.room]
        self._about.setText("  ".join(part for part in where if part))

    def _session(self) -> Session:
        minutes = self.clock.whole // 60
        return sessions_of(self._desk.store).get(self.case) or Session(self.case, minutes=minutes or 60)

    def _clash_words(self, session: Session) -> str:
        store = self._desk.store
        mine = self._desk.owner.id
        known = sessions_of(store)
        assessors = {line.case: frozenset({mine}) for line in self._lines}
        names = {line.case: line.name.of(self._desk.language) for line in self._lines}
        said = []
        for kind, one, other in clashes(list(known.values()), assessors):
            if session.case in (one.case, other.case):
                name = names.get(other.case if one.case == session.case else one.case, "")
                if kind is Clash.ROOM:
                    said.append(self.tr("The room is taken by {name} at that time.").format(name=name))
                else:
                    said.append(self.tr("You interview {name} at that time.").format(name=name))
        return "\n".join(said)

    def _show_clock(self) -> None:
        view, clock = self._view, self.clock.clock
        if view is None:
            return
        language = self._desk.language
        self.phases.show_phases(
            [
                PhaseShare(phase.title.of(language), phase.minutes, self.clock.spent_in(phase), phase.id == clock.phase)
                for phase in view.grade.phases
            ]
        )
        left = clock_text(self.clock.whole - clock.elapsed)
        phase = self.clock.phase
        if phase is not None:
            words = self.tr("{phase}; {left} left in all").format(phase=phase.title.of(language), left=left)
            self.clock.say_left(words)
        running = clock.running
        self.pause_button.setEnabled(not clock.ended)
        if running:
            name_button(self.pause_button, self.tr("Pause the clock"))
        else:
            name_button(self.pause_button, self.tr("Go on") if clock.phase else self.tr("Begin the interview"))
        set_icon(self.pause_button, "pause" if running else "play", "text1", 18)
        self.next_button.setEnabled(self.clock.next_phase is not None and not clock.ended)

    # slots

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (
            Touched.CASES | Touched.DECLARATIONS | Touched.INTERVIEWS | Touched.SHEETS | Touched.ROUNDS
        ):
            self._read_lines()
            case = self.case
            self._line = next((line for line in self._lines if line.case == case), None)
            if self._line is None:
                self._show_first()
                return
        if changes.touched & (
            Touched.NOTES | Touched.MARKS | Touched.INTERVIEWS | Touched.SHEETS | Touched.DECLARATIONS | Touched.CASES
        ):
            self._show_all()

    def _on_case(self, case: str) -> None:
        line = next((line for line in self._lines if line.case == case), None)
        if line is None or (self._line is not None and line.case == self._line.case):
            return
        self._keep_draft()
        self._line, self._view, self._editing, self._question = line, None, None, ""
        self._method = self._method_of(line)
        self._indicator = (self._desk.remember.get(f"interview/indicator/{case}") or b"").decode()
        declared = line.tie is not None and line.tie is not Tie.RECUSED
        self.clock.show(line.case if declared else CaseId(""), self._scheme_of(line).grade(line.grade).phases)
        self.entry.setPlainText((self._desk.remember.get(_draft_key(line.case)) or b"").decode())
        self._show_all()
        self._desk.choose_case(line.case)
        self._remember()

    def _step(self, by: int) -> None:
        if self.isVisible() and self._lines:
            here = next((n for n, line in enumerate(self._lines) if line.case == self.case), 0)
            self._desk.choose_case(self._lines[min(max(here + by, 0), len(self._lines) - 1)].case)

    def _on_turn(self) -> None:
        self._show_clock()
        phase = self.clock.phase
        if phase is not None:
            self._announcer.say(self.timer, phase.title.of(self._desk.language))

    def _on_phase_over(self) -> None:
        phase = self.clock.phase
        if phase is not None:
            said = self.tr("The time for {phase} is over.").format(phase=phase.title.of(self._desk.language))
            self._announcer.say(self.timer, said, urgent=True)

    def _turn_pause(self) -> None:
        clock = self.clock.clock
        if not clock.phase:
            self.clock.begin()
        elif clock.running:
            self.clock.pause()
        else:
            self.clock.resume()

    # notes

    def _take_down(self) -> None:
        text = self.entry.toPlainText().strip()
        if not text or self._view is None:
            return
        if self._editing is not None:
            self._rewrite(self._editing, text)
        else:
            clock = self.clock.clock
            note = Note(
                id=NoteId(fresh("note")),
                case=self.case,
                author=self._desk.owner.id,
                at=self._desk.now(),
                text=text,
                indicator=self._indicator,
                method=self._method,
                elapsed=clock.elapsed if clock.phase else None,
                kind=self._kind,
            )
            gone = replace(note, removed=True)
            self._desk.perform_undoable(self.tr("note"), keep_note, {"note": note}, {"note": gone})
        self._clear_entry()

    def _rewrite(self, note_id: NoteId, text: str) -> None:
        note = next((each for each in self._notes() if each.id == note_id), None)
        if note is not None:
            changed = replace(note, text=text, indicator=self._indicator, kind=self._kind)
            if changed != note:
                self._desk.perform_undoable(self.tr("note"), keep_note, {"note": changed}, {"note": note})

    def _clear_entry(self) -> None:
        self._editing = None
        self._editing_note.setText("")
        self.entry.clear()
        self._keep_draft()

    def _give_up(self) -> None:
        """Esc: out of a note being rewritten; else back, as everywhere."""
        if self._editing is not None:
            self._clear_entry()
        else:
            self._desk.back_wanted.emit()

    def _edit_note(self, note_id: str) -> None:
        note = next((each for each in self._notes() if each.id == note_id), None)
        if note is None:
            return
        self._editing = note.id
        self._kind = note.kind
        if note.indicator:
            self.take_indicator(note.indicator)
        self._show_kind()
        self._editing_note.setText(
            self.tr("changing the note of {time}").format(time=format_time(note.at, seconds=True))
        )
        self.entry.setPlainText(note.text)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_note(self, note_id: str) -> None:
        note = next((each for each in self._notes() if each.id == note_id), None)
        if note is not None:
            gone = replace(note, removed=True)
            self._desk.perform_undoable(self.tr("removal of a note"), keep_note, {"note": gone}, {"note": note})

    def _tie_note(self) -> None:
        """Tie the note selected in the list to the indicator in hand."""
        note = next((each for each in self._notes() if each.id == self.talk.current_id()), None)
        if note is not None and note.indicator != self._indicator:
            tied = replace(note, indicator=self._indicator)
            self._desk.perform_undoable(self.tr("note"), keep_note, {"note": tied}, {"note": note})

    def _turn_kind(self) -> None:
        self._kind = KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)]
        self._show_kind()

    def _kind_words(self) -> dict[NoteKind, str]:
        return {
            NoteKind.REMARK: self.tr("Remark"),
            NoteKind.QUESTION: self.tr("Question"),
            NoteKind.ANSWER: self.tr("Answer"),
        }

    def _show_kind(self) -> None:
        words = self._kind_words()[self._kind]
        self.kind_button.setText(words)
        self.kind_button.setAccessibleName(self.tr("Kind of the note: {kind}").format(kind=words))

    def _pick(self) -> None:
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()

    def _picked(self) -> None:
        self.take_indicator(self.code.text().strip().upper())
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_indicator()

    def _keep_draft(self) -> None:
        """A note half written is kept like everything else that was entered."""
        self._draft_soon.stop()
        if self.case and not self._desk.runner.closed:
            text = "" if self._editing is not None else self.entry.toPlainText()
            self._desk.remember.set(_draft_key(self.case), text.encode())

    # questions

    def _add_question(self) -> None:
        text = self.new_question.text().strip()
        if not text or not self._indicator:
            self.new_question.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        question = Question(
            id=QuestionId(fresh("question")),
            case=self.case,
            author=self._desk.owner.id,
            at=self._desk.now(),
            indicator=self._indicator,
            text=text,
            place=max((each.place for each in self._questions()), default=-1) + 1,
        )
        gone = replace(question, removed=True)
        self._desk.perform_undoable(self.tr("question"), keep_question, {"question": question}, {"question": gone})
        self.new_question.clear()

    def stock(self) -> tuple[Question, ...]:
        """What was planned in other cases and not yet in this one: on the indicator in hand first, the latest first."""
        planned = {each.text for each in self._questions()}
        earlier = sorted(interviews.questions(self._desk.store, self._desk.owner.id), key=lambda each: each.at)
        fresh_ = {each.text: each for each in earlier if each.case != self.case and each.text not in planned}
        latest = sorted(fresh_.values(), key=lambda each: each.at, reverse=True)
        return tuple(sorted(latest, key=lambda each: each.indicator != self._indicator))[:MOST_STOCK]

    def stock_menu(self) -> QMenu:
        """The stock to choose from; what is chosen stands in the line and can be reworded before it is added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for question in self.stock():
            act = menu.addAction(f"{question.indicator}  {question.text}".replace("&", "&&"))
            act.triggered.connect(partial(self._take_from_stock, question))
        if menu.isEmpty():
            menu.addAction(self.tr("No question was planned in another case yet")).setEnabled(False)
        return menu

    def _open_stock(self) -> None:
        self.stock_menu().popup(self.stock_button.mapToGlobal(self.stock_button.rect().bottomLeft()))

    def _take_from_stock(self, question: Question) -> None:
        self.take_indicator(question.indicator)
        self.new_question.setText(question.text)
        self.new_question.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_question(self, question_id: str) -> Question | None:
        return next((each for each in self._questions() if each.id == question_id), None)

    def _show_question(self, question_id: str) -> None:
        question = self._find_question(question_id)
        if question is not None:
            self.take_indicator(question.indicator)

    def _ask_next(self) -> None:
        waiting = next((each for each in self._questions() if each.asked is None), None)
        if waiting is not None:
            self._ask(waiting.id)

    def _ask(self, question_id: str) -> None:
        """Put a question: it is in hand, stands among the notes, and the next note is its answer."""
        question = self._find_question(question_id)
        if question is None:
            return
        self._question = question.id
        self.take_indicator(question.indicator)
        self._kind = NoteKind.ANSWER
        self._show_kind()
        if question.asked is None:
            self._desk.perform(ask_question, question=question, elapsed=self.clock.clock.elapsed, method=self._method)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_question(self, question_id: str) -> None:
        question = self._find_question(question_id)
        if question is not None:
            gone = replace(question, removed=True)
            self._desk.perform_undoable(
                self.tr("removal of a question"), keep_question, {"question": gone}, {"question": question}
            )

    def _move_question(self, question_id: str, by: int) -> None:
        order = list(self._questions())
        here = next((n for n, each in enumerate(order) if each.id == question_id), -1)
        there = here + by
        if here < 0 or not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for place, question in enumerate(order):
            if question.place != place:
                self._desk.perform(keep_question, question=replace(question, place=place))

    # levels, attendance, session, the end

    def _level_by_key(self, key: str) -> None:
        view = self._view
        if view is not None and self._indicator and (key == "N" or int(key) <= view.scheme.top):
            self._give_level(self._indicator, NOT_SOUGHT if key == "N" else key)

    def _give_level(self, code: str, value: str) -> None:
        view = self._view
        if view is None:
            return
        earlier = view.sheet.value(code, Part.LEVEL)
        if earlier == value:
            return
        common = {"sheet": view.sheet.key, "subject": code, "part": Part.LEVEL}
        self._desk.perform_undoable(
            self.tr("{subject} of {number}").format(subject=code, number=view.case.candidate.number),
            enter_mark,
            {**common, "value": value},
            {**common, "value": earlier},
        )

    def _give_attendance(
        self, identity: IdentityPaper | None, interpreter: str, observers: tuple[Observer, ...]
    ) -> None:
        mine = self._desk.owner.id
        before = interviews.attendance(self._desk.store, self.case, mine)
        at = self._desk.now()
        if before is not None and before.identity is identity:
            at = before.at
        given = Attendance(self.case, mine, at, identity, interpreter, observers)
        empty = Attendance(self.case, mine, at)
        if given != (before or empty):
            self._desk.perform_undoable(
                self.tr("who is there"),
                keep_attendance,
                {"attendance": given},
                {"attendance": before or empty},
            )

    def _give_session(self, wanted: Wanted) -> None:
        before = self._session()
        starts = f"{wanted.day}T{wanted.time}" if wanted.day and wanted.time else ""
        minutes = int(wanted.minutes) if wanted.minutes.isdecimal() else before.minutes
        session = Session(self.case, starts, wanted.room, minutes)
        try:
            begins(session)
        except ValueError:
            self.side.show_fault(self.tr("Write the day as 2026-11-21 and the time as 10:00."))
            return
        self.side.show_fault("")
        if session != before:
            self._desk.perform_undoable(self.tr("session"), set_session, {"session": session}, {"session": before})

    def _end(self) -> None:
        self.clock.end()
        self._keep_draft()
        self._desk.open_sheet(self.case, self._method, self._indicator)

    def _fold_sides(self) -> None:
        shown = self.side.isVisible()
        self.side.setVisible(not shown)
        self._plan_pane.setVisible(not shown)

    def _remember(self) -> None:
        if self.case:
            self._desk.remember.set("interview/case", self.case.encode())
            self._desk.remember.set(f"interview/indicator/{self.case}", self._indicator.encode())


def _draft_key(case: str) -> str:
    return f"draft/interview/{case}"


def _when(session: Session | None) -> tuple[bool, str]:
    starts = session.starts if session is not None else ""
    return (not starts, starts)


def _reach(planned: bool, count: int, level: str) -> Reach:  # noqa: FBT001  # one of three facts
    if level:
        return Reach.RATED
    if count:
        return Reach.TOUCHED
    return Reach.PLANNED if planned else Reach.NOT_YET


def _level_word(level: str) -> str:
    return "N" if level == NOT_SOUGHT else level


def _head_row(title: QWidget, note: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 10, 14, 10)
    row.setSpacing(10)
    row.addWidget(title)
    row.addWidget(note, 1, Qt.AlignmentFlag.AlignRight)
    return row
