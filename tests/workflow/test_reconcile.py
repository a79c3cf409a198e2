"""Nobody leaves before the grid is complete or each gap is named: the chair signs that, and the society sees it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from assessor_app.models.ids import CaseId
from assessor_app.models.reconciliation import MISSING, Attestation
from assessor_app.models.records import Kind, Minutes
from assessor_app.store import packages
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.errors import GapsUnnamed, IdentityOfAnother, NotMissing, NotTheChair
from assessor_app.workflow.gather import gather, remove
from assessor_app.workflow.reconcile import name_gaps, reconcile, sign_reconciliation
from assessor_app.workflow.verify import verify_package
from tests.builders import CHAIR, MEMBER, THIRD, Apart, At, Played, apart, documents_of, signed, silent
from tests.workflow.conftest import Sit


@pytest.fixture
def short(sit: Sit, played: Played) -> At:
    """The chair without the third member's package."""
    desk = sit(CHAIR, "gathered")
    row = next(row for row in packages.all(desk.store, Kind.SCORE, "in") if row.sender == THIRD)
    desk.do(remove, serial=row.serial, reason="wrong stick")
    return desk


def missing_keys(desk: At) -> tuple[tuple[Any, Any, str], ...]:
    found = reconcile(desk.store, desk.played.panel).missing
    return tuple((sheet.due.case, sheet.due.assessor, sheet.due.method) for sheet in found)


def test_that_the_sheet_is_signed_only_when_each_gap_is_named(short: At, played: Played) -> None:
    panel, gaps = played.panel, missing_keys(short)
    assert {assessor for _, assessor, _ in gaps} == {THIRD}
    with pytest.raises(GapsUnnamed) as refused:
        short.do(sign_reconciliation, panel=panel)
    assert refused.value.count == len(gaps)

    short.do(name_gaps, panel=panel, missing=gaps[1:], reason="flight cancelled")
    with pytest.raises(GapsUnnamed):
        short.do(sign_reconciliation, panel=panel)
    short.do(name_gaps, panel=panel, missing=gaps[:1], reason=" flight cancelled ")
    short.do(sign_reconciliation, panel=panel)

    seen = reconcile(short.store, panel)
    assert seen.signed is not None
    assert seen.signed_as_it_stands
    assert {line.reason for line in seen.signed.missing} == {"flight cancelled"}
    assert len(seen.signed.missing) == len(gaps) == len(seen.missing)
    assert [one.assessor for one in seen.signed.packages] == [
        row.sender for row in seen.packages if row.status is PackageStatus.TAKEN_IN
    ]


def test_that_what_came_after_the_signature_is_not_covered_by_it(short: At, played: Played) -> None:
    short.do(name_gaps, panel=played.panel, missing=missing_keys(short), reason="flight cancelled")
    short.do(sign_reconciliation, panel=played.panel)
    short.do(gather, panel=played.panel, source=played.score_packages[THIRD])

    seen = reconcile(short.store, played.panel)
    assert not seen.missing
    assert not seen.signed_as_it_stands
    short.do(sign_reconciliation, panel=played.panel)
    assert reconcile(short.store, played.panel).signed_as_it_stands


def test_that_a_reason_is_taken_back_and_holds_over_a_package_taken_in_and_removed(short: At, played: Played) -> None:
    gaps = missing_keys(short)
    short.do(name_gaps, panel=played.panel, missing=gaps, reason="flight cancelled")
    short.do(gather, panel=played.panel, source=played.score_packages[THIRD])
    row = next(row for row in packages.all(short.store, Kind.SCORE, "in") if row.sender == THIRD)
    short.do(remove, serial=row.serial, reason="again")
    assert not reconcile(short.store, played.panel).unnamed
    short.do(name_gaps, panel=played.panel, missing=gaps, reason="")
    assert len(reconcile(short.store, played.panel).unnamed) == len(gaps)


def test_that_only_what_is_missing_is_named_and_only_by_the_chair(sit: Sit, short: At, played: Played) -> None:
    here = next(sheet.due for sheet in reconcile(short.store, played.panel).sheets if sheet.state is not None)
    for key in ((here.case, here.assessor, here.method), (CaseId("of-nobody"), THIRD, "interview")):
        with pytest.raises(NotMissing):
            short.do(name_gaps, panel=played.panel, missing=(key,), reason="lost")
    with pytest.raises(IdentityOfAnother):
        short.do(sign_reconciliation, panel=played.panel, identity=played.identities[MEMBER])
    with pytest.raises(NotTheChair):
        sit(MEMBER, "handed_over").do(sign_reconciliation, panel=played.panel)


def test_that_the_signed_sheet_travels_and_stands_in_the_minutes(sit: Sit, played: Played, tmp_path: Path) -> None:
    desk = sit(CHAIR, "settled")
    row = next(row for row in packages.all(desk.store, Kind.SCORE, "in") if row.sender == THIRD)
    desk.do(remove, serial=row.serial, reason="wrong stick")
    desk.do(name_gaps, panel=played.panel, missing=missing_keys(desk), reason="flight cancelled")
    desk.do(sign_reconciliation, panel=played.panel)
    desk.do(gather, panel=played.panel, source=played.score_packages[THIRD])
    minutes = Minutes(desk.clock.now, "302", (CHAIR, MEMBER, THIRD), (), "")
    made = desk.do(
        conclude,
        panel=played.panel,
        chosen=(played.cases["0409"],),
        minutes=minutes,
        recipient=played.officer,
        folder=tmp_path,
        language="en",
    )
    content = played.container(made, played.officer)
    result = apart(content)
    assert {line.reason for line in result.record.reconciliation.missing} == {"flight cancelled"}
    document = zipfile.ZipFile(BytesIO(result.files["documents/minutes.docx"])).read("word/document.xml").decode()
    assert "flight cancelled" in document
    assert row.serial not in {one.serial for one in result.record.reconciliation.packages}
    assert verify_package(content, "result", played.trusted, desk.clock.now, silent).problems == ()


Change = Callable[[Attestation], Attestation]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda sheet: replace(sheet, sheets=sheet.sheets[1:]), id="a sheet left out"),
        pytest.param(lambda sheet: replace(sheet, sheets=(*sheet.sheets, sheet.sheets[0])), id="a sheet twice"),
        pytest.param(lambda sheet: replace(sheet, panel="another"), id="another panel"),
        pytest.param(lambda sheet: replace(sheet, by=MEMBER), id="by another"),
        pytest.param(lambda sheet: replace(sheet, signature="AAAA"), id="no signature"),
        pytest.param(
            lambda sheet: replace(sheet, sheets=(replace(sheet.sheets[0], state=MISSING), *sheet.sheets[1:])),
            id="missing without a reason",
        ),
        pytest.param(
            lambda sheet: replace(sheet, sheets=(replace(sheet.sheets[0], state="lost"), *sheet.sheets[1:])),
            id="in no state there is",
        ),
    ],
)
def test_that_a_sheet_the_chair_did_not_sign_so_is_refused(change: Change, played: Played) -> None:
    ours = apart(played.result_container)
    chair = played.identities[CHAIR]
    record = replace(ours.record, reconciliation=change(ours.record.reconciliation))
    forged: Apart = replace(ours, record=record)
    files = forged.files | documents_of(forged, chair, played.now)
    content = signed(replace(forged, files=files), chair, played.now)
    codes = {problem.code for problem in verify_package(content, "forged", played.trusted, played.now, silent).problems}
    assert codes & {"record_contradicts", "reason_missing"}
