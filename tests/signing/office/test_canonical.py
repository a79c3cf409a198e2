"""Known answers: Canonical XML by the examples of its recommendation, the relationship transform by ECMA-376 and Office."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assessor_app.signing.office.canonical import canonical
from assessor_app.signing.office.names import C14N
from assessor_app.signing.office.package import Relationship, read_relationships
from assessor_app.signing.office.transform import transformed
from assessor_app.signing.verdicts import Flaw
from assessor_app.signing.xml import parse_xml

EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"

# Kept as data, because no formatter may touch a blank in them.
VECTORS = tomllib.loads((Path(__file__).parent / "c14n_vectors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_that_the_examples_of_the_recommendation_come_out(vector: dict[str, str]) -> None:
    assert canonical(parse_xml(vector["given"].encode())).decode() == vector["expected"]


def test_that_an_element_keeps_what_it_inherits() -> None:
    root = parse_xml(b'<a xmlns="u:a" xmlns:b="u:b" xml:lang="zh" c="1"><b:d><e/></b:d></a>')
    inclusive = '<b:d xmlns="u:a" xmlns:b="u:b" xml:lang="zh"><e></e></b:d>'
    assert canonical(root[0]).decode() == inclusive
    assert canonical(root[0], EXCLUSIVE).decode() == '<b:d xmlns:b="u:b"><e xmlns="u:a"></e></b:d>'
    listed = canonical(parse_xml(b'<a xmlns:b="u:b" xmlns:c="u:c"><d/></a>')[0], EXCLUSIVE, ["c"])
    assert listed.decode() == '<d xmlns:c="u:c"></d>'


def test_that_comments_count_only_where_asked_for() -> None:
    root = parse_xml(b"<a><!-- hidden --><b/></a>")
    assert canonical(root) == b"<a><b></b></a>"
    assert canonical(root, C14N + "#WithComments") == b"<a><!-- hidden --><b></b></a>"


def test_that_what_we_cannot_canonicalize_is_named() -> None:
    with pytest.raises(Flaw) as flaw:
        canonical(parse_xml(b"<a/>"), "http://www.w3.org/2010/xml-c14n2")
    assert flaw.value.problem.facts["algorithm"] == "http://www.w3.org/2010/xml-c14n2"
    with pytest.raises(Flaw):
        canonical(parse_xml(b'<a xml:base="u:x"><b/></a>')[0], "http://www.w3.org/2006/12/xml-c14n11")
    assert canonical(parse_xml(b"<a><b/></a>")[0], "http://www.w3.org/2006/12/xml-c14n11") == b"<b></b>"


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_that_relationships_are_transformed_as_the_standard_says() -> None:
    """Chosen ones only, sorted by id as text, target mode spelt out, white space gone."""
    rels = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="{PACKAGE}">
      <Relationship Id="rId2" Type="{DOCUMENT}/styles" Target="styles.xml"/>
      <Relationship Target="http://example.org/?a=1&amp;b=2" Id="rId10" Type="{DOCUMENT}/hyperlink" TargetMode="External"/>
      <!-- no part of it -->
      <Relationship Id="rId1" Type="{DOCUMENT}/theme" Target="theme1.xml"></Relationship>
      <Relationship Id="rId3" Type="{DOCUMENT}/customXml" Target="../c.xml"/>
    </Relationships>""".strip()
    found = tuple(read_relationships(parse_xml(rels.encode()), "r"))
    expected = (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Target="theme1.xml" TargetMode="Internal" Type="{DOCUMENT}/theme"></Relationship>'
        f'<Relationship Id="rId10" Target="http://example.org/?a=1&amp;b=2" TargetMode="External" Type="{DOCUMENT}/hyperlink">'
        f'</Relationship><Relationship Id="rId2" Target="styles.xml" TargetMode="Internal" Type="{DOCUMENT}/styles">'
        "</Relationship></Relationships>"
    )
    assert transformed(found, {"rId1", "rId2", "rId10"}).decode() == expected
    by_type = transformed(found, set(), {f"{DOCUMENT}/theme", f"{DOCUMENT}/styles", f"{DOCUMENT}/hyperlink"})
    assert by_type.decode() == expected


def test_that_the_digest_that_libreoffice_wrote_comes_out() -> None:
    """LibreOffice 7.4 ends its relationships with a line feed, which its library turns into an element."""
    metadata = f"{PACKAGE}/metadata/thumbnail"
    relationships = (
        Relationship("rId1", f"{DOCUMENT}/officeDocument", "word/document.xml", external=False),
        Relationship("rId2", metadata, "docProps/thumbnail.jpeg", external=False),
    )
    found = hashlib.sha256(transformed(relationships, {"rId1", "rId2"}, stray_texts=1)).digest()
    assert base64.b64encode(found).decode() == "tyhJTVskYCWgRMEXfz+XVOf+V7S1QwKzleKxLFWlCWc="


def test_that_the_digest_that_office_wrote_comes_out() -> None:
    """Word 2010, root relationships of a file with one document part; the SHA-1 digest stands in that file's signature."""
    relationships = (Relationship("rId1", f"{DOCUMENT}/officeDocument", "word/document.xml", external=False),)
    digest = base64.b64encode(hashlib.sha1(transformed(relationships, {"rId1"})).digest()).decode()
    assert digest == "1vWU/YTF/7t6ZjnE44gAFTbZvvA="


@given(
    st.lists(
        st.tuples(
            st.text("rId0123459", min_size=1), st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")))
        ),
        unique_by=lambda one: one[0],
    )
)
def test_that_the_transform_gives_canonical_xml(pairs: list[tuple[str, str]]) -> None:
    relationships = [Relationship(name, "t", target, external=False) for name, target in pairs]
    data = transformed(relationships, {name for name, _ in pairs})
    assert etree.tostring(etree.fromstring(data), method="c14n") == data
