"""Turns a signature that holds, and what the trust list says of its signer, into one `SignerInfo` with its problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from assessor_app.signing.algorithms import Algorithm, describe_key
from assessor_app.signing.certificates import der, fingerprint, holder
from assessor_app.signing.trust import TrustList, TrustStatus, judge
from assessor_app.signing.verdicts import Problem, SignerInfo, Status

_STATUS = {
    TrustStatus.TRUSTED: Status.VALID,
    TrustStatus.UNKNOWN_SIGNER: Status.UNKNOWN_SIGNER,
    TrustStatus.REVOKED: Status.REVOKED,
    TrustStatus.EXPIRED: Status.EXPIRED,
    # No verdict of its own: the signing lies outside the certificate's term either way; the problem says on which side.
    TrustStatus.NOT_YET_VALID: Status.EXPIRED,
    TrustStatus.UNSUPPORTED: Status.UNSUPPORTED,
}

# Problems that say of a signer what their own status says already; any other grave one means that something does not
# hold.
_TOLD_BY_STATUS = frozenset(
    {
        "unknown_signer",
        "chain_unsupported",
        "expired_at_signing",
        "not_yet_valid_at_signing",
        "signed_in_future",
        "revoked_at_signing",
    }
)


def broken(problems: Iterable[Problem]) -> bool:
    """Whether one of these makes a signature or file invalid, whoever signed it."""
    return any(one.grave and one.code not in _TOLD_BY_STATUS for one in problems)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a signature says of itself, whatever format it came in."""

    certificate: x509.Certificate
    others: Sequence[x509.Certificate]
    algorithm: Algorithm
    time: datetime | None
    role: str = ""
    place: str = ""
    commitment: str = ""
    statement: str = ""
    stamped_at: datetime | None = None
    ours: bool = True
    """Whether it is held to the rules of our own files."""


def judged(claim: Claim, part: str, trust: TrustList, now: datetime) -> tuple[SignerInfo, tuple[Problem, ...]]:
    """The signer and what there is to say of them; `part` is where the signature lies."""
    known = holder(claim.certificate)
    # A signature without any time is judged as if made now: the strictest moment for revocation and term.
    at = claim.stamped_at or claim.time or now
    verdict = judge((claim.certificate, *claim.others), at, now, trust)
    status = _STATUS[verdict.status]
    info = SignerInfo(
        name=known.name,
        person_id=known.person_id,
        roles=known.roles,
        role=claim.role,
        time=claim.time,
        place=claim.place,
        trusted=verdict.status is TrustStatus.TRUSTED,
        status=status,
        fingerprint=fingerprint(claim.certificate),
        certificate=der(claim.certificate),
        organisation=known.organisation,
        algorithm=f"{describe_key(claim.certificate.public_key())}, {claim.algorithm.id}",
        commitment=claim.commitment,
        statement=claim.statement,
        stamped_at=claim.stamped_at,
    )
    problems = _problems(info, claim, verdict.status, part, verdict.revoked_at, verdict.reason)
    # Nobody signed which certificates lie beside the signer's: beside a trusted one, only those that lead to the
    # society may.
    if info.trusted and not set(claim.others) <= {*verdict.chain, *trust.authorities}:
        problems.append(Problem("certificate_foreign", part, {"name": info.name}, grave=claim.ours))
    return info, tuple(problems)


def _problems(
    info: SignerInfo, claim: Claim, status: TrustStatus, part: str, revoked_at: datetime | None, reason: str
) -> list[Problem]:
    facts = {"name": info.name, "time": _moment(claim.stamped_at or claim.time)}
    term = {
        "not_before": _moment(claim.certificate.not_valid_before_utc),
        "not_after": _moment(claim.certificate.not_valid_after_utc),
    }
    found: list[Problem] = []
    if status is TrustStatus.UNKNOWN_SIGNER:
        found.append(Problem("unknown_signer", part, {**facts, "fingerprint": info.fingerprint}))
    elif status is TrustStatus.UNSUPPORTED:
        found.append(Problem("chain_unsupported", part, {**facts, "algorithm": reason}))
    elif status is TrustStatus.EXPIRED:
        found.append(Problem("expired_at_signing", part, {**facts, **term}))
    elif status is TrustStatus.NOT_YET_VALID:
        code = "signed_in_future" if reason == "future" else "not_yet_valid_at_signing"
        found.append(Problem(code, part, {**facts, **term}))
    elif status is TrustStatus.REVOKED:
        found.append(Problem("revoked_at_signing", part, {**facts, "revoked_at": _moment(revoked_at)}))
    elif revoked_at is not None:
        found.append(Problem("revoked_since", part, {**facts, "revoked_at": _moment(revoked_at)}, grave=False))
    if claim.time is None:
        found.append(Problem("signing_time_missing", part, facts, grave=False))
    return found


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds")
