from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.store import copies, journal, keys, settings
from assessor_app.store.database import Store, open_workspace, recover_workspace
from assessor_app.store.errors import NoRecovery, RecoveryCertificateUnfit, WrongWorkspacePassphrase
from tests.store.builders import NOW, PASSPHRASE, a_workspace

OTHER = "山 石 田 土 木"


def _certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "恢复")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=1))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@pytest.fixture(scope="module")
def society() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _decrypt(key: rsa.RSAPrivateKey, content: bytes, label: bytes) -> bytes:
    return key.decrypt(content, padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label))


def test_that_a_changed_passphrase_opens_and_the_former_does_not(store: Store) -> None:
    size = store.path.stat().st_size
    with pytest.raises(WrongWorkspacePassphrase):
        store.change_passphrase("wrong", OTHER, NOW)
    store.change_passphrase(PASSPHRASE, OTHER, NOW)
    for closed in (False, True):
        if closed:
            store.close()
        with pytest.raises(WrongWorkspacePassphrase):
            open_workspace(store.path, PASSPHRASE, now=NOW, read_only=True)
        open_workspace(store.path, OTHER, now=NOW, read_only=True).close()
    assert store.path.stat().st_size - size < 4096 + 2048


def test_that_a_lost_passphrase_is_survived_by_the_societys_key(place: Path, society: rsa.RSAPrivateKey) -> None:
    with a_workspace(place, recovery=_certificate(society)) as store, store.step("set", {}, NOW):
        settings.put(store, "a", "b")
    with recover_workspace(place, lambda content, label: _decrypt(society, content, label), OTHER, now=NOW) as again:
        assert settings.get(again, "a") == "b"
        assert list(journal.lines(again))[-1].step == "workspace_recovered"
    with open_workspace(place, OTHER, now=NOW) as again:
        again.change_passphrase(OTHER, PASSPHRASE, NOW)
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(place, OTHER, now=NOW)
    recover_workspace(place, lambda content, label: _decrypt(society, content, label), OTHER, now=NOW).close()


def test_that_another_key_recovers_nothing(place: Path, society: rsa.RSAPrivateKey) -> None:
    a_workspace(place, recovery=_certificate(society)).close()
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(NoRecovery):
        recover_workspace(place, lambda content, label: _decrypt(stranger, content, label), OTHER, now=NOW)
    open_workspace(place, PASSPHRASE, now=NOW).close()


def test_that_a_workspace_without_recovery_certificate_says_so(store: Store, society: rsa.RSAPrivateKey) -> None:
    store.close()
    with pytest.raises(NoRecovery):
        recover_workspace(store.path, lambda content, label: _decrypt(society, content, label), OTHER, now=NOW)


def test_that_only_an_rsa_certificate_is_fit_for_recovery(place: Path) -> None:
    for certificate in (b"no certificate", _certificate(ec.generate_private_key(ec.SECP256R1()))):
        with pytest.raises(RecoveryCertificateUnfit):
            a_workspace(place, recovery=certificate)
    assert list(place.parent.iterdir()) == []


def test_that_full_width_digits_are_the_same_passphrase() -> None:
    ring = keys.make_ring("w", keys.new_key(), "口令2026")
    assert keys.key_by_passphrase(ring, "口令２０２６", "") == keys.key_by_passphrase(ring, "口令2026", "")


def test_that_a_ring_is_bound_to_its_workspace() -> None:
    from dataclasses import replace

    ring = keys.make_ring("w", keys.new_key(), PASSPHRASE)
    with pytest.raises(WrongWorkspacePassphrase):
        keys.key_by_passphrase(replace(ring, workspace="v"), PASSPHRASE, "")


def test_that_a_forged_cost_is_not_paid() -> None:
    ring = keys.make_ring("w", keys.new_key(), PASSPHRASE)
    content = keys.ring_bytes(ring)
    assert keys.read_ring(content) == ring
    assert b"[2, 1, 1]" in content
    for cost in (b"[1073741824, 8, 1]", b"[3, 1, 1]", b"[2, 1]", b'"2"', b"[2, 1, 1000000]"):
        assert keys.read_ring(content.replace(b"[2, 1, 1]", cost)) is None


@given(
    content=st.binary(max_size=200) | st.text(alphabet='{}[]":,0123456789slotformawkpe', max_size=200).map(str.encode)
)
def test_that_any_bytes_are_a_ring_or_none(content: bytes) -> None:
    assert keys.read_ring(content) is None


def test_that_the_former_passphrase_stays_shut_after_a_crash(store: Store, tmp_path: Path) -> None:
    with a_workspace(tmp_path / "first.assessdb") as closed_once:
        pass
    with open_workspace(closed_once.path, PASSPHRASE, now=NOW) as again:
        again.change_passphrase(PASSPHRASE, OTHER, NOW)
        crashed = tmp_path / "crashed.assessdb"
        for left in (again.path, copies.log_of(again.path), keys.beside(again.path)):
            crashed.with_name(left.name.replace("first", "crashed")).write_bytes(left.read_bytes())
    assert keys.ring_inside(crashed) is not None, "the ring of before is still at the end of the file"
    with pytest.raises(WrongWorkspacePassphrase):
        open_workspace(crashed, PASSPHRASE, now=NOW)
    open_workspace(crashed, OTHER, now=NOW).close()


def test_that_a_ring_altered_in_the_file_is_no_ring(store: Store) -> None:
    store.close()
    content = store.path.read_bytes()
    for place in (content.index(b'"generation": 1'), content.index(b'"wrapped": "') + 12):
        altered = bytearray(content)
        altered[place] ^= 1
        store.path.write_bytes(altered)
        assert keys.ring_inside(store.path) is None
