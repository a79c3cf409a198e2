"""Copies of a whole workspace as one file: how one is made, what lies beside a workspace, and where its backups are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessor_app.errors import Refusal
from assessor_app.files import atomic_path, make_folder
from assessor_app.store import cipher, keys
from assessor_app.store.cipher import Access

# 8 MiB: often enough for a bar to move, seldom enough to cost nothing.
_PAGES_AT_ONCE = 2048

SUFFIX = ".assessdb-backup"


def folder_of(path: Path) -> Path:
    """Where the backups of the workspace ``path`` are kept unless a person chooses a second place."""
    return path.with_name(f"{path.stem} backups")


def log_of(path: Path) -> Path:
    """The write-ahead log of an open workspace."""
    return path.with_name(path.name + "-wal")


def beside(path: Path) -> tuple[Path, ...]:
    """What may lie beside a workspace while it is open."""
    return (log_of(path), path.with_name(path.name + "-shm"), keys.beside(path))


def copy(
    connection: Any,
    key: bytes,
    ring: keys.Ring,
    target: Path,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Copy what a connection sees to ``target``, whole or not at all, with the key ring at its end."""
    with atomic_path(target, private=True) as fresh:
        copied = cipher.connect(fresh, key, Access.CREATE)
        try:
            if progress is None:
                connection.backup(copied)
            else:
                connection.backup(copied, pages=_PAGES_AT_ONCE, progress=lambda _, left, of: progress(of - left, of))
            # A backup is read from sticks and write-protected media: no log beside it.
            copied.execute("PRAGMA journal_mode = DELETE")
            end = int(copied.execute("PRAGMA page_count").fetchone()[0]) * int(
                copied.execute("PRAGMA page_size").fetchone()[0]
            )
        finally:
            copied.close()
        keys.append(fresh, ring, end)


def stamp(now: datetime) -> str:
    """A time as it stands in the name of a copy: UTC, and sorting by name is sorting by time."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def keep_before(connection: Any, key: bytes, ring: keys.Ring, path: Path, why: str, now: datetime) -> Path:
    """A dated copy that the rolling of backups never takes away."""
    target = make_folder(folder_of(path), private=True) / f"{path.stem} {stamp(now)} {why}{SUFFIX}"
    copy(connection, key, ring, target)
    return target


def rings_in(folder: Path) -> list[keys.Ring]:
    """The key rings of the copies in a folder: they open the workspace itself when its own ring was lost."""
    rings = []
    for place in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
        try:
            ring = keys.ring_inside(place)
        except Refusal:
            # One unreadable copy must not hide the others.
            continue
        if ring is not None:
            rings.append(ring)
    return rings
