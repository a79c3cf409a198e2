"""ECDSA on P-256 and P-384 (FIPS 186-4). CMS carries a DER pair; XML the two numbers side by side (RFC 4050, RFC 6931)."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from assessor_app.signing.algorithms.interface import KeyKind

_CURVES = {"secp256r1": ("P-256", 32), "secp384r1": ("P-384", 48)}


@dataclass(frozen=True, slots=True)
class Ecdsa:
    id: str
    digest: str
    curve: str
    xml: str
    cms: tuple[str, ...]
    hash: hashes.HashAlgorithm
    ours: bool = False
    weak: bool = False
    cms_null: bool = False

    def fits(self, key: PublicKeyTypes) -> bool:
        return isinstance(key, ec.EllipticCurvePublicKey) and (not self.ours or key.curve.name == self.curve)

    def sign(self, key: PrivateKeyTypes, data: bytes) -> bytes:
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("an elliptic curve key is needed")
        return key.sign(data, ec.ECDSA(self.hash))

    def verify(self, key: PublicKeyTypes, signature: bytes, data: bytes) -> bool:
        if not isinstance(key, ec.EllipticCurvePublicKey) or why_key_refused(key):
            return False
        try:
            # Only the one DER form of a pair is a signature; otherwise the same signature would have many spellings.
            if utils.encode_dss_signature(*utils.decode_dss_signature(signature)) != signature:
                return False
            key.verify(signature, data, ec.ECDSA(self.hash))
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False
        return True

    def to_xml(self, signature: bytes) -> bytes:
        r, s = utils.decode_dss_signature(signature)
        width = _CURVES[self.curve][1]
        return r.to_bytes(width, "big") + s.to_bytes(width, "big")

    def from_xml(self, signature: bytes, key: PublicKeyTypes) -> bytes | None:
        if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in _CURVES:
            return None
        half = _CURVES[key.curve.name][1]
        if len(signature) != 2 * half:
            return None
        return utils.encode_dss_signature(
            int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
        )


_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ALGORITHMS = (
    Ecdsa(
        "ecdsa-p256-sha256",
        "sha256",
        "secp256r1",
        _MORE + "ecdsa-sha256",
        ("1.2.840.10045.4.3.2",),
        hashes.SHA256(),
        ours=True,
    ),
    Ecdsa(
        "ecdsa-p384-sha384",
        "sha384",
        "secp384r1",
        _MORE + "ecdsa-sha384",
        ("1.2.840.10045.4.3.3",),
        hashes.SHA384(),
        ours=True,
    ),
    Ecdsa("ecdsa-sha256", "sha256", "secp384r1", _MORE + "ecdsa-sha256", ("1.2.840.10045.4.3.2",), hashes.SHA256()),
    Ecdsa("ecdsa-sha384", "sha384", "secp256r1", _MORE + "ecdsa-sha384", ("1.2.840.10045.4.3.3",), hashes.SHA384()),
    Ecdsa("ecdsa-sha512", "sha512", "secp384r1", _MORE + "ecdsa-sha512", ("1.2.840.10045.4.3.4",), hashes.SHA512()),
    Ecdsa(
        "ecdsa-sha1",
        "sha1",
        "secp256r1",
        _MORE + "ecdsa-sha1",
        ("1.2.840.10045.4.1",),
        hashes.SHA1(),  # noqa: S303 - recognised and named weak, never used
        weak=True,
    ),
)


def _new_key() -> PrivateKeyTypes:
    return ec.generate_private_key(ec.SECP256R1())


KEY_KINDS = (KeyKind("ecdsa-p256", seals=False, generate=_new_key),)


def why_key_refused(key: PublicKeyTypes) -> str | None:
    """None: not a key of this family; otherwise the reason, or empty."""
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return None
    return "" if key.curve.name in _CURVES else "curve"


def describe(key: PublicKeyTypes | PrivateKeyTypes) -> str:
    if not isinstance(key, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
        return ""
    return f"ECDSA {_CURVES.get(key.curve.name, (key.curve.name, 0))[0]}"
