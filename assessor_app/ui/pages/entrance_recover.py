"""The passphrase is forgotten: two officers of the society open the workspace together, and a new passphrase is set.

Each officer brings a share of the recovery key and their own identity; neither opens anything alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.store.database import Store
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.file_choice import FileChoice
from assessor_app.ui.widgets.words import button, label, rule


class OfficerFields(Part):
    """What one officer brings: the file of their share, that of their identity, and its passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self.share, self.identity = FileChoice("hash", "*.p7m"), FileChoice("key", "*.p12")
        self.passphrase = PassphraseEdit()
        self.field = LabelledField(self.passphrase)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.share, 1)
        files.addWidget(self.identity, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(files)
        column.addWidget(self.field)

    def show_words(self, title: str) -> None:
        """Say which of the two this is."""
        self._title.setText(title)
        self.share.set_words(self.tr("Share of the recovery key..."), self.tr("Shares"))
        self.identity.set_words(self.tr("Identity file..."), self.tr("Identities"))
        self.field.set_words(self.tr("Passphrase of this identity"))

    @property
    def complete(self) -> bool:
        return self.share.path is not None and self.identity.path is not None and bool(self.passphrase.text())


class RecoverForm(Part):
    """``wanted(work)``: a function of the path of the workspace and the time, which opens it."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.officers = (OfficerFields(), OfficerFields())
        self.trust = FileChoice("valid", "*.p7s")
        self.new, self.again = PassphraseEdit(), PassphraseEdit()
        self.new_field, self.again_field = LabelledField(self.new), LabelledField(self.again)
        self._after = label("", "caption", "text2", wrap=True)
        self.recover_button, self.back_button = button("", "unlocked", "primary"), button("", "previous", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for officer in self.officers:
            column.addWidget(officer)
            column.addWidget(rule())
        passphrases = QHBoxLayout()
        passphrases.setSpacing(8)
        passphrases.addWidget(self.new_field, 1, Qt.AlignmentFlag.AlignTop)
        passphrases.addWidget(self.again_field, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.trust)
        column.addLayout(passphrases)
        column.addWidget(self._after)
        column.addWidget(self.recover_button)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.recover_button.clicked.connect(self.recover)
        self.again.returnPressed.connect(self.recover)
        self.back_button.clicked.connect(self.left)
        for each in self._passphrases():
            each.textChanged.connect(lambda _text: self._enable())
        for choice in (self.trust, *(one for officer in self.officers for one in (officer.share, officer.identity))):
            choice.chosen.connect(lambda _path: self._enable())
        self.retranslate()

    def focus_first(self) -> None:
        self.officers[0].share.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def recover(self) -> None:
        """Hand the work over, if everything is there."""
        self.again_field.show_error(
            "" if self.new.text() == self.again.text() else self.tr("The two are not the same.")
        )
        work = self._work()
        if work is not None and not self.again_field.error:
            self.wanted.emit(work)

    def clear(self) -> None:
        """Forget every passphrase typed here."""
        for each in self._passphrases():
            each.clear()
            each.conceal()

    def retranslate(self) -> None:
        for officer, title in zip(self.officers, (self.tr("First officer"), self.tr("Second officer")), strict=True):
            officer.show_words(title)
        self.trust.set_words(self.tr("Trust list that names the recovery key..."), self.tr("Trust lists"))
        self.new_field.set_words(self.tr("New passphrase"))
        self.again_field.set_words(self.tr("Once more"))
        self._after.setText(
            self.tr(
                "Nothing in the workspace changes. The old identity stays locked under the old passphrase: the society"
                " issues a new one, which is put in under Settings."
            )
        )
        self.recover_button.setText(self.tr("Open with the new passphrase"))
        self.back_button.setText(self.tr("Back"))
        self._enable()

    def _work(self) -> Callable[[Path, datetime], Store] | None:
        from assessor_app.workflow.recover import Sharer, recover

        sharers = [
            Sharer(officer.share.path, officer.identity.path, officer.passphrase.text())
            for officer in self.officers
            if officer.share.path is not None and officer.identity.path is not None and officer.complete
        ]
        trust, new = self.trust.path, self.new.text()
        if len(sharers) != 2 or trust is None or not new:
            return None
        first, second = sharers
        return lambda path, at: recover(path, sharers=(first, second), trust_list=trust, new=new, at=at)

    def _passphrases(self) -> tuple[PassphraseEdit, ...]:
        return (*(officer.passphrase for officer in self.officers), self.new, self.again)

    def _enable(self) -> None:
        ready = all(officer.complete for officer in self.officers)
        self.recover_button.setEnabled(ready and self.trust.path is not None and bool(self.new.text()))
