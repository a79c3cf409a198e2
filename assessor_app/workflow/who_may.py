"""Who may do a step: the owner of the workspace with their own identity, still in force; the chair of the panel."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.ids import PanelId
from assessor_app.models.rounds import Panel
from assessor_app.signing.identities import Identity
from assessor_app.signing.trust import TrustStatus, check_clock, judge, load_trust_list
from assessor_app.store import journal, panels, trust
from assessor_app.store.database import Store
from assessor_app.workflow.errors import IdentityOfAnother, IdentityRevoked, NotTheChair


def demand_signer(store: Store, identity: Identity, at: datetime) -> None:
    """The identity belongs to the owner of the workspace, the society has not withdrawn it as far as is known here, and the
    clock has not gone back behind what was done before.

    Raises `IdentityOfAnother`, `IdentityRevoked`, or `ClockBackwards` before anything is signed with a wrong time.
    """
    if identity.person_id != store.owner.id:
        raise IdentityOfAnother(owner=store.owner.name.both, holder=identity.name)
    last = next(journal.lines(store, journal.head(store).seq - 1), None)
    check_clock(at, last.at if last is not None else None)
    content = trust.current(store)
    if content is not None:
        verdict = judge((identity.certificate, *identity.chain), at, at, load_trust_list(content))
        if verdict.status is TrustStatus.REVOKED and verdict.revoked_at is not None:
            raise IdentityRevoked(holder=identity.name, revoked_at=verdict.revoked_at)


def demand_chair(store: Store, panel: PanelId) -> Panel:
    """The panel, chaired by the owner of this workspace. Raises `NotTheChair`."""
    given = panels.get(store, panel)
    if given.chair != store.owner.id:
        raise NotTheChair(panel=given.name.zh)
    return given
