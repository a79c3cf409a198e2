from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from assessor_app.signing.errors import NotForYou, SharesDoNotMatch
from assessor_app.signing.identities import Authority, Identity
from assessor_app.signing.recovery import Recovery, combine, create_recovery, open_share
from assessor_app.signing.sealing import seal, unsealing, wrap
from tests.signing.builders import NOW, new_identity


@pytest.fixture(scope="module")
def second(authority: Authority) -> Identity:
    return new_identity(authority, "E-1002", "王敏 Wang Min", ("officer",))


@pytest.fixture(scope="module")
def recovery(authority: Authority, officer: Identity, second: Identity) -> Recovery:
    return create_recovery(authority, (officer.certificate, second.certificate), NOW)


def test_that_two_officers_together_open_what_a_lost_passphrase_closed(
    recovery: Recovery, officer: Identity, second: Identity, tmp_path: Path
) -> None:
    seal(b"marks", tmp_path / "sealed", [recovery.certificate], lambda *_: None)
    public = recovery.certificate.public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    wrapped = public.encrypt(b"key", padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), b"workspace"))
    key = combine(open_share(recovery.shares[1], second), open_share(recovery.shares[0], officer), recovery.certificate)
    with unsealing(tmp_path / "sealed", key, lambda *_: None) as opened:
        assert opened[:] == b"marks"
    assert key.decrypt(wrapped, b"workspace") == b"key"
    with pytest.raises(ValueError):
        key.decrypt(wrapped, b"another workspace")


def test_that_no_officer_alone_has_the_key(recovery: Recovery, officer: Identity, second: Identity) -> None:
    mine = open_share(recovery.shares[0], officer)
    with pytest.raises(NotForYou):
        open_share(recovery.shares[1], officer)
    with pytest.raises(SharesDoNotMatch, match="same_share"):
        combine(mine, mine, recovery.certificate)
    assert "noise" not in repr(mine)


def test_that_shares_of_two_keys_do_not_go_together(
    recovery: Recovery, authority: Authority, officer: Identity, second: Identity
) -> None:
    other = create_recovery(authority, (officer.certificate, second.certificate), NOW)
    mine, theirs = open_share(recovery.shares[0], officer), open_share(other.shares[1], second)
    for certificate in (recovery.certificate, other.certificate):
        with pytest.raises(SharesDoNotMatch, match="other_key"):
            combine(mine, theirs, certificate)


def test_that_one_person_is_not_two_officers(authority: Authority, officer: Identity) -> None:
    with pytest.raises(SharesDoNotMatch, match="same_officer"):
        create_recovery(authority, (officer.certificate, officer.certificate), NOW)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format":"x"}', b"\xff"])
def test_that_something_else_is_no_share(officer: Identity, content: bytes) -> None:
    with pytest.raises(SharesDoNotMatch, match="not_a_share"):
        open_share(wrap(content, [officer.certificate]), officer)
