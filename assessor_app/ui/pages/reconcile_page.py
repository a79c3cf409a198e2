"""Gathering and reconciliation: every score package with its verdict, and what is still missing before anybody leaves.

The grid says how each due sheet stands; the side says either what is missing, with the one act that mends it, or what came in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QPainter, QPaintEvent, QShowEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PackageSerial, PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState
from assessor_app.models.scheme import Scheme
from assessor_app.store import packages
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.ui.announce import Announcer
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, format_datetime, format_time
from assessor_app.ui.runner import Task
from assessor_app.ui.tables.reconcile_table import FIRST, ReconcileTable
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.choosing import choose_files, choose_folder
from assessor_app.ui.widgets.drop_zone import DropZone, FileDrop
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.matrix_view import MatrixView
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.signature_card import grouped
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import IconLabel, PageHeader, button, ground, label, rule
from assessor_app.workflow.gather import gather, remove
from assessor_app.workflow.receipt import write_receipt
from assessor_app.workflow.reconcile import (
    DueSheet,
    Reconciliation,
    Way,
    attestation_bytes,
    name_gaps,
    reconcile,
    sign_reconciliation,
)

MISSING, PACKAGES = "missing", "packages"
MOST_LINES = 60
"""So many missing sheets are told one by one; the grid shows the rest."""

VERDICTS: dict[str, State] = {
    "already_taken_in": State.ALREADY_IN,
    "superseded": State.SUPERSEDED,
    "signer_unknown": State.UNKNOWN_SIGNER,
    "signer_revoked": State.REVOKED,
    "signer_expired": State.EXPIRED,
    "wrong_mode": State.REHEARSAL,
}
"""How a refusal is shown; every other one is a package that was not taken in."""

SUFFIXES = ("*.asice.p7m", "*.asice")


class Verdict(QWidget):
    """One file that was dropped, and what became of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.chip = StateChip(State.NOT_STARTED)
        self._name = ElidedName(name)
        self._sentence = label("", "caption", "text2", wrap=True, selectable=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._sentence)
        self._sentence.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_verdict(self, state: State, word: str, sentence: str = "") -> None:
        self.chip.show_state(state, word)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class ReceivedPackage(QWidget):
    """One package that came in. `removal_wanted(reason)` once a reason is written."""

    removal_wanted = Signal(str)

    def __init__(
        self, who: str, state: State, facts: Sequence[str], *, counts: bool, words: tuple[str, str, str, str]
    ) -> None:
        super().__init__()
        ask, self._why, do, self._word = words
        head = QHBoxLayout()
        head.setSpacing(8)
        name = label(who, "strong")
        head.addWidget(name, 1)
        head.addWidget(StateChip(state, self._word or None))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 6)
        column.setSpacing(2)
        column.addLayout(head)
        for fact in facts:
            column.addWidget(label(fact, "caption", "text2", wrap=True, selectable=True))
        self.ask = button(ask, kind="link")
        self.ask.setAccessibleName(f"{ask} {who}")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self._why)
        self.reason.setAccessibleName(self._why)
        self.do = button(do)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 2, 0, 4)
        row.addWidget(self.reason, 1)
        row.addWidget(self.do)
        self._row.hide()
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._row)
        self.ask.setVisible(counts)
        self.do.setEnabled(False)
        self.ask.clicked.connect(self._open)
        self.reason.textChanged.connect(lambda text: self.do.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._remove)
        self.do.clicked.connect(self._remove)

    def _open(self) -> None:
        self._row.show()
        self.ask.hide()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self.reason.text().strip():
            self.removal_wanted.emit(self.reason.text().strip())


class ReconcilePage(Part):
    """Takes score packages in and shows what is due against what is here."""

    gathered = Signal()
    """All the files that were dropped together have their verdict."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: Reconciliation | None = None
        self._waiting: list[Path] = []
        self._for_receipts = False
        self._naming: tuple[DueSheet, ...] = ()
        self._running: dict[int, tuple[Task, Verdict]] = {}
        self._say_aloud = Announcer()
        self.verdicts: list[Verdict] = []
        self._build()
        self._connect()
        self.retranslate()
        self._show_side(self._first_side())

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self._counts = QHBoxLayout()
        self._counts.setSpacing(18)
        self.header.head.addLayout(self._counts)
        self.take_in_button = button("", "intake")
        self.print_button = button("", "print")
        self.header.add_act(self.take_in_button)
        self.header.add_act(self.print_button)
        self.table = ReconcileTable(self)
        self.grid = MatrixView(FIRST, "table")
        self.grid.setModel(self.table)
        self._foot = label("", "caption", "text3", selectable=True)
        self._foot.setProperty("elides", True)
        self._foot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stamp = label("", "caption", "text3")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._stamp)
        left = ground(QWidget(), "win")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.splitter = Panes("reconcile", [(left, 900), (self._build_side(), 320)], stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.splitter, 1)

    def _build_side(self) -> QWidget:
        side = ground(QWidget(), "surface")
        self.segments = Segments()
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(self.segments)
        head.addStretch(1)
        self._missing_box, missing = scrolled()
        self.panes = QStackedWidget()
        self.panes.addWidget(self._build_missing(missing))
        self.panes.addWidget(self._build_packages())
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(312)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.panes, 1)
        return side

    def _build_missing(self, lines: QWidget) -> QWidget:
        """The gaps, above them the one that is being named, below them the chair's signature."""
        self.gap_box = ground(QWidget(), "sunken")
        self._gap_title = label("", "strong", wrap=True)
        self.gap_reason = QLineEdit()
        self.gap_keep, self.gap_cancel = button("", "check", "primary"), button("")
        self.gap_withdraw = button("", kind="quiet")
        acts = QHBoxLayout()
        acts.addWidget(self.gap_withdraw)
        acts.addStretch(1)
        acts.addWidget(self.gap_cancel)
        acts.addWidget(self.gap_keep)
        gap = QVBoxLayout(self.gap_box)
        gap.setContentsMargins(16, 10, 16, 10)
        gap.setSpacing(6)
        gap.addWidget(self._gap_title)
        gap.addWidget(self.gap_reason)
        gap.addLayout(acts)
        self.gap_box.hide()
        self._signed_line = IconLabel("sign", "text2", 16)
        self._signed_words = label("", "caption", "text2", wrap=True, selectable=True)
        told = QHBoxLayout()
        told.setSpacing(6)
        told.addWidget(self._signed_line, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._signed_words, 1)
        self.sign_passphrase = PassphraseEdit()
        self._sign_field = LabelledField(self.sign_passphrase)
        self.sign_button = button("", "sign", "primary")
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        foot = ground(QWidget(), "win")
        signing = QVBoxLayout(foot)
        signing.setContentsMargins(16, 10, 16, 12)
        signing.setSpacing(8)
        signing.addWidget(self.trouble)
        signing.addLayout(told)
        signing.addWidget(self._sign_field)
        signing.addWidget(self.sign_button)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.gap_box)
        column.addWidget(lines, 1)
        column.addWidget(rule())
        column.addWidget(foot)
        return pane

    def _build_packages(self) -> QWidget:
        pane = ground(QWidget(), "surface")
        self.zone = DropZone("package", "folder")
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.open_button = button("", "intake", "primary")
        top = QWidget()
        form = QVBoxLayout(top)
        form.setContentsMargins(16, 12, 16, 12)
        form.setSpacing(8)
        form.addWidget(self.zone)
        form.addWidget(self._passphrase_field)
        form.addWidget(self.open_button)
        self.receipts_button = button("", "receipt")
        inside, area = scrolled()
        self._verdict_box, self._packages_box = QVBoxLayout(), QVBoxLayout()
        for box in (self._verdict_box, self._packages_box):
            box.setSpacing(0)
            inside.addLayout(box)
        inside.addStretch(1)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(rule())
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self.receipts_button)
        foot.addStretch(1)
        column.addWidget(rule())
        column.addLayout(foot)
        return pane

    def _connect(self) -> None:
        desk = self._desk
        self.segments.segment_chosen.connect(self._show_side)
        self.take_in_button.clicked.connect(self._choose_files)
        self.print_button.clicked.connect(self._print)
        self.zone.choose_wanted.connect(self._choose_files)
        self.zone.files_dropped.connect(self.offer)
        FileDrop(self).files_dropped.connect(self.offer)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self.take_in)
        self.open_button.clicked.connect(self.take_in)
        self.receipts_button.clicked.connect(self._choose_receipts_folder)
        self.grid.cell_activated.connect(self._open_cell)
        self.gap_reason.textChanged.connect(lambda text: self.gap_keep.setEnabled(bool(text.strip())))
        self.gap_reason.returnPressed.connect(self._keep_gap)
        self.gap_keep.clicked.connect(self._keep_gap)
        self.gap_cancel.clicked.connect(self._stop_naming)
        self.gap_withdraw.clicked.connect(lambda: self._put_gap(""))
        self.sign_passphrase.textChanged.connect(lambda _text: self._enable())
        self.sign_passphrase.returnPressed.connect(self.sign)
        self.sign_button.clicked.connect(self.sign)
        desk.changed.connect(self._on_changed)
        desk.panel_chosen.connect(lambda _panel: self._read())
        desk.print_wanted.connect(self._print_if_shown)
        desk.runner.finished.connect(self._on_finished)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("↑↓←→", self.tr("move")),
            Hint("Enter", self.tr("open the sheet")),
            Hint("M", self.tr("missing with reason")),
            Hint("I", self.tr("take in packages")),
            Hint("Ctrl+P", self.tr("print one page")),
            Hint("F6", self.tr("next pane")),
        )

    def _first_side(self) -> str:
        """What came in, as long as nothing has; then what is missing."""
        return MISSING if self._view is not None and self._view.packages else PACKAGES

    # what it does

    def focus_first(self) -> None:
        if self._view is None:
            self._read()
        if self._waiting:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.grid.currentIndex().isValid() and self.table.rowCount():
                self.grid.setCurrentIndex(self.table.index(0, FIRST))

    def offer(self, files: Sequence[Path]) -> None:
        """Files and folders to take in, as soon as the passphrase is given; folders are looked through for packages."""
        self._show_side(PACKAGES)
        found = [path for given in files for path in packages_in(given)]
        self._waiting += [path for path in found if path not in self._waiting]
        if files and not found:
            self._desk.say(
                "info",
                self.tr("There is no package in what was dropped."),
                self.tr("Packages end in .asice.p7m or .asice."),
            )
        self._enable()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """Verify and take in everything that waits, one transaction each; a broken one hinders no other."""
        secret = self.passphrase.text()
        if not secret or not self._waiting or not self._desk.panel:
            return
        self.passphrase.clear()
        self.passphrase.conceal()
        files, self._waiting = self._waiting, []
        clear(self._verdict_box)
        self.verdicts = []
        for path in files:
            verdict = Verdict(path.name)
            verdict.show_verdict(State.NOT_STARTED, self.tr("waiting"))
            self.verdicts.append(verdict)
            self._verdict_box.addWidget(verdict)
            self._verdict_box.addWidget(rule())
            task = self._desk.perform(
                gather,
                title=self.tr("Taking in %n package(s)", "", len(files)),
                passphrase=secret,
                panel=self._desk.panel,
                source=path,
                done=partial(self._taken, verdict),
                failed=partial(self._refused, verdict, path),
            )
            self._running[id(task)] = (task, verdict)
        self._enable()

    def name_gap(self, sheets: Sequence[DueSheet]) -> None:
        """Ask why these sheets, all missing, stay missing: one reason for all of them."""
        if not sheets or self._view is None:
            return
        self._naming = tuple(sheets)
        self._show_side(MISSING)
        first = sheets[0]
        who = self._name(first.due.assessor)
        if len(sheets) > 1:
            title = "  ".join((who, self.tr("%n sheet(s)", "", len(sheets))))
        else:
            case = next(row.case for row in self._view.rows if row.case.id == first.due.case)
            method = self._view.scheme.method(first.due.method).title.of(self._desk.language)
            title = "  ".join((case.candidate.name.of(self._desk.language), method, who))
        self._gap_title.setText(title)
        self.gap_reason.setText(first.reason)
        self.gap_keep.setEnabled(bool(first.reason))
        self.gap_withdraw.setVisible(bool(first.reason))
        self.gap_box.show()
        self.gap_reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        """Sign what is due, what is here, and why the rest is not."""
        if not self.sign_button.isEnabled():
            return
        self.trouble.hide()
        secret = self.sign_passphrase.text()
        self.sign_passphrase.clear()
        self.sign_passphrase.conceal()
        self._desk.perform(
            sign_reconciliation,
            title=self.tr("Signing the reconciliation"),
            passphrase=secret,
            panel=self._desk.panel,
            done=self._signed,
            failed=self._say_trouble,
        )

    def write_receipts(self, folder: Path) -> None:
        """A signed receipt for every package that counts, into ``folder``; asked again, each is simply written anew."""
        secret = self.passphrase.text()
        if not secret or self._view is None:
            return
        self.passphrase.clear()
        self.passphrase.conceal()
        self._for_receipts = False
        rows = _counting(self._view)
        for place, row in enumerate(rows):
            self._desk.perform(
                write_receipt,
                title=self.tr("Writing receipts"),
                passphrase=secret,
                serial=row.serial,
                folder=folder,
                done=partial(self._receipts_written, folder) if place + 1 == len(rows) else None,
            )
        self._enable()

    def print_to(self, printer: QPrinter) -> None:
        """The whole reconciliation on one sheet of A4, as small as it must be and no smaller."""
        if self._view is None:
            return
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        document.documentLayout().setPaintDevice(printer)
        size = printer.pageRect(QPrinter.Unit.DevicePixel).size()
        for points in (9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4):
            font = self.font()
            font.setPointSizeF(points)
            document.setDefaultFont(font)
            document.setHtml(self.sheet_html())
            document.setPageSize(size)
            if document.pageCount() == 1:
                break
        document.print_(printer)

    def retranslate(self) -> None:
        self.take_in_button.setText(self.tr("Take in score packages..."))
        self.receipts_button.setText(self.tr("Write receipts..."))
        self.print_button.setText(self.tr("Print one page..."))
        self.grid.setAccessibleName(self.tr("What is due and what is here"))
        self.zone.show_words(
            self.tr("Score packages"),
            self.tr("Drop files or a whole folder here."),
            self.tr("Choose files..."),
        )
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self._sign_field.set_words(self.tr("Passphrase of your identity"))
        self.sign_button.setText(self.tr("Sign the reconciliation"))
        self.gap_reason.setPlaceholderText(self.tr("Why this sheet stays missing"))
        self.gap_reason.setAccessibleName(self.tr("Why this sheet stays missing"))
        self.gap_keep.setText(self.tr("Name the gap"))
        self.gap_cancel.setText(self.tr("Cancel"))
        self.gap_withdraw.setText(self.tr("Withdraw the reason"))
        self._read()

    # reading

    _listed: tuple[Language, tuple[PackageRow, ...]] | None = None
    """The packages as they are shown."""

    _stale = False
    """Whether something changed while the page was out of sight."""

    def _read(self) -> None:
        panel = self._desk.panel
        self._view = reconcile(self._desk.store, panel) if panel else None
        self.table.show_view(self._view, self._desk.language)
        self.grid.set_widths(self.table.widths)
        self.grid.show_groups(self.table.groups())
        if self._view is None:
            self.header.show_words(self.tr("Reconciliation"))
            return
        self._show_counts(self._view)
        self._show_missing(self._view)
        self._show_signed(self._view)
        self._show_packages(self._view)
        serials = "  ".join(
            f"{self._name(row.sender)} {row.sha256[:4]} {row.sha256[4:8]} {row.sha256[8:12]}"
            for row in _counting(self._view)
        )
        self._foot.setText(serials)
        self._foot.setToolTip(
            "\n".join(f"{self._name(row.sender)}  {row.serial}  {row.sha256}" for row in _counting(self._view))
        )
        self._stamp.setText(
            self.tr("{time}, from %n package(s)", "", len(_counting(self._view))).format(
                time=format_time(self._desk.now())
            )
        )
        self._enable()

    def _show_counts(self, view: Reconciliation) -> None:
        self.header.show_words(self.tr("Reconciliation"))
        clear(self._counts)
        facts: tuple[tuple[str, Token, int, str], ...] = (
            ("reconcile", "text2", len(view.sheets), self.tr("due")),
            ("locked", "ok", view.count(SheetState.LOCKED), self.tr("locked and signed")),
            ("missing", "bad", len(view.unnamed), self.tr("missing")),
            ("note", "warn", len(view.missing) - len(view.unnamed), self.tr("named")),
            ("recused", "violet", view.count(SheetState.RECUSED, SheetState.ABSTAINED), self.tr("recused")),
            ("absent", "violet", view.count(SheetState.ABSENT, SheetState.WITHDRAWN), self.tr("absent")),
        )
        # Besides the three that always matter only what there is any of is told: the head has no room for noughts.
        for icon, tone, count, word in (*facts[:3], *(fact for fact in facts[3:] if fact[2])):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(IconLabel(icon, tone, 16))
            row.addWidget(label(str(count), "title"))
            row.addWidget(label(word, "caption", "text2"))
            self._counts.addWidget(holder)
        self.segments.show_segments(
            [
                Segment(
                    MISSING,
                    self.tr("%n missing", "", len(view.missing)) if view.missing else self.tr("Nothing missing"),
                ),
                Segment(PACKAGES, self.tr("Packages {count}").format(count=len(_counting(view)))),
            ],
            self.segments.current,
        )

    def _show_missing(self, view: Reconciliation) -> None:
        clear(self._missing_box)
        told = self._gaps(view)
        for state, title, sentence, act, sheets in told[:MOST_LINES]:
            self._missing_box.addWidget(self._line(state, title, sentence, act, sheets))
            self._missing_box.addWidget(rule())
        if len(told) > MOST_LINES:
            more = label(self.tr("and %n more in the grid", "", len(told) - MOST_LINES), "caption", "text2")
            more.setContentsMargins(16, 8, 16, 8)
            self._missing_box.addWidget(more)
        if not view.missing:
            done = self._line(
                State.DONE,
                self.tr("Everything that is due is here"),
                self.tr("The panel may leave the venue."),
                "",
                (),
            )
            self._missing_box.insertWidget(0, done)
            self._missing_box.insertWidget(1, rule())
        elif not view.unnamed:
            named = self._line(
                State.DONE,
                self.tr("Each gap is named"),
                self.tr("Sign the reconciliation below; then the panel may leave the venue."),
                "",
                (),
            )
            self._missing_box.insertWidget(0, named)
            self._missing_box.insertWidget(1, rule())
        self._missing_box.addStretch(1)

    def _show_signed(self, view: Reconciliation) -> None:
        """Whether the sheet is signed, and whether what was signed is still so."""
        signed = view.signed
        icon: tuple[str, Token] = ("sign", "text3")
        told = self.tr("Not signed yet. It travels with the result, and the society sees it.")
        if signed is not None:
            when = format_datetime(signed.at.astimezone(), self._desk.language)
            if view.signed_as_it_stands:
                icon, told = ("valid", "ok"), self.tr("Signed {time}; it says how things stand.").format(time=when)
            else:
                icon = ("warning", "warn")
                told = self.tr("Signed {time}; things have changed since. Sign anew.").format(time=when)
        elif view.unnamed:
            told = self.tr("It can be signed when nothing is missing, or each gap is named.")
        self._signed_line.show_icon(*icon)
        self._signed_words.setText(told)

    def _gaps(self, view: Reconciliation) -> list[tuple[State, str, str, str, tuple[DueSheet, ...]]]:
        """What is missing with the act that mends it, then the gaps that are named, then what is accounted for without marks."""
        language = self._desk.language
        found: list[tuple[State, str, str, str, tuple[DueSheet, ...]]] = []
        named: list[tuple[State, str, str, str, tuple[DueSheet, ...]]] = []
        silent: dict[PersonId, list[DueSheet]] = {}
        own: list[DueSheet] = []
        numbers = {row.case.id: row.case.candidate for row in view.rows}
        for sheet in view.missing:
            who = self._name(sheet.due.assessor)
            method = view.scheme.method(sheet.due.method).title.of(language)
            title = f"{numbers[sheet.due.case].name.of(language)}  {method}  {who}"
            if sheet.reason:
                named.append((State.MISSING, title, sheet.reason, "", (sheet,)))
                continue
            match sheet.way:
                case Way.NO_PACKAGE:
                    silent.setdefault(sheet.due.assessor, []).append(sheet)
                case Way.OWN_OPEN:
                    found.append(
                        (
                            State.MISSING,
                            title,
                            self.tr("Your own sheet; it lies on this computer and is not locked yet."),
                            self.tr("Finish it"),
                            (sheet,),
                        )
                    )
                case Way.OWN_NOT_HANDED_OVER:
                    own.append(sheet)
                case _:
                    last = next(row for row in reversed(_counting(view)) if row.sender == sheet.due.assessor)
                    told = self.tr("It is not in the package {who} made at {time}. Ask for a newer one.").format(
                        who=who, time=format_datetime(last.made_at.astimezone(), language)
                    )
                    found.append((State.MISSING, title, told, self.tr("Take in"), (sheet,)))
        if own:
            told = self.tr(
                "%n of your own sheets are locked and not in a package yet. Make it, then take it in here.",
                "",
                len(own),
            )
            found.insert(0, (State.MISSING, self._name(own[0].due.assessor), told, self.tr("Hand over"), tuple(own)))
        for person, sheets in silent.items():
            told = self.tr("Nothing of theirs has been taken in; %n sheet(s) are due.", "", len(sheets))
            found.insert(0, (State.MISSING, self._name(person), told, self.tr("Take in"), tuple(sheets)))
        found += named
        seen = set()
        for sheet in view.sheets:
            key = (sheet.due.case, sheet.due.assessor, sheet.state)
            if (
                sheet.state in (SheetState.RECUSED, SheetState.ABSTAINED, SheetState.ABSENT, SheetState.WITHDRAWN)
                and key not in seen
            ):
                seen.add(key)
                state = State.RECUSED if sheet.state in (SheetState.RECUSED, SheetState.ABSTAINED) else State.ABSENT
                title = f"{numbers[sheet.due.case].name.of(language)}  {self._name(sheet.due.assessor)}"
                found.append((state, title, reason_words(view.scheme, sheet.reason, language), "", ()))
        return found

    def _line(self, state: State, title: str, sentence: str, act: str, sheets: tuple[DueSheet, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, "strong", wrap=True), 1)
        named = bool(sheets) and not any(sheet.unnamed for sheet in sheets)
        word = self.tr("with reason") if named else None
        head.addWidget(StateChip(state, word), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if sentence:
            column.addWidget(label(sentence, "caption", "text2", wrap=True, selectable=True))
        if not sheets:
            return holder
        acts = QHBoxLayout()
        acts.setSpacing(12)
        if act:
            press = button(act)
            press.setAccessibleName(f"{act}, {title}")
            press.clicked.connect(partial(self._mend, sheets[0]))
            acts.addWidget(press)
        name = button(self.tr("Change the reason...") if named else self.tr("Name the gap..."), kind="link")
        name.setAccessibleName(f"{name.text()}, {title}")
        name.clicked.connect(partial(self.name_gap, sheets))
        acts.addWidget(name)
        acts.addStretch(1)
        column.addLayout(acts)
        return holder

    def _show_packages(self, view: Reconciliation) -> None:
        """Under the verdicts of this time, everything that ever came in, the newest first."""
        listed = (self._desk.language, view.packages)
        if listed == self._listed:
            return
        self._listed = listed
        clear(self._packages_box)
        for row in reversed(view.packages):
            self._packages_box.addWidget(self._received(row))
            self._packages_box.addWidget(rule())

    def _received(self, row: PackageRow) -> ReceivedPackage:
        language = self._desk.language
        counts = row.status is PackageStatus.TAKEN_IN
        state, word = {
            PackageStatus.TAKEN_IN: (State.VALID, self.tr("counts")),
            PackageStatus.SUPERSEDED: (State.SUPERSEDED, ""),
        }.get(row.status, (State.MISSING, self.tr("removed")))
        facts = [
            self.tr("Made {time}").format(time=format_datetime(row.made_at.astimezone(), language)),
            self.tr("Serial {serial}").format(serial=row.serial),
            grouped(row.sha256[:16]),
        ]
        if row.status is PackageStatus.REMOVED:
            facts.append(packages.events(self._desk.store, row.serial, "in")[-1].code)
        made = ReceivedPackage(
            self._name(row.sender),
            state,
            facts,
            counts=counts,
            words=(self.tr("Remove..."), self.tr("Why it shall not count"), self.tr("Remove"), word),
        )
        made.removal_wanted.connect(partial(self._remove, row.serial))
        return made

    # slots

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (
            Touched.PACKAGES | Touched.CASES | Touched.SHEETS | Touched.PEOPLE | Touched.CONSOLIDATION
        ):
            self._stale = not self.isVisible()
            if not self._stale:
                self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._read()

    def _taken(self, verdict: Verdict, changes: Changes) -> None:
        serial = PackageSerial(str(changes.result))
        row = packages.get(self._desk.store, serial, "in")
        who = self._name(row.sender)
        if row.supersedes is not None and packages.known(self._desk.store, row.supersedes, "in"):
            word, told = (
                self.tr("newer"),
                self.tr("From {who}; it takes the place of {older}, which is kept and no longer counts.").format(
                    who=who, older=row.supersedes
                ),
            )
        else:
            word, told = (
                self.tr("taken in"),
                self.tr("From {who}, made {time}.").format(
                    who=who, time=format_datetime(row.made_at.astimezone(), self._desk.language)
                ),
            )
        verdict.show_verdict(State.VALID, word, told)

    def _refused(self, verdict: Verdict, path: Path, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        code = error.code if isinstance(error, Refusal) else ""
        state = VERDICTS.get(code, State.INVALID)
        word = "" if code in VERDICTS else self.tr("not taken in")
        verdict.show_verdict(state, word, said.text)
        if code == "wrong_passphrase" and path not in self._waiting:
            self._waiting.append(path)

    def _on_finished(self, task: Task) -> None:
        found = self._running.pop(id(task), None)
        if found is None:
            return
        if task.cancelled.is_set() and found[1].chip.state is State.NOT_STARTED:
            found[1].show_verdict(State.NOT_STARTED, self.tr("stopped"))
        if not self._running:
            self._desk.runner.saved.connect(self._all_done, Qt.ConnectionType.SingleShotConnection)

    def _all_done(self, _at: object) -> None:
        self._read()
        count = sum(1 for verdict in self.verdicts if verdict.chip.state is State.VALID)
        self._say_aloud.say(self, self.tr("%n package(s) taken in", "", count))
        self.gathered.emit()

    def _signed(self, _changes: Changes) -> None:
        self._desk.say(
            "done",
            self.tr("The reconciliation is signed."),
            self.tr("It travels with the result; print the page for the file."),
        )

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()

    def _keep_gap(self) -> None:
        if self.gap_reason.text().strip():
            self._put_gap(self.gap_reason.text().strip())

    def _put_gap(self, reason: str) -> None:
        """Every reason the sheets had before comes back when it is undone; sheets named together had one and the same."""
        common = {"panel": self._desk.panel, "missing": keys_of(self._naming)}
        earlier = self._naming[0].reason if self._naming else ""
        self._stop_naming()
        self._desk.perform_undoable(
            self.tr("reason of a gap"), name_gaps, {**common, "reason": reason}, {**common, "reason": earlier}
        )

    def _stop_naming(self) -> None:
        self._naming = ()
        self.gap_box.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _receipts_written(self, folder: Path, _changes: Changes) -> None:
        self._desk.say("done", self.tr("The receipts are written; hand them back to the members."), str(folder))

    def _choose_receipts_folder(self) -> None:
        """The passphrase first, since a receipt is signed; then the folder."""
        if not self.passphrase.text():
            self._for_receipts = True
            self._enable()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder = choose_folder(self, self.tr("Where to write the receipts"))
        if folder is not None:
            self.write_receipts(folder)

    def _remove(self, serial: PackageSerial, reason: str) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.perform(remove, serial=serial, reason=reason)

    def _mend(self, sheet: DueSheet) -> None:
        match sheet.way:
            case Way.OWN_OPEN:
                self._desk.open_sheet(sheet.due.case, sheet.due.method)
            case Way.OWN_NOT_HANDED_OVER:
                self._desk.choose_case(sheet.due.case)
                self._desk.go("sign")
            case _:
                self._choose_files()

    def _open_cell(self, row: int, column: int) -> None:
        line, sheet = self.table.row_of(row), self.table.sheet_at(row, column)
        if line is None:
            return
        self._desk.choose_case(line.case.id)
        if sheet is not None and sheet.way in (Way.OWN_OPEN, Way.OWN_NOT_HANDED_OVER):
            self._mend(sheet)
        elif sheet is None or sheet.state is not None:
            self._desk.go("consolidate")

    def _show_side(self, which: str) -> None:
        self.segments.choose(which)
        self.panes.setCurrentIndex(0 if which == MISSING else 1)

    def _choose_files(self) -> None:
        self._show_side(PACKAGES)
        files = choose_files(self, self.tr("Score packages"), self.tr("Score packages"), *SUFFIXES)
        if files:
            self.offer(list(files))

    def _print_if_shown(self) -> None:
        if self.isVisible():
            self._print()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_to(printer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_I and not event.modifiers():
            self._choose_files()
        elif event.key() == Qt.Key.Key_M and not event.modifiers():
            self._name_current()
        elif event.key() == Qt.Key.Key_Escape and self.gap_box.isVisible():
            self._stop_naming()
        else:
            super().keyPressEvent(event)

    def _name_current(self) -> None:
        """The gap under the cursor; on the candidate's own columns, all that are not named yet."""
        at = self.grid.currentIndex()
        sheet, line = self.table.sheet_at(at.row(), at.column()), self.table.row_of(at.row())
        if sheet is not None and sheet.missing:
            self.name_gap((sheet,))
        elif at.column() < FIRST and line is not None:
            self.name_gap(tuple(each for each in line.missing if not each.reason) or line.missing[:1])

    # helpers

    def _enable(self) -> None:
        count = len(self._waiting)
        self.sign_button.setEnabled(
            self._view is not None and not self._view.unnamed and bool(self.sign_passphrase.text())
        )
        self.open_button.setEnabled(bool(count and self.passphrase.text()))
        self.open_button.setText(self.tr("Verify and take in %n file(s)", "", count) if count else self.tr("Take in"))
        self._passphrase_field.setVisible(bool(count) or self._for_receipts)
        self.receipts_button.setEnabled(self._view is not None and bool(_counting(self._view)))
        self.open_button.setVisible(bool(count))

    def _name(self, person: str) -> str:
        if self._view is None:
            return person
        members = self._view.panel.members
        return next((member.name.of(self._desk.language) for member in members if member.id == person), person)

    def sheet_html(self) -> str:
        """The printed page: counts, the grid, what is missing, and the packages with serial and hash."""
        view = self._view
        if view is None:
            return ""
        language = self._desk.language
        cell = "style='border:0.5px solid #888; padding:2px 4px'"
        model = self.table
        heads = "".join(
            f"<th {cell} align='left'>{escape(str(model.headerData(column, Qt.Orientation.Horizontal)))}"
            + (f"<br/>{escape(self._method_of(column))}" if self._method_of(column) else "")
            + "</th>"
            for column in range(model.columnCount())
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td {cell}>{escape(str(model.index(row, column).data() or ''))}</td>"
                for column in range(model.columnCount())
            )
            + "</tr>"
            for row in range(model.rowCount())
        )
        done = self.tr("Everything that is due is here")
        gaps = (
            "".join(
                f"<li>{escape(title)}: {escape(sentence)}</li>"
                for _state, title, sentence, _act, _sheet in self._gaps(view)
            )
            or f"<li>{escape(done)}</li>"
        )
        replaced = self.tr("superseded")
        parcels = "".join(
            f"<li>{escape(self._name(row.sender))}  {escape(row.serial)}  {grouped(row.sha256)}"
            + (f"  ({escape(replaced)})" if row.status is PackageStatus.SUPERSEDED else "")
            + "</li>"
            for row in view.packages
            if row.status is not PackageStatus.REMOVED
        )
        heading = (self.tr("Reconciliation"), view.panel.name.of(language), format_datetime(self._desk.now(), language))
        title = "  ".join(heading)
        leaving, counting = self.tr("Before leaving"), self.tr("Packages that count")
        sums = self.tr("{due} due, {locked} locked and signed, {missing} missing, {named} of them with reason").format(
            due=len(view.sheets),
            locked=view.count(SheetState.LOCKED),
            missing=len(view.missing),
            named=len(view.missing) - len(view.unnamed),
        )
        ink = self.tr("Signature of the chair")
        return (
            f"<h3>{escape(title)}</h3><p>{escape(sums)}</p><table cellspacing='0' width='100%'><tr>{heads}</tr>{rows}</table>"
            f"<p><b>{escape(leaving)}</b></p><ul>{gaps}</ul>"
            f"<p><b>{escape(counting)}</b></p><ul>{parcels}</ul>"
            f"<p>{escape(self._seal_words(view))}</p><p>{escape(ink)}: ____________________</p>"
        )

    def _seal_words(self, view: Reconciliation) -> str:
        """Who signed the sheet, when, and the hash of what was signed; said only of a sheet that still holds."""
        signed = view.signed
        if signed is None or not view.signed_as_it_stands:
            return self.tr("Not signed electronically as it stands.")
        return self.tr("Signed by {who}, {time}; SHA-256 of what was signed: {hash}").format(
            who=self._name(signed.by),
            time=format_datetime(signed.at.astimezone(), self._desk.language),
            hash=grouped(hashlib.sha256(attestation_bytes(signed)).hexdigest()),
        )

    def _method_of(self, column: int) -> str:
        return next((title for first, last, title in self.table.groups() if first <= column <= last), "")


def packages_in(given: Path) -> list[Path]:
    """The packages at a path: itself, or what lies in a folder and the folders below it."""
    if not given.is_dir():
        return [given] if given.exists() else []
    return sorted({path for suffix in SUFFIXES for path in given.rglob(suffix) if path.is_file()})


def scrolled() -> tuple[QVBoxLayout, QScrollArea]:
    """A column that scrolls when it must."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = ground(QWidget(), "surface")
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    area.setWidget(inner)
    return box, area


def clear(box: QLayout) -> None:
    """Take everything out of a layout."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ElidedName(QWidget):
    """A file's name, cut in the middle where there is no room for it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().line("body"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.text(
            QPainter(self), self.rect(), self._text, theme().font("body"), "text1", elide=Qt.TextElideMode.ElideMiddle
        )


def reason_words(scheme: Scheme, reason: str, language: Language) -> str:
    """Why a sheet has no marks: codes of ties in the scheme's words, anything else as it was written."""
    ties = {code: text.of(language) for code, text, _bars in scheme.ties}
    parts = [part.strip() for part in reason.replace("、", ",").split(",")]
    return "; ".join(ties[part] for part in parts) if parts and all(part in ties for part in parts) else reason


def keys_of(sheets: Sequence[DueSheet]) -> tuple[tuple[CaseId, PersonId, str], ...]:
    """What the steps call these sheets."""
    return tuple((sheet.due.case, sheet.due.assessor, sheet.due.method) for sheet in sheets)


def _counting(view: Reconciliation) -> list[PackageRow]:
    return [row for row in view.packages if row.status is PackageStatus.TAKEN_IN]
