"""Whom we trust: the society's certificate and its revocation list, as one signed file that only ever grows newer.

A trust list is canonical JSON inside a CAdES signature by the authority, so that anyone can check it with
`openssl cms -verify -cades -inform DER -in trust-list.p7s -CAfile ca.pem`::

    {"authorities": [DER…], "format": "assessor-trust-list/1", "issued": "2026-11-21T02:00:00Z", "number": 3,
     "recovery": DER or null, "revocations": [CRL…], "stamps": [DER…]}      (DER in base64)

A signer is judged at the time of signing (a trusted time-stamp's, else the one claimed): expired or revoked *then*
counts; revoked afterwards is told but does not undo what was signed before. Where a key was stolen, the day from
which it is suspect (CRL invalidity date) takes the place of the day of revocation. An unknown signer is never called
a broken signature.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import CRLEntryExtensionOID

from assessor_app.signing.certificates import der, holder, pem, read_certificate, read_pem_or_der, whole_second
from assessor_app.signing.chains import path_to, refused_algorithm
from assessor_app.signing.cms import read_cms, sign_cms
from assessor_app.signing.errors import ClockBackwards, TrustListForeign, TrustListOutrun, TrustListUnreadable
from assessor_app.signing.identities import Authority
from assessor_app.signing.verdicts import Flaw

FORMAT = "assessor-trust-list/1"
GRACE = timedelta(minutes=10)
_LIST_TERM = timedelta(days=366)
_REASONS = {
    "unspecified": x509.ReasonFlags.unspecified,
    "key_compromise": x509.ReasonFlags.key_compromise,
    "affiliation_changed": x509.ReasonFlags.affiliation_changed,
    "superseded": x509.ReasonFlags.superseded,
    "cessation_of_operation": x509.ReasonFlags.cessation_of_operation,
}


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate withdrawn. `since`: the day from which its key is suspect, if that is earlier than the revocation."""

    serial_number: int
    at: datetime
    reason: str = "unspecified"
    since: datetime | None = None

    @property
    def effective(self) -> datetime:
        return min(self.at, self.since) if self.since else self.at


@dataclass(frozen=True, slots=True)
class TrustList:
    """A trust list whose signature holds. Number 0 means bare certificates given by hand, which know of no revocations."""

    number: int
    issued: datetime | None
    authorities: tuple[x509.Certificate, ...]
    revocation_lists: tuple[x509.CertificateRevocationList, ...] = field(repr=False, default=())
    recovery: x509.Certificate | None = None
    stamps: tuple[x509.Certificate, ...] = ()
    content: bytes = field(repr=False, default=b"")

    @property
    def society(self) -> str:
        return holder(self.authorities[0]).name if self.authorities else ""

    @property
    def recovery_certificate(self) -> bytes | None:
        """DER of the certificate that workspaces and packages are also wrapped for, or None."""
        return None if self.recovery is None else der(self.recovery)

    @property
    def revocations(self) -> tuple[Revocation, ...]:
        return tuple(_revocation(entry) for crl in self.revocation_lists for entry in crl)


class TrustStatus(StrEnum):
    """What is to be thought of a signer at a time."""

    TRUSTED = "trusted"
    UNKNOWN_SIGNER = "unknown_signer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    UNSUPPORTED = "unsupported"
    """The names lead to one who is trusted, but by an algorithm nobody relies on; `reason` names it."""


@dataclass(frozen=True, slots=True)
class TrustVerdict:
    """`revoked_at` is set whenever the signer is revoked by now, also when what was signed before stays trusted."""

    status: TrustStatus
    chain: tuple[x509.Certificate, ...] = ()
    revoked_at: datetime | None = None
    reason: str = ""


def issue_trust_list(
    authority: Authority,
    *,
    number: int,
    at: datetime,
    revocations: Sequence[Revocation] = (),
    recovery: x509.Certificate | None = None,
    stamps: Sequence[x509.Certificate] = (),
    earlier: Sequence[x509.Certificate] = (),
) -> bytes:
    """A new trust list. `earlier` are authorities of the society that it has replaced, whose identities stay trusted."""
    revocation_list = _issued_revocation_list(authority, number, at, revocations)
    content: dict[str, Any] = {
        "format": FORMAT,
        "number": number,
        "issued": whole_second(at).isoformat().replace("+00:00", "Z"),
        "authorities": [_text(der(one)) for one in (authority.certificate, *earlier)],
        "revocations": [_text(revocation_list.public_bytes(serialization.Encoding.DER))],
        "recovery": None if recovery is None else _text(der(recovery)),
        "stamps": [_text(der(one)) for one in stamps],
    }
    return sign_cms(rfc8785.dumps(content), authority, at=at, attached=True)


def load_trust_list(content: bytes, expected_authority: TrustList | None = None) -> TrustList:
    """The trust list in these bytes, its signature checked against an authority it names; never older than the one
    held.

    Raises `TrustListUnreadable`; and, given the list now in use, `TrustListForeign` if no authority trusted there
    signed this one. Whether it is newer is for `newest` to say.
    """
    try:
        signed = read_cms(content)
        found = _read(json.loads(signed.content), signed.content, content)
    except Flaw as flaw:
        raise TrustListUnreadable(reason=flaw.problem.code) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise TrustListUnreadable(reason="content") from None
    signers = expected_authority.authorities if expected_authority else found.authorities
    if signed.certificate not in found.authorities:
        raise TrustListUnreadable(reason="signer")
    if signed.certificate not in signers:
        held = expected_authority.society if expected_authority else ""
        raise TrustListForeign(society=found.society, held=held)
    if not _signed_by_an_authority(found):
        raise TrustListUnreadable(reason="revocations")
    return found


def load_trust(data: bytes) -> TrustList:
    """A trust list, or bare certificates (PEM, or one in DER) that somebody names as trusted. Raises `TrustListUnreadable`."""
    certificates = read_pem_or_der(data)
    if certificates:
        return TrustList(0, None, certificates, content=data)
    return load_trust_list(data)


def newest(held: TrustList | None, offered: TrustList) -> TrustList:
    """The list to use from now on, never an older one. Raises `TrustListForeign` or `TrustListOutrun`."""
    if held is None:
        return offered
    if not set(held.authorities) & set(offered.authorities):
        raise TrustListForeign(society=offered.society, held=held.society)
    if offered.number < held.number or (offered.number == held.number and offered.content != held.content):
        raise TrustListOutrun(number=offered.number, held=held.number)
    return offered


def judge(
    chain: Sequence[x509.Certificate], at: datetime, now: datetime, trust: TrustList, *, grace: timedelta = GRACE
) -> TrustVerdict:
    """What to think of the signer `chain[0]`, who signed at `at`; `grace` is how far clocks may lie apart.

    A time of signing later than `now` plus `grace` counts as not yet valid: a clock is wrong, here or there.
    """
    leaf, others = chain[0], chain[1:]
    moment = _within(leaf, at, grace)
    if at > now + grace:
        return TrustVerdict(TrustStatus.NOT_YET_VALID, reason="future")
    path = path_to(leaf, others, trust.authorities, moment)
    if path is None:
        return _why_no_path(leaf, others, at, trust)
    revocation = _revoked(path, trust)
    if revocation is not None and moment >= revocation.effective:
        return TrustVerdict(TrustStatus.REVOKED, path, revocation.effective, revocation.reason)
    if revocation is not None and revocation.effective <= now:
        return TrustVerdict(TrustStatus.TRUSTED, path, revocation.effective, revocation.reason)
    return TrustVerdict(TrustStatus.TRUSTED, path)


def check_clock(now: datetime, last_seen: datetime | None, *, grace: timedelta = GRACE) -> None:
    """Raises `ClockBackwards` if the clock stands more than `grace` before a moment the program has already seen."""
    if last_seen is not None and now < last_seen - grace:
        raise ClockBackwards(now=now.isoformat(timespec="seconds"), last_seen=last_seen.isoformat(timespec="seconds"))


def society_pem(trust: TrustList) -> bytes:
    """`ca.pem` for whoever checks by other means."""
    return pem(trust.authorities)


def society_crl(trust: TrustList) -> bytes:
    """The revocation lists in PEM, for `openssl verify -crl_check -CRLfile`."""
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in trust.revocation_lists)


def _within(leaf: x509.Certificate, at: datetime, grace: timedelta) -> datetime:
    """`at`, moved to the edge of the certificate's term if it misses it by no more than `grace`."""
    moment = at.astimezone(UTC)
    start, end = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if start - grace <= moment < start:
        return start
    return end if end < moment <= end + grace else moment


def _why_no_path(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], at: datetime, trust: TrustList
) -> TrustVerdict:
    start, end = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    for moment in (end, start):
        path = path_to(leaf, others, trust.authorities, moment)
        if path is not None:
            # Not the leaf's own term: then it is that of somebody above it, over by now.
            early = at < max(one.not_valid_before_utc for one in path)
            return TrustVerdict(TrustStatus.NOT_YET_VALID if early else TrustStatus.EXPIRED, path)
    refused = refused_algorithm(leaf, others, trust.authorities)
    return TrustVerdict(TrustStatus.UNSUPPORTED if refused else TrustStatus.UNKNOWN_SIGNER, reason=refused)


def _revoked(path: Sequence[x509.Certificate], trust: TrustList) -> Revocation | None:
    """The earliest revocation of the signer or of anyone between them and the authority."""
    found = []
    for certificate in path:
        for crl in trust.revocation_lists:
            entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None and crl.issuer == certificate.issuer:
                found.append(_revocation(entry))
    return min(found, key=lambda one: one.effective, default=None)


def _revocation(entry: x509.RevokedCertificate) -> Revocation:
    reason, since = "unspecified", None
    for extension in entry.extensions:
        if extension.oid == CRLEntryExtensionOID.CRL_REASON:
            reason = next((word for word, flag in _REASONS.items() if flag == extension.value.reason), "unspecified")
        if extension.oid == CRLEntryExtensionOID.INVALIDITY_DATE:
            since = extension.value.invalidity_date_utc
    return Revocation(entry.serial_number, entry.revocation_date_utc, reason, since)


def _issued_revocation_list(
    authority: Authority, number: int, at: datetime, revocations: Sequence[Revocation]
) -> x509.CertificateRevocationList:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(whole_second(at))
        .next_update(whole_second(at + _LIST_TERM))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(authority.key_identifier, critical=False)
    )
    for one in revocations:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial_number).revocation_date(whole_second(one.at))
        # RFC 5280, 5.3.1: "unspecified" is said by saying nothing.
        if one.reason != "unspecified":
            entry = entry.add_extension(x509.CRLReason(_REASONS[one.reason]), critical=False)
        if one.since is not None:
            entry = entry.add_extension(x509.InvalidityDate(whole_second(one.since)), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return authority.sign_revocation_list(builder)


def _read(raw: Any, plain: bytes, content: bytes) -> TrustList:
    fields = {"format", "number", "issued", "authorities", "revocations", "recovery", "stamps"}
    if not isinstance(raw, dict) or raw.keys() != fields or raw["format"] != FORMAT or rfc8785.dumps(raw) != plain:
        raise ValueError("not the content of a trust list")
    number = raw["number"]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**53:
        raise ValueError("number")
    authorities = tuple(_certificate(one) for one in raw["authorities"])
    if not authorities:
        raise ValueError("no authority")
    return TrustList(
        number=number,
        issued=datetime.fromisoformat(raw["issued"]).astimezone(UTC),
        authorities=authorities,
        revocation_lists=tuple(_crl(one) for one in raw["revocations"]),
        recovery=None if raw["recovery"] is None else _certificate(raw["recovery"]),
        stamps=tuple(_certificate(one) for one in raw["stamps"]),
        content=content,
    )


def _signed_by_an_authority(found: TrustList) -> bool:
    return all(
        any(crl.issuer == one.subject and crl.is_signature_valid(one.public_key()) for one in found.authorities)  # type: ignore[arg-type]
        for crl in found.revocation_lists
    )


def _certificate(text: object) -> x509.Certificate:
    certificate = read_certificate(_bytes(text))
    if certificate is None:
        raise ValueError("certificate")
    return certificate


def _crl(text: object) -> x509.CertificateRevocationList:
    crl = x509.load_der_x509_crl(_bytes(text))
    for entry in crl:
        _revocation(entry)
    return crl


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError("base64 text")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as fault:
        raise ValueError("base64") from fault
