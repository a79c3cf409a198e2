"""Packages, what they bring, and what counts of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessor_app.models.ids import DocumentId, NoteId, PackageSerial, PinId
from assessor_app.models.marks import Declaration, Note, Part, Pin, SheetState, Tie
from assessor_app.models.records import Kind
from assessor_app.store import cases, cipher, contents, marks, packages, received, sheets
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.packages import PackageStatus
from tests.store.builders import (
    CASES,
    CHAIR,
    MEMBER,
    NOW,
    PANEL,
    a_key,
    a_locked_sheet,
    a_mark,
    a_package,
    later,
    reopened,
    take_in,
)


def _levels(store: Store) -> dict[tuple[str, str], str]:
    found = received.sheets_of(store, PANEL)
    return {(sheet.key.case, sheet.key.assessor): sheet.value("K1", Part.LEVEL) for sheet in found}


def _remove(store: Store, serial: str) -> None:
    with store.step("package_removed", {"serial": serial}, NOW):
        packages.set_status(store, PackageSerial(serial), PackageStatus.REMOVED, NOW)


def test_that_a_package_comes_back_with_its_bytes(desk: Store) -> None:
    row, content = a_package("s1", facts={"file": "评分 1.asice", "sheets": "12"}, supersedes=PackageSerial("s0"))
    with desk.step("taken_in", {}, NOW):
        packages.add(desk, row, content)
    with reopened(desk) as again:
        assert packages.get(again, row.serial) == row
        assert packages.content(again, row.serial)[:] == content
        assert packages.by_sha256(again, row.sha256) == row
        assert packages.by_sha256(again, "00" * 32) is None
        assert packages.all(again, Kind.SCORE, "in") == (row,)
        assert packages.all(again, Kind.CASE) == packages.all(again, direction="out") == ()
        with pytest.raises(UnknownHere):
            packages.get(again, PackageSerial("s2"))


def test_that_a_package_is_kept_once_and_only_with_its_own_bytes(desk: Store) -> None:
    row, content = a_package("s1")
    with pytest.raises(ValueError, match="not the bytes"), desk.step("taken_in", {}, NOW):
        packages.add(desk, row, content + b" ")
    with pytest.raises(ValueError, match="already"), desk.step("taken_in", {}, NOW):
        packages.add(desk, row, content)
        packages.add(desk, row, content)


def test_that_what_became_of_a_package_is_added_up(desk: Store) -> None:
    row, content = a_package("s1", direction="out", status=PackageStatus.MADE)
    with desk.step("made", {}, NOW):
        packages.add(desk, row, content)
    with desk.step("handed_over", {}, NOW):
        packages.set_status(desk, row.serial, PackageStatus.HANDED_OVER, later(5))
    with desk.step("refused", {}, NOW):
        packages.set_status(desk, row.serial, PackageStatus.REFUSED, later(9), "wrong_round")
    assert packages.status(desk, row.serial) is PackageStatus.REFUSED
    assert [(each.status, each.at, each.code) for each in packages.events(desk, row.serial)] == [
        (PackageStatus.MADE, NOW, ""),
        (PackageStatus.HANDED_OVER, later(5), ""),
        (PackageStatus.REFUSED, later(9), "wrong_round"),
    ]


def test_that_ones_own_package_may_go_out_and_come_in(desk: Store) -> None:
    out, content = a_package("s1", direction="out", status=PackageStatus.MADE)
    with desk.step("made", {}, NOW):
        packages.add(desk, out, content)
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="3"))
    assert packages.status(desk, out.serial, "out") is PackageStatus.MADE
    assert packages.status(desk, out.serial) is PackageStatus.TAKEN_IN


def test_that_received_sheets_come_back_equal(desk: Store) -> None:
    locked = a_locked_sheet(a_key(assessor=CHAIR), K1="3", K2="NS")
    absent = replace(
        locked, key=a_key(CASES[1], CHAIR), state=SheetState.ABSENT, marks=(), locked_at=None, reason="请假"
    )
    trainee = replace(a_locked_sheet(a_key(), K1="1"), counted=False)
    take_in(desk, "s1", locked, absent, trainee)
    with reopened(desk) as again:
        assert received.sheets_of(again, PANEL) == [locked, absent, trainee]
        assert received.sheets_of(again, PANEL, CASES[1]) == [absent]
        standings = {(each.key, each.state, each.counted, each.package) for each in received.standings_of(again, PANEL)}
        assert standings == {
            (sheet.key, sheet.state, sheet.counted, PackageSerial("s1")) for sheet in (locked, absent, trainee)
        }


def test_that_received_marks_are_not_our_own(desk: Store) -> None:
    with desk.step("marked", {}, NOW):
        marks.add(desk, a_mark("4"))
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"), a_locked_sheet(a_key(assessor=CHAIR), K1="1"))
    assert sheets.get(desk, a_key()).value("K1", Part.LEVEL) == "4"
    assert sheets.get(desk, a_key(assessor=CHAIR)).marks == ()


def test_that_a_received_sheet_takes_no_more_marks(desk: Store) -> None:
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"))
    number = desk.value("SELECT no FROM sheets WHERE package IS NOT NULL")
    with pytest.raises(cipher.fault_type(), match="takes no marks"), desk.step("cheat", {}, NOW):
        desk.append("marks", **marks.columns(number, a_mark()))


def test_that_a_removed_package_counts_no_more_and_others_stay(desk: Store) -> None:
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"))
    take_in(desk, "s2", a_locked_sheet(a_key(assessor=CHAIR), K1="4"))
    _remove(desk, "s1")
    assert _levels(desk) == {(CASES[0], CHAIR): "4"}
    assert [each.key.assessor for each in received.standings_of(desk, PANEL)] == [CHAIR]


def test_that_a_removed_package_can_be_taken_in_again(desk: Store) -> None:
    sheet = a_locked_sheet(a_key(), K1="2")
    take_in(desk, "s1", sheet)
    _remove(desk, "s1")
    with desk.step("taken_in_again", {}, NOW):
        packages.set_status(desk, PackageSerial("s1"), PackageStatus.TAKEN_IN, later(60))
        received.put(desk, PackageSerial("s1"), [sheet])
    assert received.sheets_of(desk, PANEL) == [sheet]


def test_that_a_superseding_package_stands_until_it_is_removed(desk: Store) -> None:
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"), a_locked_sheet(a_key(CASES[1]), K1="1"))
    take_in(desk, "s2", a_locked_sheet(a_key(), version=2, K1="3"), supersedes=PackageSerial("s1"))
    assert _levels(desk) == {(CASES[0], MEMBER): "3"}
    assert packages.status(desk, PackageSerial("s1")) is PackageStatus.SUPERSEDED
    take_in(desk, "s3", a_locked_sheet(a_key(), version=3, K1="4"), supersedes=PackageSerial("s2"))
    assert _levels(desk) == {(CASES[0], MEMBER): "4"}
    _remove(desk, "s3")
    assert _levels(desk) == {(CASES[0], MEMBER): "3"}
    _remove(desk, "s2")
    assert _levels(desk) == {(CASES[0], MEMBER): "2", (CASES[1], MEMBER): "1"}


def test_that_the_highest_version_of_a_sheet_stands_whatever_came_last(desk: Store) -> None:
    take_in(desk, "s2", a_locked_sheet(a_key(), version=2, K1="3"))
    take_in(desk, "s1", a_locked_sheet(a_key(), version=1, K1="2"), a_locked_sheet(a_key(CASES[1]), K1="5"))
    assert _levels(desk) == {(CASES[0], MEMBER): "3", (CASES[1], MEMBER): "5"}


def test_that_of_two_packages_with_the_same_version_the_newer_stands(desk: Store) -> None:
    for serial, level in (("s1", "2"), ("s2", "3"), ("s3", "4")):
        take_in(desk, serial, a_locked_sheet(a_key(), K1=level))
    assert _levels(desk) == {(CASES[0], MEMBER): "4"}
    _remove(desk, "s3")
    assert _levels(desk) == {(CASES[0], MEMBER): "3"}


def test_that_what_else_a_package_brought_counts_with_it(desk: Store) -> None:
    declaration = Declaration(CASES[0], CHAIR, Tie.NONE, (), "…", NOW, "c2ln")
    pin = Pin(PinId("p"), CASES[0], CHAIR, NOW, DocumentId("doc-case-1"), "K1", 2)
    note = Note(NoteId("n"), CASES[0], CHAIR, NOW, "答得清楚", indicator="K1", method="interview")
    for serial in ("s1", "s2"):
        row, content = a_package(serial)
        with desk.step("taken_in", {}, NOW):
            packages.add(desk, row, content)
            received.put(desk, row.serial, [], [declaration], [pin], [note])
    assert cases.summaries(desk, CHAIR)[0].tie is None, "what came in a package was not declared here"
    for _ in range(2):
        assert received.declarations_of(desk, PANEL) == (declaration,)
        assert received.pins_of(desk, PANEL, CASES[0]) == (pin,)
        assert received.notes_of(desk, PANEL) == (note,)
        assert received.notes_of(desk, PANEL, CASES[1]) == ()
        if packages.status(desk, PackageSerial("s2")) is PackageStatus.TAKEN_IN:
            _remove(desk, "s2")
    _remove(desk, "s1")
    assert not received.declarations_of(desk, PANEL)
    assert not received.pins_of(desk, PANEL)
    assert not received.notes_of(desk, PANEL)


def test_that_nothing_is_received_without_its_package(desk: Store) -> None:
    with pytest.raises(UnknownHere), desk.step("taken_in", {}, NOW):
        received.put(desk, PackageSerial("s9"), [a_locked_sheet(a_key(), K1="3")])


def test_that_a_package_superseded_by_word_still_supersedes(desk: Store) -> None:
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"))
    take_in(desk, "s2", a_locked_sheet(a_key(CASES[1]), K1="3"), supersedes=PackageSerial("s1"))
    with desk.step("superseded", {}, NOW):
        packages.set_status(desk, PackageSerial("s2"), PackageStatus.SUPERSEDED, NOW)
    assert _levels(desk) == {}


def test_that_only_what_came_in_supersedes_what_came_in(desk: Store) -> None:
    take_in(desk, "s1", a_locked_sheet(a_key(), K1="2"))
    out, content = a_package("s2", None, direction="out", supersedes=PackageSerial("s1"))
    with desk.step("made", {}, NOW):
        packages.add(desk, out, content)
    assert _levels(desk) == {(CASES[0], MEMBER): "2"}


def test_that_a_package_with_more_signatures_is_its_newest_bytes_and_keeps_the_first(desk: Store) -> None:
    row, content = a_package("s1")
    with desk.step("taken_in", {}, NOW):
        packages.add(desk, row, content)
    with desk.step("taken_in", {}, NOW):
        more = contents.put(desk, content + b" and signed again")
        packages.add_version(desk, row.serial, "in", more, row.size + 17)
    with reopened(desk) as again:
        now = packages.get(again, row.serial)
        assert packages.content(again, row.serial)[:] == content + b" and signed again"
        assert (now.size, now.status) == (row.size + 17, row.status)
        assert now.sha256 != row.sha256
        assert packages.by_sha256(again, row.sha256) == packages.by_sha256(again, now.sha256) == now
        with pytest.raises(UnknownHere):
            packages.add_version(again, row.serial, "out", more, row.size + 17)
