from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assessor_app.models.completeness import Gap, GapCode, gaps_of, is_stock
from assessor_app.models.ids import CaseId, MarkId, PersonId
from assessor_app.models.marks import NOT_SOUGHT, SHEET, Mark, Part, Sheet, SheetKey, SheetState
from tests.models.examples import scheme

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def sheet(
    method: str, entries: dict[tuple[str, Part], str], state: SheetState = SheetState.STARTED, reason: str = ""
) -> Sheet:
    key = SheetKey(CaseId("c"), PersonId("a1"), method)
    marks = tuple(Mark(MarkId(f"{s}{p}"), key, s, p, value, NOON) for (s, p), value in entries.items())
    return Sheet(key, state, 1, marks, reason=reason)


def filled(**changes: str) -> dict[tuple[str, Part], str]:
    """A whole PE interview; a change such as ``K1="NS"`` sets a level, ``K1_comment`` a comment."""
    items = [item.id for item in scheme("cse-general").grade("PE").indicators]
    entries = {(item, Part.LEVEL): "3" for item in items}
    entries |= {(item, Part.COMMENT): f"第 {place} 页：{item} 的实例由本人主持" for place, item in enumerate(items, 1)}
    entries[SHEET, Part.OVERALL] = "pass"
    for name, value in changes.items():
        item, _, part = name.partition("_")
        entries[item, Part(part) if part else Part.LEVEL] = value
    return entries


def gaps(entries: dict[tuple[str, Part], str], method: str = "interview") -> list[tuple[str, str, bool]]:
    found = gaps_of(scheme("cse-general"), "PE", sheet(method, entries))
    return [(gap.code.value, gap.subject, gap.blocking) for gap in found]


def test_that_a_whole_sheet_has_no_gaps() -> None:
    assert gaps(filled()) == []


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"K3": ""}, ("unrated", "K3", True)),
        ({"K3": "6"}, ("level_off_scale", "K3", True)),
        ({"T2_comment": "  "}, ("comment_missing", "T2", True)),
        ({"T2_comment": "良好。"}, ("comment_stock", "T2", True)),
        ({"T2_comment": "Satisfactory!"}, ("comment_stock", "T2", True)),
        ({"T2_comment": "ＯＫ"}, ("comment_stock", "T2", True)),
        ({"T2_comment": "见 3"}, ("comment_thin", "T2", False)),
        ({"T2_comment": "第 1 页：K1 的实例由本人主持。"}, ("comment_repeated", "T2", False)),
        ({"E1": NOT_SOUGHT}, ("key_item_not_sought", "E1", False)),
        ({"sheet_overall": ""}, ("overall_missing", SHEET, True)),
        ({"sheet_overall": "recommend"}, ("overall_unknown", SHEET, True)),
    ],
)
def test_that_each_gap_is_named_with_its_place(change: dict[str, str], gap: tuple[str, str, bool]) -> None:
    assert gaps(filled(**change)) == [gap]


def test_that_what_was_not_sought_needs_no_comment() -> None:
    assert gaps(filled(K2=NOT_SOUGHT, K2_comment="")) == []


def test_that_an_aspect_mostly_not_sought_is_warned_of() -> None:
    assert gaps(filled(D1=NOT_SOUGHT)) == []
    assert gaps(filled(D1=NOT_SOUGHT, D2=NOT_SOUGHT)) == [("too_few_rated", "D", False)]


def test_that_papers_are_read_without_an_overall_judgement() -> None:
    assert gaps(filled(sheet_overall=""), "material") == []


def test_that_a_written_sheet_needs_a_percentage_for_each_aspect_it_covers() -> None:
    assert gaps({("K", Part.PERCENT): "72.5"}, "written") == [("percent_missing", "E", True)]
    assert gaps({("K", Part.PERCENT): "101", ("E", Part.PERCENT): "80"}, "written") == [
        ("percent_off_scale", "K", True)
    ]


def test_that_a_sheet_without_marks_needs_only_its_reason() -> None:
    general = scheme("cse-general")
    assert gaps_of(general, "PE", sheet("interview", {}, SheetState.ABSENT, "未到场，电话确认")) == ()
    assert gaps_of(general, "PE", sheet("interview", {}, SheetState.ABSENT)) == (
        Gap(GapCode.REASON_MISSING, SHEET, "absent"),
    )


def test_that_a_method_the_grade_does_not_hold_needs_nothing() -> None:
    assert gaps_of(scheme("csee-iet"), "CEng", sheet("written", {})) == ()


@pytest.mark.parametrize(
    "comment",
    [
        "良好",
        "很好，很好！",
        "符合要求。",
        "同上",
        "无",
        "……",
        "1 2 3",
        "a",
        "好好好",
        "Meets the requirements.",
        "n/a",
        "GOOD",
        "ok ok",
    ],
)
def test_that_a_phrase_that_fits_anybody_is_stock(comment: str) -> None:
    assert is_stock(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "第 7 页：停工令由本人签发",
        "Report p. 7: borehole campaign set by the client",
        "良好的短路计算，见附件 3 第 2 页",
        "Good use of IEC 60909",
    ],
)
def test_that_a_comment_that_cites_something_is_not(comment: str) -> None:
    assert not is_stock(comment)
