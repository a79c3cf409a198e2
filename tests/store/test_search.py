from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.ids import DocumentId, NoteId
from assessor_app.models.marks import Note, Part
from assessor_app.store import marks, notes, search
from assessor_app.store.database import Store
from assessor_app.store.errors import SearchTooShort
from assessor_app.store.search import Found
from tests.store.builders import CASES, CHAIR, MEMBER, NOW, a_key, a_locked_sheet, a_mark, reopened, take_in

PAPER = DocumentId("doc-case-1")
PAGES = [
    "第一章 某地区继电保护整定计算。Chapter 1: protection settings (I>> = 2.5 kA).",
    "第二⻚：王丹\n青负责现场调试。𠮷田、䶮",
]


@pytest.fixture
def read(desk: Store) -> Store:
    """The first case's paper was read in."""
    with desk.step("paper_read", {}, NOW):
        search.put_paper(desk, CASES[0], PAPER, PAGES)
    return desk


def _papers(store: Store, text: str) -> list[int]:
    return [hit.page for hit in search.search(store, text) if hit.kind is Found.PAPER]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("保护", [0]),
        ("王丹青", [1]),
        ("丹青", [1]),
        ("页", [1]),
        ("整定 现场", []),
        ("整定 protection", [0]),
        ("PROT", [0]),
        ("rotection", []),
        ('"protection settings"', [0]),
        ('"settings protection"', []),
        ("“第一章 某地”", [0]),
        ("２.５", [0]),
        ("𠮷田", [1]),
        ("䶮", [1]),
        ("护保", []),
    ],
)
def test_that_words_are_found_where_they_stand(read: Store, text: str, pages: list[int]) -> None:
    assert _papers(read, text) == pages


def test_that_a_hit_shows_its_place_and_marks_the_words(read: Store) -> None:
    (hit,) = search.search(read, "王丹青 现场调试")
    assert (hit.case, hit.kind, hit.document, hit.page) == (CASES[0], Found.PAPER, PAPER, 1)
    assert hit.snippet[hit.start : hit.end] == "王丹 青"


@pytest.mark.parametrize("text", ["", "  ", "。，", '""', "-", '" OR "'])
def test_that_a_question_without_a_word_is_refused_or_harmless(read: Store, text: str) -> None:
    if "OR" in text:
        search.search(read, text)
    else:
        with pytest.raises(SearchTooShort):
            search.search(read, text)


@given(text=st.text(max_size=30))
def test_that_no_question_is_taken_for_a_command(text: str, searchable: Store) -> None:
    try:
        search.search(searchable, text)
    except SearchTooShort:
        assert not any(letter.isalnum() for letter in text if letter.isascii())


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from tests.store.builders import a_workspace

    store = a_workspace(tmp_path_factory.mktemp("search") / "x.assessdb")
    with store.step("paper_read", {}, NOW):
        search.put_paper(store, CASES[0], PAPER, PAGES)
    return store


def test_that_the_form_is_found_field_by_field(desk: Store) -> None:
    kinds = {(hit.case, hit.kind) for hit in search.search(desk, "华北电力")}
    assert kinds == {(case, Found.FORM) for case in CASES}


def test_that_a_paper_read_again_is_found_once(read: Store) -> None:
    assert search.has_paper(read, PAPER)
    assert not search.has_paper(read, DocumentId("other"))
    with read.step("paper_read", {}, NOW):
        search.put_paper(read, CASES[0], PAPER, ["另一份"])
    assert _papers(read, "另一") == [0]
    assert _papers(read, "保护") == []
    with read.step("paper_read", {}, NOW):
        search.put_paper(read, CASES[0], DocumentId("scan"), [])
    assert search.has_paper(read, DocumentId("scan"))


def test_that_notes_and_comments_are_found_as_they_stand_now(desk: Store) -> None:
    note = Note(NoteId("n1"), CASES[0], MEMBER, NOW, "变压器差动")
    with desk.step("written", {}, NOW):
        notes.add(desk, note)
        marks.add(desk, a_mark("母线保护", part=Part.COMMENT))
        marks.add(desk, a_mark("失灵保护", part=Part.COMMENT))
    with reopened(desk) as again:
        assert [hit.kind for hit in search.search(again, "差动")] == [Found.NOTE]
        assert [hit.kind for hit in search.search(again, "失灵")] == [Found.COMMENT]
        assert search.search(again, "母线") == []
        with again.step("removed", {}, NOW):
            notes.add(again, replace(note, removed=True))
            marks.add(again, a_mark("", part=Part.COMMENT))
        assert search.search(again, "差动") == search.search(again, "失灵") == []


def test_that_words_of_others_are_not_found(desk: Store) -> None:
    sheet = a_locked_sheet(a_key(assessor=CHAIR), K1="3")
    comment = a_mark("别人的评语", part=Part.COMMENT, sheet=sheet.key)
    take_in(desk, "s1", replace(sheet, marks=(*sheet.marks, comment)))
    assert search.search(desk, "评语") == []


def test_that_an_undone_step_leaves_nothing_to_find(desk: Store) -> None:
    with pytest.raises(ZeroDivisionError), desk.step("written", {}, NOW):
        notes.add(desk, Note(NoteId("n1"), CASES[0], MEMBER, NOW, "变压器差动"))
        raise ZeroDivisionError
    assert search.search(desk, "差动") == []
