from __future__ import annotations

import pytest

from assessor_app.models.ids import MarkId
from assessor_app.models.marks import Part, SheetState
from assessor_app.store import cipher, marks, sheets
from assessor_app.store.database import Store
from assessor_app.store.errors import ChangeNeedsReason, MarkOvertaken, SheetLocked
from tests.store.builders import CASES, CHAIR, MEMBER, METHODS, NOW, TRAINEE, a_key, a_mark, later, reopened


def _enter(store: Store, *entries: object, **facts: object) -> None:
    with store.step("mark_entered", {}, NOW):
        for value in entries:
            marks.add(store, a_mark(str(value), **facts))  # type: ignore[arg-type]  # names of Mark


def _event(store: Store, state: SheetState, version: int, reason: str = "") -> None:
    with store.step("sheet", {}, later(version)):
        sheets.add_event(store, a_key(), state, version, later(version), reason)


def test_that_the_newest_mark_of_an_entry_is_the_current_one(desk: Store) -> None:
    _enter(desk, 3, 4)
    _enter(desk, "见报告第 4 页", part=Part.COMMENT)
    with reopened(desk) as again:
        found = marks.current(again, a_key())
        assert {(mark.subject, mark.part): mark.value for mark in found} == {
            ("K1", Part.LEVEL): "4",
            ("K1", Part.COMMENT): "见报告第 4 页",
        }


def test_that_a_mark_comes_back_as_it_was_given(desk: Store) -> None:
    mark = a_mark("NS", reason="没有问到")
    with desk.step("mark_entered", {}, NOW):
        assert marks.add(desk, mark) == mark
    (found,) = marks.current(desk, a_key())
    assert found == mark
    assert found.at.utcoffset() == NOW.utcoffset()


def test_that_a_change_names_the_mark_it_replaces(desk: Store) -> None:
    _enter(desk, 3, 4, 3)
    first, second, third = marks.history(desk, a_key(), "K1", Part.LEVEL)
    assert (first.replaces, second.replaces, third.replaces) == (None, first.id, second.id)
    assert marks.newest(desk, a_key(), "K1", Part.LEVEL) == third


def test_that_a_change_of_what_was_changed_meanwhile_is_refused(desk: Store) -> None:
    _enter(desk, 3, 4)
    stale = marks.history(desk, a_key())[0].id
    with pytest.raises(MarkOvertaken), desk.step("mark_entered", {}, NOW):
        marks.add(desk, a_mark("5", replaces=stale))
    assert sheets.get(desk, a_key()).value("K1", Part.LEVEL) == "4"


def test_that_a_cleared_entry_is_gone_but_its_history_stays(desk: Store) -> None:
    _enter(desk, 3, "")
    assert marks.current(desk, a_key()) == ()
    assert [mark.value for mark in marks.history(desk, a_key())] == ["3", ""]
    assert sheets.get(desk, a_key()).state is SheetState.STARTED


def test_that_history_can_be_narrowed_to_a_subject_or_a_part(desk: Store) -> None:
    _enter(desk, 3)
    _enter(desk, "证据", part=Part.COMMENT)
    _enter(desk, 2, subject="K2")
    assert len(marks.history(desk, a_key())) == 3
    assert len(marks.history(desk, a_key(), "K1")) == 2
    assert [mark.subject for mark in marks.history(desk, a_key(), part=Part.LEVEL)] == ["K1", "K2"]


def test_that_the_same_mark_cannot_be_added_twice(desk: Store) -> None:
    mark = a_mark()
    with pytest.raises(cipher.fault_type()), desk.step("mark_entered", {}, NOW):
        marks.add(desk, mark)
        marks.add(desk, mark)
    assert marks.history(desk, a_key()) == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE marks SET value = '5'", "DELETE FROM marks", "REPLACE INTO marks SELECT * FROM marks"]
)
def test_that_the_engine_refuses_to_alter_a_mark(desk: Store, statement: str) -> None:
    _enter(desk, 3)
    with pytest.raises(cipher.fault_type(), match="only added"), desk.step("cheat", {}, NOW):
        desk.write(statement)
    assert sheets.get(desk, a_key()).value("K1", Part.LEVEL) == "3"


def test_that_what_is_only_added_is_held_by_triggers(desk: Store) -> None:
    held = {
        "journal", "marks", "sheets", "sheet_events", "signatures", "declarations", "notes", "pins", "agreed_levels",
        "settled_flags", "recommendations", "votes", "unsealings", "packages", "package_events", "trust_lists", "identities",
        "schemes", "contents", "workspace",
    }  # fmt: skip
    found = {
        name
        for (name,) in desk.rows("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_stay'")
    }
    kept = {
        name
        for (name,) in desk.rows("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_remain'")
    }
    assert held <= found
    assert found == kept


def test_that_a_locked_sheet_takes_no_mark(desk: Store) -> None:
    _enter(desk, 3)
    _event(desk, SheetState.LOCKED, 1)
    with pytest.raises(SheetLocked) as refused:
        _enter(desk, 4)
    assert refused.value.facts == {"number": "0001", "case": CASES[0], "method": "material", "state": "locked"}
    with pytest.raises(cipher.fault_type(), match="takes no marks"), desk.step("cheat", {}, NOW):
        desk.append("marks", **marks.columns(1, a_mark()))


@pytest.mark.parametrize(
    "state", [SheetState.RECUSED, SheetState.ABSENT, SheetState.WITHDRAWN, SheetState.ABSTAINED], ids=str
)
def test_that_a_sheet_without_marks_says_why_and_takes_none(desk: Store, state: SheetState) -> None:
    _event(desk, state, 1, "同一单位")
    sheet = sheets.get(desk, a_key())
    assert (sheet.state, sheet.reason) == (state, "同一单位")
    with pytest.raises(SheetLocked):
        _enter(desk, 3)


def test_that_a_reopened_sheet_is_a_new_version_that_wants_reasons(desk: Store) -> None:
    _enter(desk, 3)
    _event(desk, SheetState.LOCKED, 1)
    assert sheets.get(desk, a_key()).locked_at == later(1)
    _event(desk, SheetState.OPEN, 2, "看漏了附件三")
    with pytest.raises(ChangeNeedsReason):
        _enter(desk, 4)
    _enter(desk, 4, reason="附件三说明了保护整定")
    _event(desk, SheetState.LOCKED, 2)
    sheet = sheets.get(desk, a_key())
    assert (sheet.state, sheet.version, sheet.reason, sheet.value("K1", Part.LEVEL)) == (
        SheetState.LOCKED, 2, "看漏了附件三", "4",
    )  # fmt: skip
    assert [mark.version for mark in marks.history(desk, a_key())] == [1, 2]
    assert [state for state, *_ in sheets.history(desk, a_key())] == ["locked", "open", "locked"]


def test_that_a_sheet_is_not_locked_twice_nor_reopened_without_reason(desk: Store) -> None:
    _event(desk, SheetState.LOCKED, 1)
    with pytest.raises(SheetLocked):
        _event(desk, SheetState.LOCKED, 1)
    with pytest.raises(ChangeNeedsReason):
        _event(desk, SheetState.OPEN, 2, " ")
    with pytest.raises(ValueError, match="version"):
        _event(desk, SheetState.OPEN, 3, "理由")


def test_that_a_sheet_that_is_due_is_there_before_it_is_begun(desk: Store) -> None:
    due = sheets.of_case(desk, CASES[0], whose=None)
    assert [(sheet.key.assessor, sheet.key.method) for sheet in due] == [
        (person, method) for person in (CHAIR, MEMBER, TRAINEE) for method in METHODS
    ]
    assert {sheet.state for sheet in due} == {SheetState.OPEN}
    assert [sheet.counted for sheet in due] == [True] * 4 + [False] * 2


def test_that_sheets_of_a_case_or_an_assessor_carry_their_marks(desk: Store) -> None:
    _enter(desk, 3)
    _enter(desk, 5, sheet=a_key(CASES[1], method="interview"))
    _enter(desk, 1, sheet=a_key(assessor=TRAINEE))
    first, second = sheets.of_case(desk, CASES[0], whose=MEMBER)
    assert (first.value("K1", Part.LEVEL), second.marks) == ("3", ())
    mine = {sheet.key: sheet.value("K1", Part.LEVEL) for sheet in sheets.of_assessor(desk, MEMBER)}
    assert mine == {
        a_key(): "3",
        a_key(method="interview"): "",
        a_key(CASES[1]): "",
        a_key(CASES[1], method="interview"): "5",
    }
    assert sheets.get(desk, a_key(assessor=TRAINEE)).counted is False


def test_that_text_from_outside_never_becomes_sql(desk: Store) -> None:
    wicked = "'; DROP TABLE marks; --"
    _enter(desk, wicked, subject=wicked, part=Part.COMMENT, id=MarkId(wicked), sheet=a_key(method=wicked))
    assert sheets.get(desk, a_key(method=wicked)).value(wicked, Part.COMMENT) == wicked
    with pytest.raises(ValueError, match="DROP"):
        desk.each_of(wicked).__next__()
