from __future__ import annotations

import re
from fractions import Fraction

import pytest

from assessor_app.export.candidate_report import candidate_report
from assessor_app.export.errors import WorkbookUnreadable
from assessor_app.export.reading import (
    MOST_DIFFERENCES,
    differences,
    language_of,
    marks_of_workbook,
    report_figures,
    workbook_figures,
)
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.score_workbook import score_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.scoring import evaluate
from assessor_app.signing.xml import parse_xml
from tests.export import makers
from tests.export.office import Parts, parts_of
from tests.export.test_result_workbook import books, samples

ZH, EN, BOTH = DocumentLanguage.ZH, DocumentLanguage.EN, DocumentLanguage.BOTH


def a_book(language: DocumentLanguage = EN) -> Parts:
    return parts_of(result_workbook(makers.a_result(), language))


def a_report(language: DocumentLanguage = EN) -> Parts:
    result = makers.a_result()
    return parts_of(candidate_report(result, result.files[0].case.id, language))


def changed(parts: Parts, part: str, old: bytes, new: bytes) -> Parts:
    assert old in parts[part]
    return {**parts, part: parts[part].replace(old, new, 1)}


def test_that_a_document_equals_itself() -> None:
    book, report = a_book(), a_report()
    assert differences(workbook_figures(book, parse_xml), workbook_figures(a_book(), parse_xml)) == ()
    assert differences(report_figures(report, parse_xml), report_figures(a_report(), parse_xml)) == ()


@pytest.mark.parametrize("exact", [True, False])
def test_that_a_changed_cell_is_named_with_both_numbers(exact: bool) -> None:
    forged = changed(a_book(), "xl/worksheets/sheet1.xml", b"<v>64.5707</v>", b"<v>74.5707</v>")
    found = differences(workbook_figures(forged, parse_xml), workbook_figures(a_book(), parse_xml), exact=exact)
    assert [(each.where, each.shown, each.expected) for each in found] == [("Summary!F17", "74.5707", "64.5707")]


def test_that_a_changed_formula_is_named_though_its_value_is_right() -> None:
    forged = changed(a_book(), "xl/worksheets/sheet6.xml", b"/SUM(", b"/MAX(")
    found = differences(workbook_figures(forged, parse_xml), workbook_figures(a_book(), parse_xml))
    assert [each.where.partition("!")[0] for each in found] == ["Derivation"]
    assert "MAX" in found[0].shown


def test_that_a_second_cell_of_the_same_name_does_not_hide_behind_the_first() -> None:
    book = a_book()
    forged = changed(
        book, "xl/worksheets/sheet1.xml", b'<row r="17"', b'<row r="16"><c r="F17"><v>99</v></c></row><row r="17"'
    )
    found = differences(workbook_figures(forged, parse_xml), workbook_figures(book, parse_xml))
    assert [(each.where, each.shown) for each in found] == [("Summary!F17", "99 | 64.5707")]


def test_that_what_no_cell_tells_is_told_of_the_part() -> None:
    book = a_book()
    hidden = changed(book, "xl/styles.xml", b'formatCode="0.0000"', b'formatCode="99.0000"')
    added = {**book, "xl/media/image1.png": b"\x89PNG"}
    for forged, part in ((hidden, "xl/styles.xml"), (added, "xl/media/image1.png")):
        found = differences(workbook_figures(forged, parse_xml), workbook_figures(book, parse_xml))
        assert [each.where for each in found] == [part]


def test_that_signing_is_no_difference() -> None:
    book = a_book()
    signed = {
        **book,
        "_xmlsignatures/sig1.xml": b"<Signature/>",
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": b"<R/>",
    }
    assert differences(workbook_figures(signed, parse_xml), workbook_figures(book, parse_xml)) == ()


@pytest.mark.parametrize("exact", [True, False])
def test_that_a_changed_figure_of_a_report_is_named_by_table_row_and_column(exact: bool) -> None:
    forged = changed(a_report(), "word/document.xml", b">64.5707<", b">74.5707<")
    found = differences(report_figures(forged, parse_xml), report_figures(a_report(), parse_xml), exact=exact)
    assert [each.where for each in found] == ["table 2, row 3, column 2"]
    assert found[0].place.zh == "第 2 个表第 3 行第 2 列"


def test_that_a_changed_mark_of_a_report_is_named() -> None:
    forged = changed(a_report(), "word/document.xml", b"Reaches the floor", b"Below the floor")
    found = differences(report_figures(forged, parse_xml), report_figures(a_report(), parse_xml), exact=False)
    assert [(each.shown, each.expected) for each in found] == [("Below the floor", "Reaches the floor")]


def test_that_a_figure_left_out_is_a_difference() -> None:
    report = a_report()
    forged = changed(report, "word/document.xml", b'w:name="fig_total"', b'w:name="fog_total"')
    found = differences(report_figures(forged, parse_xml), report_figures(report, parse_xml), exact=False)
    assert [(each.shown, each.expected) for each in found] == [("", "64.5707")]


def test_that_another_language_changes_words_and_no_named_number() -> None:
    found = differences(workbook_figures(a_book(ZH), parse_xml), workbook_figures(a_book(BOTH), parse_xml), exact=False)
    assert found == ()


def test_that_the_list_of_differences_has_an_end() -> None:
    nothing = workbook_figures({}, parse_xml)
    assert len(differences(nothing, workbook_figures(a_book(), parse_xml))) == MOST_DIFFERENCES


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_that_a_document_says_which_language_it_is_in(language: DocumentLanguage) -> None:
    assert language_of(a_book(language), parse_xml) is language
    assert language_of(a_report(language), parse_xml) is language
    assert language_of({}, parse_xml) is None


def test_that_outcomes_follow_from_the_marks_a_workbook_holds() -> None:
    for name, result in samples().items():
        read = marks_of_workbook(parts_of(books()[name]), parse_xml)
        assert (read.scheme, read.version) == (result.scheme.id, result.scheme.version)
        for case in read.cases:
            file = result.file(next(each.case.id for each in result.files if each.case.id == case.case))
            again = evaluate(result.scheme, case.grade, case.marks, case.written, case.agreed, expected=case.expected)
            assert again.total == file.evaluation.total, (name, case.number)
            assert again.aspects == file.evaluation.aspects or file.evaluation.outcome == "incomplete"


def test_that_the_worked_marks_come_back_exactly() -> None:
    read = marks_of_workbook(a_book(), parse_xml)
    assert [case.number for case in read.cases] == ["0417", "0418"]
    assert {(each.aspect, each.percent) for each in read.cases[1].written} == {("K", Fraction(72)), ("E", Fraction(62))}
    assert len(marks_of_workbook(parts_of(score_workbook(makers.a_score(), ZH)), parse_xml).cases) == 2


def test_that_what_is_no_mark_is_refused_with_its_cell() -> None:
    book, part = a_book(), "xl/worksheets/sheet4.xml"
    forged = {**book, part: re.sub(rb'(<c r="J4" s="[0-9]+"><v>)3<', rb"\g<1>3.5<", book[part])}
    with pytest.raises(WorkbookUnreadable) as caught:
        marks_of_workbook(forged, parse_xml)
    assert caught.value.facts == {"cell": "Marks!J4", "value": "3.5"}
    with pytest.raises(WorkbookUnreadable):
        marks_of_workbook({}, parse_xml)
