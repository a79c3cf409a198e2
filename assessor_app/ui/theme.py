"""How the window looks: colours, type and sizes from resources/theme/tokens.toml, as palette, fonts and one style sheet.

- A widget asks `theme()` while it paints and keeps nothing of it, so a switch at run time only has to repaint.
- Colours are named by their use (`text2`, `bad_soft`), never written as numbers outside tokens.toml.
- Lengths that hold text go through `Theme.px`, so that they grow with the text (90 to 150 %).
- The order of font families follows the language of the window, else “ ” and … turn half or full width.

Example: with dark chosen, `theme().hex("text1")` is "#E7EAED" and `theme().row("matrix")` is 24 at normal density.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from string import Template
from typing import Literal, TypeAlias, cast, get_args

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from assessor_app.models.language import Language
from assessor_app.paths import resources

Token: TypeAlias = Literal[
    "rail", "win", "surface", "sunken", "desk", "paper", "text1", "text2", "text3", "disabled", "line", "control",
    "accent", "on_accent", "accent_text", "accent_soft", "focus", "ok", "ok_soft", "warn", "warn_soft", "bad", "bad_soft",
    "bad_fill", "on_bad", "violet", "violet_soft", "muted_soft", "mark", "aspect_1", "aspect_2", "aspect_3", "aspect_4",
    "aspect_5", "on_aspect",
]  # fmt: skip
Role: TypeAlias = Literal["caption", "body", "reading", "title", "h1", "display"]
Row: TypeAlias = Literal["matrix", "indicator", "queue", "table", "level_button"]
ROLES: tuple[Role, ...] = get_args(Role)
TOKENS: tuple[Token, ...] = get_args(Token)
SCALES = (90, 100, 110, 125, 150)
SMALLEST = (1160, 680)  # px, the smallest client area that pages are drawn for
FRAME = (16, 40)  # px, what the borders and the title bar take at most around it

_HAN = {
    "win32": ("Microsoft YaHei UI", "Desk Sans SC", "SimSun-ExtB"),
    "darwin": ("PingFang SC", "Desk Sans SC"),
    "linux": ("Desk Sans SC", "Noto Sans CJK SC", "Droid Sans Fallback", "WenQuanYi Micro Hei"),
}
_LATIN = {"win32": ("Segoe UI",), "darwin": (".AppleSystemUIFont",), "linux": ("Desk Sans",)}
_MONO = ("Cascadia Mono", "Menlo", "DejaVu Sans Mono")


class ThemeName(StrEnum):
    """One of the four sets of colours in tokens.toml."""

    LIGHT = "light"
    DARK = "dark"
    HC_DARK = "hc_dark"
    HC_LIGHT = "hc_light"


class ThemeChoice(StrEnum):
    """What a person chose: one of the four, or whatever the system shows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HC_DARK = "hc_dark"
    HC_LIGHT = "hc_light"


class Density(IntEnum):
    """Row heights; the value is the place in the lists of tokens.toml."""

    COMPACT = 0
    NORMAL = 1
    ROOMY = 2


@dataclass(frozen=True, slots=True)
class Look:
    """A person's choices. `scale` is the size of text in percent, 90 to 150; beyond that it is held to the limit."""

    choice: ThemeChoice = ThemeChoice.SYSTEM
    density: Density = Density.NORMAL
    scale: int = 100


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a widget needs while painting. Hashable, so painted results can be cached by it."""

    name: ThemeName = ThemeName.LIGHT
    density: Density = Density.NORMAL
    scale: int = 100
    language: Language = Language.ZH

    @property
    def is_dark(self) -> bool:
        return self.name in {ThemeName.DARK, ThemeName.HC_DARK}

    @property
    def is_high_contrast(self) -> bool:
        return self.name in {ThemeName.HC_DARK, ThemeName.HC_LIGHT}

    def hex(self, token: Token) -> str:
        """The colour as "#RRGGBB"."""
        return _numbers().colours[self.name][token]

    def color(self, token: Token, alpha: float = 1.0) -> QColor:
        """The colour, `alpha` 0 (clear) to 1 (full)."""
        colour = QColor(self.hex(token))
        if alpha < 1.0:
            colour.setAlphaF(alpha)
        return colour

    def aspect(self, position: int) -> QColor:
        """The colour of the aspect at `position`, from 1; a scheme with more than five begins again."""
        return self.color(aspect_token(position))

    def px(self, length: float) -> int:
        """A length at 96 dpi that holds text: grows with the text, never under the drawn size (targets stay 24 px)."""
        return round(length * max(self.scale, 100) / 100)

    def row(self, kind: Row) -> int:
        """The fixed height of a row, in px."""
        return self.px(_numbers().rows[kind][self.density])

    def line(self, role: Role) -> int:
        """The height of one line of text, in px."""
        return round(_numbers().line_px[role] * self.scale / 100)

    def points(self, role: Role) -> float:
        """The size of type in points of this system."""
        size = _numbers().points[role]
        if sys.platform == "darwin":
            size = round(size * 1.3)  # 72 dots to the inch there
        return size * self.scale / 100

    def font(self, role: Role = "body", *, bold: bool = False, mono: bool = False) -> QFont:
        """A font of the window's families; figures are tabular, so numbers stay in columns."""
        return QFont(_font(self.language, self.points(role), bold, mono))  # a copy: callers may change theirs


def aspect_token(position: int) -> Token:
    """The token of the aspect at `position`, from 1."""
    return cast("Token", f"aspect_{(position - 1) % 5 + 1}")


def families(language: Language, platform: str = sys.platform) -> list[str]:
    """Font families in the order they are asked: the language's own first, since it decides the width of “ ” and …."""
    han = _HAN.get(platform, _HAN["linux"])
    latin = _LATIN.get(platform, _LATIN["linux"])
    return [*han, *latin] if language is Language.ZH else [*latin, *han]


def theme() -> Theme:
    """The theme in force; the light one where no `appearance.Appearance` was made (a widget on its own in a test)."""
    app = QCoreApplication.instance()
    found = app.property("theme") if app is not None else None
    return found if isinstance(found, Theme) else Theme()


def register_fonts() -> None:
    """Make the carried fonts known to Qt; files that are already known cost nothing."""
    known = set(QFontDatabase.families())
    if {"Desk Sans", "Desk Sans SC"} <= known:
        return
    for file in sorted((resources() / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


def palette(theme: Theme) -> QPalette:
    """The palette of look.md section 2."""
    made = QPalette()
    roles = QPalette.ColorRole
    tokens: dict[QPalette.ColorRole, Token] = {
        roles.Window: "win", roles.Base: "surface", roles.AlternateBase: "surface",
        roles.Text: "text1", roles.WindowText: "text1", roles.ButtonText: "text1", roles.BrightText: "on_accent",
        roles.PlaceholderText: "text3", roles.Highlight: "accent", roles.HighlightedText: "on_accent",
        roles.Accent: "accent", roles.Mid: "line", roles.Dark: "control", roles.Light: "surface", roles.Midlight: "line",
        roles.Shadow: "control", roles.Button: "muted_soft" if theme.is_dark else "surface",
        roles.Link: "accent_text", roles.LinkVisited: "accent_text",
        roles.ToolTipBase: "surface", roles.ToolTipText: "text1",
    }  # fmt: skip
    for role, token in tokens.items():
        made.setColor(role, theme.color(token))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("disabled"))
    return made


class _Holes(dict[str, str]):
    """What fills the holes of the style sheet: tokens, `pt_role`, `px_N` (grows with the text), `row_kind`, `bold`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__({token: theme.hex(token) for token in TOKENS})
        self._theme = theme
        self.update({f"pt_{role}": f"{theme.points(role):g}" for role in ROLES})
        self["row_table"] = str(theme.row("table"))
        # In high contrast all text has one colour; what nobody typed must still look otherwise than what somebody did.
        self["placeholder"] = theme.hex("disabled" if theme.is_high_contrast else "text3")
        self["button"] = theme.hex("muted_soft" if theme.is_dark else "surface")
        # A pressed or hovered surface; in high contrast the soft grounds equal the surface, so the line tells it.
        self["hover"] = theme.hex("accent_soft" if theme.is_high_contrast else "sunken")

    def __missing__(self, name: str) -> str:
        if name.startswith("px_"):
            return str(self._theme.px(int(name.removeprefix("px_"))))
        raise KeyError(name)


def style_sheet(theme: Theme) -> str:
    """The one style sheet, its holes filled for `theme`."""
    return Template(_sheet()).substitute(_Holes(theme))


@lru_cache
def _sheet() -> str:
    return (resources() / "theme" / "window.qss").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Numbers:
    points: dict[str, float]
    line_px: dict[str, int]
    rows: dict[str, list[int]]
    panes: dict[str, int]
    colours: dict[str, dict[str, str]]


@lru_cache
def _numbers() -> _Numbers:
    with (resources() / "theme" / "tokens.toml").open("rb") as file:
        read = tomllib.load(file)
    panes = {name: value for name, value in read["panes"].items() if isinstance(value, int)}
    return _Numbers(read["type_pt"], read["type_line_px"], read["rows"], panes, read["theme"])


def first_size(room: QSize) -> QSize:
    """How large a window opens where nothing is remembered: 1280×800, or what the screen has ``room`` for with the frame, but
    never smaller than the pages are drawn for. In logical pixels.
    """
    return QSize(1280, 800).boundedTo(room - QSize(*FRAME)).expandedTo(QSize(*SMALLEST))


def pane(name: Literal["top_bar", "rail", "hint_bar", "queue", "sheet", "side"]) -> int:
    """The drawn size of a part of the window, in px at 96 dpi."""
    return _numbers().panes[name]


@lru_cache(maxsize=256)
def _font(language: Language, points: float, bold: bool, mono: bool) -> QFont:  # noqa: FBT001  # a cache key
    font = QFont()
    font.setFamilies([*_MONO, *families(language)] if mono else families(language))
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setStyleHint(QFont.StyleHint.Monospace if mono else QFont.StyleHint.SansSerif)
    return font
