"""What has been drawn and read of a file's pages, and what is still to be: asked for in the order it is seen.

Rules kept here:
- Whatever is not in view any more and not begun is not done.
- A page that cannot be drawn is asked for once and then said to have failed; the others go on.
- Letters are kept for the pages last seen, drawings up to a number of bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from assessor_app.ui.widgets.viewer.page_selection import PageLetters
from assessor_app.ui.widgets.viewer.paged_file import PagedFile, PageText, Tile
from assessor_app.ui.widgets.viewer.reading_thread import Job, ReadingThread, Urgency
from assessor_app.ui.widgets.viewer.tiles import TileStore

_KEPT_BYTES = 160 * 1024 * 1024
_KEPT_BYTES_HIDDEN = 24 * 1024 * 1024
_KEPT_LETTERS = 24


class PageMemory(QObject):
    """Drawings and letters of the pages of one file. It owns the file and closes it by `shut`."""

    drawn = Signal()
    letters_known = Signal(int)

    def __init__(self, file: PagedFile, reader: ReadingThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._reader = reader
        self._shut = False
        self._tiles = TileStore(_KEPT_BYTES)
        self._tile_jobs: dict[Tile, Job] = {}
        self._letters: OrderedDict[int, PageLetters] = OrderedDict()
        self._letter_jobs: dict[int, Job] = {}
        self._failed: set[int] = set()

    @property
    def settled(self) -> bool:
        """Nothing that was asked for is outstanding."""
        return not self._tile_jobs and not self._letter_jobs

    def drawing(self, tile: Tile) -> QImage | None:
        """The drawing of a tile, if there is one."""
        return self._tiles.get(tile)

    def stand_in(self, page: int, rotation: int) -> QImage | None:
        """An older drawing of a whole page, to be shown until the sharp one comes."""
        return self._tiles.stand_in(page, rotation)

    def letters(self, page: int) -> PageLetters | None:
        """The letters of a page, if they are known."""
        return self._letters.get(page)

    def has_failed(self, page: int) -> bool:
        """The page could not be drawn."""
        return page in self._failed

    def lacks(self, tile: Tile) -> bool:
        """The tile is neither there nor asked for nor hopeless."""
        return tile not in self._tiles and tile not in self._tile_jobs and tile.page not in self._failed

    def want(self, seen: Iterable[Tile], near: Iterable[Tile], pages: range) -> None:
        """From now on these tiles and the letters of `pages` are wanted, and nothing else."""
        if self._shut:
            return
        wanted = dict.fromkeys(seen, Urgency.SEEN)
        for tile in near:
            wanted.setdefault(tile, Urgency.NEAR)
        for tile in [tile for tile in self._tile_jobs if tile not in wanted]:
            self._tile_jobs.pop(tile).cancel()
        for tile, urgency in wanted.items():
            if self.lacks(tile):
                self._tile_jobs[tile] = self._ask_for_tile(tile, urgency)
        self._want_letters(pages)

    def shrink(self) -> None:
        """Nobody looks at the file: keep little."""
        self._tiles.trim(_KEPT_BYTES_HIDDEN)

    def shut(self) -> None:
        """Stop all work and give the file back."""
        self._shut = True
        for job in (*self._tile_jobs.values(), *self._letter_jobs.values()):
            job.cancel()
        self._tile_jobs.clear()
        self._letter_jobs.clear()
        self._reader.submit(self._file.close, _nothing, _raise, Urgency.TIDY)

    def _ask_for_tile(self, tile: Tile, urgency: Urgency) -> Job:
        def drawn(image: QImage) -> None:
            self._tile_jobs.pop(tile, None)
            self._tiles.keep(tile, image)
            self.drawn.emit()

        def failed(_error: Exception) -> None:
            self._tile_jobs.pop(tile, None)
            self._failed.add(tile.page)
            self.drawn.emit()

        return self._reader.submit(lambda: self._file.draw(tile), drawn, failed, urgency)

    def _want_letters(self, pages: range) -> None:
        for page in [page for page in self._letter_jobs if page not in pages]:
            self._letter_jobs.pop(page).cancel()
        for page in pages:
            if page in self._letters:
                self._letters.move_to_end(page)
            elif page not in self._letter_jobs:
                self._letter_jobs[page] = self._ask_for_letters(page)

    def _ask_for_letters(self, page: int) -> Job:
        def known(text: PageText) -> None:
            self._letter_jobs.pop(page, None)
            self._letters[page] = PageLetters(text)
            while len(self._letters) > _KEPT_LETTERS:
                self._letters.popitem(last=False)
            self.letters_known.emit(page)

        def failed(_error: Exception) -> None:
            # The page's drawing fails alike and says so; without letters one can still mark regions.
            known(PageText("", ()))

        return self._reader.submit(lambda: self._file.page_text(page), known, failed, Urgency.TOUCHED)


def _nothing(_result: object) -> None:
    return


def _raise(error: Exception) -> None:
    raise error
