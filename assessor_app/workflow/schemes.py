"""Which rules are in force: the schemes that ship, and the one a round is pinned to by its hash."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme, scheme_from_json, scheme_hash
from assessor_app.paths import resources
from assessor_app.store import schemes as kept
from assessor_app.store.database import Store


class SchemeUnknown(Refusal):
    """No scheme of that id ships with the program or was imported."""

    code = "scheme_unknown"
    scheme: str
    known: tuple[str, ...]


def shipped() -> tuple[str, ...]:
    """Ids of the schemes that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


@lru_cache(maxsize=16)
def shipped_scheme(scheme_id: str) -> Scheme:
    """The shipped scheme of that id. Raises `SchemeUnknown`."""
    return load_scheme(_source(scheme_id), resolve=_source)


def pinned_scheme(store: Store, digest: str) -> Scheme:
    """The scheme a round is pinned to, as it was when the round was opened."""
    return _parsed(kept.get(store, digest))


@lru_cache(maxsize=16)
def _parsed(content: bytes) -> Scheme:
    return scheme_from_json(content)


def _source(scheme_id: str) -> bytes:
    if scheme_id not in shipped():
        raise SchemeUnknown(scheme=scheme_id, known=shipped())
    return (_folder() / f"{scheme_id}.toml").read_bytes()


def _folder() -> Path:
    return resources() / "schemes"


__all__ = ["SchemeUnknown", "pinned_scheme", "scheme_hash", "shipped", "shipped_scheme"]
