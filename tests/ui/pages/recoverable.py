"""A workspace that a society with a recovery key can open, and what its two officers bring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assessor_app.models.rounds import Mode
from assessor_app.signing.identities import create_authority, issue_identity, open_authority, open_identity
from assessor_app.signing.recovery import create_recovery
from assessor_app.signing.trust import issue_trust_list
from assessor_app.ui.runner import system_clock
from assessor_app.workflow.join import make_workspace
from tests.builders import written

SECRET = "a passphrase of hers"


@dataclass(frozen=True)
class Recoverable:
    """The workspace of assessor A7; for each officer the share, the identity file and its passphrase; the trust list."""

    workspace: Path
    officers: tuple[tuple[Path, Path, str], ...]
    trust: Path


def recoverable_workspace(folder: Path) -> Recoverable:
    """A society of two officers and one assessor, founded in ``folder``."""
    now = system_clock()
    authority = open_authority(create_authority("江城工程师学会", SECRET, now), SECRET)
    files = {
        person: issue_identity(
            authority,
            person_id=person,
            name=person,
            organisation="江城工程师学会",
            roles=[role],
            passphrase=SECRET + person,
            now=now,
            years=3,
        )
        for person, role in (("S1", "officer"), ("S2", "officer"), ("A7", "assessor"))
    }
    first, second = (open_identity(files[one], SECRET + one).certificate for one in ("S1", "S2"))
    recovery = create_recovery(authority, (first, second), now)
    trust = issue_trust_list(authority, number=1, at=now, recovery=recovery.certificate)
    workspace = folder / "a7.assessdb"
    make_workspace(
        workspace, p12=files["A7"], trust_list=trust, passphrase=SECRET + "A7", mode=Mode.LIVE, at=now
    ).close()
    officers = tuple(
        (written(folder, f"share-{one}.p7m", share), written(folder, f"{one}.p12", files[one]), SECRET + one)
        for one, share in zip(("S1", "S2"), recovery.shares, strict=True)
    )
    return Recoverable(workspace, officers, written(folder, "recovery-trust.p7s", trust))
