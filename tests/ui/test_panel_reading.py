"""The panel is read once for all pages: a small one at once, a large one beside the window, a single case after a step."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.changes import Changes, Touched
from assessor_app.store import keys
from assessor_app.store.database import Store, open_workspace
from assessor_app.ui import panel_reading as module
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Languages
from assessor_app.ui.panel_reading import AT_ONCE, PanelReading, panel_reading
from assessor_app.ui.runner import Runner, Task, system_clock
from assessor_app.workflow.consolidate import agree_level, panel_view
from tests.benchmarks.large_panel import PANEL, PASSPHRASE, Sitting, build


class Nothing:
    """Remembers nothing of the window."""

    def get(self, key: str) -> bytes | None:
        return None

    def set(self, key: str, value: bytes) -> None:
        pass


@pytest.fixture(params=["at once", "aside"])
def desk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    appearance: Appearance,
    languages: Languages,
) -> Iterator[Desk]:
    """A chair's desk on a panel that is read at once, and on one that is read aside."""
    monkeypatch.setattr(keys, "COST", keys.Cost(2, 1, 1))
    monkeypatch.setattr(module, "AT_ONCE", AT_ONCE if request.param == "at once" else 3)
    made: Sitting = build(tmp_path / "A000.assessdb", candidates=4, assessors=4)
    runner = Runner(open_workspace(made.workspace, PASSPHRASE, now=system_clock()))
    opened = Desk(runner, appearance=appearance, languages=languages, remember=Nothing())
    opened.choose_panel(PANEL)
    yield opened
    if not runner.closed:
        runner.close()


def first_case(desk: Desk) -> str:
    view = panel_reading(desk).view
    assert view is not None
    return view.cases[0].case.id


def read(reading: PanelReading, desk: Desk, qtbot: QtBot) -> None:
    reading.want()
    qtbot.waitUntil(lambda: reading.view is not None and not desk.runner.busy)


def agree(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed):
        desk.perform(
            agree_level, case=first_case(desk), method="material", indicator="K1", level=5, reason="-", participants=()
        )


def test_that_pages_share_one_reading(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    read(reading, desk, qtbot)
    with qtbot.assertNotEmitted(reading.renewed):
        panel_reading(desk).want()
        qtbot.waitUntil(lambda: not desk.runner.busy)
    assert panel_reading(desk) is reading


def test_that_a_step_on_one_case_shows_at_once(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    read(reading, desk, qtbot)
    before = reading.view
    with qtbot.waitSignal(reading.renewed):
        agree(desk, qtbot)
    assert before is not None
    assert reading.view is not None
    assert [each.level for each in reading.view.cases[0].agreed] == [5]
    assert reading.view.cases[1:] == before.cases[1:]


def test_that_after_anything_else_the_panel_is_read_again_when_wanted(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    read(reading, desk, qtbot)
    with qtbot.waitSignal(reading.outdated):
        desk.changed.emit(Changes(Touched.PACKAGES))
    with qtbot.waitSignal(reading.renewed):
        reading.want()


def test_that_a_change_of_nothing_shown_reads_nothing(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    read(reading, desk, qtbot)
    with qtbot.assertNotEmitted(reading.outdated), qtbot.assertNotEmitted(reading.renewed):
        desk.changed.emit(Changes(Touched.SETTINGS | Touched.NOTES))


def test_that_what_changes_while_the_panel_is_read_is_not_missed(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    renewed: list[None] = []
    reading.renewed.connect(lambda: renewed.append(None))
    reading.outdated.connect(reading.want)
    reading.want()
    desk.changed.emit(Changes(Touched.CONSOLIDATION, frozenset({"case-0000"})))
    qtbot.waitUntil(lambda: not desk.runner.busy)
    assert len(renewed) == 2


def test_that_another_panel_shows_nothing_of_the_one_before(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A reading that cannot be stopped any more.
    monkeypatch.setattr(module, "panel_view", lambda store, panel, *_more: panel_view(store, panel))
    reading = panel_reading(desk)
    reading.want()
    desk.choose_panel("")
    qtbot.waitUntil(lambda: not desk.runner.busy)
    assert reading.view is None


def test_that_a_reading_that_was_stopped_is_made_when_next_wanted(desk: Desk, qtbot: QtBot) -> None:
    reading = panel_reading(desk)
    begun: list[Task] = []
    desk.runner.began.connect(begun.append)
    desk.runner.began.connect(desk.runner.cancel)
    reading.want()
    qtbot.waitUntil(lambda: not desk.runner.busy)
    assert (reading.view is None) == bool(begun)
    desk.runner.began.disconnect(desk.runner.cancel)
    read(reading, desk, qtbot)


def test_that_the_collector_works_on_after_a_reading(desk: Desk, qtbot: QtBot) -> None:
    read(panel_reading(desk), desk, qtbot)
    assert gc.isenabled()


def test_that_nothing_is_read_into_a_closed_desk(desk: Desk) -> None:
    reading = panel_reading(desk)
    reading.want()
    seen = reading.view
    desk.runner.close()
    QApplication.processEvents()
    assert reading.view is seen


# What is read at once fails where it is asked for.
@pytest.mark.parametrize("desk", ["aside"], indirect=True)
def test_that_a_failure_is_said_and_the_panel_is_read_when_next_wanted(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = panel_reading(desk)

    def broken(_store: Store, *_more: object) -> None:
        raise OSError

    with monkeypatch.context() as patch, qtbot.waitSignal(desk.refused):
        patch.setattr(module, "panel_view", broken)
        reading.want()
    read(reading, desk, qtbot)
