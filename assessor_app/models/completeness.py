"""What stands between a sheet and its lock. Saving never asks; locking always does.

Every rating needs a comment that cites evidence; bare comments such as "satisfactory" are sent back (domain 3, 8: ICE practice).

    K1  level 3, "第 7 页：短路电流手算复核与软件差 2 %"   fine
    K2  level 3, ""                                        comment_missing, blocks
    K3  level 4, "良好。"                                   comment_stock, blocks
    K4  not sought                                         fine, no comment asked
    K5  nothing                                            unrated, blocks
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessor_app.models.marks import NOT_SOUGHT, SHEET, WITHOUT_MARKS, Part, Sheet
from assessor_app.models.numbers import percent_value
from assessor_app.models.scheme import Grade, Indicator, MethodMode, MethodRule, Scheme
from assessor_app.models.written import paper_of, percents, points_of


class GapCode(StrEnum):
    """What is missing, or worth a second look. All block locking but those in `WARNINGS`."""

    UNRATED = "unrated"
    """Neither a level nor "not sought"."""
    LEVEL_OFF_SCALE = "level_off_scale"
    COMMENT_MISSING = "comment_missing"
    COMMENT_STOCK = "comment_stock"
    """A phrase that would fit any candidate."""
    COMMENT_REPEATED = "comment_repeated"
    """Word for word the comment of another indicator."""
    COMMENT_THIN = "comment_thin"
    """Too short to cite anything."""
    KEY_ITEM_NOT_SOUGHT = "key_item_not_sought"
    """A non-compensable indicator that was not sought: if nobody seeks it the case stays incomplete."""
    TOO_FEW_RATED = "too_few_rated"
    """So many of an aspect not sought that by this sheet alone it is incomplete. Subject: the aspect."""
    OVERALL_MISSING = "overall_missing"
    """The overall judgement of an interview, asked apart from the items (domain 6, O1). Subject: ``sheet``."""
    OVERALL_UNKNOWN = "overall_unknown"
    PERCENT_MISSING = "percent_missing"
    PERCENT_OFF_SCALE = "percent_off_scale"
    POINTS_MISSING = "points_missing"
    """Some questions of the paper have points, this one has none. Subject: the question."""
    PERCENT_NOT_OF_POINTS = "percent_not_of_points"
    """The percentage is not what the points of the aspect's questions come to."""
    REASON_MISSING = "reason_missing"
    """Absent, withdrawn, recused or abstained without a word why."""


WARNINGS = frozenset(
    {GapCode.COMMENT_REPEATED, GapCode.COMMENT_THIN, GapCode.KEY_ITEM_NOT_SOUGHT, GapCode.TOO_FEW_RATED}
)


@dataclass(frozen=True, slots=True)
class Gap:
    """``subject`` is an indicator, an aspect or ``sheet``; ``detail`` the text or value found, if it helps."""

    code: GapCode
    subject: str
    detail: str = ""

    @property
    def blocking(self) -> bool:
        return self.code not in WARNINGS


def gaps_of(scheme: Scheme, grade_id: str, sheet: Sheet) -> tuple[Gap, ...]:
    """What is missing on a sheet, in the order in which it is filled. KeyError for a grade the scheme does not have.

    A sheet without marks (absent, recused …) needs only its reason; a method the grade does not hold needs nothing.
    """
    if sheet.state in WITHOUT_MARKS:
        return () if sheet.reason.strip() else (Gap(GapCode.REASON_MISSING, SHEET, sheet.state.value),)
    grade = scheme.grade(grade_id)
    rule = grade.method(sheet.key.method)
    if rule is None or rule.mode is MethodMode.OFF:
        return ()
    if scheme.method(rule.method).marks == "percent":
        return (*_percents(rule, sheet), *_points(scheme, grade_id, sheet))
    return (*_levels(scheme, grade, rule, sheet), *_overall(scheme, rule, sheet))


def _percents(rule: MethodRule, sheet: Sheet) -> Iterator[Gap]:
    for aspect in rule.covers:
        value = sheet.value(aspect, Part.PERCENT)
        if not value:
            yield Gap(GapCode.PERCENT_MISSING, aspect)
        elif percent_value(value) is None:
            yield Gap(GapCode.PERCENT_OFF_SCALE, aspect, value)


def _points(scheme: Scheme, grade: str, sheet: Sheet) -> Iterator[Gap]:
    """Points and percentages must say the same. A paper with questions may be marked in percent alone: then it has no points."""
    paper = paper_of(scheme, grade, sheet.key.method)
    found = {mark.subject: mark.value for mark in sheet.marks if mark.part is Part.POINTS and mark.value}
    if paper is None or not found:
        return
    points: dict[str, Fraction] = {}
    for question in paper.questions:
        value = points_of(found.get(question.id, ""), question)
        if isinstance(value, Fraction):
            points[question.id] = value
        else:
            yield Gap(GapCode.POINTS_MISSING, question.id, found.get(question.id, ""))
    for aspect, exact in percents(paper, points).items():
        said = sheet.value(aspect, Part.PERCENT)
        if said and percent_value(said) != exact:
            yield Gap(GapCode.PERCENT_NOT_OF_POINTS, aspect, said)


def _levels(scheme: Scheme, grade: Grade, rule: MethodRule, sheet: Sheet) -> Iterator[Gap]:
    comments: dict[str, str] = {}
    steps = {str(level.value) for level in scheme.levels}
    for aspect in rule.covers:
        items = grade.indicators_of(aspect)
        for indicator in items:
            yield from _level(indicator, sheet, steps)
            yield from _comment(indicator.id, sheet, comments)
        rated = sum(1 for item in items if sheet.value(item.id, Part.LEVEL) in steps)
        sought = all(sheet.value(item.id, Part.LEVEL) for item in items)
        if sought and scheme.weighted is not None and rated < scheme.weighted.least_rated_share * len(items):
            yield Gap(GapCode.TOO_FEW_RATED, aspect, f"{rated}/{len(items)}")


def _level(indicator: Indicator, sheet: Sheet, steps: set[str]) -> Iterator[Gap]:
    level = sheet.value(indicator.id, Part.LEVEL)
    if not level:
        yield Gap(GapCode.UNRATED, indicator.id)
    elif level == NOT_SOUGHT:
        if indicator.non_compensable:
            yield Gap(GapCode.KEY_ITEM_NOT_SOUGHT, indicator.id)
    elif level not in steps:
        yield Gap(GapCode.LEVEL_OFF_SCALE, indicator.id, level)


def _comment(indicator: str, sheet: Sheet, seen: dict[str, str]) -> Iterator[Gap]:
    """``seen`` holds the comments met so far, by their bare text."""
    if sheet.value(indicator, Part.LEVEL) in {"", NOT_SOUGHT}:
        return
    comment = sheet.value(indicator, Part.COMMENT).strip()
    bare = bare_text(comment)
    if not comment:
        yield Gap(GapCode.COMMENT_MISSING, indicator)
    elif is_stock(comment):
        yield Gap(GapCode.COMMENT_STOCK, indicator, comment)
    elif bare in seen:
        yield Gap(GapCode.COMMENT_REPEATED, indicator, seen[bare])
    elif weight_of(bare) < SHORTEST:
        yield Gap(GapCode.COMMENT_THIN, indicator, comment)
    seen.setdefault(bare, indicator)


def _overall(scheme: Scheme, rule: MethodRule, sheet: Sheet) -> Iterator[Gap]:
    if not wants_overall(scheme, rule):
        return
    choice = sheet.value(SHEET, Part.OVERALL)
    if not choice:
        yield Gap(GapCode.OVERALL_MISSING, SHEET)
    elif choice not in {outcome.id for outcome in scheme.outcomes}:
        yield Gap(GapCode.OVERALL_UNKNOWN, SHEET, choice)


def wants_overall(scheme: Scheme, rule: MethodRule) -> bool:
    """Whether a sheet of this method asks for one overall judgement: methods held face to face, which have minutes."""
    return rule.minutes is not None and scheme.method(rule.method).marks == "level"


# --- comments that say nothing ----------------------------------------------------------------------------------------

SHORTEST = 8
"""Least weight of a comment: a Chinese character weighs 2, any other letter or figure 1."""

_STOCK_ZH = """
好 很好 较好 良好 表现良好 表现较好 总体良好 整体良好 情况良好 优秀 优良 不错 还行 还可以 可以 尚可 一般 中等 较差 差 不足 较弱
满意 基本满意 合格 基本合格 不合格 达标 达到 达到要求 基本达到要求 符合 符合要求 基本符合 基本符合要求 满足 满足要求 基本满足要求
具备 具备能力 具备相应能力 有能力 胜任 能胜任 通过 同意 认可 没问题 无 无意见 没有意见 无异议 无补充 暂无 略 同上 同前 见上 如上
见材料 见附件 见申报材料 已审 已阅 正常 真实 属实 材料齐全 材料完整
"""
_STOCK_EN = """
ok|okay|good|very good|quite good|fine|great|excellent|nice|average|fair|poor|weak|adequate|acceptable|satisfactory|satisfied|
unsatisfactory|satisfactory evidence|sufficient|sufficient evidence|evidence provided|evidence seen|good evidence|met|meets|
meets requirements|meets the requirements|meets requirement|meets the requirement|meets standard|meets the standard|
meets criteria|requirements met|requirement met|competent|demonstrated|demonstrated competence|competence demonstrated|
shown|yes|no|pass|passed|
agree|agreed|no comment|no comments|none|nil|na|n a|not applicable|same|same as above|as above|see above|ditto|see papers|see cv|
see report|see application|tbc|tbd|to be confirmed|well done|no issues|no problem|no concerns|at level|at the level|at threshold
"""


def bare_text(text: str) -> str:
    """A text without case, width, punctuation and spaces at its ends: what two comments are compared by."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in folded)
    return " ".join(kept.split())


STOCK = frozenset(bare_text(phrase) for phrase in (*_STOCK_ZH.split(), *_STOCK_EN.replace("\n", "").split("|")))


def is_stock(comment: str) -> bool:
    """Whether a comment would fit any candidate: a stock phrase, the same phrase over and over, figures or signs alone."""
    bare = bare_text(comment)
    parts = set(bare.split())
    if not any(sign.isalpha() for sign in bare):
        return True
    return bare in STOCK or parts <= STOCK or len(set(bare.replace(" ", ""))) == 1


def weight_of(bare: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in bare if sign.isalnum())
