"""The reading pane. A page needs only what is named here; `DocumentViewer` tells the rest.

viewer = DocumentViewer()
viewer.show_documents([ViewerDocument("form", "申请表", DocumentKind.FORM, sections=...), ...], current, places)
viewer.set_pins(pins); viewer.set_notes(notes); viewer.set_pin_target("E2")
viewer.pin_requested.connect(...)      # document id, page (from 0), rect in points or None, quote, anchor
viewer.note_requested.connect(...)     # document id, page, rect, quote, the words
viewer.place_changed.connect(...)      # document id, ViewerPlace: keep it and give it back next time
sheet.keyPressEvent: `if viewer.handle_key(event): return`
"""

from assessor_app.models.dossier import DocumentKind
from assessor_app.ui.widgets.viewer.values import (
    FormField,
    FormProse,
    FormSection,
    FormTable,
    FoundPlace,
    Spot,
    ViewerDocument,
    ViewerNote,
    ViewerPin,
    ViewerPlace,
)
from assessor_app.ui.widgets.viewer.viewer import DocumentViewer

__all__ = [
    "DocumentKind",
    "DocumentViewer",
    "FormField",
    "FormProse",
    "FormSection",
    "FormTable",
    "FoundPlace",
    "Spot",
    "ViewerDocument",
    "ViewerNote",
    "ViewerPin",
    "ViewerPlace",
]
