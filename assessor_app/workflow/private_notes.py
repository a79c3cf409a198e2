"""The chair's private notes: kept in the workspace, in no package, no document and no minutes; written out only when asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assessor_app.files import atomic_write
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PanelId
from assessor_app.store import cases, panels, private_notes
from assessor_app.store.database import Store
from assessor_app.workflow.errors import CaseUnknown
from assessor_app.workflow.who_may import demand_chair


def note_privately(store: Store, *, case: CaseId, secret: str, at: datetime) -> Changes:
    """Keep the note on a case as it stands now; an empty one takes it away. Raises `CaseUnknown`, `NotTheChair`.

    The text goes by the name of ``secret`` so that it stays out of the journal too, parts of which travel.
    """
    panel = panels.of_case(store, case)
    if panel is None:
        raise CaseUnknown(case=case)
    demand_chair(store, panel)
    private_notes.put(store, case, secret, store.owner.id, at)
    return Changes(Touched.NOTES, frozenset({case}))


def write_private_notes(store: Store, *, panel: PanelId, target: Path) -> Changes:
    """Write all private notes of a panel as plain text (UTF-8) to ``target``, readable by its owner alone.

    Raises `NotTheChair`, and what `atomic_write` raises.
    """
    demand_chair(store, panel)
    told = [
        f"{case.candidate.number}  {case.candidate.name.both}\n{text}\n"
        for case in cases.of_panel(store, panel)
        if (text := private_notes.text_of(store, case.id))
    ]
    atomic_write(target, "\n".join(told).encode("utf-8"), private=True)
    return Changes(Touched.NOTHING, result=target)
