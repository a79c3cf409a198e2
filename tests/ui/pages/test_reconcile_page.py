"""The chair gathers and sees what is missing: files in any order, twice, foreign, broken; each removable alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.records import Kind
from assessor_app.store import packages, reconciliation
from assessor_app.store.packages import PackageStatus
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, variants
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.reconcile_page import PACKAGES, ReceivedPackage, ReconcilePage
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell
from assessor_app.ui.widgets.state_chip import State
from tests.ui.hands import page_of, settle
from tests.ui.pages.chair_desk import OpenChair, Played


def take_in(page: ReconcilePage, window: DeskWindow, files: list[Path], secret: str, qtbot: QtBot) -> None:
    """Drop files, give the passphrase, and wait for all verdicts."""
    page.offer(files)
    qtbot.keyClicks(page.passphrase, secret)
    with qtbot.waitSignal(page.gathered, timeout=60_000):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    settle(window, qtbot)


def verdicts(page: ReconcilePage) -> list[State]:
    return [verdict.chip.state for verdict in page.verdicts]


def cells(page: ReconcilePage) -> list[MatrixCell]:
    table = page.table
    places = [table.index(row, column) for row in range(table.rowCount()) for column in range(4, table.columnCount())]
    return [cell for place in places if isinstance(cell := place.data(CELL_ROLE), MatrixCell)]


def test_that_a_whole_folder_is_taken_in_and_the_grid_is_complete(
    open_chair: OpenChair, played: Played, qtbot: QtBot
) -> None:
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)
    assert {cell.state for cell in cells(page) if cell.state is not None} == {State.NOT_STARTED}

    take_in(page, window, [played.packages[0].parent], played.passphrase, qtbot)

    assert verdicts(page) == [State.VALID] * len(played.packages)
    assert {cell.state for cell in cells(page) if cell.state is not None} == {State.LOCKED, State.RECUSED}
    assert page.passphrase.text() == ""


def test_that_the_same_package_counts_once_and_a_foreign_one_hinders_no_other(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.asice.p7m"
    content = bytearray(played.packages[1].read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(bytes(content))
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)
    again = tmp_path / "again.asice.p7m"
    again.write_bytes(played.packages[0].read_bytes())

    take_in(
        page, window, [played.foreign, broken, played.packages[0], again, played.packages[2]], played.passphrase, qtbot
    )

    assert verdicts(page) == [State.INVALID, State.INVALID, State.VALID, State.ALREADY_IN, State.VALID]
    assert all(verdict.sentence for verdict in page.verdicts)
    rows = packages.all(window.desk.store, Kind.SCORE, "in")
    assert [row.status for row in rows].count(PackageStatus.TAKEN_IN) == 2
    assert State.MISSING in {cell.state for cell in cells(page)}


def test_that_a_wrong_passphrase_takes_nothing_in_and_the_files_wait_on(
    open_chair: OpenChair, played: Played, qtbot: QtBot
) -> None:
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)

    take_in(page, window, [played.packages[0]], "wrong wrong wrong", qtbot)

    assert verdicts(page) == [State.INVALID]
    assert page.open_button.isVisible()
    assert not [
        row for row in packages.all(window.desk.store, Kind.SCORE, "in") if row.status is PackageStatus.TAKEN_IN
    ]


def test_that_a_package_is_removed_alone_and_only_with_a_reason(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("reconcile")
    page = page_of(window, "reconcile", ReconcilePage)
    page.segments.segment_chosen.emit(PACKAGES)
    shown = page.findChildren(ReceivedPackage)[0]
    qtbot.mouseClick(shown.ask, Qt.MouseButton.LeftButton)
    assert not shown.do.isEnabled()
    qtbot.keyClicks(shown.reason, "  ")
    assert not shown.do.isEnabled()
    qtbot.keyClicks(shown.reason, "the wrong stick")
    qtbot.mouseClick(shown.do, Qt.MouseButton.LeftButton)
    settle(window, qtbot)

    rows = packages.all(window.desk.store, Kind.SCORE, "in")
    gone = [row for row in rows if row.status is PackageStatus.REMOVED]
    assert len(gone) == 1
    assert packages.events(window.desk.store, gone[0].serial, "in")[-1].code.strip() == "the wrong stick"
    assert State.MISSING in {cell.state for cell in cells(page)}


def test_that_a_cancelled_import_leaves_what_was_not_reached_and_says_so(
    open_chair: OpenChair, played: Played, qtbot: QtBot
) -> None:
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)
    page.offer(list(played.packages))
    qtbot.keyClicks(page.passphrase, played.passphrase)
    with qtbot.waitSignal(page.gathered, timeout=60_000):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
        window.window.progress.cancel_wanted.emit()
    settle(window, qtbot)

    assert verdicts(page) == [State.NOT_STARTED] * len(played.packages)  # not even the one in hand
    count = sum(row.status is PackageStatus.TAKEN_IN for row in packages.all(window.desk.store, Kind.SCORE, "in"))
    assert count == verdicts(page).count(State.VALID)


def test_that_receipts_are_written_for_every_package_that_counts(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_chair("reconcile")
    page = page_of(window, "reconcile", ReconcilePage)
    page.segments.segment_chosen.emit(PACKAGES)
    qtbot.mouseClick(page.receipts_button, Qt.MouseButton.LeftButton)  # asks for the passphrase first
    qtbot.keyClicks(page.passphrase, played.passphrase)
    target = tmp_path / "receipts"
    target.mkdir()
    page.write_receipts(target)
    settle(window, qtbot)

    assert len(list(target.iterdir())) == len(played.packages)


def test_that_what_is_missing_names_the_one_act_that_mends_it(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)
    acts = [press for press in page.panes.findChildren(QPushButton) if press.isVisibleTo(page)]
    mine = next(press for press in acts if press.text() == page.tr("Hand over"))
    page.segments.segment_chosen.emit("missing")
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert window.window.current_page == "sign"


def test_that_everything_prints_on_one_page(open_chair: OpenChair, tmp_path: Path) -> None:
    window = open_chair("reconcile")
    page = page_of(window, "reconcile", ReconcilePage)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    page.print_to(printer)

    assert (tmp_path / "page.pdf").read_bytes().count(b"/Type /Page\n") == 1
    html = page.sheet_html()
    for row in packages.all(window.desk.store, Kind.SCORE, "in"):
        assert row.serial in html


def test_that_the_grid_is_a_sound_table(open_chair: OpenChair, qtmodeltester: ModelTester) -> None:
    page = page_of(open_chair("reconcile"), "reconcile", ReconcilePage)
    qtmodeltester.check(page.table)
    assert page.table.rowCount(page.table.index(0, 0)) == page.table.columnCount(page.table.index(0, 0)) == 0
    assert page.table.data(QModelIndex()) is None


@pytest.mark.parametrize("language", list(Language))
def test_that_the_whole_grid_of_three_assessors_and_three_methods_is_in_view(
    open_chair: OpenChair, languages: Languages, language: Language
) -> None:
    languages.switch(language)
    window = open_chair("reconcile")
    window.window.resize(1280, 800)
    page = page_of(window, "reconcile", ReconcilePage)
    assert len(page.table.columns) == 9
    assert page.grid.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("gathered", [True, False])
def test_that_no_text_is_cut_off_in_either_language(open_chair: OpenChair, gathered: bool) -> None:
    window = open_chair("reconcile", gathered=gathered)
    page = page_of(window, "reconcile", ReconcilePage)
    desk = window.desk
    for _language, _choice in variants(desk.appearance, desk.languages):
        for side in ("missing", PACKAGES):
            page.segments.segment_chosen.emit(side)
            assert clipped_texts(page) == []
    assert desk.language is Language.EN


def test_that_a_gap_is_named_by_key_undone_and_the_sheet_then_signed(
    open_chair: OpenChair, played: Played, qtbot: QtBot
) -> None:
    window = open_chair("reconcile", gathered=False)
    page = page_of(window, "reconcile", ReconcilePage)
    take_in(page, window, list(played.packages[:-1]), played.passphrase, qtbot)
    lines = page.table
    place = next(
        lines.index(row, column)
        for row in range(lines.rowCount())
        for column in range(4, lines.columnCount())
        if (sheet := lines.sheet_at(row, column)) is not None and sheet.missing
    )
    page.grid.setFocus()
    page.grid.setCurrentIndex(place)
    qtbot.keyClick(page.grid, Qt.Key.Key_M)
    assert page.gap_reason.hasFocus()
    assert not page.gap_keep.isEnabled()
    qtbot.keyClicks(page.gap_reason, "flight cancelled")
    qtbot.keyClick(page.gap_reason, Qt.Key.Key_Return)
    settle(window, qtbot)
    cell = place.data(CELL_ROLE)
    assert isinstance(cell, MatrixCell)
    assert cell.state is State.BORDERLINE
    assert "flight cancelled" in cell.spoken
    assert "flight cancelled" in page.sheet_html()

    window.window.undo_wanted.emit()
    settle(window, qtbot)
    assert place.data(CELL_ROLE).state is State.MISSING

    qtbot.keyClicks(page.sign_passphrase, played.passphrase)
    assert not page.sign_button.isEnabled()  # a gap without a reason is left
    for row in range(lines.rowCount()):
        page.grid.setFocus()
        page.grid.setCurrentIndex(lines.index(row, 1))
        qtbot.keyClick(page.grid, Qt.Key.Key_M)
        if page.gap_box.isVisible():
            qtbot.keyClicks(page.gap_reason, "flight cancelled")
            qtbot.mouseClick(page.gap_keep, Qt.MouseButton.LeftButton)
            settle(window, qtbot)
    assert page.sign_button.isEnabled()
    qtbot.mouseClick(page.sign_button, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    signed = reconciliation.attestation(window.desk.store, window.desk.panel)
    assert signed is not None
    assert {line.reason for line in signed.missing} == {"flight cancelled"}
    assert page.sign_passphrase.text() == ""
    assert "SHA-256" in page.sheet_html()
