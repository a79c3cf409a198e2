from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.language import (
    MINUS,
    Languages,
    Part,
    format_date,
    format_datetime,
    format_day,
    format_number,
    format_weekday,
)
from assessor_app.ui.widgets.comment_field import CommentField
from build_spec import i18n

MOMENT = datetime(2026, 11, 21, 14, 3, 22, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, i18n.Words, list[str]]:
    """The translations as sources and flat files give them now."""
    folder = tmp_path_factory.mktemp("i18n")
    words, missing = i18n.make(folder)
    i18n.release(folder)
    return folder, words, missing


def test_that_every_text_of_the_window_has_its_chinese(made: tuple[Path, i18n.Words, list[str]]) -> None:
    assert made[2] == []


def test_that_no_text_has_two_translations(made: tuple[Path, i18n.Words, list[str]]) -> None:
    assert made[1].clashes == []


def test_that_the_flat_files_hold_no_leavings(made: tuple[Path, i18n.Words, list[str]]) -> None:
    assert list(made[1].unused()) == []


def test_that_the_committed_translations_are_those_of_the_sources(made: tuple[Path, i18n.Words, list[str]]) -> None:
    # If not: make i18n, and commit resources/i18n.
    assert i18n.differing(made[0]) == []
    for name in (i18n.ZH, i18n.EN):
        compiled = name.replace(".ts", ".qm")
        assert (i18n.FOLDER / compiled).read_bytes() == (made[0] / compiled).read_bytes()


def test_that_translations_keep_every_placeholder(made: tuple[Path, i18n.Words, list[str]]) -> None:
    holes = re.compile(r"\{\w+\}|%n")
    for source, chinese in made[1].everywhere.items():
        assert sorted(holes.findall(source)) == sorted(holes.findall(chinese)), source


def test_that_a_missing_translation_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.ts"
    file.write_text(
        '<TS version="2.1" language="zh_CN"><context><name>A</name><message><source>Lock</source>'
        "<translation/></message><message><source>Open</source><translation/></message></context></TS>",
        encoding="utf-8",
    )
    assert i18n.fill(file, i18n.Words(everywhere={"Lock": "锁定"}), chinese=True) == ["A: Open"]
    assert "锁定" in file.read_text(encoding="utf-8")


def test_that_one_text_may_be_said_in_two_ways_by_two_parts(tmp_path: Path) -> None:
    (tmp_path / "zh.toml").write_text('"Open" = "打开"\n["@Queue"]\n"Open" = "未开始"\n', encoding="utf-8")
    words = i18n.read_words(tmp_path)
    assert words.chinese("Queue", "Open") == "未开始"
    assert words.chinese("Other", "Open") == "打开"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.ZH, "2026 年 11 月 21 日 14:03:22 UTC+08:00"),
        (Language.EN, "21 Nov 2026 14:03:22 UTC+08:00"),
    ],
)
def test_that_a_moment_is_written_as_each_language_does(language: Language, expected: str) -> None:
    assert format_datetime(MOMENT, language, seconds=True, zone=True) == expected


def test_that_days_are_written_with_and_without_the_year() -> None:
    day = date(2026, 3, 5)
    assert format_date(day, Language.ZH) == "2026 年 3 月 5 日"
    assert format_date(day, Language.EN) == "5 Mar 2026"
    assert format_day(day, Language.ZH) == "3 月 5 日"
    assert format_weekday(day, Language.ZH) == "星期四"
    assert format_weekday(day, Language.EN) == "Thursday"


def test_that_a_zone_west_of_greenwich_has_a_true_minus() -> None:
    west = MOMENT.astimezone(timezone(timedelta(hours=-5)))
    assert format_datetime(west, Language.EN, zone=True).endswith(f"UTC{MINUS}05:00")
    assert format_datetime(MOMENT.astimezone(UTC), Language.EN, zone=True).endswith("UTC+00:00")


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000), st.integers(0, 4))
def test_that_numbers_are_rounded_half_up_away_from_zero(value: Fraction, places: int) -> None:
    exact = (Decimal(value.numerator) * 10**12 / Decimal(value.denominator)) / 10**12
    expected = abs(exact).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = format_number(value, places)
    assert Decimal(shown.replace(MINUS, "")) == expected
    assert shown.startswith(MINUS) == (value < 0 and expected != 0)
    assert len(shown.partition(".")[2]) == places


def test_that_a_half_is_rounded_up() -> None:
    assert format_number(Fraction(57425, 1000), 2) == "57.43"
    assert format_number(Fraction(1, 8), 2) == "0.13"
    assert format_number(Fraction(-1, 8), 2) == f"{MINUS}0.13"


class Shown(Part):
    """A part with one text, for the switch."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.label.setText(QApplication.translate("State", "Locked"))


def test_that_a_part_changes_its_words_at_run_time(qtbot: QtBot, languages: Languages) -> None:
    part = Shown()
    qtbot.addWidget(part)
    assert part.label.text() == "已锁定"
    languages.switch(Language.EN)
    assert part.label.text() == "Locked"
    languages.switch(Language.ZH)
    assert part.label.text() == "已锁定"


def test_that_counts_have_plurals_in_english(qtbot: QtBot, languages: Languages) -> None:
    field = CommentField()
    qtbot.addWidget(field)
    field.edit.setPlainText("好")
    assert field.foot_words[0] == "1 字"
    languages.switch(Language.EN)
    assert field.foot_words[0] == "1 character"
    field.edit.setPlainText("good")
    assert field.foot_words[0] == "4 characters"


def test_that_qts_own_buttons_speak_the_language(qtbot: QtBot, languages: Languages) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    languages.switch(Language.EN)
    QApplication.sendEvent(box, QEvent(QEvent.Type.LanguageChange))
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Cancel"


def test_that_the_same_language_again_is_no_switch(qtbot: QtBot, languages: Languages) -> None:
    with qtbot.assertNotEmitted(languages.language_changed):
        languages.switch(Language.ZH)
