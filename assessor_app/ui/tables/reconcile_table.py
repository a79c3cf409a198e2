"""The grid of what is due: candidates down, methods and assessors across, and at the end what the case comes to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState
from assessor_app.ui.language import format_datetime, translated
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell
from assessor_app.ui.widgets.state_chip import State, state_word
from assessor_app.workflow.reconcile import CaseRow, DueSheet, Reconciliation

AnyIndex = QModelIndex | QPersistentModelIndex

NUMBER, NAME, GRADE, SUM, FIRST = 0, 1, 2, 3, 4
"""The columns before the first assessor's; they stay in view however many assessors there are."""

LEAST, MOST = 40, 112
"""How narrow and how wide an assessor's column may be, in px at 100 %."""

STATES = {
    SheetState.LOCKED: State.LOCKED,
    SheetState.RECUSED: State.RECUSED,
    SheetState.ABSTAINED: State.RECUSED,
    SheetState.ABSENT: State.ABSENT,
    SheetState.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class DueColumn:
    """One assessor in one method."""

    method: str
    assessor: PersonId


def due_columns(view: Reconciliation) -> tuple[DueColumn, ...]:
    """The columns of the grid: methods in the scheme's order, assessors in the panel's."""
    due = {(item.method, item.assessor) for item in view.panel.assignments}
    return tuple(
        DueColumn(method.id, member.id)
        for method in view.scheme.methods
        for member in view.panel.members
        if (method.id, member.id) in due
    )


class ReconcileTable(QAbstractTableModel):
    """Gives `MatrixCell`s; replaced whole by `show_view`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: Reconciliation | None = None
        self._columns: tuple[DueColumn, ...] = ()
        self._language = Language.ZH

    # what it answers

    @property
    def columns(self) -> tuple[DueColumn, ...]:
        return self._columns

    def widths(self, room: int) -> list[int]:
        """Widths in px at 100 %, in ``room`` px: assessors share what the first columns leave, down to the shape alone."""
        first = [46, 86, 46, 76] if self._language is Language.ZH else [54, 100, 50, 100]
        share = (room - sum(first)) // max(len(self._columns), 1)
        return [*first, *[min(max(share, LEAST), MOST)] * len(self._columns)]

    def groups(self) -> list[tuple[int, int, str]]:
        """Heads above the columns: each method over its assessors."""
        if self._view is None:
            return []
        found: list[tuple[int, int, str]] = []
        for place, column in enumerate(self._columns, FIRST):
            title = self._view.scheme.method(column.method).title.of(self._language)
            if found and found[-1][2] == title:
                found[-1] = (found[-1][0], place, title)
            else:
                found.append((place, place, title))
        return found

    def row_of(self, row: int) -> CaseRow | None:
        return self._view.rows[row] if self._view is not None and 0 <= row < len(self._view.rows) else None

    def sheet_at(self, row: int, column: int) -> DueSheet | None:
        """The sheet behind a cell; None where none is due."""
        line = self.row_of(row)
        if line is None or not FIRST <= column < FIRST + len(self._columns):
            return None
        at = self._columns[column - FIRST]
        return line.sheet(at.assessor, at.method)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        if self._view is None or (parent is not None and parent.isValid()):
            return 0
        return len(self._view.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        if self._view is None or (parent is not None and parent.isValid()):
            return 0
        return FIRST + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or self._view is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            centred = FIRST <= section < FIRST + len(self._columns)
            return (
                Qt.AlignmentFlag.AlignCenter if centred else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
        # A name cut short is said in full under the pointer.
        return self._head(section) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._view is None:
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.spoken or None
        return None

    # what it does

    def show_view(self, view: Reconciliation | None, language: Language) -> None:
        self.beginResetModel()
        self._view, self._language = view, language
        self._columns = due_columns(view) if view is not None else ()
        self.endResetModel()

    # helpers

    @property
    def _begun(self) -> bool:
        """Whether any package counts."""
        return self._view is not None and any(sheet.state is not None for sheet in self._view.sheets)

    def _head(self, section: int) -> str:
        assert self._view is not None
        match section:
            case 0:
                return translated("ReconcileTable", "No.")
            case 1:
                return translated("ReconcileTable", "Candidate")
            case 2:
                return translated("ReconcileTable", "Grade")
            case 3:
                return translated("ReconcileTable", "Case")
        return self._name(self._columns[section - FIRST].assessor)

    def _name(self, person: PersonId) -> str:
        assert self._view is not None
        return next(
            (member.name.of(self._language) for member in self._view.panel.members if member.id == person), person
        )

    def _cell(self, row: int, column: int) -> MatrixCell:
        assert self._view is not None
        line = self._view.rows[row]
        match column:
            case 0:
                return MatrixCell(line.case.candidate.number, left=True, soft=True)
            case 1:
                return MatrixCell(line.case.candidate.name.of(self._language), left=True)
            case 2:
                return MatrixCell(line.case.grade, left=True, soft=True)
            case 3:
                return self._sum(line)
        return self._due(line, column)

    def _due(self, line: CaseRow, column: int) -> MatrixCell:
        assert self._view is not None
        at = self._columns[column - FIRST]
        last = column + 1 - FIRST == len(self._columns) or self._columns[column + 1 - FIRST].method != at.method
        found = line.sheet(at.assessor, at.method)
        method = self._view.scheme.method(at.method).title.of(self._language)
        whose = ", ".join((line.case.candidate.name.of(self._language), method, self._name(at.assessor)))
        if found is None:
            none = translated("ReconcileTable", "n/a")
            return MatrixCell("\N{EN DASH}", f"{whose}, {none}", soft=True, divide=last)
        if found.state is None:
            # Before anything has come in the grid says what is expected; a wall of red would say nothing.
            missing = found.missing and self._begun
            state = State.MISSING if missing else State.NOT_STARTED
            awaited = (
                translated("ReconcileTable", "Awaited")
                if found.missing
                else translated("ReconcileTable", "Trainee, open")
            )
            words = state_word(State.MISSING) if missing else awaited
            if found.missing and found.reason:
                words = translated("ReconcileTable", "With reason")
                return MatrixCell(words, f"{whose}, {words}, {found.reason}", state=State.BORDERLINE, divide=last)
            return MatrixCell(words, f"{whose}, {words}", state=state, divide=last)
        state = STATES[found.state]
        words = translated("ReconcileTable", "Abstained") if found.state is SheetState.ABSTAINED else state_word(state)
        facts = [whose, words, found.reason]
        if found.locked_at is not None:
            facts.append(format_datetime(found.locked_at.astimezone(), self._language))
        if found.version > 1:
            facts.append(translated("ReconcileTable", "version {number}").format(number=found.version))
        return MatrixCell(words, ", ".join(fact for fact in facts if fact), state=state, divide=last)

    def _sum(self, line: CaseRow) -> MatrixCell:
        missing = sum(1 for sheet in line.missing if sheet.unnamed)
        if line.missing and not missing:
            words = translated("ReconcileTable", "{count} with reason").format(count=len(line.missing))
            return MatrixCell(words, words, state=State.BORDERLINE, left=True, divide=True)
        if missing and not self._begun:
            words = translated("ReconcileTable", "{count} awaited").format(count=missing)
            return MatrixCell(words, left=True, soft=True, divide=True)
        if missing:
            words = translated("ReconcileTable", "{count} missing").format(count=missing)
            return MatrixCell(words, words, state=State.MISSING, left=True, divide=True)
        gone = next(
            (item.state for item in line.sheets if item.state in (SheetState.ABSENT, SheetState.WITHDRAWN)), None
        )
        if gone is not None:
            return MatrixCell(state_word(STATES[gone]), state=STATES[gone], left=True, divide=True)
        return MatrixCell(state_word(State.DONE), state=State.DONE, left=True, divide=True)
