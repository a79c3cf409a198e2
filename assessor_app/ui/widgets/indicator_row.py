"""One indicator on a sheet: code, name and level row; open, also its anchors, the comment and the pins.

`AspectHead` heads the rows of an aspect and, once folded, carries their digits on one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part, format_number
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import paint_badge
from assessor_app.ui.widgets.comment_field import CommentField
from assessor_app.ui.widgets.flow_layout import FlowLayout, clear
from assessor_app.ui.widgets.level_row import Chosen, LevelNeeds, LevelRow
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.pin_chip import Pin, PinChip, PinKind

CODE_WIDTH = 34
LEAST_NAME, LINE = 70, 26
"""Px at 100 %: the least a name is given beside the levels, and the height of the line that holds it above them."""
ADD_PIN = "add"


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """What a row says of its indicator, in the window's language. `anchors` from level 0 upwards."""

    code: str
    position: int
    name: str
    anchors: tuple[str, ...]
    needs: LevelNeeds


class AnchorLine(QAbstractButton):
    """One level's anchor; a press chooses the level."""

    def __init__(self, level: int, anchor: str, parent: AnchorList) -> None:
        super().__init__(parent)
        self.level, self._list = level, parent
        self.setText(anchor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the level row above is the keyboard's place
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = paint.wrapped(self.text(), theme().font("body"), self._room(width), 3)
        return theme().px(5) + max(len(lines), 1) * theme().px(18)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def _room(self, width: int) -> int:
        tag = self._list.tag(self.level)[1]
        return max(width - 30 - (paint.text_width(tag, theme().font("caption")) + 24 if tag else 8), 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        needs, chosen = self._list.needs, self._list.chosen_level == self.level
        alarming = chosen and needs.is_alarming(self.level)
        if chosen:
            paint.box(painter, self.rect(), "bad_soft" if alarming else "accent_soft", None, 4)
        elif self.underMouse() and not self._list.is_locked:
            paint.box(painter, self.rect(), "sunken", None, 4)
        font = theme().font("body", bold=chosen)
        digit: Token = "bad" if alarming else ("accent_text" if chosen else "text3")
        step = theme().px(18)
        top = theme().px(5) // 2
        paint.text(painter, QRect(7, top, 16, step), str(self.level), font, digit)
        room = self._room(self.width())
        for number, line in enumerate(paint.wrapped(self.text(), font, room, 3)):
            place = QRect(27, top + number * step, room, step)
            paint.text(painter, place, line, font, "text1" if chosen else "text2")
        self._paint_tag(painter, QRect(0, top, self.width() - 7, step))

    def _paint_tag(self, painter: QPainter, rect: QRect) -> None:
        required, words = self._list.tag(self.level)
        if not words:
            return
        width = paint.text(painter, rect, words, theme().font("caption"), "text2", paint.RIGHT)
        left = rect.right() - width - 5
        if required:
            painter.fillRect(QRect(left, rect.top() + 2, 2, rect.height() - 4), theme().color("text1"))
        else:
            paint.claim_triangle(painter, QPoint(left - 3, rect.center().y() - 3), "text2", 5)


class AnchorList(Part):
    """The anchors of all levels. `level_wanted(int)` when a line is pressed."""

    level_wanted = Signal(int)

    def __init__(self, anchors: Sequence[str], needs: LevelNeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needs, self.chosen_level, self.is_locked = needs, -1, False
        self.lines = [AnchorLine(level, anchor, self) for level, anchor in enumerate(anchors)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self.lines:
            column.addWidget(line)
            line.clicked.connect(lambda _checked=False, level=line.level: self._pressed(level))
        self.retranslate()

    def show_chosen(self, chosen: Chosen | None) -> None:
        """Mark the chosen line; none for N or no mark."""
        self.chosen_level = -1 if chosen is None or chosen.level is None else chosen.level
        self.update()

    def tag(self, level: int) -> tuple[bool, str]:
        """Whether the tag is the requirement's (else the claim's), and its words; the requirement speaks first."""
        required = self.needs.required
        if required is not None and level >= required and (level - 1 < required or level == 0):
            return True, self.tr("{grade} needs").format(grade=self.needs.grade).strip()
        if self.needs.claim == level:
            return False, self.tr("Claim")
        return False, ""

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Anchors"))
        for line in self.lines:
            line.setAccessibleName(self.tr("level {level}, {anchor}").format(level=line.level, anchor=line.text()))

    def _pressed(self, level: int) -> None:
        if not self.is_locked:
            self.level_wanted.emit(level)


class _Head(QWidget):
    """Code, star, name and pins; a press opens the row."""

    pressed = Signal()

    def __init__(self, row: IndicatorRow) -> None:
        super().__init__(row)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(160, theme().row("indicator"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        info, opened = self._row.info, self._row.is_open
        code = theme().font("body", bold=opened)
        width = paint.text(
            painter,
            QRect(10, 0, theme().px(CODE_WIDTH), self.height()),
            info.code,
            code,
            "text1" if opened else "text2",
        )
        if info.needs.non_compensable:
            alarming = self._row.is_alarming
            star = paint.square(10 + width + 1, self.rect(), 12).translated(0, theme().px(4))
            paint_icon(painter, "non_compensable", star, "bad" if alarming else "text2")
        left = max(10 + theme().px(CODE_WIDTH), 10 + width + theme().px(15))
        right = self.width() - 8 - self._paint_pins(painter)
        self._paint_name(painter, QRect(left, 0, max(right - left, 20), self.height()))

    def _paint_pins(self, painter: QPainter) -> int:
        count = self._row.pin_count
        if not count or self._row.is_open:  # open, the pins themselves are in view
            return 0
        words, font = str(count), theme().font("caption")
        width = paint.text_width(words, font)
        paint.text(painter, QRect(0, 0, self.width() - 6, self.height()), words, font, "text3", paint.RIGHT)
        place = paint.square(self.width() - 8 - width - theme().px(12), self.rect(), 12)
        paint_icon(painter, "pin", place, "text3")
        return width + 8 + theme().px(12)

    def _paint_name(self, painter: QPainter, rect: QRect) -> None:
        font = theme().font("body", bold=self._row.is_open)
        lines = paint.wrapped(self._row.info.name, font, rect.width(), 2)
        if len(lines) > 1:
            font = theme().font("caption", bold=self._row.is_open)
            lines = paint.wrapped(self._row.info.name, font, rect.width(), 2)
        step = theme().px(16) if len(lines) > 1 else rect.height()
        top = rect.top() + (rect.height() - step * len(lines)) // 2
        for number, line in enumerate(lines):
            paint.text(painter, QRect(rect.left(), top + number * step, rect.width(), step), line, font)


class IndicatorRow(Part):
    """A row of a sheet. It shows what the store says and announces what a person did.

    Only one row of a sheet is open; the page closes the others on `opened`.
    """

    opened = Signal(str)  # code
    level_chosen = Signal(str, object)  # code, int or None for not sought
    cleared = Signal(str)
    comment_settled = Signal(str, str)  # code, text
    pin_activated = Signal(str, str)  # code, pin id
    pin_removed = Signal(str)
    pin_wanted = Signal(str)
    row_wanted = Signal(str, int)  # code, -1 up or +1 down

    def __init__(self, info: IndicatorInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.info = info
        self._open = False
        self._pins: tuple[Pin, ...] = ()
        self.levels = LevelRow(info.code, info.anchors, info.needs)
        self.levels.setToolTip("")
        self.anchors = AnchorList(info.anchors, info.needs)
        self.comment = CommentField()
        self.alarm = Message(MessageKind.REFUSED, MessageText(""), closable=False, icon="non_compensable", dense=True)
        self._head = _Head(self)
        self._body = QWidget()
        self._pin_line = FlowLayout()
        self._build()
        self._connect()
        self.close_row()
        self.restyle()
        self.retranslate()

    def _build(self) -> None:
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setContentsMargins(0, 0, 7, 0)
        line.setSpacing(0)
        line.addWidget(self._head, 1)
        line.addWidget(self.levels, 0, Qt.AlignmentFlag.AlignVCenter)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(10, 0, 12, 10)
        body.setSpacing(6)
        body.addWidget(self.alarm)
        body.addWidget(self.anchors)
        body.addWidget(self.comment)
        body.addLayout(self._pin_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._body)
        self.alarm.hide()

    def _connect(self) -> None:
        code = self.info.code
        self._head.pressed.connect(self._pressed)
        self.levels.level_chosen.connect(self._chosen)
        self.levels.cleared.connect(self._cleared)
        self.levels.row_wanted.connect(lambda by: self.row_wanted.emit(code, by))
        self.anchors.level_wanted.connect(self._anchor_pressed)
        self.comment.text_settled.connect(lambda text: self.comment_settled.emit(code, text))
        self.comment.finished.connect(lambda: self.row_wanted.emit(code, 1))
        self.comment.given_back.connect(self.focus_levels)

    # what it answers

    @property
    def is_open(self) -> bool:
        return self._open

    @property
    def pin_count(self) -> int:
        return len(self._pins)

    @property
    def is_alarming(self) -> bool:
        """Whether the mark is under the floor, or fails a non-compensable indicator."""
        chosen = self.levels.chosen
        return chosen is not None and chosen.level is not None and self.info.needs.is_alarming(chosen.level)

    # what it does

    def show_mark(self, chosen: Chosen | None) -> None:
        """Show the mark that the store holds."""
        self.levels.choose(chosen)
        self.anchors.show_chosen(chosen)
        self._show_alarm()
        self._head.update()

    def show_pins(self, pins: Sequence[Pin]) -> None:
        """Show the pins of this indicator."""
        if tuple(pins) == tuple(self._pins) and self._pin_line.count():
            return
        self._pins = tuple(pins)
        clear(self._pin_line)
        words = self.tr("Evidence")
        add = () if self.levels.is_locked else (Pin(ADD_PIN, words, self.tr("Add evidence"), kind=PinKind.ADD),)
        for pin in (*self._pins, *add):
            chip = PinChip(pin, may_go=pin.id != ADD_PIN and not self.levels.is_locked)
            chip.pin_removed.connect(self._remove_pin)
            chip.pin_activated.connect(self._pin_pressed)
            self._pin_line.addWidget(chip)
        self._head.update()

    def show_saved(self, at: datetime) -> None:
        """Say since when the comment is on the disk."""
        self.comment.show_saved(at)

    def open_row(self) -> None:
        """Open without announcing."""
        self._open = True
        self._body.show()
        self._head.update()
        self.update()

    def close_row(self) -> None:
        """Close; what was typed is announced first."""
        self.comment.flush()
        self._open = False
        self._body.hide()
        self._head.update()
        self.update()

    def lock(self) -> None:
        """Make everything read-only."""
        self.levels.lock()
        self.comment.lock()
        self.anchors.is_locked = True
        self._renew_pins()

    def unlock(self) -> None:
        """Let it be changed again."""
        self.levels.unlock()
        self.comment.unlock()
        self.anchors.is_locked = False
        self._renew_pins()

    def focus_levels(self) -> None:
        """Put the keyboard on the level row."""
        self.levels.focus_row()

    def focus_comment(self) -> None:
        """Put the keyboard into the comment, at its end."""
        self.comment.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self.setAccessibleName(f"{self.info.code} {self.info.name}")
        self.comment.set_words(
            self.tr("Comment on {code}").format(code=self.info.code),
            self.tr("Say on what it rests: which page, which answer, which note"),
        )
        self._renew_pins()
        self._show_alarm()

    def restyle(self) -> None:
        self._settle()
        self._head.setFixedHeight(theme().px(LINE) if self.is_stacked else theme().row("indicator"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @property
    def is_stacked(self) -> bool:
        """Whether the levels lie under the name, because beside it hardly a word of it would be read."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def _settle(self) -> None:
        beside = self.width() - self.levels.sizeHint().width() - 7 - 10 - theme().px(CODE_WIDTH)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = across if beside >= theme().px(LEAST_NAME) else down
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            side = Qt.AlignmentFlag.AlignRight if self.is_stacked else Qt.AlignmentFlag.AlignVCenter
            self._line.setAlignment(self.levels, side)
            self.restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        if self._open:
            painter.fillRect(QRect(0, 0, 3, self.height() - 1), theme().color("accent_text"))
            paint.line_below(painter, self.rect())

    # slots

    def _pressed(self) -> None:
        if not self._open:
            self.open_row()
            self.opened.emit(self.info.code)
        self.levels.focus_row()

    def _anchor_pressed(self, level: int) -> None:
        if self.levels.chosen != Chosen(level):
            self.levels.choose(Chosen(level))
            self._chosen(level)
        self.levels.focus_row()

    def _chosen(self, level: int | None) -> None:
        self.anchors.show_chosen(Chosen(level))
        self._show_alarm()
        self._head.update()
        self.level_chosen.emit(self.info.code, level)

    def _cleared(self) -> None:
        self.anchors.show_chosen(None)
        self._show_alarm()
        self._head.update()
        self.cleared.emit(self.info.code)

    def _remove_pin(self, pin_id: str) -> None:
        self.focus_levels()
        self.pin_removed.emit(pin_id)

    def _pin_pressed(self, pin_id: str) -> None:
        if pin_id == ADD_PIN:
            self.pin_wanted.emit(self.info.code)
        else:
            self.pin_activated.emit(self.info.code, pin_id)

    # helpers

    def _renew_pins(self) -> None:
        pins, self._pins = self._pins, ()
        clear(self._pin_line)
        self.show_pins(pins)

    def _show_alarm(self) -> None:
        """Says what the mark would mean; only for non-compensable indicators, others go into the average."""
        needs = self.info.needs
        shown = needs.non_compensable and self.is_alarming and needs.required is not None
        self.alarm.setVisible(shown)
        if shown and needs.required is not None:
            level = format_number(needs.required, 0 if needs.required.denominator == 1 else 1)
            words = self.tr("Non-compensable: a panel level under {level} fails the case.").format(level=level)
            self.alarm.show_message(MessageKind.REFUSED, MessageText("", words))


class AspectHead(QAbstractButton):
    """The head of an aspect's rows. Pressed, it folds or unfolds them (`folded_changed(bool)`)."""

    folded_changed = Signal(bool)

    def __init__(self, letters: str, position: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._position = letters, position
        self._folded, self._digits, self._note = False, "", ""
        self.setProperty("own_ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._turn)
        self.show_words(name, "", "")

    @property
    def is_folded(self) -> bool:
        return self._folded

    def show_words(self, name: str, digits: str, note: str) -> None:
        """`digits` of the marks (“3 3 4 3 N”) are shown when folded; `note` always: “3 of 4”, “mean 3.2”."""
        self.setText(name)
        self._digits, self._note = digits, note
        self.setAccessibleName(", ".join(part for part in (f"{self._letters} {name}", digits, note) if part))
        self.update()

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001  # a setter
        """Fold or unfold without announcing."""
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        self._folded = not self._folded
        self.update()
        self.folded_changed.emit(self._folded)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sunken"))
        paint.line_below(painter, self.rect())
        edge = theme().px(20)
        paint_badge(painter, QRect(10, (self.height() - edge) // 2, edge, edge), self._letters, self._position)
        arrow = paint.square(self.width() - theme().px(14) - 10, self.rect(), 14)
        paint_icon(painter, "down" if self._folded else "up", arrow, "text3")
        inner = self.rect().adjusted(0, 0, -theme().px(14) - 16, 0)
        note = paint.text(painter, inner, self._note, theme().font("caption"), "text3", paint.RIGHT)
        right = inner.right() - note - 12
        bold = theme().font("body", bold=True)
        if self._folded and self._digits:
            spread = "  ".join(self._digits.split())
            right -= paint.text(painter, QRect(0, 0, right, self.height()), spread, bold, "text1", paint.RIGHT) + 12
        name = QRect(10 + edge + 8, 0, max(right - 18 - edge, 20), self.height())
        paint.text(painter, name, self.text(), theme().font("body") if self._folded else bold)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            draw_ring(painter, self.rect().adjusted(2, 2, -2, -3).toRectF(), theme().color("focus"), 4)
