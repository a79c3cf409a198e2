"""The chair calls a further assessor in on a case: another member of the panel, who marks it without seeing what others gave.

The appointment travels to them with the case and its papers, sealed, and stands in the result with its reason. Nobody who was
appointed by the society falls away by it. Example: material levels 2 and 5; the panel's third member, who only interviews, is
called in on the material and marks it blind; the scheme's rule then goes over three levels.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from assessor_app.exchange.errors import NotOfThisRound, WrongKind, WrongRecipient
from assessor_app.exchange.packages import (
    SEALED_SUFFIX,
    SKEW,
    Expectation,
    Opened,
    Progress,
    demand_expected,
    make_package,
    share,
)
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Case
from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.marks import Sheet
from assessor_app.models.people import Rank, Role
from assessor_app.models.records import CallRecord, Kind
from assessor_app.models.rounds import CalledIn, Panel
from assessor_app.models.scheme import Grade, MethodMode, Scheme
from assessor_app.signing.identities import Identity
from assessor_app.store import cases, panels, received, reconciliation, rounds
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import demand_unsealed
from assessor_app.workflow.contradictions import identified
from assessor_app.workflow.errors import NotToBeCalled, ReasonMissing
from assessor_app.workflow.hand_out import certificate_of, envelope, papers_of
from assessor_app.workflow.parcels import demand_new, keep_incoming, keep_outgoing, write_out
from assessor_app.workflow.receive import keep_papers
from assessor_app.workflow.recommend import barred_from
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.score import scheme_of
from assessor_app.workflow.who_may import demand_signer


def call_in(
    store: Store,
    *,
    case: CaseId,
    assessor: PersonId,
    methods: tuple[str, ...],
    reason: str,
    folder: Path,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Changes:
    """Call ``assessor`` in on ``methods`` of the case and write their package into ``folder``; the result is its path.

    Raises `ReasonMissing`, `NotToBeCalled`, what `demand_unsealed` raises, `CertificateMissing`.
    """
    demand_signer(store, identity, at)
    panel = demand_unsealed(store, case)
    about = cases.get(store, case)
    if not reason.strip():
        raise ReasonMissing(subject=about.candidate.number)
    wanted = tuple(dict.fromkeys(methods))
    here = received.sheets_of(store, panel.id, case)
    if not wanted or not set(wanted) <= set(open_methods(scheme_of(store, case), panel, about, here, assessor)):
        raise NotToBeCalled(case=about.candidate.number, person=_name(panel, assessor))
    for method in wanted:
        panels.call_in(store, panel.id, CalledIn(case, assessor, method, reason.strip(), store.owner.id, at))
    path = _write(store, panel, case, assessor, folder, at, identity, progress)
    return Changes(Touched.PACKAGES | Touched.CASES | Touched.CONSOLIDATION, result=path)


def write_call(
    store: Store,
    *,
    case: CaseId,
    assessor: PersonId,
    folder: Path,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Changes:
    """Write the package of one who was called in anew; the result is its path. Raises `NotToBeCalled`."""
    demand_signer(store, identity, at)
    panel = demand_unsealed(store, case)
    path = _write(store, panel, case, assessor, folder, at, identity, progress)
    return Changes(Touched.PACKAGES, result=path)


def call_off(store: Store, *, case: CaseId, assessor: PersonId, reason: str, at: datetime) -> Changes:
    """Take back that somebody was called in on a case. Raises `ReasonMissing`, and `NotToBeCalled` once a sheet of theirs is in
    hand, or stands due on the reconciliation that was signed: then the gap is named instead.
    """
    panel = demand_unsealed(store, case)
    number = cases.get(store, case).candidate.number
    if not reason.strip():
        raise ReasonMissing(subject=number)
    standing = [one for one in panels.called_in(store, panel.id) if (one.case, one.assessor) == (case, assessor)]
    keys = {(one.case, one.assessor, one.method) for one in standing}
    here = {(s.key.case, s.key.assessor, s.key.method) for s in received.sheets_of(store, panel.id, case)}
    signed = reconciliation.attestation(store, panel.id)
    listed = {(line.case, line.assessor, line.method) for line in signed.sheets} if signed is not None else set()
    if not standing or keys & (here | listed):
        raise NotToBeCalled(case=number, person=_name(panel, assessor))
    for one in standing:
        panels.call_off(store, panel.id, one, reason.strip(), at)
    return Changes(Touched.CASES | Touched.CONSOLIDATION)


def open_methods(
    scheme: Scheme, panel: Panel, case: Case, sheets: Iterable[Sheet], assessor: PersonId
) -> tuple[str, ...]:
    """On which methods of a case that member could be called in: none for a trainee, for the chair, who has seen the others'
    marks, for one who is not of the panel, recused or trained the candidate.
    """
    member = next((one for one in panel.members if one.id == assessor), None)
    shut = member is None or member.rank is Rank.TRAINEE or assessor == panel.chair
    if shut or assessor in barred_from(case, sheets):
        return ()
    taken = {item.method for item in panel.assignments if (item.case, item.assessor) == (case.id, assessor)}
    return tuple(method for method in _held(scheme.grade(case.grade)) if method not in taken)


def keep_call(store: Store, opened: Opened, *, at: datetime, progress: Progress) -> Changes:
    """Take in what the owner is called in on. The result is the kind of package. Raises the refusals of ``exchange.errors``."""
    demand_expected(opened, Expectation(kind=Kind.CALL, mode=store.mode))
    demand_new(store, opened)
    record = opened.record
    if not isinstance(record, CallRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.CALL.value)
    if record.recipient != store.owner.id:
        raise WrongRecipient(name=opened.name, recipient=record.recipient)
    panel = _demand_of_panel(store, opened.name, record)
    progress(record.case.candidate.number, 0.0)
    keep_papers(store, opened, record.case, progress)
    cases.put(store, record.envelope.round.id, panel.id, record.case, {})
    due = {(item.case, item.assessor, item.method) for item in panel.assignments}
    for one in record.called:
        if (one.case, one.assessor, one.method) not in due:
            panels.call_in(store, panel.id, one)
    keep_incoming(store, opened, panel=panel.id, at=at)
    return Changes(Touched.EVERYTHING, result=Kind.CALL)


def _demand_of_panel(store: Store, name: str, record: CallRecord) -> Panel:
    """The owner's panel, if its chair calls the owner in on a case of it by its own rules. Raises `NotOfThisRound`."""
    round_ = record.envelope.round
    known = {one.id: one for one in rounds.all(store)}
    here = {one.id: one for one in panels.of_round(store, round_.id)}.get(PanelId(record.panel))
    if here is None or known[round_.id].scheme_hash != round_.scheme_hash:
        raise NotOfThisRound(name=name, subject=record.panel)
    sender, about = record.envelope.sender.id, record.case
    fits = here.chair == sender != store.owner.id and about.id in here.cases and bool(record.called)
    if fits and cases.known(store, about.id):
        fits = identified(cases.get(store, about.id)) == identified(about)
    if not fits:
        raise NotOfThisRound(name=name, subject=about.candidate.number)
    scheme = pinned_scheme(store, round_.scheme_hash)
    held = _held(scheme.grade(about.grade)) if about.grade in {grade.id for grade in scheme.grades} else ()
    for one in record.called:
        if (
            (one.case, one.assessor, one.by) != (about.id, store.owner.id, sender)
            or one.method not in held
            or not one.reason.strip()
            or one.at > record.envelope.made_at + SKEW
        ):
            raise NotOfThisRound(name=name, subject=f"{about.candidate.number} {one.method}")
    return here


def _write(
    store: Store,
    panel: Panel,
    case: CaseId,
    assessor: PersonId,
    folder: Path,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Path:
    called = tuple(one for one in panels.called_in(store, panel.id) if (one.case, one.assessor) == (case, assessor))
    about = cases.get(store, case)
    if not called:
        raise NotToBeCalled(case=about.candidate.number, person=_name(panel, assessor))
    round_ = rounds.get(store, panels.round_of(store, panel.id))
    record = CallRecord(
        envelope=envelope(store, Kind.CALL, round_, Role.CHAIR, at),
        recipient=assessor,
        panel=panel.id,
        case=about,
        called=called,
    )
    papers = papers_of(store, (case,), share(progress, 0, 0.3))
    container = make_package(record, tuple(papers.values()), identity, at=at)
    target = folder / f"{record.envelope.serial}-{assessor}{SEALED_SUFFIX}"
    kept = write_out(store, container, target, [certificate_of(store, assessor)], share(progress, 0.3, 1))
    keep_outgoing(store, record.envelope, kept, panel=panel.id, recipient=assessor, target=target)
    return target


def _held(grade: Grade) -> tuple[str, ...]:
    return tuple(held.method for held in grade.methods if held.mode is not MethodMode.OFF)


def _name(panel: Panel, assessor: PersonId) -> str:
    return next((one.name.both for one in panel.members if one.id == assessor), assessor)
