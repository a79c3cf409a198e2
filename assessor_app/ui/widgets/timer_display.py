"""The interview's clock: what is left of the phase, counted on a clock that no one can set, never blinking."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

LAST_SECONDS = 120
TICK_MS = 250


def clock_text(seconds: int) -> str:
    """32:14; 1:02:03 from an hour on; +1:07 once the time is over (negative seconds)."""
    sign, rest = ("+", -seconds) if seconds < 0 else ("", seconds)
    hours, minutes, left = rest // 3600, rest // 60 % 60, rest % 60
    if hours:
        return f"{sign}{hours}:{minutes:02}:{left:02}"
    return f"{sign}{minutes}:{left:02}" if sign else f"{minutes:02}:{left:02}"


class TimerDisplay(Part):
    """Counts a phase down. `ending` once when two minutes are left, `overran` once when none is."""

    ending = Signal()
    overran = Signal()
    ticked = Signal(int)  # whole seconds left, negative when over

    def __init__(self, now: Callable[[], float] = monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._length, self._spent = 0.0, 0.0
        self._since: float | None = None
        self._note, self._said = "", set[str]()
        self._last = 0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # what it answers

    @property
    def spent(self) -> float:
        """Seconds spent in this phase, pauses left out."""
        running = self._now() - self._since if self._since is not None else 0.0
        return self._spent + running

    @property
    def seconds_left(self) -> int:
        """Whole seconds left of the phase; negative once it is over."""
        return round(self._length - self.spent)

    @property
    def is_running(self) -> bool:
        return self._since is not None

    @property
    def words(self) -> str:
        """The line beneath the digits."""
        if self.seconds_left < 0:
            return self.tr("over time, still counting")
        if self._is_ending():
            return self.tr("last two minutes")
        if self.is_running:
            return self._note
        return self.tr("paused") if self._spent else self.tr("not begun")

    # what it does

    def begin(self, length: float, spent: float = 0.0, note: str = "") -> None:
        """Start a phase of `length` seconds of which `spent` are gone (after a restart of the program)."""
        self._length, self._spent, self._since, self._note = length, spent, self._now(), note
        self._said = set()
        self._tick.start()
        self.refresh()

    def stand_still(self, length: float) -> None:
        """Show a phase of `length` seconds that has not begun."""
        self._length, self._spent, self._since, self._note = length, 0.0, None, ""
        self._said = set()
        self._tick.stop()
        self.refresh()

    def show_note(self, note: str) -> None:
        """Say something else beneath the digits while the phase lasts."""
        if note != self._note:
            self._note = note
            self.refresh()

    def pause(self) -> None:
        """Stop counting."""
        self._spent, self._since = self.spent, None
        self._tick.stop()
        self.refresh()

    def resume(self) -> None:
        """Go on counting."""
        if self._since is None:
            self._since = self._now()
            self._tick.start()
            self.refresh()

    def refresh(self) -> None:
        """Look at the clock; done by itself four times a second."""
        left = self.seconds_left
        if left != self._last:
            self._last = left
            self.ticked.emit(left)
        if self._is_ending() and "ending" not in self._said:
            self._said.add("ending")
            self.ending.emit()
        if left < 0 and "overran" not in self._said:
            self._said.add("overran")
            self.overran.emit()
        self.setAccessibleName(f"{clock_text(left)} {self.words}")
        self.update()

    def sizeHint(self) -> QSize:
        longest = max(self.tr("over time, still counting"), self.tr("last two minutes"), self._note, key=len)
        width = theme().px(14) + 4 + paint.text_width(longest, theme().font("caption"))
        return QSize(max(theme().px(120), width), theme().line("display") + theme().line("caption"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = self.seconds_left
        tone: Token = "bad" if left < 0 else ("warn" if self._is_ending() else "text1")
        upper = QRect(0, 0, self.width(), theme().line("display"))
        paint.text(painter, upper, clock_text(left), theme().font("display"), tone)
        below = QRect(0, upper.bottom() + 1, self.width(), theme().line("caption"))
        if tone != "text1":
            icon = "warning" if left < 0 else "timer"
            paint_icon(painter, icon, paint.square(0, below, 14), tone)
            below = below.adjusted(theme().px(14) + 4, 0, 0, 0)
        paint.text(painter, below, self.words, theme().font("caption"), "text2" if tone == "text1" else tone)

    # helpers

    def _is_ending(self) -> bool:
        return 0 <= self.seconds_left <= LAST_SECONDS < self._length
