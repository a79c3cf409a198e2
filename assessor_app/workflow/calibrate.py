"""Calibration: in a rehearsal, assessors practise on reference dossiers and then see, alone, how far from the agreed they lie.

- What a panel agreed on a rehearsal round's dossiers becomes the reference: once the society has taken the chair's result in,
  the case packages that it hands out in that round from then on carry it, under the same signature as the dossiers.
- It is shown only of sheets that are locked, so nobody practises with the answer in view. It never leaves the workspace:
  neither score package nor document speaks of it.
- A live round neither sends nor takes any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor_app.exchange.errors import NotOfThisRound
from assessor_app.exchange.packages import record_inside
from assessor_app.exchange.record import canonical
from assessor_app.models.calibration import Distance, ReferenceMark, distances
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import Part, Sheet, SheetState, Tie
from assessor_app.models.numbers import exact_text
from assessor_app.models.people import Name
from assessor_app.models.records import CaseOutcome, Kind, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Mode, Round
from assessor_app.models.scheme import Scheme
from assessor_app.signing.archives import read_archive
from assessor_app.store import cases, declarations, packages, panels, rounds, sheets
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import COMMENT_LIMIT

REFERENCE = "reference.json"
"""The agreed marks inside a case package."""
LIMIT = 16 * 1024 * 1024


# --- the society's side ---------------------------------------------------------------------------------------------------


def reference_file(store: Store, round_: Round, given: Sequence[Case]) -> bytes:
    """What panels agreed on these dossiers in this rehearsal round, as it travels; empty if nothing was, or the round is live."""
    if round_.mode is not Mode.REHEARSAL:
        return b""
    wanted = {case.id for case in given}
    found: dict[tuple[CaseId, str, str], ReferenceMark] = {}
    for record, members in _results(store, round_.id):
        for outcome in record.outcomes:
            if outcome.case in wanted and outcome.state == "scored":
                marks = agreed_marks(outcome, [sheet for member in members for sheet in member.sheets])
                found |= {(mark.case, mark.method, mark.indicator): mark for mark in marks}
    return canonical(tuple(found.values())) if found else b""


def agreed_marks(outcome: CaseOutcome, given: Iterable[Sheet]) -> list[ReferenceMark]:
    """The level of each indicator: the one the panel agreed, with its reason, else the exact mean of the counted locked marks."""
    levels: dict[tuple[str, str], list[int]] = {}
    for sheet in given:
        if sheet.key.case == outcome.case and sheet.state is SheetState.LOCKED and sheet.counted:
            for mark in sheet.marks:
                if mark.part is Part.LEVEL and mark.value.isdecimal():
                    levels.setdefault((sheet.key.method, mark.subject), []).append(int(mark.value))
    settled = {(item.method, item.indicator): item for item in outcome.agreed if item.level is not None}
    marks = []
    for method, indicator in dict.fromkeys((*levels, *settled)):
        item = settled.get((method, indicator))
        if item is not None:
            marks.append(ReferenceMark(outcome.case, method, indicator, str(item.level), item.reason))
        else:
            given_ = levels[method, indicator]
            marks.append(ReferenceMark(outcome.case, method, indicator, exact_text(Fraction(sum(given_), len(given_)))))
    return marks


def _results(store: Store, round_: RoundId) -> list[tuple[ResultRecord, list[ScoreRecord]]]:
    """The results taken in of a round with the members' records inside them, oldest first; verified when they were taken in."""
    found = []
    for row in packages.all(store, Kind.RESULT, "in"):
        if row.status is not PackageStatus.TAKEN_IN:
            continue
        content = packages.content(store, row.serial, "in")
        record = record_inside(content)
        if isinstance(record, ResultRecord) and record.envelope.round.id == round_:
            with read_archive(content) as archive:
                inner = [record_inside(archive.part(item.name)) for item in record.evidence]
            found.append((record, [each for each in inner if isinstance(each, ScoreRecord)]))
    return sorted(found, key=lambda one: one[0].envelope.made_at)


# --- the assessor's side --------------------------------------------------------------------------------------------------


def read_reference(
    name: str, content: bytes, round_: Round, given: Sequence[Case], scheme: Scheme
) -> list[ReferenceMark]:
    """The agreed marks in a case package, every one of them about a case, method, indicator and level there is.

    Raises `NotOfThisRound`: a live round brings none, and a foreign or misspelt one is refused with the whole package.
    """
    import msgspec

    if round_.mode is not Mode.REHEARSAL or len(content) > LIMIT:
        raise NotOfThisRound(name=name, subject=REFERENCE)
    try:
        marks = msgspec.json.decode(content, type=list[ReferenceMark])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise NotOfThisRound(name=name, subject=f"{REFERENCE}: {fault}") from fault
    grades = {case.id: scheme.grade(case.grade) for case in given}
    methods = {method.id for method in scheme.methods if method.marks == "level"}
    top = max(level.value for level in scheme.levels)
    seen: set[tuple[str, str, str]] = set()
    for mark in marks:
        place = (mark.case, mark.method, mark.indicator)
        known = mark.case in grades and mark.method in methods
        if (
            not known
            or place in seen
            or all(indicator.id != mark.indicator for indicator in grades[mark.case].indicators)
            or not _is_level(mark.level, top)
            or len(mark.comment) > COMMENT_LIMIT
        ):
            raise NotOfThisRound(name=name, subject=" ".join(place)[:80])
        seen.add(place)
    return marks


def _is_level(text: str, top: int) -> bool:
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return False
    return len(text) <= 12 and exact_text(value) == text and 0 <= value <= top


@dataclass(frozen=True, slots=True)
class Practice:
    """One reference dossier as the assessor stands to it."""

    round: RoundId
    round_title: Text
    case: CaseId
    number: str
    name: Name
    grade: str
    locked: int
    due: int
    """Sheets marked in levels: how many are locked, of how many."""
    known: bool
    """Whether agreed marks have come for it."""
    revised: bool
    """Whether a sheet was opened again after it was first locked, when its agreed marks could be seen."""
    distances: tuple[Distance, ...]


def practice(store: Store) -> tuple[Practice, ...]:
    """The owner's cases of a rehearsal workspace, those recused left out, each with how far the owner lies from what was agreed.

    None in a live workspace.
    """
    if store.mode is not Mode.REHEARSAL:
        return ()
    reference = _reference_here(store)
    mine = sheets.of_assessor(store, store.owner.id)
    ties = declarations.ties_of(store, store.owner.id)
    given = {
        item.case for item in panels.assignments_of(store, store.owner.id) if ties.get(item.case) is not Tie.RECUSED
    }
    found = []
    for round_ in rounds.all(store):
        scheme = pinned_scheme(store, round_.scheme_hash)
        rated = {method.id for method in scheme.methods if method.marks == "level"}
        for case in cases.of_round(store, round_.id):
            if case.id not in given:
                continue
            due = [sheet for sheet in mine if sheet.key.case == case.id and sheet.key.method in rated]
            known = [mark for mark in reference if mark.case == case.id]
            found.append(
                Practice(
                    round_.id,
                    round_.title,
                    case.id,
                    case.candidate.number,
                    case.candidate.name,
                    case.grade,
                    sum(1 for sheet in due if sheet.state is SheetState.LOCKED),
                    len(due),
                    bool(known),
                    any(sheet.version > 1 for sheet in due),
                    distances(scheme.grade(case.grade), due, known),
                )
            )
    return tuple(found)


def _reference_here(store: Store) -> list[ReferenceMark]:
    """The agreed marks of every case package taken in; a later package speaks last."""
    found: dict[tuple[str, str, str], ReferenceMark] = {}
    for row in packages.all(store, Kind.CASE, "in"):
        with read_archive(packages.content(store, row.serial, "in")) as archive:
            content = archive.read(REFERENCE) if REFERENCE in archive else b"[]"
        for entry in json.loads(content):
            mark = ReferenceMark(**entry)
            found[mark.case, mark.method, mark.indicator] = mark
    return list(found.values())
