"""Draw every shared part in every state to PNG files, to be looked at beside the design: python -m tests.ui.gallery OUT."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import picture, variants
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import Languages, window_language
from assessor_app.ui.main_window import MainWindow, PageSpec
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.ui.top_bar import Place
from assessor_app.ui.widgets.aspect_bars import AreaScore, AspectBars, AspectScore
from assessor_app.ui.widgets.comment_field import CommentField
from assessor_app.ui.widgets.derivation_tree import DerivationNode, DerivationTree
from assessor_app.ui.widgets.drop_zone import DropZone
from assessor_app.ui.widgets.empty_state import EmptyState
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.indicator_row import AspectHead, IndicatorInfo, IndicatorRow
from assessor_app.ui.widgets.level_row import Chosen, LevelNeeds, LevelRow
from assessor_app.ui.widgets.matrix_view import CELL_ROLE, Agreed, MatrixCell, MatrixView
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.pin_chip import Pin, PinKind
from assessor_app.ui.widgets.progress import ProgressStrip
from assessor_app.ui.widgets.queue_list import MethodCell, Progress, QueueEntry, QueueList
from assessor_app.ui.widgets.radar import Radar
from assessor_app.ui.widgets.save_state import SaveState
from assessor_app.ui.widgets.segments import Segment, Segments
from assessor_app.ui.widgets.signature_card import SignatureCard, SignatureFacts
from assessor_app.ui.widgets.state_chip import State, StateChip
from assessor_app.ui.widgets.timer_display import TimerDisplay
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, icon_button, label

NOW = datetime(2026, 11, 21, 14, 3, 22)  # noqa: DTZ001  # local time, as shown
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
        return tuple(MethodCell(words(*letters[i]), words(*named[i]), each) for i, each in enumerate(progress))

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
        (
            MessageKind.INFO,
            MessageText(
                words("名单有新版。", "A newer list is out."),
                words("信任名单第 15 版可从秘书处取得。", "Trust list 15 can be had from the office."),
                "",
                words("导入", "Import"),
            ),
        ),
        (
            MessageKind.WARNING,
            MessageText(
                words("时钟不准。", "The clock may be wrong."),
                words("本机比上一个评分包早 3 小时，签名前请核对。", "It is 3 hours behind the last package."),
                "",
                words("看时间", "See time"),
            ),
        ),
        (
            MessageKind.REFUSED,
            MessageText(
                words("没有接收。", "Not taken in."),
                words(
                    "这是 2025B 轮次的包。已有数据未动；", "It is of round 2025B; this is 2026A. Nothing was changed."
                ),
                words("请向组长要本轮的包。", "Ask the chair for this round's package."),
                details="x",
            ),
        ),
        (
            MessageKind.DONE,
            MessageText(
                words("已接收。", "Taken in."), words("14 件，回执已写到 STICK-A。", "14 cases; receipt on STICK-A.")
            ),
        ),
    ]
    for kind, text in told:
        card.body.addWidget(Message(kind, text))
    card.body.addStretch(1)
    return card


def bars() -> Card:
    card = Card()
    names = [
        ("专业", "Knowledge"),
        ("伦理", "Ethics"),
        ("协作", "Teamwork"),
        ("发展", "Development"),
        ("领导", "Leadership"),
    ]
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


ANCHORS = (
    ("询问后仍未见表现", "Nothing shown when asked"),
    ("有所了解；协助他人做过", "Knows of it; helped others do it"),
    ("在指导下完成常规工作，并能说明理由", "Standard work under guidance; explains why"),
    ("独立承担责任，胜任常规及部分特殊情况", "Independent, ordinary and some unusual cases"),
    ("在复杂工作中主导；指导他人；权衡冲突", "Leads complex work; guides; weighs conflicts"),
    ("影响超出本项目或本单位的实践", "Shapes practice beyond own project or employer"),
)


def sheet_part() -> Card:
    card = Card(margin=0, spacing=0)
    anchors = tuple(words(*pair) for pair in ANCHORS)
    strict = LevelNeeds(required=Fraction(3), floor=Fraction(2), claim=4, non_compensable=True, grade="PE")
    folded = AspectHead("K", 1, words("专业知识与能力", "Knowledge and competency"))
    folded.set_folded(True)
    folded.show_words(folded.text(), "3 3 4 3 3", words("均 3.2", "mean 3.2"))
    head = AspectHead("E", 2, words("职业伦理", "Ethics"))
    head.show_words(head.text(), "", words("3 / 4 项", "3 of 4"))
    card.body.addWidget(folded)
    card.body.addWidget(head)
    names = [
        ("诚信与职业操守", "Honesty and ethical conduct"),
        ("法律、公共健康与安全", "Law, public health and safety"),
        ("环境与可持续", "Environment and sustainability"),
    ]
    for number, pair in enumerate(names):
        row = IndicatorRow(IndicatorInfo(f"E{number + 1}", 2, words(*pair), anchors, strict if number < 2 else NEEDS))
        row.show_mark(Chosen(3 if number != 1 else 2))
        if number == 1:
            row.comment.show_text(
                words(
                    "第 7 页：预警后停工并书面报告，处置得当。但前期方案未识别学校这一风险源，属被动应对。",
                    "p. 7: stopped work and reported in writing. Yet the first design had not named the school as a hazard.",
                )
            )
            row.show_saved(NOW)
            row.show_pins(
                [
                    Pin("1", words("业绩报告 p.7", "Report p. 7"), "pin", "E2", 2),
                    Pin("2", "13:58", "note", kind=PinKind.NOTE),
                    Pin("3", words("页已不在", "page gone"), "gone", kind=PinKind.GONE),
                ]
            )
            row.open_row()
        elif number == 0:
            row.show_pins([Pin("1", "x", "x"), Pin("2", "x", "x")])
        card.body.addWidget(row)
    card.body.addStretch(1)
    return card


class Marks(QAbstractTableModel):
    """A few lines of a consolidation."""

    def __init__(self) -> None:
        super().__init__()
        c = MatrixCell
        self.rows = [
            [
                c("职业伦理", letter="E", position=2, heading=True, strong=True),
                c("", heading=True),
                c("2.75", heading=True, soft=True),
                c("55.0", heading=True, divide=True, soft=True),
                c("57.4", heading=True, strong=True, below_floor=True),
                c("低于 60", heading=True, state=State.BELOW_FLOOR, loud=True),
            ],
            [
                c("E1\t诚信与职业操守", left=True, star=True),
                c("3"),
                c("2", under=True),
                c("2.5", divide=True, soft=True),
                c("2.82", below_floor=True),
                c("", agreed=Agreed.WAITING),
            ],
            [
                c("L2\t带领团队", left=True),
                c("2", differs=True, under=True),
                c("4", differs=True),
                c("3.0", flag=True, divide=True, soft=True),
                c("2.82"),
                c("3", agreed=Agreed.YES),
            ],
            [
                c("L3\t信息不全时的判断", left=True),
                c(hidden=True),
                c(state=State.MISSING),
                c(state=State.LOCKED, divide=True),
                c(state=State.RECUSED),
                c(state=State.NOT_NEEDED),
            ],
        ]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self.rows[index.row()][index.column()] if role == CELL_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter
        heads = [
            ("指标", "Indicator"),
            ("顾", "Gu"),
            ("裴", "Pei"),
            ("小组", "panel"),
            ("合成", "total"),
            ("商定", "agreed"),
        ]
        return words(*heads[section]) if role == Qt.ItemDataRole.DisplayRole else None


def matrix() -> MatrixView:
    view = MatrixView(1)
    view.setModel(Marks())
    view.model().setParent(view)
    view.set_widths([190, 60, 60, 64, 70, 110])
    view.show_groups([(1, 3, words("材料评审　权重 35%", "Material, weight 35%"))])
    view.setCurrentIndex(view.model().index(1, 2))
    return view


def derivation() -> DerivationTree:
    tree = DerivationTree()
    node = DerivationNode
    tree.show_nodes(
        [
            node(
                words("职业伦理", "Ethics"),
                "57.42",
                tone="bad",
                letter="E",
                position=2,
                strong=True,
                children=(
                    node(
                        words("材料评审", "Material"),
                        "2.75 → 55.00 × 35%",
                        children=(node("E1 3.00  E2 3.00  E3 2.50  E4 2.50"),),
                    ),
                    node(words("笔试", "Test"), "62% → 62.00 × 25%"),
                    node(
                        words("面试", "Interview"),
                        "2.83 → 56.67 × 40%",
                        children=(node("E1 2.67  E2 2.67  E3 3.00  E4 3.00"),),
                    ),
                ),
            )
        ]
    )
    return tree


def clocks() -> Card:
    card = Card()
    row = QHBoxLayout()
    for left in (1934, 120, -67):
        clock = TimerDisplay(lambda: 0.0)
        clock.begin(2100, 2100 - left, words("还剩 22:46", "22:46 left in all"))
        row.addWidget(clock)
    card.body.addLayout(row)
    for show in ("saved", "busy", "failed", "read"):
        state = SaveState()
        if show == "saved":
            state.show_saved(NOW)
        elif show == "busy":
            state.show_busy()
        elif show == "failed":
            state.show_failed(words("磁盘满：2 处未写入，请腾出空间", "Disk full: 2 entries not written, make room"))
        else:
            state.show_read_only(words("只读：另一窗口正开着此工作区", "Read-only: open in another window"))
        card.body.addWidget(state)
    card.body.addStretch(1)
    return card


def forms() -> Card:
    card = Card()
    row = QHBoxLayout()
    edit = QLineEdit("72.55")
    field = LabelledField(edit)
    field.set_words(words("笔试分", "Test mark"), words("百分制", "out of 100"))
    field.show_error(words("笔试分最多一位小数，请改为 72.5 或 72.6", "At most one decimal: 72.5 or 72.6"))
    row.addWidget(field)
    secret = LabelledField(PassphraseEdit())
    secret.set_words(words("口令", "Passphrase"))
    secret.editor.setText("secret words")  # type: ignore[attr-defined]
    row.addWidget(secret)
    combo = QuietComboBox()
    combo.addItems([words("全部状态", "All states"), words("未开始", "Not started")])
    row.addWidget(combo, 0, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(row)
    segments = Segments()
    segments.show_segments(
        [
            Segment("m", words("材料", "Material"), State.STARTED),
            Segment("t", words("笔试", "Test"), State.LOCKED),
            Segment("i", words("面试", "Interview"), State.NOT_STARTED),
        ]
    )
    card.body.addWidget(segments)
    comment = CommentField()
    comment.show_text(words("良好。", "Good."))
    comment.show_warning(words("锁定前请写出依据", "Cite the evidence before locking"))
    card.body.addWidget(comment)
    strip = ProgressStrip()
    strip.begin(words("核对 14 件的结论", "Checking 14 outcomes"))
    strip.report(words("第 2 组", "Panel 2"), 9 / 14, "9 / 14")
    strip.show()
    card.body.addWidget(strip)
    tabs = QTabBar()
    for text in (("申请表", "Form"), ("业绩报告", "Work report"), ("证书", "Certificates")):
        tabs.addTab(words(*text))
    tabs.setCurrentIndex(1)
    card.body.addWidget(tabs)
    check = QCheckBox(words("看过", "Looked at"))
    check.setChecked(True)
    card.body.addWidget(check)
    return card


def signatures() -> Card:
    card = Card()
    card.body.addWidget(
        SignatureCard(
            SignatureFacts(
                State.VALID,
                words("裴长庚", "Pei Changgeng"),
                words("组长", "Chair"),
                words("2026 年 11 月 21 日 17:40:12 UTC+08:00", "21 Nov 2026 17:40:12 UTC+08:00"),
                words("含义：提出小组建议", "Meaning: gives the panel's recommendation"),
                "3f7a10d288e5",
                words("有效，可信", "Valid, trusted"),
            )
        )
    )
    card.body.addWidget(
        SignatureCard(
            SignatureFacts(
                State.UNKNOWN_SIGNER,
                "R. Okonjo",
                words("组长", "Chair"),
                note=words(
                    "内容未改。签名人不在本机的信任名单里。",
                    "Content unchanged. The signer is not on this computer's trust list.",
                ),
                act=words("更新名单", "Update the list"),
            )
        )
    )
    zone = DropZone()
    zone.show_words(
        words("还没有案卷", "No cases yet"),
        words("把秘书处给的案卷包拖到这里。", "Drop the case package here."),
        words("打开案卷包", "Open"),
    )
    card.body.addWidget(zone, 1)
    return card


def radar() -> Card:
    card = Card()
    made = Radar()
    sixty, line = Fraction(60), Fraction(55)
    made.show_scores(
        [
            AspectScore(letter, number + 1, "", Fraction(value), sixty if number < 2 else line, passed=number != 1)
            for number, (letter, value) in enumerate(zip("KETDL", (66, 57, 61, 61, 66), strict=True))
        ]
    )
    card.body.addWidget(made)
    return card


def second_board() -> QWidget:
    """The larger parts."""
    sheet = ground(QWidget(), "win")
    grid = QGridLayout(sheet)
    grid.setContentsMargins(20, 18, 20, 18)
    grid.setSpacing(12)
    part = sheet_part()
    part.setFixedWidth(432)
    for widget, row, column, rows in (
        (part, 0, 0, 2),
        (matrix(), 0, 1, 1),
        (derivation(), 1, 1, 1),
        (clocks(), 2, 0, 1),
        (forms(), 2, 1, 1),
        (radar(), 3, 0, 1),
        (signatures(), 3, 1, 1),
    ):
        grid.addWidget(widget, row, column, rows, 1)
    grid.setColumnStretch(1, 1)
    return sheet


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
    titles = [
        ("today", "今日", "Today"),
        ("score", "评分", "Score"),
        ("interview", "面试", "Interview"),
        ("sign", "签交", "Sign"),
    ]
    specs = [PageSpec(name, name, lambda zh=zh, en=en: words(zh, en), page) for name, zh, en in titles]  # type: ignore[misc]
    window.set_pages(
        [*specs, PageSpec("settings", "settings", lambda: words("设置", "Settings"), page, at_foot=True)], "score"
    )
    window.show_badge("score", "33")
    window.show_place(Place(words("2026 秋季 岩土与结构", "Autumn 2026, geotechnical"), words("第 2 组", "Panel 2"), rehearsal,
                            words("顾南乔", "Gu Nanqiao"), words("评委", "Assessor")))  # fmt: skip
    window.top_bar.saving.show_saved(NOW)
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
        second = second_board()
        second.show()
        picture(second, (1280, 1300)).save(str(folder / f"parts_{language}_{choice}.png"))
        second.close()
        window = frame(rehearsal=choice is ThemeChoice.DARK)
        window.show()
        picture(window, (1280, 800)).save(str(folder / f"frame_{language}_{choice}.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
