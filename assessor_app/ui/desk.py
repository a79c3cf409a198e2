"""What every page is given: the runner to act through, the store to read, and what the person is looking at.

Pages never call each other. A page acts by ``desk.perform(step, …)``, hears what changed by ``desk.changed`` and
reads again what it
shows; it goes elsewhere by ``desk.go(page_id)`` after choosing a round, panel or case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PanelId, RoundId
from assessor_app.models.language import Language
from assessor_app.models.people import Person
from assessor_app.store.database import Store
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.main_window import Remember
from assessor_app.ui.outside import Outside
from assessor_app.ui.runner import Done, Failed, Runner, Task

Act = Callable[..., object]
"""Runs a step: the step, ``failed`` and its keywords, as `Desk.perform` does."""


class Desk(QObject):
    """One open workspace, as the pages see it."""

    changed = Signal(object)
    """`Changes` that are durable; each page looks at ``touched`` and reads again what it shows."""
    refused = Signal(object)
    """An error nobody else took care of; the window says it above the page."""
    case_chosen = Signal(str)
    panel_chosen = Signal(str)
    round_chosen = Signal(str)
    page_wanted = Signal(str)
    case_step_wanted = Signal(int)
    """The next case (+1) or the one before (-1) is asked for."""
    print_wanted = Signal()
    back_wanted = Signal()
    sheet_wanted = Signal(str, str, str)
    """Case, method and indicator that somebody wants to see on the scoring page."""
    paper_wanted = Signal(str, str, int, str)
    """Case, document, page and words: the scoring page shows that page with the words marked."""
    said = Signal(str, str, str)
    """Something to say above the page: kind (``info``, ``warning``, ``refused``, ``done``), what happened, what next."""

    def __init__(
        self,
        runner: Runner,
        *,
        appearance: Appearance,
        languages: Languages,
        remember: Remember,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner, self.appearance, self.languages, self.remember = runner, appearance, languages, remember
        self.undo_stack = QUndoStack(self)
        self.outside = Outside()
        self._case = CaseId("")
        self._panel = PanelId("")
        self._round = RoundId("")
        runner.changed.connect(self._forget)
        runner.changed.connect(self.changed)
        runner.refused.connect(self.refused)

    # what it answers

    @property
    def store(self) -> Store:
        """The connection to read through, on the GUI thread. Reads are small; long ones go by ``runner.read``."""
        return self.runner.reader

    @property
    def owner(self) -> Person:
        return self.store.owner

    @property
    def language(self) -> Language:
        return self.languages.language

    @property
    def case(self) -> CaseId:
        """The case in hand; empty if none."""
        return self._case

    @property
    def panel(self) -> PanelId:
        return self._panel

    @property
    def round(self) -> RoundId:
        return self._round

    def now(self) -> datetime:
        return self.runner.now()

    # what it does

    def perform(
        self,
        step: Callable[..., Changes],
        *,
        title: str = "",
        passphrase: str | None = None,
        done: Done | None = None,
        failed: Failed | None = None,
        **kwargs: Any,
    ) -> Task:
        """Run a step of ``workflow``; see `Runner.perform`."""
        return self.runner.perform(step, title=title, passphrase=passphrase, done=done, failed=failed, **kwargs)

    def perform_undoable(
        self,
        text: str,
        step: Callable[..., Changes],
        forward: dict[str, Any],
        backward: dict[str, Any],
        *,
        act: Act | None = None,
        show: Callable[[], None] | None = None,
    ) -> None:
        """Run ``step`` with ``forward`` and remember that running it with ``backward`` takes that back.

        ``act`` runs the step in place of `perform` (a page that must know what is on its way); ``show`` brings what
        undo or redo changed into view. A step that was refused is forgotten.
        """
        self.undo_stack.push(_StepCommand(self, text, step, forward, backward, act or self.perform, show))

    def undo(self) -> None:
        """Take back the last step that was kept."""
        self._past_forgotten(self.undo_stack.undo, lambda: self.undo_stack.index() - 1)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._past_forgotten(self.undo_stack.redo, self.undo_stack.index)

    def _forget(self, changes: Changes) -> None:
        """What was locked, signed or handed over is not taken back by a key: that is a step of its own, with a reason."""
        if changes.touched & (Touched.SHEETS | Touched.PACKAGES):
            self.undo_stack.clear()

    def _past_forgotten(self, turn: Callable[[], None], place: Callable[[], int]) -> None:
        while 0 <= place() < self.undo_stack.count():
            forgotten = self.undo_stack.command(place()).isObsolete()
            turn()
            if not forgotten:
                return

    def choose_case(self, case: str) -> None:
        if case != self._case:
            self._case = CaseId(case)
            self.case_chosen.emit(case)

    def choose_panel(self, panel: str) -> None:
        if panel != self._panel:
            self._panel = PanelId(panel)
            self.panel_chosen.emit(panel)

    def choose_round(self, round_: str) -> None:
        if round_ != self._round:
            self._round = RoundId(round_)
            self.round_chosen.emit(round_)

    def go(self, page_id: str) -> None:
        """Ask the window to show a page."""
        self.page_wanted.emit(page_id)

    def open_sheet(self, case: str, method: str, indicator: str = "") -> None:
        """Show a sheet on the scoring page, at one of its indicators."""
        self.choose_case(case)
        self.go("score")
        self.sheet_wanted.emit(case, method, indicator)

    def open_paper(self, case: str, document: str, page: int, words: str = "") -> None:
        """Show a page of a paper on the scoring page, with the words marked."""
        self.choose_case(case)
        self.go("score")
        self.paper_wanted.emit(case, document, page, words)

    def say(self, kind: str, what: str, following: str = "") -> None:
        self.said.emit(kind, what, following)


class _StepCommand(QUndoCommand):
    """The same step with the new value, and with the earlier one."""

    def __init__(
        self,
        desk: Desk,
        text: str,
        step: Callable[..., Changes],
        forward: dict[str, Any],
        backward: dict[str, Any],
        act: Act,
        show: Callable[[], None] | None,
    ) -> None:
        super().__init__(text)
        self._desk, self._step, self._forward, self._backward = desk, step, forward, backward
        self._act, self._show, self._fresh = act, show, True

    def redo(self) -> None:
        self._run(self._forward)

    def undo(self) -> None:
        self._run(self._backward)

    def _run(self, kwargs: dict[str, Any]) -> None:
        if self.isObsolete():
            return
        if self._show is not None and not self._fresh:
            self._show()
        self._fresh = False
        self._act(self._step, failed=self._refused, **kwargs)

    def _refused(self, error: BaseException) -> None:
        self.setObsolete(True)
        self._desk.refused.emit(error)
