"""What documents cost: each figure as a ratio to storing the same bytes in an archive, the least that any writer must do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assessor_app.export.candidate_report import candidate_report
from assessor_app.export.material import ResultFile
from assessor_app.export.minutes import panel_minutes
from assessor_app.export.reading import Figure, differences, report_figures, workbook_figures
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.models.ids import CaseId
from assessor_app.signing.xml import parse_xml
from tests.benchmarks.measure import median_ms, report
from tests.export import makers
from tests.export.office import Parts, parts_of

ZH = DocumentLanguage.ZH
MANY = 100


def stored(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def many_cases(count: int) -> ResultFile:
    case, sheets = makers.worked_one()
    cases = []
    for place in range(count):
        number = f"{place:04d}"
        other = replace(case, id=CaseId(f"case-{number}"), candidate=replace(case.candidate, number=number))
        cases.append((other, [replace(sheet, key=replace(sheet.key, case=other.id)) for sheet in sheets]))
    return makers.a_result(cases=cases)


def parsed(parts: Parts) -> list[object]:
    return [parse_xml(content) for content in parts.values()]


def compared(read: Callable[..., tuple[Figure, ...]], parts: Parts, expected: tuple[Figure, ...]) -> object:
    return differences(read(parts, parse_xml), expected)


def main() -> None:
    small, large = makers.a_result(), many_cases(MANY)
    case = small.files[0].case.id
    documents: dict[str, Callable[[], bytes]] = {
        "report on one candidate": partial(candidate_report, small, case, ZH),
        "minutes of a panel of two cases": partial(panel_minutes, small, ZH),
        "workbook of two cases": partial(result_workbook, small, ZH),
        f"workbook of {MANY} cases": partial(result_workbook, large, ZH),
    }
    for label, make in documents.items():
        floor = median_ms(partial(stored, parts_of(make())), runs=5)
        report(label, median_ms(make, runs=3), floor, "storing its parts")
    readers = (("report on one candidate", report_figures), ("workbook of two cases", workbook_figures))
    for label, read in readers:
        parts = parts_of(documents[label]())
        floor = median_ms(partial(parsed, parts), runs=5)
        spent = median_ms(partial(compared, read, parts, read(parts, parse_xml)), runs=3)
        report(f"reading a {label} back", spent, floor, "parsing its parts")


if __name__ == "__main__":
    main()
