"""The command line: exit status, JSON, sentences in both languages, and never a traceback, whatever the file."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import assessor_app.store.keys
from assessor_app import cli
from assessor_app.cli import main
from assessor_app.messages import UNEXPECTED, Messages
from assessor_app.models.language import Language
from assessor_app.paths import resources
from assessor_app.signing import pkcs12
from tests.builders import CHAIR, MEMBER, Played, apart, signed, small_round, written

SAMPLE = resources() / "samples" / "cse"

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture(scope="module")
def cheap_passphrases() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assessor_app.store.keys, "COST", assessor_app.store.keys.Cost(2, 1, 1))
        patch.setattr(pkcs12, "ROUNDS", 2048)
        yield


@pytest.fixture(scope="module")
def played(cheap_passphrases: None, tmp_path_factory: pytest.TempPathFactory) -> Played:
    return small_round(lambda: tmp_path_factory.mktemp("round"))


@pytest.fixture(scope="module")
def trust(played: Played) -> list[str]:
    return ["--trust", str(played.folder / "trust-list.p7s")]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command: status, output, errors. Nothing that is ours to mend may have come up."""

    def run(*arguments: object, language: str = "en") -> tuple[int, str, str]:
        status = main(["--lang", language, *map(str, arguments)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        for one in Language:
            assert Messages(one).message(UNEXPECTED, {}).what not in err, err
        return status, out, err

    return run


Said = Callable[..., tuple[int, str, str]]

MARKS: dict[str, Any] = {
    "scheme": "cse-general",
    "grade": "PE",
    "marks": [{"assessor": "a1", "method": "material", "indicator": "K1", "level": 3}],
    "written": [{"aspect": "K", "percent": "72.5"}],
}


# --- hostile files ------------------------------------------------------------------------------------------------------


def zipped(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "a blank": b" ",
    "zeros": bytes(4096),
    "not UTF-8": b"\xff\xfe\x00{",
    "UTF-16": '{"scheme": 1}'.encode("utf-16"),
    "a surrogate": b'{"scheme": "\\ud800", "grade": "PE"}',
    "deep lists": b"[" * 200_000,
    "deep tables": b'{"a":' * 100_000,
    "NaN": b'{"scheme":"cse-general","grade":"PE","written":[{"aspect":"K","percent":NaN}]}',
    "infinity": b'{"scheme":"cse-general","grade":"PE","marks":[{"level":Infinity}]}',
    "a huge number": b'{"scheme":"cse-general","grade":"PE","written":[{"aspect":"K","percent":' + b"9" * 9000 + b"}]}",
    "a huge power": b'{"scheme":"cse-general","grade":"PE","written":[{"aspect":"K","percent":1e999999999}]}',
    "a huge level": b'{"scheme":"cse-general","grade":"PE","marks":[{"assessor":"a","method":"material",'
    b'"indicator":"K1","level":' + b"9" * 400 + b"}]}",
    "doubled keys": b'{"scheme":"cse-general","grade":"PE","grade":"SPE","marks":[]}',
    "a list": b"[]",
    "a number": b"12",
    "null": b"null",
    "a text": b'"cse-general"',
    "scheme no text": b'{"scheme": 7}',
    "unknown scheme": b'{"scheme": "../../etc/passwd"}',
    "grade no text": b'{"scheme": "cse-general", "grade": []}',
    "marks no list": b'{"scheme": "cse-general", "grade": "PE", "marks": {}}',
    "marks of nothing": b'{"scheme": "cse-general", "grade": "PE", "marks": [null]}',
    "a zip of nothing": zipped(),
    "a zip bomb": zipped(bomb=bytes(40_000_000)),
    "a zip in a zip": zipped(inner=zipped(inner=zipped(a=b"1"))),
    "a zip cut off": zipped(a=b"1" * 4000)[:60],
    "a zip that climbs": zipped(**{"..__evil": b"1"}),
    "no workbook": zipped(**{"[Content_Types].xml": b"<Types/>"}),
    "only the head of a zip": b"PK\x03\x04" + bytes(60),
    "a seal of nothing": b"0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x03",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_that_no_file_brings_a_command_down(name: str, said: Said, trust: list[str], tmp_path: Path) -> None:
    for suffix in ("json", "xlsx", "asice", "asice.p7m", "docx", "p7s"):
        path = written(tmp_path, f"hostile.{suffix}", HOSTILE[name])
        status, out, err = said("derive", path, "--json")
        assert status == 1
        assert err.strip()
        assert not out
        status, out, _ = said("verify", path, "--json", *trust)
        assert status == 1
        [entry] = json.loads(out)
        assert entry["status"] in {"invalid", "unsupported", "unsigned"}
        assert entry["problems"][0]["message"]


def test_that_folders_links_and_missing_files_are_said(said: Said, trust: list[str], tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    nowhere = tmp_path / "nowhere"
    nowhere.symlink_to(tmp_path / "gone")
    for path in (tmp_path, loop, nowhere, tmp_path / "missing.asice", Path("/dev/zero"), Path("/dev/null")):
        assert said("derive", path)[0] == 1, path
        status, out, _ = said("verify", path, "--json", *trust)
        assert status == 1
        [entry] = json.loads(out)
        assert entry["status"] != "valid"


# --- verify -------------------------------------------------------------------------------------------------------------

ENTRY = {"file", "kind", "status", "signers", "outcomes_equal", "problems"}
STATUSES = {"valid", "partial", "invalid", "unsigned", "unknown_signer", "revoked", "expired", "unsupported"}


def test_that_verify_prints_one_list_of_the_agreed_shape(
    said: Said, played: Played, trust: list[str], tmp_path: Path
) -> None:
    result = apart(played.result_container)
    files = {
        "result.asice": played.result_container,
        "score.asice": played.score(MEMBER),
        "results.xlsx": result.files["documents/results.xlsx"],
        "minutes.docx": result.files["documents/minutes.docx"],
        "trust-list.p7s": played.trust,
    }
    paths = [written(tmp_path, name, content) for name, content in files.items()]
    status, out, err = said("verify", *paths, "--json", *trust)
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert [entry["kind"] for entry in found] == ["result", "score", "excel", "word", "trust"]
    assert [entry["outcomes_equal"] for entry in found] == [True, None, None, None, None]
    for entry in found:
        assert entry.keys() >= ENTRY
        assert entry["status"] == "valid"
        for signer in entry["signers"]:
            assert signer.keys() >= {"name", "role", "time", "trusted"}
            assert signer["trusted"] is True
        assert all(problem.keys() >= {"code", "part", "message"} for problem in entry["problems"])
    assert found[0]["signers"][0]["role"] == "chair"


def test_that_one_file_that_stays_shut_does_not_hide_the_others(
    said: Said, played: Played, trust: list[str], tmp_path: Path
) -> None:
    good = written(tmp_path, "score.asice", played.score(MEMBER))
    status, out, _ = said("verify", played.result, good, tmp_path / "missing", "--json", *trust)
    found = json.loads(out)
    assert status == 1
    assert [entry["status"] for entry in found] == ["unsupported", "valid", "unsupported"]
    assert [entry["problems"][0]["code"] for entry in (found[0], found[2])] == [
        "sealed_without_identity",
        "file_unreadable",
    ]
    status, out, err = said("verify", played.result, good, *trust)
    assert status == 1
    assert str(good) in out
    assert str(played.result) in err


def test_that_without_a_trust_list_nobody_is_trusted(said: Said, played: Played, tmp_path: Path) -> None:
    path = written(tmp_path / "a" / "b" / "c" / "d" / "e", "score.asice", played.score(MEMBER))
    status, out, _ = said("verify", path, "--json")
    [entry] = json.loads(out)
    assert (status, entry["status"], entry["signers"][0]["trusted"]) == (1, "unknown_signer", False)


def test_that_a_trust_list_that_lay_beside_the_file_is_pointed_out(
    said: Said, played: Played, trust: list[str], tmp_path: Path
) -> None:
    """Whoever forges a whole folder lays their own list into it."""
    good = written(tmp_path, "score.asice", played.score(MEMBER))
    beside = written(tmp_path, "trust-list.p7s", played.trust)
    for language in ("zh", "en"):
        status, _, err = said("verify", good, "--json", language=language)
        assert (status, str(beside) in err) == (0, True)
    assert said("verify", good, *trust)[2] == ""


def test_that_a_trust_list_that_is_none_is_refused(said: Said, played: Played, tmp_path: Path) -> None:
    good = written(tmp_path, "score.asice", played.score(MEMBER))
    for content in (b"", b"nothing", played.score(MEMBER)):
        status, out, err = said("verify", good, "--trust", written(tmp_path, "t.p7s", content))
        assert (status, out) == (1, "")
        assert err


def test_that_a_forged_result_is_named_in_both_languages(
    said: Said, played: Played, trust: list[str], tmp_path: Path
) -> None:
    parts = apart(played.result_container)
    more = signed(
        parts.__class__(parts.record, parts.files | {"documents/x.docx": b"1"}), played.identities[CHAIR], played.now
    )
    path = written(tmp_path, "result.asice", more)
    for language, word in (("en", "does not call for"), ("zh", "没有列明")):
        status, out, _ = said("verify", path, *trust, language=language)
        assert status == 1
        assert word in out


def test_that_a_sealed_package_opens_with_its_identity(
    said: Said, played: Played, trust: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = played.folder / "identities" / f"{played.officer}.p12"
    secret = written(tmp_path, "secret", f"{played.passphrases[played.officer]}\nmore\n".encode())
    call = ["verify", played.result, "--identity", identity, *trust]
    assert said(*call, "--passphrase-file", secret)[0] == 0
    with_mark = written(tmp_path, "marked", b"\xef\xbb\xbf" + secret.read_bytes())
    assert said(*call, "--passphrase-file", with_mark)[0] == 0
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, played.passphrases[played.officer])
    assert said(*call)[0] == 0
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, "wrong-one-altogether")
    status, _, err = said(*call)
    assert status == 1
    assert "wrong-one" not in err
    monkeypatch.delenv(cli.PASSPHRASE_VARIABLE)
    for content in (b"", b"\n", b"\xff\xfe\xfd", b"wrong\n"):
        assert said(*call, "--passphrase-file", written(tmp_path, "bad", content))[0] == 1
    assert said(*call, "--passphrase-file", tmp_path / "missing")[0] == 1


# --- derive -------------------------------------------------------------------------------------------------------------


def test_that_derive_answers_in_the_agreed_shape(said: Said, tmp_path: Path) -> None:
    path = written(tmp_path, "marks.json", json.dumps(MARKS).encode())
    status, out, err = said("derive", path, "--json")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert answer.keys() == {"outcome", "total", "aspects", "reasons", "flags", "derivation"}
    assert answer["outcome"] == "incomplete"
    assert set(answer["aspects"]["K"]) == {"score", "floor", "passed"}
    assert all(reason.keys() >= {"code", "subject"} for reason in answer["reasons"])
    bare = written(
        tmp_path, "bare.json", json.dumps({k: v for k, v in MARKS.items() if k in {"marks", "written"}}).encode()
    )
    assert said("derive", bare)[0] == 1
    assert said("derive", bare, "--scheme", "cse-general", "--grade", "PE")[0] == 0
    assert said("derive", path, "--grade", "XX")[0] == 1


def test_that_derive_reads_from_a_pipe_and_speaks_either_language(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, word in (("zh", "结果"), ("en", "utcome")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(MARKS).encode())))
        status, out, _ = said("derive", "-", language=language)
        assert status == 0
        assert word in out


# --- the society's batch work -------------------------------------------------------------------------------------------


@pytest.fixture
def society(played: Played, tmp_path: Path) -> tuple[Path, Path]:
    """The officer's workspace after handing out, and a file with the passphrase."""
    secret = written(tmp_path, "secret", f"{played.passphrases[played.officer]}\n".encode())
    return played.workspace(played.officer, "handed_out", tmp_path / "office"), secret


def test_that_results_are_taken_in_once_and_forged_ones_never(
    said: Said, played: Played, society: tuple[Path, Path], tmp_path: Path
) -> None:
    workspace, secret = society
    forged = bytearray(played.result_container)
    forged[len(forged) // 2] ^= 1
    bad = written(tmp_path, "forged.asice", bytes(forged))
    office = ["--workspace", workspace, "--passphrase-file", secret]
    status, out, _ = said("intake", bad, played.result, played.result, tmp_path / "gone", "--json", *office)
    told = json.loads(out)
    assert status == 1
    assert [entry["status"] for entry in told] == [
        "package_not_valid",
        "taken_in",
        "already_taken_in",
        "file_unreadable",
    ]
    assert all(entry.get("serial") or entry["message"] for entry in told)
    assert said("intake", played.result, *office, language="zh")[0] == 1
    folder = tmp_path / "out"
    status, out, _ = said("export", "--out", folder, "--json", *office)
    assert status == 0
    assert {Path(path).name for path in json.loads(out)} >= {"outcomes.csv", "trust-list.p7s", "ca.pem", "ca.crl.pem"}
    assert all(Path(path).is_file() for path in json.loads(out))
    containers = [path for path in folder.iterdir() if path.suffix == ".asice"]
    assert said("verify", *containers)[0] == 0


def test_that_a_wrong_passphrase_opens_no_workspace(
    said: Said, society: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, _ = society
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, "wrong-one-altogether")
    status, out, err = said("export", "--workspace", workspace, "--out", tmp_path / "out")
    assert (status, out) == (1, "")
    assert "wrong-one" not in err
    assert said("export", "--workspace", tmp_path / "none.assessdb", "--out", tmp_path / "out")[0] == 1
    assert said("intake", workspace, "--workspace", tmp_path)[0] == 1


def test_that_prepare_gives_blank_papers_and_checks_a_roster(said: Said, tmp_path: Path) -> None:
    status, out, _ = said("prepare", "--template", "--out", tmp_path)
    assert status == 0
    assert {Path(line).name for line in out.split()} == {"roster.xlsx", "registration-form.docx"}
    assert said("prepare", SAMPLE / "roster.xlsx", "--check")[0] == 0
    for language in ("zh", "en"):
        status, _, err = said("prepare", tmp_path / "roster.xlsx", "--check", language=language)
        assert status == 1
        assert err.strip()
    for content in (b"", b"PK", zipped(bomb=bytes(20_000_000))):
        assert said("prepare", written(tmp_path, "bad.xlsx", content), "--check")[0] == 1
    assert said("prepare", tmp_path, "--check")[0] == 1


def test_that_prepare_opens_a_round_issues_identities_and_hands_out(
    said: Said, played: Played, society: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, secret = society
    monkeypatch.setattr("assessor_app.signing.identities.open_authority", lambda *_: played.authority)
    monkeypatch.setattr(cli, "_ask", lambda *_: "")
    monkeypatch.setattr("assessor_app.workflow.prepare.read_preparation", _narrowed)
    folder = tmp_path / "out"
    authority = written(tmp_path, "authority.p12", b"opened by the test")
    call = ["prepare", SAMPLE / "roster.xlsx", "--workspace", workspace, "--passphrase-file", secret]
    status, out, err = said(*call, "--authority", authority, "--out", folder)
    assert (status, err) == (0, "")
    names = sorted(Path(line).name for line in out.splitlines() if line.startswith(str(folder)))
    assert sum(name.endswith(".asice.p7m") for name in names) == 3
    assert said("verify", *(folder / name for name in names), "--json")[0] == 1


def _narrowed(*_: object, now: Any, **_rest: object) -> Any:
    from tests.builders import small_preparation

    return small_preparation(now)


# --- misuse, pipes, languages -------------------------------------------------------------------------------------------

MISUSED = [
    ["nonsense"],
    ["verify"],
    ["derive"],
    ["verify", "--no-such-option", "x"],
    ["--lang", "fr", "self-check"],
    ["prepare"],
    ["demo", "--rounds", "none", "--out", "x"],
    ["demo", "--rounds", ",", "--out", "x"],
    ["intake", "x"],
    ["export", "--out", "x"],
]


@pytest.mark.parametrize("call", MISUSED, ids=" ".join)
def test_that_a_misused_command_ends_with_two(call: list[str], said: Said, tmp_path: Path) -> None:
    status, _, err = said(*[str(tmp_path / "x") if word == "x" else word for word in call])
    assert status == 2
    assert err.strip()
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("command", ["demo", "verify", "derive", "prepare", "intake", "export", "self-check"])
def test_that_every_command_explains_itself_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = set()
    for language in ("zh", "en"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--lang", language, "--help"])
        assert ended.value.code == 0
        told.add(capsys.readouterr().out)
    assert len(told) == 2


def test_that_the_language_follows_the_machine_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for said_, call, word in (
        ("zh_CN.UTF-8", [], "方案"),
        ("en_GB.UTF-8", [], "scheme"),
        ("en_GB.UTF-8", ["--lang=zh"], "方案"),
        ("zh_CN.UTF-8", ["--lang", "en"], "scheme"),
    ):
        monkeypatch.setenv("LC_ALL", said_)
        path = written(tmp_path, "marks.json", b'{"scheme":"none"}')
        assert main([*call, "derive", str(path)]) == 1
        assert word in capsys.readouterr().err


def test_that_a_reader_who_walks_away_ends_a_command_quietly(tmp_path: Path) -> None:
    path = written(tmp_path, "marks.json", json.dumps(MARKS).encode())
    for more in ([], ["--json"]):
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "assessor_app", "derive", str(path), *more]
        # Only what is held back until the end meets the closed pipe at the end.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        ended = subprocess.run(
            command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=120, env=kept
        )
        os.close(writing)
        assert ended.returncode == 1
        assert ended.stderr == ""


def test_that_no_screen_is_said_and_no_command_needs_one(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    status, _, err = said()
    assert status == 1
    assert err.strip()
