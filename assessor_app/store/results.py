"""What the result packages that came in say of each case: the society's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.models.ids import CaseId, PackageSerial, RoundId
from assessor_app.store import contents, packages
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One case: what the rule says, what the panel chose, and the total as it is shown (empty where there is none)."""

    case: CaseId
    number: str
    outcome: str
    choice: str
    total: str


def put(store: Store, serial: PackageSerial, round: RoundId, record_json: bytes, rows: Sequence[ResultRow]) -> None:
    """Keep what a result package brought; the package itself is added first. Raises `UnknownHere`.

    What it brought once is kept: for a package taken in again after it was removed, this is nothing.
    """
    package = packages.number_in(store, serial)
    if store.value("SELECT 1 FROM result_records WHERE package = ?", package) is not None:
        return
    store.append("result_records", package=package, sha256=contents.put(store, record_json))
    store.append_many(
        "results",
        (
            {
                "package": package,
                "round": round,
                "case_id": row.case,
                "number": row.number,
                "outcome": row.outcome,
                "choice": row.choice,
                "total": row.total,
            }
            for row in rows
        ),
    )


def of_round(store: Store, round: RoundId) -> tuple[ResultRow, ...]:
    """By candidates' numbers, from the packages that count; of a case that several bring, the newest package's."""
    found = store.rows(
        "SELECT case_id, number, outcome, choice, total, max(package) FROM results"
        f" WHERE round = ? AND package IN ({packages.ACTIVE}) GROUP BY case_id ORDER BY number, case_id",
        round,
    )
    return tuple(ResultRow(CaseId(case), *facts) for case, *facts, _ in found)


def package_of(store: Store, case: CaseId) -> PackageSerial | None:
    """The package whose word on a case counts."""
    serial = store.value(
        "SELECT serial FROM packages WHERE no = (SELECT max(package) FROM results"
        f" WHERE case_id = ? AND package IN ({packages.ACTIVE}))",
        case,
    )
    return PackageSerial(serial) if serial is not None else None


def record(store: Store, serial: PackageSerial) -> bytes:
    """The record of a result package as it was signed. Raises `UnknownHere` or `ContentDamaged`."""
    sha256 = store.value(
        "SELECT sha256 FROM result_records WHERE package = ?",
        packages.number_in(store, serial),
    )
    if sha256 is None:
        raise UnknownHere(kind="result", subject=serial)
    return contents.get(store, sha256, serial)
