"""Packages going out and coming in: a signed container around a canonical record and what belongs to it, sealed if
it is for somebody.

Going out: record → documents → container signed by the sender → seal for the recipients, piece by piece. Coming in, nothing is
looked at before it
is verified, in this order: seal, container and every signature, trust in the signer, record, sender's role, then what the desk
expects (kind, mode, round, scheme, recipient), and last the papers the record names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assessor_app.exchange.errors import (
    ContentMissing,
    FromTheFuture,
    NotAPackage,
    PackageNotValid,
    SealedWithoutIdentity,
    SignerExpired,
    SignerRevoked,
    SignerUnknown,
    WrongKind,
    WrongMode,
    WrongRecipient,
    WrongRole,
    WrongRound,
    WrongScheme,
)
from assessor_app.exchange.record import Record, read_record, record_bytes, record_hash
from assessor_app.files import FileBytes, Sliced, open_to_read, pieces_of, read_file
from assessor_app.models.people import MAY_SEND
from assessor_app.models.records import CaseRecord, Kind
from assessor_app.models.rounds import Mode
from assessor_app.signing.archives import NewArchive, read_archive
from assessor_app.signing.container import LIMITS, ContainerFile, ContainerVerdict, sign_container, verify_container
from assessor_app.signing.errors import ArchiveRefused
from assessor_app.signing.identities import Identity
from assessor_app.signing.sealing import is_sealed, unsealing
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import SignerInfo, Status

RECORD = "record.json"
SCHEME = "scheme.json"
DOCUMENTS = "documents/"
EVIDENCE = "evidence/"
PAPERS = "papers/"

SUFFIX = ".asice"
SEALED_SUFFIX = ".asice.p7m"

LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes of the largest package that is opened."""

SKEW = timedelta(minutes=10)
"""How far the clocks of two machines may lie apart before a package counts as made in the future."""

COMMITMENT: Mapping[Kind, str] = {
    Kind.CASE: "proof_of_sender",
    Kind.SCORE: "proof_of_creation",
    Kind.RESULT: "proof_of_approval",
    Kind.RECEIPT: "proof_of_receipt",
    Kind.CALL: "proof_of_sender",
}
"""What the signer commits to, by kind (ETSI EN 319 122-1, 5.2.3)."""

Progress = Callable[[str, float], None]

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Opened:
    """A package whose signatures hold and whose signer is trusted; its files are read on demand."""

    name: str
    record: Record
    record_sha256: str
    sha256: str
    """Of the container, unsealed, lower-case hex: what receipts and evidence lists name."""
    size: int
    signers: tuple[SignerInfo, ...]
    names: tuple[str, ...]
    inside: ContainerVerdict
    container: Sliced

    def read(self, name: str) -> bytes:
        return self.inside.read(name)


def share(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a part of some work, from one fraction of the whole to another."""
    return lambda text, fraction: progress(text, start + (end - start) * fraction)


def make_package(
    record: Record,
    files: Sequence[ContainerFile],
    identity: Identity,
    *,
    at: datetime,
    progress: Progress | None = None,
) -> NewArchive:
    """The signed container around ``record`` and ``files``, to be written; the signer acts in the record's role."""
    content = ContainerFile(name=RECORD, media_type="application/json", data=record_bytes(record))
    return sign_container(
        (content, *files),
        identity,
        role=record.envelope.role.value,
        commitment=COMMITMENT[record.envelope.kind],
        at=at,
        progress=progress,
    )


@contextmanager
def open_package(
    source: Path, *, trust: TrustList, now: datetime, identity: Identity | None, progress: Progress
) -> Iterator[Opened]:
    """The package at ``source``, verified; it can be read until the block ends.

    Raises `NotAPackage`, `SealedWithoutIdentity`, `PackageNotValid`, `SignerUnknown`, `SignerRevoked`, `SignerExpired`,
    `WrongRole`, `RecordBroken`, and what unsealing raises.
    """
    with unsealed(source, identity, share(progress, 0, 0.3)) as container:
        yield open_container(container, source.name, trust=trust, now=now, progress=share(progress, 0.3, 1))


def open_container(
    container: Sliced,
    name: str,
    *,
    trust: TrustList,
    now: datetime,
    progress: Progress | None = None,
    sha256: str = "",
) -> Opened:
    """The unsealed package ``container``, verified as `open_package` does; ``sha256`` if its digest is known."""
    verdict = verify_container(container, trust, now, progress=progress)
    _demand_valid(name, verdict)
    if RECORD not in verdict.names:
        raise ContentMissing(name=name, part=RECORD)
    content = verdict.read(RECORD)
    record = read_record(content)
    _demand_sender(name, record, verdict.signers)
    if record.envelope.made_at > now + SKEW:
        raise FromTheFuture(name=name, made_at=record.envelope.made_at.isoformat(timespec="minutes"))
    return Opened(
        name=name,
        record=record,
        record_sha256=record_hash(content),
        sha256=sha256 or sha256_of(container),
        size=len(container),
        signers=verdict.signers,
        names=verdict.names,
        inside=verdict,
        container=container,
    )


def sha256_of(data: Sliced) -> str:
    """Lower-case hex, read piece by piece."""
    digest = hashlib.sha256()
    for piece in pieces_of(data):
        digest.update(piece)
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """The digest of a file. Raises `FileUnreadable`."""
    with FileBytes(path) as file:
        return sha256_of(file)


def pieces_inside(container: Sliced) -> Iterator[bytes]:
    """All of a container in order, each of its files from a piece of its own on: so it shares them with the files themselves."""
    try:
        archive = read_archive(container, LIMITS)
    except ArchiveRefused:
        # Whoever verifies it will say so.
        return pieces_of(container)
    return archive.pieces()


def record_inside(container: Sliced) -> Record:
    """The record of a container that was verified when it was taken in and has lain in the workspace since."""
    with read_archive(container) as archive:
        return read_record(archive.read(RECORD))


@contextmanager
def unsealed(source: Path, identity: Identity | None, progress: Progress) -> Iterator[Sliced]:
    """The container itself, to be read until the block ends: ``source``, or what lies under its seal."""
    head = read_head(source)
    if head.startswith(_ZIP):
        with FileBytes(source) as container:
            yield container
        return
    if not is_sealed(head):
        raise NotAPackage(name=source.name)
    if identity is None:
        raise SealedWithoutIdentity(name=source.name)
    with unsealing(source, identity, progress) as inside:
        if inside[: len(_ZIP)] != _ZIP:
            raise NotAPackage(name=source.name)
        yield inside


def read_head(source: Path) -> bytes:
    """The first bytes of a file, enough to tell what it is. Raises `FileUnreadable` or `FileTooLarge`."""
    if source.is_file() and source.stat().st_size <= LIMIT:
        with open_to_read(source) as file:
            return file.read(64)
    # No file to be read piece by piece: reading it says what is wrong with it.
    return read_file(source, limit=0)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a desk takes in. None or empty: anything."""

    kind: Kind
    round: str = ""
    round_title: str = ""
    mode: Mode | None = None
    scheme_hash: str = ""
    recipient: str = ""


def demand_expected(opened: Opened, expected: Expectation) -> None:
    """Refuse a sound package that is not for this desk: kind, mode, round, scheme, recipient, in this order."""
    envelope, name = opened.record.envelope, opened.name
    if envelope.kind is not expected.kind:
        raise WrongKind(name=name, kind=envelope.kind.value, expected=expected.kind.value)
    if expected.mode is not None and envelope.round.mode is not expected.mode:
        raise WrongMode(name=name, mode=envelope.round.mode.value, expected=expected.mode.value)
    if expected.round and envelope.round.id != expected.round:
        raise WrongRound(name=name, round=envelope.round.title.zh, expected=expected.round_title)
    if expected.scheme_hash and envelope.round.scheme_hash != expected.scheme_hash:
        raise WrongScheme(name=name, scheme=f"{envelope.round.scheme_id} {envelope.round.scheme_version}")
    record = opened.record
    if expected.recipient and isinstance(record, CaseRecord) and record.recipient != expected.recipient:
        raise WrongRecipient(name=name, recipient=record.recipient)


def demand_content(opened: Opened, name: str, sha256: str) -> None:
    """The package has the file ``name``, with this digest. Raises `ContentMissing`."""
    if name not in opened.names or opened.inside.sha256(name) != sha256:
        raise ContentMissing(name=opened.name, part=name)


def _demand_valid(name: str, verdict: ContainerVerdict) -> None:
    if verdict.status is Status.VALID:
        return
    # Of several signers the one whom the verdict is about.
    signer = next((one.name for one in verdict.signers if one.status is verdict.status), "")
    if verdict.status is Status.UNKNOWN_SIGNER:
        raise SignerUnknown(name=name, signer=signer)
    if verdict.status is Status.REVOKED:
        raise SignerRevoked(name=name, signer=signer)
    if verdict.status is Status.EXPIRED:
        raise SignerExpired(name=name, signer=signer)
    problem = verdict.problems[0] if verdict.problems else None
    raise PackageNotValid(
        name=name,
        status=verdict.status.value,
        problem=problem.code if problem else verdict.status.value,
        part=problem.part if problem else "",
    )


def _demand_sender(name: str, record: Record, signers: Sequence[SignerInfo]) -> None:
    if not fits_sender(record, signers):
        envelope = record.envelope
        needed = MAY_SEND.get(envelope.kind.value, envelope.role)
        raise WrongRole(name=name, signer=signers[0].name, role=needed.value, kind=envelope.kind.value)


def fits_sender(record: Record, signers: Sequence[SignerInfo]) -> bool:
    """Whether the first signer is the sender the record names and holds the role that may send this kind."""
    if not signers:
        return False
    envelope, signer = record.envelope, signers[0]
    needed = MAY_SEND.get(envelope.kind.value, envelope.role)
    return (
        signer.person_id == envelope.sender.id
        and envelope.role is needed
        and needed.value in signer.roles
        and signer.role == needed.value
    )
