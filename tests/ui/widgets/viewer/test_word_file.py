from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError
from assessor_app.ui.widgets.viewer.word_file import read_word
from tests.ui.widgets.viewer.papers import letter_report, photograph


def test_that_headings_tables_lists_and_pictures_are_read() -> None:
    paper = read_word(letter_report())
    assert "<h1>推荐信</h1>" in paper.html
    assert '<td colspan="2"><p>合计</p></td>' in paper.html
    assert "<li>组织方案比选</li>" in paper.html
    assert 'src="picture:0"' in paper.html
    assert list(paper.pictures) == ["picture:0"]
    assert paper.pictures["picture:0"].width() == 400
    assert paper.missing_pictures == 0


def test_that_a_drawing_that_cannot_be_decoded_is_counted() -> None:
    data = io.BytesIO(letter_report())
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"\x01\x00\x00\x00 EMF" if name.startswith("word/media/") else old.read(name))
    paper = read_word(out.getvalue())
    assert paper.pictures == {}
    assert paper.missing_pictures == 1
    assert "picture:missing" in paper.html


def test_that_what_an_applicant_typed_is_never_markup() -> None:
    paper = WordDocument()
    paper.add_paragraph('<img src="file:///etc/passwd"> & <script>')
    out = io.BytesIO()
    paper.save(out)
    assert read_word(out.getvalue()).html == (
        "<p>&lt;img src=&quot;file:///etc/passwd&quot;&gt; &amp; &lt;script&gt;</p>"
    )


def test_that_a_linked_picture_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(photograph())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter_report())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"r:embed=", b"r:link=")
            outside = f'Target="{secret.as_uri()}" TargetMode="External"'.encode()
            new.writestr(name, part.replace(b'Target="media/image1.png"', outside))
    paper = read_word(out.getvalue())
    assert "推荐信" in paper.html
    assert paper.pictures == {}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half", photograph()])
def test_that_what_is_no_word_file_is_called_broken(data: bytes) -> None:
    with pytest.raises(FileBrokenError):
        read_word(data)


def test_that_an_archive_without_a_document_is_called_broken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(FileBrokenError):
        read_word(out.getvalue())
