"""Lock and sign, and hand over: what stands between the sheets and their signature, exactly what will be signed, and the package.

Left the sheets with what each still lacks, in the middle the sheet as it will be signed, right the identity and the passphrase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.completeness import Gap
from assessor_app.models.ids import PanelId
from assessor_app.models.language import Language
from assessor_app.models.marks import NOT_SOUGHT, SHEET, WITHOUT_MARKS, SheetKey, SheetState
from assessor_app.models.marks import Part as Entry
from assessor_app.models.numbers import percent_shown
from assessor_app.models.records import Kind
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, packages, panels, rounds
from assessor_app.store.cases import CaseSummary
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, format_date, format_datetime, translated
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.flow_layout import FlowLayout, clear
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.signature_card import SignatureCard, SignatureFacts, grouped
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.words import ElidingLabel, PageHeader, button, ground, label, rule
from assessor_app.workflow.blind import codes_of
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.join import identity_term
from assessor_app.workflow.lock import Check, check_sheet, lock_sheets
from assessor_app.workflow.schemes import pinned_scheme

GAP_FACES: dict[bool, tuple[str, Token]] = {True: ("missing", "bad"), False: ("warning", "warn")}
"""Icon and tone of a gap, by whether it blocks."""

SHOWN = 32
"""Digits of a fingerprint that are shown where it is only to be recognised; the settings show it whole."""

HANDED: dict[PackageStatus, tuple[str, Token, str]] = {
    PackageStatus.HANDED_OVER: ("package", "text2", QT_TRANSLATE_NOOP("Handed", "no receipt yet")),
    PackageStatus.RECEIPTED: ("receipt", "ok", QT_TRANSLATE_NOOP("Handed", "receipt came")),
    PackageStatus.REFUSED: ("invalid", "bad", QT_TRANSLATE_NOOP("Handed", "not taken in")),
    PackageStatus.SUPERSEDED: ("history", "text3", QT_TRANSLATE_NOOP("Handed", "replaced by a newer one")),
}
"""Icon, tone and words for what became of a package that was handed over."""

GAP_WORDS = {
    "unrated": QT_TRANSLATE_NOOP("Gaps", "{subject} has no level"),
    "level_off_scale": QT_TRANSLATE_NOOP("Gaps", "{subject}: the level is not on the scale"),
    "comment_missing": QT_TRANSLATE_NOOP("Gaps", "{subject} has no comment"),
    "comment_stock": QT_TRANSLATE_NOOP("Gaps", "{subject}: the comment would fit anybody; say on what it rests"),
    "comment_repeated": QT_TRANSLATE_NOOP("Gaps", "{subject}: the same comment stands elsewhere"),
    "comment_thin": QT_TRANSLATE_NOOP("Gaps", "{subject}: the comment is very short"),
    "key_item_not_sought": QT_TRANSLATE_NOOP("Gaps", "{subject} is non-compensable and was not sought"),
    "too_few_rated": QT_TRANSLATE_NOOP("Gaps", "{subject}: fewer than half of its indicators are rated"),
    "overall_missing": QT_TRANSLATE_NOOP("Gaps", "The overall judgement is missing"),
    "overall_unknown": QT_TRANSLATE_NOOP("Gaps", "The overall judgement is not one of the scheme's"),
    "percent_missing": QT_TRANSLATE_NOOP("Gaps", "{subject} has no percentage"),
    "percent_off_scale": QT_TRANSLATE_NOOP("Gaps", "{subject}: the percentage is not between 0 and 100"),
    "points_missing": QT_TRANSLATE_NOOP("Gaps", "Question {subject} has no points"),
    "percent_not_of_points": QT_TRANSLATE_NOOP("Gaps", "{subject}: the percentage is not what the points come to"),
    "reason_missing": QT_TRANSLATE_NOOP("Gaps", "The reason is missing"),
}


NARROW = 420
"""Px at 100 % under which the sheet that will be signed is set in two lines an item."""


class Preview(QTextBrowser):
    """Says when it became narrow or wide."""

    turned = Signal()
    narrow = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        now = self.viewport().width() < theme().px(NARROW)
        if now is not self.narrow:
            self.narrow = now
            self.turned.emit()


class SignPage(Part):
    """Locks and signs sheets one by one or all that are ready, then hands the panel's package over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._checks: dict[SheetKey, Check] = {}
        self._lines: dict[SheetKey, CaseSummary] = {}
        self._codes: Mapping[SheetKey, str] = {}
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.sheets = LineList()
        self._sheets_title, self._gaps_title = ElidingLabel("title"), ElidingLabel("title")
        self.gaps = LineList()
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        for title, lines, share, above in (
            (self._sheets_title, self.sheets, 3, 0),
            (self._gaps_title, self.gaps, 2, 12),
        ):
            title.setContentsMargins(12, above, 12, 8)
            column.addWidget(title)
            column.addWidget(rule())
            column.addWidget(lines, share)
        self.preview = Preview()
        self.preview.setOpenLinks(False)
        self.preview.setProperty("page_text", True)
        self.preview.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.preview.document().setDocumentMargin(24)
        self.splitter = Panes("sign", [(left, 326), (self._build_middle(), 554), (self._build_side(), 336)], stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.splitter, 1)

    def _build_middle(self) -> QWidget:
        middle = ground(QWidget(), "surface")
        self._preview_title, self._hash = label("", "title"), label("", "caption", "text2", selectable=True)
        head = FlowLayout(spacing=10, apart=True)
        head.setContentsMargins(24, 12, 24, 8)
        head.addWidget(self._preview_title)
        head.addWidget(self._hash)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.preview, 1)
        return middle

    def _build_side(self) -> QWidget:
        side = ground(QWidget(), "surface")
        self._identity = QVBoxLayout()
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.sign_one = button("", "sign", "primary")
        self.sign_ready = button("", "sign")
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self._over_title, self._over_note = label("", "title"), label("", "caption", "text2", wrap=True)
        self.language = QuietComboBox()
        self._language_field = LabelledField(self.language)
        self.hand_over_button = button("", "handover")
        self._handed_title = label("", "strong")
        self.handed = LineList()
        acts = ground(QWidget(), "surface")
        column = QVBoxLayout(acts)
        column.setContentsMargins(18, 16, 18, 8)
        column.addStrut(264)
        column.setSpacing(10)
        column.addLayout(self._identity)
        column.addWidget(self._passphrase_field)
        column.addWidget(self.trouble)
        column.addWidget(self.sign_one)
        column.addWidget(self.sign_ready)
        column.addSpacing(8)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addWidget(self._over_title)
        column.addWidget(self._over_note)
        column.addWidget(self._language_field)
        column.addWidget(self.hand_over_button)
        column.addSpacing(6)
        column.addStretch(1)
        handed = QWidget()
        beneath = QVBoxLayout(handed)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(0)
        beneath.addWidget(rule())
        self._handed_title.setContentsMargins(18, 8, 18, 8)
        beneath.addWidget(self._handed_title)
        beneath.addWidget(self.handed, 1)
        self._handed = handed
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Upright(acts), 3)
        whole.addWidget(handed, 1)
        return side

    def _connect(self) -> None:
        self.preview.turned.connect(self._show_sheet)
        self.sheets.line_chosen.connect(lambda _id: self._show_sheet())
        self.sheets.line_entered.connect(lambda _id: self._enter_sheet())
        self.gaps.line_activated.connect(self._go_to_gap)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self.sign_current)
        self.sign_one.clicked.connect(self.sign_current)
        self.sign_ready.clicked.connect(self.sign_all_ready)
        self.hand_over_button.clicked.connect(self._choose_folder)
        self._desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("up, down")),
            Hint("Enter", self.tr("go to the gap, or sign")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def current(self) -> SheetKey | None:
        return next((key for key in self._checks if line_id(key) == self.sheets.current_id()), None)

    @property
    def ready(self) -> tuple[SheetKey, ...]:
        """The sheets that nothing keeps from being signed."""
        return tuple(key for key, check in self._checks.items() if _is_open(check) and not check.blocking)

    def covered(self, key: SheetKey) -> tuple[str, ...]:
        """The aspects that a sheet covers."""
        line = self._lines[key]
        held = self._scheme(line).grade(line.grade).method(key.method)
        return held.covers if held is not None else ()

    # what it does

    def choose(self, key: SheetKey) -> None:
        """Take a sheet in hand."""
        self.sheets.select(line_id(key))
        self._show_sheet()

    def focus_first(self) -> None:
        """The list; the passphrase only when nothing of the sheet in hand is missing."""
        self._read()
        key = self.current
        if key is not None and key in self.ready:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign_current(self) -> None:
        """Sign the sheet in hand."""
        key = self.current
        if key is not None and key in self.ready:
            self._sign((key,))

    def sign_all_ready(self) -> None:
        """Sign every sheet that is ready."""
        if self.ready:
            self._sign(self.ready)

    def hand_over_to(self, folder: Path) -> None:
        """Write the panel's score package into ``folder``."""
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self._desk.perform(
            hand_over,
            title=self.tr("Making the score package"),
            passphrase=secret,
            panel=self._panel(),
            folder=folder,
            language=str(self.language.currentData()),
            done=self._handed_over,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self._sheets_title.setText(self.tr("My sheets"))
        self._gaps_title.setText(self.tr("Before it can be signed"))
        self._preview_title.setText(self.tr("What you will sign"))
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self._over_title.setText(self.tr("Hand over to the chair"))
        self._over_note.setText(
            self.tr("Everything locked so far goes into one package, signed by you and sealed for the chair.")
        )
        self._language_field.set_words(self.tr("Language of the documents"))
        kept = self.language.currentData() or "both"
        self.language.clear()
        for text, value in (
            (self.tr("Chinese and English"), "both"),
            (self.tr("Chinese"), "zh"),
            (self.tr("English"), "en"),
        ):
            self.language.addItem(text, value)
        self.language.setCurrentIndex(self.language.findData(kept))
        self._handed_title.setText(self.tr("Handed over"))
        self.sheets.setAccessibleName(self.tr("My sheets"))
        self.gaps.setAccessibleName(self.tr("Before it can be signed"))
        self.preview.setAccessibleName(self.tr("What you will sign"))
        self.handed.setAccessibleName(self.tr("Handed over"))
        self._read()

    # reading

    def _read(self) -> None:
        store = self._desk.store
        before = self.current
        lines = cases.summaries(store, self._desk.owner.id)
        self._codes = codes_of(store, lines)
        keyed = {SheetKey(line.case, self._desk.owner.id, method): line for line in lines for method, _ in line.states}
        # Scripts marked blind come last and by their codes, for their place among the candidates would tell whose they are.
        order = sorted(keyed, key=lambda key: self._codes.get(key, ""))
        self._lines = {key: keyed[key] for key in order}
        self._checks = {key: check_sheet(store, key) for key in order}
        self._show_list(before or self._wanted())
        self._show_identity()
        self._show_handed()
        count = sum(1 for check in self._checks.values() if check.sheet.state is SheetState.LOCKED)
        self.header.show_words(
            self.tr("Lock, sign, hand over"),
            self.tr("{done} of {all} sheets signed").format(done=count, all=len(self._checks)),
        )

    def _wanted(self) -> SheetKey | None:
        """The sheet the person came from: of the case in hand, the first that is open."""
        mine = [key for key in self._checks if key.case == self._desk.case and key not in self._codes]
        return next((key for key in mine if _is_open(self._checks[key])), mine[0] if mine else None)

    def _show_list(self, wanted: SheetKey | None) -> None:
        first = wanted if wanted in self._checks else next(iter(self._checks), None)
        lines = [self._line_of(key, check) for key, check in self._checks.items()]
        self.sheets.show_lines(lines, line_id(first) if first is not None else "")
        self._show_sheet()

    def _line_of(self, key: SheetKey, check: Check) -> Line:
        line, language = self._lines[key], self._desk.language
        method = self._scheme(line).method(key.method).title.of(language)
        icon, alarming = "started", False
        tone: Token = "accent_text"
        if check.sheet.state is SheetState.LOCKED:
            icon, tone, state = "locked", "ok", self.tr("signed")
        elif check.sheet.state in WITHOUT_MARKS:
            icon, tone, state = "recused", "violet", self.tr("no marks")
        elif not check.blocking:
            icon, tone, state, alarming = "sign", "accent_text", self.tr("ready"), True
        else:
            state = self.tr("%n missing", "", len(check.blocking))
            if check.sheet.state is SheetState.OPEN:
                icon, tone = "open", "text3"
        who = self._codes.get(key) or f"{line.name.of(language)}  {line.number}"
        return Line(line_id(key), who, method, icon, tone, state, alarming)

    def _show_sheet(self) -> None:
        key = self.current
        if key is None:
            self.gaps.show_lines(())
            self.preview.clear()
            self._hash.clear()
            self._enable()
            return
        check = self._checks[key]
        self.gaps.show_lines(
            [self._gap_line(number, gap) for number, gap in enumerate(check.gaps)]
            if _is_open(check) and check.gaps
            else [Line("", self.tr("Nothing is missing."), icon="check", tone="ok")]
        )
        self.preview.setHtml(self._preview_html(key, check))
        digest = grouped(hashlib.sha256(check.content).hexdigest()[:16])
        self._hash.setText(self.tr("Record {hash}").format(hash=digest))
        self._enable()

    def _gap_line(self, number: int, gap: Gap) -> Line:
        """Blocking gaps in the tone of what is missing, warnings in theirs."""
        icon, tone = GAP_FACES[gap.blocking]
        return Line(f"{number} {gap.subject}", gap_words(gap), icon=icon, tone=tone)

    def _preview_html(self, key: SheetKey, check: Check) -> str:
        """Exactly what will be signed, readable."""
        line, language = self._lines[key], self._desk.language
        scheme = self._scheme(line)
        rows = "".join(_rows(scheme, line, check, language, narrow=self.preview.narrow))
        title = escape(self._codes.get(key) or f"{line.number}  {line.name.both}  {line.grade}")
        method = escape(scheme.method(key.method).title.of(language))
        overall = check.sheet.value(SHEET, Entry.OVERALL)
        chosen = next((item.title.of(language) for item in scheme.outcomes if item.id == overall), overall)
        heading = escape(self.tr("Overall judgement"))
        last = f"<p><b>{heading}</b>  {escape(chosen)}</p>" if overall else ""
        version = escape(self.tr("Version {number}").format(number=check.sheet.version))
        colour = theme().color("text2").name()
        return (
            f"<h3>{title}</h3><p>{method}  <span style='color:{colour}'>{version}</span></p>"
            f"<table style='margin: 6px -5px 0 -5px' cellspacing='0' cellpadding='5' width='100%'>{rows}</table>{last}"
        )

    def _show_identity(self) -> None:
        clear(self._identity)
        name, term = self._desk.owner.name.both, identity_term(self._desk.store)
        facts = SignatureFacts(State.UNSIGNED, name, "", fingerprint=term.fingerprint)
        if term.until is not None:
            until = self.tr("Identity in force until {date}").format(date=format_date(term.until.date()))
            facts = SignatureFacts(State.VALID, name, "", until, fingerprint=term.fingerprint[:SHOWN])
        self._identity.addWidget(SignatureCard(facts))

    def _show_handed(self) -> None:
        rows = packages.all(self._desk.store, Kind.SCORE, "out")
        replaced = {row.supersedes for row in rows}
        self.handed.show_lines([self._handed_line(row, replaced=row.serial in replaced) for row in rows])
        self._handed.setVisible(bool(rows))

    def _handed_line(self, row: PackageRow, *, replaced: bool) -> Line:
        icon, tone, became = HANDED[PackageStatus.SUPERSEDED if replaced else row.status]
        return Line(
            row.serial,
            format_datetime(row.made_at.astimezone()),
            str(row.facts.get("file", row.serial)),
            icon,
            tone,
            note=translated("Handed", became),
            alarming=row.status is PackageStatus.REFUSED and not replaced,
        )

    # slots

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.SHEETS | Touched.MARKS | Touched.CASES | Touched.PACKAGES) and self.isVisible():
            self._read()

    def _enter_sheet(self) -> None:
        """On to what the sheet wants next: its gaps, else the passphrase."""
        key = self.current
        if key is None:
            return
        wanted = self.gaps if _is_open(self._checks[key]) and self._checks[key].blocking else self.passphrase
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if wanted is self.gaps:
            self.gaps.setCurrentIndex(self.gaps.table.index(0))

    def _go_to_gap(self, gap: str) -> None:
        key = self.current
        if key is None or not gap:
            return
        if key in self._codes:
            self._desk.go("written")
        else:
            self._desk.open_sheet(key.case, key.method, gap.partition(" ")[2])

    def _sign(self, chosen: tuple[SheetKey, ...]) -> None:
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        self._desk.perform(
            lock_sheets,
            title=self.tr("Signing"),
            passphrase=secret,
            chosen=chosen,
            done=lambda _changes: self._signed(),
            failed=self._say_trouble,
        )

    def _signed(self) -> None:
        self._read()
        # For the next sheet, or for handing over: both ask for it.
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_folder(self) -> None:
        folder = choose_folder(self, self.tr("Where to write the package"))
        if folder is not None:
            self.hand_over_to(folder)

    def _handed_over(self, changes: Changes) -> None:
        self._read()
        self._desk.say(
            "done", self.tr("The score package is sealed for the chair, written and read back."), str(changes.result)
        )

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    # helpers

    def _enable(self) -> None:
        typed = bool(self.passphrase.text())
        ready, key = self.ready, self.current
        fits = key is not None and key in ready
        missing = len(self._checks[key].blocking) if key is not None and _is_open(self._checks[key]) else 0
        self.sign_one.setEnabled(fits and typed)
        self.sign_one.setText(self.tr("%n missing", "", missing) if missing else self.tr("Lock and sign this sheet"))
        self.sign_ready.setVisible(len(ready) > 1)
        self.sign_ready.setEnabled(typed)
        self.sign_ready.setText(self.tr("Sign all %n that are ready", "", len(ready)))
        self.hand_over_button.setEnabled(typed and any(not _is_open(check) for check in self._checks.values()))
        self.hand_over_button.setText(self.tr("Make the score package..."))

    def _panel(self) -> PanelId:
        key = self.current
        found = panels.of_case(self._desk.store, key.case) if key is not None else None
        return found or self._desk.panel

    def _scheme(self, line: CaseSummary) -> Scheme:
        return pinned_scheme(self._desk.store, rounds.get(self._desk.store, line.round).scheme_hash)


def line_id(key: SheetKey) -> str:
    """A sheet as the list names it."""
    return f"{key.case} {key.method}"


def gap_words(gap: Gap) -> str:
    """What is missing, as a line of the list."""
    return translated("Gaps", GAP_WORDS[gap.code.value]).format(subject=gap.subject)


def _is_open(check: Check) -> bool:
    return check.sheet.state in (SheetState.OPEN, SheetState.STARTED)


def _rows(scheme: Scheme, line: CaseSummary, check: Check, language: Language, *, narrow: bool) -> list[str]:
    grade = scheme.grade(line.grade)
    border = theme().color("line").name()
    cell = f"style='border-bottom:1px solid {border}; vertical-align:top'"
    found = []
    percents = scheme.method(check.sheet.key.method).marks == "percent"
    held = grade.method(check.sheet.key.method)
    items = (
        [(aspect, scheme.aspect(aspect).title.of(language)) for aspect in (held.covers if held else ())]
        if percents
        else [(item.id, item.title.of(language)) for item in grade.indicators]
    )
    for code, title in items:
        value = check.sheet.value(code, Entry.PERCENT if percents else Entry.LEVEL)
        shown = (
            "N"
            if value == NOT_SOUGHT
            else f"{percent_shown(value)}\N{NO-BREAK SPACE}%"
            if percents and value
            else value or "\N{EN DASH}"
        )
        comment = check.sheet.value(code, Entry.COMMENT)
        first = f"<td {cell} width='{theme().px(34)}'>{escape(code)}</td>"
        mark = f"align='center' width='{theme().px(56)}'><b>{escape(shown)}</b></td>"
        if narrow:  # the comment goes beneath, else each of its lines would hold a few characters
            found.append(f"<tr>{first.replace(cell, '')}<td>{escape(title)}</td><td {mark}</tr>")
            found.append(f"<tr><td {cell}></td><td {cell} colspan='2'>{escape(comment)}</td></tr>")
        else:
            found.append(
                f"<tr>{first}<td {cell} width='32%'>{escape(title)}</td><td {cell} {mark}<td {cell}>{escape(comment)}</td></tr>"
            )
    return found
