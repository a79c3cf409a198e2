"""Pictures as files of pages: photographs of certificates, scans, many-page TIFF.

Rules kept here:
- Only the formats named below; above all no SVG, which is a program rather than a picture.
- The camera's own turn (EXIF) is applied before anything is measured, so pins stay where they were put.
- A picture of more than `_MOST_PIXELS` is read smaller; its page points stay those of the full size.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QTransform

from assessor_app.ui.widgets.viewer.paged_file import (
    FileBrokenError,
    FileKindUnknownError,
    FileTooLargeError,
    PageText,
    Tile,
)
from assessor_app.ui.widgets.viewer.values import POINTS_PER_PIXEL, OutlineEntry

FORMATS = frozenset({b"png", b"jpeg", b"jpg", b"bmp", b"gif", b"webp", b"tiff", b"tif"})
_MOST_PIXELS = 40_000_000
_MOST_DECODED = 250_000_000
_MOST_SIDE = 60_000
_MOST_MEGABYTES = 256
_MOST_PAGES = 500


class ImageFile:
    """A picture of one page or more. Raises `FileKindUnknownError`, `FileBrokenError` or `FileTooLargeError`."""

    def __init__(self, data: bytes) -> None:
        self._data = QByteArray(data)
        self.sizes = self._measured()
        self._held: tuple[int, QImage] | None = None
        self._picture(0)

    def draw(self, tile: Tile) -> QImage:
        """The part of the picture, on white paper."""
        picture = self._picture(tile.page)
        out = QImage(tile.w, tile.h, QImage.Format.Format_RGB32)
        if out.isNull():
            raise MemoryError
        out.fill(Qt.GlobalColor.white)
        turn = QTransform().rotate(tile.rotation)
        source = turn.inverted()[0].mapRect(QRect(tile.x, tile.y, tile.w, tile.h))
        # Turning about the corner moves the page out of the first quadrant: bring it back.
        whole = turn.inverted()[0].mapRect(QRect(0, 0, tile.width, tile.height))
        source.translate(-whole.topLeft())
        wide, high = picture.width() / whole.width(), picture.height() / whole.height()
        piece = picture.copy(
            int(source.x() * wide),
            int(source.y() * high),
            max(1, round(source.width() * wide)),
            max(1, round(source.height() * high)),
        )
        scaled = piece.scaled(
            source.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(out)
        painter.drawImage(0, 0, scaled.transformed(turn) if tile.rotation else scaled)
        painter.end()
        return out

    def text(self, page: int) -> str:  # noqa: ARG002 - pictures hold no letters
        """Nothing: a picture holds no letters."""
        return ""

    def page_text(self, page: int) -> PageText:  # noqa: ARG002 - pictures hold no letters
        """Nothing: a picture holds no letters."""
        return PageText("", ())

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Nothing: a picture has no table of contents."""
        return ()

    def close(self) -> None:
        """Let the pixels go."""
        self._held = None

    def _measured(self) -> tuple[tuple[float, float], ...]:
        with _reading(self._data) as reader:
            many = bytes(reader.format().data()) in {b"tiff", b"tif"}
            count = min(max(reader.imageCount(), 1), _MOST_PAGES) if many else 1
            return tuple(_size_of(reader, index) for index in range(count))

    def _picture(self, page: int) -> QImage:
        if self._held is not None and self._held[0] == page:
            return self._held[1]
        image = read_picture(self._data, page, _MOST_PIXELS)
        self._held = (page, image)
        return image


def read_picture(data: QByteArray, page: int, most_pixels: int) -> QImage:
    """The picture upright, at most `most_pixels` large; raises as `ImageFile` does."""
    with _reading(data) as reader:
        if page:
            reader.jumpToImage(page)
        size = reader.size()
        pixels = size.width() * size.height()
        if pixels > _MOST_DECODED:
            raise FileTooLargeError
        if pixels > most_pixels:
            factor = (most_pixels / pixels) ** 0.5
            reader.setScaledSize(QSize(max(1, int(size.width() * factor)), max(1, int(size.height() * factor))))
        image = reader.read()
        if not image.isNull():
            return image
        # Qt does not tell "too large for the limit" from "broken" in a way one could rely on.
        if pixels * 4 > _MOST_MEGABYTES * 1024 * 1024:
            raise FileTooLargeError
        raise FileBrokenError(reader.errorString())


def _size_of(reader: QImageReader, index: int) -> tuple[float, float]:
    if index:
        reader.jumpToImage(index)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise FileBrokenError("a picture without a size")
    if max(size.width(), size.height()) > _MOST_SIDE:
        raise FileTooLargeError
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size.transpose()
    return size.width() * POINTS_PER_PIXEL, size.height() * POINTS_PER_PIXEL


@contextmanager
def _reading(data: QByteArray) -> Iterator[QImageReader]:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(buffer)
    try:
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        if bytes(reader.format().data()) not in FORMATS:
            raise FileKindUnknownError
        yield reader
    finally:
        # The TIFF plugin reads from its device once more while it is taken down: it must go before the buffer does.
        reader.setDevice(None)  # type: ignore[arg-type]  # the stubs do not know that a reader may lose its device
        buffer.close()
