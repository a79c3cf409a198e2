from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.files import FileBytes, atomic_write
from assessor_app.signing.archives import read_archive, write_archive
from assessor_app.signing.certificates import pem
from assessor_app.signing.container import (
    MEDIA_TYPE,
    ContainerFile,
    countersign_container,
    sign_container,
    verify_container,
    versions_of,
)
from assessor_app.signing.errors import ContainerRefused, FileNameRefused, NotReadable
from assessor_app.signing.identities import Identity
from assessor_app.signing.manifest import read_manifest
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw, Status
from tests.signing.builders import NOW, Society, container, container_of_two, files, part, rezipped

MANIFEST, SIGNATURE = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"


@pytest.fixture(scope="module")
def one(society: Society) -> bytes:
    return container(society)


@pytest.fixture(scope="module")
def two(society: Society) -> bytes:
    return container_of_two(society)


def entries(data: bytes) -> dict[str, bytes]:
    archive = read_archive(data)
    return {name: archive.read(name) for name in archive.names}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(contents: dict[str, bytes]) -> bytes:
    return write_archive(list(contents.items()))


def test_that_a_container_holds_what_was_signed_and_by_whom(one: bytes, assessor: Identity, trust: TrustList) -> None:
    verdict = verify_container(one, trust, NOW)
    assert (verdict.status, verdict.problems) == (Status.VALID, ())
    assert verdict.names == tuple(file.name for file in files())
    assert [verdict.read(file.name) for file in files()] == [file.data for file in files()]
    assert verdict.media_type("record.json") == "application/json"
    (signer,) = verdict.signers
    assert (signer.person_id, signer.role, signer.commitment) == (assessor.person_id, "assessor", "proof_of_creation")


def test_that_the_mimetype_comes_first_and_is_stored(one: bytes) -> None:
    assert one[30:38] == b"mimetype"
    assert one[38 : 38 + len(MEDIA_TYPE)] == MEDIA_TYPE.encode()


def test_that_a_second_signer_touches_nothing_of_the_first(
    one: bytes, two: bytes, chair: Identity, trust: TrustList
) -> None:
    assert {name: two_content for name, two_content in entries(two).items() if name in entries(one)} == entries(one)
    verdict = verify_container(two, trust, NOW)
    assert verdict.status is Status.VALID
    assert [signer.role for signer in verdict.signers] == ["assessor", "chair"]
    covered = {one.name for one in read_manifest(part(two, "META-INF/ASiCManifest002.xml"), "").references}
    assert {MANIFEST, SIGNATURE} < covered


def test_that_openssl_verifies_both_signatures(two: bytes, society: Society, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(pem([society.authority.certificate]))
    for number in ("001", "002"):
        (tmp_path / "m.xml").write_bytes(part(two, f"META-INF/ASiCManifest{number}.xml"))
        (tmp_path / "s.p7s").write_bytes(part(two, f"META-INF/signature{number}.p7s"))
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
            "m.xml",
        ]
        command += ["-CAfile", "ca.pem", "-out", "/dev/null", "-attime", str(int(NOW.timestamp()))]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def renamed(contents: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    return {new if name == old else name: content for name, content in contents.items()}


def without(contents: dict[str, bytes], *names: str) -> dict[str, bytes]:
    return {name: content for name, content in contents.items() if name not in names}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda c: {**c, "record.json": b"{}"}, "part_changed", "record.json"),
        (lambda c: {**c, "more.txt": b"hello"}, "part_added", "more.txt"),
        (lambda c: {**c, "META-INF/more.xml": b"hello"}, "part_added", "META-INF/more.xml"),
        (lambda c: without(c, "record.json"), "part_missing", "record.json"),
        (lambda c: renamed(c, "record.json", "recorD.json"), "part_missing", "record.json"),
        (lambda c: {**c, MANIFEST: c[MANIFEST].replace(b"record", b"rekord")}, "cms_digest", SIGNATURE),
        (lambda c: {**c, SIGNATURE: b"hello"}, "cms_malformed", SIGNATURE),
        (lambda c: {**c, MANIFEST: b"<a/>"}, "manifest_malformed", MANIFEST),
        (lambda c: {**c, MANIFEST: b"<!DOCTYPE a>" + c[MANIFEST]}, "manifest_malformed", MANIFEST),
        (lambda c: without(c, SIGNATURE), "signature_missing", SIGNATURE),
        (lambda c: {**without(c, "mimetype"), "mimetype": c["mimetype"]}, "container_mimetype", "mimetype"),
        (lambda c: {**c, "mimetype": b"application/zip"}, "container_mimetype", "mimetype"),
        (lambda c: without(c, "mimetype"), "container_mimetype", "mimetype"),
        (lambda c: renamed(c, MANIFEST, "META-INF/ASiCManifest002.xml"), "container_numbering", ""),
    ],
)
def test_that_a_change_is_named_and_nothing_can_be_read(
    one: bytes, trust: TrustList, change: object, code: str, where: str
) -> None:
    verdict = verify_container(packed(change(entries(one))), trust, NOW)  # type: ignore[operator]
    assert verdict.status is Status.INVALID
    assert (verdict.problems[0].code, verdict.problems[0].part) == (code, where)
    assert verdict.names == ()
    with pytest.raises(NotReadable):
        verdict.read("record.json")


def test_that_no_manifest_is_no_signature(one: bytes, trust: TrustList) -> None:
    verdict = verify_container(packed(without(entries(one), MANIFEST, SIGNATURE)), trust, NOW)
    assert verdict.status is Status.UNSIGNED


@pytest.mark.parametrize(
    ("left", "status", "code"),
    [
        ("META-INF/signatures0.xml", Status.UNSUPPORTED, "container_form"),
        ("META-INF/signature001.p7s", Status.INVALID, "container_numbering"),
        ("META-INF/timestamp.tst", Status.INVALID, "container_numbering"),
        ("META-INF/container.xml", Status.UNSIGNED, "unsigned"),
    ],
)
def test_that_a_signature_that_is_not_judged_is_never_called_none(
    one: bytes, trust: TrustList, left: str, status: Status, code: str
) -> None:
    verdict = verify_container(packed({**without(entries(one), MANIFEST, SIGNATURE), left: b"<x/>"}), trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (status, code)


def test_that_neither_signature_can_be_taken_out_unseen(two: bytes, trust: TrustList) -> None:
    contents = entries(two)
    first_out = renamed(without(contents, MANIFEST, SIGNATURE), "META-INF/ASiCManifest002.xml", MANIFEST)
    assert verify_container(packed(first_out), trust, NOW).status is Status.INVALID
    assert verify_container(packed(without(contents, SIGNATURE)), trust, NOW).status is Status.INVALID
    swapped = {**contents, SIGNATURE: contents["META-INF/signature002.p7s"]}
    assert verify_container(packed(swapped), trust, NOW).status is Status.INVALID


def test_that_a_signature_from_another_container_does_not_fit(one: bytes, society: Society) -> None:
    other = sign_container(
        [ContainerFile("record.json", "application/json", b"{}")], society.assessor, role="", commitment="", at=NOW
    )
    theirs = bytes(other)
    pasted = {**entries(one), MANIFEST: part(theirs, MANIFEST), SIGNATURE: part(theirs, SIGNATURE)}
    verdict = verify_container(packed(pasted), society.trust, NOW)
    assert {problem.code for problem in verdict.problems} == {"part_changed", "part_added"}


def test_that_a_container_packed_anew_by_another_program_is_told(one: bytes, trust: TrustList) -> None:
    verdict = verify_container(rezipped(one), trust, NOW)
    assert verdict.problems[0].code in ("container_mimetype", "container_repacked")
    stored = rezipped(one, method=0)
    assert verify_container(stored, trust, NOW).status is Status.VALID, "stored, every byte still counts"


def test_that_an_unknown_or_revoked_signer_leaves_the_files_readable(society: Society) -> None:
    data = sign_container(files(), society.stranger, role="assessor", commitment="proof_of_creation", at=NOW)
    verdict = verify_container(bytes(data), society.trust, NOW)
    assert verdict.status is Status.UNKNOWN_SIGNER
    assert verdict.read("record.json") == files()[0].data


def test_that_a_large_container_is_made_and_read_from_files(society: Society, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF" + bytes(5_000_000))
    target = tmp_path / "p.asice"
    with FileBytes(tmp_path / "scan.pdf") as scan:
        parts = [ContainerFile("evidence/scan.pdf", "application/pdf", scan)]
        new = sign_container(parts, society.assessor, role="assessor", commitment="proof_of_creation", at=NOW)
        atomic_write(target, new.pieces())
    told: list[float] = []
    verdict = verify_container(target, society.trust, NOW, progress=lambda _text, fraction: told.append(fraction))
    assert verdict.status is Status.VALID
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 3
    assert verdict.read("evidence/scan.pdf")[:4] == verdict.part("evidence/scan.pdf")[:4] == b"%PDF"
    assert verdict.sha256("evidence/scan.pdf") == sha256((tmp_path / "scan.pdf").read_bytes())
    verdict.close()
    for gone in (verdict.read, verdict.part):
        with pytest.raises(NotReadable):
            gone("evidence/scan.pdf")


class Cancelled(Exception):
    pass


def test_that_verifying_can_be_cancelled(one: bytes, trust: TrustList) -> None:
    def cancel(_text: str, _fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_container(one, trust, NOW, progress=cancel)


@pytest.mark.parametrize("name", ["", "../a", "mimetype", "META-INF/a", "meta-inf/a", "/a", "C:/a", "a\\b", "NUL"])
def test_that_names_that_have_no_place_in_a_container_are_refused(assessor: Identity, name: str) -> None:
    with pytest.raises(FileNameRefused):
        sign_container([ContainerFile(name, "text/plain", b"")], assessor, role="", commitment="", at=NOW)
    with pytest.raises(FileNameRefused):
        sign_container([], assessor, role="", commitment="", at=NOW)
    doubled = [ContainerFile("a.txt", "text/plain", b""), ContainerFile("A.TXT", "text/plain", b"")]
    with pytest.raises(FileNameRefused):
        sign_container(doubled, assessor, role="", commitment="", at=NOW)


def test_that_nothing_is_put_beside_a_broken_signature(one: bytes, chair: Identity) -> None:
    broken = packed({**entries(one), "record.json": b"{}"})
    for data in (broken, b"", packed(without(entries(one), MANIFEST, SIGNATURE))):
        with pytest.raises(ContainerRefused):
            countersign_container(data, chair, role="chair", commitment="proof_of_approval", at=NOW)


def test_that_each_signer_s_version_comes_out_of_the_last(one: bytes, two: bytes, chair: Identity) -> None:
    three = bytes(countersign_container(two, chair, role="chair", commitment="proof_of_approval", at=NOW))
    assert versions_of(three) == (sha256(one), sha256(two), sha256(three))
    assert versions_of(one) == (sha256(one),)
    with pytest.raises(ContainerRefused):
        versions_of(packed({**entries(two), "record.json": b"{}"}))


def test_that_the_same_content_signed_by_rsa_gives_the_same_bytes(one: bytes, society: Society) -> None:
    assert container(society) == one


NAMES = st.lists(
    st.text(st.sampled_from("ab 评%&<>\"'#?é"), min_size=1, max_size=6).map(lambda name: f"d/{name}.txt"),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=40)
@given(NAMES)
def test_that_any_plain_name_survives(society: Society, names: list[str]) -> None:
    parts = [ContainerFile(name, "text/plain", name.encode()) for name in names]
    try:
        data = sign_container(parts, society.chair, role="x", commitment="proof_of_origin", at=NOW)
    except FileNameRefused:
        return
    verdict = verify_container(bytes(data), society.trust, NOW)
    assert verdict.status is Status.VALID
    assert {name: verdict.read(name).decode() for name in verdict.names} == {name: name for name in names}


def manifest_with(reference: str) -> bytes:
    return (
        '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f'<asic:SigReference URI="s"/>{reference}</asic:ASiCManifest>'
    ).encode()


SOUND = (
    '<asic:DataObjectReference URI="a"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    "<ds:DigestValue>AAAA</ds:DigestValue></asic:DataObjectReference>"
)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("", "manifest_malformed"),
        (SOUND + SOUND, "manifest_malformed"),
        (SOUND.replace("AAAA", "A*AA"), "manifest_malformed"),
        (SOUND.replace("AAAA", "é"), "manifest_malformed"),
        (SOUND.replace('URI="a"', 'URI="%ff"'), "manifest_malformed"),
        (SOUND.replace('URI="a"', ""), "manifest_malformed"),
        (SOUND.replace("xmlenc#sha256", "xmlenc#md5"), "algorithm_unsupported"),
        (SOUND.replace("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1"), "algorithm_unsupported"),
    ],
)
def test_that_a_strange_manifest_is_told(reference: str, code: str) -> None:
    assert read_manifest(manifest_with(SOUND), "m").references[0].name == "a"
    with pytest.raises(Flaw) as flaw:
        read_manifest(manifest_with(reference), "m")
    assert flaw.value.problem.code == code
