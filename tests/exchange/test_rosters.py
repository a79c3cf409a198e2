from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from assessor_app.exchange.rosters import RosterReading, read_roster
from assessor_app.exchange.workbook_rows import address
from assessor_app.export.roster_template import fill_roster, roster_template
from assessor_app.messages import Messages
from assessor_app.models.dossier import Candidate
from assessor_app.models.ids import PanelId, PersonId
from assessor_app.models.language import Language, Text
from assessor_app.models.people import Name, Person, Rank, Role
from assessor_app.models.roster import (
    Roster,
    RosterAssignment,
    RosterCandidate,
    RosterPanel,
    RosterRound,
    propose_assignments,
)
from assessor_app.models.rounds import Mode
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme
from assessor_app.paths import resources


def scheme(name: str = "cse-general") -> Scheme:
    def resolve(other: str) -> bytes:
        return (resources() / "schemes" / f"{other}.toml").read_bytes()

    return load_scheme(resolve(name), resolve=resolve)


SCHEMES = {"cse-general": scheme()}
CHAIR = Person(
    PersonId("A1"),
    Name("裴长庚", "Pei Changgeng"),
    (Role.ASSESSOR, Role.CHAIR),
    Rank.FULL,
    "江城大学",
    ("江城大学",),
    ("岩土", "结构"),
)
SECOND = Person(PersonId("A2"), Name("顾南乔", "Gu Nanqiao"), (Role.ASSESSOR,), Rank.FULL, "南渡设计院")
THIRD = Person(PersonId("A3"), Name("闻既白", "Wen Jibai"), (Role.ASSESSOR,), Rank.CANDIDATE, "云麓公司")


def candidate(number: str = "0417", **changes: Any) -> RosterCandidate:
    usual = RosterCandidate(
        candidate=Candidate(number, Name(f"林{number}", "Lin Zhiyuan"), "江城勘察院", 1990),
        grade="PE",
        field="岩土",
        panel=PanelId("P2"),
        form=f"forms/{number}.docx",
        folder=f"attachments/{number}",
    )
    return dataclasses.replace(usual, **changes)


def roster(**changes: Any) -> Roster:
    usual = Roster(
        round=RosterRound(
            Text("2026 秋季", "Autumn 2026"),
            Text("江城学会", "Jiangcheng Society"),
            "cse-general",
            Mode.LIVE,
            "江城",
            "2026-11-20",
            "2026-11-22",
        ),
        people=(CHAIR, SECOND, THIRD),
        candidates=(
            candidate("0417", starts="2026-11-21T09:00", room="A 203", minutes=60),
            candidate("0420", starts="2026-11-21T10:00", room="A 203", minutes=45),
        ),
        panels=(RosterPanel(PanelId("P2"), Text("第 2 组", "Panel 2"), CHAIR.id, (CHAIR.id, SECOND.id, THIRD.id)),),
        assignments=(
            RosterAssignment("0417", CHAIR.id, ("material", "interview")),
            RosterAssignment("0417", SECOND.id, ("written",)),
        ),
    )
    return dataclasses.replace(usual, **changes)


def changed(change: Callable[[Workbook], None], data: bytes | None = None) -> RosterReading:
    """What is read after somebody edited the workbook in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(data or fill_roster(roster())))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return read_roster(out.getvalue(), schemes=SCHEMES)


def found(reading: RosterReading) -> list[tuple[str, str]]:
    """Codes and cells; every problem can be said in both languages."""
    for problem in reading.problems:
        for language in Language:
            assert Messages().message(problem.code, problem.facts, language).what
        assert problem.cell == "" or problem.cell[0].isalpha()
    return [(problem.code, problem.cell) for problem in reading.problems]


# --- round trip -------------------------------------------------------------------------------------------------------


def test_that_a_filled_roster_reads_back_as_it_was_filled() -> None:
    reading = read_roster(fill_roster(roster()), schemes=SCHEMES)
    assert reading.roster == roster()
    assert reading.problems == ()


def test_that_the_blank_roster_asks_for_what_it_needs() -> None:
    reading = read_roster(roster_template(), schemes=SCHEMES)
    assert reading.roster is None
    assert {code for code, _ in found(reading)} == {"roster_field_missing", "roster_sheet_empty"}


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+Volt",
        "-1",
        "@SUM(A1)",
        "O'Connor",
        "𠮷田 岚",
        "龚䶮",
        "#N/A",
        "1e5",
        "TRUE",
        "2026-11-20",
        "0417",
    ],
)
def test_that_hostile_and_rare_texts_stay_text(text: str) -> None:
    entry = candidate(field=text, interpreter=text)
    entry = dataclasses.replace(entry, candidate=dataclasses.replace(entry.candidate, employer=text))
    data = fill_roster(roster(candidates=(entry, candidate("0420"))))
    assert read_roster(data, schemes=SCHEMES).candidates[0] == entry
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [
            name for name in archive.namelist() if name.startswith("xl/worksheets/") and b"<f>" in archive.read(name)
        ]


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@settings(max_examples=25)
@given(WORDS, WORDS, st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_that_names_employers_and_numbers_come_back_unchanged(name: str, employer: str, number: str) -> None:
    who = Candidate(number, Name(name, ""), employer, None)
    entry = dataclasses.replace(candidate(), candidate=who)
    assert read_roster(fill_roster(roster(candidates=(entry,), assignments=()))).candidates == (entry,)


def test_that_a_text_longer_than_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="32767"):
        fill_roster(roster(candidates=(candidate(field="甲" * 32_768),)))


def test_that_what_cells_offer_is_what_the_reader_takes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(roster_template()))
    offered = [rule.formula1 for page in book.worksheets for rule in page.data_validations.dataValidation]
    assert offered == ['"正式 live,演练 rehearsal"', '"是 yes,否 no"', '"正式 full,候任 candidate,见习 trainee"']
    reading = changed(lambda book: _set(book, "轮次 Round", "B10", "演练 rehearsal"))
    assert reading.round is not None
    assert reading.round.mode is Mode.REHEARSAL


def _set(book: Workbook, sheet: str, cell: str, value: Any) -> None:
    book[sheet][cell] = value


def setting(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    return lambda book: _set(book, sheet, cell, value)


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [0, 1])
def test_that_headings_in_one_language_alone_are_understood(language: int) -> None:
    def shorten(book: Workbook) -> None:
        for page in book.worksheets[1:]:
            page.title = page.title.split(" ")[language]
            for cell in [*page[1], *(page["A"] if page.title in ("轮次", "Round") else ())]:
                if cell.value and cell.row + cell.column > 2:
                    cell.value = _half(str(cell.value), language)

    assert changed(shorten).roster == roster()


def _half(text: str, language: int) -> str:
    plain = text.removesuffix(" *")
    if "\n" in plain:
        return plain.split("\n")[language]
    zh, _, en = plain.partition(" ")
    return en if language else zh


def test_that_columns_may_be_moved_and_others_added() -> None:
    def shuffle(book: Workbook) -> None:
        page = book["申请人 Candidates"]
        page.move_range("A1:A40", cols=17)
        page["A1"], page["A2"] = "备注", "不读"
        page.insert_rows(1)
        page["B1"] = "江城学会名册"

    reading = changed(shuffle)
    assert reading.roster == roster()
    assert found(reading) == [("roster_column_ignored", "A2")]


def test_that_blank_rows_between_entries_do_not_matter() -> None:
    assert changed(lambda book: book["申请人 Candidates"].insert_rows(3, 2)).roster == roster()


def test_that_a_missing_or_doubled_column_blocks() -> None:
    assert ("roster_column_missing", "A1") in found(changed(setting("申请人 Candidates", "D1", "级")))
    assert ("roster_column_twice", "M1") in found(changed(setting("申请人 Candidates", "M1", "Grade")))


def test_that_a_missing_sheet_blocks_and_assignments_may_be_missing() -> None:
    assert found(changed(lambda book: book.remove(book["分组 Panels"])))[0] == ("roster_sheet_missing", "")
    reading = changed(lambda book: book.remove(book["分派 Assignments"]))
    assert reading.roster == roster(assignments=())


# --- cells as Excel leaves them ---------------------------------------------------------------------------------------


def test_that_a_number_shown_with_its_zeros_keeps_them() -> None:
    def as_number(book: Workbook) -> None:
        for cell, number in (("A2", 417), ("A3", 420)):
            book["申请人 Candidates"][cell] = number
            book["申请人 Candidates"][cell].number_format = "0000"

    assert changed(as_number).roster == roster()


def test_that_a_number_that_may_have_lost_its_zeros_is_told() -> None:
    reading = changed(setting("申请人 Candidates", "A2", 417.0), fill_roster(roster(assignments=())))
    assert reading.candidates[0].candidate.number == "417"
    assert found(reading) == [("roster_zeros_lost", "A2")]


def test_that_dates_are_read_as_dates_or_as_text() -> None:
    assert changed(setting("轮次 Round", "B8", date(2026, 11, 20))).roster == roster()
    assert changed(setting("轮次 Round", "B8", "2026年11月20日")).roster == roster()
    assert found(changed(setting("轮次 Round", "B8", "2026-02-30"))) == [("roster_date_unreadable", "B8")]
    assert found(changed(setting("轮次 Round", "B9", "2026-11-01"))) == [("roster_dates_reversed", "B9")]


def test_that_formulas_are_never_evaluated() -> None:
    reading = changed(setting("申请人 Candidates", "F2", '=CONCATENATE("江城","院")'))
    assert reading.candidates[0].candidate.employer == ""
    assert ("roster_formula", "F2") in found(reading)


def test_that_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    def hide(book: Workbook) -> None:
        page = book["申请人 Candidates"]
        page.row_dimensions[3].hidden = True
        page.column_dimensions["G"].hidden = True
        book["分组 Panels"].sheet_state = "hidden"

    reading = changed(hide)
    assert reading.roster == roster()
    assert found(reading) == [("roster_sheet_hidden", ""), ("roster_rows_hidden", "A3"), ("roster_column_hidden", "G1")]


def test_that_one_cell_in_the_far_corner_is_refused_before_it_costs_anything() -> None:
    reading = changed(setting("申请人 Candidates", "XFD1048576", "x"))
    assert ("roster_sheet_too_large", "") in found(reading)


# --- what must be mended ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "expected"),
    [
        ("轮次 Round", "B6", None, "roster_field_missing"),
        ("轮次 Round", "B6", "cse-generous", "roster_scheme_unknown"),
        ("轮次 Round", "B10", "试用", "roster_mode_unknown"),
        ("轮次 Round", "B11", "也许", "roster_yes_no_unknown"),
        ("申请人 Candidates", "A3", "0417", "roster_number_twice"),
        ("申请人 Candidates", "A3", None, "roster_field_missing"),
        ("申请人 Candidates", "A3", "a/b", "roster_number_odd"),
        ("申请人 Candidates", "D3", "XE", "roster_grade_unknown"),
        ("申请人 Candidates", "H3", "../../etc/passwd", "roster_path_outside"),
        ("申请人 Candidates", "I3", "C:\\papers", "roster_path_outside"),
        ("申请人 Candidates", "J3", "P9", "roster_panel_unknown"),
        ("申请人 Candidates", "M3", "2026-02-30", "roster_date_unreadable"),
        ("申请人 Candidates", "M3", None, "roster_interview_half"),
        ("申请人 Candidates", "N3", None, "roster_interview_half"),
        ("申请人 Candidates", "N3", "25:10", "roster_time_unreadable"),
        ("申请人 Candidates", "N3", "午后", "roster_time_unreadable"),
        ("申请人 Candidates", "O3", "厅" * 81, "roster_room_long"),
        ("申请人 Candidates", "P3", "0", "roster_minutes_odd"),
        ("申请人 Candidates", "P3", "481", "roster_minutes_odd"),
        ("申请人 Candidates", "P3", "一小时", "roster_minutes_odd"),
        ("评委 Assessors", "A3", "A1", "roster_id_twice"),
        ("评委 Assessors", "A3", "A 2/x", "roster_id_odd"),
        ("评委 Assessors", "D3", "专家", "roster_rank_unknown"),
        ("评委 Assessors", "D3", None, "roster_field_missing"),
        ("评委 Assessors", "H3", "顾问", "roster_role_unknown"),
        ("评委 Assessors", "D2", "候任", "roster_chair_not_full"),
        ("评委 Assessors", "H3", "秘书", "roster_member_not_assessor"),
        ("分组 Panels", "D2", "某人", "roster_person_unknown"),
        ("分组 Panels", "E2", "A1、无名氏", "roster_person_unknown"),
        ("分组 Panels", "E2", "A3", "roster_no_full_assessor"),
        ("分派 Assignments", "A2", "9999", "roster_candidate_unknown"),
        ("分派 Assignments", "B2", "无名氏", "roster_person_unknown"),
        ("分派 Assignments", "C2", "掷骰子", "roster_method_unknown"),
        ("分派 Assignments", "B3", "A3", "roster_marked_without_full"),
    ],
)
def test_that_what_must_be_mended_is_named_with_its_cell(sheet: str, cell: str, value: object, expected: str) -> None:
    reading = changed(setting(sheet, cell, value))
    named = [problem for problem in reading.problems if problem.blocking and problem.code == expected]
    assert all(problem.sheet in ("分组 Panels", sheet) and problem.cell for problem in named)
    assert named
    assert reading.roster is None
    assert expected in {code for code, _ in found(reading)}


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "expected"),
    [
        ("申请人 Candidates", "B3", "林0417", "roster_same_person"),
        ("申请人 Candidates", "G3", "四十岁", "roster_birth_unreadable"),
        ("申请人 Candidates", "H3", None, "roster_form_missing"),
        ("申请人 Candidates", "L3", "顾南乔", "roster_trainer_on_panel"),
        ("申请人 Candidates", "L3", "外聘讲师", "roster_person_unknown"),
        ("申请人 Candidates", "M3", "2026-11-23", "roster_interview_outside"),
        ("申请人 Candidates", "N3", "09:59", "roster_room_taken"),
        ("评委 Assessors", "H2", "评委", "roster_chair_without_role"),
        ("分组 Panels", "E2", "A2、A1", ""),
    ],
)
def test_that_what_only_deserves_a_look_does_not_block(sheet: str, cell: str, value: object, expected: str) -> None:
    reading = changed(setting(sheet, cell, value), fill_roster(roster(assignments=())))
    assert [code for code, _ in found(reading)] == ([expected] if expected else [])
    assert reading.roster is not None


@pytest.mark.parametrize(
    ("day", "clock", "starts"),
    [
        (date(2026, 11, 21), time(14, 30), "2026-11-21T14:30"),
        (datetime.fromisoformat("2026-11-21T14:30"), None, "2026-11-21T14:30"),
        (None, datetime.fromisoformat("2026-11-21T14:30"), "2026-11-21T14:30"),
        ("2026 年 11 月 21 日", "14 时 30 分", "2026-11-21T14:30"),
        ("2026/11/21", "8：05", "2026-11-21T08:05"),
        (None, None, ""),
    ],
)
def test_that_an_interview_is_planned_however_excel_keeps_its_day_and_time(
    day: object, clock: object, starts: str
) -> None:
    def plan(book: Workbook) -> None:
        _set(book, "申请人 Candidates", "M3", day)
        _set(book, "申请人 Candidates", "N3", clock)

    reading = changed(plan)
    assert found(reading) == []
    entry = reading.candidates[1]
    assert (entry.starts, entry.room, entry.minutes) == (starts, "A 203", 45)


def test_that_a_title_in_one_language_stands_for_both() -> None:
    reading = changed(setting("轮次 Round", "B3", None))
    assert [code for code, _ in found(reading)] == ["roster_one_language"]
    assert reading.round is not None
    assert reading.round.title == Text("2026 秋季", "2026 秋季")


def test_that_a_roster_of_a_society_of_its_own_is_read() -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    pages: dict[str, list[list[Any]]] = {
        "轮次": [
            ["名称", "方案编号", "学会", "开始", "结束"],
            ["秋季评价", "cse-general", "江城学会", date(2026, 11, 20), "2026/11/22"],
        ],
        "候选人": [["编号", "姓名 Name", "等级", "单位", "组别"], ["0001", "周砚秋", "PE", "江城院", "第一组"]],
        "评委": [
            ["编号", "Name", "级别", "单位"],
            ["a-1", "裴长庚", "正式", "江城大学"],
            ["a-2", "Gu Nanqiao", "full", ""],
        ],
        "分组": [["小组", "组长", "成员"], ["第一组", "裴长庚", "裴长庚，Gu Nanqiao"]],
    }
    for title, rows in pages.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    reading = read_roster(out.getvalue(), schemes=SCHEMES)
    assert {code for code, _ in found(reading)} == {
        "roster_one_language",
        "roster_form_missing",
        "roster_chair_without_role",
    }
    assert reading.roster is not None
    assert reading.roster.round.opens == "2026-11-20"
    assert reading.roster.round.closes == "2026-11-22"
    assert [person.name for person in reading.people] == [Name("裴长庚", ""), Name("", "Gu Nanqiao")]
    assert reading.panels[0].members == ("a-1", "a-2")


def test_that_a_chair_who_is_no_member_is_told() -> None:
    reading = changed(setting("分组 Panels", "E2", "顾南乔、闻既白"), fill_roster(roster(assignments=())))
    assert [code for code, _ in found(reading)] == ["roster_chair_not_member"]
    assert reading.roster is not None


def test_that_a_candidate_who_assesses_is_told() -> None:
    entry = dataclasses.replace(candidate("0420"), candidate=Candidate("0420", SECOND.name, SECOND.employer, 1980))
    reading = read_roster(fill_roster(roster(candidates=(entry,), assignments=())), schemes=SCHEMES)
    assert [code for code, _ in found(reading)] == ["roster_candidate_is_assessor"]


def test_that_a_name_borne_by_two_assessors_needs_the_id() -> None:
    twin = dataclasses.replace(SECOND, id=PersonId("A4"), employer="别的单位")
    panel = dataclasses.replace(roster().panels[0], members=(CHAIR.id, SECOND.id))
    reading = read_roster(fill_roster(roster(people=(CHAIR, SECOND, twin), panels=(panel,), assignments=())))
    assert ("roster_person_ambiguous", "E2") in found(reading)


def test_that_somebody_of_another_panel_cannot_be_assigned() -> None:
    other = RosterPanel(PanelId("P3"), Text("第 3 组", "Panel 3"), CHAIR.id, (CHAIR.id, THIRD.id))
    reading = read_roster(
        fill_roster(roster(candidates=(candidate("0417", panel=PanelId("P3")),), panels=(*roster().panels, other)))
    )
    assert ("roster_not_on_panel", "B3") in found(reading)


def test_that_grades_are_known_by_id_or_by_title() -> None:
    for words in ("PE", "pe", "专业工程师（PE）", "Professional Engineer (PE)", " ＰＥ "):
        assert changed(setting("申请人 Candidates", "D2", words)).roster == roster(), words


def test_that_an_officer_needs_no_rank() -> None:
    officer = Person(PersonId("S1"), Name("任秋", "Ren Qiu"), (Role.OFFICER,), Rank.FULL)
    reading = changed(setting("评委 Assessors", "D5", None), fill_roster(roster(people=(*roster().people, officer))))
    assert reading.roster == roster(people=(*roster().people, officer))


# --- hostile files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"PK", b"number,name\n1,x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_that_what_is_no_workbook_is_a_problem_with_a_sentence(data: bytes) -> None:
    reading = read_roster(data)
    assert reading.blocked
    found(reading)


GOOD = fill_roster(roster())


@settings(max_examples=60)
@given(st.data())
def test_that_a_damaged_workbook_never_ends_in_an_error(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_roster(bytes(broken), schemes=SCHEMES), RosterReading)


@settings(max_examples=60)
@given(st.data())
def test_that_damaged_xml_inside_a_sound_archive_never_ends_in_an_error(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    broken = bytearray(parts[name])
    at = data.draw(st.integers(0, len(broken) - 1))
    broken[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for each, content in parts.items():
            target.writestr(each, bytes(broken) if each == name else content)
    assert isinstance(read_roster(out.getvalue(), schemes=SCHEMES), RosterReading)


# --- who marks whom ---------------------------------------------------------------------------------------------------


def test_that_pairs_rotate_so_that_all_assessors_overlap() -> None:
    third = dataclasses.replace(THIRD, rank=Rank.FULL)
    many = roster(
        people=(CHAIR, SECOND, third), candidates=tuple(candidate(f"{at:04}") for at in range(1, 7)), assignments=()
    )
    drawn = propose_assignments(many, scheme())
    pairs = {
        tuple(
            sorted(
                each.assessor for each in drawn if each.number == entry.candidate.number and "material" in each.methods
            )
        )
        for entry in many.candidates
    }
    assert pairs == {("A1", "A2"), ("A2", "A3"), ("A1", "A3")}
    assert all(
        sum("interview" in each.methods for each in drawn if each.number == "0001") == 3 for _ in many.candidates
    )


def test_that_trainers_and_colleagues_are_passed_over_while_others_are_left() -> None:
    third = dataclasses.replace(THIRD, rank=Rank.FULL)
    entry = candidate("0417", grade="AE", trained_by=(CHAIR.id,))
    drawn = propose_assignments(roster(people=(CHAIR, SECOND, third), candidates=(entry,), assignments=()), scheme())
    assert {each.assessor for each in drawn} == {"A2", "A3"}


def test_that_a_trainee_marks_beside_the_others_and_a_full_assessor_is_always_there() -> None:
    trainee = dataclasses.replace(SECOND, rank=Rank.TRAINEE)
    entry = candidate("0417", grade="AE")
    drawn = propose_assignments(roster(people=(CHAIR, trainee, THIRD), candidates=(entry,), assignments=()), scheme())
    material = {each.assessor for each in drawn if "material" in each.methods}
    assert material == {"A1", "A2", "A3"}


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "expected"), [(0, 0, "A1"), (6, 25, "Z7"), (9, 26, "AA10"), (0, 16383, "XFD1")]
)
def test_that_cells_are_named_as_excel_names_them(row: int, column: int, expected: str) -> None:
    assert address(row, column) == expected
