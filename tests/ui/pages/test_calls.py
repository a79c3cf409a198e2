"""The chair calls a further assessor in, who finds the case on Today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import PersonId
from assessor_app.models.language import Language
from assessor_app.store import cases, panels
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.pages.consolidate_calls import Call
from assessor_app.ui.pages.consolidate_page import FLAGS, ConsolidatePage
from assessor_app.ui.pages.consolidate_side import derivation_nodes
from assessor_app.ui.pages.today_page import TodayPage
from assessor_app.ui.panel_reading import panel_reading
from assessor_app.ui.widgets.derivation_tree import DerivationNode
from tests.ui.hands import compose, page_of, press, settle
from tests.ui.pages.chair_desk import OpenChair, Played

NUMBER, METHOD, THIRD = "0409", "material", PersonId("A103")
WHY = "材料与面试相差两级，请再看一遍。"
LEFT = Qt.MouseButton.LeftButton


def at_the_differences(window: DeskWindow, qtbot: QtBot) -> ConsolidatePage:
    page = page_of(window, "consolidate", ConsolidatePage)
    window.desk.choose_case(next(entry.id for entry in page.queue.table.entries if entry.detail.startswith(NUMBER)))
    page.show_view(FLAGS)
    settle(window, qtbot)
    return page


def acts(page: ConsolidatePage) -> list[QPushButton]:
    return [each for each in page.calls.findChildren(QPushButton) if each.isVisible()]


def test_that_a_further_assessor_is_called_in_and_finds_the_case(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    chair = open_chair("consolidate")
    page = at_the_differences(chair, qtbot)
    box = page.calls
    qtbot.mouseClick(box.open_button, LEFT)
    box.person.setCurrentIndex(box.person.findData(THIRD))
    assert list(box.methods) == [METHOD, "written"]
    box.methods[METHOD].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    box.reason.setFocus()
    compose(WHY)
    assert not box.call_button.isEnabled()
    qtbot.keyClicks(box.passphrase, played.passphrase)
    asked: list[Call] = []
    page.calls.called.disconnect()
    page.calls.called.connect(asked.append)
    qtbot.mouseClick(box.call_button, LEFT)
    [call] = asked
    assert (call.person, call.methods, call.reason) == (THIRD, (METHOD,), WHY)
    assert box.passphrase.text() == ""
    folder = tmp_path / "call"
    folder.mkdir()
    page.call_in_to(call, folder)
    settle(chair, qtbot)
    [file] = folder.iterdir()
    assert [(one.assessor, one.method, one.reason) for one in panels.called_in(chair.desk.store, chair.desk.panel)] == [
        (THIRD, METHOD, WHY)
    ]
    assert THIRD not in [
        each for each in (box.person.itemData(n) for n in range(box.person.count())) if METHOD in box.methods
    ]

    third = open_chair("today", person=THIRD)
    today = page_of(third, "today", TodayPage)
    qtbot.keyClicks(today.passphrase, played.passphrases[THIRD])
    today.take_package(file)
    settle(third, qtbot)
    line = next(line for line in cases.summaries(third.desk.store, THIRD) if line.number == NUMBER)
    assert METHOD in dict(line.states)


def test_that_a_call_is_taken_back_with_a_reason(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_chair("consolidate")
    page = at_the_differences(window, qtbot)
    page.call_in_to(Call(THIRD, (METHOD,), WHY, played.passphrase), tmp_path)
    settle(window, qtbot)
    assert page.seen is not None
    assert [(item.assessor, item.method) for item in page.seen.missing] == [(THIRD, METHOD)]
    qtbot.waitUntil(lambda: any(each.text() == "撤回..." for each in acts(page)))
    off = next(each for each in acts(page) if each.text() == "撤回...")
    qtbot.mouseClick(off, LEFT)
    why = QApplication.focusWidget()
    assert isinstance(why, QLineEdit)
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert panels.called_in(window.desk.store, window.desk.panel)  # not without a reason
    compose("他已返程")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert panels.called_in(window.desk.store, window.desk.panel) == ()
    assert page.seen.missing == ()


def labels(nodes: Iterable[DerivationNode]) -> Iterator[str]:
    for node in nodes:
        yield node.label
        yield from labels(node.children)


def test_that_the_derivation_says_whose_marks_were_called_in(open_chair: OpenChair, qtbot: QtBot) -> None:
    chair = open_chair("consolidate")
    page = at_the_differences(chair, qtbot)
    seen, view = page.seen, panel_reading(chair.desk).view
    assert seen is not None
    assert view is not None
    marked = next(sheet.key.assessor for sheet in seen.sheets if sheet.key.method == METHOD)
    name = next(member.name.zh for member in view.panel.members if member.id == marked)
    said = set(labels(derivation_nodes(view, seen, Language.ZH, frozenset({(marked, METHOD)}))))
    assert f"{name}（增请）" in said
    assert name in said  # the marks of the interview, for which nobody was called in
    assert not any("增请" in label for label in labels(derivation_nodes(view, seen, Language.ZH, frozenset())))
