"""No secret stands in the journal, the log, a traceback or what a value shows of itself."""

from __future__ import annotations

import copy
import io
import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assessor_app import log
from assessor_app.errors import Refusal
from assessor_app.files import make_folder
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.signing.identities import issue_identity, open_authority, open_identity
from assessor_app.store import journal, people, trust
from assessor_app.store.database import Store, open_workspace
from assessor_app.workflow.found import found_society
from assessor_app.workflow.join import make_workspace, unlock
from assessor_app.workflow.keys import AuthorityFile, issue_identities
from assessor_app.workflow.perform import perform
from assessor_app.workflow.recover import Sharer, make_recovery, put_identity, recover, reissue_identity
from assessor_app.workflow.rekey import change_own_passphrase
from assessor_app.workflow.renew import ask_renewal, finish_renewal
from tests.builders import written

OF_AUTHORITY, OWN, LATER, RECOVERED = (
    f"sentinel-{word}-ravi-kamo" for word in ("authority", "own", "later", "recovered")
)


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Path]:
    """The log at its most talkative."""
    path = log.start_log(tmp_path / "log", level=logging.DEBUG)
    yield path
    log.stop_log()


class Act:
    """Steps one after the other, each a minute later; what they say, hand back and raise is kept."""

    def __init__(self) -> None:
        self.now = datetime.now().astimezone() - timedelta(days=1)
        self.said = io.StringIO()

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def do(self, store: Store, step: Callable[..., Changes], **facts: object) -> Changes:
        changes = perform(store, step, facts["at"], **facts)  # type: ignore[arg-type]
        self.said.write(f"{changes!r}\n{facts!r}\n" if "passphrase" not in facts else f"{changes!r}\n")
        return changes

    def refused(self, call: Callable[[], object]) -> None:
        try:
            call()
        except Refusal as refusal:
            logging.getLogger("assessor_app.test").exception("refused")
            # With the values of the variables that a report could show of the innermost frames' refusals.
            self.said.write("".join(traceback.format_exception(refusal)) + repr(refusal.facts))
        else:
            pytest.fail("was to be refused")


def everything_in(store: Store) -> str:
    """The whole journal and every row of the workspace."""
    found = [repr(line) for line in journal.lines(store)]
    tables = store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'texts_index%'")
    for (table,) in tables:
        found += [repr(row) for row in store.rows(f'SELECT * FROM "{table}"')]
    return "\n".join(found)


def test_that_no_step_leaves_a_passphrase_behind(tmp_path: Path, heard: Path) -> None:
    act = Act()
    officers = [Person(f"S{n}", Name(f"干事 {n}"), (Role.OFFICER,)) for n in (1, 2)]  # type: ignore[arg-type]
    made = found_society(
        "学会", officer=officers[0], authority_passphrase=OF_AUTHORITY, officer_passphrase=OWN, at=act.now
    )
    authority = AuthorityFile(written(tmp_path, "authority.p12", made.authority), OF_AUTHORITY)
    at = act.tick()
    path = make_folder(tmp_path / "desk") / "own.assessdb"
    store = make_workspace(path, p12=made.officer, trust_list=made.trust_list, passphrase=OWN, mode=Mode.LIVE, at=at)
    with store.step("known", {}, act.tick()):
        people.put(store, officers[1])
    second = act.do(
        store, issue_identities, chosen=(officers[1].id,), authority=authority, folder=tmp_path / "p12", at=act.tick()
    ).result
    assert isinstance(second, tuple)
    secrets = [OF_AUTHORITY, OWN, LATER, RECOVERED, second[0].passphrase]
    act.do(store, make_recovery, officers=("S1", "S2"), authority=authority, folder=tmp_path / "shares", at=act.tick())
    identity = unlock(store, OWN)
    act.said.write(repr((made, second, authority, identity, open_authority(made.authority, OF_AUTHORITY))))
    act.do(store, ask_renewal, folder=tmp_path, identity=identity, at=act.tick())
    act.refused(lambda: unlock(store, f"{OWN}-not"))
    act.refused(
        lambda: act.do(store, finish_renewal, source=tmp_path / "renewal-S1.csr.pem", passphrase=OWN, at=act.tick())
    )
    act.refused(
        lambda: act.do(
            store, put_identity, p12=second[0].p12, secret=second[0].passphrase, passphrase=OWN, at=act.tick()
        )
    )
    again = act.do(
        store,
        reissue_identity,
        person="S1",
        reason="superseded",
        authority=authority,
        folder=tmp_path / "p12",
        at=act.tick(),
    ).result
    secrets.append(again.passphrase)  # type: ignore[attr-defined]
    act.said.write(repr(again))
    act.do(
        store,
        put_identity,
        p12=again.p12,  # type: ignore[attr-defined]
        secret=again.passphrase,  # type: ignore[attr-defined]
        passphrase=OWN,
        at=act.tick(),
    )
    change_own_passphrase(store, current=OWN, new=LATER, at=act.tick())
    act.refused(lambda: change_own_passphrase(store, current=OWN, new=LATER, at=act.tick()))
    said = everything_in(store)
    store.close()
    act.refused(lambda: open_workspace(path, OWN, now=act.tick()))
    # The second officer's workspace was made with the list that names the recovery key, and its passphrase is lost.
    said += recovered(act, tmp_path, path, made.officer, second[0].passphrase, secrets)
    said += heard.read_text(encoding="utf-8") + act.said.getvalue()
    assert "refused" in said
    assert "put_identity" in said
    for secret in secrets:
        assert secret not in said
    for file in (tmp_path / "desk").rglob("*"):
        if file.is_file():
            assert not any(secret.encode() in file.read_bytes() for secret in secrets)


def recovered(act: Act, folder: Path, path: Path, p12: bytes, theirs: str, secrets: list[str]) -> str:
    with open_workspace(path, LATER, now=act.tick()) as store:
        content = trust.current(store)
    assert content is not None
    list_ = written(folder, "trust.p7s", content)
    file = folder / "p12" / "S2.p12"
    desk = make_folder(folder / "desk") / "second.assessdb"
    make_workspace(
        desk, p12=file.read_bytes(), trust_list=content, passphrase=theirs, mode=Mode.LIVE, at=act.tick()
    ).close()
    sharers = (
        Sharer(next((folder / "shares").glob("*-S1.p7m")), written(folder, "S1.p12", p12), OWN),
        Sharer(next((folder / "shares").glob("*-S2.p7m")), file, theirs),
    )
    act.said.write(repr(sharers))
    wrong = (sharers[0], Sharer(sharers[1].share, sharers[1].p12, f"{theirs}-not"))
    act.refused(lambda: recover(desk, sharers=wrong, trust_list=list_, new=RECOVERED, at=act.tick()))
    with recover(desk, sharers=sharers, trust_list=list_, new=RECOVERED, at=act.tick()) as store:
        return everything_in(store)


# --- the journal by itself ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hiding:
    """Shows where, not with what."""

    where: str
    what: str = field(repr=False)


@dataclass(frozen=True, repr=False)
class Hidden:
    what: str


def test_that_the_journal_keeps_nothing_that_a_value_does_not_show(tmp_path: Path) -> None:
    def act(_store: Store, *, one: object, two: object, secret: str, new: str) -> Changes:
        return Changes(Touched.NOTHING)

    now = datetime.now().astimezone()
    made = found_society(
        "学会",
        officer=Person("S1", Name("干事"), (Role.OFFICER,)),  # type: ignore[arg-type]
        authority_passphrase=OF_AUTHORITY,
        officer_passphrase=OWN,
        at=now,
    )
    place = tmp_path / "own.assessdb"
    with make_workspace(
        place, p12=made.officer, trust_list=made.trust_list, passphrase=OWN, mode=Mode.LIVE, at=now
    ) as store:
        perform(store, act, now, one=Hiding("drawer", OWN), two=(Hidden(OWN),), secret=OWN, new=OWN)
        *_, line = journal.lines(store)
        assert line.facts == {"one": {"where": "drawer"}, "two": ["Hidden"]}


def test_that_a_key_shows_nothing_and_is_not_copied(tmp_path: Path) -> None:
    authority = open_authority(
        found_society(
            "学会",
            officer=Person("S1", Name("干事"), (Role.OFFICER,)),  # type: ignore[arg-type]
            authority_passphrase=OF_AUTHORITY,
            officer_passphrase=OWN,
            at=datetime.now().astimezone(),
        ).authority,
        OF_AUTHORITY,
    )
    assert repr(authority).count(" ") == 2
    file = issue_identity(
        authority,
        person_id="A1",
        name="甲",
        organisation="-",
        roles=("assessor",),
        passphrase=OWN,
        now=datetime.now().astimezone(),
        algorithm="ecdsa-p256",
    )
    for one in (authority, open_identity(file, OWN)):
        with pytest.raises(TypeError):
            copy.copy(one)
