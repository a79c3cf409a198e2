"""The bar across the top: which round and mode, the way to find things, whether all is saved, and who is at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import Part
from assessor_app.ui.theme import pane, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.save_state import SaveState
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import ElidingLabel, IconLabel, ground, icon_button, label, name_button, rule


@dataclass(frozen=True, slots=True)
class Place:
    """Where and who: what the top bar says. `person` empty: nobody is at the desk (first run, locked)."""

    round: str = ""
    group: str = ""
    rehearsal: bool = False
    person: str = ""
    role: str = ""


KEYS = "Ctrl K"


class FindBox(QAbstractButton):
    """Looks like a search field and opens the search; typing happens there, so it is a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(210), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        keys = paint.text_width(KEYS, theme().font("caption"))
        return QSize(theme().px(15) + keys + 32, theme().px(28))  # the glass and the keys; the words go first

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = theme().is_high_contrast
        paint.box(
            painter, self.rect(), "surface" if high else "sunken", "control" if high or self.underMouse() else "line", 5
        )
        paint_icon(painter, "search", paint.square(10, self.rect(), 15), "text2")
        taken = paint.text_width(KEYS, theme().font("caption"))
        inside = self.rect().adjusted(16 + theme().px(15), 0, -9, 0)
        paint.text(painter, inside, KEYS, theme().font("caption"), "text3", paint.RIGHT)
        words = inside.adjusted(0, 0, -taken - 8, 0)
        if paint.text_width(self.text(), theme().font("caption")) <= words.width():
            paint.text(painter, words, self.text(), theme().font("caption"), "text3")


class Mark(QAbstractButton):
    """The program's sign at the corner; opens the menu of everything that has a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("own_ring", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("rail"))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme().color("line"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme().color("line"))
        font = theme().font("title", bold=True)
        font.setPointSizeF(theme().points("title") * 1.1)
        paint.text(painter, self.rect(), "评", font, "accent_text", paint.CENTRE)
        if self.hasFocus():
            draw_ring(painter, self.rect().adjusted(6, 4, -7, -5).toRectF(), theme().color("focus"), 5)


class TopBar(Part):
    """Signals say what was asked for; the window's owner does it."""

    find_wanted = Signal()
    person_wanted = Signal()
    lock_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        self._place = Place()
        self.mark = Mark()
        self.mark.clicked.connect(self.menu_wanted)
        self._round, self._group = ElidingLabel("strong"), ElidingLabel("caption", "text2")
        self._mode = label("", "caption", "text2")
        self._chip = StateChip(State.REHEARSAL)
        self.find_box = FindBox()
        self.find_box.clicked.connect(self.find_wanted)
        self.saving = SaveState()
        self._rule = rule(vertical=True)
        self._rule.setFixedHeight(20)
        self._figure = IconLabel("person", "text1", 18)
        self._person, self._role = label("", "body"), label("", "caption", "text2")
        self.lock = icon_button("locked")
        self.lock.clicked.connect(self.lock_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(12)
        left: list[QWidget] = [self.mark, self._round, self._group, self._mode, self._chip]
        for part in left:
            row.addWidget(part)
        row.addStretch(1)
        right: list[QWidget] = [self.find_box, self.saving, self._rule]
        for part in right:
            row.addWidget(part)
        person = QHBoxLayout()
        person.setSpacing(6)
        whose: list[QWidget] = [self._figure, self._person, self._role]
        for part in whose:
            person.addWidget(part)
        row.addLayout(person)
        row.addWidget(self.lock)
        self.restyle()
        self.show_place(self._place)
        self.retranslate()

    def show_place(self, place: Place) -> None:
        """Say another round, mode or person."""
        self._place = place
        self._round.setText(place.round)
        self._group.setText(place.group)
        self._person.setText(place.person)
        self._role.setText(place.role)
        someone, somewhere = bool(place.person), bool(place.round)
        self._group.setVisible(bool(place.group))
        self._mode.setVisible(somewhere and not place.rehearsal)
        self._chip.setVisible(somewhere and place.rehearsal)
        personal: list[QWidget] = [self._rule, self._figure, self._person, self._role, self.lock, self.find_box]
        for part in personal:
            part.setVisible(someone)

    def retranslate(self) -> None:
        self._mode.setText(self.tr("Live"))
        self._chip.show_state(State.REHEARSAL)
        self.find_box.setText(self.tr("Find cases, notes"))
        self.find_box.setAccessibleName(self.tr("Find"))
        self.mark.setAccessibleName(self.tr("Menu"))
        self.mark.setToolTip(self.tr("Menu"))
        name_button(self.lock, self.tr("Lock the screen"), "Ctrl+L")

    def restyle(self) -> None:
        self.setFixedHeight(theme().px(pane("top_bar")))
        self.mark.setFixedSize(theme().px(pane("rail")), theme().px(pane("top_bar")))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        paint.line_below(painter, self.rect())
