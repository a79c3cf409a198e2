"""The words of a paper, page by page, for the search over all papers; read away from the window.

A paper that is damaged, protected or of a kind without letters gives no pages: it is then simply not found, and its tab says why.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from assessor_app.errors import Refusal
from assessor_app.models.dossier import DocumentKind
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileKindUnknownError, FileLockedError
from assessor_app.ui.widgets.viewer.pdf_file import PdfFile
from assessor_app.ui.widgets.viewer.text_file import is_text, read_text
from assessor_app.ui.widgets.viewer.values import ViewerDocument

_MOST_LETTERS = 12_000_000
"""Of one paper; a scanned library with a hidden text layer is not worth more of the workspace."""
_MOST_ON_PAGE = 200_000
_PIECE = 1_500
"""Letters of running text, about a printed page, that are found together."""

Progress = Callable[[float], None]


def paper_text(document: ViewerDocument, progress: Progress) -> tuple[str, ...]:
    """The text of each page. ``progress`` is told the part that is done, 0 to 1, and may raise to stop."""
    if document.load is None:
        return ()
    try:
        data = document.load()
        document.check(data)
        match document.kind:
            case DocumentKind.PDF:
                return tuple(_limited(_pdf_pages(data, progress)))
            case DocumentKind.WORD:
                return tuple(_limited(_pieces(_word_text(data))))
            case DocumentKind.OTHER if is_text(document):
                return tuple(_limited(_pieces(read_text(data))))
            case _:
                return ()
    except (FileBrokenError, FileLockedError, FileKindUnknownError, Refusal):
        return ()


def _pdf_pages(data: bytes, progress: Progress) -> Iterator[str]:
    file = PdfFile(data)
    try:
        for page in range(len(file.sizes)):
            progress(page / len(file.sizes))
            try:
                yield file.text(page)
            except FileBrokenError:
                yield ""  # its neighbours are found all the same
    finally:
        file.close()


def _word_text(data: bytes) -> str:
    import mammoth

    try:
        text: str = mammoth.extract_raw_text(io.BytesIO(data)).value
    except Exception as error:
        # mammoth lets through whatever zipfile, expat and its own reading run into on a foreign file.
        raise FileBrokenError(f"{type(error).__name__}: {error}") from error
    return text


def _pieces(text: str) -> Iterator[str]:
    """Whole lines, together about a page long."""
    piece = ""
    for line in text.splitlines(keepends=True):
        if piece and len(piece) + len(line) > _PIECE:
            yield piece
            piece = ""
        piece += line
    if piece.strip():
        yield piece


def _limited(pages: Iterator[str]) -> Iterator[str]:
    left = _MOST_LETTERS
    for page in pages:
        shown = page[: min(_MOST_ON_PAGE, left)]
        left -= len(shown)
        yield shown
        if left <= 0:
            return
