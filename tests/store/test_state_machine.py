"""Whatever is done in whatever order, with closing, crashing and restoring between: the workspace says what was done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assessor_app.models.ids import MarkId, PackageSerial
from assessor_app.models.marks import Part, SheetKey, SheetState
from assessor_app.store import backup, cases, copies, journal, keys, marks, packages, panels, received, rounds, sheets
from assessor_app.store.database import open_workspace
from assessor_app.store.errors import SheetLocked
from assessor_app.store.packages import PackageStatus
from tests.store.builders import (
    CASES,
    CHAIR,
    MEMBER,
    NOW,
    PANEL,
    PASSPHRASE,
    ROUND,
    a_case,
    a_key,
    a_locked_sheet,
    a_mark,
    a_panel,
    a_round,
    a_workspace,
    later,
    take_in,
)

KEYS = [a_key(case, MEMBER, method) for case in CASES for method in ("material", "interview")]
ENTRIES = [("K1", Part.LEVEL), ("K2", Part.LEVEL), ("K1", Part.COMMENT)]

some_key = st.sampled_from(KEYS)
some_entry = st.sampled_from(ENTRIES)
some_value = st.sampled_from(["0", "3", "5", "NS", "", "王丹青 '; --"])

Levels = dict[SheetKey, dict[tuple[str, Part], str]]


class Desk(RuleBasedStateMachine):
    """A workspace beside what it should say."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.entries: Levels = {key: {} for key in KEYS}
        self.locked: dict[SheetKey, bool] = dict.fromkeys(KEYS, False)
        self.versions: dict[SheetKey, int] = dict.fromkeys(KEYS, 1)
        self.received: dict[str, dict[SheetKey, str]] = {}
        self.steps = 0
        self.count = 0

    @initialize()
    def begin(self) -> None:
        self.store = a_workspace(self.folder / "x.assessdb")
        with self.store.step("prepared", {}, NOW):
            rounds.put(self.store, a_round())
            panels.put(self.store, ROUND, a_panel())
            for case in CASES:
                made, papers = a_case(case)
                cases.put(self.store, ROUND, PANEL, made, papers)
        self.steps = 2

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def _id(self) -> MarkId:
        self.count += 1
        return MarkId(f"m{self.count}")

    # --- what is done ---

    @rule(key=some_key, entry=some_entry, value=some_value)
    def enter(self, key: SheetKey, entry: tuple[str, Part], value: str) -> None:
        mark = a_mark(value, *entry, id=self._id(), sheet=key, reason="理由")
        if self.locked[key]:
            with pytest.raises(SheetLocked), self.store.step("entered", {}, NOW):
                marks.add(self.store, mark)
            return
        with self.store.step("entered", {}, NOW):
            marks.add(self.store, mark)
        self.entries[key][entry] = value
        self.steps += 1

    @rule(key=some_key, entry=some_entry, value=some_value)
    def enter_in_a_step_that_fails(self, key: SheetKey, entry: tuple[str, Part], value: str) -> None:
        with pytest.raises((ZeroDivisionError, SheetLocked)), self.store.step("entered", {}, NOW):
            marks.add(self.store, a_mark(value, *entry, id=self._id(), sheet=key, reason="理由"))
            raise ZeroDivisionError

    @rule(key=some_key)
    def lock_or_reopen(self, key: SheetKey) -> None:
        self.locked[key] = not self.locked[key]
        state = SheetState.LOCKED if self.locked[key] else SheetState.OPEN
        self.versions[key] += not self.locked[key]
        with self.store.step("turned", {}, NOW):
            sheets.add_event(self.store, key, state, self.versions[key], later(self.steps), "理由")
        self.steps += 1

    @rule(cases=st.sets(st.sampled_from(CASES), min_size=1), value=st.sampled_from(["1", "2", "3"]))
    def take_a_package_in(self, cases: Iterable[str], value: str) -> None:
        serial = f"s{len(self.received)}"
        keys = [a_key(case, CHAIR) for case in CASES if case in cases]
        take_in(self.store, serial, *(a_locked_sheet(key, K1=value) for key in keys))
        self.received[serial] = dict.fromkeys(keys, value)
        self.steps += 1

    @precondition(lambda self: any(self.received.values()))
    @rule(data=st.data())
    def remove_a_package(self, data: st.DataObject) -> None:
        serial = data.draw(st.sampled_from([serial for serial, brought in self.received.items() if brought]))
        with self.store.step("removed", {}, NOW):
            packages.set_status(self.store, PackageSerial(serial), PackageStatus.REMOVED, NOW)
        self.received[serial] = {}
        self.steps += 1

    @rule()
    def reopen(self) -> None:
        self.store.close()
        assert [each.name for each in self.folder.iterdir() if each.is_file()] == ["x.assessdb"]
        self.store = open_workspace(self.folder / "x.assessdb", PASSPHRASE, now=NOW)

    @rule()
    def crash(self) -> None:
        """What lies on the medium at this moment is all there is."""
        elsewhere = self.folder / "rescued"
        elsewhere.mkdir()
        for left in (self.store.path, copies.log_of(self.store.path), keys.beside(self.store.path)):
            shutil.copyfile(left, elsewhere / left.name)
        self.store.close()
        for left in elsewhere.iterdir():
            left.replace(self.folder / left.name)
        elsewhere.rmdir()
        self.store = open_workspace(self.folder / "x.assessdb", PASSPHRASE, now=NOW)

    @rule()
    def back_up_and_restore(self) -> None:
        made = backup.make(self.store, self.store.backups, later(self.steps))
        self.store.close()
        self.store = backup.restore(made, self.folder / "x.assessdb", PASSPHRASE, later(self.steps))
        self.steps += 1

    # --- what it says ---

    @invariant()
    def every_sheet_is_as_it_was_left(self) -> None:
        for sheet in sheets.of_assessor(self.store, MEMBER):
            said = {(mark.subject, mark.part): mark.value for mark in sheet.marks}
            assert said == {entry: value for entry, value in self.entries[sheet.key].items() if value}
            assert sheet.version == self.versions[sheet.key]
            assert (sheet.state is SheetState.LOCKED) == self.locked[sheet.key]
            assert (sheet.state is SheetState.OPEN) <= (not self.entries[sheet.key])

    @invariant()
    def the_newest_package_that_counts_stands(self) -> None:
        wanted: dict[SheetKey, str] = {}
        for brought in self.received.values():
            wanted.update(brought)
        found = {sheet.key: sheet.value("K1", Part.LEVEL) for sheet in received.sheets_of(self.store, PANEL)}
        assert found == wanted

    @invariant()
    def every_step_is_one_line_and_all_lines_hold(self) -> None:
        assert journal.verify_all(self.store).seq == self.steps


@pytest.fixture(autouse=True, scope="module")
def _cheap() -> Iterable[None]:
    """The machine makes its workspaces outside the test function's fixtures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", keys.Cost(n=2, r=1, p=1))
        yield


TestDesk = Desk.TestCase
TestDesk.settings = hypothesis_settings(max_examples=8, stateful_step_count=20)
