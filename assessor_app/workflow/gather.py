"""The chair gathers the members' score packages, in any order, any number of times; each can be removed alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assessor_app.exchange.errors import AgainstDeclaration, NotOfThisRound, WrongKind
from assessor_app.exchange.packages import Expectation, Progress, demand_expected, share
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PackageSerial, PanelId
from assessor_app.models.marks import SheetState, Tie
from assessor_app.models.records import Kind, ScoreRecord
from assessor_app.models.rounds import Panel
from assessor_app.signing.identities import Identity
from assessor_app.signing.trust import TrustList
from assessor_app.store import cases, packages, panels, received, rounds
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.contradictions import declaration_holds, identified
from assessor_app.workflow.errors import ReasonMissing
from assessor_app.workflow.give_back import keep_answers
from assessor_app.workflow.parcels import bring_in, demand_new, keep_incoming
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.verify import demand_sound
from assessor_app.workflow.who_may import demand_chair


def gather(
    store: Store, *, panel: PanelId, source: Path, at: datetime, identity: Identity | None, progress: Progress
) -> Changes:
    """Take one score package in for the panel. The result is its serial. Raises the refusals of ``exchange.errors``."""
    given = demand_chair(store, panel)
    round_ = rounds.get(store, panels.round_of(store, panel))
    trusted = trust_of(store)
    opened = bring_in(store, source, trust=trusted, now=at, identity=identity, progress=share(progress, 0, 0.4))
    demand_expected(
        opened,
        Expectation(
            kind=Kind.SCORE,
            round=round_.id,
            round_title=round_.title.zh,
            mode=store.mode,
            scheme_hash=round_.scheme_hash,
        ),
    )
    demand_new(store, opened)
    record = opened.record
    if not isinstance(record, ScoreRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.SCORE.value)
    demand_of_panel(opened.name, record, given)
    demand_same_people(store, opened.name, record)
    demand_declared(opened.name, record, trusted, at)
    demand_sound(opened, trusted, at, share(progress, 0.4, 1))
    again = packages.known(store, record.envelope.serial, "in")
    keep_incoming(store, opened, panel=panel, at=at)
    received.put(store, record.envelope.serial, record.sheets, record.declarations, record.pins, record.notes)
    if not again:
        keep_answers(store, opened.name, record)
    return Changes(Touched.PACKAGES | Touched.CONSOLIDATION, result=record.envelope.serial)


def remove(store: Store, *, serial: PackageSerial, reason: str, at: datetime) -> Changes:
    """Let one taken-in package no longer count. It can be taken in again. Raises `ReasonMissing`."""
    if not reason.strip():
        raise ReasonMissing(subject=serial)
    packages.set_status(store, serial, PackageStatus.REMOVED, at, reason, direction="in")
    return Changes(Touched.PACKAGES | Touched.CONSOLIDATION)


def demand_of_panel(name: str, record: ScoreRecord, panel: Panel) -> None:
    """Every sheet is the sender's own and was assigned to them, to count or not. Raises `NotOfThisRound`."""
    if record.panel != panel.id:
        raise NotOfThisRound(name=name, subject=record.panel)
    due = {(item.case, item.assessor, item.method): item.counted for item in panel.assignments}
    for sheet in record.sheets:
        key = (sheet.key.case, sheet.key.assessor, sheet.key.method)
        if due.get(key) is not sheet.counted or sheet.key.assessor != record.envelope.sender.id:
            raise NotOfThisRound(name=name, subject="/".join(key))


def demand_declared(name: str, record: ScoreRecord, trust: TrustList, now: datetime) -> None:
    """Each case with a locked sheet has the sender's own signed declaration, and it is no recusal. Raises
    `AgainstDeclaration`.
    """
    sender = record.envelope.sender
    declared = {declaration.case: declaration for declaration in record.declarations}
    for sheet in record.sheets:
        if sheet.state is not SheetState.LOCKED:
            continue
        declaration = declared.get(sheet.key.case)
        if (
            declaration is None
            or declaration.tie is Tie.RECUSED
            or not declaration_holds(declaration, sender.id, trust, now)
        ):
            raise AgainstDeclaration(name=name, case=sheet.key.case, assessor=sender.name.both)


def demand_same_people(store: Store, name: str, record: ScoreRecord) -> None:
    """Each case speaks of the candidate and grade that are here under its id. Raises `NotOfThisRound`."""
    for case in record.cases:
        if identified(case) != identified(cases.get(store, case.id)):
            raise NotOfThisRound(name=name, subject=case.candidate.number)
