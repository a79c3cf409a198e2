"""The rounds of the society: how far each panel is as the office can know it, what to do next, and handing the case packages out.

What happens between handing out and taking in happens off line; nothing of it is guessed, and no mark is seen before intake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PanelId, RoundId
from assessor_app.store import backup, rounds
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Part, format_date, format_datetime, format_day
from assessor_app.ui.pages.new_round_page import NewRoundPage
from assessor_app.ui.paper import print_paper
from assessor_app.ui.tables.panel_table import panel_headings, panel_rows
from assessor_app.ui.tables.rows import RowsView
from assessor_app.ui.widgets.choosing import choose_folder
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.stage_line import Stage, StageLine, StageState
from assessor_app.ui.widgets.words import Card, IconLabel, PageHeader, button, ground, label, rule
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.keys import Keyholder, KeyState, keyholders
from assessor_app.workflow.paper_sheets import blind_scripts, code_page
from assessor_app.workflow.standing import NextAct, PanelStanding, RoundStanding, standing_of


class RoundPage(Part):
    """Overview of one round; the new round is made on the same page, one level in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._standing: RoundStanding | None = None
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self.new_round = NewRoundPage(self._desk)
        self._empty = EmptyState("round", "add")
        self._overview = Panes("round", [(self._build_main(), 890), (self._build_side(), 326)], stretch=0)
        for page in (self._empty, self._overview, self.new_round):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _build_main(self) -> QWidget:
        main = QWidget()
        self.header = PageHeader()
        self.rounds = QuietComboBox()
        self.new_button, self.intake_button = button("", "add"), button("", "intake", "primary")
        for act in (self.rounds, self.new_button, self.intake_button):
            self.header.add_act(act)
        self.stages = StageLine()
        card = Card(0, 0)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 10, 16, 10)
        self._panels_title, self._unseen = label("", "title"), label("", "caption", "text2")
        line.addWidget(self._panels_title, 1)
        line.addWidget(IconLabel("blind", "text3", 16))
        line.addWidget(self._unseen)
        self.view = RowsView((190, 128, 116, 124, 124, 92, 150), stretch=6)
        card.body.addWidget(head)
        card.body.addWidget(self.view)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(self.header)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 16, 0)
        inner.setSpacing(14)
        inner.addWidget(self.stages)
        inner.addWidget(card, 1)
        column.addLayout(inner, 1)
        return main

    def _build_side(self) -> QWidget:
        side = ground(QWidget(), "surface")
        self._tasks_title, self._tasks = label("", "title"), QVBoxLayout()
        self._tasks.setSpacing(0)
        tasks = ground(QWidget(), "surface")
        inside = QVBoxLayout(tasks)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._tasks)
        inside.addStretch(1)
        self._out_title, self._out_panel = label("", "title"), label("", "strong", wrap=True)
        self._out_note = label("", "caption", "text2", wrap=True)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.out_button, self.all_button = button("", "handover"), button("", "handover")
        handing = ground(QWidget(), "surface")
        out = QVBoxLayout(handing)
        out.addStrut(268)
        out.setContentsMargins(16, 12, 16, 12)
        out.setSpacing(8)
        for widget in (
            self._out_title,
            self._out_panel,
            self._out_note,
            self._passphrase_field,
            self.trouble,
            self.out_button,
            self.all_button,
        ):
            out.addWidget(widget)
        out.addStretch(1)
        self._backup = label("", "caption", "text2", wrap=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(IconLabel("backup", "ok", 16))
        foot.addWidget(self._backup, 1)
        title = QHBoxLayout()
        title.setContentsMargins(16, 14, 16, 8)
        title.addWidget(self._tasks_title)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(title)
        column.addWidget(rule())
        column.addWidget(Upright(tasks), 2)
        column.addWidget(rule())
        column.addWidget(Upright(handing), 3)
        column.addWidget(rule())
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        desk = self._desk
        self.new_button.clicked.connect(self.begin_round)
        self._empty.act_wanted.connect(self.begin_round)
        self.new_round.finished.connect(self._round_made)
        self.intake_button.clicked.connect(lambda: desk.go("intake"))
        self.rounds.activated.connect(lambda _i: desk.choose_round(str(self.rounds.currentData())))
        self.view.row_chosen.connect(lambda _id: self._show_hand_out())
        self.view.row_opened.connect(self._open)
        self.passphrase.textChanged.connect(lambda _text: self._show_hand_out())
        self.passphrase.returnPressed.connect(lambda: self._choose_folder(self._chosen_panels()))
        self.out_button.clicked.connect(lambda: self._choose_folder(self._chosen_panels()))
        self.all_button.clicked.connect(lambda: self._choose_folder(self._waiting_panels()))
        desk.changed.connect(self._on_changed)
        desk.round_chosen.connect(lambda _round: self._read())
        desk.back_wanted.connect(self._on_back)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        if self._stack.currentWidget() is self.new_round:
            return self.new_round.hints()
        return (
            Hint("Up+Down", self.tr("panel")),
            Hint("Enter", self.tr("next act")),
            Hint("N", self.tr("new round")),
            Hint("F6", self.tr("next pane")),
        )

    # what it does

    def focus_first(self) -> None:
        self._read()
        if self._stack.currentWidget() is self.new_round:
            self.new_round.focus_first()
        elif self._standing is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_round(self) -> None:
        """Show the page of a new round."""
        self._stack.setCurrentWidget(self.new_round)
        self.new_round.focus_first()

    def hand_out_to(self, folder: Path, chosen: Sequence[PanelId]) -> None:
        """Write the case packages of these panels into ``folder``, sealed for each member."""
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        for panel in chosen:
            self._desk.perform(
                hand_out,
                title=self.tr("Making case packages"),
                passphrase=secret,
                panel=panel,
                folder=folder,
                done=lambda changes: self._handed_out(changes, folder),
                failed=self._say_trouble,
            )

    def retranslate(self) -> None:
        self._empty.show_words(
            self.tr("No round yet"),
            self.tr(
                "A round begins with the roster of candidates and panels, and the folder of their forms and papers."
            ),
            self.tr("New round..."),
        )
        self.new_button.setText(self.tr("New round"))
        self.intake_button.setText(self.tr("Take results in"))
        self.rounds.setAccessibleName(self.tr("Round"))
        self._panels_title.setText(self.tr("Panels"))
        self._unseen.setText(self.tr("No mark is seen before intake"))
        self.view.setAccessibleName(self.tr("Panels"))
        self._tasks_title.setText(self.tr("To do"))
        self._out_title.setText(self.tr("Hand case packages out"))
        self.out_button.setText(self.tr("Hand out to this panel..."))
        self._passphrase_field.set_words(self.tr("Your passphrase"))
        self._read()

    # reading

    def _read(self) -> None:
        store, desk = self._desk.store, self._desk
        known = rounds.all(store)
        wanted = next((round_ for round_ in known if round_.id == desk.round), known[-1] if known else None)
        self._standing = standing_of(store, wanted.id) if wanted is not None else None
        if self._stack.currentWidget() is not self.new_round:
            self._stack.setCurrentWidget(self._overview if wanted is not None else self._empty)
        self.rounds.setVisible(len(known) > 1)
        self.rounds.clear()
        for round_ in reversed(known):
            self.rounds.addItem(round_.title.of(desk.language), round_.id)
        if self._standing is None or wanted is None:
            return
        self.rounds.setCurrentIndex(self.rounds.findData(wanted.id))
        self._show_head(self._standing)
        self.view.show_rows(panel_headings(), panel_rows(self._standing, desk.language))
        self._show_tasks(self._standing)
        self._show_hand_out()
        kept = backup.list_backups(store.backups)
        self._backup.setText(
            self.tr("Backed up and checked {time}").format(time=format_datetime(kept[0].made_at.astimezone()))
            if kept
            else self.tr("No backup yet; one is made when the workspace is closed.")
        )

    def _show_head(self, standing: RoundStanding) -> None:
        round_ = standing.round
        days = _days(round_.opens, round_.closes)
        parts = [
            f"{round_.scheme_id} {round_.scheme_version}",
            self.tr("%n candidate(s)", "", standing.cases),
            self.tr("%n panel(s)", "", len(standing.panels)),
            *([days] if days else []),
        ]
        self.header.show_words(self.tr("Round"), self.tr(", ").join(parts))
        people, ready = len(standing.people), len(standing.people) - len(standing.without_identity)
        done, now, later = StageState.DONE, StageState.NOW, StageState.LATER
        out, due, come, all_ = standing.packages_out, standing.packages_due, standing.cases_in, standing.cases
        self.stages.show_stages(
            (
                Stage(done, self.tr("Roster and rules"), self.tr("%n candidate(s)", "", all_)),
                Stage(
                    done if ready == people else now,
                    self.tr("Identities"),
                    self.tr("{done} of {all} people").format(done=ready, all=people),
                ),
                Stage(
                    done if out >= due else now if out or ready == people else later,
                    self.tr("Packages out"),
                    self.tr("{done} of {all} packages").format(done=out, all=due),
                ),
                Stage(
                    done if come == all_ else now if out else later,
                    self.tr("At the venue"),
                    self.tr("off line") if out else self.tr("not yet"),
                ),
                Stage(
                    done if come and come == all_ else now if come else later,
                    self.tr("Results in"),
                    self.tr("{done} of {all} cases").format(done=come, all=all_),
                ),
            )
        )

    def _show_tasks(self, standing: RoundStanding) -> None:
        clear(self._tasks)
        language = self._desk.language
        comma = self.tr(", ")
        missing = standing.without_identity
        if missing:
            self._add_task(
                "key",
                self.tr("Issue identities for %n people", "", len(missing)),
                comma.join(person.name.of(language) for person in missing[:4]),
                self.tr("Issue"),
                "identities",
            )
        for line in standing.panels:
            if line.next is NextAct.HAND_OUT:
                self._add_task(
                    "handover",
                    self.tr("{panel}: hand case packages out").format(panel=line.panel.name.of(language)),
                    self.tr("{done} of {all} packages").format(done=line.handed_out, all=line.members),
                )
            elif line.next in (NextAct.WAIT, NextAct.REST):
                self._add_task(
                    "intake",
                    self.tr("{panel}: result awaited").format(panel=line.panel.name.of(language)),
                    self._waiting_words(line),
                    self.tr("Take in"),
                    "intake",
                )
        for holder in self._ending():
            assert holder.until is not None
            self._add_task(
                "expired" if holder.state is KeyState.EXPIRED else "clock",
                self.tr("Certificate of {name} ends").format(name=holder.person.name.of(language)),
                format_date(holder.until.astimezone().date()),
                self.tr("Renew"),
                "identities",
            )
        if not self._tasks.count():
            self._add_task("check", self.tr("Everything of this round is in."), self.tr("The society decides."))
        blind = len(blind_scripts(self._desk.store, standing.round.id))
        if blind:
            self._add_task(
                "blind",
                self.tr("%n script(s) are marked by code", "", blind),
                self.tr("Print which code is whose, and keep the list in the office."),
                self.tr("Print..."),
                do=self._print_codes,
            )

    def _print_codes(self) -> None:
        if self._standing is not None:
            print_paper(self, code_page(self._desk.store, round_id=self._standing.round.id, at=self._desk.now()))

    def _add_task(
        self,
        icon: str,
        title: str,
        note: str,
        act: str = "",
        page: str = "",
        *,
        do: Callable[[], None] | None = None,
    ) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, "body", wrap=True))
        words.addWidget(label(note, "caption", "text2", wrap=True))
        tone = {"check": "ok", "clock": "warn", "expired": "warn"}.get(icon, "text2")
        line.addWidget(IconLabel(icon, tone, 16, line=20), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
        line.addLayout(words, 1)
        if act:
            go = button(act)
            go.setAccessibleName(f"{act}: {title}")
            go.clicked.connect(do or (lambda: self._desk.go(page)))
            line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        self._tasks.addWidget(row)
        self._tasks.addWidget(rule())

    def _waiting_words(self, line: PanelStanding) -> str:
        chair = line.chair.name.of(self._desk.language)
        if line.cases_in:
            return self.tr("{done} of {all} cases").format(done=line.cases_in, all=line.cases)
        if line.last_out is None:
            return self.tr("Chair: {name}").format(name=chair)
        day = format_day(line.last_out.astimezone().date())
        return self.tr("Chair {name}, handed out {day}").format(name=chair, day=day)

    def _ending(self) -> list[Keyholder]:
        mine = {person.id for person in self._standing.people} if self._standing else set()
        return [
            holder
            for holder in keyholders(self._desk.store, self._desk.now())
            if holder.state in (KeyState.ENDING, KeyState.EXPIRED)
            and (holder.person.id in mine or holder.person.id == self._desk.owner.id)
        ]

    def _show_hand_out(self) -> None:
        chosen, waiting, typed = self._chosen_panels(), self._waiting_panels(), bool(self.passphrase.text())
        line = self._line(chosen[0]) if chosen else None
        language = self._desk.language
        if line is not None and line.without_identity:
            names = self.tr(", ").join(person.name.of(language) for person in line.without_identity)
            self._out_note.setText(self.tr("First issue identities: {names}.").format(names=names))
        elif line is not None and line.last_out is not None:
            self._out_note.setText(
                self.tr("Handed out {time}. A new package takes the place of the earlier one.").format(
                    time=format_datetime(line.last_out.astimezone())
                )
            )
        else:
            self._out_note.setText(self.tr("One file for each member, signed by you and sealed for them alone."))
        self._out_panel.setText(line.panel.name.of(language) if line is not None else "")
        self.out_button.setEnabled(typed and line is not None and not line.without_identity)
        self.all_button.setVisible(len(waiting) > 1)
        self.all_button.setText(self.tr("To all %n panels that wait...", "", len(waiting)))
        self.all_button.setEnabled(typed)

    # slots

    def _on_changed(self, changes: Changes) -> None:
        wanted = Touched.ROUNDS | Touched.PEOPLE | Touched.PACKAGES | Touched.CASES | Touched.TRUST
        if changes.touched & wanted and self.isVisible():
            self._read()

    def _on_back(self) -> None:
        if self.isVisible() and self._stack.currentWidget() is self.new_round:
            self._round_made("")

    def _round_made(self, round_: str) -> None:
        self._stack.setCurrentWidget(self._overview)
        if round_:
            self._desk.choose_round(RoundId(round_))
            self._desk.say(
                "done",
                self.tr("The round is open."),
                self.tr("Next: issue identities, then hand the case packages out."),
            )
        self.focus_first()

    def _open(self, panel: str) -> None:
        line = self._line(PanelId(panel))
        if line is None:
            return
        if line.next is NextAct.ISSUE:
            self._desk.go("identities")
        elif line.next is NextAct.HAND_OUT:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._desk.go("intake")

    def _choose_folder(self, chosen: Sequence[PanelId]) -> None:
        if not chosen or not self.passphrase.text():
            return
        folder = choose_folder(self, self.tr("Where to write the case packages"))
        if folder is not None:
            self.hand_out_to(folder, chosen)

    def _handed_out(self, changes: Changes, folder: Path) -> None:
        count = len(changes.result) if isinstance(changes.result, tuple) else 0
        self._desk.say("done", self.tr("%n case package(s) written.", "", count), str(folder))

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        overview = self._stack.currentWidget() is not self.new_round
        if event.key() == Qt.Key.Key_N and not event.modifiers() and overview:
            self.begin_round()
        else:
            super().keyPressEvent(event)

    # helpers

    def _line(self, panel: PanelId) -> PanelStanding | None:
        lines = self._standing.panels if self._standing is not None else ()
        return next((line for line in lines if line.panel.id == panel), None)

    def _chosen_panels(self) -> tuple[PanelId, ...]:
        return (PanelId(self.view.current),) if self.view.current else ()

    def _waiting_panels(self) -> tuple[PanelId, ...]:
        lines = self._standing.panels if self._standing is not None else ()
        return tuple(line.panel.id for line in lines if line.next is NextAct.HAND_OUT)


def _days(opens: str, closes: str) -> str:
    """The days of a round, as short as they can be said."""
    found = [QDate.fromString(day, Qt.DateFormat.ISODate) for day in (opens, closes) if day]
    days = [format_day(day.toPython()) for day in found if day.isValid()]  # type: ignore[arg-type]
    return "\N{EN DASH}".join(dict.fromkeys(days))
