from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.models.dossier import Application, Candidate, Career, Case, Education
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.ties import bare_company, bare_school, names, same_company, suspects
from tests.models.examples import scheme

GU = Person(
    PersonId("p-gu"),
    Name("顾南乔", "Gu Nanqiao"),
    (Role.ASSESSOR,),
    employer="华东电力设计院有限公司",
    schools=("华北电力大学",),
)
FORM = Application(
    name=Name("林知远", "Lin Zhiyuan"),
    company="临江轨道交通集团",
    education=(Education("2012-09", "2016-06", "学士", "电气工程", "清华大学电机系"),),
    career=(
        Career("2016-07", "2020-06", "西北勘测院", "工程师", "变电设计"),
        Career("2020-07", "", "临江轨道交通集团", "主管", "供电"),
    ),
    statement="2021 年获省级优秀设计奖；与陆怀谷合写论文一篇。",
    referees=("裴长庚 教授", "Prof. Wen Jibai"),
)
CASE = Case(CaseId("c1"), Candidate("0417", Name("林知远"), "临江轨道交通集团有限公司"), "PE", "电气", FORM)


def codes(person: Person = GU, case: Case = CASE) -> list[tuple[str, str]]:
    return [(found.code, found.where) for found in suspects(person, case)]


def with_form(**changes: object) -> Case:
    return replace(CASE, application=replace(FORM, **changes))  # type: ignore[arg-type]


def test_that_strangers_raise_no_suspicion() -> None:
    assert codes() == []


def test_that_one_employer_is_found_whatever_its_legal_form() -> None:
    person = replace(GU, employer="临江轨道交通集团（股份）有限公司")
    assert codes(person) == [("same_employer", "employer"), ("same_employer", "company"), ("same_employer", "career")]


def test_that_a_former_post_is_a_former_colleague() -> None:
    assert codes(replace(GU, employer="西北勘测院")) == [("former_colleague", "career")]


def test_that_one_school_is_found_whatever_the_department() -> None:
    found = suspects(replace(GU, schools=("清华大学（北京）",)), CASE)
    assert [(item.code, item.theirs, item.candidates) for item in found] == [
        ("same_school", "清华大学（北京）", "清华大学电机系")
    ]


@pytest.mark.parametrize(
    "referee", ["顾南乔", "顾 南 乔 高工", "Gu Nanqiao", "Dr. Nanqiao GU, IET", "GU Nan-qiao", "ＧＵ　Ｎａｎｑｉａｏ"]
)
def test_that_a_referee_is_known_by_either_name(referee: str) -> None:
    assert codes(case=with_form(referees=(referee,))) == [("sponsored", "referees")]


def test_that_a_trainer_is_found_by_id_and_by_name() -> None:
    assert codes(case=replace(CASE, trained_by=("p-gu",))) == [("trained", "trained_by")]
    assert codes(case=replace(CASE, trained_by=("顾南乔",))) == [("trained", "trained_by")]
    assert codes(case=replace(CASE, trained_by=("p-pei",))) == []


def test_that_a_name_in_the_description_is_a_possible_co_author() -> None:
    found = suspects(replace(GU, name=Name("陆怀谷", "Lu Huaigu")), CASE)
    assert [(item.code, item.where) for item in found] == [("co_author", "statement")]
    assert "陆怀谷" in found[0].candidates
    assert codes(case=with_form(career=(Career("2016-07", "", "某院", "", "协助顾南乔完成定值"),))) == [
        ("former_colleague", "duties")
    ]


def test_that_every_code_is_one_the_schemes_know() -> None:
    known = {code for code, _, _ in scheme("cse-general").ties} & {code for code, _, _ in scheme("csee-iet").ties}
    assert {"same_employer", "former_colleague", "same_school", "trained", "sponsored", "co_author"} <= known


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("华东电力设计院有限公司", "华东电力设计院", True),
        ("ACME Engineering Co., Ltd.", "Acme Engineering", True),
        ("ＡＣＭＥ Engineering（上海）有限公司", "acme engineering", True),
        ("国家电网有限公司", "国家电网有限公司华东分部", True),
        ("Group Co., Ltd.", "Holdings Inc.", False),
        ("南网", "南网数字", False),
        ("华东电力设计院", "西北电力设计院", False),
        ("Siemens AG", "Siemens Energy", False),
        ("", "", False),
    ],
)
def test_that_companies_are_compared_without_their_legal_form(one: str, other: str, same: bool) -> None:
    assert same_company(one, other) is same_company(other, one) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tsinghua University", "Department of Electrical Engineering, Tsinghua University"),
        ("The University of Leeds", "University of Leeds"),
        ("华北电力大学", "华北电力大学(保定)电气学院"),
        ("上海电机学院", "上海电机学院"),
    ],
)
def test_that_schools_are_compared_without_their_departments(one: str, other: str) -> None:
    assert bare_school(one) == bare_school(other) != ""


def test_that_a_part_of_a_name_is_not_the_name() -> None:
    assert not names(Name("", "Li Na"), "Lina Wang works in China")
    assert not names(Name("李娜", "Li Na"), "线路 na")
    assert not names(Name("", "Gu"), "Gu Nanqiao")
    assert not names(Name("顾"), "顾南乔")


@given(st.text(max_size=40), st.text(max_size=40))
def test_that_any_text_can_be_compared(one: str, other: str) -> None:
    assert bare_company(one) == bare_company(one)
    assert same_company(one, other) == same_company(other, one)
    suspects(replace(GU, employer=one, schools=(other,), name=Name(one, other)), CASE)
