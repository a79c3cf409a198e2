"""A detached signature on its own: over a declaration, a locked sheet, anything that is bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessor_app.signing.cms import SignedContent, read_cms, sign_cms
from assessor_app.signing.identities import Identity
from assessor_app.signing.judging import Claim, broken, judged
from assessor_app.signing.timestamps import read_stamp
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw, Problem, SignerInfo, Status


@dataclass(frozen=True, slots=True)
class DetachedVerdict:
    """`signers` holds the one signer, or nobody if the signature does not hold."""

    status: Status
    signers: tuple[SignerInfo, ...]
    problems: tuple[Problem, ...]


def sign_detached(content: bytes, identity: Identity, *, role: str, commitment: str, at: datetime) -> bytes:
    """A CAdES-B signature in DER, the content not inside. Raises `CannotSignNow`."""
    return sign_cms(content, identity, at=at, role=role, commitment=commitment)


def verify_detached(
    signature: bytes, content: bytes, trust: TrustList, now: datetime, *, part: str = ""
) -> DetachedVerdict:
    """The verdict on one detached signature; never an exception, whatever the bytes."""
    try:
        signed = read_cms(signature, content)
    except Flaw as flaw:
        problem = flaw.problem
        return DetachedVerdict(flaw.status, (), (Problem(problem.code, part, problem.facts),))
    claim, noted = claim_of(signed, part, trust)
    info, problems = judged(claim, part, trust, now)
    found = (*problems, *noted)
    return DetachedVerdict(Status.INVALID if broken(found) else info.status, (info,), found)


def claim_of(signed: SignedContent, part: str, trust: TrustList) -> tuple[Claim, tuple[Problem, ...]]:
    """What the signature says of itself, with its time-stamp looked at, and the problems of that."""
    problems: list[Problem] = []
    stamped_at = None
    if signed.stamp is not None:
        try:
            stamp = read_stamp(signed.stamp, signed.signature, trust)
        except Flaw as flaw:
            problems.append(Problem(flaw.problem.code, part, flaw.problem.facts))
        else:
            stamped_at = stamp.time if stamp.trusted else None
            if not stamp.trusted:
                problems.append(Problem("stamp_unknown", part, {"authority": stamp.authority}, grave=False))
    problems += [Problem("unsigned_attribute", part, {"name": name}, grave=False) for name in signed.unsigned]
    claim = Claim(
        certificate=signed.certificate,
        others=signed.others,
        algorithm=signed.algorithm,
        time=signed.time,
        role=signed.role,
        commitment=signed.commitment,
        stamped_at=stamped_at,
    )
    return claim, tuple(problems)
