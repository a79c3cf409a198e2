"""What a file dialog offers: Qt's own notation, kept out of the texts that are translated."""

from __future__ import annotations

from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated


def file_filter(words: str, *patterns: str) -> str:
    """A filter for files of one kind (``words``, translated), and one for all files."""
    every = translated("FileFilter", QT_TRANSLATE_NOOP("FileFilter", "All files"))
    return ";;".join(("{} ({})".format(words, " ".join(patterns)), "{} (*)".format(every)))
