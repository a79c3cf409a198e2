"""Makes the samples of this folder anew: ``python -m tests.packages.make``. Keys are made for the occasion and thrown away.

No sample holds documents: those follow the wording of the program and are tried in `tests/workflow/test_forged_*.py`.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from assessor_app.exchange.packages import make_package
from assessor_app.files import atomic_write, make_folder
from assessor_app.models.ids import PackageSerial
from assessor_app.models.people import Role
from assessor_app.models.records import Kind, ReceiptRecord
from assessor_app.signing.archive_writer import write_archive
from assessor_app.signing.archives import read_archive
from tests.builders import CHAIR, MEMBER, Apart, Played, altered, apart, play_small_round, signed

HERE = Path(__file__).parent


def samples(played: Played) -> dict[str, tuple[bytes, str]]:
    """Each sample by its path, with the code of the problem it must be refused for; empty: it is sound."""
    score = apart(played.score(MEMBER))
    score = replace(score, files={"scheme.json": score.files["scheme.json"]})
    receipt = receipt_for(score, played)
    found = {
        "valid/case.asice": (case_package(played), ""),
        "valid/receipt.asice": (receipt, ""),
    }
    found |= {f"invalid/{name}.asice": made for name, made in false_ones(score, played).items()}
    return found | {f"tampered/{name}.asice": made for name, made in broken_ones(receipt, score, played).items()}


def case_package(played: Played) -> bytes:
    whole = apart(played.container(played.case_packages[MEMBER], MEMBER))
    cases = tuple(replace(case, documents=()) for case in whole.record.cases)
    files = {name: data for name, data in whole.files.items() if not name.startswith("papers/")}
    parts = replace(whole, record=replace(whole.record, cases=cases), files=files)
    return signed(parts, played.identities[played.officer], played.now)


def receipt_for(score: Apart, played: Played) -> bytes:
    envelope = replace(
        score.record.envelope,
        kind=Kind.RECEIPT,
        serial=PackageSerial("receipt-0001"),
        sender=next(person for person in apart(played.result_container).record.panel.members if person.id == CHAIR),
        role=Role.CHAIR,
        supersedes=None,
    )
    record = ReceiptRecord(envelope, score.record.envelope.serial, "0" * 64, played.now, "taken_in")
    return bytes(make_package(record, (), played.identities[CHAIR], at=played.now))


def false_ones(score: Apart, played: Played) -> dict[str, tuple[bytes, str]]:
    """Signed with good keys, and not to be believed."""
    signer, at, record = played.identities[MEMBER], played.now, score.record
    level = next(
        f"sheets__{place}__marks__{number}__value"
        for place, sheet in enumerate(record.sheets)
        for number, mark in enumerate(sheet.marks)
        if mark.part == "level"
    )
    raws: dict[str, tuple[bytes, str]] = {
        "level-beyond-the-scale": (altered(record, **{level: "9"}), "mark_out_of_range"),
        "no-declarations": (altered(record, declarations=[]), "against_declaration"),
        "unknown-field": (altered(record, envelope__verdict="pass"), "record_broken"),
        "climbing-serial": (altered(record, envelope__serial="../../evil"), "record_broken"),
        "time-without-offset": (altered(record, envelope__made_at="2026-11-21T08:00:00"), "record_broken"),
        "newer-format": (altered(record, envelope__format=99), "record_too_new"),
        "another-scheme": (altered(record, envelope__round__scheme_hash="0" * 64), "wrong_scheme"),
        "documents-left-out": (altered(record), "content_missing"),
    }
    made = {name: (signed(replace(score, raw=raw), signer, at), code) for name, (raw, code) in raws.items()}
    other = played.identities[CHAIR]
    return made | {"signed-by-another": (signed(score, other, at, role="assessor"), "wrong_role")}


def broken_ones(receipt: bytes, score: Apart, played: Played) -> dict[str, tuple[bytes, str]]:
    """Sound once, and touched after they were signed."""
    archive = read_archive(receipt)
    entries = [(name, archive.read(name)) for name in archive.names]
    other = read_archive(signed(score, played.identities[MEMBER], played.now))
    foreign = dict(entries) | {name: other.read(name) for name in other.names if name.endswith(".p7s")}
    changed = dict(entries)
    changed["record.json"] = changed["record.json"].replace(b'"taken_in"', b'"refused_"')
    without = {name: data for name, data in entries if not name.endswith(".p7s")}
    middle = bytearray(receipt)
    middle[len(middle) // 2] ^= 1
    return {
        "byte-in-the-middle": (bytes(middle), ""),
        "cut-off": (receipt[: len(receipt) * 2 // 3], "archive_refused"),
        "data-behind": (receipt + b"more", "archive_refused"),
        "data-before": (b"more" + receipt, "not_a_package"),
        "entry-added": (write_archive([*entries, ("evil.html", b"<script>")]), "part_added"),
        "entry-missing": (write_archive([one for one in entries if one[0] != "record.json"]), "part_missing"),
        "record-changed": (write_archive(list(changed.items())), "part_changed"),
        "signature-missing": (write_archive(list(without.items())), "signature_missing"),
        "signature-of-another": (write_archive(list(foreign.items())), "cms_digest"),
    }


def main() -> None:
    """Play a round, write the samples, the trust list and the verdicts."""
    with tempfile.TemporaryDirectory(prefix="assessor-samples-") as folder:
        played = play_small_round(Path(folder))
        for name in ("valid", "invalid", "tampered"):
            shutil.rmtree(HERE / name, ignore_errors=True)
            make_folder(HERE / name)
        made = samples(played)
        for name, (content, _) in made.items():
            atomic_write(HERE / name, content)
        atomic_write(HERE / "trust-list.p7s", played.trust)
        verdicts = {
            "now": (played.now + timedelta(minutes=5)).isoformat(),
            "refused_for": {n: c for n, (_, c) in made.items()},
        }
        atomic_write(HERE / "verdicts.json", (json.dumps(verdicts, indent=2) + "\n").encode())


if __name__ == "__main__":
    main()
