"""Builders for the tests of the seal: a society, documents as the usual libraries write them, and archives as nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from assessor_app.signing.container import ContainerFile, countersign_container, sign_container
from assessor_app.signing.identities import (
    Authority,
    Identity,
    create_authority,
    issue_identity,
    open_authority,
    open_identity,
)
from assessor_app.signing.office import sign_office
from assessor_app.signing.trust import TrustList, issue_trust_list, load_trust_list

PASSPHRASE = "kamo-tilu-bedo-ravi"
FOUNDED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))
SOCIETY = "示范工程师学会"


def new_authority(name: str = SOCIETY, algorithm: str = "rsa-3072") -> Authority:
    return open_authority(create_authority(name, PASSPHRASE, FOUNDED, algorithm=algorithm), PASSPHRASE)


def new_identity(
    authority: Authority,
    person_id: str = "E-2041",
    name: str = "顾南乔 Gu Nanqiao",
    roles: tuple[str, ...] = ("assessor",),
    algorithm: str = "rsa-3072",
    years: float = 15,
) -> Identity:
    file = issue_identity(
        authority,
        person_id=person_id,
        name=name,
        organisation=SOCIETY,
        roles=roles,
        passphrase=PASSPHRASE,
        now=FOUNDED,
        years=years,
        algorithm=algorithm,
    )
    return open_identity(file, PASSPHRASE)


@dataclass(frozen=True)
class Society:
    authority: Authority
    assessor: Identity
    chair: Identity
    officer: Identity
    stranger: Identity
    trust: TrustList

    @staticmethod
    @cache
    def founded() -> Society:
        authority = new_authority()
        return Society(
            authority=authority,
            assessor=new_identity(authority),
            chair=new_identity(authority, "E-2042", "周砚 Zhou Yan", ("assessor", "chair"), "ecdsa-p256"),
            officer=new_identity(authority, "E-1001", "李牧 Li Mu", ("officer",)),
            stranger=new_identity(new_authority(algorithm="ecdsa-p256"), algorithm="ecdsa-p256"),
            trust=load_trust_list(issue_trust_list(authority, number=1, at=FOUNDED)),
        )


# --- what is signed -------------------------------------------------------------------------------------------------------


def word_file(text: str = "评价报告 Assessment report: 64.5707 < 65 & “failed”") -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("评价报告", 1)
    document.add_paragraph(text)
    document.core_properties.title = "Report"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel_file(value: str = "64.5707") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "总分 Total"
    sheet["B1"] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def files() -> list[ContainerFile]:
    return [
        ContainerFile("record.json", "application/json", b'{"outcome":"pass","total":"64.5707"}'),
        ContainerFile("documents/报告 report.docx", "application/octet-stream", b"report " * 100),
        ContainerFile("evidence/empty.bin", "application/octet-stream", b""),
    ]


def container(society: Society) -> bytes:
    return bytes(sign_container(files(), society.assessor, role="assessor", commitment="proof_of_creation", at=NOW))


def container_of_two(society: Society) -> bytes:
    one = container(society)
    return bytes(countersign_container(one, society.chair, role="chair", commitment="proof_of_approval", at=NOW))


def signed_word(society: Society) -> bytes:
    at = NOW.astimezone(SHANGHAI)
    return sign_office(word_file(), society.assessor, role="assessor", statement="R-7 评分", place="上海", at=at)


def signed_excel_of_two(society: Society) -> bytes:
    one = sign_office(excel_file(), society.assessor, role="assessor", statement="R-7", place="", at=NOW)
    return sign_office(one, society.chair, role="chair", statement="R-7 复核", place="上海", at=NOW)


# --- archives, entry by entry, as anybody might forge them ------------------------------------------------------------------


@dataclass
class RawEntry:
    """One entry of a hand-made archive; what is None is told truly."""

    name: bytes = b"a.txt"
    data: bytes = b"hello"
    method: int = 0
    flags: int = 0
    external: int = 0
    internal: int = 0
    made_by: int = 20
    extra: bytes = b""
    local_extra: bytes = b""
    local_name: bytes | None = None
    crc: int | None = None
    size: int | None = None
    local_size: int | None = None
    descriptor: bytes = b""
    comment: bytes = b""
    disk: int = 0
    date: int = 33
    local_date: int | None = None
    offset: int | None = None
    packed: bytes = field(default=b"")

    def content(self) -> bytes:
        if self.packed:
            return self.packed
        if self.method == 8:
            deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
            return deflater.compress(self.data) + deflater.flush()
        return self.data


def raw_archive(
    *entries: RawEntry,
    before: bytes = b"",
    between: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
) -> bytes:
    """An archive of these entries, with bytes of one's choice where none should be."""
    body, directory = before, b""
    for entry in entries:
        content = entry.content()
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        local_size = size if entry.local_size is None else entry.local_size
        local_name = entry.name if entry.local_name is None else entry.local_name
        local_date = entry.date if entry.local_date is None else entry.local_date
        offset = len(body) if entry.offset is None else entry.offset
        local = (0, 0, 0) if entry.flags & 8 else (crc, len(content), local_size)
        body += struct.pack(
            "<4s5H3I2H",
            b"PK\x03\x04",
            20,
            entry.flags,
            entry.method,
            0,
            local_date,
            *local,
            len(local_name),
            len(entry.local_extra),
        )
        body += local_name + entry.local_extra + content + entry.descriptor
        directory += struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            entry.made_by,
            20,
            entry.flags,
            entry.method,
            0,
            entry.date,
            crc,
            len(content),
            size,
            len(entry.name),
            len(entry.extra),
            len(entry.comment),
            entry.disk,
            entry.internal,
            entry.external,
            offset,
        )
        directory += entry.name + entry.extra + entry.comment
    body += between
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, number, number, len(directory), len(body), len(comment))
    return body + directory + end + comment + after


def rezipped(
    data: bytes, changes: dict[str, bytes | None] | None = None, *, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The archive packed again by the standard library, with entries replaced, added, or (None) left out."""
    changes = dict(changes or {})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            content = changes.pop(name, old.read(name))
            if content is not None:
                new.writestr(_info(name, method), content)
        for name, content in changes.items():
            if content is not None:
                new.writestr(_info(name, method), content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One entry, read by the standard library."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    info.create_system = 0
    return info
