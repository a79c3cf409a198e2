"""The table of double entry: rows of a form, its columns once for each turn, and at the end how the two compare.

Of a row that is not compared yet only the turn being typed is shown; what the other turn says is a struck eye.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor_app.models.double_entry import Compared, Place, RowState, Turn, Typed, looks_transposed
from assessor_app.models.language import Language
from assessor_app.models.marks import Part
from assessor_app.models.written import points_text
from assessor_app.ui.language import translated
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.type_in import COMPARED, OPEN, Column, Form, FormRow, shown_value

AnyIndex = QModelIndex | QPersistentModelIndex

Pending = Mapping[tuple[Place, Turn], str]
"""Entries handed over that have not arrived yet."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies under one cell."""

    row: FormRow
    place: Place
    turn: Turn


class WrittenTable(QAbstractTableModel):
    """Gives `MatrixCell`s; replaced whole by `show_form`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        self.typed = Typed()
        self.turn = Turn.FIRST
        self._pending: Pending = {}
        self._language = Language.ZH
        self._states: tuple[RowState, ...] = ()

    # what it answers

    @property
    def heads(self) -> int:
        """Columns before the first turn: the label, and the name where it is to be seen."""
        return 1 if self.form is not None and self.form.blind else 2

    @property
    def turns(self) -> tuple[Turn, ...]:
        return (Turn.FIRST, Turn.SECOND) if self.form is not None and self.form.twice else (Turn.FIRST,)

    def groups(self) -> list[tuple[int, int, str]]:
        """Heads above the columns: each turn over its own."""
        if self.form is None:
            return []
        width = len(self.form.columns)
        words = {
            Turn.FIRST: translated("WrittenTable", "First entry"),
            Turn.SECOND: translated("WrittenTable", "Second entry"),
        }
        return [
            (self.heads + at * width, self.heads + (at + 1) * width - 1, words[turn])
            for at, turn in enumerate(self.turns)
        ]

    def spot(self, row: int, column: int) -> Spot | None:
        """The place and turn of a cell; None for a label, a name, the comparison, or where a row has no such column."""
        form = self.form
        if form is None or not 0 <= row < len(form.rows):
            return None
        at = column - self.heads
        if not 0 <= at < len(form.columns) * len(self.turns):
            return None
        turn, number = self.turns[at // len(form.columns)], at % len(form.columns)
        line = form.rows[row]
        return Spot(line, line.places[number], turn) if number < len(line.places) else None

    def column_of(self, turn: Turn, number: int = 0) -> int:
        """The column of the ``number``-th of a turn's own."""
        width = len(self.form.columns) if self.form is not None else 0
        return self.heads + self.turns.index(turn) * width + number

    def state(self, row: int) -> RowState:
        return self._states[row]

    def is_compared(self, row: int) -> bool:
        """Whether both turns of a row are uncovered."""
        form = self.form
        if form is None or not form.twice:
            return False
        if form.paper is None:
            return bool(self.typed.value(COMPARED, Turn.CONTROL))
        return self._states[row].compared in (Compared.AGREED, Compared.DIFFERS, Compared.SETTLED)

    def can_type(self, row: int, column: int) -> bool:
        """Whether the cell belongs to the turn being typed and its row is neither compared nor locked."""
        spot = self.spot(row, column)
        return spot is not None and spot.turn is self.turn and spot.row.state in OPEN and not self.is_compared(row)

    def value(self, place: Place, turn: Turn) -> str:
        """What stands there, or was entered and is on its way."""
        found = self._pending.get((place, turn))
        return found if found is not None else self.typed.value(place, turn)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if self.form is None or (parent is not None and parent.isValid()) else len(self.form.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        if self.form is None or (parent is not None and parent.isValid()):
            return 0
        return self.heads + len(self.form.columns) * len(self.turns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        form = self.form
        if orientation is not Qt.Orientation.Horizontal or form is None:
            return None
        inner = self.heads <= section < self.columnCount() - 1
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if inner else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and inner:
            return form.columns[(section - self.heads) % len(form.columns)].title.of(self._language)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if inner:
            column = form.columns[(section - self.heads) % len(form.columns)]
            return column.id if column.question is not None else column.title.of(self._language)
        if section == self.columnCount() - 1:
            return translated("WrittenTable", "Check")
        if form.paper is None:
            return "" if section == 0 else translated("WrittenTable", "Indicator")
        if section == 1:
            return translated("WrittenTable", "Name")
        return translated("WrittenTable", "Code") if form.blind else translated("WrittenTable", "No.")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.form is None:
            return None
        if role not in (
            CELL_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        spoken = cell.spoken or cell.text
        return spoken if role == Qt.ItemDataRole.AccessibleTextRole else spoken or None

    # what it does

    def show_form(self, form: Form | None, typed: Typed, turn: Turn, pending: Pending, language: Language) -> bool:
        """Show a form; True where it is another than before, or has other rows."""
        same = (
            self.form is not None
            and form is not None
            and (form.batch, form.columns, language) == (self.form.batch, self.form.columns, self._language)
            and [row.id for row in form.rows] == [row.id for row in self.form.rows]
        )
        if not same:
            self.beginResetModel()
        self.form, self.typed, self.turn, self._pending, self._language = form, typed, turn, pending, language
        self._states = tuple(form.state(row, typed) for row in form.rows) if form is not None else ()
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return not same

    def repaint_all(self) -> None:
        """Entries under way changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # helpers

    def _cell(self, row: int, column: int) -> MatrixCell:
        assert self.form is not None
        line = self.form.rows[row]
        if column == 0:
            return MatrixCell(line.label, left=True, strong=True)
        if column < self.heads:
            return MatrixCell(line.name.of(self._language), left=True, divide=True)
        if column == self.columnCount() - 1:
            return self._check(row)
        spot = self.spot(row, column)
        number = (column - self.heads) % len(self.form.columns)
        last = number + 1 == len(self.form.columns)
        if spot is None:
            return MatrixCell("", divide=last)
        return self._entry(row, spot, self.form.columns[number], last=last)

    def _entry(self, row: int, spot: Spot, column: Column, *, last: bool) -> MatrixCell:
        assert self.form is not None
        where = f"{spot.row.label} {column.title.of(self._language)}"
        value = self.value(spot.place, spot.turn)
        nothing = translated("WrittenTable", "nothing typed")
        covered = translated("WrittenTable", "covered")
        if spot.turn is not self.turn and not self.is_compared(row):
            if not value:
                return MatrixCell("", f"{where}, {nothing}", divide=last)
            return MatrixCell("", f"{where}, {covered}", hidden=True, divide=last)
        differs = self.is_compared(row) and spot.place in self._states[row].differing
        shown = shown_value(self.form, spot.place, value)
        return MatrixCell(
            " ".join(shown.split()),
            f"{where}, {shown or nothing}",
            differs=differs,
            soft=self.is_compared(row) and bool(self.typed.value(spot.place, Turn.SETTLED)),
            left=spot.place.part is Part.COMMENT,
            divide=last,
        )

    def _check(self, row: int) -> MatrixCell:
        assert self.form is not None
        line = self.form.rows[row]
        if line.state not in OPEN:
            return MatrixCell("", state=State.LOCKED, left=True)
        state = self._states[row]
        if self.form.paper is None and not self.is_compared(row) and state.compared is not Compared.EMPTY:
            return MatrixCell(self._progress(line), soft=True, left=True)
        match state.compared:
            case Compared.AGREED:
                words = translated("WrittenTable", "Agrees") if self.form.twice else translated("WrittenTable", "Typed")
                return MatrixCell(words, state=State.DONE, left=True)
            case Compared.SETTLED:
                return MatrixCell(self._settled(line), state=State.DONE, left=True)
            case Compared.DIFFERS:
                words = self._difference(state.differing)
                return MatrixCell(words, words, state=State.FLAGGED, left=True, loud=True)
            case Compared.EMPTY:
                return MatrixCell("", left=True)
            case _:
                return MatrixCell(self._progress(line), soft=True, left=True)

    def _progress(self, line: FormRow) -> str:
        needed = [place for place in line.places if place not in line.optional]
        if self.turn is Turn.SECOND and any(self.value(place, Turn.SECOND) for place in needed):
            return translated("WrittenTable", "Second entry under way")
        if all(self.value(place, Turn.FIRST) for place in needed):
            return translated("WrittenTable", "Second entry awaited")
        return translated("WrittenTable", "First entry under way")

    def _settled(self, line: FormRow) -> str:
        assert self.form is not None
        said = [
            shown_value(self.form, place, value)
            for place in line.places
            if (value := self.typed.value(place, Turn.SETTLED)) and place.part is not Part.COMMENT
        ]
        if not said or len(said) > 2:
            return translated("WrittenTable", "Settled")
        return translated("WrittenTable", "Settled: {values}").format(values=", ".join(said))

    def _difference(self, differing: tuple[Place, ...]) -> str:
        assert self.form is not None
        place = differing[0]
        if len(differing) > 1:
            return translated("WrittenTable", "{count} places differ").format(count=len(differing))
        one, other = (self.typed.value(place, turn) for turn in (Turn.FIRST, Turn.SECOND))
        if place.part not in (Part.POINTS, Part.PERCENT) or not one or not other:
            return translated("WrittenTable", "{subject} differs").format(
                subject=self.form.column(place).title.of(self._language)
            )
        gap = points_text(abs(Fraction(Decimal(one)) - Fraction(Decimal(other))))
        if looks_transposed(one, other):
            return translated("WrittenTable", "{subject} by {gap}, digits changed about?").format(
                subject=place.subject, gap=gap
            )
        return translated("WrittenTable", "{subject} differs by {gap}").format(subject=place.subject, gap=gap)
