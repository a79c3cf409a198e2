"""The validity sheet: what anybody may know of a signed file, laid out for a reader who knows neither the program nor its makers.

Who signed, in which role, when; what was signed; what was checked, one by one; and how to check it without us.
"""

from __future__ import annotations

import hashlib
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from assessor_app.exchange.errors import NotAPackage
from assessor_app.exchange.packages import (
    DOCUMENTS,
    EVIDENCE,
    LIMIT,
    PAPERS,
    RECORD,
    SCHEME,
    Progress,
    file_sha256,
    read_head,
    sha256_of,
    share,
    unsealed,
)
from assessor_app.files import read_file
from assessor_app.models.language import Text
from assessor_app.models.records import CaseRecord, ResultRecord, ScoreRecord
from assessor_app.signing.certificates import fingerprint
from assessor_app.signing.container import ContainerVerdict, verify_container
from assessor_app.signing.identities import Identity
from assessor_app.signing.sealing import is_sealed
from assessor_app.signing.trust import TrustList, load_trust, society_pem
from assessor_app.signing.verdicts import Problem, SignerInfo, Status
from assessor_app.workflow.verify import OFFICE, TRUST_SUFFIX, FileVerdict, verify_document, verify_file, verify_package


class CheckCode(StrEnum):
    """What is checked, in this order. Words: `ui.pages.validity_page`."""

    WHOLE = "whole"
    SIGNATURES = "signatures"
    COVERAGE = "coverage"
    TRUST = "trust"
    FORCE = "force"
    ROLE = "role"
    SCHEME = "scheme"
    EVIDENCE = "evidence"
    DOCUMENTS = "documents"
    OUTCOMES = "outcomes"


class Finding(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNSURE = "unsure"
    """Nothing is broken, but it cannot be affirmed: an unknown signer, parts that no signature covers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: its finding, and a short fact for the right edge (a count, a name)."""

    code: CheckCode
    finding: Finding
    count: int = 0
    of: int = 0
    fact: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature on the file itself (``place`` empty) or on a member's package inside it."""

    signer: SignerInfo
    place: str = ""
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class SignedPart:
    """A file inside, with its digest (SHA-256, lower-case hex)."""

    name: str
    kind: str
    """``record``, ``scheme``, ``document``, ``evidence``, ``paper`` or ``other``."""
    sha256: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Validity:
    """Everything the sheet shows, as facts; no sentence."""

    name: str
    path: Path
    sha256: str
    sealed: bool
    verdict: FileVerdict
    checks: tuple[Checked, ...]
    signatures: tuple[SignatureLine, ...]
    parts: tuple[SignedPart, ...]
    outcomes: Mapping[str, int]
    """How many cases, by recommendation; empty if the file is not a result."""
    checked_at: datetime
    trust_number: int
    trust_issued: datetime | None
    society: str
    authority: str
    """SHA-256 of the society's certificate, lower-case hex; empty without a trust list."""
    commands: tuple[str, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.verdict.problems


def read_validity(
    path: Path, *, trust: bytes | None, now: datetime, identity: Identity | None, progress: Progress
) -> Validity:
    """Verify a file of any kind and lay out what was found.

    Raises what `verify_file` raises: `SealedWithoutIdentity`, `NotForYou`, `TrustListUnreadable`, `FileUnreadable`, ….
    """
    trusted = load_trust(trust) if trust else TrustList(0, None, ())
    head = read_head(path)
    sealed = is_sealed(head) and path.suffix.lower() != TRUST_SUFFIX
    names: tuple[tuple[str, str], ...] = ()
    signatures = 1
    if path.suffix.lower() in OFFICE:
        content = read_file(path, limit=LIMIT)
        verdict = verify_document(content, path.name, trusted, now)
        digest = hashlib.sha256(content).hexdigest()
    elif head.startswith(b"PK") or sealed:
        try:
            with unsealed(path, identity, share(progress, 0, 0.2)) as container:
                verdict = verify_package(container, path.name, trusted, now, share(progress, 0.2, 0.8))
                digest = sha256_of(container)
                inside = verify_container(container, trusted, now, progress=share(progress, 0.8, 1))
                signatures = max(len(inside.signers), 1)
                names = tuple((name, inside.sha256(name)) for name in _readable(inside))
        except NotAPackage:
            verdict, digest = _other(path, trust, now, progress), ""
    else:
        verdict, digest = _other(path, trust, now, progress), ""
    return Validity(
        name=path.name,
        path=path,
        sha256=digest or file_sha256(path),
        sealed=sealed,
        verdict=verdict,
        checks=tuple(checks_of(verdict, parts=len(names))),
        signatures=tuple(_signatures(verdict)),
        parts=tuple(_parts(verdict, names)),
        outcomes=outcomes_of(verdict),
        checked_at=now,
        trust_number=trusted.number,
        trust_issued=trusted.issued,
        society=trusted.society,
        authority=fingerprint(trusted.authorities[0]) if trusted.authorities else "",
        commands=commands_for(path.name, verdict.kind, sealed=sealed, signatures=signatures),
    )


def authority_pem(trust: bytes) -> bytes:
    """``ca.pem``, for whoever checks by other means. Raises `TrustListUnreadable`."""
    return society_pem(load_trust(trust))


def checks_of(verdict: FileVerdict, *, parts: int = 0) -> Iterator[Checked]:
    """What was checked of a file, one by one, as far as it came."""
    if verdict.kind == "trust":
        yield Checked(CheckCode.SIGNATURES, _found(verdict.status is not Status.INVALID))
        if verdict.status is not Status.INVALID:
            yield Checked(CheckCode.TRUST, Finding.HOLDS if verdict.status is Status.VALID else Finding.UNSURE)
        return
    opened = verdict.record is not None or verdict.kind in OFFICE.values()
    statuses = [signer.status for signer in verdict.signers]
    package = verdict.kind not in OFFICE.values()
    broken = verdict.status in (Status.INVALID, Status.UNSUPPORTED, Status.UNSIGNED)
    holds = bool(verdict.signers) and not _broken(statuses) and not (broken and not opened)
    if package:
        yield Checked(CheckCode.WHOLE, _found(opened), parts, parts)
    if package or not broken:
        sound = sum(1 for status in statuses if not _broken([status]))
        yield Checked(CheckCode.SIGNATURES, _found(holds), sound, len(statuses))
    else:
        yield Checked(CheckCode.SIGNATURES, Finding.FAILS, 0, len(statuses))
    if not package and not broken:
        yield Checked(CheckCode.COVERAGE, Finding.UNSURE if verdict.status is Status.PARTIAL else Finding.HOLDS)
    if not holds:
        return
    trusted = sum(1 for signer in verdict.signers if signer.trusted)
    revoked = Status.REVOKED in statuses
    yield Checked(
        CheckCode.TRUST,
        Finding.FAILS if revoked else Finding.HOLDS if trusted == len(statuses) else Finding.UNSURE,
        trusted,
        len(statuses),
    )
    yield Checked(CheckCode.FORCE, Finding.UNSURE if Status.EXPIRED in statuses else Finding.HOLDS)
    if package and opened:
        yield from _package_checks(verdict)


def differences_of(verdict: FileVerdict) -> tuple[tuple[str, str, str, str], ...]:
    """Where a document or an outcome says other than the signed marks give: file, place, what it shows, what follows."""
    return tuple(
        (
            problem.facts.get("name", ""),
            problem.facts.get("part", ""),
            problem.facts.get("found", ""),
            problem.facts.get("expected", ""),
        )
        for problem in verdict.problems
        if problem.code == "computed_unequal"
    )


def outcomes_of(verdict: FileVerdict) -> Mapping[str, int]:
    """How many cases, by recommendation (else by state)."""
    if not isinstance(verdict.record, ResultRecord):
        return {}
    return Counter(
        item.recommendation.choice if item.recommendation else item.outcome for item in verdict.record.outcomes
    )


def panel_of(verdict: FileVerdict) -> Text | None:
    """The panel a file speaks of, if its record names one."""
    record = verdict.record
    return record.panel.name if isinstance(record, ResultRecord | CaseRecord) else None


def cases_of(verdict: FileVerdict) -> int:
    """How many cases a package speaks of."""
    record = verdict.record
    if isinstance(record, ResultRecord | CaseRecord):
        return len(record.cases)
    return len({sheet.key.case for sheet in record.sheets}) if isinstance(record, ScoreRecord) else 0


def commands_for(name: str, kind: str, *, sealed: bool, signatures: int) -> tuple[str, ...]:
    """What to type to check the file by OpenSSL alone, given ``ca.pem``; empty for Office files, which office programs check."""
    if kind in OFFICE.values() or kind == "unknown":
        return ()
    quoted = shlex.quote(name)
    if kind == "trust":
        return (f"openssl cms -verify -cades -inform DER -in {quoted} -CAfile ca.pem -out trust-list.json",)
    plain = name.removesuffix(".p7m") if sealed else name
    lines = []
    if sealed:
        lines.append(
            f"openssl cms -decrypt -binary -inform DER -in {quoted} -inkey key.pem -recip cert.pem -out {shlex.quote(plain)}"
        )
    lines.append(f"unzip -q {shlex.quote(plain)} -d package && cd package")
    lines += [
        f"openssl cms -verify -cades -binary -inform DER -CAfile ../ca.pem -in META-INF/signature{number:03}.p7s"
        f" -content META-INF/ASiCManifest{number:03}.xml -out /dev/null"
        for number in range(1, signatures + 1)
    ]
    lines.append("openssl dgst -sha256 -binary record.json | base64")
    return tuple(lines)


# --- helpers ------------------------------------------------------------------------------------------------------------


def _package_checks(verdict: FileVerdict) -> Iterator[Checked]:
    codes = [problem.code for problem in verdict.problems]
    record = verdict.record
    assert record is not None
    envelope = record.envelope
    yield Checked(CheckCode.ROLE, _found("wrong_role" not in codes), fact=envelope.role.value)
    scheme = f"{envelope.round.scheme_id} {envelope.round.scheme_version}"
    if isinstance(record, ResultRecord):
        yield Checked(CheckCode.SCHEME, _found("wrong_scheme" not in codes), fact=scheme)
        evidence = [part for part in verdict.parts if part.file.startswith(EVIDENCE)]
        sound = sum(1 for part in evidence if part.status is Status.VALID)
        amiss = any(problem.part.startswith(EVIDENCE) and problem.grave for problem in verdict.problems)
        yield Checked(
            CheckCode.EVIDENCE,
            _found(sound == len(record.evidence) and not amiss) if not _only_unknown(evidence) else Finding.UNSURE,
            sound,
            len(record.evidence),
        )
    documents = [part for part in verdict.parts if part.file.startswith(DOCUMENTS)]
    if documents:
        bad = {
            part.file
            for part in documents
            if part.status not in (Status.VALID, Status.UNKNOWN_SIGNER)
            or any(problem.part.startswith(part.file) for problem in verdict.problems if problem.grave)
        }
        finding = Finding.FAILS if bad else Finding.UNSURE if _only_unknown(documents) else Finding.HOLDS
        yield Checked(CheckCode.DOCUMENTS, finding, len(documents) - len(bad), len(documents))
    if isinstance(record, ResultRecord):
        numbers = [item.number for item in record.outcomes]
        unequal = {
            number
            for number in numbers
            for problem in verdict.problems
            if problem.part.startswith(f"{RECORD} {number} ")
        }
        # Where a member's package or the scheme is amiss nothing can be recomputed: that is not yet a wrong outcome.
        finding = Finding.HOLDS if verdict.outcomes_equal else Finding.FAILS if unequal else Finding.UNSURE
        equal = len(numbers) - len(unequal) if finding is not Finding.UNSURE else 0
        yield Checked(CheckCode.OUTCOMES, finding, equal, len(numbers))


def _only_unknown(parts: Sequence[FileVerdict]) -> bool:
    return (
        bool(parts)
        and all(part.status in (Status.VALID, Status.UNKNOWN_SIGNER) for part in parts)
        and any(part.status is Status.UNKNOWN_SIGNER for part in parts)
    )


def _found(good: bool) -> Finding:  # noqa: FBT001 - the question is the argument
    return Finding.HOLDS if good else Finding.FAILS


def _broken(statuses: Sequence[Status]) -> bool:
    return any(status in (Status.INVALID, Status.UNSUPPORTED, Status.UNSIGNED) for status in statuses)


def _other(path: Path, trust: bytes | None, now: datetime, progress: Progress) -> FileVerdict:
    return replace(verify_file(path, trust=trust, now=now, identity=None, progress=progress), file=path.name)


def _signatures(verdict: FileVerdict) -> Iterator[SignatureLine]:
    """The members first, as they signed first, then those of the file itself."""
    for part in verdict.parts:
        if isinstance(part.record, ScoreRecord):
            yield from (SignatureLine(signer, part.file, len(part.record.sheets)) for signer in part.signers)
    own = len(verdict.record.sheets) if isinstance(verdict.record, ScoreRecord) else cases_of(verdict)
    yield from (SignatureLine(signer, "", own) for signer in verdict.signers)


def _readable(inside: ContainerVerdict) -> tuple[str, ...]:
    held = inside.status in (Status.VALID, Status.UNKNOWN_SIGNER, Status.EXPIRED, Status.REVOKED)
    return inside.names if held else ()


def _parts(verdict: FileVerdict, names: Sequence[tuple[str, str]]) -> Iterator[SignedPart]:
    bad = tuple(problem.part for problem in verdict.problems if problem.grave and problem.part)
    for name, digest in names:
        yield SignedPart(
            name, _part_kind(name), digest, not any(part == name or part.startswith(f"{name} ") for part in bad)
        )


def _part_kind(name: str) -> str:
    if name in (RECORD, SCHEME):
        return "record" if name == RECORD else "scheme"
    for folder, kind in ((DOCUMENTS, "document"), (EVIDENCE, "evidence"), (PAPERS, "paper")):
        if name.startswith(folder):
            return kind
    return "other"
