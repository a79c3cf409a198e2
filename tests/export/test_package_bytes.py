from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.export.package_bytes import package
from assessor_app.signing.archives import read_archive

NAMES = st.text("abcXYZ019/._-", min_size=1, max_size=20).filter(
    lambda name: ".." not in name and "//" not in name and name.strip("/") == name
)
PARTS = {"word/b.xml": b"<b/>", "_rels/.rels": b"<r/>", "word/a.xml": b"<a/>", "[Content_Types].xml": b"<t/>"}


def test_that_the_order_in_which_parts_were_made_does_not_matter() -> None:
    assert package(PARTS) == package(dict(reversed(PARTS.items())))
    with zipfile.ZipFile(io.BytesIO(package(PARTS))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/a.xml", "word/b.xml"]
        assert {(each.date_time, each.create_system, each.external_attr) for each in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, 0)
        }


@given(st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=8))
def test_that_others_read_every_part_as_it_was_given(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(package(parts))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts


def test_that_our_own_hardened_reader_takes_the_file() -> None:
    archive = read_archive(package(PARTS))
    assert {name: archive.read(name) for name in archive.names} == PARTS
