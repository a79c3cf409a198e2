"""People this workspace knows: its owner, members of panels, senders of packages."""

from __future__ import annotations

from assessor_app.models.ids import PersonId
from assessor_app.models.people import Person
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.values import from_json, to_json


def put(store: Store, person: Person) -> None:
    """Add a person, or what is newly known of them."""
    store.write(
        "INSERT INTO people (id, fingerprint, body) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, body = excluded.body",
        person.id,
        person.fingerprint,
        to_json(person),
    )


def get(store: Store, person: PersonId) -> Person:
    """Raises `UnknownHere`."""
    body = store.value("SELECT body FROM people WHERE id = ?", person)
    if body is None:
        raise UnknownHere(kind="person", subject=person)
    return from_json(body, Person)


def by_fingerprint(store: Store, fingerprint: str) -> Person | None:
    """The person whose certificate this is (SHA-256, lower-case hex)."""
    body = store.value("SELECT body FROM people WHERE fingerprint = ? AND fingerprint <> ''", fingerprint)
    return from_json(body, Person) if body is not None else None


def all(store: Store) -> tuple[Person, ...]:  # noqa: A001 (read as people.all)
    return tuple(from_json(body, Person) for (body,) in store.rows("SELECT body FROM people ORDER BY id"))
