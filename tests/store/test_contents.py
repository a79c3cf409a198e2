from __future__ import annotations

import hashlib
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.files import PIECE, pieces_of
from assessor_app.store import cipher, contents, schema
from assessor_app.store.cipher import Access
from assessor_app.store.database import Store
from assessor_app.store.errors import ContentDamaged, UnknownHere
from tests.store.builders import NOW, reopened

HEAD = b"head " * 20


def rows(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM contents"))


def kept(store: Store, *pieces: bytes) -> str:
    with store.step("kept", {}, NOW):
        return contents.put(store, iter(pieces))


def hash_of(*pieces: bytes) -> str:
    return hashlib.sha256(b"".join(pieces)).hexdigest()


@pytest.mark.parametrize(
    "sizes", [(), (0,), (10,), (10, 0, 20), (PIECE,), (PIECE, 1), (1, PIECE), (3 * PIECE + 5,), (9, 7 * PIECE)]
)
def test_that_any_content_comes_back_whole_and_in_parts(store: Store, sizes: tuple[int, ...]) -> None:
    pieces = [os.urandom(size) for size in sizes]
    whole = b"".join(pieces)
    sha256 = kept(store, *pieces)
    assert sha256 == hash_of(whole)
    with reopened(store) as again:
        assert contents.get(again, sha256, "plan.pdf") == whole
        content = contents.open_(again, sha256, "plan.pdf")
        assert len(content) == len(whole)
        for start, end in (
            (0, 5),
            (PIECE - 3, PIECE + 3),
            (PIECE, PIECE),
            (5, 2),
            (-7, None),
            (2 * PIECE - 1, 3 * PIECE + 1),
        ):
            assert content[start:end] == whole[start:end]


def test_that_a_content_is_kept_once_and_its_pieces_are_shared(store: Store) -> None:
    paper = os.urandom(2 * PIECE + PIECE // 2)
    sha256 = kept(store, *pieces_of(paper))
    before = rows(store)
    assert kept(store, *pieces_of(paper)) == sha256
    assert rows(store) == before
    package = kept(store, HEAD, *pieces_of(paper), b"directory")
    assert rows(store) == before + 3, "the package itself, its head and its directory"
    assert contents.get(store, package, "p") == HEAD + paper + b"directory"


def test_that_a_small_content_lies_in_one_piece_however_it_was_given(store: Store) -> None:
    parts = [os.urandom(contents.ALONE), HEAD, os.urandom(contents.ALONE)]
    package = kept(store, *parts)
    other = kept(store, b"".join(parts))
    assert package == other
    assert rows(store) == 1
    large = kept(store, b"".join(parts), os.urandom(PIECE))
    assert contents.get(store, large, "p")[:10] == parts[0][:10]


def test_that_what_is_undone_leaves_nothing(store: Store) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (os.urandom(PIECE) for _ in range(3))
        raise RuntimeError

    before = rows(store)
    with pytest.raises(RuntimeError), store.step("kept", {}, NOW):
        contents.put(store, pieces())
    assert rows(store) == before
    assert store.value("SELECT count(*) FROM content_pieces") == 0


def test_that_a_damaged_or_missing_piece_is_never_handed_out(store: Store) -> None:
    sha256 = kept(store, *(os.urandom(PIECE) for _ in range(3)))
    for trigger in ("contents_stay", "content_pieces_remain"):
        store._connection.execute("PRAGMA query_only = OFF")
        store._connection.execute(f"DROP TRIGGER {trigger}")
    store._connection.execute("UPDATE contents SET content = zeroblob(length(content)) WHERE seq = 2")
    content = contents.open_(store, sha256, "plan.pdf")
    assert len(content[:PIECE]) == PIECE
    with pytest.raises(ContentDamaged) as refused:
        content[PIECE + 1 : PIECE + 2]
    assert refused.value.name == "plan.pdf"
    store._connection.execute("DELETE FROM content_pieces WHERE start = ?", (2 * PIECE,))
    with pytest.raises(ContentDamaged):
        contents.open_(store, sha256, "plan.pdf")[2 * PIECE :]
    with pytest.raises(UnknownHere):
        contents.open_(store, hash_of(b"another"), "plan.pdf")


def test_that_what_an_older_program_kept_whole_is_read_and_not_kept_again(tmp_path: Path) -> None:
    paper, key = os.urandom(3 * PIECE), bytes(32)
    connection = cipher.connect(tmp_path / "old", key, Access.CREATE)
    schema.upgrade(connection, 8)
    old = "INSERT INTO contents (sha256, size, content) VALUES (?, ?, ?)"
    connection.execute(old, (hash_of(paper), len(paper), paper))

    class Old(Store):
        def __init__(self) -> None:
            self._connection, self._fault = connection, cipher.fault_type()

    before = contents.open_(Old(), hash_of(paper), "paper")
    assert before[PIECE - 2 : PIECE + 2] == paper[PIECE - 2 : PIECE + 2], "opened to read, it is not upgraded"
    schema.upgrade(connection)
    assert contents.get(Old(), hash_of(paper), "paper") == paper
    connection.close()


def test_that_memory_stays_bounded_however_large_the_content(store: Store) -> None:
    tracemalloc.start()
    try:
        with store.step("kept", {}, NOW):
            sha256 = contents.put(store, (os.urandom(PIECE) for _ in range(24)))
        size = sum(len(piece) for piece in pieces_of(contents.open_(store, sha256, "large")))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size == 24 * PIECE
    assert peak < 8 * PIECE
