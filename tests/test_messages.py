from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pytest

from assessor_app.errors import DiskFull, Refusal
from assessor_app.messages import UNEXPECTED, Messages, WordingFault, spell
from assessor_app.models.language import Language, Text


class Mode(StrEnum):
    LIVE = "live"


class Unsaid(Refusal):
    code = "said_nowhere_in_the_wording"
    place: str


def wording(folder: Path, text: str, area: str = "") -> Messages:
    (folder / "messages.d").mkdir(exist_ok=True)
    (folder / "messages.toml").write_text(text, encoding="utf-8")
    (folder / "messages.d" / "area.toml").write_text(area, encoding="utf-8")
    return Messages(folder=folder)


GREETING = """
[greeting]
zh = { what = "{name}，你好。", safe = "都在。", next = "请坐。" }
en = { what = "Hello, {name}.", safe = "All is here.", next = "Sit down." }
"""


def test_that_a_refusal_is_told_in_either_language() -> None:
    full = DiskFull(place="/media/stick")
    assert Messages().sentence(full).what == "磁盘已满，无法写入 /media/stick。"
    assert Messages().sentence(full, Language.EN).what == "The disk is full; /media/stick could not be written."
    assert Messages(Language.EN).sentence(full) == Messages().sentence(full, Language.EN)


def test_that_a_message_keeps_the_facts_for_whoever_must_find_the_cause() -> None:
    assert Messages().sentence(DiskFull(place="/x")).details == "disk_full(place='/x')"


def test_that_an_error_of_ours_is_told_calmly_with_the_particulars_folded_away() -> None:
    message = Messages(Language.EN).sentence(ZeroDivisionError("division by zero"))
    assert message.code == UNEXPECTED
    assert message.safe == "Everything entered before it is saved."
    assert message.details == "ZeroDivisionError: division by zero"
    assert "division" not in message.text


def test_that_a_refusal_without_words_is_still_told() -> None:
    message = Messages().sentence(Unsaid(place="/x"))
    assert message.code == UNEXPECTED
    assert "said_nowhere_in_the_wording" in message.details


def test_that_the_whole_text_has_blanks_between_english_sentences_only(tmp_path: Path) -> None:
    messages = wording(tmp_path, GREETING)
    facts = {"name": "Gu"}
    assert messages.message("greeting", facts, Language.EN).text == "Hello, Gu. All is here. Sit down."
    assert messages.message("greeting", facts).text == "Gu，你好。都在。请坐。"


def test_that_braces_in_a_fact_are_left_alone(tmp_path: Path) -> None:
    assert wording(tmp_path, GREETING).message("greeting", {"name": "{name}{0}"}).what == "{name}{0}，你好。"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Text(zh="职业伦理", en="Ethics"), "职业伦理", "Ethics"),
        (Mode.LIVE, "live", "live"),
        (datetime(2026, 11, 21, 14, 3, 22), "2026-11-21 14:03", "2026-11-21 14:03"),  # noqa: DTZ001 - shown as given
        (("K1", "K2"), "K1、K2", "K1, K2"),
        (frozenset({"b", "a"}), "a、b", "a, b"),
        ([Text(zh="甲", en="A"), Text(zh="乙", en="B")], "甲、乙", "A, B"),
        (12, "12", "12"),
    ],
)
def test_that_a_fact_is_spelled_in_the_language_of_the_sentence(value: object, zh: str, en: str) -> None:
    assert spell(value, Language.ZH) == zh
    assert spell(value, Language.EN) == en


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[a]\nzh = { what = "甲" }', "needs zh and en"),
        ('[a]\nzh = { what = "甲" }\nen = { safe = "A" }', "needs zh and en"),
        ('[a]\nzh = { what = "甲" }\nen = { what = "A" }\nfr = { what = "A" }', "needs zh and en"),
        ('[a]\nzh = { what = "甲" }\nen = { what = "A", saef = "B" }', "never shown: saef"),
        ('a = "text"', "needs zh and en"),
    ],
)
def test_that_a_poor_wording_file_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(WordingFault, match=complaint) as caught:
        wording(tmp_path, text).knows("a")
    assert "messages.toml" in str(caught.value)


def test_that_a_code_may_stand_in_one_file_only(tmp_path: Path) -> None:
    with pytest.raises(WordingFault, match=r"messages\.toml and again in area\.toml"):
        wording(tmp_path, GREETING, GREETING).knows("greeting")


def test_that_an_unknown_code_or_fact_is_our_fault(tmp_path: Path) -> None:
    messages = wording(tmp_path, GREETING)
    with pytest.raises(WordingFault, match="no sentence for 'farewell'"):
        messages.message("farewell", {})
    with pytest.raises(WordingFault, match="no fact named 'name'"):
        messages.message("greeting", {})


def test_that_the_placeholders_of_all_sentences_are_known(tmp_path: Path) -> None:
    assert wording(tmp_path, GREETING).entries()["greeting"].placeholders() == {"name"}
