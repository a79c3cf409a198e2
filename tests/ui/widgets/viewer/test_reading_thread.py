from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.ui.widgets.viewer.reading_thread import ReadingThread, Urgency


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ReadingThread]:
    made = ReadingThread()
    yield made
    made.stop()


class Gate:
    """Holds the thread in a job until it is opened, so that what is queued behind can be arranged."""

    def __init__(self, reader: ReadingThread) -> None:
        self._entered, self._open = threading.Event(), threading.Event()
        reader.submit(self._wait, ignore, fail, Urgency.OPEN)
        assert self._entered.wait(5)

    def _wait(self) -> None:
        self._entered.set()
        self._open.wait(5)

    def open(self) -> None:
        self._open.set()


def ignore(_result: object) -> None:
    return


def fail(error: Exception) -> None:
    raise error


def noting(log: list[str], word: str) -> Callable[[], None]:
    return lambda: log.append(word)


def test_that_the_most_urgent_job_goes_first_and_equals_in_order(reader: ReadingThread, qtbot: QtBot) -> None:
    log: list[str] = []
    gate = Gate(reader)
    for word, urgency in (
        ("search", Urgency.SEARCH),
        ("near", Urgency.NEAR),
        ("seen 1", Urgency.SEEN),
        ("seen 2", Urgency.SEEN),
    ):
        reader.submit(noting(log, word), ignore, fail, urgency)
    gate.open()
    qtbot.waitUntil(lambda: reader.idle)
    assert log == ["seen 1", "seen 2", "near", "search"]


def test_that_a_cancelled_job_is_not_done(reader: ReadingThread, qtbot: QtBot) -> None:
    log: list[str] = []
    gate = Gate(reader)
    reader.submit(noting(log, "unwanted"), ignore, fail).cancel()
    reader.submit(noting(log, "wanted"), ignore, fail)
    gate.open()
    qtbot.waitUntil(lambda: reader.idle)
    assert log == ["wanted"]


def test_that_a_result_cancelled_on_its_way_is_not_handed_over(reader: ReadingThread, qtbot: QtBot) -> None:
    got: list[int] = []
    ran = threading.Event()

    def work() -> int:
        ran.set()
        return 1

    job = reader.submit(work, got.append, fail)
    assert ran.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: reader.idle)
    assert got == []


def test_that_an_error_comes_back_and_the_next_job_runs(reader: ReadingThread, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    got: list[str] = []

    def broken() -> str:
        raise ValueError("a bad page")

    reader.submit(broken, got.append, errors.append)
    reader.submit(lambda: "next", got.append, fail)
    qtbot.waitUntil(lambda: reader.idle)
    assert [str(error) for error in errors] == ["a bad page"]
    assert got == ["next"]


def test_that_work_and_result_are_in_their_own_threads(reader: ReadingThread, qtbot: QtBot) -> None:
    threads: list[str] = []
    reader.submit(
        lambda: threads.append(threading.current_thread().name),
        lambda _none: threads.append(threading.current_thread().name),
        fail,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads == ["viewer-reading", "MainThread"]


def test_that_nothing_runs_after_the_stop(reader: ReadingThread) -> None:
    log: list[str] = []
    reader.stop()
    reader.submit(noting(log, "late"), ignore, fail)
    assert reader.idle
    assert log == []
