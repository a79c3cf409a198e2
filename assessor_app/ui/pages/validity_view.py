"""The validity sheet in the window: verdict, who signed, what was signed, outcomes; beside it each check and how to repeat it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessor_app.signing.verdicts import Status
from assessor_app.ui.language import Part, format_date, format_datetime, format_time, translated, window_language
from assessor_app.ui.pages.validity_words import (
    PART_KINDS,
    SIGNER_STATES,
    STATES,
    check_lines,
    explanation,
    headline,
    how_words,
    kind_words,
    meaning,
    outcome_words,
    role_words,
    sheet_html,
)
from assessor_app.ui.paper import write_paper
from assessor_app.ui.widgets.check_list import CheckList
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.mono import Mono
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.signature_card import grouped
from assessor_app.ui.widgets.state_chip import FACES
from assessor_app.ui.widgets.words import Card, IconLabel, button, ground, label, rule, set_tone
from assessor_app.workflow.join import split_name
from assessor_app.workflow.validity import SignatureLine, Validity, differences_of

MOST_PARTS = 14


class ValidityView(Part):
    """Shows one `Validity`. ``print_wanted``, ``pdf_wanted``, ``ca_wanted``: what its buttons ask for."""

    print_wanted = Signal()
    pdf_wanted = Signal()
    ca_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.validity: Validity | None = None
        self._build()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        sheet = QWidget()
        self._sheet = QVBoxLayout(sheet)
        self._sheet.setContentsMargins(20, 18, 20, 14)
        self._sheet.setSpacing(14)
        for build in (
            self._build_verdict,
            self._build_wrong,
            self._build_signers,
            self._build_outcomes,
            self._build_parts,
        ):
            self._sheet.addWidget(build())
        self._sheet.addStretch(1)
        self._checked = label("", "caption", "text2", wrap=True)
        self._sheet.addWidget(self._checked)
        scroll = _scrolled(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Panes("validity", [(scroll, 824), (self._build_side(), 391)], stretch=0))

    def _build_verdict(self) -> QWidget:
        self._verdict_card = Card(18)
        line = QHBoxLayout()
        line.setSpacing(18)
        self._icon = IconLabel("valid", "ok", 40)
        self.headline, self._what = label("", "h1", wrap=True), label("", "body", "text2", wrap=True, selectable=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.headline)
        words.addWidget(self._what)
        self.print_button, self.pdf_button = button("", "print"), button("", "document")
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button.clicked.connect(self.pdf_wanted)
        acts = QVBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.print_button)
        acts.addWidget(self.pdf_button)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addLayout(acts)
        self._verdict_card.body.addLayout(line)
        return self._verdict_card

    def _build_wrong(self) -> QWidget:
        self._wrong = Card(18)
        self._wrong_title, self._wrong_words = label("", "title"), label("", "body", wrap=True, selectable=True)
        holder = QWidget()
        self._differences = QGridLayout(holder)
        self._differences.setContentsMargins(0, 4, 0, 0)
        self._differences.setHorizontalSpacing(16)
        self._differences.setColumnStretch(0, 1)
        for widget in (self._wrong_title, self._wrong_words, holder):
            self._wrong.body.addWidget(widget)
        return self._wrong

    def _build_signers(self) -> QWidget:
        self._signers_card = Card(18)
        head = QHBoxLayout()
        self._signers_title, self._signers_note = label("", "title"), label("", "caption", "text2")
        head.addWidget(self._signers_title)
        head.addWidget(self._signers_note, 1)
        holder = QWidget()
        self._signers = QGridLayout(holder)
        self._signers.setContentsMargins(0, 0, 0, 0)
        self._signers.setHorizontalSpacing(16)
        self._signers.setVerticalSpacing(6)
        self._signers.setColumnStretch(4, 1)
        self._signers_card.body.addLayout(head)
        self._signers_card.body.addWidget(holder)
        return self._signers_card

    def _build_parts(self) -> QWidget:
        self._parts_card = Card(18)
        head = QHBoxLayout()
        self._parts_title, self._parts_note = label("", "title"), label("", "caption", "text2")
        head.addWidget(self._parts_title)
        head.addWidget(self._parts_note, 1)
        holder = QWidget()
        self._parts = QGridLayout(holder)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setHorizontalSpacing(14)
        self._parts.setVerticalSpacing(4)
        self._parts.setColumnStretch(1, 1)
        self._parts_card.body.addLayout(head)
        self._parts_card.body.addWidget(holder)
        return self._parts_card

    def _build_outcomes(self) -> QWidget:
        self._outcomes_card = Card(18)
        line = QHBoxLayout()
        line.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._outcomes_title, self._outcomes_note = label("", "title"), label("", "caption", "text2")
        words.addWidget(self._outcomes_title)
        words.addWidget(self._outcomes_note)
        line.addLayout(words)
        holder = QWidget()
        self._outcomes = QHBoxLayout(holder)
        self._outcomes.setContentsMargins(0, 0, 0, 0)
        self._outcomes.setSpacing(8)
        line.addWidget(holder, 1)
        self._outcomes_card.body.addLayout(line)
        return self._outcomes_card

    def _build_side(self) -> QWidget:
        inside = ground(QWidget(), "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        self._checks_title, self.checks = label("", "title"), CheckList()
        self._how_title, self._how = label("", "title"), label("", "body", "text2", wrap=True)
        self.commands = Mono()
        self._commands_well = ground(QWidget(), "sunken")
        well = QVBoxLayout(self._commands_well)
        well.setContentsMargins(10, 8, 10, 8)
        well.addWidget(self.commands)
        self.copy_button, self.ca_button = button("", "copy"), button("", "folder")
        self.copy_button.clicked.connect(self.copy_commands)
        self.ca_button.clicked.connect(self.ca_wanted)
        acts = QHBoxLayout()
        acts.addWidget(self.copy_button)
        acts.addWidget(self.ca_button)
        acts.addStretch(1)
        self._ca_title, self.fingerprint = label("", "caption", "text2", wrap=True), Mono()
        self._ca_note = label("", "caption", "text2", wrap=True)
        for widget in (self._checks_title, self.checks, rule(), self._how_title, self._how, self._commands_well):
            column.addWidget(widget)
        column.addLayout(acts)
        column.addStretch(1)
        for widget in (rule(), self._ca_title, self.fingerprint, self._ca_note):
            column.addWidget(widget)
        side = _scrolled(inside)
        side.setMinimumWidth(330)
        return side

    # what it does

    def show_validity(self, validity: Validity) -> None:
        """Show what was found of a file."""
        self.validity = validity
        self._show()

    def copy_commands(self) -> None:
        """Put the commands on the clipboard."""
        if self.validity is not None:
            QApplication.clipboard().setText("\n".join(self.validity.commands))

    def html(self) -> str:
        """The sheet for paper; empty before anything is shown."""
        return sheet_html(self.validity) if self.validity is not None else ""

    def write_pdf(self, target: Path) -> None:
        """Write the sheet as a PDF. Raises what `atomic_write` raises."""
        if self.validity is not None:
            title = self.tr("Validity sheet: {name}").format(name=self.validity.name)
            write_paper(target, self.html(), title=title, one_sheet=True)

    def retranslate(self) -> None:
        self.print_button.setText(self.tr("Print..."))
        self.pdf_button.setText(self.tr("PDF..."))
        self._wrong_title.setText(self.tr("What differs"))
        self._signers_title.setText(self.tr("Who signed"))
        self._parts_title.setText(self.tr("What was signed"))
        self._outcomes_title.setText(self.tr("Outcomes it signs for"))
        self._checks_title.setText(self.tr("Checked one by one"))
        self._how_title.setText(self.tr("Check it without us"))
        self.copy_button.setText(self.tr("Copy commands"))
        self.ca_button.setText(self.tr("Write ca.pem..."))
        self._ca_note.setText(
            self.tr("It must be the one the society publishes; if it is not, do not rely on the file.")
        )
        self._show()

    # showing

    def _show(self) -> None:
        validity = self.validity
        if validity is None:
            return
        verdict = validity.verdict
        face = FACES[STATES[verdict.status]]
        self._icon.show_icon(face.icon, face.tone)
        self.headline.setText(headline(verdict))
        self._what.setText(f"{validity.name}\n{kind_words(verdict)}")
        self._show_wrong(validity)
        self._show_signers(validity)
        self._show_parts(validity)
        self._show_outcomes(validity)
        self.checks.show_checks(check_lines(validity.checks, validity.trust_number))
        self._how.setText(how_words(validity))
        self.commands.setText("\n\n".join(validity.commands))
        for widget in (self._commands_well, self.copy_button):
            widget.setVisible(bool(validity.commands))
        for widget in (self._ca_title, self.fingerprint, self._ca_note, self.ca_button):
            widget.setVisible(bool(validity.authority))
        self._ca_title.setText(self.tr("Fingerprint of {society}").format(society=validity.society))
        self.fingerprint.setText(grouped(validity.authority))
        self._checked.setText(self._checked_words(validity))
        self.setAccessibleName(f"{self.headline.text()}. {self._what.text()}")

    def _checked_words(self, validity: Validity) -> str:
        time = format_datetime(validity.checked_at, seconds=True)
        if not validity.trust_number:
            return self.tr("Checked {time} without a trust list.").format(time=time)
        issued = format_date(validity.trust_issued.astimezone().date()) if validity.trust_issued else ""
        return self.tr(
            "Checked {time} against trust list {number} of {date}. Check again when the list is newer."
        ).format(time=time, number=validity.trust_number, date=issued)

    def _show_wrong(self, validity: Validity) -> None:
        clear(self._differences)
        words = explanation(validity.verdict, window_language())
        self._wrong.setVisible(bool(words))
        self._wrong_words.setText(words)
        rows = differences_of(validity.verdict)
        self._wrong_title.setVisible(bool(rows))
        if not rows:
            return
        for column, text in enumerate((self.tr("Where"), self.tr("Shown"), self.tr("From the marks"))):
            self._differences.addWidget(label(text, "caption", "text2"), 0, column)
        for row, (file, place, found, expected) in enumerate(rows[:8], 1):
            where = place if place and place in file else f"{file} {place}".strip()
            self._differences.addWidget(label(where, "body", wrap=True, selectable=True), row, 0)
            shown = label(found, "strong", "bad", wrap=True, selectable=True)
            set_tone(shown, "bad")
            self._differences.addWidget(shown, row, 1)
            self._differences.addWidget(label(expected, "strong", wrap=True, selectable=True), row, 2)
        if len(rows) > 8:
            self._differences.addWidget(label(self.tr("and %n more", "", len(rows) - 8), "caption", "text2"), 9, 0)

    def _show_signers(self, validity: Validity) -> None:
        clear(self._signers)
        self._signers_card.setVisible(bool(validity.signatures))
        trusted = sum(1 for line in validity.signatures if line.signer.trusted)
        count = len(validity.signatures)
        self._signers_note.setText(
            self.tr("{trusted} of {all} by certificates of the society").format(trusted=trusted, all=count)
        )
        heads = (self.tr("Name"), self.tr("Role"), self.tr("Time"), self.tr("Meaning"), self.tr("Verdict"))
        for column, text in enumerate(heads, 1):
            self._signers.addWidget(label(text, "caption", "text2"), 0, column)
        for row, line in enumerate(validity.signatures):
            self._add_signer(2 * row + 1, line)

    def _add_signer(self, row: int, line: SignatureLine) -> None:
        signer = line.signer
        face = FACES[STATES[signer.status]]
        time = signer.time.astimezone() if signer.time is not None else None
        moment = (
            f"{format_date(time.date())}\n{format_time(time, seconds=True)} {_zone(time.strftime('%z'))}"
            if time
            else ""
        )
        moment = "\n".join(part for part in (moment, signer.place) if part)
        self._signers.addWidget(rule(), row, 0, 1, 6)
        below = row + 1
        self._signers.addWidget(IconLabel(face.icon, face.tone, 16, line=20), below, 0, Qt.AlignmentFlag.AlignTop)
        called = split_name(signer.name)
        name = label("\n".join(part for part in (called.zh, called.en) if part), "strong", selectable=True)
        name.setToolTip(self.tr("Fingerprint {groups}").format(groups=grouped(signer.fingerprint)))
        texts = (
            name,
            label(role_words(signer), "body"),
            label(moment, "body"),
            label(meaning(line), "body", wrap=True),
            label(
                translated("Validity", SIGNER_STATES[signer.status]),
                "body",
                "ok" if signer.status is Status.VALID else "warn",
                wrap=True,
            ),
        )
        for column, widget in enumerate(texts, 1):
            self._signers.addWidget(widget, below, column, Qt.AlignmentFlag.AlignTop)

    def _show_parts(self, validity: Validity) -> None:
        clear(self._parts)
        self._parts_card.setVisible(bool(validity.parts))
        self._parts_note.setText(
            self.tr("%n file(s), each under the signature by its SHA-256", "", len(validity.parts))
        )
        for row, part in enumerate(validity.parts[:MOST_PARTS]):
            icon, tone = ("document", "text2") if part.holds else ("close", "bad")
            self._parts.addWidget(IconLabel(icon, tone, 16, line=20), row, 0)  # type: ignore[arg-type]
            self._parts.addWidget(label(part.name, "body", selectable=True), row, 1)
            self._parts.addWidget(label(translated("Validity", PART_KINDS[part.kind]), "body", "text2"), row, 2)
            digest = Mono(grouped(part.sha256[:16]))
            digest.setWordWrap(False)
            digest.setToolTip(part.sha256)
            self._parts.addWidget(digest, row, 3)
        rest = len(validity.parts) - MOST_PARTS
        if rest > 0:
            self._parts.addWidget(label(self.tr("and %n more", "", rest), "caption", "text2"), MOST_PARTS, 1)

    def _show_outcomes(self, validity: Validity) -> None:
        clear(self._outcomes)
        self._outcomes_card.setVisible(bool(validity.outcomes))
        equal = validity.verdict.outcomes_equal
        self._outcomes_note.setText(
            self.tr("recomputed from the signed marks, equal") if equal else self.tr("could not be affirmed")
        )
        for choice, count in validity.outcomes.items():
            words, icon, tone = outcome_words(choice)
            self._outcomes.addWidget(IconLabel(icon, tone, 18))
            self._outcomes.addWidget(label(str(count), "h1"))
            self._outcomes.addWidget(label(words, "body"))
            space = QWidget()
            space.setFixedWidth(16)
            self._outcomes.addWidget(space)
        self._outcomes.addStretch(1)


def _zone(offset: str) -> str:
    return f"UTC{offset[:3]}:{offset[3:5]}".replace("-", "\N{MINUS SIGN}") if offset else ""


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
