"""The entrance: unlocking, beginning with an identity, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.models.rounds import Mode
from assessor_app.store import rounds
from assessor_app.store.database import Store, open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.entrance import Entrance, recent, remember
from assessor_app.ui.runner import system_clock
from assessor_app.workflow.story import Sitting
from tests.ui.hands import press, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def entrance(
    half_done: Sitting, appearance: Appearance, languages: Languages, qtbot: QtBot
) -> Iterator[tuple[Entrance, list[Store]]]:
    """Before the half-done workspace; what is opened is put into the list."""
    made = Entrance(appearance, languages, half_done.workspace)
    opened: list[Store] = []
    made.opened.connect(opened.append)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made, opened
    for store in opened:
        store.close()


def test_that_the_passphrase_has_the_focus_and_enter_opens(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot
) -> None:
    page, opened = entrance
    assert page.passphrase.hasFocus()
    with qtbot.waitSignal(page.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)
        press(qtbot, Qt.Key.Key_Return)
    assert opened[0].owner.id == half_done.person
    assert page.passphrase.text() == ""
    assert recent() == [half_done.workspace]


def test_that_no_candidate_is_named_before_it_is_open(entrance: tuple[Entrance, list[Store]]) -> None:
    page, _ = entrance
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert not any(name in said for name in ("林知远", "苏景行", "周砚秋"))


def test_that_a_wrong_passphrase_is_said_and_can_be_typed_again(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot
) -> None:
    page, opened = entrance
    write(qtbot, "not the one")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert page.passphrase.hasFocus()
    with qtbot.waitSignal(page.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)  # what stands there is selected and so replaced
        press(qtbot, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_that_a_workspace_open_elsewhere_can_be_read(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot
) -> None:
    page, opened = entrance
    with open_workspace(half_done.workspace, half_done.passphrase, now=system_clock()):
        assert not page.read_only_button.isVisible()
        write(qtbot, half_done.passphrase)
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(page.read_only_button.isVisible, timeout=20_000)
        with qtbot.waitSignal(page.opened, timeout=20_000):
            qtbot.mouseClick(page.read_only_button, LEFT)
        assert opened[0].read_only
        opened.pop().close()


def test_that_caps_lock_is_said(entrance: tuple[Entrance, list[Store]], qtbot: QtBot) -> None:
    page, _ = entrance
    page.passphrase.caps_lock_seen.emit(True)
    assert page.caps.text()
    page.passphrase.caps_lock_seen.emit(False)
    assert page.caps.text() == ""


def test_that_an_identity_file_and_the_trust_list_make_a_workspace(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page, opened = entrance
    identity = half_done.folder / "identities" / f"{half_done.person}.p12"
    page.show_begin(identity, half_done.folder / "trust-list.p7s")
    page.place.setText(str(tmp_path / "mine" / "gu.assessdb"))
    page.mode.setCurrentIndex(page.mode.findData(Mode.REHEARSAL.value))
    assert page.begin_passphrase.hasFocus()
    with qtbot.waitSignal(page.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)
        press(qtbot, Qt.Key.Key_Return)
    assert (opened[0].mode, rounds.all(opened[0])) == (Mode.REHEARSAL, ())
    assert (tmp_path / "mine" / "gu.assessdb").exists()


def test_that_a_new_workspace_asks_again_after_a_wrong_passphrase_and_keeps_its_fields_whole(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page, opened = entrance
    page.show_begin(half_done.folder / "identities" / f"{half_done.person}.p12", half_done.folder / "trust-list.p7s")
    page.place.setText(str(tmp_path / "gu.assessdb"))
    tall = page.place.height()
    write(qtbot, "not the one")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    qtbot.wait(0)
    assert page.begin_passphrase.hasFocus()
    assert (page.place.height(), page.place.visibleRegion().boundingRect().height()) == (tall, tall)
    with qtbot.waitSignal(page.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)
        press(qtbot, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_that_workspaces_are_remembered_newest_first_while_they_are_there(tmp_path: Path) -> None:
    places = [tmp_path / f"{number}.assessdb" for number in range(7)]
    for place in places:
        place.write_bytes(b"")
        remember(place)
    places[6].unlink()
    assert recent() == [places[5], places[4], places[3], places[2]]
