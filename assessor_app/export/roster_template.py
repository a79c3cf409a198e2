"""Writes the society's roster workbook: blank, with lists to choose from and instructions in both languages, or filled.

Every cell a person may type into is text, so that numbers keep their leading zeros and nothing typed becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from assessor_app.models.language import Text
from assessor_app.models.people import Person, Role
from assessor_app.models.roster import (
    ASSESSORS,
    ASSIGNMENTS,
    CANDIDATES,
    METHOD_WORDS,
    MODES,
    PANELS,
    RANKS,
    ROLE_WORDS,
    ROUND,
    SHEETS,
    YES_NO,
    Roster,
    RosterAssignment,
    RosterCandidate,
    RosterPanel,
    RosterRound,
    Sheet,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS: Final = 500
"""Rows of a blank sheet that carry lists and the text format."""
_INK: Final = "1F3A5F"
_HEAD: Final = "E7ECF1"
_NEEDED: Final = "FFF6DD"
_LONGEST: Final = 32_767
_FACE: Final = "Microsoft YaHei"

_INSTRUCTIONS: Final = (
    Text(
        zh="逐张填写“轮次”“申请人”“评委”“分组”；“分派”可以不填，由程序按小组轮换。",
        en="Fill in Round, Candidates, Assessors and Panels; if Assignments stays empty, the program rotates within each panel.",
    ),
    Text(
        zh="带 * 的列必须填写。列的次序可以改，自己加的列会被忽略并提示。",
        en="Columns marked * are required. Columns may be moved; those you add are ignored, and you are told so.",
    ),
    Text(
        zh="编号按文本填写，前面的零会保留；请不要使用公式。",
        en="Numbers are text and keep their leading zeros; please use no formulas.",
    ),
    Text(
        zh="一格填多项时用顿号或逗号分开，例如“顾南乔、裴长庚”。",
        en="Several entries in one cell are parted by commas.",
    ),
    Text(
        zh="组长、成员、分派和培训人可以填评委编号，也可以填姓名。",
        en="Chairs, members, assignments and trainers may be given by assessor id or by name.",
    ),
    Text(
        zh="报名表和附件放在同一个材料文件夹里，这里填相对路径，例如 forms/0417.docx。",
        en="Forms and attachments lie in one folder of papers; give paths within it, such as forms/0417.docx.",
    ),
    Text(
        zh="见习评委的评分不计入；候任评委须与正式评委同评才计入。",
        en="A trainee's marks are never counted; a candidate assessor's count only beside a full assessor's.",
    ),
)


def roster_template() -> bytes:
    """The blank roster, as an .xlsx file."""
    return _workbook({})


def fill_roster(roster: Roster) -> bytes:
    """The roster with these entries, as an .xlsx file.

    Raises ValueError where a text is longer than a cell can hold (32,767 characters) or holds a control character.
    """
    people = {person.id: person for person in roster.people}
    return _workbook(
        {
            ROUND.id: [_round(roster.round)],
            CANDIDATES.id: [_candidate(each, people) for each in roster.candidates],
            ASSESSORS.id: [_assessor(each) for each in roster.people],
            PANELS.id: [_panel(each, people) for each in roster.panels],
            ASSIGNMENTS.id: [_assignment(each) for each in roster.assignments],
        }
    )


# --- entries as words -------------------------------------------------------------------------------------------------


def _round(entry: RosterRound) -> dict[str, str]:
    return {
        "title_zh": entry.title.zh,
        "title_en": entry.title.en,
        "society_zh": entry.society.zh,
        "society_en": entry.society.en,
        "scheme": entry.scheme,
        "venue": entry.venue,
        "opens": entry.opens,
        "closes": entry.closes,
        "mode": _both(MODES[entry.mode]),
        "fictional": _both(YES_NO[entry.fictional]),
    }


def _candidate(entry: RosterCandidate, people: Mapping[Any, Person]) -> dict[str, str]:
    candidate = entry.candidate
    return {
        "number": candidate.number,
        "name_zh": candidate.name.zh,
        "name_en": candidate.name.en,
        "grade": entry.grade,
        "field": entry.field,
        "employer": candidate.employer,
        "birth_year": str(candidate.birth_year or ""),
        "form": entry.form,
        "folder": entry.folder,
        "panel": entry.panel,
        "interpreter": entry.interpreter,
        "trained_by": _names(entry.trained_by, people),
        "interview_day": entry.starts.partition("T")[0],
        "interview_time": entry.starts.partition("T")[2],
        "interview_room": entry.room,
        "interview_minutes": str(entry.minutes or ""),
    }


def _assessor(person: Person) -> dict[str, str]:
    return {
        "id": person.id,
        "name_zh": person.name.zh,
        "name_en": person.name.en,
        "rank": _both(RANKS[person.rank]),
        "employer": person.employer,
        "schools": "、".join(person.schools),
        "fields": "、".join(person.fields),
        "roles": "、".join(ROLE_WORDS[role][0] for role in person.roles if role in Role),
    }


def _panel(entry: RosterPanel, people: Mapping[Any, Person]) -> dict[str, str]:
    return {
        "panel": entry.id,
        "name_zh": entry.name.zh,
        "name_en": entry.name.en,
        "chair": _names((entry.chair,), people),
        "members": _names(entry.members, people),
    }


def _assignment(entry: RosterAssignment) -> dict[str, str]:
    methods = "、".join(METHOD_WORDS[method][0] for method in entry.methods)
    return {"number": entry.number, "assessor": entry.assessor, "methods": methods}


def _names(ids: Sequence[str], people: Mapping[Any, Person]) -> str:
    return "、".join((people[each].name.zh or people[each].name.en) if each in people else each for each in ids)


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


# --- the workbook -----------------------------------------------------------------------------------------------------


def _workbook(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _instructions(book)
    for sheet in SHEETS:
        entries = rows.get(sheet.id, ())
        if sheet is ROUND:
            _lines(book, sheet, entries[0] if entries else {})
        else:
            _columns(book, sheet, entries)
    book.properties.title = "名册 Roster"
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _instructions(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    page = _sheet(book, "说明 Instructions", landscape=False)
    page.column_dimensions["A"].width = 4
    page.column_dimensions["B"].width = 104
    put_text(page, 1, 2, "评价轮次名册 Roster of an assessment round").font = Font(
        name=_FACE, bold=True, size=15, color=_INK
    )
    row = 3
    for number, text in enumerate(_INSTRUCTIONS, 1):
        put_text(page, row, 1, str(number)).alignment = Alignment(vertical="top", horizontal="right")
        for words, colour in ((text.zh, "1A1F25"), (text.en, "59636E")):
            cell = put_text(page, row, 2, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name=_FACE, color=colour)
            page.row_dimensions[row].height = 17
            row += 1
        page.row_dimensions[row].height = 6
        row += 1
    page.sheet_view.showGridLines = False


def _lines(book: Workbook, sheet: Sheet, entry: Mapping[str, str]) -> None:
    """The sheet of the round: one line for each fact."""
    page = _sheet(book, _both(sheet.label))
    for column, (words, width) in enumerate((("项目 Item", 34), ("内容 Value", 46), ("说明 Note", 64)), 1):
        _head(put_text(page, 1, column, words))
        page.column_dimensions[_letter(column)].width = width
    for row, line in enumerate(sheet.columns, 2):
        _label(put_text(page, row, 1, _both(line.label) + (" *" if line.required else "")))
        _entry(put_text(page, row, 2, entry.get(line.id, "")), needed=line.required)
        _note(put_text(page, row, 3, f"{line.note.zh}；{line.note.en}" if line.note.zh else ""))
        if line.choices:
            _offer(page, line.choices, f"B{row}")
    page.freeze_panes = "A2"


def _columns(book: Workbook, sheet: Sheet, entries: Sequence[Mapping[str, str]]) -> None:
    from openpyxl.comments import Comment

    page = _sheet(book, _both(sheet.label))
    for number, column in enumerate(sheet.columns, 1):
        head = put_text(page, 1, number, f"{column.label.zh}\n{column.label.en}" + (" *" if column.required else ""))
        _head(head)
        if column.note.zh:
            head.comment = Comment(f"{column.note.zh}\n{column.note.en}", "", height=90, width=260)
        page.column_dimensions[_letter(number)].width = column.width
        if column.choices:
            _offer(page, column.choices, f"{_letter(number)}2:{_letter(number)}{_ROWS}")
    page.row_dimensions[1].height = 34
    blank: dict[str, str] = {}
    for row in range(2, max(len(entries) + 2, 22)):
        entry = entries[row - 2] if row - 2 < len(entries) else blank
        for number, column in enumerate(sheet.columns, 1):
            _entry(put_text(page, row, number, entry.get(column.id, "")), needed=False)
    page.freeze_panes = "C2" if sheet is CANDIDATES else "B2"
    page.print_title_rows = "1:1"


def _sheet(book: Workbook, title: str, *, landscape: bool = True) -> Worksheet:
    from openpyxl.worksheet.properties import PageSetupProperties

    page: Worksheet = book.create_sheet(title)
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = 9  # A4
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.center.text = "&A　&P / &N"
    return page


def put_text(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """Writes text as text, whatever it begins with (``=``, ``+``, ``-``, ``@``): nothing a person typed becomes a formula."""
    if len(text) > _LONGEST:
        raise ValueError(f"a cell holds at most {_LONGEST} characters, not {len(text)}")
    cell: Any = page.cell(row, column)
    if text:
        cell.value = text
        cell.data_type = "s"
    if text[:1] in tuple("=+-@\t"):
        cell.quotePrefix = True
    written: Cell = cell
    return written


def _head(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=_FACE, bold=True, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(bottom=Side(style="medium", color=_INK))


def _label(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=_FACE, color=_INK)
    cell.alignment = Alignment(vertical="center")


def _note(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=_FACE, color="59636E", size=10)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _entry(cell: Cell, *, needed: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.number_format = "@"
    cell.font = Font(name=_FACE, size=10)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(bottom=Side(style="hair", color="9AA4AF"))
    if needed and cell.value is None:
        cell.fill = PatternFill("solid", fgColor=_NEEDED)


def _offer(page: Worksheet, choices: Sequence[str], cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
    listed.showErrorMessage = True
    listed.errorTitle, listed.error = "名册 Roster", "请从列表中选择。 Please choose from the list."
    page.add_data_validation(listed)
    listed.add(cells)


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column - 1]
