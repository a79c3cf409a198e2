"""The clock of an interview as a value, sessions that clash, and observers as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.interview import (
    LONGEST_GAP,
    Clash,
    Clock,
    Moment,
    Observer,
    Session,
    Turn,
    begins,
    carried_on,
    clashes,
    clock_of,
    parse_observers,
)

BEGIN = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
CASE, ME = CaseId("case-1"), PersonId("A1")


def moment(turn: Turn, phase: str, elapsed: int, seconds: int = 0, detail: str = "") -> Moment:
    return Moment(CASE, ME, turn, phase, elapsed, BEGIN + timedelta(seconds=seconds), detail)


def test_that_a_pause_is_of_the_day_and_not_of_the_interview() -> None:
    clock = clock_of(
        [
            moment(Turn.BEGAN, "intro", 0),
            moment(Turn.PHASE, "talk", 300, 300),
            moment(Turn.PAUSED, "talk", 480, 480),
            moment(Turn.RESUMED, "talk", 480, 630),
        ]
    )
    assert clock == Clock("talk", 480, 300, running=True, ended=False, at=BEGIN + timedelta(seconds=630))


def test_that_nothing_has_begun_without_a_moment_and_nothing_runs_after_the_end() -> None:
    assert clock_of([]) == Clock()
    ended = clock_of([moment(Turn.BEGAN, "intro", 0), moment(Turn.ENDED, "intro", 60, 60)])
    assert ended.ended
    assert not ended.running
    assert carried_on(ended, BEGIN + timedelta(hours=1)) is None


def test_that_a_clock_that_was_set_leaves_the_interview_as_it_was() -> None:
    before = [moment(Turn.BEGAN, "intro", 0)]
    assert clock_of([*before, moment(Turn.CLOCK_CHANGED, "intro", 5, 4000, "+3995")]) == clock_of(before)


@pytest.mark.parametrize(
    ("gap", "elapsed"),
    [
        (timedelta(seconds=90), 150),
        (timedelta(), 60),
        (LONGEST_GAP, 60 + 4 * 3600),
        (LONGEST_GAP + timedelta(seconds=1), None),
        (timedelta(seconds=-1), None),
    ],
)
def test_that_a_killed_program_carries_on_by_the_time_of_day(gap: timedelta, elapsed: int | None) -> None:
    clock = clock_of([moment(Turn.BEGAN, "intro", 60)])
    assert carried_on(clock, BEGIN + gap) == elapsed


@given(st.lists(st.tuples(st.sampled_from([Turn.PAUSED, Turn.RESUMED, Turn.PHASE]), st.integers(0, 600)), max_size=12))
def test_that_time_in_a_phase_is_never_more_than_the_whole(steps: list[tuple[Turn, int]]) -> None:
    elapsed, made = 0, [moment(Turn.BEGAN, "p0", 0)]
    for number, (turn, seconds) in enumerate(steps):
        elapsed += seconds
        made.append(moment(turn, f"p{number}" if turn is Turn.PHASE else made[-1].phase, elapsed))
    clock = clock_of(made)
    assert 0 <= clock.phase_began <= clock.elapsed == elapsed
    assert clock.running == (made[-1].turn is not Turn.PAUSED)


def session(case: str, starts: str, room: str = "", minutes: int = 60) -> Session:
    return Session(CaseId(case), starts, room, minutes)


def test_that_a_room_or_an_assessor_cannot_be_had_twice_at_once() -> None:
    sessions = [
        session("b", "2026-11-21T10:30", "A 203"),
        session("a", "2026-11-21T10:00", "a 203"),
        session("c", "2026-11-21T11:00", "A 203"),
        session("d", "", "A 203"),
    ]
    both = {CaseId(case): frozenset({PersonId("A1" if case in "ac" else "A2")}) for case in "abcd"}
    assert [(kind, one.case, other.case) for kind, one, other in clashes(sessions, both)] == [
        (Clash.ROOM, "a", "b"),
        (Clash.ROOM, "b", "c"),
    ]
    same = {CaseId(case): frozenset({PersonId("A1")}) for case in "ab"}
    assert Clash.ASSESSOR in {kind for kind, _, _ in clashes(sessions[:2], same)}


def test_that_sessions_one_after_the_other_do_not_clash() -> None:
    row = [session("a", "2026-11-21T10:00", "A"), session("b", "2026-11-21T11:00", "A")]
    assert list(clashes(row, {CaseId("a"): frozenset({ME}), CaseId("b"): frozenset({ME})})) == []


@pytest.mark.parametrize("starts", ["tomorrow", "2026-02-30T10:00", "2026-11-21"])
def test_that_a_time_that_is_none_is_refused(starts: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        begins(session("a", starts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("何谓（秘书处）；Ann Lee (training)", (Observer("何谓", "秘书处"), Observer("Ann Lee", "training"))),
        (" Bo ; ;", (Observer("Bo"),)),
    ],
)
def test_that_observers_are_read_as_they_are_typed(text: str, found: tuple[Observer, ...]) -> None:
    assert parse_observers(text) == found
