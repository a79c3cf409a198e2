"""From a document to what a view shows, in the reading thread; and from an error to what a person is told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.dossier import DocumentKind
from assessor_app.ui.language import window_language
from assessor_app.ui.widgets.viewer.image_file import ImageFile
from assessor_app.ui.widgets.viewer.notice import Trouble
from assessor_app.ui.widgets.viewer.paged_file import (
    FileBrokenError,
    FileKindUnknownError,
    FileLockedError,
    FileTooLargeError,
    PagedFile,
)
from assessor_app.ui.widgets.viewer.pdf_file import PdfFile
from assessor_app.ui.widgets.viewer.text_file import is_text, text_view
from assessor_app.ui.widgets.viewer.values import ViewerDocument
from assessor_app.ui.widgets.viewer.word_file import WordText, read_word

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How compound files begin: Word before 2007, and every protected .docx."""


class NothingToReadError(Exception):
    """A document without bytes, or of a kind that has no view."""


def opener(document: ViewerDocument, passphrase: str) -> Callable[[], PagedFile | WordText]:
    """The work of opening `document`, for the reading thread."""

    def work() -> PagedFile | WordText:
        text = is_text(document)
        if document.load is None or (document.kind in {DocumentKind.OTHER, DocumentKind.FORM} and not text):
            raise NothingToReadError
        data = document.load()
        document.check(data)
        match document.kind:
            case DocumentKind.PDF:
                return PdfFile(data, passphrase)
            case DocumentKind.IMAGE:
                return ImageFile(data)
            case DocumentKind.OTHER:
                return text_view(data)
            case _:
                if data.startswith(_OLD_WORD):
                    raise FileKindUnknownError
                return read_word(data)

    return work


def trouble(document: ViewerDocument, error: Exception) -> Trouble:
    """What to say of a document that did not open."""
    match error:
        case Refusal():
            said = Messages(window_language()).sentence(error)
            return Trouble("warning", said.what, "\n".join(filter(None, (said.safe, said.next))), said.details)
        case FileLockedError():
            return _locked(tried=error.tried)
        case FileTooLargeError():
            return Trouble(
                "warning",
                QCoreApplication.translate("Opening", "This file is too large to show here."),
                _safe(),
                str(error),
            )
        case NothingToReadError():
            return Trouble(
                "document",
                _other_title(document),
                QCoreApplication.translate("Opening", "There is no reading view for this kind of file."),
            )
        case FileKindUnknownError():
            return _unknown(document)
        case FileBrokenError():
            return Trouble(
                "missing",
                QCoreApplication.translate("Opening", "This file is damaged, or is not what its name says."),
                _safe(),
                str(error),
            )
        case _:
            details = f"{type(error).__name__}: {error}"
            return Trouble(
                "missing", QCoreApplication.translate("Opening", "This file could not be opened."), _safe(), details
            )


def _locked(*, tried: bool) -> Trouble:
    title = (
        QCoreApplication.translate("Opening", "That passphrase does not open this file.")
        if tried
        else QCoreApplication.translate("Opening", "This file is protected by a passphrase.")
    )
    sentence = QCoreApplication.translate(
        "Opening", "Whoever handed it in knows the passphrase. It is used for this reading only and kept nowhere."
    )
    return Trouble("locked", title, sentence, wants_passphrase=True)


def _unknown(document: ViewerDocument) -> Trouble:
    if document.kind is DocumentKind.WORD:
        title = QCoreApplication.translate("Opening", "A Word file of before 2007, or one protected by a passphrase.")
    else:
        title = QCoreApplication.translate("Opening", "A picture in a format that is not shown here.")
    return Trouble("document", title, _safe())


def _safe() -> str:
    return QCoreApplication.translate(
        "Opening", "Your marks are untouched and scoring goes on. The file itself is kept as it was handed in."
    )


def _other_title(document: ViewerDocument) -> str:
    name = document.file_name or document.title
    if not document.media_type:
        return name
    words = QCoreApplication.translate("Opening", "{name} ({kind})")
    return words.format(name=name, kind=document.media_type)
