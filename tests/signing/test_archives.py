from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.errors import FileUnreadable
from assessor_app.files import FileBytes, atomic_write
from assessor_app.signing.archives import REASONS, ArchiveLimits, NewArchive, measure, read_archive, write_archive
from assessor_app.signing.errors import ArchiveRefused
from tests.signing.builders import RawEntry, raw_archive

ZIP64_LIE = b"\x01\x00\x08\x00" + (5).to_bytes(8, "little")

HOSTILE: dict[str, tuple[str, bytes]] = {
    "nothing at all": ("not_zip", b""),
    "no archive": ("not_zip", b"%PDF-1.7 hello"),
    "bytes before": ("surroundings", raw_archive(RawEntry(), before=b"MZ")),
    "bytes before, hidden behind an archive's head": ("surroundings", raw_archive(RawEntry(), before=b"PK\x03\x04 hidden")),
    "bytes before the directory": ("surroundings", raw_archive(RawEntry(), between=b"hidden")),
    "bytes behind": ("surroundings", raw_archive(RawEntry(), after=b"hidden")),
    "an archive comment": ("comment", raw_archive(RawEntry(), comment=b"hello")),
    "an entry's comment": ("comment", raw_archive(RawEntry(comment=b"hello"))),
    "another disk": ("several_disks", raw_archive(RawEntry(disk=1))),
    "too few entries told": ("directory_damaged", raw_archive(RawEntry(), RawEntry(b"b"), count=1)),
    "too many entries told": ("directory_damaged", raw_archive(RawEntry(), count=2)),
    "two entries in one place": ("overlap", raw_archive(RawEntry(b"a"), RawEntry(b"a2", offset=0))),
    "local name differs": ("headers_differ", raw_archive(RawEntry(b"a.txt", local_name=b"b.txt"))),
    "local date differs": ("headers_differ", raw_archive(RawEntry(local_date=34))),
    "local size differs": ("headers_differ", raw_archive(RawEntry(local_size=4))),
    "descriptor missing": ("headers_differ", raw_archive(RawEntry(flags=8))),
    "encrypted": ("encrypted", raw_archive(RawEntry(flags=1))),
    "AES": ("encrypted", raw_archive(RawEntry(extra=b"\x01\x99\x02\x00AE"))),
    "another method": ("method", raw_archive(RawEntry(method=12))),
    "unknown flags": ("flags", raw_archive(RawEntry(flags=32))),
    "symbolic link": ("link", raw_archive(RawEntry(made_by=0x314, external=0o120777 << 16))),
    "symbolic link, told as made on DOS": ("link", raw_archive(RawEntry(external=0o120777 << 16))),
    "device": ("link", raw_archive(RawEntry(made_by=0x314, external=0o020777 << 16))),
    "folder": ("folder", raw_archive(RawEntry(b"a/", b""))),
    "folder that is not named as one": ("folder", raw_archive(RawEntry(external=0x10))),
    "torn extra field": ("extra_field", raw_archive(RawEntry(extra=b"\x01"))),
    "second name in an extra field": ("name_encoding", raw_archive(RawEntry(extra=b"\x75\x70\x00\x00"))),
    "wrong zip64 field": ("zip64", raw_archive(RawEntry(extra=ZIP64_LIE))),
    "empty name": ("name_empty", raw_archive(RawEntry(b""))),
    "Latin name without the flag": ("name_encoding", raw_archive(RawEntry("é".encode("cp437")))),
    "torn UTF-8": ("name_encoding", raw_archive(RawEntry(b"\xe9\x9f", flags=2048))),
    "absolute path": ("name_absolute", raw_archive(RawEntry(b"/etc/passwd"))),
    "parent folder": ("name_parent", raw_archive(RawEntry(b"a/../../b"))),
    "backslash": ("name_backslash", raw_archive(RawEntry(b"..\\b"))),
    "drive": ("name_drive", raw_archive(RawEntry(b"C:b"))),
    "NUL": ("name_control", raw_archive(RawEntry(b"a.docx\0.exe"))),
    "written from right to left": ("name_control", raw_archive(RawEntry("a\u202excod.exe".encode(), flags=2048))),
    "empty segment": ("name_segment", raw_archive(RawEntry(b"a//b"))),
    "dot segment": ("name_segment", raw_archive(RawEntry(b"./b"))),
    "trailing dot": ("name_segment", raw_archive(RawEntry(b"a./b"))),
    "device name": ("name_reserved", raw_archive(RawEntry(b"a/NUL.txt"))),
    "stream name": ("name_reserved", raw_archive(RawEntry(b"ab.txt:x"))),
    "the same name twice": ("name_doubled", raw_archive(RawEntry(), RawEntry())),
    "the same but for case": ("name_doubled", raw_archive(RawEntry(b"A.txt"), RawEntry(b"a.TXT"))),
    "the same but for composition": (
        "name_doubled",
        raw_archive(RawEntry("é".encode(), flags=2048), RawEntry("e\u0301".encode(), flags=2048)),
    ),
    "a file where another has its folder": ("name_doubled", raw_archive(RawEntry(b"a"), RawEntry(b"A/b"))),
    "too many": ("bomb_count", raw_archive(*(RawEntry(str(number).encode()) for number in range(12)))),
    "one too large": ("bomb_entry", raw_archive(RawEntry(data=b"\0" * 3_000_000))),
    "together too large": ("bomb_total", raw_archive(*(RawEntry(bytes([97 + one]), b"\0" * 1_900_000) for one in range(4)))),
    "bomb": ("bomb_ratio", raw_archive(RawEntry(data=b"\0" * 1_500_000, method=8))),
    "stored, but smaller packed": ("size", raw_archive(RawEntry(size=6))),
}  # fmt: skip
LIMITS = ArchiveLimits(entries=10, entry_bytes=2_000_000, total_bytes=6_000_000, ratio=100)

HOSTILE_INSIDE: dict[str, tuple[str, bytes]] = {
    "wrong checksum": ("checksum", raw_archive(RawEntry(crc=1))),
    "more inside than told": ("size", raw_archive(RawEntry(data=b"x" * 100, method=8, size=50))),
    "less inside than told": ("size", raw_archive(RawEntry(data=b"x" * 100, method=8, size=150))),
    "bytes behind the stream": (
        "data_damaged",
        raw_archive(RawEntry(data=b"", crc=0, method=8, packed=b"\x03\x00hidden")),
    ),
    "stream cut short": ("data_damaged", raw_archive(RawEntry(data=b"x", method=8, packed=b"\x4b"))),
    "no stream": ("data_damaged", raw_archive(RawEntry(data=b"x", method=8, packed=b"\xff\xff"))),
    "a bomb that tells a small size": (
        "size",
        raw_archive(RawEntry(data=b"\0" * 20_000_000, method=8, size=1000)),
    ),
}


@pytest.mark.parametrize(("reason", "data"), HOSTILE.values(), ids=HOSTILE)
def test_that_a_hostile_archive_is_refused_on_opening(reason: str, data: bytes) -> None:
    with pytest.raises(ArchiveRefused) as refused:
        read_archive(data, LIMITS)
    assert refused.value.reason == reason
    assert reason in REASONS


@pytest.mark.parametrize(("reason", "data"), HOSTILE_INSIDE.values(), ids=HOSTILE_INSIDE)
def test_that_a_hostile_entry_is_refused_on_reading(reason: str, data: bytes) -> None:
    archive = read_archive(data)
    with pytest.raises(ArchiveRefused) as refused:
        archive.read("a.txt")
    assert refused.value.reason == reason


def test_that_every_reason_is_shown_by_an_example() -> None:
    shown = {reason for reason, _ in (*HOSTILE.values(), *HOSTILE_INSIDE.values())}
    assert shown | {"missing"} == set(REASONS)


def test_that_an_archive_in_an_archive_is_just_bytes() -> None:
    inner = raw_archive(RawEntry(data=b"\0" * 1_500_000, method=8))
    assert read_archive(raw_archive(RawEntry(b"inner.zip", inner))).read("inner.zip") == inner


def test_that_the_standard_library_s_archives_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.xml", "hello" * 1000)
        archive.writestr("文档.txt", "你好")
        with archive.open("streamed", "w") as stream:
            stream.write(b"x" * 5000)
    read = read_archive(out.getvalue())
    assert read.names == ("a/b.xml", "文档.txt", "streamed")
    assert read.read("文档.txt").decode() == "你好"
    assert read.read("streamed") == b"x" * 5000
    assert not read.canonical


class Unseekable(io.BytesIO):
    """As a pipe or a web server's answer: sizes are told behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


def test_that_sizes_told_behind_the_data_are_read() -> None:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "hello" * 100)
        archive.writestr("b", "there")
    assert read_archive(out.getvalue()).read("b") == b"there"


def test_that_zip64_fields_are_read_where_they_agree() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a", "w", force_zip64=True) as stream:
        stream.write(b"hello")
    content = bytearray(out.getvalue())
    # Python before 3.11.4 writes the field, but not the mark in the two sizes that says to look there.
    content[18:26] = b"\xff" * 8
    assert read_archive(bytes(content)).read("a") == b"hello"


def test_that_folders_are_let_pass_where_they_are_allowed() -> None:
    data = raw_archive(RawEntry(b"word/", b"", external=0x10), RawEntry(b"word/document.xml"))
    assert read_archive(data, ArchiveLimits(folders=True)).names == ("word/document.xml",)


def test_that_uneven_headers_are_told() -> None:
    assert read_archive(raw_archive(RawEntry(), RawEntry(b"b"))).even
    assert not read_archive(raw_archive(RawEntry(), RawEntry(b"b", internal=1))).even


def test_that_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_archive(tmp_path / "none.zip")
    (tmp_path / "empty.zip").write_bytes(b"")
    with pytest.raises(ArchiveRefused):
        read_archive(tmp_path / "empty.zip")


NAMES = st.lists(
    st.from_regex(r"[a-z文]{1,8}(/[a-z报]{1,5}\.xml)?", fullmatch=True), unique_by=lambda name: name.split("/")[0]
)


@given(NAMES, st.binary(max_size=200))
def test_that_what_is_written_is_read_back_and_by_others(names: list[str], content: bytes) -> None:
    entries = [(name, content + name.encode()) for name in names]
    data = write_archive(entries)
    assert data == write_archive(entries)
    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert other.testzip() is None
        assert other.namelist() == names
    archive = read_archive(data)
    assert archive.canonical
    assert [(name, archive.read(name)) for name in archive.names] == entries


def test_that_an_archive_is_written_and_read_in_pieces(tmp_path: Path) -> None:
    content = b"0123456789" * 300_000
    (tmp_path / "big").write_bytes(content)
    with FileBytes(tmp_path / "big") as big:
        new = NewArchive([("big", big, measure(big)), ("small", b"x", measure(b"x"))])
        atomic_write(tmp_path / "out.zip", new.pieces())
    assert new.size == (tmp_path / "out.zip").stat().st_size
    with read_archive(tmp_path / "out.zip") as archive:
        pieces = list(archive.pieces())
        assert b"".join(pieces) == (tmp_path / "out.zip").read_bytes()
        assert content[: 1 << 20] in pieces, "each entry begins with a piece of its own"
        assert len(list(archive.chunks("big"))) > 1
        assert archive.read("big") == archive.part("big")[:] == content
        assert archive.part("big")[10:15] == content[10:15]
    assert write_archive([("big", content), ("small", b"x")]) == (tmp_path / "out.zip").read_bytes()


def test_that_a_content_that_changes_while_it_is_written_is_refused() -> None:
    with pytest.raises(FileUnreadable, match="changed"):
        bytes(NewArchive([("big", b"after", measure(b"before"))]))


def test_that_a_file_that_is_cut_short_while_it_is_read_is_refused(tmp_path: Path) -> None:
    atomic_write(tmp_path / "out.zip", write_archive([("big", bytes(100_000))]))
    with read_archive(tmp_path / "out.zip") as archive:
        os.truncate(tmp_path / "out.zip", 50_000)
        with pytest.raises(FileUnreadable):
            archive.read("big")


@given(st.data())
def test_that_no_bytes_bring_the_reader_down(data: st.DataObject) -> None:
    sound = raw_archive(RawEntry(), RawEntry(b"b", b"x" * 50, method=8))
    changed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        archive = read_archive(bytes(changed))
        for name in archive.names:
            archive.read(name)
    except ArchiveRefused as refused:
        assert refused.reason in REASONS  # noqa: PT017 - some changes leave the archive sound
