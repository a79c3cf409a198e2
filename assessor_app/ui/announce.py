"""Say aloud, to whoever uses a screen reader, what changed away from the focus: a phase over, a package verified."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

LEAST_SECONDS = 1.0


class Announcer:
    """At most one announcement a second; what comes sooner is dropped, since a stream of words helps nobody."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._last: float | None = None

    def say(self, source: QObject, words: str, *, urgent: bool = False) -> bool:
        """Announce `words`; gives whether they were said. `urgent` interrupts and is never dropped."""
        now = self._now()
        if not urgent and self._last is not None and now - self._last < LEAST_SECONDS:
            return False
        self._last = now
        event = QAccessibleAnnouncementEvent(source, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        return True
