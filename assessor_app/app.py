"""Joins the parts: the one place that knows everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.models.language import Language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from assessor_app.store.database import Store
    from assessor_app.ui.desk_window import DeskWindow
    from assessor_app.ui.pages.entrance import Entrance


def open_window(
    *, workspace: Path | None, language: Language, passphrase: str | None = None, fixed_language: bool = False
) -> int:
    """Open the window and run until it is closed; gives the exit status.

    With a workspace and its passphrase the desk is shown at once (the sample); with a workspace alone the passphrase is
    asked for; with neither the first page offers what can be done. ``language`` is that of the machine, unless the
    person chose another here before; with ``fixed_language`` it was asked for on the command line and holds.
    """
    from assessor_app.log import catch_crashes, start_log
    from assessor_app.ui.application import application

    start_log()
    catch_crashes()
    app = application()
    program = Program(app, language, fixed_language=fixed_language)
    program.start(workspace, passphrase)
    if passphrase is not None:
        program.welcome()
    return app.exec()


class Program:
    """The running program: either the entrance (first run, unlocking) or one desk."""

    def __init__(self, app: QApplication, language: Language, *, fixed_language: bool = False) -> None:
        from assessor_app.ui.appearance import Appearance
        from assessor_app.ui.language import Languages
        from assessor_app.ui.preferences import Preferences

        self.app = app
        app.setQuitOnLastWindowClosed(False)
        self.appearance = Appearance(app, language=language)
        self.languages = Languages(app, self.appearance)
        self.preferences = Preferences(self.appearance, self.languages, fixed_language=fixed_language)
        self.entrance: Entrance | None = None
        self.desk_window: DeskWindow | None = None

    def start(self, workspace: Path | None, passphrase: str | None) -> None:
        """Show the entrance, or the desk where workspace and passphrase are known."""
        if workspace is not None and passphrase is not None:
            from assessor_app.store.database import open_workspace
            from assessor_app.ui.runner import system_clock

            self.enter(open_workspace(workspace, passphrase, now=system_clock()))
        else:
            self.show_entrance(workspace)

    def show_entrance(self, workspace: Path | None) -> None:
        """The page before any workspace is open."""
        from assessor_app.ui.pages.entrance import Entrance

        entrance = Entrance(self.appearance, self.languages, workspace)
        entrance.opened.connect(self.enter)
        entrance.sample_opened.connect(self._enter_sample)
        entrance.closed.connect(self.leave)
        self.entrance = entrance
        entrance.show()

    def enter(self, store: Store) -> None:
        """Show the desk of an open workspace."""
        from assessor_app.ui.desk_window import DeskWindow
        from assessor_app.ui.runner import Runner

        made = DeskWindow(Runner(store), appearance=self.appearance, languages=self.languages)
        self.desk_window = made
        self.preferences.enter(made.desk.remember)
        made.closed.connect(self.leave)
        made.locked.connect(lambda: self._lock(store.path))
        made.window.show()
        self._drop_entrance()

    def _enter_sample(self, store: Store) -> None:
        self.enter(store)
        self.welcome()

    def welcome(self) -> None:
        """Lead whoever sees the sample for the first time round its window."""
        if self.desk_window is not None:
            self.desk_window.welcome()

    def _lock(self, workspace: Path) -> None:
        """Close the workspace, so that nothing of it is in memory, and ask for the passphrase again."""
        self.close_desk()
        self.show_entrance(workspace)

    def leave(self) -> None:
        """Close whatever is open and end the program."""
        self.close_desk()
        self._drop_entrance()
        self.languages.put_away()
        self.app.quit()

    def close_desk(self) -> None:
        """Close the workspace that is open, if one is."""
        if self.desk_window is not None:
            desk_window, self.desk_window = self.desk_window, None
            self.preferences.leave()
            desk_window.window.hide()
            desk_window.close()

    def _drop_entrance(self) -> None:
        if self.entrance is not None:
            entrance, self.entrance = self.entrance, None
            entrance.hide()
            entrance.deleteLater()
