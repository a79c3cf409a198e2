"""How the benchmarks measure: the median of several runs, and its ratio to a floor taken in the same run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], *, runs: int = 11) -> float:
    """The median time of `work` in milliseconds over `runs` runs, after one to warm up; the collector rests meanwhile."""
    work()
    gc.disable()
    try:
        return statistics.median(_once(work) for _ in range(runs))
    finally:
        gc.enable()


def report(label: str, ms: float, floor_ms: float | None = None, floor: str = "") -> None:
    """Print one line: what, how long, and how many times its floor."""
    ratio = "" if floor_ms is None else f"{ms / floor_ms:9.1f} x {floor} ({floor_ms:.3f} ms)"
    print(f"  {label:<52}{ms:12.3f} ms{ratio}", flush=True)


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
