"""Records as bytes: one way to write each, one way to read it, and nothing else is a record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.exchange.errors import RecordBroken, RecordTooNew
from assessor_app.exchange.record import canonical, read_record, record_bytes, record_hash
from assessor_app.signing.archives import read_archive
from tests.builders import altered

SAMPLES = Path(__file__).parent.parent / "packages"
CASE, RECEIPT = (
    read_archive((SAMPLES / "valid" / f"{name}.asice").read_bytes()).read("record.json") for name in ("case", "receipt")
)


@pytest.mark.parametrize("content", [CASE, RECEIPT], ids=["case", "receipt"])
def test_that_writing_a_record_again_gives_the_same_bytes(content: bytes) -> None:
    record = read_record(content)
    assert record_bytes(record) == content
    assert record_hash(record_bytes(record)) == record_hash(content)


@settings(max_examples=150)
@given(place=st.integers(0, len(RECEIPT) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_that_no_other_bytes_read_as_the_same_record(place: int, byte: int, cut: bool) -> None:
    content = RECEIPT[:place] if cut else RECEIPT[:place] + bytes([byte]) + RECEIPT[place + 1 :]
    if content == RECEIPT:
        return
    try:
        record = read_record(content)
    except (RecordBroken, RecordTooNew):
        return
    assert record_bytes(record) == content
    assert record != read_record(RECEIPT)


@settings(max_examples=200)
@given(
    content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
)
def test_that_rubbish_is_broken_and_nothing_worse(content: bytes) -> None:
    with pytest.raises(RecordBroken):
        read_record(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "envelope",
    "envelope__made_at",
    "envelope__round",
    "envelope__sender",
    "envelope__serial",
    "package",
    "sha256",
)


@settings(max_examples=200)
@given(field=st.sampled_from(FIELDS), value=JSON)
def test_that_a_field_of_another_kind_is_broken_or_a_record_again(field: str, value: object) -> None:
    content = altered(read_record(RECEIPT), **{field: value})
    try:
        record = read_record(content)
    except (RecordBroken, RecordTooNew):
        return
    assert record_bytes(record) == content


@pytest.mark.parametrize(
    "serial", ["", ".", "..", "../x", "a/b", "a\\b", "/x", "C:x", "a\x00b", " a", "a.", "nul", "x" * 200, "a\u202eb"]
)
def test_that_no_id_leads_a_file_elsewhere(serial: str) -> None:
    with pytest.raises(RecordBroken):
        read_record(altered(read_record(RECEIPT), envelope__serial=serial))


@pytest.mark.parametrize(
    "at", ["2026-11-21T08:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "yesterday"]
)
def test_that_every_time_bears_its_offset_and_is_of_our_age(at: str) -> None:
    with pytest.raises(RecordBroken):
        read_record(altered(read_record(RECEIPT), taken_in_at=at))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"envelope"', b'{ "envelope"'),
        (b'"format":1,', b'"format":1.0,'),
        (b'"format":1,', b'"format":1,"format":1,'),
        (b'"verdict":"taken_in"', b'"verdict":"taken\\u005fin"'),
        (b'"verdict":"taken_in"', b'"note":"","verdict":"taken_in"'),
        (b'"verdict":"taken_in"}', b'"verdict":"taken_in"}\n'),
    ],
    ids=["a space", "1.0 for 1", "a key twice", "an escape", "a field more", "a line end"],
)
def test_that_one_record_has_one_spelling(old: bytes, new: bytes) -> None:
    assert old in RECEIPT
    with pytest.raises(RecordBroken):
        read_record(RECEIPT.replace(old, new, 1))


def test_that_a_newer_format_is_named_and_not_misread() -> None:
    with pytest.raises(RecordTooNew) as refused:
        read_record(altered(read_record(RECEIPT), envelope__format=2))
    assert refused.value.format == 2
    for wrong in (0, -1, True, "1", None, 1.5):
        with pytest.raises(RecordBroken):
            read_record(altered(read_record(RECEIPT), envelope__format=wrong))


def test_that_json_cannot_say_what_is_no_number() -> None:
    with pytest.raises(ValueError):
        canonical({"x": float("nan")})
