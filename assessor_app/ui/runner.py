"""The only place of the window that knows threads: one that writes, one that reads, results and errors back on the GUI thread.

A click becomes ``runner.perform(step, …)``; the writing thread runs the step as one transaction and the runner tells
everybody what changed.
Pages read through ``runner.reader``, a connection of their own that cannot write; what takes long is read by the other thread.

Steps are done strictly in the order they were asked for, so that marks entered quickly one after the other stay in order. A
reading sees every step that was asked for before it, and never holds one up: a mark is on the disk within the second although a
large panel is being worked out or a backup made.
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
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._waiting = 0
        self._unsaved = 0
        self._readings: list[Task] = []
        self._closed = False
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)
        self.reader = store.reader()
        self._own_reader: Store | None = None
        """The reading thread's; opened there when first wanted."""

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

    @property
    def closed(self) -> bool:
        return self._closed

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
            if "progress" in wanted and task.cancelled.is_set():
                raise Cancelled  # while it waited for its turn: not even the identity is opened
            if passphrase is not None:
                kwargs["identity"] = unlock(self._store, passphrase)
            return perform(self._store, step, at, **kwargs)

        self.saving.emit()
        return self._write(task, work, done, failed)

    def read(self, query: Callable[[Store], Any], *, title: str = "", done: Done, failed: Failed | None = None) -> Task:
        """Read something that takes long away from the GUI thread; ``query`` gets a store that cannot write."""
        return self._read(Task(title), lambda: query(self._reading_store()), done, failed)

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
        return self._read(task, lambda: query(self._reading_store(), self._progress_of(task)), done, failed)

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
        return self._read(task, lambda: work(self._progress_of(task)), done, failed)

    def maintain(
        self, work: Callable[[Store, datetime], Changes], *, title: str, done: Done, failed: Failed | None = None
    ) -> Task:
        """Run work on the workspace as a whole that makes transactions of its own, such as a change of passphrase."""
        self.saving.emit()
        return self._write(Task(title), lambda: work(self._store, self.now()), done, failed)

    def cancel(self, task: Task) -> None:
        """Ask a task to stop; its transaction is undone."""
        task.cancelled.set()

    def remember(self, name: str, value: str) -> None:
        """Keep a small thing of the window among the settings; nobody waits for it."""

        def work() -> None:
            with self._store.step("remember", {"name": name}, self.now()):
                settings.put(self._store, name, value)

        self._write(Task(""), work, None, None)

    def back_up(self, folder: Path | None = None) -> Task:
        """Make a verified backup beside the workspace, or in ``folder``; one that would say nothing new is not made."""

        def work() -> Changes:
            store = self._reading_store()
            backup.make(store, folder or store.backups, self.now())
            return Changes(Touched.SETTINGS)

        return self._read(Task(""), work, None, None)

    def wait(self) -> None:
        """Block until everything handed over is durable. For closing, and for tests."""
        self._pool.submit(lambda: None).result()

    def close(self) -> None:
        """Finish what was handed over, then close the workspace. A reading that says how far it is stops; nobody hears of it."""
        for task in self._readings:
            task.cancelled.set()
        self._closed = True
        self._aside.submit(self._close_own_reader).result()
        self._aside.shutdown()
        # The readers first: as long as one is inside, the workspace is not one file.
        self.reader.close()
        self._pool.submit(self._store.close).result()
        self._pool.shutdown()

    # helpers

    def _write(self, task: Task, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> Task:
        self._unsaved += 1
        return self._start(self._pool, task, work, done, failed)

    def _read(self, task: Task, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> Task:
        asked_before = self._pool.submit(lambda: None)

        def after_them() -> Any:
            asked_before.result()
            return work()

        self._readings.append(task)
        return self._start(self._aside, task, after_them, done, failed)

    def _reading_store(self) -> Store:
        if self._own_reader is None:
            self._own_reader = self._store.reader()
        return self._own_reader

    def _close_own_reader(self) -> None:
        if self._own_reader is not None:
            self._own_reader.close()

    def _start(
        self,
        pool: ThreadPoolExecutor,
        task: Task,
        work: Callable[[], Any],
        done: Done | None,
        failed: Failed | None,
    ) -> Task:
        self._waiting += 1
        self.began.emit(task)
        future = pool.submit(work)
        future.add_done_callback(
            lambda ended: self._landed.emit(_Landing(task, ended, done, failed, pool is self._aside))
        )
        return task

    def _progress_of(self, task: Task) -> Callable[[str, float], None]:
        def progress(text: str, fraction: float) -> None:
            if task.cancelled.is_set():
                raise Cancelled
            self.progressed.emit(task, text, fraction)

        return progress

    def _on_landed(self, landing: _Landing) -> None:
        self._waiting -= 1
        if landing.reading:
            self._readings.remove(landing.task)
        else:
            self._unsaved -= 1
        error = landing.future.exception()
        if error is not None and not isinstance(error, Cancelled) and (self._closed or not isinstance(error, Refusal)):
            log.error("a step failed", exc_info=error)
        if self._closed:
            return
        self.finished.emit(landing.task)
        self._tell(landing, error)
        if not landing.reading and self._unsaved == 0:
            self.saved.emit(self.now())

    def _tell(self, landing: _Landing, error: BaseException | None) -> None:
        if error is None:
            result = landing.future.result()
            if isinstance(result, Changes) and result.touched is not Touched.NOTHING:
                self.changed.emit(result)
            if landing.done is not None:
                landing.done(result)
        elif isinstance(error, Cancelled):
            return
        elif landing.failed is not None:
            landing.failed(error)
        else:
            self.refused.emit(error)


@dataclass(frozen=True)
class _Landing:
    task: Task
    future: Future[Any]
    done: Done | None
    failed: Failed | None
    reading: bool
