"""Writes the archives we hand out: everything stored, dated 1980-01-01, so that the same content gives the same bytes.

Stored rather than deflated: a deflated stream can be altered without altering what it unpacks to, and what goes into
a container is compressed already.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor_app.errors import FileUnreadable
from assessor_app.files import CHANGED, Sliced, pieces_of
from assessor_app.signing.errors import ArchiveRefused

_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_DATE = 33  # 1980-01-01
_FLAG_UTF8 = 2048
_LOCAL_BYTES, _CENTRAL_BYTES, _END_BYTES = 30, 46, 22


@dataclass(frozen=True, slots=True)
class Measure:
    """What has to be known of a content before it is written."""

    size: int
    crc: int
    sha256: bytes


def measure(data: Sliced) -> Measure:
    """Read it once, piece by piece."""
    crc = size = 0
    digest = hashlib.sha256()
    for piece in pieces_of(data):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        digest.update(piece)
    return Measure(size, crc, digest.digest())


class NewArchive:
    """An archive that is about to be written: its size is known, its bytes come piece by piece and may be had again.

    Raises `ArchiveRefused` where zip cannot hold it; `pieces` raises `FileUnreadable` for a content that is no longer as it was
    measured.
    """

    def __init__(self, entries: Sequence[tuple[str, Sliced, Measure]]) -> None:
        self._entries = entries
        self.size = _END_BYTES
        offset = 0
        for count, (name, _, measured) in enumerate(entries):
            if offset + measured.size >= _MAX32 or count >= _MAX16 - 1:
                raise ArchiveRefused(reason="bomb_total", entry=name)
            raw = len(name.encode("utf-8"))
            offset += _LOCAL_BYTES + raw + measured.size
            self.size += _LOCAL_BYTES + _CENTRAL_BYTES + 2 * raw + measured.size

    def pieces(self) -> Iterator[bytes]:
        directory, offset = [], 0
        for name, data, measured in self._entries:
            raw, size = name.encode("utf-8"), measured.size
            flags = 0 if name.isascii() else _FLAG_UTF8
            common = struct.pack("<5H3I2H", 20, flags, 0, 0, _DATE, measured.crc, size, size, len(raw), 0)
            yield b"PK\x03\x04" + common + raw
            yield from _unchanged(name, data, measured)
            directory.append(
                b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2I", 0, 0, 0, 0, offset) + raw
            )
            offset += _LOCAL_BYTES + len(raw) + size
        central, count = b"".join(directory), len(directory)
        yield central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)

    def __bytes__(self) -> bytes:
        return b"".join(self.pieces())


def write_archive(entries: Sequence[tuple[str, Sliced]]) -> bytes:
    """An archive of these entries, in this order. Raises `ArchiveRefused` where zip cannot hold it."""
    return bytes(NewArchive([(name, data, measure(data)) for name, data in entries]))


def _unchanged(name: str, data: Sliced, measured: Measure) -> Iterator[bytes]:
    crc = size = 0
    for piece in pieces_of(data):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    if (crc, size) != (measured.crc, measured.size):
        raise FileUnreadable(place=name, reason=CHANGED)
