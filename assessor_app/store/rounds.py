"""Rounds."""

from __future__ import annotations

from assessor_app.models.ids import RoundId
from assessor_app.models.rounds import Round
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.values import from_json, to_json


def put(store: Store, round: Round) -> None:
    """Add a round, or what changed of it."""
    store.write(
        "INSERT INTO rounds (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        round.id,
        to_json(round),
    )


def get(store: Store, round: RoundId) -> Round:
    """Raises `UnknownHere`."""
    body = store.value("SELECT body FROM rounds WHERE id = ?", round)
    if body is None:
        raise UnknownHere(kind="round", subject=round)
    return from_json(body, Round)


def all(store: Store) -> tuple[Round, ...]:  # noqa: A001 (read as rounds.all)
    return tuple(from_json(body, Round) for (body,) in store.rows("SELECT body FROM rounds ORDER BY rowid"))
