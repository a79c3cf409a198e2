"""What the signs in a matrix of marks mean: each sign as it is drawn there, with its word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint

SIDE, GAP, STEP, PAD = 14, 16, 20, 4
SIGN = 14


class MatrixLegend(Part):
    """Painted; its accessible name says it in words. It takes as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.retranslate()

    def retranslate(self) -> None:
        self._entries: tuple[tuple[str, Token, str], ...] = (
            ("", "text1", self.tr("under the requirement")),
            ("flagged", "warn", self.tr("lie apart")),
            ("below_floor", "bad", self.tr("too low")),
            ("non_compensable", "text2", self.tr("non-compensable")),
            ("undo", "warn", self.tr("returned")),
            ("check", "ok", self.tr("answered")),
        )
        self.setAccessibleName("; ".join(words for _icon, _tone, words in self._entries))
        self.restyle()

    def restyle(self) -> None:
        lines = max((line for line, _left, _entry in self._places()), default=0) + 1
        self.setFixedHeight(theme().px(STEP) * lines + 2 * PAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.height())

    def _places(self) -> list[tuple[int, int, tuple[str, Token, str]]]:
        """Line and left edge of each entry."""
        found, line, left = [], 0, SIDE
        for entry in self._entries:
            wide = theme().px(SIGN) + 5 + paint.text_width(entry[2], theme().font("caption"))
            if left > SIDE and left + wide > self.width() - SIDE:
                line, left = line + 1, SIDE
            found.append((line, left, entry))
            left += wide + GAP
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, sign, caption = theme().px(STEP), theme().px(SIGN), theme().font("caption")
        for line, left, (icon, tone, words) in self._places():
            row = QRect(left, PAD + line * step, self.width() - left, step)
            if icon:
                paint_icon(painter, icon, paint.square(left, row, SIGN), tone)
            else:  # an underlined figure, as the matrix shows it
                figure = QRect(left, row.top(), sign, step)
                paint.text(painter, figure, "2", caption, tone, paint.CENTRE)
                painter.fillRect(
                    QRect(left + sign // 2 - 4, row.center().y() + theme().px(8), 8, 1), theme().color(tone)
                )
            paint.text(painter, row.adjusted(sign + 5, 0, 0, 0), words, caption, "text2")
