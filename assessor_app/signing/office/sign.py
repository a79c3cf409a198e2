"""Signs Word and Excel files from within, so that Word, Excel and LibreOffice show the signature.

A file signed for the first time is put into our one form: title and statistics parts (which no signature covers)
taken out, content types and relationships in fixed spelling, all entries stored. From then on every byte of it
counts. A second signer adds a signature and changes nothing else but the list of signatures. More than two different
signers some office programs do not take: further ones sign the container.
"""

from __future__ import annotations

import hashlib
import posixpath
from datetime import datetime

from assessor_app.signing.archive_writer import write_archive
from assessor_app.signing.archives import folded
from assessor_app.signing.certificates import der
from assessor_app.signing.errors import DocumentAlreadyBroken, NotOffice, TooManySignatures
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import names
from assessor_app.signing.office.markup import (
    Act,
    PartReference,
    office_object,
    package_object,
    signature_document,
    signed_info,
    signed_properties,
)
from assessor_app.signing.office.package import (
    CONTENT_TYPES,
    ROOT_RELS,
    ContentTypes,
    Package,
    Relationship,
    in_order,
    is_relationships,
    open_package,
    rels_of,
    source_of,
    write_relationships,
    write_types,
)
from assessor_app.signing.office.transform import transformed
from assessor_app.signing.office.verify import holds_whole, signature_flaw

MOST_SIGNATURES = 2

_ORIGIN = "_xmlsignatures/origin.sigs"
_KINDS = ("word", "excel")


def sign_office(
    data: bytes,
    identity: Identity,
    *,
    role: str,
    statement: str,
    place: str,
    at: datetime,
    commitment: str = "proof_of_approval",
) -> bytes:
    """The docx or xlsx with one more inner signature, by RSA or ECDSA with SHA-256.

    `role` is the one claimed, `statement` what Office shows as the purpose, `place` may be empty; `at` keeps its
    offset from UTC; `commitment` is a word of `attributes.COMMITMENTS`. Raises `NotOffice`, `ArchiveRefused`,
    `XmlRefused`, `TooManySignatures`, `DocumentAlreadyBroken`, `CannotSignNow`.
    """
    identity.refuse_untimely(at)
    package = open_package(data)
    if package.kind not in _KINDS or len(package.main) != 1:
        raise NotOffice(reason="kind")
    if "macroEnabled" in package.types.of(package.main[0]):
        raise NotOffice(reason="macros")
    if len(package.signatures) >= MOST_SIGNATURES:
        raise TooManySignatures(most=MOST_SIGNATURES)
    flaw = signature_flaw(package)
    if flaw is not None:
        raise DocumentAlreadyBroken(problem=flaw.code, part=flaw.part)
    whole = not package.signatures or holds_whole(package)
    entries = _with_plumbing(package) if package.signatures else _with_plumbing(_in_our_form(package))
    claims: tuple[str, ...] = (names.WHOLE,) if whole else ()
    claims += tuple(names.BESIDE + hashlib.sha256(package.read(one)).hexdigest() for one in package.signatures)
    act = Act(role=role, statement=statement, place=place, commitment=commitment, at=at, claims=claims)
    return _signed(entries, identity, act)


def _in_our_form(package: Package) -> Package:
    """The unsigned package without what no signature covers, its descriptions in fixed spelling."""
    dropped = package.properties
    entries = {part: package.read(part) for part in package.parts if part not in dropped}
    for part, relationships in package.relationship_parts.items():
        source = source_of(part)
        if part not in entries or (source and package.find(source) is None):
            # Relationships of a part that is not there: nobody reads them, so nobody should sign them.
            entries.pop(part, None)
            continue
        kept = [one for one in relationships if source or one.type not in names.REL_FREE]
        entries[part] = write_relationships(kept)
    untyped = [part for part in entries if not is_relationships(part) and not package.types.of(part)]
    if untyped:
        raise NotOffice(reason=f"content_types {untyped[0]}")
    entries[CONTENT_TYPES] = write_types(package.types, list(entries))
    return open_package(write_archive([(part, entries[part]) for part in in_order(entries)]))


def _with_plumbing(package: Package) -> dict[str, bytes]:
    """All entries, with the place for one more signature made."""
    entries = {part: package.read(part) for part in package.parts}
    origins = package.targets("", (names.REL_ORIGIN,))
    origin = origins[0] if origins else _ORIGIN
    if not origins:
        root = package.relationships("")
        origin_relationship = Relationship(_free_id(root), names.REL_ORIGIN, _ORIGIN, external=False)
        entries[package.find(ROOT_RELS) or ROOT_RELS] = write_relationships([*root, origin_relationship])
        entries[_ORIGIN] = b""
    listed = package.relationships(origin)
    name = _free_name(package, origin)
    entries[rels_of(origin)] = write_relationships(
        [*listed, Relationship(_free_id(listed), names.REL_SIGNATURE, posixpath.basename(name), external=False)]
    )
    entries[name] = b""
    overrides = {**package.types.overrides, folded("/" + name): names.TYPE_SIGNATURE}
    defaults = {**package.types.defaults, "rels": names.TYPE_RELATIONSHIPS, "sigs": names.TYPE_ORIGIN}
    entries[CONTENT_TYPES] = write_types(
        ContentTypes(defaults, overrides), [one for one in entries if one != CONTENT_TYPES]
    )
    return entries


def _signed(entries: dict[str, bytes], identity: Identity, act: Act) -> bytes:
    package = open_package(write_archive([(part, entries[part]) for part in in_order(entries)]))
    empty = next(part for part in package.signatures if not package.read(part))
    objects = (
        package_object(_references(package), act.at),
        office_object(act),
        signed_properties(act, identity.certificate),
    )
    info = signed_info(identity.algorithm.xml, *objects)
    value = identity.algorithm.to_xml(identity.sign(info))
    certificates = [der(one) for one in (identity.certificate, *identity.chain)]
    entries[empty] = signature_document(info, value, certificates, *objects)
    return write_archive([(part, entries[part]) for part in in_order(entries)])


def _references(package: Package) -> list[PartReference]:
    """Everything but the signatures themselves and what office programs rewrite on their own, sorted by name."""
    references = []
    for part in sorted(package.parts):
        if part in package.plumbing or part in package.properties:
            continue
        if is_relationships(part):
            relationships = package.relationship_parts[part]
            ids = tuple(sorted(one.id for one in relationships if one.type not in names.REL_FREE))
            if ids:
                digest = hashlib.sha256(transformed(relationships, ids)).digest()
                references.append(PartReference(part, names.TYPE_RELATIONSHIPS, digest, ids))
        else:
            digest = hashlib.sha256(package.read(part)).digest()
            references.append(PartReference(part, package.types.of(part), digest))
    return references


def _free_id(relationships: tuple[Relationship, ...]) -> str:
    taken = {one.id for one in relationships}
    return next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)


def _free_name(package: Package, origin: str) -> str:
    folder = posixpath.dirname(origin)
    numbers = range(1, len(package.parts) + 2)
    return next(name for number in numbers if package.find(name := posixpath.join(folder, f"sig{number}.xml")) is None)
