"""The list of sheets: who was to mark which case in which method, and what became of it. Nothing is missing from it unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assessor_app.export.material import CaseFile, ResultFile, method_place
from assessor_app.export.score_sheet import sheet_reason
from assessor_app.export.sheets import GridCell, ListArea, Look, Sheet, head_rows, text_cell
from assessor_app.export.wording import Wording, moment
from assessor_app.models.ids import PersonId
from assessor_app.models.marks import Sheet as ScoreSheet
from assessor_app.models.marks import SheetState

_CODES: Final = (
    "case_id",
    "number",
    "candidate",
    "method",
    "assessor_id",
    "assessor",
    "counted",
    "state",
    "version",
    "locked_at",
    "reason",
    "state_code",
)
_HEAD: Final = 3


def sheets_sheet(result: ResultFile, say: Wording) -> Sheet:
    """The sheet that holds the list; letters of the candidates' reports stand before the assessors' names."""
    lines = [line for file in result.files for line in _of_case(result, file, say)]
    labels, codes = head_rows([(code, say.label(f"sheets.{code}")) for code in _CODES])
    name = say.label("sheet.sheets")
    return Sheet(
        name=name,
        rows=((GridCell(name, Look.TITLE),), labels, codes, *lines),
        widths=(20, 10, 24, 11, 14, 28, 9, 18, 8, 31, 40, 12),
        freeze=(_HEAD, 3),
        repeat=(2, 3),
        print_columns=len(_CODES) - 1,
        lists=(ListArea("sheets", _HEAD, _HEAD + len(lines), len(_CODES)),),
    )


def _of_case(result: ResultFile, file: CaseFile, say: Wording) -> Iterator[tuple[GridCell | None, ...]]:
    """What was due or came in anyway, by method and letter."""
    in_hand = {(sheet.key.method, sheet.key.assessor): sheet for sheet in file.sheets}
    due = {(item.method, item.assessor) for item in result.panel.assignments if item.case == file.case.id}
    order = {person: place for place, person in enumerate(result.letters)}

    def place(key: tuple[str, PersonId]) -> tuple[int, int, str]:
        return method_place(result.scheme, key[0]), order.get(key[1], len(order)), key[1]

    for method, assessor in sorted({*due, *in_hand}, key=place):
        yield _line(result, file, method, assessor, in_hand.get((method, assessor)), say)


def _line(
    result: ResultFile, file: CaseFile, method: str, assessor: PersonId, sheet: ScoreSheet | None, say: Wording
) -> tuple[GridCell | None, ...]:
    state = sheet.state if sheet else SheetState.OPEN
    counted = assessor in result.due.get((file.case.id, method), frozenset())
    said = result.letters.get(assessor, "")
    called = next(
        (
            one.reason
            for one in result.record.called
            if (one.case, one.assessor, one.method) == (file.case.id, assessor, method)
        ),
        "",
    )
    reasons = [
        say.label("word.called_in", reason=called) if called else "",
        sheet_reason(result.scheme, sheet, say) if sheet else "",
    ]
    return (
        GridCell(file.case.id, Look.ID),
        text_cell(file.case.candidate.number),
        text_cell(file.case.candidate.name.both),
        GridCell(method),
        GridCell(assessor, Look.ID),
        text_cell(f"{said} {result.member_name(assessor)}".strip()),
        GridCell(int(counted), Look.COUNT),
        GridCell(say.label(f"state.{state}")),
        GridCell(sheet.version if sheet else None, Look.COUNT),
        GridCell(moment(sheet.locked_at) if sheet and sheet.locked_at else None),
        text_cell("\n".join(reason for reason in reasons if reason)),
        GridCell(state.value),
    )
