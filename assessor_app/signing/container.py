"""The container: ASiC-E with CAdES at baseline B (ETSI EN 319 162-1), what is handed from desk to desk.

    mimetype                          application/vnd.etsi.asic-e+zip, first and stored
    record.json, documents/…          the files, each named with type and digest in every manifest
    META-INF/ASiCManifest001.xml      what the first signature covers
    META-INF/signature001.p7s         the first signature, CAdES-B over that manifest
    META-INF/ASiCManifest002.xml      the files again, and the first manifest and signature, so that neither can be
    taken out unseen META-INF/signature002.p7s

Rules for a valid container: every file is covered by every signature; nothing lies in it that no manifest names; each
later signature covers the earlier ones; numbers run from 001 without a gap; all entries are stored and carry like
headers, so that no byte is free. A file is readable only if the digests are those signed. Nothing is held whole that may be
large: what is written comes in pieces (`NewArchive`), what is read is `Sliced`.

    new = sign_container(files, identity, role="chair", commitment="proof_of_approval", at=now)
    verdict = verify_container(bytes(new), trust, now)
    verdict.status is Status.VALID and verdict.read("record.json")
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assessor_app.files import Sliced
from assessor_app.signing.archive_writer import Measure, NewArchive, measure, write_archive
from assessor_app.signing.archives import Archive, ArchiveLimits, folded, read_archive, why_name_unsafe
from assessor_app.signing.cms import SignedContent, add_stamp, read_cms, sign_cms
from assessor_app.signing.detached import claim_of
from assessor_app.signing.errors import ArchiveRefused, ContainerRefused, FileNameRefused, NotReadable
from assessor_app.signing.identities import Identity
from assessor_app.signing.judging import broken, judged
from assessor_app.signing.manifest import (
    MANIFEST_TYPE,
    SIGNATURE_TYPE,
    Manifest,
    Reference,
    read_manifest,
    write_manifest,
)
from assessor_app.signing.timestamps import read_stamp
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw, Problem, SignerInfo, Status, worst

MEDIA_TYPE = "application/vnd.etsi.asic-e+zip"
LIMITS = ArchiveLimits(entries=20_000, entry_bytes=1 << 30, total_bytes=2 << 30, ratio=1)
MOST_SIGNATURES = 99

_MIMETYPE = "mimetype"
_META = "META-INF/"
_MANIFEST_NAME = re.compile(r"META-INF/ASiCManifest([0-9]{3})\.xml")
_XADES_NAME = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
# Small by nature; whatever is larger is no manifest and no signature.
_META_BYTES = 16 * 1024 * 1024

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class ContainerFile:
    """A file to go into a container. Of one that goes into several it is enough to `measure` the data once."""

    name: str
    media_type: str
    data: Sliced = field(repr=False)
    measured: Measure | None = None


class ContainerVerdict:
    """What was found of a container. `names` are its files (not the signatures); `read` hands out only what was signed."""

    def __init__(
        self,
        status: Status,
        signers: tuple[SignerInfo, ...],
        problems: tuple[Problem, ...],
        archive: Archive | None,
        references: tuple[Reference, ...],
    ) -> None:
        self.status = status
        self.signers = signers
        self.problems = problems
        self._archive = archive
        self._references = {one.name: one for one in references}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._references)

    def media_type(self, name: str) -> str:
        """The type the signer gave. Raises `NotReadable`."""
        return self._reference(name).media_type

    def size(self, name: str) -> int:
        """In bytes. Raises `NotReadable`."""
        self._reference(name)
        return 0 if self._archive is None else self._archive.entries[name].size

    def read(self, name: str) -> bytes:
        """The bytes that were signed under this name. Raises `NotReadable`, also if they changed since verified."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The same piece by piece; trust them after the last one only. Raises `NotReadable`."""
        reference = self._reference(name)
        if self._archive is None:
            raise NotReadable(part=name)
        found = hashlib.new(reference.method)
        for piece in self._archive.chunks(name):
            found.update(piece)
            yield piece
        if not hmac.compare_digest(found.digest(), reference.digest):
            raise NotReadable(part=name)

    def part(self, name: str) -> Sliced:
        """A file that is looked into where it lies, such as a container in this one. Raises `NotReadable`."""
        self._reference(name)
        if self._archive is None:
            raise NotReadable(part=name)
        return self._archive.part(name)

    def sha256(self, name: str) -> str:
        """The digest of a file, lower-case hex: mostly the one that was signed, and found to be right. Raises `NotReadable`."""
        reference = self._reference(name)
        if reference.method == "sha256":
            return reference.digest.hex()
        return _sha256(self.pieces(name))

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def _reference(self, name: str) -> Reference:
        if name not in self._references:
            raise NotReadable(part=name)
        return self._references[name]

    def __repr__(self) -> str:
        return f"<ContainerVerdict {self.status} {[one.name for one in self.signers]} {[one.code for one in self.problems]}>"


def sign_container(
    files: Sequence[ContainerFile],
    identity: Identity,
    *,
    role: str,
    commitment: str,
    at: datetime,
    progress: Progress | None = None,
) -> NewArchive:
    """A container of these files with one signature, to be written. `commitment` is a word of `attributes.COMMITMENTS`.

    `progress` is told `("signing", fraction)` and may raise to cancel. Raises `FileNameRefused`, `CannotSignNow`, and what
    reading the files raises.
    """
    _refuse_names([one.name for one in files])
    total, done = sum(len(one.data) for one in files) or 1, 0
    measured = []
    for one in files:
        (progress or _silent)("signing", done / total)
        measured.append(one.measured or measure(one.data))
        done += len(one.data)
    covered = [Reference(one.name, one.media_type, found.sha256) for one, found in zip(files, measured, strict=True)]
    return NewArchive(
        [
            _entry(_MIMETYPE, MEDIA_TYPE.encode("ascii")),
            *((one.name, one.data, found) for one, found in zip(files, measured, strict=True)),
            *_signature_entries(1, covered, identity, role=role, commitment=commitment, at=at),
        ]
    )


def countersign_container(data: Sliced, identity: Identity, *, role: str, commitment: str, at: datetime) -> NewArchive:
    """The container with one more signature; every byte of what was in it stays. The new one covers the files and all
    earlier signatures.

    Raises `ContainerRefused` if an earlier signature does not hold; whether those signers are trusted is not asked
    here.
    """
    archive = _sound(data)
    laid = _layout(archive)
    number = len(laid) + 1
    if number > MOST_SIGNATURES:
        raise ContainerRefused(problem="too_many_signatures", part="")
    entries = [_entry(name, archive.part(name)) for name in archive.names]
    digests = {name: found.sha256 for name, _, found in entries}
    files = [one for one in laid[0].references if not one.name.startswith(_META)]
    covered = [Reference(one.name, one.media_type, digests[one.name]) for one in files]
    for index, manifest in enumerate(laid, start=1):
        own = _manifest_name(index)
        covered.append(Reference(own, MANIFEST_TYPE, digests[own]))
        covered.append(Reference(manifest.signature, SIGNATURE_TYPE, digests[manifest.signature]))
    signature = _signature_entries(number, covered, identity, role=role, commitment=commitment, at=at)
    return NewArchive([*entries, *signature])


def versions_of(data: Sliced) -> tuple[str, ...]:
    """The digest (SHA-256, lower-case hex) of the container as each of its signers left it, byte for byte; the last is that of
    `data`.

    So two containers are of one origin if their first versions are the same, and one came out of the other if it is among
    the other's versions. Raises `ContainerRefused` as `countersign_container` does.
    """
    archive = _sound(data)
    signed = len(_layout(archive))
    entries = [_entry(name, archive.part(name)) for name in archive.names] if signed > 1 else []
    left = []
    for number in range(1, signed):
        later = {name(one) for one in range(number + 1, signed + 1) for name in (_manifest_name, signature_name)}
        left.append(_sha256(NewArchive([entry for entry in entries if entry[0] not in later]).pieces()))
    return (*left, _sha256(archive.pieces()))


def add_time_stamp(data: bytes, number: int, token: bytes) -> bytes:
    """The container with an RFC 3161 token beside signature `number` (from 1), which must be the last one.

    A signature that a later one covers can take no stamp any more; a token over something else is not taken. Raises
    `ContainerRefused`.
    """
    with _sound(data) as archive:
        laid = _layout(archive)
        if number != len(laid):
            raise ContainerRefused(problem="signature_covered", part=signature_name(number))
        name = laid[number - 1].signature
        entries = [(one, archive.read(one)) for one in archive.names]
        try:
            signed = read_cms(archive.read(name), archive.read(_manifest_name(number)))
            read_stamp(token, signed.signature, TrustList(0, None, ()))
            return write_archive(
                [(one, add_stamp(content, token) if one == name else content) for one, content in entries]
            )
        except Flaw as flaw:
            raise ContainerRefused(problem=flaw.problem.code, part=name) from None


def signature_value(data: bytes, number: int) -> bytes:
    """What a time-stamp for signature `number` has to be over. Raises `ContainerRefused`."""
    with _sound(data) as archive:
        laid = _layout(archive)
        if not 1 <= number <= len(laid):
            raise ContainerRefused(problem="unsigned", part="")
        manifest = _manifest_name(number)
        return read_cms(archive.read(laid[number - 1].signature), archive.read(manifest)).signature


def verify_container(
    source: Sliced | Path, trust: TrustList, now: datetime, *, progress: Progress | None = None
) -> ContainerVerdict:
    """The verdict on a container, whatever the bytes. From a path it is read in pieces; close the verdict when done
    with it.

    `progress` is told `("verifying", fraction)` and may raise to cancel. Raises `FileUnreadable` for a path only.
    """
    try:
        archive = read_archive(source, LIMITS)
    except ArchiveRefused as refused:
        return _refused(Problem("archive_refused", refused.entry, {"reason": refused.reason, "entry": refused.entry}))
    try:
        return _verdict(archive, trust, now, progress or _silent)
    except (Flaw, ArchiveRefused) as found:
        archive.close()
        return _refused(_as_problem(found), found.status if isinstance(found, Flaw) else Status.INVALID)
    except BaseException:
        archive.close()
        raise


def _refused(problem: Problem, status: Status = Status.INVALID) -> ContainerVerdict:
    return ContainerVerdict(status, (), (problem,), None, ())


def _as_problem(found: Flaw | ArchiveRefused) -> Problem:
    if isinstance(found, Flaw):
        return found.problem
    return Problem("archive_refused", found.entry, {"reason": found.reason, "entry": found.entry})


def _silent(_text: str, _fraction: float) -> None:
    """Nobody wants to know."""


def _verdict(archive: Archive, trust: TrustList, now: datetime, progress: Progress) -> ContainerVerdict:
    _check_frame(archive)
    laid = _layout(archive)
    if not laid:
        _refuse_other_signatures(archive)
        return ContainerVerdict(Status.UNSIGNED, (), (Problem("unsigned"),), archive, ())
    problems = [*_coverage(archive, laid), *_digests(archive, laid, progress)]
    signers: list[SignerInfo] = []
    for number, manifest in enumerate(laid, start=1):
        signed = _signature(archive, number, manifest)
        claim, noted = claim_of(signed, manifest.signature, trust)
        info, judgement = judged(claim, manifest.signature, trust, now)
        signers.append(info)
        problems += (*judgement, *noted)
    unsound = broken(problems)
    status = Status.INVALID if unsound else worst(one.status for one in signers)
    readable = () if unsound else _files(laid[0])
    return ContainerVerdict(status, tuple(signers), tuple(problems), archive, readable)


def _files(manifest: Manifest) -> tuple[Reference, ...]:
    return tuple(one for one in manifest.references if not one.name.startswith(_META))


def _check_frame(archive: Archive) -> None:
    if not archive.names or archive.names[0] != _MIMETYPE:
        raise Flaw("container_mimetype", _MIMETYPE)
    first = archive.entries[_MIMETYPE]
    if (
        not first.stored
        or first.local_extra
        or first.size > 256
        or archive.read(_MIMETYPE) != MEDIA_TYPE.encode("ascii")
    ):
        raise Flaw("container_mimetype", _MIMETYPE)
    packed = next(
        (one.name for one in archive.entries.values() if not one.stored or one.extra or one.local_extra), None
    )
    if packed is not None:
        raise Flaw("container_repacked", packed)
    if not archive.even:
        raise Flaw("container_repacked")


def _refuse_other_signatures(archive: Archive) -> None:
    """A signature that is none of the kind judged here is not "unsigned", and one without its manifest is broken."""
    for name in archive.names:
        if _XADES_NAME.fullmatch(name):
            raise Flaw("container_form", name, status=Status.UNSUPPORTED, form="ASiC-E, XAdES")
        if name.startswith(_META) and name.endswith((".p7s", ".tst")):
            raise Flaw("container_numbering", name)


def _layout(archive: Archive) -> list[Manifest]:
    """The manifests in order. Raises `Flaw` for a gap, a foreign name, or a signature in another's place."""
    numbers = sorted(int(found.group(1)) for found in map(_MANIFEST_NAME.fullmatch, archive.names) if found)
    if numbers != list(range(1, len(numbers) + 1)):
        raise Flaw("container_numbering")
    laid = [read_manifest(_small(archive, _manifest_name(number)), _manifest_name(number)) for number in numbers]
    for number, manifest in enumerate(laid, start=1):
        if manifest.signature != signature_name(number):
            raise Flaw("container_numbering", _manifest_name(number))
        if manifest.signature not in archive:
            raise Flaw("signature_missing", manifest.signature)
    return laid


def _coverage(archive: Archive, laid: Sequence[Manifest]) -> list[Problem]:
    """Every signature must cover every file and everything of the signatures before it, and nothing else may lie there."""
    problems: list[Problem] = []
    own = {_MIMETYPE}
    for number, manifest in enumerate(laid, start=1):
        own |= {_manifest_name(number), manifest.signature}
    files = [name for name in archive.names if name not in own]
    for number, manifest in enumerate(laid, start=1):
        earlier = [name for index in range(1, number) for name in (_manifest_name(index), signature_name(index))]
        covered, expected = {one.name for one in manifest.references}, {*files, *earlier}
        where = {"signature": manifest.signature}
        problems += [Problem("part_missing", name, where) for name in sorted(covered - set(archive.names))]
        problems += [Problem("part_added", name, where) for name in sorted(expected - covered)]
        problems += [
            Problem("part_unexpected", name, where) for name in sorted(covered & set(archive.names) - expected)
        ]
    problems += [Problem("part_added", name, {"signature": ""}) for name in files if name.startswith(_META)]
    return problems


def _digests(archive: Archive, laid: Sequence[Manifest], progress: Progress) -> list[Problem]:
    wanted: dict[str, dict[str, list[tuple[bytes, str]]]] = {}
    for manifest in laid:
        for one in manifest.references:
            if one.name in archive:
                by_method = wanted.setdefault(one.name, {})
                by_method.setdefault(one.method, []).append((one.digest, manifest.signature))
    problems: list[Problem] = []
    total = sum(archive.entries[name].size for name in wanted) or 1
    done = 0
    for name, by_method in wanted.items():
        found = {method: hashlib.new(method) for method in by_method}
        for piece in archive.chunks(name):
            for digest in found.values():
                digest.update(piece)
            done += len(piece)
            progress("verifying", done / total)
        for method, claims in by_method.items():
            value = found[method].digest()
            problems += [Problem("part_changed", name, {"signature": by}) for claim, by in claims if claim != value]
    return problems


def _signature(archive: Archive, number: int, manifest: Manifest) -> SignedContent:
    try:
        return read_cms(_small(archive, manifest.signature), archive.read(_manifest_name(number)))
    except Flaw as flaw:
        found = flaw.problem
        raise Flaw(found.code, manifest.signature, status=flaw.status, **found.facts) from None


def _small(archive: Archive, name: str) -> bytes:
    if archive.entries[name].size > _META_BYTES:
        raise Flaw("manifest_malformed", name, reason="size")
    return archive.read(name)


def _sound(data: Sliced) -> Archive:
    """The archive of a container all of whose signatures hold. Raises `ContainerRefused`."""
    try:
        archive = read_archive(data, LIMITS)
        _check_frame(archive)
        laid = _layout(archive)
        if not laid:
            raise Flaw("unsigned")
        for problem in (*_coverage(archive, laid), *_digests(archive, laid, _silent)):
            raise ContainerRefused(problem=problem.code, part=problem.part)
        for number, manifest in enumerate(laid, start=1):
            _signature(archive, number, manifest)
    except (Flaw, ArchiveRefused) as found:
        problem = _as_problem(found)
        raise ContainerRefused(problem=problem.code, part=problem.part) from None
    return archive


def _signature_entries(
    number: int, covered: Sequence[Reference], identity: Identity, *, role: str, commitment: str, at: datetime
) -> list[tuple[str, Sliced, Measure]]:
    manifest = write_manifest(signature_name(number), covered)
    signature = sign_cms(manifest, identity, at=at, role=role, commitment=commitment)
    return [_entry(_manifest_name(number), manifest), _entry(signature_name(number), signature)]


def _entry(name: str, data: Sliced) -> tuple[str, Sliced, Measure]:
    return name, data, measure(data)


def _sha256(pieces: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _refuse_names(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        reason = why_name_unsafe(name)
        if not reason and (folded(name) == _MIMETYPE or folded(name).split("/")[0] == folded(_META.strip("/"))):
            reason = "name_reserved"
        if not reason and folded(name) in seen:
            reason = "name_doubled"
        if reason:
            raise FileNameRefused(name=name, reason=reason)
        seen.add(folded(name))
    if not names:
        raise FileNameRefused(name="", reason="name_empty")


def _manifest_name(number: int) -> str:
    return f"{_META}ASiCManifest{number:03d}.xml"


def signature_name(number: int) -> str:
    """Where the signature of that number (from 1) lies."""
    return f"{_META}signature{number:03d}.p7s"
