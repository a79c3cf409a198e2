"""Marks of this workspace's own people. They are only ever added: a change is a new mark that names the one it replaces."""

from __future__ import annotations

from dataclasses import replace

from assessor_app.models.ids import MarkId
from assessor_app.models.marks import Mark, Part, SheetKey, SheetState
from assessor_app.store import search, sheets
from assessor_app.store.database import Store
from assessor_app.store.errors import ChangeNeedsReason, MarkOvertaken, SheetLocked
from assessor_app.store.values import Value, offset, utc


def add(store: Store, mark: Mark) -> Mark:
    """Add a mark and give it as it is kept: with the version its sheet is at, and the mark it replaces.

    A ``replaces`` that is given must be the entry's newest mark; if it is not given, the newest is filled in.
    Raises `SheetLocked`, `MarkOvertaken`, `ChangeNeedsReason` (no reason on a sheet that was locked before).
    """
    key = mark.sheet
    number = sheets.begin(store, key)
    state, version = sheets.standing(store, number)
    if state is not SheetState.OPEN:
        raise SheetLocked(number=sheets.number_of(store, key.case), case=key.case, method=key.method, state=state.value)
    if version > 1 and not mark.reason.strip():
        raise ChangeNeedsReason(
            number=sheets.number_of(store, key.case), case=key.case, method=key.method, subject=mark.subject
        )
    newest = store.value(
        "SELECT id FROM marks WHERE sheet = ? AND subject = ? AND part = ? ORDER BY seq DESC LIMIT 1",
        number,
        mark.subject,
        mark.part.value,
    )
    if mark.replaces is not None and mark.replaces != newest:
        raise MarkOvertaken(
            number=sheets.number_of(store, key.case), case=key.case, method=key.method, subject=mark.subject
        )
    kept = replace(mark, version=version, replaces=MarkId(newest) if newest is not None else None)
    store.append("marks", **columns(number, kept))
    if mark.part is Part.COMMENT:
        search.put_comment(store, key.case, f"{number}/{mark.subject}", mark.value)
    return kept


def current(store: Store, key: SheetKey) -> tuple[Mark, ...]:
    """The newest mark of each entry of a sheet; entries that were cleared are left out."""
    return sheets.get(store, key).marks


def newest(store: Store, key: SheetKey, subject: str, part: Part) -> Mark | None:
    """The newest mark of one entry, also if it clears it."""
    found = history(store, key, subject, part)
    return found[-1] if found else None


def history(store: Store, key: SheetKey, subject: str | None = None, part: Part | None = None) -> tuple[Mark, ...]:
    """Every mark ever made on a sheet, or on one subject or part of it, oldest first."""
    found = store.rows(
        f"SELECT {sheets.MARK_COLUMNS} FROM marks m JOIN sheets s ON s.no = m.sheet"
        " WHERE s.case_id = ?1 AND s.assessor = ?2 AND s.method = ?3 AND s.package IS NULL"
        " AND (?4 IS NULL OR m.subject = ?4) AND (?5 IS NULL OR m.part = ?5) ORDER BY m.seq",
        key.case,
        key.assessor,
        key.method,
        subject,
        part.value if part is not None else None,
    )
    return tuple(sheets.mark_from(key, row) for row in found)


def columns(sheet: int, mark: Mark) -> dict[str, Value]:
    """A mark as a row, for this folder."""
    return {
        "sheet": sheet,
        "id": mark.id,
        "subject": mark.subject,
        "part": mark.part.value,
        "value": mark.value,
        "at": utc(mark.at),
        "at_offset": offset(mark.at),
        "version": mark.version,
        "replaces": mark.replaces,
        "reason": mark.reason,
    }
