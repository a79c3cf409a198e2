"""Searching a paged file from the page in view on, a few pages at a time, so that drawing always goes first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, PagedFile
from assessor_app.ui.widgets.viewer.plain_text import FoldedText, fold
from assessor_app.ui.widgets.viewer.reading_thread import Job, ReadingThread, Urgency

_AT_ONCE = 6
MOST_HITS = 5000


@dataclass(frozen=True, order=True)
class Hit:
    """Letters `start` to `end` of a page's text."""

    page: int
    start: int
    end: int


class PageSearch(QObject):
    """The hits of one needle in one file; `changed` whenever there are more, or the search has come round."""

    changed = Signal()
    first_found = Signal()

    def __init__(self, file: PagedFile, reader: ReadingThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._reader = reader
        self._texts: dict[int, FoldedText] = {}
        self._left: list[int] = []
        self._job: Job | None = None
        self.needle = ""
        self.hits: list[Hit] = []
        self.current: Hit | None = None

    @property
    def running(self) -> bool:
        """Pages are still to be looked through."""
        return self._job is not None

    @property
    def looked_through(self) -> int:
        """How many pages have been searched for this needle."""
        return len(self._file.sizes) - len(self._left)

    @property
    def number(self) -> int:
        """The place of the current hit among all, from 1; 0 if there is none."""
        return bisect_left(self.hits, self.current) + 1 if self.current else 0

    def start(self, needle: str, page: int) -> None:
        """Look for `needle`, from `page` on and round again; an empty one ends the search."""
        self.stop()
        self.needle = needle.strip()
        self.hits, self.current = [], None
        count = len(self._file.sizes)
        self._left = [(page + step) % count for step in range(count)] if fold(self.needle).text.strip() else []
        self._go_on()
        self.changed.emit()

    def stop(self) -> None:
        """Give up what has not been looked through."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._left = []

    def step(self, direction: int) -> Hit | None:
        """Make the next (+1) or previous (-1) hit the current one, round the ends."""
        if not self.hits:
            return None
        at = self.number - 1 + direction if self.current else 0
        self.current = self.hits[at % len(self.hits)]
        self.changed.emit()
        return self.current

    def on_page(self, page: int) -> list[Hit]:
        """The hits of one page."""
        return self.hits[bisect_left(self.hits, Hit(page, 0, 0)) : bisect_left(self.hits, Hit(page + 1, 0, 0))]

    def _go_on(self) -> None:
        pages, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        if not pages or len(self.hits) >= MOST_HITS:
            self._job = None
            return
        work = _searching(self._file, pages, dict(self._known(pages)), self.needle)
        self._job = self._reader.submit(work, self._take, self._skip, Urgency.SEARCH)

    def _known(self, pages: list[int]) -> list[tuple[int, FoldedText]]:
        return [(page, self._texts[page]) for page in pages if page in self._texts]

    def _take(self, found: list[tuple[int, FoldedText, list[tuple[int, int]]]]) -> None:
        was_empty = not self.hits
        first: Hit | None = None
        for page, text, spans in found:
            self._texts[page] = text
            for start, end in spans:
                hit = Hit(page, start, end)
                first = first or hit
                insort(self.hits, hit)
        if was_empty and first:
            self.current = first
            self.first_found.emit()
        self._go_on()
        self.changed.emit()

    def _skip(self, _error: Exception) -> None:
        # The page view says of a page that cannot be read that it cannot; the search goes on with the others.
        self._go_on()
        self.changed.emit()


def _searching(
    file: PagedFile, pages: list[int], known: dict[int, FoldedText], needle: str
) -> Callable[[], list[tuple[int, FoldedText, list[tuple[int, int]]]]]:
    def work() -> list[tuple[int, FoldedText, list[tuple[int, int]]]]:
        found = []
        for page in pages:
            text = known.get(page) or _folded(file, page)
            found.append((page, text, text.find_all(needle)))
        return found

    return work


def _folded(file: PagedFile, page: int) -> FoldedText:
    try:
        return fold(file.text(page))
    except FileBrokenError:
        # The page itself says that it cannot be shown; its neighbours are searched all the same.
        return fold("")
