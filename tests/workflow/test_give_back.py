"""Items given back to their author with a comment, and the signed answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assessor_app.exchange.errors import NotOfThisRound
from assessor_app.exchange.packages import make_package, record_inside
from assessor_app.files import make_folder
from assessor_app.models.ids import PackageSerial, PersonId, ReturnId
from assessor_app.models.marks import Part, Sheet, SheetKey
from assessor_app.models.records import Kind, ReceiptRecord
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.signing.errors import NotForYou
from assessor_app.signing.verdicts import Status
from assessor_app.store import packages, received, returns
from assessor_app.workflow.consolidate import panel_view
from assessor_app.workflow.errors import NothingToReturn, NotTheChair, NotToBeReturned, OwnSheetsOpen, ReasonMissing
from assessor_app.workflow.gather import gather, remove
from assessor_app.workflow.give_back import answer_item, give_back, open_items, take_question_back, unsent
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.lock import lock_sheets, reopen_sheet
from assessor_app.workflow.receipt import take_parcel, take_receipt, write_receipt, write_returns
from assessor_app.workflow.score import enter_mark
from assessor_app.workflow.verify import verify_package
from tests.builders import CHAIR, MEMBER, THIRD, Apart, At, Played, apart, documents_of, signed, silent

Sit = Callable[[Any, str], At]

NUMBER, SUBJECT = "0409", "L3"
ASKED = "Where in the interview was this heard? The tape has nothing on it."
ANSWERED = "At 14:05, the crane on the ring road; my note says so now."


def sheet_of(played: Played, person: PersonId = MEMBER) -> SheetKey:
    return SheetKey(played.cases[NUMBER], person, "interview")


def receipt_for(chair: At, person: PersonId, folder: Path) -> Path:
    serial = next(row.serial for row in packages.all(chair.store, Kind.SCORE, "in") if row.sender == person)
    path = chair.do(write_receipt, serial=serial, folder=folder)
    assert isinstance(path, Path)
    return path


@pytest.fixture
def chair(sit: Sit) -> At:
    return sit(CHAIR, "gathered")


@pytest.fixture
def member(sit: Sit) -> At:
    desk = sit(MEMBER, "handed_over")
    desk.clock.tick(hours=1)
    return desk


def sheets_of(chair: At) -> dict[SheetKey, Sheet]:
    return {
        sheet.key: sheet
        for sheet in panel_view(chair.store, chair.played.panel).case(chair.played.cases[NUMBER]).sheets
    }


def ask(chair: At, comment: str = ASKED) -> ReturnId:
    return ReturnId(chair.do(give_back, sheet=sheet_of(chair.played), subject=SUBJECT, comment=comment))


def test_that_a_question_goes_to_its_author_and_the_answer_comes_back_signed(
    chair: At, member: At, tmp_path: Path
) -> None:
    before = sheets_of(chair)
    id = ask(chair)
    path = receipt_for(chair, MEMBER, tmp_path)
    assert path.name.endswith(".asice.p7m")  # it speaks of a candidate
    member.do(take_receipt, source=path)
    [item] = returns.of_assessor(member.store, MEMBER)
    assert (item.id, item.sheet, item.subject, item.comment, item.by) == (
        id,
        sheet_of(chair.played),
        SUBJECT,
        ASKED,
        CHAIR,
    )

    member.do(answer_item, item=id, text=ANSWERED)
    handed = member.do(hand_over, panel=chair.played.panel, folder=tmp_path, language="en")
    chair.clock.tick(hours=2)
    serial = chair.do(gather, panel=chair.played.panel, source=handed)
    answer = returns.answers(chair.store)[id]
    assert (answer.text, answer.item.assessor) == (ANSWERED, MEMBER)
    # No mark was touched by any of this.
    assert sheets_of(chair) == before
    container = packages.content(chair.store, serial, "in")
    assert verify_package(container, "x", chair.played.trusted, chair.clock.now, silent).status is Status.VALID
    printed = apart(container[:]).files[f"documents/score-{NUMBER}.docx"]
    text = [cell.text for table in Document(io.BytesIO(printed)).tables for row in table.rows for cell in row.cells]
    assert any(ASKED in each for each in text)
    assert any(ANSWERED in each for each in text)

    chair.do(remove, serial=serial, reason="wrong stick")
    assert returns.answers(chair.store) == {}
    chair.do(gather, panel=chair.played.panel, source=handed)
    assert returns.answers(chair.store)[id].text == ANSWERED


def test_that_a_mark_changed_upon_a_question_comes_as_a_new_version(
    chair: At, member: At, played: Played, tmp_path: Path
) -> None:
    id = ask(chair)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    sheet = sheet_of(played)
    member.do(reopen_sheet, sheet=sheet, reason="asked by the chair")
    member.do(enter_mark, sheet=sheet, subject=SUBJECT, part=Part.LEVEL, value="3")
    member.do(lock_sheets, chosen=(sheet,))
    member.do(answer_item, item=id, text="Heard again: one level higher.")
    handed = member.do(hand_over, panel=played.panel, folder=tmp_path, language="zh")
    chair.clock.tick(hours=2)
    chair.do(gather, panel=played.panel, source=handed)
    [new] = [each for each in received.sheets_of(chair.store, played.panel, sheet.case) if each.key == sheet]
    assert (new.version, new.value(SUBJECT, Part.LEVEL)) == (2, "3")
    assert returns.answers(chair.store)[id].item.version == 1


def test_that_only_items_of_anothers_locked_sheet_are_returned_and_with_a_comment(sit: Sit, played: Played) -> None:
    chair = sit(CHAIR, "gathered")
    with pytest.raises(ReasonMissing):
        ask(chair, "  ")
    for sheet, subject in (
        (sheet_of(played, CHAIR), SUBJECT),
        (sheet_of(played), "Z9"),
        (SheetKey(played.cases[NUMBER], MEMBER, "no such"), SUBJECT),
        (sheet_of(played, PersonId("nobody")), SUBJECT),
    ):
        with pytest.raises(NotToBeReturned):
            chair.do(give_back, sheet=sheet, subject=subject, comment=ASKED)
    assert returns.of_case(chair.store, played.cases[NUMBER]) == ()
    with pytest.raises(OwnSheetsOpen):
        ask(sit(CHAIR, "received"))
    with pytest.raises(NotTheChair):
        sit(THIRD, "handed_over").do(give_back, sheet=sheet_of(played), subject=SUBJECT, comment=ASKED)
    with pytest.raises(NotToBeReturned):
        chair.do(answer_item, item=ReturnId("return-none"), text=ANSWERED)
    with pytest.raises(NotToBeReturned):
        chair.do(take_question_back, item=ReturnId("return-none"))


def test_that_asking_anew_replaces_the_question_and_taking_it_back_travels(
    chair: At, member: At, played: Played, tmp_path: Path
) -> None:
    id = ask(chair)
    assert ask(chair, "On which page?") == id
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    assert [each.comment for each in returns.of_assessor(member.store, MEMBER)] == ["On which page?"]
    member.do(answer_item, item=id, text=ANSWERED)
    early = receipt_for(chair, MEMBER, make_folder(tmp_path / "early"))
    chair.do(take_question_back, item=id)
    member.clock.tick(hours=1)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    assert [each.stands for each in returns.of_assessor(member.store, MEMBER)] == [False]
    # An older receipt that comes late does not ask again.
    member.do(take_receipt, source=early)
    assert [each.stands for each in returns.of_assessor(member.store, MEMBER)] == [False]
    with pytest.raises(NotToBeReturned):
        member.do(answer_item, item=id, text="more")
    handed = member.do(hand_over, panel=played.panel, folder=tmp_path, language="en")
    assert record_inside(played.container(handed, CHAIR)).answers == ()  # type: ignore[union-attr]


def test_that_what_is_returned_is_for_its_author_alone(chair: At, sit: Sit, tmp_path: Path) -> None:
    ask(chair)
    third = sit(THIRD, "handed_over")
    third.clock.tick(hours=1)
    assert receipt_for(chair, THIRD, tmp_path).name.endswith(".asice")
    with pytest.raises(NotForYou):
        third.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))


FORGED: dict[str, Callable[[ReturnedItem], ReturnedItem]] = {
    "another's sheet": lambda item: replace(item, assessor=THIRD),
    "no sheet given": lambda item: replace(item, method="exam"),
    "no item of it": lambda item: replace(item, subject="Z9"),
    "by somebody else": lambda item: replace(item, by=THIRD),
    "to come": lambda item: replace(item, at=item.at + timedelta(days=2)),
}


@pytest.mark.parametrize("what", FORGED)
def test_that_a_receipt_that_returns_what_cannot_be_is_refused_whole(
    chair: At, member: At, tmp_path: Path, what: str
) -> None:
    ask(chair)
    path = receipt_for(chair, MEMBER, tmp_path)
    record = record_inside(chair.played.container(path, MEMBER))
    assert isinstance(record, ReceiptRecord)
    forged = replace(record, returned=tuple(FORGED[what](item) for item in record.returned))
    target = tmp_path / "forged.asice"
    target.write_bytes(bytes(make_package(forged, (), chair.identity, at=chair.clock.now)))
    with pytest.raises(NotOfThisRound):
        member.do(take_receipt, source=target)
    assert returns.of_assessor(member.store, MEMBER) == ()
    assert packages.status(member.store, record.package, "out") is not None


WRONG: dict[str, Callable[[Answer], Answer]] = {
    "empty": lambda answer: replace(answer, text=" "),
    "before it was asked": lambda answer: replace(answer, at=answer.item.at - timedelta(hours=1)),
    "to come": lambda answer: replace(answer, at=answer.at + timedelta(days=2)),
    "another's": lambda answer: replace(answer, item=replace(answer.item, assessor=THIRD)),
    "asked by oneself": lambda answer: replace(answer, item=replace(answer.item, by=MEMBER)),
}


@pytest.mark.parametrize("what", WRONG)
def test_that_an_answer_that_cannot_be_is_not_valid(chair: At, member: At, tmp_path: Path, what: str) -> None:
    id = ask(chair)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    member.do(answer_item, item=id, text=ANSWERED)
    handed = member.do(hand_over, panel=chair.played.panel, folder=tmp_path, language="en")
    pieces = apart(chair.played.container(handed, CHAIR))
    wrong = tuple(WRONG[what](each) for each in pieces.record.answers)
    forged = Apart(replace(pieces.record, answers=wrong), pieces.files)
    now = member.clock.now
    forged.files |= documents_of(forged, member.identity, now)
    verdict = verify_package(signed(forged, member.identity, now), "x", chair.played.trusted, now, silent)
    assert "record_contradicts" in {problem.code for problem in verdict.problems}


def test_that_an_answer_to_another_item_than_was_asked_is_refused(chair: At, member: At, tmp_path: Path) -> None:
    id = ask(chair)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    member.do(answer_item, item=id, text=ANSWERED)
    asked = returns.item(member.store, id)
    assert asked is not None
    other = replace(asked, subject="L1", at=asked.at + timedelta(minutes=1))
    with member.store.step("forged", {}, member.clock.now):  # a workspace that was tampered with
        returns.add(member.store, other)
    handed = member.do(hand_over, panel=chair.played.panel, folder=tmp_path, language="en")
    chair.clock.tick(hours=2)
    serials = [row.serial for row in packages.all(chair.store, Kind.SCORE, "in")]
    with pytest.raises(NotOfThisRound):
        chair.do(gather, panel=chair.played.panel, source=handed)
    assert [PackageSerial(row.serial) for row in packages.all(chair.store, Kind.SCORE, "in")] == serials


def test_that_only_what_was_not_sent_yet_is_written_for_its_author(chair: At, member: At, tmp_path: Path) -> None:
    panel = chair.played.panel
    with pytest.raises(NothingToReturn):
        chair.do(write_returns, panel=panel, folder=tmp_path)
    id = ask(chair)
    assert {author: [item.id for item in items] for author, items in unsent(chair.store, panel).items()} == {
        MEMBER: [id]
    }
    chair.do(take_question_back, item=id)
    assert unsent(chair.store, panel) == {}  # nobody has seen it
    ask(chair)
    chair.clock.tick(minutes=1)
    [path] = chair.do(write_returns, panel=panel, folder=tmp_path)
    assert unsent(chair.store, panel) == {}
    assert member.do(take_parcel, source=path) is Kind.RECEIPT
    assert [item.comment for item in open_items(member.store, MEMBER)] == [ASKED]
    chair.clock.tick(minutes=1)
    chair.do(take_question_back, item=id)
    assert set(unsent(chair.store, panel)) == {MEMBER}  # it must fall there too


def test_that_a_question_asked_anew_waits_for_a_new_answer(chair: At, member: At, tmp_path: Path) -> None:
    id = ask(chair)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    member.do(answer_item, item=id, text=ANSWERED)
    assert open_items(member.store, MEMBER) == ()
    chair.clock.tick(hours=3)
    ask(chair, "And on which page?")
    member.clock.tick(hours=3)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    assert [item.comment for item in open_items(member.store, MEMBER)] == ["And on which page?"]
    handed = member.do(hand_over, panel=chair.played.panel, folder=tmp_path, language="en")
    assert record_inside(chair.played.container(handed, CHAIR)).answers == ()  # type: ignore[union-attr]


def test_that_an_answer_never_stands_before_its_question_though_the_clocks_differ(
    chair: At, member: At, tmp_path: Path
) -> None:
    chair.clock.now = member.clock.now + timedelta(minutes=5)
    id = ask(chair)
    member.do(take_receipt, source=receipt_for(chair, MEMBER, tmp_path))
    member.do(answer_item, item=id, text=ANSWERED)
    assert open_items(member.store, MEMBER) == ()
