"""A score sheet to be filled in by hand: what is known stands on it, boxes to tick and lines to write on are left free.

It is what remains when the power fails. Its number ties what is typed in later to this sheet of paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assessor_app.export.material import fact_table, grade_name, indicator_name, round_notice
from assessor_app.export.report import (
    Align,
    Block,
    Cell,
    Document,
    Fill,
    Heading,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
    Tone,
    cell,
    heads,
    row,
    words,
)
from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.models.completeness import wants_overall
from assessor_app.models.dossier import Case
from assessor_app.models.numbers import plain_text
from assessor_app.models.people import Person
from assessor_app.models.rounds import Round
from assessor_app.models.scheme import Indicator, OutcomeChoice, Scheme
from assessor_app.models.written import Paper

BOX = "\N{WHITE SQUARE}"
"""In every Chinese face, unlike the ballot box."""
_COMMENT_MM, _POINTS_MM, _SIGN_MM = 13, 10, 16


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What one sheet of paper is made from. ``label`` and ``name`` are what the form shows: of a blind paper a code alone."""

    round: Round
    scheme: Scheme
    case: Case
    method: str
    assessor: Person
    number: str
    """Of the sheet; derived from what it is for, so that the same sheet printed twice has the same number."""
    made_at: datetime
    paper: Paper | None
    label: str
    name: str
    overall: tuple[OutcomeChoice, ...]
    language: DocumentLanguage = DocumentLanguage.BOTH


def paper_sheet(sheet: PaperSheet) -> Document:
    """The sheet as a document, for Word or for print."""
    say = Wording(sheet.language)
    method = say.text(sheet.scheme.method(sheet.method).title)
    title = f"{say.label('paper.title')}  {method}"
    return Document(
        title=title,
        subject=f"{sheet.label} {sheet.name}".strip(),
        language=sheet.language,
        author=sheet.assessor.name.both,
        made_at=sheet.made_at,
        head_left=f"{sheet.round.society.of(say.main)}  {sheet.round.title.of(say.main)}",
        head_right=f"{sheet.label}  {sheet.number}",
        notice=round_notice(sheet.round),
        foot=(f"{say.label('paper.number')} {sheet.number}", say.label("paper.foot")),
        page_words=say.label("word.page", page="{page}", pages="{pages}"),
        blocks=tuple(_blocks(sheet, title, say)),
    )


def _blocks(sheet: PaperSheet, title: str, say: Wording) -> Iterator[Block]:
    yield Heading(title, 0)
    facts = [
        (say.label("fact.candidate"), sheet.name),
        (
            say.label("paper.code") if sheet.paper is not None and sheet.paper.blind else say.label("fact.number"),
            sheet.label,
        ),
        (say.label("fact.grade"), grade_name(sheet.scheme.grade(sheet.case.grade), say)),
        (say.label("fact.field"), sheet.case.field),
        (say.label("fact.assessor"), sheet.assessor.name.both),
        (say.label("paper.number"), sheet.number),
    ]
    yield fact_table(title, [(label, value) for label, value in facts if value])
    yield words(say.sentence("paper.how_points" if sheet.paper is not None else "paper.how_levels"), Style.NOTE)
    if sheet.paper is not None:
        yield _points(sheet.paper, say)
    else:
        yield from _levels(sheet, say)
    yield _signature(sheet, say)


def _levels(sheet: PaperSheet, say: Wording) -> Iterator[Block]:
    scheme = sheet.scheme
    grade = scheme.grade(sheet.case.grade)
    rule = grade.method(sheet.method)
    scale = [
        row(cell(str(each.value), bold=True, align=Align.CENTRE), say.text(each.label), say.text(each.anchor))
        for each in scheme.levels
    ]
    scale.append(row(cell("N", bold=True, align=Align.CENTRE), say.text(scheme.not_sought), ""))
    yield Table(
        say.label("column.level"),
        (8, 26, 66),
        (heads(say.label("column.level"), "", say.label("paper.anchor")), *scale),
        together=True,
    )
    steps = [*(str(each.value) for each in scheme.levels), "N"]
    boxes = "   ".join(f"{BOX} {step}" for step in steps)
    for aspect in scheme.aspects:
        if rule is None or aspect.id not in rule.covers:
            continue
        yield Heading(f"{aspect.id}  {say.text(aspect.title)}", 2)
        lines: list[Row] = []
        for indicator in grade.indicators_of(aspect.id):
            asked = Cell(tuple(_asked(scheme, indicator, say)))
            tick = Cell((Paragraph((Run(boxes),), Style.CELL),), Align.CENTRE)
            lines.append(Row((asked, tick)))
            free = Paragraph((Run(say.label("paper.evidence"), tone=Tone.QUIET, small=True),), Style.CELL)
            lines.append(Row((Cell((free,), columns=2),), _COMMENT_MM))
        yield Table(say.text(aspect.title), (56, 44), tuple(lines), heads=0, together=True)
    if sheet.overall:
        needed = rule is not None and wants_overall(scheme, rule)
        label = say.label("word.overall") if needed else say.label("paper.overall_if_given")
        choices = "     ".join(f"{BOX} {at} {say.text(choice.title)}" for at, choice in enumerate(sheet.overall, 1))
        yield Table(label, (100,), (heads(label), row(choices)), together=True)


def _asked(scheme: Scheme, indicator: Indicator, say: Wording) -> Iterator[Paragraph]:
    yield Paragraph((Run(indicator_name(indicator, say), bold=True),), Style.CELL)
    for level, anchor in indicator.anchors:
        if any(step.value == level for step in scheme.levels):
            yield Paragraph((Run(f"{level}  {say.text(anchor)}", tone=Tone.QUIET, small=True),), Style.CELL)


def _points(paper: Paper, say: Wording) -> Table:
    lines = [
        heads(
            say.label("paper.question"),
            say.label("column.aspect"),
            say.label("paper.maximum"),
            say.label("paper.points"),
            say.label("paper.second"),
        )
    ]
    sections = {section.id: section for section in paper.sections}
    for aspect in paper.aspects:
        asked = [question for question in paper.questions if question.aspect == aspect]
        for question in asked:
            section = f"{say.text(sections[question.section].title)}  " if question.section in sections else ""
            who = Cell(
                (
                    Paragraph((Run(f"{question.id}  {say.text(question.title)}", bold=True),), Style.CELL),
                    Paragraph((Run(section.strip(), tone=Tone.QUIET, small=True),), Style.CELL),
                )
            )
            most = cell(plain_text(question.maximum), align=Align.CENTRE)
            lines.append(Row((who, cell(aspect, align=Align.CENTRE), most, cell(""), cell("")), _POINTS_MM))
        total = say.label("paper.sum", aspect=aspect)
        whole = cell(plain_text(paper.maximum(aspect)), bold=True, align=Align.CENTRE, fill=Fill.BAND)
        lines.append(
            Row(
                (
                    cell(total, bold=True, fill=Fill.BAND),
                    cell(aspect, bold=True, align=Align.CENTRE, fill=Fill.BAND),
                    whole,
                    cell("", fill=Fill.BAND),
                    cell("", fill=Fill.BAND),
                ),
                _POINTS_MM,
            )
        )
    return Table(say.text(paper.title), (44, 14, 14, 14, 14), tuple(lines))


def _signature(sheet: PaperSheet, say: Wording) -> Table:
    labels = (say.label("fact.assessor"), say.label("paper.signature"), say.label("paper.date"))
    return Table(
        say.label("paper.signature"),
        (30, 42, 28),
        (heads(*labels), Row((cell(sheet.assessor.name.both), cell(""), cell("")), _SIGN_MM)),
        together=True,
    )
