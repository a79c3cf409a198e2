"""The stages of a round, side by side: what is done, what is under way, what is still to come, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint


class StageState(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, in the window's language."""

    state: StageState
    title: str
    note: str


_FACES: dict[StageState, tuple[str, Token, Token]] = {
    StageState.DONE: ("check", "ok", "ok"),
    StageState.NOW: ("started", "accent_text", "accent"),
    StageState.LATER: ("open", "text3", "line"),
}


class StageLine(Part):
    """Painted; its accessible name reads the whole line out."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self.restyle()

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages from left to right."""
        self._stages = tuple(stages)
        self.setAccessibleName("; ".join(f"{stage.title}: {stage.note}" for stage in stages))
        self.update()

    def restyle(self) -> None:
        self.setFixedHeight(theme().px(78))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140) * max(len(self._stages), 1), theme().px(78))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", "line", 6)
        gap, margin = theme().px(10), theme().px(18)
        width = (self.width() - 2 * margin - gap * (len(self._stages) - 1)) // len(self._stages)
        for place, stage in enumerate(self._stages):
            left = margin + place * (width + gap)
            icon, tone, bar = _FACES[stage.state]
            paint.box(painter, QRect(left, theme().px(15), width, theme().px(4)), bar, None, 2)
            line = QRect(left, theme().px(25), width, theme().px(22))
            paint_icon(painter, icon, paint.square(left, line, 15), tone)
            words = left + theme().px(15) + 6
            font = theme().font("body", bold=stage.state is StageState.NOW)
            paint.text(painter, QRect(words, line.top(), left + width - words, line.height()), stage.title, font)
            below = QRect(words, theme().px(47), left + width - words, theme().px(18))
            paint.text(painter, below, stage.note, theme().font("caption"), "text2")
