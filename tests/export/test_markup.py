from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assessor_app.export.markup import attribute, escaped, visible

TEXTS = st.text(st.characters(codec=None))  # lone surrogates included


def test_that_control_and_direction_marks_are_shown_and_not_obeyed() -> None:
    assert visible("a\x00b\x7fc\x85d") == "a␀b␡c[U+0085]d"
    assert visible("评分 \u202e54") == "评分 [U+202E]54"
    assert visible("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert visible("tab\there 𠮷 =1+1") == "tab\there 𠮷 =1+1"


@given(TEXTS)
def test_that_any_text_becomes_xml_and_comes_back_as_it_is_shown(text: str) -> None:
    content = f'<t a="{attribute(text)}">{escaped(text)}</t>'.encode()
    found = etree.fromstring(content)
    assert (found.text or "") == visible(text)
    assert found.get("a") == visible(" ".join(text.split()))


@given(TEXTS)
def test_that_what_is_shown_once_is_shown_the_same_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)
