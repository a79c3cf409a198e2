from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assessor_app.store import cipher, copies, journal, keys, rounds, schema, search, values
from assessor_app.store.cipher import Access
from assessor_app.store.database import Store, open_workspace
from tests.store.builders import NOW, PASSPHRASE, ROUND, a_person, a_round

KEY = bytes(range(32))


def _tables(connection: Any) -> list[tuple[str, str, str]]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    return [tuple(row) for row in found.fetchall()]


def _at_version(path: Path, version: int) -> None:
    """A workspace as a program of that version left it, with a round in it."""
    ring = keys.make_ring("workspace-old", KEY, PASSPHRASE)
    connection = cipher.connect(path, KEY, Access.CREATE)
    cipher.make_durable(connection)
    schema.upgrade(connection, version)
    connection.execute(
        "INSERT INTO workspace VALUES (1, 'workspace-old', 'live', ?, ?, ?)",
        (a_person().id, values.utc(NOW), values.offset(NOW)),
    )
    person = values.to_json(a_person())
    connection.execute("INSERT INTO people (id, fingerprint, body) VALUES (?, '', ?)", (a_person().id, person))
    connection.execute("INSERT INTO rounds (id, body) VALUES (?, ?)", (ROUND, values.to_json(a_round())))
    line = f'{{"at":"{NOW.isoformat()}","facts":{{}},"rows":{{}},"seq":1,"step":"workspace_created"}}'
    connection.execute("INSERT INTO journal VALUES (1, ?, ?)", (line, journal.chain(journal.START, line)))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    end = connection.execute("PRAGMA page_count").fetchone()[0] * 4096
    connection.close()
    keys.append(path, ring, end)


@pytest.mark.parametrize("version", range(1, schema.LATEST))
def test_that_an_older_workspace_is_upgraded_after_a_copy(place: Path, version: int) -> None:
    _at_version(place, version)
    with open_workspace(place, PASSPHRASE, now=NOW) as store:
        assert rounds.all(store) == (a_round(),)
        assert schema.version_of(store._connection) == schema.LATEST
        assert search.search(store, "王丹青") == []
        (copy,) = store.backups.iterdir()
    assert f"before-version-{schema.LATEST}" in copy.name
    ring = keys.ring_inside(copy)
    assert ring is not None
    connection = cipher.connect(copy, keys.key_by_passphrase(ring, PASSPHRASE, ""), Access.FROZEN)
    assert schema.version_of(connection) == version
    assert connection.execute("SELECT count(*) FROM rounds").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("version", range(1, schema.LATEST))
def test_that_a_fresh_schema_equals_an_upgraded_one(store: Store, tmp_path: Path, version: int) -> None:
    old = tmp_path / "old.assessdb"
    _at_version(old, version)
    with open_workspace(old, PASSPHRASE, now=NOW) as upgraded:
        assert _tables(upgraded._connection) == _tables(store._connection)


def test_that_an_older_workspace_is_not_upgraded_to_be_read(place: Path) -> None:
    _at_version(place, 1)
    before = place.read_bytes()
    with open_workspace(place, PASSPHRASE, now=NOW, read_only=True) as store:
        assert rounds.all(store) == (a_round(),)
    assert place.read_bytes() == before
    assert not copies.folder_of(place).exists()


def test_that_a_failed_upgrade_leaves_the_workspace_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _at_version(place, 1)

    def lay_half(db: Any) -> None:
        db.execute("CREATE TABLE half (a TEXT) STRICT")
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:1], lay_half))
    monkeypatch.setattr(schema, "LATEST", 2)
    with pytest.raises(ZeroDivisionError):
        open_workspace(place, PASSPHRASE, now=NOW)
    monkeypatch.undo()
    monkeypatch.setattr(keys, "COST", keys.Cost(n=2, r=1, p=1))
    with open_workspace(place, PASSPHRASE, now=NOW) as store:
        assert rounds.all(store) == (a_round(),)
        assert store.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0


def test_that_every_table_of_ours_is_strict(store: Store) -> None:
    loose = store.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
    )
    assert loose == []


def test_that_names_of_migrations_are_never_changed() -> None:
    """They stand in every workspace there is: add to this list, alter nothing in it."""
    assert [migration.__name__ for migration in schema.MIGRATIONS] == [
        "lay_the_ground",
        "make_room_for_results",
        "make_texts_findable",
        "keep_countersigned_versions",
        "keep_interviews",
        "keep_what_is_typed_twice",
        "keep_what_the_chair_attests",
        "keep_what_is_given_back",
        "keep_who_is_called_in",
        "keep_large_contents_in_pieces",
    ]


def test_that_every_open_connection_keeps_the_rules(store: Store) -> None:
    with store.reader() as reader:
        for each in (store, reader):
            found = {
                name: each.value(f"PRAGMA {name}") for name in ("foreign_keys", "query_only", "recursive_triggers")
            }
            assert found == {"foreign_keys": 1, "query_only": 1, "recursive_triggers": 1}
    assert (store.value("PRAGMA journal_mode"), store.value("PRAGMA synchronous")) == ("wal", 2)
