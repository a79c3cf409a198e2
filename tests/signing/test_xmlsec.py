"""What xmlsec1 says of our inner signatures."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assessor_app.signing.certificates import pem
from assessor_app.signing.office import sign_office
from tests.signing.builders import NOW, new_authority, new_identity, part, word_file

SIGNATURE = "_xmlsignatures/sig1.xml"
XMLSEC = [
    "xmlsec1",
    "--verify",
    "--ignore-manifests",
    "--id-attr:Id",
    "Object",
    "--id-attr:Id",
    "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
    "--trusted-pem",
    "ca.pem",
]


@pytest.mark.parametrize("algorithm", ["rsa-3072", "ecdsa-p256"])
def test_that_xmlsec_takes_the_signature_and_no_other(tmp_path: Path, algorithm: str) -> None:
    authority = new_authority(algorithm="ecdsa-p256")
    identity = new_identity(authority, algorithm=algorithm)
    data = sign_office(word_file(), identity, role="assessor", statement="R-7", place="上海", at=NOW)
    (tmp_path / "ca.pem").write_bytes(pem([authority.certificate]))
    clock = ["--verification-gmt-time", NOW.strftime("%Y-%m-%d+%H:%M:%S").replace("+", " ")]
    command = [*XMLSEC, *clock, "s.xml"]
    (tmp_path / "s.xml").write_bytes(part(data, SIGNATURE))
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert re.search(r"ok/all\): 3/3", told.stderr + told.stdout)
    (tmp_path / "s.xml").write_bytes(part(data, SIGNATURE).replace(b"R-7", b"R-8", 1))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0
