"""Verify: any signed file, ours or of others; the answer is a validity sheet that a layman reads and can print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.errors import Refusal
from assessor_app.files import atomic_write, read_file
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.store import trust
from assessor_app.ui.announce import Announcer
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part
from assessor_app.ui.pages.validity_view import ValidityView
from assessor_app.ui.pages.verify_sign import SignBeside
from assessor_app.ui.paper import print_paper
from assessor_app.ui.widgets.choosing import choose_file, choose_target
from assessor_app.ui.widgets.drop_zone import DropZone, FileDrop
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import Card, PageHeader, button, label, rule
from assessor_app.workflow.join import unlock
from assessor_app.workflow.validity import Validity, authority_pem, read_validity

TRUST_LIMIT = 16 * 1024 * 1024


class VerifyPage(Part):
    """At the foot of every rail."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._announcer = Announcer()
        self.file: Path | None = None
        self.trust_file: Path | None = None
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.trust_button, self.open_button = button("", "valid"), button("", "folder", "primary")
        self.header.add_act(self.trust_button)
        self.header.add_act(self.open_button)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.zone, self.sheet = DropZone("valid"), ValidityView()
        self.beside = SignBeside(self._desk)
        self._stack = QStackedWidget()
        for page in (self.zone, self._build_sealed(), self.sheet):
            self._stack.addWidget(page)
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self.trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(strip)
        layout.addWidget(rule())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.beside)
        self._drop = FileDrop(self)

    def _build_sealed(self) -> QWidget:
        """A sealed file asks for the passphrase on the page, never in a box."""
        page = QWidget()
        card = Card(20, 10)
        card.setFixedWidth(420)
        self._sealed_title, self._sealed_note = label("", "title", wrap=True), label("", "body", "text2", wrap=True)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.unseal_button = button("", "unlocked", "primary")
        for widget in (self._sealed_title, self._sealed_note, self._passphrase_field, self.unseal_button):
            card.body.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._choose_file)
        self.trust_button.clicked.connect(self._choose_trust)
        self.zone.choose_wanted.connect(self._choose_file)
        self.zone.files_dropped.connect(self._dropped)
        self._drop.files_dropped.connect(self._dropped)
        self.unseal_button.clicked.connect(self.unseal)
        self.passphrase.returnPressed.connect(self.unseal)
        self.sheet.print_wanted.connect(self.print_sheet)
        self.sheet.pdf_wanted.connect(self._choose_pdf)
        self.sheet.ca_wanted.connect(self._choose_ca)
        self._desk.print_wanted.connect(self._on_print)
        self._desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Ctrl+O", self.tr("open a file")),
            Hint("C", self.tr("copy commands")),
            Hint("Ctrl+P", self.tr("print")),
        )

    # what it does

    def focus_first(self) -> None:
        if self._stack.currentIndex() == 1:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def verify(self, file: Path, secret: str | None = None) -> None:
        """Verify a file away from the window; a sealed one needs the passphrase of the person's identity."""
        self.file = file
        self.trouble.hide()
        self.beside.show_file(None)
        store, now = self._desk.store, self._desk.now()
        trusted = self._trust()
        if isinstance(trusted, Refusal):
            self._say(trusted)
            return
        identity = None
        if secret is not None:
            try:
                identity = unlock(store, secret)
            except Refusal as refusal:
                self._say(refusal)
                return
        self._desk.runner.run(
            lambda progress: read_validity(file, trust=trusted, now=now, identity=identity, progress=progress),
            title=self.tr("Verifying {name}").format(name=file.name),
            done=self._show,
            failed=self._failed,
        )

    def unseal(self) -> None:
        """Verify the sealed file in hand with the passphrase typed."""
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        if self.file is not None and secret:
            self.verify(self.file, secret)

    def use_trust(self, file: Path | None) -> None:
        """Judge by another trust list, or bare certificates, instead of the workspace's own; None goes back."""
        self.trust_file = file
        self._show_words()
        if self.file is not None:
            self.verify(self.file)

    def print_sheet(self) -> None:
        """Print the sheet."""
        if self.sheet.validity is not None:
            print_paper(self, self.sheet.html(), one_sheet=True)

    def write_pdf(self, target: Path) -> None:
        """Write the sheet as PDF."""
        try:
            self.sheet.write_pdf(target)
        except Refusal as refusal:
            self._say(refusal)
            return
        self._desk.say("done", self.tr("Validity sheet written."), str(target))

    def write_ca(self, target: Path) -> None:
        """Write the society's certificate for those who check by other means."""
        trusted = self._trust()
        if isinstance(trusted, bytes):
            try:
                atomic_write(target, authority_pem(trusted))
            except Refusal as refusal:
                self._say(refusal)
                return
            self._desk.say("done", self.tr("Certificate written."), str(target))

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open a file..."))
        self.zone.show_words(
            self.tr("Drop a signed file here"),
            self.tr("A package, a Word or Excel document, a trust list: from this program or any other."),
            self.tr("Open a file..."),
        )
        self._sealed_note.setText(
            self.tr("Only its recipients can open it. If you are one, type the passphrase of your identity.")
        )
        self._passphrase_field.set_words(self.tr("Passphrase of your identity"))
        self.unseal_button.setText(self.tr("Open and verify"))
        self._show_words()

    # showing

    def _show_words(self) -> None:
        self.header.show_words(self.tr("Verify"), self.tr("who signed, in which role, when, and whether it holds"))
        self.trust_button.setText(
            self.trust_file.name if self.trust_file is not None else self.tr("Other trust list...")
        )
        self.trust_button.setToolTip(str(self.trust_file or ""))
        self._sealed_title.setText(self.tr("{name} is sealed").format(name=self.file.name if self.file else ""))

    def _show(self, found: object) -> None:
        assert isinstance(found, Validity)
        self.sheet.show_validity(found)
        self._stack.setCurrentWidget(self.sheet)
        self.beside.show_file(found)
        self._announcer.say(self, self.sheet.headline.text())
        self.sheet.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and error.code == "sealed_without_identity":
            self._show_words()
            self._stack.setCurrentIndex(1)
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say(error)

    def _say(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()

    def _trust(self) -> bytes | Refusal | None:
        if self.trust_file is None:
            return trust.current(self._desk.store)
        try:
            return read_file(self.trust_file, limit=TRUST_LIMIT)
        except Refusal as refusal:
            return refusal

    # slots

    def _on_changed(self, changes: Changes) -> None:
        """A newer trust list may judge otherwise."""
        validity = self.sheet.validity
        if changes.touched & Touched.TRUST and validity is not None and not validity.sealed and self.isVisible():
            self.verify(validity.path)

    def _on_print(self) -> None:
        if self.isVisible():
            self.print_sheet()

    def _dropped(self, files: list[Path]) -> None:
        if files:
            self.verify(files[0])

    def _choose_file(self) -> None:
        file = choose_file(
            self, self.tr("A signed file"), self.tr("Signed files"), "*.asice", "*.p7m", "*.docx", "*.xlsx", "*.p7s"
        )
        if file is not None:
            self.verify(file)

    def _choose_trust(self) -> None:
        patterns = ("*.p7s", "*.pem", "*.cer", "*.crt")
        words = self.tr("Trust list or certificate")
        self.use_trust(choose_file(self, words, words, *patterns))

    def _choose_pdf(self) -> None:
        start = f"{self.file.stem}-validity.pdf" if self.file is not None else "validity.pdf"
        file = choose_target(self, self.tr("Validity sheet"), start, "PDF")
        if file is not None:
            self.write_pdf(file)

    def _choose_ca(self) -> None:
        file = choose_target(self, self.tr("Certificate of the society"), "ca.pem", "PEM")
        if file is not None:
            self.write_ca(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_O and control:
            self._choose_file()
        elif event.key() == Qt.Key.Key_C and not control and self.sheet.isVisible():
            self.sheet.copy_commands()
        else:
            super().keyPressEvent(event)
