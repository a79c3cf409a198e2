"""The phases of an interview in proportion, a short one as wide as its name: over, in hand with how far, to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

GAP, SIGN = 6, 12
MOST = 104
"""Px at 100 % that a short phase may take for its name: the proportion must still be seen."""


@dataclass(frozen=True, slots=True)
class PhaseShare:
    """One phase: its name, its minutes, and the seconds spent in it (None: not begun)."""

    name: str
    minutes: int
    spent: int | None = None
    in_hand: bool = False


class PhaseBar(Part):
    """Painted; its accessible name says which phase is in hand and how long it lasts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phases: tuple[PhaseShare, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_phases(self, phases: Sequence[PhaseShare]) -> None:
        """Show how far each phase is."""
        self._phases = tuple(phases)
        self.setAccessibleName(
            ", ".join(self._words(phase) for phase in phases if phase.in_hand) or self.tr("not begun")
        )
        self.setToolTip(", ".join(self._words(phase) for phase in phases))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().line("caption") + theme().px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    def _words(self, phase: PhaseShare) -> str:
        return self.tr("{phase}, {minutes} min").format(phase=phase.name, minutes=phase.minutes)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._phases:
            return
        painter = QPainter(self)
        left = 0
        for phase, width in zip(self._phases, self.widths(), strict=True):
            self._paint_phase(painter, phase, QRect(left, 0, width, self.height()))
            left += width + GAP

    def widths(self) -> list[int]:
        """By minutes; a phase too short for its name takes what it lacks from the longest, as long as that has it to give."""
        room = self.width() - GAP * (len(self._phases) - 1)
        whole = max(sum(phase.minutes for phase in self._phases), 1)
        widths = [max(room * phase.minutes // whole, theme().px(24)) for phase in self._phases]
        caption = theme().font("caption", bold=True)
        most = theme().px(MOST)
        needs = [min(paint.text_width(phase.name, caption) + theme().px(SIGN) + 4, most) for phase in self._phases]
        for place, need in enumerate(needs):
            longest = max(range(len(widths)), key=lambda each: widths[each] - needs[each])
            more = min(need - widths[place], widths[longest] - needs[longest])
            if more > 0:
                widths[place], widths[longest] = widths[place] + more, widths[longest] - more
        return widths

    def _paint_phase(self, painter: QPainter, phase: PhaseShare, rect: QRect) -> None:
        line = theme().line("caption")
        over = phase.spent is not None and not phase.in_hand
        icon, tone = ("check", "ok") if over else (("play", "text1") if phase.in_hand else ("", "text2"))
        words = QRect(rect.left(), 0, rect.width(), line)
        shade: Token = "text1" if phase.in_hand else "text2"
        if icon and rect.width() > theme().px(60):
            paint_icon(painter, icon, paint.square(rect.left(), words, SIGN), "ok" if tone == "ok" else "text1")
            words = words.adjusted(theme().px(SIGN) + 4, 0, 0, 0)
        minutes = self.tr("{name} {minutes} min").format(name=phase.name, minutes=phase.minutes)
        font = theme().font("caption", bold=phase.in_hand)
        paint.text(
            painter, words, minutes if paint.text_width(minutes, font) <= words.width() else phase.name, font, shade
        )
        bar = QRect(rect.left(), line + theme().px(4), rect.width(), theme().px(8))
        paint.box(painter, bar, "muted_soft", "control" if theme().is_high_contrast else None, 2)
        spent = phase.spent or 0
        share = 1.0 if over else min(spent / (phase.minutes * 60), 1.0)
        if share > 0:
            filled = QRect(bar.left(), bar.top(), max(round(bar.width() * share), 2), bar.height())
            late = phase.in_hand and spent > phase.minutes * 60
            paint.box(painter, filled, "bad" if late else ("accent" if phase.in_hand else "text2"), None, 2)
