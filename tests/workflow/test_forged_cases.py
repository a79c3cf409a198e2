"""Case packages: what an assessor's workspace takes from the society, and what it refuses although an officer signed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import (
    AlreadyTakenIn,
    ContentMissing,
    NotOfThisRound,
    Superseded,
    WrongKind,
    WrongMode,
    WrongRecipient,
    WrongRole,
    WrongScheme,
)
from assessor_app.models.records import CaseRecord
from assessor_app.models.rounds import Assignment, Mode
from assessor_app.models.scheme_file import scheme_from_json, scheme_hash, scheme_to_json
from assessor_app.signing.errors import TrustListForeign
from assessor_app.signing.trust import issue_trust_list
from assessor_app.store import cases, packages, rounds, trust
from assessor_app.workflow.hand_out import certificate_of
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.score import scheme_of
from assessor_app.workflow.verify import verify_package
from tests.builders import CHAIR, MEMBER, THIRD, Apart, At, Played, apart, signed, silent, written
from tests.signing.builders import new_authority

Sit = Callable[[Any, str], At]
Change = Callable[[CaseRecord, Played], CaseRecord]


@pytest.fixture
def member(sit: Sit) -> At:
    """The member, who has taken the first package in."""
    return sit(MEMBER, "received")


@pytest.fixture
def theirs(played: Played) -> Apart:
    return apart(played.container(played.case_packages[MEMBER], MEMBER))


def newer(parts: Apart, played: Played, **facts: Any) -> Apart:
    """A later package of the same kind."""
    made = replace(parts.record.envelope, serial="case-newer", made_at=played.now)
    return replace(parts, record=replace(parts.record, **({"envelope": made} | facts)))


def take(member: At, parts: Apart, folder: Path, *, signer: str = "") -> str:
    played = member.played
    identity = played.identities[signer or played.officer]  # type: ignore[index]
    source = written(folder, "case.asice", signed(parts, identity, played.now))
    return str(member.do(receive_case_package, source=source))


def within(record: CaseRecord, **facts: Any) -> CaseRecord:
    """The record with its round changed."""
    return replace(record, envelope=replace(record.envelope, round=replace(record.envelope.round, **facts)))


def for_panel(record: CaseRecord, **facts: Any) -> CaseRecord:
    return replace(record, panel=replace(record.panel, **facts))


REFUSED: list[tuple[str, Change, type[Refusal]]] = [
    ("for another", lambda r, _: replace(r, recipient=THIRD), WrongRecipient),
    ("rehearsal", lambda r, _: within(r, mode=Mode.REHEARSAL), WrongMode),
    ("rules that do not fit their hash", lambda r, _: within(r, scheme_hash="0" * 64), WrongScheme),
    ("a case twice", lambda r, _: replace(r, cases=r.cases * 2), NotOfThisRound),
    ("a case the panel has not", lambda r, _: for_panel(r, cases=()), NotOfThisRound),
    ("nobody to chair", lambda r, _: for_panel(r, chair="A999"), NotOfThisRound),
    (
        "appointed from outside",
        lambda r, _: for_panel(
            r,
            assignments=(*r.panel.assignments, Assignment(r.cases[0].id, "A999", "material")),  # type: ignore[arg-type]
        ),
        NotOfThisRound,
    ),
    ("cases of another round", lambda r, _: within(r, id="round-other"), NotOfThisRound),
    (
        "another paper under the name",
        lambda r, _: replace(
            r,
            cases=tuple(
                replace(case, documents=tuple(replace(paper, sha256="0" * 64) for paper in case.documents))
                for case in r.cases
            ),
        ),
        ContentMissing,
    ),
]


@pytest.mark.parametrize(("change", "refusal"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_that_a_case_package_is_refused_by_its_own_reason(
    member: At, theirs: Apart, played: Played, tmp_path: Path, change: Change, refusal: type[Refusal]
) -> None:
    parts = newer(theirs, played)
    before = [case for round_ in rounds.all(member.store) for case in cases.of_round(member.store, round_.id)]
    with pytest.raises(refusal):
        take(member, replace(parts, record=change(parts.record, played)), tmp_path)
    assert [case for round_ in rounds.all(member.store) for case in cases.of_round(member.store, round_.id)] == before
    assert len(packages.all(member.store, None, "in")) == 1


def test_that_the_rules_of_a_round_never_change_midway(
    member: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    scheme = scheme_from_json(theirs.files["scheme.json"])
    other = replace(scheme, version="9.9.9")
    record = within(newer(theirs, played).record, scheme_hash=scheme_hash(other), scheme_version="9.9.9")
    parts = replace(theirs, record=record, files=theirs.files | {"scheme.json": scheme_to_json(other)})
    with pytest.raises(WrongScheme):
        take(member, parts, tmp_path)
    assert scheme_of(member.store, played.cases["0409"]).version == scheme.version


def test_that_only_an_officer_hands_cases_out(member: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    with pytest.raises(WrongRole):
        take(member, newer(theirs, played), tmp_path, signer=CHAIR)


def test_that_a_case_package_counts_once_and_an_older_one_never_comes_back(
    member: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    with pytest.raises(AlreadyTakenIn):
        member.do(receive_case_package, source=played.case_packages[MEMBER])
    take(member, newer(theirs, played), tmp_path)
    between = replace(theirs.record.envelope, serial="case-between", made_at=played.now - timedelta(seconds=1))
    with pytest.raises(Superseded):
        take(member, replace(theirs, record=replace(theirs.record, envelope=between)), tmp_path)


def test_that_a_newer_package_leaves_the_marks_alone(
    member: At, theirs: Apart, played: Played, sit: Sit, tmp_path: Path
) -> None:
    marked = sit(MEMBER, "locked")
    before = marked.store.rows("SELECT * FROM marks")
    take(marked, newer(theirs, played), tmp_path)
    assert marked.store.rows("SELECT * FROM marks") == before
    assert before


def test_that_a_certificate_names_the_person_it_is_kept_for(
    member: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    """Else what is sealed for the chair could be opened by somebody else."""
    chair, mine = f"certificates/{CHAIR}.cer", theirs.files[f"certificates/{MEMBER}.cer"]
    kept = certificate_of(member.store, CHAIR)
    for content in (mine, b"no certificate"):
        with pytest.raises(ContentMissing):
            take(member, replace(newer(theirs, played), files=theirs.files | {chair: content}), tmp_path)
    assert certificate_of(member.store, CHAIR) == kept


def test_that_a_trust_list_on_the_way_is_only_ever_newer_and_the_societys_own(
    member: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    held = trust.current(member.store)
    foreign = issue_trust_list(new_authority(algorithm="ecdsa-p256"), number=99, at=played.now)
    with pytest.raises(TrustListForeign):
        take(member, replace(newer(theirs, played), files=theirs.files | {"trust-list.p7s": foreign}), tmp_path)
    assert trust.current(member.store) == held
    third = issue_trust_list(played.authority, number=3, at=played.now)
    take(member, replace(newer(theirs, played), files=theirs.files | {"trust-list.p7s": third}), tmp_path)
    assert trust.current(member.store) == third
    later = newer(theirs, played)
    envelope = replace(later.record.envelope, serial="case-last", made_at=played.now + timedelta(seconds=1))
    second = issue_trust_list(played.authority, number=2, at=played.now)
    files = theirs.files | {"trust-list.p7s": second}
    take(member, replace(later, record=replace(later.record, envelope=envelope), files=files), tmp_path)
    assert trust.current(member.store) == third


def test_that_verifying_a_case_package_looks_at_every_paper(theirs: Apart, played: Played) -> None:
    officer = played.identities[played.officer]
    assert verify_package(signed(theirs, officer, played.now), "case", played.trusted, played.now, silent).sound
    paper = next(name for name in theirs.files if name.startswith("papers/"))
    for files, code in (
        (theirs.files | {paper: b"another"}, "content_missing"),
        ({name: data for name, data in theirs.files.items() if name != paper}, "content_missing"),
        (theirs.files | {"papers/more": b"more"}, "content_unnamed"),
        ({name: data for name, data in theirs.files.items() if name != "scheme.json"}, "wrong_scheme"),
    ):
        container = signed(replace(theirs, files=files), officer, played.now)
        verdict = verify_package(container, "case", played.trusted, played.now, silent)
        assert code in {problem.code for problem in verdict.problems}
        assert not verdict.sound


def test_that_scores_are_no_case_package(member: At, played: Played, tmp_path: Path) -> None:
    with pytest.raises(WrongKind):
        member.do(receive_case_package, source=written(tmp_path, "score.asice", played.score(MEMBER)))
