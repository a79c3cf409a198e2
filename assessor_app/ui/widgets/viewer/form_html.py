"""An application form typeset as text: titles, label and value in two columns, tables with hairlines, prose.

Rules kept here:
- Every answer (field, table row, prose) carries a name `answer-N`, N from 0 in reading order, by which pins find it.
- What the applicant wrote is text, never markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor_app.ui.widgets.viewer.values import FormField, FormPart, FormProse, FormSection, FormTable

ANSWER = "answer-"
GRID = "grid"
"""The class of cells in tables of several columns, which are set a size smaller."""
HEAD = "head"
"""That of their headings, smaller still."""
_DASH = "—"
_SPAN = re.compile(r"\d{4}(-\d{2})?\s*[–—-]")


@dataclass(frozen=True)
class Answer:
    """One answer of the form as a pin sees it."""

    number: int
    anchor: str
    words: str


def answers_of(sections: Sequence[FormSection]) -> tuple[Answer, ...]:
    """All answers in reading order."""
    return tuple(Answer(number, anchor, words) for number, (anchor, words) in enumerate(_each(sections)))


def form_html(sections: Sequence[FormSection], *, ink2: str, line: str) -> str:
    """The form as HTML for a QTextDocument; `ink2` and `line` are colours ("#RRGGBB") for labels and hairlines."""
    numbers = iter(range(10**9))
    style = _Style(ink2, line)
    return "".join(_section(section, numbers, style) for section in sections)


@dataclass(frozen=True)
class _Style:
    ink2: str
    line: str

    @property
    def rule(self) -> str:
        return f"border-bottom: 1px solid {self.line};"


def _each(sections: Sequence[FormSection]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for part in section.parts:
            match part:
                case FormField():
                    yield part.anchor, f"{part.label} {part.value}".strip()
                case FormProse():
                    yield part.anchor, part.text
                case FormTable():
                    anchors = (*part.anchors, *[""] * len(part.rows))
                    yield from ((anchors[index], " ".join(filter(None, row))) for index, row in enumerate(part.rows))


def _section(section: FormSection, numbers: Iterator[int], style: _Style) -> str:
    body = "".join(_block(block, numbers, style) for block in _blocks(section.parts))
    return f"<h3>{html.escape(section.title)}</h3>{body}"


def _blocks(parts: Sequence[FormPart]) -> Iterator[list[FormField] | FormTable | FormProse]:
    """Neighbouring fields share one table, so that their values begin at one line."""
    fields: list[FormField] = []
    for part in parts:
        if isinstance(part, FormField):
            fields.append(part)
            continue
        if fields:
            yield fields
            fields = []
        yield part
    if fields:
        yield fields


def _block(block: list[FormField] | FormTable | FormProse, numbers: Iterator[int], style: _Style) -> str:
    match block:
        case FormTable():
            return _table(block, numbers, style)
        case FormProse():
            return _prose(block, numbers)
        case _:
            return _fields(block, numbers, style)


def _fields(fields: list[FormField], numbers: Iterator[int], style: _Style) -> str:
    rows = "".join(
        f'<tr><td width="28%" style="{style.rule} color: {style.ink2};">{_named(next(numbers), field.label)}</td>'
        f'<td style="{style.rule}">{_words(field.value)}</td></tr>'
        for field in fields
    )
    return f'<table width="100%" cellspacing="0" cellpadding="5">{rows}</table>'


def _table(table: FormTable, numbers: Iterator[int], style: _Style) -> str:
    heads = "".join(
        f'<th class="{HEAD}" align="left" style="{style.rule} color: {style.ink2}; font-weight: normal;">{html.escape(head)}</th>'
        for head in table.heads
    )
    caption = f'<p style="color: {style.ink2};">{html.escape(table.caption)}</p>' if table.caption else ""
    rows = "".join(_row(row, next(numbers), style) for row in table.rows) or (
        f'<tr><td colspan="{len(table.heads)}" style="color: {style.ink2};">{_DASH}</td></tr>'
    )
    return f'{caption}<table width="100%" cellspacing="0" cellpadding="5"><tr>{heads}</tr>{rows}</table>'


def _row(row: tuple[str, ...], number: int, style: _Style) -> str:
    cells = [_words(cell) for cell in row]
    if cells:
        cells[0] = f'<a name="{ANSWER}{number}"></a>{cells[0]}'
    # A span of time is read as one; broken in the middle of a year it is not.
    whole = ["white-space: nowrap;" if _SPAN.match(cell) else "" for cell in row]
    inside = (
        f'<td class="{GRID}" style="{style.rule} {kept}">{cell}</td>' for cell, kept in zip(cells, whole, strict=True)
    )
    return "<tr>" + "".join(inside) + "</tr>"


def _prose(prose: FormProse, numbers: Iterator[int]) -> str:
    lines = [line.strip() for line in prose.text.splitlines() if line.strip()] or [_DASH]
    first, *others = lines
    named = f'<p><a name="{ANSWER}{next(numbers)}"></a>{html.escape(first)}</p>'
    return named + "".join(f"<p>{html.escape(line)}</p>" for line in others)


def _named(number: int, words: str) -> str:
    return f'<a name="{ANSWER}{number}"></a>{html.escape(words)}'


def _words(value: str) -> str:
    return "<br/>".join(html.escape(line) for line in value.splitlines()) or _DASH
