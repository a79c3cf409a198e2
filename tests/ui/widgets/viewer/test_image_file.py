from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor

from assessor_app.ui.widgets.viewer.image_file import ImageFile, read_picture
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileKindUnknownError, FileTooLargeError, Tile
from tests.ui.widgets.viewer.papers import photograph

RED, WHITE = QColor("red"), QColor("white")


def is_red(colour: QColor) -> bool:
    return colour.red() > 200 and colour.green() < 60


def test_that_a_picture_has_one_page_of_its_size() -> None:
    assert ImageFile(photograph()).sizes == ((300.0, 225.0),)


def test_that_a_photograph_taken_sideways_stands_upright() -> None:
    file = ImageFile(photograph(turned=True))
    assert file.sizes == ((225.0, 300.0),)
    image = file.draw(Tile(0, 300, 400, 0, 0, 0, 300, 400))
    # Turned a quarter clockwise, the red upper left corner is the upper right one.
    assert is_red(image.pixelColor(250, 50))
    assert not is_red(image.pixelColor(50, 50))


@pytest.mark.parametrize(("turn", "corner"), [(0, (10, 10)), (90, (290, 10)), (180, (390, 290)), (270, (10, 390))])
def test_that_the_readers_turn_moves_the_red_corner(turn: int, corner: tuple[int, int]) -> None:
    width, height = (300, 400) if turn % 180 else (400, 300)
    image = ImageFile(photograph()).draw(Tile(0, width, height, turn, 0, 0, width, height))
    assert is_red(image.pixelColor(*corner))
    opposite = width - 1 - corner[0], height - 1 - corner[1]
    assert not is_red(image.pixelColor(*opposite))


def test_that_a_tile_shows_its_own_part() -> None:
    file = ImageFile(photograph())
    assert is_red(file.draw(Tile(0, 800, 600, 0, 0, 0, 200, 200)).pixelColor(100, 100))
    assert not is_red(file.draw(Tile(0, 800, 600, 0, 600, 0, 200, 200)).pixelColor(100, 100))
    assert is_red(file.draw(Tile(0, 600, 800, 90, 400, 0, 200, 200)).pixelColor(100, 100))
    assert not is_red(file.draw(Tile(0, 600, 800, 90, 0, 0, 200, 200)).pixelColor(100, 100))


def test_that_each_page_of_a_fax_is_a_page() -> None:
    out = io.BytesIO()
    first, second = Image.new("L", (40, 60), "white"), Image.new("L", (60, 40), "black")
    first.save(out, "TIFF", save_all=True, append_images=[second])
    file = ImageFile(out.getvalue())
    assert file.sizes == ((30.0, 45.0), (45.0, 30.0))
    assert file.draw(Tile(1, 60, 40, 0, 0, 0, 60, 40)).pixelColor(5, 5) == QColor("black")
    assert file.draw(Tile(0, 40, 60, 0, 0, 0, 40, 60)).pixelColor(5, 5) == WHITE


@pytest.mark.parametrize(
    "data", [b"", b"plain words", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', b"%PDF-1.4\n"]
)
def test_that_what_is_no_picture_is_not_shown_as_one(data: bytes) -> None:
    with pytest.raises(FileKindUnknownError):
        ImageFile(data)


@pytest.mark.qt_log_ignore("libpng|Unable|jpeg", extend=True)
def test_that_half_a_picture_is_called_broken() -> None:
    with pytest.raises(FileBrokenError):
        ImageFile(photograph()[:60])


@pytest.mark.parametrize("side", [20_000, 70_000])
def test_that_a_picture_bomb_is_refused_by_its_head(side: int) -> None:
    with pytest.raises(FileTooLargeError):
        ImageFile(png_head(side, side))


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b""), (b"IEND", b""))
    made = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + made


def test_that_a_large_picture_is_read_smaller_and_keeps_its_points() -> None:
    image = read_picture(QByteArray(photograph()), 0, 10_000)
    assert image.width() * image.height() <= 10_000
    assert image.width() / image.height() == pytest.approx(4 / 3, abs=0.02)
