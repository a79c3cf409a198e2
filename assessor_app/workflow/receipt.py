"""Whoever took a package in tells whoever sent it: a small signed receipt that names the package by serial and hash.

A chair's receipt also carries the items given back to the author, and is sealed then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.exchange.errors import ContentMissing, WrongKind
from assessor_app.exchange.packages import (
    SEALED_SUFFIX,
    SUFFIX,
    Expectation,
    Opened,
    Progress,
    demand_expected,
    make_package,
    open_package,
    share,
)
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PackageSerial, PanelId, PersonId
from assessor_app.models.people import Role
from assessor_app.models.records import Kind, ReceiptRecord
from assessor_app.signing.container import versions_of
from assessor_app.signing.identities import Identity
from assessor_app.store import packages, rounds
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.workflow.call_in import keep_call
from assessor_app.workflow.errors import NothingToReturn
from assessor_app.workflow.give_back import keep_returned, to_be_sent, unsent
from assessor_app.workflow.hand_out import certificate_of, envelope
from assessor_app.workflow.parcels import bring_in, keep_outgoing, standing_in, write_out
from assessor_app.workflow.receive import keep_case_package, trust_of
from assessor_app.workflow.who_may import demand_chair, demand_signer

RECEIVER: dict[Kind, Role] = {
    Kind.CASE: Role.ASSESSOR,
    Kind.SCORE: Role.CHAIR,
    Kind.RESULT: Role.OFFICER,
    Kind.CALL: Role.ASSESSOR,
}
"""The role in which a package of each kind is taken in."""


def write_receipt(store: Store, *, serial: PackageSerial, folder: Path, at: datetime, identity: Identity) -> Changes:
    """Write the receipt for a package that was taken in; the result is its path. Raises `UnknownHere`, `IdentityOfAnother`."""
    demand_signer(store, identity, at)
    row = packages.get(store, serial, "in")
    panel = PanelId(str(row.facts.get("panel", "")))
    record = ReceiptRecord(
        envelope=envelope(store, Kind.RECEIPT, rounds.get(store, row.round), RECEIVER[row.kind], at),
        package=serial,
        sha256=_as_sent(store, row),
        taken_in_at=at,
        verdict=row.status.value,
        returned=to_be_sent(store, panel, PersonId(row.sender)) if row.kind is Kind.SCORE else (),
    )
    container = make_package(record, (), identity, at=at)
    name = f"receipt-{serial}-{store.owner.id}"
    if record.returned:
        # What is asked of an author speaks of a candidate.
        target, certificates = folder / f"{name}{SEALED_SUFFIX}", [certificate_of(store, PersonId(row.sender))]
    else:
        target, certificates = folder / f"{name}{SUFFIX}", []
    kept = write_out(store, container, target, certificates, lambda _text, _share: None)
    keep_outgoing(store, record.envelope, kept, panel=panel, recipient=PersonId(row.sender), target=target)
    return Changes(Touched.PACKAGES, result=target)


def write_returns(store: Store, *, panel: PanelId, folder: Path, at: datetime, identity: Identity) -> Changes:
    """Write what goes back to each author since their last receipt, with a new receipt for the package of theirs that counts.

    The result is the paths. Raises `NothingToReturn`, `IdentityOfAnother`.
    """
    demand_chair(store, panel)
    counting = {PersonId(row.sender): row.serial for row in standing_in(store, Kind.SCORE, panel)}
    waiting = [counting[author] for author in unsent(store, panel) if author in counting]
    if not waiting:
        raise NothingToReturn
    written = [
        write_receipt(store, serial=serial, folder=folder, at=at, identity=identity).result for serial in waiting
    ]
    return Changes(Touched.PACKAGES, result=tuple(written))


def _as_sent(store: Store, row: PackageRow) -> str:
    """The hash by which the sender knows the package: members may have signed it since."""
    if row.kind is not Kind.RESULT:
        return row.sha256
    return versions_of(packages.content(store, row.serial, "in"))[0]


def take_receipt(store: Store, *, source: Path, at: datetime, identity: Identity, progress: Progress) -> Changes:
    """Note that a package sent from here has arrived. The result is its serial.

    Raises the refusals of ``exchange.errors``; `ContentMissing` for a receipt of a package that was not sent from here, or of
    another content under its serial; `NotOfThisRound` where it gives items back that are not the owner's.
    """
    with open_package(source, trust=trust_of(store), now=at, identity=identity, progress=progress) as opened:
        return _keep_receipt(store, opened, at)


def take_parcel(store: Store, *, source: Path, at: datetime, identity: Identity, progress: Progress) -> Changes:
    """Take in what was handed to an assessor: a case package, a receipt, or a case they are called in on; as
    `receive_case_package`, `take_receipt` and `keep_call` do.

    The result is the kind of package.
    """
    opening, keeping = share(progress, 0, 0.7), share(progress, 0.7, 1)
    opened = bring_in(store, source, trust=trust_of(store), now=at, identity=identity, progress=opening)
    kind = opened.record.envelope.kind
    if kind is Kind.RECEIPT:
        return replace(_keep_receipt(store, opened, at), result=kind)
    if kind is Kind.CALL:
        return keep_call(store, opened, at=at, progress=keeping)
    return replace(keep_case_package(store, opened, at=at, progress=keeping), result=kind)


def _keep_receipt(store: Store, opened: Opened, at: datetime) -> Changes:
    demand_expected(opened, Expectation(kind=Kind.RECEIPT, mode=store.mode))
    record = opened.record
    if not isinstance(record, ReceiptRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.RECEIPT.value)
    sent = next((row for row in packages.all(store, None, "out") if row.serial == record.package), None)
    if sent is None or sent.sha256 != record.sha256 or sent.recipient != record.envelope.sender.id:
        raise ContentMissing(name=opened.name, part=record.package)
    packages.set_status(store, record.package, PackageStatus.RECEIPTED, at, direction="out")
    if record.returned:
        if sent.kind is not Kind.SCORE:
            raise ContentMissing(name=opened.name, part="returned")
        keep_returned(store, opened.name, record, PanelId(str(sent.facts.get("panel", ""))))
    return Changes(Touched.PACKAGES | Touched.NOTES, result=record.package)
