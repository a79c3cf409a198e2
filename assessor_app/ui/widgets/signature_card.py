"""One signature: who, in which role, when, meaning what, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.language import Part
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.state_chip import FACES, State, StateChip
from assessor_app.ui.widgets.words import IconLabel, button, label


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What a card says, in the window's language. `fingerprint` in hexadecimal; `act` is the label of a button, if any.

    For an unknown signer `note` must say first that the content is unchanged.
    """

    state: State
    name: str
    role: str
    time: str = ""
    meaning: str = ""
    fingerprint: str = ""
    verdict: str = ""
    note: str = ""
    act: str = ""


def grouped(fingerprint: str, size: int = 4) -> str:
    """A fingerprint in groups, so that two can be compared by eye: 3f7a 10d2 88e5."""
    plain = "".join(fingerprint.replace(":", "").split())
    return " ".join(plain[i : i + size] for i in range(0, len(plain), size))


class SignatureCard(Part):
    """`act_wanted` when its button is pressed. All text can be copied."""

    act_wanted = Signal()

    def __init__(self, facts: SignatureFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        face = FACES[facts.state]
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(f"{facts.name}\u2003{facts.role}".rstrip(), "strong", wrap=True, selectable=True), 1)
        head.addWidget(StateChip(facts.state, facts.verdict or None), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        self._print = label("", "caption", "text2", wrap=True, selectable=True)
        for line in (facts.time, facts.meaning, facts.note):
            if line:
                words.addWidget(label(line, "caption", "text2", wrap=True, selectable=True))
        words.addWidget(self._print)
        if not facts.fingerprint:
            self._print.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 12, 12)
        row.setSpacing(14)
        row.addWidget(IconLabel(face.icon, face.tone, 28), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if facts.act:
            act = button(facts.act)
            act.clicked.connect(self.act_wanted)
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def retranslate(self) -> None:
        facts = self._facts
        self._print.setText(self.tr("Fingerprint {groups}").format(groups=grouped(facts.fingerprint)))
        parts = (facts.name, facts.role, facts.verdict, facts.time, facts.meaning, facts.note)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def paintEvent(self, _event: QPaintEvent) -> None:
        unknown = self._facts.state is State.UNKNOWN_SIGNER
        bad = self._facts.state in {State.INVALID, State.REVOKED}
        edge = theme().color("warn" if unknown else ("bad" if bad else "line"))
        paint.box(QPainter(self), self.rect(), "surface", edge, 6, dashed=unknown)
