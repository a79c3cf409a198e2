"""What a person chose for the window, kept from one start to the next: language, theme, density, size of text.

Two places, since before unlocking nobody knows who it is: a file among the settings of this machine holds what was
chosen here last; the workspace holds what its owner chose, and wins once it is open.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from PySide6.QtCore import QObject

from assessor_app.errors import Refusal
from assessor_app.files import atomic_write, make_folder
from assessor_app.models.language import Language
from assessor_app.paths import config_dir
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.main_window import Remember
from assessor_app.ui.theme import SCALES, Density, Look, ThemeChoice

FILE = "window.json"
KEY = "preferences"
BACKUP_PLACE = "backup_place"
"""Name, among the settings of the workspace, of the second folder for backups."""

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Watches what is chosen and keeps it; made once, after `Appearance` and `Languages`."""

    def __init__(self, appearance: Appearance, languages: Languages, *, fixed_language: bool = False) -> None:
        super().__init__(languages)
        self._appearance, self._languages = appearance, languages
        self._owner: Remember | None = None
        self._fixed_language = fixed_language
        self._take_up(_read(_from_file()))
        appearance.theme_changed.connect(self._keep)
        languages.language_changed.connect(self._keep)

    def enter(self, owner: Remember) -> None:
        """A workspace is open: what its owner chose holds from now on, and what they choose is kept there too."""
        self._owner = None
        self._take_up(_read(owner.get(KEY) or b""))
        self._owner = owner

    def leave(self) -> None:
        """The workspace is closed."""
        self._owner = None

    def _take_up(self, kept: dict[str, Any]) -> None:
        if "language" in kept and not self._fixed_language:
            self._languages.switch(kept["language"])
        if "look" in kept:
            self._appearance.set_look(kept["look"])

    def _keep(self) -> None:
        look = self._appearance.look
        content = json.dumps(
            {
                "language": self._languages.language.value,
                "theme": look.choice.value,
                "density": look.density.value,
                "scale": look.scale,
            }
        ).encode()
        if content == _from_file():
            return
        if self._owner is not None:
            self._owner.set(KEY, content)
        try:
            make_folder(config_dir(), private=True)
            atomic_write(config_dir() / FILE, content, private=True)
        except Refusal as refusal:
            # A machine whose settings cannot be written is no reason to stop; it will only not remember.
            log.warning("preferences not kept: %s", refusal.code)


def _from_file() -> bytes:
    try:
        return (config_dir() / FILE).read_bytes()
    except OSError:
        return b""


def _read(content: bytes) -> dict[str, Any]:
    """What is fit to be taken up; anything else is left aside, so that a damaged file costs nothing."""
    try:
        raw = json.loads(content)
        scale = raw["scale"]
        return {
            "language": Language(raw["language"]),
            "look": Look(ThemeChoice(raw["theme"]), Density(raw["density"]), scale if scale in SCALES else 100),
        }
    except (ValueError, KeyError, TypeError):
        return {}
