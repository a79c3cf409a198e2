"""From a signer's certificate to one we trust: the path is found and checked by the library (RFC 5280, 6.1).

Ours are one tier deep; files of others bring chains. The library checks signatures, validity at the given moment,
path lengths, the authority flag and unknown critical extensions; key usage is added here. Extended key usage is not
asked for: none is right for signed documents everywhere (`documentSigning` is refused by some, `emailProtection`
missing in others).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.x509 import verification

from assessor_app.signing import algorithms

_DEPTH = 6
_WEAK = frozenset({"md5", "sha1"})


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


def refused_algorithm(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate]
) -> str:
    """What the library refuses in a chain that by its names leads to one of `anchors`: "sha1", "RSA 1024"; empty if nothing.

    Old files of others have such chains. Whether they hold is not looked at: nothing can be said of the signer.
    """
    for certificate, above in pairwise(_named_path(leaf, others, anchors)):
        digest = certificate.signature_hash_algorithm
        if digest is not None and digest.name in _WEAK:
            return digest.name
        if algorithms.why_key_refused(above.public_key()):
            return algorithms.describe_key(above.public_key())
    return ""


def _named_path(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """From `leaf` to an anchor by the names of issuers alone; empty if they lead nowhere."""
    path = [leaf]
    while path[-1] not in anchors:
        above = next((one for one in (*anchors, *others) if one.subject == path[-1].issuer and one not in path), None)
        if above is None or len(path) > _DEPTH:
            return ()
        path.append(above)
    return tuple(path)


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
