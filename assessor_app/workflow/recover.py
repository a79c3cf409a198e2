"""A lost passphrase is survived: two officers together open the workspace, and the person is given a new identity.

    make_recovery      the society makes a recovery key; its shares are sealed for two officers, its certificate goes into the
                       next trust list, and every workspace that list comes into is wrapped for it too
    recover            both officers open their shares on one computer: the workspace opens, under a new passphrase
    reissue_identity   the society withdraws the identity whose passphrase is lost and issues another, with a new key
    put_identity       the new identity takes its place in the recovered workspace, under the workspace's passphrase

The recovery key exists only while `recover` runs. A later recovery key opens a workspace once the list that names it has come
in there, and from then on the earlier one does not: keep the shares of the earlier one, and a list that names it, until then.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from assessor_app.files import atomic_write, make_folder, read_file
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Role
from assessor_app.signing.certificates import der
from assessor_app.signing.identities import Identity, change_passphrase, load_certificate, open_identity
from assessor_app.signing.passphrases import refuse_weak
from assessor_app.signing.recovery import combine, create_recovery, open_share
from assessor_app.signing.trust import TrustStatus, judge, load_trust_list
from assessor_app.store import identities, people
from assessor_app.store.database import Store, recover_workspace
from assessor_app.workflow.errors import (
    IdentityNotInForce,
    IdentityOfAnother,
    IdentityOfOtherSociety,
    IdentityRevoked,
    NotAnOfficer,
    RecoveryMissing,
)
from assessor_app.workflow.hand_out import certificate_of, keep_certificate
from assessor_app.workflow.join import person_of
from assessor_app.workflow.keys import AuthorityFile, issue_identities, next_trust_list, own_authority, revoke_identity
from assessor_app.workflow.perform import perform
from assessor_app.workflow.receive import trust_of

SMALL = 1024 * 1024
"""Bytes of the largest share or identity file that is read."""
LIST_LIMIT = 16 * SMALL


@dataclass(frozen=True, slots=True)
class RecoveryMade:
    """The two share files, in the officers' order, and the number of the trust list that names the key."""

    shares: tuple[Path, Path]
    number: int


@dataclass(frozen=True, slots=True)
class Sharer:
    """What one officer brings: their share, their identity file, and its passphrase."""

    share: Path
    p12: Path
    secret: str = field(repr=False)


def make_recovery(
    store: Store, *, officers: tuple[PersonId, PersonId], authority: AuthorityFile, folder: Path, at: datetime
) -> Changes:
    """Make the society's recovery key and write the two officers' shares into ``folder``; the result is a `RecoveryMade`.

    It takes the place of an earlier one wherever the new list arrives. Raises `NotAnOfficer`, `SharesDoNotMatch` if it is
    one officer twice, `CertificateMissing`, `CannotSealFor`, `AuthorityOfAnother`, `WrongPassphrase`.
    """
    opened = own_authority(store, authority)
    for officer in officers:
        person = people.get(store, officer)
        if Role.OFFICER not in person.roles:
            raise NotAnOfficer(person=person.name.both)
    first, second = (load_certificate(certificate_of(store, officer)) for officer in officers)
    recovery = create_recovery(opened, (first, second), at)
    number = next_trust_list(store, opened, at, recovery=recovery.certificate)
    place = make_folder(folder, private=True)
    one, other = (place / f"recovery-{number}-{officer}.p7m" for officer in officers)
    for path, share in zip((one, other), recovery.shares, strict=True):
        atomic_write(path, share, private=True)
    return Changes(Touched.TRUST, result=RecoveryMade((one, other), number))


def recover(path: Path, *, sharers: tuple[Sharer, Sharer], trust_list: Path, new: str, at: datetime) -> Store:
    """Open the workspace at ``path`` with both officers' shares and put it under the passphrase ``new``.

    ``trust_list``: one that names the recovery key the workspace last heard of. Who helped stands in its journal. Raises
    `RecoveryMissing`, `WrongPassphrase`, `NotForYou`, `SharesDoNotMatch`, `NoRecovery`, `WeakPassphrase`, and what opening a
    workspace raises; then the workspace is as it was.
    """
    refuse_weak(new)
    list_ = load_trust_list(read_file(trust_list, limit=LIST_LIMIT))
    if list_.recovery is None:
        raise RecoveryMissing(society=list_.society, number=list_.number)
    helpers = [open_identity(read_file(one.p12, limit=SMALL), one.secret) for one in sharers]
    first, second = (
        open_share(read_file(one.share, limit=SMALL), helper) for one, helper in zip(sharers, helpers, strict=True)
    )
    key = combine(first, second, list_.recovery)
    store = recover_workspace(path, key.decrypt, new, now=at)
    try:
        perform(store, recovered_with, at, officers=tuple(helper.person_id for helper in helpers))
    except BaseException:
        store.close()
        raise
    return store


def recovered_with(_store: Store, *, officers: tuple[str, ...]) -> Changes:  # noqa: ARG001 - the journal keeps it
    """Put down who opened the workspace in the owner's place."""
    return Changes(Touched.SETTINGS)


def reissue_identity(
    store: Store, *, person: PersonId, reason: str, authority: AuthorityFile, folder: Path, at: datetime
) -> Changes:
    """Withdraw a person's identity and issue another into ``folder``, with a key of its own; the result is the `Enrolled`.

    Both or neither. Raises what `revoke_identity` and `issue_identities` raise.
    """
    revoke_identity(store, person=person, reason=reason, authority=authority, at=at)
    issued = issue_identities(store, chosen=(person,), authority=authority, folder=folder, at=at).result
    assert isinstance(issued, tuple)
    return Changes(Touched.TRUST | Touched.PEOPLE, result=issued[0])


def put_identity(store: Store, *, p12: bytes, secret: str, passphrase: str, at: datetime) -> Changes:
    """Put an identity that the society issued to the owner in place of the one they had.

    ``secret`` is the passphrase it came with, ``passphrase`` that of the workspace, under which it is kept. Raises
    `WrongPassphrase`, `WrongWorkspacePassphrase`, `IdentityOfAnother`, `IdentityOfOtherSociety`, `IdentityRevoked`,
    `IdentityNotInForce`; then the earlier one stays.
    """
    store.demand_passphrase(passphrase)
    identity = open_identity(p12, secret)
    demand_usable(store, identity, at)
    identities.put(store, change_passphrase(p12, secret, passphrase), identity.fingerprint)
    keep_certificate(store, replace(store.owner, roles=person_of(identity).roles), der(identity.certificate))
    return Changes(Touched.PEOPLE | Touched.SETTINGS, result=identity.fingerprint)


def demand_usable(store: Store, identity: Identity, at: datetime) -> None:
    """The identity is the owner's, of the society trusted here, and in force."""
    if identity.person_id != store.owner.id:
        raise IdentityOfAnother(owner=store.owner.name.both, holder=identity.name)
    held = trust_of(store)
    verdict = judge((identity.certificate, *identity.chain), at, at, held)
    match verdict.status:
        case TrustStatus.UNKNOWN_SIGNER | TrustStatus.UNSUPPORTED:
            raise IdentityOfOtherSociety(holder=identity.name, held=held.society)
        case TrustStatus.REVOKED:
            raise IdentityRevoked(holder=identity.name, revoked_at=verdict.revoked_at or at)
        case TrustStatus.EXPIRED | TrustStatus.NOT_YET_VALID:
            raise IdentityNotInForce(holder=identity.name, since=identity.not_before, until=identity.not_after)
        case TrustStatus.TRUSTED:
            return
