"""A message above what it concerns: what happened, what is safe, what to do next. Never a box in the way, never timed out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from assessor_app.models.language import Language
from assessor_app.ui.language import Part, window_language
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.words import IconLabel, button, icon_button, label, name_button


class MessageKind(StrEnum):
    """What a message is about; decides icon and tone, never the words."""

    INFO = "info"
    WARNING = "warning"
    REFUSED = "refused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class MessageText:
    """The words of a message. `next_act` is the label of the link at the right; `details` are folded away, for copying."""

    what: str
    safe: str = ""
    next: str = ""
    next_act: str = ""
    details: str = ""


_FACES: dict[MessageKind, tuple[str, Token, Token]] = {
    MessageKind.INFO: ("info", "accent_text", "accent_soft"),
    MessageKind.WARNING: ("warning", "warn", "warn_soft"),
    MessageKind.REFUSED: ("invalid", "bad", "bad_soft"),
    MessageKind.DONE: ("check", "ok", "ok_soft"),
}


class Message(Part):
    """Shows one message; `next_wanted` when the link is followed, `folded` when it is put away (Esc or the cross).

    `icon` stands for the kind's own; `dense` is for a message inside a row.
    """

    next_wanted = Signal()
    folded = Signal()

    def __init__(
        self,
        kind: MessageKind,
        text: MessageText,
        *,
        closable: bool = True,
        icon: str = "",
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._text, self._own_icon = kind, text, icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._icon = IconLabel("info", "accent_text", 18, line=24)
        self._words = label("", "body", wrap=True, selectable=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._link = button("", kind="link")
        self._copy = button("", kind="link")
        self._close = icon_button("close", size=14)
        self._close.setProperty("small", True)
        self._link.clicked.connect(self.next_wanted)
        self._copy.clicked.connect(self._copy_details)
        self._close.clicked.connect(self.fold)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2 if dense else 6, 8, 2 if dense else 6)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)
        for act in (self._link, self._copy, self._close):
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        self._close.setVisible(closable)
        self.restyle()
        self.show_message(kind, text)

    @property
    def text(self) -> MessageText:
        return self._text

    def show_message(self, kind: MessageKind, text: MessageText) -> None:
        """Show another message in the same place, and say it to a screen reader."""
        self._kind, self._text = kind, text
        icon, tone, _ground = _FACES[kind]
        self._icon.show_icon(self._own_icon or icon, tone)
        # Chinese sentences carry their own room at the end; English ones need a space between them.
        joint = "" if window_language() is Language.ZH else " "
        rest = joint.join(escape(part) for part in (text.safe, text.next) if part)
        gap = "&ensp;" if text.what and rest else ""
        self._words.setText(f"<b>{escape(text.what)}</b>{gap}{rest}")
        self._link.setText(text.next_act)
        self._link.setVisible(bool(text.next_act))
        self._copy.setVisible(bool(text.details))
        self.setAccessibleName(" ".join(part for part in (text.what, text.safe, text.next) if part))
        self.retranslate()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def fold(self) -> None:
        """Put the message away."""
        self.hide()
        self.folded.emit()

    def retranslate(self) -> None:
        name_button(self._close, self.tr("Close message"), "Esc")
        self._copy.setText(self.tr("Copy details"))

    def restyle(self) -> None:
        # Icon, first line, link and cross stand on one line however many lines the words take.
        self._words.setMinimumHeight(theme().px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._close.isVisibleTo(self):
            self.fold()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _icon, tone, soft = _FACES[self._kind]
        painter = QPainter(self)
        paint.box(painter, self.rect(), soft, tone if theme().is_high_contrast else None, 4)
        paint.box(painter, QRect(0, 0, 3, self.height()), tone, None, 1.5)

    def _copy_details(self) -> None:
        QApplication.clipboard().setText(self._text.details)
