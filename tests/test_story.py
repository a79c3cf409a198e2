"""The whole round, in the order it happens. Read this first: it is the program in one file.

A society founds its authority and prepares a round from a roster and application forms; each assessor takes a sealed case package
in, declares, marks, locks and signs; the chair gathers the score packages, the panel settles what differs, the chair
recommends and
signs the result; the society takes it in and recomputes every outcome from the members' signed marks.

`workflow.story` plays exactly that on the shipped sample, through the real steps, real encryption, real signatures
and real files;
here we look at what is left behind.
"""

from __future__ import annotations

import csv
import json
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from assessor_app.cli import main
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.signing.errors import NotForYou
from assessor_app.signing.verdicts import Status
from assessor_app.ui.pages.validity_words import headline
from assessor_app.workflow.story import Told, play
from assessor_app.workflow.verify import FileVerdict, verify_file


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The sample rounds and the rehearsal, played once."""
    return play(tmp_path_factory.mktemp("story"), language=Language.EN, tell=lambda _sentence: None)


def checked(path: Path) -> FileVerdict:
    trust = next(folder / "trust-list.p7s" for folder in path.parents if (folder / "trust-list.p7s").is_file())
    return verify_file(
        path, trust=trust.read_bytes(), now=datetime.now().astimezone(), identity=None, progress=lambda *_: None
    )


def test_that_every_round_ends_with_a_result_the_society_takes_in(told: Told) -> None:
    assert [verdict.status for verdict in told.verdicts] == [Status.VALID] * 3
    assert [verdict.outcomes_equal for verdict in told.verdicts] == [True] * 3
    assert [verdict.signers[0].role for verdict in told.verdicts] == ["chair"] * 3


@pytest.mark.parametrize(("name", "practised"), [("cse", False), ("rehearsal", True)])
def test_that_whoever_verifies_a_rehearsal_is_told_that_it_is_one(
    told: Told, capsys: pytest.CaptureFixture[str], name: str, practised: bool
) -> None:
    (result,) = (told.folder / name / "taken-in").glob("*.asice")
    assert main(["verify", str(result), "--trust", str(told.folder / name / "trust-list.p7s"), "--lang", "en"]) == 0
    assert ("rehearsal, not for official use" in capsys.readouterr().out) is practised
    assert any(word in headline(checked(result)) for word in ("rehearsal", "演练")) is practised


def test_that_the_outcomes_are_those_of_the_worked_examples(told: Told) -> None:
    with (told.folder / "cse" / "taken-in" / "outcomes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["number"]: row for row in csv.DictReader(file)}
    assert rows["0420"]["rule"] == "pass"
    assert rows["0417"]["rule"] == "fail"


def test_that_an_auditor_derives_the_same_totals_from_the_workbook(
    told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = told.folder / "cse" / "documents" / "results.xlsx"
    assert main(["derive", str(workbook), "--json"]) == 0
    answers = {answer["case"]: answer for answer in json.loads(capsys.readouterr().out)}
    assert answers["0420"]["total"] == "64.5707"
    assert answers["0417"]["total"] == "63.1019"
    assert answers["0417"]["aspects"]["E"] == {"score": "57.4167", "floor": "60", "passed": False}
    assert {reason["subject"] for reason in answers["0417"]["reasons"]} == {"E", "E1", "E2"}


def test_that_every_signed_document_verifies_by_itself(told: Told) -> None:
    documents = sorted(told.folder.glob("*/documents/*"))
    assert len(documents) >= 3 * (1 + 1 + 3)
    assert {path.name: checked(path).status for path in documents} == {path.name: Status.VALID for path in documents}


def test_that_one_changed_byte_is_found_in_any_package_or_document(told: Told, tmp_path: Path) -> None:
    for path in [*sorted(told.folder.glob("cse/documents/*")), *sorted(told.folder.glob("cse/taken-in/*.asice"))]:
        content = bytearray(path.read_bytes())
        content[len(content) * 2 // 3] ^= 0x20
        forged = tmp_path / path.name
        forged.write_bytes(content)
        trust = (told.folder / "cse" / "trust-list.p7s").read_bytes()
        verdict = verify_file(
            forged, trust=trust, now=datetime.now().astimezone(), identity=None, progress=lambda *_: None
        )
        assert verdict.status is not Status.VALID, path.name
        assert verdict.problems, path.name


def test_that_openssl_agrees_with_the_container_signature(told: Told, tmp_path: Path) -> None:
    container = next(told.folder.glob("cse/taken-in/*.asice"))
    subprocess.run(["unzip", "-q", str(container), "META-INF/*", "-d", str(tmp_path)], check=True)
    manifest = next((tmp_path / "META-INF").glob("ASiCManifest*.xml"))
    signature = next((tmp_path / "META-INF").glob("signature*.p7s"))
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", str(signature)]
    command += ["-content", str(manifest), "-CAfile", str(told.folder / "cse" / "ca.pem"), "-out", "/dev/null"]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stderr


def test_that_a_package_for_somebody_else_stays_shut(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = next(told.folder.glob("cse/case-packages/*-A102.asice.p7m"))
    identity = told.folder / "cse" / "identities" / "A103.p12"
    secret = told.folder / "cse" / "identities" / "A103-passphrase.txt"
    first_line = told.folder / "A103.secret"
    first_line.write_text(secret.read_text(encoding="utf-8").splitlines()[1], encoding="utf-8")
    call = ["--lang", "en", "verify", str(sealed), "--identity", str(identity), "--passphrase-file", str(first_line)]
    assert main(call) == 1
    assert Messages(Language.EN).sentence(NotForYou(name="", recipients=1)).what[:12] in capsys.readouterr().err


def test_that_the_result_package_opens_for_the_officer_and_for_nobody_without_an_identity(
    told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = next(told.folder.glob("cse/result/*.p7m"))
    assert main(["--lang", "en", "verify", str(sealed)]) == 1
    assert "sealed" in capsys.readouterr().err
