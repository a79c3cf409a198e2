"""Parts of the page of double entry: the totals on the bag, what differs and how it is settled, and who types the second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.files import read_file
from assessor_app.models.double_entry import Place, Slip, Suspect
from assessor_app.models.written import points_text
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.file_choice import FileChoice
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.words import IconLabel, button, ground, label, set_property
from assessor_app.workflow.type_in import control_value

IDENTITY_LIMIT = 1024 * 1024
"""Bytes of the largest identity file that is read."""


@dataclass(frozen=True, slots=True)
class AspectTotal:
    """``told``: what the bag says, empty if nothing; ``found``: what was typed comes to; ``whole``: no script is left."""

    aspect: str
    position: int
    name: str
    told: str
    found: Fraction
    whole: bool

    @property
    def agrees(self) -> bool:
        return self.told == points_text(self.found)


class ControlStrip(Part):
    """The totals on the bag, typed apart, and beside them what the entries come to. ``total_settled(aspect, value)``."""

    total_settled = Signal(str, str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self.fields: dict[str, QLineEdit] = {}
        self._totals: tuple[AspectTotal, ...] = ()
        self._label = label("", "caption", "text2")
        self._sum_label = label("", "caption", "text2")
        self._told, self._found = QHBoxLayout(), QHBoxLayout()
        both = FlowLayout(self, 12, apart=True)
        both.setContentsMargins(16, 6, 16, 6)
        for name, values in ((self._label, self._told), (self._sum_label, self._found)):
            group = QWidget()
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(name)
            row.addLayout(values)
            both.addWidget(group)
        self._sums: dict[str, tuple[QWidget, IconLabel]] = {}
        self.retranslate()

    def show_totals(self, totals: Sequence[AspectTotal]) -> None:
        """Show these aspects; a field somebody is typing in keeps its text."""
        if [(each.aspect, each.name) for each in totals] != [(each.aspect, each.name) for each in self._totals]:
            self._rebuild(totals)
        self._totals = tuple(totals)
        for total in totals:
            field = self.fields[total.aspect]
            if not (field.hasFocus() and field.isModified()):
                field.setText(total.told)
            words, icon = self._sums[total.aspect]
            words.setText(points_text(total.found))  # type: ignore[attr-defined]  # a label of ours
            if not total.told or (not total.agrees and not total.whole):
                icon.show_icon("", "text3")
            else:
                icon.show_icon("check" if total.agrees else "flagged", "ok" if total.agrees else "warn")
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Total on the bag (typed apart)"))
        self._sum_label.setText(self.tr("Typed here"))
        for total in self._totals:
            name = self.tr("{aspect}, total on the bag").format(aspect=total.name)
            self.fields[total.aspect].setAccessibleName(name)
            agrees = self.tr("agrees") if total.agrees else self.tr("does not agree") if total.whole else ""
            words, icon = self._sums[total.aspect]
            words.setAccessibleName(f"{total.name} {points_text(total.found)} {agrees}".strip())
            icon.setToolTip(agrees)

    def _rebuild(self, totals: Sequence[AspectTotal]) -> None:
        for layout in (self._told, self._found):
            while layout.count():
                item = layout.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self.fields, self._sums = {}, {}
        for total in totals:
            field = QLineEdit()
            field.setFixedWidth(84)
            field.setMaxLength(12)
            field.editingFinished.connect(lambda aspect=total.aspect: self._settle(aspect))
            self.fields[total.aspect] = field
            self._told.addWidget(Badge(total.aspect, total.position))
            self._told.addWidget(field)
            words, icon = label("", "strong"), IconLabel("", "text3", 16)
            self._sums[total.aspect] = (words, icon)
            self._found.addWidget(Badge(total.aspect, total.position))
            self._found.addWidget(words)
            self._found.addWidget(icon)

    def _settle(self, aspect: str) -> None:
        field = self.fields.get(aspect)
        if field is None or not field.isModified():
            return
        value = control_value(field.text())
        set_property(field, "state", "bad" if value is None else "")
        if value is None:
            self.refused.emit(self.tr("A total is a number, such as 823.5."))
            return
        self.refused.emit("")
        field.setModified(False)
        self.total_settled.emit(aspect, value)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place to be settled; values as they are shown. ``settled`` is what stands by settling, if anything."""

    place: Place
    title: str
    words: str
    first: str
    second: str
    settled: str


class SettleCard(Part):
    """What differs at the current cell, and the three ways to settle it. ``settled(Place, text)`` with the text as typed."""

    settled = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self._shown: Difference | None = None
        self._icon = IconLabel("flagged", "warn", 16, line=20)
        self._title = label("", "strong", wrap=True)
        self._words = label("", "caption", "text2", wrap=True)
        self.first_button, self.second_button = button(), button()
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(64)
        self.keep_button = button("", "check")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        acts = FlowLayout()
        acts.addWidget(self.first_button)
        acts.addWidget(self.second_button)
        own = QHBoxLayout()
        own.setSpacing(8)
        own.addWidget(self.edit, 1)
        own.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addLayout(acts)
        column.addLayout(own)
        self.first_button.clicked.connect(self._keep_first)
        self.second_button.clicked.connect(self._keep_second)
        self.keep_button.clicked.connect(lambda: self._keep(self.edit.text()))
        self.edit.returnPressed.connect(lambda: self._keep(self.edit.text()))
        self.retranslate()

    def show_difference(self, shown: Difference | None) -> None:
        """Show one place, or put the card away."""
        another = shown is None or self._shown is None or shown.place != self._shown.place
        self._shown = shown
        self.setVisible(shown is not None)
        if another:
            self.edit.clear()
        self.retranslate()

    def retranslate(self) -> None:
        self.keep_button.setText(self.tr("Keep"))
        self.edit.setPlaceholderText(self.tr("What the paper says"))
        self.edit.setAccessibleName(self.tr("What the paper says"))
        shown = self._shown
        if shown is None:
            return
        differs = shown.first != shown.second and not shown.settled
        self._icon.show_icon("flagged" if differs else "check", "warn" if differs else "ok")
        self._title.setText(shown.title)
        self._words.setText(shown.words)
        for act, value in ((self.first_button, shown.first), (self.second_button, shown.second)):
            short = value if len(value) <= 12 else f"{value[:11]}…"
            act.setText(self.tr("Keep {value}").format(value=short))
            act.setToolTip(value)
            act.setVisible(bool(value) and shown.first != shown.second)

    def _keep_first(self) -> None:
        if self._shown is not None:
            self._keep(self._shown.first)

    def _keep_second(self) -> None:
        if self._shown is not None:
            self._keep(self._shown.second)

    def _keep(self, text: str) -> None:
        if self._shown is not None and text.strip():
            self.settled.emit(self._shown.place, text)


class SuspectLines(Part):
    """Totals that do not agree, and which entries could explain it. ``suspect_chosen(Place)``."""

    suspect_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self._found: tuple[tuple[AspectTotal, tuple[tuple[str, Suspect], ...]], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)

    def show_suspects(self, found: Sequence[tuple[AspectTotal, tuple[tuple[str, Suspect], ...]]]) -> None:
        """Each total that does not agree, with (label of the row, suspect)."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        self.setVisible(bool(found))
        self.retranslate()

    def retranslate(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for total, suspects in self._found:
            gap = Fraction(total.told) - total.found
            title = self.tr("{aspect}: the bag says {told}, typed are {found}").format(
                aspect=total.name, told=total.told, found=points_text(total.found)
            )
            self._column.addWidget(label(title, "strong", "warn", wrap=True))
            if not suspects:
                words = self.tr("Apart by {gap}; no single entry explains it.").format(gap=points_text(abs(gap)))
                self._column.addWidget(label(words, "caption", "text2", wrap=True))
            for name, suspect in suspects:
                act = button(self._words(name, suspect), "next", "link")
                act.clicked.connect(lambda _checked=False, place=suspect.place: self.suspect_chosen.emit(place))
                self._column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self, name: str, suspect: Suspect) -> str:
        facts = {
            "row": name,
            "subject": suspect.place.subject,
            "value": points_text(suspect.value),
            "other": points_text(suspect.would_be),
        }
        match suspect.slip:
            case Slip.TRANSPOSED:
                return self.tr("{row} {subject}: {value}, digits changed about for {other}?").format(**facts)
            case Slip.SHIFTED:
                return self.tr("{row} {subject}: {value}, a place off from {other}?").format(**facts)
            case Slip.OTHER_ENTRY:
                return self.tr("{row} {subject}: {value}, with {other} it agrees").format(**facts)
            case _:
                return self.tr("{row}: {value} in all, not in this bag?").format(**facts)


class SignInPart(Part):
    """The second typist opens their own identity file. ``sign_in_wanted(bytes, passphrase)``; ``cancelled``."""

    sign_in_wanted = Signal(object, str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self._title, self._words = label("", "title", wrap=True), label("", "body", "text2", wrap=True)
        self.file = FileChoice("key", "*.p12 *.pfx")
        self.passphrase = PassphraseEdit()
        self._field = LabelledField(self.passphrase)
        self.sign_in_button, self.cancel_button = button("", "key", "primary"), button("", kind="quiet")
        acts = QHBoxLayout()
        acts.addWidget(self.sign_in_button)
        acts.addWidget(self.cancel_button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(12)
        for part in (self._title, self._words, self.file, self._field):
            column.addWidget(part)
        column.addLayout(acts)
        column.addStretch(1)
        self.sign_in_button.clicked.connect(self._ask)
        self.file.chosen.connect(lambda _path: self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason))
        self.passphrase.returnPressed.connect(self._ask)
        self.cancel_button.clicked.connect(self.cancelled)
        self.retranslate()

    def begin(self) -> None:
        """A fresh start."""
        self.passphrase.clear()
        self._field.show_error("")
        (self.passphrase if self.file.path is not None else self.file.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, sentence: str) -> None:
        """Say why nobody was let in."""
        self._field.show_error(sentence)
        self.passphrase.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Who types the second entry?"))
        self._words.setText(
            self.tr(
                "Somebody else than whoever typed first. They open their own identity file here; it stays theirs, nothing of it"
                " is kept, and their entries stand under their name."
            )
        )
        self.file.set_words(self.tr("Choose the identity file..."), self.tr("Identity"))
        self._field.set_words(self.tr("Their passphrase"))
        self.sign_in_button.setText(self.tr("Sign in to type"))
        self.cancel_button.setText(self.tr("Cancel"))

    def _ask(self) -> None:
        if self.file.path is None:
            self._field.show_error(self.tr("Choose the identity file first."))
            return
        self._field.show_error("")
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.sign_in_wanted.emit(read_file(self.file.path, limit=IDENTITY_LIMIT), secret)
