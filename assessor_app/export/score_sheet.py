"""The score sheet of one assessor for one case: every mark with its anchor, comment and evidence, and what the
assessor declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor_app.export.findings import choice_words
from assessor_app.export.material import (
    ScoreFile,
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
from assessor_app.export.signatures import signature_table
from assessor_app.export.word import write_document
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.dossier import Case, DocumentKind
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import NOT_SOUGHT, SHEET, Note, NoteKind, Part, Pin, Sheet, SheetState, Tie
from assessor_app.models.numbers import percent_shown, plain_text
from assessor_app.models.scheme import Indicator, Scheme
from assessor_app.models.written import paper_of

_WIDTHS = (25, 9, 27, 39)


def score_sheet(file: ScoreFile, case: CaseId, language: DocumentLanguage) -> bytes:
    """The score sheet of `case` as a .docx file."""
    say, record = Wording(language), file.record
    subject = file.case(case)
    blocks: list[Block] = [
        Heading(say.label("title.score_sheet"), 0),
        Paragraph((Run(_who(subject)),), Style.LEAD),
        fact_table(say.label("heading.facts"), _facts(file, subject, say)),
        words(say.sentence("note.levels", ns=NOT_SOUGHT), Style.NOTE),
    ]
    for sheet in file.sheets_of(case):
        blocks += _sheet(file, subject, sheet, say)
    blocks += _interview(file, subject, say)
    blocks += _notes(file, case, say)
    blocks += _answers(file, case, say)
    blocks += _declaration(file, case, say)
    blocks += [
        Heading(say.label("heading.record")),
        record_table(record.envelope, file.record_sha256, say),
        words(say.sentence("note.record"), Style.NOTE, keep_next=True),
        signature_table(
            say,
            [(record.envelope.sender.name.both, say.label("role.assessor"), "meaning.scored")],
            record.envelope.made_at,
        ),
    ]
    title = f"{say.label('title.score_sheet')} {subject.candidate.number}"
    return write_document(
        document(title, subject.candidate.name.both, record.envelope, file.record_sha256, say, blocks)
    )


def _who(case: Case) -> str:
    return f"{case.candidate.number}  {case.candidate.name.both}  {case.grade}"


def _facts(file: ScoreFile, case: Case, say: Wording) -> list[tuple[str, str]]:
    sender = file.record.envelope.sender
    return [
        *round_facts(file.record.envelope, file.scheme, say),
        *candidate_facts(case, file.scheme, say),
        (say.label("fact.assessor"), sender.name.both),
        (say.label("fact.rank"), say.label(f"rank.{sender.rank}")),
        (say.label("fact.case"), case.id),
        (say.label("fact.case_package"), file.record.case_package),
    ]


def _sheet(file: ScoreFile, case: Case, sheet: Sheet, say: Wording) -> Iterator[Block]:
    method = file.scheme.method(sheet.key.method)
    yield Heading(say.text(method.title))
    yield Paragraph((Run(sheet_state(sheet, say)),), Style.NOTE, keep_next=True)
    if sheet.reason:
        yield words(f"{say.before(say.label('heading.reason'))}{sheet_reason(file.scheme, sheet, say)}", Style.NOTE)
    if sheet.state is not SheetState.LOCKED:
        return
    if method.marks == "percent":
        yield _percent_table(file.scheme, case, sheet, say)
        yield from _points_table(file.scheme, case, sheet, say)
    else:
        yield _level_table(file, case, sheet, say)
    origin = sheet.value(SHEET, Part.ORIGIN)
    if origin:
        yield words(say.label(f"origin.{origin}"), Style.NOTE)
    overall = sheet.value(SHEET, Part.OVERALL)
    if overall:
        yield Paragraph(
            (
                Run(say.before(say.label("heading.overall")), bold=True),
                Run(choice_words(file.scheme, sheet.key.method, overall, say)),
            ),
        )
    comment = sheet.value(SHEET, Part.COMMENT)
    if comment:
        yield Paragraph((Run(say.before(say.label("heading.comment")), bold=True), Run(comment)))


def sheet_state(sheet: Sheet, say: Wording) -> str:
    """Where a sheet stands, on one line: state, version, time of locking, counted or not."""
    said = [
        say.label(f"state.{sheet.state}"),
        f"{say.label('fact.version')} {sheet.version}",
        say.label("word.counted" if sheet.counted else "word.not_counted"),
    ]
    if sheet.locked_at:
        said.insert(1, f"{say.label('fact.locked_at')} {moment(sheet.locked_at)}")
    return "    ".join(said)


def _level_table(file: ScoreFile, case: Case, sheet: Sheet, say: Wording) -> Table:
    scheme = file.scheme
    grade = scheme.grade(case.grade)
    rule = grade.method(sheet.key.method)
    lines: list[Row] = [
        heads(
            say.label("column.indicator"),
            say.label("column.level"),
            say.label("column.anchor"),
            say.label("column.comment"),
        )
    ]
    for aspect in scheme.aspects:
        if rule is not None and aspect.id not in rule.covers:
            continue
        lines.append(_band(scheme, aspect.id, sheet, say))
        lines += [_level_row(file, case, sheet, indicator, say) for indicator in grade.indicators_of(aspect.id)]
    return Table(say.text(scheme.method(sheet.key.method).title), _WIDTHS, tuple(lines))


def _band(scheme: Scheme, aspect: str, sheet: Sheet, say: Wording) -> Row:
    runs = [Run(aspect_name(scheme, aspect, say), bold=True)]
    confidence = sheet.value(aspect, Part.CONFIDENCE)
    if confidence:
        runs.append(Run(f"    {say.label(f'confidence.{confidence}')}", tone=Tone.QUIET))
    comment = sheet.value(aspect, Part.COMMENT)
    if comment:
        runs.append(Run(f"    {comment}"))
    return Row((Cell((Paragraph(tuple(runs), Style.CELL, keep_next=True),), fill=Fill.BAND, columns=4),))


def _level_row(file: ScoreFile, case: Case, sheet: Sheet, indicator: Indicator, say: Wording) -> Row:
    level = sheet.value(indicator.id, Part.LEVEL)
    comment = sheet.value(indicator.id, Part.COMMENT)
    paragraphs = [Paragraph((Run(comment),), Style.CELL)] if comment else []
    pins = [pin for pin in file.record.pins if (pin.case, pin.indicator) == (case.id, indicator.id) and not pin.removed]
    paragraphs += [pin_line(case, pin, say, own=True) for pin in pins]
    anchor = say.long(file.scheme.anchor(indicator, int(level))) if level.isdigit() else ""
    return row(
        cell(indicator_name(indicator, say)),
        cell(
            level or "–",
            bold=True,
            align=Align.CENTRE,
            figure=figure_name("mark", sheet.key.method, indicator.id),
        ),
        cell(anchor, tone=Tone.QUIET),
        Cell(tuple(paragraphs) or (Paragraph((), Style.CELL),)),
    )


def pin_line(case: Case, pin: Pin, say: Wording, *, own: bool) -> Paragraph:
    """Where the evidence lies. The assessor's note on it is printed on their `own` sheet only."""
    paper = next((each for each in case.documents if each.id == pin.document), None)
    name = paper.name if paper else pin.document
    paged = paper is None or paper.kind in (DocumentKind.PDF, DocumentKind.IMAGE, DocumentKind.OTHER)
    place = say.label("word.page_from" if paged else "word.form_block", page=str(pin.page + 1))
    quote = f" “{pin.quote}”" if pin.quote else ""
    note = f" ({pin.note})" if own and pin.note else ""
    said = f"{say.before(say.label('heading.evidence'))}{name} {place}{quote}{note}"
    return Paragraph((Run(said, tone=Tone.QUIET, small=True),), Style.CELL)


def _percent_table(scheme: Scheme, case: Case, sheet: Sheet, say: Wording) -> Table:
    rule = scheme.grade(case.grade).method(sheet.key.method)
    cut = f"{rule.pass_mark}%" if rule is not None and rule.pass_mark is not None else "–"
    lines = [
        heads(
            say.label("column.aspect"),
            say.label("column.percent"),
            say.label("column.pass_mark"),
            say.label("column.comment"),
        )
    ]
    for aspect in rule.covers if rule is not None else ():
        percent = sheet.value(aspect, Part.PERCENT)
        lines.append(
            row(
                cell(aspect_name(scheme, aspect, say)),
                cell(
                    f"{percent_shown(percent)}%" if percent else "–",
                    bold=True,
                    align=Align.CENTRE,
                    figure=figure_name("mark", sheet.key.method, aspect),
                ),
                cell(cut, align=Align.CENTRE),
                cell(sheet.value(aspect, Part.COMMENT)),
            )
        )
    return Table(say.text(scheme.method(sheet.key.method).title), (30, 14, 14, 42), tuple(lines))


def _interview(file: ScoreFile, case: Case, say: Wording) -> list[Block]:
    """When the interview was held and who was there beside the panel."""
    held = next((each for each in file.record.interviews if each.case == case.id), None)
    if held is None:
        return []
    facts: list[tuple[str, str]] = []
    if held.moments:
        facts.append((say.label("fact.began"), moment(held.moments[0].at)))
        facts.append((say.label("fact.ended"), moment(held.moments[-1].at)))
        minutes, seconds = divmod(held.moments[-1].elapsed, 60)
        facts.append((say.label("fact.heard"), f"{minutes}:{seconds:02}"))
    there = held.attendance
    if there is not None:
        checked = say.label(f"identity.{there.identity}") if there.identity is not None else say.label("identity.none")
        facts.append((say.label("fact.identity"), checked))
        facts.append((say.label("fact.interpreter"), there.interpreter or "–"))
        observers = [f"{each.name} ({each.role})" if each.role else each.name for each in there.observers]
        facts.append((say.label("fact.observers"), say.listed(observers) if observers else "–"))
    return [Heading(say.label("heading.interview")), fact_table(say.label("heading.interview"), facts)]


def _points_table(scheme: Scheme, case: Case, sheet: Sheet, say: Wording) -> Iterator[Table]:
    """The points of each question, where a paper was marked question by question."""
    paper = paper_of(scheme, case.grade, sheet.key.method)
    found = {mark.subject: mark.value for mark in sheet.marks if mark.part is Part.POINTS and mark.value}
    if paper is None or not found:
        return
    head = heads(
        say.label("paper.question"), say.label("column.aspect"), say.label("paper.points"), say.label("paper.maximum")
    )
    lines = [
        row(
            cell(f"{question.id} {say.text(question.title)}"),
            cell(question.aspect, align=Align.CENTRE),
            cell(
                found.get(question.id, "–"),
                bold=True,
                align=Align.CENTRE,
                figure=figure_name("points", sheet.key.method, question.id),
            ),
            cell(plain_text(question.maximum), align=Align.CENTRE),
        )
        for question in paper.questions
    ]
    yield Table(say.text(paper.title), (52, 16, 16, 16), (head, *lines))


def _notes(file: ScoreFile, case: CaseId, say: Wording) -> list[Block]:
    mine = [note for note in file.record.notes if note.case == case and not note.removed]
    if not mine:
        return []
    lines = [heads(say.label("column.time"), say.label("column.indicator"), say.label("column.note"))]
    lines += [row(moment(note.at), note.indicator or "–", f"{_spoken(note, say)}{note.text}") for note in mine]
    return [Heading(say.label("heading.notes")), Table(say.label("heading.notes"), (24, 12, 64), tuple(lines))]


def _answers(file: ScoreFile, case: CaseId, say: Wording) -> list[Block]:
    """What the chair asked of single items, and what the assessor answers."""
    mine = [answer for answer in file.record.answers if answer.item.case == case]
    if not mine:
        return []
    lines = [heads(say.label("column.indicator"), say.label("column.asked"), say.label("column.answered"))]
    for answer in mine:
        method = say.text(file.scheme.method(answer.item.method).title)
        lines.append(
            row(
                f"{answer.item.subject}  {method}",
                f"{answer.item.comment}  {moment(answer.item.at)}",
                f"{answer.text}  {moment(answer.at)}",
            )
        )
    return [Heading(say.label("heading.answers")), Table(say.label("heading.answers"), (20, 40, 40), tuple(lines))]


def _spoken(note: Note, say: Wording) -> str:
    """What stands before a question or an answer; a remark needs nothing."""
    return "" if note.kind is NoteKind.REMARK else say.before(say.label(f"kind.{note.kind}"))


def _declaration(file: ScoreFile, case: CaseId, say: Wording) -> list[Block]:
    mine = [each for each in file.record.declarations if each.case == case]
    blocks: list[Block] = [Heading(say.label("heading.declaration"))]
    if not mine:
        return [*blocks, words(say.sentence("note.no_declaration"))]
    last = max(mine, key=lambda each: each.at)
    return [
        *blocks,
        Paragraph((Run(say.label(f"tie.{last.tie}"), bold=True), Run(f"    {moment(last.at)}", tone=Tone.QUIET))),
        *[words(f"– {tie_words(file.scheme, code, say)}") for code in last.reasons if last.tie is not Tie.NONE],
        words(last.statement, Style.NOTE),
    ]


def sheet_reason(scheme: Scheme, sheet: Sheet, say: Wording) -> str:
    """Why a sheet stands as it does: an assessor's words, or the ties for which they stood aside."""
    codes = [code.strip() for code in sheet.reason.split(",")]
    if sheet.state is SheetState.RECUSED and set(codes) <= {code for code, _, _ in scheme.ties}:
        return say.listed([tie_words(scheme, code, say) for code in codes])
    return sheet.reason


def tie_words(scheme: Scheme, code: str, say: Wording) -> str:
    """What a tie's code stands for in the scheme."""
    return next((say.text(wording) for known, wording, _ in scheme.ties if known == code), code)
