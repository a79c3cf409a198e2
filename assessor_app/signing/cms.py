"""CMS signatures (RFC 5652) at CAdES baseline B (ETSI EN 319 122-1): made and read, without judging trust.

A signature of ours carries, signed: content type, message digest, signing time, the signer's certificate by digest
(ESS signing-certificate-v2), the algorithms (RFC 6211), the claimed role and what the signer commits to. `openssl cms
-verify -cades` takes it. Rules for reading, ours or not:

- DER to the last byte (`der`), so that no signature has a second spelling.
- Exactly one signer; the certificate is found by the signed digest, not by its place; no SHA-1, no key we refuse.
- Of what is not signed, only a time-stamp (RFC 3161) has a meaning; it is checked by `timestamps`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509

from assessor_app.signing import algorithms, attributes
from assessor_app.signing.algorithms import Algorithm
from assessor_app.signing.certificates import read_certificate
from assessor_app.signing.cms_writing import sign_cms
from assessor_app.signing.der import header, is_der
from assessor_app.signing.verdicts import Flaw, Status

__all__ = ["SignedContent", "add_stamp", "read_cms", "sign_cms"]

MOST_BYTES = 4 * 1024 * 1024
# The ASN.1 reader is frozen and reports malformed input in as many ways as there are.
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
_DIGESTS = ("sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class SignedContent:
    """A signature that holds: over these bytes, by the key of this certificate, which the signed attributes name."""

    content: bytes = field(repr=False)
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    algorithm: Algorithm
    time: datetime | None
    role: str
    commitment: str
    signature: bytes = field(repr=False)
    stamp: bytes | None = field(repr=False, default=None)
    unsigned: tuple[str, ...] = ()


def read_cms(data: bytes, content: bytes | None = None, *, content_type: str = "data") -> SignedContent:
    """The one signature in `data`, over `content` or, if that is None, over what it carries.

    Raises `Flaw` (within the seal only): `cms_*` codes, status invalid, or unsupported naming the algorithm.
    """
    if len(data) > MOST_BYTES:
        raise Flaw("cms_malformed")
    with _malformed_as_flaw():
        if not is_der(data):
            raise Flaw("cms_malformed")
        frame = cms.ContentInfo.load(data, strict=True)
        if frame["content_type"].native != "signed_data":
            raise Flaw("cms_malformed")
        signed = frame["content"]
        infos = signed["signer_infos"]
        if len(infos) != 1:
            raise Flaw("cms_signers", count=str(len(infos)))
        found = _content(signed, content, content_type)
        return _checked(signed, infos[0], found, content_type)


def add_stamp(data: bytes, token: bytes) -> bytes:
    """The same signature with a time-stamp token (RFC 3161) beside it; what is signed stays byte for byte. Raises `Flaw`."""
    with _malformed_as_flaw():
        frame = cms.ContentInfo.load(data, strict=True)
        info = frame["content"]["signer_infos"][0]
        stamp = cms.CMSAttribute(
            {"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token, strict=True)]}
        )
        kept = list(info["unsigned_attrs"]) if info["unsigned_attrs"].native else []
        info["unsigned_attrs"] = cms.CMSAttributes([*kept, stamp])
        return bytes(frame.dump())


@contextmanager
def _malformed_as_flaw() -> Iterator[None]:
    try:
        yield
    except _MALFORMED:
        raise Flaw("cms_malformed") from None


def _content(signed: cms.SignedData, content: bytes | None, content_type: str) -> bytes:
    inside = signed["encap_content_info"]
    if inside["content_type"].native != content_type:
        raise Flaw("cms_content_type")
    carried = inside["content"]
    if isinstance(carried, core.Void) or carried.native is None:
        if content is None:
            raise Flaw("cms_content_missing")
        return content
    if content is not None:
        raise Flaw("cms_content_doubled")
    return bytes(carried)


@dataclass(frozen=True, slots=True)
class _Raw:
    """Bytes as they came, taken before the fields in them are looked at: the reader encodes anew what it has looked into."""

    digest: bytes
    signature: bytes
    attributes: bytes


def _checked(signed: cms.SignedData, info: cms.SignerInfo, content: bytes, content_type: str) -> SignedContent:
    raw = _Raw(info["digest_algorithm"].dump(), info["signature_algorithm"].contents, info["signed_attrs"].contents)
    if [one.dump() for one in signed["digest_algorithms"]] != [raw.digest]:
        raise Flaw("cms_malformed")
    digest_name = _plain_digest(info["digest_algorithm"])
    _refuse_odd_versions(signed, info, content_type)
    signed_attributes = _attributes(info["signed_attrs"])
    protection = signed_attributes.get("cms_algorithm_protection")
    if signed_attributes["content_type"].native != content_type:
        raise Flaw("cms_content_type")
    if hashlib.new(digest_name, content).digest() != signed_attributes["message_digest"].native:
        raise Flaw("cms_digest")
    certificate, others = _signer_certificate(signed, info, signed_attributes)
    algorithm = _algorithm(info, digest_name, certificate)
    _compare_protection(protection, raw)
    signature = info["signature"].native
    # What is signed is the SET OF in DER (RFC 5652, 5.4), not the bytes with the context tag.
    signed_bytes = header(0x31, len(raw.attributes)) + raw.attributes
    if not is_der(signed_bytes):
        raise Flaw("cms_malformed")
    if not algorithm.verify(certificate.public_key(), signature, signed_bytes):
        raise Flaw("cms_signature")
    stamp, unsigned = _unsigned(info)
    return SignedContent(
        content=content,
        certificate=certificate,
        others=others,
        algorithm=algorithm,
        time=_read_time(signed_attributes.get("signing_time")),
        role=_read_role(signed_attributes),
        commitment=_read_commitment(signed_attributes),
        signature=signature,
        stamp=stamp,
        unsigned=unsigned,
    )


def _refuse_odd_versions(signed: cms.SignedData, info: cms.SignerInfo, content_type: str) -> None:
    by_key = info["sid"].name != "issuer_and_serial_number"
    expected = "v3" if by_key or content_type != "data" else "v1"
    if signed["version"].native != expected or info["version"].native != ("v3" if by_key else "v1"):
        raise Flaw("cms_malformed")
    if signed["crls"].native:
        raise Flaw("cms_malformed")


def _plain_digest(algorithm: algos.DigestAlgorithm) -> str:
    name = algorithm["algorithm"].native
    if name not in _DIGESTS:
        raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=str(name))
    if algorithm["parameters"].native is not None:
        raise Flaw("cms_malformed")
    return str(name)


def _attributes(found: cms.CMSAttributes) -> dict[str, core.Asn1Value]:
    """Signed attributes by name, each there once and with one value (RFC 5652, 5.3 and 11)."""
    by_name: dict[str, core.Asn1Value] = {}
    for attribute in found:
        name = attribute["type"].native
        if name in by_name or len(attribute["values"]) != 1:
            raise Flaw("cms_malformed")
        by_name[name] = (
            attribute["values"] if name in ("signer_attributes_v2", "commitment_type") else attribute["values"][0]
        )
    if not {"content_type", "message_digest"} <= by_name.keys():
        raise Flaw("cms_malformed")
    return by_name


def _signer_certificate(
    signed: cms.SignedData, info: cms.SignerInfo, signed_attributes: dict[str, core.Asn1Value]
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    wanted = _named_certificate(signed_attributes)
    found: x509.Certificate | None = None
    others: list[x509.Certificate] = []
    for choice in signed["certificates"]:
        raw = choice.chosen.dump()
        certificate = read_certificate(raw) if choice.name == "certificate" else None
        if certificate is None:
            raise Flaw("certificate_malformed")
        if found is None and wanted(raw):
            found = certificate
            if not _is_named_by(info["sid"], choice.chosen):
                raise Flaw("cms_certificate")
        else:
            others.append(certificate)
    if found is None:
        raise Flaw("cms_certificate")
    return found, tuple(others)


class _Named:
    """Whether a certificate is the one that a signed attribute names by digest."""

    def __init__(self, digest: str, value: bytes) -> None:
        self._digest, self._value = digest, value

    def __call__(self, raw: bytes) -> bool:
        return hashlib.new(self._digest, raw).digest() == self._value


def _named_certificate(signed_attributes: dict[str, core.Asn1Value]) -> _Named:
    newer, older = signed_attributes.get("signing_certificate_v2"), signed_attributes.get("signing_certificate")
    if newer is not None:
        first = newer["certs"][0]
        name = str(first["hash_algorithm"]["algorithm"].native)
        if name not in _DIGESTS:
            raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=name)
        return _Named(name, first["cert_hash"].native)
    if older is not None:
        # SHA-1 by definition (RFC 2634); found in time-stamps only, where the authority's key stands for itself.
        return _Named("sha1", older["certs"][0]["cert_hash"].native)
    raise Flaw("cms_certificate_unnamed")


def _is_named_by(sid: cms.SignerIdentifier, certificate: asn1_x509.Certificate) -> bool:
    if sid.name == "issuer_and_serial_number":
        return bool(
            sid.chosen["issuer"].dump() == certificate.issuer.dump()
            and sid.chosen["serial_number"].native == certificate.serial_number
        )
    return bool(sid.chosen.native == certificate.key_identifier)


def _algorithm(info: cms.SignerInfo, digest: str, certificate: x509.Certificate) -> Algorithm:
    key = certificate.public_key()
    refused = algorithms.why_key_refused(key)
    if refused:
        raise Flaw("key_refused", status=Status.UNSUPPORTED, key=algorithms.describe_key(key), reason=refused)
    dotted = info["signature_algorithm"]["algorithm"].dotted
    algorithm = algorithms.by_cms(dotted, digest, key)
    if algorithm is None or algorithm.weak:
        if not algorithms.known_in_cms(dotted):
            raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=dotted)
        raise Flaw("cms_algorithm")
    if info["signature_algorithm"]["parameters"].native is not None:
        raise Flaw("cms_malformed")
    return algorithm


def _compare_protection(protection: core.Asn1Value | None, raw: _Raw) -> None:
    if protection is None:
        return
    digest, signature = protection["digest_algorithm"], protection["signature_algorithm"]
    if digest.dump() != raw.digest or isinstance(signature, core.Void):
        raise Flaw("cms_algorithm")
    # Tagged [1] in the attribute, untagged in the signer's record: compare what they hold.
    if signature.contents != raw.signature:
        raise Flaw("cms_algorithm")


def _unsigned(info: cms.SignerInfo) -> tuple[bytes | None, tuple[str, ...]]:
    stamp: bytes | None = None
    unknown: list[str] = []
    for attribute in info["unsigned_attrs"] if info["unsigned_attrs"].native else ():
        name = attribute["type"].native
        if name != "signature_time_stamp_token":
            unknown.append(str(name))
        elif stamp is not None or len(attribute["values"]) != 1:
            raise Flaw("cms_malformed")
        else:
            stamp = attribute["values"][0].dump()
    return stamp, tuple(unknown)


def _read_time(value: core.Asn1Value | None) -> datetime | None:
    return None if value is None else value.native


def _read_role(signed_attributes: dict[str, core.Asn1Value]) -> str:
    value = signed_attributes.get("signer_attributes_v2")
    return "" if value is None else attributes.read_claimed_role(value)


def _read_commitment(signed_attributes: dict[str, core.Asn1Value]) -> str:
    value = signed_attributes.get("commitment_type")
    return "" if value is None else attributes.read_commitment(value)
