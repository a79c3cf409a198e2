"""The shipped sample rounds: that the stories make them, that each page says they are fictional, and what they show."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from assessor_app.exchange.forms import read_form
from assessor_app.exchange.rosters import RosterReading, read_roster
from assessor_app.models.completeness import gaps_of
from assessor_app.models.derivation import Evaluation, FlagCode
from assessor_app.models.ids import CaseId, MarkId, PersonId
from assessor_app.models.marks import SHEET, Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.models.numbers import decimal_text
from assessor_app.models.roster import propose_assignments
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme
from assessor_app.models.scoring import CountedMark, WrittenMark, evaluate
from assessor_app.paths import resources

SAMPLES = resources() / "samples"
ROUNDS = ("cse", "csee-iet")
NOTICE = "虚构样例 Fictional sample"
MADE = ("cse", "csee-iet", "marks")


def scheme(name: str) -> Scheme:
    def resolve(other: str) -> bytes:
        return (resources() / "schemes" / f"{other}.toml").read_bytes()

    return load_scheme(resolve(name), resolve=resolve)


SCHEMES = {name: scheme(name) for name in ("cse-general", "csee-iet")}


def script(round_id: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / "marks" / f"{round_id}.json").read_text(encoding="utf-8"))
    return loaded


def roster(round_id: str) -> RosterReading:
    return read_roster((SAMPLES / round_id / "roster.xlsx").read_bytes(), schemes=SCHEMES)


def cases() -> list[tuple[str, str, str]]:
    return [(name, each.candidate.number, each.grade) for name in ROUNDS for each in roster(name).candidates]


CASES = cases()


def outcome(round_id: str, number: str, grade: str, *, settled: bool = True) -> Evaluation:
    told = script(round_id)
    marks, written = [], []
    for who, sheet in told["cases"][number].items():
        for method in ("material", "interview"):
            for indicator, entry in sheet.get(method, {}).items():
                level = None if entry["level"] == "NS" else entry["level"]
                marks.append(CountedMark(who, method, indicator, level, counted=True, comment=entry["comment"]))
        written += [
            WrittenMark(aspect, Fraction(entry["percent"])) for aspect, entry in sheet.get("written", {}).items()
        ]
    panel = told["panel"][number]
    return evaluate(
        SCHEMES[told["scheme"]],
        grade,
        marks,
        written,
        [(each["method"], each["indicator"], each["level"]) for each in panel["agreed"]] if settled else (),
        [(each["code"], each["method"], each["subject"]) for each in panel["settled"]] if settled else (),
        overalls=[
            (who, method, choice)
            for who, sheet in told["cases"][number].items()
            for method, choice in sheet.get("overall", {}).items()
        ],
    )


# --- the same each time -----------------------------------------------------------------------------------------------


def digest(path: Path) -> object:
    """What a file says, whichever library packed it: parts of Office files, pages of a PDF, pixels of a picture."""
    match path.suffix:
        case ".docx" | ".xlsx":
            with zipfile.ZipFile(path) as archive:
                return [(name, hashlib.sha256(archive.read(name)).hexdigest()) for name in archive.namelist()]
        case ".pdf":
            document = pypdfium2.PdfDocument(path)
            return [
                (page.get_textpage().get_text_range(), pixels(page.render(scale=0.5).to_pil())) for page in document
            ]
        case ".png" | ".jpg":
            with Image.open(path) as picture:
                return pixels(picture)
        case _:
            return path.read_bytes()


def pixels(picture: Image.Image) -> tuple[object, str]:
    return picture.size, hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()


def files(folder: Path) -> dict[str, Path]:
    return {
        str(path.relative_to(folder)): path
        for part in MADE
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def test_that_the_shipped_samples_are_what_the_stories_make(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "make_samples.py"), str(tmp_path)], check=True, capture_output=True)
    made, shipped = files(tmp_path), files(SAMPLES)
    assert made.keys() == shipped.keys()
    assert [name for name in made if digest(made[name]) != digest(shipped[name])] == []


def test_that_the_samples_stay_small() -> None:
    assert (
        sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc")
        < 4 * 1024 * 1024
    )


# --- fictional, and said so on every page -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.pdf")), ids=lambda path: f"{path.parent.name}")
def test_that_every_page_of_a_report_says_that_it_is_fictional(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) >= 4
    assert all(NOTICE in text for text in texts)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.docx")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_every_page_of_a_word_file_says_that_it_is_fictional(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        heads = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]
    assert any(NOTICE in head for head in heads)


def test_that_rare_characters_can_be_found_in_a_report() -> None:
    (path,) = (SAMPLES / "cse" / "attachments" / "0436").glob("*.pdf")
    text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert "𠮷田 岚" in text
    assert "䶮泽" in text


# --- taken in without a fault -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("round_id", ROUNDS)
def test_that_the_roster_and_its_forms_are_taken_in(round_id: str) -> None:
    reading = roster(round_id)
    assert reading.roster is not None
    assert reading.round is not None
    assert reading.round.fictional
    for entry in reading.candidates:
        form = read_form((SAMPLES / round_id / entry.form).read_bytes(), today="2026-11-20")
        assert form.problems == ()
        assert (form.application.name, form.grade) == (entry.candidate.name, entry.grade)
        assert len(form.application.claims) == len(SCHEMES[reading.round.scheme].grade(entry.grade).indicators)
        assert any((SAMPLES / round_id / entry.folder).iterdir())


@pytest.mark.parametrize("round_id", ROUNDS)
def test_that_everybody_marks_what_they_are_assigned_and_nothing_else(round_id: str) -> None:
    reading, told = roster(round_id).roster, script(round_id)
    assert reading is not None
    drawn = reading.assignments or propose_assignments(reading, SCHEMES[told["scheme"]])
    assert {(each.number, each.assessor) for each in drawn} == {
        (number, who) for number, case in told["cases"].items() for who in case
    }
    for each in drawn:
        sheet = told["cases"][each.number][each.assessor]
        marked = {method for method in ("material", "written", "interview") if method in sheet}
        assert marked == (set() if sheet["declaration"]["tie"] == "recused" else set(each.methods))


@pytest.mark.parametrize(("round_id", "number", "grade"), CASES)
def test_that_every_sheet_can_be_locked(round_id: str, number: str, grade: str) -> None:
    told = script(round_id)
    for who, case in told["cases"][number].items():
        for method in ("material", "written", "interview"):
            if method in case:
                gaps = gaps_of(SCHEMES[told["scheme"]], grade, sheet_of(case, CaseId(number), PersonId(who), method))
                assert [gap for gap in gaps if gap.blocking] == []


def sheet_of(case: dict[str, Any], number: CaseId, who: PersonId, method: str) -> Sheet:
    key = SheetKey(number, who, method)
    parts = {Part.LEVEL: "level", Part.PERCENT: "percent", Part.COMMENT: "comment"}
    entries = [
        (subject, part, str(entry[name]))
        for subject, entry in case[method].items()
        for part, name in parts.items()
        if name in entry
    ]
    if method in case["overall"]:
        entries.append((SHEET, Part.OVERALL, case["overall"][method]))
    at = datetime(2026, 11, 20, tzinfo=UTC)
    marks = tuple(Mark(MarkId(f"m{place}"), key, *entry, at) for place, entry in enumerate(entries))
    return Sheet(key, SheetState.STARTED, 1, marks)


@pytest.mark.parametrize("round_id", ROUNDS)
def test_that_comments_cite_evidence_and_are_each_their_own(round_id: str) -> None:
    told = script(round_id)
    for case in told["cases"].values():
        for sheet in case.values():
            comments = [
                entry["comment"] for method in ("material", "interview") for entry in sheet.get(method, {}).values()
            ]
            assert len(set(comments)) == len(comments)
            assert all(15 <= len(comment) <= 240 for comment in comments)


@pytest.mark.parametrize(("round_id", "number", "grade"), CASES)
def test_that_pins_point_at_the_words_they_quote(round_id: str, number: str, grade: str) -> None:
    for sheet in script(round_id)["cases"][number].values():
        for pin in sheet.get("pins", ()):
            document = pypdfium2.PdfDocument(SAMPLES / round_id / "attachments" / number / pin["document"])
            page = document[pin["page"]]
            left, top, width, height = pin["rect"]
            above = page.get_height() - top
            words = page.get_textpage().get_text_bounded(left - 2, above - height - 2, left + width + 14, above + 2)
            assert pin["quote"][:12] in words.replace("\r\n", "")


# --- what the rounds show ---------------------------------------------------------------------------------------------


def test_that_the_worked_examples_come_out_to_the_last_digit() -> None:
    first, second = outcome("cse", "0420", "PE"), outcome("cse", "0417", "PE")
    assert (first.outcome, decimal_text(first.total or Fraction(0), 4)) == ("pass", "64.5707")
    assert (second.outcome, decimal_text(second.total or Fraction(0), 4)) == ("fail", "63.1019")
    ethics = next(each for each in second.aspects if each.aspect == "E")
    assert decimal_text(ethics.score or Fraction(0), 4) == "57.4167"
    assert {(reason.code.value, reason.subject) for reason in second.reasons} == {
        ("aspect_floor", "E"), ("non_compensable", "E1"), ("non_compensable", "E2"),
    }  # fmt: skip


@pytest.mark.parametrize(("round_id", "number", "grade"), CASES)
def test_that_the_recommendation_follows_the_rule_and_every_flag_is_settled(
    round_id: str, number: str, grade: str
) -> None:
    told, result = script(round_id), outcome(round_id, number, grade)
    panel = told["panel"][number]
    assert panel["recommendation"]["choice"] == result.outcome
    assert result.flags == () or all(flag.code is FlagCode.BORDERLINE for flag in result.flags)
    if result.flags or panel["recommendation"]["choice"] not in ("pass", "recommend"):
        assert panel["recommendation"]["reason"]


def test_that_the_rounds_hold_what_a_sitting_can_bring() -> None:
    flags = {
        (number, flag.code.value, flag.subject)
        for name, number, grade in CASES
        for flag in outcome(name, number, grade, settled=False).flags
    }
    assert flags == {
        ("0409", "discrepancy", "L3"), ("0417", "straddle", "E"), ("0422", "borderline", "E"), ("0512", "discrepancy", "C2"),
    }  # fmt: skip
    ties = {
        (number, who, sheet["declaration"]["tie"])
        for number, case in script("cse")["cases"].items()
        for who, sheet in case.items()
    }
    assert ("0431", "A102", "recused") in ties
    assert [each.interpreter for each in roster("csee-iet").candidates if each.interpreter] == ["沈一鸣 Shen Yiming"]
    levels = [
        entry["level"]
        for sheet in script("cse")["cases"]["0436"].values()
        for method in ("material", "interview")
        for entry in sheet.get(method, {}).values()
    ]
    assert levels.count("NS") == 4


def test_that_hostile_texts_arrive_as_text() -> None:
    form = read_form((SAMPLES / "csee-iet" / "forms" / "0512.docx").read_bytes())
    assert form.application.name.en == "Siobhán O'Connor"
    assert form.application.statement.startswith("=cmd|' /C calc'!A0")
    assert next(
        each for each in roster("csee-iet").candidates if each.candidate.number == "0512"
    ).candidate.employer.startswith("+Volt")
