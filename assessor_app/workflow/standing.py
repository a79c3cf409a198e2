"""Where a round stands, as the society's office can know it: what went out, who holds an identity, what came in.

Between handing out and taking in, the panels work off line; nothing is guessed about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessor_app.exchange.packages import record_inside
from assessor_app.models.ids import CaseId, RoundId
from assessor_app.models.people import Person
from assessor_app.models.records import Kind, ResultRecord
from assessor_app.models.rounds import Panel, Round
from assessor_app.store import cases, packages, panels, people, rounds
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow, PackageStatus

OUT = (PackageStatus.HANDED_OVER, PackageStatus.RECEIPTED)


class NextAct(StrEnum):
    """What the office does next for a panel."""

    ISSUE = "issue"
    HAND_OUT = "hand_out"
    WAIT = "wait"
    REST = "rest"
    """Some cases are in; the others are awaited."""
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class PanelStanding:
    """One panel of a round. ``handed_out`` counts members whose case package was written, ``cases_in`` cases with a result."""

    panel: Panel
    chair: Person
    fields: tuple[str, ...]
    handed_out: int
    receipts: int
    last_out: datetime | None
    cases_in: int
    results: tuple[PackageRow, ...]
    without_identity: tuple[Person, ...]

    @property
    def members(self) -> int:
        return len(self.panel.members)

    @property
    def cases(self) -> int:
        return len(self.panel.cases)

    @property
    def next(self) -> NextAct:
        if self.cases_in and self.cases_in == self.cases:
            return NextAct.COMPLETE
        if self.cases_in:
            return NextAct.REST
        if self.without_identity:
            return NextAct.ISSUE
        return NextAct.WAIT if self.handed_out >= self.members else NextAct.HAND_OUT


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """A round with its panels, in the order of the roster."""

    round: Round
    panels: tuple[PanelStanding, ...]

    @property
    def cases(self) -> int:
        return sum(line.cases for line in self.panels)

    @property
    def cases_in(self) -> int:
        return sum(line.cases_in for line in self.panels)

    @property
    def packages_due(self) -> int:
        return sum(line.members for line in self.panels)

    @property
    def packages_out(self) -> int:
        return sum(line.handed_out for line in self.panels)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody on a panel, each once."""
        found = {member.id: member for line in self.panels for member in line.panel.members}
        return tuple(found.values())

    @property
    def without_identity(self) -> tuple[Person, ...]:
        return tuple({person.id: person for line in self.panels for person in line.without_identity}.values())


def standing_of(store: Store, round_: RoundId) -> RoundStanding:
    """How far the round is. Raises `UnknownHere`."""
    out = [row for row in packages.all(store, Kind.CASE, "out") if row.round == round_ and row.status in OUT]
    in_ = [
        row
        for row in packages.all(store, Kind.RESULT, "in")
        if row.round == round_ and row.status is PackageStatus.TAKEN_IN
    ]
    known = {person.id: person for person in people.all(store)}
    fields = _fields(store, round_)
    lines = []
    for panel in panels.of_round(store, round_):
        mine = [row for row in out if row.facts.get("panel") == panel.id]
        results = tuple(row for row in in_ if row.facts.get("panel") == panel.id)
        lines.append(
            PanelStanding(
                panel=panel,
                chair=next(member for member in panel.members if member.id == panel.chair),
                fields=tuple(dict.fromkeys(fields[case] for case in panel.cases if fields.get(case))),
                handed_out=len({row.recipient for row in mine}),
                receipts=len({row.recipient for row in mine if row.status is PackageStatus.RECEIPTED}),
                last_out=max((row.made_at for row in mine), default=None),
                cases_in=len({case for row in results for case in cases_held(store, row)} & set(panel.cases)),
                results=results,
                without_identity=tuple(
                    member for member in panel.members if not (member.id in known and known[member.id].fingerprint)
                ),
            )
        )
    return RoundStanding(rounds.get(store, round_), tuple(lines))


def cases_held(store: Store, row: PackageRow) -> tuple[CaseId, ...]:
    """The cases a result speaks of; what was noted when it was taken in, else the record is asked."""
    noted = row.facts.get("cases")
    if noted is not None:
        return tuple(CaseId(case) for case in noted.split())
    record = record_inside(packages.content(store, row.serial, "in"))
    return tuple(case.id for case in record.cases) if isinstance(record, ResultRecord) else ()


def _fields(store: Store, round_: RoundId) -> dict[CaseId, str]:
    return {case.id: case.field for case in cases.of_round(store, round_)}
