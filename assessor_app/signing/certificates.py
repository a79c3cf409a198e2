"""X.509 certificates: what stands in them about a person, and how the society's are made (RFC 5280).

CN = 顾南乔 Gu Nanqiao, serialNumber = E-2041 (person id), OU = assessor, OU = chair, O = the society's or
employer's name
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import NameOID

from assessor_app.signing import algorithms
from assessor_app.signing.pkcs12 import PrivateKey

# What the ASN.1 reader of the library raises over malformed certificates; none of them is a subclass of another.
_MALFORMED = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
    Warning,
)
# An identity made on one machine is used at once on another whose clock is a little behind.
BACKDATED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a certificate says its holder is."""

    name: str
    person_id: str
    organisation: str
    roles: tuple[str, ...]


def read_certificate(data: bytes) -> x509.Certificate | None:
    """The certificate in these DER bytes, or None if it or a field we use is malformed or its key of an unknown kind."""
    try:
        certificate = x509.load_der_x509_certificate(data)
        _ = (certificate.subject, certificate.issuer, certificate.extensions, certificate.serial_number)
        _ = (certificate.not_valid_before_utc, certificate.not_valid_after_utc, certificate.public_key())
    except _MALFORMED:
        return None
    # One certificate, one spelling: nothing behind it, no second encoding of it.
    return certificate if der(certificate) == data else None


def read_pem_or_der(data: bytes) -> tuple[x509.Certificate, ...]:
    """All certificates of a PEM file, or the one of a DER file; empty if there is none or one is malformed."""
    if b"-----BEGIN CERTIFICATE-----" not in data:
        one = read_certificate(data)
        return (one,) if one else ()
    try:
        found = [read_certificate(der(one)) for one in x509.load_pem_x509_certificates(data)]
    except _MALFORMED:
        return ()
    return tuple(one for one in found if one is not None) if None not in found else ()


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def pem(certificates: Sequence[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, lower-case hex."""
    return hashlib.sha256(der(certificate)).hexdigest()


def holder(certificate: x509.Certificate) -> Holder:
    """Who the certificate names; for those of others the nearest thing to a name that it has."""
    subject = certificate.subject
    name = _first(subject, NameOID.COMMON_NAME) or _first(subject, NameOID.EMAIL_ADDRESS)
    organisation = _first(subject, NameOID.ORGANIZATION_NAME)
    return Holder(
        name=name or organisation or subject.rfc4514_string(),
        person_id=_first(subject, NameOID.SERIAL_NUMBER),
        organisation=organisation,
        roles=tuple(_all(subject, NameOID.ORGANIZATIONAL_UNIT_NAME)),
    )


def person_name(person_id: str, name: str, organisation: str, roles: Sequence[str]) -> x509.Name:
    """The subject of a person's certificate. Raises ValueError for what does not fit: empty, or over 64 characters."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            *(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, role) for role in roles),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, person_id),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def build_certificate(
    subject: x509.Name,
    key: CertificatePublicKeyTypes,
    issuer: x509.Name,
    issuer_key: PrivateKey,
    *,
    now: datetime,
    until: datetime,
    usage: x509.KeyUsage,
    authority: bool = False,
) -> x509.Certificate:
    """A certificate signed by `issuer_key`; no extended key usage, because LibreOffice and OpenSSL each refuse some."""
    algorithm = algorithms.for_key(issuer_key.public_key())
    if algorithm is None:
        raise ValueError("an issuer signs with a key that identities are made with")
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(whole_second(now) - BACKDATED)
        .not_valid_after(whole_second(until))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA384() if algorithm.digest == "sha384" else hashes.SHA256())


def key_usage(*, signs: bool = False, opens: bool = False, issues: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs or issues,
        content_commitment=signs,
        key_encipherment=opens,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def whole_second(moment: datetime) -> datetime:
    """The moment in UTC without its fraction, as certificates hold it."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _first(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next(iter(_all(name, oid)), "")


def _all(name: x509.Name, oid: x509.ObjectIdentifier) -> list[str]:
    return [str(one.value) for one in name.get_attributes_for_oid(oid)]
