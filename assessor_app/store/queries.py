"""Reading what is only ever added: of each entry the newest row."""

from __future__ import annotations


def newest(table: str, columns: str, which: str, entry: str) -> str:
    """A query for the newest row of each ``entry`` (column names) for which the condition holds, by when it first came."""
    return (
        f"SELECT {columns} FROM (SELECT *, max(seq) OVER entry AS newest, min(seq) OVER entry AS first FROM {table}"
        f" WHERE {which} WINDOW entry AS (PARTITION BY {entry})) WHERE seq = newest ORDER BY first"
    )
