"""A term is renewed for the same key, and a passphrase changes in both places or in neither."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from assessor_app.exchange.errors import SignerRevoked
from assessor_app.files import make_folder
from assessor_app.models.ids import PersonId
from assessor_app.signing.certificates import holder, pem, person_name, read_pem_or_der
from assessor_app.signing.errors import (
    CertificateRefused,
    ClockBackwards,
    RequestRefused,
    WeakPassphrase,
    WrongPassphrase,
)
from assessor_app.signing.identities import (
    certify_request,
    create_authority,
    make_request,
    open_authority,
    public_key,
    renew_certificate,
)
from assessor_app.store import identities, journal, keys, people, trust
from assessor_app.store.database import open_workspace
from assessor_app.store.errors import WrongWorkspacePassphrase
from assessor_app.workflow.errors import (
    IdentityNotInForce,
    IdentityOfAnother,
    IdentityOfOtherSociety,
    IdentityRevoked,
    RenewalNotNewer,
    RenewalRevoked,
    RenewalUnknown,
)
from assessor_app.workflow.gather import gather
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.join import unlock
from assessor_app.workflow.keys import revoke_identity
from assessor_app.workflow.perform import perform
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.rekey import change_own_passphrase
from assessor_app.workflow.renew import ask_renewal, certify_renewal, finish_renewal
from assessor_app.workflow.who_may import confirm_clock
from tests.builders import CHAIR, MEMBER, PASSPHRASE, At, Played, written
from tests.workflow.conftest import Sit
from tests.workflow.society import Office, office_of

NEW = "runo-tami-selo-fagi"
YEAR = timedelta(days=365)


@pytest.fixture
def office(played: Played, sit: Sit, tmp_path: Path) -> Office:
    return office_of(played, sit(played.officer, "handed_out"), tmp_path / "authority")


def certified(office: Office, request: Path, folder: Path, **later: float) -> Path:
    office.desk.clock.tick(**(later or {"days": 1}))
    path: Path = office.desk.do(certify_renewal, source=request, authority=office.authority, folder=make_folder(folder))
    return path


# --- a new term for the same key -----------------------------------------------------------------------------------------


def test_that_an_identity_is_renewed_and_its_key_never_leaves(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    member, secret = sit(MEMBER, "locked"), played.passphrases[MEMBER]
    before = unlock(member.store, secret)
    request = member.do(ask_renewal, folder=tmp_path)
    assert b"PRIVATE" not in request.read_bytes()
    assert x509.load_pem_x509_csr(request.read_bytes()).is_signature_valid
    certificate = certified(office, request, tmp_path / "back")
    member.clock.tick(days=1, hours=1)
    until = member.do(finish_renewal, source=certificate, passphrase=secret)
    after = unlock(member.store, secret)
    assert until == after.not_after > before.not_after
    assert public_key(after.certificate) == public_key(before.certificate)
    assert (after.person_id, after.roles) == (before.person_id, before.roles)
    for store in (member.store, office.store):
        assert people.get(store, MEMBER).fingerprint == after.fingerprint != before.fingerprint
    # A second time it changes nothing.
    head = identities.all(member.store)
    member.do(finish_renewal, source=certificate, passphrase=secret)
    assert identities.all(member.store) == head


def test_that_what_was_sealed_for_the_earlier_certificate_still_opens(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    chair, secret = sit(CHAIR, "received"), played.passphrases[CHAIR]
    certificate = certified(office, chair.do(ask_renewal, folder=tmp_path), tmp_path / "back")
    chair.clock.tick(days=1, hours=1)
    chair.do(finish_renewal, source=certificate, passphrase=secret)
    renewed = unlock(chair.store, secret)
    # The members know the chair's earlier certificate only, and seal for that one.
    chair.do(gather, panel=played.panel, source=played.score_packages[MEMBER], identity=renewed)


def test_that_the_society_certifies_only_keys_it_knows(played: Played, office: Office, tmp_path: Path) -> None:
    kept, request = make_request(
        person_id=MEMBER, name="-", organisation="-", roles=("officer",), passphrase=PASSPHRASE, algorithm="ecdsa-p256"
    )
    assert b"ENCRYPTED" in kept
    with pytest.raises(RenewalUnknown) as refused:
        certified(office, written(tmp_path, "request.pem", request), tmp_path / "back")
    assert refused.value.name == "request.pem"
    with pytest.raises(RequestRefused):
        certified(office, written(tmp_path, "none.pem", b"nothing of the kind"), tmp_path / "back")
    assert not any((tmp_path / "back").iterdir())


def test_that_a_request_gains_nobody_a_role(played: Played, office: Office, tmp_path: Path) -> None:
    # Signed by the member's own key, but naming the chair, as an officer.
    mine = played.identities[MEMBER]
    subject = person_name(CHAIR, "组长", "-", ("officer",))
    key = mine._Signer__key  # type: ignore[attr-defined]
    assert isinstance(key, rsa.RSAPrivateKey)
    forged = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    path = written(tmp_path, "forged.pem", forged.public_bytes(serialization.Encoding.PEM))
    (certificate,) = read_pem_or_der(certified(office, path, tmp_path / "back").read_bytes())
    assert (holder(certificate).person_id, holder(certificate).roles) == (MEMBER, mine.roles)


def test_that_a_withdrawn_identity_neither_signs_nor_is_renewed(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    member = sit(MEMBER, "locked")
    request = member.do(ask_renewal, folder=tmp_path)
    office.desk.do(revoke_identity, person=MEMBER, reason="key_compromise", authority=office.authority)
    with pytest.raises(RenewalRevoked):
        certified(office, request, tmp_path / "back")
    with member.store.step("newer_trust", {}, member.clock.tick()):
        trust.put(member.store, office.trust, office.trusted.number)
    member.clock.tick(minutes=5)
    with pytest.raises(IdentityRevoked) as refused:
        member.do(hand_over, panel=played.panel, folder=make_folder(tmp_path / "out"), language="zh")
    assert refused.value.holder == played.identities[MEMBER].name
    assert not any((tmp_path / "out").iterdir())
    with pytest.raises(IdentityRevoked):
        member.do(ask_renewal, folder=tmp_path)


def test_that_withdrawing_reaches_the_certificates_before_the_renewed_one(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    member = sit(MEMBER, "locked")
    certified(office, member.do(ask_renewal, folder=tmp_path), tmp_path / "back")
    office.desk.do(revoke_identity, person=MEMBER, reason="key_compromise", authority=office.authority)
    gone = {one.serial_number for one in office.trusted.revocations}
    assert played.identities[MEMBER].certificate.serial_number in gone
    assert len(gone) == 2
    # The earlier key is refused wherever the list arrives.
    chair = sit(CHAIR, "received")
    with chair.store.step("newer_trust", {}, chair.clock.tick()):
        trust.put(chair.store, office.trust, office.trusted.number)
    late = member.clock.tick(days=1, hours=2)
    package = member.do(hand_over, panel=played.panel, folder=tmp_path, language="zh", at=late)
    chair.clock.tick(days=1, hours=3)
    with pytest.raises(SignerRevoked):
        chair.do(gather, panel=played.panel, source=package)


def test_that_only_a_longer_certificate_of_ones_own_key_takes_its_place(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    member, secret = sit(MEMBER, "locked"), played.passphrases[MEMBER]
    before = identities.fingerprint(member.store)

    def finish(certificate: x509.Certificate, secret: str = secret) -> None:
        member.clock.tick(minutes=1)
        source = written(tmp_path, "one.cer.pem", pem((certificate,)))
        member.do(finish_renewal, source=source, passphrase=secret)

    mine, now = played.identities[MEMBER].certificate, member.clock.now
    longer = renew_certificate(played.authority, mine, now=now, years=4)
    with pytest.raises(WrongPassphrase):
        finish(longer, "not this one")
    with pytest.raises(CertificateRefused):
        finish(played.identities[CHAIR].certificate)
    with pytest.raises(RenewalNotNewer):
        finish(renew_certificate(played.authority, mine, now=now, years=1))
    with pytest.raises(IdentityNotInForce):
        finish(renew_certificate(played.authority, mine, now=now + YEAR, years=4))
    with pytest.raises(CertificateRefused):
        member.do(finish_renewal, source=written(tmp_path, "none.pem", b"-"), passphrase=secret)
    assert identities.fingerprint(member.store) == before
    finish(longer)
    assert identities.fingerprint(member.store) != before


def test_that_a_certificate_of_another_society_or_person_is_refused(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    member, secret = sit(MEMBER, "locked"), played.passphrases[MEMBER]
    request = member.do(ask_renewal, folder=tmp_path).read_bytes()
    other = open_authority(create_authority("另一学会", PASSPHRASE, played.now), PASSPHRASE)
    for authority, person, refused in (
        (other, MEMBER, IdentityOfOtherSociety),
        (played.authority, CHAIR, IdentityOfAnother),
    ):
        certificate = certify_request(
            authority,
            request,
            person_id=person,
            name="-",
            organisation="-",
            roles=("assessor",),
            now=played.now,
            years=9,
        )
        member.clock.tick(minutes=1)
        source = written(tmp_path, "one.cer.pem", pem((certificate,)))
        with pytest.raises(refused):
            member.do(finish_renewal, source=source, passphrase=secret)


# --- the passphrase, in both places or in neither -------------------------------------------------------------------------


class PulledPlug(BaseException):
    """The machine stops here."""


def stop(*_: object) -> None:
    raise PulledPlug


def opens(path: Path, passphrase: str, desk: At) -> bool:
    """Whether that passphrase opens the workspace, and then signs too."""
    try:
        store = open_workspace(path, passphrase, now=desk.clock.tick())
    except WrongWorkspacePassphrase:
        return False
    with store:
        assert unlock(store, passphrase).person_id == MEMBER
        for other in (NEW, "another-one-at-last", desk.played.passphrases[MEMBER]):
            if other != passphrase:
                with pytest.raises(WrongPassphrase):
                    unlock(store, other)
    return True


def change(desk: At, path: Path, current: str, new: str) -> None:
    with open_workspace(path, current, now=desk.clock.tick()) as store:
        change_own_passphrase(store, current=current, new=new, at=desk.clock.tick())


@pytest.fixture
def shut(sit: Sit) -> At:
    desk = sit(MEMBER, "locked")
    desk.store.close()
    return desk


def test_that_a_passphrase_changes_for_opening_and_for_signing(shut: At) -> None:
    path, old = shut.store.path, shut.played.passphrases[MEMBER]
    change(shut, path, old, NEW)
    assert [opens(path, secret, shut) for secret in (old, NEW)] == [False, True]
    change(shut, path, NEW, old)
    assert [opens(path, secret, shut) for secret in (old, NEW)] == [True, False]


@pytest.mark.parametrize("place", ["before_the_ring", "after_the_ring"])
def test_that_a_machine_that_stops_between_leaves_one_passphrase_for_both(
    shut: At, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    path, old = shut.store.path, shut.played.passphrases[MEMBER]
    real = keys.put_beside

    def stopping(where: Path, ring: keys.Ring) -> None:
        # Opening puts the same ring beside again; a new generation is the change.
        before = keys.ring_beside(where)
        if before is None or ring.generation == before.generation:
            real(where, ring)
        elif place == "before_the_ring":
            raise PulledPlug
        else:
            real(where, ring)
            raise PulledPlug

    with monkeypatch.context() as patch:
        patch.setattr(keys, "put_beside", stopping)
        store = open_workspace(path, old, now=shut.clock.tick())
        with pytest.raises(PulledPlug):
            change_own_passphrase(store, current=old, new=NEW, at=shut.clock.tick())
        ring = keys.ring_beside(path)
        assert ring is not None
        # As a pulled plug leaves it: the ring that was last written lies beside, not the one in memory.
        store._ring = ring
        store.close()
    expected = [True, False] if place == "before_the_ring" else [False, True]
    assert [opens(path, secret, shut) for secret in (old, NEW)] == expected
    # And it can be changed again, to any other.
    change(shut, path, old if expected[0] else NEW, "another-one-at-last")
    assert [opens(path, secret, shut) for secret in (old, NEW, "another-one-at-last")] == [False, False, True]


def test_that_a_wrong_or_weak_passphrase_changes_nothing(shut: At) -> None:
    path, old = shut.store.path, shut.played.passphrases[MEMBER]
    for current, new, refused in (("not this one", NEW, WrongWorkspacePassphrase), (old, "short", WeakPassphrase)):
        with open_workspace(path, old, now=shut.clock.tick()) as store:
            head = journal.head(store)
            with pytest.raises(refused):
                change_own_passphrase(store, current=current, new=new, at=shut.clock.tick())
            assert journal.head(store) == head
    assert opens(path, old, shut)


# --- clocks and trust lists on their way in --------------------------------------------------------------------------------


def test_that_a_clock_set_back_is_caught_before_signing_but_not_a_skew(sit: Sit, tmp_path: Path) -> None:
    member = sit(MEMBER, "locked")
    with member.store.step("seen", {}, member.clock.tick()):
        pass
    seen = member.clock.now
    for back, caught in ((timedelta(minutes=9), False), (timedelta(minutes=11), True)):
        at = seen - back
        if caught:
            with pytest.raises(ClockBackwards):
                member.do(ask_renewal, folder=tmp_path, at=at)
        else:
            member.do(ask_renewal, folder=tmp_path, at=at)


def test_that_work_entered_under_a_clock_set_back_does_not_hide_it_and_the_person_can_say_that_it_is_right(
    sit: Sit, tmp_path: Path
) -> None:
    member = sit(MEMBER, "locked")
    with member.store.step("seen", {}, member.clock.tick(days=1)):
        pass
    at = member.clock.now - timedelta(days=1)
    with member.store.step("entered", {}, at):
        pass
    with pytest.raises(ClockBackwards):
        member.do(ask_renewal, folder=tmp_path, at=at)
    perform(member.store, confirm_clock, at)
    member.do(ask_renewal, folder=tmp_path, at=at)
    with pytest.raises(ClockBackwards):
        member.do(ask_renewal, folder=tmp_path, at=at - timedelta(minutes=11))


def test_that_a_case_package_brings_a_newer_trust_list_and_never_an_older_one(
    played: Played, office: Office, sit: Sit, tmp_path: Path
) -> None:
    older = make_folder(tmp_path / "older")
    office.desk.do(hand_out, panel=played.panel, folder=older)
    office.desk.do(revoke_identity, person=PersonId("A103"), reason="unspecified", authority=office.authority)
    newer = make_folder(tmp_path / "newer")
    office.desk.do(hand_out, panel=played.panel, folder=newer)
    member = sit(MEMBER, "received")
    member.clock.tick(minutes=30)
    assert trust.number(member.store) == 1
    member.do(receive_case_package, source=next(newer.glob(f"*-{MEMBER}.asice.p7m")))
    assert trust.number(member.store) == 2
    other = sit(CHAIR, "received")
    other.clock.tick(minutes=30)
    with other.store.step("newest_trust", {}, other.clock.tick()):
        trust.put(other.store, office.trust, 7)
    other.do(receive_case_package, source=next(older.glob(f"*-{CHAIR}.asice.p7m")))
    assert trust.number(other.store) == 7
