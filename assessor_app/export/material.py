"""What documents are made from: records with the values they rest on, already read, checked and worked out by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assessor_app.export.report import Block, Cell, Document, Fill, Paragraph, Row, Run, Style, Table, Tone, cell, row
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.derivation import Evaluation, Flag
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Pin, Sheet
from assessor_app.models.people import Person
from assessor_app.models.records import CaseOutcome, Envelope, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Mode, Panel, Round
from assessor_app.models.scheme import Grade, Indicator, Scheme

STAR: Final = "★"
"""Marks an indicator that nothing else can make up for."""


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """One assessor's score record, with the cases it speaks of (those of the case package)."""

    record: ScoreRecord
    record_sha256: str
    scheme: Scheme
    cases: tuple[Case, ...]

    def case(self, case: CaseId) -> Case:
        return next(each for each in self.cases if each.id == case)

    def sheets_of(self, case: CaseId) -> tuple[Sheet, ...]:
        """The sheets of one case, in the scheme's order of methods."""
        mine = [sheet for sheet in self.record.sheets if sheet.key.case == case]
        return tuple(sorted(mine, key=lambda sheet: method_place(self.scheme, sheet.key.method)))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case of a result: what the record says of it, and what that rests on."""

    case: Case
    outcome: CaseOutcome
    evaluation: Evaluation
    sheets: tuple[Sheet, ...]
    """Members' sheets as they stand in their score packages."""
    pins: tuple[Pin, ...] = ()
    raised: tuple[Flag, ...] = ()
    """Flags as the members' marks raise them before anything was agreed or settled; an evaluation keeps only what is
    still open.
    """

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What the panel had to look at, settled or not, each once."""
        every = (*self.raised, *self.evaluation.flags)
        return tuple({(flag.code, flag.subject, flag.method): flag for flag in every}.values())


@dataclass(frozen=True)  # without slots: what is looked up again and again is kept
class ResultFile:
    """A panel's result record, with each case's marks and evaluation, in the record's order."""

    record: ResultRecord
    record_sha256: str
    scheme: Scheme
    files: tuple[CaseFile, ...]

    def file(self, case: CaseId) -> CaseFile:
        return next(each for each in self.files if each.case.id == case)

    @property
    def panel(self) -> Panel:
        return self.record.panel

    @cached_property
    def letters(self) -> Mapping[PersonId, str]:
        """Assessors by letter, in the panel's order: what an applicant's report calls them. The minutes hold the key."""
        return {member.id: letter(place) for place, member in enumerate(self.panel.members)}

    def member(self, person: PersonId) -> Person | None:
        return next((each for each in self.panel.members if each.id == person), None)

    def member_name(self, person: PersonId) -> str:
        found = self.member(person)
        return found.name.both if found else person

    def counts(self, sheet: Sheet) -> bool:
        """Whether the sheet is counted: the appointment decides, not the sheet."""
        return sheet.key.assessor in self.due.get((sheet.key.case, sheet.key.method), frozenset())

    @cached_property
    def due(self) -> Mapping[tuple[CaseId, str], frozenset[PersonId]]:
        """The counted assessors appointed to a case and method."""
        found: dict[tuple[CaseId, str], set[PersonId]] = {}
        for item in self.panel.assignments:
            if item.counted:
                found.setdefault((item.case, item.method), set()).add(item.assessor)
        return {key: frozenset(people) for key, people in found.items()}


def letter(place: int) -> str:
    """A, B, … Z, AA, AB, …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def method_place(scheme: Scheme, method: str) -> int:
    return next((place for place, each in enumerate(scheme.methods) if each.id == method), len(scheme.methods))


def aspect_name(scheme: Scheme, aspect: str, say: Wording) -> str:
    found = scheme.aspect(aspect)
    return f"{found.id} {say.text(found.title)}"


def indicator_name(indicator: Indicator, say: Wording) -> str:
    star = f" {STAR}" if indicator.non_compensable else ""
    return f"{indicator.id} {say.text(indicator.title)}{star}"


def grade_name(grade: Grade, say: Wording) -> str:
    title = say.text(grade.title)
    return title if grade.id in title else f"{grade.id} {title}"


# --- what every document carries --------------------------------------------------------------------------------------

_NOTICE_PARTS: Final = (("rehearsal", "notice.rehearsal"), ("fictional", "notice.fictional"))


def notice(envelope: Envelope) -> str:
    """What stands across every page of a rehearsal or of sample data, in both languages whatever the document's; else empty."""
    return round_notice(envelope.round)


def round_notice(round_: Round) -> str:
    """As `notice`, for what is made before there is a record."""
    both = Wording(DocumentLanguage.BOTH)
    shown = {"rehearsal": round_.mode is Mode.REHEARSAL, "fictional": round_.fictional}
    return "    ".join(both.label(key) for kind, key in _NOTICE_PARTS if shown[kind])


def round_facts(envelope: Envelope, scheme: Scheme, say: Wording) -> list[tuple[str, str]]:
    """Society, round, scheme: the facts that open every document."""
    facts = [
        (say.label("fact.society"), say.text(envelope.round.society)),
        (say.label("fact.round"), say.text(envelope.round.title)),
        (say.label("fact.scheme"), f"{say.text(scheme.title)} ({scheme.id} {scheme.version})"),
    ]
    if envelope.round.venue:
        facts.append((say.label("fact.venue"), envelope.round.venue))
    return facts


def candidate_facts(case: Case, scheme: Scheme, say: Wording) -> list[tuple[str, str]]:
    facts = [
        (say.label("fact.candidate"), case.candidate.name.both),
        (say.label("fact.number"), case.candidate.number),
        (say.label("fact.grade"), grade_name(scheme.grade(case.grade), say)),
        (say.label("fact.field"), case.field),
        (say.label("fact.employer"), case.candidate.employer),
        (say.label("fact.interpreter"), case.interpreter),
    ]
    return [(label, value) for label, value in facts if value]


def fact_table(caption: str, facts: list[tuple[str, str]]) -> Table:
    """Facts two to a line: label, value, label, value."""
    pairs = [*facts, ("", "")] if len(facts) % 2 else facts
    lines = []
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        cells: list[Cell] = []
        for label, value in (first, second):
            cells += [_fact_label(label), cell(value)]
        lines.append(Row(tuple(cells)))
    return Table(caption, (14, 36, 14, 36), tuple(lines), heads=0, plain=True)


def _fact_label(label: str) -> Cell:
    return Cell(
        (Paragraph((Run(label, tone=Tone.QUIET, small=True),), Style.CELL),), fill=Fill.BAND if label else Fill.NONE
    )


def record_table(envelope: Envelope, record_sha256: str, say: Wording) -> Table:
    """Serial, time, scheme hash and record hash, in full: what binds the document to its record."""
    lines = (
        (say.label("fact.serial"), envelope.serial, "serial"),
        (say.label("fact.made_at"), moment(envelope.made_at), ""),
        (say.label("fact.scheme_hash"), envelope.round.scheme_hash, ""),
        (say.label("fact.record_hash"), record_sha256, "record"),
    )
    rows = tuple(
        row(_fact_label(label), cell(value, mono=True, figure=f"fig_{figure}" if figure else ""))
        for label, value, figure in lines
    )
    return Table(say.label("heading.record"), (20, 80), rows, heads=0, plain=True, together=True, leads=True)


def head_line(envelope: Envelope, say: Wording) -> str:
    """Society and round, for the head of every page; in one language, since both do not fit a line."""
    return f"{envelope.round.society.of(say.main)}  {envelope.round.title.of(say.main)}"


def foot(envelope: Envelope, record_sha256: str, say: Wording) -> tuple[str, ...]:
    return (
        f"{say.label('fact.serial')} {envelope.serial}",
        f"{say.label('fact.record_hash')} {record_sha256}",
    )


def document(
    title: str, subject: str, envelope: Envelope, record_sha256: str, say: Wording, blocks: list[Block]
) -> Document:
    """A document with the head and foot that all of ours have."""
    return Document(
        title=title,
        subject=subject,
        language=say.language,
        author=envelope.sender.name.both,
        made_at=envelope.made_at,
        head_left=head_line(envelope, say),
        head_right=title,
        notice=notice(envelope),
        foot=foot(envelope, record_sha256, say),
        page_words=say.label("word.page", page="{page}", pages="{pages}"),
        blocks=tuple(blocks),
    )
