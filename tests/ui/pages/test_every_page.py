"""What must hold for each page of every desk: in both languages, at each size of text, in the smallest window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.models.people import Desk as DeskName
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture
from assessor_app.ui.language import Languages
from assessor_app.ui.pages import AT_FOOT
from assessor_app.ui.pages import PAGES as OF_DESK
from assessor_app.ui.theme import SMALLEST, Look, ThemeChoice
from tests.ui.hands import OpenDesk, settle
from tests.ui.pages.chair_desk import OpenChair
from tests.ui.pages.society_desk import Office, OpenOffice

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


@pytest.mark.parametrize("page", PAGES)
def test_that_whatever_takes_the_keyboard_has_a_name(open_desk: OpenDesk, page: str) -> None:
    shown = open_desk(page).window.page(page)
    assert shown is not None
    fields = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in shown.findChildren(kind)
        if widget.isVisible()
    ]
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in fields
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
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
