"""A mark sheet goes out for a bag of scripts and comes back filled in; what it would change is listed before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assessor_app.exchange.mark_sheets import read_mark_sheet
from assessor_app.exchange.office_reading import Problem
from assessor_app.export.mark_sheet import write_mark_sheet
from assessor_app.export.material import round_notice
from assessor_app.files import atomic_write, read_file
from assessor_app.models.double_entry import Place, Turn, Typed
from assessor_app.models.ids import CaseId
from assessor_app.models.mark_sheet import MarkSheet, MarkSheetRow
from assessor_app.models.written import paper_hash
from assessor_app.store import rounds, typed
from assessor_app.store.database import Store
from assessor_app.workflow.errors import NotAssigned
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.type_in import OPEN, Form, control_place, form_of

LIMIT = 32 * 1024 * 1024
"""Bytes of the largest mark sheet that is read; one of 500 scripts has 60 kB."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place the mark sheet speaks of otherwise than what stands; ``before`` is empty where nothing stands yet."""

    place: Place
    label: str
    before: str
    after: str
    differs: bool
    """Something else was typed here before; else the place is new."""
    locked: bool
    """Its sheet takes no marks, so that this is not kept."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a mark sheet would change. ``same``: how many places say what stands already."""

    batch: str
    lines: tuple[Line, ...]
    same: int
    totals: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]

    @property
    def values(self) -> tuple[tuple[Place, str], ...]:
        """What would be kept."""
        return tuple((line.place, line.after) for line in self.lines if not line.locked)

    @property
    def blocking(self) -> bool:
        return any(problem.blocking for problem in self.problems)


def make_mark_sheet(store: Store, *, batch: str, target: Path) -> None:
    """Write the mark sheet of a bag, with what stands so far. Raises `NotAssigned` and what writing a file raises."""
    form = form_of(store, batch)
    atomic_write(target, write_mark_sheet(_sheet(store, form, typed.of_batch(store, batch))))


def compare_mark_sheet(store: Store, *, batch: str, source: Path) -> Comparison:
    """Read a mark sheet and compare it with what was typed; keeps nothing. Raises `FileUnreadable`, `FileTooLarge`."""
    form = form_of(store, batch)
    entries = typed.of_batch(store, batch)
    reading = read_mark_sheet(read_file(source, limit=LIMIT), _sheet(store, form, entries))
    rows = {row.case: row for row in form.rows}
    lines, same = [], 0
    for (case, question), after in reading.points.items():
        row = rows[CaseId(case)]
        place = next(place for place in row.places if place.subject == question)
        standing = form.standing(row, place, entries)
        if standing == after:
            same += 1
            continue
        typed_before = [entries.value(place, turn) for turn in (Turn.SETTLED, Turn.FIRST, Turn.SECOND)]
        before = " / ".join(dict.fromkeys(value for value in typed_before if value)) if standing is None else standing
        differs = bool(before) and before != after
        lines.append(Line(place, row.label, before, after, differs, row.state not in OPEN))
    lines.sort(key=lambda line: (not line.differs, line.label))
    totals = [
        (aspect, value)
        for aspect, value in reading.totals.items()
        if entries.value(control_place(aspect), Turn.CONTROL) != value
    ]
    return Comparison(batch, tuple(lines), same, tuple(totals), reading.problems)


def _sheet(store: Store, form: Form, entries: Typed) -> MarkSheet:
    if form.paper is None:
        raise NotAssigned(case=form.batch, method=form.method)
    round_ = rounds.get(store, form.round)
    scheme = pinned_scheme(store, round_.scheme_hash)
    return MarkSheet(
        round=round_.id,
        round_title=round_.title,
        paper=form.paper,
        paper_hash=paper_hash(form.paper),
        rows=tuple(
            MarkSheetRow(
                case=row.case,
                label=row.label,
                name=row.name.zh,
                points=tuple((place.subject, form.standing(row, place, entries) or "") for place in row.places),
            )
            for row in form.rows
        ),
        aspects=tuple((aspect, scheme.aspect(aspect).short) for aspect in form.paper.aspects),
        notice=round_notice(round_),
    )
