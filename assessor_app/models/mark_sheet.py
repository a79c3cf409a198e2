"""The mark sheet: a workbook the program makes of a bag of scripts, filled in elsewhere and taken back.

What it is made from stands on a sheet of its own (round, paper, hash of the paper); each row carries the id of its case, each
column the id of its question. Whoever writes it (`export.mark_sheet`) and whoever reads it (`exchange.mark_sheets`) go by this.

    row 1      title                          row 4    ids of the questions
    row 2      what to do                     row 5    their titles
    row 3      aspect of each question        row 6    their maxima
    row 7 …    number or code, name, points …, id of the case
    then       sums by question, and for each aspect the total on the bag beside the sum of what was filled in
"""

from __future__ import annotations

from dataclasses import dataclass

from assessor_app.models.language import Text
from assessor_app.models.written import Paper

KIND = "assessor-desk mark sheet 1"
MARKS = Text("录分", "Marks")
ORIGIN = Text("来源", "Origin")
IDS_ROW, FIRST_ROW = 4, 7
"""Rows from 1."""
LABEL, NAME, FIRST_POINTS = 1, 2, 3
"""Columns from 1; the id of the case stands after the last question."""
SUMS = "#sum"
"""In the column of ids: the row of sums by question."""


def bag_row(aspect: str) -> str:
    """In the column of ids: the row in which the total on the bag for an aspect is filled in."""
    return f"#bag {aspect}"


def sheet_name(words: Text) -> str:
    """The name of a sheet, both languages."""
    return f"{words.zh} {words.en}"


@dataclass(frozen=True, slots=True)
class MarkSheetRow:
    """One script; points as text by question, empty where there are none yet."""

    case: str
    label: str
    name: str
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """Everything the workbook is made of. ``notice``: rehearsal or fictional, across the page; empty for live rounds."""

    round: str
    round_title: Text
    paper: Paper
    paper_hash: str
    rows: tuple[MarkSheetRow, ...]
    aspects: tuple[tuple[str, Text], ...]
    notice: str = ""


#: The rows of the sheet of origin: (key, what it is called), in their order.
FACTS: tuple[tuple[str, Text], ...] = (
    ("kind", Text("文件", "File")),
    ("round", Text("轮次", "Round")),
    ("paper", Text("试卷", "Paper")),
    ("paper_hash", Text("试卷校验值", "Hash of the paper")),
)
