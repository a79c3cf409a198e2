"""The Qt application itself, made once per process, and Qt's own remarks led into the log."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_logger = logging.getLogger(__name__)


def application() -> QApplication:
    """The application of this process: the one that is there, or a new one that knows its name."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Assessor Desk")
    qInstallMessageHandler(log_remark)
    # Qt still talks while the interpreter comes down, when there is nobody left to listen.
    made.aboutToQuit.connect(_stop_listening)
    return made


def _stop_listening() -> None:
    qInstallMessageHandler(None)


def log_remark(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write what Qt remarks to the log, under the category Qt gives it."""
    category = context.category or "default"
    _logger.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)
