from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assessor_app.errors import DiskFull, FileUnreadable, PlaceNotWritable
from assessor_app.models.rounds import Mode
from assessor_app.store import cipher, copies, journal, keys, locks, people, schema, settings
from assessor_app.store.database import OutsideStep, Store, create_workspace, open_workspace
from assessor_app.store.errors import (
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceExists,
    WorkspaceReadOnly,
    WorkspaceTooNew,
    WrongWorkspacePassphrase,
)
from tests.store.builders import NOW, PASSPHRASE, a_person, a_workspace, reopened


def _set(store: Store, name: str, value: str) -> None:
    with store.step("setting_changed", {"name": name}, NOW):
        settings.put(store, name, value)


def test_that_what_a_step_wrote_is_there_after_reopening(store: Store) -> None:
    _set(store, "place", "案卷 7")
    with reopened(store) as again:
        assert settings.get(again, "place") == "案卷 7"
        assert (again.mode, again.owner, again.read_only) == (Mode.LIVE, a_person(), False)


def test_that_a_closed_workspace_is_one_file(store: Store) -> None:
    _set(store, "a", "b")
    store.close()
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


def test_that_the_one_file_opens_wherever_it_is_copied(store: Store, tmp_path: Path) -> None:
    _set(store, "a", "b")
    store.close()
    elsewhere = tmp_path / "stick" / "复制.assessdb"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(store.path.read_bytes())
    with open_workspace(elsewhere, PASSPHRASE, now=NOW) as copy:
        assert settings.get(copy, "a") == "b"


def test_that_nothing_can_be_read_in_the_file(store: Store) -> None:
    _set(store, "secret", "王丹青 " * 500)
    for closed in (False, True):
        if closed:
            store.close()
        for each in store.path.parent.iterdir():
            content = each.read_bytes()
            assert "王丹青".encode() not in content
            assert not content.startswith(b"SQLite format 3")


def test_that_only_the_owner_of_the_account_may_read_the_key_beside(store: Store) -> None:
    assert stat.S_IMODE(keys.beside(store.path).stat().st_mode) == 0o600


def test_that_an_exception_undoes_the_whole_step(store: Store) -> None:
    before = journal.head(store)
    with pytest.raises(ZeroDivisionError), store.step("doomed", {}, NOW):
        settings.put(store, "a", "b")
        raise ZeroDivisionError
    assert settings.all(store) == {}
    assert journal.head(store) == before
    _set(store, "a", "c")
    assert settings.get(store, "a") == "c"


def test_that_writing_outside_a_step_is_refused_by_the_code_and_by_the_engine(store: Store) -> None:
    with pytest.raises(OutsideStep):
        settings.put(store, "a", "b")
    with pytest.raises(OutsideStep):
        store.rows("INSERT INTO settings VALUES ('a', 'b')")


def test_that_a_step_inside_a_step_is_refused_and_undoes_both(store: Store) -> None:
    with pytest.raises(OutsideStep), store.step("outer", {}, NOW):
        settings.put(store, "a", "b")
        with store.step("inner", {}, NOW):
            pass
    assert settings.all(store) == {}


def test_that_a_reader_sees_what_was_committed_and_cannot_write(store: Store) -> None:
    with store.reader() as reader:
        _set(store, "a", "b")
        assert settings.get(reader, "a") == "b"
        with pytest.raises(WorkspaceReadOnly):
            _set(reader, "a", "c")
        with pytest.raises(OutsideStep):
            reader.rows("DELETE FROM settings")


def test_that_a_reader_does_not_see_a_step_under_way(store: Store) -> None:
    with store.reader() as reader, store.step("slow", {}, NOW):
        settings.put(store, "a", "b")
        assert settings.get(reader, "a") == ""


def test_that_a_second_program_is_refused_by_name_and_may_read(store: Store) -> None:
    _set(store, "a", "b")
    with pytest.raises(WorkspaceBusy) as refused:
        open_workspace(store.path, PASSPHRASE, now=NOW)
    assert refused.value.holder == os.uname().nodename
    with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True) as second:
        assert settings.get(second, "a") == "b"
        _set(store, "a", "c")
        assert settings.get(second, "a") == "c"
        with pytest.raises(WorkspaceReadOnly):
            _set(second, "a", "d")
    _set(store, "a", "e")
    with reopened(store) as again:
        assert settings.get(again, "a") == "e"


def test_that_nobody_begins_to_write_beneath_a_reader(store: Store) -> None:
    store.close()
    with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True), pytest.raises(WorkspaceBusy):
        open_workspace(store.path, PASSPHRASE, now=NOW)
    open_workspace(store.path, PASSPHRASE, now=NOW).close()


def test_that_reading_a_closed_workspace_leaves_nothing_beside_it(store: Store) -> None:
    store.close()
    before = store.path.read_bytes()
    with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True) as reader, reader.reader() as second:
        assert second.owner == a_person()
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]
    assert store.path.read_bytes() == before


def test_that_a_workspace_on_a_write_protected_medium_can_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()

    def protected(path: Path, *, shared: bool = False) -> locks.Lock:
        raise PlaceNotWritable(place=str(path), reason="Read-only file system")

    monkeypatch.setattr(locks, "take", protected)
    with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True) as reader:
        assert reader.owner == a_person()
    with pytest.raises(PlaceNotWritable):
        open_workspace(store.path, PASSPHRASE, now=NOW)


def test_that_closing_with_a_reader_inside_loses_nothing(store: Store) -> None:
    reader = store.reader()
    _set(store, "a", "b")
    store.close()
    assert settings.get(reader, "a") == "b"
    reader.close()
    with open_workspace(store.path, PASSPHRASE, now=NOW) as again:
        assert settings.get(again, "a") == "b"
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


def test_that_a_wrong_passphrase_is_told_from_damage(store: Store) -> None:
    store.close()
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(store.path, "江 河 湖 海 山", now=NOW)
    content = bytearray(store.path.read_bytes())
    content[100] ^= 1
    store.path.write_bytes(content)
    with pytest.raises(WorkspaceDamaged) as refused:
        open_workspace(store.path, PASSPHRASE, now=NOW)
    assert refused.value.backups == str(copies.folder_of(store.path))
    assert store.path.read_bytes() == content


def test_that_every_page_that_was_altered_is_noticed_when_it_is_read(store: Store) -> None:
    _set(store, "long", "评" * 20_000)
    store.close()
    content = bytearray(store.path.read_bytes())
    with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True) as sound:
        pages, free = sound.value("PRAGMA page_count"), sound.value("PRAGMA freelist_count")
    refused = 0
    for page in range(0, pages * 4096, 4096):
        content[page + 2000] ^= 1
        store.path.write_bytes(content)
        try:
            with open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True) as damaged:
                settings.all(damaged)
                refused += damaged.rows("PRAGMA integrity_check") != [("ok",)]
        except WorkspaceDamaged:
            refused += 1
        content[page + 2000] ^= 1
    assert refused == pages - free


def test_that_a_file_cut_short_is_said_to_be_damaged_or_keyless(store: Store) -> None:
    store.close()
    whole = store.path.read_bytes()
    for length in (0, 10, 4096, len(whole) // 2, len(whole) - 1):
        store.path.write_bytes(whole[:length])
        with pytest.raises((NotAWorkspace, WorkspaceDamaged)):
            open_workspace(store.path, PASSPHRASE, now=NOW)


def test_that_another_kind_of_file_is_no_workspace(place: Path) -> None:
    place.write_bytes(b"PK\x03\x04" * 5000)
    with pytest.raises(NotAWorkspace):
        open_workspace(place, PASSPHRASE, now=NOW)
    with pytest.raises(FileUnreadable):
        open_workspace(place.with_name("missing.assessdb"), PASSPHRASE, now=NOW)
    with pytest.raises(WorkspaceExists):
        a_workspace(place)


def test_that_a_workspace_of_a_newer_program_is_refused_untouched(store: Store) -> None:
    store.close()
    key = keys.key_by_passphrase(_ring(store.path), PASSPHRASE, "")
    connection = cipher.connect(store.path, key, cipher.Access.WRITE)
    connection.execute(f"PRAGMA user_version = {schema.LATEST + 1}")
    connection.close()
    keys.append(store.path, _RINGS[store.path], store.path.stat().st_size // 4096 * 4096)
    before = store.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(WorkspaceTooNew) as refused:
            open_workspace(store.path, PASSPHRASE, now=NOW, read_only=read_only)
        assert (refused.value.version, refused.value.known) == (schema.LATEST + 1, schema.LATEST)
    assert store.path.read_bytes() == before
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


_RINGS: dict[Path, keys.Ring] = {}


def _ring(path: Path) -> keys.Ring:
    ring = keys.ring_inside(path)
    assert ring is not None
    _RINGS[path] = ring
    return ring


def test_that_a_workspace_that_cannot_be_made_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys, "append", fails)
    monkeypatch.setattr(keys, "put_beside", fails)
    with pytest.raises(DiskFull):
        a_workspace(place)
    assert list(place.parent.iterdir()) == []


def test_that_the_owner_is_as_last_put_among_the_people(store: Store) -> None:
    with store.step("identity_issued", {}, NOW):
        people.put(store, a_person(fingerprint="ab" * 32))
    assert store.owner.fingerprint == "ab" * 32
    assert people.by_fingerprint(store, "ab" * 32) == store.owner


def test_that_the_mode_of_a_workspace_cannot_be_changed(place: Path) -> None:
    with create_workspace(place, PASSPHRASE, owner=a_person(), mode=Mode.REHEARSAL, now=NOW) as store:
        with pytest.raises(cipher.fault_type(), match="only added"), store.step("cheat", {}, NOW):
            store.write("UPDATE workspace SET mode = 'live'")
        assert store.mode is Mode.REHEARSAL


def test_that_a_key_lost_with_a_crash_is_found_in_the_backups(store: Store) -> None:
    from assessor_app.files import make_folder

    store.copy_to(make_folder(store.backups) / f"x{copies.SUFFIX}")
    _set(store, "a", "b")
    store.close()
    content = store.path.read_bytes()
    store.path.write_bytes(content[: len(content) // 4096 * 4096])
    with open_workspace(store.path, PASSPHRASE, now=NOW) as again:
        assert settings.get(again, "a") == "b"
