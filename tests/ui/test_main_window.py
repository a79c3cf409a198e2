from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.grab import at, picture
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Languages, window_language
from assessor_app.ui.main_window import Forgetful, MainWindow, PageSpec
from assessor_app.ui.theme import SMALLEST, first_size
from assessor_app.ui.top_bar import Place
from assessor_app.ui.widgets.message import MessageKind, MessageText


class Page(QWidget):
    """Two panes beside each other, each with a field; the left one has keys of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = Pane(), QLineEdit()
        self.splitter = QSplitter()
        self.splitter.setObjectName("panes")
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        QVBoxLayout(self).addWidget(self.splitter)

    def hints(self) -> Sequence[Hint]:
        return [Hint("Enter", "open")]

    def focus_first(self) -> None:
        self.right.setFocus()


class Pane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def hints(self) -> Sequence[Hint]:
        return [Hint("0–5", "level")]


def title(zh: str, en: str) -> str:
    return zh if window_language() is Language.ZH else en


SPECS = [
    PageSpec("today", "today", lambda: title("今日", "Today"), QPushButton),
    PageSpec("score", "score", lambda: title("评分", "Score"), Page),
    PageSpec("settings", "settings", lambda: title("设置", "Settings"), QPushButton, at_foot=True),
]


@pytest.fixture
def memory() -> Forgetful:
    return Forgetful()


@pytest.fixture
def window(qtbot: QtBot, memory: Forgetful) -> MainWindow:
    made = MainWindow(memory)
    qtbot.addWidget(made)
    made.set_pages(SPECS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def score_page(window: MainWindow) -> Page:
    page = window.page("score")
    assert isinstance(page, Page)
    return page


def test_that_the_first_page_is_shown_and_others_are_not_yet_built(window: MainWindow) -> None:
    assert window.current_page == "today"
    assert window.page("score") is None


def test_that_a_press_in_the_rail_shows_the_page(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.page_shown) as shown:
        qtbot.mouseClick(window.rail.button("score"), Qt.MouseButton.LeftButton)
    assert shown.args == ["score"]
    assert window.rail.button("score").isChecked()
    assert not window.rail.button("today").isChecked()


def test_that_a_page_is_built_once(qtbot: QtBot, window: MainWindow) -> None:
    first = window.show_page("score")
    window.show_page("today")
    assert window.show_page("score") is first


def test_that_an_unknown_page_is_refused(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.show_page("nowhere")


def test_that_control_and_a_digit_show_the_page_of_that_place(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "score"


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, "find_wanted"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_wanted"),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo_wanted"),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier, "redo_wanted"),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "print_wanted"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier, "case_wanted"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "keys_wanted"),
    ],
)
def test_that_each_key_asks_for_what_it_stands_for(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        qtbot.keyClick(window, key, modifier)


def test_that_every_act_of_the_frame_has_words_in_both_languages(window: MainWindow, languages: Languages) -> None:
    names = [
        "find",
        "undo",
        "redo",
        "next_case",
        "previous_case",
        "next_pane",
        "previous_pane",
        "print",
        "lock",
        "keys",
    ]
    for language in Language:
        languages.switch(language)
        assert all(window.action(name).text() for name in names)


def test_that_hints_follow_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("score")
    page = score_page(window)
    assert [hint.keys for hint in window.hint_bar.hints] == ["Enter"]
    page.left.field.setFocus()
    assert [hint.keys for hint in window.hint_bar.hints] == ["0–5"]
    window.show_page("today")
    assert window.hint_bar.hints == ()


def test_that_a_page_takes_the_focus_where_it_wants_it(window: MainWindow) -> None:
    window.show_page("score")
    assert QApplication.focusWidget() is score_page(window).right


def test_that_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("score")
    page = score_page(window)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.left.field
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.right


def test_that_the_rail_speaks_the_language(window: MainWindow, languages: Languages) -> None:
    assert window.rail.button("score").text() == "评分"
    languages.switch(Language.EN)
    assert window.rail.button("score").text() == "Score"
    assert window.windowTitle() == "Assessor Desk"


def test_that_a_badge_is_said_and_shown(window: MainWindow) -> None:
    window.show_badge("score", "33")
    assert window.rail.button("score").accessibleName() == "评分, 33"
    window.show_badge("score", "")
    assert window.rail.button("score").accessibleName() == "评分"


def test_that_a_message_stays_until_escape(qtbot: QtBot, window: MainWindow) -> None:
    window.show_message(MessageKind.REFUSED, MessageText("没有接收。", "已有数据未动。"))
    assert window.message.isVisible()
    with qtbot.assertNotEmitted(window.back_wanted):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.message.isVisible()
    with qtbot.waitSignal(window.back_wanted):
        qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_that_a_rehearsal_is_marked_in_words_and_across_the_page(window: MainWindow) -> None:
    plain = picture(window)
    window.show_place(Place("2026 秋季", "第 2 组", rehearsal=True, person="顾南乔", role="评委"))
    assert window.hatch.isVisible()
    assert window.watermark.isVisible()
    assert window.watermark.accessibleName() == "演练　不作正式使用"
    assert picture(window) != plain
    window.show_place(Place("2026 秋季", "第 2 组", person="顾南乔", role="评委"))
    assert not window.watermark.isVisible()


def test_that_the_watermark_lets_the_mouse_through(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place(Place("r", rehearsal=True, person="p"))
    page = window.show_page("today")
    assert isinstance(page, QPushButton)
    under = window.childAt(page.mapTo(window, QPoint(10, 10)))
    assert under is page


def test_that_size_and_splitters_are_remembered(qtbot: QtBot, window: MainWindow, memory: Forgetful) -> None:
    window.show_page("score")
    window.resize(1400, 820)
    page = score_page(window)
    page.splitter.setSizes([300, 1000])
    placed = page.splitter.sizes()
    window.close()

    again = MainWindow(memory)
    qtbot.addWidget(again)
    again.set_pages(SPECS, "score")
    again.show()
    kept = memory.get("window/geometry")
    assert kept is not None
    assert again.restoreGeometry(QByteArray(kept))  # held to the screen, which is small when drawn in memory
    sizes = score_page(again).splitter.sizes()
    assert sizes[0] / sum(sizes) == pytest.approx(placed[0] / sum(placed), abs=0.02)


def test_that_another_persons_pages_take_the_place_of_the_first(window: MainWindow) -> None:
    window.show_page("score")
    window.set_pages(SPECS[:1])
    assert window.page("score") is None
    assert window.current_page == "today"
    assert not window.rail.isVisible()  # one page needs no rail


def test_that_closing_can_be_held_while_work_is_under_way(qtbot: QtBot, window: MainWindow) -> None:
    window.may_close = lambda: False
    assert not window.close()
    window.may_close = lambda: True
    with qtbot.waitSignal(window.closing):
        assert window.close()


@pytest.mark.parametrize(
    ("room", "size"),
    [((1920, 1040), (1280, 800)), ((1366, 728), (1280, 688)), ((1280, 800), (1264, 760)), ((1024, 600), SMALLEST)],
)
def test_that_the_first_window_fits_the_screen(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*size)


def test_that_the_window_is_never_smaller_than_drawn_for(window: MainWindow) -> None:
    window.resize(300, 200)
    assert (window.width(), window.height()) == SMALLEST


def test_that_nobody_at_the_desk_means_nothing_to_lock_or_find(window: MainWindow) -> None:
    window.show_place(Place())
    assert not window.top_bar.lock.isVisible()
    assert not window.top_bar.find_box.isVisible()
    window.show_place(Place("r", person="顾南乔"))
    assert window.top_bar.lock.isVisible()


def test_that_the_chosen_page_is_told_by_more_than_colour(window: MainWindow) -> None:
    image = picture(window.rail)
    chosen = window.rail.button("today")
    bar = at(image, QPoint(1, chosen.y() + chosen.height() // 2))
    other = at(image, QPoint(1, window.rail.button("score").y() + chosen.height() // 2))
    assert bar != other
