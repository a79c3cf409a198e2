"""How an outcome came about, step by step: a tree whose leaves are marks, each leading to its evidence.

It takes nodes of plain words; whoever shows a derivation turns the value of `models.derivation` into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from assessor_app.ui.theme import Token, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.badge import paint_badge

NODE_ROLE = Qt.ItemDataRole.UserRole + 2
STEP = 18  # px a level is moved to the right
NodeTone: TypeAlias = Literal["text1", "text2", "ok", "warn", "bad"]
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DerivationNode:
    """One step. `value` as shown (two decimals), `exact` the fraction for the tooltip, `spoken` the whole as a sentence.

    `letter` and `position` put an aspect's badge before the label; `evidence` is the id a press on a leaf asks for.
    """

    label: str
    value: str = ""
    note: str = ""
    children: tuple[DerivationNode, ...] = ()
    tone: NodeTone = "text1"
    exact: str = ""
    spoken: str = ""
    letter: str = ""
    position: int = 0
    evidence: str = ""
    strong: bool = False


class _NodeDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(100, theme().px(21))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node = index.data(NODE_ROLE)
        if not isinstance(node, DerivationNode):
            return
        rect = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("accent_soft"))
        font = theme().font("body" if node.strong else "caption", bold=node.strong)
        tone: Token = node.tone if node.tone != "text1" else ("text1" if node.strong else "text2")
        taken = paint.text(painter, rect.adjusted(0, 0, -4, 0), node.value, font, tone, paint.RIGHT)
        left = rect.left() + (4 if index.parent().isValid() else 0)
        if node.letter:
            edge = min(theme().px(17), rect.height() - 2)
            paint_badge(
                painter, QRect(left, rect.top() + (rect.height() - edge) // 2, edge, edge), node.letter, node.position
            )
            left += edge + 7
        room = QRect(left, rect.top(), max(rect.right() - taken - 12 - left, 10), rect.height())
        width = paint.text(painter, room, node.label, font, "text1")
        paint.text(painter, room.adjusted(width + 10, 0, 0, 0), node.note, theme().font("caption"), "text3")
        painter.restore()


class DerivationTree(QTreeView):
    """Shows one or more trees. `evidence_wanted(id)` on Enter or a press on a node that has evidence."""

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_NodeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(STEP)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(self.tr("Derivation"))
        self.clicked.connect(self._ask)

    def show_nodes(self, nodes: Sequence[DerivationNode], depth: int = -1) -> None:
        """Show `nodes`, opened to `depth` levels (-1: all). What was open stays open if the labels are the same."""
        opened = {path for path, index in self._paths() if self.isExpanded(index)}
        first = self._items.rowCount() == 0
        self._items.clear()
        self._items.setColumnCount(1)
        for node in nodes:
            self._items.appendRow(_item(node))
        if first and depth < 0:
            self.expandAll()
        elif first:
            self.expandToDepth(depth)
        else:
            for path, index in self._paths():
                self.setExpanded(index, path in opened)

    def nodes_shown(self) -> list[str]:
        """The spoken text of every node, in the order of the tree: what a reader is told."""
        return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for _path, index in self._paths()]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Derivation"))
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """A bracket before each child and a line past the siblings that follow; no arrows, since all is open by default."""
        if not index.parent().isValid():
            return
        right = rect.right() - STEP // 2 + 2
        middle = rect.center().y()
        colour = theme().color("control")
        last = index.sibling(index.row() + 1, 0)
        painter.fillRect(
            QRect(right, rect.top(), 1, (rect.height() if last.isValid() else middle - rect.top() + 1)), colour
        )
        painter.fillRect(QRect(right, middle, STEP // 2, 1), colour)
        ancestor, x = index.parent(), right - STEP
        while ancestor.parent().isValid():
            if ancestor.sibling(ancestor.row() + 1, 0).isValid():
                painter.fillRect(QRect(x, rect.top(), 1, rect.height()), colour)
            ancestor, x = ancestor.parent(), x - STEP

    def _ask(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if not isinstance(node, DerivationNode):
            return
        if node.evidence:
            self.evidence_wanted.emit(node.evidence)
        elif node.children:
            self.setExpanded(index, not self.isExpanded(index))

    def _paths(
        self, parent: QModelIndex | None = None, above: tuple[str, ...] = ()
    ) -> Iterator[tuple[tuple[str, ...], QModelIndex]]:
        at = parent or QModelIndex()
        for row in range(self._items.rowCount(at)):
            index = self._items.index(row, 0, at)
            path = (*above, str(index.data()))
            yield path, index
            yield from self._paths(index, path)


def _item(node: DerivationNode) -> QStandardItem:
    item = QStandardItem(node.label)
    item.setEditable(False)
    item.setData(node, NODE_ROLE)
    spoken = node.spoken or " ".join(part for part in (node.label, node.value, node.note) if part)
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    if node.exact:
        item.setToolTip(node.exact)
    for child in node.children:
        item.appendRow(_item(child))
    return item
