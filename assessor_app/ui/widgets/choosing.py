"""Which file, which folder: the one door to the system's dialogs. Each opens where the person chose last.

Where the desktop brings a dialog of its own it is that one; else Qt's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeView, QWidget

from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated

_LAST = "last_folder"
"""Property of a window: where something was chosen last in it."""

_QT_LEAVES_IN_ENGLISH = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File"),
    QT_TRANSLATE_NOOP("QPrintSettingsOutput", "Page &Set:"),
)
"""Words of Qt's own dialogs that its Chinese lacks; ours stand in."""


def choose_file(parent: QWidget, title: str, kind: str, *patterns: str, start: Path | None = None) -> Path | None:
    """One file that exists; ``kind`` says what such files are called. None: nothing was chosen."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(_filters(kind, patterns))
    return next(iter(_asked(dialog, parent)), None)


def choose_files(parent: QWidget, title: str, kind: str, *patterns: str) -> tuple[Path, ...]:
    """Any number of files that exist."""
    dialog = _dialog(parent, title, None)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(_filters(kind, patterns))
    return _asked(dialog, parent)


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder that exists."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog, parent)), None)


def choose_target(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Where to write a file, ``name`` proposed; its ending is added if it was left out, and overwriting is asked about."""
    suffix = Path(name).suffix
    dialog = _dialog(parent, title, None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(_filters(kind, (f"*{suffix}",)))
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    return next(iter(_asked(dialog, parent)), None)


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
    last = parent.window().property(_LAST)
    places = QStandardPaths.StandardLocation
    home = QStandardPaths.writableLocation(places.DocumentsLocation)
    if not Path(home).is_dir():
        home = QStandardPaths.writableLocation(places.HomeLocation)
    dialog = QFileDialog(parent, title, str(start or last or home))
    dialog.resize(860, 520)
    view = dialog.findChild(QTreeView)
    if view is not None:  # Qt's own dialog: names in full before dates
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return dialog


def _filters(kind: str, patterns: Sequence[str]) -> list[str]:
    """Qt's own notation, kept out of the texts that are translated: it knows no other brackets."""
    every = translated("FileFilter", QT_TRANSLATE_NOOP("FileFilter", "All files"))
    return ["{} ({})".format(kind, " ".join(patterns)), "{} (*)".format(every)]


def _asked(dialog: QFileDialog, parent: QWidget) -> tuple[Path, ...]:
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted:
            return ()
        found = tuple(Path(name) for name in dialog.selectedFiles())
        parent.window().setProperty(_LAST, dialog.directory().absolutePath())
        return found
    finally:
        dialog.deleteLater()
