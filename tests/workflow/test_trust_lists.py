"""The newest trust list wins, by whichever way it comes, and an older one never takes its place unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor_app.models.people import Name, Person, Role
from assessor_app.models.rounds import Mode
from assessor_app.signing.errors import TrustListForeign, TrustListUnreadable
from assessor_app.signing.identities import open_authority
from assessor_app.signing.trust import Revocation, issue_trust_list
from assessor_app.store import trust
from assessor_app.store.errors import TrustListOlder
from assessor_app.workflow.errors import IdentityOfOtherSociety, IdentityRevoked
from assessor_app.workflow.found import Founding, found_society
from assessor_app.workflow.join import make_workspace
from assessor_app.workflow.keys import renew_trust
from tests.builders import MEMBER, PASSPHRASE, Played, written
from tests.workflow.conftest import Sit


@pytest.fixture
def other(played: Played) -> Founding:
    return found_society(
        "另一学会",
        officer=Person("S900", Name("外人"), (Role.OFFICER,)),  # type: ignore[arg-type]
        authority_passphrase=PASSPHRASE,
        officer_passphrase=PASSPHRASE,
        at=played.now,
    )


def test_that_a_newer_list_from_a_file_is_put_in_force_once(played: Played, sit: Sit, tmp_path: Path) -> None:
    desk = sit(MEMBER, "locked")
    third = issue_trust_list(played.authority, number=3, at=played.now)
    source = written(tmp_path, "trust-list.p7s", third)
    assert desk.do(renew_trust, source=source) == 3
    assert trust.current(desk.store) == third
    assert desk.do(renew_trust, source=source) == 3
    assert desk.store.value("SELECT count(*) FROM trust_lists") == 2


def test_that_an_older_a_doubled_a_foreign_or_a_broken_list_changes_nothing(
    played: Played, other: Founding, sit: Sit, tmp_path: Path
) -> None:
    desk = sit(MEMBER, "locked")
    third = issue_trust_list(played.authority, number=3, at=played.now)
    desk.do(renew_trust, source=written(tmp_path, "third.p7s", third))
    withdrawn = (Revocation(7, played.now),)
    foreign = issue_trust_list(open_authority(other.authority, PASSPHRASE), number=9, at=played.now)
    offered = (
        (played.trust, TrustListOlder),
        (issue_trust_list(played.authority, number=2, at=played.now), TrustListOlder),
        (issue_trust_list(played.authority, number=3, at=played.now, revocations=withdrawn), TrustListOlder),
        (foreign, TrustListForeign),
        (third[:-40] + bytes(40), TrustListUnreadable),
    )
    for content, refused in offered:
        with pytest.raises(refused):
            desk.do(renew_trust, source=written(tmp_path, "offered.p7s", content))
        assert trust.current(desk.store) == third


def test_that_nobody_joins_with_an_identity_that_the_list_does_not_bear(
    played: Played, other: Founding, tmp_path: Path
) -> None:
    stranger, own = other.officer, played.identities[MEMBER]
    place = tmp_path / "own.assessdb"

    def join(p12: bytes, passphrase: str, trust_list: bytes) -> None:
        make_workspace(
            place, p12=p12, trust_list=trust_list, passphrase=passphrase, mode=Mode.LIVE, at=played.now
        ).close()

    with pytest.raises(IdentityOfOtherSociety):
        join(stranger, PASSPHRASE, played.trust)
    gone = (Revocation(own.certificate.serial_number, played.now),)
    revoking = issue_trust_list(played.authority, number=2, at=played.now, revocations=gone)
    p12 = (played.folder / "identities" / f"{MEMBER}.p12").read_bytes()
    with pytest.raises(IdentityRevoked):
        join(p12, played.passphrases[MEMBER], revoking)
    assert not list(tmp_path.iterdir())
    join(p12, played.passphrases[MEMBER], played.trust)
