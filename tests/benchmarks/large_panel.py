"""A sitting larger than any: one panel in a chair's workspace, its packages taken in, built through the memory's own functions.

The packages are none (their bytes are a name): what is measured lies behind the taking in. Everything else is as the steps
leave it: levels with a comment on every third, percentages of the papers, overall judgements, flags, and for half the cases a
recommendation with its votes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from assessor_app.models.consolidation import Recommendation, Stand, Vote
from assessor_app.models.dossier import Application, Candidate, Career, Case, CpdYear, Education
from assessor_app.models.ids import CaseId, MarkId, PackageSerial, PanelId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import SHEET, Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Assignment, Mode, Panel, Round
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_hash, scheme_to_json
from assessor_app.store import cases, consolidation, packages, panels, received, rounds, schemes, sheets
from assessor_app.store.database import Store, create_workspace
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.workflow.schemes import shipped_scheme

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
PASSPHRASE = "kamo-tilu-bedo-ravi"
ROUND, PANEL = RoundId("round-large"), PanelId("panel-large")
OF_METHOD = {"material": 3, "written": 2, "interview": 3}
"""How many assessors mark a case by each method."""

COMMENT = "业绩报告第 {page} 页给出了 110 kV 线路差动保护的整定过程，能说明依据，并指出了规程未覆盖的情形。"
GRADES = ("AE", "PE", "SPE")

_marks = count()


@dataclass(frozen=True)
class Sitting:
    """What was built."""

    workspace: Path
    cases: tuple[CaseId, ...]
    marks: int


def build(path: Path, candidates: int = 500, assessors: int = 40) -> Sitting:
    """A workspace at ``path`` that `PASSPHRASE` opens; its owner chairs the panel and has marked some cases too."""
    scheme = shipped_scheme("cse-general")
    people = tuple(_person(number) for number in range(assessors))
    given = tuple(_case(number) for number in range(candidates))
    panel = Panel(PANEL, Text("评价组", "Panel"), people[0].id, people, tuple(case.id for case in given), ())
    panel = replace(panel, assignments=tuple(_due(given, people)))
    marks = 0
    with create_workspace(path, PASSPHRASE, owner=people[0], mode=Mode.LIVE, now=NOW) as store:
        with store.step("prepared", {}, NOW):
            _prepare(store, scheme, panel, given)
        sheets_of: dict[PersonId, list[Sheet]] = {}
        by_id = {case.id: case for case in given}
        for item in panel.assignments:
            sheet = _sheet(scheme, by_id[item.case], item)
            marks += len(sheet.marks)
            sheets_of.setdefault(item.assessor, []).append(sheet)
        for person, held in sheets_of.items():
            with store.step("package_taken_in", {"sender": person}, NOW):
                _take_in(store, person, held)
        with store.step("own_sheets_locked", {}, NOW):
            for sheet in sheets_of[people[0].id]:
                sheets.add_event(store, sheet.key, SheetState.LOCKED, 1, NOW, "", b"-")
        with store.step("recommended", {}, NOW):
            _recommend(store, panel, given[: candidates // 2])
    return Sitting(path, panel.cases, marks)


def _person(number: int) -> Person:
    roles = (Role.CHAIR, Role.ASSESSOR) if number == 0 else (Role.ASSESSOR,)
    return Person(PersonId(f"A{number:03d}"), Name(f"评委{number:02d}", f"Assessor {number:02d}"), roles)


def _case(number: int) -> Case:
    name = Name(f"王丹青{number:03d}", f"Wang Danqing {number:03d}")
    form = Application(
        name,
        company="青岚电力设计院",
        education=(Education("2003-09", "2007-07", "学士", "电气工程及其自动化", "江东大学"),),
        career=tuple(
            Career(f"20{year:02d}-01", f"20{year + 3:02d}-01", "青岚电力设计院", "工程师", "继电保护设计")
            for year in (8, 11, 14)
        ),
        statement="从事电网继电保护设计与整定计算工作十五年，主持过六座变电站的二次系统设计。" * 4,
        cpd=tuple(CpdYear(year, "42") for year in (2023, 2024, 2025)),
    )
    candidate = Candidate(f"{number:04d}", name, "青岚电力设计院")
    return Case(CaseId(f"case-{number:04d}"), candidate, GRADES[number % 3], "electrical", form)


def _due(given: Sequence[Case], people: Sequence[Person]) -> Iterator[Assignment]:
    """Each case goes to the next few people in turn, so that neighbours share an assessor and the network holds together."""
    for place, case in enumerate(given):
        for method, wanted in OF_METHOD.items():
            for turn in range(wanted):
                yield Assignment(case.id, people[(place + 7 * turn) % len(people)].id, method)


def _prepare(store: Store, scheme: Scheme, panel: Panel, given: Sequence[Case]) -> None:
    digest = scheme_hash(scheme)
    schemes.put(store, digest, scheme.id, scheme.version, scheme_to_json(scheme))
    title = Text("2026 年第四轮工程能力评价", "Round 4 of 2026")
    rounds.put(store, Round(ROUND, title, scheme.society, scheme.id, scheme.version, digest, Mode.LIVE))
    panels.put(store, ROUND, panel)
    for case in given:
        cases.put(store, ROUND, None, case, {})


def _sheet(scheme: Scheme, case: Case, item: Assignment) -> Sheet:
    """Levels that mostly agree: good and weaker candidates, strict and mild assessors, now and then two levels apart."""
    key = SheetKey(item.case, item.assessor, item.method)
    number, person = int(case.candidate.number), int(item.assessor[1:])
    marks: list[Mark] = []

    def put(subject: str, part: Part, value: str) -> None:
        at = NOW - timedelta(minutes=300 - len(marks))
        marks.append(Mark(MarkId(f"mark-{next(_marks):012d}"), key, subject, part, value, at))

    grade = scheme.grade(case.grade)
    covered = next(rule.covers for rule in grade.methods if rule.method == item.method)
    if scheme.method(item.method).marks == "percent":
        for aspect in covered:
            put(aspect, Part.PERCENT, str(58 + (number * 7 + person) % 36))
    else:
        for place, indicator in enumerate(grade.indicators):
            level = (
                3
                + (number * 5 + place) % 2
                - (number % 9 == 0)
                + (person % 11 == 3)
                - (person + place + number) % 37 // 36 * 2
            )
            put(indicator.id, Part.LEVEL, str(max(0, min(5, level))))
            if place % 3 == 0:
                put(indicator.id, Part.COMMENT, COMMENT.format(page=place))
        put(SHEET, Part.OVERALL, "pass")
    return Sheet(key, SheetState.LOCKED, 1, tuple(marks), locked_at=NOW)


def _take_in(store: Store, person: PersonId, held: Sequence[Sheet]) -> None:
    content = person.encode()
    row = PackageRow(
        PackageSerial(f"s-{person}"), Kind.SCORE, "in", ROUND, person, "A000", hashlib.sha256(content).hexdigest(),
        len(content), NOW, PackageStatus.TAKEN_IN, facts={"panel": PANEL, "file": f"score-{person}.asice.p7m"},
    )  # fmt: skip
    packages.add(store, row, content)
    received.put(store, row.serial, held)


def _recommend(store: Store, panel: Panel, given: Sequence[Case]) -> None:
    members: dict[CaseId, set[PersonId]] = {}
    for item in panel.assignments:
        members.setdefault(item.case, set()).add(item.assessor)
    for case in given:
        consolidation.add_recommendation(
            store, Recommendation(case.id, "pass", departs=False, reason="talked through", by=panel.chair, at=NOW)
        )
        for member in sorted(members[case.id]):
            consolidation.add_vote(store, Vote(case.id, member, Stand.AGREE, "", NOW))
