"""Signing and verifying against the bare digest and signature of the same bytes; sealing against copying the file."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from assessor_app.files import FileBytes, atomic_write, pieces_of
from assessor_app.signing import pkcs12
from assessor_app.signing.container import ContainerFile, countersign_container, sign_container, verify_container
from assessor_app.signing.office import sign_office, verify_office
from assessor_app.signing.sealing import seal, unsealing
from tests.benchmarks.measure import median_ms, report
from tests.signing.builders import NOW, Society, container, container_of_two, excel_file, signed_excel_of_two, word_file

LARGE = 200 << 20


def quiet(_text: str, _fraction: float) -> None:
    """Nobody watches."""


def main() -> None:
    pkcs12.ROUNDS = 2048
    society = Society.founded()
    key = rsa.generate_private_key(65537, 3072)

    def bare_sign(data: bytes) -> float:
        return median_ms(lambda: key.sign(hashlib.sha256(data).digest(), padding.PKCS1v15(), hashes.SHA256()))

    def bare_verify(data: bytes) -> float:
        value = key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return median_ms(lambda: key.public_key().verify(value, data, padding.PKCS1v15(), hashes.SHA256()))

    word, two = word_file(), signed_excel_of_two(society)
    sign = {"role": "assessor", "statement": "R-7", "place": "上海"}
    report(
        "sign a Word file",
        median_ms(lambda: sign_office(word, society.assessor, at=NOW, **sign)),
        bare_sign(word),
        "digest and RSA",
    )
    report(
        "verify a workbook of two signers",
        median_ms(lambda: verify_office(two, society.trust, NOW)),
        bare_verify(two),
        "digest and RSA",
    )
    report("write the workbook itself", median_ms(excel_file))
    small, both = container(society), container_of_two(society)
    report("sign a container", median_ms(lambda: container(society)), bare_sign(small), "digest and RSA")

    def countersign() -> bytes:
        new = countersign_container(small, society.chair, role="chair", commitment="proof_of_approval", at=NOW)
        return bytes(new)

    report("countersign it", median_ms(countersign), bare_sign(small), "digest and RSA")
    report(
        "verify a container of two signers",
        median_ms(lambda: verify_container(both, society.trust, NOW)),
        bare_verify(both),
        "digest and RSA",
    )
    with tempfile.TemporaryDirectory() as folder:
        large_files(Path(folder), society)


def large_files(folder: Path, society: Society) -> None:
    """200 MiB of evidence."""
    evidence = folder / "evidence.bin"
    with evidence.open("wb") as out:
        for _ in range(LARGE >> 20):
            out.write(os.urandom(1 << 20))

    def digest() -> bytes:
        with evidence.open("rb") as source:
            return hashlib.file_digest(source, "sha256").digest()

    def make() -> None:
        with FileBytes(evidence) as content:
            files = [ContainerFile("evidence/e.bin", "application/octet-stream", content)]
            new = sign_container(files, society.assessor, role="assessor", commitment="proof_of_creation", at=NOW)
            atomic_write(folder / "c.asice", new.pieces())

    def seal_it() -> None:
        with FileBytes(folder / "c.asice") as content:
            seal(content, folder / "s", recipients, quiet)

    def open_it() -> None:
        with unsealing(folder / "s", society.assessor, quiet) as content, (folder / "o").open("wb") as out:
            out.writelines(pieces_of(content))

    bare = median_ms(digest, runs=3)
    copy = median_ms(lambda: shutil.copyfile(evidence, folder / "copy"), runs=3)
    report("sign 200 MiB into a container", median_ms(make, runs=3), bare, "bare digest")
    report(
        "verify it",
        median_ms(lambda: verify_container(folder / "c.asice", society.trust, NOW).close(), runs=3),
        bare,
        "bare digest",
    )
    recipients = [society.assessor.certificate, society.officer.certificate]
    report(
        "seal it for two",
        median_ms(seal_it, runs=3),
        copy,
        "copying it",
    )
    report(
        "open the seal",
        median_ms(open_it, runs=3),
        copy,
        "copying it",
    )


if __name__ == "__main__":
    main()
