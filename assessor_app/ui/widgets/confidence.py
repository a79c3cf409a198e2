"""How sure an assessor is of an aspect: sure, unsure, or outside their field. Shown to the chair, weighs nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.words import ElidingLabel

VALUES = ("", "sure", "unsure", "outside")
"""In the order the key goes through them; empty: not said."""


class ConfidenceLine(Part):
    """``confidence_given(aspect, value)`` when a person chooses; `show_value` shows what the store holds."""

    confidence_given = Signal(str, str)

    def __init__(self, aspect: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aspect = aspect
        self._value, self._locked = "", False
        self._words = ElidingLabel("caption", "text2")
        self.choices = Segments()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 8)
        row.addWidget(self._words, 1)
        row.addWidget(self.choices)
        self.choices.segment_chosen.connect(self._chosen)
        self.retranslate()

    def show_value(self, value: str, *, locked: bool) -> None:
        """Show what is held."""
        self._value, self._locked = value, locked
        self.choices.setEnabled(not locked)
        self.choices.choose(value or "none")

    def turn(self) -> None:
        """On to the next value, as the key does."""
        if not self._locked:
            self._give(VALUES[(VALUES.index(self._value) + 1) % len(VALUES)])

    def retranslate(self) -> None:
        self._words.setText(self.tr("How sure of {aspect}").format(aspect=self.aspect))
        self.choices.setAccessibleName(self._words.text())
        self.choices.show_segments(
            [
                Segment("none", self.tr("–")),
                Segment("sure", self.tr("sure")),
                Segment("unsure", self.tr("unsure")),
                Segment("outside", self.tr("not my field")),
            ],
            self._value or "none",
        )

    def _chosen(self, value: str) -> None:
        self._give("" if value == "none" else value)

    def _give(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.choices.choose(value or "none")
            self.confidence_given.emit(self.aspect, value)
