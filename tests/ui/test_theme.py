from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance, _chosen
from assessor_app.ui.grab import at, picture
from assessor_app.ui.theme import (
    ROLES,
    TOKENS,
    Density,
    Look,
    Theme,
    ThemeChoice,
    ThemeName,
    Token,
    families,
    palette,
    style_sheet,
    theme,
)
from assessor_app.ui.widgets.state_chip import FACES, State, StateChip

THEMES = list(ThemeName)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_that_each_theme_has_every_colour(name: ThemeName) -> None:
    shown = Theme(name)
    for token in TOKENS:
        assert shown.color(token).isValid()


TEXTS: list[tuple[Token, Token]] = [
    ("text1", "surface"), ("text1", "win"), ("text2", "surface"), ("text2", "win"), ("text3", "surface"),
    ("text3", "win"), ("text3", "rail"), ("text3", "accent_soft"), ("on_accent", "accent"), ("accent_text", "surface"),
    ("accent_text", "accent_soft"), ("ok", "surface"), ("ok", "ok_soft"), ("warn", "surface"), ("warn", "warn_soft"),
    ("bad", "surface"), ("bad", "bad_soft"), ("on_bad", "bad_fill"), ("violet", "surface"), ("violet", "violet_soft"),
]  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_that_text_can_be_read_on_its_ground(name: ThemeName, text: Token, ground: Token) -> None:
    shown = Theme(name)
    least = 7.0 if shown.is_high_contrast else 4.5
    assert contrast(shown.hex(text), shown.hex(ground)) >= least


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("edge", ["control", "focus"])
def test_that_edges_and_rings_stand_out_from_the_surface(name: ThemeName, edge: Token) -> None:
    assert contrast(Theme(name).hex(edge), Theme(name).hex("surface")) >= 3.0


@pytest.mark.parametrize("name", THEMES)
def test_that_every_state_can_be_read_on_its_own_ground(name: ThemeName) -> None:
    shown = Theme(name)
    for face in FACES.values():
        assert contrast(shown.hex(face.tone), shown.hex(face.ground)) >= 4.5


def test_that_aspects_differ_and_a_sixth_begins_again() -> None:
    shown = Theme(ThemeName.LIGHT)
    assert len({shown.aspect(position).name() for position in range(1, 6)}) == 5
    assert shown.aspect(6) == shown.aspect(1)


@pytest.mark.parametrize("name", THEMES)
def test_that_what_nobody_typed_looks_otherwise_than_what_somebody_did(name: ThemeName) -> None:
    found = re.search(r"placeholder-text-color: (#\w+);", style_sheet(Theme(name)))
    assert found is not None
    assert found[1] != Theme(name).hex("text1")
    assert contrast(found[1], Theme(name).hex("surface")) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_that_the_style_sheet_has_no_hole_left(name: ThemeName) -> None:
    assert "$" not in style_sheet(Theme(name))


def test_that_the_palette_takes_the_tokens() -> None:
    made = palette(Theme(ThemeName.DARK))
    assert made.color(QPalette.ColorRole.Window).name().upper() == "#1B1E22"
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper() == "#666F79"


def test_that_rows_follow_density_and_text_size() -> None:
    assert [Theme(density=density).row("matrix") for density in Density] == [22, 24, 30]
    assert Theme(scale=150).row("matrix") == 36
    assert Theme(scale=90).row("level_button") == 28  # targets never shrink under the drawn size


def test_that_no_role_of_type_falls_under_the_caption() -> None:
    shown = Theme()
    assert min(shown.points(role) for role in ROLES) == shown.points("caption")


def test_that_the_language_decides_which_face_comes_first() -> None:
    zh, en = families(Language.ZH, "linux"), families(Language.EN, "linux")
    assert zh[0] == "Desk Sans SC"
    assert en[0] == "Desk Sans"
    assert set(zh) == set(en)
    assert families(Language.ZH, "win32")[0] == "Microsoft YaHei UI"
    assert families(Language.ZH, "darwin")[0] == "PingFang SC"


def test_that_the_carried_faces_are_drawn(appearance: Appearance) -> None:
    assert QFontInfo(Theme(language=Language.ZH).font()).family() == "Desk Sans SC"
    assert QFontInfo(Theme(language=Language.EN).font()).family() == "Desk Sans"


@pytest.mark.parametrize("character", "龘靐䶮㐂𠮷喆堃垚淼赟頔")
def test_that_rare_characters_of_names_have_glyphs(appearance: Appearance, character: str) -> None:
    assert QFontMetrics(Theme(language=Language.ZH).font()).inFontUcs4(ord(character))


@pytest.mark.parametrize("language", list(Language))
def test_that_figures_are_equally_wide(appearance: Appearance, language: Language) -> None:
    metrics = QFontMetrics(Theme(language=language).font())
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_that_a_font_changed_by_its_taker_is_not_changed_for_others() -> None:
    Theme().font("caption").setPointSizeF(40)
    assert Theme().font("caption").pointSizeF() == 9


def test_that_an_undressed_application_is_light(qapp: QApplication) -> None:
    before = qapp.property("theme")
    qapp.setProperty("theme", None)
    assert theme() == Theme()
    qapp.setProperty("theme", before)


@pytest.mark.parametrize(
    ("choice", "dark", "contrast", "expected"),
    [
        (ThemeChoice.SYSTEM, False, False, ThemeName.LIGHT),
        (ThemeChoice.SYSTEM, True, False, ThemeName.DARK),
        (ThemeChoice.SYSTEM, True, True, ThemeName.HC_DARK),
        (ThemeChoice.LIGHT, True, False, ThemeName.LIGHT),
        (ThemeChoice.LIGHT, True, True, ThemeName.HC_LIGHT),
        (ThemeChoice.HC_DARK, False, False, ThemeName.HC_DARK),
    ],
)
def test_that_a_system_set_to_high_contrast_wins(
    choice: ThemeChoice, dark: bool, contrast: bool, expected: ThemeName
) -> None:
    assert _chosen(choice, dark=dark, contrast=contrast) is expected


def test_that_what_is_shown_is_repainted_when_the_theme_is_switched(qtbot: QtBot, appearance: Appearance) -> None:
    chip = StateChip(State.LOCKED)
    qtbot.addWidget(chip)
    inside = QPoint(3, 9)
    assert at(picture(chip), inside).upper() == Theme(ThemeName.LIGHT).hex("ok_soft")
    with qtbot.waitSignal(appearance.theme_changed):
        appearance.set_look(Look(ThemeChoice.DARK))
    assert at(picture(chip), inside).upper() == Theme(ThemeName.DARK).hex("ok_soft")


def test_that_the_same_look_again_changes_nothing(qtbot: QtBot, appearance: Appearance) -> None:
    with qtbot.assertNotEmitted(appearance.theme_changed):
        appearance.set_look(appearance.look)


def test_that_text_size_is_held_to_its_limits(appearance: Appearance) -> None:
    appearance.set_look(Look(ThemeChoice.LIGHT, scale=400))
    assert theme().scale == 150
    assert QApplication.font().pointSizeF() == 15
