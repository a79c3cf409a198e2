"""Conclude: the cases with their outcomes, departures first; the minutes; whom the result is sealed for; and the signature.

A case that is not ready says why and keeps back only itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor_app.errors import Refusal
from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.models.consolidation import Stand
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import SheetState
from assessor_app.models.people import Role
from assessor_app.models.records import Kind, Minutes
from assessor_app.store import packages, people, rounds
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, format_datetime
from assessor_app.ui.pages.conclude_members import MemberSigning
from assessor_app.ui.pages.conclude_reports import TemplateReports
from assessor_app.ui.panel_reading import panel_reading
from assessor_app.ui.tables.conclude_table import ConcludeLine, ConcludeTable
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.comment_field import GrowingEdit
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.matrix_view import MatrixView
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.words import PageHeader, button, ground, label, rule
from assessor_app.workflow.conclude import conclude, demand_ready
from assessor_app.workflow.consolidate import CaseView, PanelView
from assessor_app.workflow.recommend import voters


class ConcludePage(Part):
    """Signs the result package of the cases that are ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = panel_reading(desk)
        self._view: PanelView | None = None
        self._stale = True
        self._present: dict[PersonId, QCheckBox] = {}
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.table = ConcludeTable(self)
        self.list = MatrixView(3, "table")
        self.list.setModel(self.table)
        self.list.horizontalHeader().setStretchLastSection(True)
        self._detail_title = label("", "strong", wrap=True)
        self._detail = label("", "body", "text2", wrap=True, selectable=True)
        self.open_button = button("", "consolidate")
        detail = ground(QWidget(), "surface")
        row = QHBoxLayout(detail)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._detail_title)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(rule())
        column.addWidget(detail)
        self.splitter = Panes("conclude", [(left, 860), (self._build_side(), 356)], stretch=0)
        self.empty = EmptyState("seal", "consolidate")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.stack, 1)

    def _build_side(self) -> QWidget:
        self._minutes_title, self._present_title = label("", "title"), label("", "body")
        self.place = QLineEdit()
        self._place_field = LabelledField(self.place)
        self._present_column = QVBoxLayout()
        self._present_column.setSpacing(0)
        self.remarks = GrowingEdit(fewest=3, most=6)
        self._remarks_field = LabelledField(self.remarks)
        self.recipient, self.language = QuietComboBox(), QuietComboBox()
        self._recipient_field, self._language_field = LabelledField(self.recipient), LabelledField(self.language)
        inner = ground(QWidget(), "surface")
        form = QVBoxLayout(inner)
        form.setContentsMargins(18, 14, 18, 14)
        form.setSpacing(10)
        form.addWidget(self._minutes_title)
        form.addWidget(self._place_field)
        form.addWidget(self._present_title)
        form.addLayout(self._present_column)
        form.addWidget(self._remarks_field)
        form.addWidget(self._recipient_field)
        form.addWidget(self._language_field)
        self._add_signed_before(form)
        form.addStretch(1)
        area = Upright(inner)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.sign_button = button("", "sign", "primary")
        foot = ground(QWidget(), "win")
        signing = QVBoxLayout(foot)
        signing.setContentsMargins(18, 12, 18, 14)
        signing.setSpacing(10)
        signing.addWidget(self.trouble)
        signing.addWidget(self._passphrase_field)
        signing.addWidget(self.sign_button)
        side = ground(QWidget(), "surface")
        side.setMinimumWidth(336)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(rule())
        column.addWidget(foot)
        return side

    def _add_signed_before(self, form: QVBoxLayout) -> None:
        self._handed_title, self._handed = (
            label("", "strong"),
            label("", "caption", "text2", wrap=True, selectable=True),
        )
        self.members = MemberSigning(self._desk)
        self.reports = TemplateReports(self._desk)
        for part in (self._handed_title, self._handed, self.members, self.reports):
            form.addWidget(part)

    def _connect(self) -> None:
        desk = self._desk
        self.list.current_moved.connect(lambda *_: self._show_detail())
        self.list.cell_activated.connect(lambda *_: self._open_case())
        self.list.clicked.connect(lambda index: self._toggle(index.row()) if index.column() == 0 else None)
        self.list.installEventFilter(self)
        self.open_button.clicked.connect(self._open_case)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.place.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self._choose_folder)
        self.sign_button.clicked.connect(self._choose_folder)
        self.empty.act_wanted.connect(lambda: desk.go("consolidate"))
        self.members.package.currentIndexChanged.connect(lambda _row: self._show_reports())
        self._reading.renewed.connect(self._on_renewed)
        self._reading.outdated.connect(self._on_outdated)

    def _show_reports(self) -> None:
        """Reports are of the result that is chosen for the members' signatures."""
        self.reports.show_result(str(self.members.package.currentData() or ""))

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("up, down")),
            Hint("Space", self.tr("take in or leave out")),
            Hint("Enter", self.tr("look at the case")),
            Hint("Ctrl+Enter", self.tr("sign")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def minutes(self) -> Minutes:
        """The meeting as the page says it now."""
        view = self._view
        recused = tuple(
            dict.fromkeys(
                (seen.case.id, sheet.key.assessor)
                for seen in (view.cases if view is not None else ())
                for sheet in seen.sheets
                if sheet.state is SheetState.RECUSED
            )
        )
        return Minutes(
            held_at=self._desk.now(),
            place=self.place.text().strip(),
            present=tuple(person for person, box in self._present.items() if box.isChecked()),
            recused=recused,
            remarks=self.remarks.toPlainText().strip(),
        )

    # what it does

    def focus_first(self) -> None:
        self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid() and self.table.rowCount():
            self.list.setCurrentIndex(self.table.index(0, 0))

    def sign_into(self, folder: Path) -> None:
        """Sign the package of the ticked cases and write it into ``folder``."""
        if not self.sign_button.isEnabled():
            return
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        self._desk.perform(
            conclude,
            title=self.tr("Making the result package"),
            passphrase=secret,
            panel=self._desk.panel,
            chosen=self.table.chosen,
            minutes=self.minutes,
            recipient=PersonId(str(self.recipient.currentData())),
            folder=folder,
            language=DocumentLanguage(self.language.currentData()),
            done=self._signed,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self._minutes_title.setText(self.tr("Minutes of the panel"))
        self._place_field.set_words(self.tr("Place"))
        self._present_title.setText(self.tr("Present"))
        self._remarks_field.set_words(self.tr("Remarks"), self.tr("travels in the minutes"))
        self._recipient_field.set_words(self.tr("Sealed for"))
        self._language_field.set_words(self.tr("Language of the documents"))
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self._handed_title.setText(self.tr("Signed before"))
        self.open_button.setText(self.tr("Look at the case"))
        self.list.setAccessibleName(self.tr("Cases to sign"))
        kept = self.language.currentData() or "both"
        self.language.clear()
        for text, value in (
            (self.tr("Chinese and English"), "both"),
            (self.tr("Chinese"), "zh"),
            (self.tr("English"), "en"),
        ):
            self.language.addItem(text, value)
        self.language.setCurrentIndex(self.language.findData(kept))
        self.empty.show_words(
            self.tr("Nothing to sign yet"),
            self.tr(
                "Once the members' packages are taken in and the panel has recommended, the result is signed here."
            ),
            self.tr("Consolidate"),
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
        here = self._view is not None and any(seen.sheets for seen in self._view.cases)
        self.stack.setCurrentIndex(0 if here else 1)
        self.header.show_words(self.tr("Sign the result"))
        if self._view is None or not here:
            return
        at = self.table.line_at(self.list.currentIndex().row())
        sent = self._sent_before()
        lines = [self._line(self._view, seen, sent=seen.case.id in sent) for seen in self._view.cases]
        lines.sort(key=lambda line: (not line.departs, not line.dissents, not line.blocked, line.number))
        self.table.show_lines(lines)
        self.list.set_widths([40, 56, 118, 58, 120, 150, 116, 130])
        wanted = at.case if at is not None else self._desk.case
        row = next((n for n, line in enumerate(lines) if line.case == wanted), 0)
        self.list.setCurrentIndex(self.table.index(row, 0))
        self._show_people(self._view)
        self._show_handed()
        self._enable()
        self._show_detail()

    def _line(self, view: PanelView, seen: CaseView, *, sent: bool) -> ConcludeLine:
        language = self._desk.language
        say = Wording(DocumentLanguage(language.value))
        try:
            blocked = self.tr("Your own sheet of this case is still open.") if seen.sealed else ""
            demand_ready(seen)
        except Refusal as refusal:
            said = Messages(language).sentence(refusal)
            blocked = blocked or f"{said.what} {said.next}".strip()
        given = seen.recommendation
        choice = ""
        if given is not None:
            choice = next(
                (each.title.of(language) for each in view.scheme.outcomes if each.id == given.choice), given.choice
            )
            choice = f"{choice} {given.other_grade}".strip()
        told = [vote for vote in seen.votes if given is not None and vote.at >= given.at]
        dissents = sum(1 for vote in told if vote.stand is Stand.DISSENT)
        votes = self.tr("{given} of {all}").format(given=len(told), all=len(voters(seen)))
        if dissents:
            votes = self.tr("%n dissent(s)", "", dissents)
        rule_ = seen.state if seen.state != "scored" else seen.evaluation.outcome.value
        named = say.label(f"{'state' if seen.state != 'scored' else 'outcome'}.{rule_}")
        return ConcludeLine(
            case=seen.case.id,
            number=seen.case.candidate.number,
            name=seen.case.candidate.name.of(language),
            grade=seen.case.grade,
            rule="" if seen.sealed else named,
            choice=choice,
            departs=bool(given is not None and given.departs),
            reason=given.reason if given is not None else "",
            votes="" if seen.sealed else votes,
            dissents=dissents,
            blocked=blocked,
            sent=sent,
        )

    def _sent_before(self) -> frozenset[CaseId]:
        """Cases that stood in a result package that was signed after their last word."""
        rows = [
            row
            for row in packages.all(self._desk.store, Kind.RESULT, "out")
            if row.facts.get("panel") == self._desk.panel
        ]
        if not rows or self._view is None:
            return frozenset()
        last = rows[-1].made_at
        named = rows[-1].facts.get("cases", "").split()
        return frozenset(
            seen.case.id
            for seen in self._view.cases
            if seen.case.id in named and seen.recommendation is not None and seen.recommendation.at <= last
        )

    def _show_people(self, view: PanelView) -> None:
        language = self._desk.language
        if not self.place.text() and not self.place.hasFocus():
            self.place.setText(rounds.get(self._desk.store, self._desk.round).venue if self._desk.round else "")
        for member in view.panel.members:
            box = self._present.get(member.id)
            if box is None:
                box = QCheckBox()
                box.setChecked(True)
                self._present[member.id] = box
                self._present_column.addWidget(box)
            box.setText(member.name.of(language))
        kept = self.recipient.currentData()
        self.recipient.clear()
        for person in people.all(self._desk.store):
            if Role.OFFICER in person.roles and person.fingerprint:
                self.recipient.addItem(person.name.of(language), person.id)
        self.recipient.setCurrentIndex(max(self.recipient.findData(kept), 0))

    def _show_handed(self) -> None:
        rows = [
            row
            for row in packages.all(self._desk.store, Kind.RESULT, "out")
            if row.facts.get("panel") == self._desk.panel
        ]
        told = [
            f"{format_datetime(row.made_at.astimezone(), self._desk.language)}\n{row.serial}" for row in reversed(rows)
        ]
        self._handed.setText("\n".join(told))
        for part in (self._handed_title, self._handed):
            part.setVisible(bool(rows))
        self.members.show_panel()
        self._show_reports()

    def _show_detail(self) -> None:
        line = self.table.line_at(self.list.currentIndex().row())
        self.open_button.setEnabled(line is not None)
        if line is None:
            return
        self._detail_title.setText(f"{line.number}  {line.name}  {line.choice}".strip())
        told = [line.blocked] if line.blocked else []
        if line.departs:
            told.append(self.tr("Departs from the rule: {reason}").format(reason=line.reason))
        elif line.reason:
            told.append(line.reason)
        self._detail.setText("\n".join(told) or self.tr("Nothing stands in the way."))

    # slots

    def _on_renewed(self) -> None:
        if self.isVisible():
            self._show_panel()
        else:
            self._stale = True

    def _on_outdated(self) -> None:
        if self.isVisible():
            self._read()

    def _toggle(self, row: int) -> None:
        self.table.toggle(row)
        self._enable()

    def _open_case(self) -> None:
        line = self.table.line_at(self.list.currentIndex().row())
        if line is not None:
            self._desk.choose_case(line.case)
            self._desk.go("consolidate")

    def _choose_folder(self) -> None:
        if not self.sign_button.isEnabled():
            return
        folder = choose_folder(self, self.tr("Where to write the package"))
        if folder is not None:
            self.sign_into(folder)

    def _signed(self, changes: Changes) -> None:
        self._read()
        self._desk.say("done", self.tr("The result package is signed and sealed."), str(changes.result))

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the case; the list itself would only select it."""
        pressed = watched is self.list and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self._toggle(self.list.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.list.hasFocus():
            self._toggle(self.list.currentIndex().row())
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if self.passphrase.text():
                self._choose_folder()
            else:
                self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # helpers

    def _enable(self) -> None:
        count = len(self.table.chosen)
        self.sign_button.setText(self.tr("Sign %n case(s)...", "", count) if count else self.tr("No case is ready"))
        ready = bool(count and self.passphrase.text() and self.recipient.count() and self.place.text().strip())
        self.sign_button.setEnabled(ready)
        self.header.show_words(
            self.tr("Sign the result"),
            self.tr("{chosen} of {all} cases go into the package").format(chosen=count, all=self.table.rowCount()),
        )
