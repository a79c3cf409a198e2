"""Labels, buttons, rules and cards by their role, so that pages never set a font, a size or a colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from assessor_app.ui.icons import paint_icon, set_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import Token, theme

LabelRole: TypeAlias = Literal["body", "strong", "caption", "title", "h1", "reading", "display"]
Tone: TypeAlias = Literal["text1", "text2", "text3", "disabled", "ok", "warn", "bad", "violet", "accent"]
Kind: TypeAlias = Literal["normal", "primary", "quiet", "link"]
SIDE = 16
"""Px at either side of a page's head."""
Ground: TypeAlias = Literal["none", "rail", "win", "surface", "sunken", "desk"]


def label(
    text: str = "",
    role: LabelRole = "body",
    tone: Tone | None = None,
    *,
    wrap: bool = False,
    selectable: bool = False,
) -> QLabel:
    """A label of plain text. `wrap` breaks lines; `selectable` lets the text be copied."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone is not None:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard,
        )
    return made


class ElidingLabel(QLabel):
    """A label that gives way where there is no room: elided at the right, whole as tooltip and to a screen reader."""

    def __init__(
        self,
        role: LabelRole = "body",
        tone: Tone | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("elides", True)
        if tone is not None:
            self.setProperty("tone", tone)

    def minimumSizeHint(self) -> QSize:
        least = min(self.fontMetrics().averageCharWidth() * 6, self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), self._mode, room.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), shown)


def set_tone(widget: QLabel, tone: Tone) -> None:
    """Change the tone of a label that is shown."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str = "", icon: str | None = None, kind: Kind = "normal") -> QPushButton:
    """A push button; `primary` once a page, `quiet` for what is seldom wanted, `link` for the way to another place."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    if icon is not None:
        tokens: dict[Kind, Token] = {"normal": "text1", "primary": "on_accent", "quiet": "text2", "link": "accent_text"}
        set_icon(made, icon, tokens[kind], 16)
    made.setAutoDefault(True)  # Enter presses the button that has the keyboard, as Space does
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    return made


def icon_button(icon: str, name: str = "", *, framed: bool = False, size: int = 18) -> QToolButton:
    """A button that is only an icon; `name` is its accessible name and tooltip and must be set by `retranslate` at last."""
    made = QToolButton()
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setProperty("framed", framed)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    set_icon(made, icon, "text2", size)
    name_button(made, name)
    return made


def name_button(target: QToolButton, name: str, keys: str = "") -> None:
    """Name an icon button in the window's language; `keys` follow in the tooltip."""
    target.setAccessibleName(name)
    target.setToolTip(f"{name}  {keys}" if keys else name)


def clear_column(column: QVBoxLayout) -> None:
    """Take every widget out of a column."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def removable(part: QWidget, words: str, remove: Callable[[], object]) -> None:
    """Let a part be taken away: by Delete while it has the keyboard, or from its menu, where `words` stand."""
    act = QAction(words, part)
    act.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
    act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    act.triggered.connect(lambda _checked=False: remove())
    part.addAction(act)
    part.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("rule", True)
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def ground(widget: QWidget, token: Ground) -> QWidget:
    """Give a plain widget a ground."""
    widget.setProperty("ground", token)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


class IconLabel(Part):
    """An icon on a page; decoration, so it has no name unless one is given. `line`: the height of the text beside it."""

    def __init__(self, icon: str, token: Token = "text2", size: int = 18, name: str = "", line: int = 0) -> None:
        super().__init__()
        self._icon, self._token, self._size, self._line = icon, token, size, line or size
        self.setAccessibleName(name)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme().px(self._size), theme().px(self._line))

    def show_icon(self, icon: str, token: Token) -> None:
        """Show another icon."""
        self._icon, self._token = icon, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:

        if self._icon:
            paint_icon(QPainter(self), self._icon, self.rect(), self._token)


class Card(QFrame):
    """A white sheet with a hairline. Widgets go into `body`, a vertical layout."""

    def __init__(self, margin: int = 16, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)


class PageHeader(Part):
    """The head of a page: its name, one line beside it, and at the right its acts. One h1 on a page.

    The line elides; where name and acts have no room beside each other the acts go beneath.
    """

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, "h1")
        self._note = ElidingLabel("body", "text2")
        self._note.setText(note)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self._title)
        self.head.addWidget(self._note, 1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(SIDE, 0, SIDE, 0)
        self._rows.setSpacing(12)
        self._rows.addLayout(self.head, 1)
        self._rows.addLayout(self.acts)
        self.restyle()

    def restyle(self) -> None:
        beneath = self._rows.direction() is QBoxLayout.Direction.TopToBottom
        self._rows.setContentsMargins(SIDE, 8 if beneath else 0, SIDE, 8 if beneath else 0)
        self.setFixedHeight(theme().px(96 if beneath else 60))

    def minimumSizeHint(self) -> QSize:
        widest = max(self.head.minimumSize().width(), self.acts.minimumSize().width())
        return QSize(widest + 2 * SIDE, self.minimumHeight())

    def show_words(self, title: str, note: str = "") -> None:
        """Set title and note, in the window's language."""
        self._title.setText(title)
        self._note.setText(note)

    def add_act(self, act: QWidget) -> None:
        """Put a button at the right."""
        self.acts.addWidget(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        wanted = self.head.minimumSize().width() + self._rows.spacing() + self.acts.minimumSize().width()
        beneath = wanted > self.width() - 2 * SIDE and not self.acts.isEmpty()
        direction = QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        if direction is not self._rows.direction():
            self._rows.setDirection(direction)
            self._rows.setAlignment(self.acts, Qt.AlignmentFlag.AlignRight if beneath else Qt.AlignmentFlag(0))
            self.restyle()
