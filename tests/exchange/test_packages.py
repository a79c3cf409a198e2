"""Packages as files: the samples and their verdicts, and what is looked at in which order on the way in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assessor_app.errors import FileTooLarge, FileUnreadable, Refusal
from assessor_app.exchange.errors import (
    ContentMissing,
    FromTheFuture,
    NotAPackage,
    SignerUnknown,
    WrongKind,
    WrongMode,
    WrongRecipient,
    WrongRound,
    WrongScheme,
)
from assessor_app.exchange.packages import (
    Expectation,
    Opened,
    demand_content,
    demand_expected,
    open_container,
    open_package,
    read_head,
)
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.models.records import Kind
from assessor_app.models.rounds import Mode
from assessor_app.signing.trust import TrustList, load_trust_list
from assessor_app.signing.verdicts import Status
from assessor_app.workflow.verify import verdict_json, verify_file
from tests.builders import silent

SAMPLES = Path(__file__).parent.parent / "packages"
TRUST = (SAMPLES / "trust-list.p7s").read_bytes()
EXPECTED = json.loads((SAMPLES / "verdicts.json").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(EXPECTED["now"])
PATHS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*.asice*"))


def test_that_every_sample_has_its_verdict() -> None:
    assert set(PATHS) == set(EXPECTED["refused_for"])


@pytest.mark.parametrize("name", PATHS)
def test_that_a_sample_is_judged_as_its_folder_says(name: str) -> None:
    verdict = verify_file(SAMPLES / name, trust=TRUST, now=NOW, identity=None, progress=silent)
    codes, due = [problem.code for problem in verdict.problems], EXPECTED["refused_for"][name]
    assert verdict.sound is name.startswith("valid/"), codes
    assert bool(codes) is not verdict.sound
    assert due in codes or not due, codes
    for language in Language:
        told = verdict_json(verdict, language)["problems"]
        assert isinstance(told, list)
        assert all(problem["message"] for problem in told)


@pytest.mark.parametrize("name", [name for name in PATHS if not name.startswith("valid/")])
def test_that_a_false_sample_is_not_opened_or_its_refusal_has_words(name: str) -> None:
    content, refusal = (SAMPLES / name).read_bytes(), None
    try:
        open_container(content, name, trust=load_trust_list(TRUST), now=NOW)
    except Refusal as raised:
        refusal = raised
    # What neither the signature nor the record's form shows is seen by the desk that takes it in.
    assert refusal is not None or name.startswith("invalid/")
    if refusal is not None:
        assert all(Messages(language).sentence(refusal).code == refusal.code for language in Language)


@pytest.fixture
def opened() -> Opened:
    content = (SAMPLES / "valid" / "case.asice").read_bytes()
    return open_container(content, "case.asice", trust=load_trust_list(TRUST), now=NOW)


def test_that_nothing_is_read_of_a_package_whose_signer_is_unknown() -> None:
    content = (SAMPLES / "valid" / "case.asice").read_bytes()
    with pytest.raises(SignerUnknown):
        open_container(content, "case", trust=TrustList(0, None, ()), now=NOW)


def test_that_a_package_made_later_than_now_is_refused() -> None:
    content = (SAMPLES / "valid" / "receipt.asice").read_bytes()
    early = NOW - timedelta(days=1)
    with pytest.raises(Refusal) as refused:
        open_container(content, "receipt", trust=load_trust_list(TRUST), now=early)
    assert refused.value.code in {FromTheFuture.code, "signer_expired", "package_not_valid"}
    verdict = verify_file(SAMPLES / "valid" / "receipt.asice", trust=TRUST, now=early, identity=None, progress=silent)
    assert verdict.status is not Status.VALID


@pytest.mark.parametrize(
    ("expected", "refusal"),
    [
        (Expectation(Kind.SCORE), WrongKind),
        (Expectation(Kind.CASE, mode=Mode.REHEARSAL), WrongMode),
        (Expectation(Kind.CASE, round="round-0"), WrongRound),
        (Expectation(Kind.CASE, scheme_hash="0" * 64), WrongScheme),
        (Expectation(Kind.CASE, recipient="A999"), WrongRecipient),
        (Expectation(Kind.SCORE, mode=Mode.REHEARSAL, round="round-0"), WrongKind),
        (Expectation(Kind.CASE, mode=Mode.REHEARSAL, round="round-0"), WrongMode),
        (Expectation(Kind.CASE, round="round-0", scheme_hash="0" * 64), WrongRound),
    ],
)
def test_that_a_desk_refuses_what_is_not_for_it_and_names_the_first_reason(
    opened: Opened, expected: Expectation, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        demand_expected(opened, expected)
    demand_expected(opened, Expectation(Kind.CASE, mode=Mode.LIVE, recipient="A102"))


def test_that_a_paper_is_the_one_the_record_names(opened: Opened) -> None:
    for name, digest in (("papers/none", "0" * 64), ("scheme.json", "0" * 64)):
        with pytest.raises(ContentMissing):
            demand_content(opened, name, digest)


def test_that_what_is_no_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        read_head(Path("/dev/zero"))
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FileUnreadable):
            read_head(path)
    nothing = tmp_path / "nothing"
    nothing.touch()
    with (
        pytest.raises(NotAPackage),
        open_package(nothing, trust=TrustList(0, None, ()), now=NOW, identity=None, progress=silent),
    ):
        raise AssertionError
