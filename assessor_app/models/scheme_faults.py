"""What can be wrong with a scheme file: one code per fault, and its words in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessor_app.models.language import Text

Path = tuple[str, ...]
"""The keys that lead to a value, outermost first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: ``found`` stands there, ``wanted`` may; ``line`` counts from 1, None where it cannot be told."""

    code: str
    path: Path = ()
    found: str = ""
    wanted: str = ""
    file: str = ""
    line: int | None = None

    @property
    def key(self) -> str:
        return ".".join(self.path)

    @property
    def reason(self) -> Text:
        words = REASONS[self.code]
        return Text(*(text.format(found=self.found, wanted=self.wanted) for text in (words.zh, words.en)))

    @property
    def sentence(self) -> Text:
        """Place and reason: ``line 12, grades.PE.weights: …``."""
        zh = " ".join(part for part in (f"第 {self.line} 行" if self.line else "", self.key) if part)
        en = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.key) if part)
        return Text(
            f"{zh}：{self.reason.zh}" if zh else self.reason.zh, f"{en}: {self.reason.en}" if en else self.reason.en
        )

    def at(self, file: str, line: int | None) -> Fault:
        return replace(self, file=file, line=line)


def listing(faults: Sequence[Fault], most: int = 12) -> Text:
    """All faults as one text, at most ``most`` of them in words."""
    said = [fault.sentence for fault in faults[:most]]
    rest = len(faults) - len(said)
    more = Text(f"；另有 {rest} 处", f"; and {rest} more") if rest else Text("", "")
    return Text("；".join(text.zh for text in said) + more.zh, "; ".join(text.en for text in said) + more.en)


def shown(value: object) -> str:
    """A value of a file as it may stand in a sentence: short, on one line, and harmless to a terminal."""
    text = "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(str(value)[:200].split())
    )
    return text if len(text) <= 40 else f"{text[:39]}…"


#: The words of each fault. ``{found}`` is what stands in the file, ``{wanted}`` what may stand there.
REASONS: dict[str, Text] = {
    # reading
    "syntax": Text("不是有效的 TOML（{found}）", "not valid TOML ({found})"),
    "encoding": Text("不是 UTF-8 文本", "not UTF-8 text"),
    "too_large": Text("文件超过 {wanted}", "the file is larger than {wanted}"),
    "too_deep": Text("嵌套过深", "nested too deeply"),
    "json": Text("不是规范的方案记录（{found}）", "not a canonical record of a scheme ({found})"),
    # shape
    "missing": Text("缺少此项", "is missing"),
    "unknown_key": Text("没有这个键", "is not a key of this table"),
    "not_table": Text("应为一组键值", "must be a table"),
    "not_text": Text("应为文本，现为 {found}", "must be text, not {found}"),
    "not_number": Text(
        '应为数（如 2、2.5 或 "3/5"），现为 {found}', 'must be a number such as 2, 2.5 or "3/5", not {found}'
    ),
    "not_whole": Text("应为整数，现为 {found}", "must be a whole number, not {found}"),
    "not_flag": Text("应为 true 或 false，现为 {found}", "must be true or false, not {found}"),
    "not_list": Text("应为列表", "must be a list"),
    "not_choice": Text("应为 {wanted} 之一，现为 {found}", "must be one of {wanted}, not {found}"),
    "language_missing": Text("缺少 {found} 文本", "has no {found} text"),
    "bad_text": Text("含有控制字符，或超过 {wanted} 字", "holds control characters, or more than {wanted} characters"),
    "bad_id": Text("代号 {found} 不合规定：{wanted}", "{found} is not a proper id: {wanted}"),
    "reserved_id": Text("代号 {found} 为程序保留", "the id {found} is kept for the program"),
    "out_of_range": Text("应在 {wanted} 之间，现为 {found}", "must lie in {wanted}, not {found}"),
    # meaning
    "empty": Text("至少要有一项", "must have at least one entry"),
    "too_many": Text("至多 {wanted} 项，现有 {found} 项", "may have at most {wanted} entries, not {found}"),
    "duplicate": Text("{found} 出现不止一次", "{found} stands there more than once"),
    "clashing_id": Text("代号 {found} 已用于 {wanted}", "the id {found} is already used for {wanted}"),
    "unknown_reference": Text("没有名为 {found} 的项（可用：{wanted}）", "there is no {found} (there are: {wanted})"),
    "levels_not_steps": Text(
        "等级须从 0 起逐级连续，现为 {found}", "levels must run 0, 1, 2 … without a gap, not {found}"
    ),
    "sum_not_100": Text("之和须为 100，现为 {found}", "must sum to 100, not {found}"),
    "aspects_not_all": Text(
        "须对每个方面各给一值；多或缺：{found}", "must give one value for each aspect; missing or too many: {found}"
    ),
    "aspect_without_indicator": Text("方面 {found} 没有指标", "aspect {found} has no indicator"),
    "aspect_not_covered": Text("方面 {found} 没有任何计分方式考察", "aspect {found} is covered by no scored method"),
    "anchor_level": Text("等级 {found} 不在量表内", "level {found} is not on the scale"),
    "gate_weight": Text("门槛方式不占权重，现为 {found}", "a gate has no weight, but {found} is given"),
    "gate_pass_mark": Text("门槛须有合格线", "a gate needs a pass mark"),
    "pass_mark_missing": Text("按百分比评分的方式须有合格线", "a method marked in percent needs a pass mark"),
    "pass_mark_needless": Text("只有按百分比评分的方式才有合格线", "only a method marked in percent has a pass mark"),
    "weight_missing": Text("计分方式须有大于 0 的权重", "a scored method needs a weight above 0"),
    "weight_needless": Text("逐项判定的方案没有权重", "a scheme decided area by area has no weights"),
    "no_scored_method": Text("至少要有一种计分方式", "needs at least one scored method"),
    "decided_by": Text(
        "须为每个级别都计分、按等级评定并覆盖全部方面的方式；级别 {found} 不是",
        "must be a method that every grade scores by levels in all aspects; grade {found} does not",
    ),
    "percent_in_areas": Text(
        "逐项判定的方案中，按百分比评分的方式只能作门槛",
        "in a scheme decided area by area a method marked in percent can only be a gate",
    ),
    "level_gate_in_areas": Text(
        "逐项判定的方案中，按等级评定的方式不能作门槛",
        "in a scheme decided area by area a method marked in levels cannot be a gate",
    ),
    "rule_missing": Text("此类方案须有 [{wanted}] 一节", "a scheme of this kind needs the section [{wanted}]"),
    "rule_needless": Text("此类方案没有这一节", "a scheme of this kind does not have this section"),
    "outcome_not_followed": Text("没有结论与规则结果 {found} 对应", "no choice follows the rule's outcome {found}"),
    "outcome_of_other_kind": Text(
        "规则结果 {found} 不属于此类方案", "the rule's outcome {found} does not belong to this kind of scheme"
    ),
    "phases_minutes": Text(
        "各阶段共 {found} 分钟，与面试时长 {wanted} 分钟不符", "the phases last {found} minutes, the interview {wanted}"
    ),
    "years_in_charge": Text(
        "主持工作年限不能多于从业年限", "years in responsible charge cannot exceed the years of practice"
    ),
    "reapply_window": Text("有免费再次申请时须给出期限（月）", "a free re-application needs its window in months"),
    # papers
    "aspect_without_question": Text("没有考察方面 {found} 的题目", "no question asks after aspect {found}"),
    "paper_not_held": Text("级别 {found} 不举行这种笔试", "grade {found} does not hold this paper"),
    "paper_other_aspects": Text(
        "级别 {found} 的笔试考察的方面不同，须另设一份试卷",
        "the paper of grade {found} covers other aspects; it needs a paper of its own",
    ),
    "maximum_not_reached": Text(
        "满分须大于 0，且是给分单位 {wanted} 的整数倍，现为 {found}",
        "must be above 0 and a whole multiple of the step of {wanted}, not {found}",
    ),
    # extending
    "extends_unknown": Text(
        "找不到所依据的通用规范 {found}", "the specification {found} that it extends is not at hand"
    ),
    "extends_version": Text(
        "所依据的通用规范应为 {wanted}，现有 {found}", "it extends {wanted}, but {found} is at hand"
    ),
    "extends_cycle": Text(
        "规范互相依据（{found}）", "specifications extend each other in a circle or too deep ({found})"
    ),
    "extends_loosens": Text(
        "专业规范不能把不可补偿的指标改为可补偿",
        "a professional specification may not make a non-compensable indicator compensable",
    ),
    "extends_kind": Text(
        "专业规范不能改变判定方式", "a professional specification may not change the kind of decision"
    ),
}
