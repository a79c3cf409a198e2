"""What a file made of pages offers the page view, whether PDF or picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QImage

from assessor_app.ui.widgets.viewer.values import OutlineEntry, Rect


class FileBrokenError(Exception):
    """The bytes are not what they claim, or are damaged beyond showing."""


class FileLockedError(Exception):
    """The file wants a passphrase; `tried` says whether a wrong one was given."""

    def __init__(self, *, tried: bool) -> None:
        super().__init__("locked")
        self.tried = tried


class FileTooLargeError(Exception):
    """Showing this would take more memory than a reading desk should spend."""


class FileKindUnknownError(Exception):
    """A format that the viewer does not show."""


@dataclass(frozen=True)
class PageText:
    """The letters of a page and, letter by letter, their boxes in page points; blanks the program inferred have empty boxes."""

    text: str
    boxes: tuple[Rect, ...]


@dataclass(frozen=True)
class Tile:
    """A part of a page to draw: the whole page would be `width` x `height` device pixels, of which only x, y, w, h is wanted."""

    page: int
    width: int
    height: int
    rotation: int
    x: int
    y: int
    w: int
    h: int


class PagedFile(Protocol):
    """A file of pages. Everything but `sizes` is called in the reading thread only."""

    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page in page points."""

    def draw(self, tile: Tile) -> QImage:
        """The part of a page, on white paper."""

    def text(self, page: int) -> str:
        """The letters of a page in reading order, without their boxes; empty where there are none."""

    def page_text(self, page: int) -> PageText:
        """The letters of a page with their boxes; the letters are those of `text`."""

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The table of contents in the file; empty where there is none."""

    def close(self) -> None:
        """Give everything back; the file is not used afterwards."""
