"""Scheme files in and out: TOML as the society writes it, canonical JSON as it travels and as rounds are pinned to it.

A file is a set of tables keyed by id, in the order in which they are shown::

    id = "cse-general"    version = "2026.1"    kind = "weighted" | "areas"    extends = "cse-general 2026.1" (optional)
    title, society, not_sought, declaration   = { zh = "…", en = "…" }
    combine = "mean" | "median" | "agreed"
    [levels.0] …            label, anchor
    [aspects.K]             title, short
    [indicators.K1]         aspect, title, element?, non_compensable?, guidance?, anchors = { 3 = { zh, en } }?
                            (for every grade)
    [methods.material]      title, short, marks = "level" | "percent"
    [grades.PE]             title, required = { K = 3 }, weights = { K = 35 }, conditions = { degree, years, … }
    [grades.PE.indicators.K1]   as above: this grade's own wording, or an indicator of this grade alone
    [grades.PE.methods.written] mode = "scored" | "gate" | "off", weight, covers = ["K"], pass_mark, assessors, minutes
    [grades.PE.phases.questions]   title, minutes
    [papers.pe-autumn]      method, grades = ["PE"], title, second_entry = "other" | "same" | "none", blind?
    [papers.pe-autumn.sections.A]    title
    [papers.pe-autumn.questions.A1]  section, aspect, title, maximum, step? (in points, 1/2 if it is not given)
    [weighted] or [areas]   the rule of the kind
    [discrepancy] [outcomes.pass] [method_outcomes.material.to_interview] [ties.same_employer] [administration]

Numbers are exact: 2.5 is 5/2, and a text such as "3/5" may stand for any. ``basis`` may stand in any table and is not read.
``extends`` lays the file over another (`scheme_source`). Two files that mean the same have the same `scheme_hash`.

A round's own paper is a file that holds nothing but ``[papers]``; `with_papers` lays it over the round's scheme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from assessor_app.models.derivation import Outcome
from assessor_app.models.errors import SchemeRefused
from assessor_app.models.numbers import exact_text, exact_value
from assessor_app.models.scheme import (
    Administration,
    AreaRule,
    Aspect,
    Combine,
    Conditions,
    DiscrepancyRule,
    Grade,
    Indicator,
    Level,
    Method,
    MethodMode,
    MethodRule,
    OutcomeChoice,
    Phase,
    Scheme,
    SchemeKind,
    WeightedRule,
)
from assessor_app.models.scheme_checks import faults_of
from assessor_app.models.scheme_faults import Fault, listing, shown
from assessor_app.models.scheme_reader import Reader
from assessor_app.models.scheme_source import LIMIT, SCHEME_ID, Layers, Resolve, Unreadable, parse, read_layers
from assessor_app.models.written import Paper, Question, SecondEntry, Section

VERSION = r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,19}"


def load_scheme(source: bytes, *, resolve: Resolve, name: str = "scheme.toml") -> Scheme:
    """The scheme that a TOML file says, with whatever it extends. ``name`` is the file's, for messages.

    Raises `SchemeRefused` with every fault that could be found, each with its line.
    """
    try:
        layers = read_layers(source, name, resolve)
    except Unreadable as unreadable:
        raise _refused([unreadable.fault]) from unreadable
    reader = Reader(dict(layers.tree))
    scheme = _scheme(reader, layers.extends)
    # Meaning is looked at only once every value has its shape: otherwise one slip is told twice.
    faults = reader.faults or faults_of(scheme)
    if faults:
        raise _refused(list(dict.fromkeys(layers.place(fault) for fault in faults)))
    return scheme


def scheme_hash(scheme: Scheme) -> str:
    """SHA-256 over the canonical JSON of the resolved scheme, lower-case hex: what a round is pinned to."""
    return hashlib.sha256(scheme_to_json(scheme)).hexdigest()


def scheme_to_json(scheme: Scheme) -> bytes:
    """The resolved scheme as it travels: canonical JSON (RFC 8785), numbers as ``p/q`` texts."""
    import msgspec
    import rfc8785

    tree = msgspec.to_builtins(scheme, enc_hook=_write_number)
    # A scheme without papers is written as it was before there were any: what is pinned to it stays pinned.
    if not scheme.papers:
        del tree["papers"]
    return rfc8785.dumps(tree)


def with_papers(scheme: Scheme, source: bytes, *, name: str = "paper.toml") -> Scheme:
    """The scheme with the papers of a round's own file in place of any it had; the file holds ``[papers]`` and nothing else.

    Raises `SchemeRefused` with every fault that could be found, each with its line.
    """
    try:
        tables = parse(source, name)
    except Unreadable as unreadable:
        raise _refused([unreadable.fault]) from unreadable
    layer = Layers((tables,), tables.tree, "")
    reader = Reader(dict(tables.tree))
    laid = replace(scheme, papers=tuple(_papers(reader, needed=True)))
    reader.finish()
    faults = reader.faults or [fault for fault in faults_of(laid) if fault.path[:1] == ("papers",)]
    if faults:
        raise _refused(list(dict.fromkeys(layer.place(fault) for fault in faults)))
    return laid


def scheme_from_json(content: bytes) -> Scheme:
    """The scheme in ``content``, strict: exactly the bytes `scheme_to_json` gives, and as sound as a file must be.

    Raises `SchemeRefused`.
    """
    import msgspec

    if len(content) > LIMIT:
        raise _refused([Fault("too_large", wanted="1 MB", file="scheme.json")])
    try:
        scheme = msgspec.convert(msgspec.json.decode(content), Scheme, dec_hook=_read_number)
        again = scheme_to_json(scheme)
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise _refused([Fault("json", found=shown(fault), file="scheme.json")]) from fault
    if again != content:
        raise _refused([Fault("json", found="RFC 8785", file="scheme.json")])
    faults = faults_of(scheme)
    if faults:
        raise _refused([fault.at("scheme.json", None) for fault in faults])
    return scheme


def _write_number(value: object) -> str:
    if isinstance(value, Fraction):
        return exact_text(value)
    raise TypeError(type(value).__name__)


def _read_number(kind: type, value: object) -> Fraction:
    if kind is Fraction and isinstance(value, str):
        return exact_value(value)
    raise ValueError(f"not an exact number: {shown(value)}")


def _refused(faults: list[Fault]) -> SchemeRefused:
    first = faults[0]
    return SchemeRefused(
        file=first.file,
        line=first.line,
        key=first.key,
        reason=first.reason,
        problems=tuple(faults),
        listing=listing(faults),
        count=len(faults),
    )


# --- from tables to values --------------------------------------------------------------------------------------------


def _scheme(top: Reader, extends: str) -> Scheme:
    aspects = tuple(_aspects(top))
    methods = tuple(_methods(top))
    common = {name: table.data for name, table in top.tables("indicators", needed=False)}
    scheme = Scheme(
        id=top.string("id", SCHEME_ID.pattern),
        version=top.string("version", VERSION),
        title=top.text("title"),
        society=top.text("society"),
        kind=SchemeKind(top.choice("kind", tuple(SchemeKind))),
        extends=extends,
        levels=tuple(_levels(top)),
        not_sought=top.text("not_sought"),
        aspects=aspects,
        methods=methods,
        grades=tuple(_grade(name, table, common, aspects, methods) for name, table in top.tables("grades")),
        combine=Combine(top.choice("combine", tuple(Combine))),
        weighted=_weighted(top.table("weighted"), aspects) if top.has("weighted") else None,
        areas=_areas(top.table("areas")) if top.has("areas") else None,
        discrepancy=_discrepancy(top.table("discrepancy")),
        outcomes=tuple(_choices(top, "outcomes")),
        method_outcomes=_method_outcomes(top, methods),
        declaration=top.text("declaration"),
        ties=tuple(_ties(top)),
        administration=_administration(top.table("administration")),
        papers=tuple(_papers(top, needed=False)),
    )
    top.finish()
    return scheme


def _levels(top: Reader) -> Iterator[Level]:
    for name, table in top.tables("levels", ids=False):
        if not (name.isascii() and name.isdigit() and len(name) <= 2):
            table.fault("bad_id", "", name, "0, 1, 2 …")
            continue
        yield Level(int(name), table.text("label"), table.text("anchor"))
        table.finish()


def _aspects(top: Reader) -> Iterator[Aspect]:
    for position, (name, table) in enumerate(top.tables("aspects"), 1):
        yield Aspect(name, position, table.text("title"), table.text("short"))
        table.finish()


def _methods(top: Reader) -> Iterator[Method]:
    for name, table in top.tables("methods"):
        yield Method(name, table.text("title"), table.text("short"), table.choice("marks", ("level", "percent")))
        table.finish()


def _grade(
    name: str, table: Reader, common: dict[str, Any], aspects: tuple[Aspect, ...], methods: tuple[Method, ...]
) -> Grade:
    grade = Grade(
        id=name,
        title=table.text("title"),
        indicators=_indicators(table, common, aspects),
        methods=_method_rules(table, aspects, methods),
        conditions=_conditions(table.table("conditions")),
        required=_by_aspect(table.numbers("required", 0, 9, needed=False), aspects),
        weights=_by_aspect(table.numbers("weights", 0, 100, needed=False), aspects),
        phases=tuple(_phases(table)),
    )
    table.finish()
    return grade


def _by_aspect(values: dict[str, Fraction], aspects: tuple[Aspect, ...]) -> tuple[tuple[str, Fraction], ...]:
    """In the order of the aspects; names that are none come last, for the checks to find."""
    order = [aspect.id for aspect in aspects]
    return tuple(
        sorted(values.items(), key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[0]))
    )


def _indicators(table: Reader, common: dict[str, Any], aspects: tuple[Aspect, ...]) -> tuple[Indicator, ...]:
    """The common indicators with this grade's own laid over them, aspect by aspect."""
    own = dict(table.tables("indicators", needed=False))
    found = []
    for name in [*common, *(name for name in own if name not in common)]:
        laid = {**common.get(name, {}), **own[name].data} if name in own else common[name]
        # A fault of a common indicator is told where it stands, not once per grade.
        path = (*table.path, "indicators", name) if name in own else ("indicators", name)
        inner = Reader(laid, path)
        found.append(_indicator(name, inner))
        table.faults.extend(fault for fault in inner.faults if fault not in table.faults)
    order = {aspect.id: aspect.position for aspect in aspects}
    return tuple(sorted(found, key=lambda indicator: order.get(indicator.aspect, len(order) + 1)))


def _indicator(name: str, table: Reader) -> Indicator:
    indicator = Indicator(
        id=name,
        aspect=table.string("aspect", r"\S{1,40}"),
        title=table.text("title"),
        non_compensable=table.flag("non_compensable", default=False),
        element=table.string("element", r"[0-9A-Za-z ,.-]{0,20}", needed=False),
        anchors=tuple(sorted(_anchors(table.table("anchors", needed=False)), key=lambda anchor: anchor[0])),
        guidance=table.text_or_none("guidance"),
    )
    table.finish()
    return indicator


def _anchors(table: Reader) -> Iterator[tuple[int, Any]]:
    for name in table.data:
        if name == "basis":
            continue
        if name.isascii() and name.isdigit() and len(name) == 1:
            yield int(name), table.text(name)
        else:
            table.fault("bad_id", name, name, "0, 1, 2 …")


def _method_rules(table: Reader, aspects: tuple[Aspect, ...], methods: tuple[Method, ...]) -> tuple[MethodRule, ...]:
    positions = {aspect.id: aspect.position for aspect in aspects}
    rules = []
    for name, inner in table.tables("methods"):
        mode = MethodMode(inner.choice("mode", tuple(MethodMode)))
        # How many assessors a panel needs is never taken for granted; a paper is marked by whoever marks it.
        judged = mode is not MethodMode.OFF and any(method.id == name and method.marks == "level" for method in methods)
        rule = MethodRule(
            method=name,
            mode=mode,
            weight=inner.number("weight", 0, 100, needed=False),
            covers=inner.names("covers", needed=mode is not MethodMode.OFF),
            pass_mark=inner.number_or_none("pass_mark", 0, 100),
            assessors=inner.whole("assessors", 1, 20, default=None if judged else 1),
            minutes=inner.whole_or_none("minutes", 1, 600),
        )
        inner.finish()
        rules.append(replace(rule, covers=tuple(sorted(rule.covers, key=lambda aspect: positions.get(aspect, 99)))))
    order = [method.id for method in methods]
    return tuple(sorted(rules, key=lambda rule: order.index(rule.method) if rule.method in order else len(order)))


def _conditions(table: Reader) -> Conditions:
    conditions = Conditions(
        degree=table.flag("degree"),
        years=table.whole("years", 0, 60),
        years_in_charge=table.whole("years_in_charge", 0, 60, default=0),
        cpd_hours_per_year=table.whole("cpd_hours_per_year", 0, 2000, default=0),
        membership=table.flag("membership", default=False),
        accredited=table.flag("accredited", default=False),
    )
    table.finish()
    return conditions


def _phases(table: Reader) -> Iterator[Phase]:
    for name, inner in table.tables("phases", needed=False):
        yield Phase(name, inner.text("title"), inner.whole("minutes", 1, 600))
        inner.finish()


def _papers(top: Reader, *, needed: bool) -> Iterator[Paper]:
    for name, table in top.tables("papers", needed=needed):
        yield Paper(
            id=name,
            method=table.string("method", r"\S{1,40}"),
            grades=table.names("grades"),
            title=table.text("title"),
            sections=tuple(_sections(table)),
            questions=tuple(_questions(table)),
            second_entry=SecondEntry(table.choice("second_entry", tuple(SecondEntry))),
            blind=table.flag("blind", default=False),
        )
        table.finish()


def _sections(table: Reader) -> Iterator[Section]:
    for name, inner in table.tables("sections"):
        yield Section(name, inner.text("title"))
        inner.finish()


def _questions(table: Reader) -> Iterator[Question]:
    for name, inner in table.tables("questions"):
        yield Question(
            id=name,
            section=inner.string("section", r"\S{1,40}"),
            aspect=inner.string("aspect", r"\S{1,40}"),
            title=inner.text("title"),
            maximum=inner.number("maximum", 0, 1000),
            step=inner.number_or_none("step", 0, 100) or Fraction(1, 2),
        )
        inner.finish()


def _weighted(table: Reader, aspects: tuple[Aspect, ...]) -> WeightedRule:
    rule = WeightedRule(
        total_cut=table.number("total_cut", 0, 100),
        aspect_cuts=_by_aspect(table.numbers("aspect_cuts", 0, 100), aspects),
        required_points=table.number("required_points", 0, 100),
        indicator_tolerance=table.number("indicator_tolerance", 0, 9),
        borderline_margin=table.number("borderline_margin", 0, 50),
        least_rated_share=table.number("least_rated_share", 0, 1),
    )
    table.finish()
    return rule


def _areas(table: Reader) -> AreaRule:
    rule = AreaRule(
        threshold=table.whole("threshold", 1, 9),
        share=table.number("share", 0, 1),
        never=table.whole("never", -1, 8),
        decided_by=table.string("decided_by", r"\S{1,40}"),
    )
    table.finish()
    return rule


def _discrepancy(table: Reader) -> DiscrepancyRule:
    rule = DiscrepancyRule(table.whole("levels", 1, 9), table.flag("straddle"), table.text("settle"))
    table.finish()
    return rule


def _choices(parent: Reader, key: str) -> Iterator[OutcomeChoice]:
    order = [outcome.value for outcome in Outcome]
    for name, table in parent.tables(key):
        follows = table.names("follows", needed=False)
        ordered = tuple(sorted(follows, key=lambda outcome: order.index(outcome) if outcome in order else len(order)))
        yield OutcomeChoice(name, table.text("title"), ordered, table.flag("needs_reason", default=True))
        table.finish()


def _method_outcomes(top: Reader, methods: tuple[Method, ...]) -> tuple[tuple[str, tuple[OutcomeChoice, ...]], ...]:
    table = top.table("method_outcomes", needed=False)
    order = [method.id for method in methods]
    given = [name for name in table.data if name != "basis"]
    names = sorted(given, key=lambda name: order.index(name) if name in order else len(order))
    return tuple((name, tuple(_choices(table, name))) for name in names)


def _ties(top: Reader) -> Iterator[tuple[str, Any, bool]]:
    for name, table in top.tables("ties"):
        yield name, table.text("text"), table.flag("bars")
        table.finish()


def _administration(table: Reader) -> Administration:
    rules = Administration(
        reapply_after_months=table.whole("reapply_after_months", 0, 120),
        reapply_free_times=table.whole("reapply_free_times", 0, 20),
        reapply_window_months=table.whole_or_none("reapply_window_months", 1, 240),
        appeal_days=table.whole("appeal_days", 0, 730),
        appeal_days_are_working=table.flag("appeal_days_are_working"),
        appeal_panel=table.whole("appeal_panel", 0, 20),
        appeal_decision_days=table.whole("appeal_decision_days", 0, 730),
        notice_working_days=table.whole("notice_working_days", 0, 365),
        keep_years=table.whole("keep_years", 0, 100),
        renewal_years=table.whole("renewal_years", 0, 50),
        cpd_hours_per_year=table.whole("cpd_hours_per_year", 0, 2000),
        registration_due_days=table.whole_or_none("registration_due_days", 1, 730),
        warn_days=tuple(sorted(table.wholes("warn_days", 0, 730), reverse=True)),
        certificates=table.texts("certificates"),
    )
    table.finish()
    return rules
