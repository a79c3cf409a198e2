"""Score packages whose every signature is good and whose content is not: what a member with a real key could try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import (
    AgainstDeclaration,
    AlreadyTakenIn,
    ComputedUnequal,
    FromTheFuture,
    NotOfThisRound,
    PackageNotValid,
    RecordBroken,
    SealedWithoutIdentity,
    SerialTwice,
    SignerExpired,
    SignerRevoked,
    SignerUnknown,
    WrongKind,
    WrongMode,
    WrongRole,
    WrongRound,
    WrongScheme,
)
from assessor_app.exchange.record import record_bytes
from assessor_app.models.ids import CaseId, PackageSerial, PersonId
from assessor_app.models.marks import Part, SheetState, Tie
from assessor_app.models.people import Role
from assessor_app.models.records import ScoreRecord
from assessor_app.models.rounds import Mode
from assessor_app.signing.archives import read_archive
from assessor_app.signing.identities import Identity
from assessor_app.signing.trust import Revocation, issue_trust_list
from assessor_app.signing.verdicts import Status
from assessor_app.store import packages, trust
from assessor_app.workflow.consolidate import panel_view
from assessor_app.workflow.declare import signed_declaration
from assessor_app.workflow.gather import gather, remove
from assessor_app.workflow.verify import verify_package
from tests.builders import (
    CHAIR,
    MEMBER,
    THIRD,
    Apart,
    At,
    Edit,
    Played,
    altered,
    apart,
    documents_of,
    signed,
    silent,
    with_record,
    written,
)
from tests.signing.builders import new_authority, new_identity

Sit = Callable[[Any, str], At]
Change = Callable[[ScoreRecord, Played], ScoreRecord]


@pytest.fixture
def chair(sit: Sit) -> At:
    """The chair with their own sheets locked and nothing gathered."""
    return sit(CHAIR, "locked")


@pytest.fixture
def theirs(played: Played) -> Apart:
    """The member's score package in pieces. Its record speaks of 0409, where they marked, and of 0431, where they recused."""
    return apart(played.score(MEMBER))


def hand(chair: At, container: bytes, folder: Path) -> str:
    """Give the chair a package; the serial if it was taken in."""
    source = written(folder, "handed.asice", container)
    return str(chair.do(gather, panel=chair.played.panel, source=source))


def forged(played: Played, theirs: Apart, change: Change, signer: Identity | None = None) -> bytes:
    """The package with another record. Its documents are left as they were: what is refused is refused before they are read."""
    return signed(
        replace(theirs, record=change(theirs.record, played)), signer or played.identities[MEMBER], played.now
    )


def locked(record: ScoreRecord) -> int:
    return next(place for place, sheet in enumerate(record.sheets) if sheet.state is SheetState.LOCKED)


def with_sheet(record: ScoreRecord, **facts: Any) -> ScoreRecord:
    """The record with its first locked sheet changed."""
    sheets = list(record.sheets)
    place = locked(record)
    sheets[place] = replace(sheets[place], **facts)
    return replace(record, sheets=tuple(sheets))


def with_mark(record: ScoreRecord, part: Part, **facts: Any) -> ScoreRecord:
    """The record with one mark of that part changed."""
    sheets = list(record.sheets)
    for place, sheet in enumerate(sheets):
        marks = list(sheet.marks)
        for number, mark in enumerate(marks):
            if mark.part is part and sheet.state is SheetState.LOCKED:
                marks[number] = replace(mark, **facts)
                sheets[place] = replace(sheet, marks=tuple(marks))
                return replace(record, sheets=tuple(sheets))
    raise AssertionError(part)


def with_round(record: ScoreRecord, **facts: Any) -> ScoreRecord:
    return replace(record, envelope=replace(record.envelope, round=replace(record.envelope.round, **facts)))


def anothers_sheets(record: ScoreRecord, played: Played) -> ScoreRecord:
    sheets = apart(played.score(THIRD)).record.sheets
    return replace(record, sheets=(*record.sheets, *sheets))


def anothers_sheets_as_own(record: ScoreRecord, played: Played) -> ScoreRecord:
    """A sheet the member was never given, under their own name."""
    sheet = next(s for s in record.sheets if s.state is SheetState.LOCKED)
    key = replace(sheet.key, case=played.cases["0431"], method="written")
    return replace(record, sheets=(*record.sheets, replace(sheet, key=key)))


def recused_but_marked(record: ScoreRecord, played: Played) -> ScoreRecord:
    """Marks on the very case they recused from."""
    sheet = next(s for s in record.sheets if s.key.method == "interview" and s.state is SheetState.LOCKED)
    other = next(s for s in record.sheets if s.state is SheetState.RECUSED and s.key.method == "interview")
    marks = tuple(replace(mark, sheet=other.key) for mark in sheet.marks)
    marked = replace(sheet, key=other.key, marks=marks)
    return replace(record, sheets=tuple(marked if s is other else s for s in record.sheets))


def declared_by(signer: PersonId, assessor: PersonId) -> Change:
    def change(record: ScoreRecord, played: Played) -> ScoreRecord:
        return replace(
            record,
            declarations=tuple(
                replace(
                    signed_declaration(one.case, Tie.NONE, (), one.statement, one.at, played.identities[signer]),
                    assessor=assessor,
                )
                for one in record.declarations
            ),
        )

    return change


def declared_anew(record: ScoreRecord, played: Played) -> ScoreRecord:
    """The recusal rewritten into "no tie", under the signature of the recusal."""
    return replace(
        recused_but_marked(record, played),
        declarations=tuple(replace(one, tie=Tie.NONE, reasons=()) for one in record.declarations),
    )


def candidates_swapped(record: ScoreRecord, played: Played) -> ScoreRecord:
    first, second = record.cases
    return replace(record, cases=(replace(first, id=second.id), replace(second, id=first.id)))


REFUSED: list[tuple[str, Change, type[Refusal]]] = [
    ("another's sheets", anothers_sheets, NotOfThisRound),
    ("a sheet never assigned", anothers_sheets_as_own, NotOfThisRound),
    ("another panel", lambda r, _: replace(r, panel="round-0000-9"), NotOfThisRound),
    ("wrong round", lambda r, _: with_round(r, id="round-0000"), WrongRound),
    ("rehearsal", lambda r, _: with_round(r, mode=Mode.REHEARSAL), WrongMode),
    ("wrong scheme", lambda r, _: with_round(r, scheme_hash="0" * 64), WrongScheme),
    (
        "made in the future",
        lambda r, p: replace(r, envelope=replace(r.envelope, made_at=p.now + timedelta(days=1))),
        FromTheFuture,
    ),
    ("a trainee's sheet that counts, or the reverse", lambda r, _: with_sheet(r, counted=False), NotOfThisRound),
    ("marks of one who recused", recused_but_marked, AgainstDeclaration),
    ("no declaration", lambda r, _: replace(r, declarations=()), AgainstDeclaration),
    ("a declaration another signed", declared_by(THIRD, MEMBER), AgainstDeclaration),
    ("a declaration of another", declared_by(THIRD, THIRD), AgainstDeclaration),
    ("a declaration rewritten", declared_anew, AgainstDeclaration),
    ("case ids swapped between candidates", candidates_swapped, NotOfThisRound),
    (
        "another grade",
        lambda r, _: replace(r, cases=tuple(replace(case, grade="AE") for case in r.cases)),
        NotOfThisRound,
    ),
]


@pytest.mark.parametrize(("change", "refusal"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_that_a_forged_score_package_is_refused_by_its_own_reason(
    chair: At, theirs: Apart, played: Played, tmp_path: Path, change: Change, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        hand(chair, forged(played, theirs, change), tmp_path)
    assert packages.all(chair.store, None, "in")[-1].kind == "case"


UNSOUND: list[tuple[str, Change, str]] = [
    ("a level the scheme has not", lambda r, _: with_mark(r, Part.LEVEL, value="9"), "mark_out_of_range"),
    ("a level that is no number", lambda r, _: with_mark(r, Part.LEVEL, value="three"), "mark_out_of_range"),
    ("a percentage beyond all", lambda r, _: with_mark(r, Part.PERCENT, value="1e999999999"), "mark_out_of_range"),
    ("a percentage divided by nothing", lambda r, _: with_mark(r, Part.PERCENT, value="1/0"), "mark_out_of_range"),
    ("an indicator the grade has not", lambda r, _: with_mark(r, Part.LEVEL, subject="Z9"), "mark_out_of_range"),
    ("marks of another sheet", lambda r, p: with_mark(r, Part.LEVEL, sheet=other_key(r)), "record_contradicts"),
    ("a mark twice", lambda r, _: with_sheet(r, marks=r.sheets[locked(r)].marks * 2), "record_contradicts"),
    ("a sheet twice", lambda r, _: replace(r, sheets=(*r.sheets, r.sheets[locked(r)])), "record_contradicts"),
    ("an open sheet", lambda r, _: with_sheet(r, state=SheetState.OPEN), "record_contradicts"),
    ("a sheet locked at no time", lambda r, _: with_sheet(r, locked_at=None), "record_contradicts"),
    ("a sheet half filled", lambda r, _: with_sheet(r, marks=r.sheets[locked(r)].marks[:4]), "sheet_incomplete"),
    (
        "another's pin",
        lambda r, _: replace(r, pins=(replace(r.pins[0], author=THIRD), *r.pins[1:])),
        "record_contradicts",
    ),
    (
        "another's note",
        lambda r, _: replace(r, notes=(replace(r.notes[0], author=THIRD), *r.notes[1:])),
        "record_contradicts",
    ),
]


def other_key(record: ScoreRecord) -> Any:
    return replace(record.sheets[locked(record)].key, assessor=THIRD)


@pytest.mark.parametrize(("change", "code"), [row[1:] for row in UNSOUND], ids=[row[0] for row in UNSOUND])
def test_that_marks_that_cannot_be_so_are_not_valid(
    chair: At, theirs: Apart, played: Played, tmp_path: Path, change: Change, code: str
) -> None:
    container = forged(played, theirs, change)
    verdict = verify_package(container, "forged", played.trusted, played.now, silent)
    assert not verdict.sound
    assert code in {problem.code for problem in verdict.problems}
    with pytest.raises(PackageNotValid):
        hand(chair, container, tmp_path)


BROKEN: dict[str, Callable[[Any, Played], bytes]] = {
    "an unknown field": lambda r, _: altered(r, envelope__verdict="pass"),
    "spaces": lambda r, _: record_bytes(r).replace(b'{"', b'{ "', 1),
    "a doubled key": lambda r, _: record_bytes(r).replace(b'{"answers"', b'{"answers":[],"answers"', 1),
    "a number spelt otherwise": lambda r, _: record_bytes(r).replace(b'"format":1,', b'"format":1.0,', 1),
    "a time without its offset": lambda r, p: altered(r, envelope__made_at=p.now.replace(tzinfo=None).isoformat()),
    "a time before all": lambda r, _: altered(r, envelope__made_at="0001-01-01T00:00:00+23:59"),
    "a serial that climbs": lambda r, _: altered(r, envelope__serial="../../evil"),
    "a number with a folder": lambda r, _: altered(r, cases__0__candidate__number="a/b"),
    "a sign no file can hold": lambda r, _: altered(r, cases__0__candidate__employer="\x00"),
    "a wrong type": lambda r, _: altered(r, sheets=3),
    "another kind": lambda r, _: altered(r, envelope__kind="scheme"),
    "no envelope": lambda r, _: b"{}",
    "no JSON": lambda r, _: b"\xff\xfe",
    "depth without end": lambda r, _: b"[" * 100_000,
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_that_a_record_that_is_not_canonical_is_refused(
    chair: At, theirs: Apart, played: Played, tmp_path: Path, change: Callable[[Any, Played], bytes]
) -> None:
    raw = change(theirs.record, played)
    assert raw != record_bytes(theirs.record)
    container = signed(replace(theirs, raw=raw), played.identities[MEMBER], played.now)
    with pytest.raises(RecordBroken):
        hand(chair, container, tmp_path)
    verdict = verify_package(container, "forged", played.trusted, played.now, silent)
    assert [problem.code for problem in verdict.problems] == ["record_broken"]


# --- who signed ---------------------------------------------------------------------------------------------------------


def as_role(role: Role) -> Change:
    return lambda record, _: replace(record, envelope=replace(record.envelope, role=role))


def test_that_a_certificate_for_the_chair_alone_sends_no_scores(
    chair: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    only_chair = played.somebody(MEMBER, "陆柏", ("chair",))
    for role in (Role.CHAIR, Role.ASSESSOR):
        with pytest.raises(WrongRole):
            hand(chair, forged(played, theirs, as_role(role), only_chair), tmp_path)


def test_that_a_member_cannot_sign_for_another(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    with pytest.raises(WrongRole):
        hand(chair, forged(played, theirs, lambda r, _: r, played.identities[THIRD]), tmp_path)


def test_that_an_unknown_signer_is_not_called_broken(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    stranger = new_identity(new_authority(algorithm="ecdsa-p256"), MEMBER, algorithm="ecdsa-p256")
    with pytest.raises(SignerUnknown):
        hand(chair, forged(played, theirs, lambda r, _: r, stranger), tmp_path)


def test_that_a_signer_whose_term_is_over_is_refused(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    old = played.somebody(MEMBER, "陆柏", ("assessor",), years=1 / 365 / 24)
    later = chair.clock.tick(hours=5)
    with pytest.MonkeyPatch.context() as patch:
        # A program of somebody else's making does not ask whether the certificate is still in force.
        patch.setattr(type(old), "refuse_untimely", lambda *_: None)
        container = signed(theirs, old, later)
    with pytest.raises(SignerExpired):
        hand(chair, container, tmp_path)


def test_that_a_revoked_signer_is_refused(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    serial = played.identities[MEMBER].certificate.serial_number
    revoked = Revocation(serial, played.now - timedelta(minutes=30), "key_compromise")
    content = issue_trust_list(played.authority, number=2, at=played.now, revocations=(revoked,))
    with chair.store.step("renewed", {}, played.now):
        trust.put(chair.store, content, 2)
    with pytest.raises(SignerRevoked):
        hand(chair, signed(theirs, played.identities[MEMBER], played.now), tmp_path)


def test_that_a_sealed_package_asks_for_the_identity(chair: At, played: Played) -> None:
    with pytest.raises(SealedWithoutIdentity):
        chair.do(gather, panel=played.panel, source=played.score_packages[MEMBER], identity=None)


def test_that_another_kind_of_package_is_named(chair: At, played: Played, tmp_path: Path) -> None:
    with pytest.raises(WrongKind):
        hand(chair, played.result_container, tmp_path)


# --- serials ------------------------------------------------------------------------------------------------------------


def honest(theirs: Apart, played: Played, **paths: Any) -> bytes:
    """A package that differs in its record alone, with the documents that follow from it."""
    parts, signer = with_record(theirs, **paths), played.identities[MEMBER]
    kept = {name: data for name, data in parts.files.items() if not name.startswith("documents/")}
    return signed(replace(parts, files=kept | documents_of(parts, signer, played.now)), signer, played.now)


def test_that_a_package_counts_once(chair: At, played: Played, tmp_path: Path) -> None:
    hand(chair, played.score(MEMBER), tmp_path)
    with pytest.raises(AlreadyTakenIn):
        hand(chair, played.score(MEMBER), tmp_path)


def test_that_one_serial_stands_for_one_package(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    hand(chair, played.score(MEMBER), tmp_path)
    with pytest.raises(SerialTwice):
        hand(chair, honest(theirs, played, language="zh"), tmp_path)


def test_that_nobody_supersedes_the_package_of_another(
    chair: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    third = apart(played.score(THIRD)).record.envelope.serial
    hand(chair, played.score(THIRD), tmp_path)
    hand(chair, honest(theirs, played, envelope__serial="score-thief", envelope__supersedes=third), tmp_path)
    assert packages.status(chair.store, third, "in") == "taken_in"
    senders = {sheet.key.assessor for view in panel_view(chair.store, played.panel).cases for sheet in view.sheets}
    assert senders == {MEMBER, THIRD}


def test_that_superseding_another_beforehand_does_not_shut_them_out(
    chair: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    third = apart(played.score(THIRD)).record.envelope.serial
    hand(chair, honest(theirs, played, envelope__serial="score-thief", envelope__supersedes=third), tmp_path)
    assert hand(chair, played.score(THIRD), tmp_path) == third


# --- documents ----------------------------------------------------------------------------------------------------------


def edit_of_a_percentage(parts: Apart, pages: dict[str, bytes]) -> tuple[Edit, str]:
    """A change of the first percentage the workbook shows, and what it shows rightly."""
    value = next(m.value for s in parts.record.sheets for m in s.marks if m.part is Part.PERCENT)
    archive, cell = read_archive(pages["documents/scores.xlsx"]), f"<v>{value}</v>".encode()
    part = next(name for name in archive.names if cell in archive.read(name))
    return ("documents/scores.xlsx", part, cell, b"<v>99</v>"), value


def test_that_a_cell_changed_before_signing_is_named(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    signer = played.identities[MEMBER]
    edit, value = edit_of_a_percentage(theirs, theirs.files)
    files = theirs.files | documents_of(theirs, signer, played.now, edit)
    with pytest.raises(ComputedUnequal) as refused:
        hand(chair, signed(replace(theirs, files=files), signer, played.now), tmp_path)
    assert "!" in refused.value.part
    assert (refused.value.found, refused.value.expected) == ("99", value)


def test_that_a_document_missing_or_in_excess_is_refused(
    chair: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    signer = played.identities[MEMBER]
    sheet = next(name for name in theirs.files if name.endswith(".docx"))
    fewer = {name: data for name, data in theirs.files.items() if name != sheet}
    more = theirs.files | {"documents/extra.docx": theirs.files[sheet]}
    beside = theirs.files | {"readme.html": b"<script>"}
    for files, code in ((fewer, "content_missing"), (more, "content_unnamed"), (beside, "content_unnamed")):
        with pytest.raises(PackageNotValid) as refused:
            hand(chair, signed(replace(theirs, files=files), signer, played.now), tmp_path)
        assert refused.value.problem == code


def test_that_documents_of_another_record_are_refused(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    newer = with_record(theirs, envelope__serial="score-other")
    with pytest.raises(ComputedUnequal):
        hand(chair, signed(newer, played.identities[MEMBER], played.now), tmp_path)


def test_that_a_document_another_signed_is_refused(chair: At, theirs: Apart, played: Played, tmp_path: Path) -> None:
    files = theirs.files | documents_of(theirs, played.identities[THIRD], played.now)
    with pytest.raises(PackageNotValid) as refused:
        hand(chair, signed(replace(theirs, files=files), played.identities[MEMBER], played.now), tmp_path)
    assert refused.value.problem == "document_of_another"


def test_that_another_program_does_not_excuse_another_figure(
    chair: At, theirs: Apart, played: Played, tmp_path: Path
) -> None:
    signer = played.identities[MEMBER]
    other = with_record(theirs, envelope__program="assessor-desk 9.9.9", envelope__serial="score-other")
    pages = documents_of(other, signer, played.now)
    edit, _ = edit_of_a_percentage(other, pages)
    honest_ = signed(replace(other, files=other.files | pages), signer, played.now)
    assert verify_package(honest_, "other", played.trusted, played.now, silent).sound
    false = signed(
        replace(other, files=other.files | documents_of(other, signer, played.now, edit)), signer, played.now
    )
    verdict = verify_package(false, "other", played.trusted, played.now, silent)
    assert not verdict.sound
    assert verdict.status in {Status.PARTIAL, Status.INVALID}
    assert verdict.problems


def test_that_a_removed_package_can_be_taken_in_again(chair: At, played: Played, tmp_path: Path) -> None:
    serial = PackageSerial(hand(chair, played.score(MEMBER), tmp_path))
    chair.do(remove, serial=serial, reason="wrong file")
    assert panel_view(chair.store, played.panel).case(CaseId(played.cases["0409"])).sheets == ()
    assert hand(chair, played.score(MEMBER), tmp_path) == serial
