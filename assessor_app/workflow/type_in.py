"""What was written on paper is typed in: the points of a written test by bag, or a score sheet filled in by hand.

A *form* is what is typed together: its columns are the questions of a paper (or level and comment), its rows the scripts (or the
indicators). Both turns are kept entry by entry; what agrees, or was settled beside the paper, becomes marks in one step.

The second turn belongs to somebody else, unless the paper allows otherwise. They open their own identity file on this desk
(`admit_typist`): the society's signature on it says who they are, and each entry is kept under their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.completeness import wants_overall
from assessor_app.models.double_entry import (
    Compared,
    Entry,
    Origin,
    Place,
    RowState,
    Turn,
    Typed,
    row_state,
    standing_value,
)
from assessor_app.models.ids import CaseId, PersonId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import NOT_SOUGHT, SHEET, Part, SheetKey, SheetState, Tie
from assessor_app.models.scheme import OutcomeChoice, Scheme
from assessor_app.models.written import (
    Paper,
    PointsFault,
    Question,
    SecondEntry,
    cleaned,
    paper_code,
    paper_of,
    percent_text,
    percents,
    plain_paper,
    points_of,
    points_text,
)
from assessor_app.signing.identities import open_identity
from assessor_app.signing.trust import TrustStatus, judge, load_trust_list
from assessor_app.store import cases, declarations, panels, people, rounds, sheets, trust, typed
from assessor_app.store.cases import CaseSummary
from assessor_app.store.database import Store
from assessor_app.store.errors import SheetLocked
from assessor_app.workflow.errors import (
    EntriesUnfinished,
    IdentityOfOtherSociety,
    IdentityRevoked,
    MarkOutOfRange,
    NotAssigned,
    SameTypist,
    TotalsDiffer,
)
from assessor_app.workflow.join import person_of
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import COMMENT_LIMIT, enter_mark, scheme_of, stage_outcomes

_CONTROL = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,4})?")
OPEN = (SheetState.OPEN, SheetState.STARTED)

COMPARED = Place(CaseId(""), SHEET, Part.ORIGIN)
"""Noted in the control turn once a sheet of paper has been typed twice and compared; until then its first turn stays covered."""


@dataclass(frozen=True, slots=True)
class Column:
    """``aspect`` and ``question`` only where points are typed."""

    id: str
    title: Text
    part: Part
    aspect: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One script, or one item of a sheet. ``label`` is a code where the form is blind, else the candidate's number."""

    id: str
    case: CaseId
    label: str
    name: Text
    places: tuple[Place, ...]
    """One for each column; a column that does not apply to the row has none at the end."""
    optional: frozenset[Place]
    state: SheetState


@dataclass(frozen=True, slots=True)
class Form:
    """What is typed together. ``paper`` is None for a sheet of paper."""

    batch: str
    method: str
    round: RoundId
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[FormRow, ...]
    second_entry: SecondEntry
    levels: tuple[str, ...] = ()
    overall: tuple[OutcomeChoice, ...] = ()
    """The overall judgements, typed by their number from 1."""
    paper: Paper | None = None
    blind: bool = False
    undeclared: int = 0
    """Scripts that stay out until their case has been declared."""

    @property
    def twice(self) -> bool:
        return self.second_entry is not SecondEntry.NONE

    def row(self, place: Place) -> FormRow | None:
        return next((row for row in self.rows if place in row.places), None)

    def column(self, place: Place) -> Column:
        row = self.row(place)
        assert row is not None
        return self.columns[row.places.index(place)]

    def state(self, row: FormRow, entries: Typed) -> RowState:
        return row_state(entries, row.places, twice=self.twice, optional=row.optional)

    def standing(self, row: FormRow, place: Place, entries: Typed) -> str | None:
        """What stands at a place of a row; None while nothing does."""
        return standing_value(entries, place, twice=self.twice, optional=place in row.optional)

    def total(self, aspect: str, entries: Typed, turn: Turn | None) -> Fraction:
        """The sum of an aspect's points over the bag in one turn; ``None``: of what stands."""
        whole = Fraction(0)
        for row in self.rows:
            for place, column in zip(row.places, self.columns, strict=False):
                if column.aspect == aspect:
                    value = self.standing(row, place, entries) if turn is None else entries.value(place, turn)
                    whole += Fraction(Decimal(value)) if value else 0
        return whole


# --- what there is to type --------------------------------------------------------------------------------------------


def written_forms(store: Store) -> tuple[Form, ...]:
    """The bags of scripts of everything that is due from the owner and marked on paper, by round and paper."""
    bags: dict[str, tuple[RoundId, Paper, list[tuple[CaseSummary, SheetState]]]] = {}
    schemes: dict[RoundId, Scheme] = {}
    for line in cases.summaries(store, store.owner.id):
        if line.round not in schemes:
            schemes[line.round] = pinned_scheme(store, rounds.get(store, line.round).scheme_hash)
        scheme = schemes[line.round]
        for method, state in line.states:
            if scheme.method(method).marks == "percent":
                paper = paper_of(scheme, line.grade, method) or plain_paper(scheme, line.grade, method)
                bags.setdefault(f"{line.round}/{paper.id}", (line.round, paper, []))[2].append((line, state))
    return tuple(_written_form(batch, round_, paper, bag) for batch, (round_, paper, bag) in bags.items())


def _written_form(batch: str, round_: RoundId, paper: Paper, bag: Sequence[tuple[CaseSummary, SheetState]]) -> Form:
    part = Part.PERCENT if paper.is_plain else Part.POINTS
    columns = tuple(Column(each.id, each.title, part, each.aspect, each) for each in paper.questions)
    declared = [(line, state) for line, state in bag if line.tie not in (None, Tie.RECUSED) and state not in _GONE]
    rows = [
        FormRow(
            id=line.case,
            case=line.case,
            label=paper_code(round_, paper.id, line.case) if paper.blind else line.number,
            name=Text("", "") if paper.blind else Text(line.name.zh or line.name.en, line.name.en or line.name.zh),
            places=tuple(Place(line.case, column.id, part) for column in columns),
            optional=frozenset(),
            state=state,
        )
        for line, state in declared
    ]
    return Form(
        batch=batch,
        method=paper.method,
        round=round_,
        title=paper.title,
        columns=columns,
        # By label: in the order of a bag of scripts sorted by what stands on them.
        rows=tuple(sorted(rows, key=lambda row: row.label)),
        second_entry=paper.second_entry,
        paper=paper,
        blind=paper.blind,
        undeclared=sum(1 for line, _ in bag if line.tie is None),
    )


_GONE = frozenset({SheetState.RECUSED, SheetState.ABSENT, SheetState.WITHDRAWN, SheetState.ABSTAINED})


def sheet_batch(sheet: SheetKey) -> str:
    """What a sheet of paper is typed under."""
    return f"sheet/{sheet.case}/{sheet.method}"


def sheet_form(store: Store, sheet: SheetKey) -> Form:
    """A sheet filled in by hand: level and comment of each indicator, and the overall judgement where it is asked."""
    case = cases.get(store, sheet.case)
    scheme = scheme_of(store, sheet.case)
    grade = scheme.grade(case.grade)
    rule = grade.method(sheet.method)
    if rule is None:
        raise NotAssigned(case=sheet.case, method=sheet.method)
    state = sheets.get(store, sheet).state
    rows = []
    for indicator in grade.indicators:
        if indicator.aspect in rule.covers:
            level, comment = (Place(sheet.case, indicator.id, part) for part in (Part.LEVEL, Part.COMMENT))
            rows.append(
                FormRow(
                    indicator.id,
                    sheet.case,
                    indicator.id,
                    indicator.title,
                    (level, comment),
                    frozenset({comment}),
                    state,
                )
            )
    overall = stage_outcomes(scheme, sheet.method)
    if overall:
        place = Place(sheet.case, SHEET, Part.OVERALL)
        needed = wants_overall(scheme, rule)
        title = Text("总评", "Overall judgement")
        rows.append(
            FormRow(SHEET, sheet.case, "", title, (place,), frozenset() if needed else frozenset({place}), state)
        )
    return Form(
        batch=sheet_batch(sheet),
        method=sheet.method,
        round=cases.round_of(store, sheet.case),
        title=scheme.method(sheet.method).title,
        columns=(
            Column("level", Text("等级", "Level"), Part.LEVEL),
            Column("comment", Text("评语", "Comment"), Part.COMMENT),
        ),
        rows=tuple(rows),
        second_entry=SecondEntry.OTHER,
        levels=(*(str(level.value) for level in scheme.levels), NOT_SOUGHT),
        overall=overall,
    )


def form_of(store: Store, batch: str) -> Form:
    """The form of that batch. Raises `NotAssigned` if it is not the owner's."""
    if batch.startswith("sheet/"):
        _, case, method = batch.split("/", 2)
        key = SheetKey(CaseId(case), store.owner.id, method)
        due = {(item.case, item.method) for item in panels.assignments_of(store, store.owner.id)}
        declaration = declarations.current(store, key.case, store.owner.id)
        if (key.case, method) not in due or declaration is None or declaration.tie is Tie.RECUSED:
            raise NotAssigned(case=case, method=method)
        return sheet_form(store, key)
    found = next((form for form in written_forms(store) if form.batch == batch), None)
    if found is None:
        raise NotAssigned(case=batch, method="")
    return found


def read_value(form: Form, place: Place, text: str) -> str | PointsFault:
    """What a text typed at a place means, as it is kept; or why it cannot stand there. An empty text clears the place."""
    if not text.strip():
        return ""
    match place.part:
        case Part.COMMENT:
            return text.strip() if len(text) <= COMMENT_LIMIT else PointsFault.OVER
        case Part.LEVEL:
            level = cleaned(text).upper()
            level = NOT_SOUGHT if level == "N" else level
            return level if level in form.levels else PointsFault.NOT_A_NUMBER
        case Part.OVERALL:
            number = cleaned(text)
            known = {str(at): choice.id for at, choice in enumerate(form.overall, 1)}
            return known.get(number, PointsFault.NOT_A_NUMBER)
        case _:
            question = form.column(place).question
            assert question is not None
            value = points_of(cleaned(text), question)
            return value if isinstance(value, PointsFault) else points_text(value)


def shown_value(form: Form, place: Place, value: str) -> str:
    """A value as it was typed: an overall judgement by its number, ``N`` for not sought."""
    if place.part is Part.OVERALL:
        return next((str(at) for at, choice in enumerate(form.overall, 1) if choice.id == value), value)
    return "N" if value == NOT_SOUGHT else value


def control_place(aspect: str) -> Place:
    """Where the total on the bag is kept."""
    return Place(CaseId(""), aspect, Part.POINTS)


def control_value(text: str) -> str | None:
    """A control total as it is kept; None when it is no number."""
    plain = cleaned(text)
    if not plain:
        return ""
    return points_text(Fraction(Decimal(plain))) if _CONTROL.fullmatch(plain) else None


# --- typing -----------------------------------------------------------------------------------------------------------


def type_entry(
    store: Store, *, batch: str, place: Place, turn: Turn, value: str, by: PersonId, at: datetime
) -> Changes:
    """Keep one entry of one turn; an empty ``value`` clears it. Undo is this step with the earlier value.

    Raises `NotAssigned`, `SheetLocked`, `MarkOutOfRange`, and `SameTypist` where both turns would be one person's.
    """
    form = form_of(store, batch)
    row = form.row(place)
    if row is None or (turn is Turn.SECOND and not form.twice):
        raise NotAssigned(case=place.case, method=form.method)
    if row.state not in OPEN:
        raise SheetLocked(number=row.label, case=row.case, method=form.method, state=row.state.value)
    text = shown_value(form, place, value)
    if read_value(form, place, text) != value:
        raise MarkOutOfRange(subject=place.subject, value=text[:40], allowed=_allowed(form, place))
    entries = typed.of_batch(store, batch)
    other = {Turn.FIRST: Turn.SECOND, Turn.SECOND: Turn.FIRST}.get(turn)
    if form.second_entry is SecondEntry.OTHER and other is not None and by in entries.by(row.places, other):
        raise SameTypist(name=people.get(store, by).name.both, row=row.label or row.name.zh)
    if entries.value(place, turn) == value:
        return Changes(Touched.NOTHING)
    origin = Origin.PAPER if form.paper is None else Origin.DOUBLE if form.twice else Origin.SINGLE
    typed.add(store, [Entry(batch, place, turn, value, people.get(store, by).id, at, origin)])
    return Changes(Touched.TYPED, frozenset({place.case}))


def type_control(store: Store, *, batch: str, aspect: str, value: str, by: PersonId, at: datetime) -> Changes:
    """Keep the total that stands on the bag for an aspect. Raises `NotAssigned` or `MarkOutOfRange`."""
    form = form_of(store, batch)
    if form.paper is None or aspect not in form.paper.aspects:
        raise NotAssigned(case=batch, method=form.method)
    if control_value(value) != value:
        raise MarkOutOfRange(subject=aspect, value=value[:40], allowed="0–9999999")
    place = control_place(aspect)
    if typed.of_batch(store, batch).value(place, Turn.CONTROL) == value:
        return Changes(Touched.NOTHING)
    typed.add(store, [Entry(batch, place, Turn.CONTROL, value, people.get(store, by).id, at, Origin.DOUBLE)])
    return Changes(Touched.TYPED)


def compare_sheet(store: Store, *, batch: str, at: datetime) -> Changes:
    """Uncover both turns of a sheet of paper. Raises `EntriesUnfinished` while either is not full."""
    form = form_of(store, batch)
    entries = typed.of_batch(store, batch)
    unfinished = sum(
        1
        for row in form.rows
        if form.state(row, entries).compared in (Compared.EMPTY, Compared.TYPING, Compared.FIRST_TYPED)
    )
    if unfinished:
        raise EntriesUnfinished(unfinished=unfinished, differing=0)
    typed.add(store, [Entry(batch, COMPARED, Turn.CONTROL, Origin.PAPER.value, store.owner.id, at, Origin.PAPER)])
    return Changes(Touched.TYPED)


def admit_typist(store: Store, *, p12: bytes, secret: str, at: datetime) -> Changes:
    """Somebody else opens their identity file to type on this desk; the result is the `Person`.

    Raises `WrongPassphrase`, `IdentityOfOtherSociety`, `IdentityRevoked`, and `SameTypist` for the owner's own file.
    """
    identity = open_identity(p12, secret)
    content = trust.current(store)
    if content is not None:
        list_ = load_trust_list(content)
        verdict = judge((identity.certificate, *identity.chain), at, at, list_)
        if verdict.status is TrustStatus.UNKNOWN_SIGNER:
            raise IdentityOfOtherSociety(holder=identity.name, held=list_.society)
        if verdict.status is TrustStatus.REVOKED:
            raise IdentityRevoked(holder=identity.name, revoked_at=verdict.revoked_at or at)
    person = person_of(identity)
    if person.id == store.owner.id:
        raise SameTypist(name=person.name.both, row="")
    if person.id not in {known.id for known in people.all(store)}:
        people.put(store, person)
    return Changes(Touched.PEOPLE, result=person)


def keep_mark_sheet(
    store: Store, *, batch: str, values: Sequence[tuple[Place, str]], controls: Sequence[tuple[str, str]], at: datetime
) -> Changes:
    """Keep what came back in a mark sheet, all of it or nothing; it stands as settled, whatever was typed before.

    Raises `NotAssigned`, `SheetLocked` and `MarkOutOfRange`.
    """
    form = form_of(store, batch)
    entries = typed.of_batch(store, batch)
    kept = []
    for place, value in values:
        row = form.row(place)
        if row is None:
            raise NotAssigned(case=place.case, method=form.method)
        if row.state not in OPEN:
            raise SheetLocked(number=row.label, case=row.case, method=form.method, state=row.state.value)
        if read_value(form, place, shown_value(form, place, value)) != value:
            raise MarkOutOfRange(subject=place.subject, value=value[:40], allowed=_allowed(form, place))
        if form.standing(row, place, entries) != value:
            kept.append(Entry(batch, place, Turn.SETTLED, value, store.owner.id, at, Origin.WORKBOOK))
    for aspect, value in controls:
        place = control_place(aspect)
        if value and entries.value(place, Turn.CONTROL) != value:
            kept.append(Entry(batch, place, Turn.CONTROL, value, store.owner.id, at, Origin.WORKBOOK))
    if not kept:
        return Changes(Touched.NOTHING, result=0)
    typed.add(store, kept)
    return Changes(Touched.TYPED, frozenset(entry.place.case for entry in kept if entry.place.case), len(kept))


# --- from entries to marks --------------------------------------------------------------------------------------------


def unequal_totals(form: Form, entries: Typed) -> tuple[str, ...]:
    """The aspects whose control total is missing or is not what stands; none where no second turn is asked."""
    if form.paper is None or not form.twice:
        return ()
    return tuple(
        aspect
        for aspect in form.paper.aspects
        if entries.value(control_place(aspect), Turn.CONTROL) != points_text(form.total(aspect, entries, None))
    )


def enter_typed(store: Store, *, batch: str, at: datetime, reason: str = "") -> Changes:
    """Enter what stands on the sheets, as marks of the owner; the result is how many sheets took anything.

    With a ``reason`` the rows that are ready go in although others are not, or although the totals do not agree; the reason
    stays with the marks. Raises `EntriesUnfinished`, `TotalsDiffer`, and what entering a mark raises.
    """
    form = form_of(store, batch)
    entries = typed.of_batch(store, batch)
    open_rows = [row for row in form.rows if row.state in OPEN]
    states = {row.id: form.state(row, entries).compared for row in open_rows}
    ready = [row for row in open_rows if states[row.id] in (Compared.AGREED, Compared.SETTLED)]
    differing = sum(1 for state in states.values() if state is Compared.DIFFERS)
    if len(ready) < len(open_rows) and not (reason.strip() and form.paper is not None and ready):
        raise EntriesUnfinished(unfinished=len(open_rows) - len(ready) - differing, differing=differing)
    unequal = unequal_totals(form, entries)
    if unequal and not reason.strip():
        raise TotalsDiffer(aspects=unequal)
    touched: set[CaseId] = set()
    for case, subject, part, value in _marks(form, ready, entries):
        sheet = SheetKey(case, store.owner.id, form.method)
        done = enter_mark(store, sheet=sheet, subject=subject, part=part, value=value, at=at, reason=reason)
        if done.touched is not Touched.NOTHING:
            touched.add(case)
    if not touched:
        return Changes(Touched.NOTHING, result=0)
    return Changes(Touched.MARKS | Touched.TYPED, frozenset(touched), len(touched))


def _marks(form: Form, ready: Sequence[FormRow], entries: Typed) -> Iterator[tuple[CaseId, str, Part, str]]:
    """Everything that becomes a mark; where a paper has questions, the percentages they come to as well."""
    for row in ready:
        stands = {place: form.standing(row, place, entries) or "" for place in row.places}
        for place, value in stands.items():
            yield row.case, place.subject, place.part, value
        if form.paper is not None:
            if not form.paper.is_plain:
                points = {place.subject: Fraction(Decimal(value)) for place, value in stands.items()}
                for aspect, exact in percents(form.paper, points).items():
                    yield row.case, aspect, Part.PERCENT, percent_text(exact)
            yield row.case, SHEET, Part.ORIGIN, _origin(row, entries)
    if form.paper is None and ready:
        yield ready[0].case, SHEET, Part.ORIGIN, Origin.PAPER.value


def _origin(row: FormRow, entries: Typed) -> str:
    found = [entries.entry(place, turn) for place in row.places for turn in (Turn.SETTLED, Turn.FIRST)]
    origins = {entry.origin for entry in found if entry is not None}
    for origin in (Origin.WORKBOOK, Origin.DOUBLE):
        if origin in origins:
            return origin.value
    return Origin.SINGLE.value


def _allowed(form: Form, place: Place) -> str:
    question = form.column(place).question
    if question is not None:
        return f"0–{points_text(question.maximum)}"
    return ", ".join(form.levels) if place.part is Part.LEVEL else place.part.value
