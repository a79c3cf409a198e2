"""What a signature algorithm and a kind of key have to offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes


class Algorithm(Protocol):
    """One way to sign. Signatures are in the form of CMS; `to_xml` and `from_xml` turn them into that of XML and back."""

    @property
    def id(self) -> str: ...
    @property
    def digest(self) -> str:
        """Name of the digest as `hashlib` knows it."""

    @property
    def weak(self) -> bool:
        """Whether it is only recognised in files of others, never used or accepted for ours."""

    @property
    def ours(self) -> bool:
        """Whether we sign with it."""

    @property
    def xml(self) -> str:
        """Its address in an XML signature."""

    @property
    def cms(self) -> tuple[str, ...]:
        """Its dotted identifiers in CMS, the one we write first."""

    @property
    def cms_null(self) -> bool:
        """Whether the identifier is followed by a NULL (RFC 4055 wants it for RSA, RFC 5758 forbids it for ECDSA)."""

    def fits(self, key: PublicKeyTypes) -> bool: ...
    def sign(self, key: PrivateKeyTypes, data: bytes) -> bytes: ...
    def verify(self, key: PublicKeyTypes, signature: bytes, data: bytes) -> bool: ...
    def to_xml(self, signature: bytes) -> bytes: ...
    def from_xml(self, signature: bytes, key: PublicKeyTypes) -> bytes | None:
        """The CMS form, or None if this is no signature of this algorithm."""


@dataclass(frozen=True, slots=True)
class KeyKind:
    """A kind of key that identities are made with. `seals`: whether packages can be sealed for it."""

    id: str
    seals: bool
    generate: Callable[[], PrivateKeyTypes]


class Family(Protocol):
    """What a module of algorithms offers."""

    @property
    def ALGORITHMS(self) -> Sequence[Algorithm]: ...  # noqa: N802 - a constant of the module
    @property
    def KEY_KINDS(self) -> Sequence[KeyKind]: ...  # noqa: N802
    def why_key_refused(self, key: PublicKeyTypes) -> str | None: ...
    def describe(self, key: PublicKeyTypes | PrivateKeyTypes) -> str: ...
