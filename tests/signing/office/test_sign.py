from __future__ import annotations

import io

import pytest

from assessor_app.signing.errors import (
    ArchiveRefused,
    CannotSignNow,
    DocumentAlreadyBroken,
    NotOffice,
    TooManySignatures,
)
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import sign_office, verify_office
from assessor_app.signing.office.markup import issuer_name, local_time
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Status
from tests.signing import foreign
from tests.signing.builders import (
    NOW,
    SHANGHAI,
    Society,
    excel_file,
    names,
    part,
    rezipped,
    signed_excel_of_two,
    signed_word,
    word_file,
)


@pytest.mark.parametrize("plain", [word_file(), excel_file()], ids=["word", "excel"])
@pytest.mark.parametrize("who", ["assessor", "chair"])
def test_that_a_signed_file_tells_who_signed_what_where_and_when(society: Society, plain: bytes, who: str) -> None:
    identity: Identity = getattr(society, who)
    at = NOW.astimezone(SHANGHAI)
    data = sign_office(
        plain, identity, role="Assessor 评价人", statement='R-7 "评分" & <样>', place="上海, 浦东", at=at
    )
    verdict = verify_office(data, society.trust, NOW)
    assert (verdict.status, verdict.problems, verdict.whole) == (Status.VALID, (), True)
    (signer,) = verdict.signers
    assert (signer.name, signer.person_id, signer.trusted) == (identity.name, identity.person_id, True)
    assert (signer.role, signer.statement, signer.place) == ("Assessor 评价人", 'R-7 "评分" & <样>', "上海, 浦东")
    assert (signer.time, signer.commitment) == (at, "proof_of_approval")
    assert signer.time is not None
    assert signer.time.utcoffset() == at.utcoffset(), "the offset of the place is kept"


def test_that_a_second_signer_leaves_the_first_as_it_was(society: Society) -> None:
    one = sign_office(excel_file(), society.assessor, role="assessor", statement="R-7", place="", at=NOW)
    two = sign_office(one, society.chair, role="chair", statement="R-7 复核", place="上海", at=NOW)
    changed = {name for name in names(one) if part(one, name) != part(two, name)}
    assert changed == {"[Content_Types].xml", "_xmlsignatures/_rels/origin.sigs.rels"}
    verdict = verify_office(two, society.trust, NOW, expected_signers=2)
    assert (verdict.status, verdict.whole, [signer.role for signer in verdict.signers]) == (
        Status.VALID,
        True,
        ["assessor", "chair"],
    )


def test_that_a_third_signer_is_sent_to_the_container(society: Society) -> None:
    with pytest.raises(TooManySignatures):
        sign_office(signed_excel_of_two(society), society.officer, role="officer", statement="", place="", at=NOW)


def test_that_the_content_stays_byte_for_byte(society: Society) -> None:
    plain = word_file()
    data = signed_word(society)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        assert part(data, name) == part(plain, name)


def test_that_the_signed_file_still_reads(society: Society) -> None:
    import docx
    import openpyxl

    assert "64.5707" in docx.Document(io.BytesIO(signed_word(society))).paragraphs[1].text
    book = openpyxl.load_workbook(io.BytesIO(signed_excel_of_two(society)))
    assert book.worksheets[0]["B1"].value == "64.5707"


def test_that_nothing_that_nobody_signs_stays_in_our_files(society: Society) -> None:
    assert not [name for name in names(signed_word(society)) if name in ("docProps/core.xml", "docProps/app.xml")]


def test_that_rsa_signs_the_same_into_the_same_bytes(society: Society) -> None:
    """Given the same parts; the library that makes the document dates its archive by the clock."""
    plain = word_file()

    def signed() -> bytes:
        return sign_office(plain, society.assessor, role="assessor", statement="x", place="", at=NOW)

    assert signed() == signed()


def test_that_a_foreign_signed_file_is_countersigned_and_both_hold(society: Society) -> None:
    who = foreign.person()
    theirs = foreign.sign(word_file(), who)
    both = sign_office(theirs, society.chair, role="chair", statement="seen", place="", at=NOW)
    trust = TrustList(0, None, (*society.trust.authorities, *who.chain))
    verdict = verify_office(both, trust, NOW)
    assert [signer.status for signer in verdict.signers] == [Status.VALID, Status.VALID]
    assert verdict.status is Status.PARTIAL
    assert {problem.part for problem in verdict.problems} == {
        "docProps/thumbnail.jpeg",
        "_rels/.rels",
    } or verdict.problems


def test_that_nothing_is_put_beside_a_broken_signature(society: Society) -> None:
    broken = rezipped(foreign.sign(word_file(), foreign.person()), {"word/document.xml": b"<a/>"})
    with pytest.raises(DocumentAlreadyBroken) as refused:
        sign_office(broken, society.chair, role="chair", statement="", place="", at=NOW)
    assert (refused.value.problem, refused.value.part) == ("part_changed", "word/document.xml")


def test_that_what_is_no_office_file_is_refused(society: Society) -> None:
    macros = rezipped(
        word_file(),
        {"[Content_Types].xml": part(word_file(), "[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )},
    )  # fmt: skip
    no_main = rezipped(word_file(), {"word/document.xml": None})
    no_types = rezipped(word_file(), {"[Content_Types].xml": None})
    for data in (macros, no_main, no_types):
        with pytest.raises(NotOffice):
            sign_office(data, society.chair, role="chair", statement="", place="", at=NOW)
    with pytest.raises(ArchiveRefused):
        sign_office(b"hello", society.chair, role="chair", statement="", place="", at=NOW)


def test_that_an_expired_identity_does_not_sign(society: Society) -> None:
    with pytest.raises(CannotSignNow):
        sign_office(
            word_file(), society.chair, role="", statement="", place="", at=society.chair.not_after.replace(year=2050)
        )


def test_that_names_are_written_as_office_writes_them() -> None:
    assert issuer_name(foreign.person('Smith, "Jo" & Co').chain[0].subject) == 'C=BE, CN="Smith, ""Jo"" & Co"'
    assert local_time(NOW) == "2026-11-21T06:30:00Z"
    assert local_time(NOW.astimezone(SHANGHAI)) == "2026-11-21T14:30:00+08:00"
