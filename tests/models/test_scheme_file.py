from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.messages import Messages
from assessor_app.models.errors import SchemeRefused
from assessor_app.models.language import Language
from assessor_app.models.scheme import MethodMode
from assessor_app.models.scheme_faults import REASONS
from assessor_app.models.scheme_file import load_scheme, scheme_from_json, scheme_hash, scheme_to_json
from assessor_app.models.scheme_source import key_lines
from tests.models.examples import scheme, source_of

BAD = sorted((Path(__file__).parent.parent / "schemes_bad").glob("*.toml"))
SHIPPED = ("cse-general", "cse-electrical", "csee-iet")


def refused(text: str | bytes, name: str = "mine.toml") -> SchemeRefused:
    source = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(SchemeRefused) as caught:
        load_scheme(source, resolve=source_of, name=name)
    return caught.value


# --- bad schemes ------------------------------------------------------------------------------------------------------


def test_that_there_are_bad_schemes_to_refuse() -> None:
    assert len(BAD) > 40


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_that_a_bad_scheme_is_refused_where_it_is_bad(path: Path) -> None:
    source = path.read_bytes()
    expected = re.match(rb"# expect: (\w+) at ([^\n]+)", source)
    assert expected is not None
    code, key = expected[1].decode(), expected[2].decode()
    refusal = refused(source, path.name)
    assert (code, "" if key == "-" else key) in [(fault.code, fault.key) for fault in refusal.problems]
    assert refusal.count == len(refusal.problems)
    fault = next(fault for fault in refusal.problems if fault.code == code)
    assert fault.file == path.name
    assert fault.line is not None or fault.code == "missing"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_that_the_line_named_is_one_that_speaks_of_the_key(path: Path) -> None:
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for fault in refused(path.read_bytes(), path.name).problems:
        if fault.line is not None and fault.path:
            assert any(part in lines[fault.line - 1] for part in fault.path), (fault, lines[fault.line - 1])


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_that_a_refusal_can_be_said_in_both_languages(path: Path) -> None:
    refusal = refused(path.read_bytes(), path.name)
    for language in Language:
        said = Messages().sentence(refusal, language).what
        assert path.name in said
        assert refusal.reason.of(language) in said


def test_that_every_reason_is_tried_by_a_bad_scheme_or_named_here() -> None:
    tried = {fault.code for path in BAD for fault in refused(path.read_bytes()).problems}
    otherwise = {
        "too_large", "too_deep", "json", "not_table", "not_text", "not_list", "empty", "too_many", "duplicate",
        "aspect_without_indicator", "pass_mark_missing", "weight_missing", "no_scored_method", "percent_in_areas",
        "level_gate_in_areas", "rule_missing",
    }  # fmt: skip
    assert set(REASONS) - tried - otherwise == set()


def test_that_all_faults_are_told_at_once_each_with_its_line() -> None:
    text = source_of("cse-general").decode()
    text = text.replace("K = 35, E = 15", "K = 36, E = 15").replace('element = "13"\n', 'element = "13"\nweigth = 3\n')
    text = text.replace(
        'zh = "开场与核验", en = "Introductions and identity" }, minutes = 3', 'zh = "开场" }, minutes = 3'
    )
    refusal = refused(text, "cse-general.toml")
    lines = text.split("\n")
    assert {(fault.code, fault.key) for fault in refusal.problems} == {
        ("unknown_key", "indicators.L4.weigth"),
        ("language_missing", "grades.AE.phases.introduction.title"),
    }
    assert all(
        fault.path[-2] in lines[(fault.line or 0) - 1] or "weigth" in lines[(fault.line or 0) - 1]
        for fault in refusal.problems
    )
    assert refusal.line == refusal.problems[0].line
    # What the numbers mean is looked at once every value has its shape.
    refusal = refused(text.replace("weigth = 3\n", "").replace('{ zh = "开场" }', '{ zh = "开场", en = "Start" }'))
    assert [(fault.code, fault.key) for fault in refusal.problems] == [("sum_not_100", "grades.PE.weights")]
    assert "K = 36" in text.replace("weigth = 3\n", "").split("\n")[(refusal.line or 0) - 1]


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        (("[aspects.D]\n", "[aspects]\nD2 = 5\n[aspects.D]\n"), "not_table", "aspects.D2"),
        (('version = "2026.1"', "version = 2026"), "not_text", "version"),
        (("[declaration]\nzh", "x = 1\n[declaration]\nzh"), "unknown_key", "x"),
        (('covers = ["E"], pass_mark = 60', 'covers = "E", pass_mark = 60'), "not_list", "grades.SPE.methods.written.covers"),
        (('covers = ["E"], pass_mark = 60', "covers = [], pass_mark = 60"), "empty", "grades.SPE.methods.written.covers"),
        (('covers = ["E"], pass', 'covers = ["E", "E"], pass'), "duplicate", "grades.SPE.methods.written.covers"),
        (('"E"], pass_mark = 60', '"E"]'), "pass_mark_missing", "grades.AE.methods.written.pass_mark"),
        (('mode = "scored", weight = 30', 'mode = "scored", weight = 0'), "weight_missing", "grades.AE.methods.material.weight"),
    ],
)  # fmt: skip
def test_that_other_slips_are_told_by_key(change: tuple[str, str], code: str, key: str) -> None:
    text = source_of("cse-general").decode()
    assert change[0] in text
    refusal = refused(text.replace(*change))
    assert (code, key) in [(fault.code, fault.key) for fault in refusal.problems]


def test_that_a_scheme_without_its_rule_is_refused() -> None:
    text = source_of("cse-general").decode()
    start, end = text.index("[weighted]"), text.index("[discrepancy]")
    assert [(fault.code, fault.key) for fault in refused(text[:start] + text[end:]).problems] == [
        ("rule_missing", "weighted")
    ]


def test_that_an_areas_scheme_takes_papers_as_gates_only() -> None:
    text = (
        source_of("csee-iet").decode()
        + """
[methods.exam]
title = { zh = "笔试", en = "Paper" }
short = { zh = "笔", en = "W" }
marks = "percent"
[grades.CEng.methods.exam]
mode = "scored"
covers = ["A"]
pass_mark = 50
"""
    )
    assert [fault.code for fault in refused(text).problems] == ["percent_in_areas"]
    gate = text.replace('mode = "scored"\ncovers = ["A"]', 'mode = "gate"\ncovers = ["A"]')
    assert load_scheme(gate.encode(), resolve=source_of).grade("CEng").method("exam") is not None
    level = gate.replace('material = { mode = "scored"', 'material = { mode = "gate"')
    assert {fault.code for fault in refused(level).problems} == {"level_gate_in_areas"}


def test_that_a_grade_needs_an_indicator_in_each_aspect_and_a_scored_method() -> None:
    text = source_of("cse-general").decode().replace('aspect = "D"', 'aspect = "L"')
    assert {fault.code for fault in refused(text).problems} == {"aspect_without_indicator"}
    off = re.sub(r'mode = "scored"', 'mode = "off"', source_of("cse-general").decode())
    assert {fault.code for fault in refused(off).problems} == {"no_scored_method"}


def test_that_an_endless_file_is_not_read() -> None:
    assert refused(b"#" * (1024 * 1024 + 1)).problems[0].code == "too_large"
    assert refused(b"a = " + b"[" * 100_000).problems[0].code in {"too_deep", "syntax"}
    assert refused("id = " + "9" * 5000).problems[0].code == "syntax"


def test_that_a_number_no_machine_can_hold_is_refused() -> None:
    text = source_of("cse-general").decode()
    for monster in ("1e999999999", "1e-999999999", "nan", "inf", "9" * 4000):
        refusal = refused(text.replace("total_cut = 60", f"total_cut = {monster}"))
        assert [(fault.code, fault.key) for fault in refusal.problems] == [("not_number", "weighted.total_cut")]


def refused_with_problems(refusal: SchemeRefused) -> None:
    assert refusal.problems
    assert refusal.listing.zh


@given(st.binary(max_size=200))
def test_that_any_bytes_are_refused_in_words(source: bytes) -> None:
    refused(source)


@given(st.data())
def test_that_a_shipped_scheme_with_any_damage_loads_or_is_refused(data: st.DataObject) -> None:
    source = bytearray(source_of("cse-electrical"))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        source[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
    try:
        load_scheme(bytes(source), resolve=source_of)
    except SchemeRefused as refusal:
        refused_with_problems(refusal)


LEAVES: st.SearchStrategy[object] = st.one_of(
    st.integers(-5, 200), st.booleans(), st.sampled_from(["K", "scored", "2.5", "", "通过"]), st.just([])
)


@given(st.data())
def test_that_a_scheme_with_any_value_replaced_loads_or_is_refused(data: st.DataObject) -> None:
    import tomllib

    tree = tomllib.loads(source_of(data.draw(st.sampled_from(["cse-general", "csee-iet"]))).decode())
    table = tree
    while True:
        key = data.draw(st.sampled_from(sorted(table)))
        if isinstance(table[key], dict) and data.draw(st.booleans()):
            table = table[key]
            continue
        table[key] = data.draw(LEAVES)
        break
    try:
        load_scheme(as_toml(tree).encode(), resolve=source_of)
    except SchemeRefused as refusal:
        refused_with_problems(refusal)


def as_toml(tree: object) -> str:
    """Just enough TOML: everything inline below the top."""
    assert isinstance(tree, dict)
    return "\n".join(f"{json.dumps(key)} = {inline(value)}" for key, value in tree.items())


def inline(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {inline(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(inline(item) for item in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


# --- good schemes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme_id", SHIPPED)
def test_that_a_scheme_travels_as_canonical_json_unchanged(scheme_id: str) -> None:
    content = scheme_to_json(scheme(scheme_id))
    assert scheme_from_json(content) == scheme(scheme_id)
    assert scheme_to_json(scheme_from_json(content)) == content


def test_that_files_that_mean_the_same_have_the_same_hash() -> None:
    text = source_of("cse-general").decode()
    again = text.replace("required = { K = 3, E = 3", 'required = { E = 3.0, K = "3"').replace('"1/2"', "0.5")
    again = again.replace('covers = ["K", "E"]', 'covers = ["E", "K"]').replace("\n", "\r\n")
    again = "\ufeff" + again.replace("# The decision (D)", "# 判定规则")
    assert again != text
    assert scheme_hash(load_scheme(again.encode(), resolve=source_of)) == scheme_hash(scheme("cse-general"))


@pytest.mark.parametrize(
    "change", [("total_cut = 60", "total_cut = 60.5"), ("先讨论", "先商议"), ('"2026.1"', '"2026.2"')]
)
def test_that_files_that_mean_something_else_have_another_hash(change: tuple[str, str]) -> None:
    text = source_of("cse-general").decode()
    assert change[0] in text
    other = load_scheme(text.replace(*change, 1).encode(), resolve=source_of)
    assert scheme_hash(other) != scheme_hash(scheme("cse-general"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace('"version":"2026.1"', '"version":"2026.1","extra":1'),
        lambda text: text.replace('"kind":"weighted"', '"kind":"lottery"'),
        lambda text: text.replace(":", ": ", 1),
        lambda text: text.replace('"total_cut":"60"', '"total_cut":"120/2"'),
        lambda text: text.replace('"total_cut":"60"', '"total_cut":60'),
        lambda text: text.replace('["K","35"]', '["K","36"]', 1),
        lambda text: text[:-1],
        lambda text: "[]",
        lambda text: "[" * 5000,
        lambda text: text.replace('"not_sought":{', '"not_sought":{"fr":"non", '),
    ],
)
def test_that_a_tampered_scheme_record_is_refused(damage: object) -> None:
    text = scheme_to_json(scheme("cse-general")).decode()
    assert callable(damage)
    damaged = damage(text)
    assert damaged != text
    with pytest.raises(SchemeRefused):
        scheme_from_json(damaged.encode())


@given(st.binary(max_size=200))
def test_that_any_bytes_are_refused_as_a_scheme_record(content: bytes) -> None:
    with pytest.raises(SchemeRefused):
        scheme_from_json(content)


def test_that_a_professional_specification_adds_and_narrows() -> None:
    general, electrical = scheme("cse-general"), scheme("cse-electrical")
    assert electrical.extends == "cse-general 2026.1"
    for grade in general.grades:
        mine = electrical.grade(grade.id)
        assert {item.id for item in mine.indicators} - {item.id for item in grade.indicators} == {"K6", "K7"}
        assert [item.id for item in mine.indicators_of("K")] == ["K1", "K2", "K3", "K4", "K5", "K6", "K7"]
        assert mine.weights == grade.weights
        narrowed = next(item for item in mine.indicators if item.id == "E2")
        assert narrowed.non_compensable
        assert electrical.anchor(narrowed, 3).zh.startswith("独立承担工作负责人")
        assert electrical.anchor(narrowed, 5) == general.anchor(narrowed, 5) == general.levels[5].anchor


def test_that_a_method_can_be_switched_off_for_a_society() -> None:
    text = """
id = "cse-no-paper"
version = "1"
extends = "cse-general"
[grades.PE.methods.written]
mode = "off"
[grades.PE.methods.material]
weight = 45
[grades.PE.methods.interview]
weight = 55
"""
    mine = load_scheme(text.encode(), resolve=source_of)
    written = mine.grade("PE").method("written")
    assert written is not None
    assert written.mode is MethodMode.OFF
    assert mine.grade("AE") == scheme("cse-general").grade("AE")


def test_that_numbers_are_read_exactly() -> None:
    rule = scheme("csee-iet").areas
    assert rule is not None
    assert rule.share == Fraction(3, 5)
    text = source_of("cse-general").decode().replace("borderline_margin = 2", "borderline_margin = 0.1")
    weighted = load_scheme(text.encode(), resolve=source_of).weighted
    assert weighted is not None
    assert weighted.borderline_margin == Fraction(1, 10)


def test_that_lines_are_found_past_long_strings_and_lists() -> None:
    text = 'a = """\nb = 1\n"""\nc = [\n  { d = 1 },\n  "]",\n]\n[e.f]\n"g h" = 2\ni = { j = 3 } # k = 4\nl.m = 5\n'
    assert key_lines(text) == {
        ("a",): 1, ("c",): 4, ("e",): 8, ("e", "f"): 8, ("e", "f", "g h"): 9,
        ("e", "f", "i"): 10, ("e", "f", "i", "j"): 10, ("e", "f", "l", "m"): 11,
    }  # fmt: skip


@given(st.text(max_size=300))
def test_that_looking_for_lines_never_stumbles(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
