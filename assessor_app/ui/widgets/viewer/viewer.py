"""The reading pane: a case's papers in tabs, tools, the page with its pins, and the notes at the foot.

Rules kept here:
- It is given plain values and gives plain values back; it stores nothing and knows nothing of marks.
- Trouble with one paper stays on that paper's tab.
- Papers are opened when they are first looked at; a few stay open, the rest keep only their place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.models.dossier import DocumentKind
from assessor_app.ui.icons import icon
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.viewer.find_bar import FindBar
from assessor_app.ui.widgets.viewer.flow_view import FlowView
from assessor_app.ui.widgets.viewer.found_panel import FoundPanel
from assessor_app.ui.widgets.viewer.keys import Act, act_of, paper_number
from assessor_app.ui.widgets.viewer.notes_strip import NotesStrip
from assessor_app.ui.widgets.viewer.notice import NoticeView, Trouble
from assessor_app.ui.widgets.viewer.opening import opener, trouble
from assessor_app.ui.widgets.viewer.outline_panel import OutlinePanel
from assessor_app.ui.widgets.viewer.page_tools import PageTools, ToolState
from assessor_app.ui.widgets.viewer.page_view import PageView
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileKindUnknownError, FileLockedError, PagedFile
from assessor_app.ui.widgets.viewer.paper_tabs import Ground, PaperTab, TabBar
from assessor_app.ui.widgets.viewer.reading_thread import ReadingThread, Urgency
from assessor_app.ui.widgets.viewer.values import (
    FoundPlace,
    OutlineEntry,
    Rect,
    Spot,
    ViewerDocument,
    ViewerNote,
    ViewerPin,
    ViewerPlace,
)
from assessor_app.ui.widgets.viewer.word_file import WordText
from assessor_app.ui.widgets.words import ground, label, rule

_log = logging.getLogger(__name__)
_OPEN_AT_ONCE = 6
_PLACE_PAUSE_MS = 250
_PATIENCE_MS = 300


class DocumentViewer(Part):
    """The viewer of one case's papers. Places are in page points, pages count from 0: see `values`."""

    pin_requested = Signal(str, int, object, str, str)
    """document id, page, rect or None, quote, anchor of a form's answer"""
    pin_activated = Signal(str)
    note_requested = Signal(str, int, object, str, str)
    """document id, page, rect or None, quote, the note's words"""
    note_draft_changed = Signal(str)
    note_activated = Signal(str)
    note_removed = Signal(str)
    open_outside_requested = Signal(str)
    place_changed = Signal(str, object)
    """document id, ViewerPlace"""
    document_shown = Signal(str)
    found_wanted = Signal(str)
    """Words looked for: answer with `show_found`, or with nothing if only the paper in view is to be searched."""
    notes_folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = ReadingThread(self)
        self._word_reader = ReadingThread(self)
        self.destroyed.connect(_Stopping(self._reader, self._word_reader))
        self._tabs: list[PaperTab] = []
        self._lately: list[str] = []
        self._shown: PaperTab | None = None
        self._pins: list[ViewerPin] = []
        self._notes: list[ViewerNote] = []
        self._current_pin = ""
        self._outline_wanted = False
        self._needle = ""
        self._note_spot: tuple[str, Spot] | None = None
        self._bar = TabBar(self)
        self._bar.setExpanding(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._bar.setDrawBase(False)
        self._bar.setIconSize(QSize(16, 16))
        self._bar.currentChanged.connect(self._show_tab)
        self._count = label("", "caption", "text2")
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._head = QWidget(self)
        self._tools = PageTools(self)
        self._find = FindBar(self)
        self._find.hide()
        self._outline = OutlinePanel(self)
        self._outline.hide()
        self.found = FoundPanel(self)
        self.found.hide()
        self._stack = QStackedWidget(self)
        self._ground = Ground(self._stack)
        self._stack.addWidget(self._ground)
        self._strip = NotesStrip(self)
        self._place_pause = QTimer(self, singleShot=True, interval=_PLACE_PAUSE_MS)
        self._place_pause.timeout.connect(self._tell_place)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_opening)
        self._connect()
        self._lay_out()
        self.retranslate()
        self._refresh()

    # What it answers

    @property
    def current_document(self) -> str:
        """The id of the document in view; empty if there is none."""
        tab = self._tab
        return tab.document.id if tab is not None else ""

    @property
    def view(self) -> PageView | FlowView | None:
        """The view of the document in view, once it is open."""
        tab = self._tab
        return tab.view if tab is not None else None

    @property
    def trouble(self) -> Trouble | None:
        """Why the document in view is not shown, if it is not."""
        tab = self._tab
        return trouble(tab.document, tab.error) if tab is not None and tab.error is not None else None

    @property
    def settled(self) -> bool:
        """Nothing is being opened, drawn or searched."""
        view = self.view
        return self._reader.idle and self._word_reader.idle and (view is None or view.settled)

    def place_of(self, document_id: str) -> ViewerPlace:
        """Where reading stands in a document."""
        tab = self._tab_of(document_id)
        if tab is None:
            return ViewerPlace()
        return tab.view.place() if tab.view is not None else tab.place

    def spot(self) -> Spot:
        """What a pin or note set now would mean."""
        view = self.view
        return view.spot() if view is not None else Spot()

    # What it does

    def show_documents(
        self,
        documents: Sequence[ViewerDocument],
        current: str = "",
        places: Mapping[str, ViewerPlace] | None = None,
    ) -> None:
        """Show another case's papers, `current` (else the first) in view, each at its remembered place.

        Pins and notes of the case before are dropped; give the new ones afterwards.
        """
        self._tell_place_now()
        self._strip.settle_draft()
        self._close_all()
        self._pins, self._notes, self._current_pin, self._note_spot = [], [], "", None
        self._strip.set_notes([])
        self._strip.drop_draft()
        self._close_find()
        remembered = places or {}
        self._tabs = [PaperTab(document, place=remembered.get(document.id, ViewerPlace())) for document in documents]
        self._bar.blockSignals(True)  # one showing at the end, not one per tab
        while self._bar.count():
            self._bar.removeTab(0)
        for tab in self._tabs:
            self._bar.addTab(tab.document.title)
        self._bar.blockSignals(False)
        self._dress_tabs()
        self.retranslate()
        index = next((number for number, tab in enumerate(self._tabs) if tab.document.id == current), 0)
        self._bar.setCurrentIndex(index)
        self._show_tab(index)

    def show_document(self, document_id: str) -> None:
        """Bring a document's tab to the front."""
        index = self._index_of(document_id)
        if index >= 0:
            self._bar.setCurrentIndex(index)

    def go_to(
        self, document_id: str, page: int = 0, rect: Rect | None = None, quote: str = "", anchor: str = ""
    ) -> None:
        """Bring a page, or a passage on it, into view; opens the document if it must."""
        tab = self._tab_of(document_id)
        if tab is None:
            return
        spot = Spot(page, rect, quote, anchor)
        if tab.view is None:
            tab.aim = spot
        self.show_document(document_id)
        if tab.view is not None:
            tab.view.go_to(spot)

    def set_pins(self, pins: Sequence[ViewerPin]) -> None:
        """The pins of the case, for all its documents."""
        self._pins = list(pins)
        self._show_pins()

    def set_current_pin(self, pin_id: str) -> None:
        """Ring this pin and mark its passage; an empty id rings none."""
        self._current_pin = pin_id
        self._show_pins()

    def go_to_pin(self, pin_id: str) -> None:
        """Make a pin the current one and bring its passage into view."""
        pin = next((pin for pin in self._pins if pin.id == pin_id), None)
        if pin is not None:
            self.set_current_pin(pin_id)
            self.go_to(pin.document_id, pin.page, pin.rect, pin.quote, pin.anchor)

    def set_pin_target(self, code: str) -> None:
        """The indicator that a new pin would be tied to, shown on the button; empty: not told."""
        self._tools.set_target(code)

    def set_notes(self, notes: Sequence[ViewerNote]) -> None:
        """The notes of the case, the newest last."""
        self._notes = list(notes)
        self._strip.set_notes(self._notes)

    def set_note_draft(self, text: str) -> None:
        """A note begun before the program was closed; it stands in the line when M is pressed."""
        self._strip.set_draft(text)

    def set_notes_open(self, *, open: bool) -> None:
        """Unfold or fold the notes."""
        self._strip.set_open(open=open)

    def find_at(self, document_id: str, page: int, words: str) -> None:
        """Bring a page into view with `words` marked on it and the search line up; opens the document if it must."""
        self._find.present(words)
        self._mark_at(FoundPlace(document_id, page, words, 0, len(words)))
        self.found_wanted.emit(words)

    def show_found(self, places: Sequence[FoundPlace], unread: int = 0) -> None:
        """Where the words of `found_wanted` stand in all papers, while the search line is up; `unread`: not read in yet."""
        self.found.show_places(places, unread, self._found_words)
        self.found.setVisible(self._find.isVisibleTo(self) and bool(self._needle))

    def find_text(self, text: str) -> None:
        """Open the search line with `text` and go to its first place; in a document that is being opened, once it is."""
        self._find.begin(text)

    def request_pin(self) -> None:
        """Ask for a pin on the selection, the hit in view, or the page."""
        if self.view is not None:
            spot = self.spot()
            self.pin_requested.emit(self.current_document, spot.page, spot.rect, spot.quote, spot.anchor)

    def begin_note(self) -> None:
        """Bring up the line to write a note on the selection, the hit in view, or the page."""
        if self.view is not None:
            self._note_spot = (self.current_document, self.spot())
            self._strip.begin(self._place_words(self._note_spot[1]))

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key means to the viewer, wherever the focus is; says whether it meant anything.

        The sheet forwards its keys here, so that pages scroll while the focus stays with the marks.
        """
        number = paper_number(event)
        if number is not None and number < len(self._tabs):
            self._bar.setCurrentIndex(number)
            return True
        act = act_of(event)
        if act is None or not self._is_possible(act):
            return False
        self._acts()[act]()
        return True

    # Qt's calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.handle_key(event):
            return True
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        self._dress_tabs()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tell_place_now()
        self._strip.settle_draft()
        super().hideEvent(event)

    def retranslate(self) -> None:
        count = len(self._tabs)
        self._count.setText(self.tr("%n file(s)", None, count) if count else "")
        self._bar.setAccessibleName(self.tr("Papers of this case"))
        self._outline.setAccessibleName(self.tr("Contents"))
        self._ground.words = "" if count else self.tr("No papers in this case.")
        for tab in self._tabs:
            if tab.notice is not None and tab.error is not None:
                tab.notice.show_trouble(trouble(tab.document, tab.error))
        if self._note_spot is not None:
            self._strip.show_place(self._place_words(self._note_spot[1]))
        self._refresh()

    # Helpers: building

    def _connect(self) -> None:
        tools, strip = self._tools, self._strip
        tools.page_turned.connect(self._turn_page)
        tools.page_wanted.connect(lambda page: self.go_to(self.current_document, page))
        tools.zoomed.connect(self._zoom)
        tools.fit_wanted.connect(self._fit_width)
        tools.life_size_wanted.connect(self._life_size)
        tools.rotated.connect(self._rotate)
        tools.outline_toggled.connect(self._toggle_outline)
        tools.search_wanted.connect(self._begin_find)
        tools.note_wanted.connect(self.begin_note)
        tools.pin_wanted.connect(self.request_pin)
        self._find.wanted.connect(self._search)
        self._find.stepped.connect(self._find_next)
        self._find.closed.connect(self._close_find)
        self._outline.chosen.connect(self._follow_outline)
        self.found.chosen.connect(self._mark_at)
        strip.written.connect(self._note_written)
        strip.draft_changed.connect(self.note_draft_changed)
        strip.activated.connect(self._note_clicked)
        strip.removed.connect(self.note_removed)
        strip.folded.connect(self.notes_folded)
        strip.left.connect(self._focus_view)

    def _lay_out(self) -> None:
        ground(self._head, "surface")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(8, 0, 14, 0)
        head.addWidget(self._bar, 1)
        head.addWidget(self._count)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._outline)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(rule())
        column.addWidget(self._tools)
        column.addWidget(self._find)
        column.addWidget(rule())
        column.addLayout(middle, 1)
        column.addWidget(self._strip)

    def _dress_tabs(self) -> None:
        for index, tab in enumerate(self._tabs):
            chosen = index == self._bar.currentIndex()
            self._bar.setTabIcon(index, icon(tab.icon, "text1" if chosen else "text2", 16))
            self._bar.setTabToolTip(index, tab.document.file_name or tab.document.title)

    # Helpers: tabs and opening

    @property
    def _tab(self) -> PaperTab | None:
        index = self._bar.currentIndex()
        return self._tabs[index] if 0 <= index < len(self._tabs) else None

    def _index_of(self, document_id: str) -> int:
        return next((index for index, tab in enumerate(self._tabs) if tab.document.id == document_id), -1)

    def _tab_of(self, document_id: str) -> PaperTab | None:
        index = self._index_of(document_id)
        return self._tabs[index] if index >= 0 else None

    def _show_tab(self, index: int) -> None:
        self._tell_place_now()
        self._shown = self._tabs[index] if 0 <= index < len(self._tabs) else None
        if not 0 <= index < len(self._tabs):
            self._stack.setCurrentWidget(self._ground)
            self._refresh()
            return
        tab = self._tabs[index]
        self._lately = [name for name in self._lately if name != tab.document.id] + [tab.document.id]
        if tab.view is None and tab.error is None and tab.job is None:
            self._open(tab)
        self._bring_up(tab)
        self._close_surplus()
        self.document_shown.emit(tab.document.id)

    def _open(self, tab: PaperTab, passphrase: str = "") -> None:
        if tab.document.kind is DocumentKind.FORM:
            self._opened(tab, FlowView(tab.document.sections, self._stack))
            return
        tab.passphrase = passphrase

        def done(content: PagedFile | WordText) -> None:
            tab.job = None
            if isinstance(content, WordText):
                self._opened(tab, FlowView(content, self._stack))
            else:
                picture = tab.document.kind is DocumentKind.IMAGE
                tab.file = content
                self._opened(tab, PageView(content, self._reader, picture=picture, parent=self._stack))
                self._ask_for_outline(tab, content)

        def failed(error: Exception) -> None:
            tab.job = None
            self._not_opened(tab, error)

        reader = self._word_reader if tab.document.kind is DocumentKind.WORD else self._reader
        tab.job = reader.submit(opener(tab.document, passphrase), done, failed, Urgency.OPEN)
        self._patience.start()

    def _opened(self, tab: PaperTab, view: PageView | FlowView) -> None:
        self._drop_notice(tab)
        tab.error, tab.view = None, view
        view.installEventFilter(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda where: self._show_menu(view.viewport().mapToGlobal(where)))
        view.setAccessibleName(tab.document.title)
        view.page_changed.connect(self._refresh)
        view.zoom_changed.connect(self._refresh)
        view.hits_changed.connect(self._say_hits)
        view.place_changed.connect(self._place_pause.start)
        view.pin_activated.connect(self._pin_clicked)
        view.set_place(tab.place)
        view.set_pins(self._pins_of(tab), self._current_pin)
        self._stack.addWidget(view)
        if tab is self._tab:
            self._bring_up(tab)
        if tab.aim is not None:
            view.go_to(tab.aim)
            tab.aim = None
        if tab is self._tab and self._needle:
            view.find_text(self._needle)

    def _not_opened(self, tab: PaperTab, error: Exception) -> None:
        known = isinstance(error, FileBrokenError | FileLockedError | FileKindUnknownError)
        _log.log(logging.INFO if known else logging.WARNING, "a paper was not opened: %s", type(error).__name__)
        tab.error = error
        if tab.notice is None:
            notice = NoticeView(self._stack)
            notice.passphrase_given.connect(lambda words: self._try_passphrase(tab, words))
            notice.outside_wanted.connect(lambda: self.open_outside_requested.emit(tab.document.id))
            self._stack.addWidget(notice)
            tab.notice = notice
        tab.notice.show_trouble(trouble(tab.document, error))
        if tab is self._tab:
            self._bring_up(tab)

    def _try_passphrase(self, tab: PaperTab, passphrase: str) -> None:
        if tab.job is None:
            self._open(tab, passphrase)

    def _bring_up(self, tab: PaperTab) -> None:
        shown = tab.view or tab.notice or self._ground
        self._stack.setCurrentWidget(shown)
        self._show_outline()
        self._dress_tabs()
        self._refresh()
        if tab.view is not None:
            tab.view.set_pins(self._pins_of(tab), self._current_pin)
            if self._find.isVisible():
                self._say_hits()

    def _say_opening(self) -> None:
        tab = self._tab
        self._ground.words = self.tr("Opening…") if tab is not None and tab.job is not None else ""
        self._ground.update()

    def _drop_notice(self, tab: PaperTab) -> None:
        if tab.notice is not None:
            self._stack.removeWidget(tab.notice)
            tab.notice.deleteLater()
            tab.notice = None

    def _close_surplus(self) -> None:
        open_now = [name for name in self._lately if (tab := self._tab_of(name)) is not None and tab.view is not None]
        for name in open_now[:-_OPEN_AT_ONCE]:
            tab = self._tab_of(name)
            # A protected file would ask for its passphrase again: those stay.
            if tab is not None and tab is not self._tab and not tab.passphrase:
                self._close(tab)

    def _close(self, tab: PaperTab) -> None:
        if tab.job is not None:
            tab.job.cancel()
            tab.job = None
        if tab.view is not None:
            tab.place = tab.view.place()
            tab.view.removeEventFilter(self)
            tab.view.shut()
            self._stack.removeWidget(tab.view)
            tab.view.deleteLater()
            tab.view, tab.file, tab.outline = None, None, ()
        self._drop_notice(tab)

    def _close_all(self) -> None:
        for tab in self._tabs:
            self._close(tab)
        self._tabs, self._lately, self._shown = [], [], None

    # Helpers: what the tools and keys do

    def _refresh(self) -> None:
        """Let the tools say how the view stands."""
        tab, view = self._tab, self.view
        if tab is None or view is None:
            self._tools.show_state(ToolState())
            return
        state = ToolState(zoom=view.zoom, fits=view.fits_width, can_search=True, can_mark=True)
        if isinstance(view, PageView):
            picture = tab.document.kind is DocumentKind.IMAGE
            state = replace(
                state,
                page=view.page,
                pages=view.page_count,
                can_rotate=True,
                can_search=not picture,
                has_outline=bool(tab.outline),
                outline_shown=self._outline.isVisible(),
            )
            words = self.tr("{title}, page {page} of {pages}")
            view.setAccessibleName(words.format(title=tab.document.title, page=view.page + 1, pages=view.page_count))
        elif tab.document.kind is DocumentKind.WORD:
            state = replace(state, label=self.tr("Reading view"))
        self._tools.show_state(state)

    def _acts(self) -> dict[Act, Callable[[], object]]:
        return {
            Act.SCREEN_DOWN: lambda: self._scroll(1),
            Act.SCREEN_UP: lambda: self._scroll(-1),
            Act.NEXT_PAGE: lambda: self._turn_page(1),
            Act.PREVIOUS_PAGE: lambda: self._turn_page(-1),
            Act.START: lambda: self._scroll_to_end(end=False),
            Act.END: lambda: self._scroll_to_end(end=True),
            Act.FIND: self._begin_find,
            Act.NEXT_HIT: lambda: self._find_next(1),
            Act.PREVIOUS_HIT: lambda: self._find_next(-1),
            Act.PIN: self.request_pin,
            Act.NOTE: self.begin_note,
            Act.LARGER: lambda: self._zoom(1),
            Act.SMALLER: lambda: self._zoom(-1),
            Act.FIT_WIDTH: self._fit_width,
            Act.ROTATE: self._rotate,
            Act.COPY: self._copy,
            Act.LEAVE: self._leave,
        }

    def _is_possible(self, act: Act) -> bool:
        """A key that would do nothing here is left to others: Esc and Ctrl+C mean much elsewhere."""
        view = self.view
        if view is None:
            return False
        if act is Act.LEAVE:
            return self._find.isVisible() or bool(view.selected_text())
        return act is not Act.COPY or bool(view.selected_text())

    def _leave(self) -> None:
        if self._find.isVisible():
            self._close_find()
        elif self.view is not None:
            self.view.clear_selection()

    def _copy(self) -> None:
        if self.view is not None:
            self.view.copy_selection()

    def _scroll(self, step: int) -> None:
        if self.view is not None:
            self.view.scroll_screen(step)

    def _scroll_to_end(self, *, end: bool) -> None:
        if self.view is not None:
            self.view.scroll_to_end(end=end)

    def _turn_page(self, step: int) -> None:
        if self.view is not None:
            self.view.turn_page(step)

    def _zoom(self, step: int) -> None:
        view = self.view
        if view is None:
            return
        if step > 0:
            view.zoom_in()
        else:
            view.zoom_out()

    def _fit_width(self) -> None:
        if self.view is not None:
            self.view.fit_width()

    def _life_size(self) -> None:
        if self.view is not None:
            self.view.set_zoom(1.0)

    def _rotate(self) -> None:
        if isinstance(self.view, PageView):
            self.view.rotate()

    def _focus_view(self) -> None:
        if self.view is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Helpers: searching

    def _begin_find(self) -> None:
        view = self.view
        if view is not None:
            self._find.begin(view.selected_text()[:80])

    def _search(self, words: str) -> None:
        self._needle = words.strip()
        if self.view is not None:
            self.view.find_text(words)
        self.found.hide()
        if self._needle:
            self.found_wanted.emit(self._needle)

    def _mark_at(self, place: FoundPlace) -> None:
        tab = self._tab_of(place.document_id)
        if tab is None:
            return
        self._needle = place.words
        paged = tab.document.kind in {DocumentKind.PDF, DocumentKind.IMAGE}
        self.go_to(place.document_id, place.page if paged else 0)
        if tab.view is not None:
            tab.view.find_text(place.words)

    def _found_words(self, place: FoundPlace) -> str:
        tab = self._tab_of(place.document_id)
        title = tab.document.title if tab is not None else ""
        if tab is None or tab.document.kind is not DocumentKind.PDF:
            return title
        return self.tr("{title}, page {page}").format(title=title, page=place.page + 1)

    def _find_next(self, step: int) -> None:
        if self.view is not None and self._needle:
            self.view.find_next(step)

    def _close_find(self) -> None:
        self._find.end()
        self.found.hide()
        self._needle = ""
        if self.view is not None:
            self.view.find_text("")
            self._focus_view()

    def _say_hits(self) -> None:
        view = self.view
        if isinstance(view, PageView):
            search = view.search
            self._find.show_count(search.number, len(search.hits), search.looked_through, view.page_count)
        elif view is not None:
            self._find.show_count(view.hit_number, view.hit_count, 1, 1)

    # Helpers: table of contents

    def _ask_for_outline(self, tab: PaperTab, file: PagedFile) -> None:
        def known(entries: tuple[OutlineEntry, ...]) -> None:
            if tab.file is file:
                tab.outline = entries
                self._show_outline()
                self._refresh()

        def failed(error: Exception) -> None:
            _log.info("no table of contents could be read: %s", type(error).__name__)

        self._reader.submit(file.outline, known, failed, Urgency.NEAR)

    def _toggle_outline(self) -> None:
        self._outline_wanted = not self._outline_wanted
        self._show_outline()
        self._refresh()

    def _show_outline(self) -> None:
        entries = self._tab.outline if self._tab is not None else ()
        if entries:
            self._outline.show_entries(entries)
        self._outline.setVisible(bool(entries) and self._outline_wanted)

    def _follow_outline(self, entry: OutlineEntry) -> None:
        rect = (0.0, entry.top, 1.0, 1.0) if entry.top is not None else None
        self.go_to(self.current_document, entry.page, rect)

    # Helpers: pins, notes, places

    def _pins_of(self, tab: PaperTab) -> list[ViewerPin]:
        return [pin for pin in self._pins if pin.document_id == tab.document.id]

    def _show_pins(self) -> None:
        tab = self._tab
        if tab is not None and tab.view is not None:
            tab.view.set_pins(self._pins_of(tab), self._current_pin)

    def _pin_clicked(self, pin_id: str) -> None:
        self.set_current_pin(pin_id)
        self.pin_activated.emit(pin_id)

    def _place_words(self, spot: Spot) -> str:
        tab, view = self._tab, self.view
        title = tab.document.title if tab is not None else ""
        if isinstance(view, PageView) and view.page_count > 1:
            return self.tr("{title}, page {page}").format(title=title, page=spot.page + 1)
        return title

    def _note_written(self, words: str) -> None:
        if self._note_spot is not None:
            document_id, spot = self._note_spot
            self._note_spot = None
            self.note_requested.emit(document_id, spot.page, spot.rect, spot.quote, words)

    def _note_clicked(self, note_id: str) -> None:
        note = next((note for note in self._notes if note.id == note_id), None)
        if note is not None and note.document_id:
            self.go_to(note.document_id, note.page, note.rect, note.quote, note.anchor)
        self.note_activated.emit(note_id)

    def _tell_place_now(self) -> None:
        if self._place_pause.isActive():
            self._place_pause.stop()
            self._tell_place()

    def _tell_place(self) -> None:
        tab = self._shown
        if tab is not None and tab.view is not None:
            place = tab.view.place()
            if place != tab.place:
                tab.place = place
                self.place_changed.emit(tab.document.id, place)

    def _show_menu(self, where: QPoint) -> None:
        view = self.view
        if view is None:
            return
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.triggered.connect(view.copy_selection)
        copy.setEnabled(bool(view.selected_text()))
        menu.addAction(self.tr("Find in this document")).triggered.connect(self._begin_find)
        menu.addSeparator()
        menu.addAction(self.tr("Pin")).triggered.connect(self.request_pin)
        menu.addAction(self.tr("Note")).triggered.connect(self.begin_note)
        menu.addSeparator()
        outside = menu.addAction(self.tr("Open in the system program"))
        outside.triggered.connect(lambda: self.open_outside_requested.emit(self.current_document))
        outside.setEnabled(not (isinstance(view, FlowView) and view.is_form))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


class _Stopping:
    """Ends the reading threads when their viewer is gone; holds no reference to the viewer itself."""

    def __init__(self, *readers: ReadingThread) -> None:
        self._readers = readers

    def __call__(self) -> None:
        for reader in self._readers:
            reader.stop()
