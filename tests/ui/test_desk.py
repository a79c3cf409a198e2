"""What can be taken back, and what no longer can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.store import keys, settings
from assessor_app.store.database import Store, create_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Languages
from assessor_app.ui.runner import Runner
from assessor_app.workflow.errors import ReasonMissing

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
OWNER = Person(PersonId("p-1"), Name("顾南乔"), (Role.CHAIR,))


class Nothing:
    """Remembers nothing of the window."""

    def get(self, key: str) -> bytes | None:
        return None

    def set(self, key: str, value: bytes) -> None:
        pass


def enter(store: Store, *, value: str) -> Changes:
    """Stands for a mark; an empty one is refused."""
    if not value:
        raise ReasonMissing(subject="-")
    settings.put(store, "entered", value)
    return Changes(Touched.MARKS)


def touch(store: Store, *, touched: Touched) -> Changes:
    """Some other step."""
    settings.put(store, "touched", str(touched.value))
    return Changes(touched)


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, appearance: Appearance, languages: Languages
) -> Iterator[Desk]:
    monkeypatch.setattr(keys, "COST", keys.Cost(2, 1, 1))
    store = create_workspace(tmp_path / "p-1.assessdb", "x", owner=OWNER, mode=Mode.LIVE, now=NOW)
    runner = Runner(store, clock=lambda: NOW)
    yield Desk(runner, appearance=appearance, languages=languages, remember=Nothing())
    runner.close()


def entered(desk: Desk, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not desk.runner.busy)
    return settings.get(desk.store, "entered")


def enter_two(desk: Desk) -> None:
    desk.perform_undoable("-", enter, {"value": "1"}, {"value": "0"})
    desk.perform_undoable("-", enter, {"value": "2"}, {"value": "1"})


def test_that_steps_are_taken_back_and_done_again_in_turn(desk: Desk, qtbot: QtBot) -> None:
    enter_two(desk)
    assert entered(desk, qtbot) == "2"
    desk.undo()
    assert entered(desk, qtbot) == "1"
    desk.undo()
    assert entered(desk, qtbot) == "0"
    desk.redo()
    assert entered(desk, qtbot) == "1"


@pytest.mark.parametrize("touched", [Touched.SHEETS | Touched.MARKS, Touched.PACKAGES | Touched.CONSOLIDATION])
def test_that_nothing_is_taken_back_across_a_lock_or_a_package(desk: Desk, qtbot: QtBot, touched: Touched) -> None:
    enter_two(desk)
    desk.perform(touch, touched=touched)
    assert entered(desk, qtbot) == "2"
    desk.undo()
    assert entered(desk, qtbot) == "2"


@pytest.mark.parametrize("touched", [Touched.NOTES, Touched.CONSOLIDATION, Touched.SETTINGS])
def test_that_other_steps_leave_what_can_be_taken_back(desk: Desk, qtbot: QtBot, touched: Touched) -> None:
    enter_two(desk)
    desk.perform(touch, touched=touched)
    assert entered(desk, qtbot) == "2"
    desk.undo()
    assert entered(desk, qtbot) == "1"


def test_that_a_refused_undo_is_said_and_forgotten(desk: Desk, qtbot: QtBot) -> None:
    desk.perform_undoable("-", enter, {"value": "1"}, {"value": "0"})
    desk.perform_undoable("-", enter, {"value": "2"}, {"value": ""})
    assert entered(desk, qtbot) == "2"
    with qtbot.waitSignal(desk.refused) as told:
        desk.undo()
    assert isinstance(told.args[0], ReasonMissing)
    desk.undo()
    assert entered(desk, qtbot) == "0"
