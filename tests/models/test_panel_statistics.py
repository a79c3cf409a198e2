from __future__ import annotations

from dataclasses import replace

import pytest

from assessor_app.models.changes_that_matter import changes_that_matter
from assessor_app.models.derivation import Outcome
from assessor_app.models.panel_statistics import CONVENTIONS, band_of, panel_statistics, ratings_of
from assessor_app.models.rasch import RaschFit
from assessor_app.models.scoring import evaluate
from tests.models.examples import failing_on_ethics, marks, passing, scheme


def sitting() -> list[object]:
    general = scheme("cse-general")
    found: list[object] = []
    for number, (given, _) in enumerate([passing(), failing_on_ethics()] * 5):
        shifted = [
            replace(mark, level=min(5, mark.level + number % 3)) if mark.level is not None else mark for mark in given
        ]
        found += ratings_of(general, "PE", f"c{number}", shifted)
    return found


def test_that_a_panel_gets_all_of_it_in_the_order_of_the_scheme() -> None:
    told: list[float] = []
    statistics = panel_statistics(scheme("cse-general"), sitting(), lambda what, done: told.append(done))  # type: ignore[arg-type]
    kinds = [(group.kind, group.id) for group in statistics.groups]
    assert kinds[:8] == [
        ("all", ""), ("method", "material"), ("method", "interview"),
        ("aspect", "K"), ("aspect", "E"), ("aspect", "T"), ("aspect", "D"), ("aspect", "L"),
    ]  # fmt: skip
    assert len(kinds) == 8 + 20
    assert statistics.groups[0].marks == 10 * (2 + 3) * 20
    assert statistics.groups[0].agreement.pairs == 10 * (1 + 3) * 20
    assert [(pair.one, pair.other, pair.marks) for pair in statistics.pairs] == [
        ("a1", "a2", 400),
        ("a1", "a3", 200),
        ("a2", "a3", 200),
    ]
    assert [severity.assessor for severity in statistics.severities] == ["a1", "a2", "a3"]
    assert statistics.study is not None
    assert statistics.item_study is not None
    assert (statistics.item_study.n, statistics.item_study.raters, statistics.item_study.items) == (10, 3, 20)
    assert isinstance(statistics.rasch, RaschFit)
    assert told == sorted(told)


def test_that_an_empty_panel_gets_no_numbers() -> None:
    statistics = panel_statistics(scheme("csee-iet"), [])
    (nothing,) = statistics.groups
    assert (nothing.marks, nothing.kappa, statistics.study, statistics.item_study, statistics.pairs) == (
        0,
        None,
        None,
        None,
        (),
    )


def test_that_only_counted_levels_become_ratings() -> None:
    given = [*marks("interview", K="3N3"), *marks("interview", first=9, counted=False, K="555")]
    found = ratings_of(scheme("cse-general"), "PE", "c", given, {("a1", "interview", "K1"): 12.5})
    assert [(rating.assessor, rating.indicator, rating.level, rating.at) for rating in found] == [
        ("a1", "K1", 3, 12.5),
        ("a1", "K3", 3, None),
    ]


@pytest.mark.parametrize(
    ("statistic", "value", "label"),
    [
        ("icc", 0.75, "good"),
        ("icc", 0.749, "moderate"),
        ("kappa", -0.3, "slight"),
        ("alpha", 0.7, "tentative"),
        ("phi", -2.0, "below the usual aim"),
    ],
)
def test_that_a_figure_falls_into_the_band_the_literature_names(statistic: str, value: float, label: str) -> None:
    assert band_of(statistic, value).label.en == label
    assert [band.least for band in CONVENTIONS[statistic]] == sorted(
        (band.least for band in CONVENTIONS[statistic]), reverse=True
    )


# --- which single mark would turn an outcome --------------------------------------------------------------------------


def test_that_every_change_named_turns_the_outcome_and_no_other_does() -> None:
    given, papers = failing_on_ethics()
    general = scheme("cse-general")
    agreed = [("interview", "E1", 3), ("interview", "E2", 3), ("material", "E3", 3)]
    view = changes_that_matter(general, "PE", given, papers, agreed=agreed)
    assert view.evaluation.outcome is Outcome.FAIL
    assert view.within_margin == ("E",)
    assert {(change.assessor, change.indicator, change.other_level) for change in view.changes} >= {
        ("a2", "E4", 3),
        ("", "E1", 4),
    }
    for change in view.changes:
        assert abs(change.level - change.other_level) == 1
        if change.assessor:
            moved = [
                replace(mark, level=change.other_level)
                if (mark.assessor, mark.method, mark.indicator) == (change.assessor, change.method, change.indicator)
                else mark
                for mark in given
            ]
            outcome = evaluate(general, "PE", moved, papers, agreed=agreed).outcome
        else:
            outcome = evaluate(
                general, "PE", given, papers, agreed=[*agreed, (change.method, change.indicator, change.other_level)]
            ).outcome
        assert outcome is change.outcome is Outcome.PASS


def test_that_marks_behind_an_agreed_level_and_trainees_are_not_moved() -> None:
    given, papers = failing_on_ethics()
    trainee = marks("interview", first=9, counted=False, E="0000")
    view = changes_that_matter(scheme("cse-general"), "PE", [*given, *trainee], papers, agreed=[("interview", "E1", 2)])
    assert not [change for change in view.changes if change.assessor == "a9"]
    assert not [
        change
        for change in view.changes
        if (change.method, change.indicator) == ("interview", "E1") and change.assessor
    ]


def test_that_a_safe_case_has_no_single_mark_that_matters() -> None:
    best = [replace(mark, level=5) for mark in passing()[0]]
    assert changes_that_matter(scheme("cse-general"), "PE", best, passing()[1]).changes == ()
