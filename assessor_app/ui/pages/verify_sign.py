"""Under a result that holds: a member of its panel signs it beside the chair, on their own computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.models.consolidation import Stand
from assessor_app.models.records import ResultRecord
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.fields import PassphraseEdit
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import button, ground, label, rule
from assessor_app.workflow.countersign import countersign, may_sign_beside
from assessor_app.workflow.validity import Validity


class SignBeside(Part):
    """Shown only where the owner's signature is one the package takes; says what would be signed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        ground(self, "win")
        self._desk = desk
        self._file: Path | None = None
        self._record: ResultRecord | None = None
        self._title, self._what = label("", "strong"), label("", "body", "text2", wrap=True, selectable=True)
        self.passphrase = PassphraseEdit()
        self.sign_button = button("", "sign")
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.passphrase, 1)
        line.addWidget(self.sign_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        outer.addLayout(column)
        for part in (self._title, self._what, self.trouble):
            column.addWidget(part)
        column.addLayout(line)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self._choose_folder)
        self.sign_button.clicked.connect(self._choose_folder)
        self.hide()
        self.retranslate()

    def show_file(self, validity: Validity | None) -> None:
        """Offer the signature on a file that was verified, if it is a result the owner may sign."""
        self.trouble.hide()
        self._record = self._file = None
        if validity is not None and may_sign_beside(self._desk.store, validity.verdict):
            record = validity.verdict.record
            self._record = record if isinstance(record, ResultRecord) else None
            self._file = validity.path
        self.setVisible(self._file is not None)
        self.retranslate()

    def sign_into(self, folder: Path) -> None:
        """Sign, and write the package with one signature more into ``folder``."""
        if self._file is None or not self.sign_button.isEnabled():
            return
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        self._desk.perform(
            countersign,
            title=self.tr("Signing beside the chair"),
            passphrase=secret,
            source=self._file,
            folder=folder,
            done=self._signed,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("You may sign this result beside the chair"))
        self.passphrase.setPlaceholderText(self.tr("Passphrase of your identity"))
        self.passphrase.setAccessibleName(self.tr("Passphrase of your identity"))
        self.sign_button.setText(self.tr("Sign beside the chair..."))
        self._what.setText(self.words)
        self._enable()

    @property
    def words(self) -> str:
        """What is signed: how many cases, which depart from the rule, and how one's own vote stands in it."""
        record = self._record
        if record is None:
            return ""
        departing = [one.number for one in record.outcomes if one.recommendation and one.recommendation.departs]
        mine = [
            (one.number, vote) for one in record.outcomes for vote in one.votes if vote.member == self._desk.owner.id
        ]
        against = [number for number, vote in mine if vote.stand is Stand.DISSENT]
        parts = [self.tr("%n case(s).", "", len(record.outcomes))]
        if departing:
            parts.append(self.tr("Departing from the rule: {numbers}.").format(numbers=", ".join(departing)))
        parts.append(
            self.tr("Your vote stands as: agree on {agree}, dissent on {dissent}.").format(
                agree=len(mine) - len(against), dissent=", ".join(against) or self.tr("none")
            )
        )
        return " ".join(parts)

    # helpers

    def _enable(self) -> None:
        self.sign_button.setEnabled(self._file is not None and bool(self.passphrase.text()))

    def _choose_folder(self) -> None:
        if self.sign_button.isEnabled():
            folder = choose_folder(self, self.tr("Where to write the package"))
            if folder is not None:
                self.sign_into(folder)

    def _signed(self, changes: Changes) -> None:
        self.show_file(None)
        self._desk.say(
            "done",
            self.tr("Signed; hand this file to the next member or to the society, not the one before."),
            str(changes.result),
        )

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
