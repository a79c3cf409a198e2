"""The aspects against their cut lines: bars for a scheme that weighs, squares for a scheme that goes area by area.

The bars say everything in words too, so the widget is complete for a screen reader and in greyscale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.language import Part, format_number
from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import paint_badge


@dataclass(frozen=True, slots=True)
class AspectScore:
    """One aspect of a weighted scheme. `score` and `floor` on the 0 to 100 scale; `score` None: not marked yet.

    `borderline` says that the rule calls it so; whether it passed is `passed`, never compared here.
    """

    letter: str
    position: int
    name: str
    score: Fraction | None
    floor: Fraction | None = None
    passed: bool | None = None
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area of a scheme without a total: levels per sub-item (None: not yet), the threshold and how many it needs."""

    letter: str
    position: int
    name: str
    levels: tuple[Fraction | None, ...]
    threshold: Fraction
    needed: int
    demonstrated: bool | None = None

    @property
    def reached(self) -> int:
        """How many sub-items are at the threshold."""
        return sum(1 for level in self.levels if level is not None and level >= self.threshold)


class AspectBars(Part):
    """The list of aspects with bars or squares. Not focusable; its accessible name says every value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: Sequence[AspectScore | AreaScore] = ()
        self._lines: list[tuple[str, str, Token]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scores(self, scores: Sequence[AspectScore] | Sequence[AreaScore]) -> None:
        """Show one line an aspect, in the scheme's order."""
        self._scores = scores
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        self._lines = [self._words(score) for score in self._scores]
        self.setAccessibleName(
            "; ".join(
                f"{score.letter} {score.name} {number} {word}".replace("  ", " ").strip()
                for score, (number, word, _tone) in zip(self._scores, self._lines, strict=True)
            ),
        )

    def sizeHint(self) -> QSize:
        return QSize(320, len(self._scores) * self._step())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, len(self._scores) * self._step())

    def _step(self) -> int:
        return theme().px(18 if not self._scores or isinstance(self._scores[0], AspectScore) else 24)

    def _words(self, score: AspectScore | AreaScore) -> tuple[str, str, Token]:
        """Number, word and tone of one line."""
        if isinstance(score, AreaScore):
            return "", *self._area_words(score)
        if score.score is None:
            return "—", self.tr("not yet"), "text3"
        number = format_number(score.score, 1)
        if score.borderline:
            return number, self.tr("borderline"), "warn"
        if score.passed is False and score.floor is not None:
            floor = format_number(score.floor, 0 if score.floor.denominator == 1 else 1)
            return number, self.tr("below {floor}").format(floor=floor), "bad"
        return number, (self.tr("above") if score.passed else ""), "ok"

    def _area_words(self, score: AreaScore) -> tuple[str, Token]:
        facts = {"reached": score.reached, "all": len(score.levels), "needed": score.needed}
        if score.demonstrated:
            return self.tr("{reached} of {all}, needs {needed}: shown").format(**facts), "ok"
        if score.demonstrated is False:
            return self.tr("{reached} of {all}, needs {needed}: not shown").format(**facts), "bad"
        if all(level is None for level in score.levels):
            return self.tr("not yet"), "text3"
        return self.tr("{reached} of {all}, needs {needed}").format(**facts), "text2"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        caption = theme().font("caption")
        names = max((paint.text_width(score.name, caption) for score in self._scores), default=0)
        words = max((paint.text_width(word, caption) for _number, word, _tone in self._lines), default=0)
        step = self._step()
        for row, (score, (number, word, tone)) in enumerate(zip(self._scores, self._lines, strict=True)):
            line = QRect(0, row * step, self.width(), step)
            badge = min(theme().px(17), step - theme().px(3))
            paint_badge(painter, QRect(0, line.top() + (step - badge) // 2, badge, badge), score.letter, score.position)
            left = badge + 8
            # Names give way first: the bar is what is compared.
            name_width = min(names, max(self.width() // 3, 40))
            paint.text(painter, QRect(left, line.top(), name_width, step), score.name, caption, "text2")
            left += name_width + 10
            word_width = words if isinstance(score, AreaScore) else max(words, theme().px(30))
            paint.text(
                painter,
                QRect(self.width() - word_width, line.top(), word_width, step),
                word,
                caption,
                tone,
                paint.RIGHT if isinstance(score, AreaScore) else paint.LEFT,
            )
            if isinstance(score, AreaScore):
                self._paint_squares(
                    painter, QRect(left, line.top(), self.width() - word_width - 10 - left, step), score
                )
                continue
            number_width = theme().px(36)
            right = self.width() - word_width - 8 - number_width
            paint.text(
                painter,
                QRect(right, line.top(), number_width, step),
                number,
                caption,
                "text1" if score.score is not None else "text3",
                paint.RIGHT,
            )
            self._paint_bar(painter, QRect(left, line.top(), right - 6 - left, step), score)

    def _paint_bar(self, painter: QPainter, rect: QRect, score: AspectScore) -> None:
        high = theme().is_high_contrast
        track = QRect(rect.left(), rect.center().y() - 3, rect.width(), 8)
        paint.box(painter, track, None if high else "muted_soft", "text1" if high else None, 2)
        if score.score is not None:
            filled = QRect(track.left(), track.top(), round(track.width() * float(score.score) / 100), 8)
            paint.box(painter, filled, theme().aspect(score.position), None, 2)
        if score.floor is not None:
            x = track.left() + round(track.width() * float(score.floor) / 100) - 1
            painter.fillRect(QRect(x - 1, rect.top() + 1, 4, rect.height() - 2), theme().color("surface"))
            painter.fillRect(QRect(x, rect.top() + 1, 2, rect.height() - 2), theme().color("text1"))

    def _paint_squares(self, painter: QPainter, rect: QRect, score: AreaScore) -> None:
        width, height = theme().px(20), theme().px(18)
        font = theme().font("caption", bold=True)
        for number, level in enumerate(score.levels):
            square = QRect(
                rect.left() + number * (width + 3), rect.top() + (rect.height() - height) // 2, width, height
            )
            if square.right() > rect.right():
                break
            if level is None:
                paint.box(painter, square, None, "control", 2, dashed=True)
                continue
            at_threshold = level >= score.threshold
            digit = format_number(level, 0 if level.denominator == 1 else 1)
            paint.box(painter, square, "accent" if at_threshold else None, None if at_threshold else "text1", 2)
            colour: Token = "on_accent" if at_threshold else "text1"
            paint.text(painter, square, digit, font, colour, paint.CENTRE, Qt.TextElideMode.ElideNone)
