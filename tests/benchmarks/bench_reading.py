"""What a Word paper of three hundred pages costs: reading it in its thread, and setting it in type in the window.

Setting in type is compared with what Qt's own document takes for the same text: each edit that lays a table out again by itself
made it minutes.
"""

from __future__ import annotations

import io
import time

from docx import Document
from PySide6.QtCore import QThread
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from assessor_app.models.dossier import DocumentKind
from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.application import application
from assessor_app.ui.widgets.viewer import DocumentViewer, ViewerDocument
from assessor_app.ui.widgets.viewer.word_file import read_word
from tests.benchmarks.measure import median_ms, report

PAGES = 300
PARAGRAPH = "本工程采用桩基础，经计算复核沉降满足规范要求，监测数据见附表。" * 4


def long_paper() -> bytes:
    """A report with twelve paragraphs and a table on each page."""
    paper = Document()
    for page in range(PAGES):
        paper.add_heading(f"{page}", 2)
        for _ in range(12):
            paper.add_paragraph(PARAGRAPH)
        for row in paper.add_table(rows=6, cols=5).rows:
            for cell in row.cells:
                cell.text = "12.5"
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def main() -> None:
    app = application()
    Appearance(app, language=Language.ZH)
    data = long_paper()
    read = read_word(data)

    def plain() -> None:
        document = QTextDocument()
        document.setTextWidth(560)
        document.setHtml(read.html)
        document.size()

    floor = median_ms(plain, runs=3)
    report(
        f"read a Word paper of {PAGES} pages", median_ms(lambda: read_word(data), runs=1), floor, "Qt's own typesetting"
    )
    viewer = DocumentViewer()
    viewer.resize(600, 800)
    viewer.show()
    viewer.show_documents([ViewerDocument("long", "long", DocumentKind.WORD, load=lambda: data)])
    longest = _until_shown(viewer)
    report("the window stood still at most while it opened", longest, floor, "Qt's own typesetting")


def _until_shown(viewer: DocumentViewer) -> float:
    """The longest single turn of the event loop until the paper is shown, in milliseconds."""
    longest = 0.0
    while viewer.view is None:
        start = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, (time.perf_counter() - start) * 1000)
        QThread.usleep(1000)
    return longest


if __name__ == "__main__":
    main()
