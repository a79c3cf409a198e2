from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from assessor_app.ui.widgets.viewer.page_selection import PageLetters, rects_of_quote
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileLockedError, Tile
from assessor_app.ui.widgets.viewer.pages import turned_size, united
from assessor_app.ui.widgets.viewer.pdf_file import PdfFile
from assessor_app.ui.widgets.viewer.plain_text import fold
from assessor_app.ui.widgets.viewer.values import Rect
from tests.ui.widgets.viewer.papers import PASSPHRASE, QUOTE, many_pages, report, right_to_left

SCALE = 2


@pytest.fixture
def opened() -> Iterator[list[PdfFile]]:
    files: list[PdfFile] = []
    yield files
    for file in files:
        file.close()


def whole(file: PdfFile, page: int, rotation: int = 0) -> QImage:
    width, height = turned_size(file.sizes[page], rotation)
    size = round(width * SCALE), round(height * SCALE)
    return file.draw(Tile(page, *size, rotation, 0, 0, *size))


def ink(image: QImage) -> Rect:
    """The smallest rectangle of the page, in points, that holds everything dark."""
    dark = [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).lightness() < 160
    ]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    right, bottom = max(x for x, _ in dark) + 1, max(y for _, y in dark) + 1
    return left / SCALE, top / SCALE, (right - left) / SCALE, (bottom - top) / SCALE


def one_word(rotation: int, crop: tuple[int, int, int, int] | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    if crop is not None:
        canvas.setCropBox(crop)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(40, 120, "HHH")
    canvas.setPageRotation(rotation)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("crop", [None, (20, 30, 280, 190)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_that_letters_are_boxed_where_their_ink_is(
    opened: list[PdfFile], rotation: int, crop: tuple[int, int, int, int] | None
) -> None:
    opened.append(file := PdfFile(one_word(rotation, crop)))
    letters = file.page_text(0)
    assert letters.text.strip() == "HHH"
    box, drawn = united(list(letters.boxes[:3])), ink(whole(file, 0))
    assert box is not None
    # The box leaves room for ascenders and descenders; the ink lies inside it and fills it along the line.
    assert box[0] - 1 <= drawn[0]
    assert box[1] - 1 <= drawn[1]
    assert drawn[0] + drawn[2] <= box[0] + box[2] + 1
    assert drawn[1] + drawn[3] <= box[1] + box[3] + 1
    along = 3 if rotation % 180 else 2
    assert drawn[along] > 0.85 * box[along]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_that_the_readers_turn_turns_the_drawing(opened: list[PdfFile], turn: int) -> None:
    from assessor_app.ui.widgets.viewer.pages import turned_rect

    opened.append(file := PdfFile(one_word(0)))
    assert ink(whole(file, 0, turn)) == pytest.approx(turned_rect(ink(whole(file, 0)), file.sizes[0], turn), abs=1)


def test_that_a_tile_is_the_same_part_of_the_whole_page(opened: list[PdfFile]) -> None:
    opened.append(file := PdfFile(report()))
    image = whole(file, 6)
    part = file.draw(Tile(6, image.width(), image.height(), 0, 130, 250, 400, 300))
    cut = image.copy(130, 250, 400, 300)
    differing = sum(part.pixelColor(x, y) != cut.pixelColor(x, y) for x in range(0, 400, 3) for y in range(0, 300, 3))
    assert differing == 0


def test_that_a_passage_over_two_lines_is_found_with_a_box_for_each(opened: list[PdfFile]) -> None:
    opened.append(file := PdfFile(report()))
    lines = rects_of_quote(PageLetters(file.page_text(6)), QUOTE, None)
    assert len(lines) == 2
    assert lines[0][0] == pytest.approx(72, abs=2)
    assert lines[1][1] - lines[0][1] == pytest.approx(24, abs=1)


def test_that_text_with_and_without_boxes_is_the_same(opened: list[PdfFile]) -> None:
    opened.append(file := PdfFile(report()))
    for page in range(len(file.sizes)):
        letters = file.page_text(page)
        assert letters.text == file.text(page)
        assert len(letters.boxes) == len(letters.text)


def test_that_right_to_left_words_are_found_as_they_are_typed(opened: list[PdfFile]) -> None:
    opened.append(file := PdfFile(right_to_left()))
    assert len(fold(file.text(0)).find_all("שלום עולם")) == 1


def test_that_the_table_of_contents_names_pages_and_levels(opened: list[PdfFile]) -> None:
    opened.append(file := PdfFile(report(6)))
    entries = file.outline()
    assert [entry.page for entry in entries] == [0, 1, 2, 3, 4, 5]
    assert [entry.level for entry in entries] == [0, 1, 1, 0, 1, 1]
    assert entries[0].title == "第 1 节"


def test_that_a_title_with_half_a_letter_does_not_take_the_others(opened: list[PdfFile]) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for title in ("one", "two", "three"):
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title)
        canvas.showPage()
    canvas.save()
    # The lone first half of a letter of two (UTF-16).
    opened.append(file := PdfFile(out.getvalue().replace(b"(two)", b"<FEFFD83D0041>")))
    assert [entry.title for entry in file.outline()] == ["one", "\N{REPLACEMENT CHARACTER}A", "three"]


def test_that_five_hundred_pages_open_without_being_read(
    opened: list[PdfFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    data = many_pages(500)
    loaded: list[int] = []
    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", lambda _self, index: loaded.append(index))
    opened.append(file := PdfFile(data))
    assert len(file.sizes) == 500
    assert loaded == []


def test_that_a_protected_file_asks_and_opens_with_its_passphrase(opened: list[PdfFile]) -> None:
    data = report(2, passphrase=PASSPHRASE)
    with pytest.raises(FileLockedError) as first:
        PdfFile(data)
    assert not first.value.tried
    with pytest.raises(FileLockedError) as second:
        PdfFile(data, "guess")
    assert second.value.tried
    opened.append(file := PdfFile(data, PASSPHRASE))
    assert len(file.sizes) == 2


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing more", b"PK\x03\x04", report(2)[:300]])
def test_that_a_broken_file_is_called_broken(data: bytes) -> None:
    with pytest.raises(FileBrokenError):
        PdfFile(data)


def test_that_filled_in_fields_of_a_pdf_form_are_drawn(opened: list[PdfFile]) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    canvas.acroForm.textfield(
        name="name", value="HHHHH", x=40, y=100, width=120, height=24, borderWidth=0, forceBorder=False
    )
    canvas.showPage()
    canvas.save()
    opened.append(file := PdfFile(out.getvalue()))
    left, top, width, height = ink(whole(file, 0))
    assert 40 <= left <= 60
    assert width > 20
    assert 70 <= top <= 100
    assert height > 5
