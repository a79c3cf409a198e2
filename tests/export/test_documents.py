"""The Word documents: what they say, what they must not say, and their inner XML against the expected one.

``WRITE_EXPECTED=1 pytest tests/export/test_documents.py`` writes ``tests/expected`` anew; read the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assessor_app.export.candidate_report import candidate_report
from assessor_app.export.markup import visible
from assessor_app.export.material import ResultFile
from assessor_app.export.minutes import panel_minutes
from assessor_app.export.package_bytes import MOST_PARTS
from assessor_app.export.reading import report_figures
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.score_sheet import score_sheet
from assessor_app.export.score_workbook import score_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.consolidation import Settled
from assessor_app.models.marks import Part, Sheet, SheetState
from assessor_app.models.people import Name
from assessor_app.models.rounds import Mode
from assessor_app.signing.xml import parse_xml
from tests.export import makers
from tests.export.office import convert, parts_of

ZH, EN, BOTH = DocumentLanguage.ZH, DocumentLanguage.EN, DocumentLanguage.BOTH
EXPECTED = Path(__file__).parent.parent / "expected"

Maker = Callable[[DocumentLanguage], bytes]


@cache
def a_sitting() -> ResultFile:
    """The two worked cases, one departure from the rule, one dissent, one agreed level, one flag talked through."""
    one, two = makers.worked_one(), makers.worked_two()
    settled = Settled(
        two[0].id, "straddle", "E", "interview", "三位评委逐条回看记录，确认各自判断。", makers.ANNA, makers.NOW
    )
    agreed = [makers.agreed(one[0], "K3", 3)]
    result = makers.a_result(
        cases=[one, two], agreed=agreed, settled=[settled], dissent="面试中关于数据保密的回答不足以支持结论。"
    )
    return makers.departed(result, 1, "deferred", "材料与面试结论不一致，待补充职业伦理方面的证据后再议。")


@cache
def an_area_sitting() -> ResultFile:
    case = makers.a_case("0502", "CEng", Name("周牧", "Zhou Mu"))
    failing = {**makers.AREAS, "E": ("21122", "21122")}
    return makers.a_result(makers.scheme("csee-iet"), [makers.worked_areas(), makers.worked_areas(case, failing)])


MAKERS: dict[str, Maker] = {
    "report": lambda language: candidate_report(a_sitting(), a_sitting().files[1].case.id, language),
    "report_areas": lambda language: candidate_report(an_area_sitting(), an_area_sitting().files[1].case.id, language),
    "minutes": lambda language: panel_minutes(a_sitting(), language),
    "score_sheet": lambda language: score_sheet(makers.a_score(), makers.worked_one()[0].id, language),
    "score_workbook": lambda language: score_workbook(makers.a_score(), language),
    "result_workbook": lambda language: result_workbook(a_sitting(), language),
    "result_workbook_areas": lambda language: result_workbook(an_area_sitting(), language),
}
WORD = ("report", "report_areas", "minutes", "score_sheet")


def said(document: bytes) -> str:
    """All that a Word document says."""
    return "\n".join(
        each.shown
        for each in report_figures(parts_of(document), parse_xml)
        if not each.inner and each.where != each.part
    )


def figure(document: bytes, name: str) -> str:
    return next(each.shown for each in report_figures(parts_of(document), parse_xml) if each.name == name)


# --- as expected ------------------------------------------------------------------------------------------------------


def readable(part: bytes) -> str:
    """A part's XML, one element to a line, without the scheme's digest, which follows every change of a scheme's words."""
    text = etree.tostring(etree.fromstring(part), pretty_print=True, encoding="unicode")
    return text.replace(makers.a_round(makers.scheme()).scheme_hash, "SCHEME").replace(
        makers.a_round(makers.scheme("csee-iet")).scheme_hash, "SCHEME"
    )


GOLDEN = {
    "report": ("word/document.xml", ZH),
    "report_areas": ("word/document.xml", EN),
    "minutes": ("word/document.xml", BOTH),
    "score_sheet": ("word/document.xml", EN),
    "result_workbook": ("xl/worksheets/sheet1.xml", BOTH),
    "result_workbook_areas": ("xl/worksheets/sheet6.xml", EN),
    "result_workbook_agreement": ("xl/worksheets/sheet7.xml", BOTH),
    "chart_agreement": ("xl/charts/chart1.xml", EN),
}
MADE_BY = {"result_workbook_agreement": "result_workbook", "chart_agreement": "result_workbook"}


@pytest.mark.parametrize("name", GOLDEN)
def test_that_a_document_is_set_as_expected(name: str) -> None:
    part, language = GOLDEN[name]
    shown = readable(parts_of(MAKERS[MADE_BY.get(name, name)](language))[part])
    expected = EXPECTED / f"{name}_{language}.xml"
    if os.environ.get("WRITE_EXPECTED"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8"), (
        f"if it was meant: WRITE_EXPECTED=1, and read the diff of {expected.name}"
    )


@pytest.mark.parametrize("language", list(DocumentLanguage))
@pytest.mark.parametrize("name", MAKERS)
def test_that_the_same_values_give_the_same_bytes(name: str, language: DocumentLanguage) -> None:
    document = MAKERS[name](language)
    assert document == MAKERS[name](language)
    names = list(parts_of(document))
    assert len(names) <= MOST_PARTS
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert not [part for part in names if "thumbnail" in part or "customXml" in part]


def test_that_documents_end_whole_in_another_program(tmp_path: Path) -> None:
    read = convert(tmp_path, "txt:Text (encoded):UTF8", {f"{name}.docx": MAKERS[name](EN) for name in WORD})
    for text in (content.decode("utf-8-sig") for content in read.values()):
        assert makers.HASH in text
        assert "Signature in ink" in text


# --- what the candidate's report says, and does not -------------------------------------------------------------------


def test_that_a_report_shows_the_rules_figures_and_the_departure() -> None:
    report = MAKERS["report"](EN)
    assert figure(report, "fig_total") == "63.1019"
    assert figure(report, "fig_outcome") == "Fail"
    assert figure(report, "fig_recommendation") == "Deferred for evidence"
    assert figure(report, "fig_departs") == "Departs from the rule"
    assert figure(report, "fig_aspect_E") == "57.4167"
    assert figure(report, "fig_passed_E") == "Below the floor"
    assert figure(report, "fig_level_interview_E1") == "2.6667"
    assert figure(report, "fig_record") == makers.HASH


def test_that_a_report_says_why_and_how_flags_were_settled() -> None:
    text = said(MAKERS["report"](ZH))
    assert "职业伦理 57.4167，低于本方面下限 60。" in text
    assert "三位评委逐条回看记录，确认各自判断。" in text
    assert "E 伦理 57.42 = 0.35 × 55.00 + 0.25 × 62.00 + 0.40 × 56.67" in text
    assert "K2 3.5 = (3 + 4) ÷ 2" in text  # in the order of the letters
    assert "业绩报告.pdf 第 12 页 “线路差动保护整定”" in text


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_that_a_report_names_no_assessor_but_the_chair_who_signs(language: DocumentLanguage) -> None:
    report = MAKERS["report"](language)
    content = b"".join(parts_of(report).values()).decode()
    for person in makers.people():
        if person.id != makers.ANNA:
            assert person.name.zh not in content
            assert person.name.en not in content
        assert person.id not in content
    assert "顾南乔" in said(report)


def test_that_notes_on_pins_stay_with_the_assessor() -> None:
    assert "存疑，面试追问" not in said(MAKERS["report"](BOTH))
    assert "面试追问" in said(MAKERS["score_sheet"](BOTH))


def test_that_marks_of_a_trainee_are_shown_and_named_as_not_counted() -> None:
    case, sheets = makers.worked_one()
    trainee = makers.sheet(
        makers.scheme(),
        case,
        makers.TRAINEE,
        "material",
        {"K": "00000", "E": "0000", "T": "0000", "D": "000", "L": "0000"},
        counted=False,
    )
    report = candidate_report(makers.a_result(cases=[(case, [*sheets, trainee])]), case.id, EN)
    assert figure(report, "fig_total") == "64.5707"
    assert figure(report, "fig_mark_material_K1_D") == "0"
    assert "D\n(not counted)" in said(report)


def test_that_what_was_not_sought_is_ns_and_never_zero() -> None:
    case, sheets = makers.worked_one()
    report = candidate_report(
        makers.a_result(cases=[(case, [*sheets[:-1], not_sought(sheets[-1], "K1")])]), case.id, ZH
    )
    assert figure(report, "fig_mark_interview_K1_C") == "NS"


def not_sought(sheet: Sheet, indicator: str) -> Sheet:
    marks = tuple(
        replace(mark, value="NS") if (mark.subject, mark.part) == (indicator, Part.LEVEL) else mark
        for mark in sheet.marks
    )
    return replace(sheet, marks=marks)


def test_that_an_absent_candidate_gets_a_report_without_figures() -> None:
    case, sheets = makers.worked_one()
    absent = [replace(sheet, state=SheetState.ABSENT, marks=(), reason="因病缺席") for sheet in sheets]
    report = candidate_report(makers.a_result(cases=[(case, absent)]), case.id, ZH)
    assert figure(report, "fig_outcome") == "缺席"
    assert "总分" not in said(report)


# --- minutes and score sheets -----------------------------------------------------------------------------------------


def test_that_the_minutes_hold_the_key_the_dissent_and_a_line_for_each_who_was_there() -> None:
    text = said(MAKERS["minutes"](ZH))
    assert "不同意见  陆柏 Lu Bo：面试中关于数据保密的回答不足以支持结论。" in text
    assert "与规则不一致的理由：材料与面试结论不一致" in text
    rows = parts_of(MAKERS["minutes"](ZH))["word/document.xml"].decode().rpartition("<w:tbl>")[2]
    assert [name for name in ("顾南乔", "陆柏", "陈以宁", "何青") if name in rows] == ["顾南乔", "陆柏", "陈以宁"]


def test_that_a_score_sheet_carries_levels_anchors_comments_evidence_and_declaration() -> None:
    text = said(MAKERS["score_sheet"](ZH))
    sheet = MAKERS["score_sheet"](ZH)
    assert figure(sheet, "fig_mark_material_K2") == "4"
    assert figure(sheet, "fig_mark_written_K") == "72%"
    for expected in (
        "在复杂工作中主导",
        "业绩报告第 1 页",
        "线路差动保护整定",
        "无利益关系",
        "陈述时主动说明",
        "总体判断：通过",
    ):
        assert expected in text, expected


# --- every page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORD)
def test_that_a_rehearsal_says_so_on_every_page_whatever_the_language(name: str) -> None:
    header = parts_of(MAKERS[name](EN))["word/header1.xml"].decode()
    assert "虚构样例 Fictional sample" in header
    result = makers.a_result(mode=Mode.REHEARSAL, fictional=False)
    practised = parts_of(candidate_report(result, result.files[0].case.id, ZH))["word/header1.xml"].decode()
    assert practised.count("演练，不作正式使用 Rehearsal, not for official use") >= 2  # in words, and across the page
    live = makers.a_result(fictional=False)
    assert (
        "PowerPlusWaterMark"
        not in parts_of(candidate_report(live, live.files[0].case.id, ZH))["word/header1.xml"].decode()
    )


@pytest.mark.parametrize("name", WORD)
def test_that_a_document_can_be_listened_to(name: str) -> None:
    content = parts_of(MAKERS[name](BOTH))
    body = content["word/document.xml"].decode()
    tables = body.count("<w:tbl>")
    assert body.count("<w:tblCaption") == tables
    assert body.count("<w:tblHeader/>") > 0
    assert body.count("<w:cantSplit/>") == body.count("<w:tr>")
    assert body.count("descr=") == body.count("<wp:docPr")
    assert 'w:val="Heading1"' in body
    assert 'w:eastAsia="zh-CN"' in content["word/styles.xml"].decode()


@settings(max_examples=25)
@given(st.text(min_size=1), st.text(min_size=1))
def test_that_any_name_and_any_comment_stand_in_the_documents_as_they_are_shown(name: str, comment: str) -> None:
    case, sheets = makers.worked_one(makers.a_case(name=Name(name)))
    marks = tuple(replace(mark, value=comment) if mark.part is Part.COMMENT else mark for mark in sheets[0].marks)
    result = makers.a_result(cases=[(case, [replace(sheets[0], marks=marks), *sheets[1:]])])
    text = said(candidate_report(result, case.id, ZH))
    assert visible(name) in text
    assert visible(comment) in text
    result_workbook(result, ZH)


def test_that_no_part_names_a_machine_or_the_time_of_writing() -> None:
    core = parts_of(MAKERS["report"](ZH))["docProps/core.xml"].decode()
    assert re.findall(r"W3CDTF\">([^<]+)<", core) == ["2026-11-21T06:03:22Z"] * 2
