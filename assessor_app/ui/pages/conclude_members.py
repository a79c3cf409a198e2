"""Under the results signed before: the members sign beside the chair, each with their own identity, on this machine.

Whoever trained a candidate, recused or is a trainee is refused with the reason; an identity file is used for the one signature
and nothing of it stays here.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from assessor_app.errors import Refusal
from assessor_app.files import read_file
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.models.ids import PackageSerial
from assessor_app.models.records import Kind
from assessor_app.signing.verdicts import SignerInfo
from assessor_app.store import packages
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part, format_datetime
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.file_choice import FileChoice
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import button, label
from assessor_app.workflow.countersign import countersign_here, signers_of

IDENTITY_LIMIT = 1 << 20
"""Bytes of an identity file; the society's have some five thousand."""


class MemberSigning(Part):
    """Shows who signed a result of the panel in hand, and lets a member sign it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[PackageRow, ...] = ()
        self._read_of = ""
        self._title = label("", "strong")
        self._note = label("", "caption", "text2", wrap=True)
        self.package = QuietComboBox()
        self._package_field = LabelledField(self.package)
        self.signed_by = label("", "caption", "text2", wrap=True, selectable=True)
        self.identity = FileChoice("key", "*.p12")
        self._identity_field = LabelledField(self.identity)
        self.secret = PassphraseEdit()
        self._secret_field = LabelledField(self.secret)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.sign_button = button("", "sign")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self._title,
            self._note,
            self._package_field,
            self.signed_by,
            self._identity_field,
            self._secret_field,
            self.trouble,
            self.sign_button,
        ):
            column.addWidget(part)
        self.package.currentIndexChanged.connect(lambda _row: self._read_signers())
        self.identity.chosen.connect(lambda _path: self._enable())
        self.identity.chosen.connect(lambda _path: self.secret.setFocus(Qt.FocusReason.OtherFocusReason))
        self.secret.textChanged.connect(lambda _text: self._enable())
        self.secret.returnPressed.connect(self._choose_folder)
        self.sign_button.clicked.connect(self._choose_folder)
        self.retranslate()

    # what it does

    def show_panel(self) -> None:
        """Show the results of the panel in hand, the newest first; nothing where none was signed yet."""
        kept = self.package.currentData()
        self._rows = tuple(
            row
            for row in reversed(packages.all(self._desk.store, Kind.RESULT, "out"))
            if row.facts.get("panel") == self._desk.panel
        )
        with QSignalBlocker(self.package):
            self.package.clear()
            for row in self._rows:
                count = len(row.facts.get("cases", "").split())
                when = format_datetime(row.made_at.astimezone(), self._desk.language)
                self.package.addItem("  ".join((when, self.tr("%n case(s)", "", count))), row.serial)
            self.package.setCurrentIndex(max(self.package.findData(kept), 0))
        self.setVisible(bool(self._rows))
        self._read_signers()
        self._enable()

    def sign_into(self, folder: Path) -> None:
        """Sign as the holder of the chosen identity and write the package with one signature more into ``folder``."""
        source, serial = self.identity.path, self.package.currentData()
        if source is None or not self.sign_button.isEnabled():
            return
        self.trouble.hide()
        secret = self.secret.text()
        self.secret.clear()
        self.secret.conceal()
        try:
            p12 = read_file(source, limit=IDENTITY_LIMIT)
        except Refusal as refusal:
            self._say_trouble(refusal)
            return
        self._desk.perform(
            countersign_here,
            title=self.tr("Signing beside the chair"),
            serial=PackageSerial(str(serial)),
            p12=p12,
            secret=secret,
            folder=folder,
            done=self._signed,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Members sign beside the chair"))
        self._note.setText(
            self.tr(
                "Each member with their own identity file. Who trained a candidate or recused cannot sign that result."
            )
        )
        self._package_field.set_words(self.tr("Result"))
        self._identity_field.set_words(self.tr("Identity of the member"))
        self.identity.set_words(self.tr("Choose the identity file..."), self.tr("Identity files"))
        self._secret_field.set_words(self.tr("Passphrase of the member"))
        self.sign_button.setText(self.tr("Sign as this member..."))
        self.show_panel()

    # helpers

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_signers()

    def _read_signers(self) -> None:
        """Who signed the result that is chosen; verifying takes time, so only what somebody looks at, and once as it stands."""
        serial = self.package.currentData()
        row = next((one for one in self._rows if one.serial == serial), None)
        if row is None or not self.isVisible() or row.sha256 == self._read_of:
            return
        self._read_of = row.sha256
        self.signed_by.clear()
        now = self._desk.now()

        def query(store: Store) -> tuple[SignerInfo, ...]:
            return signers_of(store, row.serial, now)

        self._desk.runner.read(query, done=self._show_signers, failed=self._say_trouble)

    def _show_signers(self, signers: tuple[SignerInfo, ...]) -> None:
        self.signed_by.setText(self.tr("Signed by: {names}").format(names=", ".join(one.name for one in signers)))

    def _enable(self) -> None:
        self.sign_button.setEnabled(bool(self._rows and self.identity.path is not None and self.secret.text()))

    def _choose_folder(self) -> None:
        if self.sign_button.isEnabled():
            folder = choose_folder(self, self.tr("Where to write the package"))
            if folder is not None:
                self.sign_into(folder)

    def _signed(self, changes: Changes) -> None:
        self.identity.choose(None)
        self.show_panel()
        self._desk.say("done", self.tr("The member has signed beside the chair."), str(changes.result))

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
