"""What a correctly signed record may still say wrongly: a signature shows who wrote it, not that it can be so.

A member's record may speak of nobody's sheets but their own, of no mark the scheme does not have, of no case they recused from.
A panel's record may hold no recommendation, agreed level or vote by somebody who had no say in it, and no case that is not
ready to be signed. Example: the record says ``departs: false``, the members' marks give "fail", the choice is "pass"; then
``0417 departs`` is named, with both values.

Each problem is the one its desk would have refused with (`workflow.errors`), or ``record_contradicts`` with the place.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from assessor_app.exchange.packages import RECORD, SKEW
from assessor_app.export.material import CaseFile
from assessor_app.models.completeness import gaps_of
from assessor_app.models.consolidation import AgreedLevel, Settled, Stand
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.interview import Attendance, Interview, Moment
from assessor_app.models.marks import WITHOUT_MARKS, Declaration, Sheet, SheetState, Tie
from assessor_app.models.people import Rank
from assessor_app.models.reconciliation import MISSING, Attestation
from assessor_app.models.records import CaseOutcome, ResultRecord, ScoreRecord
from assessor_app.models.scheme import Scheme
from assessor_app.signing.detached import verify_detached
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Problem, Status
from assessor_app.workflow.conclude import OPEN_FLAGS
from assessor_app.workflow.declare import declaration_bytes
from assessor_app.workflow.errors import MarkOutOfRange
from assessor_app.workflow.recommend import barred_from, departure, needs_look, voters_on
from assessor_app.workflow.reconcile import attestation_bytes
from assessor_app.workflow.score import allowed_values

STATES = WITHOUT_MARKS | {SheetState.LOCKED}
"""States in which a sheet is handed over."""


def _contradicts(where: str, found: object, expected: object) -> Problem:
    return Problem("record_contradicts", RECORD, {"where": where, "found": str(found), "expected": str(expected)})


def _once(where: str, values: Iterable[object]) -> Iterator[Problem]:
    """Everything that stands twice where it may stand once."""
    yield from (_contradicts(f"{where} {value}", times, 1) for value, times in Counter(values).items() if times > 1)


# --- a member's record --------------------------------------------------------------------------------------------------


def score_contradictions(
    record: ScoreRecord, scheme: Scheme, trust: TrustList, now: datetime, accepted: Status
) -> Iterator[Problem]:
    """What cannot be so in a score record. ``accepted`` is how far the sender is trusted: as far as that, declarations are."""
    sender = record.envelope.sender.id
    known = {case.id: case for case in record.cases}
    yield from _once("cases", (case.id for case in record.cases))
    yield from _once("cases", (case.candidate.number for case in record.cases))
    yield from _once("sheets", (f"{key.case}/{key.assessor}/{key.method}" for key in (s.key for s in record.sheets)))
    yield from _once("declarations", (declaration.case for declaration in record.declarations))
    for case in record.cases:
        if case.grade not in {grade.id for grade in scheme.grades}:
            yield _contradicts(f"{case.candidate.number} grade", case.grade, scheme.id)
            return
    for sheet in record.sheets:
        about = known.get(sheet.key.case)
        if about is None or sheet.key.assessor != sender:
            yield Problem(
                "not_of_this_round", RECORD, {"name": RECORD, "subject": f"{sheet.key.case} {sheet.key.assessor}"}
            )
        else:
            yield from _sheet(sheet, about, scheme, record.envelope.made_at)
    yield from _declarations(record, known, trust, now, accepted)
    papers = {document.id for case in record.cases for document in case.documents}
    for pin in record.pins:
        if pin.author != sender or pin.case not in known or pin.document not in papers:
            yield _contradicts(f"pins {pin.id}", f"{pin.author} {pin.case} {pin.document}", sender)
    for held in record.interviews:
        yield from _interview(held, known, sender)
    for note in record.notes:
        if note.author != sender or note.case not in known:
            yield _contradicts(f"notes {note.id}", f"{note.author} {note.case}", sender)
    yield from _answers(record, known)


def _answers(record: ScoreRecord, known: Mapping[CaseId, Case]) -> Iterator[Problem]:
    """Each answer is the sender's own, to somebody else's question about a case of the record, and came after it."""
    sender = record.envelope.sender.id
    yield from _once("answers", (answer.item.id for answer in record.answers))
    for answer in record.answers:
        item = answer.item
        own = item.assessor == sender != item.by and item.case in known and answer.text.strip() and item.stands
        if not own or not item.at <= answer.at <= record.envelope.made_at + SKEW:
            yield _contradicts(f"answers {item.subject}", f"{item.assessor} {answer.at.isoformat()}", sender)


def _interview(held: Interview, known: Mapping[CaseId, Case], sender: PersonId) -> Iterator[Problem]:
    """An interview is the sender's own, of a case of the record, and its clock runs forwards."""
    parts: list[Moment | Attendance] = [*held.moments]
    if held.attendance is not None:
        parts.append(held.attendance)
    if held.author != sender or held.case not in known:
        yield _contradicts(f"interviews {held.case}", held.author, sender)
    elif any(part.author != held.author or part.case != held.case for part in parts):
        yield _contradicts(f"interviews {known[held.case].candidate.number}", "author", sender)
    elapsed = [moment.elapsed for moment in held.moments]
    if elapsed != sorted(elapsed) or any(seconds < 0 for seconds in elapsed):
        yield _contradicts(f"interviews {held.case} elapsed", str(elapsed[:12]), "0 …")


def _sheet(sheet: Sheet, case: Case, scheme: Scheme, made_at: datetime) -> Iterator[Problem]:
    number, method = case.candidate.number, sheet.key.method
    where = f"{number} {method}"
    if method not in {one.id for one in scheme.methods}:
        yield _contradicts(where, method, ", ".join(one.id for one in scheme.methods))
        return
    if sheet.state not in STATES or sheet.version < 1:
        yield _contradicts(f"{where} state", f"{sheet.state.value} {sheet.version}", SheetState.LOCKED.value)
    if sheet.state is SheetState.LOCKED and (sheet.locked_at is None or sheet.locked_at > made_at + SKEW):
        yield _contradicts(f"{where} locked_at", sheet.locked_at, f"<= {made_at.isoformat()}")
    yield from _once(where, (f"{mark.subject} {mark.part.value}" for mark in sheet.marks))
    for mark in sheet.marks:
        if mark.sheet != sheet.key or not 1 <= mark.version <= sheet.version:
            yield _contradicts(
                f"{where} {mark.subject}", f"{mark.sheet.case} {mark.sheet.assessor}", sheet.key.assessor
            )
        try:
            fits = not mark.value or allowed_values(scheme, case.grade, method, mark.subject, mark.part)(mark.value)
        except MarkOutOfRange:
            fits = False
        if not fits:
            facts = {"subject": f"{where} {mark.subject}", "value": mark.value[:40], "allowed": mark.part.value}
            yield Problem("mark_out_of_range", RECORD, facts)
    gaps = [gap for gap in gaps_of(scheme, case.grade, sheet) if gap.blocking]
    if gaps:
        told = ", ".join(f"{gap.subject} {gap.code.value}" for gap in gaps)
        yield Problem("sheet_incomplete", RECORD, {"case": number, "method": method, "gaps": told})


def _declarations(
    record: ScoreRecord, known: dict[CaseId, Case], trust: TrustList, now: datetime, accepted: Status
) -> Iterator[Problem]:
    """Each declaration is the sender's own; whoever marked declared, and did not recuse."""
    sender = record.envelope.sender
    sound = {
        declaration.case: declaration
        for declaration in record.declarations
        if declaration.case in known and declaration_holds(declaration, sender.id, trust, now, accepted)
    }
    named = {declaration.case for declaration in record.declarations}
    marked = {sheet.key.case for sheet in record.sheets if sheet.state is SheetState.LOCKED}
    for case in sorted(named | marked):
        declaration = sound.get(case)
        if declaration is None or (case in marked and declaration.tie is Tie.RECUSED):
            facts = {"name": RECORD, "case": case, "assessor": sender.name.both}
            yield Problem("against_declaration", RECORD, facts)


def declaration_holds(
    declaration: Declaration, assessor: str, trust: TrustList, now: datetime, accepted: Status = Status.VALID
) -> bool:
    """Whether the declaration is this assessor's and its signature stands."""
    try:
        signature = base64.b64decode(declaration.signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    verdict = verify_detached(signature, declaration_bytes(declaration), trust, now)
    return (
        verdict.status in {Status.VALID, accepted}
        and bool(verdict.signers)
        and declaration.assessor == assessor == verdict.signers[0].person_id
    )


# --- a panel's record ---------------------------------------------------------------------------------------------------


def evidence_contradictions(record: ResultRecord, members: Iterable[ScoreRecord]) -> Iterator[Problem]:
    """What the panel's record and the members' packages under it say differently."""
    stated = list(record.evidence)
    yield from _once("evidence", (item.assessor for item in stated))
    yield from _once("evidence", (item.serial for item in stated))
    ours = {case.id: case for case in record.cases}
    counted = {(item.case, item.assessor, item.method): item.counted for item in record.panel.assignments}
    given: set[tuple[str, str, str]] = set()
    for item, member in zip(stated, members, strict=True):
        envelope = member.envelope
        if (item.assessor, item.serial) != (envelope.sender.id, envelope.serial):
            yield _contradicts(item.name, f"{item.assessor} {item.serial}", f"{envelope.sender.id} {envelope.serial}")
        if envelope.made_at > record.envelope.made_at + SKEW:
            yield Problem("from_the_future", item.name, {"name": item.name, "made_at": envelope.made_at.isoformat()})
        for case in member.cases:
            if case.id in ours and identified(case) != identified(ours[case.id]):
                yield _contradicts(f"{item.name} {case.id}", identified(case), identified(ours[case.id]))
        for sheet in member.sheets:
            key = sheet.key
            if counted.get((key.case, key.assessor, key.method), sheet.counted) is not sheet.counted:
                where = f"{item.name} {key.case} {key.method} counted"
                yield _contradicts(where, sheet.counted, not sheet.counted)
        given |= {(one.case, one.assessor, one.signature) for one in member.declarations if one.case in ours}
    told = {(one.case, one.assessor, one.signature) for one in record.declarations}
    for about, assessor, _ in sorted(told ^ given):
        yield Problem("against_declaration", RECORD, {"name": RECORD, "case": about, "assessor": assessor})


def reconciliation_contradictions(
    record: ResultRecord, trust: TrustList, now: datetime, accepted: Status
) -> Iterator[Problem]:
    """What cannot be so in the reconciliation sheet of a result: not the chair's, not of this panel, a gap without a reason.

    ``accepted`` is how far the chair is trusted: as far as that, the sheet is.
    """
    sheet = record.reconciliation
    if sheet is None:
        return
    if sheet.panel != record.panel.id:
        yield _contradicts("reconciliation panel", sheet.panel, record.panel.id)
    if sheet.at > record.envelope.made_at + SKEW:
        facts = {"name": "reconciliation", "made_at": sheet.at.isoformat()}
        yield Problem("from_the_future", RECORD, facts)
    if not _attested_by(sheet, record.panel.chair, trust, now, accepted):
        yield _contradicts("reconciliation signature", sheet.by, record.panel.chair)
    yield from _attested_lines(record, sheet)


def _attested_lines(record: ResultRecord, sheet: Attestation) -> Iterator[Problem]:
    """Each sheet that was due stands on it once, in a state there is, and no counted one is missing without a reason."""
    later = {(one.case, one.assessor, one.method) for one in record.called if one.at > sheet.at}
    due = {
        (item.case, item.assessor, item.method): item.counted
        for item in record.panel.assignments
        if (item.case, item.assessor, item.method) not in later
    }
    numbers = {case.id: case.candidate.number for case in record.cases}
    lines = [(line.case, line.assessor, line.method) for line in sheet.sheets]
    yield from _once("reconciliation", ("/".join(line) for line in lines))
    for key in sorted(due.keys() ^ set(lines)):
        yield _contradicts("reconciliation", "/".join(key), "assignments")
    states = {MISSING, *(state.value for state in STATES)}
    for line in sheet.sheets:
        where = f"reconciliation {line.number} {line.method} {line.assessor}"
        said = (line.state in states, line.counted, line.number)
        expected = (
            True,
            due.get((line.case, line.assessor, line.method), line.counted),
            numbers.get(line.case, line.number),
        )
        if said != expected:
            yield _contradicts(where, f"{line.state} {line.counted} {line.number}", f"{expected[1]} {expected[2]}")
        if line.state == MISSING and line.counted and not line.reason.strip():
            yield Problem("reason_missing", RECORD, {"subject": where})


def _attested_by(sheet: Attestation, chair: PersonId, trust: TrustList, now: datetime, accepted: Status) -> bool:
    try:
        signature = base64.b64decode(sheet.signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    verdict = verify_detached(signature, attestation_bytes(sheet), trust, now)
    known = verdict.status in {Status.VALID, accepted} and bool(verdict.signers)
    return known and sheet.by == chair == verdict.signers[0].person_id


def identified(case: Case) -> tuple[str, str, str, str]:
    """Who the case is about and by which rules: the same wherever the case is spoken of."""
    return case.candidate.number, case.candidate.name.both, case.grade, case.field


def panel_contradictions(record: ResultRecord, scheme: Scheme) -> Iterator[Problem]:
    """What cannot be so in a result record before anything is worked out."""
    if record.panel.chair != record.envelope.sender.id:
        yield _contradicts("chair", record.envelope.sender.id, record.panel.chair)
    yield from _called(record, scheme)
    yield from _once("cases", (case.id for case in record.cases))
    yield from _once("cases", (case.candidate.number for case in record.cases))
    cases, outcomes = [case.id for case in record.cases], [outcome.case for outcome in record.outcomes]
    if cases != outcomes:
        yield _contradicts("outcomes", ", ".join(outcomes), ", ".join(cases))
    for case in record.cases:
        if case.id not in record.panel.cases:
            yield Problem("not_of_this_round", RECORD, {"name": RECORD, "subject": case.candidate.number})
        if case.grade not in {grade.id for grade in scheme.grades}:
            yield _contradicts(f"{case.candidate.number} grade", case.grade, scheme.id)
    for case, outcome in zip(record.cases, record.outcomes, strict=False):
        for where, found, expected in (
            ("number", outcome.number, case.candidate.number),
            ("grade", outcome.grade, case.grade),
        ):
            if found != expected:
                yield _contradicts(f"{outcome.number} {where}", found, expected)


def _called(record: ResultRecord, scheme: Scheme) -> Iterator[Problem]:
    """Whoever was called in is a member who counts, not the chair; it says why, and the sheet stands among those due."""
    yield from _once("called", (f"{one.case}/{one.assessor}/{one.method}" for one in record.called))
    due = {(item.case, item.assessor, item.method) for item in record.panel.assignments if item.counted}
    ranks = {member.id: member.rank for member in record.panel.members}
    chair, methods = record.panel.chair, {method.id for method in scheme.methods}
    for one in record.called:
        where = f"called {one.case} {one.method}"
        fits = one.by == chair != one.assessor and ranks.get(one.assessor, Rank.TRAINEE) is not Rank.TRAINEE
        if not fits or one.method not in methods or (one.case, one.assessor, one.method) not in due:
            yield _contradicts(where, f"{one.assessor} {one.by}", chair)
        if not one.reason.strip():
            yield Problem("reason_missing", RECORD, {"subject": where})
        if one.at > record.envelope.made_at + SKEW:
            yield Problem("from_the_future", RECORD, {"name": where, "made_at": one.at.isoformat()})


def outcome_contradictions(record: ResultRecord, file: CaseFile, scheme: Scheme) -> Iterator[Problem]:
    """What the panel could not have settled, recommended or voted in this way."""
    outcome, case = file.outcome, file.case
    number, chair = case.candidate.number, record.envelope.sender.id
    members = {member.id for member in record.panel.members}
    talked: tuple[AgreedLevel | Settled, ...] = (*outcome.agreed, *outcome.settled)
    for item in talked:
        if item.case != case.id or item.by != chair or not members.issuperset(item.participants):
            yield _contradicts(f"{number} {item.method}", f"{item.case} {item.by}", f"{case.id} {chair}")
        if not item.reason.strip():
            yield Problem("reason_missing", RECORD, {"subject": number})
    open_ = [f"{code} {subject}" for code, subject, _ in outcome.flags if code in OPEN_FLAGS]
    if open_ and outcome.state == "scored":
        yield Problem("flags_open", RECORD, {"case": number, "flags": ", ".join(open_)})
    yield from _recommendation(outcome, file, scheme, chair)
    yield from _votes(outcome, file, record, members)


def _recommendation(outcome: CaseOutcome, file: CaseFile, scheme: Scheme, chair: PersonId) -> Iterator[Problem]:
    number, said = file.case.candidate.number, outcome.recommendation
    chosen = next((item for item in scheme.outcomes if said is not None and item.id == said.choice), None)
    if said is None or chosen is None:
        yield Problem("not_recommended", RECORD, {"case": number})
        return
    if said.case != file.case.id or said.by != chair:
        yield _contradicts(f"{number} recommendation", f"{said.case} {said.by}", f"{file.case.id} {chair}")
    if chair in barred_from(file.case, file.sheets):
        yield Problem("may_not_decide", RECORD, {"case": number, "person": chair})
    departs = departure(file.evaluation, chosen, outcome.state)
    if said.departs is not departs:
        yield _contradicts(f"{number} departs", said.departs, departs)
    if (departs or chosen.needs_reason or needs_look(file.evaluation)) and not said.reason.strip():
        yield Problem("reason_missing", RECORD, {"subject": number})


def _votes(outcome: CaseOutcome, file: CaseFile, record: ResultRecord, members: set[PersonId]) -> Iterator[Problem]:
    number, said = file.case.candidate.number, outcome.recommendation
    barred = barred_from(file.case, file.sheets)
    due = [item for item in record.panel.assignments if item.case == file.case.id]
    given = set()
    for vote in outcome.votes:
        if vote.case != file.case.id:
            yield _contradicts(f"{number} votes", vote.case, file.case.id)
        if vote.member in barred or vote.member not in members:
            yield Problem("may_not_decide", RECORD, {"case": number, "person": vote.member})
        if vote.stand is Stand.DISSENT and not vote.reason.strip():
            yield Problem("reason_missing", RECORD, {"subject": f"{number} {vote.member}"})
        if said is not None and vote.at >= said.at:
            given.add(vote.member)
    missing = [member for member in voters_on(file.case, file.sheets, due) if member not in given]
    if missing:
        yield Problem("votes_missing", RECORD, {"case": number, "members": ", ".join(missing)})
