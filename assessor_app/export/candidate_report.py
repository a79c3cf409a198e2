"""The report on one candidate: what the rule says, what the panel recommends, and every step between a mark and the outcome.

Fit to be shown to the applicant: assessors appear by letter (the minutes hold the key), nobody's private notes appear at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assessor_app.export.findings import (
    agreed_level,
    choice_words,
    departs,
    flag_words,
    outcome_words,
    reason_words,
    recommendation_words,
    settlement_words,
)
from assessor_app.export.material import (
    CaseFile,
    ResultFile,
    aspect_name,
    candidate_facts,
    document,
    fact_table,
    indicator_name,
    record_table,
    round_facts,
)
from assessor_app.export.report import (
    Align,
    Bar,
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
from assessor_app.export.score_sheet import pin_line
from assessor_app.export.signatures import signature_table
from assessor_app.export.word import write_document
from assessor_app.export.wording import DocumentLanguage, Wording, describe
from assessor_app.models.consolidation import Stand
from assessor_app.models.derivation import AspectResult, Node, Step
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import NOT_SOUGHT, SHEET, Part, Sheet, SheetState
from assessor_app.models.numbers import decimal_text, percent_shown, plain_text
from assessor_app.models.scheme import Indicator, SchemeKind

_PLACES = 4
_FULL = Fraction(100)


def candidate_report(result: ResultFile, case: CaseId, language: DocumentLanguage) -> bytes:
    """The report on `case` as a .docx file."""
    say, file = Wording(language), result.file(case)
    envelope = result.record.envelope
    blocks: list[Block] = [
        Heading(say.label("title.candidate_report"), 0),
        Paragraph(
            (Run(f"{file.case.candidate.number}  {file.case.candidate.name.both}  {file.case.grade}"),), Style.LEAD
        ),
        *report_blocks(result, case, say),
    ]
    title = f"{say.label('title.candidate_report')} {file.case.candidate.number}"
    return write_document(document(title, file.case.candidate.name.both, envelope, result.record_sha256, say, blocks))


def report_blocks(result: ResultFile, case: CaseId, say: Wording) -> list[Block]:
    """The report without its title: from the facts to the signature."""
    file, envelope = result.file(case), result.record.envelope
    blocks: list[Block] = [
        fact_table(
            say.label("heading.facts"),
            [*round_facts(envelope, result.scheme, say), *candidate_facts(file.case, result.scheme, say)],
        ),
        Heading(say.label("heading.outcome")),
        *_outcome(result, file, say),
    ]
    if file.outcome.state not in ("absent", "withdrawn"):
        blocks += [
            Heading(say.label(_aspects_title(result))),
            *_aspects(result, file, say),
            *_levels(result, file, say),
            *_flags(result, file, say),
            *_comments(result, file, say),
            Heading(say.label("heading.derivation")),
            words(say.sentence("note.derivation"), Style.NOTE),
            *_called(result, file, say),
            *_derivation(result, file, say),
        ]
    blocks += [*_votes(result, file, say), Heading(say.label("heading.record"))]
    blocks += [
        record_table(envelope, result.record_sha256, say),
        words(say.sentence("note.record"), Style.NOTE, keep_next=True),
        signature_table(
            say, [(envelope.sender.name.both, say.label("role.chair"), "meaning.recommended")], envelope.made_at
        ),
    ]
    return blocks


def _called(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    """Which of the assessors below was called in by the chair, on what, and why."""
    for one in result.record.called:
        if one.case == file.case.id:
            said = say.label(
                "word.called_in_report",
                letter=result.letters.get(one.assessor, one.assessor),
                method=say.text(result.scheme.method(one.method).title),
                reason=one.reason,
            )
            yield words(said, Style.NOTE)


# --- outcome ----------------------------------------------------------------------------------------------------------


def _outcome(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    departed = departs(file)
    lines = [
        row(
            _label(say.label("column.rule_says")),
            cell(outcome_words(file, say), bold=True, figure=figure_name("outcome")),
        ),
        row(
            _label(say.label("column.panel_recommends")),
            Cell(
                (Paragraph(tuple(_recommended(result, file, say)), Style.CELL),),
                fill=Fill.WARN if departed else Fill.NONE,
            ),
        ),
    ]
    if result.scheme.weighted is not None and file.evaluation.total is not None:
        lines.append(
            row(
                _label(say.label("word.total")),
                Cell(
                    (
                        Paragraph(
                            (
                                Run(
                                    decimal_text(file.evaluation.total, _PLACES), bold=True, figure=figure_name("total")
                                ),
                                Run(
                                    f"    {say.label('word.pass_line', cut=plain_text(result.scheme.weighted.total_cut))}"
                                ),
                            ),
                            Style.CELL,
                        ),
                    )
                ),
            )
        )
    yield Table(say.label("heading.outcome"), (26, 74), tuple(lines), heads=0, plain=True)
    recommendation = file.outcome.recommendation
    if recommendation is not None and recommendation.reason:
        key = "heading.departure_reason" if departed else "heading.panel_reason"
        yield Paragraph((Run(say.before(say.label(key)), bold=True), Run(recommendation.reason)))
    if file.evaluation.reasons and file.outcome.state not in ("absent", "withdrawn"):
        yield Paragraph((Run(say.label("heading.reasons"), bold=True),), keep_next=True)
        for reason in file.evaluation.reasons:
            yield words(f"– {reason_words(result.scheme, file.case.grade, reason, say)}", Style.ITEM)


def _recommended(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Run]:
    yield Run(recommendation_words(result, file, say), bold=True, figure=figure_name("recommendation"))
    if departs(file):
        yield Run("    ")
        yield Run(say.label("word.departs"), bold=True, tone=Tone.WARN, figure=figure_name("departs"))


def _label(text: str) -> Cell:
    return cell(text, tone=Tone.QUIET, fill=Fill.BAND)


# --- aspects ----------------------------------------------------------------------------------------------------------


def _aspects(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    weighted = result.scheme.kind is SchemeKind.WEIGHTED
    labels = ("column.score", "column.floor") if weighted else ("column.at_threshold", "column.needed")
    head = heads(
        say.label("column.aspect"),
        *(say.label(label) for label in labels),
        say.label("column.result"),
        say.label("column.bar"),
    )
    lines = [head, *(_aspect_row(result, aspect, say) for aspect in file.evaluation.aspects)]
    yield Table(say.label(_aspects_title(result)), (30, 12, 11, 19, 28), tuple(lines), together=True)


def _aspects_title(result: ResultFile) -> str:
    return "heading.aspects" if result.scheme.kind is SchemeKind.WEIGHTED else "heading.areas"


def _aspect_row(result: ResultFile, aspect: AspectResult, say: Wording) -> Row:
    name = aspect_name(result.scheme, aspect.aspect, say)
    verdict = _verdict(result, aspect, say)
    if result.scheme.kind is SchemeKind.WEIGHTED:
        value = decimal_text(aspect.score, _PLACES) if aspect.score is not None else "–"
        cut = plain_text(aspect.floor) if aspect.floor is not None else "–"
        bar = _bar(aspect.score, _FULL, aspect.floor, aspect.passed, f"{name}: {value} / 100, {verdict}")
    else:
        of = Fraction(aspect.of or 0)
        value = f"{aspect.at_threshold} / {aspect.of}" if aspect.at_threshold is not None else "–"
        cut = str(aspect.needed) if aspect.needed is not None else "–"
        shown = None if aspect.at_threshold is None or not of else Fraction(aspect.at_threshold)
        bar = _bar(shown, of, _fraction(aspect.needed), aspect.passed, f"{name}: {value}, {verdict}")
    failed = aspect.passed is False
    return row(
        cell(name),
        cell(value, bold=True, align=Align.END, figure=figure_name("aspect", aspect.aspect)),
        cell(cut, align=Align.END),
        cell(verdict, bold=failed, tone=Tone.BAD if failed else Tone.INK, figure=figure_name("passed", aspect.aspect)),
        Cell((), bar=bar) if bar else cell(""),
    )


def _verdict(result: ResultFile, aspect: AspectResult, say: Wording) -> str:
    if aspect.passed is None:
        return say.label("word.open")
    kind = "floor" if result.scheme.kind is SchemeKind.WEIGHTED else "area"
    return say.label(f"verdict.{kind}_{'met' if aspect.passed else 'not_met'}")


def _bar(value: Fraction | None, full: Fraction, cut: Fraction | None, passed: bool | None, says: str) -> Bar | None:  # noqa: FBT001 (None is a third state)
    return None if value is None else Bar(value, full, cut, says, passed)


def _fraction(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


# --- levels -----------------------------------------------------------------------------------------------------------


def _levels(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    yield Heading(say.label("heading.levels"))
    yield words(say.sentence("note.levels", ns=NOT_SOUGHT), Style.NOTE, keep_next=True)
    for method in result.scheme.methods:
        sheets = [sheet for sheet in file.sheets if sheet.key.method == method.id and sheet.state is SheetState.LOCKED]
        if not sheets:
            continue
        sheets.sort(key=lambda sheet: result.letters.get(sheet.key.assessor, sheet.key.assessor))
        yield Heading(say.text(method.title), 2)
        yield _percents(result, file, sheets, say) if method.marks == "percent" else _matrix(result, file, sheets, say)
        yield from _overall(result, sheets, say)


def _matrix(result: ResultFile, file: CaseFile, sheets: list[Sheet], say: Wording) -> Table:
    method, scheme = sheets[0].key.method, result.scheme
    panel = panel_levels(file.evaluation.derivation, method)
    # Where nothing was agreed on there is no column for it.
    settled = any(each.method == method and each.level is not None for each in file.outcome.agreed)
    columns = [_letter_head(result, sheet, say) for sheet in sheets]
    head = Row(
        (
            *heads(say.label("column.indicator")).cells,
            *heads(*columns, say.label("column.panel_level"), align=Align.CENTRE).cells,
            *(heads(say.label("column.agreed")).cells if settled else ()),
        )
    )
    lines = [head]
    rule = scheme.grade(file.case.grade).method(method)
    for aspect in scheme.aspects:
        if rule is not None and aspect.id not in rule.covers:
            continue
        required = scheme.grade(file.case.grade).required_level(aspect.id)
        wanted = "" if required is None else f"    {say.label('word.required')} {plain_text(required)}"
        lines.append(_band(f"{aspect_name(scheme, aspect.id, say)}{wanted}", len(sheets) + 2 + int(settled)))
        lines += [
            _matrix_row(result, file, sheets, indicator, panel.get(indicator.id), say, settled=settled)
            for indicator in scheme.grade(file.case.grade).indicators_of(aspect.id)
        ]
    each = max(6, 24 // len(sheets))
    widths = (40 if settled else 64, *(each for _ in sheets), 10, *((30,) if settled else ()))
    return Table(say.text(scheme.method(method).title), widths, tuple(lines))


def _letter_head(result: ResultFile, sheet: Sheet, say: Wording) -> str:
    name = result.letters.get(sheet.key.assessor, "?")
    return name if result.counts(sheet) else f"{name}\n({say.label('word.not_counted')})"


def _matrix_row(
    result: ResultFile,
    file: CaseFile,
    sheets: list[Sheet],
    indicator: Indicator,
    panel: Fraction | None,
    say: Wording,
    *,
    settled: bool,
) -> Row:
    method = sheets[0].key.method
    marks = [
        cell(
            sheet.value(indicator.id, Part.LEVEL) or "–",
            align=Align.CENTRE,
            tone=Tone.INK if result.counts(sheet) else Tone.QUIET,
            figure=figure_name("mark", method, indicator.id, result.letters.get(sheet.key.assessor, "x")),
        )
        for sheet in sheets
    ]
    agreed = agreed_level(file, method, indicator.id)
    reason = Cell((Paragraph((), Style.CELL),))
    if agreed is not None:
        runs = (
            Run(str(agreed.level), bold=True, figure=figure_name("agreed", method, indicator.id)),
            Run(f"  {agreed.reason}"),
        )
        reason = Cell((Paragraph(runs, Style.CELL),))
    level = "–" if panel is None else plain_text(panel)
    shown = cell(level, bold=True, align=Align.CENTRE, figure=figure_name("level", method, indicator.id))
    return row(cell(indicator_name(indicator, say)), *marks, shown, *((reason,) if settled else ()))


def panel_levels(node: Node, method: str) -> dict[str, Fraction]:
    """The panel level of each indicator in `method`, as the derivation has them."""
    found: dict[str, Fraction] = {}
    for step, at in walk(node):
        if step.step is Step.INDICATOR and step.value is not None and str(step.fact("method") or at) == method:
            found[step.subject] = step.value
    return found


def walk(node: Node, method: str = "") -> Iterator[tuple[Node, str]]:
    """Every node of a derivation, with the method it belongs to."""
    here = str(node.fact("method") or node.subject) if node.step is Step.METHOD else str(node.fact("method") or method)
    yield node, here
    for child in node.children:
        yield from walk(child, here)


def _percents(result: ResultFile, file: CaseFile, sheets: list[Sheet], say: Wording) -> Table:
    method = sheets[0].key.method
    rule = result.scheme.grade(file.case.grade).method(method)
    cut = "–" if rule is None or rule.pass_mark is None else f"{plain_text(rule.pass_mark)}%"
    columns = [_letter_head(result, sheet, say) for sheet in sheets]
    centred = heads(*columns, say.label("column.pass_mark"), align=Align.CENTRE)
    lines = [Row((*heads(say.label("column.aspect")).cells, *centred.cells))]
    for aspect in rule.covers if rule is not None else ():
        marks = [_percent(result, sheet, aspect) for sheet in sheets]
        lines.append(row(cell(aspect_name(result.scheme, aspect, say)), *marks, cell(cut, align=Align.CENTRE)))
    return Table(say.text(result.scheme.method(method).title), (40, *(14 for _ in sheets), 14), tuple(lines))


def _percent(result: ResultFile, sheet: Sheet, aspect: str) -> Cell:
    percent = sheet.value(aspect, Part.PERCENT)
    who = result.letters.get(sheet.key.assessor, "x")
    return cell(
        f"{percent_shown(percent)}%" if percent else "–",
        align=Align.CENTRE,
        figure=figure_name("mark", sheet.key.method, aspect, who),
    )


def _overall(result: ResultFile, sheets: list[Sheet], say: Wording) -> Iterator[Block]:
    said = [
        f"{say.before(result.letters.get(sheet.key.assessor, '?'))}{choice_words(result.scheme, sheet.key.method, overall, say)}"
        for sheet in sheets
        if (overall := sheet.value(SHEET, Part.OVERALL))
    ]
    if said:
        yield Paragraph((Run(say.before(say.label("heading.overall")), bold=True), Run("    ".join(said))))


# --- flags, comments, evidence ----------------------------------------------------------------------------------------


def _flags(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    yield Heading(say.label("heading.flags"))
    rows = [
        row(
            cell(say.label(f"flag.{flag.code}"), bold=True),
            flag_words(result.scheme, file.case.grade, flag, result.letters, say),
            settlement_words(file, flag, say),
        )
        for flag in file.flags
    ]
    if not rows:
        yield words(say.sentence("note.no_flags"))
        return
    head = heads(say.label("column.flag"), say.label("column.what"), say.label("flag.settled"))
    yield Table(say.label("heading.flags"), (14, 44, 42), (head, *rows))


def _comments(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    """What assessors wrote of each indicator, with where the evidence lies."""
    scheme = result.scheme
    lines: list[Row] = []
    for aspect in scheme.aspects:
        for indicator in scheme.grade(file.case.grade).indicators_of(aspect.id):
            remarks = [*_remarks(result, file, indicator.id, say), *_pins(file, indicator.id, say)]
            if remarks:
                lines += [_band(indicator_name(indicator, say), 3), *remarks]
    if lines:
        yield Heading(say.label("heading.comments"))
        head = heads(say.label("column.assessor"), say.label("column.level"), say.label("column.comment"))
        yield Table(say.label("heading.comments"), (20, 8, 72), (head, *lines))


def _band(text: str, columns: int) -> Row:
    """A row that names what the rows below it belong to, and stays with them."""
    return Row(
        (Cell((Paragraph((Run(text, bold=True),), Style.CELL, keep_next=True),), fill=Fill.BAND, columns=columns),)
    )


def _remarks(result: ResultFile, file: CaseFile, indicator: str, say: Wording) -> Iterator[Row]:
    order = {method.id: place for place, method in enumerate(result.scheme.methods)}
    sheets = [sheet for sheet in file.sheets if sheet.state is SheetState.LOCKED]
    sheets.sort(key=lambda sheet: (order[sheet.key.method], result.letters.get(sheet.key.assessor, "?")))
    for sheet in sheets:
        comment = sheet.value(indicator, Part.COMMENT)
        if comment:
            who = f"{say.text(result.scheme.method(sheet.key.method).title)} {result.letters.get(sheet.key.assessor, '?')}"
            level = sheet.value(indicator, Part.LEVEL)
            yield row(who, cell(level, align=Align.CENTRE), comment)


def _pins(file: CaseFile, indicator: str, say: Wording) -> Iterator[Row]:
    """Each place once, whoever pinned it."""
    seen: set[str] = set()
    for pin in sorted(file.pins, key=lambda pin: (pin.document, pin.page, pin.quote, pin.id)):
        if pin.indicator == indicator and pin.case == file.case.id and not pin.removed:
            line = pin_line(file.case, pin, say, own=False)
            if line.runs[0].text not in seen:
                seen.add(line.runs[0].text)
                yield Row((cell(""), cell(""), Cell((line,))))


# --- derivation and votes ---------------------------------------------------------------------------------------------


def _derivation(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    yield from derivation_steps(result, file.evaluation.derivation, say)


def derivation_steps(result: ResultFile, node: Node, say: Wording, depth: int = 0) -> Iterator[Paragraph]:
    """The derivation printed step by step. What stands on a step's own line gets none of its own: an indicator's marks, and the
    methods of a composite.
    """
    strong = node.step in _STRONG or node.fact("passed") is False
    said = Run(describe(_by_letter(node, result), result.scheme, say.language), bold=strong)
    yield Paragraph((Run("▪\t"), said) if depth else (said,), Style.STEP, indent=depth)
    if node.step not in (Step.INDICATOR, Step.COMPOSITE):
        for child in node.children:
            yield from derivation_steps(result, child, say, depth + 1)


def _by_letter(node: Node, result: ResultFile) -> Node:
    """The step with its marks in the order of the assessors' letters, as the tables above it have them."""
    if node.step is not Step.INDICATOR:
        return node
    order = {str(person): place for place, person in enumerate(result.letters)}
    return replace(node, children=tuple(sorted(node.children, key=lambda leaf: order.get(leaf.subject, len(order)))))


_STRONG = frozenset({Step.OUTCOME, Step.TOTAL, Step.ASPECT, Step.AREA})


def _votes(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[Block]:
    if not file.outcome.votes:
        return
    agree = sum(vote.stand is Stand.AGREE for vote in file.outcome.votes)
    dissent = len(file.outcome.votes) - agree
    yield Heading(say.label("heading.votes"))
    yield words(say.sentence("note.votes", agree=str(agree), dissent=str(dissent)))
    for vote in file.outcome.votes:
        if vote.stand is Stand.DISSENT:
            who = say.label("word.assessor", letter=result.letters.get(vote.member, "?"))
            yield words(f"– {say.before(who)}{vote.reason}", Style.ITEM)
