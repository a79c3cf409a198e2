"""Reports on a society's own Word template: its look, our figures, and nothing that runs, leads elsewhere or hides."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assessor_app.export.errors import TemplateUnfit
from assessor_app.export.template import NEEDED, PLACES, _fill
from assessor_app.models.ids import PackageSerial
from assessor_app.models.language import Language
from assessor_app.models.records import Kind
from assessor_app.signing.verdicts import Status
from assessor_app.signing.xml import parse_xml
from assessor_app.store import packages
from assessor_app.workflow.template_reports import template_of, write_blank_template, write_on_template
from assessor_app.workflow.verify import verify_document
from tests.builders import CHAIR, At, Played
from tests.export.office import convert

Sit = Callable[[Any, str], At]

LETTERHEAD = "示范工程师学会 · 评价报告"


def society_template() -> Any:
    """As somebody at a society makes one in Word: a letterhead, a table, a placeholder that Word has split."""
    made = Document()
    made.sections[0].header.paragraphs[0].text = f"{LETTERHEAD} {{{{ number }}}}"
    split = made.add_paragraph("申请人：")
    for piece in ("{{", "na", "me}}", " / {{grade}}"):
        split.add_run(piece).bold = True
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "{{recommendation}} {{departure}}"
    table.cell(0, 1).text = "{{record_hash}}"
    made.add_paragraph("{{report}}")
    made.add_paragraph("盖章处")
    return made


def saved(made: Any, folder: Path) -> Path:
    path = folder / "template.docx"
    made.save(str(path))
    return path


def serial_of(desk: At) -> PackageSerial:
    return packages.all(desk.store, Kind.RESULT, "out")[-1].serial


def shown(path: Path) -> str:
    read = Document(str(path))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in read.paragraphs), *cells])


def test_that_each_candidate_gets_a_report_on_the_societys_template(sit: Sit, played: Played, tmp_path: Path) -> None:
    chair = sit(CHAIR, "concluded")
    template = saved(society_template(), tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    written = chair.do(write_on_template, serial=serial_of(chair), template=template, folder=out)
    assert {path.name for path in written} == {"report-0409.docx", "report-0431.docx"}
    first = next(path for path in written if "0409" in path.name)
    said = shown(first)
    assert "申请人：周砚秋 Zhou Yanqiu / PE" in said
    assert "盖章处" in said
    assert "{{" not in said
    assert packages.get(chair.store, serial_of(chair), "out").serial in said  # the report's own record table
    head = [each.text for each in Document(str(first)).sections[0].header.paragraphs]
    assert head == ["虚构样例 Fictional sample", f"{LETTERHEAD} 0409"]  # what is no live round says so on every page
    verdict = verify_document(first.read_bytes(), first.name, played.trusted, chair.clock.now)
    assert verdict.status is Status.VALID
    assert verdict.signers[0].role == "chair"
    text = convert(tmp_path / "lo", "txt:Text (encoded):UTF8", {first.name: first.read_bytes()})[first.name].decode()
    assert "盖章处" in text
    assert "周砚秋" in text


def test_that_the_blank_template_names_every_place_and_can_be_used_at_once(sit: Sit, tmp_path: Path) -> None:
    chair = sit(CHAIR, "concluded")
    for language in Language:
        blank = tmp_path / f"blank-{language.value}.docx"
        write_blank_template(blank, language, datetime(2026, 11, 1, tzinfo=UTC))
        with zipfile.ZipFile(blank) as archive:
            inside = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        assert all(f"{{{{{name}}}}}" in inside for name in (*PLACES, *NEEDED))
        out = tmp_path / language.value
        out.mkdir()
        assert chair.do(write_on_template, serial=serial_of(chair), template=blank, folder=out)


def test_that_words_of_people_are_never_taken_for_places(sit: Sit, tmp_path: Path) -> None:
    """The reason of a recommendation that says {{name}} says just that."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = parse_xml(
        f'<w:body xmlns:w="{w}"><w:p><w:r><w:t>{{{{reason}}}} {{{{name}}}}</w:t></w:r></w:p></w:body>'.encode()
    )
    _fill(root, {"reason": "{{name}} & <b>", "name": "N", "serial": "S"})
    assert "".join(str(piece) for piece in root.itertext()) == "{{name}} & <b> N"


def with_element(tag: str) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        made.paragraphs[0].runs[0]._r.append(OxmlElement(tag))

    return change


def with_field(code: str) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        field = OxmlElement("w:instrText")
        field.text = code
        made.paragraphs[0].runs[0]._r.append(field)

    return change


def hidden(made: Any) -> None:
    made.paragraphs[0].runs[0].font.hidden = True


def linked(made: Any) -> None:
    made.part.relate_to("https://example.org/logo.png", "http://schemas.openxmlformats.org/x/image", is_external=True)


def without(place: str) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        for paragraph in [*made.paragraphs, *made.sections[0].header.paragraphs]:
            for text in paragraph._p.iter(qn("w:t")):
                text.text = (text.text or "").replace(place, "x")

    return change


UNFIT: dict[str, tuple[Callable[[Any], None], str]] = {
    "an unknown placeholder": (lambda made: made.add_paragraph("{{score}}"), "template_unknown"),
    "a placeholder never closed": (lambda made: made.add_paragraph("{{name"), "template_unknown"),
    "no place for the report": (without("{{report}}"), "template_missing"),
    "no number": (without("{{ number }}"), "template_missing"),
    "the report amid a line": (lambda made: made.add_paragraph("see {{report}}"), "template_misplaced"),
    "the report in a table": (
        lambda made: setattr(made.add_table(1, 1).cell(0, 0), "text", "{{report}}"),
        "template_misplaced",
    ),
    "an outside picture": (linked, "template_outside"),
    "hidden text": (hidden, "template_hidden"),
    "a tracked insertion": (with_element("w:ins"), "template_tracked"),
    "an embedded object": (with_element("w:object"), "template_embedded"),
    "another document": (lambda made: made.element.body.insert(0, OxmlElement("w:altChunk")), "template_embedded"),
    "a field that fetches": (with_field(' INCLUDETEXT "//server/x" '), "template_field"),
    "a field that works something out": (with_field(" = 1 + 1 "), "template_field"),
}


@pytest.mark.parametrize("what", UNFIT)
def test_that_a_template_that_cannot_be_set_is_refused_with_the_reason(tmp_path: Path, what: str) -> None:
    change, reason = UNFIT[what]
    made = society_template()
    change(made)
    with pytest.raises(TemplateUnfit) as refused:
        template_of(saved(made, tmp_path))
    assert refused.value.reason == reason
    assert refused.value.where


def zipped(folder: Path, extra: dict[str, bytes], drop: str = "") -> Path:
    """The sound template with further entries, or without one."""
    sound = saved(society_template(), folder)
    path = folder / "other.docx"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != drop and name not in extra:
                target.writestr(name, source.read(name))
        for name, content in extra.items():
            target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"word/vbaProject.bin": b"x"}, "template_part"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "template_part"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "template_part"),
        ({"../outside.xml": b"<x/>"}, "template_not_word"),
        ({"word/styles.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}, "template_not_word"),
        ({f"word/media/image{n}.png": b"x" for n in range(40)}, "template_parts"),
    ],
)
def test_that_hostile_files_are_refused_by_the_one_reader(tmp_path: Path, extra: dict[str, bytes], reason: str) -> None:
    with pytest.raises(TemplateUnfit) as refused:
        template_of(zipped(tmp_path, extra))
    assert refused.value.reason == reason


def test_that_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.docx", b"not a zip"), ("b.docx", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(TemplateUnfit) as refused:
            template_of(tmp_path / name)
        assert refused.value.reason == "template_not_word"
    with pytest.raises(TemplateUnfit):
        template_of(zipped(tmp_path, {}, drop="word/document.xml"))


def test_that_nothing_is_written_where_one_report_cannot_be(sit: Sit, tmp_path: Path) -> None:
    chair = sit(CHAIR, "concluded")
    bad = society_template()
    bad.add_paragraph("{{score}}")
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(TemplateUnfit):
        chair.do(write_on_template, serial=serial_of(chair), template=saved(bad, tmp_path), folder=out)
    assert list(out.iterdir()) == []
