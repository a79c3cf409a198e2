"""The papers of dossiers: which may be read by whom, what is looked at before one is opened, and their text for the search.

A case stays shut until its assessor has declared, and for good after a recusal: its papers are then neither read in for the
search nor shown among what was found.
"""

from __future__ import annotations

from assessor_app.exchange.errors import NotThisKind
from assessor_app.exchange.office_reading import check_office_archive
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Document
from assessor_app.models.ids import CaseId, DocumentId
from assessor_app.models.marks import Tie
from assessor_app.store import cases, declarations, panels, search
from assessor_app.store.database import Store

_ARCHIVE = b"PK"


def shut_cases(store: Store) -> frozenset[CaseId]:
    """The cases whose papers the owner of the workspace may not read now."""
    owner = store.owner.id
    ties = declarations.ties_of(store, owner)
    undeclared = {item.case for item in panels.assignments_of(store, owner)} - ties.keys()
    return frozenset(undeclared | {case for case, tie in ties.items() if tie is Tie.RECUSED})


def papers_to_read(store: Store) -> tuple[tuple[CaseId, Document], ...]:
    """The papers that may be read and whose text cannot be searched yet."""
    shut = shut_cases(store)
    wanted = [(case, document) for case, document in search.papers_unread(store) if case not in shut]
    known = {
        document.id: document for case in {case for case, _ in wanted} for document in cases.get(store, case).documents
    }
    return tuple((case, known[document]) for case, document in wanted if document in known)


def keep_paper_text(store: Store, *, case: CaseId, document: DocumentId, pages: tuple[str, ...]) -> Changes:
    """Keep the text of a paper, page by page, so that its words are found; no pages: it has no text that can be read."""
    if case not in shut_cases(store):
        search.put_paper(store, case, document, pages)
    return Changes(Touched.NOTHING)


def check_word_paper(data: bytes) -> None:
    """Look at a Word paper before anything unpacks it. Raises `ArchiveRefused` for a damaged archive or one that swells up.

    What is no archive at all, or holds something else than Word, is left to whoever opens it to say.
    """
    if data.startswith(_ARCHIVE):
        try:
            check_office_archive(data, "word")
        except NotThisKind:
            return
