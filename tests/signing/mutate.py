"""Changes signed files in every way chance can think of: none may be accepted, none may end in a traceback.

A few hundred changes run with the suite (`test_mutations.py`); the long run is its own command::

    .venv/bin/python -m tests.signing.mutate --count 50000 [--seed N] [--keep FOLDER]

For a file of ours, accepted means `valid` although a byte differs. For a file of others, where some bytes are free by
design, it means `valid` or `partial` although a covered part reads differently to the standard library's own unpacker.
Exit status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.signing import pkcs12
from assessor_app.signing.container import verify_container
from assessor_app.signing.identities import open_identity
from assessor_app.signing.office import verify_office
from assessor_app.signing.sealing import seal, unsealing
from assessor_app.signing.trust import TrustList, issue_trust_list, load_trust_list
from assessor_app.signing.verdicts import Problem, Status
from tests.signing import foreign
from tests.signing.builders import (
    FOUNDED,
    NOW,
    PASSPHRASE,
    Society,
    container,
    container_of_two,
    excel_file,
    signed_excel_of_two,
    signed_word,
    word_file,
)

Accepts = Callable[[bytes], bool]


@dataclass(frozen=True)
class Sample:
    """A sound file, and whether a changed one is accepted that should not be."""

    name: str
    data: bytes
    wrongly_accepts: Accepts


def samples(society: Society) -> list[Sample]:
    def container_accepts(data: bytes) -> bool:
        verdict = verify_container(data, society.trust, NOW)
        return said(verdict.problems) and verdict.status is Status.VALID

    def office_accepts(data: bytes) -> bool:
        verdict = verify_office(data, society.trust, NOW)
        return said(verdict.problems) and verdict.status is Status.VALID

    trust_list = issue_trust_list(society.authority, number=2, at=FOUNDED)

    def trust_accepts(data: bytes) -> bool:
        return load_trust_list(data, society.trust).number > 0

    def pkcs12_accepts(data: bytes) -> bool:
        return open_identity(data, PASSPHRASE).fingerprint != society.assessor.fingerprint

    return [
        Sample("container", container(society), container_accepts),
        Sample("container of two", container_of_two(society), container_accepts),
        Sample("word", signed_word(society), office_accepts),
        Sample("excel of two", signed_excel_of_two(society), office_accepts),
        *_foreign_samples(),
        Sample("trust list", trust_list, trust_accepts),
        Sample("identity", society.assessor._to_pkcs12(society.assessor.certificate, (), PASSPHRASE), pkcs12_accepts),
        _sealed(society),
    ]


def said(problems: tuple[Problem, ...]) -> bool:
    """True; each problem can be told in both languages, or this ends in a traceback."""
    for problem in problems:
        for language in Language:
            Messages().message(problem.code, {"part": problem.part, **problem.facts}, language)
    return True


def _sealed(society: Society) -> Sample:
    folder = Path(tempfile.mkdtemp(prefix="mutate-"))
    plain = container(society)
    seal(plain, folder / "sealed", [society.assessor.certificate, society.officer.certificate], _quiet)

    def accepts(data: bytes) -> bool:
        (folder / "changed").write_bytes(data)
        with unsealing(folder / "changed", society.assessor, _quiet) as opened:
            return bytes(opened[:]) == plain

    return Sample("sealed", (folder / "sealed").read_bytes(), accepts)


def _foreign_samples() -> Iterator[Sample]:
    who = foreign.person()
    trust = TrustList(0, None, who.chain)
    for name, plain, style in (
        ("foreign word", word_file(), foreign.Style()),
        ("foreign excel, SHA-1", excel_file(), foreign.Style(digest="sha1", by_type=True)),
    ):
        data = foreign.sign(plain, who, style)
        covered = _contents(data, free=("docProps/", "_xmlsignatures/", "[Content_Types].xml"))

        def accepts(changed: bytes, covered: dict[str, bytes] = covered) -> bool:
            verdict = verify_office(changed, trust, NOW)
            if said(verdict.problems) and verdict.status not in (Status.VALID, Status.PARTIAL):
                return False
            found = _contents(changed, free=())
            return any(found.get(part) != content for part, content in covered.items() if not part.endswith(".rels"))

        yield Sample(name, data, accepts)


def _contents(data: bytes, free: tuple[str, ...]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith(free or "\0")}


def _quiet(_text: str, _fraction: float) -> None:
    """Nobody watches."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Changed in one of the ways in which files go wrong or are made to."""
    way = chance.randrange(10)
    at = chance.randrange(len(data))
    changed = bytearray(data)
    if way <= 3:
        changed[at] ^= 1 << chance.randrange(8)
    elif way == 4:
        changed[at] = chance.choice((0, 0xFF, 0x20, 0x30, chance.randrange(256)))
    elif way == 5:
        changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 1, 2, 8, 64))))
    elif way == 6:
        del changed[at : at + chance.choice((1, 1, 2, 8, 64, 512))]
    elif way == 7:
        length = chance.choice((1, 4, 16, 128))
        other = chance.randrange(len(data))
        changed[at : at + length] = data[other : other + length]
    elif way == 8:
        for _ in range(chance.randrange(2, 6)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
    else:
        del changed[at:]
    return bytes(changed)


def outcome(sample: Sample, data: bytes) -> str:
    """`refused`, `accepted` or `crashed`; with what was raised."""
    try:
        return "accepted" if sample.wrongly_accepts(data) else "refused"
    except Refusal:
        return "refused"
    except Exception:  # noqa: BLE001 - any other exception is what this looks for
        return "crashed: " + traceback.format_exc(limit=-4)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, help="folder for what was accepted or crashed")
    options = parser.parse_args(arguments)
    pkcs12.ROUNDS = 2048
    chance = random.Random(options.seed)
    tried, bad = Counter[str](), 0
    found = samples(Society.founded())
    started = time.monotonic()
    for number in range(options.count):
        sample = found[number % len(found)]
        data = mutated(sample.data, chance)
        if data == sample.data:
            continue
        told = outcome(sample, data)
        tried[f"{sample.name}: {told.split(':')[0]}"] += 1
        if told != "refused":
            bad += 1
            print(f"#{number} {sample.name}: {told}")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{number}-{sample.name}").write_bytes(data)
    for line, times in sorted(tried.items()):
        print(f"{times:>8}  {line}")
    print(
        f"seed {options.seed}, {options.count} changes in {time.monotonic() - started:.0f} s, {bad} wrongly accepted or crashed"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
