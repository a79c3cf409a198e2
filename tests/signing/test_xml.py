from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.signing.errors import XmlRefused
from assessor_app.signing.xml import parse_xml

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
# So many laughs that a parser which looked at them would say "syntax".
BILLION = b"<!DOCTYPE a [<!ENTITY l0 'ha'>%s]><a b='&l9;'>&l9;</a>" % b"".join(
    b"<!ENTITY l%d '%s'>" % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10)
)
HOSTILE = {
    "a billion laughs": ("doctype", BILLION),
    "a document type": ("doctype", b"<!DOCTYPE a><a/>"),
    "entities": ("doctype", LAUGHS),
    "entities in attributes": ("doctype", b'<!DOCTYPE a [<!ENTITY b "ha">]><a b="&b;&b;"/>'),
    "a file from the disk": ("doctype", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "a document type behind a comment": ("doctype", b"<?xml version='1.0'?><!-- <a> --><?p i?>\n<!DOCTYPE a><a/>"),
    "a document type in UTF-16": ("doctype", "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le")),
    "a document type behind a long comment": ("doctype", b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE a><a/>"),
    "an encoding that hides signs": ("encoding", b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
    "UTF-32": ("encoding", "<a/>".encode("utf-32")),
    "an undeclared entity": ("syntax", b"<a>&b;</a>"),
    "not well formed": ("syntax", b"<a><b></a>"),
    "nothing": ("encoding", b""),
    "a document type in UTF-32": ("encoding", "<!DOCTYPE a><a/>".encode("utf-32-be")),
    "a document type in UTF-16 without a mark": ("encoding", "<!DOCTYPE a><a/>".encode("utf-16-le")),
    "a document type in EBCDIC": ("encoding", "<?xml version='1.0'?><!DOCTYPE a><a/>".encode("cp037")),
    "too deep": ("syntax", b"<a>" * 400 + b"</a>" * 400),
    "two roots": ("syntax", b"<a/><a/>"),
}  # fmt: skip


@pytest.mark.parametrize(("reason", "data"), HOSTILE.values(), ids=HOSTILE)
def test_that_hostile_xml_is_refused(reason: str, data: bytes) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse_xml(data, "word/document.xml")
    assert (refused.value.reason, refused.value.part) == (reason, "word/document.xml")


def test_that_xml_above_the_bound_is_refused() -> None:
    with pytest.raises(XmlRefused, match="size"):
        parse_xml(b"<a>" + b"x" * 100 + b"</a>", limit=50)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_sound_xml_is_read_in_each_allowed_encoding(encoding: str) -> None:
    root = parse_xml("<?xml version='1.0'?><!-- <!DOCTYPE a> --><a>评价</a>".encode(encoding))
    assert root.text == "评价"


def test_that_the_words_of_a_document_type_may_be_talked_about() -> None:
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


@given(st.binary(max_size=300))
def test_that_no_bytes_bring_the_parser_down(data: bytes) -> None:
    try:
        parse_xml(data)
    except XmlRefused as refused:
        assert refused.reason in ("doctype", "encoding", "syntax", "size")  # noqa: PT017 - most bytes are refused, some are XML
