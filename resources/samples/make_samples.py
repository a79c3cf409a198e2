"""Makes the sample rounds from the stories beside it: roster workbooks, application forms, papers, and the script of the sitting.

    python resources/samples/make_samples.py            writes cse/, csee-iet/ and marks/ beside this file
    python resources/samples/make_samples.py FOLDER     writes them into FOLDER

All persons, firms and places are invented; every page says so. The same stories give the same files with the same libraries.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from sample_drawing import NOTICE, Place, Report, draw_certificate, draw_report, draw_script, use_fonts  # noqa: E402

from assessor_app.export.blank_form import fill_form  # noqa: E402
from assessor_app.export.roster_template import fill_roster  # noqa: E402
from assessor_app.models.dossier import Application, Candidate, Career, CpdYear, Education  # noqa: E402
from assessor_app.models.form_fields import FilledForm  # noqa: E402
from assessor_app.models.ids import PanelId, PersonId  # noqa: E402
from assessor_app.models.language import Text  # noqa: E402
from assessor_app.models.people import Name, Person, Rank, Role  # noqa: E402
from assessor_app.models.roster import (  # noqa: E402
    Roster,
    RosterAssignment,
    RosterCandidate,
    RosterPanel,
    RosterRound,
    propose_assignments,
)
from assessor_app.models.rounds import Mode  # noqa: E402
from assessor_app.models.scheme import Scheme  # noqa: E402
from assessor_app.models.scheme_file import load_scheme  # noqa: E402

ROUNDS = ("cse", "csee-iet")
COVER = "申报等级 {grade}　专业 {field}　编号 {number}"
SCHEMES = HERE.parent / "schemes"
Story = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The names of files and the phrases of one language."""

    report: str
    certificate: str
    training: str
    photo: str


WORDS = {
    "zh": Words("业绩报告.pdf", "学位证书.png", "继续教育记录.docx", "获奖证书.jpg"),
    "en": Words("career report.pdf", "degree certificate.png", "CPD record.docx", "award certificate.jpg"),
}

# What assessors say of a level, by aspect. Each comment names the evidence first; these close it with the judgement.
PHRASES: dict[str, dict[int, tuple[str, ...]]] = {
    "K": {
        2: ("能说明理由，但关键取值仍由他人把关", "常规情况可以完成，复核靠组长", "方法正确，尚需指导"),
        3: ("独立完成，依据清楚", "假定与复核齐全，能自行负责", "遇到特殊工况也能自行处理", "结论可复核，达到独立胜任"),
        4: ("在复杂条件下主导，并能指导他人", "权衡充分，超出独立胜任", "有本人见解，可供同行参考"),
    },
    "E": {
        2: ("做法正确，但主动识别不足", "能按要求处置，独立担责的证据还不够", "方向正确，理由和留痕不充分"),
        3: ("能说清义务所在，独立担责", "处置有据，达到独立胜任", "行为与规范一致，理由站得住"),
        4: ("先于要求行动，并影响了他人", "代价明确仍坚持，可供同行参照", "由个案推及制度，超出独立胜任"),
    },
    "T": {
        2: ("能配合，但表达或外语还需他人补充", "常规沟通没有问题，复杂场合依靠他人", "内容到位，表述欠清楚"),
        3: ("听得准、讲得清，能推动各方", "图文清楚，他人可以据此工作", "沟通独立，分歧有记录有结果"),
        4: ("主持多方协商并形成决议", "能把难点讲给外行听，效果好", "跨专业场合起主导作用"),
    },
    "D": {
        2: ("学时够，目标与反思偏少", "有学习，但应用或传授还零散", "能按安排学习，自主计划不足"),
        3: ("学以致用，效果有数据", "计划、记录与应用相互对应", "自觉学习，并能带动身边的人"),
        4: ("系统带教，成效看得见", "把新知推广到团队以外", "长期坚持，成为他人的榜样"),
    },
    "L": {
        1: ("只有协助的经历，尚未自己承担", "了解要求，还没有实际负责", "随他人做过，没有独立事例"),
        2: ("在指导下能管好自己的一段", "能按计划执行，决断还需请示", "有责任意识，范围有限"),
        3: ("自己决断并承担后果", "计划、偏差、纠正三者齐全", "能带人也能担责，达到独立胜任"),
        4: ("在重大事项上主导，理由经得起复查", "授权得当，团队因此进步", "权衡多方利害后仍能果断"),
    },
}
PHRASES_EN: dict[int, tuple[str, ...]] = {
    1: (
        "knows what is expected, but the evidence stops short of the threshold",
        "partly shown; the hard part was done or decided by others",
        "below the threshold for this grade, with a clear way to mend it",
    ),
    2: (
        "at the threshold: own work, own judgement",
        "shown well enough for the grade, and borne out when questioned",
        "meets what the grade asks, with the limits honestly told",
        "sound and independent; nothing more is needed for this grade",
        "convincing in the detail, ordinary in scope: at the threshold",
    ),
    3: (
        "clearly above the threshold: others have taken it up",
        "well beyond what the grade asks, and told without show",
        "stronger than expected; it changed how the team works",
    ),
}


def main(target: Path) -> None:
    for round_id in ROUNDS:
        make_round(round_id, target)
        print(f"{round_id}: {sum(1 for each in (target / round_id).rglob('*') if each.is_file())} files")


def make_round(round_id: str, target: Path) -> None:
    """Write one round's roster, forms, papers and marks below `target`."""
    told = {name: (HERE / "stories" / f"{name}.toml").read_text(encoding="utf-8") for name in ROUNDS}
    story = tomllib.loads(told[round_id])
    scheme = _scheme(story["round"]["scheme"])
    # One set of signs for all rounds: ReportLab keeps the first font it sees under a name.
    use_fonts("".join(told.values()) + COVER)
    folder = target / round_id
    shutil.rmtree(folder, ignore_errors=True)
    roster = _roster(story)
    _write(folder / "roster.xlsx", _settled(fill_roster(roster)))
    paper = HERE / "stories" / f"{round_id}.paper.toml"
    if paper.is_file():
        _write(folder / "paper.toml", paper.read_bytes())
    places: dict[str, dict[str, Place]] = {}
    for candidate in story["candidate"]:
        number = candidate["number"]
        form = fill_form(_form(candidate, scheme), notice=NOTICE)
        _write(folder / "forms" / f"{number}.docx", _settled(form))
        places[number] = _papers(candidate, story["language"], folder / "attachments" / number)
        if "script" in candidate:
            scan = _scanned(candidate, tomllib.loads(paper.read_text(encoding="utf-8"))["papers"])
            _write(folder / "attachments" / number / "笔试答卷.png", scan)
    script = _script(round_id, story, scheme, roster, places)
    _write(target / "marks" / f"{round_id}.json", (json.dumps(script, ensure_ascii=False, indent=1) + "\n").encode())


def _scheme(scheme_id: str) -> Scheme:
    def resolve(name: str) -> bytes:
        return (SCHEMES / f"{name}.toml").read_bytes()

    return load_scheme(resolve(scheme_id), resolve=resolve)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _settled(data: bytes) -> bytes:
    """An Office file without the hour it was made at: parts in a fixed order, dated 1980, times in core.xml fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        first = ["[Content_Types].xml", "_rels/.rels"]
        for name in [*first, *sorted(set(source.namelist()) - set(first))]:
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, content, compresslevel=9)
    return out.getvalue()


# --- the roster and the forms -----------------------------------------------------------------------------------------


def _roster(story: Story) -> Roster:
    about, panel = story["round"], story["panel"]
    people = tuple(_person(each) for each in story["assessor"])
    members = tuple(person.id for person in people)
    return Roster(
        round=RosterRound(
            title=Text(*about["title"]),
            society=Text(*about["society"]),
            scheme=about["scheme"],
            mode=Mode.LIVE,
            venue=about["venue"],
            opens=about["opens"],
            closes=about["closes"],
            fictional=True,
        ),
        people=people,
        candidates=tuple(_entry(each, panel["id"]) for each in story["candidate"]),
        panels=(RosterPanel(PanelId(panel["id"]), Text(*panel["name"]), PersonId(panel["chair"]), members),),
        assignments=tuple(_assignments(story)) if story["language"] == "zh" else (),
    )


def _person(each: Story) -> Person:
    roles = tuple(Role(role) for role in each["roles"])
    return Person(
        PersonId(each["id"]), Name(*each["name"]), roles, Rank(each["rank"]), each["employer"],
        tuple(each["schools"]), tuple(each["fields"]),
    )  # fmt: skip


def _entry(each: Story, panel: str) -> RosterCandidate:
    starts, room, minutes = each["session"]
    return RosterCandidate(
        candidate=Candidate(each["number"], Name(*each["name"]), each["employer"], each["birth_year"]),
        grade=each["grade"],
        field=each["field"],
        panel=PanelId(panel),
        form=f"forms/{each['number']}.docx",
        folder=f"attachments/{each['number']}",
        interpreter=each.get("interpreter", ""),
        trained_by=tuple(PersonId(person) for person in each.get("trained_by", ())),
        starts=starts,
        room=room,
        minutes=minutes,
    )


def _assignments(story: Story) -> Iterator[RosterAssignment]:
    """Whoever marks a method in the story is assigned it, and so is who will recuse."""
    for candidate in story["candidate"]:
        marks = candidate["marks"]
        for assessor in story["assessor"]:
            held = [
                method for method in ("material", "written", "interview") if assessor["id"] in marks.get(method, {})
            ]
            held += marks.get("assigned", {}).get(assessor["id"], [])
            if held:
                yield RosterAssignment(candidate["number"], PersonId(assessor["id"]), tuple(held))


def _form(candidate: Story, scheme: Scheme) -> FilledForm:
    form = candidate["form"]
    in_charge = form.get("in_charge", ())
    indicators = [each.id for each in scheme.grade(candidate["grade"]).indicators]
    claims = tuple((name, int(level)) for name, level in zip(indicators, form["claims"].replace(" ", ""), strict=True))
    application = Application(
        name=Name(*candidate["name"]),
        gender=form["gender"],
        job_title=form["job_title"],
        expertise=form["expertise"],
        mobile=form["mobile"],
        company=candidate["employer"],
        company_address=form["address"],
        phone=form["phone"],
        email=form["email"],
        english_level=form["english_level"],
        interview_in_english=form["interview_in_english"],
        education=tuple(Education(*row) for row in form["education"]),
        career=tuple(Career(*row[:5], responsible_charge=at in in_charge) for at, row in enumerate(form["career"], 1)),
        statement=form["statement"],
        cpd=tuple(CpdYear(int(year), hours) for year, hours in form["cpd"]),
        referees=tuple(form["referees"]),
        claims=claims,
    )
    return FilledForm(application, candidate["grade"], candidate["birth_year"], form["membership"])


# --- the papers -------------------------------------------------------------------------------------------------------


def _papers(candidate: Story, language: str, folder: Path) -> dict[str, Place]:
    words, chinese = WORDS[language], language == "zh"
    name = Name(*candidate["name"]).both
    report = _report(candidate, name, chinese=chinese)
    _write(folder / words.report, draw_report(report))
    _write(folder / words.training, _settled(_training(candidate, name, chinese=chinese)))
    degree = candidate["form"]["education"][0]
    about = (name, f"{degree[4]}", f"{degree[3]}　{degree[2]}", f"{degree[0][:4]} – {degree[1][:4]}")
    _write(
        folder / words.certificate,
        draw_certificate("学位证书 Certificate of Degree", about, f"SAMPLE-{candidate['number']}"),
    )
    if candidate["number"][-1] in "1357":
        prize = (name, candidate["employer"], "优秀工程设计奖 Award for engineering")
        _write(folder / words.photo, draw_certificate("获奖证书 Award", prize, f"AWARD-{candidate['number']}", "JPEG"))
    return report.places


def _scanned(candidate: Story, papers: Mapping[str, Any]) -> bytes:
    """The candidate's script of the paper of their grade, with the points the story gives."""
    paper = next(each for each in papers.values() if candidate["grade"] in each["grades"])
    rows = [
        (
            f"{question} {about['title']['zh']} {about['title']['en']}",
            str(about["maximum"]),
            candidate["script"][question],
        )
        for question, about in paper["questions"].items()
    ]
    return draw_script(paper["title"]["zh"], f"编号 No. {candidate['number']}　{candidate['grade']}", rows)


def _report(candidate: Story, name: str, *, chinese: bool) -> Report:
    about = candidate["report"]
    sections = [
        (heading, [(mark, candidate["evidence"][mark][0]) for mark in marks.split()])
        for heading, marks in about["sections"]
    ]
    lines = (
        (
            f"{name}　{candidate['employer']}",
            COVER.format_map(candidate),
        )
        if chinese
        else (
            f"{name}, {candidate['employer']}",
            f"{candidate['grade']}, {candidate['field']}, number {candidate['number']}",
        )
    )
    return Report(about["title"], name, lines, sections, about["figure"], chinese)


def _training(candidate: Story, name: str, *, chinese: bool) -> bytes:
    """The CPD record as a Word file with a table: what an applicant hands in from their own computer."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = NOTICE
    document.sections[0].footer.paragraphs[0].text = NOTICE
    document.add_heading(f"{'继续教育记录' if chinese else 'CPD record'}  {name}", 1)
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    heads = ("年份", "内容", "学时") if chinese else ("Year", "Subject", "Hours")
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
    learned = [candidate["evidence"][mark] for mark in (("D1", "D2", "D3") if chinese else ("E4", "D1", "A1"))]
    for at, (year, hours) in enumerate(candidate["form"]["cpd"]):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = year, learned[at % len(learned)][1], hours
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- the sitting ------------------------------------------------------------------------------------------------------


def _script(
    round_id: str, story: Story, scheme: Scheme, roster: Roster, places: Mapping[str, Mapping[str, Place]]
) -> dict[str, Any]:
    """What each person does, in the form that README.md describes."""
    drawn = roster.assignments or propose_assignments(roster, scheme)
    return {
        "format": 1,
        "round": round_id,
        "language": story["language"],
        "scheme": scheme.id,
        "officer": {
            "id": story["officer"]["id"],
            "name": dict(zip(("zh", "en"), story["officer"]["name"], strict=True)),
        },
        "chair": story["panel"]["chair"],
        "minutes": dict(story["minutes"]),
        "cases": {
            candidate["number"]: {
                each.assessor: _assessor(each, candidate, story, scheme, places[candidate["number"]])
                for each in drawn
                if each.number == candidate["number"]
            }
            for candidate in story["candidate"]
        },
        "panel": {candidate["number"]: _panel(candidate, drawn) for candidate in story["candidate"]},
    }


def _assessor(
    drawn: RosterAssignment, candidate: Story, story: Story, scheme: Scheme, places: Mapping[str, Place]
) -> dict[str, Any]:
    marks, who = candidate["marks"], drawn.assessor
    if who in marks.get("recused", {}):
        reason, words = marks["recused"][who]
        return {"declaration": {"tie": "recused", "reasons": [reason], "words": words}}
    seat = [each["id"] for each in story["assessor"]].index(who)
    overall = marks["overall"][who]
    done: dict[str, Any] = {"declaration": _declaration(candidate, story["assessor"][seat])}
    for method in drawn.methods:
        if method == "written":
            done[method] = {
                aspect: {"percent": each[0], "comment": each[1]} for aspect, each in marks[method][who].items()
            }
            continue
        done[method] = _sheet(method, marks[method][who], candidate, story["language"], scheme, seat, places)
    done["overall"] = {
        method: word for method, word in zip(("material", "interview"), overall, strict=True) if word and method in done
    }
    done["confidence"] = {
        method: _confidence(candidate, story["assessor"][seat], scheme)
        for method in ("material", "interview")
        if method in done
    }
    if "interview" in done:
        done["notes"] = _notes(candidate, story["language"], scheme, seat)
    if "material" in done:
        done["pins"] = _pins(candidate, story["language"], scheme, seat, places)
    return done


def _declaration(candidate: Story, assessor: Story) -> dict[str, Any]:
    shared = [
        school for school in assessor["schools"] if any(school == row[4] for row in candidate["form"]["education"])
    ]
    if shared:
        return {"tie": "declared", "reasons": ["same_school"], "words": "、".join(shared)}
    return {"tie": "none", "reasons": [], "words": ""}


def _sheet(
    method: str, levels: str, candidate: Story, language: str, scheme: Scheme, seat: int, places: Mapping[str, Place]
) -> dict[str, Any]:
    indicators = scheme.grade(candidate["grade"]).indicators
    sheet = {}
    for at, (indicator, sign) in enumerate(zip(indicators, levels.replace(" ", ""), strict=True)):
        evidence = candidate["evidence"][indicator.id]
        say = _comment_zh if language == "zh" else _comment_en
        level = "NS" if sign == "N" else int(sign)
        comment = say(method, level, evidence, indicator.aspect, at + seat * 2, places[indicator.id].page + 1, seat)
        sheet[indicator.id] = {"level": level, "comment": comment}
    return sheet


def _comment_zh(
    method: str, level: int | str, evidence: Sequence[str], aspect: str, turn: int, page: int, seat: int
) -> str:
    _, gist, question, answer = evidence
    if level == "NS":
        return (
            f"报告第 {page} 页只提到{gist}，不足以判断，留待面试。"
            if method == "material"
            else f"时间所限，只问到“{question}”，未就此取证。"
        )
    phrases = PHRASES[aspect][int(level)]
    phrase = phrases[turn % len(phrases)]
    if method == "material":
        cited = (f"第 {page} 页：{gist}", f"业绩报告第 {page} 页写明{gist}", f"{gist}（报告第 {page} 页）")[seat % 3]
        return f"{cited}；{phrase}。"
    heard = (f"问“{question}”，{answer}", f"就“{question}”作答：{answer}", f"追问“{question}”，{answer}")[seat % 3]
    return f"{heard}；{phrase}。"


def _comment_en(
    method: str, level: int | str, evidence: Sequence[str], aspect: str, turn: int, page: int, seat: int
) -> str:
    del aspect
    _, gist, question, answer = evidence
    phrase = PHRASES_EN[int(level)][turn % len(PHRASES_EN[int(level)])]
    if method == "material":
        cited = (f"Report, page {page}: {gist}", f"On page {page} the applicant {gist}")[seat % 2]
        return f"{cited}; {phrase}."
    return f"Asked “{question}?”: {answer}; {phrase}."


def _confidence(candidate: Story, assessor: Story, scheme: Scheme) -> dict[str, str]:
    at_home = candidate["field"] in assessor["fields"]
    first = scheme.aspects[0].id
    return {aspect.id: "unsure" if aspect.id == first and not at_home else "sure" for aspect in scheme.aspects}


def _notes(candidate: Story, language: str, scheme: Scheme, seat: int) -> list[dict[str, Any]]:
    """Three notes of each interviewer, stamped by seconds of interview time."""
    indicators = [each.id for each in scheme.grade(candidate["grade"]).indicators]
    chosen = [indicators[(seat * 2 + step * 6 + 1) % len(indicators)] for step in range(3)]
    notes = []
    for at, indicator in enumerate(chosen):
        _, _, question, answer = candidate["evidence"][indicator]
        text = f"问：{question}？答：{answer}。" if language == "zh" else f"Q: {question}? A: {answer}."
        notes.append(
            {"indicator": indicator, "method": "interview", "elapsed": 420 + at * 510 + seat * 37, "text": text}
        )
    return notes


def _pins(
    candidate: Story, language: str, scheme: Scheme, seat: int, places: Mapping[str, Place]
) -> list[dict[str, Any]]:
    """Three pins of each reviewer, on paragraphs of the report; always one on a non-compensable indicator."""
    indicators = scheme.grade(candidate["grade"]).indicators
    key = [each.id for each in indicators if each.non_compensable]
    others = [each.id for each in indicators if not each.non_compensable]
    chosen = dict.fromkeys(
        (key[(1 + seat) % len(key)], others[seat * 3 % len(others)], others[(seat * 3 + 7) % len(others)])
    )
    return [
        {
            "document": WORDS[language].report,
            "indicator": indicator,
            "page": places[indicator].page,
            "rect": list(places[indicator].rect),
            "quote": candidate["evidence"][indicator][0][:40],
            "note": candidate["evidence"][indicator][1],
        }
        for indicator in chosen
    ]


def _panel(candidate: Story, drawn: Sequence[RosterAssignment]) -> dict[str, Any]:
    panel = candidate["panel"]
    recused = candidate["marks"].get("recused", {})
    present = [each.assessor for each in drawn if each.number == candidate["number"] and each.assessor not in recused]
    choice, reason = panel["recommendation"]
    return {
        "agreed": [
            {"method": method, "indicator": indicator, "level": level, "reason": why, "participants": present}
            for method, indicator, level, why in panel.get("agreed", ())
        ],
        "settled": [
            {"code": code, "method": method, "subject": subject, "reason": why, "participants": present}
            for code, method, subject, why in panel.get("settled", ())
        ],
        "recommendation": {"choice": choice, "reason": reason, "other_grade": ""},
        "votes": {member: {"stand": stand, "reason": why} for member, (stand, why) in panel["votes"].items()},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
