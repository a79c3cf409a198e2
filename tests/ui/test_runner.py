"""Writing and reading beside each other: what is durable when, and what is left at closing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.errors import Refusal
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.store import backup, keys, settings
from assessor_app.store.database import Store, create_workspace
from assessor_app.ui.runner import Runner
from assessor_app.workflow.errors import ReasonMissing

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
OWNER = Person(PersonId("p-1"), Name("顾南乔"), (Role.CHAIR,))


def keep(store: Store, *, value: str) -> Changes:
    """A step as small as can be."""
    settings.put(store, "tried", value)
    return Changes(Touched.SETTINGS)


def refuse(store: Store) -> Changes:
    settings.put(store, "tried", "never")
    raise ReasonMissing(subject="-")


def kept(store: Store) -> str:
    return settings.get(store, "tried")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "COST", keys.Cost(2, 1, 1))
    return tmp_path / "desk" / "p-1.assessdb"


@pytest.fixture
def runner(workspace: Path, qapp: QApplication) -> Iterator[Runner]:
    workspace.parent.mkdir()
    made = Runner(create_workspace(workspace, "x", owner=OWNER, mode=Mode.LIVE, now=NOW), clock=lambda: NOW)
    yield made
    if not made.closed:
        made.close()


@pytest.fixture
def held(runner: Runner) -> Iterator[Callable[[], None]]:
    """Something long is being read; what it gives lets it go on."""
    go_on = threading.Event()
    begun = threading.Event()

    def long(_store: Store) -> None:
        begun.set()
        assert go_on.wait(20)

    runner.read(long, done=lambda _nothing: None)
    assert begun.wait(20)
    yield go_on.set
    go_on.set()


def test_that_a_step_is_durable_while_something_long_is_read(
    runner: Runner, held: Callable[[], None], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.saved):
        runner.perform(keep, value="1")
    assert runner.busy
    assert kept(runner.reader) == "1"
    held()
    qtbot.waitUntil(lambda: not runner.busy)


def test_that_a_reading_sees_every_step_asked_for_before_it(runner: Runner, qtbot: QtBot) -> None:
    seen: list[str] = []
    for number in range(20):
        runner.perform(keep, value=str(number))
        runner.read(kept, done=seen.append)
    qtbot.waitUntil(lambda: not runner.busy)
    # A step asked for later may be in already; none asked for before is missing.
    assert all(int(value or "-1") >= number for number, value in enumerate(seen))
    assert len(seen) == 20


def test_that_what_is_only_read_is_not_said_to_be_saved(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(runner.saved):
        runner.read(kept, done=lambda _value: None)
        qtbot.waitUntil(lambda: not runner.busy)


def test_that_a_reading_cannot_write(runner: Runner, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    runner.read(
        lambda store: settings.put(store, "tried", "slipped in"), done=lambda _nothing: None, failed=failed.append
    )
    qtbot.waitUntil(lambda: not runner.busy)
    assert len(failed) == 1
    assert not isinstance(failed[0], Refusal)
    assert kept(runner.reader) == ""


def test_that_a_refused_step_leaves_nothing(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.refused) as told:
        runner.perform(refuse)
    assert isinstance(told.args[0], ReasonMissing)
    assert kept(runner.reader) == ""


def test_that_a_closed_workspace_is_one_file(runner: Runner, workspace: Path, qtbot: QtBot) -> None:
    runner.perform(keep, value="1")
    runner.read(kept, done=lambda _value: None)
    qtbot.waitUntil(lambda: not runner.busy)
    runner.close()
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


def test_that_what_was_handed_over_is_done_before_closing(runner: Runner, workspace: Path) -> None:
    for number in range(20):
        runner.perform(keep, value=str(number))
    runner.back_up()
    runner.close()
    made = backup.list_backups(workspace.parent / f"{workspace.stem} backups")
    assert [each.steps for each in made] == [21]


def test_that_closing_stops_what_says_how_far_it_is_and_nobody_hears_of_it(runner: Runner, qtbot: QtBot) -> None:
    heard: list[object] = []
    begun = threading.Event()

    def endless(_store: Store, progress: Callable[[str, float], None]) -> None:
        begun.set()
        while True:
            progress("-", 0.5)

    runner.examine(endless, title="-", done=heard.append, failed=heard.append)
    runner.perform(keep, value="1", done=heard.append)
    assert begun.wait(20)
    runner.close()
    QApplication.processEvents()
    assert heard == []
