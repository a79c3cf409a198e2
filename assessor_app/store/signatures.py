"""Signatures made or verified here (CMS), by what they are on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessor_app.store.database import Store
from assessor_app.store.values import offset, time, utc


@dataclass(frozen=True, slots=True)
class KeptSignature:
    """A detached CMS signature over bytes of this SHA-256; ``signer`` is the fingerprint of the certificate."""

    kind: str
    subject: str
    sha256: str
    cms: bytes
    signer: str
    at: datetime


def add(store: Store, kind: str, subject: str, sha256: str, cms: bytes, signer: str, at: datetime) -> None:
    """Keep a signature. ``kind``: what was signed (a sheet, a declaration); ``subject``: its id; hashes in lower-case hex."""
    store.append(
        "signatures",
        kind=kind,
        subject=subject,
        sha256=sha256,
        cms=cms,
        fingerprint=signer,
        at=utc(at),
        at_offset=offset(at),
    )


def of(store: Store, subject: str) -> tuple[KeptSignature, ...]:
    """The signatures on a subject, oldest first."""
    found = store.rows(
        "SELECT kind, subject, sha256, cms, fingerprint, at, at_offset FROM signatures WHERE subject = ? ORDER BY seq",
        subject,
    )
    return tuple(
        KeptSignature(kind, subject, sha256, cms, signer, time(at, minutes))
        for kind, subject, sha256, cms, signer, at, minutes in found
    )
