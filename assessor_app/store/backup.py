"""Backups: whole, encrypted copies of a workspace, each tried before it counts, and how to come back to one.

A backup is one file, opened by the passphrase that held when it was made. Of the rolling ones the newest `HOURLY` stay, and the
last of each of the `DAILY` newest days; days are counted as they occur among the backups, so that a clock gone wrong pushes
nothing out. Copies made *before* something (an upgrade, a restore) are never taken away.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.files import atomic_path, make_folder
from assessor_app.store import cipher, copies, journal, keys, locks
from assessor_app.store.cipher import Access
from assessor_app.store.database import Store, faults, open_workspace, same_workspace
from assessor_app.store.errors import BackupUnfit, JournalBroken, NotAWorkspace, WorkspaceBusy, WorkspaceDamaged

HOURLY = 24
DAILY = 30

Progress = Callable[[int, int], None]
"""Called with pages copied and pages in all; to cancel, it raises."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy in a folder of backups. ``kept``: made before an upgrade or a restore, never taken away."""

    path: Path
    made_at: datetime
    workspace: str
    size: int
    steps: int
    """The number of the last journal line in it; 0 where the name does not say."""
    kept: bool

    @property
    def stem(self) -> str:
        """The name of the workspace it was made of."""
        return _NAME.sub("", self.path.name)


def make(store: Store, folder: Path, now: datetime, progress: Progress | None = None) -> Path:
    """Copy the workspace into a folder, try the copy, and roll the older ones; gives the copy.

    Where nothing was written since the newest backup there, that one is given. Raises `BackupUnfit`, `DiskFull`,
    `PlaceNotWritable`, `PlaceMissing`.
    """
    make_folder(folder, private=True)
    with store.reader() as reader:
        # One moment of the workspace, whatever is written meanwhile.
        reader.rows("BEGIN")
        head = journal.head(reader)
        newest = _newest(folder, reader.id)
        if newest is not None and newest.steps == head.seq:
            return newest.path
        target = folder / f"{store.path.stem} {copies.stamp(now)} s{head.seq:06d}{copies.SUFFIX}"
        reader.copy_to(target, progress)
        expected = (head, _counts(reader))
        try:
            _try(target, reader, expected)
        except BackupUnfit:
            target.unlink()
            raise
        _roll(folder, reader.id)
    return target


def list_backups(folder: Path, workspace: str | None = None) -> list[Backup]:
    """The backups in a folder, newest first; of one workspace (`Store.id`) or of all. A file that is none is passed over."""
    found = []
    for path in folder.glob(f"*{copies.SUFFIX}") if folder.is_dir() else ():
        named = _NAME.search(path.name)
        try:
            ring = keys.ring_inside(path)
        except Refusal:
            continue
        if named is not None and ring is not None and workspace in (None, ring.workspace):
            made = datetime.strptime(named["made"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            steps = int(named["steps"] or 0)
            found.append(Backup(path, made, ring.workspace, path.stat().st_size, steps, kept=named["steps"] is None))
    return sorted(found, key=lambda backup: (backup.made_at, backup.steps, backup.path.name), reverse=True)


def check(backup: Path, passphrase: str) -> journal.Head:
    """Try a backup through and through; gives the head of its journal.

    Raises `WrongWorkspacePassphrase`, `NotAWorkspace`, `BackupUnfit`.
    """
    ring, key = _opened(backup, passphrase)
    return _sound(backup, key, ring)


def restore(backup: Path, target: Path, passphrase: str, now: datetime) -> Store:
    """Put a backup in the place of the workspace ``target`` and open it. What was there is set aside first and never taken away.

    Raises what `check` and `open_workspace` raise; then the workspace is as it was.
    """
    check(backup, passphrase)
    taken = locks.take(target)
    if isinstance(taken, locks.Held):
        raise WorkspaceBusy(name=target.name, holder=taken.holder)
    try:
        with faults(target), atomic_path(target, private=True) as fresh:
            shutil.copyfile(backup, fresh)
            if target.exists():
                _set_aside(target, passphrase, now)
            # A log of the old file must never be applied to the new one.
            for left in copies.beside(target):
                left.unlink(missing_ok=True)
    finally:
        locks.release(taken)
    store = open_workspace(target, passphrase, now=now)
    try:
        with store.step("workspace_restored", {"backup": backup.name}, now):
            pass
    except BaseException:
        store.close()
        raise
    return store


# --- helpers --------------------------------------------------------------------------------------------------------------


_NAME = re.compile(rf" (?P<made>\d{{8}}T\d{{6}}Z)(?: s(?P<steps>\d+)| before-[\w-]+){re.escape(copies.SUFFIX)}$")


def _newest(folder: Path, workspace: str) -> Backup | None:
    return next((backup for backup in list_backups(folder, workspace) if not backup.kept), None)


def _counts(store: Store) -> tuple[int, ...]:
    return tuple(int(store.value(f"SELECT count(*) FROM {table}")) for table in store.append_only())


def _try(copy: Path, of: Store, expected: tuple[journal.Head, tuple[int, ...]]) -> None:
    """Every page arrived as it was sent, and what is in them is what the workspace had at that moment."""
    with _told_as_unfit(copy), of.of_copy(copy) as copied:
        _demand_whole_pages(copied)
        if (journal.verify(copied), _counts(copied)) != expected:
            raise BackupUnfit(place=str(copy), reason="incomplete")


def _sound(copy: Path, key: bytes, ring: keys.Ring) -> journal.Head:
    with _told_as_unfit(copy), same_workspace(copy, key, ring) as copied:
        _demand_whole_pages(copied)
        for question in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
            answers = [str(answer[0]) for answer in copied.rows(question)]
            if answers not in ([], ["ok"]):
                raise BackupUnfit(place=str(copy), reason=answers[0])
        return journal.verify(copied)


def _demand_whole_pages(store: Store) -> None:
    """Each page of the file stands its check; a pass over the file, so quick for any size."""
    pages = int(store.value("PRAGMA page_count"))
    for (answer,) in store.rows("PRAGMA cipher_integrity_check"):
        # The key ring behind the last page is none.
        if not answer.startswith(f"page {pages + 1} has an invalid size"):
            raise BackupUnfit(place=str(store.path), reason=answer)


@contextmanager
def _told_as_unfit(copy: Path) -> Iterator[None]:
    try:
        yield
    except (WorkspaceDamaged, JournalBroken) as fault:
        raise BackupUnfit(place=str(copy), reason=fault.code) from fault


def _opened(backup: Path, passphrase: str) -> tuple[keys.Ring, bytes]:
    ring = keys.ring_inside(backup)
    if ring is None:
        raise NotAWorkspace(place=str(backup), backups=str(backup.parent))
    return ring, keys.key_by_passphrase(ring, passphrase, backup.name)


def _set_aside(target: Path, passphrase: str, now: datetime) -> None:
    """Keep what is there: as a copy that opens, or, where it opens no more, byte for byte with what lies beside it."""
    ring = keys.ring_beside(target) or keys.ring_inside(target)
    try:
        if ring is not None:
            key = keys.key_by_passphrase(ring, passphrase, target.name)
            connection = cipher.connect(target, key, Access.WRITE)
            try:
                copies.keep_before(connection, key, ring, target, "before-restore", now)
            finally:
                connection.close()
            return
    except (Refusal, cipher.fault_type()):
        # Damaged, or under another passphrase: then as it is.
        pass
    folder = make_folder(copies.folder_of(target), private=True)
    for left in (target, *copies.beside(target)):
        if left.exists():
            shutil.copyfile(left, folder / f"{target.stem} {copies.stamp(now)} before-restore {left.name}")


def _roll(folder: Path, workspace: str) -> None:
    rolling = [backup for backup in list_backups(folder, workspace) if not backup.kept]
    stay = {backup.path for backup in rolling[:HOURLY]}
    days: dict[str, Path] = {}
    for backup in rolling:
        days.setdefault(backup.made_at.strftime("%Y%m%d"), backup.path)
    stay.update(list(days.values())[:DAILY])
    for backup in rolling:
        if backup.path not in stay:
            backup.path.unlink()
