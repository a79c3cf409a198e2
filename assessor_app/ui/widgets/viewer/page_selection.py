"""What a person takes hold of on a page: a run of letters or a region; pure geometry over a page's letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from assessor_app.ui.widgets.viewer.paged_file import PageText
from assessor_app.ui.widgets.viewer.pages import merged_lines, united
from assessor_app.ui.widgets.viewer.plain_text import FoldedText, fold, tidy_quote
from assessor_app.ui.widgets.viewer.values import Rect, Spot

MOST_QUOTED = 600
_REACH = 40.0
"""Points: how far beside a line one may begin to drag and still mean its letters."""


@dataclass(frozen=True)
class PageLetters:
    """A page's letters with the questions a mouse asks of them."""

    page: PageText

    @property
    def text(self) -> str:
        return self.page.text

    @cached_property
    def folded(self) -> FoldedText:
        """The text made comparable."""
        return fold(self.page.text)

    def lines(self, start: int, end: int) -> list[Rect]:
        """The boxes of the lines that letters `start` to `end` stand in."""
        return merged_lines(list(self.page.boxes[start:end]))

    def hit(self, point: tuple[float, float]) -> int | None:
        """The letter under `point`."""
        x, y = point
        for index, (left, top, width, height) in enumerate(self.page.boxes):
            if left <= x < left + width and top <= y < top + height:
                return index
        return None

    def nearest(self, point: tuple[float, float]) -> int | None:
        """The letter nearest to `point`, its own line first."""
        x, y = point
        best, least = None, float("inf")
        for index, (left, top, width, height) in enumerate(self.page.boxes):
            if width <= 0:
                continue
            aside = max(left - x, 0.0, x - left - width)
            away = max(top - y, 0.0, y - top - height)
            distance = aside + away * 8
            if distance < least:
                best, least = index, distance
        return best

    def caret(self, point: tuple[float, float]) -> int:
        """Between which letters `point` falls: the number of the letter after it in reading order."""
        index = self.nearest(point)
        if index is None:
            return 0
        left, top, width, height = self.page.boxes[index]
        if point[1] < top - height:
            return index
        second_half = point[0] > left + width / 2
        backwards = unicodedata.bidirectional(self.text[index]) in {"R", "AL"}
        return index + (second_half != backwards)


@dataclass(frozen=True)
class Span:
    """Letters `start` to `end` of a page; `anchor` is the point the drag began at."""

    page: int
    start: int
    end: int
    anchor: tuple[float, float] = field(default=(0.0, 0.0), compare=False)

    def rects(self, letters: PageLetters | None) -> list[Rect]:
        """The lines to be tinted."""
        return letters.lines(self.start, self.end) if letters is not None else []

    def spot(self, letters: PageLetters | None) -> Spot:
        """The place as it is remembered."""
        if letters is None:
            return Spot(self.page)
        quote = tidy_quote(letters.text[self.start : self.end])[:MOST_QUOTED]
        return Spot(self.page, rounded(united(self.rects(letters))), quote)


@dataclass(frozen=True)
class Region:
    """A rectangle of a page, with the letters inside it."""

    page: int
    rect: Rect
    quote: str = ""

    def rects(self, _letters: PageLetters | None) -> list[Rect]:
        """The area to be tinted."""
        return [self.rect]

    def spot(self, _letters: PageLetters | None) -> Spot:
        """The place as it is remembered."""
        return Spot(self.page, rounded(self.rect), self.quote)


Taken = Span | Region


def rounded(rect: Rect | None) -> Rect | None:
    """To hundredths of a point: finer than any eye, and stable through storing."""
    return None if rect is None else (round(rect[0], 2), round(rect[1], 2), round(rect[2], 2), round(rect[3], 2))


def starts_on_text(letters: PageLetters, point: tuple[float, float]) -> bool:
    """Whether a drag from `point` means letters: on a line, or beside one within reach."""
    x, y = point
    return any(
        top <= y <= top + height and left - _REACH <= x <= left + width + _REACH
        for left, top, width, height in letters.page.boxes
        if width > 0
    )


def span_between(letters: PageLetters, one: tuple[float, float], other: tuple[float, float]) -> tuple[int, int]:
    """The letters between two points in reading order, as (start, end)."""
    start, end = sorted((letters.caret(one), letters.caret(other)))
    return start, end


def clause_at(letters: PageLetters, index: int) -> tuple[int, int]:
    """The word a letter belongs to; among Han characters, which are not parted, the run up to the next sign or blank."""
    return _run(letters.text, index, _is_wordlike)


def line_at(letters: PageLetters, index: int) -> tuple[int, int]:
    """The line a letter stands in."""
    return _run(letters.text, index, lambda letter: letter not in "\r\n")


def quote_in(letters: PageLetters | None, rect: Rect) -> str:
    """The letters whose middles lie in `rect`, as one would quote them."""
    if letters is None:
        return ""
    left, top, width, height = rect
    inside = [
        letter
        for letter, box in zip(letters.text, letters.page.boxes, strict=False)
        if left <= box[0] + box[2] / 2 <= left + width and top <= box[1] + box[3] / 2 <= top + height
    ]
    return tidy_quote("".join(inside))[:MOST_QUOTED]


def rects_of_quote(letters: PageLetters, quote: str, near: Rect | None) -> list[Rect]:
    """The lines in which `quote` stands, the occurrence closest to `near` if there are several; empty if it is not there.

    Where `near` is given, an occurrence that does not touch it is another sentence and does not count.
    """
    found = [letters.lines(start, end) for start, end in letters.folded.find_all(quote)]
    found = [lines for lines in found if lines]
    if near is None:
        return found[0] if found else []
    touching = [lines for lines in found if _touches(united(lines), near)]
    return min(touching, key=lambda lines: abs(lines[0][1] - near[1]), default=[])


def _touches(one: Rect | None, other: Rect) -> bool:
    if one is None:
        return False
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0 and down > 0


def _run(text: str, index: int, belongs: Callable[[str], bool]) -> tuple[int, int]:
    if not belongs(text[index]):
        return index, index + 1
    start, end = index, index + 1
    while start > 0 and belongs(text[start - 1]):
        start -= 1
    while end < len(text) and belongs(text[end]):
        end += 1
    return start, end


def _is_wordlike(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"
