"""The trust list in force. A list of a lower number never takes the place of a newer one."""

from __future__ import annotations

from assessor_app.store.database import Store
from assessor_app.store.errors import TrustListOlder


def put(store: Store, content: bytes, number: int) -> bool:
    """Put a list in force; False if it is the very one in force. Raises `TrustListOlder`."""
    present = store.row("SELECT number, content FROM trust_lists ORDER BY number DESC LIMIT 1")
    if present is not None:
        if present == (number, content):
            return False
        if number <= present[0]:
            raise TrustListOlder(number=number, current=present[0])
    store.append("trust_lists", number=number, content=content)
    return True


def current(store: Store) -> bytes | None:
    content: bytes | None = store.value("SELECT content FROM trust_lists ORDER BY number DESC LIMIT 1")
    return content


def number(store: Store) -> int:
    """The number of the list in force, 0 if there is none."""
    return int(store.value("SELECT max(number) FROM trust_lists") or 0)
