"""The rule engine against the same sums in floats, scheme files against tomllib, statistics against one pass over the marks."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from dataclasses import replace
from statistics import fmean

from assessor_app.models.agreement import Rating, Scale, alpha_of
from assessor_app.models.changes_that_matter import changes_that_matter
from assessor_app.models.derive import evaluation_to_json
from assessor_app.models.panel import CountedMark
from assessor_app.models.panel_statistics import panel_statistics, ratings_of
from assessor_app.models.rasch import fit_rasch
from assessor_app.models.scheme_file import load_scheme, scheme_from_json, scheme_hash, scheme_to_json
from assessor_app.models.scoring import evaluate, sheet_progress
from tests.benchmarks.measure import median_ms, report
from tests.models.examples import passing, recommended, scheme, source_of

CANDIDATES = 500


def plain(marks: list[CountedMark]) -> float:
    """The means of means alone, in floats, with nothing explained."""
    by: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mark in marks:
        if mark.level is not None:
            by[mark.method, mark.indicator].append(mark.level)
    aspects: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (method, indicator), levels in by.items():
        aspects[method, indicator[0]].append(fmean(levels))
    return fmean(fmean(levels) for levels in aspects.values())


def sitting(candidates: int) -> list[Rating]:
    marks = passing()[0]
    return [
        rating
        for number in range(candidates)
        for rating in ratings_of(
            scheme("cse-general"),
            "PE",
            f"c{number:03}",
            [replace(mark, level=min(5, (mark.level or 0) + (number + place) % 3)) for place, mark in enumerate(marks)],
        )
    ]


def main() -> None:
    general, iet = scheme("cse-general"), scheme("csee-iet")
    marks, papers = passing()
    floor = median_ms(lambda: plain(marks))
    report("one PE case of 100 marks, means in floats", floor)
    report(
        "evaluate it, exactly, with its derivation",
        median_ms(lambda: evaluate(general, "PE", marks, papers)),
        floor,
        "floats",
    )
    evaluation = evaluate(general, "PE", marks, papers)
    text = json.dumps(evaluation_to_json(evaluation))
    report(
        "its derivation as JSON",
        median_ms(lambda: json.dumps(evaluation_to_json(evaluation))),
        median_ms(lambda: json.dumps(json.loads(text))),
        "reading and writing that JSON",
    )
    area = recommended()
    report(
        "evaluate a CEng case of 17 marks",
        median_ms(lambda: evaluate(iet, "CEng", area)),
        median_ms(lambda: plain(area)),
        "floats",
    )
    levels: dict[str, int | None] = {
        mark.indicator: mark.level for mark in marks if mark.assessor == "a1" and mark.method == "material"
    }
    report(
        "a sheet's progress, as after each key",
        median_ms(lambda: sheet_progress(general, "PE", "material", levels)),
        floor,
        "floats",
    )
    report(
        f"evaluate {CANDIDATES} cases",
        median_ms(lambda: [evaluate(general, "PE", marks, papers) for _ in range(CANDIDATES)], runs=3),
        floor * CANDIDATES,
        "floats",
    )
    report(
        "which single mark would turn the outcome",
        median_ms(lambda: changes_that_matter(general, "PE", marks, papers), runs=3),
        floor,
        "floats",
    )

    source = source_of("cse-electrical")
    both = source + source_of("cse-general")
    report(
        "load cse-electrical with what it extends",
        median_ms(lambda: load_scheme(source, resolve=source_of)),
        median_ms(lambda: [tomllib.loads(part.decode()) for part in (source, source_of("cse-general"))]),
        f"tomllib, {len(both)} bytes",
    )
    content = scheme_to_json(general)
    report(
        "hash a scheme",
        median_ms(lambda: scheme_hash(general)),
        median_ms(lambda: json.dumps(json.loads(content))),
        "json",
    )
    report(
        "read a scheme that travelled",
        median_ms(lambda: scheme_from_json(content)),
        median_ms(lambda: json.loads(content)),
        "json",
    )

    room = sitting(13)
    once = median_ms(lambda: sum(rating.level for rating in room))
    report(
        f"all statistics of 13 cases, {len(room)} marks",
        median_ms(lambda: panel_statistics(general, room), runs=3),
        once,
        "one pass",
    )
    hall = sitting(CANDIDATES)
    once = median_ms(lambda: sum(rating.level for rating in hall))
    report(
        f"alpha of {CANDIDATES} cases, {len(hall)} marks",
        median_ms(lambda: alpha_of(hall, Scale.ORDINAL), runs=1),
        once,
        "one pass",
    )
    report(f"many-facet Rasch of {CANDIDATES} cases", median_ms(lambda: fit_rasch(hall), runs=1), once, "one pass")
    report(
        f"all statistics of {CANDIDATES} cases",
        median_ms(lambda: panel_statistics(general, hall), runs=1),
        once,
        "one pass",
    )


if __name__ == "__main__":
    main()
