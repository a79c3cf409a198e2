"""Keeps the application dressed: one `Appearance` per QApplication applies theme, density, text size and focus ring."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from assessor_app.models.language import Language
from assessor_app.ui.desk_style import DeskStyle, FocusRing
from assessor_app.ui.icons import refresh_icons
from assessor_app.ui.theme import SCALES, Look, Theme, ThemeChoice, ThemeName, palette, register_fonts, style_sheet


class Appearance(QObject):
    """Made by `app.py` before the first window.

    Widgets are repainted by Qt when palette or style sheet change; whoever caches painted things connects to
    `theme_changed`.
    """

    theme_changed = Signal()

    def __init__(self, app: QApplication, look: Look | None = None, language: Language = Language.ZH) -> None:
        super().__init__(app)
        self._app = app
        self._look = look or Look()
        self._theme = Theme(language=language)
        register_fonts()
        app.setStyle(DeskStyle())
        app.setProperty("appearance", self)
        self._ring = FocusRing(app)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._dress()

    @staticmethod
    def of_application() -> Appearance | None:
        """The one of this application, if it was made."""
        app = QApplication.instance()
        return cast("Appearance | None", app.property("appearance")) if app is not None else None

    @property
    def look(self) -> Look:
        return self._look

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_look(self, look: Look) -> None:
        """Apply a person's choices at once."""
        if look != self._look:
            self._look = look
            self._dress()

    def set_language(self, language: Language) -> None:
        """Order the font families for `language`; called by `language.Languages`, which also loads the words."""
        if language is not self._theme.language:
            self._theme = replace(self._theme, language=language)
            self._dress()

    def _follow_system(self) -> None:
        if self._look.choice is ThemeChoice.SYSTEM or _system_wants_contrast(self._app):
            self._dress()

    def _dress(self) -> None:
        hints = self._app.styleHints()
        hints.setColorScheme(_SCHEMES[self._look.choice])
        self._theme = Theme(
            name=_chosen(self._look.choice, dark=hints.colorScheme() is Qt.ColorScheme.Dark,
                         contrast=_system_wants_contrast(self._app)),
            density=self._look.density,
            scale=min(max(self._look.scale, SCALES[0]), SCALES[-1]),
            language=self._theme.language,
        )  # fmt: skip
        self._app.setProperty("theme", self._theme)
        self._app.setFont(self._theme.font())
        self._app.setPalette(palette(self._theme))
        # Also where only the language changed and the sheet is the same: without it no widget takes up the new families.
        self._app.setStyleSheet(style_sheet(self._theme))
        refresh_icons()
        for widget in self._app.allWidgets():
            widget.updateGeometry()  # many a size hint is measured in the new type or density
        self.theme_changed.emit()


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.HC_LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
    ThemeChoice.HC_DARK: Qt.ColorScheme.Dark,
}


def _system_wants_contrast(app: QGuiApplication) -> bool:
    return app.styleHints().accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _chosen(choice: ThemeChoice, *, dark: bool, contrast: bool) -> ThemeName:
    """A system set to high contrast wins over our setting; it is an aid, not a taste."""
    if choice in {ThemeChoice.DARK, ThemeChoice.HC_DARK}:
        dark = True
    if choice in {ThemeChoice.LIGHT, ThemeChoice.HC_LIGHT}:
        dark = False
    if contrast or choice in {ThemeChoice.HC_DARK, ThemeChoice.HC_LIGHT}:
        return ThemeName.HC_DARK if dark else ThemeName.HC_LIGHT
    return ThemeName.DARK if dark else ThemeName.LIGHT
