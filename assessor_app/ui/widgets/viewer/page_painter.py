"""How one page is put on the screen: print, paper, marks, selection, outlines, the bars of its pins.

Rules kept here:
- Paper, marks and selection are laid over the print by multiplication, so letters stay black on any ground and the dark
  theme dims the paper instead of inverting it. A mark lies in place of the paper, not on top, so it keeps its own colour.
- All coordinates are pixels of the view; colours are those of the theme, and on paper those of the light theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from assessor_app.ui.theme import Theme, ThemeName, Token, theme
from assessor_app.ui.widgets.viewer.badges import BAR_WIDTH


@dataclass(frozen=True)
class PageLook:
    """One page as it is to be painted. `words` stand in its middle while it has no print; `seen` is the part in view."""

    frame: QRect
    seen: QRect
    words: str = ""
    older: QImage | None = None
    print_tiles: Sequence[tuple[QRectF, QImage]] = ()
    marks: Sequence[QRect] = ()
    selected: Sequence[QRect] = ()
    outlined: Sequence[QRect] = ()
    bars: Sequence[tuple[QRect, int]] = field(default=())
    """Beside which part of the page, and the position of the aspect that gives the colour."""


def paint_page(painter: QPainter, look: PageLook) -> None:
    """Paint the page; the ground around it is the caller's."""
    painter.fillRect(look.frame, Qt.GlobalColor.white)
    _paint_print(painter, look)
    _paint_over(painter, look)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(theme().color("line"))
    painter.drawRect(look.frame.adjusted(-1, -1, 0, 0))
    painter.setPen(QPen(on_paper("accent"), 1.5))
    for rect in look.outlined:
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
    for rect, aspect in look.bars:
        bar = QRect(look.frame.right() + 1, rect.y(), BAR_WIDTH, max(rect.height(), 12))
        painter.fillRect(bar, theme().aspect(aspect))


def on_paper(token: Token) -> QColor:
    """A colour for what lies on paper, which is light in every theme."""
    return Theme(ThemeName.HC_LIGHT if theme().is_high_contrast else ThemeName.LIGHT).color(token)


def _paint_print(painter: QPainter, look: PageLook) -> None:
    if look.older is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(look.frame), look.older)
    elif look.words:
        painter.setFont(theme().font("title"))
        painter.setPen(on_paper("text3"))
        middle = look.frame.intersected(look.seen)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, look.words)
    for place, image in look.print_tiles:
        painter.drawImage(place, image)


def _paint_over(painter: QPainter, look: PageLook) -> None:
    marks = QRegion()
    for rect in look.marks:
        marks = marks.united(rect)
    marks = marks.intersected(look.frame)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for piece in _pieces(QRegion(look.frame).subtracted(marks)):
        painter.fillRect(piece, theme().color("paper"))
    for piece in _pieces(marks):
        painter.fillRect(piece, theme().color("mark"))
    for rect in look.selected:
        painter.fillRect(rect.intersected(look.frame), on_paper("accent_soft"))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _pieces(region: QRegion) -> list[QRect]:
    """The rectangles a region is made of (the stubs do not know that it can be iterated)."""
    pieces: list[QRect] = list(region)  # type: ignore[call-overload]
    return pieces
