"""What the memory refuses, as facts. The sentences stand in ``resources/wording/messages.d/store.toml``."""

from __future__ import annotations

from assessor_app.errors import Refusal


class WrongWorkspacePassphrase(Refusal):
    """The passphrase does not open this workspace."""

    code = "wrong_workspace_passphrase"
    name: str


class WorkspaceBusy(Refusal):
    """Another program, or another window, writes in this workspace; it can still be opened to read."""

    code = "workspace_busy"
    name: str
    holder: str
    """The machine that holds it, as its lock file says; empty if it does not say."""


class WorkspaceTooNew(Refusal):
    """Made or upgraded by a newer program; left untouched."""

    code = "workspace_too_new"
    name: str
    version: int
    known: int


class WorkspaceDamaged(Refusal):
    """The file is not what was written: cut short, overwritten, a bad sector. ``backups`` is the folder to restore from."""

    code = "workspace_damaged"
    place: str
    backups: str


class NotAWorkspace(Refusal):
    """The file holds no key of ours: another kind of file, or a copy made without its key while the program was running."""

    code = "not_a_workspace"
    place: str
    backups: str


class WorkspaceExists(Refusal):
    """A file of that name is there already; it is never overwritten."""

    code = "workspace_exists"
    place: str


class WorkspaceReadOnly(Refusal):
    """Something was to be written in a workspace that is open to read."""

    code = "workspace_read_only"
    name: str


class JournalBroken(Refusal):
    """The chain of steps does not hold from step ``seq`` on: the workspace was altered by other means than the program."""

    code = "journal_broken"
    name: str
    seq: int
    backups: str


class NoRecovery(Refusal):
    """The workspace was made without the society's recovery certificate, or the key offered is another one's."""

    code = "no_recovery"
    name: str


class RecoveryCertificateUnfit(Refusal):
    """The certificate offered for recovery is none, or holds no RSA key."""

    code = "recovery_certificate_unfit"
    reason: str


class SheetLocked(Refusal):
    """A mark was to be written on a sheet that is locked, or that has and needs no marks."""

    code = "sheet_locked"
    number: str
    """The candidate's number; the id of the case where the case is not here."""
    case: str
    method: str
    state: str


class MarkOvertaken(Refusal):
    """The entry was changed meanwhile: the mark to be replaced is not the newest any more."""

    code = "mark_overtaken"
    number: str
    """The candidate's number; the id of the case where the case is not here."""
    case: str
    method: str
    subject: str


class ChangeNeedsReason(Refusal):
    """A sheet that was locked before is changed only with a reason."""

    code = "change_needs_reason"
    number: str
    """The candidate's number; the id of the case where the case is not here."""
    case: str
    method: str
    subject: str


class TrustListOlder(Refusal):
    """A trust list with a lower number than the one in force, or another list under the same number."""

    code = "trust_list_older"
    number: int
    current: int


class ContentDamaged(Refusal):
    """A paper or package in the workspace is not the one that was put there."""

    code = "content_damaged"
    name: str
    backups: str


class BackupUnfit(Refusal):
    """A backup did not stand its own test and was not kept, or one to be restored is not whole."""

    code = "backup_unfit"
    place: str
    reason: str


class SearchTooShort(Refusal):
    """Nothing to search for: only blanks or punctuation."""

    code = "search_too_short"
    text: str


class UnknownHere(Refusal):
    """Something was asked for by an id that this workspace does not hold."""

    code = "unknown_here"
    kind: str
    subject: str
