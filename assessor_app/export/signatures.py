"""Signature blocks: printed name, role, meaning, local time with zone, and a line for ink (domain 10; 21 CFR 11.50)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assessor_app.export.report import Cell, Paragraph, Row, Run, Style, Table, cell, heads
from assessor_app.export.wording import Wording, moment


def signature_table(say: Wording, signers: Sequence[tuple[str, str, str]], at: datetime | None) -> Table:
    """One row per signer: (printed name, role, key of the meaning or empty). `at` None leaves the time to be written by hand."""
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
            cell(say.label(meaning) if meaning else ""),
            cell(moment(at) if at else ""),
            Cell((Paragraph((Run(""),), Style.CELL),)),
        )
        lines.append(Row(cells, least_height=14))
    return Table(say.label("heading.signature"), (22, 13, 25, 19, 21), tuple(lines))
