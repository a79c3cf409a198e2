from __future__ import annotations

import os
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.errors import FileUnreadable
from assessor_app.files import FileBytes, pieces_of
from assessor_app.signing.certificates import der, pem
from assessor_app.signing.errors import CannotSealFor, NotForYou, SealBroken
from assessor_app.signing.identities import Identity, issue_identity, open_identity
from assessor_app.signing.sealing import is_sealed, recipients_of, seal, sealing, unsealing, unwrap, wrap
from tests.signing import foreign
from tests.signing.builders import FOUNDED, NOW, PASSPHRASE, SOCIETY, Society, container
from tests.test_files import on_a_stick


def quiet(_text: str, _fraction: float) -> None:
    """Nobody watches."""


def opened(sealed: Path, identity: Identity) -> bytes:
    with unsealing(sealed, identity, quiet) as content:
        return b"".join(pieces_of(content))


@pytest.fixture
def sealed(society: Society, tmp_path: Path) -> Path:
    target = tmp_path / "p.asice.p7m"
    seal(container(society), target, [der(society.assessor.certificate), society.officer.certificate], quiet)
    return target


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 255, 65_536, (1 << 20) - 1, 1 << 20, (1 << 20) + 16])
def test_that_any_size_comes_out_as_it_went_in(society: Society, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    seal(content, tmp_path / "s", [society.assessor.certificate], quiet)
    assert opened(tmp_path / "s", society.assessor) == content


def test_that_each_recipient_opens_it_and_nobody_else(society: Society, sealed: Path) -> None:
    assert opened(sealed, society.assessor) == opened(sealed, society.officer) == container(society)
    for other in (society.chair, society.stranger):
        with pytest.raises(NotForYou) as refused:
            opened(sealed, other)
        assert (refused.value.name, refused.value.recipients) == (other.name, 2)
    assert len(recipients_of(sealed)) == 2


def test_that_a_sealed_file_is_known_by_its_head(sealed: Path, society: Society) -> None:
    assert is_sealed(sealed.read_bytes()[:64])
    assert not is_sealed(container(society)[:64])
    assert not is_sealed(society.trust.content[:64])
    assert not any(is_sealed(head) for head in (b"", b"0", b"0\x80", b"%PDF-1.7"))


def test_that_openssl_opens_it(society: Society, tmp_path: Path) -> None:
    file = issue_identity(
        society.authority,
        person_id="E-3",
        name="王敏",
        organisation=SOCIETY,
        roles=(),
        passphrase=PASSPHRASE,
        now=FOUNDED,
    )
    identity = open_identity(file, PASSPHRASE)
    (tmp_path / "i.p12").write_bytes(file)
    (tmp_path / "one.pem").write_bytes(pem([identity.certificate]))
    seal(b"marks " * 999, tmp_path / "s.p7m", [society.assessor.certificate, identity.certificate], quiet)

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=tmp_path, check=True, capture_output=True)

    openssl("pkcs12", "-in", "i.p12", "-passin", f"pass:{PASSPHRASE}", "-nodes", "-nocerts", "-out", "key.pem")
    form = ["-binary", "-inform", "DER", "-in", "s.p7m", "-inkey", "key.pem", "-recip", "one.pem", "-out", "plain"]
    openssl("cms", "-decrypt", *form)
    assert (tmp_path / "plain").read_bytes() == b"marks " * 999
    openssl("cms", "-encrypt", "-aes256", "-binary", "-outform", "DER", "-in", "plain", "-out", "theirs", "one.pem")
    assert opened(tmp_path / "theirs", identity) == b"marks " * 999


@pytest.mark.parametrize("who", ["elliptic", "may not receive", "small", "no certificate"])
def test_that_nothing_is_sealed_for_whom_it_cannot_be(society: Society, tmp_path: Path, who: str) -> None:
    small = foreign.person(key=rsa.generate_private_key(65537, 1024)).chain[0]
    recipients: dict[str, bytes | x509.Certificate] = {
        "elliptic": society.chair.certificate,
        "may not receive": society.authority.certificate,
        "small": small,
        "no certificate": b"hello",
    }
    with pytest.raises(CannotSealFor):
        seal(b"x", tmp_path / "s", [society.assessor.certificate, recipients[who]], quiet)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CannotSealFor):
        seal(b"x", tmp_path / "s", [], quiet)


class Cancelled(Exception):
    pass


def test_that_sealing_and_opening_tell_how_far_they_are_and_can_be_cancelled(society: Society, tmp_path: Path) -> None:
    big = bytes(8 << 20)
    told: list[tuple[str, float]] = []
    seal(big, tmp_path / "s", [society.assessor.certificate], lambda *step: told.append(step))
    with unsealing(tmp_path / "s", society.assessor, lambda *step: told.append(step)):
        pass
    for text in ("sealing", "unsealing"):
        fractions = [fraction for name, fraction in told if name == text]
        assert fractions == sorted(fractions)
        assert (len(fractions) > 7, fractions[-1]) == (True, 1.0)

    def cancel(_text: str, fraction: float) -> None:
        if fraction > 0.6:
            raise Cancelled

    (tmp_path / "before").write_bytes(b"before")
    with pytest.raises(Cancelled):
        seal(big, tmp_path / "before", [society.assessor.certificate], cancel)
    with pytest.raises(Cancelled), unsealing(tmp_path / "s", society.assessor, cancel):
        pass
    assert (tmp_path / "before").read_bytes() == b"before"
    assert {one.name for one in tmp_path.iterdir()} == {"s", "before"}, "no scraps are left"


def test_that_memory_stays_bounded_however_large_the_file(society: Society, tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as big:
        big.truncate(48 << 20)
    tracemalloc.start()
    try:
        with FileBytes(tmp_path / "big") as content:
            seal(content, tmp_path / "s", [society.assessor.certificate], quiet)
        with unsealing(tmp_path / "s", society.assessor, quiet) as unsealed:
            size = sum(len(piece) for piece in pieces_of(unsealed))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20
    assert size == 48 << 20


def test_that_any_part_of_a_sealed_file_can_be_read_by_itself(society: Society, tmp_path: Path) -> None:
    content = os.urandom(1000)
    seal(content, tmp_path / "s", [society.assessor.certificate], quiet)
    with unsealing(tmp_path / "s", society.assessor, quiet) as unsealed:
        assert len(unsealed) == 1000
        for start, end in (
            (0, 1),
            (15, 17),
            (16, 32),
            (31, 900),
            (985, 1000),
            (990, 2000),
            (1000, 1001),
            (7, 7),
            (9, 3),
        ):
            assert unsealed[start:end] == content[start:end]
        assert (unsealed[-40:], unsealed[:]) == (content[-40:], content)


def test_that_what_comes_short_of_its_size_is_not_sealed(society: Society, tmp_path: Path) -> None:
    with pytest.raises(ValueError), sealing(tmp_path / "s", 5, [society.assessor.certificate], quiet) as write:
        write(b"1234")
    assert list(tmp_path.iterdir()) == []


def test_that_a_changed_or_cut_file_is_refused_before_anything_is_handed_out(society: Society, sealed: Path) -> None:
    sound = sealed.read_bytes()
    middle = len(sound) // 2
    flipped = bytes([sound[middle] ^ 1])
    for changed in (
        sound[:-1],
        sound[:middle],
        sound + b"\0",
        sound[:middle] + flipped + sound[middle + 1 :],
        b"",
        b"0",
    ):
        sealed.write_bytes(changed)
        with pytest.raises(SealBroken):
            opened(sealed, society.assessor)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_no_changed_byte_gets_through(society: Society, sealed: Path, data: st.DataObject) -> None:
    sound = sealed.read_bytes()
    changed = bytearray(sound)
    at = data.draw(st.integers(0, len(sound) - 1) | st.integers(0, 1600))
    changed[at] ^= data.draw(st.integers(1, 255))
    other = sealed.with_suffix(".changed")
    other.write_bytes(changed)
    with pytest.raises((SealBroken, NotForYou)):
        opened(other, society.assessor)


def test_that_a_file_that_is_not_there_is_refused(society: Society, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable), unsealing(tmp_path / "none", society.assessor, quiet):
        pass


def test_that_a_few_bytes_are_sealed_in_memory(society: Society) -> None:
    small = wrap(b"secret", [society.assessor.certificate])
    assert unwrap(small, society.assessor) == b"secret"
    assert b"secret" not in small
    assert wrap(b"secret", [society.assessor.certificate]) != small
    with pytest.raises(NotForYou):
        unwrap(small, society.officer)


def test_that_another_certificate_of_the_same_name_and_number_does_not_open_it(
    society: Society, tmp_path: Path
) -> None:
    """Issuer and serial number fit, the key does not: the key is what counts."""
    twin_key = rsa.generate_private_key(65537, 3072)
    real = society.assessor.certificate
    twin = (
        x509.CertificateBuilder()
        .subject_name(real.subject)
        .issuer_name(real.issuer)
        .serial_number(real.serial_number)
        .public_key(twin_key.public_key())
        .not_valid_before(NOW)
        .not_valid_after(real.not_valid_after_utc)
        .sign(twin_key, foreign.HASHES["sha256"])  # type: ignore[arg-type]
    )
    assert twin.public_bytes(serialization.Encoding.DER) != der(real)
    seal(b"x", tmp_path / "s", [real], quiet)
    with pytest.raises(SealBroken, match="key"):
        opened(tmp_path / "s", Identity(twin_key, twin, ()))


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_that_a_stick_pulled_out_while_it_is_unsealed_is_said_of_the_sealed_file(
    society: Society, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    sealed = tmp_path / "s"
    seal(os.urandom(3 << 20), sealed, [society.assessor.certificate], quiet)
    on_a_stick(monkeypatch, sealed, int(sealed.stat().st_size * share))
    with pytest.raises(FileUnreadable) as refused:
        opened(sealed, society.assessor)
    assert refused.value.place == str(sealed)
