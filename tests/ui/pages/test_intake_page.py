"""Intake: a verdict on each file before anything is kept; then what is sound is taken in, and can be taken out again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.records import Kind
from assessor_app.store import packages
from assessor_app.store.packages import PackageStatus
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.intake_page import Group, IntakePage
from tests.ui.hands import page_of, press, settle, write
from tests.ui.pages.society_desk import Office, OpenOffice

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_office: OpenOffice, office: Office) -> DeskWindow:
    return open_office(office, "intake")


@pytest.fixture
def page(desk: DeskWindow) -> IntakePage:
    return page_of(desk, "intake", IntakePage)


def standing(desk: DeskWindow) -> list[PackageStatus]:
    return [row.status for row in packages.all(desk.desk.store, Kind.RESULT, "in")]


def take_out(desk: DeskWindow, page: IntakePage, qtbot: QtBot) -> None:
    """As a person does: the row, a reason, the button."""
    page.view.choose(f"in:{packages.all(desk.desk.store, Kind.RESULT, 'in')[0].serial}")
    assert not page.take_out_button.isEnabled()
    page.reason.setFocus()
    write(qtbot, "signed by mistake")
    qtbot.mouseClick(page.take_out_button, LEFT)
    settle(desk, qtbot)


def unseal(desk: DeskWindow, page: IntakePage, office: Office, qtbot: QtBot) -> None:
    page.passphrase.setFocus()
    write(qtbot, office.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    settle(desk, qtbot)


def test_that_a_result_taken_out_is_verified_and_taken_in_again(
    desk: DeskWindow, page: IntakePage, office: Office, qtbot: QtBot
) -> None:
    assert standing(desk) == [PackageStatus.TAKEN_IN]
    take_out(desk, page, qtbot)
    assert standing(desk) == [PackageStatus.REMOVED]
    page.add_files([office.result])
    assert not page.take_button.isEnabled()
    unseal(desk, page, office, qtbot)
    assert page.passphrase.text() == ""
    assert page.group_of(office.result) is Group.READY
    assert standing(desk) == [PackageStatus.REMOVED]  # looking keeps nothing
    qtbot.mouseClick(page.take_button, LEFT)
    settle(desk, qtbot)
    assert standing(desk) == [PackageStatus.TAKEN_IN]
    assert not page.ready


def test_that_each_file_has_its_own_verdict_and_only_sound_ones_are_offered(
    desk: DeskWindow, page: IntakePage, office: Office, tmp_path: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    altered = tmp_path / "altered.asice"
    content = bytearray(office.container.read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    scores = next((office.folder / "score-packages").iterdir())
    paper = tmp_path / "roster.asice"
    paper.write_bytes(b"no package at all")
    page.add_files([office.result, altered, scores, paper])
    unseal(desk, page, office, qtbot)
    groups = {path.name: page.group_of(path) for path in (office.result, altered, scores, paper)}
    assert groups == {
        office.result.name: Group.NOTHING_NEW,
        altered.name: Group.REFUSED,
        scores.name: Group.REFUSED,
        paper.name: Group.REFUSED,
    }
    assert page.ready == ()
    qtmodeltester.check(page.view.table)
    page.set_filter(Group.REFUSED)
    assert page.view.table.rowCount() == 3
    page.copy_details()
    page.drop_current()
    assert page.view.table.rowCount() == 2
    assert altered.exists()


def test_that_leaving_the_page_forgets_the_identity(
    desk: DeskWindow, page: IntakePage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    page.add_files([office.result])
    unseal(desk, page, office, qtbot)
    desk.window.show_page("round")
    desk.window.show_page("intake")
    copy = tmp_path / "again.asice.p7m"
    shutil.copyfile(office.result, copy)
    page.add_files([copy])
    settle(desk, qtbot)
    assert page.group_of(copy) is None
    assert page.passphrase.isVisible()


def test_that_a_wrong_passphrase_opens_nothing(
    desk: DeskWindow, page: IntakePage, office: Office, qtbot: QtBot
) -> None:
    page.add_files([office.result])
    page.passphrase.setText("not the passphrase")
    page.unseal()
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert page.group_of(office.result) is None


def test_that_a_folder_gives_the_packages_inside(page: IntakePage, office: Office) -> None:
    page.add_files([office.folder / "score-packages"])
    assert page.view.table.rowCount() == 3 + 1  # three files, and the result that is in


def test_that_no_text_is_cut_off_in_either_language(
    desk: DeskWindow, page: IntakePage, office: Office, qtbot: QtBot
) -> None:
    page.add_files([office.result, next((office.folder / "score-packages").iterdir())])
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []
    unseal(desk, page, office, qtbot)
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []
