"""The window on one open workspace: the frame, the pages of the person's desks, and what joins them.

Pages hear nothing of the frame and the frame nothing of steps; here the save clock, undo, progress, messages and
closing are wired.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.people import Role
from assessor_app.models.rounds import Mode
from assessor_app.store import panels, rounds, settings
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk import Desk
from assessor_app.ui.find_panel import FindPanel
from assessor_app.ui.help_panel import HelpPanel
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.idle import IDLE_KEY, IdleWatch, idle_minutes
from assessor_app.ui.language import Languages, translated
from assessor_app.ui.main_window import MainWindow, PageSpec
from assessor_app.ui.preferences import BACKUP_PLACE
from assessor_app.ui.runner import Runner, Task
from assessor_app.ui.top_bar import Place
from assessor_app.ui.tour import Tour, tour_steps
from assessor_app.ui.widgets.message import MessageKind, MessageText

if TYPE_CHECKING:
    from assessor_app.ui.paper_index import PaperIndex

BACKUP_EVERY_MS = 60 * 60 * 1000
"""Once an hour, and when the workspace is closed; nothing written since the last one means nothing to do."""


TOUR_SEEN = "tour/seen"
READ_PAPERS_AFTER_MS = 1500
"""After the window is shown, so that the first page is never kept waiting."""


class SettingsMemory(QObject):
    """Small things of the window, kept among the settings of the workspace; written in steps of their own, when there is time."""

    kept = Signal(str)
    """The name of what is kept anew."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._kept: dict[str, bytes] = {
            name.removeprefix("ui/"): bytes.fromhex(value)
            for name, value in settings.all(runner.reader).items()
            if name.startswith("ui/")
        }

    def get(self, key: str) -> bytes | None:
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        if self._kept.get(key) != value and not self._runner.reader_only:
            self._kept[key] = value
            self._runner.remember(f"ui/{key}", value.hex())
            self.kept.emit(key)


class DeskWindow(QObject):
    """Holds a `MainWindow` and a `Desk` together."""

    locked = Signal()
    """The person asked to lock the screen, or was away too long."""
    closed = Signal()

    def __init__(
        self, runner: Runner, *, appearance: Appearance, languages: Languages, specs: Sequence[PageSpec] | None = None
    ) -> None:
        super().__init__()
        self.runner = runner
        memory = SettingsMemory(runner)
        self.desk = Desk(runner, appearance=appearance, languages=languages, remember=memory, parent=self)
        self.window = MainWindow(memory)
        self._tasks: list[Task] = []
        self._said_done = False
        self.finder: FindPanel | None = None
        self.papers: PaperIndex | None = None
        self.help_panel: HelpPanel | None = None
        self.tour: Tour | None = None
        self._connect()
        self._choose_first()
        self.show_place()
        if specs is None:
            # Pages are many and heavy; the registry is asked only when a workspace is open.
            from assessor_app.ui.pages import page_specs

            specs = page_specs(self.desk)
        self.window.set_pages(specs, self._last_page(specs))
        self.window.may_close = self._may_close
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_EVERY_MS)
        self._backups.timeout.connect(self._back_up)
        if not runner.reader_only:
            self._backups.start()
        self._read_papers_soon = QTimer(self)
        self._read_papers_soon.setSingleShot(True)
        self._read_papers_soon.setInterval(READ_PAPERS_AFTER_MS)
        self._read_papers_soon.timeout.connect(self.read_papers)
        if not runner.reader_only:
            self._read_papers_soon.start()
        self.idle = IdleWatch(idle_minutes(memory), self)
        self.idle.idle.connect(self._away)
        memory.kept.connect(self._on_kept)

    def _connect(self) -> None:
        runner, window, desk = self.runner, self.window, self.desk
        runner.saving.connect(window.top_bar.saving.show_busy)
        runner.saved.connect(window.top_bar.saving.show_saved)
        runner.began.connect(self._on_began)
        runner.progressed.connect(self._on_progress)
        runner.finished.connect(self._on_finished)
        desk.refused.connect(self.show_error)
        desk.changed.connect(self._on_changed)
        desk.page_wanted.connect(self._go)
        desk.said.connect(self._say)
        desk.round_chosen.connect(lambda _round: self.show_place())
        desk.panel_chosen.connect(lambda _panel: self.show_place())
        window.undo_wanted.connect(desk.undo)
        window.redo_wanted.connect(desk.redo)
        window.lock_wanted.connect(self.locked)
        window.progress.cancel_wanted.connect(self._cancel)
        window.page_shown.connect(lambda page: desk.remember.set("page", page.encode()))
        window.page_shown.connect(lambda _page: self._drop_done())
        window.case_wanted.connect(desk.case_step_wanted)
        window.find_wanted.connect(self._find)
        window.print_wanted.connect(desk.print_wanted)
        window.back_wanted.connect(desk.back_wanted)
        window.page_shown.connect(self._help_follows)
        window.keys_wanted.connect(self._help)
        window.tour_wanted.connect(self._show_round)
        window.closing.connect(self.closed)
        desk.languages.language_changed.connect(self._on_language)

    def read_papers(self) -> None:
        """Read for the search what was not read yet. What reads papers is heavy, so it is loaded once the window stands."""
        from assessor_app.ui.paper_index import PaperIndex

        self._read_papers_soon.stop()
        if self.papers is None:
            self.papers = PaperIndex(self.desk)
        self.papers.go_on()

    def show_place(self) -> None:
        """Say in the top bar which round, group and mode this is, and who is at the desk."""
        store, desk = self.desk.store, self.desk
        known = {round_.id: round_ for round_ in rounds.all(store)}
        here = known.get(desk.round)
        group = panels.get(store, desk.panel).name.of(desk.language) if desk.panel else ""
        owner = store.owner
        role = next((role for role in (Role.OFFICER, Role.CHAIR, Role.ASSESSOR) if role in owner.roles), Role.ASSESSOR)
        self.window.show_place(
            Place(
                round=here.title.of(desk.language) if here else "",
                group=group,
                rehearsal=store.mode is Mode.REHEARSAL,
                person=owner.name.of(desk.language),
                role=role_word(role),
            )
        )

    def show_error(self, error: BaseException) -> None:
        """Say an error above the page, in the window's language."""
        said = Messages(self.desk.language).sentence(error)
        kind = MessageKind.REFUSED
        details = "" if isinstance(error, Refusal) else said.details
        self._said_done = False
        self.window.show_message(kind, MessageText(said.what, said.safe, said.next, details=details))

    # slots

    def _say(self, kind: str, what: str, following: str) -> None:
        self._said_done = MessageKind(kind) is MessageKind.DONE
        self.window.show_message(MessageKind(kind), MessageText(what, next=following))

    def _drop_done(self) -> None:
        """What was done is said where it was done; it does not follow to other pages. Refusals stay until they are folded."""
        if self._said_done:
            self._said_done = False
            self.window.message.fold()

    def _go(self, page: str) -> None:
        self.window.show_page(page)

    def _find(self) -> None:
        if self.finder is None:
            self.finder = FindPanel(self.desk, self.window)
        self.finder.open_below(self.window.top_bar.find_box)

    def _help(self) -> None:
        """The help on the page in hand, beside it; pressed again, folded away. On the page of the whole guide: back."""
        if self.window.current_page == "help":
            self.desk.back_wanted.emit()
        elif self.help_panel is not None:
            self._fold_help()
        else:
            self.help_panel = HelpPanel()
            self.help_panel.closed.connect(self._fold_help)
            self.help_panel.guide_wanted.connect(self._whole_guide)
            self.help_panel.tour_wanted.connect(self._show_round)
            self.window.show_beside(self.help_panel)
            self._help_follows(self.window.current_page)

    def _help_follows(self, page: str) -> None:
        if self.help_panel is None:
            return
        if page == "help":
            self._fold_help()
            return
        hints: Callable[[], Sequence[Hint]] | None = getattr(self.window.page(page), "hints", None)
        self.help_panel.show_page(page, hints() if hints is not None else ())

    def _fold_help(self) -> None:
        panel, self.help_panel = self.help_panel, None
        if panel is not None:
            self.window.show_beside(None)
            panel.deleteLater()
            self.window.focus_page()

    def _whole_guide(self) -> None:
        came_from = self.window.current_page
        page = self.window.show_page("help")
        open_at: Callable[[str], None] | None = getattr(page, "open_at", None)
        if open_at is not None:
            open_at(came_from)

    def _show_round(self) -> None:
        """Lead round the window, from the assessor's or whichever desk's pages there are."""
        self._fold_help()
        if self.tour is None:
            self.tour = Tour(self.window, tour_steps({spec.id for spec in self.window.specs}))
            self.tour.ended.connect(self._tour_ended)
            self.tour.begin()

    def _tour_ended(self) -> None:
        tour, self.tour = self.tour, None
        if tour is not None:
            tour.deleteLater()
            self.window.focus_page()

    def welcome(self) -> None:
        """Lead round the window the first time the sample is opened."""
        if self.desk.remember.get(TOUR_SEEN) is None:
            self.desk.remember.set(TOUR_SEEN, b"1")
            self._show_round()

    def _away(self) -> None:
        """Nobody is there: lock, unless work with a bar is under way."""
        if self._tasks:
            self.idle.set_minutes(self.idle.minutes)
        else:
            self.locked.emit()

    def _back_up(self) -> None:
        """Beside the workspace, and at the second place; one that is not there now is said."""
        self.runner.back_up()
        place = settings.get(self.desk.store, BACKUP_PLACE)
        if place and Path(place).is_dir():
            self.runner.back_up(Path(place))
        elif place:
            self._say(
                "warning",
                translated("DeskWindow", "The second place for backups is not there: {folder}").format(folder=place),
                translated("DeskWindow", "Put the stick in, or choose another place in the settings."),
            )

    def _on_kept(self, key: str) -> None:
        if key == IDLE_KEY:
            self.idle.set_minutes(idle_minutes(self.desk.remember))

    def _on_language(self, _language: object) -> None:
        self.show_place()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.ROUNDS | Touched.PEOPLE):
            self._choose_first()
            self.show_place()

    def _on_began(self, task: Task) -> None:
        if task.title:
            self._tasks.append(task)
            self.window.progress.begin(task.title)

    def _on_progress(self, task: Task, text: str, fraction: float) -> None:
        if task in self._tasks:
            self.window.progress.report(text, fraction)

    def _on_finished(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
            if not self._tasks:
                self.window.progress.finish()

    def _cancel(self) -> None:
        for task in self._tasks:
            self.runner.cancel(task)

    # helpers

    def _choose_first(self) -> None:
        """Stand in the newest round and its first panel, unless a choice stands."""
        store = self.desk.store
        if not self.desk.round:
            known = rounds.all(store)
            if known:
                self.desk.choose_round(known[-1].id)
        if self.desk.round and not self.desk.panel:
            mine = [
                panel
                for panel in panels.of_round(store, self.desk.round)
                if any(member.id == store.owner.id for member in panel.members)
            ]
            if mine:
                self.desk.choose_panel(mine[0].id)

    def _last_page(self, specs: Sequence[PageSpec]) -> str:
        kept = (self.desk.remember.get("page") or b"").decode()
        return kept if kept in {spec.id for spec in specs} else ""

    def _may_close(self) -> bool:
        """Work that was begun and shows a bar is asked about; marks under way are simply finished."""
        if not self._tasks:
            return True
        answer = QMessageBox.question(
            self.window,
            translated("DeskWindow", "Work is under way"),
            translated("DeskWindow", "“{title}” is not finished. Stop it and close?").format(
                title=self._tasks[0].title
            ),
            defaultButton=QMessageBox.StandardButton.No,
        )
        if answer is not QMessageBox.StandardButton.Yes:
            return False
        self._cancel()
        return True

    def close(self) -> None:
        """Finish what was handed over and close the workspace."""
        # The languages outlive every desk; what is closed must not be asked to read again.
        self.desk.languages.language_changed.disconnect(self._on_language)
        self.window.remember_places()
        self._backups.stop()
        self._read_papers_soon.stop()
        if self.papers is not None:
            self.papers.stop()
        self.idle.stop()
        if not self.runner.reader_only:
            self._back_up()
        self.runner.close()
        self.desk.outside.take_back()
        self.window.deleteLater()
        self.deleteLater()


def role_word(role: Role) -> str:
    """What a person is called in the top bar."""
    match role:
        case Role.CHAIR:
            return translated("Roles", "Panel chair")
        case Role.OFFICER:
            return translated("Roles", "Society officer")
        case _:
            return translated("Roles", "Assessor")
