"""What the chair gave back of a sheet, over its indicators: the question, and the answer that is signed with the next package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.models.ids import ReturnId
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.comment_field import CommentField
from assessor_app.ui.widgets.words import IconLabel, button, ground, label


class ReturnedBox(Part):
    """The items of one sheet that were given back, one at a time, those without an answer first; `answered(item, text)`."""

    answered = Signal(str, str)
    item_wanted = Signal(str)
    """Subject that is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        ground(self, "sunken")
        self._items: tuple[ReturnedItem, ...] = ()
        self._answers: Mapping[ReturnId, Answer] = {}
        self._place = 0
        self._words = label("", "body", wrap=True, selectable=True)
        self.show_button, self.next_button = button("", kind="link"), button("", kind="link")
        self.answer = CommentField()
        self._note = label("", "caption", "text2", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel("undo", "warn", 16, line=20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        for act in (self.show_button, self.next_button):
            line.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.answer)
        column.addWidget(self._note)
        self.show_button.clicked.connect(self._show_subject)
        self.next_button.clicked.connect(self._show_next)
        self.answer.text_settled.connect(self._settle)
        self.hide()
        self.retranslate()

    @property
    def item(self) -> ReturnedItem | None:
        """The item in view."""
        return self._items[self._place] if self._items else None

    def show_items(self, items: Sequence[ReturnedItem], answers: Mapping[ReturnId, Answer]) -> None:
        """Show what was given back; what is being typed in an answer stays."""
        same = tuple(items) == self._items
        if not same:
            self.flush()
        self._items, self._answers = tuple(items), answers
        if not same:
            open_ = (place for place, item in enumerate(self._items) if item.id not in answers)
            self._place = next(open_, 0)
            self.answer.reset(self._answer())
        else:
            self.answer.show_text(self._answer())
        self.retranslate()
        self.setVisible(bool(self._items))

    def show_saved(self, item: str, at: datetime) -> None:
        """Say that an answer is kept."""
        if self.item is not None and self.item.id == item:
            self.answer.show_saved(at)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        self.answer.flush()

    def retranslate(self) -> None:
        self.show_button.setText(self.tr("Show"))
        self._note.setText(
            self.tr("To change a mark, reopen the sheet; an answer alone leaves it as it is. Then hand over again.")
        )
        item = self.item
        if item is None:
            return
        several = len(self._items) > 1
        self.next_button.setVisible(several)
        self.next_button.setText(self.tr("Next ({place} of {all})").format(place=self._place + 1, all=len(self._items)))
        self._words.setText(
            self.tr("The chair returns {code}: {comment}").format(code=item.subject, comment=item.comment)
        )
        self.answer.set_words(
            self.tr("Answer on {code}").format(code=item.subject),
            self.tr("Your answer; it is signed with your next score package"),
        )

    def _answer(self) -> str:
        found = self._answers.get(self.item.id) if self.item is not None else None
        return found.text if found is not None else ""

    def _settle(self, text: str) -> None:
        if self.item is not None:
            self.answered.emit(self.item.id, text)

    def _show_subject(self) -> None:
        if self.item is not None:
            self.item_wanted.emit(self.item.subject)

    def _show_next(self) -> None:
        self.flush()
        self._place = (self._place + 1) % len(self._items)
        self.answer.reset(self._answer())
        self.retranslate()
