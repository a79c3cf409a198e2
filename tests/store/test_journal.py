from __future__ import annotations

import hashlib
import json
from fractions import Fraction

import pytest

from assessor_app.store import cipher, journal, keys, marks, settings
from assessor_app.store.cipher import Access
from assessor_app.store.database import Store, open_workspace
from assessor_app.store.errors import JournalBroken
from tests.store.builders import NOW, PASSPHRASE, a_mark, reopened


def _steps(store: Store, count: int) -> None:
    for number in range(count):
        with store.step("setting_changed", {"number": number}, NOW):
            settings.put(store, "number", str(number))


def _tampered(store: Store, *statements: str) -> None:
    """Somebody who has the key goes at the closed file with tools of their own."""
    store.close()
    ring = keys.ring_inside(store.path)
    assert ring is not None
    connection = cipher.connect(store.path, keys.key_by_passphrase(ring, PASSPHRASE, ""), Access.WRITE)
    for statement in statements:
        connection.execute(statement)
    end = connection.execute("PRAGMA page_count").fetchone()[0] * 4096
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    keys.append(store.path, ring, end)


def test_that_each_step_is_one_line_chained_to_the_one_before(store: Store) -> None:
    _steps(store, 2)
    lines = list(journal.lines(store))
    assert [(line.seq, line.step) for line in lines] == [
        (1, "workspace_created"), (2, "setting_changed"), (3, "setting_changed"),
    ]  # fmt: skip
    assert (lines[2].facts, lines[2].at) == ({"number": 1}, NOW)
    before = journal.START
    for line in lines:
        assert line.hash == hashlib.sha256((before + line.text).encode()).hexdigest()
        before = line.hash
    assert journal.head(store) == journal.Head(3, before)
    assert [line.seq for line in journal.lines(store, since=2)] == [3]


@pytest.mark.parametrize("seq", [1, 2, 9])
def test_that_no_line_is_slipped_in_out_of_order(store: Store, seq: int) -> None:
    _steps(store, 2)
    with pytest.raises(cipher.fault_type(), match="follow one another"), store.step("cheat", {}, NOW):
        store.write("INSERT INTO journal VALUES (?, '{}', ?)", seq, "00" * 32)


def test_that_facts_may_be_filled_while_the_step_goes_on(store: Store) -> None:
    facts: dict[str, object] = {}
    with store.step("made", facts, NOW):
        facts["serial"] = "s1"
        facts["cases"] = frozenset({"b", "a"})
    assert list(journal.lines(store))[-1].facts == {"serial": "s1", "cases": ["a", "b"]}


@pytest.mark.parametrize("fact", [1.5, Fraction(1, 3), b"x", object()], ids=["float", "fraction", "bytes", "object"])
def test_that_a_fact_without_one_spelling_undoes_the_step(store: Store, fact: object) -> None:
    with pytest.raises(TypeError), store.step("odd", {"fact": fact}, NOW):
        settings.put(store, "a", "b")
    assert settings.all(store) == {}


def test_that_a_line_tells_how_many_rows_it_added_and_their_hash(desk: Store) -> None:
    with desk.step("marked", {}, NOW):
        marks.add(desk, a_mark())
    rows = json.loads(list(journal.lines(desk))[-1].text)["rows"]
    assert {table: said["count"] for table, said in rows.items()} == {"sheets": 1, "marks": 1}
    assert journal.verify_all(desk) == journal.head(desk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET line = replace(line, 'setting', 'sitting') WHERE seq = 3",
        "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal WHERE seq >= 3",
        "UPDATE journal SET seq = 50 WHERE seq = 5",
    ],
)
def test_that_a_journal_altered_by_other_means_is_noticed_on_opening(store: Store, statement: str) -> None:
    _steps(store, 4)
    with reopened(store) as again:
        _tampered(again, "DROP TRIGGER journal_stay", "DROP TRIGGER journal_remain", statement)
        with pytest.raises(JournalBroken) as refused, open_workspace(store.path, PASSPHRASE, now=NOW) as found:
            journal.verify(found)
        assert refused.value.seq in (3, 5)


def test_that_the_end_cut_off_the_journal_is_noticed_on_opening(store: Store) -> None:
    _steps(store, 4)
    with reopened(store) as again:
        _tampered(again, "DROP TRIGGER journal_remain", "DELETE FROM journal WHERE seq = 5")
    with pytest.raises(JournalBroken):
        open_workspace(store.path, PASSPHRASE, now=NOW)


def test_that_only_new_lines_are_checked_on_opening(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _steps(store, 3)
    again = reopened(store)
    _steps(again, 1)
    checked: list[str] = []
    chain = journal.chain

    def counted(before: str, text: str) -> str:
        checked.append(text)
        return chain(before, text)

    monkeypatch.setattr(journal, "chain", counted)
    with reopened(again):
        assert len(checked) == 1


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TRIGGER marks_stay", "UPDATE marks SET value = '5' WHERE value = '2'"),
        ("DROP TRIGGER marks_remain", "DELETE FROM marks WHERE value = '2'"),
        (
            "INSERT INTO marks SELECT 99, sheet, 'm', subject, part, '5', at, at_offset, 1, NULL, '', step FROM marks LIMIT 1",
        ),
        (
            "INSERT INTO marks SELECT 99, sheet, 'm', subject, part, '5', at, at_offset, 1, NULL, '', 99 FROM marks LIMIT 1",
        ),
    ],
    ids=["changed", "deleted", "slipped under a line", "added without a line"],
)
def test_that_a_mark_altered_by_other_means_is_found_by_the_full_check(
    desk: Store, statements: tuple[str, ...]
) -> None:
    with desk.step("marked", {}, NOW):
        marks.add(desk, a_mark("3"))
        marks.add(desk, a_mark("2"))
    assert journal.verify_all(desk).seq == journal.head(desk).seq
    _tampered(desk, *statements)
    with open_workspace(desk.path, PASSPHRASE, now=NOW) as again, pytest.raises(JournalBroken):
        journal.verify_all(again)


def test_that_the_full_check_can_be_watched_and_cancelled(store: Store) -> None:
    _steps(store, 3)
    seen: list[tuple[int, int]] = []
    journal.verify_all(store, lambda done, of: seen.append((done, of)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def cancel(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.verify_all(store, cancel)
