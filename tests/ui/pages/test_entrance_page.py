"""The entrance: unlocking, beginning with an identity, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.rounds import Mode
from assessor_app.signing import pkcs12
from assessor_app.store import backup, journal, keys, rounds, schema
from assessor_app.store.database import Store, open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.entrance import Entrance, recent, remember
from assessor_app.ui.runner import system_clock
from assessor_app.workflow.story import Sitting
from tests.ui.hands import press, write
from tests.ui.pages.recoverable import Recoverable, recoverable_workspace

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


def test_that_wrong_passphrases_are_counted_and_lead_to_recovery(
    entrance: tuple[Entrance, list[Store]], languages: Languages, qtbot: QtBot
) -> None:
    page, _ = entrance
    for times in ("1", "2"):
        write(qtbot, "not the one")
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda times=times: f"已试 {times} 次" in page.trouble.text.what, timeout=20_000)  # type: ignore[misc]
    assert "11" not in page.trouble.text.what
    page.trouble.next_wanted.emit()
    assert page.recover_form.isVisible()
    assert not page.passphrase.isVisible()


def test_that_alt_r_asks_for_two_officers_and_escape_leads_back(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot
) -> None:
    page, _ = entrance
    press(qtbot, Qt.Key.Key_R, modifier=Qt.KeyboardModifier.AltModifier)
    assert page.recover_form.isVisible()
    assert page.recover_form.officers[0].share.button.hasFocus()
    assert not page.recover_form.recover_button.isEnabled()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.passphrase.hasFocus()


@pytest.fixture
def recoverable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recoverable:
    monkeypatch.setattr(keys, "COST", keys.Cost(2, 1, 1))
    monkeypatch.setattr(pkcs12, "ROUNDS", 1000)
    return recoverable_workspace(tmp_path)


def type_into(field: QLineEdit, words: str, qtbot: QtBot) -> None:
    field.setFocus()
    field.clear()
    write(qtbot, words)


def test_that_two_officers_open_a_workspace_whose_passphrase_is_lost(
    entrance: tuple[Entrance, list[Store]], recoverable: Recoverable, qtbot: QtBot
) -> None:
    page, opened = entrance
    page.show_unlock(recoverable.workspace)
    qtbot.mouseClick(page.forgotten_button, LEFT)
    form = page.recover_form
    for fields, (share, identity, secret) in zip(form.officers, recoverable.officers, strict=True):
        fields.share.choose(share)
        fields.identity.choose(identity)
        type_into(fields.passphrase, secret, qtbot)
    form.trust.choose(recoverable.trust)
    type_into(form.new, "runo-tami-selo", qtbot)
    type_into(form.again, "runo-tami-sela", qtbot)
    qtbot.mouseClick(form.recover_button, LEFT)
    assert form.again_field.error

    type_into(form.again, "runo-tami-selo", qtbot)
    type_into(form.officers[1].passphrase, "not hers", qtbot)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.mouseClick(form.recover_button, LEFT)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert opened == []

    type_into(form.officers[1].passphrase, recoverable.officers[1][2], qtbot)
    with qtbot.waitSignal(page.opened, timeout=20_000):
        form.again.setFocus()
        press(qtbot, Qt.Key.Key_Return)
    assert opened[0].owner.id == "A7"
    assert not any(each.text() for each in form.findChildren(QLineEdit))
    opened.pop().close()
    with open_workspace(recoverable.workspace, "runo-tami-selo", now=system_clock()) as again:
        assert again.owner.id == "A7"


def test_that_a_backup_chosen_by_its_date_comes_back_and_what_was_there_is_kept(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    page, opened = entrance
    with open_workspace(half_done.workspace, half_done.passphrase, now=system_clock()) as store:
        folder = store.backups
        made = backup.make(store, folder, system_clock())
        steps = backup.list_backups(folder)[0].steps
        with store.step("later", {}, system_clock()):
            pass
    qtbot.mouseClick(page.restore_way, LEFT)
    form = page.restore_form
    assert form.view.hasFocus()
    qtmodeltester.check(form.view.table)
    assert form.view.current == str(made)
    press(qtbot, Qt.Key.Key_Return)
    assert form.passphrase.hasFocus()
    write(qtbot, "not the one")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    with qtbot.waitSignal(page.opened, timeout=20_000):
        write(qtbot, half_done.passphrase)  # what stands there is selected and so replaced
        press(qtbot, Qt.Key.Key_Return)
    said = [line.step for line in journal.lines(opened[0])]
    assert (said[-1], len(said)) == ("workspace_restored", steps + 1)
    assert sorted(one.kept for one in backup.list_backups(folder)) == [False, True]
    assert opened[0].path == half_done.workspace


def test_that_a_folder_without_backups_says_so(
    entrance: tuple[Entrance, list[Store]], tmp_path: Path, qtbot: QtBot
) -> None:
    page, _ = entrance
    (tmp_path / "stick").mkdir()
    page.show_restore(tmp_path / "stick")
    assert not page.restore_form.view.isVisible()
    assert page.restore_form.folder_button.hasFocus()
    assert not page.restore_form.restore_button.isEnabled()


def test_that_a_workspace_of_a_newer_program_is_left_alone_and_its_version_said(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, qtbot: QtBot
) -> None:
    page, opened = entrance
    with open_workspace(half_done.workspace, half_done.passphrase, now=system_clock()) as store:
        store._connection.execute("PRAGMA query_only = OFF")
        store._connection.execute(f"PRAGMA user_version = {schema.LATEST + 1}")
    before = half_done.workspace.read_bytes()
    write(qtbot, half_done.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert str(schema.LATEST + 1) in page.trouble.text.what
    assert (opened, half_done.workspace.read_bytes()) == ([], before)


def test_that_those_opened_lately_are_a_click_away(
    entrance: tuple[Entrance, list[Store]], half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page, _ = entrance
    other = tmp_path / "another.assessdb"
    other.write_bytes(b"")
    remember(other)
    qtbot.mouseClick(page.back_button, LEFT)
    row = [each for each in page.findChildren(QPushButton) if each.text() == "another"][-1]
    qtbot.waitUntil(row.isVisible)
    qtbot.mouseClick(row, LEFT)
    assert (page.workspace, page.passphrase.hasFocus()) == (other, True)


def test_that_no_text_of_the_entrance_is_cut_off(
    entrance: tuple[Entrance, list[Store]], appearance: Appearance, languages: Languages, half_done: Sitting
) -> None:
    page, _ = entrance
    places = (
        page.show_start,
        lambda: page.show_unlock(half_done.workspace),
        lambda: page.show_begin(half_done.folder / "identities" / "A102.p12", None),
        page.show_recover,
        lambda: page.show_restore(half_done.folder),
    )
    for _ in variants(appearance, languages):
        for show in places:
            show()
            picture(page, (1280, 800))
            assert clipped_texts(page) == []
