"""The chair's panel, read once for all pages that show it; a large one away from the window, with a bar.

Pages ask for it when they are shown (`PanelReading.want`) and show `view` when it is `renewed`. After a step that touched single
cases these alone are read again, at once; after anything else the panel is `outdated`, and whoever shows it asks again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PanelId
from assessor_app.store import panels
from assessor_app.store.database import Store
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import translated
from assessor_app.ui.runner import Task
from assessor_app.workflow.consolidate import PanelView, panel_view, refreshed

AT_ONCE = 12
"""So many cases are read before anybody notices, some 5 ms each; more are read away from the window."""

_OF_ALL = Touched.ROUNDS | Touched.CASES | Touched.PACKAGES | Touched.PEOPLE
_OF_ONE = Touched.SHEETS | Touched.CONSOLIDATION


class PanelReading(QObject):
    """What the pages of one desk know of the panel in hand. Made by `panel_reading`."""

    renewed = Signal()
    """`view` is another one now."""
    outdated = Signal()
    """`view` no longer says all; whoever is looking at it asks for it again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view: PanelView | None = None
        self._stale = True
        self._task: Task | None = None
        desk.changed.connect(self._on_changed)
        desk.panel_chosen.connect(self._on_panel)

    @property
    def view(self) -> PanelView | None:
        """The panel in hand as it was last read; None as long as it was not."""
        return self._view

    @property
    def under_way(self) -> bool:
        return self._task is not None

    def want(self) -> None:
        """Somebody shows the panel: read it, unless what is here still stands or is being read."""
        panel = self._desk.panel
        if not panel or not self._stale or self._task is not None:
            return
        self._stale = False
        if len(panels.get(self._desk.store, panel).cases) <= AT_ONCE:
            self._take(panel, panel_view(self._desk.store, panel, self._view))
            return
        self._task = self._desk.runner.examine(
            partial(_read, panel=panel, earlier=self._view),
            title=translated("PanelReading", "Working out the panel"),
            done=partial(self._landed, panel),
            failed=self._failed,
        )
        self._desk.runner.finished.connect(self._on_finished)

    def _take(self, panel: PanelId, view: PanelView) -> None:
        if panel == self._desk.panel:
            self._view = view
            self.renewed.emit()

    def _landed(self, panel: PanelId, view: PanelView) -> None:
        self._take(panel, view)
        if self._stale:
            # Something changed while it was being read.
            self.outdated.emit()

    def _failed(self, error: BaseException) -> None:
        self._stale = True
        self._desk.refused.emit(error)

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._desk.runner.finished.disconnect(self._on_finished)
            self._stale = self._stale or task.cancelled.is_set()

    def _on_panel(self, _panel: str) -> None:
        if self._task is not None:
            self._desk.runner.cancel(self._task)
        self._view, self._stale = None, True
        self.outdated.emit()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touched & (_OF_ALL | _OF_ONE):
            return
        few = 0 < len(changes.cases) <= AT_ONCE and not changes.touched & _OF_ALL
        if few and self._view is not None and not self._stale and self._task is None:
            self._view = refreshed(self._desk.store, self._view, {CaseId(case) for case in changes.cases})
            self.renewed.emit()
        else:
            self._stale = True
            self.outdated.emit()


def panel_reading(desk: Desk) -> PanelReading:
    """The one of this desk."""
    found = desk.findChild(PanelReading)
    return found if isinstance(found, PanelReading) else PanelReading(desk)


def _read(
    store: Store, progress: Callable[[str, float], None], *, panel: PanelId, earlier: PanelView | None
) -> PanelView:
    # Half a million values without a cycle come about; the collector would go through them again and again, and hold the
    # window up each time for tenths of a second. Set aside, they are freed as ever once nobody holds them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return panel_view(store, panel, earlier, progress)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
