"""The worked examples of the trade, and short ways to write marks down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from assessor_app.models.numbers import percent_value
from assessor_app.models.panel import CountedMark, WrittenMark
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme
from assessor_app.paths import resources


def source_of(scheme_id: str) -> bytes:
    return (resources() / "schemes" / f"{scheme_id}.toml").read_bytes()


@cache
def scheme(scheme_id: str) -> Scheme:
    return load_scheme(source_of(scheme_id), resolve=source_of, name=f"{scheme_id}.toml")


def marks(
    method: str, given: Mapping[str, str] | None = None, *, counted: bool = True, first: int = 1, **aspects: str
) -> list[CountedMark]:
    """Marks as the trade writes them: ``K="33433 34333"`` is two assessors' K1 to K5; N is "not sought", a dot nothing."""
    return [
        CountedMark(f"a{number}", method, f"{aspect}{place}", None if sign == "N" else int(sign), counted)
        for aspect, rows in {**(given or {}), **aspects}.items()
        for number, row in enumerate(rows.split(), first)
        for place, sign in enumerate(row, 1)
        if sign != "."
    ]


def written(**percents: str) -> list[WrittenMark]:
    found = {aspect: percent_value(percent) for aspect, percent in percents.items()}
    return [WrittenMark(aspect, percent) for aspect, percent in found.items() if percent is not None]


MATERIAL = {"K": "33433 34333", "E": "3333 4333", "T": "3332 3333", "D": "322 332", "L": "3233 2333"}
INTERVIEW = {
    "K": "43333 33433 33334",
    "E": "3333 4433 3333",
    "T": "3343 3333 3433",
    "D": "332 333 322",
    "L": "3333 3234 2333",
}


def passing() -> tuple[list[CountedMark], list[WrittenMark]]:
    """Domain 9.1, worked example 1 (PE): 64.5707, a pass."""
    return marks("material", MATERIAL) + marks("interview", INTERVIEW), written(K="72", E="80")


def failing_on_ethics() -> tuple[list[CountedMark], list[WrittenMark]]:
    """Domain 9.1, worked example 2 (PE): 63.1019, yet a fail on E."""
    material = {**MATERIAL, "E": "3323 3332"}
    interview = {**INTERVIEW, "E": "3233 3333 2333"}
    return marks("material", material) + marks("interview", interview), written(K="72", E="62")


def recommended() -> list[CountedMark]:
    """Domain 9.2, worked example (CEng): all areas demonstrated."""
    return marks("interview", A="22", B="212", C="2212", D="322", E="22122")


def as_json(given: list[CountedMark], papers: list[WrittenMark] | None = None, **others: Any) -> dict[str, Any]:
    """The same marks in the form auditors script."""
    return {
        **others,
        "marks": [
            {"assessor": mark.assessor, "method": mark.method, "indicator": mark.indicator, "level": mark.level}
            | ({} if mark.counted else {"counted": False})
            for mark in given
        ],
        "written": [{"aspect": mark.aspect, "percent": str(float(mark.percent))} for mark in papers or []],
    }
