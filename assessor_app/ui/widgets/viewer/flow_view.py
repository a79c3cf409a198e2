"""Flowing text on paper: the application form and the reading view of Word papers.

Rules kept here:
- A place is the number of a text block (Word) or of an answer (form), with the words quoted: there are no pages.
- Nothing is loaded by address, neither from the network nor from the disk; links go nowhere but within the text.
- Words lie on `paper`, which is light in every theme, so their colours are those of the light theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextImageFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from assessor_app.ui.theme import Theme, ThemeName, Token, theme
from assessor_app.ui.widgets.viewer.badges import BAR_WIDTH, BadgePlace, Badges
from assessor_app.ui.widgets.viewer.form_html import ANSWER, GRID, HEAD, Answer, answers_of, form_html
from assessor_app.ui.widgets.viewer.page_selection import MOST_QUOTED
from assessor_app.ui.widgets.viewer.pages import MARGIN_LEFT, MARGIN_RIGHT, next_zoom
from assessor_app.ui.widgets.viewer.plain_text import FoldedText, fold, tidy_quote
from assessor_app.ui.widgets.viewer.values import FormSection, Spot, ViewerPin, ViewerPlace
from assessor_app.ui.widgets.viewer.word_file import PICTURE_SCHEME, WordText

_PAPER_WIDTH = 760
_PAPER_MARGIN = 36
_BADGE_GAP = 6
_INTO_PAPER = QPoint(_PAPER_MARGIN + 4, 4)
_MOST_MARKED = 2000
_LINE, _LINE_IN_TABLE = 1.7, 1.45
"""Height of a line over the size of its type: a page is read, a table is looked up."""
_MISSING_PICTURE = re.compile(rf'<img [^>]*src="{PICTURE_SCHEME}missing"[^>]*/?>')
_BY_KEY_AND_MOUSE = (
    Qt.TextInteractionFlag.TextSelectableByMouse
    | Qt.TextInteractionFlag.TextSelectableByKeyboard
    | Qt.TextInteractionFlag.LinksAccessibleByMouse
)


class _Margin(QWidget):
    """The desk beside the paper, with the bars of the pins at its left edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bars: list[tuple[int, int, int]] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().color("desk"))
        for top, height, aspect in self.bars:
            painter.fillRect(0, top, BAR_WIDTH, height, theme().aspect(aspect))
        painter.end()


class FlowView(QTextBrowser):
    """Shows a form or a Word paper; speaks the same language as `PageView` where both can."""

    page_changed = Signal()
    zoom_changed = Signal()
    place_changed = Signal()
    hits_changed = Signal()
    spot_changed = Signal()
    pin_activated = Signal(str)

    def __init__(self, content: WordText | Sequence[FormSection], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._answers: tuple[Answer, ...] = () if isinstance(content, WordText) else answers_of(content)
        self._answer_blocks: list[int] = []
        self._zoom = 1.0
        self._waiting_place: ViewerPlace | None = ViewerPlace()
        self._pins: list[ViewerPin] = []
        self._current_pin = ""
        self._hits: list[tuple[int, int]] = []
        self._hit = -1
        self._folded: FoldedText | None = None
        self._caret_was_set = False
        self._aim: Spot | None = None
        self.needle = ""
        self._left, self._right = _Margin(self), _Margin(self)
        self._badges = Badges(self._right)
        self._badges.activated.connect(self.pin_activated)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The paper's width is set by hand: Qt does not lay the text out again when margins change within a resize.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(_BY_KEY_AND_MOUSE)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self.spot_changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._typeset()

    # What it answers

    @property
    def is_form(self) -> bool:
        return not isinstance(self._content, WordText)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def fits_width(self) -> bool:
        return False

    @property
    def settled(self) -> bool:
        return True

    @property
    def hit_count(self) -> int:
        return len(self._hits)

    @property
    def hit_number(self) -> int:
        return self._hit + 1

    @property
    def page(self) -> int:
        """The block or answer at the top of the view."""
        return self._number_of(self._top_block())

    def place(self) -> ViewerPlace:
        """Where reading stands now."""
        if self._waiting_place is not None:
            return self._waiting_place
        block = self._top_block()
        offset = (self.verticalScrollBar().value() - self._box(block)[0]) / self._zoom
        return ViewerPlace(block.blockNumber(), round(offset, 2), self._zoom, 0)

    def spot(self) -> Spot:
        """What a pin or note set now would mean: the selection, else the hit, else the answer or block of the caret."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            block = self.document().findBlock(cursor.selectionStart())
            return self._spot_of(block, tidy_quote(cursor.selectedText()))
        if self._hit >= 0:
            start, end = self._hits[self._hit]
            return self._spot_of(self.document().findBlock(start), tidy_quote(self._between(start, end).selectedText()))
        block = cursor.block() if self._caret_was_set else self._top_block()
        return self._spot_of(block, "")

    def selected_text(self) -> str:
        return tidy_quote(self.textCursor().selectedText())

    # What it does

    def set_place(self, place: ViewerPlace) -> None:
        """Go back to where reading stood."""
        if place.zoom > 0 and place.zoom != self._zoom:
            self._zoom = place.zoom
            self._typeset()
        self._waiting_place = place
        if self.isVisible():
            self._restore_place()

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the reading size of the theme."""
        before = self.place()
        self._zoom = min(max(zoom, 0.5), 4.0)
        self._typeset_keeping_place(before)
        self.zoom_changed.emit()

    def zoom_in(self) -> None:
        self.set_zoom(next_zoom(self._zoom, larger=True))

    def zoom_out(self) -> None:
        self.set_zoom(next_zoom(self._zoom, larger=False))

    def fit_width(self) -> None:
        """Text always has the width of its paper; this goes back to the reading size."""
        self.set_zoom(1.0)

    def go_to(self, spot: Spot) -> None:
        """Bring a block, an answer or quoted words into view."""
        self._waiting_place = None
        if not self.isVisible():
            self._aim = spot
            return
        span = self._span(spot.page, spot.quote, spot.anchor)
        if span is not None:
            self._reveal(span[0])

    def turn_page(self, step: int) -> None:
        self.scroll_screen(step)

    def scroll_screen(self, step: float) -> None:
        """Scroll by most of a screen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(step * self.viewport().height() * 0.9))

    def scroll_to_end(self, *, end: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if end else 0)

    def set_pins(self, pins: list[ViewerPin], current: str) -> None:
        """Show these pins; the current one's passage is marked."""
        self._pins, self._current_pin = pins, current
        self._mark()
        self._place_badges()

    def find_text(self, needle: str) -> None:
        """Mark every place of `needle`; the first below the top of the view is the current one."""
        self.needle = needle.strip()
        self._hits, self._hit = [], -1
        if self.needle:
            self._folded = self._folded or fold(self.document().toPlainText())
            offsets = _utf16_offsets(self.document().toPlainText())
            self._hits = [(offsets[start], offsets[end]) for start, end in self._folded.find_all(self.needle)]
            top = self._top_block().position()
            later = [index for index, (start, _) in enumerate(self._hits) if start >= top]
            self._hit = later[0] if later else (0 if self._hits else -1)
        self._show_hit()

    def find_next(self, step: int = 1) -> None:
        """Go to the next (+1) or previous (-1) hit."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self._show_hit()

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def copy_selection(self) -> None:
        """Put the selected words on the clipboard."""
        if self.selected_text():
            QGuiApplication.clipboard().setText(self.selected_text())

    def shut(self) -> None:
        """Nothing is held beyond the text itself."""

    # Qt's calls

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """The pictures of the paper itself; for any other name a blank, so that Qt does not go and look for it."""
        address = name.toString() if isinstance(name, QUrl) else name
        if kind == 2 and isinstance(self._content, WordText) and address in self._content.pictures:
            return self._content.pictures[address]
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def sizeHint(self) -> QSize:
        return QSize(560, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self.place() if self.isVisible() else None
        super().resizeEvent(event)
        self._set_margins()
        if before is not None and self._waiting_place is None:
            self._waiting_place = before
            self._restore_place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_margins()
        QTimer.singleShot(0, self, self._settle)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        switched = event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange}
        if switched and hasattr(self, "_theme") and theme() != self._theme:
            self._typeset_keeping_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
        selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in moves and not selecting and not self._caret_was_set:
            # Until somebody puts the caret into the text, arrows scroll, as they do on pages.
            bar = self.verticalScrollBar()
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Down else -40))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: object) -> None:
        self._caret_was_set = True
        super().mousePressEvent(event)  # type: ignore[arg-type]  # passed through as it came

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.set_zoom(next_zoom(self._zoom, larger=event.angleDelta().y() > 0))
            event.accept()
            return
        super().wheelEvent(event)

    # Helpers: typesetting

    def _typeset_keeping_place(self, place: ViewerPlace | None = None) -> None:
        before = place or self.place()
        self._typeset()
        self._set_margins()
        self._waiting_place = ViewerPlace(before.page, before.offset, self._zoom, 0)
        if self.isVisible():
            self._restore_place()

    def _typeset(self) -> None:
        self._theme = theme()
        document = self.document()
        font = QFont(theme().font("reading"))  # a copy: the theme keeps its own
        font.setPointSizeF(font.pointSizeF() * self._zoom)
        # As the widget's own font: Qt gives the document whatever the widget wears at the next change of dress.
        self.setFont(font)
        document.setDefaultFont(font)
        document.setDocumentMargin(_PAPER_MARGIN)
        self._folded = None
        ink = _on_paper()
        document.setDefaultStyleSheet(
            f"h1, h2, h3, h4 {{ margin-top: 18px; margin-bottom: 8px; }}"
            f"p {{ margin-top: 4px; margin-bottom: 8px; }}"
            f"a {{ color: {ink.hex('accent_text')}; }}"
            f"table {{ border-collapse: collapse; }}" + self._table_rule(ink)
        )
        self.blockSignals(True)  # what follows is no act of a person
        self.setHtml(self._html(ink))
        self._settle_blocks()
        self.blockSignals(False)
        self._answer_blocks = self._found_answers()
        self._dress()
        self._mark()

    def _table_rule(self, ink: Theme) -> str:
        """Tables have narrow columns; a size less keeps their words whole."""
        size = f"font-size: {theme().points('body') * self._zoom:g}pt;"
        if self.is_form:
            head = f"font-size: {theme().points('caption') * self._zoom:g}pt;"
            return f".{GRID} {{ {size} }} .{HEAD} {{ {head} }}"
        return f"td, th {{ border: 1px solid {ink.hex('control')}; padding: 4px; {size} }}"

    def _html(self, ink: Theme) -> str:
        if isinstance(self._content, WordText):
            words = self.tr("[A drawing that cannot be shown here; open the paper in the system program to see it]")
            return _MISSING_PICTURE.sub(f"<em>{words}</em>", self._content.html)
        # The hairline of the light theme would vanish on dimmed paper.
        line: Token = "line" if theme().name is ThemeName.LIGHT else "disabled"
        return form_html(self._content, ink2=ink.hex("text2"), line=ink.hex(line))

    def _settle_blocks(self) -> None:
        cursor, in_table = QTextCursor(self.document()), self._spacing(_LINE_IN_TABLE)
        # As one edit: each by itself would lay its table out again, which takes minutes in a report of hundreds of pages.
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(self._spacing(_LINE))
        for block in _blocks(self.document()):
            inside = QTextCursor(block)
            if inside.currentTable() is not None:
                inside.mergeBlockFormat(in_table)
        self._fit_pictures()
        cursor.endEditBlock()

    def _spacing(self, times: float) -> QTextBlockFormat:
        """Lines ``times`` as high as the type is large; Qt reckons from the height of the face, larger in Chinese."""
        font = QFontInfo(self.font())
        percent = times * font.pixelSize() / QFontMetricsF(self.font()).lineSpacing() * 100
        spacing = QTextBlockFormat()
        spacing.setLineHeight(max(percent, 100), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return spacing

    def _fit_pictures(self) -> None:
        """No picture wider than the paper's text."""
        if not isinstance(self._content, WordText) or not self._content.pictures:
            return
        widest = max(self.lineWrapColumnOrWidth() - 2 * _PAPER_MARGIN - 16, 120)
        for start, length, shape in list(self._picture_places()):
            image = self._content.pictures.get(shape.name())
            if image is None:
                continue
            single = QTextBlockFormat()
            single.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setWidth(min(image.width() * self._zoom, widest))
            shape.setHeight(0)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(shape)
            cursor.mergeBlockFormat(single)

    def _picture_places(self) -> list[tuple[int, int, QTextImageFormat]]:
        return [
            (piece.position(), piece.length(), piece.charFormat().toImageFormat())
            for block in _blocks(self.document())
            for piece in _fragments(block)
            if piece.charFormat().isImageFormat()
        ]

    def _found_answers(self) -> list[int]:
        """The block of each answer, by the names the form carries."""
        if not self.is_form:
            return []
        found = dict.fromkeys(range(len(self._answers)), 0)
        for block in _blocks(self.document()):
            for piece in _fragments(block):
                for name in piece.charFormat().anchorNames():
                    if name.startswith(ANSWER):
                        found[int(name.removeprefix(ANSWER))] = block.blockNumber()
        return [found[number] for number in sorted(found)]

    def _dress(self) -> None:
        ink = _on_paper()
        sheet = (
            f"QTextBrowser {{ background: {theme().hex('paper')}; color: {ink.hex('text1')}; border: none; padding: 0;"
            f" border-radius: 0; selection-background-color: {ink.hex('accent')}; selection-color: {ink.hex('on_accent')}; }}"
        )
        # Setting a sheet is itself a change of style: without the comparison this would go round for ever.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
            self._mark()

    def _set_margins(self) -> None:
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        paper = max(min(theme().px(_PAPER_WIDTH), whole - MARGIN_LEFT - MARGIN_RIGHT), 160)
        left = MARGIN_LEFT + max(0, (whole - MARGIN_LEFT - MARGIN_RIGHT - paper) // 2)
        right = max(whole - left - paper, MARGIN_RIGHT)
        now = self.viewportMargins()
        if (now.left(), now.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        if self.lineWrapColumnOrWidth() != paper:
            self.setLineWrapColumnOrWidth(paper)
            self._fit_pictures()
        self._left.setGeometry(0, 0, left, self.height())
        self._right.setGeometry(whole - right, 0, right, self.height())
        self._place_badges()

    # Helpers: places

    def _box(self, block: QTextBlock) -> tuple[float, float]:
        """Upper edge and height of a block in document pixels."""
        box = self.document().documentLayout().blockBoundingRect(block)
        return box.y(), box.height()

    def _top_block(self) -> QTextBlock:
        # Past the paper's margin, else the point falls before any text.
        return self.cursorForPosition(self.viewport().rect().topLeft() + _INTO_PAPER).block()

    def _restore_place(self) -> None:
        place, self._waiting_place = self._waiting_place, None
        if place is None:
            return
        block = self.document().findBlockByNumber(max(place.page, 0))
        top = self._box(block)[0] if block.isValid() and (place.page or place.offset) else 0.0
        self.verticalScrollBar().setValue(round(top + place.offset * self._zoom))

    def _settle(self) -> None:
        if self._aim is not None:
            aim, self._aim = self._aim, None
            self.go_to(aim)
        elif self._waiting_place is not None:
            self._restore_place()
        self._place_badges()

    def _number_of(self, block: QTextBlock) -> int:
        """What a place in `block` is called: its own number, or in a form that of its answer."""
        if not self.is_form:
            return block.blockNumber()
        earlier = [number for number, first in enumerate(self._answer_blocks) if first <= block.blockNumber()]
        return earlier[-1] if earlier else 0

    def _spot_of(self, block: QTextBlock, quote: str) -> Spot:
        number = self._number_of(block)
        if self.is_form:
            if number >= len(self._answers):
                return Spot(0, None, quote[:MOST_QUOTED])
            answer = self._answers[number]
            return Spot(number, None, (quote or tidy_quote(answer.words))[:MOST_QUOTED], answer.anchor)
        return Spot(number, None, (quote or tidy_quote(block.text()))[:MOST_QUOTED])

    def _span(self, page: int, quote: str, anchor: str = "") -> tuple[int, int] | None:
        """From where to where in the document a place reaches."""
        block = self._block_of(page, anchor)
        if quote:
            self._folded = self._folded or fold(self.document().toPlainText())
            offsets = _utf16_offsets(self.document().toPlainText())
            near = block.position() if block is not None else 0
            found = [(offsets[start], offsets[end]) for start, end in self._folded.find_all(quote)]
            if found:
                return min(found, key=lambda span: abs(span[0] - near))
        if block is None:
            return None
        return self._whole(block)

    def _whole(self, block: QTextBlock) -> tuple[int, int]:
        """From the block's first letter to its last; in a form, to the end of its table row or prose."""
        start = QTextCursor(block)
        table = start.currentTable() if self.is_form else None
        if table is None:
            return block.position(), block.position() + max(block.length() - 1, 0)
        last = table.cellAt(table.cellAt(start).row(), table.columns() - 1)
        return block.position(), last.lastPosition()

    def _block_of(self, page: int, anchor: str) -> QTextBlock | None:
        if self.is_form:
            named = [answer.number for answer in self._answers if anchor and answer.anchor == anchor]
            number = named[0] if named else page
            if not 0 <= number < len(self._answer_blocks):
                return None
            return self.document().findBlockByNumber(self._answer_blocks[number])
        block = self.document().findBlockByNumber(page)
        return block if block.isValid() else None

    def _between(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _reveal(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        box = self.cursorRect(cursor)
        port = self.viewport().height()
        if not (box.top() >= 24 and box.bottom() <= port - 24):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - round(port * 0.28))

    # Helpers: marking

    def _show_hit(self) -> None:
        self._mark()
        if self._hit >= 0:
            self._reveal(self._hits[self._hit][0])
        self.hits_changed.emit()
        self.spot_changed.emit()

    def _mark(self) -> None:
        """Found words and the current pin's passage on `mark`, the current hit framed by weight as well."""
        selections = []
        pin = next((pin for pin in self._pins if pin.id == self._current_pin), None)
        span = self._span(pin.page, pin.quote, pin.anchor) if pin is not None else None
        if span is not None:
            selections.append(self._marked(*span, current=False))
        hits = enumerate(self._hits[:_MOST_MARKED])
        selections += [self._marked(start, end, current=index == self._hit) for index, (start, end) in hits]
        self.setExtraSelections(selections)

    def _marked(self, start: int, end: int, *, current: bool) -> QTextEdit.ExtraSelection:
        chosen = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(theme().color("mark"))
        look.setForeground(_on_paper().color("text1"))
        if current:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(_on_paper().color("accent"))
            look.setBackground(_on_paper().color("accent_soft"))
        chosen.format = look
        chosen.cursor = self._between(start, end)
        return chosen

    def _place_badges(self) -> None:
        offset = self.verticalScrollBar().value()
        places, bars = [], []
        for pin in self._pins:
            span = self._span(pin.page, pin.quote, pin.anchor)
            if span is None:
                continue
            first = self.document().findBlock(span[0])
            last = self.document().findBlock(max(span[0], span[1] - 1))
            top = self._box(first)[0]
            bottom = sum(self._box(last))
            places.append(BadgePlace(pin, _BADGE_GAP, round(top - offset)))
            bars.append((round(top - offset), round(bottom - top), pin.aspect_position))
        self._badges.show_places(places, self._current_pin)
        self._right.bars = bars
        self._right.update()

    # Slots

    def _scrolled(self) -> None:
        self._place_badges()
        self.page_changed.emit()
        self.place_changed.emit()

    def _caret_moved(self) -> None:
        self.spot_changed.emit()

    def _follow(self, address: QUrl) -> None:
        if address.isRelative() and address.hasFragment():
            self.scrollToAnchor(address.fragment())


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The runs of equal format in a block (the stubs do not know that a block can be iterated)."""
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def _on_paper() -> Theme:
    """Colours for what lies on paper, which is light in every theme."""
    return Theme(ThemeName.HC_LIGHT if theme().is_high_contrast else ThemeName.LIGHT)


def _utf16_offsets(text: str) -> Sequence[int]:
    """For each letter of `text` (and its end) where Qt counts it: rare Han characters are two of Qt's."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    offsets, at = [], 0
    for letter in text:
        offsets.append(at)
        at += 2 if letter > "\uffff" else 1
    return [*offsets, at]
