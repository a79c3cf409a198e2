"""Schemes as they travel (canonical JSON), by the hash a round pins."""

from __future__ import annotations

from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere


def put(store: Store, hash: str, id: str, version: str, content: bytes) -> None:
    """Keep a scheme under its hash; the same one again is nothing."""
    if store.value("SELECT 1 FROM schemes WHERE hash = ?", hash) is None:
        store.append("schemes", hash=hash, id=id, version=version, content=content)


def get(store: Store, hash: str) -> bytes:
    """Raises `UnknownHere`."""
    content: bytes | None = store.value("SELECT content FROM schemes WHERE hash = ?", hash)
    if content is None:
        raise UnknownHere(kind="scheme", subject=hash)
    return content


def all(store: Store) -> tuple[tuple[str, str, str], ...]:  # noqa: A001 (read as schemes.all)
    """(hash, id, version) of each."""
    return tuple(store.rows("SELECT hash, id, version FROM schemes ORDER BY id, seq"))
