"""The window's tests share one dressed application; each begins in light, in Chinese, at normal size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Look, ThemeChoice


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> tuple[Appearance, Languages]:
    """Theme, fonts, style and words on the one application of the session."""
    appearance = Appearance(qapp, Look(ThemeChoice.LIGHT), Language.ZH)
    return appearance, Languages(qapp, appearance)


@pytest.fixture(autouse=True)
def plain_look(dressed: tuple[Appearance, Languages]) -> Iterator[None]:
    """What a test switched is switched back."""
    yield
    appearance, languages = dressed
    appearance.set_look(Look(ThemeChoice.LIGHT))
    languages.switch(Language.ZH)


@pytest.fixture
def appearance(dressed: tuple[Appearance, Languages]) -> Appearance:
    return dressed[0]


@pytest.fixture
def languages(dressed: tuple[Appearance, Languages]) -> Languages:
    return dressed[1]


@pytest.fixture
def in_english(languages: Languages) -> None:
    languages.switch(Language.EN)
