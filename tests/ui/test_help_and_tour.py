"""F1 shows help beside the work, and a newcomer is led round the window; both give the keyboard back to where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts
from assessor_app.ui.guide import read_guide
from assessor_app.ui.help_panel import HelpPanel
from assessor_app.ui.language import Languages
from assessor_app.ui.pages.help_page import HelpPage
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.ui.tour import Tour, beside
from tests.ui.hands import OpenDesk, page_of, press


def panel_of(desk: DeskWindow) -> HelpPanel:
    assert desk.help_panel is not None
    return desk.help_panel


def tour_of(desk: DeskWindow) -> Tour:
    assert desk.tour is not None
    return desk.tour


def test_that_f1_shows_help_beside_the_page_and_follows_it(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("declare")
    desk.window.resize(1280, 800)
    press(qtbot, Qt.Key.Key_F1)
    panel = panel_of(desk)
    assert desk.window.current_page == "declare"
    assert panel.text.toPlainText().startswith(read_guide(Language.ZH)[2].text[:8])
    page = desk.window.page("declare")
    assert page is not None
    begins = panel.mapTo(desk.window, QPoint(0, 0)).x()
    # Nothing of the page lies under it.
    qtbot.waitUntil(lambda: page.mapTo(desk.window, QPoint(page.width(), 0)).x() <= begins)
    desk.window.show_page("sign")
    assert "Enter" in panel.text.toPlainText()
    assert panel.keys.isVisible()
    press(qtbot, Qt.Key.Key_F1)
    assert desk.help_panel is None


def test_that_escape_in_the_help_leads_back_to_the_marks(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("score")
    press(qtbot, Qt.Key.Key_F1)
    panel_of(desk).close_button.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.help_panel is None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page_of(desk, "score", ScorePage).sheet.isAncestorOf(focused)


def test_that_the_whole_guide_opens_at_the_page_and_leads_back(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("declare")
    press(qtbot, Qt.Key.Key_F1)
    qtbot.mouseClick(panel_of(desk).guide_button, Qt.MouseButton.LeftButton)
    page = page_of(desk, "help", HelpPage)
    assert "声明" in page.text.toPlainText().splitlines()[0]
    assert desk.help_panel is None
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.window.current_page == "declare"


def test_that_the_guide_says_the_same_of_the_same_pages_in_both_languages() -> None:
    zh, en = read_guide(Language.ZH), read_guide(Language.EN)
    assert [section.page for section in zh] == [section.page for section in en]
    assert {"today", "declare", "score", "sign"} <= {section.page for section in zh}
    assert all(section.text for section in (*zh, *en))


def test_that_every_page_of_the_desk_is_spoken_of_in_the_guide(open_desk: OpenDesk) -> None:
    desk = open_desk()
    spoken = {section.page for section in read_guide(Language.EN)}
    assert {spec.id for spec in desk.window.specs} - spoken == {"help"}


def test_that_a_newcomer_is_led_round_once_and_back(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("declare")
    desk.welcome()
    tour = tour_of(desk)
    seen = [tour.card.title.text()]
    while desk.tour is not None:
        press(qtbot, Qt.Key.Key_Right)
        if desk.tour is not None:
            seen.append(tour.card.title.text())
    assert len(seen) == len(set(seen)) > 5
    assert "您的评分" in seen
    assert desk.window.current_page == "declare"
    desk.welcome()
    assert desk.tour is None  # once is enough


def test_that_the_tour_can_be_left_at_any_stop_and_asked_for_again(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("declare")
    press(qtbot, Qt.Key.Key_F1, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert desk.window.current_page == "declare"
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.tour is None
    desk.window.action("tour").trigger()
    assert tour_of(desk).card.isVisible()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [100, 150])
def test_that_no_word_of_help_or_tour_is_cut_off(
    open_desk: OpenDesk, qtbot: QtBot, appearance: Appearance, languages: Languages, language: Language, scale: int
) -> None:
    languages.switch(language)
    appearance.set_look(Look(ThemeChoice.LIGHT, scale=scale))
    desk = open_desk("score")
    desk.window.resize(round(1280 * scale / 100), round(800 * scale / 100))
    desk.window.action("keys").trigger()
    qtbot.waitUntil(lambda: panel_of(desk).isVisible())
    assert clipped_texts(panel_of(desk)) == []
    desk.window.action("tour").trigger()
    tour = tour_of(desk)
    while desk.tour is not None:
        assert clipped_texts(tour.card) == [], tour.step.title
        whole = desk.window.centralWidget()
        assert whole is not None
        assert whole.rect().contains(tour.card.geometry()), tour.step.title
        tour.go(1)


@pytest.mark.parametrize(
    ("ring", "side"),
    [
        (QRect(0, 0, 64, 700), "right"),
        (QRect(900, 40, 300, 600), "left"),
        (QRect(0, 0, 1280, 40), "below"),
        (QRect(0, 770, 1280, 30), "above"),
        (QRect(0, 0, 1280, 800), "inside"),
    ],
)
def test_that_the_card_stands_where_there_is_room(ring: QRect, side: str) -> None:
    card = QRect(beside(ring, QSize(340, 150), QRect(0, 0, 1280, 800)), QSize(340, 150))
    assert QRect(0, 0, 1280, 800).contains(card)
    assert ring.intersects(card) == (side == "inside")
    match side:
        case "right":
            assert card.left() > ring.right()
        case "left":
            assert card.right() < ring.left()
        case "below":
            assert card.top() > ring.bottom()
        case "above":
            assert card.bottom() < ring.top()
        case _:
            assert ring.contains(card)


@pytest.mark.parametrize("height", [800, 680])
def test_that_the_rail_keeps_every_page_in_view(open_desk: OpenDesk, qtbot: QtBot, height: int) -> None:
    desk = open_desk()
    desk.window.resize(1160, height)
    qtbot.waitUntil(lambda: desk.window.height() == height)
    rail = desk.window.rail
    places = [rail.button(spec.id).geometry() for spec in desk.window.specs]
    assert all(rail.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for n, one in enumerate(places) for other in places[n + 1 :])


def test_that_a_low_window_leaves_the_words_to_the_tooltips(
    open_desk: OpenDesk, qtbot: QtBot, appearance: Appearance
) -> None:
    desk = open_desk()
    button = desk.window.rail.button("score")
    assert button.worded
    appearance.set_look(Look(ThemeChoice.LIGHT, scale=150))
    desk.window.resize(1160, 680)
    qtbot.waitUntil(lambda: not button.worded)
    assert "评分" in button.toolTip()
    assert button.height() >= 26
