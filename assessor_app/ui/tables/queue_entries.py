"""One line of the assessor's queue, as the list of cases shows it."""

from __future__ import annotations

from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.scheme import MethodMode, Scheme
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.language import translated
from assessor_app.ui.widgets.queue_list import MethodCell, Progress, QueueEntry
from assessor_app.ui.widgets.state_chip import State, state_word

_PROGRESS = {SheetState.OPEN: Progress.OPEN, SheetState.STARTED: Progress.STARTED, SheetState.LOCKED: Progress.LOCKED}
_WITHOUT = {
    SheetState.ABSENT: State.ABSENT,
    SheetState.WITHDRAWN: State.WITHDRAWN,
    SheetState.ABSTAINED: State.RECUSED,
    SheetState.RECUSED: State.RECUSED,
}


def queue_entry(
    line: CaseSummary, scheme: Scheme, language: Language, *, flagged: bool = False, returned: int = 0
) -> QueueEntry:
    """The case's state, name and the cells of its methods; a recusal, an absence or what was given back takes their place."""
    state = case_state(line)
    note: State | None = state if state in (State.RECUSED, State.ABSENT, State.WITHDRAWN) else None
    said = state_word(note) if note else ""
    if note is None and returned:
        note, said = State.FLAGGED, translated("QueueEntry", "{count} returned").format(count=returned)
    return QueueEntry(
        id=line.case,
        state=state,
        name=line.name.of(language),
        detail="  ".join(part for part in (line.number, line.field or line.grade) if part),
        methods=() if note else method_cells(line, scheme, language),
        note=said,
        note_state=note,
        flagged=flagged,
    )


def case_state(line: CaseSummary) -> State:
    """Where one's own work on a case stands."""
    states = [state for _, state in line.states]
    if line.tie is Tie.RECUSED:
        return State.RECUSED
    gone = next((_WITHOUT[state] for state in states if state in _WITHOUT), None)
    if gone is not None and all(state in _WITHOUT or state is SheetState.LOCKED for state in states):
        return gone
    if states and all(state is SheetState.LOCKED or state in _WITHOUT for state in states):
        return State.LOCKED
    if all(state is SheetState.OPEN for state in states):
        return State.NOT_STARTED
    return State.STARTED


def method_cells(line: CaseSummary, scheme: Scheme, language: Language) -> tuple[MethodCell, ...]:
    """A cell for each method the grade holds; those not given to this assessor are dashed."""
    mine = dict(line.states)
    cells = []
    for held in scheme.grade(line.grade).methods:
        if held.mode is MethodMode.OFF:
            continue
        method = scheme.method(held.method)
        state = mine.get(held.method)
        progress = Progress.NOT_NEEDED if state is None else _PROGRESS.get(state, Progress.NOT_NEEDED)
        cells.append(MethodCell(method.short.of(language), method.title.of(language), progress))
    return tuple(cells)
