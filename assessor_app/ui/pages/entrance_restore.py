"""A backup takes the place of the workspace: chosen by its date; what is there now is set aside, never lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.paths import data_dir
from assessor_app.store import backup
from assessor_app.store.backup import Backup
from assessor_app.store.copies import folder_of
from assessor_app.store.database import SUFFIX, Store
from assessor_app.ui.language import Part, format_datetime
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.words import button, label

ROWS = 5
"""How many rows of the list are in view."""


class RestoreForm(Part):
    """The backups of a folder, newest first. ``wanted(work)``: a function of the time, which restores the one chosen."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder, self._workspace = Path(), Path()
        self._found: dict[str, Backup] = {}
        self.view = RowsView((230, 68, 84), stretch=0)
        self._place, self._none = label("", "caption", "text2", wrap=True), label("", "body", "text2", wrap=True)
        self.folder_button = button("", "folder", "quiet")
        self.passphrase = PassphraseEdit()
        self._field = LabelledField(self.passphrase)
        self._after = label("", "caption", "text2", wrap=True)
        self.restore_button, self.back_button = button("", "history", "primary"), button("", "previous", "quiet")
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        head.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for widget in (self.view, self._none, self._field, self._after, self.restore_button):
            column.addWidget(widget)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.folder_button.clicked.connect(self._choose_folder)
        self.restore_button.clicked.connect(self.restore)
        self.passphrase.returnPressed.connect(self.restore)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.view.row_chosen.connect(lambda _id: self._enable())
        self.view.row_opened.connect(lambda _id: self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason))
        self.back_button.clicked.connect(self.left)
        self.retranslate()
        self.restyle()

    def show_folder(self, folder: Path, workspace: Path) -> None:
        """List the backups in ``folder``; those of ``workspace`` go back to its place, others into the person's own folder."""
        self._folder, self._workspace = folder, workspace
        self._found = {str(one.path): one for one in backup.list_backups(folder)}
        self.passphrase.clear()
        self._show()
        first = self.view if self._found else self.folder_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self) -> None:
        """Hand the work over, if a backup is chosen and a passphrase typed."""
        chosen, secret = self._found.get(self.view.current), self.passphrase.text()
        if chosen is None or not secret:
            return
        source, target = chosen.path, self.target_of(chosen)

        def work(at: datetime) -> Store:
            return backup.restore(source, target, secret, at)

        self.wanted.emit(work)

    def target_of(self, chosen: Backup) -> Path:
        """Where the workspace of this backup is put."""
        if chosen.stem == self._workspace.stem or self._folder == folder_of(self._workspace):
            return self._workspace
        return data_dir() / f"{chosen.stem}{SUFFIX}"

    def retranslate(self) -> None:
        self.folder_button.setText(self.tr("Another folder..."))
        self._none.setText(self.tr("There is no backup in this folder. One may be on a stick or a second disk."))
        self._field.set_words(self.tr("Passphrase that held when the backup was made"))
        self._after.setText(self.tr("What is in its place now is set aside as a copy first; no backup is taken away."))
        self.restore_button.setText(self.tr("Restore this backup and open it"))
        self.back_button.setText(self.tr("Back"))
        self.view.setAccessibleName(self.tr("Backups"))
        self._show()

    def restyle(self) -> None:
        self.view.setFixedHeight(self.view.horizontalHeader().sizeHint().height() + ROWS * theme().row("table") + 2)

    def _show(self) -> None:
        rows = [
            Row(
                id_,
                (
                    Cell(format_datetime(one.made_at.astimezone()), strong=True),
                    Cell(self.tr("{size} MB").format(size=f"{one.size / 1e6:.1f}")),
                    Cell(self.tr("kept for good") if one.kept else self.tr("rolling")),
                ),
            )
            for id_, one in self._found.items()
        ]
        self.view.show_rows((self.tr("Made"), self.tr("Size"), self.tr("Kind")), rows)
        self._place.setText(str(self._folder) if self._folder != Path() else "")
        self.view.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._enable()

    def _enable(self) -> None:
        self.restore_button.setEnabled(self.view.current in self._found and bool(self.passphrase.text()))

    def _choose_folder(self) -> None:
        folder = choose_folder(self, self.tr("Folder with backups"), self._folder)
        if folder is not None:
            self.show_folder(folder, self._workspace)
