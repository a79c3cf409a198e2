from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assessor_app.store import backup, copies, journal, keys, marks, settings, sheets
from assessor_app.store.database import Store, open_workspace
from assessor_app.store.errors import BackupUnfit, NotAWorkspace, WorkspaceBusy, WrongWorkspacePassphrase
from tests.store.builders import NOW, PASSPHRASE, a_key, a_mark, a_workspace, reopened


def _set(store: Store, value: str) -> None:
    with store.step("setting_changed", {}, NOW):
        settings.put(store, "value", value)


def _hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "U 盘" / "备份"


def test_that_a_backup_holds_everything_and_opens_by_itself(desk: Store, stick: Path) -> None:
    with desk.step("marked", {}, NOW):
        marks.add(desk, a_mark("4"))
    made = backup.make(desk, stick, NOW)
    assert [each.name for each in stick.iterdir()] == [made.name]
    with open_workspace(made, PASSPHRASE, now=NOW, read_only=True) as copy:
        assert sheets.get(copy, a_key()) == sheets.get(desk, a_key())
        assert journal.verify_all(copy) == journal.head(desk)
        assert copy.mode is desk.mode
    assert backup.check(made, PASSPHRASE) == journal.head(desk)


def test_that_a_backup_shows_how_far_it_is(store: Store, stick: Path) -> None:
    told: list[tuple[int, int]] = []
    backup.make(store, stick, NOW, lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0


def test_that_a_cancelled_backup_leaves_nothing(store: Store, stick: Path) -> None:
    def cancel(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.make(store, stick, NOW, cancel)
    assert list(stick.iterdir()) == []


def test_that_nothing_new_makes_no_new_backup(store: Store, stick: Path) -> None:
    first = backup.make(store, stick, NOW)
    assert backup.make(store, stick, NOW + _hours(1)) == first
    _set(store, "a")
    assert backup.make(store, stick, NOW + _hours(1)) != first


def test_that_a_backup_that_is_not_whole_is_not_kept(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup.make(store, stick, NOW)
    _set(store, "a")
    copy = copies.copy

    def bad_sector(*facts: object) -> None:
        copy(*facts)  # type: ignore[arg-type]
        target = facts[3]
        assert isinstance(target, Path)
        content = bytearray(target.read_bytes())
        content[20_000] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(copies, "copy", bad_sector)
    with pytest.raises(BackupUnfit):
        backup.make(store, stick, NOW + _hours(1))
    assert list(stick.iterdir()) == [good]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer are kept, so that rolling is seen sooner."""
    monkeypatch.setattr(backup, "HOURLY", 5)
    monkeypatch.setattr(backup, "DAILY", 4)


def test_that_the_newest_stay_and_one_of_each_day(store: Store, stick: Path, few: None) -> None:
    for hour in range(0, 24 * 6, 6):
        _set(store, str(hour))
        backup.make(store, stick, NOW + _hours(hour))
    found = backup.list_backups(stick)
    assert [each.made_at for each in found[: backup.HOURLY]] == [
        (NOW + _hours(6 * back)).replace(microsecond=0) for back in range(23, 23 - backup.HOURLY, -1)
    ]
    days = [each.made_at.date() for each in found[backup.HOURLY :]]
    assert len(days) == len(set(days)), "older than the newest: one of each day"
    assert len({each.made_at.date() for each in found}) == backup.DAILY


def test_that_a_clock_gone_wrong_pushes_nothing_out(store: Store, stick: Path) -> None:
    for day in range(8):
        _set(store, str(day))
        backup.make(store, stick, NOW + _hours(24 * day))
    _set(store, "2099")
    backup.make(store, stick, NOW.replace(year=2099))
    assert len(backup.list_backups(stick)) == 9


def test_that_workspaces_share_a_folder_without_touching_each_other(
    store: Store, tmp_path: Path, stick: Path, few: None
) -> None:
    with a_workspace(tmp_path / "另一个.assessdb") as other:
        backup.make(other, stick, NOW)
        for count in range(backup.HOURLY + 5):
            _set(store, str(count))
            backup.make(store, stick, NOW + timedelta(minutes=count))
        assert len(backup.list_backups(stick, other.id)) == 1
        assert len(backup.list_backups(stick, store.id)) == backup.HOURLY


def test_that_a_restore_brings_back_and_sets_aside(store: Store) -> None:
    _set(store, "old")
    made = backup.make(store, store.backups, NOW)
    _set(store, "new")
    store.close()
    with backup.restore(made, store.path, PASSPHRASE, NOW + _hours(1)) as again:
        assert settings.get(again, "value") == "old"
        assert list(journal.lines(again))[-1].step == "workspace_restored"
    aside = [each for each in backup.list_backups(store.backups) if each.kept]
    assert len(aside) == 1
    with open_workspace(aside[0].path, PASSPHRASE, now=NOW, read_only=True) as kept:
        assert settings.get(kept, "value") == "new"


def test_that_no_restore_or_later_backup_pushes_out_what_was_set_aside(store: Store, few: None) -> None:
    made = backup.make(store, store.backups, NOW)
    _set(store, "precious")
    store.close()
    with backup.restore(made, store.path, PASSPHRASE, NOW) as again:
        for count in range(backup.HOURLY * 2):
            _set(again, str(count))
            backup.make(again, again.backups, NOW + timedelta(minutes=count))
        kept = [each.path for each in backup.list_backups(again.backups) if each.kept]
        with open_workspace(kept[0], PASSPHRASE, now=NOW, read_only=True) as aside:
            assert settings.get(aside, "value") == "precious"


def test_that_what_a_crash_left_in_the_log_is_set_aside_too_and_never_replayed(store: Store, tmp_path: Path) -> None:
    made = backup.make(store, store.backups, NOW)
    _set(store, "in the log")
    crashed = tmp_path / "crashed" / store.path.name
    crashed.parent.mkdir()
    for left in (store.path, *copies.beside(store.path)):
        (crashed.parent / left.name).write_bytes(left.read_bytes())
    assert copies.log_of(crashed).stat().st_size > 0
    with backup.restore(made, crashed, PASSPHRASE, NOW) as again:
        assert settings.get(again, "value") == ""
    (aside,) = backup.list_backups(copies.folder_of(crashed))
    with open_workspace(aside.path, PASSPHRASE, now=NOW, read_only=True) as kept:
        assert settings.get(kept, "value") == "in the log"


def test_that_a_damaged_workspace_is_restored_and_kept_byte_for_byte(store: Store) -> None:
    _set(store, "good")
    made = backup.make(store, store.backups, NOW)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[50] ^= 1
    store.path.write_bytes(content)
    with backup.restore(made, store.path, PASSPHRASE, NOW) as again:
        assert settings.get(again, "value") == "good"
        (aside,) = (each for each in again.backups.iterdir() if "before-restore" in each.name)
    assert aside.read_bytes() == content


def test_that_a_restore_is_refused_before_anything_is_touched(store: Store, tmp_path: Path) -> None:
    made = backup.make(store, store.backups, NOW)
    with pytest.raises(WorkspaceBusy):
        backup.restore(made, store.path, PASSPHRASE, NOW)
    store.close()
    before = store.path.read_bytes()
    content = bytearray(made.read_bytes())
    content[9000] ^= 1
    bad = tmp_path / made.name
    bad.write_bytes(content)
    cut = tmp_path / "cut.assessdb-backup"
    cut.write_bytes(content[:-1])
    for path, passphrase, refusal in (
        (bad, PASSPHRASE, BackupUnfit),
        (made, "wrong", WrongWorkspacePassphrase),
        (cut, PASSPHRASE, NotAWorkspace),
    ):
        with pytest.raises(refusal):
            backup.restore(path, store.path, passphrase, NOW)
    assert store.path.read_bytes() == before


def test_that_a_backup_keeps_the_passphrase_it_was_made_under(store: Store) -> None:
    made = backup.make(store, store.backups, NOW)
    store.change_passphrase(PASSPHRASE, "新 的 口 令", NOW)
    store.close()
    backup.check(made, PASSPHRASE)
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(store.path, PASSPHRASE, now=NOW)
    open_workspace(store.path, "新 的 口 令", now=NOW).close()
    assert keys.ring_inside(made) is not None


def test_that_steps_go_on_while_a_backup_is_made(store: Store, stick: Path) -> None:
    wrote: list[int] = []

    def write_meanwhile(done: int, of: int) -> None:
        _set(store, str(done))
        wrote.append(done)

    head = journal.head(store)
    made = backup.make(store, stick, NOW, write_meanwhile)
    assert wrote
    assert backup.check(made, PASSPHRASE) == head
    with reopened(store) as again:
        assert settings.get(again, "value") == str(wrote[-1])


def test_that_the_log_of_a_file_that_opens_no_more_is_kept_and_never_replayed(store: Store, tmp_path: Path) -> None:
    made = backup.make(store, store.backups, NOW)
    store.change_passphrase(PASSPHRASE, "新 的 口 令", NOW)
    _set(store, "in the log")
    crashed = tmp_path / "crashed" / store.path.name
    crashed.parent.mkdir()
    for left in (store.path, copies.log_of(store.path), keys.beside(store.path)):
        (crashed.parent / left.name).write_bytes(left.read_bytes())
    with backup.restore(made, crashed, PASSPHRASE, NOW) as again:
        assert settings.get(again, "value") == ""
        assert again.rows("PRAGMA integrity_check") == [("ok",)]
    (aside,) = copies.folder_of(crashed).glob("*before-restore*.assessdb")
    with open_workspace(aside, "新 的 口 令", now=NOW) as kept:
        assert settings.get(kept, "value") == "in the log"
