"""The plug is pulled: a program is killed in the middle of its writing, and what it said was kept is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessor_app.errors import DiskFull
from assessor_app.models.marks import Part
from assessor_app.store import backup, copies, journal, keys, marks, sheets
from assessor_app.store.database import Store, open_workspace
from assessor_app.store.errors import WorkspaceBusy
from tests.store.builders import NOW, PASSPHRASE, a_key, a_mark, reopened

# Enters marks without end; says each on the line once the step is done, so when the writer says it, the medium has it.
_WRITER = """
import os
import sys
from pathlib import Path
from assessor_app.store import keys, marks
from assessor_app.store.database import open_workspace
from tests.store.builders import NOW, PASSPHRASE, a_mark
keys.COST = keys.Cost(n=2, r=1, p=1)
store = open_workspace(Path(sys.argv[1]), PASSPHRASE, now=NOW)
number = 0
while True:
    number += 1
    with store.step("mark_entered", {"number": number}, NOW):
        marks.add(store, a_mark(str(number), id=f"{os.getpid()}-{number}"))
    print(number, flush=True)
"""


def _start(path: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _WRITER, str(path)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}
    )


def _kill_after(path: Path, said: int) -> int:
    """Kill the writer once it has said so many marks; gives the last one it said."""
    with _start(path) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) >= said:
                break
        with pytest.raises(WorkspaceBusy):
            open_workspace(path, PASSPHRASE, now=NOW)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")
        writer.wait()
    # The last piece may be half a line.
    return max([said, *(int(line) for line in rest[:-1])])


@pytest.mark.parametrize("said", [1, 37, 400])
def test_that_a_killed_program_loses_nothing_it_said_was_kept(desk: Store, said: int) -> None:
    desk.close()
    last = _kill_after(desk.path, said)
    assert copies.log_of(desk.path).exists()
    with open_workspace(desk.path, PASSPHRASE, now=NOW) as again:
        found = [int(mark.value) for mark in marks.history(again, a_key())]
        assert found == list(range(1, len(found) + 1))
        assert last <= len(found) <= last + 1
        assert sheets.get(again, a_key()).value("K1", Part.LEVEL) == str(found[-1])
        assert journal.verify_all(again).seq == len(found) + 2
        assert again.rows("PRAGMA integrity_check") == [("ok",)]
    assert [each.name for each in desk.path.parent.iterdir()] == [desk.path.name]


def test_that_a_program_killed_again_and_again_goes_on_from_the_same_place(desk: Store) -> None:
    desk.close()
    lasts = [_kill_after(desk.path, said) for said in (3, 5, 2)]
    with open_workspace(desk.path, PASSPHRASE, now=NOW) as again:
        assert sum(lasts) <= len(marks.history(again, a_key())) <= sum(lasts) + len(lasts)
        made = backup.make(again, again.backups, NOW)
        assert backup.check(made, PASSPHRASE) == journal.head(again)


def test_that_a_crash_while_closing_leaves_a_workspace_that_opens(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    append = keys.append

    def pulled(path: Path, ring: keys.Ring, end: int) -> None:
        append(path, ring, end)
        content = path.read_bytes()
        path.write_bytes(content[:-10])
        raise OSError(5, "pulled")

    monkeypatch.setattr(keys, "append", pulled)
    desk.close()
    assert keys.ring_inside(desk.path) is None
    monkeypatch.setattr(keys, "append", append)
    open_workspace(desk.path, PASSPHRASE, now=NOW).close()
    assert keys.ring_inside(desk.path) is not None


def test_that_a_first_page_torn_while_the_log_was_moved_over_is_healed_from_the_log(
    desk: Store, tmp_path: Path
) -> None:
    """The plug is pulled between the halves of a page: the file has the torn page, the log still the whole one."""
    with desk.step("mark_entered", {}, NOW):
        marks.add(desk, a_mark("长" * 30_000, part=Part.COMMENT))
    torn = tmp_path / "torn" / desk.path.name
    torn.parent.mkdir()
    for left in (desk.path, copies.log_of(desk.path), keys.beside(desk.path)):
        (torn.parent / left.name).write_bytes(left.read_bytes())
    content = bytearray(torn.read_bytes())
    content[2048:4096] = bytes(2048)
    torn.write_bytes(content)
    for read_only in (True, False):
        with open_workspace(torn, PASSPHRASE, now=NOW, read_only=read_only) as again:
            assert len(sheets.get(again, a_key()).value("K1", Part.COMMENT)) == 30_000
    with open_workspace(torn, PASSPHRASE, now=NOW) as again:
        assert again.rows("PRAGMA integrity_check") == [("ok",)]


def test_that_a_full_disk_undoes_the_step_and_leaves_the_workspace_usable(desk: Store) -> None:
    pages = desk.value("PRAGMA page_count")
    desk.rows(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), desk.step("mark_entered", {}, NOW):
        marks.add(desk, a_mark("长" * 30_000, part=Part.COMMENT))
    assert marks.history(desk, a_key()) == ()
    desk.rows("PRAGMA max_page_count = 1000000")
    with desk.step("mark_entered", {}, NOW):
        marks.add(desk, a_mark("3"))
    with reopened(desk) as again:
        assert sheets.get(again, a_key()).value("K1", Part.LEVEL) == "3"
        assert journal.verify_all(again) == journal.head(again)
