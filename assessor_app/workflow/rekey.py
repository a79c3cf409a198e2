"""A person changes their passphrase: that of the identity and that of the workspace, which are one to them."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.changes import Changes, Touched
from assessor_app.signing.errors import WrongPassphrase
from assessor_app.signing.identities import change_passphrase, open_identity
from assessor_app.store import identities
from assessor_app.store.database import Store
from assessor_app.workflow.perform import perform


def change_own_passphrase(store: Store, *, current: str, new: str, at: datetime) -> Changes:
    """From now on only ``new`` opens the workspace and signs. Backups made before still open by ``current``.

    Two transactions, the identity first; stopped in between, the same call again does the rest. Raises
    `WrongPassphrase`, `WeakPassphrase`, `WrongWorkspacePassphrase`; then both are as they were.
    """
    store.demand_passphrase(current)
    p12 = identities.mine(store)
    if p12 is not None:
        try:
            renewed = change_passphrase(p12, current, new)
        except WrongPassphrase:
            open_identity(p12, new)
        else:
            perform(store, keep_identity, at, p12=renewed, fingerprint=identities.fingerprint(store))
    store.change_passphrase(current, new, at)
    return Changes(Touched.SETTINGS)


def keep_identity(store: Store, *, p12: bytes, fingerprint: str) -> Changes:
    """Keep the identity file under its new passphrase."""
    identities.put(store, p12, fingerprint)
    return Changes(Touched.SETTINGS)
