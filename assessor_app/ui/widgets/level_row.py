"""One indicator's level: a row of buttons 0 to 5 (or 0 to 3) and N, worked by keys or mouse, never changed by the wheel.

What each cell shows: chosen = accent fill; chosen under the requirement = a small arrow beside the digit, an ordinary
judgement; under the floor, or non-compensable and under the requirement = `bad` fill and arrow; the bar stands in the gap
before the first level that meets the requirement (2.5: before 3); the triangle under a cell is the applicant's claim.

Keys: a digit or N chooses, Backspace clears, up and down ask for another row (`row_wanted`), left and right too, since Qt's own
arrows would change the mark. Pressing the chosen one again does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part, format_number
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

GAP = 3
MARGIN = 5  # room around the cells for focus ring, bar and triangle
NOT_SOUGHT = None


@dataclass(frozen=True, slots=True)
class LevelNeeds:
    """What a row is measured against. Levels 0 to `top`; `required` and `floor` may be fractions (a panel mean of 2.5)."""

    top: int = 5
    required: Fraction | None = None
    floor: Fraction | None = None
    claim: int | None = None
    non_compensable: bool = False
    grade: str = ""

    def is_under(self, level: int) -> bool:
        """Whether `level` is under the requirement."""
        return self.required is not None and level < self.required

    def is_alarming(self, level: int) -> bool:
        """Whether `level` is under the floor, or would fail a non-compensable indicator."""
        return (self.floor is not None and level < self.floor) or (self.non_compensable and self.is_under(level))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A mark that was given: a level, or not sought (`level` None). A row without a mark holds no `Chosen` at all."""

    level: int | None


class LevelButton(QRadioButton):
    """One cell of a row. `level` is None for N (not sought)."""

    def __init__(self, level: int | None, row: LevelRow) -> None:
        super().__init__(row)
        self.level = level
        self._row = row
        self.setProperty("own_ring", True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # keys must pass under a Chinese IME
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._by_key = False

    @property
    def cell(self) -> QRect:
        """The drawn square; the widget reaches over the gap to its right, so that no press falls between two cells."""
        edge = theme().row("level_button")
        return QRect(0, 0, edge, edge)

    @property
    def caption(self) -> str:
        return "N" if self.level is None else str(self.level)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        edge = theme().row("level_button")
        return QSize(edge + GAP, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def shows_ring(self) -> bool:
        """Whether the keyboard is here and came by key."""
        return self.hasFocus() and self._by_key

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self._row.update_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._row.update_marks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._row.take_key(event):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, colour = self._colours()
        chosen = self.isChecked()
        paint.box(painter, self.cell, fill, edge, 5, width=2 if chosen and self._row.is_locked else 1)
        words = self.cell
        arrow = chosen and self.level is not None and self._row.needs.is_under(self.level)
        paint.text(painter, words, self.caption, paint.level_font(bold=chosen), colour, paint.CENTRE)
        if arrow:
            paint.small_down_arrow(painter, QPoint(words.right() - 5, words.top() + 4), colour)

    def _colours(self) -> tuple[Token, Token | None, Token]:
        """Ground, edge and digit."""
        if self._row.is_locked:
            return (
                "muted_soft",
                ("text1" if self.isChecked() else "line"),
                ("text1" if self.isChecked() else "disabled"),
            )
        if self.isChecked():
            if self.level is not None and self._row.needs.is_alarming(self.level):
                return "bad_fill", None, "on_bad"
            return "accent", None, "on_accent"
        if self.underMouse():
            return "sunken", "control", "text1"
        return "surface", "line", ("text3" if self.level is None else "text2")


class LevelRow(Part):
    """The buttons of one indicator. Shows what the store says; a choice is only announced, and shown once `choose` is called.

    A page connects `level_chosen` to its step and calls `choose` with what the store then holds. Until then the row shows the
    new choice, so that the eye is not kept waiting.
    """

    level_chosen = Signal(object)  # int, or None for not sought
    cleared = Signal()
    row_wanted = Signal(int)  # -1 the row above, +1 the row below

    def __init__(
        self,
        code: str,
        anchors: tuple[str, ...] = (),
        needs: LevelNeeds | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.code, self.anchors, self.needs = code, anchors, needs or LevelNeeds()
        self._locked = self._lock_word = False
        self._chosen: Chosen | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        levels: list[int | None] = [*range(self.needs.top + 1), NOT_SOUGHT]
        self.buttons = [LevelButton(level, self) for level in levels]
        for button in self.buttons:
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, level=button.level: self._pressed(level))
        self._marks = _Marks(self)
        self._choose_tab_stop()
        self.restyle()
        self.retranslate()

    # what it answers

    @property
    def chosen(self) -> Chosen | None:
        return self._chosen

    @property
    def is_locked(self) -> bool:
        return self._locked

    def sizeHint(self) -> QSize:
        edge = theme().row("level_button")
        locked = self._locked_width() if self._lock_word else 0
        return QSize(len(self.buttons) * (edge + GAP) - GAP + 2 * MARGIN + locked, edge + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def restyle(self) -> None:
        edge = theme().row("level_button")
        for number, button in enumerate(self.buttons):
            button.setGeometry(MARGIN + number * (edge + GAP), MARGIN, edge + GAP, edge)
        self.setFixedSize(self.sizeHint())
        self._marks.setGeometry(0, 0, self.width(), self.height())

    def update_marks(self) -> None:
        """Repaint what lies over the cells."""
        self._marks.update()

    # what it does

    def choose(self, chosen: Chosen | None) -> None:
        """Show the mark that the store holds; None for no mark."""
        self._chosen = chosen
        self._group.setExclusive(
            False
        )  # an exclusive group cannot be cleared; but only such a one is told as radio buttons
        for button in self.buttons:
            button.setChecked(chosen is not None and button.level == chosen.level)
        self._group.setExclusive(True)
        self._choose_tab_stop()
        self.retranslate()
        self.update()

    def set_needs(self, needs: LevelNeeds) -> None:
        """Measure against other needs; `top` must stay the same, since the buttons do. Raises ValueError otherwise."""
        if needs.top != self.needs.top:
            raise ValueError(needs.top)
        self.needs = needs
        self.retranslate()
        self.update()

    def lock(self, *, word: bool = False) -> None:
        """Make the row read-only: it can still be focused and read, but no key or press changes it.

        `word` writes the padlock and “Locked” after the row, where the page does not say it elsewhere.
        """
        self._locked, self._lock_word = True, word
        self.restyle()
        self.retranslate()
        self.update()

    def unlock(self) -> None:
        """Let the row be changed again, after a sheet was reopened."""
        self._locked = self._lock_word = False
        self.restyle()
        self.retranslate()
        self.update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key as if the row had the focus; False if the key means nothing here."""
        key, text = event.key(), event.text()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if not (plain or (shifted and key == Qt.Key.Key_N)):
            return False
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.row_wanted.emit(-1 if key in {Qt.Key.Key_Up, Qt.Key.Key_Left} else 1)
            return True
        focused = self.focusWidget()
        if key == Qt.Key.Key_Space and isinstance(focused, LevelButton):
            self._pressed(focused.level)
            return True
        if key == Qt.Key.Key_Backspace:
            self._clear()
            return True
        if key == Qt.Key.Key_N:
            self._pressed(NOT_SOUGHT)
            return True
        if len(text) == 1 and text in "0123456789" and int(text) <= self.needs.top:
            self._pressed(int(text))
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            event.ignore()

    def focus_row(self) -> None:
        """Put the keyboard on the chosen cell, or the first."""
        self._tab_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        if self._lock_word:
            self.setFixedSize(self.sizeHint())
        self.setAccessibleName(self.code)
        for button in self.buttons:
            button.setAccessibleName(self._name_of(button))
            button.setToolTip(self._anchor(button.level))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # slots

    def _pressed(self, level: int | None) -> None:
        if self._locked or self._chosen == Chosen(level):
            self.choose(self._chosen)  # Qt has toggled the button; put it back
            return
        had_focus = any(button.hasFocus() for button in self.buttons)
        self.choose(Chosen(level))
        if had_focus:
            self.focus_row()
        self.level_chosen.emit(level)

    def _clear(self) -> None:
        if self._locked or self._chosen is None:
            return
        self.choose(None)
        self.cleared.emit()

    # helpers

    def _tab_stop(self) -> LevelButton:
        return next((button for button in self.buttons if button.isChecked()), self.buttons[0])

    def _choose_tab_stop(self) -> None:
        """Tab enters the row once, at its mark; within the row the digits are the way."""
        stop = self._tab_stop()
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def _locked_width(self) -> int:
        return 18 + theme().px(14) + paint.text_width(self.tr("Locked"), theme().font("caption"))

    def _anchor(self, level: int | None) -> str:
        if level is None:
            return self.tr("Not sought")
        return self.anchors[level] if level < len(self.anchors) else ""

    def _name_of(self, button: LevelButton) -> str:
        """For example “K3 level 3, independent…; PE needs 3; applicant claims 4”."""
        if button.level is None:
            head = self.tr("{code} not sought").format(code=self.code)
        else:
            head = self.tr("{code} level {level}").format(code=self.code, level=button.level)
        parts = [
            ", ".join(part for part in (head, self._anchor(button.level) if button.level is not None else "") if part)
        ]
        if self.needs.required is not None:
            required = format_number(self.needs.required, 0 if self.needs.required.denominator == 1 else 1)
            parts.append(self.tr("{grade} needs {level}").format(grade=self.needs.grade, level=required).strip())
        if self.needs.claim is not None:
            parts.append(self.tr("applicant claims {level}").format(level=self.needs.claim))
        if button.isChecked() and button.level is not None and self.needs.is_alarming(button.level):
            parts.append(self.tr("below the floor"))
        if self._locked:
            parts.append(self.tr("Locked"))
        return self.tr("; ").join(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme().row("level_button")
        if self._lock_word:
            left = len(self.buttons) * (edge + GAP) - GAP + MARGIN + 14
            paint_icon(painter, "locked", paint.square(left, QRect(0, MARGIN, 1, edge), 14), "text2")
            words = QRect(left + theme().px(14) + 4, MARGIN, self.width() - left - theme().px(14) - 4, edge)
            paint.text(painter, words, self.tr("Locked"), theme().font("caption"), "text2")


class _Marks(QWidget):
    """Bar, triangle and focus ring, drawn over the cells and deaf to the mouse."""

    def __init__(self, row: LevelRow) -> None:
        super().__init__(row)
        self._row = row
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        needs = self._row.needs
        edge = theme().row("level_button")
        if needs.required is not None and needs.required > 0:
            first = min(ceil(needs.required), needs.top)
            x = MARGIN + first * (edge + GAP) - GAP + (GAP - 2 + 1) // 2
            painter.fillRect(QRect(x, MARGIN - 3, 2, edge + 6), theme().color("text1"))
        if needs.claim is not None:
            x = MARGIN + needs.claim * (edge + GAP) + edge // 2
            paint.claim_triangle(painter, QPoint(x, MARGIN + edge), "text1")
        for button in self._row.buttons:
            if button.shows_ring:
                ring = button.cell.translated(button.pos()).adjusted(-4, -4, 4, 4)
                draw_ring(painter, ring.toRectF(), theme().color("focus"), 8)
