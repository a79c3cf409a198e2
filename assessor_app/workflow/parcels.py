"""The list of packages: what went out, what came in, and which one stands for which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from assessor_app.exchange.errors import AlreadyTakenIn, SerialTwice, Superseded
from assessor_app.exchange.packages import Opened, Progress, open_container, pieces_inside, share, unsealed
from assessor_app.exchange.record import Record
from assessor_app.files import proved_path
from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId
from assessor_app.models.records import CaseRecord, Envelope, Kind, ResultRecord, ScoreRecord
from assessor_app.signing.archives import NewArchive
from assessor_app.signing.container import verify_container, versions_of
from assessor_app.signing.identities import Identity
from assessor_app.signing.sealing import sealing
from assessor_app.signing.trust import TrustList
from assessor_app.store import contents, packages
from assessor_app.store.database import Store
from assessor_app.store.packages import PackageRow, PackageStatus
from assessor_app.workflow.errors import SignaturesApart


@dataclass(frozen=True, slots=True)
class Kept:
    """A container among the contents of the workspace."""

    sha256: str
    size: int


def write_out(
    store: Store, container: NewArchive, target: Path, certificates: Sequence[bytes], progress: Progress
) -> Kept:
    """Write ``container`` to ``target``, sealed for the holders of these certificates (none: open to all), and keep it (unsealed;
    the workspace is encrypted), in one pass.

    A file that the workspace does not know must not lie about to be handed on: if the step comes to nothing, it goes. Raises
    what writing a file raises.
    """
    if not certificates:
        with proved_path(target) as write:
            sha256 = contents.put(store, _passing(container, write))
    else:
        with sealing(target, container.size, certificates, progress) as write:
            sha256 = contents.put(store, _passing(container, write))
    store.if_undone(lambda: target.unlink(missing_ok=True))
    return Kept(sha256, container.size)


def _passing(container: NewArchive, write: Callable[[bytes], object]) -> Iterator[bytes]:
    for piece in container.pieces():
        write(piece)
        yield piece


def keep_outgoing(
    store: Store,
    sent: Envelope,
    kept: Kept,
    *,
    panel: PanelId,
    recipient: PersonId,
    target: Path,
    cases: tuple[CaseId, ...] = (),
) -> None:
    """Note a package that was written to ``target``. ``cases`` are named where it may speak of some of the panel's cases only."""
    row = PackageRow(
        serial=sent.serial,
        kind=sent.kind,
        direction="out",
        round=sent.round.id,
        sender=sent.sender.id,
        recipient=recipient,
        sha256=kept.sha256,
        size=kept.size,
        made_at=sent.made_at,
        status=PackageStatus.HANDED_OVER,
        supersedes=sent.supersedes,
        facts={"panel": panel, "file": target.name, **({"cases": " ".join(cases)} if cases else {})},
    )
    packages.add(store, row)


def bring_in(
    store: Store, source: Path, *, trust: TrustList, now: datetime, identity: Identity | None, progress: Progress
) -> Opened:
    """The package at ``source``, first put among the contents of the workspace and then opened and verified there: what is read
    of it afterwards cannot change any more. Within a step, which undoes it should the package be refused.

    Raises what `exchange.packages.open_package` raises.
    """
    with unsealed(source, identity, share(progress, 0, 0.2)) as container:
        pieces = watched(pieces_inside(container), len(container), source.name, share(progress, 0.2, 0.6))
        sha256 = contents.put(store, pieces)
    kept = contents.open_(store, sha256, source.name)
    return open_container(kept, source.name, trust=trust, now=now, progress=share(progress, 0.6, 1), sha256=sha256)


def keep_incoming(store: Store, opened: Opened, *, panel: PanelId, at: datetime) -> None:
    """Note that a package that was brought in counts, counts again after it had been removed, or came with more signatures."""
    arrived = opened.record.envelope
    if packages.known(store, arrived.serial, "in"):
        more = packages.get(store, arrived.serial, "in").sha256 != opened.sha256 and _kin(store, opened) is Kin.MORE
        if more:
            packages.add_version(store, arrived.serial, "in", opened.sha256, opened.size)
        code = "countersigned" if more else ""
        packages.set_status(store, arrived.serial, PackageStatus.TAKEN_IN, at, code, direction="in")
        return
    row = PackageRow(
        serial=arrived.serial,
        kind=arrived.kind,
        direction="in",
        round=arrived.round.id,
        sender=arrived.sender.id,
        recipient=store.owner.id,
        sha256=opened.sha256,
        size=opened.size,
        made_at=arrived.made_at,
        status=PackageStatus.TAKEN_IN,
        supersedes=arrived.supersedes,
        facts={"panel": panel, "file": opened.name} | _cases(opened.record),
    )
    packages.add(store, row)


def watched(pieces: Iterable[bytes], size: int, text: str, progress: Progress) -> Iterator[bytes]:
    """The same pieces, with how much of ``size`` has passed told before each."""
    done = 0
    for piece in pieces:
        progress(text, done / max(size, 1))
        done += len(piece)
        yield piece


def _cases(record: Record) -> dict[str, str]:
    """Which cases a result speaks of, so that a list need not open it."""
    return {"cases": " ".join(item.case for item in record.outcomes)} if isinstance(record, ResultRecord) else {}


def demand_new(store: Store, opened: Opened) -> None:
    """Refuse a package that counts already, or that a newer one from the same sender has replaced.

    A result that only has more signatures than the one kept under its serial is new; one with fewer counts already.
    """
    arrived = opened.record.envelope
    if packages.known(store, arrived.serial, "in"):
        kept = packages.get(store, arrived.serial, "in")
        kin = Kin.SAME if kept.sha256 == opened.sha256 else _kin(store, opened)
        if kin is Kin.OTHER:
            raise SerialTwice(name=opened.name, serial=arrived.serial)
        if kin is Kin.APART:
            raise SignaturesApart(name=opened.name, serial=arrived.serial, kept=_signed_by(store, arrived.serial))
        if kept.status is PackageStatus.TAKEN_IN and kin is not Kin.MORE:
            raise AlreadyTakenIn(name=opened.name, serial=arrived.serial)
    for row in packages.all(store, arrived.kind, "in"):
        stands = row.status in (PackageStatus.TAKEN_IN, PackageStatus.SUPERSEDED)
        if stands and (_replaces(row, arrived) or _newer(row, opened.record)):
            raise Superseded(name=opened.name, serial=arrived.serial, newer=row.serial)


def _replaces(row: PackageRow, arrived: Envelope) -> bool:
    """Whether the package of that row says it stands for this one; only its own sender can say so."""
    return row.supersedes == arrived.serial and row.sender == arrived.sender.id


def _newer(row: PackageRow, record: Record) -> bool:
    """Whether a package for the same panel was made later: of a member's scores and of case packages the newest one counts,
    though those between may never have come.
    """
    arrived = record.envelope
    if (row.made_at, row.serial) <= (arrived.made_at, arrived.serial) or row.serial == arrived.supersedes:
        return False
    match record:
        case ScoreRecord():
            return row.sender == arrived.sender.id and row.facts.get("panel") == record.panel
        case CaseRecord():
            return row.facts.get("panel") == record.panel.id
        case _:
            return False


class Kin(Enum):
    """How a package that arrives stands to the one kept under its serial."""

    SAME = auto()
    MORE = auto()
    """The same, with more signatures."""
    FEWER = auto()
    APART = auto()
    """The same as first signed, then countersigned by others."""
    OTHER = auto()


def _kin(store: Store, opened: Opened) -> Kin:
    arrived = opened.record.envelope
    if arrived.kind is not Kind.RESULT:
        return Kin.OTHER
    kept, offered = versions_of(packages.content(store, arrived.serial, "in")), versions_of(opened.container)
    if kept[-1] in offered:
        return Kin.MORE
    if offered[-1] in kept:
        return Kin.FEWER
    return Kin.APART if kept[0] == offered[0] else Kin.OTHER


def _signed_by(store: Store, serial: PackageSerial) -> tuple[str, ...]:
    # Only their names are wanted: whether they are trusted was asked when the package was taken in.
    kept = packages.get(store, serial, "in")
    verdict = verify_container(packages.content(store, serial, "in"), TrustList(0, None, ()), kept.made_at)
    return tuple(signer.name for signer in verdict.signers)


def latest_out(store: Store, kind: Kind, panel: PanelId, recipient: PersonId | None = None) -> PackageSerial | None:
    """The newest package of that kind sent for ``panel`` (and to ``recipient``); the next one supersedes it."""
    sent = [
        row
        for row in packages.all(store, kind, "out")
        if row.facts.get("panel") == panel and recipient in (None, row.recipient)
    ]
    return sent[-1].serial if sent else None


def standing_in(store: Store, kind: Kind, panel: PanelId) -> tuple[PackageRow, ...]:
    """The packages of that kind taken in for ``panel`` that count now, in the order they came."""
    return tuple(
        row
        for row in packages.all(store, kind, "in")
        if row.facts.get("panel") == panel and row.status is PackageStatus.TAKEN_IN
    )
