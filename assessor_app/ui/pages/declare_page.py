"""Declare: interest and confidentiality for each case, before its papers open. Suspected ties are listed with the
reason; a person confirms.

The button says Declare, never Submit: nothing is handed over here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import Tie
from assessor_app.models.scheme import Scheme
from assessor_app.models.ties import Suspect, suspects
from assessor_app.store import cases, declarations, panels, rounds
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import Token
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, label, rule
from assessor_app.words import words as wording
from assessor_app.workflow.declare import declare
from assessor_app.workflow.schemes import pinned_scheme

TIE_FACES: dict[Tie | None, tuple[str, Token]] = {
    None: ("open", "accent_text"),
    Tie.NONE: ("check", "ok"),
    Tie.DECLARED: ("info", "text2"),
    Tie.RECUSED: ("recused", "violet"),
}
"""Icon and tone of what was declared."""


class DeclarePage(Part):
    """Cases at the left, the statement and the ties of the case in hand at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[CaseSummary] = []
        self._suspects: dict[CaseId, tuple[Suspect, ...]] = {}
        self.ties: dict[str, QCheckBox] = {}
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.cases = LineList()
        self._cases_title = label("", "title")
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        self._cases_title.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self._cases_title)
        column.addWidget(rule())
        column.addWidget(self.cases, 1)
        self.splitter = Panes("declare", [(left, 326), (self._build_form(), 890)], stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.splitter, 1)

    def _build_form(self) -> QWidget:
        self._who = label("", "h1", wrap=True)
        self._statement = label("", "reading", wrap=True, selectable=True)
        self._found_title = label("", "title")
        self._found = label("", "body", wrap=True, selectable=True)
        self._ties_title, self._ties_note = label("", "title"), label("", "caption", "text2", wrap=True)
        self._ties = QVBoxLayout()
        self._ties.setSpacing(6)
        self.words = QLineEdit()
        self._words_field = LabelledField(self.words)
        self.standing = Message(MessageKind.INFO, MessageText(""), closable=False)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.declare_button = button("", "sign", "primary")
        self.declare_rest = button("", "check")
        card = Card(20, 10)
        for widget in (self.standing, self._who, self._statement, rule(), self._found_title, self._found, rule()):
            card.body.addWidget(widget)
        card.body.addWidget(self._ties_title)
        card.body.addWidget(self._ties_note)
        card.body.addLayout(self._ties)
        card.body.addWidget(self._words_field)
        card.setMaximumWidth(760)
        holder = ground(QWidget(), "win")
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 16, 16, 16)
        row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        pane = QWidget()
        whole = QVBoxLayout(pane)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Upright(holder), 1)
        whole.addWidget(rule())
        whole.addWidget(self._build_foot())
        return pane

    def _build_foot(self) -> QWidget:
        """What signs stays in view, however long the form is."""
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._passphrase_field, 1)
        for pressed in (self.declare_button, self.declare_rest):
            acts.addWidget(pressed, 0, Qt.AlignmentFlag.AlignBottom)
        inner = QWidget()
        inner.setMaximumWidth(760)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trouble)
        column.addLayout(acts)
        foot = ground(QWidget(), "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 12)
        row.addWidget(inner, 1)
        row.addStretch(0)
        return foot

    def _connect(self) -> None:
        self.cases.line_chosen.connect(lambda _case: self._show_case())
        self.cases.line_entered.connect(lambda _case: self.passphrase.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self.declare_current)
        self.words.textChanged.connect(lambda _text: self._enable())
        self.declare_button.clicked.connect(self.declare_current)
        self.declare_rest.clicked.connect(self.declare_no_ties)
        self._desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("up, down")),
            Hint("Space", self.tr("tick a tie")),
            Hint("Enter", self.tr("declare")),
        )

    @property
    def current(self) -> CaseSummary | None:
        wanted = self.cases.current_id()
        return next((line for line in self._lines if line.case == wanted), None)

    @property
    def chosen_ties(self) -> tuple[str, ...]:
        return tuple(code for code, box in self.ties.items() if box.isChecked())

    @property
    def free_of_suspects(self) -> tuple[CaseId, ...]:
        """Cases not declared yet in which nothing was found: they may be declared together."""
        return tuple(line.case for line in self._lines if line.tie is None and not self._suspects[line.case])

    # what it does

    def focus_first(self) -> None:
        self._read()
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def declare_current(self) -> None:
        """Declare on the case in hand what is ticked: a tie that bars makes it a recusal."""
        line = self.current
        if line is not None and self.declare_button.isEnabled():
            ties = self.chosen_ties
            self._declare((line.case,), Tie.DECLARED if ties else Tie.NONE, ties)

    def declare_no_ties(self) -> None:
        """Declare that there is no tie, on every case in which nothing was found."""
        if self.free_of_suspects and self.passphrase.text():
            self._declare(self.free_of_suspects, Tie.NONE, ())

    def retranslate(self) -> None:
        self._cases_title.setText(self.tr("Cases"))
        self.cases.setAccessibleName(self.tr("Cases"))
        self._found_title.setText(self.tr("Found in the papers"))
        self._ties_title.setText(self.tr("What ties you to the candidate"))
        self._ties_note.setText(
            self.tr(
                "Tick what applies; nothing ticked means no tie. Ties marked ◆ bar you from assessing: the case is then recused."
            )
        )
        self._words_field.set_words(self.tr("In your own words"))
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self._read()

    # reading

    def _read(self) -> None:
        store = self._desk.store
        before = self.current
        self._lines = [line for line in cases.summaries(store, self._desk.owner.id) if line.states]
        me = next(
            (
                member
                for panel_id in dict.fromkeys(line.panel for line in self._lines)
                for member in panels.get(store, panel_id).members
                if member.id == self._desk.owner.id
            ),
            self._desk.owner,
        )
        self._suspects = {line.case: suspects(me, cases.get(store, line.case)) for line in self._lines}
        wanted = before.case if before else self._desk.case
        self._show_list(wanted)
        waiting = sum(1 for line in self._lines if line.tie is None)
        self.header.show_words(
            self.tr("Interest and confidentiality"),
            self.tr("%n case(s) not declared yet", "", waiting) if waiting else self.tr("declared on every case"),
        )

    def _show_list(self, wanted: str) -> None:
        known = {line.case for line in self._lines}
        first = next(
            (line.case for line in self._lines if line.tie is None), self._lines[0].case if self._lines else ""
        )
        self.cases.show_lines([self._line(line) for line in self._lines], wanted if wanted in known else first)
        self._show_case()

    def _line(self, line: CaseSummary) -> Line:
        icon, tone = TIE_FACES[line.tie]
        found = line.tie is None and bool(self._suspects[line.case])
        return Line(
            line.case,
            line.name.of(self._desk.language),
            "  ".join(part for part in (line.number, line.field or line.grade) if part),
            "flagged" if found else icon,
            "warn" if found else tone,
            self._state_words(line),
            alarming=line.tie is None or line.tie is Tie.RECUSED,
        )

    def _state_words(self, line: CaseSummary) -> str:
        match line.tie:
            case Tie.NONE:
                return self.tr("no tie declared")
            case Tie.DECLARED:
                return self.tr("tie declared")
            case Tie.RECUSED:
                return self.tr("recused")
            case _:
                found = len(self._suspects[line.case])
                return self.tr("%n suspected tie(s)", "", found) if found else self.tr("not declared yet")

    def _show_case(self) -> None:
        line = self.current
        while self._ties.count():
            item = self._ties.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.ties = {}
        if line is None:
            self._enable()
            return
        language = self._desk.language
        scheme = self._scheme(line)
        self._who.setText(f"{line.name.both}  {line.number}  {line.grade}")
        self._statement.setText(scheme.declaration.of(language))
        found = self._suspects[line.case]
        words = {code: text.of(language) for code, text, _ in scheme.ties}
        places = wording("eligibility")
        lines = [
            self.tr("{tie}: you {theirs}, the papers {candidates} ({where})").format(
                tie=words.get(item.code, item.code),
                theirs=item.theirs,
                candidates=item.candidates,
                where=places[f"where.{item.where}"].of(language),
            )
            for item in found
        ]
        self._found.setText("\n".join(lines) if lines else self.tr("Nothing was found; you know best."))
        for code, text, bars in scheme.ties:
            box = QCheckBox(("◆ " if bars else "") + text.of(language))
            box.toggled.connect(lambda _on: self._enable())
            self.ties[code] = box
            self._ties.addWidget(box)
        self._show_standing(line)
        self._enable()

    def _show_standing(self, line: CaseSummary) -> None:
        declaration = declarations.current(self._desk.store, line.case, self._desk.owner.id)
        self.standing.setVisible(declaration is not None)
        if declaration is not None:
            for code in declaration.reasons:
                if code in self.ties:
                    self.ties[code].setChecked(True)
            self.standing.show_message(
                MessageKind.DONE, MessageText(self._state_words(line), next=self.tr("Declaring again replaces it."))
            )

    # slots

    def _declare(self, given: tuple[CaseId, ...], tie: Tie, reasons: tuple[str, ...]) -> None:
        self.trouble.hide()
        secret, words = self.passphrase.text(), self.words.text()
        self.passphrase.clear()
        self._desk.perform(
            declare,
            title=self.tr("Declaring"),
            passphrase=secret,
            given=given,
            tie=tie,
            reasons=reasons,
            words=words,
            done=lambda _changes: self._declared(),
            failed=self._say_trouble,
        )

    def _declared(self) -> None:
        self.words.clear()
        self._read()
        following = next((line.case for line in self._lines if line.tie is None), None)
        if following is not None:
            self.cases.select(following)
            self._show_case()
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.CASES | Touched.DECLARATIONS) and self.isVisible():
            self._read()

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    # helpers

    def _enable(self) -> None:
        typed = bool(self.passphrase.text())
        line = self.current
        barring = {code for code, _, bars in self._scheme(line).ties if bars} if line is not None else set()
        recusal = bool(barring.intersection(self.chosen_ties))
        self.declare_button.setEnabled(line is not None and typed)
        self.declare_button.setText(self.tr("Declare and recuse") if recusal else self.tr("Declare"))
        free = len(self.free_of_suspects)
        self.declare_rest.setVisible(free > 1)
        self.declare_rest.setEnabled(typed)
        self.declare_rest.setText(self.tr("Declare no tie on all %n without a suspicion", "", free))

    def _scheme(self, line: CaseSummary) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, line.round).scheme_hash)
