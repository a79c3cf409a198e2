"""An assessor takes a case package in: verified first, then the round, the rules, the panel, the cases and their
papers are kept.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assessor_app.exchange.errors import ContentMissing, NotOfThisRound, WrongKind, WrongScheme
from assessor_app.exchange.packages import (
    PAPERS,
    SCHEME,
    Expectation,
    Opened,
    Progress,
    demand_content,
    demand_expected,
    share,
)
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Case
from assessor_app.models.records import CaseRecord, Kind
from assessor_app.models.scheme_file import scheme_from_json, scheme_hash
from assessor_app.signing.certificates import holder, read_certificate
from assessor_app.signing.identities import Identity
from assessor_app.signing.trust import TrustList, load_trust_list
from assessor_app.store import cases, contents, panels, rounds, schemes, trust
from assessor_app.store.database import Store
from assessor_app.workflow.calibrate import REFERENCE, read_reference
from assessor_app.workflow.errors import TrustMissing
from assessor_app.workflow.hand_out import CERTIFICATES, TRUST, keep_certificate
from assessor_app.workflow.parcels import bring_in, demand_new, keep_incoming, watched
from assessor_app.workflow.schemes import pinned_scheme


def receive_case_package(
    store: Store, *, source: Path, at: datetime, identity: Identity, progress: Progress
) -> Changes:
    """Take the case package at ``source`` in. Marks already entered stay where they are. The result is the serial.

    Raises the refusals of ``exchange.errors``; then nothing has been kept.
    """
    opening = share(progress, 0, 0.7)
    opened = bring_in(store, source, trust=trust_of(store), now=at, identity=identity, progress=opening)
    return keep_case_package(store, opened, at=at, progress=share(progress, 0.7, 1))


def keep_case_package(store: Store, opened: Opened, *, at: datetime, progress: Progress) -> Changes:
    """Take a case package in that was brought in; see `receive_case_package`."""
    demand_expected(opened, Expectation(kind=Kind.CASE, mode=store.mode, recipient=store.owner.id))
    demand_new(store, opened)
    record = opened.record
    if not isinstance(record, CaseRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.CASE.value)
    _demand_whole(store, opened.name, record)
    _keep_rules(store, opened, record)
    _demand_reference(store, opened, record)
    _keep_people(store, opened, record)
    for place, case in enumerate(record.cases):
        keep_papers(store, opened, case, share(progress, place / len(record.cases), (place + 1) / len(record.cases)))
        cases.put(store, record.envelope.round.id, record.panel.id, case, {})
    panels.put(store, record.envelope.round.id, record.panel)
    keep_incoming(store, opened, panel=record.panel.id, at=at)
    _renew_trust(store, opened, trust_of(store))
    return Changes(Touched.EVERYTHING, result=record.envelope.serial)


def trust_of(store: Store) -> TrustList:
    """The trust list of this workspace. Raises `TrustMissing`."""
    content = trust.current(store)
    if content is None:
        raise TrustMissing
    return load_trust_list(content)


def _demand_whole(store: Store, name: str, record: CaseRecord) -> None:
    """The record speaks of the panel's own cases and people, none of which belongs to another round. Raises `NotOfThisRound`."""
    panel, round_ = record.panel, record.envelope.round.id
    members = {member.id for member in panel.members}
    given = {case.id for case in record.cases}
    if len(given) != len(record.cases) or not given <= set(panel.cases) or {record.recipient, panel.chair} - members:
        raise NotOfThisRound(name=name, subject=panel.name.zh)
    for item in panel.assignments:
        if item.case not in panel.cases or item.assessor not in members:
            raise NotOfThisRound(name=name, subject=f"{item.case} {item.assessor}")
    others = {case.id for other in rounds.all(store) if other.id != round_ for case in cases.of_round(store, other.id)}
    for case in record.cases:
        if case.id in others:
            raise NotOfThisRound(name=name, subject=case.candidate.number)


def keep_papers(store: Store, opened: Opened, case: Case, progress: Progress) -> None:
    """Keep the papers of a case that lie in a package. Raises `ContentMissing`."""
    for place, document in enumerate(case.documents):
        told = share(progress, place / len(case.documents), (place + 1) / len(case.documents))
        name = f"{PAPERS}{document.id}"
        demand_content(opened, name, document.sha256)
        if not contents.known(store, document.sha256):
            pieces = opened.inside.pieces(name)
            contents.put(store, watched(pieces, opened.inside.size(name), case.candidate.number, told))


def _keep_rules(store: Store, opened: Opened, record: CaseRecord) -> None:
    round_ = record.envelope.round
    content = opened.read(SCHEME) if SCHEME in opened.names else b""
    if not content or scheme_hash(scheme_from_json(content)) != round_.scheme_hash:
        raise WrongScheme(name=opened.name, scheme=f"{round_.scheme_id} {round_.scheme_version}")
    # A round never changes its scheme midway: what has been marked was marked by the rules it began with.
    if any(here.id == round_.id and here.scheme_hash != round_.scheme_hash for here in rounds.all(store)):
        raise WrongScheme(name=opened.name, scheme=f"{round_.scheme_id} {round_.scheme_version}")
    schemes.put(store, round_.scheme_hash, round_.scheme_id, round_.scheme_version, content)
    rounds.put(store, round_)


def _demand_reference(store: Store, opened: Opened, record: CaseRecord) -> None:
    """Agreed marks that come along speak of these cases by these rules. Raises `NotOfThisRound`."""
    if REFERENCE in opened.names:
        round_ = record.envelope.round
        scheme = pinned_scheme(store, round_.scheme_hash)
        read_reference(opened.name, opened.read(REFERENCE), round_, record.cases, scheme)


def _keep_people(store: Store, opened: Opened, record: CaseRecord) -> None:
    known = {person.id: person for person in (*record.panel.members, record.envelope.sender)}
    for person in known.values():
        name = f"{CERTIFICATES}{person.id}.cer"
        if name in opened.names:
            content = opened.read(name)
            certificate = read_certificate(content)
            if certificate is None or holder(certificate).person_id != person.id:
                raise ContentMissing(name=opened.name, part=name)
            keep_certificate(store, person, content)


def _renew_trust(store: Store, opened: Opened, trusted: TrustList) -> None:
    """Keep the trust list that came along if it is newer and from the same authority; an older one is passed over."""
    if TRUST in opened.names:
        content = opened.read(TRUST)
        brought = load_trust_list(content, expected_authority=trusted)
        if brought.number > trusted.number:
            put_in_force(store, content, brought)


def put_in_force(store: Store, content: bytes, list_: TrustList) -> bool:
    """Put a trust list in force, and let the recovery key it names open this workspace; False if it was in force already.

    Raises `TrustListOlder`, `RecoveryCertificateUnfit`.
    """
    kept = trust.put(store, content, list_.number)
    if kept and list_.recovery_certificate is not None:
        store.wrap_for_recovery(list_.recovery_certificate)
    return kept
