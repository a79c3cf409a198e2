"""The chair concludes: the panel's outcomes as a signed record with signed documents and the members' packages as
evidence, sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.exchange.errors import WrongKind
from assessor_app.exchange.packages import (
    COMMITMENT,
    DOCUMENTS,
    EVIDENCE,
    SCHEME,
    SEALED_SUFFIX,
    SUFFIX,
    Progress,
    make_package,
    open_container,
    share,
)
from assessor_app.exchange.record import record_bytes, record_hash
from assessor_app.export.candidate_report import candidate_report
from assessor_app.export.material import CaseFile, ResultFile
from assessor_app.export.minutes import panel_minutes
from assessor_app.export.result_workbook import result_workbook
from assessor_app.export.wording import DocumentLanguage
from assessor_app.files import Sliced
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId
from assessor_app.models.people import Role
from assessor_app.models.records import CaseOutcome, EvidencePackage, Kind, Minutes, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Panel
from assessor_app.models.scheme import Scheme
from assessor_app.signing.container import ContainerFile
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import sign_office
from assessor_app.signing.trust import TrustList
from assessor_app.store import packages, panels, received, reconciliation, rounds, schemes
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import CaseView, PanelView, by_case, panel_view
from assessor_app.workflow.countersigners import approvers
from assessor_app.workflow.errors import CaseUnknown, FlagsOpen, NotRecommended, ReasonMissing, VotesMissing
from assessor_app.workflow.evaluate import evaluate_case, figures
from assessor_app.workflow.hand_out import certificate_of, envelope
from assessor_app.workflow.hand_over import EXCEL, WORD, purpose, without_application
from assessor_app.workflow.parcels import keep_outgoing, standing_in, write_out
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.recommend import departure, needs_look, voters
from assessor_app.workflow.who_may import demand_chair, demand_signer

OPEN_FLAGS = frozenset({"discrepancy", "straddle"})
"""Flags that must be settled before a case can be signed; a borderline case needs its reason, which `recommend` has asked for."""


def conclude(
    store: Store,
    *,
    panel: PanelId,
    chosen: tuple[CaseId, ...],
    minutes: Minutes,
    recipient: PersonId,
    folder: Path,
    language: str,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Changes:
    """Write the result package of the ``chosen`` cases into ``folder``, sealed for the society's officer, the chair and the
    members who may countersign it; the result is its path.

    Raises `NotTheChair`, `NotRecommended`, `FlagsOpen`, `VotesMissing`, `ReasonMissing` for the first case that is not ready,
    `CaseUnknown`, `CertificateMissing`.
    """
    demand_signer(store, identity, at)
    demand_chair(store, panel)
    view = panel_view(store, panel, progress=progress)
    known = {case.case.id: case for case in view.cases}
    ready = [known[case] for case in dict.fromkeys(chosen) if case in known]
    for case in chosen:
        if case not in known:
            raise CaseUnknown(case=case)
    for seen in ready:
        demand_ready(seen)
        demand_current(seen, view.scheme)
    record = result_record(store, view, ready, minutes, DocumentLanguage(language), at)
    evidence = [(item, packages.content(store, item.serial)) for item in record.evidence]
    members = evidence_records(evidence, trust_of(store), at)
    files = [
        ContainerFile(SCHEME, "application/json", schemes.get(store, record.envelope.round.scheme_hash)),
        *result_documents(record, view.scheme, members, identity, at, share(progress, 0, 0.8)),
        *(ContainerFile(item.name, "application/vnd.etsi.asic-e+zip", content) for item, content in evidence),
    ]
    container = make_package(record, files, identity, at=at, progress=share(progress, 0.8, 0.9))
    target = folder / f"result-{panel}-{record.envelope.serial}{SEALED_SUFFIX}"
    may_sign = approvers(record, (sheet for seen in ready for sheet in seen.sheets))
    readers = dict.fromkeys((recipient, store.owner.id, *(member.id for member in may_sign)))
    certificates = [certificate_of(store, reader) for reader in readers]
    kept = write_out(store, container, target, certificates, share(progress, 0.9, 1))
    keep_outgoing(store, record.envelope, kept, panel=panel, recipient=recipient, target=target, cases=chosen)
    return Changes(Touched.PACKAGES | Touched.CONSOLIDATION, result=target)


def demand_ready(seen: CaseView) -> None:
    """The case can be signed. Raises `NotRecommended`, `FlagsOpen`, `VotesMissing`."""
    number = seen.case.candidate.number
    if seen.recommendation is None:
        raise NotRecommended(case=number)
    flags = tuple(
        f"{flag.code.value} {flag.method} {flag.subject}".replace("  ", " ")
        for flag in seen.evaluation.flags
        if flag.code.value in OPEN_FLAGS
    )
    if flags and seen.state == "scored":
        raise FlagsOpen(case=number, flags=flags)
    given = {vote.member for vote in seen.votes if vote.at >= seen.recommendation.at}
    missing = tuple(member for member in voters(seen) if member not in given)
    if missing:
        raise VotesMissing(case=number, members=missing)


def demand_current(seen: CaseView, scheme: Scheme) -> None:
    """The recommendation still says of the rule what it said when it was put down: marks may have come in since.

    Raises `NotRecommended`, or `ReasonMissing` where the case has become one that needs a reason.
    """
    said = seen.recommendation
    chosen = next((item for item in scheme.outcomes if said is not None and item.id == said.choice), None)
    if said is None or chosen is None or said.departs is not departure(seen.evaluation, chosen, seen.state):
        raise NotRecommended(case=seen.case.candidate.number)
    if (said.departs or chosen.needs_reason or needs_look(seen.evaluation)) and not said.reason:
        raise ReasonMissing(subject=seen.case.candidate.number)


def result_record(
    store: Store,
    view: PanelView,
    ready: list[CaseView],
    minutes: Minutes,
    language: DocumentLanguage,
    at: datetime,
) -> ResultRecord:
    """What the panel sends the society; dossiers stay behind, names and the list of papers travel."""
    round_ = rounds.get(store, panels.round_of(store, view.panel.id))
    chosen = {seen.case.id for seen in ready}
    return ResultRecord(
        envelope=envelope(
            store,
            Kind.RESULT,
            round_,
            Role.CHAIR,
            at,
            supersedes=_replaced(store, view.panel.id, chosen),
        ),
        panel=view.panel,
        cases=tuple(without_application(seen.case) for seen in ready),
        outcomes=tuple(case_outcome(seen) for seen in ready),
        declarations=tuple(
            declared for declared in received.declarations_of(store, view.panel.id) if declared.case in chosen
        ),
        evidence=_evidence(store, view.panel),
        minutes=replace(minutes, recused=tuple(pair for pair in minutes.recused if pair[0] in chosen)),
        language=language.value,
        reconciliation=reconciliation.attestation(store, view.panel.id),
        called=panels.called_in(store, view.panel.id),
    )


def _replaced(store: Store, panel: PanelId, chosen: set[CaseId]) -> PackageSerial | None:
    """The latest result of the panel that speaks of no case but these; one about other cases goes on to stand."""
    sent = [
        row
        for row in packages.all(store, Kind.RESULT, "out")
        if row.facts.get("panel") == panel and chosen.issuperset(row.facts.get("cases", "").split())
    ]
    return sent[-1].serial if sent else None


def case_outcome(seen: CaseView) -> CaseOutcome:
    """One case as it stands in the result record."""
    evaluation = seen.evaluation
    return CaseOutcome(
        case=seen.case.id,
        number=seen.case.candidate.number,
        grade=seen.case.grade,
        state=seen.state,
        outcome=evaluation.outcome.value,
        figures=figures(evaluation),
        reasons=tuple((reason.code.value, reason.subject) for reason in evaluation.reasons),
        flags=tuple((flag.code.value, flag.subject, flag.method) for flag in evaluation.flags),
        agreed=seen.agreed,
        settled=seen.settled,
        recommendation=seen.recommendation,
        votes=seen.votes,
        documents=(report_name(seen.case.candidate.number),),
    )


def report_name(number: str) -> str:
    return f"{DOCUMENTS}report-{number}.docx"


MINUTES = f"{DOCUMENTS}minutes.docx"
WORKBOOK = f"{DOCUMENTS}results.xlsx"


def result_documents(
    record: ResultRecord,
    scheme: Scheme,
    members: tuple[ScoreRecord, ...],
    identity: Identity,
    at: datetime,
    progress: Progress,
) -> list[ContainerFile]:
    """Report per candidate, minutes and workbook, each signed by the chair."""
    material, language = result_file(record, scheme, members), DocumentLanguage(record.language)
    files = []
    for place, outcome in enumerate(record.outcomes):
        progress(outcome.number, place / (len(record.outcomes) + 2))
        files.append((report_name(outcome.number), WORD, candidate_report(material, outcome.case, language)))
    files.append((MINUTES, WORD, panel_minutes(material, language)))
    files.append((WORKBOOK, EXCEL, result_workbook(material, language)))
    return [
        ContainerFile(
            name,
            media_type,
            sign_office(
                data,
                identity,
                role=record.envelope.role.value,
                statement=purpose(record),
                place=record.minutes.place,
                at=at,
                commitment=COMMITMENT[record.envelope.kind],
            ),
        )
        for name, media_type, data in files
    ]


def result_file(record: ResultRecord, scheme: Scheme, members: tuple[ScoreRecord, ...]) -> ResultFile:
    """What the documents of a result are made from, and what they are compared with: each outcome worked out from
    the members' marks.
    """
    sheets = by_case((sheet for member in members for sheet in member.sheets), lambda sheet: sheet.key.case)
    pins = by_case((pin for member in members for pin in member.pins), lambda pin: pin.case)
    due = by_case(record.panel.assignments, lambda item: item.case)
    files = []
    for case, outcome in zip(record.cases, record.outcomes, strict=True):
        ground = (scheme, case, mine := sheets.get(case.id, ()), due.get(case.id, ()))
        evaluation = evaluate_case(*ground, outcome.agreed, outcome.settled)
        talked = outcome.agreed or outcome.settled
        raised = evaluate_case(*ground, (), ()).flags if talked else evaluation.flags
        files.append(CaseFile(case, outcome, evaluation, mine, pins.get(case.id, ()), raised))
    return ResultFile(record, record_hash(record_bytes(record)), scheme, tuple(files))


def evidence_records(
    evidence: Sequence[tuple[EvidencePackage, Sliced]], trust: TrustList, now: datetime
) -> tuple[ScoreRecord, ...]:
    """The score records inside the members' packages, verified, in the order of the evidence list.

    Raises what `open_container` raises, and `WrongKind` for a package that is no score package.
    """
    found = []
    for item, content in evidence:
        record = open_container(content, item.name, trust=trust, now=now).record
        if not isinstance(record, ScoreRecord):
            raise WrongKind(name=item.name, kind=record.envelope.kind.value, expected=Kind.SCORE.value)
        found.append(record)
    return tuple(found)


def _evidence(store: Store, panel: Panel) -> tuple[EvidencePackage, ...]:
    """The score packages in force, one per member who handed one in."""
    return tuple(
        EvidencePackage(
            assessor=PersonId(row.sender), serial=row.serial, name=f"{EVIDENCE}{row.serial}{SUFFIX}", sha256=row.sha256
        )
        for row in sorted(standing_in(store, Kind.SCORE, panel.id), key=lambda row: row.sender)
    )
