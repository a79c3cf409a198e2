"""Time-stamps (RFC 3161) that the society may add to a signature later: checked if present, never needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from assessor_app.signing.certificates import holder
from assessor_app.signing.chains import path_to
from assessor_app.signing.cms import read_cms
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Flaw

_DIGESTS = ("sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp that holds. `trusted`: its authority is one the trust list names."""

    time: datetime
    authority: str
    trusted: bool


def read_stamp(token: bytes, signature: bytes, trust: TrustList) -> Stamp:
    """The time-stamp over the value of a signature. Raises `Flaw` with code `stamp_broken`."""
    try:
        signed = read_cms(token, content_type="tst_info")
        info = tsp.TSTInfo.load(signed.content, strict=True)
        imprint = info["message_imprint"]
        digest, value = str(imprint["hash_algorithm"]["algorithm"].native), imprint["hashed_message"].native
        moment = info["gen_time"].native
    except Flaw as flaw:
        raise Flaw("stamp_broken", reason=flaw.problem.code) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Flaw("stamp_broken", reason="malformed") from None
    if digest not in _DIGESTS or hashlib.new(digest, signature).digest() != value:
        raise Flaw("stamp_broken", reason="other_signature")
    if not isinstance(moment, datetime):
        raise Flaw("stamp_broken", reason="malformed")
    trusted = (
        _may_stamp(signed.certificate) and path_to(signed.certificate, signed.others, trust.stamps, moment) is not None
    )
    return Stamp(moment, holder(signed.certificate).name, trusted)


def _may_stamp(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    # RFC 3161, 2.3: this usage alone, and critical.
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
