"""Rounds: opened from roster and papers, handed out, and shown as far as the office can know."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.records import Kind
from assessor_app.models.written import paper_code
from assessor_app.paths import resources
from assessor_app.store import cases, packages, people, rounds
from assessor_app.store.database import open_workspace
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages import round_page
from assessor_app.ui.pages.identities_page import IdentitiesPage
from assessor_app.ui.pages.round_page import RoundPage
from assessor_app.ui.runner import system_clock
from assessor_app.ui.tables.rows import CELL_ROLE
from assessor_app.ui.theme import SMALLEST, Look, ThemeChoice
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.standing import NextAct, standing_of
from tests.ui.hands import page_of, press, settle, write
from tests.ui.pages.bag import make_blind
from tests.ui.pages.society_desk import Office, OpenOffice

LEFT = Qt.MouseButton.LeftButton
SAMPLE = resources() / "samples" / "cse"


def test_that_an_office_goes_from_roster_to_sealed_case_packages(
    open_office: OpenOffice, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_office(new_office, "round")
    page = page_of(desk, "round", RoundPage)
    page.begin_round()
    new = page.new_round
    assert not new.open_button.isEnabled()
    new.take_files([SAMPLE / "roster.xlsx", SAMPLE])
    settle(desk, qtbot)
    assert new.open_button.isEnabled()
    qtbot.mouseClick(new.open_button, LEFT)
    settle(desk, qtbot)
    round_ = rounds.all(desk.desk.store)[0]
    assert round_.id == desk.desk.round
    assert standing_of(desk.desk.store, round_.id).panels[0].next is NextAct.ISSUE

    desk.window.show_page("identities")
    keys = page_of(desk, "identities", IdentitiesPage)
    assert new_office.authority is not None
    keys.use_authority(new_office.authority)
    keys.passphrase.setFocus()
    write(qtbot, new_office.authority_passphrase)
    keys.issue_into(tmp_path / "identities", keys.without_identity)
    assert keys.passphrase.text() == ""
    settle(desk, qtbot)
    assert len(keys.letters) == 3
    assert all(people.get(desk.desk.store, letter.person.id).fingerprint for letter in keys.letters)
    assert {path.suffix for path in (tmp_path / "identities").iterdir()} == {".p12", ".txt"}

    desk.window.show_page("round")
    page.passphrase.setFocus()
    write(qtbot, new_office.passphrase)
    assert page.out_button.isEnabled()
    page.hand_out_to(tmp_path, [standing_of(desk.desk.store, round_.id).panels[0].panel.id])
    settle(desk, qtbot)
    assert page.passphrase.text() == ""
    assert len(list(tmp_path.glob("*.p7m"))) == 3
    line = standing_of(desk.desk.store, round_.id).panels[0]
    assert (line.handed_out, line.next) == (3, NextAct.WAIT)
    assert len(packages.all(desk.desk.store, Kind.CASE, "out")) == 3


def test_that_a_wrong_passphrase_hands_nothing_out_and_says_so(
    open_office: OpenOffice, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    page.passphrase.setText("not the passphrase")
    page.hand_out_to(tmp_path / "out", [standing_of(desk.desk.store, desk.desk.round).panels[0].panel.id])
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert not (tmp_path / "out").exists()


def test_that_problems_of_a_roster_are_listed_and_block(
    open_office: OpenOffice, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    shutil.copyfile(SAMPLE / "roster.xlsx", tmp_path / "roster.xlsx")
    desk = open_office(new_office, "round")
    new = page_of(desk, "round", RoundPage).new_round
    page_of(desk, "round", RoundPage).begin_round()
    new.take_files([tmp_path / "roster.xlsx"])
    settle(desk, qtbot)
    assert new.preparation is not None
    assert len(new.preparation.blocking) == new.problems.table.rowCount() == 12
    assert not new.open_button.isEnabled()
    new.open_round()
    settle(desk, qtbot)
    assert rounds.all(desk.desk.store) == ()


def test_that_blank_papers_are_written(
    open_office: OpenOffice, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_office(new_office, "round")
    page_of(desk, "round", RoundPage).new_round.write_blank(tmp_path)
    settle(desk, qtbot)
    assert {path.suffix for path in tmp_path.iterdir() if path.stem in ("roster", "registration-form")} == {
        ".xlsx",
        ".docx",
    }


def test_that_the_played_round_shows_everything_in(
    open_office: OpenOffice, office: Office, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    cells = [page.view.table.index(0, column).data(CELL_ROLE).text for column in range(7)]
    assert cells[3:5] == ["3 / 3", "6 / 6"]
    qtmodeltester.check(page.view.table)
    press(qtbot, Qt.Key.Key_Return)
    assert desk.window.current_page == "intake"


def test_that_nothing_is_cut_off_in_either_language(open_office: OpenOffice, office: Office, qtbot: QtBot) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []
    page.begin_round()
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page.new_round)  # lets the layout come to rest
        assert clipped_texts(page.new_round) == []


def test_that_n_begins_a_round_from_the_table_of_panels(open_office: OpenOffice, office: Office, qtbot: QtBot) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_N)
    assert page.new_round.isVisible()


def codes_buttons(page: RoundPage) -> list[QPushButton]:
    shown = [each for each in page.findChildren(QPushButton) if each.isVisibleTo(page)]
    return [each for each in shown if "按卷号" in each.accessibleName()]


def test_that_no_codes_are_printed_where_no_paper_is_blind(open_office: OpenOffice, office: Office) -> None:
    assert codes_buttons(page_of(open_office(office, "round"), "round", RoundPage)) == []


def test_that_the_codes_of_a_blind_paper_are_printed_with_the_names_they_stand_for(
    open_office: OpenOffice, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(round_page, "print_paper", lambda _parent, html: printed.append(html))
    blind = tmp_path / "blind" / office.workspace.name
    blind.parent.mkdir()
    shutil.copyfile(office.workspace, blind)
    make_blind(blind, office.passphrase)
    with closing(open_workspace(blind, office.passphrase, now=system_clock())) as store:
        round_ = rounds.all(store)[0]
        papers = pinned_scheme(store, round_.scheme_hash).papers
        candidates = cases.of_round(store, round_.id)

    page = page_of(open_office(replace(office, workspace=blind), "round"), "round", RoundPage)
    qtbot.waitUntil(lambda: bool(codes_buttons(page)))
    (press_,) = codes_buttons(page)
    press_.click()
    (html,) = printed
    assert candidates
    for case in candidates:
        paper = next(paper for paper in papers if case.grade in paper.grades)
        assert paper_code(round_.id, paper.id, case.id) in html
        assert case.candidate.name.zh in html


def test_that_every_column_can_be_reached_in_the_smallest_window_at_any_size_of_text(
    open_office: OpenOffice, office: Office, appearance: Appearance, qtbot: QtBot
) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    desk.window.resize(*SMALLEST)
    view, whole = page.view, 0
    for scale in (100, 125, 150):
        appearance.set_look(Look(ThemeChoice.LIGHT, scale=scale))
        picture(desk.window, SMALLEST)
        whole = sum(view.columnWidth(column) for column in range(view.table.columnCount()))
        assert whole - view.viewport().width() == view.horizontalScrollBar().maximum()
        assert min(view.columnWidth(column) for column in range(view.table.columnCount())) >= 40
    assert whole > view.viewport().width()  # so the last size did scroll
