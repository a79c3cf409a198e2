"""The whole story on the shipped sample, through the real steps: from the society's roster to a result taken in and verified.

Nothing here is a short cut: each person has a workspace and an identity of their own, and what one hands over is a file the other
takes in. Read `play` from top to bottom and you have seen a round.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from assessor_app.files import atomic_write, make_folder
from assessor_app.models.consolidation import Stand
from assessor_app.models.derivation import FlagCode
from assessor_app.models.ids import CaseId, DocumentId, NoteId, PackageSerial, PanelId, PersonId, PinId, RoundId, fresh
from assessor_app.models.language import Language
from assessor_app.models.marks import NOT_SOUGHT, SHEET, Note, Part, Pin, SheetKey, Tie
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.records import Minutes
from assessor_app.models.rounds import Mode
from assessor_app.paths import resources
from assessor_app.signing.identities import Identity, issue_identity, open_authority, open_identity
from assessor_app.signing.passphrases import generate_passphrase
from assessor_app.signing.trust import load_trust_list, society_crl, society_pem
from assessor_app.store import cases, panels
from assessor_app.store.database import Store
from assessor_app.words import words
from assessor_app.workflow.conclude import conclude
from assessor_app.workflow.consolidate import agree_level, settle
from assessor_app.workflow.declare import declare
from assessor_app.workflow.errors import RosterRefused
from assessor_app.workflow.found import Founding, enrol, found_society
from assessor_app.workflow.gather import gather
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.hand_over import hand_over
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.lock import lock_sheets
from assessor_app.workflow.perform import perform
from assessor_app.workflow.prepare import prepare_round, read_preparation, write_identities
from assessor_app.workflow.receipt import take_receipt, write_receipt
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.recommend import recommend, vote
from assessor_app.workflow.reconcile import sign_reconciliation
from assessor_app.workflow.score import enter_mark, keep_note, keep_pin
from assessor_app.workflow.take_in import export_results, take_in
from assessor_app.workflow.verify import FileVerdict, verify_file

ROUNDS = ("cse", "csee-iet", "rehearsal")


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the papers of a sample round lie and what is marked in it, by name; and whether it is practised."""

    name: str
    mode: Mode = Mode.LIVE


SAMPLES = {"cse": Sample("cse"), "csee-iet": Sample("csee-iet"), "rehearsal": Sample("cse", Mode.REHEARSAL)}
"""A rehearsal has for reference dossiers those of the first round, under the levels its panel agreed."""

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Told:
    """What the story leaves behind."""

    folder: Path
    results: tuple[Path, ...]
    verdicts: tuple[FileVerdict, ...]
    passphrases: Path
    show: Path
    """The workspace to open the window on: a second one of the first round's chair, in the middle of the sitting."""
    passphrase: str


@dataclass
class Clock:
    """The time of the story: it starts now and moves on with every act, so that the order of things stands in the record."""

    now: datetime

    def tick(self, **by: float) -> datetime:
        self.now += timedelta(**(by or {"milliseconds": 40}))
        return self.now


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a round is played: its folder, its clock, the desks that are to be closed in the end, and its mode."""

    folder: Path
    clock: Clock
    open_desks: ExitStack
    mode: Mode = Mode.LIVE


@dataclass
class Desk:
    """One person of the story at their own workspace."""

    store: Store
    identity: Identity
    passphrase: str
    folder: Path
    notes: dict[str, Any] = field(default_factory=dict)


def play(folder: Path, *, rounds: tuple[str, ...] = ROUNDS, language: Language, tell: Tell) -> Told:
    """Play each of the sample ``rounds`` into ``folder``; ``tell`` hears what happens, a sentence at a time.

    Leaves the packages, the signed documents, the workspaces, ``ca.pem``, the trust list and the passphrases of the
    fictional people.
    """
    told: list[Told] = []
    founding: tuple[Founding, str] | None = None
    for name in rounds:
        one, founding = _play_round(name, make_folder(folder / name), language, tell, founding)
        told.append(one)
    if founding is not None:
        _publish(founding[0], folder)
        atomic_write(
            make_folder(folder / "authority", private=True) / "authority.p12", founding[0].authority, private=True
        )
        atomic_write(folder / "authority" / "passphrase.txt", f"{founding[1]}\n".encode(), private=True)
    return Told(
        folder=folder,
        results=tuple(path for one in told for path in one.results),
        verdicts=tuple(verdict for one in told for verdict in one.verdicts),
        passphrases=told[0].passphrases,
        show=told[0].show,
        passphrase=told[0].passphrase,
    )


@dataclass(frozen=True, slots=True)
class Sitting:
    """The desk of one assessor, half done, and what lies beside it."""

    workspace: Path
    passphrase: str
    person: PersonId
    package: Path
    """The case package that was taken in."""
    folder: Path


def play_to_sitting(folder: Path, *, name: str = ROUNDS[0]) -> Sitting:
    """Play a sample round only as far as the chair's own desk in the middle of the sitting; much shorter than `play`."""
    script = json.loads((resources() / "samples" / "marks" / f"{name}.json").read_text(encoding="utf-8"))
    clock = Clock(datetime.now().astimezone().replace(microsecond=0) - timedelta(hours=1))
    with ExitStack() as open_desks:
        stage = Stage(folder, clock, open_desks)
        society, founding = _found(script, stage)
        panel = _prepare(society, founding, resources() / "samples" / name, stage)
        members = _join(society, panel, founding, stage)
        packages = _hand_out(society, panel, folder, clock)
        person = PersonId(script["chair"])
        path = _leave_half_done(members[person], packages, script, founding, folder, clock)
        return Sitting(path, members[person].passphrase, person, packages[person], folder)


def _play_round(
    name: str, folder: Path, language: Language, tell: Tell, before: tuple[Founding, str] | None
) -> tuple[Told, tuple[Founding, str]]:
    sample = SAMPLES[name]
    script = json.loads((resources() / "samples" / "marks" / f"{sample.name}.json").read_text(encoding="utf-8"))
    # A story plays in the past, so that nothing of it is later than the clock of whoever looks at it.
    clock = Clock(datetime.now().astimezone().replace(microsecond=0) - timedelta(hours=1))
    say = _sayer(tell, language)
    with ExitStack() as open_desks:
        stage = Stage(folder, clock, open_desks, sample.mode)
        society, founding = _found(script, stage, before)
        if before is None:
            say("told_founded", folder=folder)
        panel = _prepare(society, founding, resources() / "samples" / sample.name, stage)
        say("told_prepared", cases=len(cases.of_round(society.store, panels.round_of(society.store, panel))))
        members = _join(society, panel, founding, stage)
        packages = _hand_out(society, panel, folder, clock)
        say("told_handed_out", packages=len(packages))
        for person, desk in members.items():
            _sit(desk, person, packages[person], script, clock)
            say("told_scored", person=desk.store.owner.name.of(language))
        chair = members[PersonId(script["chair"])]
        for desk in members.values():
            _gather(chair, desk, panel, folder, clock)
        _settle(chair, panel, script, clock)
        show = chair.store.path
        if sample.mode is Mode.LIVE:
            show = _leave_half_done(chair, packages, script, founding, folder, clock)
        result = _conclude(chair, society, panel, script, folder, clock)
        say("told_concluded", result=result.name)
        verdict = _take_in(society, result, folder, language, clock)
        say("told_taken_in" if verdict.sound else "told_not_sound", result=result.name)
        if sample.mode is Mode.REHEARSAL:
            _compare(society, members, panel, folder, clock)
            assessor = next(desk for desk in members.values() if desk is not chair)
            say("told_compared", workspace=assessor.store.path, passphrases=_passphrases_of(folder))
    passphrases = _keep_passphrases(folder, society, members)
    return Told(folder, (result,), (verdict,), passphrases, show, chair.passphrase), founding


# --- the society ------------------------------------------------------------------------------------------------------


def _found(
    script: dict[str, Any], stage: Stage, before: tuple[Founding, str] | None = None
) -> tuple[Desk, tuple[Founding, str]]:
    """An authority (or the one founded ``before``), an officer, a trust list; the officer's workspace."""
    officer = Person(
        PersonId(script["officer"]["id"]),
        Name(script["officer"]["name"]["zh"], script["officer"]["name"]["en"]),
        (Role.OFFICER,),
    )
    secret = generate_passphrase()
    title = words("cli")["sample_society"].zh
    if before is None:
        of_authority = generate_passphrase()
        founding = found_society(
            title, officer=officer, authority_passphrase=of_authority, officer_passphrase=secret, at=stage.clock.now
        )
    else:
        founding, of_authority = before
        founding = replace(
            founding,
            officer=issue_identity(
                open_authority(founding.authority, of_authority),
                person_id=officer.id,
                name=officer.name.both,
                organisation=title,
                roles=[role.value for role in officer.roles],
                passphrase=secret,
                now=stage.clock.now,
            ),
        )
    _publish(founding, stage.folder)
    identities = make_folder(stage.folder / "identities", private=True)
    atomic_write(identities / f"{officer.id}.p12", founding.officer, private=True)
    desk = _sit_down(officer.id, founding.officer, founding.trust_list, secret, stage)
    return desk, (founding, of_authority)


def _publish(founding: Founding, folder: Path) -> None:
    """What everybody may have, for whoever checks by other means."""
    list_ = load_trust_list(founding.trust_list)
    atomic_write(folder / "trust-list.p7s", founding.trust_list)
    atomic_write(folder / "ca.pem", society_pem(list_))
    atomic_write(folder / "ca.crl.pem", society_crl(list_))


def _prepare(society: Desk, founding: tuple[Founding, str], sample: Path, stage: Stage) -> PanelId:
    """Open the round from roster and forms, and issue identities to the panel."""
    folder, clock = stage.folder, stage.clock
    preparation = read_preparation(sample / "roster.xlsx", sample, now=clock.now, progress=_silent)
    if preparation.blocking:
        first = preparation.blocking[0]
        raise RosterRefused(count=len(preparation.blocking), first=f"{first.code} {first.sheet} {first.cell}")
    if stage.mode is not Mode.LIVE and preparation.roster.round is not None:
        practised = replace(preparation.roster.round, mode=stage.mode, title=words("cli")["rehearsal_title"])
        preparation = replace(preparation, roster=replace(preparation.roster, round=practised))
    changes = perform(society.store, prepare_round, clock.tick(), preparation=preparation, progress=_silent)
    panel = panels.of_round(society.store, RoundId(str(changes.result)))[0]
    files, secret = founding
    authority = open_authority(files.authority, secret)
    issued = perform(
        society.store,
        enrol,
        clock.tick(),
        chosen=panel.members,
        society=words("cli")["sample_society"].zh,
        authority=authority,
        at=clock.now,
    )
    write_identities(issued.result, folder / "identities")
    return panel.id


def _join(society: Desk, panel: PanelId, founding: tuple[Founding, str], stage: Stage) -> dict[PersonId, Desk]:
    """Each member opens a workspace with the identity file and the passphrase the society gave them."""
    desks = {}
    for member in panels.get(society.store, panel).members:
        identities = stage.folder / "identities"
        p12 = (identities / f"{member.id}.p12").read_bytes()
        secret = (identities / f"{member.id}-passphrase.txt").read_text(encoding="utf-8").splitlines()[1]
        desks[member.id] = _sit_down(member.id, p12, founding[0].trust_list, secret, stage)
    return desks


def _sit_down(person: PersonId, p12: bytes, trust_list: bytes, secret: str, stage: Stage) -> Desk:
    place = make_folder(stage.folder / "workspaces") / f"{person}.assessdb"
    store = make_workspace(
        place, p12=p12, trust_list=trust_list, passphrase=secret, mode=stage.mode, at=stage.clock.tick()
    )
    stage.open_desks.callback(store.close)
    return Desk(store, open_identity(p12, secret), secret, stage.folder)


def _hand_out(society: Desk, panel: PanelId, folder: Path, clock: Clock) -> dict[PersonId, Path]:
    target = make_folder(folder / "case-packages")
    changes = perform(
        society.store,
        hand_out,
        clock.tick(),
        panel=panel,
        folder=target,
        at=clock.now,
        identity=society.identity,
        progress=_silent,
    )
    written = changes.result if isinstance(changes.result, tuple) else ()
    return {member.id: path for member, path in zip(panels.get(society.store, panel).members, written, strict=True)}


# --- the assessors ----------------------------------------------------------------------------------------------------


def _sit(desk: Desk, person: PersonId, package: Path, script: dict[str, Any], clock: Clock) -> None:
    """Receive, declare, read, mark, lock: one assessor's sitting."""
    _receive(desk, package, clock)
    for line in cases.summaries(desk.store, person):
        said = script["cases"][line.number][person]
        _declare(desk, line.case, said["declaration"], clock)
        if Tie(said["declaration"]["tie"]) is Tie.RECUSED:
            continue
        _keep_evidence(desk, line.case, person, said, clock)
        sheets = tuple(SheetKey(line.case, person, method) for method, _ in line.states)
        for sheet in sheets:
            _mark(desk, sheet, said, clock)
        perform(desk.store, lock_sheets, clock.tick(), chosen=sheets, at=clock.now, identity=desk.identity)


def _receive(desk: Desk, package: Path, clock: Clock) -> None:
    perform(
        desk.store,
        receive_case_package,
        clock.tick(),
        source=package,
        at=clock.now,
        identity=desk.identity,
        progress=_silent,
    )


def _declare(desk: Desk, case: CaseId, said: dict[str, Any], clock: Clock) -> None:
    perform(
        desk.store,
        declare,
        clock.tick(),
        given=(case,),
        tie=Tie(said["tie"]),
        reasons=tuple(said["reasons"]),
        words=said["words"],
        at=clock.now,
        identity=desk.identity,
    )


def _keep_evidence(desk: Desk, case: CaseId, person: PersonId, said: dict[str, Any], clock: Clock) -> None:
    papers = {document.name: document.id for document in cases.get(desk.store, case).documents}
    for one in said.get("pins", ()):
        pin = Pin(
            id=PinId(fresh("pin")),
            case=case,
            author=person,
            at=clock.tick(),
            document=DocumentId(papers[one["document"]]),
            indicator=one["indicator"],
            page=one["page"],
            rect=tuple(one["rect"]) if one.get("rect") else None,
            quote=one.get("quote", ""),
            note=one.get("note", ""),
        )
        perform(desk.store, keep_pin, pin.at, pin=pin)
    for one in said.get("notes", ()):
        note = Note(
            id=NoteId(fresh("note")),
            case=case,
            author=person,
            at=clock.tick(),
            text=one["text"],
            indicator=one.get("indicator", ""),
            method=one.get("method", ""),
            elapsed=one.get("elapsed"),
        )
        perform(desk.store, keep_note, note.at, note=note)


def _mark(desk: Desk, sheet: SheetKey, said: dict[str, Any], clock: Clock) -> None:
    for subject, entry in said[sheet.method].items():
        if "percent" in entry:
            _enter(desk, sheet, subject, Part.PERCENT, entry["percent"], clock)
        else:
            level = entry["level"]
            _enter(desk, sheet, subject, Part.LEVEL, NOT_SOUGHT if level in (None, NOT_SOUGHT) else str(level), clock)
        _enter(desk, sheet, subject, Part.COMMENT, entry.get("comment", ""), clock)
    for aspect, confidence in said.get("confidence", {}).get(sheet.method, {}).items():
        _enter(desk, sheet, aspect, Part.CONFIDENCE, confidence, clock)
    overall = said.get("overall", {}).get(sheet.method, "")
    if overall:
        _enter(desk, sheet, SHEET, Part.OVERALL, overall, clock)


def _enter(desk: Desk, sheet: SheetKey, subject: str, part: Part, value: str, clock: Clock) -> None:
    perform(desk.store, enter_mark, clock.tick(), sheet=sheet, subject=subject, part=part, value=value, at=clock.now)


def _leave_half_done(
    chair: Desk,
    packages: dict[PersonId, Path],
    script: dict[str, Any],
    founding: tuple[Founding, str],
    folder: Path,
    clock: Clock,
) -> Path:
    """A workspace in the middle of the sitting, for whoever wants to try: one case signed, one begun, the others untouched.

    The members' score packages lie in the folder beside it, ready to be taken in.
    """
    person = chair.store.owner.id
    path = folder / "workspaces" / f"{person}-half-done.assessdb"
    p12 = (folder / "identities" / f"{person}.p12").read_bytes()
    at = clock.tick()
    with make_workspace(
        path, p12=p12, trust_list=founding[0].trust_list, passphrase=chair.passphrase, mode=Mode.LIVE, at=at
    ) as store:
        desk = Desk(store, chair.identity, chair.passphrase, folder)
        _receive(desk, packages[person], clock)
        lines = cases.summaries(store, person)
        for place, line in enumerate(lines[:-1]):
            said = script["cases"][line.number][person]
            _declare(desk, line.case, said["declaration"], clock)
            if place > 1:
                continue
            _keep_evidence(desk, line.case, person, said, clock)
            for method, _ in line.states:
                some = dict(list(said[method].items())[: None if place == 0 else 7])
                _mark(desk, SheetKey(line.case, person, method), {method: some} | (said if place == 0 else {}), clock)
            if place == 0:
                mine = tuple(SheetKey(line.case, person, method) for method, _ in line.states)
                perform(store, lock_sheets, clock.tick(), chosen=mine, at=clock.now, identity=chair.identity)
    return path


# --- the chair --------------------------------------------------------------------------------------------------------


def _gather(chair: Desk, member: Desk, panel: PanelId, folder: Path, clock: Clock) -> None:
    """A member hands over; the chair takes it in. The chair's own marks go the same way."""
    handed = perform(
        member.store,
        hand_over,
        clock.tick(),
        panel=panel,
        folder=make_folder(folder / "score-packages"),
        language="both",
        at=clock.now,
        identity=member.identity,
        progress=_silent,
    )
    taken = perform(
        chair.store,
        gather,
        clock.tick(),
        panel=panel,
        source=Path(str(handed.result)),
        at=clock.now,
        identity=chair.identity,
        progress=_silent,
    )
    receipt = perform(
        chair.store,
        write_receipt,
        clock.tick(),
        serial=PackageSerial(str(taken.result)),
        folder=make_folder(folder / "receipts"),
        at=clock.now,
        identity=chair.identity,
    )
    perform(
        member.store,
        take_receipt,
        clock.tick(),
        source=Path(str(receipt.result)),
        at=clock.now,
        identity=member.identity,
        progress=_silent,
    )


def _settle(chair: Desk, panel: PanelId, script: dict[str, Any], clock: Clock) -> None:
    """The panel agrees levels, settles flags, and votes; the chair recommends."""
    for case in cases.of_panel(chair.store, panel):
        said = script["panel"][case.candidate.number]
        for one in said["agreed"]:
            perform(
                chair.store,
                agree_level,
                clock.tick(seconds=1),
                case=case.id,
                method=one["method"],
                indicator=one["indicator"],
                level=one["level"],
                reason=one["reason"],
                participants=tuple(PersonId(person) for person in one["participants"]),
                at=clock.now,
            )
        for one in said["settled"]:
            perform(
                chair.store,
                settle,
                clock.tick(seconds=1),
                case=case.id,
                flag=FlagCode(one["code"]),
                method=one["method"],
                subject=one["subject"],
                reason=one["reason"],
                participants=tuple(PersonId(person) for person in one["participants"]),
                at=clock.now,
            )
        chosen = said["recommendation"]
        perform(
            chair.store,
            recommend,
            clock.tick(seconds=1),
            case=case.id,
            choice=chosen["choice"],
            reason=chosen["reason"],
            other_grade=chosen["other_grade"],
            at=clock.now,
        )
        for member, stand in said["votes"].items():
            perform(
                chair.store,
                vote,
                clock.tick(seconds=1),
                case=case.id,
                member=PersonId(member),
                stand=Stand(stand["stand"]),
                reason=stand["reason"],
                at=clock.now,
            )


def _conclude(chair: Desk, society: Desk, panel: PanelId, script: dict[str, Any], folder: Path, clock: Clock) -> Path:
    given = panels.get(chair.store, panel)
    minutes = Minutes(
        held_at=clock.now,
        place=script["minutes"]["place"],
        present=tuple(member.id for member in given.members),
        recused=tuple(
            (case.id, PersonId(person))
            for case in cases.of_panel(chair.store, panel)
            for person, said in script["cases"][case.candidate.number].items()
            if said["declaration"]["tie"] == "recused"
        ),
        remarks=script["minutes"]["remarks"],
    )
    perform(chair.store, sign_reconciliation, clock.now, panel=panel, at=clock.now, identity=chair.identity)
    changes = perform(
        chair.store,
        conclude,
        clock.tick(minutes=1),
        panel=panel,
        chosen=given.cases,
        minutes=minutes,
        recipient=society.store.owner.id,
        folder=make_folder(folder / "result"),
        language="both",
        at=clock.now,
        identity=chair.identity,
        progress=_silent,
    )
    return Path(str(changes.result))


# --- and the society again --------------------------------------------------------------------------------------------


def _take_in(society: Desk, result: Path, folder: Path, language: Language, clock: Clock) -> FileVerdict:
    perform(
        society.store,
        take_in,
        clock.tick(minutes=1),
        source=result,
        at=clock.now,
        identity=society.identity,
        progress=_silent,
    )
    export_results(society.store, folder=make_folder(folder / "taken-in"), language=language)
    _unpack_documents(society, result, folder, clock)
    return verify_file(
        result,
        trust=(folder / "trust-list.p7s").read_bytes(),
        now=clock.now,
        identity=society.identity,
        progress=_silent,
    )


def _compare(society: Desk, members: dict[PersonId, Desk], panel: PanelId, folder: Path, clock: Clock) -> None:
    """The packages are handed out once more, now with the agreed levels: each member sees how far off they were."""
    for person, package in _hand_out(society, panel, folder, clock).items():
        _receive(members[person], package, clock)


def _unpack_documents(society: Desk, result: Path, folder: Path, clock: Clock) -> None:
    """Lay the signed documents out beside the packages, for whoever opens them in Word, Excel or LibreOffice."""
    from assessor_app.exchange.packages import DOCUMENTS, open_package
    from assessor_app.workflow.receive import trust_of

    target = make_folder(folder / "documents")
    with open_package(
        result, trust=trust_of(society.store), now=clock.now, identity=society.identity, progress=_silent
    ) as opened:
        for name in opened.names:
            if name.startswith(DOCUMENTS):
                atomic_write(target / Path(name).name, opened.read(name))


def _keep_passphrases(folder: Path, society: Desk, members: dict[PersonId, Desk]) -> Path:
    """The people are invented, and so are their secrets: whoever looks at the sample must be able to open it."""
    path = _passphrases_of(folder)
    desks = (society, *members.values())
    lines = [f"{desk.store.path.name}\t{desk.identity.name}\t{desk.passphrase}\n" for desk in desks]
    atomic_write(path, "".join(lines).encode("utf-8"), private=True)
    return path


def _passphrases_of(folder: Path) -> Path:
    return folder / "identities" / "passphrases.txt"


def _sayer(tell: Tell, language: Language) -> Callable[..., None]:
    def say(key: str, **facts: object) -> None:
        tell(words("cli")[key].of(language).format(**facts))

    return say


def _silent(_text: str, _fraction: float) -> None:
    """The story is told in sentences, not in bars."""
