"""Reading in the program against the bare interpreter and Qt alone; a durable write against an fsync."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from assessor_app.errors import DiskFull
from assessor_app.files import atomic_write
from assessor_app.messages import Messages
from tests.benchmarks.measure import median_ms, report


def process(code: str) -> float:
    return median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True), runs=7)


def main() -> None:
    bare = process("pass")
    qt = process("import PySide6.QtWidgets")
    report("a bare interpreter", bare)
    report("import PySide6.QtWidgets", qt, bare, "bare interpreter")
    report("import assessor_app.cli", process("import assessor_app.cli"), bare, "bare interpreter")
    report("import assessor_app.app", process("import assessor_app.app"), qt, "QtWidgets")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        data = os.urandom(100_000)

        def plain() -> None:
            with path.open("wb") as target:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())

        report(
            "write 100 kB, whole or not at all", median_ms(lambda: atomic_write(path, data)), median_ms(plain), "fsync"
        )

    Messages().sentence(DiskFull(place="/x"))
    report("a refusal told", median_ms(lambda: Messages().sentence(DiskFull(place="/x"))))


if __name__ == "__main__":
    main()
