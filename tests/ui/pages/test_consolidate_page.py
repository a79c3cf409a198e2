"""The chair's table: nothing before one's own sheets are locked, agreed levels only with a reason, departures marked, votes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.changes_that_matter import Change
from assessor_app.models.consolidation import Stand
from assessor_app.models.ids import CaseId
from assessor_app.models.marks import SheetKey, SheetState
from assessor_app.store import consolidation, panels, private_notes, sheets
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, variants
from assessor_app.ui.pages.consolidate_page import EVIDENCE, FLAGS, MATRIX, ConsolidatePage
from assessor_app.ui.tables.matrix_table import ColumnKind, short_name
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, Agreed, MatrixCell
from assessor_app.ui.widgets.queue_list import QueueEntry
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.consolidate import panel_view
from assessor_app.workflow.lock import reopen_sheet
from tests.ui.hands import page_of, press, settle
from tests.ui.pages.chair_desk import OpenChair

NUMBER, ITEM, METHOD = "0409", "L3", "interview"
"""The sample's discrepancy: levels 4 2 3, agreed on 3."""


def opened(open_chair: OpenChair, qtbot: QtBot, number: str = NUMBER) -> tuple[DeskWindow, ConsolidatePage]:
    window = open_chair("consolidate")
    page = page_of(window, "consolidate", ConsolidatePage)
    window.desk.choose_case(case_of(page, number))
    settle(window, qtbot)
    return window, page


def entry_of(page: ConsolidatePage, number: str) -> QueueEntry:
    return next(entry for entry in page.queue.table.entries if entry.detail.startswith(number))


def case_of(page: ConsolidatePage, number: str) -> str:
    return entry_of(page, number).id


def cell_at(page: ConsolidatePage, item: str = ITEM, method: str = METHOD) -> MatrixCell:
    cell = page.table.place_of(item, method).data(CELL_ROLE)
    assert isinstance(cell, MatrixCell)
    return cell


def stand_on(page: ConsolidatePage, item: str = ITEM, method: str = METHOD) -> None:
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(page.table.place_of(item, method))


def withdraw(page: ConsolidatePage, window: DeskWindow, qtbot: QtBot) -> None:
    """Take the sample's agreed level back, so that its discrepancy stands open."""
    stand_on(page)
    qtbot.keyClick(page.matrix, Qt.Key.Key_3)
    qtbot.mouseClick(page.editor.withdraw, Qt.MouseButton.LeftButton)
    settle(window, qtbot)


def test_that_an_agreed_level_stays_pending_until_a_reason_is_written(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    case = CaseId(case_of(page, NUMBER))
    assert consolidation.agreed(window.desk.store, case) == ()
    assert cell_at(page).flag
    assert entry_of(page, NUMBER).note_state is State.FLAGGED
    assert page.queue.table.entries[0].detail.startswith(NUMBER)  # what differs stands first

    stand_on(page)
    qtbot.keyClick(page.matrix, Qt.Key.Key_4)
    page.editor.reason.setPlainText("   ")
    assert cell_at(page).agreed is Agreed.WAITING
    assert not page.editor.keep.isEnabled()
    qtbot.keyClick(page.editor.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert consolidation.agreed(window.desk.store, case) == ()

    page.editor.reason.clear()
    qtbot.keyClicks(page.editor.reason, "heard the tape again")
    qtbot.mouseClick(page.editor.keep, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    (agreed,) = consolidation.agreed(window.desk.store, case)
    assert (agreed.level, agreed.reason, len(agreed.participants)) == (4, "heard the tape again", 3)
    assert cell_at(page).agreed is Agreed.YES
    assert [mark.text for mark in marks_of(page)] == ["4", "2", "3"]  # the members' own marks stay


def marks_of(page: ConsolidatePage) -> list[MatrixCell]:
    row = page.table.place_of(ITEM, METHOD).row()
    columns = [n for n, each in enumerate(page.table.columns) if each.kind is ColumnKind.MARK and each.method == METHOD]
    found = [page.table.index(row, column).data(CELL_ROLE) for column in columns]
    return [cell for cell in found if isinstance(cell, MatrixCell)]


def test_that_an_agreed_level_can_be_undone_and_redone(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    stand_on(page)
    qtbot.keyClick(page.matrix, Qt.Key.Key_2)
    qtbot.mouseClick(page.editor.keep, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert cell_at(page).text == "2"
    window.window.undo_wanted.emit()
    settle(window, qtbot)
    assert cell_at(page).text == "3"
    window.window.redo_wanted.emit()
    settle(window, qtbot)
    assert cell_at(page).text == "2"


def test_that_nothing_of_a_case_is_shown_while_the_chairs_own_sheet_is_open(
    open_chair: OpenChair, qtbot: QtBot
) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    case, owner = CaseId(case_of(page, NUMBER)), window.desk.owner.id
    own = next(key for key in due_of(window, case) if sheets.get(window.desk.store, key).state is SheetState.LOCKED)
    window.desk.perform(reopen_sheet, sheet=own, reason="a slip")
    settle(window, qtbot)

    assert owner == own.assessor
    shown = [
        page.table.index(row, column).data(CELL_ROLE)
        for row in range(page.table.rowCount())
        for column in range(1, page.table.columnCount())
    ]
    assert {cell.text for cell in shown if isinstance(cell, MatrixCell)} == {""}
    assert any(cell.hidden for cell in shown if isinstance(cell, MatrixCell))
    assert entry_of(page, NUMBER).state is State.HIDDEN  # nor is it sorted by what nobody may know
    assert page.side.tree.isHidden() or not page.side.tree.isVisible()
    stand_on(page)
    qtbot.keyClick(page.matrix, Qt.Key.Key_3)
    assert not page.editor.isVisible()
    qtbot.keyClick(page.matrix, Qt.Key.Key_E)
    assert not page.evidence.isVisible()
    page.show_view(FLAGS)
    assert not page.flags.reasons


def due_of(window: DeskWindow, case: CaseId) -> list[SheetKey]:
    panel = panels.get(window.desk.store, window.desk.panel)
    owner = window.desk.owner.id
    return [
        SheetKey(item.case, item.assessor, item.method)
        for item in panel.assignments
        if item.case == case and item.assessor == owner
    ]


def test_that_a_departure_needs_a_reason_is_marked_and_asks_every_member_anew(
    open_chair: OpenChair, qtbot: QtBot
) -> None:
    window, page = opened(open_chair, qtbot)
    case = CaseId(case_of(page, NUMBER))
    side = page.side
    qtbot.mouseClick(side.change_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(side.choices["deferred"], Qt.MouseButton.LeftButton)
    side.reason.clear()
    assert not side.recommend_button.isEnabled()
    qtbot.keyClicks(side.reason, "one more piece of work")
    qtbot.mouseClick(side.recommend_button, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    given = consolidation.recommendation(window.desk.store, case)
    assert given is not None
    assert (given.choice, given.departs) == ("deferred", True)
    assert consolidation.votes(window.desk.store, case) == ()
    assert entry_of(page, NUMBER).state is State.STARTED

    members = list(side.ballots)
    for member in members[:-1]:
        qtbot.mouseClick(side.ballots[member][0], Qt.MouseButton.LeftButton)
        settle(window, qtbot)
    _agree, dissent, why = side.ballots[members[-1]]
    qtbot.mouseClick(dissent, Qt.MouseButton.LeftButton)
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert len(consolidation.votes(window.desk.store, case)) == len(members) - 1  # a dissent says why
    qtbot.keyClicks(why, "it is enough as it is")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle(window, qtbot)
    votes = {vote.member: vote for vote in consolidation.votes(window.desk.store, case)}
    assert votes[members[-1]].stand is Stand.DISSENT  # type: ignore[index]  # ids are plain text in the page
    assert entry_of(page, NUMBER).state is State.DONE


def test_that_what_was_talked_through_is_settled_with_its_reason(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    page.show_view(FLAGS)
    assert page.flags.reasons
    key, why = next(iter(page.flags.reasons.items()))
    qtbot.keyClicks(why, "both saw the same, weighed otherwise")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle(window, qtbot)
    found = consolidation.settled(window.desk.store, CaseId(case_of(page, NUMBER)))
    assert (key[0], "both saw the same, weighed otherwise") in {(each.code, each.reason) for each in found}


def test_that_keys_lead_to_the_next_difference_the_evidence_and_back(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(page.table.index(1, 1))
    press(qtbot, Qt.Key.Key_F)
    assert page.table.indicator_at(page.matrix.currentIndex().row()).id == ITEM  # type: ignore[union-attr]  # it is there
    press(qtbot, Qt.Key.Key_E)
    assert page.side_stack.currentWidget() is page.evidence
    press(qtbot, Qt.Key.Key_Escape)
    assert page.side_stack.currentWidget() is page.side


def test_that_a_pin_leads_to_its_paper(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    view = panel_view(window.desk.store, window.desk.panel)
    case = view.case(CaseId(case_of(page, NUMBER)))
    grade = view.scheme.grade(case.case.grade)
    for item in grade.indicators:
        stand_on(page, item.id)
        press(qtbot, Qt.Key.Key_E)
        if page.evidence.chips:
            break
    chip = page.evidence.chips[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.segments.current == EVIDENCE
    assert page.viewer.isVisible()
    page.show_view(MATRIX)


def test_that_the_matrix_is_a_sound_table_and_says_its_cells(
    open_chair: OpenChair, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    qtmodeltester.check(page.table)
    place = page.table.place_of(ITEM, METHOD)
    said = str(page.table.index(place.row(), place.column() - 3).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "裴长庚" in said
    assert "4" in said


def test_that_names_over_narrow_columns_are_short() -> None:
    from assessor_app.models.language import Language

    assert short_name("顾南乔", "Gu Nanqiao", Language.ZH) == "顾"
    assert short_name("顾南乔", "Gu Nanqiao", Language.EN) == "GN"
    assert short_name("", "Rosalind Okonjo", Language.ZH) == "RO"


def test_that_no_text_is_cut_off_in_either_language(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    withdraw(page, window, qtbot)
    for _language, _choice in variants(window.desk.appearance, window.desk.languages):
        for which in (MATRIX, FLAGS):
            page.show_view(which)
            assert clipped_texts(page) == []


def test_that_the_flags_say_which_single_mark_would_turn_the_outcome(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair, qtbot)
    assert page._view is not None
    found: list[Change] = []
    for entry in page.queue.table.entries:
        window.desk.choose_case(entry.id)
        page.show_view(FLAGS)
        settle(window, qtbot)
        seen = page.seen
        assert seen is not None
        if seen.state != "scored" or seen.missing:
            continue
        near = page._near[seen.case.id][1]
        assert near.evaluation.outcome is seen.evaluation.outcome
        links = [link.accessibleName() for link in page.flags.findChildren(QPushButton)]
        for change in near.changes[:3]:
            told = (change.indicator, str(change.level), str(change.other_level))
            assert any(all(part in link for part in told) for link in links)
        found += near.changes
    assert found, "the sample has a case that one mark would turn"


def test_that_a_private_note_is_kept_as_it_is_typed_each_for_its_case(
    open_chair: OpenChair, tmp_path: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_chair, qtbot)
    page.show_view(FLAGS)
    first = page._case
    page.private_note.setFocus()
    qtbot.keyClicks(page.private_note.edit, "ask about the dam")
    other = next(entry.id for entry in page.queue.table.entries if entry.id != first)
    window.desk.choose_case(other)
    settle(window, qtbot)
    assert page.private_note.text == ""
    assert private_notes.text_of(window.desk.store, first) == "ask about the dam"
    window.desk.choose_case(first)
    settle(window, qtbot)
    assert page.private_note.text == "ask about the dam"
    page.write_private_notes_to(tmp_path / "notes.txt")
    settle(window, qtbot)
    assert "ask about the dam" in (tmp_path / "notes.txt").read_text("utf-8")
