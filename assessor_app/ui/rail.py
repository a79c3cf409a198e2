"""The left rail: one button a page, icon over a short word, with a count where something waits.

A chair who also assesses has many pages, and a laptop little height: the buttons draw together, and where even that is too much
only the icons stay, with the words as tooltips. Nothing is ever left out or scrolled away.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, pane, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.words import ground

ROOMY, WORDED, BARE = 56, 45, 26
"""Heights of a button at 100 %: as drawn, the least with its word, and the least with the icon alone."""


class RailButton(QAbstractButton):
    """One page. Checked while its page is shown."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._badge = icon, ""
        self._height = ROOMY
        self.setCheckable(True)
        self.setProperty("own_ring", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, word: str, keys: str) -> None:
        """Set the word beneath the icon; `keys` go into the tooltip."""
        self.setText(word)
        self.setToolTip(f"{word}  {keys}" if keys else word)
        self._name()
        self.update()

    def show_badge(self, badge: str) -> None:
        """Set the count; empty for none."""
        self._badge = badge
        self._name()
        self.update()

    def set_height(self, height: int) -> None:
        """Take so much height, in px at 100 %; under ``WORDED`` the word is left to the tooltip."""
        if height != self._height:
            self._height = height
            self.updateGeometry()
            self.update()

    @property
    def worded(self) -> bool:
        """Whether there is room for the word."""
        return self._height >= WORDED

    def sizeHint(self) -> QSize:
        return QSize(theme().px(pane("rail")), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(pane("rail")), theme().px(BARE))

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._badge}" if self._badge else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.rect().adjusted(4, 2, -4, -2)
        chosen = self.isChecked()
        if chosen:
            high = theme().is_high_contrast
            paint.box(painter, sheet, "surface", None if high else "line", 6)
            paint.box(painter, QRect(0, self.height() // 2 - 16, 3, 32), "accent_text", None, 1.5)
        elif self.underMouse():
            paint.box(painter, sheet, "line" if not theme().is_high_contrast else "accent_soft", None, 6)
        token: Token = "accent_text" if chosen else "text2"
        icon, line = theme().px(20), theme().line("caption") + 2
        taken = icon + theme().px(1) + line if self.worded else icon
        top = sheet.top() + max((sheet.height() - taken) // 2, 0)
        paint_icon(painter, self._icon_name, QRect(0, top, self.width(), icon), token)
        if self.worded:
            words = QRect(1, top + taken - line, self.width() - 2, line)
            font = theme().font("caption", bold=chosen)
            if chosen and paint.text_width(self.text(), font) > sheet.width() - 2:
                font = theme().font("caption")  # bar and ground say it too; bold would stand over the edge
            paint.text(painter, words, self.text(), font, token, paint.CENTRE)
        if self._badge:
            self._paint_badge(painter, sheet)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            draw_ring(painter, sheet.adjusted(1, 1, -1, -1).toRectF(), theme().color("focus"), 5)

    def _paint_badge(self, painter: QPainter, sheet: QRect) -> None:
        font = theme().font("caption", bold=True)
        font.setPointSizeF(8 * theme().scale / 100)
        width = max(paint.text_width(self._badge, font) + 8, theme().px(15))
        place = QRect(min(self.width() // 2 + 3, self.width() - width - 8), sheet.top() + 2, width, theme().px(15))
        paint.box(painter, place, "text2", "surface", 4)
        paint.text(painter, place, self._badge, font, "surface", paint.CENTRE)


class Rail(Part):
    """All pages; `page_wanted(id)` when one is pressed."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "rail")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 6)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.restyle()
        self.retranslate()

    def show_pages(self, pages: Sequence[tuple[str, str, bool]]) -> None:
        """Build the buttons from (id, icon, at the foot)."""
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._column.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        heads = [page for page in pages if not page[2]]
        for number, (page_id, icon, at_foot) in enumerate([*heads, *(page for page in pages if page[2])]):
            made = RailButton(icon, self)
            made.clicked.connect(lambda _checked=False, wanted=page_id: self.page_wanted.emit(wanted))
            self._group.addButton(made)
            self._buttons[page_id] = made
            self._column.insertWidget(number + (1 if at_foot else 0), made)
        self._share_height()

    def button(self, page_id: str) -> RailButton:
        """The button of a page. Raises KeyError for an unknown one."""
        return self._buttons[page_id]

    def show_current(self, page_id: str) -> None:
        """Mark the page that is shown."""
        self._buttons[page_id].setChecked(True)

    def restyle(self) -> None:
        self.setFixedWidth(theme().px(pane("rail")))
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        margins = self._column.contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        each = room * 100 // (max(len(self._buttons), 1) * theme().scale)
        for button in self._buttons.values():
            button.set_height(min(max(each, BARE), ROOMY))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pages"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("rail"))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme().color("line"))
