"""Pages of a PDF or picture in one scrolled column: drawn in the reading thread, marked and selected here.

Rules kept here:
- Everything remembered about a page is in page points (`values`); pixels are worked out while painting.
- Painting never waits: what is not drawn yet is shown as an older drawing, or as paper with the page's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.viewer.badges import BadgePlace, Badges
from assessor_app.ui.widgets.viewer.page_memory import PageMemory
from assessor_app.ui.widgets.viewer.page_painter import PageLook, paint_page
from assessor_app.ui.widgets.viewer.page_search import Hit, PageSearch
from assessor_app.ui.widgets.viewer.page_selection import (
    Region,
    Span,
    Taken,
    clause_at,
    line_at,
    quote_in,
    rects_of_quote,
    span_between,
    starts_on_text,
)
from assessor_app.ui.widgets.viewer.paged_file import PagedFile, Tile
from assessor_app.ui.widgets.viewer.pages import MARGIN_TOP, PageStack, clamped_zoom, fitting_zoom, next_zoom, united
from assessor_app.ui.widgets.viewer.reading_thread import ReadingThread
from assessor_app.ui.widgets.viewer.tiles import WHOLE_PAGE_PIXELS, tiles_of
from assessor_app.ui.widgets.viewer.values import Rect, Spot, ViewerPin, ViewerPlace

_MOST_SPOKEN = 4000
"""Letters of a page that a screen reader is offered at once."""
_NEIGHBOURS = 1
_BADGE_GAP = 6
_LEAST_REGION = 4.0
"""Points: a smaller drag is a click."""


@dataclass
class _Drag:
    """A drag under way: where it began, whether it takes letters or a region."""

    page: int
    start: tuple[float, float]
    region: bool


class PageView(QAbstractScrollArea):
    """Shows a `PagedFile`. It owns the file from now on and closes it by `shut`."""

    page_changed = Signal()
    zoom_changed = Signal()
    place_changed = Signal()
    hits_changed = Signal()
    spot_changed = Signal()
    pin_activated = Signal(str)

    def __init__(self, file: PagedFile, reader: ReadingThread, *, picture: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = file.sizes
        self._picture = picture
        self._zoom, self._fits, self._rotation = 1.0, True, 0
        self._stack = PageStack(file.sizes, 1.0, 0, 400)
        self._memory = PageMemory(file, reader, self)
        self._memory.drawn.connect(self.viewport().update)
        self._memory.letters_known.connect(self._letters_known)
        self._pins: list[ViewerPin] = []
        self._current_pin = ""
        self._taken: Taken | None = None
        self._drag: _Drag | None = None
        self._aim: Spot | Hit | None = None
        self._page = 0
        self._waiting_place: ViewerPlace | None = ViewerPlace()
        self.search = PageSearch(file, reader, self)
        self.search.changed.connect(self._search_changed)
        self.search.first_found.connect(self._show_hit)
        self._badges = Badges(self.viewport())
        self._badges.activated.connect(self.pin_activated)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._ask_for_what_is_seen)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(40)

    # What it answers

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is read: the one at a third of the height."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom in force, also while it follows the width."""
        return self._stack.zoom

    @property
    def fits_width(self) -> bool:
        return self._fits

    @property
    def settled(self) -> bool:
        """Everything in view is drawn sharply and its letters are known."""
        return self._memory.settled and not self._settle.isActive()

    def place(self) -> ViewerPlace:
        """Where reading stands now."""
        if self._waiting_place is not None:
            return self._waiting_place
        top = self.verticalScrollBar().value()
        page = self._stack.page_at(top + MARGIN_TOP)
        offset = (top - self._stack.tops[page]) / self._stack.scales[page]
        return ViewerPlace(page, round(offset, 2), 0.0 if self._fits else self._zoom, self._rotation)

    def spot(self) -> Spot:
        """What a pin or note set now would mean: the selection, else the hit in view, else the page."""
        if self._taken is not None:
            letters = self._memory.letters(self._taken.page)
            return self._taken.spot(letters)
        hit = self.search.current
        if hit is not None and self._memory.letters(hit.page) is not None:
            return Span(hit.page, hit.start, hit.end).spot(self._memory.letters(hit.page))
        return Spot(self._page)

    def selected_text(self) -> str:
        """The letters selected, as one would quote them; empty when nothing is selected."""
        return self.spot().quote if self._taken is not None else ""

    # What it does

    def set_place(self, place: ViewerPlace) -> None:
        """Go back to where reading stood."""
        self._fits = place.zoom <= 0
        self._zoom = clamped_zoom(place.zoom) if place.zoom > 0 else self._zoom
        self._rotation = place.rotation % 360 // 90 * 90
        page = min(max(place.page, 0), self.page_count - 1)
        self._waiting_place = ViewerPlace(page, place.offset, place.zoom, self._rotation)
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """1.0 is life size on a 96 dpi screen."""
        self._keeping_place(fits=False, zoom=clamped_zoom(zoom))

    def zoom_in(self) -> None:
        self.set_zoom(next_zoom(self.zoom, larger=True))

    def zoom_out(self) -> None:
        self.set_zoom(next_zoom(self.zoom, larger=False))

    def fit_width(self) -> None:
        """As wide as the pane, and staying so while the pane changes."""
        self._keeping_place(fits=True, zoom=self._zoom)

    def rotate(self) -> None:
        """A quarter turn clockwise."""
        self._rotation = (self._rotation + 90) % 360
        self._keeping_place(fits=self._fits, zoom=self._zoom)

    def go_to(self, spot: Spot) -> None:
        """Bring a page, or a passage on it, into view."""
        page = min(max(spot.page, 0), self.page_count - 1)
        self._waiting_place = None
        self._lay_out()
        self._reveal(page, spot.rect)
        if spot.rect is None and spot.quote:
            self._aim_at(Spot(page, None, spot.quote))

    def turn_page(self, step: int) -> None:
        """To the head of the next (+1) or previous (-1) page."""
        self.go_to(Spot(self._page + step))

    def scroll_screen(self, step: float) -> None:
        """Scroll by most of a screen; a tenth stays in view as a guide to the eye."""
        self._aim = None
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(step * self.viewport().height() * 0.9))

    def scroll_to_end(self, *, end: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if end else 0)

    def set_pins(self, pins: list[ViewerPin], current: str) -> None:
        """Show these pins; the current one's passage is marked."""
        self._pins, self._current_pin = pins, current
        self._place_badges()
        self.viewport().update()

    def find_text(self, needle: str) -> None:
        """Look for `needle` from the page in view on."""
        self.search.start(needle, self._page)

    def find_next(self, step: int = 1) -> None:
        """Go to the next (+1) or previous (-1) hit."""
        if self.search.step(step) is not None:
            self._show_hit()

    def clear_selection(self) -> None:
        self._take(None)

    def copy_selection(self) -> None:
        """Put the selected letters on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def shut(self) -> None:
        """Stop all work and give the file back; the view shows nothing afterwards."""
        self.search.stop()
        self._memory.shut()

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keeping_place(fits=self._fits, zoom=self._zoom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]  # passed through as it came
        self._memory.shrink()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._aim = None
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self._keeping_place(
                    fits=False,
                    zoom=next_zoom(self.zoom, larger=event.angleDelta().y() > 0),
                    still=event.position(),
                )
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.scroll_to_end(end=event.key() == Qt.Key.Key_End)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                sideways = self.horizontalScrollBar()
                sideways.setValue(sideways.value() + (40 if event.key() == Qt.Key.Key_Right else -40))
            case _:
                event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        page, point = self._point_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and isinstance(self._taken, Span):
            self._drag = _Drag(self._taken.page, self._taken.anchor, region=False)
            self._drag_to(event.position())
            return
        letters = self._memory.letters(page)
        wants_region = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._take(None)
        self._drag = _Drag(
            page, point, region=wants_region or (letters is not None and not starts_on_text(letters, point))
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position())
            return
        page, point = self._point_at(event.position())
        letters = self._memory.letters(page)
        on_text = letters is not None and letters.hit(point) is not None
        shape = Qt.CursorShape.CrossCursor if self._picture else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if on_text else shape)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        page, point = self._point_at(event.position())
        letters = self._memory.letters(page)
        at = letters.hit(point) if letters is not None else None
        if letters is None or at is None:
            return
        # A second double click on the same words widens them to the line.
        found = clause_at(letters, at)
        if isinstance(self._taken, Span) and (self._taken.start, self._taken.end) == found:
            found = line_at(letters, at)
        self._take(Span(page, *found, anchor=point))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().color("desk"))
        for page in self._seen_pages():
            paint_page(painter, self._look_of(page))
        painter.end()

    # Helpers: laying out

    def _keeping_place(self, *, fits: bool, zoom: float, still: QPointF | None = None) -> None:
        """Change the scale and keep the page point at `still` (else the one at the upper left) where it is."""
        if self._waiting_place is not None or self.page_count == 0:
            self._fits, self._zoom = fits, zoom
            self._lay_out()
            return
        before = self.place() if still is None else None
        held = self._point_at(still) if still is not None else (0, (0.0, 0.0))
        across = self.horizontalScrollBar().value() / max(self._stack.column_width, 1)
        self._fits, self._zoom = fits, zoom
        self._lay_out()
        if before is not None:
            self._scroll_to_place(before)
            self.horizontalScrollBar().setValue(round(across * self._stack.column_width))
        elif still is not None:
            page, point = held
            x, y, _, _ = self._stack.to_pixels(page, (*point, 0.0, 0.0))
            self.horizontalScrollBar().setValue(round(x - still.x()))
            self.verticalScrollBar().setValue(round(y - still.y()))

    def _lay_out(self) -> None:
        port = self.viewport()
        zoom = fitting_zoom(self._sizes, self._rotation, port.width()) if self._fits else self._zoom
        changed = zoom != self._stack.zoom or self._rotation != self._stack.rotation
        self._zoom = zoom
        self._stack = PageStack(self._sizes, zoom, self._rotation, port.width(), self._fits)
        for bar, whole, part in (
            (self.verticalScrollBar(), self._stack.height, port.height()),
            (self.horizontalScrollBar(), self._stack.column_width, port.width()),
        ):
            bar.setPageStep(part)
            bar.setRange(0, max(0, whole - part))
        if self._waiting_place is not None and self.isVisible():
            place, self._waiting_place = self._waiting_place, None
            self._scroll_to_place(place)
            # Pages are centred in the column: where it is wider than the pane, its middle is where the print is.
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)
        if changed:
            self.zoom_changed.emit()
        self._scrolled()

    def _scroll_to_place(self, place: ViewerPlace) -> None:
        self.verticalScrollBar().setValue(
            round(self._stack.tops[place.page] + place.offset * self._stack.scales[place.page])
        )

    def _reveal(self, page: int, rect: Rect | None) -> None:
        if rect is None:
            self.verticalScrollBar().setValue(self._stack.tops[page] - MARGIN_TOP)
            return
        x, y, width, height = self._stack.to_pixels(page, rect)
        port = self.viewport()
        bar, sideways = self.verticalScrollBar(), self.horizontalScrollBar()
        # A passage that is already comfortably in view stays where the eye has it.
        if not (bar.value() + 24 <= y and y + height <= bar.value() + port.height() - 24):
            bar.setValue(round(y - port.height() * 0.28))
        if not (sideways.value() <= x and x + width <= sideways.value() + port.width()):
            sideways.setValue(round(x - 40))

    def _scrolled(self) -> None:
        if self._waiting_place is not None and not self.isVisible():
            return
        page = self._stack.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self._page:
            self._page = page
            self.page_changed.emit()
        self._place_badges()
        self.viewport().update()
        self._settle.start()
        self.place_changed.emit()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _seen_pages(self) -> range:
        return self._stack.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _point_at(self, position: QPointF) -> tuple[int, tuple[float, float]]:
        x, y = position.x() + self._offset().x(), position.y() + self._offset().y()
        page = self._stack.page_at(y)
        return page, self._stack.to_points(page, x, y)

    # Helpers: what is drawn

    def _device_size(self, page: int) -> tuple[int, int]:
        ratio = self.viewport().devicePixelRatioF()
        width, height = self._stack.pixel_sizes[page]
        return max(1, round(width * ratio)), max(1, round(height * ratio))

    def _page_tiles(self, page: int) -> Iterator[Tile]:
        """The tiles of a page that are in view, or nearly."""
        ratio = self.viewport().devicePixelRatioF()
        left, top, _, _ = self._stack.frame(page)
        port, offset = self.viewport(), self._offset()
        near = 64
        seen = (
            round((offset.x() - left - near) * ratio),
            round((offset.y() - top - near) * ratio),
            round((offset.x() + port.width() - left + near) * ratio),
            round((offset.y() + port.height() - top + near) * ratio),
        )
        return tiles_of(page, *self._device_size(page), self._rotation, seen)

    def _ask_for_what_is_seen(self) -> None:
        if not self.isVisible():
            return
        seen = self._seen_pages()
        in_view = [tile for page in seen for tile in self._page_tiles(page)]
        nearby = [tile for page in self._neighbours(seen) for tile in self._page_tiles(page)]
        self._memory.want(in_view, nearby, seen)

    def _neighbours(self, seen: range) -> list[int]:
        if not seen:
            return []
        around = [*range(seen.stop, seen.stop + _NEIGHBOURS), *range(seen.start - _NEIGHBOURS, seen.start)]
        modest = (page for page in around if 0 <= page < self.page_count)
        return [page for page in modest if self._device_size(page)[0] * self._device_size(page)[1] <= WHOLE_PAGE_PIXELS]

    def _letters_known(self, page: int) -> None:
        if self._aim is not None and self._aim.page == page:
            self._aim_at(self._aim)
        if page == self._page:
            self.setAccessibleDescription(self._letters_of(page)[:_MOST_SPOKEN])
        self._place_badges()
        self.viewport().update()
        self.spot_changed.emit()

    def _letters_of(self, page: int) -> str:
        letters = self._memory.letters(page)
        return letters.text if letters is not None else ""

    def _aim_at(self, aim: Spot | Hit) -> None:
        """Bring words into view, now or as soon as the letters of their page are known; scrolling meanwhile gives it up."""
        letters = self._memory.letters(aim.page)
        if letters is None:
            self._aim = aim
            return
        self._aim = None
        if isinstance(aim, Hit):
            rect = united(letters.lines(aim.start, aim.end))
        else:
            rect = united(rects_of_quote(letters, aim.quote, None))
        if rect is not None:
            self._reveal(aim.page, rect)

    # Helpers: painting

    def _look_of(self, page: int) -> PageLook:
        left, top, width, height = self._stack.frame(page)
        frame = QRect(left, top, width, height).translated(-self._offset())
        drawn, lacking = self._print_of(page, frame)
        older = self._memory.stand_in(page, self._rotation) if lacking else None
        words = self.tr("This page cannot be shown.") if self._memory.has_failed(page) else str(page + 1)
        return PageLook(
            frame,
            self.viewport().rect(),
            words=words if lacking else "",
            older=older,
            print_tiles=drawn,
            marks=[self._on_port(page, rect) for rect in self._marked(page)],
            selected=[self._on_port(page, rect) for rect in self._selected(page)],
            outlined=[self._on_port(page, rect) for rect in self._outlined(page)],
            bars=[(self._on_port(page, rect), aspect) for rect, aspect in self._bars(page)],
        )

    def _print_of(self, page: int, frame: QRect) -> tuple[list[tuple[QRectF, QImage]], bool]:
        """What is drawn of a page and where it goes; and whether anything is still lacking."""
        ratio = self.viewport().devicePixelRatioF()
        drawn, lacking = [], False
        for tile in self._page_tiles(page):
            image = self._memory.drawing(tile)
            if image is None:
                lacking = True
                # The window may have moved to a screen of another ratio, or the drawing was let go meanwhile.
                if self._memory.lacks(tile):
                    self._settle.start()
                continue
            place = QRectF(frame.x() + tile.x / ratio, frame.y() + tile.y / ratio, tile.w / ratio, tile.h / ratio)
            drawn.append((place, image))
        return drawn, lacking

    def _on_port(self, page: int, rect: Rect) -> QRect:
        x, y, width, height = self._stack.to_pixels(page, rect)
        return QRectF(x - self._offset().x(), y - self._offset().y(), width, height).toAlignedRect()

    def _marked(self, page: int) -> Iterator[Rect]:
        """Found text and the current pin's passage."""
        letters = self._memory.letters(page)
        if letters is not None:
            for hit in self.search.on_page(page):
                yield from letters.lines(hit.start, hit.end)
        pin = self._pin_named(self._current_pin)
        if pin is not None and pin.page == page:
            yield from self._passage(pin)

    def _selected(self, page: int) -> list[Rect]:
        if self._taken is None or self._taken.page != page:
            return []
        return self._taken.rects(self._memory.letters(page))

    def _passage(self, pin: ViewerPin) -> list[Rect]:
        """The lines of a pinned passage: those of its quote where they can be found, else its rectangle."""
        letters = self._memory.letters(pin.page)
        if letters is not None and pin.quote:
            lines = rects_of_quote(letters, pin.quote, pin.rect)
            if lines:
                return lines
        return [pin.rect] if pin.rect is not None else []

    def _outlined(self, page: int) -> Iterator[Rect]:
        """The region taken hold of, and the hit that F3 has come to."""
        if isinstance(self._taken, Region) and self._taken.page == page:
            yield self._taken.rect
        hit, letters = self.search.current, self._memory.letters(page)
        if hit is not None and hit.page == page and letters is not None:
            yield from letters.lines(hit.start, hit.end)

    def _bars(self, page: int) -> Iterator[tuple[Rect, int]]:
        """Beside what the pins of a page stand, and in whose colour."""
        for pin in self._pins:
            place = united(self._passage(pin)) if pin.page == page else None
            if place is not None:
                yield place, pin.aspect_position

    def _place_badges(self) -> None:
        seen = self._seen_pages()
        places = []
        for pin in self._pins:
            if pin.page in seen:
                left, top, width, _ = self._stack.frame(pin.page)
                passage = united(self._passage(pin))
                upper = self._stack.to_pixels(pin.page, passage)[1] if passage else top + 8.0
                spot = QPoint(left + width + _BADGE_GAP, round(upper) - 4) - self._offset()
                places.append(BadgePlace(pin, spot.x(), spot.y()))
        self._badges.show_places(places, self._current_pin)

    def _pin_named(self, pin_id: str) -> ViewerPin | None:
        return next((pin for pin in self._pins if pin.id == pin_id), None)

    # Helpers: searching and selecting

    def _search_changed(self) -> None:
        self.viewport().update()
        self.hits_changed.emit()
        self.spot_changed.emit()

    def _show_hit(self) -> None:
        hit = self.search.current
        if hit is None:
            return
        self._take(None)
        if hit.page not in self._seen_pages():
            self._reveal(hit.page, None)
        self._aim_at(hit)
        self.viewport().update()

    def _drag_to(self, position: QPointF) -> None:
        drag = self._drag
        if drag is None:
            return
        self._scroll_along(position)
        x, y = position.x() + self._offset().x(), position.y() + self._offset().y()
        point = self._stack.to_points(drag.page, x, y)
        letters = self._memory.letters(drag.page)
        if drag.region or (letters is not None and not letters.text):
            left, top = min(drag.start[0], point[0]), min(drag.start[1], point[1])
            rect = (left, top, abs(point[0] - drag.start[0]), abs(point[1] - drag.start[1]))
            large = max(rect[2], rect[3]) >= _LEAST_REGION
            self._take(Region(drag.page, rect, quote_in(letters, rect)) if large else None)
        elif letters is not None:
            start, end = span_between(letters, drag.start, point)
            self._take(Span(drag.page, start, end, anchor=drag.start) if end > start else None)

    def _scroll_along(self, position: QPointF) -> None:
        bar = self.verticalScrollBar()
        if position.y() < 0:
            bar.setValue(bar.value() + round(position.y() / 3))
        elif position.y() > self.viewport().height():
            bar.setValue(bar.value() + round((position.y() - self.viewport().height()) / 3))

    def _take(self, taken: Taken | None) -> None:
        if taken != self._taken:
            self._taken = taken
            self.viewport().update()
            self.spot_changed.emit()
