"""The only place of the window that knows threads: one worker for the workspace, results and errors back on the GUI thread.

A click becomes ``runner.perform(step, …)``; the worker runs the step as one transaction and the runner tells
everybody what changed.
Pages read through ``runner.reader``, a connection of their own that cannot write.

Work is done strictly in the order it was asked for, so that marks entered quickly one after the other stay in order.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from assessor_app.errors import Refusal
from assessor_app.models.changes import Changes, Touched
from assessor_app.store import backup, settings
from assessor_app.store.database import Store
from assessor_app.workflow.join import unlock
from assessor_app.workflow.perform import perform

Clock = Callable[[], datetime]
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised inside a task by its progress callable once the person has pressed Cancel."""


def system_clock() -> datetime:
    """Now, aware, with the offset of this machine."""
    return datetime.now().astimezone()


@dataclass
class Task:
    """One piece of work under way; hand it back to ``Runner.cancel``."""

    title: str
    cancelled: threading.Event = field(default_factory=threading.Event)


class Runner(QObject):
    """Runs steps on the writing connection, in order, and says what became of them."""

    changed = Signal(object)
    """`Changes` of a step that is durable on the disk."""
    refused = Signal(object)
    """A `Refusal`, or any other error, that nobody else took care of."""
    saving = Signal()
    """A step has been handed to the worker."""
    saved = Signal(object)
    """All that was handed over is durable; the moment (datetime)."""
    began = Signal(object)
    """`Task`."""
    progressed = Signal(object, str, float)
    """`Task`, text, fraction 0 to 1."""
    finished = Signal(object)
    """`Task`."""

    _landed = Signal(object)

    def __init__(self, store: Store, *, clock: Clock = system_clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workspace")
        self._waiting = 0
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)
        self.reader = store.reader()

    # what it answers

    def now(self) -> datetime:
        return self._clock()

    @property
    def busy(self) -> bool:
        return self._waiting > 0

    @property
    def reader_only(self) -> bool:
        """Whether the workspace was opened to read only."""
        return self._store.read_only

    # what it does

    def perform(
        self,
        step: Callable[..., Changes],
        *,
        title: str = "",
        passphrase: str | None = None,
        done: Done | None = None,
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> Task:
        """Run ``step`` in the worker. ``at`` is added where the step asks for it; with ``passphrase`` the owner's ``identity``.

        ``done`` gets the `Changes`, ``failed`` the error; both run on the GUI thread. Without ``failed`` the error
        goes to ``refused``.
        """
        at = kwargs.get("at") or self.now()
        task = Task(title)
        wanted = step.__code__.co_varnames[: step.__code__.co_argcount + step.__code__.co_kwonlyargcount]
        if "at" in wanted:
            kwargs["at"] = at
        if "progress" in wanted:
            kwargs["progress"] = self._progress_of(task)

        def work() -> Changes:
            if passphrase is not None:
                kwargs["identity"] = unlock(self._store, passphrase)
            return perform(self._store, step, at, **kwargs)

        self.saving.emit()
        return self._start(task, work, done, failed)

    def read(self, query: Callable[[Store], Any], *, title: str = "", done: Done, failed: Failed | None = None) -> Task:
        """Read something that takes long away from the GUI thread; ``query`` gets a store it must not write to."""
        task = Task(title)
        return self._start(task, lambda: query(self._store), done, failed)

    def examine(
        self,
        query: Callable[[Store, Callable[[str, float], None]], Any],
        *,
        title: str,
        done: Done,
        failed: Failed | None = None,
    ) -> Task:
        """As `read`, for what takes so long that it says how far it is and can be cancelled; then neither callable is called."""
        task = Task(title)
        return self._start(task, lambda: query(self._store, self._progress_of(task)), done, failed)

    def run(
        self,
        work: Callable[[Callable[[str, float], None]], Any],
        *,
        title: str,
        done: Done,
        failed: Failed | None = None,
    ) -> Task:
        """Run work that does not touch the workspace; it gets a progress callable that raises once cancelled."""
        task = Task(title)
        return self._start(task, lambda: work(self._progress_of(task)), done, failed)

    def maintain(
        self, work: Callable[[Store, datetime], Changes], *, title: str, done: Done, failed: Failed | None = None
    ) -> Task:
        """Run work on the workspace as a whole that makes transactions of its own, such as a change of passphrase."""
        self.saving.emit()
        return self._start(Task(title), lambda: work(self._store, self.now()), done, failed)

    def cancel(self, task: Task) -> None:
        """Ask a task to stop; its transaction is undone."""
        task.cancelled.set()

    def remember(self, name: str, value: str) -> None:
        """Keep a small thing of the window among the settings; nobody waits for it."""

        def work() -> None:
            with self._store.step("remember", {"name": name}, self.now()):
                settings.put(self._store, name, value)

        self._start(Task(""), work, None, None)

    def back_up(self, folder: Path | None = None) -> Task:
        """Make a verified backup beside the workspace, or in ``folder``; one that would say nothing new is not made."""

        def work() -> Changes:
            backup.make(self._store, folder or self._store.backups, self.now())
            return Changes(Touched.SETTINGS)

        return self._start(Task(""), work, None, None)

    def wait(self) -> None:
        """Block until everything handed over is durable. For closing, and for tests."""
        self._pool.submit(lambda: None).result()

    def close(self) -> None:
        """Finish what was handed over, then close the workspace."""
        self._pool.submit(self._store.close).result()
        self._pool.shutdown(wait=True)
        self.reader.close()

    # helpers

    def _start(self, task: Task, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> Task:
        self._waiting += 1
        self.began.emit(task)
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._landed.emit(_Landing(task, ended, done, failed)))
        return task

    def _progress_of(self, task: Task) -> Callable[[str, float], None]:
        def progress(text: str, fraction: float) -> None:
            if task.cancelled.is_set():
                raise Cancelled
            self.progressed.emit(task, text, fraction)

        return progress

    def _on_landed(self, landing: _Landing) -> None:
        self._waiting -= 1
        self.finished.emit(landing.task)
        error = landing.future.exception()
        if error is None:
            result = landing.future.result()
            if isinstance(result, Changes) and result.touched is not Touched.NOTHING:
                self.changed.emit(result)
            if landing.done is not None:
                landing.done(result)
        elif not isinstance(error, Cancelled):
            if not isinstance(error, Refusal):
                log.error("a step failed", exc_info=error)
            if landing.failed is not None:
                landing.failed(error)
            else:
                self.refused.emit(error)
        if self._waiting == 0:
            self.saved.emit(self.now())


@dataclass(frozen=True)
class _Landing:
    task: Task
    future: Future[Any]
    done: Done | None
    failed: Failed | None
