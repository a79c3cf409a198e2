"""RSA with PKCS #1 v1.5 (RFC 8017, 8.2): what Office, LibreOffice and OpenSSL all take."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from assessor_app.signing.algorithms.interface import KeyKind

_RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
# Below: breakable. Above: a file could keep the program busy for minutes with one signature.
_LEAST_BITS, _MOST_BITS, _MOST_EXPONENT = 2048, 8192, 2**32


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
        if not isinstance(key, rsa.RSAPublicKey) or why_key_refused(key):
            return False
        try:
            key.verify(signature, data, padding.PKCS1v15(), self.hash)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False
        return True

    def to_xml(self, signature: bytes) -> bytes:
        return signature

    def from_xml(self, signature: bytes, key: PublicKeyTypes) -> bytes | None:  # noqa: ARG002 - one form for all keys
        return signature


_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ALGORITHMS = (
    RsaPkcs1(
        "rsa-sha256", "sha256", _MORE + "rsa-sha256", ("1.2.840.113549.1.1.11", _RSA_ENCRYPTION), hashes.SHA256(), ours=True
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
        return "short"
    if key.key_size > _MOST_BITS:
        return "long"
    exponent = key.public_numbers().e
    return "exponent" if exponent < 3 or exponent % 2 == 0 or exponent > _MOST_EXPONENT else ""


def describe(key: PublicKeyTypes | PrivateKeyTypes) -> str:
    return f"RSA {key.key_size}" if isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey) else ""
