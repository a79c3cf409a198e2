from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication

from assessor_app.ui.application import application, choose_input_method, log_remark


def test_that_there_is_one_application_per_process(qapp: QApplication) -> None:
    assert application() is qapp


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (QtMsgType.QtWarningMsg, logging.WARNING),
        (QtMsgType.QtCriticalMsg, logging.ERROR),
        (QtMsgType.QtInfoMsg, logging.INFO),
    ],
)
def test_that_what_qt_remarks_goes_into_the_log(kind: QtMsgType, level: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="assessor_app"):
        log_remark(kind, QMessageLogContext(), "QPainter::begin: 没有设备")
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (level, "default: QPainter::begin: 没有设备")
    ]


PROGRAM = """
import logging, sys
from PySide6.QtCore import QTimer, qWarning
from assessor_app.ui.application import application
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
app = application()
qWarning("a remark")
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""


def test_that_a_new_application_listens_to_qt_until_it_is_quit() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "WARNING default: a remark\n")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("wanted", "chosen"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("compose", "compose")]
)
def test_that_chinese_can_be_typed_where_the_desktop_asks_for_an_input_method_qt_lacks(
    monkeypatch: pytest.MonkeyPatch, wanted: str, chosen: str
) -> None:
    monkeypatch.setenv("QT_IM_MODULE", wanted)
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == chosen
