"""What must hold for each page of every desk: in both languages, at each size of text, in the smallest window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.people import Desk as DeskName
from assessor_app.paths import resources
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture
from assessor_app.ui.language import Languages
from assessor_app.ui.pages import AT_FOOT
from assessor_app.ui.pages import PAGES as OF_DESK
from assessor_app.ui.pages.round_page import RoundPage
from assessor_app.ui.theme import SMALLEST, Look, ThemeChoice
from tests.ui.hands import OpenDesk, page_of, settle
from tests.ui.pages.chair_desk import OpenChair
from tests.ui.pages.society_desk import Office, OpenOffice

SAMPLE = resources() / "samples" / "cse"
PAGES = ("today", "declare", "score", "written", "interview", "sign", "settings", "help")
LOOKS = (
    Look(ThemeChoice.LIGHT),
    Look(ThemeChoice.DARK),
    Look(ThemeChoice.LIGHT, scale=125),
    Look(ThemeChoice.DARK, scale=150),
)


def pages_of(name: DeskName) -> tuple[str, ...]:
    return tuple(entry[0] for entry in OF_DESK[name])


def faults(desk: DeskWindow, pages: Sequence[str], qtbot: QtBot) -> Iterator[str]:
    """What the smallest window cuts off of these pages, or cannot hold, as it is dressed now."""
    window = desk.window
    for page_id in pages:
        page = window.show_page(page_id)
        settle(desk, qtbot)
        picture(window, SMALLEST)
        need, has = page.minimumSizeHint(), window.stack.size()
        if need.width() > has.width() or need.height() > has.height():
            yield f"{page_id} needs {need.width()}×{need.height()} of {has.width()}×{has.height()}"
        yield from (f"{page_id}: {text}" for text in clipped_texts(window))


@pytest.fixture(params=[*DeskName])
def whole_desk(
    request: pytest.FixtureRequest, open_desk: OpenDesk, open_chair: OpenChair, open_office: OpenOffice, office: Office
) -> tuple[DeskWindow, tuple[str, ...]]:
    """One window of each desk, with its pages; those at the foot of the rail stand with the assessor's."""
    name: DeskName = request.param
    own = pages_of(name)
    if name is DeskName.ASSESSOR:
        return open_desk("today"), (*own, *(entry[0] for entry in AT_FOOT))
    return (open_chair(own[0]) if name is DeskName.CHAIR else open_office(office, own[0])), own


def test_that_nothing_is_cut_off_in_the_smallest_window(
    whole_desk: tuple[DeskWindow, tuple[str, ...]], appearance: Appearance, languages: Languages, qtbot: QtBot
) -> None:
    desk, pages = whole_desk
    found = {}
    for language in Language:
        languages.switch(language)
        for look in LOOKS:
            appearance.set_look(look)
            cut = [*faults(desk, pages, qtbot)]
            if cut:
                found[f"{language} {look.choice} {look.scale}"] = cut
    assert found == {}


def test_that_nothing_of_a_new_round_is_cut_off_in_the_smallest_window(
    open_office: OpenOffice,
    office: Office,
    appearance: Appearance,
    languages: Languages,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    desk = open_office(office, "round")
    page = page_of(desk, "round", RoundPage)
    page.begin_round()
    shutil.copyfile(SAMPLE / "roster.xlsx", tmp_path / "roster.xlsx")
    found = {}
    for read in (False, True):
        if read:
            page.new_round.take_files([tmp_path / "roster.xlsx"])
            settle(desk, qtbot)
            assert page.new_round.problems.table.rowCount()
        for language in Language:
            languages.switch(language)
            for look in LOOKS:
                appearance.set_look(look)
                cut = [*faults(desk, ["round"], qtbot)]
                assert page.new_round.isVisible()
                if cut:
                    found[f"{language} {look.choice} {look.scale} {read}"] = cut
    assert found == {}


def test_that_whatever_takes_the_keyboard_tells_a_screen_reader_its_name_and_role(
    whole_desk: tuple[DeskWindow, tuple[str, ...]], languages: Languages, qtbot: QtBot
) -> None:
    desk, pages = whole_desk
    nameless = []
    for language in Language:
        languages.switch(language)
        for page_id in pages:
            desk.window.show_page(page_id)
            settle(desk, qtbot)
            picture(desk.window)
            for part in desk.window.findChildren(QWidget):
                if not (part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus):
                    continue
                told = QAccessible.queryAccessibleInterface(part)
                if not told.text(QAccessible.Text.Name) or told.role() is QAccessible.Role.NoRole:
                    nameless.append(f"{language} {page_id}: {type(part).__name__} in {type(part.parent()).__name__}")
    assert nameless == []


class Windows(QObject):
    """Notes what opens as a window of its own."""

    def __init__(self, expected: QWidget) -> None:
        super().__init__()
        self.expected, self.seen = expected, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_that_no_part_flashes_as_a_window_while_pages_are_built(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("today")
    watch = Windows(desk.window)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for page in PAGES:
        desk.window.show_page(page)
        QApplication.processEvents()
    app.removeEventFilter(watch)
    assert watch.seen == []
