"""The chair's view depends on which packages stand, not on the way they came: any order, doubles, removals."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.exchange.errors import AlreadyTakenIn, Superseded
from assessor_app.models.ids import PackageSerial
from assessor_app.models.records import Kind
from assessor_app.store import packages
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.conclude import _evidence
from assessor_app.workflow.consolidate import PanelView, panel_view
from assessor_app.workflow.gather import gather, remove
from tests.builders import (
    CHAIR,
    MEMBER,
    THIRD,
    At,
    Played,
    apart,
    at_desk,
    documents_of,
    signed,
    written,
)

Sit = Callable[[Any, str], At]

NAMES = ("chair", "member 1", "member 2", "member 3", "third")


@pytest.fixture(scope="module")
def handed(played: Played, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Five packages: of one member three, each superseding the one before; the last leaves a case out."""
    folder = tmp_path_factory.mktemp("handed")
    first = apart(played.score(MEMBER))
    signer = played.identities[MEMBER]
    contents = {"chair": played.score(CHAIR), "third": played.score(THIRD), "member 1": played.score(MEMBER)}
    before = first.record.envelope.serial
    for number in (2, 3):
        envelope = replace(
            first.record.envelope,
            serial=PackageSerial(f"score-member-{number}"),
            supersedes=before,
            made_at=first.record.envelope.made_at + timedelta(seconds=number),
        )
        record = replace(first.record, envelope=envelope)
        if number == 3:
            kept = tuple(s for s in record.sheets if s.key.method != "material")
            record = replace(record, sheets=kept)
        parts = replace(first, record=record)
        at = played.now
        contents[f"member {number}"] = signed(
            replace(parts, files=parts.files | documents_of(parts, signer, at)), signer, at
        )
        before = envelope.serial
    return {name: written(folder, f"{name}.asice", content) for name, content in contents.items()}


def seen(desk: At) -> PanelView:
    view = panel_view(desk.store, desk.played.panel)

    def steady(sheets: Any) -> Any:
        return tuple(sorted(sheets, key=lambda sheet: (sheet.key.assessor, sheet.key.method)))

    return replace(view, cases=tuple(replace(case, sheets=steady(case.sheets)) for case in view.cases))


def standing(desk: At) -> frozenset[str]:
    found = packages.all(desk.store, Kind.SCORE, "in")
    return frozenset(row.serial for row in found if row.status is PackageStatus.TAKEN_IN)


Act = tuple[str, str]
ACTS = st.lists(
    st.tuples(st.sampled_from(("take", "take", "take", "remove")), st.sampled_from(NAMES)), min_size=3, max_size=9
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_that_the_view_depends_on_the_standing_packages_alone(
    acts: list[Act], played: Played, handed: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    known: dict[frozenset[str], PanelView] = {}
    desk = at_desk(played, CHAIR, "locked", tmp_path_factory.mktemp("desk"))
    with desk.store:
        serials: dict[str, str] = {}
        for act, name in acts:
            if act == "take":
                with suppress(AlreadyTakenIn, Superseded):
                    serials[name] = desk.do(gather, panel=played.panel, source=handed[name])
            elif name in serials:
                desk.do(remove, serial=serials[name], reason="wrong file")
            view = seen(desk)
            assert known.setdefault(standing(desk), view) == view
            senders = [item.assessor for item in _evidence(desk.store, view.panel)]
            assert len(senders) == len(set(senders)), "one package of each member counts"
        wanted, view = standing(desk), seen(desk)
    _same_in_order(wanted, view, played, handed, tmp_path_factory.mktemp("other"))


def _same_in_order(
    wanted: frozenset[str], view: PanelView, played: Played, handed: dict[str, Path], folder: Path
) -> None:
    """Another chair, who took only these packages in, from the first name to the last, sees the same."""
    desk = at_desk(played, CHAIR, "locked", folder)
    with desk.store:
        for name in reversed(NAMES):
            if apart(handed[name].read_bytes()).record.envelope.serial in wanted:
                desk.do(gather, panel=played.panel, source=handed[name])
        assert standing(desk) == wanted
        assert seen(desk) == view


def test_that_the_newest_of_a_member_counts_though_one_between_never_came(
    sit: Sit, played: Played, handed: dict[str, Path]
) -> None:
    for order in (("member 1", "member 3"), ("member 3", "member 1")):
        desk = sit(CHAIR, "locked")
        for name in order:
            with suppress(Superseded):
                desk.do(gather, panel=played.panel, source=handed[name])
        assert standing(desk) == {"score-member-3"}
        methods = {sheet.key.method for case in seen(desk).cases for sheet in case.sheets}
        assert "material" not in methods


def test_that_removing_the_newer_package_brings_the_older_back(
    sit: Sit, played: Played, handed: dict[str, Path]
) -> None:
    desk = sit(CHAIR, "locked")
    for name in ("member 1", "member 2"):
        desk.do(gather, panel=played.panel, source=handed[name])
    before = seen(desk)
    desk.do(gather, panel=played.panel, source=handed["member 3"])
    assert seen(desk) != before
    desk.do(remove, serial="score-member-3", reason="wrong file")
    assert standing(desk) == {"score-member-2"}
    assert seen(desk) == before
