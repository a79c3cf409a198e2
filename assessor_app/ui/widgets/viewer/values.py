"""What the viewer is given and gives back: plain frozen values, no widgets.

Rules kept here:
- A place on a page is told in *page points* (1/72 inch) from the top left corner of the page as its maker wants it seen
  (the file's own rotation applied, the reader's rotation not). Never in pixels.
- Pages count from 0, as in `models.marks.Pin`; a person is shown the number plus one. In a Word paper the "page" is the number
  of the text block, in a form the number of the answer (field, table row or prose, in reading order): both from 0 too.
- A picture has one page (a many-page TIFF several); one of its pixels is 0.75 points, after its EXIF turn.

Example: a passage one inch from the left and two from the top, half a line wide, on the seventh page:
``ViewerPin("p1", "report", page=6, rect=(72.0, 144.0, 200.0, 14.0), quote="停工", label="E2", aspect_position=2)``
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessor_app.models.dossier import DocumentKind

Rect = tuple[float, float, float, float]
"""Left, top, width, height in page points."""

POINTS_PER_PIXEL = 0.75
"""How many page points one pixel of a picture counts: 96 pixels to the inch."""


@dataclass(frozen=True)
class FormField:
    """One labelled answer; `anchor` is what a pin remembers, unique within the form. An empty value is shown as a dash."""

    label: str
    value: str
    anchor: str = ""


@dataclass(frozen=True)
class FormTable:
    """Rows under heads, as many cells in each row as heads; `anchors` names each row for pins (empty: no pins)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class FormProse:
    """Running text in the applicant's own words; line ends part paragraphs."""

    text: str
    anchor: str = ""


FormPart = FormField | FormTable | FormProse


@dataclass(frozen=True)
class FormSection:
    """One titled part of an application form, in reading order."""

    title: str
    parts: tuple[FormPart, ...]


def nothing_to_check(_data: bytes) -> None:
    """The check of a document that needs none."""


@dataclass(frozen=True)
class ViewerDocument:
    """One tab of the viewer.

    `load` gives the file's bytes. It is called once per opening, in the viewer's reading thread, never in the window's:
    whatever it reads from must allow that. `check` looks at the bytes before anything unpacks them (size, ratio of
    compression) and raises a Refusal to keep the document shut. A form has `sections` instead of bytes.
    """

    id: str
    title: str
    kind: DocumentKind
    media_type: str = ""
    load: Callable[[], bytes] | None = None
    sections: tuple[FormSection, ...] = ()
    check: Callable[[bytes], None] = nothing_to_check
    file_name: str = ""


@dataclass(frozen=True)
class Spot:
    """Where in a document something lies; which fields are filled follows from the document's kind."""

    page: int = 0
    rect: Rect | None = None
    quote: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class ViewerPin:
    """A pin shown at the margin; `label` is the indicator ("E2"), `aspect_position` 1-5 chooses its colour."""

    id: str
    document_id: str
    page: int = 0
    rect: Rect | None = None
    quote: str = ""
    anchor: str = ""
    label: str = ""
    aspect_position: int = 1
    tooltip: str = ""


@dataclass(frozen=True)
class ViewerNote:
    """A line of the notes strip; `time` is ready to read ("13:58:40"), newest last in the list given."""

    id: str
    time: str
    text: str
    label: str = ""
    aspect_position: int = 0
    document_id: str = ""
    page: int = 0
    rect: Rect | None = None
    quote: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class ViewerPlace:
    """Where reading stopped in one document.

    `offset` is points from the top of `page` to the top of what is seen; `zoom` 1.0 is life size on a 96 dpi screen and 0
    means "as wide as the pane"; `rotation` is 0, 90, 180 or 270 degrees clockwise, the reader's own turn.
    """

    page: int = 0
    offset: float = 0.0
    zoom: float = 0.0
    rotation: int = 0


@dataclass(frozen=True)
class FoundPlace:
    """Where words stand in one of the papers; `snippet[start:end]` are the words, the rest stands around them."""

    document_id: str
    page: int
    snippet: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.snippet[self.start : self.end]


@dataclass(frozen=True)
class OutlineEntry:
    """One line of a document's table of contents; `top` in points from the top of its page, None when not told."""

    title: str
    level: int
    page: int
    top: float | None = None
