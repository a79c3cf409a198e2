"""The sheet beside the papers: one method of one case, indicator by indicator, with what one's own marks come to so far.

Every entry is a step of its own and can be undone. What the sheet shows is read back from the workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from assessor_app.models.changes import Changes
from assessor_app.models.completeness import gaps_of
from assessor_app.models.dossier import Case
from assessor_app.models.marks import NOT_SOUGHT, SHEET, WITHOUT_MARKS, Part, Pin, Sheet, SheetKey, SheetState
from assessor_app.models.numbers import percent_shown
from assessor_app.models.scheme import Grade, Indicator, Scheme
from assessor_app.models.scoring import sheet_progress
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part as Piece
from assessor_app.ui.language import format_number
from assessor_app.ui.pages.mark_history import MarkHistory
from assessor_app.ui.pages.score_returns import ReturnedBox
from assessor_app.ui.widgets.aspect_bars import AreaScore, AspectBars, AspectScore
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.comment_field import CommentField
from assessor_app.ui.widgets.confidence import ConfidenceLine
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, QuietComboBox
from assessor_app.ui.widgets.indicator_row import AspectHead, IndicatorInfo, IndicatorRow
from assessor_app.ui.widgets.level_row import Chosen, LevelNeeds
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.pin_chip import Pin as PinWords
from assessor_app.ui.widgets.pin_chip import PinKind
from assessor_app.ui.widgets.words import ElidingLabel, IconLabel, button, ground, icon_button, label, name_button, rule
from assessor_app.workflow.score import enter_mark, fits_percent, stage_outcomes


@dataclass(frozen=True, slots=True)
class SheetView:
    """All that the sheet shows, read in one go."""

    case: Case
    scheme: Scheme
    sheet: Sheet
    pins: tuple[Pin, ...]
    by_code: bool = False
    """The script is marked without names, so not beside this one; the sheet comes without its marks."""

    @property
    def grade(self) -> Grade:
        return self.scheme.grade(self.case.grade)

    @property
    def covered(self) -> tuple[str, ...]:
        held = self.grade.method(self.sheet.key.method)
        return held.covers if held is not None else ()


class PercentRow(Piece):
    """One aspect of a written paper: its percentage, 0 to 100 with at most one decimal, and a comment."""

    percent_settled = Signal(str, str)
    comment_settled = Signal(str, str)

    def __init__(self, aspect: str, position: int, name: str, pass_mark: Fraction | None) -> None:
        super().__init__()
        self.aspect, self._name, self._pass_mark = aspect, name, pass_mark
        self._stood = ""  # what was held before the person came into the field
        self.edit = QLineEdit()
        self.edit.setMaxLength(6)
        self.edit.setFixedWidth(96)
        self.field = LabelledField(self.edit)
        self.comment = CommentField()
        head = QHBoxLayout()
        head.addWidget(Badge(aspect, position))
        self._title = label(name, "strong", wrap=True)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.comment)
        self.edit.editingFinished.connect(self._settle)
        self.edit.textEdited.connect(self._look)
        self.comment.text_settled.connect(lambda text: self.comment_settled.emit(self.aspect, text))
        self.comment.given_back.connect(lambda: self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.retranslate()

    def show_entry(self, percent: str, comment: str) -> None:
        """Show what the store holds, unless a person is in the field."""
        if not self.edit.hasFocus():
            self._stood = percent
            if not self.field.error:
                self.edit.setText(percent_shown(percent))
        self.comment.show_text(comment)

    def lock(self, *, locked: bool, worked_out: bool = False) -> None:
        """``worked_out``: the percentage comes of the points typed on the page of the written test, and changes there."""
        self.edit.setReadOnly(locked or worked_out)
        (self.comment.lock if locked else self.comment.unlock)()

    def retranslate(self) -> None:
        hint = ""
        if self._pass_mark is not None:
            hint = self.tr("Pass mark {mark} %").format(mark=format_number(self._pass_mark, 0))
        self.field.set_words(self.tr("Percent of the paper, 0 to 100"), hint)
        self.edit.setAccessibleName(self.tr("{aspect}, percent").format(aspect=self._name))
        self.comment.set_words(
            self.tr("Comment on {code}").format(code=self.aspect),
            self.tr("Say on what it rests: which page, which answer, which note"),
        )

    def _look(self, text: str) -> None:
        """A value that is fit is kept at once; one that is not says so, and what was held before it stands.

        Not its beginning: whoever types 150 never meant 15.
        """
        if text and not fits_percent(text):
            self.field.show_error(self.tr("0 to 100 with at most one decimal, such as 72.5"))
            self.percent_settled.emit(self.aspect, self._stood)
            return
        self.field.show_error("")
        self.percent_settled.emit(self.aspect, text)

    def _settle(self) -> None:
        if not self.edit.isReadOnly():
            self._look(self.edit.text())


class ScoreSheet(Piece):
    """One sheet. Announces where the person is and what they want beside it; enters marks by itself."""

    indicator_shown = Signal(str)
    pin_wanted = Signal(str)
    pin_activated = Signal(str)
    pin_removed = Signal(str)
    lock_wanted = Signal()
    written_wanted = Signal()
    reopen_wanted = Signal(str)
    """The reason for reopening."""
    without_marks_wanted = Signal(object, str)
    """`SheetState` in which the sheet has no marks (``OPEN`` takes that back), and the reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: SheetView | None = None
        self._rows: dict[str, IndicatorRow] = {}
        self._heads: dict[str, AspectHead] = {}
        self._percents: dict[str, PercentRow] = {}
        self._confidences: dict[str, ConfidenceLine] = {}
        self._asked: SheetState | None = None
        """What the reason being typed is for; None: for reopening."""
        self._folded: set[str] = set()
        self._current = ""
        self._under_way: dict[tuple[SheetKey, str, Part], list[str]] = {}
        """Entries handed over that have not arrived yet, oldest first."""
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.banner = Message(MessageKind.INFO, MessageText(""), closable=False)
        self.banner.hide()
        self.reason = QLineEdit()
        self.reopen_button = button("", "unlocked")
        self._reopen_line = QWidget()
        line = QHBoxLayout(self._reopen_line)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.reason, 1)
        line.addWidget(self.reopen_button)
        self._reopen_line.hide()
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.returned = ReturnedBox()
        self.returned.item_wanted.connect(lambda subject: self.open_indicator(subject, focus=True))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(ground(self._body, "surface"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._reopen_line)
        column.addWidget(self.returned)
        column.addWidget(self.area, 1)
        self.foot = self._build_foot()
        column.addWidget(self.foot)
        self.reopen_button.clicked.connect(self._give_reason)
        self.reason.returnPressed.connect(self._give_reason)

    def _build_foot(self) -> QWidget:
        foot = ground(QWidget(), "surface")
        self._foot_title = label("", "strong")
        self._foot_note = ElidingLabel("caption", "text2")
        self._missing = label("", "caption", "text2")
        self.bars = AspectBars()
        self._hidden = label("", "caption", "text3", wrap=True)
        self.lock_button = button("", "locked")
        self.more_button = icon_button("more", framed=True)
        head = QHBoxLayout()
        head.addWidget(IconLabel("derivation", "text1", 16))
        head.addWidget(self._foot_title)
        head.addWidget(self._foot_note, 1)
        head.addWidget(self._missing)
        last = QHBoxLayout()
        last.addWidget(IconLabel("blind", "text3", 16))
        last.addWidget(self._hidden, 1)
        last.addWidget(self.more_button)
        last.addWidget(self.lock_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 8, 12, 10)
        inside.setSpacing(6)
        inside.addLayout(head)
        inside.addWidget(self.bars)
        inside.addLayout(last)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(inside)
        self.lock_button.clicked.connect(self.lock_wanted)
        self.more_button.clicked.connect(self.open_more)
        return foot

    # what it answers

    @property
    def current(self) -> str:
        """The indicator (or aspect of a written paper) that is open."""
        return self._current

    @property
    def rows(self) -> dict[str, IndicatorRow]:
        return self._rows

    @property
    def percents(self) -> dict[str, PercentRow]:
        return self._percents

    # what it does

    def show_sheet(self, view: SheetView, current: str = "") -> None:
        """Show a sheet; the same sheet again only takes over what changed."""
        before = self._view
        self._view = view
        same = (
            before is not None
            and before.sheet.key == view.sheet.key
            and before.scheme == view.scheme
            and before.by_code is view.by_code
            and (self._rows or self._percents)
        )
        if not same:
            self._flush()
            self._rebuild()
        self._take_over()
        self.foot.show()
        if not same:
            self.open_indicator(current or self._first_gap())

    def clear(self) -> None:
        """Show nothing."""
        self._flush()
        self._view = None
        self._empty()
        self.returned.show_items((), {})
        self.bars.show_scores([])
        for part in (self.banner, self._reopen_line, self.foot):
            part.hide()  # nothing of the case before may stand beside another name

    def open_indicator(self, code: str, *, focus: bool = False) -> None:
        """Open one row and close the others."""
        if code not in self._rows:
            if code in self._percents:
                self._current = code
                if focus:
                    self._percents[code].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        aspect = next(a for a, head in self._heads.items() if code in self._codes(a))
        if aspect in self._folded:
            self._fold(aspect, folded=False)
        for other, row in self._rows.items():
            if other != code and row.is_open:
                row.close_row()
        row = self._rows[code]
        row.open_row()
        self._current = code
        if focus:
            row.focus_levels()
        # Rows that opened and closed have their heights by the next turn of the event loop.
        QTimer.singleShot(0, row, lambda: self._bring_into_view(row))
        self.indicator_shown.emit(code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row in hand stays in view, also when the sheet is first shown at a remembered place."""
        super().resizeEvent(event)
        row = self._rows.get(self._current)
        if row is not None:
            QTimer.singleShot(0, row, lambda: self._bring_into_view(row))

    def _bring_into_view(self, row: QWidget) -> None:
        """The whole of a row with some of what follows; if it is too high for that, its head."""
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        wanted = max(bar.value(), row.geometry().bottom() + 60 - room)
        bar.setValue(min(wanted, row.geometry().top() - 8))

    def focus_first(self) -> None:
        if self._current in self._rows:
            self._rows[self._current].focus_levels()
        elif self._percents:
            next(iter(self._percents.values())).edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_comment(self) -> None:
        if self._current in self._rows:
            self._rows[self._current].focus_comment()

    def turn_confidence(self) -> None:
        """Say how sure one is of the aspect in hand: the next of the values."""
        line = self._confidences.get(self._aspect_in_hand())
        if line is not None:
            line.turn()

    def open_more(self) -> None:
        """Offer what can be said of a sheet instead of marks, or taken back."""
        view = self._view
        if view is None or view.sheet.state is SheetState.LOCKED:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if view.sheet.state in WITHOUT_MARKS:
            menu.addAction(self.tr("Mark it after all..."), lambda: self.ask_reason(SheetState.OPEN))
        else:
            menu.addAction(self.tr("Candidate absent..."), lambda: self.ask_reason(SheetState.ABSENT))
            menu.addAction(self.tr("Application withdrawn..."), lambda: self.ask_reason(SheetState.WITHDRAWN))
            menu.addAction(self.tr("I abstain..."), lambda: self.ask_reason(SheetState.ABSTAINED))
        if not view.by_code:
            menu.addSeparator()
            menu.addAction(self.tr("History of this item"), self.show_history)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def ask_reason(self, state: SheetState | None) -> None:
        """Ask why: for a sheet without marks (``OPEN``: for marking after all), or, with None, for reopening."""
        self._asked = state
        self._show_reason_words()
        self._reopen_line.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_history(self) -> None:
        """Drop down everything that was entered for the item in hand."""
        view = self._view
        if view is not None and self._current and not view.by_code:
            anchor: QWidget = self._rows.get(self._current) or self._percents.get(self._current) or self
            MarkHistory(self._desk, self).open_below(anchor, view.sheet.key, self._current)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        self._flush()

    def retranslate(self) -> None:
        self._foot_title.setText(self.tr("Derivation"))
        self._hidden.setText(self.tr("Others' marks stay hidden until you lock"))
        self.lock_button.setText(self.tr("Lock and sign..."))
        name_button(self.more_button, self.tr("No marks, history"), "X")
        self._show_reason_words()
        if self._view is not None:
            self._rebuild()
            self._take_over()
            self.open_indicator(self._current or self._first_gap())

    # building

    def _rebuild(self) -> None:
        self._empty()
        view = self._view
        if view is None:
            return
        if view.by_code:
            self._add_way_to_script()
        elif view.scheme.method(view.sheet.key.method).marks == "percent":
            self._add_percents(view)
        else:
            self._add_rows(view)
        self._add_overall(view)
        self._column.addStretch(1)

    def _empty(self) -> None:
        self._rows, self._heads, self._percents, self._confidences = {}, {}, {}, {}
        self._overall: QuietComboBox | None = None
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_rows(self, view: SheetView) -> None:
        language = self._desk.language
        for aspect in view.scheme.aspects:
            if aspect.id not in view.covered:
                continue
            head = AspectHead(aspect.id, aspect.position, aspect.title.of(language))
            head.folded_changed.connect(lambda folded, a=aspect.id: self._fold(a, folded=folded))
            self._heads[aspect.id] = head
            self._column.addWidget(head)
            for indicator in view.grade.indicators_of(aspect.id):
                row = IndicatorRow(self._info(view, indicator, aspect.position))
                self._rows[indicator.id] = row
                self._column.addWidget(row)
                self._connect(row)
            line = ConfidenceLine(aspect.id)
            line.confidence_given.connect(lambda a, value: self._enter(a, Part.CONFIDENCE, value))
            self._confidences[aspect.id] = line
            self._column.addWidget(line)

    def _info(self, view: SheetView, indicator: Indicator, position: int) -> IndicatorInfo:
        language = self._desk.language
        levels = sorted(level.value for level in view.scheme.levels)
        return IndicatorInfo(
            code=indicator.id,
            position=position,
            name=indicator.title.of(language),
            anchors=tuple(view.scheme.anchor(indicator, level).of(language) for level in levels),
            needs=needs_of(view, indicator),
        )

    def _connect(self, row: IndicatorRow) -> None:
        row.opened.connect(self.open_indicator)
        row.level_chosen.connect(
            lambda code, level: self._enter(code, Part.LEVEL, NOT_SOUGHT if level is None else str(level))
        )
        row.cleared.connect(lambda code: self._enter(code, Part.LEVEL, ""))
        row.comment_settled.connect(lambda code, text: self._enter(code, Part.COMMENT, text))
        row.row_wanted.connect(self._step)
        row.pin_wanted.connect(self.pin_wanted)
        row.pin_activated.connect(lambda _code, pin: self.pin_activated.emit(pin))
        row.pin_removed.connect(self.pin_removed)

    def _add_way_to_script(self) -> None:
        away = EmptyState("blind", "test")
        away.show_words(
            self.tr("Marked by code"),
            self.tr(
                "This paper is marked without names. The script is on the page of the written test, under its code."
            ),
            self.tr("Written test"),
        )
        away.act_wanted.connect(self.written_wanted)
        self._column.addWidget(away, 1)

    def _add_percents(self, view: SheetView) -> None:
        held = view.grade.method(view.sheet.key.method)
        for aspect in view.scheme.aspects:
            if aspect.id in view.covered:
                row = PercentRow(
                    aspect.id,
                    aspect.position,
                    aspect.title.of(self._desk.language),
                    held.pass_mark if held is not None else None,
                )
                row.percent_settled.connect(lambda code, text: self._enter(code, Part.PERCENT, text))
                row.comment_settled.connect(lambda code, text: self._enter(code, Part.COMMENT, text))
                self._percents[aspect.id] = row
                self._column.addWidget(row)
                self._column.addWidget(rule())

    def _add_overall(self, view: SheetView) -> None:
        if view.sheet.key.method != "interview":
            return
        choices = stage_outcomes(view.scheme, view.sheet.key.method)
        box = QuietComboBox()
        box.addItem(self.tr("Not judged yet"), "")
        for choice in choices:
            box.addItem(choice.title.of(self._desk.language), choice.id)
        field = LabelledField(box)
        field.set_words(self.tr("Overall judgement, apart from the items"))
        box.setAccessibleName(self.tr("Overall judgement, apart from the items"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 12, 12, 16)
        column.addWidget(field)
        self._column.addWidget(holder)
        self._overall = box
        box.activated.connect(lambda _index: self._enter(SHEET, Part.OVERALL, str(box.currentData())))

    # taking over what the store holds

    def _take_over(self) -> None:
        view = self._view
        if view is None:
            return
        locked = view.sheet.state not in (SheetState.OPEN, SheetState.STARTED)
        for code, row in self._rows.items():
            value = self._value(code, Part.LEVEL)
            row.show_mark(None if not value else Chosen(None if value == NOT_SOUGHT else int(value)))
            row.comment.show_text(self._value(code, Part.COMMENT))
            if row.levels.is_locked is not locked:
                (row.lock if locked else row.unlock)()
            row.show_pins([self._pin_words(pin) for pin in view.pins if pin.indicator == code])
        for aspect, percent in self._percents.items():
            percent.show_entry(self._value(aspect, Part.PERCENT), self._value(aspect, Part.COMMENT))
            by_question = any(mark.part is Part.POINTS for mark in view.sheet.marks)
            percent.lock(locked=locked, worked_out=by_question)
        if self._overall is not None:
            self._overall.setCurrentIndex(max(self._overall.findData(self._value(SHEET, Part.OVERALL)), 0))
            self._overall.setEnabled(not locked)
        for aspect, line in self._confidences.items():
            line.show_value(self._value(aspect, Part.CONFIDENCE), locked=locked)
        for aspect in self._heads:
            self._show_head(view, aspect)
        self._show_state(view, locked=locked)
        self._show_derivation(view)

    def _pin_words(self, pin: Pin) -> PinWords:
        assert self._view is not None
        paper = next(
            (each.name for each in self._view.case.documents if each.id == pin.document), self.tr("Application")
        )
        name = paper.rpartition(".")[0] or paper
        words = self.tr("{paper} p. {page}").format(paper=name, page=pin.page + 1)
        indicator = next(each for each in self._view.grade.indicators if each.id == pin.indicator)
        position = self._view.scheme.aspect(indicator.aspect).position
        said = self.tr("Pin {code}, {words}").format(code=pin.indicator, words=words)
        return PinWords(pin.id, words, said, pin.indicator, position, PinKind.PAGE)

    def _show_head(self, view: SheetView, aspect: str) -> None:
        codes = self._codes(aspect)
        digits = [view.sheet.value(code, Part.LEVEL) for code in codes]
        given = [value for value in digits if value]
        numbers = [int(value) for value in given if value != NOT_SOUGHT]
        mean = ""
        if numbers:
            mean = self.tr("mean {mean}").format(mean=format_number(Fraction(sum(numbers), len(numbers)), 1))
        head = self._heads[aspect]
        title = view.scheme.aspect(aspect).title.of(self._desk.language)
        folded = aspect in self._folded
        count = self.tr("{done} / {all}").format(done=len(given), all=len(codes))
        if folded:
            shown = " ".join("N" if value == NOT_SOUGHT else value or "\N{EN DASH}" for value in digits)
            head.show_words(title, shown, mean or count)
        else:
            head.show_words(title, "", count)

    def _show_state(self, view: SheetView, *, locked: bool) -> None:
        asked = self._asked is not None and view.sheet.state is not SheetState.LOCKED and self.reason.text() != ""
        if not asked:
            self._asked = None
            self._show_reason_words()
        self._reopen_line.setVisible(asked or view.sheet.state is SheetState.LOCKED)
        self.lock_button.setEnabled(not locked and not view.by_code)
        self.more_button.setEnabled(view.sheet.state is not SheetState.LOCKED)
        match view.sheet.state:
            case SheetState.LOCKED:
                self.banner.show_message(
                    MessageKind.DONE, MessageText(self.tr("Locked and signed; it can be read only."))
                )
                self.banner.show()
            case SheetState.OPEN | SheetState.STARTED:
                reopened = view.sheet.version > 1
                self.banner.setVisible(reopened)
                if reopened:
                    words = self.tr("Version {number}, reopened: {reason}").format(
                        number=view.sheet.version, reason=view.sheet.reason
                    )
                    self.banner.show_message(MessageKind.WARNING, MessageText(words))
            case _:
                self.banner.show_message(
                    MessageKind.INFO, MessageText(self.tr("No marks here: {reason}").format(reason=view.sheet.reason))
                )
                self.banner.show()

    def _show_derivation(self, view: SheetView) -> None:
        gaps = [gap for gap in gaps_of(view.scheme, view.case.grade, view.sheet) if gap.blocking]
        told = self.tr("%n still missing", "", len(gaps)) if gaps else self.tr("complete")
        self._missing.setText("" if view.by_code else told)
        method = view.scheme.method(view.sheet.key.method).title.of(self._desk.language)
        self._foot_note.setText(self.tr("{method}, your own marks only").format(method=method))
        bars = list(_bars(view, self._desk))
        self.bars.show_scores(
            [bar for bar in bars if isinstance(bar, AreaScore)] or [bar for bar in bars if isinstance(bar, AspectScore)]
        )

    # entering

    def _enter(self, subject: str, part: Part, value: str) -> None:
        view = self._view
        if view is None:
            return
        earlier = self._value(subject, part)
        if earlier == value:
            return
        key = view.sheet.key
        common = {"sheet": key, "subject": subject, "part": part}
        self._desk.perform_undoable(
            self.tr("{subject} of {number}").format(subject=subject, number=view.case.candidate.number),
            enter_mark,
            {**common, "value": value},
            {**common, "value": earlier},
            act=self._send,
            show=lambda: self._desk.open_sheet(key.case, key.method, subject),
        )

    def _send(self, step: Callable[..., Changes], *, failed: Callable[[BaseException], None], **entry: Any) -> None:
        """Hand an entry to the workspace; until it has arrived, it counts as what stands."""
        place = (entry["sheet"], entry["subject"], entry["part"])
        under_way = self._under_way.setdefault(place, [])
        under_way.append(entry["value"])

        def arrived(_changes: Changes) -> None:
            under_way.pop(0)

        def refused(error: BaseException) -> None:
            under_way.pop(0)
            failed(error)
            self._put_back(*place)

        self._desk.perform(step, done=arrived, failed=refused, **entry)

    def _value(self, subject: str, part: Part) -> str:
        """What stands: what the store holds, or what was entered since and is on its way there."""
        assert self._view is not None
        under_way = self._under_way.get((self._view.sheet.key, subject, part))
        return under_way[-1] if under_way else self._view.sheet.value(subject, part)

    def _put_back(self, key: SheetKey, subject: str, part: Part) -> None:
        """Show what the store holds where an entry was refused."""
        view = self._view
        if view is None or view.sheet.key != key:
            return
        if part is Part.COMMENT:
            field = self._comment_of(subject)
            if field is not None:
                field.reset(self._value(subject, part))
        elif part is Part.PERCENT and subject in self._percents:
            self._percents[subject].edit.setText(self._value(subject, part))
        self._take_over()

    def _comment_of(self, subject: str) -> CommentField | None:
        row = self._rows.get(subject) or self._percents.get(subject)
        return row.comment if row is not None else None

    def _flush(self) -> None:
        self.returned.flush()
        for row in self._rows.values():
            row.comment.flush()
        for percent in self._percents.values():
            percent.comment.flush()

    # slots and helpers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and not event.modifiers():
            self.focus_comment()
        else:
            super().keyPressEvent(event)

    def _step(self, code: str, by: int) -> None:
        codes = list(self._rows)
        place = codes.index(code) + by
        if 0 <= place < len(codes):
            self.open_indicator(codes[place], focus=True)

    def _fold(self, aspect: str, *, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(aspect)
        self._heads[aspect].set_folded(folded)
        for code in self._codes(aspect):
            self._rows[code].setVisible(not folded)
        self._confidences[aspect].setVisible(not folded)
        if self._view is not None:
            self._show_head(self._view, aspect)

    def _codes(self, aspect: str) -> list[str]:
        return [item.id for item in self._view.grade.indicators_of(aspect)] if self._view is not None else []

    def _first_gap(self) -> str:
        view = self._view
        if view is None:
            return ""
        places = list(self._rows) or list(self._percents)
        part = Part.LEVEL if self._rows else Part.PERCENT
        return next((code for code in places if not view.sheet.value(code, part)), places[0] if places else "")

    def _give_reason(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.reason.clear()
        asked, self._asked = self._asked, None
        if asked is None:
            self.reopen_wanted.emit(reason)
        else:
            self._reopen_line.hide()
            self.without_marks_wanted.emit(asked, reason)

    def _show_reason_words(self) -> None:
        match self._asked:
            case None:
                why, act = self.tr("Why it is reopened"), self.tr("Reopen")
            case SheetState.ABSENT:
                why, act = self.tr("Why the candidate was absent"), self.tr("Record absence")
            case SheetState.WITHDRAWN:
                why, act = self.tr("How the withdrawal was made known"), self.tr("Record withdrawal")
            case SheetState.ABSTAINED:
                why, act = self.tr("Why you abstain"), self.tr("Abstain")
            case _:
                why, act = self.tr("Why it is marked after all"), self.tr("Mark it")
        self.reason.setPlaceholderText(why)
        self.reason.setAccessibleName(why)
        self.reopen_button.setText(act)

    def _aspect_in_hand(self) -> str:
        return next((aspect for aspect in self._heads if self._current in self._codes(aspect)), "")


def needs_of(view: SheetView, indicator: Indicator) -> LevelNeeds:
    """What a row of this indicator is measured against."""
    scheme = view.scheme
    claim = dict(view.case.application.claims).get(indicator.id)
    if scheme.weighted is not None:
        required = view.grade.required_level(indicator.aspect)
        floor = required - scheme.weighted.indicator_tolerance if required is not None else None
    else:
        required = Fraction(scheme.areas.threshold) if scheme.areas is not None else None
        floor = Fraction(scheme.areas.never + 1) if scheme.areas is not None else None
    return LevelNeeds(
        top=scheme.top,
        required=required,
        floor=floor,
        claim=claim,
        non_compensable=indicator.non_compensable,
        grade=view.grade.id,
    )


def _bars(view: SheetView, desk: Desk) -> Iterator[AspectScore | AreaScore]:
    """What one's own marks on this sheet alone come to, aspect by aspect."""
    levels = {
        mark.subject: None if mark.value == NOT_SOUGHT else int(mark.value)
        for mark in view.sheet.marks
        if mark.part is Part.LEVEL and mark.value
    }
    percents = {
        mark.subject: Fraction(mark.value) for mark in view.sheet.marks if mark.part is Part.PERCENT and mark.value
    }
    progress = sheet_progress(view.scheme, view.case.grade, view.sheet.key.method, levels, percents)
    for own in progress:
        aspect = view.scheme.aspect(own.aspect)
        name = aspect.short.of(desk.language)
        if view.scheme.areas is not None:
            items = view.grade.indicators_of(aspect.id)
            given = [levels.get(item.id) for item in items]
            yield AreaScore(
                aspect.id,
                aspect.position,
                name,
                tuple(None if level is None else Fraction(level) for level in given),
                Fraction(view.scheme.areas.threshold),
                own.needed or 0,
                own.passed,
            )
        else:
            yield AspectScore(aspect.id, aspect.position, name, own.points, own.floor, own.passed)
