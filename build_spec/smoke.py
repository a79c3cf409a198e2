"""Freezes the program and tries it as a stranger would: another folder, an empty home, no Python beside it.

    .venv/bin/python build_spec/smoke.py            build, then try
    .venv/bin/python build_spec/smoke.py --try-only try what was built

Status 0: it may be given to people. Status 1: it may not, and the last lines say why.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "assessor-desk"

# A bundle made where these are missing opens no window on any machine that lacks them too; PyInstaller only warns.
MISSING = re.compile(
    r"Library not found: could not resolve '([^']*(?:xcb|xkb|EGL|GL|dbus|fontconfig|glib)[^']*)'", re.IGNORECASE
)

# Starts the program ($0) on a virtual screen; status 0 as soon as a window of it is seen there.
SHOWS_A_WINDOW = """
"$0" & program=$!
timeout 60 xdotool search --sync --onlyvisible --pid $program; seen=$?
kill $program
exit $seen
"""


class NotFit(Exception):
    """The frozen program may not be given to anyone; the text says why."""


def build() -> None:
    """Freeze the program into dist/assessor-desk."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += [
        f"--distpath={ROOT / 'dist'}",
        f"--workpath={ROOT / 'build'}",
        str(ROOT / "build_spec" / "assessor_app.spec"),
    ]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise NotFit(f"PyInstaller failed:\n{done.stdout[-4000:]}")
    missing = sorted(set(MISSING.findall(done.stdout)))
    if missing:
        raise NotFit(f"libraries of the window are missing on this machine: {', '.join(missing)}")


def try_out() -> None:
    """Run the frozen program away from its birthplace: its self-check and, on Linux, its window on a virtual screen."""
    with tempfile.TemporaryDirectory(prefix="评价 smoke ") as folder:
        # A name with a blank and Chinese in it, since so are the folders of those who will use it.
        away = Path(folder) / "工作台 desk"
        shutil.copytree(BUILT, away, symlinks=True)
        program = away / ("assessor-app.exe" if sys.platform == "win32" else "assessor-app")
        check([program, "--help"], folder)
        check([program, "self-check"], folder, QT_QPA_PLATFORM="offscreen")
        if sys.platform.startswith("linux"):
            check(["xvfb-run", "-a", "/bin/sh", "-c", SHOWS_A_WINDOW, program], folder, QT_QPA_PLATFORM="xcb")


def check(command: list[str | Path], home: str, **setting: str) -> None:
    """Run `command` with nothing of this checkout in its surroundings; status 0 or it is not fit."""
    said = "a window on a screen" if SHOWS_A_WINDOW in command else " ".join(Path(word).name for word in command)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    clean |= {"HOME": home, "ASSESSOR_HOME": str(Path(home) / "home"), **setting}
    done = subprocess.run(
        command, cwd=home, env=clean, capture_output=True, text=True, encoding="utf-8", check=False, timeout=900
    )
    if done.returncode != 0:
        raise NotFit(f"{said} ended with status {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    print(f"ok: {said} {' '.join(f'{name}={value}' for name, value in setting.items())}")


def size(folder: Path) -> int:
    """Bytes on disk, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def main() -> int:
    """Build and try; see the module's words."""
    wishes = argparse.ArgumentParser(description="freeze the program and try it")
    wishes.add_argument("--try-only", action="store_true", help="do not build, try what was built")
    try:
        if not wishes.parse_args().try_only:
            build()
        try_out()
    except NotFit as reason:
        print(f"not fit to be given to anyone: {reason}", file=sys.stderr)
        return 1
    print(f"{BUILT.relative_to(ROOT)} is fit to be given out ({size(BUILT) / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
