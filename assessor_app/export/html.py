"""Sets a `report.Document` as HTML that Qt lays out on A4: the way to print and PDF without any office program."""

from __future__ import annotations

from html import escape
from typing import Final

from assessor_app.export.report import (
    Align,
    Block,
    Cell,
    Document,
    Fill,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
    Tone,
)

_TONES: Final = {Tone.QUIET: "#48515B", Tone.GOOD: "#1E6B3A", Tone.BAD: "#B3261E", Tone.WARN: "#8A5300"}
_FILLS: Final = {Fill.HEAD: "#E7ECF1", Fill.BAND: "#F4F5F7", Fill.WARN: "#FCF0D9"}
_ALIGN: Final = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}
_MM_PER_LINE: Final = 4.2
"""Of the small print of a cell."""


def document_html(document: Document, *, new_page: bool = False) -> str:
    """The document's blocks with its head, notice and foot, as the inside of a body; ``new_page``: begun on a fresh sheet."""
    fresh = ' style="page-break-before: always;"' if new_page else ""
    head = f"{escape(document.head_left)}&emsp;{escape(document.head_right)}"
    notice = f'<p align="center"><b>{escape(document.notice)}</b></p>' if document.notice else ""
    foot = "&emsp;".join(escape(line) for line in document.foot)
    inside = "".join(_block(block) for block in document.blocks)
    return f'<p class="quiet"{fresh}>{head}</p>{notice}{inside}<p class="quiet">{foot}</p>'


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 0) + 1, 3)
            return f"<h{level}>{escape(block.text)}</h{level}>"
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case PageBreak():
            return '<p style="page-break-before: always;"></p>'


def _paragraph(paragraph: Paragraph) -> str:
    quiet = ' class="quiet"' if paragraph.style is Style.NOTE else ""
    return f"<p{quiet}>{''.join(_run(run) for run in paragraph.runs)}</p>"


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br/>").replace("  ", "&nbsp; ")
    if run.bold:
        text = f"<b>{text}</b>"
    style = "".join(
        (
            f"color: {_TONES[run.tone]};" if run.tone in _TONES else "",
            "font-size: 7.5pt;" if run.small else "",
        )
    )
    text = f'<span style="{style}">{text}</span>' if style else text
    return f'<span class="mono">{text}</span>' if run.mono else text


def _table(table: Table) -> str:
    rows = "".join(_row(row, table) for row in table.rows)
    return f'<table width="100%" cellspacing="0" cellpadding="4">{rows}</table><p style="font-size: 4pt;">&nbsp;</p>'


def _row(row: Row, table: Table) -> str:
    place, cells = 0, []
    for cell in row.cells:
        share = sum(table.widths[place : place + cell.columns]) * 100 // sum(table.widths)
        place += cell.columns
        cells.append(_cell(cell, share, 0 if table.plain else 1, row.least_height))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(cell: Cell, share: int, border: int, millimetres: int) -> str:
    ground = f' bgcolor="{_FILLS[cell.fill]}"' if cell.fill in _FILLS else ""
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    edge = f' style="border: {border}px solid #9AA4AF;"' if border else ""
    inside = "<br/>".join("".join(_run(run) for run in each.runs) for each in cell.paragraphs) or "&nbsp;"
    # Qt gives a cell no height of its own; lines do.
    inside += "<br/>&nbsp;" * max(round(millimetres / _MM_PER_LINE) - len(cell.paragraphs), 0)
    return f'<td width="{share}%" align="{_ALIGN[cell.align]}"{ground}{span}{edge}>{inside}</td>'
