"""Which cases of the queue are looked at: a round, a state, words; saved under a name, shared by the pages that list cases.

What a person flags for themselves is kept here too: it is nobody else's business and travels nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from assessor_app.models.ids import CaseId
from assessor_app.models.marks import WITHOUT_MARKS, SheetState, Tie
from assessor_app.store.cases import CaseSummary
from assessor_app.ui.desk import Desk
from assessor_app.ui.tables.case_table import haystack

_SAVED, _CURRENT, _FLAGS = "views/saved", "views/current", "views/flags"


class Wanted(StrEnum):
    """What is asked of a case to be listed."""

    ALL = "all"
    TO_DECLARE = "to_declare"
    TO_DO = "to_do"
    STARTED = "started"
    SIGNED = "signed"
    FLAGGED = "flagged"
    GONE = "gone"
    """Absent, withdrawn, recused or abstained."""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at. ``name`` is empty for a view that was not saved."""

    wanted: Wanted = Wanted.ALL
    text: str = ""
    name: str = ""


def is_done(line: CaseSummary) -> bool:
    """Whether nothing is left to do: every sheet locked, or said why it has no marks."""
    return line.tie is Tie.RECUSED or all(
        state is SheetState.LOCKED or state in WITHOUT_MARKS for _, state in line.states
    )


def fits(line: CaseSummary, view: View, flagged: frozenset[CaseId]) -> bool:
    """Whether a case is listed in a view."""
    states = [state for _, state in line.states]
    match view.wanted:
        case Wanted.TO_DECLARE:
            listed = line.tie is None
        case Wanted.TO_DO:
            listed = not is_done(line)
        case Wanted.STARTED:
            listed = SheetState.STARTED in states
        case Wanted.SIGNED:
            listed = SheetState.LOCKED in states and is_done(line)
        case Wanted.FLAGGED:
            listed = line.case in flagged
        case Wanted.GONE:
            listed = line.tie is Tie.RECUSED or any(state in WITHOUT_MARKS for state in states)
        case _:
            listed = True
    # The haystacks need pinyin, which takes a while to load: not before somebody looks for words.
    words = view.text.casefold().split()
    return listed and (not words or all(word in haystack(line) for word in words))


class QueueViews(QObject):
    """The view in hand, the saved ones, and the flags; ``changed`` when any of them is another."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.current = View(**self._kept(_CURRENT, {}))
        self.saved: tuple[View, ...] = tuple(View(**each) for each in self._kept(_SAVED, []))
        self.flagged: frozenset[CaseId] = frozenset(CaseId(case) for case in self._kept(_FLAGS, []))

    @classmethod
    def of(cls, desk: Desk) -> QueueViews:
        """The views of a desk, made when a page first asks for them."""
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def narrow(self, lines: Sequence[CaseSummary]) -> list[CaseSummary]:
        """The cases of the round in hand that fit the view in hand."""
        rounds = {line.round for line in lines}
        here = self._desk.round if self._desk.round in rounds else None
        return [
            line for line in lines if (here is None or line.round == here) and fits(line, self.current, self.flagged)
        ]

    def look(self, view: View) -> None:
        """Look at another view."""
        if view != self.current:
            self.current = view
            self._keep(_CURRENT, asdict(view))
            self.changed.emit()

    def save(self, name: str) -> None:
        """Keep the view in hand under a name; one of that name gives way."""
        named = View(self.current.wanted, self.current.text, name)
        self.saved = (*(view for view in self.saved if view.name != name), named)
        self._keep(_SAVED, [asdict(view) for view in self.saved])
        self.current = View()
        self.look(named)

    def forget(self, name: str) -> None:
        """Drop a saved view; what it shows stays in view."""
        self.saved = tuple(view for view in self.saved if view.name != name)
        self._keep(_SAVED, [asdict(view) for view in self.saved])
        self.look(View(self.current.wanted, self.current.text))

    def turn_flag(self, case: CaseId) -> None:
        """Flag a case for oneself, or take the flag away."""
        self.flagged ^= {case}
        self._keep(_FLAGS, sorted(self.flagged))
        self.changed.emit()

    def _kept(self, key: str, otherwise: Any) -> Any:
        kept = self._desk.remember.get(key)
        return json.loads(kept) if kept else otherwise

    def _keep(self, key: str, value: object) -> None:
        self._desk.remember.set(key, json.dumps(value, ensure_ascii=False).encode())
