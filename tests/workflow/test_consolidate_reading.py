"""What the chair's pages read: the whole panel, one case of it, and what a step has changed."""

from __future__ import annotations

from functools import partial

import pytest

from assessor_app.models.ids import CaseId
from assessor_app.store import panels
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import PanelView, agree_level, case_view, panel_view, refreshed
from tests.builders import CHAIR, MEMBER, At, Played
from tests.workflow.conftest import Sit


@pytest.fixture
def chair(sit: Sit) -> At:
    return sit(CHAIR, "gathered")


def agreed(chair: At, case: CaseId) -> None:
    chair.do(agree_level, case=case, method="material", indicator="K1", level=2, reason="seen", participants=(MEMBER,))


def test_that_a_case_read_again_after_a_step_stands_as_if_the_whole_panel_were(chair: At, played: Played) -> None:
    store, case = chair.store, played.cases["0409"]
    before = panel_view(store, played.panel)
    agreed(chair, case)
    after = refreshed(store, before, {case})
    assert after == panel_view(store, played.panel)
    assert after.case(case) != before.case(case)


def test_that_cases_a_step_did_not_touch_are_not_read_again(chair: At, played: Played) -> None:
    before = panel_view(chair.store, played.panel)
    agreed(chair, played.cases["0409"])
    after = refreshed(chair.store, before, {played.cases["0409"], CaseId("of another panel")})
    assert after.case(played.cases["0431"]) is before.case(played.cases["0431"])


def test_that_only_what_changed_is_worked_out_again(chair: At, played: Played) -> None:
    before = panel_view(chair.store, played.panel)
    agreed(chair, played.cases["0409"])
    after = panel_view(chair.store, played.panel, before)

    def same(number: str) -> bool:
        case = played.cases[number]
        return after.case(case).evaluation is before.case(case).evaluation

    assert (same("0409"), same("0431")) == (False, True)
    assert after == panel_view(chair.store, played.panel)


@pytest.mark.parametrize("stage", ["gathered", "settled", "concluded"])
def test_that_one_case_alone_is_read_as_it_stands_in_the_panel(sit: Sit, played: Played, stage: str) -> None:
    store = sit(CHAIR, stage).store
    whole, panel = panel_view(store, played.panel), panels.get(store, played.panel)
    for seen in whole.cases:
        assert case_view(store, panel, seen.case.id) == (whole.scheme, seen)


def test_that_reading_says_how_far_it_is_and_can_be_stopped(chair: At, played: Played) -> None:
    told: list[tuple[str, float]] = []
    panel_view(chair.store, played.panel, progress=lambda number, share: told.append((number, share)))
    assert told == [("0409", 0.0), ("0431", 0.5)]

    def stop(_number: str, _share: float) -> None:
        raise InterruptedError

    read: partial[PanelView] = partial(panel_view, chair.store, played.panel, progress=stop)
    with pytest.raises(InterruptedError):
        read()


def test_that_the_chairs_own_open_sheets_seal_a_case(sit: Sit, played: Played) -> None:
    store: Store = sit(CHAIR, "received").store
    view = panel_view(store, played.panel)
    assert all(
        [item.method for item in seen.sealed] == [item.method for item in seen.assignments if item.assessor == CHAIR]
        for seen in view.cases
    )
    assert all(not seen.sealed for seen in panel_view(sit(CHAIR, "gathered").store, played.panel).cases)
