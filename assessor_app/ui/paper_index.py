"""Reads the papers in for the search, one after the other, away from the window.

It begins once the window stands and goes on whenever a case is taken in or declared; the case in hand goes first. A paper is
read in once and for all; one that cannot be read counts as read, so that nobody waits for it twice. Only a large one shows a
bar; who presses Cancel there is left in peace until the workspace is opened again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Document
from assessor_app.models.ids import CaseId
from assessor_app.store import cases
from assessor_app.ui.desk import Desk
from assessor_app.ui.runner import Task
from assessor_app.ui.widgets.viewer import ViewerDocument
from assessor_app.ui.widgets.viewer.paper_text import paper_text
from assessor_app.ui.widgets.viewer.values import nothing_to_check
from assessor_app.workflow.papers import check_word_paper, keep_paper_text, papers_to_read

LARGE = 4_000_000
"""Bytes from which on a paper may take longer than a second."""


class PaperIndex(QObject):
    """Keeps the index of one workspace up with its papers."""

    caught_up = Signal()
    """Every paper that may be read was read in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._runner = desk, desk.runner
        self._under_way: Task | None = None
        self._given_up = desk.runner.reader_only
        desk.changed.connect(self._on_changed)
        desk.runner.finished.connect(self._on_finished)

    @property
    def under_way(self) -> bool:
        """Whether a paper is being read in."""
        return self._under_way is not None

    def go_on(self) -> None:
        """Read the next paper in, and those after it."""
        if self._under_way is not None or self._given_up or self._runner.closed:
            return
        left = papers_to_read(self._runner.reader)
        if left:
            self._read(*min(left, key=lambda one: one[0] != self._desk.case))
        else:
            self.caught_up.emit()

    def stop(self) -> None:
        """Begin nothing more."""
        self._given_up = True

    def _read(self, case: CaseId, paper: Document) -> None:
        title = self.tr("Reading {name} for the search").format(name=paper.name) if paper.size > LARGE else ""
        self._under_way = self._runner.examine(
            lambda store, progress: paper_text(
                ViewerDocument(
                    paper.id,
                    paper.name,
                    paper.kind,
                    paper.media_type,
                    load=lambda: cases.content(store, paper.id),
                    check=check_word_paper if paper.kind.value == "word" else nothing_to_check,
                    file_name=paper.name,
                ),
                lambda part: progress("", part),
            ),
            title=title,
            done=lambda pages: self._keep(case, paper, pages),
            failed=lambda _error: self._keep(case, paper, ()),
        )

    def _keep(self, case: CaseId, paper: Document, pages: tuple[str, ...]) -> None:
        self._under_way = self._runner.perform(
            keep_paper_text, case=case, document=paper.id, pages=pages, done=self._next, failed=self._refused
        )

    def _next(self, _changes: Changes) -> None:
        self._under_way = None
        self.go_on()

    def _refused(self, error: BaseException) -> None:
        """A full disk, say: trying the next paper would only say it again."""
        self._under_way = None
        self.stop()
        self._runner.refused.emit(error)

    def _on_finished(self, task: Task) -> None:
        if task is self._under_way and task.cancelled.is_set():
            self._under_way = None
            self.stop()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.CASES | Touched.DECLARATIONS) and not self._given_up:
            self.go_on()
