"""Panels, their members, and who assesses whom by which method."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import CaseId, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.people import Person
from assessor_app.models.rounds import Assignment, CalledIn, Panel
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.queries import newest
from assessor_app.store.values import from_json, offset, time, to_json, utc


def put(store: Store, round: RoundId, panel: Panel) -> None:
    """Add a panel, or put its new composition in place of the one before."""
    store.write(
        "INSERT INTO panels (id, round, name_zh, name_en, chair) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " round = excluded.round, name_zh = excluded.name_zh, name_en = excluded.name_en, chair = excluded.chair",
        panel.id,
        round,
        panel.name.zh,
        panel.name.en,
        panel.chair,
    )
    for table in ("panel_members", "panel_cases", "assignments"):
        store.write(f"DELETE FROM {table} WHERE panel = ?", panel.id)
    for position, person in enumerate(panel.members):
        store.write("INSERT INTO panel_members VALUES (?, ?, ?, ?)", panel.id, position, person.id, to_json(person))
    for position, case in enumerate(panel.cases):
        store.write("INSERT INTO panel_cases VALUES (?, ?, ?)", panel.id, position, case)
    for position, due in enumerate(panel.assignments):
        store.write(
            "INSERT INTO assignments (panel, position, case_id, assessor, method, counted) VALUES (?, ?, ?, ?, ?, ?)",
            panel.id,
            position,
            due.case,
            due.assessor,
            due.method,
            int(due.counted),
        )
    for called in called_in(store, panel.id):
        _appoint(store, panel.id, called)


def call_in(store: Store, panel: PanelId, called: CalledIn) -> None:
    """Appoint a further assessor beside those of the society; it outlasts a new composition of the panel."""
    _add_called(store, panel, called, called.reason, called.at, stands=True)
    _appoint(store, panel, called)


def call_off(store: Store, panel: PanelId, called: CalledIn, reason: str, at: datetime) -> None:
    """Take that back."""
    _add_called(store, panel, called, reason, at, stands=False)
    store.write(
        "DELETE FROM assignments WHERE panel = ? AND case_id = ? AND assessor = ? AND method = ?",
        panel,
        called.case,
        called.assessor,
        called.method,
    )


def called_in(store: Store, panel: PanelId) -> tuple[CalledIn, ...]:
    """Whom the chair called in, as it stands now."""
    columns = "case_id, assessor, method, stands, reason, by, at, at_offset"
    found = store.rows(newest("called_in", columns, "panel = ?", "case_id, assessor, method"), panel)
    return tuple(
        CalledIn(CaseId(case), PersonId(assessor), method, reason, PersonId(by), time(at, minutes))
        for case, assessor, method, stands, reason, by, at, minutes in found
        if stands
    )


def _add_called(store: Store, panel: PanelId, called: CalledIn, reason: str, at: datetime, *, stands: bool) -> None:
    store.append(
        "called_in",
        panel=panel,
        case_id=called.case,
        assessor=called.assessor,
        method=called.method,
        stands=int(stands),
        reason=reason,
        by=called.by,
        at=utc(at),
        at_offset=offset(at),
    )


def _appoint(store: Store, panel: PanelId, called: CalledIn) -> None:
    store.write(
        "INSERT INTO assignments (panel, position, case_id, assessor, method, counted)"
        " SELECT ?1, 1 + coalesce((SELECT max(position) FROM assignments WHERE panel = ?1), -1), ?2, ?3, ?4, 1"
        " WHERE NOT EXISTS (SELECT 1 FROM assignments"
        " WHERE panel = ?1 AND case_id = ?2 AND assessor = ?3 AND method = ?4)",
        panel,
        called.case,
        called.assessor,
        called.method,
    )


def get(store: Store, panel: PanelId) -> Panel:
    """Raises `UnknownHere`."""
    return _read(store, panel)


def of_round(store: Store, round: RoundId) -> tuple[Panel, ...]:
    found = store.rows("SELECT id FROM panels WHERE round = ? ORDER BY rowid", round)
    return tuple(_read(store, id) for (id,) in found)


def round_of(store: Store, panel: PanelId) -> RoundId:
    """Raises `UnknownHere`."""
    found = store.value("SELECT round FROM panels WHERE id = ?", panel)
    if found is None:
        raise UnknownHere(kind="panel", subject=panel)
    return RoundId(found)


def of_case(store: Store, case: CaseId) -> PanelId | None:
    """The panel that assesses a case."""
    found = store.value("SELECT panel FROM panel_cases WHERE case_id = ?", case)
    return PanelId(found) if found is not None else None


def assignments_of(store: Store, assessor: PersonId) -> tuple[Assignment, ...]:
    """What is due from an assessor, over all panels."""
    found = store.rows(
        "SELECT case_id, assessor, method, counted FROM assignments WHERE assessor = ? ORDER BY panel, position",
        assessor,
    )
    return tuple(_assignment(*row) for row in found)


def _read(store: Store, id: str) -> Panel:
    found = store.row("SELECT name_zh, name_en, chair FROM panels WHERE id = ?", id)
    if found is None:
        raise UnknownHere(kind="panel", subject=id)
    zh, en, chair = found
    members = store.rows("SELECT body FROM panel_members WHERE panel = ? ORDER BY position", id)
    cases = store.rows("SELECT case_id FROM panel_cases WHERE panel = ? ORDER BY position", id)
    due = store.rows("SELECT case_id, assessor, method, counted FROM assignments WHERE panel = ? ORDER BY position", id)
    return Panel(
        id=PanelId(id),
        name=Text(zh, en),
        chair=PersonId(chair),
        members=tuple(from_json(body, Person) for (body,) in members),
        cases=tuple(CaseId(case) for (case,) in cases),
        assignments=tuple(_assignment(*row) for row in due),
    )


def _assignment(case: str, assessor: str, method: str, counted: int) -> Assignment:
    return Assignment(CaseId(case), PersonId(assessor), method, bool(counted))
