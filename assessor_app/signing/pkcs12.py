"""PKCS #12 files (RFC 7292): how a private key lies on the disk, under the passphrase and nowhere else.

Written with PBES2 (AES-256, SHA-256) and a MAC that costs as many rounds as the encryption. The library leaves the
MAC at 2,048 rounds, so guessing would go through it at a hundredth of the price; it is therefore computed anew here.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterator, Sequence

from asn1crypto import cms as asn1_cms
from asn1crypto import core
from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from assessor_app.signing.errors import IdentityUnreadable, WrongPassphrase
from assessor_app.signing.passphrases import prepared

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

ROUNDS = 600_000
# A file may name any number of rounds; beyond this one it is out to keep the program busy.
_MOST_ROUNDS = 10_000_000
_MOST_BYTES = 1024 * 1024


def write_pkcs12(
    key: PrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate], passphrase: str
) -> bytes:
    """The file of this key, its certificate and those above it."""
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(prepared(passphrase))
    )
    data = pkcs12.serialize_key_and_certificates(None, key, certificate, chain, encryption)
    return _with_costly_mac(data, passphrase)


def read_pkcs12(data: bytes, passphrase: str) -> tuple[PrivateKey, x509.Certificate, tuple[x509.Certificate, ...]]:
    """Key, certificate and those above it. Raises `IdentityUnreadable` or `WrongPassphrase`; the fault names no secret."""
    _refuse_costly(data)
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(data, prepared(passphrase))
    except UnsupportedAlgorithm:
        raise IdentityUnreadable(reason="algorithm") from None
    except (ValueError, TypeError):
        # The library says the same of a wrong passphrase and of damage behind a sound frame; the first is what happens.
        raise WrongPassphrase from None
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise IdentityUnreadable(reason="no_key")
    if certificate is None:
        raise IdentityUnreadable(reason="no_certificate")
    return key, certificate, tuple(chain)


def _with_costly_mac(data: bytes, passphrase: str) -> bytes:
    file = asn1.Pfx.load(data)
    salt = os.urandom(16)
    content = file["auth_safe"]["content"].native
    digest = {"algorithm": "sha256", "parameters": core.Null()}
    mac = hmac.new(_mac_key(passphrase, salt, ROUNDS), content, hashlib.sha256).digest()
    file["mac_data"] = asn1.MacData(
        {"mac": {"digest_algorithm": digest, "digest": mac}, "mac_salt": salt, "iterations": ROUNDS}
    )
    return bytes(file.dump(force=True))


def _mac_key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    """The key derivation of RFC 7292, B.2, for SHA-256: one block is all a MAC key takes."""
    block = 64
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-16-be") + b"\0\0"
    value = b"\x03" * block + _filled(salt, block) + _filled(secret, block)
    for _ in range(rounds):
        value = hashlib.sha256(value).digest()
    return value


def _filled(value: bytes, block: int) -> bytes:
    length = -(-len(value) // block) * block
    return (value * (length // len(value) + 1))[:length]


def _refuse_costly(data: bytes) -> None:
    if len(data) > _MOST_BYTES:
        raise IdentityUnreadable(reason="not_pkcs12")
    try:
        file = asn1.Pfx.load(data, strict=True)
        rounds = list(_rounds(file))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # The frozen ASN.1 reader fails in as many ways as there are to be malformed.
        raise IdentityUnreadable(reason="not_pkcs12") from None
    if not rounds:
        raise IdentityUnreadable(reason="not_pkcs12")
    if any(not 0 < count <= _MOST_ROUNDS for count in rounds):
        raise IdentityUnreadable(reason="rounds")


def _rounds(file: asn1.Pfx) -> Iterator[int]:
    if file["mac_data"].native is not None:
        yield int(file["mac_data"]["iterations"].native)
    for content in file.authenticated_safe:
        if content["content_type"].native == "encrypted_data":
            yield _kdf_rounds(content["content"]["encrypted_content_info"]["content_encryption_algorithm"])
        elif content["content_type"].native == "data":
            yield from _bag_rounds(content)


def _bag_rounds(content: asn1_cms.ContentInfo) -> Iterator[int]:
    for bag in asn1.SafeContents.load(content["content"].native):
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield _kdf_rounds(bag["bag_value"]["encryption_algorithm"])


def _kdf_rounds(algorithm: core.Sequence) -> int:
    parameters = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        parameters = parameters["key_derivation_func"]["parameters"]
        return int(parameters["iteration_count"].native)
    return int(parameters["iterations"].native)
