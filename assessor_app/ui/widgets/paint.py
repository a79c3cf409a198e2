"""Small helpers shared by all that paint themselves: text in a fixed rect, rounded grounds, crisp lines, dashes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon, QPolygonF, QTextLayout, QTextOption

from assessor_app.ui.theme import Token, theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def shade(colour: QColor | Token) -> QColor:
    """A colour as it is, or the token's."""
    return colour if isinstance(colour, QColor) else theme().color(colour)


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: QColor | Token = "text1",
    align: Qt.AlignmentFlag = LEFT,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """One line of text in `rect`, elided if it must be; gives the width it took, in px."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, elide, rect.width())
    painter.setFont(font)
    painter.setPen(shade(colour))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def square(left: int, within: QRect, size: int) -> QRect:
    """Where an icon of `size` px (at 100 % text) lies: from `left`, centred in the height of `within`."""
    edge = theme().px(size)
    return QRect(left, within.top() + (within.height() - edge) // 2, edge, edge)


def text_width(words: str, font: QFont) -> int:
    """The width of one line, in px, rounded up."""
    return QFontMetrics(font).horizontalAdvance(words) + 1


def wrapped(words: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """`words` broken into at most `most` lines of `width` px; what does not fit is elided in the last line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        end = line.textStart() + line.textLength()
        if len(lines) == most - 1 and end < len(words):
            rest = words[line.textStart() :]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(words[line.textStart() : end].strip())
    layout.endLayout()
    return lines


def box(
    painter: QPainter,
    rect: QRect,
    fill: QColor | Token | None,
    edge: QColor | Token | None = None,
    radius: float = 4,
    *,
    dashed: bool = False,
    width: int = 1,
) -> None:
    """A rounded ground with an edge of `width` px lying wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(Qt.PenStyle.NoPen)
    shape = QRectF(rect)
    if edge is not None:
        pen = QPen(shade(edge), width, Qt.PenStyle.CustomDashLine if dashed else Qt.PenStyle.SolidLine)
        if dashed:
            pen.setDashPattern([3, 2.5])
        shape = shape.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen)
    painter.setBrush(shade(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def line_below(painter: QPainter, rect: QRect, colour: QColor | Token = "line") -> None:
    """The hairline at the foot of `rect`."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shade(colour))


def claim_triangle(painter: QPainter, tip: QPoint, colour: QColor | Token = "text2", half: int = 4) -> None:
    """The filled triangle of a claim, its tip at `tip`, pointing up."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade(colour))
    painter.drawPolygon(QPolygon([tip, tip + QPoint(half, half), tip + QPoint(-half, half)]))
    painter.restore()


def level_font(*, bold: bool) -> QFont:
    """The digits of level buttons and cells."""
    return theme().font("body", bold=bold)


def small_down_arrow(painter: QPainter, centre: QPoint, colour: QColor | Token) -> None:
    """The arrow beside a level under the requirement, 5 by 7 px."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(shade(colour), 1.4))
    middle = centre.toPointF()
    painter.drawLine(middle + QPointF(0, -3), middle + QPointF(0, 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade(colour))
    painter.drawPolygon(
        QPolygonF([middle + QPointF(-2.6, 0.2), middle + QPointF(2.6, 0.2), middle + QPointF(0, 3.6)]),
    )
    painter.restore()
