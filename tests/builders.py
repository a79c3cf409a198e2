"""A small round, played once through the real steps and kept at every stage, so that a test begins where it wants.

Two candidates of the shipped sample, a panel of three. Case 0409 has a discrepancy (the panel agrees a level), case 0431 a
member who recused. `Played.desk` opens a copy of somebody's workspace as it stood at a stage; `forged` takes a package apart,
changes what it says and signs it again with a key that is perfectly valid.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from assessor_app.exchange.packages import COMMITMENT, RECORD, unsealed
from assessor_app.exchange.record import canonical, read_record, record_bytes, record_hash
from assessor_app.files import atomic_write, make_folder
from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.marks import SheetKey
from assessor_app.models.records import Kind, ScoreRecord
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_from_json
from assessor_app.paths import resources
from assessor_app.signing.archive_writer import write_archive
from assessor_app.signing.archives import read_archive
from assessor_app.signing.container import ContainerFile, sign_container
from assessor_app.signing.identities import Authority, Identity, issue_identity, open_authority, open_identity
from assessor_app.signing.office import sign_office
from assessor_app.signing.trust import TrustList, load_trust_list
from assessor_app.store import cases, panels
from assessor_app.store.database import Store, open_workspace
from assessor_app.workflow import story
from assessor_app.workflow.conclude import result_file
from assessor_app.workflow.found import enrol
from assessor_app.workflow.lock import lock_sheets
from assessor_app.workflow.perform import perform
from assessor_app.workflow.prepare import Preparation, prepare_round, read_preparation, write_identities
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.take_in import take_in
from assessor_app.workflow.verify import _result_pages, score_pages

NUMBERS = ("0409", "0431")
CHAIR, MEMBER, THIRD = PersonId("A101"), PersonId("A102"), PersonId("A103")
PASSPHRASE = "kamo-tilu-bedo-ravi"


def silent(_text: str, _fraction: float) -> None:
    """Tests watch no bar."""


@dataclass
class Played:
    """The round at all its stages. ``now`` is later than everything in it."""

    folder: Path
    script: dict[str, Any]
    panel: PanelId
    officer: PersonId
    cases: dict[str, CaseId]
    """By the candidate's number."""
    now: datetime
    trust: bytes
    authority: Authority
    identities: dict[PersonId, Identity]
    passphrases: dict[PersonId, str]
    case_packages: dict[PersonId, Path] = field(default_factory=dict)
    score_packages: dict[PersonId, Path] = field(default_factory=dict)
    result: Path = Path()
    stages: dict[tuple[PersonId, str], Path] = field(default_factory=dict)

    @property
    def trusted(self) -> TrustList:
        return load_trust_list(self.trust)

    def workspace(self, person: PersonId, stage: str, folder: Path) -> Path:
        """A copy of that workspace in ``folder``, shut."""
        target = make_folder(folder) / f"{person}.assessdb"
        shutil.copyfile(self.stages[person, stage], target)
        return target

    def container(self, sealed: Path, person: PersonId) -> bytes:
        """What lies under the seal of a package for that person."""
        return _container(sealed, self.identities[person])

    def score(self, person: PersonId) -> bytes:
        """The score package of that person, unsealed."""
        return self.container(self.score_packages[person], CHAIR)

    @property
    def result_container(self) -> bytes:
        return self.container(self.result, self.officer)

    def somebody(self, person: str, name: str, roles: Sequence[str], **facts: Any) -> Identity:
        """Another identity of this society, as real as the others."""
        given: dict[str, Any] = {"now": self.now, "algorithm": "ecdsa-p256"} | facts
        file = issue_identity(
            self.authority, person_id=person, name=name, organisation="-", roles=roles, passphrase=PASSPHRASE, **given
        )
        return open_identity(file, PASSPHRASE)


@lru_cache(maxsize=32)
def _container(sealed: Path, identity: Identity) -> bytes:
    with unsealed(sealed, identity, silent) as file:
        return file[:]


_PLAYED: list[Played] = []


def small_round(folder: Callable[[], Path]) -> Played:
    """The one round that all tests of a run share; it is played when the first of them asks."""
    if not _PLAYED:
        _PLAYED.append(play_small_round(folder()))
    return _PLAYED[0]


# --- playing ------------------------------------------------------------------------------------------------------------


def play_small_round(folder: Path) -> Played:
    """Play the round into ``folder``, keeping every workspace at every stage.

    Stages: ``handed_out`` (the officer), ``received``, ``locked``, ``handed_over`` (each member), then of the chair ``gathered``,
    ``settled``, ``concluded``; of the officer at last ``taken_in``.
    """
    script = json.loads((resources() / "samples" / "marks" / "cse.json").read_text(encoding="utf-8"))
    # Some days ago, so that a test has room after it that is not yet the future.
    clock = story.Clock(datetime.now().astimezone().replace(microsecond=0) - timedelta(days=3))
    with ExitStack() as desks:
        stage = story.Stage(folder, clock, desks)
        society, founding = story._found(script, stage)
        authority = open_authority(founding[0].authority, founding[1])
        panel = _prepared(society.store, authority, folder, clock)
        members = story._join(society, panel, founding, stage)
        packages = story._hand_out(society, panel, folder, clock)
        officer = society.store.owner.id
        played = Played(
            folder=folder,
            script=script,
            panel=panel,
            officer=officer,
            cases={case.candidate.number: case.id for case in cases.of_panel(society.store, panel)},
            now=clock.now,
            trust=founding[0].trust_list,
            authority=authority,
            identities={person: desk.identity for person, desk in members.items()} | {officer: society.identity},
            passphrases={person: desk.passphrase for person, desk in members.items()} | {officer: society.passphrase},
            case_packages=packages,
        )
        _keep(played, society.store, "handed_out")
        for person, desk in members.items():
            _play_member(played, desk, person, clock)
        chair = members[CHAIR]
        _play_chair(played, chair, society, members, clock)
        played.now = clock.tick(minutes=1)
    return played


def _prepared(society: Store, authority: Authority, folder: Path, clock: story.Clock) -> PanelId:
    preparation = small_preparation(clock.now)
    opened = perform(society, prepare_round, clock.tick(), preparation=preparation, progress=silent)
    panel = panels.of_round(society, opened.result)[0]  # type: ignore[arg-type]
    issued = perform(
        society, enrol, clock.tick(), chosen=panel.members, society="示范工程师学会", authority=authority, at=clock.now
    )
    write_identities(issued.result, folder / "identities")
    return panel.id


def small_preparation(now: datetime) -> Preparation:
    """The shipped sample, narrowed to two candidates."""
    sample = resources() / "samples" / "cse"
    whole = read_preparation(sample / "roster.xlsx", sample, now=now, progress=silent)
    reading = whole.roster
    return replace(
        whole,
        roster=replace(reading, candidates=tuple(row for row in reading.candidates if row.candidate.number in NUMBERS)),
        entries=tuple(entry for entry in whole.entries if entry.row.candidate.number in NUMBERS),
        assignments=tuple(item for item in whole.assignments if item.number in NUMBERS),
    )


def _play_member(played: Played, desk: story.Desk, person: PersonId, clock: story.Clock) -> None:
    # The story's own sitting, with a copy kept after each of its halves.
    perform(
        desk.store,
        receive_case_package,
        clock.tick(),
        source=played.case_packages[person],
        at=clock.now,
        identity=desk.identity,
        progress=silent,
    )
    _keep(played, desk.store, "received")
    for line in cases.summaries(desk.store, person):
        said = played.script["cases"][line.number][person]
        story._declare(desk, line.case, said["declaration"], clock)
        if said["declaration"]["tie"] == "recused":
            continue
        story._keep_evidence(desk, line.case, person, said, clock)
        sheets = tuple(SheetKey(line.case, person, method) for method, _ in line.states)
        for sheet in sheets:
            story._mark(desk, sheet, said, clock)
        if person == MEMBER:
            _keep(played, desk.store, "marked")
        perform(desk.store, lock_sheets, clock.tick(), chosen=sheets, at=clock.now, identity=desk.identity)
    _keep(played, desk.store, "locked")


def _play_chair(
    played: Played, chair: story.Desk, society: story.Desk, members: dict[PersonId, story.Desk], clock: story.Clock
) -> None:
    for person, desk in members.items():
        story._gather(chair, desk, played.panel, played.folder, clock)
        _keep(played, desk.store, "handed_over")
        played.score_packages[person] = next((played.folder / "score-packages").glob(f"score-{person}-*"))
    _keep(played, chair.store, "gathered")
    story._settle(chair, played.panel, played.script, clock)
    _keep(played, chair.store, "settled")
    played.result = story._conclude(chair, society, played.panel, played.script, played.folder, clock)
    _keep(played, chair.store, "concluded")
    perform(
        society.store,
        take_in,
        clock.tick(minutes=1),
        source=played.result,
        at=clock.now,
        identity=society.identity,
        progress=silent,
    )
    _keep(played, society.store, "taken_in")


def _keep(played: Played, store: Store, stage: str) -> None:
    target = make_folder(played.folder / "stages") / f"{store.owner.id}-{stage}.assessdb"
    store.copy_to(target)
    played.stages[store.owner.id, stage] = target


@dataclass(frozen=True)
class At:
    """Somebody at their desk in a test: acts with their own identity, a moment later each time."""

    store: Store
    played: Played
    person: PersonId
    clock: story.Clock

    @property
    def identity(self) -> Identity:
        return self.played.identities[self.person]

    def do(self, step: Callable[..., Any], **facts: Any) -> Any:
        """Perform a step now; ``at``, ``identity`` and ``progress`` are filled in where the step wants them."""
        now = self.clock.tick(seconds=1)
        wanted = step.__code__.co_varnames[: step.__code__.co_argcount + step.__code__.co_kwonlyargcount]
        given = {"at": now, "identity": self.identity, "progress": silent}
        facts = {name: value for name, value in given.items() if name in wanted} | facts
        return perform(self.store, step, now, **facts).result


def at_desk(played: Played, person: PersonId, stage: str, folder: Path) -> At:
    """That person's workspace as it stood, open to write."""
    path = played.workspace(person, stage, folder)
    store = open_workspace(path, played.passphrases[person], now=played.now)
    return At(store, played, person, story.Clock(played.now))


# --- forging ------------------------------------------------------------------------------------------------------------


@dataclass
class Apart:
    """A package in pieces."""

    record: Any
    files: dict[str, bytes]
    """Everything but the record, by name."""
    raw: bytes = b""
    """Put in place of the canonical record, if given."""

    @property
    def scheme(self) -> Scheme:
        return scheme_from_json(self.files["scheme.json"])

    def documents(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files.items() if name.startswith("documents/")}


def apart(container: bytes) -> Apart:
    """A package taken apart, without asking whether it holds."""
    archive = read_archive(container)
    files = {
        name: archive.read(name)
        for name in archive.names
        if name not in ("mimetype", RECORD) and not name.startswith("META-INF/")
    }
    return Apart(read_record(archive.read(RECORD)), files)


def signed(parts: Apart, signer: Identity, at: datetime, *, role: str = "", commitment: str = "") -> bytes:
    """The pieces as one container, signed by ``signer``."""
    envelope = parts.record.envelope
    content = parts.raw or record_bytes(parts.record)
    files = [ContainerFile(RECORD, "application/json", content)]
    files += [ContainerFile(name, "application/octet-stream", data) for name, data in parts.files.items()]
    return bytes(
        sign_container(
            files,
            signer,
            role=role or envelope.role.value,
            commitment=commitment or COMMITMENT.get(envelope.kind, COMMITMENT[Kind.SCORE]),
            at=at,
        )
    )


def altered(record: Any, **paths: Any) -> bytes:
    """The record's canonical bytes with values put in at paths (``envelope__made_at``, ``sheets__0__state``)."""
    import msgspec

    raw = msgspec.json.decode(record_bytes(record))
    for path, value in paths.items():
        *way, last = path.split("__")
        place: Any = raw
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[int(last) if isinstance(place, list) else last] = value
    return canonical(raw)


def with_record(parts: Apart, **paths: Any) -> Apart:
    """The same package with another record of the same kind, well formed."""
    return replace(parts, record=read_record(altered(parts.record, **paths)))


Edit = tuple[str, str, bytes, bytes]
"""A document, a part of it, and bytes to be replaced in it, once."""


def documents_of(parts: Apart, signer: Identity, at: datetime, *edits: Edit) -> dict[str, bytes]:
    """The documents that follow from the record, each changed before it is signed if so wished."""
    record, signed_ = parts.record, {}
    sha = record_hash(record_bytes(record))
    if isinstance(record, ScoreRecord):
        pages = score_pages(record, sha, parts.scheme)
    else:
        members = tuple(apart(parts.files[item.name]).record for item in record.evidence)
        pages = _result_pages(result_file(record, parts.scheme, members))
    for name, render in pages.items():
        data = render()
        for document, part, old, new in edits:
            if document == name:
                data = edited(data, part, old, new)
        signed_[name] = sign_office(
            data, signer, role=record.envelope.role.value, statement=record.envelope.serial, place="", at=at
        )
    return signed_


def edited(document: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A Word or Excel file with some bytes of one part replaced."""
    archive = read_archive(document)
    entries = {name: archive.read(name) for name in archive.names}
    assert old in entries[part], old
    entries[part] = entries[part].replace(old, new, 1)
    return write_archive(list(entries.items()))


def written(folder: Path, name: str, content: bytes) -> Path:
    """The bytes as a file."""
    path = make_folder(folder) / name
    atomic_write(path, content)
    return path
