"""The text of a paper is made findable, so that words of a dossier are found without opening each paper."""

from __future__ import annotations

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, DocumentId
from assessor_app.store import search
from assessor_app.store.database import Store
from assessor_app.workflow.score import demand_open_case


def make_findable(store: Store, *, case: CaseId, document: DocumentId, pages: tuple[str, ...]) -> Changes:
    """Keep the text of a paper page by page; none, if it has no letters or could not be read.

    Raises `NotDeclared` and `RecusedFromCase`: papers that are shut are not read for the search either.
    """
    demand_open_case(store, case)
    search.put_paper(store, case, document, pages)
    return Changes(Touched.NOTHING, frozenset({case}))
