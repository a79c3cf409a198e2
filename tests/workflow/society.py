"""The society of the small round with its authority as a file, and a workspace made with any trust list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assessor_app.files import atomic_write, make_folder
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.signing.trust import TrustList, load_trust_list
from assessor_app.store import people, trust
from assessor_app.store.database import Store
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.keys import AuthorityFile
from tests.builders import PASSPHRASE, At, Played, written


@dataclass(frozen=True)
class Office:
    """The officer at their desk with the authority's file at hand."""

    desk: At
    authority: AuthorityFile

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def trusted(self) -> TrustList:
        return load_trust_list(self.trust)

    @property
    def trust(self) -> bytes:
        content = trust.current(self.store)
        assert content is not None
        return content

    def trust_file(self, folder: Path) -> Path:
        return written(folder, "trust-list.p7s", self.trust)


def office_of(played: Played, desk: At, folder: Path) -> Office:
    """The authority's key, written into a file as founding leaves it."""
    authority = played.authority
    file = authority._to_pkcs12(authority.certificate, authority.chain, PASSPHRASE)
    make_folder(folder)
    atomic_write(folder / "authority.p12", file, private=True)
    return Office(desk, AuthorityFile(folder / "authority.p12", PASSPHRASE))


def second_officer(office: Office, person: str = "S002") -> Person:
    """Another officer, known but without an identity yet."""
    known = Person(person, Name("沈砚秋", "Shen Yanqiu"), (Role.OFFICER,))  # type: ignore[arg-type]
    with office.store.step("known", {}, office.desk.clock.tick()):
        people.put(office.store, known)
    return known


def workspace_of(
    office: Office, folder: Path, p12: bytes, passphrase: str, later: timedelta = timedelta(minutes=1)
) -> Store:
    """A new workspace of whoever holds ``p12``, made with the trust list now in force."""
    return make_workspace(
        make_folder(folder) / "own.assessdb",
        p12=p12,
        trust_list=office.trust,
        passphrase=passphrase,
        mode=Mode.LIVE,
        at=office.desk.clock.tick() + later,
    )
