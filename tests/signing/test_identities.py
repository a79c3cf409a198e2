from __future__ import annotations

import copy
import pickle
import subprocess
import traceback
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from assessor_app.signing import pkcs12
from assessor_app.signing.certificates import holder, pem, read_certificate
from assessor_app.signing.errors import (
    CannotSignNow,
    CertificateRefused,
    IdentityUnreadable,
    RequestRefused,
    WeakPassphrase,
    WrongPassphrase,
)
from assessor_app.signing.identities import (
    Authority,
    Identity,
    certify_request,
    change_passphrase,
    create_authority,
    finish_enrolment,
    issue_identity,
    make_request,
    open_authority,
    open_identity,
    renew_certificate,
    replace_certificate,
)
from assessor_app.signing.passphrases import generate_passphrase
from tests.signing.builders import FOUNDED, NOW, PASSPHRASE, SOCIETY, new_authority


def issued(authority: Authority, passphrase: str = PASSPHRASE, algorithm: str = "rsa-3072") -> bytes:
    return issue_identity(
        authority,
        person_id="E-9",
        name="张伟 Zhang Wei",
        organisation=SOCIETY,
        roles=("assessor", "chair"),
        passphrase=passphrase,
        now=FOUNDED,
        algorithm=algorithm,
    )


@pytest.mark.parametrize("algorithm", ["rsa-3072", "ecdsa-p256"])
def test_that_an_identity_tells_who_its_holder_is(authority: Authority, algorithm: str) -> None:
    identity = open_identity(issued(authority, algorithm=algorithm), PASSPHRASE)
    assert (identity.person_id, identity.name, identity.organisation) == ("E-9", "张伟 Zhang Wei", SOCIETY)
    assert identity.roles == ("assessor", "chair")
    assert identity.chain == (authority.certificate,)
    assert identity.not_before < FOUNDED < identity.not_after


def test_that_a_certificate_is_as_office_libreoffice_and_openssl_take_it(assessor: Identity) -> None:
    extensions = assessor.certificate.extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_encipherment) == (True, True, True)
    assert not usage.key_cert_sign
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    with pytest.raises(x509.ExtensionNotFound):
        extensions.get_extension_for_class(x509.ExtendedKeyUsage)


def test_that_a_wrong_passphrase_is_refused_without_a_word_of_it(authority: Authority) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        open_identity(issued(authority), "another-passphrase")
    told = "".join(traceback.format_exception(refused.value))
    assert refused.value.facts == {}
    assert refused.value.__cause__ is None
    assert "another-passphrase" not in told.replace('open_identity(issued(authority), "another-passphrase")', "")


def test_that_full_width_and_half_width_digits_are_one_passphrase(authority: Authority) -> None:
    file = issued(authority, "口令１２３４５６７８")
    assert open_identity(file, "口令12345678").person_id == "E-9"


def test_that_openssl_opens_the_file_and_finds_it_costly_to_guess(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pkcs12, "ROUNDS", 600_000)
    (tmp_path / "i.p12").write_bytes(issued(authority, "口令 with a blank"))
    told = subprocess.run(
        ["openssl", "pkcs12", "-in", tmp_path / "i.p12", "-passin", "pass:口令 with a blank", "-info", "-noout"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert told.count("Iteration 600000") == 3
    assert "MAC: sha256" in told
    assert "AES-256-CBC" in told


def test_that_the_private_key_does_not_stand_in_the_file_in_the_clear(authority: Authority) -> None:
    bags = [
        bag["bag_id"].native
        for content in asn1_pkcs12.Pfx.load(issued(authority)).authenticated_safe
        if content["content_type"].native == "data"
        for bag in asn1_pkcs12.SafeContents.load(content["content"].native)
    ]
    assert bags == ["pkcs8_shrouded_key_bag"]


def test_that_an_identity_shows_and_gives_away_no_key(assessor: Identity) -> None:
    assert not any("key" in name.lower() for name in dir(assessor) if not name.startswith("_"))
    assert "顾南乔" in repr(assessor)
    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            way(assessor)
    with pytest.raises(TypeError):
        vars(assessor)  # nothing to list: the key lies in a slot with a private name


def test_that_a_passphrase_can_be_changed(authority: Authority) -> None:
    file = issued(authority)
    changed = change_passphrase(file, PASSPHRASE, "bedo-ravi-suno-pelo")
    assert open_identity(changed, "bedo-ravi-suno-pelo").fingerprint == open_identity(file, PASSPHRASE).fingerprint
    with pytest.raises(WrongPassphrase):
        open_identity(changed, PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        change_passphrase(file, PASSPHRASE, "short")


def test_that_an_authority_is_no_identity_and_an_identity_no_authority(authority: Authority) -> None:
    with pytest.raises(IdentityUnreadable, match="authority"):
        open_identity(create_authority(SOCIETY, PASSPHRASE, FOUNDED, algorithm="ecdsa-p256"), PASSPHRASE)
    with pytest.raises(IdentityUnreadable, match="not_authority"):
        open_authority(issued(authority), PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"hello", b"0" * 3_000_000, b"\x30\x03\x02\x01\x03"])
def test_that_what_is_no_identity_is_refused(data: bytes) -> None:
    with pytest.raises(IdentityUnreadable):
        open_identity(data, PASSPHRASE)


def test_that_a_file_cannot_keep_the_program_busy_with_its_rounds(authority: Authority) -> None:
    file = asn1_pkcs12.Pfx.load(issued(authority))
    file["mac_data"]["iterations"] = 2**31 - 1
    with pytest.raises(IdentityUnreadable, match="rounds"):
        open_identity(file.dump(force=True), PASSPHRASE)


@pytest.mark.parametrize("name", ["", "长" * 65])
def test_that_a_name_that_does_not_fit_is_refused(authority: Authority, name: str) -> None:
    with pytest.raises(CertificateRefused, match="name"):
        issue_identity(
            authority, person_id="1", name=name, organisation=SOCIETY, roles=(), passphrase=PASSPHRASE, now=FOUNDED
        )


def test_that_enrolment_by_request_needs_no_sight_of_the_key(authority: Authority) -> None:
    kept, request = make_request(
        person_id="E-9", name="boss", organisation="x", roles=("officer",), passphrase=PASSPHRASE
    )
    assert b"ENCRYPTED" in kept
    certificate = certify_request(
        authority,
        request,
        person_id="E-9",
        name="张伟",
        organisation=SOCIETY,
        roles=("assessor",),
        now=FOUNDED,
    )
    identity = open_identity(finish_enrolment(kept, PASSPHRASE, certificate, [authority.certificate]), PASSPHRASE)
    assert (identity.name, identity.roles) == ("张伟", ("assessor",)), "what the society knows, not what was claimed"
    with pytest.raises(WrongPassphrase):
        finish_enrolment(kept, "not-the-passphrase", certificate, [])
    with pytest.raises(CertificateRefused):
        finish_enrolment(kept, PASSPHRASE, authority.certificate, [])


def test_that_a_request_that_its_own_key_did_not_sign_is_refused(authority: Authority) -> None:
    _, request = make_request(person_id="E-9", name="n", organisation="o", roles=(), passphrase=PASSPHRASE)
    raw = bytearray(x509.load_pem_x509_csr(request).public_bytes(serialization.Encoding.DER))
    raw[-1] ^= 1
    forged = x509.load_der_x509_csr(bytes(raw)).public_bytes(serialization.Encoding.PEM)
    for bad in (forged, b"", b"-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n"):
        with pytest.raises(RequestRefused):
            certify_request(authority, bad, person_id="1", name="n", organisation="o", roles=(), now=FOUNDED)


def test_that_an_identity_is_renewed_with_the_same_key_and_other_roles(authority: Authority) -> None:
    file = issued(authority)
    old = open_identity(file, PASSPHRASE)
    later = FOUNDED + timedelta(days=1000)
    renewed = renew_certificate(authority, old.certificate, now=later, roles=("assessor", "officer"))
    identity = open_identity(replace_certificate(file, PASSPHRASE, renewed), PASSPHRASE)
    assert identity.not_after > old.not_after
    assert holder(identity.certificate).roles == ("assessor", "officer")
    assert identity.certificate.public_key() == old.certificate.public_key()
    with pytest.raises(CertificateRefused, match="other_society"):
        renew_certificate(new_authority(algorithm="ecdsa-p256"), old.certificate, now=later)
    with pytest.raises(CertificateRefused, match="key_differs"):
        replace_certificate(file, PASSPHRASE, authority.certificate)


def test_that_nobody_signs_outside_the_term_but_for_a_little_skew(assessor: Identity) -> None:
    assessor.refuse_untimely(assessor.not_after + timedelta(minutes=9))
    assessor.refuse_untimely(assessor.not_before - timedelta(minutes=9))
    for at in (assessor.not_after + timedelta(minutes=11), assessor.not_before - timedelta(minutes=11)):
        with pytest.raises(CannotSignNow):
            assessor.refuse_untimely(at)


def test_that_an_identity_ends_with_its_authority() -> None:
    authority = open_authority(
        create_authority(SOCIETY, PASSPHRASE, FOUNDED, years=2, algorithm="ecdsa-p256"), PASSPHRASE
    )
    assert open_identity(issued(authority, algorithm="ecdsa-p256"), PASSPHRASE).not_after == authority.not_after
    with pytest.raises(CannotSignNow):
        renew_certificate(authority, authority.certificate, now=NOW + timedelta(days=1000))


def test_that_passphrases_are_long_and_never_the_same() -> None:
    made = {generate_passphrase() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one.split("-")) == 6 and one.isascii() and one.islower() for one in made)


def test_that_openssl_follows_the_chain(authority: Authority, assessor: Identity, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(pem([authority.certificate]))
    (tmp_path / "one.pem").write_bytes(pem([assessor.certificate]))
    command = ["openssl", "verify", "-x509_strict", "-purpose", "smimesign", "-CAfile", "ca.pem", "one.pem"]
    at = ["-attime", str(int(NOW.timestamp()))]
    subprocess.run([*command[:2], *at, *command[2:]], cwd=tmp_path, check=True, capture_output=True)


def test_that_a_certificate_has_one_spelling(assessor: Identity) -> None:
    raw = assessor.certificate.public_bytes(serialization.Encoding.DER)
    assert read_certificate(raw) == assessor.certificate
    assert read_certificate(raw + b"\0") is None
    assert read_certificate(raw[:-1]) is None
    assert read_certificate(b"") is None
