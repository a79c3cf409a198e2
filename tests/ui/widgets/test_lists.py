"""The parts that show many: queue, matrix, derivation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.ui.grab import at, picture
from assessor_app.ui.theme import theme
from assessor_app.ui.widgets.derivation_tree import DerivationNode, DerivationTree
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, MatrixCell, MatrixView
from assessor_app.ui.widgets.queue_list import MethodCell, Progress, QueueEntry, QueueList
from assessor_app.ui.widgets.state_chip import State


def entry(name: str, state: State = State.NOT_STARTED, **facts: object) -> QueueEntry:
    return QueueEntry(name, state, name, "0417", **facts)  # type: ignore[arg-type]


@pytest.fixture
def queue(qtbot: QtBot) -> QueueList:
    made = QueueList()
    qtbot.addWidget(made)
    made.resize(204, 400)
    made.show_entries([entry("lin"), entry("su"), entry("ma")], "lin")
    made.show()
    return made


def test_that_the_queues_table_keeps_qts_rules(qtmodeltester: ModelTester, queue: QueueList) -> None:
    qtmodeltester.check(queue.table)


def test_that_a_press_chooses_and_enter_activates(qtbot: QtBot, queue: QueueList) -> None:
    middle = queue.visualRect(queue.table.index(1)).center()
    with qtbot.waitSignal(queue.entry_chosen) as chosen:
        qtbot.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == ["su"]
    with qtbot.waitSignal(queue.entry_activated) as activated:
        qtbot.keyClick(queue, Qt.Key.Key_Return)
    assert activated.args == ["su"]


def test_that_arrows_go_down_the_queue(qtbot: QtBot, queue: QueueList) -> None:
    with qtbot.waitSignal(queue.entry_chosen) as chosen:
        qtbot.keyClick(queue, Qt.Key.Key_Down)
    assert chosen.args == ["su"]


def test_that_a_reread_keeps_the_place_and_announces_nothing(qtbot: QtBot, queue: QueueList) -> None:
    with qtbot.assertNotEmitted(queue.entry_chosen):
        queue.show_entries([entry("lin", State.LOCKED), entry("su"), entry("ma")])
        assert queue.current_id() == "lin"
        queue.show_entries([entry("ma"), entry("lin")])
    assert queue.current_id() == "lin"


def test_that_a_step_stops_at_the_ends(queue: QueueList) -> None:
    queue.step(-1)
    assert queue.current_id() == "lin"
    queue.step(1)
    queue.step(5)
    assert queue.current_id() == "ma"


def test_that_a_row_of_the_queue_is_said_in_full(queue: QueueList, in_english: None) -> None:
    cells = (MethodCell("M", "material", Progress.STARTED), MethodCell("T", "test", Progress.LOCKED))
    queue.show_entries([QueueEntry("x", State.STARTED, "Lin Zhiyuan", "0417", cells)])
    index = queue.table.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Lin Zhiyuan, 0417, Started, material started, test locked"
    child = QAccessible.queryAccessibleInterface(queue).child(0)
    assert child.text(QAccessible.Text.Name) == said


def test_that_the_selected_row_has_a_bar_not_only_a_ground(queue: QueueList) -> None:
    rect = queue.visualRect(queue.table.index(0))
    image = picture(queue)
    assert at(image, QPoint(1, rect.center().y())).upper() == theme().hex("accent_text")


class Marks(QAbstractTableModel):
    def __init__(self, rows: int = 30, columns: int = 12) -> None:
        super().__init__()
        self.size = rows, columns

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.size[0]

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.size[1]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = MatrixCell(
            f"{index.row()}", f"row {index.row()}", hidden=index.column() == 2, differs=index.column() == 3
        )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        return cell if role == CELL_ROLE else None


@pytest.fixture
def matrix(qtbot: QtBot) -> MatrixView:
    view = MatrixView(1)
    model = Marks()
    model.setParent(view)
    view.setModel(model)
    view.set_widths([160, 60])
    qtbot.addWidget(view)
    view.resize(500, 300)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(model.index(0, 1))
    return view


def test_that_rows_of_the_matrix_have_one_height(matrix: MatrixView) -> None:
    assert {matrix.rowHeight(row) for row in range(30)} == {24}
    assert matrix.frozen.rowHeight(5) == 24


def test_that_arrows_move_by_cell_and_enter_opens(qtbot: QtBot, matrix: MatrixView) -> None:
    with qtbot.waitSignal(matrix.current_moved) as moved:
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert moved.args == [0, 2]
    with qtbot.waitSignal(matrix.cell_activated) as activated:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert activated.args == [0, 2]


def test_that_digits_are_announced_for_their_cell(qtbot: QtBot, matrix: MatrixView) -> None:
    with qtbot.waitSignal(matrix.level_typed) as typed:
        qtbot.keyClick(matrix, Qt.Key.Key_4)
    assert typed.args == [0, 1, 4]
    with qtbot.waitSignal(matrix.level_typed) as typed:
        qtbot.keyClick(matrix, Qt.Key.Key_N)
    assert typed.args == [0, 1, None]


def test_that_frozen_columns_stay_and_scroll_with_the_rows(matrix: MatrixView) -> None:
    matrix.verticalScrollBar().setValue(120)
    matrix.horizontalScrollBar().setValue(200)
    assert matrix.frozen.verticalScrollBar().value() == 120
    assert matrix.frozen.x() == 0
    assert matrix.frozen.width() == matrix.columnWidth(0)
    assert not matrix.frozen.isColumnHidden(0)
    assert matrix.frozen.isColumnHidden(1)


def test_that_the_current_cell_never_hides_under_the_frozen_columns(qtbot: QtBot, matrix: MatrixView) -> None:
    matrix.horizontalScrollBar().setValue(400)
    matrix.setCurrentIndex(matrix.model().index(3, 1))
    assert matrix.visualRect(matrix.model().index(3, 1)).left() >= matrix.frozen.width()


def test_that_marks_apart_have_their_own_ground_and_hidden_marks_show_no_digit(matrix: MatrixView) -> None:
    image = picture(matrix)
    top = matrix.horizontalHeader().height()
    apart = matrix.visualRect(matrix.model().index(4, 3)).translated(0, top)
    assert at(image, apart.topLeft() + QPoint(4, 4)).upper() == theme().hex("warn_soft")
    hidden = [matrix.visualRect(matrix.model().index(row, 2)).translated(0, top) for row in (4, 5)]
    assert image.copy(hidden[0]) == image.copy(hidden[1])  # the digits differ; what is painted does not


TREE = DerivationNode("Ethics", "57.42", tone="bad", children=(
    DerivationNode("Material", "55.00", children=(DerivationNode("E1", "3.00", evidence="m1"),)),
    DerivationNode("Test", "62.00", spoken="Test 62.00, weight 25 per cent"),
))  # fmt: skip


@pytest.fixture
def tree(qtbot: QtBot) -> DerivationTree:
    made = DerivationTree()
    qtbot.addWidget(made)
    made.resize(340, 300)
    made.show_nodes([TREE])
    made.show()
    return made


def test_that_every_step_of_a_derivation_is_shown_and_said(tree: DerivationTree) -> None:
    assert tree.nodes_shown() == ["Ethics 57.42", "Material 55.00", "E1 3.00", "Test 62.00, weight 25 per cent"]


def test_that_a_leaf_leads_to_its_evidence(qtbot: QtBot, tree: DerivationTree) -> None:
    model = tree.model()
    leaf = model.index(0, 0, model.index(0, 0, model.index(0, 0)))
    with qtbot.waitSignal(tree.evidence_wanted) as wanted:
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(leaf).center())
    assert wanted.args == ["m1"]


def test_that_what_was_folded_stays_folded_when_figures_change(tree: DerivationTree) -> None:
    first = tree.model().index(0, 0, tree.model().index(0, 0))
    tree.collapse(first)
    tree.show_nodes([DerivationNode("Ethics", "60.00", children=TREE.children)])
    root = tree.model().index(0, 0)
    assert tree.isExpanded(root)
    assert not tree.isExpanded(tree.model().index(0, 0, root))
