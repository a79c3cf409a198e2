"""Runs the benchmarks, each in a process of its own, and says at the end which of them could not be run.

    make bench                    all of them
    make bench ARGS=signing       those whose name contains a word

A benchmark is a file `bench_*.py` with a `main()` that prints its figures, each as a ratio to a floor measured in the same run
(see `measure.py`). Nothing here judges: figures on a shared machine wander, and the suite asserts no seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(words: list[str]) -> int:
    chosen = [path for path in sorted(HERE.glob("bench_*.py")) if not words or any(word in path.stem for word in words)]
    if not chosen:
        print(f"no benchmark is called {' or '.join(words)}", file=sys.stderr)
        return 2
    failed = [path.stem for path in chosen if not _run(path)]
    if failed:
        print(f"could not be run: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(path: Path) -> bool:
    print(f"\n{path.stem.removeprefix('bench_')}", flush=True)
    return subprocess.run([sys.executable, "-m", f"tests.benchmarks.{path.stem}"], check=False).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
