"""Items given back to their authors, and the answers. Both only ever added; the newest word on each item stands."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import CaseId, PersonId, ReturnId
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.store import packages
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import offset, time, utc


def add(store: Store, item: ReturnedItem) -> None:
    """Add an item, or the newer word on it."""
    store.append(
        "returned_items",
        id=item.id,
        case_id=item.case,
        assessor=item.assessor,
        method=item.method,
        subject=item.subject,
        version=item.version,
        comment=item.comment,
        by=item.by,
        at=utc(item.at),
        at_offset=offset(item.at),
    )


def of_assessor(store: Store, assessor: PersonId) -> tuple[ReturnedItem, ...]:
    """What was given back to an assessor, taken back or not, in the order it first was."""
    return _read(store, "assessor = ?", assessor)


def all_items(store: Store) -> tuple[ReturnedItem, ...]:
    """What was given back to anybody, taken back or not, in the order it first was."""
    return _read(store, "1")


def of_case(store: Store, case: CaseId) -> tuple[ReturnedItem, ...]:
    """What was given back of a case, taken back or not."""
    return _read(store, "case_id = ?", case)


def item(store: Store, id: ReturnId) -> ReturnedItem | None:
    """The newest word on an item; None if it is not known here."""
    found = _read(store, "id = ?", id)
    return found[0] if found else None


def known_by(store: Store, id: ReturnId, at: datetime) -> bool:
    """Whether the item had been given back by that time."""
    return bool(store.rows("SELECT 1 FROM returned_items WHERE id = ? AND at <= ? LIMIT 1", id, utc(at)))


def add_answer(store: Store, answer: Answer, package: int | None = None) -> None:
    """Add an answer: the owner's own, or what ``package`` (its number) brought."""
    store.append(
        "answers",
        item=answer.item.id,
        text=answer.text,
        at=utc(answer.at),
        at_offset=offset(answer.at),
        package=package,
    )


def answers(store: Store, assessor: PersonId | None = None, case: CaseId | None = None) -> dict[ReturnId, Answer]:
    """The newest answer to each item, the owner's own or brought by a package that counts.

    An empty one is none, nor is one to a question that was asked anew since.
    """
    rows = store.rows(_ANSWERS, assessor, case)
    found: dict[ReturnId, Answer] = {}
    items = {each.id: each for each in _read(store, "?1 IS NULL OR assessor = ?1", assessor)}
    for id, text, at, minutes in rows:
        if id in items:
            found[ReturnId(id)] = Answer(items[ReturnId(id)], text, time(at, minutes))
    return {id: answer for id, answer in found.items() if answer.text and answer.at >= answer.item.at}


_COLUMNS = "id, case_id, assessor, method, subject, version, comment, by, at, at_offset"

# Oldest first: the newest is what remains.
_ANSWERS = f"""
SELECT a.item, a.text, a.at, a.at_offset FROM answers a
WHERE (a.package IS NULL OR a.package IN ({packages.ACTIVE}))
AND a.item IN (SELECT id FROM returned_items
  WHERE (?1 IS NULL OR assessor = ?1) AND (?2 IS NULL OR case_id = ?2))
ORDER BY a.at, a.seq
"""


def _read(store: Store, which: str, *parameters: str | None) -> tuple[ReturnedItem, ...]:
    rows = store.rows(newest("returned_items", _COLUMNS, which, "id"), *parameters)
    return tuple(
        ReturnedItem(
            ReturnId(id),
            CaseId(case),
            PersonId(assessor),
            method,
            subject,
            version,
            comment,
            PersonId(by),
            time(at, minutes),
        )
        for id, case, assessor, method, subject, version, comment, by, at, minutes in rows
    )
