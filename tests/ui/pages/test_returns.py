"""An item goes back to its author and is answered: the chair asks at the matrix, the author answers at the sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import SheetKey
from assessor_app.store import returns
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.consolidate_page import ConsolidatePage
from assessor_app.ui.pages.reconcile_page import ReconcilePage
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.pages.sign_page import SignPage
from assessor_app.ui.pages.today_page import TodayPage
from assessor_app.ui.tables.matrix_table import ColumnKind
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell
from tests.ui.hands import compose, page_of, press, settle
from tests.ui.pages.chair_desk import CHAIR, OpenChair, Played

NUMBER, ITEM, METHOD, MEMBER = "0409", "L3", "interview", PersonId("A102")
ASKED = "录音里没有这一段，请说明依据。"
ANSWERED = "14:05 谈到环路吊装，笔记已补。"
LEFT = Qt.MouseButton.LeftButton


def at_the_mark(window: DeskWindow, qtbot: QtBot) -> ConsolidatePage:
    """The chair stands on the member's mark of the item."""
    page = page_of(window, "consolidate", ConsolidatePage)
    window.desk.choose_case(next(entry.id for entry in page.queue.table.entries if entry.detail.startswith(NUMBER)))
    settle(window, qtbot)
    column = next(
        n
        for n, each in enumerate(page.table.columns)
        if (each.kind, each.method, each.assessor) == (ColumnKind.MARK, METHOD, MEMBER)
    )
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(page.table.index(page.table.place_of(ITEM, METHOD).row(), column))
    return page


def mark_of(page: ConsolidatePage) -> MatrixCell:
    cell = page.matrix.currentIndex().data(CELL_ROLE)
    assert isinstance(cell, MatrixCell)
    return cell


def in_hand(page: ConsolidatePage) -> CaseId:
    assert page.seen is not None
    return page.seen.case.id


def ask(window: DeskWindow, page: ConsolidatePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_G)
    compose(ASKED)
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)


def test_that_an_item_goes_to_its_author_and_the_answer_stands_beside_the_mark(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    chair = open_chair("consolidate")
    table = at_the_mark(chair, qtbot)
    assert not table.returns.isVisible()
    assert not mark_of(table).returned
    ask(chair, table, qtbot)
    assert (mark_of(table).returned, mark_of(table).answered) == (True, False)
    assert table.returns.isVisible()
    assert not table.returns.write_button.isEnabled()  # no passphrase yet

    folder = tmp_path / "back"
    folder.mkdir()
    qtbot.keyClicks(table.returns.passphrase, played.passphrase)
    table.write_returns_to(folder)
    settle(chair, qtbot)
    [file] = folder.iterdir()
    assert not table.returns.isVisible()  # nothing waits any more

    author = open_chair("today", person=MEMBER)
    today = page_of(author, "today", TodayPage)
    qtbot.keyClicks(today.passphrase, played.passphrases[MEMBER])
    today.take_package(file)
    settle(author, qtbot)
    [go] = today.returned_buttons
    qtbot.mouseClick(go, LEFT)
    score = page_of(author, "score", ScorePage)
    case = CaseId(score.sheet_key.case)
    assert score.sheet_key == SheetKey(case, MEMBER, METHOD)
    assert score.sheet.current == ITEM
    assert any(entry.id == case and entry.note for entry in score.queue.table.entries)
    field = score.sheet.returned.answer
    assert score.sheet.returned.isVisible()
    field.edit.setFocus()
    assert QApplication.focusWidget() is field.edit
    compose(ANSWERED)
    field.flush()
    settle(author, qtbot)
    assert not any(entry.id == case and entry.note for entry in score.queue.table.entries)
    author.window.show_page("sign")
    sign = page_of(author, "sign", SignPage)
    qtbot.keyClicks(sign.passphrase, played.passphrases[MEMBER])
    packed = tmp_path / "again"
    packed.mkdir()
    sign.hand_over_to(packed)
    settle(author, qtbot)
    [package] = packed.iterdir()

    chair.window.show_page("reconcile")
    gathering = page_of(chair, "reconcile", ReconcilePage)
    gathering.offer([package])
    qtbot.keyClicks(gathering.passphrase, played.passphrase)
    with qtbot.waitSignal(gathering.gathered, timeout=60_000):
        qtbot.keyClick(gathering.passphrase, Qt.Key.Key_Return)
    settle(chair, qtbot)
    chair.window.show_page("consolidate")
    table = at_the_mark(chair, qtbot)
    assert (mark_of(table).returned, mark_of(table).answered) == (True, True)
    press(qtbot, Qt.Key.Key_E)
    line = next(line for line in table.evidence.lines if line.sheet == SheetKey(case, MEMBER, METHOD))
    assert ANSWERED in line.words


def test_that_a_question_needs_words_can_be_taken_back_and_is_never_asked_of_oneself(
    open_chair: OpenChair, qtbot: QtBot
) -> None:
    window = open_chair("consolidate")
    page = at_the_mark(window, qtbot)
    press(qtbot, Qt.Key.Key_G)
    line = next(line for line in page.evidence.lines if line.sheet == SheetKey(in_hand(page), MEMBER, METHOD))
    assert line.comment.hasFocus()
    compose("   ")
    assert not line.send_button.isEnabled()
    assert all(line.sheet.assessor != CHAIR for line in page.evidence.lines)
    line.cancel_button.click()
    page.matrix.setFocus()
    ask(window, page, qtbot)
    standing = next(line for line in page.evidence.lines if line.sheet.method == METHOD)
    qtbot.mouseClick(standing.take_back_button, LEFT)
    settle(window, qtbot)
    assert [item.stands for item in returns.of_case(window.desk.store, in_hand(page))] == [False]
    assert not mark_of(page).returned
    assert not page.returns.isVisible()  # the author never saw it


def test_that_a_question_half_written_survives_looking_elsewhere(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("consolidate")
    page = at_the_mark(window, qtbot)
    press(qtbot, Qt.Key.Key_G)
    compose("依据")
    page.matrix.setFocus()
    place = page.matrix.currentIndex()
    page.matrix.setCurrentIndex(place.siblingAtRow(place.row() - 1))
    page.matrix.setCurrentIndex(place)
    line = next(line for line in page.evidence.lines if line.sheet == SheetKey(in_hand(page), MEMBER, METHOD))
    assert line.comment.toPlainText() == "依据"
