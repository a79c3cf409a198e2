"""An Office file as a package of parts (ECMA-376 Part 2, OPC): content types, relationships, and where the signatures lie."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import quoteattr

from assessor_app.signing.archives import Archive, ArchiveLimits, folded, read_archive
from assessor_app.signing.errors import NotOffice
from assessor_app.signing.office import names
from assessor_app.signing.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

LIMITS = ArchiveLimits(entries=5_000, entry_bytes=128 << 20, total_bytes=256 << 20, ratio=400, folders=True)
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship, as written. `external`: its target is no part."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """What kind of thing each part is."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, part: str) -> str:
        """The content type of a part, or empty."""
        override = self.overrides.get(folded("/" + part))
        if override is not None:
            return override
        return self.defaults.get(posixpath.splitext(part)[1].lstrip(".").lower(), "")


@dataclass(frozen=True)
class Package:
    """A checked Office package. Part names are those of the archive, without a leading slash."""

    archive: Archive
    types: ContentTypes
    _read: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(name for name in self.archive.names if name != CONTENT_TYPES)

    def read(self, part: str) -> bytes:
        """Raises `ArchiveRefused`."""
        if part not in self._read:
            self._read[part] = self.archive.read(part)
        return self._read[part]

    def check_contents(self) -> None:
        """Every part can be unpacked, also those that nothing here looks into. Raises `ArchiveRefused`."""
        for part in self.parts:
            if part not in self._read:
                for _ in self.archive.chunks(part):
                    pass

    def find(self, part: str) -> str | None:
        """The part of this name, letters' case ignored as OPC has it, or None."""
        return self._by_folded.get(folded(part))

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {folded(part): part for part in self.parts}

    @cached_property
    def _relationships(self) -> dict[str, tuple[Relationship, ...]]:
        return {
            part: tuple(read_relationships(parse_xml(self.read(part), part), part))
            for part in self.parts
            if is_relationships(part)
        }

    def stray_texts(self, rels: str) -> int:
        """How many stretches of text, white space as a rule, lie between the relationships of a part."""
        root = parse_xml(self.read(rels), rels)
        return sum(1 for text in (root.text, *(child.tail for child in root)) if text)

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """The relationships of a part, or with an empty name those of the package."""
        rels = self.find(rels_of(source))
        return () if rels is None else self._relationships[rels]

    @property
    def relationship_parts(self) -> Mapping[str, tuple[Relationship, ...]]:
        return self._relationships

    def target(self, source: str, relationship: Relationship) -> str | None:
        """The part a relationship of `source` leads to, or None if it is external or leads nowhere."""
        if relationship.external:
            return None
        path = unquote(urlsplit(relationship.target).path)
        folder = posixpath.dirname("/" + source)
        return self.find(posixpath.normpath(posixpath.join(folder, path)).lstrip("/"))

    def targets(self, source: str, kinds: Iterable[str]) -> tuple[str, ...]:
        """The parts that relationships of these types lead to."""
        wanted = set(kinds)
        found = (self.target(source, one) for one in self.relationships(source) if one.type in wanted)
        return tuple(one for one in found if one is not None)

    @property
    def main(self) -> tuple[str, ...]:
        """The part an office program renders; more than one is a trap."""
        return self.targets("", names.REL_MAIN)

    @property
    def kind(self) -> str:
        """`word`, `excel`, `powerpoint` or `other`."""
        content_type = self.types.of(self.main[0]) if self.main else ""
        for word, kind in (("wordprocessingml", "word"), ("spreadsheetml", "excel"), ("presentationml", "powerpoint")):
            if word in content_type:
                return kind
        return "other"

    @cached_property
    def signatures(self) -> tuple[str, ...]:
        """The signature parts, as an office program finds them: package, origin, signature."""
        found: list[str] = []
        for origin in self.targets("", (names.REL_ORIGIN,)):
            found += (one for one in self.targets(origin, (names.REL_SIGNATURE,)) if one not in found)
        return tuple(sorted(found, key=_natural))

    @cached_property
    def plumbing(self) -> frozenset[str]:
        """The parts that make up the signatures themselves and that no signature covers."""
        found: set[str] = set()
        for origin in self.targets("", (names.REL_ORIGIN,)):
            found |= {origin, rels_of(origin)}
        for signature in self.signatures:
            if self.types.of(signature) == names.TYPE_SIGNATURE:
                found |= {signature, rels_of(signature), *self.targets(signature, (names.REL_CERTIFICATE,))}
        # A part that an office program shows is none of the plumbing, whatever relationships say.
        return frozenset(part for one in found if (part := self.find(one)) is not None and part not in self.main)

    @property
    def properties(self) -> frozenset[str]:
        """Title, author, statistics: what Office rewrites and never signs. A part that is of another type is none of it."""
        found = self.targets("", (*names.REL_CORE, *names.REL_EXTENDED))
        return frozenset(part for part in found if self.types.of(part) in names.TYPES_PROPERTIES)


def open_package(data: bytes) -> Package:
    """Raises `NotOffice`, `ArchiveRefused` or `XmlRefused`."""
    archive = read_archive(data, LIMITS)
    if CONTENT_TYPES not in archive:
        raise NotOffice(reason="content_types")
    package = Package(archive, _read_types(parse_xml(archive.read(CONTENT_TYPES), CONTENT_TYPES)))
    if not package.main:
        raise NotOffice(reason="main_part")
    return package


def rels_of(source: str) -> str:
    """The name of the part that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")


def is_relationships(part: str) -> bool:
    folder, name = posixpath.split(folded(part))
    return name.endswith(".rels") and posixpath.basename(folder) == "_rels"


def source_of(rels: str) -> str:
    """The part whose relationships `rels` holds; empty for the package."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name[: -len(".rels")])


def read_relationships(root: _Element, part: str) -> Iterator[Relationship]:
    """Raises `NotOffice` where ids repeat or are missing: two programs could read two different things."""
    seen: set[str] = set()
    for element in root.iterchildren("*"):
        if element.tag != f"{{{names.RELATIONSHIPS}}}Relationship":
            raise NotOffice(reason=f"relationships {part}")
        id_, mode = element.get("Id", ""), element.get("TargetMode", "Internal")
        if not id_ or id_ in seen or mode not in ("Internal", "External"):
            raise NotOffice(reason=f"relationships {part}")
        seen.add(id_)
        yield Relationship(id_, element.get("Type", ""), element.get("Target", ""), mode == "External")


def write_relationships(relationships: Sequence[Relationship]) -> bytes:
    """The one form in which our own files hold relationships: sorted by id, nothing between them."""
    rows = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target={quoteattr(one.target)}"
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in sorted(relationships, key=lambda one: one.id)
    )
    return f'{_DECLARATION}<Relationships xmlns="{names.RELATIONSHIPS}">{rows}</Relationships>'.encode()


def write_types(types: ContentTypes, parts: Sequence[str]) -> bytes:
    """The form in which our own files hold content types: defaults for relationships and signatures, the rest by name."""
    defaults = {"rels": names.TYPE_RELATIONSHIPS}
    if any(part.endswith(".sigs") for part in parts):
        defaults["sigs"] = names.TYPE_ORIGIN
    rows = [f'<Default Extension="{one}" ContentType="{defaults[one]}"/>' for one in sorted(defaults)]
    rows += [
        f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(types.of(part))}/>"
        for part in sorted(parts)
        if part.rsplit(".", 1)[-1] not in defaults
    ]
    return f'{_DECLARATION}<Types xmlns="{names.TYPES}">{"".join(rows)}</Types>'.encode()


def in_order(parts: Iterable[str]) -> list[str]:
    """The order of entries in our own files: what describes the package first."""
    first = [CONTENT_TYPES, ROOT_RELS]
    return first + sorted(part for part in parts if part not in first)


def _read_types(root: _Element) -> ContentTypes:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in root.iterchildren("*"):
        kind = element.get("ContentType", "")
        if element.tag == f"{{{names.TYPES}}}Default":
            key, table = element.get("Extension", "").lower(), defaults
        elif element.tag == f"{{{names.TYPES}}}Override":
            key, table = folded(element.get("PartName", "")), overrides
        else:
            raise NotOffice(reason="content_types")
        # Two types for one part: two programs would see two different files.
        if key in table and table[key] != kind:
            raise NotOffice(reason="content_types")
        table[key] = kind
    return ContentTypes(defaults, overrides)


def _natural(part: str) -> tuple[int, str]:
    digits = "".join(sign for sign in posixpath.basename(part) if sign.isdigit())
    return (int(digits[:9]) if digits else 0, part)
