"""The bytes of papers and packages, by their SHA-256: each is kept once, however often it is named."""

from __future__ import annotations

import hashlib

from assessor_app.store.database import Store
from assessor_app.store.errors import ContentDamaged, UnknownHere


def put(store: Store, content: bytes) -> str:
    """Keep these bytes and give their hash, lower-case hex."""
    sha256 = hashlib.sha256(content).hexdigest()
    if store.value("SELECT 1 FROM contents WHERE sha256 = ?", sha256) is None:
        store.write("INSERT INTO contents (sha256, size, content) VALUES (?, ?, ?)", sha256, len(content), content)
    return sha256


def get(store: Store, sha256: str, name: str) -> bytes:
    """The bytes of this hash; ``name`` is what to call them to a person. Raises `UnknownHere` or `ContentDamaged`."""
    content: bytes | None = store.value("SELECT content FROM contents WHERE sha256 = ?", sha256)
    if content is None:
        raise UnknownHere(kind="content", subject=name)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContentDamaged(name=name, backups=str(store.backups))
    return content
