from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from assessor_app import files
from assessor_app.errors import (
    DiskFull,
    FileTooLarge,
    FileUnreadable,
    PlaceMissing,
    PlaceNotWritable,
    ReadBackDiffers,
    Refusal,
)
from assessor_app.files import atomic_path, atomic_write, make_folder, open_to_read, proved_path, read_file

POSIX_MODES = os.name == "posix"


def test_that_a_file_is_replaced_by_exactly_the_new_bytes(tmp_path: Path) -> None:
    path = tmp_path / "结果 result.asice"
    atomic_write(path, b"old, and longer than the new")
    atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_that_the_old_file_stands_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"old")
    with atomic_path(path) as fresh:
        fresh.write_bytes(b"half")
        assert path.read_bytes() == b"old"
        assert fresh.parent == path.parent
    assert path.read_bytes() == b"half"


def test_that_a_broken_off_write_leaves_the_old_file_and_no_scraps(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"old")
    with pytest.raises(ZeroDivisionError), atomic_path(path) as fresh:
        fresh.write_bytes(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_that_bytes_and_folder_are_on_the_disk_before_and_after_the_name_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    told: list[tuple[str, bool]] = []
    settle = os.fsync

    def listening(handle: int) -> None:
        settle(handle)
        told.append(("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file", path.exists()))

    monkeypatch.setattr(os, "fsync", listening)
    atomic_write(path, b"x")
    assert told == [("file", False), ("folder", True)]


def test_that_a_private_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    atomic_write(tmp_path / "mine", b"x", private=True)
    make_folder(tmp_path / "den" / "inner", private=True)
    if POSIX_MODES:
        assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "den" / "inner").stat().st_mode) == 0o700


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlaceMissing) as caught:
        atomic_write(tmp_path / "stick" / "a", b"x")
    assert caught.value.place == str(tmp_path / "stick")


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, PlaceNotWritable),
        (errno.EACCES, PlaceNotWritable),
        (errno.EIO, PlaceNotWritable),
        (errno.ENODEV, PlaceMissing),
    ],
)
def test_that_a_fault_of_the_place_becomes_a_refusal_and_leaves_the_old_file(
    tmp_path: Path, fault: int, refusal: type[Refusal]
) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"old")
    with pytest.raises(refusal), atomic_path(path):
        raise OSError(fault, os.strerror(fault))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_medium_that_gives_back_other_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "package"
    with proved_path(path) as write:
        write(b"first")
        write(b"second")
    assert path.read_bytes() == b"firstsecond"

    def worn(fresh: Path) -> None:
        fresh.write_bytes(fresh.read_bytes()[:-1] + b"?")

    monkeypatch.setattr(files, "_settle", worn)
    with pytest.raises(ReadBackDiffers) as caught, proved_path(path) as write:
        write(b"third")
    assert caught.value.place == str(path)
    assert path.read_bytes() == b"firstsecond"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_file(path, limit=5) == b"12345"
    with pytest.raises(FileTooLarge) as caught:
        read_file(path, limit=4)
    assert caught.value.facts == {"place": str(path), "size": 5, "limit": 4}


def test_that_what_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(FileUnreadable) as caught:
            read_file(path)
        assert caught.value.place == str(path)


class Pulled(io.FileIO):
    """A file on a stick that is pulled out after so many bytes."""

    after = 0

    def readinto(self, target: Any) -> int:
        if self.tell() >= self.after:
            raise OSError(errno.EIO, "Input/output error")
        return super().readinto(memoryview(target)[: max(1, self.after - self.tell())]) or 0


def on_a_stick(monkeypatch: pytest.MonkeyPatch, file: Path, after: int) -> None:
    """From now on the file can be read as far as ``after``."""
    monkeypatch.setattr(Pulled, "after", after)
    honest = Path.open

    def opened(path: Path, mode: str = "r", *rest: Any, **facts: Any) -> Any:
        return Pulled(path) if path == file and mode == "rb" else honest(path, mode, *rest, **facts)

    monkeypatch.setattr(Path, "open", opened)


@pytest.mark.parametrize("after", [0, 1, 5000])
def test_that_a_stick_pulled_out_while_it_is_read_is_said_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    file = tmp_path / "package"
    file.write_bytes(bytes(10_000))
    on_a_stick(monkeypatch, file, after)
    with pytest.raises(FileUnreadable) as refused:
        read_file(file)
    assert refused.value.place == str(file)
    with pytest.raises(FileUnreadable), open_to_read(file) as source:
        while source.read(1000):
            pass
