"""A small round at every stage, played once for all tests of the street."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import assessor_app.store.keys
from assessor_app.exchange.packages import sha256_of
from assessor_app.files import Sliced
from assessor_app.models.ids import PersonId
from assessor_app.signing import pkcs12
from assessor_app.workflow import verify
from assessor_app.workflow.verify import FileVerdict, verify_package
from tests.builders import At, Played, at_desk, small_round

Sit = Callable[[PersonId, str], At]


@pytest.fixture(scope="session", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """What makes guessing dear is looked at in the tests of the memory and of the seal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assessor_app.store.keys, "COST", assessor_app.store.keys.Cost(2, 1, 1))
        patch.setattr(pkcs12, "ROUNDS", 2048)
        yield


@pytest.fixture(scope="session")
def played(cheap_passphrases: None, tmp_path_factory: pytest.TempPathFactory) -> Played:
    return small_round(lambda: tmp_path_factory.mktemp("round"))


@pytest.fixture
def sit(played: Played, tmp_path: Path) -> Iterator[Sit]:
    """Opens somebody's workspace as it stood at a stage, and shuts it when the test is over."""
    with ExitStack() as open_:

        def sit_down(person: PersonId, stage: str) -> At:
            folder = tmp_path / f"desk-{len(list(tmp_path.iterdir()))}"
            desk = at_desk(played, person, stage, folder)
            open_.callback(desk.store.close)
            return desk

        yield sit_down


@pytest.fixture(scope="module")
def evidence_judged_once() -> Iterator[None]:
    """The members' packages are the same bytes in most of what follows; each is looked at once."""
    known: dict[tuple[str, str], FileVerdict] = {}

    def once(container: Sliced, name: str, *rest: Any) -> FileVerdict:
        key = sha256_of(container), name
        if key not in known:
            known[key] = verify_package(container, name, *rest)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "verify_package", once)
        yield
