"""Whether what was entered is on the disk: the clock in the top bar, said aloud only when something is wrong."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part, format_time
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint


class Saving(Enum):
    """How it stands with the workspace."""

    SAVED = auto()
    BUSY = auto()
    FAILED = auto()
    READ_ONLY = auto()


_FACES: dict[Saving, tuple[str, Token]] = {
    Saving.SAVED: ("check", "ok"),
    Saving.BUSY: ("started", "text2"),
    Saving.FAILED: ("warning", "bad"),
    Saving.READ_ONLY: ("eye", "warn"),
}


class SaveState(Part):
    """Shows one of the four states with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._sentence = Saving.SAVED, ""
        self._at: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What is shown, in the window's language."""
        match self._state:
            case Saving.SAVED:
                return (
                    "" if self._at is None else self.tr("Saved {time}").format(time=format_time(self._at, seconds=True))
                )
            case Saving.BUSY:
                return self.tr("Saving")
            case Saving.FAILED:
                return self._sentence or self.tr("Not written")
            case Saving.READ_ONLY:
                return self._sentence or self.tr("Read-only")

    def show_saved(self, at: datetime) -> None:
        """All is on the disk since `at`, local time."""
        self._show(Saving.SAVED, at, "")

    def show_busy(self) -> None:
        """Something is being written."""
        self._show(Saving.BUSY, self._at, "")

    def show_failed(self, sentence: str) -> None:
        """Something could not be written; the sentence says what to do. Interrupts a screen reader."""
        self._show(Saving.FAILED, self._at, sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_read_only(self, sentence: str = "") -> None:
        """Nothing can be written, for example because another window has this workspace open."""
        self._show(Saving.READ_ONLY, self._at, sentence)

    def _show(self, state: Saving, at: datetime | None, sentence: str) -> None:
        before = len(self.words)
        self._state, self._at, self._sentence = state, at, sentence
        self.setAccessibleName(self.words)
        if len(self.words) != before:  # the clock ticks often; the layout need not hear of it
            self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = paint.text_width(self.words, theme().font("caption"))
        return QSize(theme().px(14) + 6 + width if self.words else 0, theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.words:
            return
        icon, tone = _FACES[self._state]
        painter = QPainter(self)
        paint_icon(painter, icon, paint.square(0, self.rect(), 14), tone)
        paint.text(
            painter, self.rect().adjusted(theme().px(14) + 5, 0, 0, 0), self.words, theme().font("caption"), tone
        )
