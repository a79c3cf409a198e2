"""The list by which the society finds whose script bears which code: for the office alone, never for whoever marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.export.material import round_notice
from assessor_app.export.report import Document, Heading, Style, Table, cell, heads, row, words
from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.models.language import Text
from assessor_app.models.people import Person
from assessor_app.models.rounds import Round


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One script of a blind paper."""

    code: str
    number: str
    name: str
    grade: str
    paper: Text
    panel: Text


def code_list(
    round_: Round,
    lines: Sequence[CodeLine],
    *,
    officer: Person,
    made_at: datetime,
    language: DocumentLanguage = DocumentLanguage.BOTH,
) -> Document:
    """The lines in the order of their codes, which is no order of the candidates."""
    say = Wording(language)
    title = say.label("codes.title")
    columns = ("paper.code", "fact.number", "fact.candidate", "fact.grade", "codes.paper", "fact.panel")
    return Document(
        title=title,
        subject=round_.title.of(say.main),
        language=language,
        author=officer.name.both,
        made_at=made_at,
        head_left=f"{round_.society.of(say.main)}  {round_.title.of(say.main)}",
        head_right=say.label("codes.keep"),
        notice=round_notice(round_),
        foot=(title, say.label("codes.keep")),
        page_words=say.label("word.page", page="{page}", pages="{pages}"),
        blocks=(
            Heading(title, 0),
            words(say.sentence("codes.how"), Style.NOTE),
            Table(
                title,
                (14, 12, 26, 10, 20, 18),
                (
                    heads(*(say.label(each) for each in columns)),
                    *(
                        row(
                            cell(line.code, bold=True),
                            line.number,
                            line.name,
                            line.grade,
                            say.text(line.paper),
                            say.text(line.panel),
                        )
                        for line in sorted(lines, key=lambda line: line.code)
                    ),
                ),
            ),
        ),
    )
