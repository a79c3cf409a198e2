"""The owner's identity as the PKCS#12 file it came in, still under its own passphrase."""

from __future__ import annotations

from assessor_app.store.database import Store


def put(store: Store, p12: bytes, fingerprint: str) -> None:
    """Keep an identity; the newest is the one in use. ``fingerprint``: SHA-256 of its certificate, lower-case hex."""
    store.append("identities", fingerprint=fingerprint, p12=p12)


def mine(store: Store) -> bytes | None:
    """The identity in use."""
    p12: bytes | None = store.value("SELECT p12 FROM identities ORDER BY seq DESC LIMIT 1")
    return p12


def fingerprint(store: Store) -> str:
    """The fingerprint of the identity in use, empty if there is none."""
    return str(store.value("SELECT fingerprint FROM identities ORDER BY seq DESC LIMIT 1") or "")


def all(store: Store) -> tuple[tuple[str, bytes], ...]:  # noqa: A001 (read as identities.all)
    """Every identity kept, newest first: an older one still opens what was sealed to it."""
    return tuple(store.rows("SELECT fingerprint, p12 FROM identities ORDER BY seq DESC"))
