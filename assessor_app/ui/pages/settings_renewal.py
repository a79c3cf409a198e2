"""In the settings: a new term for one's identity, and another identity in its place, as after a lost passphrase."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.errors import Refusal
from assessor_app.files import read_file
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.store.database import Store
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part, format_date
from assessor_app.ui.widgets.choosing import choose_file, choose_folder
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.file_choice import FileChoice
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import button, label, rule
from assessor_app.workflow.perform import perform
from assessor_app.workflow.recover import SMALL, put_identity
from assessor_app.workflow.renew import ask_renewal, finish_renewal


class RenewalForm(Part):
    """The request to the society, the certificate that comes back, or a new identity; each under the workspace's passphrase."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._note, self._other_note = (
            label("", "caption", "text2", wrap=True),
            label("", "caption", "text2", wrap=True),
        )
        self.passphrase, self.secret = PassphraseEdit(), PassphraseEdit()
        self._field, self._secret_field = LabelledField(self.passphrase), LabelledField(self.secret)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.ask_button, self.finish_button = button("", "handover"), button("", "valid")
        self.identity = FileChoice("key", "*.p12")
        self.put_button = button("", "check")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for act in (self.ask_button, self.finish_button):
            acts.addWidget(act)
        acts.addStretch(1)
        brought = QHBoxLayout()
        brought.setSpacing(16)
        brought.addWidget(self.identity, 1, Qt.AlignmentFlag.AlignBottom)
        brought.addWidget(self._secret_field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._field)
        column.addWidget(self.trouble)
        column.addWidget(self._note)
        column.addLayout(acts)
        column.addWidget(rule())
        column.addWidget(self._other_note)
        column.addLayout(brought)
        column.addWidget(self.put_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.ask_button.clicked.connect(self._choose_folder)
        self.finish_button.clicked.connect(self._choose_certificate)
        self.put_button.clicked.connect(self.put)
        self.secret.returnPressed.connect(self.put)
        for edit in (self.passphrase, self.secret):
            edit.textChanged.connect(lambda _text: self.enable())
        self.identity.chosen.connect(lambda _path: self.enable())
        self.identity.chosen.connect(lambda _path: self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason))
        self.retranslate()

    # what it does

    def ask(self, folder: Path) -> None:
        """Write the request for a new term into ``folder``."""
        self._desk.perform(
            ask_renewal,
            title=self.tr("Writing the request"),
            passphrase=self._take(self.passphrase),
            folder=folder,
            done=self._asked,
            failed=self._say,
        )

    def finish(self, source: Path) -> None:
        """Put the certificate that the society wrote in place of the present one."""
        secret = self._take(self.passphrase)

        def work(store: Store, at: datetime) -> Changes:
            return perform(store, finish_renewal, at, source=source, passphrase=secret, at=at)

        title = self.tr("Putting the certificate in")
        self._desk.runner.maintain(work, title=title, done=self._finished, failed=self._say)

    def put(self) -> None:
        """Put the identity that the society issued in place of the one held."""
        source = self.identity.path
        if source is None or not self.passphrase.text() or not self.secret.text():
            return
        passphrase, secret = self._take(self.passphrase), self._take(self.secret)

        def work(store: Store, at: datetime) -> Changes:
            p12 = read_file(source, limit=SMALL)
            return perform(store, put_identity, at, p12=p12, secret=secret, passphrase=passphrase, at=at)

        title = self.tr("Putting the identity in")
        self._desk.runner.maintain(work, title=title, done=self._put, failed=self._say)

    def retranslate(self) -> None:
        self._field.set_words(self.tr("Passphrase of this workspace"))
        self._note.setText(
            self.tr("A new term for the same key: write a request, hand it to the society, and put in what comes back.")
        )
        self.ask_button.setText(self.tr("Write a request..."))
        self.finish_button.setText(self.tr("Put the certificate in..."))
        self._other_note.setText(
            self.tr("Another identity, as after a lost passphrase: the file and its passphrase come from the society.")
        )
        self.identity.set_words(self.tr("Identity file..."), self.tr("Identities"))
        self._secret_field.set_words(self.tr("Passphrase it came with"))
        self.put_button.setText(self.tr("Put this identity in"))
        self.enable()

    def enable(self) -> None:
        """What can be pressed now."""
        typed = bool(self.passphrase.text()) and not self._desk.runner.reader_only
        self.ask_button.setEnabled(typed)
        self.finish_button.setEnabled(typed)
        self.put_button.setEnabled(typed and self.identity.path is not None and bool(self.secret.text()))

    # slots

    def _take(self, edit: PassphraseEdit) -> str:
        self.trouble.hide()
        typed = edit.text()
        edit.clear()
        edit.conceal()
        return typed

    def _asked(self, changes: Changes) -> None:
        path = Path(str(changes.result))
        self._desk.say(
            "done", self.tr("{name} is written.").format(name=path.name), self.tr("Hand it to the society's office.")
        )

    def _finished(self, changes: Changes) -> None:
        until = changes.result
        assert isinstance(until, datetime)
        self._desk.say(
            "done",
            self.tr("The identity is in force until {date}.").format(date=format_date(until.astimezone().date())),
            self.tr("What was sealed for you before still opens."),
        )

    def _put(self, _changes: Changes) -> None:
        self.identity.choose(None)
        self._desk.say(
            "done", self.tr("The new identity is in place."), self.tr("Sign with the passphrase of this workspace.")
        )

    def _say(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self._desk.refused.emit(error)
            return
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_folder(self) -> None:
        folder = choose_folder(self, self.tr("Where to write the request"))
        if folder is not None:
            self.ask(folder)

    def _choose_certificate(self) -> None:
        file = choose_file(self, self.tr("The certificate from the society"), self.tr("Certificates"), "*.pem", "*.cer")
        if file is not None:
            self.finish(file)
