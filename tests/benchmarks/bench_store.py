"""The workspace: what a mark, an opening, a queue and a panel cost, against an fsync and a plain SQLite read.

The panel is larger than any: 500 candidates × 40 assessors × 3 methods × 20 marks, 1.2 million in all. With an argument, so many
candidates instead.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from assessor_app.models.dossier import Application, Candidate, Case
from assessor_app.models.ids import CaseId, MarkId, PackageSerial, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Assignment, Mode, Panel, Round
from assessor_app.store import backup, cases, cipher, journal, keys, marks, packages, panels, received, rounds, search
from assessor_app.store.database import Store, create_workspace, open_workspace
from assessor_app.store.packages import PackageRow, PackageStatus
from tests.benchmarks.measure import median_ms, report

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
ROUND, PANEL = RoundId("round"), PanelId("panel")
ASSESSORS = [PersonId(f"p-{number:02d}") for number in range(40)]
METHODS = ("material", "written", "interview")
INDICATORS = 20
_numbers = count()


def main() -> None:
    candidates = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.assessdb"
        owner = Person(ASSESSORS[0], Name("顾南乔"), (Role.CHAIR,))
        with create_workspace(path, "passphrase", owner=owner, mode=Mode.LIVE, now=NOW) as store:
            _one_mark(store, Path(folder))
            _fill(store, candidates)
        _journal(Path(folder))
        _open(path, Path(folder))
        with open_workspace(path, "passphrase", now=NOW) as store:
            _read(store, Path(folder))
            _keep(store, Path(folder))


def _one_mark(store: Store, folder: Path) -> None:
    fsync = median_ms(lambda: _fsync(folder / "floor"), runs=101)
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a, b, c, d)")
    row = median_ms(lambda: plain.execute("INSERT INTO t VALUES (1, 'K1', '3', 'x')"), runs=101)
    report("fsync of 4 KiB", fsync)
    report("a row in plain SQLite, WAL, FULL", row, fsync, "fsync")
    key = SheetKey(CaseId("case"), ASSESSORS[0], "material")
    report("a mark: one step, one line, durable", median_ms(lambda: _enter(store, key), runs=101), fsync, "fsync")


def _enter(store: Store, key: SheetKey) -> None:
    with store.step("mark_entered", {"case": key.case}, NOW):
        marks.add(store, _mark(key, f"K{next(_numbers) % INDICATORS}"))


def _fsync(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())


def _fill(store: Store, candidates: int) -> None:
    ids = [CaseId(f"case-{number:04d}") for number in range(candidates)]
    due = tuple(Assignment(case, person, method) for case in ids for person in ASSESSORS for method in METHODS)
    members = tuple(Person(person, Name(person), (Role.ASSESSOR,)) for person in ASSESSORS)
    with store.step("prepared", {}, NOW):
        text = Text("轮次", "round")
        rounds.put(store, Round(ROUND, text, text, "cse-general", "1", "00" * 32, Mode.LIVE))
        panels.put(store, ROUND, Panel(PANEL, text, ASSESSORS[0], members, tuple(ids), due))
        for case in ids:
            person = Candidate(case, Name("王丹青", "Wang Danqing"))
            cases.put(store, ROUND, None, Case(case, person, "PE", "electrical", Application(person.name)), {})

    def packages_in() -> None:
        for person in ASSESSORS:
            _take_in(store, person, ids)

    taken = _once_ms(packages_in)
    total = len(due) * INDICATORS
    report(f"take in {total:,} marks in {len(ASSESSORS)} packages, each 1000", taken / total * 1000)


def _take_in(store: Store, person: PersonId, ids: list[CaseId]) -> None:
    content = person.encode()
    row = PackageRow(
        PackageSerial(f"s-{person}"), Kind.SCORE, "in", ROUND, person, "chair", _sha256(content), len(content), NOW,
        PackageStatus.TAKEN_IN,
    )  # fmt: skip
    with store.step("package_taken_in", {"serial": row.serial}, NOW):
        packages.add(store, row, content)
        received.put(store, row.serial, list(_sheets(person, ids)))


def _sheets(person: PersonId, ids: list[CaseId]) -> Iterator[Sheet]:
    for case in ids:
        for method in METHODS:
            key = SheetKey(case, person, method)
            entries = tuple(_mark(key, f"K{number}") for number in range(INDICATORS))
            yield Sheet(key, SheetState.LOCKED, 1, entries, locked_at=NOW)


def _mark(key: SheetKey, subject: str) -> Mark:
    return Mark(MarkId(f"mark-{next(_numbers):020d}"), key, subject, Part.LEVEL, "3", NOW)


def _open(path: Path, folder: Path) -> None:
    plain = median_ms(
        lambda: sqlite3.connect(folder / "plain.db").execute("SELECT count(*) FROM sqlite_master").close()
    )
    cost = median_ms(lambda: keys.make_ring("x", bytes(32), "passphrase"), runs=3)
    report("stretch a passphrase (scrypt)", cost)
    opening = median_ms(lambda: open_workspace(path, "passphrase", now=NOW).close(), runs=3)
    report("open and close, without the stretching", opening - cost, plain, "open of plain SQLite")
    size = path.stat().st_size / 1e6
    print(f"  the workspace has {size:,.0f} MB")


def _read(store: Store, folder: Path) -> None:
    floor = _plain_copy(store, folder)
    of_case = median_ms(lambda: received.sheets_of(store, PANEL, CaseId("case-0007")), runs=5)
    wanted = len(ASSESSORS) * len(METHODS) * INDICATORS

    def plain_read() -> None:
        floor.execute("SELECT * FROM marks LIMIT ?", (wanted,)).fetchall()

    report(f"all sheets of one candidate ({wanted:,} marks)", of_case, median_ms(plain_read), "plain SELECT of as many")
    sheets = store.value("SELECT count(*) FROM sheets")
    overview = median_ms(lambda: received.standings_of(store, PANEL), runs=3)

    def plain_sheets() -> None:
        floor.execute("SELECT * FROM sheets").fetchall()

    report(
        f"how {sheets:,} sheets of the panel stand",
        overview,
        median_ms(plain_sheets, runs=3),
        "plain SELECT of as many",
    )
    queue = median_ms(lambda: cases.summaries(store, ASSESSORS[0]), runs=5)
    rows = len(cases.summaries(store, ASSESSORS[0]))

    def plain_cases() -> None:
        floor.execute("SELECT * FROM cases").fetchall()

    report(f"an assessor's queue of {rows} cases", queue, median_ms(plain_cases), "plain SELECT of as many")
    report("a name found in the forms", median_ms(lambda: search.search(store, "丹青"), runs=5))


def _plain_copy(store: Store, folder: Path) -> sqlite3.Connection:
    """The same rows in plain SQLite."""
    plain = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for table in ("marks", "sheets", "cases"):
        columns = [name for (name,) in store.rows("SELECT name FROM pragma_table_info(?)", table)]
        rows = store.rows(f"SELECT * FROM {table} LIMIT 100000")
        plain.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        plain.execute("BEGIN")
        plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
        plain.execute("COMMIT")
    return plain


def _journal(folder: Path) -> None:
    """So many steps would take the benchmark minutes; so the lines are put into the file by other means."""
    lines = 100_000
    path = folder / "journal.assessdb"
    owner = Person(ASSESSORS[0], Name("顾南乔"), (Role.CHAIR,))
    create_workspace(path, "passphrase", owner=owner, mode=Mode.LIVE, now=NOW).close()
    ring = keys.ring_inside(path)
    assert ring is not None
    connection = cipher.connect(path, keys.key_by_passphrase(ring, "passphrase", ""), cipher.Access.WRITE)
    seq, hash = connection.execute("SELECT max(seq), hash FROM journal").fetchone()
    connection.execute("BEGIN")
    for number in range(seq + 1, seq + lines + 1):
        facts = '{"case":"case-5f0c5f0c5f0c5f0c5f0c","subject":"K1"}'
        text = f'{{"at":"2026-11-21T06:00:00+00:00","facts":{facts},"rows":{{}},"seq":{number},"step":"mark_entered"}}'
        hash = journal.chain(hash, text)
        connection.execute("INSERT INTO journal VALUES (?, ?, ?)", (number, text, hash))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    keys.append(path, ring, path.stat().st_size // 4096 * 4096)
    with open_workspace(path, "passphrase", now=NOW) as store:
        report(f"check {lines:,} journal lines from the start", median_ms(lambda: journal.verify(store), runs=3))
        head = journal.head(store)
        report("check what is new since the last opening", median_ms(lambda: journal.verify(store, head), runs=11))


def _keep(store: Store, folder: Path) -> None:
    copied = _once_ms(lambda: store.copy_to(folder / "copy"))
    size = (folder / "copy").stat().st_size
    (folder / "copy").unlink()
    plain = _once_ms(lambda: (folder / "copied").write_bytes(store.path.read_bytes()))
    report(f"copy {size / 1e6:,.0f} MB", copied, plain, "plain copy of the file")
    report(
        "a backup, tried through and through", _once_ms(lambda: backup.make(store, folder / "b", NOW)), copied, "copy"
    )


def _once_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
