"""Where things lie: the shipped resources, and the person's own data, settings and logs on this machine."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

# The folder's name on disk; plain ASCII, since some backup tools still stumble over other letters.
_FOLDER = "Assessor Desk"

# Moves data, settings and logs into one folder: for a program carried on a stick, and for the tests.
HOME_VARIABLE = "ASSESSOR_HOME"


def resources() -> Path:
    """The folder of shipped resources: in the frozen program, in a source checkout, or inside an installed package."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    return _resources_beside(__file__)


def data_dir() -> Path:
    """Where workspaces are kept unless the person chooses another place. Not created here."""
    return _own("data", "user_data_path")


def config_dir() -> Path:
    """Where the settings of this machine are kept (never anything of a round). Not created here."""
    return _own("settings", "user_config_path")


def log_dir() -> Path:
    """Where the log and the reports of a crash are kept. Not created here."""
    return _own("logs", "user_log_path")


@cache
def _resources_beside(module: str) -> Path:
    # Every sentence that is said asks; a list says hundreds.
    package = Path(module).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def _own(name: str, which: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / name
    import platformdirs  # 28 ms that a command without settings need not pay

    place: Path = getattr(platformdirs, which)(_FOLDER, appauthor=False)
    return place
