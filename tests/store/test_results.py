from __future__ import annotations

import pytest

from assessor_app.models.ids import PackageSerial
from assessor_app.models.records import Kind
from assessor_app.store import packages, results
from assessor_app.store.database import Store
from assessor_app.store.errors import UnknownHere
from assessor_app.store.packages import PackageStatus
from assessor_app.store.results import ResultRow
from tests.store.builders import CASES, NOW, ROUND, a_package

FIRST = (ResultRow(CASES[1], "0002", "fail", "fail", "59.9"), ResultRow(CASES[0], "0001", "pass", "pass", "64.6"))


def _take_in(store: Store, serial: str, *rows: ResultRow) -> None:
    row, content = a_package(serial, None, kind=Kind.RESULT)
    with store.step("result_taken_in", {}, NOW):
        packages.add(store, row, content)
        results.put(store, row.serial, ROUND, f'{{"serial":"{serial}"}}'.encode(), rows)


def test_that_a_round_lists_each_case_once_by_number(desk: Store) -> None:
    _take_in(desk, "r1", *FIRST)
    assert results.of_round(desk, ROUND) == tuple(sorted(FIRST, key=lambda row: row.number))
    assert results.record(desk, PackageSerial("r1")) == b'{"serial":"r1"}'
    with pytest.raises(UnknownHere):
        results.record(desk, PackageSerial("r2"))


def test_that_the_newest_word_on_a_case_counts_until_it_is_removed(desk: Store) -> None:
    _take_in(desk, "r1", *FIRST)
    corrected = ResultRow(CASES[0], "0001", "pass", "deferred", "64.6")
    _take_in(desk, "r2", corrected)
    assert results.of_round(desk, ROUND) == (corrected, FIRST[0])
    assert results.package_of(desk, CASES[0]) == "r2"
    with desk.step("removed", {}, NOW):
        packages.set_status(desk, PackageSerial("r2"), PackageStatus.REMOVED, NOW)
    assert results.of_round(desk, ROUND) == (FIRST[1], FIRST[0])
    assert results.package_of(desk, CASES[0]) == "r1"
    with desk.step("taken_in_again", {}, NOW):
        packages.set_status(desk, PackageSerial("r2"), PackageStatus.TAKEN_IN, NOW)
        results.put(desk, PackageSerial("r2"), ROUND, b"{}", [corrected])
    assert results.of_round(desk, ROUND) == (corrected, FIRST[0])
