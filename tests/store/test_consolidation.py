from __future__ import annotations

from dataclasses import replace

from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Stand, Vote
from assessor_app.store import consolidation
from assessor_app.store.database import Store
from tests.store.builders import CASES, CHAIR, MEMBER, NOW, later, reopened

AGREED = AgreedLevel(CASES[0], "interview", "K1", 3, "复听录音后一致", CHAIR, NOW, (CHAIR, MEMBER))
SETTLED = Settled(CASES[0], "straddle", "K", "interview", "已讨论", CHAIR, NOW, (CHAIR, MEMBER))
ADVICE = Recommendation(CASES[0], "pass", departs=False, reason="", by=CHAIR, at=NOW)


def test_that_the_newest_agreement_stands_until_it_is_withdrawn(desk: Store) -> None:
    other = replace(AGREED, case=CASES[1])
    with desk.step("agreed", {}, NOW):
        consolidation.add_agreed(desk, replace(AGREED, level=2))
        consolidation.add_agreed(desk, AGREED)
        consolidation.add_agreed(desk, other)
    with reopened(desk) as again:
        assert consolidation.agreed(again, CASES[0]) == (AGREED,)
        assert consolidation.agreed(again) == (AGREED, other)
        with again.step("withdrawn", {}, NOW):
            consolidation.add_agreed(again, replace(AGREED, level=None, at=later(1)))
        assert consolidation.agreed(again, CASES[0]) == ()
        assert [each.level for each in consolidation.agreed_history(again, CASES[0])] == [2, 3, None]


def test_that_a_settled_flag_can_be_taken_back(desk: Store) -> None:
    with desk.step("settled", {}, NOW):
        consolidation.add_settled(desk, SETTLED)
    assert consolidation.settled(desk, CASES[0]) == consolidation.settled(desk) == (SETTLED,)
    with desk.step("settled", {}, NOW):
        consolidation.add_settled(desk, replace(SETTLED, reason=""))
    assert consolidation.settled(desk) == ()


def test_that_a_new_recommendation_asks_the_members_again(desk: Store) -> None:
    agree = Vote(CASES[0], MEMBER, Stand.AGREE, "", NOW)
    dissent = Vote(CASES[0], MEMBER, Stand.DISSENT, "面试未达标", later(2))
    assert consolidation.recommendation(desk, CASES[0]) is None
    with desk.step("recommended", {}, NOW):
        consolidation.add_recommendation(desk, ADVICE)
        consolidation.add_vote(desk, agree)
        consolidation.add_vote(desk, dissent)
    assert consolidation.votes(desk, CASES[0]) == (dissent,)
    assert consolidation.all_votes(desk) == {CASES[0]: (dissent,)}
    other = replace(ADVICE, choice="other_grade", departs=True, reason="更合适", other_grade="AE")
    with desk.step("recommended", {}, NOW):
        consolidation.add_recommendation(desk, other)
    assert consolidation.recommendation(desk, CASES[0]) == other
    assert consolidation.recommendations(desk) == {CASES[0]: other}
    assert consolidation.votes(desk, CASES[0]) == ()
    assert consolidation.all_votes(desk) == {}


def test_that_a_case_is_unsealed_once_and_for_good(desk: Store) -> None:
    assert consolidation.unsealed(desk, CASES[0]) is None
    with desk.step("unsealed", {}, NOW):
        consolidation.unseal(desk, CASES[0], CHAIR, NOW)
        consolidation.unseal(desk, CASES[0], CHAIR, later(60))
    assert consolidation.unsealed(desk, CASES[0]) == NOW
    assert consolidation.all_unsealed(desk) == {CASES[0]}
