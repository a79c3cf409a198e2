"""An assessor hands the chair a score package: everything locked so far, as a signed record with signed documents, sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessor_app.exchange.packages import (
    COMMITMENT,
    DOCUMENTS,
    SCHEME,
    SEALED_SUFFIX,
    Progress,
    make_package,
    share,
)
from assessor_app.exchange.record import record_bytes, record_hash
from assessor_app.export.material import ScoreFile
from assessor_app.export.score_sheet import score_sheet
from assessor_app.export.score_workbook import score_workbook
from assessor_app.export.wording import DocumentLanguage, Wording
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Application, Case
from assessor_app.models.ids import PanelId
from assessor_app.models.marks import WITHOUT_MARKS, SheetState
from assessor_app.models.people import Role
from assessor_app.models.records import Kind, ResultRecord, ScoreRecord
from assessor_app.models.rounds import Panel
from assessor_app.models.scheme import Scheme
from assessor_app.signing.container import ContainerFile
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import sign_office
from assessor_app.store import cases, declarations, notes, panels, pins, rounds, schemes, sheets
from assessor_app.store.database import Store
from assessor_app.workflow.errors import NothingToHandOver
from assessor_app.workflow.give_back import own_answers
from assessor_app.workflow.hand_out import certificate_of, envelope
from assessor_app.workflow.interview import interview_of
from assessor_app.workflow.parcels import keep_outgoing, latest_out, standing_in, write_out
from assessor_app.workflow.schemes import pinned_scheme
from assessor_app.workflow.who_may import demand_signer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def hand_over(
    store: Store,
    *,
    panel: PanelId,
    folder: Path,
    language: str,
    at: datetime,
    identity: Identity,
    progress: Progress,
) -> Changes:
    """Write the owner's score package for ``panel`` into ``folder``, sealed for the chair; the result is its path.

    ``language`` of the documents: ``zh``, ``en`` or ``both``. The package holds every sheet that is locked or says
    why it has no marks, and supersedes the owner's earlier package. Raises
    `NothingToHandOver`, `CertificateMissing`, `IdentityOfAnother`, and what writing a file raises.
    """
    demand_signer(store, identity, at)
    given = panels.get(store, panel)
    scheme = pinned_scheme(store, rounds.get(store, panels.round_of(store, panel)).scheme_hash)
    record = score_record(store, given, DocumentLanguage(language), at)
    rules = ContainerFile(SCHEME, "application/json", schemes.get(store, record.envelope.round.scheme_hash))
    files = [rules, *score_documents(record, scheme, identity, at, share(progress, 0, 0.9))]
    container = make_package(record, files, identity, at=at)
    name = f"score-{store.owner.id}-{record.envelope.serial}{SEALED_SUFFIX}"
    target = folder / name
    kept = write_out(store, container, target, [certificate_of(store, given.chair)], share(progress, 0.9, 1))
    keep_outgoing(store, record.envelope, kept, panel=panel, recipient=given.chair, target=target)
    return Changes(Touched.PACKAGES, result=target)


def score_record(store: Store, panel: Panel, language: DocumentLanguage, at: datetime) -> ScoreRecord:
    """What the owner hands over for ``panel`` as it stands now. Raises `NothingToHandOver`."""
    mine = [sheet for sheet in sheets.of_assessor(store, store.owner.id) if sheet.key.case in panel.cases]
    ready = tuple(sheet for sheet in mine if sheet.state is SheetState.LOCKED or sheet.state in WITHOUT_MARKS)
    if not ready:
        raise NothingToHandOver(panel=panel.name.zh)
    touched = tuple(sorted({sheet.key.case for sheet in ready}))
    round_ = rounds.get(store, panels.round_of(store, panel.id))
    return ScoreRecord(
        envelope=envelope(
            store,
            Kind.SCORE,
            round_,
            Role.ASSESSOR,
            at,
            supersedes=latest_out(store, Kind.SCORE, panel.id),
        ),
        panel=panel.id,
        case_package=standing_in(store, Kind.CASE, panel.id)[-1].serial,
        cases=tuple(without_application(cases.get(store, case)) for case in touched),
        sheets=ready,
        declarations=tuple(
            found for case in touched if (found := declarations.current(store, case, store.owner.id)) is not None
        ),
        pins=tuple(pin for case in touched for pin in pins.of_case(store, case, store.owner.id)),
        notes=tuple(note for case in touched for note in notes.of_case(store, case, store.owner.id) if note.indicator),
        interviews=tuple(held for case in touched if (held := interview_of(store, case, store.owner.id)) is not None),
        answers=own_answers(store, touched),
        language=language.value,
    )


def without_application(case: Case) -> Case:
    """The case as it travels with scores: who it is and which papers there were, not what the applicant wrote."""
    return replace(case, application=Application(name=case.candidate.name))


def score_documents(
    record: ScoreRecord,
    scheme: Scheme,
    identity: Identity,
    at: datetime,
    progress: Progress,
) -> list[ContainerFile]:
    """The score sheet of each case as Word and all of them as one workbook, each signed by the assessor."""
    language = DocumentLanguage(record.language)
    material = ScoreFile(record, record_hash(record_bytes(record)), scheme, record.cases)
    files = []
    for place, case in enumerate(record.cases):
        progress(case.candidate.number, place / (len(record.cases) + 1))
        sheet = score_sheet(material, case.id, language)
        files.append(_signed(sheet_name(case.candidate.number), WORD, sheet, record, identity, at))
    files.append(_signed(SCORES, EXCEL, score_workbook(material, language), record, identity, at))
    return files


SCORES = f"{DOCUMENTS}scores.xlsx"


def sheet_name(number: str) -> str:
    """Where the score sheet of the candidate with that number lies in the container."""
    return f"{DOCUMENTS}score-{number}.docx"


def _signed(
    name: str, media_type: str, data: bytes, record: ScoreRecord, identity: Identity, at: datetime
) -> ContainerFile:
    return ContainerFile(
        name,
        media_type,
        sign_office(
            data,
            identity,
            role=record.envelope.role.value,
            statement=purpose(record),
            place=record.envelope.round.venue,
            at=at,
            commitment=COMMITMENT[record.envelope.kind],
        ),
    )


def purpose(record: ScoreRecord | ResultRecord) -> str:
    """What the signer of its documents declares, in their language."""
    say = Wording(DocumentLanguage(record.language))
    return say.label(f"purpose.{record.envelope.kind.value}", serial=record.envelope.serial)
