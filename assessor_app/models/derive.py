"""Marks in, derivation out, as JSON values: the rule engine on its own, for auditors who script against it (design 8).

In::

    {"scheme": "cse-general", "grade": "PE",
     "marks": [{"assessor": "a1", "method": "material", "indicator": "K1", "level": 3}, …],
     "written": [{"aspect": "K", "percent": "72.5"}, …]}

``"level": null`` is "not sought"; ``"counted": false`` a trainee's mark; a mark may carry a ``comment``. Optional besides:
``"agreed": [{"method", "indicator", "level"}]``, ``"settled": [{"code", "method", "subject"}]``,
``"expected": {"interview": ["a1", "a2"]}``, and a ``method`` in an entry of ``written`` where a scheme has several papers.

Out::

    {"outcome": "pass", "total": "64.5707",
     "aspects": {"K": {"score": "66.0000", "floor": "60", "passed": true}, …},
     "reasons": [{"code": "aspect_floor", "subject": "E", …}], "flags": [{"code": "straddle", "subject": "E", …}],
     "derivation": {…}}

Decimals are texts with four places, rounded half up; every number of the derivation stands beside it exactly, as ``p/q``. What
could not be worked out is null. An area-by-area scheme gives ``demonstrated`` and counts in place of a score, and no total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessor_app.models.derivation import AspectResult, Evaluation, Flag, Node, Reason
from assessor_app.models.numbers import decimal_text, exact_text, percent_value, plain_text
from assessor_app.models.panel import Agreed, CountedMark, Settled, WrittenMark, refused
from assessor_app.models.scheme import Scheme
from assessor_app.models.scoring import evaluate

MOST = 20_000
"""Entries of one list; a case has a few hundred at most."""

PLACES = 4


def derive_json(scheme: Scheme, data: object) -> dict[str, Any]:
    """The evaluation of the marks in ``data`` (a decoded JSON value), as a value that JSON can say.

    Strict: raises `MarksRefused` naming the entry (``marks[3].level``) for whatever the scheme does not know or JSON misspells.
    """
    given = read_marks(scheme, data)
    evaluation = evaluate(
        scheme,
        given.grade,
        given.marks,
        given.written,
        agreed=given.agreed,
        settled=given.settled,
        expected=given.expected,
    )
    return evaluation_to_json(evaluation)


# --- out --------------------------------------------------------------------------------------------------------------


def evaluation_to_json(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation in the form auditors read."""
    return {
        "outcome": evaluation.outcome.value,
        "total": _decimal(evaluation.total),
        "aspects": {aspect.aspect: _aspect(aspect) for aspect in evaluation.aspects},
        "reasons": [_reason(reason) for reason in evaluation.reasons],
        "flags": [_flag(flag) for flag in evaluation.flags],
        "derivation": derivation_to_json(evaluation.derivation),
    }


def derivation_to_json(node: Node) -> dict[str, Any]:
    """A derivation, down to its leaves; each number as ``exact`` (``p/q``) and ``decimal`` (four places)."""
    return {
        "step": node.step.value,
        "subject": node.subject,
        "value": None if node.value is None else _both(node.value),
        "facts": {name: _both(value) if isinstance(value, Fraction) else value for name, value in node.facts},
        "children": [derivation_to_json(child) for child in node.children],
    }


def _both(value: Fraction) -> dict[str, str]:
    return {"exact": exact_text(value), "decimal": decimal_text(value, PLACES)}


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value, PLACES)


def _aspect(aspect: AspectResult) -> dict[str, Any]:
    if aspect.of is None:
        floor = None if aspect.floor is None else plain_text(aspect.floor)
        return {"score": _decimal(aspect.score), "floor": floor, "passed": aspect.passed}
    return {
        "demonstrated": aspect.passed,
        "at_threshold": aspect.at_threshold,
        "needed": aspect.needed,
        "of": aspect.of,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    facts = {
        "value": _decimal(reason.value),
        "cut": None if reason.cut is None else plain_text(reason.cut),
        "method": reason.method or None,
        "assessor": reason.assessor or None,
    }
    return {
        "code": reason.code.value,
        "subject": reason.subject,
        **{name: fact for name, fact in facts.items() if fact is not None},
    }


def _flag(flag: Flag) -> dict[str, Any]:
    said: dict[str, Any] = {"code": flag.code.value, "subject": flag.subject}
    if flag.method:
        said["method"] = flag.method
    if flag.values:
        said["values"] = {name: decimal_text(value, PLACES) for name, value in flag.values}
    if flag.choices:
        said["choices"] = dict(flag.choices)
    return said


# --- in ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenMarks:
    """What a list of marks says, read and of the right shape; whether the scheme knows it all, `evaluate` sees."""

    grade: str
    marks: tuple[CountedMark, ...]
    written: tuple[WrittenMark, ...]
    agreed: tuple[Agreed, ...]
    settled: tuple[Settled, ...]
    expected: Mapping[str, frozenset[str]] | None


def read_marks(scheme: Scheme, data: object) -> GivenMarks:
    """The marks in a decoded JSON value. Raises `MarksRefused` for another scheme's marks and for entries of another shape."""
    top = _table(data, "", {"scheme", "grade", "marks", "written", "agreed", "settled", "expected"})
    named = top.get("scheme", scheme.id)
    if named != scheme.id:
        raise refused("scheme", named, "other_scheme", allowed=scheme.id)
    return GivenMarks(
        grade=_text(top, "grade", "grade"),
        marks=tuple(_mark(entry, place) for place, entry in _entries(top, "marks")),
        written=tuple(_paper(entry, place) for place, entry in _entries(top, "written")),
        agreed=tuple(_agreed(entry, place) for place, entry in _entries(top, "agreed")),
        settled=tuple(_settled(entry, place) for place, entry in _entries(top, "settled")),
        expected=_expected(scheme, top["expected"]) if "expected" in top else None,
    )


def _table(value: object, place: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise refused(place or "$", value, "shape", allowed="{…}")
    for key in value:
        if key not in known:
            raise refused(f"{place}.{key}" if place else str(key), value[key], "unknown_key", known=sorted(known))
    return value


def _entries(top: Mapping[str, Any], key: str) -> Iterator[tuple[str, object]]:
    entries = top.get(key, [])
    if not isinstance(entries, list):
        raise refused(key, entries, "shape", allowed="[…]")
    if len(entries) > MOST:
        raise refused(key, len(entries), "too_many", allowed=str(MOST))
    for number, entry in enumerate(entries):
        yield f"{key}[{number}]", entry


def _text(table: Mapping[str, Any], key: str, place: str, *, default: str | None = None) -> str:
    value = table.get(key, default)
    if value is None and key not in table:
        raise refused(place, "", "missing")
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise refused(place, value, "shape", allowed='"…"')
    return value


def _level(table: Mapping[str, Any], place: str) -> int | None:
    if "level" not in table:
        raise refused(f"{place}.level", "", "missing")
    level = table["level"]
    # JSON's true is an int in Python, and 3.0 is no level anybody gave.
    if level is not None and (not isinstance(level, int) or isinstance(level, bool)):
        raise refused(f"{place}.level", level, "level", allowed="0, 1, 2 …")
    return level


def _mark(entry: object, place: str) -> CountedMark:
    table = _table(entry, place, {"assessor", "method", "indicator", "level", "counted", "comment"})
    counted = table.get("counted", True)
    if not isinstance(counted, bool):
        raise refused(f"{place}.counted", counted, "shape", allowed="true, false")
    return CountedMark(
        assessor=_text(table, "assessor", f"{place}.assessor"),
        method=_text(table, "method", f"{place}.method"),
        indicator=_text(table, "indicator", f"{place}.indicator"),
        level=_level(table, place),
        counted=counted,
        comment=_text(table, "comment", f"{place}.comment", default=""),
    )


def _paper(entry: object, place: str) -> WrittenMark:
    table = _table(entry, place, {"aspect", "percent", "method"})
    percent = table.get("percent")
    # A JSON number stands for the decimal it is written as, not for the binary fraction nearest to it.
    written = repr(percent) if isinstance(percent, int | float) and not isinstance(percent, bool) else percent
    exact = percent_value(written) if isinstance(written, str) else None
    if exact is None:
        raise refused(f"{place}.percent", percent, "percent" if "percent" in table else "missing")
    return WrittenMark(
        aspect=_text(table, "aspect", f"{place}.aspect"),
        percent=exact,
        method=_text(table, "method", f"{place}.method", default=""),
    )


def _agreed(entry: object, place: str) -> Agreed:
    table = _table(entry, place, {"method", "indicator", "level"})
    return (
        _text(table, "method", f"{place}.method"),
        _text(table, "indicator", f"{place}.indicator"),
        _level(table, place),
    )


def _settled(entry: object, place: str) -> Settled:
    table = _table(entry, place, {"code", "method", "subject"})
    return (
        _text(table, "code", f"{place}.code"),
        _text(table, "method", f"{place}.method", default=""),
        _text(table, "subject", f"{place}.subject"),
    )


def _expected(scheme: Scheme, value: object) -> dict[str, frozenset[str]]:
    methods = {method.id for method in scheme.methods}
    table = _table(value, "expected", methods)
    for method, people in table.items():
        if not isinstance(people, list) or not all(isinstance(person, str) and person for person in people):
            raise refused(f"expected.{method}", people, "shape", allowed='["…"]')
    return {method: frozenset(people) for method, people in table.items()}
