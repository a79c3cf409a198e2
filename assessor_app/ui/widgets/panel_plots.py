"""Plots of a panel, painted: who agrees with whom, and where each candidate stands on each aspect. Shape and figure, then hue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint

CELL, NAMES = 58, 150


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Two assessors: their agreement from −1 to 1 (None: they share too little), and on how many marks."""

    value: float | None
    marks: int


class HeatMap(Part):
    """A square of assessors by assessors: the deeper the ground, the nearer their marks; the figure stands in each cell."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._cells: dict[tuple[str, str], HeatCell] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pairs(self, names: Sequence[str], cells: dict[tuple[str, str], HeatCell]) -> None:
        """Show each pair of names once; the other half of the square mirrors it."""
        self._names = tuple(names)
        self._cells = cells | {(other, one): cell for (one, other), cell in cells.items()}
        self.setFixedHeight(theme().px(CELL) * len(names) + theme().px(28))
        # A large panel is scrolled rather than squeezed.
        self.setMinimumWidth(theme().px(NAMES) + theme().px(CELL) * len(names) + 8)
        said = [self._words(one, other, cell) for (one, other), cell in cells.items()]
        self.setAccessibleName("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(NAMES) + theme().px(CELL) * len(self._names) + 20, self.height())

    def _words(self, one: str, other: str, cell: HeatCell) -> str:
        value = self.tr("too few") if cell.value is None else figure(cell.value)
        return self.tr("{one} and {other}: {value}, n = {n}").format(one=one, other=other, value=value, n=cell.marks)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, left, top = theme().px(CELL), theme().px(NAMES), theme().px(26)
        wide = min(theme().px(130), max((self.width() - left - 8) // max(len(self._names), 1), step))
        for column, name in enumerate(self._names):
            place = QRect(left + column * wide + 4, 0, wide - 8, top)
            paint.text(painter, place, name, theme().font("caption"), "text2", paint.CENTRE)
        for row, one in enumerate(self._names):
            y = top + row * step
            paint.text(painter, QRect(0, y, left - 10, step), one, theme().font("body"))
            for column, other in enumerate(self._names):
                place = QRect(left + column * wide + 1, y + 1, wide - 2, step - 2)
                self._paint_cell(
                    painter, place, None if one == other else self._cells.get((one, other)), same=one == other
                )

    def _paint_cell(self, painter: QPainter, place: QRect, cell: HeatCell | None, *, same: bool) -> None:
        if same:
            paint.box(painter, place, "sunken", None, 4)
            return
        value = cell.value if cell is not None else None
        fill = QColor(theme().color("surface"))
        if value is not None and not theme().is_high_contrast:
            fill = theme().color("accent", 0.08 + 0.5 * min(max(value, 0.0), 1.0))
        paint.box(painter, place, fill, "line", 4)
        half = place.height() // 2
        upper, lower = place.adjusted(0, 6, 0, -half), place.adjusted(0, half, 0, -6)
        words = "\N{EN DASH}" if value is None else figure(value)
        paint.text(painter, upper, words, theme().font("body", bold=True), "text1", paint.CENTRE)
        count = cell.marks if cell is not None else 0
        paint.text(painter, lower, f"n = {count}", theme().font("caption"), "text1", paint.CENTRE)


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate: name, and for each aspect its position in the scheme, score and cut on one scale (None: not known)."""

    name: str
    scores: tuple[tuple[int, float | None, float | None], ...]
    words: str


class AspectPlot(Part):
    """A line a candidate: each aspect's marker at its score, hollow where it lies under its cut."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Standing, ...] = ()
        self._top, self._low = 100.0, 0.0
        self._cuts: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_standings(self, rows: Sequence[Standing], top: float) -> None:
        """Show the candidates in this order on a scale up to ``top``."""
        self._rows, self._top = tuple(rows), top
        shown = [value for row in rows for _, score, cut in row.scores for value in (score, cut) if value is not None]
        # Half of the scale is enough where nobody lies in its lower half; the markers then part.
        self._low = top / 2 if shown and min(shown) >= top / 2 else 0.0
        self._cuts = tuple(sorted({cut for row in rows for _, _, cut in row.scores if cut is not None}))
        self.setFixedHeight(theme().px(34) * max(len(rows), 1) + theme().px(28))
        self.setAccessibleName("; ".join(f"{row.name}: {row.words}" for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, left = theme().px(34), theme().px(NAMES)
        field = QRect(left, 0, self.width() - left - theme().px(16), step * max(len(self._rows), 1))
        for tick in range(6):
            value = self._low + (self._top - self._low) * tick / 5
            x = self._x(field, value)
            # In high contrast a hairline is as strong as all else: there only a tick at the scale, lest it hide a cut line.
            top = field.bottom() - 5 if theme().is_high_contrast else field.top()
            painter.fillRect(QRect(x, top, 1, field.bottom() + 1 - top), theme().color("line"))
            place = QRect(x - 24, field.bottom() + 4, 48, theme().px(18))
            paint.text(painter, place, f"{value:g}", theme().font("caption"), "text3", paint.CENTRE)
        for line in self._cuts:
            x = self._x(field, line)
            painter.setPen(QPen(theme().color("text2"), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(x, field.top(), x, field.bottom())
        for number, row in enumerate(self._rows):
            middle = field.top() + number * step + step // 2
            name = QRect(0, middle - step // 2, left - 10, step)
            paint.text(painter, name, row.name, theme().font("body"))
            painter.fillRect(QRect(field.left(), middle, field.width(), 1), theme().color("line"))
            for position, score, cut in row.scores:
                if score is not None:
                    under = cut is not None and score < cut
                    paint_marker(painter, QPointF(self._x(field, score), middle), position, hollow=under)

    def _x(self, field: QRect, value: float) -> int:
        return round(field.left() + field.width() * min(max((value - self._low) / (self._top - self._low), 0.0), 1.0))


def paint_marker(painter: QPainter, at: QPointF, position: int, *, hollow: bool = False, size: float = 6.0) -> None:
    """The plot marker of an aspect: square, circle, triangle, diamond, pentagon by its position in the scheme."""
    colour = theme().color("text1") if theme().is_high_contrast else theme().aspect(position)
    # A rim in the ground's colour keeps markers apart that lie over one another, by shape alone where all have one colour.
    painter.setPen(QPen(colour, 2) if hollow else QPen(theme().color("surface"), 1.5))
    painter.setBrush(theme().color("surface") if hollow else colour)
    match (position - 1) % 5:
        case 0:
            painter.drawRect(QRectF(at.x() - size + 1, at.y() - size + 1, 2 * size - 2, 2 * size - 2))
        case 1:
            painter.drawEllipse(at, size, size)
        case 2:
            painter.drawPolygon(_regular(at, size + 1, 3, -90))
        case 3:
            painter.drawPolygon(_regular(at, size + 1, 4, -90))
        case _:
            painter.drawPolygon(_regular(at, size + 1, 5, -90))


def _regular(at: QPointF, radius: float, corners: int, start: float) -> QPolygonF:
    from math import cos, radians, sin

    angles = [radians(start + 360 * corner / corners) for corner in range(corners)]
    return QPolygonF([at + QPointF(radius * cos(angle), radius * sin(angle)) for angle in angles])


def figure(value: float) -> str:
    """Two decimals with a true minus; what rounds to nothing has no sign."""
    rounded = f"{value:.2f}"
    return "0.00" if rounded == "-0.00" else rounded.replace("-", "\N{MINUS SIGN}")
