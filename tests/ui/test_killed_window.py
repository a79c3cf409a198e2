"""The plug is pulled while an assessor marks in the window: nothing older than a second is missing, and it reopens in place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import CaseId
from assessor_app.models.marks import Part, SheetKey
from assessor_app.store import sheets
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of

LEEWAY = 1.0
"""Seconds that the promise allows."""

# Marks with real key events, without end; says where it goes before it goes there, and each entry at the moment of its last key.
_ASSESSOR = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.application import application

def say(**what):
    print(json.dumps({"at": time.monotonic(), **what}), flush=True)

def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)

app = application()
program = Program(app, Language.ZH)
program.start(Path(sys.argv[1]), sys.argv[2])
window = program.desk_window.window
QTest.qWaitForWindowActive(window)
page = window.show_page("score")
lines = [line for line in page.lines if line.number in ("0420", "0422")]
key = page.sheet_key
say(case=key.case, method=key.method, code=page.sheet.current, going=True)
turn = 0
while True:
    line = lines[turn % 2]
    method = "material" if turn % 3 else "interview"
    say(case=line.case, method=method, code="K1", going=True)
    program.desk_window.desk.open_sheet(line.case, method, "K1")
    for code in list(page.sheet.rows)[:6]:
        key = page.sheet_key
        level = str((turn + len(code) + ord(code[0])) % 6)
        QTest.keyClicks(QApplication.focusWidget(), level)
        say(case=key.case, method=key.method, code=code, level=level)
        QTest.qWait(15)
        press(Qt.Key.Key_C)
        words = f"turn {turn} "
        QTest.keyClicks(QApplication.focusWidget(), words)
        say(case=key.case, method=key.method, code=code, comment=page.sheet.rows[code].comment.text)
        QTest.qWait(430 if code == "K2" else 15)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    turn += 1
"""


@dataclass(frozen=True)
class Entry:
    """Something entered at a place; without a part the place alone, where somebody was about to go."""

    at: float
    sheet: SheetKey
    code: str
    part: Part | None
    value: str


def mark_and_pull_the_plug(sitting: Sitting, entries: int) -> tuple[list[Entry], float]:
    """Let somebody mark until so much was said, then kill the program; gives what was said and when it died."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _ASSESSOR, str(sitting.workspace), sitting.passphrase]
    environment = os.environ | {"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    made: list[Entry] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        for line in program.stdout:
            made.append(entry(line, sitting))
            if len(made) >= entries:
                break
        died = time.monotonic()
        program.send_signal(signal.SIGKILL)
        rest = program.stdout.read().split("\n")[:-1]
        program.wait()
    return made + [entry(line, sitting) for line in rest], died


def entry(line: str, sitting: Sitting) -> Entry:
    said = json.loads(line)
    key = SheetKey(CaseId(said["case"]), sitting.person, said["method"])
    part = None if "going" in said else Part.LEVEL if "level" in said else Part.COMMENT
    return Entry(said["at"], key, said["code"], part, said.get("level", said.get("comment", "")))


@pytest.mark.parametrize("entries", [3, 40, 85])
def test_that_nothing_older_than_a_second_is_missing_after_a_kill(
    half_done: Sitting, open_desk: OpenDesk, qtbot: QtBot, entries: int
) -> None:
    made, died = mark_and_pull_the_plug(half_done, entries)
    desk = open_desk()
    last: dict[tuple[SheetKey, str, Part], list[Entry]] = {}
    for each in made:
        if each.part is not None:
            last.setdefault((each.sheet, each.code, each.part), []).append(each)
    for (sheet, code, part), given in last.items():
        due = [number for number, each in enumerate(given) if each.at < died - LEEWAY]
        if due:
            later = {each.value for each in given[due[-1] :]}
            assert sheets.get(desk.desk.store, sheet).value(code, part) in later
    # It reopens on the scoring page, where somebody was a second before, or at a place they went to since.
    assert desk.window.current_page == "score"
    page = page_of(desk, "score", ScorePage)
    # Going takes its time: one is there once something was entered there.
    there = [n for n, each in enumerate(made) if each.part is not None and each.at < died - LEEWAY]
    lately = made[there[-1] if there else 0 :]
    codes = list(page.sheet.rows)
    # A place is left for the row below it by the key that ends a comment.
    near = {(each.sheet, codes[min(codes.index(each.code) + by, len(codes) - 1)]) for each in lately for by in (0, 1)}
    assert (page.sheet_key, page.sheet.current) in near
