"""The bytes of papers and packages, by their SHA-256: each is kept once, however often it is named.

What is large is kept in pieces, each of them a content of its own, so that it is never held whole and a package shares its pieces
with the papers in it::

    sha256 = contents.put(store, pieces_of(file))
    contents.open_(store, sha256, "plan.pdf")[4096:8192]     # reads one piece
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from assessor_app.files import PIECE, pieces_of
from assessor_app.store.database import Store
from assessor_app.store.errors import ContentDamaged, UnknownHere

ALONE = 64 * 1024
"""Bytes from which on a piece is kept by itself; smaller ones that follow each other are kept together."""


def put(store: Store, content: bytes | Iterable[bytes]) -> str:
    """Keep these bytes, given whole or in pieces, and give their hash, lower-case hex."""
    whole, size = hashlib.sha256(), 0
    kept: list[tuple[int, int]] = []
    digest = ""
    for piece in _laid((content,) if isinstance(content, bytes) else content):
        whole.update(piece)
        digest = hashlib.sha256(piece).hexdigest()
        kept.append((size, _keep(store, digest, piece)))
        size += len(piece)
    if len(kept) == 1:
        return digest
    # Larger than any piece: nobody takes it for one.
    sha256 = whole.hexdigest()
    if not known(store, sha256):
        number = _add(store, sha256, size, b"")
        for start, piece_number in kept:
            store.write(
                "INSERT INTO content_pieces (content, start, piece) VALUES (?, ?, ?)", number, start, piece_number
            )
    return sha256


def known(store: Store, sha256: str) -> bool:
    """Whether bytes of this hash are kept."""
    return store.value("SELECT 1 FROM contents WHERE sha256 = ?", sha256) is not None


def get(store: Store, sha256: str, name: str) -> bytes:
    """The bytes of this hash; ``name`` is what to call them to a person. Raises `UnknownHere` or `ContentDamaged`."""
    opened = open_(store, sha256, name)
    content = b"".join(pieces_of(opened))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContentDamaged(name=name, backups=str(store.backups))
    return content


def open_(store: Store, sha256: str, name: str) -> Content:
    """The same to be read piece by piece, by the thread that reads this store. Raises `UnknownHere`."""
    found = store.row("SELECT seq, size, length(content) FROM contents WHERE sha256 = ?", sha256)
    if found is None:
        raise UnknownHere(kind="content", subject=name)
    number, size, here = found
    # A workspace of an older program that is opened to read has no pieces to ask for.
    if here or not size:
        return Content(store, name, size, [(0, number)])
    return Content(
        store,
        name,
        size,
        store.rows("SELECT start, piece FROM content_pieces WHERE content = ? ORDER BY start", number),
    )


class Content:
    """Bytes kept in the workspace (`files.Sliced`). Reading raises `ContentDamaged` for a piece that is not what it was."""

    def __init__(self, store: Store, name: str, size: int, pieces: list[tuple[int, int]]) -> None:
        self._store, self._name, self._size = store, name, size
        self._starts = [start for start, _ in pieces]
        self._numbers = [number for _, number in pieces]
        self._held, self._piece = -1, b""

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _ = part.indices(self._size)
        found = []
        while start < end:
            place = bisect_right(self._starts, start) - 1
            if place < 0:
                raise self._damaged()
            within = start - self._starts[place]
            some = self._read(place)[within : within + end - start]
            if not some:
                raise self._damaged()
            found.append(some)
            start += len(some)
        return b"".join(found)

    def _read(self, place: int) -> bytes:
        if place != self._held:
            row = self._store.row("SELECT sha256, content FROM contents WHERE seq = ?", self._numbers[place])
            if row is None or hashlib.sha256(row[1]).hexdigest() != row[0]:
                raise self._damaged()
            self._held, self._piece = place, row[1]
        return self._piece

    def _damaged(self) -> ContentDamaged:
        return ContentDamaged(name=self._name, backups=str(self._store.backups))


def _laid(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes: one piece if it can hold all of them; else none of the pieces is larger than `PIECE`, and small ones that
    follow each other are joined.
    """
    first, size = [], 0
    rest = iter(pieces)
    for piece in rest:
        first.append(piece)
        size += len(piece)
        if size > PIECE:
            break
    else:
        yield b"".join(first)
        return
    small = bytearray()
    for piece in chain(first, rest):
        alone = len(piece) >= ALONE
        if small and (alone or len(small) + len(piece) > PIECE):
            yield bytes(small)
            small.clear()
        if alone:
            yield from pieces_of(piece)
        else:
            small += piece
    if small:
        yield bytes(small)


def _keep(store: Store, sha256: str, content: bytes) -> int:
    number: int | None = store.value("SELECT seq FROM contents WHERE sha256 = ?", sha256)
    return number if number is not None else _add(store, sha256, len(content), content)


def _add(store: Store, sha256: str, size: int, content: bytes) -> int:
    store.write("INSERT INTO contents (sha256, size, content) VALUES (?, ?, ?)", sha256, size, content)
    return int(store.value("SELECT seq FROM contents WHERE sha256 = ?", sha256))
