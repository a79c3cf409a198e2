"""Agreement and severity: how far the assessors lie apart, with intervals and counts, and what to look at together.

Nothing here moves a mark. Under the fewest cases a sentence stands where a number would mislead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.severity import ENOUGH_CASES, Severity
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import MINUS, Part
from assessor_app.ui.pages.agreement_borderline import BorderlinePart, Near
from assessor_app.ui.pages.agreement_views import (
    CandidatesView,
    DesignView,
    FiguresView,
    PairsView,
    UseView,
    marked,
    of_agreement,
    said,
    table_html,
)
from assessor_app.ui.panel_reading import panel_reading
from assessor_app.ui.paper import print_paper
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import Badge
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.panel_plots import figure
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, label, rule
from assessor_app.workflow.agreement import AgreementView, agreement_view, borderline_cases

BOTH = "both"
PARTS = ("severity", "use", "figures", "pairs", "candidates", "borderline", "design")
"""The views, in the order T goes through them."""
REACH = 1.0
"""Levels to either side that the plot shows; it grows when somebody lies further out."""
ROW = 44
MOST_TOGETHER = 12


class SeverityPlot(Part):
    """One row an assessor: a ring for each case, the mean with its interval; no colour says more than shape and place."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Severity, ...] = ()
        self._names: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_severities(self, found: Sequence[Severity], names: dict[str, str]) -> None:
        """Show the assessors in this order."""
        self._found, self._names = tuple(found), names
        self.setFixedHeight(theme().px(ROW) * max(len(found), 1) + theme().px(48))
        self.retranslate()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, self.height())

    def retranslate(self) -> None:
        self.setAccessibleName("; ".join(self.words_of(each) for each in self._found))

    def words_of(self, found: Severity) -> str:
        """One assessor in words: what a reader hears and the tooltip says."""
        name = self._names.get(found.assessor, found.assessor)
        if found.offset is None:
            too_few = self.tr("%n case(s): too few to judge ({needed} needed)", "", len(found.cases)).format(
                needed=ENOUGH_CASES
            )
            return f"{name}, {too_few}"
        return f"{name}, {said(found.offset)}, n = {found.offset.n}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, left = theme().px(ROW), theme().px(150)
        field = QRect(left, 4, self.width() - left - theme().px(30), step * max(len(self._found), 1))
        reach = self._reach()
        for tick in (-reach, -reach / 2, 0.0, reach / 2, reach):
            x = self._x(field, tick, reach)
            painter.fillRect(
                QRect(x, field.top(), 2 if tick == 0 else 1, field.height()),
                theme().color("text2" if tick == 0 else "line"),
            )
            words = "0" if tick == 0 else f"{'+' if tick > 0 else MINUS}{abs(tick):g}"
            place = QRect(x - 30, field.bottom() + 4, 60, theme().px(18))
            paint.text(painter, place, words, theme().font("caption"), "text3", paint.CENTRE)
        foot = QRect(field.left() - 20, field.bottom() + theme().px(22), field.width() + 40, theme().px(20))
        caption = theme().font("caption")
        taken = paint.text(painter, foot, self.tr("more lenient"), caption, "text3", paint.RIGHT)
        left_of_it = foot.adjusted(0, 0, -taken - 8, 0)
        paint.text(painter, left_of_it, self.tr("stricter, levels below the others"), caption, "text3")
        for number_, found in enumerate(self._found):
            self._paint_row(painter, QRect(0, field.top() + number_ * step, self.width(), step), field, found, reach)

    def _paint_row(self, painter: QPainter, row: QRect, field: QRect, found: Severity, reach: float) -> None:
        name = self._names.get(found.assessor, found.assessor)
        half = row.height() // 2
        paint.text(painter, QRect(row.left(), row.top(), field.left() - 8, half + 2), name, theme().font("body"))
        count = self.tr("%n case(s)", "", len(found.cases))
        under = QRect(row.left(), row.top() + half - 2, field.left() - 8, half)
        paint.text(painter, under, count, theme().font("caption"), "text3")
        middle = row.center().y()
        painter.setPen(QPen(theme().color("control"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, case in enumerate(found.cases):
            painter.drawEllipse(QPoint(self._x(field, case.offset, reach), middle + (number % 3 - 1) * 6), 3, 3)
        if found.offset is None:
            words = self.tr("%n case(s): too few to judge ({needed} needed)", "", len(found.cases)).format(
                needed=ENOUGH_CASES
            )
            width = paint.text_width(words, theme().font("caption")) + 12
            ground_ = QRect(field.left() + 8, middle - 10, width, 20)
            painter.fillRect(ground_, theme().color("surface"))
            paint.text(painter, ground_, words, theme().font("caption"), "text2")
            return
        colour = theme().color("accent_text")
        at = self._x(field, found.offset.value, reach)
        if found.offset.low is not None and found.offset.high is not None:
            low, high = self._x(field, found.offset.low, reach), self._x(field, found.offset.high, reach)
            painter.fillRect(QRect(low, middle - 1, max(high - low, 1), 2), colour)
            for end in (low, high):
                painter.fillRect(QRect(end - 1, middle - 6, 2, 12), colour)
        painter.fillRect(QRect(at - 5, middle - 5, 10, 10), colour)

    def _reach(self) -> float:
        far = [abs(case.offset) for found in self._found for case in found.cases]
        far += [
            abs(end)
            for found in self._found
            if found.offset
            for end in (found.offset.low, found.offset.high)
            if end is not None
        ]
        return max([REACH, *(0.5 * (int(value / 0.5) + 1) for value in far)])

    def _x(self, field: QRect, value: float, reach: float) -> int:
        return round(field.left() + field.width() * (value + reach) / (2 * reach))


class AgreementPage(Part):
    """Reads in the worker, shows when it is there; a change of marks makes it read again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: AgreementView | None = None
        self._method = BOTH
        self._part = PARTS[0]
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.segments = Segments()
        self.views = Segments(wraps=True)
        self.header.add_act(self.segments)
        self.splitter = Panes("agreement", [(self._build_figures(), 880), (self._build_side(), 336)], stretch=0)
        self.empty = EmptyState("agreement", "intake")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(rule())
        layout.addWidget(self.stack, 1)

    def _build_figures(self) -> QWidget:
        self.plot = SeverityPlot()
        self._severity_title, self._severity_note = label("", "strong"), label("", "caption", "text2", wrap=True)
        severity = Card()
        severity.body.addWidget(self._severity_title)
        severity.body.addWidget(self._severity_note)
        severity.body.addWidget(self.plot)
        self._aspects_title, self._aspects_note = label("", "strong"), label("", "caption", "text2", wrap=True)
        aspects = Card()
        aspects.body.addWidget(self._aspects_title)
        aspects.body.addWidget(self._aspects_note)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        aspects.body.addLayout(self._grid)
        self.use, self.figures, self.pairs = UseView(), FiguresView(), PairsView()
        self.candidates, self.borderline, self.design = CandidatesView(), BorderlinePart(), DesignView()
        use = Card()
        use.body.addWidget(self.use)
        self._shown = QStackedWidget()
        for parts in (
            (severity, aspects),
            (use,),
            (self.figures,),
            (self.pairs,),
            (self.candidates,),
            (self.borderline,),
            (self.design,),
        ):
            self._shown.addWidget(_scrolled(parts))
        pane = ground(QWidget(), "win")
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self.views, 1)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self._shown, 1)
        return pane

    def _build_side(self) -> QWidget:
        self._not_title, self._not = label("", "strong"), label("", "body", "text2", wrap=True)
        self._together_title = label("", "strong")
        self._together = QVBoxLayout()
        self._together.setSpacing(2)
        side = ground(QWidget(), "surface")
        words = QVBoxLayout(side)
        words.addStrut(264)
        words.setContentsMargins(18, 16, 18, 16)
        words.setSpacing(8)
        words.addWidget(self._not_title)
        words.addWidget(self._not)
        words.addSpacing(4)
        words.addWidget(rule())
        words.addSpacing(4)
        words.addWidget(self._together_title)
        words.addLayout(self._together)
        words.addStretch(1)
        return side

    def _connect(self) -> None:
        self.segments.segment_chosen.connect(self.show_method)
        self.views.segment_chosen.connect(self.show_part)
        self._desk.print_wanted.connect(self._on_print)
        self.borderline.case_wanted.connect(self._open)
        self.empty.act_wanted.connect(lambda: self._desk.go("reconcile"))
        self._desk.changed.connect(self._on_changed)
        self._desk.panel_chosen.connect(lambda _panel: self._read())

    # what it does

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", self.tr("look at the case")),
            Hint("T", self.tr("next view")),
            Hint("Ctrl+P", self.tr("print")),
            Hint("F6", self.tr("next pane")),
        )

    def focus_first(self) -> None:
        self._read()

    def show_method(self, method: str) -> None:
        """Speak of one method, or of all that are marked in levels."""
        self._method = method
        self.segments.choose(method)
        self._read()

    def show_part(self, part: str) -> None:
        """Show one of the views: severity, use, figures, pairs, candidates, borderline, design."""
        self._part = part
        self.views.choose(part)
        self._shown.setCurrentIndex(PARTS.index(part))
        if part == "borderline":
            self._show_borderline()

    def retranslate(self) -> None:
        self.views.show_segments(
            [
                Segment("severity", self.tr("Severity")),
                Segment("use", self.tr("Use")),
                Segment("figures", self.tr("Figures")),
                Segment("pairs", self.tr("Two by two")),
                Segment("candidates", self.tr("Candidates")),
                Segment("borderline", self.tr("Borderline")),
                Segment("design", self.tr("How many")),
            ],
            self._part,
        )
        self._severity_title.setText(self.tr("Severity by assessor"))
        self._severity_note.setText(
            self.tr("Mean difference from the others in the same case, in levels. Bar: 95 % interval. Ring: one case.")
        )
        self._aspects_title.setText(self.tr("Agreement by aspect"))
        self._aspects_note.setText(
            self.tr("Kappa with quadratic weights over all pairs of marks; interval over cases.")
        )
        self._not_title.setText(self.tr("What it does not say"))
        self._not.setText(
            self.tr(
                "Who is right. No mark is changed by these figures, here or anywhere. Read the intervals, not the points."
            )
        )
        self._together_title.setText(self.tr("Look at together"))
        self.empty.show_words(
            self.tr("Nothing to compare yet"),
            self.tr("At least two assessors' marks of the same case are needed, and your own sheets of it locked."),
            self.tr("Take in score packages"),
        )
        self.header.show_words(self.tr("Agreement and severity"))
        self._show()

    # reading

    def _read(self) -> None:
        panel = self._desk.panel
        if panel:
            methods = frozenset() if self._method == BOTH else frozenset({self._method})
            earlier = panel_reading(self._desk).view
            self._desk.runner.examine(
                partial(agreement_view, panel=panel, methods=methods, earlier=earlier),
                title=self.tr("Working out the panel"),
                done=self._take,
            )

    def _take(self, view: AgreementView) -> None:
        self._view = view
        self.borderline.forget()
        self._show()
        if self._part == "borderline":
            self._show_borderline()

    def _show_borderline(self) -> None:
        """Work out who is close, away from the window, once for the panel as it stands."""
        view = self._view
        if view is None or not self.borderline.is_stale:
            return

        def show(near: Near) -> None:
            if self._view is view:
                self.borderline.show_cases(view.panel, near)

        self._desk.runner.run(partial(borderline_cases, view.panel), title=self.tr("Looking who is close"), done=show)

    def _show(self) -> None:
        view, language = self._view, self._desk.language
        if view is None:
            return
        compared = any(each.cases for each in view.severities)
        self.stack.setCurrentIndex(0 if compared else 1)
        methods = [each for each in view.panel.scheme.methods if each.marks == "level"]
        shown = [Segment(each.id, each.title.of(language)) for each in methods]
        self.segments.show_segments(
            [*shown, Segment(BOTH, self.tr("All"))] if len(methods) > 1 else shown, self._method
        )
        note = self.tr("{panel}, %n case(s)", "", view.cases).format(panel=view.panel.panel.name.of(language))
        if view.sealed:
            note += self.tr("; %n still sealed", "", view.sealed)
        self.header.show_words(self.tr("Agreement and severity"), note)
        names = {member.id: member.name.of(language) for member in view.panel.panel.members}
        self.plot.show_severities(view.severities, {str(person): name for person, name in names.items()})
        said_names = {str(person): name for person, name in names.items()}
        for part in (self.use, self.pairs, self.design):
            part.show_statistics(view.statistics, said_names)
        self.figures.show_view(view)
        self.candidates.show_view(view)
        self._show_aspects(view)
        self._show_together(view, {str(person): name for person, name in names.items()})

    def _show_aspects(self, view: AgreementView) -> None:
        clear(self._grid)
        heads = (
            self.tr("Aspect of competency"),
            "",
            self.tr("Pairs"),
            self.tr("Kappa"),
            self.tr("95 % interval"),
            self.tr("2 or more apart"),
        )
        for column, words in enumerate(heads):
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            if words:
                self._grid.addWidget(label(words, "caption", "text2"), 0, column, 1, 2 if column == 0 else 1, side)
        for row, each in enumerate(view.aspects, 1):
            aspect = view.panel.scheme.aspect(each.aspect)
            self._grid.addWidget(Badge(aspect.id, aspect.position), row, 0)
            self._grid.addWidget(label(aspect.title.of(self._desk.language), wrap=True), row, 1)
            kappa = each.kappa
            figures = (
                str(each.pairs.pairs),
                "\N{EN DASH}" if kappa is None else figure(kappa.value),
                "\N{EN DASH}"
                if kappa is None or kappa.low is None or kappa.high is None
                else self.tr("{low} to {high}").format(low=figure(kappa.low), high=figure(kappa.high)),
                str(each.pairs.apart),
            )
            for column, words in enumerate(figures, 2):
                made = label(
                    words, "strong" if column == 3 else "body", "warn" if column == 5 and each.pairs.apart else None
                )
                self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignRight)

    def _show_together(self, view: AgreementView, names: dict[str, str]) -> None:
        while self._together.count():
            item = self._together.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        language = self._desk.language
        if not view.together:
            self._together.addWidget(label(self.tr("No levels lie two or more apart."), "body", "text2", wrap=True))
        for each in view.together[:MOST_TOGETHER]:
            seen = next(found for found in view.panel.cases if found.case.id == each.case)
            items = {item.id: item.aspect for item in view.panel.scheme.grade(seen.case.grade).indicators}
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 2, 0, 2)
            line.setSpacing(8)
            line.addWidget(Badge(each.indicator, view.panel.scheme.aspect(items[each.indicator]).position))
            levels = "  ".join(f"{names.get(who, who)} {level}" for who, level in each.levels)
            go = button(seen.case.candidate.name.of(language), kind="link")
            go.setAccessibleName(f"{seen.case.candidate.name.of(language)}, {each.indicator}, {levels}")
            go.clicked.connect(partial(self._open, seen.case.id))
            line.addWidget(go)
            line.addWidget(label(levels, "caption", "text2", wrap=True), 1, Qt.AlignmentFlag.AlignRight)
            self._together.addWidget(row)

    def paper(self) -> str:
        """All that is shown, as a page for paper."""
        view = self._view
        if view is None:
            return ""
        parts = [marked("h1", self.tr("Agreement and severity"))]
        parts.append(marked("p", of_agreement("caveat.never_applied"), "quiet"))
        parts.append(marked("h2", self.tr("Severity by assessor")))
        parts += [marked("p", self.plot.words_of(each)) for each in view.severities]
        for title, shown in (
            (self.tr("Use and drift"), self.use),
            (self.tr("Figures"), self.figures),
            (self.tr("Two by two"), self.pairs),
        ):
            parts.append(table_html(title, shown.headings(), shown.lines()))
        if not self.borderline.is_stale:
            parts.append(table_html(self.tr("Borderline"), self.borderline.headings(), self.borderline.lines()))
        parts.append(marked("h2", self.tr("How many")))
        parts += [marked("p", sentence) for sentence in self.design.study_words()]
        parts.append(table_html(of_agreement("what.rasch"), self.design.headings(), self.design.lines()))
        parts.append(marked("p", self.design.rasch_words(), "quiet"))
        return "".join(parts)

    # slots

    def _on_print(self) -> None:
        if self.isVisible() and self._view is not None:
            print_paper(self, self.paper())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.show_part(PARTS[(PARTS.index(self._part) + 1) % len(PARTS)])
        else:
            super().keyPressEvent(event)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.PACKAGES | Touched.SHEETS) and self.isVisible():
            self._read()

    def _open(self, case: str) -> None:
        self._desk.choose_case(case)
        self._desk.go("consolidate")


def _scrolled(parts: Sequence[QWidget]) -> QScrollArea:
    inner = ground(QWidget(), "win")
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(14)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inner)
    return area
