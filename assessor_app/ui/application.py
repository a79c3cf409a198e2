"""The Qt application itself, made once per process, and Qt's own remarks led into the log."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

SWITCH_AFTER = 0.0002
"""Seconds after which a worker lets go of the interpreter when the window asks for it. With Python's own 5 ms the window
waits that long at each of the hundred calls that painting a table takes, and stands still for a second while statistics
are worked out.
"""

_logger = logging.getLogger(__name__)


def application() -> QApplication:
    """The application of this process: the one that is there, or a new one that knows its name."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    choose_input_method()
    sys.setswitchinterval(SWITCH_AFTER)
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Assessor Desk")
    qInstallMessageHandler(log_remark)
    # Qt still talks while the interpreter comes down, when there is nobody left to listen.
    made.aboutToQuit.connect(_stop_listening)
    return made


def choose_input_method() -> None:
    """Let Chinese be typed through fcitx too.

    Desktops with fcitx set QT_IM_MODULE to its name, but Qt's own wheels carry no plugin of that name, and without one nothing
    but Latin letters can be typed. fcitx answers to ibus as well (its ibusfrontend), and that plugin is here. Call it before the
    application is made.
    """
    wanted = os.environ.get("QT_IM_MODULE", "")
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if wanted.startswith("fcitx") and not any(plugins.glob("*fcitx*")):
        os.environ["QT_IM_MODULE"] = "ibus"


def _stop_listening() -> None:
    qInstallMessageHandler(None)


def log_remark(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write what Qt remarks to the log, under the category Qt gives it."""
    category = context.category or "default"
    _logger.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)
