"""Calibrate: practise on reference dossiers, then see alone how far one's own marks lie from what was agreed.

The agreed marks of a dossier stand hidden until one's own sheets of it are locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.models.calibration import Distance, Spread, by_aspect, spread
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.scheme import Scheme
from assessor_app.store import rounds
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import MINUS, Part, format_number
from assessor_app.ui.tables.lines import Line, LineList
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import paint_badge
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, label, rule
from assessor_app.workflow.calibrate import Practice, practice
from assessor_app.workflow.schemes import pinned_scheme

ALL = "all"
ROW = 34
LEAST_REACH = 2


class DistancePlot(Part):
    """One row an aspect: a ring for each indicator at its difference, a bar at their mean, n at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, int, str, tuple[Distance, ...]], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_aspects(self, rows: Sequence[tuple[str, int, str, tuple[Distance, ...]]]) -> None:
        """Letter, position, title and distances of each aspect, in the scheme's order."""
        self._rows = tuple(rows)
        self.setFixedHeight(theme().px(ROW) * max(len(rows), 1) + theme().px(46))
        self.retranslate()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, self.height())

    def retranslate(self) -> None:
        self.setAccessibleName(
            "; ".join(f"{title}, {self._mean_words(spread(found))}" for _, _, title, found in self._rows)
        )

    def _mean_words(self, found: Spread) -> str:
        mean = "\N{EN DASH}" if found.mean is None else signed(found.mean, 2)
        return self.tr("mean {mean}, n = {n}").format(mean=mean, n=found.n)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, left, right = theme().px(ROW), min(theme().px(230), self.width() // 4), theme().px(148)
        field = QRect(left, 2, max(self.width() - left - right, 60), step * max(len(self._rows), 1))
        reach = self._reach()
        caption = theme().font("caption")
        for tick in range(-reach, reach + 1):
            x = self._x(field, Fraction(tick), reach)
            wide = 2 if tick == 0 else 1
            painter.fillRect(
                QRect(x, field.top(), wide, field.height()), theme().color("text2" if tick == 0 else "line")
            )
            place = QRect(x - 24, field.bottom() + 4, 48, theme().px(18))
            paint.text(painter, place, signed(Fraction(tick), 0), caption, "text2", paint.CENTRE)
        foot = QRect(field.left() - 12, field.bottom() + theme().px(22), field.width() + 24, theme().px(20))
        paint.text(painter, foot, self.tr("stricter"), caption, "text2")
        paint.text(painter, foot, self.tr("more lenient"), caption, "text2", paint.RIGHT)
        for number, (letter, position, title, found) in enumerate(self._rows):
            row = QRect(0, field.top() + number * step, self.width(), step)
            edge = theme().px(20)
            paint_badge(painter, QRect(0, row.center().y() - edge // 2, edge, edge), letter, position)
            paint.text(painter, row.adjusted(edge + 8, 0, left - self.width() - 8, 0), title, theme().font("body"))
            self._paint_marks(painter, row, field, found, reach)
            words = QRect(field.right() + 12, row.top(), right - 12, row.height())
            paint.text(painter, words, self._mean_words(spread(found)), caption, "text1")

    def _paint_marks(self, painter: QPainter, row: QRect, field: QRect, found: Sequence[Distance], reach: int) -> None:
        middle = row.center().y()
        painter.setPen(QPen(theme().color("control"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        taken: dict[Fraction, int] = {}
        for each in found:
            before = taken.get(each.difference, 0)
            taken[each.difference] = before + 1
            # Rings at one place stand beside each other, so that their number is seen.
            across = (before + 1) // 2 * 8 * (1 if before % 2 else -1)
            painter.drawEllipse(QPoint(self._x(field, each.difference, reach) + across, middle), 4, 4)
        mean = spread(found).mean
        if mean is not None:
            painter.fillRect(QRect(self._x(field, mean, reach) - 2, middle - 10, 4, 20), theme().color("accent_text"))

    def _reach(self) -> int:
        far = [abs(each.difference) for _, _, _, found in self._rows for each in found]
        return max([LEAST_REACH, *(-int(-value // 1) for value in far)])

    def _x(self, field: QRect, value: Fraction, reach: int) -> int:
        return round(field.left() + 12 + (field.width() - 24) * float((value + reach) / (2 * reach)))


class CalibratePage(Part):
    """In a rehearsal workspace only. Reads away from the window; nothing here is ever handed over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Practice, ...] = ()
        self._chosen = ALL
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.score_button = button("", "score", "primary")
        self.header.add_act(self.score_button)
        self.list = LineList()
        self.list.setMinimumWidth(230)
        self.plot = DistancePlot()
        self.figures = label("", "strong", wrap=True)
        self.private = label("", "caption", "text2", wrap=True)
        self.plot_title = label("", "strong")
        self.table = RowsView((92, 132, 64, 76, 104, 200), stretch=5)
        self.table.setMinimumHeight(theme().px(220))
        self.empty, self.waiting = EmptyState("rehearsal", "today"), EmptyState("locked", "score")
        self.stack = QStackedWidget()
        for page in (self._build_figures(), self.waiting):
            self.stack.addWidget(page)
        self.splitter = Panes("calibrate", [(self.list, 260), (self.stack, 900)], stretch=1)
        self.whole = QStackedWidget()
        self.whole.addWidget(self.splitter)
        self.whole.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.whole, 1)

    def _build_figures(self) -> QWidget:
        spread_card, table_card = Card(), Card()
        for widget in (self.plot_title, self.figures, self.plot, self.private):
            spread_card.body.addWidget(widget)
        table_card.body.addWidget(self.table)
        inner = ground(QWidget(), "win")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(14)
        column.addWidget(spread_card)
        column.addWidget(table_card, 1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def _connect(self) -> None:
        self.list.line_chosen.connect(self._choose)
        self.list.line_activated.connect(self._choose)
        self.table.row_opened.connect(self._open_row)
        for wanted in (self.score_button.clicked, self.waiting.act_wanted):
            wanted.connect(self._practise)
        self.empty.act_wanted.connect(lambda: self._desk.go("today"))
        self._desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("up, down")),
            Hint("Enter", self.tr("to the mark")),
            Hint("F6", self.tr("next pane")),
        )

    # what it does

    def focus_first(self) -> None:
        self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.score_button.setText(self.tr("Practise"))
        self.list.setAccessibleName(self.tr("Reference dossiers"))
        self.table.setAccessibleName(self.tr("Own and agreed levels"))
        self.plot_title.setText(self.tr("Own level minus agreed level"))
        self.private.setText(
            self.tr(
                "Ring: one indicator. Bar: their mean. Only you see this page; no package and no document speaks of it, "
                "and no mark is changed by it."
            )
        )
        self.empty.show_words(
            self.tr("Nothing to practise on yet"),
            self.tr(
                "Ask the society for a rehearsal round (mode “rehearsal” in its roster) and take its case package in on"
                " Today; its dossiers are practised on like any other. The agreed marks come with the case package that"
                " the society hands out again once it has taken the chair's result in."
            ),
            self.tr("To Today"),
        )
        self._show()

    # reading

    def _read(self) -> None:
        self._desk.runner.read(practice, title=self.tr("Comparing with what was agreed"), done=self._take)

    def _take(self, found: tuple[Practice, ...]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        compared = [each for each in self._found if each.distances]
        self.header.show_words(
            self.tr("Calibration"),
            self.tr("{compared} of {all} dossiers compared").format(compared=len(compared), all=len(self._found)),
        )
        self.whole.setCurrentIndex(0 if self._found else 1)
        if not self._found:
            return
        if all(each.case != self._chosen for each in self._found):
            self._chosen = ALL
        self.list.show_lines(self._lines(), self._chosen)
        self._show_chosen()

    def _lines(self) -> list[Line]:
        """All dossiers, then each practice round with its own, so that one sees how one comes along."""
        lines = [Line(ALL, self.tr("All dossiers"), self._in_short(self._all()), "bars", "accent_text")]
        for round_ in dict.fromkeys(each.round for each in self._found):
            own = [each for each in self._found if each.round == round_]
            marks = [one for each in own for one in each.distances]
            lines.append(
                Line(f"round:{round_}", own[0].round_title.of(self._desk.language), self._in_short(marks), "round")
            )
            for each in own:
                icon, words = self._standing(each)
                name = f"{each.number}  {each.name.of(self._desk.language)}"
                lines.append(Line(each.case, name, self._in_short(each.distances) if each.distances else words, icon))
        return lines

    def _standing(self, each: Practice) -> tuple[str, str]:
        if each.distances:
            return "valid", ""
        if each.locked < max(each.due, 1):
            return "started", self.tr("{locked} of {due} sheets locked").format(locked=each.locked, due=each.due)
        return "clock", self.tr("agreed marks not here yet")

    def _in_short(self, found: Sequence[Distance]) -> str:
        together = spread(found)
        if together.mean is None:
            return self.tr("nothing compared yet")
        return self.tr("mean {mean}, n = {n}").format(mean=signed(together.mean, 2), n=together.n)

    def _all(self) -> list[Distance]:
        return [one for each in self._found for one in each.distances]

    def _chosen_practices(self) -> list[Practice]:
        if self._chosen == ALL:
            return list(self._found)
        return [each for each in self._found if self._chosen in (each.case, f"round:{each.round}")]

    def _show_chosen(self) -> None:
        chosen = self._chosen_practices()
        marks = [one for each in chosen for one in each.distances]
        self.stack.setCurrentIndex(0 if marks else 1)
        if not marks:
            waits = all(each.locked == each.due for each in chosen)
            self.waiting.show_words(
                self.tr("No agreed marks here yet") if waits else self.tr("Hidden until your sheet is locked"),
                self.tr("They come with the next case package of this round, once a panel has agreed.")
                if waits
                else self.tr(
                    "Mark the dossier and lock your sheet as in a live round; then you see both side by side."
                ),
                self.tr("Practise"),
            )
            return
        scheme = self._scheme(chosen[0])
        parted = by_aspect(marks)
        language = self._desk.language
        self.plot.show_aspects(
            [
                (aspect.id, aspect.position, aspect.title.of(language), parted[aspect.id])
                for aspect in scheme.aspects
                if aspect.id in parted
            ]
        )
        self.figures.setText(self._figures(spread(marks), revised=any(each.revised for each in chosen)))
        self._show_table(chosen)

    def _figures(self, found: Spread, *, revised: bool) -> str:
        words = self.tr(
            "n = {n}: {exact} the same, {adjacent} up to one level apart, {further} further; mean {mean}"
        ).format(
            n=found.n,
            exact=found.exact,
            adjacent=found.adjacent,
            further=found.further,
            mean="" if found.mean is None else signed(found.mean, 2),
        )
        if revised:
            words += "\n" + self.tr(
                "A sheet was opened again after it had been locked: its marks may know the agreed ones."
            )
        return words

    def _show_table(self, chosen: Sequence[Practice]) -> None:
        language = self._desk.language
        headings = (
            self.tr("Indicator"),
            self.tr("Method"),
            self.tr("Own"),
            self.tr("Agreed"),
            self.tr("Difference"),
            self.tr("Why it was agreed"),
        )
        rows = []
        for each in chosen:
            scheme = self._scheme(each)
            for one in each.distances:
                gap = one.difference
                tone: Token = "warn" if abs(gap) > 1 else "text1"
                rows.append(
                    Row(
                        f"{one.case}/{one.method}/{one.indicator}",
                        (
                            Cell(one.indicator, each.number if len(chosen) > 1 else "", strong=True),
                            Cell(scheme.method(one.method).title.of(language)),
                            Cell(str(one.own)),
                            Cell(plain(one.agreed)),
                            Cell(self._gap_words(gap), tone=tone, strong=abs(gap) > 1),
                            Cell(one.comment),
                        ),
                    )
                )
        self.table.show_rows(headings, rows)

    def _gap_words(self, gap: Fraction) -> str:
        return self.tr("the same") if gap == 0 else signed(gap, 0 if gap.denominator == 1 else 1)

    def _scheme(self, each: Practice) -> Scheme:
        store = self._desk.store
        return pinned_scheme(store, rounds.get(store, each.round).scheme_hash)

    # slots

    def _choose(self, line: str) -> None:
        self._chosen = line
        self._show_chosen()

    def _open_row(self, row: str) -> None:
        case, method, indicator = row.split("/")
        self._desk.open_sheet(case, method, indicator)

    def _practise(self) -> None:
        """To the sheet of the dossier chosen, else of the first that is not locked."""
        open_ = [each for each in self._chosen_practices() if each.locked < each.due] or list(self._found)
        if open_:
            self._desk.choose_case(open_[0].case)
        self._desk.go("score")

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.SHEETS | Touched.CASES | Touched.PACKAGES) and self.isVisible():
            self._read()


def signed(value: Fraction, places: int) -> str:
    """A difference in levels, always with its sign; nought without."""
    words = format_number(abs(value), places)
    if not float(words):
        return words
    return f"{'+' if value > 0 else MINUS}{words}"


def plain(value: Fraction) -> str:
    """A level, whole or with one decimal."""
    return format_number(value, 0 if value.denominator == 1 else 1)
