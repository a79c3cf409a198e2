"""The result workbook: summary, marks, consolidation, derivation and charts. Every figure is a live formula down to the marks."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from assessor_app.export.agreement_sheet import agreement_sheet
from assessor_app.export.derivation_sheet import UNASSESSED, Consolidation, Derivation, four_places
from assessor_app.export.excel import write_workbook
from assessor_app.export.findings import departs, flag_words, outcome_words, reason_words, recommendation_words
from assessor_app.export.marks_list import mark_rows, marks_sheet, places
from assessor_app.export.material import CaseFile, ResultFile, head_line, notice, round_facts
from assessor_app.export.score_workbook import fact_rows
from assessor_app.export.sheets import (
    Chart,
    GridCell,
    ListArea,
    Look,
    Sheet,
    Value,
    Workbook,
    area,
    head_rows,
    on,
    quoted,
    text_cell,
)
from assessor_app.export.sheets_list import sheets_sheet
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.consolidation import Stand
from assessor_app.models.derivation import AspectResult, Outcome
from assessor_app.models.scheme import SchemeKind

_BEFORE: Final = ("number", "candidate", "grade", "state", "rule_says", "total")
_AFTER: Final = ("recommended", "departs", "agree", "dissent")
_UNPRINTED: Final = ("case_id", "outcome", "recommendation")
"""Codes and ids, for programs; they stand to the right of what is printed."""
_REMARKS: Final = ("case_id", "number", "candidate", "recommended", "departure_reason", "reasons", "flags")
_MOST_CHARTS: Final = 6
_BARS: Final = 12
"""Candidates that one chart holds and still reads well."""


def result_workbook(result: ResultFile, language: DocumentLanguage) -> bytes:
    """The workbook of a panel's result as a .xlsx file. Raises `TextTooLong`."""
    say, envelope = Wording(language), result.record.envelope
    rows = mark_rows(
        result.scheme,
        [
            (
                file.case,
                [(sheet, result.member_name(sheet.key.assessor), result.counts(sheet)) for sheet in file.sheets],
            )
            for file in result.files
        ],
    )
    place = places(say.label("sheet.marks"), rows)
    consolidation = Consolidation(result, place, say)
    consolidated = consolidation.sheet()
    derivation = Derivation(result, place, consolidation, say)
    derived = derivation.sheet()
    summary = _summary(result, derivation, say)
    sheets = (
        summary,
        _remarks(result, say),
        sheets_sheet(result, say),
        marks_sheet(rows, say),
        consolidated,
        derived,
        agreement_sheet(result, say),
        _charts(result, summary, say),
    )
    return write_workbook(
        Workbook(
            title=say.label("title.result_workbook"),
            subject=say.text(result.panel.name),
            language=language,
            author=envelope.sender.name.both,
            made_at=envelope.made_at,
            notice=notice(envelope),
            head_left=head_line(envelope, say),
            foot_left=f"{envelope.serial}  SHA-256 {result.record_sha256}",
            scheme=f"{result.scheme.id} {result.scheme.version}",
            sheets=sheets,
        )
    )


# --- summary ----------------------------------------------------------------------------------------------------------


def codes_of(result: ResultFile) -> tuple[str, ...]:
    """The summary's columns: two per aspect, its figure and whether it reaches its cut."""
    each = (code for aspect in result.scheme.aspects for code in (f"aspect_{aspect.id}", f"passed_{aspect.id}"))
    return (*_BEFORE, *each, *_AFTER, *_UNPRINTED)


def _summary(result: ResultFile, derivation: Derivation, say: Wording) -> Sheet:
    envelope = result.record.envelope
    facts = [
        *round_facts(envelope, result.scheme, say),
        (say.label("fact.panel"), say.text(result.panel.name)),
        (say.label("fact.chair"), result.member_name(result.panel.chair)),
        (say.label("fact.serial"), envelope.serial),
        (say.label("fact.made_at"), moment(envelope.made_at)),
        (say.label("fact.scheme_hash"), envelope.round.scheme_hash),
        (say.label("fact.record_hash"), result.record_sha256),
    ]
    top: list[tuple[GridCell | None, ...]] = [(GridCell(say.label("title.result_workbook"), Look.TITLE),)]
    if notice(envelope):
        top.append((GridCell(notice(envelope), Look.NOTICE),))
    top += [*fact_rows(facts), (GridCell(say.label("note.summary_sheet"), Look.NOTE),), ()]
    codes = codes_of(result)
    labels, code_row = head_rows([(code, _label(result, code, say)) for code in codes])
    lines = [_line(result, file, derivation, codes, say) for file in result.files]
    head = len(top) + 2
    widths = {
        "number": 10,
        "candidate": 20,
        "rule_says": 15,
        "recommended": 18,
        "departs": 13,
        "case_id": 20,
        "recommendation": 14,
    }
    return Sheet(
        name=say.label("sheet.summary"),
        rows=(*top, labels, code_row, *lines),
        widths=tuple(float(widths.get(code, _width(code))) for code in codes),
        freeze=(head, 2),
        repeat=(head - 1, head),
        print_columns=len(codes) - len(_UNPRINTED),
        lists=(ListArea("summary", head, head + len(lines), len(codes)),),
    )


def _width(code: str) -> int:
    """English words for aspects and for "reached" are longer than the figures below them."""
    return {"aspect": 14, "passed": 9}.get(code.partition("_")[0], 10)


def _remarks(result: ResultFile, say: Wording) -> Sheet:
    """Reasons, flags and what the panel says to them: one row per case, wrapped."""
    name = say.label("sheet.remarks")
    labels, codes = head_rows([(code, say.label(f"summary.{code}")) for code in _REMARKS])
    lines = [_remark(result, file, say) for file in result.files]
    return Sheet(
        name=name,
        rows=((GridCell(name, Look.TITLE),), labels, codes, *lines),
        widths=(20, 10, 20, 18, 34, 44, 44),
        freeze=(3, 3),
        repeat=(2, 3),
        lists=(ListArea("remarks", 3, 3 + len(lines), len(_REMARKS)),),
    )


def _remark(result: ResultFile, file: CaseFile, say: Wording) -> tuple[GridCell | None, ...]:
    recommendation, subject = file.outcome.recommendation, file.case
    flags = (flag_words(result.scheme, subject.grade, flag, result.letters, say) for flag in file.flags)
    return (
        GridCell(subject.id, Look.ID),
        text_cell(subject.candidate.number),
        text_cell(subject.candidate.name.both),
        GridCell(recommendation_words(result, file, say), Look.STRONG),
        text_cell(recommendation.reason if recommendation else ""),
        GridCell("\n".join(_reasons(result, file, say))),
        GridCell("\n".join(flags)),
    )


def _label(result: ResultFile, code: str, say: Wording) -> str:
    kind, _, aspect = code.partition("_")
    if kind in ("aspect", "passed") and aspect in {each.id for each in result.scheme.aspects}:
        name = f"{aspect} {say.text(result.scheme.aspect(aspect).short)}"
        return name if kind == "aspect" else f"{aspect}\n{say.label('summary.passed')}"
    return say.label(f"summary.{code}")


def _line(
    result: ResultFile, file: CaseFile, derivation: Derivation, codes: tuple[str, ...], say: Wording
) -> tuple[GridCell | None, ...]:
    subject, outcome = file.case, file.outcome
    recommendation = outcome.recommendation
    agree = sum(vote.stand is Stand.AGREE for vote in outcome.votes)
    departed = departs(file)
    cells = {
        "case_id": GridCell(subject.id, Look.ID),
        "number": text_cell(subject.candidate.number),
        "candidate": text_cell(subject.candidate.name.both),
        "grade": GridCell(subject.grade),
        "state": GridCell(say.label(f"state.{outcome.state}")),
        **_worked_out(file, derivation, say),
        "recommendation": GridCell(recommendation.choice if recommendation else None),
        "recommended": GridCell(recommendation_words(result, file, say), Look.STRONG),
        "departs": GridCell(say.label("word.departs") if departed else None, Look.STRONG),
        "agree": GridCell(agree, Look.COUNT),
        "dissent": GridCell(len(outcome.votes) - agree, Look.COUNT),
    }
    return tuple(cells.get(code, GridCell(None)) for code in codes)


def _reasons(result: ResultFile, file: CaseFile, say: Wording) -> list[str]:
    if file.outcome.state in UNASSESSED:
        return []
    return [reason_words(result.scheme, file.case.grade, reason, say) for reason in file.evaluation.reasons]


def _worked_out(file: CaseFile, derivation: Derivation, say: Wording) -> dict[str, GridCell]:
    """Outcome, total and aspects, from the derivation; nothing of the kind for who was absent or withdrew."""
    case = file.case.id
    if case not in derivation.outcomes:
        return {"rule_says": GridCell(outcome_words(file, say), Look.STRONG)}
    outcome = derivation.outcomes[case]
    cells = {
        "outcome": GridCell(file.evaluation.outcome.value, Look.WORD, outcome),
        "rule_says": GridCell(
            say.label(f"outcome.{file.evaluation.outcome}"), Look.STRONG, _spoken(outcome, derivation.result, say)
        ),
    }
    if case in derivation.totals:
        cells["total"] = _figure(derivation.totals[case], file.evaluation.total, Look.STRONG_SCORE)
    for aspect in file.evaluation.aspects:
        cells[f"aspect_{aspect.aspect}"] = _aspect(derivation, file, aspect)
        passed: Value = "" if aspect.passed is None else int(aspect.passed)
        cells[f"passed_{aspect.aspect}"] = GridCell(passed, Look.COUNT, derivation.passes[case, aspect.aspect])
    return cells


def _aspect(derivation: Derivation, file: CaseFile, aspect: AspectResult) -> GridCell:
    reference = derivation.scores[file.case.id, aspect.aspect]
    if derivation.scheme.kind is SchemeKind.WEIGHTED:
        return _figure(reference, aspect.score, Look.SCORE)
    return GridCell(aspect.at_threshold or 0, Look.COUNT, reference)


def _figure(reference: str, value: Fraction | None, look: Look) -> GridCell:
    """A figure to four places, half up. Rounding to ten first takes away what the nearest double is off by."""
    shown = four_places(value)
    return GridCell("" if shown is None else shown, look, f'IF({reference}="","",ROUND(ROUND({reference},10),4))')


def _spoken(outcome: str, result: ResultFile, say: Wording) -> str:
    """The outcome's words, chosen by the formula's own outcome."""
    weighted = result.scheme.kind is SchemeKind.WEIGHTED
    known = (Outcome.PASS, Outcome.FAIL) if weighted else (Outcome.RECOMMEND, Outcome.NOT_RECOMMEND)
    said = quoted(say.label(f"outcome.{Outcome.INCOMPLETE}"))
    for each in reversed(known):
        said = f"IF({outcome}={quoted(each.value)},{quoted(say.label(f'outcome.{each}'))},{said})"
    return said


# --- charts -----------------------------------------------------------------------------------------------------------


def _charts(result: ResultFile, summary: Sheet, say: Wording) -> Sheet:
    """Aspects by candidate, a dozen candidates to a chart (more only where there are very many)."""
    name = say.label("sheet.charts")
    count = len(result.files)
    share = max(_BARS, -(-count // _MOST_CHARTS))
    charts = tuple(
        _chart(result, summary, say, start, min(start + share, count), place)
        for place, start in enumerate(range(0, count, share))
    )
    note = (GridCell(say.label("note.charts"), Look.NOTE),)
    return Sheet(name=name, rows=((GridCell(name, Look.TITLE),), note), widths=(12.0,) * 12, charts=charts)


def _chart(result: ResultFile, summary: Sheet, say: Wording, start: int, end: int, place: int) -> Chart:
    codes, listed = codes_of(result), summary.lists[0]
    first, last = listed.codes_row + 1 + start, listed.codes_row + end
    files = result.files[start:end]
    weighted = result.scheme.kind is SchemeKind.WEIGHTED
    series = tuple(
        (
            f"{aspect.id} {say.text(aspect.short)}",
            on(summary.name, area(codes.index(f"aspect_{aspect.id}"), first, last)),
            tuple(_shown(file, aspect.id) for file in files),
        )
        for aspect in result.scheme.aspects
    )
    labels = on(summary.name, area(codes.index("number"), first, last))
    most = (
        Fraction(100)
        if weighted
        else Fraction(max((value or 0 for _, _, values in series for value in values), default=1))
    )
    numbers = tuple(file.case.candidate.number for file in files)
    title = say.label("chart.aspects")
    return Chart(
        title=title,
        says=f"{title}: {say.listed(list(numbers))}",
        categories=(labels, numbers),
        series=series,
        axis=say.label("chart.points" if weighted else "chart.items"),
        most=most,
        place=(0, 3 + place * 22, 12, 23 + place * 22),
    )


def _shown(file: CaseFile, aspect: str) -> Fraction | None:
    if file.outcome.state in UNASSESSED:
        return None
    found = next((each for each in file.evaluation.aspects if each.aspect == aspect), None)
    if found is None:
        return None
    if found.at_threshold is not None:
        return Fraction(found.at_threshold)
    return four_places(found.score)
