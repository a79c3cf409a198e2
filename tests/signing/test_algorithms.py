from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from assessor_app.signing import algorithms

DATA = "评价 assessment".encode()


@pytest.mark.parametrize("kind", algorithms.key_kinds())
def test_that_each_kind_of_key_signs_and_verifies_in_both_forms(kind: str) -> None:
    key = algorithms.key_kind(kind).generate()
    algorithm = algorithms.for_key(key.public_key())
    assert algorithm is not None
    signature = algorithm.sign(key, DATA)
    public = key.public_key()
    assert algorithm.verify(public, signature, DATA)
    assert not algorithm.verify(public, signature, DATA + b"!")
    assert not algorithm.verify(public, signature[:-1], DATA)
    assert not algorithm.verify(public, b"", DATA)
    assert algorithm.from_xml(algorithm.to_xml(signature), public) == signature
    assert algorithms.by_xml(algorithm.xml, public) is algorithm
    assert algorithms.by_cms(algorithm.cms[0], algorithm.digest, public) is algorithm


def test_that_the_usual_key_is_rsa_3072_and_can_be_sealed_for() -> None:
    first = algorithms.key_kinds()[0]
    assert first == "rsa-3072"
    assert algorithms.key_kind(first).seals
    assert algorithms.describe_key(algorithms.key_kind(first).generate()) == "RSA 3072"


def test_that_an_elliptic_signature_has_one_spelling() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    algorithm = algorithms.for_key(key.public_key())
    assert algorithm is not None
    signature = algorithm.sign(key, DATA)
    r, s = utils.decode_dss_signature(signature)
    wide = b"\x00" * 16 + algorithm.to_xml(signature)[:32] + b"\x00" * 16 + algorithm.to_xml(signature)[32:]
    assert algorithm.from_xml(wide, key.public_key()) is None
    assert algorithm.verify(key.public_key(), utils.encode_dss_signature(r, s), DATA)
    assert not algorithm.verify(key.public_key(), signature + b"\0", DATA)


def public(e: int, n: int) -> rsa.RSAPublicKey:
    return rsa.RSAPublicNumbers(e, n).public_key()


MODULUS = rsa.generate_private_key(65537, 2048).public_key().public_numbers().n


@pytest.mark.parametrize(
    ("exponent", "modulus", "reason"),
    [
        (65537, MODULUS, ""),
        (3, MODULUS, ""),
        (2**32 + 1, MODULUS, "exponent"),
        (2**2000 + 1, MODULUS, "exponent"),
        (65537, MODULUS >> 1023 | 1, "short"),
        (65537, MODULUS >> 1100 | 1, "broken"),
        (65537, MODULUS << 8192 | 1, "long"),
    ],
    ids=["sound", "small exponent", "exponent too wide", "exponent far too wide", "short", "broken", "long"],
)
def test_that_absurd_keys_are_refused(exponent: int, modulus: int, reason: str) -> None:
    key = public(exponent, modulus)
    assert algorithms.why_key_refused(key) == reason
    if reason not in ("", "short"):
        algorithm = algorithms.by_xml("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", key)
        assert algorithm is not None
        assert not algorithm.verify(key, b"\1", DATA)


def test_that_other_kinds_of_key_are_not_ours() -> None:
    assert algorithms.why_key_refused(ed25519.Ed25519PrivateKey.generate().public_key()) == "kind"
    assert algorithms.why_key_refused(ec.generate_private_key(ec.SECP521R1()).public_key()) == "curve"
    assert algorithms.for_key(ed25519.Ed25519PrivateKey.generate().public_key()) is None
    assert algorithms.describe_key(ed25519.Ed25519PrivateKey.generate()) == "Ed25519PrivateKey"


def test_that_sha1_is_only_recognised() -> None:
    key = rsa.generate_private_key(65537, 2048)
    weak = algorithms.by_xml("http://www.w3.org/2000/09/xmldsig#rsa-sha1", key.public_key())
    assert weak is not None
    assert weak.weak
    assert not weak.ours
    assert weak.verify(key.public_key(), key.sign(DATA, padding.PKCS1v15(), hashes.SHA1()), DATA)


def test_that_an_unknown_address_is_unknown() -> None:
    key = rsa.generate_private_key(65537, 2048).public_key()
    assert algorithms.by_xml("urn:sm2", key) is None
    assert not algorithms.known_in_xml("urn:sm2")
    assert algorithms.known_in_cms("1.2.840.10045.4.3.2")
    assert algorithms.by_cms("1.2.840.10045.4.3.2", "sha256", key) is None, "an elliptic algorithm under an RSA key"


def test_that_a_digest_named_without_null_is_recognised() -> None:
    """As early .NET and Java signed; the padding is made by hand, because no library makes it any more."""
    import hashlib

    key = rsa.generate_private_key(65537, 2048)
    value = hashlib.sha1(DATA).digest()
    info = bytes.fromhex("301f300706052b0e03021a0414") + value
    padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(info)) + b"\x00" + info
    numbers = key.private_numbers()
    signature = pow(int.from_bytes(padded, "big"), numbers.d, numbers.public_numbers.n).to_bytes(256, "big")
    weak = algorithms.by_xml("http://www.w3.org/2000/09/xmldsig#rsa-sha1", key.public_key())
    assert weak is not None
    assert weak.verify(key.public_key(), signature, DATA)
    assert not weak.verify(key.public_key(), signature, DATA + b"!")
