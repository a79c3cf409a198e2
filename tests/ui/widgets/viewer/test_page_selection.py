from __future__ import annotations

import pytest

from assessor_app.ui.widgets.viewer.page_selection import (
    PageLetters,
    clause_at,
    line_at,
    quote_in,
    rects_of_quote,
    span_between,
    starts_on_text,
)
from assessor_app.ui.widgets.viewer.paged_file import PageText
from assessor_app.ui.widgets.viewer.values import Rect

WIDTH, HEIGHT = 10.0, 12.0


def line(text: str, top: float, *, backwards: bool = False) -> list[Rect]:
    """Boxes of one line of letters, from the left at 100 or, backwards, from the right at 300."""
    step = -WIDTH if backwards else WIDTH
    first = 300.0 - WIDTH if backwards else 100.0
    return [(first + step * index, top, WIDTH, HEIGHT) for index, _ in enumerate(text)]


def letters(*lines: str) -> PageLetters:
    boxes: list[Rect] = []
    for number, text in enumerate(lines):
        boxes += [*line(text, 50.0 + 20 * number), (0.0, 0.0, 0.0, 0.0)]
    return PageLetters(PageText("\n".join(lines) + "\n", tuple(boxes)))


@pytest.mark.parametrize(("x", "caret"), [(90, 0), (103, 0), (107, 1), (123, 2), (128, 3), (500, 4)])
def test_that_the_caret_falls_on_the_nearer_side_of_a_letter(x: float, caret: int) -> None:
    assert letters("abcd").caret((x, 55)) == caret


@pytest.mark.parametrize(("x", "caret"), [(310, 0), (297, 0), (293, 1), (263, 4)])
def test_that_the_caret_in_right_to_left_letters_counts_from_the_right(x: float, caret: int) -> None:
    words = "שלום"
    page = PageLetters(PageText(words, tuple(line(words, 50, backwards=True))))
    assert page.caret((x, 55)) == caret


def test_that_a_drag_takes_the_letters_between_its_ends_either_way_round() -> None:
    page = letters("abcdef", "ghijkl")
    assert span_between(page, (120, 55), (130, 75)) == (2, 10)
    assert span_between(page, (130, 75), (120, 55)) == (2, 10)


def test_that_a_drag_beside_a_line_means_its_letters_and_far_off_a_region() -> None:
    page = letters("abcdef")
    assert starts_on_text(page, (80, 55))
    assert not starts_on_text(page, (20, 55))
    assert not starts_on_text(page, (120, 200))


def test_that_a_double_click_takes_a_word_and_among_han_the_clause() -> None:
    page = letters("work on site，坑底加固。")
    assert clause_at(page, 6) == (5, 7)
    assert clause_at(page, 14) == (13, 17)
    assert clause_at(page, 12) == (12, 13)
    assert line_at(page, 14) == (0, 18)


def test_that_a_region_quotes_the_letters_whose_middles_it_holds() -> None:
    assert quote_in(letters("abcdef"), (114.0, 50.0, 22.0, 12.0)) == "bcd"
    assert quote_in(None, (0, 0, 1, 1)) == ""


def test_that_of_equal_quotes_the_one_at_the_pins_place_is_marked() -> None:
    page = letters("same", "same", "same")
    assert rects_of_quote(page, "same", (100.0, 70.0, 40.0, 12.0)) == [(100.0, 70.0, 40.0, 12.0)]
    assert rects_of_quote(page, "same", (100.0, 81.0, 40.0, 12.0)) == [(100.0, 90.0, 40.0, 12.0)]
    assert rects_of_quote(page, "same", (400.0, 400.0, 40.0, 12.0)) == []
    assert rects_of_quote(page, "same", None) == [(100.0, 50.0, 40.0, 12.0)]
