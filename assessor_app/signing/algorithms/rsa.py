"""RSA with PKCS #1 v1.5 (RFC 8017, 8.2): what Office, LibreOffice and OpenSSL all take."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from assessor_app.signing.algorithms.interface import KeyKind

_RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
# Below: within reach. Above: a file could keep the program busy for minutes with one signature.
_LEAST_BITS, _MOST_BITS, _MOST_EXPONENT = 2048, 8192, 2**32
# What cards of the years of Office 2010 hold. Not refused outright, so that such files can be told from forged ones.
_LEAST_FOREIGN_BITS = 1024
_DIGEST_IDENTIFIERS = {
    "sha1": bytes.fromhex("06052b0e03021a"),
    "sha256": bytes.fromhex("0609608648016503040201"),
    "sha384": bytes.fromhex("0609608648016503040202"),
    "sha512": bytes.fromhex("0609608648016503040203"),
}


@dataclass(frozen=True, slots=True)
class RsaPkcs1:
    id: str
    digest: str
    xml: str
    cms: tuple[str, ...]
    hash: hashes.HashAlgorithm
    ours: bool = False
    weak: bool = False
    cms_null: bool = True

    def fits(self, key: PublicKeyTypes) -> bool:
        return isinstance(key, rsa.RSAPublicKey)

    def sign(self, key: PrivateKeyTypes, data: bytes) -> bytes:
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError("an RSA key is needed")
        return key.sign(data, padding.PKCS1v15(), self.hash)

    def verify(self, key: PublicKeyTypes, signature: bytes, data: bytes) -> bool:
        if not isinstance(key, rsa.RSAPublicKey) or why_key_refused(key) not in ("", "short"):
            return False
        try:
            key.verify(signature, data, padding.PKCS1v15(), self.hash)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return self._verify_without_null(key, signature, data)
        return True

    def _verify_without_null(self, key: rsa.RSAPublicKey, signature: bytes, data: bytes) -> bool:
        """RFC 8017, 9.2 note 1: some signers (early .NET and Java) leave the NULL out of the digest's identifier."""
        try:
            signed = key.recover_data_from_signature(signature, padding.PKCS1v15(), None)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False
        identifier = _DIGEST_IDENTIFIERS[self.digest]
        value = hashlib.new(self.digest, data).digest()
        inner = b"\x30" + bytes([len(identifier)]) + identifier + b"\x04" + bytes([len(value)]) + value
        return hmac.compare_digest(signed, b"\x30" + bytes([len(inner)]) + inner)

    def to_xml(self, signature: bytes) -> bytes:
        return signature

    def from_xml(self, signature: bytes, key: PublicKeyTypes) -> bytes | None:  # noqa: ARG002 - one form for all keys
        return signature


_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ALGORITHMS = (
    RsaPkcs1(
        "rsa-sha256",
        "sha256",
        _MORE + "rsa-sha256",
        ("1.2.840.113549.1.1.11", _RSA_ENCRYPTION),
        hashes.SHA256(),
        ours=True,
    ),
    RsaPkcs1("rsa-sha384", "sha384", _MORE + "rsa-sha384", ("1.2.840.113549.1.1.12", _RSA_ENCRYPTION), hashes.SHA384()),
    RsaPkcs1("rsa-sha512", "sha512", _MORE + "rsa-sha512", ("1.2.840.113549.1.1.13", _RSA_ENCRYPTION), hashes.SHA512()),
    # Office 2007 to 2013 signs with it; there is no way to read those files otherwise.
    RsaPkcs1(
        "rsa-sha1",
        "sha1",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        ("1.2.840.113549.1.1.5", _RSA_ENCRYPTION),
        hashes.SHA1(),  # noqa: S303 - recognised and named weak, never used
        weak=True,
    ),
)


def _new_key() -> PrivateKeyTypes:
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


KEY_KINDS = (KeyKind("rsa-3072", seals=True, generate=_new_key),)


def why_key_refused(key: PublicKeyTypes) -> str | None:
    """None: not a key of this family; otherwise the reason, or empty."""
    if not isinstance(key, rsa.RSAPublicKey):
        return None
    if key.key_size < _LEAST_BITS:
        return "short" if key.key_size >= _LEAST_FOREIGN_BITS else "broken"
    if key.key_size > _MOST_BITS:
        return "long"
    exponent = key.public_numbers().e
    return "exponent" if exponent < 3 or exponent % 2 == 0 or exponent > _MOST_EXPONENT else ""


def describe(key: PublicKeyTypes | PrivateKeyTypes) -> str:
    return f"RSA {key.key_size}" if isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey) else ""
