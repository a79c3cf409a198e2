"""The workspace: one encrypted file, opened by a passphrase, written only in steps.

A *step* is one transaction and one journal line::

    with store.step("mark_entered", {"case": case_id}, at=now):
        marks.add(store, mark)

Whatever raises inside undoes the whole step. Outside a step the connection refuses to write. A commit returns when the medium
has it. A `Store` is used by one thread at a time; other threads take a `Store.reader`, and close it before the store itself.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assessor_app.errors import DiskFull, FileUnreadable, PlaceNotWritable, Refusal
from assessor_app.models.ids import fresh
from assessor_app.models.people import Person
from assessor_app.models.rounds import Mode
from assessor_app.store import cipher, copies, journal, keys, locks, schema, values
from assessor_app.store.cipher import Access
from assessor_app.store.errors import (
    NotAWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceExists,
    WorkspaceReadOnly,
    WorkspaceTooNew,
)
from assessor_app.store.values import Value

SUFFIX = ".assessdb"


class OutsideStep(RuntimeError):
    """Our fault: something was to be written outside a step, or a step was begun inside a step."""


@dataclass(slots=True)
class _Step:
    seq: int
    at: datetime
    tally: journal.Tally = field(default_factory=journal.Tally)
    undo: list[Callable[[], None]] = field(default_factory=list)


class Store:
    """An open workspace. Made by `create_workspace`, `open_workspace` or `Store.reader`."""

    def __init__(
        self,
        connection: Any,
        *,
        path: Path,
        key: bytes,
        ring: keys.Ring,
        access: Access,
        lock: locks.Lock | None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._key = key
        self._ring = ring
        self._access = access
        self._lock = lock
        self._step: _Step | None = None
        self._fault = cipher.fault_type()
        mode, self._owner = self._one("SELECT mode, owner FROM workspace")
        self._mode = Mode(mode)

    def __repr__(self) -> str:
        return f"Store({self._path.name!r}, {'read' if self.read_only else 'write'})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what it is ---

    @property
    def id(self) -> str:
        """Its own id; copies have the same."""
        return self._ring.workspace

    @property
    def path(self) -> Path:
        return self._path

    @property
    def backups(self) -> Path:
        """The folder of this workspace's own backups; it need not exist yet."""
        return copies.folder_of(self._path)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def owner(self) -> Person:
        """The person whose workspace it is, as last put among the people."""
        return values.from_json(str(self.value("SELECT body FROM people WHERE id = ?", self._owner)), Person)

    @property
    def read_only(self) -> bool:
        return self._access is not Access.WRITE

    @property
    def in_step(self) -> bool:
        return self._step is not None

    @property
    def step_time(self) -> datetime:
        """The time of the step under way."""
        return self._current().at

    # --- reading: for the modules of this folder ---

    def rows(self, sql: str, *parameters: Value) -> list[tuple[Any, ...]]:
        cursor = self._run(sql, parameters)
        try:
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except self._fault as fault:
            raise self._said(fault) from fault
        return found

    def row(self, sql: str, *parameters: Value) -> tuple[Any, ...] | None:
        """The first row, None if there is none; a query with at most a few."""
        found = self.rows(sql, *parameters)
        return found[0] if found else None

    def value(self, sql: str, *parameters: Value) -> Any:
        """The first column of the first row, None if there is none."""
        found = self.row(sql, *parameters)
        return found[0] if found else None

    def append_only(self) -> tuple[str, ...]:
        return schema.append_only(self._connection)

    def each_of(self, table: str) -> Iterator[Mapping[str, Value]]:
        """All rows of a table in the order they were written, by column name, without holding them all."""
        cursor = self._run(f"SELECT * FROM {_name(table)} ORDER BY rowid", ())
        columns = [column[0] for column in cursor.description]
        while True:
            try:
                some = cursor.fetchmany(1000)
            except self._fault as fault:
                raise self._said(fault) from fault
            if not some:
                return
            for row in some:
                yield dict(zip(columns, row, strict=True))

    # --- writing ---

    @contextmanager
    def step(self, name: str, facts: Mapping[str, object], at: datetime) -> Iterator[None]:
        """One transaction and one journal line. ``facts`` may be filled until the step ends: whole numbers, texts, ids, lists.

        Raises `WorkspaceReadOnly`, `WorkspaceBusy`, `DiskFull`; then, as after any exception inside, nothing of it happened.
        """
        if self.read_only:
            raise WorkspaceReadOnly(name=self._path.name)
        if self._step is not None:
            raise OutsideStep("a step is under way already")
        self._run("PRAGMA query_only = OFF", ())
        try:
            self._run("BEGIN IMMEDIATE", ())
            try:
                self._step = _Step(journal.head(self).seq + 1, at)
                yield
                journal.write_line(self, self._step.seq, name, facts, at, self._step.tally)
                self._run("COMMIT", ())
            except BaseException:
                self._roll_back()
                for undo in reversed(self._step.undo if self._step is not None else []):
                    undo()
                raise
        finally:
            self._step = None
            self._run("PRAGMA query_only = ON", ())

    def if_undone(self, undo: Callable[[], None]) -> None:
        """Run ``undo`` if the step under way comes to nothing: for what it did outside the workspace, such as a file written."""
        self._current().undo.append(undo)

    def write(self, sql: str, *parameters: Value) -> int:
        """Run a writing statement inside the step under way; gives the number of rows it touched."""
        self._current()
        return int(self._run(sql, parameters).rowcount)

    def append(self, table: str, **row: Value) -> int:
        """Add a row to a table that is only ever added to, under the step's journal line; gives its number."""
        step = self._current()
        step.tally.add(table, row)
        row["step"] = step.seq
        return int(self._run(_insert(table, tuple(row)), tuple(row.values())).lastrowid)

    def append_many(self, table: str, rows: Iterable[Mapping[str, Value]]) -> None:
        """As `append`, for many rows of the same columns."""
        step = self._current()
        columns: tuple[str, ...] = ()
        many: list[tuple[Value, ...]] = []
        for row in rows:
            step.tally.add(table, row)
            columns = (*row, "step")
            many.append((*row.values(), step.seq))
        if many:
            try:
                self._connection.executemany(_insert(table, columns), many)
            except self._fault as fault:
                raise self._said(fault) from fault

    # --- further connections, keys, end ---

    def reader(self) -> Store:
        """A store that only reads, for another thread."""
        access = Access.FROZEN if self._access is Access.FROZEN else Access.READ
        return _attach(self._path, self._key, self._ring, access, None)

    def copy_to(self, target: Path, progress: Callable[[int, int], None] | None = None) -> None:
        """A consistent copy of the whole workspace, under the same key, as one file. Raises `DiskFull` and its like."""
        with faults(target):
            copies.copy(self._connection, self._key, self._ring, target, progress)

    def of_copy(self, copy: Path) -> Store:
        """A copy of this workspace, opened to read."""
        return same_workspace(copy, self._key, self._ring)

    def demand_passphrase(self, passphrase: str) -> None:
        """The passphrase is the one that opens this workspace. Raises `WrongWorkspacePassphrase`."""
        keys.key_by_passphrase(self._ring, passphrase, self._path.name)

    def change_passphrase(self, current: str, new: str, at: datetime) -> None:
        """From now on only ``new`` opens the workspace; backups made before still open by ``current``.

        Raises `WrongWorkspacePassphrase`.
        """
        self.demand_passphrase(current)
        self._wrap_again("passphrase_changed", new, at)

    def recovered(self, new: str, at: datetime) -> None:
        """Put a new passphrase in place of the one that was lost; whoever opened the workspace by recovery does this."""
        self._wrap_again("workspace_recovered", new, at)

    def wrap_for_recovery(self, certificate: bytes) -> None:
        """Within a step: the society's recovery key of this certificate (DER) opens the workspace from now on, no earlier one.

        Should the step fail, the wrapping stays; it opens nothing to anybody but the society. Raises
        `RecoveryCertificateUnfit`.
        """
        self._current()
        ring = keys.with_certificate(self._ring, self._key, certificate)
        if ring is not self._ring:
            keys.put_beside(self._path, ring)
            self._ring = ring

    def remember_checked(self, head: journal.Head) -> None:
        """Note how far the journal was checked: the one thing written outside a step, since it says nothing of the subject."""
        self._run("PRAGMA query_only = OFF", ())
        try:
            self._run(
                "INSERT OR REPLACE INTO journal_checked (only_one, seq, hash) VALUES (1, ?, ?)", (head.seq, head.hash)
            )
        finally:
            self._run("PRAGMA query_only = ON", ())

    def close(self) -> None:
        """Close, and leave one file that is complete in itself. Closing twice is nothing."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        try:
            if self._access is Access.WRITE:
                _settle(connection, self._path, self._ring)
            else:
                connection.close()
        finally:
            if self._lock is not None:
                locks.release(self._lock)

    # --- helpers ---

    def _wrap_again(self, step: str, passphrase: str, at: datetime) -> None:
        ring = keys.with_passphrase(self._ring, self._key, passphrase)
        with self.step(step, {"generation": ring.generation}, at):
            keys.put_beside(self._path, ring)
            self._ring = ring

    def _current(self) -> _Step:
        if self._step is None:
            raise OutsideStep("the workspace is written in steps only")
        return self._step

    def _run(self, sql: str, parameters: tuple[Value, ...]) -> Any:
        try:
            return self._connection.execute(sql, parameters)
        except self._fault as fault:
            raise self._said(fault) from fault

    def _said(self, fault: BaseException) -> BaseException:
        if cipher.fault_code(fault) == cipher.READ_ONLY and self._step is None:
            return OutsideStep(str(fault))
        return _refusal(fault, self._path)

    def _one(self, sql: str) -> tuple[Any, ...]:
        found = self.row(sql)
        if found is None:
            raise WorkspaceDamaged(place=str(self._path), backups=str(self.backups))
        return found

    def _roll_back(self) -> None:
        # A full disk or a trigger may have ended the transaction already.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def create_workspace(
    path: Path,
    passphrase: str,
    *,
    owner: Person,
    mode: Mode,
    now: datetime,
    recovery_certificate: bytes | None = None,
) -> Store:
    """A new workspace, open to write. It appears under its name only when it is whole.

    ``recovery_certificate``: DER of the society's certificate that can open it when the passphrase is lost.
    Raises `WorkspaceExists`, `RecoveryCertificateUnfit`, `DiskFull`, `PlaceNotWritable`, `PlaceMissing`, `WorkspaceBusy`.
    """
    if path.exists():
        raise WorkspaceExists(place=str(path))
    key = keys.new_key()
    ring = keys.make_ring(fresh("workspace"), key, passphrase, recovery_certificate)
    lock = _writer_lock(path)
    unborn = path.with_name(f".{path.name}.{fresh('new')}")
    try:
        with faults(path):
            _build(unborn, key, ring, owner, mode, now)
            keys.put_beside(path, ring)
            unborn.replace(path)
        return _attach(path, key, ring, Access.WRITE, lock)
    except BaseException:
        for scrap in (unborn, *copies.beside(unborn), *([] if path.exists() else [keys.beside(path)])):
            scrap.unlink(missing_ok=True)
        locks.release(lock)
        raise


def open_workspace(path: Path, passphrase: str, *, now: datetime, read_only: bool = False) -> Store:
    """Open a workspace; an older one is upgraded, after a dated copy, unless it is opened to read.

    Raises `WrongWorkspacePassphrase`, `WorkspaceBusy` (then it can be opened ``read_only``), `WorkspaceTooNew`,
    `WorkspaceDamaged`, `NotAWorkspace`, `JournalBroken`, `FileUnreadable`, `DiskFull`, `PlaceNotWritable`.
    """
    return _open(path, lambda ring: keys.key_by_passphrase(ring, passphrase, path.name), now, read_only=read_only)


def recover_workspace(
    path: Path, decrypt: Callable[[bytes, bytes], bytes], new_passphrase: str, *, now: datetime
) -> Store:
    """Open a workspace by the society's recovery key and give it a new passphrase.

    ``decrypt(ciphertext, label)``: RSA-OAEP with SHA-256 and that label; raises ValueError if it cannot.
    Raises `NoRecovery`, and what `open_workspace` raises.
    """
    store = _open(path, lambda ring: keys.key_by_recovery(ring, decrypt, path.name), now, read_only=False)
    try:
        store.recovered(new_passphrase, now)
    except BaseException:
        store.close()
        raise
    return store


def same_workspace(copy: Path, key: bytes, ring: keys.Ring) -> Store:
    """A copy that nobody writes, opened to read; for this folder."""
    return _attach(copy, key, ring, Access.FROZEN, None)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Faults of the database and of the place, told as refusals about ``path``."""
    try:
        yield
    except cipher.fault_type() as fault:
        raise _refusal(fault, path) from fault
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(place=str(path)) from fault
        raise PlaceNotWritable(place=str(path), reason=fault.strerror or type(fault).__name__) from fault


# --- opening --------------------------------------------------------------------------------------------------------------


def _open(path: Path, unwrap: Callable[[keys.Ring], bytes], now: datetime, *, read_only: bool) -> Store:
    if not path.is_file():
        raise FileUnreadable(place=str(path), reason="missing")
    lock, written = _reader_lock(path) if read_only else (_writer_lock(path), False)
    # Where somebody writes, neither the end of the file nor its first page by itself is to be relied on.
    reading = Access.FROZEN if not written and _nothing_pending(path) else Access.READ
    try:
        key, ring, version = _unlock(path, unwrap, reading, may_look_inside=not written)
        if version > schema.LATEST:
            raise WorkspaceTooNew(name=path.name, version=version, known=schema.LATEST)
        if read_only:
            store = _attach(path, key, ring, reading, lock)
        else:
            keys.put_beside(path, ring)
            if version < schema.LATEST:
                _upgrade(path, key, ring, now)
            store = _attach(path, key, ring, Access.WRITE, lock)
    except BaseException:
        if lock is not None:
            locks.release(lock)
        raise
    try:
        _check_journal(store)
    except BaseException:
        store.close()
        raise
    return store


def _writer_lock(path: Path) -> locks.Lock:
    taken = locks.take(path)
    if isinstance(taken, locks.Held):
        raise WorkspaceBusy(name=path.name, holder=taken.holder)
    return taken


def _reader_lock(path: Path) -> tuple[locks.Lock | None, bool]:
    """A shared lock, so that nobody begins to write beneath us, and whether somebody writes already.

    On a write-protected medium there is no lock, and nobody who writes.
    """
    try:
        taken = locks.take(path, shared=True)
    except Refusal:
        return None, False
    return (taken, False) if isinstance(taken, locks.Lock) else (None, True)


def _nothing_pending(path: Path) -> bool:
    log = copies.log_of(path)
    return not log.exists() or log.stat().st_size == 0


def _unlock(
    path: Path, unwrap: Callable[[keys.Ring], bytes], access: Access, *, may_look_inside: bool
) -> tuple[bytes, keys.Ring, int]:
    """The key, the ring it came from, and the version of the schema."""
    found = [keys.ring_beside(path)]
    if may_look_inside:
        found.append(keys.ring_inside(path))
    rings = [ring for ring in found if ring is not None] or copies.rings_in(copies.folder_of(path))
    refusal: Refusal = NotAWorkspace(place=str(path), backups=str(copies.folder_of(path)))
    for ring in keys.newest(rings):
        try:
            key = unwrap(ring)
        except Refusal as refused:
            refusal = refused
            continue
        version = _version(path, key, access)
        if version is not None:
            return key, ring, version
        refusal = WorkspaceDamaged(place=str(path), backups=str(copies.folder_of(path)))
    raise refusal


def _version(path: Path, key: bytes, access: Access) -> int | None:
    """The version of the schema; None if the file cannot be read under this key."""
    connection = cipher.connect(path, key, access)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return schema.version_of(connection)
    except cipher.fault_type() as fault:
        if cipher.fault_code(fault) in (cipher.CORRUPT, cipher.NOT_A_DATABASE):
            return None
        raise _refusal(fault, path) from fault
    finally:
        connection.close()


def _upgrade(path: Path, key: bytes, ring: keys.Ring, now: datetime) -> None:
    with faults(path):
        connection = cipher.connect(path, key, Access.WRITE)
        try:
            copies.keep_before(connection, key, ring, path, f"before-version-{schema.LATEST}", now)
            cipher.make_durable(connection)
            schema.upgrade(connection)
        finally:
            connection.close()


def _attach(path: Path, key: bytes, ring: keys.Ring, access: Access, lock: locks.Lock | None) -> Store:
    with faults(path):
        connection = cipher.connect(path, key, access)
        try:
            if access is Access.WRITE:
                cipher.make_durable(connection)
            # KiB, taken as needed: decrypting a page anew costs more than keeping it.
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA query_only = ON")
            return Store(connection, path=path, key=key, ring=ring, access=access, lock=lock)
        except BaseException:
            connection.close()
            raise


def _check_journal(store: Store) -> None:
    checked = store.row("SELECT seq, hash FROM journal_checked")
    since = journal.Head(*checked) if checked else None
    head = journal.verify(store, since)
    if not store.read_only and head != since:
        store.remember_checked(head)


# --- making and closing ---------------------------------------------------------------------------------------------------


def _build(path: Path, key: bytes, ring: keys.Ring, owner: Person, mode: Mode, now: datetime) -> None:
    connection = cipher.connect(path, key, Access.CREATE)
    try:
        cipher.make_durable(connection)
        schema.upgrade(connection)
        connection.execute(
            "INSERT INTO workspace (only_one, id, mode, owner, created, created_offset) VALUES (1, ?, ?, ?, ?, ?)",
            (ring.workspace, mode.value, owner.id, values.utc(now), values.offset(now)),
        )
        connection.execute(
            "INSERT INTO people (id, fingerprint, body) VALUES (?, ?, ?)",
            (owner.id, owner.fingerprint, values.to_json(owner)),
        )
        store = Store(connection, path=path, key=key, ring=ring, access=Access.WRITE, lock=None)
        with store.step("workspace_created", {"workspace": ring.workspace, "mode": mode, "owner": owner.id}, now):
            pass
        store.close()
    finally:
        connection.close()


def _settle(connection: Any, path: Path, ring: keys.Ring) -> None:
    """Close the writing connection and put the key ring back into the file, if nobody else has it open."""
    end = None
    try:
        with suppress(cipher.fault_type()):
            # Where the disk is full or a reader is inside, the log stays beside the file, and with it the ring.
            connection.execute("PRAGMA query_only = OFF")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            end = int(pages) * int(connection.execute("PRAGMA page_size").fetchone()[0])
    finally:
        connection.close()
    if end is not None and not copies.log_of(path).exists() and path.stat().st_size >= end:
        with suppress(OSError):
            # No room for it: then the ring stays beside the file, where the next opening finds it.
            keys.append(path, ring, end)
            keys.beside(path).unlink(missing_ok=True)


# --- small things ---------------------------------------------------------------------------------------------------------


def _refusal(fault: BaseException, path: Path) -> BaseException:
    place = str(path)
    match cipher.fault_code(fault):
        case cipher.CORRUPT | cipher.NOT_A_DATABASE:
            return WorkspaceDamaged(place=place, backups=str(copies.folder_of(path)))
        case cipher.FULL:
            return DiskFull(place=place)
        case cipher.BUSY:
            return WorkspaceBusy(name=path.name, holder="")
        case cipher.READ_ONLY | cipher.CANNOT_OPEN:
            return PlaceNotWritable(place=place, reason=str(fault))
        case cipher.IO_ERROR:
            return FileUnreadable(place=place, reason=str(fault))
        case _:
            return fault


def _insert(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(_name(column) for column in columns)
    return f"INSERT INTO {_name(table)} ({named}) VALUES ({', '.join('?' * len(columns))})"


def _name(name: str) -> str:
    # Names of tables and columns come from this folder's own code; anything else never becomes SQL.
    if not name.isidentifier():
        raise ValueError(name)
    return f'"{name}"'
