"""Result packages whose every signature is good and whose content is not: what a chair with a real key could try."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import ComputedUnequal, NotOfThisRound, PackageNotValid, WrongKind, WrongRole
from assessor_app.exchange.packages import Opened, open_container
from assessor_app.models.consolidation import Stand, Vote
from assessor_app.models.ids import PackageSerial, PersonId
from assessor_app.models.language import Language
from assessor_app.models.marks import SheetState
from assessor_app.models.people import Role
from assessor_app.models.records import CaseOutcome, NumberText, ResultRecord
from assessor_app.signing.archives import read_archive
from assessor_app.store import packages
from assessor_app.workflow.conclude import result_file
from assessor_app.workflow.errors import NotTheChair
from assessor_app.workflow.evaluate import evaluate_case, figures
from assessor_app.workflow.take_in import demand_ours, take_in
from assessor_app.workflow.verify import FileVerdict, demand_verdict, verdict_json, verify_package
from tests.builders import (
    CHAIR,
    MEMBER,
    THIRD,
    Apart,
    At,
    Edit,
    Played,
    apart,
    documents_of,
    signed,
    silent,
    with_record,
    written,
)

Sit = Callable[[Any, str], At]
Change = Callable[[ResultRecord, Played], ResultRecord]


pytestmark = pytest.mark.usefixtures("evidence_judged_once")


@pytest.fixture
def officer(sit: Sit, played: Played) -> At:
    """The society after handing out."""
    return sit(played.officer, "handed_out")


@pytest.fixture
def ours(played: Played) -> Apart:
    return apart(played.result_container)


def judged(container: bytes, played: Played) -> FileVerdict:
    return verify_package(container, "forged", played.trusted, played.now, silent)


def forged(played: Played, ours: Apart, change: Change) -> bytes:
    """The package with another record under the chair's own signature; the documents were left as they were."""
    return signed(replace(ours, record=change(ours.record, played)), played.identities[CHAIR], played.now)


def honest(played: Played, parts: Apart, *edits: Edit) -> bytes:
    """The package with the documents that follow from its record, as the program itself would have made them."""
    signer = played.identities[CHAIR]
    files = parts.files | documents_of(parts, signer, played.now, *edits)
    return signed(replace(parts, files=files), signer, played.now)


def with_outcome(record: ResultRecord, number: str = "0409", **facts: Any) -> ResultRecord:
    outcomes = tuple(replace(item, **facts) if item.number == number else item for item in record.outcomes)
    return replace(record, outcomes=outcomes)


def outcome(record: ResultRecord, number: str = "0409") -> CaseOutcome:
    return next(item for item in record.outcomes if item.number == number)


def recommending(record: ResultRecord, **facts: Any) -> ResultRecord:
    said = outcome(record).recommendation
    assert said is not None
    return with_outcome(record, recommendation=replace(said, **facts))


def with_votes(record: ResultRecord, *votes: Vote, number: str = "0409") -> ResultRecord:
    return with_outcome(record, number, votes=(*outcome(record, number).votes, *votes))


def a_vote(record: ResultRecord, member: PersonId, number: str = "0409", **facts: Any) -> Vote:
    first = outcome(record, number).votes[0]
    return replace(first, **({"member": member, "stand": Stand.AGREE, "reason": ""} | facts))


def agreeing(record: ResultRecord, **facts: Any) -> ResultRecord:
    first = outcome(record).agreed[0]
    return with_outcome(record, agreed=(replace(first, **facts),))


UNEQUAL: list[tuple[str, Change, str]] = [
    ("outcome", lambda r, _: with_outcome(r, outcome="fail"), "0409 outcome"),
    ("state", lambda r, _: with_outcome(r, state="absent"), "0409 state"),
    ("flags hidden", lambda r, _: with_outcome(r, agreed=()), "0409 flags"),
    ("flag invented", lambda r, _: with_outcome(r, flags=(("borderline", "total", ""),)), "0409 flags"),
    ("reason invented", lambda r, _: with_outcome(r, reasons=(("gate", "K"),)), "0409 reasons"),
    (
        "total raised",
        lambda r, _: with_outcome(
            r, figures=tuple(NumberText(n.name, "100") if n.name == "total" else n for n in outcome(r).figures)
        ),
        "0409 total",
    ),
    ("figure left out", lambda r, _: with_outcome(r, figures=outcome(r).figures[1:]), "0409 total"),
    (
        "figure that is no number",
        lambda r, _: with_outcome(r, figures=(NumberText("total", "1e9999999"), *outcome(r).figures[1:])),
        "0409 total",
    ),
    ("another report", lambda r, _: with_outcome(r, documents=("documents/minutes.docx",)), "0409 documents"),
]


@pytest.mark.parametrize(("change", "part"), [row[1:] for row in UNEQUAL], ids=[row[0] for row in UNEQUAL])
def test_that_a_figure_that_does_not_follow_from_the_marks_is_named(
    ours: Apart, played: Played, change: Change, part: str
) -> None:
    verdict = judged(forged(played, ours, change), played)
    assert verdict.outcomes_equal is False
    assert part in {problem.facts.get("part") for problem in verdict.problems if problem.code == "computed_unequal"}
    with pytest.raises(ComputedUnequal):
        demand_verdict("forged", verdict)


UNSOUND: list[tuple[str, Change, str]] = [
    ("recommended by a member", lambda r, _: recommending(r, by=MEMBER), "record_contradicts"),
    ("recommended for another case", lambda r, p: recommending(r, case=p.cases["0431"]), "record_contradicts"),
    ("a choice the scheme has not", lambda r, _: recommending(r, choice="excellent"), "not_recommended"),
    ("no recommendation", lambda r, _: with_outcome(r, recommendation=None), "not_recommended"),
    ("a departure not called one", lambda r, _: recommending(r, choice="fail", reason="…"), "record_contradicts"),
    ("a departure without a reason", lambda r, _: recommending(r, choice="fail", departs=True), "reason_missing"),
    ("a departure that is none", lambda r, _: recommending(r, departs=True, reason="…"), "record_contradicts"),
    ("votes left out", lambda r, _: with_outcome(r, votes=outcome(r).votes[1:]), "votes_missing"),
    (
        "votes on an earlier recommendation",
        lambda r, _: with_outcome(r, votes=tuple(replace(v, at=v.at - timedelta(days=1)) for v in outcome(r).votes)),
        "votes_missing",
    ),
    ("a stranger's vote", lambda r, _: with_votes(r, a_vote(r, PersonId("A999"))), "may_not_decide"),
    (
        "the vote of one who recused",
        lambda r, _: with_votes(r, a_vote(r, MEMBER, "0431"), number="0431"),
        "may_not_decide",
    ),
    ("a dissent without a word", lambda r, _: with_votes(r, a_vote(r, THIRD, stand=Stand.DISSENT)), "reason_missing"),
    (
        "a vote on another case",
        lambda r, p: with_votes(r, a_vote(r, THIRD, case=p.cases["0431"])),
        "record_contradicts",
    ),
    ("agreed by a member", lambda r, _: agreeing(r, by=MEMBER), "record_contradicts"),
    ("agreed among strangers", lambda r, _: agreeing(r, participants=(PersonId("A999"),)), "record_contradicts"),
    ("agreed without a reason", lambda r, _: agreeing(r, reason=" "), "reason_missing"),
    ("a level beyond the scale", lambda r, _: agreeing(r, level=9), "marks_refused"),
    ("an agreed indicator nobody has", lambda r, _: agreeing(r, indicator="Z9"), "marks_refused"),
    ("another chair", lambda r, _: replace(r, panel=replace(r.panel, chair=MEMBER)), "record_contradicts"),
    ("a case not of the panel", lambda r, _: replace(r, panel=replace(r.panel, cases=())), "not_of_this_round"),
    ("outcomes in another order", lambda r, _: replace(r, outcomes=r.outcomes[::-1]), "record_contradicts"),
    ("a case left out", lambda r, _: replace(r, outcomes=r.outcomes[1:]), "record_contradicts"),
    ("a case twice", lambda r, _: replace(r, cases=r.cases * 2, outcomes=r.outcomes * 2), "record_contradicts"),
    (
        "another number",
        lambda r, _: replace(r, outcomes=(replace(r.outcomes[0], number="0431"), *r.outcomes[1:])),
        "record_contradicts",
    ),
    ("another grade", lambda r, _: with_outcome(r, grade="AE"), "record_contradicts"),
    (
        "a lower grade for all",
        lambda r, _: replace(with_outcome(r, grade="AE"), cases=tuple(replace(case, grade="AE") for case in r.cases)),
        "record_contradicts",
    ),
    (
        "candidates swapped",
        lambda r, _: replace(
            r,
            cases=tuple(replace(case, id=other.id) for case, other in zip(r.cases, r.cases[::-1], strict=True)),
            outcomes=tuple(replace(o, case=other.id) for o, other in zip(r.outcomes, r.cases[::-1], strict=True)),
        ),
        "record_contradicts",
    ),
    ("declarations left out", lambda r, _: replace(r, declarations=r.declarations[1:]), "against_declaration"),
    (
        "a declaration rewritten",
        lambda r, _: replace(r, declarations=(replace(r.declarations[0], assessor=THIRD), *r.declarations[1:])),
        "against_declaration",
    ),
    ("evidence twice", lambda r, _: replace(r, evidence=(*r.evidence, r.evidence[0])), "record_contradicts"),
    (
        "evidence under another's name",
        lambda r, _: replace(r, evidence=(replace(r.evidence[0], assessor=THIRD), *r.evidence[1:])),
        "record_contradicts",
    ),
    (
        "evidence under another serial",
        lambda r, _: replace(r, evidence=(replace(r.evidence[0], serial=PackageSerial("score-0")), *r.evidence[1:])),
        "record_contradicts",
    ),
    (
        "evidence with another digest",
        lambda r, _: replace(r, evidence=(replace(r.evidence[0], sha256="0" * 64), *r.evidence[1:])),
        "content_missing",
    ),
    (
        "evidence that no record names",
        lambda r, _: replace(r, evidence=r.evidence[1:]),
        "against_declaration",
    ),
]


@pytest.mark.parametrize(("change", "code"), [row[1:] for row in UNSOUND], ids=[row[0] for row in UNSOUND])
def test_that_a_result_that_cannot_be_so_is_not_valid(ours: Apart, played: Played, change: Change, code: str) -> None:
    verdict = judged(forged(played, ours, change), played)
    assert code in {problem.code for problem in verdict.problems}
    assert not verdict.sound
    with pytest.raises((PackageNotValid, ComputedUnequal)):
        demand_verdict("forged", verdict)
    for language in Language:
        said = verdict_json(verdict, language)["problems"]
        assert isinstance(said, list)
        assert all(problem["message"] for problem in said)


# --- evidence -----------------------------------------------------------------------------------------------------------


def with_evidence(parts: Apart, containers: Mapping[PersonId, bytes]) -> Apart:
    """The package with other members' packages under their names, serials and digests as they are."""
    files, items = dict(parts.files), []
    for item in parts.record.evidence:
        content = containers.get(item.assessor)
        if content is None:
            items.append(item)
            continue
        del files[item.name]
        serial = apart(content).record.envelope.serial
        name = f"evidence/{serial}.asice"
        files[name] = content
        items.append(replace(item, serial=serial, name=name, sha256=hashlib.sha256(content).hexdigest()))
    return replace(parts, record=replace(parts.record, evidence=tuple(items)), files=files)


def test_that_one_members_package_cannot_stand_for_another(ours: Apart, played: Played) -> None:
    swapped = with_evidence(ours, {THIRD: played.score(MEMBER)})
    verdict = judged(signed(swapped, played.identities[CHAIR], played.now), played)
    assert "record_contradicts" in {problem.code for problem in verdict.problems}


def test_that_marks_of_one_who_recused_make_the_result_invalid(ours: Apart, played: Played) -> None:
    """Even if the member agrees to it and signs again."""
    theirs = apart(played.score(MEMBER))
    record = theirs.record
    marked = next(s for s in record.sheets if s.key.method == "interview" and s.state is SheetState.LOCKED)
    recused = next(s for s in record.sheets if s.key.method == "interview" and s.state is SheetState.RECUSED)
    again = replace(marked, key=recused.key, marks=tuple(replace(mark, sheet=recused.key) for mark in marked.marks))
    sheets = tuple(again if sheet is recused else sheet for sheet in record.sheets)
    colluding = signed(replace(theirs, record=replace(record, sheets=sheets)), played.identities[MEMBER], played.now)
    verdict = judged(signed(with_evidence(ours, {MEMBER: colluding}), played.identities[CHAIR], played.now), played)
    assert verdict.problems[0].code == "package_not_valid"
    assert verdict.problems[0].facts["problem"] == "against_declaration"


def test_that_a_member_package_changed_in_one_byte_is_named(ours: Apart, played: Played) -> None:
    item = ours.record.evidence[1]
    content = bytearray(ours.files[item.name])
    content[len(content) // 2] ^= 1
    parts = with_evidence(ours, {})
    evidence = tuple(
        replace(one, sha256=hashlib.sha256(content).hexdigest()) if one.name == item.name else one
        for one in parts.record.evidence
    )
    broken = replace(
        parts, record=replace(parts.record, evidence=evidence), files=parts.files | {item.name: bytes(content)}
    )
    verdict = judged(signed(broken, played.identities[CHAIR], played.now), played)
    assert not verdict.sound
    assert item.name in {problem.part for problem in verdict.problems}


def test_that_something_else_is_no_evidence(ours: Apart, played: Played) -> None:
    result = with_evidence(ours, {})
    item = result.record.evidence[0]
    other = played.result_container
    evidence = (replace(item, sha256=hashlib.sha256(other).hexdigest()), *result.record.evidence[1:])
    parts = replace(result, record=replace(result.record, evidence=evidence), files=result.files | {item.name: other})
    verdict = judged(signed(parts, played.identities[CHAIR], played.now), played)
    assert "wrong_kind" in {problem.code for problem in verdict.problems}


# --- what only the society can see --------------------------------------------------------------------------------------


def without_the_severe_one(ours: Apart, played: Played) -> Apart:
    """As if one member had never been on the panel, everything worked out anew and put down consistently."""
    record = ours.record
    panel = replace(
        record.panel, assignments=tuple(item for item in record.panel.assignments if item.assessor != THIRD)
    )
    evidence = tuple(item for item in record.evidence if item.assessor != THIRD)
    files = {
        name: data
        for name, data in ours.files.items()
        if name not in {item.name for item in record.evidence if item.assessor == THIRD}
    }
    kept = replace(
        record,
        panel=panel,
        evidence=evidence,
        declarations=tuple(one for one in record.declarations if one.assessor != THIRD),
    )
    return worked_out(replace(ours, record=kept, files=files))


def counting_less(ours: Apart, played: Played) -> Apart:
    """One member made a trainee, by chair and member together."""
    theirs = apart(played.score(THIRD))
    record = replace(theirs.record, sheets=tuple(replace(sheet, counted=False) for sheet in theirs.record.sheets))
    plain = replace(theirs, record=record)
    signer = played.identities[THIRD]
    container = signed(replace(plain, files=plain.files | documents_of(plain, signer, played.now)), signer, played.now)
    parts = with_evidence(ours, {THIRD: container})
    panel = parts.record.panel
    due = tuple(replace(item, counted=item.assessor != THIRD) for item in panel.assignments)
    return worked_out(replace(parts, record=replace(parts.record, panel=replace(panel, assignments=due))))


def worked_out(parts: Apart) -> Apart:
    """The record with every outcome as the rule gives it for what the record now rests on."""
    record = parts.record
    members = tuple(apart(parts.files[item.name]).record for item in record.evidence)
    outcomes = []
    for file in result_file(record, parts.scheme, members).files:
        found = evaluate_case(
            parts.scheme, file.case, file.sheets, record.panel.assignments, file.outcome.agreed, file.outcome.settled
        )
        said = file.outcome.recommendation
        assert said is not None
        departs = found.outcome.value not in next(o.follows for o in parts.scheme.outcomes if o.id == said.choice)
        due = {item.assessor for item in record.panel.assignments if item.counted}
        outcomes.append(
            replace(
                file.outcome,
                outcome=found.outcome.value,
                figures=figures(found),
                reasons=tuple((reason.code.value, reason.subject) for reason in found.reasons),
                flags=tuple((flag.code.value, flag.subject, flag.method) for flag in found.flags),
                recommendation=replace(said, departs=departs, reason=said.reason or "理由"),
                votes=tuple(vote for vote in file.outcome.votes if vote.member in due),
            )
        )
    return replace(parts, record=replace(record, outcomes=tuple(outcomes)))


@pytest.mark.parametrize("change", [without_the_severe_one, counting_less], ids=["member dropped", "member a trainee"])
def test_that_a_result_of_another_panel_than_was_appointed_is_refused(
    officer: At, ours: Apart, played: Played, tmp_path: Path, change: Callable[[Apart, Played], Apart]
) -> None:
    # A forger leaves out the signed reconciliation, which names what was due; a result may come without one.
    changed = change(ours, played)
    container = honest(played, replace(changed, record=without_reconciliation(changed.record)))
    # To anybody who does not know whom the society appointed it is a sound result.
    assert judged(container, played).problems == ()
    with pytest.raises(NotOfThisRound):
        officer.do(take_in, source=written(tmp_path, "result.asice", container))
    assert packages.all(officer.store, None, "in") == ()


def without_reconciliation(record: Any) -> Any:
    """The record without what the chair signed on leaving the venue."""
    return {**record, "reconciliation": None} if isinstance(record, dict) else replace(record, reconciliation=None)


def opened(container: bytes, played: Played) -> Opened:
    return open_container(container, "forged", trust=played.trusted, now=played.now)


REFUSED: list[tuple[str, Change, type[Refusal]]] = [
    ("members added", lambda r, _: panel(r, members=r.panel.members[:-1]), NotOfThisRound),
    ("cases left out", lambda r, _: panel(r, cases=r.panel.cases[:1]), NotOfThisRound),
    ("an appointment twice", lambda r, _: panel(r, assignments=r.panel.assignments * 2), NotOfThisRound),
    ("another panel", lambda r, _: panel(r, id="round-0-9"), NotOfThisRound),
    (
        "another candidate",
        lambda r, _: replace(
            r, cases=tuple(replace(c, candidate=replace(c.candidate, number=f"9{c.candidate.number}")) for c in r.cases)
        ),
        NotOfThisRound,
    ),
    ("a lower grade", lambda r, _: replace(r, cases=tuple(replace(c, grade="AE") for c in r.cases)), NotOfThisRound),
]


def panel(record: ResultRecord, **facts: Any) -> ResultRecord:
    return replace(record, panel=replace(record.panel, **facts))


@pytest.mark.parametrize(("change", "refusal"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_that_the_society_knows_whom_and_what_it_handed_out(
    officer: At, ours: Apart, played: Played, change: Change, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        demand_ours(officer.store, opened(forged(played, ours, change), played))


def test_that_only_the_chair_of_the_panel_sends_its_result(officer: At, ours: Apart, played: Played) -> None:
    other = played.somebody(MEMBER, "陆柏", ("assessor", "chair"))
    sender = replace(ours.record.panel.members[1], roles=(Role.ASSESSOR, Role.CHAIR))
    assert sender.id == MEMBER
    taken = replace(ours.record, envelope=replace(ours.record.envelope, sender=sender))
    container = signed(replace(ours, record=taken), other, played.now)
    with pytest.raises(NotTheChair):
        demand_ours(officer.store, opened(container, played))
    assert "record_contradicts" in {problem.code for problem in judged(container, played).problems}


def test_that_a_member_without_the_role_sends_no_result(ours: Apart, played: Played) -> None:
    container = signed(ours, played.identities[MEMBER], played.now)
    with pytest.raises(WrongRole):
        opened(container, played)
    assert [problem.code for problem in judged(container, played).problems] == ["wrong_role"]


def test_that_the_society_takes_in_results_only(officer: At, played: Played) -> None:
    with pytest.raises(WrongKind):
        demand_ours(officer.store, opened(played.score(MEMBER), played))


# --- documents ----------------------------------------------------------------------------------------------------------


def test_that_a_cell_of_the_workbook_cannot_say_other_than_the_record(
    officer: At, ours: Apart, played: Played, tmp_path: Path
) -> None:
    archive = read_archive(ours.files["documents/results.xlsx"])
    part = "xl/worksheets/sheet1.xml"
    start = archive.read(part).index(b'r="F17"')
    cell = archive.read(part)[start : archive.read(part).index(b"</c>", start)]
    value = cell[cell.index(b"<v>") + 3 : cell.index(b"</v>")]
    edit = ("documents/results.xlsx", part, cell, cell.replace(value, b"99.5"))
    with pytest.raises(ComputedUnequal) as refused:
        officer.do(take_in, source=written(tmp_path, "result.asice", honest(played, ours, edit)))
    assert "F17" in refused.value.part
    assert "99.5" in refused.value.found


def test_that_a_table_of_a_report_cannot_say_other_than_the_record(ours: Apart, played: Played) -> None:
    edit = ("documents/report-0409.docx", "word/document.xml", b"69.1883", b"99.1883")
    verdict = judged(honest(played, ours, edit), played)
    first = verdict.problems[0]
    assert first.code == "computed_unequal"
    assert "table 2, row 3" in first.facts["part"]
    assert first.facts["found"].startswith("99.1883")
    assert first.facts["expected"].startswith("69.1883")


def test_that_a_document_missing_or_in_excess_makes_a_result_invalid(ours: Apart, played: Played) -> None:
    minutes = "documents/minutes.docx"
    fewer = {name: data for name, data in ours.files.items() if name != minutes}
    more = ours.files | {"documents/minutes-2.docx": ours.files[minutes]}
    hidden = ours.files | {"evidence/more.asice": played.score(MEMBER)}
    for files, code in ((fewer, "content_missing"), (more, "content_unnamed"), (hidden, "content_unnamed")):
        verdict = judged(signed(replace(ours, files=files), played.identities[CHAIR], played.now), played)
        assert code in {problem.code for problem in verdict.problems}


def test_that_the_documents_of_one_result_do_not_fit_another(ours: Apart, played: Played) -> None:
    other = with_record(ours, envelope__serial="result-other", minutes__remarks="…")
    verdict = judged(signed(other, played.identities[CHAIR], played.now), played)
    assert "computed_unequal" in {problem.code for problem in verdict.problems}
    assert verdict.status == "invalid"


def test_that_the_result_as_the_program_makes_it_is_sound(ours: Apart, played: Played) -> None:
    """Else all of the above would be refused for nothing."""
    assert judged(played.result_container, played).sound
    assert judged(honest(played, ours), played).sound
