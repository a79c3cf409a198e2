"""Declaring and locking: with one's own identity, with reasons, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from assessor_app.models.marks import SheetKey, SheetState, Tie
from assessor_app.signing.errors import ClockBackwards, WrongPassphrase
from assessor_app.store import declarations, sheets
from assessor_app.workflow.contradictions import declaration_holds
from assessor_app.workflow.declare import declare
from assessor_app.workflow.errors import IdentityOfAnother, NotDeclared, ReasonMissing, SheetIncomplete
from assessor_app.workflow.join import unlock
from assessor_app.workflow.lock import lock_sheets, reopen_sheet
from assessor_app.workflow.score import mark_without_score
from tests.builders import CHAIR, MEMBER, THIRD, At, Played

Sit = Callable[[Any, str], At]


def key(played: Played, number: str = "0409", method: str = "interview") -> SheetKey:
    return SheetKey(played.cases[number], MEMBER, method)


def test_that_a_tie_names_its_reasons(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "received")
    for tie in (Tie.DECLARED, Tie.RECUSED):
        with pytest.raises(ReasonMissing):
            desk.do(declare, given=(played.cases["0409"],), tie=tie, reasons=())
    assert declarations.current(desk.store, played.cases["0409"], MEMBER) is None


def test_that_a_tie_that_bars_becomes_a_recusal_and_closes_the_sheets(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "locked")
    declared = declarations.current(desk.store, played.cases["0431"], MEMBER)
    assert declared is not None
    assert declared.tie is Tie.RECUSED
    assert sheets.get(desk.store, key(played, "0431")).state is SheetState.RECUSED


def test_that_a_declaration_holds_for_its_signer_alone(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "received")
    desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=())
    declared = declarations.current(desk.store, played.cases["0409"], MEMBER)
    assert declared is not None
    assert declaration_holds(declared, MEMBER, played.trusted, desk.clock.now)
    assert not declaration_holds(declared, THIRD, played.trusted, desk.clock.now)


def test_that_nobody_signs_with_the_identity_of_another(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "marked")
    chair = played.identities[CHAIR]
    with pytest.raises(IdentityOfAnother):
        desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=(), identity=chair)
    with pytest.raises(IdentityOfAnother):
        desk.do(lock_sheets, chosen=(key(played),), identity=chair)


def test_that_a_wrong_passphrase_unlocks_no_identity(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "received")
    with pytest.raises(WrongPassphrase):
        unlock(desk.store, "wrong-one-altogether")
    assert unlock(desk.store, played.passphrases[MEMBER]).person_id == MEMBER


def test_that_a_clock_gone_back_signs_nothing(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "marked")
    early = played.now - timedelta(days=1)
    with pytest.raises(ClockBackwards):
        desk.do(lock_sheets, chosen=(key(played),), at=early)


def test_that_locking_is_all_or_nothing(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "received")
    with pytest.raises(NotDeclared):
        desk.do(lock_sheets, chosen=(key(played),))
    desk.do(declare, given=(played.cases["0409"],), tie=Tie.NONE, reasons=())
    desk.do(mark_without_score, sheet=key(played, method="material"), state=SheetState.ABSENT, reason="not handed in")
    with pytest.raises(SheetIncomplete) as refused:
        desk.do(lock_sheets, chosen=(key(played), key(played, method="material")))
    assert refused.value.case == "0409"
    assert any(gap.endswith("unrated") for gap in refused.value.gaps)
    assert sheets.get(desk.store, key(played)).state is not SheetState.LOCKED


def test_that_reopening_begins_a_new_version_that_is_signed_anew(sit: Sit, played: Played) -> None:
    desk = sit(MEMBER, "locked")
    first = sheets.get(desk.store, key(played))
    assert (first.state, first.version) == (SheetState.LOCKED, 1)
    desk.do(reopen_sheet, sheet=key(played), reason="misread")
    assert sheets.get(desk.store, key(played)).state is not SheetState.LOCKED
    desk.do(lock_sheets, chosen=(key(played),))
    again = sheets.get(desk.store, key(played))
    assert (again.state, again.version) == (SheetState.LOCKED, 2)
