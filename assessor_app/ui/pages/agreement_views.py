"""What the page of agreement shows beside severity: coefficients by group, pairs, candidates, and how many assessors are needed.

Each view takes the whole reading and shows its part; where there is too little for a number, a dash and its n stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from assessor_app.models.agreement import Estimate, Form, Scale, Weights
from assessor_app.models.generalizability import USUAL_AIM
from assessor_app.models.panel_statistics import Group, PanelStatistics
from assessor_app.models.rasch import NotFitted
from assessor_app.models.severity import ENOUGH_MARKS, Drift, ScaleUse
from assessor_app.ui.language import Part, window_language
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.panel_plots import AspectPlot, HeatCell, HeatMap, Standing, figure
from assessor_app.ui.widgets.words import Card, label
from assessor_app.words import words
from assessor_app.workflow.agreement import AgreementView

MOST_ASSESSORS_SHOWN = 6
DASH = "\N{EN DASH}"


def of_agreement(key: str, **facts: object) -> str:
    """A sentence of ``resources/wording/agreement.toml`` in the window's language."""
    return words("agreement")[key].of(window_language()).format(**facts)


def said(estimate: Estimate | None) -> str:
    """A number with its interval; a dash where there is none."""
    if estimate is None:
        return DASH
    if estimate.low is None or estimate.high is None:
        return figure(estimate.value)
    return f"{figure(estimate.value)} [{figure(estimate.low)}, {figure(estimate.high)}]"


def percent(estimate: Estimate | None) -> str:
    """A share as a whole percentage; a dash where there is none."""
    return DASH if estimate is None else f"{round(estimate.value * 100)} %"


class FiguresView(Part):
    """A row for all marks, each method, aspect and indicator; the chosen one in all its coefficients beneath."""

    def __init__(self) -> None:
        super().__init__()
        self._view: AgreementView | None = None
        self.rows = RowsView((0, 66, 62, 76, 92, 150, 150), stretch=0)
        self.rows.setMinimumHeight(240)
        self._note = label("", "caption", "text2", wrap=True)
        self._title = label("", "strong")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._note)
        column.addWidget(self.rows, 1)
        card = Card()
        card.body.addWidget(self._title)
        card.body.addLayout(self._grid)
        column.addWidget(card)
        self.rows.row_chosen.connect(self._show_group)
        self.retranslate()

    def show_view(self, view: AgreementView) -> None:
        self._view = view
        self.retranslate()

    def headings(self) -> tuple[str, ...]:
        return (
            self.tr("Over"),
            self.tr("Marks"),
            self.tr("Pairs"),
            self.tr("Exact"),
            self.tr("Within one"),
            self.tr("Kappa, weighted"),
            self.tr("Alpha, ordinal"),
        )

    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every row as it is shown and printed: (id, cells)."""
        if self._view is None:
            return []
        return [(f"{group.kind}/{group.id}", self._cells(group)) for group in self._view.statistics.groups]

    def retranslate(self) -> None:
        self._note.setText(
            self.tr("Intervals are 95 % and over cases. Kappa has quadratic weights, all pairs of assessors pooled.")
        )
        self.rows.setAccessibleName(self.tr("Agreement"))
        self.rows.show_rows(
            self.headings(),
            [
                Row(name, tuple(Cell(text, strong=n == 0) for n, text in enumerate(cells)))
                for name, cells in self.lines()
            ],
        )
        self._show_group(self.rows.current)

    def _cells(self, group: Group) -> tuple[str, ...]:
        agreement = group.agreement
        return (
            self._name(group),
            str(group.marks),
            str(agreement.pairs),
            percent(agreement.exact_share),
            percent(agreement.within_one_share),
            said(group.kappa),
            said(dict(group.alphas)[Scale.ORDINAL]),
        )

    def _name(self, group: Group) -> str:
        assert self._view is not None
        scheme, language = self._view.panel.scheme, window_language()
        match group.kind:
            case "all":
                return self.tr("All marks")
            case "method":
                return scheme.method(group.id).title.of(language)
            case "aspect":
                return f"{group.id}  {scheme.aspect(group.id).title.of(language)}"
            case _:
                items = (item for grade in scheme.grades for item in grade.indicators if item.id == group.id)
                return f"{group.id}  {next(items).title.of(language)}"

    def _show_group(self, name: str) -> None:
        clear(self._grid)
        groups = self._view.statistics.groups if self._view is not None else ()
        group = next((each for each in groups if f"{each.kind}/{each.id}" == name), None)
        self._title.setText(self._name(group) if group is not None else "")
        if group is None:
            return
        alphas, iccs = dict(group.alphas), dict(group.iccs)
        lines = [(form.value, of_agreement(f"icc.{form.value}"), iccs[form]) for form in Form]
        lines += [(self.tr("Alpha"), of_agreement(f"alpha.{scale.value}"), alphas[scale]) for scale in Scale]
        half = (len(lines) + 1) // 2
        for number, (short, meaning, estimate) in enumerate(lines):
            row, side = number % half, 4 * (number // half)
            self._grid.addWidget(label(short, "strong"), row, side)
            count = self.tr("n = {n}").format(n=estimate.n).replace(" ", "\N{NO-BREAK SPACE}") if estimate else ""
            n = count or self._why(short)
            self._grid.addWidget(label(said(estimate), "body"), row, side + 1)
            self._grid.addWidget(label(f"{meaning}  {n}", "caption", "text2", wrap=True), row, side + 2)
        self._grid.setColumnStretch(6, 1)

    def _why(self, short: str) -> str:
        return of_agreement("why.no_table") if short.startswith("ICC") else of_agreement("why.no_interval")


class PairsView(Part):
    """Who agrees with whom: the square of assessors, and kappa by its three weights."""

    def __init__(self) -> None:
        super().__init__()
        self._statistics: PanelStatistics | None = None
        self._names: dict[str, str] = {}
        self.map = HeatMap()
        self.rows = RowsView((0, 70, 170, 170, 170), stretch=0)
        self.rows.setMinimumHeight(150)
        self._note = label("", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._note)
        column.addWidget(self.map)
        column.addWidget(self.rows, 1)
        self.retranslate()

    def show_statistics(self, statistics: PanelStatistics, names: dict[str, str]) -> None:
        self._statistics, self._names = statistics, names
        self.retranslate()

    def headings(self) -> tuple[str, ...]:
        return (
            self.tr("Pair"),
            self.tr("Marks"),
            self.tr("Kappa"),
            self.tr("Linear weights"),
            self.tr("Quadratic weights"),
        )

    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        if self._statistics is None:
            return []
        return [
            (
                f"{pair.one}/{pair.other}",
                (
                    self.tr("{one} and {other}").format(one=self._name(pair.one), other=self._name(pair.other)),
                    str(pair.marks),
                    *(said(dict(pair.kappas)[weights]) for weights in Weights),
                ),
            )
            for pair in self._statistics.pairs
        ]

    def retranslate(self) -> None:
        self._note.setText(
            self.tr("In each cell kappa with quadratic weights; the deeper the ground, the nearer their marks lie.")
        )
        self.rows.setAccessibleName(self.tr("Kappa of pairs"))
        self.rows.show_rows(
            self.headings(), [Row(name, tuple(Cell(text) for text in cells)) for name, cells in self.lines()]
        )
        statistics = self._statistics
        if statistics is None:
            return
        people = sorted({person for pair in statistics.pairs for person in (pair.one, pair.other)})
        cells = {}
        for pair in statistics.pairs:
            kappa = dict(pair.kappas)[Weights.QUADRATIC]
            cells[self._name(pair.one), self._name(pair.other)] = HeatCell(kappa.value if kappa else None, pair.marks)
        self.map.show_pairs([self._name(person) for person in people], cells)

    def _name(self, person: str) -> str:
        return self._names.get(person, person)


class UseView(Part):
    """How each assessor used the scale, and how their offset moved through the day."""

    def __init__(self) -> None:
        super().__init__()
        self._statistics: PanelStatistics | None = None
        self._names: dict[str, str] = {}
        self.rows = RowsView((0, 64, 120, 84, 110, 180), stretch=0, tall=True)
        self.rows.setMinimumHeight(220)
        self._note = label("", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self.rows, 1)
        self.retranslate()

    def show_statistics(self, statistics: PanelStatistics, names: dict[str, str]) -> None:
        self._statistics, self._names = statistics, names
        self.retranslate()

    def headings(self) -> tuple[str, ...]:
        return (
            self.tr("Assessor"),
            self.tr("Marks"),
            self.tr("Most used level"),
            self.tr("Extremes"),
            self.tr("Spread; others"),
            self.tr("Drift, levels an hour"),
        )

    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        if self._statistics is None:
            return []
        drifts = {drift.assessor: drift for drift in self._statistics.drifts}
        return [(use.assessor, self._cells(use, drifts.get(use.assessor))) for use in self._statistics.scale_use]

    def retranslate(self) -> None:
        self._note.setText(
            self.tr("Extremes: share of the lowest and highest level. Spread: standard deviation of the levels given.")
        )
        self.rows.setAccessibleName(self.tr("Use of the scale and drift"))
        statistics = self._statistics
        remarks = {use.assessor: self._remark(use) for use in statistics.scale_use} if statistics is not None else {}
        self.rows.show_rows(
            self.headings(),
            [
                Row(name, (Cell(cells[0], note=remarks[name], strong=True), *(Cell(text) for text in cells[1:])))
                for name, cells in self.lines()
            ],
        )

    def _cells(self, use: ScaleUse, drift: Drift | None) -> tuple[str, ...]:
        others = figure(use.others_spread) if use.others_spread is not None else DASH
        slope = drift.slope if drift is not None else None
        moved = (
            said(slope)
            if slope is not None
            else self.tr("n = {n}, too few").format(n=len(drift.points) if drift else 0)
        )
        return (
            self._names.get(use.assessor, use.assessor),
            str(use.marks),
            self.tr("{level}, {share} %").format(level=use.common_level, share=round(use.common_share * 100)),
            f"{round(use.extreme_share * 100)} %",
            f"{figure(use.spread)}; {others}",
            moved,
        )

    def _remark(self, use: ScaleUse) -> str:
        if use.flat is None:
            return of_agreement("why.few_marks", marks=use.marks, needed=ENOUGH_MARKS)
        found = [of_agreement(f"use.{name}") for name, so in (("flat", use.flat), ("extreme", use.extreme)) if so]
        return "; ".join(found)


class CandidatesView(Part):
    """Where each candidate stands on each aspect, as the panel's marks stand now."""

    def __init__(self) -> None:
        super().__init__()
        self._view: AgreementView | None = None
        self.plot = AspectPlot()
        self._note = label("", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._note)
        column.addWidget(self.plot)
        column.addStretch(1)
        self.retranslate()

    def show_view(self, view: AgreementView) -> None:
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        self._note.setText(
            self.tr(
                "Square, circle, triangle, diamond, pentagon: the aspects in order. Hollow: under its cut, the dashed line."
            )
        )
        view = self._view
        if view is None:
            return
        scheme, language, rows = view.panel.scheme, window_language(), []
        for seen in view.panel.cases:
            if seen.sealed:
                continue
            scores, told = [], []
            for result in seen.evaluation.aspects:
                position = scheme.aspect(result.aspect).position
                if result.score is not None:
                    scores.append(
                        (position, float(result.score), float(result.floor) if result.floor is not None else None)
                    )
                    told.append(f"{result.aspect} {figure(float(result.score))}")
                elif result.at_threshold is not None and result.of:
                    cut = 100 * result.needed / result.of if result.needed is not None else None
                    scores.append((position, 100 * result.at_threshold / result.of, cut))
                    words_ = self.tr("{aspect} {met} of {all}")
                    told.append(words_.format(aspect=result.aspect, met=result.at_threshold, all=result.of))
            said_ = ", ".join(told) if told else self.tr("not complete")
            rows.append(Standing(seen.case.candidate.name.of(language), tuple(scores), said_))
        self.plot.show_standings(rows, 100.0)


class DesignView(Part):
    """Generalizability: what the variance of a mark is made of and how many assessors would be needed; Rasch, or why not."""

    def __init__(self) -> None:
        super().__init__()
        self._statistics: PanelStatistics | None = None
        self._names: dict[str, str] = {}
        self._title, self._words = label("", "strong"), label("", "body", wrap=True)
        self._shares, self._phi = label("", "body", "text2", wrap=True), label("", "body", wrap=True)
        self._rasch_title, self._rasch = label("", "strong"), label("", "body", "text2", wrap=True)
        self.rows = RowsView((0, 120, 90, 90, 90), stretch=0)
        self.rows.setMinimumHeight(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        study, rasch = Card(), Card()
        for part in (self._title, self._words, self._shares, self._phi):
            study.body.addWidget(part)
        for widget in (self._rasch_title, self._rasch, self.rows):
            rasch.body.addWidget(widget)
        column.addWidget(study)
        column.addWidget(rasch, 1)
        self.retranslate()

    def show_statistics(self, statistics: PanelStatistics, names: dict[str, str]) -> None:
        self._statistics, self._names = statistics, names
        self.retranslate()

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Assessor"), self.tr("Severity, logits"), self.tr("Infit"), self.tr("Outfit"), self.tr("Marks"))

    def lines(self) -> list[tuple[str, tuple[str, ...]]]:
        fit = self._statistics.rasch if self._statistics is not None else None
        if fit is None or isinstance(fit, NotFitted):
            return []
        return [
            (
                each.name,
                (
                    self._names.get(each.name, each.name),
                    f"{figure(each.logit)} ± {figure(each.error)}",
                    figure(each.infit),
                    figure(each.outfit),
                    str(each.marks),
                ),
            )
            for each in fit.assessors
        ]

    def study_words(self) -> tuple[str, ...]:
        """What the study says, sentence by sentence; why there is none."""
        study = self._statistics.study if self._statistics is not None else None
        if study is None:
            return (of_agreement("why.no_table"),)
        shares = self.tr(", ").join(
            f"{of_agreement(f'source.{name}')} {round(share * 100)} %" for name, share in study.shares
        )
        counted = self.tr("{n} cases that the same {k} assessors all marked.").format(n=study.n, k=study.k)
        phis = self.tr(", ").join(
            self.tr("{n}: {phi}").format(n=raters, phi=DASH if value is None else figure(value))
            for raters in range(1, MOST_ASSESSORS_SHOWN + 1)
            for value in (study.phi(raters),)
        )
        needed = study.needed()
        aim = (
            self.tr("No number of assessors shown here reaches phi {aim}.").format(aim=USUAL_AIM)
            if needed is None
            else self.tr("Phi {aim} would need %n assessor(s).", "", needed).format(aim=USUAL_AIM)
        )
        return (
            counted,
            self.tr("A mark varies by: {shares}.").format(shares=shares),
            self.tr("Phi by number of assessors: {phis}.").format(phis=phis) + " " + aim,
        )

    def rasch_words(self) -> str:
        fit = self._statistics.rasch if self._statistics is not None else None
        if fit is None:
            return ""
        if isinstance(fit, NotFitted):
            groups = "; ".join(", ".join(self._names.get(who, who) for who in group) for group in fit.groups)
            return of_agreement(f"why.{fit.reason}", groups=groups)
        out = ", ".join(self._names.get(name, name) for _facet, name in fit.left_out) or DASH
        return of_agreement("caveat.rasch", left_out=out)

    def retranslate(self) -> None:
        self._title.setText(of_agreement("what.phi"))
        said_ = self.study_words()
        for part, text in zip((self._words, self._shares, self._phi), (*said_, "", ""), strict=False):
            part.setText(text)
            part.setVisible(bool(text))
        self._rasch_title.setText(of_agreement("what.rasch"))
        self._rasch.setText(self.rasch_words())
        lines = self.lines()
        self.rows.setVisible(bool(lines))
        self.rows.setAccessibleName(of_agreement("what.rasch"))
        self.rows.show_rows(self.headings(), [Row(name, tuple(Cell(text) for text in cells)) for name, cells in lines])


def marked(tag: str, text: str, role: str = "") -> str:
    """A text for paper inside a tag, escaped."""
    opening = f'<{tag} class="{role}">' if role else f"<{tag}>"
    return f"{opening}{escape(text)}</{tag}>"


def table_html(title: str, headings: Sequence[str], lines: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """A table for paper; every text escaped."""
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>" for _name, cells in lines)
    return f"{marked('h2', title)}<table><tr>{head}</tr>{body}</table>"
