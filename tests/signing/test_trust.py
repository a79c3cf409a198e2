from __future__ import annotations

import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from assessor_app.signing.certificates import key_usage, pem
from assessor_app.signing.cms import sign_cms
from assessor_app.signing.errors import ClockBackwards, TrustListForeign, TrustListOutrun, TrustListUnreadable
from assessor_app.signing.identities import Authority, Identity
from assessor_app.signing.office import verify_office
from assessor_app.signing.trust import (
    GRACE,
    Revocation,
    TrustList,
    TrustStatus,
    check_clock,
    issue_trust_list,
    judge,
    load_trust,
    load_trust_list,
    newest,
    society_crl,
    society_pem,
)
from assessor_app.signing.verdicts import Status
from tests.signing import foreign
from tests.signing.builders import FOUNDED, NOW, SOCIETY, new_authority, word_file


def listed(authority: Authority, number: int = 1, *revocations: Revocation) -> TrustList:
    return load_trust_list(issue_trust_list(authority, number=number, at=FOUNDED, revocations=revocations))


def status(identity: Identity, trust: TrustList, at: datetime = NOW, now: datetime = NOW) -> TrustStatus:
    return judge((identity.certificate, *identity.chain), at, now, trust).status


def test_that_a_trust_list_tells_what_was_put_in(authority: Authority) -> None:
    trust = listed(authority, 7, Revocation(12345, NOW, "key_compromise", NOW - timedelta(days=3)))
    assert (trust.number, trust.society, trust.authorities) == (7, SOCIETY, (authority.certificate,))
    assert trust.issued == FOUNDED
    (revocation,) = trust.revocations
    assert (revocation.serial_number, revocation.reason) == (12345, "key_compromise")
    assert revocation.effective == NOW - timedelta(days=3)


def test_that_a_signer_of_the_society_is_trusted_and_a_stranger_unknown(
    assessor: Identity, chair: Identity, stranger: Identity, trust: TrustList
) -> None:
    assert status(assessor, trust) is TrustStatus.TRUSTED
    assert status(chair, trust) is TrustStatus.TRUSTED
    assert status(stranger, trust) is TrustStatus.UNKNOWN_SIGNER
    assert status(assessor, TrustList(0, None, ())) is TrustStatus.UNKNOWN_SIGNER


def test_that_an_expired_signer_is_not_an_unknown_one(assessor: Identity, trust: TrustList) -> None:
    after, before = assessor.not_after + timedelta(days=1), assessor.not_before - timedelta(days=1)
    assert status(assessor, trust, after, after) is TrustStatus.EXPIRED
    assert status(assessor, trust, before) is TrustStatus.NOT_YET_VALID
    assert status(assessor, trust, NOW, now=after) is TrustStatus.TRUSTED, "signed in time stays signed"


def test_that_clocks_may_lie_ten_minutes_apart_and_no_more(assessor: Identity, trust: TrustList) -> None:
    second = timedelta(seconds=1)
    assert status(assessor, trust, assessor.not_after + GRACE, NOW + timedelta(days=7000)) is TrustStatus.TRUSTED
    assert (
        status(assessor, trust, assessor.not_after + GRACE + second, NOW + timedelta(days=7000)) is TrustStatus.EXPIRED
    )
    assert status(assessor, trust, NOW + GRACE) is TrustStatus.TRUSTED
    assert judge((assessor.certificate,), NOW + GRACE + second, NOW, trust).reason == "future"


def test_that_revocation_counts_by_the_time_of_signing(
    authority: Authority, assessor: Identity, chair: Identity
) -> None:
    revoked = Revocation(assessor.certificate.serial_number, NOW)
    trust = listed(authority, 2, revoked)
    later = NOW + timedelta(days=9)
    assert status(assessor, trust, NOW, later) is TrustStatus.REVOKED
    before = judge((assessor.certificate,), NOW - timedelta(days=1), later, trust)
    assert (before.status, before.revoked_at) == (TrustStatus.TRUSTED, NOW)
    assert status(chair, trust, NOW, later) is TrustStatus.TRUSTED


def test_that_a_stolen_key_is_suspect_from_the_day_it_was_stolen(authority: Authority, assessor: Identity) -> None:
    stolen = NOW - timedelta(days=30)
    revoked = Revocation(assessor.certificate.serial_number, NOW, "key_compromise", stolen)
    trust = listed(authority, 2, revoked)
    assert status(assessor, trust, NOW - timedelta(days=10)) is TrustStatus.REVOKED
    assert status(assessor, trust, NOW - timedelta(days=31)) is TrustStatus.TRUSTED


def test_that_a_newer_list_takes_the_place_of_an_older_one_and_never_the_other_way(authority: Authority) -> None:
    one, two = listed(authority, 1), listed(authority, 2)
    assert newest(None, one) is one
    assert newest(one, two) is two
    assert newest(two, two) is two
    with pytest.raises(TrustListOutrun):
        newest(two, one)
    with pytest.raises(TrustListOutrun):
        newest(one, listed(authority, 1, Revocation(5, NOW)))


def test_that_another_society_s_list_is_not_taken(authority: Authority, trust: TrustList) -> None:
    other = new_authority(algorithm="ecdsa-p256")
    content = issue_trust_list(other, number=99, at=FOUNDED)
    with pytest.raises(TrustListForeign):
        load_trust_list(content, trust)
    with pytest.raises(TrustListForeign):
        newest(trust, load_trust_list(content))
    with pytest.raises(TrustListForeign):
        # It names our authority too, but it is the stranger who signed.
        load_trust_list(issue_trust_list(other, number=99, at=FOUNDED, earlier=trust.authorities), trust)


def test_that_an_authority_is_followed_by_its_successor(
    authority: Authority, assessor: Identity, trust: TrustList
) -> None:
    successor = new_authority(algorithm="ecdsa-p256")
    handed = issue_trust_list(authority, number=2, at=FOUNDED, earlier=(successor.certificate,))
    bridge = newest(trust, load_trust_list(handed, trust))
    content = issue_trust_list(successor, number=3, at=FOUNDED, earlier=(authority.certificate,))
    final = newest(bridge, load_trust_list(content, bridge))
    assert status(assessor, final) is TrustStatus.TRUSTED


def test_that_a_list_signed_by_an_assessor_is_none(assessor: Identity, trust: TrustList) -> None:
    content = sign_cms(_plain(trust), assessor, at=NOW, attached=True)
    with pytest.raises(TrustListUnreadable, match="signer"):
        load_trust_list(content)


@pytest.mark.parametrize(
    "change", [(b'"number":1', b'"number": 1'), (b"/1", b"/2"), (b'"stamps":[]', b'"stamps":[""]')]
)
def test_that_a_list_in_another_spelling_is_none(
    authority: Authority, trust: TrustList, change: tuple[bytes, bytes]
) -> None:
    assert change[0] in _plain(trust)
    content = sign_cms(_plain(trust).replace(*change), authority, at=NOW, attached=True)
    with pytest.raises(TrustListUnreadable, match="content"):
        load_trust_list(content)


def _plain(trust: TrustList) -> bytes:
    start, end = trust.content.index(b'{"authorities"'), trust.content.index(b'"stamps":[]}')
    return trust.content[start:end] + b'"stamps":[]}'


@pytest.mark.parametrize("data", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n"])
def test_that_what_is_no_trust_list_is_refused(data: bytes) -> None:
    with pytest.raises(TrustListUnreadable):
        load_trust(data)


def test_that_bare_certificates_can_be_trusted_by_hand(
    authority: Authority, assessor: Identity, trust: TrustList
) -> None:
    by_hand = load_trust(pem([authority.certificate]))
    assert by_hand.number == 0
    assert status(assessor, by_hand) is TrustStatus.TRUSTED
    assert load_trust(trust.content) == trust


def test_that_the_clock_may_not_run_backwards() -> None:
    check_clock(NOW, None)
    check_clock(NOW, NOW + timedelta(minutes=9))
    with pytest.raises(ClockBackwards):
        check_clock(NOW, NOW + timedelta(minutes=11))


def test_that_a_chain_of_others_is_followed_and_one_that_may_not_issue_is_not() -> None:
    root = foreign.person("Root", authority=True)
    between = foreign.person("Between", issuer=root, authority=True)
    leaf = foreign.person("Leaf", issuer=between)
    trust = TrustList(0, None, root.chain)
    assert judge(leaf.chain, NOW, NOW, trust).status is TrustStatus.TRUSTED
    assert judge(leaf.chain[:1], NOW, NOW, trust).status is TrustStatus.UNKNOWN_SIGNER
    mute = foreign.person("Mute", issuer=root, authority=True, usage=key_usage(signs=True))
    under_mute = foreign.person("Under", issuer=mute)
    assert judge(under_mute.chain, NOW, NOW, trust).status is TrustStatus.UNKNOWN_SIGNER
    reader = foreign.person("Reader", issuer=root, usage=key_usage(opens=True))
    assert judge(reader.chain, NOW, NOW, trust).status is TrustStatus.UNKNOWN_SIGNER
    upstart = foreign.person("Upstart", issuer=leaf)
    assert judge(upstart.chain, NOW, NOW, trust).status is TrustStatus.UNKNOWN_SIGNER


def test_that_openssl_takes_list_and_revocations(authority: Authority, assessor: Identity, tmp_path: Path) -> None:
    trust = listed(authority, 2, Revocation(assessor.certificate.serial_number, FOUNDED, "superseded"))
    (tmp_path / "list.p7s").write_bytes(trust.content)
    (tmp_path / "ca.pem").write_bytes(society_pem(trust))
    (tmp_path / "crl.pem").write_bytes(society_crl(trust))
    (tmp_path / "one.pem").write_bytes(pem([assessor.certificate]))
    at = ["-attime", str(int(NOW.timestamp()))]

    def openssl(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["openssl", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)

    shown = openssl("cms", "-verify", "-cades", *at, "-inform", "DER", "-in", "list.p7s", "-CAfile", "ca.pem")
    assert shown.returncode == 0, shown.stderr
    assert '"number":2' in shown.stdout
    crl = openssl("crl", "-in", "crl.pem", "-CAfile", "ca.pem", "-noout", "-text")
    assert "verify OK" in crl.stderr
    assert "Superseded" in crl.stdout
    checked = openssl("verify", *at, "-crl_check", "-CRLfile", "crl.pem", "-CAfile", "ca.pem", "one.pem")
    assert "certificate revoked" in checked.stderr


def test_that_a_chain_by_an_algorithm_nobody_relies_on_is_named_and_not_called_unknown() -> None:
    weak = foreign.person("Old Root", rsa.generate_private_key(65537, 1024), authority=True)
    leaf = foreign.person("Jane", issuer=weak)
    verdict = judge(leaf.chain, NOW, NOW, TrustList(0, None, weak.chain))
    assert (verdict.status, verdict.reason) == (TrustStatus.UNSUPPORTED, "RSA 1024")
    data = foreign.sign(word_file(), leaf)
    found = verify_office(data, TrustList(0, None, weak.chain), NOW)
    assert found.status is Status.UNSUPPORTED
    assert [one.facts["algorithm"] for one in found.problems if one.code == "chain_unsupported"] == ["RSA 1024"]
    # Whoever trusts the signer's own certificate asks nothing of those above it.
    assert judge(leaf.chain, NOW, NOW, TrustList(0, None, leaf.chain[:1])).status is TrustStatus.TRUSTED
