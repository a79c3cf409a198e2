"""How far the members' marks agree and how strict each was: the figures of the chair's page, with charts. No mark rests on them.

They are over the counted levels of the cases in this workbook. What there are too few cases for has no number, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from assessor_app.export.material import ResultFile
from assessor_app.export.sheets import Chart, GridCell, ListArea, Look, Sheet, area, head_rows, on, text_cell
from assessor_app.export.wording import Wording
from assessor_app.models.agreement import Estimate, Form, Scale, Weights
from assessor_app.models.ids import PersonId
from assessor_app.models.panel_statistics import Group, Pair, agreement_groups, in_order, pairs_of, sheet_ratings
from assessor_app.models.severity import ENOUGH_CASES, Severity, severities

_AGREEMENT: Final = (
    "what",
    "marks",
    "pairs",
    "exact",
    "within_one",
    "kappa",
    "kappa_low",
    "kappa_high",
    "alpha",
    "alpha_low",
    "alpha_high",
    "icc",
    "icc_low",
    "icc_high",
    "cases",
    "kind",
    "id",
)
_SEVERITY: Final = ("assessor", "marks", "cases", "offset", "reach", "low", "high", "remark")
_PAIRS: Final = ("pair", "marks", "kappa", "kappa_low", "kappa_high")
_PRINTED: Final = len(_AGREEMENT) - 2
"""Codes and ids, for programs, stand to the right of what is printed."""
_CHART_ROWS: Final = 18

Line = tuple[GridCell | None, ...]


def agreement_sheet(result: ResultFile, say: Wording) -> Sheet:
    """The sheet of agreement and severity."""
    given = in_order(
        rating
        for file in result.files
        for rating in sheet_ratings(result.scheme.grade(file.case.grade), file.sheets, result.counts)
    )
    groups = agreement_groups(result.scheme, given)
    order = list(result.letters)
    strict = sorted(severities(given), key=lambda each: order.index(PersonId(each.assessor)))
    pairs = pairs_of(given, result.scheme.top + 1)
    name = say.label("sheet.agreement")
    notes = "\n".join(
        (say.sentence("note.agreement"), say.sentence("note.agreement_intervals", cases=str(ENOUGH_CASES)))
    )
    rows: list[Line] = [(GridCell(name, Look.TITLE),), *((GridCell(note, Look.NOTE),) for note in notes.split("\n"))]
    top = len(rows)
    rows += [()] * (_CHART_ROWS + 1)
    lists: list[ListArea] = []
    for key, codes, lines in (
        ("agreement", _AGREEMENT, [_group(result, group, say) for group in groups]),
        ("severity", _spread(_SEVERITY, "assessor_id"), [_severity(result, each, say) for each in strict]),
        ("pairs", _spread(_PAIRS, "one_id", "other_id"), [_pair(result, pair) for pair in pairs]),
    ):
        rows.append((GridCell(say.label(f"agreement.title_{key}"), Look.FACT_LABEL),))
        labels, code_row = head_rows([(code, say.label(f"agreement.{code}") if code else "") for code in codes])
        rows += [_used(labels, codes), _used(code_row, codes)]
        lists.append(ListArea(key, len(rows), len(rows) + len(lines), len(codes), filtered=False))
        rows += [*lines, ()]
    return Sheet(
        name=name,
        rows=tuple(rows),
        widths=(40, 9, 9, *(11,) * 12, 11, 11),
        print_columns=_PRINTED,
        lists=tuple(lists),
        charts=tuple(_charts(result, name, lists, groups, strict, top, say)),
    )


def _spread(codes: tuple[str, ...], *ids: str) -> tuple[str, ...]:
    """The columns of a shorter list on the grid of the longest; its ids stand where that one's do."""
    return (*codes, *("",) * (_PRINTED - len(codes)), *ids)


def _used(cells: Sequence[GridCell], codes: tuple[str, ...]) -> Line:
    return tuple(cell if code else None for cell, code in zip(cells, codes, strict=True))


# --- rows -------------------------------------------------------------------------------------------------------------


def _group(result: ResultFile, group: Group, say: Wording) -> Line:
    agreement = group.agreement
    alpha, intraclass = dict(group.alphas)[Scale.ORDINAL], dict(group.iccs)[Form.RANDOM]
    return (
        GridCell(_title(result, group, say), Look.STRONG if group.kind == "all" else Look.WORD),
        GridCell(group.marks, Look.COUNT),
        GridCell(agreement.pairs, Look.COUNT),
        _percent(agreement.exact_share),
        _percent(agreement.within_one_share),
        *_estimate(group.kappa),
        *_estimate(alpha),
        *_estimate(intraclass),
        GridCell(intraclass.n if intraclass is not None else None, Look.COUNT),
        GridCell(group.kind),
        GridCell(group.id),
    )


def _title(result: ResultFile, group: Group, say: Wording) -> str:
    match group.kind:
        case "all":
            return say.label("agreement.all")
        case "method":
            return say.text(result.scheme.method(group.id).title)
        case "aspect":
            return f"{group.id} {say.text(result.scheme.aspect(group.id).title)}"
        case _:
            items = (item for grade in result.scheme.grades for item in grade.indicators if item.id == group.id)
            return f"{group.id} {say.text(next(items).title)}"


def _severity(result: ResultFile, found: Severity, say: Wording) -> Line:
    offset, cases = found.offset, len(found.cases)
    remark = "" if offset is not None else say.label("agreement.too_few", n=str(cases), needed=str(ENOUGH_CASES))
    cells: Line = (
        text_cell(_who(result, found.assessor)),
        GridCell(sum(case.marks for case in found.cases), Look.COUNT),
        GridCell(cases, Look.COUNT),
        _number(offset.value if offset is not None else None),
        _number(_reach(found)),
        *_estimate(offset)[1:],
        GridCell(remark, Look.NOTE) if remark else None,
    )
    return (*cells, *(None,) * (_PRINTED - len(cells)), GridCell(found.assessor, Look.ID))


def _pair(result: ResultFile, pair: Pair) -> Line:
    cells: Line = (
        text_cell(f"{_who(result, pair.one)} / {_who(result, pair.other)}"),
        GridCell(pair.marks, Look.COUNT),
        *_estimate(dict(pair.kappas)[Weights.QUADRATIC]),
    )
    ids = (GridCell(pair.one, Look.ID), GridCell(pair.other, Look.ID))
    return (*cells, *(None,) * (_PRINTED - len(cells)), *ids)


def _who(result: ResultFile, assessor: str) -> str:
    person = PersonId(assessor)
    return f"{result.letters.get(person, '')} {result.member_name(person)}".strip()


def _reach(found: Severity) -> float | None:
    offset = found.offset
    return None if offset is None or offset.high is None else offset.high - offset.value


def _estimate(found: Estimate | None) -> tuple[GridCell, GridCell, GridCell]:
    if found is None:
        return _number(None), _number(None), _number(None)
    return _number(found.value), _number(found.low), _number(found.high)


def _percent(found: Estimate | None) -> GridCell:
    return _number(None if found is None else 100 * found.value)


def _number(value: float | None) -> GridCell:
    return GridCell(_four(value), Look.SCORE)


def _four(value: float | None) -> Fraction | None:
    """To four places: the last bits of a sum of decimals may differ from machine to machine."""
    return None if value is None else Fraction(f"{value:.4f}")


# --- charts -----------------------------------------------------------------------------------------------------------


def _charts(
    result: ResultFile,
    name: str,
    lists: Sequence[ListArea],
    groups: Sequence[Group],
    strict: Sequence[Severity],
    top: int,
    say: Wording,
) -> list[Chart]:
    """Agreement by aspect, and beside it severity with its intervals, of those for whom there is a number."""
    found = []
    aspects = [place for place, group in enumerate(groups) if group.kind == "aspect"]
    if aspects:
        first = lists[0].codes_row + 1 + aspects[0]
        last = first + len(aspects) - 1
        shown = [groups[place] for place in aspects]
        series = tuple(
            (
                say.label(f"agreement.{code}"),
                on(name, area(_AGREEMENT.index(code), first, last)),
                tuple(_four(None if share is None else 100 * share.value) for share in shares),
            )
            for code, shares in (
                ("exact", [group.agreement.exact_share for group in shown]),
                ("within_one", [group.agreement.within_one_share for group in shown]),
            )
        )
        labels = tuple(_title(result, group, say) for group in shown)
        found.append(
            Chart(
                title=say.label("chart.agreement"),
                says=f"{say.label('chart.agreement')}: {say.listed(list(labels))}",
                categories=(on(name, area(0, first, last)), labels),
                series=series,
                axis=say.label("chart.percent"),
                most=Fraction(100),
                place=(0, top, 7, top + _CHART_ROWS),
                across=True,
            )
        )
    if any(each.offset is not None for each in strict):
        found.append(_severity_chart(result, name, lists[1], strict, top, say))
    return found


def _severity_chart(
    result: ResultFile, name: str, listed: ListArea, strict: Sequence[Severity], top: int, say: Wording
) -> Chart:
    first, last = listed.codes_row + 1, listed.last_row
    offsets = [None if each.offset is None else each.offset.value for each in strict]
    reaches = [_reach(each) for each in strict]
    furthest = max(
        (abs(offset) + (reach or 0) for offset, reach in zip(offsets, reaches, strict=True) if offset is not None),
        default=0.0,
    )
    most = Fraction(max(1, ceil(furthest * 2)), 2) if furthest > 1 else Fraction(1)
    labels = tuple(_who(result, each.assessor) for each in strict)
    title = say.label("chart.severity")
    return Chart(
        title=title,
        says=f"{title}: {say.listed(list(labels))}",
        categories=(on(name, area(0, first, last)), labels),
        series=(
            (
                say.label("agreement.offset"),
                on(name, area(_SEVERITY.index("offset"), first, last)),
                tuple(_four(offset) for offset in offsets),
            ),
        ),
        axis=say.label("chart.levels"),
        most=most,
        least=-most,
        place=(7, top, _PRINTED, top + _CHART_ROWS),
        across=True,
        format="0.0",
        reach=(
            on(name, area(_SEVERITY.index("reach"), first, last)),
            tuple(_four(reach) for reach in reaches),
        ),
    )
