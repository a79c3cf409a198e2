"""Papers, points and percentages, and what double entry makes of what was typed."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.completeness import GapCode, gaps_of
from assessor_app.models.double_entry import (
    Compared,
    Entry,
    Origin,
    Place,
    Slip,
    Turn,
    Typed,
    looks_transposed,
    row_state,
    suspects,
)
from assessor_app.models.errors import SchemeRefused
from assessor_app.models.ids import CaseId, MarkId, PersonId
from assessor_app.models.language import Text
from assessor_app.models.marks import Mark, Part, Sheet, SheetKey, SheetState
from assessor_app.models.numbers import percent_shown, percent_value
from assessor_app.models.scheme_file import scheme_from_json, scheme_hash, scheme_to_json, with_papers
from assessor_app.models.written import (
    Paper,
    PointsFault,
    Question,
    SecondEntry,
    Section,
    cleaned,
    paper_code,
    paper_hash,
    paper_of,
    percent_text,
    percents,
    plain_paper,
    points_of,
    points_text,
)
from tests.models.examples import scheme

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAMPLE = (Path(__file__).parents[2] / "resources" / "samples" / "cse" / "paper.toml").read_bytes()
HALF = Fraction(1, 2)


def question(maximum: int = 30, step: Fraction = HALF, id: str = "A1", aspect: str = "K") -> Question:
    return Question(id, "A", aspect, Text("题", "Question"), Fraction(maximum), step)


def paper(*questions: Question) -> Paper:
    return Paper("p", "written", ("PE",), Text("卷", "Paper"), (Section("A", Text("一", "One")),), questions,
                 SecondEntry.OTHER, blind=False)  # fmt: skip


# --- points and percent -----------------------------------------------------------------------------------------------


@given(st.integers(1, 400), st.data())
def test_that_points_become_percent_and_no_digit_is_lost(maximum: int, data: st.DataObject) -> None:
    halves = data.draw(st.integers(0, 2 * maximum))
    asked = question(maximum)
    read = points_of(points_text(Fraction(halves, 2)), asked)
    assert read == Fraction(halves, 2)
    exact = percents(paper(asked), {"A1": Fraction(halves, 2)})["K"]
    assert exact == Fraction(halves * 50, maximum)
    assert percent_value(percent_text(exact)) == exact
    assert Fraction(percent_text(exact)) == exact


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", PointsFault.NOT_A_NUMBER), ("x", PointsFault.NOT_A_NUMBER), ("-1", PointsFault.NOT_A_NUMBER),
     ("1e1", PointsFault.NOT_A_NUMBER), ("nan", PointsFault.NOT_A_NUMBER), ("30.5", PointsFault.OVER),
     ("9999", PointsFault.OVER), ("7.25", PointsFault.STEP), ("not_a_number", PointsFault.NOT_A_NUMBER),
     ("99999999999", PointsFault.NOT_A_NUMBER)],
)  # fmt: skip
def test_that_what_is_no_score_is_refused(text: str, fault: PointsFault) -> None:
    assert points_of(text, question()) is fault


@given(st.text(max_size=8))
def test_that_whatever_is_typed_is_a_score_or_a_fault_and_never_an_accident(text: str) -> None:
    found = points_of(cleaned(text), question())
    assert isinstance(found, PointsFault) or 0 <= found <= 30


def test_that_a_chinese_input_method_does_not_get_in_the_way() -> None:
    assert points_of(cleaned(" ２６。５ "), question()) == Fraction(53, 2)


@pytest.mark.parametrize("text", ["101", "100/1", "2/4", "-1/3", "301/3", "1/0", "/", "1/3/5"])
def test_that_no_other_fraction_is_a_percentage(text: str) -> None:
    assert percent_value(text) is None


def test_that_a_fraction_is_shown_as_a_decimal_and_kept_as_it_is() -> None:
    assert percent_text(Fraction(205, 3)) == "205/3"
    assert percent_shown("205/3") == "68.3333"
    assert percent_text(Fraction(145, 2)) == percent_shown("72.5") == "72.5"


# --- papers -----------------------------------------------------------------------------------------------------------


def test_that_a_rounds_paper_is_pinned_with_its_scheme() -> None:
    plain = scheme("cse-general")
    laid = with_papers(plain, SAMPLE)
    assert scheme_hash(laid) != scheme_hash(plain)
    assert scheme_from_json(scheme_to_json(laid)) == laid
    assert b'"papers"' not in scheme_to_json(plain)
    found = paper_of(laid, "PE", "written")
    assert found is not None
    assert found.aspects == ("K", "E")
    assert (found.maximum("K"), found.maximum("E")) == (Fraction(100), Fraction(100))
    assert paper_of(plain, "PE", "written") is None
    assert len(paper_hash(found)) == 64


def test_that_the_stand_in_asks_one_percentage_for_each_aspect() -> None:
    found = plain_paper(scheme("cse-general"), "SPE", "written")
    assert [each.id for each in found.questions] == ["E"]
    assert found.is_plain


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        (('aspect = "K"', 'aspect = "T"'), "unknown_reference", "papers.autumn-2026.questions.A1.aspect"),
        (("maximum = 30", "maximum = 0"), "maximum_not_reached", "papers.autumn-2026.questions.A1.maximum"),
        (('section = "A"', 'section = "Z"'), "unknown_reference", "papers.autumn-2026.questions.A1.section"),
        (('"AE", "PE"', '"AE", "SPE"'), "paper_other_aspects", "papers.autumn-2026.grades"),
        (('"other"\ntitle', '"perhaps"\ntitle'), "not_choice", "papers.autumn-2026.second_entry"),
        ((', en = "Essay"', ""), "language_missing", "papers.autumn-2026.questions.B2.title"),
        (("[papers.autumn-2026]", "id = 1\n[papers.autumn-2026]"), "unknown_key", "id"),
        (("[papers.autumn-2026]", "[papers.autumn-2026"), "syntax", ""),
    ],
)
def test_that_a_bad_paper_is_refused_with_place_and_reason(change: tuple[str, str], code: str, key: str) -> None:
    source = SAMPLE.decode().replace(change[0], change[1], 1)
    assert source != SAMPLE.decode()
    with pytest.raises(SchemeRefused) as caught:
        with_papers(scheme("cse-general"), source.encode())
    assert (code, key) in [(fault.code, fault.key) for fault in caught.value.problems]
    assert all(fault.line is not None and fault.file == "paper.toml" for fault in caught.value.problems)


def test_that_codes_differ_and_are_the_same_at_every_desk() -> None:
    codes = {paper_code("round-1", "p", f"case-{number}") for number in range(500)}
    assert len(codes) == 500
    assert paper_code("round-1", "p", "case-7") == paper_code("round-1", "p", "case-7")
    assert not any(sign in code[2:] for code in codes for sign in "01OIL")


def test_that_points_and_percentages_on_a_sheet_must_say_the_same() -> None:
    laid = with_papers(scheme("cse-general"), SAMPLE)
    key = SheetKey(CaseId("c"), PersonId("p"), "written")

    def gaps(points: dict[str, str], k: str) -> set[GapCode]:
        given = [
            *((each, Part.POINTS, value) for each, value in points.items()),
            ("K", Part.PERCENT, k),
            ("E", Part.PERCENT, "88"),
        ]
        marks = tuple(Mark(MarkId(str(at)), key, *each, NOW) for at, each in enumerate(given))
        return {gap.code for gap in gaps_of(laid, "PE", Sheet(key, SheetState.STARTED, 1, marks))}

    whole = {"A1": "26", "A2": "33", "A3": "24", "B1": "54", "B2": "34"}
    assert gaps(whole, "83") == set()
    assert gaps({}, "83") == set()
    assert gaps(whole, "82") == {GapCode.PERCENT_NOT_OF_POINTS}
    assert gaps({**whole, "A1": ""}, "83") == {GapCode.POINTS_MISSING}
    assert gaps({**whole, "A1": "31"}, "88") == {GapCode.POINTS_MISSING}


# --- double entry -----------------------------------------------------------------------------------------------------

PLACES = tuple(Place(CaseId("c"), subject, Part.POINTS) for subject in ("A1", "A2"))


def typed(first: str, second: str, settled: str = "  ") -> Typed:
    given = [
        Entry("b", place, turn, value, PersonId("p"), NOW, Origin.DOUBLE)
        for turn, values in ((Turn.FIRST, first), (Turn.SECOND, second), (Turn.SETTLED, settled))
        for place, value in zip(PLACES, values, strict=True)
        if value.strip()
    ]
    return Typed(tuple(given))


@pytest.mark.parametrize(
    ("entries", "compared", "differing"),
    [
        (("  ", "  ", "  "), Compared.EMPTY, 0),
        (("1 ", "  ", "  "), Compared.TYPING, 0),
        (("12", "  ", "  "), Compared.FIRST_TYPED, 0),
        (("12", "1 ", "  "), Compared.FIRST_TYPED, 0),
        (("12", "12", "  "), Compared.AGREED, 0),
        (("12", "13", "  "), Compared.DIFFERS, 1),
        (("12", "21", "  "), Compared.DIFFERS, 2),
        (("12", "13", " 3"), Compared.SETTLED, 0),
        (("  ", "  ", "45"), Compared.SETTLED, 0),
    ],
)
def test_that_a_row_stands_as_its_entries_say(
    entries: tuple[str, str, str], compared: Compared, differing: int
) -> None:
    state = row_state(typed(*entries), PLACES, twice=True)
    assert (state.compared, len(state.differing)) == (compared, differing)


def test_that_one_entry_is_enough_where_no_second_is_asked() -> None:
    assert row_state(typed("12", "  "), PLACES, twice=False).compared is Compared.AGREED


@given(st.lists(st.integers(0, 199), min_size=2, max_size=30), st.data())
def test_that_a_slip_of_the_fingers_is_among_the_suspects(halves: list[int], data: st.DataObject) -> None:
    right = {Place(CaseId(str(at)), "A1", Part.POINTS): Fraction(value, 2) for at, value in enumerate(halves)}
    victim = data.draw(st.sampled_from(list(right)))
    digits = points_text(right[victim])
    if len(digits) < 2 or "." in digits or digits[0] == digits[1] or digits[1] == "0":
        return
    wrong = {**right, victim: Fraction(int(digits[1] + digits[0] + digits[2:]))}
    difference = sum(right.values(), Fraction(0)) - sum(wrong.values(), Fraction(0))
    found = suspects(difference, wrong, dict.fromkeys(wrong, Fraction(1000)), {}, most=99)
    assert any((each.place, each.slip, each.would_be) == (victim, Slip.TRANSPOSED, right[victim]) for each in found)
    assert all(each.would_be == each.value + difference for each in found if each.slip is not Slip.NOT_IN_BAG)


def test_that_totals_that_agree_suspect_nobody() -> None:
    assert suspects(Fraction(0), dict.fromkeys(PLACES, Fraction(5)), dict.fromkeys(PLACES, Fraction(9)), {}) == ()


def test_that_a_slipped_point_or_a_stray_script_explains_a_difference() -> None:
    values = {PLACES[0]: Fraction(7), Place(CaseId("d"), "A1", Part.POINTS): Fraction(20)}
    maxima = dict.fromkeys(values, Fraction(100))
    assert suspects(Fraction(63), values, maxima, {})[0].slip is Slip.SHIFTED
    assert suspects(Fraction(-20), values, maxima, {})[0].slip is Slip.NOT_IN_BAG
    assert suspects(Fraction(1), values, maxima, {PLACES[0]: Fraction(8)})[0].slip is Slip.OTHER_ENTRY


@pytest.mark.parametrize(("one", "other", "looks"), [("58", "85", True), ("58", "58", False), ("58", "68", False),
                                                     ("5.8", "8.5", True), ("", "8", False), ("7", "70", False)])  # fmt: skip
def test_that_digits_changed_about_are_recognised(one: str, other: str, looks: bool) -> None:
    assert looks_transposed(one, other) is looks
