"""Writes the archives we hand out: everything stored, dated 1980-01-01, so that the same content gives the same bytes.

Stored rather than deflated: a deflated stream can be altered without altering what it unpacks to, and what goes into
a container is compressed already.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import FileUnreadable
from assessor_app.files import atomic_path
from assessor_app.signing.errors import ArchiveRefused

_CHUNK = 1 << 20
_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_DATE = 33  # 1980-01-01
_FLAG_UTF8 = 2048

Entry = tuple[str, bytes | Path]


def write_archive(entries: Sequence[Entry]) -> bytes:
    """An archive of these entries, in this order. Raises `FileUnreadable`, or `ArchiveRefused` where zip cannot hold it."""
    target = io.BytesIO()
    _write(entries, target)
    return target.getvalue()


def write_archive_to(target: Path, entries: Sequence[Entry]) -> None:
    """The same, to a file, in bounded memory; whole or not at all. Raises also what `files.atomic_path` raises."""
    with atomic_path(target) as fresh, fresh.open("wb") as out:
        _write(entries, out)


def chunks_of(data: bytes | Path) -> Iterator[bytes]:
    """The bytes, or the file's, in pieces of a MiB. Raises `FileUnreadable`."""
    if isinstance(data, bytes):
        yield from (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
        return
    try:
        with data.open("rb") as source:
            while piece := source.read(_CHUNK):
                yield piece
    except OSError as fault:
        raise FileUnreadable(place=str(data), reason=fault.strerror or type(fault).__name__) from fault


def _write(entries: Iterable[Entry], out: BinaryIO) -> None:
    directory, offset, count = [], 0, 0
    for name, data in entries:
        raw = name.encode("utf-8")
        crc, size = _measured(data)
        if offset + size >= _MAX32 or count >= _MAX16 - 1:
            raise ArchiveRefused(reason="bomb_total", entry=name)
        common = struct.pack(
            "<5H3I2H", 20, 0 if name.isascii() else _FLAG_UTF8, 0, 0, _DATE, crc, size, size, len(raw), 0
        )
        out.write(b"PK\x03\x04" + common + raw)
        if _copied(data, out) != (crc, size):
            raise FileUnreadable(place=str(data) if isinstance(data, Path) else name, reason="changed while being read")
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2I", 0, 0, 0, 0, offset) + raw
        )
        offset += 30 + len(raw) + size
        count += 1
    central = b"".join(directory)
    out.write(central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0))


def _measured(data: bytes | Path) -> tuple[int, int]:
    crc = size = 0
    for piece in chunks_of(data):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    return crc, size


def _copied(data: bytes | Path, out: BinaryIO) -> tuple[int, int]:
    crc = size = 0
    for piece in chunks_of(data):
        out.write(piece)
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    return crc, size
