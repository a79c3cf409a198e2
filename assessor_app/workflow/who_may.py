"""Who may do a step: the owner of the workspace with their own identity, still in force; the chair of the panel.

A clock that stands before a time already seen is wrong now, or was wrong then; which of the two only the person can tell. So
nothing is signed until it is set right, or `confirm_clock` says that it is right as it stands.
"""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PanelId
from assessor_app.models.rounds import Panel
from assessor_app.signing.errors import ClockBackwards
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
    demand_in_force(store, identity, at)


def demand_in_force(store: Store, identity: Identity, at: datetime) -> None:
    """The identity, whoever's it is, is not withdrawn as far as is known here, and the clock has not gone back.

    Raises `IdentityRevoked` or `ClockBackwards`.
    """
    check_clock(at, _last_seen(store))
    content = trust.current(store)
    if content is not None:
        verdict = judge((identity.certificate, *identity.chain), at, at, load_trust_list(content))
        if verdict.status is TrustStatus.REVOKED and verdict.revoked_at is not None:
            raise IdentityRevoked(holder=identity.name, revoked_at=verdict.revoked_at)


def clock_behind(store: Store, now: datetime) -> datetime | None:
    """The time already seen here that the clock stands before, by more than clocks may lie apart; None if it does not."""
    seen = _last_seen(store)
    try:
        check_clock(now, seen)
    except ClockBackwards:
        return seen
    return None


def _last_seen(store: Store) -> datetime | None:
    """The latest time anything was done here, since the clock was last said to be right."""
    return journal.latest(store, confirm_clock.__name__)


def confirm_clock(_store: Store) -> Changes:
    """Put down that the clock is right as it stands now; times seen before count no more."""
    return Changes(Touched.SETTINGS)


def demand_chair(store: Store, panel: PanelId) -> Panel:
    """The panel, chaired by the owner of this workspace. Raises `NotTheChair`."""
    given = panels.get(store, panel)
    if given.chair != store.owner.id:
        raise NotTheChair(panel=given.name.zh)
    return given
