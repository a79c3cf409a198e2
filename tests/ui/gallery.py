"""Draw every shared part in every state to PNG files, to be looked at beside the design: python -m tests.ui.gallery OUT."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import picture, variants
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Languages, window_language
from assessor_app.ui.main_window import MainWindow, PageSpec
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.ui.top_bar import Place
from assessor_app.ui.widgets.aspect_bars import AreaScore, AspectBars, AspectScore
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.level_row import Chosen, LevelNeeds, LevelRow
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.queue_list import MethodCell, Progress, QueueEntry, QueueList
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, icon_button, label

NEEDS = LevelNeeds(required=Fraction(5, 2), floor=Fraction(2), claim=4, grade="PE")


def words(zh: str, en: str) -> str:
    """Text of the gallery itself, in the window's language."""
    return zh if window_language() is Language.ZH else en


def levels() -> Card:
    card = Card()
    card.body.addWidget(label(words("等级按键　0–5、N", "Level buttons 0–5, N"), "caption"))
    grid = QGridLayout()
    rows = [
        (words("空", "empty"), None, False), (words("选定", "chosen"), Chosen(3), False),
        (words("低于要求", "under requirement"), Chosen(2), False), (words("低于下限", "below floor"), Chosen(1), False),
        (words("未考察", "not sought"), Chosen(None), False), (words("已锁定", "locked"), Chosen(3), True),
    ]  # fmt: skip
    for number, (name, chosen, locked) in enumerate(rows):
        row = LevelRow("K3", needs=NEEDS)
        row.choose(chosen)
        if locked:
            row.lock(word=True)
        grid.addWidget(QLabel(name), number, 0)
        grid.addWidget(row, number, 1)
        if number == 1:
            row.setObjectName("focused")
    grid.setColumnStretch(2, 1)
    card.body.addLayout(grid)
    return card


def states() -> Card:
    card = Card()
    card.body.addWidget(label(words("状态", "States"), "caption"))
    grid = QGridLayout()
    for number, state in enumerate(State):
        grid.addWidget(StateChip(state), number // 4, number % 4)
    card.body.addLayout(grid)
    return card


def entries() -> list[QueueEntry]:
    letters = [("材", "M"), ("笔", "T"), ("面", "I")]
    named = [("材料", "material"), ("笔试", "test"), ("面试", "interview")]

    def cells(*progress: Progress) -> tuple[MethodCell, ...]:
        return tuple(
            MethodCell(words(*letters[i]), words(*named[i]), each) for i, each in enumerate(progress)
        )

    return [
        QueueEntry("1", State.LOCKED, words("周砚秋", "Zhou Yanqiu"), words("0409 结构", "0409 Struct."),
                   cells(Progress.LOCKED, Progress.LOCKED, Progress.STARTED)),
        QueueEntry("2", State.STARTED, words("林知远", "Lin Zhiyuan"), words("0417 岩土", "0417 Geotech."),
                   cells(Progress.STARTED, Progress.LOCKED, Progress.OPEN)),
        QueueEntry("3", State.NOT_STARTED, words("马思齐", "Ma Siqi"), words("0422 桥梁", "0422 Bridges"),
                   cells(Progress.OPEN, Progress.LOCKED, Progress.NOT_NEEDED)),
        QueueEntry("4", State.RECUSED, words("陆怀谷", "Lu Huaigu"), words("0431 隧道", "0431 Tunnels"),
                   note=words("已回避", "Recused")),
        QueueEntry("5", State.NOT_STARTED, words("苏景行", "Su Jingxing"), words("0420 PE 岩土", "0420 PE Geotech."),
                   note=words("1 处分歧", "1 differs"), note_state=State.FLAGGED),
    ]  # fmt: skip


def queue() -> QueueList:
    made = QueueList()
    made.show_entries(entries(), "2")
    return made


def messages() -> Card:
    card = Card()
    told = [
        (MessageKind.INFO, MessageText(words("名单有新版。", "A newer list is out."),
                                       words("信任名单第 15 版可从秘书处取得。", "Trust list 15 can be had from the office."), "",
                                       words("导入", "Import"))),
        (MessageKind.WARNING, MessageText(words("时钟可能不准。", "The clock may be wrong."),
                                          words("本机比上一个评分包早 3 小时，签名前请核对。", "This computer is 3 hours behind the last package."), "",
                                          words("看时间", "See time"))),
        (MessageKind.REFUSED, MessageText(words("没有接收。", "Not taken in."),
                                          words("这是 2025B 轮次的包，本轮是 2026A。已有数据未动；", "It is a package of round 2025B; this is 2026A. Nothing was changed."),
                                          words("请向组长要本轮的包。", "Ask the chair for this round's package."), details="x")),
        (MessageKind.DONE, MessageText(words("已接收。", "Taken in."), words("14 件，回执已写到 STICK-A。", "14 cases; receipt written to STICK-A."))),
    ]  # fmt: skip
    for kind, text in told:
        card.body.addWidget(Message(kind, text))
    return card


def bars() -> Card:
    card = Card()
    names = [("专业", "Knowledge"), ("伦理", "Ethics"), ("协作", "Teamwork"), ("发展", "Development"), ("领导", "Leadership")]
    sixty, line = Fraction(60), Fraction(55)
    made = AspectBars()
    made.show_scores([
        AspectScore("K", 1, words(*names[0]), Fraction(66), sixty, passed=True),
        AspectScore("E", 2, words(*names[1]), Fraction(5742, 100), sixty, passed=False),
        AspectScore("T", 3, words(*names[2]), Fraction(606, 10), line, passed=True),
        AspectScore("D", 4, words(*names[3]), Fraction(558, 10), line, passed=True, borderline=True),
        AspectScore("L", 5, words(*names[4]), None, line),
    ])  # fmt: skip
    card.body.addWidget(made)
    areas = AspectBars()
    two = Fraction(2)
    areas.show_scores([
        AreaScore("A", 1, words("知识", "Knowledge"), (two, Fraction(3)), two, 2, demonstrated=True),
        AreaScore("B", 2, words("应用", "Application"), (two, Fraction(1), two), two, 2, demonstrated=True),
        AreaScore("C", 3, words("领导", "Leadership"), (two, None, None, None), two, 3),
        AreaScore("D", 4, words("沟通", "Communication"), (None, None, None), two, 2),
    ])  # fmt: skip
    card.body.addWidget(areas)
    return card


def buttons() -> Card:
    card = Card()
    row = QHBoxLayout()
    row.addWidget(button(words("锁定并签名", "Lock and sign"), "locked", "primary"))
    row.addWidget(button(words("打开讨论", "Open discussion")))
    off = button(words("签发...", "Sign..."), "sign")
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(button(words("取消", "Cancel"), kind="quiet"))
    row.addWidget(icon_button("history", words("历史", "History"), framed=True))
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def board() -> QWidget:
    """Everything on one sheet."""
    sheet = ground(QWidget(), "win")
    grid = QGridLayout(sheet)
    grid.setContentsMargins(20, 18, 20, 18)
    grid.setSpacing(12)
    empty = EmptyState("package", "folder")
    empty.show_words(words("还没有案卷", "No cases yet"),
                     words("把秘书处给的案卷包拖到这里，或者打开它。", "Drop the case package from the office here, or open it."),
                     words("打开案卷包", "Open case package"))  # fmt: skip
    for part, row, column in ((levels(), 0, 0), (states(), 0, 1), (queue(), 1, 0), (messages(), 1, 1), (bars(), 2, 0),
                              (buttons(), 2, 1), (empty, 3, 0)):  # fmt: skip
        grid.addWidget(part, row, column)
    return sheet


def page() -> QWidget:
    """A page for the frame."""
    made = ground(QWidget(), "win")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    head = PageHeader(words("我的案卷", "My cases"), words("45 件，12 件已锁定", "45 cases, 12 locked"))
    head.add_act(button(words("接收案卷", "Take in cases"), "intake"))
    column.addWidget(head)
    column.addWidget(queue(), 1)
    made.hints = lambda: [Hint("0–5", words("评级", "level")), Hint("Ctrl+Down", words("下一位", "next case"))]  # type: ignore[attr-defined]
    return made


def frame(*, rehearsal: bool) -> MainWindow:
    """The whole window around that page."""
    window = MainWindow()
    titles = [("today", "今日", "Today"), ("score", "评分", "Score"), ("interview", "面试", "Interview"), ("sign", "签交", "Sign")]
    specs = [PageSpec(name, name, lambda zh=zh, en=en: words(zh, en), page) for name, zh, en in titles]  # type: ignore[misc]
    window.set_pages([*specs, PageSpec("settings", "settings", lambda: words("设置", "Settings"), page, at_foot=True)], "score")
    window.show_badge("score", "33")
    window.show_place(Place(words("2026 秋季 岩土与结构", "Autumn 2026, geotechnical"), words("第 2 组", "Panel 2"), rehearsal,
                            words("顾南乔", "Gu Nanqiao"), words("评委", "Assessor")))  # fmt: skip
    window.top_bar.saving.show_saved(datetime(2026, 11, 21, 14, 3, 22))  # noqa: DTZ001  # a picture
    return window


def main(folder: Path) -> None:
    """Write the pictures."""
    app = QApplication(sys.argv[:1])
    appearance = Appearance(app, Look(ThemeChoice.LIGHT), Language.ZH)
    languages = Languages(app, appearance)
    folder.mkdir(parents=True, exist_ok=True)
    for language, choice in variants(appearance, languages, tuple(ThemeChoice)[1:]):
        sheet = board()
        sheet.resize(1280, 1200)
        sheet.show()
        sheet.activateWindow()
        focused = sheet.findChild(LevelRow, "focused")
        if isinstance(focused, LevelRow):
            focused.focus_row()
        picture(sheet).save(str(folder / f"components_{language}_{choice}.png"))
        sheet.close()
        window = frame(rehearsal=choice is ThemeChoice.DARK)
        window.show()
        picture(window, (1280, 800)).save(str(folder / f"frame_{language}_{choice}.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
