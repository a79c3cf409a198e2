"""What can be wrong with an entry of a list of marks, in both languages."""

from __future__ import annotations

from assessor_app.models.language import Text

WRONG: dict[str, Text] = {
    "shape": Text("应为{allowed}", "must be {allowed}"),
    "missing": Text("缺少此项", "is missing"),
    "unknown_key": Text("没有这个键（可用：{known}）", "is not known here (known: {known})"),
    "other_scheme": Text("与所用方案 {allowed} 不是同一方案", "is not the scheme in use, {allowed}"),
    "unknown_grade": Text("方案中没有这个级别（有：{known}）", "the scheme has no such grade (it has: {known})"),
    "unknown_method": Text("方案中没有这种评价方式（有：{known}）", "the scheme has no such method (it has: {known})"),
    "unknown_indicator": Text("该级别没有这个指标（有：{known}）", "the grade has no such indicator (it has: {known})"),
    "unknown_aspect": Text("方案中没有这个方面（有：{known}）", "the scheme has no such aspect (it has: {known})"),
    "not_in_levels": Text("这种方式按百分比评分，不评等级", "this method is marked in percent, not in levels"),
    "not_in_percent": Text("这种方式不按百分比评分", "this method is not marked in percent"),
    "which_paper": Text("须写明是哪一份试卷（{known}）", "say which paper it is ({known})"),
    "level": Text(
        "等级须为 {allowed} 的整数，未考察写 null", "a level is a whole number in {allowed}, or null for not sought"
    ),
    "percent": Text("须为 0 至 100 的十进制数", "must be a decimal from 0 to 100"),
    "assessor": Text("须写明评委代号", "must name the assessor"),
    "counted": Text(
        "同一评委在同一方式中，计分与否前后不一", "one assessor is both counted and not counted in one method"
    ),
    "double": Text("同一评分出现两次", "the same mark is given twice"),
    "too_many": Text("超过 {allowed} 条", "holds more than {allowed} entries"),
}
"""By code; ``{known}`` lists what there is, ``{allowed}`` says what may stand there."""
