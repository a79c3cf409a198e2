"""Anyone verifies a file: who signed it, in which role, when, whether it holds, and whether its outcomes follow from the marks.

For a result package every outcome is recomputed from the members' signed marks, and the figures in its workbook and
reports are read
back and compared with the record: a document and its record cannot disagree unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import ComputedUnequal, NotAPackage, PackageNotValid
from assessor_app.exchange.packages import (
    DOCUMENTS,
    LIMIT,
    PAPERS,
    RECORD,
    SCHEME,
    Opened,
    Progress,
    fits_sender,
    read_head,
    share,
    unsealed,
)
from assessor_app.exchange.record import Record, read_record, record_hash
from assessor_app.export.candidate_report import candidate_report
from assessor_app.export.material import ResultFile, ScoreFile
from assessor_app.export.minutes import panel_minutes
from assessor_app.export.reading import Figure, differences, report_figures, workbook_figures
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.score_sheet import score_sheet
from assessor_app.export.score_workbook import score_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.files import Sliced, read_file
from assessor_app.messages import Messages
from assessor_app.models.dossier import Case
from assessor_app.models.language import Language
from assessor_app.models.marks import Sheet
from assessor_app.models.records import CallRecord, CaseOutcome, CaseRecord, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Mode
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_from_json, scheme_hash
from assessor_app.models.scoring import decimal_text, exact_value
from assessor_app.signing.archives import read_archive
from assessor_app.signing.container import ContainerVerdict, verify_container
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import verify_office
from assessor_app.signing.trust import TrustList, load_trust, load_trust_list
from assessor_app.signing.verdicts import Problem, SignerInfo, Status, worst
from assessor_app.signing.xml import parse_xml
from assessor_app.workflow.conclude import MINUTES, WORKBOOK, report_name, result_file
from assessor_app.workflow.contradictions import (
    evidence_contradictions,
    outcome_contradictions,
    panel_contradictions,
    reconciliation_contradictions,
    score_contradictions,
)
from assessor_app.workflow.countersigners import countersigner_problems, countersigner_refusals
from assessor_app.workflow.evaluate import case_state, figures
from assessor_app.workflow.hand_out import CERTIFICATES, PROGRAM, TRUST
from assessor_app.workflow.hand_over import SCORES, sheet_name

OFFICE = {".docx": "word", ".xlsx": "excel"}
TRUST_SUFFIX = ".p7s"
OTHER_PROGRAM = "documents_of_other_program"


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What was found of one file."""

    file: str
    kind: str
    """``case``, ``score``, ``result``, ``receipt``, ``word``, ``excel``, ``trust``, ``unknown``, or ``unread`` if it could not be
    opened here."""
    status: Status
    signers: tuple[SignerInfo, ...]
    outcomes_equal: bool | None
    """Whether recomputing gave the same outcomes; None where there was nothing to recompute."""
    problems: tuple[Problem, ...] = ()
    serial: str = ""
    record_sha256: str = ""
    record: Record | None = None
    parts: tuple[FileVerdict, ...] = ()
    """The documents and evidence inside a package."""

    @property
    def sound(self) -> bool:
        return self.status is Status.VALID and self.outcomes_equal is not False

    @property
    def rehearsed(self) -> bool:
        """Whether the record says it comes from a rehearsal: valid or not, it is not for official use."""
        return self.record is not None and self.record.envelope.round.mode is Mode.REHEARSAL


def verify_file(
    path: Path, *, trust: bytes | None, now: datetime, identity: Identity | None, progress: Progress
) -> FileVerdict:
    """The verdict on a package, sealed or not, on a bare Word or Excel file, or on a trust list.

    ``trust`` is a trust list or certificates; without it every signer is unknown. What cannot be opened at all gives a verdict
    ``invalid`` whose problem is the refusal's code. Raises `SealedWithoutIdentity`, `NotForYou`, `TrustListUnreadable` and what
    reading a file raises.
    """
    trusted = load_trust(trust) if trust is not None else TrustList(0, None, ())
    head = read_head(path)
    if path.suffix.lower() in OFFICE:
        return verify_document(read_file(path, limit=LIMIT), str(path), trusted, now)
    try:
        if path.suffix.lower() == TRUST_SUFFIX and not head.startswith(b"PK"):
            return _trust_verdict(read_file(path, limit=LIMIT), str(path), trusted)
        with unsealed(path, identity, share(progress, 0, 0.3)) as container:
            return verify_package(container, str(path), trusted, now, share(progress, 0.3, 1))
    except NotAPackage as refusal:
        return _refused(str(path), "unknown", refusal)


def not_judged(path: Path, refusal: Refusal) -> FileVerdict:
    """The verdict on a file that could not be read or opened here: nothing is known of it, and the reason is its problem."""
    return FileVerdict(str(path), "unread", Status.UNSUPPORTED, (), None, (_as_problem(refusal, ""),))


def verify_package(container: Sliced, name: str, trust: TrustList, now: datetime, progress: Progress) -> FileVerdict:
    """The verdict on an unsealed container: signatures, record, sender, documents, evidence, outcomes."""
    verdict = verify_container(container, trust, now, progress=share(progress, 0, 0.5))
    empty = FileVerdict(name, "unknown", verdict.status, verdict.signers, None, verdict.problems)
    if RECORD not in verdict.names:
        return empty if verdict.status is not Status.VALID else _with(empty, Problem("content_missing", RECORD))
    if verdict.status not in (Status.VALID, Status.UNKNOWN_SIGNER, Status.EXPIRED, Status.REVOKED):
        return empty
    try:
        content = verdict.read(RECORD)
        record = read_record(content)
    except Refusal as refusal:
        return _with(empty, _as_problem(refusal, RECORD))
    found = replace(
        empty,
        kind=record.envelope.kind.value,
        serial=record.envelope.serial,
        record_sha256=record_hash(content),
        record=record,
    )
    if not fits_sender(record, verdict.signers):
        signer = verdict.signers[0].name if verdict.signers else ""
        facts = {"name": name, "signer": signer, "role": record.envelope.role.value, "kind": record.envelope.kind.value}
        return _with(found, Problem("wrong_role", RECORD, facts))
    if isinstance(record, ResultRecord):
        return _check_result(found, record, verdict, trust, now, share(progress, 0.5, 1))
    if isinstance(record, ScoreRecord):
        return _check_score(found, record, verdict, trust, now, share(progress, 0.5, 1))
    if isinstance(record, CaseRecord):
        return _check_case(found, record, verdict)
    if isinstance(record, CallRecord):
        papers = {f"{PAPERS}{paper.id}": paper.sha256 for paper in record.case.documents}
        missing = _missing_papers(found, papers, verdict)
        return _settled(found, (), [*missing, *_unnamed(found, verdict, papers)], equal=None)
    return _settled(found, (), _unnamed(found, verdict, ()), equal=None)


def verify_document(data: bytes, name: str, trust: TrustList, now: datetime) -> FileVerdict:
    """The verdict on a bare Word or Excel file, ours or others'."""
    verdict = verify_office(data, trust, now)
    kind = OFFICE.get(Path(name).suffix.lower(), "unknown")
    return FileVerdict(name, kind, verdict.status, verdict.signers, None, verdict.problems)


def demand_sound(opened: Opened, trust_list: TrustList, now: datetime, progress: Progress) -> FileVerdict:
    """The verdict on the opened package, if it is sound. Raises `ComputedUnequal` or `PackageNotValid`."""
    verdict = verify_package(opened.container, opened.name, trust_list, now, progress)
    demand_verdict(opened.name, verdict)
    return verdict


def demand_verdict(name: str, verdict: FileVerdict) -> None:
    """Raises `ComputedUnequal`, what is wrong with a further signer, or `PackageNotValid`, unless the verdict is sound."""
    if verdict.sound:
        return
    unequal = next((problem for problem in verdict.problems if problem.code == "computed_unequal"), None)
    if unequal is not None:
        facts = unequal.facts
        raise ComputedUnequal(
            name=name, part=unequal.part, found=facts.get("found", ""), expected=facts.get("expected", "")
        )
    if isinstance(verdict.record, ResultRecord):
        for _, refusal in countersigner_refusals(name, verdict.record, verdict.signers, sheets_under(verdict)):
            raise refusal
    first = next(iter(verdict.problems), Problem(verdict.status.value))
    raise PackageNotValid(name=name, status=verdict.status.value, problem=first.code, part=first.part)


def sheets_under(verdict: FileVerdict) -> tuple[Sheet, ...]:
    """The sheets in the members' packages that lie in a result as evidence."""
    return tuple(
        sheet for part in verdict.parts if isinstance(part.record, ScoreRecord) for sheet in part.record.sheets
    )


# --- a result: everything it says, worked out again -------------------------------------------------------------------


def _check_result(
    found: FileVerdict,
    record: ResultRecord,
    verdict: ContainerVerdict,
    trust: TrustList,
    now: datetime,
    progress: Progress,
) -> FileVerdict:
    problems: list[Problem] = []
    scheme = _scheme(record, verdict, problems)
    shares = len(record.evidence) + 1
    parts, members, missing = _evidence(
        found, record, verdict, trust, now, lambda name, share: progress(name, share * (shares - 1) / shares)
    )
    problems += missing
    if scheme is not None and not problems:
        problems += panel_contradictions(record, scheme)
        problems += evidence_contradictions(record, members)
        problems += reconciliation_contradictions(record, trust, now, found.status)
    equal = False
    material = _material(record, scheme, members, problems) if scheme is not None and not problems else None
    if material is not None:
        for file in material.files:
            problems += _outcome_problems(file.outcome, material, file.case)
        equal = not problems
        for file in material.files:
            problems += outcome_contradictions(record, file, material.scheme)
        pages = _result_pages(material)
        problems += _unnamed(found, verdict, (SCHEME, *pages, *(item.name for item in record.evidence)))
        if not problems:
            parts += _documents(
                found,
                verdict,
                trust,
                now,
                pages,
                problems,
                lambda name, share: progress(name, (shares - 1 + share) / shares),
            )
    handed_in = [sheet for member in members for sheet in member.sheets]
    problems += countersigner_problems(found.file, record, found.signers, handed_in)
    return _settled(found, parts, problems, equal=equal)


def _evidence(
    found: FileVerdict,
    record: ResultRecord,
    verdict: ContainerVerdict,
    trust: TrustList,
    now: datetime,
    progress: Progress,
) -> tuple[list[FileVerdict], list[ScoreRecord], list[Problem]]:
    """The members' packages the result rests on, each judged, with their records and what is wrong with them."""
    parts: list[FileVerdict] = []
    members: list[ScoreRecord] = []
    problems: list[Problem] = []
    for place, item in enumerate(record.evidence):

        def within(_text: str, fraction: float, place: int = place, name: str = item.name) -> None:
            progress(name, (place + fraction) / len(record.evidence))

        within("", 0.0)
        if item.name not in verdict.names or verdict.sha256(item.name) != item.sha256:
            problems.append(Problem("content_missing", item.name, {"name": found.file}))
            continue
        inner = verify_package(verdict.part(item.name), item.name, trust, now, within)
        parts.append(inner)
        if inner.status is Status.INVALID:
            problems.append(Problem("package_not_valid", item.name, _why(inner)))
        elif isinstance(inner.record, ScoreRecord):
            problems += _evidence_problems(record, inner.record, item.name)
            members.append(inner.record)
        else:
            problems.append(
                Problem("wrong_kind", item.name, {"name": item.name, "kind": inner.kind, "expected": "score"})
            )
    return parts, members, problems


def _material(
    record: ResultRecord, scheme: Scheme, members: Sequence[ScoreRecord], problems: list[Problem]
) -> ResultFile | None:
    """The result with every outcome worked out; None if the record names what the scheme does not have."""
    try:
        return result_file(record, scheme, tuple(members))
    except Refusal as refusal:
        problems.append(_as_problem(refusal, RECORD))
        return None


def _why(inner: FileVerdict) -> dict[str, str]:
    first = next(iter(inner.problems), Problem(inner.status.value))
    return {"name": inner.file, "problem": first.code, "part": first.part, "status": inner.status.value}


def _check_score(
    found: FileVerdict,
    record: ScoreRecord,
    verdict: ContainerVerdict,
    trust: TrustList,
    now: datetime,
    progress: Progress,
) -> FileVerdict:
    """A member's record contradicts nothing, and the documents show its marks."""
    problems: list[Problem] = []
    parts: list[FileVerdict] = []
    scheme = _scheme(record, verdict, problems)
    if scheme is not None:
        problems += score_contradictions(record, scheme, trust, now, found.status)
    if scheme is not None and not problems:
        pages = score_pages(record, found.record_sha256, scheme)
        problems += _unnamed(found, verdict, (SCHEME, *pages))
        parts = _documents(found, verdict, trust, now, pages, problems, progress)
    return _settled(found, parts, problems, equal=None)


def _check_case(found: FileVerdict, record: CaseRecord, verdict: ContainerVerdict) -> FileVerdict:
    """A case package holds the rules it is pinned to, each paper its record names, and nothing besides."""
    problems: list[Problem] = []
    _scheme(record, verdict, problems)
    papers = {f"{PAPERS}{paper.id}": paper.sha256 for case in record.cases for paper in case.documents}
    problems += _missing_papers(found, papers, verdict)
    people = (*record.panel.members, record.envelope.sender)
    named = (SCHEME, TRUST, *papers, *(f"{CERTIFICATES}{person.id}.cer" for person in people))
    return _settled(found, (), [*problems, *_unnamed(found, verdict, named)], equal=None)


def _missing_papers(found: FileVerdict, papers: Mapping[str, str], verdict: ContainerVerdict) -> list[Problem]:
    """Papers (name to digest) that the record calls for and the package does not hold as they were."""
    return [
        Problem("content_missing", name, {"name": found.file})
        for name, digest in papers.items()
        if name not in verdict.names or verdict.sha256(name) != digest
    ]


def _unnamed(found: FileVerdict, verdict: ContainerVerdict, named: Iterable[str]) -> list[Problem]:
    """What lies in the package without the record calling for it."""
    known = {RECORD, *named}
    return [Problem("content_unnamed", name, {"name": found.file}) for name in verdict.names if name not in known]


def _settled(
    found: FileVerdict, parts: Sequence[FileVerdict], problems: Sequence[Problem], *, equal: bool | None
) -> FileVerdict:
    """The verdict on the whole: a part that does not hold, or a figure that differs, makes it invalid."""
    status = worst([found.status, *(part.status for part in parts if part.status is not Status.UNSIGNED)])
    if any(problem.code == OTHER_PROGRAM for problem in problems):
        status = worst([status, Status.PARTIAL])
    broken = any(part.status is Status.UNSIGNED or part.outcomes_equal is False for part in parts)
    if broken or any(problem.grave for problem in problems):
        status = Status.INVALID
    inner = [
        replace(problem, part=problem.part or part.file) for part in parts for problem in part.problems if problem.grave
    ]
    return replace(
        found,
        status=status,
        outcomes_equal=equal,
        problems=(*found.problems, *problems, *inner),
        parts=tuple(parts),
    )


def _scheme(record: Record, verdict: ContainerVerdict, problems: list[Problem]) -> Scheme | None:
    pinned = f"{record.envelope.round.scheme_id} {record.envelope.round.scheme_version}"
    try:
        scheme = scheme_from_json(verdict.read(SCHEME)) if SCHEME in verdict.names else None
    except Refusal as refusal:
        problems.append(_as_problem(refusal, SCHEME))
        return None
    if scheme is None or scheme_hash(scheme) != record.envelope.round.scheme_hash:
        problems.append(Problem("wrong_scheme", SCHEME, {"name": SCHEME, "scheme": pinned}))
        return None
    return scheme


def _evidence_problems(record: ResultRecord, member: ScoreRecord, name: str) -> list[Problem]:
    """A member's package belongs to the same round, mode, scheme and panel, and holds only sheets that were due."""
    ours, theirs = record.envelope.round, member.envelope.round
    if (ours.id, ours.mode, ours.scheme_hash, record.panel.id) != (
        theirs.id,
        theirs.mode,
        theirs.scheme_hash,
        member.panel,
    ):
        return [Problem("wrong_round", name, {"name": name, "round": theirs.title.zh, "expected": ours.title.zh})]
    due = {(item.case, item.assessor, item.method) for item in record.panel.assignments}
    return [
        Problem("not_of_this_round", name, {"name": name, "subject": f"{sheet.key.case} {sheet.key.method}"})
        for sheet in member.sheets
        if (sheet.key.case, sheet.key.assessor, sheet.key.method) not in due
        or sheet.key.assessor != member.envelope.sender.id
    ]


def _outcome_problems(outcome: CaseOutcome, material: ResultFile, case: Case) -> list[Problem]:
    """Where the record says other than the members' signed marks give."""
    file = material.file(case.id)
    evaluation = file.evaluation
    reasons = tuple((reason.code.value, reason.subject) for reason in evaluation.reasons)
    flags = tuple((flag.code.value, flag.subject, flag.method) for flag in evaluation.flags)
    pairs: list[tuple[str, object, object]] = [
        ("outcome", outcome.outcome, evaluation.outcome.value),
        ("state", outcome.state, case_state(case.id, file.sheets)),
        ("reasons", outcome.reasons, reasons),
        ("flags", outcome.flags, flags),
        ("documents", outcome.documents, (report_name(case.candidate.number),)),
    ]
    said = {number.name: number.value for number in outcome.figures}
    given = {number.name: number.value for number in figures(evaluation)}
    pairs += [(name, said.get(name, ""), given.get(name, "")) for name in dict.fromkeys((*said, *given))]
    return [
        Problem(
            "computed_unequal",
            f"{RECORD} {outcome.number} {subject}",
            {
                "name": RECORD,
                "part": f"{outcome.number} {subject}",
                "found": _shown(found),
                "expected": _shown(expected),
            },
        )
        for subject, found, expected in pairs
        if found != expected
    ]


def _shown(value: object) -> str:
    if isinstance(value, str):
        try:
            return decimal_text(exact_value(value), 4)
        except ValueError:
            return value
    return str(value)


# --- documents ----------------------------------------------------------------------------------------------------------

Render = Callable[[], bytes]


def _result_pages(material: ResultFile) -> dict[str, Render]:
    """Each document a result must hold, as it follows from the record."""
    language = material.record.language
    pages: dict[str, Render] = {
        report_name(file.outcome.number): _rendering(candidate_report, language, material, file.case.id)
        for file in material.files
    }
    pages[MINUTES] = _rendering(panel_minutes, language, material)
    pages[WORKBOOK] = _rendering(result_workbook, language, material)
    return pages


def score_pages(record: ScoreRecord, record_sha256: str, scheme: Scheme) -> dict[str, Render]:
    """Each document a score package must hold, as it follows from its record."""
    material = ScoreFile(record, record_sha256, scheme, record.cases)
    pages: dict[str, Render] = {
        sheet_name(case.candidate.number): _rendering(score_sheet, record.language, material, case.id)
        for case in record.cases
    }
    pages[SCORES] = _rendering(score_workbook, record.language, material)
    return pages


def _rendering(render: Callable[..., bytes], language: str, *values: Any) -> Render:
    return lambda: render(*values, DocumentLanguage(language))


def _documents(
    found: FileVerdict,
    verdict: ContainerVerdict,
    trust: TrustList,
    now: datetime,
    pages: Mapping[str, Render],
    problems: list[Problem],
    progress: Progress,
) -> list[FileVerdict]:
    """The documents' own signatures, and their figures against those that follow from the record.

    ``progress`` is told several times a document: whoever cancels waits for no whole one.
    """
    parts = []
    present = [entry for entry in verdict.names if entry.startswith(DOCUMENTS)]
    problems += [Problem("content_missing", page, {"name": found.file}) for page in pages if page not in present]
    for place, entry in enumerate(present):

        def told(share: float, place: int = place, entry: str = entry) -> None:
            progress(entry, (place + share) / len(present))

        told(0.0)
        data = verdict.read(entry)
        part = verify_document(data, entry, trust, now)
        told(0.4)
        if entry in pages and part.status is not Status.INVALID:
            program = found.record.envelope.program if found.record else ""
            problems += _differing(entry, data, pages[entry], program, told)
        if not _by_sender(part, found.record):
            problems.append(Problem("document_of_another", entry, {"signer": ", ".join(s.name for s in part.signers)}))
        parts.append(part)
    return parts


def _differing(entry: str, data: bytes, render: Render, program: str, told: Callable[[float], None]) -> list[Problem]:
    """Where a document shows other than follows from the record.

    Another version of the program may word a document otherwise. Whoever signs can claim to have used one, so what then could
    be compared by name alone is never called wholly valid.
    """
    try:
        shown = _figures(entry, data)
        told(0.6)
        rendered = render()
        told(0.8)
        expected = _figures(entry, rendered)
    except Refusal as refusal:
        return [_as_problem(refusal, entry)]
    differing = differences(shown, expected)
    if differing and program != PROGRAM:
        differing = differences(shown, expected, exact=False)
        if not differing:
            return [Problem(OTHER_PROGRAM, entry, {"program": program}, grave=False)]
    return [
        Problem(
            "computed_unequal",
            f"{entry} {item.where}",
            {"name": entry, "part": item.where, "found": item.shown, "expected": item.expected},
        )
        for item in differing
    ]


def _by_sender(part: FileVerdict, record: Record | None) -> bool:
    """Whether whoever sends the package is the first to have signed the document, in the same role."""
    first = next(iter(part.signers), None)
    return (
        record is None
        or first is None
        or (first.person_id, first.role) == (record.envelope.sender.id, record.envelope.role.value)
    )


def _figures(name: str, data: bytes) -> tuple[Figure, ...]:
    archive = read_archive(data)
    # Descriptions of the file (docProps) are outside every signature: office programs rewrite them on their own.
    parts = {entry: archive.read(entry) for entry in archive.names if not entry.startswith("docProps/")}
    read = workbook_figures if name.endswith(".xlsx") else report_figures
    return read(parts, parse_xml)


# --- small things -------------------------------------------------------------------------------------------------------


def _trust_verdict(content: bytes, name: str, trust: TrustList) -> FileVerdict:
    try:
        load_trust_list(content, trust if trust.authorities else None)
    except Refusal as refusal:
        return _refused(name, "trust", refusal)
    return FileVerdict(name, "trust", Status.VALID if trust.authorities else Status.UNKNOWN_SIGNER, (), None)


def _refused(name: str, kind: str, refusal: Refusal) -> FileVerdict:
    return FileVerdict(name, kind, Status.INVALID, (), None, (_as_problem(refusal, ""),))


def _as_problem(refusal: Refusal, part: str) -> Problem:
    return Problem(refusal.code, part, {name: str(value) for name, value in refusal.facts.items()})


def _with(found: FileVerdict, problem: Problem) -> FileVerdict:
    return replace(found, status=Status.INVALID, problems=(*found.problems, problem))


def verdict_json(verdict: FileVerdict, language: Language) -> dict[str, object]:
    """One entry of the list that ``verify --json`` prints (design 8)."""
    messages = Messages(language)
    return {
        "file": verdict.file,
        "kind": verdict.kind,
        "status": verdict.status.value,
        "signers": [
            {
                "name": signer.name,
                "role": signer.role,
                "time": signer.time.isoformat() if signer.time else None,
                "trusted": signer.trusted,
                "person": signer.person_id,
                "fingerprint": signer.fingerprint,
            }
            for signer in verdict.signers
        ],
        "outcomes_equal": verdict.outcomes_equal,
        "problems": [
            {
                "code": problem.code,
                "part": problem.part,
                "message": messages.message(problem.code, {"part": problem.part, **problem.facts}, language).text,
            }
            for problem in verdict.problems
        ],
        "serial": verdict.serial,
        "parts": [verdict_json(part, language) for part in verdict.parts],
    }
