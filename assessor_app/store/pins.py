"""Pins of this workspace's own people. A pin is revised by adding it again under its id; ``removed`` hides it."""

from __future__ import annotations

import json

from assessor_app.models.ids import CaseId, DocumentId, PersonId, PinId
from assessor_app.models.marks import Pin
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import Value, offset, time, utc


def add(store: Store, pin: Pin) -> None:
    """Add a pin or its revision. Raises ValueError if the id is another author's or another case's pin."""
    first = store.row("SELECT case_id, author FROM pins WHERE id = ? AND package IS NULL LIMIT 1", pin.id)
    if first is not None and first != (pin.case, pin.author):
        raise ValueError(f"{pin.id} is another's pin")
    store.append("pins", **columns(pin, None))


def of_case(store: Store, case: CaseId, author: PersonId) -> tuple[Pin, ...]:
    """An author's pins on a case, in the order they were first set; removed ones left out."""
    return read(store, "case_id = ? AND author = ? AND package IS NULL", case, author)


def read(store: Store, which: str, *parameters: Value) -> tuple[Pin, ...]:
    """The newest form of each pin for which the condition holds, removed ones left out; for this folder."""
    rows = store.rows(newest("pins", _COLUMNS, which, "package, id"), *parameters)
    return tuple(pin for pin in (_pin(*row) for row in rows) if not pin.removed)


def columns(pin: Pin, package: int | None) -> dict[str, Value]:
    """A pin as a row, for this folder."""
    return {
        "id": pin.id,
        "case_id": pin.case,
        "author": pin.author,
        "at": utc(pin.at),
        "at_offset": offset(pin.at),
        "document": pin.document,
        "indicator": pin.indicator,
        "page": pin.page,
        "rect": json.dumps(pin.rect) if pin.rect is not None else None,
        "quote": pin.quote,
        "note": pin.note,
        "removed": int(pin.removed),
        "package": package,
    }


_COLUMNS = "id, case_id, author, at, at_offset, document, indicator, page, rect, quote, note, removed"


def _pin(
    id: str,
    case: str,
    author: str,
    at: str,
    minutes: int,
    document: str,
    indicator: str,
    page: int,
    rect: str | None,
    quote: str,
    note: str,
    removed: int,
) -> Pin:
    return Pin(
        id=PinId(id),
        case=CaseId(case),
        author=PersonId(author),
        at=time(at, minutes),
        document=DocumentId(document),
        indicator=indicator,
        page=page,
        rect=_rect(rect),
        quote=quote,
        note=note,
        removed=bool(removed),
    )


def _rect(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    left, top, width, height = json.loads(text)
    return left, top, width, height
