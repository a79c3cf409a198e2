from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from assessor_app.ui.appearance import Appearance
from assessor_app.ui.icons import SIZES, drawn, names, set_icon
from assessor_app.ui.theme import Look, ThemeChoice


@pytest.mark.parametrize("name", names())
def test_that_each_icon_is_drawn_in_the_colour_asked(name: str) -> None:
    image = drawn(name, 36, "#B3261E")
    inked = [image.pixelColor(x, y) for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() == 255]
    assert inked
    assert all(colour.name().upper() == "#B3261E" for colour in inked)


@pytest.mark.parametrize("size", SIZES)
def test_that_an_icon_has_as_many_pixels_as_the_screen(size: int) -> None:
    image = drawn("locked", size, "#000000", 2.0)
    assert (image.width(), image.deviceIndependentSize().width()) == (2 * size, size)


def test_that_a_name_that_is_no_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        drawn("no_such_icon", 16, "#000000")


def test_that_the_icon_of_a_button_follows_the_theme(qtbot: QtBot, appearance: Appearance) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "person", "text1", 36)

    def darkest() -> int:
        image = button.icon().pixmap(36).toImage()
        pixels = (QColor(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height()))
        return min(colour.lightness() for colour in pixels if colour.alpha() > 250)

    assert darkest() < 60
    appearance.set_look(Look(ThemeChoice.DARK))
    assert darkest() > 200
