"""From a signer's certificate to one we trust: the path is found and checked by the library (RFC 5280, 6.1).

Ours are one tier deep; files of others bring chains. The library checks signatures, validity at the given moment,
path lengths, the authority flag and unknown critical extensions; key usage is added here. Extended key usage is not
asked for: none is right for signed documents everywhere (`documentSigning` is refused by some, `emailProtection`
missing in others).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509 import verification

_DEPTH = 6


def path_to(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate], at: datetime
) -> tuple[x509.Certificate, ...] | None:
    """The chain from `leaf` to one of `anchors`, all of it valid at `at`; None if there is none."""
    if not anchors:
        return None
    try:
        verifier = (
            verification.PolicyBuilder()
            .store(verification.Store(list(anchors)))
            .time(at)
            .max_chain_depth(_DEPTH)
            .extension_policies(ca_policy=_authorities(), ee_policy=_signers())
            .build_client_verifier()
        )
        return tuple(verifier.verify(leaf, list(others)).chain)
    except (verification.VerificationError, ValueError):
        return None


def _authorities() -> verification.ExtensionPolicy:
    return (
        verification.ExtensionPolicy.permit_all()
        .require_present(x509.BasicConstraints, verification.Criticality.AGNOSTIC, None)
        .may_be_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_issue)
    )


def _signers() -> verification.ExtensionPolicy:
    return verification.ExtensionPolicy.permit_all().may_be_present(
        x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_sign
    )


def _may_issue(_policy: verification.Policy, _certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not usage.key_cert_sign:
        raise ValueError("a certificate that may not issue stands above another")


def _may_sign(_policy: verification.Policy, _certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise ValueError("the certificate may not sign")
