"""Why a package is not taken in, each with its own sentence (``resources/wording/messages.d/exchange.toml``)."""

from __future__ import annotations

from assessor_app.errors import Refusal


class RecordBroken(Refusal):
    """The record inside a package is not what a record must be. ``where`` is a path into it, ``reason`` what was expected."""

    code = "record_broken"
    where: str
    reason: str


class RecordTooNew(Refusal):
    """The record was written by a newer program."""

    code = "record_too_new"
    format: int
    known: int


class NotAPackage(Refusal):
    """The file is neither a container nor a sealed container."""

    code = "not_a_package"
    name: str


class SealedWithoutIdentity(Refusal):
    """The container is sealed and nobody has unlocked an identity to open it."""

    code = "sealed_without_identity"
    name: str


class PackageNotValid(Refusal):
    """The container's signature or content does not hold. ``status`` as in the verdict, ``problem`` the first problem's code."""

    code = "package_not_valid"
    name: str
    status: str
    problem: str
    part: str


class SignerUnknown(Refusal):
    """The content is unchanged, but the signer is not on the trust list of this workspace."""

    code = "signer_unknown"
    name: str
    signer: str


class SignerRevoked(Refusal):
    code = "signer_revoked"
    name: str
    signer: str


class SignerExpired(Refusal):
    code = "signer_expired"
    name: str
    signer: str


class WrongKind(Refusal):
    """A package of another kind than the desk takes in."""

    code = "wrong_kind"
    name: str
    kind: str
    expected: str


class WrongRole(Refusal):
    """The signer's certificate does not hold the role that may send this kind, or names another person than the record."""

    code = "wrong_role"
    name: str
    signer: str
    role: str
    kind: str


class WrongRound(Refusal):
    code = "wrong_round"
    name: str
    round: str
    expected: str


class WrongMode(Refusal):
    """A rehearsal package for a live workspace, or the reverse."""

    code = "wrong_mode"
    name: str
    mode: str
    expected: str


class WrongScheme(Refusal):
    """The package rests on another version of the scheme than the round is pinned to."""

    code = "wrong_scheme"
    name: str
    scheme: str


class WrongRecipient(Refusal):
    """A case package made for another assessor."""

    code = "wrong_recipient"
    name: str
    recipient: str


class AlreadyTakenIn(Refusal):
    """Nothing new: this very package was taken in before."""

    code = "already_taken_in"
    name: str
    serial: str


class SerialTwice(Refusal):
    """Another package with the same serial was taken in before: one of the two was not made by the program."""

    code = "serial_twice"
    name: str
    serial: str


class Superseded(Refusal):
    """A newer package from the same sender has been taken in already."""

    code = "superseded"
    name: str
    serial: str
    newer: str


class FromTheFuture(Refusal):
    """The package was made later than this machine's clock says it is now."""

    code = "from_the_future"
    name: str
    made_at: str


class ContentMissing(Refusal):
    """A paper the record names is not in the package, or is another one."""

    code = "content_missing"
    name: str
    part: str


class NotOfThisRound(Refusal):
    """A sheet names a case or an assessor the panel does not have, or one that was not assigned."""

    code = "not_of_this_round"
    name: str
    subject: str


class AgainstDeclaration(Refusal):
    """Scores of somebody who recused from that very case, or whose declaration is missing or not theirs."""

    code = "against_declaration"
    name: str
    case: str
    assessor: str


class ComputedUnequal(Refusal):
    """The outcome recomputed from the members' signed marks is not the one in the record, or a document shows another figure."""

    code = "computed_unequal"
    name: str
    part: str
    found: str
    expected: str


class OldOrProtected(Refusal):
    """A Word or Excel file of the binary format before 2007, or one that a password opens: both begin alike."""

    code = "old_or_protected"


class NotThisKind(Refusal):
    """A file is not the Word or Excel file that is asked for.

    `reason` is ``no_content_types``, ``main_part_missing``, ``other_office_file`` or ``workbook_damaged``; it is for support, not
    for the sentence.
    """

    code = "not_this_kind"
    reason: str
