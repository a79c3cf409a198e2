"""Locking, signing and handing over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.marks import Part, SheetKey, SheetState
from assessor_app.models.records import Kind
from assessor_app.store import cases, packages, sheets
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.pages.sign_page import SignPage
from assessor_app.ui.widgets.signature_card import SignatureCard
from assessor_app.workflow.score import enter_mark
from assessor_app.workflow.story import Sitting
from tests.ui.hands import OpenDesk, page_of, press, settle, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_desk: OpenDesk) -> DeskWindow:
    return open_desk("sign")


@pytest.fixture
def page(desk: DeskWindow) -> SignPage:
    return page_of(desk, "sign", SignPage)


def key_of(desk: DeskWindow, number: str, method: str) -> SheetKey:
    owner = desk.desk.owner.id
    case = next(line.case for line in cases.summaries(desk.desk.store, owner) if line.number == number)
    return SheetKey(case, owner, method)


def mark_all(desk: DeskWindow, key: SheetKey, qtbot: QtBot) -> None:
    """Percentages with their comments on every aspect of a written paper."""
    for aspect in page_of(desk, "sign", SignPage).covered(key):
        for part, value in ((Part.PERCENT, "71.5"), (Part.COMMENT, f"Question {aspect}2, second step: unit lost")):
            desk.desk.perform(enter_mark, sheet=key, subject=aspect, part=part, value=value)
    settle(desk, qtbot)


def test_that_what_is_missing_is_listed_and_enter_goes_to_the_gap(
    desk: DeskWindow, page: SignPage, qtbot: QtBot
) -> None:
    key = key_of(desk, "0420", "material")
    page.choose(key)
    assert len(page.gaps.table.lines) > 1
    assert not page.sign_one.isEnabled()
    page.gaps.setFocus()
    page.gaps.setCurrentIndex(page.gaps.table.index(3))
    press(qtbot, Qt.Key.Key_Return)
    assert desk.window.current_page == "score"
    score = page_of(desk, "score", ScorePage)
    assert (score.sheet_key, score.sheet.current) == (key, list(score.sheet.rows)[3])


def test_that_enter_on_a_sheet_leads_to_what_it_wants_next(desk: DeskWindow, page: SignPage, qtbot: QtBot) -> None:
    key = key_of(desk, "0420", "written")
    page.choose(key)
    page.sheets.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.gaps.hasFocus()
    assert page.gaps.currentIndex().row() == 0
    mark_all(desk, key, qtbot)
    page.choose(key)
    page.sheets.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.passphrase.hasFocus()


def test_that_a_complete_sheet_is_signed_with_the_passphrase_and_then_shut(
    desk: DeskWindow, page: SignPage, half_done: Sitting, qtbot: QtBot
) -> None:
    key = key_of(desk, "0420", "written")
    mark_all(desk, key, qtbot)
    page.choose(key)
    assert "71.5" in page.preview.toPlainText()
    assert key in page.ready
    page.passphrase.setFocus()
    write(qtbot, half_done.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert sheets.get(desk.desk.store, key).state is SheetState.LOCKED
    assert page.passphrase.text() == ""
    desk.desk.open_sheet(key.case, key.method)
    assert all(row.edit.isReadOnly() for row in page_of(desk, "score", ScorePage).sheet.percents.values())


def test_that_a_wrong_passphrase_signs_nothing_and_is_said_here(desk: DeskWindow, page: SignPage, qtbot: QtBot) -> None:
    key = key_of(desk, "0420", "written")
    mark_all(desk, key, qtbot)
    page.choose(key)
    page.passphrase.setFocus()
    write(qtbot, "someone else's")
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert sheets.get(desk.desk.store, key).state is SheetState.STARTED


def test_that_the_score_package_lands_in_the_folder_and_is_listed(
    desk: DeskWindow, page: SignPage, half_done: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    page.passphrase.setText(half_done.passphrase)
    assert page.hand_over_button.isEnabled()
    page.hand_over_to(folder)
    settle(desk, qtbot)
    (written,) = folder.iterdir()
    (row,) = packages.all(desk.desk.store, Kind.SCORE, "out")
    assert row.facts["file"] == written.name
    (line,) = page.handed.table.lines
    assert line.note == "尚无回执"
    assert desk.window.message.isVisible()
    page.passphrase.setText(half_done.passphrase)
    page.hand_over_to(folder)
    settle(desk, qtbot)
    assert sorted(line.note for line in page.handed.table.lines) == ["尚无回执", "已由新包取代"]


def test_that_the_signers_card_speaks_the_language_the_window_was_switched_to(
    page: SignPage, languages: Languages, qtbot: QtBot
) -> None:
    def said() -> list[str]:
        return [
            line.text()
            for card in page.findChildren(SignatureCard)
            if card.isVisibleTo(page)
            for line in card.findChildren(QLabel)
            if line.text().startswith(("身份有效期至", "Identity in force until"))
        ]

    chinese = said()
    languages.switch(Language.EN)
    qtbot.waitUntil(lambda: bool(said()))
    english = said()
    assert len(chinese) == len(english) == 1
    assert chinese[0].startswith("身份有效期至")
    assert english[0].startswith("Identity in force until")


def test_that_the_preview_sets_comments_beneath_where_it_is_narrow_and_says_the_same(
    desk: DeskWindow, page: SignPage, qtbot: QtBot
) -> None:
    def words() -> str:
        return "".join(page.preview.toPlainText().split())

    page.sheets.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    desk.window.resize(1500, 800)
    qtbot.waitUntil(lambda: not page.preview.narrow)
    wide, rows = words(), page.preview.toHtml().count("<tr")
    page.splitter.setSizes([600, 300, 600])
    qtbot.waitUntil(lambda: page.preview.narrow)
    assert words() == wide
    assert page.preview.toHtml().count("<tr") > rows
