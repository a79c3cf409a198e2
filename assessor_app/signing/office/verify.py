"""Verifies the signatures inside Word, Excel and PowerPoint files, ours and those of others.

An inner signature covers what it lists; Office and LibreOffice say "valid" of a file to which a part, a relationship
or another content type was added later. So beside the digests this looks at what is *not* covered:

- A file of others is then `partial`, with what is not covered. Titles and statistics (docProps/core.xml, app.xml) are
  never signed by Office and do not count. The main part must be covered in any case: a signature over something
  nobody sees is `invalid`.
- A file of ours says in its signature that it is covered whole, and is held to it: any byte that is not as it was
  written makes it `invalid`.

Order of verdicts, from the worst: invalid, unsupported, revoked, expired, unknown signer, partial, valid. SHA-1 is
named as weak, in files of others; in ours it is invalid.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import unquote

from assessor_app.signing.errors import ArchiveRefused, NotOffice, XmlRefused
from assessor_app.signing.judging import judged
from assessor_app.signing.office import names
from assessor_app.signing.office.canonical import canonical, is_canonicalization
from assessor_app.signing.office.package import (
    CONTENT_TYPES,
    Package,
    in_order,
    is_relationships,
    open_package,
    rels_of,
    source_of,
    write_relationships,
    write_types,
)
from assessor_app.signing.office.reading import InnerSignature, ManifestReference, Transform, read_signature
from assessor_app.signing.office.transform import transformed
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw, Problem, SignerInfo, Status, worst
from assessor_app.signing.xml import parse_xml


@dataclass(frozen=True, slots=True)
class OfficeVerdict:
    """`kind` is `word`, `excel`, `powerpoint` or `other`; `whole` says whether every signature covers the whole file."""

    status: Status
    signers: tuple[SignerInfo, ...]
    problems: tuple[Problem, ...]
    kind: str = "other"
    whole: bool = False


def verify_office(
    data: bytes,
    trust: TrustList,
    now: datetime,
    *,
    require_whole: bool | None = None,
    expected_signers: int | None = None,
) -> OfficeVerdict:
    """The verdict on the inner signatures of a file, whatever the bytes; never an exception.

    `require_whole`: hold the file to the rules of ours (True), of others (False), or to what its signatures claim
    (None). `expected_signers`: how many there have to be; that one was taken out cannot be seen from the file alone.
    """
    try:
        package = open_package(data)
        package.check_contents()
    except (ArchiveRefused, XmlRefused, NotOffice) as refused:
        return OfficeVerdict(Status.INVALID, (), (_refusal(refused),))
    if not package.signatures:
        return _unsigned(package, require_whole=require_whole)
    try:
        findings = [_examine(package, part, require_whole=require_whole) for part in package.signatures]
        problems, signers, statuses = _weigh(package, findings, trust, now)
    except (ArchiveRefused, XmlRefused, NotOffice) as refused:
        return OfficeVerdict(Status.INVALID, (), (_refusal(refused),), package.kind)
    if expected_signers is not None and len(findings) != expected_signers:
        facts = {"expected": str(expected_signers), "found": str(len(findings))}
        problems.append(Problem("signers_missing", "", facts))
        statuses.append(Status.INVALID)
    whole = all(one.whole for one in findings)
    return OfficeVerdict(worst(statuses), tuple(signers), tuple(problems), package.kind, whole)


def signature_flaw(package: Package) -> Problem | None:
    """The first reason why an inner signature of a package does not hold, trust left aside; None if all hold."""
    for part in package.signatures:
        grave = (
            one
            for one in _examine(package, part, require_whole=None).problems
            if one.grave and one.code not in _PARTIAL
        )
        found = next(grave, None)
        if found is not None:
            return found
    return None


def holds_whole(package: Package) -> bool:
    """Whether every signature claims to cover the whole file, and does."""
    findings = [_examine(package, part, require_whole=None) for part in package.signatures]
    return all(one.held_whole and not one.problems for one in findings)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found of one signature. `signature` is None if it does not hold by itself."""

    part: str
    signature: InnerSignature | None
    problems: tuple[Problem, ...]
    status: Status
    whole: bool
    held_whole: bool


_MOST_REFERENCES_TO_A_PART = 4
# What makes a file of others partial instead of invalid.
_PARTIAL = frozenset({"part_uncovered", "relationship_uncovered", "content_type_uncovered"})


def _unsigned(package: Package, *, require_whole: bool | None) -> OfficeVerdict:
    stray = next((one for one in package.parts if package.types.of(one) == names.TYPE_SIGNATURE), None)
    problem = Problem("signature_cut_off", stray) if stray else Problem("unsigned")
    return OfficeVerdict(Status.INVALID if stray and require_whole else Status.UNSIGNED, (), (problem,), package.kind)


def _refusal(refused: ArchiveRefused | XmlRefused | NotOffice) -> Problem:
    where = refused.entry if isinstance(refused, ArchiveRefused) else getattr(refused, "part", "")
    return Problem(refused.code, where, {name: str(value) for name, value in refused.facts.items()})


def _weigh(
    package: Package, findings: list[_Finding], trust: TrustList, now: datetime
) -> tuple[list[Problem], list[SignerInfo], list[Status]]:
    problems: list[Problem] = []
    signers: list[SignerInfo] = []
    statuses: list[Status] = []
    for finding in findings:
        problems += finding.problems
        statuses.append(finding.status)
        if finding.signature is not None:
            info, judgement = judged(finding.signature.claim, finding.part, trust, now)
            problems += judgement
            held = finding.held_whole and any(one.code == "certificate_foreign" for one in judgement)
            statuses += [info.status, *([Status.INVALID] if held else [])]
            sound = finding.status in (Status.VALID, Status.PARTIAL) and not held
            signers.append(info if sound else _with_status(info, finding.status if not held else Status.INVALID))
    problems += _main_part_problems(package, findings)
    if any(one.code in ("main_part_uncovered", "main_part_doubled") for one in problems):
        statuses.append(Status.INVALID)
    return problems, signers, statuses


def _with_status(info: SignerInfo, status: Status) -> SignerInfo:
    return replace(info, status=status)


def _main_part_problems(package: Package, findings: list[_Finding]) -> list[Problem]:
    """What an office program shows must be what is signed, and there must be no choice of it."""
    relationships = [one for one in package.relationships("") if one.type in names.REL_MAIN]
    if len(relationships) > 1:
        return [Problem("main_part_doubled", package.main[0])]
    for finding in findings:
        if finding.signature is not None:
            covered = {part for one in finding.signature.references if (part := _part_of(package, one)[0]) is not None}
            if package.main[0] not in covered:
                return [Problem("main_part_uncovered", package.main[0], {"signature": finding.part})]
    return []


def _examine(package: Package, part: str, *, require_whole: bool | None) -> _Finding:
    try:
        if package.types.of(part) != names.TYPE_SIGNATURE:
            raise Flaw("signature_malformed", part, reason="content_type")
        certificates = [package.read(one) for one in package.targets(part, (names.REL_CERTIFICATE,))]
        signature = read_signature(package.read(part), part, certificates)
    except Flaw as flaw:
        return _Finding(part, None, (flaw.problem,), flaw.status, whole=False, held_whole=bool(require_whole))
    held = names.WHOLE in signature.claims if require_whole is None else require_whole
    problems = [*_digest_problems(package, signature), *_beside_problems(package, signature)]
    uncovered = list(_coverage(package, signature, held=held))
    problems += uncovered
    if signature.weak:
        weak = ", ".join(signature.weak)
        problems.append(Problem("weak_digest", part, {"algorithm": weak}, grave=held))
    if held:
        problems += _own_form_problems(package, signature)
    return _Finding(part, signature, tuple(problems), _status(problems, held=held), not uncovered, held)


def _status(problems: list[Problem], *, held: bool) -> Status:
    grave = [one for one in problems if one.grave]
    if any(held or one.code not in _PARTIAL | {"algorithm_unsupported"} for one in grave):
        return Status.INVALID
    if any(one.code == "algorithm_unsupported" for one in grave):
        return Status.UNSUPPORTED
    return Status.PARTIAL if grave else Status.VALID


# --- what is covered
# ------------------------------------------------------------------------------------------------------


def _digest_problems(package: Package, signature: InnerSignature) -> Iterator[Problem]:
    times: Counter[str] = Counter()
    for reference in signature.references:
        part, content_type = _part_of(package, reference)
        times[part or ""] += 1
        if part is not None and times[part] > _MOST_REFERENCES_TO_A_PART:
            # Each is digested anew: a small file could keep the program busy for days.
            yield Problem("signature_malformed", signature.part, {"reason": "references"})
            return
        if part is None:
            yield Problem(
                "part_missing", unquote(reference.uri.split("?")[0]).lstrip("/"), {"signature": signature.part}
            )
            continue
        try:
            forms = _referenced_forms(package, part, reference)
        except Flaw as flaw:
            yield Problem(flaw.problem.code, part, flaw.problem.facts)
            continue
        if reference.digest not in {hashlib.new(reference.method, form).digest() for form in forms}:
            yield Problem("part_changed", part, {"signature": signature.part})
        current = _type_of(package, part)
        if content_type is not None and content_type.lower() != current.lower():
            yield Problem("content_type_changed", part, {"signed": content_type, "found": current})


def _referenced_forms(package: Package, part: str, reference: ManifestReference) -> list[bytes]:
    """The bytes that a reference may be the digest of: one form, or that of LibreOffice beside the standard's."""
    data = package.read(part)
    if not reference.transforms:
        return [data]
    first, *rest = reference.transforms
    if first.method == names.RELATIONSHIP_TRANSFORM:
        if not is_relationships(part) or any(not is_canonicalization(one.method) for one in rest):
            raise _unsupported(reference.transforms)
        # The transform's result is canonical already; canonicalizing it again changes nothing.
        relationships, stray = package.relationship_parts[part], package.stray_texts(part)
        counts = {0, stray}
        return [transformed(relationships, first.ids, first.types, stray_texts=count) for count in counts]
    if rest or not is_canonicalization(first.method):
        raise _unsupported(reference.transforms)
    return [canonical(parse_xml(data, part), first.method)]


def _unsupported(transforms: tuple[Transform, ...]) -> Flaw:
    known = {names.RELATIONSHIP_TRANSFORM}
    named = next(
        (one.method for one in transforms if one.method not in known and not is_canonicalization(one.method)), ""
    )
    return Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=named or transforms[0].method)


def _part_of(package: Package, reference: ManifestReference) -> tuple[str | None, str | None]:
    """The part a reference means, and the content type it had; None for what is not there or not said."""
    path, _, query = reference.uri.partition("?")
    content_type = query.removeprefix("ContentType=") if query.startswith("ContentType=") else None
    if not path.startswith("/"):
        return None, content_type
    return package.find(unquote(path)[1:]) or package.find(path[1:]), content_type


def _type_of(package: Package, part: str) -> str:
    return package.types.of(part) or (names.TYPE_RELATIONSHIPS if is_relationships(part) else "")


def _coverage(package: Package, signature: InnerSignature, *, held: bool) -> Iterator[Problem]:
    """What the signature does not cover. Of a file held to cover the whole, nothing is exempt but the signatures themselves."""
    where = {"signature": signature.part}
    by_part: dict[str, list[ManifestReference]] = {}
    for reference in signature.references:
        part, content_type = _part_of(package, reference)
        if part is not None:
            by_part.setdefault(part, []).append(reference)
            if content_type is None:
                yield Problem("content_type_uncovered", part, where)
    exempt = package.plumbing if held else package.plumbing | package.properties
    for part in package.parts:
        if part in exempt or (part in by_part and not is_relationships(part)):
            continue
        if not is_relationships(part):
            yield Problem("part_uncovered", part, where)
            continue
        ids, types, everything = _selected(by_part.get(part, []))
        free = names.REL_FREE if not source_of(part) and not held else {names.REL_ORIGIN}
        for one in package.relationship_parts[part]:
            if not (everything or one.id in ids or one.type in types or one.type in free):
                yield Problem("relationship_uncovered", part, {**where, "id": one.id, "target": one.target})


def _selected(references: list[ManifestReference]) -> tuple[set[str], set[str], bool]:
    ids: set[str] = set()
    types: set[str] = set()
    everything = False
    for reference in references:
        transform = next((one for one in reference.transforms if one.method == names.RELATIONSHIP_TRANSFORM), None)
        if transform is None:
            everything = True
        else:
            ids |= set(transform.ids)
            types |= set(transform.types)
    return ids, types, everything


def _beside_problems(package: Package, signature: InnerSignature) -> Iterator[Problem]:
    """Earlier signatures that this signer saw and that must still be there."""
    present = {hashlib.sha256(package.read(one)).hexdigest() for one in package.signatures}
    for claim in signature.claims:
        if claim.startswith(names.BESIDE) and claim.removeprefix(names.BESIDE) not in present:
            yield Problem("signature_taken_out", signature.part)


def _own_form_problems(package: Package, signature: InnerSignature) -> Iterator[Problem]:
    """Whatever in a file of ours is not, to the byte, as our own writer puts it."""
    if not signature.exact:
        yield Problem("signature_rewritten", signature.part)
    if not signature.whole_recipe:
        yield Problem("signature_incomplete", signature.part)
    if not package.archive.canonical or list(package.archive.names) != in_order(package.parts):
        yield Problem("archive_rewritten")
    if package.read(CONTENT_TYPES) != write_types(package.types, package.parts):
        yield Problem("part_rewritten", CONTENT_TYPES)
    for part, relationships in package.relationship_parts.items():
        if package.read(part) != write_relationships(relationships):
            yield Problem("part_rewritten", part)
    yield from _own_plumbing_problems(package, signature)


def _own_plumbing_problems(package: Package, signature: InnerSignature) -> Iterator[Problem]:
    for part in sorted(package.plumbing):
        if package.types.of(part) == names.TYPE_ORIGIN and package.read(part):
            yield Problem("part_rewritten", part)
    origins = package.targets("", (names.REL_ORIGIN,))
    listed = {rels_of(one) for one in origins} | {*origins, *package.signatures}
    for part in sorted(package.plumbing - {one for name in listed if (one := package.find(name))}):
        yield Problem("part_uncovered", part, {"signature": signature.part})
    if len(origins) != 1 or any(one.type == names.REL_ORIGIN and one.external for one in package.relationships("")):
        yield Problem("part_rewritten", CONTENT_TYPES)
