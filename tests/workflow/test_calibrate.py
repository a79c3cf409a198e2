"""Calibration: what a panel agreed in a rehearsal comes back as reference, hidden until one's own sheets are locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assessor_app.exchange.errors import NotOfThisRound
from assessor_app.exchange.record import canonical
from assessor_app.models.calibration import Distance, ReferenceMark, by_aspect, spread
from assessor_app.models.ids import CaseId
from assessor_app.models.rounds import Mode
from assessor_app.store import cases, packages, rounds
from assessor_app.workflow.calibrate import REFERENCE, Practice, practice, read_reference, reference_file
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.score import scheme_of
from tests.builders import MEMBER, At, Played, apart, at_desk
from tests.rehearsal import handed_out_again, play_rehearsal

Sit = Callable[[Any, str], At]


@pytest.fixture(scope="module")
def rehearsed(cheap_passphrases: None, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The small round as a rehearsal, to the end."""
    return play_rehearsal(tmp_path_factory.mktemp("rehearsal"))


@pytest.fixture
def seat(rehearsed: Played, tmp_path: Path) -> Iterator[Sit]:
    with ExitStack() as open_:

        def sit_down(person: Any, stage: str) -> At:
            desk = at_desk(rehearsed, person, stage, tmp_path / f"{person}-{stage}")
            open_.callback(desk.store.close)
            return desk

        yield sit_down


@pytest.fixture
def again(rehearsed: Played, tmp_path: Path) -> Path:
    """The member's case package, handed out once more after the result was taken in."""
    return handed_out_again(rehearsed, MEMBER, tmp_path / "again")


def by_number(found: tuple[Practice, ...]) -> dict[str, Practice]:
    return {each.number: each for each in found}


def test_that_without_a_result_nothing_is_known(seat: Sit) -> None:
    found = practice(seat(MEMBER, "locked").store)
    assert found
    assert not any(each.known or each.distances for each in found)


def test_that_agreed_marks_come_with_the_next_package_and_are_shown_of_locked_sheets(seat: Sit, again: Path) -> None:
    member = seat(MEMBER, "handed_over")
    member.do(receive_case_package, source=again)
    found = by_number(practice(member.store))["0409"]
    assert found.known
    assert not found.revised
    assert len(found.distances) > 20
    agreed = [each for each in found.distances if each.comment]
    assert agreed, "the level the panel talked through comes with its reason"
    assert all(each.agreed.denominator == 1 for each in agreed)
    assert any(each.difference for each in found.distances)


def test_that_nobody_practises_with_the_answer_in_view(seat: Sit, again: Path) -> None:
    member = seat(MEMBER, "received")
    member.do(receive_case_package, source=again)
    found = by_number(practice(member.store))["0409"]
    assert found.known
    assert found.locked == 0
    assert found.distances == ()


def test_that_score_packages_and_live_rounds_speak_of_none(
    rehearsed: Played, seat: Sit, played: Played, sit: Sit
) -> None:
    assert REFERENCE not in apart(rehearsed.score(MEMBER)).files
    officer = seat(rehearsed.officer, "taken_in").store
    round_ = rounds.all(officer)[0]
    given = cases.of_round(officer, round_.id)
    assert reference_file(officer, round_, given)
    assert reference_file(officer, replace(round_, mode=Mode.LIVE), given) == b""
    live = sit(played.officer, "taken_in").store
    assert reference_file(live, rounds.all(live)[0], cases.of_round(live, rounds.all(live)[0].id)) == b""
    assert practice(sit(MEMBER, "locked").store) == ()


GOOD = ReferenceMark(CaseId(""), "material", "K1", "7/2", "why")


@pytest.mark.parametrize(
    "changed",
    [
        {"case": "case-other"},
        {"method": "written"},
        {"indicator": "K99"},
        {"level": "6"},
        {"level": "-1"},
        {"level": "3.0"},
        {"level": "6/2"},
        {"level": "1/0"},
        {"level": "x"},
        {"comment": "x" * 9000},
    ],
    ids=str,
)
def test_that_a_reference_of_something_else_is_refused(seat: Sit, changed: dict[str, Any]) -> None:
    store = seat(MEMBER, "received").store
    round_ = rounds.all(store)[0]
    given = cases.of_round(store, round_.id)
    mark = replace(GOOD, case=given[0].id)
    read = partial(read_reference, "p", round_=round_, given=given, scheme=scheme_of(store, given[0].id))
    assert read(canonical((mark,))) == [mark]
    with pytest.raises(NotOfThisRound):
        read(canonical((replace(mark, **changed),)))


def test_that_a_doubled_a_broken_and_a_live_reference_are_refused(seat: Sit) -> None:
    store = seat(MEMBER, "received").store
    round_ = rounds.all(store)[0]
    given = cases.of_round(store, round_.id)
    mark = replace(GOOD, case=given[0].id)
    scheme = scheme_of(store, given[0].id)
    for content in (canonical((mark, mark)), b"[", b'[{"case": 1}]', b"\xff"):
        with pytest.raises(NotOfThisRound):
            read_reference("p", content, round_, given, scheme)
    with pytest.raises(NotOfThisRound):
        read_reference("p", canonical((mark,)), replace(round_, mode=Mode.LIVE), given, scheme)


def test_that_distances_are_counted_as_the_worked_example_says() -> None:
    pairs = ((4, 3), (3, 3), (2, 4))
    found = [Distance(CaseId("c"), "material", f"K{own}", "K", own, Fraction(agreed), "") for own, agreed in pairs]
    together = spread(found)
    assert (together.n, together.exact, together.adjacent, together.further) == (3, 1, 1, 1)
    assert together.mean == Fraction(-1, 3)
    assert spread([]).mean is None
    assert list(by_aspect(found)) == ["K"]


def test_that_the_package_is_kept_as_it_came(seat: Sit, again: Path) -> None:
    member = seat(MEMBER, "handed_over")
    serial = member.do(receive_case_package, source=again)
    assert packages.known(member.store, serial, "in")
