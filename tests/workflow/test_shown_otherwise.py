"""Documents that our reader could read right and a person would see otherwise: signed by a real key, and never valid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessor_app.signing.verdicts import Status
from assessor_app.workflow.verify import FileVerdict, verify_package
from tests.builders import CHAIR, MEMBER, Apart, Edit, Played, apart, documents_of, signed, silent, with_record

pytestmark = pytest.mark.usefixtures("evidence_judged_once")

BOOK, REPORT = "documents/results.xlsx", "documents/report-0409.docx"
SHEET, WORKBOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
AGREEMENT, CHART = "xl/worksheets/sheet7.xml", "xl/charts/chart1.xml"
BODY = "word/document.xml"
FIGURE = b'<w:t xml:space="preserve">69.1883</w:t></w:r><w:bookmarkEnd w:id="3"/>'
RUN = b'<w:r><w:t xml:space="preserve">99.1883</w:t></w:r>'

TRICKS: dict[str, Edit] = {
    "another number in the cell": (BOOK, SHEET, b"<v>69.1883</v>", b"<v>99.1883</v>"),
    "another number on the sheet of agreement": (BOOK, AGREEMENT, b"<v>100</v>", b"<v>99</v>"),
    "another share in the chart": (BOOK, CHART, b"<c:v>100.0</c:v>", b"<c:v>10.0</c:v>"),
    "a formula that works out another number": (BOOK, SHEET, b",10),4))</f>", b",10),4)+30)</f>"),
    "a number format that writes another number": (
        BOOK,
        STYLES,
        b'formatCode="0.0000"',
        b'formatCode="&quot;99.1883&quot;"',
    ),
    "a hidden row": (BOOK, SHEET, b'<row r="17" ', b'<row r="17" hidden="1" '),
    "white on white": (BOOK, STYLES, b'<color rgb="FF1A1F25"/>', b'<color rgb="FFFFFFFF"/>'),
    "a second cell of the same name": (
        BOOK,
        SHEET,
        b'<c r="F17"',
        b'<c r="F17" s="15"><v>99.1883</v></c><c r="F17"',
    ),
    "two sheets that change their names": (BOOK, WORKBOOK, "汇总 Summary".encode(), "评分 Marks".encode()),
    "a name that leads elsewhere": (BOOK, WORKBOOK, b'name="desk_summary"', b'name="desk_other"'),
    "a sheet out of sight": (BOOK, WORKBOOK, b'sheetId="1"', b'sheetId="1" state="hidden"'),
    "another number in the report": (REPORT, BODY, FIGURE, FIGURE.replace(b"69.", b"99.")),
    "the right number hidden, another beside it": (
        REPORT,
        BODY,
        b"<w:rPr><w:b/><w:bCs/></w:rPr>" + FIGURE,
        b"<w:rPr><w:b/><w:bCs/><w:vanish/></w:rPr>" + FIGURE + RUN,
    ),
    "the right number in white": (
        REPORT,
        BODY,
        b"<w:rPr><w:b/><w:bCs/></w:rPr>" + FIGURE,
        b'<w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>' + FIGURE,
    ),
    "a tracked insertion": (REPORT, BODY, FIGURE, FIGURE + b'<w:ins w:id="9" w:author="x">' + RUN + b"</w:ins>"),
    "a field that works out another number": (
        REPORT,
        BODY,
        FIGURE,
        FIGURE + b'<w:fldSimple w:instr=" = 99 "><w:r><w:instrText> = 99 </w:instrText></w:r></w:fldSimple>',
    ),
    "a content control": (REPORT, BODY, FIGURE, FIGURE + b"<w:sdt><w:sdtContent>" + RUN + b"</w:sdtContent></w:sdt>"),
    "a chunk of another document": (REPORT, BODY, b"<w:sectPr", b'<w:altChunk r:id="rId1"/><w:sectPr'),
    "a text box over it": (
        REPORT,
        BODY,
        FIGURE,
        FIGURE + b"<w:r><w:pict><w:txbxContent><w:p>" + RUN + b"</w:p></w:txbxContent></w:pict></w:r>",
    ),
    "a symbol instead of a letter": (
        REPORT,
        BODY,
        FIGURE,
        FIGURE + b'<w:r><w:sym w:font="Arial" w:char="F039"/></w:r>',
    ),
    "another number in the head": (REPORT, "word/header1.xml", b"</w:p>", RUN + b"</w:p>"),
    "styles that hide": (REPORT, "word/styles.xml", b"<w:rPr>", b"<w:rPr><w:vanish/>"),
}


@pytest.fixture(scope="module")
def ours(played: Played) -> Apart:
    return apart(played.result_container)


def judged(played: Played, parts: Apart, *edits: Edit) -> FileVerdict:
    signer = played.identities[CHAIR]
    files = parts.files | documents_of(parts, signer, played.now, *edits)
    container = signed(replace(parts, files=files), signer, played.now)
    return verify_package(container, "shown otherwise", played.trusted, played.now, silent)


@pytest.mark.parametrize("trick", TRICKS)
def test_that_a_document_shows_what_its_record_says_and_nothing_else(ours: Apart, played: Played, trick: str) -> None:
    edit = TRICKS[trick]
    verdict = judged(played, ours, edit)
    told = [problem for problem in verdict.problems if problem.code == "computed_unequal"]
    assert (verdict.status, {problem.facts["name"] for problem in told}) == (Status.INVALID, {edit[0]})
    assert all(problem.facts["part"] for problem in told)


@pytest.mark.parametrize("trick", TRICKS)
def test_that_another_program_is_no_excuse(ours: Apart, played: Played, trick: str) -> None:
    """Another version may set things otherwise, so its documents are compared by name; they are never called valid."""
    other = with_record(ours, envelope__program="assessor-desk 9.9.9", envelope__serial="result-other")
    assert judged(played, other, TRICKS[trick]).status in (Status.PARTIAL, Status.INVALID)


def test_that_the_documents_say_for_what_they_were_signed_where_when_and_in_which_role(
    ours: Apart, played: Played
) -> None:
    verdict = verify_package(played.result_container, "result", played.trusted, played.now, silent)
    serial = ours.record.envelope.serial
    documents = {part.file: part.signers[0] for part in verdict.parts if part.file.startswith("documents/")}
    assert len(documents) > 2
    for signer in documents.values():
        assert (signer.role, signer.commitment, signer.place) == (
            "chair",
            "proof_of_approval",
            ours.record.minutes.place,
        )
        assert serial in signer.statement
        assert "建议" in signer.statement
        assert signer.time is not None
        assert signer.time.utcoffset() is not None
    member = apart(played.score(MEMBER))
    scores = verify_package(played.score(MEMBER), "score", played.trusted, played.now, silent)
    first = next(part.signers[0] for part in scores.parts)
    assert (first.role, first.commitment) == ("assessor", "proof_of_creation")
    assert first.place == member.record.envelope.round.venue
