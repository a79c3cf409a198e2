"""Pictures of widgets without a screen, and a judge of what is cut off: for tests, the gallery and the help's pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QToolButton, QWidget

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Look, ThemeChoice

PADDING = 10  # px that the style sheet keeps at least at either side of a push button's words
ROUNDS = 4  # a change of size goes up one layout each time the events are processed


def picture(widget: QWidget, size: tuple[int, int] | None = None) -> QImage:
    """The widget as it is painted now, laid out at `size` (width, height in px) if given."""
    if size is not None:
        widget.resize(*size)
    widget.ensurePolished()
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    for _ in range(ROUNDS):
        QApplication.processEvents()
    return widget.grab().toImage()


def save_variants(
    widget: QWidget,
    folder: Path,
    name: str,
    *,
    appearance: Appearance,
    languages: Languages,
    size: tuple[int, int] | None = None,
    choices: tuple[ThemeChoice, ...] = (ThemeChoice.LIGHT, ThemeChoice.DARK),
) -> list[Path]:
    """`name`_zh_light.png and its like for both languages and each of `choices`; gives the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language, choice in variants(appearance, languages, choices):
        file = folder / f"{name}_{language}_{choice}.png"
        picture(widget, size).save(str(file))
        written.append(file)
    return written


def variants(
    appearance: Appearance,
    languages: Languages,
    choices: tuple[ThemeChoice, ...] = (ThemeChoice.LIGHT, ThemeChoice.DARK),
) -> Iterator[tuple[Language, ThemeChoice]]:
    """Dress the application in each language and theme in turn."""
    before = appearance.look
    for language in Language:
        languages.switch(language)
        for choice in choices:
            appearance.set_look(Look(choice, before.density, before.scale))
            QApplication.processEvents()
            yield language, choice
    appearance.set_look(before)


def clipped_texts(root: QWidget) -> list[str]:
    """Texts of visible labels and buttons under `root` that need more room than they have, as "Class: text (needs > has)".

    A label that wraps is judged by its height. A label that elides on purpose says so with the property `elides`.
    """
    return [
        f"{type(widget).__name__}: {words!r} ({need.width()}×{need.height()} > {has.width()}×{has.height()})"
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisibleTo(root)
        for words, need, has in _texts(widget)
        if need.width() > has.width() + 1 or need.height() > has.height() + 1
    ]


def _texts(widget: QWidget) -> Iterator[tuple[str, QSize, QSize]]:
    if widget.property("elides"):
        return
    if isinstance(widget, QLabel) and widget.text():
        has = widget.contentsRect().size()
        yield widget.text(), _label_need(widget, has.width()), has
    elif isinstance(widget, QPushButton | QToolButton) and widget.text():
        hidden = isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        if not hidden:
            yield widget.text(), QSize(_button_need(widget), 0), widget.size()


def _label_need(label: QLabel, width: int) -> QSize:
    if label.textFormat() is Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setDocumentMargin(0)
        document.setHtml(label.text())
        if label.wordWrap():
            document.setTextWidth(width)
        return QSize(round(document.idealWidth()), 0)
    metrics = QFontMetrics(label.font())
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    need = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, label.text()).size()
    # One line may overhang its rect (Chinese faces report tall lines) as long as its strokes fit.
    return need if label.wordWrap() and need.height() > metrics.height() * 1.5 else QSize(need.width(), 0)


def _button_need(button: QAbstractButton) -> int:
    need = QFontMetrics(button.font()).horizontalAdvance(button.text().replace("&", ""))
    if not button.icon().isNull():
        need += button.iconSize().width() + 4
    padded = isinstance(button, QPushButton) and button.property("kind") not in (None, "link")
    return need + (2 * PADDING if padded else 0)


def at(image: QImage, point: QPoint) -> str:
    """The colour of one pixel of a picture, as "#rrggbb", for tests that look at what was painted."""
    return image.pixelColor(point).name()
