"""Across the panel: who lies within the margin of a cut, and which single mark, one level up or down, would turn the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.models.changes_that_matter import BorderlineView, Change
from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.ui.language import Part, translated, window_language
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import Card, button, clear_column, label
from assessor_app.workflow.consolidate import CaseView, PanelView

MOST_CHANGES = 8
"""So many single marks of a case are told one by one; consolidation tells them all."""

Near = Sequence[tuple[CaseView, BorderlineView]]


class BorderlinePart(Part):
    """A card a case; `case_wanted` leads to it."""

    case_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._panel: PanelView | None = None
        self._near: Near | None = None
        self._note = label("", "caption", "text2", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._note)
        column.addLayout(self._cards)
        self.retranslate()

    @property
    def is_stale(self) -> bool:
        """Whether nothing has been worked out for what is shown."""
        return self._near is None

    def forget(self) -> None:
        """What was worked out is of marks that have changed since."""
        self._near = None
        self.retranslate()

    def show_cases(self, panel: PanelView, near: Near) -> None:
        self._panel, self._near = panel, near
        self.retranslate()

    def retranslate(self) -> None:
        self._note.setText(
            self.tr(
                "Within the scheme's margin of a cut, and each single mark that, moved by one level, would turn the outcome."
            )
        )
        clear_column(self._cards)
        if self._near is None or self._panel is None:
            self._cards.addWidget(
                label(self.tr("Every mark is being tried one level up and one level down..."), "body")
            )
            return
        if not self._near:
            self._cards.addWidget(label(self.tr("No case lies within the margin of a cut."), "body", "text2"))
        for seen, near in self._near:
            self._cards.addWidget(self._card(self._panel, seen, near))

    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """As for paper: (case, candidate, within, what would turn it)."""
        if self._panel is None:
            return []
        language = window_language()
        return [
            (
                seen.case.id,
                (
                    f"{seen.case.candidate.number} {seen.case.candidate.name.of(language)}",
                    within_words(self._panel, near, language),
                    "; ".join(change_lines(self._panel, near.changes, language)) or "\N{EN DASH}",
                ),
            )
            for seen, near in self._near or ()
        ]

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Candidate"), self.tr("Within the margin"), self.tr("A single mark that would turn it"))

    def _card(self, panel: PanelView, seen: CaseView, near: BorderlineView) -> QWidget:
        language = window_language()
        card = Card(14, 4)
        go = button(seen.case.candidate.name.of(language), kind="link")
        go.clicked.connect(partial(self.case_wanted.emit, seen.case.id))
        outcome = Wording(DocumentLanguage(language.value)).label(f"outcome.{near.evaluation.outcome.value}")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(StateChip(State.BORDERLINE))
        head.addWidget(go)
        head.addWidget(label(f"{seen.case.candidate.number}  {seen.case.grade}", "caption", "text2"))
        head.addStretch(1)
        head.addWidget(label(self.tr("By the rule: {outcome}").format(outcome=outcome), "body"))
        card.body.addLayout(head)
        card.body.addWidget(label(within_words(panel, near, language), "body", "text2", wrap=True))
        told = list(change_lines(panel, near.changes, language))
        if not told:
            none = self.tr("No single mark, moved by one level, turns the outcome.")
            card.body.addWidget(label(none, "body", wrap=True))
        for line in told[:MOST_CHANGES]:
            card.body.addWidget(label(line, "body", wrap=True, selectable=True), 0, Qt.AlignmentFlag.AlignTop)
        if len(told) > MOST_CHANGES:
            card.body.addWidget(label(self.tr("and %n more", "", len(told) - MOST_CHANGES), "caption", "text2"))
        return card


def within_words(panel: PanelView, near: BorderlineView, language: Language) -> str:
    """Which total and aspects lie within the margin."""
    short = {aspect.id: f"{aspect.id} {aspect.short.of(language)}" for aspect in panel.scheme.aspects}
    within = [
        translated("FlagList", "total") if each == "total" else short.get(each, each) for each in near.within_margin
    ]
    return translated("FlagList", "Within the margin of a cut: {subjects}.").format(subjects=", ".join(within))


def change_lines(panel: PanelView, changes: Sequence[Change], language: Language) -> Iterator[str]:
    """Each mark a step away, with the outcome that would come of it; nothing is proposed."""
    names: Mapping[PersonId, str] = {member.id: member.name.of(language) for member in panel.panel.members}
    titles = {method.id: method.title.of(language) for method in panel.scheme.methods}
    say = Wording(DocumentLanguage(language.value))
    for change in changes:
        yield translated("FlagList", "{code} {method}, {who}: {level} to {other} gives {outcome}").format(
            code=change.indicator,
            method=titles.get(change.method, ""),
            who=names.get(PersonId(change.assessor), translated("FlagList", "agreed level")),
            level=change.level,
            other=change.other_level,
            outcome=say.label(f"outcome.{change.outcome.value}"),
        )
