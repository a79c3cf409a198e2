"""The society founds its authority: a certificate authority of its own, the first officer, and the first trust list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.people import Person
from assessor_app.signing.certificates import der
from assessor_app.signing.identities import Authority, create_authority, issue_identity, open_authority, open_identity
from assessor_app.signing.passphrases import generate_passphrase
from assessor_app.signing.trust import issue_trust_list
from assessor_app.store.database import Store
from assessor_app.workflow.hand_out import keep_certificate

IDENTITY_YEARS = 3
"""Years a personal certificate is in force (our default; IET appoints interviewers for 3 years, domain K6)."""


@dataclass(frozen=True, slots=True, repr=False)
class Founding:
    """Files of a new society. ``authority`` is kept off line; ``trust_list`` goes to everybody."""

    authority: bytes
    officer: bytes
    trust_list: bytes


def found_society(
    society: str, *, officer: Person, authority_passphrase: str, officer_passphrase: str, at: datetime
) -> Founding:
    """A new authority, the first officer's identity, and trust list number 1."""
    file = create_authority(society, authority_passphrase, at)
    authority = open_authority(file, authority_passphrase)
    identity = issue_identity(
        authority,
        person_id=officer.id,
        name=officer.name.both,
        organisation=society,
        roles=[role.value for role in officer.roles],
        passphrase=officer_passphrase,
        now=at,
        years=IDENTITY_YEARS,
    )
    return Founding(file, identity, issue_trust_list(authority, number=1, at=at))


@dataclass(frozen=True, slots=True, repr=False)
class Enrolled:
    """What one person is handed: the identity file, and the passphrase by another way."""

    person: Person
    p12: bytes
    passphrase: str


def enrol(store: Store, *, chosen: tuple[Person, ...], society: str, authority: Authority, at: datetime) -> Changes:
    """Issue an identity to each of the people; the result is a tuple of `Enrolled`. Their certificates are kept,
    their keys are not.
    """
    made = []
    for person in chosen:
        passphrase = generate_passphrase()
        p12 = issue_identity(
            authority,
            person_id=person.id,
            name=person.name.both,
            organisation=society,
            roles=[role.value for role in person.roles],
            passphrase=passphrase,
            now=at,
            years=IDENTITY_YEARS,
        )
        keep_certificate(store, person, der(open_identity(p12, passphrase).certificate))
        made.append(Enrolled(person, p12, passphrase))
    return Changes(Touched.PEOPLE, result=tuple(made))
