"""Declarations of interest of this workspace's own people. A new one takes the place of the earlier; both are kept."""

from __future__ import annotations

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Declaration, Tie
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import Value, offset, texts, time, to_json, utc


def add(store: Store, declaration: Declaration) -> None:
    store.append("declarations", **columns(declaration, None))


def current(store: Store, case: CaseId, assessor: PersonId) -> Declaration | None:
    """What an assessor last declared about a case; None: nothing yet."""
    found = read(store, "case_id = ? AND assessor = ? AND package IS NULL", case, assessor)
    return found[0] if found else None


def of_case(store: Store, case: CaseId) -> tuple[Declaration, ...]:
    """The newest of each assessor who declared here about a case."""
    return read(store, "case_id = ? AND package IS NULL", case)


def of_assessor(store: Store, assessor: PersonId) -> tuple[Declaration, ...]:
    """The newest of an assessor about each case."""
    return read(store, "assessor = ? AND package IS NULL", assessor)


def ties_of(store: Store, assessor: PersonId) -> dict[CaseId, Tie]:
    """What an assessor last declared about each case of which anything was declared."""
    rows = store.rows(
        "SELECT case_id, tie FROM declarations WHERE seq IN ("
        " SELECT max(seq) FROM declarations WHERE assessor = ? AND package IS NULL GROUP BY case_id)",
        assessor,
    )
    return {CaseId(case): Tie(tie) for case, tie in rows}


def read(store: Store, which: str, *parameters: Value) -> tuple[Declaration, ...]:
    """The newest of each assessor and case (and package) for which the condition holds; for this folder."""
    rows = store.rows(newest("declarations", _COLUMNS, which, "package, case_id, assessor"), *parameters)
    return tuple(_declaration(*row) for row in rows)


def columns(declaration: Declaration, package: int | None) -> dict[str, Value]:
    """A declaration as a row, for this folder."""
    return {
        "case_id": declaration.case,
        "assessor": declaration.assessor,
        "tie": declaration.tie.value,
        "reasons": to_json(declaration.reasons),
        "statement": declaration.statement,
        "at": utc(declaration.at),
        "at_offset": offset(declaration.at),
        "signature": declaration.signature,
        "package": package,
    }


_COLUMNS = "case_id, assessor, tie, reasons, statement, at, at_offset, signature"


def _declaration(
    case: str, assessor: str, tie: str, reasons: str, statement: str, at: str, minutes: int, signature: str
) -> Declaration:
    when = time(at, minutes)
    return Declaration(CaseId(case), PersonId(assessor), Tie(tie), texts(reasons), statement, when, signature)
