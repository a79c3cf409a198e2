"""An assessor declares, before any paper opens: no tie, a tie for the officer to rule on, or recusal. The
declaration is signed.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import datetime

from assessor_app.exchange.record import canonical
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Declaration, SheetKey, SheetState, Tie
from assessor_app.models.people import Role
from assessor_app.signing.detached import sign_detached
from assessor_app.signing.identities import Identity
from assessor_app.store import declarations, panels, sheets
from assessor_app.store.database import Store
from assessor_app.workflow.errors import ReasonMissing
from assessor_app.workflow.score import scheme_of
from assessor_app.workflow.who_may import demand_signer


def declare(
    store: Store,
    *,
    given: tuple[CaseId, ...],
    tie: Tie,
    reasons: tuple[str, ...],
    words: str = "",
    at: datetime,
    identity: Identity,
) -> Changes:
    """Sign the same declaration for each of the cases ``given``. A tie or a recusal names its reasons; ``words`` say
    more of them.

    A tie that bars assessing by the scheme becomes a recusal. Recusal closes the owner's sheets of the case. Raises
    `ReasonMissing`,
    `IdentityOfAnother`.
    """
    demand_signer(store, identity, at)
    if tie is not Tie.NONE and not reasons:
        raise ReasonMissing(subject="declaration")
    for case in given:
        scheme = scheme_of(store, case)
        barring = {code for code, _, bars in scheme.ties if bars}
        final = Tie.RECUSED if barring.intersection(reasons) else tie
        statement = "\n".join(part for part in (scheme.declaration.zh, scheme.declaration.en, words.strip()) if part)
        declarations.add(store, signed_declaration(case, final, reasons, statement, at, identity))
        if final is Tie.RECUSED:
            _close_sheets(store, case, reasons, at)
    return Changes(Touched.DECLARATIONS | Touched.SHEETS | Touched.CASES, frozenset(given))


def signed_declaration(
    case: CaseId, tie: Tie, reasons: tuple[str, ...], statement: str, at: datetime, identity: Identity
) -> Declaration:
    """The declaration with the assessor's detached CAdES signature over everything else in it."""
    bare = Declaration(
        case=case, assessor=PersonId(identity.person_id), tie=tie, reasons=reasons, statement=statement, at=at
    )
    signature = sign_detached(
        canonical(bare), identity, role=Role.ASSESSOR.value, commitment="proof_of_creation", at=at
    )
    return replace(bare, signature=base64.b64encode(signature).decode("ascii"))


def declaration_bytes(declaration: Declaration) -> bytes:
    """What the signature of a declaration is over."""
    return canonical(replace(declaration, signature=""))


def _close_sheets(store: Store, case: CaseId, reasons: tuple[str, ...], at: datetime) -> None:
    for item in panels.assignments_of(store, store.owner.id):
        if item.case == case:
            key = SheetKey(item.case, item.assessor, item.method)
            standing = sheets.get(store, key)
            sheets.add_event(store, key, SheetState.RECUSED, standing.version, at, ", ".join(reasons), None)
