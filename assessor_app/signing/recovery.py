"""The society's recovery key: whoever loses a passphrase loses no work, and no officer alone can read what is not
theirs.

Workspaces wrap their key, and packages may be sealed, for the recovery certificate too. Its private key exists
nowhere: it is split in two shares, each of which is random noise by itself (one is random, the other the key XOR
that), each sealed for one officer's own identity. Both officers open theirs on one computer, and the key is there for
as long as the object lives.

    recovery = create_recovery(authority, (li.certificate, wang.certificate), now)
    key = combine(open_share(recovery.shares[0], li), open_share(recovery.shares[1], wang), recovery.certificate)
    unseal(package, key, target, progress)

Signing keys are not recovered: who forgets the passphrase of an identity is issued a new one, and the old one is
revoked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from assessor_app.signing import algorithms
from assessor_app.signing.certificates import fingerprint, holder, key_usage
from assessor_app.signing.errors import SharesDoNotMatch
from assessor_app.signing.identities import Authority, Identity, Signer
from assessor_app.signing.pkcs12 import PrivateKey
from assessor_app.signing.sealing import unwrap, wrap

FORMAT = "assessor-recovery-share/1"


@dataclass(frozen=True, slots=True)
class Recovery:
    """A new recovery key: the certificate for the trust list, and a sealed share for each of the two officers, in their order."""

    certificate: x509.Certificate
    shares: tuple[bytes, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Share:
    """An opened share. By itself it tells nothing, but it is shown nowhere."""

    number: int
    recovery: str
    check: str
    noise: bytes = field(repr=False)


class RecoveryKey(Signer):
    """Opens what was wrapped or sealed for the recovery certificate; that certificate may not sign."""

    __slots__ = ()


def create_recovery(
    authority: Authority, officers: tuple[x509.Certificate, x509.Certificate], now: datetime, years: float = 20
) -> Recovery:
    """A new key, split for two officers. Raises `SharesDoNotMatch` if they are one, `CannotSealFor`, `CannotSignNow`."""
    authority.refuse_untimely(now)
    people = {holder(one).person_id or fingerprint(one) for one in officers}
    if len(people) != 2:
        raise SharesDoNotMatch(reason="same_officer")
    key = cast("PrivateKey", algorithms.key_kind("rsa-3072").generate())
    society = holder(authority.certificate).name
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, society),
            x509.NameAttribute(NameOID.COMMON_NAME, "Recovery 恢复密钥"),
        ]
    )
    certificate = authority.certify(subject, key.public_key(), now, years, key_usage(opens=True))
    return Recovery(certificate, _split(key, certificate, officers))


def open_share(share: bytes, officer: Identity) -> Share:
    """An officer's share. Raises `NotForYou`, `SealBroken`, and `SharesDoNotMatch` if it is something else."""
    try:
        raw = json.loads(unwrap(share, officer))
        if raw["format"] != FORMAT:
            raise SharesDoNotMatch(reason="not_a_share")
        noise = base64.b64decode(raw["noise"], validate=True)
        return Share(int(raw["number"]), str(raw["recovery"]), str(raw["check"]), noise)
    except (ValueError, TypeError, KeyError, binascii.Error):
        raise SharesDoNotMatch(reason="not_a_share") from None


def combine(first: Share, second: Share, certificate: x509.Certificate) -> RecoveryKey:
    """The key from both shares. Raises `SharesDoNotMatch`."""
    if first.number == second.number:
        raise SharesDoNotMatch(reason="same_share")
    if {first.recovery, second.recovery} != {fingerprint(certificate)} or len(first.noise) != len(second.noise):
        raise SharesDoNotMatch(reason="other_key")
    secret = bytes(one ^ other for one, other in zip(first.noise, second.noise, strict=True))
    if hashlib.sha256(secret).hexdigest() != first.check:
        raise SharesDoNotMatch(reason="other_key")
    try:
        key = serialization.load_der_private_key(secret, None)
    except (ValueError, TypeError):
        raise SharesDoNotMatch(reason="other_key") from None
    return RecoveryKey(cast("PrivateKey", key), certificate, ())


def _split(
    key: PrivateKey, certificate: x509.Certificate, officers: tuple[x509.Certificate, x509.Certificate]
) -> tuple[bytes, bytes]:
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    noise = secrets.token_bytes(len(secret))
    other = bytes(one ^ two for one, two in zip(secret, noise, strict=True))
    check = hashlib.sha256(secret).hexdigest()
    first, second = (
        wrap(_share(number, fingerprint(certificate), check, half), [officer])
        for number, half, officer in ((1, noise, officers[0]), (2, other, officers[1]))
    )
    return first, second


def _share(number: int, recovery: str, check: str, noise: bytes) -> bytes:
    content: dict[str, str | int] = {
        "format": FORMAT,
        "number": number,
        "recovery": recovery,
        "check": check,
        "noise": base64.b64encode(noise).decode("ascii"),
    }
    return rfc8785.dumps(dict(content))
