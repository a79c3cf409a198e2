from __future__ import annotations

import re
import string
from fractions import Fraction

import pytest

from assessor_app.export.wording import DocumentLanguage, DocumentWordingFault, Wording, describe, known_words, moment
from assessor_app.models.derivation import FlagCode, Node, Outcome, ReasonCode, Step
from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.people import Rank, Role
from tests.export import makers
from tests.export.test_result_workbook import samples

HAN = re.compile(r"[\u3400-\u9fff]")
POOR_CHINESE = re.compile(
    r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]|·"
)


def test_that_every_word_is_in_its_own_language() -> None:
    same_in_both = {key for key, text in known_words().items() if text.zh == text.en}
    assert [key for key, text in known_words().items() if HAN.search(text.en)] == []
    assert [key for key, text in known_words().items() if not HAN.search(text.zh) and "{" not in text.zh] == []
    assert all("{" in known_words()[key].zh for key in same_in_both)


def test_that_chinese_words_are_set_as_chinese() -> None:
    assert [(key, text.zh) for key, text in known_words().items() if POOR_CHINESE.search(text.zh)] == []


def test_that_both_languages_ask_for_the_same_facts() -> None:
    def facts(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key, text in known_words().items() if facts(text.zh) != facts(text.en)] == []


@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("outcome", Outcome),
        ("reason", ReasonCode),
        ("rule", ReasonCode),
        ("flag", FlagCode),
        ("state", SheetState),
        ("tie", Tie),
        ("rank", Rank),
        ("role", Role),
    ],
)
def test_that_every_code_has_words(section: str, members: type[Outcome]) -> None:
    assert [each.value for each in members if f"{section}.{each.value}" not in known_words()] == []


def test_that_an_unknown_word_is_a_fault_of_ours() -> None:
    with pytest.raises(DocumentWordingFault):
        Wording(DocumentLanguage.ZH).label("word.nothing")
    with pytest.raises(DocumentWordingFault):
        Wording(DocumentLanguage.ZH).label("word.page")


def test_that_a_label_in_both_languages_says_each_once() -> None:
    both = Wording(DocumentLanguage.BOTH)
    assert both.label("fact.candidate") == "申请人 Candidate"
    assert both.sentence("note.no_flags").count("\n") == 1
    assert both.join(["K1", "K1"]) == "K1"


def test_that_times_carry_their_zone() -> None:
    assert moment(makers.NOW) == "2026-11-21 14:03:22 +08:00"


def steps(node: Node) -> list[Node]:
    return [node, *(each for child in node.children for each in steps(child))]


def test_that_the_worked_example_is_told_in_words_and_numbers() -> None:
    derivation = makers.a_result().files[1].evaluation.derivation
    told = {each.subject: each for each in steps(derivation) if each.step is Step.ASPECT}
    assert (
        describe(told["E"], makers.scheme(), Language.ZH) == "E 伦理 57.42 = 0.35 × 55.00 + 0.25 × 62.00 + 0.40 × 56.67"
    )
    total = next(each for each in steps(derivation) if each.step is Step.TOTAL)
    assert describe(total, makers.scheme(), Language.EN).startswith("Total 63.10 = 0.35 × 66.00 + 0.15 × 57.42 + 0.15")


def test_that_every_step_of_every_sample_can_be_told() -> None:
    for result in samples().values():
        for file in result.files:
            for node in steps(file.evaluation.derivation):
                for language in DocumentLanguage:
                    said = describe(node, result.scheme, language)
                    assert said
                    assert not re.search(r"None|\{|\}|Fraction", said), said


def test_that_an_open_step_is_not_told_as_zero() -> None:
    node = Node(Step.TOTAL, "total", None)
    assert describe(node, makers.scheme(), Language.EN) == "Total incomplete"
    mark = Node(Step.MARK, "A", None, (("counted", True), ("not_sought", True)))
    assert describe(mark, makers.scheme(), Language.ZH) == "A：未考察"
    level = Node(Step.INDICATOR, "K1", Fraction(3), (("rule", "mean"),), (mark, Node(Step.MARK, "B", Fraction(3))))
    assert describe(level, makers.scheme(), Language.EN) == "K1 3  NS × 1"


def test_that_each_step_names_the_line_and_the_sum_it_was_worked_out_with() -> None:
    every = steps(makers.a_result().files[0].evaluation.derivation)
    said = {describe(node, makers.scheme(), Language.ZH) for node in every}
    assert "材料审查 64.00 = 60 + (3.2 − 3) × 40 ÷ (5 − 3)" in said
    assert "面试 62.67 = 60 + (2.6667 − 2.5) × 40 ÷ (5 − 2.5)" in said
    assert "笔试 72.00 = 60 + (72 − 60) × 40 ÷ (100 − 60)" in said
    assert "材料审查 57.50 = 2.875 × 60 ÷ 3" in said
    assert "K2 3.5 = (4 + 3) ÷ 2" in said
    assert "K2 综合等级 3.2333 = 0.4667 × 3.5 + 0.5333 × 3 ≥ 2  符合" in said


def test_that_a_document_in_both_languages_says_each_number_once() -> None:
    every = steps(makers.a_result().files[1].evaluation.derivation)
    said = [describe(node, makers.scheme(), DocumentLanguage.BOTH) for node in every]
    assert "E 伦理 Ethics 57.42 = 0.35 × 55.00 + 0.25 × 62.00 + 0.40 × 56.67" in said
    assert "方面下限 Floor of the aspect: E 伦理 Ethics 57.4167 < 60  不符合 not met" in said
