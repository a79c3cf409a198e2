"""The short run of `mutate`: a few hundred changes of every sample, and that the runner would notice."""

from __future__ import annotations

import random

import pytest

from tests.signing.builders import Society
from tests.signing.mutate import Sample, mutated, outcome, samples

NAMES = [
    "container",
    "container of two",
    "word",
    "excel of two",
    "foreign word",
    "foreign excel, SHA-1",
    "trust list",
    "identity",
    "sealed",
]


@pytest.fixture(scope="module")
def by_name(society: Society) -> dict[str, Sample]:
    return {sample.name: sample for sample in samples(society)}


@pytest.mark.parametrize("name", NAMES)
def test_that_no_change_is_accepted_and_none_ends_in_a_traceback(by_name: dict[str, Sample], name: str) -> None:
    chance = random.Random(name)
    sample = by_name[name]
    changed = [mutated(sample.data, chance) for _ in range(150)]
    assert {outcome(sample, data) for data in changed if data != sample.data} == {"refused"}


def test_that_every_sample_is_looked_at(by_name: dict[str, Sample]) -> None:
    assert list(by_name) == NAMES


def test_that_the_runner_notices() -> None:
    def careless(_data: bytes) -> bool:
        return True

    def fragile(_data: bytes) -> bool:
        raise IndexError("out of range")

    assert outcome(Sample("a", b"", careless), b"") == "accepted"
    assert outcome(Sample("b", b"", fragile), b"").startswith("crashed: ")
