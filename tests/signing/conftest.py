"""A society with its people, made once for all tests of the seal."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from assessor_app.signing import pkcs12
from assessor_app.signing.identities import Authority, Identity
from assessor_app.signing.trust import TrustList
from tests.signing.builders import Society

# Whoever has no LibreOffice says so; without a word its absence is a failure.
collect_ignore = ["test_libreoffice.py"] if os.environ.get("ASSESSOR_NO_LIBREOFFICE") == "1" else []


@pytest.fixture(scope="session", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """600,000 rounds are for those who guess; `test_pkcs12.py` looks at the real number."""
    patch = pytest.MonkeyPatch()
    patch.setattr(pkcs12, "ROUNDS", 2048)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def society(cheap_passphrases: None) -> Society:
    return Society.founded()


@pytest.fixture(scope="session")
def authority(society: Society) -> Authority:
    return society.authority


@pytest.fixture(scope="session")
def assessor(society: Society) -> Identity:
    """Signs with RSA-3072."""
    return society.assessor


@pytest.fixture(scope="session")
def chair(society: Society) -> Identity:
    """Signs with ECDSA P-256."""
    return society.chair


@pytest.fixture(scope="session")
def officer(society: Society) -> Identity:
    return society.officer


@pytest.fixture(scope="session")
def stranger(society: Society) -> Identity:
    """Has an identity of another society of the same name."""
    return society.stranger


@pytest.fixture(scope="session")
def trust(society: Society) -> TrustList:
    return society.trust
