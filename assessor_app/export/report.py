"""What stands in a document, as plain values: headings, paragraphs, tables with their figures, signature blocks.

How it is set is the business of `word` and `excel`. A *figure* is a number or word that the record vouches for; it carries a name
(``figure_name``) under which `reading` finds it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from assessor_app.export.wording import DocumentLanguage


class Tone(StrEnum):
    """How a run stands out. Never by colour alone: what matters is said in words too."""

    INK = "ink"
    QUIET = "quiet"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"


class Fill(StrEnum):
    """Ground of a cell."""

    NONE = "none"
    HEAD = "head"
    BAND = "band"
    WARN = "warn"


class Align(StrEnum):
    START = "start"
    CENTRE = "centre"
    END = "end"


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    STEP = "step"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set alike."""

    text: str
    bold: bool = False
    tone: Tone = Tone.INK
    small: bool = False
    mono: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: Style = Style.BODY
    indent: int = 0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A small bar on a scale from 0 to `full`, with a tick at the cut. ``says`` is read to those who do not see it."""

    value: Fraction
    full: Fraction
    cut: Fraction | None
    says: str
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    align: Align = Align.START
    fill: Fill = Fill.NONE
    columns: int = 1
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    least_height: int = 0
    """Millimetres; 0: as high as the text."""


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the page's width; the first `heads` rows repeat on every page. `caption` is read aloud
    and not printed.
    """

    caption: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    heads: int = 1
    plain: bool = False
    """No rules between columns: for facts and signature blocks."""
    together: bool = False
    """Never parted by the end of a page: for short tables."""
    leads: bool = False
    """Nor parted from what follows it."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole Word document."""

    title: str
    subject: str
    language: DocumentLanguage
    author: str
    made_at: datetime
    head_left: str
    head_right: str
    notice: str
    """Rehearsal or fictional: stands across every page and in its head; empty for live rounds."""
    foot: tuple[str, ...]
    """Lines of the foot of every page: serial and record hash."""
    page_words: str
    """How pages are numbered, with ``{page}`` and ``{pages}``."""
    blocks: tuple[Block, ...]


# --- small helpers, so that documents read as what they say -----------------------------------------------------------


def figure_name(*keys: str) -> str:
    """The name of a figure: ``figure_name("mark", "material", "K1", "A")`` → ``fig_mark_material_K1_A``."""
    return "_".join(("fig", *(re.sub(r"\W", "_", key) for key in keys)))


def words(
    text: str,
    style: Style = Style.BODY,
    *,
    tone: Tone = Tone.INK,
    bold: bool = False,
    indent: int = 0,
    keep_next: bool = False,
) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, bold=bold, tone=tone),), style, indent, keep_next)


def cell(
    text: str,
    *,
    bold: bool = False,
    tone: Tone = Tone.INK,
    align: Align = Align.START,
    fill: Fill = Fill.NONE,
    small: bool = False,
    mono: bool = False,
    figure: str = "",
    columns: int = 1,
) -> Cell:
    r"""A cell of one run; lines parted by ``\n`` stay lines."""
    run = Run(text, bold=bold, tone=tone, small=small, mono=mono, figure=figure)
    return Cell((Paragraph((run,), Style.CELL),), align, fill, columns)


def heads(*labels: str, align: Align = Align.START) -> Row:
    """The head row of a table."""
    return Row(tuple(cell(label, bold=True, fill=Fill.HEAD, align=align) for label in labels))


def row(*cells: Cell | str) -> Row:
    return Row(tuple(each if isinstance(each, Cell) else cell(each) for each in cells))
