"""Sittings with sound defaults for the tests of documents: the two worked cases of the weighted scheme and the one
of the area scheme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache

from assessor_app.export.material import CaseFile, ResultFile, ScoreFile
from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Stand, Vote
from assessor_app.models.dossier import Application, Candidate, Case, Document, DocumentKind
from assessor_app.models.ids import CaseId, DocumentId, MarkId, NoteId, PackageSerial, PanelId, PersonId, PinId, RoundId
from assessor_app.models.language import Text
from assessor_app.models.marks import SHEET, Declaration, Mark, Note, Part, Pin, Sheet, SheetKey, SheetState, Tie
from assessor_app.models.people import Name, Person, Rank, Role
from assessor_app.models.records import CaseOutcome, Envelope, Kind, Minutes, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Assignment, Mode, Panel, Round
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import load_scheme, scheme_hash
from assessor_app.paths import resources
from assessor_app.workflow.evaluate import case_state, evaluate_case, figures

NOW = datetime(2026, 11, 21, 14, 3, 22, tzinfo=timezone(timedelta(hours=8)))
HASH = "3f" * 32
ANNA, BO, CHEN, TRAINEE = PersonId("p-gu"), PersonId("p-bo"), PersonId("p-chen"), PersonId("p-trainee")

COMMENT = "业绩报告第 {page} 页给出了 110 kV 线路差动保护的整定过程，能说明依据，并指出了规程未覆盖的情形。"

Levels = Mapping[str, Iterable[str]]
"""By aspect, one string of digits per assessor: {"K": ("33433", "34333")}; a dot is a level not sought, a blank none at all."""


@cache
def scheme(name: str = "cse-general") -> Scheme:
    def source(wanted: str) -> bytes:
        return (resources() / "schemes" / f"{wanted.split(maxsplit=1)[0]}.toml").read_bytes()

    return load_scheme(source(name), resolve=source)


def people() -> tuple[Person, ...]:
    return (
        Person(
            ANNA,
            Name("顾南乔", "Gu Nanqiao"),
            (Role.CHAIR, Role.ASSESSOR),
            employer="华东电网研究院",
            fingerprint="aa" * 32,
        ),
        Person(BO, Name("陆柏", "Lu Bo"), (Role.ASSESSOR,), employer="启明电力设计院", fingerprint="bb" * 32),
        Person(
            CHEN,
            Name("陈以宁", "Chen Yining"),
            (Role.ASSESSOR,),
            Rank.CANDIDATE,
            employer="长河水电",
            fingerprint="cc" * 32,
        ),
        Person(TRAINEE, Name("何青", "He Qing"), (Role.ASSESSOR,), Rank.TRAINEE, employer="启明电力设计院"),
    )


def a_round(of: Scheme, *, fictional: bool = True, mode: Mode = Mode.LIVE) -> Round:
    return Round(
        RoundId("round-2026-4"),
        Text("2026 年第四轮工程能力评价", "Round 4 of 2026"),
        of.society,
        of.id,
        of.version,
        scheme_hash(of),
        mode,
        venue="杭州 Hangzhou",
        fictional=fictional,
    )


def a_case(number: str = "0417", grade: str = "PE", name: Name | None = None, **facts: object) -> Case:
    person = name or Name("王丹青", "Wang Danqing")
    paper = Document(
        DocumentId(f"doc-{number}"), "业绩报告.pdf", DocumentKind.PDF, "application/pdf", "12" * 32, 48_213
    )
    given: dict[str, object] = {"documents": (paper,), "interpreter": ""}
    candidate = Candidate(number, person, employer="青岚电力设计院", birth_year=1986)
    return Case(CaseId(f"case-{number}"), candidate, grade, "电气 Electrical", Application(person), **(given | facts))  # type: ignore[arg-type]


def sheet(
    of: Scheme,
    case: Case,
    assessor: PersonId,
    method: str,
    levels: Mapping[str, str],
    *,
    counted: bool = True,
    overall: str = "",
) -> Sheet:
    """A locked sheet; `levels` by aspect as in `Levels`, or the percentage of a paper's aspect."""
    key = SheetKey(case.id, assessor, method)
    marks: list[Mark] = []

    def put(subject: str, part: Part, value: str) -> None:
        marks.append(Mark(MarkId(f"m-{case.id}-{assessor}-{method}-{len(marks)}"), key, subject, part, value, NOW))

    for aspect, given in levels.items():
        if of.method(method).marks == "percent":
            put(aspect, Part.PERCENT, given)
            continue
        for indicator, level in zip(of.grade(case.grade).indicators_of(aspect), given, strict=True):
            if level != " ":
                put(indicator.id, Part.LEVEL, "NS" if level == "." else level)
                put(indicator.id, Part.COMMENT, COMMENT.format(page=len(marks)))
    if overall:
        put(SHEET, Part.OVERALL, overall)
    return Sheet(key, SheetState.LOCKED, 1, tuple(marks), counted, locked_at=NOW)


def sheets(of: Scheme, case: Case, method: str, levels: Levels, *, overall: str = "") -> list[Sheet]:
    """One sheet per assessor, in the order of the panel."""
    count = max(len(tuple(each)) for each in levels.values())
    per_person = [{aspect: tuple(each)[place] for aspect, each in levels.items()} for place in range(count)]
    return [
        sheet(of, case, person.id, method, given, overall=overall)
        for person, given in zip(people(), per_person, strict=False)
    ]


MATERIAL: Levels = {
    "K": ("33433", "34333"),
    "E": ("3333", "4333"),
    "T": ("3332", "3333"),
    "D": ("322", "332"),
    "L": ("3233", "2333"),
}
INTERVIEW: Levels = {
    "K": ("43333", "33433", "33334"),
    "E": ("3333", "4433", "3333"),
    "T": ("3343", "3333", "3433"),
    "D": ("332", "333", "322"),
    "L": ("3333", "3234", "2333"),
}


def worked_one(case: Case | None = None) -> tuple[Case, list[Sheet]]:
    """Domain 9.1, example 1: a PE that passes with 64.5707."""
    of, subject = scheme(), case or a_case()
    written = sheet(of, subject, BO, "written", {"K": "72", "E": "80"})
    return subject, [
        *sheets(of, subject, "material", MATERIAL),
        written,
        *sheets(of, subject, "interview", INTERVIEW, overall="pass"),
    ]


def worked_two(case: Case | None = None) -> tuple[Case, list[Sheet]]:
    """Domain 9.1, example 2: the total passes, the ethics do not."""
    of, subject = scheme(), case or a_case("0418", name=Name("苏明远", "Su Mingyuan"), interpreter="林可 Lin Ke")
    material = {**MATERIAL, "E": ("3323", "3332")}
    interview = {**INTERVIEW, "E": ("3233", "3333", "2333")}
    written = sheet(of, subject, BO, "written", {"K": "72", "E": "62"})
    return subject, [*sheets(of, subject, "material", material), written, *sheets(of, subject, "interview", interview)]


AREAS: Levels = {
    "A": ("22", "22"),
    "B": ("212", "212"),
    "C": ("2212", "2212"),
    "D": ("322", "322"),
    "E": ("22122", "22122"),
}


def worked_areas(case: Case | None = None, levels: Levels = AREAS) -> tuple[Case, list[Sheet]]:
    """Domain 9.2: a CEng with every area demonstrated."""
    of, subject = scheme("csee-iet"), case or a_case("0501", "CEng", Name("许安然", "Xu Anran"))
    return subject, [*sheets(of, subject, "material", levels), *sheets(of, subject, "interview", levels)]


def a_result(
    of: Scheme | None = None,
    cases: Iterable[tuple[Case, list[Sheet]]] = (),
    *,
    agreed: Iterable[AgreedLevel] = (),
    settled: Iterable[Settled] = (),
    recommendations: Mapping[str, Recommendation] | None = None,
    dissent: str = "",
    mode: Mode = Mode.LIVE,
    fictional: bool = True,
    serial: str = "result-5f0c2a7e91b34d6688aa",
) -> ResultFile:
    """A panel's result with everything worked out from the sheets."""
    used = of or scheme()
    given = list(cases) or [worked_one(), worked_two()]
    members = people()
    due = tuple(
        Assignment(each.key.case, each.key.assessor, each.key.method, each.counted)
        for _, found in given
        for each in found
    )
    panel = Panel(
        PanelId("panel-e1"), Text("电气一组", "Electrical 1"), ANNA, members, tuple(case.id for case, _ in given), due
    )
    files = []
    for case, found in given:
        here = tuple(each for each in agreed if each.case == case.id)
        talked = tuple(each for each in settled if each.case == case.id)
        evaluation = evaluate_case(used, case, found, due, here, talked)
        raised = evaluate_case(used, case, found, due, (), ()).flags
        choice = next(
            (each.id for each in used.outcomes if evaluation.outcome.value in each.follows), used.outcomes[-1].id
        )
        recommendation = (recommendations or {}).get(case.id) or Recommendation(case.id, choice, False, "", ANNA, NOW)
        votes = tuple(
            Vote(
                case.id,
                person,
                Stand.DISSENT if dissent and person == BO else Stand.AGREE,
                dissent if person == BO else "",
                NOW,
            )
            for person in (ANNA, BO, CHEN)
        )
        outcome = CaseOutcome(
            case=case.id,
            number=case.candidate.number,
            grade=case.grade,
            state=case_state(case.id, found),
            outcome=evaluation.outcome.value,
            figures=figures(evaluation),
            reasons=tuple((reason.code.value, reason.subject) for reason in evaluation.reasons),
            flags=tuple((flag.code.value, flag.subject, flag.method) for flag in evaluation.flags),
            agreed=here,
            settled=talked,
            recommendation=recommendation,
            votes=votes,
            documents=(),
        )
        pin = Pin(
            PinId(f"pin-{case.id}"),
            case.id,
            BO,
            NOW,
            case.documents[0].id,
            "K1",
            11,
            quote="线路差动保护整定",
            note="存疑，面试追问",
        )
        files.append(CaseFile(case, outcome, evaluation, tuple(found), (pin,), raised))
    declarations = tuple(
        Declaration(case.id, person.id, Tie.NONE, (), used.declaration.zh, NOW)
        for case, _ in given
        for person in members[:3]
    )
    record = ResultRecord(
        envelope=Envelope(
            1,
            Kind.RESULT,
            PackageSerial(serial),
            a_round(used, fictional=fictional, mode=mode),
            members[0],
            Role.CHAIR,
            NOW,
            "assessor-desk 0.1.0",
        ),
        panel=panel,
        cases=tuple(case for case, _ in given),
        outcomes=tuple(each.outcome for each in files),
        declarations=declarations,
        evidence=(),
        minutes=Minutes(
            NOW - timedelta(hours=1),
            "杭州，203 会议室",
            tuple(person.id for person in members[:3]),
            ((given[0][0].id, TRAINEE),),
            "面试按计划进行。",
        ),
    )
    return ResultFile(record, HASH, used, tuple(files))


def a_score(
    of: Scheme | None = None, cases: Iterable[tuple[Case, list[Sheet]]] = (), assessor: PersonId = BO
) -> ScoreFile:
    """One assessor's scores: their own sheets of the cases."""
    used = of or scheme()
    given = list(cases) or [worked_one(), worked_two()]
    sender = next(person for person in people() if person.id == assessor)
    own = tuple(each for _, found in given for each in found if each.key.assessor == assessor)
    first = given[0][0]
    record = ScoreRecord(
        envelope=Envelope(
            1,
            Kind.SCORE,
            PackageSerial("score-0a1b2c3d4e5f60718293"),
            a_round(used),
            sender,
            Role.ASSESSOR,
            NOW,
            "assessor-desk 0.1.0",
        ),
        panel="panel-e1",
        case_package=PackageSerial("case-9d8c7b6a5f4e3d2c1b0a"),
        cases=tuple(case for case, _ in given),
        sheets=own,
        declarations=tuple(Declaration(case.id, assessor, Tie.NONE, (), used.declaration.zh, NOW) for case, _ in given),
        pins=(
            Pin(
                PinId("pin-1"),
                first.id,
                assessor,
                NOW,
                first.documents[0].id,
                "K1",
                11,
                quote="线路差动保护整定",
                note="面试追问",
            ),
        ),
        notes=(
            Note(NoteId("n-1"), first.id, assessor, NOW, "陈述时主动说明了一次误动作的处理。", "K3", "interview", 340),
        ),
    )
    return ScoreFile(record, HASH, used, tuple(case for case, _ in given))


def agreed(case: Case, indicator: str, level: int | None, method: str = "interview") -> AgreedLevel:
    reason = "三位评委回看面试记录后一致认为，应答虽简短但完整。"
    return AgreedLevel(case.id, method, indicator, level, reason, ANNA, NOW, (ANNA, BO, CHEN))


def departed(result: ResultFile, place: int, choice: str, reason: str) -> ResultFile:
    """The same result with one recommendation against the rule."""
    file = result.files[place]
    recommendation = Recommendation(file.case.id, choice, True, reason, ANNA, NOW)
    outcome = replace(file.outcome, recommendation=recommendation)
    files = tuple(replace(each, outcome=outcome) if each is file else each for each in result.files)
    return replace(result, files=files, record=replace(result.record, outcomes=tuple(each.outcome for each in files)))
