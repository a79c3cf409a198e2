"""A case package with 200 MiB of papers, step by step: how long, and by how much the process grows beyond where the step began.

The growth is that of the resident set, so it holds what SQLCipher and the cryptography take as well (Linux only); floors are a
bare digest of as many bytes and copying them.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import assessor_app.store.keys
from assessor_app.exchange.packages import file_sha256
from assessor_app.files import make_folder
from assessor_app.signing import pkcs12
from assessor_app.store import panels
from assessor_app.workflow.hand_out import hand_out
from assessor_app.workflow.prepare import read_preparation
from assessor_app.workflow.receive import receive_case_package
from assessor_app.workflow.validity import read_validity
from assessor_app.workflow.verify import verify_file
from tests.benchmarks.measure import median_ms
from tests.builders import MEMBER, at_desk, play_small_round, silent
from tests.workflow.large_papers import narrowed, opened_round, with_scans

MIB = 200

Found = TypeVar("Found")


def main() -> None:
    assessor_app.store.keys.COST = assessor_app.store.keys.Cost(2, 1, 1)
    pkcs12.ROUNDS = 2048
    with tempfile.TemporaryDirectory() as folder:
        steps(Path(folder))


def steps(folder: Path) -> None:
    played = play_small_round(make_folder(folder / "round"))
    with_scans(folder, MIB, played.now)
    roster = folder / "sample" / "roster.xlsx"
    officer = at_desk(played, played.officer, "handed_out", folder / "officer")
    member = at_desk(played, MEMBER, "received", folder / "member")
    preparation = grown(
        "read the roster and its papers",
        lambda: read_preparation(roster, roster.parent, now=played.now, progress=silent),
    )
    panel = grown("open the round", lambda: opened_round(officer, narrowed(preparation)))
    written = grown(
        "hand out to all members", lambda: officer.do(hand_out, panel=panel, folder=make_folder(folder / "out"))
    )
    members = [one.id for one in panels.get(officer.store, panel).members]
    package = written[members.index(MEMBER)]
    member.clock.now = officer.clock.tick(minutes=1)
    identity, now = played.identities[MEMBER], member.clock.now
    grown("take one package in", lambda: member.do(receive_case_package, source=package))
    facts: dict[str, Any] = {"trust": played.trust, "now": now, "identity": identity, "progress": silent}
    grown("verify it", lambda: verify_file(package, **facts))
    grown("lay its validity out", lambda: read_validity(package, **facts))
    size = package.stat().st_size / (1 << 20)
    print(f"  a package of {size:.0f} MiB, {len(members)} members", flush=True)
    print(f"  floors: bare digest {median_ms(lambda: file_sha256(package), runs=3) / 1000:.2f} s,", end=" ")
    print(f"copying it {median_ms(lambda: shutil.copyfile(package, folder / 'copy'), runs=3) / 1000:.2f} s", flush=True)
    officer.store.close()
    member.store.close()
    for store in (officer.store, member.store):
        print(f"  workspace of {store.path.stem}: {store.path.stat().st_size / (1 << 20):.0f} MiB", flush=True)


def grown(label: str, work: Callable[[], Found]) -> Found:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start = _kib("VmRSS"), time.perf_counter()
    result = work()
    took = time.perf_counter() - start
    print(f"  {label:<40}{took:8.2f} s   + {(_kib('VmHWM') - before) / 1024:6.1f} MiB at the peak", flush=True)
    return result


def _kib(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))


if __name__ == "__main__":
    main()
