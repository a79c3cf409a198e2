"""The one place that knows SQLCipher: connections under a raw key, and sqlite-utils told to use the same library.

A connection belongs to one thread at a time.
"""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from sqlite_utils import Database

KEY_BYTES = 32

#: Primary result codes of SQLite that are told apart (https://www.sqlite.org/rescode.html).
BUSY, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 8, 10, 11, 13, 14, 26

BUSY_MILLISECONDS = 5_000


class Access(Enum):
    """How a file is opened; the values are SQLite's URI parameters."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    """Nobody writes while it is open: leaves no file beside, and reads from a write-protected medium."""


def connect(path: Path, key: bytes, access: Access) -> Any:
    """An open connection with the settings every connection here has. The key is tried on the first read, not here."""
    from sqlcipher3 import dbapi2

    if len(key) != KEY_BYTES:
        raise ValueError("a workspace key has 32 bytes")
    connection = dbapi2.connect(
        f"file:{quote(path.as_posix())}?{access.value}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        # Otherwise a wrong key is told on the terminal before we can say it ourselves.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # REPLACE must meet the triggers that refuse a deletion.
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def make_durable(connection: Any) -> None:
    """Write-ahead log, and a commit that returns only when the medium has it (also on macOS, whose fsync alone does not)."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    # A large package makes a large log; it need not stay so.
    connection.execute("PRAGMA journal_size_limit = 67108864")


def fault_type() -> type[Exception]:
    """What SQLCipher raises; not the standard library's `sqlite3.Error`."""
    from sqlcipher3 import dbapi2

    kind: type[Exception] = dbapi2.Error
    return kind


def fault_code(fault: BaseException) -> int:
    """The primary result code of a fault, 0 if it has none."""
    code = getattr(fault, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF
    # These come without a code: a wrong key, and a page that did not stand its check and was blanked in the middle of a text.
    said = str(fault)
    if "file is not a database" in said:
        return NOT_A_DATABASE
    return CORRUPT if "Could not decode to UTF-8" in said else 0


def sqlite_utils_database(connection: Any) -> Database:
    """The connection under sqlite-utils, whose exceptions and types must be those of SQLCipher."""
    if "sqlite_utils" not in sys.modules:
        import sqlcipher3
        from sqlcipher3 import dbapi2

        # sqlite-utils takes pysqlite3 for sqlite3 when it is there; only then does it catch what SQLCipher raises.
        sys.modules["pysqlite3"] = sqlcipher3
        sys.modules["pysqlite3.dbapi2"] = dbapi2
    from sqlite_utils import Database

    return Database(connection)
