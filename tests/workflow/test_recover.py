"""Whoever loses a passphrase loses no work, and no officer alone can open what is not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor_app.models.ids import PersonId
from assessor_app.signing.errors import NotForYou, SharesDoNotMatch, WeakPassphrase, WrongPassphrase
from assessor_app.signing.identities import create_authority, issue_identity, open_authority, open_identity
from assessor_app.store import identities, journal, people, settings, trust
from assessor_app.store.database import Store, open_workspace
from assessor_app.store.errors import NoRecovery, WrongWorkspacePassphrase
from assessor_app.workflow.errors import (
    AuthorityOfAnother,
    CertificateMissing,
    IdentityOfAnother,
    IdentityOfOtherSociety,
    IdentityRevoked,
    NotAnOfficer,
    RecoveryMissing,
)
from assessor_app.workflow.found import Enrolled
from assessor_app.workflow.join import unlock
from assessor_app.workflow.keys import AuthorityFile, issue_identities, keyholders, renew_trust
from assessor_app.workflow.perform import perform
from assessor_app.workflow.recover import (
    RecoveryMade,
    Sharer,
    make_recovery,
    put_identity,
    recover,
    reissue_identity,
)
from assessor_app.workflow.rekey import change_own_passphrase
from tests.builders import CHAIR, MEMBER, PASSPHRASE, Played, written
from tests.workflow.conftest import Sit
from tests.workflow.society import Office, office_of, second_officer, workspace_of

NEW = "runo-tami-selo-fagi"


@pytest.fixture
def office(played: Played, sit: Sit, tmp_path: Path) -> Office:
    return office_of(played, sit(played.officer, "handed_out"), tmp_path / "authority")


def issued(office: Office, person: PersonId, folder: Path) -> Enrolled:
    (made,) = office.desk.do(issue_identities, chosen=(person,), authority=office.authority, folder=folder)
    assert isinstance(made, Enrolled)
    return made


class Recoverable:
    """A member's workspace that was made when the society had a recovery key, and the two officers with their shares."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        officers = (office.store.owner.id, second_officer(office).id)
        own = [issued(office, officer, folder / "officers") for officer in officers]
        self.made: RecoveryMade = office.desk.do(
            make_recovery, officers=officers, authority=office.authority, folder=folder / "shares"
        )
        files = [written(folder / "p12", f"{one.person.id}.p12", one.p12) for one in own]
        self.sharers = tuple(
            Sharer(share, file, one.passphrase) for share, file, one in zip(self.made.shares, files, own, strict=True)
        )
        self.member = issued(office, MEMBER, folder / "member")
        with workspace_of(office, folder / "desk", self.member.p12, self.member.passphrase) as store:
            with store.step("work", {}, office.desk.clock.tick(minutes=2)):
                settings.put(store, "place", "case 7")
            self.path = store.path
        self.trust = office.trust_file(folder)

    def open(self, *sharers: Sharer, new: str = NEW) -> Store:
        first, second = sharers or self.sharers
        at = self.office.desk.clock.tick(minutes=5)
        return recover(self.path, sharers=(first, second), trust_list=self.trust, new=new, at=at)


@pytest.fixture
def lost(office: Office, tmp_path: Path) -> Recoverable:
    return Recoverable(office, tmp_path / "lost")


def test_that_two_officers_open_a_workspace_whose_passphrase_is_lost(lost: Recoverable) -> None:
    with lost.open() as store:
        assert settings.get(store, "place") == "case 7"
        steps = [(line.step, line.facts) for line in journal.lines(store)]
        assert steps[-2][0] == "workspace_recovered"
        assert steps[-1] == ("recovered_with", {"officers": [lost.office.store.owner.id, "S002"]})
    now = lost.office.desk.clock.tick()
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(lost.path, lost.member.passphrase, now=now)
    with open_workspace(lost.path, NEW, now=now) as store:
        assert settings.get(store, "place") == "case 7"


def test_that_the_recovered_person_signs_again_with_a_new_identity_only(lost: Recoverable, tmp_path: Path) -> None:
    office = lost.office
    old = open_identity(lost.member.p12, lost.member.passphrase)
    with lost.open() as store:
        with pytest.raises(WrongPassphrase):
            unlock(store, NEW)
        again: Enrolled = office.desk.do(
            reissue_identity, person=MEMBER, reason="superseded", authority=office.authority, folder=tmp_path / "again"
        )
        at = office.desk.clock.tick(minutes=1)
        with store.step("newer_trust", {}, at):
            trust.put(store, office.trust, office.trusted.number)
        with pytest.raises(IdentityRevoked):
            perform(store, put_identity, at, p12=lost.member.p12, secret=lost.member.passphrase, passphrase=NEW, at=at)
        perform(store, put_identity, at, p12=again.p12, secret=again.passphrase, passphrase=NEW, at=at)
        mine = unlock(store, NEW)
        assert mine.fingerprint == identities.fingerprint(store) == people.get(store, MEMBER).fingerprint
        assert mine.fingerprint != old.fingerprint
        with pytest.raises(WrongPassphrase):
            unlock(store, again.passphrase)
    states = {one.person.id: one.state.value for one in keyholders(office.store, office.desk.clock.tick(minutes=1))}
    assert states[MEMBER] == "in_force"
    assert old.certificate.serial_number in {one.serial_number for one in office.trusted.revocations}


def test_that_a_recovered_workspace_changes_its_passphrase_before_the_new_identity_comes(lost: Recoverable) -> None:
    with lost.open() as store:
        change_own_passphrase(store, current=NEW, new="another-good-one", at=lost.office.desk.clock.tick())
    open_workspace(lost.path, "another-good-one", now=lost.office.desk.clock.tick()).close()


def test_that_one_officer_alone_opens_nothing(lost: Recoverable) -> None:
    first, second = lost.sharers
    for pair in ((first, first), (second, second)):
        with pytest.raises(SharesDoNotMatch):
            lost.open(*pair)
    with pytest.raises(NotForYou):
        lost.open(first, Sharer(second.share, first.p12, first.secret))
    with pytest.raises(WrongPassphrase):
        lost.open(first, Sharer(second.share, second.p12, "not-the-passphrase"))
    open_workspace(lost.path, lost.member.passphrase, now=lost.office.desk.clock.tick()).close()


def test_that_a_weak_new_passphrase_leaves_the_workspace_as_it_was(lost: Recoverable) -> None:
    with pytest.raises(WeakPassphrase):
        lost.open(new="short")
    open_workspace(lost.path, lost.member.passphrase, now=lost.office.desk.clock.tick()).close()


def test_that_shares_of_another_recovery_key_do_not_open_it(lost: Recoverable) -> None:
    office = lost.office
    made: RecoveryMade = office.desk.do(
        make_recovery,
        officers=(office.store.owner.id, PersonId("S002")),
        authority=office.authority,
        folder=lost.folder / "later",
    )
    assert made.number == lost.made.number + 1
    newer = [Sharer(share, old.p12, old.secret) for share, old in zip(made.shares, lost.sharers, strict=True)]
    with pytest.raises(SharesDoNotMatch):
        lost.open(*newer)
    lost.trust = office.trust_file(lost.folder / "newer")
    with pytest.raises(NoRecovery):
        lost.open(*newer)
    # The earlier shares still open it, with the list that names their key.
    lost.trust = written(lost.folder / "older", "trust.p7s", lost_trust(lost))
    lost.open().close()


def lost_trust(lost: Recoverable) -> bytes:
    kept: bytes = lost.office.store.value("SELECT content FROM trust_lists WHERE number = ?", lost.made.number)
    return kept


def test_that_a_workspace_made_without_a_recovery_key_says_so(
    played: Played, office: Office, lost: Recoverable, tmp_path: Path
) -> None:
    lost.path = played.workspace(MEMBER, "locked", tmp_path / "older")
    with pytest.raises(NoRecovery):
        lost.open()
    lost.trust = written(tmp_path, "first.p7s", played.trust)
    with pytest.raises(RecoveryMissing) as refused:
        lost.open()
    assert refused.value.number == 1


def test_that_shares_go_to_two_different_officers_with_certificates(office: Office, tmp_path: Path) -> None:
    own, other = office.store.owner.id, second_officer(office).id
    given = {"authority": office.authority, "folder": tmp_path / "shares"}
    for officers, refused in (
        ((own, own), SharesDoNotMatch),
        ((own, CHAIR), NotAnOfficer),
        ((own, other), CertificateMissing),
    ):
        with pytest.raises(refused):
            office.desk.do(make_recovery, officers=officers, **given)
    assert office.trusted.number == 1
    assert not (tmp_path / "shares").exists()


def test_that_another_societys_authority_makes_no_recovery_key(office: Office, tmp_path: Path) -> None:
    other = written(tmp_path, "other.p12", create_authority("另一学会", PASSPHRASE, office.desk.clock.now))
    with pytest.raises(AuthorityOfAnother):
        office.desk.do(
            make_recovery,
            officers=(office.store.owner.id, second_officer(office).id),
            authority=AuthorityFile(other, PASSPHRASE),
            folder=tmp_path / "shares",
        )


def test_that_only_ones_own_identity_of_this_society_is_put_in_place(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    desk = sit(MEMBER, "locked")
    mine = played.passphrases[MEMBER]
    before = identities.fingerprint(desk.store)
    theirs = issued(office, CHAIR, tmp_path / "chair")
    with pytest.raises(IdentityOfAnother):
        desk.do(put_identity, p12=theirs.p12, secret=theirs.passphrase, passphrase=mine)
    foreign = strangers_identity(played, tmp_path)
    with pytest.raises(IdentityOfOtherSociety):
        desk.do(put_identity, p12=foreign, secret=PASSPHRASE, passphrase=mine)
    own = issued(office, MEMBER, tmp_path / "own")
    with pytest.raises(WrongWorkspacePassphrase):
        desk.do(put_identity, p12=own.p12, secret=own.passphrase, passphrase="not this one")
    assert identities.fingerprint(desk.store) == before
    desk.clock.tick(minutes=5)
    desk.do(put_identity, p12=own.p12, secret=own.passphrase, passphrase=mine)
    assert unlock(desk.store, mine).fingerprint != before


def strangers_identity(played: Played, folder: Path) -> bytes:
    authority = open_authority(create_authority("另一学会", PASSPHRASE, played.now), PASSPHRASE)
    return issue_identity(
        authority,
        person_id=MEMBER,
        name="-",
        organisation="-",
        roles=("assessor",),
        passphrase=PASSPHRASE,
        now=played.now,
        algorithm="ecdsa-p256",
    )


def test_that_a_workspace_older_than_the_recovery_key_opens_by_it_once_the_list_has_come(
    office: Office, tmp_path: Path
) -> None:
    member = issued(office, MEMBER, tmp_path / "member")
    store = workspace_of(office, tmp_path / "desk", member.p12, member.passphrase)
    officers = (office.store.owner.id, second_officer(office).id)
    own = [issued(office, officer, tmp_path / "officers") for officer in officers]
    made = office.desk.do(make_recovery, officers=officers, authority=office.authority, folder=tmp_path / "shares")
    files = [written(tmp_path / "p12", f"{one.person.id}.p12", one.p12) for one in own]
    first, second = (
        Sharer(share, file, one.passphrase) for share, file, one in zip(made.shares, files, own, strict=True)
    )
    list_ = office.trust_file(tmp_path)
    store.close()
    at = office.desk.clock.tick(minutes=5)
    with pytest.raises(NoRecovery):
        recover(store.path, sharers=(first, second), trust_list=list_, new=NEW, at=at)
    with open_workspace(store.path, member.passphrase, now=at) as again:
        perform(again, renew_trust, at, source=list_)
    with recover(store.path, sharers=(first, second), trust_list=list_, new=NEW, at=at) as recovered:
        assert recovered.owner.id == MEMBER
