"""The stages of a round, side by side: what is done, what is under way, what is still to come, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

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


GAP, MARGIN, SIGN, STEP = 10, 18, 21, 63
"""Px at 100 %: between stages, at the sides, what the icon takes before the words, and the height of one line of stages."""


class StageLine(Part):
    """Painted; its accessible name reads the whole line out. Where a title has no room the stages go on in a further line."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[Stage, ...] = ()
        self.restyle()

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages from left to right."""
        self._stages = tuple(stages)
        self.setAccessibleName("; ".join(f"{stage.title}: {stage.note}" for stage in stages))
        self.restyle()
        self.update()

    def restyle(self) -> None:
        self.setFixedHeight(theme().px(15 + STEP * self.lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    @property
    def lines(self) -> int:
        """In how many lines the stages stand, so that each title is whole."""
        if not self._stages:
            return 1
        titles = max(paint.text_width(stage.title, theme().font("body", bold=True)) for stage in self._stages)
        notes = max(paint.text_width(stage.note, theme().font("caption")) for stage in self._stages)
        each = theme().px(SIGN + GAP) + max(titles, notes)
        fit = max((self.width() - 2 * theme().px(MARGIN) + theme().px(GAP)) // each, 1)
        return -(-len(self._stages) // fit)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140) * max(len(self._stages), 1), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", "line", 6)
        gap, margin, lines = theme().px(GAP), theme().px(MARGIN), self.lines
        across = -(-len(self._stages) // lines)
        width = (self.width() - 2 * margin - gap * (across - 1)) // across
        for place, stage in enumerate(self._stages):
            left = margin + place % across * (width + gap)
            top = theme().px(15 + STEP * (place // across))
            icon, tone, bar = _FACES[stage.state]
            paint.box(painter, QRect(left, top, width, theme().px(4)), bar, None, 2)
            line = QRect(left, top + theme().px(10), width, theme().px(22))
            paint_icon(painter, icon, paint.square(left, line, 15), tone)
            words = left + theme().px(SIGN)
            font = theme().font("body", bold=stage.state is StageState.NOW)
            paint.text(painter, QRect(words, line.top(), left + width - words, line.height()), stage.title, font)
            below = QRect(words, top + theme().px(32), left + width - words, theme().px(18))
            paint.text(painter, below, stage.note, theme().font("caption"), "text2")
