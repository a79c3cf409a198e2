"""The viewer's one worker: files are opened, drawn and searched here, so that the window never waits.

Rules kept here:
- One thread per viewer; the most urgent job first, equals in the order they came. Jobs take plain data and give plain data.
- A job that nobody wants any more (the person scrolled on) is dropped, before it runs or when its result arrives.
- Results and errors come back in the window's thread. An error of one job never stops the next.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Urgency(IntEnum):
    """What goes first."""

    OPEN = 0
    SEEN = 1
    TOUCHED = 2
    NEAR = 3
    SEARCH = 4
    TIDY = 5


@dataclass(eq=False)
class Job:
    """One piece of work on its way."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    cancelled: bool = False
    result: Any = None
    error: Exception | None = field(default=None)

    def cancel(self) -> None:
        """The result is not wanted any more."""
        self.cancelled = True


class ReadingThread(QObject):
    """Runs jobs one after the other in a thread of its own; made and used in the window's thread."""

    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: list[tuple[int, int, Job]] = []
        self._serial = itertools.count()
        self._wake = threading.Condition()
        self._stopping = False
        self._busy = 0
        self._came_back.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a file which keeps PDFium busy for minutes cannot hold the program open after its window is gone.
        self._thread = threading.Thread(target=self._run, name="viewer-reading", daemon=True)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Nothing is waiting, running or on its way back."""
        with self._wake:
            return self._busy == 0

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        urgency: Urgency = Urgency.SEEN,
    ) -> Job:
        """Run `work` in the thread, then `done` with its result, or `failed` with its error, in the window's thread."""
        job = Job(work, done, failed)
        with self._wake:
            if not self._stopping:
                heapq.heappush(self._queue, (urgency, next(self._serial), job))
                self._busy += 1
                self._wake.notify()
        return job

    def stop(self, patience: float = 2.0) -> None:
        """Drop what waits, let the running job end (waiting `patience` seconds at most), then end the thread."""
        with self._wake:
            self._stopping = True
            self._busy -= len(self._queue)
            self._queue.clear()
            self._wake.notify()
        self._thread.join(patience)

    @Slot(object)
    def _hand_over(self, job: Job) -> None:
        with self._wake:
            self._busy -= 1
            stopping = self._stopping
        if job.cancelled or stopping:
            return
        if job.error is not None:
            job.failed(job.error)
        else:
            job.done(job.result)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if not job.cancelled:
                self._perform(job)
            if not self._send_back(job):
                return

    def _next(self) -> Job | None:
        with self._wake:
            while not self._queue and not self._stopping:
                self._wake.wait()
            return None if self._stopping else heapq.heappop(self._queue)[2]

    @staticmethod
    def _perform(job: Job) -> None:
        try:
            job.result = job.work()
        except Exception as error:  # noqa: BLE001 - whatever a foreign file provokes belongs to that file's job, not to the thread
            job.error = error

    def _send_back(self, job: Job) -> bool:
        try:
            self._came_back.emit(job)
        except RuntimeError:
            # Qt deletes the object with its window while the thread may be in the middle of a page: nobody is left to tell.
            _log.debug("viewer closed while a job was running")
            return False
        return True
