"""The borderline view: who lies within the margin, and which single mark, one step up or down, would turn the outcome.

It is shown to the panel so that it looks at those marks together. It proposes nothing: no mark is ever changed by a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessor_app.models.derivation import Evaluation, FlagCode, Outcome
from assessor_app.models.panel import Agreed, CountedMark, Settled, WrittenMark
from assessor_app.models.scheme import Scheme
from assessor_app.models.scoring import evaluate


@dataclass(frozen=True, slots=True)
class Change:
    """One mark a step from where it stands, and the outcome that would lead to. An agreed level has no assessor."""

    assessor: str
    method: str
    indicator: str
    level: int
    other_level: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class BorderlineView:
    """How close a case is."""

    evaluation: Evaluation
    within_margin: tuple[str, ...]
    """``total`` and aspects within the scheme's margin of their cut."""
    changes: tuple[Change, ...]


def changes_that_matter(
    scheme: Scheme,
    grade_id: str,
    marks: Sequence[CountedMark],
    written: Sequence[WrittenMark] = (),
    *,
    agreed: Sequence[Agreed] = (),
    settled: Iterable[Settled] = (),
    expected: Mapping[str, frozenset[str]] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> BorderlineView:
    """The outcome as it stands, and every single counted mark whose neighbour level would give another one.

    An agreed level stands for its marks, so it is that level that is moved. ``progress`` is told (what, share done) and may
    raise to cancel. Raises `MarksRefused`.
    """
    settled = tuple(settled)

    def outcome_of(other_marks: Sequence[CountedMark], other_agreed: Sequence[Agreed]) -> Evaluation:
        return evaluate(scheme, grade_id, other_marks, written, agreed=other_agreed, settled=settled, expected=expected)

    now = outcome_of(marks, agreed)
    standing: dict[tuple[str, str], int | None] = {(method, indicator): level for method, indicator, level in agreed}
    tries = [*_moved_marks(scheme, marks, agreed, standing), *_moved_agreements(scheme, marks, agreed, standing)]
    found = []
    for place, (change, other_marks, other_agreed) in enumerate(tries):
        if progress is not None:
            progress("borderline", place / len(tries))
        outcome = outcome_of(other_marks, other_agreed).outcome
        if outcome is not now.outcome:
            found.append(replace(change, outcome=outcome))
    near = tuple(flag.subject for flag in now.flags if flag.code is FlagCode.BORDERLINE)
    return BorderlineView(now, near, tuple(found))


Try = tuple[Change, Sequence[CountedMark], Sequence[Agreed]]
Standing = Mapping[tuple[str, str], int | None]
"""The agreed level by (method, indicator), withdrawn ones None."""


def _steps(level: int, top: int) -> tuple[int, ...]:
    return tuple(other for other in (level - 1, level + 1) if 0 <= other <= top)


def _moved_marks(
    scheme: Scheme, marks: Sequence[CountedMark], agreed: Sequence[Agreed], standing: Standing
) -> Iterator[Try]:
    for place, mark in enumerate(marks):
        if mark.level is None or not mark.counted or standing.get((mark.method, mark.indicator)) is not None:
            continue
        for other in _steps(mark.level, scheme.top):
            change = Change(mark.assessor, mark.method, mark.indicator, mark.level, other, Outcome.INCOMPLETE)
            yield change, [*marks[:place], replace(mark, level=other), *marks[place + 1 :]], agreed


def _moved_agreements(
    scheme: Scheme, marks: Sequence[CountedMark], agreed: Sequence[Agreed], standing: Standing
) -> Iterator[Try]:
    for (method, indicator), level in standing.items():
        if level is not None:
            for other in _steps(level, scheme.top):
                change = Change("", method, indicator, level, other, Outcome.INCOMPLETE)
                yield change, marks, [*agreed, (method, indicator, other)]
