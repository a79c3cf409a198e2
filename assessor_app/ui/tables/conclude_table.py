"""The cases that can be signed: what the rule says, what the panel recommends, who agrees, and what still stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor_app.models.ids import CaseId
from assessor_app.ui.language import translated
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell
from assessor_app.ui.widgets.state_chip import State

AnyIndex = QModelIndex | QPersistentModelIndex

CHOSEN, NUMBER, NAME, GRADE, RULE, PANEL, VOTES, STANDING = range(8)


@dataclass(frozen=True, slots=True)
class ConcludeLine:
    """One case, in words. ``blocked`` says why it cannot be signed yet; empty when it can."""

    case: CaseId
    number: str
    name: str
    grade: str
    rule: str
    choice: str
    departs: bool
    reason: str
    votes: str
    dissents: int
    blocked: str
    sent: bool = False
    """It stood in a result package before."""


class ConcludeTable(QAbstractTableModel):
    """Lines with a tick for those that go into the package."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ConcludeLine, ...] = ()
        self._chosen: set[CaseId] = set()

    # what it answers

    @property
    def lines(self) -> tuple[ConcludeLine, ...]:
        return self._lines

    @property
    def chosen(self) -> tuple[CaseId, ...]:
        """The ticked cases, in the order of the list."""
        return tuple(line.case for line in self._lines if line.case in self._chosen)

    def line_at(self, row: int) -> ConcludeLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else STANDING + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            "",
            translated("ConcludeTable", "No."),
            translated("ConcludeTable", "Candidate"),
            translated("ConcludeTable", "Grade"),
            translated("ConcludeTable", "By the rule"),
            translated("ConcludeTable", "The panel"),
            translated("ConcludeTable", "Votes"),
            translated("ConcludeTable", "Standing"),
        )[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        cell = self._cell(line, index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.blocked or line.reason or None
        return None

    # what it does

    def show_lines(self, lines: Sequence[ConcludeLine]) -> None:
        """Show the cases; those that became ready are ticked, those that no longer are lose their tick."""
        known = {line.case for line in self._lines}
        self.beginResetModel()
        self._lines = tuple(lines)
        ready = {line.case for line in lines if not line.blocked}
        self._chosen = {case for case in ready if case in self._chosen or case not in known}
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Take a case into the package or leave it out; one that is blocked stays out."""
        line = self.line_at(row)
        if line is None or line.blocked:
            return
        self._chosen.symmetric_difference_update({line.case})
        self.dataChanged.emit(self.index(row, 0), self.index(row, STANDING))

    # helpers

    def _cell(self, line: ConcludeLine, column: int) -> MatrixCell:
        words = {NUMBER: line.number, NAME: line.name, GRADE: line.grade, RULE: line.rule}
        match column:
            case 0:
                return self._tick(line)
            case 5:
                return _panel_cell(line)
            case 6:
                state = State.FLAGGED if line.dissents else None
                return MatrixCell(line.votes, state=state, left=True, soft=True)
            case 7:
                return _standing_cell(line)
        return MatrixCell(words[column], left=True, soft=column in (NUMBER, GRADE))

    def _tick(self, line: ConcludeLine) -> MatrixCell:
        inside = line.case in self._chosen
        words = translated("ConcludeTable", "in the package") if inside else translated("ConcludeTable", "left out")
        spoken = f"{line.name}, {words}"
        if line.blocked:
            return MatrixCell("", spoken)
        return MatrixCell("", spoken, state=State.DONE if inside else State.NOT_STARTED)


def _panel_cell(line: ConcludeLine) -> MatrixCell:
    if line.departs:
        return MatrixCell(line.choice, state=State.FLAGGED, loud=True, left=True)
    return MatrixCell(line.choice or "\N{EN DASH}", left=True, strong=bool(line.choice))


def _standing_cell(line: ConcludeLine) -> MatrixCell:
    if line.blocked:
        return MatrixCell(translated("ConcludeTable", "not ready"), line.blocked, state=State.STARTED, left=True)
    if line.sent:
        return MatrixCell(translated("ConcludeTable", "signed before"), state=State.LOCKED, left=True)
    return MatrixCell(translated("ConcludeTable", "ready"), state=State.DONE, left=True)
