"""The panel's minutes: who was there, who stood aside, each case with outcome and recommendation, departures, votes, and ink.

The minutes stay with the society; they hold the key from the letters of the candidates' reports to the assessors' names.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor_app.export.findings import (
    agreed_level,
    departs,
    flag_words,
    outcome_words,
    recommendation_words,
    settlement_words,
    subject_words,
)
from assessor_app.export.material import (
    CaseFile,
    ResultFile,
    document,
    fact_table,
    record_table,
    round_facts,
)
from assessor_app.export.report import (
    Align,
    Block,
    Cell,
    Fill,
    Heading,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
    Tone,
    cell,
    figure_name,
    heads,
    row,
    words,
)
from assessor_app.export.score_sheet import tie_words
from assessor_app.export.signatures import ink_table
from assessor_app.export.word import write_document
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.consolidation import Stand
from assessor_app.models.marks import Declaration, Tie
from assessor_app.models.numbers import decimal_text
from assessor_app.models.people import Person
from assessor_app.models.scheme import SchemeKind


def panel_minutes(result: ResultFile, language: DocumentLanguage) -> bytes:
    """The minutes of the panel as a .docx file."""
    say, envelope = Wording(language), result.record.envelope
    blocks: list[Block] = [
        Heading(say.label("title.minutes"), 0),
        words(say.text(result.panel.name), Style.LEAD),
        fact_table(say.label("heading.facts"), _facts(result, say)),
        Heading(say.label("heading.attendance")),
        _attendance(result, say),
        *_recusals(result, say),
        *_declared(result, say),
        *_called(result, say),
        Heading(say.label("heading.cases")),
        _cases(result, say),
        *_details(result, say),
        Heading(say.label("heading.reconciliation")),
        *_reconciliation(result, say),
        Heading(say.label("heading.remarks")),
        words(result.record.minutes.remarks or say.label("word.none")),
        Heading(say.label("heading.record")),
        record_table(envelope, result.record_sha256, say),
        words(say.sentence("note.record"), Style.NOTE, keep_next=True),
        Heading(say.label("heading.signature")),
        words(say.sentence("note.wet_ink"), Style.NOTE, keep_next=True),
        ink_table(say, [(person.name.both, _role(result, person, say)) for person in _signers(result)]),
    ]
    title = say.label("title.minutes")
    return write_document(document(title, say.text(result.panel.name), envelope, result.record_sha256, say, blocks))


def _facts(result: ResultFile, say: Wording) -> list[tuple[str, str]]:
    minutes = result.record.minutes
    return [
        *round_facts(result.record.envelope, result.scheme, say),
        (say.label("fact.panel"), say.text(result.panel.name)),
        (say.label("fact.chair"), result.member_name(result.panel.chair)),
        (say.label("fact.held_at"), moment(minutes.held_at)),
        (say.label("fact.place"), minutes.place),
    ]


def _signers(result: ResultFile) -> list[Person]:
    """Those who were present, the chair first."""
    present = [member for member in result.panel.members if member.id in result.record.minutes.present]
    return sorted(present, key=lambda member: member.id != result.panel.chair)


def _role(result: ResultFile, person: Person, say: Wording) -> str:
    return say.label("role.chair" if person.id == result.panel.chair else "role.member")


def _attendance(result: ResultFile, say: Wording) -> Table:
    present = result.record.minutes.present
    head = heads(
        say.label("column.letter"),
        say.label("fact.name"),
        say.label("fact.role"),
        say.label("fact.rank"),
        say.label("fact.employer"),
        say.label("column.present"),
    )
    rows = [
        row(
            cell(result.letters[member.id], align=Align.CENTRE, bold=True),
            member.name.both,
            _role(result, member, say),
            say.label(f"rank.{member.rank}"),
            member.employer,
            cell(say.yes(value=member.id in present), figure=figure_name("present", result.letters[member.id])),
        )
        for member in result.panel.members
    ]
    return Table(say.label("heading.attendance"), (8, 24, 12, 16, 28, 12), (head, *rows))


def _recusals(result: ResultFile, say: Wording) -> Iterator[Block]:
    yield Heading(say.label("heading.recusals"))
    recused = result.record.minutes.recused
    if not recused:
        yield words(say.label("word.none"))
        return
    head = heads(
        say.label("fact.number"), say.label("fact.candidate"), say.label("column.recused"), say.label("heading.reason")
    )
    rows = []
    for case, person in recused:
        subject = result.file(case).case
        why = [each for each in result.record.declarations if (each.case, each.assessor) == (case, person)]
        reason = "; ".join(tie_words(result.scheme, code, say) for each in why for code in each.reasons)
        rows.append(row(subject.candidate.number, subject.candidate.name.both, result.member_name(person), reason))
    yield Table(say.label("heading.recusals"), (16, 26, 26, 32), (head, *rows))


def _declared(result: ResultFile, say: Wording) -> Iterator[Block]:
    """Ties that were declared without barring: named, because the officer ruled on them."""
    told = [each for each in result.record.declarations if each.tie is Tie.DECLARED]
    yield Heading(say.label("heading.declarations"))
    clear = sum(each.tie is Tie.NONE for each in result.record.declarations)
    yield words(say.sentence("note.declarations", clear=str(clear), all=str(len(result.record.declarations))))
    if told:
        head = heads(
            say.label("fact.number"), say.label("fact.assessor"), say.label("column.tie"), say.label("column.time")
        )
        rows = [_declaration_row(result, each, say) for each in told]
        yield Table(say.label("heading.declarations"), (16, 26, 38, 20), (head, *rows))


def _declaration_row(result: ResultFile, each: Declaration, say: Wording) -> Row:
    ties = say.listed([tie_words(result.scheme, code, say) for code in each.reasons])
    return row(result.file(each.case).case.candidate.number, result.member_name(each.assessor), ties, moment(each.at))


def _called(result: ResultFile, say: Wording) -> Iterator[Block]:
    """Further assessors the chair called in on these cases, and why."""
    numbers = {file.case.id: file.case.candidate.number for file in result.files}
    here = [one for one in result.record.called if one.case in numbers]
    if not here:
        return
    yield Heading(say.label("heading.called"))
    yield words(say.sentence("note.called"))
    head = heads(
        say.label("fact.number"),
        say.label("column.method"),
        say.label("fact.assessor"),
        say.label("column.time"),
        say.label("heading.reason"),
    )
    rows = [
        row(
            numbers[one.case],
            say.text(result.scheme.method(one.method).title),
            result.member_name(one.assessor),
            moment(one.at),
            one.reason,
        )
        for one in here
    ]
    yield Table(say.label("heading.called"), (12, 16, 22, 20, 30), (head, *rows))


def _reconciliation(result: ResultFile, say: Wording) -> Iterator[Block]:
    """What was in hand when the panel parted, as the chair signed it; each gap with its reason."""
    sheet = result.record.reconciliation
    if sheet is None:
        yield words(say.sentence("note.not_reconciled"))
        return
    counted = [line for line in sheet.sheets if line.counted]
    facts = {
        "time": moment(sheet.at),
        "due": str(len(counted)),
        "here": str(len(counted) - len(sheet.missing)),
        "missing": str(len(sheet.missing)),
    }
    yield words(say.sentence("note.reconciled", **facts))
    if sheet.missing:
        head = heads(
            say.label("fact.number"),
            say.label("column.method"),
            say.label("fact.assessor"),
            say.label("heading.reason"),
        )
        rows = [
            row(
                line.number,
                say.text(result.scheme.method(line.method).title),
                result.member_name(line.assessor),
                line.reason,
            )
            for line in sheet.missing
        ]
        yield Table(say.label("heading.missing_sheets"), (14, 18, 26, 42), (head, *rows))
    head = heads(say.label("fact.assessor"), say.label("fact.serial"), "SHA-256")
    parcels = [row(result.member_name(one.assessor), one.serial, one.sha256) for one in sheet.packages]
    if parcels:
        yield Table(say.label("heading.packages_counted"), (24, 26, 50), (head, *parcels))


# --- cases ------------------------------------------------------------------------------------------------------------


def _cases(result: ResultFile, say: Wording) -> Table:
    weighted = result.scheme.kind is SchemeKind.WEIGHTED
    head = heads(
        say.label("fact.number"),
        say.label("fact.candidate"),
        say.label("column.grade"),
        say.label("word.total" if weighted else "column.areas_shown"),
        say.label("column.rule_says"),
        say.label("column.panel_recommends"),
        say.label("column.votes"),
    )
    rows = [_case_row(result, file, place, say) for place, file in enumerate(result.files, 1)]
    return Table(say.label("heading.cases"), (11, 20, 8, 12, 16, 18, 15), (head, *rows))


def _case_row(result: ResultFile, file: CaseFile, place: int, say: Wording) -> Row:
    agree = sum(vote.stand is Stand.AGREE for vote in file.outcome.votes)
    recommended = [
        Run(recommendation_words(result, file, say), bold=True, figure=figure_name("recommendation", str(place)))
    ]
    if departs(file):
        recommended.append(Run(f"\n{say.label('word.departs')}", tone=Tone.WARN, bold=True))
    return row(
        cell(file.case.candidate.number, figure=figure_name("number", str(place))),
        file.case.candidate.name.both,
        file.case.grade,
        cell(total_words(result, file), align=Align.END, figure=figure_name("total", str(place))),
        cell(outcome_words(file, say), figure=figure_name("outcome", str(place))),
        Cell((Paragraph(tuple(recommended), Style.CELL),), fill=Fill.WARN if departs(file) else Fill.NONE),
        cell(f"{agree} / {len(file.outcome.votes) - agree}" if file.outcome.votes else "–", align=Align.CENTRE),
    )


def total_words(result: ResultFile, file: CaseFile) -> str:
    """The total to four places; in the area scheme how many areas are demonstrated."""
    if result.scheme.kind is SchemeKind.WEIGHTED:
        return "–" if file.evaluation.total is None else decimal_text(file.evaluation.total, 4)
    shown = [aspect for aspect in file.evaluation.aspects if aspect.passed]
    return f"{len(shown)} / {len(file.evaluation.aspects)}"


def _details(result: ResultFile, say: Wording) -> Iterator[Block]:
    """Cases on which there is something to say beyond the table."""
    for file in result.files:
        said = [*_case_details(result, file, say)]
        if said:
            subject = file.case.candidate
            yield Heading(f"{subject.number}  {subject.name.both}", 2)
            yield from said


def _case_details(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    recommendation = file.outcome.recommendation
    if recommendation is not None and recommendation.reason:
        key = "heading.departure_reason" if departs(file) else "heading.panel_reason"
        yield Paragraph((Run(say.before(say.label(key)), bold=True), Run(recommendation.reason)))
    rows = [
        row(
            cell(say.label(f"flag.{flag.code}"), bold=True),
            flag_words(result.scheme, file.case.grade, flag, result.letters, say),
            settlement_words(file, flag, say),
        )
        for flag in file.flags
    ]
    if rows:
        head = heads(say.label("column.flag"), say.label("column.what"), say.label("flag.settled"))
        yield Table(say.label("heading.flags"), (14, 44, 42), (head, *rows))
    yield from _agreed(result, file, say)
    for vote in file.outcome.votes:
        if vote.stand is Stand.DISSENT:
            who = say.before(f"{say.label('heading.dissent')}  {result.member_name(vote.member)}")
            yield Paragraph((Run(who, bold=True), Run(vote.reason)))


def _agreed(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    standing = [each for each in file.outcome.agreed if agreed_level(file, each.method, each.indicator) == each]
    if not standing:
        return
    head = heads(
        say.label("column.method"),
        say.label("column.indicator"),
        say.label("column.agreed_level"),
        say.label("heading.reason"),
        say.label("column.participants"),
    )
    rows = [
        row(
            say.text(result.scheme.method(each.method).title),
            subject_words(result.scheme, file.case.grade, each.indicator, say),
            cell(str(each.level), bold=True, align=Align.CENTRE),
            each.reason,
            say.listed([result.letters.get(person, person) for person in each.participants]),
        )
        for each in standing
    ]
    yield Table(say.label("heading.agreed_levels"), (14, 26, 10, 36, 14), (head, *rows))
