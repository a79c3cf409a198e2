"""H: everything that was ever entered for the indicator in hand: when, what took the place of what, and why."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from assessor_app.models.marks import NOT_SOUGHT, Mark, Part, SheetKey, SheetState
from assessor_app.store import marks, sheets
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import format_datetime
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.words import label

WEIGHING = (Part.LEVEL, Part.PERCENT)


class MarkHistory(QFrame):
    """Drops from what it tells of; goes away by Esc or a press elsewhere."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk = desk
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = label("", "title", wrap=True)
        self.lines = LineList()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._title)
        column.addWidget(self.lines, 1)

    def open_below(self, anchor: QWidget, sheet: SheetKey, subject: str) -> None:
        """Tell of one subject of a sheet, newest first, under ``anchor``."""
        self._title.setText(self.tr("History of {subject}").format(subject=subject))
        self.lines.setAccessibleName(self._title.text())
        entered = marks.history(self._desk.store, sheet, subject)
        told = [(mark.at, self._mark_line(mark, entered)) for mark in entered]
        for number, (state, version, at, reason, _signature) in enumerate(sheets.history(self._desk.store, sheet)):
            told.append(
                (at, self._event_line(number, state, version, at_words=format_datetime(at, zone=True), reason=reason))
            )
        told.sort(key=lambda pair: pair[0], reverse=True)
        self.lines.show_lines([line for _, line in told] or [Line("none", self.tr("Nothing was entered yet."))])
        self.resize(theme().px(420), theme().px(90) + theme().row("queue") * min(max(len(told), 1), 7))
        # An open row is tall: what does not fit under it is moved up until the window holds it.
        whole = anchor.window().rect()
        under = anchor.mapTo(anchor.window(), QPoint(anchor.width() - self.width(), anchor.height() + 2))
        lowest = max(whole.bottom() - self.height() - 8, 0)
        self.move(anchor.window().mapToGlobal(QPoint(max(under.x(), 8), min(under.y(), lowest))))
        self.show()
        self.lines.setFocus(Qt.FocusReason.PopupFocusReason)

    def _mark_line(self, mark: Mark, entered: tuple[Mark, ...]) -> Line:
        before = next((each.value for each in entered if each.id == mark.replaces), "")
        words = self._change(mark, before)
        detail = format_datetime(mark.at, seconds=True, zone=True)
        if mark.reason:
            detail = self.tr("{time}; {reason}").format(time=detail, reason=mark.reason)
        icon = "score" if mark.part in WEIGHING else "note"
        return Line(mark.id, words, detail, icon, "text2")

    def _change(self, mark: Mark, before: str) -> str:
        match mark.part:
            case Part.COMMENT:
                return (
                    self.tr("Comment: {text}").format(text=mark.value) if mark.value else self.tr("Comment taken away")
                )
            case Part.CONFIDENCE | Part.OVERALL:
                return self.tr("{old} → {new}").format(old=before or "–", new=mark.value or "–")
            case _:
                old, new = (
                    self.tr("not sought") if value == NOT_SOUGHT else value or "–" for value in (before, mark.value)
                )
                return self.tr("Level {old} → {new}").format(old=old, new=new)

    def _event_line(self, number: int, state: SheetState, version: int, *, at_words: str, reason: str) -> Line:
        match state:
            case SheetState.LOCKED:
                words = self.tr("Locked and signed, version {version}").format(version=version)
            case SheetState.OPEN:
                words = self.tr("Reopened as version {version}").format(version=version)
            case _:
                words = self.tr("Without marks from here on")
        detail = self.tr("{time}; {reason}").format(time=at_words, reason=reason) if reason else at_words
        return Line(f"event-{number}", words, detail, "locked" if state is SheetState.LOCKED else "unlocked", "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
