"""Puts the parts of an Office file together so that the same parts always give the same bytes.

The content types and the package's relationships come first, the rest sorted by name; every entry is stored, dated 1980-01-01 and
without any trace of the machine. Stored rather than deflated: streams differ between builds of zlib, and a deflated stream can be
altered without altering what it unpacks to.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Final

MOST_PARTS: Final = 30
"""Parts of the largest package that Office signs without complaint."""

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_DATE: Final = 33  # 1980-01-01, the first day zip can say
_UTF8: Final = 0x800


def package(parts: Mapping[str, bytes]) -> bytes:
    """The Office file made of these parts (name without a leading slash → content)."""
    entries, directory, offset = [], [], 0
    for name in ordered(parts):
        raw, data = name.encode("utf-8"), parts[name]
        facts = struct.pack(
            "<5H3I2H",
            20,
            0 if name.isascii() else _UTF8,
            0,
            0,
            _DATE,
            zlib.crc32(data),
            len(data),
            len(data),
            len(raw),
            0,
        )
        entries.append(b"PK\x03\x04" + facts + raw + data)
        directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<3H2I", 0, 0, 0, 0, offset) + raw)
        offset += 30 + len(raw) + len(data)
    central = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(central), offset, 0)
    return b"".join((*entries, central, end))


def ordered(parts: Mapping[str, bytes]) -> list[str]:
    """The parts' names in the order in which they stand in the file."""
    return [*(name for name in _FIRST if name in parts), *sorted(name for name in parts if name not in _FIRST)]
