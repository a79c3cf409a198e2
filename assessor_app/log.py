"""The log and the report of a crash: files on this machine that a person may hand over, and that nobody sends anywhere.

The log is one JSON object per line, rotating. Things of the trade are named by their id; marks, comments and
passphrases are never written, and a traceback carries no values of variables.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from assessor_app.files import make_folder
from assessor_app.paths import log_dir

LOG_FILE = "assessor-desk.log"
CRASH_FILE = "crash.log"
_LARGEST = 1_000_000
_KEPT = 5

_logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """One record as one line of JSON: time in UTC, level, where, what, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def start_log(folder: Path | None = None, *, level: int = logging.INFO) -> Path:
    """Log to `folder` (default: this person's log folder) and return the file. Raises what `atomic_write` raises."""
    path = make_folder(folder or log_dir(), private=True) / LOG_FILE
    handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("assessor_app")
    ours.setLevel(level)
    ours.addHandler(handler)
    return path


def stop_log() -> None:
    """Close the log files that `start_log` opened."""
    ours = logging.getLogger("assessor_app")
    for handler in [each for each in ours.handlers if isinstance(each, RotatingFileHandler)]:
        ours.removeHandler(handler)
        handler.close()


def catch_crashes(
    folder: Path | None = None, tell: Callable[[BaseException], None] | None = None
) -> Callable[[], None]:
    """Log every error that nobody caught, in any thread; when the interpreter crashes, write all stacks to a file.

    `tell` is called with the error on the thread it happened in, so that a window can show it. Gives a function that
    puts everything back as it was.
    """
    place = make_folder(folder or log_dir(), private=True)
    # Kept open on purpose: the handler of a fatal signal cannot open files any more.
    report = (place / CRASH_FILE).open("a", encoding="utf-8")
    faulthandler.enable(report)
    before = sys.excepthook, threading.excepthook

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _logger.critical("uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        if tell is not None:
            tell(error)

    def uncaught_in_thread(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            uncaught(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def put_back() -> None:
        sys.excepthook, threading.excepthook = before
        faulthandler.disable()
        report.close()

    sys.excepthook, threading.excepthook = uncaught, uncaught_in_thread
    return put_back
