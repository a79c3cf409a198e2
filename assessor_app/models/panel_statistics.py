"""Everything the chair's page on agreement shows, worked out in one go from the counted levels of a panel.

Small panels say little: every figure carries its interval and its n, and what there is too little for is None, not 0. The bands
in `CONVENTIONS` are what the literature calls such figures (domain 6); they stand beside a number and are never a verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessor_app.models.agreement import (
    Agreement,
    Difference,
    Estimate,
    Form,
    Rating,
    Scale,
    Weights,
    agreement_of,
    alpha_of,
    by_unit,
    complete_table,
    differences,
    icc,
    pooled_kappa,
    weighted_kappa,
)
from assessor_app.models.generalizability import ItemStudy, Study, study, study_with_items
from assessor_app.models.language import Text
from assessor_app.models.marks import NOT_SOUGHT, Part, Sheet, SheetState
from assessor_app.models.panel import CountedMark
from assessor_app.models.rasch import NotFitted, Progress, RaschFit, fit_rasch
from assessor_app.models.scheme import Grade, Scheme
from assessor_app.models.severity import Drift, ScaleUse, Severity, drifts, scale_use, severities


@dataclass(frozen=True, slots=True)
class Convention:
    """What the literature calls a figure from ``least`` on."""

    least: float
    label: Text
    source: str


#: By statistic, highest band first. Judged on the interval, not on the number alone.
CONVENTIONS: Mapping[str, tuple[Convention, ...]] = {
    "icc": (
        Convention(0.90, Text("极好", "excellent"), "Koo & Li 2016"),
        Convention(0.75, Text("良好", "good"), "Koo & Li 2016"),
        Convention(0.50, Text("中等", "moderate"), "Koo & Li 2016"),
        Convention(-1.0, Text("较差", "poor"), "Koo & Li 2016"),
    ),
    "kappa": (
        Convention(0.81, Text("几乎完全一致", "almost perfect"), "Landis & Koch 1977"),
        Convention(0.61, Text("高度一致", "substantial"), "Landis & Koch 1977"),
        Convention(0.41, Text("中等", "moderate"), "Landis & Koch 1977"),
        Convention(0.21, Text("尚可", "fair"), "Landis & Koch 1977"),
        Convention(-1.0, Text("轻微", "slight"), "Landis & Koch 1977"),
    ),
    "alpha": (
        Convention(0.800, Text("可以依据", "to be relied on"), "Krippendorff"),
        Convention(0.667, Text("仅作初步结论", "tentative"), "Krippendorff"),
        Convention(-1.0, Text("不足为据", "not to be relied on"), "Krippendorff"),
    ),
    "phi": (
        Convention(0.8, Text("达到通常目标", "at the usual aim"), "Brennan 2001"),
        Convention(-1.0, Text("低于通常目标", "below the usual aim"), "Brennan 2001"),
    ),
}


def band_of(statistic: str, value: float) -> Convention:
    """The band a value falls into. KeyError for a statistic without bands."""
    return next(band for band in CONVENTIONS[statistic] if value >= band.least or band is CONVENTIONS[statistic][-1])


@dataclass(frozen=True, slots=True)
class Group:
    """Marks taken together: one aspect, one indicator, one method, or all. ``kind`` is ``aspect``, ``indicator``, ``method``,
    ``all``.
    """

    kind: str
    id: str
    marks: int
    agreement: Agreement
    kappa: Estimate | None
    """Quadratic weights, all pairs of assessors pooled."""
    alphas: tuple[tuple[Scale, Estimate | None], ...]
    iccs: tuple[tuple[Form, Estimate | None], ...]
    """Of mean levels per case, over the cases that one set of assessors all marked."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two assessors beside each other."""

    one: str
    other: str
    marks: int
    kappas: tuple[tuple[Weights, Estimate | None], ...]


@dataclass(frozen=True, slots=True)
class PanelStatistics:
    """All of it. ``study`` and ``item_study`` are over the cases that one set of assessors all marked; None without such."""

    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    severities: tuple[Severity, ...]
    scale_use: tuple[ScaleUse, ...]
    drifts: tuple[Drift, ...]
    study: Study | None
    item_study: ItemStudy | None
    rasch: RaschFit | NotFitted
    together: tuple[Difference, ...]
    """What the panel should look at together, widest first."""


def ratings_of(
    scheme: Scheme,
    grade_id: str,
    case: str,
    marks: Iterable[CountedMark],
    times: Mapping[tuple[str, str, str], float] | None = None,
) -> list[Rating]:
    """The counted levels of one case as ratings. ``times``: minutes by (assessor, method, indicator), where known.

    KeyError for a grade the scheme does not have; marks of indicators it does not have are passed over.
    """
    aspects = {item.id: item.aspect for item in scheme.grade(grade_id).indicators}
    return [
        Rating(
            case=case,
            method=mark.method,
            aspect=aspects[mark.indicator],
            indicator=mark.indicator,
            assessor=mark.assessor,
            level=mark.level,
            at=(times or {}).get((mark.assessor, mark.method, mark.indicator)),
        )
        for mark in marks
        if mark.counted and mark.level is not None and mark.indicator in aspects
    ]


def sheet_ratings(grade: Grade, sheets: Iterable[Sheet], counts: Callable[[Sheet], bool]) -> Iterator[Rating]:
    """The levels of locked sheets that count, with the minute each was given; what was not sought is no rating."""
    aspects = {item.id: item.aspect for item in grade.indicators}
    for sheet in sheets:
        if sheet.state is not SheetState.LOCKED or not counts(sheet):
            continue
        for mark in sheet.marks:
            if mark.part is Part.LEVEL and mark.value and mark.value != NOT_SOUGHT and mark.subject in aspects:
                yield Rating(
                    sheet.key.case,
                    sheet.key.method,
                    aspects[mark.subject],
                    mark.subject,
                    sheet.key.assessor,
                    int(mark.value),
                    mark.at.timestamp() / 60,
                )


def panel_statistics(scheme: Scheme, ratings: Iterable[Rating], progress: Progress | None = None) -> PanelStatistics:
    """Everything, in the scheme's order. ``progress`` is told (what, share done) and may raise to cancel."""
    given = in_order(ratings)
    tell = progress or _silent
    groups = agreement_groups(scheme, given, lambda what, done: tell(what, 0.6 * done))
    tell("severity", 0.6)
    table = complete_table(given)[2]
    return PanelStatistics(
        groups=groups,
        pairs=pairs_of(given, scheme.top + 1),
        severities=severities(given),
        scale_use=scale_use(given, scheme.top),
        drifts=drifts(given),
        study=study(table),
        item_study=_item_study(given),
        rasch=fit_rasch(given, lambda what, done: tell(what, 0.65 + 0.35 * done)),
        together=differences(given, scheme.discrepancy.levels),
    )


def in_order(ratings: Iterable[Rating]) -> list[Rating]:
    """The ratings in one order, whatever order they came in: sums of many decimals depend on it."""
    return sorted(ratings, key=lambda rating: (rating.unit, rating.assessor))


def agreement_groups(scheme: Scheme, given: Sequence[Rating], progress: Progress | None = None) -> tuple[Group, ...]:
    """All marks, each method, aspect and indicator, in the scheme's order; ``given`` as `in_order` puts them."""
    tell = progress or _silent
    gathered = _gathered(scheme, given)
    groups = []
    for place, (kind, name, found) in enumerate(gathered):
        tell("agreement", place / len(gathered))
        groups.append(_group(kind, name, found, scheme.top + 1))
    return tuple(groups)


def _silent(what: str, done: float) -> None:
    """Nobody asked to be told."""


def _gathered(scheme: Scheme, given: Sequence[Rating]) -> list[tuple[str, str, list[Rating]]]:
    by: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    for rating in given:
        for key in (("aspect", rating.aspect), ("indicator", rating.indicator), ("method", rating.method)):
            by[key].append(rating)
    items = list(
        dict.fromkeys(
            item.id for aspect in scheme.aspects for grade in scheme.grades for item in grade.indicators_of(aspect.id)
        )
    )
    order = [
        *(("method", method.id) for method in scheme.methods),
        *(("aspect", aspect.id) for aspect in scheme.aspects),
        *(("indicator", item) for item in items),
    ]
    return [("all", "", list(given)), *((*key, by[key]) for key in order if key in by)]


def _group(kind: str, name: str, found: Sequence[Rating], categories: int) -> Group:
    table = complete_table(found)[2]
    return Group(
        kind=kind,
        id=name,
        marks=len(found),
        agreement=agreement_of(found),
        kappa=pooled_kappa(found, categories, Weights.QUADRATIC),
        alphas=tuple((scale, alpha_of(found, scale)) for scale in Scale),
        iccs=tuple((form, icc(table, form)) for form in Form),
    )


def pairs_of(given: Sequence[Rating], categories: int) -> tuple[Pair, ...]:
    """Each two assessors who marked the same, by id."""
    met: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for levels in by_unit(given).values():
        people = sorted(levels)
        for place, one in enumerate(people):
            for other in people[place + 1 :]:
                met[one, other].append((levels[one], levels[other]))
    return tuple(
        Pair(
            one, other, len(found), tuple((weights, weighted_kappa(found, categories, weights)) for weights in Weights)
        )
        for (one, other), found in sorted(met.items())
    )


def _item_study(given: Sequence[Rating]) -> ItemStudy | None:
    """Over the cases, assessors and things rated that are complete with each other."""
    cases, people, _ = complete_table(given)
    units = by_unit(given)
    things = {
        case: {unit[1:] for unit, levels in units.items() if unit[0] == case and set(people) <= set(levels)}
        for case in cases
    }
    common = sorted(set.intersection(*things.values())) if things else []
    return study_with_items(
        [[[units[case, *thing][person] for thing in common] for person in people] for case in cases]
    )
