"""Pages for paper: HTML set in the bundled faces on A4, printed or written as PDF.

Only the bundled Chinese face is used, for Latin as well: with others Qt writes PDFs whose digits and Han characters come out
as other signs when the text is searched or copied.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from assessor_app.files import atomic_write

FACES = ["Desk Sans SC"]
MARGIN_MM = 16
_PALE = "#E1E5EA"
"""The ink of a notice across a page: to be read, and to be written over."""
SMALLER = (1.0, 0.93, 0.86, 0.8)
"""What is to stay on one sheet is set smaller in these steps, and no smaller: 9 pt becomes 7 pt, which is still read."""
_STYLE = """
body { color: #1A1F25; }
h1 { font-size: 15pt; margin: 0 0 2px 0; } h2 { font-size: 10.5pt; margin: 8px 0 2px 0; }
p { margin: 1px 0; } td, th { padding: 0 6px 0 0; text-align: left; vertical-align: top; }
th { color: #48515B; font-weight: normal; }
.quiet { color: #48515B; } .mono { font-family: 'DejaVu Sans Mono', 'Cascadia Mono', 'Menlo', 'Desk Sans SC'; }
"""


def write_paper(target: Path, html: str, *, title: str, one_sheet: bool = False, notice: str = "") -> None:
    """Write ``html`` to ``target`` as PDF; ``one_sheet``: smaller, if that keeps it on one; ``notice``: pale across every page.

    Raises what `atomic_write` raises.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Assessor Desk")
    writer.setResolution(300)
    _lay_out(writer)
    if notice:
        _print_marked(_document(html, writer), writer, notice)
    else:
        _print(html, writer, one_sheet=one_sheet)
    # Qt finishes the file when the writer goes.
    del writer
    atomic_write(target, bytes(buffer.data().data()))


def _print_marked(document: QTextDocument, writer: QPdfWriter, notice: str) -> None:
    """Print with ``notice`` across each page."""
    whole = QRectF(0, 0, writer.width(), writer.height())
    painter = QPainter(writer)
    font = QFont()
    font.setFamilies(FACES)
    font.setPointSizeF(40)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(whole.center())
        painter.rotate(-45)
        painter.setFont(font)
        painter.setPen(QColor(_PALE))
        painter.drawText(whole.translated(-whole.center()), Qt.AlignmentFlag.AlignCenter, notice)
        painter.restore()
        painter.save()
        painter.translate(0, -page * whole.height())
        context = _paper_context()
        context.clip = whole.translated(0, page * whole.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()


def print_paper(parent: QWidget, html: str, *, one_sheet: bool = False) -> None:
    """Let the person choose a printer, and print; ``one_sheet``: smaller, if that keeps it on one."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _lay_out(printer)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        _print(html, printer, one_sheet=one_sheet)


def page_count(html: str, *, one_sheet: bool = False) -> int:
    """How many sheets ``html`` fills."""
    writer = QPdfWriter(QBuffer())
    writer.setResolution(300)
    _lay_out(writer)
    return _set(html, writer, one_sheet=one_sheet)[0].pageCount()


def _print(html: str, device: QPagedPaintDevice, *, one_sheet: bool) -> None:
    document, scale = _set(html, device, one_sheet=one_sheet)
    if scale == 1:
        document.print_(device)
        return
    painter = QPainter(device)
    painter.scale(scale, scale)
    document.documentLayout().draw(painter, _paper_context())
    painter.end()


def _paper_context() -> QAbstractTextDocumentLayout.PaintContext:
    context = QAbstractTextDocumentLayout.PaintContext()
    # The palette of a dark window has no business on paper.
    context.palette.setColor(QPalette.ColorRole.Text, "#1A1F25")
    return context


def _set(html: str, device: QPagedPaintDevice, *, one_sheet: bool) -> tuple[QTextDocument, float]:
    """The document laid out, and how much smaller than life it is to be painted; as it is where no step keeps it on one sheet."""
    for scale in SMALLER if one_sheet else ():
        document = _document(html, device, scale)
        if document.pageCount() == 1:
            return document, scale
    return _document(html, device), 1.0


def _lay_out(device: QPagedPaintDevice) -> None:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    device.setPageLayout(layout)


def _document(html: str, device: QPagedPaintDevice, scale: float = 1.0) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    font = QFont()
    font.setFamilies(FACES)
    font.setPointSizeF(9)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    # With a page size of its own the document is printed as laid out; without, Qt adds margins and a page number.
    document.setPageSize(QSizeF(device.width() / scale, device.height() / scale))
    return document
