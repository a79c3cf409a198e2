"""The frame: top bar, rail, one page at a time, the strips above it and the hints below. It knows no step and no desk.

A page is any QWidget. If it has them, the frame uses: ``hints() -> Sequence[Hint]`` (also on any widget inside it: the one
nearest to the focus speaks), ``focus_first()`` (called when the page is shown), and ``panes() -> Sequence[QWidget]`` (what F6
goes through; else the parts of its splitters). Splitters with an object name keep their places per page and per screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor_app.ui.hint_bar import Hint, HintBar
from assessor_app.ui.rail import Rail
from assessor_app.ui.theme import SMALLEST, first_size
from assessor_app.ui.top_bar import Place, TopBar
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.progress import ProgressStrip
from assessor_app.ui.widgets.rehearsal import Hatch, Watermark

MOST_ON_KEYS = 9
REMEMBER_AFTER_MS = 400


class Remember(Protocol):
    """Where small things of the window are kept between sessions."""

    def get(self, key: str) -> bytes | None:
        """What was kept under `key`, if anything."""

    def set(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`."""


class Forgetful:
    """A `Remember` for the length of the program: tests, and a workspace that may not be written."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        self.kept[key] = value


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail. `title` gives its short word in the window's language; `factory` builds it when first shown."""

    id: str
    icon: str
    title: Callable[[], str]
    factory: Callable[[], QWidget]
    at_foot: bool = False


class MainWindow(QMainWindow):
    """The one window. Signals say what a key or button asked for; whoever made the window answers them."""

    page_shown = Signal(str)
    find_wanted = Signal()
    lock_wanted = Signal()
    keys_wanted = Signal()
    tour_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    print_wanted = Signal()
    back_wanted = Signal()
    case_wanted = Signal(int)  # -1 the one before, +1 the next
    closing = Signal()

    def __init__(self, remember: Remember | None = None) -> None:
        super().__init__()
        self._remember: Remember = remember or Forgetful()
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self.may_close: Callable[[], bool] = lambda: True
        self.top_bar, self.rail, self.hint_bar = TopBar(), Rail(), HintBar()
        self.hatch = Hatch()
        self.message = Message(MessageKind.INFO, MessageText(""))
        self.progress = ProgressStrip()
        self.stack = QStackedWidget()
        self._side: QWidget | None = None
        self.watermark = self._build()
        self._actions: dict[str, QAction] = {}
        self._make_actions()
        self._remember_soon = QTimer(self)
        self._remember_soon.setSingleShot(True)
        self._remember_soon.setInterval(REMEMBER_AFTER_MS)
        self._remember_soon.timeout.connect(self.remember_places)
        self._connect()
        self.show_place(Place())
        self.setMinimumSize(*SMALLEST)
        self._restore_geometry()
        self.retranslate()

    # set-up

    def _build(self) -> Watermark:
        centre = QWidget()
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(12, 8, 12, 0)
        self._strips.addWidget(self.message)
        self.message.hide()
        self._page_side = page_side = QWidget()
        page_side.installEventFilter(self)
        side = QVBoxLayout(page_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.hatch)
        side.addLayout(self._strips)
        side.addWidget(self.stack, 1)
        side.addWidget(self.progress)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(page_side, 1)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.hint_bar)
        self.setCentralWidget(centre)
        self._fit_strips()
        return Watermark(page_side)

    def _make_actions(self) -> None:
        wanted: list[tuple[str, str, Callable[[], None]]] = [
            ("find", "Ctrl+K", self.find_wanted.emit),
            ("undo", "Ctrl+Z", self.undo_wanted.emit),
            ("redo", "Ctrl+Y", self.redo_wanted.emit),
            ("next_case", "Ctrl+Down", lambda: self.case_wanted.emit(1)),
            ("previous_case", "Ctrl+Up", lambda: self.case_wanted.emit(-1)),
            ("next_pane", "F6", lambda: self._next_pane(1)),
            ("previous_pane", "Shift+F6", lambda: self._next_pane(-1)),
            ("print", "Ctrl+P", self.print_wanted.emit),
            ("lock", "Ctrl+L", self.lock_wanted.emit),
            ("keys", "F1", self.keys_wanted.emit),
            ("tour", "Shift+F1", self.tour_wanted.emit),
        ]
        for name, keys, do in wanted:
            self._add_action(name, keys, do)
        for number in range(1, MOST_ON_KEYS + 1):
            self._add_action(f"page_{number}", f"Ctrl+{number}", partial(self._show_numbered, number))

    def _add_action(self, name: str, keys: str, do: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(action)
        self._actions[name] = action

    def _connect(self) -> None:
        self.rail.page_wanted.connect(self.show_page)
        self.top_bar.find_wanted.connect(self.find_wanted)
        self.top_bar.lock_wanted.connect(self.lock_wanted)
        self.top_bar.menu_wanted.connect(self._open_menu)
        self.message.folded.connect(self._fit_strips)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # what it answers

    @property
    def current_page(self) -> str:
        """The id of the page that is shown; empty before the first."""
        return self._current

    @property
    def specs(self) -> Sequence[PageSpec]:
        """The pages of the rail, in its order."""
        return tuple(self._specs.values())

    def page(self, page_id: str) -> QWidget | None:
        """The page, if it has been built."""
        return self._pages.get(page_id)

    def action(self, name: str) -> QAction:
        """One of find, undo, redo, next_case, previous_case, next_pane, previous_pane, print, lock, keys, tour,
        page_1 … page_9.
        """
        return self._actions[name]

    # what it does

    def set_pages(self, specs: Sequence[PageSpec], first: str = "") -> None:
        """Show other pages in the rail (another desk, another person); the old ones are gone."""
        self.remember_places()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages, self._current = {}, ""
        self._specs = {spec.id: spec for spec in specs}
        self.rail.show_pages([(spec.id, spec.icon, spec.at_foot) for spec in specs])
        self.rail.setVisible(len(specs) > 1)
        self.retranslate()
        if specs:
            self.show_page(first or specs[0].id)

    def show_page(self, page_id: str) -> QWidget:
        """Show a page, building it the first time. Raises KeyError for an id that is not in the rail."""
        spec = self._specs[page_id]
        page = self._pages.get(page_id)
        if page is None:
            page = spec.factory()
            self._pages[page_id] = page
            self.stack.addWidget(page)
            self._restore_splitters(page_id, page)
        self._current = page_id
        self.rail.show_current(page_id)
        self.stack.setCurrentWidget(page)
        self._fit_beside()
        self._focus_into(page)
        self.refresh_hints()
        self.page_shown.emit(page_id)
        return page

    def focus_page(self) -> None:
        """Give the keyboard back to the page that is shown."""
        page = self.stack.currentWidget()
        if page is not None:
            self._focus_into(page)

    def show_place(self, place: Place) -> None:
        """Say which round, mode and person; a rehearsal is marked on every page."""
        self.top_bar.show_place(place)
        self.hatch.setVisible(place.rehearsal)
        self.watermark.setVisible(place.rehearsal)
        self.watermark.raise_()

    def show_message(self, kind: MessageKind, text: MessageText) -> None:
        """Say something above the page. It stays until folded, or another takes its place."""
        self.message.show_message(kind, text)
        self.message.show()
        self._fit_strips()

    def show_beside(self, part: QWidget | None) -> None:
        """Show something at the right of the page; where there is no room for both it covers the page's left. None: nothing."""
        if self._side is not None and self._side is not part:
            self._side.hide()
        self._side = part
        if part is not None:
            part.setParent(self._page_side)
            part.show()
        self._fit_beside()

    def show_badge(self, page_id: str, badge: str) -> None:
        """Set the count at a page's button; empty for none."""
        self.rail.button(page_id).show_badge(badge)

    def refresh_hints(self) -> None:
        """Ask the focused place for its keys again."""
        focused = QApplication.focusWidget()
        if self._side is not None and focused is not None and _holds(self._side, focused):
            self.hint_bar.show_hints(_hints_at(focused, self._page_side))
            return
        within = self.stack.isAncestorOf(focused) if focused is not None else False
        self.hint_bar.show_hints(_hints_at(focused if within else self.stack.currentWidget(), self.stack))

    def remember_places(self) -> None:
        """Keep size, place and splitters now; also done by itself shortly after a change."""
        self._remember.set("window/geometry", bytes(self.saveGeometry().data()))
        for page_id, page in self._pages.items():
            for splitter in _named_splitters(page):
                self._remember.set(self._splitter_key(page_id, splitter), bytes(splitter.saveState().data()))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Assessor Desk"))
        for page_id, spec in self._specs.items():
            number = list(self._specs).index(page_id) + 1
            keys = f"Ctrl+{number}" if number <= MOST_ON_KEYS else ""
            self.rail.button(page_id).show_words(spec.title(), keys)
        for name, words in self._action_words().items():
            self._actions[name].setText(words)
        self.refresh_hints()

    def _action_words(self) -> dict[str, str]:
        words = {
            "find": self.tr("Find..."),
            "undo": self.tr("Undo"),
            "redo": self.tr("Redo"),
            "next_case": self.tr("Next case"),
            "previous_case": self.tr("Previous case"),
            "next_pane": self.tr("Next pane"),
            "previous_pane": self.tr("Previous pane"),
            "print": self.tr("Print..."),
            "lock": self.tr("Lock the screen"),
            "keys": self.tr("Help and keys"),
            "tour": self.tr("Show me round"),
        }
        titles = [spec.title() for spec in self._specs.values()]
        for number in range(1, MOST_ON_KEYS + 1):
            known = number <= len(titles)
            words[f"page_{number}"] = titles[number - 1] if known else ""
            self._actions[f"page_{number}"].setVisible(known)
        return words

    # slots

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._page_side:
            self._fit_beside()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.message.isVisible():
            self.message.fold()
        else:
            self.back_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.remember_places()
        self.closing.emit()
        super().closeEvent(event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self:
            self.refresh_hints()

    def _show_numbered(self, number: int) -> None:
        if number <= len(self._specs):
            self.show_page(list(self._specs)[number - 1])

    def _next_pane(self, by: int) -> None:
        panes = [pane for pane in self._panes() if pane.isVisible()]
        if not panes:
            return
        focused = QApplication.focusWidget()
        here = next(
            (i for i, pane in enumerate(panes) if focused is not None and _holds(pane, focused)), -1 if by > 0 else 0
        )
        pane = panes[(here + by) % len(panes)]
        target = _first_focusable(pane)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, action in self._actions.items():
            if name in {"next_case", "next_pane", "print", "page_1"}:
                menu.addSeparator()
            menu.addAction(action)
        menu.popup(self.top_bar.mark.mapToGlobal(self.top_bar.mark.rect().bottomLeft()))

    # helpers

    def _focus_into(self, page: QWidget) -> None:
        focus_first = getattr(page, "focus_first", None)
        target = _first_focusable(page) if focus_first is None else None
        if focus_first is not None:
            focus_first()
        elif target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_strips(self) -> None:
        shown = self.message.isVisibleTo(self)
        self._strips.setContentsMargins(12, 8 if shown else 0, 12, 8 if shown else 0)

    def _fit_beside(self) -> None:
        shown = self._side is not None and self._side.isVisibleTo(self)
        wide = self._side.sizeHint().width() if self._side is not None and shown else 0
        room = self._page_side.width() - wide
        page = self.stack.currentWidget()
        beside = page is None or page.minimumSizeHint().width() <= room
        layout = self._page_side.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, wide if beside else 0, 0)
        if self._side is not None and shown:
            # Where it must cover something, that is the left of the page: marks are given at the right.
            self._side.setGeometry(room if beside else 0, 0, wide, self._page_side.height())
            self._side.raise_()

    def _panes(self) -> Sequence[QWidget]:
        beside = [self._side] if self._side is not None else []
        page = self.stack.currentWidget()
        asked = getattr(page, "panes", None)
        if asked is not None:
            return [*asked(), *beside]
        parts = (splitter.widget(i) for splitter in self.stack.findChildren(QSplitter) for i in range(splitter.count()))
        return [*(part for part in parts if part is not None), *beside]

    def _restore_geometry(self) -> None:
        kept = self._remember.get("window/geometry")
        if kept is None or not self.restoreGeometry(QByteArray(kept)):
            self.resize(first_size(self.screen().availableSize()))

    def _restore_splitters(self, page_id: str, page: QWidget) -> None:
        for splitter in _named_splitters(page):
            kept = self._remember.get(self._splitter_key(page_id, splitter))
            if kept is not None:
                splitter.restoreState(QByteArray(kept))
            splitter.splitterMoved.connect(lambda *_: self._remember_soon.start())

    def _splitter_key(self, page_id: str, splitter: QSplitter) -> str:
        screen = self.screen().geometry()
        return f"splitter/{page_id}/{splitter.objectName()}/{screen.width()}x{screen.height()}"


def _hints_at(widget: QWidget | None, end: QWidget) -> Sequence[Hint]:
    """The hints of the nearest part around `widget`, short of `end`, that has any to give."""
    while widget is not None and widget is not end:
        hints: Callable[[], Sequence[Hint]] | None = getattr(widget, "hints", None)
        if hints is not None:
            return hints()
        widget = widget.parentWidget()
    return ()


def _named_splitters(page: QWidget) -> list[QSplitter]:
    return [splitter for splitter in page.findChildren(QSplitter) if splitter.objectName()]


def _holds(outer: QWidget, inner: QWidget) -> bool:
    return outer is inner or outer.isAncestorOf(inner)


def _first_focusable(pane: QWidget) -> QWidget | None:
    candidates = [pane, *pane.findChildren(QWidget)]
    return next(
        (
            widget
            for widget in candidates
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane) and widget.isEnabled()
        ),
        None,
    )
