"""PDF files by way of PDFium: sizes, pages as pictures, letters with their boxes, table of contents.

Rules kept here:
- PDFium is not safe for threads, not even with two documents (https://pdfium.googlesource.com/pdfium/+/HEAD/README.md): every
  call holds `PDFIUM`. What was opened is closed by hand, never by the garbage collector, which may run in any thread.
- Page points count from the top left of the page as shown; PDF counts from the bottom left of the page before its /Rotate.
- Nothing in the file acts: no scripts, no links, no attachments; form fields are drawn as filled in.
"""

from __future__ import annotations

import ctypes
import threading
from collections import OrderedDict
from typing import Any

from PySide6.QtGui import QImage

from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileLockedError, PageText, Tile
from assessor_app.ui.widgets.viewer.pages import turned_rect
from assessor_app.ui.widgets.viewer.values import OutlineEntry, Rect

PDFIUM = threading.RLock()
_PAGES_HELD = 6
_OUTLINE_LIMIT = 3000
_MOST_PAGES = 20_000


class PdfFile:
    """An open PDF. Raises `FileLockedError` if it wants a passphrase (or another one), `FileBrokenError` if it is no PDF."""

    def __init__(self, data: bytes, passphrase: str = "") -> None:
        self._pages: OrderedDict[int, Any] = OrderedDict()
        with PDFIUM:
            self._pdf = _opened(data, passphrase)
            try:
                self.sizes = self._read_sizes()
            except Exception:
                self.close()
                raise

    def draw(self, tile: Tile) -> QImage:
        """The part of a page, on white paper."""
        import pypdfium2.raw as pdfium

        image = QImage(tile.w, tile.h, QImage.Format.Format_RGB32)
        if image.isNull():
            raise MemoryError
        image.fill(0xFFFFFFFF)
        pixels = image.bits()
        buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
        flags = pdfium.FPDF_ANNOT
        with PDFIUM:
            page = self._page(tile.page)
            bitmap = pdfium.FPDFBitmap_CreateEx(tile.w, tile.h, pdfium.FPDFBitmap_BGRx, buffer, image.bytesPerLine())
            place = (-tile.x, -tile.y, tile.width, tile.height, tile.rotation // 90 % 4, flags)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, *place)
            if self._pdf.formenv:
                pdfium.FPDF_FFLDraw(self._pdf.formenv, bitmap, page, *place)
            pdfium.FPDFBitmap_Destroy(bitmap)
        return image

    def text(self, page: int) -> str:
        """The letters of a page in reading order."""
        with PDFIUM:
            letters = self._page(page).get_textpage()
            try:
                return _letters(letters)[0]
            finally:
                letters.close()

    def page_text(self, page: int) -> PageText:
        """The letters of a page with their boxes in page points."""
        with PDFIUM:
            sheet = self._page(page)
            letters = sheet.get_textpage()
            try:
                text, places = _letters(letters)
                boxes = _boxes(letters, places)
            finally:
                letters.close()
            bounds, rotation = sheet.get_bbox(), sheet.get_rotation()
        return PageText(text, tuple(_shown(box, bounds, rotation) for box in boxes))

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The table of contents, at most a few thousand lines of it; lines that lead nowhere are left out."""
        entries: list[OutlineEntry] = []
        with PDFIUM:
            for mark in self._pdf.get_toc(max_depth=8):
                if len(entries) >= _OUTLINE_LIMIT:
                    break
                target = mark.get_dest()
                page = target.get_index() if target else None
                if page is not None and 0 <= page < len(self.sizes):
                    title = " ".join(_title(mark).split())
                    entries.append(OutlineEntry(title, mark.level, page, self._top(page, target)))
        return tuple(entries)

    def close(self) -> None:
        """Give the pages and the document back."""
        with PDFIUM:
            while self._pages:
                self._pages.popitem()[1].close()
            self._pdf.close()

    def _read_sizes(self) -> tuple[tuple[float, float], ...]:
        count = len(self._pdf)
        if not 0 < count <= _MOST_PAGES:
            raise FileBrokenError("no pages" if count <= 0 else "too many pages")
        return tuple(_sane(self._pdf, index) for index in range(count))

    def _page(self, index: int) -> Any:
        if index in self._pages:
            self._pages.move_to_end(index)
            return self._pages[index]
        from pypdfium2 import PdfiumError

        try:
            page = self._pdf[index]
        except PdfiumError as error:
            raise FileBrokenError(str(error)) from error
        self._pages[index] = page
        while len(self._pages) > _PAGES_HELD:
            self._pages.popitem(last=False)[1].close()
        return page

    def _top(self, page: int, target: Any) -> float | None:
        import pypdfium2.raw as pdfium

        mode, numbers = target.get_view()
        index = {pdfium.PDFDEST_VIEW_XYZ: 1, pdfium.PDFDEST_VIEW_FITH: 0, pdfium.PDFDEST_VIEW_FITBH: 0}.get(mode)
        if index is None or len(numbers) <= index or not numbers[index]:
            return None
        # Only for upright pages: elsewhere the file's "top" is a side, and the head of the page is the better place.
        height = self.sizes[page][1]
        return min(max(height - float(numbers[index]), 0.0), height)


def _title(mark: Any) -> str:
    """A line of the table of contents; letters that are none are replaced, so that one bad line does not take all the others."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFBookmark_GetTitle(mark.raw, None, 0)
    held = ctypes.create_string_buffer(max(size, 2))
    pdfium.FPDFBookmark_GetTitle(mark.raw, held, size)
    return held.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _opened(data: bytes, passphrase: str) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        pdf = pypdfium2.PdfDocument(data, password=passphrase or None)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise FileLockedError(tried=bool(passphrase)) from error
        raise FileBrokenError(str(error)) from error
    if pdf.get_formtype() == pdfium.FORMTYPE_ACRO_FORM:
        pdf.init_forms()
    return pdf


def _sane(pdf: Any, index: int) -> tuple[float, float]:
    """The page's size; an unreadable or absurd one becomes A4, so that one bad page does not spoil the stack."""
    from pypdfium2 import PdfiumError

    try:
        width, height = pdf.get_page_size(index)
    except PdfiumError:
        return 595.0, 842.0
    usable = 1 <= width <= 20_000 and 1 <= height <= 20_000
    return (width, height) if usable else (595.0, 842.0)


def _letters(page: Any) -> tuple[str, tuple[int, ...]]:
    """The text of a page and, for each of its letters, the number PDFium gives it.

    The two differ where PDFium leaves out letters without Unicode, or counts a rare Han character as two (Windows).
    """
    import pypdfium2.raw as pdfium

    count = max(page.count_chars(), 0)
    text = page.get_text_range() if count else ""
    if len(text) == count:
        return text, tuple(range(count))
    letters: list[str] = []
    places: list[int] = []
    high = 0
    for index in range(count):
        point = pdfium.FPDFText_GetUnicode(page, index)
        if 0xD800 <= point < 0xDC00:
            high = point
            continue
        if 0xDC00 <= point < 0xE000:
            point = 0x10000 + ((high - 0xD800) << 10) + (point - 0xDC00) if high else 0
        high = 0
        if 0 < point <= 0x10FFFF:
            letters.append(chr(point))
            places.append(index)
    return "".join(letters), tuple(places)


def _boxes(page: Any, places: tuple[int, ...]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each letter in PDF's own coordinates."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    found = []
    for index in places:
        if pdfium.FPDFText_GetLooseCharBox(page, index, box):
            found.append((box.left, box.bottom, box.right, box.top))
        else:
            found.append((0.0, 0.0, 0.0, 0.0))
    return found


def _shown(box: tuple[float, float, float, float], bounds: tuple[float, float, float, float], rotation: int) -> Rect:
    """A box of PDF's own coordinates as a rectangle in page points."""
    left, bottom, right, top = bounds
    size = (right - left, top - bottom)
    upright = (box[0] - left, top - box[3], box[2] - box[0], box[3] - box[1])
    return turned_rect(upright, size, rotation)
