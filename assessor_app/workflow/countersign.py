"""A member of the panel countersigns the result: opens it, checks it as the society will, and signs beside the chair.

Nothing of what was signed is touched, so the first signature stays what it was. The countersigned package bears the serial
it had; the society keeps it as the newer evidence, whether or not it has taken in the one with fewer signatures. Members
sign one after the other, each the package that the one before wrote: two versions with different second signatures
cannot be put together, and the society says so.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assessor_app.exchange.packages import (
    SEALED_SUFFIX,
    Opened,
    Progress,
    open_container,
    share,
)
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PackageSerial, PanelId, PersonId
from assessor_app.models.records import Kind, ResultRecord
from assessor_app.signing.container import countersign_container
from assessor_app.signing.identities import Identity, open_identity
from assessor_app.signing.verdicts import SignerInfo, Status
from assessor_app.store import packages, panels
from assessor_app.store.database import Store
from assessor_app.workflow.countersigners import ROLE, approvers, why_not
from assessor_app.workflow.errors import CertificateMissing
from assessor_app.workflow.hand_out import certificate_of
from assessor_app.workflow.parcels import bring_in, keep_outgoing, standing_in, write_out
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.take_in import demand_ours
from assessor_app.workflow.verify import FileVerdict, demand_sound, sheets_under
from assessor_app.workflow.who_may import demand_in_force, demand_signer

COMMITMENT = "proof_of_approval"


def countersign(
    store: Store, *, source: Path, folder: Path, at: datetime, identity: Identity, progress: Progress
) -> Changes:
    """Countersign the result package at ``source`` as a member of its panel and write it into ``folder``, sealed for the
    society's officer, the chair and the members who may sign; the result is its path.

    Raises `NotForYou`; what `take_in` raises for a package that is not sound, or not of a round and panel of this workspace;
    `CountersignerNotMember`, `CountersignerBarred`, `CountersignerRole`, `CountersignedTwice`. Then nothing is written.
    """
    demand_signer(store, identity, at)
    opened = bring_in(store, source, trust=trust_of(store), now=at, identity=identity, progress=share(progress, 0, 0.4))
    return _sign_beside(store, opened, folder, at, identity, share(progress, 0.4, 1))


def countersign_here(
    store: Store, *, serial: PackageSerial, p12: bytes, secret: str, folder: Path, at: datetime, progress: Progress
) -> Changes:
    """A member signs, with their own identity file and its passphrase, the result ``serial`` on the machine where it was made.

    The identity is used for this one signature and kept nowhere. What is written, refused and raised is as in `countersign`, and
    `WrongPassphrase`, `IdentityUnreadable`, `IdentityRevoked`.
    """
    identity = open_identity(p12, secret)
    demand_in_force(store, identity, at)
    content = packages.content(store, serial, "out")
    opened = open_container(content, serial, trust=trust_of(store), now=at)
    return _sign_beside(store, opened, folder, at, identity, progress)


def may_sign_beside(store: Store, verdict: FileVerdict) -> bool:
    """Whether the file is a sound result of a panel of this workspace that takes the owner's signature still."""
    record = verdict.record
    if not isinstance(record, ResultRecord) or verdict.status is not Status.VALID:
        return False
    known = {panel.id for panel in panels.of_round(store, record.envelope.round.id)}
    return record.panel.id in known and (
        why_not(
            verdict.file,
            record,
            sheets_under(verdict),
            signer=store.owner.id,
            called=store.owner.name.both,
            roles=[role.value for role in store.owner.roles],
            earlier=[PersonId(one.person_id) for one in verdict.signers],
        )
        is None
    )


def signers_of(store: Store, serial: PackageSerial, now: datetime) -> tuple[SignerInfo, ...]:
    """Who has signed a result that went out from here, the chair first. Raises what `open_container` raises."""
    content = packages.content(store, serial, "out")
    return open_container(content, serial, trust=trust_of(store), now=now).signers


def _sign_beside(
    store: Store, opened: Opened, folder: Path, at: datetime, identity: Identity, progress: Progress
) -> Changes:
    record = demand_ours(store, opened)
    sheets = sheets_under(demand_sound(opened, trust_of(store), at, share(progress, 0, 0.7)))
    signer = PersonId(identity.person_id)
    refused = why_not(
        opened.name,
        record,
        sheets,
        signer=signer,
        called=next((one.name.both for one in record.panel.members if one.id == signer), identity.name),
        roles=identity.roles,
        earlier=[PersonId(one.person_id) for one in opened.signers],
    )
    if refused is not None:
        raise refused
    container = countersign_container(opened.container, identity, role=ROLE.value, commitment=COMMITMENT, at=at)
    officer = _officer_of(store, record.panel.id)
    target = folder / f"result-{record.panel.id}-{record.envelope.serial}-{signer}{SEALED_SUFFIX}"
    readers = dict.fromkeys((officer, record.panel.chair, *(member.id for member in approvers(record, sheets))))
    certificates = [certificate_of(store, reader) for reader in readers]
    kept = write_out(store, container, target, certificates, share(progress, 0.7, 1))
    if packages.known(store, record.envelope.serial, "out"):
        packages.add_version(store, record.envelope.serial, "out", kept.sha256, kept.size)
    else:
        cases = tuple(item.case for item in record.outcomes)
        keep_outgoing(
            store, record.envelope, kept, panel=record.panel.id, recipient=officer, target=target, cases=cases
        )
    return Changes(Touched.PACKAGES, result=target)


def _officer_of(store: Store, panel: PanelId) -> PersonId:
    """Who handed this panel's cases out, and gets its result. Raises `CertificateMissing` where nobody did."""
    received = standing_in(store, Kind.CASE, panel)
    if not received:
        raise CertificateMissing(person=panel)
    return PersonId(received[-1].sender)
