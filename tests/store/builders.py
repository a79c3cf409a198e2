"""Values with sound defaults; a test names only what matters to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from assessor_app.models.dossier import Application, Candidate, Case, Document, DocumentKind, Education
from assessor_app.models.ids import CaseId, DocumentId, MarkId, PackageSerial, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.models.people import Name, Person, Rank, Role
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Assignment, Mode, Panel, Round
from assessor_app.store import packages, received
from assessor_app.store.database import Store, create_workspace, open_workspace
from assessor_app.store.packages import PackageRow, PackageStatus

PASSPHRASE = "江 河 湖 海 云"
NOW = datetime(2026, 11, 21, 14, 3, 22, 125_000, tzinfo=timezone(timedelta(hours=8)))
ROUND = RoundId("round-1")
PANEL = PanelId("panel-1")
CHAIR, MEMBER, TRAINEE = PersonId("p-chair"), PersonId("p-member"), PersonId("p-trainee")
CASES = (CaseId("case-1"), CaseId("case-2"))
METHODS = ("material", "interview")

_numbers = count(1)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def a_person(id: PersonId = MEMBER, **facts: object) -> Person:
    given = {"name": Name("顾南乔", "Gu Nanqiao"), "roles": (Role.ASSESSOR,), "schools": ("清华大学",)} | facts
    return Person(id=id, **given)  # type: ignore[arg-type]  # the names are those of Person


def a_workspace(path: Path, mode: Mode = Mode.LIVE, recovery: bytes | None = None) -> Store:
    return create_workspace(path, PASSPHRASE, owner=a_person(), mode=mode, now=NOW, recovery_certificate=recovery)


def reopened(store: Store) -> Store:
    """The same workspace after the program was closed and started again."""
    store.close()
    return open_workspace(store.path, PASSPHRASE, now=NOW)


def a_round() -> Round:
    return Round(
        id=ROUND,
        title=Text("2026 年第四轮", "Round 4 of 2026"),
        society=Text("工程师学会", "Society of Engineers"),
        scheme_id="cse-general",
        scheme_version="1",
        scheme_hash="ab" * 32,
        mode=Mode.LIVE,
    )


def a_panel(cases: Iterable[CaseId] = CASES) -> Panel:
    members = (a_person(CHAIR, roles=(Role.CHAIR,)), a_person(MEMBER), a_person(TRAINEE, rank=Rank.TRAINEE))
    due = tuple(
        Assignment(case, person.id, method, counted=person.rank is not Rank.TRAINEE)
        for case in cases
        for person in members
        for method in METHODS
    )
    return Panel(PANEL, Text("电气一组", "Electrical 1"), CHAIR, members, tuple(cases), due)


def a_case(id: CaseId = CASES[0]) -> tuple[Case, dict[DocumentId, bytes]]:
    paper = f"%PDF-1.7 {id} 继电保护".encode()
    document = Document(
        DocumentId(f"doc-{id}"),
        "业绩报告.pdf",
        DocumentKind.PDF,
        "application/pdf",
        hashlib.sha256(paper).hexdigest(),
        len(paper),
    )
    application = Application(
        name=Name("王丹青"),
        education=(Education("2001-09", "2005-07", "本科", "电气工程", "华北电力大学", accredited=True),),
        claims=(("K1", 3),),
    )
    candidate = Candidate(
        number=id.removeprefix("case-").zfill(4), name=Name("王丹青", "Wang Danqing"), employer="某设计院"
    )
    return Case(id, candidate, "PE", "electrical", application, (document,)), {document.id: paper}


def a_key(case: CaseId = CASES[0], assessor: PersonId = MEMBER, method: str = "material") -> SheetKey:
    return SheetKey(case, assessor, method)


def a_mark(value: str = "3", subject: str = "K1", part: Part = Part.LEVEL, **facts: object) -> Mark:
    given: dict[str, object] = {"id": MarkId(f"mark-{next(_numbers)}"), "sheet": a_key(), "at": NOW}
    return Mark(subject=subject, part=part, value=value, **(given | facts))  # type: ignore[arg-type]  # names of Mark


def a_locked_sheet(key: SheetKey, *, version: int = 1, **levels: str) -> Sheet:
    marks = tuple(a_mark(value, subject, sheet=key) for subject, value in sorted(levels.items()))
    return Sheet(key, SheetState.LOCKED, version, marks, locked_at=later(60))


def a_package(serial: str, content: bytes | None = None, **facts: object) -> tuple[PackageRow, bytes]:
    sealed = serial.encode() if content is None else content
    given: dict[str, object] = {
        "kind": Kind.SCORE,
        "direction": "in",
        "round": ROUND,
        "sender": CHAIR,
        "recipient": str(MEMBER),
        "made_at": datetime(2026, 11, 21, 6, 0, tzinfo=UTC),
        "status": PackageStatus.TAKEN_IN,
    }
    row = PackageRow(
        serial=PackageSerial(serial),
        sha256=hashlib.sha256(sealed).hexdigest(),
        size=len(sealed),
        **(given | facts),  # type: ignore[arg-type]  # the names are those of PackageRow
    )
    return row, sealed


def take_in(store: Store, serial: str, *sheets: Sheet, **facts: object) -> None:
    """A score package with these sheets comes in."""
    row, content = a_package(serial, None, **facts)
    with store.step("package_taken_in", {"serial": serial}, NOW):
        packages.add(store, row, content)
        received.put(store, row.serial, sheets)
