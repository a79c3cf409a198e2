"""The one way to write a file: whole or not at all, durable when it returns; and to read one that a person named, as a
whole or, where it may be large, piece by piece.

A file that is being replaced keeps its old content until the new one is complete and on the disk; whoever pulls the
plug or the stick finds the old file or the new one, never half of either. Faults of the place come back as refusals.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from assessor_app.errors import DiskFull, FileTooLarge, FileUnreadable, PlaceMissing, PlaceNotWritable, ReadBackDiffers

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1 << 20
"""Bytes of a piece: what is large is never held whole."""

CHANGED = "changed while being read"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})


class Sliced(Protocol):
    """Bytes that need not lie in memory: a slice of them is read when it is asked for. `bytes` themselves are such."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class Part:
    """A part of something `Sliced`, from one place to another."""

    def __init__(self, whole: Sliced, start: int, end: int) -> None:
        self._whole, self._start, self._size = whole, start, end - start

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _ = part.indices(self._size)
        return self._whole[self._start + start : self._start + end]


class FileBytes:
    """A file that is `Sliced`, open until it is closed. Raises `FileUnreadable`, also later: it may be cut short, or go away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _opened(path)
        self._size = os.fstat(self._file.fileno()).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _ = part.indices(self._size)
        self._file.seek(start)
        content = self._file.read(max(end - start, 0))
        if len(content) != max(end - start, 0):
            raise FileUnreadable(place=str(self._path), reason=CHANGED)
        return content

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def pieces_of(data: Sliced) -> Iterator[bytes]:
    """All of it in order, a piece at a time."""
    for at in range(0, len(data), PIECE):
        yield data[at : at + PIECE]


def atomic_write(path: Path, data: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Write `data` (whole, or in pieces) to `path`, replacing what was there. With `private`, only the owner may read the file.

    Raises `DiskFull`, `PlaceNotWritable` or `PlaceMissing`; then `path` is as it was before, with no scraps beside it.
    """
    with atomic_path(path, private=private) as fresh, fresh.open("wb") as out:
        for piece in (data,) if isinstance(data, bytes) else data:
            out.write(piece)


@contextmanager
def atomic_path(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A fresh, empty file beside `path`, to be filled by the caller; it takes that place when the block ends well.

    If the block raises, the fresh file is removed and `path` stays as it was. Raises what `atomic_write` raises; an
    OSError in the block counts as a fault of `path`, so read other files through `read_file`.
    """
    with _faults_as_refusals(path):
        fresh = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
        try:
            yield fresh
            _settle(fresh)
            fresh.replace(path)
        except BaseException:
            # The first fault is the one to tell of; a medium that is gone cannot be tidied either.
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        _settle_folder(path.parent)


@contextmanager
def proved_path(path: Path, *, private: bool = False) -> Iterator[Callable[[bytes], object]]:
    """As `atomic_path`, for what is handed to others: give the pieces to the callable; the file takes the place of `path` only
    once it was read back and found to be what was written. A worn stick says nothing when it loses bytes.

    Raises what `atomic_write` raises, and `ReadBackDiffers`.
    """
    written = hashlib.sha256()
    with atomic_path(path, private=private) as fresh:
        with fresh.open("wb") as out:

            def write(piece: bytes) -> None:
                written.update(piece)
                out.write(piece)

            yield write
        _settle(fresh)
        if _digest_on_medium(fresh) != written.digest():
            raise ReadBackDiffers(place=str(path))


def _digest_on_medium(path: Path) -> bytes:
    with path.open("rb", buffering=0) as file:
        # Without this the system answers from its memory. Elsewhere it may, and a fault then shows only where the file is opened.
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").digest()


def make_folder(path: Path, *, private: bool = False) -> Path:
    """Create `path` and what is missing above it; with `private`, only the owner may enter.

    Raises what `atomic_write` raises.
    """
    with _faults_as_refusals(path):
        path.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
    return path


@contextmanager
def open_to_read(path: Path) -> Iterator[io.BufferedReader]:
    """The file, to be read piece by piece. A fault on the way, a stick that was pulled out, is `FileUnreadable` too."""
    with _opened(path) as source:
        yield source


def _opened(path: Path) -> io.BufferedReader:
    try:
        opened = path.open("rb", buffering=0)
    except OSError as fault:
        raise FileUnreadable(place=str(path), reason=_reason(fault)) from fault
    return io.BufferedReader(_Watched(opened, path))


class _Watched(io.RawIOBase):
    """Bytes of a file; what the medium does wrong is said of the file."""

    def __init__(self, source: io.FileIO, path: Path) -> None:
        super().__init__()
        self._source, self._path = source, path

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._source.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._source.seek(offset, whence)

    def fileno(self) -> int:
        return self._source.fileno()

    def readinto(self, target: WriteableBuffer) -> int | None:
        try:
            return self._source.readinto(target)
        except OSError as fault:
            raise FileUnreadable(place=str(self._path), reason=_reason(fault)) from fault

    def close(self) -> None:
        self._source.close()
        super().close()


def read_file(path: Path, *, limit: int | None = None) -> bytes:
    """All bytes of `path`. Raises `FileUnreadable`, or `FileTooLarge` above `limit` bytes."""
    with open_to_read(path) as source:
        size = os.fstat(source.fileno()).st_size
        if limit is not None and size > limit:
            raise FileTooLarge(place=str(path), size=size, limit=limit)
        if limit is None:
            return source.read()
        # A device or a pipe has no size to ask for, and perhaps no end.
        content = source.read(limit + 1)
        if len(content) > limit:
            raise FileTooLarge(place=str(path), size=len(content), limit=limit)
        return content


@contextmanager
def _faults_as_refusals(path: Path) -> Iterator[None]:
    place = str(path)
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise DiskFull(place=place) from fault
        if fault.errno in _GONE:
            raise PlaceMissing(place=str(path.parent)) from fault
        raise PlaceNotWritable(place=place, reason=_reason(fault)) from fault


def _reason(fault: OSError) -> str:
    return fault.strerror or type(fault).__name__


def _settle(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _settle_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename is settled by the file system itself.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        # Some network and FUSE file systems know no fsync of a folder; the rename has happened all the same.
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(handle)
