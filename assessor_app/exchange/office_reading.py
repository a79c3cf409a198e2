"""Opens Word and Excel files that come from outside, and says what in them is not plain content.

The bytes pass the hardened readers of archives and XML before anything looks at their meaning. Macros, embedded objects, links
to other files and the like are never followed or run; they are noted, so that the officer knows of them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import NotThisKind, OldOrProtected
from assessor_app.signing.archives import Archive, ArchiveLimits, read_archive
from assessor_app.signing.errors import ArchiveRefused
from assessor_app.signing.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

# A form or a roster is far below these; a workbook of 5,000 rows unpacks to some 3 MiB.
LIMITS: Final = ArchiveLimits(
    entries=2_000, entry_bytes=64 * 1024 * 1024, total_bytes=192 * 1024 * 1024, ratio=300, folders=True
)
MOST_BYTES: Final = 64 * 1024 * 1024

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN: Final = {
    "word": ("wordprocessingml", "word/document.xml"),
    "excel": ("spreadsheetml", "xl/workbook.xml"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the officer should know before taking a file in; its sentence stands in the messages under ``code``.

    ``cell`` is the address in Excel's manner (``B7``), ``field`` a field's id; both may be empty.
    """

    code: str
    blocking: bool
    details: tuple[tuple[str, object], ...] = ()
    sheet: str = ""
    cell: str = ""
    field: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """What the sentence fills in: the details, and the place."""
        return {"sheet": self.sheet, "cell": self.cell, **dict(self.details)}


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A checked Office file: its parts can be read, its main part is known, what is unusual is noted."""

    archive: Archive
    main: str
    notes: tuple[Problem, ...]

    def part(self, name: str) -> _Element:
        """The root element of a part. Raises `ArchiveRefused` or `XmlRefused`."""
        return parse_xml(self.archive.read(name), name)

    def targets(self, source: str) -> dict[str, tuple[str, str]]:
        """The internal relationships of a part: id to (kind, name of the target part)."""
        return {
            identity: (kind, _resolved(source, target))
            for identity, kind, target, external in relationships(self.archive, source)
            if not external
        }


def check_office_archive(data: bytes, kind: str) -> OfficeFile:
    """Checks the archive of a foreign Office file; `kind` is ``word`` or ``excel``.

    Raises `ArchiveRefused` (no archive, damaged, a bomb), `XmlRefused`, `OldOrProtected` or `NotThisKind`.
    """
    if len(data) > MOST_BYTES:
        raise ArchiveRefused(reason="bomb_total", entry="")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise OldOrProtected
    archive = read_archive(data, LIMITS)
    family, usual = _MAIN[kind]
    types = _content_types(archive)
    main = _main_part(archive) or usual
    if main not in archive:
        raise NotThisKind(reason="main_part_missing")
    if family not in types.get(main, ""):
        raise NotThisKind(reason="other_office_file")
    return OfficeFile(archive=archive, main=main, notes=tuple(_notes(archive, types)))


def problem_of(refusal: Refusal) -> Problem:
    """A refusal to open the file, as a problem of it."""
    return Problem(code=refusal.code, blocking=True, details=tuple(refusal.facts.items()))


def relationships(archive: Archive, source: str) -> Iterator[tuple[str, str, str, bool]]:
    """The relationships of a part ("" for the package): id, last word of the kind, target, whether it points outside."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in archive:
        return
    for element in parse_xml(archive.read(part), part).iter(f"{_RELATIONSHIPS}Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        yield element.get("Id", ""), kind, element.get("Target", ""), element.get("TargetMode", "") == "External"


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _content_types(archive: Archive) -> Mapping[str, str]:
    if "[Content_Types].xml" not in archive:
        raise NotThisKind(reason="no_content_types")
    root = parse_xml(archive.read("[Content_Types].xml"), "[Content_Types].xml")
    endings = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in root.iter(f"{_TYPES}Default")}
    names = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in root.iter(f"{_TYPES}Override")
    }
    return {name: names.get(name, endings.get(name.rpartition(".")[2].lower(), "")) for name in archive.names}


def _main_part(archive: Archive) -> str:
    for _, kind, target, external in relationships(archive, ""):
        if kind == "officeDocument" and not external:
            return _resolved("", target)
    return ""


def _notes(archive: Archive, types: Mapping[str, str]) -> Iterator[Problem]:
    if any("vbaProject" in kind or "macroEnabled" in kind for kind in types.values()):
        yield Problem("office_macros", blocking=False)
    if any("/embeddings/" in f"/{name}" or "/activeX/" in f"/{name}" for name in archive.names):
        yield Problem("office_embedded", blocking=False)
    outside = sorted({target for name in archive.names for target in _outside(archive, name)})
    if outside:
        yield Problem("office_external", blocking=False, details=(("targets", tuple(outside[:5])),))


def _outside(archive: Archive, name: str) -> Iterator[str]:
    """What a relationships part fetches from elsewhere; a hyperlink fetches nothing until somebody clicks it."""
    if not name.endswith(".rels"):
        return
    for element in parse_xml(archive.read(name), name).iter(f"{_RELATIONSHIPS}Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        if element.get("TargetMode", "") == "External" and kind != "hyperlink":
            yield element.get("Target", "")[:120]
