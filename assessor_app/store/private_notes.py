"""The chair's private notes, one on a case: they lie in this workspace alone and enter no package and no document.

Only ever added; the newest form counts, an empty one takes the note away.
"""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.store.database import Store
from assessor_app.store.values import offset, utc


def put(store: Store, case: CaseId, text: str, by: PersonId, at: datetime) -> None:
    store.append("private_notes", case_id=case, text=text, by=by, at=utc(at), at_offset=offset(at))


def text_of(store: Store, case: CaseId) -> str:
    """The note on a case as it stands; empty where there is none."""
    found = store.value("SELECT text FROM private_notes WHERE case_id = ? ORDER BY seq DESC LIMIT 1", case)
    return str(found or "")
