"""Reports on the society's own Word template, beside the signed result: one for each candidate, signed by the chair.

The package is the authority: its own report is compared with the record. These are set from the same record by the same steps,
bear its serial and hash, and are verified like any signed Word file.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import WrongKind
from assessor_app.exchange.packages import COMMITMENT, Progress, open_container
from assessor_app.export.errors import TemplateUnfit
from assessor_app.export.template import (
    NEEDED,
    PLACES,
    Template,
    blank_template,
    read_template,
    template_report,
)
from assessor_app.export.wording import DocumentLanguage
from assessor_app.files import atomic_write, read_file
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PackageSerial
from assessor_app.models.language import Language
from assessor_app.models.records import Kind, ResultRecord
from assessor_app.signing.archives import read_archive
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import sign_office
from assessor_app.signing.xml import parse_xml
from assessor_app.store import packages, panels, rounds
from assessor_app.store.database import Store
from assessor_app.workflow.conclude import evidence_records, result_file
from assessor_app.workflow.hand_over import purpose
from assessor_app.workflow.receive import trust_of
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.who_may import demand_chair, demand_signer

TEMPLATE_LIMIT = 16 * 1024 * 1024

PLACE_NAMES = tuple(PLACES)
NEEDED_PLACES = NEEDED
"""What a template may name, and what it must."""


def write_on_template(
    store: Store,
    *,
    serial: PackageSerial,
    template: Path,
    folder: Path,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Changes:
    """Write a report for each candidate of the result ``serial``, set on the template, into ``folder``; the result is the paths.

    Raises `TemplateUnfit`, `FileUnreadable`, `NotTheChair`, and what opening the package raises. Then nothing is written.
    """
    demand_signer(store, identity, at)
    look = template_of(template)
    trusted = trust_of(store)
    opened = open_container(packages.content(store, serial, "out"), serial, trust=trusted, now=at)
    record = opened.record
    if not isinstance(record, ResultRecord):
        raise WrongKind(name=opened.name, kind=record.envelope.kind.value, expected=Kind.RESULT.value)
    demand_chair(store, record.panel.id)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, record.panel.id)).scheme_hash)
    evidence = [(item, opened.inside.part(item.name)) for item in record.evidence]
    material = result_file(record, scheme, evidence_records(evidence, trusted, at))
    made: list[tuple[Path, bytes]] = []
    for place, outcome in enumerate(record.outcomes):
        progress(outcome.number, place / len(record.outcomes))
        report = template_report(look, parse_xml, material, outcome.case, DocumentLanguage(record.language))
        signed = sign_office(
            report,
            identity,
            role=record.envelope.role.value,
            statement=purpose(record),
            place=record.minutes.place,
            at=at,
            commitment=COMMITMENT[record.envelope.kind],
        )
        made.append((folder / f"report-{outcome.number}.docx", signed))
    for path, content in made:
        atomic_write(path, content)
    return Changes(Touched.NOTHING, result=tuple(path for path, _ in made))


def template_of(file: Path) -> Template:
    """The template in a file, looked through. Raises `TemplateUnfit` or `FileUnreadable`."""
    content = read_file(file, limit=TEMPLATE_LIMIT)
    try:
        with read_archive(content) as archive:
            parts = {name: archive.read(name) for name in archive.names}
        return read_template(parts, parse_xml)
    except TemplateUnfit:
        raise
    except Refusal as refusal:  # no archive, a bomb, a document type: what our one reader refuses
        raise TemplateUnfit(reason="template_not_word", where=f"{file.name} {refusal.code}") from refusal


def write_blank_template(target: Path, language: Language, at: datetime) -> None:
    """Write a template to begin with: every place there is, in our own look."""
    atomic_write(target, blank_template(DocumentLanguage(language.value), at))
