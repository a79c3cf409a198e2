"""Settings: one column of groups; what is chosen holds at once, and there is no button to save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from assessor_app import __version__
from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.language import Language
from assessor_app.paths import log_dir
from assessor_app.store import backup, settings
from assessor_app.ui.desk import Desk
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.idle import IDLE_CHOICES, IDLE_KEY, idle_minutes
from assessor_app.ui.language import Part, format_date, format_datetime
from assessor_app.ui.pages.settings_renewal import RenewalForm
from assessor_app.ui.preferences import BACKUP_PLACE
from assessor_app.ui.theme import SCALES, Density, Look, ThemeChoice
from assessor_app.ui.widgets.choosing import choose_file, choose_folder
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.signature_card import grouped
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, label
from assessor_app.workflow.join import identity_term
from assessor_app.workflow.keys import renew_trust, trust_facts
from assessor_app.workflow.rekey import change_own_passphrase
from assessor_app.workflow.who_may import clock_behind, confirm_clock

WIDTH = 640
NAME_WIDTH = 150


class Row(QWidget):
    """A setting: its name at the left, the control or the words at the right."""

    def __init__(self, *controls: QWidget) -> None:
        super().__init__()
        self.name = label("", "body", "text2", wrap=True)
        self.name.setFixedWidth(NAME_WIDTH)
        self._words: tuple[QWidget, ...] = controls
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter)
        for control in controls:
            line.addWidget(control, 1 if isinstance(control, QLabel) else 0)
        if not any(isinstance(control, QLabel) for control in controls):
            line.addStretch(1)

    def set_name(self, name: str) -> None:
        """Name the row, and its control for a screen reader."""
        self.name.setText(name)
        for control in self._words:
            if not isinstance(control, QLabel):
                control.setAccessibleName(name)

    def speaks_of(self, text: str) -> bool:
        """Whether the name holds these words."""
        return text.casefold() in self.name.text().casefold()


class Group(Card):
    """A headed group of rows."""

    def __init__(self, *rows: QWidget) -> None:
        super().__init__(18, 12)
        self.title = label("", "title")
        self.body.addWidget(self.title)
        self.rows = rows
        for row in rows:
            self.body.addWidget(row)

    def narrow(self, text: str) -> None:
        """Show what speaks of ``text``: the whole group by its title, else the rows that do."""
        whole = not text or text.casefold() in self.title.text().casefold()
        shown = [row for row in self.rows if whole or (isinstance(row, Row) and row.speaks_of(text))]
        for row in self.rows:
            if isinstance(row, Row):
                row.setVisible(row in shown)
        self.setVisible(bool(shown))


class SettingsPage(Part):
    """Person and identity, language, look, locking, backups, trust list, about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._behind = False
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(220)
        self.header.add_act(self.filter)
        self.group_clock = self._build_clock()
        self.groups = (
            self._build_person(),
            self._build_language(),
            self._build_look(),
            self._build_lock(),
            self.group_clock,
            self._build_passphrase(),
            self._build_renewal(),
            self._build_backups(),
            self._build_trust(),
            self._build_about(),
        )
        column = QWidget()
        column.setFixedWidth(WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 16, 0, 16)
        inner.setSpacing(14)
        for group in self.groups:
            inner.addWidget(group)
        inner.addStretch(1)
        holder = ground(QWidget(), "win")
        line = QHBoxLayout(holder)
        line.setContentsMargins(16, 0, 16, 0)
        line.addStretch(1)
        line.addWidget(column)
        line.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(area, 1)

    def _build_person(self) -> Group:
        self._person, self._term = label("", selectable=True), label("", selectable=True)
        self._fingerprint = label("", "caption", "text2", wrap=True, selectable=True)
        self.current, self.new, self.again = PassphraseEdit(), PassphraseEdit(), PassphraseEdit()
        self.fields = [LabelledField(field) for field in (self.current, self.new, self.again)]
        self.change_button = button("", "key")
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.rows_person = (Row(self._person), Row(self._term), Row(self._fingerprint))
        return Group(*self.rows_person)

    def _build_passphrase(self) -> Group:
        return Group(*self.fields, self.trouble, _left(self.change_button))

    def _build_renewal(self) -> Group:
        self.renewal = RenewalForm(self._desk)
        return Group(self.renewal)

    def _build_language(self) -> Group:
        self.language = Segments()
        self.row_language = Row(self.language)
        return Group(self.row_language)

    def _build_look(self) -> Group:
        self.theme_box, self.density, self.scale = QuietComboBox(), Segments(), Segments()
        self.rows_look = (Row(self.theme_box), Row(self.density), Row(self.scale))
        return Group(*self.rows_look)

    def _build_lock(self) -> Group:
        self.idle = QuietComboBox()
        self.row_idle = Row(self.idle)
        return Group(self.row_idle)

    def _build_clock(self) -> Group:
        """Shown only where the clock stands before a time already seen."""
        self._clock = label("", wrap=True)
        self.clock_button = button("", "clock")
        self.row_clock = Row(self._clock)
        return Group(self.row_clock, _left(self.clock_button))

    def _build_backups(self) -> Group:
        self._last_backup, self._place = label("", wrap=True), label("", wrap=True)
        self.backup_button, self.place_button, self.no_place_button = (
            button("", "backup"),
            button("", "stick"),
            button(""),
        )
        acts = QWidget()
        line = QHBoxLayout(acts)
        line.setContentsMargins(0, 0, 0, 0)
        for each in (self.backup_button, self.place_button, self.no_place_button):
            line.addWidget(each)
        line.addStretch(1)
        self.rows_backup = (Row(self._last_backup), Row(self._place))
        return Group(*self.rows_backup, acts)

    def _build_trust(self) -> Group:
        self._trust, self._authority = label("", wrap=True), label("", "caption", "text2", wrap=True, selectable=True)
        self.trust_button = button("", "valid")
        self.trust_trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trust_trouble.hide()
        self.rows_trust = (Row(self._trust), Row(self._authority))
        return Group(*self.rows_trust, self.trust_trouble, _left(self.trust_button))

    def _build_about(self) -> Group:
        self._version, self._workspace = label("", selectable=True), label("", wrap=True, selectable=True)
        self._log = label("", "caption", "text2", wrap=True, selectable=True)
        self.rows_about = (Row(self._version), Row(self._workspace), Row(self._log))
        return Group(*self.rows_about)

    def _connect(self) -> None:
        desk = self._desk
        self.filter.textChanged.connect(self._narrow)
        self.language.segment_chosen.connect(lambda value: desk.languages.switch(Language(value)))
        self.theme_box.activated.connect(lambda _index: self._choose_look())
        self.density.segment_chosen.connect(lambda _id: self._choose_look())
        self.scale.segment_chosen.connect(lambda _id: self._choose_look())
        self.idle.activated.connect(self._choose_idle)
        self.change_button.clicked.connect(self.change_passphrase)
        self.again.returnPressed.connect(self.change_passphrase)
        self.backup_button.clicked.connect(self.back_up)
        self.place_button.clicked.connect(self._choose_place)
        self.no_place_button.clicked.connect(lambda: self.set_backup_place(None))
        self.trust_button.clicked.connect(self._choose_trust)
        self.clock_button.clicked.connect(lambda: desk.perform(confirm_clock))
        desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (Hint("Tab", self.tr("next setting")), Hint("/", self.tr("find a setting")))

    # what it does

    def focus_first(self) -> None:
        self._read()
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_passphrase(self) -> None:
        """Put the new passphrase in force for the identity and the workspace."""
        current, new, again = self.current.text(), self.new.text(), self.again.text()
        self.fields[0].show_error("" if current else self.tr("Type the passphrase that holds now."))
        self.fields[2].show_error("" if new == again else self.tr("The two are not the same."))
        if not current or not new or new != again:
            return
        self.trouble.hide()
        self._desk.runner.maintain(
            lambda store, at: change_own_passphrase(store, current=current, new=new, at=at),
            title=self.tr("Changing the passphrase"),
            done=lambda _changes: self._passphrase_changed(),
            failed=lambda error: self._say(self.trouble, error),
        )

    def back_up(self) -> None:
        """Make a backup now, beside the workspace and at the second place."""
        self._desk.runner.back_up()
        place = self._second_place()
        if place:
            self._desk.runner.back_up(Path(place))

    def set_backup_place(self, folder: Path | None) -> None:
        """Keep a second copy of every backup in this folder; None for no second place."""
        self._desk.runner.remember(BACKUP_PLACE, str(folder) if folder is not None else "")
        if folder is not None:
            self._desk.runner.back_up(folder)
        else:
            self._desk.runner.back_up()

    def renew_trust_list(self, source: Path) -> None:
        """Put a newer trust list in force."""
        self.trust_trouble.hide()
        self._desk.perform(
            renew_trust,
            title=self.tr("Reading the trust list"),
            source=source,
            done=self._trust_renewed,
            failed=lambda error: self._say(self.trust_trouble, error),
        )

    def retranslate(self) -> None:
        self.header.show_words(self.tr("Settings"), self.tr("what you choose holds at once"))
        self.filter.setPlaceholderText(self.tr("Find a setting"))
        self.filter.setAccessibleName(self.tr("Find a setting"))
        titles = (
            self.tr("Person and identity"),
            self.tr("Language"),
            self.tr("Look"),
            self.tr("Locking"),
            self.tr("Clock"),
            self.tr("Passphrase"),
            self.tr("Renewing the identity"),
            self.tr("Backups"),
            self.tr("Trust list"),
            self.tr("About"),
        )
        for group, title in zip(self.groups, titles, strict=True):
            group.title.setText(title)
        _name(self.rows_person, (self.tr("Name"), self.tr("Identity"), self.tr("Fingerprint")))
        for field, words in zip(
            self.fields,
            (self.tr("Passphrase now"), self.tr("New passphrase"), self.tr("New passphrase once more")),
            strict=True,
        ):
            field.set_words(words)
        self.change_button.setText(self.tr("Change the passphrase"))
        self.row_language.set_name(self.tr("Language of the window"))
        _name(self.rows_look, (self.tr("Theme"), self.tr("Density"), self.tr("Size of text")))
        self.row_idle.set_name(self.tr("Lock when nobody is there"))
        self.row_clock.set_name(self.tr("Stands before"))
        self.clock_button.setText(self.tr("The present time is right"))
        _name(self.rows_backup, (self.tr("Last backup"), self.tr("Second place")))
        self.backup_button.setText(self.tr("Back up now"))
        self.place_button.setText(self.tr("Second place..."))
        self.no_place_button.setText(self.tr("No second place"))
        _name(self.rows_trust, (self.tr("In force"), self.tr("Authority")))
        self.trust_button.setText(self.tr("Take a newer list in..."))
        _name(self.rows_about, (self.tr("Program"), self.tr("Workspace"), self.tr("Log")))
        self._fill_choices()
        self._read()

    def _fill_choices(self) -> None:
        self.language.show_segments([Segment("zh", "中文"), Segment("en", "English")], self._desk.language.value)
        look = self._desk.appearance.look
        self.theme_box.clear()
        for text, choice in (
            (self.tr("As the system"), ThemeChoice.SYSTEM),
            (self.tr("Light"), ThemeChoice.LIGHT),
            (self.tr("Dark"), ThemeChoice.DARK),
            (self.tr("High contrast, light"), ThemeChoice.HC_LIGHT),
            (self.tr("High contrast, dark"), ThemeChoice.HC_DARK),
        ):
            self.theme_box.addItem(text, choice.value)
        self.theme_box.setCurrentIndex(self.theme_box.findData(look.choice.value))
        self.density.show_segments(
            [
                Segment(Density.COMPACT.name, self.tr("Compact")),
                Segment(Density.NORMAL.name, self.tr("Normal")),
                Segment(Density.ROOMY.name, self.tr("Roomy")),
            ],
            look.density.name,
        )
        self.scale.show_segments([Segment(str(scale), f"{scale} %") for scale in SCALES], str(look.scale))
        self.idle.clear()
        for minutes in IDLE_CHOICES:
            self.idle.addItem(self.tr("after %n minute(s)", "", minutes), minutes)
        self.idle.setCurrentIndex(self.idle.findData(idle_minutes(self._desk.remember)))

    # reading

    def _read(self) -> None:
        store, owner = self._desk.store, self._desk.owner
        term, facts = identity_term(store), trust_facts(store)
        self._person.setText(owner.name.both)
        self._term.setText(
            self.tr("in force until {date}").format(date=format_date(term.until.astimezone().date()))
            if term.until is not None
            else self.tr("none in this workspace")
        )
        self._fingerprint.setText(grouped(term.fingerprint))
        kept = backup.list_backups(store.backups, store.id)
        self._last_backup.setText(
            format_datetime(kept[0].made_at.astimezone()) if kept else self.tr("none yet; one is made on closing")
        )
        place = self._second_place()
        gone = bool(place) and not Path(place).is_dir()
        words = self.tr("{folder} (not there now)").format(folder=place) if gone else place
        self._place.setText(words or self.tr("none; a stick or a second disk is best"))
        self.no_place_button.setVisible(bool(place))
        if facts is not None:
            number = self.tr("number {number}, of {society}").format(number=facts.number, society=facts.society)
            issued = format_date(facts.issued.astimezone().date()) if facts.issued is not None else ""
            self._trust.setText("  ".join(part for part in (number, issued) if part))
            self._authority.setText(grouped(facts.authority))
        self._version.setText(self.tr("Assessor Desk {version}").format(version=__version__))
        self._workspace.setText(str(store.path))
        self._log.setText(str(log_dir()))
        for control in (self.change_button, self.place_button, self.trust_button, self.backup_button):
            control.setEnabled(not self._desk.runner.reader_only)
        self.renewal.enable()
        self._show_clock()

    def _show_clock(self) -> None:
        now = self._desk.now()
        seen = clock_behind(self._desk.store, now)
        self._behind = seen is not None
        self.group_clock.setVisible(self._behind)
        if seen is not None:
            words = self.tr(
                "{seen}, when something was done here; it says {now}. Nothing is signed until this is settled."
            )
            self._clock.setText(
                words.format(seen=format_datetime(seen.astimezone()), now=format_datetime(now.astimezone()))
            )

    def _second_place(self) -> str:
        return settings.get(self._desk.store, BACKUP_PLACE)

    # slots

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_look()

    def _show_look(self) -> None:
        look = self._desk.appearance.look
        self.theme_box.setCurrentIndex(self.theme_box.findData(look.choice.value))
        self.density.choose(look.density.name)
        self.scale.choose(str(look.scale))

    def _choose_look(self) -> None:
        self._desk.appearance.set_look(
            Look(
                ThemeChoice(self.theme_box.currentData()),
                Density[self.density.current],
                int(self.scale.current),
            )
        )

    def _choose_idle(self) -> None:
        self._desk.remember.set(IDLE_KEY, str(self.idle.currentData()).encode())

    def _choose_place(self) -> None:
        folder = choose_folder(self, self.tr("Second place for backups"))
        if folder is not None:
            self.set_backup_place(folder)

    def _choose_trust(self) -> None:
        file = choose_file(self, self.tr("Trust list"), self.tr("Trust lists"), "*.p7s")
        if file is not None:
            self.renew_trust_list(file)

    def _trust_renewed(self, changes: Changes) -> None:
        renewed = Touched.TRUST in changes.touched
        words = (
            self.tr("Trust list {number} is in force.")
            if renewed
            else self.tr("Trust list {number} was in force already.")
        )
        self._desk.say("done", words.format(number=changes.result), "")

    def _passphrase_changed(self) -> None:
        for field in (self.current, self.new, self.again):
            field.clear()
            field.conceal()
        self._desk.say(
            "done",
            self.tr("The new passphrase holds, for opening and for signing."),
            self.tr("Backups made before still open with the old one."),
        )

    def _say(self, place: Message, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self._desk.refused.emit(error)
            return
        said = Messages(self._desk.language).sentence(error)
        place.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        place.show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.SETTINGS | Touched.TRUST | Touched.PEOPLE):
            self._read()

    def _narrow(self, text: str) -> None:
        for group in self.groups:
            group.narrow(text.strip())
        self.group_clock.setVisible(self._behind and not text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)


def _name(rows: Sequence[Row], names: Sequence[str]) -> None:
    for row, name in zip(rows, names, strict=True):
        row.set_name(name)


def _left(control: QWidget) -> QWidget:
    """A button as wide as its words."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(control)
    line.addStretch(1)
    return holder
