"""What opens on a laptop's screen lies within it: the first windows, and one that was larger on another screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# A screen belongs to a process from its start, so each of these has its own.
OPENING = """
import json, sys
from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.application import application
from assessor_app.ui.language import Languages
from assessor_app.ui.main_window import Forgetful, MainWindow
from assessor_app.ui.pages.entrance import Entrance
from assessor_app.ui.theme import Look

app = application()
appearance = Appearance(app, Look(), Language.ZH)
languages = Languages(app, appearance)
memory = Forgetful()
if len(sys.argv) > 1:
    memory.set("window/geometry", bytes.fromhex(sys.argv[1]))
told = {}
for name, window in (("desk", MainWindow(memory)), ("entrance", Entrance(appearance, languages, None))):
    window.show()
    app.processEvents()
    place = window.geometry()
    told[name] = [place.x(), place.y(), place.width(), place.height()]
    window.hide()
print(json.dumps(told))
"""


HUGE = (
    "01d9d0cb000300000000012a000000c6000009c500000579"
    "0000012c000000c8000009c30000057700000000000000000a000000012c000000c8000009c300000577"
)
"""What Qt keeps of a window of 2200×1200 that stood on a screen of 2560×1440."""


def opened(folder: Path, screen: tuple[int, int], kept: str = "") -> dict[str, list[int]]:
    """Where both windows stand on a screen of this size, in a program of its own."""
    shape = {"name": "one", "x": 0, "y": 0, "width": screen[0], "height": screen[1]}
    shape |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = folder / "screens.json"
    screens.write_text(json.dumps({"screens": [shape]}), encoding="utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "ASSESSOR_HOME": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", OPENING, *([kept] if kept else [])],
        env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found: dict[str, list[int]] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("screen", [(1920, 1080), (1366, 768), (1280, 720)])
def test_that_both_windows_open_within_the_screen(tmp_path: Path, screen: tuple[int, int]) -> None:
    told = opened(tmp_path, screen)
    for name in ("desk", "entrance"):
        x, y, width, height = told[name]
        assert x >= 0
        assert y >= 0
        assert x + width <= screen[0]
        assert y + height <= screen[1]


def test_that_a_window_remembered_from_a_larger_screen_is_cut_to_this_one(tmp_path: Path) -> None:
    assert opened(tmp_path, (2560, 1440), HUGE)["desk"][2:] == [2200, 1200]  # where it fits it is as it was

    x, y, width, height = opened(tmp_path, (1366, 768), HUGE)["desk"]
    assert x >= 0
    assert y >= 0
    assert x + width <= 1366
    assert y + height <= 768
