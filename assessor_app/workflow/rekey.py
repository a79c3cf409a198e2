"""A person changes their passphrase: that of the identity and that of the workspace, which are one to them."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.changes import Changes, Touched
from assessor_app.signing.errors import WrongPassphrase
from assessor_app.signing.identities import change_passphrase
from assessor_app.signing.passphrases import refuse_weak
from assessor_app.store import identities
from assessor_app.store.database import Store
from assessor_app.workflow.errors import IdentityMissing
from assessor_app.workflow.join import own_file
from assessor_app.workflow.perform import perform


def change_own_passphrase(store: Store, *, current: str, new: str, at: datetime) -> Changes:
    """From now on only ``new`` opens the workspace and signs. Backups made before still open by ``current``.

    Both or neither: the identity is kept under ``new`` beside the file under ``current``, and which of the two is in use
    follows from what opens the workspace (`join.own_file`), which changes in one stroke. An identity that ``current`` does not
    open, as after a recovery, is left as it is. Raises `WrongWorkspacePassphrase`, `WeakPassphrase`.
    """
    store.demand_passphrase(current)
    refuse_weak(new)
    try:
        renewed = change_passphrase(own_file(store, current), current, new)
    except (IdentityMissing, WrongPassphrase):
        pass
    else:
        perform(store, keep_identity, at, p12=renewed, fingerprint=identities.fingerprint(store))
    store.change_passphrase(current, new, at)
    return Changes(Touched.SETTINGS)


def keep_identity(store: Store, *, p12: bytes, fingerprint: str) -> Changes:
    """Keep the identity file under its new passphrase."""
    identities.put(store, p12, fingerprint)
    return Changes(Touched.SETTINGS)
