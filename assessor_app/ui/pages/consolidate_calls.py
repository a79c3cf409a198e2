"""Under the differences: calling a further assessor in on the case in hand, and who was called in already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.models.ids import PersonId
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.fields import PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.words import button, clear_column, ground, label


@dataclass(frozen=True, slots=True)
class MayCall:
    """A member who could be called in, and on which methods (id, title)."""

    person: PersonId
    name: str
    methods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One who was called in: on what, and why."""

    person: PersonId
    name: str
    methods: str
    reason: str
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked for."""

    person: PersonId
    methods: tuple[str, ...]
    reason: str
    passphrase: str


class CallBox(Part):
    """Folded to one link until it is wanted. Emits what is asked for; the page asks where to write it."""

    called = Signal(object)
    """`Call`."""
    written_again = Signal(str, str)
    """Person and passphrase."""
    called_off = Signal(str, str)
    """Person and reason."""

    def __init__(self) -> None:
        super().__init__()
        ground(self, "win")
        self._members: tuple[MayCall, ...] = ()
        self._standing: tuple[Standing, ...] = ()
        self.open_button = button("", "person", kind="link")
        self._title = label("", "strong")
        self._note = label("", "caption", "text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.person = QuietComboBox()
        self.methods: dict[str, QCheckBox] = {}
        self._methods = QWidget()
        self._method_row = FlowLayout(self._methods, 12)
        self.reason = QLineEdit()
        self.passphrase = PassphraseEdit()
        self.call_button = button("", "handover")
        self._form = QWidget()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.open_button)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self.person)
        who.addWidget(self._methods, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.passphrase, 1)
        line.addWidget(self.call_button)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.addWidget(self._note)
        form.addLayout(who)
        form.addWidget(self.reason)
        form.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addWidget(self._form)
        self._form.hide()
        self.open_button.clicked.connect(self._turn)
        self.person.currentIndexChanged.connect(lambda _index: self._show_methods())
        for edit in (self.reason, self.passphrase):
            edit.textChanged.connect(lambda _text: self._enable())
        self.call_button.clicked.connect(self._call)
        self.retranslate()

    def show_case(self, members: Sequence[MayCall], standing: Sequence[Standing], *, fresh: bool) -> None:
        """Who could be called in on the case, and who was; ``fresh``: another case than before, so nothing half written stays."""
        same = tuple(standing) == self._standing and not fresh
        changed = tuple(members) != self._members
        self._members, self._standing = tuple(members), tuple(standing)
        if fresh:
            self.fold()
        if changed:
            self.person.clear()
            for each in self._members:
                self.person.addItem(each.name, each.person)
            self._show_methods()
        self.open_button.setVisible(bool(self._members) and not self._form.isVisibleTo(self))
        if not same:
            self._show_standing()

    def fold(self) -> None:
        """Close the form: what it asked for is done."""
        self.reason.clear()
        self._form.hide()
        self.open_button.setVisible(bool(self._members))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Further assessor"))
        self.open_button.setText(self.tr("Call in a further assessor..."))
        self.open_button.setVisible(bool(self._members) and not self._form.isVisibleTo(self))
        self._note.setText(
            self.tr("They mark the case without seeing what others gave, and count by the scheme's rule.")
        )
        self.person.setAccessibleName(self.tr("Further assessor"))
        self.reason.setPlaceholderText(self.tr("Why a further assessor is called in"))
        self.reason.setAccessibleName(self.tr("Why a further assessor is called in"))
        self.passphrase.setPlaceholderText(self.tr("Passphrase of your identity"))
        self.passphrase.setAccessibleName(self.tr("Passphrase of your identity"))
        self.call_button.setText(self.tr("Write their package..."))
        self._show_standing()
        self._show_methods()

    # showing

    def _show_standing(self) -> None:
        clear_column(self._rows)
        for each in self._standing:
            words = self.tr("{name} was called in: {methods}. {reason}").format(
                name=each.name, methods=each.methods, reason=each.reason
            )
            off = button(self.tr("Take back..."), kind="link")
            off.setAccessibleName(f"{off.text()} {each.name}")
            why = QLineEdit()
            why.setPlaceholderText(self.tr("Why it is taken back; Enter takes it back"))
            why.setAccessibleName(self.tr("Why it is taken back; Enter takes it back"))
            why.hide()
            again = button(self.tr("Write again..."), kind="link")
            again.setAccessibleName(f"{again.text()} {each.name}")
            secret = PassphraseEdit()
            secret.setPlaceholderText(self.tr("Passphrase of your identity; Enter writes the package"))
            secret.setAccessibleName(self.tr("Passphrase of your identity; Enter writes the package"))
            secret.hide()
            again.clicked.connect(partial(self._ask, secret))
            secret.returnPressed.connect(partial(self._write_again, each.person, secret))
            off.clicked.connect(partial(self._ask, why))
            why.returnPressed.connect(partial(self._call_off, each.person, why))
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label(words, "body", wrap=True, selectable=True), 1)
            for act in (again, off) if not each.handed_in else ():
                row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addLayout(row)
            column.addWidget(why)
            column.addWidget(secret)
            self._rows.addWidget(holder)

    def _show_methods(self) -> None:
        chosen = {method for method, box in self.methods.items() if box.isChecked()}
        while self._method_row.count():
            item = self._method_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.methods = {}
        member = next((each for each in self._members if each.person == self.person.currentData()), None)
        for method, title in member.methods if member is not None else ():
            box = QCheckBox(title)
            box.setChecked(method in chosen)
            box.toggled.connect(lambda _on: self._enable())
            self.methods[method] = box
            self._method_row.addWidget(box)
        self._enable()

    def _enable(self) -> None:
        named = any(box.isChecked() for box in self.methods.values())
        self.call_button.setEnabled(named and bool(self.reason.text().strip()) and bool(self.passphrase.text()))

    # slots

    def _turn(self) -> None:
        self._form.show()
        self.open_button.hide()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _call(self) -> None:
        methods = tuple(method for method, box in self.methods.items() if box.isChecked())
        person = PersonId(str(self.person.currentData()))
        call = Call(person, methods, self.reason.text().strip(), self.passphrase.text())
        self.passphrase.clear()
        self.passphrase.conceal()
        self.called.emit(call)

    def _ask(self, field: QLineEdit) -> None:
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_again(self, person: PersonId, secret: QLineEdit) -> None:
        if secret.text():
            self.written_again.emit(person, secret.text())

    def _call_off(self, person: PersonId, why: QLineEdit) -> None:
        if why.text().strip():
            self.called_off.emit(person, why.text().strip())
