"""Panels, their members, and who assesses whom by which method."""

from __future__ import annotations

from assessor_app.models.ids import CaseId, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.people import Person
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.values import from_json, to_json


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
