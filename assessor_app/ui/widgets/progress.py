"""Work that takes time: what, how far, and a way to stop it. Appears only when the work lasts longer than 300 ms."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, translated
from assessor_app.ui.widgets.words import button, label

DELAY_MS = 300
_STEPS = 1000


STEPS = {
    "agreement": QT_TRANSLATE_NOOP("Steps", "agreement"),
    "borderline": QT_TRANSLATE_NOOP("Steps", "single changes"),
    "rasch": QT_TRANSLATE_NOOP("Steps", "Rasch severity"),
    "sealing": QT_TRANSLATE_NOOP("Steps", "sealing"),
    "severity": QT_TRANSLATE_NOOP("Steps", "severity"),
    "unsealing": QT_TRANSLATE_NOOP("Steps", "opening the seal"),
    "verifying": QT_TRANSLATE_NOOP("Steps", "verifying signatures"),
}
"""Steps that work below the window tells of, in words."""


class ProgressStrip(Part):
    """One line, one bar, one Cancel. `cancel_wanted` once; the strip then says so until the work has stopped."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = label("", "strong")
        self.note = label("", "body", "text2")
        self.count = label("", "body", "text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.cancel = button("")
        self.cancel.clicked.connect(self._cancel)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self.show)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.text)
        head.addWidget(self.note, 1)
        head.addWidget(self.count)
        head.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        self.hide()
        self.retranslate()

    def begin(self, text: str, *, cancellable: bool = True) -> None:
        """Work has begun; the strip appears after 300 ms unless `finish` comes first."""
        self.text.setText(text)
        self.note.setText("")
        self.count.setText("")
        self.bar.setRange(0, 0)
        self.cancel.setVisible(cancellable)
        self.cancel.setEnabled(True)
        self.retranslate()
        self.setAccessibleName(text)
        self._delay.start()

    def report(self, note: str, fraction: float | None = None, count: str = "") -> None:
        """How far: `note` a step of `STEPS`, or a name or number as it is; `fraction` 0 to 1, or None while unknown; `count`
        such as “9 / 14”.
        """
        self.note.setText(translated("Steps", STEPS[note]) if note in STEPS else note)
        self.count.setText(count)
        self.bar.setRange(0, _STEPS if fraction is not None else 0)
        if fraction is not None:
            self.bar.setValue(round(min(max(fraction, 0.0), 1.0) * _STEPS))
        QAccessible.updateAccessibility(QAccessibleEvent(self.bar, QAccessible.Event.ValueChanged))

    def finish(self) -> None:
        """Work has ended, one way or another."""
        self._delay.stop()
        self.hide()

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel") if self.cancel.isEnabled() else self.tr("Stopping"))
        self.bar.setAccessibleName(self.tr("Progress"))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.retranslate()
        self.cancel_wanted.emit()
