"""The chair's steps: hand over, gather, consolidate, recommend, conclude, and who may do what in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessor_app.exchange.errors import ContentMissing
from assessor_app.models.consolidation import Stand
from assessor_app.models.derivation import Flag, FlagCode
from assessor_app.models.ids import CaseId, PackageSerial, PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import Part, SheetKey
from assessor_app.models.records import Minutes
from assessor_app.models.scheme import Scheme
from assessor_app.signing.errors import NotForYou
from assessor_app.store import packages, people, trust
from assessor_app.store.errors import UnknownHere
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow import recommend as recommending
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.consolidate import CaseView, agree_level, case_view, panel_view, settle
from assessor_app.workflow.errors import (
    CaseUnknown,
    CertificateMissing,
    FlagsOpen,
    IdentityMissing,
    IdentityOfAnother,
    MarkOutOfRange,
    MayNotDecide,
    NothingToHandOver,
    NotRecommended,
    NotTheChair,
    OwnSheetsOpen,
    ReasonMissing,
    TrustMissing,
    VotesMissing,
)
from assessor_app.workflow.gather import gather, remove
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.join import unlock
from assessor_app.workflow.lock import lock_sheets, reopen_sheet
from assessor_app.workflow.receipt import take_receipt, write_receipt
from assessor_app.workflow.recommend import recommend, vote
from assessor_app.workflow.score import enter_mark
from assessor_app.workflow.take_in import export_results, results_of, take_in, take_out
from tests.builders import CHAIR, MEMBER, THIRD, At, Played

Sit = Callable[[Any, str], At]

AGREED: dict[str, Any] = {"method": "interview", "reason": "seen together", "participants": (CHAIR,)}


def ending(desk: At, folder: Path, *numbers: str) -> Any:
    """Conclude on those cases."""
    played = desk.played
    minutes = Minutes(desk.clock.now, "302", (CHAIR, MEMBER, THIRD), (), "")
    chosen = tuple(played.cases[number] for number in numbers)
    return desk.do(
        conclude,
        panel=played.panel,
        chosen=chosen,
        minutes=minutes,
        recipient=played.officer,
        folder=folder,
        language="en",
    )


# --- handing over and gathering -----------------------------------------------------------------------------------------


def test_that_nothing_is_handed_over_before_a_sheet_is_locked(sit: Sit, played: Played, tmp_path: Path) -> None:
    with pytest.raises(NothingToHandOver):
        sit(MEMBER, "received").do(hand_over, panel=played.panel, folder=tmp_path, language="en")


def test_that_a_reopened_sheet_travels_in_a_package_that_supersedes(sit: Sit, played: Played, tmp_path: Path) -> None:
    member, chair = sit(MEMBER, "handed_over"), sit(CHAIR, "gathered")
    key = SheetKey(played.cases["0409"], MEMBER, "interview")
    before = next(s for s in panel_view(chair.store, played.panel).case(key.case).sheets if s.key == key)
    level = "2" if before.value("K1", Part.LEVEL) != "2" else "3"
    member.do(reopen_sheet, sheet=key, reason="misread")
    member.do(enter_mark, sheet=key, subject="K1", part=Part.LEVEL, value=level)
    member.do(lock_sheets, chosen=(key,))
    path = member.do(hand_over, panel=played.panel, folder=tmp_path, language="en")
    serial = chair.do(gather, panel=played.panel, source=path)
    row = packages.get(chair.store, serial, "in")
    assert packages.status(chair.store, PackageSerial(str(row.supersedes)), "in") is PackageStatus.SUPERSEDED
    after = next(s for s in panel_view(chair.store, played.panel).case(key.case).sheets if s.key == key)
    assert (after.version, after.value("K1", Part.LEVEL)) == (2, level)


def test_that_only_the_chair_gathers_and_opens_what_was_sealed_for_them(sit: Sit, played: Played) -> None:
    source = played.score_packages[THIRD]
    with pytest.raises(NotTheChair):
        sit(MEMBER, "locked").do(gather, panel=played.panel, source=source)
    with pytest.raises(NotForYou):
        sit(CHAIR, "locked").do(gather, panel=played.panel, source=source, identity=played.identities[MEMBER])


def test_that_gathering_can_be_stopped_within_each_document(sit: Sit, played: Played) -> None:
    """Whoever cancels waits for no whole document, and nothing of the package is kept."""
    desk = sit(CHAIR, "locked")
    heard: list[str] = []
    desk.do(
        gather,
        panel=played.panel,
        source=played.score_packages[THIRD],
        progress=lambda text, _share: heard.append(text),
    )
    documents = {text for text in heard if text.startswith("documents/")}
    assert len(documents) > 2
    assert all(heard.count(text) > 3 for text in documents)

    class Stopped(Exception):
        pass

    def stop(text: str, _share: float) -> None:
        if text.startswith("documents/"):
            raise Stopped

    before = packages.all(desk.store, None, "in")
    with pytest.raises(Stopped):
        desk.do(gather, panel=played.panel, source=played.score_packages[MEMBER], progress=stop)
    assert packages.all(desk.store, None, "in") == before


def test_that_a_removal_says_why(sit: Sit, played: Played) -> None:
    desk = sit(CHAIR, "gathered")
    serial = packages.all(desk.store, None, "in")[-1].serial
    with pytest.raises(ReasonMissing):
        desk.do(remove, serial=serial, reason=" ")
    with pytest.raises(UnknownHere):
        desk.do(remove, serial=PackageSerial("score-none"), reason="…")


# --- consolidating ------------------------------------------------------------------------------------------------------


def test_that_others_marks_stay_hidden_until_ones_own_are_locked(sit: Sit, played: Played) -> None:
    desk, case = sit(CHAIR, "received"), played.cases["0409"]
    acts: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (agree_level, {"indicator": "K1", "level": 3} | AGREED),
        (settle, {"flag": FlagCode.STRADDLE, "subject": "E"} | AGREED),
        (recommend, {"choice": "pass", "reason": ""}),
        (vote, {"member": CHAIR, "stand": Stand.AGREE, "reason": ""}),
    ]
    for step, facts in acts:
        with pytest.raises(OwnSheetsOpen):
            desk.do(step, case=case, **facts)
    assert panel_view(desk.store, played.panel).case(case).sealed


def test_that_an_agreed_level_is_one_of_the_scheme_and_says_why(sit: Sit, played: Played) -> None:
    desk, case = sit(CHAIR, "gathered"), played.cases["0409"]
    for facts in ({"indicator": "Z9", "level": 3}, {"indicator": "K1", "level": 9}):
        with pytest.raises(MarkOutOfRange):
            desk.do(agree_level, case=case, **facts, **AGREED)
    with pytest.raises(ReasonMissing):
        desk.do(agree_level, case=case, indicator="K1", level=3, **(AGREED | {"reason": ""}))
    with pytest.raises(ReasonMissing):
        desk.do(settle, case=case, flag=FlagCode.STRADDLE, subject="E", **(AGREED | {"reason": ""}))
    with pytest.raises(CaseUnknown):
        desk.do(agree_level, case=CaseId("case-none"), indicator="K1", level=3, **AGREED)
    with pytest.raises(NotTheChair):
        sit(MEMBER, "locked").do(agree_level, case=case, indicator="K1", level=3, **AGREED)


# --- recommending and voting --------------------------------------------------------------------------------------------


def test_that_a_departure_says_why(sit: Sit, played: Played) -> None:
    desk, case = sit(CHAIR, "settled"), played.cases["0409"]
    with pytest.raises(MarkOutOfRange):
        desk.do(recommend, case=case, choice="excellent", reason="")
    with pytest.raises(ReasonMissing):
        desk.do(recommend, case=case, choice="fail", reason=" ")
    desk.do(recommend, case=case, choice="fail", reason="not shown in the interview")
    said = panel_view(desk.store, played.panel).case(case).recommendation
    assert said is not None
    assert said.departs


def test_that_a_borderline_case_says_why_whichever_way_it_goes(
    sit: Sit, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, case = sit(CHAIR, "settled"), played.cases["0409"]

    def borderline(*facts: Any) -> tuple[Scheme, CaseView]:
        scheme, seen = case_view(*facts)
        flag = Flag(FlagCode.BORDERLINE, "total")
        return scheme, replace(seen, evaluation=replace(seen.evaluation, flags=(flag,)))

    monkeypatch.setattr(recommending, "case_view", borderline)
    with pytest.raises(ReasonMissing):
        desk.do(recommend, case=case, choice="pass", reason="")
    desk.do(recommend, case=case, choice="pass", reason="two strong projects")


def test_that_only_members_who_may_decide_vote_and_a_dissent_says_why(sit: Sit, played: Played) -> None:
    desk, first, second = sit(CHAIR, "settled"), played.cases["0409"], played.cases["0431"]
    for case, member in ((second, MEMBER), (first, PersonId("A999"))):
        with pytest.raises(MayNotDecide):
            desk.do(vote, case=case, member=member, stand=Stand.AGREE, reason="")
    with pytest.raises(ReasonMissing):
        desk.do(vote, case=first, member=MEMBER, stand=Stand.DISSENT, reason=" ")
    with pytest.raises(NotRecommended):
        sit(CHAIR, "gathered").do(vote, case=first, member=MEMBER, stand=Stand.AGREE, reason="")


# --- concluding ---------------------------------------------------------------------------------------------------------


def test_that_a_case_is_signed_when_it_is_ready_and_not_before(sit: Sit, played: Played, tmp_path: Path) -> None:
    desk, case = sit(CHAIR, "gathered"), played.cases["0409"]
    with pytest.raises(NotRecommended):
        ending(desk, tmp_path, "0409")
    desk.do(recommend, case=case, choice="pass", reason="…")
    with pytest.raises(FlagsOpen):
        ending(desk, tmp_path, "0409")
    ready = sit(CHAIR, "settled")
    said = panel_view(ready.store, played.panel).case(case).recommendation
    assert said is not None
    ready.do(recommend, case=case, choice=said.choice, reason="once more")
    with pytest.raises(VotesMissing) as refused:
        ending(ready, tmp_path, "0409")
    assert refused.value.members == (CHAIR, MEMBER, THIRD)
    assert list(tmp_path.glob("result-*")) == []


def test_that_a_recommendation_overtaken_by_the_marks_is_not_signed(sit: Sit, played: Played, tmp_path: Path) -> None:
    desk, case = sit(CHAIR, "settled"), played.cases["0409"]
    indicators = [item.id for item in panel_view(desk.store, played.panel).scheme.grade("PE").indicators]
    for method in ("interview", "material"):
        for indicator in indicators:
            try:
                desk.do(agree_level, case=case, indicator=indicator, level=0, **(AGREED | {"method": method}))
            except MarkOutOfRange:
                continue
    assert panel_view(desk.store, played.panel).case(case).evaluation.outcome == "fail"
    with pytest.raises(NotRecommended):
        ending(desk, tmp_path, "0409")


def test_that_only_the_chair_concludes_with_their_own_identity(sit: Sit, played: Played, tmp_path: Path) -> None:
    with pytest.raises(NotTheChair):
        ending(sit(MEMBER, "locked"), tmp_path, "0409")
    desk = sit(CHAIR, "settled")
    minutes = Minutes(desk.clock.now, "", (), (), "")
    given: dict[str, Any] = {"panel": played.panel, "minutes": minutes, "folder": tmp_path, "language": "en"}
    with pytest.raises(IdentityOfAnother):
        desk.do(conclude, chosen=(), recipient=played.officer, identity=played.identities[MEMBER], **given)
    with pytest.raises(CaseUnknown):
        desk.do(conclude, chosen=(CaseId("case-none"),), recipient=played.officer, **given)


def test_that_results_on_different_cases_stand_side_by_side(sit: Sit, played: Played, tmp_path: Path) -> None:
    chair, officer = sit(CHAIR, "settled"), sit(played.officer, "handed_out")
    officer.clock.tick(hours=1)
    for number in ("0409", "0431"):
        officer.do(take_in, source=ending(chair, tmp_path, number))
    assert sorted(item.number for record in results_of(officer.store) for item in record.outcomes) == ["0409", "0431"]
    chair.clock.tick(hours=2)
    officer.clock.tick(hours=3)
    officer.do(take_in, source=ending(chair, tmp_path, "0409", "0431"))
    export_results(officer.store, folder=tmp_path, language=Language.EN)
    rows = (tmp_path / "outcomes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 3
    assert len({row.rsplit(",", 1)[1] for row in rows[1:]}) == 1


# --- receipts, and the society ------------------------------------------------------------------------------------------


def test_that_a_receipt_is_for_what_was_sent_to_whoever_sends_it(sit: Sit, played: Played, tmp_path: Path) -> None:
    officer, society = sit(played.officer, "taken_in"), sit(CHAIR, "concluded")
    serial = packages.all(officer.store, None, "in")[-1].serial
    path = officer.do(write_receipt, serial=serial, folder=tmp_path)
    society.clock.tick(hours=1)
    assert society.do(take_receipt, source=path) == serial
    assert packages.status(society.store, serial, "out") is PackageStatus.RECEIPTED
    with pytest.raises(ContentMissing):
        member = sit(MEMBER, "handed_over")
        member.clock.tick(hours=1)
        member.do(take_receipt, source=path)
    with pytest.raises(UnknownHere):
        officer.do(write_receipt, serial=PackageSerial("result-none"), folder=tmp_path)


def test_that_a_result_taken_out_no_longer_counts_and_can_come_back(sit: Sit, played: Played) -> None:
    desk = sit(played.officer, "taken_in")
    [record] = results_of(desk.store)
    with pytest.raises(ReasonMissing):
        desk.do(take_out, serial=record.envelope.serial, reason="")
    desk.do(take_out, serial=record.envelope.serial, reason="the chair asked for it")
    assert results_of(desk.store) == ()
    desk.do(take_in, source=played.result)
    assert results_of(desk.store) == (record,)


def test_that_nothing_is_sealed_or_judged_without_certificates_and_trust(
    sit: Sit, played: Played, tmp_path: Path
) -> None:
    desk = sit(played.officer, "handed_out")
    person = people.get(desk.store, MEMBER)
    with desk.store.step("forgotten", {}, desk.clock.tick()):
        people.put(desk.store, replace(person, fingerprint=""))
    with pytest.raises(CertificateMissing):
        desk.do(hand_out, panel=played.panel, folder=tmp_path)
    chair = sit(CHAIR, "locked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trust, "current", lambda _: None)
        patch.setattr("assessor_app.store.identities.all", lambda _: ())
        with pytest.raises(TrustMissing):
            chair.do(gather, panel=played.panel, source=played.score_packages[MEMBER])
        with pytest.raises(IdentityMissing):
            unlock(chair.store, "")
