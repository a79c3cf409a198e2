"""An officer opens a round: roster workbook and application forms are read and checked, then kept as people, panels and cases.

Reading keeps nothing. Everything that is wrong is listed with its place; a round is opened only when nothing blocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from assessor_app.errors import FileTooLarge, FileUnreadable
from assessor_app.exchange.forms import FormReading, read_form
from assessor_app.exchange.office_reading import Problem
from assessor_app.exchange.packages import Progress, share
from assessor_app.exchange.rosters import RosterReading, read_roster
from assessor_app.export.blank_form import blank_form
from assessor_app.export.roster_template import roster_template
from assessor_app.files import CHANGED, FileBytes, atomic_write, pieces_of, read_file
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.dossier import Application, Case, Document, DocumentKind
from assessor_app.models.errors import SchemeRefused
from assessor_app.models.ids import CaseId, DocumentId, PanelId, PersonId, RoundId, fresh
from assessor_app.models.interview import USUAL_MINUTES, Session
from assessor_app.models.people import Person, Rank, Role
from assessor_app.models.roster import Roster, RosterAssignment, RosterCandidate, RosterPanel, propose_assignments
from assessor_app.models.rounds import Assignment, Panel, Round
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_hash, scheme_to_json, with_papers
from assessor_app.signing.identities import Authority
from assessor_app.store import cases, contents, panels, people, rounds, schemes
from assessor_app.store.database import Store
from assessor_app.workflow.errors import RosterRefused
from assessor_app.workflow.found import Enrolled, enrol
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.join import unlock
from assessor_app.workflow.parcels import watched
from assessor_app.workflow.perform import perform
from assessor_app.workflow.schemes import shipped, shipped_scheme

ROSTER_LIMIT = 64 * 1024 * 1024
PAPER_FILE = "paper.toml"
"""In the folder of papers: the written papers of this round, laid over its scheme and pinned with it."""
PAPER_LIMIT = 512 * 1024 * 1024
"""Bytes of the largest roster and of the largest paper that are read."""

KINDS = {
    ".pdf": (DocumentKind.PDF, "application/pdf"),
    ".docx": (DocumentKind.WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".png": (DocumentKind.IMAGE, "image/png"),
    ".jpg": (DocumentKind.IMAGE, "image/jpeg"),
    ".jpeg": (DocumentKind.IMAGE, "image/jpeg"),
    ".tif": (DocumentKind.IMAGE, "image/tiff"),
    ".tiff": (DocumentKind.IMAGE, "image/tiff"),
    ".webp": (DocumentKind.IMAGE, "image/webp"),
}
OTHER = (DocumentKind.OTHER, "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a dossier as it was found."""

    document: Document
    path: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate with what was read of their form and found of their papers."""

    row: RosterCandidate
    form: FormReading
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything read and checked, nothing kept."""

    roster: RosterReading
    scheme: Scheme | None
    entries: tuple[Entry, ...]
    assignments: tuple[RosterAssignment, ...]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.blocking)


def read_preparation(roster: Path, folder: Path, *, now: datetime, progress: Progress) -> Preparation:
    """Read the roster workbook and the forms and papers below ``folder``; keep nothing. Raises `FileUnreadable`,
    `FileTooLarge`.
    """
    known = {scheme_id: shipped_scheme(scheme_id) for scheme_id in shipped()}
    reading = read_roster(read_file(roster, limit=ROSTER_LIMIT), schemes=known)
    scheme = known.get(reading.round.scheme) if reading.round else None
    entries, problems = [], list(reading.problems)
    root = folder.resolve()
    if scheme is not None and (root / PAPER_FILE).is_file():
        try:
            scheme = with_papers(scheme, read_file(root / PAPER_FILE, limit=ROSTER_LIMIT), name=PAPER_FILE)
        except SchemeRefused as refusal:
            facts = (("file", refusal.file), ("reason", refusal.listing))
            problems.append(Problem("paper_refused", blocking=True, details=facts, sheet=PAPER_FILE))
    for place, row in enumerate(reading.candidates):
        told = share(progress, place / len(reading.candidates), (place + 1) / len(reading.candidates))
        entry, found = _entry(row, root, now, told)
        entries.append(entry)
        problems += found
    roster_ = reading.roster
    assignments: tuple[RosterAssignment, ...] = ()
    if roster_ is not None and scheme is not None:
        assignments = roster_.assignments or propose_assignments(roster_, scheme)
    return Preparation(reading, scheme, tuple(entries), assignments, tuple(problems))


def prepare_round(store: Store, *, preparation: Preparation, progress: Progress) -> Changes:
    """Open the round: keep its people, panels, cases and papers. The result is its id. Raises `RosterRefused`."""
    roster, scheme = preparation.roster.roster, preparation.scheme
    if preparation.blocking or roster is None or scheme is None:
        first = preparation.blocking[0] if preparation.blocking else None
        raise RosterRefused(count=len(preparation.blocking), first=first.code if first else "scheme")
    digest = scheme_hash(scheme)
    round_ = Round(
        id=RoundId(fresh("round")),
        title=roster.round.title,
        society=roster.round.society,
        scheme_id=scheme.id,
        scheme_version=scheme.version,
        scheme_hash=digest,
        mode=store.mode,
        venue=roster.round.venue,
        opens=roster.round.opens,
        closes=roster.round.closes,
        fictional=roster.round.fictional,
    )
    schemes.put(store, digest, scheme.id, scheme.version, scheme_to_json(scheme))
    rounds.put(store, round_)
    here = {person.id: person for person in people.all(store)}
    members = {person.id: _known(here, person) for person in roster.people}
    for person in members.values():
        people.put(store, person)
    made: dict[str, Case] = {}
    for place, entry in enumerate(preparation.entries):
        told = share(progress, place / len(preparation.entries), (place + 1) / len(preparation.entries))
        case = _case(entry)
        _keep_papers(store, entry, told)
        cases.put(store, round_.id, None, case, {})
        made[entry.row.candidate.number] = case
    for panel in roster.panels:
        panels.put(store, round_.id, _panel(round_.id, panel, roster, preparation.assignments, members, made))
    return Changes(Touched.EVERYTHING, result=round_.id)


def prepare_and_hand_out(
    store: Store,
    preparation: Preparation,
    *,
    folder: Path,
    authority: Authority | None,
    passphrase: str,
    at: datetime,
    progress: Progress,
) -> list[Path]:
    """Open the round, issue identities to those who have none (written into ``folder`` with their passphrases
    apart), hand packages out.

    Three steps in a row; what was done stays done if a later one is refused.
    """
    identity = unlock(store, passphrase)
    opened = perform(store, prepare_round, at, preparation=preparation, progress=progress)
    written: list[Path] = []
    round_id = RoundId(str(opened.result))
    given = panels.of_round(store, round_id)
    if authority is not None:
        without = tuple(
            {
                person.id: person for panel in given for person in panel.members if not _has_identity(store, person.id)
            }.values()
        )
        society = rounds.get(store, round_id).society.zh
        issued = perform(store, enrol, at, chosen=without, society=society, authority=authority, at=at)
        written += write_identities(issued.result, folder)
    for panel in given:
        changes = perform(
            store, hand_out, at, panel=panel.id, folder=folder, at=at, identity=identity, progress=progress
        )
        written += changes.result if isinstance(changes.result, tuple) else ()
    return written


def write_identities(issued: object, folder: Path) -> list[Path]:
    """Each person's identity file, and beside it a text file with the passphrase, to be handed over by another way."""
    written = []
    for one in issued if isinstance(issued, tuple) else ():
        if isinstance(one, Enrolled):
            file = folder / f"{one.person.id}.p12"
            atomic_write(file, one.p12, private=True)
            letter = folder / f"{one.person.id}-passphrase.txt"
            atomic_write(letter, f"{one.person.name.both}\n{one.passphrase}\n".encode(), private=True)
            written += [file, letter]
    return written


def blank_papers(folder: Path) -> tuple[Path, Path]:
    """Write a blank roster and a blank registration form into ``folder``."""
    roster, form = folder / "roster.xlsx", folder / "registration-form.docx"
    atomic_write(roster, roster_template())
    atomic_write(form, blank_form())
    return roster, form


def _has_identity(store: Store, person: PersonId) -> bool:
    return bool(people.get(store, person).fingerprint)


def _known(here: dict[PersonId, Person], person: Person) -> Person:
    """The roster's person with the certificate they already have."""
    before = here.get(person.id)
    return replace(person, fingerprint=before.fingerprint) if before is not None else person


def _entry(row: RosterCandidate, root: Path, now: datetime, progress: Progress) -> tuple[Entry, list[Problem]]:
    number = row.candidate.number
    progress(number, 0)
    problems: list[Problem] = []
    form = FormReading(Application(name=row.candidate.name))
    papers: list[Paper] = []
    path = _inside(root, row.form) if row.form else None
    if path is None or not path.is_file():
        problems.append(_problem("form_missing", row, row.form, blocking=bool(row.form)))
    else:
        content = read_file(path, limit=PAPER_LIMIT)
        form = read_form(content, today=now.date().isoformat())
        problems += [replace(problem, sheet=f"{row.candidate.number} {path.name}") for problem in form.problems]
        papers.append(_paper(path, lambda: progress(number, 0)))
    attachments = _inside(root, row.folder) if row.folder else None
    if row.folder and (attachments is None or not attachments.is_dir()):
        problems.append(_problem("folder_missing", row, row.folder, blocking=True))
    elif attachments is not None:
        files = sorted(item for item in attachments.rglob("*") if item.is_file() and not item.name.startswith("."))
        for place, file in enumerate(files):
            if not file.resolve().is_relative_to(root):
                problems.append(_problem("paper_outside", row, file.name, blocking=True))
                continue
            papers.append(_paper(file, partial(progress, number, place / len(files))))
    return Entry(row, form, tuple(papers)), problems


def _inside(root: Path, name: str) -> Path | None:
    """The path ``name`` below ``root``, or None if it leads out of it."""
    path = (root / name.replace("\\", "/")).resolve()
    return path if path.is_relative_to(root) else None


def _problem(code: str, row: RosterCandidate, file: str, *, blocking: bool) -> Problem:
    return Problem(code, blocking, (("number", row.candidate.number), ("file", file)), sheet=row.candidate.number)


def _paper(path: Path, told: Callable[[], None]) -> Paper:
    digest, size = hashlib.sha256(), 0
    with FileBytes(path) as content:
        if len(content) > PAPER_LIMIT:
            raise FileTooLarge(place=str(path), size=len(content), limit=PAPER_LIMIT)
        for piece in pieces_of(content):
            told()
            digest.update(piece)
            size += len(piece)
    kind, media_type = KINDS.get(path.suffix.lower(), OTHER)
    document = Document(
        id=DocumentId(fresh("doc")),
        name=path.name,
        kind=kind,
        media_type=media_type,
        sha256=digest.hexdigest(),
        size=size,
    )
    return Paper(document, path)


def _keep_papers(store: Store, entry: Entry, progress: Progress) -> None:
    """Raises `FileUnreadable` for a paper that is not what it was when it was read and checked."""
    total, done = sum(paper.document.size for paper in entry.papers) or 1, 0
    for paper in entry.papers:
        size = paper.document.size
        told = share(progress, done / total, (done + size) / total)
        with FileBytes(paper.path) as content:
            pieces = watched(pieces_of(content), size, entry.row.candidate.number, told)
            if contents.put(store, pieces) != paper.document.sha256:
                raise FileUnreadable(place=str(paper.path), reason=CHANGED)
        done += size


def _case(entry: Entry) -> Case:
    row = entry.row
    application = entry.form.application
    if not (application.name.zh or application.name.en):
        application = replace(application, name=row.candidate.name)
    id_ = CaseId(fresh("case"))
    planned = bool(row.starts or row.room)
    return Case(
        id=id_,
        candidate=replace(row.candidate, birth_year=row.candidate.birth_year or entry.form.birth_year),
        grade=row.grade,
        field=row.field,
        application=application,
        documents=tuple(paper.document for paper in entry.papers),
        interpreter=row.interpreter,
        trained_by=row.trained_by,
        session=Session(id_, row.starts, row.room, row.minutes or USUAL_MINUTES) if planned else None,
    )


def _panel(
    round_id: RoundId,
    panel: RosterPanel,
    roster: Roster,
    assignments: tuple[RosterAssignment, ...],
    members: dict[PersonId, Person],
    made: dict[str, Case],
) -> Panel:
    mine = [row.candidate.number for row in roster.candidates if row.panel == panel.id]
    people_ = dict.fromkeys((panel.chair, *panel.members))
    return Panel(
        # Rosters number their panels 1, 2, …; a workspace may hold several rounds.
        id=PanelId(f"{round_id}-{panel.id}"),
        name=panel.name,
        chair=panel.chair,
        members=tuple(_with_role(members[person], chair=person == panel.chair) for person in people_),
        cases=tuple(made[number].id for number in mine),
        assignments=tuple(
            Assignment(made[row.number].id, row.assessor, method, members[row.assessor].rank is not Rank.TRAINEE)
            for row in assignments
            if row.number in mine
            for method in row.methods
        ),
    )


def _with_role(person: Person, *, chair: bool) -> Person:
    """A chair holds the role whether or not the roster's list of roles says so."""
    wanted = dict.fromkeys((*person.roles, Role.ASSESSOR, *((Role.CHAIR,) if chair else ())))
    return replace(person, roles=tuple(wanted))
