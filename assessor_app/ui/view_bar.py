"""The line above a list of cases: round, view, words to look for, and a saved view's name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import RoundId
from assessor_app.store import cases, rounds
from assessor_app.ui.desk import Desk
from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import Part
from assessor_app.ui.queue_views import QueueViews, View, Wanted
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import QuietComboBox
from assessor_app.ui.widgets.words import icon_button, name_button


class NothingFits(EmptyState):
    """Stands in the place of a list of cases of which none fits the view in hand; its button looks at all of them again."""

    def __init__(self, views: QueueViews) -> None:
        super().__init__("filter")
        self.act_wanted.connect(lambda: views.look(View()))
        self.retranslate()

    def retranslate(self) -> None:
        self.show_words(
            self.tr("No case fits"),
            self.tr("No case fits what is looked for. None is gone."),
            self.tr("Show all cases"),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ViewBar(Part):
    """Changes the view in hand as a person chooses and types; shows it however it was changed."""

    def __init__(self, desk: Desk, views: QueueViews, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._views = desk, views
        self.round, self.wanted = QuietComboBox(), QuietComboBox()
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.keep = icon_button("pin")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        column = QBoxLayout(down if upright else across, self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        line = QBoxLayout(across)
        line.setSpacing(4)
        line.addWidget(self.wanted, 1)
        line.addWidget(self.keep)
        column.addWidget(self.round)
        column.addLayout(line)
        column.addWidget(self.text, 0 if upright else 1)
        if upright:
            for box in (self.round, self.wanted):
                box.setMinimumContentsLength(6)
                box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        else:
            self.text.setMinimumWidth(200)
        self.wanted.activated.connect(self._choose)
        self.text.textChanged.connect(self._look_for)
        self.round.activated.connect(lambda _i: desk.choose_round(str(self.round.currentData())))
        self.keep.clicked.connect(self._turn_kept)
        views.changed.connect(self._show)
        desk.round_chosen.connect(lambda _round: self._show())
        desk.changed.connect(self._on_changed)
        self.retranslate()

    def focus_text(self) -> None:
        """Put the keyboard where words are looked for."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def retranslate(self) -> None:
        self.text.setPlaceholderText(self.tr("Name, pinyin, number"))
        self.text.setToolTip(self.tr("Name, pinyin, number, grade, field"))
        self.text.setAccessibleName(self.tr("Look for a case"))
        self.round.setAccessibleName(self.tr("Round"))
        self.wanted.setAccessibleName(self.tr("Cases shown"))
        self._show()

    def _words(self) -> dict[Wanted, str]:
        return {
            Wanted.ALL: self.tr("All cases"),
            Wanted.TO_DECLARE: self.tr("To declare"),
            Wanted.TO_DO: self.tr("To do"),
            Wanted.STARTED: self.tr("Started"),
            Wanted.SIGNED: self.tr("All signed"),
            Wanted.FLAGGED: self.tr("Flagged by me"),
            Wanted.GONE: self.tr("Absent, withdrawn, recused"),
        }

    def _show(self) -> None:
        current = self._views.current
        self.wanted.clear()
        for wanted, words in self._words().items():
            self.wanted.addItem(words, View(wanted))
        if self._views.saved:
            self.wanted.insertSeparator(self.wanted.count())
        for view in self._views.saved:
            self.wanted.addItem(view.name, view)
        named = [self.wanted.itemText(row) for row in range(self.wanted.count())]
        plain = self._words()[current.wanted]
        self.wanted.setCurrentIndex(named.index(current.name or plain) if (current.name or plain) in named else 0)
        if self.text.text() != current.text:
            self.text.setText(current.text)
        set_icon(self.keep, "close" if current.name else "pin", "text2", 16)
        self.keep.setEnabled(bool(current.name or current.text))
        name_button(
            self.keep,
            self.tr("Forget this saved view")
            if current.name
            else self.tr("Save this view, named by the words looked for"),
        )
        self._show_rounds()

    def _show_rounds(self) -> None:
        mine = {line.round for line in cases.summaries(self._desk.store, self._desk.owner.id) if line.states}
        known = [round_ for round_ in rounds.all(self._desk.store) if round_.id in mine]
        self.round.setVisible(len(known) > 1)
        self.round.clear()
        for round_ in known:
            self.round.addItem(round_.title.of(self._desk.language), round_.id)
        self.round.setCurrentIndex(max(self.round.findData(RoundId(self._desk.round)), 0))

    def _choose(self, _index: int) -> None:
        chosen = self.wanted.currentData()
        if isinstance(chosen, View):
            self._views.look(chosen if chosen.name else View(chosen.wanted, self.text.text()))

    def _look_for(self, text: str) -> None:
        current = self._views.current
        if text != current.text:
            self._views.look(View(current.wanted, text))

    def _turn_kept(self) -> None:
        current = self._views.current
        if current.name:
            self._views.forget(current.name)
        elif current.text:
            plain = self._words()[current.wanted]
            shown = current.text.strip()
            self._views.save(shown if current.wanted is Wanted.ALL else f"{plain}  {shown}")

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.ROUNDS | Touched.CASES):
            self._show_rounds()
