"""The key of a workspace, wrapped, and where it lies.

The database is encrypted under a random 256-bit key. The *key ring* holds that key wrapped once by the passphrase (scrypt,
AES-256-GCM) and, if the society wants it, once by its recovery certificate (RSA-OAEP). A ring is a few hundred bytes:

- at rest it lies at the end of the one file, behind the last page of the database, where SQLite never looks::

      [pages of the database][ring as JSON][SHA-256 of it][length, 8 bytes][ASSESSDB KEYRING]

- while the program has the workspace open it lies beside it (``NAME.assessdb-key``), as the write-ahead log does, since the
  database may grow over its own end; closing puts it back. After a crash it is found there, as the log is.

A backup ends the same way. The ring of the highest generation holds, so an older passphrase stops opening at once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assessor_app.errors import FileUnreadable
from assessor_app.files import atomic_write, read_file
from assessor_app.store.cipher import KEY_BYTES
from assessor_app.store.errors import NoRecovery, RecoveryCertificateUnfit, WrongWorkspacePassphrase

MAGIC = b"ASSESSDB KEYRING"
_TAIL = 32 + 8 + len(MAGIC)
_LARGEST_RING = 64 * 1024
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: scrypt's n, r, p. Memory is 128·n·r bytes."""

    n: int
    r: int
    p: int


# 64 MiB and a third of a second: one of the equal choices of OWASP's password storage sheet.
COST = Cost(n=2**16, r=8, p=2)
# A forged ring must not eat the machine's memory.
_LARGEST_COST = Cost(n=2**20, r=16, p=8)


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, wrapped once. Cost, salt and nonce belong to a passphrase, the fingerprint (SHA-256, hex) to a certificate."""

    kind: Literal["passphrase", "certificate"]
    wrapped: bytes
    salt: bytes = b""
    nonce: bytes = b""
    cost: Cost | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """All wrappings of one workspace's key."""

    workspace: str
    generation: int
    slots: tuple[Slot, ...]


# --- making and opening --------------------------------------------------------------------------------------------------


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def make_ring(workspace: str, key: bytes, passphrase: str, certificate: bytes | None = None) -> Ring:
    """A first ring. ``certificate``: DER. Raises `RecoveryCertificateUnfit`."""
    slots = [_by_passphrase(workspace, key, passphrase)]
    if certificate is not None:
        slots.append(_by_certificate(workspace, key, certificate))
    return Ring(workspace, 1, tuple(slots))


def with_passphrase(ring: Ring, key: bytes, passphrase: str) -> Ring:
    """The next generation of the ring, under a new passphrase; a recovery certificate stays."""
    kept = tuple(slot for slot in ring.slots if slot.kind != "passphrase")
    return replace(ring, generation=ring.generation + 1, slots=(_by_passphrase(ring.workspace, key, passphrase), *kept))


def with_certificate(ring: Ring, key: bytes, certificate: bytes) -> Ring:
    """The next generation of the ring, for a newer recovery certificate (DER) in place of an earlier one; the same ring if it
    is the one that holds. Raises `RecoveryCertificateUnfit`.
    """
    fresh = _by_certificate(ring.workspace, key, certificate)
    if any(slot.fingerprint == fresh.fingerprint for slot in ring.slots):
        return ring
    kept = tuple(slot for slot in ring.slots if slot.kind != "certificate")
    return replace(ring, generation=ring.generation + 1, slots=(*kept, fresh))


def key_by_passphrase(ring: Ring, passphrase: str, name: str) -> bytes:
    """The key. Raises `WrongWorkspacePassphrase` with ``name``."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in ring.slots:
        if slot.kind == "passphrase" and slot.cost is not None:
            try:
                outer = AESGCM(_stretch(passphrase, slot.salt, slot.cost))
                return outer.decrypt(slot.nonce, slot.wrapped, _bound_to(ring.workspace))
            except InvalidTag:
                continue
    raise WrongWorkspacePassphrase(name=name)


def key_by_recovery(ring: Ring, decrypt: Callable[[bytes, bytes], bytes], name: str) -> bytes:
    """The key, by whoever holds the recovery key: ``decrypt(ciphertext, label)`` is RSA-OAEP (SHA-256, MGF1 SHA-256) with
    that label and raises ValueError if it cannot. Raises `NoRecovery` with ``name``.
    """
    for slot in ring.slots:
        if slot.kind == "certificate":
            try:
                key = decrypt(slot.wrapped, _bound_to(ring.workspace))
            except ValueError:
                continue
            if len(key) == KEY_BYTES:
                return key
    raise NoRecovery(name=name)


def _by_passphrase(workspace: str, key: bytes, passphrase: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_stretch(passphrase, salt, COST)).encrypt(nonce, key, _bound_to(workspace))
    return Slot("passphrase", wrapped, salt=salt, nonce=nonce, cost=COST)


def _by_certificate(workspace: str, key: bytes, certificate: bytes) -> Slot:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    try:
        public = x509.load_der_x509_certificate(certificate).public_key()
    except ValueError as fault:
        raise RecoveryCertificateUnfit(reason=str(fault)) from fault
    if not isinstance(public, rsa.RSAPublicKey):
        raise RecoveryCertificateUnfit(reason=type(public).__name__)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label=_bound_to(workspace))
    return Slot("certificate", public.encrypt(key, oaep), fingerprint=hashlib.sha256(certificate).hexdigest())


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # One passphrase, whichever input method typed it: full-width and half-width digits are the same.
    plain = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=KEY_BYTES, n=cost.n, r=cost.r, p=cost.p).derive(plain)


def _bound_to(workspace: str) -> bytes:
    return b"assessdb key 1 " + workspace.encode()


# --- as bytes -------------------------------------------------------------------------------------------------------------


def ring_bytes(ring: Ring) -> bytes:
    return json.dumps(
        {
            "format": _FORMAT,
            "workspace": ring.workspace,
            "generation": ring.generation,
            "slots": [
                {
                    "kind": slot.kind,
                    "wrapped": _text(slot.wrapped),
                    "salt": _text(slot.salt),
                    "nonce": _text(slot.nonce),
                    "cost": [slot.cost.n, slot.cost.r, slot.cost.p] if slot.cost else None,
                    "fingerprint": slot.fingerprint,
                }
                for slot in ring.slots
            ],
        },
        sort_keys=True,
    ).encode()


def read_ring(content: bytes) -> Ring | None:
    """The ring in these bytes, None if there is none that this program can read."""
    try:
        raw = json.loads(content)
        if raw["format"] != _FORMAT:
            return None
        return Ring(str(raw["workspace"]), int(raw["generation"]), tuple(_slot(slot) for slot in raw["slots"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _slot(raw: dict[str, object]) -> Slot:
    kind = raw["kind"]
    if kind not in ("passphrase", "certificate"):
        raise ValueError(kind)
    cost = raw["cost"]
    return Slot(
        kind="passphrase" if kind == "passphrase" else "certificate",
        wrapped=_bytes(raw["wrapped"]),
        salt=_bytes(raw["salt"]),
        nonce=_bytes(raw["nonce"]),
        cost=_cost(cost) if cost is not None else None,
        fingerprint=str(raw["fingerprint"]),
    )


def _cost(raw: object) -> Cost:
    if not isinstance(raw, list) or len(raw) != 3 or not all(type(part) is int for part in raw):
        raise ValueError(raw)
    cost = Cost(*raw)
    bounded = 1 < cost.n <= _LARGEST_COST.n and 0 < cost.r <= _LARGEST_COST.r and 0 < cost.p <= _LARGEST_COST.p
    if not bounded or cost.n & (cost.n - 1):
        raise ValueError(raw)
    return cost


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError(text)
    return base64.b64decode(text, validate=True)


# --- where it lies --------------------------------------------------------------------------------------------------------


def beside(path: Path) -> Path:
    """Where the ring lies while the workspace ``path`` is open."""
    return path.with_name(path.name + "-key")


def put_beside(path: Path, ring: Ring) -> None:
    """Raises what `atomic_write` raises."""
    atomic_write(beside(path), ring_bytes(ring), private=True)


def ring_beside(path: Path) -> Ring | None:
    place = beside(path)
    return read_ring(read_file(place, limit=_LARGEST_RING)) if place.exists() else None


def append(path: Path, ring: Ring, pages_end: int) -> None:
    """Write the ring behind the database in ``path``, whose pages end at byte ``pages_end``, and settle it.

    No connection may be open on the file: closing a file gives up every lock this process holds on it.
    """
    content = ring_bytes(ring)
    with path.open("r+b") as file:
        file.truncate(pages_end)
        file.seek(pages_end)
        file.write(content + hashlib.sha256(content).digest() + len(content).to_bytes(8, "big") + MAGIC)
        file.flush()
        os.fsync(file.fileno())


def ring_inside(path: Path) -> Ring | None:
    """The ring at the end of the file; None if there is none or it is not whole. Raises `FileUnreadable`.

    No connection may be open on the file in this process (see `append`).
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _TAIL:
                return None
            file.seek(size - _TAIL)
            tail = file.read(_TAIL)
            length = int.from_bytes(tail[32:40], "big")
            if tail[40:] != MAGIC or length > min(_LARGEST_RING, size - _TAIL):
                return None
            file.seek(size - _TAIL - length)
            content = file.read(length)
    except OSError as fault:
        raise FileUnreadable(place=str(path), reason=fault.strerror or type(fault).__name__) from fault
    return read_ring(content) if hashlib.sha256(content).digest() == tail[:32] else None


def newest(rings: list[Ring]) -> list[Ring]:
    """Of each workspace the ring of the highest generation; an earlier passphrase must not open any more."""
    best: dict[str, Ring] = {}
    for ring in rings:
        if ring.workspace not in best or best[ring.workspace].generation < ring.generation:
            best[ring.workspace] = ring
    return list(best.values())
