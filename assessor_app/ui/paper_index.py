"""Reads the papers of open cases for the search, one after the other, beside the work; what is read once is not read again.

A paper that cannot be read (broken, protected, too large) counts as looked at and empty; the viewer says what is wrong with it.
"""

from __future__ import annotations

import html
import logging
import re
from functools import partial

from PySide6.QtCore import QObject

from assessor_app.errors import Refusal
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import DocumentKind
from assessor_app.models.ids import CaseId, DocumentId
from assessor_app.models.marks import Tie
from assessor_app.store import cases, search
from assessor_app.ui.desk import Desk
from assessor_app.ui.pages.dossier_view import viewer_documents
from assessor_app.ui.widgets.viewer.opening import NothingToReadError, opener
from assessor_app.ui.widgets.viewer.paged_file import (
    FileBrokenError,
    FileKindUnknownError,
    FileLockedError,
    FileTooLargeError,
    PagedFile,
)
from assessor_app.ui.widgets.viewer.pdf_file import PdfFile
from assessor_app.ui.widgets.viewer.values import ViewerDocument
from assessor_app.ui.widgets.viewer.word_file import WordText
from assessor_app.workflow.make_findable import make_findable

MOST_LETTERS = 4_000_000
"""Of one paper; a library of a thousand pages has fewer."""

READ = (DocumentKind.PDF, DocumentKind.WORD)
_TAGS = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"</(?:p|li|td|th|h\d|tr)>|<br ?/?>")

log = logging.getLogger(__name__)


class PaperIndex(QObject):
    """Goes on by itself when cases come in or are declared on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._under_way = False
        desk.changed.connect(self._on_changed)

    @property
    def under_way(self) -> bool:
        """Whether a paper is being read."""
        return self._under_way

    def go_on(self) -> None:
        """Read the next paper that was not read, if there is one."""
        if self._under_way or self._desk.runner.closed:
            return
        found = self._next()
        if found is None:
            return
        case, document = found
        self._under_way = True
        self._desk.runner.run(
            lambda _progress: text_of(document),
            title="",
            done=partial(self._keep, case, document),
            failed=partial(self._unreadable, case, document),
        )

    def _next(self) -> tuple[CaseId, ViewerDocument] | None:
        """The case in hand first, then the others as they stand in the queue."""
        store, owner = self._desk.store, self._desk.owner.id
        lines = [line for line in cases.summaries(store, owner) if line.tie not in (None, Tie.RECUSED)]
        lines.sort(key=lambda line: line.case != self._desk.case)
        for line in lines:
            for document in viewer_documents(store, cases.get(store, line.case)):
                if document.kind in READ and not search.has_paper(store, DocumentId(document.id)):
                    return line.case, document
        return None

    def _keep(self, case: CaseId, document: ViewerDocument, pages: tuple[str, ...]) -> None:
        self._desk.perform(
            make_findable,
            case=case,
            document=DocumentId(document.id),
            pages=pages,
            done=lambda _changes: self._kept(),
            failed=self._not_kept,
        )

    def _kept(self) -> None:
        self._under_way = False
        self.go_on()

    def _not_kept(self, error: BaseException) -> None:
        """A case that was recused meanwhile stays shut; its papers are left out the next time one looks."""
        self._under_way = False
        if not isinstance(error, Refusal):
            self._desk.refused.emit(error)

    def _unreadable(self, case: CaseId, document: ViewerDocument, error: BaseException) -> None:
        expected = (
            Refusal,
            NothingToReadError,
            FileBrokenError,
            FileKindUnknownError,
            FileLockedError,
            FileTooLargeError,
        )
        if not isinstance(error, expected):
            log.error("a paper could not be read for the search", exc_info=error)
        self._keep(case, document, ())

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.CASES | Touched.DECLARATIONS):
            self.go_on()


def text_of(document: ViewerDocument) -> tuple[str, ...]:
    """The letters of a paper, page by page; a Word paper, which has none, is one. Raises what opening it raises."""
    content = opener(document, "")()
    if isinstance(content, WordText):
        return (html.unescape(_TAGS.sub("", _BREAKS.sub("\n", content.html)))[:MOST_LETTERS],)
    return _pages(content)


def _pages(file: PagedFile) -> tuple[str, ...]:
    try:
        if not isinstance(file, PdfFile):
            return ()
        pages, letters = [], 0
        for number in range(len(file.sizes)):
            pages.append(file.text(number))
            letters += len(pages[-1])
            if letters > MOST_LETTERS:
                break
        return tuple(pages) if letters else ()
    finally:
        file.close()
