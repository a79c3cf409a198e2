"""Identities: a person's certificate and key in one file under a passphrase, and the society's authority that issues
them.

A private key leaves its PKCS #12 file only into memory, inside an `Identity` or `Authority`, and no text, log or
error shows it.

    society = open_authority(create_authority("示范工程师学会", passphrase, now), passphrase)
    file = issue_identity(society, person_id="E-2041", name="顾南乔 Gu Nanqiao", organisation="示范工程师学会",
                          roles=("assessor",), passphrase=theirs, now=now)
    identity = open_identity(file, theirs)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import NameOID

from assessor_app.signing import algorithms
from assessor_app.signing.algorithms import Algorithm
from assessor_app.signing.certificates import (
    Holder,
    build_certificate,
    fingerprint,
    holder,
    key_usage,
    person_name,
    read_certificate,
)
from assessor_app.signing.errors import (
    CannotSignNow,
    CertificateRefused,
    IdentityUnreadable,
    RequestRefused,
    WrongPassphrase,
)
from assessor_app.signing.passphrases import generate_passphrase, prepared, refuse_weak
from assessor_app.signing.pkcs12 import PrivateKey, read_pkcs12, write_pkcs12

__all__ = [
    "Authority",
    "Identity",
    "Signer",
    "certify_request",
    "change_passphrase",
    "create_authority",
    "finish_enrolment",
    "generate_passphrase",
    "issue_identity",
    "make_request",
    "open_authority",
    "open_identity",
    "renew_certificate",
    "replace_certificate",
]

_YEAR = timedelta(days=365, hours=6)
GRACE = timedelta(minutes=10)


class Signer:
    """Someone who can sign: a certificate, those above it, and the key that only this object knows."""

    __slots__ = ("__key", "algorithm", "certificate", "chain")

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate]) -> None:
        algorithm = algorithms.for_key(key.public_key())
        if algorithm is None or algorithms.why_key_refused(key.public_key()):
            raise IdentityUnreadable(reason="key_kind")
        if key.public_key() != certificate.public_key():
            raise IdentityUnreadable(reason="key_differs")
        self.__key = key
        self.algorithm: Algorithm = algorithm
        self.certificate = certificate
        self.chain = tuple(chain)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)

    @property
    def not_before(self) -> datetime:
        return self.certificate.not_valid_before_utc

    @property
    def not_after(self) -> datetime:
        return self.certificate.not_valid_after_utc

    @property
    def name(self) -> str:
        return self._holder.name

    def sign(self, data: bytes) -> bytes:
        """The signature in the form of CMS, by `algorithm`."""
        return self.algorithm.sign(self.__key, data)

    def refuse_untimely(self, at: datetime) -> None:
        """Raises `CannotSignNow` if the certificate does not cover `at`, give or take ten minutes of clock skew."""
        if not self.not_before - GRACE <= at <= self.not_after + GRACE:
            raise CannotSignNow(
                name=self.name, not_before=self.not_before.isoformat(), not_after=self.not_after.isoformat()
            )

    def decrypt(self, wrapped: bytes, label: bytes | None = None, *, oaep: bool = True) -> bytes:
        """Bytes wrapped for this certificate, by RSA-OAEP (SHA-256, MGF1 SHA-256) or PKCS #1 v1.5. Raises ValueError."""
        key = self.__key
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ValueError("nothing is wrapped for a key of this kind")  # noqa: TRY004 - the caller asks for one kind of fault
        if oaep:
            return key.decrypt(wrapped, padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label))
        return key.decrypt(wrapped, padding.PKCS1v15())

    def request(self) -> bytes:
        """A request for another certificate of this very key (PKCS #10, PEM), which proves that its holder asks."""
        builder = x509.CertificateSigningRequestBuilder().subject_name(self.certificate.subject)
        return builder.sign(self.__key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def _to_pkcs12(self, certificate: x509.Certificate, chain: Sequence[x509.Certificate], passphrase: str) -> bytes:
        return write_pkcs12(self.__key, certificate, chain, passphrase)

    def certify(
        self, subject: x509.Name, key: CertificatePublicKeyTypes, now: datetime, years: float, usage: x509.KeyUsage
    ) -> x509.Certificate:
        """A certificate for somebody else's key, in this authority's name and within its own term."""
        until = min(now + years * _YEAR, self.not_after)
        return build_certificate(subject, key, self.certificate.subject, self.__key, now=now, until=until, usage=usage)

    def sign_revocation_list(self, builder: x509.CertificateRevocationListBuilder) -> x509.CertificateRevocationList:
        """The finished list, by the authority's own digest."""
        return builder.sign(self.__key, hashes.SHA384() if self.algorithm.digest == "sha384" else hashes.SHA256())

    @property
    def _holder(self) -> Holder:
        return holder(self.certificate)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} {self.fingerprint[:16]}>"

    def __reduce__(self) -> str:
        raise TypeError("a key is not copied out of the object that guards it")


class Identity(Signer):
    """A person who can sign and open what is sealed for them."""

    __slots__ = ()

    @property
    def person_id(self) -> str:
        return self._holder.person_id

    @property
    def organisation(self) -> str:
        return self._holder.organisation

    @property
    def roles(self) -> tuple[str, ...]:
        return self._holder.roles


class Authority(Signer):
    """The society as issuer of identities and signer of trust lists."""

    __slots__ = ()

    @property
    def key_identifier(self) -> x509.AuthorityKeyIdentifier:
        """How what it issues names its key."""
        own = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def create_authority(
    name: str, passphrase: str, now: datetime, years: float = 20, algorithm: str = "rsa-3072"
) -> bytes:
    """A new authority as a PKCS #12 file. It signs nothing but identities, revocation lists and trust lists."""
    refuse_weak(passphrase)
    key = cast(PrivateKey, algorithms.key_kind(algorithm).generate())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    certificate = build_certificate(
        subject,
        key.public_key(),
        subject,
        key,
        now=now,
        until=now + years * _YEAR,
        usage=key_usage(issues=True),
        authority=True,
    )
    return write_pkcs12(key, certificate, (), passphrase)


def open_authority(file: bytes, passphrase: str) -> Authority:
    """Raises `WrongPassphrase` or `IdentityUnreadable`."""
    key, certificate, chain = read_pkcs12(file, passphrase)
    if not _is_authority(certificate):
        raise IdentityUnreadable(reason="not_authority")
    return Authority(key, certificate, chain)


def open_identity(file: bytes, passphrase: str) -> Identity:
    """Raises `WrongPassphrase` or `IdentityUnreadable`."""
    key, certificate, chain = read_pkcs12(file, passphrase)
    if _is_authority(certificate):
        raise IdentityUnreadable(reason="authority")
    return Identity(key, certificate, chain)


def issue_identity(
    authority: Authority,
    *,
    person_id: str,
    name: str,
    organisation: str,
    roles: Sequence[str],
    passphrase: str,
    now: datetime,
    years: float = 3,
    algorithm: str = "rsa-3072",
) -> bytes:
    """A new identity as a PKCS #12 file under `passphrase`; it ends no later than the authority.

    Raises `WeakPassphrase`, or `CertificateRefused` where a name does not fit a certificate (empty, over 64
    characters).
    """
    refuse_weak(passphrase)
    key = cast(PrivateKey, algorithms.key_kind(algorithm).generate())
    subject = _subject(person_id, name, organisation, roles)
    certificate = _certified(authority, subject, key.public_key(), now, years)
    return write_pkcs12(key, certificate, _chain_of(authority), passphrase)


def change_passphrase(file: bytes, old: str, new: str) -> bytes:
    """The same under another passphrase. Raises `WrongPassphrase`, `WeakPassphrase`, `IdentityUnreadable`."""
    refuse_weak(new)
    key, certificate, chain = read_pkcs12(file, old)
    return write_pkcs12(key, certificate, chain, new)


def make_request(
    *, person_id: str, name: str, organisation: str, roles: Sequence[str], passphrase: str, algorithm: str = "rsa-3072"
) -> tuple[bytes, bytes]:
    """Enrolment by request, so that the society never sees the key: the key file to keep (PKCS #8 under the
    passphrase, PEM) and the request to send (PKCS #10, PEM).
    """
    refuse_weak(passphrase)
    key = cast(PrivateKey, algorithms.key_kind(algorithm).generate())
    request = x509.CertificateSigningRequestBuilder().subject_name(_subject(person_id, name, organisation, roles))
    protection = serialization.BestAvailableEncryption(prepared(passphrase))
    kept = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection)
    return kept, request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def certify_request(
    authority: Authority,
    request: bytes,
    *,
    person_id: str,
    name: str,
    organisation: str,
    roles: Sequence[str],
    now: datetime,
    years: float = 3,
) -> x509.Certificate:
    """The certificate for the key of a request, with what the society knows of the person, not with what the request
    claims.

    Raises `RequestRefused`: malformed, not signed by its own key, or a key we do not accept.
    """
    key = _requested(request)
    return _certified(authority, _subject(person_id, name, organisation, roles), key, now, years)


def request_key(request: bytes) -> bytes:
    """The public key that a request is for, as `public_key` gives it. Raises `RequestRefused`."""
    return _spki(_requested(request))


def public_key(certificate: x509.Certificate) -> bytes:
    """The key of a certificate (SubjectPublicKeyInfo, DER), to be compared."""
    return _spki(certificate.public_key())


def _spki(key: CertificatePublicKeyTypes) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _requested(request: bytes) -> CertificatePublicKeyTypes:
    try:
        asked = x509.load_pem_x509_csr(request)
        sound = asked.is_signature_valid
        key = asked.public_key()
    except (ValueError, TypeError, InvalidSignature):
        raise RequestRefused(reason="malformed") from None
    if not sound:
        raise RequestRefused(reason="signature")
    refused = algorithms.why_key_refused(key)
    if refused or algorithms.for_key(key) is None:
        raise RequestRefused(reason=refused or "kind")
    return key


def finish_enrolment(
    kept: bytes, passphrase: str, certificate: x509.Certificate, chain: Sequence[x509.Certificate]
) -> bytes:
    """The identity file from the kept key and the certificate that came back. Raises `WrongPassphrase`, `CertificateRefused`."""
    try:
        key = serialization.load_pem_private_key(kept, prepared(passphrase))
    except (ValueError, TypeError):
        raise WrongPassphrase from None
    if key.public_key() != certificate.public_key():
        raise CertificateRefused(reason="key_differs")
    return write_pkcs12(cast(PrivateKey, key), certificate, chain, passphrase)


def renew_certificate(
    authority: Authority,
    certificate: x509.Certificate,
    *,
    now: datetime,
    years: float = 3,
    roles: Sequence[str] | None = None,
) -> x509.Certificate:
    """A new term for the same person and key; with `roles`, other roles. Raises `CertificateRefused`: another society."""
    try:
        certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, TypeError, InvalidSignature):
        raise CertificateRefused(reason="other_society") from None
    known = holder(certificate)
    subject = _subject(known.person_id, known.name, known.organisation, known.roles if roles is None else roles)
    return _certified(authority, subject, certificate.public_key(), now, years)


def replace_certificate(file: bytes, passphrase: str, certificate: x509.Certificate) -> bytes:
    """The identity file with its renewed certificate. Raises `WrongPassphrase`, `CertificateRefused`."""
    key, _, chain = read_pkcs12(file, passphrase)
    if key.public_key() != certificate.public_key():
        raise CertificateRefused(reason="key_differs")
    return write_pkcs12(key, certificate, chain, passphrase)


def load_certificate(data: bytes) -> x509.Certificate:
    """A certificate from DER bytes. Raises `CertificateRefused`."""
    certificate = read_certificate(data)
    if certificate is None:
        raise CertificateRefused(reason="malformed")
    return certificate


def _certified(
    authority: Authority, subject: x509.Name, key: CertificatePublicKeyTypes, now: datetime, years: float
) -> x509.Certificate:
    authority.refuse_untimely(now)
    usage = key_usage(signs=True, opens=isinstance(key, rsa.RSAPublicKey))
    return authority.certify(subject, key, now, years, usage)


def _chain_of(authority: Authority) -> tuple[x509.Certificate, ...]:
    return (authority.certificate, *authority.chain)


def _subject(person_id: str, name: str, organisation: str, roles: Sequence[str]) -> x509.Name:
    try:
        return person_name(person_id, name, organisation, roles)
    except ValueError:
        raise CertificateRefused(reason="name") from None


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
