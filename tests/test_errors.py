from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator

import pytest

from assessor_app.errors import DiskFull, PlaceNotWritable, Refusal, fact_names


def test_that_a_refusal_carries_its_facts_in_the_order_declared() -> None:
    refusal = PlaceNotWritable(reason="Read-only file system", place="/media/stick/a.asice")
    assert refusal.facts == {"place": "/media/stick/a.asice", "reason": "Read-only file system"}
    assert fact_names(PlaceNotWritable) == ("place", "reason")


def test_that_a_refusal_travels_between_processes() -> None:
    sent = DiskFull(place="D:\\评价")
    received = pickle.loads(pickle.dumps(sent))
    assert type(received) is DiskFull
    assert received.facts == sent.facts


def test_that_a_fact_cannot_be_left_out_or_made_up() -> None:
    with pytest.raises(TypeError):
        DiskFull()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        DiskFull(place="/", free=3)  # type: ignore[call-arg]


def test_that_a_refusal_passes_through_a_context_manager_unharmed() -> None:
    @contextlib.contextmanager
    def passing() -> Iterator[None]:
        yield

    with pytest.raises(DiskFull) as caught, passing():
        raise DiskFull(place="/x")
    assert caught.value.place == "/x"


def test_that_the_log_line_of_a_refusal_names_code_and_facts() -> None:
    assert str(DiskFull(place="/x")) == "disk_full(place='/x')"
    assert issubclass(DiskFull, Refusal)
