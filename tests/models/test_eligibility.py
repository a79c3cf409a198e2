from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.dossier import Application, Career, CpdYear, Education
from assessor_app.models.eligibility import (
    Check,
    Condition,
    Month,
    Verdict,
    check_eligibility,
    is_degree,
    month_of,
    months_in,
    span_of,
    union,
    worst,
)
from assessor_app.models.people import Name
from assessor_app.models.scheme import Conditions
from tests.models.examples import scheme

TODAY = date(2026, 11, 21)
PE = scheme("cse-general").grade("PE").conditions


def post(start: str, end: str = "", company: str = "华东电力设计院", *, charge: bool = False) -> Career:
    return Career(start, end, company, "工程师", "", charge)


def form(**fields: object) -> Application:
    sound: dict[str, object] = {
        "education": (Education("2012-09", "2016-06", "本科 学士", "电气工程", "华北电力大学"),),
        "career": (post("2016-07"),),
        "cpd": (CpdYear(2024, "40"), CpdYear(2025, "46.5")),
    }
    return Application(name=Name("林知远"), **{**sound, **fields})  # type: ignore[arg-type]


def checks(conditions: Conditions = PE, member: bool | None = True, **fields: object) -> dict[Condition, Check]:
    return {check.condition: check for check in check_eligibility(conditions, form(**fields), TODAY, member=member)}


def verdicts(found: dict[Condition, Check]) -> dict[str, str]:
    return {condition.value: check.verdict.value for condition, check in found.items()}


def test_that_a_sound_application_meets_what_is_asked() -> None:
    found = checks()
    assert verdicts(found) == {"degree": "met", "years": "met", "cpd": "met", "membership": "met"}
    assert worst(found.values()) is Verdict.MET


def test_that_only_what_is_asked_is_checked() -> None:
    assert checks(Conditions(degree=False, years=0)) == {}


def test_that_overlapping_posts_are_counted_once_and_gaps_are_named() -> None:
    found = checks(career=(post("2016-07", "2020-06"), post("2019-01", "2021-03"), post("2021-09")))[Condition.YEARS]
    assert found.fact("months") == 48 + 9 + 63
    assert found.fact("overlaps") == 18
    assert found.fact("gaps") == ("2021-04/2021-08",)
    assert found.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("end", "gaps"),
    [("", ()), ("2026-11", ()), ("2026-10", ()), ("2026-09", ("2026-10/2026-10",)), ("2025-03", ("2025-04/2026-10",))],
)
def test_that_months_since_the_last_post_are_a_gap_but_for_the_running_one(end: str, gaps: tuple[str, ...]) -> None:
    assert checks(career=(post("2016-07", end),))[Condition.YEARS].fact("gaps") == gaps


def test_that_posts_inside_others_and_reversed_dates_add_nothing() -> None:
    found = checks(career=(post("2016-07", "2026-11"), post("2018-01", "2018-02"), post("2020-05", "2019-04")))
    years = found[Condition.YEARS]
    assert years.fact("months") == 125
    assert years.fact("overlaps") == 2
    assert years.fact("unreadable") == ("2020-05/2019-04 华东电力设计院",)
    assert years.verdict is Verdict.MET


@pytest.mark.parametrize("year", [202, -1, 9999, 2027])
def test_that_a_mistyped_year_of_cpd_is_named_and_not_counted_from(year: int) -> None:
    found = checks(cpd=(CpdYear(year, "40"), CpdYear(2024, "40"), CpdYear(2025, "40")))[Condition.CPD]
    assert found.fact("unreadable") == (f"{year}: 40",)
    assert found.verdict is Verdict.UNCLEAR
    assert len(found.facts) < 8


def test_that_a_year_without_cpd_between_two_falls_short() -> None:
    found = checks(cpd=(CpdYear(2023, "40"), CpdYear(2025, "40")))[Condition.CPD]
    assert found.fact("short") == ("2024",)
    assert found.verdict is Verdict.NOT_MET


@pytest.mark.parametrize(("start", "verdict"), [("2022-12", Verdict.MET), ("2023-01", Verdict.NOT_MET)])
def test_that_years_are_counted_to_the_month(start: str, verdict: Verdict) -> None:
    assert checks(career=(post(start),))[Condition.YEARS].verdict is verdict


def test_that_dates_that_cannot_be_read_leave_the_years_unclear() -> None:
    found = checks(career=(post("2025-01"), post("约 2018 年", "2020-01")))[Condition.YEARS]
    assert found.verdict is Verdict.UNCLEAR
    assert found.fact("unreadable") == ("约 2018 年/2020-01 华东电力设计院",)
    assert checks(career=())[Condition.YEARS].verdict is Verdict.UNCLEAR
    assert checks(career=(post("2024-05", "2023-01"),))[Condition.YEARS].verdict is Verdict.UNCLEAR


def test_that_five_years_on_the_form_leave_ten_years_unclear() -> None:
    # The registration form asks for the last five years only.
    spe = scheme("cse-general").grade("SPE").conditions
    found = checks(spe, career=(post("2021-06", charge=True),))
    assert found[Condition.YEARS].verdict is Verdict.UNCLEAR
    assert found[Condition.IN_CHARGE].verdict is Verdict.MET
    assert checks(spe, career=(post("2023-06"),))[Condition.YEARS].verdict is Verdict.NOT_MET
    assert (
        checks(spe, career=(post("2010-06"), post("2025-06", charge=True)))[Condition.IN_CHARGE].verdict
        is Verdict.NOT_MET
    )


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ((Education("2012-09", "2016-06", "工学学士", "", ""),), "met"),
        ((Education("2012-09", "2016-06", "BEng (Hons)", "", ""),), "met"),
        ((Education("2012-09", "2015-06", "大专", "", ""),), "not_met"),
        ((Education("2012-09", "2015-06", "大专", "", ""), Education("2016-09", "2019-06", "M.Sc.", "", "")), "met"),
        ((Education("2023-09", "", "硕士", "", ""),), "unclear"),
        ((Education("2023-09", "2027-06", "硕士", "", ""),), "unclear"),
        ((Education("2012-09", "2016-06", "Dipl.-Ing.", "", ""),), "unclear"),
        ((), "unclear"),
    ],
)
def test_that_a_degree_must_be_one_and_be_finished(rows: tuple[Education, ...], verdict: str) -> None:
    assert checks(education=rows)[Condition.DEGREE].verdict.value == verdict


@pytest.mark.parametrize(
    ("words", "degree"),
    [("大学本科", True), ("硕士研究生", True), ("Ph.D.", True), ("Bachelor of Engineering", True), ("高中", False),
     ("在读硕士", False), ("Higher National Diploma", False), ("Chartered", None), ("", None), ("Besuch", None)],
)  # fmt: skip
def test_that_words_for_degrees_are_known_in_both_languages(words: str, degree: bool | None) -> None:
    assert is_degree(words) is degree


def test_that_an_accredited_programme_is_looked_for_when_asked() -> None:
    asked = Conditions(degree=True, years=0, accredited=True)
    row = Education("2012-09", "2016-06", "学士", "电气工程", "华北电力大学", accredited=True)
    assert verdicts(checks(asked, education=(row,))) == {"degree": "met", "accredited": "met"}
    assert verdicts(checks(asked))["accredited"] == "not_met"


def test_that_each_full_year_of_cpd_is_judged_and_the_running_one_only_shown() -> None:
    found = checks(cpd=(CpdYear(2023, "41"), CpdYear(2025, "39.5"), CpdYear(2026, "3")))[Condition.CPD]
    assert (found.verdict, found.fact("short")) == (Verdict.NOT_MET, ("2024", "2025"))
    assert [found.fact(f"hours_{year}") for year in (2023, 2024, 2025, 2026)] == [41, 0, Fraction(79, 2), 3]
    assert checks(cpd=(CpdYear(2025, "20"), CpdYear(2025, "20")))[Condition.CPD].verdict is Verdict.MET
    assert checks(cpd=(CpdYear(2025, "约 40"),))[Condition.CPD].verdict is Verdict.UNCLEAR
    assert checks(cpd=(CpdYear(2026, "40"),))[Condition.CPD].verdict is Verdict.UNCLEAR
    assert checks(cpd=())[Condition.CPD].verdict is Verdict.UNCLEAR


def test_that_membership_is_what_the_register_says() -> None:
    assert [checks(member=said)[Condition.MEMBERSHIP].verdict.value for said in (True, False, None)] == [
        "met",
        "not_met",
        "unclear",
    ]


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "2020/01", "20-01", "2020-1", "", "二〇二〇", "٢٠٢٠-٠١"])
def test_that_a_month_has_one_spelling(text: str) -> None:
    assert month_of(text) is None


def test_that_a_post_still_to_come_is_not_counted() -> None:
    assert span_of("2026-12", "", TODAY) is None
    assert span_of("2026-10", "2030-01", TODAY) == (Month.of(2026, 10), Month.of(2026, 11))


SPANS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 60)).map(lambda pair: (Month(pair[0]), Month(pair[0] + pair[1]))),
    max_size=8,
)


@given(SPANS)
def test_that_months_are_counted_as_a_set_of_months(spans: list[tuple[Month, Month]]) -> None:
    months = {number for first, last in spans for number in range(first.number, last.number + 1)}
    assert months_in(spans) == len(months)
    assert union(union(spans)) == union(spans)
    assert union(reversed(spans)) == union(spans)
