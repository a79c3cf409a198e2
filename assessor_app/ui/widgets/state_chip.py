"""A state as shape, word and tone together: one painted chip for pages, and the same paint for cells of views."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.icons import paint_icon
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint


class State(StrEnum):
    """Every state the window can show, look.md section 2."""

    LOCKED = "locked"
    NOT_STARTED = "not_started"
    STARTED = "started"
    FLAGGED = "flagged"
    MISSING = "missing"
    RECUSED = "recused"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    NON_COMPENSABLE = "non_compensable"
    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN_SIGNER = "unknown_signer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    PARTIAL = "partial"
    ALREADY_IN = "already_in"
    SUPERSEDED = "superseded"
    BELOW_FLOOR = "below_floor"
    BORDERLINE = "borderline"
    CLAIM = "claim"
    DONE = "done"
    UNSIGNED = "unsigned"
    NOT_NEEDED = "not_needed"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True, slots=True)
class Face:
    """How a state is shown."""

    icon: str
    word: str
    tone: Token
    ground: Token


FACES: dict[State, Face] = {
    State.LOCKED: Face("locked", QT_TRANSLATE_NOOP("State", "Locked"), "ok", "ok_soft"),
    State.NOT_STARTED: Face("open", QT_TRANSLATE_NOOP("State", "Not started"), "text3", "muted_soft"),
    State.STARTED: Face("started", QT_TRANSLATE_NOOP("State", "Started"), "accent_text", "accent_soft"),
    State.FLAGGED: Face("flagged", QT_TRANSLATE_NOOP("State", "Differs"), "warn", "warn_soft"),
    State.MISSING: Face("missing", QT_TRANSLATE_NOOP("State", "Missing"), "bad", "bad_soft"),
    State.RECUSED: Face("recused", QT_TRANSLATE_NOOP("State", "Recused"), "violet", "violet_soft"),
    State.ABSENT: Face("absent", QT_TRANSLATE_NOOP("State", "Absent"), "violet", "violet_soft"),
    State.WITHDRAWN: Face("absent", QT_TRANSLATE_NOOP("State", "Withdrawn"), "violet", "violet_soft"),
    State.HIDDEN: Face("blind", QT_TRANSLATE_NOOP("State", "Hidden until you lock"), "text3", "muted_soft"),
    State.NON_COMPENSABLE: Face(
        "non_compensable", QT_TRANSLATE_NOOP("State", "Non-compensable"), "text2", "muted_soft"
    ),
    State.VALID: Face("valid", QT_TRANSLATE_NOOP("State", "Valid"), "ok", "ok_soft"),
    State.INVALID: Face("invalid", QT_TRANSLATE_NOOP("State", "Altered"), "bad", "bad_soft"),
    State.UNKNOWN_SIGNER: Face("unknown_signer", QT_TRANSLATE_NOOP("State", "Unknown signer"), "warn", "warn_soft"),
    State.REVOKED: Face("revoked", QT_TRANSLATE_NOOP("State", "Revoked"), "bad", "bad_soft"),
    State.EXPIRED: Face("expired", QT_TRANSLATE_NOOP("State", "Expired"), "warn", "warn_soft"),
    State.PARTIAL: Face("started", QT_TRANSLATE_NOOP("State", "Signature short"), "warn", "warn_soft"),
    State.ALREADY_IN: Face("copy", QT_TRANSLATE_NOOP("State", "Already in"), "text2", "muted_soft"),
    State.SUPERSEDED: Face("history", QT_TRANSLATE_NOOP("State", "Superseded"), "text2", "muted_soft"),
    State.BELOW_FLOOR: Face("below_floor", QT_TRANSLATE_NOOP("State", "Below floor"), "bad", "bad_soft"),
    State.BORDERLINE: Face("warning", QT_TRANSLATE_NOOP("State", "Borderline"), "warn", "warn_soft"),
    State.CLAIM: Face("claim", QT_TRANSLATE_NOOP("State", "Claim"), "text2", "muted_soft"),
    State.DONE: Face("check", QT_TRANSLATE_NOOP("State", "Complete"), "ok", "ok_soft"),
    State.UNSIGNED: Face("missing", QT_TRANSLATE_NOOP("State", "Unsigned"), "text2", "muted_soft"),
    State.NOT_NEEDED: Face("", QT_TRANSLATE_NOOP("State", "Not needed"), "text3", "muted_soft"),
    State.REHEARSAL: Face("rehearsal", QT_TRANSLATE_NOOP("State", "Rehearsal"), "warn", "warn_soft"),
}


def state_word(state: State) -> str:
    """The word of a state in the window's language."""
    return translated("State", FACES[state].word)


def chip_width(state: State, words: str | None = None) -> int:
    """How wide a chip is, in px."""
    icon = theme().px(14) + 4 if FACES[state].icon else 0
    return 6 + icon + paint.text_width(words or state_word(state), theme().font("caption")) + 6


def chip_height() -> int:
    """The height of a chip, in px."""
    return theme().px(20)


def paint_chip(
    painter: QPainter,
    rect: QRect,
    state: State,
    words: str | None = None,
    *,
    quiet: bool = False,
    align: Qt.AlignmentFlag = paint.LEFT,
) -> QRect:
    """Draw the chip within `rect` and give the place it took.

    `words` replace the plain word ("2 differ"). `quiet` leaves the ground away and the word in text2: for the common
    state in a grid of many alike, so that only exceptions stand out.
    """
    face = FACES[state]
    needed = chip_width(state, words)
    # Cut words say nothing; the shape alone does, and the cell's spoken text says the rest.
    only_icon = bool(face.icon) and rect.width() < needed
    width = min(theme().px(26) if only_icon else needed, rect.width())
    left = rect.right() + 1 - width if align & Qt.AlignmentFlag.AlignRight else rect.left()
    if align & Qt.AlignmentFlag.AlignHCenter:
        left = rect.left() + (rect.width() - width) // 2
    height = min(chip_height(), rect.height())
    place = QRect(left, rect.top() + (rect.height() - height) // 2, width, height)
    if not quiet:
        # Where soft grounds equal the surface (high contrast) an edge keeps the chip a chip.
        paint.box(painter, place, face.ground, face.tone if theme().is_high_contrast else None, 4)
    inside = place.adjusted(6, 0, -5, 0)
    if face.icon:
        paint_icon(painter, face.icon, paint.square(inside.left() - 1, place, 14), face.tone)
        inside.setLeft(inside.left() + theme().px(14) + 3)
    if only_icon:
        return place
    tone: Token = "text2" if quiet and face.tone not in {"bad", "violet"} else face.tone
    paint.text(painter, inside, words or state_word(state), theme().font("caption"), tone)
    return place


class StateChip(QWidget):
    """A state on a page. Not focusable; its accessible name is its word."""

    def __init__(self, state: State, words: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._words = state, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, words)

    @property
    def state(self) -> State:
        return self._state

    def show_state(self, state: State, words: str | None = None) -> None:
        """Show another state; `words` replace its plain word."""
        self._state, self._words = state, words
        self.setAccessibleName(self.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        return self._words or state_word(self._state)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._state, self._words), chip_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self.rect(), self._state, self._words)
