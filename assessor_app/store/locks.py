"""One writer: a lock of the operating system on a small file beside the workspace; it falls when the program ends.

The lock is not taken on the workspace itself, where it would meet SQLite's own.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assessor_app.errors import PlaceMissing, PlaceNotWritable

# Where Windows locks a byte: behind what the file says of its holder, which others must be able to read.
_LOCKED_BYTE = 1 << 30
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held, until `release`."""

    place: Path
    handle: int


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else holds it; ``holder`` is the name of their machine if the file says so."""

    holder: str


def place_of(path: Path) -> Path:
    return path.with_name(path.name + "-lock")


def take(path: Path, *, shared: bool = False) -> Lock | Held:
    """The lock of the workspace ``path``; ``shared`` keeps writers out and lets readers in.

    Raises `PlaceNotWritable` or `PlaceMissing` where no lock file can be made.
    """
    place = place_of(path)
    while True:
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except FileNotFoundError as fault:
            raise PlaceMissing(place=str(place.parent)) from fault
        except OSError as fault:
            raise PlaceNotWritable(place=str(place), reason=fault.strerror or "") from fault
        try:
            _lock(handle, shared=shared)
        except OSError as fault:
            holder = _holder(handle)
            os.close(handle)
            if fault.errno in _HELD:
                return Held(holder)
            raise PlaceNotWritable(place=str(place), reason=fault.strerror or "") from fault
        # The last holder may have taken the file away between our opening and our locking it.
        if _is_same(handle, place):
            if not shared:
                _sign(handle)
            return Lock(place, handle)
        os.close(handle)


def release(lock: Lock) -> None:
    """Give the lock up and take its file away."""
    if os.name == "nt":
        os.close(lock.handle)
        with suppress(OSError):
            lock.place.unlink()
        return
    with suppress(OSError):
        # Another reader shares it: then the file stays for whoever goes last.
        _lock(lock.handle, shared=False)
        lock.place.unlink()
    os.close(lock.handle)


def _sign(handle: int) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, platform.node().encode())


def _holder(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, 256).decode(errors="replace")
    except OSError:
        # Windows may refuse to read what another holds; the refusal does without the name.
        return ""


def _is_same(handle: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, shared: bool) -> None:  # noqa: ARG001 (there is none)
        # There is no shared lock of this kind on Windows: a reader keeps other readers' locks out, and they read without.
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
