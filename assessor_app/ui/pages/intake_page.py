"""Intake: files are verified and listed with their verdicts; nothing is taken in until the officer says so.

The side says of the file in hand what is wrong, what was checked, what is safe and what to do. What was taken in can be taken out
again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from assessor_app.errors import Refusal
from assessor_app.messages import Message as Said
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PackageSerial, PanelId
from assessor_app.models.records import Kind
from assessor_app.signing.verdicts import Status
from assessor_app.store import packages, panels, people
from assessor_app.store.errors import UnknownHere
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.ui.announce import Announcer
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.icons import set_icon
from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, format_datetime, translated
from assessor_app.ui.pages.validity_words import KINDS, STATES, check_lines, first_problem, headline
from assessor_app.ui.runner import Task
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.widgets.check_list import CheckList
from assessor_app.ui.widgets.choosing import choose_files
from assessor_app.ui.widgets.drop_zone import DropZone, FileDrop
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.state_chip import FACES, State
from assessor_app.ui.widgets.words import ElidingLabel, IconLabel, PageHeader, button, ground, label, rule, set_property
from assessor_app.workflow.join import split_name, unlock
from assessor_app.workflow.standing import cases_held
from assessor_app.workflow.take_in import Judged, judge_files, take_in, take_out
from assessor_app.workflow.validity import cases_of, checks_of, differences_of, panel_of


class Group(StrEnum):
    """What the filters count."""

    READY = "ready"
    LOOK = "look"
    REFUSED = "refused"
    NOTHING_NEW = "nothing_new"
    IN = "in"


GROUPS: dict[Group, tuple[str, State]] = {
    Group.READY: (QT_TRANSLATE_NOOP("Intake", "valid"), State.VALID),
    Group.LOOK: (QT_TRANSLATE_NOOP("Intake", "unknown signer"), State.UNKNOWN_SIGNER),
    Group.REFUSED: (QT_TRANSLATE_NOOP("Intake", "refused"), State.INVALID),
    Group.NOTHING_NEW: (QT_TRANSLATE_NOOP("Intake", "nothing new"), State.ALREADY_IN),
    Group.IN: (QT_TRANSLATE_NOOP("Intake", "taken in"), State.DONE),
}

#: What a refusal is called in the table, and its look.
REFUSALS: dict[str, tuple[State, str]] = {
    "already_taken_in": (State.ALREADY_IN, QT_TRANSLATE_NOOP("Intake", "Already in")),
    "serial_taken": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Same serial")),
    "superseded": (State.SUPERSEDED, QT_TRANSLATE_NOOP("Intake", "Superseded")),
    "signer_unknown": (State.UNKNOWN_SIGNER, QT_TRANSLATE_NOOP("Intake", "Unknown signer")),
    "signer_revoked": (State.REVOKED, QT_TRANSLATE_NOOP("Intake", "Revoked")),
    "signer_expired": (State.EXPIRED, QT_TRANSLATE_NOOP("Intake", "Expired")),
    "wrong_kind": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Not a result")),
    "wrong_round": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Other round")),
    "wrong_mode": (State.REHEARSAL, QT_TRANSLATE_NOOP("Intake", "Other mode")),
    "wrong_scheme": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Other rules")),
    "wrong_role": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Wrong role")),
    "not_the_chair": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Not the chair")),
    "not_of_this_round": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Other panel")),
    "from_the_future": (State.EXPIRED, QT_TRANSLATE_NOOP("Intake", "Clock differs")),
    "computed_unequal": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Differs")),
    "not_for_you": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Not for you")),
    "not_a_package": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Not a package")),
    "seal_broken": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Broken")),
    "package_not_valid": (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Altered")),
}
ENDINGS = (".p7m", ".asice")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file that was looked at, or waits to be."""

    path: Path
    judged: Judged | None = None
    taken: bool = False


class IntakePage(Part):
    """Files left, the one in hand right."""

    _found = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._announcer = Announcer()
        self._entries: dict[str, _Entry] = {}
        self._filter: Group | None = None
        # The identity opens the seals of the files listed; it is let go with the page, and never leaves memory.
        self._identity: Any = None
        self._task: Task | None = None
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.add_button, self.take_button = button("", "folder"), button("", "intake", "primary")
        self.header.add_act(self.add_button)
        self.header.add_act(self.take_button)
        self._filters = QHBoxLayout()
        self._filters.setContentsMargins(16, 0, 16, 10)
        self._filters.setSpacing(8)
        self._filter_group = QButtonGroup(self)
        self._filter_group.setExclusive(False)
        self.filter_buttons: dict[Group, QToolButton] = {}
        for group in Group:
            made = QToolButton()
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setProperty("framed", True)
            made.setProperty("worded", True)
            set_icon(made, FACES[GROUPS[group][1]].icon, FACES[GROUPS[group][1]].tone, 15)
            made.clicked.connect(lambda on, group=group: self.set_filter(group if on else None))
            self._filter_group.addButton(made)
            self.filter_buttons[group] = made
            self._filters.addWidget(made)
        self._filters.addStretch(1)
        self.view = RowsView((210, 116, 138, 132, 64, 140), stretch=0)
        self.zone = DropZone("intake")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.zone)
        self._note = label("", "caption", "text2")
        self._note.setContentsMargins(16, 8, 16, 10)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._build_unseal())
        column.addLayout(self._filters)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Panes("intake", [(main, 812), (self._build_side(), 404)], stretch=0))
        self._drop = FileDrop(self)

    def _build_unseal(self) -> QWidget:
        """Results are sealed for the society: the passphrase is asked for on the page, once for all files listed."""
        self._unseal = QWidget()
        line = QHBoxLayout(self._unseal)
        line.setContentsMargins(16, 0, 16, 12)
        line.setSpacing(10)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.unseal_button = button("", "unlocked", "primary")
        line.addWidget(self._passphrase_field, 1)
        line.addWidget(self.unseal_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._unseal)
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 10)
        strip.addWidget(self.trouble)
        column.addLayout(strip)
        return holder

    def _build_side(self) -> QWidget:
        side = ground(QWidget(), "surface")
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 18, 14)
        head.setSpacing(14)
        self._icon = IconLabel("intake", "text3", 28)
        self._title, self._subtitle = (
            label("", "h1", wrap=True),
            ElidingLabel("body", "text2", Qt.TextElideMode.ElideMiddle),
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        inside = ground(QWidget(), "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        self._sentence = label("", "body", wrap=True, selectable=True)
        holder = QWidget()
        self._differences_holder = holder
        self._differences = QGridLayout(holder)
        self._differences.setContentsMargins(0, 0, 0, 0)
        self._differences.setHorizontalSpacing(12)
        self._differences.setColumnStretch(0, 1)
        self.checks = CheckList()
        self._safe_title, self._safe = label("", "strong"), label("", "body", "text2", wrap=True)
        self._next_title, self._next = label("", "strong"), label("", "body", "text2", wrap=True)
        for widget in (
            self._sentence,
            holder,
            self.checks,
            self._safe_title,
            self._safe,
            self._next_title,
            self._next,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self._verdict_area = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addStrut(340)
        outer.addLayout(head)
        outer.addWidget(rule())
        outer.addWidget(scroll, 1)
        outer.addWidget(self._build_acts())
        return side

    def _build_acts(self) -> QWidget:
        acts = ground(QWidget(), "win")
        column = QVBoxLayout(acts)
        column.setContentsMargins(18, 12, 18, 12)
        self.reason = QLineEdit()
        self._reason_field = LabelledField(self.reason)
        self.take_out_button = button("", "remove")
        self.copy_button, self.drop_button = button("", "copy"), button("", "close", "quiet")
        line = QHBoxLayout()
        line.addWidget(self.copy_button)
        line.addWidget(self.take_out_button)
        line.addStretch(1)
        line.addWidget(self.drop_button)
        column.addWidget(self._reason_field)
        column.addLayout(line)
        return acts

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._choose_files)
        self.zone.choose_wanted.connect(self._choose_files)
        self.zone.files_dropped.connect(self.add_files)
        self._drop.files_dropped.connect(self.add_files)
        self.unseal_button.clicked.connect(self.unseal)
        self.passphrase.returnPressed.connect(self.unseal)
        self.take_button.clicked.connect(self.take_in_ready)
        self.view.row_chosen.connect(lambda _id: self._show_side())
        self.copy_button.clicked.connect(self.copy_details)
        self.drop_button.clicked.connect(self.drop_current)
        self.take_out_button.clicked.connect(self.take_out_current)
        self.reason.textChanged.connect(lambda _text: self._show_acts())
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._desk.changed.connect(self._on_changed)
        self._desk.runner.finished.connect(self._on_finished)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("file")),
            Hint("T", self.tr("take in")),
            Hint("Ctrl+O", self.tr("add files")),
            Hint("Delete", self.tr("drop from the list")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def ready(self) -> tuple[Path, ...]:
        """The files that can be taken in."""
        return tuple(entry.path for entry in self._entries.values() if _group(entry) is Group.READY)

    def group_of(self, path: Path) -> Group | None:
        """What was found of a file that is listed; None while it waits."""
        return _group(self._entries[str(path)])

    # what it does

    def focus_first(self) -> None:
        self._show()
        if self._waiting() and self._identity is None:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_files(self, files: Sequence[Path]) -> None:
        """List these files, and those with our endings inside folders, and look at them."""
        for path in files:
            for file in _packages_in(path) if path.is_dir() else [path]:
                self._entries[str(file)] = _Entry(file)
        self._show()
        if self._identity is None and self._waiting():
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._judge()

    def unseal(self) -> None:
        """Open the officer's identity with the passphrase typed, and look at the files that wait."""
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        if not secret:
            return
        self.trouble.hide()
        self._desk.runner.read(lambda store: unlock(store, secret), done=self._unsealed, failed=self._say_trouble)

    def take_in_ready(self) -> None:
        """Take in every file whose verdict allows it, one after the other."""
        for path in self.ready:
            self._take(path)

    def take_in_current(self) -> None:
        """Take in the file in hand, if its verdict allows it."""
        entry = self._current()
        if entry is not None and _group(entry) is Group.READY:
            self._take(entry.path)

    def take_out_current(self) -> None:
        """Let the result in hand no longer count; the reason is kept."""
        serial = self._serial()
        if serial and self.reason.text().strip():
            self._desk.perform(
                take_out,
                serial=PackageSerial(serial),
                reason=self.reason.text().strip(),
                done=lambda _changes: self.reason.clear(),
                failed=self._say_trouble,
            )

    def drop_current(self) -> None:
        """Take the file in hand off the list; the file itself is untouched."""
        self._entries.pop(self.view.current, None)
        self._show()

    def set_filter(self, group: Group | None) -> None:
        """Show only the files of one verdict; None shows all."""
        self._filter = group
        for one, made in self.filter_buttons.items():
            made.setChecked(one is group)
        self._show()

    def copy_details(self) -> None:
        """Put all that is said of the file in hand on the clipboard."""
        QApplication.clipboard().setText(self._details())

    def retranslate(self) -> None:
        self.add_button.setText(self.tr("Add files..."))
        self._verdict_area.setAccessibleName(self.tr("What was checked"))
        self._passphrase_field.set_words(
            self.tr("Your passphrase"), self.tr("The files are sealed for you; it opens them until you leave the page.")
        )
        self.unseal_button.setText(self.tr("Open and verify"))
        self.zone.show_words(
            self.tr("Drop results here"),
            self.tr(
                "Files, a folder or a whole stick. Everything is verified first; nothing is taken in until you say so."
            ),
            self.tr("Add files..."),
        )
        self._note.setText(self.tr("Nothing is taken in until you say so. Each package can later be taken out again."))
        self._safe_title.setText(self.tr("What is safe"))
        self._next_title.setText(self.tr("What to do"))
        self.copy_button.setText(self.tr("Copy details"))
        self.drop_button.setText(self.tr("Off the list"))
        self.take_out_button.setText(self.tr("Take out"))
        self._reason_field.set_words(self.tr("Reason for taking it out"))
        self.view.setAccessibleName(self.tr("Files"))
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page leaves no open identity behind."""
        self._identity = None
        super().hideEvent(event)

    # showing

    def _show(self) -> None:
        kept = self._kept()
        counts = Counter(_group(entry) for entry in self._entries.values())
        counts[Group.IN] += len(kept)
        for group, made in self.filter_buttons.items():
            words, _state = GROUPS[group]
            made.setText(f"{counts[group]} {translated('Intake', words)}")
            made.setVisible(bool(counts[group]))
        rows = [self._row(key, entry) for key, entry in self._entries.items() if self._shown(_group(entry))]
        rows += [self._kept_row(row) for row in kept if self._shown(Group.IN)]
        headings = (
            self.tr("File"),
            self.tr("Kind"),
            self.tr("Panel"),
            self.tr("Signed by"),
            self.tr("Cases"),
            self.tr("Verdict"),
        )
        self.view.show_rows(headings, rows)
        self._stack.setCurrentWidget(self.view if self._entries or kept else self.zone)
        waiting = self._waiting()
        self._unseal.setVisible(bool(waiting) and self._identity is None)
        self.header.show_words(
            self.tr("Take in"), self.tr("%n file(s) wait to be verified", "", waiting) if waiting else ""
        )
        ready = len(self.ready)
        self.take_button.setText(self.tr("Take in %n package(s)", "", ready) if ready else self.tr("Take in"))
        self.take_button.setEnabled(bool(ready) and self._identity is not None)
        self._show_side()

    def _shown(self, group: Group | None) -> bool:
        return self._filter is None or group is self._filter

    def _row(self, key: str, entry: _Entry) -> Row:
        verdict = entry.judged.verdict if entry.judged is not None else None
        signers = verdict.signers if verdict is not None else ()
        kind = translated("Validity", KINDS[verdict.kind]) if verdict is not None else ""
        count = cases_of(verdict) if verdict is not None else 0
        panel, language = panel_of(verdict) if verdict is not None else None, self._desk.language
        more = f"+ {len(signers) - 1}" if len(signers) > 1 else ""
        return Row(
            key,
            (
                Cell(entry.path.name, icon="package", middle=True),
                Cell(kind, tone="text2"),
                Cell(panel.of(language) if panel is not None else ""),
                Cell(split_name(signers[0].name).of(language) if signers else "", more),
                Cell(str(count) if count else ""),
                _chip(entry),
            ),
        )

    def _kept_row(self, row: PackageRow) -> Row:
        return Row(
            f"in:{row.serial}",
            (
                Cell(row.facts.get("file", row.serial), icon="package", middle=True),
                Cell(translated("Validity", KINDS[row.kind.value]), tone="text2"),
                Cell(_panel_name(self._desk, row)),
                Cell(_person_name(self._desk, row)),
                Cell(str(len(cases_held(self._desk.store, row)))),
                Cell(translated("Intake", "Taken in"), state=State.DONE, quiet=True),
            ),
        )

    def _show_side(self) -> None:
        clear(self._differences)
        self._differences_holder.hide()
        entry, row = self._current(), self._kept_current()
        if entry is not None and entry.judged is not None:
            self._show_judged(entry, entry.judged)
        elif row is not None:
            self._show_words(
                State.DONE,
                self.tr("Taken in"),
                row.facts.get("file", row.serial),
                self.tr("Taken in and kept: {time}. Every outcome followed from the members' signed marks.").format(
                    time=format_datetime(row.made_at.astimezone())
                ),
            )
        elif entry is not None:
            self._show_words(State.NOT_STARTED, self.tr("Waits"), entry.path.name, self.tr("Not verified yet."))
        else:
            self._show_words(
                None,
                self.tr("No file in hand"),
                "",
                self.tr("Choose a file to see its verdict, what was checked and what to do."),
            )
        self._show_acts()

    def _show_words(self, state: State | None, title: str, subtitle: str, words: str, said: Said | None = None) -> None:
        face = FACES[state] if state is not None else None
        self._icon.show_icon(face.icon if face else "intake", face.tone if face else "text3")
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._sentence.setText(words)
        self._sentence.setVisible(bool(words))
        for label_, text_, text in (
            (self._safe_title, self._safe, said.safe if said else ""),
            (self._next_title, self._next, said.next if said else ""),
        ):
            label_.setVisible(bool(text))
            text_.setVisible(bool(text))
            text_.setText(text)
        if said is None:
            self.checks.show_checks(())
            self.checks.hide()

    def _show_judged(self, entry: _Entry, judged: Judged) -> None:
        verdict, language = judged.verdict, self._desk.language
        cell = _chip(entry)
        said = Messages(language).sentence(judged.refusal) if judged.refusal is not None else self._sound()
        good = judged.can_be_taken_in
        told = verdict is not None and (good or verdict.status is not Status.VALID)
        title = headline(verdict) if verdict is not None and told else cell.spoken
        words = said.what
        if verdict is not None and judged.refusal is not None and judged.refusal.code == "package_not_valid":
            first = first_problem(verdict, language)
            words = first.what if first is not None else words
        self._show_words(cell.state, title, entry.path.name, words, said)
        checks = tuple(checks_of(verdict)) if verdict is not None and verdict.parts else ()
        self.checks.show_checks(check_lines(checks, 0))
        rows = differences_of(verdict) if verdict is not None else ()
        self.checks.setVisible(bool(checks))
        self._differences_holder.setVisible(bool(rows))
        for column, text in enumerate((self.tr("Where"), self.tr("Shown"), self.tr("From the marks")) if rows else ()):
            self._differences.addWidget(label(text, "caption", "text2"), 0, column)
        for line, (file, place, found, expected) in enumerate(rows[:5], 1):
            where = label(f"{Path(file).name} {place}", "body", wrap=True, selectable=True)
            self._differences.addWidget(where, line, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(found, "strong", "bad", wrap=True, selectable=True)
            self._differences.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignTop)
            follows = label(expected, "strong", wrap=True, selectable=True)
            self._differences.addWidget(follows, line, 2, Qt.AlignmentFlag.AlignTop)
        if len(rows) > 5:
            self._differences.addWidget(label(self.tr("and %n more", "", len(rows) - 5), "caption", "text2"), 6, 0)

    def _show_acts(self) -> None:
        kept = self._kept_current() is not None
        self._reason_field.setVisible(kept)
        self.take_out_button.setVisible(kept)
        self.take_out_button.setEnabled(bool(self.reason.text().strip()))
        entry = self._current()
        self.copy_button.setVisible(not kept)
        self.copy_button.setEnabled(entry is not None and entry.judged is not None)
        self.drop_button.setVisible(entry is not None)

    # slots

    def _unsealed(self, identity: object) -> None:
        self._identity = identity
        self._show()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._judge()

    def _judge(self) -> None:
        """Look at what waits; each verdict arrives as soon as it is there."""
        waiting = tuple(entry.path for entry in self._entries.values() if entry.judged is None)
        identity, now, found = self._identity, self._desk.now(), self._found.emit
        if not waiting or identity is None or self._task is not None:
            return
        self._task = self._desk.runner.examine(
            lambda store, progress: judge_files(
                store,
                files=waiting,
                identity=identity,
                now=now,
                progress=progress,
                found=found,
            ),
            title=self.tr("Verifying"),
            done=lambda _count: self._judged(),
            failed=self._say_trouble,
        )

    def _on_found(self, judged: object) -> None:
        assert isinstance(judged, Judged)
        key = str(judged.path)
        if key in self._entries:
            self._entries[key] = _Entry(judged.path, judged)
            self._show()

    def _judged(self) -> None:
        self._show()
        self._announcer.say(self, self.tr("%n file(s) can be taken in", "", len(self.ready)))
        self._judge()

    def _on_finished(self, task: Task) -> None:
        """Over, or cancelled: then the rest waits until files are added or the passphrase is given again."""
        if task is self._task:
            self._task = None

    def _take(self, path: Path) -> None:
        if self._identity is None:
            return
        self._desk.perform(
            take_in,
            title=self.tr("Taking in {name}").format(name=path.name),
            source=path,
            identity=self._identity,
            done=lambda _changes: self._taken(path),
            failed=lambda error: self._not_taken(path, error),
        )

    def _taken(self, path: Path) -> None:
        self._entries.pop(str(path), None)
        self._show()

    def _not_taken(self, path: Path, error: BaseException) -> None:
        """Another of the same files may have come first: the verdict is renewed."""
        if isinstance(error, Refusal):
            before = self._entries[str(path)].judged
            self._entries[str(path)] = _Entry(path, Judged(path, before.verdict if before else None, error))
            self._show()
        else:
            self._say_trouble(error)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.PACKAGES | Touched.TRUST | Touched.ROUNDS):
            if changes.touched & Touched.TRUST:
                self._entries = {key: _Entry(entry.path) for key, entry in self._entries.items()}
            if self.isVisible():
                self._show()
                self._judge()

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        set_property(self.passphrase, "state", "bad" if isinstance(error, Refusal) else "")
        self._show()

    def _choose_files(self) -> None:
        files = choose_files(self, self.tr("Results to verify"), self.tr("Signed packages"), "*.p7m", "*.asice")
        if files:
            self.add_files(list(files))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_O and control:
            self._choose_files()
        elif event.key() == Qt.Key.Key_T and not control:
            self.take_in_current()
        elif event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.drop_current()
        else:
            super().keyPressEvent(event)

    # helpers

    def _waiting(self) -> int:
        return sum(1 for entry in self._entries.values() if entry.judged is None)

    def _current(self) -> _Entry | None:
        return self._entries.get(self.view.current)

    def _serial(self) -> str:
        return self.view.current.removeprefix("in:") if self.view.current.startswith("in:") else ""

    def _kept(self) -> list[PackageRow]:
        """The results of the round in hand that stand."""
        return [
            row
            for row in packages.all(self._desk.store, Kind.RESULT, "in")
            if row.status is PackageStatus.TAKEN_IN and (not self._desk.round or row.round == self._desk.round)
        ]

    def _kept_current(self) -> PackageRow | None:
        serial = self._serial()
        return next((row for row in self._kept() if row.serial == serial), None) if serial else None

    def _sound(self) -> Said:
        return Said(
            code="sound",
            what=self.tr("All signatures hold, and every outcome follows from the members' signed marks."),
            safe=self.tr("Nothing has entered the round yet."),
            next=self.tr("Take it in."),
        )

    def _details(self) -> str:
        entry = self._current()
        if entry is None or entry.judged is None:
            return ""
        lines = [str(entry.path), self._title.text(), self._sentence.text(), self._safe.text(), self._next.text()]
        verdict = entry.judged.verdict
        if verdict is not None:
            lines += [f"{problem.code} {problem.part} {dict(problem.facts)}" for problem in verdict.problems]
            lines += [f"{signer.name} {signer.role} {signer.time} {signer.fingerprint}" for signer in verdict.signers]
        return "\n".join(line for line in lines if line)


def _packages_in(folder: Path) -> list[Path]:
    return sorted(item for item in folder.rglob("*") if item.is_file() and item.name.endswith(ENDINGS))


def _group(entry: _Entry) -> Group | None:
    if entry.judged is None:
        return None
    refusal = entry.judged.refusal
    if refusal is None:
        return Group.READY
    if refusal.code in ("already_taken_in", "superseded"):
        return Group.NOTHING_NEW
    return Group.LOOK if refusal.code == "signer_unknown" else Group.REFUSED


def _chip(entry: _Entry) -> Cell:
    """The verdict as the table shows it."""
    judged = entry.judged
    if judged is None:
        return Cell(translated("Intake", "Waits"), state=State.NOT_STARTED, quiet=True)
    if judged.refusal is None:
        return Cell(state=State.VALID)
    state, words = REFUSALS.get(judged.refusal.code, (State.INVALID, QT_TRANSLATE_NOOP("Intake", "Refused")))
    status = judged.verdict.status if judged.verdict is not None else Status.INVALID
    if judged.refusal.code == "package_not_valid" and status is not Status.VALID:
        return Cell(state=STATES[status])
    return Cell(translated("Intake", words), state=state)


def _panel_name(desk: Desk, row: PackageRow) -> str:
    try:
        return panels.get(desk.store, PanelId(row.facts.get("panel", ""))).name.of(desk.language)
    except UnknownHere:
        return ""


def _person_name(desk: Desk, row: PackageRow) -> str:
    try:
        return people.get(desk.store, row.sender).name.of(desk.language)
    except UnknownHere:
        return row.sender
