"""On the page of identities: the society's recovery key, made once in two officers' shares, and another officer to hold one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Role
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part, format_date
from assessor_app.ui.widgets.fields import LabelledField, QuietComboBox
from assessor_app.ui.widgets.words import button, label, rule
from assessor_app.workflow.keys import Keyholder, KeyState, TrustFacts

USABLE = (KeyState.IN_FORCE, KeyState.ENDING)


class RecoveryPart(Part):
    """``recovery_wanted()`` with `officers` chosen; ``officer_wanted(PersonId, Name)`` for somebody new."""

    recovery_wanted = Signal()
    officer_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: TrustFacts | None = None
        self._ready = False
        self._title, self._note = label("", "title"), label("", "caption", "text2", wrap=True)
        self.first, self.second = QuietComboBox(), QuietComboBox()
        self._first_field, self._second_field = LabelledField(self.first), LabelledField(self.second)
        self._why_not = label("", "caption", "warn", wrap=True)
        self.make_button = button("", "key")
        self._use = label("", "caption", "text2", wrap=True)
        self._officer_title = label("", "strong")
        self.number, self.chinese, self.english = QLineEdit(), QLineEdit(), QLineEdit()
        self._fields = [LabelledField(edit) for edit in (self.number, self.chinese, self.english)]
        self.add_button = button("", "add")
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self._first_field, 1)
        choice.addWidget(self._second_field, 1)
        who = QHBoxLayout()
        who.setSpacing(8)
        for field, share in zip(self._fields, (2, 3, 4), strict=True):
            who.addWidget(field, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addLayout(choice)
        column.addWidget(self._why_not)
        column.addWidget(self.make_button)
        column.addWidget(self._use)
        column.addWidget(rule())
        column.addWidget(self._officer_title)
        column.addLayout(who)
        column.addWidget(self.add_button)
        self.make_button.clicked.connect(self.recovery_wanted)
        self.add_button.clicked.connect(self._add)
        self.english.returnPressed.connect(self._add)
        for box in (self.first, self.second):
            box.currentIndexChanged.connect(lambda _index: self.enable(ready=self._ready))
        for edit in (self.number, self.chinese, self.english):
            edit.textChanged.connect(lambda _text: self.enable(ready=self._ready))
        self.retranslate()

    @property
    def officers(self) -> tuple[PersonId, PersonId]:
        """The two who will hold a share."""
        return PersonId(str(self.first.currentData() or "")), PersonId(str(self.second.currentData() or ""))

    def show_people(self, holders: Sequence[Keyholder], facts: TrustFacts | None) -> None:
        """Offer the officers who have an identity in force."""
        self._facts = facts
        able = [one.person for one in holders if Role.OFFICER in one.person.roles and one.state in USABLE]
        for place, box in enumerate((self.first, self.second)):
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            for person in able:
                box.addItem(person.name.of(self._desk.language), person.id)
            found = box.findData(kept) if kept is not None else -1
            box.setCurrentIndex(found if found >= 0 else min(place, len(able) - 1))
        if self.second.currentIndex() == self.first.currentIndex():
            other = next((place for place in range(len(able)) if place != self.first.currentIndex()), -1)
            self.second.setCurrentIndex(other if other >= 0 else self.first.currentIndex())
        for box in (self.first, self.second):
            box.blockSignals(False)
        self._show_words()
        self.enable(ready=self._ready)

    def enable(self, *, ready: bool) -> None:
        """``ready``: the society's key and its passphrase are at hand."""
        self._ready = ready
        one, other = self.officers
        two = bool(one) and bool(other) and one != other
        self._why_not.setText(
            "" if two else self.tr("Two different officers with an identity in force are needed; add and issue below.")
        )
        self._why_not.setVisible(not two)
        self.make_button.setEnabled(ready and two)
        self.add_button.setEnabled(bool(self.number.text().strip() and self.chinese.text().strip()))

    def clear(self) -> None:
        """Empty the fields of the officer that was added."""
        for edit in (self.number, self.chinese, self.english):
            edit.clear()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Recovery key"))
        self._first_field.set_words(self.tr("First share"))
        self._second_field.set_words(self.tr("Second share"))
        self.make_button.setText(self.tr("Make the recovery key..."))
        self._use.setText(
            self.tr(
                "To use it: both officers go to the workspace whose passphrase is lost and press Alt+R where the program starts."
            )
        )
        self._officer_title.setText(self.tr("Add an officer"))
        for field, words in zip(
            self._fields, (self.tr("Number"), self.tr("Chinese name"), self.tr("English name")), strict=True
        ):
            field.set_words(words)
        self.add_button.setText(self.tr("Add"))
        self._show_words()
        self.enable(ready=self._ready)

    def _show_words(self) -> None:
        since = self._facts.recovery if self._facts is not None else None
        if since is None:
            self._note.setText(
                self.tr("There is none: whoever forgets a passphrase loses what is in the workspace. Make it once.")
            )
        else:
            self._note.setText(
                self.tr("There since {date}. A new one takes its place wherever the next trust list arrives.").format(
                    date=format_date(since.astimezone().date())
                )
            )

    def _add(self) -> None:
        number, chinese = self.number.text().strip(), self.chinese.text().strip()
        if number and chinese:
            self.officer_wanted.emit(PersonId(number), Name(chinese, self.english.text().strip()))
