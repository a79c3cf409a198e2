"""The refusals of the seal: what keeps a person from signing, sealing, opening or trusting a file."""

from __future__ import annotations

from assessor_app.errors import Refusal


class ArchiveRefused(Refusal):
    """A zip archive is not one we open. `reason` is one of `archives.REASONS`; `entry` names the culprit or is empty."""

    code = "archive_refused"
    reason: str
    entry: str


class XmlRefused(Refusal):
    """An XML part is not one we read: not well formed, too large, with a document type or a foreign encoding."""

    code = "xml_refused"
    reason: str
    part: str


class WrongPassphrase(Refusal):
    """The passphrase does not open this identity or key file."""

    code = "wrong_passphrase"


class WeakPassphrase(Refusal):
    """The passphrase is shorter than `least` characters."""

    code = "weak_passphrase"
    least: int


class IdentityUnreadable(Refusal):
    """The file is not an identity: not PKCS#12, without a key, without a certificate, or with a key we do not use."""

    code = "identity_unreadable"
    reason: str


class RequestRefused(Refusal):
    """An enrolment request is damaged, or its key is not one we certify."""

    code = "request_refused"
    reason: str


class CertificateRefused(Refusal):
    """A certificate cannot be used for what is asked: another key, another society, unreadable."""

    code = "certificate_refused"
    reason: str


class TrustListUnreadable(Refusal):
    """The file is no trust list, or its signature is not by a society named in it."""

    code = "trust_list_unreadable"
    reason: str


class TrustListOutrun(Refusal):
    """The offered trust list is older than the one in use, or another of the same number; the one in use stays."""

    code = "trust_list_outrun"
    number: int
    held: int


class TrustListForeign(Refusal):
    """The offered trust list is signed by another society than the one in use."""

    code = "trust_list_foreign"
    society: str
    held: str


class ClockBackwards(Refusal):
    """The computer's clock stands before a moment the program has already seen. Both times in ISO 8601."""

    code = "clock_backwards"
    now: str
    last_seen: str


class CannotSignNow(Refusal):
    """The identity may not sign at this time: expired, not yet valid. Times in ISO 8601."""

    code = "cannot_sign_now"
    name: str
    not_before: str
    not_after: str


class ContainerRefused(Refusal):
    """The file is no container that a further signature may be added to. `problem` is a problem code of `verdicts`."""

    code = "container_refused"
    problem: str
    part: str


class NotReadable(Refusal):
    """A file of a container is asked for although its digest is not what was signed, or it is not there."""

    code = "not_readable"
    part: str


class FileNameRefused(Refusal):
    """A name that may not stand in a container: reserved, unsafe, or doubled."""

    code = "file_name_refused"
    name: str
    reason: str


class NotOffice(Refusal):
    """The file is no Word or Excel file of the kind that carries signatures."""

    code = "not_office"
    reason: str


class TooManySignatures(Refusal):
    """A document already carries as many inner signatures as office programs accept from different signers."""

    code = "too_many_signatures"
    most: int


class DocumentAlreadyBroken(Refusal):
    """A document's earlier signature does not hold, so no further one is put beside it."""

    code = "document_already_broken"
    problem: str
    part: str


class CannotSealFor(Refusal):
    """A recipient's certificate has no key that a package can be sealed for."""

    code = "cannot_seal_for"
    name: str


class NotForYou(Refusal):
    """The sealed package names other recipients. `recipients` counts them."""

    code = "not_for_you"
    name: str
    recipients: int


class SealBroken(Refusal):
    """The sealed package was changed or cut short on its way."""

    code = "seal_broken"
    reason: str


class SharesDoNotMatch(Refusal):
    """Two shares of the recovery key do not belong together, or the same one was given twice."""

    code = "shares_do_not_match"
    reason: str
