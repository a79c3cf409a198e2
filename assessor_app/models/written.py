"""A written paper: sections, questions with their maxima and the aspect each belongs to, and from points to percent, exactly.

A scheme defines papers under ``[papers]``; a round's own paper is a file of the same shape laid over the round's scheme
(`scheme_file.with_paper`), so that paper and rules are pinned by one hash. Points become a percentage per aspect as a fraction::

    K: A1 26/30, A2 33/40, A3 24/30    83 of 100    83
    E: B1 41/60                        41 of 60     205/3, written "205/3" on the sheet, shown as 68.3333

A mark in percent is a decimal with at most one place where that is exact, else ``p/q``: no digit is lost between paper and rule.
Where a scheme has no paper, `plain_paper` stands in: one entry per aspect, in percent, as the bag's cover sheet has it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from assessor_app.models.language import Text
from assessor_app.models.numbers import exact_text, plain_text

if TYPE_CHECKING:
    from assessor_app.models.scheme import Scheme

_POINTS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No sign that is taken for another on paper: no 0 and O, no 1, I and L."""
_CODE_LENGTH = 5


class SecondEntry(StrEnum):
    """Who types the points a second time."""

    OTHER = "other"
    """Somebody else than whoever typed them first."""
    SAME = "same"
    """Anybody, also the same person."""
    NONE = "none"
    """Nobody: what is entered once stands."""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Question:
    """``maximum`` and ``step`` in points; a score is a whole multiple of ``step``."""

    id: str
    section: str
    aspect: str
    title: Text
    maximum: Fraction
    step: Fraction


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, for the grades that sit it."""

    id: str
    method: str
    grades: tuple[str, ...]
    title: Text
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    second_entry: SecondEntry
    blind: bool
    """Whoever marks sees a code in place of name and number."""

    @property
    def aspects(self) -> tuple[str, ...]:
        """In the order in which the paper asks after them."""
        return tuple(dict.fromkeys(question.aspect for question in self.questions))

    @property
    def is_plain(self) -> bool:
        """Whether it stands in for a paper that nobody defined: an entry is then the percentage of an aspect itself."""
        return not self.sections

    def question(self, question: str) -> Question:
        """KeyError if the paper has none of that id."""
        for candidate in self.questions:
            if candidate.id == question:
                return candidate
        raise KeyError(question)

    def maximum(self, aspect: str) -> Fraction:
        """All the points of an aspect."""
        return sum((each.maximum for each in self.questions if each.aspect == aspect), Fraction(0))


def paper_of(scheme: Scheme, grade: str, method: str) -> Paper | None:
    """The paper a scheme defines for a grade's method; None where it defines none."""
    return next((paper for paper in scheme.papers if paper.method == method and grade in paper.grades), None)


def plain_paper(scheme: Scheme, grade: str, method: str) -> Paper:
    """Where no paper is defined: one entry for each aspect the method covers, in percent with at most one decimal."""
    rule = scheme.grade(grade).method(method)
    hundred, tenth = Fraction(100), Fraction(1, 10)
    return Paper(
        id=f"{method}-{grade}",
        method=method,
        grades=(grade,),
        title=scheme.method(method).title,
        sections=(),
        questions=tuple(
            Question(aspect, "", aspect, scheme.aspect(aspect).short, hundred, tenth)
            for aspect in (rule.covers if rule is not None else ())
        ),
        second_entry=SecondEntry.OTHER,
        blind=False,
    )


# --- points -----------------------------------------------------------------------------------------------------------


class PointsFault(Enum):
    """Why a score cannot be one of a question. No text, so that it is never taken for what was typed."""

    NOT_A_NUMBER = "not_a_number"
    OVER = "over"
    """Above the maximum."""
    STEP = "step"
    """No whole multiple of the question's step."""


def cleaned(text: str) -> str:
    """A score as typed under any input method: full-width digits and the Chinese full stop become plain ones."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").replace("｡", ".").strip()


def points_of(text: str, question: Question) -> Fraction | PointsFault:
    """The points a text says for a question, or why it says none. ``text`` as `cleaned` gives it."""
    if _POINTS.fullmatch(text) is None:
        return PointsFault.NOT_A_NUMBER
    value = Fraction(Decimal(text))
    if value > question.maximum:
        return PointsFault.OVER
    return value if (value / question.step).denominator == 1 else PointsFault.STEP


def points_text(value: Fraction) -> str:
    """Points as they are kept, one spelling for one number: ``26``, ``7.5``. Exact to the four decimals a score may have."""
    return plain_text(value)


def percent_text(value: Fraction) -> str:
    """A percentage as it stands on a sheet: exact, a decimal of one place where there is one, else ``p/q``."""
    return plain_text(value, 1) if (value * 10).denominator == 1 else exact_text(value)


def percents(paper: Paper, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Percent by aspect, exact, of the aspects all of whose questions have points."""
    found = {}
    for aspect in paper.aspects:
        asked = [question for question in paper.questions if question.aspect == aspect]
        if all(question.id in points for question in asked):
            found[aspect] = 100 * sum((points[each.id] for each in asked), Fraction(0)) / paper.maximum(aspect)
    return found


# --- names that say nothing -------------------------------------------------------------------------------------------


def paper_code(round_id: str, paper_id: str, case_id: str) -> str:
    """What stands on a script in place of a name: the same at every desk, and no way back from it to the candidate."""
    number = int.from_bytes(hashlib.sha256(f"{round_id}\n{paper_id}\n{case_id}".encode()).digest()[:8], "big")
    signs = []
    for _ in range(_CODE_LENGTH):
        number, place = divmod(number, len(_CODE_SIGNS))
        signs.append(_CODE_SIGNS[place])
    return f"W-{''.join(signs)}"


def paper_hash(paper: Paper) -> str:
    """SHA-256 over the canonical JSON of the paper, lower-case hex: a mark sheet says by it which paper it belongs to."""
    import msgspec
    import rfc8785

    return hashlib.sha256(rfc8785.dumps(msgspec.to_builtins(paper, enc_hook=exact_text))).hexdigest()
