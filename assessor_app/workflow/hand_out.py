"""An officer hands each assessor of a panel a sealed case package: the cases given to them, the papers, the rules,
the trust list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app import __version__
from assessor_app.exchange.packages import PAPERS, SCHEME, SEALED_SUFFIX, Progress, make_package, share
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, DocumentId, PackageSerial, PanelId, PersonId, fresh
from assessor_app.models.people import Person, Role
from assessor_app.models.records import FORMAT, CaseRecord, Envelope, Kind
from assessor_app.models.rounds import Panel, Round
from assessor_app.signing.archives import measure
from assessor_app.signing.container import ContainerFile
from assessor_app.signing.identities import Identity
from assessor_app.store import cases, contents, panels, people, rounds, schemes, settings, trust
from assessor_app.store.database import Store
from assessor_app.workflow.calibrate import REFERENCE, reference_file
from assessor_app.workflow.errors import CertificateMissing, TrustMissing
from assessor_app.workflow.parcels import keep_outgoing, latest_out, write_out
from assessor_app.workflow.who_may import demand_signer

PROGRAM = f"assessor-desk {__version__}"
CERTIFICATES = "certificates/"
TRUST = "trust-list.p7s"
EVER = "certificates-of/"
"""Settings under which the fingerprints of all of a person's certificates are remembered."""


def hand_out(
    store: Store, *, panel: PanelId, folder: Path, at: datetime, identity: Identity, progress: Progress
) -> Changes:
    """Write one sealed case package per member of the panel into ``folder``; the result is the paths, in the members' order.

    A later package for the same member supersedes the earlier one. All or none: a package that is not noted here must not lie
    about to be handed on. Raises `CertificateMissing`, `TrustMissing`, `DiskFull`, ….
    """
    demand_signer(store, identity, at)
    given = panels.get(store, panel)
    round_ = rounds.get(store, panels.round_of(store, panel))
    written: list[Path] = []
    papers = papers_of(store, given.cases, share(progress, 0, 0.3))
    for place, member in enumerate(given.members):

        def told(_text: str, fraction: float, place: int = place, name: str = member.name.both) -> None:
            progress(name, 0.3 + 0.7 * (place + fraction) / len(given.members))

        told("", 0)
        certificate = certificate_of(store, member.id)
        record = _record(store, round_, given, member.id, at)
        container = make_package(record, _files(store, round_, given, record, papers), identity, at=at)
        target = folder / f"{round_.id}-{record.envelope.serial}-{member.id}{SEALED_SUFFIX}"
        kept = write_out(store, container, target, [certificate], told)
        written.append(target)
        keep_outgoing(store, record.envelope, kept, panel=panel, recipient=member.id, target=target)
    return Changes(Touched.PACKAGES, result=tuple(written))


def certificate_of(store: Store, person: PersonId) -> bytes:
    """The person's certificate (DER). Raises `CertificateMissing`."""
    known = people.get(store, person)
    if not known.fingerprint:
        raise CertificateMissing(person=known.name.both)
    return contents.get(store, known.fingerprint, known.name.both)


def keep_certificate(store: Store, person: Person, certificate: bytes) -> None:
    """Keep a person with their certificate (DER), which lies among the contents under its own fingerprint.

    Those they had before are remembered: until they run out they are as good as the new one.
    """
    fingerprint = contents.put(store, certificate)
    known = [*certificates_of(store, person.id), fingerprint]
    settings.put(store, f"{EVER}{person.id}", " ".join(dict.fromkeys(known)))
    people.put(store, replace(person, fingerprint=fingerprint))


def certificates_of(store: Store, person: PersonId) -> tuple[str, ...]:
    """The fingerprints of every certificate of that person kept here, oldest first."""
    now = next((one.fingerprint for one in people.all(store) if one.id == person), "")
    known = settings.get(store, f"{EVER}{person}").split()
    return tuple(dict.fromkeys([*known, *([now] if now else [])]))


def envelope(
    store: Store, kind: Kind, round_: Round, role: Role, at: datetime, *, supersedes: PackageSerial | None = None
) -> Envelope:
    """The envelope of a package that the owner of this workspace sends now."""
    return Envelope(
        format=FORMAT,
        kind=kind,
        serial=PackageSerial(fresh(kind.value)),
        round=round_,
        sender=store.owner,
        role=role,
        made_at=at,
        program=PROGRAM,
        supersedes=supersedes,
    )


def _record(store: Store, round_: Round, panel: Panel, member: PersonId, at: datetime) -> CaseRecord:
    given = {item.case for item in panel.assignments if item.assessor == member}
    mine = panel.cases if member == panel.chair else tuple(case for case in panel.cases if case in given)
    earlier = latest_out(store, Kind.CASE, panel.id, member)
    return CaseRecord(
        envelope=envelope(store, Kind.CASE, round_, Role.OFFICER, at, supersedes=earlier),
        recipient=member,
        panel=panel,
        cases=tuple(cases.get(store, case) for case in mine),
    )


def _files(
    store: Store, round_: Round, panel: Panel, record: CaseRecord, papers: Mapping[DocumentId, ContainerFile]
) -> list[ContainerFile]:
    list_ = trust.current(store)
    if list_ is None:
        raise TrustMissing
    certificates = [(person.id, certificate_of(store, person.id)) for person in (*panel.members, store.owner)]
    agreed = reference_file(store, round_, record.cases)
    return [
        ContainerFile(SCHEME, "application/json", schemes.get(store, round_.scheme_hash)),
        ContainerFile(TRUST, "application/pkcs7-mime", list_),
        *(
            ContainerFile(f"{CERTIFICATES}{person}.cer", "application/pkix-cert", content)
            for person, content in certificates
        ),
        *(papers[document.id] for case in record.cases for document in case.documents),
        *([ContainerFile(REFERENCE, "application/json", agreed)] if agreed else []),
    ]


def papers_of(store: Store, given: Sequence[CaseId], progress: Progress) -> dict[DocumentId, ContainerFile]:
    """The papers of these cases as they lie in packages, measured once for all of them."""
    documents = [document for case in given for document in cases.get(store, case).documents]
    total, done = sum(document.size for document in documents) or 1, 0
    found = {}
    for document in documents:
        progress(document.name, done / total)
        data = cases.opened(store, document.id)
        found[document.id] = ContainerFile(f"{PAPERS}{document.id}", document.media_type, data, measure(data))
        done += document.size
    return found
