"""The society's roster: what its workbook says of a round, and the columns by which it says so.

The blank workbook is drawn from the sheets below and read back by them; headings count in Chinese, in English, or both, in
any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assessor_app.models.dossier import Candidate
from assessor_app.models.ids import PanelId, PersonId
from assessor_app.models.language import Text
from assessor_app.models.people import Person, Rank
from assessor_app.models.rounds import Mode
from assessor_app.models.scheme import MethodMode, MethodRule, Scheme


@dataclass(frozen=True, slots=True)
class RosterRound:
    """What the roster says of the round itself; dates as ``YYYY-MM-DD``."""

    title: Text
    society: Text
    scheme: str
    mode: Mode = Mode.LIVE
    venue: str = ""
    opens: str = ""
    closes: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class RosterCandidate:
    """One candidate of the roster. ``form`` and ``folder`` are relative to the folder of papers that is handed in with it."""

    candidate: Candidate
    grade: str
    field: str
    panel: PanelId
    form: str = ""
    folder: str = ""
    interpreter: str = ""
    trained_by: tuple[PersonId, ...] = ()
    starts: str = ""
    """When the interview begins, local time at the venue, ``YYYY-MM-DDTHH:MM``; empty: not planned."""
    room: str = ""
    minutes: int = 0
    """How long the interview is planned for; 0: not said."""


@dataclass(frozen=True, slots=True)
class RosterPanel:
    """A panel by the ids of its people; a chair who also marks is among the members."""

    id: PanelId
    name: Text
    chair: PersonId
    members: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class RosterAssignment:
    """One assessor marks one candidate by these methods."""

    number: str
    assessor: PersonId
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The whole roster. Without assignments of its own, `propose_assignments` makes them."""

    round: RosterRound
    people: tuple[Person, ...]
    candidates: tuple[RosterCandidate, ...]
    panels: tuple[RosterPanel, ...]
    assignments: tuple[RosterAssignment, ...] = ()


# --- the workbook -----------------------------------------------------------------------------------------------------


_NO_NOTE: Final = Text(zh="", en="")


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or on the sheet of the round one line."""

    id: str
    label: Text
    required: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 16
    """In characters, as Excel counts them."""
    note: Text = _NO_NOTE
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    id: str
    label: Text
    columns: tuple[Column, ...]
    optional: bool = False
    aliases: tuple[str, ...] = ()
    """Other names the sheet goes by in rosters of the trade."""


RANKS: Final = {
    Rank.FULL: Text(zh="正式", en="full"),
    Rank.CANDIDATE: Text(zh="候任", en="candidate"),
    Rank.TRAINEE: Text(zh="见习", en="trainee"),
}
MODES: Final = {Mode.LIVE: Text(zh="正式", en="live"), Mode.REHEARSAL: Text(zh="演练", en="rehearsal")}
YES_NO: Final = {True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")}


def _choices(words: Sequence[Text]) -> tuple[str, ...]:
    return tuple(f"{text.zh} {text.en}" for text in words)


ROUND: Final = Sheet(
    "round",
    Text(zh="轮次", en="Round"),
    (
        Column(
            "title_zh",
            Text(zh="轮次名称（中文）", en="Title in Chinese"),
            required=True,
            aliases=("轮次名称", "中文名称", "名称", "标题", "Title zh", "轮次名称 Title", "名称 Title"),
        ),
        Column(
            "title_en",
            Text(zh="轮次名称（英文）", en="Title in English"),
            required=True,
            aliases=("英文名称", "Title", "Round title", "Title en"),
        ),
        Column(
            "society_zh",
            Text(zh="学会（中文）", en="Society in Chinese"),
            required=True,
            aliases=("学会", "学会名称", "Society zh", "学会 Society", "学会名称 Society"),
        ),
        Column(
            "society_en",
            Text(zh="学会（英文）", en="Society in English"),
            required=True,
            aliases=("学会英文名称", "Society", "Society en"),
        ),
        Column(
            "scheme",
            Text(zh="评价方案", en="Scheme"),
            required=True,
            aliases=("方案", "方案编号", "评价方案编号", "Scheme id"),
            note=Text(
                zh="方案编号，如 cse-general 或 csee-iet", en="id of the scheme, such as cse-general or csee-iet"
            ),
        ),
        Column("venue", Text(zh="地点", en="Venue"), aliases=("会场", "Place", "Location")),
        Column(
            "opens",
            Text(zh="开始日期", en="Opens"),
            aliases=("开始", "起始日期", "Start", "Start date", "From"),
            note=Text(zh="如 2026-11-20", en="such as 2026-11-20"),
        ),
        Column(
            "closes",
            Text(zh="结束日期", en="Closes"),
            aliases=("结束", "截止日期", "End", "End date", "To"),
            note=Text(zh="不早于开始日期", en="not before it opens"),
        ),
        Column(
            "mode",
            Text(zh="用途", en="Mode"),
            note=Text(zh="演练与正式从不混用；留空为正式", en="rehearsal and live never mix; empty means live"),
            choices=_choices(tuple(MODES.values())),
        ),
        Column(
            "fictional",
            Text(zh="虚构样例", en="Fictional sample"),
            note=Text(zh="仅样例填“是”", en="yes for sample data only"),
            choices=_choices(tuple(YES_NO.values())),
        ),
    ),
)

CANDIDATES: Final = Sheet(
    "candidates",
    Text(zh="申请人", en="Candidates"),
    (
        Column(
            "number",
            Text(zh="编号", en="Number"),
            required=True,
            aliases=("序号", "No.", "No", "Candidate number", "申请人编号", "候选人编号"),
            width=11,
            note=Text(zh="本轮次内不重复；前面的零要保留", en="unique in the round; leading zeros are kept"),
        ),
        Column(
            "name_zh",
            Text(zh="姓名", en="Name in Chinese"),
            aliases=("中文姓名", "姓名（中文）", "Chinese name", "Name zh", "姓名 Name"),
            width=18,
        ),
        Column(
            "name_en",
            Text(zh="英文姓名", en="Name in English"),
            aliases=("拼音", "姓名（英文）", "English name", "Name en", "Name"),
            width=22,
        ),
        Column("grade", Text(zh="申报等级", en="Grade"), required=True, aliases=("等级",), width=11),
        Column(
            "field",
            Text(zh="专业", en="Field"),
            aliases=("专业领域", "专业规范", "Specification", "Field/specification"),
            width=16,
        ),
        Column("employer", Text(zh="工作单位", en="Employer"), aliases=("单位", "单位名称", "Company"), width=26),
        Column("birth_year", Text(zh="出生年份", en="Birth year"), aliases=("出生年", "Year of birth"), width=11),
        Column(
            "form",
            Text(zh="报名表文件", en="Form file"),
            aliases=("报名表", "申请表", "Form", "Form file name"),
            width=18,
            note=Text(zh="相对于材料文件夹", en="relative to the folder of papers"),
        ),
        Column(
            "folder",
            Text(zh="附件文件夹", en="Attachments folder"),
            aliases=("附件", "材料", "Attachments", "Folder", "Folder of attachments"),
            width=19,
            note=Text(zh="其中全部文件都作为材料", en="every file in it becomes a paper"),
        ),
        Column("panel", Text(zh="小组", en="Panel"), aliases=("组别", "分组"), width=9),
        Column("interpreter", Text(zh="翻译", en="Interpreter"), aliases=("口译", "翻译人员"), width=14),
        Column(
            "trained_by",
            Text(zh="培训人", en="Trained by"),
            aliases=("培训或指导人", "指导人", "Trainer"),
            width=14,
            note=Text(
                zh="近 24 个月内培训或指导过本人的评委",
                en="assessors who trained or advised them in the last 24 months",
            ),
        ),
        Column(
            "interview_day",
            Text(zh="面试日期", en="Interview date"),
            aliases=("面试日", "Interview day"),
            width=14,
            note=Text(zh="如 2026-11-21；暂未安排可留空", en="such as 2026-11-21; empty while not planned"),
        ),
        Column(
            "interview_time",
            Text(zh="面试时间", en="Interview time"),
            aliases=("面试时刻", "开始时间", "Interview start"),
            width=14,
            note=Text(zh="会场当地时间，24 小时制，如 09:30", en="local time at the venue, by 24 hours, such as 09:30"),
        ),
        Column(
            "interview_room",
            Text(zh="面试地点", en="Interview room"),
            aliases=("面试室", "面试房间", "面试教室", "Room"),
            width=16,
        ),
        Column(
            "interview_minutes",
            Text(zh="面试时长", en="Interview minutes"),
            aliases=("面试时长（分钟）", "时长", "Minutes", "Interview duration", "Duration"),
            width=12,
            note=Text(zh="分钟数；留空为 60", en="in minutes; empty means 60"),
        ),
    ),
    aliases=("候选人", "申报人"),
)

ASSESSORS: Final = Sheet(
    "assessors",
    Text(zh="评委", en="Assessors"),
    (
        Column("id", Text(zh="评委编号", en="Id"), required=True, aliases=("编号", "Assessor id", "Number"), width=12),
        Column(
            "name_zh",
            Text(zh="姓名", en="Name in Chinese"),
            aliases=("中文姓名", "姓名（中文）", "Chinese name", "Name zh", "姓名 Name"),
            width=18,
        ),
        Column(
            "name_en",
            Text(zh="英文姓名", en="Name in English"),
            aliases=("拼音", "姓名（英文）", "English name", "Name en", "Name"),
            width=22,
        ),
        Column(
            "rank",
            Text(zh="级别", en="Rank"),
            width=16,
            note=Text(zh="见习评委的评分不计入", en="a trainee's marks are never counted"),
            choices=_choices(tuple(RANKS.values())),
        ),
        Column("employer", Text(zh="工作单位", en="Employer"), aliases=("单位", "Company"), width=30),
        Column("schools", Text(zh="毕业院校", en="Schools"), aliases=("院校", "School"), width=24),
        Column("fields", Text(zh="专业", en="Fields"), aliases=("专业领域", "Field"), width=22),
        Column(
            "roles",
            Text(zh="角色", en="Roles"),
            aliases=("Role",),
            width=18,
            note=Text(zh="评委、组长、秘书；可填多个", en="assessor, chair, officer; several may be given"),
        ),
    ),
)

PANELS: Final = Sheet(
    "panels",
    Text(zh="分组", en="Panels"),
    (
        Column(
            "panel",
            Text(zh="小组", en="Panel"),
            required=True,
            aliases=("组别", "组号", "小组编号", "Panel id"),
            width=9,
        ),
        Column(
            "name_zh",
            Text(zh="小组名称", en="Name in Chinese"),
            aliases=("中文名称", "名称", "小组名称 Name"),
            width=28,
        ),
        Column("name_en", Text(zh="英文名称", en="Name in English"), aliases=("Name", "Panel name"), width=42),
        Column("chair", Text(zh="组长", en="Chair"), required=True, width=14),
        Column("members", Text(zh="成员", en="Members"), required=True, width=36),
    ),
)

ASSIGNMENTS: Final = Sheet(
    "assignments",
    Text(zh="分派", en="Assignments"),
    (
        Column(
            "number",
            Text(zh="申请人编号", en="Candidate"),
            required=True,
            aliases=("编号", "申请人", "候选人编号", "候选人", "Number", "Candidate number"),
            width=14,
        ),
        Column(
            "assessor", Text(zh="评委", en="Assessor"), required=True, aliases=("评委编号", "Assessor id"), width=16
        ),
        Column(
            "methods",
            Text(zh="方式", en="Methods"),
            required=True,
            aliases=("评价方式", "Method"),
            width=24,
            note=Text(zh="材料、笔试、面试", en="material, written, interview"),
        ),
    ),
    optional=True,
)

SHEETS: Final = (ROUND, CANDIDATES, ASSESSORS, PANELS, ASSIGNMENTS)

METHOD_WORDS: Final = {
    "material": ("材料", "材料审查", "材料评审", "材", "material", "papers", "paper", "review"),
    "written": ("笔试", "笔", "written", "test", "written test"),
    "interview": ("面试", "面", "interview"),
}
ROLE_WORDS: Final = {
    "assessor": ("评委", "考官", "assessor"),
    "chair": ("组长", "主席", "chair", "panel chair"),
    "officer": ("秘书", "秘书处", "officer", "secretary"),
}


# --- who marks whom ---------------------------------------------------------------------------------------------------


def propose_assignments(roster: Roster, scheme: Scheme) -> tuple[RosterAssignment, ...]:
    """Who marks whom, where the roster does not say: pairs rotate through the panel, so that all assessors overlap (domain 10).

    Members of the candidate's own employer, or who trained them, are passed over while enough others are left; a trainee is
    added to every method and never counted; at least one full assessor stands in each group. KeyError for an unknown grade.
    """
    people = {person.id: person for person in roster.people}
    drawn = [
        (entry.candidate.number, member.id, rule.method)
        for panel in roster.panels
        for turn, entry in enumerate(each for each in roster.candidates if each.panel == panel.id)
        for rule in scheme.grade(entry.grade).methods
        if rule.mode is not MethodMode.OFF
        for member in _chosen([people[member] for member in panel.members], entry, rule, turn)
    ]
    return tuple(_gathered(drawn))


def _chosen(members: Sequence[Person], entry: RosterCandidate, rule: MethodRule, turn: int) -> list[Person]:
    counted = [member for member in members if member.rank is not Rank.TRAINEE]
    free = [member for member in counted if not _is_tied(member, entry)]
    pool = free if len(free) >= rule.assessors else counted
    ring = [pool[(turn + step) % len(pool)] for step in range(len(pool))]
    chosen = ring[: rule.assessors]
    if not any(member.rank is Rank.FULL for member in chosen):
        full = next((member for member in ring if member.rank is Rank.FULL), None)
        chosen = [*chosen[: rule.assessors - 1], full] if full is not None else chosen
    trainees = [member for member in members if member.rank is Rank.TRAINEE]
    return [*chosen, *trainees]


def _is_tied(member: Person, entry: RosterCandidate) -> bool:
    return member.id in entry.trained_by or bool(member.employer and member.employer == entry.candidate.employer)


def _gathered(drawn: Sequence[tuple[str, PersonId, str]]) -> Iterator[RosterAssignment]:
    """One assignment for each candidate and assessor, the methods together."""
    methods: dict[tuple[str, PersonId], list[str]] = {}
    for number, assessor, method in drawn:
        methods.setdefault((number, assessor), []).append(method)
    for (number, assessor), several in methods.items():
        yield RosterAssignment(number, assessor, tuple(several))
