"""What LibreOffice says of our documents, through UNO.

It is asked once for all files of this module: starting it takes longer than everything else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.signing.certificates import pem
from assessor_app.signing.office import sign_office, verify_office
from assessor_app.signing.verdicts import Status
from tests.signing.builders import (
    NOW,
    PASSPHRASE,
    SHANGHAI,
    Society,
    excel_file,
    new_identity,
    part,
    rezipped,
    signed_excel_of_two,
    signed_word,
    word_file,
)

SYSTEM_PYTHON = "/usr/bin/python3"
SIGNATURE = "_xmlsignatures/sig1.xml"


THEIRS = ("theirs.docx", "theirs.xlsx")


@dataclass(frozen=True)
class Judged:
    """By file: for each signature whether LibreOffice finds it valid and its certificate trusted; and what it signed itself."""

    verdicts: dict[str, list[tuple[bool, bool]]]
    theirs: dict[str, bytes]


def files(society: Society) -> dict[str, bytes]:
    """The files that are judged, by what they are."""
    at = NOW.astimezone(SHANGHAI)
    one_word = signed_word(society)
    two_excel = signed_excel_of_two(society)
    by_chair = sign_office(word_file(), society.chair, role="chair", statement="R-7", place="", at=at)
    two_word = sign_office(one_word, society.chair, role="chair", statement="R-7 复核", place="上海", at=at)
    odd = new_identity(society.authority, "E, 7", 'O\'Neil, "Pat" <p&q> #1; 欧', ("assessor",), "ecdsa-p256")
    return {
        "one.docx": one_word,
        "elliptic.docx": by_chair,
        "two.docx": two_word,
        "one.xlsx": sign_office(excel_file(), society.assessor, role="a", statement="", place="", at=at),
        "two.xlsx": two_excel,
        "odd.docx": sign_office(word_file(), odd, role="a", statement="<&>", place="a & b", at=at),
        "stranger.docx": sign_office(word_file(), society.stranger, role="a", statement="", place="", at=at),
        "unsigned.docx": word_file(),
        "text.docx": _changed(two_word, "word/document.xml", b"64.5707", b"95.0000"),
        "style.docx": _changed(one_word, "word/styles.xml", b"w:style ", b"w:style  "),
        "cell.xlsx": _changed(two_excel, "xl/worksheets/sheet1.xml", b"64.5707", b"95.0000"),
        "statement.docx": _changed(one_word, SIGNATURE, b"R-7", b"R-8"),
        "time.docx": _changed(one_word, SIGNATURE, b"06:30:00Z", b"05:30:00Z"),
        "role.docx": _changed(one_word, SIGNATURE, b"assessor</xd:", b"chair</xd:"),
        "relation.docx": _changed(one_word, "word/_rels/document.xml.rels", b"styles.xml", b"settings.xml"),
    }


def _changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    changed = part(data, name).replace(old, new, 1)
    assert changed != part(data, name)
    return rezipped(data, {name: changed})


@pytest.fixture(scope="module")
def judged(society: Society, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    missing = [name for name in ("soffice", "certutil", "pk12util", SYSTEM_PYTHON) if shutil.which(name) is None]
    if missing:
        pytest.fail(
            f"the outside judge is missing: {', '.join(missing)}. `make test` installs LibreOffice, python3-uno "
            "and libnss3-tools; ASSESSOR_NO_LIBREOFFICE=1 does without."
        )
    folder = tmp_path_factory.mktemp("judge")
    nss = folder / "nss"
    nss.mkdir()
    (folder / "ca.pem").write_bytes(pem([society.authority.certificate]))
    database = ["-d", f"sql:{nss}"]
    subprocess.run(["certutil", "-N", *database, "--empty-password"], check=True, capture_output=True)
    trusted = ["-A", *database, "-n", "society", "-t", "CT,C,C", "-i", str(folder / "ca.pem")]
    subprocess.run(["certutil", *trusted], check=True, capture_output=True)
    for name, data in files(society).items():
        (folder / name).write_bytes(data)
    for name, data in zip(THEIRS, (word_file(), excel_file()), strict=True):
        (folder / name).write_bytes(data)
    _give_key(society, folder, database)
    asked = "".join(f"sign {folder / name}\n" for name in THEIRS)
    asked += "".join(f"judge {folder / name}\n" for name in (*files(society), *THEIRS))
    script = Path(__file__).with_name("libreoffice_judge.py")
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")
    }
    told = subprocess.run(
        [SYSTEM_PYTHON, str(script), str(folder / "profile"), str(nss)],
        input=asked,
        capture_output=True,
        text=True,
        timeout=240,
        env=environment,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer for answer in answers if "error" in answer] == []
    verdicts = {
        Path(answer["file"]).name: [(one["valid"], one["trusted"]) for one in answer["signatures"]]
        for answer in answers
        if "signatures" in answer
    }
    return Judged(verdicts, {name: (folder / name).read_bytes() for name in THEIRS})


def _give_key(society: Society, folder: Path, database: list[str]) -> None:
    """The officer's identity, so that LibreOffice can sign; which shows too that others can import our files."""
    officer = society.officer
    (folder / "officer.p12").write_bytes(officer._to_pkcs12(officer.certificate, officer.chain, PASSPHRASE))
    imported = ["pk12util", "-i", str(folder / "officer.p12"), "-W", PASSPHRASE, *database, "-K", ""]
    subprocess.run(imported, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["one.docx", "elliptic.docx", "one.xlsx", "odd.docx"])
def test_that_libreoffice_finds_one_signature_valid_and_trusted(judged: Judged, name: str) -> None:
    assert judged.verdicts[name] == [(True, True)]


@pytest.mark.parametrize("name", ["two.docx", "two.xlsx"])
def test_that_libreoffice_finds_both_signatures_valid_and_trusted(judged: Judged, name: str) -> None:
    assert judged.verdicts[name] == [(True, True), (True, True)]


def test_that_libreoffice_tells_a_stranger_from_a_forgery(judged: Judged) -> None:
    assert judged.verdicts["stranger.docx"] == [(True, False)]
    assert judged.verdicts["unsigned.docx"] == []


@pytest.mark.parametrize(
    "name", ["text.docx", "style.docx", "cell.xlsx", "statement.docx", "time.docx", "role.docx", "relation.docx"]
)
def test_that_libreoffice_finds_every_change(judged: Judged, name: str) -> None:
    assert judged.verdicts[name]
    assert not any(valid for valid, _ in judged.verdicts[name])


@pytest.mark.parametrize("name", ["theirs.docx", "theirs.xlsx"])
def test_that_what_libreoffice_signs_is_recognised(society: Society, judged: Judged, name: str) -> None:
    assert judged.verdicts[name] == [(True, True)]
    verdict = verify_office(judged.theirs[name], society.trust, datetime.now(UTC))
    assert (verdict.status, [signer.name for signer in verdict.signers]) == (Status.VALID, [society.officer.name])
