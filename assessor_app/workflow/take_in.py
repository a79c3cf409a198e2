"""The society takes a result in: verified, every outcome recomputed from the members' signed marks, then kept. The
society decides.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import AlreadyTakenIn, NotOfThisRound, Superseded, WrongKind
from assessor_app.exchange.packages import (
    SUFFIX,
    Expectation,
    Opened,
    Progress,
    demand_expected,
    open_container,
    record_inside,
    share,
    unsealed,
)
from assessor_app.files import atomic_write, pieces_of
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PackageSerial, PersonId
from assessor_app.models.language import Language
from assessor_app.models.records import Kind, ResultRecord
from assessor_app.models.rounds import Assignment, Panel
from assessor_app.signing.identities import Identity
from assessor_app.signing.trust import TrustList, society_crl, society_pem
from assessor_app.signing.verdicts import Status
from assessor_app.store import cases, packages, panels, rounds, trust
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageStatus
from assessor_app.workflow.contradictions import identified
from assessor_app.workflow.errors import NotTheChair, ReasonMissing
from assessor_app.workflow.parcels import bring_in, demand_new, keep_incoming
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.verify import FileVerdict, demand_sound, demand_verdict, verify_package


def take_in(store: Store, *, source: Path, at: datetime, identity: Identity, progress: Progress) -> Changes:
    """Take one result package in. The result is its serial.

    Raises the refusals of ``exchange.errors``; `ComputedUnequal` names the number that does not follow from the
    marks, and where it
    stands. Then nothing has been kept.
    """
    trusted = trust_of(store)
    opened = bring_in(store, source, trust=trusted, now=at, identity=identity, progress=share(progress, 0, 0.4))
    record = demand_ours(store, opened)
    demand_new(store, opened)
    demand_sound(opened, trusted, at, share(progress, 0.4, 1))
    keep_incoming(store, opened, panel=record.panel.id, at=at)
    return Changes(Touched.PACKAGES | Touched.CASES, result=record.envelope.serial)


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that was looked at, nothing kept. Without a refusal it can be taken in."""

    path: Path
    verdict: FileVerdict | None
    """None if the file could not be opened at all."""
    refusal: Refusal | None

    @property
    def can_be_taken_in(self) -> bool:
        return self.refusal is None


def judge_files(
    store: Store,
    *,
    files: Sequence[Path],
    identity: Identity,
    now: datetime,
    progress: Progress,
    found: Callable[[Judged], object],
) -> int:
    """Look at each file as `take_in` would, and keep nothing; ``found`` hears of each as soon as it is done. Gives their number.

    Raises `TrustMissing`; what is wrong with one file stands in its `Judged`.
    """
    trusted = trust_of(store)
    for place, path in enumerate(files):

        def within(_text: str, fraction: float, path: Path = path, place: int = place) -> None:
            progress(path.name, (place + fraction) / len(files))

        within("", 0.0)
        found(judge_file(store, path, identity=identity, trusted=trusted, now=now, progress=within))
    return len(files)


def judge_file(
    store: Store, path: Path, *, identity: Identity, trusted: TrustList, now: datetime, progress: Progress
) -> Judged:
    """The verdict on one file, and why it cannot be taken in, if it cannot."""
    verdict: FileVerdict | None = None
    try:
        with unsealed(path, identity, share(progress, 0, 0.2)) as container:
            told = share(progress, 0.4, 1)
            try:
                opened = open_container(
                    container, path.name, trust=trusted, now=now, progress=share(progress, 0.2, 0.4)
                )
                verdict = _glance(opened)
                demand_ours(store, opened)
                demand_new(store, opened)
            except (AlreadyTakenIn, Superseded):
                raise  # nothing new: what it holds need not be recomputed to say so
            except Refusal:
                verdict = verify_package(container, path.name, trusted, now, told)
                raise
            verdict = verify_package(container, path.name, trusted, now, told)
            demand_verdict(opened.name, verdict)
    except Refusal as refusal:
        return Judged(path, verdict, refusal)
    return Judged(path, verdict, None)


def _glance(opened: Opened) -> FileVerdict:
    """What is known of a package whose signatures hold, before its outcomes are recomputed."""
    envelope = opened.record.envelope
    return FileVerdict(
        opened.name,
        envelope.kind.value,
        Status.VALID,
        opened.signers,
        None,
        serial=envelope.serial,
        record_sha256=opened.record_sha256,
        record=opened.record,
    )


def take_out(store: Store, *, serial: PackageSerial, reason: str, at: datetime) -> Changes:
    """Let one result that was taken in no longer count. It can be taken in again. Raises `ReasonMissing`."""
    if not reason.strip():
        raise ReasonMissing(subject=serial)
    packages.set_status(store, serial, PackageStatus.REMOVED, at, reason, direction="in")
    return Changes(Touched.PACKAGES | Touched.CASES)


def demand_ours(store: Store, opened: Opened) -> ResultRecord:
    """The record of a result for a round and panel of this workspace, sent by that panel's chair."""
    record = opened.record
    if not isinstance(record, ResultRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.RESULT.value)
    known = {round_.id: round_ for round_ in rounds.all(store)}
    mine = known.get(record.envelope.round.id)
    demand_expected(
        opened,
        Expectation(
            kind=Kind.RESULT,
            round=mine.id if mine else "-",
            round_title=", ".join(round_.title.zh for round_ in known.values()),
            mode=store.mode,
            scheme_hash=mine.scheme_hash if mine else "",
        ),
    )
    given = {panel.id: panel for panel in panels.of_round(store, record.envelope.round.id)}.get(record.panel.id)
    if given is None or not same_panel(record, given):
        raise NotOfThisRound(name=opened.name, subject=record.panel.name.zh)
    if given.chair != record.envelope.sender.id:
        raise NotTheChair(panel=given.name.zh)
    own = set(given.cases)
    for case in record.cases:
        if case.id not in own or identified(case) != identified(cases.get(store, case.id)):
            raise NotOfThisRound(name=opened.name, subject=case.candidate.number)
    return record


def same_panel(record: ResultRecord, given: Panel) -> bool:
    """Whether a result speaks of the panel as it was handed out: the same people, cases and appointments, each once.

    Else a chair could leave a severe assessor out, or let a trainee count. Further sheets that the chair called for, each with
    its reason, are added to the appointments and take none away.
    """
    said = record.panel
    called = {(one.case, one.assessor, one.method) for one in record.called}
    known = {(item.case, item.assessor, item.method): item.counted for item in given.assignments}
    # One who was called in knows it already; nobody else's sheet may be made to count by it.
    if not all(known.get(key, True) for key in called):
        return False
    return (
        sorted(member.id for member in said.members) == sorted(member.id for member in given.members)
        and sorted(said.cases) == sorted(given.cases)
        and _appointed(said, called) == _appointed(given, called)
    )


def _appointed(panel: Panel, called: set[tuple[CaseId, PersonId, str]]) -> Counter[Assignment]:
    return Counter(item for item in panel.assignments if (item.case, item.assessor, item.method) not in called)


def results_of(store: Store) -> tuple[ResultRecord, ...]:
    """The records of the results that stand, in the order they were taken in."""
    return tuple(record for _, record in _standing(store))


def export_results(store: Store, *, folder: Path, language: Language) -> list[Path]:
    """Write what was taken in: each container, a table of outcomes, the trust list, the CA certificate and the
    revocation list.
    """
    written = []

    def write(name: str, content: bytes | Iterable[bytes]) -> None:
        atomic_write(folder / name, content)
        written.append(folder / name)

    rows = [("round", "number", "name", "grade", "rule", "recommendation", "departs", "serial")]
    standing = _standing(store)
    newest = {item.case: record.envelope.serial for _, record in _by_time(standing) for item in record.outcomes}
    for serial, record in standing:
        write(f"{serial}{SUFFIX}", pieces_of(packages.content(store, serial, "in")))
        names = {case.id: case.candidate.name.of(language) for case in record.cases}
        for item in record.outcomes:
            if newest[item.case] != record.envelope.serial:
                continue
            chosen = item.recommendation
            rows.append(
                (
                    record.envelope.round.title.of(language),
                    item.number,
                    names[item.case],
                    item.grade,
                    item.outcome,
                    chosen.choice if chosen else "",
                    str(chosen.departs).lower() if chosen else "",
                    record.envelope.serial,
                )
            )
    table = io.StringIO()
    csv.writer(table).writerows([[_inert(value) for value in row] for row in rows])
    write("outcomes.csv", ("\ufeff" + table.getvalue()).encode("utf-8"))
    content = trust.current(store)
    if content is not None:
        list_ = trust_of(store)
        write("trust-list.p7s", content)
        write("ca.pem", society_pem(list_))
        write("ca.crl.pem", society_crl(list_))
    return written


def _by_time(found: list[tuple[PackageSerial, ResultRecord]]) -> list[tuple[PackageSerial, ResultRecord]]:
    """In the order they were made: of two results that speak of one case the later one stands for it."""
    return sorted(found, key=lambda one: (one[1].envelope.made_at, one[0]))


def _inert(value: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the table (a CSV file has no types)."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _standing(store: Store) -> list[tuple[PackageSerial, ResultRecord]]:
    found = []
    for row in packages.all(store, Kind.RESULT, "in"):
        if row.status is PackageStatus.TAKEN_IN:
            record = record_inside(packages.content(store, row.serial, "in"))
            if isinstance(record, ResultRecord):
                found.append((row.serial, record))
    return found
