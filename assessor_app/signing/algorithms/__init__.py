"""Signature algorithms by id, behind one small interface.

A further algorithm (a national one, say) is one file beside `rsa.py` that ends in a tuple `ALGORITHMS`, and its name
in `_FAMILIES`. Everything else in the seal asks here: which algorithm signs with this key, which one does this XML
address or CMS identifier name.

    algorithm = for_key(public_key)                 # RSA: "rsa-sha256"; P-256: "ecdsa-p256-sha256"
    algorithm.verify(public_key, signature, data)   # True or False, never an exception
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from assessor_app.signing.algorithms import ecdsa, rsa
from assessor_app.signing.algorithms.interface import Algorithm, Family, KeyKind

__all__ = [
    "Algorithm",
    "KeyKind",
    "by_cms",
    "by_xml",
    "describe_key",
    "for_key",
    "key_kind",
    "key_kinds",
    "known_in_cms",
    "known_in_xml",
    "why_key_refused",
]

_FAMILIES: tuple[Family, ...] = (rsa, ecdsa)
_ALL: tuple[Algorithm, ...] = tuple(algorithm for family in _FAMILIES for algorithm in family.ALGORITHMS)
_KINDS: dict[str, KeyKind] = {kind.id: kind for family in _FAMILIES for kind in family.KEY_KINDS}


def key_kinds() -> tuple[str, ...]:
    """The kinds of key that identities are made with; the first is the usual one."""
    return tuple(_KINDS)


def key_kind(name: str) -> KeyKind:
    """The kind of key by id. Raises KeyError for one we do not know: the caller's own fault."""
    return _KINDS[name]


def for_key(key: PublicKeyTypes) -> Algorithm | None:
    """The algorithm we sign with under this key, or None."""
    return next((one for one in _ALL if one.ours and one.fits(key)), None)


def by_xml(uri: str, key: PublicKeyTypes) -> Algorithm | None:
    """The algorithm that the address in an XML signature means under this key, or None."""
    return next((one for one in _ALL if one.xml == uri and one.fits(key)), None)


def known_in_xml(uri: str) -> bool:
    """Whether any algorithm has this address."""
    return any(one.xml == uri for one in _ALL)


def known_in_cms(signature: str) -> bool:
    """Whether any algorithm has this dotted identifier."""
    return any(signature in one.cms for one in _ALL)


def by_cms(signature: str, digest: str, key: PublicKeyTypes) -> Algorithm | None:
    """The algorithm that the dotted identifier of a CMS signature and its digest (`sha256`) mean under this key, or None."""
    return next((one for one in _ALL if signature in one.cms and one.digest == digest and one.fits(key)), None)


def why_key_refused(key: PublicKeyTypes) -> str:
    """Why no signature by this key is accepted: `short`, `broken`, `long`, `exponent`, `curve`, `kind`; empty if it is.

    `short` keys verify all the same, for those who recognise the old files of others and say so.
    """
    for family in _FAMILIES:
        reason = family.why_key_refused(key)
        if reason is not None:
            return reason
    return "kind"


def describe_key(key: PublicKeyTypes | PrivateKeyTypes) -> str:
    """The key in a word: "RSA 3072", "ECDSA P-256"."""
    for family in _FAMILIES:
        name = family.describe(key)
        if name:
            return name
    return type(key).__name__.strip("_")
