"""Draws the registration form as a Word file: blank, for applicants, or filled.

Page one is the form printed with the society's notice, cell by cell; the annex on page two asks for what a grade's conditions
need. Every field is a content control whose tag is the field's id in ``models.form_fields``, so that a filled form is read
back without guessing; printed and filled by hand it looks the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from assessor_app.models.dossier import Application, Career, Education
from assessor_app.models.form_fields import (
    ANNEX,
    CAREER,
    CAREER_ROWS,
    CLAIMS,
    CPD,
    CPD_YEARS,
    EDUCATION,
    EDUCATION_ROWS,
    GRADES,
    INTERVIEW_CHOICES,
    PERSONAL,
    REFEREE_ROWS,
    REFEREES,
    SECTION_NOTES,
    SECTIONS,
    TITLE,
    FilledForm,
    FormField,
    bilingual,
)
from assessor_app.models.language import Text
from assessor_app.models.people import Name
from assessor_app.paths import resources

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

# In twentieths of a point, as all widths and heights here: A4 less two margins of 2 cm.
_WIDTH: Final = 9638

_FIELDS: Final = {field.id: field for field in (*PERSONAL, *ANNEX)}
_SECTIONS: Final = {field.id: field for field in SECTIONS}
# What stands in an empty field: wide blanks, so that the control can be hit with the mouse and prints as nothing.
_EMPTY: Final = "\u3000\u3000"
_BAND: Final = "E7ECF1"
_LABEL: Final = "F5F7F9"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell between two vertical lines."""

    start: int
    end: int
    content: str
    shade: str = ""
    top: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    height: int


def blank_form() -> bytes:
    """The blank registration form, as a .docx file."""
    return fill_form(FilledForm(application=Application(name=Name(zh=""))))


def fill_form(form: FilledForm, *, notice: str = "") -> bytes:
    """The form with the fields filled, as a .docx file; `notice` stands in the head of every page.

    Raises ValueError where a text holds a character that no XML file can hold.
    """
    import docx

    document = docx.Document()
    _drop_spare_parts(document)
    _style(document)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for element in _parsed(_page_one(form.application) + _page_two(form) + _section(document, notice)):
        body.append(element)
    _describe(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- the pages --------------------------------------------------------------------------------------------------------


def _page_one(application: Application) -> str:
    education, career = (0, 2200, 4400, 6900, _WIDTH), (0, 1900, 4400, 6000, _WIDTH)
    statement = _control("statement", bilingual(_SECTIONS["statement"].label), application.statement)
    return (
        _paragraph(_run("附件", bold=True), after=120)
        + _paragraph(_run(TITLE.zh, size=32, bold=True, face="黑体"), align="center", after=40, style="Heading1")
        + _paragraph(_run(TITLE.en, size=24), align="center", after=200)
        + _table(
            [
                _band("personal"),
                *_personal(application),
                _band("education"),
                _heads(EDUCATION, education),
                *_rows([_education_row(row) for row in application.education], EDUCATION_ROWS, 640, education),
                _band("career"),
                _heads(CAREER, career),
                *_rows([_career_row(row) for row in application.career], CAREER_ROWS, 760, career),
                _band("statement"),
                _Row((_Cell(0, _WIDTH, statement, top=True),), 2500),
            ]
        )
    )


def _personal(application: Application) -> list[_Row]:
    values = {field.id: getattr(application, field.id) for field in PERSONAL}
    values["name"] = application.name.both
    first = ((0, 1300, 3500, "name"), (3500, 4400, 5600, "gender"), (5600, 6900, _WIDTH, "job_title"))
    pairs = (
        ("expertise", "mobile"),
        ("company", "company_address"),
        ("phone", "email"),
        ("english_level", "interview_in_english"),
    )
    rows = [first, *(((0, 1300, 4700, left), (4700, 6340, _WIDTH, right)) for left, right in pairs)]
    return [_personal_row(row, values) for row in rows]


def _personal_row(row: Sequence[tuple[int, int, int, str]], values: Mapping[str, Any]) -> _Row:
    cells = []
    for start, middle, end, name in row:
        field = _FIELDS[name]
        value = _interview(values[name]) if name == "interview_in_english" else _field(name, values[name])
        cells += [_Cell(start, middle, _label(field.label), _LABEL), _Cell(middle, end, value)]
    return _Row(tuple(cells), 600)


def _interview(in_english: bool | None) -> str:  # noqa: FBT001 -- the field's own value
    chosen = {True: "yes", False: "no", None: ""}[in_english]
    return "".join(
        _paragraph(
            _box(f"interview.{choice.id}", bilingual(choice.label), ticked=choice.id == chosen)
            + _run(bilingual(choice.label))
        )
        for choice in INTERVIEW_CHOICES
    )


def _education_row(row: Education) -> tuple[str, ...]:
    return (_period(row.start, row.end), row.qualification, row.course, row.school)


def _career_row(row: Career) -> tuple[str, ...]:
    return (_period(row.start, row.end), row.company, row.position, row.duties)


def _period(start: str, end: str) -> str:
    return f"{start.replace('-', '.')}\n{end.replace('-', '.') or '至今 present'}" if start else ""


def _page_two(form: FilledForm) -> str:
    application = form.application
    tables = (
        _conditions(form),
        [_band("cpd"), *_cpd(application)],
        [_band("referees"), *_referees(application)],
        [_band("claims"), *_claims(application)],
        [_truth()],
    )
    return (
        _paragraph('<w:r><w:br w:type="page"/></w:r>' + _run("附件（续）", bold=True), after=120)
        + _paragraph(
            _run(_SECTIONS["annex"].label.zh, size=32, bold=True, face="黑体"),
            align="center",
            after=40,
            style="Heading1",
        )
        + _paragraph(_run(_SECTIONS["annex"].label.en, size=24), align="center", after=200)
        + _gap().join(_table(rows) for rows in tables)
        + _gap()
    )


def _conditions(form: FilledForm) -> list[_Row]:
    application = form.application
    grades = _boxes("grade", GRADES, {form.grade})
    accredited = {str(number) for number, row in enumerate(application.education, 1) if row.accredited}
    in_charge = {str(number) for number, row in enumerate(application.career, 1) if row.responsible_charge}
    year = str(form.birth_year) if form.birth_year else ""
    of_education = ("教育经历第几行 row of Education：", max(EDUCATION_ROWS, len(application.education)), accredited)
    of_career = ("工作经历第几行 row of Career History：", max(CAREER_ROWS, len(application.career)), in_charge)
    return [
        _Row((_Cell(0, 2200, _label(_FIELDS["grade"].label), _LABEL), _Cell(2200, _WIDTH, grades)), 560),
        _Row(
            (
                _Cell(0, 2200, _label(_FIELDS["birth_year"].label), _LABEL),
                _Cell(2200, 4400, _field("birth_year", year)),
                _Cell(4400, 6000, _label(_FIELDS["membership"].label), _LABEL),
                _Cell(6000, _WIDTH, _field("membership", form.membership)),
            ),
            560,
        ),
        _numbered("accredited", *of_education),
        _numbered("in_charge", *of_career),
    ]


def _numbered(name: str, lead: str, rows: int, ticked: set[str]) -> _Row:
    boxes = _boxes(name, [str(number) for number in range(1, rows + 1)], ticked, lead)
    return _Row((_Cell(0, 2200, _label(_FIELDS[name].label), _LABEL), _Cell(2200, _WIDTH, boxes)), 560)


def _boxes(name: str, choices: Sequence[str], ticked: set[str], lead: str = "") -> str:
    boxes = "".join(
        _box(f"{name}.{words}", words, ticked=words in ticked) + _run(f"{words}\u3000") for words in choices
    )
    return _paragraph((_run(lead) if lead else "") + boxes)


def _cpd(application: Application) -> list[_Row]:
    years = max(CPD_YEARS, len(application.cpd))
    stops = [2200 + (_WIDTH - 2200) * index // years for index in range(years + 1)]
    values = ([str(each.year) for each in application.cpd], [each.hours for each in application.cpd])
    return [_cpd_row(field, stops, texts) for field, texts in zip(CPD, values, strict=True)]


def _cpd_row(field: FormField, stops: Sequence[int], texts: Sequence[str]) -> _Row:
    spans = enumerate(pairwise(stops))
    cells = (
        _Cell(start, end, _paragraph(_run(texts[at] if at < len(texts) else ""), align="center"))
        for at, (start, end) in spans
    )
    return _Row((_Cell(0, 2200, _label(field.label), _LABEL), *cells), 480)


def _referees(application: Application) -> list[_Row]:
    stops = (0, 2200, 6900, _WIDTH)
    return [
        _heads(REFEREES, stops),
        *_rows([_referee(text) for text in application.referees], REFEREE_ROWS, 480, stops),
    ]


def _referee(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split("，", 2)]
    return tuple([*parts, "", ""][:3])


def _claims(application: Application) -> list[_Row]:
    lines = max(4, -(-len(application.claims) // 5))
    stops = [_WIDTH * index // 10 for index in range(11)]
    claims = [(indicator, str(level)) for indicator, level in application.claims]
    claims += [("", "")] * (lines * 5 - len(claims))
    texts = [[words for pair in range(5) for words in claims[pair * lines + line]] for line in range(lines)]
    rows = (
        _Row(
            tuple(
                _Cell(start, end, _paragraph(_run(words), align="center"))
                for words, start, end in zip(row, stops, stops[1:], strict=False)
            ),
            400,
        )
        for row in texts
    )
    return [_heads(CLAIMS * 5, stops), *rows]


def _truth() -> _Row:
    zh = (
        "本人声明：以上内容及所附材料真实、完整，本人愿遵守职业行为准则，"
        "并同意秘书处和评委为本次评价之目的使用这些材料。"
    )
    en = (
        "I declare that the above and the papers attached are true and complete, that I keep the code of conduct, "
        "and that the society and its assessors may use them for this assessment."
    )
    words = _paragraph(_run(zh), after=40) + _paragraph(_run(en, size=18), after=280)
    line = _run("申请人签名 Signature：________________________\u3000\u3000\u3000日期 Date：________________")
    return _Row((_Cell(0, _WIDTH, words + _paragraph(line, after=80)),), 1100)


# --- building blocks --------------------------------------------------------------------------------------------------


def _table(rows: Sequence[_Row]) -> str:
    lines = sorted({line for row in rows for cell in row.cells for line in (cell.start, cell.end)})
    grid = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(lines))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{4 if side.startswith("inside") else 8}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(_row(row, lines) for row in rows)}</w:tbl>"
    )


def _row(row: _Row, lines: Sequence[int]) -> str:
    cells = "".join(_cell(cell, lines) for cell in row.cells)
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{row.height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _cell(cell: _Cell, lines: Sequence[int]) -> str:
    span = sum(1 for line in lines if cell.start < line <= cell.end)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>' if cell.shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{cell.end - cell.start}" w:type="dxa"/>{spanned}{fill}'
        f'<w:vAlign w:val="{"top" if cell.top else "center"}"/></w:tcPr>{cell.content}</w:tc>'
    )


def _band(section: str) -> _Row:
    label, note = _SECTIONS[section].label, SECTION_NOTES.get(section)
    words = _run(bilingual(label), bold=True)
    if note is not None:
        words += _run(f"（{bilingual(note)}）", size=18)
    return _Row((_Cell(0, _WIDTH, _paragraph(words, keep=True), _BAND),), 440)


def _heads(fields: Sequence[FormField], stops: Sequence[int]) -> _Row:
    spans = zip(fields, stops, stops[1:], strict=False)
    return _Row(tuple(_Cell(start, end, _head(field), _LABEL) for field, start, end in spans), 540)


def _rows(rows: Sequence[Sequence[str]], least: int, height: int, stops: Sequence[int]) -> list[_Row]:
    blanks = [("",) * (len(stops) - 1)] * (least - len(rows))
    return [
        _Row(
            tuple(_Cell(start, end, _lines(text)) for text, start, end in zip(row, stops, stops[1:], strict=False)),
            height,
        )
        for row in (*rows, *blanks)
    ]


def _field(name: str, text: str) -> str:
    return _control(name, bilingual(_FIELDS[name].label), text)


def _label(label: Text) -> str:
    return _paragraph(_run(label.zh), align="center", keep=True) + _paragraph(
        _run(label.en, size=18), align="center", keep=True
    )


def _head(field: FormField) -> str:
    if field.id == "period":
        return _paragraph(_run("开始 Start"), keep=True) + _paragraph(_run("结束 End"), align="right", keep=True)
    return _label(field.label)


def _control(tag: str, alias: str, text: str) -> str:
    """A content control for text. Of the rich kind: LibreOffice 7.4 writes the text of a plain one twice when it saves."""
    empty = "" if text else "<w:showingPlcHdr/>"
    return _paragraph(_sdt(tag, alias, _run(text or _EMPTY), empty))


def _sdt(tag: str, alias: str, content: str, kind: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={_quoted(alias)}/><w:tag w:val={_quoted(tag)}/>{kind}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _box(tag: str, alias: str, *, ticked: bool) -> str:
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
        '<w14:uncheckedState w14:val="25A1" w14:font="宋体"/></w14:checkbox>'
    )
    return _sdt(tag, alias, _run("☑" if ticked else "□", face="Segoe UI Symbol" if ticked else "宋体"), kind)


def _lines(text: str) -> str:
    return "".join(_paragraph(_run(line)) for line in text.split("\n"))


def _gap() -> str:
    return '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'


def _paragraph(content: str, *, align: str = "left", after: int = 0, keep: bool = False, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr>{named}{kept}<w:spacing w:after="{after}"/><w:jc w:val="{align}"/></w:pPr>{content}</w:p>'


def _run(text: str, *, size: int = 20, bold: bool = False, face: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>' if face else ""
    heavy = "<w:b/>" if bold else '<w:b w:val="0"/>' if face == "黑体" else ""
    properties = f'<w:rPr>{fonts}{heavy}<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{words}</w:r>"


def _quoted(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;", "\n": " "}) + '"'


def _parsed(content: str) -> list[Any]:
    from docx.oxml import parse_xml

    root = parse_xml(f'<w:body xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:r="{_R}">{content}</w:body>'.encode())
    return list(root)


# --- the file around the pages ----------------------------------------------------------------------------------------


def _drop_spare_parts(document: Document) -> None:
    """Leave out what the library's own template brings along: a preview picture, custom XML, a second set of styles."""
    for holder in (document.part.package.rels, document.part.rels):
        for key, relation in list(holder.items()):
            if re.search(r"thumbnail|customXml|stylesWithEffects", relation.reltype):
                holder.pop(key)


def _style(document: Document) -> None:
    from docx.oxml import parse_xml

    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for element in parse_xml((resources() / "templates" / "registration_form_styles.xml").read_bytes()):
        root.append(element)


def _section(document: Document, notice: str) -> str:
    """The page: A4, margins of 2 cm, the notice at the head and the page number at the foot."""
    part: Any = document.part  # the library types these two calls in part only
    head, head_id = part.add_header_part()
    foot, foot_id = part.add_footer_part()
    _put(head.element, _paragraph(_run(notice, size=18), align="center", style="Header"))
    number = "".join(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {field} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{_run(shown, size=18)}<w:r><w:fldChar w:fldCharType="end"/></w:r>{_run(joint, size=18)}'
        for field, shown, joint in (("PAGE", "1", " / "), ("NUMPAGES", "2", ""))
    )
    _put(foot.element, _paragraph(number, align="center", style="Footer"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{head_id}"/>'
        f'<w:footerReference w:type="default" r:id="{foot_id}"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1020" w:right="1134" w:bottom="907" w:left="1134" w:header="510" w:footer="454" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _put(holder: Any, content: str) -> None:
    for child in list(holder):
        holder.remove(child)
    for element in _parsed(content):
        holder.append(element)


def _describe(document: Document) -> None:
    properties = document.core_properties
    properties.title = f"{TITLE.zh} {TITLE.en}"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
