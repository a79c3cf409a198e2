"""The words of papers for the search, and of plain texts for the eye; what is broken gives none and stops nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from assessor_app.signing.errors import ArchiveRefused
from assessor_app.ui.widgets.viewer import DocumentKind, DocumentViewer, ViewerDocument
from assessor_app.ui.widgets.viewer.flow_view import FlowView
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError
from assessor_app.ui.widgets.viewer.paper_text import paper_text
from assessor_app.ui.widgets.viewer.text_file import read_text
from assessor_app.workflow.papers import check_word_paper
from tests.ui.widgets.viewer import papers

CHINESE = "继电保护整定计算"


def paper(data: bytes, kind: DocumentKind = DocumentKind.PDF, name: str = "a.pdf") -> ViewerDocument:
    check = check_word_paper if kind is DocumentKind.WORD else (lambda _data: None)
    return ViewerDocument("a", "a", kind, load=lambda: data, check=check, file_name=name)


def texts(document: ViewerDocument) -> tuple[str, ...]:
    return paper_text(document, lambda _part: None)


def swollen_word() -> bytes:
    """A Word paper of some kilobytes that would unpack to a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    return out.getvalue()


def test_that_a_pdf_gives_the_text_of_each_page() -> None:
    pages = texts(paper(papers.report()))
    assert len(pages) == 12
    assert "D7" in pages[6]


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 nothing", papers.report(1)[:700], papers.report(1, passphrase=papers.PASSPHRASE)],
    ids=["empty", "no pages", "cut off", "protected"],
)
def test_that_a_pdf_that_does_not_open_gives_no_text(data: bytes) -> None:
    assert texts(paper(data)) == ()


def test_that_a_pdf_under_the_name_of_a_word_file_gives_no_text_as_one() -> None:
    assert texts(paper(papers.report(1), DocumentKind.WORD, "a.docx")) == ()


def test_that_a_word_file_that_swells_up_is_refused_before_it_is_unpacked() -> None:
    data = swollen_word()
    with pytest.raises(ArchiveRefused):
        check_word_paper(data)
    assert texts(paper(data, DocumentKind.WORD, "a.docx")) == ()


def test_that_reading_stops_when_told() -> None:
    class StopError(Exception):
        pass

    def stop(part: float) -> None:
        if part >= 0.5:
            raise StopError

    with pytest.raises(StopError):
        paper_text(paper(papers.report()), stop)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_that_chinese_text_is_read_however_it_was_kept(encoding: str) -> None:
    assert read_text(CHINESE.encode(encoding)) == CHINESE
    assert texts(paper(CHINESE.encode(encoding), DocumentKind.OTHER, "a.txt")) == (CHINESE,)


def test_that_bytes_that_are_no_text_are_said_to_be_none() -> None:
    with pytest.raises(FileBrokenError):
        read_text(bytes(range(256)))


def test_that_a_text_file_is_shown_as_written(viewer: DocumentViewer, settled: Callable[[], DocumentViewer]) -> None:
    viewer.show_documents([paper(f"<b>&\n{CHINESE}".encode("gbk"), DocumentKind.OTHER, "a.txt")])
    view = settled().view
    assert isinstance(view, FlowView)
    assert view.toPlainText() == f"<b>&\n{CHINESE}"


def test_that_a_place_is_opened_with_its_words_marked(
    viewer: DocumentViewer, settled: Callable[[], DocumentViewer]
) -> None:
    viewer.show_documents([paper(b"x", DocumentKind.OTHER, "a.txt"), papers_document()])
    viewer.find_at("report", 8, "Section")
    view = settled().view
    assert not isinstance(view, FlowView)
    assert view is not None
    assert view.search.current is not None
    assert view.search.current.page == 8


def papers_document() -> ViewerDocument:
    return ViewerDocument("report", "报告", DocumentKind.PDF, load=papers.report, file_name="报告.pdf")
