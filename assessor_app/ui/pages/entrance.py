"""The entrance, before any workspace is open: unlock one, begin with an identity file, or look at the sample; and the two ways
back when something is lost, a forgotten passphrase and a backup.

Never says a candidate's name: the workspace is still sealed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assessor_app import __version__
from assessor_app.files import atomic_write, make_folder, read_file
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.models.rounds import Mode
from assessor_app.paths import config_dir, data_dir
from assessor_app.store import backup
from assessor_app.store.copies import folder_of
from assessor_app.store.database import SUFFIX, Store, open_workspace
from assessor_app.store.errors import WorkspaceBusy, WrongWorkspacePassphrase
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages, Part, format_datetime
from assessor_app.ui.pages.entrance_recover import RecoverForm
from assessor_app.ui.pages.entrance_restore import RestoreForm
from assessor_app.ui.runner import system_clock
from assessor_app.ui.theme import Look, ThemeChoice, first_size, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.choosing import choose_file
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.flow_layout import FlowLayout
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import Card, ElidingLabel, IconLabel, button, ground, label, rule

RECENT = 5
"""How many workspaces are remembered."""

IDENTITY_LIMIT = 1024 * 1024
WIDTH = 440


class Entrance(Part):
    """``opened(Store)`` when a workspace is open (the sample: ``sample_opened``), ``closed`` when the person leaves."""

    opened = Signal(object)
    sample_opened = Signal(object)
    closed = Signal()
    _landed = Signal(object, object)

    def __init__(self, appearance: Appearance, languages: Languages, workspace: Path | None) -> None:
        super().__init__()
        self._appearance, self._languages = appearance, languages
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="entrance")
        self._identity: Path | None = None
        self._trust: Path | None = None
        self._wrong = 0
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)
        self._build()
        self._connect()
        self.workspace = workspace or (recent()[0] if recent() else None)
        self.resize(first_size(self.screen().availableSize()))
        self.setMinimumSize(640, 560)
        self.retranslate()
        self.restyle()
        self.show_start() if self.workspace is None else self.show_unlock(self.workspace)

    # set-up

    def _build(self) -> None:
        self._title, self._note = label("", "title", wrap=True), label("", "body", "text2", wrap=True)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""), closable=False)
        self.trouble.hide()
        self._start, self._unlock, self._begin = self._build_start(), self._build_unlock(), self._build_begin()
        self.recover_form, self.restore_form = RecoverForm(), RestoreForm()
        self._pages = (self._start, self._unlock, self._begin, self.recover_form, self.restore_form)
        self._head = QWidget()
        words = QVBoxLayout(self._head)
        words.setContentsMargins(0, 0, 0, 4)
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._card = Card(22, 10)
        self._card.body.addWidget(self._head)
        for page in self._pages:
            self._card.body.addWidget(page)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._build_sign())
        column.addWidget(self._card)
        column.addWidget(self._build_ways())
        holder = ground(QWidget(), "win")
        standing = QVBoxLayout(holder)
        standing.addStretch(1)
        # An alignment would measure the column by its unwrapped words; a row passes on how tall they become.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._inner)
        middle.addStretch(1)
        standing.addLayout(middle)
        standing.addStretch(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addLayout(self._build_foot())
        ground(self, "win")

    def _build_sign(self) -> QHBoxLayout:
        self._name, self._other_name = label("", "h1"), label("", "caption", "text2")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._other_name)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Sign())
        row.addLayout(names, 1)
        return row

    def _build_ways(self) -> QWidget:
        self._ways = QWidget()
        row = FlowLayout(self._ways, spacing=0)
        self.forgotten_button, self.other_button = button("", "key", "quiet"), button("", "folder", "quiet")
        self.restore_way = button("", "backup", "quiet")
        for way in (self.forgotten_button, self.other_button, self.restore_way):
            row.addWidget(way)
        return self._ways

    def _build_foot(self) -> QHBoxLayout:
        self._version, self._last_backup = label("", "caption", "text2"), label("", "caption", "text2")
        self.language, self.theme_box = QuietComboBox(), QuietComboBox()
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        foot.setSpacing(16)
        foot.addWidget(self._version)
        foot.addWidget(self._last_backup)
        foot.addStretch(1)
        foot.addWidget(self.language)
        foot.addWidget(self.theme_box)
        return foot

    def _build_start(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.begin_row, self.open_row = button("", "key"), button("", "folder")
        self.sample_row, self.restore_row = button("", "eye"), button("", "backup")
        for row in (self.begin_row, self.open_row, self.restore_row, self.sample_row):
            column.addWidget(row)
        self._recent_title = label("", "caption", "text2")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        return page

    def _build_unlock(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._whose, self._file = (
            label("", "title", wrap=True),
            ElidingLabel("caption", "text2", Qt.TextElideMode.ElideMiddle),
        )
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._whose)
        names.addWidget(self._file)
        self.back_button = button("", kind="quiet")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconLabel("person", "text2", 36))
        head.addLayout(names, 1)
        head.addWidget(self.back_button)
        self.passphrase = PassphraseEdit()
        self._passphrase_label = QLabel()
        self._passphrase_label.setBuddy(self.passphrase)
        self.caps, self._caps_icon = label("", "caption", "warn"), IconLabel("keyboard", "warn", 16)
        self._caps_icon.hide()
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self._passphrase_label, 1)
        above.addWidget(self._caps_icon)
        above.addWidget(self.caps)
        self.trouble.hide()
        self.unlock_button = button("", "unlocked", "primary")
        self.read_only_button = button("", "eye")
        self.read_only_button.hide()
        self._back_to = label("", "caption", "text2", wrap=True)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(IconLabel("history", "text2", 16))
        place.addWidget(self._back_to, 1)
        column.addLayout(head)
        column.addWidget(rule())
        column.addLayout(above)
        column.addWidget(self.passphrase)
        column.addWidget(self.unlock_button)
        column.addWidget(self.read_only_button)
        column.addLayout(place)
        return page

    def _build_begin(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.identity_button, self.trust_button = button("", "key"), button("", "valid")
        self.begin_passphrase = PassphraseEdit()
        self._begin_field = LabelledField(self.begin_passphrase)
        self.mode = QuietComboBox()
        self._mode_field = LabelledField(self.mode)
        self.place = QLineEdit()
        self._place_field = LabelledField(self.place)
        self.make_button = button("", "check", "primary")
        self.begin_back = button("", "previous", "quiet")
        for widget in (
            self.identity_button,
            self.trust_button,
            self._begin_field,
            self._mode_field,
            self._place_field,
            self.make_button,
        ):
            column.addWidget(widget)
        column.addWidget(self.begin_back, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _connect(self) -> None:
        self.begin_row.clicked.connect(self._choose_identity)
        self.open_row.clicked.connect(self._choose_workspace)
        self.sample_row.clicked.connect(self.open_sample)
        self.restore_row.clicked.connect(self._restore_own)
        self.passphrase.returnPressed.connect(self.unlock)
        self.passphrase.caps_lock_seen.connect(self._show_caps)
        self.unlock_button.clicked.connect(self.unlock)
        self.read_only_button.clicked.connect(lambda: self.unlock(read_only=True))
        self.other_button.clicked.connect(self._choose_workspace)
        self.back_button.clicked.connect(self.show_start)
        self.forgotten_button.clicked.connect(self.show_recover)
        self.restore_way.clicked.connect(self._restore_own)
        self.trouble.next_wanted.connect(self.show_recover)
        self.identity_button.clicked.connect(self._choose_identity)
        self.trust_button.clicked.connect(self._choose_trust)
        self.make_button.clicked.connect(self.begin)
        self.begin_passphrase.returnPressed.connect(self.begin)
        self.begin_back.clicked.connect(self.show_start)
        self.recover_form.wanted.connect(self._recover)
        self.restore_form.wanted.connect(lambda work: self._run(lambda: work(system_clock())))
        for form in (self.recover_form, self.restore_form):
            form.left.connect(self._back)
        self.language.activated.connect(lambda _i: self._languages.switch(Language(self.language.currentData())))
        self.theme_box.activated.connect(self._choose_theme)
        for keys, act in (("Alt+R", self.show_recover), ("Esc", self._back)):
            QShortcut(QKeySequence(keys), self, act)

    # what it does

    def show_start(self) -> None:
        """Offer what can be done."""
        self._show_page(self._start)
        self.begin_row.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unlock(self, workspace: Path) -> None:
        """Ask for the passphrase of a workspace."""
        self.workspace, self._wrong = workspace, 0
        self.read_only_button.hide()
        self.passphrase.clear()
        self._show_page(self._unlock)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_begin(self, identity: Path, trust: Path | None) -> None:
        """Ask for what a new workspace needs."""
        self._identity, self._trust = identity, trust
        self.place.setText(str(data_dir() / f"{identity.stem}{SUFFIX}"))
        self._show_page(self._begin)
        self.begin_passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_recover(self) -> None:
        """Ask for what two officers bring, so that the workspace opens without its passphrase."""
        if self.workspace is not None:
            self._show_page(self.recover_form)
            self.recover_form.focus_first()

    def show_restore(self, folder: Path) -> None:
        """List the backups in a folder."""
        self._show_page(self.restore_form)
        self.restore_form.show_folder(folder, self.workspace or data_dir() / f"workspace{SUFFIX}")

    def unlock(self, *, read_only: bool = False) -> None:
        """Open the workspace with the passphrase typed."""
        workspace, secret = self.workspace, self.passphrase.text()
        if workspace is not None and secret:
            self._run(lambda: open_workspace(workspace, secret, now=system_clock(), read_only=read_only))

    def begin(self) -> None:
        """Make a workspace from the identity file and the trust list."""
        identity, trust, secret, place = (
            self._identity,
            self._trust,
            self.begin_passphrase.text(),
            Path(self.place.text()),
        )
        mode = Mode(self.mode.currentData())
        if identity is None or not secret:
            return
        if trust is None:
            self._choose_trust()
            return

        def work() -> Store:
            from assessor_app.workflow.join import make_workspace

            make_folder(place.parent, private=True)
            return make_workspace(
                place,
                p12=read_file(identity, limit=IDENTITY_LIMIT),
                trust_list=read_file(trust, limit=16 * IDENTITY_LIMIT),
                passphrase=secret,
                mode=mode,
                at=system_clock(),
            )

        self._run(work)

    def open_sample(self) -> None:
        """Play the fictional sample into the person's own data folder, and open the half-done desk of it."""
        self._title.setText(self.tr("Preparing the sample..."))
        self._title.show()
        self._note.setText(
            self.tr("A fictional round is played through with real signatures; this takes about a minute.")
        )
        language = self._languages.language

        def work() -> Store:
            from assessor_app.workflow.story import play

            folder = make_folder(data_dir() / "sample" / f"{system_clock():%Y%m%d-%H%M%S}", private=True)
            told = play(folder, rounds=("cse",), language=language, tell=lambda _sentence: None)
            return open_workspace(told.show, told.passphrase, now=system_clock())

        self._run(work, self.sample_opened)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Assessor Desk"))
        self._name.setText(self.tr("Assessor Desk"))
        self._other_name.setText(self.tr("Competency assessment without a network"))
        self.begin_row.setText(self.tr("Begin with my identity file..."))
        self.open_row.setText(self.tr("Open a workspace..."))
        self.sample_row.setText(self.tr("Look at the sample"))
        self.restore_row.setText(self.tr("Restore a backup..."))
        self._recent_title.setText(self.tr("Opened lately"))
        self._passphrase_label.setText(self.tr("Passphrase"))
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.unlock_button.setText(self.tr("Open"))
        self.read_only_button.setText(self.tr("Open to read only"))
        self._back_to.setText(self.tr("Back to where you left off, with every word"))
        self.back_button.setText(self.tr("Another person"))
        self.forgotten_button.setText(self.tr("Forgot passphrase"))
        self.forgotten_button.setToolTip("Alt+R")
        self.other_button.setText(self.tr("Other workspace..."))
        self.restore_way.setText(self.tr("Restore a backup"))
        self.begin_back.setText(self.tr("Back"))
        self._begin_field.set_words(self.tr("Passphrase of the identity"))
        self._mode_field.set_words(self.tr("Use"))
        self._place_field.set_words(self.tr("Where the workspace is kept"))
        self.make_button.setText(self.tr("Make the workspace"))
        _fill(self.mode, ((self.tr("Live"), Mode.LIVE.value), (self.tr("Rehearsal"), Mode.REHEARSAL.value)))
        _fill(self.language, (("中文", Language.ZH.value), ("English", Language.EN.value)))
        self.language.setCurrentIndex(self.language.findData(self._languages.language.value))
        self.language.setAccessibleName(self.tr("Language"))
        themes = (
            (self.tr("As the system"), ThemeChoice.SYSTEM.value),
            (self.tr("Light"), ThemeChoice.LIGHT.value),
            (self.tr("Dark"), ThemeChoice.DARK.value),
        )
        _fill(self.theme_box, themes)
        self.theme_box.setCurrentIndex(max(self.theme_box.findData(self._appearance.look.choice.value), 0))
        self.theme_box.setAccessibleName(self.tr("Look"))
        self._version.setText(__version__)
        self._show_words()

    def restyle(self) -> None:
        self._inner.setFixedWidth(theme().px(WIDTH))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.closed.emit()
        super().closeEvent(event)

    # helpers

    @property
    def _page(self) -> QWidget:
        return next((page for page in self._pages if not page.isHidden()), self._start)

    def _show_page(self, wanted: QWidget) -> None:
        self.trouble.hide()
        self.recover_form.clear()
        # What is wrong stands under what it is about: the passphrase, or the page as a whole.
        place = self._unlock.layout() if wanted is self._unlock else self._card.body
        assert isinstance(place, QVBoxLayout)
        place.insertWidget(4 if wanted is self._unlock else 1, self.trouble)
        for page in self._pages:
            page.setVisible(page is wanted)
        self._ways.setVisible(wanted is self._unlock)
        self._head.setVisible(wanted is not self._unlock)
        self._show_words()

    def _show_words(self) -> None:
        page, workspace = self._page, self.workspace
        self._title.setVisible(page is not self._start)
        if page is self._begin:
            self._title.setText(self.tr("A new workspace"))
            self._note.setText(
                self.tr("The society gave you an identity file (.p12), its passphrase, and a trust list.")
            )
            self.identity_button.setText(
                self._identity.name if self._identity is not None else self.tr("Choose the identity file...")
            )
            self.trust_button.setText(
                self._trust.name if self._trust is not None else self.tr("Choose the trust list...")
            )
        elif page is self.recover_form and workspace is not None:
            self._title.setText(self.tr("Passphrase forgotten"))
            self._note.setText(
                self.tr("Two officers of the society open {name} together; neither can alone.").format(
                    name=workspace.name
                )
            )
        elif page is self.restore_form:
            self._title.setText(self.tr("Restore a backup"))
            self._note.setText(self.tr("Choose by the date. Every copy was tried through when it was made."))
        else:
            self._note.setText(
                self.tr(
                    "Assess engineers' competency without a network; everything stays in your own encrypted workspace."
                )
            )
        self._show_workspace()

    def _show_workspace(self) -> None:
        workspace = self.workspace
        if self._page is self._unlock and workspace is not None:
            self._whose.setText(workspace.stem)
            self._file.setText(str(workspace))
        kept = backup.list_backups(folder_of(workspace)) if workspace is not None else []
        self._last_backup.setText(
            self.tr("last verified backup {time}").format(time=format_datetime(kept[0].made_at.astimezone()))
            if kept
            else ""
        )
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for path in recent():
            self._recent.addWidget(self._recent_row(path))
        self._recent_title.setVisible(self._recent.count() > 0)

    def _recent_row(self, path: Path) -> QPushButton:
        row = button(path.stem, "person", "link")
        row.setToolTip(str(path))
        row.clicked.connect(lambda: self.show_unlock(path))
        return row

    def _run(self, work: Callable[[], Store], opened: SignalInstance | None = None) -> None:
        """Open a workspace aside; ``opened`` tells of it."""
        self._inner.setEnabled(False)
        self.trouble.hide()
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._landed.emit(ended, opened or self.opened))

    def _recover(self, work: Callable[[Path, datetime], Store]) -> None:
        workspace = self.workspace
        if workspace is not None:
            self._run(lambda: work(workspace, system_clock()))

    def _restore_own(self) -> None:
        self.show_restore(folder_of(self.workspace) if self.workspace is not None else data_dir())

    def _back(self) -> None:
        """From a form to where the person came from."""
        if self._page in (self.recover_form, self.restore_form) and self.workspace is not None:
            self.show_unlock(self.workspace)
        elif self._page is not self._unlock:
            self.show_start()

    def _on_landed(self, ended: Future[Store], opened: SignalInstance) -> None:
        self._inner.setEnabled(True)
        error = ended.exception()
        if error is None:
            store = ended.result()
            remember(store.path)
            self.passphrase.clear()
            self.begin_passphrase.clear()
            self.restore_form.passphrase.clear()
            self.recover_form.clear()
            opened.emit(store)
            return
        self._show_words()
        self.trouble.show_message(MessageKind.REFUSED, self._said(error))
        self.trouble.show()
        self.read_only_button.setVisible(isinstance(error, WorkspaceBusy))
        asked = {
            self._begin: self.begin_passphrase,
            self._unlock: self.passphrase,
            self.restore_form: self.restore_form.passphrase,
            self.recover_form: self.recover_form.officers[0].passphrase,
        }.get(self._page)
        if asked is not None:
            asked.selectAll()
            asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def _said(self, error: BaseException) -> MessageText:
        """The sentences; of a wrong passphrase how often, and never how long it was."""
        if isinstance(error, WrongWorkspacePassphrase) and self._page is self._unlock:
            self._wrong += 1
            return MessageText(
                self.tr("Wrong passphrase, %n time(s) so far.", "", self._wrong),
                self.tr("As often as you like; the workspace is unchanged."),
                next_act=self.tr("Forgotten?"),
            )
        said = Messages(self._languages.language).sentence(error)
        return MessageText(said.what, said.safe, said.next)

    def _choose_identity(self) -> None:
        file = choose_file(self, self.tr("Identity file"), self.tr("Identities"), "*.p12")
        if file is not None:
            beside = [path for folder in (file.parent, file.parent.parent) for path in folder.glob("*.p7s")]
            self.show_begin(file, beside[0] if beside else self._trust)

    def _choose_trust(self) -> None:
        file = choose_file(self, self.tr("Trust list"), self.tr("Trust lists"), "*.p7s")
        if file is not None:
            self._trust = file
            self._show_words()

    def _choose_workspace(self) -> None:
        file = choose_file(self, self.tr("Open a workspace"), self.tr("Workspaces"), "*.assessdb", start=data_dir())
        if file is not None:
            self.show_unlock(file)

    def _choose_theme(self) -> None:
        look = self._appearance.look
        self._appearance.set_look(Look(ThemeChoice(self.theme_box.currentData()), look.density, look.scale))

    def _show_caps(self, on: bool) -> None:  # noqa: FBT001  # a slot
        self.caps.setText(self.tr("Caps Lock is on") if on else "")
        self._caps_icon.setVisible(on)


class Sign(Part):
    """The program's sign on its own ground."""

    def __init__(self) -> None:
        super().__init__()
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme().px(44), theme().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, self.rect(), "accent", None, 8)
        font = theme().font("h1", bold=True)
        font.setPointSizeF(theme().points("title") * 1.5)
        paint.text(painter, self.rect(), "评", font, "on_accent", paint.CENTRE)


def recent() -> list[Path]:
    """The workspaces opened lately that are still there, newest first."""
    try:
        names = json.loads(_recent_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [path for path in map(Path, names) if path.is_file()] if isinstance(names, list) else []


def remember(workspace: Path) -> None:
    """Put a workspace first among those opened lately."""
    names = [str(workspace), *(str(path) for path in recent() if path != workspace)][:RECENT]
    make_folder(_recent_file().parent, private=True)
    atomic_write(_recent_file(), json.dumps(names).encode("utf-8"), private=True)


def _recent_file() -> Path:
    return config_dir() / "recent.json"


def _fill(box: QComboBox, choices: tuple[tuple[Any, Any], ...]) -> None:
    kept = box.currentData()
    box.clear()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
