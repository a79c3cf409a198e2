from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.log import CRASH_FILE, LOG_FILE, catch_crashes, start_log, stop_log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield start_log(tmp_path)
    stop_log()


@pytest.fixture
def told(log: Path) -> Iterator[list[BaseException]]:
    errors: list[BaseException] = []
    before = sys.excepthook
    put_back = catch_crashes(log.parent, tell=errors.append)
    yield errors
    put_back()
    assert sys.excepthook is before


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_that_the_log_is_one_object_a_line_with_its_time_in_utc(log: Path) -> None:
    logging.getLogger("assessor_app.store").info("opened %s", "工作区")
    (line,) = lines(log)
    assert (line["level"], line["where"], line["what"]) == ("info", "assessor_app.store", "opened 工作区")
    assert line["time"].endswith("+00:00")
    assert log.name == LOG_FILE


def test_that_an_error_nobody_caught_is_written_down_and_told(log: Path, told: list[BaseException]) -> None:
    error = ValueError("x")
    sys.excepthook(ValueError, error, None)
    assert told == [error]
    assert lines(log)[0]["level"] == "critical"
    assert "ValueError: x" in lines(log)[0]["trace"]
    assert (log.parent / CRASH_FILE).exists()


def test_that_an_error_in_a_thread_is_written_down_and_told(log: Path, told: list[BaseException]) -> None:

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert [type(error) for error in told] == [ZeroDivisionError]
    assert "ZeroDivisionError" in lines(log)[0]["trace"]


def test_that_nothing_is_logged_after_the_log_is_closed(log: Path) -> None:
    stop_log()
    logging.getLogger("assessor_app").warning("late")
    assert not log.exists() or lines(log) == []
