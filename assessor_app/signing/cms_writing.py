"""Writes CMS signatures at CAdES baseline B (see `cms`), from DER pieces: quicker than one large structure of the library."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509

from assessor_app.signing import attributes
from assessor_app.signing.algorithms import Algorithm
from assessor_app.signing.certificates import der, whole_second
from assessor_app.signing.der import sequence, set_of, tagged
from assessor_app.signing.identities import Signer

_SIGNED_DATA = core.ObjectIdentifier("1.2.840.113549.1.7.2").dump()
_DATA = core.ObjectIdentifier("1.2.840.113549.1.7.1").dump()
_ONE = core.Integer(1).dump()


def sign_cms(
    content: bytes, signer: Signer, *, at: datetime, role: str = "", commitment: str = "", attached: bool = False
) -> bytes:
    """A CAdES-B signature in DER, detached unless `attached`; `commitment` is a word of `attributes.COMMITMENTS`, or empty."""
    signer.refuse_untimely(at)
    algorithm = signer.algorithm
    leaf = asn1_x509.Certificate.load(der(signer.certificate))
    digest, signature = _digest_algorithm(algorithm), _signature_algorithm(algorithm)
    signed = [
        _attribute("content_type", _DATA),
        _attribute("signing_time", _time(at)),
        _attribute("message_digest", core.OctetString(hashlib.new(algorithm.digest, content).digest()).dump()),
        _attribute("signing_certificate_v2", _certificate_by_digest(leaf)),
        # RFC 6211: the identifier of the signature, but for its tag.
        _attribute("cms_algorithm_protection", sequence(digest, tagged(1, *_inside(signature)))),
    ]
    if role:
        signed.append(_attribute("signer_attributes_v2", attributes.claimed_role(role)[0].dump()))
    if commitment:
        signed.append(_attribute("commitment_type", attributes.commitment(commitment)[0].dump()))
    value = core.OctetString(signer.sign(set_of(*signed))).dump()
    info = sequence(_ONE, _issuer_and_number(leaf), digest, tagged(0, *sorted(signed)), signature, value)
    return _frame(content if attached else None, digest, info, (signer.certificate, *signer.chain))


def _frame(content: bytes | None, digest: bytes, info: bytes, certificates: Sequence[x509.Certificate]) -> bytes:
    inside = () if content is None else (tagged(0, core.OctetString(content).dump()),)
    held = tagged(0, *sorted(der(one) for one in certificates))
    signed = sequence(_ONE, set_of(digest), sequence(_DATA, *inside), held, set_of(info))
    return sequence(_SIGNED_DATA, tagged(0, signed))


def _attribute(name: str, value: bytes) -> bytes:
    return sequence(cms.CMSAttributeType(name).dump(), set_of(value))


def _time(at: datetime) -> bytes:
    moment = whole_second(at)
    # RFC 5652, 11.3: two-digit years until 2049.
    if moment.year < 2050:
        return bytes(core.UTCTime(moment).dump())
    return bytes(core.GeneralizedTime(moment.astimezone(UTC)).dump())


def _certificate_by_digest(leaf: asn1_x509.Certificate) -> bytes:
    """ESSCertIDv2 (RFC 5035): the digest is SHA-256, which is said by saying nothing."""
    directory_name = tagged(4, leaf.issuer.dump())
    serial = sequence(sequence(directory_name), core.Integer(leaf.serial_number).dump())
    named = sequence(core.OctetString(hashlib.sha256(leaf.dump()).digest()).dump(), serial)
    return sequence(sequence(named))


def _issuer_and_number(leaf: asn1_x509.Certificate) -> bytes:
    return sequence(leaf.issuer.dump(), core.Integer(leaf.serial_number).dump())


def _inside(signature: bytes) -> tuple[bytes]:
    # The identifiers are short: one octet of tag, one of length.
    return (signature[2:],)


def _digest_algorithm(algorithm: Algorithm) -> bytes:
    # asn1crypto knows the digests by name; RFC 5754 has NULL left out, OpenSSL and everyone else write it.
    identifier = cms.DigestAlgorithm({"algorithm": algorithm.digest})["algorithm"].dump()
    return sequence(identifier, core.Null().dump())


def _signature_algorithm(algorithm: Algorithm) -> bytes:
    parameters = (core.Null().dump(),) if algorithm.cms_null else ()
    return sequence(core.ObjectIdentifier(algorithm.cms[0]).dump(), *parameters)
