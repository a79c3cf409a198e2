"""The entrance, before any workspace is open: unlock one, begin with an identity file, or look at the sample.

Never says a candidate's name: the workspace is still sealed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.files import atomic_write, make_folder, read_file
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.models.rounds import Mode
from assessor_app.paths import config_dir, data_dir
from assessor_app.store.database import SUFFIX, Store, open_workspace
from assessor_app.store.errors import WorkspaceBusy
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages, Part
from assessor_app.ui.runner import system_clock
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.file_filter import file_filter
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import button, ground, label, rule

RECENT = 5
"""How many workspaces are remembered."""

IDENTITY_LIMIT = 1024 * 1024

START, UNLOCK, BEGIN = range(3)
"""The places of the stack: what can be done, the passphrase, a new workspace."""


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
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)
        self._build()
        self._connect()
        self.workspace = workspace or (recent()[0] if recent() else None)
        self.resize(1280, 800)
        self.setMinimumSize(640, 560)
        self.retranslate()
        self.show_start() if self.workspace is None else self.show_unlock(self.workspace)

    # set-up

    def _build(self) -> None:
        self._title, self._note = label("", "h1", wrap=True), label("", "body", "text2", wrap=True)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_start())
        self._stack.addWidget(self._build_unlock())
        self._stack.addWidget(self._build_begin())
        self.language, self.theme_box = QuietComboBox(), QuietComboBox()
        foot = QHBoxLayout()
        foot.addWidget(self.language)
        foot.addWidget(self.theme_box)
        foot.addStretch(1)
        inner = QWidget()
        inner.setFixedWidth(440)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self.trouble)
        column.addWidget(self._stack)
        column.addWidget(rule())
        column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        # An alignment would measure the column by its unwrapped words; a row passes on how tall they become.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        ground(self, "win")

    def _build_start(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.begin_row, self.open_row, self.sample_row = button("", "key"), button("", "folder"), button("", "eye")
        for row in (self.begin_row, self.open_row, self.sample_row):
            column.addWidget(row)
        column.addStretch(1)
        return page

    def _build_unlock(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.caps = label("", "caption", "warn")
        self.unlock_button = button("", "unlocked", "primary")
        self.read_only_button = button("", "eye")
        self.read_only_button.hide()
        self.other_button = button("", "folder", "quiet")
        self.back_button = button("", "previous", "quiet")
        column.addWidget(self._passphrase_field)
        column.addWidget(self.caps)
        column.addWidget(self.unlock_button)
        column.addWidget(self.read_only_button)
        last = QHBoxLayout()
        last.addWidget(self.back_button)
        last.addWidget(self.other_button)
        last.addStretch(1)
        column.addLayout(last)
        column.addStretch(1)
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
            self.begin_back,
        ):
            column.addWidget(widget)
        return page

    def _connect(self) -> None:
        self.begin_row.clicked.connect(self._choose_identity)
        self.open_row.clicked.connect(self._choose_workspace)
        self.sample_row.clicked.connect(self.open_sample)
        self.passphrase.returnPressed.connect(self.unlock)
        self.passphrase.caps_lock_seen.connect(self._show_caps)
        self.unlock_button.clicked.connect(self.unlock)
        self.read_only_button.clicked.connect(lambda: self.unlock(read_only=True))
        self.other_button.clicked.connect(self._choose_workspace)
        self.back_button.clicked.connect(self.show_start)
        self.identity_button.clicked.connect(self._choose_identity)
        self.trust_button.clicked.connect(self._choose_trust)
        self.make_button.clicked.connect(self.begin)
        self.begin_passphrase.returnPressed.connect(self.begin)
        self.begin_back.clicked.connect(self.show_start)
        self.language.activated.connect(lambda _i: self._languages.switch(Language(self.language.currentData())))
        self.theme_box.activated.connect(self._choose_theme)

    # what it does

    def show_start(self) -> None:
        """Offer what can be done."""
        self.trouble.hide()
        self._stack.setCurrentIndex(START)
        self._show_words()
        self.begin_row.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unlock(self, workspace: Path) -> None:
        """Ask for the passphrase of a workspace."""
        self.workspace = workspace
        self.trouble.hide()
        self.read_only_button.hide()
        self._stack.setCurrentIndex(UNLOCK)
        self._show_words()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_begin(self, identity: Path, trust: Path | None) -> None:
        """Ask for what a new workspace needs."""
        self._identity, self._trust = identity, trust
        self.trouble.hide()
        self._stack.setCurrentIndex(BEGIN)
        self.place.setText(str(data_dir() / f"{identity.stem}{SUFFIX}"))
        self._show_words()
        self.begin_passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.begin_row.setText(self.tr("Begin with my identity file..."))
        self.open_row.setText(self.tr("Open a workspace..."))
        self.sample_row.setText(self.tr("Look at the sample"))
        self._passphrase_field.set_words(self.tr("Passphrase"))
        self.unlock_button.setText(self.tr("Open"))
        self.read_only_button.setText(self.tr("Open to read only"))
        self.other_button.setText(self.tr("Another workspace..."))
        self.back_button.setText(self.tr("Back"))
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
        self._show_words()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.closed.emit()
        super().closeEvent(event)

    # helpers

    def _show_words(self) -> None:
        page = self._stack.currentIndex()
        if page == UNLOCK and self.workspace is not None:
            self._title.setText(self.workspace.stem)
            self._note.setText(
                self.tr("Back to where you left off. The workspace is encrypted; only its passphrase opens it.")
            )
        elif page == BEGIN:
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
        else:
            self._title.setText(self.tr("Assessor Desk"))
            self._note.setText(
                self.tr(
                    "Assess engineers' competency without a network; everything stays in your own encrypted workspace."
                )
            )

    def _run(self, work: Callable[[], Store], opened: SignalInstance | None = None) -> None:
        """Open a workspace aside; ``opened`` tells of it."""
        self._stack.setEnabled(False)
        self.trouble.hide()
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._landed.emit(ended, opened or self.opened))

    def _on_landed(self, ended: Future[Store], opened: SignalInstance) -> None:
        self._stack.setEnabled(True)
        error = ended.exception()
        if error is None:
            store = ended.result()
            remember(store.path)
            self.passphrase.clear()
            self.begin_passphrase.clear()
            opened.emit(store)
            return
        self._show_words()
        said = Messages(self._languages.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.read_only_button.setVisible(isinstance(error, WorkspaceBusy))
        asked = self.begin_passphrase if self._stack.currentIndex() == BEGIN else self.passphrase
        asked.selectAll()
        asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_identity(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Identity file"), "", file_filter(self.tr("Identities"), "*.p12")
        )
        if name:
            identity = Path(name)
            beside = [path for folder in (identity.parent, identity.parent.parent) for path in folder.glob("*.p7s")]
            self.show_begin(identity, beside[0] if beside else self._trust)

    def _choose_trust(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Trust list"), "", file_filter(self.tr("Trust lists"), "*.p7s")
        )
        if name:
            self._trust = Path(name)
            self._show_words()

    def _choose_workspace(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a workspace"), str(data_dir()), file_filter(self.tr("Workspaces"), "*.assessdb")
        )
        if name:
            self.show_unlock(Path(name))

    def _choose_theme(self) -> None:
        look = self._appearance.look
        self._appearance.set_look(Look(ThemeChoice(self.theme_box.currentData()), look.density, look.scale))

    def _show_caps(self, on: bool) -> None:  # noqa: FBT001  # a slot
        self.caps.setText(self.tr("Caps Lock is on") if on else "")


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
