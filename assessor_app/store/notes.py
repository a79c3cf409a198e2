"""Notes of this workspace's own people. A note is revised by adding it again under its id; ``removed`` hides it."""

from __future__ import annotations

from assessor_app.models.ids import CaseId, NoteId, PersonId
from assessor_app.models.marks import Note, NoteKind
from assessor_app.store import search
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import Value, offset, time, utc


def add(store: Store, note: Note) -> None:
    """Add a note or its revision. Raises ValueError if the id is another author's or another case's note."""
    first = store.row("SELECT case_id, author FROM notes WHERE id = ? AND package IS NULL LIMIT 1", note.id)
    if first is not None and first != (note.case, note.author):
        raise ValueError(f"{note.id} is another's note")
    store.append("notes", **columns(note, None))
    search.put_note(store, note.case, note.id, "" if note.removed else note.text)


def of_case(store: Store, case: CaseId, author: PersonId) -> tuple[Note, ...]:
    """An author's notes on a case, in the order they were first written; removed ones left out."""
    return read(store, "case_id = ? AND author = ? AND package IS NULL", case, author)


def history(store: Store, note: NoteId) -> tuple[Note, ...]:
    """Every form of a note, oldest first."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM notes WHERE id = ? AND package IS NULL ORDER BY seq", note)
    return tuple(_note(*row) for row in rows)


def read(store: Store, which: str, *parameters: Value) -> tuple[Note, ...]:
    """The newest form of each note for which the condition holds, removed ones left out; for this folder."""
    rows = store.rows(newest("notes", _COLUMNS, which, "package, id"), *parameters)
    return tuple(note for note in (_note(*row) for row in rows) if not note.removed)


def columns(note: Note, package: int | None) -> dict[str, Value]:
    """A note as a row, for this folder."""
    return {
        "id": note.id,
        "case_id": note.case,
        "author": note.author,
        "at": utc(note.at),
        "at_offset": offset(note.at),
        "text": note.text,
        "indicator": note.indicator,
        "method": note.method,
        "elapsed": note.elapsed,
        "removed": int(note.removed),
        "kind": note.kind.value,
        "package": package,
    }


_COLUMNS = "id, case_id, author, at, at_offset, text, indicator, method, elapsed, removed, kind"


def _note(
    id: str,
    case: str,
    author: str,
    at: str,
    minutes: int,
    text: str,
    indicator: str,
    method: str,
    elapsed: int | None,
    removed: int,
    kind: str,
) -> Note:
    return Note(
        NoteId(id),
        CaseId(case),
        PersonId(author),
        time(at, minutes),
        text,
        indicator,
        method,
        elapsed,
        removed=bool(removed),
        kind=NoteKind(kind),
    )
