"""Pages for paper: HTML set in the bundled faces on A4, printed or written as PDF.

Only the bundled Chinese face is used, for Latin as well: with others Qt writes PDFs whose digits and Han characters come out
as other signs when the text is searched or copied.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from assessor_app.files import atomic_write

FACES = ["Desk Sans SC"]
MARGIN_MM = 16
_STYLE = """
body { color: #1A1F25; }
h1 { font-size: 15pt; margin: 0 0 2px 0; } h2 { font-size: 10.5pt; margin: 8px 0 2px 0; }
p { margin: 1px 0; } td, th { padding: 0 6px 0 0; text-align: left; vertical-align: top; }
th { color: #48515B; font-weight: normal; }
.quiet { color: #48515B; } .mono { font-family: 'DejaVu Sans Mono', 'Cascadia Mono', 'Menlo', 'Desk Sans SC'; }
"""


def write_paper(target: Path, html: str, *, title: str) -> None:
    """Write ``html`` to ``target`` as PDF. Raises what `atomic_write` raises."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Assessor Desk")
    writer.setResolution(300)
    _lay_out(writer)
    _document(html, writer).print_(writer)
    # Qt finishes the file when the writer goes.
    del writer
    atomic_write(target, bytes(buffer.data().data()))


def print_paper(parent: QWidget, html: str) -> None:
    """Let the person choose a printer, and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _lay_out(printer)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        _document(html, printer).print_(printer)


def page_count(html: str) -> int:
    """How many sheets ``html`` fills."""
    writer = QPdfWriter(QBuffer())
    writer.setResolution(300)
    _lay_out(writer)
    return _document(html, writer).pageCount()


def _lay_out(device: QPagedPaintDevice) -> None:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    device.setPageLayout(layout)


def _document(html: str, device: QPagedPaintDevice) -> QTextDocument:
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
    document.setPageSize(QSizeF(device.width(), device.height()))
    return document
