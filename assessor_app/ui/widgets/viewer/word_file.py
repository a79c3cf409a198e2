"""Word papers as a reading view: mammoth makes plain HTML of the text, tables, lists and pictures.

Rules kept here:
- Nothing outside the file is ever read: no linked pictures, no style sheets, no addresses.
- Pictures are decoded here, with the limits of `image_file`, and handed over as pixels by name; what cannot be decoded
  (EMF, WMF drawings) is named in words at its place, so that nobody thinks the page was empty.
- The caller's check has seen the bytes before (size, compression ratio): see `ViewerDocument.check`.
"""

from __future__ import annotations

import html
import io
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage

from assessor_app.ui.widgets.viewer.image_file import read_picture
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileKindUnknownError, FileTooLargeError

PICTURE_SCHEME = "picture:"
_MOST_LETTERS = 12_000_000
_MOST_PICTURES = 400
_MOST_PICTURE_PIXELS = 4_000_000
_STYLE_MAP = "u => u\nstrike => s"


@dataclass(frozen=True)
class WordText:
    """A Word paper ready to be laid out: HTML whose pictures are named `picture:N`, and those pictures."""

    html: str
    pictures: dict[str, QImage]
    missing_pictures: int


def read_word(data: bytes) -> WordText:
    """The reading view of a .docx file. Raises `FileBrokenError` if it is none, `FileTooLargeError` if it is a whole library."""
    import mammoth

    pictures: dict[str, QImage] = {}
    missing = 0

    def picture(element: Any) -> dict[str, str]:
        nonlocal missing
        name = f"{PICTURE_SCHEME}{len(pictures)}"
        image = _picture_of(element) if len(pictures) < _MOST_PICTURES else None
        if image is None:
            missing += 1
            return {"src": PICTURE_SCHEME + "missing", "alt": element.alt_text or ""}
        pictures[name] = image
        return {"src": name, "alt": element.alt_text or ""}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(picture),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except FileTooLargeError:
        raise
    except Exception as error:
        # mammoth lets through whatever zipfile, expat and its own reading run into on a foreign file.
        raise FileBrokenError(f"{type(error).__name__}: {error}") from error
    if len(result.value) > _MOST_LETTERS:
        raise FileTooLargeError
    return WordText(result.value, pictures, missing)


def _picture_of(element: Any) -> QImage | None:
    with element.open() as stream:
        data = stream.read()
    try:
        return read_picture(QByteArray(data), 0, _MOST_PICTURE_PIXELS)
    except (FileBrokenError, FileKindUnknownError, FileTooLargeError):
        return None


def plain(text: str) -> str:
    """`text` safe to stand in HTML."""
    return html.escape(text, quote=True)
