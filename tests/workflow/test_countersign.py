"""Members sign a result beside the chair, and the society keeps the version with the most signatures."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import AlreadyTakenIn, SerialTwice, SignerRevoked, SignerUnknown
from assessor_app.exchange.packages import RECORD
from assessor_app.files import make_folder
from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.models.records import Minutes, ResultRecord
from assessor_app.signing.archives import read_archive
from assessor_app.signing.certificates import der
from assessor_app.signing.container import countersign_container, verify_container
from assessor_app.signing.errors import NotForYou, WrongPassphrase
from assessor_app.signing.identities import Identity, create_authority, issue_identity, open_authority, open_identity
from assessor_app.signing.sealing import seal
from assessor_app.signing.trust import Revocation, issue_trust_list, load_trust_list
from assessor_app.signing.verdicts import Status
from assessor_app.store import packages, trust
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.countersign import countersign, countersign_here, signers_of
from assessor_app.workflow.countersigners import approvers
from assessor_app.workflow.errors import (
    CountersignedTwice,
    CountersignerBarred,
    CountersignerNotMember,
    SignaturesApart,
)
from assessor_app.workflow.receipt import take_receipt, write_receipt
from assessor_app.workflow.take_in import judge_file, take_in, take_out
from assessor_app.workflow.verify import FileVerdict, verdict_json, verify_package
from tests.builders import (
    CHAIR,
    MEMBER,
    PASSPHRASE,
    THIRD,
    At,
    Played,
    apart,
    at_desk,
    signed,
    silent,
    with_record,
    written,
)
from tests.workflow.conftest import Sit


@pytest.fixture(scope="module")
def result(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Case 0409 in a package of its own, which both other members may sign."""
    folder = tmp_path_factory.mktemp("one-case")
    desk = at_desk(played, CHAIR, "settled", folder)
    with desk.store:
        minutes = Minutes(held_at=played.now, place="-", present=(CHAIR, MEMBER, THIRD), recused=(), remarks="")
        path: Path = desk.do(
            conclude,
            panel=played.panel,
            chosen=(played.cases["0409"],),
            minutes=minutes,
            recipient=played.officer,
            folder=make_folder(folder / "out"),
            language="zh",
        )
        desk.store.copy_to(folder / "chair.assessdb")
        played.stages[CHAIR, "one_case"] = folder / "chair.assessdb"
    return path


def later(desk: At, **by: float) -> At:
    """So that a signature is after the one it stands beside."""
    desk.clock.tick(**(by or {"minutes": 1}))
    return desk


def by(sit: Sit, person: PersonId, source: Path, folder: Path) -> Path:
    path: Path = later(sit(person, "handed_over")).do(countersign, source=source, folder=make_folder(folder))
    return path


def verdict_on(played: Played, container: bytes, **by: float) -> FileVerdict:
    now = played.now + timedelta(**(by or {"hours": 1}))
    return verify_package(container, "result.asice", played.trusted, now, silent)


def sealed(played: Played, container: bytes, folder: Path, name: str = "result.asice.p7m") -> Path:
    """For everybody who could want to open it in a test."""
    target = make_folder(folder) / name
    readers = [der(one.certificate) for one in played.identities.values()]
    seal(container, target, readers, silent)
    return target


def signed_beside(container: bytes, signer: Identity, played: Played, role: str = "assessor") -> bytes:
    at = played.now + timedelta(minutes=2)
    return bytes(countersign_container(container, signer, role=role, commitment="proof_of_approval", at=at))


# --- signing -------------------------------------------------------------------------------------------------------------


def test_that_a_member_signs_beside_the_chair_and_touches_nothing(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    path = by(sit, MEMBER, result, tmp_path / "out")
    before, after = (read_archive(played.container(one, played.officer)) for one in (result, path))
    assert {name: after.read(name) for name in before.names} == {name: before.read(name) for name in before.names}
    assert [name for name in after.names if name not in before.names] == [
        "META-INF/ASiCManifest002.xml",
        "META-INF/signature002.p7s",
    ]
    first, second = verify_container(
        played.container(path, played.officer), played.trusted, played.now + timedelta(hours=1)
    ).signers
    assert (first.person_id, first.role) == (CHAIR, "chair")
    assert (second.person_id, second.role, second.commitment) == (MEMBER, "assessor", "proof_of_approval")


def test_that_members_sign_one_after_the_other_and_all_can_open_what_comes_of_it(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    last = by(sit, THIRD, by(sit, MEMBER, result, tmp_path / "1"), tmp_path / "2")
    for person in (played.officer, CHAIR, MEMBER, THIRD):
        verdict = verdict_on(played, played.container(last, person))
        assert (verdict.status, verdict.outcomes_equal) == (Status.VALID, True)
        assert [signer.person_id for signer in verdict.signers] == [CHAIR, MEMBER, THIRD]


def test_that_the_verdict_for_scripts_lists_every_signer(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    path = by(sit, MEMBER, result, tmp_path / "out")
    told = verdict_json(verdict_on(played, played.container(path, CHAIR)), Language.EN)
    assert told["status"] == "valid"
    signers = told["signers"]
    assert isinstance(signers, list)
    assert [(one["person"], one["role"], one["trusted"]) for one in signers] == [
        (CHAIR, "chair", True),
        (MEMBER, "assessor", True),
    ]


def test_that_whoever_recused_can_neither_open_nor_sign(played: Played, sit: Sit, tmp_path: Path) -> None:
    # Both cases in one package; MEMBER recused from 0431.
    assert played.script["cases"]["0431"][MEMBER]["declaration"]["tie"] == "recused"
    with pytest.raises(NotForYou):
        by(sit, MEMBER, played.result, tmp_path / "out")
    given = sealed(played, played.result_container, tmp_path / "given")
    with pytest.raises(CountersignerBarred) as refused:
        by(sit, MEMBER, given, tmp_path / "out")
    assert refused.value.case == "0431"
    assert not any((tmp_path / "out").iterdir())
    by(sit, THIRD, played.result, tmp_path / "out")


def test_that_nobody_signs_twice_and_the_chair_not_as_member(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    with pytest.raises(CountersignedTwice):
        later(sit(CHAIR, "one_case")).do(countersign, source=result, folder=tmp_path)
    path = by(sit, MEMBER, result, tmp_path / "out")
    with pytest.raises(CountersignedTwice):
        by(sit, MEMBER, path, tmp_path / "again")


def test_that_a_member_who_lost_the_signed_file_can_sign_again(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    desk = later(sit(MEMBER, "handed_over"))
    first = desk.do(countersign, source=result, folder=make_folder(tmp_path / "out"))
    first.unlink()
    second = later(desk).do(countersign, source=result, folder=tmp_path / "out")
    (row,) = [row for row in packages.all(desk.store, None, "out") if row.kind.value == "result"]
    assert packages.content(desk.store, row.serial, "out")[:] == played.container(second, MEMBER)


def test_that_a_changed_package_is_not_signed(played: Played, sit: Sit, result: Path, tmp_path: Path) -> None:
    parts = with_record(apart(played.container(result, CHAIR)), outcomes__0__outcome="fail")
    forged = signed(parts, played.identities[CHAIR], played.now)
    with pytest.raises(Refusal) as refused:
        by(sit, MEMBER, sealed(played, forged, tmp_path / "given"), tmp_path / "out")
    assert refused.value.code in {"computed_unequal", "package_not_valid"}
    assert not any((tmp_path / "out").iterdir())


# --- who else signed -----------------------------------------------------------------------------------------------------


def test_that_a_stranger_among_the_signers_is_named(played: Played, sit: Sit, result: Path, tmp_path: Path) -> None:
    stranger = played.somebody("A999", "路过 Passer By", ("assessor",))
    both = signed_beside(played.container(result, CHAIR), stranger, played)
    (problem,) = verdict_on(played, both).problems
    assert (problem.code, problem.part) == ("countersigner_not_member", "META-INF/signature002.p7s")
    assert problem.facts["signer"] == "路过 Passer By"
    assert verdict_on(played, both).status is Status.INVALID
    with pytest.raises(CountersignerNotMember):
        later(sit(played.officer, "handed_out"), minutes=5).do(take_in, source=sealed(played, both, tmp_path))


def test_that_a_member_signs_as_assessor_or_not_at_all(played: Played, result: Path) -> None:
    container = played.container(result, CHAIR)
    as_chair = signed_beside(container, played.identities[MEMBER], played, role="chair")
    candidate = played.somebody(MEMBER, "-", ("candidate",))
    for both in (as_chair, signed_beside(container, candidate, played)):
        assert [problem.code for problem in verdict_on(played, both).problems] == ["countersigner_role"]


def test_that_a_trainee_or_a_tied_member_among_the_signers_is_named(played: Played, result: Path) -> None:
    verdict = verdict_on(played, played.container(result, CHAIR))
    record = verdict.record
    assert isinstance(record, ResultRecord)
    assert [member.id for member in approvers(record, ())] == [MEMBER, THIRD]
    trainee = tuple(replace(item, counted=item.assessor != THIRD) for item in record.panel.assignments)
    assert [one.id for one in approvers(replace(record, panel=replace(record.panel, assignments=trainee)), ())] == [
        MEMBER
    ]
    tied = (replace(record.cases[0], trained_by=(MEMBER,)),)
    assert [one.id for one in approvers(replace(record, cases=tied), ())] == [THIRD]
    both = signed_beside(played.result_container, played.identities[MEMBER], played)
    assert [problem.code for problem in verdict_on(played, both).problems] == ["countersigner_barred"]


def test_that_a_second_signature_of_the_same_person_is_named(played: Played, result: Path) -> None:
    once = signed_beside(played.container(result, CHAIR), played.identities[MEMBER], played)
    twice = signed_beside(once, played.identities[MEMBER], played)
    assert [problem.code for problem in verdict_on(played, twice).problems] == ["countersigned_twice"]


def test_that_of_several_signers_the_untrusted_one_is_named(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    # A society of the same name that nobody trusts gave somebody the member's name.
    other = open_authority(create_authority("示范工程师学会", PASSPHRASE, played.now), PASSPHRASE)
    file = issue_identity(
        other,
        person_id=MEMBER,
        name="冒名 Imp Oster",
        organisation="-",
        roles=("assessor",),
        passphrase=PASSPHRASE,
        now=played.now,
        algorithm="ecdsa-p256",
    )
    both = signed_beside(played.container(result, CHAIR), open_identity(file, PASSPHRASE), played)
    verdict = verdict_on(played, both)
    assert (verdict.status, [one.trusted for one in verdict.signers]) == (Status.UNKNOWN_SIGNER, [True, False])
    officer = later(sit(played.officer, "handed_out"), minutes=5)
    with pytest.raises(SignerUnknown) as refused:
        officer.do(take_in, source=sealed(played, both, tmp_path))
    assert refused.value.signer == "冒名 Imp Oster"


def test_that_a_member_revoked_before_signing_is_named(played: Played, sit: Sit, result: Path, tmp_path: Path) -> None:
    serial = played.identities[MEMBER].certificate.serial_number
    content = issue_trust_list(played.authority, number=2, at=played.now, revocations=(Revocation(serial, played.now),))
    both = signed_beside(played.container(result, CHAIR), played.identities[MEMBER], played)
    officer = later(sit(played.officer, "handed_out"), minutes=5)
    with officer.store.step("newer_trust", {}, officer.clock.tick()):
        trust.put(officer.store, content, load_trust_list(content).number)
    with pytest.raises(SignerRevoked) as refused:
        officer.do(take_in, source=sealed(played, both, tmp_path))
    assert refused.value.signer == played.identities[MEMBER].name


# --- the society keeps the most ------------------------------------------------------------------------------------------


def test_that_the_society_keeps_the_version_with_more_signatures(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    signed_once = by(sit, MEMBER, result, tmp_path / "1")
    officer = later(sit(played.officer, "handed_out"), minutes=10)
    serial = officer.do(take_in, source=result)
    assert officer.do(take_in, source=signed_once) == serial
    (row,) = packages.all(officer.store, None, "in")
    assert row.status is PackageStatus.TAKEN_IN
    assert packages.content(officer.store, serial, "in")[:] == played.container(signed_once, played.officer)
    assert [event.code for event in packages.events(officer.store, serial, "in")] == ["", "countersigned"]
    # The one with fewer signatures, and the same one again, bring nothing new.
    for source in (result, signed_once):
        with pytest.raises(AlreadyTakenIn):
            officer.do(take_in, source=source)
    twice = by(sit, THIRD, signed_once, tmp_path / "2")
    judged = judge_file(
        officer.store,
        twice,
        identity=officer.identity,
        trusted=played.trusted,
        now=officer.clock.now,
        progress=silent,
    )
    assert judged.can_be_taken_in
    officer.do(take_in, source=twice)
    assert (
        packages.get(officer.store, serial, "in").sha256
        == hashlib.sha256(played.container(twice, played.officer)).hexdigest()
    )


def test_that_a_result_taken_out_comes_back_with_all_its_signatures(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    officer = later(sit(played.officer, "handed_out"), minutes=10)
    serial = officer.do(take_in, source=by(sit, MEMBER, result, tmp_path / "1"))
    kept = packages.content(officer.store, serial, "in")[:]
    officer.do(take_out, serial=serial, reason="looked at the wrong round")
    officer.do(take_in, source=result)
    assert packages.content(officer.store, serial, "in")[:] == kept
    assert packages.status(officer.store, serial, "in") is PackageStatus.TAKEN_IN


def test_that_two_versions_signed_apart_are_not_joined(played: Played, sit: Sit, result: Path, tmp_path: Path) -> None:
    one, other = by(sit, MEMBER, result, tmp_path / "1"), by(sit, THIRD, result, tmp_path / "2")
    officer = later(sit(played.officer, "handed_out"), minutes=10)
    officer.do(take_in, source=one)
    with pytest.raises(SignaturesApart) as refused:
        officer.do(take_in, source=other)
    assert refused.value.kept == tuple(played.identities[person].name for person in (CHAIR, MEMBER))


def test_that_another_content_under_the_same_serial_is_still_refused(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    officer = later(sit(played.officer, "handed_out"), minutes=10)
    officer.do(take_in, source=result)
    # The same record, signed by the chair a second time: not the package that was kept.
    again = signed(apart(played.container(result, CHAIR)), played.identities[CHAIR], played.now)
    assert json.loads(read_archive(again).read(RECORD))
    for container in (again, signed_beside(again, played.identities[MEMBER], played)):
        with pytest.raises(SerialTwice):
            officer.do(take_in, source=written(tmp_path, "again.asice", container))


def test_that_the_chair_recognises_the_receipt_for_a_countersigned_result(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    officer = later(sit(played.officer, "handed_out"), minutes=10)
    serial = officer.do(take_in, source=by(sit, MEMBER, result, tmp_path / "1"))
    receipt = officer.do(write_receipt, serial=serial, folder=tmp_path)
    chair = later(sit(CHAIR, "one_case"), minutes=20)
    assert chair.do(take_receipt, source=receipt) == serial
    assert packages.status(chair.store, serial, "out") is PackageStatus.RECEIPTED


def identity_file(played: Played, person: PersonId, **facts: object) -> bytes:
    """A member's identity as it lies on their stick."""
    roles = ("assessor",)
    return issue_identity(
        played.authority,
        person_id=person,
        name="member",
        organisation="-",
        roles=roles,
        passphrase=PASSPHRASE,
        now=played.now,
        algorithm="ecdsa-p256",
        **facts,  # type: ignore[arg-type]
    )


def test_that_a_member_signs_on_the_chairs_machine_and_the_society_takes_it(
    played: Played, sit: Sit, result: Path, tmp_path: Path
) -> None:
    chair = sit(CHAIR, "one_case")
    serial = apart(played.container(result, played.officer)).record.envelope.serial
    first = packages.content(chair.store, serial, "out")
    made: Path = chair.do(
        countersign_here, serial=serial, p12=identity_file(played, MEMBER), secret=PASSPHRASE, folder=tmp_path
    )
    assert [one.person_id for one in signers_of(chair.store, serial, chair.clock.now)] == [CHAIR, MEMBER]
    assert packages.content(chair.store, serial, "out") != first
    again = read_archive(packages.content(chair.store, serial, "out"))
    before = read_archive(first)
    assert all(again.read(name) == before.read(name) for name in before.names if not name.startswith("META-INF/"))

    officer = later(sit(played.officer, "handed_out"), hours=1)
    officer.do(take_in, source=made)
    chair.do(countersign_here, serial=serial, p12=identity_file(played, THIRD), secret=PASSPHRASE, folder=tmp_path)
    assert len(signers_of(chair.store, serial, chair.clock.now)) == 3


def test_that_nobody_signs_there_for_another_or_twice(played: Played, sit: Sit, result: Path, tmp_path: Path) -> None:
    chair = sit(CHAIR, "one_case")
    serial = apart(played.container(result, played.officer)).record.envelope.serial
    mine = identity_file(played, MEMBER)
    with pytest.raises(WrongPassphrase):
        chair.do(countersign_here, serial=serial, p12=mine, secret="wrong wrong", folder=tmp_path)
    with pytest.raises(CountersignerNotMember):
        stranger = identity_file(played, PersonId("A999"))
        chair.do(countersign_here, serial=serial, p12=stranger, secret=PASSPHRASE, folder=tmp_path)
    chair.do(countersign_here, serial=serial, p12=mine, secret=PASSPHRASE, folder=tmp_path)
    with pytest.raises(CountersignedTwice):
        chair.do(countersign_here, serial=serial, p12=mine, secret=PASSPHRASE, folder=tmp_path)
    assert len(list(tmp_path.glob("result-*"))) == 1
