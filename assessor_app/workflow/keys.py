"""Who holds an identity, and the society's acts over them: issue, revoke, hand the trust list on.

The authority's key never enters a workspace: it is opened from its file for one act, with its own passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.files import atomic_write, make_folder, read_file
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.signing.certificates import fingerprint, read_certificate
from assessor_app.signing.identities import GRACE, Authority, open_authority
from assessor_app.signing.passphrases import generate_passphrase
from assessor_app.signing.trust import Revocation, issue_trust_list, load_trust_list, society_crl, society_pem
from assessor_app.store import contents, people, rounds, trust
from assessor_app.store.database import Store
from assessor_app.workflow.errors import AuthorityOfAnother, CertificateMissing, PersonKnown, TrustMissing
from assessor_app.workflow.found import Enrolled, enrol, found_society
from assessor_app.workflow.hand_out import certificates_of
from assessor_app.workflow.prepare import write_identities
from assessor_app.workflow.receive import put_in_force, trust_of

if TYPE_CHECKING:
    from cryptography import x509

ENDING = timedelta(days=60)
"""How long before its end a certificate is named among the tasks."""

AUTHORITY_LIMIT = 1024 * 1024
REASONS = ("unspecified", "key_compromise", "affiliation_changed", "superseded", "cessation_of_operation")


class KeyState(StrEnum):
    NONE = "none"
    IN_FORCE = "in_force"
    ENDING = "ending"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Keyholder:
    """A person of the workspace and the certificate they now have."""

    person: Person
    state: KeyState
    since: datetime | None = None
    until: datetime | None = None
    serial_number: int = 0
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """The trust list in force, for showing. ``authority`` is the SHA-256 of the society's certificate, lower-case hex."""

    number: int
    issued: datetime | None
    society: str
    authority: str
    until: datetime
    revoked: int
    recovery: datetime | None = None
    """Since when the society has the recovery key that the list names; None if it names none."""


@dataclass(frozen=True, slots=True, repr=False)
class AuthorityFile:
    """Where the authority's key lies, and the passphrase that opens it for one act."""

    path: Path
    secret: str = field(repr=False)

    def open(self) -> Authority:
        """Raises `WrongPassphrase`, `IdentityUnreadable`, `FileUnreadable`."""
        return open_authority(read_file(self.path, limit=AUTHORITY_LIMIT), self.secret)


def keyholders(store: Store, now: datetime) -> tuple[Keyholder, ...]:
    """Everybody this workspace knows, those without an identity first."""
    content = trust.current(store)
    revoked = {entry.serial_number: entry for entry in load_trust_list(content).revocations} if content else {}
    found = [_holder(store, person, revoked, now) for person in people.all(store)]
    return tuple(sorted(found, key=lambda one: (one.state is not KeyState.NONE, one.person.id)))


def trust_facts(store: Store) -> TrustFacts | None:
    """The trust list in force, or None."""
    content = trust.current(store)
    if content is None:
        return None
    list_ = load_trust_list(content)
    first = list_.authorities[0]
    return TrustFacts(
        number=list_.number,
        issued=list_.issued,
        society=list_.society,
        authority=fingerprint(first),
        until=first.not_valid_after_utc,
        revoked=len(list_.revocations),
        recovery=list_.recovery.not_valid_before_utc if list_.recovery is not None else None,
    )


def add_officer(store: Store, *, person: PersonId, name: Name) -> Changes:
    """Enter another officer of the society, who has no identity yet. Raises `PersonKnown` if the number is somebody's."""
    known = next((one for one in people.all(store) if one.id == person), None)
    if known is not None:
        raise PersonKnown(number=person, person=known.name.both)
    people.put(store, Person(person, name, (Role.OFFICER,)))
    return Changes(Touched.PEOPLE)


def issue_identities(
    store: Store, *, chosen: tuple[PersonId, ...], authority: AuthorityFile, folder: Path, at: datetime
) -> Changes:
    """Issue an identity to each person and write the files into ``folder``; the result is the tuple of `Enrolled`.

    Raises `WrongPassphrase`, `IdentityUnreadable`, `AuthorityOfAnother`, `CertificateRefused`, what writing raises; then
    nothing is kept.
    """
    opened = own_authority(store, authority)
    society = next((round_.society.zh or round_.society.en for round_ in reversed(rounds.all(store))), opened.name)
    changes = enrol(
        store, chosen=tuple(people.get(store, person) for person in chosen), society=society, authority=opened, at=at
    )
    write_identities(changes.result, make_folder(folder, private=True))
    return changes


def revoke_identity(store: Store, *, person: PersonId, reason: str, authority: AuthorityFile, at: datetime) -> Changes:
    """Withdraw every certificate a person has that is in force: a new trust list, kept here; the result is its number.

    It counts elsewhere as soon as the list arrives there: it travels in every case package, and as a file of its own.
    """
    opened = own_authority(store, authority)
    known = people.get(store, person)
    found = [read_certificate(contents.get(store, one, known.name.both)) for one in certificates_of(store, person)]
    serials = {one.serial_number for one in found if one is not None and at <= one.not_valid_after_utc + GRACE}
    if not serials:
        raise CertificateMissing(person=known.name.both)
    number = next_trust_list(store, opened, at, revoked=tuple(Revocation(one, at, reason) for one in sorted(serials)))
    return Changes(Touched.TRUST | Touched.PEOPLE, result=number)


def next_trust_list(
    store: Store,
    authority: Authority,
    at: datetime,
    *,
    revoked: tuple[Revocation, ...] = (),
    recovery: x509.Certificate | None = None,
) -> int:
    """Issue the list that follows the one in force, with more revocations or another recovery key; gives its number.

    What was withdrawn before stays withdrawn from the day it was.
    """
    held = trust_of(store)
    gone = {one.serial_number for one in held.revocations}
    content = issue_trust_list(
        authority,
        number=held.number + 1,
        at=at,
        revocations=(*held.revocations, *(one for one in revoked if one.serial_number not in gone)),
        recovery=recovery or held.recovery,
        stamps=held.stamps,
        earlier=tuple(one for one in held.authorities if one != authority.certificate),
    )
    put_in_force(store, content, load_trust_list(content))
    return held.number + 1


def renew_trust(store: Store, *, source: Path) -> Changes:
    """Put a newer trust list of the same society in force. Raises `TrustListUnreadable`, `TrustListForeign`, `TrustListOlder`."""
    content = read_file(source, limit=16 * AUTHORITY_LIMIT)
    present = trust.current(store)
    list_ = load_trust_list(content, load_trust_list(present) if present else None)
    kept = put_in_force(store, content, list_)
    return Changes(Touched.TRUST if kept else Touched.NOTHING, result=list_.number)


def export_trust(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write the trust list, the authority's certificate and the revocation list into ``folder``. Raises `TrustMissing`."""
    content = trust.current(store)
    if content is None:
        raise TrustMissing
    list_ = load_trust_list(content)
    written = []
    for name, data in (("trust-list.p7s", content), ("ca.pem", society_pem(list_)), ("ca.crl.pem", society_crl(list_))):
        atomic_write(folder / name, data)
        written.append(folder / name)
    return tuple(written)


@dataclass(frozen=True, slots=True, repr=False)
class NewSociety:
    """What founding leaves: the folder, and the two passphrases that are shown once."""

    folder: Path
    authority_passphrase: str
    officer: Enrolled


def found_into(folder: Path, *, society: str, officer: PersonId, name: Name, at: datetime) -> NewSociety:
    """Found a society: its authority, its first officer's identity and its trust list, written into ``folder``.

    Raises `CertificateRefused` for names that do not fit a certificate, and what writing raises.
    """
    first = Person(officer, name, (Role.OFFICER,))
    of_authority, of_officer = generate_passphrase(), generate_passphrase()
    made = found_society(
        society, officer=first, authority_passphrase=of_authority, officer_passphrase=of_officer, at=at
    )
    make_folder(folder, private=True)
    atomic_write(folder / "authority.p12", made.authority, private=True)
    atomic_write(folder / f"{officer}.p12", made.officer, private=True)
    atomic_write(folder / "trust-list.p7s", made.trust_list)
    atomic_write(folder / "ca.pem", society_pem(load_trust_list(made.trust_list)))
    return NewSociety(folder, of_authority, Enrolled(first, made.officer, of_officer))


def own_authority(store: Store, authority: AuthorityFile) -> Authority:
    """The authority, which must be the one this workspace trusts. Raises `AuthorityOfAnother` and what opening it raises."""
    opened = authority.open()
    held = trust_of(store)
    if opened.certificate not in held.authorities:
        raise AuthorityOfAnother(society=opened.name, held=held.society)
    return opened


def _holder(store: Store, person: Person, revoked: dict[int, Revocation], now: datetime) -> Keyholder:
    if not person.fingerprint:
        return Keyholder(person, KeyState.NONE)
    certificate = read_certificate(contents.get(store, person.fingerprint, person.name.both))
    if certificate is None:
        return Keyholder(person, KeyState.NONE)
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    entry = revoked.get(certificate.serial_number)
    if entry is not None and entry.effective <= now:
        state = KeyState.REVOKED
    elif until < now:
        state = KeyState.EXPIRED
    else:
        state = KeyState.ENDING if until - now < ENDING else KeyState.IN_FORCE
    return Keyholder(
        person, state, since, until, certificate.serial_number, entry.effective if entry is not None else None
    )
