"""Items that go back to their author: asked beside the mark, and written out for each author with a new receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import SheetKey
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.store import returns
from assessor_app.store.database import Store
from assessor_app.ui.language import Part, format_datetime
from assessor_app.ui.widgets.comment_field import GrowingEdit
from assessor_app.ui.widgets.fields import PassphraseEdit
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import IconLabel, button, ground, label


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on an item that stands, with what its author answered, if they did."""

    item: ReturnedItem
    answer: Answer | None


Questions = Mapping[tuple[SheetKey, str], Asked]
"""By sheet and subject."""


def questions_of(store: Store, case: CaseId) -> dict[tuple[SheetKey, str], Asked]:
    """What was asked about a case and stands."""
    answered = returns.answers(store, case=case)
    return {
        (item.sheet, item.subject): Asked(item, answered.get(item.id))
        for item in returns.of_case(store, case)
        if item.stands
    }


class ReturnLine(Part):
    """Under one mark: a link to ask its author, the question being written, or the one that stands with its answer."""

    asked = Signal(object, str, str)
    """`SheetKey`, subject, comment."""
    taken_back = Signal(str)
    """Id of the item."""
    draft_changed = Signal(object, str, str)
    """`SheetKey`, subject, and what is written so far; empty when it is given up."""

    def __init__(self, sheet: SheetKey, subject: str, who: str, standing: Asked | None, draft: str) -> None:
        super().__init__()
        self._sheet, self._subject, self._who, self._standing = sheet, subject, who, standing
        self.ask_button = button("", "undo", kind="link")
        self.take_back_button = button("", kind="link")
        self.comment = GrowingEdit(fewest=2, most=4)
        self.comment.setPlainText(draft)
        self.cancel_button, self.send_button = button(""), button("", "undo", "primary")
        self._state = StateChip(State.STARTED)
        self._question = label("", "caption", "text2", wrap=True, selectable=True)
        self._answer = label("", "body", wrap=True, selectable=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._state)
        head.addWidget(self.ask_button)
        head.addWidget(self.take_back_button)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.send_button)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(self.comment)
        form.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._question)
        column.addWidget(self._answer)
        column.addWidget(self._form)
        self.ask_button.clicked.connect(self.begin)
        self.cancel_button.clicked.connect(self._give_up)
        self.send_button.clicked.connect(self._send)
        self.comment.finished.connect(self._send)
        self.comment.textChanged.connect(self._typed)
        self.take_back_button.clicked.connect(self._take_back)
        self._form.setVisible(bool(draft))
        self.retranslate()

    @property
    def sheet(self) -> SheetKey:
        return self._sheet

    @property
    def words(self) -> str:
        """What is shown of question and answer."""
        return " ".join(part.text() for part in (self._question, self._answer) if part.isVisibleTo(self))

    def begin(self) -> None:
        """Open the field for the question."""
        if not self.comment.toPlainText() and self._standing is not None:
            self.comment.setPlainText(self._standing.item.comment)
        self._form.show()
        self.comment.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        asked = self._standing
        self.ask_button.setText(self.tr("Ask anew...") if asked else self.tr("Return to author..."))
        self.ask_button.setAccessibleName(f"{self.ask_button.text()} {self._who}, {self._subject}")
        self.take_back_button.setText(self.tr("Take back"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.send_button.setText(self.tr("Return"))
        self.comment.setPlaceholderText(self.tr("What {name} should look at again").format(name=self._who))
        self.comment.setAccessibleName(self.tr("What {name} should look at again").format(name=self._who))
        for part in (self._state, self._question, self.take_back_button):
            part.setVisible(asked is not None)
        self._answer.setVisible(asked is not None and asked.answer is not None)
        if asked is not None:
            self._question.setText(f"{format_datetime(asked.item.at.astimezone())}  {asked.item.comment}")
            answered = asked.answer is not None
            self._state.show_state(
                State.DONE if answered else State.STARTED, self.tr("answered") if answered else self.tr("returned")
            )
            if asked.answer is not None:
                self._answer.setText(self.tr("Answer: {text}").format(text=asked.answer.text))
        self._enable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._form.isVisible():
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._enable()
        self.draft_changed.emit(self._sheet, self._subject, self.comment.toPlainText())

    def _enable(self) -> None:
        self.send_button.setEnabled(bool(self.comment.toPlainText().strip()))

    def _give_up(self) -> None:
        self.comment.clear()
        self._form.hide()

    def _send(self) -> None:
        comment = self.comment.toPlainText().strip()
        if comment:
            self._give_up()
            self.asked.emit(self._sheet, self._subject, comment)

    def _take_back(self) -> None:
        if self._standing is not None:
            self.taken_back.emit(self._standing.item.id)


class ReturnsStrip(Part):
    """At the foot of the matrix while something waits to go back: for whom, and the way to write it."""

    write_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "sunken")
        self._waiting: tuple[tuple[str, int], ...] = ()
        self._words = label("", "body", wrap=True)
        self.passphrase = PassphraseEdit()
        self.passphrase.setMinimumWidth(200)
        self.write_button = button("", "handover")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.passphrase, 1)
        line.addWidget(self.write_button)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(IconLabel("undo", "warn", 16, line=20), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        column.addLayout(words)
        column.addLayout(line)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.passphrase.returnPressed.connect(self._ask)
        self.write_button.clicked.connect(self._ask)
        self.retranslate()

    def show_waiting(self, waiting: Mapping[PersonId, tuple[ReturnedItem, ...]], names: Mapping[PersonId, str]) -> None:
        """Who is owed how many; hidden where nobody is."""
        self._waiting = tuple((names.get(person, person), len(items)) for person, items in waiting.items())
        self.retranslate()
        self.setVisible(bool(self._waiting))

    def retranslate(self) -> None:
        listed = ", ".join(self.tr("{name} ({count})").format(name=name, count=count) for name, count in self._waiting)
        self._words.setText(
            self.tr("To go back to: {authors}. Each gets a sealed file with a new receipt.").format(authors=listed)
        )
        self.passphrase.setPlaceholderText(self.tr("Passphrase of your identity"))
        self.passphrase.setAccessibleName(self.tr("Passphrase of your identity"))
        self.write_button.setText(self.tr("Write for the authors..."))
        self._enable()

    def _enable(self) -> None:
        self.write_button.setEnabled(bool(self.passphrase.text()))

    def _ask(self) -> None:
        if self.write_button.isEnabled():
            self.write_wanted.emit()
