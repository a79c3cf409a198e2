"""The plug is pulled while somebody types a bag of scripts: every field that was left is there, and the page reopens in place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.ui.pages.written_page import WrittenPage
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of
from tests.ui.pages.bag import fill_bag

LEEWAY = 1.0
"""Seconds that the promise allows."""

# Types with real key events, without end; says each entry at the moment of the key that leaves its field.
_TYPIST = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.application import application

app = application()
program = Program(app, Language.ZH)
program.start(Path(sys.argv[1]), sys.argv[2])
window = program.desk_window.window
QTest.qWaitForWindowActive(window)
page = window.show_page("written")
turn = 0
while True:
    page.grid.go_to(0, page.table.heads)
    for row in range(page.table.rowCount()):
        for column in range(5):
            score = str((turn + row + column) % 20)
            field = QApplication.focusWidget()
            field.selectAll()
            QTest.keyClicks(field, score)
            QTest.keyClick(field, Qt.Key.Key_Tab)
            print(json.dumps({"at": time.monotonic(), "row": row, "column": column, "score": score}), flush=True)
            QTest.qWait(15)
    turn += 1
"""


@pytest.mark.parametrize("entries", [4, 60])
def test_that_nothing_typed_is_missing_after_a_kill(
    half_done: Sitting, open_desk: OpenDesk, qtbot: QtBot, entries: int
) -> None:
    fill_bag(half_done)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _TYPIST, str(half_done.workspace), half_done.passphrase]
    environment = os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    said: list[dict[str, object]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        for line in program.stdout:
            said.append(json.loads(line))
            if len(said) >= entries:
                break
        died = time.monotonic()
        program.send_signal(signal.SIGKILL)
        said += [json.loads(line) for line in program.stdout.read().split("\n")[:-1]]
        program.wait()
    desk = open_desk()
    assert desk.window.current_page == "written"
    page = page_of(desk, "written", WrittenPage)
    history: dict[tuple[object, object], list[dict[str, object]]] = {}
    for each in said:
        history.setdefault((each["row"], each["column"]), []).append(each)
    for (row, column), given in history.items():
        assert isinstance(row, int)
        assert isinstance(column, int)
        due = [number for number, each in enumerate(given) if float(str(each["at"])) < died - LEEWAY]
        if due:
            later = {each["score"] for each in given[due[-1] :]}
            assert page.table.index(row, page.table.heads + column).data() in later
    assert page.grid.field.isVisible()
