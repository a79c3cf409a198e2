"""A further assessor is called in on a case: they mark it blind, and it counts by the scheme's rule."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assessor_app.exchange.errors import AlreadyTakenIn, NotOfThisRound
from assessor_app.exchange.packages import make_package, record_inside
from assessor_app.models.consolidation import Stand
from assessor_app.models.ids import PersonId
from assessor_app.models.marks import NOT_SOUGHT, Part, SheetKey
from assessor_app.models.people import Rank
from assessor_app.models.records import CallRecord, Kind, Minutes, ResultRecord
from assessor_app.signing.container import ContainerFile
from assessor_app.signing.errors import NotForYou
from assessor_app.signing.verdicts import Status
from assessor_app.store import cases, consolidation, panels
from assessor_app.workflow.call_in import call_in, call_off, open_methods, write_call
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.consolidate import CaseView, panel_view, settle
from assessor_app.workflow.errors import NotToBeCalled, OwnSheetsOpen, ReasonMissing
from assessor_app.workflow.gather import gather
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.lock import lock_sheets
from assessor_app.workflow.receipt import take_parcel
from assessor_app.workflow.recommend import recommend, vote, voters
from assessor_app.workflow.reconcile import reconcile
from assessor_app.workflow.score import enter_mark
from assessor_app.workflow.take_in import take_in
from assessor_app.workflow.verify import verify_package
from tests.builders import CHAIR, MEMBER, THIRD, Apart, At, apart, documents_of, signed, silent

Sit = Callable[[Any, str], At]

NUMBER, METHOD = "0409", "material"
WHY = "Material and interview lie far apart; a third look at the papers."


@dataclass
class Called:
    """The chair who called, and the package that came of it."""

    chair: At
    path: Path


def call(chair: At, folder: Path, **facts: Any) -> Path:
    given: dict[str, Any] = {
        "case": chair.played.cases[NUMBER],
        "assessor": THIRD,
        "methods": (METHOD,),
        "reason": WHY,
        "folder": folder,
    } | facts
    path = chair.do(call_in, **given)
    assert isinstance(path, Path)
    return path


@pytest.fixture
def called(sit: Sit, tmp_path: Path) -> Called:
    chair = sit(CHAIR, "settled")
    return Called(chair, call(chair, tmp_path))


def seen(chair: At) -> CaseView:
    return panel_view(chair.store, chair.played.panel).case(chair.played.cases[NUMBER])


def mark_and_hand_over(desk: At, folder: Path) -> Path:
    """The further assessor marks as another member did, and hands over again."""
    played = desk.played
    sheet = SheetKey(played.cases[NUMBER], THIRD, METHOD)
    for subject, entry in played.script["cases"][NUMBER][MEMBER][METHOD].items():
        level = entry["level"]
        level = NOT_SOUGHT if level in (None, NOT_SOUGHT) else str(level)
        desk.do(enter_mark, sheet=sheet, subject=subject, part=Part.LEVEL, value=level)
        desk.do(enter_mark, sheet=sheet, subject=subject, part=Part.COMMENT, value=entry["comment"])
    overall = played.script["cases"][NUMBER][MEMBER].get("overall", {}).get(METHOD, "")
    if overall:
        desk.do(enter_mark, sheet=sheet, subject="sheet", part=Part.OVERALL, value=overall)
    desk.do(lock_sheets, chosen=(sheet,))
    path = desk.do(hand_over, panel=played.panel, folder=folder, language="en")
    assert isinstance(path, Path)
    return path


def concluded(chair: At, called: Called, sit: Sit, folder: Path) -> Path:
    """All the way to the result of the case."""
    third = sit(THIRD, "handed_over")
    third.clock.tick(minutes=5)
    third.do(take_parcel, source=called.path)
    chair.clock.tick(minutes=30)
    chair.do(gather, panel=chair.played.panel, source=mark_and_hand_over(third, folder))
    case = chair.played.cases[NUMBER]
    for flag in seen(chair).evaluation.flags:
        if flag.code.value != "borderline":
            chair.do(
                settle,
                case=case,
                flag=flag.code,
                method=flag.method,
                subject=flag.subject,
                reason="talked through",
                participants=(CHAIR,),
            )
    chair.do(recommend, case=case, choice="pass", reason="by the rule")
    for member in voters(seen(chair)):
        chair.do(vote, case=case, member=member, stand=Stand.AGREE, reason="")
    path = chair.do(
        conclude,
        panel=chair.played.panel,
        chosen=(case,),
        minutes=Minutes(chair.clock.now, "302", (CHAIR, MEMBER, THIRD), (), ""),
        recipient=chair.played.officer,
        folder=folder,
        language="en",
    )
    assert isinstance(path, Path)
    return path


def test_that_a_member_called_in_marks_blind_and_counts_by_the_rule(called: Called, sit: Sit, tmp_path: Path) -> None:
    chair, case = called.chair, called.chair.played.cases[NUMBER]
    assert [(item.assessor, item.method) for item in seen(chair).missing] == [(THIRD, METHOD)]
    assert any(
        (cell.due.case, cell.due.assessor, cell.due.method) == (case, THIRD, METHOD)
        for row in reconcile(chair.store, chair.played.panel).rows
        for cell in row.sheets
    )
    record = record_inside(chair.played.container(called.path, THIRD))
    assert isinstance(record, CallRecord)
    # Nothing of what others gave travels with it.
    assert set(CallRecord.__dataclass_fields__) == {"envelope", "recipient", "panel", "case", "called"}

    third = sit(THIRD, "handed_over")
    third.clock.tick(minutes=5)
    before = panel_levels(seen(chair))
    assert third.do(take_parcel, source=called.path) is Kind.CALL
    line = next(each for each in cases.summaries(third.store, THIRD) if each.case == case)
    assert METHOD in dict(line.states)
    with pytest.raises(AlreadyTakenIn):
        third.do(take_parcel, source=called.path)
    chair.clock.tick(minutes=30)
    chair.do(gather, panel=chair.played.panel, source=mark_and_hand_over(third, tmp_path))
    assert seen(chair).missing == ()
    after = panel_levels(seen(chair))
    assert all(after[item] == before[item] + 1 for item in after)  # one level more under each mean
    assert THIRD in voters(seen(chair))


def panel_levels(view: CaseView) -> dict[str, int]:
    """How many counted marks stand under each indicator of the method."""
    counted = {item.assessor for item in view.assignments if item.method == METHOD and item.counted}
    here = [s for s in view.sheets if s.key.method == METHOD and s.key.assessor in counted]
    subjects = {mark.subject for sheet in here for mark in sheet.marks if mark.part is Part.LEVEL}
    return {subject: sum(1 for sheet in here if sheet.value(subject, Part.LEVEL)) for subject in subjects}


def test_that_the_result_names_who_was_called_in_and_the_society_takes_it(
    called: Called, sit: Sit, tmp_path: Path
) -> None:
    chair, played = called.chair, called.chair.played
    path = concluded(chair, called, sit, tmp_path)
    container = played.container(path, played.officer)
    record = record_inside(container)
    assert isinstance(record, ResultRecord)
    assert [(one.assessor, one.method, one.reason) for one in record.called] == [(THIRD, METHOD, WHY)]
    pieces = apart(container)
    minutes = Document(io.BytesIO(pieces.files["documents/minutes.docx"]))
    assert any(WHY in cell.text for table in minutes.tables for row in table.rows for cell in row.cells)
    report = Document(io.BytesIO(pieces.files[f"documents/report-{NUMBER}.docx"]))
    assert [each.text for each in report.paragraphs if WHY in each.text and "Assessor C" in each.text]
    society = sit(played.officer, "handed_out")
    society.clock.now = chair.clock.now
    assert society.do(take_in, source=path) == record.envelope.serial

    now = chair.clock.now
    for what, forge in FORGED.items():
        forged = Apart(forge(record), pieces.files)
        forged.files |= documents_of(forged, chair.identity, now)
        verdict = verify_package(signed(forged, chair.identity, now), what, played.trusted, now, silent)
        assert verdict.status is not Status.VALID, what


FORGED: dict[str, Callable[[ResultRecord], ResultRecord]] = {
    "without a reason": lambda r: replace(r, called=tuple(replace(one, reason=" ") for one in r.called)),
    "by another": lambda r: replace(r, called=tuple(replace(one, by=MEMBER) for one in r.called)),
    "the chair themselves": lambda r: replace(r, called=tuple(replace(one, assessor=CHAIR) for one in r.called)),
    "twice": lambda r: replace(r, called=r.called * 2),
    "not among those due": lambda r: replace(
        r,
        panel=replace(
            r.panel,
            assignments=tuple(a for a in r.panel.assignments if (a.assessor, a.method) != (THIRD, METHOD)),
        ),
    ),
}


def test_that_a_result_with_a_sheet_nobody_was_called_in_for_is_refused(
    called: Called, sit: Sit, tmp_path: Path
) -> None:
    chair, played = called.chair, called.chair.played
    container = played.container(concluded(chair, called, sit, tmp_path), played.officer)
    pieces = apart(container)
    quiet = Apart(replace(pieces.record, called=()), pieces.files)
    quiet.files |= documents_of(quiet, chair.identity, chair.clock.now)
    target = tmp_path / "quiet.asice"
    target.write_bytes(signed(quiet, chair.identity, chair.clock.now))
    society = sit(played.officer, "handed_out")
    society.clock.now = chair.clock.now
    with pytest.raises(NotOfThisRound):
        society.do(take_in, source=target)


def test_that_only_a_member_who_counts_and_has_seen_nothing_is_called_in(sit: Sit, tmp_path: Path) -> None:
    chair = sit(CHAIR, "settled")
    panel, case = panels.get(chair.store, chair.played.panel), chair.played.cases[NUMBER]
    view = panel_view(chair.store, panel.id)
    about = (view.case(case).case, view.case(case).sheets, THIRD)
    assert METHOD in open_methods(view.scheme, panel, *about)
    for wrong in (
        {"assessor": CHAIR},
        {"assessor": MEMBER},
        {"assessor": PersonId("nobody")},
        {"methods": ()},
        {"methods": ("no such",)},
        {"case": chair.played.cases["0431"], "assessor": MEMBER},  # recused
    ):
        with pytest.raises(NotToBeCalled):
            call(chair, tmp_path, **wrong)
    with pytest.raises(ReasonMissing):
        call(chair, tmp_path, reason=" ")
    with pytest.raises(OwnSheetsOpen):
        call(sit(CHAIR, "received"), tmp_path)
    trainee = tuple(replace(one, rank=Rank.TRAINEE) for one in panel.members)
    assert open_methods(view.scheme, replace(panel, members=trainee), *about) == ()
    assert list(tmp_path.glob("*.p7m")) == []


def test_that_a_call_is_for_one_person_is_written_again_and_taken_back(
    called: Called, sit: Sit, tmp_path: Path
) -> None:
    chair, case = called.chair, called.chair.played.cases[NUMBER]
    with pytest.raises(NotForYou):
        sit(MEMBER, "handed_over").do(take_parcel, source=called.path)
    again = chair.do(write_call, case=case, assessor=THIRD, folder=tmp_path)
    assert again != called.path
    with pytest.raises(ReasonMissing):
        chair.do(call_off, case=case, assessor=THIRD, reason=" ")
    chair.do(call_off, case=case, assessor=THIRD, reason="fell ill")
    assert seen(chair).missing == ()
    assert panels.called_in(chair.store, chair.played.panel) == ()
    with pytest.raises(NotToBeCalled):
        chair.do(call_off, case=case, assessor=THIRD, reason="again")
    call(chair, tmp_path)
    assert [(item.assessor, item.method) for item in seen(chair).missing] == [(THIRD, METHOD)]
    assert consolidation.recommendations(chair.store)[case].case == case  # nothing that was put down is lost


def test_that_who_is_called_in_outlasts_a_new_composition_of_the_panel(called: Called) -> None:
    chair = called.chair
    panel = panels.get(chair.store, chair.played.panel)
    mine = (chair.played.cases[NUMBER], THIRD, METHOD)
    given = tuple(item for item in panel.assignments if (item.case, item.assessor, item.method) != mine)
    assert len(given) == len(panel.assignments) - 1
    with chair.store.step("again", {}, chair.clock.now):
        panels.put(chair.store, panels.round_of(chair.store, panel.id), replace(panel, assignments=given))
    assert set(panels.get(chair.store, panel.id).assignments) == set(panel.assignments)


WRONG: dict[str, Callable[[CallRecord], CallRecord]] = {
    "for another case": lambda r: replace(r, called=tuple(replace(one, case="case-x") for one in r.called)),  # type: ignore[arg-type]
    "for another person": lambda r: replace(r, called=tuple(replace(one, assessor=MEMBER) for one in r.called)),
    "without a reason": lambda r: replace(r, called=tuple(replace(one, reason="") for one in r.called)),
    "no such method": lambda r: replace(r, called=tuple(replace(one, method="exam") for one in r.called)),
    "for nothing": lambda r: replace(r, called=()),
    "of another panel": lambda r: replace(r, panel="panel-x"),
    "to come": lambda r: replace(r, called=tuple(replace(one, at=one.at + timedelta(days=1)) for one in r.called)),
    "another grade": lambda r: replace(r, case=replace(r.case, grade="AE")),
}


@pytest.mark.parametrize("what", WRONG)
def test_that_a_call_that_cannot_be_is_refused_whole(called: Called, sit: Sit, tmp_path: Path, what: str) -> None:
    chair = called.chair
    pieces = apart(chair.played.container(called.path, THIRD))
    wrong = WRONG[what](pieces.record)
    target = tmp_path / "wrong.asice"
    target.write_bytes(bytes(make_package(wrong, _files(pieces), chair.identity, at=chair.clock.now)))
    third = sit(THIRD, "handed_over")
    third.clock.tick(minutes=5)
    before = panels.get(third.store, chair.played.panel)
    with pytest.raises(NotOfThisRound):
        third.do(take_parcel, source=target)
    assert panels.get(third.store, chair.played.panel) == before


def _files(pieces: Apart) -> list[ContainerFile]:
    return [
        ContainerFile(name, "application/octet-stream", data)
        for name, data in pieces.files.items()
        if not name.startswith("META-INF/") and name != "mimetype"
    ]
