"""Shows a newcomer round the window: a ring about one part after the other, and a card that says what it is for.

The window stays usable under it. Enter or → goes on, ← back, Esc ends it at any step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.announce import Announcer
from assessor_app.ui.desk_style import draw_ring
from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, translated
from assessor_app.ui.main_window import MainWindow
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.words import button, label

CARD_WIDTH = 340
GAP = 12

Find = Callable[[MainWindow], QWidget | None]


@dataclass(frozen=True, slots=True)
class TourStep:
    """One stop: the page to show (empty: whichever is shown), the part to ring, and what to say, in English as in the sources."""

    page: str
    find: Find
    title: str
    text: str


def _part_of_page(name: str) -> Find:
    def find(window: MainWindow) -> QWidget | None:
        part = getattr(window.page(window.current_page), name, None)
        return part if isinstance(part, QWidget) else None

    return find


_STEPS = (
    TourStep(
        "",
        lambda window: window.rail,
        QT_TRANSLATE_NOOP("Tour", "The work, from top to bottom"),
        QT_TRANSLATE_NOOP(
            "Tour", "Each page is one part of it, in the order it happens. Ctrl+1 to Ctrl+9 lead there too."
        ),
    ),
    TourStep(
        "",
        lambda window: window.top_bar.saving,
        QT_TRANSLATE_NOOP("Tour", "Nothing to save"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Whatever you enter is on the disk within a second, encrypted. The clock says when the last entry was.",
        ),
    ),
    TourStep(
        "declare",
        lambda window: window.page("declare"),
        QT_TRANSLATE_NOOP("Tour", "Declare first"),
        QT_TRANSLATE_NOOP(
            "Tour", "The papers of a case open once you have said whether anything ties you to the candidate."
        ),
    ),
    TourStep(
        "score",
        _part_of_page("queue"),
        QT_TRANSLATE_NOOP("Tour", "Your cases"),
        QT_TRANSLATE_NOOP("Tour", "Shape and word say how far each method is. Ctrl+↓ leads to the next case."),
    ),
    TourStep(
        "score",
        _part_of_page("viewer"),
        QT_TRANSLATE_NOOP("Tour", "The papers"),
        QT_TRANSLATE_NOOP(
            "Tour", "Read the form, PDF, Word or pictures here; P pins a passage to the indicator in hand."
        ),
    ),
    TourStep(
        "score",
        _part_of_page("sheet"),
        QT_TRANSLATE_NOOP("Tour", "Your judgement"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "0–5 gives a level, N says it was not sought, C comments. What others gave stays hidden until you have locked.",
        ),
    ),
    TourStep(
        "sign",
        lambda window: window.page("sign"),
        QT_TRANSLATE_NOOP("Tour", "Lock, sign, hand over"),
        QT_TRANSLATE_NOOP(
            "Tour", "What is missing is listed and one click away; you see exactly what you sign before you sign it."
        ),
    ),
    TourStep(
        "consolidate",
        lambda window: window.page("consolidate"),
        QT_TRANSLATE_NOOP("Tour", "For the chair: agree"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "The members' marks side by side, differences first. Whatever the panel agrees on carries its reason.",
        ),
    ),
    TourStep(
        "round",
        lambda window: window.page("round"),
        QT_TRANSLATE_NOOP("Tour", "For the society: rounds"),
        QT_TRANSLATE_NOOP(
            "Tour", "A round begins with a roster and application forms, and ends when the signed results are taken in."
        ),
    ),
    TourStep(
        "",
        lambda window: window.hint_bar,
        QT_TRANSLATE_NOOP("Tour", "The keys at hand"),
        QT_TRANSLATE_NOOP("Tour", "They follow the place you are at. F1 shows help on the page beside your work."),
    ),
)


def tour_steps(pages: Collection[str]) -> tuple[TourStep, ...]:
    """The stops for a person who has these pages."""
    return tuple(step for step in _STEPS if not step.page or step.page in pages)


class Tour(Part):
    """Rings one part after the other; ``ended`` when the last was seen or the person had enough."""

    ended = Signal()

    def __init__(self, window: MainWindow, steps: Sequence[TourStep]) -> None:
        self._whole = window.centralWidget() or window
        super().__init__(self._whole)
        self._window, self._steps, self._at = window, steps, 0
        self._began_on = window.current_page
        self._ring = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = _Card(self._whole)
        self._announcer = Announcer()
        self.card.wanted.connect(self.go)
        self.card.left.connect(self.end)
        self._whole.installEventFilter(self)
        self.hide()
        self.card.hide()

    @property
    def step(self) -> TourStep:
        return self._steps[self._at]

    def begin(self) -> None:
        """Show the first stop."""
        self.show()
        self.card.show()
        self._show_step()

    def go(self, by: int) -> None:
        """Go on (+1) or back (-1); past the last stop the tour ends."""
        self._at += by
        if self._at >= len(self._steps):
            self.end()
        else:
            self._at = max(self._at, 0)
            self._show_step()

    def end(self) -> None:
        """Put everything away and lead back to where it began."""
        self.hide()
        self.card.hide()
        self.card.deleteLater()
        self._whole.removeEventFilter(self)
        if self._window.current_page != self._began_on:
            self._window.show_page(self._began_on)
        self.ended.emit()

    def retranslate(self) -> None:
        self._say()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, self._ring.adjusted(2, 2, -2, -2).toRectF(), theme().color("focus"), 6)

    # helpers

    def _show_step(self) -> None:
        if self.step.page and self._window.current_page != self.step.page:
            self._window.show_page(self.step.page)
        self._say()
        self._place()
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announcer.say(self.card, f"{self.card.title.text()}. {self.card.words.text()}")

    def _say(self) -> None:
        last = self._at == len(self._steps) - 1
        self.card.show_words(
            translated("Tour", self.step.title),
            translated("Tour", self.step.text),
            self.tr("{n} of {all}").format(n=self._at + 1, all=len(self._steps)),
        )
        self.card.show_acts(first=self._at == 0, last=last)

    def _place(self) -> None:
        whole = self._whole
        self.setGeometry(whole.rect())
        target = self.step.find(self._window)
        if target is None or not target.isVisible():
            self._ring = whole.rect()
        else:
            self._ring = QRect(target.mapTo(whole, QPoint(0, 0)), target.size()).intersected(whole.rect())
        self.raise_()
        self.card.fit(theme().px(CARD_WIDTH))
        self.card.move(beside(self._ring, self.card.size(), whole.rect()))
        self.card.raise_()
        self.update()


def beside(ring: QRect, card: QSize, whole: QRect) -> QPoint:
    """Where a card stands by a ring: at the first side with room (right, left, below, above), else in its lower right corner."""
    held = QRect(whole.topLeft() + QPoint(GAP, GAP), whole.size() - QSize(2 * GAP, 2 * GAP))
    top = min(max(ring.top() + GAP, held.top()), held.bottom() - card.height())
    left = min(max(ring.center().x() - card.width() // 2, held.left()), held.right() - card.width())
    places = (
        QPoint(ring.right() + GAP, top),
        QPoint(ring.left() - GAP - card.width(), top),
        QPoint(left, ring.bottom() + GAP),
        QPoint(left, ring.top() - GAP - card.height()),
    )
    inside = QPoint(ring.right() - 2 * GAP - card.width(), ring.bottom() - 2 * GAP - card.height())
    return next((place for place in places if held.contains(QRect(place, card))), inside)


class _Card(QFrame):
    """The words of one stop and the ways on."""

    wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The keyboard stays with the card, not with a button of it: a button would take the arrows for itself.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.words = label("", "title", wrap=True), label("", "body", wrap=True)
        self._count = label("", "caption", "text2")
        self.skip, self.back, self.forward = (
            button("", kind="quiet"),
            button("", "previous"),
            button("", kind="primary"),
        )
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count)
        foot.addStretch(1)
        for act in (self.skip, self.back, self.forward):
            foot.addWidget(act)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(foot)
        self.skip.clicked.connect(self.left)
        self.back.clicked.connect(lambda: self.wanted.emit(-1))
        self.forward.clicked.connect(lambda: self.wanted.emit(1))

    def fit(self, width: int) -> None:
        """Become so wide, and as tall as the wrapped words then are (`adjustSize` would measure them unwrapped)."""
        frame = self.contentsMargins()
        tall = self._column.heightForWidth(width - frame.left() - frame.right())
        self.setFixedSize(width, tall + frame.top() + frame.bottom())

    def show_words(self, title: str, words: str, count: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
        self._count.setText(count)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def show_acts(self, *, first: bool, last: bool) -> None:
        self.skip.setText(translated("Tour", "Enough"))
        self.skip.setVisible(not last)
        self.back.setText(translated("Tour", "Back"))
        self.back.setVisible(not first)
        self.forward.setText(translated("Tour", "Done") if last else translated("Tour", "Next"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Right | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.wanted.emit(1)
            case Qt.Key.Key_Left:
                self.wanted.emit(-1)
            case _:
                super().keyPressEvent(event)
