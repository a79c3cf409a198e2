"""A person joins: their identity file and the society's trust list go into a workspace of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.signing.certificates import der, read_certificate
from assessor_app.signing.errors import WrongPassphrase
from assessor_app.signing.identities import Identity, open_identity
from assessor_app.signing.trust import TrustStatus, judge, load_trust_list
from assessor_app.store import contents, identities, people, trust
from assessor_app.store.database import Store, create_workspace
from assessor_app.store.errors import WrongWorkspacePassphrase
from assessor_app.workflow.errors import IdentityMissing, IdentityOfOtherSociety, IdentityRevoked
from assessor_app.workflow.hand_out import keep_certificate
from assessor_app.workflow.perform import perform

_LATIN = re.compile(r"[A-Za-z]")


def make_workspace(path: Path, *, p12: bytes, trust_list: bytes, passphrase: str, mode: Mode, at: datetime) -> Store:
    """A new workspace at ``path`` for the holder of ``p12``, under the same passphrase as the identity, ready to
    take packages in.

    Raises `WrongPassphrase`, `TrustListUnreadable`, `IdentityOfOtherSociety` and `IdentityRevoked` by that list, what writing
    a file raises, and `WorkspaceExists`.
    """
    identity = open_identity(p12, passphrase)
    list_ = load_trust_list(trust_list)
    verdict = judge((identity.certificate, *identity.chain), at, at, list_)
    if verdict.status in (TrustStatus.UNKNOWN_SIGNER, TrustStatus.UNSUPPORTED):
        raise IdentityOfOtherSociety(holder=identity.name, held=list_.society)
    if verdict.status is TrustStatus.REVOKED:
        raise IdentityRevoked(holder=identity.name, revoked_at=verdict.revoked_at or at)
    store = create_workspace(
        path, passphrase, owner=person_of(identity), mode=mode, now=at, recovery_certificate=list_.recovery_certificate
    )
    try:
        perform(store, join, at, p12=p12, trust_list=trust_list, identity=identity)
    except BaseException:
        store.close()
        raise
    return store


def join(store: Store, *, p12: bytes, trust_list: bytes, identity: Identity) -> Changes:
    """Keep the identity and the trust list. The PKCS#12 stays under its own passphrase."""
    list_ = load_trust_list(trust_list)
    identities.put(store, p12, identity.fingerprint)
    trust.put(store, trust_list, list_.number)
    keep_certificate(store, person_of(identity), der(identity.certificate))
    return Changes(Touched.PEOPLE | Touched.TRUST)


def unlock(store: Store, passphrase: str) -> Identity:
    """The owner's identity, asked for at every signing. Raises `IdentityMissing` or `WrongPassphrase`."""
    return open_identity(own_file(store, passphrase), passphrase)


def own_file(store: Store, passphrase: str) -> bytes:
    """The owner's identity as the file that this passphrase opens. Raises `IdentityMissing` or `WrongPassphrase`.

    Where a change of the passphrase was cut short, the file under the new one lies here already while the workspace still
    opens by the old one. What opens the workspace decides: then a file before it is the one in use.
    """
    kept = identities.all(store)
    if not kept:
        raise IdentityMissing
    same = [p12 for fingerprint, p12 in kept if fingerprint == kept[0][0]]
    if len(same) == 1:
        return same[0]
    try:
        store.demand_passphrase(passphrase)
    except WrongWorkspacePassphrase:
        raise WrongPassphrase from None
    for p12 in same:
        try:
            open_identity(p12, passphrase)
        except WrongPassphrase:
            continue
        return p12
    raise WrongPassphrase


def person_of(identity: Identity) -> Person:
    """The person a certificate names."""
    return Person(
        id=PersonId(identity.person_id),
        name=split_name(identity.name),
        roles=tuple(Role(role) for role in identity.roles if role in set(Role)),
        fingerprint=identity.fingerprint,
    )


def split_name(common_name: str) -> Name:
    """A certificate's common name ("顾南乔 Gu Nanqiao") as Chinese and Latin name; either may be missing."""
    found = _LATIN.search(common_name)
    if found is None:
        return Name(zh=common_name.strip())
    return Name(zh=common_name[: found.start()].strip(), en=common_name[found.start() :].strip())


@dataclass(frozen=True, slots=True)
class IdentityTerm:
    """What is known of the owner's identity without its passphrase; ``until`` aware, None if there is no identity."""

    fingerprint: str
    until: datetime | None


def identity_term(store: Store) -> IdentityTerm:
    """The owner's certificate, as far as everybody may see it."""
    owner = people.get(store, store.owner.id)
    if not owner.fingerprint:
        return IdentityTerm("", None)
    certificate = read_certificate(contents.get(store, owner.fingerprint, owner.name.both))
    return IdentityTerm(owner.fingerprint, certificate.not_valid_after_utc if certificate is not None else None)
