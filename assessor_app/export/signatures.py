"""Signature blocks: printed name, role, meaning, local time with zone, and a line for ink (domain 10; 21 CFR 11.50)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assessor_app.export.report import Cell, Paragraph, Row, Run, Style, Table, cell, heads
from assessor_app.export.wording import Wording, moment


def signature_table(say: Wording, signers: Sequence[tuple[str, str, str]], at: datetime) -> Table:
    """One row per signer: (printed name, role, key of the meaning)."""
    lines = [
        heads(
            say.label("fact.name"),
            say.label("fact.role"),
            say.label("fact.meaning"),
            say.label("fact.signed_at"),
            say.label("fact.wet_ink"),
        )
    ]
    for name, role, meaning in signers:
        cells = (
            cell(name, bold=True),
            cell(role),
            cell(say.label(meaning)),
            cell(moment(at)),
            Cell((Paragraph((Run(""),), Style.CELL),)),
        )
        lines.append(Row(cells, least_height=14))
    return Table(say.label("heading.signature"), (22, 13, 25, 19, 21), tuple(lines), together=True)


def ink_table(say: Wording, people: Sequence[tuple[str, str]]) -> Table:
    """One row per person, (printed name, role), with room for a signature and a date by hand."""
    head = heads(say.label("fact.name"), say.label("fact.role"), say.label("fact.wet_ink"), say.label("word.date"))
    empty = Cell((Paragraph((Run(""),), Style.CELL),))
    lines = [Row((cell(name, bold=True), cell(role), empty, empty), least_height=14) for name, role in people]
    return Table(say.label("heading.signature"), (26, 14, 38, 22), (head, *lines), together=True)
