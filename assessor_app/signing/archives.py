"""The hardened reader of zip archives, used for everything that comes from outside, and the writer of our own.

The reader trusts nothing that two places could tell differently. Rules, each with its reason code in `REASONS`:

- The archive fills the file from its first byte to its last: entries lie one behind the other without gap or overlap,
  then the central directory, then its end record; no comment, no second part, nothing before or behind
  (`surroundings`, `overlap`).
- A local header says what the central directory says (`headers_differ`): name, method, flags, date, sizes, checksum.
- Names are relative paths of plain segments (`name_absolute`, `name_parent`, ...), unlike each other even when case
  and Unicode composition are ignored (`name_doubled`): Windows and macOS would take `a` and `A` for one file.
- Entries are plain files, stored or deflated, and as long as they say (`encrypted`, `method`, `link`, `size`,
  `checksum`).
- Sizes are bounded before and while anything is unpacked (`bomb_*`); an archive within an archive is just bytes.

    with read_archive(path) as archive:
        archive.names                       # ("mimetype", "record.json", ...)
        archive.read("record.json")         # bytes, or ArchiveRefused(reason="checksum", entry="record.json")
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from assessor_app.files import PIECE, FileBytes, Part, Sliced
from assessor_app.signing.archive_writer import NewArchive, measure, write_archive
from assessor_app.signing.errors import ArchiveRefused

__all__ = [
    "REASONS",
    "Archive",
    "ArchiveEntry",
    "ArchiveLimits",
    "NewArchive",
    "measure",
    "read_archive",
    "write_archive",
]

REASONS: Final = (
    "not_zip",
    "surroundings",
    "comment",
    "several_disks",
    "directory_damaged",
    "zip64",
    "overlap",
    "headers_differ",
    "encrypted",
    "method",
    "flags",
    "link",
    "folder",
    "extra_field",
    "name_empty",
    "name_encoding",
    "name_absolute",
    "name_parent",
    "name_backslash",
    "name_drive",
    "name_control",
    "name_segment",
    "name_reserved",
    "name_doubled",
    "bomb_count",
    "bomb_entry",
    "bomb_total",
    "bomb_ratio",
    "size",
    "checksum",
    "data_damaged",
    "missing",
)

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_STORED, _DEFLATED = 0, 8
_FLAG_ENCRYPTED, _FLAG_DESCRIPTOR, _FLAG_PATCH, _FLAG_STRONG, _FLAG_UTF8, _FLAG_MASKED = 1, 8, 32, 64, 2048, 8192
_FLAGS_KNOWN = _FLAG_DESCRIPTOR | _FLAG_UTF8 | 6  # 6: how hard the deflater tried
_EXTRA_ZIP64, _EXTRA_UNICODE_PATH, _EXTRA_AES = 0x0001, 0x7075, 0x9901
_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"com{n}" for n in range(10)} | {f"lpt{n}" for n in range(10)},
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much we unpack, in bytes; `ratio` is unpacked to packed and counts from one MiB unpacked."""

    entries: int = 10_000
    entry_bytes: int = 512 * 1024 * 1024
    total_bytes: int = 2 * 1024 * 1024 * 1024
    ratio: int = 300
    folders: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One file of an archive, as both headers tell it."""

    name: str
    method: int
    size: int
    packed: int
    crc: int
    start: int = field(repr=False)
    look: tuple[int, ...] = field(repr=False)
    """What only the central directory tells, and what has no bearing on the content: maker, version, attributes, date."""
    local_extra: bytes = field(repr=False)
    extra: bytes = field(repr=False)

    @property
    def stored(self) -> bool:
        return self.method == _STORED


class Archive:
    """A checked archive: entries in the order they lie in; contents are unpacked, bounded and checked when asked for."""

    def __init__(self, data: Sliced, entries: tuple[ArchiveEntry, ...], file: FileBytes | None = None) -> None:
        self._data = data
        self._file = file
        self.entries: Mapping[str, ArchiveEntry] = {entry.name: entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.entries)

    @property
    def canonical(self) -> bool:
        """Whether every byte beside the contents is as our own writer makes it."""
        return all(
            entry.stored and entry.look == _OUR_LOOK and not entry.extra and not entry.local_extra
            for entry in self.entries.values()
        )

    @property
    def even(self) -> bool:
        """Whether what only the central directory tells of an entry (maker, attributes) is the same for all entries."""
        return len({entry.look[:3] for entry in self.entries.values()}) <= 1

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """The whole content. Raises `ArchiveRefused` if it is not what the headers say, or not there."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content in pieces of about one MiB; trust them after the last one only, when the checksum is told."""
        entry = self.entries.get(name)
        if entry is None:
            raise ArchiveRefused(reason="missing", entry=name)
        crc = size = 0
        for piece in _stored(self._data, entry) if entry.stored else _inflated(self._data, entry):
            size += len(piece)
            if size > entry.size:
                raise ArchiveRefused(reason="size", entry=name)
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size:
            raise ArchiveRefused(reason="size", entry=name)
        if crc != entry.crc:
            raise ArchiveRefused(reason="checksum", entry=name)

    def part(self, name: str) -> Sliced:
        """The content of a stored entry where it lies, nothing checked. Raises `ArchiveRefused`."""
        entry = self.entries.get(name)
        if entry is None or not entry.stored:
            raise ArchiveRefused(reason="missing" if entry is None else "method", entry=name)
        return Part(self._data, entry.start, entry.start + entry.packed)

    def pieces(self) -> Iterator[bytes]:
        """Every byte of the file in order; each entry begins with a piece of its own."""
        at = 0
        for entry in self.entries.values():
            yield self._data[at : entry.start]
            yield from _stored(self._data, entry)
            at = entry.start + entry.packed
        yield from _slices(self._data, at, len(self._data))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


# made by, internal and external attributes, version needed, flags without UTF-8, date and time: 1980-01-01 00:00.
_OUR_LOOK = (20, 0, 0, 20, 0, 0, 33)


def read_archive(source: Sliced | Path, limits: ArchiveLimits | None = None) -> Archive:
    """The archive in `source`, all headers checked, nothing unpacked yet.

    Raises `ArchiveRefused` with one of `REASONS`, or `FileUnreadable`. An archive opened from a path keeps the file
    open: close it, or use it as a context.
    """
    if not isinstance(source, Path):
        return Archive(source, _checked_entries(source, limits or ArchiveLimits()))
    file = FileBytes(source)
    try:
        return Archive(file, _checked_entries(file, limits or ArchiveLimits()), file)
    except BaseException:
        file.close()
        raise


def _checked_entries(data: Sliced, limits: ArchiveLimits) -> tuple[ArchiveEntry, ...]:
    count, directory, end = _directory(data)
    if count > limits.entries:
        raise ArchiveRefused(reason="bomb_count", entry="")
    heads, position = [], directory
    for _ in range(count):
        head, position = _head(data, position, end)
        heads.append(head)
    if position != end:
        raise ArchiveRefused(reason="directory_damaged", entry="")
    _refuse_doubles([head.name for head in heads])
    entries = _located(data, heads, directory, limits)
    _refuse_bombs(entries, limits)
    return entries


def _directory(data: Sliced) -> tuple[int, int, int]:
    """Number of entries, start and end of the central directory."""
    at = len(data) - _END.size
    if at < 0 or data[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
        raise ArchiveRefused(reason="surroundings" if b"PK\x05\x06" in data[-65_557:] else "not_zip", entry="")
    signature, disk, first_disk, here, count, size, start, comment = _END.unpack(data[at:])
    if signature != b"PK\x05\x06":
        raise ArchiveRefused(reason=_why_no_end(data), entry="")
    if comment:
        raise ArchiveRefused(reason="comment", entry="")
    if _has_zip64(data, at):
        count, size, start, at = _directory64(data, at, (here, count, size, start))
    elif disk or first_disk or here != count:
        raise ArchiveRefused(reason="several_disks", entry="")
    if start + size != at:
        raise ArchiveRefused(reason="surroundings", entry="")
    return count, start, at


def _why_no_end(data: Sliced) -> str:
    tail = data[-65_557:]
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + _END.size > len(tail):
        return "not_zip"
    (comment,) = struct.unpack_from("<H", tail, found + 20)
    return "comment" if found + _END.size + comment == len(tail) else "surroundings"


def _has_zip64(data: Sliced, at: int) -> bool:
    return at >= _LOCATOR.size and data[at - _LOCATOR.size : at - _LOCATOR.size + 4] == b"PK\x06\x07"


def _directory64(data: Sliced, at: int, short: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    _, locator_disk, end64, disks = _LOCATOR.unpack(data[at - _LOCATOR.size : at])
    if locator_disk or disks != 1 or end64 + _END64.size != at - _LOCATOR.size:
        raise ArchiveRefused(reason="zip64", entry="")
    signature, record, _, _, disk, first, here, count, size, start = _END64.unpack(data[end64 : end64 + _END64.size])
    if signature != b"PK\x06\x06" or record != _END64.size - 12 or disk or first or here != count:
        raise ArchiveRefused(reason="zip64", entry="")
    for told, full, unknown in zip(short, (here, count, size, start), (_MAX16, _MAX16, _MAX32, _MAX32), strict=True):
        if told not in (full, unknown):
            raise ArchiveRefused(reason="zip64", entry="")
    return count, size, start, end64


@dataclass(frozen=True, slots=True)
class _Head:
    """One record of the central directory."""

    name: str
    raw_name: bytes
    needed: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    offset: int
    made_by: int
    internal: int
    external: int
    extra: bytes


def _head(data: Sliced, at: int, end: int) -> tuple[_Head, int]:
    if at + _CENTRAL.size > end:
        raise ArchiveRefused(reason="directory_damaged", entry="")
    fields = _CENTRAL.unpack(data[at : at + _CENTRAL.size])
    signature, made_by, needed, flags, method, time, date, crc, packed, size, name_size, extra_size, note, disk = (
        fields[:14]
    )
    internal, external, offset = fields[14:]
    if signature != b"PK\x01\x02":
        raise ArchiveRefused(reason="directory_damaged", entry="")
    at += _CENTRAL.size
    after = at + name_size + extra_size + note
    if after > end:
        raise ArchiveRefused(reason="directory_damaged", entry="")
    raw_name, extra = data[at : at + name_size], data[at + name_size : at + name_size + extra_size]
    name = _name(raw_name, flags)
    if note:
        raise ArchiveRefused(reason="comment", entry=name)
    if disk not in (0, _MAX16):
        raise ArchiveRefused(reason="several_disks", entry=name)
    _refuse_flags(flags, method, name)
    extras = _extras(extra, name)
    size, packed, offset = _widened(extras, ((size, _MAX32), (packed, _MAX32), (offset, _MAX32)), name)
    _refuse_kind(name, made_by, external)
    head = _Head(
        name, raw_name, needed, flags, method, time, date, crc, packed, size, offset, made_by, internal, external, extra
    )
    return head, after


def _widened(extras: Mapping[int, bytes], fields: tuple[tuple[int, int], ...], name: str) -> tuple[int, ...]:
    """The numbers, those that say "too large for me" taken from the zip64 field (APPNOTE 4.5.3)."""
    wide = extras.get(_EXTRA_ZIP64)
    wanted = sum(1 for value, unknown in fields if value == unknown)
    if wide is None:
        # Exactly 4 GiB less one byte is the only honest case, and far above every limit.
        if wanted:
            raise ArchiveRefused(reason="zip64", entry=name)
        return tuple(value for value, _ in fields)
    if len(wide) != 8 * wanted:
        raise ArchiveRefused(reason="zip64", entry=name)
    told = iter(struct.unpack(f"<{wanted}Q", wide))
    return tuple(next(told) if value == unknown else value for value, unknown in fields)


def _extras(raw: bytes, name: str) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    at = 0
    while at < len(raw):
        if at + 4 > len(raw):
            raise ArchiveRefused(reason="extra_field", entry=name)
        kind, size = struct.unpack_from("<2H", raw, at)
        at += 4 + size
        if at > len(raw) or kind in found:
            raise ArchiveRefused(reason="extra_field", entry=name)
        found[kind] = raw[at - size : at]
    if _EXTRA_UNICODE_PATH in found:
        raise ArchiveRefused(reason="name_encoding", entry=name)
    if _EXTRA_AES in found:
        raise ArchiveRefused(reason="encrypted", entry=name)
    return found


def _refuse_flags(flags: int, method: int, name: str) -> None:
    if flags & (_FLAG_ENCRYPTED | _FLAG_STRONG | _FLAG_MASKED):
        raise ArchiveRefused(reason="encrypted", entry=name)
    if method not in (_STORED, _DEFLATED):
        raise ArchiveRefused(reason="method", entry=name)
    if flags & ~_FLAGS_KNOWN:
        raise ArchiveRefused(reason="flags", entry=name)


def _refuse_kind(name: str, made_by: int, external: int) -> None:
    # The upper half holds a Unix mode whoever made the archive; unpackers act on it regardless of the maker's system.
    kind = external >> 28
    if kind not in (0, 0o10, 0o4) or (made_by >> 8 == 0 and external & 0x400):
        raise ArchiveRefused(reason="link", entry=name)
    if (kind == 0o4 or external & 0x10) and not name.endswith("/"):
        raise ArchiveRefused(reason="folder", entry=name)


def _name(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & _FLAG_UTF8 else "ascii")
    except UnicodeDecodeError as fault:
        raise ArchiveRefused(reason="name_encoding", entry=raw.decode("utf-8", errors="replace")) from fault
    reason = why_name_unsafe(name.removesuffix("/"))
    if reason:
        raise ArchiveRefused(reason=reason, entry=name)
    return name


def why_name_unsafe(name: str) -> str:
    """The reason code why no file may have this name in an archive, or empty."""
    if not name:
        return "name_empty"
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name):
        return "name_control"
    if "\\" in name:
        return "name_backslash"
    if name.startswith("/"):
        return "name_absolute"
    if len(name) > 1 and name[1] == ":":
        return "name_drive"
    segments = name.split("/")
    if ".." in segments:
        return "name_parent"
    if any(segment in ("", ".") or segment != segment.strip() or segment.endswith(".") for segment in segments):
        return "name_segment"
    if any(segment.split(".")[0].casefold() in _DEVICES for segment in segments) or ":" in name:
        return "name_reserved"
    return ""


def folded(name: str) -> str:
    """What a file system blind to case and composition makes of a name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _refuse_doubles(names: list[str]) -> None:
    seen: set[str] = set()
    files = {folded(name) for name in names if not name.endswith("/")}
    for name in names:
        same = folded(name.removesuffix("/"))
        ancestors = {same[:at] for at, sign in enumerate(same) if sign == "/"}
        if same in seen or ancestors & files:
            raise ArchiveRefused(reason="name_doubled", entry=name)
        seen.add(same)


def _located(data: Sliced, heads: list[_Head], directory: int, limits: ArchiveLimits) -> tuple[ArchiveEntry, ...]:
    """The entries in the order of their places, which must follow each other from the first byte to the directory."""
    entries, expected = [], 0
    for head in sorted(heads, key=lambda head: head.offset):
        if head.offset != expected:
            raise ArchiveRefused(reason="overlap" if head.offset < expected else "surroundings", entry=head.name)
        entry, expected = _entry(data, head, directory)
        if not head.name.endswith("/"):
            entries.append(entry)
        elif head.size or not limits.folders:
            raise ArchiveRefused(reason="folder", entry=head.name)
    if expected != directory:
        raise ArchiveRefused(reason="surroundings", entry="")
    return tuple(entries)


def _entry(data: Sliced, head: _Head, directory: int) -> tuple[ArchiveEntry, int]:
    if head.offset + _LOCAL.size > directory:
        raise ArchiveRefused(reason="overlap", entry=head.name)
    signature, needed, flags, method, time, date, crc, packed, size, name_size, extra_size = _LOCAL.unpack(
        data[head.offset : head.offset + _LOCAL.size]
    )
    at = head.offset + _LOCAL.size
    start = at + name_size + extra_size
    raw_name, extra = data[at : at + name_size], data[at + name_size : start]
    same = (needed, flags, method, time, date, raw_name) == (
        head.needed, head.flags, head.method, head.time, head.date, head.raw_name,
    )  # fmt: skip
    if signature != b"PK\x03\x04" or not same:
        raise ArchiveRefused(reason="headers_differ", entry=head.name)
    extras = _extras(extra, head.name)
    wide = _EXTRA_ZIP64 in extras
    later = bool(flags & _FLAG_DESCRIPTOR)
    if wide:
        size, packed = _widened(extras, ((size, _MAX32), (packed, _MAX32)), head.name)
    told, full = (crc, packed, size), (head.crc, head.packed, head.size)
    if told != full and not (later and told == (0, 0, 0)):
        raise ArchiveRefused(reason="headers_differ", entry=head.name)
    if head.method == _STORED and head.packed != head.size:
        raise ArchiveRefused(reason="size", entry=head.name)
    end = start + head.packed
    end += _descriptor(data, head, end, directory, wide=wide) if later else 0
    if end > directory:
        raise ArchiveRefused(reason="overlap", entry=head.name)
    look = (
        head.made_by, head.internal, head.external, head.needed, head.flags & ~_FLAG_UTF8, head.time, head.date,
    )  # fmt: skip
    entry = ArchiveEntry(
        head.name, head.method, head.size, head.packed, head.crc, start, look, local_extra=extra, extra=head.extra
    )
    return entry, end


def _descriptor(data: Sliced, head: _Head, at: int, directory: int, *, wide: bool) -> int:
    """Length of the data descriptor at `at`, which must repeat what the directory says (APPNOTE 4.3.9)."""
    lean = struct.pack("<3I" if not wide else "<I2Q", head.crc, head.packed, head.size)
    for form in (b"PK\x07\x08" + lean, lean):
        if at + len(form) <= directory and data[at : at + len(form)] == form:
            return len(form)
    raise ArchiveRefused(reason="headers_differ", entry=head.name)


def _refuse_bombs(entries: tuple[ArchiveEntry, ...], limits: ArchiveLimits) -> None:
    total = 0
    for entry in entries:
        total += entry.size
        if entry.size > limits.entry_bytes:
            raise ArchiveRefused(reason="bomb_entry", entry=entry.name)
        if entry.size > 1 << 20 and entry.size > limits.ratio * max(entry.packed, 1):
            raise ArchiveRefused(reason="bomb_ratio", entry=entry.name)
    if total > limits.total_bytes:
        raise ArchiveRefused(reason="bomb_total", entry="")


def _stored(data: Sliced, entry: ArchiveEntry) -> Iterator[bytes]:
    yield from _slices(data, entry.start, entry.start + entry.packed)


def _slices(data: Sliced, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        yield data[at : min(at + PIECE, end)]


def _inflated(data: Sliced, entry: ArchiveEntry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _stored(data, entry):
            waiting = piece
            while waiting:
                yield inflater.decompress(waiting, PIECE)
                if inflater.eof:
                    break
                waiting = inflater.unconsumed_tail
        while not inflater.eof:
            rest = inflater.decompress(b"", PIECE)
            if not rest:
                break
            yield rest
    except zlib.error as fault:
        raise ArchiveRefused(reason="data_damaged", entry=entry.name) from fault
    if not inflater.eof or inflater.unused_data:
        raise ArchiveRefused(reason="data_damaged", entry=entry.name)
