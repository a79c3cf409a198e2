from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from assessor_app.signing.archives import read_archive, write_archive
from assessor_app.signing.cms import add_stamp
from assessor_app.signing.container import add_time_stamp, countersign_container, signature_value, verify_container
from assessor_app.signing.errors import ContainerRefused
from assessor_app.signing.trust import Revocation, TrustList, issue_trust_list, load_trust_list
from assessor_app.signing.verdicts import Status
from tests.signing.builders import FOUNDED, NOW, Society, container, part

CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[req]
distinguished_name = dn
[dn]
[v3]
basicConstraints = critical,CA:false
extendedKeyUsage = critical,timeStamping
[plain]
basicConstraints = critical,CA:false
"""


class StampAuthority:
    """A time-stamping authority made of openssl."""

    def __init__(self, folder: Path, extensions: str = "v3") -> None:
        self.folder = folder
        (folder / "tsa.cnf").write_text(CONFIGURATION)
        (folder / "serial").write_text("01")
        request = [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.pem",
            "-days",
            "30",
        ]
        self.openssl(*request, "-subj", "/CN=Stamps", "-config", "tsa.cnf", "-extensions", extensions)
        self.certificate = x509.load_pem_x509_certificate((folder / "tsa.pem").read_bytes())

    def stamp(self, value: bytes) -> bytes:
        (self.folder / "value").write_bytes(value)
        self.openssl("ts", "-query", "-data", "value", "-sha256", "-cert", "-out", "query")
        reply = ["-queryfile", "query", "-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "tsa.cnf"]
        self.openssl("ts", "-reply", *reply, "-token_out", "-out", "token")
        return (self.folder / "token").read_bytes()

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def stamps(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return StampAuthority(tmp_path_factory.mktemp("tsa"))


def trusting(society: Society, stamps: StampAuthority, *revocations: Revocation) -> TrustList:
    content = issue_trust_list(
        society.authority, number=2, at=FOUNDED, stamps=(stamps.certificate,), revocations=revocations
    )
    return load_trust_list(content)


@pytest.fixture(scope="module")
def stamped(society: Society, stamps: StampAuthority) -> bytes:
    data = container(society)
    return add_time_stamp(data, 1, stamps.stamp(signature_value(data, 1)))


def test_that_a_stamp_added_later_breaks_nothing_and_tells_the_time(
    society: Society, stamps: StampAuthority, stamped: bytes
) -> None:
    now = datetime.now(UTC)
    verdict = verify_container(stamped, trusting(society, stamps), max(now, NOW))
    (signer,) = verdict.signers
    assert (verdict.status, verdict.problems) == (Status.VALID, ())
    assert signer.time == NOW
    assert signer.stamped_at is not None


def test_that_openssl_still_takes_the_signature(society: Society, stamped: bytes, tmp_path: Path) -> None:
    from assessor_app.signing.certificates import pem

    (tmp_path / "ca.pem").write_bytes(pem([society.authority.certificate]))
    (tmp_path / "m.xml").write_bytes(part(stamped, "META-INF/ASiCManifest001.xml"))
    (tmp_path / "s.p7s").write_bytes(part(stamped, "META-INF/signature001.p7s"))
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "s.p7s", "-content", "m.xml"]
    command += ["-CAfile", "ca.pem", "-out", "/dev/null", "-attime", str(int(NOW.timestamp()))]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def test_that_a_stamp_by_nobody_we_know_is_told_and_not_relied_on(society: Society, stamped: bytes) -> None:
    verdict = verify_container(stamped, society.trust, NOW)
    assert verdict.status is Status.VALID
    assert [(one.code, one.grave) for one in verdict.problems] == [("stamp_unknown", False)]
    assert verdict.signers[0].stamped_at is None


def test_that_a_certificate_for_other_things_does_not_stamp(society: Society, tmp_path: Path) -> None:
    # openssl refuses to stamp with it, so it is the check of the usage that is looked at.
    from assessor_app.signing.timestamps import _may_stamp

    assert not _may_stamp(StampAuthority(tmp_path, "plain").certificate)
    assert not _may_stamp(society.assessor.certificate)


def test_that_a_stamp_on_another_signature_is_broken(society: Society, stamps: StampAuthority) -> None:
    token = stamps.stamp(b"another signature")
    with pytest.raises(ContainerRefused, match="stamp_broken"):
        add_time_stamp(container(society), 1, token)
    archive = read_archive(container(society))
    name = "META-INF/signature001.p7s"
    entries = {one: archive.read(one) for one in archive.names}
    data = write_archive(list({**entries, name: add_stamp(entries[name], token)}.items()))
    verdict = verify_container(data, trusting(society, stamps), NOW)
    assert verdict.status is Status.INVALID
    assert (verdict.problems[0].code, verdict.problems[0].facts["reason"]) == ("stamp_broken", "other_signature")


def test_that_the_stamped_time_decides_whether_a_signer_was_revoked(
    society: Society, stamps: StampAuthority, stamped: bytes
) -> None:
    serial = society.assessor.certificate.serial_number
    now = max(datetime.now(UTC), NOW)
    stamped_at = verify_container(stamped, trusting(society, stamps), now).signers[0].stamped_at
    assert stamped_at is not None
    at_the_stamp = trusting(society, stamps, Revocation(serial, min(NOW, stamped_at)))
    assert verify_container(stamped, at_the_stamp, now).status is Status.REVOKED


def test_that_a_covered_signature_takes_no_stamp(society: Society, stamps: StampAuthority) -> None:
    one = container(society)
    two = bytes(countersign_container(one, society.chair, role="chair", commitment="proof_of_approval", at=NOW))
    with pytest.raises(ContainerRefused, match="signature_covered"):
        add_time_stamp(two, 1, stamps.stamp(signature_value(two, 1)))
    both = add_time_stamp(two, 2, stamps.stamp(signature_value(two, 2)))
    assert verify_container(both, trusting(society, stamps), max(datetime.now(UTC), NOW)).status is Status.VALID


@pytest.mark.parametrize("token", [b"", b"hello", b"\x30\x00"])
def test_that_what_is_no_token_is_refused(society: Society, token: bytes) -> None:
    with pytest.raises(ContainerRefused):
        add_time_stamp(container(society), 1, token)


def test_that_a_stamp_may_be_followed_by_a_further_signature(
    society: Society, stamps: StampAuthority, stamped: bytes
) -> None:
    data = bytes(countersign_container(stamped, society.chair, role="chair", commitment="proof_of_approval", at=NOW))
    verdict = verify_container(data, trusting(society, stamps), max(datetime.now(UTC), NOW))
    assert (verdict.status, len(verdict.signers)) == (Status.VALID, 2)
