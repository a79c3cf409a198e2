"""Plain text as a reading view: UTF-8, UTF-16, and GB 18030, which older Chinese programs write without saying so."""

from __future__ import annotations

import codecs

from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, FileTooLargeError
from assessor_app.ui.widgets.viewer.values import ViewerDocument
from assessor_app.ui.widgets.viewer.word_file import WordText, plain

_MOST_BYTES = 8_000_000
_ENDINGS = (".txt", ".text", ".md", ".csv", ".log")


def is_text(document: ViewerDocument) -> bool:
    """Whether a paper of no other kind says that it is plain text."""
    return document.media_type.startswith("text/plain") or document.file_name.casefold().endswith(_ENDINGS)


def read_text(data: bytes) -> str:
    """The letters of a text file. Raises `FileTooLargeError`, or `FileBrokenError` where the bytes are no text."""
    if len(data) > _MOST_BYTES:
        raise FileTooLargeError
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise FileBrokenError("no text in UTF-8, UTF-16 or GB 18030")


def text_view(data: bytes) -> WordText:
    """The text as the reading view shows it, line by line."""
    lines = "".join(f"<p>{plain(line) or '&nbsp;'}</p>" for line in read_text(data).split("\n"))
    return WordText(lines, {}, 0)
