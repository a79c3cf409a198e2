"""What consolidation opens over and beside its matrix: the agreed level with its reason, the differences, the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from assessor_app.export.findings import flag_words
from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.models.changes_that_matter import BorderlineView, Change
from assessor_app.models.consolidation import Settled
from assessor_app.models.derivation import Flag, FlagCode
from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import NOT_SOUGHT, Note, Pin, Sheet, SheetKey, SheetState
from assessor_app.models.marks import Part as Entry
from assessor_app.models.numbers import percent_shown
from assessor_app.models.scheme import Aspect, Indicator
from assessor_app.ui.language import Part, format_time
from assessor_app.ui.pages.agreement_borderline import change_lines, within_words
from assessor_app.ui.pages.consolidate_returns import Questions, ReturnLine
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.comment_field import GrowingEdit
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.pin_chip import Pin as PinWords
from assessor_app.ui.widgets.pin_chip import PinChip
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import button, clear_column, ground, icon_button, label, name_button, rule
from assessor_app.workflow.consolidate import CaseView, PanelView

MOST_CHANGES = 24
"""So many single marks are told one by one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A level the panel agreed on, as it is put down; ``level`` None withdraws the one that stands."""

    method: str
    indicator: str
    level: int | None
    reason: str
    participants: tuple[PersonId, ...]


class AgreeEditor(Part):
    """Lies under the row: level, who took part, and the reason, without which nothing is kept."""

    agreed = Signal(object)
    """`Agreement`."""
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._method = self._indicator = ""
        self._level: int | None = None
        self._people: list[tuple[PersonId, QCheckBox]] = []
        self._top = 5
        self._title = label("", "strong")
        self._level_word = label("", "title")
        self.reason = GrowingEdit(fewest=2, most=4)
        self.reason.installEventFilter(self)
        self._who = QWidget()
        self._who_row = FlowLayout(self._who, 12)
        self.withdraw = button("", kind="quiet")
        self.cancel = button("")
        self.keep = button("", "check", "primary")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._level_word)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addWidget(self._who)
        column.addLayout(foot)
        self.reason.textChanged.connect(self._enable)
        self.reason.finished.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.cancelled)
        self.withdraw.clicked.connect(self._withdraw)
        self.retranslate()
        self.hide()

    # what it does

    def open_for(
        self,
        method: str,
        indicator: str,
        title: str,
        level: int,
        reason: str,
        people: Sequence[tuple[PersonId, str]],
        *,
        stands: bool,
    ) -> None:
        """Ask for the reason of a level; the members present are ticked."""
        same = (method, indicator) == (self._method, self._indicator) and self.isVisible()
        self._method, self._indicator, self._level = method, indicator, level
        self._title.setText(title)
        self._level_word.setText(self.tr("agreed level {level}").format(level=level))
        if not same:
            self.reason.setPlainText(reason)
            self._show_people(people)
        self.withdraw.setVisible(stands)
        self._enable()
        self.show()
        self.raise_()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.keep.setText(self.tr("Put down"))
        self.cancel.setText(self.tr("Cancel"))
        self.withdraw.setText(self.tr("Withdraw the agreed level"))
        self.reason.setPlaceholderText(
            self.tr("Why the panel settles on this level; the marks themselves stay as they are")
        )
        self.reason.setAccessibleName(self.tr("Reason for the agreed level"))
        self.setAccessibleName(self.tr("Agreed level"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), "surface", "accent_text", 6, width=2)

    # helpers

    def _show_people(self, people: Sequence[tuple[PersonId, str]]) -> None:
        while self._who_row.count():
            item = self._who_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._people = []
        for person, name in people:
            box = QCheckBox(name)
            box.setChecked(True)
            box.toggled.connect(self._enable)
            self._people.append((person, box))
            self._who_row.addWidget(box)

    def _present(self) -> tuple[PersonId, ...]:
        return tuple(person for person, box in self._people if box.isChecked())

    def _enable(self) -> None:
        ready = bool(self.reason.toPlainText().strip()) and bool(self._present())
        self.keep.setEnabled(ready)
        self.withdraw.setEnabled(ready)

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self._emit(self._level)

    def _withdraw(self) -> None:
        self._emit(None)

    def _emit(self, level: int | None) -> None:
        self.agreed.emit(
            Agreement(self._method, self._indicator, level, self.reason.toPlainText().strip(), self._present())
        )


class FlagList(QScrollArea):
    """Every flag of a case in words, with what settles it."""

    place_wanted = Signal(str, str)
    """Method and subject whose cell is to be shown."""
    settled = Signal(object, str)
    """`Flag`, reason."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = ground(QWidget(), "surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setWidget(inner)
        self.reasons: dict[tuple[str, str, str], QLineEdit] = {}
        self._close = QVBoxLayout()

    def show_closeness(self, panel: PanelView, near: BorderlineView | None, language: Language) -> None:
        """What lies within the margin, and which single mark would turn the outcome. None: being worked out."""
        clear_column(self._close)
        title = label(self.tr("How close it is"), "strong")
        title.setContentsMargins(16, 10, 16, 0)
        self._close.addWidget(title)
        said = label(self._closeness(panel, near, language), "body", "text2", wrap=True, selectable=True)
        said.setContentsMargins(16, 4, 16, 10)
        self._close.addWidget(said)
        changes = near.changes if near is not None else ()
        told = change_lines(panel, changes[:MOST_CHANGES], language)
        for change, words in zip(changes, told, strict=False):
            self._close.addWidget(self._change(change, words))
        if len(changes) > MOST_CHANGES:
            more = label(self.tr("and %n more", "", len(changes) - MOST_CHANGES), "caption", "text2")
            more.setContentsMargins(16, 0, 16, 8)
            self._close.addWidget(more)
        self._close.addWidget(rule())

    def _closeness(self, panel: PanelView, near: BorderlineView | None, language: Language) -> str:
        if near is None:
            return self.tr("Every mark is being tried one level up and one level down...")
        told = within_words(panel, near, language) if near.within_margin else ""
        if near.changes:
            turned = self.tr("%n single mark(s), moved by one level, would turn the outcome:", "", len(near.changes))
        else:
            turned = self.tr("No single mark, moved by one level, turns the outcome.")
        return f"{told} {turned}".strip()

    def _change(self, change: Change, words: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(label(words, "body", wrap=True, selectable=True), 1)
        show = button(self.tr("Show"), kind="link")
        show.setAccessibleName(f"{show.text()}, {words}")
        show.clicked.connect(partial(self.place_wanted.emit, change.method, change.indicator))
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def show_case(self, panel: PanelView, seen: CaseView, language: Language) -> None:
        """Show the flags that stand, then those that were talked through. Half-written reasons stay."""
        kept = {key: field.text() for key, field in self.reasons.items()}
        self.reasons = {}
        clear_column(self._column)
        letters = {member.id: member.name.of(language) for member in panel.panel.members}
        say = Wording(DocumentLanguage(language.value))
        for flag in seen.evaluation.flags if not seen.sealed else ():
            words = flag_words(panel.scheme, seen.case.grade, flag, letters, say)
            self._column.addWidget(self._flag(flag, words, kept))
            self._column.addWidget(rule())
        for settled in seen.settled if not seen.sealed else ():
            self._column.addWidget(self._talked(panel, settled, language))
            self._column.addWidget(rule())
        if not self._column.count():
            none = label(self.tr("Nothing differs that the panel would have to talk through."), "body", "text2")
            none.setContentsMargins(18, 18, 18, 18)
            self._column.addWidget(none)
        holder = QWidget()
        self._close = QVBoxLayout(holder)
        self._close.setContentsMargins(0, 0, 0, 0)
        self._close.setSpacing(0)
        self._column.addWidget(holder)
        self._column.addStretch(1)

    def _flag(self, flag: Flag, words: str, kept: Mapping[tuple[str, str, str], str]) -> QWidget:
        holder = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(
            StateChip(State.BORDERLINE if flag.code is FlagCode.BORDERLINE else State.FLAGGED),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        head.addWidget(label(words, "body", wrap=True, selectable=True), 1)
        show = button(self.tr("Show"), kind="link")
        show.setAccessibleName(f"{show.text()}, {words}")
        show.clicked.connect(partial(self.place_wanted.emit, flag.method, flag.subject))
        head.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addLayout(head)
        if flag.code is FlagCode.BORDERLINE:
            return holder
        key = (flag.code.value, flag.method, flag.subject)
        why = QLineEdit(kept.get(key, ""))
        why.setPlaceholderText(self.tr("Talked through; it stands because"))
        why.setAccessibleName(", ".join((self.tr("Reason"), words)))
        done = button(self.tr("Settled"))
        done.setEnabled(bool(why.text().strip()))
        why.textChanged.connect(lambda text: done.setEnabled(bool(text.strip())))
        done.clicked.connect(lambda: self._settle(flag, why))
        why.returnPressed.connect(lambda: self._settle(flag, why))
        self.reasons[key] = why
        row = QHBoxLayout()
        row.addWidget(why, 1)
        row.addWidget(done)
        if flag.values and flag.code is FlagCode.DISCREPANCY:
            agree = button(self.tr("Agree a level"), kind="primary")
            agree.clicked.connect(partial(self.place_wanted.emit, flag.method, flag.subject))
            row.addWidget(agree)
        column.addLayout(row)
        return holder

    def _talked(self, panel: PanelView, settled: Settled, language: Language) -> QWidget:
        holder = QWidget()
        where = " ".join(part for part in (_method_title(panel, settled.method, language), settled.subject) if part)
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(StateChip(State.DONE, self.tr("settled")), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(f"{where}  {settled.reason}", "body", "text2", wrap=True, selectable=True), 1)
        return holder

    def _settle(self, flag: Flag, why: QLineEdit) -> None:
        if why.text().strip():
            self.settled.emit(flag, why.text().strip())


def _method_title(panel: PanelView, method: str, language: Language) -> str:
    return next((each.title.of(language) for each in panel.scheme.methods if each.id == method), "")


class EvidencePanel(QWidget):
    """What every assessor wrote on one indicator, with the pins that lead to the papers."""

    closed = Signal()
    pin_activated = Signal(str)
    asked = Signal(object, str, str)
    """`SheetKey`, subject and comment of an item that goes back to its author."""
    taken_back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self._badge = Badge("K1", 1)
        self._title = label("", "strong", wrap=True)
        self.close_button = icon_button("close", size=14)
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 8, 10)
        head.setSpacing(8)
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = ground(QWidget(), "surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(6)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(area, 1)
        self.chips: list[PinChip] = []
        self.lines: list[ReturnLine] = []
        self._drafts: dict[tuple[SheetKey, str], str] = {}
        self._questions: Questions = {}
        self._owner = PersonId("")

    def show_questions(self, questions: Questions, owner: PersonId) -> None:
        """What was given back of the case that is shown next, and who is asking."""
        self._questions, self._owner = questions, owner

    def begin_return(self, method: str, assessor: str) -> None:
        """Open the question to the author of a mark; without one, to the first whose mark is shown."""
        line = next(
            (line for line in self.lines if (line.sheet.method, line.sheet.assessor) == (method, assessor)),
            next(iter(self.lines), None),
        )
        if line is not None:
            line.begin()

    def show_aspect(self, panel: PanelView, seen: CaseView, aspect: Aspect, language: Language) -> None:
        """Show what was given for an aspect as a whole, in per cent, in an unsealed case."""
        self._begin(aspect.id, aspect.position, aspect.title.of(language))
        for method in panel.scheme.methods:
            title = method.title.of(language)
            for sheet in seen.sheets:
                value = sheet.value(aspect.id, Entry.PERCENT)
                if sheet.key.method == method.id and sheet.state is SheetState.LOCKED and value:
                    self._show_mark(panel, sheet, aspect.id, aspect.id, title, f"{percent_shown(value)} %", language)
        self._column.addStretch(1)

    def show_indicator(
        self,
        panel: PanelView,
        seen: CaseView,
        indicator: Indicator,
        pins: Sequence[Pin],
        notes: Sequence[Note],
        language: Language,
    ) -> None:
        """Show an indicator of an unsealed case."""
        position = panel.scheme.aspect(indicator.aspect).position
        self._begin(indicator.id, position, indicator.title.of(language))
        for method in panel.scheme.methods:
            title = method.title.of(language)
            for sheet in seen.sheets:
                value = sheet.value(indicator.id, Entry.LEVEL)
                if sheet.key.method != method.id or sheet.state is not SheetState.LOCKED or not value:
                    continue
                shown = self.tr("not sought") if value == NOT_SOUGHT else self.tr("level {level}").format(level=value)
                self._show_mark(panel, sheet, indicator.id, indicator.aspect, title, shown, language)
        self._show_pins(panel, seen, indicator, pins, language)
        mine = [note for note in notes if note.indicator == indicator.id]
        if mine:
            self._column.addWidget(label(self.tr("Notes"), "strong"))
        for note in mine:
            who = next((each.name.of(language) for each in panel.panel.members if each.id == note.author), "")
            told = f"{format_time(note.at.astimezone())}  {who}  {note.text}"
            self._column.addWidget(label(told, "body", "text2", wrap=True, selectable=True))
        self._column.addStretch(1)

    def _begin(self, code: str, position: int, title: str) -> None:
        self.chips, self.lines = [], []
        clear_column(self._column)
        name_button(self.close_button, self.tr("Back to the outcome"), "Esc")
        self._badge.show_aspect(code, position)
        self._title.setText(title)

    def _show_mark(
        self, panel: PanelView, sheet: Sheet, subject: str, aspect: str, method: str, shown: str, language: Language
    ) -> None:
        """One mark with its comment, and the way back to its author."""
        who = next((each.name.of(language) for each in panel.panel.members if each.id == sheet.key.assessor), "")
        if not sheet.counted:
            shown = self.tr("{level}, not counted").format(level=shown)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(label(f"{method}  {who}", "strong"), 1)
        line.addWidget(label(shown, "body"))
        self._column.addWidget(row)
        comment = sheet.value(subject, Entry.COMMENT)
        if comment:
            self._column.addWidget(label(comment, "body", "text2", wrap=True, selectable=True))
        self._show_confidence(sheet, aspect, language)
        if sheet.key.assessor != self._owner:
            place = (sheet.key, subject)
            back = ReturnLine(sheet.key, subject, who, self._questions.get(place), self._drafts.get(place, ""))
            back.asked.connect(self.asked)
            back.taken_back.connect(self.taken_back)
            back.draft_changed.connect(self._keep_draft)
            self.lines.append(back)
            self._column.addWidget(back)

    def _keep_draft(self, sheet: SheetKey, subject: str, text: str) -> None:
        self._drafts[sheet, subject] = text

    def _show_confidence(self, sheet: Sheet, aspect: str, language: Language) -> None:
        """How sure the assessor was of the aspect, where they said so."""
        sure = sheet.value(aspect, Entry.CONFIDENCE)
        if sure:
            said = Wording(DocumentLanguage(language.value)).label(f"confidence.{sure}")
            told = self.tr("Confidence in {aspect}: {confidence}").format(aspect=aspect, confidence=said)
            self._column.addWidget(label(told, "caption", "text2", wrap=True))

    def _show_pins(
        self, panel: PanelView, seen: CaseView, indicator: Indicator, pins: Sequence[Pin], language: Language
    ) -> None:
        mine = [pin for pin in pins if pin.indicator == indicator.id]
        if not mine:
            return
        self._column.addWidget(label(self.tr("Pins"), "strong"))
        holder = QWidget()
        flow = FlowLayout(holder, 6)
        position = panel.scheme.aspect(indicator.aspect).position
        for pin in mine:
            paper = next((each.name for each in seen.case.documents if each.id == pin.document), self.tr("Application"))
            who = next((each.name.of(language) for each in panel.panel.members if each.id == pin.author), "")
            words = self.tr("{paper} p. {page}").format(paper=paper.rpartition(".")[0] or paper, page=pin.page + 1)
            chip = PinChip(PinWords(pin.id, words, f"{who}: {words}", pin.indicator, position))
            chip.pin_activated.connect(self.pin_activated)
            self.chips.append(chip)
            flow.addWidget(chip)
        self._column.addWidget(holder)
        for pin in mine:
            if pin.note or pin.quote:
                self._column.addWidget(
                    label(pin.note or f"“{pin.quote}”", "caption", "text2", wrap=True, selectable=True)
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
