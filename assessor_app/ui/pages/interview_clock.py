"""The clock of the interview page: counts by a clock nobody can set, and keeps each of its turns in the workspace.

One clock runs on for each case that was begun, also while another page or case is looked at; a program that was killed carries on
by the time of day, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QObject, Signal

from assessor_app.models.ids import CaseId
from assessor_app.models.interview import Clock, Moment, Turn, carried_on, clock_of
from assessor_app.models.scheme import Phase
from assessor_app.store import interviews
from assessor_app.ui.desk import Desk
from assessor_app.ui.widgets.timer_display import TimerDisplay, clock_text
from assessor_app.workflow.interview import turn_clock

SET_BY = 2.0
"""Seconds by which the time of day may drift from the counted time before it counts as set."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A clock as it was at a moment of the clock nobody can set."""

    clock: Clock
    mono: float


class InterviewClock(QObject):
    """Drives a `TimerDisplay` for the case in hand. ``turned`` after each turn, ``phase_over`` when a phase's time is up."""

    turned = Signal()
    phase_over = Signal()

    def __init__(
        self, desk: Desk, display: TimerDisplay, mono: Callable[[], float] = monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._display, self._mono = desk, display, mono
        self._case = CaseId("")
        self._phases: tuple[Phase, ...] = ()
        self._clocks: dict[CaseId, _Kept] = {}
        self._apart = self._offset()
        display.ticked.connect(self._on_tick)
        display.overran.connect(self.phase_over)

    # what it answers

    @property
    def clock(self) -> Clock:
        """How the clock of the case in hand stands now; ``elapsed`` counts on."""
        kept = self._clocks.get(self._case)
        if kept is None:
            return Clock()
        if not kept.clock.running:
            return kept.clock
        return replace(kept.clock, elapsed=kept.clock.elapsed + round(self._mono() - kept.mono))

    @property
    def phase(self) -> Phase | None:
        return next((phase for phase in self._phases if phase.id == self.clock.phase), None)

    @property
    def next_phase(self) -> Phase | None:
        """The phase after the one in hand; None in the last."""
        ids = [phase.id for phase in self._phases]
        here = ids.index(self.clock.phase) if self.clock.phase in ids else -1
        return self._phases[here + 1] if here + 1 < len(ids) else None

    @property
    def whole(self) -> int:
        """Seconds the interview is to last."""
        return sum(phase.minutes for phase in self._phases) * 60

    def spent_in(self, phase: Phase) -> int | None:
        """Seconds spent in a phase: None for one to come; of one that is over, its planned length."""
        ids = [one.id for one in self._phases]
        clock = self.clock
        if clock.phase not in ids or ids.index(phase.id) > ids.index(clock.phase):
            return None
        return clock.elapsed - clock.phase_began if phase.id == clock.phase else phase.minutes * 60

    # what it does

    def show(self, case: CaseId, phases: Sequence[Phase]) -> None:
        """Take another case in hand; its clock is read once, and carried on if the program stopped while it ran."""
        self._case, self._phases = case, tuple(phases)
        if case and case not in self._clocks:
            clock = clock_of(interviews.moments(self._desk.store, case, self._desk.owner.id))
            self._clocks[case] = _Kept(clock, self._mono())
            if clock.running:
                self._carry_on(clock)
        self._show_display()

    def begin(self) -> None:
        """Begin the first phase."""
        if self._phases and not self.clock.phase:
            self._turn(Turn.BEGAN, self._phases[0].id)

    def pause(self) -> None:
        if self.clock.running:
            self._turn(Turn.PAUSED, self.clock.phase)

    def resume(self) -> None:
        if self.clock.phase and not self.clock.running:
            self._turn(Turn.RESUMED, self.clock.phase)

    def go_on(self) -> None:
        """On to the next phase; from before the beginning, to the first."""
        if not self.clock.phase:
            self.begin()
        elif self.next_phase is not None:
            self._turn(Turn.PHASE, self.next_phase.id)

    def end(self) -> None:
        if self.clock.phase and not self.clock.ended:
            self._turn(Turn.ENDED, self.clock.phase)

    def say_left(self, sentence: str) -> None:
        """What stands beneath the digits while the phase lasts."""
        self._display.show_note(sentence)

    # helpers

    def _turn(self, turn: Turn, phase: str, elapsed: int | None = None, detail: str = "") -> None:
        standing = self.clock
        moment = Moment(
            case=self._case,
            author=self._desk.owner.id,
            turn=turn,
            phase=phase,
            elapsed=standing.elapsed if elapsed is None else elapsed,
            at=self._desk.now(),
            detail=detail,
        )
        self._desk.perform(turn_clock, moment=moment)
        if turn is Turn.CLOCK_CHANGED:
            return
        changed = turn in (Turn.BEGAN, Turn.PHASE) and phase != standing.phase
        now = Clock(
            phase=phase,
            elapsed=moment.elapsed,
            phase_began=moment.elapsed if changed else standing.phase_began,
            running=turn not in (Turn.PAUSED, Turn.ENDED),
            ended=turn is Turn.ENDED,
            at=moment.at,
        )
        self._clocks[self._case] = _Kept(now, self._mono())
        self._show_display()
        self.turned.emit()

    def _carry_on(self, clock: Clock) -> None:
        now = self._desk.now()
        elapsed = carried_on(clock, now)
        if elapsed is None:
            self._turn(Turn.PAUSED, clock.phase, clock.elapsed)
        else:
            self._turn(Turn.CARRIED_ON, clock.phase, elapsed, clock_text(elapsed - clock.elapsed))

    def _show_display(self) -> None:
        clock, phase = self.clock, self.phase
        if phase is None:
            self._display.stand_still(self._phases[0].minutes * 60 if self._phases else 0)
            return
        self._display.begin(phase.minutes * 60, clock.elapsed - clock.phase_began)
        if not clock.running:
            self._display.pause()

    def _offset(self) -> float:
        now: datetime = self._desk.now()
        return now.timestamp() - self._mono()

    def _on_tick(self, _left: int) -> None:
        apart = self._offset()
        if abs(apart - self._apart) >= SET_BY and self.clock.running:
            by = round(apart - self._apart)
            self._turn(Turn.CLOCK_CHANGED, self.clock.phase, detail=f"{by:+d}")
        self._apart = apart
