"""The tables, as migrations: named functions in the order they were released, never edited afterwards, calling no living code.

Times are two columns, ``X`` in UTC as text and ``X_offset`` in minutes. What is only ever added carries ``step``, the number
of the journal line it was written under. ``package`` is empty for what was entered in this workspace itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assessor_app.store.cipher import sqlite_utils_database

if TYPE_CHECKING:
    from sqlite_utils import Database

Migration = Callable[["Database"], None]


def version_of(connection: Any) -> int:
    """How many migrations the workspace has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: Any, upto: int | None = None) -> None:
    """Apply the migrations that are missing, each in its own transaction; ``upto``: stop at that version (for tests)."""
    from sqlite_utils.migrations import Migrations

    known = MIGRATIONS[:upto]
    migrations = Migrations("workspace")
    for number, migration in enumerate(known, start=1):
        migrations(name=migration.__name__)(_numbered(migration, number))
    migrations.apply(sqlite_utils_database(connection))


def append_only(connection: Any) -> tuple[str, ...]:
    """The tables whose rows are only ever added and carry the journal line they belong to."""
    tables = connection.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'step'"
        " WHERE m.type = 'table' ORDER BY m.name"
    )
    return tuple(str(name) for (name,) in tables)


def _numbered(migration: Migration, number: int) -> Migration:
    def apply(db: Database) -> None:
        migration(db)
        # Inside the same transaction, so that number and tables cannot part.
        db.execute(f"PRAGMA user_version = {number:d}")

    return apply


# --- 1 --------------------------------------------------------------------------------------------------------------------


def lay_the_ground(db: Database) -> None:
    """Everything a sitting needs: who, what is assessed, marks, packages, consolidation, journal."""
    for statement in _GROUND:
        db.execute(statement)
    for table in _ONLY_ADDED:
        db.execute(
            f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
        )
        db.execute(
            f"CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
        )


_GROUND = (
    # One row: what this workspace is. Its mode can never change.
    """CREATE TABLE workspace (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        id TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('live', 'rehearsal')),
        owner TEXT NOT NULL,
        created TEXT NOT NULL,
        created_offset INTEGER NOT NULL
    ) STRICT""",
    # The chain of steps. A line is canonical JSON; hash = SHA-256 over the hash before and the line.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY CHECK (seq > 0),
        line TEXT NOT NULL,
        hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT""",
    """CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
        BEGIN SELECT RAISE(ABORT, 'journal lines follow one another'); END""",
    # How far the chain has been checked; the only thing written outside a step.
    """CREATE TABLE journal_checked (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE people (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE INDEX people_by_fingerprint ON people (fingerprint)",
    """CREATE TABLE trust_lists (
        seq INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, content BLOB NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE identities (
        seq INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, p12 BLOB NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE schemes (
        seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, id TEXT NOT NULL, version TEXT NOT NULL,
        content BLOB NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    # Papers and packages by what they are, each once however often it is named.
    """CREATE TABLE contents (
        seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, content BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE rounds (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    """CREATE TABLE panels (
        id TEXT PRIMARY KEY,
        round TEXT NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        name_zh TEXT NOT NULL, name_en TEXT NOT NULL, chair TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX panels_by_round ON panels (round)",
    """CREATE TABLE panel_members (
        panel TEXT NOT NULL REFERENCES panels (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, person TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (panel, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE panel_cases (
        panel TEXT NOT NULL REFERENCES panels (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL, case_id TEXT NOT NULL,
        PRIMARY KEY (panel, position), UNIQUE (case_id, panel)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE assignments (
        panel TEXT NOT NULL REFERENCES panels (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        case_id TEXT NOT NULL, assessor TEXT NOT NULL, method TEXT NOT NULL, counted INTEGER NOT NULL,
        PRIMARY KEY (panel, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX assignments_by_case ON assignments (case_id, assessor, method, counted)",
    "CREATE INDEX assignments_by_assessor ON assignments (assessor, case_id, method, counted)",
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY,
        round TEXT NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, grade TEXT NOT NULL, field TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX cases_by_round ON cases (round, number)",
    """CREATE TABLE documents (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES contents (sha256) DEFERRABLE INITIALLY DEFERRED
    ) STRICT""",
    "CREATE INDEX documents_by_case ON documents (case_id)",
    """CREATE TABLE packages (
        no INTEGER PRIMARY KEY,
        serial TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        round TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES contents (sha256) DEFERRABLE INITIALLY DEFERRED, size INTEGER NOT NULL,
        made TEXT NOT NULL, made_offset INTEGER NOT NULL,
        supersedes TEXT, facts TEXT NOT NULL, step INTEGER NOT NULL,
        UNIQUE (serial, direction)
    ) STRICT""",
    "CREATE INDEX packages_by_sha256 ON packages (sha256)",
    "CREATE INDEX packages_by_supersedes ON packages (supersedes)",
    """CREATE TABLE package_events (
        seq INTEGER PRIMARY KEY,
        package INTEGER NOT NULL REFERENCES packages (no),
        status TEXT NOT NULL, code TEXT NOT NULL,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX package_events_by_package ON package_events (package)",
    # A sheet as it was begun here (package empty) or as it came in a package; several packages may bring the same sheet.
    """CREATE TABLE sheets (
        no INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL, assessor TEXT NOT NULL, method TEXT NOT NULL,
        package INTEGER REFERENCES packages (no), counted INTEGER, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX sheets_once ON sheets (case_id, assessor, method, ifnull(package, 0))",
    "CREATE INDEX sheets_by_assessor ON sheets (assessor, case_id) WHERE package IS NULL",
    "CREATE INDEX sheets_by_package ON sheets (package) WHERE package IS NOT NULL",
    """CREATE TABLE sheet_events (
        seq INTEGER PRIMARY KEY,
        sheet INTEGER NOT NULL REFERENCES sheets (no),
        state TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0), reason TEXT NOT NULL, signature BLOB,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX sheet_events_by_sheet ON sheet_events (sheet)",
    """CREATE TABLE marks (
        seq INTEGER PRIMARY KEY,
        sheet INTEGER NOT NULL REFERENCES sheets (no),
        id TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL, value TEXT NOT NULL,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0), replaces TEXT, reason TEXT NOT NULL, step INTEGER NOT NULL,
        UNIQUE (sheet, id)
    ) STRICT""",
    "CREATE INDEX marks_by_entry ON marks (sheet, subject, part)",
    """CREATE TRIGGER marks_on_open_sheets BEFORE INSERT ON marks
        WHEN (SELECT state FROM sheet_events WHERE sheet = NEW.sheet ORDER BY seq DESC LIMIT 1) <> 'open'
        BEGIN SELECT RAISE(ABORT, 'the sheet takes no marks'); END""",
    """CREATE TABLE notes (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL, case_id TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL,
        text TEXT NOT NULL, indicator TEXT NOT NULL, method TEXT NOT NULL, elapsed INTEGER, removed INTEGER NOT NULL,
        package INTEGER REFERENCES packages (no), step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_by_id ON notes (id, package)",
    "CREATE INDEX notes_by_case ON notes (case_id, author, id)",
    "CREATE INDEX notes_by_package ON notes (package) WHERE package IS NOT NULL",
    """CREATE TABLE pins (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL, case_id TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL,
        document TEXT NOT NULL, indicator TEXT NOT NULL, page INTEGER NOT NULL, rect TEXT,
        quote TEXT NOT NULL, note TEXT NOT NULL, removed INTEGER NOT NULL,
        package INTEGER REFERENCES packages (no), step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX pins_by_id ON pins (id, package)",
    "CREATE INDEX pins_by_case ON pins (case_id, author, id)",
    "CREATE INDEX pins_by_package ON pins (package) WHERE package IS NOT NULL",
    """CREATE TABLE declarations (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL, assessor TEXT NOT NULL, tie TEXT NOT NULL, reasons TEXT NOT NULL, statement TEXT NOT NULL,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL, signature TEXT NOT NULL,
        package INTEGER REFERENCES packages (no), step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX declarations_by_assessor ON declarations (assessor, case_id)",
    "CREATE INDEX declarations_by_case ON declarations (case_id)",
    "CREATE INDEX declarations_by_package ON declarations (package) WHERE package IS NOT NULL",
    """CREATE TABLE agreed_levels (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL, method TEXT NOT NULL, indicator TEXT NOT NULL, level INTEGER, reason TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, participants TEXT NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX agreed_levels_by_case ON agreed_levels (case_id, method, indicator)",
    """CREATE TABLE settled_flags (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL, method TEXT NOT NULL, reason TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, participants TEXT NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX settled_flags_by_case ON settled_flags (case_id, code, subject, method)",
    """CREATE TABLE recommendations (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL, choice TEXT NOT NULL, departs INTEGER NOT NULL, reason TEXT NOT NULL, other_grade TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX recommendations_by_case ON recommendations (case_id)",
    # A vote is on one recommendation; a new recommendation asks again.
    """CREATE TABLE votes (
        seq INTEGER PRIMARY KEY,
        recommendation INTEGER REFERENCES recommendations (seq),
        case_id TEXT NOT NULL, member TEXT NOT NULL, stand TEXT NOT NULL, reason TEXT NOT NULL,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX votes_by_case ON votes (case_id, member)",
    """CREATE TABLE unsealings (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL UNIQUE, by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE signatures (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL, subject TEXT NOT NULL, sha256 TEXT NOT NULL, cms BLOB NOT NULL, fingerprint TEXT NOT NULL,
        at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX signatures_by_subject ON signatures (subject)",
)

_ONLY_ADDED = (
    "workspace",
    "journal",
    "trust_lists",
    "identities",
    "schemes",
    "contents",
    "packages",
    "package_events",
    "sheets",
    "sheet_events",
    "marks",
    "notes",
    "pins",
    "declarations",
    "agreed_levels",
    "settled_flags",
    "recommendations",
    "votes",
    "unsealings",
    "signatures",
)


# --- 2 --------------------------------------------------------------------------------------------------------------------


def make_room_for_results(db: Database) -> None:
    """The society's: what each result package that came in says of each case, and its record."""
    db.execute(
        """CREATE TABLE result_records (
            seq INTEGER PRIMARY KEY,
            package INTEGER NOT NULL UNIQUE REFERENCES packages (no),
            sha256 TEXT NOT NULL REFERENCES contents (sha256), step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE results (
            seq INTEGER PRIMARY KEY,
            package INTEGER NOT NULL REFERENCES packages (no), round TEXT NOT NULL,
            case_id TEXT NOT NULL, number TEXT NOT NULL, outcome TEXT NOT NULL, choice TEXT NOT NULL, total TEXT NOT NULL,
            step INTEGER NOT NULL, UNIQUE (package, case_id)
        ) STRICT"""
    )
    db.execute("CREATE INDEX results_by_round ON results (round, number)")
    for table in ("result_records", "results"):
        for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
            db.execute(
                f"CREATE TRIGGER {table}_{trigger} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
            )


# --- 3 --------------------------------------------------------------------------------------------------------------------


def make_texts_findable(db: Database) -> None:
    """What can be searched, and the index over it; both can be made again from the rest, so they may change."""
    db.execute(
        """CREATE TABLE texts (
            no INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL,
            UNIQUE (kind, key, page)
        ) STRICT"""
    )
    # Words come parted already (see search.py); of the tokenizers only this one takes every non-ASCII character as it is.
    db.execute(
        "CREATE VIRTUAL TABLE texts_index USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii')"
    )


# --- 4 --------------------------------------------------------------------------------------------------------------------


def keep_countersigned_versions(db: Database) -> None:
    """The bytes of a package that has more signatures than when it was first kept; those first kept stay."""
    db.execute(
        """CREATE TABLE package_versions (
            seq INTEGER PRIMARY KEY,
            package INTEGER NOT NULL REFERENCES packages (no),
            sha256 TEXT NOT NULL REFERENCES contents (sha256), size INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX package_versions_by_package ON package_versions (package)")
    for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
        db.execute(
            f"CREATE TRIGGER package_versions_{trigger} BEFORE {act} ON package_versions"
            " BEGIN SELECT RAISE(ABORT, 'package_versions are only added'); END"
        )


# --- 5 --------------------------------------------------------------------------------------------------------------------


def keep_interviews(db: Database) -> None:
    """When, where and how long each candidate was heard, by whom else, and the questions planned; what a note takes down."""
    db.execute(
        """CREATE TABLE sessions (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, starts TEXT NOT NULL, room TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes > 0),
            by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE interview_moments (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, author TEXT NOT NULL, turn TEXT NOT NULL, phase TEXT NOT NULL,
            elapsed INTEGER NOT NULL CHECK (elapsed >= 0), detail TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE attendances (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE questions (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL, case_id TEXT NOT NULL, author TEXT NOT NULL, indicator TEXT NOT NULL, text TEXT NOT NULL,
            place INTEGER NOT NULL, asked INTEGER, removed INTEGER NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX sessions_by_case ON sessions (case_id)")
    db.execute("CREATE INDEX interview_moments_by_case ON interview_moments (case_id, author)")
    db.execute("CREATE INDEX attendances_by_case ON attendances (case_id, author)")
    db.execute("CREATE INDEX questions_by_author ON questions (author, case_id, id)")
    for table in ("sessions", "interview_moments", "attendances", "questions"):
        for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
            db.execute(
                f"CREATE TRIGGER {table}_{trigger} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
            )
    db.execute("ALTER TABLE notes ADD COLUMN kind TEXT NOT NULL DEFAULT 'remark'")


# --- 6 --------------------------------------------------------------------------------------------------------------------


def keep_what_is_typed_twice(db: Database) -> None:
    """Entries typed from paper, by turn, before they become marks."""
    db.execute(
        """CREATE TABLE typed (
            seq INTEGER PRIMARY KEY,
            batch TEXT NOT NULL, case_id TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL,
            turn INTEGER NOT NULL CHECK (turn BETWEEN 0 AND 3), value TEXT NOT NULL,
            by TEXT NOT NULL, origin TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX typed_by_place ON typed (batch, turn, case_id, subject, part)")
    for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
        db.execute(
            f"CREATE TRIGGER typed_{trigger} BEFORE {act} ON typed"
            " BEGIN SELECT RAISE(ABORT, 'typed are only added'); END"
        )


# --- 7 --------------------------------------------------------------------------------------------------------------------


def keep_what_the_chair_attests(db: Database) -> None:
    """Gaps named with a reason, reconciliation sheets signed, and the chair's private notes."""
    db.execute(
        """CREATE TABLE named_gaps (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, assessor TEXT NOT NULL, method TEXT NOT NULL, reason TEXT NOT NULL,
            by TEXT NOT NULL, at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE attestations (
            seq INTEGER PRIMARY KEY,
            panel TEXT NOT NULL, body TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE private_notes (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX named_gaps_by_case ON named_gaps (case_id, assessor, method)")
    db.execute("CREATE INDEX attestations_by_panel ON attestations (panel)")
    db.execute("CREATE INDEX private_notes_by_case ON private_notes (case_id)")
    for table in ("named_gaps", "attestations", "private_notes"):
        for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
            db.execute(
                f"CREATE TRIGGER {table}_{trigger} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
            )


# --- 8 --------------------------------------------------------------------------------------------------------------------


def keep_what_is_given_back(db: Database) -> None:
    """Items the chair gave back to their author, and the answers."""
    db.execute(
        """CREATE TABLE returned_items (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL, case_id TEXT NOT NULL, assessor TEXT NOT NULL, method TEXT NOT NULL, subject TEXT NOT NULL,
            version INTEGER NOT NULL, comment TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute(
        """CREATE TABLE answers (
            seq INTEGER PRIMARY KEY,
            item TEXT NOT NULL, text TEXT NOT NULL, package INTEGER REFERENCES packages (no),
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX returned_items_by_case ON returned_items (case_id)")
    db.execute("CREATE INDEX returned_items_by_assessor ON returned_items (assessor)")
    db.execute("CREATE INDEX returned_items_by_id ON returned_items (id)")
    db.execute("CREATE INDEX answers_by_item ON answers (item)")
    for table in ("returned_items", "answers"):
        for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
            db.execute(
                f"CREATE TRIGGER {table}_{trigger} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} are only added'); END"
            )


# --- 9 --------------------------------------------------------------------------------------------------------------------


def keep_who_is_called_in(db: Database) -> None:
    """Further assessors the chair called in on a case; a newer row without ``stands`` takes that back."""
    db.execute(
        """CREATE TABLE called_in (
            seq INTEGER PRIMARY KEY,
            panel TEXT NOT NULL, case_id TEXT NOT NULL, assessor TEXT NOT NULL, method TEXT NOT NULL,
            stands INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL, at_offset INTEGER NOT NULL, step INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX called_in_by_panel ON called_in (panel, case_id, assessor, method)")
    for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
        db.execute(
            f"CREATE TRIGGER called_in_{trigger} BEFORE {act} ON called_in"
            " BEGIN SELECT RAISE(ABORT, 'called_in are only added'); END"
        )


# --- 10 -------------------------------------------------------------------------------------------------------------------


def keep_large_contents_in_pieces(db: Database) -> None:
    """A content too large for one piece has an empty blob and lies in others, one after the other; those kept whole stay so."""
    db.execute(
        """CREATE TABLE content_pieces (
            content INTEGER NOT NULL REFERENCES contents (seq), start INTEGER NOT NULL,
            piece INTEGER NOT NULL REFERENCES contents (seq),
            PRIMARY KEY (content, start)
        ) STRICT, WITHOUT ROWID"""
    )
    for trigger, act in (("stay", "UPDATE"), ("remain", "DELETE")):
        db.execute(
            f"CREATE TRIGGER content_pieces_{trigger} BEFORE {act} ON content_pieces"
            " BEGIN SELECT RAISE(ABORT, 'content_pieces are only added'); END"
        )


#: Never reorder, never edit what was released: add below.
MIGRATIONS: tuple[Migration, ...] = (
    lay_the_ground,
    make_room_for_results,
    make_texts_findable,
    keep_countersigned_versions,
    keep_interviews,
    keep_what_is_typed_twice,
    keep_what_the_chair_attests,
    keep_what_is_given_back,
    keep_who_is_called_in,
    keep_large_contents_in_pieces,
)

LATEST = len(MIGRATIONS)
