"""What the program must pass before it is given to anyone: the whole story in a folder, every result verified, one
forgery refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assessor_app.files import atomic_write
from assessor_app.models.language import Language
from assessor_app.signing.verdicts import Status
from assessor_app.words import words
from assessor_app.workflow.story import ROUNDS, play
from assessor_app.workflow.verify import verify_file


def self_check(folder: Path, *, language: Language, tell: Callable[[str], object]) -> bool:
    """Play the story into ``folder``. True if each result is sound and a document with one byte changed is found out."""
    told = play(folder, rounds=ROUNDS, language=language, tell=tell)
    sound = all(verdict.sound for verdict in told.verdicts)
    refused = all(_forgery_is_found(path) for path in sorted(folder.glob("*/documents/results.xlsx")))
    tell(words("cli")["check_passed" if sound and refused else "check_failed"].of(language))
    return sound and refused


def _forgery_is_found(document: Path) -> bool:
    content = bytearray(document.read_bytes())
    content[len(content) // 2] ^= 1
    forged = document.with_name(f"forged-{document.name}")
    atomic_write(forged, bytes(content))
    trust = (document.parent.parent / "trust-list.p7s").read_bytes()
    verdict = verify_file(forged, trust=trust, now=datetime.now().astimezone(), identity=None, progress=lambda *_: None)
    return verdict.status is not Status.VALID
