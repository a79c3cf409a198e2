"""Settings hold at once, are remembered, and the passphrase is one for opening and signing."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.language import Language
from assessor_app.store import backup, settings
from assessor_app.store.database import Store, open_workspace
from assessor_app.store.errors import WrongWorkspacePassphrase
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.settings_page import SettingsPage
from assessor_app.ui.runner import system_clock
from assessor_app.ui.theme import Density, theme
from assessor_app.workflow.join import unlock
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_desk: OpenDesk) -> DeskWindow:
    return open_desk("settings")


@pytest.fixture
def page(desk: DeskWindow) -> SettingsPage:
    return page_of(desk, "settings", SettingsPage)


def segment(holder: QWidget, text: str) -> QAbstractButton:
    QApplication.processEvents()  # buttons of another language are shown by the layout, which comes next
    return next(each for each in holder.findChildren(QAbstractButton) if each.text() == text and each.isVisible())


def test_that_language_theme_density_and_size_hold_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(segment(page.language, "English"), LEFT)
    assert theme().language is Language.EN
    assert page.change_button.text() == "Change the passphrase"
    page.theme_box.setCurrentIndex(page.theme_box.findData("dark"))
    page.theme_box.activated.emit(page.theme_box.currentIndex())
    qtbot.mouseClick(segment(page.density, "Roomy"), LEFT)
    qtbot.mouseClick(segment(page.scale, "125 %"), LEFT)
    assert (theme().is_dark, theme().density, theme().scale) == (True, Density.ROOMY, 125)


def test_that_slash_finds_a_setting(page: SettingsPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Slash)
    assert page.filter.hasFocus()
    page.filter.setText("备份")
    assert [group.title.text() for group in page.groups if group.isVisible()] == ["备份"]
    page.filter.clear()
    assert all(group.isVisible() for group in page.groups if group is not page.group_clock)


def test_that_one_new_passphrase_opens_and_signs(
    desk: DeskWindow, page: SettingsPage, half_done: Sitting, qtbot: QtBot
) -> None:
    new = "a much better one"
    for field, text in ((page.current, half_done.passphrase), (page.new, new), (page.again, new)):
        field.setFocus()
        write(qtbot, text)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert desk.window.message.isVisible()
    assert page.current.text() == page.new.text() == page.again.text() == ""
    desk.window.hide()
    desk.runner.wait()
    copy = half_done.workspace.with_name("copy.assessdb")
    shutil.copyfile(half_done.workspace, copy)
    for beside in half_done.workspace.parent.glob(f"{half_done.workspace.name}-*"):
        shutil.copyfile(beside, copy.parent / beside.name.replace(half_done.workspace.name, copy.name))
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(copy, half_done.passphrase, now=system_clock())
    with open_workspace(copy, new, now=system_clock()) as again:
        assert unlock(again, new).person_id == half_done.person


@pytest.mark.parametrize(
    ("current", "again", "error"),
    [("", "a much better one", 0), ("right", "a much better on", 2)],
)
def test_that_a_slip_is_said_at_the_field(
    page: SettingsPage, half_done: Sitting, current: str, again: str, error: int
) -> None:
    page.current.setText(half_done.passphrase if current else "")
    page.new.setText("a much better one")
    page.again.setText(again)
    page.change_passphrase()
    assert page.fields[error].error


def test_that_a_wrong_or_weak_passphrase_changes_nothing(
    desk: DeskWindow, page: SettingsPage, half_done: Sitting, qtbot: QtBot
) -> None:
    for current, new in (("wrong one", "a much better one"), (half_done.passphrase, "short")):
        page.current.setText(current)
        page.new.setText(new)
        page.again.setText(new)
        page.change_passphrase()
        settle(desk, qtbot)
        assert page.trouble.isVisible()
    assert unlock(desk.desk.store, half_done.passphrase).person_id == half_done.person


def test_that_backups_go_to_the_second_place_as_well(
    desk: DeskWindow, page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.set_backup_place(stick)
    settle(desk, qtbot)
    assert settings.get(desk.desk.store, "backup_place") == str(stick)
    (made,) = backup.list_backups(stick, desk.desk.store.id)
    assert made.size > 0
    qtbot.mouseClick(page.backup_button, LEFT)
    settle(desk, qtbot)
    assert backup.list_backups(desk.desk.store.backups, desk.desk.store.id)


def test_that_the_trust_list_is_taken_in_and_a_foreign_file_is_refused_here(
    desk: DeskWindow, page: SettingsPage, half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page.renew_trust_list(half_done.folder / "trust-list.p7s")
    settle(desk, qtbot)
    assert desk.window.message.isVisible()
    foreign = tmp_path / "holiday.p7s"
    foreign.write_bytes(b"not a trust list")
    page.renew_trust_list(foreign)
    settle(desk, qtbot)
    assert page.trust_trouble.isVisible()


def test_that_a_clock_set_back_stops_signing_and_is_settled_here(
    desk: DeskWindow, page: SettingsPage, half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not page.group_clock.isVisible()
    desk.runner.perform(tomorrow, at=desk.desk.now() + timedelta(days=1))
    settle(desk, qtbot)
    # What is entered meanwhile bears the time of the clock as it is, and hides nothing.
    desk.runner.remember("place", "anywhere")
    settle(desk, qtbot)
    page.renewal.passphrase.setText(half_done.passphrase)
    page.renewal.ask(tmp_path)
    settle(desk, qtbot)
    assert "时钟" in page.renewal.trouble.text.what
    assert not list(tmp_path.glob("renewal-*"))
    desk.window.show_page("today")
    desk.window.show_page("settings")
    assert page.group_clock.isVisible()
    page.filter.setText("备份")
    assert not page.group_clock.isVisible()
    page.filter.clear()
    qtbot.mouseClick(page.clock_button, LEFT)
    settle(desk, qtbot)
    assert not page.group_clock.isVisible()
    page.renewal.passphrase.setText(half_done.passphrase)
    page.renewal.ask(tmp_path)
    settle(desk, qtbot)
    assert list(tmp_path.glob("renewal-*"))


def tomorrow(_store: Store, *, at: datetime) -> Changes:
    return Changes(Touched.NOTHING)


def test_that_the_screen_locks_when_nobody_is_there_and_the_time_is_a_choice(
    desk: DeskWindow, page: SettingsPage, qtbot: QtBot
) -> None:
    page.idle.setCurrentIndex(page.idle.findData(30))
    page.idle.activated.emit(page.idle.currentIndex())
    assert desk.idle.minutes == 30
    with qtbot.waitSignal(desk.locked):
        desk.idle.idle.emit()
