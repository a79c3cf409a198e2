"""Which indicators an interview has touched: a cell each, by aspect; how it stands is said in a word and a shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, translated
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.flow_layout import clear


class Reach(Enum):
    """How far an indicator is, least first."""

    NOT_YET = QT_TRANSLATE_NOOP("Coverage", "not touched yet")
    PLANNED = QT_TRANSLATE_NOOP("Coverage", "planned")
    TOUCHED = QT_TRANSLATE_NOOP("Coverage", "touched")
    RATED = QT_TRANSLATE_NOOP("Coverage", "rated")


@dataclass(frozen=True, slots=True)
class Covered:
    """One indicator: code, title, how far, how many notes, and the level if there is one."""

    code: str
    title: str
    reach: Reach
    notes: int = 0
    level: str = ""


class CoverageCell(QAbstractButton):
    """One indicator; checked while it is the one in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Covered("", "", Reach.NOT_YET)
        self.setCheckable(True)
        self.setProperty("own_ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_covered(self, shown: Covered) -> None:
        self._shown = shown
        word = translated("Coverage", shown.reach.value)
        said = [shown.code, shown.title, word]
        if shown.notes:
            said.append(translated("Coverage", "{n} notes").format(n=shown.notes))
        self.setAccessibleName(", ".join(said))
        self.setToolTip(f"{shown.code}  {shown.title}\n{', '.join(said[2:])}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shown = QPainter(self), self._shown
        touched = shown.reach in (Reach.TOUCHED, Reach.RATED)
        box = self.rect().adjusted(1, 1, -1, -1)
        edge: Token = "accent_text" if self.isChecked() else "line"
        paint.box(painter, box, "muted_soft" if touched else "surface", edge, 4, width=2 if self.isChecked() else 1)
        upper = QRect(box.left(), box.top() + 2, box.width(), box.height() // 2)
        lower = QRect(box.left(), box.center().y(), box.width(), box.height() // 2)
        small = theme().font("caption")
        paint.text(painter, upper, shown.code, theme().font("caption", bold=touched), "text1", paint.CENTRE)
        if shown.level:
            paint.text(painter, lower, f"✓ {shown.level}", small, "text1", paint.CENTRE)
        elif shown.notes:
            icon = theme().px(11)
            width = icon + 2 + paint.text_width(str(shown.notes), small)
            left = lower.center().x() - width // 2
            paint_icon(painter, "note", QRect(left, lower.center().y() - icon // 2, icon, icon), "text2")
            paint.text(
                painter, lower.adjusted(left - lower.left() + icon + 2, 0, 0, 0), str(shown.notes), small, "text2"
            )
        else:
            word = translated("Coverage", "?") if shown.reach is Reach.PLANNED else "–"
            paint.text(painter, lower, word, small, "text3", paint.CENTRE)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            draw_ring(painter, self.rect().adjusted(1, 1, -1, -1).toRectF(), theme().color("focus"), 4)


class Coverage(Part):
    """All indicators by aspect; ``indicator_chosen(code)`` when one is pressed."""

    indicator_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(2)
        self._cells: dict[str, CoverageCell] = {}
        self._shape: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def cells(self) -> dict[str, CoverageCell]:
        return self._cells

    def show_covered(self, aspects: Sequence[tuple[str, int, Sequence[Covered]]], current: str) -> None:
        """Show (letter, position, indicators) of each aspect, with ``current`` in hand."""
        shape = tuple((letter, tuple(each.code for each in items)) for letter, _, items in aspects)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(aspects)
        for _, _, items in aspects:
            for item in items:
                self._cells[item.code].show_covered(item)
                self._cells[item.code].setChecked(item.code == current)

    def _rebuild(self, aspects: Sequence[tuple[str, int, Sequence[Covered]]]) -> None:
        clear(self._grid)
        self._cells = {}
        for row, (letter, position, items) in enumerate(aspects):
            self._grid.addWidget(Badge(letter, position), row, 0, Qt.AlignmentFlag.AlignCenter)
            for column, item in enumerate(items, start=1):
                cell = CoverageCell(self)
                cell.clicked.connect(lambda _on=False, code=item.code: self.indicator_chosen.emit(code))
                self._cells[item.code] = cell
                self._grid.addWidget(cell, row, column)
        self._grid.setColumnStretch(max((len(items) for _, _, items in aspects), default=0) + 1, 1)
