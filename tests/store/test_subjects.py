"""What is put in comes out equal: people, rounds, panels, cases, trust, identities, schemes, notes, pins, declarations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessor_app.models.ids import CaseId, DocumentId, NoteId, PanelId, PinId, RoundId
from assessor_app.models.marks import Declaration, Note, Pin, SheetState, Tie
from assessor_app.models.people import Name
from assessor_app.store import (
    cases,
    cipher,
    declarations,
    identities,
    marks,
    notes,
    panels,
    people,
    pins,
    rounds,
    schemes,
    sheets,
    signatures,
    trust,
)
from assessor_app.store.database import Store
from assessor_app.store.errors import ContentDamaged, TrustListOlder, UnknownHere
from assessor_app.store.values import Value
from tests.store.builders import (
    CASES,
    MEMBER,
    NOW,
    PANEL,
    ROUND,
    TRAINEE,
    a_case,
    a_key,
    a_mark,
    a_panel,
    a_person,
    a_round,
    later,
    reopened,
)


def test_that_round_panel_case_and_person_come_back_equal(desk: Store) -> None:
    with reopened(desk) as again:
        assert rounds.get(again, ROUND) == a_round()
        assert rounds.all(again) == (a_round(),)
        assert panels.get(again, PANEL) == a_panel()
        assert panels.of_round(again, ROUND) == (a_panel(),)
        assert cases.get(again, CASES[0]) == a_case()[0]
        assert cases.of_panel(again, PANEL) == cases.of_round(again, ROUND) == tuple(a_case(each)[0] for each in CASES)
        assert people.get(again, MEMBER) == a_person()
        assert (cases.round_of(again, CASES[0]), panels.of_case(again, CASES[0])) == (ROUND, PANEL)
        assert len(panels.assignments_of(again, TRAINEE)) == 4


def test_that_what_is_not_here_is_said_so(desk: Store) -> None:
    for ask in (
        lambda: rounds.get(desk, RoundId("x")),
        lambda: panels.get(desk, PanelId("x")),
        lambda: cases.get(desk, CaseId("x")),
        lambda: cases.round_of(desk, CaseId("x")),
        lambda: cases.content(desk, DocumentId("x")),
        lambda: schemes.get(desk, "x"),
    ):
        with pytest.raises(UnknownHere) as refused:
            ask()
        assert refused.value.subject == "x"
    assert not cases.known(desk, CaseId("x"))


def test_that_a_panel_can_be_recomposed(desk: Store) -> None:
    smaller = replace(a_panel(CASES[:1]), members=a_panel().members[:2])
    with desk.step("recomposed", {}, NOW):
        panels.put(desk, ROUND, smaller)
    assert panels.get(desk, PANEL) == smaller
    assert [case.id for case in cases.of_panel(desk, PANEL)] == [CASES[0]]


def test_that_a_newer_form_of_a_case_takes_its_place(desk: Store) -> None:
    case, _ = a_case()
    newer = replace(case, grade="SPE", candidate=replace(case.candidate, name=Name("王丹青", "Wang D. Q.")))
    with desk.step("case_put", {}, NOW):
        cases.put(desk, ROUND, PANEL, newer, {})
    assert cases.get(desk, case.id) == newer
    assert panels.get(desk, PANEL).cases == CASES


def test_that_a_case_in_an_unknown_round_is_not_kept(store: Store) -> None:
    case, papers = a_case()
    with pytest.raises(cipher.fault_type(), match="FOREIGN KEY"), store.step("case_put", {}, NOW):
        cases.put(store, ROUND, None, case, papers)
    assert not cases.known(store, case.id)


def test_that_papers_are_checked_on_the_way_in_and_on_the_way_out(desk: Store) -> None:
    case, papers = a_case()
    (document,) = papers
    assert cases.content(desk, document) == papers[document]
    with pytest.raises(ValueError, match="not the bytes"), desk.step("case_put", {}, NOW):
        cases.put(desk, ROUND, PANEL, case, {document: b"another paper"})
    with desk.step("damage", {}, NOW):
        desk.write("DROP TRIGGER contents_stay")
        desk.write("UPDATE contents SET content = x'00'")
    with pytest.raises(ContentDamaged):
        cases.content(desk, document)


def test_that_equal_papers_are_kept_once(desk: Store) -> None:
    before = desk.value("SELECT count(*) FROM contents")
    case, papers = a_case()
    (first,) = case.documents
    twin = replace(first, id=DocumentId("doc-twin"), name="副本.pdf")
    with desk.step("case_put", {}, NOW):
        both = replace(case, documents=(first, twin))
        cases.put(desk, ROUND, PANEL, both, {first.id: papers[first.id], twin.id: papers[first.id]})
    assert desk.value("SELECT count(*) FROM contents") == before
    assert cases.content(desk, twin.id) == papers[first.id]


def test_that_the_queue_says_how_each_sheet_and_declaration_stands(desk: Store) -> None:
    with desk.step("marked", {}, NOW):
        marks.add(desk, a_mark())
        sheets.add_event(desk, a_key(method="interview"), SheetState.LOCKED, 1, NOW)
        declarations.add(desk, Declaration(CASES[0], MEMBER, Tie.DECLARED, ("taught",), "…", NOW))
    first, second = cases.summaries(desk, MEMBER)
    assert (first.case, first.number, first.name.zh, first.grade, first.panel) == (
        CASES[0],
        "0001",
        "王丹青",
        "PE",
        PANEL,
    )
    assert first.states == (("material", SheetState.STARTED), ("interview", SheetState.LOCKED))
    assert (first.tie, second.tie) == (Tie.DECLARED, None)
    assert second.states == (("material", SheetState.OPEN), ("interview", SheetState.OPEN))


def test_that_the_queue_takes_the_same_few_queries_however_long(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = desk.rows

    def counted(sql: str, *parameters: Value) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return rows(sql, *parameters)

    monkeypatch.setattr(desk, "rows", counted)
    cases.summaries(desk, MEMBER)
    assert len(asked) == 3


def test_that_a_trust_list_is_never_replaced_by_an_older_one(store: Store) -> None:
    assert trust.current(store) is None
    with store.step("trust", {}, NOW):
        assert trust.put(store, b"seven", 7)
        assert not trust.put(store, b"seven", 7)
    for content, number in ((b"six", 6), (b"another seven", 7)):
        with pytest.raises(TrustListOlder), store.step("trust", {}, NOW):
            trust.put(store, content, number)
    with store.step("trust", {}, NOW):
        trust.put(store, b"nine", 9)
    assert (trust.current(store), trust.number(store)) == (b"nine", 9)


def test_that_the_newest_identity_is_in_use_and_older_ones_are_kept(store: Store) -> None:
    assert identities.mine(store) is None
    with store.step("identity", {}, NOW):
        identities.put(store, b"p12 of 2026", "aa")
        identities.put(store, b"p12 of 2027", "bb")
    assert (identities.mine(store), identities.fingerprint(store)) == (b"p12 of 2027", "bb")
    assert identities.all(store) == (("bb", b"p12 of 2027"), ("aa", b"p12 of 2026"))


def test_that_a_scheme_is_kept_under_its_hash(store: Store) -> None:
    with store.step("scheme", {}, NOW):
        for _ in range(2):
            schemes.put(store, "ab" * 32, "cse-general", "1", b"{}")
    assert schemes.get(store, "ab" * 32) == b"{}"
    assert schemes.all(store) == (("ab" * 32, "cse-general", "1"),)


def test_that_a_note_is_revised_in_its_place_and_can_be_removed(desk: Store) -> None:
    first = Note(NoteId("n1"), CASES[0], MEMBER, NOW, "谈到短路电流", elapsed=75)
    second = Note(NoteId("n2"), CASES[0], MEMBER, later(9), "现场经历")
    tied = replace(first, indicator="K2", method="interview")
    with desk.step("notes", {}, NOW):
        for note in (first, second, tied):
            notes.add(desk, note)
    assert notes.of_case(desk, CASES[0], MEMBER) == (tied, second)
    with desk.step("notes", {}, NOW):
        notes.add(desk, replace(second, removed=True))
    assert notes.of_case(desk, CASES[0], MEMBER) == (tied,)
    assert notes.history(desk, first.id) == (first, tied)
    with pytest.raises(ValueError, match="another's"), desk.step("notes", {}, NOW):
        notes.add(desk, replace(first, author=TRAINEE))


def test_that_a_pin_comes_back_with_its_place(desk: Store) -> None:
    pin = Pin(
        PinId("p1"),
        CASES[0],
        MEMBER,
        NOW,
        DocumentId("doc-case-1"),
        "K1",
        3,
        (10.5, 20.25, 1 / 3, 40.0),
        "整定值",
        "好",
    )
    whole = Pin(PinId("p2"), CASES[0], MEMBER, NOW, DocumentId("doc-case-1"), "K2", 0)
    with desk.step("pins", {}, NOW):
        pins.add(desk, pin)
        pins.add(desk, whole)
    assert pins.of_case(desk, CASES[0], MEMBER) == (pin, whole)
    with desk.step("pins", {}, NOW):
        pins.add(desk, replace(whole, removed=True))
    assert pins.of_case(desk, CASES[0], MEMBER) == (pin,)


def test_that_the_newest_declaration_stands_and_the_earlier_is_kept(desk: Store) -> None:
    none = Declaration(CASES[0], MEMBER, Tie.NONE, (), "我与申请人无利害关系。", NOW, "c2ln")
    recused = replace(none, tie=Tie.RECUSED, reasons=("same_employer", "referee"), at=later(60))
    assert declarations.current(desk, CASES[0], MEMBER) is None
    with desk.step("declared", {}, NOW):
        declarations.add(desk, none)
        declarations.add(desk, replace(none, case=CASES[1]))
        declarations.add(desk, recused)
    assert declarations.current(desk, CASES[0], MEMBER) == recused
    assert declarations.of_case(desk, CASES[0]) == (recused,)
    assert set(declarations.of_assessor(desk, MEMBER)) == {recused, replace(none, case=CASES[1])}
    assert desk.value("SELECT count(*) FROM declarations") == 3


def test_that_signatures_are_found_by_what_they_are_on(desk: Store) -> None:
    with desk.step("signed", {}, NOW):
        signatures.add(desk, "sheet", "case-1/p-member/material", "ab" * 32, b"cms", "cd" * 32, NOW)
    (found,) = signatures.of(desk, "case-1/p-member/material")
    assert (found.kind, found.cms, found.signer, found.at) == ("sheet", b"cms", "cd" * 32, NOW)
