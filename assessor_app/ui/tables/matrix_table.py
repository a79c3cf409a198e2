"""One case on the chair's table: indicators down, assessors across by method, where the panel stands, and what was agreed.

Everything shown is taken from the case's evaluation and its sheets; nothing is worked out here. While the case is sealed every
mark is a struck eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessor_app.models.consolidation import AgreedLevel
from assessor_app.models.derivation import AspectResult, FlagCode, Node, Step
from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import NOT_SOUGHT, Part, SheetState
from assessor_app.models.scheme import Aspect, Grade, Indicator, MethodMode, Scheme
from assessor_app.ui.language import format_number, translated
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, Agreed, MatrixCell
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.consolidate import CaseView, PanelView

AnyIndex = QModelIndex | QPersistentModelIndex


class ColumnKind(Enum):
    """What a column shows."""

    INDICATOR = auto()
    MARK = auto()
    PANEL = auto()
    PERCENT = auto()
    COMPOSITE = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column; ``last`` of its method, so that a line follows."""

    kind: ColumnKind
    method: str = ""
    assessor: str = ""
    counted: bool = True
    last: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An aspect's line (no indicator) or one of its indicators."""

    aspect: Aspect
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one evaluation, found again by where they are shown."""

    panel: Mapping[tuple[str, str], Node]
    """By (method, indicator): the panel level."""
    composites: Mapping[str, Node]
    methods: Mapping[tuple[str, str], Node]
    """By (method, aspect): the method's score, level or count of that aspect."""

    @staticmethod
    def of(root: Node) -> Figures:
        panel: dict[tuple[str, str], Node] = {}
        composites: dict[str, Node] = {}
        methods: dict[tuple[str, str], Node] = {}
        for node in walk(root):
            match node.step:
                case Step.INDICATOR if node.fact("rule") is not None and node.fact("weight") is None:
                    panel[str(node.fact("method")), node.subject] = node
                case Step.COMPOSITE:
                    composites[node.subject] = node
                case Step.METHOD if node.fact("aspect") is not None:
                    methods[node.subject, str(node.fact("aspect"))] = node
                case Step.WRITTEN | Step.AREA:
                    methods[str(node.fact("method")), node.subject] = node
        return Figures(panel, composites, methods)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, but not what a composite repeats."""
    yield node
    if node.step is not Step.COMPOSITE:
        for child in node.children:
            yield from walk(child)


class MatrixTable(QAbstractTableModel):
    """Gives `MatrixCell`s for one case; replaced by `show_case`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel: PanelView | None = None
        self._seen: CaseView | None = None
        self._language = Language.ZH
        self._rows: tuple[MatrixRow, ...] = ()
        self._columns: tuple[MatrixColumn, ...] = ()
        self._figures = Figures({}, {}, {})
        self._levels: dict[tuple[str, str, str], str] = {}
        self._apart: set[tuple[str, str, str]] = set()
        self._flagged: set[tuple[str, str]] = set()
        self._agreed: dict[tuple[str, str], AgreedLevel] = {}
        self._waiting: tuple[str, str] | None = None
        self._returned: Mapping[tuple[str, str, str], bool] = {}

    # what it answers

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        return self._rows

    @property
    def columns(self) -> tuple[MatrixColumn, ...]:
        return self._columns

    def indicator_at(self, row: int) -> Indicator | None:
        return self._rows[row].indicator if 0 <= row < len(self._rows) else None

    def method_at(self, column: int, indicator: str) -> str:
        """The method a cell speaks of; beside the methods, where the indicator is in dispute, else the last that rates it."""
        here = self._columns[column].method if 0 <= column < len(self._columns) else ""
        rating = [each.method for each in self._columns if each.kind is ColumnKind.PANEL]
        if here in rating:
            return here
        disputed = [method for method in rating if (method, indicator) in self._flagged]
        known = [method for method in rating if (method, indicator) in self._figures.panel]
        return (disputed or known or rating or [""])[-1]

    def place_of(self, indicator: str, method: str) -> QModelIndex:
        """The panel's cell of an indicator in a method; an aspect's id gives its line."""
        row = next(
            (
                n
                for n, each in enumerate(self._rows)
                if indicator == (each.indicator.id if each.indicator else each.aspect.id)
            ),
            -1,
        )
        column = next(
            (n for n, each in enumerate(self._columns) if each.kind is ColumnKind.PANEL and each.method == method), 0
        )
        return self.index(row, column) if row >= 0 else QModelIndex()

    def agreed_level(self, method: str, indicator: str) -> AgreedLevel | None:
        return self._agreed.get((method, indicator))

    def groups(self) -> list[tuple[int, int, str]]:
        """Heads over the columns: each method with its weight."""
        if self._panel is None or self._seen is None:
            return []
        grade = self._panel.scheme.grade(self._seen.case.grade)
        found: dict[str, tuple[int, int]] = {}
        for place, column in enumerate(self._columns):
            if column.method:
                found[column.method] = (found.get(column.method, (place, place))[0], place)
        return [(first, last, self._group(grade, method, wide=last > first)) for method, (first, last) in found.items()]

    def widths(self, room: int) -> list[int]:
        """Widths in px at 100 %, in ``room`` px: what is left goes to the indicator first, then to the note as well."""
        sizes = {
            ColumnKind.INDICATOR: 136,
            ColumnKind.MARK: 32 if self._language is Language.ZH else 33,
            ColumnKind.PANEL: 52 if self._language is Language.ZH else 54,
            ColumnKind.PERCENT: 52 if self._language is Language.ZH else 72,
            ColumnKind.COMPOSITE: 64,
            ColumnKind.NOTE: 92 if self._language is Language.ZH else 98,
        }
        widths = [sizes[column.kind] for column in self._columns]
        if widths:
            # A few px too little is no reason to scroll sideways: reason and name are shortened in any case.
            for place, least in ((-1, 60), (0, 116)):
                widths[place] -= min(max(sum(widths) - room, 0), widths[place] - least)
            spare = max(room - sum(widths), 0)
            name = min(spare, 64) + min(max(spare - 64, 0) // 2, 90)
            widths[0] += name
            widths[-1] += spare - name
        return widths

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = column.kind in (ColumnKind.INDICATOR, ColumnKind.NOTE)
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if left else Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ToolTipRole and column.assessor:
            return self._name(column.assessor)
        return self._head(column) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if (
            not index.isValid()
            or self._seen is None
            or index.row() >= len(self._rows)
            or index.column() >= len(self._columns)
        ):
            return None
        if role not in (
            CELL_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        cell = self._cell(self._rows[index.row()], self._columns[index.column()])
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text.replace("\t", " ")
        return cell.spoken or cell.text.replace("\t", " ") or None

    # what it does

    def show_case(
        self,
        panel: PanelView,
        seen: CaseView | None,
        language: Language,
        returned: Mapping[tuple[str, str, str], bool] | None = None,
    ) -> None:
        """Show one case; rows and columns stay where only figures changed, so that the place is kept.

        ``returned``: assessor, method and subject of what was given back to its author, and whether it is answered.
        """
        rows = tuple(_rows(panel.scheme, panel.scheme.grade(seen.case.grade))) if seen is not None else ()
        columns = tuple(_columns(panel, seen)) if seen is not None else ()
        same = rows == self._rows and columns == self._columns
        if not same:
            self.beginResetModel()
        self._panel, self._seen, self._language = panel, seen, language
        self._rows, self._columns, self._waiting = rows, columns, None
        self._returned = returned or {}
        if seen is not None:
            self._take(seen)
        if not same:
            self.endResetModel()
        elif rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))

    def show_waiting(self, method: str, indicator: str) -> None:
        """Mark a level that is being agreed and has no reason yet; empty for none."""
        self._waiting = (method, indicator) if indicator else None
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    # helpers

    def _take(self, seen: CaseView) -> None:
        self._figures = Figures.of(seen.evaluation.derivation)
        self._levels = {
            (sheet.key.assessor, sheet.key.method, mark.subject): mark.value
            for sheet in seen.sheets
            if sheet.state is SheetState.LOCKED
            for mark in sheet.marks
            if mark.part is Part.LEVEL and mark.value
        }
        self._apart, self._flagged = set(), set()
        for flag in seen.evaluation.flags:
            if flag.code is FlagCode.DISCREPANCY and flag.values:
                self._flagged.add((flag.method, flag.subject))
                ends = {min(value for _, value in flag.values), max(value for _, value in flag.values)}
                self._apart |= {(who, flag.method, flag.subject) for who, value in flag.values if value in ends}
        self._agreed = {(item.method, item.indicator): item for item in seen.agreed}

    def _group(self, grade: Grade, method: str, *, wide: bool) -> str:
        assert self._panel is not None
        held, named = grade.method(method), self._panel.scheme.method(method)
        title = named.title.of(self._language)
        if held is None or self._panel.scheme.weighted is None or not wide:
            return title
        if held.mode is MethodMode.GATE:
            return translated("MatrixTable", "{method}, must be passed").format(method=title)
        return f"{title} {format_number(held.weight, 0)}%"

    def _head(self, column: MatrixColumn) -> str:
        match column.kind:
            case ColumnKind.INDICATOR:
                return translated("MatrixTable", "Indicator")
            case ColumnKind.MARK:
                return self._short(column.assessor)
            case ColumnKind.PANEL:
                return translated("MatrixTable", "Panel")
            case ColumnKind.COMPOSITE:
                return translated("MatrixTable", "Composite")
            case ColumnKind.PERCENT:
                return translated("MatrixTable", "Percent")
            case ColumnKind.NOTE:
                return translated("MatrixTable", "Agreed, why")

    def _name(self, person: str) -> str:
        assert self._panel is not None
        return next((each.name.of(self._language) for each in self._panel.panel.members if each.id == person), person)

    def _short(self, person: str) -> str:
        """What stands over a narrow column: the family name's character, else initials; made longer where two would be alike."""
        assert self._panel is not None
        names = {each.id: each.name for each in self._panel.panel.members}
        shorts = {id: short_name(name.zh, name.en, self._language) for id, name in names.items()}
        mine = shorts.get(PersonId(person), person)
        alike = [id for id, short in shorts.items() if short == mine]
        return mine if len(alike) < 2 else f"{mine}{alike.index(PersonId(person)) + 1}"

    def _cell(self, row: MatrixRow, column: MatrixColumn) -> MatrixCell:
        assert self._seen is not None
        cell = self._heading(row.aspect, column) if row.indicator is None else self._item(row.indicator, column)
        return replace(cell, divide=column.last, heading=row.indicator is None)

    def _heading(self, aspect: Aspect, column: MatrixColumn) -> MatrixCell:
        assert self._seen is not None
        assert self._panel is not None
        if column.kind is ColumnKind.INDICATOR:
            title = aspect.title.of(self._language)
            if len(title) > 16:
                title = aspect.short.of(self._language)
            return MatrixCell(title, strong=True, letter=aspect.id, position=aspect.position)
        if self._seen.sealed:
            return MatrixCell()
        result = next((each for each in self._seen.evaluation.aspects if each.aspect == aspect.id), None)
        node = self._figures.methods.get((column.method, aspect.id))
        match column.kind:
            case ColumnKind.PANEL if node is not None:
                return MatrixCell(_method_figure(node), soft=True)
            case ColumnKind.PERCENT if node is not None and isinstance(percent := node.fact("percent"), Fraction | int):
                shown = f"{format_number(Fraction(percent), 0 if Fraction(percent).denominator == 1 else 1)}%"
                answers = [
                    answered
                    for (_who, method, subject), answered in self._returned.items()
                    if (method, subject) == (column.method, aspect.id)
                ]
                return MatrixCell(
                    shown,
                    self._said_returned(shown, answered=all(answers)) if answers else "",
                    soft=True,
                    returned=bool(answers),
                    answered=all(answers),
                )
            case ColumnKind.COMPOSITE if result is not None and result.score is not None:
                return MatrixCell(format_number(result.score, 1), strong=True, below_floor=result.passed is False)
            case ColumnKind.NOTE if result is not None:
                return _verdict(result)
        return MatrixCell()

    def _item(self, indicator: Indicator, column: MatrixColumn) -> MatrixCell:
        assert self._seen is not None
        assert self._panel is not None
        name = indicator.title.of(self._language)
        if column.kind is ColumnKind.INDICATOR:
            return MatrixCell(
                f"{indicator.id}\t{name}", f"{indicator.id} {name}", left=True, star=indicator.non_compensable
            )
        covered = self._covers(column.method, indicator)
        if self._seen.sealed:
            hidden = (
                bool(column.kind in (ColumnKind.MARK, ColumnKind.PANEL) and covered)
                or column.kind is ColumnKind.COMPOSITE
            )
            spoken = translated("MatrixTable", "{code}, hidden until your own sheets are locked").format(
                code=indicator.id
            )
            return MatrixCell(spoken=spoken, hidden=True) if hidden else MatrixCell()
        match column.kind:
            case ColumnKind.MARK if covered:
                return self._mark(indicator, column)
            case ColumnKind.PANEL if covered:
                return self._level(indicator, column.method)
            case ColumnKind.COMPOSITE:
                return self._composite(indicator)
            case ColumnKind.NOTE:
                return self._note(indicator)
        return MatrixCell()

    def _covers(self, method: str, indicator: Indicator) -> bool:
        assert self._seen is not None
        assert self._panel is not None
        held = self._panel.scheme.grade(self._seen.case.grade).method(method)
        return held is not None and indicator.aspect in held.covers

    def _needed(self, indicator: Indicator) -> Fraction | None:
        assert self._seen is not None
        assert self._panel is not None
        areas = self._panel.scheme.areas
        if areas is not None:
            return Fraction(areas.threshold)
        return self._panel.scheme.grade(self._seen.case.grade).required_level(indicator.aspect)

    def _mark(self, indicator: Indicator, column: MatrixColumn) -> MatrixCell:
        value = self._levels.get((column.assessor, column.method, indicator.id), "")
        who = self._name(column.assessor)
        if not value:
            spoken = translated("MatrixTable", "{code}, {who}, no mark").format(code=indicator.id, who=who)
            return MatrixCell("\N{EN DASH}", spoken, soft=True)
        if value == NOT_SOUGHT:
            spoken = translated("MatrixTable", "{code}, {who}, not sought").format(code=indicator.id, who=who)
            return MatrixCell("N", spoken, soft=True)
        needed = self._needed(indicator)
        apart = (column.assessor, column.method, indicator.id) in self._apart
        spoken = translated("MatrixTable", "{code}, {who}, level {level}").format(
            code=indicator.id, who=who, level=value
        )
        if apart:
            spoken = translated("MatrixTable", "{said}, differs").format(said=spoken)
        if not column.counted:
            spoken = translated("MatrixTable", "{said}, trainee, not counted").format(said=spoken)
        answered = self._returned.get((column.assessor, column.method, indicator.id))
        if answered is not None:
            spoken = self._said_returned(spoken, answered=answered)
        return MatrixCell(
            value if column.counted else f"({value})",
            spoken,
            under=needed is not None and int(value) < needed,
            differs=apart,
            soft=not column.counted,
            returned=answered is not None,
            answered=bool(answered),
        )

    def _said_returned(self, spoken: str, *, answered: bool) -> str:
        if answered:
            return translated("MatrixTable", "{said}, returned and answered").format(said=spoken)
        return translated("MatrixTable", "{said}, returned to its author").format(said=spoken)

    def _level(self, indicator: Indicator, method: str) -> MatrixCell:
        node = self._figures.panel.get((method, indicator.id))
        agreed = self._agreed.get((method, indicator.id))
        if self._waiting == (method, indicator.id):
            return MatrixCell(
                "",
                translated("MatrixTable", "{code}, waits for the reason").format(code=indicator.id),
                agreed=Agreed.WAITING,
            )
        if agreed is not None:
            spoken = translated("MatrixTable", "{code}, agreed level {level}: {reason}").format(
                code=indicator.id, level=agreed.level, reason=agreed.reason
            )
            return MatrixCell(str(agreed.level), spoken, agreed=Agreed.YES)
        if node is None or node.value is None:
            return MatrixCell("\N{EN DASH}", soft=True)
        flag = (method, indicator.id) in self._flagged
        shown = format_number(node.value, 2)
        spoken = translated("MatrixTable", "{code}, panel {level}").format(code=indicator.id, level=shown)
        return MatrixCell(shown, spoken, soft=True, flag=flag)

    def _composite(self, indicator: Indicator) -> MatrixCell:
        node = self._figures.composites.get(indicator.id)
        if node is None:
            return MatrixCell()
        if node.value is None:
            return MatrixCell("\N{EN DASH}", soft=True)
        shown = format_number(node.value, 2)
        failed = node.fact("passed") is False
        said = translated("MatrixTable", "{code}, composite {level}").format(code=indicator.id, level=shown)
        if failed:
            said = translated("MatrixTable", "{said}, too low").format(said=said)
        return MatrixCell(shown, said, below_floor=failed)

    def _note(self, indicator: Indicator) -> MatrixCell:
        assert self._panel is not None
        agreed = [item for (_method, code), item in self._agreed.items() if code == indicator.id]
        several = sum(1 for each in self._columns if each.kind is ColumnKind.PANEL) > 1
        parts = [
            f"{self._panel.scheme.method(item.method).short.of(self._language)}{item.level} {item.reason}"
            if several
            else item.reason
            for item in agreed
        ]
        return MatrixCell("; ".join(parts), left=True, soft=True)


def short_name(zh: str, en: str, language: Language) -> str:
    """顾 of 顾南乔, GN of Gu Nanqiao."""
    if zh and (language is Language.ZH or not en):
        return zh[0]
    return "".join(part[0].upper() for part in (en or zh).split()[:2])


def _rows(scheme: Scheme, grade: Grade) -> Iterator[MatrixRow]:
    for aspect in scheme.aspects:
        items = grade.indicators_of(aspect.id)
        if items:
            yield MatrixRow(aspect)
            yield from (MatrixRow(aspect, item) for item in items)


def _columns(panel: PanelView, seen: CaseView) -> Iterator[MatrixColumn]:
    yield MatrixColumn(ColumnKind.INDICATOR, last=True)
    grade = panel.scheme.grade(seen.case.grade)
    order = {member.id: place for place, member in enumerate(panel.panel.members)}
    for method in panel.scheme.methods:
        held = grade.method(method.id)
        if held is None or held.mode is MethodMode.OFF:
            continue
        if method.marks == "percent":
            yield MatrixColumn(ColumnKind.PERCENT, method.id, last=True)
            continue
        due = sorted(
            (item for item in seen.assignments if item.method == method.id),
            key=lambda item: order.get(item.assessor, 99),
        )
        recused = {
            (sheet.key.assessor, sheet.key.method)
            for sheet in seen.sheets
            if sheet.state in (SheetState.RECUSED, SheetState.ABSTAINED)
        }
        for item in due:
            if (item.assessor, item.method) not in recused:
                yield MatrixColumn(ColumnKind.MARK, method.id, item.assessor, item.counted)
        yield MatrixColumn(ColumnKind.PANEL, method.id, last=True)
    if panel.scheme.weighted is not None:
        yield MatrixColumn(ColumnKind.COMPOSITE, last=True)
    yield MatrixColumn(ColumnKind.NOTE)


def _method_figure(node: Node) -> str:
    if node.step is Step.AREA:
        return f"{node.fact('at_threshold')}/{node.fact('of')}"
    return "\N{EN DASH}" if node.value is None else format_number(node.value, 1)


def _verdict(result: AspectResult) -> MatrixCell:
    """Passed or not, in a word that needs no colour."""
    if result.score is None and result.needed is not None:
        facts = {"reached": result.at_threshold, "all": result.of, "needed": result.needed}
        words = translated("MatrixTable", "{reached} of {all}, needs {needed}").format(**facts)
        if result.passed is None:
            return MatrixCell(words, left=True, soft=True)
        return MatrixCell(
            words, state=State.DONE if result.passed else State.BELOW_FLOOR, loud=not result.passed, left=True
        )
    if result.passed is None:
        return MatrixCell(translated("MatrixTable", "not yet"), left=True, soft=True)
    if result.passed:
        return MatrixCell(translated("MatrixTable", "above"), state=State.DONE, left=True)
    floor = "" if result.floor is None else format_number(result.floor, 0 if result.floor.denominator == 1 else 1)
    return MatrixCell(
        translated("MatrixTable", "below {floor}").format(floor=floor), state=State.BELOW_FLOOR, loud=True, left=True
    )
