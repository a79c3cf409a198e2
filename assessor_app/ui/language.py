"""The window's two languages: words by Qt Linguist, dates and numbers by rule, switched while the program runs.

How a widget is written for two languages:

- every text a person sees passes through `self.tr("English source")` (or `QCoreApplication.translate` outside a QObject);
  values go in afterwards: ``self.tr("{done} of {all}").format(done=3, all=4)``; counts use `%n`;
- it has a method `retranslate()` that sets all its texts, called once at the end of `__init__` and again from
  `changeEvent` (`Part` below does the second); what is painted calls `tr` while painting and needs nothing;
- the Chinese stands in resources/i18n/zh.toml or zh.d/*.toml; ``make i18n`` puts it into the .ts and .qm files.

Dates: 2026 年 11 月 21 日 14:03 and 21 Nov 2026 14:03, always the local time of the value given.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.models.language import Language
from assessor_app.paths import resources
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.theme import theme

LOCALES = {Language.ZH: "zh_CN", Language.EN: "en"}
MINUS = "\N{MINUS SIGN}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = {
    Language.ZH: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


class Languages(QObject):
    """Switches the language of the window. One per application, made after `Appearance`."""

    language_changed = Signal(object)  # Language

    def __init__(self, app: QApplication, appearance: Appearance) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._translators: list[QTranslator] = []
        self._language: Language | None = None
        self.switch(appearance.theme.language)

    @property
    def language(self) -> Language:
        return self._language or Language.ZH

    def switch(self, language: Language) -> None:
        """Load the words of `language`; every widget gets a LanguageChange event. Nothing typed is touched."""
        speaking = self._app.property("languages")
        if speaking is not self and isinstance(speaking, Languages):
            speaking.fall_silent()
        self._app.setProperty("languages", self)
        if language is self._language:
            return
        self._language = language
        QLocale.setDefault(QLocale(LOCALES[language]))
        # Fonts first: a widget that measures its new words must measure them in the new face.
        self._appearance.set_language(language)
        self._remove_translators()
        self._translators = [_qt_words(language, self), _own_words(language, self)]
        for new in self._translators:
            self._app.installTranslator(new)
        # Qt only posts the news to the windows; whoever hears language_changed may count on every word being new.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.language_changed.emit(language)

    def fall_silent(self) -> None:
        """Take the words back: another is about to speak, and words of two would lie over each other."""
        self._remove_translators()
        self._language = None

    def _remove_translators(self) -> None:
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators = []

    def put_away(self) -> None:
        """Take the words out of the application again: the program is left, and another may be dressed after it."""
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators, self._language = [], None


def _own_words(language: Language, parent: QObject) -> QTranslator:
    file = resources() / "i18n" / f"assessor_app_{LOCALES[language]}.qm"
    translator = QTranslator(parent)
    if not translator.load(str(file)):
        raise FileNotFoundError(file)
    return translator


def _qt_words(language: Language, parent: QObject) -> QTranslator:
    """Qt's own texts (buttons of dialogs, menus of fields); a system without the file shows them in English."""
    translator = QTranslator(parent)
    translator.load(f"qtbase_{LOCALES[language]}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


def window_language() -> Language:
    """The language the window shows now."""
    return theme().language


class Part(QWidget):
    """A QWidget that hears of a switch: `retranslate()` for language, `restyle()` for theme, density and text size."""

    def retranslate(self) -> None:
        """Set every text again. Overridden; must not touch what a person has typed."""

    def restyle(self) -> None:
        """Set fixed sizes and whatever else was taken from `theme()` outside painting. Overridden."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.updateGeometry()
            self.update()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()
        super().changeEvent(event)


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001  # lupdate reads it
    """Mark a literal that is translated later; PySide6's own is typed as giving `object`."""
    return source


def translated(context: str, source: str) -> str:
    """`source` in the window's language, outside a QObject: a literal (lupdate knows this name), or one marked elsewhere.

    For a count write ``QCoreApplication.translate(context, "%n case(s)", None, n)``.
    """
    return QCoreApplication.translate(context, source)


def format_date(value: date, language: Language | None = None) -> str:
    """2026 年 11 月 21 日; 21 Nov 2026."""
    if (language or window_language()) is Language.ZH:
        return f"{value.year} 年 {value.month} 月 {value.day} 日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def format_day(value: date, language: Language | None = None) -> str:
    """Without the year, for what lies within the round: 11 月 21 日; 21 Nov."""
    if (language or window_language()) is Language.ZH:
        return f"{value.month} 月 {value.day} 日"
    return f"{value.day} {_MONTHS[value.month - 1]}"


def format_weekday(value: date, language: Language | None = None) -> str:
    """星期六; Saturday."""
    return _WEEKDAYS[language or window_language()][value.weekday()]


def format_time(value: time | datetime, *, seconds: bool = False) -> str:
    """14:03 or 14:03:22, the same in both languages."""
    return value.strftime("%H:%M:%S" if seconds else "%H:%M")


def format_datetime(
    value: datetime, language: Language | None = None, *, seconds: bool = False, zone: bool = False
) -> str:
    """2026 年 11 月 21 日 14:03; 21 Nov 2026 14:03; with `zone` followed by UTC+08:00 if the value knows its offset."""
    parts = [format_date(value, language), format_time(value, seconds=seconds)]
    if zone and value.utcoffset() is not None:
        offset = value.strftime("%z")
        parts.append(f"UTC{offset[:3]}:{offset[3:5]}".replace("-", MINUS))
    return " ".join(parts)


def format_number(value: Fraction | Decimal | int, places: int = 2) -> str:
    """`value` with exactly `places` decimals, rounded half up as the derivations are; a true minus sign, no grouping."""
    exact = Fraction(value)
    decimal = Decimal(abs(exact.numerator)) / Decimal(exact.denominator)
    if places >= 0:
        scaled = abs(exact) * 10**places + Fraction(1, 2)
        decimal = Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
    text = f"{decimal.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)}"
    return f"{MINUS}{text}" if exact < 0 and decimal != 0 else text
