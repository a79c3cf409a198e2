"""An identity is renewed before it ends, and its key never leaves the file it lies in.

    ask_renewal       the owner writes a request, signed by their key, for the society
    certify_renewal   an officer certifies that key anew, for the person whose certificate it has here
    finish_renewal    the owner puts the new certificate beside the key

What was sealed for the earlier certificate opens with the renewed one: it is the same key.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.files import atomic_write, make_folder, read_file
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.people import Person
from assessor_app.signing.certificates import der, holder, pem, read_pem_or_der
from assessor_app.signing.errors import CertificateRefused
from assessor_app.signing.identities import (
    Identity,
    certify_request,
    load_certificate,
    open_identity,
    public_key,
    replace_certificate,
    request_key,
)
from assessor_app.store import identities, people
from assessor_app.store.database import Store
from assessor_app.workflow.errors import RenewalNotNewer, RenewalRevoked, RenewalUnknown
from assessor_app.workflow.found import IDENTITY_YEARS
from assessor_app.workflow.hand_out import certificate_of, keep_certificate
from assessor_app.workflow.join import own_file, person_of
from assessor_app.workflow.keys import AuthorityFile, own_authority
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.recover import demand_usable
from assessor_app.workflow.who_may import demand_signer

SMALL = 1024 * 1024
"""Bytes of the largest request or certificate that is read."""


def ask_renewal(store: Store, *, folder: Path, at: datetime, identity: Identity) -> Changes:
    """Write the request for a new term into ``folder``; the result is its path. Raises `IdentityOfAnother`, `IdentityRevoked`."""
    demand_signer(store, identity, at)
    target = make_folder(folder) / f"renewal-{store.owner.id}.csr.pem"
    atomic_write(target, identity.request())
    return Changes(Touched.NOTHING, result=target)


def certify_renewal(store: Store, *, source: Path, authority: AuthorityFile, folder: Path, at: datetime) -> Changes:
    """Certify the key of the request at ``source`` anew and write the certificate into ``folder``; the result is its path.

    Name and roles are those the society knows, whatever the request says. Raises `RequestRefused`, `RenewalUnknown` for a key
    that nobody here has, `RenewalRevoked`, `AuthorityOfAnother`, `WrongPassphrase`.
    """
    opened = own_authority(store, authority)
    request = read_file(source, limit=SMALL)
    key = request_key(request)
    person = _whose(store, key, source.name)
    present = load_certificate(certificate_of(store, person.id))
    if any(one.serial_number == present.serial_number for one in trust_of(store).revocations):
        raise RenewalRevoked(person=person.name.both)
    certificate = certify_request(
        opened,
        request,
        person_id=person.id,
        name=person.name.both,
        organisation=holder(present).organisation,
        roles=[role.value for role in person.roles],
        now=at,
        years=IDENTITY_YEARS,
    )
    keep_certificate(store, person, der(certificate))
    target = make_folder(folder) / f"renewed-{person.id}.cer.pem"
    atomic_write(target, pem((certificate,)))
    return Changes(Touched.PEOPLE, result=target)


def finish_renewal(store: Store, *, source: Path, passphrase: str, at: datetime) -> Changes:
    """Put the certificate at ``source`` in place of the owner's present one; the result is its end.

    Raises `WrongPassphrase`, `CertificateRefused` for none or for that of another key, `RenewalNotNewer`, and what is
    said of an identity that is not of this society, revoked or not in force; then the present one stays.
    """
    found = read_pem_or_der(read_file(source, limit=SMALL))
    if not found:
        raise CertificateRefused(reason="malformed")
    certificate = found[0]
    p12 = own_file(store, passphrase)
    present = open_identity(p12, passphrase)
    renewed = replace_certificate(p12, passphrase, certificate)
    identity = open_identity(renewed, passphrase)
    demand_usable(store, identity, at)
    if certificate == present.certificate:
        return Changes(Touched.NOTHING, result=identity.not_after)
    if identity.not_after <= present.not_after:
        raise RenewalNotNewer(until=identity.not_after, held_until=present.not_after)
    identities.put(store, renewed, identity.fingerprint)
    keep_certificate(store, replace(store.owner, roles=person_of(identity).roles), der(certificate))
    return Changes(Touched.PEOPLE | Touched.SETTINGS, result=identity.not_after)


def _whose(store: Store, key: bytes, name: str) -> Person:
    """The person whose certificate here has that key. Raises `RenewalUnknown`."""
    for person in people.all(store):
        if person.fingerprint and public_key(load_certificate(certificate_of(store, person.id))) == key:
            return person
    raise RenewalUnknown(name=name)
