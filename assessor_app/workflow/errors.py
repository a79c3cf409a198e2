"""Why a step is refused (``resources/wording/messages.d/workflow.toml``)."""

from __future__ import annotations

from datetime import datetime

from assessor_app.errors import Refusal
from assessor_app.models.language import Text


class NotAssigned(Refusal):
    """The sheet was not given to this person."""

    code = "not_assigned"
    case: str
    method: str


class NotDeclared(Refusal):
    """No declaration of interest has been made for the case, so its papers stay shut."""

    code = "not_declared"
    case: str


class RecusedFromCase(Refusal):
    code = "recused_from_case"
    case: str


class MarkOutOfRange(Refusal):
    """The value is not one this scheme allows for that subject."""

    code = "mark_out_of_range"
    subject: str
    value: str
    allowed: str


class SheetIncomplete(Refusal):
    """Something that must be there before locking is missing. ``gaps`` are codes with subjects."""

    code = "sheet_incomplete"
    case: str
    method: str
    gaps: tuple[str, ...]


class ReasonMissing(Refusal):
    """A change that must carry a written reason came without one."""

    code = "reason_missing"
    subject: str


class GapsUnnamed(Refusal):
    """The reconciliation is to be signed while sheets are missing for which no reason is written."""

    code = "gaps_unnamed"
    count: int
    first: str
    """Candidate's number, method and assessor of the first."""


class NotMissing(Refusal):
    """A sheet is called missing that was never due from the panel, need not come, or is here."""

    code = "not_missing"
    subject: str


class NotToBeReturned(Refusal):
    """An item is given back that is one's own, no item of a locked sheet in hand, or was never asked of whoever answers."""

    code = "not_to_be_returned"
    case: str
    subject: str


class NotToBeCalled(Refusal):
    """Somebody is called in on a case who may not mark it, has seen the others' marks, or marks it already; or is called off too
    late.
    """

    code = "not_to_be_called"
    case: str
    person: str


class NothingToReturn(Refusal):
    """Nothing was given back since the receipts were written, or the packages it is about no longer count."""

    code = "nothing_to_return"


class NothingToHandOver(Refusal):
    """No sheet of this panel is locked, or said to be absent, recused or withdrawn."""

    code = "nothing_to_hand_over"
    panel: str


class NotTheChair(Refusal):
    code = "not_the_chair"
    panel: str


class OwnSheetsOpen(Refusal):
    """Others' marks stay hidden until one's own are locked."""

    code = "own_sheets_open"
    case: str
    open: tuple[str, ...]


class FlagsOpen(Refusal):
    """A discrepancy or a straddled cut has not been settled."""

    code = "flags_open"
    case: str
    flags: tuple[str, ...]


class NotRecommended(Refusal):
    """The case has no recommendation yet, or the recommendation is not one the scheme knows."""

    code = "not_recommended"
    case: str


class VotesMissing(Refusal):
    """A member has not said yet whether they agree."""

    code = "votes_missing"
    case: str
    members: tuple[str, ...]


class MayNotDecide(Refusal):
    """Whoever trained, advised or recused from a candidate takes no part in the decision (ISO/IEC 17024, 5.2 and 9.4)."""

    code = "may_not_decide"
    case: str
    person: str


class CertificateMissing(Refusal):
    """The certificate of the recipient is not known here, so nothing can be sealed for them."""

    code = "certificate_missing"
    person: str


class IdentityMissing(Refusal):
    """The workspace holds no identity to sign with."""

    code = "identity_missing"


class IdentityOfAnother(Refusal):
    """The identity is not that of the owner of this workspace."""

    code = "identity_of_another"
    owner: str
    holder: str


class IdentityRevoked(Refusal):
    """The society has withdrawn the identity that is to sign, or to be put in place."""

    code = "identity_revoked"
    holder: str
    revoked_at: datetime


class IdentityNotInForce(Refusal):
    """An identity or certificate is to be put in place whose term is over, or has not begun by this computer's clock."""

    code = "identity_not_in_force"
    holder: str
    since: datetime
    until: datetime


class IdentityOfOtherSociety(Refusal):
    """An identity or certificate is to be put in place that nobody here trusts."""

    code = "identity_of_other_society"
    holder: str
    held: str


class PersonKnown(Refusal):
    """The number of a new person is that of somebody here."""

    code = "person_known"
    number: str
    person: str


class NotAnOfficer(Refusal):
    """Shares of the recovery key go to officers only."""

    code = "not_an_officer"
    person: str


class RecoveryMissing(Refusal):
    """The trust list names no recovery key."""

    code = "recovery_missing"
    society: str
    number: int


class RenewalUnknown(Refusal):
    """Nobody in this workspace holds a certificate for the key of the request."""

    code = "renewal_unknown"
    name: str


class RenewalRevoked(Refusal):
    """The certificate to be renewed was withdrawn; a new identity, with a key of its own, is issued instead."""

    code = "renewal_revoked"
    person: str


class RenewalNotNewer(Refusal):
    """The certificate brought is in force no longer than the one in use."""

    code = "renewal_not_newer"
    until: datetime
    held_until: datetime


class TrustMissing(Refusal):
    """The workspace knows no trust list, so nobody's signature can be judged."""

    code = "trust_missing"


class AuthorityOfAnother(Refusal):
    """The authority's key is not the one whose identities this workspace trusts."""

    code = "authority_of_another"
    society: str
    held: str


class RosterRefused(Refusal):
    """The roster or a form has faults that must be mended first. ``problems`` are sentences' codes with their places."""

    code = "roster_refused"
    count: int
    first: str


class CountersignerNotMember(Refusal):
    """Whoever signed a result after the chair, or is about to, is not on its panel, or is there as a trainee."""

    code = "countersigner_not_member"
    name: str
    signer: str
    panel: Text


class CountersignerBarred(Refusal):
    """A member signed, or is about to sign, a result with a case in it that they may not decide on."""

    code = "countersigner_barred"
    name: str
    signer: str
    case: str


class CountersignerRole(Refusal):
    """A member signed after the chair, or is about to, but not as assessor, or without that role in the certificate."""

    code = "countersigner_role"
    name: str
    signer: str


class CountersignedTwice(Refusal):
    """The same person signed a package twice, or is about to."""

    code = "countersigned_twice"
    name: str
    signer: str


class SignaturesApart(Refusal):
    """Another version of a package taken in before: the same content, countersigned by others; the two cannot be joined."""

    code = "signatures_apart"
    name: str
    serial: str
    kept: tuple[str, ...]
    """Who signed the version that is here."""


class CaseUnknown(Refusal):
    code = "case_unknown"
    case: str


class SameTypist(Refusal):
    """Both entries of a row, or of a bag, would be one person's. ``row`` is empty where no row is meant."""

    code = "same_typist"
    name: str
    row: str


class EntriesUnfinished(Refusal):
    """Rows that are not typed twice yet, and rows whose two entries still differ."""

    code = "entries_unfinished"
    unfinished: int
    differing: int


class TotalsDiffer(Refusal):
    """The total on the bag is missing, or is not what the entries come to."""

    code = "totals_differ"
    aspects: tuple[str, ...]
