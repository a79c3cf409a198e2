"""Drawn parts of pages, kept while they are likely to be seen again.

A page of moderate size is one tile; a much enlarged one is cut into squares, of which only those in view are drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtGui import QImage

from assessor_app.ui.widgets.viewer.paged_file import Tile

WHOLE_PAGE_PIXELS = 5_000_000
_SQUARE = 1024


def tiles_of(page: int, width: int, height: int, rotation: int, seen: tuple[int, int, int, int]) -> Iterator[Tile]:
    """The tiles of a page of `width` x `height` device pixels that touch `seen` (left, top, right, bottom of the page)."""
    if width * height <= WHOLE_PAGE_PIXELS:
        yield Tile(page, width, height, rotation, 0, 0, width, height)
        return
    left, top, right, bottom = seen
    for y in range(max(top, 0) // _SQUARE * _SQUARE, min(bottom, height), _SQUARE):
        for x in range(max(left, 0) // _SQUARE * _SQUARE, min(right, width), _SQUARE):
            yield Tile(page, width, height, rotation, x, y, min(_SQUARE, width - x), min(_SQUARE, height - y))


class TileStore:
    """Tiles by what they show, the least lately used going first when `limit` bytes are exceeded."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tiles: OrderedDict[Tile, QImage] = OrderedDict()
        self._bytes = 0

    def __contains__(self, tile: Tile) -> bool:
        return tile in self._tiles

    def get(self, tile: Tile) -> QImage | None:
        """The tile, now lately used, or None."""
        image = self._tiles.get(tile)
        if image is not None:
            self._tiles.move_to_end(tile)
        return image

    def keep(self, tile: Tile, image: QImage) -> None:
        """Keep a freshly drawn tile."""
        self._bytes += image.sizeInBytes()
        replaced = self._tiles.pop(tile, None)
        if replaced is not None:
            self._bytes -= replaced.sizeInBytes()
        self._tiles[tile] = image
        self.trim(self._limit)

    def trim(self, limit: int) -> None:
        """Let go what exceeds `limit` bytes."""
        while self._bytes > limit and len(self._tiles) > 1:
            self._bytes -= self._tiles.popitem(last=False)[1].sizeInBytes()

    def stand_in(self, page: int, rotation: int) -> QImage | None:
        """Another drawing of the same whole page, to be shown enlarged or reduced until the sharp one comes."""
        fitting = (
            image
            for tile, image in reversed(self._tiles.items())
            if tile.page == page and tile.rotation == rotation and (tile.w, tile.h) == (tile.width, tile.height)
        )
        return next(fitting, None)
