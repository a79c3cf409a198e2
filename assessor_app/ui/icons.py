"""Icons: SVGs in resources/icons whose `currentColor` is replaced by a token's colour, drawn sharp at the screen's ratio.

A widget that paints itself calls `paint_icon`. A button or action gets its icon by `set_icon`, which remembers name and
token on the object, so that `refresh_icons` can draw it anew after a switch of theme.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton

from assessor_app.paths import resources
from assessor_app.ui.theme import Token, theme

SIZES = (14, 16, 18, 20, 22, 28, 36)
BESIDE_WORDS = QSize(4, 2)
"""Px around an icon before the words of a button: beside Qt's own 4 px at its right, and above, since words sit low in a line."""


def names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (resources() / "icons").glob("*.svg"))


@lru_cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def drawn(name: str, size: int, colour: QColor | str, ratio: float = 1.0) -> QImage:
    """The icon, `size` px square on screen, in `colour`. Raises FileNotFoundError for a name that is no icon."""
    return _drawn(name, size, QColor(colour).name(QColor.NameFormat.HexArgb), ratio)


# Images, not pixmaps: they may outlive the application object, as the values of a cache do.
@lru_cache(maxsize=1024)
def _drawn(name: str, size: int, shade: str, ratio: float) -> QImage:
    colour = QColor(shade)
    source = _source(name).replace(
        "currentColor", colour.name()
    )  # may fail, so before a painter is open: it would crash
    image = QImage(QSize(size, size) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor | Token) -> None:
    """Draw the icon centred in `rect`, as large as fits, at the ratio of what is painted on."""
    shade = colour if isinstance(colour, QColor) else theme().color(colour)
    size = min(rect.width(), rect.height())
    device = painter.device()
    picture = drawn(name, size, shade, device.devicePixelRatioF())
    painter.drawImage(rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2, picture)


def icon(
    name: str, token: Token = "text2", size: int = 18, disabled: Token = "disabled", room: QSize | None = None
) -> QIcon:
    """A QIcon in the colours of the present theme, for each ratio the screens have; `room` at its right and above."""
    made = QIcon()
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
    for ratio in ratios:
        for mode, shade in ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, disabled)):
            image = drawn(name, size, theme().color(shade), ratio)
            made.addPixmap(QPixmap.fromImage(image if room is None else _with_room(image, size, room)), mode)
    return made


def _with_room(image: QImage, size: int, room: QSize) -> QImage:
    ratio = image.devicePixelRatio()
    wide = QImage((QSize(size, size) + room) * ratio, image.format())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawImage(0, room.height(), image)
    painter.end()
    return wide


def set_icon(target: QAbstractButton | QAction, name: str, token: Token = "text2", size: int = 18) -> None:
    """Give `target` an icon that survives a switch of theme."""
    target.setProperty("icon_spec", (name, token, size))
    _draw(target, name, token, size)


def refresh_icons() -> None:
    """Draw every icon given by `set_icon` anew; `app.py` connects this to `Appearance.theme_changed`."""
    for widget in QApplication.allWidgets():
        targets: list[QAbstractButton | QAction] = list(widget.actions())
        if isinstance(widget, QAbstractButton):
            targets.append(widget)
        for target in targets:
            spec = target.property("icon_spec")
            if spec is not None:
                _draw(target, *spec)


def _stands_beside_words(target: QAbstractButton | QAction) -> bool:
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return isinstance(target, QPushButton) or (isinstance(target, QToolButton) and target.toolButtonStyle() is beside)


def _draw(target: QAbstractButton | QAction, name: str, token: Token, size: int) -> None:
    edge = theme().px(size)
    room = BESIDE_WORDS if _stands_beside_words(target) else None
    target.setIcon(icon(name, token, edge, room=room))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(edge, edge) + (room or QSize(0, 0)))
