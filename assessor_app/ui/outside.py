"""Papers opened in a program of the system: lent out of the encrypted workspace for a while, and taken back.

They lie in a folder only this person can read, which is removed when the workspace is closed. What is changed in them there
never comes back into the workspace.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from assessor_app.files import atomic_write, make_folder

log = logging.getLogger(__name__)


class Outside:
    """The papers lent out of one workspace."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def open(self, name: str, content: bytes) -> Path:
        """Lend a paper and open it with whatever the system has for it; gives where it lies. Raises what writing raises."""
        if self._folder is None:
            self._folder = make_folder(Path(tempfile.mkdtemp(prefix="assessor-desk-")), private=True)
        place = make_folder(self._folder / f"{len(list(self._folder.iterdir())) + 1}", private=True)
        # A name out of a dossier is a name, never a path.
        file = place / (Path(name).name or "paper")
        atomic_write(file, content, private=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        return file

    def take_back(self) -> None:
        """Remove all that was lent; what another program still holds open is named in the log."""
        if self._folder is None:
            return
        folder, self._folder = self._folder, None
        shutil.rmtree(folder, onerror=lambda _act, path, _fault: log.warning("a lent paper stays at %s", path))
