from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from assessor_app.export.material import ResultFile
from assessor_app.export.reading import workbook_figures
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.agreement import Estimate, Form, Scale
from assessor_app.models.consolidation import AgreedLevel
from assessor_app.models.derivation import Outcome
from assessor_app.models.dossier import Case
from assessor_app.models.marks import Sheet, SheetState
from assessor_app.models.numbers import decimal_text
from assessor_app.models.panel_statistics import PanelStatistics, panel_statistics, sheet_ratings
from assessor_app.models.people import Name
from assessor_app.models.scheme import Combine, MethodMode, Scheme
from assessor_app.signing.xml import parse_xml
from tests.export import makers
from tests.export.office import figures, formulas, parts_of, recalculated

ZH, EN, BOTH = DocumentLanguage.ZH, DocumentLanguage.EN, DocumentLanguage.BOTH


def random_sheets(of: Scheme, case: Case, dice: random.Random) -> list[Sheet]:
    """Sheets as they might come in: levels around the cut, some not sought, some missing, a trainee, a sheet not handed in."""
    grade = of.grade(case.grade)
    found: list[Sheet] = []
    for rule in grade.methods:
        if rule.mode is MethodMode.OFF:
            continue
        percent = of.method(rule.method).marks == "percent"
        people = makers.people()[: dice.choice((1, 2, 2, 3, 3))]
        for person in (*people, *((makers.people()[3],) if dice.random() < 0.3 else ())):
            trainee = person.id == makers.TRAINEE
            if percent:
                levels = {aspect: dice.choice(("48", "59.9", "60", "60.5", "72", "100")) for aspect in rule.covers}
            else:
                levels = {aspect: random_levels(of, case, aspect, dice) for aspect in rule.covers}
            made = makers.sheet(of, case, person.id, rule.method, levels, counted=not trainee)
            state = (
                SheetState.OPEN
                if dice.random() < 0.04
                else SheetState.ABSTAINED
                if dice.random() < 0.04
                else made.state
            )
            found.append(replace(made, state=state))
    return found


def random_levels(of: Scheme, case: Case, aspect: str, dice: random.Random) -> str:
    weights = (1, 2, 18, 14, 2, 1)[: of.top + 1] if of.areas is None else (1, 5, 24, 4)
    signs = [str(level) for level in range(of.top + 1)]
    several = of.grade(case.grade).indicators_of(aspect)
    picked = dice.choices([*signs, ".", " "], [*weights, 1.5, 0.1], k=len(several))
    return "".join(picked)


def random_result(of: Scheme, seed: int, count: int) -> ResultFile:
    dice = random.Random(seed)
    grades = [grade.id for grade in of.grades]
    cases = [
        makers.a_case(f"{place:04d}", dice.choice(grades), Name("某人", f"No {place}")) for place in range(1, count + 1)
    ]
    given = [(case, random_sheets(of, case, dice)) for case in cases]
    agreed: list[AgreedLevel] = []
    for case, sheets in given:
        for method in sorted({sheet.key.method for sheet in sheets if of.method(sheet.key.method).marks == "level"}):
            agreed += [
                makers.agreed(case, indicator.id, dice.randint(1, of.top), method)
                for indicator in of.grade(case.grade).indicators
                if dice.random() < 0.05
            ]
    return makers.a_result(of, given, agreed=agreed)


@cache
def samples() -> dict[str, ResultFile]:
    """Sittings of every kind of rule, for one run of the outside judge."""
    general = makers.scheme()
    return {
        "worked.xlsx": makers.a_result(),
        "mean.xlsx": random_result(general, 1, 18),
        "median.xlsx": random_result(replace(general, combine=Combine.MEDIAN), 2, 5),
        "agreed.xlsx": random_result(replace(general, combine=Combine.AGREED), 3, 5),
        "electrical.xlsx": random_result(makers.scheme("cse-electrical"), 4, 4),
        "registration.xlsx": makers.a_result(makers.scheme("csee-iet"), [makers.worked_areas()]),
        "areas.xlsx": random_result(makers.scheme("csee-iet"), 5, 14),
        "no-paper.xlsx": random_result(without_paper(general), 6, 4),
    }


def lies_between(value: Fraction | None) -> bool:
    """Whether a figure stands exactly half-way between two numbers of four places."""
    return value is not None and (value * 10**5).denominator == 1 and (value * 10**5) % 10 == 5


@cache
def halves() -> dict[str, ResultFile]:
    """Cases whose total lies exactly half-way between two numbers of four places, where a double may fall to either side."""
    found = {}
    for seed, place in ((108, 4), (112, 6), (113, 9)):
        result = random_result(makers.scheme(), seed, 10)
        found[f"half-{seed}.xlsx"] = replace(result, files=(result.files[place],))
    return found


@cache
def books() -> dict[str, bytes]:
    """Their workbooks, with both languages on every label."""
    return {name: result_workbook(result, BOTH) for name, result in (samples() | halves()).items()}


def without_paper(of: Scheme) -> Scheme:
    """The scheme as a society uses it that holds no written test."""
    grades = tuple(
        replace(
            grade,
            methods=tuple(
                replace(rule, mode=MethodMode.OFF) if rule.method == "written" else rule for rule in grade.methods
            ),
        )
        for grade in of.grades
    )
    return replace(of, grades=grades)


def same(first: str, second: str) -> bool:
    """The same words, or numbers equal but for the last bits of a double."""
    if first == second:
        return True
    try:
        return abs(float(first) - float(second)) < 1e-9
    except ValueError:
        return False


def test_that_another_program_calculates_every_figure_as_ours(tmp_path: Path) -> None:
    judged = recalculated(tmp_path, books())
    for name, book in books().items():
        carried = formulas(book)
        assert carried
        wrong = {
            where: (value, judged[name].get(where, ""))
            for where, value in carried.items()
            if not same(value, judged[name].get(where, ""))
        }
        assert wrong == {}, name


def test_that_the_summary_carries_the_rule_engines_figures_to_four_places() -> None:
    for name, result in samples().items():
        rows = summary(books()[name])
        for file in result.files:
            shown = rows[file.case.id]
            assert shown["outcome"] == file.evaluation.outcome.value, (name, file.case.id)
            if result.scheme.weighted is not None:
                total = file.evaluation.total
                assert shown.get("total", "") == ("" if total is None else plain(total)), (name, file.case.id)
            for aspect in file.evaluation.aspects:
                figure = Fraction(aspect.at_threshold) if aspect.at_threshold is not None else aspect.score
                assert shown.get(f"aspect_{aspect.aspect}", "") == ("" if figure is None else plain(figure))
                passed = "" if aspect.passed is None else str(int(aspect.passed))
                assert shown.get(f"passed_{aspect.aspect}", "") == passed


def test_that_a_half_is_rounded_up() -> None:
    for name, result in halves().items():
        file = result.files[0]
        total = file.evaluation.total
        assert total is not None
        assert lies_between(total)
        shown = Fraction(summary(books()[name])[file.case.id]["total"])
        assert shown - total == Fraction(5, 10**5)


def test_that_the_samples_hold_every_outcome() -> None:
    found = {file.evaluation.outcome for result in samples().values() for file in result.files}
    assert found == set(Outcome)


def test_that_the_worked_example_is_in_the_workbook_to_the_last_digit() -> None:
    rows = summary(result_workbook(makers.a_result(), ZH))
    first, second = rows["case-0417"], rows["case-0418"]
    assert (first["outcome"], first["total"]) == ("pass", "64.5707")
    assert [first[f"aspect_{aspect}"] for aspect in "KETDL"] == ["66", "67.2083", "60.6111", "61.4222", "65.4222"]
    assert (second["outcome"], second["total"], second["aspect_E"], second["passed_E"]) == (
        "fail",
        "63.1019",
        "57.4167",
        "0",
    )


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_that_the_same_result_gives_the_same_bytes_in_few_parts(language: DocumentLanguage) -> None:
    result = makers.a_result()
    book = result_workbook(result, language)
    assert book == result_workbook(makers.a_result(), language)
    assert len(parts_of(book)) <= 25


def test_that_an_absent_candidate_has_no_figures() -> None:
    case, sheets = makers.worked_one()
    absent = [replace(sheet, state=SheetState.ABSENT, marks=()) for sheet in sheets]
    book = result_workbook(makers.a_result(cases=[(case, absent)]), EN)
    shown = summary(book)[case.id]
    assert not {"outcome", "total", "aspect_K", "passed_K"} & shown.keys()
    assert "Absent" in {each.shown for each in figures(book) if each.where.startswith("Summary!E")}


def test_that_a_hundred_candidates_stay_within_the_parts_that_can_be_signed() -> None:
    case, sheets = makers.worked_areas()
    many = []
    for place in range(100):
        other = replace(
            case, id=type(case.id)(f"case-{place}"), candidate=replace(case.candidate, number=f"{place:03d}")
        )
        many.append((other, [replace(sheet, key=replace(sheet.key, case=other.id)) for sheet in sheets[2:]]))
    parts = parts_of(result_workbook(makers.a_result(makers.scheme("csee-iet"), many), ZH))
    assert len(parts) <= 30
    assert sum(name.startswith("xl/charts/") for name in parts) == 8


def plain(value: Fraction) -> str:
    return repr(float(decimal_text(value, 4))).removesuffix(".0")


def summary(book: bytes) -> dict[str, dict[str, str]]:
    """The summary's figures by case and column code."""
    rows: dict[str, dict[str, str]] = {}
    for each in workbook_figures(parts_of(book), parse_xml):
        kind, _, rest = each.name.partition("/")
        if kind == "summary":
            case, _, code = rest.rpartition("/")
            rows.setdefault(case, {})[code] = each.shown
    return rows


def listed(book: bytes, key: str) -> dict[str, str]:
    """The figures of one list by row and column code."""
    return {
        each.name.removeprefix(f"{key}/"): each.shown
        for each in workbook_figures(parts_of(book), parse_xml)
        if each.name.startswith(f"{key}/")
    }


def statistics_of(result: ResultFile) -> PanelStatistics:
    """The figures of the chair's page on agreement, over the same marks."""
    given = [
        rating
        for file in result.files
        for rating in sheet_ratings(result.scheme.grade(file.case.grade), file.sheets, result.counts)
    ]
    return panel_statistics(result.scheme, given)


def near(shown: str, value: float | None) -> bool:
    return shown == "" if value is None else abs(float(shown) - value) <= 0.00005001


@pytest.mark.parametrize("name", ["mean.xlsx", "areas.xlsx", "worked.xlsx"])
def test_that_the_sheet_of_agreement_holds_the_figures_of_the_page(name: str) -> None:
    result, book = samples()[name], books()[name]
    agreement, severity, pairs = (listed(book, key) for key in ("agreement", "severity", "pairs"))
    found = statistics_of(result)
    for group in found.groups:
        row = f"{group.kind}/{group.id}"
        assert agreement[f"{row}/marks"] == str(group.marks)
        assert agreement[f"{row}/pairs"] == str(group.agreement.pairs)
        exact = group.agreement.exact_share
        assert near(agreement.get(f"{row}/exact", ""), None if exact is None else 100 * exact.value)
        estimates: tuple[tuple[str, Estimate | None], ...] = (
            ("kappa", group.kappa),
            ("alpha", dict(group.alphas)[Scale.ORDINAL]),
            ("icc", dict(group.iccs)[Form.RANDOM]),
        )
        for code, estimate in estimates:
            assert near(agreement.get(f"{row}/{code}", ""), estimate.value if estimate else None)
            assert near(agreement.get(f"{row}/{code}_low", ""), estimate.low if estimate else None)
            assert near(agreement.get(f"{row}/{code}_high", ""), estimate.high if estimate else None)
    for each in found.severities:
        assert severity[f"{each.assessor}/cases"] == str(len(each.cases))
        assert near(severity.get(f"{each.assessor}/offset", ""), each.offset.value if each.offset else None)
        assert near(severity.get(f"{each.assessor}/high", ""), each.offset.high if each.offset else None)
    assert len({name.rpartition("/")[0] for name in pairs}) == len(found.pairs)


def test_that_severity_has_no_number_and_no_chart_where_there_are_too_few_cases() -> None:
    few, many = books()["worked.xlsx"], books()["mean.xlsx"]
    assert not [code for code in listed(few, "severity") if code.endswith(("/offset", "/low", "/high", "/reach"))]
    assert any("8" in each.shown for each in figures(few) if each.where.startswith("一致性") and "不足" in each.shown)
    assert [code for code in listed(many, "severity") if code.endswith("/offset")]
    drawn = {
        name: sum(b"<c:errBars>" in content for part, content in parts_of(book).items() if "charts/" in part)
        for name, book in (("few", few), ("many", many))
    }
    assert drawn == {"few": 0, "many": 1}


def test_that_a_trainees_marks_are_not_in_the_figures_of_agreement() -> None:
    case, sheets = makers.worked_one()
    trainee = replace(sheets[0], key=replace(sheets[0].key, assessor=makers.TRAINEE), counted=False)
    with_one = listed(result_workbook(makers.a_result(cases=[(case, [*sheets, trainee])]), ZH), "agreement")
    assert with_one == listed(result_workbook(makers.a_result(cases=[(case, sheets)]), ZH), "agreement")
