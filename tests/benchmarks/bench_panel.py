"""A panel larger than any, as its chair meets it: what is read, worked out and shown, and how long the window stands still.

500 candidates, 40 assessors, two or three of them to a candidate and method, some 85,000 marks. With an argument, so many
candidates instead. Run offscreen, where painting costs what it costs in memory.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar

from assessor_app.models.agreement import Rating
from assessor_app.models.ids import CaseId
from assessor_app.models.language import Language
from assessor_app.models.panel_statistics import panel_statistics
from assessor_app.store import cases, received
from assessor_app.store.database import Store, open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.application import application
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.consolidate_page import ConsolidatePage
from assessor_app.ui.pages.reconcile_page import ReconcilePage
from assessor_app.ui.runner import Runner, system_clock
from assessor_app.workflow.agreement import ratings_of
from assessor_app.workflow.consolidate import PanelView, agree_level, case_view, panel_view, refreshed
from assessor_app.workflow.reconcile import reconcile
from assessor_app.workflow.story import play
from assessor_app.workflow.verify import verify_file
from tests.benchmarks.large_panel import NOW, PANEL, PASSPHRASE, build
from tests.benchmarks.measure import median_ms, report

CASE = CaseId("case-0007")
TICK_MS = 5
SHOWN = 200
"""Milliseconds after which a person notices that they wait."""


def main() -> None:
    candidates = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        made = build(Path(folder) / "A000.assessdb", candidates)
        print(f"  {candidates} candidates, {made.marks:,} marks, {made.workspace.stat().st_size / 1e6:.0f} MB")
        with open_workspace(made.workspace, PASSPHRASE, now=NOW + timedelta(hours=1)) as store:
            view = _memory_and_rule(store)
        ratings = [rating for seen in view.cases for rating in ratings_of(view, seen, frozenset())]
        _window(made.workspace, view, ratings)
        _verify(Path(folder) / "demo")


def _memory_and_rule(store: Store) -> PanelView:
    marks = median_ms(lambda: store.rows("SELECT * FROM marks"), runs=3)
    one = median_ms(lambda: store.rows("SELECT body FROM cases WHERE id = ?", CASE))
    report("all marks, as rows", marks)
    report("all received sheets", median_ms(lambda: received.sheets_of(store, PANEL), runs=3), marks, "the rows")
    report("an assessor's queue", median_ms(lambda: cases.summaries(store, store.owner.id), runs=5), one, "one row")
    report("what is due and what is here", median_ms(lambda: reconcile(store, PANEL), runs=3), marks, "the rows")
    view = panel_view(store, PANEL)
    report("the panel, every case worked out", _once_ms(lambda: panel_view(store, PANEL)), marks, "the rows")
    report(
        "the panel again, nothing changed",
        median_ms(lambda: panel_view(store, PANEL, view), runs=3),
        marks,
        "the rows",
    )
    with store.step("agreed", {}, NOW):
        agree_level(store, case=CASE, method="material", indicator="K1", level=5, reason="-", participants=(), at=NOW)
    report("the panel after one agreed level", median_ms(lambda: refreshed(store, view, {CASE})), one, "one row")
    report("one case alone, as a vote reads it", median_ms(lambda: case_view(store, view.panel, CASE)), one, "one row")
    return refreshed(store, view, {CASE})


def _window(workspace: Path, view: PanelView, ratings: list[Rating]) -> None:
    app = application()
    appearance = Appearance(app, language=Language.ZH)
    store = open_workspace(workspace, PASSPHRASE, now=system_clock())
    desk_window = DeskWindow(Runner(store), appearance=appearance, languages=Languages(app, appearance))
    window, runner = desk_window.window, desk_window.runner
    window.resize(1280, 800)
    window.show()
    waits = Waits(runner)
    window.show_page("settings")
    waits.until_idle()
    floor = _once_ms(lambda: waits.act(lambda: window.show_page("verify")))
    report("show a page that reads nothing", floor)
    for page in ("today", "reconcile", "consolidate", "conclude"):
        _told(f"show {page} for the first time", waits, partial(window.show_page, page), floor, "that page")
    for page in ("today", "reconcile", "consolidate", "conclude"):
        _told(f"show {page} again", waits, partial(window.show_page, page), floor, "that page")
    window.show_page("consolidate")
    consolidate, check = window.page("consolidate"), window.page("reconcile")
    assert isinstance(consolidate, ConsolidatePage)
    assert isinstance(check, ReconcilePage)
    _told("go to the next candidate", waits, partial(consolidate.queue.step, 1), floor, "that page")
    agree = partial(
        desk_window.desk.perform, agree_level, case=CASE, method="material", indicator="K1", level=4, reason="-",
        participants=(),
    )  # fmt: skip
    _told("agree a level, until it is shown", waits, agree, floor, "that page")
    _scrolled("scroll the matrix by a step", consolidate.matrix.verticalScrollBar())
    window.show_page("reconcile")
    _scrolled("scroll the grid by a step, down", check.grid.verticalScrollBar())
    _scrolled("scroll the grid by a step, across", check.grid.horizontalScrollBar())
    waits.act(
        lambda: runner.run(
            lambda progress: panel_statistics(view.scheme, ratings, progress), title="-", done=lambda _all: None
        )
    )
    report(f"all statistics of {len(ratings):,} marks, aside", waits.took, None)
    report("   the window stood still at most", waits.longest)
    window.hide()
    desk_window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Waits:
    """Does something at the window, waits until all is done, and notes how long the window heard nothing meanwhile."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self.longest = self.took = 0.0
        """Milliseconds."""

    def act(self, what: Callable[[], object]) -> None:
        self.until_idle()
        self.longest, self._last = 0.0, time.perf_counter()
        start = self._last
        self._timer.start()
        what()
        self.until_idle()
        self._tick()
        self._timer.stop()
        self.took = (time.perf_counter() - start) * 1000

    def until_idle(self) -> None:
        while self._runner.busy:
            QApplication.processEvents()
            # The worker is to have the interpreter to itself, as when nobody touches anything.
            QThread.usleep(TICK_MS * 500)
        QApplication.processEvents()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now


def _told(label: str, waits: Waits, what: Callable[[], object], floor: float, floor_name: str) -> None:
    waits.act(what)
    report(label, waits.took, floor, floor_name)
    if waits.took > SHOWN:
        report("   the window stood still at most", waits.longest)


def _scrolled(label: str, bar: QScrollBar) -> None:
    steps = iter(range(10_000))

    def scroll() -> None:
        place = next(steps) * bar.singleStep() % max(bar.maximum(), 1)
        bar.setValue(place)
        QApplication.processEvents()

    def nothing() -> None:
        bar.window().repaint()

    report(label, median_ms(scroll, runs=21), median_ms(nothing, runs=5), "painting the window")


def _verify(folder: Path) -> None:
    play(folder, rounds=("cse",), language=Language.EN, tell=lambda _sentence: None)
    trust = next(folder.rglob("trust-list.p7s")).read_bytes()
    result = next(path for path in sorted(folder.rglob("result-*")) if path.suffix == ".asice")
    plain = median_ms(result.read_bytes)
    spent = median_ms(
        lambda: verify_file(result, trust=trust, now=system_clock(), identity=None, progress=lambda *_: None), runs=3
    )
    report("verify the sample's result, everything inside", spent, plain, "reading the file")


def _once_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
