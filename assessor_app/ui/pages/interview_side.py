"""The right side of the interview page: what was touched, the level of the indicator in hand, when, where and who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.models.interview import Attendance, IdentityPaper, Observer, Session, parse_observers
from assessor_app.models.marks import NOT_SOUGHT, Part, SheetState
from assessor_app.models.scheme import Indicator
from assessor_app.ui.language import Part as Piece
from assessor_app.ui.language import format_time, window_language
from assessor_app.ui.pages.score_sheet import SheetView, needs_of
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.coverage import Coverage, Covered
from assessor_app.ui.widgets.fields import LabelledField, QuietComboBox
from assessor_app.ui.widgets.level_row import MARGIN, Chosen, LevelRow
from assessor_app.ui.widgets.panes import Upright
from assessor_app.ui.widgets.words import IconLabel, button, ground, label, rule


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as it was typed, before it is looked at."""

    day: str
    time: str
    room: str
    minutes: str


class LevelPart(Piece):
    """The indicator in hand: badge, title, its level row, and the anchor of the level given."""

    level_given = Signal(str, str)
    """Indicator and value; an empty value clears."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = Badge("K1", 1)
        self._title = label("", "strong", wrap=True)
        self._star = IconLabel("non_compensable", "text2", 16)
        self._anchor = label("", "caption", "text2", wrap=True)
        self.row: LevelRow | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        # The row keeps room for the ring around its cells; the cells themselves stand under the badge.
        self._place = QHBoxLayout()
        self._place.setContentsMargins(-MARGIN, 0, 0, 0)
        self._place.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._place)
        column.addWidget(self._anchor)

    def show_indicator(self, view: SheetView, indicator: Indicator) -> None:
        """Show the mark that stands for an indicator of the sheet."""
        language = window_language()
        self._badge.show_aspect(indicator.id, view.scheme.aspect(indicator.aspect).position)
        self._title.setText(indicator.title.of(language))
        self._star.setVisible(indicator.non_compensable)
        if self.row is None or self.row.code != indicator.id or self.row.needs.top != view.scheme.top:
            self._replace_row(view, indicator)
        row = self.row
        assert row is not None
        row.set_needs(needs_of(view, indicator))
        value = view.sheet.value(indicator.id, Part.LEVEL)
        row.choose(None if not value else Chosen(None if value == NOT_SOUGHT else int(value)))
        locked = view.sheet.state not in (SheetState.OPEN, SheetState.STARTED)
        row.lock() if locked else row.unlock()
        if value and value != NOT_SOUGHT:
            self._anchor.setText(f"{value}  {view.scheme.anchor(indicator, int(value)).of(language)}")
        else:
            self._anchor.setText(self.tr("Not sought") if value else self.tr("No level yet"))

    def _replace_row(self, view: SheetView, indicator: Indicator) -> None:
        if self.row is not None:
            self._place.removeWidget(self.row)
            self.row.deleteLater()
        language = window_language()
        anchors = tuple(view.scheme.anchor(indicator, level).of(language) for level in range(view.scheme.top + 1))
        made = LevelRow(indicator.id, anchors, needs_of(view, indicator))
        made.level_chosen.connect(
            lambda level: self.level_given.emit(indicator.id, NOT_SOUGHT if level is None else str(level))
        )
        made.cleared.connect(lambda: self.level_given.emit(indicator.id, ""))
        self._place.insertWidget(0, made)
        self.row = made


class InterviewSide(Piece):
    """Announces what was chosen or typed; shows what the store holds."""

    indicator_chosen = Signal(str)
    attendance_given = Signal(object, str, object)
    """`IdentityPaper` or None, interpreter, observers."""
    session_given = Signal(object)
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        self._attendance: Attendance | None = None
        self._title, self._count = label("", "title"), label("", "caption", "text2")
        self.coverage = Coverage()
        self.level = LevelPart()
        self._there = label("", "title")
        self._panel = label("", "body", "text2", wrap=True)
        self.identity, self._checked = QuietComboBox(), label("", "caption", "text2")
        self.interpreter, self.observers = QLineEdit(), QLineEdit()
        self.day, self.time, self.room, self.minutes = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._clash = label("", "caption", "warn", wrap=True)
        self.end_button = button("", "score")
        self._hidden = label("", "caption", "text3", wrap=True)
        self._fields = {
            edit: LabelledField(edit)
            for edit in (
                self.identity,
                self.interpreter,
                self.observers,
                self.day,
                self.time,
                self.room,
                self.minutes,
            )
        }
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        when, where = QHBoxLayout(), QHBoxLayout()
        for row, left, right in ((when, self.day, self.time), (where, self.room, self.minutes)):
            row.setSpacing(8)
            row.addWidget(self._fields[left], 3)
            row.addWidget(self._fields[right], 2)
        inside = ground(QWidget(), "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.coverage)
        column.addWidget(rule())
        column.addWidget(self.level)
        column.addWidget(rule())
        column.addWidget(self._there)
        column.addWidget(self._panel)
        column.addWidget(self._fields[self.identity])
        column.addWidget(self._checked)
        column.addWidget(self._fields[self.interpreter])
        column.addWidget(self._fields[self.observers])
        column.addLayout(when)
        column.addLayout(where)
        column.addWidget(self._clash)
        column.addStretch(1)
        area = Upright(inside)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(IconLabel("blind", "text3", 16))
        last.addWidget(self._hidden, 1)
        foot = ground(QWidget(), "sunken")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(14, 10, 14, 12)
        rows.setSpacing(8)
        rows.addLayout(last)
        rows.addWidget(self.end_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addStrut(theme().px(264))
        outer.addWidget(area, 1)
        outer.addWidget(rule())
        outer.addWidget(foot)

    def _connect(self) -> None:
        self.coverage.indicator_chosen.connect(self.indicator_chosen)
        self.identity.activated.connect(lambda _index: self._give_attendance())
        for edit in (self.interpreter, self.observers):
            edit.editingFinished.connect(self._give_attendance)
        for edit in (self.day, self.time, self.room, self.minutes):
            edit.editingFinished.connect(self._give_session)
        self.end_button.clicked.connect(self.end_wanted)

    # what it does

    def show_coverage(self, aspects: Sequence[tuple[str, int, Sequence[Covered]]], current: str) -> None:
        """Show how far each indicator is, and how many were touched at all."""
        items = [item for _, _, items in aspects for item in items]
        touched = sum(1 for item in items if item.notes or item.level)
        self._count.setText(self.tr("{done} / {all}").format(done=touched, all=len(items)))
        self.coverage.show_covered(aspects, current)

    def show_attendance(self, attendance: Attendance | None, planned_interpreter: str, panel: Sequence[str]) -> None:
        """Show who is there; what is being typed stays."""
        self._attendance = attendance
        self._panel.setText(self.tr("Panel: {names}").format(names=self.tr(", ").join(panel)))
        identity = attendance.identity if attendance is not None else None
        self.identity.setCurrentIndex(max(self.identity.findData(identity), 0))
        checked = attendance is not None and identity is not None
        self._checked.setVisible(checked)
        if attendance is not None and checked:
            self._checked.setText(self.tr("checked {time}").format(time=format_time(attendance.at)))
        interpreter = attendance.interpreter if attendance is not None else ""
        _show(self.interpreter, interpreter)
        self.interpreter.setPlaceholderText(planned_interpreter or self.tr("nobody"))
        _show(self.observers, observer_line(attendance.observers) if attendance is not None else "")

    def show_session(self, session: Session, clash: str) -> None:
        """Show when and where, and what stands against it."""
        day, _, clock = session.starts.partition("T")
        for edit, value in (
            (self.day, day),
            (self.time, clock),
            (self.room, session.room),
            (self.minutes, str(session.minutes)),
        ):
            _show(edit, value)
        self._clash.setText(clash)
        self._clash.setVisible(bool(clash))

    def show_fault(self, sentence: str) -> None:
        """Say at the day and time that they are none; empty takes it away."""
        self._fields[self.day].show_error(sentence)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Indicators touched"))
        self._there.setText(self.tr("Who is there, when and where"))
        kept = self.identity.currentData()
        self.identity.clear()
        for words, paper in (
            (self.tr("Not checked yet"), None),
            (self.tr("Identity card checked"), IdentityPaper.ID_CARD),
            (self.tr("Passport checked"), IdentityPaper.PASSPORT),
            (self.tr("Another paper checked"), IdentityPaper.OTHER),
        ):
            self.identity.addItem(words, paper)
        self.identity.setCurrentIndex(max(self.identity.findData(kept), 0))
        for edit, name in (
            (self.identity, self.tr("Identity of the candidate")),
            (self.interpreter, self.tr("Interpreter")),
            (self.observers, self.tr("Observers")),
            (self.day, self.tr("Day")),
            (self.time, self.tr("Time")),
            (self.room, self.tr("Room")),
            (self.minutes, self.tr("Minutes")),
        ):
            self._fields[edit].set_words(name)
        self.observers.setPlaceholderText(self.tr("Name (role); name (role)"))
        self.day.setPlaceholderText("2026-11-21")
        self.time.setPlaceholderText("10:00")
        self._hidden.setText(self.tr("Each scores alone before the panel talks"))
        self.end_button.setText(self.tr("End the interview and score"))

    # slots

    def _give_attendance(self) -> None:
        self.attendance_given.emit(
            self.identity.currentData(), self.interpreter.text().strip(), parse_observers(self.observers.text())
        )

    def _give_session(self) -> None:
        self.session_given.emit(
            Wanted(
                self.day.text().strip(), self.time.text().strip(), self.room.text().strip(), self.minutes.text().strip()
            )
        )


def observer_line(observers: Sequence[Observer]) -> str:
    """Observers as `parse_observers` reads them."""
    return "; ".join(f"{each.name} ({each.role})" if each.role else each.name for each in observers)


def _show(edit: QLineEdit, value: str) -> None:
    if not edit.hasFocus() and edit.text() != value:
        edit.setText(value)
