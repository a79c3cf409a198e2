"""Beside the matrix: what the rule says and how it came to it, then the panel's recommendation and its members' votes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.export.findings import reason_words
from assessor_app.export.wording import DocumentLanguage, Wording, describe
from assessor_app.models.consolidation import Stand, Vote
from assessor_app.models.derivation import AspectResult, FlagCode, Node, Reason, ReasonCode, Step
from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.models.numbers import exact_text, plain_text
from assessor_app.models.scheme import OutcomeChoice
from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import Part, format_number, translated
from assessor_app.ui.tables.matrix_table import Figures
from assessor_app.ui.theme import Token
from assessor_app.ui.widgets.aspect_bars import AreaScore, AspectBars, AspectScore
from assessor_app.ui.widgets.comment_field import GrowingEdit
from assessor_app.ui.widgets.derivation_tree import DerivationNode, DerivationTree
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, QuietComboBox
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.radar import Radar
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import IconLabel, button, clear_column, ground, label, rule, set_property, set_tone
from assessor_app.workflow.consolidate import CaseView, PanelView
from assessor_app.workflow.recommend import departure, needs_look, voters

REASON_ICONS: dict[ReasonCode, tuple[str, Token]] = {
    ReasonCode.NON_COMPENSABLE: ("non_compensable", "bad"),
    ReasonCode.INCOMPLETE: ("missing", "bad"),
}

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the chair is about to recommend."""

    choice: str
    reason: str
    other_grade: str = ""


class OutcomeSide(Part):
    """Shows one case; `recommended(Chosen)`, `voted(member, Stand, reason)`, and ways to elsewhere."""

    recommended = Signal(object)
    voted = Signal(str, object, str)
    flags_wanted = Signal()
    evidence_wanted = Signal(str, str)
    """Method and indicator of a mark whose evidence is asked for."""
    own_sheet_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._panel: PanelView | None = None
        self._seen: CaseView | None = None
        self._called: frozenset[tuple[PersonId, str]] = frozenset()
        self._language = Language.ZH
        self._aspect = ""
        self._all = False
        self._changing = False
        self._choice = ""
        self._dissenting = ""
        self.choices: dict[str, QPushButton] = {}
        self.ballots: dict[str, tuple[QPushButton, QPushButton, QLineEdit]] = {}
        self._build()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        ground(self, "surface")
        self._shut = EmptyState("blind", "score")
        self._shut.act_wanted.connect(self.own_sheet_wanted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._build_open())
        self._stack.addWidget(self._shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStrut(336)
        column.addWidget(self._stack)

    def _build_open(self) -> QWidget:
        page = self._page = QWidget()
        self._headline, self._total_word = label("", "title", wrap=True), label("", "caption", "text2")
        self._total, self._line = label("", "h1"), label("", "caption", "text2")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._headline, 1)
        for each in (self._total_word, self._total, self._line):
            head.addWidget(each)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(2)
        top = QVBoxLayout()
        top.setContentsMargins(14, 10, 14, 8)
        top.setSpacing(4)
        top.addLayout(head)
        top.addLayout(self._reasons)
        self.bars = AspectBars()
        self.radar = Radar()
        self._legend = label("", "caption", "text2", wrap=True)
        self._radar_row = QWidget()
        drawn = QHBoxLayout(self._radar_row)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.addWidget(self.radar)
        drawn.addWidget(self._legend, 1)
        figures = QVBoxLayout()
        figures.setContentsMargins(14, 8, 14, 6)
        figures.setSpacing(4)
        figures.addWidget(self.bars)
        figures.addWidget(self._radar_row)
        tree_head, derivation = self._build_tree()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule())
        column.addLayout(figures)
        column.addWidget(rule())
        column.addLayout(tree_head)
        column.addLayout(derivation, 1)
        column.addWidget(rule())
        column.addWidget(self._build_decision())
        self.all_button.clicked.connect(self._turn_all)
        self.tree.evidence_wanted.connect(self._ask_evidence)
        return page

    def _build_tree(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        self._tree_title = label("", "strong")
        self.all_button = button("", kind="link")
        self.tree = DerivationTree()
        self.tree.setMinimumHeight(72)
        tree_head = QHBoxLayout()
        tree_head.setContentsMargins(14, 6, 14, 2)
        tree_head.addWidget(self._tree_title, 1)
        tree_head.addWidget(self.all_button)
        derivation = QHBoxLayout()
        derivation.setContentsMargins(14, 0, 8, 6)
        derivation.addWidget(self.tree)
        return tree_head, derivation

    def _build_decision(self) -> QWidget:
        holder = self._decision = ground(QWidget(), "win")
        self.flags = Message(MessageKind.WARNING, MessageText(""), closable=False, icon="flagged", dense=True)
        self.flags.next_wanted.connect(self.flags_wanted)
        self._ask = label("", "strong", wrap=True)
        self._departs = StateChip(State.FLAGGED)
        self._choice_row = QWidget()
        self._choices = FlowLayout(self._choice_row, 6)
        self.other_grade = QuietComboBox()
        self._other_field = LabelledField(self.other_grade)
        self.reason = GrowingEdit(fewest=2, most=3)
        self._reason_field = LabelledField(self.reason)
        self.recommend_button = button("", "check", "primary")
        self.change_button = button("", kind="link")
        self._decided, self._why = (
            label("", "strong", wrap=True),
            label("", "caption", "text2", wrap=True, selectable=True),
        )
        self._votes = QVBoxLayout()
        self._votes.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._ask, 1)
        head.addWidget(self.change_button)
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(self.flags)
        column.addLayout(head)
        column.addWidget(self._choice_row)
        column.addWidget(self._departs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._decided)
        column.addWidget(self._why)
        column.addWidget(self._other_field)
        column.addWidget(self._reason_field)
        column.addWidget(self.recommend_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(self._votes)
        self.reason.textChanged.connect(self._enable)
        self.reason.finished.connect(self._recommend)
        self.recommend_button.clicked.connect(self._recommend)
        self.change_button.clicked.connect(self._change)
        return holder

    # what it does

    def show_case(
        self, panel: PanelView, seen: CaseView, language: Language, called: frozenset[tuple[PersonId, str]]
    ) -> None:
        """Show a case as it stands now; what is being written for the same case stays. ``called``: who was called in further, on
        which method.
        """
        self._called = called
        other = self._seen is None or self._seen.case.id != seen.case.id
        self._panel, self._seen, self._language = panel, seen, language
        if other:
            self._changing, self._choice, self._dissenting = False, "", ""
            self.reason.clear()
        self._show()

    def show_aspect(self, aspect: str) -> None:
        """Show the derivation of one aspect: the one the person stands on in the matrix."""
        if aspect != self._aspect:
            self._aspect = aspect
            self._show_tree()

    def focus_decision(self) -> None:
        """Put the focus where the next decision is written."""
        target = self.reason if self._choice else next(iter(self.choices.values()), self.recommend_button)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self._tree_title.setText(self.tr("Derivation"))
        self._legend.setText(self.tr("Solid: the panel's scores. Dashed: the cut lines."))
        self.change_button.setText(self.tr("Change"))
        self._other_field.set_words(self.tr("Grade suggested"))
        self._departs.show_state(State.FLAGGED, self.tr("departs from the rule"))
        self.recommend_button.setText(self.tr("Recommend"))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_radar()

    # showing

    def _show(self) -> None:
        seen, panel = self._seen, self._panel
        if seen is None or panel is None:
            return
        if seen.sealed:
            methods = ", ".join(panel.scheme.method(item.method).title.of(self._language) for item in seen.sealed)
            self._shut.show_words(
                self.tr("Hidden until your own sheets are locked"),
                self.tr("Still open: {methods}. First judgements stay independent.").format(methods=methods),
                self.tr("Go to my sheet"),
            )
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self._show_outcome(panel, seen)
        self._show_bars(panel, seen)
        self._show_tree()
        self._show_decision(panel, seen)
        QTimer.singleShot(0, self, self._fit_radar)

    def _show_outcome(self, panel: PanelView, seen: CaseView) -> None:
        evaluation, say = seen.evaluation, Wording(DocumentLanguage(self._language.value))
        gone = seen.state != "scored"
        word = say.label(f"state.{seen.state}") if gone else say.label(f"outcome.{evaluation.outcome.value}")
        self._headline.setText(self.tr("By the rule: {outcome}").format(outcome=word))
        weighted = panel.scheme.weighted
        shown = weighted is not None and evaluation.total is not None and not gone
        for each in (self._total_word, self._total, self._line):
            each.setVisible(shown)
        if shown and weighted is not None and evaluation.total is not None:
            self._total_word.setText(self.tr("Total"))
            self._total.setText(format_number(evaluation.total, 1))
            set_tone(self._total, "text1" if evaluation.total >= weighted.total_cut else "bad")
            self._line.setText(self.tr("cut {cut}").format(cut=plain_text(weighted.total_cut)))
        clear_column(self._reasons)
        told = (
            [reason_words(panel.scheme, seen.case.grade, each, say) for each in evaluation.reasons] if not gone else []
        )
        for reason, words in zip(evaluation.reasons, told[:MOST_REASONS], strict=False):
            self._reasons.addWidget(self._reason_line(panel, reason, words))
        if len(told) > MOST_REASONS:
            more = label(self.tr("and %n more reason(s)", "", len(told) - MOST_REASONS), "caption", "text3")
            more.setToolTip("\n".join(told[MOST_REASONS:]))
            self._reasons.addWidget(more)

    def _reason_line(self, panel: PanelView, reason: Reason, words: str) -> QWidget:
        """One reason in few words beside its sign; the whole sentence on hover and for a reader."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        icon, tone = REASON_ICONS.get(reason.code, ("below_floor", "bad"))
        row.addWidget(IconLabel(icon, tone, 14, line=18), 0, Qt.AlignmentFlag.AlignTop)
        line = label(self._in_short(panel, reason) or words, "caption", "text1", wrap=True, selectable=True)
        line.setToolTip(words)
        line.setAccessibleDescription(words)
        row.addWidget(line, 1)
        return holder

    def _in_short(self, panel: PanelView, reason: Reason) -> str:
        """Few words where the numbers say it; empty where a sentence is needed."""
        if reason.value is None or reason.cut is None:
            return ""
        subject = next(
            (
                f"{each.id} {each.short.of(self._language)}"
                for each in panel.scheme.aspects
                if each.id == reason.subject
            ),
            "",
        )
        facts = {
            "subject": subject or reason.subject,
            "value": plain_text(reason.value, 2),
            "cut": plain_text(reason.cut, 2),
        }
        match reason.code:
            case ReasonCode.ASPECT_FLOOR:
                return self.tr("{subject} {value}, below the floor {cut}").format(**facts)
            case ReasonCode.NON_COMPENSABLE:
                return self.tr("{subject} stands at {value}; non-compensable, needs {cut}").format(**facts)
            case ReasonCode.INDICATOR_FLOOR:
                return self.tr("{subject} stands at {value}, below {cut}").format(**facts)
            case ReasonCode.TOTAL:
                return self.tr("Total {value}, below {cut}").format(**facts)
            case ReasonCode.AREA:
                return self.tr("{subject}: {value} at the threshold, needs {cut}").format(**facts)
        return ""

    def _show_bars(self, panel: PanelView, seen: CaseView) -> None:
        scores = list(aspect_scores(panel, seen, self._language))
        bars = [score for score in scores if isinstance(score, AspectScore)]
        if bars:
            self.bars.show_scores(bars)
        else:
            self.bars.show_scores([score for score in scores if isinstance(score, AreaScore)])
        self.radar.show_scores(bars)

    def _fit_radar(self) -> None:
        """The radar only where everything that says more has its room."""
        weighted = self._panel is not None and self._panel.scheme.weighted is not None
        column = self._page.layout()
        if column is None:
            return
        self._radar_row.setVisible(False)
        decision = self._decision.layout()
        if decision is not None:
            decision.activate()
            # A flow of choices and wrapped reasons knows its height only by its width; a box in a stack is not asked for it.
            self._decision.setMinimumHeight(decision.totalHeightForWidth(self.width()))
        column.activate()
        needed = column.totalMinimumHeightForWidth(self.width())
        self._radar_row.setVisible(weighted and self.height() - needed >= self.radar.sizeHint().height() + 8)

    def _show_tree(self) -> None:
        if self._panel is None or self._seen is None or self._seen.sealed:
            return
        nodes = list(derivation_nodes(self._panel, self._seen, self._language, self._called))
        wanted = [node for node in nodes if self._all or not self._aspect or node.letter == self._aspect]
        self.tree.show_nodes(wanted or nodes, 1 if not self._all else 0)
        if not self._all:
            self.tree.expandToDepth(0)
        self.all_button.setText(self.tr("This aspect only") if self._all else self.tr("All aspects"))
        self.all_button.setVisible(bool(self._aspect))

    def _show_decision(self, panel: PanelView, seen: CaseView) -> None:
        open_ = (
            [flag for flag in seen.evaluation.flags if flag.code is not FlagCode.BORDERLINE]
            if seen.state == "scored"
            else []
        )
        self.flags.setVisible(bool(open_))
        if open_:
            self.flags.show_message(
                MessageKind.WARNING,
                MessageText(self.tr("%n difference(s) to talk through", "", len(open_)), next_act=self.tr("Open")),
            )
        given = seen.recommendation
        deciding = given is None or self._changing
        for part in (self._choice_row, self._reason_field, self.recommend_button):
            part.setVisible(deciding)
        self.change_button.setVisible(given is not None)
        self.change_button.setText(self.tr("Keep it") if self._changing else self.tr("Change"))
        for part in (self._decided, self._why):
            part.setVisible(not deciding)
        self._ask.setText(self.tr("The panel recommends"))
        self._departs.setVisible(not deciding and given is not None and given.departs)
        if deciding:
            self._show_choices(panel, seen)
        elif given is not None:
            title = next(
                (each.title.of(self._language) for each in panel.scheme.outcomes if each.id == given.choice),
                given.choice,
            )
            self._decided.setText(f"{title}  {given.other_grade}".strip())
            self._why.setText(given.reason)
            self._why.setVisible(bool(given.reason))
            self._other_field.hide()
        self._show_votes(panel, seen, shown=not deciding)

    def _show_choices(self, panel: PanelView, seen: CaseView) -> None:
        fitting = [
            each for each in panel.scheme.outcomes if each.id not in ("absent", "withdrawn") or each.id == seen.state
        ]
        if list(self.choices) != [each.id for each in fitting]:
            while self._choices.count():
                item = self._choices.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.choices = {}
            for each in fitting:
                made = QPushButton()
                made.setCheckable(True)
                made.setAutoDefault(True)
                made.clicked.connect(partial(self._choose, each.id))
                self.choices[each.id] = made
                self._choices.addWidget(made)
        for each in fitting:
            made = self.choices[each.id]
            by_rule = not departure(seen.evaluation, each, seen.state)
            title = each.title.of(self._language)
            made.setText(self.tr("{choice} (rule)").format(choice=title) if by_rule else title)
        self.other_grade.clear()
        for grade in panel.scheme.grades:
            if grade.id != seen.case.grade:
                self.other_grade.addItem(f"{grade.id}  {grade.title.of(self._language)}", grade.id)
        self._choose(self._choice)

    def _show_votes(self, panel: PanelView, seen: CaseView, *, shown: bool) -> None:
        clear_column(self._votes)
        self.ballots = {}
        if not shown or seen.recommendation is None:
            return
        given = {each.member: each for each in seen.votes if each.at >= seen.recommendation.at}
        for member in voters(seen):
            name = next((each.name.of(self._language) for each in panel.panel.members if each.id == member), member)
            self._votes.addWidget(self._ballot(member, name, given.get(member)))

    def _ballot(self, member: PersonId, name: str, given: Vote | None) -> QWidget:
        holder = QWidget()
        agree, dissent = button(self.tr("Agree")), button(self.tr("Dissent"))
        for press, stand in ((agree, Stand.AGREE), (dissent, Stand.DISSENT)):
            press.setAccessibleName(f"{name}, {press.text()}")
            mark_chosen(press, chosen=given is not None and given.stand is stand)
        why = QLineEdit(given.reason if given is not None else "")
        why.setPlaceholderText(self.tr("Why {name} dissents").format(name=name))
        why.setAccessibleName(self.tr("Why {name} dissents").format(name=name))
        why.setVisible(self._dissenting == member)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(name, wrap=True), 1)
        row.addWidget(agree)
        row.addWidget(dissent)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(why)
        if given is not None and given.reason and self._dissenting != member:
            column.addWidget(label(given.reason, "caption", "text2", wrap=True, selectable=True))
        agree.clicked.connect(lambda: self._vote(member, Stand.AGREE, ""))
        dissent.clicked.connect(lambda: self._dissent(member))
        why.returnPressed.connect(lambda: self._vote(member, Stand.DISSENT, why.text()))
        self.ballots[member] = (agree, dissent, why)
        return holder

    # slots

    def _choose(self, choice: str) -> None:
        self._choice = choice
        for id, made in self.choices.items():
            mark_chosen(made, chosen=id == choice)
        self._other_field.setVisible(choice == "other_grade")
        self._enable()
        QTimer.singleShot(0, self, self._fit_radar)

    def _enable(self) -> None:
        seen, chosen = self._seen, self._chosen()
        if seen is None:
            return
        needed = chosen is not None and (
            departure(seen.evaluation, chosen, seen.state) or chosen.needs_reason or needs_look(seen.evaluation)
        )
        self._departs.setVisible(
            chosen is not None
            and (seen.recommendation is None or self._changing)
            and departure(seen.evaluation, chosen, seen.state)
        )
        hint = self.tr("required") if needed else self.tr("if there is something to say")
        self._reason_field.set_words(self.tr("Reason"), hint)
        written = bool(self.reason.toPlainText().strip())
        self.recommend_button.setEnabled(chosen is not None and (written or not needed))

    def _recommend(self) -> None:
        if self._choice and self.recommend_button.isEnabled():
            self._changing = False
            grade = str(self.other_grade.currentData() or "") if self._choice == "other_grade" else ""
            self.recommended.emit(Chosen(self._choice, self.reason.toPlainText().strip(), grade))

    def _change(self) -> None:
        self._changing = not self._changing
        given = self._seen.recommendation if self._seen is not None else None
        if self._changing and given is not None:
            self._choice = given.choice
            self.reason.setPlainText(given.reason)
        self._show()

    def _vote(self, member: str, stand: Stand, reason: str) -> None:
        if stand is Stand.DISSENT and not reason.strip():
            return
        self._dissenting = ""
        self.voted.emit(member, stand, reason.strip())

    def _dissent(self, member: str) -> None:
        _agree, _dissent, why = self.ballots[member]
        if why.isVisible() and why.text().strip():
            self._vote(member, Stand.DISSENT, why.text())
            return
        self._dissenting = member
        why.show()
        self._fit_radar()
        why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_all(self) -> None:
        self._all = not self._all
        self._show_tree()

    def _ask_evidence(self, place: str) -> None:
        method, _, indicator = place.partition("/")
        self.evidence_wanted.emit(method, indicator)

    def _chosen(self) -> OutcomeChoice | None:
        outcomes = self._panel.scheme.outcomes if self._panel is not None else ()
        return next((each for each in outcomes if each.id == self._choice), None)


def mark_chosen(press: QPushButton, *, chosen: bool) -> None:
    """Show a button as the one that was chosen: an edge and a tick; the others have a ring."""
    if press.isCheckable():
        press.setChecked(chosen)
    set_property(press, "kind", "normal" if chosen else "quiet")
    set_icon(press, "check" if chosen else "open", "accent_text" if chosen else "text3", 14)


def aspect_scores(panel: PanelView, seen: CaseView, language: Language) -> Iterator[AspectScore | AreaScore]:
    """The bars of a case: against floors under a weighted scheme, in squares under an area-by-area one."""
    near = {flag.subject for flag in seen.evaluation.flags if flag.code is FlagCode.BORDERLINE}
    figures = Figures.of(seen.evaluation.derivation)
    for result in seen.evaluation.aspects:
        aspect = panel.scheme.aspect(result.aspect)
        name = aspect.short.of(language)
        if panel.scheme.areas is None:
            yield AspectScore(
                aspect.id, aspect.position, name, result.score, result.floor, result.passed, aspect.id in near
            )
            continue
        items = panel.scheme.grade(seen.case.grade).indicators_of(aspect.id)
        decided = panel.scheme.areas.decided_by
        levels = tuple(_value(figures, decided, item.id) for item in items)
        yield AreaScore(
            aspect.id,
            aspect.position,
            name,
            levels,
            Fraction(panel.scheme.areas.threshold),
            result.needed or 0,
            result.passed,
        )


def _value(figures: Figures, method: str, indicator: str) -> Fraction | None:
    node = figures.panel.get((method, indicator))
    return node.value if node is not None else None


def derivation_nodes(
    panel: PanelView, seen: CaseView, language: Language, called: frozenset[tuple[PersonId, str]]
) -> Iterator[DerivationNode]:
    """The derivation as the tree shows it: aspects, their methods, indicators, and the marks that lead to their evidence."""
    names = {member.id: member.name.of(language) for member in panel.panel.members}
    teller = _NodeTeller(panel, language, names, {each.aspect: each for each in seen.evaluation.aspects}, called)
    for node in seen.evaluation.derivation.children:
        for child in node.children if node.step is Step.TOTAL else (node,):
            told = teller.tell(child)
            if told is not None:
                yield told


@dataclass(frozen=True, slots=True)
class _NodeTeller:
    panel: PanelView
    language: Language
    names: dict[PersonId, str]
    results: dict[str, AspectResult]
    called: frozenset[tuple[PersonId, str]]

    def tell(self, node: Node, method: str = "", indicator: str = "") -> DerivationNode | None:
        scheme = self.panel.scheme
        spoken = describe(node, scheme, self.language)
        below = tuple(self.children(node, method, indicator))
        match node.step:
            case Step.ASPECT | Step.AREA:
                aspect = scheme.aspect(node.subject)
                bad = node.fact("passed") is False
                shown = _shown(node) if node.step is Step.ASPECT else f"{node.fact('at_threshold')} / {node.fact('of')}"
                return DerivationNode(
                    aspect.title.of(self.language)
                    if len(aspect.title.of(self.language)) < 16
                    else aspect.short.of(self.language),
                    shown,
                    children=below,
                    tone="bad" if bad else "text1",
                    exact=_exact(node),
                    spoken=spoken,
                    letter=aspect.id,
                    position=aspect.position,
                    strong=True,
                )
            case Step.METHOD:
                level, weight = node.fact("level"), node.fact("weight")
                parts = [
                    f"{_two(level)} → {_shown(node)}" if isinstance(level, Fraction | int) else _shown(node),
                    f"× {plain_text(Fraction(weight), 2)}%" if isinstance(weight, Fraction | int) else "",
                ]
                return DerivationNode(
                    scheme.method(node.subject).title.of(self.language),
                    " ".join(part for part in parts if part),
                    children=below,
                    exact=_exact(node),
                    spoken=spoken,
                )
            case Step.WRITTEN:
                percent, weight = node.fact("percent"), node.fact("weight")
                shown = f"{_two(percent)}% → {_shown(node)}" if isinstance(percent, Fraction | int) else "\N{EN DASH}"
                if isinstance(weight, Fraction | int):
                    shown += f" × {plain_text(Fraction(weight), 2)}%"
                title = scheme.method(str(node.fact("method"))).title.of(self.language)
                return DerivationNode(title, shown, exact=_exact(node), spoken=spoken)
            case Step.INDICATOR:
                held = str(node.fact("method") or method)
                return DerivationNode(
                    node.subject,
                    _shown(node),
                    children=below,
                    exact=_exact(node),
                    spoken=spoken,
                    evidence="" if below else f"{held}/{node.subject}",
                )
            case Step.MARK:
                value = "N" if node.fact("not_sought") else _shown(node)
                name = self.names.get(PersonId(node.subject), node.subject)
                if (PersonId(node.subject), method) in self.called:
                    name = translated("ConsolidateSide", "{name} (called in)").format(name=name)
                return DerivationNode(
                    name,
                    value,
                    spoken=spoken,
                    evidence=f"{method}/{indicator}",
                )
            case Step.GATE:
                title = scheme.method(node.subject).title.of(self.language)
                return DerivationNode(
                    title, _shown(node), children=below, exact=_exact(node), spoken=spoken, strong=True
                )
            case _:
                return None

    def children(self, node: Node, method: str, indicator: str) -> Iterator[DerivationNode]:
        held = str(node.fact("method") or (node.subject if node.step is Step.METHOD else method))
        item = node.subject if node.step is Step.INDICATOR else indicator
        for child in node.children:
            told = self.tell(child, held, item)
            if told is not None:
                yield told


def _shown(node: Node) -> str:
    return "\N{EN DASH}" if node.value is None else format_number(node.value, 2)


def _two(value: object) -> str:
    return format_number(Fraction(value), 2) if isinstance(value, Fraction | int) else "\N{EN DASH}"


def _exact(node: Node) -> str:
    return "" if node.value is None else exact_text(node.value)


def titles(choices: Sequence[OutcomeChoice], language: Language) -> dict[str, str]:
    """What the scheme's outcomes are called."""
    return {each.id: each.title.of(language) for each in choices}
