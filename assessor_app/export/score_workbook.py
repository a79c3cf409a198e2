"""The workbook of one assessor: a matrix that reads well, and the list of every mark with its ids."""

from __future__ import annotations

from fractions import Fraction

from assessor_app.export.excel import write_workbook
from assessor_app.export.findings import choice_words
from assessor_app.export.marks_list import mark_rows, marks_sheet
from assessor_app.export.material import ScoreFile, head_line, notice, round_facts
from assessor_app.export.sheets import GridCell, Look, Sheet, Workbook, text_cell
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.dossier import Case
from assessor_app.models.marks import SHEET, Part, SheetState
from assessor_app.models.marks import Sheet as ScoreSheet


def score_workbook(file: ScoreFile, language: DocumentLanguage) -> bytes:
    """All of an assessor's marks as a .xlsx file. Raises `TextTooLong`."""
    say, envelope = Wording(language), file.record.envelope
    name = envelope.sender.name.both
    cases = [(case, [(sheet, name, sheet.counted) for sheet in file.sheets_of(case.id)]) for case in file.cases]
    rows = mark_rows(file.scheme, cases)
    return write_workbook(
        Workbook(
            title=say.label("title.score_workbook"),
            subject=name,
            language=language,
            author=name,
            made_at=envelope.made_at,
            notice=notice(envelope),
            head_left=head_line(envelope, say),
            foot_left=f"{envelope.serial}  SHA-256 {file.record_sha256}",
            scheme=f"{file.scheme.id} {file.scheme.version}",
            sheets=(_matrix(file, say), marks_sheet(rows, say)),
        )
    )


def _matrix(file: ScoreFile, say: Wording) -> Sheet:
    """One row per case and method, one column per indicator that any of the cases' grades has."""
    subjects = _subjects(file)
    facts = fact_rows(
        [
            *round_facts(file.record.envelope, file.scheme, say),
            (say.label("fact.assessor"), file.record.envelope.sender.name.both),
            (say.label("fact.case_package"), file.record.case_package),
            (say.label("fact.serial"), file.record.envelope.serial),
            (say.label("fact.made_at"), moment(file.record.envelope.made_at)),
            (say.label("fact.scheme_hash"), file.record.envelope.round.scheme_hash),
            (say.label("fact.record_hash"), file.record_sha256),
        ]
    )
    top: list[tuple[GridCell | None, ...]] = [(GridCell(say.label("title.score_workbook"), Look.TITLE),)]
    if notice(file.record.envelope):
        top.append((GridCell(notice(file.record.envelope), Look.NOTICE),))
    top += [*facts, (GridCell(say.label("note.levels_short"), Look.NOTE),), ()]
    head = [say.label(key) for key in ("fact.number", "fact.candidate", "column.grade", "column.method", "fact.state")]
    labels = tuple(GridCell(each, Look.HEAD) for each in (*head, *subjects, say.label("heading.overall")))
    lines = [_line(file, case, sheet, subjects, say) for case in file.cases for sheet in file.sheets_of(case.id)]
    rows = (*top, labels, *lines)
    return Sheet(
        name=say.label("sheet.overview"),
        rows=tuple(rows),
        widths=(14, 22, 9, 14, 12, *(6 for _ in subjects), 20),
        freeze=(len(top) + 1, 2),
        repeat=(len(top) + 1, len(top) + 1),
    )


def fact_rows(facts: list[tuple[str, str]]) -> list[tuple[GridCell | None, ...]]:
    """Facts one to a line: label, and after an empty column, into which a long label runs on, the value."""
    return [(GridCell(label, Look.FACT_LABEL), None, GridCell(value, Look.FACT)) for label, value in facts]


def _subjects(file: ScoreFile) -> tuple[str, ...]:
    """Indicators of all grades that occur, in the order of the aspects; then the aspects themselves, if papers were marked."""
    found: dict[str, None] = {}
    for aspect in file.scheme.aspects:
        for case in file.cases:
            found.update(dict.fromkeys(item.id for item in file.scheme.grade(case.grade).indicators_of(aspect.id)))
    papers = [sheet for sheet in file.record.sheets if file.scheme.method(sheet.key.method).marks == "percent"]
    covered = {mark.subject for sheet in papers for mark in sheet.marks if mark.part is Part.PERCENT}
    found.update((aspect.id, None) for aspect in file.scheme.aspects if aspect.id in covered)
    return tuple(found)


def _line(
    file: ScoreFile, case: Case, sheet: ScoreSheet, subjects: tuple[str, ...], say: Wording
) -> tuple[GridCell | None, ...]:
    locked = sheet.state is SheetState.LOCKED
    marks = tuple(_mark(sheet, subject) if locked else GridCell(None, Look.LEVEL) for subject in subjects)
    return (
        text_cell(case.candidate.number),
        text_cell(case.candidate.name.both),
        GridCell(case.grade),
        GridCell(say.text(file.scheme.method(sheet.key.method).title)),
        GridCell(say.label(f"state.{sheet.state}")),
        *marks,
        GridCell(choice_words(file.scheme, sheet.key.method, sheet.value(SHEET, Part.OVERALL), say)),
    )


def _mark(sheet: ScoreSheet, subject: str) -> GridCell:
    value = sheet.value(subject, Part.LEVEL) or sheet.value(subject, Part.PERCENT)
    number = value.replace(".", "", 1).replace("/", "", 1).isdigit()
    return GridCell(Fraction(value) if number else value or None, Look.LEVEL)
