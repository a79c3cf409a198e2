"""The running program: entrance, desk, locking, and what it remembers from one start to the next."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.theme import Look, ThemeChoice, theme
from assessor_app.workflow.story import Sitting
from tests.ui.hands import let_go, press, settle, write


@pytest.fixture
def program(qapp: QApplication, half_done: Sitting) -> Iterator[Program]:
    """Started on the half-done desk."""
    made = Program(qapp, Language.ZH)
    made.start(half_done.workspace, half_done.passphrase)
    yield made
    end(made)
    qapp.setQuitOnLastWindowClosed(True)


def end(program: Program) -> None:
    """Leave the program, and let go of its windows."""
    program.leave()
    let_go()


def test_that_locking_closes_the_workspace_and_asks_for_the_passphrase(
    program: Program, half_done: Sitting, qtbot: QtBot
) -> None:
    desk_window = program.desk_window
    assert desk_window is not None
    desk_window.window.show_page("sign")
    settle(desk_window, qtbot)
    desk_window.window.action("lock").trigger()
    entrance = program.entrance
    assert entrance is not None
    with qtbot.waitActive(entrance):
        entrance.activateWindow()
    with qtbot.waitSignal(entrance.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)
        press(qtbot, Qt.Key.Key_Return)
    assert program.entrance is None
    again = program.desk_window
    assert again not in (None, desk_window)
    assert again.window.current_page == "sign"


def test_that_language_and_look_are_there_at_the_next_start(
    program: Program, half_done: Sitting, qapp: QApplication, qtbot: QtBot
) -> None:
    program.languages.switch(Language.EN)
    program.appearance.set_look(Look(ThemeChoice.DARK, scale=110))
    end(program)
    fresh = Program(qapp, Language.ZH)
    fresh.start(None, None)
    assert (theme().language, theme().is_dark, theme().scale) == (Language.EN, True, 110)
    end(fresh)


def test_that_the_owner_finds_their_own_look_where_another_has_chosen_since(
    program: Program, half_done: Sitting, qapp: QApplication, qtbot: QtBot
) -> None:
    program.appearance.set_look(Look(ThemeChoice.DARK))
    end(program)
    somebody_else = Program(qapp, Language.EN)
    somebody_else.start(None, None)
    somebody_else.appearance.set_look(Look(ThemeChoice.LIGHT))
    assert not theme().is_dark
    end(somebody_else)
    again = Program(qapp, Language.ZH)
    again.start(half_done.workspace, half_done.passphrase)
    assert theme().is_dark
    end(again)


def test_that_a_language_asked_for_on_the_command_line_holds(
    program: Program, half_done: Sitting, qapp: QApplication
) -> None:
    program.languages.switch(Language.EN)
    end(program)
    fresh = Program(qapp, Language.ZH, fixed_language=True)
    fresh.start(half_done.workspace, half_done.passphrase)
    assert theme().language is Language.ZH
    end(fresh)


_START = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.application import application
program = Program(application(), Language.ZH)
program.start(Path(sys.argv[1]), sys.argv[2])
QTest.qWaitForWindowExposed(program.desk_window.window)
heavy = ("openpyxl", "docx", "sqlite_utils", "mammoth", "python_calamine", "pypdfium2", "numpy", "pypinyin")
print(",".join(sorted(name for name in heavy if name in sys.modules)))
program.leave()
"""


def test_that_the_window_shows_before_anything_heavy_is_loaded(half_done: Sitting) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", _START, str(half_done.workspace), half_done.passphrase],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == ""
