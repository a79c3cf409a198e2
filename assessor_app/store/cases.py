"""Cases and their papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, DocumentId, PanelId, PersonId, RoundId
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.people import Name
from assessor_app.store import contents as stored
from assessor_app.store import search
from assessor_app.store.database import Store
from assessor_app.store.declarations import ties_of
from assessor_app.store.errors import UnknownHere
from assessor_app.store.sheets import states_of
from assessor_app.store.values import from_json, to_json


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of an assessor's queue."""

    case: CaseId
    round: RoundId
    panel: PanelId
    number: str
    name: Name
    grade: str
    field: str
    states: tuple[tuple[str, SheetState], ...]
    """(method, state) of each sheet due from this assessor, in the order of the panel's assignments."""
    tie: Tie | None
    """What the assessor declared; None: not yet."""
    flags: int = 0
    """How many of the flags that concern this assessor stand open; the rules know, the memory does not."""


def put(store: Store, round: RoundId, panel: PanelId | None, case: Case, contents: Mapping[DocumentId, bytes]) -> None:
    """Add a case, or its newer form, with the bytes of its papers; ``panel`` adds it to that panel if it is not there.

    Papers whose bytes are here already may be left out of ``contents``. Raises ValueError if bytes are not those the
    case names.
    """
    name = case.candidate.name
    store.write(
        "INSERT INTO cases (id, round, number, name_zh, name_en, grade, field, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET round = excluded.round, number = excluded.number, name_zh = excluded.name_zh,"
        " name_en = excluded.name_en, grade = excluded.grade, field = excluded.field, body = excluded.body",
        case.id,
        round,
        case.candidate.number,
        name.zh,
        name.en,
        case.grade,
        case.field,
        to_json(case),
    )
    search.put_form(store, case.id, case.application)
    for document in case.documents:
        if document.id in contents and stored.put(store, contents[document.id]) != document.sha256:
            raise ValueError(f"not the bytes of {document.id}")
        before = store.value("SELECT sha256 FROM documents WHERE id = ?", document.id)
        if before not in (None, document.sha256):
            search.forget_paper(store, document.id)
        store.write(
            "INSERT INTO documents (id, case_id, name, sha256) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256",
            document.id,
            case.id,
            document.name,
            document.sha256,
        )
    if panel is not None:
        store.write(
            "INSERT INTO panel_cases (panel, position, case_id)"
            " SELECT ?, (SELECT coalesce(max(position) + 1, 0) FROM panel_cases WHERE panel = ?), ?"
            " WHERE NOT EXISTS (SELECT 1 FROM panel_cases WHERE panel = ? AND case_id = ?)",
            panel,
            panel,
            case.id,
            panel,
            case.id,
        )


def get(store: Store, case: CaseId) -> Case:
    """Raises `UnknownHere`."""
    body = store.value("SELECT body FROM cases WHERE id = ?", case)
    if body is None:
        raise UnknownHere(kind="case", subject=case)
    return from_json(body, Case)


def known(store: Store, case: CaseId) -> bool:
    """Whether the workspace holds this case."""
    return store.value("SELECT 1 FROM cases WHERE id = ?", case) is not None


def of_round(store: Store, round: RoundId) -> tuple[Case, ...]:
    """In the order of the candidates' numbers."""
    return _cases(store.rows("SELECT body FROM cases WHERE round = ? ORDER BY number, id", round))


def of_panel(store: Store, panel: PanelId) -> tuple[Case, ...]:
    """Those that are here, in the panel's order."""
    return _cases(
        store.rows(
            "SELECT c.body FROM panel_cases p JOIN cases c ON c.id = p.case_id WHERE p.panel = ? ORDER BY p.position",
            panel,
        )
    )


def round_of(store: Store, case: CaseId) -> RoundId:
    """Raises `UnknownHere`."""
    found = store.value("SELECT round FROM cases WHERE id = ?", case)
    if found is None:
        raise UnknownHere(kind="case", subject=case)
    return RoundId(found)


def content(store: Store, document: DocumentId) -> bytes:
    """The bytes of a paper, compared with its hash. Raises `UnknownHere` or `ContentDamaged`."""
    name, sha256 = _named(store, document)
    return stored.get(store, sha256, name)


def opened(store: Store, document: DocumentId) -> stored.Content:
    """The same to be read piece by piece. Raises `UnknownHere`; reading it `ContentDamaged`."""
    name, sha256 = _named(store, document)
    return stored.open_(store, sha256, name)


def summaries(store: Store, assessor: PersonId) -> list[CaseSummary]:
    """The whole queue of an assessor, in the order of panels and candidates; three queries, however long it is."""
    states = states_of(store, assessor)
    ties = ties_of(store, assessor)
    lines: dict[str, CaseSummary] = {}
    due: dict[str, list[tuple[str, SheetState]]] = {}
    for case, round, panel, number, zh, en, grade, field, method in store.rows(_QUEUE, assessor):
        if case not in lines:
            tie = ties.get(CaseId(case))
            lines[case] = CaseSummary(
                CaseId(case), RoundId(round), PanelId(panel), number, Name(zh, en), grade, field, (), tie
            )
        due.setdefault(case, []).append((method, states.get((CaseId(case), method), SheetState.OPEN)))
    return [_with_states(line, due[line.case]) for line in lines.values()]


_QUEUE = """
SELECT c.id, c.round, a.panel, c.number, c.name_zh, c.name_en, c.grade, c.field, a.method
FROM assignments a JOIN cases c ON c.id = a.case_id LEFT JOIN panel_cases p ON p.panel = a.panel AND p.case_id = a.case_id
WHERE a.assessor = ? ORDER BY a.panel, p.position, c.number, a.position
"""


def _named(store: Store, document: DocumentId) -> tuple[str, str]:
    found = store.row("SELECT name, sha256 FROM documents WHERE id = ?", document)
    if found is None:
        raise UnknownHere(kind="document", subject=document)
    return found[0], found[1]


def _with_states(line: CaseSummary, states: list[tuple[str, SheetState]]) -> CaseSummary:
    return replace(line, states=tuple(states))


def _cases(rows: list[tuple[str]]) -> tuple[Case, ...]:
    return tuple(from_json(body, Case) for (body,) in rows)
