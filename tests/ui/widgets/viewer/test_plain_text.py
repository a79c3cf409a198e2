from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.ui.widgets.viewer.plain_text import fold, tidy_quote

# Letters as they occur in dossiers, with the troublesome ones over-represented.
LETTERS = st.text(st.sampled_from("页面行⻚⾏⾯林知远 \r\n\u3000aAbBéﬁ０９㎡𠮷שלם\u00ad\u200b\u202e，。"), max_size=60)


def words_at(text: str, needle: str) -> list[str]:
    return [text[start:end] for start, end in fold(text).find_all(needle)]


def test_that_a_two_character_name_is_found_in_running_text() -> None:
    assert words_at("申请人林知远，单位", "知远") == ["知远"]


def test_that_radicals_which_nfkc_leaves_alone_are_found_by_the_character() -> None:
    assert unicodedata.normalize("NFKC", "⻚") == "⻚"
    assert words_at("本⻚共三⾏", "页") == ["⻚"]
    assert words_at("本⻚共三⾏", "三行") == ["三⾏"]
    assert words_at("本页", "⻚") == ["页"]


def test_that_a_line_end_inside_chinese_words_does_not_hide_them() -> None:
    assert words_at("超过预警\r\n值。本人", "预警值") == ["预警\r\n值"]
    assert words_at("林 知 远", "林知远") == ["林 知 远"]


def test_that_a_blank_between_chinese_and_latin_does_not_matter() -> None:
    assert words_at("测点 D7 的沉降", "测点D7的") == ["测点 D7 的"]
    assert words_at("测点D7的沉降", "测点 D7 的") == ["测点D7的"]


def test_that_a_blank_between_latin_words_counts() -> None:
    assert words_at("work on site\nnow", "on site now") == ["on site\nnow"]
    assert words_at("onsite", "on site") == []


def test_that_a_word_parted_by_the_line_end_is_found_whole() -> None:
    assert words_at("assess\x02\r\nment of risk", "assessment") == ["assess\x02\r\nment"]


def test_that_case_width_and_ligatures_do_not_matter() -> None:
    assert words_at("ＰＥ Grade ﬁnal", "pe grade FINAL") == ["ＰＥ Grade ﬁnal"]
    assert words_at("cafe\u0301", "CAFÉ") == ["cafe\u0301"]


def test_that_unseen_marks_do_not_matter() -> None:
    assert words_at("\u202bשל\u00adום\u202c", "שלום") == ["של\u00adום"]


def test_that_an_empty_or_blank_needle_finds_nothing() -> None:
    assert fold("anything").find_all("  ") == []
    assert fold("").find_all("x") == []


@given(LETTERS, LETTERS)
def test_that_each_hit_reads_as_the_needle(text: str, needle: str) -> None:
    for start, end in fold(text).find_all(needle):
        assert fold(needle).text.strip() in fold(text[start:end]).text


@given(LETTERS)
def test_that_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(LETTERS)
def test_that_origins_rise_and_stay_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(0 <= origin < len(text) for origin in folded.origins)


def test_that_a_quote_joins_chinese_lines_and_keeps_latin_blanks() -> None:
    assert tidy_quote("超过预警\r\n值，D7 point\nmoved ") == "超过预警值，D7 point moved"
