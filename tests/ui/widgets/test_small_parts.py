from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.announce import Announcer
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import at, picture
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Languages
from assessor_app.ui.tables.rows import shared_out
from assessor_app.ui.theme import Look, ThemeChoice, theme
from assessor_app.ui.widgets import paint
from assessor_app.ui.widgets.aspect_bars import AreaScore, AspectBars, AspectScore
from assessor_app.ui.widgets.derivation_tree import DerivationTree
from assessor_app.ui.widgets.drop_zone import DropZone
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.key_list import KeyList
from assessor_app.ui.widgets.keycap import KeyCap, caps
from assessor_app.ui.widgets.matrix_legend import MatrixLegend
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.panel_plots import AspectPlot, Standing
from assessor_app.ui.widgets.panes import Panes
from assessor_app.ui.widgets.phase_bar import PhaseBar, PhaseShare
from assessor_app.ui.widgets.progress import ProgressStrip
from assessor_app.ui.widgets.queue_list import QueueList
from assessor_app.ui.widgets.save_state import SaveState
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.signature_card import SignatureCard, SignatureFacts, grouped
from assessor_app.ui.widgets.stage_line import Stage, StageLine, StageState
from assessor_app.ui.widgets.state_chip import State, StateChip, state_word
from assessor_app.ui.widgets.timer_display import TimerDisplay, clock_text
from assessor_app.ui.widgets.words import button

MOMENT = datetime(2026, 11, 21, 14, 3, 22)  # noqa: DTZ001  # local time, as shown


def test_that_each_state_has_a_word_of_its_own_in_both_languages(languages: Languages) -> None:
    for language in Language:
        languages.switch(language)
        words = [state_word(state) for state in State]
        assert len(set(words)) == len(words)
        assert all(words)


def test_that_a_chip_is_told_by_its_words(qtbot: QtBot) -> None:
    chip = StateChip(State.FLAGGED, "2 处分歧")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "2 处分歧"
    chip.show_state(State.LOCKED)
    assert chip.accessibleName() == "已锁定"


def test_that_bars_say_every_value(qtbot: QtBot, in_english: None) -> None:
    bars = AspectBars()
    qtbot.addWidget(bars)
    bars.show_scores([
        AspectScore("K", 1, "Knowledge", Fraction(66), Fraction(60), passed=True),
        AspectScore("E", 2, "Ethics", Fraction(57425, 1000), Fraction(60), passed=False),
        AspectScore("D", 4, "Development", Fraction(558, 10), Fraction(55), passed=True, borderline=True),
        AspectScore("L", 5, "Leadership", None, Fraction(60)),
    ])  # fmt: skip
    assert bars.accessibleName() == (
        "K Knowledge 66.0 above; E Ethics 57.4 below 60; D Development 55.8 borderline; L Leadership — not yet"
    )


def test_that_areas_say_how_many_are_at_the_threshold(qtbot: QtBot, in_english: None) -> None:
    bars = AspectBars()
    qtbot.addWidget(bars)
    two = Fraction(2)
    bars.show_scores([AreaScore("B", 2, "Application", (two, Fraction(1), two), two, 2, demonstrated=True)])
    assert bars.accessibleName() == "B Application 2 of 3, needs 2: shown"


def test_that_bars_are_told_apart_in_greyscale(qtbot: QtBot) -> None:
    bars = AspectBars()
    qtbot.addWidget(bars)
    bars.show_scores([AspectScore("K", 1, "K", Fraction(80), Fraction(60), passed=True)])
    passed = picture(bars, (320, 18)).convertToFormat(picture(bars).Format.Format_Grayscale8)
    bars.show_scores([AspectScore("K", 1, "K", Fraction(40), Fraction(60), passed=False)])
    failed = picture(bars, (320, 18)).convertToFormat(picture(bars).Format.Format_Grayscale8)
    assert passed != failed


def test_that_a_message_says_what_happened_what_is_safe_and_what_to_do(qtbot: QtBot) -> None:
    text = MessageText("没有接收。", "已有数据未动。", "请要本轮的包。", "打开位置", details="record.json")
    message = Message(MessageKind.REFUSED, text)
    qtbot.addWidget(message)
    message.show()
    assert message.accessibleName() == "没有接收。 已有数据未动。 请要本轮的包。"
    links = {button.text(): button for button in message.findChildren(QPushButton) if button.isVisible()}
    with qtbot.waitSignal(message.next_wanted):
        qtbot.mouseClick(links["打开位置"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(links["复制详情"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "record.json"


def test_that_a_message_takes_no_markup_from_its_words(qtbot: QtBot) -> None:
    message = Message(MessageKind.INFO, MessageText("<img src='x'> & co"))
    qtbot.addWidget(message)
    label = message._words
    assert "&lt;img" in label.text()


def test_that_work_shorter_than_a_moment_shows_no_bar(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Verifying")
    assert not strip.isVisible()
    strip.finish()
    assert not strip._delay.isActive()


def test_that_longer_work_shows_how_far_it_is_and_can_be_stopped_once(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Verifying")
    qtbot.waitUntil(strip.isVisible)
    strip.report("P6", 0.5, "7 / 14")
    assert strip.bar.value() * 2 == strip.bar.maximum()
    with qtbot.waitSignal(strip.cancel_wanted):
        qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(strip.cancel_wanted):
        qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    assert strip.cancel.text() == "正在停止"


def test_that_the_save_clock_says_how_it_stands(qtbot: QtBot) -> None:
    state = SaveState()
    qtbot.addWidget(state)
    assert state.words == ""
    state.show_saved(MOMENT)
    assert state.accessibleName() == "已存 14:03:22"
    state.show_busy()
    assert state.accessibleName() == "正在存"
    state.show_failed("磁盘满：2 处未写入，请腾出空间")
    assert state.accessibleName() == "磁盘满：2 处未写入，请腾出空间"
    state.show_read_only()
    assert state.accessibleName() == "只读"


def test_that_segments_announce_a_persons_choice_alone(qtbot: QtBot) -> None:
    segments = Segments("方式")
    qtbot.addWidget(segments)
    with qtbot.assertNotEmitted(segments.segment_chosen):
        segments.show_segments([Segment("m", "材料", State.STARTED), Segment("t", "笔试", State.LOCKED)], "t")
    assert segments.current == "t"
    first = segments._group.buttons()[0]
    assert first.accessibleName() == "材料, 进行中"
    with qtbot.waitSignal(segments.segment_chosen) as chosen:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert chosen.args == ["m"]
    segments.show_segments([Segment("m", "Material"), Segment("t", "Test")])
    assert segments.current == "m"  # words changed, the choice stayed


def test_that_a_field_is_named_by_its_label_and_described_by_its_error(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = LabelledField(edit)
    qtbot.addWidget(field)
    field.set_words("姓名(&N)")
    field.show_error("请填写姓名")
    assert edit.accessibleName() == "姓名(N)"
    assert edit.accessibleDescription() == "请填写姓名"
    assert edit.property("state") == "bad"
    field.show_error("")
    assert (field.error, edit.property("state")) == ("", "")


def wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_that_the_wheel_does_not_turn_a_combo_box(qtbot: QtBot) -> None:
    combo = QuietComboBox()
    qtbot.addWidget(combo)
    combo.addItems(["a", "b", "c"])
    event = wheel()
    QApplication.sendEvent(combo, event)
    assert combo.currentText() == "a"
    assert not event.isAccepted()


def test_that_a_passphrase_is_hidden_until_the_eye_is_pressed(qtbot: QtBot) -> None:
    edit = PassphraseEdit()
    qtbot.addWidget(edit)
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    edit.actions()[0].trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    edit.conceal()
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_that_caps_lock_is_noticed(qtbot: QtBot) -> None:
    edit = PassphraseEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.caps_lock_seen) as seen:
        qtbot.keyClicks(edit, "A", Qt.KeyboardModifier.NoModifier)
    assert seen.args == [True]
    with qtbot.waitSignal(edit.caps_lock_seen) as seen:
        qtbot.keyClicks(edit, "a")
    assert seen.args == [False]


class Clock:
    """A clock the test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_that_the_clock_counts_down_pauses_and_goes_on_past_the_end(qtbot: QtBot) -> None:
    clock = Clock()
    display = TimerDisplay(clock)
    qtbot.addWidget(display)
    display.begin(300, note="还剩")
    clock.now += 100
    assert display.seconds_left == 200
    display.pause()
    clock.now += 1000
    assert display.seconds_left == 200
    display.resume()
    with qtbot.waitSignal(display.ending):
        clock.now += 90
        display.refresh()
    with qtbot.assertNotEmitted(display.ending):
        display.refresh()
    with qtbot.waitSignal(display.overran):
        clock.now += 177
        display.refresh()
    assert clock_text(display.seconds_left) == "+1:07"
    assert "超时" in display.accessibleName()
    display.pause()


@given(st.integers(-20_000, 20_000))
def test_that_a_clock_text_can_be_read_back(seconds: int) -> None:
    text = clock_text(seconds)
    parts = [int(part) for part in text.removeprefix("+").split(":")]
    value = 0
    for part in parts:
        value = value * 60 + part
    assert (-value if text.startswith("+") else value) == seconds


def test_that_a_fingerprint_is_grouped() -> None:
    assert grouped("3F:7A:10:D2:88:E5") == "3F7A 10D2 88E5"


def test_that_an_unknown_signer_is_not_shown_as_broken(qtbot: QtBot) -> None:
    facts = SignatureFacts(
        State.UNKNOWN_SIGNER, "R. Okonjo", "组长", note="内容未改。签名人不在本机的信任名单里。", act="更新名单"
    )
    card = SignatureCard(facts)
    qtbot.addWidget(card)
    assert "内容未改" in card.accessibleName()
    assert card.findChildren(StateChip)[0].state is State.UNKNOWN_SIGNER
    with qtbot.waitSignal(card.act_wanted):
        qtbot.mouseClick(card.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_that_dropped_files_are_announced_and_links_are_not(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone()
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "案卷.asice")), QUrl("https://example.org/x")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(zone, enter)  # without it Qt knows of no drag
    assert enter.isAccepted()
    with qtbot.waitSignal(zone.files_dropped) as dropped:
        QApplication.sendEvent(zone, drop)
    assert dropped.args == [[tmp_path / "案卷.asice"]]


@pytest.mark.parametrize(
    ("keys", "expected"), [("Ctrl+Down", ["Ctrl", "↓"]), ("0–5", ["0–5"]), ("+", ["+"]), ("F1", ["F1"])]
)
def test_that_a_combination_is_shown_cap_by_cap(keys: str, expected: list[str]) -> None:
    assert caps(keys) == expected


def test_that_at_most_one_thing_is_said_a_second_unless_it_is_urgent(qtbot: QtBot) -> None:
    clock = Clock()
    announcer = Announcer(clock)
    button = QPushButton()
    qtbot.addWidget(button)
    assert announcer.say(button, "phase over")
    assert not announcer.say(button, "package verified")
    assert announcer.say(button, "not written", urgent=True)
    clock.now += 1.5
    assert announcer.say(button, "package verified")


def test_that_panes_have_a_hairline_that_is_easy_to_grasp(qtbot: QtBot) -> None:
    panes = Panes("panes", [(QLineEdit(), 204), (QLineEdit(), 560), (QLineEdit(), 432)], stretch=1)
    qtbot.addWidget(panes)
    panes.resize(1400, 300)
    panes.show()
    assert panes.handleWidth() == 1
    assert panes.handle(1).width() == 5
    before = panes.sizes()
    assert before[1] > 560  # the middle one took what was left
    panes.resize(1600, 300)
    assert panes.sizes()[0] == before[0]
    assert panes.sizes()[2] == before[2]


def test_that_the_list_of_keys_is_replaced_whole(qtbot: QtBot) -> None:
    keys = KeyList()
    qtbot.addWidget(keys)
    keys.show_keys([("评分", [Hint("0–5", "评级"), Hint("N", "未考察")]), ("各处", [Hint("Ctrl+K", "查找")])])
    keys.show()
    assert [cap.accessibleName() for cap in keys.findChildren(KeyCap) if cap.isVisible()] == ["0–5", "N", "Ctrl+K"]
    keys.show_keys([("各处", [Hint("F1", "全部快捷键")])])
    qtbot.waitUntil(lambda: [cap.accessibleName() for cap in keys.findChildren(KeyCap) if cap.isVisible()] == ["F1"])


def test_that_parts_that_are_views_or_fields_change_their_words_too(qtbot: QtBot, languages: Languages) -> None:
    queue, tree, secret = QueueList(), DerivationTree(), PassphraseEdit()
    for part in (queue, tree, secret):
        qtbot.addWidget(part)
    languages.switch(Language.EN)
    assert queue.accessibleName() == "Cases"
    assert tree.accessibleName() == "Derivation"
    assert secret.actions()[0].text() == "Show the passphrase"


def test_that_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    made = button("Open")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(made, Qt.Key.Key_Return)


STAGES = tuple(
    Stage(StageState.DONE, title, "3 of 3 packages")
    for title in ("Roster and rules", "Identities", "Packages out", "At the venue", "Results in")
)


def test_that_stages_go_on_in_a_further_line_rather_than_lose_their_titles(qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    line.show_stages(STAGES)
    line.show()
    line.resize(900, line.height())
    assert line.lines == 1
    one = line.height()
    line.resize(420, line.height())
    assert line.lines > 1
    assert line.height() > one
    line.resize(900, line.height())
    assert line.height() == one


def test_that_a_short_phase_keeps_its_name_at_the_cost_of_the_longest(qtbot: QtBot) -> None:
    bar = PhaseBar()
    qtbot.addWidget(bar)
    shares = [PhaseShare("开场与核验", 5), PhaseShare("申请人陈述", 10), PhaseShare("提问", 35), PhaseShare("结束", 5)]
    bar.show_phases(shares)
    bar.resize(560, 40)
    widths = bar.widths()
    font = theme().font("caption")
    assert all(width >= paint.text_width(share.name, font) for width, share in zip(widths, shares, strict=True))
    assert sum(widths) <= 560 - 3 * 6
    assert max(widths) == widths[2]
    bar.resize(140, 40)  # too little for all names: nothing goes negative, nothing is lost
    assert min(bar.widths()) > 0


@given(
    st.lists(st.tuples(st.integers(20, 300), st.integers(20, 400)), min_size=2, max_size=8),
    st.integers(0, 7),
    st.integers(200, 2000),
)
def test_that_room_is_shared_out_to_the_last_pixel(pairs: list[tuple[int, int]], stretch: int, room: int) -> None:
    drawn, natural = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    stretch %= len(pairs)
    widths = shared_out(drawn, natural, stretch, room)
    assert sum(widths) == room
    for column, (width, wanted, whole) in enumerate(zip(widths, drawn, natural, strict=True)):
        if column != stretch:
            # Never less than it needs, never more than it can use.
            assert min(wanted, whole) <= width <= max(wanted, whole)
    if sum(max(pair) for pair in pairs) <= room:
        assert all(width >= whole for width, whole in zip(widths, natural, strict=True))


def test_that_the_legend_of_the_matrix_takes_the_lines_it_needs(qtbot: QtBot, in_english: None) -> None:
    legend = MatrixLegend()
    qtbot.addWidget(legend)
    legend.show()
    legend.resize(900, legend.height())
    one = legend.height()
    legend.resize(300, legend.height())
    assert legend.height() > one
    assert "non-compensable" in legend.accessibleName()


def test_that_markers_over_one_another_part_by_shape_where_all_have_one_colour(
    qtbot: QtBot, appearance: Appearance
) -> None:
    appearance.set_look(Look(ThemeChoice.HC_DARK))
    plot = AspectPlot()
    qtbot.addWidget(plot)
    plot.show_standings([Standing("a", ((1, 68.0, 60.0), (2, 68.6, 60.0)), "")], 100.0)
    image = picture(plot, (840, 70))
    left, right = (150 + round((840 - 166) * (score - 50) / 50) for score in (68.0, 68.6))
    row = [at(image, QPoint(x, 13)) for x in range(left, right + 1)]
    assert row[0] == row[-1] == theme().hex("text1").lower()
    assert min(int(colour[1:3], 16) for colour in row) < 64  # the rim, softened at its edges
