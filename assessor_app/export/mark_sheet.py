"""Writes a mark sheet (`models.mark_sheet`) as a workbook to fill in.

Only the cells of points and of the totals on the bag can be written to, and they take only what a question allows. Whatever a
person once typed goes in as text, so that no name becomes a formula; the only formulas are the sums.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from assessor_app.export.roster_template import put_text
from assessor_app.models.mark_sheet import (
    FACTS,
    FIRST_POINTS,
    FIRST_ROW,
    IDS_ROW,
    KIND,
    LABEL,
    MARKS,
    NAME,
    ORIGIN,
    SUMS,
    MarkSheet,
    bag_row,
    sheet_name,
)
from assessor_app.models.numbers import plain_text
from assessor_app.models.written import Question

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_INK: Final = "1F3A5F"
_HEAD: Final = "E7ECF1"
_FILL: Final = "FFF6DD"
_QUIET: Final = "59636E"
_FACE: Final = "Microsoft YaHei"
_HOW: Final = (
    "请只填黄色格；0 分也要填。填完保存，在程序“笔试”页读入。",
    "Fill in the yellow cells only; write 0 for no points. Save, then read it in on the page “Written”.",
)


def write_mark_sheet(sheet: MarkSheet) -> bytes:
    """The workbook, as an .xlsx file; the same bytes for the same sheet but for the time openpyxl notes."""
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    page.title = sheet_name(MARKS)
    _heads(page, sheet)
    for at, row in enumerate(sheet.rows):
        _row(page, FIRST_ROW + at, sheet, row.case, (row.label, row.name), dict(row.points))
    _sums(page, sheet)
    _validate(page, sheet)
    _dress(page, sheet)
    _origin(book, sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _heads(page: Worksheet, sheet: MarkSheet) -> None:
    title = f"{sheet.round_title.zh}　{sheet.paper.title.zh}　{sheet.paper.title.en}"
    _style(put_text(page, 1, 1, f"{sheet.notice}　{title}" if sheet.notice else title), bold=True, size=13)
    _style(put_text(page, 2, 1, " ".join(_HOW)), tone=_QUIET, size=9)
    names = dict(sheet.aspects)
    _style(put_text(page, IDS_ROW, LABEL, "卷号 Code" if sheet.paper.blind else "编号 No."), bold=True, head=True)
    _style(put_text(page, IDS_ROW, NAME, "" if sheet.paper.blind else "姓名 Name"), bold=True, head=True)
    _style(put_text(page, FIRST_ROW - 1, LABEL, "满分 Maximum"), tone=_QUIET, size=9)
    for at, question in enumerate(sheet.paper.questions):
        column = FIRST_POINTS + at
        aspect = names[question.aspect]
        _style(put_text(page, 3, column, f"{question.aspect} {aspect.zh}"), tone=_QUIET, size=9, centre=True)
        _style(put_text(page, IDS_ROW, column, question.id), bold=True, head=True, centre=True)
        _style(put_text(page, 5, column, f"{question.title.zh}\n{question.title.en}"), size=9, centre=True)
        limit: Any = page.cell(FIRST_ROW - 1, column)
        limit.value = _number(question)
        _style(limit, tone=_QUIET, size=9, centre=True)
    _style(put_text(page, IDS_ROW, _id_column(sheet), "案卷 Case"), tone=_QUIET, size=8)


def _row(
    page: Worksheet, number: int, sheet: MarkSheet, case: str, who: tuple[str, str], points: dict[str, str]
) -> None:
    from openpyxl.styles import Protection

    _style(put_text(page, number, LABEL, who[0]), bold=True)
    _style(put_text(page, number, NAME, who[1]))
    for at, question in enumerate(sheet.paper.questions):
        cell: Any = page.cell(number, FIRST_POINTS + at)
        if points.get(question.id):
            cell.value = float(points[question.id])
        cell.protection = Protection(locked=False)
        _style(cell, fill=True, centre=True)
    _style(put_text(page, number, _id_column(sheet), case), tone=_QUIET, size=8)


def _sums(page: Worksheet, sheet: MarkSheet) -> None:
    from openpyxl.styles import Protection

    last = FIRST_ROW + len(sheet.rows) - 1
    row = last + 2
    _style(put_text(page, row, LABEL, "合计 Sum"), bold=True, head=True)
    _style(put_text(page, row, NAME, ""), head=True)
    for at in range(len(sheet.paper.questions)):
        letter = _letter(FIRST_POINTS + at)
        cell: Any = page.cell(row, FIRST_POINTS + at)
        cell.value = f"=SUM({letter}{FIRST_ROW}:{letter}{last})"
        _style(cell, bold=True, head=True, centre=True)
    _style(put_text(page, row, _id_column(sheet), SUMS), tone=_QUIET, size=8)
    names = dict(sheet.aspects)
    for at, aspect in enumerate(sheet.paper.aspects, 2):
        name = names[aspect]
        _style(put_text(page, row + at, LABEL, f"袋面总分 {aspect}"), bold=True)
        _style(put_text(page, row + at, NAME, f"{name.zh} Bag total"))
        told: Any = page.cell(row + at, FIRST_POINTS)
        told.protection = Protection(locked=False)
        _style(told, fill=True, centre=True)
        columns = [FIRST_POINTS + n for n, each in enumerate(sheet.paper.questions) if each.aspect == aspect]
        found: Any = page.cell(row + at, FIRST_POINTS + 1)
        found.value = "=" + "+".join(f"{_letter(column)}{row}" for column in columns)
        _style(found, centre=True)
        agrees: Any = page.cell(row + at, FIRST_POINTS + 2)
        here = f"{_letter(FIRST_POINTS)}{row + at}"
        agrees.value = f'=IF({here}="","",IF(ROUND({here}-{_letter(FIRST_POINTS + 1)}{row + at},4)=0,"✓","≠"))'
        _style(agrees, bold=True, centre=True)
        _style(put_text(page, row + at, _id_column(sheet), bag_row(aspect)), tone=_QUIET, size=8)


def _validate(page: Worksheet, sheet: MarkSheet) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    last = FIRST_ROW + len(sheet.rows) - 1
    for at, question in enumerate(sheet.paper.questions):
        letter = _letter(FIRST_POINTS + at)
        first = f"{letter}{FIRST_ROW}"
        # Steps are compared after rounding: in binary 0.3 is no multiple of 0.1.
        steps = f"ROUND({first}*{question.step.denominator}/{question.step.numerator},6)"
        rule = f"AND(ISNUMBER({first}),{first}>=0,{first}<={_number(question)},{steps}=INT({steps}))"
        check = DataValidation(type="custom", formula1=rule, allow_blank=True)
        check.showErrorMessage, check.errorStyle = True, "stop"
        most, step = plain_text(question.maximum), plain_text(question.step)
        check.errorTitle = question.id
        check.error = f"{question.id}：0 至 {most}，以 {step} 分为单位。 0 to {most} in steps of {step}."
        page.add_data_validation(check)
        check.add(f"{first}:{letter}{last}")
    total = DataValidation(type="decimal", operator="between", formula1="0", formula2="9999999", allow_blank=True)
    total.showErrorMessage, total.errorStyle = True, "stop"
    total.errorTitle, total.error = "袋面总分 Bag total", "应为数字。 A number, please."
    page.add_data_validation(total)
    bags = last + 4
    total.add(f"{_letter(FIRST_POINTS)}{bags}:{_letter(FIRST_POINTS)}{bags + len(sheet.paper.aspects) - 1}")


def _dress(page: Worksheet, sheet: MarkSheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.column_dimensions[_letter(LABEL)].width = 16
    page.column_dimensions[_letter(NAME)].width = 18
    for at in range(len(sheet.paper.questions)):
        page.column_dimensions[_letter(FIRST_POINTS + at)].width = 12
    page.column_dimensions[_letter(_id_column(sheet))].width = 26
    page.row_dimensions[5].height = 32
    page.freeze_panes = f"{_letter(FIRST_POINTS)}{FIRST_ROW}"
    page.print_title_rows = f"{IDS_ROW}:{FIRST_ROW - 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.center.text = f"{sheet.notice}　&P / &N".strip()
    _protect(page)


def _origin(book: Workbook, sheet: MarkSheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page: Worksheet = book.create_sheet(sheet_name(ORIGIN))
    values = {"kind": KIND, "round": sheet.round, "paper": sheet.paper.id, "paper_hash": sheet.paper_hash}
    for row, (key, words) in enumerate(FACTS, 1):
        _style(put_text(page, row, 1, f"{words.zh} {words.en}"), tone=_QUIET)
        _style(put_text(page, row, 2, key), tone=_QUIET)
        _style(put_text(page, row, 3, values[key]))
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToWidth = "landscape", 9, 1
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for letter, width in (("A", 30), ("B", 14), ("C", 70)):
        page.column_dimensions[letter].width = width
    _protect(page)


def _protect(page: Worksheet) -> None:
    # Without a password: it keeps fingers off, and hides nothing.
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def _style(
    cell: Any,
    *,
    bold: bool = False,
    size: int = 10,
    tone: str = "",
    head: bool = False,
    fill: bool = False,
    centre: bool = False,
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=_FACE, bold=bold, size=size, color=tone or (_INK if head else "1A1F25"))
    cell.alignment = Alignment(vertical="center", horizontal="center" if centre else None, wrap_text=centre)
    if head or fill:
        cell.fill = PatternFill("solid", fgColor=_HEAD if head else _FILL)
    if fill:
        cell.border = Border(bottom=Side(style="hair", color="9AA4AF"), right=Side(style="hair", color="9AA4AF"))


def _number(question: Question) -> int | float:
    most = question.maximum
    return most.numerator if most.denominator == 1 else float(most)


def _id_column(sheet: MarkSheet) -> int:
    return FIRST_POINTS + len(sheet.paper.questions)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
