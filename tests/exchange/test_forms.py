from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.exchange.forms import FormReading, read_form, ticked
from assessor_app.exchange.periods import Period, read_period
from assessor_app.export.blank_form import blank_form, fill_form
from assessor_app.messages import Messages
from assessor_app.models.dossier import Application, Career, CpdYear, Education
from assessor_app.models.form_fields import FilledForm
from assessor_app.models.language import Language
from assessor_app.models.people import Name

TODAY = "2026-11-20"


def application(**changes: Any) -> Application:
    facts: dict[str, Any] = {
        "name": Name("林知远", "Lin Zhiyuan"),
        "gender": "男 Male",
        "job_title": "高级工程师",
        "expertise": "岩土工程",
        "mobile": "138 0000 0417",
        "company": "江城岩土勘察设计院",
        "company_address": "江城市临江路 18 号",
        "phone": "000-5550417",
        "email": "lin.zhiyuan@example.org",
        "english_level": "CET-6",
        "interview_in_english": False,
        "education": (Education("2008-09", "2012-06", "工学学士", "土木工程", "江城大学", accredited=True),),
        "career": (Career("2019-03", "", "江城岩土勘察设计院", "项目负责人", "深基坑设计", responsible_charge=True),),
        "statement": "江城市优秀勘察设计二等奖",
        "cpd": (CpdYear(2024, "46"), CpdYear(2025, "43.5")),
        "referees": ("周慎之，江城大学教授，000-5551701",),
        "claims": (("E1", 3), ("K1", 4)),
    }
    return Application(**{**facts, **changes})


def filled(**changes: Any) -> bytes:
    return fill_form(FilledForm(application(**changes), "PE", 1990, "会员 20417"))


def codes(reading: FormReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def said(reading: FormReading) -> None:
    """Every problem has its sentence in both languages, with all its facts."""
    for problem in reading.problems:
        for language in Language:
            assert Messages().message(problem.code, problem.facts, language).what


# --- our own form -----------------------------------------------------------------------------------------------------


def test_that_a_filled_form_reads_back_as_it_was_filled() -> None:
    reading = read_form(filled(), today=TODAY)
    assert reading.application == application()
    assert (reading.grade, reading.birth_year, reading.membership) == ("PE", 1990, "会员 20417")
    assert reading.problems == ()


def test_that_the_blank_form_names_every_field_as_missing_and_only_the_name_blocks() -> None:
    reading = read_form(blank_form())
    assert [problem.field for problem in reading.problems if problem.blocking] == ["name"]
    assert {problem.field for problem in reading.problems} >= {
        "gender",
        "email",
        "education",
        "career",
        "statement",
        "grade",
        "cpd",
    }
    said(reading)


# No control characters (no XML holds them) and no blanks at the edges (a cell has none).
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=12
).filter(lambda text: not re.search(r"[☑☒✓✔√✅■◼⊠☻●◉⬛✗✘☐□▢◻○◯⬜❏❑▫:：/]", text))


@settings(max_examples=30)
@given(company=WORDS, duties=WORDS, level=WORDS, statement=WORDS)
def test_that_whatever_is_typed_comes_back_unchanged(company: str, duties: str, level: str, statement: str) -> None:
    career = (Career("2019-03", "2021-04", company, "负责人", duties),)
    reading = read_form(filled(company=company, english_level=level, career=career, statement=statement))
    assert reading.application.company == company
    assert reading.application.english_level == level
    assert reading.application.career == career
    assert reading.application.statement == statement


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "O'Connor", "𠮷田 岚", "龚䶮", "{{ 7*7 }}", "A & B <x>", "&amp;"],
)
def test_that_hostile_and_rare_texts_stay_text(text: str) -> None:
    reading = read_form(filled(company=text, statement=text))
    assert (reading.application.company, reading.application.statement) == (text, text)


def test_that_more_rows_than_the_blank_has_are_kept() -> None:
    career = tuple(Career(f"20{at:02}-01", f"20{at:02}-11", f"单位 {at}", "职位", "职责") for at in range(10, 19))
    cpd = tuple(CpdYear(2018 + at, str(40 + at)) for at in range(8))
    reading = read_form(filled(career=career, cpd=cpd))
    assert reading.application.career == career
    assert reading.application.cpd == cpd


def test_that_a_form_has_few_enough_parts_to_be_signed() -> None:
    with zipfile.ZipFile(io.BytesIO(blank_form())) as archive:
        assert len(archive.namelist()) <= 30
        assert not [name for name in archive.namelist() if "customXml" in name or "thumbnail" in name]


# --- forms made by hand -----------------------------------------------------------------------------------------------

PERSONAL = (
    ("姓 名\nName", "林知远 Lin Zhiyuan", "性别", "男", "职务/职称\nJob Title", "工程师"),
    ("所属行业", "岩土", "手机", "13800000417"),
    ("单位名称：", "江城岩土勘察设计院", "单位地址", "临江路 18 号"),
    ("单位电话", "000-1", "邮 箱", "lin@example.org"),
    ("英文水平", "CET-4", "是否全英文面试\nEnglish interview", "□可以 ok\n√需要翻译 with translation"),
)
EDUCATION = (
    ("开始Start\n结束 End", "学历\nQualifications", "所学专业 Course", "毕业院校"),
    ("2008.9–2012.6", "本科", "土木工程", "江城大学"),
)
CAREER = (
    ("开始Start\n结束 End", "工作单位", "工作职位", "工作职责 Responsibilities"),
    ("2019年3月至今", "江城岩土勘察设计院", "项目负责人", "深基坑设计\n监测"),
    ("2012.7-2019.2", "江城岩土勘察设计院", "设计人", "边坡"),
)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(text: str, columns: int) -> str:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{lines}</w:tc>'


def by_hand(
    personal: Sequence[Sequence[str]] = PERSONAL,
    education: Sequence[Sequence[str]] = EDUCATION,
    career: Sequence[Sequence[str]] = CAREER,
    statement: str = "获奖 1 项",
    change: Callable[[Document], None] = lambda _: None,
) -> bytes:
    """A form drawn in Word without any of our tags: one table of twelve columns, cells merged to fit."""
    document = docx.Document()
    document.add_paragraph("工程能力评价/国际工程师资质认证报名表")
    table = document.add_table(rows=0, cols=12)

    def row(*texts: str) -> None:
        table._tbl.append(parse_xml(f"<w:tr {W}>{''.join(cell(text, 12 // len(texts)) for text in texts)}</w:tr>"))

    row("个人信息 Personal information")
    for texts in personal:
        row(*texts)
    note = "（仅填写最高学历及学位 Only fill in highest Engineering degree(s) and qualification(s)）"
    row(f"教育经历Education{note}")
    for texts in education:
        row(*texts)
    row("工作经历Career History（仅填写近5年工作经历 Only fill in latest 5 years career history）")
    for texts in career:
        row(*texts)
    note = "（填写个人获得奖项，专利发表，论文发表等情况/Award, patents, paper published etc. 字数在300以内）"
    row(f"个人描述/Personal description{note}")
    row(statement)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_that_a_form_drawn_by_hand_is_read_by_its_words() -> None:
    read = read_form(by_hand(), today=TODAY).application
    assert read.name == Name("林知远", "Lin Zhiyuan")
    assert (read.gender, read.job_title, read.company, read.email) == (
        "男",
        "工程师",
        "江城岩土勘察设计院",
        "lin@example.org",
    )
    assert read.interview_in_english is False
    assert read.education == (Education("2008-09", "2012-06", "本科", "土木工程", "江城大学"),)
    assert read.career == (
        Career("2019-03", "", "江城岩土勘察设计院", "项目负责人", "深基坑设计\n监测"),
        Career("2012-07", "2019-02", "江城岩土勘察设计院", "设计人", "边坡"),
    )
    assert read.statement == "获奖 1 项"


def test_that_a_form_in_english_alone_is_read() -> None:
    personal = (
        ("Name:", "Siobhán O'Connor", "Gender", "Female", "Job Title", "Site Engineer"),
        ("Expertise", "Solar", "Contact", "139"),
        ("Company", "Volt Ltd", "Company address", "3 Pier Road"),
        ("Phone", "000", "Email", "s@example.org"),
        ("English level", "Native", "English interview", "☒ ok   ☐ with translation"),
    )
    education = (
        ("Start", "End", "Qualifications", "Course", "Educational Establishment"),
        ("Sep 2008", "June 2012", "BEng", "Electrical", "Northmere"),
    )
    career = (
        ("Period", "Company", "Job Title", "Responsibilities"),
        ("02/2018 - present", "Volt Ltd", "Site Engineer", "Commissioning"),
    )
    read = read_form(by_hand(personal, education, career, "Team prize")).application
    assert read.name == Name("", "Siobhán O'Connor")
    assert read.interview_in_english is True
    assert read.education == (Education("2008-09", "2012-06", "BEng", "Electrical", "Northmere"),)
    assert read.career == (Career("2018-02", "", "Volt Ltd", "Site Engineer", "Commissioning"),)


def test_that_label_and_value_may_share_a_cell() -> None:
    personal = (("姓名：林知远", "性别：男", "职务：工程师"), *PERSONAL[1:])
    read = read_form(by_hand(personal)).application
    assert (read.name.zh, read.gender, read.job_title) == ("林知远", "男", "工程师")


def test_that_the_description_may_stand_under_its_heading_in_the_same_cell() -> None:
    def move(document: Document) -> None:
        rows = document.tables[0].rows
        rows[-2].cells[0].text += "\n获奖 3 项"
        rows[-1].cells[0].text = ""

    assert read_form(by_hand(change=move)).application.statement == "获奖 3 项"


def test_that_a_file_with_other_content_is_not_taken_for_a_form() -> None:
    document = docx.Document()
    document.add_paragraph("会议纪要")
    out = io.BytesIO()
    document.save(out)
    reading = read_form(out.getvalue())
    assert codes(reading) == ["form_not_recognised"]
    assert reading.blocked
    said(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("☑可以 ok\n□需要翻译 with translation", True),
        ("□可以 ok\n☑需要翻译 with translation", False),
        ("■可以 □需要翻译", True),
        ("□可以 ☒需要翻译", False),
        ("√可以 ok 需要翻译 with translation", True),
        ("可以 ok √  需要翻译 with translation □", True),
        ("[x] ok [ ] with translation", True),
        ("（ ）可以（√）需要翻译", False),
        ("需要翻译", False),
        ("□可以 ok □需要翻译 with translation", None),
        ("☑可以 ok ☑需要翻译 with translation", None),
        ("", None),
    ],
)
def test_that_boxes_are_understood_however_they_are_ticked(text: str, expected: bool | None) -> None:
    personal = (*PERSONAL[:-1], ("英文水平", "CET-4", "是否全英文面试", text))
    assert read_form(by_hand(personal)).application.interview_in_english is expected


def test_that_wingdings_and_form_fields_count_as_boxes() -> None:
    def tick(document: Document) -> None:
        place = next(each for row in document.tables[0].rows for each in row.cells if "需要翻译" in each.text)
        place.text = ""
        paragraph = place.paragraphs[0]._p
        box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar>'
        paragraph.append(parse_xml(f"<w:r {W}>{box}</w:r>"))
        paragraph.append(parse_xml(f"<w:r {W}><w:t>可以 ok</w:t></w:r>"))
        paragraph.append(
            parse_xml(f'<w:r {W}><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>需要翻译 with translation</w:t></w:r>')
        )

    assert read_form(by_hand(change=tick)).application.interview_in_english is False


def test_that_hidden_and_deleted_text_is_left_out_and_told() -> None:
    def edit(document: Document) -> None:
        place = document.tables[0].rows[-1].cells[0].paragraphs[0]
        place._p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>给评委的话</w:t></w:r>"))
        place._p.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>旧奖项</w:delText></w:r></w:del>'))
        place._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>，专利 2 项</w:t></w:r></w:ins>'))

    reading = read_form(by_hand(change=edit))
    assert reading.application.statement == "获奖 1 项，专利 2 项"
    assert {"form_hidden_text", "form_tracked_changes"} <= set(codes(reading))


def test_that_a_deletion_alone_is_told() -> None:
    def edit(document: Document) -> None:
        place = document.tables[0].rows[-1].cells[0].paragraphs[0]
        place._p.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:t>旧奖项</w:t></w:r></w:del>'))

    reading = read_form(by_hand(change=edit))
    assert reading.application.statement == "获奖 1 项"
    assert "form_tracked_changes" in codes(reading)


# --- what is wrong with a form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statement": "奖" * 301}, "form_statement_long"),
        ({"email": "not a mail"}, "form_email_odd"),
        ({"mobile": ""}, "form_field_missing"),
        ({"career": ()}, "form_section_empty"),
        ({"education": ()}, "form_section_empty"),
        ({"cpd": ()}, "form_section_empty"),
        ({"career": (Career("2021-05", "2019-02", "甲", "乙", "丙"),)}, "form_period_reversed"),
        ({"career": (Career("2021-13", "", "甲", "乙", "丙"),)}, "form_period_impossible"),
        ({"career": (Career("某年", "", "甲", "乙", "丙"),)}, "form_period_unreadable"),
        ({"career": (Career("2027-01", "", "甲", "乙", "丙"),)}, "form_period_future"),
        ({"career": (Career("2019", "2021", "甲", "乙", "丙"),)}, "form_month_assumed"),
        ({"career": (Career("2019-01", "2021-01", "甲", "", "丙"),)}, "form_row_incomplete"),
        (
            {"career": (Career("2018-01", "2020-06", "甲", "乙", "丙"), Career("2019-01", "", "丁", "戊", "己"))},
            "form_career_overlap",
        ),
        ({"cpd": (CpdYear(2024, "很多"),)}, "form_cpd_unreadable"),
        ({"cpd": (CpdYear(2024, "40"), CpdYear(2024, "41"))}, "form_cpd_twice"),
        ({"claims": (("K1", 3), ("K1", 4))}, "form_claim_unclear"),
        ({"company": "甲" * 301}, "form_field_long"),
    ],
)
def test_that_what_is_wrong_is_named_and_never_blocks(changes: dict[str, object], code: str) -> None:
    reading = read_form(filled(**changes), today=TODAY)
    assert codes(reading) == [code]
    assert not reading.blocked
    said(reading)


def test_that_exactly_three_hundred_characters_are_allowed() -> None:
    assert read_form(filled(statement="奖" * 150 + " \n" + "奖" * 150)).problems == ()


def test_that_posts_which_share_one_month_do_not_overlap() -> None:
    career = (Career("2019-06", "", "甲", "乙", "丙"), Career("2015-01", "2019-06", "丁", "戊", "己"))
    assert read_form(filled(career=career), today=TODAY).problems == ()


def test_that_two_grades_ticked_are_none() -> None:
    data = fill_form(FilledForm(application(), "PE", 1990, "x"))
    reading = read_form(
        _rewritten(
            data,
            b'w:tag w:val="grade.AE"/><w14:checkbox><w14:checked w14:val="0"',
            b'w:tag w:val="grade.AE"/><w14:checkbox><w14:checked w14:val="1"',
        )
    )
    assert reading.grade == ""
    assert codes(reading) == ["form_grade_unclear"]


def _rewritten(data: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return out.getvalue()


# --- hostile files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"x" * 4000]
)
def test_that_what_is_no_word_file_is_a_problem_with_a_sentence(data: bytes) -> None:
    reading = read_form(data)
    assert reading.blocked
    said(reading)


def test_that_a_document_type_is_refused() -> None:
    data = _rewritten(filled(), b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document')
    assert codes(read_form(data)) == ["xml_refused"]


def test_that_a_workbook_is_not_taken_for_a_form() -> None:
    import openpyxl

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    assert codes(read_form(out.getvalue())) == ["not_this_kind"]


def test_that_macros_and_fetched_content_are_told() -> None:
    types = _rewritten(
        filled(),
        b"</Types>",
        b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        "[Content_Types].xml",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(types)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/_rels/document.xml.rels":
                link = b'<Relationship Id="rId99" Type="x/attachedTemplate" Target="//192.0.2.1/t.dotm" TargetMode="External"/>'
                content = content.replace(b"</Relationships>", link + b"</Relationships>")
            target.writestr(name, content)
        target.writestr("word/vbaProject.bin", b"x")
    reading = read_form(out.getvalue())
    assert codes(reading) == ["office_macros", "office_external"]
    assert reading.application == application()
    said(reading)


GOOD = filled()


@given(st.data())
def test_that_a_damaged_form_never_ends_in_an_error(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_form(bytes(broken), today=TODAY), FormReading)


@settings(max_examples=30)  # drawing a form by hand takes its time
@given(st.text(max_size=60), st.text(max_size=200))
def test_that_any_words_in_the_cells_are_read_without_error(dates: str, text: str) -> None:
    safe = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", f"{dates}\x01{text}")
    head, _, rest = safe.partition("\x01")
    career = (CAREER[0], (head, rest[:20], rest[20:40], rest[40:]))
    reading = read_form(by_hand(career=career, statement=rest), today=TODAY)
    said(reading)


# --- periods and choices ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019.9–2023.6", "2019-09", "2023-06"),
        ("2019年9月至2023年6月", "2019-09", "2023-06"),
        ("2019年9月 — 至今", "2019-09", ""),
        ("2019.09\n至今 present", "2019-09", ""),
        ("2019/9-2023/06", "2019-09", "2023-06"),
        ("2019-09 - 2023-06", "2019-09", "2023-06"),
        ("2019-09-01 至 2023-06-30", "2019-09", "2023-06"),
        ("201909-202306", "2019-09", "2023-06"),
        ("Sep 2019 to June 2023", "2019-09", "2023-06"),
        ("September, 2019 – present", "2019-09", ""),
        ("09/2019 – 06/2023", "2019-09", "2023-06"),
        ("２０１９．９～２０２３．６", "2019-09", "2023-06"),
        ("二〇一九年九月至二〇二三年十二月", "2019-09", "2023-12"),
        ("2019.9-12", "2019-09", "2019-12"),
        ("自 2019 年 9 月起，现在", "2019-09", ""),
    ],
)
def test_that_periods_are_read_as_people_write_them(text: str, start: str, end: str) -> None:
    assert read_period(text) == Period(start, end)


def test_that_years_alone_are_taken_whole_and_said_to_be_assumed() -> None:
    assert read_period("2019–2023") == Period("2019-01", "2023-12", assumed=True)


@pytest.mark.parametrize("text", ["", "很久以前", "2019.9", "2019.9 2020.1 2021.1", "今年", "3 年"])
def test_that_what_is_no_period_is_unreadable(text: str) -> None:
    assert read_period(text).fault == "unreadable"


@given(st.text(max_size=40))
def test_that_no_text_breaks_the_reading_of_periods(text: str) -> None:
    period = read_period(text)
    assert period.fault in {"", "unreadable", "impossible", "reversed"}
    assert all(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) for month in (period.start, period.end) if month)


def test_that_a_choice_is_found_as_a_whole_word() -> None:
    grades = {name: (name,) for name in ("AE", "PE", "SPE")}
    assert ticked("□AE □PE ☑SPE", grades) == {"SPE"}
    assert ticked("申报 PE", grades) == {"PE"}


# --- through another program ------------------------------------------------------------------------------------------


def test_that_a_form_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "form.docx").write_bytes(filled())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*convert, str(tmp_path / "form.docx")], check=True, capture_output=True)
    reading = read_form((tmp_path / "out" / "form.docx").read_bytes(), today=TODAY)
    assert reading.application == application()
    assert reading.problems == ()
