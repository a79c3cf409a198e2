"""The panels of a round as rows: who, what went out, what came in, what is next."""

from __future__ import annotations

from assessor_app.models.language import Language
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.tables.rows import Cell, Row
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.standing import NextAct, PanelStanding, RoundStanding

_NEXT = {
    NextAct.ISSUE: QT_TRANSLATE_NOOP("PanelTable", "Issue identities"),
    NextAct.HAND_OUT: QT_TRANSLATE_NOOP("PanelTable", "Hand packages out"),
    NextAct.WAIT: QT_TRANSLATE_NOOP("PanelTable", "Await the result"),
    NextAct.REST: QT_TRANSLATE_NOOP("PanelTable", "Await the remaining cases"),
    NextAct.COMPLETE: QT_TRANSLATE_NOOP("PanelTable", "All in"),
}


def panel_headings() -> tuple[str, ...]:
    """The columns, in the window's language."""
    return (
        translated("PanelTable", "Panel"),
        translated("PanelTable", "Fields"),
        translated("PanelTable", "Chair"),
        translated("PanelTable", "Packages out"),
        translated("PanelTable", "Cases in"),
        translated("PanelTable", "Result"),
        translated("PanelTable", "Next"),
    )


def panel_rows(standing: RoundStanding, language: Language) -> list[Row]:
    """One row a panel."""
    return [_row(line, language) for line in standing.panels]


def _row(line: PanelStanding, language: Language) -> Row:
    comma = translated("PanelTable", ", ")
    result = Cell(state=State.VALID) if line.results else Cell("\N{EN DASH}", tone="text3")
    if line.results and line.next is NextAct.REST:
        result = Cell(translated("PanelTable", "In part"), state=State.STARTED)
    return Row(
        line.panel.id,
        (
            Cell(line.panel.name.of(language), strong=True),
            Cell(comma.join(line.fields)),
            Cell(line.chair.name.of(language)),
            Cell(f"{line.handed_out} / {line.members}", bar=line.handed_out / max(line.members, 1)),
            Cell(f"{line.cases_in} / {line.cases}", bar=line.cases_in / max(line.cases, 1)),
            result,
            Cell(translated("PanelTable", _NEXT[line.next]), tone="text2" if line.next is NextAct.WAIT else "text1"),
        ),
    )
