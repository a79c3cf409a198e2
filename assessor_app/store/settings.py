"""Settings that belong to the workspace, as texts: where the person was last, places of widgets, the second backup place."""

from __future__ import annotations

from assessor_app.store.database import Store


def put(store: Store, name: str, value: str) -> None:
    store.write(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )


def get(store: Store, name: str, default: str = "") -> str:
    found = store.value("SELECT value FROM settings WHERE name = ?", name)
    return default if found is None else str(found)


def all(store: Store) -> dict[str, str]:  # noqa: A001 (read as settings.all)
    return dict(store.rows("SELECT name, value FROM settings ORDER BY name"))
