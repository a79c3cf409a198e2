from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms as asn1
from asn1crypto import core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.signing.certificates import pem
from assessor_app.signing.cms import read_cms, sign_cms
from assessor_app.signing.der import is_der
from assessor_app.signing.detached import sign_detached, verify_detached
from assessor_app.signing.errors import CannotSignNow
from assessor_app.signing.identities import Authority, Identity
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw, Status
from tests.signing import foreign
from tests.signing.builders import NOW, Society

CONTENT = "声明 declaration".encode()


def signed(identity: Identity) -> bytes:
    return sign_detached(CONTENT, identity, role="Panel chair 主席", commitment="proof_of_approval", at=NOW)


@pytest.mark.parametrize("who", ["assessor", "chair"])
def test_that_a_signature_says_who_signed_as_what_and_when(society: Society, who: str) -> None:
    identity: Identity = getattr(society, who)
    verdict = verify_detached(signed(identity), CONTENT, society.trust, NOW)
    (signer,) = verdict.signers
    assert verdict.status is Status.VALID
    assert verdict.problems == ()
    assert (signer.name, signer.person_id, signer.roles) == (identity.name, identity.person_id, identity.roles)
    assert (signer.role, signer.commitment, signer.time) == ("Panel chair 主席", "proof_of_approval", NOW)
    assert (signer.trusted, signer.fingerprint) == (True, identity.fingerprint)


@pytest.mark.parametrize("who", ["assessor", "chair"])
def test_that_openssl_takes_it_for_cades(society: Society, who: str, tmp_path: Path) -> None:
    (tmp_path / "s.p7s").write_bytes(signed(getattr(society, who)))
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "ca.pem").write_bytes(pem([society.authority.certificate]))
    command = [
        "openssl",
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "s.p7s",
        "-content",
        "content",
    ]
    command += ["-CAfile", "ca.pem", "-out", "/dev/null", "-attime", str(int(NOW.timestamp()))]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert "CAdES Verification successful" in shown.stderr
    (tmp_path / "content").write_bytes(CONTENT + b" ")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_that_other_content_is_told(assessor: Identity, trust: TrustList) -> None:
    verdict = verify_detached(signed(assessor), CONTENT + b"!", trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.INVALID, "cms_digest")


def test_that_an_unknown_signer_is_not_called_broken(stranger: Identity, trust: TrustList) -> None:
    verdict = verify_detached(signed(stranger), CONTENT, trust, NOW)
    assert verdict.status is Status.UNKNOWN_SIGNER
    assert not verdict.signers[0].trusted


def test_that_a_time_in_the_future_is_told(assessor: Identity, trust: TrustList) -> None:
    verdict = verify_detached(signed(assessor), CONTENT, trust, NOW - timedelta(hours=1))
    assert (verdict.status, verdict.problems[0].code) == (Status.EXPIRED, "signed_in_future")


def test_that_an_expired_identity_does_not_sign(assessor: Identity) -> None:
    with pytest.raises(CannotSignNow):
        sign_cms(CONTENT, assessor, at=assessor.not_after + timedelta(days=1))


def test_that_times_after_2049_are_written_in_four_digits() -> None:
    from assessor_app.signing.cms_writing import _time

    assert _time(datetime(2049, 12, 31, tzinfo=UTC)) == b"\x17\x0d491231000000Z"
    assert _time(datetime(2050, 1, 1, tzinfo=UTC)) == b"\x18\x0f20500101000000Z"


# --- forgeries --------------------------------------------------------------------------------------------------------------


def changed(data: bytes, change: object) -> bytes:
    frame = asn1.ContentInfo.load(data)
    change(frame["content"])  # type: ignore[operator]
    return bytes(asn1.ContentInfo({"content_type": "signed_data", "content": frame["content"]}).dump())


def swap_certificate(other: x509.Certificate) -> object:
    def swap(content: asn1.SignedData) -> None:
        raw = other.public_bytes(serialization.Encoding.DER)
        content["certificates"] = [asn1.CertificateChoices("certificate", asn1_x509.Certificate.load(raw))]

    return swap


def no_signers(content: asn1.SignedData) -> None:
    content["signer_infos"] = []


def two_signers(content: asn1.SignedData) -> None:
    content["signer_infos"] = [content["signer_infos"][0], content["signer_infos"][0]]


def own_content(content: asn1.SignedData) -> None:
    content["encap_content_info"] = {"content_type": "data", "content": b"another declaration"}


def weak(content: asn1.SignedData) -> None:
    content["digest_algorithms"] = [{"algorithm": "sha1"}]
    content["signer_infos"][0]["digest_algorithm"] = {"algorithm": "sha1"}


def plain_rsa(content: asn1.SignedData) -> None:
    content["signer_infos"][0]["signature_algorithm"] = {"algorithm": "rsassa_pkcs1v15"}


def unknown_algorithm(content: asn1.SignedData) -> None:
    content["signer_infos"][0]["signature_algorithm"] = {"algorithm": "1.2.156.10197.1.501"}


def attribute_twice(content: asn1.SignedData) -> None:
    attributes = content["signer_infos"][0]["signed_attrs"]
    content["signer_infos"][0]["signed_attrs"] = asn1.CMSAttributes([*attributes, attributes[0]])


def test_that_a_swapped_certificate_is_told(assessor: Identity, chair: Identity, trust: TrustList) -> None:
    data = changed(signed(assessor), swap_certificate(chair.certificate))
    verdict = verify_detached(data, CONTENT, trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.INVALID, "cms_certificate")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        (no_signers, Status.INVALID, "cms_signers"),
        (two_signers, Status.INVALID, "cms_signers"),
        (own_content, Status.INVALID, "cms_content_doubled"),
        (weak, Status.UNSUPPORTED, "algorithm_unsupported"),
        (plain_rsa, Status.INVALID, "cms_algorithm"),
        (unknown_algorithm, Status.UNSUPPORTED, "algorithm_unsupported"),
        (attribute_twice, Status.INVALID, "cms_malformed"),
    ],
)
def test_that_a_forgery_is_told(
    assessor: Identity, trust: TrustList, change: object, status: Status, code: str
) -> None:
    verdict = verify_detached(changed(signed(assessor), change), CONTENT, trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (status, code)
    assert verdict.signers == ()


def test_that_a_signature_without_the_certificate_s_digest_is_told() -> None:
    key = rsa.generate_private_key(65537, 2048)
    who = foreign.person(key=key)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(CONTENT).add_signer(who.chain[0], key, hashes.SHA256())
    data = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    with pytest.raises(Flaw, match="cms_certificate_unnamed"):
        read_cms(data, CONTENT)


def test_that_ber_has_no_place(assessor: Identity) -> None:
    data = signed(assessor)
    assert is_der(data)
    long_form = data[:1] + b"\x83\x00" + data[2:]
    indefinite = data[:1] + b"\x80" + data[4:] + b"\0\0"
    for other in (long_form, indefinite, data + b"\0", data[:-1]):
        assert not is_der(other)
        with pytest.raises(Flaw, match="cms_malformed"):
            read_cms(other, CONTENT)


@pytest.mark.parametrize(
    "data",
    [
        core.Integer(-129).dump(),
        core.Boolean(True).dump(),
        core.Null().dump(),
        core.BitString((1, 0, 1)).dump(),
        core.SetOf([core.Integer(1), core.Integer(2)], spec=core.Integer).dump(),
    ],
)
def test_that_der_is_der(data: bytes) -> None:
    assert is_der(data)


@pytest.mark.parametrize(
    "text", ["02020001", "0202ff80", "0200", "010101", "0501ff", "0500ff", "3000", "31060201020201 01", "1000"]
)
def test_that_other_spellings_are_not(text: str) -> None:
    assert is_der(bytes.fromhex(text)) is (text == "3000")


@settings(max_examples=150)
@given(st.data())
def test_that_a_changed_byte_is_never_accepted(society: Society, data: st.DataObject) -> None:
    sound = signed(society.assessor)
    at = data.draw(st.integers(0, len(sound) - 1))
    other = bytearray(sound)
    other[at] ^= data.draw(st.integers(1, 255))
    assert verify_detached(bytes(other), CONTENT, society.trust, NOW).status is not Status.VALID


@given(st.binary(max_size=400))
def test_that_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with pytest.raises(Flaw):
        read_cms(data, CONTENT)


def test_that_an_authority_does_not_pass_for_an_assessor(authority: Authority, trust: TrustList) -> None:
    data = sign_cms(CONTENT, authority, at=NOW)
    (signer,) = verify_detached(data, CONTENT, trust, NOW).signers
    assert signer.roles == ()
    assert signer.person_id == ""
